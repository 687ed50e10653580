/* digits.h - arithmetic on magnitudes: arrays of 64-bit digits, lowest first.
 *
 * No objects, no signs, no exceptions. A magnitude is a pointer and a length; unless
 * a function says otherwise leading (high) zeros are allowed on input, results have a
 * fixed length and may carry high zeros: ou_digits_trim tells the real length.
 *
 * Functions that take an OuDigitWork may need scratch memory or run long. They return
 * false if memory ran out, or if `poll` asked to stop (then `stopped` is set); what
 * they were to write is garbage then. Nothing here runs script code, unless poll does. */
#ifndef OU_TYPES_DIGITS_H
#define OU_TYPES_DIGITS_H
#include "base/mem.h"

typedef uint64_t OuDigit;
__extension__ typedef unsigned __int128 OuDigit2;

#define OU_DIGIT_BITS 64

/* Digit operations between two polls. */
#define OU_DIGITS_QUANTUM 50000

typedef struct OuDigitWork {
    OuMem *mem;
    bool (*poll)(void *user, size_t operations); /* false: stop; NULL: never asked */
    void *user;
    size_t spent;                                /* digit operations since the last poll */
    bool stopped;
} OuDigitWork;

/* Count `operations`; polls when enough have come together. */
OU_MUST_CHECK bool ou_digits_poll(OuDigitWork *work);
OU_INLINE bool ou_digits_charge(OuDigitWork *work, size_t operations)
{
    work->spent += operations;
    return OU_LIKELY(work->spent < OU_DIGITS_QUANTUM) || ou_digits_poll(work);
}
/* Scratch of `len` digits, uninitialized; NULL: no memory. */
OU_MUST_CHECK OuDigit *ou_digits_take(OuDigitWork *work, size_t len);
void ou_digits_give(OuDigitWork *work, OuDigit *block, size_t len);

/* ---- digits.c: linear time, no scratch ---- */
/* `len` without the high zeros. */
OU_INLINE size_t ou_digits_trim(const OuDigit *a, size_t len)
{
    while (len > 0 && a[len - 1] == 0)
        len--;
    return len;
}
/* Negative, zero, positive; both lengths may contain high zeros. */
int ou_digits_compare(const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len);
/* Number of bits, 0 for zero. */
size_t ou_digits_bit_length(const OuDigit *a, size_t len);
/* Number of one bits. */
size_t ou_digits_bit_count(const OuDigit *a, size_t len);
/* out[0..a_len) = a + b, a_len >= b_len; returns the carry. `out` may be a or b. */
OuDigit ou_digits_add(OuDigit *out, const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len);
/* out[0..a_len) = a - b, a_len >= b_len; returns the borrow. `out` may be a or b. */
OuDigit ou_digits_sub(OuDigit *out, const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len);
/* out[0..len) = a + one digit, a - one digit; return carry, borrow. */
OuDigit ou_digits_add_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b);
OuDigit ou_digits_sub_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b);
/* out[0..len) = low digits of a << bits, 0 <= bits < 64; returns the bits shifted out.
 * `out` may be a, or overlap it at a higher address. */
OuDigit ou_digits_shift_left(OuDigit *out, const OuDigit *a, size_t len, unsigned bits);
/* out[0..len) = a >> bits, 0 <= bits < 64; returns the bits shifted out, at the top of a
 * digit. `out` may be a, or overlap it at a lower address. */
OuDigit ou_digits_shift_right(OuDigit *out, const OuDigit *a, size_t len, unsigned bits);
/* out[0..len) = two's complement of a; returns the carry (1 if a is zero). */
OuDigit ou_digits_negate(OuDigit *out, const OuDigit *a, size_t len);
/* out[0..len) = a * b + carry; returns the high digit. `out` may be a. */
OuDigit ou_digits_mul_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b, OuDigit carry);
/* out[0..len) += a * b, -= a * b; return the carry, the borrow. */
OuDigit ou_digits_add_mul(OuDigit *out, const OuDigit *a, size_t len, OuDigit b);
OuDigit ou_digits_sub_mul(OuDigit *out, const OuDigit *a, size_t len, OuDigit b);
/* out[0..len) = a / b, returns a % b; b != 0. `out` may be a or NULL. `rest`: what digits above `a` have left
 * (0: there are none), so that a long division can be done in pieces. */
