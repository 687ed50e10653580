/* bytes_split.c - methods of bytes and bytearray that take apart and put together: split,
 * splitlines, partition, strip, join, replace.
 *
 * Arguments are converted first; then no script code runs until the result is complete. */
#include "base/search.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "types/strmethods.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The part [from, to) of self; self itself if that is all of an exact bytes. */
static OuObj *piece(OuVM *vm, OuObj *self, const char *from, const char *to)
{
    size_t size = (size_t)(to - from);
    if (ou_is_exact(self, OU_T_BYTES) && size == OU_BYTES(self)->size)
        return ou_ref(self);
    return ou_bytes_like(vm, self, from, size);
}

static bool add_piece(OuVM *vm, OuList *list, OuObj *self, const char *from, const char *to)
{
    OuObj *item = piece(vm, self, from, to);
    return item && ou_list_append_take(vm, list, item);
}

/* ---- split ---- */

static bool split_spaces(OuVM *vm, OuList *list, OuObj *self, size_t limit)
{
    OuSpan span = ou_span(vm, self);
    const char *at = span.data, *end = at + span.len;
    for (;;) {
        for (; at < end && is_space(*at); at++)
            if (!OU_PASS(vm, at - span.data))
                return false;
        if (at == end)
            return true;
        if (limit-- == 0)
            break;
        const char *word = at;
        for (; at < end && !is_space(*at); at++)
            if (!OU_PASS(vm, at - span.data))
                return false;
        if (!add_piece(vm, list, self, word, at))
            return false;
    }
    return add_piece(vm, list, self, at, end);
}

static bool rsplit_spaces(OuVM *vm, OuList *list, OuObj *self, size_t limit)
{
    OuSpan span = ou_span(vm, self);
    const char *start = span.data, *end = start + span.len;
    for (;;) {
        for (; end > start && is_space(end[-1]); end--)
            if (!OU_PASS(vm, end - start))
                return false;
        if (end == start)
            return true;
        if (limit-- == 0)
            break;
        const char *word = end;
        for (; word > start && !is_space(word[-1]); word--)
            if (!OU_PASS(vm, word - start))
                return false;
        if (!add_piece(vm, list, self, word, end))
            return false;
        end = word;
    }
    return add_piece(vm, list, self, start, end);
}

static bool split_at(OuVM *vm, OuList *list, OuObj *self, const OuBuffer *sep, size_t limit,
                     bool from_right)
{
    OuSpan span = ou_span(vm, self);
    const char *start = span.data, *end = start + span.len;
    OuFinder finder;
    ou_finder_init(&finder, sep->data, sep->len, from_right);
    while (limit-- > 0) {
        size_t found;
        if (!ou_find_next(vm, &finder, start, (size_t)(end - start), &found))
            return false;
        if (found == OU_NOT_FOUND)
            break;
        const char *place = start + found;
        if (!(from_right ? add_piece(vm, list, self, place + sep->len, end)
                         : add_piece(vm, list, self, start, place)))
            return false;
        if (from_right)
            end = place;
        else
            start = place + sep->len;
    }
    return add_piece(vm, list, self, start, end);
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
    ptrdiff_t max = -1;
    OuBuffer buffer = {.owner = NULL};
    if (maxsplit != NULL && !ou_arg_ssize(vm, maxsplit, &max))
        return NULL;
    size_t limit = max < 0 ? SIZE_MAX : (size_t)max;
    bool spaces = sep == NULL || sep == OU_NONE;
    if (!spaces && !ou_buffer_get(vm, sep, &buffer))
        return NULL;
    OuObj *list = NULL;
    if (!spaces && buffer.len == 0) {
        OU_VALUE_ERROR(vm, "empty separator");
    } else if ((list = ou_list_new(vm, 8)) != NULL) {
        bool ok;
        if (spaces)
            ok = (from_right ? rsplit_spaces : split_spaces)(vm, OU_LIST(list), self, limit);
        else
            ok = split_at(vm, OU_LIST(list), self, &buffer, limit, from_right);
        if (!ok)
            ou_clear(vm, &list);
        else if (from_right)
            reverse_list(OU_LIST(list));
    }
    ou_buffer_release(vm, &buffer);
    return list;
}

OuObj *ou_bytes_m_split(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return split(vm, self, OU_ARG(0), OU_ARG(1), false);
}

OuObj *ou_bytes_m_rsplit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return split(vm, self, OU_ARG(0), OU_ARG(1), true);
}

