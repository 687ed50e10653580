/* list.c - growable arrays of references.
 *
 * Everything here that compares, iterates or releases may run script code that changes the
 * list: loops read `len` and `items` again at every turn and hold a reference to the item
 * they work on; operations that remove items finish the change before they release them.
 * A list releases its items from the last to the first. */
#include "object/list.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "types/iters_step.h"
#include <string.h>

#define LIST_MAX_ITEMS ((size_t)0xFFFFFFF0u)
#define POLL_EVERY 4096u

/* ---- the array ---- */

/* Change len to `n`, reallocating as CPython does; new places are garbage. A smaller array
 * never fails. */
static bool list_resize(OuVM *vm, OuList *list, size_t n)
{
    if (n <= list->cap && n >= list->cap / 2) {
        list->len = (uint32_t)n;
        return true;
    }
    if (n > LIST_MAX_ITEMS) {
        ou_raise_memory(vm);
        return false;
    }
    size_t cap = (n + (n >> 3) + 6) & ~(size_t)3;
    if (n > list->len && n - list->len > cap - n)
        cap = (n + 3) & ~(size_t)3;
    if (n == 0)
        cap = 0;
    if (cap > LIST_MAX_ITEMS)
        cap = n;
    if (cap == 0) {
        ou_free(vm, list->items, list->cap * sizeof(OuObj *));
        list->items = NULL;
        list->gc.head.type &= ~OU_LIST_SORTING;
    } else {
        OuObj **items;
        if (n <= list->cap) {
            items = ou_mem_resize(&vm->mem, list->items, list->cap * sizeof(OuObj *),
                                  cap * sizeof(OuObj *));
            if (!items) {
                list->len = (uint32_t)n;
                return true;
            }
        } else {
            items = ou_resize(vm, list->items, list->cap * sizeof(OuObj *), cap * sizeof(OuObj *));
            if (!items)
                return false;
        }
        list->items = items;
    }
    list->cap = (uint32_t)cap;
    list->len = (uint32_t)n;
    return true;
}

/* Room for exactly `n` items in a list without an array. */
static bool list_preallocate(OuVM *vm, OuList *list, size_t n)
{
    if (n == 0)
        return true;
    if (n > LIST_MAX_ITEMS) {
        ou_raise_memory(vm);
        return false;
    }
    list->items = ou_alloc(vm, n * sizeof(OuObj *));
    if (!list->items)
        return false;
    list->cap = (uint32_t)n;
    return true;
}

bool ou_list_reserve(OuVM *vm, OuList *list, size_t extra)
{
    uint32_t len = list->len;
    if (len + extra <= list->cap)
        return true;
    bool ok = list_resize(vm, list, len + extra);
    list->len = len;
    return ok;
}

OuObj *ou_list_new(OuVM *vm, size_t cap)
{
    OuList *list = (OuList *)ou_gc_new(vm, OU_T_LIST, sizeof(OuList));
    if (!list)
        return NULL;
    list->items = NULL;
    list->len = list->cap = 0;
    if (OU_UNLIKELY(!list_preallocate(vm, list, cap))) {
        ou_unref(vm, list);
        return NULL;
    }
    ou_gc_track(vm, OU_OBJ(list));
    return OU_OBJ(list);
}

OuObj *ou_list_new_take(OuVM *vm, OuObj *const *items, size_t n)
{
    OuObj *list = ou_list_new(vm, n);
    if (!list) {
        for (size_t i = 0; i < n; i++)
            ou_unref(vm, items[i]);
        return NULL;
    }
    if (n)
        memcpy(OU_LIST(list)->items, items, n * sizeof(OuObj *));
    OU_LIST(list)->len = (uint32_t)n;
    return list;
}

/* Behind the items that there are, where is room for them. `items` may be the list's own. */
static bool copy_items(OuVM *vm, OuList *list, OuObj *const *items, size_t n)
{
    OuObj **to = list->items + list->len;
    for (size_t i = 0; i < n; i++) {
        to[i] = ou_ref(items[i]);
        if (!OU_PASS(vm, i)) {
            list->len += (uint32_t)i + 1;
            return false;
        }
    }
    list->len += (uint32_t)n;
    return true;
}

