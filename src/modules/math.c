/* math.c - the module math. Functions of libm are called as CPython calls them, so results
 * agree to the last bit on the same machine; math_special.c has those that it brings itself.
 *
 * Converting arguments (__float__, __index__) may run script code. */
#include "modules/math_parts.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include <errno.h>
#include <math.h>
#include <string.h>

static void *domain_error(OuVM *vm)
{
    return OU_VALUE_ERROR(vm, "math domain error");
}

static void *range_error(OuVM *vm)
{
    return ou_raise(vm, OU_T_OverflowError, "math range error");
}

/* The argument as double, with a fast path. */
OU_INLINE bool argument(OuVM *vm, OuObj *o, double *out)
{
    if (OU_LIKELY(ou_is_exact(o, OU_T_FLOAT))) {
        *out = ou_float_value(o);
        return true;
    }
    return ou_as_double(vm, o, out);
}

/* ---- functions of one number ---- */

static OuObj *apply(OuVM *vm, OuObj *arg, double (*function)(double), bool can_overflow)
{
    double x;
    if (!argument(vm, arg, &x))
        return NULL;
    double result = function(x);
    if (OU_UNLIKELY(!isfinite(result))) {
        if (isnan(result) && !isnan(x))
            return domain_error(vm);
        if (isinf(result) && isfinite(x))
            return can_overflow ? range_error(vm) : domain_error(vm);
    }
    return ou_float_from(vm, result);
}

#define FUNCTION(name, function, can_overflow)                                              \
    static OuObj *math_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)      \
    {                                                                                       \
        (void)self;                                                                         \
        (void)nargs;                                                                        \
        return apply(vm, args[0], function, can_overflow);                                  \
    }
FUNCTION(acos, acos, false)
FUNCTION(acosh, acosh, false)
FUNCTION(asin, asin, false)
FUNCTION(asinh, asinh, false)
FUNCTION(atan, atan, false)
FUNCTION(atanh, atanh, false)
FUNCTION(cbrt, cbrt, false)
FUNCTION(cos, cos, false)
FUNCTION(cosh, cosh, true)
FUNCTION(erf, erf, false)
FUNCTION(erfc, erfc, false)
FUNCTION(exp, exp, true)
FUNCTION(exp2, exp2, true)
FUNCTION(expm1, expm1, true)
FUNCTION(fabs, fabs, false)
FUNCTION(log1p, log1p, false)
FUNCTION(sin, sin, false)
FUNCTION(sinh, sinh, true)
FUNCTION(sqrt, sqrt, false)
FUNCTION(tan, tan, false)
FUNCTION(tanh, tanh, false)

/* For functions that tell by errno what went wrong. */
static OuObj *apply_errno(OuVM *vm, OuObj *arg, double (*function)(double))
{
    double x;
    if (!argument(vm, arg, &x))
        return NULL;
    errno = 0;
    double result = function(x);
    if (errno == EDOM)
        return domain_error(vm);
    if (errno == ERANGE && fabs(result) > 1.5) /* not an underflow */
        return range_error(vm);
    return ou_float_from(vm, result);
}

static OuObj *math_gamma(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return apply_errno(vm, args[0], ou_math_gamma);
}

static OuObj *math_lgamma(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return apply_errno(vm, args[0], ou_math_lgamma);
}

static OuObj *math_degrees(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x;
    return argument(vm, args[0], &x) ? ou_float_from(vm, x * (180.0 / M_PI)) : NULL;
}

static OuObj *math_radians(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x;
    return argument(vm, args[0], &x) ? ou_float_from(vm, x * (M_PI / 180.0)) : NULL;
}

static OuObj *math_ulp(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x;
    if (!argument(vm, args[0], &x))
        return NULL;
    x = fabs(x);
    if (!isfinite(x))
        return ou_float_from(vm, x);
    double next = nextafter(x, HUGE_VAL);
    if (isinf(next)) /* the largest: as far from the one below */
        return ou_float_from(vm, x - nextafter(x, -HUGE_VAL));
    return ou_float_from(vm, next - x);
}

#define TEST(name, expression)                                                              \
    static OuObj *math_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)      \
    {                                                                                       \
        (void)self;                                                                         \
        (void)nargs;                                                                        \
        double x;                                                                           \
        return argument(vm, args[0], &x) ? OU_BOOL(expression) : NULL;                      \
    }
