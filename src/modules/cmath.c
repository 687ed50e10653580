/* cmath.c - the module cmath.
 *
 * For finite numbers the formulas and their order are CPython's (after Kahan, and Hull, Fairgrieve
 * and Tang), so that results agree to the last bit. For infinities and NaNs the functions of
 * libm follow C's Annex G, as CPython does; where that leaves a sign open it is fixed here.
 * Converting arguments may run script code (__complex__ …). */
#include "modules/module.h"
#include "object/args.h"
#include "object/tuple.h"
#include "types/float_parts.h"
#include <complex.h>
#include <errno.h>
#include <float.h>
#include <math.h>
#include <string.h>

typedef double complex Complex;

#define LN_2 0.6931471805599453094172321214581765680755
#define LN_10 2.302585092994045684017991454684364207601
#define LARGE (DBL_MAX / 4.0)
#define LARGE_ROOT 6.703903964971298e+153  /* sqrt(LARGE) */
#define LARGE_LOG 708.396418532264106      /* log(LARGE) */
#define SMALL_ROOT 1.4916681462400413e-154 /* sqrt(DBL_MIN) */
#define SCALE_UP 53
#define SCALE_DOWN (-27)

/* x + y * 1j, without arithmetic that would touch signs of zeros. */
static Complex number(double x, double y)
{
    double parts[2] = {x, y};
    Complex z;
    memcpy(&z, parts, sizeof z);
    return z;
}

static bool is_finite(Complex z)
{
    return isfinite(creal(z)) && isfinite(cimag(z));
}

static bool is_large(Complex z)
{
    return fabs(creal(z)) > LARGE || fabs(cimag(z)) > LARGE;
}

/* log(hypot(x, y)) where that would overflow. */
static double log_large(Complex z)
{
    return log(hypot(creal(z) / 2.0, cimag(z) / 2.0)) + LN_2 * 2.0;
}

/* A result that may have overflowed. Functions store EDOM or ERANGE in *error; errno of libm
 * is of no interest, since underflows set it too. */
static Complex checked(double x, double y, int *error)
{
    if (isinf(x) || isinf(y))
        *error = ERANGE;
    return number(x, y);
}

/* ---- roots, exponentials, logarithms ---- */

static Complex c_sqrt(Complex z, int *error)
{
    (void)error;
    double x = creal(z), y = cimag(z), size = fabs(x), height = fabs(y), root;
    if (!is_finite(z))
        return csqrt(z);
    if (x == 0.0 && y == 0.0)
        return number(0.0, y);
    if (size < DBL_MIN && height < DBL_MIN) { /* subnormal: scale up */
        size = ldexp(size, SCALE_UP);
        root = ldexp(sqrt(size + hypot(size, ldexp(height, SCALE_UP))), SCALE_DOWN);
    } else {
        size /= 8.0;
        root = 2.0 * sqrt(size + hypot(size, height / 8.0));
    }
    double other = height / (2.0 * root);
    return x >= 0.0 ? number(root, copysign(other, y)) : number(other, copysign(root, y));
}

static Complex c_exp(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (!is_finite(z)) {
        if (isinf(y) && (isfinite(x) || x == HUGE_VAL))
            *error = EDOM;
        if (x == -HUGE_VAL && !isfinite(y))
            return number(0.0, 0.0);
        return cexp(z);
    }
    if (x > LARGE_LOG) {
        double length = exp(x - 1.0);
        return checked(length * cos(y) * M_E, length * sin(y) * M_E, error);
    }
    double length = exp(x);
    return checked(length * cos(y), length * sin(y), error);
}

