/* digits_text.c - magnitudes to text and back, in bases 2 … 36.
 *
 * Power-of-two bases move bits. The others work in chunks, the largest power of the
 * base that fits a digit; long numbers are split in two by powers chunk^(2^k), which
 * are made once per conversion. */
#include "types/digits.h"
#include <string.h>

#define PLAIN_DIGITS 30  /* digits written chunk by chunk */
#define PLAIN_CHUNKS 48  /* chunks read one by one */
#define MAX_LEVELS 48

typedef struct Radix {
    unsigned base;
    unsigned chunk_chars; /* characters of a chunk */
    OuDigit chunk;        /* base ** chunk_chars */
} Radix;

static Radix radix_of(unsigned base)
{
    Radix radix = {base, 1, base};
    while (radix.chunk <= ~(OuDigit)0 / base) {
        radix.chunk *= base;
        radix.chunk_chars++;
    }
    return radix;
}

/* The powers chunk^(2^k): power[0] is the chunk itself. */
typedef struct Powers {
    OuDigit *power[MAX_LEVELS];
    size_t len[MAX_LEVELS], room[MAX_LEVELS];
    unsigned count;
} Powers;

static void powers_drop(OuDigitWork *work, Powers *powers)
{
    for (unsigned i = 0; i < powers->count; i++)
        ou_digits_give(work, powers->power[i], powers->room[i]);
    powers->count = 0;
}

/* Make powers until the square of the last is longer than `limit` digits. */
static bool powers_make(OuDigitWork *work, Powers *powers, OuDigit chunk, size_t limit)
{
    OuDigit *first = ou_digits_take(work, 1);
    if (!first)
        return false;
    first[0] = chunk;
    powers->power[0] = first;
    powers->len[0] = powers->room[0] = 1;
    powers->count = 1;
    while (powers->count < MAX_LEVELS) {
        unsigned k = powers->count;
        size_t len = powers->len[k - 1];
        if (2 * len - 1 > limit)
            break;
        OuDigit *next = ou_digits_take(work, 2 * len);
        if (!next)
            return false;
        powers->power[k] = next;
        powers->room[k] = 2 * len;
        powers->count++;
        if (!ou_digits_mul(work, next, powers->power[k - 1], len, powers->power[k - 1], len))
            return false;
        powers->len[k] = ou_digits_trim(next, 2 * len);
    }
    return true;
}

static const char digit_chars[] = "0123456789abcdefghijklmnopqrstuvwxyz";

/* 2 ** bits <= base: the whole bits a character is worth at least. */
static unsigned floor_log2(unsigned base)
{
    return 31u - (unsigned)__builtin_clz(base);
}

size_t ou_digits_text_bound(size_t len, unsigned base)
{
    if ((base & (base - 1)) == 0)
        return len * OU_DIGIT_BITS / floor_log2(base) + 2;
    Radix radix = radix_of(base);
    /* chunk > 2^58 for every base, so a digit needs less than 64/58 chunks */
    return len * radix.chunk_chars + len * radix.chunk_chars * 6 / 58 + radix.chunk_chars + 2;
}

/* ---- writing ---- */

#define CHARGE_EVERY 16384u /* characters of bases that are powers of two */

static bool write_power_of_two(OuDigitWork *work, const OuDigit *a, size_t len, unsigned bits, char *text, size_t *text_len)
{
    size_t total = (ou_digits_bit_length(a, len) + bits - 1) / bits;
    OuDigit mask = ((OuDigit)1 << bits) - 1;
    for (size_t i = 0; i < total; i++) {
        size_t at = i * bits, word = at / OU_DIGIT_BITS;
        unsigned shift = (unsigned)(at % OU_DIGIT_BITS);
        OuDigit value = a[word] >> shift;
        if (shift + bits > OU_DIGIT_BITS && word + 1 < len)
            value |= a[word + 1] << (OU_DIGIT_BITS - shift);
        text[total - 1 - i] = digit_chars[value & mask];
        if (i % CHARGE_EVERY == CHARGE_EVERY - 1 && !ou_digits_charge(work, CHARGE_EVERY))
            return false;
    }
    *text_len = total;
    return true;
}

/* Write exactly `count` characters of `value`, ending before `end`. */
static void write_chunk(char *end, OuDigit value, unsigned count, unsigned base)
{
    if (base == 10) {
        while (count-- > 0) {
            *--end = (char)('0' + value % 10);
            value /= 10;
        }
        return;
    }
    while (count-- > 0) {
        *--end = digit_chars[value % base];
        value /= base;
    }
}