TEST(isfinite, isfinite(x))
TEST(isinf, isinf(x))
TEST(isnan, isnan(x))

/* ---- rounding to integers ---- */

/* ceil, floor: the special method, else by the double. */
static OuObj *round_by(OuVM *vm, OuObj *arg, OuStr *method, double (*function)(double))
{
    if (!ou_is_exact(arg, OU_T_FLOAT)) {
        OuObj *result = ou_call_special(vm, arg, method, NULL, 0);
        if (result != OU_ABSENT)
            return result;
    }
    double x;
    return argument(vm, arg, &x) ? ou_int_from_double(vm, function(x)) : NULL;
}

static OuObj *math_ceil(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return round_by(vm, args[0], OU_NAME(__ceil__), ceil);
}

static OuObj *math_floor(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return round_by(vm, args[0], OU_NAME(__floor__), floor);
}

static OuObj *math_trunc(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    if (ou_is_exact(args[0], OU_T_FLOAT))
        return ou_int_from_double(vm, ou_float_value(args[0]));
    OuObj *result = ou_call_special(vm, args[0], OU_NAME(__trunc__), NULL, 0);
    if (result != OU_ABSENT)
        return result;
    return OU_TYPE_ERROR(vm, "type %.100T doesn't define __trunc__ method", args[0]);
}

/* ---- logarithms ---- */

/* A logarithm of an int or of anything with a double. */
static OuObj *logarithm(OuVM *vm, OuObj *arg, double (*function)(double))
{
    double x;
    if (ou_is_int(vm, arg)) {
        if (ou_int_sign(arg) <= 0)
            return domain_error(vm);
        bool overflow;
        x = ou_int_to_double(vm, arg, &overflow);
        if (overflow) {
            int64_t exponent;
            x = ou_int_frexp(arg, &exponent);
            if (!ou_check(vm, 1 + (uint32_t)(exponent >> 10)))
                return NULL;
            return ou_float_from(vm, function(x) + function(2.0) * (double)exponent);
        }
        return ou_float_from(vm, function(x));
    }
    if (!argument(vm, arg, &x))
        return NULL;
    if (x <= 0.0)
        return domain_error(vm);
    return ou_float_from(vm, function(x));
}

static OuObj *math_log(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    if (!ou_no_keywords(vm, "log", kwnames))
        return NULL;
    if (nargs < 1 || nargs > 2)
        return OU_TYPE_ERROR(vm, "math.log requires 1 to 2 arguments");
    OuObj *over = logarithm(vm, args[0], log);
    if (!over || nargs == 1)
        return over;
    OuObj *under = logarithm(vm, args[1], log), *result = NULL;
    if (under)
        result = ou_binary(vm, OU_OP_TRUEDIV, over, under);
    ou_unref(vm, over);
    ou_unref(vm, under);
    return result;
}

static OuObj *math_log2(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return logarithm(vm, args[0], log2);
}

static OuObj *math_log10(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return logarithm(vm, args[0], log10);
}

/* ---- functions of two numbers ---- */

static bool two_arguments(OuVM *vm, OuObj *const *args, double *x, double *y)
{
    return argument(vm, args[0], x) && argument(vm, args[1], y);
}

static OuObj *math_atan2(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double y, x;
    return two_arguments(vm, args, &y, &x) ? ou_float_from(vm, atan2(y, x)) : NULL;
}

static OuObj *math_copysign(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x, y;
    return two_arguments(vm, args, &x, &y) ? ou_float_from(vm, copysign(x, y)) : NULL;
}

static OuObj *math_nextafter(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x, y;
    return two_arguments(vm, args, &x, &y) ? ou_float_from(vm, nextafter(x, y)) : NULL;
}

/* `result` of a function of x and y, or the error it stands for. */
static OuObj *result_of_two(OuVM *vm, double result, double x, double y)
{
    if (isnan(result) && !isnan(x) && !isnan(y))
        return domain_error(vm);
    if (isinf(result) && isfinite(x) && isfinite(y))
        return range_error(vm);
    return ou_float_from(vm, result);
}

static OuObj *math_fmod(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x, y;
    if (!two_arguments(vm, args, &x, &y))
        return NULL;
    return result_of_two(vm, isinf(y) && isfinite(x) ? x : fmod(x, y), x, y);
}

static OuObj *math_remainder(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x, y;
    if (!two_arguments(vm, args, &x, &y))
        return NULL;
    return result_of_two(vm, remainder(x, y), x, y);
}