static Complex c_log(Complex z, int *error)
{
    double x = creal(z), y = cimag(z), width = fabs(x), height = fabs(y), real;
    if (!is_finite(z))
        return clog(z);
    if (is_large(z)) {
        real = log(hypot(width / 2.0, height / 2.0)) + LN_2;
    } else if (width < DBL_MIN && height < DBL_MIN) {
        if (width == 0.0 && height == 0.0) {
            *error = EDOM;
            return number(-HUGE_VAL, atan2(y, x));
        }
        real = log(hypot(ldexp(width, DBL_MANT_DIG), ldexp(height, DBL_MANT_DIG))) -
               DBL_MANT_DIG * LN_2;
    } else {
        double size = hypot(width, height);
        if (0.71 <= size && size <= 1.73) {
            double more = width > height ? width : height, less = width > height ? height : width;
            real = log1p((more - 1) * (more + 1) + less * less) / 2.0;
        } else {
            real = log(size);
        }
    }
    return number(real, atan2(y, x));
}

static Complex c_log10(Complex z, int *error)
{
    Complex result = c_log(z, error);
    return number(creal(result) / LN_10, cimag(result) / LN_10);
}

/* ---- hyperbolic functions ---- */

static Complex c_cosh(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (!is_finite(z)) {
        if (isinf(y) && !isnan(x))
            *error = EDOM;
        if (isnan(x) && y == 0.0)
            return number(x, 0.0);
        return ccosh(z);
    }
    if (fabs(x) > LARGE_LOG) {
        double less = x - copysign(1.0, x);
        return checked(cos(y) * cosh(less) * M_E, sin(y) * sinh(less) * M_E, error);
    }
    return checked(cos(y) * cosh(x), sin(y) * sinh(x), error);
}

static Complex c_sinh(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (!is_finite(z)) {
        if (isinf(y) && !isnan(x))
            *error = EDOM;
        if (x == 0.0 && isnan(y))
            return number(0.0, y);
        return csinh(z);
    }
    if (fabs(x) > LARGE_LOG) {
        double less = x - copysign(1.0, x);
        return checked(cos(y) * sinh(less) * M_E, sin(y) * cosh(less) * M_E, error);
    }
    return checked(cos(y) * sinh(x), sin(y) * cosh(x), error);
}

static Complex c_tanh(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (!is_finite(z)) {
        if (isinf(y) && isfinite(x))
            *error = EDOM;
        if (x == 0.0 && isnan(y))
            return number(y, y);
        if (isinf(x) && isinf(y))
            return number(copysign(1.0, x), 0.0);
        return ctanh(z);
    }
    if (fabs(x) > LARGE_LOG) {
        return number(copysign(1.0, x), 4.0 * sin(y) * cos(y) * exp(-2.0 * fabs(x)));
    }
    double tx = tanh(x), ty = tan(y), cx = 1.0 / cosh(x), product = tx * ty;
    double under = 1.0 + product * product;
    return number(tx * (1.0 + ty * ty) / under, ((ty / under) * cx) * cx);
}

static Complex c_acosh(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (x == 0.0 && isnan(y))
        return number(y, y);
    if (!is_finite(z))
        return cacosh(z);
    if (is_large(z))
        return number(log_large(z), atan2(y, x));
    Complex below = c_sqrt(number(x - 1.0, y), error);
    Complex above = c_sqrt(number(x + 1.0, y), error);
    return number(asinh(creal(below) * creal(above) + cimag(below) * cimag(above)),
                  2.0 * atan2(cimag(below), creal(above)));
}

static Complex c_asinh(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (!is_finite(z))
        return casinh(z);
    if (is_large(z)) {
        double size = log_large(z);
        return number(y >= 0.0 ? copysign(size, x) : -copysign(size, -x), atan2(y, fabs(x)));
    }
    Complex above = c_sqrt(number(1.0 + y, -x), error);
    Complex below = c_sqrt(number(1.0 - y, x), error);
    return number(asinh(creal(above) * cimag(below) - creal(below) * cimag(above)),
                  atan2(y, creal(above) * creal(below) - cimag(above) * cimag(below)));
}

