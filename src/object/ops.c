/* ops.c - calls, attributes, truth, containers, iteration, and the guard against deep
 * recursion through C. Everything here may run script code unless it says otherwise. */
#include "object/ops.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/slots.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/float.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include "object/range_slice.h"
#include <string.h>

/* ---- recursion and polls ---- */

static OU_COLD bool too_deep(OuVM *vm, const char *where)
{
    ou_raise(vm, OU_T_RecursionError, "maximum recursion depth exceeded%s", where);
    return false;
}

bool ou_enter(OuVM *vm, const char *where)
{
    if (OU_UNLIKELY(vm->depth >= vm->recursion_limit ||
                    (uintptr_t)__builtin_frame_address(0) < vm->c_stack_end))
        return too_deep(vm, where);
    vm->depth++;
    return true;
}

void ou_leave(OuVM *vm)
{
    vm->depth--;
}

bool ou_check_stack(OuVM *vm, const char *where)
{
    return OU_LIKELY((uintptr_t)__builtin_frame_address(0) >= vm->c_stack_end)
           || too_deep(vm, where);
}

bool ou_poll(OuVM *vm, uint32_t steps)
{
    vm->fuel -= steps;
    return OU_LIKELY(vm->fuel > 0) || ou_upcall_poll(vm);
}

bool ou_check(OuVM *vm, uint32_t steps)
{
    vm->fuel -= steps;
    return OU_LIKELY(vm->fuel > 0) || ou_upcall_check(vm);
}

bool ou_may_go_on(void *vm)
{
    return ou_check(vm, OU_QUANTUM / 8);
}

#define PIECE ((size_t)256 << 10) /* copied between two checks */

bool ou_copy_pieces(OuVM *vm, void *to, const void *from, size_t size)
{
    while (size > PIECE) {
        memcpy(to, from, PIECE);
        to = (char *)to + PIECE;
        from = (const char *)from + PIECE;
        size -= PIECE;
        if (!ou_check(vm, OU_QUANTUM / 4))
            return false;
    }
    memcpy(to, from, size);
    return true;
}

bool ou_fill_long(OuVM *vm, void *to, char byte, size_t size)
{
    size_t first = size < 4096 ? size : 4096;
    memset(to, byte, first);
    return first == size || ou_repeat_long(vm, to, first, size);
}

/* `size` bytes behind the builder's end have been written, if `ok`. */
static void buf_written(OuBuf *buf, size_t size, bool ok)
{
    buf->len += ok ? size : 0;
    buf->failed |= !ok;
}

void ou_buf_put_pieces(OuVM *vm, OuBuf *buf, const char *data, size_t size)
{
    char *room = ou_buf_room(buf, size);
    if (room != NULL)
        buf_written(buf, size, ou_copy_long(vm, room, data, size));
}

void ou_buf_fill_long(OuVM *vm, OuBuf *buf, char byte, size_t count)
{
    char *room = ou_buf_room(buf, count);
    if (room != NULL)
        buf_written(buf, count, ou_fill_long(vm, room, byte, count));
}

bool ou_trim_long(OuVM *vm, const char **text, size_t *size)
{
    const char *at = *text, *end = at + *size;
    for (; at < end && ou_is_ascii_space(*at); at++)
        if (!OU_PASS(vm, at - *text))
            return false;
    *text = at;
    for (; end > at && ou_is_ascii_space(end[-1]); end--)
        if (!OU_PASS(vm, end - at))
            return false;
    *size = (size_t)(end - at);
    return true;
}

bool ou_touch_long(OuVM *vm, void *block, size_t size)
{
    volatile char *page = block;
    for (size_t at = 0; at < size; at += 4096) {
        page[at] = 0;
        if ((at & (PIECE - 1)) == 0 && !ou_check(vm, OU_QUANTUM / 4))
            return false;
    }
    return true;
}

