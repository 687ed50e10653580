/* int_type.c - the type int: its special methods, methods and constructor.
 *
 * int(x) may call __int__, __index__, __trunc__ of x; from_bytes may call __bytes__. */
#include "object/args.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include "object/float.h"
#include "types/format.h"
#include "types/int_parts.h"
#include <string.h>

/* ---- operators ---- */

#define NOT_MINE(vm, a, b) (!ou_is_int(vm, a) || !ou_is_int(vm, b))
#define BINARY_SLOT(name, expression)                                 \
    OuObj *ou_int_slot_##name(OuVM *vm, OuObj *left, OuObj *right)    \
    {                                                                 \
        if (NOT_MINE(vm, left, right))                                \
            return ou_ref(OU_NOT_IMPLEMENTED);                        \
        return expression;                                            \
    }

BINARY_SLOT(add, ou_int_add(vm, left, right))
BINARY_SLOT(sub, ou_int_sub(vm, left, right))
BINARY_SLOT(mul, ou_int_mul(vm, left, right))
BINARY_SLOT(truediv, ou_int_truediv(vm, left, right))
BINARY_SLOT(floordiv, ou_int_floordiv(vm, left, right))
BINARY_SLOT(mod, ou_int_mod(vm, left, right))
BINARY_SLOT(lshift, ou_int_lshift(vm, left, right))
BINARY_SLOT(rshift, ou_int_rshift(vm, left, right))
BINARY_SLOT(and, ou_int_bits(vm, left, right, '&'))
BINARY_SLOT(or, ou_int_bits(vm, left, right, '|'))
BINARY_SLOT(xor, ou_int_bits(vm, left, right, '^'))

OuObj *ou_int_slot_divmod(OuVM *vm, OuObj *left, OuObj *right)
{
    if (NOT_MINE(vm, left, right))
        return ou_ref(OU_NOT_IMPLEMENTED);
    OuObj *pair[2];
    if (!ou_int_divide(vm, left, right, &pair[0], &pair[1], "integer division or modulo by zero"))
        return NULL;
    return ou_tuple_new_take(vm, pair, 2);
}

OuObj *ou_int_slot_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    if (NOT_MINE(vm, base, exponent) || (modulus != OU_NONE && !ou_is_int(vm, modulus)))
        return ou_ref(OU_NOT_IMPLEMENTED);
    return ou_int_pow(vm, base, exponent, modulus);
}

OuObj *ou_int_slot_invert(OuVM *vm, OuObj *self)
{
    if (!ou_int_is_big(self))
        return ou_int_from(vm, ~ou_int_value(self));
    OuObj *next = ou_int_add(vm, self, OU_OBJ(&ou_small_ints[1 - OU_SMALL_INT_MIN]));
    if (!next)
        return NULL;
    OuObj *result = ou_int_neg(vm, next);
    ou_unref(vm, next);
    return result;
}

OuObj *ou_int_binary(OuVM *vm, unsigned op, OuObj *a, OuObj *b)
{
    switch ((OuBinaryOp)op) {
    case OU_OP_ADD: return ou_int_add(vm, a, b);
    case OU_OP_SUB: return ou_int_sub(vm, a, b);
    case OU_OP_MUL: return ou_int_mul(vm, a, b);
    case OU_OP_TRUEDIV: return ou_int_truediv(vm, a, b);
    case OU_OP_FLOORDIV: return ou_int_floordiv(vm, a, b);
    case OU_OP_MOD: return ou_int_mod(vm, a, b);
    case OU_OP_POW: return ou_int_pow(vm, a, b, NULL);
    case OU_OP_LSHIFT: return ou_int_lshift(vm, a, b);
    case OU_OP_RSHIFT: return ou_int_rshift(vm, a, b);
    case OU_OP_AND: return ou_int_bits(vm, a, b, '&');
    case OU_OP_XOR: return ou_int_bits(vm, a, b, '^');
    case OU_OP_OR: return ou_int_bits(vm, a, b, '|');
    case OU_OP_DIVMOD: return ou_int_slot_divmod(vm, a, b);
    case OU_OP_MATMUL:
    case OU_OP_COUNT: break;
    }
    OU_UNREACHABLE();
}

