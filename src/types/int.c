/* int.c - integers: boxes, conversions, comparison, hash, sums and products.
 *
 * Nothing here calls script code, but a long product polls, and a poll may run anything:
 * operands are held meanwhile. */
#include "types/int_parts.h"
#include <math.h>
#include <string.h>

/* ---- the pooled ints ---- */

#define ONE(v) {OU_STATIC_HEAD(OU_T_INT), (v)}
#define FOUR(v) ONE(v), ONE((v) + 1), ONE((v) + 2), ONE((v) + 3)
#define SIXTEEN(v) FOUR(v), FOUR((v) + 4), FOUR((v) + 8), FOUR((v) + 12)
#define SIXTYFOUR(v) SIXTEEN(v), SIXTEEN((v) + 16), SIXTEEN((v) + 32), SIXTEEN((v) + 48)
const OuInt ou_small_ints[OU_SMALL_INT_END - OU_SMALL_INT_MIN] = {
    ONE(-5), FOUR(-4), SIXTYFOUR(0), SIXTYFOUR(64), SIXTYFOUR(128), SIXTYFOUR(192), ONE(256),
};
_Static_assert(OU_SMALL_INT_MIN == -5 && OU_SMALL_INT_END == 257, "the table above says otherwise");

OuObj *ou_int_box_slow(OuVM *vm, int64_t value)
{
    OuInt *box = (OuInt *)ou_new(vm, OU_T_INT, sizeof(OuInt));
    if (box)
        box->value = value;
    return OU_OBJ(box);
}

/* ---- making results ---- */

static size_t big_size(size_t len)
{
    return sizeof(OuBigInt) + len * sizeof(OuDigit);
}

static OuBigInt *big_new(OuVM *vm, size_t len)
{
    if (len > SIZE_MAX / 64)
        return ou_raise_memory(vm);
    OuBigInt *big = (OuBigInt *)ou_new(vm, OU_T_INT | OU_F_BIG, big_size(len));
    if (big)
        big->count = (int64_t)len;
    return big;
}

OuObj *ou_int_from_digits(OuVM *vm, const OuDigit *digits, size_t len, bool negative)
{
    len = ou_digits_trim(digits, len);
    if (len == 0)
        return ou_int_from(vm, 0);
    if (len == 1) {
        OuDigit value = digits[0];
        if (value <= INT64_MAX)
            return ou_int_from(vm, negative ? -(int64_t)value : (int64_t)value);
        if (negative && value == (uint64_t)1 << 63)
            return ou_int_from(vm, INT64_MIN);
    }
    OuBigInt *big = big_new(vm, len);
    if (!big)
        return NULL;
    if (!ou_copy_long(vm, big->digits, digits, len * sizeof *digits))
        ou_clear(vm, &big);
    else if (negative)
        big->count = -big->count;
    return OU_OBJ(big);
}

bool ou_int_result_start(OuVM *vm, OuIntResult *result, size_t room)
{
    result->room = room;
    result->big = NULL;
    result->digits = result->local;
    if (room <= OU_COUNT_OF(result->local))
        return true;
    result->big = big_new(vm, room);
    if (!result->big)
        return false;
    result->digits = result->big->digits;
    if (OU_UNLIKELY(room > OU_INT_PIECE) && !ou_touch_long(vm, result->digits, room * sizeof(OuDigit))) {
        ou_int_result_abandon(vm, result);
        return false;
    }
    return true;
}

void ou_int_result_abandon(OuVM *vm, OuIntResult *result)
{
    ou_unref(vm, result->big);
    result->big = NULL;
}

OuObj *ou_int_result_finish(OuVM *vm, OuIntResult *result, bool negative)
{
    OuBigInt *big = result->big;
    size_t len = ou_digits_trim(result->digits, result->room);
    if (!big || len < OU_COUNT_OF(result->local) / 2) {
        OuObj *o = ou_int_from_digits(vm, result->digits, len, negative);
        ou_int_result_abandon(vm, result);
        return o;
    }
    if (len != result->room) {
        OuBigInt *shrunk = ou_resize(vm, big, big_size(result->room), big_size(len));
        if (!shrunk) {
            ou_int_result_abandon(vm, result);
            return NULL;
        }
        big = shrunk;
    }
    big->count = negative ? -(int64_t)len : (int64_t)len;
    result->big = NULL;
    ou_int_charge(vm, len);
    return OU_OBJ(big);
}

/* An operation is a fraction of an instruction of the interpreter. */
static bool work_poll(void *user, size_t operations)
{
    return ou_poll(user, (uint32_t)(operations / 4));
}

OuDigitWork ou_int_work(OuVM *vm)
{
    return (OuDigitWork){.mem = &vm->mem, .poll = work_poll, .user = vm};
}

