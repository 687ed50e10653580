/* upcall.h - the few functions that the object layer calls but layers above implement. */
#ifndef OU_OBJECT_UPCALL_H
#define OU_OBJECT_UPCALL_H
#include "base/strbuf.h"
#include "object/type.h"

/* vm/call.c: run a script function (an OuFunction) from C, on a nested interpreter loop. */
OuObj *ou_upcall_function(OuVM *vm, OuObj *function, OuObj *const *args, size_t nargs, OuObj *kwnames);
/* host/api_function.c: the call slot of OU_T_HOST_FUNCTION. */
OuObj *ou_upcall_host_function(OuVM *vm, OuObj *function, OuObj *const *args, size_t nargs, OuObj *kwnames);
/* host/api_class.c: what the data of the host in an object refers to. */
void ou_upcall_visit_layout(const OuType *type, OuObj *o, OuVisitFn fn, void *arg);
/* vm/generator.c: resume a generator with `value` (OU_DONE when it returned: the returned
 * object, new, in *result unless result is NULL). */
OuObj *ou_upcall_generator_send(OuVM *vm, OuObj *generator, OuObj *value, OuObj **result);
/* vm/exec.c: limits and interrupts only: runs no script code. False: an exception. */
OU_MUST_CHECK bool ou_upcall_check(OuVM *vm);
/* host/import.c: __import__(name, globals, locals, fromlist, level). */
#define OU_IMPORT_BY_SCRIPT 0x10000000 /* in `level`: not by C code or ouro's library; the host may forbid it */
OuObj *ou_upcall_import(OuVM *vm, OuObj *name, OuObj *globals, OuObj *locals, OuObj *fromlist, int level);
/* Is the code that runs now of ouro's own library? */
bool ou_upcall_is_library(OuVM *vm);
/* The code of a module of the library, for -m; None if there is no such file, or for a package. */
OuObj *ou_upcall_library_code(OuVM *vm, const char *name);
/* host/run.c: source text (str) to a code object; mode 'f' file, 'e' eval, 's' single. `flags`:
 * compile/compile.h. SyntaxError pending on NULL. */
OuObj *ou_upcall_compile(OuVM *vm, const char *source, size_t size, OuObj *filename, char mode, uint32_t flags);
/* vm/frame.c: the poll behind ou_poll and the interpreter's fuel: limits, interrupt, signals,
 * collection. False: an exception is pending. */
bool ou_upcall_poll(OuVM *vm);
/* One step of a loop in C over what an iterator gives: ou_poll(vm, 1) in line. */
#define OU_POLL_STEP(vm) (OU_LIKELY(--(vm)->fuel > 0) || ou_upcall_poll(vm))
/* vm/exec.c: has a limit ended the script? Then no callbacks are called any more. A finalizer that
 * is skipped for that is counted. */
bool ou_upcall_ended(OuVM *vm, bool finalizer);
/* vm/exec.c: does the clock or the host want the script to end? Then the next poll, which comes
 * at once, will see to it. Never while a VM is taken apart. */
bool ou_upcall_must_end(OuVM *vm);
/* vm/exec.c: there is no memory: the end of the script, if the host wants that. */
void ou_upcall_no_memory(OuVM *vm);
/* vm/frame.c: globals of the running script function, or NULL; borrowed. */
OuDict *ou_upcall_globals(OuVM *vm);
/* vm/frame.c: fn for each object reference in live registers of running frames (true counts). */
void ou_upcall_visit_stack(OuVM *vm, OuVisitFn fn, void *arg);
/* vm/frame.c: which running generators show their variables to the collection that begins. */
void ou_upcall_mark_generators(OuVM *vm);
/* host/life.c: fn for each object that the host part of the VM holds. */
void ou_upcall_visit_host(OuVM *vm, OuVisitFn fn, void *arg);
/* vm/frame.c: the line that runs now, or 0. */
int ou_upcall_line(OuVM *vm);

/* modules/builtins.c: the built-in names are made when they are first looked up.
 * A name that is not in vm->builtins yet: the object (borrowed, now in vm->builtins), OU_ABSENT
 * if there is no such built-in, NULL on error. Name lookups (LOADGLOBAL, LOADNAME, attributes of
 * module builtins) ask here after vm->builtins itself. */
OuObj *ou_upcall_builtin(OuVM *vm, OuStr *name);
/* Make all of them: before a script sees the dict of module builtins as a whole, or changes it. */
OU_MUST_CHECK bool ou_upcall_builtins_fill(OuVM *vm);

