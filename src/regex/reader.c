/* reader.c - tokens of patterns and templates, names, numbers and errors in them. */
#include "regex/reader.h"
#include "base/utf8.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include <string.h>

#define BAD_NAME_AT "bad character in group name %S at position %zu"

void *ou_regex_error(OuVM *vm, OuObj *pattern, ptrdiff_t position, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    OuObj *text = ou_str_vformat(vm, format, list), *name = NULL, *module = NULL, *cls = NULL, *error = NULL;
    va_end(list);
    OuObj *at = position < 0 ? OU_NONE : ou_int_from(vm, position);
    if (text && at && (name = ou_str_from(vm, "re")) != NULL
        && (module = ou_upcall_import(vm, name, NULL, NULL, NULL, 0)) != NULL
        && (cls = ou_getattr_text(vm, module, "error")) != NULL) {
        OuObj *args[3] = {text, pattern ? pattern : OU_NONE, at};
        error = ou_call(vm, cls, args, 3, NULL);
        if (error)
            ou_raise_take(vm, error);
    }
    ou_unref(vm, text);
    ou_unref(vm, at);
    ou_unref(vm, name);
    ou_unref(vm, module);
    ou_unref(vm, cls);
    return NULL;
}

OuObj *ou_reader_piece(OuReader *p, size_t from, size_t to, bool shown)
{
    OuBuf text;
    ou_buf_init(&text, &p->vm->mem);
    for (size_t i = from; i < to; i++)
        if (shown && !p->is_text && p->chars[i] >= 0x80)
            ou_buf_printf(&text, "\\x%02x", (unsigned)p->chars[i]);
        else
            ou_buf_put_code(&text, p->chars[i]);
    return ou_str_from_buf(p->vm, &text);
}

bool ou_reader_fail_piece(OuReader *p, size_t at, const char *format, size_t from, size_t to)
{
    if (!p->vm->error) {
        OuObj *text = ou_reader_piece(p, from, to, true);
        if (text)
            ou_regex_error(p->vm, p->pattern, (ptrdiff_t)at, format, text);
        ou_unref(p->vm, text);
    }
    p->next = OU_READER_NONE;
    return false;
}

bool ou_reader_fail(OuReader *p, size_t at, const char *message)
{
    return ou_reader_fail_piece(p, at, message, 0, 0);
}

bool ou_reader_fail_name(OuReader *p, size_t at, const char *format, OuObj *name)
{
    if (!p->vm->error) {
        OuObj *shown = p->is_text ? ou_repr(p->vm, name) : ou_ascii(p->vm, name);
        if (shown)
            ou_regex_error(p->vm, p->pattern, (ptrdiff_t)at, format, shown);
        ou_unref(p->vm, shown);
    }
    p->next = OU_READER_NONE;
    return false;
}

bool ou_reader_warn(OuReader *p, uint32_t category, const char *format, OuObj *shown, size_t at)
{
    if (p->vm->error)
        return false;
    OuObj *text = shown ? ou_str_format(p->vm, format, shown, at) : ou_str_format(p->vm, format, at);
    bool ok = text && ou_warn(p->vm, category, ou_str_text(OU_STR(text)), p->warn_level);
    ou_unref(p->vm, text);
    if (!ok)
        p->next = OU_READER_NONE;
    return ok;
}

void ou_reader_advance(OuReader *p)
{
    p->at += p->size;
    p->size = 0;
    p->next = OU_READER_NONE;
    if (p->at >= p->len || p->vm->error || !OU_PASS(p->vm, p->at | 1)) /* steps may be of two */
        return;
    uint32_t c = p->chars[p->at];
    if (c != '\\') {
        p->size = 1;
        p->next = c;
    } else if (p->at + 1 < p->len) {
        p->size = 2;
        p->next = OU_READER_ESCAPED | p->chars[p->at + 1];
    } else {
        ou_reader_fail(p, p->at, "bad escape (end of pattern)");
    }
}

void ou_reader_seek(OuReader *p, size_t at)
{
    p->at = at;
    p->size = 0;
    ou_reader_advance(p);
}

bool ou_reader_match(OuReader *p, uint32_t c)
{
    if (p->next != c)
        return false;
    ou_reader_advance(p);
    return true;
}

uint32_t ou_reader_get(OuReader *p)
{
    uint32_t c = p->next;
    ou_reader_advance(p);
    return c;
}

const char *ou_reader_letter(const char *letters, uint32_t c)
{
    return c != 0 && c < 0x80 ? strchr(letters, (int)c) : NULL;
}

bool ou_reader_until(OuReader *p, uint32_t terminator, const char *what, size_t *from, size_t *to)
{
    *from = p->at;
    for (;;) {
        uint32_t c = p->next;
        *to = p->at;
        ou_reader_advance(p);
        if (p->vm->error)
            return false;
        if (c != OU_READER_NONE && c != terminator)
            continue;
        if (*to == *from || c == OU_READER_NONE) {
            if (*to == *from)
                ou_regex_error(p->vm, p->pattern, (ptrdiff_t)*from, "missing %s", what);
            else
                ou_regex_error(p->vm, p->pattern, (ptrdiff_t)*from,
                               "missing %c, unterminated name", (int)terminator);
            p->next = OU_READER_NONE;
            return false;
        }
        return true;
    }
}

