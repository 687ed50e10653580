/* api_function.h - functions of the host as objects: "host_function", what api_signature.c makes of a
 * signature, api_function.c calls, and api_class.c makes methods of.
 *
 * They bind like functions of scripts (vm/bind.h), with the same messages, and are bound to instances as
 * those are. */
#ifndef OU_HOST_API_FUNCTION_H
#define OU_HOST_API_FUNCTION_H
#include "host/api.h"
#include "object/tuple.h"

#define OU_HOST_PARAMETERS 64 /* at most */

/* What an argument must be, by its annotation; | OU_CHECK_OR_NONE. */
typedef enum OuCheck {
    OU_CHECK_ANY,
    OU_CHECK_INT,
    OU_CHECK_FLOAT,
    OU_CHECK_STR,
    OU_CHECK_BYTES,
    OU_CHECK_BOOL,
    OU_CHECK_LIST,
    OU_CHECK_TUPLE,
    OU_CHECK_DICT,
    OU_CHECK_SET,
    OU_CHECK_CALLABLE,
    OU_CHECK_CLASS, /* the class, or union of classes, is in `classes` */
    OU_CHECK_MASK = 15,
    OU_CHECK_OR_NONE = 16
} OuCheck;

typedef struct OuHostFunction {
    OuGcObj gc;
    OuroFunction function;
    void *user;
    void (*finalize)(void *user);
    OuStr *name, *qualname;
    OuObj *module, *doc, *text; /* text: the signature from its "(" on */
    OuObj *defaults;            /* of the last positional parameters: tuple, or NULL */
    OuObj *kwdefaults;          /* dict, or NULL */
    OuObj *names;               /* tuple of the parameters' names, those of *args and **kwargs last */
    OuObj *classes;             /* dict: number of a parameter to what OU_CHECK_CLASS asks for; or NULL */
    uint8_t count;              /* parameters in all */
    uint8_t positional, keyword_only, positional_only;
    uint8_t required;           /* positional ones without default */
    bool rest, options;
    bool checked;               /* some parameter has a check */
    uint8_t checks[];           /* OuCheck of each */
} OuHostFunction;
#define OU_HOST_FUNCTION(o) ((OuHostFunction *)(o))

/* How a signature begins that is for a class. */
typedef enum { OU_MEMBER_METHOD, OU_MEMBER_STATIC, OU_MEMBER_CLASS, OU_MEMBER_PROPERTY } OuMemberForm;

/* A function from its signature; ValueError says what is wrong with that. `globals`: where names in
 * annotations and defaults are looked up, NULL: __main__. `cls`: name of the class that it is for, or NULL. */
OuHostFunction *ou_host_function_new(OuVM *vm, const char *signature, OuroFunction function, void *user,
                                     const char *doc, OuDict *globals, OuStr *cls);
/* Is it "name" or "name: type", a property? */
bool ou_host_is_property(const char *signature);
/* Step over "@staticmethod" or "@classmethod". */
OuMemberForm ou_host_member_form(const char **signature);

#endif
