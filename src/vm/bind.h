/* bind.h - arguments to parameters of script functions. */
#ifndef OU_VM_BIND_H
#define OU_VM_BIND_H
#include "code/code.h"
#include "object/function.h"

/* Are `count` positional arguments the first variables of the code, with nothing more to bind? */
OU_INLINE bool ou_takes_exactly(const OuProto *proto, size_t count)
{
    return count == proto->argument_count && proto->keyword_only == 0
        && !(proto->flags & (OU_CODE_VARARGS | OU_CODE_VARKEYWORDS));
}

/* Fill the variables of a new frame: `self` (may be NULL) and `nargs` owned references at `args` (values of the names in
 * kwnames last) are consumed in any case; they may lie where the registers are. On success every
 * variable is set or NULL; on failure nothing is left. */
OU_MUST_CHECK bool ou_bind_arguments(OuVM *vm, OuFunction *function, OuCode *code, OuObj **registers,
                                     OuObj *self, OuObj **args, size_t nargs, OuObj *kwnames);

/* The parameters of anything that binds like a script function. */
typedef struct OuParameters {
    OuStr *const *qualname;   /* pointers to where they are: script code that runs may change them */
    OuObj *const *defaults;   /* tuple for the last positional ones, or NULL */
    OuObj *const *kwdefaults; /* dict, or NULL */
    OuStr *const *names;
    const uint32_t *order;    /* parameter i is names[order[i]]; NULL: names[i] */
    uint32_t positional, keyword_only, positional_only;
    bool rest, options;       /* *args, **kwargs: the values behind those of named parameters */
} OuParameters;
/* `values`, all NULL, gets a value for each. What is taken of `args` is NULL then, the rest stays the
 * caller's; after a failure so do `values`. */
OU_MUST_CHECK bool ou_bind_parameters(OuVM *vm, const OuParameters *p, OuObj **values, OuObj **args,
                                      size_t positional, OuObj *kwnames);

#endif
