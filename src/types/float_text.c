/* float_text.c - floats from text and to text: decimal, hexadecimal. */
#include "types/bytes.h"
#include "types/float_parts.h"
#include <float.h>
#include <math.h>
#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does the text begin with `word` (lower case), in any case? */
static bool begins_with(const char *text, size_t len, const char *word)
{
    size_t size = strlen(word);
    if (len < size)
        return false;
    for (size_t i = 0; i < size; i++) {
        if ((text[i] | 0x20) != word[i])
            return false;
    }
    return true;
}

/* "inf", "infinity", "nan": bytes consumed. */
static size_t scan_special(const char *text, size_t len, double *out)
{
    if (begins_with(text, len, "inf")) {
        *out = HUGE_VAL;
        return begins_with(text, len, "infinity") ? 8 : 3;
    }
    *out = (double)NAN;
    return begins_with(text, len, "nan") ? 3 : 0;
}

static OU_NOINLINE size_t parse_long(OuVM *vm, const char *text, size_t len, double *out)
{
    const OuGoOn go_on = {ou_may_go_on, vm};
    return ou_double_parse_long(text, len, out, &go_on);
}

size_t ou_double_scan(OuVM *vm, const char *text, size_t len, double *out)
{
    size_t sign = len > 0 && (text[0] == '-' || text[0] == '+');
    size_t consumed;
    if (OU_LIKELY(len <= OU_ASK_BYTES))
        consumed = ou_double_parse(text + sign, len - sign, out);
    else if ((consumed = parse_long(vm, text + sign, len - sign, out)) == OU_STOPPED)
        return OU_STOPPED;
    if (consumed == 0)
        consumed = scan_special(text + sign, len - sign, out);
    if (consumed == 0)
        return 0;
    if (sign && text[0] == '-')
        *out = -*out;
    return consumed + sign;
}

/* ---- decimal text ---- */

static void *cannot_convert(OuVM *vm, const char *what, OuObj *original)
{
    return OU_VALUE_ERROR(vm, "could not convert string to %s: %R", what, original);
}

/* Append the text without underscores; false if one is not between digits. */
static bool drop_underscores(OuVM *vm, const char *text, size_t len, OuBuf *out)
{
    for (size_t i = 0; i < len; i++) {
        if (!OU_PASS(vm, i))
            return false;
        if (text[i] != '_') {
            ou_buf_putc(out, text[i]);
        } else if (i == 0 || i + 1 == len || !is_digit(text[i - 1]) || !is_digit(text[i + 1])) {
            return false;
        }
    }
    return true;
}

/* Cut spaces off and underscores out of what is in [*text, *text + *len). */
static bool tidy(OuVM *vm, OuObj *original, const char *what, OuBuf *buffer, const char **text,
                 size_t *len)
{
    if (!ou_trim(vm, text, len))
        return false;
    const char *underscore;
    if (!ou_find_byte(vm, *text, *len, '_', &underscore))
        return false;
    if (!underscore)
        return true;
    OuBuf plain;
    ou_buf_init(&plain, &vm->mem);
    bool ok = drop_underscores(vm, *text, *len, &plain);
    ou_buf_drop(buffer);
    *buffer = plain;
    if (!ok) {
        if (!vm->error)
            cannot_convert(vm, what, original);
        return false;
    }
    *text = ou_buf_text(buffer);
    *len = buffer->len;
    if (!*text)
        ou_raise_memory(vm);
    return *text != NULL;
}

bool ou_number_text(OuVM *vm, OuObj *original, const char *what, OuBuf *buffer, const char **text,
                    size_t *len)
{
    return ou_numeric_text(vm, OU_STR(original), buffer, text, len) &&
           tidy(vm, original, what, buffer, text, len);
}

/* The whole text is a number, or ValueError. */
static OuObj *convert(OuVM *vm, OuObj *original, const char *text, size_t len)
{
    double value;
    vm->fuel -= (int64_t)(len / 64);
    size_t consumed = ou_double_scan(vm, text, len, &value);
    if (consumed == 0 || consumed != len)
        return consumed == OU_STOPPED ? NULL : cannot_convert(vm, "float", original);
    return ou_float_from(vm, value);
}

OuObj *ou_float_from_text(OuVM *vm, OuObj *o)
{
    OuBuf buffer;
    const char *text;
    size_t len;
    OuObj *result = NULL;
    if (ou_is_str(vm, o)) {
        if (ou_number_text(vm, o, "float", &buffer, &text, &len))
            result = convert(vm, o, text, len);
        ou_buf_drop(&buffer);
        return result;
    }
    OuBuffer content;
    if (!ou_buffer_try(vm, o, &content))
        return OU_ABSENT;
    OuObj *copy = ou_bytes_new(vm, content.data, content.len); /* ends with a zero */
    ou_buffer_release(vm, &content);
    if (!copy)
        return NULL;
    ou_buf_init(&buffer, &vm->mem);
    text = OU_BYTES(copy)->data;
    len = OU_BYTES(copy)->size;
    if (tidy(vm, o, "float", &buffer, &text, &len))
        result = convert(vm, o, text, len);
    ou_buf_drop(&buffer);
    ou_unref(vm, copy);
    return result;
}

