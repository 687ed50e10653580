/* int_math.c - integers: division, powers, shifts, bits, gcd, square root.
 *
 * Long work polls, and a poll may run script code: operands are held meanwhile. */
#include "object/float.h"
#include "types/int_parts.h"
#include <math.h>
#include <string.h>

/* ---- division ---- */

/* Truncated magnitudes to floored results. */
static OuObj *floor_quotient(OuVM *vm, OuIntResult *quotient, bool negative, bool rest)
{
    if (negative && rest) { /* the room has a digit for the carry */
        OuDigit carry = ou_digits_add_digit(quotient->digits, quotient->digits, quotient->room, 1);
        OU_ASSERT(carry == 0);
        (void)carry;
    }
    return ou_int_result_finish(vm, quotient, negative);
}

static bool divide_big(OuVM *vm, const OuIntView *a, const OuIntView *b, OuObj **quotient,
                       OuObj **remainder)
{
    OuIntResult q, r;
    size_t steps = a->len >= b->len ? a->len - b->len + 1 : 0;
    if (!ou_int_result_start(vm, &q, steps + 1))
        return false;
    if (!ou_int_result_start(vm, &r, b->len)) {
        ou_int_result_abandon(vm, &q);
        return false;
    }
    q.digits[steps] = 0;
    if (steps == 0) {
        memcpy(r.digits, a->digits, a->len * sizeof(OuDigit));
        memset(r.digits + a->len, 0, (b->len - a->len) * sizeof(OuDigit));
    } else {
        OuDigitWork work = ou_int_work(vm);
        if (!ou_digits_divide(&work, q.digits, r.digits, a->digits, a->len, b->digits, b->len)) {
            ou_int_result_abandon(vm, &r);
            ou_int_result_failed(vm, &q, &work);
            return false;
        }
        ou_int_work_done(vm, &work);
    }
    bool negative = a->negative != b->negative;
    bool rest = ou_digits_trim(r.digits, b->len) != 0;
    if (negative && rest)
        ou_digits_sub(r.digits, b->digits, b->len, r.digits, b->len);
    bool ok = true;
    if (quotient)
        ok = (*quotient = floor_quotient(vm, &q, negative, rest)) != NULL;
    else
        ou_int_result_abandon(vm, &q);
    if (!ok || !remainder) {
        ou_int_result_abandon(vm, &r);
        return ok;
    }
    *remainder = ou_int_result_finish(vm, &r, b->negative);
    if (!*remainder && quotient)
        ou_clear(vm, quotient);
    return *remainder != NULL;
}

/* The divisor is one digit. */
static bool divide_by_digit(OuVM *vm, const OuIntView *a, const OuIntView *b, OuObj **quotient,
                            OuObj **remainder)
{
    OuIntResult q;
    if (quotient && !ou_int_result_start(vm, &q, a->len + 1))
        return false;
    OuDigit rest = 0;
    for (size_t left = a->len; left > 0;) { /* from the top, in pieces */
        size_t part = left < OU_INT_PIECE ? left : OU_INT_PIECE;
        left -= part;
        rest = ou_digits_div_digit(quotient ? q.digits + left : NULL, a->digits + left, part, b->digits[0], rest);
        if (left > 0 && !ou_check(vm, OU_INT_PIECE / 4)) {
            if (quotient)
                ou_int_result_abandon(vm, &q);
            return false;
        }
    }
    bool negative = a->negative != b->negative, floor = negative && rest != 0;
    if (quotient) {
        q.digits[a->len] = 0;
        *quotient = floor_quotient(vm, &q, negative, floor);
        if (!*quotient)
            return false;
    }
    if (!remainder)
        return true;
    if (floor)
        rest = b->digits[0] - rest;
    *remainder = ou_int_from_digits(vm, &rest, 1, b->negative);
    if (!*remainder && quotient)
        ou_clear(vm, quotient);
    return *remainder != NULL;
}

