/* float.c - floating point numbers: boxes, arithmetic, comparison, hash, rounding, the type.
 *
 * Only float(x) may call script code: __float__ and __index__ of x. */
#include "object/float.h"
#include "base/numtext.h"
#include "object/args.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/float_parts.h"
#include "types/format.h"
#include "types/codec.h"
#include "types/bytes_methods.h"
#include <errno.h>
#include <math.h>
#include <string.h>

OuObj *ou_float_box_slow(OuVM *vm, double value)
{
    OuFloat *box = (OuFloat *)ou_new(vm, OU_T_FLOAT, sizeof(OuFloat));
    if (box)
        box->value = value;
    return OU_OBJ(box);
}

void *ou_raise_out_of_range(OuVM *vm)
{
    OuObj *code = ou_int_from(vm, ERANGE), *text = ou_str_from(vm, "Numerical result out of range");
    OuClass *cls = ou_builtin_class(vm, OU_T_OverflowError);
    OuObj *error = code && text && cls ? ou_call2(vm, OU_OBJ(cls), code, text) : NULL;
    ou_unref(vm, code);
    ou_unref(vm, text);
    return error ? ou_raise_take(vm, error) : NULL;
}

int ou_float_operand(OuVM *vm, OuObj *o, double *out)
{
    if (ou_is_float(vm, o)) {
        *out = ou_float_value(o);
        return 1;
    }
    if (!ou_is_int(vm, o))
        return 0;
    return ou_int_as_double(vm, o, out) ? 1 : -1;
}

/* ---- arithmetic ---- */

/* Both operands as doubles; else hands back NotImplemented, or NULL. */
#define OPERANDS(vm, left, right, x, y)                                        \
    double x, y;                                                               \
    do {                                                                       \
        int kind = ou_float_operand(vm, left, &x);                             \
        if (kind > 0)                                                          \
            kind = ou_float_operand(vm, right, &y);                            \
        if (kind <= 0)                                                         \
            return kind < 0 ? NULL : ou_ref(OU_NOT_IMPLEMENTED);               \
    } while (0)

#define ARITHMETIC(name, expression)                                           \
    static OuObj *float_##name(OuVM *vm, OuObj *left, OuObj *right)            \
    {                                                                          \
        OPERANDS(vm, left, right, x, y);                                       \
        return ou_float_from(vm, expression);                                  \
    }
ARITHMETIC(add, x + y)
ARITHMETIC(sub, x - y)
ARITHMETIC(mul, x * y)

#define DIVISION(name, expression, message)                                    \
    static OuObj *float_##name(OuVM *vm, OuObj *left, OuObj *right)            \
    {                                                                          \
        OPERANDS(vm, left, right, x, y);                                       \
        if (y == 0.0)                                                          \
            return ou_raise(vm, OU_T_ZeroDivisionError, message);              \
        return ou_float_from(vm, expression);                                  \
    }
DIVISION(truediv, x / y, "float division by zero")
DIVISION(floordiv, ou_double_floordiv(x, y), "float floor division by zero")
DIVISION(mod, ou_double_mod(x, y), "float modulo")

double ou_double_mod(double a, double b)
{
    double rest = fmod(a, b);
    if (rest == 0.0)
        return copysign(0.0, b);
    return (rest < 0) != (b < 0) ? rest + b : rest;
}

double ou_double_floordiv(double a, double b)
{
    double rest = fmod(a, b);
    double quotient = (a - rest) / b;
    if (rest != 0.0 && (rest < 0) != (b < 0))
        quotient -= 1.0;
    if (quotient == 0.0)
        return copysign(0.0, a / b);
    /* (a - rest) / b may have been rounded away from the integer that it is */
    double whole = floor(quotient);
    return quotient - whole > 0.5 ? whole + 1.0 : whole;
}

static OuObj *float_divmod(OuVM *vm, OuObj *left, OuObj *right)
{
    OPERANDS(vm, left, right, x, y);
    if (y == 0.0)
        return ou_raise(vm, OU_T_ZeroDivisionError, "float divmod()");
    OuObj *pair[2] = {ou_float_from(vm, ou_double_floordiv(x, y)), NULL};
    if (!pair[0])
        return NULL;
    pair[1] = ou_float_from(vm, ou_double_mod(x, y));
    if (!pair[1]) {
        ou_unref(vm, pair[0]);
        return NULL;
    }
    return ou_tuple_new_take(vm, pair, 2);
}