bool ou_compare_long(OuVM *vm, const void *a, const void *b, size_t size, int *order)
{
    const char *left = a, *right = b;
    for (; size > PIECE; left += PIECE, right += PIECE, size -= PIECE) {
        *order = memcmp(left, right, PIECE);
        if (*order != 0)
            return true;
        if (!ou_check(vm, OU_QUANTUM / 8))
            return false;
    }
    *order = memcmp(left, right, size);
    return true;
}

bool ou_find_byte_long(OuVM *vm, const char *text, size_t size, char byte, const char **found)
{
    *found = NULL;
    for (size_t part; size > 0 && *found == NULL; text += part, size -= part) {
        part = size < PIECE ? size : PIECE;
        *found = memchr(text, byte, part);
        if (!ou_check(vm, OU_QUANTUM / 8))
            return false;
    }
    return true;
}

bool ou_find_next_long(OuVM *vm, OuFinder *finder, const char *text, size_t len, size_t *found)
{
    size_t piece = PIECE > 4 * finder->len ? PIECE : 4 * finder->len, start = 0, stop = len;
    finder->may_go_on = ou_may_go_on;
    finder->arg = vm;
    for (;;) { /* what begins in one piece may end in the next: they overlap */
        size_t part = stop - start < piece ? stop - start : piece;
        size_t from = finder->reverse ? stop - part : start;
        *found = ou_finder_next(finder, text + from, part);
        if (finder->stopped)
            return false;
        if (*found != OU_NOT_FOUND) {
            *found += from;
            return ou_check(vm, 1 + (uint32_t)((finder->reverse ? stop - *found : *found - start) >> 6));
        }
        if (!ou_check(vm, 1 + (uint32_t)(part >> 6)))
            return false;
        if (part == stop - start)
            return true;
        start += finder->reverse ? 0 : part - finder->len + 1;
        stop -= finder->reverse ? part - finder->len + 1 : 0;
    }
}

bool ou_count_long(OuVM *vm, const char *text, size_t len, const char *needle, size_t needle_len, size_t *count)
{
    OuFinder finder;
    ou_finder_init(&finder, needle, needle_len, false);
    *count = 0;
    for (size_t found;; text += found + needle_len, len -= found + needle_len, ++*count) {
        if (!ou_find_next(vm, &finder, text, len, &found))
            return false;
        if (found == OU_NOT_FOUND)
            return true;
    }
}

bool ou_repeat_long(OuVM *vm, void *to, size_t period, size_t size)
{
    char *out = to;
    size_t unchecked = 0;
    for (size_t done = period; done < size;) {
        size_t skip = done % period, more = done - skip;
        if (more > PIECE)
            more = PIECE;
        if (more > size - done)
            more = size - done;
        memcpy(out + done, out + skip, more);
        done += more;
        unchecked += more;
        if (unchecked >= PIECE && !ou_check(vm, OU_QUANTUM / 4))
            return false;
        unchecked = unchecked >= PIECE ? 0 : unchecked;
    }
    return true;
}

/* ---- calls ---- */

OuObj *ou_call(OuVM *vm, OuObj *callable, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (ou_is_exact(callable, OU_T_FUNCTION))
        return ou_upcall_function(vm, callable, args, nargs, kwnames);
    OuCallFn call = ou_type(vm, callable)->call;
    if (OU_UNLIKELY(call == NULL))
        return OU_TYPE_ERROR(vm, "'%.200T' object is not callable", callable);
    if (!ou_enter(vm, " while calling a Python object"))
        return NULL;
    OuObj *result = call(vm, callable, args, nargs, kwnames);
    ou_leave(vm);
    OU_ASSERT((result != NULL) == (vm->error == NULL));
    return result;
}

OuObj *ou_call0(OuVM *vm, OuObj *callable)
{
    return ou_call(vm, callable, NULL, 0, NULL);
}

OuObj *ou_call1(OuVM *vm, OuObj *callable, OuObj *arg)
{
    return ou_call(vm, callable, &arg, 1, NULL);
}

OuObj *ou_call2(OuVM *vm, OuObj *callable, OuObj *a, OuObj *b)
{
    OuObj *args[2] = {a, b};
    return ou_call(vm, callable, args, 2, NULL);
}

