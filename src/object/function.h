/* function.h - script functions, bound methods, built-in functions, cells. */
#ifndef OU_OBJECT_FUNCTION_H
#define OU_OBJECT_FUNCTION_H
#include "object/args.h"

typedef struct OuFunction {
    OuGcObj gc;
    struct OuCode *code;  /* code/code.h; owned */
    OuDict *globals;
    OuDict *builtins;
    OuStr *name, *qualname;
    OuObj *module, *doc;
    OuObj *defaults;      /* tuple or NULL */
    OuObj *kwdefaults;    /* dict or NULL */
    OuObj *closure;       /* tuple of cells or NULL */
    OuObj *annotations;   /* dict, tuple of name, value, … (not yet a dict), or NULL */
    OuObj *dict;          /* attributes, or NULL */
    uint32_t version;     /* for call caches: changes when code or defaults change; 0: none */
} OuFunction;
#define OU_FUNCTION(o) ((OuFunction *)(o))

typedef struct OuMethod { /* bound method */
    OuGcObj gc;
    OuObj *function, *self;
} OuMethod;

typedef struct OuBuiltin { /* builtin_function_or_method, method_descriptor, classmethod_descriptor */
    OuGcObj gc;
    const OuMethodDef *def;
    OuObj *self;          /* bound object, module, or NULL; descriptors: NULL */
    OuClass *owner;       /* class that a descriptor belongs to, owned; NULL for functions */
    OuObj *module;        /* name of the module or NULL */
    OuSignature signature;
    bool parsed;          /* signature is valid */
} OuBuiltin;

typedef struct OuCell {
    OuGcObj gc;
    OuObj *content;       /* NULL: empty */
} OuCell;
#define OU_CELL(o) ((OuCell *)(o))

OuObj *ou_function_new(OuVM *vm, struct OuCode *code, OuDict *globals);
OuObj *ou_method_new(OuVM *vm, OuObj *function, OuObj *self);
OuObj *ou_builtin_new(OuVM *vm, const OuMethodDef *def, OuObj *self, OuObj *module);
/* method_descriptor or classmethod_descriptor (OU_T_METHOD_DESCR, OU_T_CLASSMETHOD_DESCR). */
OuObj *ou_method_descr_new(OuVM *vm, uint32_t type, OuClass *owner, const OuMethodDef *def);
/* What a function takes from its code object: code/function_code.c. The name is borrowed. */
size_t ou_function_code_free_count(const struct OuCode *code);
OuStr *ou_function_code_name(const struct OuCode *code);
OuObj *ou_function_code_doc(OuVM *vm, struct OuCode *code); /* str or None, new */
/* __text_signature__ of a signature text: "(x, /)" with `self` ("$self, /", "$module, /",
 * "$type, /") put in front; NULL text: "($self, /)". */
OuObj *ou_signature_text(OuVM *vm, const char *signature, const char *self);
/* The built-in function of that name (new reference). */
OuObj *ou_builtin_named(OuVM *vm, const char *name);
/* Call a method descriptor's C function with an explicit self (LOADMETHOD fast path); args
 * exclude self. */
OuObj *ou_builtin_call_with_self(OuVM *vm, OuBuiltin *builtin, OuObj *self, OuObj *const *args,
                                 size_t nargs, OuObj *kwnames);
OuObj *ou_cell_new(OuVM *vm, OuObj *content); /* content may be NULL */

#endif