OuObj *ou_double_pow(OuVM *vm, double a, double b)
{
    bool finite = isfinite(a) && isfinite(b);
    if (finite && a == 0.0 && b < 0.0)
        return ou_raise(vm, OU_T_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    if (a == 0.0 && isfinite(b) == 0 && b < 0.0)
        return ou_float_from(vm, HUGE_VAL);
    if (finite && a < 0.0 && b != floor(b))
        return ou_complex_power(vm, a, 0.0, b, 0.0);
    double power = pow(a, b);
    if (finite && isinf(power))
        return ou_raise_out_of_range(vm);
    return ou_float_from(vm, power);
}

static OuObj *float_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    if (modulus != OU_NONE) {
        return OU_TYPE_ERROR(vm, "pow() 3rd argument not allowed unless all arguments are "
                                 "integers");
    }
    OPERANDS(vm, base, exponent, x, y);
    return ou_double_pow(vm, x, y);
}

static OuObj *float_neg(OuVM *vm, OuObj *self)
{
    return ou_float_from(vm, -ou_float_value(self));
}

static OuObj *float_abs(OuVM *vm, OuObj *self)
{
    return ou_float_from(vm, fabs(ou_float_value(self)));
}

/* An exact float of the same value. */
static OuObj *float_exact(OuVM *vm, OuObj *self)
{
    return ou_is_exact(self, OU_T_FLOAT) ? ou_ref(self) : ou_float_from(vm, ou_float_value(self));
}

static OuObj *float_to_int(OuVM *vm, OuObj *self)
{
    return ou_int_from_double(vm, ou_float_value(self));
}

static int float_to_bool(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_float_value(self) != 0.0;
}

/* ---- comparison, hash, text ---- */

static OuObj *float_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    int order;
    bool unordered = false;
    if (ou_is_float(vm, left) && ou_is_float(vm, right)) {
        double x = ou_float_value(left), y = ou_float_value(right);
        unordered = isnan(x) || isnan(y);
        order = (x > y) - (x < y);
    } else if (ou_is_float(vm, left) && ou_is_int(vm, right)) {
        double x = ou_float_value(left);
        unordered = isnan(x);
        order = unordered ? 0 : -ou_int_compare_double(right, x);
    } else if (ou_is_int(vm, left) && ou_is_float(vm, right)) {
        double y = ou_float_value(right);
        unordered = isnan(y);
        order = unordered ? 0 : ou_int_compare_double(left, y);
    } else {
        return ou_ref(OU_NOT_IMPLEMENTED);
    }
    return OU_BOOL(unordered ? op == OU_NE : ou_order_is(order, op));
}

OuHash ou_double_hash(OuVM *vm, OuObj *self, double value)
{
    if (isinf(value))
        return value > 0 ? 314159 : -314159;
    if (isnan(value)) {
        OuHash hash = 0;
        return ou_hash_identity(vm, self, &hash) ? hash : 0;
    }
    /* value modulo 2^61 - 1, where multiplying by 2 is a rotation of 61 bits */
    const uint64_t modulus = ((uint64_t)1 << 61) - 1;
    int exponent;
    uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(value), &exponent), 53);
    int shift = (exponent - 53) % 61;
    if (shift < 0)
        shift += 61;
    if (shift)
        mantissa = (mantissa << shift & modulus) | mantissa >> (61 - shift);
    OuHash hash = value < 0 ? -(OuHash)mantissa : (OuHash)mantissa;
    return hash == -1 ? -2 : hash;
}

static bool float_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    *out = ou_double_hash(vm, self, ou_float_value(self));
    return true;
}

static OuObj *float_repr(OuVM *vm, OuObj *self)
{
    char text[OU_REPR_MAX];
    return ou_str_new_ascii(vm, text, ou_double_repr_text(ou_float_value(self), text));
}

/* ---- the constructor ---- */

/* The result of __float__ (consumed), made an exact float. */
static OuObj *checked_float_take(OuVM *vm, OuObj *source, OuObj *value)
{
    if (!value || ou_is_exact(value, OU_T_FLOAT))
        return value;
    OuObj *result = NULL;
    if (!ou_is_float(vm, value))
        OU_TYPE_ERROR(vm, "%.50T.__float__ returned non-float (type %.50T)", source, value);
    else if (ou_warn_strict_subclass(vm, source, "__float__", value, "float"))
        result = ou_float_from(vm, ou_float_value(value));
    ou_unref(vm, value);
    return result;
}