/* Positional arguments and the items of a dict as values and a tuple of names. */
static OuObj *call_with_dict(OuVM *vm, OuObj *callable, OuTuple *args, OuDict *kwargs)
{
    size_t count = args->len + kwargs->len, n = args->len, size = count * sizeof(OuObj *);
    OuObj **values = ou_alloc(vm, size);
    if (values == NULL)
        return NULL;
    OuObj *result = NULL;
    OuObj *names = ou_tuple_alloc(vm, kwargs->len);
    for (size_t i = 0; i < n; i++)
        values[i] = ou_ref(args->items[i]);
    if (names == NULL) {
        count = n;
        goto done;
    }
    OuObj *key, *value;
    for (size_t position = 0; ou_dict_next(kwargs, &position, &key, &value); n++) {
        if (!ou_is_str(vm, key)) {
            if (ou_callable(vm, callable))
                OU_TYPE_ERROR(vm, "keywords must be strings");
            else
                OU_TYPE_ERROR(vm, "'%.200T' object is not callable", callable);
            count = n;
            goto done;
        }
        OU_TUPLE(names)->items[n - args->len] = ou_ref(key);
        values[n] = ou_ref(value);
    }
    result = ou_call(vm, callable, values, args->len, names);
done:
    for (size_t i = 0; i < count; i++)
        ou_unref(vm, values[i]);
    ou_unref(vm, names);
    ou_free(vm, values, size);
    return result;
}

OuObj *ou_call_ex(OuVM *vm, OuObj *callable, OuObj *args, OuObj *kwargs)
{
    if (kwargs != NULL && OU_DICT(kwargs)->len > 0)
        return call_with_dict(vm, callable, OU_TUPLE(args), OU_DICT(kwargs));
    ou_ref(args);
    OuObj *result = ou_call(vm, callable, OU_TUPLE(args)->items, OU_TUPLE(args)->len, NULL);
    ou_unref(vm, args);
    return result;
}

/* The method of a class that `self.name` leads to if it needs no binding; borrowed, or NULL. */
static OuObj *unbound_method_peek(OuVM *vm, OuObj *self, OuStr *name)
{
    if (ou_type(vm, self)->getattr != ou_getattr_generic)
        return NULL;
    OuClass *cls = ou_class_of(vm, self);
    if (cls == NULL) {
        ou_error_clear(vm);
        return NULL;
    }
    OuObj *found = ou_class_lookup_peek(vm, cls, name);
    if (found == NULL || !(ou_type(vm, found)->flags & OU_TF_METHOD))
        return NULL;
    ou_ref(found);
    OuObj *own = ou_instance_get(vm, self, name);
    ou_unref(vm, found);
    if (own == OU_ABSENT)
        return ou_class_lookup_peek(vm, cls, name);
    ou_error_clear(vm);
    ou_unref(vm, own);
    return NULL;
}

OuObj *ou_call_method(OuVM *vm, OuObj *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    OuObj *method = nargs < 7 ? unbound_method_peek(vm, self, name) : NULL;
    OuObj *result;
    if (method != NULL) {
        OuObj *all[8] = {self};
        for (size_t i = 0; i < nargs; i++)
            all[i + 1] = args[i];
        ou_ref(method);
        result = ou_call(vm, method, all, nargs + 1, NULL);
    } else {
        method = ou_getattr(vm, self, name);
        if (method == NULL)
            return NULL;
        result = ou_call(vm, method, args, nargs, NULL);
    }
    ou_unref(vm, method);
    return result;
}

bool ou_callable(OuVM *vm, OuObj *o)
{
    return ou_type(vm, o)->call != NULL;
}

/* ---- attributes ---- */

/* Methods of methods, aliases of aliases … ask what they are made from. */
OuObj *ou_getattr(OuVM *vm, OuObj *o, OuStr *name)
{
    if (!ou_check_stack(vm, ""))
        return NULL;
    OuObj *result = ou_type(vm, o)->getattr(vm, o, OU_OBJ(name));
    if (OU_UNLIKELY(result == NULL))
        ou_attr_note_error(vm, o, name);
    return result;
}

