/* builtins.h - parts of the module builtins, which is spread over builtins.c (table, plain
 * functions), builtins_code.c (compile, eval, exec, classes, namespaces), builtins_io.c
 * (print, input, open). */
#ifndef OU_MODULES_BUILTINS_H
#define OU_MODULES_BUILTINS_H
#include "object/args.h"

OuObj *ou_builtin_build_class(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_builtin_import(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_compile(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_eval(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_exec(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_globals(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_locals(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_vars(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_dir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_print(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_builtin_input(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_builtin_open(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);

/* vm/frame.c: locals() of the running script function (new reference). */
OuObj *ou_upcall_locals(OuVM *vm);
/* vm/frame.c: run code in namespaces (exec, eval, class bodies): see ou_run_code. */
OuObj *ou_upcall_run_code(OuVM *vm, OuObj *code, OuDict *globals, OuObj *locals, OuObj *closure);
/* Body of a class: the function run with `ns` as its namespace; returns what it returns. */
OuObj *ou_upcall_run_body(OuVM *vm, OuObj *function, OuObj *ns);

#endif
