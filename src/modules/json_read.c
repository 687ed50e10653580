/* json_read.c - JSON text to objects, as CPython's json.loads: its values, its messages.
 *
 * Runs no script code (but for hooks, and what a collection finalizes). Positions in messages count
 * characters. */
#include "base/numtext.h"
#include "base/utf8.h"
#include "modules/json.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/codec.h"
#include <math.h>
#include <string.h>

/* raise json.decoder.JSONDecodeError(message, document, position) */
static void *decode_error(OuJsonReader *r, const char *message, const char *where)
{
    OuVM *vm = r->vm;
    OuObj *exception = NULL, *name = ou_str_from(vm, "json.decoder"), *wanted = ou_str_from(vm, "JSONDecodeError");
    OuObj *list = wanted ? ou_tuple_pack(vm, 1, wanted) : NULL;
    OuObj *module = name && list ? ou_upcall_import(vm, name, NULL, NULL, list, 0) : NULL;
    OuObj *cls = module ? ou_getattr(vm, module, OU_STR(wanted)) : NULL;
    OuObj *args[3] = {ou_str_from(vm, message), r->document,
                      ou_int_from(vm, (int64_t)ou_utf8_length(r->text, (size_t)(where - r->text)))};
    if (cls && args[0] && args[2])
        exception = ou_call(vm, cls, args, 3, NULL);
    ou_unref(vm, args[2]);
    ou_unref(vm, args[0]);
    ou_unref(vm, cls);
    ou_unref(vm, module);
    ou_unref(vm, list);
    ou_unref(vm, wanted);
    ou_unref(vm, name);
    return exception ? ou_raise_take(vm, exception) : NULL;
}

/* Having come to `p`, where r->stop is or beyond it: is there more to look at? If the run has to end there is not: the
 * reader then stands at the end, with an exception that says why. */
static OU_NOINLINE bool next_piece(OuJsonReader *r, const char *p)
{
    if (p >= r->end)
        return false;
    if (r->stop && !ou_may_go_on(r->vm)) {
        r->at = r->end;
        return false;
    }
    r->stop = (size_t)(r->end - p) > OU_ASK_BYTES ? p + OU_ASK_BYTES : r->end;
    return true;
}