OuObj *ou_getattr_optional(OuVM *vm, OuObj *o, OuStr *name)
{
    OuObj *result;
    const OuType *type = ou_type(vm, o);
    if (!ou_check_stack(vm, ""))
        return NULL;
    if (type->getattr == ou_getattr_generic && name->interned)
        result = ou_attr_find(vm, o, name);
    else
        result = type->getattr(vm, o, OU_OBJ(name));
    if (result == NULL && ou_error_swallow(vm, OU_T_AttributeError))
        return OU_ABSENT;
    return result;
}

OuObj *ou_getattr_text(OuVM *vm, OuObj *o, const char *name)
{
    OuStr *text = ou_str_intern(vm, name, strlen(name));
    if (text == NULL)
        return NULL;
    OuObj *result = ou_getattr(vm, o, text);
    ou_unref(vm, text);
    return result;
}

bool ou_setattr(OuVM *vm, OuObj *o, OuStr *name, OuObj *value)
{
    OuSetFn set = ou_type(vm, o)->setattr;
    return (set ? set : ou_setattr_generic)(vm, o, OU_OBJ(name), value);
}

/* ---- truth, hash, contains ---- */

int ou_truth(OuVM *vm, OuObj *o)
{
    if (o == OU_TRUE)
        return 1;
    if (o == OU_FALSE || o == OU_NONE)
        return 0;
    if (ou_is_small_int(o))
        return ou_int_value(o) != 0;
    const OuType *type = ou_type(vm, o);
    if (type->to_bool != NULL)
        return type->to_bool(vm, o);
    if (type->len != NULL) {
        ptrdiff_t len = type->len(vm, o);
        return len < 0 ? -1 : len > 0;
    }
    return 1;
}

bool ou_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    if (ou_is_exact(o, OU_T_STR)) {
        *out = ou_str_hash(vm, OU_STR(o));
        return true;
    }
    if (!ou_check_stack(vm, ""))
        return false;
    OuHashFn hash = ou_type(vm, o)->hash;
    return (hash ? hash : ou_hash_unhashable)(vm, o, out);
}