static OuObj *float_from_object(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_FLOAT))
        return ou_ref(o);
    const OuType *type = ou_type(vm, o);
    if (type->to_float)
        return checked_float_take(vm, o, type->to_float(vm, o));
    if (type->to_index) {
        OuObj *value = ou_index_of(vm, o);
        double x = 0;
        bool ok = value && ou_int_as_double(vm, value, &x);
        ou_unref(vm, value);
        return ok ? ou_float_from(vm, x) : NULL;
    }
    OuObj *result = ou_float_from_text(vm, o);
    if (result != OU_ABSENT)
        return result;
    return OU_TYPE_ERROR(vm, "float() argument must be a string or a real number, not '%.200T'", o);
}

static OuObj *as_subclass_take(OuVM *vm, OuClass *cls, OuObj *value)
{
    if (!value || cls->type == &ou_float_type)
        return value;
    OuObj *o = ou_instance_new(vm, cls, 0);
    if (o)
        ((OuFloat *)o)->value = ou_float_value(value);
    ou_unref(vm, value);
    return o;
}

static OuObj *float_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    /* a subclass may take keyword arguments in an __init__ of its own */
    if (cls->type->init == ou_object_init && !ou_no_keywords(vm, "float", kwnames))
        return NULL;
    if (!ou_check_count(vm, "float", nargs, 0, 1))
        return NULL;
    OuObj *value = nargs ? float_from_object(vm, args[0]) : ou_float_from(vm, 0.0);
    return as_subclass_take(vm, cls, value);
}

/* ---- methods ---- */

static OuObj *float_m_is_integer(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm;
    (void)args;
    (void)nargs;
    double value = ou_float_value(self);
    return OU_BOOL(isfinite(value) && floor(value) == value);
}

static OuObj *float_m_as_integer_ratio(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    double value = ou_float_value(self);
    if (isinf(value))
        return ou_raise(vm, OU_T_OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(value))
        return OU_VALUE_ERROR(vm, "cannot convert NaN to integer ratio");
    int exponent;
    double fraction = frexp(value, &exponent);
    int64_t mantissa = (int64_t)ldexp(fraction, 53);
    exponent = mantissa ? exponent - 53 : 0;
    if (mantissa) {
        int zeros = __builtin_ctzll((uint64_t)mantissa);
        mantissa /= (int64_t)1 << zeros;
        exponent += zeros;
    }
    OuObj *top = ou_int_from(vm, mantissa), *bottom = ou_int_from(vm, 1), *result = NULL;
    if (!top || !bottom)
        goto done;
    if (exponent > 0) {
        OuObj *shifted = ou_int_shift_left(vm, top, (size_t)exponent);
        ou_put(vm, &top, shifted);
    } else if (exponent < 0) {
        OuObj *shifted = ou_int_shift_left(vm, bottom, (size_t)-exponent);
        ou_put(vm, &bottom, shifted);
    }
    if (top && bottom)
        result = ou_tuple_pack(vm, 2, top, bottom);
done:
    ou_unref(vm, top);
    ou_unref(vm, bottom);
    return result;
}

static OuObj *float_m_trunc(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return float_to_int(vm, self);
}

static OuObj *float_m_floor(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_from_double(vm, floor(ou_float_value(self)));
}

static OuObj *float_m_ceil(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_from_double(vm, ceil(ou_float_value(self)));
}

/* `value` rounded at a decimal place, exactly, half to even. */
static double round_decimal(double value, int decimals)
{
    OuDigitText digits;
    ou_double_fixed(value, decimals, &digits);
    if (digits.len == 0)
        return copysign(0.0, value);
    char text[1200];
    size_t len = (size_t)digits.len;
    memcpy(text, digits.digits, len);
    int power = digits.point - digits.len;
    text[len++] = 'e';
    if (power < 0)
        text[len++] = '-';
    unsigned rest = (unsigned)(power < 0 ? -power : power);
    for (unsigned unit = 1000; unit > 0; unit /= 10)
        text[len++] = (char)('0' + rest / unit % 10);
    double result;
    ou_double_parse(text, len, &result);
    return copysign(result, value);
}

static OuObj *float_m_round(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    double value = ou_float_value(self);
    OuObj *digits = OU_ARG(0);
    if (!digits || digits == OU_NONE) {
        double rounded = round(value);
        if (fabs(value - rounded) == 0.5) /* half way: to even */
            rounded = 2.0 * round(value / 2.0);
        return ou_int_from_double(vm, rounded);
    }
    ptrdiff_t decimals;
    if (!ou_as_ssize(vm, digits, &decimals, 0))
        return NULL;
    if (!isfinite(value) || decimals > 323) /* nothing to round */
        return ou_float_from(vm, value);
    if (decimals < -308)
        return ou_float_from(vm, 0.0 * value);
    double rounded = round_decimal(value, (int)decimals);
    if (isinf(rounded))
        return ou_raise(vm, OU_T_OverflowError, "rounded value too large to represent");
    return ou_float_from(vm, rounded);
}

