/* sys.h - parts of module sys that others need. */
#ifndef OU_MODULES_SYS_H
#define OU_MODULES_SYS_H
#include "types/module.h"

/* host/settings.c: values of sys that come from how the VM was made: argv, path, flags,
 * standard streams … added to the module when it is made. */
OU_MUST_CHECK bool ou_upcall_sys_settings(OuVM *vm, OuModule *sys);
/* vm/frame.c: sys._getframe(depth): frame object, new reference, or ValueError. */
OuObj *ou_upcall_getframe(OuVM *vm, ptrdiff_t depth);
/* vm: recursion depth now, for setrecursionlimit. */
bool ou_upcall_set_recursion_limit(OuVM *vm, ptrdiff_t limit);

#endif