OuObj *ou_list_copy_of(OuVM *vm, OuObj *const *items, size_t n)
{
    OuObj *list = ou_list_new(vm, n);
    if (!list)
        return NULL;
    if (!copy_items(vm, OU_LIST(list), items, n))
        ou_clear(vm, &list);
    return list;
}

bool ou_list_append_take(OuVM *vm, OuList *list, OuObj *item)
{
    uint32_t len = list->len;
    if (OU_UNLIKELY(item == NULL))
        return false;
    if (OU_UNLIKELY(len >= list->cap) && !list_resize(vm, list, (size_t)len + 1)) {
        ou_unref(vm, item);
        return false;
    }
    list->items[len] = item;
    list->len = len + 1;
    return true;
}

bool ou_list_append(OuVM *vm, OuList *list, OuObj *item)
{
    return ou_list_append_take(vm, list, ou_ref(item));
}

bool ou_list_insert(OuVM *vm, OuList *list, ptrdiff_t i, OuObj *item)
{
    ptrdiff_t len = list->len;
    if (!list_resize(vm, list, (size_t)len + 1))
        return false;
    if (i < 0) {
        i += len;
        if (i < 0)
            i = 0;
    }
    if (i > len)
        i = len;
    vm->fuel -= (len - i) >> 6;
    memmove(list->items + i + 1, list->items + i, (size_t)(len - i) * sizeof(OuObj *));
    list->items[i] = ou_ref(item);
    return true;
}

void ou_list_clear(OuVM *vm, OuList *list)
{
    OuObj **items = list->items;
    size_t n = list->len, cap = list->cap;
    list->items = NULL;
    list->len = list->cap = 0;
    if (!items)
        return;
    list->gc.head.type &= ~OU_LIST_SORTING;
    while (n-- > 0)
        ou_unref_nonnull(vm, items[n]);
    ou_free(vm, items, cap * sizeof(OuObj *));
}

bool ou_list_replace(OuVM *vm, OuList *list, size_t start, size_t stop, OuObj *const *items,
                     size_t n)
{
    OuObj *few[8], **removed = few;
    size_t count = stop - start, len = list->len;
    if (n == 0 && count == len) {
        ou_list_clear(vm, list);
        return true;
    }
    if (count > OU_COUNT_OF(few) && !(removed = ou_alloc(vm, count * sizeof *removed)))
        return false;
    if (count)
        memcpy(removed, list->items + start, count * sizeof *removed);
    size_t tail = (len - stop) * sizeof(OuObj *);
    vm->fuel -= (int64_t)(tail >> 9);
    if (n < count) {
        memmove(list->items + start + n, list->items + stop, tail);
        (void)!list_resize(vm, list, len - count + n);
    } else if (n > count) {
        if (!list_resize(vm, list, len - count + n)) {
            if (removed != few)
                ou_free(vm, removed, count * sizeof *removed);
            return false;
        }
        memmove(list->items + start + n, list->items + stop, tail);
    }
    for (size_t i = 0; i < n; i++)
        list->items[start + i] = ou_ref(items[i]);
    for (size_t i = count; i-- > 0;)
        ou_unref(vm, removed[i]);
    if (removed != few)
        ou_free(vm, removed, count * sizeof *removed);
    return true;
}

OuObj *ou_list_pop_at(OuVM *vm, OuList *list, size_t i)
{
    OuObj *item = list->items[i];
    vm->fuel -= (int64_t)((list->len - i) >> 6);
    memmove(list->items + i, list->items + i + 1, (list->len - i - 1) * sizeof(OuObj *));
    (void)!list_resize(vm, list, list->len - 1);
    return item;
}

