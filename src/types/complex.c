/* complex.c - complex numbers.
 *
 * Arithmetic follows the formulas that CPython uses, step by step, since results must be
 * the same to the last bit. Only complex(x) may call script code (__complex__, __float__,
 * __index__). */
#include "object/args.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/float_parts.h"
#include "types/format.h"
#include <math.h>
#include <string.h>

typedef struct Pair {
    double re, im;
} Pair;

static bool is_complex(const OuVM *vm, OuObj *o)
{
    return ou_is_exact(o, OU_T_COMPLEX) ||
           (ou_index(o) >= OU_BUILTIN_TYPES && ou_isinstance_builtin((OuVM *)vm, o, OU_T_COMPLEX));
}

static Pair pair_of(const OuObj *o)
{
    const OuComplex *number = (const OuComplex *)o;
    return (Pair){number->real, number->imag};
}

OuObj *ou_complex_from(OuVM *vm, double real, double imag)
{
    OuComplex *number = (OuComplex *)ou_new(vm, OU_T_COMPLEX, sizeof(OuComplex));
    if (number) {
        number->real = real;
        number->imag = imag;
    }
    return OU_OBJ(number);
}

static OuObj *complex_of(OuVM *vm, Pair value)
{
    return ou_complex_from(vm, value.re, value.im);
}

/* ---- arithmetic ---- */

/* A complex, float or int as pair: 1; none: 0; -1: OverflowError. */
static int operand(OuVM *vm, OuObj *o, Pair *out)
{
    if (is_complex(vm, o)) {
        *out = pair_of(o);
        return 1;
    }
    out->im = 0.0;
    return ou_float_operand(vm, o, &out->re);
}

#define OPERANDS(vm, left, right, x, y)                                        \
    Pair x, y;                                                                 \
    do {                                                                       \
        int kind = operand(vm, left, &x);                                      \
        if (kind > 0)                                                          \
            kind = operand(vm, right, &y);                                     \
        if (kind <= 0)                                                         \
            return kind < 0 ? NULL : ou_ref(OU_NOT_IMPLEMENTED);               \
    } while (0)

static OuObj *complex_add(OuVM *vm, OuObj *left, OuObj *right)
{
    OPERANDS(vm, left, right, x, y);
    return ou_complex_from(vm, x.re + y.re, x.im + y.im);
}

static OuObj *complex_sub(OuVM *vm, OuObj *left, OuObj *right)
{
    OPERANDS(vm, left, right, x, y);
    return ou_complex_from(vm, x.re - y.re, x.im - y.im);
}

static Pair product(Pair x, Pair y)
{
    return (Pair){x.re * y.re - x.im * y.im, x.re * y.im + x.im * y.re};
}

static OuObj *complex_mul(OuVM *vm, OuObj *left, OuObj *right)
{
    OPERANDS(vm, left, right, x, y);
    return complex_of(vm, product(x, y));
}

/* Smith's method: scales by the larger part of the divisor. False: division by zero. */
static bool quotient(Pair x, Pair y, Pair *out)
{
    double re = fabs(y.re), im = fabs(y.im);
    if (re >= im) {
        if (re == 0.0)
            return false;
        double ratio = y.im / y.re, denominator = y.re + y.im * ratio;
        *out = (Pair){(x.re + x.im * ratio) / denominator, (x.im - x.re * ratio) / denominator};
    } else if (im >= re) {
        double ratio = y.re / y.im, denominator = y.re * ratio + y.im;
        *out = (Pair){(x.re * ratio + x.im) / denominator, (x.im * ratio - x.re) / denominator};
    } else {
        *out = (Pair){(double)NAN, (double)NAN};
    }
    return true;
}

static OuObj *complex_truediv(OuVM *vm, OuObj *left, OuObj *right)
{
    OPERANDS(vm, left, right, x, y);
    Pair result;
    if (!quotient(x, y, &result))
        return ou_raise(vm, OU_T_ZeroDivisionError, "complex division by zero");
    return complex_of(vm, result);
}

/* x ** n by squaring, n >= 1. */
static Pair power_unsigned(Pair x, unsigned n)
{
    Pair result = {1.0, 0.0}, square = x;
    for (unsigned bit = 1; bit <= n; bit <<= 1) {
        if (n & bit)
            result = product(result, square);
        square = product(square, square);
    }
    return result;
}