static OuObj *int_repr(OuVM *vm, OuObj *self)
{
    return ou_int_text(vm, self, 10);
}

OuObj *ou_int_slot_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (NOT_MINE(vm, left, right))
        return ou_ref(OU_NOT_IMPLEMENTED);
    int order = left == right ? 0 : ou_int_cmp(left, right);
    if (ou_int_is_big(left) && ((const OuBigInt *)left)->count > 4096)
        vm->fuel -= ((const OuBigInt *)left)->count >> 3;
    return OU_BOOL(ou_order_is(order, op));
}

int ou_int_slot_to_bool(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_int_is_big(self) || ou_int_value(self) != 0;
}

OuObj *ou_int_slot_to_float(OuVM *vm, OuObj *self)
{
    double value;
    return ou_int_as_double(vm, self, &value) ? ou_float_from(vm, value) : NULL;
}

/* ---- life ---- */

static size_t int_size_of(const OuObj *self)
{
    if (!ou_int_is_big(self))
        return sizeof(OuInt);
    const OuBigInt *big = (const OuBigInt *)self;
    return sizeof(OuBigInt) + (size_t)ou_magnitude64(big->count) * sizeof(OuDigit);
}

static void int_dealloc(OuVM *vm, OuObj *self)
{
    if (ou_is_exact(self, OU_T_INT)) /* a big one: ou_dealloc keeps the others */
        ou_free(vm, self, int_size_of(self));
    else
        ou_object_free(vm, self);
}

/* An instance of a subclass with the value of an exact int (consumed). */
static OuObj *as_subclass_take(OuVM *vm, OuClass *cls, OuObj *value)
{
    OuIntView view;
    ou_int_view(value, &view);
    bool big = ou_int_is_big(value);
    OuObj *o = ou_instance_new(vm, cls, big ? view.len * sizeof(OuDigit) : 0);
    if (o && big) {
        OuBigInt *copy = (OuBigInt *)o;
        o->type |= OU_F_BIG;
        copy->count = ((OuBigInt *)value)->count;
        memcpy(copy->digits, view.digits, view.len * sizeof(OuDigit));
    } else if (o) {
        ((OuInt *)o)->value = ou_int_value(value);
    }
    ou_unref(vm, value);
    return o;
}

/* ---- the constructor ---- */

/* The result of __int__ (consumed) as exact int. */
static OuObj *checked_int_take(OuVM *vm, OuObj *value)
{
    if (!value || ou_is_exact(value, OU_T_INT))
        return value;
    OuObj *result = NULL;
    if (!ou_is_int(vm, value))
        OU_TYPE_ERROR(vm, "__int__ returned non-int (type %.200T)", value);
    else if (ou_warn_strict_subclass(vm, NULL, "__int__", value, "int"))
        result = ou_int_exact(vm, value);
    ou_unref(vm, value);
    return result;
}

/* __trunc__, whose result may be an int or have __index__. */
static OuObj *int_from_trunc_take(OuVM *vm, OuObj *value)
{
    if (!value)
        return NULL;
    OuObj *result = NULL;
    if (ou_is_int(vm, value))
        result = ou_int_exact(vm, value);
    else if (ou_type(vm, value)->to_index)
        result = ou_index_of(vm, value);
    else
        OU_TYPE_ERROR(vm, "__trunc__ returned non-Integral (type %.200T)", value);
    ou_unref(vm, value);
    return result;
}

static OuObj *int_from_str(OuVM *vm, OuObj *s, int base)
{
    OuBuf buffer;
    const char *text;
    size_t len;
    if (!ou_numeric_text(vm, OU_STR(s), &buffer, &text, &len))
        return NULL;
    OuObj *result = ou_int_parse_shown(vm, text, len, base, s);
    ou_buf_drop(&buffer);
    return result;
}