bool ou_int_divide(OuVM *vm, OuObj *a, OuObj *b, OuObj **quotient, OuObj **remainder,
                   const char *message)
{
    if (quotient)
        *quotient = NULL;
    if (ou_int_sign(b) == 0) {
        ou_raise(vm, OU_T_ZeroDivisionError, "%s", message);
        return false;
    }
    if (!ou_int_is_big(a) && !ou_int_is_big(b)) {
        int64_t x = ou_int_value(a), y = ou_int_value(b);
        if (x != INT64_MIN || y != -1) {
            if (quotient && !(*quotient = ou_int_from(vm, ou_floordiv64(x, y))))
                return false;
            if (remainder && !(*remainder = ou_int_from(vm, ou_mod64(x, y)))) {
                if (quotient)
                    ou_clear(vm, quotient);
                return false;
            }
            return true;
        }
    }
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    if (y.len == 1)
        return divide_by_digit(vm, &x, &y, quotient, remainder);
    ou_ref(a);
    ou_ref(b);
    bool ok = divide_big(vm, &x, &y, quotient, remainder);
    ou_unref(vm, a);
    ou_unref(vm, b);
    return ok;
}

OuObj *ou_int_floordiv(OuVM *vm, OuObj *a, OuObj *b)
{
    OuObj *quotient;
    if (!ou_int_divide(vm, a, b, &quotient, NULL, "integer division or modulo by zero"))
        return NULL;
    return quotient;
}

OuObj *ou_int_mod(OuVM *vm, OuObj *a, OuObj *b)
{
    OuObj *remainder;
    if (!ou_int_divide(vm, a, b, NULL, &remainder, "integer modulo by zero"))
        return NULL;
    return remainder;
}

/* a / b with 65 or 66 bits of quotient: enough to round from, with what is left. */
static bool divide_scaled(OuVM *vm, const OuIntView *a, const OuIntView *b, OuDigit2 *quotient,
                          bool *more, int64_t *exponent)
{
    OuDigitWork work = ou_int_work(vm);
    int64_t a_bits = (int64_t)ou_digits_bit_length(a->digits, a->len);
    int64_t b_bits = (int64_t)ou_digits_bit_length(b->digits, b->len);
    int64_t up = b_bits + 65 - a_bits;
    *exponent = -up;
    size_t a_words = up > 0 ? (size_t)up / 64 : 0, b_words = up < 0 ? (size_t)-up / 64 : 0;
    size_t a_len = a->len + a_words + 1, b_len = b->len + b_words + 1;
    size_t total = a_len + b_len + (a_len + 2) + b_len;
    OuDigit *space = ou_digits_take(&work, total);
    if (!space) {
        ou_raise_memory(vm);
        return false;
    }
    OuDigit *x = space, *y = x + a_len, *result = y + b_len, *rest = result + a_len + 2;
    memset(space, 0, total * sizeof *space);
    unsigned a_bit = up > 0 ? (unsigned)(up % 64) : 0, b_bit = up < 0 ? (unsigned)(-up % 64) : 0;
    x[a_len - 1] = ou_digits_shift_left(x + a_words, a->digits, a->len, a_bit);
    y[b_len - 1] = ou_digits_shift_left(y + b_words, b->digits, b->len, b_bit);
    a_len = ou_digits_trim(x, a_len);
    b_len = ou_digits_trim(y, b_len);
    bool ok = ou_digits_divide(&work, result, rest, x, a_len, y, b_len);
    if (ok) {
        *quotient = (OuDigit2)(a_len > b_len ? result[1] : 0) << 64 | result[0];
        *more = ou_digits_trim(rest, b_len) != 0;
    } else {
        ou_int_work_failed(vm, &work);
    }
    ou_digits_give(&work, space, total);
    return ok;
}