static void *fail(OuJsonReader *r, const char *message, const char *where)
{
    if (r->vm->error) /* it had to stop */
        return NULL;
    if (r->document)
        return decode_error(r, message, where);
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

/* No value begins here. A scanner says so by StopIteration, which JSONDecoder.raw_decode() turns into an error. */
static void *no_value(OuJsonReader *r, const char *where)
{
    if (!r->document || r->vm->error)
        return fail(r, "Expecting value", where);
    OuObj *position = ou_int_from(r->vm, (int64_t)ou_utf8_length(r->text, (size_t)(where - r->text)));
    if (position)
        ou_raise_arg(r->vm, OU_T_StopIteration, position);
    ou_unref(r->vm, position);
    return NULL;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static OU_NOINLINE void skip_many_blanks(OuJsonReader *r)
{
    do {
        while (r->at < r->stop && is_blank(*r->at))
            r->at++;
    } while (r->at >= r->stop && next_piece(r, r->at));
}

static inline void skip_blanks(OuJsonReader *r)
{
    if (r->at < r->end && *r->at == ' ') /* mostly there is one or none */
        r->at++;
    if (r->at < r->end && *r->at <= ' ')
        skip_many_blanks(r);
}

static bool at_char(OuJsonReader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

/* Four hexadecimal digits at `p`, or -1; CPython wants something behind them. */
static int hex4(const OuJsonReader *r, const char *p)
{
    int value = 0;
    if (r->end - p <= 4)
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
static bool read_escape(OuJsonReader *r, OuBuf *out)
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

/* Go on to the next quote, backslash or control character; is all before it ASCII? */
static inline __attribute__((always_inline)) bool skip_plain(OuJsonReader *r)
{
    const char *p = r->at;
    unsigned char seen = 0;
    do {
        while (p < r->stop && *p != '"' && *p != '\\' && (unsigned char)*p >= 0x20)
            seen |= (unsigned char)*p++;
        r->at = p;
    } while (OU_UNLIKELY(p >= r->stop) && next_piece(r, p));
    return seen < 0x80;
}

OuObj *ou_json_text(OuJsonReader *r)
{
    const char *begin = r->at - 1, *start = r->at;
    bool ascii = skip_plain(r);
    if (at_char(r, '"')) {
        size_t size = (size_t)(r->at++ - start);
        return ascii && size > 1 ? ou_str_new_ascii(r->vm, start, size) : ou_str_new(r->vm, start, size);
    }
    OuBuf out;
    ou_buf_init(&out, &r->vm->mem);
    for (const char *piece = start;; piece = r->at, skip_plain(r)) {
        if (r->at == r->end) {
            fail(r, "Unterminated string starting at", begin);
            break;
        }
        ou_buf_put_long(r->vm, &out, piece, (size_t)(r->at - piece));
        if (*r->at == '"') {
            r->at++;
            return ou_str_from_buf(r->vm, &out);
        }
        if (*r->at != '\\' && r->lenient) {
            ou_buf_putc(&out, *r->at++);
            continue;
        }
        if (*r->at != '\\') {
            fail(r, "Invalid control character at", r->at);
            break;
        }
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

static bool word(OuJsonReader *r, const char *text)
{
    size_t size = strlen(text);
    if ((size_t)(r->end - r->at) < size || memcmp(r->at, text, size) != 0)
        return false;
    r->at += size;
    return true;
}

/* The end of the digits from `p` on. */
static const char *digits(OuJsonReader *r, const char *p)
{
    do {
        while (p < r->stop && *p >= '0' && *p <= '9')
            p++;
    } while (OU_UNLIKELY(p >= r->stop) && next_piece(r, p));
    return p;
}

/* What is at r->at up to `end`, as a text given to a function. */
static OuObj *parse_by(OuJsonReader *r, OuObj *function, const char *end)
{
    OuObj *text = ou_str_new(r->vm, r->at, (size_t)(end - r->at));
    r->at = end;
    OuObj *result = text ? ou_call1(r->vm, function, text) : NULL;
    ou_unref(r->vm, text);
    return result;
}

static OuObj *make_int(OuJsonReader *r, const char *start, const char *end)
{
    if (end - start > 18)
        return ou_int_parse(r->vm, start, (size_t)(end - start), 10);
    int64_t value = 0;
    for (const char *p = start + (*start == '-'); p < end; p++)
        value = value * 10 + (*p - '0');
    return ou_int_from(r->vm, *start == '-' ? -value : value);
}

static OuObj *read_number(OuJsonReader *r)
{
    const char *start = r->at, *p = start + (*start == '-');
    const char *whole = p;
    p = p < r->end && *p == '0' ? p + 1 : digits(r, p);
    if (p == whole)
        return no_value(r, start);
    bool real = false;
    const char *after = p < r->end && *p == '.' ? digits(r, p + 1) : p;
    if (after > p + 1) {
        p = after;
        real = true;
    }
    if (p < r->end && (*p == 'e' || *p == 'E')) {
        const char *exponent = p + 1;
        exponent += exponent < r->end && (*exponent == '+' || *exponent == '-');
        after = digits(r, exponent);
        if (after > exponent) {
            p = after;
            real = true;
        }
    }
    if (OU_UNLIKELY(r->vm->error != NULL))
        return NULL;
    OuObj *function = real ? r->parse_float : r->parse_int;
    if (function)
        return parse_by(r, function, p);
    r->at = p;
    OU_CHARGE_BYTES(r->vm, p - start);
    if (!real)
        return make_int(r, start, p);
    double value = 0;
    const OuGoOn asks = {ou_may_go_on, r->vm};
    if (ou_double_parse_long(whole, (size_t)(p - whole), &value, &asks) == OU_STOPPED)
        return NULL;
    return ou_float_from(r->vm, *start == '-' ? -value : value);
}

static OuObj *read_list(OuJsonReader *r)
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
        OuObj *item = ou_json_value(r);
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

/* The key behind an opening quote. Short ones that were seen lately are taken again. */
static OuObj *read_key(OuJsonReader *r)
{
    const char *start = r->at;
    skip_plain(r);
    if (OU_UNLIKELY(r->vm->error != NULL))
        return NULL;
    if (!at_char(r, '"') || r->at == start || r->at - start > 40) {
        r->at = start;
        return ou_json_text(r);
    }
    size_t size = (size_t)(r->at - start), slot = size * 31 + (unsigned char)start[0] * 5 + (unsigned char)r->at[-1];
    OuStr **seen = &r->keys[(slot + (unsigned char)start[size / 2] * 3) % OU_JSON_KEYS];
    if (*seen && (*seen)->size == size && memcmp(ou_str_text(*seen), start, size) == 0) {
        r->at++;
        return ou_ref(OU_OBJ(*seen));
    }
    r->at = start;
    OuObj *key = ou_json_text(r);
    if (key) {
        ou_unref(r->vm, *seen);
        *seen = OU_STR(ou_ref(key));
    }
    return key;
}

/* Into a dict or, for object_pairs_hook, a list. */
static bool read_pair(OuJsonReader *r, OuObj *object)
{
    if (!at_char(r, '"'))
        return fail(r, "Expecting property name enclosed in double quotes", r->at) != NULL;
    r->at++;
    OuObj *key = read_key(r), *value = NULL;
    if (key) {
        skip_blanks(r);
        if (at_char(r, ':')) {
            r->at++;
            skip_blanks(r);
            value = ou_json_value(r);
        } else {
            fail(r, "Expecting ':' delimiter", r->at);
        }
    }
    bool ok = false;
    if (value && r->pairs_hook) {
        OuObj *pair = ou_tuple_pack(r->vm, 2, key, value);
        ok = pair && ou_list_append_take(r->vm, OU_LIST(object), pair);
    } else if (value) {
        ok = ou_dict_set(r->vm, OU_DICT(object), key, value);
    }
    ou_unref(r->vm, key);
    ou_unref(r->vm, value);
    return ok;
}

static OuObj *call_hook_take(OuJsonReader *r, OuObj *object)
{
    OuObj *hook = r->pairs_hook ? r->pairs_hook : r->object_hook;
    if (!hook)
        return object;
    OuObj *result = ou_call1(r->vm, hook, object);
    ou_unref(r->vm, object);
    return result;
}

static OuObj *read_dict(OuJsonReader *r)
{
    OuObj *dict = r->pairs_hook ? ou_list_new(r->vm, 0) : ou_dict_new(r->vm);
    if (!dict)
        return NULL;
    skip_blanks(r);
    if (at_char(r, '}')) {
        r->at++;
        return call_hook_take(r, dict);
    }
    while (read_pair(r, dict)) {
        skip_blanks(r);
        if (at_char(r, '}')) {
            r->at++;
            return call_hook_take(r, dict);
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

static OuObj *read_nested(OuJsonReader *r)
{
    bool is_dict = *r->at++ == '{';
    if (!ou_enter(r->vm, is_dict ? " while decoding a JSON object from a unicode string"
                                 : " while decoding a JSON array from a unicode string"))
        return NULL;
    OuObj *result = is_dict ? read_dict(r) : read_list(r);
    ou_leave(r->vm);
    return result;
}

/* NaN, Infinity, -Infinity: `text` has been read, unless NULL is returned without an exception. */
static OuObj *read_constant(OuJsonReader *r, const char *text, double value)
{
    const char *start = r->at;
    if (!word(r, text))
        return NULL;
    if (!r->parse_constant)
        return ou_float_from(r->vm, value);
    const char *end = r->at;
    r->at = start;
    return parse_by(r, r->parse_constant, end);
}

OuObj *ou_json_value(OuJsonReader *r)
{
    if (!ou_poll(r->vm, 4))
        return NULL;
    if (r->at == r->end)
        return no_value(r, r->at);
    OuObj *constant = NULL;
    switch (*r->at) {
    case '"':
        r->at++;
        return ou_json_text(r);
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
        constant = read_constant(r, "NaN", (double)NAN);
        break;
    case 'I':
        constant = read_constant(r, "Infinity", (double)INFINITY);
        break;
    case '-':
        constant = read_constant(r, "-Infinity", -(double)INFINITY);
        if (!constant && !r->vm->error)
            return read_number(r);
        break;
    default:
        if (*r->at >= '0' && *r->at <= '9')
            return read_number(r);
        break;
    }
    return constant || r->vm->error ? constant : no_value(r, r->at);
}

void ou_json_reader_drop(OuJsonReader *r)
{
    for (size_t i = 0; i < OU_JSON_KEYS; i++)
        ou_unref(r->vm, r->keys[i]);
}

OuObj *ou_json_read(OuVM *vm, const char *text, size_t size)
{
    OuJsonReader r = {.vm = vm, .text = text, .at = text, .end = text + size};
    if (ou_utf8_check(text, size, true) != size)
        return ou_codec_decode(vm, text, size, "utf-8", NULL); /* raises */
    if (size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        return fail(&r, "Unexpected UTF-8 BOM (decode using utf-8-sig)", text);
    skip_blanks(&r);
    OuObj *value = ou_json_value(&r);
    ou_json_reader_drop(&r);
    if (value)
        skip_blanks(&r);
    if (value && (r.at != r.end || vm->error)) {
        ou_clear(vm, &value);
        fail(&r, "Extra data", r.at);
    }
    return value;
}