/* From a bytes-like object; OU_ABSENT if `o` is none. */
static OuObj *int_from_buffer(OuVM *vm, OuObj *o, int base)
{
    OuBuffer buffer;
    if (!ou_buffer_try(vm, o, &buffer))
        return OU_ABSENT;
    OuObj *result = NULL;
    OuObj *shown = ou_bytes_new(vm, buffer.data, buffer.len); /* messages show bytes */
    if (shown)
        result = ou_int_parse_shown(vm, OU_BYTES(shown)->data, OU_BYTES(shown)->size, base, shown);
    ou_unref(vm, shown);
    ou_buffer_release(vm, &buffer);
    return result;
}

static OuObj *int_from_object(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_INT) || ou_is_exact(o, OU_T_BOOL))
        return ou_int_exact(vm, o);
    if (ou_is_exact(o, OU_T_FLOAT))
        return ou_int_from_double(vm, ou_float_value(o));
    if (ou_is_exact(o, OU_T_STR))
        return int_from_str(vm, o, 10);
    const OuType *type = ou_type(vm, o);
    if (type->to_int)
        return checked_int_take(vm, type->to_int(vm, o));
    if (type->to_index)
        return ou_index_of(vm, o);
    bool needs_self;
    OuObj *truncate = ou_lookup_special(vm, o, OU_NAME(__trunc__), &needs_self);
    if (truncate != OU_ABSENT) {
        OuObj *truncated = NULL;
        if (truncate && ou_warn(vm, OU_T_DeprecationWarning,
                                "The delegation of int() to __trunc__ is deprecated.", 1))
            truncated = ou_call(vm, truncate, &o, needs_self, NULL);
        ou_unref(vm, truncate);
        return int_from_trunc_take(vm, truncated);
    }
    if (ou_is_str(vm, o))
        return int_from_str(vm, o, 10);
    OuObj *result = int_from_buffer(vm, o, 10);
    if (result != OU_ABSENT)
        return result;
    return OU_TYPE_ERROR(vm,
                         "int() argument must be a string, a bytes-like object or a real number, "
                         "not '%.200T'",
                         o);
}

static OuObj *int_with_base(OuVM *vm, OuObj *o, OuObj *base_arg)
{
    ptrdiff_t base;
    if (!ou_as_ssize(vm, base_arg, &base, 0))
        return NULL;
    if (base != 0 && (base < 2 || base > 36))
        return OU_VALUE_ERROR(vm, "int() base must be >= 2 and <= 36, or 0");
    if (ou_is_str(vm, o))
        return int_from_str(vm, o, (int)base);
    if (ou_is(vm, o, OU_TF_IS_BYTES) || ou_isinstance_builtin(vm, o, OU_T_BYTEARRAY))
        return int_from_buffer(vm, o, (int)base);
    return OU_TYPE_ERROR(vm, "int() can't convert non-string with explicit base");
}

static OuObj *int_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2] = {nargs > 0 ? args[0] : NULL, nargs > 1 ? args[1] : NULL};
    if (nargs > 1 || kwnames) {
        if (!ou_bind(vm, "(x=0, /, base=10)", "int", args, nargs, kwnames, bound))
            return NULL;
    }
    OuObj *value;
    if (!bound[0] && bound[1])
        return OU_TYPE_ERROR(vm, "int() missing string argument");
    if (!bound[0])
        value = ou_int_from(vm, 0);
    else
        value = bound[1] ? int_with_base(vm, bound[0], bound[1]) : int_from_object(vm, bound[0]);
    if (!value || cls->type == &ou_int_type)
        return value;
    return as_subclass_take(vm, cls, value);
}

/* ---- methods ---- */

static OuObj *int_m_self(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_exact(vm, self);
}

static OuObj *int_m_bit_length(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_from(vm, (int64_t)ou_int_bit_length(self));
}