OuObj *ou_int_truediv(OuVM *vm, OuObj *a, OuObj *b)
{
    if (ou_int_sign(b) == 0)
        return ou_raise(vm, OU_T_ZeroDivisionError, "division by zero");
    const uint64_t exact = (uint64_t)1 << 53;
    if (!ou_int_is_big(a) && !ou_int_is_big(b)) {
        int64_t x = ou_int_value(a), y = ou_int_value(b);
        if (ou_magnitude64(x) <= exact && ou_magnitude64(y) <= exact)
            return ou_float_from(vm, (double)x / (double)y);
    }
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    bool negative = x.negative != y.negative;
    if (x.len == 0)
        return ou_float_from(vm, negative ? -0.0 : 0.0);
    int64_t difference = (int64_t)ou_digits_bit_length(x.digits, x.len) -
                         (int64_t)ou_digits_bit_length(y.digits, y.len);
    if (difference > 1025)
        return ou_raise(vm, OU_T_OverflowError, "integer division result too large for a float");
    if (difference < -1080)
        return ou_float_from(vm, negative ? -0.0 : 0.0);
    OuDigit2 quotient = 0;
    bool more = false;
    int64_t exponent = 0;
    ou_ref(a);
    ou_ref(b);
    bool ok = divide_scaled(vm, &x, &y, &quotient, &more, &exponent);
    ou_unref(vm, a);
    ou_unref(vm, b);
    if (!ok)
        return NULL;
    double value = ou_round_scaled(quotient, more, exponent);
    if (isinf(value))
        return ou_raise(vm, OU_T_OverflowError, "integer division result too large for a float");
    return ou_float_from(vm, negative ? -value : value);
}

/* ---- shifts ---- */

OuObj *ou_int_shift_left(OuVM *vm, OuObj *a, size_t bits)
{
    if (!ou_int_is_big(a)) {
        int64_t value = ou_int_value(a);
        if (value == 0)
            return ou_int_from(vm, 0);
        if (bits < 63 && value >= INT64_MIN >> bits && value <= INT64_MAX >> bits)
            return ou_int_from(vm, (int64_t)((uint64_t)value << bits));
    }
    OuIntView view;
    ou_int_view(a, &view);
    size_t words = bits / 64;
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, view.len + words + 1))
        return NULL;
    memset(result.digits, 0, words * sizeof(OuDigit));
    result.digits[view.len + words] = ou_digits_shift_left(result.digits + words, view.digits,
                                                           view.len, (unsigned)(bits % 64));
    return ou_int_result_finish(vm, &result, view.negative);
}

OuObj *ou_int_shift_right(OuVM *vm, OuObj *a, size_t bits)
{
    if (!ou_int_is_big(a))
        return ou_int_from(vm, ou_int_value(a) >> (bits < 63 ? bits : 63));
    OuIntView view;
    ou_int_view(a, &view);
    size_t words = bits / 64;
    if (words >= view.len)
        return ou_int_from(vm, view.negative ? -1 : 0);
    OuIntResult result;
    size_t len = view.len - words;
    if (!ou_int_result_start(vm, &result, len + 1))
        return NULL;
    bool lost = ou_digits_shift_right(result.digits, view.digits + words, len,
                                      (unsigned)(bits % 64)) != 0;
    result.digits[len] = 0;
    if (view.negative) { /* rounds down */
        lost = lost || ou_digits_trim(view.digits, words) != 0;
        if (lost && ou_digits_add_digit(result.digits, result.digits, len, 1))
            result.digits[len] = 1;
    }
    return ou_int_result_finish(vm, &result, view.negative);
}

OuObj *ou_int_lshift(OuVM *vm, OuObj *a, OuObj *b)
{
    if (ou_int_sign(b) < 0)
        return OU_VALUE_ERROR(vm, "negative shift count");
    if (ou_int_sign(a) == 0)
        return ou_int_from(vm, 0);
    if (ou_int_is_big(b) && ou_int_compare_double(b, 0x1.Ep65) >= 0) /* more than CPython can count digits */
        return ou_raise(vm, OU_T_OverflowError, "too many digits in integer");
    if (ou_int_is_big(b) || ou_int_value(b) > (int64_t)1 << 50)
        return ou_raise_memory(vm);
    return ou_int_shift_left(vm, a, (size_t)ou_int_value(b));
}