/* By polar coordinates. False: zero to a negative or complex power. */
static bool power_general(Pair x, Pair y, Pair *out)
{
    *out = (Pair){1.0, 0.0};
    if (y.re == 0.0 && y.im == 0.0)
        return true;
    if (x.re == 0.0 && x.im == 0.0) {
        out->re = 0.0;
        return y.im == 0.0 && !(y.re < 0.0);
    }
    double size = hypot(x.re, x.im), length = pow(size, y.re);
    double angle = atan2(x.im, x.re), phase = angle * y.re;
    if (y.im != 0.0) {
        length /= exp(angle * y.im);
        phase += y.im * log(size);
    }
    *out = (Pair){length * cos(phase), length * sin(phase)};
    return !isinf(phase); /* no angle at all: CPython has the same error for it */
}

OuObj *ou_complex_power(OuVM *vm, double base_real, double base_imag, double real, double imag)
{
    Pair x = {base_real, base_imag}, y = {real, imag}, result;
    bool ok = true;
    if (y.im == 0.0 && y.re == floor(y.re) && fabs(y.re) <= 100.0) {
        if (y.re > 0)
            result = power_unsigned(x, (unsigned)y.re);
        else if (y.re == 0)
            result = (Pair){1.0, 0.0};
        else
            ok = quotient((Pair){1.0, 0.0}, power_unsigned(x, (unsigned)-y.re), &result);
    } else {
        ok = power_general(x, y, &result);
    }
    if (!ok)
        return ou_raise(vm, OU_T_ZeroDivisionError, "0.0 to a negative or complex power");
    if (isinf(result.re) || isinf(result.im))
        return ou_raise(vm, OU_T_OverflowError, "complex exponentiation");
    return complex_of(vm, result);
}

static OuObj *complex_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    OPERANDS(vm, base, exponent, x, y);
    if (modulus != OU_NONE)
        return OU_VALUE_ERROR(vm, "complex modulo");
    return ou_complex_power(vm, x.re, x.im, y.re, y.im);
}

static OuObj *complex_neg(OuVM *vm, OuObj *self)
{
    Pair value = pair_of(self);
    return ou_complex_from(vm, -value.re, -value.im);
}

static OuObj *complex_exact(OuVM *vm, OuObj *self)
{
    return ou_is_exact(self, OU_T_COMPLEX) ? ou_ref(self) : complex_of(vm, pair_of(self));
}

static OuObj *complex_abs(OuVM *vm, OuObj *self)
{
    Pair value = pair_of(self);
    double size = hypot(value.re, value.im);
    if (isinf(size) && isfinite(value.re) && isfinite(value.im))
        return ou_raise(vm, OU_T_OverflowError, "absolute value too large");
    return ou_float_from(vm, size);
}

static int complex_to_bool(OuVM *vm, OuObj *self)
{
    (void)vm;
    Pair value = pair_of(self);
    return value.re != 0.0 || value.im != 0.0;
}

/* ---- comparison, hash, text ---- */

static OuObj *complex_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (op != OU_EQ && op != OU_NE)
        return ou_ref(OU_NOT_IMPLEMENTED);
    OuObj *self = is_complex(vm, left) ? left : right, *other = self == left ? right : left;
    Pair value = pair_of(self);
    bool equal;
    if (is_complex(vm, other)) {
        Pair second = pair_of(other);
        equal = value.re == second.re && value.im == second.im;
    } else if (ou_is_float(vm, other)) {
        equal = value.re == ou_float_value(other) && value.im == 0.0;
    } else if (ou_is_int(vm, other)) {
        equal = value.im == 0.0 && !isnan(value.re) && ou_int_compare_double(other, value.re) == 0;
    } else {
        return ou_ref(OU_NOT_IMPLEMENTED);
    }
    return OU_BOOL(equal == (op == OU_EQ));
}

static bool complex_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    Pair value = pair_of(self);
    uint64_t hash = (uint64_t)ou_double_hash(vm, self, value.re) +
                    1000003u * (uint64_t)ou_double_hash(vm, self, value.im);
    *out = hash == (uint64_t)-1 ? -2 : (OuHash)hash;
    return true;
}

static OuObj *complex_repr(OuVM *vm, OuObj *self)
{
    Pair value = pair_of(self);
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    if (value.re == 0.0 && !signbit(value.re)) {
        ou_double_put_short(value.im, &text);
        ou_buf_putc(&text, 'j');
    } else {
        ou_buf_putc(&text, '(');
        ou_double_put_short(value.re, &text);
        if (isnan(value.im) || !signbit(value.im))
            ou_buf_putc(&text, '+');
        ou_double_put_short(value.im, &text);
        ou_buf_puts(&text, "j)");
    }
    return ou_str_from_buf(vm, &text);
}

/* ---- the constructor ---- */

static bool is_j(const char *at, const char *end)
{
    return at < end && (*at | 0x20) == 'j';
}

/* NULL: an exception. */
static const char *skip_spaces(OuVM *vm, const char *at, const char *end)
{
    for (; at < end && ou_is_ascii_space(*at); at++)
        if (!OU_PASS(vm, end - at))
            return NULL;
    return at;
}

