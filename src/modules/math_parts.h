/* math_parts.h - what the files of the module math share. */
#ifndef OU_MODULES_MATH_PARTS_H
#define OU_MODULES_MATH_PARTS_H
#include "types/float_parts.h"

/* math_special.c: on errors errno is EDOM or ERANGE, as for functions of libm. */
double ou_math_gamma(double x);
double ou_math_lgamma(double x);
/* The Euclidean norm of values[0..count), all >= 0; `max` is the largest; overwrites nothing. False if the run has to
 * end. */
OU_MUST_CHECK bool ou_math_norm(OuVM *vm, const double *values, size_t count, double max, bool found_nan, double *out);

/* math_int.c: the integer functions of the module. */
#define OU_MATH_INT(name) \
    OuObj *ou_math_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OU_MATH_INT(gcd)
OU_MATH_INT(lcm)
OU_MATH_INT(factorial)
OU_MATH_INT(isqrt)
OU_MATH_INT(comb)
OU_MATH_INT(perm)
OU_MATH_INT(prod)

#endif