static OuObj *float_m_conjugate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return float_exact(vm, self);
}

static OuObj *float_m_hex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_float_hex(vm, ou_float_value(self));
}

static OuObj *float_m_fromhex(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "bad argument type for built-in operation");
    OuObj *encoded = OU_STR(args[0])->ascii ? OU_NONE : ou_codec_encode(vm, args[0], "utf-8", NULL); /* no surrogates */
    OuObj *value = encoded ? ou_float_from_hex(vm, OU_STR(args[0])) : NULL;
    ou_unref(vm, encoded);
    if (value && ((OuClass *)cls)->type != &ou_float_type) {
        OuObj *instance = ou_call1(vm, cls, value);
        ou_put(vm, &value, instance);
    }
    return value;
}

static OuObj *float_m_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuStr *spec;
    if (!ou_arg_str(vm, "__format__", NULL, OU_ARG(0), &spec))
        return NULL;
    return ou_format_float(vm, self, spec);
}

static OuObj *float_m_getnewargs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *value = float_exact(vm, self);
    return value ? ou_tuple_new_take(vm, &value, 1) : NULL;
}

static OuObj *float_m_getformat(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    (void)cls;
    const char *kind;
    if (!ou_bytes_text_arg(vm, "__getformat__", NULL, OU_ARG(0), &kind))
        return NULL;
    if (strcmp(kind, "double") != 0 && strcmp(kind, "float") != 0)
        return OU_VALUE_ERROR(vm, "__getformat__() argument 1 must be 'double' or 'float'");
    return ou_str_from(vm, "IEEE, little-endian");
}

static OuObj *float_get_imag(OuVM *vm, OuObj *self)
{
    (void)self;
    return ou_float_from(vm, 0.0);
}

static const OuMethodDef float_methods[] = {
    {"conjugate", "()", float_m_conjugate, 0, "The float itself: it has no imaginary part."},
    {"__trunc__", "()", float_m_trunc, 0, "The integral part."},
    {"__floor__", "()", float_m_floor, 0, "The largest integer not above the value."},
    {"__ceil__", "()", float_m_ceil, 0, "The smallest integer not below the value."},
    {"__round__", "(ndigits=None, /)", float_m_round, 0,
     "Rounded to so many decimals, half to even; an integer if no number is given."},
    {"as_integer_ratio", "()", float_m_as_integer_ratio, 0,
     "A pair of integers whose quotient is exactly the float."},
    {"fromhex", "(string, /)", float_m_fromhex, OU_CLASSMETHOD,
     "The float that a hexadecimal text stands for."},
    {"hex", "()", float_m_hex, 0, "Hexadecimal text of the exact value."},
    {"is_integer", "()", float_m_is_integer, 0, "Is the value an integer?"},
    {"__getnewargs__", "()", float_m_getnewargs, 0, NULL},
    {"__getformat__", "(typestr, /)", float_m_getformat, OU_CLASSMETHOD,
     "How C stores 'double' or 'float'."},
    {"__format__", "(format_spec, /)", float_m_format, 0, "Text by a format specification."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef float_getsets[] = {
    {"real", float_exact, NULL, "The float itself."},
    {"imag", float_get_imag, NULL, "Zero."},
    {NULL, NULL, NULL, NULL},
};

const OuType ou_float_type = {
    .name = "float",
    .doc = "float(x=0) -> the number or text x as floating point number.",
    .base = &ou_object_type,
    .index = OU_T_FLOAT,
    .flags = OU_TF_BASE | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE | OU_TF_IS_FLOAT,
    .size = sizeof(OuFloat),
    .methods = float_methods,
    .getsets = float_getsets,
    .signature = "(x=0, /)",
    OU_SLOTS_ATTR,
    .repr = float_repr,
    .str = ou_object_str,
    .neg = float_neg,
    .pos = float_exact,
    .abs = float_abs,
    .to_int = float_to_int,
    .to_float = float_exact,
    .to_bool = float_to_bool,
    .add = float_add,
    .sub = float_sub,
    .mul = float_mul,
    .truediv = float_truediv,
    .floordiv = float_floordiv,
    .mod = float_mod,
    .divmod = float_divmod,
    .pow = float_pow,
    .hash = float_hash,
    .compare = float_compare,
    .make = float_make,
    .init = ou_object_init,
};
