/* digits_mul.c - products: schoolbook, then Karatsuba.
 *
 * Karatsuba takes differences, not sums, of the halves, so that nothing grows by a
 * bit; its scratch is one block, taken once by the outermost call. */
#include "types/digits.h"
#include <string.h>

#define KARATSUBA_MIN 36        /* digits: below this schoolbook is faster */
#define KARATSUBA_SQUARE_MIN 56

static void multiply_plain(OuDigit *out, const OuDigit *a, size_t a_len, const OuDigit *b,
                           size_t b_len)
{
    if (b_len == 0) {
        memset(out, 0, a_len * sizeof *out);
        return;
    }
    out[a_len] = ou_digits_mul_digit(out, a, a_len, b[0], 0);
    for (size_t i = 1; i < b_len; i++)
        out[a_len + i] = ou_digits_add_mul(out + i, a, a_len, b[i]);
}

/* Each product of two different digits is formed once and doubled. */
static void square_plain(OuDigit *out, const OuDigit *a, size_t len)
{
    if (len == 0)
        return;
    out[0] = 0;
    if (len > 1) {
        out[len] = ou_digits_mul_digit(out + 1, a + 1, len - 1, a[0], 0);
        for (size_t i = 1; i + 1 < len; i++)
            out[len + i] = ou_digits_add_mul(out + 2 * i + 1, a + i + 1, len - i - 1, a[i]);
        out[2 * len - 1] = ou_digits_shift_left(out + 1, out + 1, 2 * len - 2, 1);
    } else {
        out[1] = 0;
    }
    OuDigit carry = 0;
    for (size_t i = 0; i < len; i++) {
        OuDigit2 square = (OuDigit2)a[i] * a[i];
        OuDigit2 low = (OuDigit2)out[2 * i] + (OuDigit)square + carry;
        OuDigit2 high = (OuDigit2)out[2 * i + 1] + (OuDigit)(square >> OU_DIGIT_BITS) +
                        (OuDigit)(low >> OU_DIGIT_BITS);
        out[2 * i] = (OuDigit)low;
        out[2 * i + 1] = (OuDigit)high;
        carry = (OuDigit)(high >> OU_DIGIT_BITS);
    }
}

/* Per level 2 * ceil(len / 2) digits stay in use during the recursion. */
size_t ou_digits_mul_scratch(size_t len)
{
    return len < KARATSUBA_MIN ? 0 : 2 * len + 272;
}

/* out[0..long_len) = |a - b|, a_len >= b_len; true if a < b. */
static bool difference(OuDigit *out, const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    if (ou_digits_compare(a, a_len, b, b_len) >= 0) {
        ou_digits_sub(out, a, a_len, b, b_len);
        return false;
    }
    ou_digits_sub(out, b, b_len, a, b_len); /* a < b: its digits above b_len are zero */
    memset(out + b_len, 0, (a_len - b_len) * sizeof *out);
    return true;
}

bool ou_digits_mul_equal(OuDigitWork *work, OuDigit *out, const OuDigit *a, const OuDigit *b,
                         size_t len, OuDigit *scratch)
{
    bool square = a == b;
    if (len < (square ? KARATSUBA_SQUARE_MIN : KARATSUBA_MIN)) {
        if (square)
            square_plain(out, a, len);
        else
            multiply_plain(out, a, len, b, len);
        return ou_digits_charge(work, len * len);
    }
    size_t low = (len + 1) / 2, high = len - low;
    OuDigit *product = scratch, *middle = scratch + 2 * low;

    /* the differences live where the low product will go */
    bool negative = difference(out, a, low, a + low, high);
    const OuDigit *other = out;
    if (!square) {
        negative ^= difference(out + low, b, low, b + low, high);
        other = out + low;
    } else {
        negative = false;
    }
    if (!ou_digits_charge(work, len) ||
        !ou_digits_mul_equal(work, product, out, other, low, middle) ||
        !ou_digits_mul_equal(work, out, a, b, low, middle) ||
        !ou_digits_mul_equal(work, out + 2 * low, a + low, b + low, high, middle))
        return false;

    /* a0 b0 + a1 b1 - (a0 - a1)(b0 - b1), to be added in the middle */
    OuDigit top = ou_digits_add(middle, out, 2 * low, out + 2 * low, 2 * high);
    if (negative)
        top += ou_digits_add(middle, middle, 2 * low, product, 2 * low);
    else
        top -= ou_digits_sub(middle, middle, 2 * low, product, 2 * low);
    if (!ou_digits_charge(work, 2 * len))
        return false;
    /* len >= 3, so 2 * len - low > 2 * low */
    OuDigit *at = out + low;
    size_t room = 2 * len - low;
    ou_digits_add(at, at, room, middle, 2 * low);
    ou_digits_add_digit(at + 2 * low, at + 2 * low, room - 2 * low, top);
    return ou_digits_charge(work, len);
}

/* a is longer: cut it into pieces as long as b. */
static bool multiply_pieces(OuDigitWork *work, OuDigit *out, const OuDigit *a, size_t a_len,
                            const OuDigit *b, size_t b_len)
{
    size_t scratch_len = 2 * b_len + ou_digits_mul_scratch(b_len);
    OuDigit *piece = ou_digits_take(work, scratch_len);
    if (!piece)
        return false;
    bool ok = true;
    memset(out, 0, (a_len + b_len) * sizeof *out);
    while (ok && a_len >= b_len) {
        ok = ou_digits_mul_equal(work, piece, a, b, b_len, piece + 2 * b_len);
        if (ok)
            ou_digits_add(out, out, a_len + b_len, piece, 2 * b_len);
        out += b_len;
        a += b_len;
        a_len -= b_len;
    }
    if (ok && a_len > 0) {
        ok = ou_digits_mul(work, piece, b, b_len, a, a_len);
        if (ok)
            ou_digits_add(out, out, a_len + b_len, piece, a_len + b_len);
    }
    ou_digits_give(work, piece, scratch_len);
    return ok;
}

bool ou_digits_mul(OuDigitWork *work, OuDigit *out, const OuDigit *a, size_t a_len,
                   const OuDigit *b, size_t b_len)
{
    if (a_len < b_len) {
        const OuDigit *swap = a;
        a = b;
        b = swap;
        size_t swap_len = a_len;
        a_len = b_len;
        b_len = swap_len;
    }
    bool square = a == b && a_len == b_len;
    if (b_len < (square ? KARATSUBA_SQUARE_MIN : KARATSUBA_MIN)) {
        if (square) {
            square_plain(out, a, a_len);
            return true;
        }
        multiply_plain(out, a, a_len, b, b_len);
        return ou_digits_charge(work, a_len * b_len);
    }
    if (a_len != b_len)
        return multiply_pieces(work, out, a, a_len, b, b_len);
    size_t scratch_len = ou_digits_mul_scratch(a_len);
    OuDigit *scratch = ou_digits_take(work, scratch_len);
    if (!scratch)
        return false;
    bool ok = ou_digits_mul_equal(work, out, a, b, a_len, scratch);
    ou_digits_give(work, scratch, scratch_len);
    return ok;
}
