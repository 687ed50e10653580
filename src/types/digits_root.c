/* digits_root.c - square roots, greatest common divisors, modular powers. */
#include "types/digits.h"
#include <math.h>
#include <string.h>

/* ---- square root ---- */

/* Floor of the square root of one digit. */
static OuDigit root_of_digit(OuDigit value)
{
    if (value == 0)
        return 0;
    OuDigit root = (OuDigit)sqrt((double)value);
    if (root > 0xFFFFFFFFu)
        root = 0xFFFFFFFFu;
    while (root * root > value)
        root--;
    while (root < 0xFFFFFFFFu && (root + 1) * (root + 1) <= value)
        root++;
    return root;
}

/* Floor of the square root of two digits, high >= 2^62: one Newton step from 32 exact bits. */
static OuDigit root_of_pair(OuDigit high, OuDigit low)
{
    OuDigit2 value = (OuDigit2)high << OU_DIGIT_BITS | low;
    OuDigit start = root_of_digit(high); /* 32 bits, top bit set */
    OuDigit rest = high - start * start; /* <= 2 * start */
    OuDigit2 quotient = ((OuDigit2)rest << 32 | low >> 32) / (2 * start);
    OuDigit2 root = ((OuDigit2)start << 32) + quotient;
    if (root >> OU_DIGIT_BITS)
        root = ~(OuDigit)0;
    while (root * root > value)
        root--;
    return (OuDigit)root;
}

/* Zimmermann's recursion. a has 2 len digits, the top one >= 2^62. root gets len digits;
 * a is overwritten by the remainder (at most 2 root, so len digits and one bit). */
static bool root_split(OuDigitWork *work, OuDigit *root, OuDigit *a, size_t len)
{
    if (len == 1) {
        OuDigit top = root_of_pair(a[1], a[0]);
        OuDigit2 rest = ((OuDigit2)a[1] << OU_DIGIT_BITS | a[0]) - (OuDigit2)top * top;
        root[0] = top;
        a[0] = (OuDigit)rest;
        a[1] = (OuDigit)(rest >> OU_DIGIT_BITS);
        return true;
    }
    size_t low = len / 2, high = len - low;
    if (!root_split(work, root + low, a + 2 * low, high))
        return false;
    /* Now the remainder r of the upper part is in a[2 low …], high + 1 digits. Divide
     * r * B^low + a1 by twice the root so far. */
    size_t divisor_len = high + 1, dividend_len = high + low + 1;
    size_t total = divisor_len + (low + 2) + divisor_len + 2 * (low + 1);
    OuDigit *space = ou_digits_take(work, total);
    if (!space)
        return false;
    OuDigit *divisor = space, *quotient = divisor + divisor_len, *rest = quotient + low + 2;
    OuDigit *square = rest + divisor_len;
    divisor[high] = ou_digits_shift_left(divisor, root + low, high, 1); /* top bit set: 1 */
    OuDigit *dividend = a + low;
    bool ok = ou_digits_divide(work, quotient, rest, dividend, dividend_len, divisor, divisor_len);
    if (!ok)
        goto done;
    /* dividend_len - divisor_len + 1 = low + 1 digits of quotient, at most B^low */
    if (quotient[low]) { /* clamp to B^low - 1; the rest grows by the divisor, once */
        ou_digits_add(rest, rest, divisor_len, divisor, divisor_len);
        memset(quotient, 0xFF, low * sizeof *quotient);
        quotient[low] = 0;
    }
    memcpy(root, quotient, low * sizeof *root);
    ok = ou_digits_mul(work, square, quotient, low, quotient, low);
    if (!ok)
        goto done;
    /* remainder = rest * B^low + a0 - quotient^2, as a two's complement of len + 2 digits */
    memcpy(a + low, rest, divisor_len * sizeof *a);
    memset(a + low + divisor_len, 0, (2 * len - low - divisor_len) * sizeof *a);
    if (ou_digits_sub(a, a, 2 * len, square, 2 * low)) {
        /* too large by one: add 2 root - 1 */
        OuDigit carry = ou_digits_add_mul(a, root, len, 2);
        ou_digits_add_digit(a + len, a + len, len, carry);
        ou_digits_sub_digit(a, a, 2 * len, 1);
        ou_digits_sub_digit(root, root, len, 1);
    }
done:
    ou_digits_give(work, space, total);
    return ok;
}