OuObj *ou_list_to_tuple_take(OuVM *vm, OuObj *list)
{
    OuList *l = OU_LIST(list);
    OuObj *tuple = ou_tuple_alloc(vm, l->len);
    if (tuple && l->len) {
        if (list->refs == 1) {
            memcpy(OU_TUPLE(tuple)->items, l->items, l->len * sizeof(OuObj *));
            l->len = 0;
        } else {
            for (uint32_t i = 0; i < l->len; i++)
                OU_TUPLE(tuple)->items[i] = ou_ref(l->items[i]);
        }
        ou_gc_track(vm, tuple);
    }
    ou_unref(vm, list);
    return tuple;
}

/* ---- extending ---- */

static bool extend_from_items(OuVM *vm, OuList *list, OuObj *source)
{
    bool is_list = ou_is(vm, source, OU_TF_IS_LIST);
    size_t n = is_list ? OU_LIST(source)->len : OU_TUPLE(source)->len, len = list->len;
    if (n == 0)
        return true;
    if (!list->items) {
        if (!list_preallocate(vm, list, n))
            return false;
    } else if (!list_resize(vm, list, len + n)) {
        return false;
    }
    list->len = (uint32_t)len;
    return copy_items(vm, list, is_list ? OU_LIST(source)->items : OU_TUPLE(source)->items, n);
}

bool ou_list_extend(OuVM *vm, OuList *list, OuObj *iterable)
{
    if (ou_is_exact(iterable, OU_T_LIST) || ou_is_exact(iterable, OU_T_TUPLE)
        || iterable == OU_OBJ(list))
        return extend_from_items(vm, list, iterable);
    OuObj *iterator = ou_iter(vm, iterable);
    if (!iterator)
        return false;
    bool ok = false;
    ptrdiff_t hint = ou_checked_hint(vm, iterable, 8, list->len);
    if (hint < 0)
        goto done;
    if ((size_t)hint < LIST_MAX_ITEMS - list->len) {
        if (!list->items) {
            if (!list_preallocate(vm, list, (size_t)hint))
                goto done;
        } else if (!ou_list_reserve(vm, list, (size_t)hint)) {
            goto done;
        }
    }
    for (uint32_t i = 1;; i++) {
        OuObj *item = ou_iter_step(vm, iterator);
        if (item == OU_DONE || (!item && ou_error_swallow(vm, OU_T_StopIteration)))
            break;
        if (!item || !ou_list_append_take(vm, list, item)
            || (i % POLL_EVERY == 0 && !ou_poll(vm, POLL_EVERY)))
            goto done;
    }
    if (list->len < list->cap && !list_resize(vm, list, list->len))
        ou_error_clear(vm); /* it stays as large as it is */
    ok = true;
done:
    ou_unref(vm, iterator);
    return ok;
}

/* ---- life ---- */

static OuObj *list_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    (void)nargs;
    (void)kwnames;
    return cls->type == &ou_list_type ? ou_list_new(vm, 0) : ou_instance_new(vm, cls, 0);
}

static bool list_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if ((ou_is_exact(self, OU_T_LIST) || ou_type(vm, self)->make == list_make)
        && !ou_no_keywords(vm, "list", kwnames))
        return false;
    if (!ou_check_count(vm, "list", nargs, 0, 1))
        return false;
    ou_list_clear(vm, OU_LIST(self));
    return nargs == 0 || ou_list_extend(vm, OU_LIST(self), args[0]);
}

static void list_dealloc(OuVM *vm, OuObj *self)
{
    ou_list_clear(vm, OU_LIST(self));
    if (OU_LIKELY(ou_is_exact(self, OU_T_LIST)))
        ou_mem_give(&vm->mem, self, sizeof(OuList));
    else
        ou_object_free(vm, self);
}

static void list_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuList *list = OU_LIST(self);
    for (uint32_t i = list->len; i-- > 0;)
        fn(list->items[i], arg);
}

static void list_clear_slot(OuVM *vm, OuObj *self)
{
    ou_list_clear(vm, OU_LIST(self));
}

static size_t list_extra_size(const OuObj *self)
{
    return ((const OuList *)self)->cap * sizeof(OuObj *);
}

/* ---- special methods ---- */