void *ou_int_work_failed(OuVM *vm, const OuDigitWork *work)
{
    return work->stopped ? NULL : ou_raise_memory(vm);
}

void *ou_int_result_failed(OuVM *vm, OuIntResult *result, const OuDigitWork *work)
{
    ou_int_result_abandon(vm, result);
    return ou_int_work_failed(vm, work);
}

OuObj *ou_int_exact(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_INT))
        return ou_ref(o);
    if (!ou_int_is_big(o))
        return ou_int_from(vm, ou_int_value(o));
    OuIntView view;
    ou_int_view(o, &view);
    return ou_int_from_digits(vm, view.digits, view.len, view.negative);
}

/* ---- conversions ---- */

OuObj *ou_int_from_uint64(OuVM *vm, uint64_t value)
{
    return ou_int_from_digits(vm, &value, 1, false);
}

OuObj *ou_int_from_double(OuVM *vm, double value)
{
    if (value >= -9223372036854775808.0 && value < 9223372036854775808.0)
        return ou_int_from(vm, (int64_t)value);
    if (isnan(value))
        return OU_VALUE_ERROR(vm, "cannot convert float NaN to integer");
    if (isinf(value))
        return ou_raise(vm, OU_T_OverflowError, "cannot convert float infinity to integer");
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    OuDigit mantissa = (OuDigit)ldexp(fraction, 53), digits[17] = {0};
    unsigned shift = (unsigned)(exponent - 53); /* >= 11 */
    digits[shift / 64] = mantissa << shift % 64;
    if (shift % 64)
        digits[shift / 64 + 1] = mantissa >> (64 - shift % 64);
    return ou_int_from_digits(vm, digits, 17, value < 0);
}

bool ou_int_to_int64(const OuObj *o, int64_t *out)
{
    if (ou_int_is_big(o))
        return false;
    *out = ou_int_value(o);
    return true;
}

int ou_int_sign(const OuObj *o)
{
    /* the count of a big int has its sign, and is in the same place as the value */
    int64_t value = ou_int_is_big(o) ? ((const OuBigInt *)o)->count : ou_int_value(o);
    return (value > 0) - (value < 0);
}

double ou_int_to_double(OuVM *vm, const OuObj *o, bool *overflow)
{
    (void)vm;
    *overflow = false;
    if (!ou_int_is_big(o))
        return (double)ou_int_value(o);
    OuIntView view;
    ou_int_view(o, &view);
    double value = ou_digits_to_double(view.digits, view.len, overflow);
    return view.negative ? -value : value;
}

bool ou_int_as_double(OuVM *vm, const OuObj *o, double *out)
{
    bool overflow;
    *out = ou_int_to_double(vm, o, &overflow);
    if (overflow)
        ou_raise(vm, OU_T_OverflowError, "int too large to convert to float");
    return !overflow;
}

double ou_int_frexp(const OuObj *o, int64_t *exponent)
{
    OuIntView view;
    ou_int_view(o, &view);
    ptrdiff_t scale;
    OuDigit top = ou_digits_top_sticky(view.digits, view.len, &scale);
    double value = ou_round_scaled(top, false, -64); /* the lowest bit is sticky */
    *exponent = (int64_t)scale + 64;
    if (value == 1.0) {
        value = 0.5;
        ++*exponent;
    }
    return view.negative ? -value : value;
}

double ou_round_scaled(OuDigit2 quotient, bool more, int64_t exponent)
{
    if (quotient == 0)
        return 0.0;
    OuDigit high = (OuDigit)(quotient >> 64);
    int bits = high ? 128 - __builtin_clzll(high) : 64 - __builtin_clzll((OuDigit)quotient);
    int64_t top = exponent + bits - 1; /* of the leading bit */
    if (top > 1023)
        return HUGE_VAL;
    int keep = top >= -1022 ? 53 : (int)(top + 1075 < -1 ? -1 : top + 1075);
    if (keep < 0)
        return 0.0;
    int drop = bits - keep;
    if (drop > 0) {
        OuDigit2 half = (OuDigit2)1 << (drop - 1);
        OuDigit2 low = drop == 128 ? quotient : quotient & ((half << 1) - 1);
        quotient = drop == 128 ? 0 : quotient >> drop;
        if (low > half || (low == half && (more || ((OuDigit)quotient & 1))))
            quotient++;
        exponent += drop;
    }
    return ldexp((double)(OuDigit)quotient, (int)exponent);
}

size_t ou_int_bit_length(const OuObj *o)
{
    OuIntView view;
    ou_int_view(o, &view);
    return ou_digits_bit_length(view.digits, view.len);
}

/* ---- comparison and hash ---- */