/* types/generic_alias.c: origin[args]; args other than a tuple count as one argument. */
OuObj *ou_generic_alias_new(OuVM *vm, OuObj *origin, OuObj *args);
/* vm/generator.c: awaitable of anext(iterator, default). */
OuObj *ou_upcall_anext_awaitable(OuVM *vm, OuObj *awaitable, OuObj *otherwise);

/* host/life.c: module sys, made when it is first asked for; borrowed. NULL with an exception, and
 * without one when there is none any more (OU_SYS_NONE). */
OuObj *ou_upcall_sys(OuVM *vm);
/* modules/sys.c: sys.<name>, borrowed. NULL: there is none, or it cannot be made (then, if no other
 * is, an exception is pending). May collect. */
OuObj *ou_sys_peek(OuVM *vm, OuStr *name);
/* host/run.c: what sys.__excepthook__ does: traceback to sys.stderr. Returns None. */
OuObj *ou_upcall_excepthook(OuVM *vm, OuObj *exception);
/* modules/warnings.c: issue a warning of a built-in category; false: it was turned into an exception. */
OU_MUST_CHECK bool ou_warn(OuVM *vm, uint32_t category, const char *message, int stack_level);
/* … with the object that it is about. */
OU_MUST_CHECK bool ou_warn_source(OuVM *vm, uint32_t category, const char *message, int stack_level, OuObj *source);
/* A coroutine dies that nobody awaited. */
void ou_warn_unawaited(OuVM *vm, OuObj *coroutine, OuObj *name);
OU_MUST_CHECK bool ou_warn_explicit(OuVM *vm, uint32_t category, const char *message, OuObj *filename, int line);

/* host/import.c: `from module import name` (attribute, else submodule; ImportError), new reference,
 * and `from module import *` into a namespace. */
OuObj *ou_upcall_import_from(OuVM *vm, OuObj *module, OuStr *name);
OU_MUST_CHECK bool ou_upcall_import_star(OuVM *vm, OuObj *module, OuObj *ns);

/* host/run.c: line `line` (from 1) of the source of `filename`, without its newline, appended to
 * `out`; false (no exception) if it cannot be had. For excerpts in tracebacks. */
bool ou_upcall_source_line(OuVM *vm, OuObj *filename, int line, OuBuf *out);
/* host/anchors.c: in the text of one expression, the bytes [*left, *right) that its operator
 * (or subscript) takes; false if it is neither a binary operation nor a subscript. */
bool ou_upcall_expression_anchors(OuVM *vm, const char *text, size_t size, size_t *left, size_t *right);
/* modules/sys.c: write to sys.stderr (the script's object, or the host's stream if that is gone).
 * Clears any exception that this raises. */
void ou_upcall_stderr(OuVM *vm, const char *text, size_t size);
/* modules/sys.c: call sys.unraisablehook for `exception` (borrowed; never fails). The text of the
 * default hook comes from ou_unraisable_render (types/traceback.h). */
void ou_upcall_unraisable(OuVM *vm, OuObj *exception, const char *message, OuObj *object);
/* code/code.c, through vm/frame.c: position of instruction `lasti` in the code of a frame object:
 * lines from 1, columns in bytes from 0; false if unknown, or where `shown`, the line of the traceback, tells that
 * the frame is that of a generator that had not begun. */
bool ou_upcall_position(OuVM *vm, OuObj *frame, int32_t lasti, int32_t shown, int32_t *line, int32_t *end_line,
                        int32_t *column, int32_t *end_column);
/* vm/frame.c: file name and name of the code of a frame object (borrowed), and its globals. */
void ou_upcall_frame_names(OuVM *vm, OuObj *frame, OuStr **filename, OuStr **name, OuDict **globals);
/* vm/frame.c: a traceback entry for the running script frame; silently nothing if there is none. */
void ou_upcall_traceback_here(OuVM *vm, OuObj *exception);
/* vm/frame.c: names of the variables of a frame object's code (co_varnames), bound or not, as a list; NULL
 * on error. For suggestions. */
OuObj *ou_upcall_frame_locals(OuVM *vm, OuObj *frame);

/* vm/frame.c: file name of the script frame `depth` calls up ("<sys>" if there is none); new reference. */
OuObj *ou_upcall_filename(OuVM *vm, int depth);

/* host/life.c: write to standard stream 1 or 2 of the VM. Bytes written, or -1 with errno set. */
ptrdiff_t ou_upcall_write_stream(OuVM *vm, int stream, const char *data, size_t size);

#endif
