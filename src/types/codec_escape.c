/* codec_escape.c - unicode_escape and raw_unicode_escape. */
#include "base/unicode.h"
#include "object/errors.h"
#include "object/ops.h"
#include "types/codec_state.h"
#include <string.h>

static void put_hex(OuBuf *out, char letter, uint32_t c, int digits)
{
    ou_buf_putc(out, '\\');
    ou_buf_putc(out, letter);
    while (digits-- > 0)
        ou_buf_putc(out, "0123456789abcdef"[c >> (4 * digits) & 15]);
}

bool ou_encode_unicode_escape(OuEncoder *e)
{
    for (size_t i = 0; e->at < e->end; i++) {
        if (!OU_PASS(e->vm, i))
            return false;
        uint32_t c = ou_utf8_next(&e->at);
        if (c >= 0x10000)
            put_hex(&e->out, 'U', c, 8);
        else if (c >= 0x100)
            put_hex(&e->out, 'u', c, 4);
        else if (c == '\\')
            ou_buf_puts(&e->out, "\\\\");
        else if (c == '\t' || c == '\n' || c == '\r')
            ou_buf_puts(&e->out, c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
        else if (c < ' ' || c >= 0x7F)
            put_hex(&e->out, 'x', c, 2);
        else
            ou_buf_putc(&e->out, (char)c);
    }
    return true;
}

bool ou_encode_raw_unicode_escape(OuEncoder *e)
{
    for (size_t i = 0; e->at < e->end; i++) {
        if (!OU_PASS(e->vm, i))
            return false;
        uint32_t c = ou_utf8_next(&e->at);
        if (c >= 0x10000)
            put_hex(&e->out, 'U', c, 8);
        else if (c >= 0x100)
            put_hex(&e->out, 'u', c, 4);
        else
            ou_buf_putc(&e->out, (char)c);
    }
    return true;
}

/* Up to `want` hexadecimal digits; returns how many there are. */
static size_t read_hex(const char *at, const char *end, size_t want, uint32_t *value)
{
    size_t count = 0;
    *value = 0;
    for (; count < want && at < end; at++, count++) {
        unsigned char c = (unsigned char)*at;
        unsigned digit = c - '0';
        if (digit > 9) {
            digit = (c | 0x20u) - 'a';
            if (digit > 5)
                break;
            digit += 10;
        }
        *value = *value << 4 | digit;
    }
    return count;
}

/* \x, \u, \U: `at` is behind the letter. */
static bool decode_hex(OuDecoder *d, char letter, const char *too_large)
{
    size_t want = letter == 'x' ? 2 : letter == 'u' ? 4 : 8;
    uint32_t value;
    size_t count = read_hex(d->at + 2, d->end, want, &value);
    if (count < want) {
        const char *reason = letter == 'x'   ? "truncated \\xXX escape"
                             : letter == 'u' ? "truncated \\uXXXX escape"
                                             : "truncated \\UXXXXXXXX escape";
        return ou_decode_error(d, 2 + count, reason);
    }
    if (value >= 0x110000)
        return ou_decode_error(d, 2 + count, too_large);
    ou_buf_put_code(&d->out, value);
    d->at += 2 + count;
    return true;
}

/* \N{name} */
static bool decode_name(OuDecoder *d)
{
    const char *name = d->at + 3;
    if (name > d->end || d->at[2] != '{')
        return ou_decode_error(d, 2, "malformed \\N character escape");
    const char *close = memchr(name, '}', (size_t)(d->end - name));
    if (close == NULL)
        return ou_decode_error(d, (size_t)(d->end - d->at), "malformed \\N character escape");
    uint32_t code;
    if (close == name)
        return ou_decode_error(d, (size_t)(close - d->at), "malformed \\N character escape");
    int found = ou_uni_lookup_name(d->out.mem, name, (size_t)(close - name), &code);
    if (found < 0)
        return ou_raise_memory(d->vm), false;
    if (found == 0)
        return ou_decode_error(d, (size_t)(close + 1 - d->at), "unknown Unicode character name");
    ou_buf_put_code(&d->out, code);
    d->at = close + 1;
    return true;
}

static void decode_octal(OuDecoder *d)
{
    uint32_t value = 0;
    const char *at = d->at + 1;
    for (int i = 0; i < 3 && at < d->end && *at >= '0' && *at <= '7'; i++)
        value = value * 8 + (uint32_t)(*at++ - '0');
    ou_buf_put_code(&d->out, value);
    d->at = at;
}

/* Is the escape at `at` one that may go on behind the end of the data? */
static bool cut_off(const OuDecoder *d, bool raw)
{
    char letter = d->end - d->at >= 2 ? d->at[1] : 'N';
    const char *behind = d->at + 2;
    uint32_t value;
    if (d->final)
        return false;
    if (behind >= d->end)
        return behind > d->end || letter == 'u' || letter == 'U' || (!raw && (letter == 'x' || letter == 'N'));
    if (letter == 'u' || letter == 'U' || (letter == 'x' && !raw)) {
        size_t want = letter == 'x' ? 2 : letter == 'u' ? 4 : 8, count = read_hex(behind, d->end, want, &value);
        return count < want && behind + count == d->end;
    }
    return letter == 'N' && !raw && *behind == '{' && !memchr(behind, '}', (size_t)(d->end - behind));
}

bool ou_decode_unicode_escape(OuDecoder *d)
{
    static const char letters[] = "abfnrtv\\'\"", meanings[] = "\a\b\f\n\r\t\v\\'\"";
    for (size_t i = 0; d->at < d->end; i++) {
        if (!OU_PASS(d->vm, i))
            return false;
        char c = *d->at;
        if (c != '\\') {
            ou_buf_put_code(&d->out, (unsigned char)c);
            d->at++;
            continue;
        }
        if (cut_off(d, false))
            break;
        if (d->end - d->at == 1) {
            if (!ou_decode_error(d, 1, "\\ at end of string"))
                return false;
            continue;
        }
        char letter = d->at[1];
        const char *simple = letter ? strchr(letters, letter) : NULL;
        if (simple) {
            ou_buf_putc(&d->out, meanings[simple - letters]);
            d->at += 2;
        } else if (letter == '\n') {
            d->at += 2;
        } else if (letter >= '0' && letter <= '7') {
            decode_octal(d);
        } else if (letter == 'x' || letter == 'u' || letter == 'U') {
            if (!decode_hex(d, letter, "illegal Unicode character"))
                return false;
        } else if (letter == 'N') {
            if (!decode_name(d))
                return false;
        } else {
            ou_buf_putc(&d->out, '\\');
            d->at++;
        }
    }
    return true;
}

bool ou_decode_raw_unicode_escape(OuDecoder *d)
{
    for (size_t i = 0; d->at < d->end; i++) {
        if (!OU_PASS(d->vm, i))
            return false;
        if (*d->at == '\\' && cut_off(d, true))
            break;
        bool escape = *d->at == '\\' && d->end - d->at >= 2 && (d->at[1] == 'u' || d->at[1] == 'U');
        if (escape) {
            if (!decode_hex(d, d->at[1], "\\Uxxxxxxxx out of range"))
                return false;
            continue;
        }
        bool pair =
            *d->at == '\\' && d->end - d->at >= 2; /* a doubled backslash does not begin one */
        ou_buf_put_code(&d->out, (unsigned char)*d->at++);
        if (pair)
            ou_buf_put_code(&d->out, (unsigned char)*d->at++);
    }
    return true;
}