static OuObj *list_repr(OuVM *vm, OuObj *self)
{
    OuList *list = OU_LIST(self);
    if (list->len == 0)
        return ou_str_from(vm, "[]");
    int entered = ou_repr_enter(vm, self);
    if (entered)
        return entered < 0 ? NULL : ou_str_from(vm, "[...]");
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    ou_buf_putc(&buf, '[');
    OuObj *result = NULL;
    for (uint32_t i = 0; i < list->len; i++) {
        OuObj *item = ou_ref(list->items[i]);
        OuObj *text = ou_repr(vm, item);
        ou_unref(vm, item);
        if (!text)
            goto done;
        if (i)
            ou_buf_puts(&buf, ", ");
        ou_buf_put(&buf, ou_str_text(OU_STR(text)), OU_STR(text)->size);
        ou_unref(vm, text);
        if (buf.failed || (i % 1024 == 1023 && !ou_poll(vm, 1024)))
            break;
    }
    if (ou_error_peek(vm))
        goto done;
    ou_buf_putc(&buf, ']');
    result = ou_str_from_buf(vm, &buf);
done:
    ou_buf_drop(&buf);
    ou_repr_leave(vm, self);
    return result;
}

static OuObj *list_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is(vm, left, OU_TF_IS_LIST) || !ou_is(vm, right, OU_TF_IS_LIST))
        return OU_NOT_IMPLEMENTED;
    OuList *a = OU_LIST(left), *b = OU_LIST(right);
    if (a->len != b->len && (op == OU_EQ || op == OU_NE))
        return OU_BOOL(op == OU_NE);
    uint32_t i = 0;
    if (!ou_poll(vm, 1 + (a->len >> 3)))
        return NULL;
    for (; i < a->len && i < b->len; i++) {
        OuObj *x = a->items[i], *y = b->items[i];
        if (x == y)
            continue;
        ou_ref(x);
        ou_ref(y);
        int same = ou_compare_bool(vm, x, y, OU_EQ);
        ou_unref(vm, x);
        ou_unref(vm, y);
        if (same < 0)
            return NULL;
        if (!same)
            break;
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return NULL;
    }
    if (i >= a->len || i >= b->len)
        return OU_BOOL(ou_order_is((a->len > b->len) - (a->len < b->len), op));
    if (op == OU_EQ)
        return OU_FALSE;
    if (op == OU_NE)
        return OU_TRUE;
    OuObj *x = ou_ref(a->items[i]), *y = ou_ref(b->items[i]);
    OuObj *result = ou_compare(vm, x, y, op);
    ou_unref(vm, x);
    ou_unref(vm, y);
    return result;
}

static ptrdiff_t list_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return OU_LIST(self)->len;
}

/* Position of the first item equal to `item` in [start, stop): -1 not found, -2 error. */
static ptrdiff_t list_find(OuVM *vm, OuList *list, OuObj *item, size_t start, size_t stop)
{
    for (size_t i = start; i < stop && i < list->len; i++) {
        OuObj *candidate = list->items[i];
        if (candidate == item)
            return (ptrdiff_t)i;
        ou_ref(candidate);
        int same = ou_compare_bool(vm, candidate, item, OU_EQ);
        ou_unref(vm, candidate);
        if (same)
            return same < 0 ? -2 : (ptrdiff_t)i;
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return -2;
    }
    return -1;
}

static int list_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    ptrdiff_t at = list_find(vm, OU_LIST(self), item, 0, SIZE_MAX);
    return at >= 0 ? 1 : at == -2 ? -1 : 0;
}

static OuObj *list_get_slice(OuVM *vm, OuList *list, OuObj *slice)
{
    ptrdiff_t start, stop, step;
    if (!ou_slice_unpack(vm, slice, &start, &stop, &step))
        return NULL;
    ptrdiff_t n = ou_slice_adjust(list->len, &start, &stop, step);
    if (n == 0)
        return ou_list_new(vm, 0);
    if (step == 1)
        return ou_list_copy_of(vm, list->items + start, (size_t)n);
    OuObj *result = ou_list_new(vm, (size_t)n);
    if (!result)
        return NULL;
    for (ptrdiff_t i = 0; i < n; i++) {
        OU_LIST(result)->items[i] = ou_ref(list->items[start + i * step]);
        if (!OU_PASS(vm, i)) {
            OU_LIST(result)->len = (uint32_t)i + 1;
            ou_unref(vm, result);
            return NULL;
        }
    }
    OU_LIST(result)->len = (uint32_t)n;
    return result;
}