bool ou_digits_isqrt(OuDigitWork *work, OuDigit *root, const OuDigit *a, size_t len, bool *exact)
{
    size_t root_len = (len + 1) / 2, trimmed = ou_digits_trim(a, len);
    memset(root, 0, root_len * sizeof *root);
    if (trimmed <= 1) {
        OuDigit value = trimmed ? a[0] : 0, result = root_of_digit(value);
        if (root_len)
            root[0] = result;
        if (exact)
            *exact = result * result == value;
        return true;
    }
    /* an even shift, to an even number of digits with the top bit pair used */
    size_t half = (trimmed + 1) / 2, odd = trimmed & 1;
    unsigned shift = (unsigned)__builtin_clzll(a[trimmed - 1]) & ~1u;
    OuDigit *space = ou_digits_take(work, 2 * half);
    if (!space)
        return false;
    space[0] = 0;
    ou_digits_shift_left(space + odd, a, trimmed, shift);
    bool ok = root_split(work, root, space, half);
    /* root of a * 4^s is at most 2^s - 1 above 2^s times the root of a */
    unsigned back = (unsigned)(odd * OU_DIGIT_BITS + shift) / 2;
    bool lost = false;
    if (ok && back)
        lost = ou_digits_shift_right(root, root, half, back) != 0;
    if (ok && exact)
        *exact = !lost && ou_digits_trim(space, 2 * half) == 0;
    ou_digits_give(work, space, 2 * half);
    return ok;
}

/* ---- greatest common divisor ---- */

uint64_t ou_digits_gcd_64(uint64_t a, uint64_t b)
{
    if (a == 0 || b == 0)
        return a | b;
    int shift = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    while (b) {
        b >>= __builtin_ctzll(b);
        uint64_t low = a < b ? a : b;
        b = a < b ? b - a : a - b;
        a = low;
    }
    return a << shift;
}

/* A step of Lehmer: what Euclid's algorithm does to (a, b) as long as their top bits tell. */
typedef struct LehmerStep {
    OuDigit xa, xb, ya, yb; /* new a = xa * a - xb * b, new b = ya * b - yb * a, or all negated */
    bool odd;
} LehmerStep;

/* x >= y: the top 64 bits of a and of b, equally aligned. False if nothing can be told. */
static bool lehmer_step(OuDigit x, OuDigit y, LehmerStep *step)
{
    /* Cofactors as in Euclid: a' = A a - B b, b' = D b - C a with alternating roles.
     * They stay below 2^31, so everything fits; Collins' test decides when to stop. */
    OuDigit a = 1, b = 0, c = 0, d = 1;
    bool odd = false;
    while (y != c && y != d && y > c && y > d) {
        OuDigit quotient, other;
        if (!odd) {
            /* x is off by -b … +a, y by -c … +d (in magnitude) */
            quotient = (x - b) / (y + d);
            other = (x + a) / (y - c);
        } else {
            quotient = (x - a) / (y + c);
            other = (x + b) / (y - d);
        }
        if (quotient != other || quotient >> 31)
            break;
        OuDigit next_c = a + quotient * c, next_d = b + quotient * d;
        if ((next_c | next_d) >> 31)
            break;
        OuDigit rest = x - quotient * y;
        x = y;
        y = rest;
        a = c;
        b = d;
        c = next_c;
        d = next_d;
        odd = !odd;
        if (x < b || x < a)
            break;
    }
    if (b == 0)
        return false;
    step->xa = a;
    step->xb = b;
    step->ya = d;
    step->yb = c;
    step->odd = odd;
    return true;
}

/* out = |p * a - q * b|, where the sign is known: `negative` means q * b is larger. */
static void combine(OuDigit *out, const OuDigit *a, OuDigit p, const OuDigit *b, OuDigit q,
                    size_t len, bool negative)
{
    if (negative) {
        const OuDigit *swap = a;
        a = b;
        b = swap;
        OuDigit swap_factor = p;
        p = q;
        q = swap_factor;
    }
    OuDigit carry = 0, borrow = 0;
    for (size_t i = 0; i < len; i++) {
        OuDigit2 plus = (OuDigit2)a[i] * p + carry;
        OuDigit2 minus = (OuDigit2)b[i] * q + borrow;
        OuDigit low = (OuDigit)plus, less = (OuDigit)minus;
        carry = (OuDigit)(plus >> OU_DIGIT_BITS);
        borrow = (OuDigit)(minus >> OU_DIGIT_BITS) + (low < less);
        out[i] = low - less;
    }
}

