/* sys.h - parts of module sys that others need. */
#ifndef OU_MODULES_SYS_H
#define OU_MODULES_SYS_H
#include "types/module.h"

/* An attribute of sys that is made when it is first asked for. */
typedef struct OuSysValue {
    const char *name; /* NULL ends a table */
    OuObj *(*make)(OuVM *vm, OuModule *sys, const char *name); /* new reference */
} OuSysValue;
/* host/settings.c: those that come from how the VM was made: argv, path, flags, standard streams … */
extern const OuSysValue ou_sys_settings[];
/* Show a value at a prompt, unless it is None: write the text that is made of it to sys.stdout, keep it as _.
 * None, or NULL with an exception. */
OuObj *ou_sys_display(OuVM *vm, OuObj *value, OuObj *(*make_text)(OuVM *vm, OuObj *value));
/* vm/frame.c: sys._getframe(depth): frame object, new reference, or ValueError. */
OuObj *ou_upcall_getframe(OuVM *vm, ptrdiff_t depth);
/* vm: recursion depth now, for setrecursionlimit. */
bool ou_upcall_set_recursion_limit(OuVM *vm, ptrdiff_t limit);

#endif
