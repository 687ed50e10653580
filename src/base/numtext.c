/* numtext.c - doubles to text and back, correctly rounded.
 *
 * Shortest text: Schubfach (Giulietti), on 128-bit powers of ten. Digits on demand:
 * exact multiplication by powers of five. Reading: an interval from a 128-bit product
 * decides nearly always; when the halfway point lies inside it, exact numbers of fixed
 * size do. Nothing allocates, nothing calls back. */
#include "base/numtext.h"
#include <math.h>
#include <string.h>

__extension__ typedef unsigned __int128 Wide;

#define POWER_FIRST (-351)
#define POWER_STEP 27

/* The top 192 bits of 10^k, rounded down, for k = -351, -324 … 351. What lies between
 * is a multiple of these by a power of five below 2^64; the top 128 bits of the product
 * are then the exact ones, rounded down (this was checked for every k). */
static const uint64_t power_base[27][3] = {
    {0x8049A4AC0C5811AE, 0x205B896D777D6278, 0xAC261E9F5141430B}, /* 1e-351 */
    {0xCF42894A5DCE35EA, 0x52064CAC828675B9, 0x475F2B7D7DF1AD7A}, /* 1e-324 */
    {0xA76C582338ED2621, 0xAF2AF2B80AF6F24E, 0x657C8F4D43323A36}, /* 1e-297 */
    {0x873E4F75E2224E68, 0x5A7744A6E804A291, 0xCC35EDDFCF0996D7}, /* 1e-270 */
    {0xDA7F5BF590966848, 0xAF39A475506A899E, 0xA30294CC2934E662}, /* 1e-243 */
    {0xB080392CC4349DEC, 0xBD8D794D96AACFB3, 0xFE13A5C86AF64418}, /* 1e-216 */
    {0x8E938662882AF53E, 0x547EB47B7282EE9C, 0x41B0230E1421487D}, /* 1e-189 */
    {0xE65829B3046B0AFA, 0x0CB4A5A3112A5112, 0xA3B561B1CB208396}, /* 1e-162 */
    {0xBA121A4650E4DDEB, 0x92F34D62616CE413, 0x21A0183E10583CD3}, /* 1e-135 */
    {0x964E858C91BA2655, 0x3A6A07F8D510F86F, 0xE9082F25E9C5E9EC}, /* 1e-108 */
    {0xF2D56790AB41C2A2, 0xFAE27299423FB9C3, 0x3695DAD7E8858901}, /* 1e-81 */
    {0xC428D05AA4751E4C, 0xAA97E14C3C26B886, 0x96842DC95323F5A8}, /* 1e-54 */
    {0x9E74D1B791E07E48, 0x775EA264CF55347D, 0xCA49F1C05120C9C7}, /* 1e-27 */
    {0x8000000000000000, 0x0000000000000000, 0x0000000000000000}, /* 1e0 */
    {0xCECB8F27F4200F3A, 0x0000000000000000, 0x0000000000000000}, /* 1e27 */
    {0xA70C3C40A64E6C51, 0x999090B65F67D924, 0x0000000000000000}, /* 1e54 */
    {0x86F0AC99B4E8DAFD, 0x69A028BB3DED71A3, 0xDF9F915627C04E28}, /* 1e81 */
    {0xDA01EE641A708DE9, 0xE80E6F4820CC9495, 0xD74BAAD03BC1D8D3}, /* 1e108 */
    {0xB01AE745B101E9E4, 0x5EC05DCFF72E7F8F, 0xC04C79FFE324301F}, /* 1e135 */
    {0x8E41ADE9FBEBC27D, 0x14588F13BE847307, 0x23BD6A2059C002F5}, /* 1e162 */
    {0xE5D3EF282A242E81, 0x8F1668C8A86DA5FA, 0xF0B5CCF5176ECC7C}, /* 1e189 */
    {0xB9A74A0637CE2EE1, 0x6D953E2BD7173692, 0x88EFB0037AC08BDE}, /* 1e216 */
    {0x95F83D0A1FB69CD9, 0x4ABDAF101564F98E, 0x0D5A4AF7B3A98E47}, /* 1e243 */
    {0xF24A01A73CF2DCCF, 0xBC633B39673C8CEC, 0x3D9C44CD2F36917C}, /* 1e270 */
    {0xC3B8358109E84F07, 0x0A862F80EC4700C8, 0x02606EA01029DC37}, /* 1e297 */
    {0x9E19DB92B4E31BA9, 0x6C07A2C26A8346D1, 0x4944D9F52CD0DEC2}, /* 1e324 */
    {0xFF6D0B3492801150, 0x9798278AEA58EFFF, 0x631FCDFBCB35B8A4}, /* 1e351 */
};