static Complex c_atanh(Complex z, int *error)
{
    double x = creal(z), y = cimag(z), height = fabs(y);
    if (!is_finite(z))
        return catanh(z);
    if (signbit(x)) {
        Complex mirrored = c_atanh(number(-x, -y), error);
        return number(-creal(mirrored), -cimag(mirrored));
    }
    if (x > LARGE_ROOT || height > LARGE_ROOT) {
        double size = hypot(x / 2.0, y / 2.0);
        return number(x / 4.0 / size / size, -copysign(M_PI_2, -y));
    }
    if (x == 1.0 && height < SMALL_ROOT) {
        if (height == 0.0) {
            *error = EDOM;
            return number(HUGE_VAL, y);
        }
        return number(-log(sqrt(height) / sqrt(hypot(height, 2.0))),
                      copysign(atan2(2.0, -height) / 2.0, y));
    }
    return number(log1p(4.0 * x / ((1.0 - x) * (1.0 - x) + height * height)) / 4.0,
                  -atan2(-2.0 * y, (1.0 - x) * (1.0 + x) - height * height) / 2.0);
}

/* ---- trigonometric functions, through the hyperbolic ones ---- */

static Complex turned(Complex z) /* z * 1j; a NaN gets no sign */
{
    double x = cimag(z);
    return number(isnan(x) ? fabs(x) : -x, creal(z));
}

static Complex turned_back(Complex z) /* z * -1j */
{
    return number(cimag(z), -creal(z));
}

static Complex c_cos(Complex z, int *error)
{
    return c_cosh(turned(z), error);
}

static Complex c_sin(Complex z, int *error)
{
    return turned_back(c_sinh(turned(z), error));
}

static Complex c_tan(Complex z, int *error)
{
    return turned_back(c_tanh(turned(z), error));
}

static Complex c_asin(Complex z, int *error)
{
    return turned_back(c_asinh(turned(z), error));
}

static Complex c_atan(Complex z, int *error)
{
    return turned_back(c_atanh(turned(z), error));
}

static Complex c_acos(Complex z, int *error)
{
    double x = creal(z), y = cimag(z);
    if (isinf(x) && isnan(y))
        return number(y, HUGE_VAL);
    if (!is_finite(z))
        return cacos(z);
    if (is_large(z)) {
        double size = log_large(z);
        return number(atan2(fabs(y), x), x < 0.0 ? -copysign(size, y) : copysign(size, -y));
    }
    Complex below = c_sqrt(number(1.0 - x, -y), error);
    Complex above = c_sqrt(number(1.0 + x, y), error);
    return number(2.0 * atan2(creal(below), creal(above)),
                  asinh(creal(above) * cimag(below) - cimag(above) * creal(below)));
}

/* ---- the functions of the module ---- */

/* Any number as complex: __complex__, __float__, __index__. */
static bool argument(OuVM *vm, OuObj *o, Complex *out)
{
    double real, imag;
    if (!ou_complex_value(vm, o, &real, &imag))
        return false;
    *out = number(real, imag);
    return true;
}

static OuObj *result_of(OuVM *vm, Complex z, int error)
{
    if (error == EDOM)
        return OU_VALUE_ERROR(vm, "math domain error");
    if (error == ERANGE)
        return ou_raise(vm, OU_T_OverflowError, "math range error");
    return ou_complex_from(vm, creal(z), cimag(z));
}

static OuObj *apply(OuVM *vm, OuObj *arg, Complex (*function)(Complex z, int *error))
{
    Complex z;
    if (!argument(vm, arg, &z))
        return NULL;
    int error = 0;
    Complex result = function(z, &error);
    return result_of(vm, result, error);
}

