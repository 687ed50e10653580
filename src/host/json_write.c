/* json_write.c - objects to JSON text, as CPython's json.dumps with its defaults.
 *
 * Runs no script code (but for what a collection finalizes, which may change containers: items
 * are held while they are written, lengths read again). */
#include "base/numtext.h"
#include "base/utf8.h"
#include "host/api.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include <math.h>

/* The containers that the one being written is in. */
typedef struct Outer {
    const struct Outer *outer;
    const OuObj *object;
} Outer;

static bool write_value(OuVM *vm, OuObj *o, OuBuf *out, const Outer *outer);

static void put_escape(OuBuf *out, uint32_t unit)
{
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};
    ou_buf_put(out, text, sizeof text);
}

static void put_special(OuBuf *out, uint32_t code)
{
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    for (size_t i = 0; i < sizeof from - 1; i++) {
        if ((uint32_t)(unsigned char)from[i] == code) {
            ou_buf_putc(out, '\\');
            ou_buf_putc(out, to[i]);
            return;
        }
    }
    if (code >= 0x10000) {
        put_escape(out, 0xD800 + ((code - 0x10000) >> 10));
        code = 0xDC00 + ((code - 0x10000) & 0x3FF);
    }
    put_escape(out, code);
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c < 0x7F && c != '"' && c != '\\';
}

static void put_text(OuBuf *out, const OuStr *s)
{
    const char *p = ou_str_text(s), *end = p + s->size;
    ou_buf_putc(out, '"');
    while (p < end) {
        const char *piece = p;
        while (p < end && is_plain((unsigned char)*p))
            p++;
        ou_buf_put(out, piece, (size_t)(p - piece));
        if (p < end)
            put_special(out, ou_utf8_next(&p));
    }
    ou_buf_putc(out, '"');
}

static void put_float(OuBuf *out, double value)
{
    if (isfinite(value))
        ou_double_repr(value, out);
    else
        ou_buf_puts(out, isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
}

/* None, booleans and numbers; false and no exception: it is none of them. */
static bool put_atom(OuVM *vm, OuObj *o, OuBuf *out)
{
    if (o == OU_NONE || o == OU_TRUE || o == OU_FALSE) {
        ou_buf_puts(out, o == OU_NONE ? "null" : o == OU_TRUE ? "true" : "false");
        return true;
    }
    if (ou_is(vm, o, OU_TF_IS_INT)) {
        OuObj *text = ou_int_text(vm, o, 10);
        if (text)
            ou_buf_put(out, ou_str_text(OU_STR(text)), OU_STR(text)->size);
        ou_unref(vm, text);
        return text != NULL;
    }
    if (ou_is(vm, o, OU_TF_IS_FLOAT)) {
        put_float(out, ou_float_value(o));
        return true;
    }
    return false;
}

static bool put_key(OuVM *vm, OuObj *key, OuBuf *out)
{
    if (ou_is_str(vm, key)) {
        put_text(out, OU_STR(key));
        return true;
    }
    ou_buf_putc(out, '"');
    bool ok = put_atom(vm, key, out);
    ou_buf_putc(out, '"');
    if (!ok && !vm->error)
        OU_TYPE_ERROR(vm, "keys must be str, int, float, bool or None, not %.100T", key);
    return ok;
}

static bool write_dict(OuVM *vm, OuObj *o, OuBuf *out, const Outer *outer)
{
    size_t position = 0;
    OuObj *key, *value;
    bool ok = true;
    ou_buf_putc(out, '{');
    for (bool first = true; ok && ou_dict_next(OU_DICT(o), &position, &key, &value); first = false) {
        ou_ref(key);
        ou_ref(value);
        if (!first)
            ou_buf_puts(out, ", ");
        ok = put_key(vm, key, out);
        ou_buf_puts(out, ": ");
        ok = ok && write_value(vm, value, out, outer);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    ou_buf_putc(out, '}');
    return ok;
}

static bool write_sequence(OuVM *vm, OuObj *o, OuBuf *out, const Outer *outer)
{
    bool is_list = ou_is(vm, o, OU_TF_IS_LIST), ok = true;
    ou_buf_putc(out, '[');
    for (size_t i = 0; ok && i < (is_list ? OU_LIST(o)->len : OU_TUPLE(o)->len); i++) {
        OuObj *item = ou_ref(is_list ? OU_LIST(o)->items[i] : OU_TUPLE(o)->items[i]);
        if (i > 0)
            ou_buf_puts(out, ", ");
        ok = write_value(vm, item, out, outer);
        ou_unref(vm, item);
    }
    ou_buf_putc(out, ']');
    return ok;
}

static bool write_nested(OuVM *vm, OuObj *o, OuBuf *out, const Outer *outer)
{
    bool is_dict = ou_is(vm, o, OU_TF_IS_DICT);
    for (const Outer *at = outer; at; at = at->outer)
        if (at->object == o)
            return OU_VALUE_ERROR(vm, "Circular reference detected") != NULL;
    Outer self = {outer, o};
    if (!ou_enter(vm, " while encoding a JSON object"))
        return false;
    bool ok = is_dict ? write_dict(vm, o, out, &self) : write_sequence(vm, o, out, &self);
    ou_leave(vm);
    return ok;
}

static bool write_value(OuVM *vm, OuObj *o, OuBuf *out, const Outer *outer)
{
    if (!ou_poll(vm, 4))
        return false;
    if (ou_is_str(vm, o)) {
        put_text(out, OU_STR(o));
        return true;
    }
    if (ou_is(vm, o, OU_TF_IS_LIST | OU_TF_IS_TUPLE | OU_TF_IS_DICT))
        return write_nested(vm, o, out, outer);
    if (put_atom(vm, o, out))
        return true;
    if (!vm->error)
        OU_TYPE_ERROR(vm, "Object of type %.100T is not JSON serializable", o);
    return false;
}

bool ou_json_write(OuVM *vm, OuObj *o, OuBuf *out)
{
    if (!write_value(vm, o, out, NULL))
        return false;
    if (out->failed)
        ou_raise_memory(vm);
    return !out->failed;
}
