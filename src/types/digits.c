/* digits.c - the linear operations on magnitudes. They run no code but their own. */
#include "types/digits.h"
#include <math.h>
#include <string.h>

bool ou_digits_poll(OuDigitWork *work)
{
    size_t operations = work->spent;
    work->spent = 0;
    if (work->poll && !work->poll(work->user, operations))
        work->stopped = true;
    return !work->stopped;
}

OuDigit *ou_digits_take(OuDigitWork *work, size_t len)
{
    if (len > SIZE_MAX / 32)
        return NULL;
    return ou_mem_take(work->mem, (len ? len : 1) * sizeof(OuDigit));
}

void ou_digits_give(OuDigitWork *work, OuDigit *block, size_t len)
{
    if (block)
        ou_mem_give(work->mem, block, (len ? len : 1) * sizeof(OuDigit));
}

int ou_digits_compare(const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    a_len = ou_digits_trim(a, a_len);
    b_len = ou_digits_trim(b, b_len);
    if (a_len != b_len)
        return a_len < b_len ? -1 : 1;
    while (a_len-- > 0) {
        if (a[a_len] != b[a_len])
            return a[a_len] < b[a_len] ? -1 : 1;
    }
    return 0;
}

size_t ou_digits_bit_length(const OuDigit *a, size_t len)
{
    len = ou_digits_trim(a, len);
    if (len == 0)
        return 0;
    return len * OU_DIGIT_BITS - (size_t)__builtin_clzll(a[len - 1]);
}

size_t ou_digits_bit_count(const OuDigit *a, size_t len)
{
    size_t count = 0;
    for (size_t i = 0; i < len; i++)
        count += (size_t)__builtin_popcountll(a[i]);
    return count;
}

OuDigit ou_digits_add_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b)
{
    size_t i = 0;
    for (; i < len && b; i++) {
        OuDigit sum = a[i] + b;
        b = sum < b;
        out[i] = sum;
    }
    if (out != a && i < len)
        memmove(out + i, a + i, (len - i) * sizeof *a);
    return b;
}

OuDigit ou_digits_sub_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b)
{
    size_t i = 0;
    for (; i < len && b; i++) {
        OuDigit digit = a[i];
        out[i] = digit - b;
        b = digit < b;
    }
    if (out != a && i < len)
        memmove(out + i, a + i, (len - i) * sizeof *a);
    return b;
}

OuDigit ou_digits_add(OuDigit *out, const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    OuDigit carry = 0;
    for (size_t i = 0; i < b_len; i++) {
        OuDigit2 sum = (OuDigit2)a[i] + b[i] + carry;
        out[i] = (OuDigit)sum;
        carry = (OuDigit)(sum >> OU_DIGIT_BITS);
    }
    return ou_digits_add_digit(out + b_len, a + b_len, a_len - b_len, carry);
}

OuDigit ou_digits_sub(OuDigit *out, const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    OuDigit borrow = 0;
    for (size_t i = 0; i < b_len; i++) {
        OuDigit2 difference = (OuDigit2)a[i] - b[i] - borrow;
        out[i] = (OuDigit)difference;
        borrow = (OuDigit)(difference >> OU_DIGIT_BITS) & 1;
    }
    return ou_digits_sub_digit(out + b_len, a + b_len, a_len - b_len, borrow);
}

OuDigit ou_digits_shift_left(OuDigit *out, const OuDigit *a, size_t len, unsigned bits)
{
    if (bits == 0) {
        memmove(out, a, len * sizeof *a);
        return 0;
    }
    if (len == 0)
        return 0;
    OuDigit high = a[len - 1], gone = high >> (OU_DIGIT_BITS - bits);
    for (size_t i = len - 1; i > 0; i--) {
        OuDigit low = a[i - 1];
        out[i] = high << bits | low >> (OU_DIGIT_BITS - bits);
        high = low;
    }
    out[0] = high << bits;
    return gone;
}

OuDigit ou_digits_shift_right(OuDigit *out, const OuDigit *a, size_t len, unsigned bits)
{
    if (bits == 0) {
        memmove(out, a, len * sizeof *a);
        return 0;
    }
    if (len == 0)
        return 0;
    OuDigit low = a[0], gone = low << (OU_DIGIT_BITS - bits);
    for (size_t i = 0; i + 1 < len; i++) {
        OuDigit high = a[i + 1];
        out[i] = low >> bits | high << (OU_DIGIT_BITS - bits);
        low = high;
    }
    out[len - 1] = low >> bits;
    return gone;
}