OuObj *ou_float_parse(OuVM *vm, const char *text, size_t len)
{
    OuObj *s = ou_str_from_lossy(vm, text, len);
    OuObj *result = s ? ou_float_from_text(vm, s) : NULL;
    ou_unref(vm, s);
    return result;
}

void ou_double_put_short(double value, OuBuf *out)
{
    ou_double_repr(value, out);
    if (!out->failed && out->len >= 2 && memcmp(out->data + out->len - 2, ".0", 2) == 0)
        out->len -= 2;
}

/* ---- hexadecimal text ---- */

OuObj *ou_float_hex(OuVM *vm, double value)
{
    if (isnan(value) || isinf(value))
        return ou_str_from(vm, isnan(value) ? "nan" : value > 0 ? "inf" : "-inf");
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    char text[40], *at = text;
    if (bits >> 63)
        *at++ = '-';
    int exponent = (int)(bits >> 52 & 0x7FF);
    *at++ = '0';
    *at++ = 'x';
    if (value == 0.0) {
        memcpy(at, "0.0p+0", 7);
        return ou_str_from(vm, text);
    }
    *at++ = exponent ? '1' : '0';
    *at++ = '.';
    for (int shift = 48; shift >= 0; shift -= 4)
        *at++ = "0123456789abcdef"[bits >> shift & 15];
    exponent = exponent ? exponent - 1023 : -1022;
    *at++ = 'p';
    *at++ = exponent < 0 ? '-' : '+';
    unsigned power = (unsigned)(exponent < 0 ? -exponent : exponent);
    char digits[4];
    int count = 0;
    do
        digits[count++] = (char)('0' + power % 10);
    while ((power /= 10) != 0);
    while (count > 0)
        *at++ = digits[--count];
    return ou_str_new(vm, text, (size_t)(at - text));
}

/* A hexadecimal number under way: mantissa * 2^exponent, `more` for nonzero digits dropped. */
typedef struct Hex {
    uint64_t mantissa;
    int64_t exponent;
    bool more;
    size_t digits;
} Hex;

/* NULL if the run has to end, which is an exception. */
static const char *hex_digits(OuVM *vm, const char *at, const char *end, Hex *hex, bool fraction)
{
    for (; at < end && ou_hex_digit(*at) >= 0; at++, hex->digits++) {
        if (!OU_PASS(vm, hex->digits))
            return NULL;
        uint64_t digit = (uint64_t)ou_hex_digit(*at);
        if (hex->mantissa >> 60) {
            hex->more |= digit != 0;
            hex->exponent += fraction ? 0 : 4;
        } else {
            hex->mantissa = hex->mantissa << 4 | digit;
            hex->exponent -= fraction ? 4 : 0;
        }
    }
    return at;
}

/* Scan "[0x]digits[.digits][p[+-]digits]"; NULL: malformed, or an exception. */
static const char *hex_scan(OuVM *vm, const char *at, const char *end, Hex *hex)
{
    if (end - at >= 2 && at[0] == '0' && (at[1] | 0x20) == 'x')
        at += 2;
    at = hex_digits(vm, at, end, hex, false);
    if (at && at < end && *at == '.')
        at = hex_digits(vm, at + 1, end, hex, true);
    if (!at || hex->digits == 0)
        return NULL;
    if (at < end && (*at | 0x20) == 'p') {
        at++;
        bool negative = at < end && *at == '-';
        if (at < end && (*at == '-' || *at == '+'))
            at++;
        if (at == end || !is_digit(*at))
            return NULL;
        int64_t power = 0;
        for (; at < end && is_digit(*at); at++) {
            if (!OU_PASS(vm, end - at))
                return NULL;
            if (power < (int64_t)1 << 55)
                power = power * 10 + (*at - '0');
        }
        hex->exponent += negative ? -power : power;
    }
    return at;
}

OuObj *ou_float_from_hex(OuVM *vm, OuStr *s)
{
    const char *at = ou_str_text(s);
    size_t size = s->size;
    if (!ou_trim(vm, &at, &size))
        return NULL;
    const char *end = at + size;
    bool negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    double value;
    size_t special = scan_special(at, (size_t)(end - at), &value);
    if (special) {
        at += special;
    } else {
        Hex hex = {0};
        at = hex_scan(vm, at, end, &hex);
        if (vm->error)
            return NULL;
        value = 0.0;
        if (at == end)
            value = ou_round_scaled(hex.mantissa, hex.more, hex.exponent);
        if (isinf(value))
            return ou_raise(vm, OU_T_OverflowError,
                            "hexadecimal value too large to represent as a float");
    }
    if (at != end)
        return OU_VALUE_ERROR(vm, "invalid hexadecimal floating-point string");
    return ou_float_from(vm, negative ? -value : value);
}