/* Write a (destroyed) right-aligned into text[0..width), zero-padded. The base case. */
static void write_plain(OuDigit *a, size_t len, const Radix *radix, char *text, size_t width)
{
    char *end = text + width;
    for (;;) {
        len = ou_digits_trim(a, len);
        unsigned count = radix->chunk_chars;
        if ((size_t)(end - text) <= count) {
            write_chunk(end, len ? a[0] : 0, (unsigned)(end - text), radix->base);
            return;
        }
        if (len == 0) {
            memset(text, '0', (size_t)(end - text));
            return;
        }
        OuDigit rest = ou_digits_div_digit(a, a, len, radix->chunk, 0);
        write_chunk(end, rest, count, radix->base);
        end -= count;
    }
}

/* Write a (destroyed), which is below chunk^(2^level), into text[0..width), where
 * width = chunk_chars * 2^level. */
static bool write_split(OuDigitWork *work, OuDigit *a, size_t len, const Radix *radix,
                        const Powers *powers, unsigned level, char *text, size_t width)
{
    for (;;) {
        len = ou_digits_trim(a, len);
        if (len <= PLAIN_DIGITS || level == 0) {
            write_plain(a, len, radix, text, width);
            return ou_digits_charge(work, len * len);
        }
        level--;
        const OuDigit *power = powers->power[level];
        size_t power_len = powers->len[level];
        size_t half = width / 2;
        if (ou_digits_compare(a, len, power, power_len) >= 0) {
            size_t quotient_len = len - power_len + 1, total = quotient_len + power_len;
            OuDigit *space = ou_digits_take(work, total);
            if (!space)
                return false;
            OuDigit *rest = space + quotient_len;
            bool ok = ou_digits_divide(work, space, rest, a, len, power, power_len) &&
                      write_split(work, space, quotient_len, radix, powers, level, text, half);
            memcpy(a, rest, power_len * sizeof *a);
            len = power_len;
            ou_digits_give(work, space, total);
            if (!ok)
                return false;
        } else {
            memset(text, '0', half);
        }
        text += half; /* go on with the lower half */
        width -= half;
    }
}

static bool write_long(OuDigitWork *work, const OuDigit *a, size_t len, const Radix *radix,
                       char *text, size_t *text_len)
{
    Powers powers = {.count = 0};
    size_t width = 0, skip = 0;
    char *wide = NULL;
    OuDigit *copy = ou_digits_take(work, len);
    bool ok = copy && powers_make(work, &powers, radix->chunk, len);
    if (!ok)
        goto done;
    memcpy(copy, a, len * sizeof *a);
    /* the smallest level whose power is above the value: one past the largest power not
     * above it, or the largest power's square */
    unsigned level = powers.count;
    while (level > 0 &&
           ou_digits_compare(a, len, powers.power[level - 1], powers.len[level - 1]) < 0)
        level--;
    width = (size_t)radix->chunk_chars << level;
    wide = ou_mem_take(work->mem, width);
    ok = wide && write_split(work, copy, len, radix, &powers, level, wide, width);
    if (!ok)
        goto done;
    while (skip + 1 < width && wide[skip] == '0')
        skip++;
    *text_len = width - skip;
    memcpy(text, wide + skip, *text_len);
done:
    if (wide)
        ou_mem_give(work->mem, wide, width);
    powers_drop(work, &powers);
    ou_digits_give(work, copy, len);
    return ok;
}

bool ou_digits_to_text(OuDigitWork *work, const OuDigit *a, size_t len, unsigned base, char *text,
                       size_t *text_len)
{
    len = ou_digits_trim(a, len);
    if (len == 0) {
        text[0] = '0';
        *text_len = 1;
        return true;
    }
    if ((base & (base - 1)) == 0)
        return write_power_of_two(work, a, len, floor_log2(base), text, text_len);
    Radix radix = radix_of(base);
    if (len > PLAIN_DIGITS)
        return write_long(work, a, len, &radix, text, text_len);
    OuDigit copy[PLAIN_DIGITS];
    memcpy(copy, a, len * sizeof *a);
    size_t width = ou_digits_text_bound(len, base), skip = 0;
    char wide[PLAIN_DIGITS * 48];
    OU_ASSERT(width <= sizeof wide);
    write_plain(copy, len, &radix, wide, width);
    while (skip + 1 < width && wide[skip] == '0')
        skip++;
    *text_len = width - skip;
    memcpy(text, wide + skip, *text_len);
    return ou_digits_charge(work, len * len);
}

/* ---- reading ---- */

