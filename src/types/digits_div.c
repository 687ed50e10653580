/* digits_div.c - quotient and remainder: Knuth's algorithm D, and above it the
 * recursive division of Burnikel and Ziegler.
 *
 * Inside, divisors are normalized (top bit set) and a dividend is overwritten by
 * its remainder. */
#include "types/digits.h"
#include <string.h>

#define RECURSIVE_MIN 80 /* digits: below this algorithm D is faster */

/* quotient[0..a_len-b_len) = a / b, a[0..b_len) = a % b (above: zeros).
 * b normalized, b_len >= 2, the top b_len digits of a less than b. */
static void divide_plain(OuDigit *quotient, OuDigit *a, size_t a_len, const OuDigit *b,
                         size_t b_len)
{
    OuDigit first = b[b_len - 1], second = b[b_len - 2];
    for (size_t j = a_len - b_len; j-- > 0;) {
        OuDigit *window = a + j; /* b_len + 1 digits */
        OuDigit top = window[b_len], digit;
        if (top >= first) {
            digit = ~(OuDigit)0;
        } else {
            OuDigit2 pair = (OuDigit2)top << OU_DIGIT_BITS | window[b_len - 1];
            digit = (OuDigit)(pair / first);
            OuDigit rest = (OuDigit)pair - digit * first;
            while ((OuDigit2)digit * second >
                   ((OuDigit2)rest << OU_DIGIT_BITS | window[b_len - 2])) {
                digit--;
                rest += first;
                if (rest < first)
                    break;
            }
        }
        window[b_len] = top - ou_digits_sub_mul(window, b, b_len, digit);
        while (window[b_len] != 0) { /* the guess was too large: at most twice, nearly never */
            digit--;
            window[b_len] += ou_digits_add(window, window, b_len, b, b_len);
        }
        quotient[j] = digit;
    }
}

static bool divide_3_by_2(OuDigitWork *work, OuDigit *quotient, OuDigit *a, const OuDigit *b,
                          size_t half, OuDigit *scratch);

/* quotient[0..len) = a / b, a[0..len) = a % b; a has 2 len digits, its upper half < b. */
static bool divide_2_by_1(OuDigitWork *work, OuDigit *quotient, OuDigit *a, const OuDigit *b,
                          size_t len, OuDigit *scratch)
{
    if (len % 2 != 0 || len < RECURSIVE_MIN) {
        divide_plain(quotient, a, 2 * len, b, len);
        return ou_digits_charge(work, len * len);
    }
    size_t half = len / 2;
    return divide_3_by_2(work, quotient + half, a + half, b, half, scratch) &&
           divide_3_by_2(work, quotient, a, b, half, scratch);
}

/* quotient[0..half) = a / b, a[0..2 half) = a % b; a has 3, b has 2 halves. */
static bool divide_3_by_2(OuDigitWork *work, OuDigit *quotient, OuDigit *a, const OuDigit *b,
                          size_t half, OuDigit *scratch)
{
    const OuDigit *b_high = b + half;
    if (ou_digits_compare(a + 2 * half, half, b_high, half) < 0) {
        if (!divide_2_by_1(work, quotient, a + half, b_high, half, scratch))
            return false;
    } else {
        /* the upper parts are equal: guess the largest quotient, B^half - 1 */
        memset(quotient, 0xFF, half * sizeof *quotient);
        ou_digits_sub(a + 2 * half, a + 2 * half, half, b_high, half);
        ou_digits_add(a + half, a + half, 2 * half, b_high, half);
    }
    OuDigit *product = scratch;
    if (!ou_digits_mul_equal(work, product, quotient, b, half, scratch + 2 * half))
        return false;
    OuDigit negative = ou_digits_sub(a, a, 3 * half, product, 2 * half);
    while (negative) {
        ou_digits_sub_digit(quotient, quotient, half, 1);
        if (ou_digits_add(a, a, 3 * half, b, 2 * half))
            break;
    }
    return ou_digits_charge(work, 8 * half);
}

/* Block length for a divisor of `len` digits: m * 2^k with m < RECURSIVE_MIN. */
static size_t block_length(size_t len)
{
    unsigned levels = 0;
    while ((len >> levels) >= RECURSIVE_MIN)
        levels++;
    size_t unit = (size_t)1 << levels;
    return (len + unit - 1) & ~(unit - 1);
}