OuObj *ou_int_rshift(OuVM *vm, OuObj *a, OuObj *b)
{
    if (ou_int_sign(b) < 0)
        return OU_VALUE_ERROR(vm, "negative shift count");
    return ou_int_shift_right(vm, a, ou_int_is_big(b) ? SIZE_MAX : (size_t)ou_int_value(b));
}

/* ---- and, or, xor ---- */

/* Digit i of the infinite two's complement form; *borrow starts as `negative`. */
static OuDigit complement_digit(const OuIntView *view, size_t i, OuDigit *borrow)
{
    OuDigit digit = i < view->len ? view->digits[i] : 0;
    if (!view->negative)
        return digit;
    OuDigit less = digit - *borrow; /* ~(magnitude - 1) */
    *borrow = digit < *borrow;
    return ~less;
}

static OuDigit combine_digits(OuDigit x, OuDigit y, char op)
{
    return op == '&' ? x & y : op == '|' ? x | y : x ^ y;
}

OuObj *ou_int_bits(OuVM *vm, OuObj *a, OuObj *b, char op)
{
    if (!ou_int_is_big(a) && !ou_int_is_big(b)) {
        uint64_t x = (uint64_t)ou_int_value(a), y = (uint64_t)ou_int_value(b);
        return ou_int_from(vm, (int64_t)combine_digits(x, y, op));
    }
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    bool negative = combine_digits(x.negative, y.negative, op) & 1;
    size_t len = (x.len > y.len ? x.len : y.len);
    if (op == '&' && !x.negative && x.len < len)
        len = x.len;
    if (op == '&' && !y.negative && y.len < len)
        len = y.len;
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, len + 1))
        return NULL;
    OuDigit x_borrow = x.negative, y_borrow = y.negative;
    size_t both = x.negative || y.negative ? 0 : x.len < y.len ? x.len : y.len;
    for (size_t i = 0; i < both; i++)
        result.digits[i] = combine_digits(x.digits[i], y.digits[i], op);
    for (size_t i = both; i <= len; i++) {
        OuDigit left = complement_digit(&x, i, &x_borrow);
        result.digits[i] = combine_digits(left, complement_digit(&y, i, &y_borrow), op);
    }
    if (negative)
        ou_digits_negate(result.digits, result.digits, len + 1);
    return ou_int_result_finish(vm, &result, negative);
}

/* ---- powers ---- */

/* base ** exponent by squaring, from the top bit down. */
static OuObj *power_plain(OuVM *vm, OuObj *base, uint64_t exponent)
{
    if (exponent == 0)
        return ou_int_from(vm, 1);
    OuObj *result = ou_int_exact(vm, base);
    for (int bit = 62 - __builtin_clzll(exponent); result && bit >= 0; bit--) {
        OuObj *square = ou_int_mul(vm, result, result);
        ou_put(vm, &result, square);
        if (result && exponent >> bit & 1) {
            OuObj *product = ou_int_mul(vm, result, base);
            ou_put(vm, &result, product);
        }
    }
    return result;
}

