/* numtext.h - doubles to text and back, correctly rounded, without the locale. */
#ifndef OU_BASE_NUMTEXT_H
#define OU_BASE_NUMTEXT_H
#include "base/strbuf.h"

/* The value of a hexadecimal digit, or -1. */
OU_INLINE int ou_hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The decimal digits of a finite double: value = 0.d1d2d3… * 10^point. */
typedef struct OuDigitText {
    char digits[1100]; /* no trailing zeros unless asked for; NUL-terminated */
    int len;
    int point;
    bool negative;
} OuDigitText;

/* The shortest digits that read back as `x` (finite). */
void ou_double_shortest(double x, OuDigitText *out);
/* Exactly `count` significant digits (1 … 1000), round half even on the exact value. */
void ou_double_significant(double x, int count, OuDigitText *out);
/* Digits up to `decimals` places after the point; may be empty (value rounds to 0). */
void ou_double_fixed(double x, int decimals, OuDigitText *out);
/* The decimal digits of value, without leading zeros (zero has none); returns how many, <= 20. */
int ou_uint64_text(uint64_t value, char *out);
/* Python's repr(float), not NUL-terminated, at most OU_REPR_MAX bytes; returns how many. */
#define OU_REPR_MAX 32
size_t ou_double_repr_text(double x, char *out);
/* Python's repr(float): "1.0", "1e+16", "inf", "nan", "-0.0". */
void ou_double_repr(double x, OuBuf *out);
/* Parse a decimal floating literal without underscores or spaces at text[0..len);
 * returns the bytes consumed (0: not a number), OU_STOPPED if `go_on`, which may be NULL, said no.
 * Overflow gives inf. Does not accept "inf" or "nan". */
#define OU_STOPPED SIZE_MAX
size_t ou_double_parse_long(const char *text, size_t len, double *out, const OuGoOn *go_on);

/* The same of a text that is not very long. */
OU_INLINE size_t ou_double_parse(const char *text, size_t len, double *out)
{
    return ou_double_parse_long(text, len, out, NULL);
}

#endif
