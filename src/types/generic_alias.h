/* generic_alias.h - list[int] and the like (types.GenericAlias). */
#ifndef OU_TYPES_GENERIC_ALIAS_H
#define OU_TYPES_GENERIC_ALIAS_H
#include "object/upcall.h" /* ou_generic_alias_new */

/* X | Y for classes, None, aliases and unions: types.UnionType, or OU_NOT_IMPLEMENTED. types/union.c */
OuObj *ou_union_or(OuVM *vm, OuObj *left, OuObj *right);
/* The C function of every `__class_getitem__` (types/iters.c). */
OuObj *ou_class_getitem(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);

#endif