static OuObj *int_m_bit_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuIntView view;
    ou_int_view(self, &view);
    size_t count = 0;
    for (size_t at = 0; at < view.len; at += OU_INT_PIECE) {
        count += ou_digits_bit_count(view.digits + at, view.len - at < OU_INT_PIECE ? view.len - at : OU_INT_PIECE);
        if (view.len - at > OU_INT_PIECE && !ou_check(vm, OU_INT_PIECE / 8))
            return NULL;
    }
    return ou_int_from(vm, (int64_t)count);
}

static OuObj *int_m_as_integer_ratio(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *pair[2] = {ou_int_exact(vm, self), ou_int_from(vm, 1)};
    if (!pair[0])
        return NULL;
    return ou_tuple_new_take(vm, pair, 2);
}

/* To the nearest multiple of 10 ** places, half to even. */
static OuObj *round_to_tens(OuVM *vm, OuObj *self, OuObj *places)
{
    OuObj *ten = ou_int_from(vm, 10), *unit = ou_int_pow(vm, ten, places, NULL);
    OuObj *quotient = NULL, *rest = NULL, *result = NULL, *twice = NULL;
    if (!unit || !ou_int_divide(vm, self, unit, &quotient, &rest, ""))
        goto done;
    twice = ou_int_add(vm, rest, rest);
    if (!twice)
        goto done;
    int order = ou_int_cmp(twice, unit);
    bool odd = ou_int_is_big(quotient) ? ((OuBigInt *)quotient)->digits[0] & 1
                                       : ou_int_value(quotient) & 1;
    OuObj *lower = ou_int_sub(vm, self, rest);
    if (lower && (order > 0 || (order == 0 && odd))) {
        result = ou_int_add(vm, lower, unit);
        ou_unref(vm, lower);
    } else {
        result = lower;
    }
done:
    ou_unref(vm, ten);
    ou_unref(vm, unit);
    ou_unref(vm, quotient);
    ou_unref(vm, rest);
    ou_unref(vm, twice);
    return result;
}

static OuObj *int_m_round(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *digits = OU_ARG(0);
    if (!digits)
        return ou_int_exact(vm, self);
    OuObj *count = ou_index_of(vm, digits), *result = NULL;
    if (!count)
        return NULL;
    if (ou_int_sign(count) >= 0) {
        result = ou_int_exact(vm, self);
    } else if (ou_int_is_big(count) ||
               (uint64_t)-ou_int_value(count) > ou_int_bit_length(self) / 3 + 2) {
        result = ou_int_from(vm, 0); /* the unit is more than twice the number */
    } else {
        OuObj *places = ou_int_neg(vm, count);
        if (places)
            result = round_to_tens(vm, self, places);
        ou_unref(vm, places);
    }
    ou_unref(vm, count);
    return result;
}

static OuObj *int_m_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuStr *spec;
    if (!ou_arg_str(vm, "__format__", NULL, OU_ARG(0), &spec))
        return NULL;
    return ou_format_int(vm, self, spec);
}

static OuObj *int_m_getnewargs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *value = ou_int_exact(vm, self);
    return value ? ou_tuple_new_take(vm, &value, 1) : NULL;
}

/* ---- bytes ---- */

static bool byte_order(OuVM *vm, const char *function, OuObj *arg, bool *little)
{
    *little = false;
    if (!arg)
        return true;
    OuStr *name;
    if (!ou_arg_str(vm, function, "byteorder", arg, &name))
        return false;
    *little = ou_str_is(name, "little");
    if (!*little && !ou_str_is(name, "big")) {
        OU_VALUE_ERROR(vm, "byteorder must be either 'little' or 'big'");
        return false;
    }
    return true;
}

/* Does the value fit `len` bytes? A negative one of no bits fits none at all, as in CPython. */
static bool fits_bytes(const OuIntView *view, size_t len, bool is_signed)
{
    size_t bits = ou_digits_bit_length(view->digits, view->len);
    if (view->negative) { /* -2^k needs k bits besides the sign */
        size_t low = 0; /* zero digits */
        while (low + 1 < view->len && view->digits[low] == 0)
            low++;
        bits -= low + 1 == ou_digits_trim(view->digits, view->len) && ou_digits_bit_count(view->digits + low, 1) == 1;
    }
    if (len == 0)
        return bits == 0;
    return (bits + is_signed + 7) / 8 <= len;
}