OuObj *ou_list_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    OuList *list = OU_LIST(self);
    ptrdiff_t i;
    if (OU_LIKELY(ou_is_small_int(key))) {
        i = ou_int_value(key);
    } else if (ou_is_exact(key, OU_T_SLICE)) {
        return list_get_slice(vm, list, key);
    } else if (ou_type(vm, key)->to_index) {
        if (!ou_as_ssize(vm, key, &i, OU_T_IndexError))
            return NULL;
    } else {
        return OU_TYPE_ERROR(vm, "list indices must be integers or slices, not %.200T", key);
    }
    if (i < 0)
        i += list->len;
    if (OU_UNLIKELY((size_t)i >= list->len))
        return ou_raise(vm, OU_T_IndexError, "list index out of range");
    return ou_ref(list->items[i]);
}

/* `value` as an array of items: a list or tuple itself, else a new list. */
static OuObj *items_of(OuVM *vm, OuList *list, OuObj *value, const char *message)
{
    if (value == OU_OBJ(list))
        return ou_list_copy_of(vm, list->items, list->len);
    if (ou_is_exact(value, OU_T_LIST) || ou_is_exact(value, OU_T_TUPLE))
        return ou_ref(value);
    OuObj *iterator = ou_iter(vm, value);
    if (!iterator) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            ou_raise(vm, OU_T_TypeError, "%s", message);
        return NULL;
    }
    OuObj *items = ou_list_from(vm, iterator);
    ou_unref(vm, iterator);
    return items;
}

/* Delete n items, every step-th from start. */
static bool delete_stepped(OuVM *vm, OuList *list, ptrdiff_t start, ptrdiff_t step, ptrdiff_t n)
{
    if (n <= 0)
        return true;
    if (step < 0) {
        start += step * (n - 1);
        step = -step;
    }
    OuObj **removed = ou_alloc(vm, (size_t)n * sizeof *removed);
    if (!removed)
        return false;
    ptrdiff_t to = start;
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t at = start + i * step;
        ptrdiff_t next = i + 1 < n ? at + step : list->len;
        removed[i] = list->items[at];
        memmove(list->items + to, list->items + at + 1, (size_t)(next - at - 1) * sizeof *removed);
        to += next - at - 1;
    }
    (void)!list_resize(vm, list, (size_t)to);
    for (ptrdiff_t i = 0; i < n; i++)
        ou_unref(vm, removed[i]);
    ou_free(vm, removed, (size_t)n * sizeof *removed);
    return true;
}

/* list[start::step] = items, n places; the items become the old ones and are then released. */
static bool assign_stepped(OuVM *vm, OuList *list, ptrdiff_t start, ptrdiff_t step, ptrdiff_t n,
                           OuObj *source)
{
    bool is_list = ou_is(vm, source, OU_TF_IS_LIST);
    ptrdiff_t len = is_list ? (ptrdiff_t)OU_LIST(source)->len : (ptrdiff_t)OU_TUPLE(source)->len;
    if (len != n || (n > 0 && (start + (n - 1) * step >= list->len || start >= list->len))) {
        ou_raise(vm, OU_T_ValueError,
                 "attempt to assign sequence of size %zd to extended slice of size %zd", len, n);
        return false;
    }
    if (n == 0)
        return true;
    OuObj *const *from = is_list ? OU_LIST(source)->items : OU_TUPLE(source)->items;
    OuObj **removed = ou_alloc(vm, (size_t)n * sizeof *removed);
    if (!removed)
        return false;
    for (ptrdiff_t i = 0; i < n; i++) {
        OuObj **place = &list->items[start + i * step];
        removed[i] = *place;
        *place = ou_ref(from[i]);
    }
    for (ptrdiff_t i = 0; i < n; i++)
        ou_unref(vm, removed[i]);
    ou_free(vm, removed, (size_t)n * sizeof *removed);
    return true;
}