/* "1", "1j", "1+2j", "j", "-j", "1+j"; returns where it ends, NULL: malformed, or an exception. */
static const char *scan_number(OuVM *vm, const char *at, const char *end, Pair *out)
{
    *out = (Pair){0.0, 0.0};
    size_t first = ou_double_scan(vm, at, (size_t)(end - at), &out->re);
    if (first == OU_STOPPED)
        return NULL;
    if (first) {
        at += first;
        if (at < end && (*at == '+' || *at == '-')) {
            size_t second = ou_double_scan(vm, at, (size_t)(end - at), &out->im);
            if (second == OU_STOPPED)
                return NULL;
            if (!second)
                out->im = *at == '+' ? 1.0 : -1.0;
            at += second ? second : 1;
            return is_j(at, end) ? at + 1 : NULL;
        }
        if (is_j(at, end)) {
            *out = (Pair){0.0, out->re};
            at++;
        }
        return at;
    }
    *out = (Pair){0.0, 1.0};
    if (at < end && (*at == '+' || *at == '-'))
        out->im = *at++ == '+' ? 1.0 : -1.0;
    return is_j(at, end) ? at + 1 : NULL;
}

static bool complex_from_text(OuVM *vm, OuObj *s, Pair *out)
{
    OuBuf buffer;
    const char *at;
    size_t len;
    bool ok = ou_number_text(vm, s, "complex", &buffer, &at, &len);
    if (ok) {
        const char *end = at + len;
        bool bracket = at < end && *at == '(';
        if (bracket)
            at = skip_spaces(vm, at + 1, end);
        at = at ? scan_number(vm, at, end, out) : NULL;
        if (at && bracket) {
            at = skip_spaces(vm, at, end);
            at = at && at < end && *at == ')' ? at + 1 : NULL;
        }
        ok = at == end;
        if (!ok && !vm->error)
            OU_VALUE_ERROR(vm, "complex() arg is a malformed string");
    }
    ou_buf_drop(&buffer);
    return ok;
}

/* What __complex__ gives; OU_ABSENT if there is none. */
static OuObj *call_complex_method(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_COMPLEX))
        return ou_ref(o);
    OuObj *value = ou_call_special(vm, o, OU_NAME(__complex__), NULL, 0);
    if (!value || value == OU_ABSENT || ou_is_exact(value, OU_T_COMPLEX))
        return value;
    OuObj *message = NULL;
    if (!is_complex(vm, value)) {
        OU_TYPE_ERROR(vm, "__complex__ returned non-complex (type %.200T)", value);
        ou_clear(vm, &value);
        return NULL;
    }
    message = ou_str_format(vm,
                            "__complex__ returned non-complex (type %.200T).  The ability to "
                            "return an instance of a strict subclass of complex is deprecated, "
                            "and may be removed in a future version of Python.",
                            value);
    if (!message || !ou_warn(vm, OU_T_DeprecationWarning, ou_str_text(OU_STR(message)), 1))
        ou_clear(vm, &value);
    ou_unref(vm, message);
    return value;
}

/* A number of any kind as pair: ou_as_double or ou_to_double turns it into a float. */
static bool number_pair(OuVM *vm, OuObj *o, bool (*convert)(OuVM *, OuObj *, double *), Pair *out)
{
    if (is_complex(vm, o)) {
        *out = pair_of(o);
        return true;
    }
    out->im = 0.0;
    return convert(vm, o, &out->re);
}

static bool is_number(const OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    return is_complex(vm, o) || type->to_float || type->to_index;
}

static bool combine_parts(OuVM *vm, OuObj *real, OuObj *imag, Pair *out)
{
    if (!is_number(vm, real)) {
        OU_TYPE_ERROR(vm, "complex() first argument must be a string or a number, not '%.200T'",
                      real);
        return false;
    }
    if (imag && !is_number(vm, imag)) {
        OU_TYPE_ERROR(vm, "complex() second argument must be a number, not '%.200T'", imag);
        return false;
    }
    Pair second = {0.0, 0.0};
    if (!number_pair(vm, real, ou_to_double, out))
        return false;
    if (!imag)
        return true;
    if (!number_pair(vm, imag, ou_to_double, &second))
        return false;
    /* real + imag * 1j, where either may be complex: no signs of zeros are lost */
    if (is_complex(vm, imag))
        out->re -= second.im;
    out->im = is_complex(vm, real) ? second.re + out->im : second.re;
    return true;
}

