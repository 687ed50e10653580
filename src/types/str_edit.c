/* str_edit.c - methods of str that make changed text: join, replace, padding, expandtabs,
 * translate. join and translate run script code (iteration, the table's __getitem__). */
#include "base/search.h"
#include "base/utf8.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/list.h"
#include "types/strmethods.h"
#include <string.h>

/* ---- join ---- */

OuObj *ou_joinable_list(OuVM *vm, OuObj *iterable)
{
    OuObj *iterator = ou_iter(vm, iterable);
    if (iterator == NULL) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "can only join an iterable");
        return NULL;
    }
    OuObj *list = ou_list_from(vm, iterator);
    ou_unref(vm, iterator);
    return list;
}

OuObj *ou_str_m_join(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *source = args[0];
    if (ou_is_exact(source, OU_T_LIST))
        return ou_str_join(vm, OU_STR(self), OU_LIST(source)->items, OU_LIST(source)->len);
    if (ou_is_exact(source, OU_T_TUPLE))
        return ou_str_join(vm, OU_STR(self), OU_TUPLE(source)->items, OU_TUPLE(source)->len);
    OuObj *list = ou_joinable_list(vm, source);
    if (list == NULL)
        return NULL;
    OuObj *result = ou_str_join(vm, OU_STR(self), OU_LIST(list)->items, OU_LIST(list)->len);
    ou_unref(vm, list);
    return result;
}

/* ---- replace ---- */

#define LONG_TEXT (1u << 20) /* bytes: worth a look at the clock on the way */

/* A fresh result of one character gives way to the shared object. */
static OuObj *shared_take(OuVM *vm, OuStr *s)
{
    if (s == NULL || ou_str_length(s) > 1)
        return OU_OBJ(s);
    OuObj *result = ou_str_new(vm, ou_str_text(s), s->size);
    ou_unref(vm, s);
    return result;
}

/* Put `new` in front of each of the first `count` characters (and the end). */
static OuObj *interleave(OuVM *vm, OuStr *s, const OuStr *new, size_t count)
{
    size_t length = ou_str_length(s);
    if (count > length + 1)
        count = length + 1;
    if (new->size && count > ((size_t)PTRDIFF_MAX - s->size) / new->size)
        return ou_raise(vm, OU_T_OverflowError, "replace string is too long");
    OuStr *result =
        ou_str_alloc(vm, s->size + count * new->size, length + count * ou_str_length(new));
    if (result == NULL)
        return NULL;
    char *out = ou_str_data(result);
    const char *at = ou_str_text(s), *end = at + s->size;
    while (count-- > 0) {
        if (!OU_PASS(vm, count)) {
            ou_unref(vm, result);
            return NULL;
        }
        memcpy(out, ou_str_text(new), new->size);
        out += new->size;
        const char *here = at;
        if (at < end)
            ou_utf8_next(&at);
        memcpy(out, here, (size_t)(at - here));
        out += at - here;
    }
    memcpy(out, at, (size_t)(end - at));
    return shared_take(vm, result);
}

static OuObj *replace(OuVM *vm, OuStr *s, const OuStr *old, const OuStr *new, size_t limit)
{
    const char *text = ou_str_text(s), *end = text + s->size;
    if (limit == 0 || ou_str_equal(old, new) || old->size > s->size)
        return ou_str_exact(vm, OU_OBJ(s));
    OU_CHARGE_BYTES(vm, s->size);
    if (old->size == 0)
        return interleave(vm, s, new, limit);
    size_t count = 0, found;
    OuFinder finder;
    ou_finder_init(&finder, ou_str_text(old), old->size, false);
    if (s->size < LONG_TEXT) {
        count = ou_find_count(text, s->size, ou_str_text(old), old->size, limit);
    } else {
        for (const char *at = text; count < limit; at += found + old->size, count++) {
            if (!ou_find_next(vm, &finder, at, (size_t)(end - at), &found))
                return NULL;
            if (found == OU_NOT_FOUND)
                break;
        }
    }
    if (count == 0)
        return ou_str_exact(vm, OU_OBJ(s));
    if (new->size > old->size && count > ((size_t)PTRDIFF_MAX - s->size) / (new->size - old->size))
        return ou_raise(vm, OU_T_OverflowError, "replace string is too long");
    size_t size = s->size + count * new->size - count * old->size;
    size_t length = ou_str_length(s) + count * ou_str_length(new) - count * ou_str_length(old);
    if (size == 0)
        return OU_EMPTY_STR;
    OuStr *result = ou_str_alloc(vm, size, length);
    if (result == NULL)
        return NULL;
    char *out = ou_str_data(result);
    ou_finder_init(&finder, ou_str_text(old), old->size, false);
    const char *with = ou_str_text(new);
    while (count-- > 0) {
        if (!ou_find_next(vm, &finder, text, (size_t)(end - text), &found) || !ou_copy_long(vm, out, text, found)) {
            ou_unref(vm, result);
            return NULL;
        }
        out += found;
        memcpy(out, with, new->size);
        out += new->size;
        text += found + old->size;
    }
    if (!ou_copy_long(vm, out, text, (size_t)(end - text))) {
        ou_unref(vm, result);
        return NULL;
    }
    return shared_take(vm, result);
}