static bool list_set_slice(OuVM *vm, OuList *list, OuObj *slice, OuObj *value)
{
    ptrdiff_t start, stop, step;
    if (!ou_slice_unpack(vm, slice, &start, &stop, &step))
        return false;
    ptrdiff_t n = ou_slice_adjust(list->len, &start, &stop, step);
    if (!value && step != 1)
        return delete_stepped(vm, list, start, step, n);
    if (!value)
        return ou_list_replace(vm, list, (size_t)start, (size_t)(start + n), NULL, 0);
    OuObj *source = items_of(vm, list, value, step == 1 ? "can only assign an iterable"
                                                        : "must assign iterable to extended slice");
    if (!source)
        return false;
    bool ok;
    if (step != 1) {
        ok = assign_stepped(vm, list, start, step, n, source);
    } else {
        size_t from = (size_t)start, to = (size_t)(start + n);
        if (from > list->len)
            from = list->len;
        if (to > list->len)
            to = list->len;
        bool is_list = ou_is(vm, source, OU_TF_IS_LIST);
        ok = is_list ? ou_list_replace(vm, list, from, to, OU_LIST(source)->items,
                                       OU_LIST(source)->len)
                     : ou_list_replace(vm, list, from, to, OU_TUPLE(source)->items,
                                       OU_TUPLE(source)->len);
    }
    ou_unref(vm, source);
    return ok;
}

static bool list_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    OuList *list = OU_LIST(self);
    ptrdiff_t i;
    if (OU_LIKELY(ou_is_small_int(key))) {
        i = ou_int_value(key);
    } else if (ou_is_exact(key, OU_T_SLICE)) {
        return list_set_slice(vm, list, key, value);
    } else if (ou_type(vm, key)->to_index) {
        if (!ou_as_ssize(vm, key, &i, OU_T_IndexError))
            return false;
    } else {
        ou_raise(vm, OU_T_TypeError, "list indices must be integers or slices, not %.200T", key);
        return false;
    }
    if (i < 0)
        i += list->len;
    if (OU_UNLIKELY((size_t)i >= list->len)) {
        ou_raise(vm, OU_T_IndexError, "list assignment index out of range");
        return false;
    }
    if (value)
        ou_put(vm, &list->items[i], ou_ref(value));
    else
        ou_unref(vm, ou_list_pop_at(vm, list, (size_t)i));
    return true;
}

OuObj *ou_list_concat(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!ou_is(vm, right, OU_TF_IS_LIST))
        return OU_TYPE_ERROR(vm, "can only concatenate list (not \"%.200T\") to list", right);
    OuList *a = OU_LIST(left), *b = OU_LIST(right);
    OuObj *result = ou_list_new(vm, (size_t)a->len + b->len);
    if (!result)
        return NULL;
    if (!copy_items(vm, OU_LIST(result), a->items, a->len) || !copy_items(vm, OU_LIST(result), b->items, b->len))
        ou_clear(vm, &result);
    return result;
}

/* Fill to[len…len * times) with copies of the first len items, whose counts go up. */
static bool repeat_items(OuVM *vm, OuObj **to, size_t len, size_t times, size_t new_references)
{
    if (!ou_repeat_long(vm, to, len * sizeof *to, len * times * sizeof *to))
        return false;
    for (size_t i = 0; i < len; i++)
        ou_ref_times(to[i], new_references);
    return true;
}

