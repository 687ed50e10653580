/* str_split.c - methods of str that take text apart: split, splitlines, partition, strip,
 * removeprefix. The pieces are new strings, or the text itself where nothing was split off.
 * Only the conversion of maxsplit and keepends can run script code. */
#include "base/search.h"
#include "base/utf8.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/list.h"
#include "types/strmethods.h"
#include <string.h>

static bool is_space(uint32_t c)
{
    if (c < 0x80)
        return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
    return ou_uni_is_space(c);
}

/* Step back to the character in front of `at`. */
static uint32_t step_back(const char **at)
{
    do
        --*at;
    while (((unsigned char)**at & 0xC0) == 0x80);
    const char *copy = *at;
    return ou_utf8_next(&copy);
}

/* The part [from, to) of s as a string; s itself if that is all of it. */
static OuObj *piece(OuVM *vm, OuStr *s, const char *from, const char *to)
{
    size_t size = (size_t)(to - from);
    if (size == s->size)
        return ou_str_exact(vm, OU_OBJ(s));
    if (s->ascii)
        return ou_str_new_ascii(vm, from, size);
    return ou_str_new(vm, from, size);
}

static bool add_piece(OuVM *vm, OuList *list, OuStr *s, const char *from, const char *to)
{
    OuObj *item = piece(vm, s, from, to);
    return item && ou_list_append_take(vm, list, item);
}

/* ---- split ---- */

static bool split_spaces(OuVM *vm, OuList *list, OuStr *s, size_t limit)
{
    const char *at = ou_str_text(s), *end = at + s->size;
    for (;;) {
        const char *next = at;
        size_t i = 0;
        for (; at < end && is_space(ou_utf8_next(&next)); at = next)
            if (!OU_PASS(vm, i++))
                return false;
        if (at == end)
            return true;
        if (limit-- == 0)
            break;
        const char *word = at;
        next = at;
        for (; at < end && !is_space(ou_utf8_next(&next)); at = next)
            if (!OU_PASS(vm, i++))
                return false;
        if (!add_piece(vm, list, s, word, at))
            return false;
    }
    return add_piece(vm, list, s, at, end);
}

static bool rsplit_spaces(OuVM *vm, OuList *list, OuStr *s, size_t limit)
{
    const char *start = ou_str_text(s), *end = start + s->size;
    for (;;) {
        size_t i = 0;
        for (const char *before = end; end > start && is_space(step_back(&before)); end = before)
            if (!OU_PASS(vm, i++))
                return false;
        if (end == start)
            return true;
        if (limit-- == 0)
            break;
        const char *word = end;
        for (const char *before = word; word > start && !is_space(step_back(&before)); word = before)
            if (!OU_PASS(vm, i++))
                return false;
        if (!add_piece(vm, list, s, word, end))
            return false;
        end = word;
    }
    return add_piece(vm, list, s, start, end);
}

static bool split_at(OuVM *vm, OuList *list, OuStr *s, const OuStr *sep, size_t limit)
{
    const char *at = ou_str_text(s), *end = at + s->size;
    OuFinder finder;
    ou_finder_init(&finder, ou_str_text(sep), sep->size, false);
    while (limit-- > 0) {
        size_t found;
        if (!ou_find_next(vm, &finder, at, (size_t)(end - at), &found))
            return false;
        if (found == OU_NOT_FOUND)
            break;
        if (!add_piece(vm, list, s, at, at + found))
            return false;
        at += found + sep->size;
    }
    return add_piece(vm, list, s, at, end);
}

static bool rsplit_at(OuVM *vm, OuList *list, OuStr *s, const OuStr *sep, size_t limit)
{
    const char *start = ou_str_text(s), *end = start + s->size;
    OuFinder finder;
    ou_finder_init(&finder, ou_str_text(sep), sep->size, true);
    while (limit-- > 0) {
        size_t found;
        if (!ou_find_next(vm, &finder, start, (size_t)(end - start), &found))
            return false;
        if (found == OU_NOT_FOUND)
            break;
        if (!add_piece(vm, list, s, start + found + sep->size, end))
            return false;
        end = start + found;
    }
    return add_piece(vm, list, s, start, end);
}