OuObj *ou_bytes_m_splitlines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int keep_ends = 0;
    if (OU_ARG(0) != NULL && !ou_arg_int(vm, args[0], &keep_ends))
        return NULL;
    OuObj *list = ou_list_new(vm, 8);
    OuSpan span = ou_span(vm, self);
    const char *at = span.data, *end = at + span.len;
    while (list != NULL && at < end) {
        const char *line = at;
        bool ok = true;
        for (; ok && at < end && *at != '\n' && *at != '\r'; at++)
            ok = OU_PASS(vm, at - span.data);
        const char *stop = at;
        if (at < end)
            at += *at == '\r' && at + 1 < end && at[1] == '\n' ? 2 : 1;
        if (!ok || !ou_check(vm, 1) || !add_piece(vm, OU_LIST(list), self, line, keep_ends ? at : stop))
            ou_clear(vm, &list);
    }
    return list;
}

/* ---- partition ---- */

static OuObj *partition(OuVM *vm, OuObj *self, OuObj *arg, bool last)
{
    OuBuffer sep;
    if (!ou_buffer_get(vm, arg, &sep))
        return NULL;
    OuSpan span = ou_span(vm, self);
    OuObj *parts[3] = {NULL, NULL, NULL};
    if (sep.len == 0) {
        ou_buffer_release(vm, &sep);
        return OU_VALUE_ERROR(vm, "empty separator");
    }
    const char *end = span.data + span.len;
    size_t found;
    OuFinder finder;
    ou_finder_init(&finder, sep.data, sep.len, last);
    if (!ou_find_next(vm, &finder, span.data, span.len, &found)) {
        ou_buffer_release(vm, &sep);
        return NULL;
    }
    if (found == OU_NOT_FOUND) {
        for (size_t i = 0; i < 3; i++)
            parts[i] = i == (last ? 2u : 0u) ? piece(vm, self, span.data, end)
                                             : ou_bytes_like(vm, self, "", 0);
    } else {
        parts[0] = piece(vm, self, span.data, span.data + found);
        parts[1] = ou_is_bytes(vm, self) ? ou_ref(arg) : ou_bytes_like(vm, self, sep.data, sep.len);
        parts[2] = piece(vm, self, span.data + found + sep.len, end);
    }
    ou_buffer_release(vm, &sep);
    if (parts[0] && parts[1] && parts[2])
        return ou_tuple_new_take(vm, parts, 3);
    for (size_t i = 0; i < 3; i++)
        ou_unref(vm, parts[i]);
    return NULL;
}

/* A bytearray takes a copy of the separator, which need not be contiguous then. */
static OuObj *partition_by(OuVM *vm, OuObj *self, OuObj *arg, bool last)
{
    if (ou_is_bytes(vm, self) || !ou_has_buffer(vm, arg))
        return partition(vm, self, arg, last);
    OuObj *copy = ou_bytes_from_object(vm, arg);
    OuObj *result = copy ? partition(vm, self, copy, last) : NULL;
    ou_unref(vm, copy);
    return result;
}

OuObj *ou_bytes_m_partition(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return partition_by(vm, self, args[0], false);
}

OuObj *ou_bytes_m_rpartition(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return partition_by(vm, self, args[0], true);
}

/* ---- strip ---- */

static OuObj *strip(OuVM *vm, OuObj *self, OuObj *chars, bool left, bool right)
{
    bool take[256] = {false};
    if (chars == NULL || chars == OU_NONE) {
        for (int c = 0; c < 128; c++)
            take[c] = is_space((char)c);
    } else {
        OuBuffer buffer;
        if (!ou_buffer_get(vm, chars, &buffer))
            return NULL;
        for (size_t i = 0; i < buffer.len; i++)
            take[(unsigned char)buffer.data[i]] = true;
        ou_buffer_release(vm, &buffer);
    }
    OuSpan span = ou_span(vm, self);
    const char *from = span.data, *to = from + span.len;
    for (; left && from < to && take[(unsigned char)*from]; from++)
        if (!OU_PASS(vm, from - span.data))
            return NULL;
    for (; right && to > from && take[(unsigned char)to[-1]]; to--)
        if (!OU_PASS(vm, to - span.data))
            return NULL;
    return piece(vm, self, from, to);
}

OuObj *ou_bytes_m_strip(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return strip(vm, self, OU_ARG(0), true, true);
}

OuObj *ou_bytes_m_lstrip(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return strip(vm, self, OU_ARG(0), true, false);
}

OuObj *ou_bytes_m_rstrip(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return strip(vm, self, OU_ARG(0), false, true);
}

