/* utf8.c - see utf8.h. Nothing here allocates or calls back. */
#include "base/utf8.h"
#include <string.h>

#define HIGH_BITS 0x8080808080808080ull
#define LOW_BITS 0x0101010101010101ull

static uint64_t load_word(const char *text)
{
    uint64_t word;
    memcpy(&word, text, sizeof word);
    return word;
}

size_t ou_utf8_put(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t ou_utf8_width(uint32_t code)
{
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

bool ou_utf8_is_ascii(const char *text, size_t len)
{
    size_t i = 0;
    for (; i + 32 <= len; i += 32) {
        uint64_t bits = load_word(text + i) | load_word(text + i + 8) | load_word(text + i + 16)
                        | load_word(text + i + 24);
        if (bits & HIGH_BITS)
            return false;
    }
    for (; i + 8 <= len; i += 8)
        if (load_word(text + i) & HIGH_BITS)
            return false;
    for (; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* Length of the valid sequence at s (2 … 4), or 0. `left` bytes follow. */
static size_t sequence_length(const unsigned char *s, size_t left, bool wtf8)
{
    unsigned first = s[0];
    if (first < 0xC2 || first > 0xF4)
        return 0;
    size_t need = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (left < need)
        return 0;
    for (size_t i = 1; i < need; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    if (first == 0xE0 && s[1] < 0xA0)
        return 0;
    if (first == 0xED && s[1] >= 0xA0 && !wtf8)
        return 0;
    if (first == 0xF0 && s[1] < 0x90)
        return 0;
    if (first == 0xF4 && s[1] >= 0x90)
        return 0;
    return need;
}

size_t ou_utf8_check(const char *text, size_t len, bool wtf8)
{
    const unsigned char *s = (const unsigned char *)text;
    size_t i = 0;
    while (i < len) {
        if (s[i] < 0x80) {
            while (i + 8 <= len && !(load_word(text + i) & HIGH_BITS))
                i += 8;
            while (i < len && s[i] < 0x80)
                i++;
            continue;
        }
        size_t step = sequence_length(s + i, len - i, wtf8);
        if (step == 0)
            return i;
        i += step;
    }
    return len;
}

size_t ou_utf8_length(const char *text, size_t len)
{
    /* Count the continuation bytes (10xxxxxx), eight at a time. */
    size_t continuation = 0;
    size_t i = 0;
    while (i + 8 <= len) {
        size_t stop = len - i > 8 * 255 ? i + 8 * 255 : i + (len - i) / 8 * 8;
        uint64_t sums = 0; /* one counter in each byte */
        for (; i < stop; i += 8) {
            uint64_t word = load_word(text + i);
            sums += word >> 7 & ~word >> 6 & LOW_BITS;
        }
        uint64_t wide = (sums & 0x00FF00FF00FF00FFull) + (sums >> 8 & 0x00FF00FF00FF00FFull);
        continuation += (size_t)(wide * 0x0001000100010001ull >> 48);
    }
    for (; i < len; i++)
        continuation += ((unsigned char)text[i] & 0xC0) == 0x80;
    return len - continuation;
}

size_t ou_utf8_error(const char *text, size_t len, OuUtf8Error *kind)
{
    const unsigned char *s = (const unsigned char *)text;
    *kind = OU_UTF8_START;
    if (s[0] < 0xC2 || s[0] > 0xF4)
        return 1;
    size_t need = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < need; i++) {
        if (i == len) {
            *kind = OU_UTF8_TRUNCATED;
            return len;
        }
        unsigned low = 0x80, high = 0xBF;
        if (i == 1) {
            if (s[0] == 0xE0)
                low = 0xA0;
            else if (s[0] == 0xED)
                high = 0x9F;
            else if (s[0] == 0xF0)
                low = 0x90;
            else if (s[0] == 0xF4)
                high = 0x8F;
        }
        if (s[i] < low || s[i] > high) {
            *kind = OU_UTF8_CONTINUATION;
            return i;
        }
    }
    return 0;
}

const char *ou_utf8_surrogate(const char *at, const char *end)
{
    while ((at = memchr(at, 0xED, (size_t)(end - at))) != NULL) {
        if ((unsigned char)at[1] >= 0xA0)
            return at;
        at += 3;
    }
    return end;
}
