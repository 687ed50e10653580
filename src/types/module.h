/* module.h - module objects. A C module is a table row (modules/module.def): name, methods and an
 * init function that adds the rest. */
#ifndef OU_TYPES_MODULE_H
#define OU_TYPES_MODULE_H
#include "object/type.h"

typedef struct OuModule {
    OuGcObj gc;
    OuDict *dict;
    OuObj *name;
    const struct OuModuleDef *def; /* C modules */
    bool initializing;             /* its body is running: for messages about circular imports */
    bool complete;                 /* all that `find` can make has been made */
} OuModule;

typedef struct OuModuleDef {
    const char *name;
    const char *doc;
    const OuMethodDef *functions; /* `self` is the module */
    bool (*init)(OuVM *vm, OuModule *module); /* may be NULL */
    const uint32_t *types;        /* built-in type indices to export by their names; 0 ends */
    /* Attributes that are made when they are first asked for, or NULL: the one of that name, now in
     * the module's dict (borrowed), OU_ABSENT, or NULL with an exception; and all of them. */
    OuObj *(*find)(OuVM *vm, OuModule *module, OuStr *name);
    bool (*fill)(OuVM *vm, OuModule *module);
} OuModuleDef;

OuObj *ou_module_new(OuVM *vm, const char *name, const char *doc);
OuObj *ou_module_from_def(OuVM *vm, const OuModuleDef *def);
/* Make all attributes that are made on demand by C code. */
OU_MUST_CHECK bool ou_module_complete(OuVM *vm, OuModule *module);
OU_MUST_CHECK bool ou_module_add(OuVM *vm, OuModule *module, const char *name, OuObj *value);
/* The same, consuming value; NULL value fails (so that results can be passed on). */
OU_MUST_CHECK bool ou_module_add_take(OuVM *vm, OuModule *module, const char *name, OuObj *value);

/* The exception class of a C module, `name` with its module ("struct.error"), made on first use
 * and kept in the VM; borrowed. */
typedef struct OuModuleException {
    const char *name;
    uint32_t base; /* type index */
} OuModuleException;
OuClass *ou_module_exception(OuVM *vm, const OuModuleException *def);
/* Raise it, with a format as for ou_raise. Returns NULL. */
void *ou_module_raise(OuVM *vm, const OuModuleException *def, const char *format, ...);

#endif