bool ou_complex_value(OuVM *vm, OuObj *o, double *real, double *imag)
{
    Pair value;
    OuObj *number = is_complex(vm, o) ? ou_ref(o) : call_complex_method(vm, o);
    if (!number)
        return false;
    bool ok = number_pair(vm, number == OU_ABSENT ? o : number, ou_as_double, &value);
    if (number != OU_ABSENT)
        ou_unref(vm, number);
    *real = ok ? value.re : 0.0;
    *imag = ok ? value.im : 0.0;
    return ok;
}

static OuObj *complex_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                           OuObj *kwnames)
{
    OuObj *bound[2] = {NULL, NULL};
    if (!ou_bind(vm, "(real=0, imag=0)", "complex", args, nargs, kwnames, bound))
        return NULL;
    OuObj *real = bound[0], *imag = bound[1];
    bool exact = cls->type == &ou_complex_type;
    if (real && !imag && exact && ou_is_exact(real, OU_T_COMPLEX))
        return ou_ref(real);
    Pair value = {0.0, 0.0};
    if (real && ou_is_str(vm, real)) {
        if (imag)
            return OU_TYPE_ERROR(vm, "complex() can't take second arg if first is a string");
        if (!complex_from_text(vm, real, &value))
            return NULL;
    } else if (imag && ou_is_str(vm, imag)) {
        return OU_TYPE_ERROR(vm, "complex() second arg can't be a string");
    } else if (real || imag) {
        OuObj *zero = OU_OBJ(&ou_small_ints[0 - OU_SMALL_INT_MIN]);
        OuObj *first = real ? call_complex_method(vm, real) : ou_ref(zero);
        if (!first)
            return NULL;
        if (first == OU_ABSENT)
            first = ou_ref(real);
        bool ok = combine_parts(vm, first, imag, &value);
        ou_unref(vm, first);
        if (!ok)
            return NULL;
    }
    if (exact)
        return complex_of(vm, value);
    OuComplex *instance = (OuComplex *)ou_instance_new(vm, cls, 0);
    if (instance) {
        instance->real = value.re;
        instance->imag = value.im;
    }
    return OU_OBJ(instance);
}

/* ---- methods ---- */

static OuObj *complex_m_conjugate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Pair value = pair_of(self);
    return ou_complex_from(vm, value.re, -value.im);
}

static OuObj *complex_m_complex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return complex_exact(vm, self);
}

static OuObj *complex_m_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuStr *spec;
    if (!ou_arg_str(vm, "__format__", NULL, OU_ARG(0), &spec))
        return NULL;
    return ou_format_complex(vm, self, spec);
}

static OuObj *complex_m_getnewargs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Pair value = pair_of(self);
    OuObj *parts[2] = {ou_float_from(vm, value.re), NULL};
    if (!parts[0])
        return NULL;
    parts[1] = ou_float_from(vm, value.im);
    if (!parts[1]) {
        ou_unref(vm, parts[0]);
        return NULL;
    }
    return ou_tuple_new_take(vm, parts, 2);
}

static OuObj *complex_get_real(OuVM *vm, OuObj *self)
{
    return ou_float_from(vm, pair_of(self).re);
}

static OuObj *complex_get_imag(OuVM *vm, OuObj *self)
{
    return ou_float_from(vm, pair_of(self).im);
}

static const OuMethodDef complex_methods[] = {
    {"conjugate", "()", complex_m_conjugate, 0, "The number with the sign of imag changed."},
    {"__complex__", "()", complex_m_complex, 0, "The number as exactly a complex."},
    {"__getnewargs__", "()", complex_m_getnewargs, 0, NULL},
    {"__format__", "(format_spec, /)", complex_m_format, 0, "Text by a format specification."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef complex_getsets[] = {
    {"real", complex_get_real, ou_set_member, "The real part."},
    {"imag", complex_get_imag, ou_set_member, "The imaginary part."},
    {NULL, NULL, NULL, NULL},
};

const OuType ou_complex_type = {
    .name = "complex",
    .doc = "complex(real=0, imag=0) -> the number real + imag*1j; or from a text.",
    .base = &ou_object_type,
    .index = OU_T_COMPLEX,
    .flags = OU_TF_BASE | OU_TF_IMMUTABLE,
    .size = sizeof(OuComplex),
    .methods = complex_methods,
    .getsets = complex_getsets,
    .signature = "(real=0, imag=0)",
    OU_SLOTS_ATTR,
    .repr = complex_repr,
    .str = ou_object_str,
    .neg = complex_neg,
    .pos = complex_exact,
    .abs = complex_abs,
    .to_bool = complex_to_bool,
    .add = complex_add,
    .sub = complex_sub,
    .mul = complex_mul,
    .truediv = complex_truediv,
    .pow = complex_pow,
    .hash = complex_hash,
    .compare = complex_compare,
    .make = complex_make,
    .init = ou_object_init,
};