static OuObj *int_m_to_bytes(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t len = 1;
    bool little;
    OuObj *signed_arg = OU_ARG(2);
    if ((OU_ARG(0) && !ou_arg_ssize(vm, args[0], &len)) ||
        !byte_order(vm, "to_bytes", OU_ARG(1), &little))
        return NULL;
    int is_signed = signed_arg ? ou_truth(vm, signed_arg) : 0;
    if (is_signed < 0)
        return NULL;
    if (len < 0)
        return OU_VALUE_ERROR(vm, "length argument must be non-negative");
    OuIntView view;
    ou_int_view(self, &view);
    if (view.negative && !is_signed)
        return ou_raise(vm, OU_T_OverflowError, "can't convert negative int to unsigned");
    if (!fits_bytes(&view, (size_t)len, is_signed))
        return ou_raise(vm, OU_T_OverflowError, "int too big to convert");
    if (len == 0)
        return OU_EMPTY_BYTES;
    OuBytes *bytes = ou_bytes_alloc(vm, (size_t)len);
    if (!bytes)
        return NULL;
    char *out = bytes->data;
    OuDigit borrow = view.negative;
    for (ptrdiff_t i = 0; i < len; i += 8) {
        size_t index = (size_t)i / 8;
        OuDigit digit = index < view.len ? view.digits[index] : 0;
        if (view.negative) { /* two's complement: ~(magnitude - 1) */
            OuDigit less = digit - borrow;
            borrow = digit < borrow;
            digit = ~less;
        }
        for (ptrdiff_t j = i; j < i + 8 && j < len; j++, digit >>= 8)
            out[little ? j : len - 1 - j] = (char)(digit & 0xFF);
        if (!OU_PASS(vm, index)) {
            ou_unref(vm, bytes);
            return NULL;
        }
    }
    return OU_OBJ(bytes);
}

static OuObj *int_from_raw(OuVM *vm, const char *data, size_t len, bool little, bool is_signed)
{
    OuIntResult result;
    size_t room = len / 8 + 1;
    bool negative = is_signed && len > 0 && (data[little ? len - 1 : 0] & 0x80);
    if (!ou_int_result_start(vm, &result, room))
        return NULL;
    for (size_t i = 0; i < room; i++) {
        OuDigit digit = negative ? ~(OuDigit)0 : 0;
        for (size_t j = 8 * i; j < 8 * i + 8 && j < len; j++) {
            unsigned shift = (unsigned)(j % 8) * 8;
            OuDigit byte = (unsigned char)data[little ? j : len - 1 - j];
            digit = (digit & ~((OuDigit)0xFF << shift)) | byte << shift;
        }
        result.digits[i] = digit;
        if (!OU_PASS(vm, i)) {
            ou_int_result_abandon(vm, &result);
            return NULL;
        }
    }
    if (negative)
        ou_digits_negate(result.digits, result.digits, room);
    return ou_int_result_finish(vm, &result, negative);
}

/* bytes(o) for from_bytes: __bytes__, a buffer, or items; never a length or text. */
static OuObj *bytes_of(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_BYTES))
        return ou_ref(o);
    OuObj *made = ou_call_special(vm, o, OU_NAME(__bytes__), NULL, 0);
    if (made != OU_ABSENT) {
        if (made && !ou_is(vm, made, OU_TF_IS_BYTES)) {
            OU_TYPE_ERROR(vm, "__bytes__ returned non-bytes (type %.200T)", made);
            ou_clear(vm, &made);
        }
        return made;
    }
    const OuType *type = ou_type(vm, o);
    bool usable = ou_has_buffer(vm, o) || (!ou_is_str(vm, o) && (type->iter || type->getitem));
    if (!usable)
        return OU_TYPE_ERROR(vm, "cannot convert '%.200T' object to bytes", o);
    return ou_bytes_from_object(vm, o);
}

