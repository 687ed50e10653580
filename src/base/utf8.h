/* utf8.h - UTF-8 and WTF-8 (UTF-8 that may hold lone surrogates), and the
 * properties of code points (Unicode 14, the version of CPython 3.11). */
#ifndef OU_BASE_UTF8_H
#define OU_BASE_UTF8_H
#include "base/common.h"

/* Decode the character at `p` of well-formed text and step over it. */
static inline uint32_t ou_utf8_next(const char **p)
{
    const unsigned char *s = (const unsigned char *)*p;
    uint32_t c = s[0];
    if (c < 0x80) {
        *p += 1;
        return c;
    }
    if (c < 0xE0) {
        *p += 2;
        return (c & 0x1Fu) << 6 | (s[1] & 0x3Fu);
    }
    if (c < 0xF0) {
        *p += 3;
        return (c & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    }
    *p += 4;
    return (c & 0x07u) << 18 | (s[1] & 0x3Fu) << 12 | (s[2] & 0x3Fu) << 6 | (s[3] & 0x3Fu);
}

/* Write `code` to `out` (room for 4); returns the number of bytes. */
size_t ou_utf8_put(char *out, uint32_t code);
/* Bytes that ou_utf8_put would write. */
size_t ou_utf8_width(uint32_t code);
/* Offset of the first byte that is not valid UTF-8, or `len`. Lone surrogates are
 * valid only if `wtf8`. */
size_t ou_utf8_check(const char *text, size_t len, bool wtf8);
/* What is wrong at `text` (which is not valid UTF-8): the kind, and the number of bytes that
 * belong to the error. 0: nothing is wrong. `len` > 0. */
typedef enum { OU_UTF8_START, OU_UTF8_CONTINUATION, OU_UTF8_TRUNCATED } OuUtf8Error;
size_t ou_utf8_error(const char *text, size_t len, OuUtf8Error *kind);
/* Number of code points of well-formed text. */
size_t ou_utf8_length(const char *text, size_t len);
/* Is every byte below 0x80? */
bool ou_utf8_is_ascii(const char *text, size_t len);

/* Properties of a code point (base/unicode.c; tables generated from the oracle). */
bool ou_uni_is_alpha(uint32_t c);
bool ou_uni_is_decimal(uint32_t c);
bool ou_uni_is_digit(uint32_t c);
bool ou_uni_is_numeric(uint32_t c);
bool ou_uni_is_lower(uint32_t c);
bool ou_uni_is_upper(uint32_t c);
bool ou_uni_is_title(uint32_t c);
bool ou_uni_is_space(uint32_t c);
bool ou_uni_is_printable(uint32_t c);
bool ou_uni_is_cased(uint32_t c);
bool ou_uni_is_case_ignorable(uint32_t c);
bool ou_uni_is_xid_start(uint32_t c);    /* '_' included, as in Python identifiers */
bool ou_uni_is_xid_continue(uint32_t c);
int ou_uni_decimal_value(uint32_t c);    /* 0…9, or -1 */
int ou_uni_digit_value(uint32_t c);      /* 0…9, or -1 */
/* Full case mappings: up to 3 code points to `out`, their number returned. */
size_t ou_uni_to_lower(uint32_t c, uint32_t out[3]);
size_t ou_uni_to_upper(uint32_t c, uint32_t out[3]);
size_t ou_uni_to_title(uint32_t c, uint32_t out[3]);
size_t ou_uni_to_folded(uint32_t c, uint32_t out[3]);
/* Is the character East Asian Wide or Fullwidth, or combining (zero width)? For columns. */
int ou_uni_columns(uint32_t c);

/* The first lone surrogate in WTF-8 text, or `end`. */
const char *ou_utf8_surrogate(const char *at, const char *end);

#endif