static void reverse_list(OuList *list)
{
    for (size_t i = 0, k = list->len; i + 1 < k; i++) {
        OuObj *item = list->items[i];
        list->items[i] = list->items[--k];
        list->items[k] = item;
    }
}

static OuObj *split(OuVM *vm, OuObj *self, OuObj *sep, OuObj *maxsplit, bool from_right)
{
    OuStr *s = OU_STR(self);
    ptrdiff_t max = -1;
    if (maxsplit != NULL && !ou_arg_ssize(vm, maxsplit, &max))
        return NULL;
    size_t limit = max < 0 ? SIZE_MAX : (size_t)max;
    bool spaces = sep == NULL || sep == OU_NONE;
    if (!spaces && !ou_is_str(vm, sep))
        return OU_TYPE_ERROR(vm, "must be str or None, not %.100T", sep);
    if (!spaces && OU_STR(sep)->size == 0)
        return OU_VALUE_ERROR(vm, "empty separator");
    OuObj *list = ou_list_new(vm, 8);
    if (list == NULL)
        return NULL;
    OU_CHARGE_BYTES(vm, s->size);
    bool ok;
    if (spaces)
        ok = (from_right ? rsplit_spaces : split_spaces)(vm, OU_LIST(list), s, limit);
    else
        ok = (from_right ? rsplit_at : split_at)(vm, OU_LIST(list), s, OU_STR(sep), limit);
    if (!ok) {
        ou_unref(vm, list);
        return NULL;
    }
    if (from_right)
        reverse_list(OU_LIST(list));
    return list;
}

OuObj *ou_str_m_split(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return split(vm, self, OU_ARG(0), OU_ARG(1), false);
}

OuObj *ou_str_m_rsplit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return split(vm, self, OU_ARG(0), OU_ARG(1), true);
}

static bool is_line_break(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028
           || c == 0x2029;
}

OuObj *ou_str_m_splitlines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int keep_ends = 0;
    if (OU_ARG(0) != NULL && !ou_arg_int(vm, args[0], &keep_ends))
        return NULL;
    OuStr *s = OU_STR(self);
    OuObj *list = ou_list_new(vm, 8);
    const char *at = ou_str_text(s), *end = at + s->size;
    OU_CHARGE_BYTES(vm, s->size);
    while (list != NULL && at < end) {
        const char *line = at, *stop = end;
        for (size_t i = 0; at < end; i++) {
            if (!OU_PASS(vm, i)) {
                ou_unref(vm, list);
                return NULL;
            }
            stop = at;
            uint32_t c = ou_utf8_next(&at);
            if (is_line_break(c)) {
                if (c == '\r' && at < end && *at == '\n')
                    at++;
                break;
            }
            stop = at;
        }
        if (!add_piece(vm, OU_LIST(list), s, line, keep_ends ? at : stop))
            ou_clear(vm, &list);
    }
    return list;
}

/* ---- partition ---- */

static OuObj *partition(OuVM *vm, OuObj *self, OuObj *arg, bool last)
{
    if (!ou_is_str(vm, arg))
        return OU_TYPE_ERROR(vm, "must be str, not %.100T", arg);
    OuStr *s = OU_STR(self), *sep = OU_STR(arg);
    if (sep->size == 0)
        return OU_VALUE_ERROR(vm, "empty separator");
    const char *text = ou_str_text(s), *end = text + s->size;
    size_t found;
    OuFinder finder;
    ou_finder_init(&finder, ou_str_text(sep), sep->size, last);
    if (!ou_find_next(vm, &finder, text, s->size, &found))
        return NULL;
    OuObj *parts[3] = {OU_EMPTY_STR, OU_EMPTY_STR, OU_EMPTY_STR};
    if (found == OU_NOT_FOUND) {
        OuObj *whole = ou_str_exact(vm, self);
        if (whole == NULL)
            return NULL;
        parts[last ? 2 : 0] = whole;
        return ou_tuple_new_take(vm, parts, 3);
    }
    parts[0] = piece(vm, s, text, text + found);
    parts[1] = ou_ref(arg);
    parts[2] = piece(vm, s, text + found + sep->size, end);
    if (parts[0] == NULL || parts[2] == NULL) {
        for (size_t i = 0; i < 3; i++)
            ou_unref(vm, parts[i]);
        return NULL;
    }
    return ou_tuple_new_take(vm, parts, 3);
}

