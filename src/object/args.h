/* args.h - binding the arguments of C functions by their signature text.
 *
 * "(x, /, y=0, *rest, key=None, **options)": parameters before "/" are positional only, after
 * "*" or "*rest" keyword only; "=…" marks optional ones (the text of the default is for
 * help()). The function gets one array element per parameter in order, absent ones NULL,
 * *rest as a tuple, **options as a dict. nargs is the number of elements: trailing absent
 * ones may be missing from it, so use OU_ARG.
 *
 * Messages about wrong counts follow CPython, which words them by how a function was written:
 * one required positional-only parameter -> "T.f() takes exactly one argument (0 given)",
 * none -> "T.f() takes no arguments (1 given)", positional only -> "f expected at most 1
 * argument, got 2", otherwise -> "f() missing required argument 'x' (pos 1)" … */
#ifndef OU_OBJECT_ARGS_H
#define OU_OBJECT_ARGS_H
#include "object/type.h"

#define OU_ARG(i) ((size_t)(i) < nargs ? args[i] : NULL)
#define OU_MAX_PARAMETERS 16

/* A parsed signature. Names point into the text. */
typedef struct OuSignature {
    const char *names[OU_MAX_PARAMETERS];
    uint8_t lengths[OU_MAX_PARAMETERS];
    uint16_t required;        /* bit i: parameter i has no default */
    uint8_t count;            /* parameters, *rest and **options included */
    uint8_t positional_only;  /* how many */
    uint8_t positional;       /* how many may be given by position (includes positional_only) */
    int8_t rest, options;     /* index of *rest, **options, or -1 */
    uint8_t required_positional;
} OuSignature;

/* Parse "(…)" or NULL (no parameters). Asserts that the text is well-formed. */
void ou_signature_parse(const char *text, OuSignature *out);

/* Call `def` with what the caller passed. `self` as the C function expects it; `type_name`
 * qualifies messages ("list" -> "list.append()"), NULL for module functions. */
OuObj *ou_call_c(OuVM *vm, const OuMethodDef *def, const OuSignature *signature, const char *type_name,
                 OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames);

/* Bind by hand, for make/init/call slots: out[] gets signature->count elements (borrowed,
 * NULL if absent; *rest and **options are new objects that the caller releases with
 * ou_unbind). `name` as in messages: "int". */
OU_MUST_CHECK bool ou_bind(OuVM *vm, const char *signature_text, const char *name, OuObj *const *args,
                           size_t nargs, OuObj *kwnames, OuObj **out);
void ou_unbind(OuVM *vm, const char *signature_text, OuObj **out);
/* TypeError "name() takes no keyword arguments" unless kwnames is NULL or empty. */
OU_MUST_CHECK bool ou_no_keywords(OuVM *vm, const char *name, OuObj *kwnames);
/* TypeError "name expected at least/at most N arguments, got M". */
OU_MUST_CHECK bool ou_check_count(OuVM *vm, const char *name, size_t nargs, size_t min, size_t max);

/* Conversions with CPython's messages: "f() argument 'x' must be str, not int" for `what` "x",
 * "f() argument 1 …" for "1", "f() argument …" for NULL. */
OU_MUST_CHECK bool ou_arg_ssize(OuVM *vm, OuObj *arg, ptrdiff_t *out);
OU_MUST_CHECK bool ou_arg_int(OuVM *vm, OuObj *arg, int *out); /* 32 bits */
OU_MUST_CHECK bool ou_arg_str(OuVM *vm, const char *function, const char *what, OuObj *arg, OuStr **out);

#endif
