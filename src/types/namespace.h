/* namespace.h - types.SimpleNamespace. */
#ifndef OU_TYPES_NAMESPACE_H
#define OU_TYPES_NAMESPACE_H
#include "object/type.h"

/* A namespace with a copy of these attributes (NULL: none). */
OuObj *ou_namespace_new(OuVM *vm, OuDict *attributes);

#endif