OuObj *ou_str_m_replace(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t limit = -1;
    OuStr *old, *new;
    if (!ou_arg_str(vm, "replace", "1", args[0], &old)
        || !ou_arg_str(vm, "replace", "2", args[1], &new))
        return NULL;
    if (OU_ARG(2) != NULL && !ou_arg_ssize(vm, args[2], &limit))
        return NULL;
    return replace(vm, OU_STR(self), old, new, limit < 0 ? SIZE_MAX : (size_t)limit);
}

/* ---- padding ---- */

static bool put_fill(OuVM *vm, char *out, const char *fill, size_t fill_size, size_t count)
{
    if (fill_size == 1)
        return ou_fill_long(vm, out, fill[0], count);
    if (count)
        memcpy(out, fill, fill_size);
    return ou_repeat_long(vm, out, fill_size, count * fill_size);
}

static OuObj *pad(OuVM *vm, OuStr *s, size_t left, size_t right, uint32_t fill)
{
    char bytes[4];
    size_t fill_size = ou_utf8_put(bytes, fill);
    if (left + right == 0)
        return ou_str_exact(vm, OU_OBJ(s));
    if (left + right > (size_t)PTRDIFF_MAX / 8)
        return ou_raise_memory(vm);
    OuStr *result =
        ou_str_alloc(vm, s->size + (left + right) * fill_size, ou_str_length(s) + left + right);
    if (result == NULL)
        return NULL;
    char *out = ou_str_data(result), *middle = out + left * fill_size;
    if (!put_fill(vm, out, bytes, fill_size, left) || !ou_copy_long(vm, middle, ou_str_text(s), s->size)
        || !put_fill(vm, middle + s->size, bytes, fill_size, right)) {
        ou_unref(vm, result);
        return NULL;
    }
    return shared_take(vm, result);
}

/* Arguments of center, ljust, rjust: how much is missing, and the character to fill with. */
static bool padding_args(OuVM *vm, OuStr *s, OuObj *const *args, size_t nargs, ptrdiff_t *width,
                         size_t *missing, uint32_t *fill)
{
    *fill = ' ';
    if (!ou_arg_ssize(vm, args[0], width))
        return false;
    if (OU_ARG(1) != NULL) {
        if (!ou_is_str(vm, args[1])) {
            OU_TYPE_ERROR(vm, "The fill character must be a unicode character, not %.100T",
                          args[1]);
            return false;
        }
        if (ou_str_length(OU_STR(args[1])) != 1) {
            OU_TYPE_ERROR(vm, "The fill character must be exactly one character long");
            return false;
        }
        *fill = ou_str_code_at(vm, OU_STR(args[1]), 0);
    }
    ptrdiff_t length = (ptrdiff_t)ou_str_length(s);
    *missing = *width > length ? (size_t)(*width - length) : 0;
    return true;
}

OuObj *ou_str_m_center(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    uint32_t fill;
    if (!padding_args(vm, OU_STR(self), args, nargs, &width, &missing, &fill))
        return NULL;
    size_t left = missing / 2 + (missing & (size_t)width & 1);
    return pad(vm, OU_STR(self), left, missing - left, fill);
}