static OuObj *math_pow(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x, y;
    if (!two_arguments(vm, args, &x, &y))
        return NULL;
    double result = pow(x, y);
    if (isinf(result) && x == 0.0 && isfinite(y))
        return domain_error(vm);
    return result_of_two(vm, result, x, y);
}

static OuObj *math_ldexp(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x;
    if (!argument(vm, args[0], &x))
        return NULL;
    if (!ou_is_int(vm, args[1]))
        return OU_TYPE_ERROR(vm, "Expected an int as second argument to ldexp.");
    int64_t exponent;
    if (!ou_int_to_int64(args[1], &exponent))
        exponent = ou_int_sign(args[1]) < 0 ? INT64_MIN : INT64_MAX;
    int shift = exponent > 10000 ? 10000 : exponent < -10000 ? -10000 : (int)exponent;
    double result = ldexp(x, shift);
    if (isinf(result) && isfinite(x))
        return range_error(vm);
    return ou_float_from(vm, result);
}

/* A pair of a float and something else (consumed). */
static OuObj *pair_take(OuVM *vm, double first, OuObj *second)
{
    OuObj *pair[2] = {second ? ou_float_from(vm, first) : NULL, second};
    if (!pair[0]) {
        ou_unref(vm, second);
        return NULL;
    }
    return ou_tuple_new_take(vm, pair, 2);
}

static OuObj *math_frexp(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x;
    if (!argument(vm, args[0], &x))
        return NULL;
    int exponent = 0;
    if (isfinite(x) && x != 0.0)
        x = frexp(x, &exponent);
    return pair_take(vm, x, ou_int_from(vm, exponent));
}

static OuObj *math_modf(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double x, whole;
    if (!argument(vm, args[0], &x))
        return NULL;
    double fraction = modf(x, &whole);
    return pair_take(vm, fraction, ou_float_from(vm, whole));
}

static OuObj *math_isclose(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    double a, b, relative = 1e-9, absolute = 0.0;
    if (!two_arguments(vm, args, &a, &b) || (OU_ARG(2) && !argument(vm, args[2], &relative)) ||
        (OU_ARG(3) && !argument(vm, args[3], &absolute)))
        return NULL;
    if (relative < 0.0 || absolute < 0.0)
        return OU_VALUE_ERROR(vm, "tolerances must be non-negative");
    if (a == b)
        return OU_TRUE;
    if (isinf(a) || isinf(b))
        return OU_FALSE;
    double difference = fabs(b - a);
    return OU_BOOL(difference <= fabs(relative * b) || difference <= fabs(relative * a) ||
                   difference <= absolute);
}

/* ---- sums and norms ---- */

/* Shewchuk's exact sum: partial sums that do not overlap, growing in size. */
typedef struct Partials {
    double *values;
    size_t len, cap;
    double local[32];
} Partials;

static bool partials_grow(OuVM *vm, Partials *partials)
{
    size_t old = partials->cap * sizeof(double);
    bool first = partials->values == partials->local;
    double *values = first ? ou_alloc(vm, 2 * old) : ou_resize(vm, partials->values, old, 2 * old);
    if (!values)
        return false;
    if (first)
        memcpy(values, partials->local, old);
    partials->values = values;
    partials->cap *= 2;
    return true;
}

/* Add x; infinities and what overflowed go to the specials. */
static bool partials_add(OuVM *vm, Partials *partials, double x, double *special, double *infinite)
{
    double given = x;
    size_t kept = 0;
    for (size_t i = 0; i < partials->len; i++) {
        double y = partials->values[i];
        if (fabs(x) < fabs(y)) {
            double swap = x;
            x = y;
            y = swap;
        }
        volatile double high = x + y;
        volatile double low = y - (high - x);
        if (low != 0.0)
            partials->values[kept++] = low;
        x = high;
    }
    partials->len = kept;
    if (x == 0.0)
        return true;
    if (!isfinite(x)) {
        if (isfinite(given)) {
            ou_raise(vm, OU_T_OverflowError, "intermediate overflow in fsum");
            return false;
        }
        if (isinf(given))
            *infinite += given;
        *special += given;
        partials->len = 0;
        return true;
    }
    if (kept >= partials->cap && !partials_grow(vm, partials))
        return false;
    partials->values[partials->len++] = x;
    return true;
}