static OuObj *int_m_from_bytes(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    bool little;
    if (!byte_order(vm, "from_bytes", OU_ARG(1), &little))
        return NULL;
    OuObj *signed_arg = OU_ARG(2);
    int is_signed = signed_arg ? ou_truth(vm, signed_arg) : 0;
    if (is_signed < 0)
        return NULL;
    OuObj *bytes = bytes_of(vm, args[0]);
    if (!bytes)
        return NULL;
    const OuBytes *raw = OU_BYTES(bytes);
    OuObj *value = int_from_raw(vm, raw->data, raw->size, little, is_signed);
    ou_unref(vm, bytes);
    if (value && ((OuClass *)cls)->type != &ou_int_type) {
        OuObj *instance = ou_call1(vm, cls, value);
        ou_unref(vm, value);
        return instance;
    }
    return value;
}

static OuObj *int_get_self(OuVM *vm, OuObj *self)
{
    return ou_int_exact(vm, self);
}

static OuObj *int_get_zero(OuVM *vm, OuObj *self)
{
    (void)self;
    return ou_int_from(vm, 0);
}

static OuObj *int_get_one(OuVM *vm, OuObj *self)
{
    (void)self;
    return ou_int_from(vm, 1);
}

static const OuMethodDef int_methods[] = {
    {"conjugate", "()", int_m_self, OU_NO_TEXT, "The int itself: it has no imaginary part."},
    {"bit_length", "()", int_m_bit_length, 0, "How many bits the absolute value needs."},
    {"bit_count", "()", int_m_bit_count, 0, "How many bits of the absolute value are one."},
    {"to_bytes", "(length=1, byteorder='big', *, signed=False)", int_m_to_bytes, 0,
     "The value as so many bytes; OverflowError if they are too few."},
    {"from_bytes", "(bytes, byteorder='big', *, signed=False)", int_m_from_bytes, OU_CLASSMETHOD,
     "The int that these bytes stand for."},
    {"as_integer_ratio", "()", int_m_as_integer_ratio, 0, "The pair (self, 1)."},
    {"__trunc__", "()", int_m_self, OU_NO_TEXT, "The int itself."},
    {"__floor__", "()", int_m_self, OU_NO_TEXT, "The int itself."},
    {"__ceil__", "()", int_m_self, OU_NO_TEXT, "The int itself."},
    {"__round__", "(ndigits=<unrepresentable>, /)", int_m_round, 0,
     "The nearest multiple of a power of ten, half to even."},
    {"__getnewargs__", "()", int_m_getnewargs, 0, NULL},
    {"__format__", "(format_spec, /)", int_m_format, 0, NULL},
    {"__sizeof__", "()", ou_object_sizeof, 0, "Bytes in memory."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef int_getsets[] = {
    {"real", int_get_self, NULL, "The int itself."},
    {"imag", int_get_zero, NULL, "Zero."},
    {"numerator", int_get_self, NULL, "The int itself."},
    {"denominator", int_get_one, NULL, "One."},
    {NULL, NULL, NULL, NULL},
};

const OuType ou_int_type = {
    .name = "int",
    .doc = "int(x=0) -> the number x as integer, rounded towards zero.\n"
           "int(text, base=10) -> the integer that the text stands for.",
    .base = &ou_object_type,
    .index = OU_T_INT,
    .flags = OU_TF_BASE | OU_TF_VAR_SIZE | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE | OU_TF_IS_INT,
    .size = sizeof(OuInt),
    .methods = int_methods,
    .getsets = int_getsets,
    .dealloc = int_dealloc,
    .size_of = int_size_of,
    .repr = int_repr,
    .str = ou_object_str,
    OU_INT_SLOTS,
    .and_ = ou_int_slot_and,
    .or_ = ou_int_slot_or,
    .xor_ = ou_int_slot_xor,
    .make = int_make,
};