OuObj *ou_str_m_ljust(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    uint32_t fill;
    if (!padding_args(vm, OU_STR(self), args, nargs, &width, &missing, &fill))
        return NULL;
    return pad(vm, OU_STR(self), 0, missing, fill);
}

OuObj *ou_str_m_rjust(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    uint32_t fill;
    if (!padding_args(vm, OU_STR(self), args, nargs, &width, &missing, &fill))
        return NULL;
    return pad(vm, OU_STR(self), missing, 0, fill);
}

OuObj *ou_str_m_zfill(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    uint32_t fill;
    if (!padding_args(vm, OU_STR(self), args, nargs, &width, &missing, &fill))
        return NULL;
    OuObj *result = pad(vm, OU_STR(self), missing, 0, '0');
    if (result != NULL && missing && OU_STR(self)->size) {
        /* The sign moves to the front. */
        char sign = ou_str_text(OU_STR(self))[0];
        if (sign == '+' || sign == '-') {
            char *data = ou_str_data(OU_STR(result));
            data[0] = sign;
            data[missing] = '0';
        }
    }
    return result;
}

OuObj *ou_str_m_expandtabs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int tab_size = 8;
    if (OU_ARG(0) != NULL && !ou_arg_int(vm, args[0], &tab_size))
        return NULL;
    OuStr *s = OU_STR(self);
    const char *at = ou_str_text(s), *end = at + s->size;
    OU_CHARGE_BYTES(vm, s->size);
    if (memchr(at, '\t', s->size) == NULL)
        return ou_str_exact(vm, self);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    size_t column = 0;
    for (size_t i = 0; at < end && !out.failed; i++) {
        const char *here = at;
        uint32_t c = ou_utf8_next(&at);
        out.failed = !OU_PASS(vm, i);
        if (c == '\t') {
            size_t fill = tab_size > 0 ? (size_t)tab_size - column % (size_t)tab_size : 0;
            ou_buf_fill(&out, ' ', fill);
            column += fill;
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        ou_buf_put(&out, here, (size_t)(at - here));
    }
    OU_CHARGE_BYTES(vm, out.len);
    return ou_str_from_buf(vm, &out);
}

/* ---- translate ---- */

/* What became of an ASCII character, remembered while the table is a plain dict. */
enum { NOT_SEEN = 0xFF, DELETED = 0xFE };

/* Append what the table maps `c` to. *simple: the one ASCII character it became, DELETED, or
 * NOT_SEEN if it is something else. */
static bool translate_code(OuVM *vm, OuObj *table, uint32_t c, OuBuf *out, unsigned char *simple)
{
    *simple = NOT_SEEN;
    OuObj *key = ou_int_from(vm, c);
    if (key == NULL)
        return false;
    OuObj *value;
    bool missing;
    if (ou_is_exact(table, OU_T_DICT)) {
        bool error = false;
        value = ou_xref(ou_dict_peek(vm, OU_DICT(table), key, &error));
        missing = value == NULL && !error;
    } else {
        value = ou_getitem(vm, table, key);
        missing = value == NULL && ou_error_swallow(vm, OU_T_LookupError);
    }
    ou_unref(vm, key);
    if (missing) {
        ou_buf_put_code(out, c);
        if (c < 0x80)
            *simple = (unsigned char)c;
        return true;
    }
    if (value == NULL)
        return false;
    bool ok = true;
    if (value == OU_NONE) {
        *simple = DELETED;
    } else if (ou_is(vm, value, OU_TF_IS_INT)) {
        int64_t code;
        ok = ou_int_to_int64(value, &code) && code >= 0 && code < 0x110000;
        if (ok) {
            ou_buf_put_code(out, (uint32_t)code);
            if (code < 0x80)
                *simple = (unsigned char)code;
        } else {
            OU_VALUE_ERROR(vm, "character mapping must be in range(0x110000)");
        }
    } else if (ou_is_str(vm, value)) {
        ou_buf_put(out, ou_str_text(OU_STR(value)), OU_STR(value)->size);
        if (OU_STR(value)->size == 1)
            *simple = (unsigned char)ou_str_text(OU_STR(value))[0];
    } else {
        OU_TYPE_ERROR(vm, "character mapping must return integer, None or str");
        ok = false;
    }
    ou_unref(vm, value);
    return ok;
}