static OuObj *list_repeat(OuVM *vm, OuObj *self, OuObj *count)
{
    OuList *list = OU_LIST(self);
    ptrdiff_t times;
    if (!ou_as_ssize(vm, count, &times, OU_T_OverflowError))
        return NULL;
    size_t len = list->len;
    if (times <= 0 || len == 0)
        return ou_list_new(vm, 0);
    if (len > LIST_MAX_ITEMS / (size_t)times)
        return ou_raise_memory(vm);
    OuObj *result = ou_list_new(vm, len * (size_t)times);
    if (!result)
        return NULL;
    if (!ou_copy_long(vm, OU_LIST(result)->items, list->items, len * sizeof(OuObj *))
        || !repeat_items(vm, OU_LIST(result)->items, len, (size_t)times, (size_t)times)) {
        ou_unref(vm, result);
        return NULL;
    }
    OU_LIST(result)->len = (uint32_t)(len * (size_t)times);
    return result;
}

static OuObj *list_irepeat(OuVM *vm, OuObj *self, OuObj *count)
{
    OuList *list = OU_LIST(self);
    ptrdiff_t times;
    if (!ou_as_ssize(vm, count, &times, OU_T_OverflowError))
        return NULL;
    size_t len = list->len;
    if (len == 0 || times == 1)
        return ou_ref(self);
    if (times <= 0) {
        ou_list_clear(vm, list);
        return ou_ref(self);
    }
    if (len > LIST_MAX_ITEMS / (size_t)times)
        return ou_raise_memory(vm);
    if (!list_resize(vm, list, len * (size_t)times))
        return NULL;
    if (!repeat_items(vm, list->items, len, (size_t)times, (size_t)times - 1)) {
        list->len = (uint32_t)len;
        return NULL;
    }
    return ou_ref(self);
}

static OuObj *list_iconcat(OuVM *vm, OuObj *self, OuObj *other)
{
    return ou_list_extend(vm, OU_LIST(self), other) ? ou_ref(self) : NULL;
}

/* ---- methods ---- */

static OuObj *list_m_append(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_list_append(vm, OU_LIST(self), args[0]) ? OU_NONE : NULL;
}

static OuObj *list_m_extend(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_list_extend(vm, OU_LIST(self), args[0]) ? OU_NONE : NULL;
}

static OuObj *list_m_insert(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    ptrdiff_t i;
    if (!ou_arg_ssize(vm, args[0], &i))
        return NULL;
    return ou_list_insert(vm, OU_LIST(self), i, args[1]) ? OU_NONE : NULL;
}

static OuObj *list_m_pop(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuList *list = OU_LIST(self);
    ptrdiff_t i = -1;
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &i))
        return NULL;
    if (list->len == 0)
        return ou_raise(vm, OU_T_IndexError, "pop from empty list");
    if (i < 0)
        i += list->len;
    if ((size_t)i >= list->len)
        return ou_raise(vm, OU_T_IndexError, "pop index out of range");
    return ou_list_pop_at(vm, list, (size_t)i);
}

static OuObj *list_m_remove(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuList *list = OU_LIST(self);
    ptrdiff_t at = list_find(vm, list, args[0], 0, SIZE_MAX);
    if (at == -2)
        return NULL;
    if (at < 0)
        return OU_VALUE_ERROR(vm, "list.remove(x): x not in list");
    if ((size_t)at < list->len)
        ou_unref(vm, ou_list_pop_at(vm, list, (size_t)at));
    return OU_NONE;
}

static OuObj *list_m_index(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuList *list = OU_LIST(self);
    size_t start = 0, stop = PTRDIFF_MAX;
    if (!ou_arg_slice_bound(vm, OU_ARG(1), list->len, &start)
        || !ou_arg_slice_bound(vm, OU_ARG(2), list->len, &stop))
        return NULL;
    ptrdiff_t at = list_find(vm, list, args[0], start, stop);
    if (at == -2)
        return NULL;
    if (at < 0)
        return OU_VALUE_ERROR(vm, "%R is not in list", args[0]);
    return ou_int_from(vm, at);
}

static OuObj *list_m_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuList *list = OU_LIST(self);
    int64_t count = 0;
    for (uint32_t i = 0; i < list->len; i++) {
        OuObj *candidate = list->items[i];
        int same = 1;
        if (candidate != args[0]) {
            ou_ref(candidate);
            same = ou_compare_bool(vm, candidate, args[0], OU_EQ);
            ou_unref(vm, candidate);
        }
        if (same < 0)
            return NULL;
        count += same;
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return NULL;
    }
    return ou_int_from(vm, count);
}