OuObj *ou_str_m_partition(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return partition(vm, self, args[0], false);
}

OuObj *ou_str_m_rpartition(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return partition(vm, self, args[0], true);
}

/* ---- strip ---- */

/* The characters to take off: whitespace if `chars` is NULL. */
typedef struct CharSet {
    const OuStr *chars;
    uint64_t ascii[2];
    uint64_t *bits; /* of all code points, if there are many characters; or NULL */
} CharSet;

#define MANY_CHARS 32
#define BITS_SIZE (0x110000 / 8)

static bool char_set(OuVM *vm, CharSet *set, const OuStr *chars)
{
    *set = (CharSet){.chars = chars};
    if (chars == NULL)
        return true;
    const char *at = ou_str_text(chars), *end = at + chars->size;
    if (!chars->ascii && ou_str_length(chars) > MANY_CHARS) {
        set->bits = ou_alloc(vm, BITS_SIZE);
        if (set->bits == NULL)
            return false;
        memset(set->bits, 0, BITS_SIZE);
    }
    while (at < end) {
        uint32_t c = ou_utf8_next(&at);
        if (set->bits != NULL)
            set->bits[c / 64] |= (uint64_t)1 << (c % 64);
        else if (c < 0x80)
            set->ascii[c / 64] |= (uint64_t)1 << (c % 64);
    }
    return true;
}

static bool in_set(const CharSet *set, uint32_t c)
{
    if (set->chars == NULL)
        return is_space(c);
    if (set->bits != NULL)
        return set->bits[c / 64] >> (c % 64) & 1;
    if (c < 0x80)
        return set->ascii[c / 64] >> (c % 64) & 1;
    if (set->chars->ascii)
        return false;
    char bytes[4];
    size_t len = ou_utf8_put(bytes, c);
    return ou_find(ou_str_text(set->chars), set->chars->size, bytes, len) != OU_NOT_FOUND;
}

static OuObj *strip(OuVM *vm, OuObj *self, OuObj *chars, bool left, bool right)
{
    if (chars == OU_NONE)
        chars = NULL;
    if (chars != NULL && !ou_is_str(vm, chars))
        return OU_TYPE_ERROR(vm, "%sstrip arg must be None or str",
                             left && right ? "" : left ? "l" : "r");
    CharSet set;
    OuStr *s = OU_STR(self);
    if (!char_set(vm, &set, OU_STR(chars)))
        return NULL;
    const char *from = ou_str_text(s), *to = from + s->size;
    size_t count = 0;
    bool ok = true;
    if (left) {
        for (const char *next = from; ok && from < to && in_set(&set, ou_utf8_next(&next)); from = next)
            ok = ++count % 16384 != 0 || ou_check(vm, 2048);
    }
    if (right) {
        for (const char *before = to; ok && to > from && in_set(&set, step_back(&before)); to = before)
            ok = ++count % 16384 != 0 || ou_check(vm, 2048);
    }
    ou_free(vm, set.bits, BITS_SIZE);
    if (!ok)
        return NULL;
    return piece(vm, s, from, to);
}

OuObj *ou_str_m_strip(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return strip(vm, self, OU_ARG(0), true, true);
}

OuObj *ou_str_m_lstrip(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return strip(vm, self, OU_ARG(0), true, false);
}

OuObj *ou_str_m_rstrip(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return strip(vm, self, OU_ARG(0), false, true);
}

OuObj *ou_str_m_removeprefix(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuStr *s = OU_STR(self), *prefix;
    if (!ou_arg_str(vm, "removeprefix", NULL, args[0], &prefix))
        return NULL;
    const char *text = ou_str_text(s);
    bool there = prefix->size <= s->size && memcmp(text, ou_str_text(prefix), prefix->size) == 0;
    return piece(vm, s, text + (there ? prefix->size : 0), text + s->size);
}

OuObj *ou_str_m_removesuffix(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuStr *s = OU_STR(self), *suffix;
    if (!ou_arg_str(vm, "removesuffix", NULL, args[0], &suffix))
        return NULL;
    const char *text = ou_str_text(s), *end = text + s->size;
    bool there = suffix->size <= s->size
                 && memcmp(end - suffix->size, ou_str_text(suffix), suffix->size) == 0;
    return piece(vm, s, text, there ? end - suffix->size : end);
}