bool ou_digits_gcd(OuDigitWork *work, OuDigit *out, size_t *out_len, const OuDigit *a,
                   size_t a_len, const OuDigit *b, size_t b_len)
{
    a_len = ou_digits_trim(a, a_len);
    b_len = ou_digits_trim(b, b_len);
    if (ou_digits_compare(a, a_len, b, b_len) < 0) {
        const OuDigit *swap = a;
        a = b;
        b = swap;
        size_t swap_len = a_len;
        a_len = b_len;
        b_len = swap_len;
    }
    if (b_len == 0) { /* only then is `out` as long as the longer one */
        memcpy(out, a, a_len * sizeof *out);
        *out_len = a_len;
        return true;
    }
    size_t room = a_len + 1, total = 5 * room;
    OuDigit *space = ou_digits_take(work, total);
    if (!space)
        return false;
    OuDigit *x = space, *y = x + room, *next_x = y + room, *next_y = next_x + room;
    OuDigit *quotient = next_y + room;
    memcpy(x, a, a_len * sizeof *x);
    memcpy(y, b, b_len * sizeof *y);
    size_t x_len = a_len, y_len = b_len;
    bool ok = true;
    while (ok && y_len > 0 && x_len > 1) {
        LehmerStep step;
        bool stepped = false;
        if (x_len == y_len) {
            unsigned shift = (unsigned)__builtin_clzll(x[x_len - 1]);
            OuDigit top_x = x[x_len - 1] << shift, top_y = y[x_len - 1] << shift;
            if (shift) {
                top_x |= x[x_len - 2] >> (OU_DIGIT_BITS - shift);
                top_y |= y[x_len - 2] >> (OU_DIGIT_BITS - shift);
            }
            stepped = lehmer_step(top_x >> 1, top_y >> 1, &step);
        }
        if (stepped) {
            combine(next_x, x, step.xa, y, step.xb, x_len, step.odd);
            combine(next_y, y, step.ya, x, step.yb, x_len, step.odd);
            y_len = ou_digits_trim(next_y, x_len);
            x_len = ou_digits_trim(next_x, x_len);
            OuDigit *old_x = x, *old_y = y;
            x = next_x;
            y = next_y;
            next_x = old_x;
            next_y = old_y;
            ok = ou_digits_charge(work, 4 * x_len);
        } else {
            ok = ou_digits_divide(work, quotient, next_x, x, x_len, y, y_len);
            if (!ok)
                break; /* there is no remainder */
            OuDigit *old = x;
            x = y;
            y = next_x;
            next_x = old;
            x_len = y_len;
            y_len = ou_digits_trim(y, y_len);
        }
    }
    if (ok && y_len > 0) {
        out[0] = ou_digits_gcd_64(x[0], y[0]);
        *out_len = 1;
    } else if (ok) {
        memcpy(out, x, x_len * sizeof *out);
        *out_len = x_len;
    }
    ou_digits_give(work, space, total);
    return ok;
}

/* ---- modular power ---- */

/* What a product modulo `modulus` needs. For an odd modulus of moderate length numbers
 * are kept in Montgomery's form. */
typedef struct Modular {
    OuDigitWork *work;
    const OuDigit *modulus;
    size_t len;
    OuDigit inverse;  /* -1 / modulus[0], modulo 2^64 */
    bool montgomery;
    OuDigit *product; /* 2 len + 1 digits */
    OuDigit *quotient; /* len + 2 digits */
} Modular;

#define MONTGOMERY_MAX 64 /* digits: above, subquadratic products and division win */

static OuDigit negative_inverse(OuDigit odd)
{
    OuDigit inverse = odd; /* right in 3 bits, then twice as many each time */
    for (int i = 0; i < 5; i++)
        inverse *= 2 - odd * inverse;
    return 0 - inverse;
}

/* out = product * B^-len modulo the modulus. */
static void montgomery_reduce(Modular *m, OuDigit *out)
{
    OuDigit *product = m->product, carry = 0;
    size_t len = m->len;
    for (size_t i = 0; i < len; i++) {
        OuDigit high = ou_digits_add_mul(product + i, m->modulus, len, product[i] * m->inverse);
        OuDigit2 sum = (OuDigit2)product[i + len] + high + carry;
        product[i + len] = (OuDigit)sum;
        carry = (OuDigit)(sum >> OU_DIGIT_BITS);
    }
    if (carry || ou_digits_compare(product + len, len, m->modulus, len) >= 0)
        ou_digits_sub(out, product + len, len, m->modulus, len);
    else
        memcpy(out, product + len, len * sizeof *out);
}