int ou_int_cmp(const OuObj *a, const OuObj *b)
{
    if (!ou_int_is_big(a) && !ou_int_is_big(b)) {
        int64_t x = ou_int_value(a), y = ou_int_value(b);
        return (x > y) - (x < y);
    }
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    if (x.negative != y.negative)
        return x.negative ? -1 : 1;
    int order = ou_digits_compare(x.digits, x.len, y.digits, y.len);
    return x.negative ? -order : order;
}

/* A big int against a finite double of the same sign. */
static int compare_big_double(const OuIntView *view, double x)
{
    int exponent;
    double fraction = frexp(fabs(x), &exponent);
    size_t bits = ou_digits_bit_length(view->digits, view->len);
    int order;
    if (exponent < 0 || (size_t)exponent != bits) {
        order = exponent < 0 || bits > (size_t)exponent ? 1 : -1;
    } else { /* so exponent >= 64, and x is an integer of view->len digits */
        OuDigit mantissa = (OuDigit)ldexp(fraction, 53), digits[17] = {0};
        unsigned shift = (unsigned)(exponent - 53);
        digits[shift / 64] = mantissa << shift % 64;
        if (shift % 64 && shift / 64 < 16)
            digits[shift / 64 + 1] = mantissa >> (64 - shift % 64);
        order = ou_digits_compare(view->digits, view->len, digits, 17);
    }
    return view->negative ? -order : order;
}

int ou_int_compare_double(const OuObj *o, double x)
{
    if (isinf(x))
        return x > 0 ? -1 : 1;
    if (ou_int_is_big(o)) {
        OuIntView view;
        ou_int_view(o, &view);
        if (view.negative != (x < 0))
            return view.negative ? -1 : 1;
        return compare_big_double(&view, x);
    }
    int64_t value = ou_int_value(o);
    if (x >= 9223372036854775808.0)
        return -1;
    if (x < -9223372036854775808.0)
        return 1;
    int64_t whole = (int64_t)x;
    if (value != whole)
        return value < whole ? -1 : 1;
    double rest = x - (double)whole; /* exact: where x has a fraction it is small */
    return rest > 0 ? -1 : rest < 0;
}

bool ou_int_slot_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    const uint64_t modulus = ((uint64_t)1 << 61) - 1;
    OuIntView view;
    ou_int_view(o, &view);
    uint64_t rest;
    if (view.len <= 1) {
        rest = view.len ? view.digits[0] : 0;
        rest = (rest & modulus) + (rest >> 61);
        if (rest >= modulus)
            rest -= modulus;
    } else {
        rest = 0;
        for (size_t left = view.len; left > 0;) { /* from the top, in pieces */
            size_t part = left < OU_INT_PIECE ? left : OU_INT_PIECE;
            left -= part;
            rest = ou_digits_mod_hash(view.digits + left, part, rest);
            if (left > 0 && !ou_check(vm, OU_INT_PIECE / 8))
                return false;
        }
    }
    OuHash hash = view.negative ? -(OuHash)rest : (OuHash)rest;
    *out = hash == -1 ? -2 : hash;
    return true;
}

/* ---- sums ---- */

/* |a| + |b|, or |a| - |b|, for long ones: in pieces, with checks. |a| is the larger one. */
static OU_NOINLINE OuObj *sum_long(OuVM *vm, const OuIntView *a, const OuIntView *b, bool subtract, bool negative)
{
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, a->len + 1))
        return NULL;
    OuDigit over = 0; /* carry or borrow */
    for (size_t at = 0, part; at < a->len; at += part) {
        part = a->len - at < OU_INT_PIECE ? a->len - at : OU_INT_PIECE;
        size_t other = at >= b->len ? 0 : b->len - at < part ? b->len - at : part;
        OuDigit *out = result.digits + at;
        OuDigit first = (subtract ? ou_digits_sub : ou_digits_add)(out, a->digits + at, part, b->digits + at, other);
        over = first + (over ? (subtract ? ou_digits_sub_digit : ou_digits_add_digit)(out, out, part, over) : 0);
        if (!ou_check(vm, OU_INT_PIECE / 8)) {
            ou_int_result_abandon(vm, &result);
            return NULL;
        }
    }
    result.digits[a->len] = over;
    return ou_int_result_finish(vm, &result, negative);
}

/* |a| + |b|, or |a| - |b|, with the sign of a times that. */
static OuObj *add_magnitudes(OuVM *vm, const OuIntView *a, const OuIntView *b, bool negative)
{
    if (a->len < b->len) {
        const OuIntView *swap = a;
        a = b;
        b = swap;
    }
    if (OU_UNLIKELY(a->len > OU_INT_PIECE))
        return sum_long(vm, a, b, false, negative);
    /* usually the top digits tell that no carry will leave them: the right size at once */
    OuDigit top = a->digits[a->len - 1], other = a->len == b->len ? b->digits[b->len - 1] : 0;
    bool fits = top + other >= top && top + other != ~(OuDigit)0;
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, a->len + !fits))
        return NULL;
    OuDigit carry = ou_digits_add(result.digits, a->digits, a->len, b->digits, b->len);
    if (!fits)
        result.digits[a->len] = carry;
    return ou_int_result_finish(vm, &result, negative);
}