#define FUNCTION(name)                                                                      \
    static OuObj *cmath_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)     \
    {                                                                                       \
        (void)self;                                                                         \
        (void)nargs;                                                                        \
        return apply(vm, args[0], c_##name);                                                \
    }
FUNCTION(acos)
FUNCTION(acosh)
FUNCTION(asin)
FUNCTION(asinh)
FUNCTION(atan)
FUNCTION(atanh)
FUNCTION(cos)
FUNCTION(cosh)
FUNCTION(exp)
FUNCTION(log10)
FUNCTION(sin)
FUNCTION(sinh)
FUNCTION(sqrt)
FUNCTION(tan)
FUNCTION(tanh)

static OuObj *cmath_log(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *base = OU_ARG(1);
    Complex z, under = 0;
    if (!argument(vm, args[0], &z) || (base && !argument(vm, base, &under)))
        return NULL;
    int error = 0;
    Complex result = c_log(z, &error);
    if (base) {
        error = 0; /* as in CPython, only the last step tells */
        under = c_log(under, &error);
    }
    if (!base || error)
        return result_of(vm, result, error);
    OuObj *a = ou_complex_from(vm, creal(result), cimag(result)), *quotient = NULL;
    OuObj *b = ou_complex_from(vm, creal(under), cimag(under));
    if (a && b && !(quotient = ou_binary(vm, OU_OP_TRUEDIV, a, b)) &&
        ou_error_swallow(vm, OU_T_ZeroDivisionError))
        OU_VALUE_ERROR(vm, "math domain error");
    ou_unref(vm, a);
    ou_unref(vm, b);
    return quotient;
}

static OuObj *cmath_phase(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    Complex z;
    if (!argument(vm, args[0], &z))
        return NULL;
    errno = 0;
    double angle = atan2(cimag(z), creal(z));
    if (errno == ERANGE && is_finite(z)) /* CPython takes an underflow for an error, too */
        return ou_raise(vm, OU_T_OverflowError, "math range error");
    return ou_float_from(vm, angle);
}

static OuObj *cmath_polar(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    Complex z;
    if (!argument(vm, args[0], &z))
        return NULL;
    double size = hypot(creal(z), cimag(z));
    if (isinf(size) && is_finite(z))
        return ou_raise(vm, OU_T_OverflowError, "math range error");
    OuObj *pair[2] = {ou_float_from(vm, size), NULL};
    if (!pair[0])
        return NULL;
    pair[1] = ou_float_from(vm, atan2(cimag(z), creal(z)));
    if (!pair[1]) {
        ou_unref(vm, pair[0]);
        return NULL;
    }
    return ou_tuple_new_take(vm, pair, 2);
}

/* Polar coordinates that are not finite. */
static Complex rect_special(double size, double angle, int *error)
{
    if (isinf(angle) && size != 0.0 && !isnan(size))
        *error = EDOM;
    if (isinf(size) && angle == 0.0)
        return number(size, size < 0 ? -angle : angle);
    if (isinf(size) && isfinite(angle)) {
        double sign = size > 0 ? 1.0 : -1.0;
        return number(sign * copysign(HUGE_VAL, cos(angle)), sign * copysign(HUGE_VAL, sin(angle)));
    }
    if (isinf(size))
        return number(HUGE_VAL, (double)NAN);
    if (size == 0.0)
        return number(0.0, 0.0);
    if (isnan(size) && angle == 0.0)
        return number((double)NAN, 0.0);
    return number((double)NAN, (double)NAN);
}

static OuObj *cmath_rect(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    double size, angle;
    if (!ou_as_double(vm, args[0], &size) || !ou_as_double(vm, args[1], &angle))
        return NULL;
    int error = 0;
    Complex z;
    if (!isfinite(size) || !isfinite(angle))
        z = rect_special(size, angle, &error);
    else if (angle == 0.0)
        z = number(size, size * angle);
    else
        z = number(size * cos(angle), size * sin(angle));
    return result_of(vm, z, error);
}

#define TEST(name, expression)                                                              \
    static OuObj *cmath_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)     \
    {                                                                                       \
        (void)self;                                                                         \
        (void)nargs;                                                                        \
        Complex z;                                                                          \
        return argument(vm, args[0], &z) ? OU_BOOL(expression) : NULL;                      \
    }
