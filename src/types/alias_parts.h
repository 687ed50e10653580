/* alias_parts.h - what generic aliases and unions share. */
#ifndef OU_TYPES_ALIAS_PARTS_H
#define OU_TYPES_ALIAS_PARTS_H
#include "object/type.h"
#include "base/strbuf.h"

typedef struct OuGenericAlias {
    OuGcObj gc;
    OuObj *origin;
    OuObj *args;       /* tuple */
    OuObj *parameters; /* tuple; NULL until asked for */
    bool starred;
} OuGenericAlias;

/* Append how an argument is written: int, typing.Any, ..., or its repr. */
OU_MUST_CHECK bool ou_alias_put_item(OuVM *vm, OuBuf *buf, OuObj *o);
/* The type variables in `args`, in order of appearance: new tuple. */
OuObj *ou_alias_parameters(OuVM *vm, OuObj *args);
/* `args` with `item` (one or a tuple) in place of `parameters`: new tuple. */
OuObj *ou_alias_substitute(OuVM *vm, OuObj *self, OuObj *args, OuObj *parameters, OuObj *item);

#endif