int ou_contains(OuVM *vm, OuObj *container, OuObj *item)
{
    const OuType *type = ou_type(vm, container);
    if (type->contains != NULL)
        return type->contains(vm, container, item);
    OuObj *iterator = ou_iter(vm, container);
    if (iterator == NULL) {
        if (ou_error_is(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "argument of type '%.200T' is not iterable", container);
        return -1;
    }
    int found = 0;
    while (found == 0) {
        OuObj *candidate = ou_next(vm, iterator);
        if (candidate == NULL)
            found = -1;
        if (candidate == NULL || candidate == OU_DONE)
            break;
        found = ou_compare_bool(vm, candidate, item, OU_EQ);
        ou_unref(vm, candidate);
        if (found == 0 && !ou_poll(vm, 1))
            found = -1;
    }
    ou_unref(vm, iterator);
    return found;
}

/* ---- containers ---- */

ptrdiff_t ou_len(OuVM *vm, OuObj *o)
{
    OuLenFn len = ou_type(vm, o)->len;
    if (len != NULL)
        return len(vm, o);
    OU_TYPE_ERROR(vm, "object of type '%.200T' has no len()", o);
    return -1;
}

ptrdiff_t ou_length_hint(OuVM *vm, OuObj *o, ptrdiff_t otherwise)
{
    if (ou_type(vm, o)->len != NULL) {
        ptrdiff_t len = ou_len(vm, o);
        if (len >= 0 || !ou_error_swallow(vm, OU_T_TypeError))
            return len;
    }
    OuObj *hint = ou_call_special(vm, o, OU_NAME(__length_hint__), NULL, 0);
    if (hint == OU_ABSENT)
        return otherwise;
    if (hint == NULL)
        return ou_error_swallow(vm, OU_T_TypeError) ? otherwise : -1;
    ptrdiff_t result = -1;
    int64_t value;
    if (hint == OU_NOT_IMPLEMENTED)
        result = otherwise;
    else if (!ou_is(vm, hint, OU_TF_IS_INT))
        OU_TYPE_ERROR(vm, "__length_hint__ must be an integer, not %.100T", hint);
    else if (!ou_int_to_int64(hint, &value))
        ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C ssize_t");
    else if ((result = (ptrdiff_t)value) < 0) {
        OU_VALUE_ERROR(vm, "__length_hint__() should return >= 0");
        result = -1;
    }
    ou_unref(vm, hint);
    return result;
}

ptrdiff_t ou_checked_hint(OuVM *vm, OuObj *o, ptrdiff_t otherwise, size_t len)
{
    ptrdiff_t hint = ou_length_hint(vm, o, otherwise);
    if (hint < (ptrdiff_t)1 << 40 || len > (size_t)(PTRDIFF_MAX - hint))
        return hint;
    ou_raise_memory(vm);
    return -1;
}

/* cls[key] for a class. */
static OuObj *class_item(OuVM *vm, OuObj *cls, OuObj *key)
{
    if (OU_CLASS(cls)->type == &ou_type_type)
        return ou_generic_alias_new(vm, cls, key);
    OuObj *method = ou_getattr_optional(vm, cls, OU_NAME(__class_getitem__));
    if (method == NULL)
        return NULL;
    if (method != OU_ABSENT && method != OU_NONE) {
        OuObj *result = ou_call1(vm, method, key);
        ou_unref(vm, method);
        return result;
    }
    return OU_TYPE_ERROR(vm, "type '%.200s' is not subscriptable", OU_CLASS(cls)->type->name);
}

OuObj *ou_getitem(OuVM *vm, OuObj *o, OuObj *key)
{
    const OuType *type = ou_type(vm, o);
    if (type->getitem != NULL)
        return type->getitem(vm, o, key);
    if (type->flags & OU_TF_IS_TYPE)
        return class_item(vm, o, key);
    return OU_TYPE_ERROR(vm, "'%.200T' object is not subscriptable", o);
}

bool ou_setitem(OuVM *vm, OuObj *o, OuObj *key, OuObj *value)
{
    OuSetFn set = ou_type(vm, o)->setitem;
    if (set != NULL)
        return set(vm, o, key, value);
    /* CPython words a deletion by whether the type takes part in its sequence protocol. */
    const OuType *type = ou_type(vm, o);
    bool sequence = (type->flags & (OU_TF_USER | OU_TF_HEAP)) || type->len || type->contains
                    || type->concat || ou_is_sequence(vm, o);
    ptrdiff_t index;
    if (sequence && ou_has_index(vm, key) && !ou_as_ssize(vm, key, &index, OU_T_IndexError))
        return false;
    if (value != NULL)
        OU_TYPE_ERROR(vm, "'%.200T' object does not support item assignment", o);
    else
        OU_TYPE_ERROR(vm, "'%.200T' object %s support item deletion", o,
                      sequence && ou_has_index(vm, key) ? "doesn't" : "does not");
    return false;
}

/* A part of a slice as a number, clipped; None: `otherwise`. */
static bool slice_part(OuVM *vm, OuObj *part, ptrdiff_t otherwise, ptrdiff_t *out)
{
    if (part == OU_NONE || ou_is_small_int(part)) {
        *out = part == OU_NONE ? otherwise : (ptrdiff_t)ou_int_value(part);
        return true;
    }
    if (!ou_has_index(vm, part)) {
        OU_TYPE_ERROR(vm, "slice indices must be integers or None or have an __index__ method");
        return false;
    }
    return ou_as_ssize(vm, part, out, 0);
}

/* From the end if negative, and into the sequence's bounds. */
static ptrdiff_t slice_bound(ptrdiff_t at, ptrdiff_t length, ptrdiff_t step)
{
    if (at < 0) {
        at += length;
        if (at < 0)
            at = step < 0 ? -1 : 0;
    } else if (at >= length) {
        at = step < 0 ? length - 1 : length;
    }
    return at;
}

bool ou_slice_unpack(OuVM *vm, OuObj *o, ptrdiff_t *start, ptrdiff_t *stop, ptrdiff_t *step)
{
    OuSlice *slice = (OuSlice *)o;
    if (!slice_part(vm, slice->step, 1, step))
        return false;
    if (*step == 0) {
        OU_VALUE_ERROR(vm, "slice step cannot be zero");
        return false;
    }
    if (*step < -PTRDIFF_MAX)
        *step = -PTRDIFF_MAX;
    bool down = *step < 0;
    return slice_part(vm, slice->start, down ? PTRDIFF_MAX : 0, start)
        && slice_part(vm, slice->stop, down ? PTRDIFF_MIN : PTRDIFF_MAX, stop);
}

ptrdiff_t ou_slice_adjust(ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop, ptrdiff_t step)
{
    *start = slice_bound(*start, length, step);
    *stop = slice_bound(*stop, length, step);
    if (step < 0)
        return *stop < *start ? (*start - *stop - 1) / -step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / step + 1 : 0;
}

ptrdiff_t ou_slice_indices(OuVM *vm, OuObj *slice, ptrdiff_t length, ptrdiff_t *start,
                           ptrdiff_t *stop, ptrdiff_t *step)
{
    return ou_slice_unpack(vm, slice, start, stop, step)
        ? ou_slice_adjust(length, start, stop, *step) : -1;
}

/* ---- iteration ---- */

bool ou_is_sequence(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    return type->getitem && !(type->flags & OU_TF_IS_DICT) && type->index != OU_T_UNION
           && type->index != OU_T_GENERIC_ALIAS && type->index != OU_T_MAPPING_PROXY
           && type->index != OU_T_WEAK_PROXY && type->index != OU_T_WEAK_CALLABLE_PROXY;
}

bool ou_is_mapping(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    return type->getitem && type->getitem != ou_deque_type.getitem;
}

OuObj *ou_iter(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    if (type->iter != NULL) {
        OuObj *iterator = ou_check_stack(vm, "") ? type->iter(vm, o) : NULL;
        if (iterator != NULL && OU_UNLIKELY(ou_type(vm, iterator)->next == NULL)) {
            OU_TYPE_ERROR(vm, "iter() returned non-iterator of type '%.100T'", iterator);
            ou_clear(vm, &iterator);
        }
        return iterator;
    }
    if (ou_is_sequence(vm, o))
        return ou_seq_iter_new(vm, o);
    return OU_TYPE_ERROR(vm, "'%.200T' object is not iterable", o);
}

OuObj *ou_next_raw(OuVM *vm, OuObj *iterator)
{
    OuUnaryFn next = ou_type(vm, iterator)->next;
    if (OU_UNLIKELY(next == NULL))
        return OU_TYPE_ERROR(vm, "'%.200T' object is not an iterator", iterator);
    if (!ou_check_stack(vm, "")) /* iterators over iterators */
        return NULL;
    return next(vm, iterator);
}

OuObj *ou_next(OuVM *vm, OuObj *iterator)
{
    OuUnaryFn next = ou_type(vm, iterator)->next;
    if (OU_UNLIKELY(next == NULL) || OU_UNLIKELY((uintptr_t)__builtin_frame_address(0) < vm->c_stack_end))
        return ou_next_raw(vm, iterator);
    OuObj *item = next(vm, iterator);
    if (OU_UNLIKELY(item == NULL) && ou_error_swallow(vm, OU_T_StopIteration))
        return OU_DONE;
    return item;
}

OuObj *ou_list_from(OuVM *vm, OuObj *iterable)
{
    OuObj *list = ou_list_new(vm, 0);
    if (list != NULL && !ou_list_extend(vm, OU_LIST(list), iterable))
        ou_clear(vm, &list);
    return list;
}
