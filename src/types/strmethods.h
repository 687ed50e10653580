/* strmethods.h - what the files that make up the type str share, and the layout of its
 * iterator, which the interpreter may step itself. */
#ifndef OU_TYPES_STRMETHODS_H
#define OU_TYPES_STRMETHODS_H
#include "object/str.h"

/* str_iterator and str_ascii_iterator. */
typedef struct OuStrIter {
    OuGcObj gc;
    OuObj *source;   /* NULL when exhausted */
    size_t offset;   /* of the next character, in bytes */
    size_t position; /* the same in code points */
} OuStrIter;
OuObj *ou_str_iter_new(OuVM *vm, OuObj *s);

#define OU_STR_METHODS_CASE(X)                                                                    \
    X(capitalize)                                                                                 \
    X(casefold) X(lower) X(upper) X(title) X(swapcase) X(isalnum) X(isalpha) X(isascii)           \
        X(isdecimal) X(isdigit) X(isidentifier) X(islower) X(isnumeric) X(isprintable) X(isspace) \
            X(istitle) X(isupper)
#define OU_STR_METHODS_SPLIT(X)                                                              \
    X(split)                                                                                 \
    X(rsplit) X(splitlines) X(partition) X(rpartition) X(join) X(replace) X(strip) X(lstrip) \
        X(rstrip) X(removeprefix) X(removesuffix) X(center) X(ljust) X(rjust) X(zfill)       \
            X(expandtabs) X(translate) X(maketrans)
#define DECLARE(name) \
    OuObj *ou_str_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OU_STR_METHODS_CASE(DECLARE)
OU_STR_METHODS_SPLIT(DECLARE)
#undef DECLARE

/* What join() takes, as a list: TypeError if it is no iterable. */
OuObj *ou_joinable_list(OuVM *vm, OuObj *iterable);
/* lower() of text, as case-insensitive comparisons need it. */
OuObj *ou_str_lower(OuVM *vm, OuStr *s);
/* Bounds as slices treat them, for the optional start and stop arguments of find, count … : any
 * object with __index__ or None. Clipped to 0 … length, start may be beyond stop. */
OU_MUST_CHECK bool ou_search_bounds(OuVM *vm, OuObj *start_arg, OuObj *stop_arg, size_t length,
                                    size_t *start, size_t *stop);
/* Arguments of find, index, count, startswith …: TypeError for a wrong count or keywords. */
OU_MUST_CHECK bool ou_search_args(OuVM *vm, const char *type, const char *name, size_t nargs,
                                  OuObj *kwnames);

#endif