static const uint64_t powers_of_5[28] = {
    1u, 5u, 25u, 125u, 625u, 3125u, 15625u, 78125u, 390625u, 1953125u, 9765625u, 48828125u,
    244140625u, 1220703125u, 6103515625u, 30517578125u, 152587890625u, 762939453125u,
    3814697265625u, 19073486328125u, 95367431640625u, 476837158203125u, 2384185791015625u,
    11920928955078125u, 59604644775390625u, 298023223876953125u, 1490116119384765625u,
    7450580596923828125u,
};

/* floor(log2(10^k)), |k| < 1200. */
static int floor_log2_power_of_10(int k)
{
    return (k * 1741647) >> 19;
}

/* The top 128 bits of 10^k (top bit set), rounded down; exact for 0 <= k <= 55. */
static Wide power_of_10(int k)
{
    int index = (k - POWER_FIRST) / POWER_STEP, rest = (k - POWER_FIRST) % POWER_STEP;
    const uint64_t *base = power_base[index];
    uint64_t factor = powers_of_5[rest];
    /* 192 by 64 bits: words w3 … w0 */
    Wide p0 = (Wide)base[2] * factor;
    Wide p1 = (Wide)base[1] * factor + (uint64_t)(p0 >> 64);
    Wide p2 = (Wide)base[0] * factor + (uint64_t)(p1 >> 64);
    uint64_t w3 = (uint64_t)(p2 >> 64), w2 = (uint64_t)p2, w1 = (uint64_t)p1;
    if (w3 == 0) /* factor 1 */
        return (Wide)w2 << 64 | w1;
    int shift = __builtin_clzll(w3);
    Wide high = (Wide)w3 << 64 | w2;
    return shift ? high << shift | w1 >> (64 - shift) : high;
}

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static double double_of(uint64_t bits)
{
    double x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* |x| = mantissa * 2^exponent, x finite. */
static uint64_t take_apart(double x, int *exponent)
{
    uint64_t bits = bits_of(x), mantissa = bits & 0xFFFFFFFFFFFFFu;
    int biased = (int)(bits >> 52 & 0x7FF);
    if (biased == 0) {
        *exponent = -1074;
        return mantissa;
    }
    *exponent = biased - 1075;
    return mantissa | (uint64_t)1 << 52;
}

static const char digit_pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

int ou_uint64_text(uint64_t value, char *out)
{
    char reversed[20];
    int at = 20;
    while (value >= 100) {
        uint64_t next = value / 100;
        at -= 2;
        memcpy(reversed + at, digit_pairs + 2 * (value - next * 100), 2);
        value = next;
    }
    if (value >= 10) {
        at -= 2;
        memcpy(reversed + at, digit_pairs + 2 * value, 2);
    } else if (value) {
        reversed[--at] = (char)('0' + value);
    }
    memcpy(out, reversed + at, (size_t)(20 - at));
    return 20 - at;
}

static void strip_zeros(OuDigitText *out)
{
    while (out->len > 0 && out->digits[out->len - 1] == '0')
        out->len--;
    out->digits[out->len] = 0;
}

static void write_zero(OuDigitText *out)
{
    out->digits[0] = '0';
    out->digits[1] = 0;
    out->len = 1;
    out->point = 1;
}

/* ---- the shortest text ---- */

/* The upper half of power * value (192 bits), its lowest bit ORed with "not exact". */
static uint64_t round_to_odd(Wide power, uint64_t value)
{
    Wide low = (Wide)(uint64_t)power * value;
    Wide high = (Wide)(uint64_t)(power >> 64) * value + (uint64_t)(low >> 64);
    return (uint64_t)(high >> 64) | ((uint64_t)high > 1);
}

/* The shortest decimal in the rounding interval of mantissa * 2^exponent, nearest to it:
 * *digits * 10^result. `uneven`: the next smaller double is only half as far away. */
static int shortest(uint64_t mantissa, int exponent, bool uneven, uint64_t *digits)
{
    /* four times: lower end, value, upper end of the interval */
    uint64_t low = 4 * mantissa - 2 + uneven, mid = 4 * mantissa, high = 4 * mantissa + 2;
    bool open = (mantissa & 1) != 0; /* an odd mantissa does not own its ends */
    int k = (exponent * 1262611 - (uneven ? 524031 : 0)) >> 22; /* floor(log10(width)) */
    int shift = exponent + floor_log2_power_of_10(-k) + 1;
    Wide power = power_of_10(-k);
    if (-k < 0 || -k > 55)
        power++;
    uint64_t scaled_low = round_to_odd(power, low << shift) + open;
    uint64_t scaled = round_to_odd(power, mid << shift);
    uint64_t scaled_high = round_to_odd(power, high << shift) - open;
    uint64_t s = scaled / 4;
    if (s >= 10) { /* one digit less? */
        uint64_t tens = s / 10;
        bool down = scaled_low <= 40 * tens, up = 40 * tens + 40 <= scaled_high;
        if (down != up) {
            *digits = tens + up;
            return k + 1;
        }
    }
    bool down = scaled_low <= 4 * s, up = 4 * s + 4 <= scaled_high;
    if (down == up) /* both or none: the nearer one */
        up = scaled > 4 * s + 2 || (scaled == 4 * s + 2 && (s & 1));
    *digits = s + up;
    return k;
}

void ou_double_shortest(double x, OuDigitText *out)
{
    out->negative = signbit(x) != 0;
    int exponent;
    uint64_t mantissa = take_apart(x, &exponent), digits;
    if (mantissa == 0) {
        write_zero(out);
        return;
    }
    int scale = 0;
    if (exponent <= 0 && exponent > -53 && (mantissa & (((uint64_t)1 << -exponent) - 1)) == 0)
        digits = mantissa >> -exponent; /* an integer below 2^53 */
    else
        scale = shortest(mantissa, exponent, mantissa == (uint64_t)1 << 52 && exponent > -1074,
                         &digits);
    out->len = ou_uint64_text(digits, out->digits);
    out->point = out->len + scale;
    strip_zeros(out);
}

/* ---- numbers of fixed size, for the exact cases ---- */

#define BIG_WORDS 96 /* 6144 bits; the comparison in ou_double_parse needs up to 4700 */

typedef struct Big {
    uint64_t words[BIG_WORDS];
    int len; /* no high zeros */
} Big;

static void big_set(Big *big, uint64_t value)
{
    big->words[0] = value;
    big->len = value != 0;
}

static void big_mul_add(Big *big, uint64_t factor, uint64_t carry)
{
    for (int i = 0; i < big->len; i++) {
        Wide product = (Wide)big->words[i] * factor + carry;
        big->words[i] = (uint64_t)product;
        carry = (uint64_t)(product >> 64);
    }
    if (carry) {
        OU_ASSERT(big->len < BIG_WORDS);
        big->words[big->len++] = carry;
    }
}

static void big_mul_power_of_5(Big *big, int count)
{
    for (; count >= 27; count -= 27)
        big_mul_add(big, powers_of_5[27], 0);
    if (count > 0)
        big_mul_add(big, powers_of_5[count], 0);
}

static void big_shift_left(Big *big, int count)
{
    if (big->len == 0 || count == 0)
        return;
    int words = count / 64, bits = count % 64;
    OU_ASSERT(big->len + words + 1 <= BIG_WORDS);
    big->words[big->len] = 0;
    for (int i = big->len; i >= 0; i--) {
        uint64_t value = big->words[i] << bits;
        if (bits && i > 0)
            value |= big->words[i - 1] >> (64 - bits);
        big->words[i + words] = value;
    }
    memset(big->words, 0, (size_t)words * sizeof(uint64_t));
    big->len += words + 1;
    while (big->len > 0 && big->words[big->len - 1] == 0)
        big->len--;
}

/* Returns whether one bits were shifted out. */
static bool big_shift_right(Big *big, int count)
{
    int words = count / 64, bits = count % 64;
    bool lost = false;
    for (int i = 0; i < words && i < big->len; i++)
        lost |= big->words[i] != 0;
    if (words >= big->len) {
        big->len = 0;
        return lost;
    }
    if (bits)
        lost |= big->words[words] << (64 - bits) != 0;
    for (int i = words; i < big->len; i++) {
        uint64_t value = big->words[i] >> bits;
        if (bits && i + 1 < big->len)
            value |= big->words[i + 1] << (64 - bits);
        big->words[i - words] = value;
    }
    big->len -= words;
    while (big->len > 0 && big->words[big->len - 1] == 0)
        big->len--;
    return lost;
}

static int big_compare(const Big *a, const Big *b)
{
    if (a->len != b->len)
        return a->len < b->len ? -1 : 1;
    for (int i = a->len; i-- > 0;) {
        if (a->words[i] != b->words[i])
            return a->words[i] < b->words[i] ? -1 : 1;
    }
    return 0;
}

/* The decimal digits of `big` (destroyed), no leading zeros; returns how many. */
static int big_write(Big *big, char *out, int room)
{
    const uint64_t chunk = 10000000000000000000u;
    int at = room; /* from the end of the room, then moved to its beginning */
    while (big->len > 0) {
        uint64_t rest = 0;
        for (int i = big->len; i-- > 0;) {
            Wide value = (Wide)rest << 64 | big->words[i];
            big->words[i] = (uint64_t)(value / chunk);
            rest = (uint64_t)(value % chunk);
        }
        while (big->len > 0 && big->words[big->len - 1] == 0)
            big->len--;
        for (int i = 0; i < 19 && (big->len > 0 || rest > 0); i++) {
            OU_ASSERT(at > 0);
            out[--at] = (char)('0' + rest % 10);
            rest /= 10;
        }
    }
    memmove(out, out + at, (size_t)(room - at));
    return room - at;
}

/* ---- digits on demand ---- */

/* The digits of floor(|x| * 10^decimals), 0 <= decimals; true if something was cut off. */
static bool expand(double x, int decimals, OuDigitText *out)
{
    int exponent;
    uint64_t mantissa = take_apart(x, &exponent);
    if (exponent >= 0)
        decimals = 0;
    else if (decimals > -exponent)
        decimals = -exponent; /* no more decimals than that */
    int shift = exponent + decimals; /* of mantissa * 5^decimals */
    bool lost = false;
    if (decimals <= 27 && shift <= 0 && shift > -64) {
        Wide value = (Wide)mantissa * powers_of_5[decimals];
        uint64_t mask = ((uint64_t)1 << -shift) - 1;
        lost = ((uint64_t)value & mask) != 0;
        value >>= -shift;
        if ((uint64_t)(value >> 64) == 0) {
            out->len = ou_uint64_text((uint64_t)value, out->digits);
            out->point = out->len - decimals;
            return lost;
        }
    }
    Big big;
    big_set(&big, mantissa);
    big_mul_power_of_5(&big, decimals);
    if (shift >= 0)
        big_shift_left(&big, shift);
    else
        lost = big_shift_right(&big, -shift);
    out->len = big_write(&big, out->digits, (int)sizeof out->digits - 1);
    out->point = out->len - decimals;
    return lost;
}

/* Keep the first `keep` digits (may be negative), half to even; `more`: a nonzero rest
 * follows the last digit. */
static void round_digits(OuDigitText *out, int keep, bool more)
{
    if (keep >= out->len) {
        /* what is missing is below half a unit: at least one digit more was made */
        out->digits[out->len] = 0;
        return;
    }
    bool up = false;
    if (keep >= 0) {
        char next = out->digits[keep];
        for (int i = keep + 1; i < out->len && !more; i++)
            more = out->digits[i] != '0';
        bool odd = keep > 0 && (out->digits[keep - 1] & 1);
        up = next > '5' || (next == '5' && (more || odd));
    }
    out->len = keep > 0 ? keep : 0;
    if (up) {
        int i = out->len;
        while (i > 0 && out->digits[i - 1] == '9')
            i--;
        if (i == 0) { /* all nines, or nothing: a one, a place further left */
            out->digits[0] = '1';
            memset(out->digits + 1, '0', (size_t)out->len);
            out->point++;
            if (out->len == 0)
                out->len = 1;
        } else {
            out->digits[i - 1]++;
            memset(out->digits + i, '0', (size_t)(out->len - i));
        }
    }
    out->digits[out->len] = 0;
}

void ou_double_fixed(double x, int decimals, OuDigitText *out)
{
    out->negative = signbit(x) != 0;
    if (decimals > 1074)
        decimals = 1074;
    bool more = expand(x, decimals < 0 ? 0 : decimals + 1, out);
    round_digits(out, out->point + decimals, more);
    strip_zeros(out);
    if (out->len == 0)
        out->point = 0;
}

void ou_double_significant(double x, int count, OuDigitText *out)
{
    out->negative = signbit(x) != 0;
    OU_ASSERT(count >= 1 && count <= 1000);
    if (x == 0.0) {
        memset(out->digits, '0', (size_t)count);
        out->digits[count] = 0;
        out->len = count;
        out->point = 1;
        return;
    }
    int exponent;
    uint64_t mantissa = take_apart(x, &exponent);
    /* the decimal exponent, or one less */
    int log2 = 63 - __builtin_clzll(mantissa) + exponent;
    int log10 = (log2 * 315653) >> 20;
    int decimals = count - log10; /* two digits more than needed, or one */
    bool more = expand(x, decimals < 0 ? 0 : decimals, out);
    round_digits(out, count, more);
    if (out->len > count) /* 999.9 became 1000 */
        out->len = count;
    memset(out->digits + out->len, '0', (size_t)(count - out->len));
    out->len = count;
    out->digits[count] = 0;
}

size_t ou_double_repr_text(double x, char *out)
{
    if (isnan(x) || isinf(x)) {
        const char *name = isnan(x) ? "nan" : x < 0 ? "-inf" : "inf";
        size_t size = strlen(name);
        memcpy(out, name, size);
        return size;
    }
    OuDigitText text;
    ou_double_shortest(x, &text);
    char *at = out;
    size_t len = (size_t)text.len;
    if (text.negative)
        *at++ = '-';
    if (text.point > 16 || text.point < -3) {
        *at++ = text.digits[0];
        if (len > 1) {
            *at++ = '.';
            memcpy(at, text.digits + 1, len - 1);
            at += len - 1;
        }
        int power = text.point - 1;
        *at++ = 'e';
        *at++ = power < 0 ? '-' : '+';
        if (power < 0)
            power = -power;
        if (power < 10)
            *at++ = '0';
        at += ou_uint64_text((uint64_t)power, at);
    } else if (text.point <= 0) {
        memcpy(at, "0.0000", 6);
        at += 2 - text.point;
        memcpy(at, text.digits, len);
        at += len;
    } else {
        size_t whole = (size_t)text.point;
        memset(at, '0', whole);
        memcpy(at, text.digits, len < whole ? len : whole);
        at += whole;
        *at++ = '.';
        if (len > whole) {
            memcpy(at, text.digits + whole, len - whole);
            at += len - whole;
        } else {
            *at++ = '0';
        }
    }
    return (size_t)(at - out);
}

void ou_double_repr(double x, OuBuf *out)
{
    char text[OU_REPR_MAX];
    ou_buf_put(out, text, ou_double_repr_text(x, text));
}

/* ---- reading ---- */

#define MAX_DIGITS 800 /* no halfway point has more than 768 */

/* digits * 10^exponent; `digits` without leading zeros. */
typedef struct Decimal {
    char digits[MAX_DIGITS + 1];
    int len;
    int64_t exponent;
} Decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The first 19 digits: the value is leading * 10^exponent, or more if digits were dropped. */
typedef struct Leading {
    uint64_t value;
    int64_t exponent;
    int count;
    bool whole; /* nothing but zeros was dropped */
    bool stopped; /* go_on said no: nothing is known, and value is 0 */
    const OuGoOn *go_on;
} Leading;

#define EACH_BYTE(x) (UINT64_C(0x0101010101010101) * (x))

/* Past a piece of the text: is there to be another one? */
static bool next_piece(Leading *leading)
{
    if (leading->go_on != NULL && !leading->go_on->ask(leading->go_on->arg)) {
        leading->stopped = true;
        leading->value = 0;
    }
    return !leading->stopped;
}

/* Past zeros, eight at a time, while there are so many; `len` if it is to stop. */
static size_t skip_zeros(const char *text, size_t len, size_t at, Leading *leading)
{
    size_t piece = at + OU_ASK_BYTES;
    for (uint64_t word; len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        if (word != EACH_BYTE('0'))
            break;
        if (OU_UNLIKELY(at >= piece)) {
            if (!next_piece(leading))
                return len;
            piece = at + OU_ASK_BYTES;
        }
    }
    return at;
}

/* The exponent part at text[at], if there is one, added to *exponent; returns where it ends. */
static size_t scan_exponent(const char *text, size_t len, size_t at, Leading *leading)
{
    if (at == len || (text[at] | 0x20) != 'e')
        return at;
    size_t mark = at + 1;
    bool negative = mark < len && text[mark] == '-';
    if (mark < len && (text[mark] == '-' || text[mark] == '+'))
        mark++;
    if (mark == len || !is_digit(text[mark]))
        return at;
    int64_t power = 0;
    for (; mark < len && is_digit(text[mark]); mark++) {
        if (power < (int64_t)1 << 58)
            power = power * 10 + (text[mark] - '0');
        if (OU_UNLIKELY(mark % OU_ASK_BYTES == 0) && !next_piece(leading))
            return mark;
    }
    leading->exponent += negative ? -power : power;
    return mark;
}

/* The first digits of a literal that was gone through, for the exact comparison. Of those beyond it only
 * matters whether there are others than zeros. */
static void decimal_scan(const char *text, size_t len, Leading *leading, Decimal *decimal)
{
    bool dropped = false;
    decimal->len = 0;
    for (size_t at = 0; at < len && !dropped; at++) {
        if (decimal->len == 0 || decimal->len == MAX_DIGITS) {
            at = skip_zeros(text, len, at, leading);
            if (at == len)
                break;
        }
        char c = text[at];
        if (c == '.' || (c == '0' && decimal->len == 0))
            continue;
        if (!is_digit(c))
            break;
        if (decimal->len < MAX_DIGITS)
            decimal->digits[decimal->len++] = c;
        else
            dropped = c != '0';
    }
    decimal->digits[MAX_DIGITS - 1] |= dropped;
    decimal->exponent = leading->exponent + leading->count - decimal->len;
}

/* After the first 19: past digits, eight at a time, while there are so many. */
static size_t skip_digits(const char *text, size_t len, size_t at, bool fraction, Leading *leading)
{
    size_t piece = at + OU_ASK_BYTES;
    for (uint64_t word; len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text + at, sizeof word);
        uint64_t high = word & EACH_BYTE(0xF0), beyond_9 = (word + EACH_BYTE(6)) & EACH_BYTE(0xF0);
        if (high != EACH_BYTE('0') || beyond_9 != EACH_BYTE('0'))
            break;
        if (OU_UNLIKELY(at >= piece)) {
            if (!next_piece(leading))
                return len;
            piece = at + OU_ASK_BYTES;
        }
        leading->whole &= word == EACH_BYTE('0');
        leading->exponent += fraction ? 0 : (int64_t)sizeof word;
    }
    return at;
}