size_t ou_digits_from_text_bound(size_t text_len, unsigned base)
{
    unsigned bits = floor_log2(base);
    if ((base & (base - 1)) == 0)
        return text_len / OU_DIGIT_BITS * bits + text_len % OU_DIGIT_BITS * bits / OU_DIGIT_BITS + 1;
    return text_len / radix_of(base).chunk_chars + 2;
}

static unsigned digit_value(char c)
{
    if (c <= '9')
        return (unsigned)(c - '0');
    return (unsigned)((c | 0x20) - 'a') + 10;
}

static bool read_power_of_two(OuDigitWork *work, const char *text, size_t text_len, unsigned bits, OuDigit *out, size_t *out_len)
{
    OuDigit current = 0;
    unsigned filled = 0;
    size_t len = 0;
    for (size_t i = text_len; i-- > 0;) {
        OuDigit value = digit_value(text[i]);
        current |= value << filled;
        filled += bits;
        if (filled >= OU_DIGIT_BITS) {
            out[len++] = current;
            filled -= OU_DIGIT_BITS;
            current = filled ? value >> (bits - filled) : 0;
        }
        if (i % CHARGE_EVERY == 0 && !ou_digits_charge(work, CHARGE_EVERY))
            return false;
    }
    if (current)
        out[len++] = current;
    *out_len = ou_digits_trim(out, len);
    return true;
}

static size_t read_plain(const char *text, size_t text_len, const Radix *radix, OuDigit *out)
{
    size_t len = 0;
    size_t count = text_len % radix->chunk_chars;
    if (count == 0)
        count = radix->chunk_chars;
    for (size_t at = 0; at < text_len; at += count, count = radix->chunk_chars) {
        OuDigit value = 0;
        for (size_t i = 0; i < count; i++)
            value = value * radix->base + digit_value(text[at + i]);
        OuDigit carry = ou_digits_mul_digit(out, out, len, radix->chunk, value);
        if (carry)
            out[len++] = carry;
    }
    return len;
}

/* out has room for ou_digits_from_text_bound digits. */
static bool read_split(OuDigitWork *work, const char *text, size_t text_len, const Radix *radix,
                       const Powers *powers, OuDigit *out, size_t *len)
{
    if (text_len <= (size_t)PLAIN_CHUNKS * radix->chunk_chars) {
        *len = read_plain(text, text_len, radix, out);
        return ou_digits_charge(work, *len * *len);
    }
    unsigned level = 0;
    while (level + 1 < powers->count && ((size_t)radix->chunk_chars << (level + 1)) < text_len)
        level++;
    size_t low_chars = (size_t)radix->chunk_chars << level;
    size_t high_room = ou_digits_from_text_bound(text_len - low_chars, radix->base);
    size_t power_len = powers->len[level], high_len, low_len;
    size_t low_room = ou_digits_from_text_bound(low_chars, radix->base);
    size_t product_room = high_room + power_len, total = high_room + low_room + product_room;
    OuDigit *high = ou_digits_take(work, total);
    if (!high)
        return false;
    OuDigit *low = high + high_room, *product = low + low_room;
    const char *low_text = text + text_len - low_chars;
    bool ok = read_split(work, text, text_len - low_chars, radix, powers, high, &high_len) &&
              read_split(work, low_text, low_chars, radix, powers, low, &low_len);
    if (ok && high_len == 0) {
        memcpy(out, low, low_len * sizeof *out);
        *len = low_len;
    } else if (ok) {
        ok = ou_digits_mul(work, product, high, high_len, powers->power[level], power_len);
        /* low < the power, so the sum does not carry out */
        ou_digits_add(product, product, high_len + power_len, low, low_len);
        *len = ou_digits_trim(product, high_len + power_len);
        memcpy(out, product, *len * sizeof *out);
    }
    ou_digits_give(work, high, total);
    return ok;
}

bool ou_digits_from_text(OuDigitWork *work, const char *text, size_t text_len, unsigned base,
                         OuDigit *out, size_t *len)
{
    while (text_len > 0 && *text == '0') {
        text++;
        text_len--;
    }
    if ((base & (base - 1)) == 0)
        return read_power_of_two(work, text, text_len, floor_log2(base), out, len);
    Radix radix = radix_of(base);
    if (text_len <= (size_t)PLAIN_CHUNKS * radix.chunk_chars) {
        *len = read_plain(text, text_len, &radix, out);
        return ou_digits_charge(work, *len * *len);
    }
    Powers powers = {.count = 0};
    bool ok = powers_make(work, &powers, radix.chunk, text_len / radix.chunk_chars) &&
              read_split(work, text, text_len, &radix, &powers, out, len);
    powers_drop(work, &powers);
    return ok;
}