/* The sum, rounded once: half-way cases look one partial further. */
static double partials_sum(const Partials *partials)
{
    size_t n = partials->len;
    if (n == 0)
        return 0.0;
    volatile double high = partials->values[--n], low = 0.0;
    while (n > 0) {
        volatile double x = high, y = partials->values[--n];
        high = x + y;
        volatile double rounded = high - x;
        low = y - rounded;
        if (low != 0.0)
            break;
    }
    if (n > 0 && ((low < 0.0 && partials->values[n - 1] < 0.0) ||
                  (low > 0.0 && partials->values[n - 1] > 0.0))) {
        volatile double y = low * 2.0, x = high + y, rounded = x - high;
        if (y == rounded)
            high = x;
    }
    return high;
}

static OuObj *math_fsum(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    OuObj *iterator = ou_iter(vm, args[0]), *result = NULL;
    if (!iterator)
        return NULL;
    Partials partials = {.cap = 32};
    partials.values = partials.local;
    double special = 0.0, infinite = 0.0;
    for (;;) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        double x = 0.0;
        bool ok = item && argument(vm, item, &x);
        ou_unref(vm, item);
        if (!ok || !partials_add(vm, &partials, x, &special, &infinite) || !ou_poll(vm, 1))
            goto done;
    }
    if (special != 0.0) {
        if (isnan(infinite))
            OU_VALUE_ERROR(vm, "-inf + inf in fsum");
        else
            result = ou_float_from(vm, special);
    } else {
        result = ou_float_from(vm, partials_sum(&partials));
    }
done:
    if (partials.values != partials.local)
        ou_free(vm, partials.values, partials.cap * sizeof(double));
    ou_unref(vm, iterator);
    return result;
}

#define LOCAL_COORDINATES 20

/* The norm of |p[i] - q[i]|, or of |p[i]| if q is NULL. */
static OuObj *distance(OuVM *vm, OuTuple *p, OuTuple *q)
{
    double local[LOCAL_COORDINATES], *values = local, max = 0.0;
    size_t count = p->len;
    bool found_nan = false;
    OuObj *result = NULL;
    if (count > LOCAL_COORDINATES && !(values = ou_alloc(vm, count * sizeof(double))))
        return NULL;
    for (size_t i = 0; i < count; i++) {
        double x, y = 0.0;
        if (!OU_PASS(vm, i) || !argument(vm, p->items[i], &x) || (q && !argument(vm, q->items[i], &y)))
            goto done;
        values[i] = fabs(x - y);
        found_nan |= isnan(values[i]);
        if (values[i] > max)
            max = values[i];
    }
    double norm;
    if (ou_math_norm(vm, values, count, max, found_nan, &norm))
        result = ou_float_from(vm, norm);
done:
    if (values != local)
        ou_free(vm, values, count * sizeof(double));
    return result;
}

static OuObj *math_hypot(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    return distance(vm, OU_TUPLE(args[0]), NULL);
}

/* Tuples are taken as they are, those with an __iter__ of their own too. */
static OuObj *point_of(OuVM *vm, OuObj *value)
{
    return ou_is(vm, value, OU_TF_IS_TUPLE) ? ou_ref(value) : ou_tuple_from(vm, value);
}

static OuObj *math_dist(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    OuObj *p = NULL, *q = NULL, *result = NULL;
    if (!(p = point_of(vm, args[0])) || !(q = point_of(vm, args[1])))
        goto done;
    if (OU_TUPLE(p)->len != OU_TUPLE(q)->len)
        OU_VALUE_ERROR(vm, "both points must have the same number of dimensions");
    else
        result = distance(vm, OU_TUPLE(p), OU_TUPLE(q));
done:
    ou_unref(vm, p);
    ou_unref(vm, q);
    return result;
}

/* ---- the module ---- */

#define ONE(name, doc) {#name, "(x, /)", math_##name, 0, doc}