OuDigit ou_digits_div_digit(OuDigit *out, const OuDigit *a, size_t len, OuDigit b, OuDigit rest);
/* a modulo 2^61 - 1 (the modulus of numeric hashes); `rest` as above. */
uint64_t ou_digits_mod_hash(const OuDigit *a, size_t len, uint64_t rest);
/* The double nearest to the value, half to even; *overflow if it is beyond the largest. */
double ou_digits_to_double(const OuDigit *a, size_t len, bool *overflow);
/* The top 64 bits, left-justified, lowest bit ORed with "anything below"; *exponent such
 * that value ~ result * 2^exponent. Length trimmed, > 0. */
OuDigit ou_digits_top_sticky(const OuDigit *a, size_t len, ptrdiff_t *exponent);

/* ---- digits_mul.c ---- */
/* out[0..a_len+b_len) = a * b; `out` overlaps neither. Squares are noticed (a == b). */
OU_MUST_CHECK bool ou_digits_mul(OuDigitWork *work, OuDigit *out, const OuDigit *a, size_t a_len,
                                 const OuDigit *b, size_t b_len);
/* The same for equal lengths, with scratch from the caller: ou_digits_mul_scratch(len) digits. */
OU_MUST_CHECK bool ou_digits_mul_equal(OuDigitWork *work, OuDigit *out, const OuDigit *a,
                                       const OuDigit *b, size_t len, OuDigit *scratch);
size_t ou_digits_mul_scratch(size_t len);

/* ---- digits_div.c ---- */
/* quotient[0..a_len-b_len+1) = a / b, remainder[0..b_len) = a % b; b trimmed, not zero,
 * a_len >= b_len. Either result may be NULL. No overlaps. */
OU_MUST_CHECK bool ou_digits_divide(OuDigitWork *work, OuDigit *quotient, OuDigit *remainder,
                                    const OuDigit *a, size_t a_len, const OuDigit *b, size_t b_len);

/* ---- digits_text.c: bases 2 … 36 ---- */
/* At least the characters that `len` digits need. */
size_t ou_digits_text_bound(size_t len, unsigned base);
/* Write the value in lower case, without leading zeros ("0" for zero); *text_len is set. */
OU_MUST_CHECK bool ou_digits_to_text(OuDigitWork *work, const OuDigit *a, size_t len, unsigned base,
                                     char *text, size_t *text_len);
/* At least the digits that `text_len` characters need. */
size_t ou_digits_from_text_bound(size_t text_len, unsigned base);
/* Read text[0..text_len), digits of `base` only (any case; the caller has checked them). */
OU_MUST_CHECK bool ou_digits_from_text(OuDigitWork *work, const char *text, size_t text_len,
                                       unsigned base, OuDigit *out, size_t *len);

/* ---- digits_root.c ---- */
/* root[0..(len+1)/2) = floor of the square root; *exact (may be NULL) if nothing is left. */
OU_MUST_CHECK bool ou_digits_isqrt(OuDigitWork *work, OuDigit *root, const OuDigit *a, size_t len,
                                   bool *exact);
/* The greatest common divisor; out has room for the shorter of the two. */
OU_MUST_CHECK bool ou_digits_gcd(OuDigitWork *work, OuDigit *out, size_t *out_len, const OuDigit *a,
                                 size_t a_len, const OuDigit *b, size_t b_len);
uint64_t ou_digits_gcd_64(uint64_t a, uint64_t b);
/* out[0..mod_len) = base ** exponent % modulus; modulus trimmed, not zero. */
OU_MUST_CHECK bool ou_digits_power_mod(OuDigitWork *work, OuDigit *out, const OuDigit *base,
                                       size_t base_len, const OuDigit *exponent,
                                       size_t exponent_len, const OuDigit *modulus, size_t mod_len);

#endif