static OuObj *power_int(OuVM *vm, OuObj *base, OuObj *exponent)
{
    if (!ou_int_is_big(base)) { /* 0, 1 and -1 have powers of any size */
        int64_t value = ou_int_value(base);
        bool odd = ou_int_is_big(exponent) ? ((OuBigInt *)exponent)->digits[0] & 1
                                           : ou_int_value(exponent) & 1;
        if (value == 1 || (value == -1 && !odd) || ou_int_sign(exponent) == 0)
            return ou_int_from(vm, 1);
        if (value == 0 || value == -1)
            return ou_int_from(vm, value);
    } else if (ou_int_sign(exponent) == 0) {
        return ou_int_from(vm, 1);
    }
    if (ou_int_is_big(exponent) || ou_int_value(exponent) > (int64_t)1 << 50)
        return ou_raise_memory(vm);
    uint64_t count = (uint64_t)ou_int_value(exponent);

    /* the power of two in the base becomes a shift */
    OuIntView view;
    ou_int_view(base, &view);
    size_t zeros = 0;
    while (view.digits[zeros / 64] == 0)
        zeros += 64;
    zeros += (size_t)__builtin_ctzll(view.digits[zeros / 64]);
    if (zeros == 0 || count < 4)
        return power_plain(vm, base, count);
    size_t shift;
    if (__builtin_mul_overflow(zeros, count, &shift) || shift > (size_t)1 << 50)
        return ou_raise_memory(vm);
    OuObj *odd = ou_int_shift_right(vm, base, zeros);
    if (!odd)
        return NULL;
    OuObj *power = NULL, *result = NULL;
    int64_t unit;
    if (ou_int_to_int64(odd, &unit) && (unit == 1 || unit == -1))
        power = ou_int_from(vm, count & 1 ? unit : 1);
    else
        power = power_plain(vm, odd, count);
    if (power)
        result = ou_int_shift_left(vm, power, shift);
    ou_unref(vm, odd);
    ou_unref(vm, power);
    return result;
}

static uint64_t power_mod_64(uint64_t base, uint64_t exponent, uint64_t modulus)
{
    uint64_t result = 1 % modulus;
    if (modulus >> 32 == 0) {
        for (; exponent; exponent >>= 1, base = base * base % modulus) {
            if (exponent & 1)
                result = result * base % modulus;
        }
        return result;
    }
    while (exponent) {
        if (exponent & 1)
            result = (uint64_t)((OuDigit2)result * base % modulus);
        exponent >>= 1;
        if (exponent)
            base = (uint64_t)((OuDigit2)base * base % modulus);
    }
    return result;
}

/* 0 <= base < modulus, exponent >= 0, modulus > 0. */
static OuObj *power_mod_positive(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    if (!ou_int_is_big(modulus) && !ou_int_is_big(exponent)) {
        return ou_int_from(vm, (int64_t)power_mod_64((uint64_t)ou_int_value(base),
                                                     (uint64_t)ou_int_value(exponent),
                                                     (uint64_t)ou_int_value(modulus)));
    }
    OuIntView x, e, m;
    ou_int_view(base, &x);
    ou_int_view(exponent, &e);
    ou_int_view(modulus, &m);
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, m.len))
        return NULL;
    OuDigitWork work = ou_int_work(vm);
    if (!ou_digits_power_mod(&work, result.digits, x.digits, x.len, e.digits, e.len, m.digits,
                             m.len))
        return ou_int_result_failed(vm, &result, &work);
    ou_int_work_done(vm, &work);
    return ou_int_result_finish(vm, &result, false);
}

/* The inverse of a modulo m > 0, by Euclid's algorithm; ValueError if there is none. */
static OuObj *inverse_mod(OuVM *vm, OuObj *a, OuObj *m)
{
    OuObj *x = ou_int_from(vm, 1), *y = ou_int_from(vm, 0); /* x * a = r, y * a = s (mod m) */
    OuObj *r = NULL, *s = ou_ref(m), *result = NULL;
    if (!x || !y || !(r = ou_int_mod(vm, a, m)))
        goto done;
    while (ou_int_sign(s) != 0) {
        OuObj *quotient, *rest;
        if (!ou_check(vm, 20) || !ou_int_divide(vm, r, s, &quotient, &rest, ""))
            goto done;
        ou_unref(vm, r);
        r = s;
        s = rest;
        OuObj *product = ou_int_mul(vm, quotient, y);
        OuObj *next = product ? ou_int_sub(vm, x, product) : NULL;
        ou_unref(vm, quotient);
        ou_unref(vm, product);
        if (!next)
            goto done;
        ou_unref(vm, x);
        x = y;
        y = next;
    }
    int64_t divisor;
    if (!ou_int_to_int64(r, &divisor) || divisor != 1)
        OU_VALUE_ERROR(vm, "base is not invertible for the given modulus");
    else
        result = ou_int_mod(vm, x, m);
done:
    ou_unref(vm, x);
    ou_unref(vm, y);
    ou_unref(vm, r);
    ou_unref(vm, s);
    return result;
}

