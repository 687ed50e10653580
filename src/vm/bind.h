/* bind.h - arguments to parameters of script functions. */
#ifndef OU_VM_BIND_H
#define OU_VM_BIND_H
#include "code/code.h"
#include "object/function.h"

/* Fill the variables of a new frame: `self` (may be NULL) and `nargs` owned references at `args` (values of the names in
 * kwnames last) are consumed in any case; they may lie where the registers are. On success every
 * variable is set or NULL; on failure nothing is left. */
OU_MUST_CHECK bool ou_bind_arguments(OuVM *vm, OuFunction *function, OuCode *code, OuObj **registers,
                                     OuObj *self, OuObj **args, size_t nargs, OuObj *kwnames);

#endif