TEST(isfinite, is_finite(z))
TEST(isinf, isinf(creal(z)) || isinf(cimag(z)))
TEST(isnan, isnan(creal(z)) || isnan(cimag(z)))

static double size_of(double x, double y)
{
    return hypot(x, y);
}

static OuObj *cmath_isclose(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    Complex a, b;
    double relative = 1e-9, absolute = 0.0;
    if (!argument(vm, args[0], &a) || !argument(vm, args[1], &b) ||
        (OU_ARG(2) && !ou_as_double(vm, args[2], &relative)) ||
        (OU_ARG(3) && !ou_as_double(vm, args[3], &absolute)))
        return NULL;
    if (relative < 0.0 || absolute < 0.0)
        return OU_VALUE_ERROR(vm, "tolerances must be non-negative");
    double ax = creal(a), ay = cimag(a), bx = creal(b), by = cimag(b);
    if (ax == bx && ay == by)
        return OU_TRUE;
    if (isinf(ax) || isinf(ay) || isinf(bx) || isinf(by))
        return OU_FALSE;
    double difference = size_of(ax - bx, ay - by);
    return OU_BOOL(difference <= relative * size_of(bx, by) ||
                   difference <= relative * size_of(ax, ay) || difference <= absolute);
}

#define ONE(name, doc) {#name, "(z, /)", cmath_##name, 0, doc}

static const OuMethodDef cmath_functions[] = {
    ONE(acos, "The arc cosine of z."),
    ONE(acosh, "The inverse hyperbolic cosine of z."),
    ONE(asin, "The arc sine of z."),
    ONE(asinh, "The inverse hyperbolic sine of z."),
    ONE(atan, "The arc tangent of z."),
    ONE(atanh, "The inverse hyperbolic tangent of z."),
    ONE(cos, "The cosine of z."),
    ONE(cosh, "The hyperbolic cosine of z."),
    ONE(exp, "e to the power of z."),
    {"isclose", "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", cmath_isclose, 0,
     "Are the numbers the same but for a tolerance?"},
    ONE(isfinite, "Are both parts of z finite?"),
    ONE(isinf, "Is a part of z infinite?"),
    ONE(isnan, "Is a part of z not a number?"),
    {"log", "(z, base=e, /)", cmath_log, 0, "The logarithm of z."},
    ONE(log10, "The logarithm of z to base 10."),
    ONE(phase, "The angle of z, in radians."),
    ONE(polar, "The pair of the length and the angle of z."),
    {"rect", "(r, phi, /)", cmath_rect, 0, "The number of length r and angle phi."},
    ONE(sin, "The sine of z."),
    ONE(sinh, "The hyperbolic sine of z."),
    ONE(sqrt, "The square root of z."),
    ONE(tan, "The tangent of z."),
    ONE(tanh, "The hyperbolic tangent of z."),
    {NULL, NULL, NULL, 0, NULL},
};

static bool cmath_init(OuVM *vm, OuModule *module)
{
    return ou_module_add_take(vm, module, "pi", ou_float_from(vm, M_PI)) &&
           ou_module_add_take(vm, module, "e", ou_float_from(vm, M_E)) &&
           ou_module_add_take(vm, module, "tau", ou_float_from(vm, 2.0 * M_PI)) &&
           ou_module_add_take(vm, module, "inf", ou_float_from(vm, HUGE_VAL)) &&
           ou_module_add_take(vm, module, "infj", ou_complex_from(vm, 0.0, HUGE_VAL)) &&
           ou_module_add_take(vm, module, "nan", ou_float_from(vm, (double)NAN)) &&
           ou_module_add_take(vm, module, "nanj", ou_complex_from(vm, 0.0, (double)NAN));
}

const OuModuleDef ou_module_cmath = {
    .name = "cmath",
    .doc = "Mathematical functions of complex numbers.",
    .functions = cmath_functions,
    .init = cmath_init,
};
