/* json_write.c - objects to JSON text, as CPython's json.dumps.
 *
 * Functions of the script, and what a collection finalizes, may change containers: items are held while
 * they are written, lengths of lists read again; of a dict the items are copied first. */
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
#include <math.h>
#include <string.h>

/* The containers that the one being written is in. */
typedef struct Outer {
    const struct Outer *outer;
    const OuObj *object;
} Outer;

static bool put_value(OuJsonWriter *w, OuObj *o, const Outer *outer);

static void put_escape(OuBuf *out, uint32_t unit)
{
    static const char hex[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15]};
    ou_buf_put(out, text, sizeof text);
}

static void put_special(OuBuf *out, uint32_t code)
{
    static const char from[] = "\"\\\b\f\n\r\t", to[] = "\"\\bfnrt";
    const char *known = code && code < 0x7F ? strchr(from, (int)code) : NULL;
    if (known) {
        ou_buf_putc(out, '\\');
        ou_buf_putc(out, to[known - from]);
        return;
    }
    if (code >= 0x10000) {
        put_escape(out, 0xD800 + ((code - 0x10000) >> 10));
        code = 0xDC00 + ((code - 0x10000) & 0x3FF);
    }
    put_escape(out, code);
}

static bool is_plain(unsigned char c, bool plain)
{
    return c >= 0x20 && c != '"' && c != '\\' && (c < 0x7F || plain);
}

/* The builder has failed if an exception is pending. */
void ou_json_put_text(OuVM *vm, OuBuf *out, const OuStr *s, bool plain)
{
    const char *p = ou_str_text(s), *end = p + s->size;
    ou_buf_putc(out, '"');
    for (size_t round = 0; p < end;) {
        const char *piece = p, *stop = end - p > 16384 ? p + 16384 : end;
        while (p < stop && is_plain((unsigned char)*p, plain))
            p++;
        ou_buf_put(out, piece, (size_t)(p - piece));
        if (OU_UNLIKELY(++round % 4096 == 0 || p - piece == 16384) && !ou_check(vm, 1250)) {
            out->failed = true;
            return;
        }
        if (p < end)
            put_special(out, ou_utf8_next(&p));
    }
    ou_buf_putc(out, '"');
}

/* A text, by the script's function if there is one. */
static bool put_text(OuJsonWriter *w, OuObj *text)
{
    if (!w->encode) {
        ou_json_put_text(w->vm, w->out, OU_STR(text), w->plain);
        return OU_LIKELY(!w->out->failed) || w->vm->error == NULL;
    }
    OuObj *result = ou_call1(w->vm, w->encode, text);
    bool ok = result && ou_is_str(w->vm, result);
    if (ok)
        ou_buf_put(w->out, ou_str_text(OU_STR(result)), OU_STR(result)->size);
    else if (result)
        OU_TYPE_ERROR(w->vm, "encoder() must return a string, not %.80T", result);
    ou_unref(w->vm, result);
    return ok;
}

