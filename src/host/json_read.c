/* json_read.c - JSON text to objects, as CPython's json.loads: its values, its messages.
 *
 * Runs no script code (but for what a collection finalizes). Positions in messages count
 * characters. */
#include "base/numtext.h"
#include "base/utf8.h"
#include "host/api.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include <math.h>
#include <string.h>

typedef struct Reader {
    OuVM *vm;
    const char *text, *at, *end;
} Reader;

static OuObj *read_value(Reader *r);

static void *fail(Reader *r, const char *message, const char *where)
{
    size_t line = 1;
    const char *start = r->text;
    for (const char *p = r->text; p < where; p++) {
        if (*p == '\n') {
            line++;
            start = p + 1;
        }
    }
    return OU_VALUE_ERROR(r->vm, "%s: line %zu column %zu (char %zu)", message, line,
                          ou_utf8_length(start, (size_t)(where - start)) + 1,
                          ou_utf8_length(r->text, (size_t)(where - r->text)));
}

static void skip_blanks(Reader *r)
{
    while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
        r->at++;
}

static bool at_char(Reader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

/* Four hexadecimal digits at `p`, or -1. */
static int hex4(const Reader *r, const char *p)
{
    int value = 0;
    if (r->end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        int digit = ou_hex_digit(p[i]);
        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

/* After a backslash. */
static bool read_escape(Reader *r, OuBuf *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    char c = *r->at++;
    const char *known = c ? strchr(from, c) : NULL;
    if (known) {
        ou_buf_putc(out, to[known - from]);
        return true;
    }
    if (c != 'u')
        return fail(r, "Invalid \\escape", r->at - 2) != NULL;
    int code = hex4(r, r->at);
    if (code < 0)
        return fail(r, "Invalid \\uXXXX escape", r->at - 1) != NULL;
    r->at += 4;
    if (code >= 0xD800 && code < 0xDC00 && r->end - r->at >= 6 && r->at[0] == '\\' && r->at[1] == 'u') {
        int second = hex4(r, r->at + 2);
        if (second >= 0xDC00 && second < 0xE000) {
            code = 0x10000 + ((code - 0xD800) << 10) + (second - 0xDC00);
            r->at += 6;
        }
    }
    ou_buf_put_code(out, (uint32_t)code);
    return true;
}

/* Behind the opening quote. */
static OuObj *read_text(Reader *r)
{
    const char *begin = r->at - 1, *start = r->at;
    OuBuf out;
    ou_buf_init(&out, &r->vm->mem);
    for (;;) {
        const char *piece = r->at;
        while (r->at < r->end && *r->at != '"' && *r->at != '\\' && (unsigned char)*r->at >= 0x20)
            r->at++;
        if (r->at == r->end) {
            fail(r, "Unterminated string starting at", begin);
            break;
        }
        if (*r->at == '"') {
            r->at++;
            if (piece == start) /* no escapes */
                return ou_str_new(r->vm, start, (size_t)(r->at - 1 - start));
            ou_buf_put(&out, piece, (size_t)(r->at - 1 - piece));
            return ou_str_from_buf(r->vm, &out);
        }
        if (*r->at != '\\') {
            fail(r, "Invalid control character at", r->at);
            break;
        }
        ou_buf_put(&out, piece, (size_t)(r->at - piece));
        r->at++;
        if (r->at == r->end) {
            fail(r, "Unterminated string starting at", begin);
            break;
        }
        if (!read_escape(r, &out))
            break;
    }
    ou_buf_drop(&out);
    return NULL;
}

static bool word(Reader *r, const char *text)
{
    size_t size = strlen(text);
    if ((size_t)(r->end - r->at) < size || memcmp(r->at, text, size) != 0)
        return false;
    r->at += size;
    return true;
}

static const char *digits(const Reader *r, const char *p)
{
    while (p < r->end && *p >= '0' && *p <= '9')
        p++;
    return p;
}

static OuObj *read_number(Reader *r)
{
    const char *start = r->at, *p = start + (*start == '-');
    const char *whole = p;
    p = p < r->end && *p == '0' ? p + 1 : digits(r, p);
    if (p == whole)
        return fail(r, "Expecting value", start);
    bool real = false;
    if (p < r->end && *p == '.' && digits(r, p + 1) > p + 1) {
        p = digits(r, p + 1);
        real = true;
    }
    if (p < r->end && (*p == 'e' || *p == 'E')) {
        const char *exponent = p + 1;
        exponent += exponent < r->end && (*exponent == '+' || *exponent == '-');
        if (digits(r, exponent) > exponent) {
            p = digits(r, exponent);
            real = true;
        }
    }
    r->at = p;
    if (!real)
        return ou_int_parse(r->vm, start, (size_t)(p - start), 10);
    double value = 0;
    (void)ou_double_parse(whole, (size_t)(p - whole), &value);
    return ou_float_from(r->vm, *start == '-' ? -value : value);
}

static OuObj *read_list(Reader *r)
{
    OuObj *list = ou_list_new(r->vm, 0);
    if (!list)
        return NULL;
    skip_blanks(r);
    if (at_char(r, ']')) {
        r->at++;
        return list;
    }
    for (;;) {
        OuObj *item = read_value(r);
        if (!item || !ou_list_append_take(r->vm, OU_LIST(list), item))
            break;
        skip_blanks(r);
        if (at_char(r, ']')) {
            r->at++;
            return list;
        }
        if (!at_char(r, ',')) {
            fail(r, "Expecting ',' delimiter", r->at);
            break;
        }
        r->at++;
        skip_blanks(r);
    }
    ou_unref(r->vm, list);
    return NULL;
}

static bool read_pair(Reader *r, OuDict *dict)
{
    if (!at_char(r, '"'))
        return fail(r, "Expecting property name enclosed in double quotes", r->at) != NULL;
    r->at++;
    OuObj *key = read_text(r), *value = NULL;
    if (key) {
        skip_blanks(r);
        if (at_char(r, ':')) {
            r->at++;
            skip_blanks(r);
            value = read_value(r);
        } else {
            fail(r, "Expecting ':' delimiter", r->at);
        }
    }
    bool ok = value && ou_dict_set(r->vm, dict, key, value);
    ou_unref(r->vm, key);
    ou_unref(r->vm, value);
    return ok;
}

static OuObj *read_dict(Reader *r)
{
    OuObj *dict = ou_dict_new(r->vm);
    if (!dict)
        return NULL;
    skip_blanks(r);
    if (at_char(r, '}')) {
        r->at++;
        return dict;
    }
    while (read_pair(r, OU_DICT(dict))) {
        skip_blanks(r);
        if (at_char(r, '}')) {
            r->at++;
            return dict;
        }
        if (!at_char(r, ',')) {
            fail(r, "Expecting ',' delimiter", r->at);
            break;
        }
        r->at++;
        skip_blanks(r);
    }
    ou_unref(r->vm, dict);
    return NULL;
}

static OuObj *read_nested(Reader *r)
{
    bool is_dict = *r->at++ == '{';
    if (!ou_enter(r->vm, is_dict ? " while decoding a JSON object from a unicode string"
                                 : " while decoding a JSON array from a unicode string"))
        return NULL;
    OuObj *result = is_dict ? read_dict(r) : read_list(r);
    ou_leave(r->vm);
    return result;
}

static OuObj *read_value(Reader *r)
{
    if (!ou_poll(r->vm, 4))
        return NULL;
    if (r->at == r->end)
        return fail(r, "Expecting value", r->at);
    switch (*r->at) {
    case '"':
        r->at++;
        return read_text(r);
    case '{':
    case '[':
        return read_nested(r);
    case 'n':
        if (word(r, "null"))
            return OU_NONE;
        break;
    case 't':
        if (word(r, "true"))
            return OU_TRUE;
        break;
    case 'f':
        if (word(r, "false"))
            return OU_FALSE;
        break;
    case 'N':
        if (word(r, "NaN"))
            return ou_float_from(r->vm, (double)NAN);
        break;
    case 'I':
        if (word(r, "Infinity"))
            return ou_float_from(r->vm, (double)INFINITY);
        break;
    case '-':
        if (word(r, "-Infinity"))
            return ou_float_from(r->vm, -(double)INFINITY);
        return read_number(r);
    default:
        if (*r->at >= '0' && *r->at <= '9')
            return read_number(r);
        break;
    }
    return fail(r, "Expecting value", r->at);
}

OuObj *ou_json_read(OuVM *vm, const char *text, size_t size)
{
    Reader r = {.vm = vm, .text = text, .at = text, .end = text + size};
    if (ou_utf8_check(text, size, true) != size)
        return ou_api_text(vm, text, size); /* raises */
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        return fail(&r, "Unexpected UTF-8 BOM (decode using utf-8-sig)", text);
    skip_blanks(&r);
    OuObj *value = read_value(&r);
    if (value) {
        skip_blanks(&r);
        if (r.at != r.end) {
            ou_unref(vm, value);
            return fail(&r, "Extra data", r.at);
        }
    }
    return value;
}