static OuObj *remove_affix(OuVM *vm, OuObj *self, OuObj *arg, bool at_end)
{
    OuBuffer affix;
    if (!ou_buffer_get(vm, arg, &affix))
        return NULL;
    OuSpan span = ou_span(vm, self);
    const char *from = span.data, *to = from + span.len;
    int order = 1;
    if (affix.len <= span.len
        && !ou_compare_long(vm, at_end ? to - affix.len : from, affix.data, affix.len, &order)) {
        ou_buffer_release(vm, &affix);
        return NULL;
    }
    if (order == 0) {
        if (at_end)
            to -= affix.len;
        else
            from += affix.len;
    }
    OuObj *result = piece(vm, self, from, to);
    ou_buffer_release(vm, &affix);
    return result;
}

OuObj *ou_bytes_m_removeprefix(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return remove_affix(vm, self, args[0], false);
}

OuObj *ou_bytes_m_removesuffix(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return remove_affix(vm, self, args[0], true);
}

/* ---- join ---- */

static OuObj *join(OuVM *vm, OuObj *self, OuObj *const *items, size_t n)
{
    if (n == 1 && ou_is_exact(items[0], OU_T_BYTES) && ou_is_bytes(vm, self))
        return ou_ref(items[0]);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    for (size_t i = 0; i < n && !out.failed; i++) {
        OuBuffer buffer;
        if (!ou_has_buffer(vm, items[i])) {
            ou_buf_drop(&out);
            return OU_TYPE_ERROR(vm, "sequence item %zu: expected a bytes-like object, %.80T found",
                                 i, items[i]);
        }
        if (!ou_buffer_get(vm, items[i], &buffer)) {
            ou_buf_drop(&out);
            ou_error_clear(vm);
            return OU_TYPE_ERROR(vm, "sequence item %zu: expected a bytes-like object, %.80T found", i, items[i]);
        }
        OuSpan separator = ou_span(vm, self);
        out.failed = !ou_check(vm, 1 + (uint32_t)((separator.len + buffer.len) >> 6));
        if (i)
            ou_buf_put(&out, separator.data, separator.len);
        ou_buf_put(&out, buffer.data, buffer.len);
        ou_buffer_release(vm, &buffer);
    }
    return ou_bytes_like_from_buf(vm, self, &out);
}

OuObj *ou_bytes_m_join(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *list = ou_joinable_list(vm, args[0]);
    if (list == NULL)
        return NULL;
    OuObj *result = join(vm, self, OU_LIST(list)->items, OU_LIST(list)->len);
    ou_unref(vm, list);
    return result;
}

/* ---- replace ---- */

static OuObj *replace(OuVM *vm, OuObj *self, const OuBuffer *old, const OuBuffer *new, size_t limit)
{
    OuSpan span = ou_span(vm, self);
    const char *at = span.data, *end = at + span.len;
    OuFinder finder;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_finder_init(&finder, old->data, old->len, false);
    bool any = false;
    while (limit-- > 0 && !out.failed) {
        if (old->len == 0) {
            ou_buf_put(&out, new->data, new->len);
            any = true;
            if (at == end)
                break;
            out.failed = !OU_PASS(vm, limit);
            ou_buf_putc(&out, *at++);
            continue;
        }
        size_t found;
        out.failed = !ou_find_next(vm, &finder, at, (size_t)(end - at), &found);
        if (out.failed || found == OU_NOT_FOUND)
            break;
        any = true;
        ou_buf_put(&out, at, found);
        ou_buf_put(&out, new->data, new->len);
        at += found + old->len;
    }
    if (!any && !out.failed) {
        ou_buf_drop(&out);
        return piece(vm, self, span.data, end);
    }
    ou_buf_put(&out, at, (size_t)(end - at));
    OU_CHARGE_BYTES(vm, span.len + out.len);
    return ou_bytes_like_from_buf(vm, self, &out);
}

OuObj *ou_bytes_m_replace(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuBuffer old, new;
    ptrdiff_t limit = -1;
    OuObj *result = NULL;
    if (!ou_buffer_get(vm, args[0], &old))
        return NULL;
    if (ou_buffer_get(vm, args[1], &new)) {
        if (OU_ARG(2) == NULL || ou_arg_ssize(vm, args[2], &limit))
            result = replace(vm, self, &old, &new, limit < 0 ? SIZE_MAX : (size_t)limit);
        ou_buffer_release(vm, &new);
    }
    ou_buffer_release(vm, &old);
    return result;
}