static OuObj *list_m_reverse(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuList *list = OU_LIST(self);
    vm->fuel -= list->len / 16;
    for (uint32_t i = 0; i < list->len / 2; i++) {
        OuObj *item = list->items[i];
        list->items[i] = list->items[list->len - 1 - i];
        list->items[list->len - 1 - i] = item;
    }
    return OU_NONE;
}

static OuObj *list_m_sort(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *key = OU_ARG(0), *reverse_arg = OU_ARG(1);
    int reverse = 0;
    if (reverse_arg && !ou_arg_int(vm, reverse_arg, &reverse))
        return NULL;
    if (key == OU_NONE)
        key = NULL;
    return ou_list_sort(vm, OU_LIST(self), key, reverse != 0) ? OU_NONE : NULL;
}

static OuObj *list_m_clear(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    ou_list_clear(vm, OU_LIST(self));
    return OU_NONE;
}

static OuObj *list_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_list_copy_of(vm, OU_LIST(self)->items, OU_LIST(self)->len);
}

static OuObj *list_m_reversed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_list_reverse_iter_new(vm, self);
}

static OuObj *list_m_getitem(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_list_getitem(vm, self, args[0]);
}

static const OuMethodDef list_methods[] = {
    {"__getitem__", "(object, /)", list_m_getitem, OU_NO_TEXT | OU_COEXIST,
     "The item or the slice self[object]."},
    {"__reversed__", "()", list_m_reversed, 0, "An iterator over the items, last first."},
    OU_SIZEOF_ROW(0),
    {"clear", "()", list_m_clear, 0, "Remove all items."},
    {"copy", "()", list_m_copy, 0, "A shallow copy."},
    {"append", "(object, /)", list_m_append, 0, "Add object as the last item."},
    {"insert", "(index, object, /)", list_m_insert, 0, "Put object in front of item number index."},
    {"extend", "(iterable, /)", list_m_extend, 0, "Append all items of iterable."},
    {"pop", "(index=-1, /)", list_m_pop, 0,
     "Remove the item at index and return it.\n\nRaises IndexError if there is none."},
    {"remove", "(value, /)", list_m_remove, 0,
     "Remove the first item that equals value.\n\nRaises ValueError if there is none."},
    {"index", "(value, start=0, stop=sys.maxsize, /)", list_m_index, 0,
     "Return the first position of value.\n\nRaises ValueError if it is not present."},
    {"count", "(value, /)", list_m_count, 0, "Return how many items equal value."},
    {"reverse", "()", list_m_reverse, 0, "Reverse the order of the items, in place."},
    {"sort", "(*, key=None, reverse=False)", list_m_sort, 0,
     "Sort in place, equal items keeping their order.\n\nkey is called once for each item and its"
     " results are compared instead."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_list_type = {
    .name = "list",
    .doc = "A growable sequence.\n\nWithout an argument it is empty, else it has the items of"
           " iterable.",
    .base = &ou_object_type,
    .index = OU_T_LIST,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_BASE | OU_TF_SEQUENCE | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE
             | OU_TF_IS_LIST,
    .size = sizeof(OuList),
    .methods = list_methods,
    .signature = "(iterable=(), /)",
    .dealloc = list_dealloc,
    .visit = list_visit,
    .clear = list_clear_slot,
    .extra_size = list_extra_size,
    .concat = ou_list_concat,
    .repeat = list_repeat,
    .iconcat = list_iconcat,
    .irepeat = list_irepeat,
    OU_SLOTS_ATTR,
    .str = ou_object_str,
    .repr = list_repr,
    .hash = ou_hash_unhashable,
    .compare = list_compare,
    .len = list_len,
    .getitem = ou_list_getitem,
    .setitem = list_setitem,
    .contains = list_contains,
    .iter = ou_list_iter_new,
    .make = list_make,
    .init = list_init,
};
