/* upcall.h - the few functions that the object layer calls but layers above implement. */
#ifndef OU_OBJECT_UPCALL_H
#define OU_OBJECT_UPCALL_H
#include "object/type.h"

/* vm/call.c: run a script function (an OuFunction) from C, on a nested interpreter loop. */
OuObj *ou_upcall_function(OuVM *vm, OuObj *function, OuObj *const *args, size_t nargs, OuObj *kwnames);
/* vm/generator.c: resume a generator with `value` (OU_DONE when it returned: the returned
 * object, new, in *result unless result is NULL). */
OuObj *ou_upcall_generator_send(OuVM *vm, OuObj *generator, OuObj *value, OuObj **result);
/* host/import.c: __import__(name, globals, locals, fromlist, level). */
OuObj *ou_upcall_import(OuVM *vm, OuObj *name, OuObj *globals, OuObj *locals, OuObj *fromlist, int level);
/* host/run.c: source text (str) to a code object; mode 'f' file, 'e' eval, 's' single. `flags`:
 * compile/compile.h. SyntaxError pending on NULL. */
OuObj *ou_upcall_compile(OuVM *vm, const char *source, size_t size, OuObj *filename, char mode, uint32_t flags);
/* vm/frame.c: the poll behind ou_poll and the interpreter's fuel: limits, interrupt, signals,
 * collection. False: an exception is pending. */
bool ou_upcall_poll(OuVM *vm);
/* vm/frame.c: globals of the running script function, or NULL; borrowed. */
OuDict *ou_upcall_globals(OuVM *vm);
/* vm/frame.c: fn for each object reference in live registers of running frames (true counts). */
void ou_upcall_visit_stack(OuVM *vm, OuVisitFn fn, void *arg);
/* vm/frame.c: the line that runs now, or 0. */
int ou_upcall_line(OuVM *vm);

#endif