static const OuMethodDef math_functions[] = {
    ONE(acos, "The arc cosine of x, in radians."),
    ONE(acosh, "The inverse hyperbolic cosine of x."),
    ONE(asin, "The arc sine of x, in radians."),
    ONE(asinh, "The inverse hyperbolic sine of x."),
    ONE(atan, "The arc tangent of x, in radians."),
    {"atan2", "(y, x, /)", math_atan2, 0, "The arc tangent of y/x, in the right quadrant."},
    ONE(atanh, "The inverse hyperbolic tangent of x."),
    ONE(cbrt, "The cube root of x."),
    ONE(ceil, "The smallest integer not below x."),
    {"comb", "(n, k, /)", ou_math_comb, 0, "In how many ways k of n things can be chosen."},
    {"copysign", "(x, y, /)", math_copysign, 0, "|x| with the sign of y."},
    ONE(cos, "The cosine of x (radians)."),
    ONE(cosh, "The hyperbolic cosine of x."),
    ONE(degrees, "x radians in degrees."),
    {"dist", "(p, q, /)", math_dist, 0, "The distance between two points."},
    ONE(erf, "The error function at x."),
    ONE(erfc, "1 - erf(x)."),
    ONE(exp, "e to the power of x."),
    ONE(exp2, "2 to the power of x."),
    ONE(expm1, "exp(x) - 1, exact for small x."),
    ONE(fabs, "The absolute value of x, as float."),
    {"factorial", "(n, /)", ou_math_factorial, 0, "1 * 2 * … * n."},
    ONE(floor, "The largest integer not above x."),
    {"fmod", "(x, y, /)", math_fmod, 0, "The remainder of x / y, with the sign of x."},
    ONE(frexp, "The pair (m, e) with x = m * 2**e, 0.5 <= |m| < 1."),
    {"fsum", "(seq, /)", math_fsum, 0, "The sum of floats, rounded only once."},
    ONE(gamma, "The gamma function at x."),
    {"gcd", "(*integers)", ou_math_gcd, 0, "The greatest common divisor."},
    {"hypot", "(*coordinates)", math_hypot, OU_NO_TEXT, "The length of the vector."},
    {"isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", math_isclose, 0,
     "Are the numbers the same but for a tolerance?"},
    ONE(isfinite, "Is x neither infinite nor NaN?"),
    ONE(isinf, "Is x infinite?"),
    ONE(isnan, "Is x not a number?"),
    {"isqrt", "(n, /)", ou_math_isqrt, 0, "The integer part of the square root."},
    {"lcm", "(*integers)", ou_math_lcm, 0, "The least common multiple."},
    {"ldexp", "(x, i, /)", math_ldexp, 0, "x * 2**i."},
    ONE(lgamma, "The logarithm of |gamma(x)|."),
    {"log", "(x, base=math.e)", OU_RAW_FN(math_log), OU_RAW | OU_NO_TEXT, "The logarithm of x."},
    ONE(log10, "The logarithm of x to base 10."),
    ONE(log1p, "log(1 + x), exact for small x."),
    ONE(log2, "The logarithm of x to base 2."),
    ONE(modf, "The pair of fractional and integral part of x."),
    {"nextafter", "(x, y, /)", math_nextafter, 0, "The next float from x towards y."},
    {"perm", "(n, k=None, /)", ou_math_perm, 0, "In how many ways k of n things can be lined up."},
    {"pow", "(x, y, /)", math_pow, 0, "x to the power of y, as float."},
    {"prod", "(iterable, /, *, start=1)", ou_math_prod, 0, "The product of the items."},
    ONE(radians, "x degrees in radians."),
    {"remainder", "(x, y, /)", math_remainder, 0, "x - n*y for the integer n nearest to x/y."},
    ONE(sin, "The sine of x (radians)."),
    ONE(sinh, "The hyperbolic sine of x."),
    ONE(sqrt, "The square root of x."),
    ONE(tan, "The tangent of x (radians)."),
    ONE(tanh, "The hyperbolic tangent of x."),
    ONE(trunc, "The integral part of x."),
    ONE(ulp, "The value of the last bit of x."),
    {NULL, NULL, NULL, 0, NULL},
};

static bool math_init(OuVM *vm, OuModule *module)
{
    return ou_module_add_take(vm, module, "pi", ou_float_from(vm, M_PI)) &&
           ou_module_add_take(vm, module, "e", ou_float_from(vm, M_E)) &&
           ou_module_add_take(vm, module, "tau", ou_float_from(vm, 2.0 * M_PI)) &&
           ou_module_add_take(vm, module, "inf", ou_float_from(vm, HUGE_VAL)) &&
           ou_module_add_take(vm, module, "nan", ou_float_from(vm, (double)NAN));
}

const OuModuleDef ou_module_math = {
    .name = "math",
    .doc = "Mathematical functions of real numbers.",
    .functions = math_functions,
    .init = math_init,
};