void ou_reader_skip_octal(OuReader *p, int most)
{
    while (most-- > 0 && ou_reader_is_octal(p->next))
        ou_reader_advance(p);
}

bool ou_reader_octal(OuReader *p, size_t from, uint32_t *value)
{
    *value = 0;
    for (size_t i = from + 1; i < p->at; i++)
        *value = *value * 8 + (p->chars[i] - '0');
    if (*value > 0377)
        return ou_reader_fail_piece(p, from, "octal escape value %S outside of range 0-0o377", from, p->at);
    return !p->vm->error;
}

uint32_t ou_reader_group(OuReader *p, OuObj *name)
{
    OuObj *number = ou_dict_peek_str(p->vm, p->names, OU_STR(name));
    return number ? (uint32_t)ou_int_value(number) : 0;
}

OuObj *ou_reader_name(OuReader *p, size_t from, size_t to)
{
    OuObj *name = ou_reader_piece(p, from, to, false);
    if (!name)
        return NULL;
    int is_identifier = ou_str_is_identifier(p->vm, OU_STR(name));
    bool ok = is_identifier > 0;
    if (is_identifier == 0) {
        ou_reader_fail_name(p, from, "bad character in group name %S", name);
    } else if (ok && !p->is_text && !OU_STR(name)->ascii) {
        OuObj *shown = ou_ascii(p->vm, name);
        ok = shown && ou_reader_warn(p, OU_T_DeprecationWarning, BAD_NAME_AT, shown, from);
        ou_unref(p->vm, shown);
    }
    if (!ok)
        ou_clear(p->vm, &name);
    return name;
}

/* A group given by number, as int() reads it, from chars[from] on; may it be 0? */
static bool read_number(OuReader *p, OuObj *name, size_t from, bool zero, uint32_t *group)
{
    OuVM *vm = p->vm;
    OuClass *integer = ou_builtin_class(vm, OU_T_INT);
    OuObj *number = integer ? ou_call1(vm, OU_OBJ(integer), name) : NULL;
    int64_t value = 0;
    bool fits = number && ou_int_to_int64(number, &value), ok = false;
    if (!number ? ou_error_swallow(vm, OU_T_ValueError) : ou_int_sign(number) < 0) {
        ou_reader_fail_name(p, from, "bad character in group name %S", name);
    } else if (!number) {
        p->next = OU_READER_NONE;
    } else if (fits && value == 0 && !zero) {
        ou_reader_fail(p, from, "bad group number");
    } else if (!fits || value >= OU_RE_MAX_GROUPS) {
        ou_regex_error(vm, p->pattern, (ptrdiff_t)from, "invalid group reference %S", number);
        p->next = OU_READER_NONE;
    } else {
        *group = (uint32_t)value;
        ok = true;
        const char *text = ou_str_text(OU_STR(name));
        if (strspn(text, "0123456789") != OU_STR(name)->size) {
            OuObj *shown = p->is_text ? ou_repr(vm, name) : ou_ascii(vm, name);
            ok = shown && ou_reader_warn(p, OU_T_DeprecationWarning, BAD_NAME_AT, shown, from);
            ou_unref(vm, shown);
        }
    }
    ou_unref(vm, number);
    return ok;
}

bool ou_reader_reference(OuReader *p, uint32_t terminator, size_t *from, uint32_t *group, bool *by_name)
{
    size_t to;
    bool in_template = p->tree == NULL;
    if (!ou_reader_until(p, terminator, "group name", from, &to))
        return false;
    OuObj *name = ou_reader_piece(p, *from, to, false);
    if (!name)
        return false;
    bool ok;
    int is_identifier = ou_str_is_identifier(p->vm, OU_STR(name));
    *by_name = is_identifier > 0;
    if (is_identifier < 0) {
        ok = false;
    } else if (*by_name) {
        ou_put(p->vm, &name, ou_reader_name(p, *from, to));
        *group = name ? ou_reader_group(p, name) : 0;
        ok = *group != 0;
        if (name && !ok && in_template)
            ou_raise(p->vm, OU_T_IndexError, "unknown group name %R", name);
        else if (name && !ok)
            ou_reader_fail_name(p, *from, "unknown group name %S", name);
    } else {
        ok = read_number(p, name, *from, in_template, group);
    }
    ou_unref(p->vm, name);
    return ok;
}

uint32_t *ou_regex_decode(OuVM *vm, OuObj *pattern, size_t *len)
{
    bool is_text = ou_is_str(vm, pattern);
    *len = is_text ? ou_str_length(OU_STR(pattern)) : ou_bytes_len(pattern);
    uint32_t *chars = ou_alloc(vm, *len * sizeof *chars + 1);
    const char *text = is_text ? ou_str_text(OU_STR(pattern)) : ou_bytes_data(pattern);
    for (size_t i = 0; chars && i < *len; i++) {
        if (!OU_PASS(vm, i)) {
            ou_free(vm, chars, *len * sizeof *chars + 1);
            return NULL;
        }
        chars[i] = is_text ? ou_utf8_next(&text) : (uint8_t)*text++;
    }
    return chars;
}