static OuObj *power_mod(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    int sign = ou_int_sign(modulus);
    if (sign == 0)
        return OU_VALUE_ERROR(vm, "pow() 3rd argument cannot be 0");
    OuObj *m = ou_int_abs(vm, modulus), *b = NULL, *e = NULL, *result = NULL;
    if (!m)
        goto done;
    int64_t one;
    if (ou_int_to_int64(m, &one) && one == 1) {
        result = ou_int_from(vm, 0);
        goto done;
    }
    if (ou_int_sign(exponent) < 0) {
        if (!(b = inverse_mod(vm, base, m)) || !(e = ou_int_neg(vm, exponent)))
            goto done;
    } else {
        e = ou_ref(exponent);
        if (!(b = ou_int_mod(vm, base, m)))
            goto done;
    }
    result = power_mod_positive(vm, b, e, m);
    if (result && sign < 0 && ou_int_sign(result) != 0) {
        OuObj *shifted = ou_int_sub(vm, result, m);
        ou_put(vm, &result, shifted);
    }
done:
    ou_unref(vm, m);
    ou_unref(vm, b);
    ou_unref(vm, e);
    return result;
}

OuObj *ou_int_pow(OuVM *vm, OuObj *a, OuObj *b, OuObj *modulus)
{
    OuObj *result;
    bool modular = modulus && modulus != OU_NONE;
    if (!modular && ou_int_sign(b) < 0) {
        double x, y;
        if (!ou_int_as_double(vm, a, &x) || !ou_int_as_double(vm, b, &y))
            return NULL;
        return ou_double_pow(vm, x, y);
    }
    ou_ref(a);
    ou_ref(b);
    if (modular) {
        ou_ref(modulus);
        result = power_mod(vm, a, b, modulus);
        ou_unref(vm, modulus);
    } else {
        result = power_int(vm, a, b);
    }
    ou_unref(vm, a);
    ou_unref(vm, b);
    return result;
}

/* ---- gcd and square root ---- */

OuObj *ou_int_gcd(OuVM *vm, OuObj *a, OuObj *b)
{
    OuIntView x, y;
    ou_int_view(a, &x);
    ou_int_view(b, &y);
    if (x.len <= 1 && y.len <= 1) {
        return ou_int_from_uint64(vm, ou_digits_gcd_64(x.len ? x.digits[0] : 0,
                                                       y.len ? y.digits[0] : 0));
    }
    OuIntResult result;
    size_t room = x.len == 0 || y.len == 0 ? x.len + y.len : x.len < y.len ? x.len : y.len;
    if (!ou_int_result_start(vm, &result, room))
        return NULL;
    ou_ref(a);
    ou_ref(b);
    OuDigitWork work = ou_int_work(vm);
    size_t len;
    OuObj *divisor;
    if (ou_digits_gcd(&work, result.digits, &len, x.digits, x.len, y.digits, y.len)) {
        memset(result.digits + len, 0, (room - len) * sizeof(OuDigit));
        divisor = ou_int_result_finish(vm, &result, false);
    } else {
        divisor = ou_int_result_failed(vm, &result, &work);
    }
    ou_unref(vm, a);
    ou_unref(vm, b);
    return divisor;
}

OuObj *ou_int_isqrt(OuVM *vm, OuObj *o, bool *exact)
{
    OuIntView view;
    ou_int_view(o, &view);
    OuIntResult result;
    if (!ou_int_result_start(vm, &result, (view.len + 1) / 2))
        return NULL;
    ou_ref(o);
    OuDigitWork work = ou_int_work(vm);
    OuObj *root = ou_digits_isqrt(&work, result.digits, view.digits, view.len, exact)
                      ? ou_int_result_finish(vm, &result, false)
                      : ou_int_result_failed(vm, &result, &work);
    ou_unref(vm, o);
    return root;
}