/* quotient[0..a_len-b_len+1) and remainder[0..b_len) by blocks as long as b. */
static bool divide_blocks(OuDigitWork *work, OuDigit *quotient, OuDigit *remainder,
                          const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    size_t block = block_length(b_len), pad = block - b_len;
    unsigned shift = (unsigned)__builtin_clzll(b[b_len - 1]);
    size_t count = (a_len + pad + 1 + block - 1) / block; /* one digit more for the shift */
    size_t full_len = (count - 1) * block; /* >= a_len - b_len + 1 */
    size_t total = (2 * count + 1) * block + ou_digits_mul_scratch(block / 2);
    OuDigit *space = ou_digits_take(work, total);
    if (!space)
        return false;
    OuDigit *rest = space, *full = rest + count * block, *divisor = full + full_len;
    OuDigit *scratch = divisor + block;

    memset(rest, 0, count * block * sizeof *rest);
    rest[pad + a_len] = ou_digits_shift_left(rest + pad, a, a_len, shift);
    memset(divisor, 0, pad * sizeof *divisor);
    ou_digits_shift_left(divisor + pad, b, b_len, shift);

    bool ok = true;
    size_t top = count - 1, extra = pad + a_len + 1 - top * block; /* digits of the top block */
    if (extra < RECURSIVE_MIN) {
        OuDigit *first = full + (top - 1) * block;
        divide_plain(first, rest + (top - 1) * block, block + extra, divisor, block);
        memset(first + extra, 0, (block - extra) * sizeof *first);
        ok = ou_digits_charge(work, extra * block);
        top--;
    }
    for (size_t i = top; ok && i-- > 0;)
        ok = divide_2_by_1(work, full + i * block, rest + i * block, divisor, block, scratch);
    if (ok && quotient)
        memcpy(quotient, full, (a_len - b_len + 1) * sizeof *full);
    if (ok && remainder)
        ou_digits_shift_right(remainder, rest + pad, b_len, shift);
    ou_digits_give(work, space, total);
    return ok;
}

/* A quotient much shorter than the divisor: divide the top parts, then correct by what
 * was left off. */
static bool divide_short_quotient(OuDigitWork *work, OuDigit *quotient, OuDigit *remainder,
                                  const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    size_t quotient_len = a_len - b_len + 1;
    size_t cut = b_len - quotient_len - 1; /* one digit more than the quotient is exact enough */
    size_t total = quotient_len + (b_len + 1) + (b_len + 1);
    OuDigit *space = ou_digits_take(work, total);
    if (!space)
        return false;
    OuDigit *guess = space, *rest = guess + quotient_len, *product = rest + b_len + 1;
    bool ok = ou_digits_divide(work, guess, rest + cut, a + cut, a_len - cut, b + cut, b_len - cut);
    if (!ok)
        goto done;
    memcpy(rest, a, cut * sizeof *a);
    rest[b_len] = 0;
    ok = ou_digits_mul(work, product, b, cut, guess, quotient_len);
    if (!ok)
        goto done;
    OuDigit negative = ou_digits_sub(rest, rest, b_len + 1, product, cut + quotient_len);
    while (negative) {
        ou_digits_sub_digit(guess, guess, quotient_len, 1);
        if (ou_digits_add(rest, rest, b_len + 1, b, b_len))
            break;
    }
    if (quotient)
        memcpy(quotient, guess, quotient_len * sizeof *guess);
    if (remainder)
        memcpy(remainder, rest, b_len * sizeof *rest);
done:
    ou_digits_give(work, space, total);
    return ok;
}

static bool divide_schoolbook(OuDigitWork *work, OuDigit *quotient, OuDigit *remainder,
                              const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len)
{
    OuDigit local[96];
    size_t quotient_len = a_len - b_len + 1;
    size_t total = a_len + 1 + b_len + (quotient ? 0 : quotient_len);
    OuDigit *space = local;
    if (total > OU_COUNT_OF(local)) {
        space = ou_digits_take(work, total);
        if (!space)
            return false;
    }
    OuDigit *rest = space, *divisor = rest + a_len + 1;
    OuDigit *result = quotient ? quotient : divisor + b_len;
    unsigned shift = (unsigned)__builtin_clzll(b[b_len - 1]);
    rest[a_len] = ou_digits_shift_left(rest, a, a_len, shift);
    ou_digits_shift_left(divisor, b, b_len, shift);

    /* a very long dividend goes in slices of quotient digits, so that poll is asked */
    bool ok = true;
    size_t slice = OU_DIGITS_QUANTUM / b_len + 1, left = quotient_len;
    while (ok && left > 0) {
        size_t now = left < slice ? left : slice;
        left -= now;
        divide_plain(result + left, rest + left, b_len + now, divisor, b_len);
        ok = ou_digits_charge(work, now * b_len);
    }
    if (ok && remainder)
        ou_digits_shift_right(remainder, rest, b_len, shift);
    if (space != local)
        ou_digits_give(work, space, total);
    return ok;
}

bool ou_digits_divide(OuDigitWork *work, OuDigit *quotient, OuDigit *remainder, const OuDigit *a,
                      size_t a_len, const OuDigit *b, size_t b_len)
{
    OU_ASSERT(b_len > 0 && b[b_len - 1] != 0 && a_len >= b_len);
    if (b_len == 1) {
        OuDigit rest = ou_digits_div_digit(quotient, a, a_len, b[0], 0);
        if (remainder)
            remainder[0] = rest;
        return ou_digits_charge(work, a_len);
    }
    size_t quotient_len = a_len - b_len + 1;
    if (b_len < RECURSIVE_MIN || quotient_len < RECURSIVE_MIN)
        return divide_schoolbook(work, quotient, remainder, a, a_len, b, b_len);
    if (quotient_len + quotient_len / 4 + 2 < b_len)
        return divide_short_quotient(work, quotient, remainder, a, a_len, b, b_len);
    return divide_blocks(work, quotient, remainder, a, a_len, b, b_len);
}