OuDigit ou_digits_negate(OuDigit *out, const OuDigit *a, size_t len)
{
    OuDigit carry = 1;
    for (size_t i = 0; i < len; i++) {
        OuDigit digit = ~a[i] + carry;
        carry = carry && digit == 0;
        out[i] = digit;
    }
    return carry;
}

OuDigit ou_digits_mul_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b, OuDigit carry)
{
    for (size_t i = 0; i < len; i++) {
        OuDigit2 product = (OuDigit2)a[i] * b + carry;
        out[i] = (OuDigit)product;
        carry = (OuDigit)(product >> OU_DIGIT_BITS);
    }
    return carry;
}

OuDigit ou_digits_add_mul(OuDigit *out, const OuDigit *a, size_t len, OuDigit b)
{
    OuDigit carry = 0;
    for (size_t i = 0; i < len; i++) {
        OuDigit2 sum = (OuDigit2)a[i] * b + out[i] + carry;
        out[i] = (OuDigit)sum;
        carry = (OuDigit)(sum >> OU_DIGIT_BITS);
    }
    return carry;
}

OuDigit ou_digits_sub_mul(OuDigit *out, const OuDigit *a, size_t len, OuDigit b)
{
    OuDigit carry = 0;
    for (size_t i = 0; i < len; i++) {
        OuDigit2 product = (OuDigit2)a[i] * b + carry;
        OuDigit low = (OuDigit)product, digit = out[i];
        carry = (OuDigit)(product >> OU_DIGIT_BITS) + (digit < low);
        out[i] = digit - low;
    }
    return carry;
}

OuDigit ou_digits_div_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b, OuDigit rest)
{
    if (b >> 32 == 0) {
        /* two 64-bit divisions are faster than one of 128 by 64 */
        for (size_t i = len; i-- > 0;) {
            OuDigit upper = rest << 32 | a[i] >> 32;
            OuDigit lower = (upper % b) << 32 | (a[i] & 0xFFFFFFFFu);
            if (out)
                out[i] = (upper / b) << 32 | lower / b;
            rest = lower % b;
        }
        return rest;
    }
    for (size_t i = len; i-- > 0;) {
        OuDigit2 value = (OuDigit2)rest << OU_DIGIT_BITS | a[i];
        OuDigit quotient = (OuDigit)(value / b);
        rest = (OuDigit)value - quotient * b;
        if (out)
            out[i] = quotient;
    }
    return rest;
}

uint64_t ou_digits_mod_hash(const OuDigit *a, size_t len, uint64_t rest)
{
    const uint64_t modulus = ((uint64_t)1 << 61) - 1;
    for (size_t i = len; i-- > 0;) {
        /* rest * 2^64 + a[i], and 2^64 = 8 (mod 2^61 - 1) */
        OuDigit2 value = (OuDigit2)rest * 8 + a[i];
        rest = ((uint64_t)value & modulus) + (uint64_t)(value >> 61);
        if (rest >= modulus)
            rest -= modulus;
    }
    return rest;
}

OuDigit ou_digits_top_sticky(const OuDigit *a, size_t len, ptrdiff_t *exponent)
{
    OuDigit top = a[len - 1];
    int shift = __builtin_clzll(top);
    *exponent = (ptrdiff_t)(len - 1) * OU_DIGIT_BITS - shift;
    if (len == 1)
        return top << shift;
    OuDigit next = a[len - 2], sticky;
    if (shift) {
        top = top << shift | next >> (OU_DIGIT_BITS - shift);
        sticky = next << shift;
    } else {
        sticky = next;
    }
    for (size_t i = len - 2; i-- > 0 && !sticky;)
        sticky = a[i];
    return top | (sticky != 0);
}

double ou_digits_to_double(const OuDigit *a, size_t len, bool *overflow)
{
    *overflow = false;
    len = ou_digits_trim(a, len);
    if (len == 0)
        return 0.0;
    if (len > 40) { /* many zeros below need not be looked at */
        *overflow = true;
        return HUGE_VAL;
    }
    ptrdiff_t exponent;
    OuDigit top = ou_digits_top_sticky(a, len, &exponent);
    /* 53 bits and a rounding step; the sticky bit decides halfway cases */
    OuDigit kept = top >> 11, below = top & 0x7FF;
    if (below > 0x400 || (below == 0x400 && (kept & 1)))
        kept++;
    if (exponent + 11 > 2000) {
        *overflow = true;
        return HUGE_VAL;
    }
    double value = ldexp((double)kept, (int)exponent + 11);
    if (isinf(value))
        *overflow = true;
    return value;
}