static bool put_float(OuJsonWriter *w, double value)
{
    if (isfinite(value))
        ou_double_repr(value, w->out);
    else if (w->no_nan)
        return OU_VALUE_ERROR(w->vm, "Out of range float values are not JSON compliant") != NULL;
    else
        ou_buf_puts(w->out, isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
    return true;
}

static bool put_int(OuJsonWriter *w, OuObj *o)
{
    int64_t value;
    char digits[24];
    if (ou_int_to_int64(o, &value)) {
        if (value <= 0)
            ou_buf_putc(w->out, value ? '-' : '0');
        ou_buf_put(w->out, digits, (size_t)ou_uint64_text(value < 0 ? -(uint64_t)value : (uint64_t)value, digits));
        return true;
    }
    OuObj *text = ou_int_text(w->vm, o, 10);
    if (text)
        ou_buf_put(w->out, ou_str_text(OU_STR(text)), OU_STR(text)->size);
    ou_unref(w->vm, text);
    return text != NULL;
}

/* None, booleans and numbers; false and no exception: it is none of them. */
static bool put_atom(OuJsonWriter *w, OuObj *o)
{
    if (o == OU_NONE || o == OU_TRUE || o == OU_FALSE) {
        ou_buf_puts(w->out, o == OU_NONE ? "null" : o == OU_TRUE ? "true" : "false");
        return true;
    }
    if (ou_is(w->vm, o, OU_TF_IS_INT))
        return put_int(w, o);
    return ou_is(w->vm, o, OU_TF_IS_FLOAT) && put_float(w, ou_float_value(o));
}

static void put_new_line(OuJsonWriter *w)
{
    if (!w->indent)
        return;
    ou_buf_putc(w->out, '\n');
    for (size_t i = 0; i < w->level; i++)
        ou_buf_put(w->out, ou_str_text(w->indent), w->indent->size);
}

static void put_separator(OuJsonWriter *w, bool first)
{
    if (!first && w->item_separator)
        ou_buf_put(w->out, ou_str_text(w->item_separator), w->item_separator->size);
    else if (!first)
        ou_buf_puts(w->out, ", ");
    put_new_line(w);
}

/* A key that is no text is written as one. */
static bool put_key(OuJsonWriter *w, OuObj *key)
{
    if (ou_is_str(w->vm, key))
        return put_text(w, key);
    OuBuf *out = w->out, text;
    ou_buf_init(&text, &w->vm->mem);
    w->out = &text;
    bool ok = put_atom(w, key);
    w->out = out;
    OuObj *name = ok ? ou_str_from_buf(w->vm, &text) : NULL;
    ou_buf_drop(&text);
    ok = name && put_text(w, name);
    ou_unref(w->vm, name);
    return ok;
}

static bool may_be_key(OuVM *vm, OuObj *key)
{
    return key == OU_NONE || ou_is(vm, key, OU_TF_IS_STR | OU_TF_IS_INT | OU_TF_IS_FLOAT);
}

/* One item of a dict; *first: none has been written. */
static bool put_item(OuJsonWriter *w, OuObj *key, OuObj *value, bool *first, const Outer *outer)
{
    if (!may_be_key(w->vm, key)) {
        if (!w->skip_keys)
            OU_TYPE_ERROR(w->vm, "keys must be str, int, float, bool or None, not %.100T", key);
        return w->skip_keys;
    }
    put_separator(w, *first);
    *first = false;
    if (!put_key(w, key))
        return false;
    if (w->key_separator)
        ou_buf_put(w->out, ou_str_text(w->key_separator), w->key_separator->size);
    else
        ou_buf_puts(w->out, ": ");
    return put_value(w, value, outer);
}

/* The items of a dict: of a subclass what its items() gives. */
static OuObj *items_of(OuJsonWriter *w, OuObj *dict)
{
    OuObj *items = ou_call_method(w->vm, dict, OU_NAME(items), NULL, 0);
    OuObj *list = items ? ou_list_from(w->vm, items) : NULL;
    ou_unref(w->vm, items);
    if (list && w->sort_keys && !ou_list_sort(w->vm, OU_LIST(list), NULL, false))
        ou_clear(w->vm, &list);
    return list;
}

static bool put_items_of_list(OuJsonWriter *w, OuObj *items, bool *first, const Outer *outer)
{
    for (size_t i = 0; i < OU_LIST(items)->len; i++) {
        OuObj *item = OU_LIST(items)->items[i];
        if (!ou_is(w->vm, item, OU_TF_IS_TUPLE) || OU_TUPLE(item)->len != 2)
            return OU_VALUE_ERROR(w->vm, "items must return 2-tuples") != NULL;
        if (!put_item(w, OU_TUPLE(item)->items[0], OU_TUPLE(item)->items[1], first, outer))
            return false;
    }
    return true;
}

/* The items of an exact dict, from a copy. */
static bool put_items(OuJsonWriter *w, OuObj *dict, bool *first, const Outer *outer)
{
    OuVM *vm = w->vm;
    size_t count = OU_DICT(dict)->len, position = 0, n = 0;
    OuObj **items = ou_alloc(vm, 2 * count * sizeof *items), *key, *value;
    if (!items)
        return false;
    while (n < 2 * count && ou_dict_next(OU_DICT(dict), &position, &key, &value)) {
        items[n++] = ou_ref(key);
        items[n++] = ou_ref(value);
    }
    bool ok = true;
    for (size_t i = 0; i < n; i += 2) {
        ok = ok && put_item(w, items[i], items[i + 1], first, outer);
        ou_unref(vm, items[i]);
        ou_unref(vm, items[i + 1]);
    }
    ou_free(vm, items, 2 * count * sizeof *items);
    return ok;
}

static bool put_dict(OuJsonWriter *w, OuObj *o, const Outer *outer)
{
    bool first = true, ok;
    if (OU_DICT(o)->len == 0) {
        ou_buf_puts(w->out, "{}");
        return true;
    }
    ou_buf_putc(w->out, '{');
    w->level++;
    if (!ou_is_exact(o, OU_T_DICT) || w->sort_keys) {
        OuObj *items = items_of(w, o);
        ok = items && put_items_of_list(w, items, &first, outer);
        ou_unref(w->vm, items);
    } else {
        ok = put_items(w, o, &first, outer);
    }
    w->level--;
    put_new_line(w);
    ou_buf_putc(w->out, '}');
    return ok;
}

/* A list or tuple; of a subclass what iterating gives. */
static bool put_sequence(OuJsonWriter *w, OuObj *o, const Outer *outer)
{
    OuObj *items = ou_is_exact(o, OU_T_LIST) || ou_is_exact(o, OU_T_TUPLE) ? ou_ref(o) : ou_list_from(w->vm, o);
    if (!items)
        return false;
    bool is_list = ou_is(w->vm, items, OU_TF_IS_LIST), ok = true;
    ou_buf_putc(w->out, '[');
    w->level++;
    size_t i = 0;
    for (; ok && i < (is_list ? OU_LIST(items)->len : OU_TUPLE(items)->len); i++) {
        OuObj *item = ou_ref(is_list ? OU_LIST(items)->items[i] : OU_TUPLE(items)->items[i]);
        put_separator(w, i == 0);
        ok = put_value(w, item, outer);
        ou_unref(w->vm, item);
    }
    w->level--;
    if (i > 0)
        put_new_line(w);
    ou_buf_putc(w->out, ']');
    ou_unref(w->vm, items);
    return ok;
}

static bool is_new(OuJsonWriter *w, const OuObj *o, const Outer *outer)
{
    for (const Outer *at = w->unchecked ? NULL : outer; at; at = at->outer)
        if (at->object == o)
            return OU_VALUE_ERROR(w->vm, "Circular reference detected") != NULL;
    return true;
}

/* What has no form: that of what the script makes of it. */
static bool put_otherwise(OuJsonWriter *w, OuObj *o, const Outer *outer)
{
    if (!w->otherwise) {
        OU_TYPE_ERROR(w->vm, "Object of type %.100T is not JSON serializable", o);
        return false;
    }
    OuObj *value = ou_call1(w->vm, w->otherwise, o);
    bool ok = value && ou_enter(w->vm, " while encoding a JSON object");
    if (ok) {
        ok = put_value(w, value, outer);
        ou_leave(w->vm);
    }
    ou_unref(w->vm, value);
    return ok;
}

static bool put_nested(OuJsonWriter *w, OuObj *o, const Outer *outer)
{
    Outer self = {outer, o};
    if (!is_new(w, o, outer))
        return false;
    if (!ou_is(w->vm, o, OU_TF_IS_LIST | OU_TF_IS_TUPLE | OU_TF_IS_DICT))
        return put_otherwise(w, o, &self);
    if (!ou_enter(w->vm, " while encoding a JSON object"))
        return false;
    bool ok = ou_is(w->vm, o, OU_TF_IS_DICT) ? put_dict(w, o, &self) : put_sequence(w, o, &self);
    ou_leave(w->vm);
    return ok;
}

static bool put_value(OuJsonWriter *w, OuObj *o, const Outer *outer)
{
    if (!ou_poll(w->vm, 4))
        return false;
    if (ou_is_str(w->vm, o))
        return put_text(w, o);
    if (put_atom(w, o))
        return true;
    return !w->vm->error && put_nested(w, o, outer);
}

bool ou_json_put(OuJsonWriter *w, OuObj *o)
{
    if (!put_value(w, o, NULL))
        return false;
    if (w->out->failed)
        ou_raise_memory(w->vm);
    return !w->out->failed;
}

bool ou_json_write(OuVM *vm, OuObj *o, OuBuf *out)
{
    OuJsonWriter w = {.vm = vm, .out = out};
    return ou_json_put(&w, o);
}