/* Take the digits from text[at] on; returns where they end. */
static size_t scan_digits(const char *text, size_t len, size_t at, bool fraction, Leading *leading)
{
    for (; at < len; at++) {
        if (OU_UNLIKELY(leading->count == 19) && len - at >= 64) {
            at = skip_digits(text, len, at, fraction, leading);
            if (at == len)
                break;
        }
        unsigned digit = (unsigned)(unsigned char)text[at] - '0';
        if (digit > 9)
            break;
        if (leading->count < 19) {
            leading->value = leading->value * 10 + digit;
            leading->count += leading->value != 0;
            leading->exponent -= fraction;
        } else {
            leading->whole &= digit == 0;
            leading->exponent += !fraction;
        }
    }
    return at;
}

/* The same, zeros before the first other digit eight at a time. */
static OU_NOINLINE size_t scan_many_digits(const char *text, size_t len, size_t at, bool fraction, Leading *leading)
{
    if (leading->value == 0) {
        size_t end = skip_zeros(text, len, at, leading);
        leading->exponent -= fraction ? (int64_t)(end - at) : 0;
        at = end;
    }
    return scan_digits(text, len, at, fraction, leading);
}

/* Split the literal up; returns the bytes consumed. */
static size_t leading_scan(const char *text, size_t len, Leading *leading, const OuGoOn *go_on)
{
    *leading = (Leading){.whole = true, .go_on = go_on};
    bool many = len >= 64;
    size_t at = OU_UNLIKELY(many) ? scan_many_digits(text, len, 0, false, leading)
                                  : scan_digits(text, len, 0, false, leading);
    if (at < len && text[at] == '.') {
        size_t end = OU_UNLIKELY(many) ? scan_many_digits(text, len, at + 1, true, leading)
                                       : scan_digits(text, len, at + 1, true, leading);
        if (end == 1)
            return 0;
        at = end;
    }
    return at == 0 ? 0 : scan_exponent(text, len, at, leading);
}