static OuObj *sub_magnitudes(OuVM *vm, const OuIntView *a, const OuIntView *b, bool negative)
{
    if (ou_digits_compare(a->digits, a->len, b->digits, b->len) < 0) {
        const OuIntView *swap = a;
        a = b;
        b = swap;
        negative = !negative;
    }
    if (OU_UNLIKELY(a->len > OU_INT_PIECE))
        return sum_long(vm, a, b, true, negative);
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, a->len))
        return NULL;
    ou_digits_sub(result.digits, a->digits, a->len, b->digits, b->len);
    return ou_int_result_finish(vm, &result, negative);
}

OuObj *ou_int_add(OuVM *vm, OuObj *a, OuObj *b)
{
    int64_t sum;
    bool small = !ou_int_is_big(a) && !ou_int_is_big(b);
    if (small && !__builtin_add_overflow(ou_int_value(a), ou_int_value(b), &sum))
        return ou_int_from(vm, sum);
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    return x.negative == y.negative ? add_magnitudes(vm, &x, &y, x.negative)
                                    : sub_magnitudes(vm, &x, &y, x.negative);
}

OuObj *ou_int_sub(OuVM *vm, OuObj *a, OuObj *b)
{
    int64_t difference;
    bool small = !ou_int_is_big(a) && !ou_int_is_big(b);
    if (small && !__builtin_sub_overflow(ou_int_value(a), ou_int_value(b), &difference))
        return ou_int_from(vm, difference);
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    return x.negative != y.negative ? add_magnitudes(vm, &x, &y, x.negative)
                                    : sub_magnitudes(vm, &x, &y, x.negative);
}

OuObj *ou_int_neg(OuVM *vm, OuObj *o)
{
    if (!ou_int_is_big(o) && ou_int_value(o) != INT64_MIN)
        return ou_int_from(vm, -ou_int_value(o));
    OuIntView view;
    ou_int_view(o, &view);
    return ou_int_from_digits(vm, view.digits, view.len, !view.negative);
}

OuObj *ou_int_abs(OuVM *vm, OuObj *o)
{
    return ou_int_sign(o) < 0 ? ou_int_neg(vm, o) : ou_int_exact(vm, o);
}

/* ---- products ---- */

static OuObj *mul_by_digit(OuVM *vm, const OuIntView *a, OuDigit b, bool negative)
{
    size_t bits = ou_digits_bit_length(a->digits, a->len) + 64 - (size_t)__builtin_clzll(b);
    size_t room = (bits + 63) / 64; /* a->len, or one more */
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, room))
        return NULL;
    OuDigit carry = ou_digits_mul_digit(result.digits, a->digits, a->len, b, 0);
    if (room > a->len)
        result.digits[a->len] = carry;
    return ou_int_result_finish(vm, &result, negative);
}

OuObj *ou_int_mul(OuVM *vm, OuObj *a, OuObj *b)
{
    if (!ou_int_is_big(a) && !ou_int_is_big(b)) {
        int64_t product;
        int64_t left = ou_int_value(a), right = ou_int_value(b);
        if (!__builtin_mul_overflow(left, right, &product))
            return ou_int_from(vm, product);
        OuDigit2 wide = (OuDigit2)ou_magnitude64(left) * ou_magnitude64(right);
        OuDigit digits[2] = {(OuDigit)wide, (OuDigit)(wide >> 64)};
        return ou_int_from_digits(vm, digits, 2, (left ^ right) < 0);
    }
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    if (x.len == 0 || y.len == 0)
        return ou_int_from(vm, 0);
    if (x.len == 1)
        return mul_by_digit(vm, &y, x.digits[0], x.negative != y.negative);
    if (y.len == 1)
        return mul_by_digit(vm, &x, y.digits[0], x.negative != y.negative);
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, x.len + y.len))
        return NULL;
    ou_ref(a);
    ou_ref(b);
    OuDigitWork work = ou_int_work(vm);
    bool ok = ou_digits_mul(&work, result.digits, x.digits, x.len, y.digits, y.len);
    ou_int_work_done(vm, &work);
    OuObj *product = ok ? ou_int_result_finish(vm, &result, x.negative != y.negative)
                        : ou_int_result_failed(vm, &result, &work);
    ou_unref(vm, a);
    ou_unref(vm, b);
    return product;
}