/* out = a * b in the modulus' ring; out may be a or b. */
static bool modular_mul(Modular *m, OuDigit *out, const OuDigit *a, const OuDigit *b)
{
    if (!ou_digits_mul(m->work, m->product, a, m->len, b, m->len))
        return false;
    if (m->montgomery) {
        montgomery_reduce(m, out);
        return ou_digits_charge(m->work, 2 * m->len * m->len);
    }
    return ou_digits_divide(m->work, m->quotient, out, m->product, 2 * m->len, m->modulus, m->len);
}

/* out = value * B^len (Montgomery's form) or value, modulo the modulus. */
static bool modular_enter(Modular *m, OuDigit *out, const OuDigit *value, size_t value_len)
{
    size_t pad = m->montgomery ? m->len : 0, len = value_len + pad;
    if (len < m->len) {
        memcpy(out, value, value_len * sizeof *out);
        memset(out + value_len, 0, (m->len - value_len) * sizeof *out);
        return true;
    }
    size_t total = len + (len - m->len + 1);
    OuDigit *wide = ou_digits_take(m->work, total);
    if (!wide)
        return false;
    memset(wide, 0, pad * sizeof *wide);
    memcpy(wide + pad, value, value_len * sizeof *wide);
    bool ok = ou_digits_divide(m->work, wide + len, out, wide, len, m->modulus, m->len);
    ou_digits_give(m->work, wide, total);
    return ok;
}

#define WINDOW_MAX 5

/* `width` <= 5 bits of the exponent, the lowest at `at`. */
static unsigned exponent_bits(const OuDigit *exponent, size_t len, size_t at, unsigned width)
{
    size_t word = at / OU_DIGIT_BITS;
    unsigned shift = (unsigned)(at % OU_DIGIT_BITS);
    OuDigit value = exponent[word] >> shift;
    if (shift + width > OU_DIGIT_BITS && word + 1 < len)
        value |= exponent[word + 1] << (OU_DIGIT_BITS - shift);
    return (unsigned)value & ((1u << width) - 1);
}

/* out = base ** exponent in the ring, by a fixed window; table[i] is base ** i. */
static bool modular_power(Modular *m, OuDigit *out, OuDigit *table, const OuDigit *exponent,
                          size_t exponent_len, unsigned width)
{
    size_t len = m->len, bits = ou_digits_bit_length(exponent, exponent_len);
    for (size_t i = 2; i < (size_t)1 << width; i++) {
        if (!modular_mul(m, table + i * len, table + (i - 1) * len, table + len))
            return false;
    }
    memcpy(out, table, len * sizeof *out);
    bool started = false;
    for (size_t groups = (bits + width - 1) / width; groups-- > 0;) {
        for (unsigned i = 0; started && i < width; i++) {
            if (!modular_mul(m, out, out, out))
                return false;
        }
        unsigned index = exponent_bits(exponent, exponent_len, groups * width, width);
        if (!started)
            memcpy(out, table + index * len, len * sizeof *out);
        else if (index && !modular_mul(m, out, out, table + index * len))
            return false;
        started = true;
    }
    return true;
}

bool ou_digits_power_mod(OuDigitWork *work, OuDigit *out, const OuDigit *base, size_t base_len,
                         const OuDigit *exponent, size_t exponent_len, const OuDigit *modulus,
                         size_t mod_len)
{
    size_t bits = ou_digits_bit_length(exponent, exponent_len);
    unsigned width = bits > 200 ? WINDOW_MAX : bits > 24 ? 3 : 1;
    size_t table_len = mod_len << width, total = table_len + (2 * mod_len + 1) + (mod_len + 2);
    OuDigit *space = ou_digits_take(work, total);
    if (!space)
        return false;
    Modular m = {.work = work, .modulus = modulus, .len = mod_len};
    m.montgomery = (modulus[0] & 1) && mod_len <= MONTGOMERY_MAX && bits > 8;
    m.inverse = m.montgomery ? negative_inverse(modulus[0]) : 0;
    m.product = space + table_len;
    m.quotient = m.product + 2 * mod_len + 1;
    const OuDigit one = 1;
    bool ok = modular_enter(&m, space, &one, 1) &&
              modular_enter(&m, space + mod_len, base, ou_digits_trim(base, base_len)) &&
              modular_power(&m, out, space, exponent, exponent_len, width);
    if (ok && m.montgomery) { /* leave the form: multiply by 1 */
        memcpy(m.product, out, mod_len * sizeof *out);
        memset(m.product + mod_len, 0, mod_len * sizeof *out);
        montgomery_reduce(&m, out);
    }
    ou_digits_give(work, space, total);
    return ok;
}