/* The bits of the double nearest to value * 2^exponent, where value (top bit set) is only
 * known to be in [value, value + error]. *sure tells whether that is enough. */
static uint64_t round_product(Wide value, int exponent, Wide error, bool *sure)
{
    int top = exponent + 127;      /* of the leading bit */
    int drop = 128 - 53;
    if (top < -1022)
        drop += -1022 - top;       /* subnormal: fewer bits */
    if (drop > 128) {
        *sure = top < -1076;       /* below a quarter of the smallest */
        return 0;
    }
    Wide half = (Wide)1 << (drop - 1);
    Wide low = drop == 128 ? value : value & ((half << 1) - 1);
    uint64_t kept = drop == 128 ? 0 : (uint64_t)(value >> drop);
    *sure = !(low <= half && half - low <= error);
    if (low > half)
        kept++;
    if (top < -1022)
        return kept; /* a carry gives the smallest normal number by itself */
    uint64_t biased = (uint64_t)(top + 1023 - 1); /* the mantissa's top bit adds one */
    uint64_t bits = (biased << 52) + kept;
    return bits >> 52 >= 0x7FF ? (uint64_t)0x7FF << 52 : bits;
}

/* Compare digits * 10^exponent with the point halfway between the double with these bits
 * and the next one. */
static int compare_halfway(const Decimal *decimal, uint64_t bits)
{
    Big number, halfway;
    big_set(&number, 0);
    for (int i = 0; i < decimal->len;) {
        uint64_t chunk = 0, factor = 1;
        for (int j = 0; j < 18 && i < decimal->len; j++, i++) {
            chunk = chunk * 10 + (uint64_t)(decimal->digits[i] - '0');
            factor *= 10;
        }
        big_mul_add(&number, factor, chunk);
    }
    int power = (int)decimal->exponent, exponent;
    uint64_t mantissa = take_apart(double_of(bits), &exponent);
    big_set(&halfway, 2 * mantissa + 1);
    exponent--; /* halfway * 2^exponent against number * 5^power * 2^power */
    if (power >= 0)
        big_mul_power_of_5(&number, power);
    else
        big_mul_power_of_5(&halfway, -power);
    int shift = power - exponent;
    if (shift >= 0)
        big_shift_left(&number, shift);
    else
        big_shift_left(&halfway, -shift);
    return big_compare(&number, &halfway);
}