OuObj *ou_str_m_translate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuStr *s = OU_STR(self);
    unsigned char known[128];
    bool remember = ou_is_exact(args[0], OU_T_DICT);
    memset(known, NOT_SEEN, sizeof known);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    size_t i = 0;
    for (const char *at = ou_str_text(s), *end = at + s->size; at < end && !out.failed;) {
        uint32_t c = ou_utf8_next(&at);
        unsigned char simple = c < 0x80 ? known[c] : NOT_SEEN;
        out.failed = !OU_PASS(vm, i++);
        if (simple == DELETED)
            continue;
        if (simple != NOT_SEEN) {
            ou_buf_putc(&out, (char)simple);
            continue;
        }
        if (!translate_code(vm, args[0], c, &out, &simple)) {
            ou_buf_drop(&out);
            return NULL;
        }
        if (c < 0x80 && remember)
            known[c] = simple;
    }
    OU_CHARGE_BYTES(vm, s->size);
    return ou_str_from_buf(vm, &out);
}

static bool map_code(OuVM *vm, OuDict *table, uint32_t from, OuObj *to)
{
    OuObj *key = ou_int_from(vm, from);
    bool ok = key && to && ou_dict_set(vm, table, key, to);
    ou_unref(vm, key);
    return ok;
}

/* A table of a dict: one-character keys become ints. */
static bool table_from_dict(OuVM *vm, OuDict *table, OuObj *source)
{
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(OU_DICT(source), &position, &key, &value)) {
        bool ok;
        if (ou_is_str(vm, key)) {
            if (ou_str_length(OU_STR(key)) != 1) {
                OU_VALUE_ERROR(vm, "string keys in translate table must be of length 1");
                return false;
            }
            ok = map_code(vm, table, ou_str_code_at(vm, OU_STR(key), 0), value);
        } else if (ou_is(vm, key, OU_TF_IS_INT)) {
            ou_ref(key);
            ou_ref(value);
            ok = ou_dict_set(vm, table, key, value);
            ou_unref(vm, key);
            ou_unref(vm, value);
        } else {
            OU_TYPE_ERROR(vm, "keys in translate table must be strings or integers");
            return false;
        }
        if (!ok)
            return false;
    }
    return true;
}

static bool table_from_strings(OuVM *vm, OuDict *table, const OuStr *from, const OuStr *to,
                               const OuStr *deleted)
{
    if (ou_str_length(from) != ou_str_length(to)) {
        OU_VALUE_ERROR(vm, "the first two maketrans arguments must have equal length");
        return false;
    }
    const char *a = ou_str_text(from), *b = ou_str_text(to), *end = a + from->size;
    while (a < end) {
        uint32_t c = ou_utf8_next(&a);
        OuObj *value = ou_int_from(vm, ou_utf8_next(&b));
        bool ok = map_code(vm, table, c, value);
        ou_unref(vm, value);
        if (!ok || !ou_check(vm, 1))
            return false;
    }
    if (deleted == NULL)
        return true;
    for (a = ou_str_text(deleted), end = a + deleted->size; a < end;)
        if (!map_code(vm, table, ou_utf8_next(&a), OU_NONE) || !ou_check(vm, 1))
            return false;
    return true;
}

OuObj *ou_str_m_maketrans(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuStr *to = NULL, *deleted = NULL;
    if (OU_ARG(1) != NULL && !ou_arg_str(vm, "maketrans", "2", args[1], &to))
        return NULL;
    if (OU_ARG(2) != NULL && !ou_arg_str(vm, "maketrans", "3", args[2], &deleted))
        return NULL;
    if (to != NULL && !ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(
            vm, "first maketrans argument must be a string if there is a second argument");
    if (to == NULL && !ou_is_exact(args[0], OU_T_DICT))
        return OU_TYPE_ERROR(vm, "if you give only one argument to maketrans it must be a dict");
    OuObj *table = ou_dict_new(vm);
    if (table == NULL)
        return NULL;
    bool ok = to ? table_from_strings(vm, OU_DICT(table), OU_STR(args[0]), to, deleted)
                 : table_from_dict(vm, OU_DICT(table), args[0]);
    if (!ok)
        ou_clear(vm, &table);
    return table;
}