/* From a good guess to the exact answer. */
static uint64_t settle(const Decimal *decimal, uint64_t bits)
{
    const uint64_t infinite = (uint64_t)0x7FF << 52;
    if (bits >= infinite)
        bits = infinite - 1;
    for (;;) {
        int above = compare_halfway(decimal, bits);
        if (above > 0 || (above == 0 && (bits & 1))) {
            bits++;
            if (bits == infinite)
                return bits;
            continue;
        }
        if (bits == 0)
            return bits;
        int below = compare_halfway(decimal, bits - 1);
        if (below > 0 || (below == 0 && !(bits & 1)))
            return bits;
        bits--;
    }
}

static const double exact_powers[23] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                        1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                        1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

size_t ou_double_parse_long(const char *text, size_t len, double *out, const OuGoOn *go_on)
{
    Leading scanned;
    size_t consumed = leading_scan(text, len, &scanned, go_on);
    uint64_t leading = scanned.value;
    *out = 0.0;
    if (leading == 0)
        return scanned.stopped ? OU_STOPPED : consumed;
    if (scanned.exponent > 310) {
        *out = HUGE_VAL;
        return consumed;
    }
    if (scanned.exponent < -330 - 19)
        return consumed;

    int power = (int)scanned.exponent;
    if (scanned.whole && leading <= (uint64_t)1 << 53 && power >= -22 && power <= 22) {
        /* both factors are exact doubles, so one rounding happens */
        *out = power < 0 ? (double)leading / exact_powers[-power]
                         : (double)leading * exact_powers[power];
        return consumed;
    }
    int shift = __builtin_clzll(leading);
    Wide ten = power_of_10(power);
    Wide low = (Wide)(uint64_t)ten * (leading << shift);
    Wide product = (Wide)(uint64_t)(ten >> 64) * (leading << shift) + (uint64_t)(low >> 64);
    Wide error = 2;
    if (!scanned.whole)
        error += ((ten >> 64) + 1) << shift;
    int exponent = floor_log2_power_of_10(power) - 127 - shift + 64;
    if (!(product >> 127)) {
        product <<= 1;
        error <<= 1;
        exponent--;
    }
    bool sure;
    uint64_t bits = round_product(product, exponent, error, &sure);
    if (!sure) {
        Decimal decimal;
        decimal_scan(text, consumed, &scanned, &decimal);
        if (scanned.stopped)
            return OU_STOPPED;
        bits = settle(&decimal, bits);
    }
    *out = double_of(bits);
    return consumed;
}
