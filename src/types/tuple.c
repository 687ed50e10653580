/* tuple.c - immutable sequences.
 *
 * Hashing, comparing and printing call the items' own methods, which may run script code;
 * a tuple cannot change under them, but it must be kept alive by the caller. Items are
 * released from the last to the first. */
#include "object/tuple.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/track.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include <stdarg.h>
#include <string.h>

#define TUPLE_MAX_ITEMS ((size_t)1 << 48)
#define POLL_EVERY 4096u

const OuTuple ou_empty_tuple_object = {OU_STATIC_GC_HEAD(OU_T_TUPLE), 0};

/* ---- making ---- */

OuObj *ou_tuple_alloc(OuVM *vm, size_t n)
{
    if (n == 0)
        return OU_EMPTY_TUPLE;
    if (n > TUPLE_MAX_ITEMS)
        return ou_raise_memory(vm);
    OuTuple *t = (OuTuple *)ou_gc_new(vm, OU_T_TUPLE, sizeof(OuTuple) + n * sizeof(OuObj *));
    if (!t)
        return NULL;
    t->len = n;
    memset(t->items, 0, n * sizeof(OuObj *));
    return OU_OBJ(t);
}

/* As ou_tuple_alloc, without clearing the items: the caller fills them at once. */
OU_INLINE OuTuple *tuple_raw(OuVM *vm, size_t n)
{
    if (n > TUPLE_MAX_ITEMS)
        return ou_raise_memory(vm);
    OuTuple *t = (OuTuple *)ou_gc_new(vm, OU_T_TUPLE, sizeof(OuTuple) + n * sizeof(OuObj *));
    if (OU_LIKELY(t != NULL))
        t->len = n;
    return t;
}

/* Limits said stop when a raw tuple had its first `filled` items: it goes, with them. The memory behind is given back
 * before, as clearing it would take long. */
static void drop_raw(OuVM *vm, OuTuple *t, size_t filled)
{
    size_t size = sizeof(OuTuple) + t->len * sizeof(OuObj *), used = sizeof(OuTuple) + filled * sizeof(OuObj *);
    OuTuple *rest = ou_mem_resize(&vm->mem, t, size, used);
    if (rest) {
        t = rest;
        t->len = filled;
    } else {
        memset(t->items + filled, 0, size - used);
    }
    ou_unref(vm, OU_OBJ(t));
}

#define FILL_PIECE 16384 /* items between two checks */
/* Fill the places from `at` of a raw tuple. If limits say stop it goes, with what it has. */
static bool fill(OuVM *vm, OuTuple *t, size_t at, OuObj *const *items, size_t n, ptrdiff_t step)
{
    for (size_t i = 0; i < n;) {
        size_t stop = n - i > FILL_PIECE ? i + FILL_PIECE : n;
        for (; i < stop; i++, items += step)
            t->items[at + i] = ou_ref(*items);
        if (OU_UNLIKELY(i < n) && !ou_check(vm, FILL_PIECE / 8)) {
            drop_raw(vm, t, at + i);
            return false;
        }
    }
    return true;
}

OuObj *ou_tuple_new(OuVM *vm, OuObj *const *items, size_t n)
{
    if (n == 0)
        return OU_EMPTY_TUPLE;
    OuTuple *t = tuple_raw(vm, n);
    if (!t || !fill(vm, t, 0, items, n, 1))
        return NULL;
    ou_gc_track(vm, OU_OBJ(t));
    return OU_OBJ(t);
}

OuObj *ou_tuple_new_take(OuVM *vm, OuObj *const *items, size_t n)
{
    if (n == 0)
        return OU_EMPTY_TUPLE;
    OuTuple *t = tuple_raw(vm, n);
    if (!t) {
        for (size_t i = 0; i < n; i++)
            ou_unref(vm, items[i]);
        return NULL;
    }
    memcpy(t->items, items, n * sizeof(OuObj *));
    ou_gc_track(vm, OU_OBJ(t));
    return OU_OBJ(t);
}

OuObj *ou_tuple_pack(OuVM *vm, size_t n, ...)
{
    if (n == 0)
        return OU_EMPTY_TUPLE;
    OuTuple *t = tuple_raw(vm, n);
    if (!t)
        return NULL;
    va_list list;
    va_start(list, n);
    for (size_t i = 0; i < n; i++)
        t->items[i] = ou_ref(va_arg(list, OuObj *));
    va_end(list);
    ou_gc_track(vm, OU_OBJ(t));
    return OU_OBJ(t);
}

OuObj *ou_tuple_from(OuVM *vm, OuObj *iterable)
{
    if (ou_is_exact(iterable, OU_T_TUPLE))
        return ou_ref(iterable);
    if (ou_is_exact(iterable, OU_T_LIST))
        return ou_tuple_new(vm, OU_LIST(iterable)->items, OU_LIST(iterable)->len);
    OuObj *list = ou_list_from(vm, iterable);
    return list ? ou_list_to_tuple_take(vm, list) : NULL;
}

OuObj *ou_tuple_slice(OuVM *vm, OuTuple *t, size_t start, size_t stop)
{
    if (start == 0 && stop == t->len && ou_is_exact(OU_OBJ(t), OU_T_TUPLE))
        return ou_ref(OU_OBJ(t));
    return ou_tuple_new(vm, t->items + start, stop > start ? stop - start : 0);
}

static OuObj *tuple_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    bool plain = cls->type == &ou_tuple_type;
    if ((plain || cls->type->init == ou_tuple_type.init) && !ou_no_keywords(vm, "tuple", kwnames))
        return NULL;
    if (!ou_check_count(vm, "tuple", nargs, 0, 1))
        return NULL;
    OuObj *from = nargs ? ou_tuple_from(vm, args[0]) : OU_EMPTY_TUPLE;
    if (!from || plain)
        return from;
    size_t n = OU_TUPLE(from)->len;
    OuTuple *t = (OuTuple *)ou_instance_new(vm, cls, n * sizeof(OuObj *));
    if (t) {
        for (size_t i = 0; i < n; i++)
            t->items[i] = ou_ref(OU_TUPLE(from)->items[i]);
        t->len = n;
    }
    ou_unref(vm, from);
    return OU_OBJ(t);
}

/* ---- life ---- */

static size_t tuple_size_of(const OuObj *self)
{
    return sizeof(OuTuple) + ((const OuTuple *)self)->len * sizeof(OuObj *);
}

static void tuple_dealloc(OuVM *vm, OuObj *self)
{
    OuTuple *t = OU_TUPLE(self);
    for (size_t i = t->len; i-- > 0;)
        ou_unref(vm, t->items[i]);
    if (OU_LIKELY(ou_is_exact(self, OU_T_TUPLE)))
        ou_mem_give(&vm->mem, self, tuple_size_of(self));
    else
        ou_object_free(vm, self);
}

static void tuple_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuTuple *t = OU_TUPLE(self);
    for (size_t i = t->len; i-- > 0;) {
        if (t->items[i])
            fn(t->items[i], arg);
    }
}

/* A tuple never lets go of its items while it lives: cycles through it are broken elsewhere. */
static void tuple_clear(OuVM *vm, OuObj *self)
{
    (void)vm;
    (void)self;
}

void ou_tuple_maybe_untrack(OuVM *vm, OuTuple *t)
{
    if (!ou_gc_is_tracked(OU_OBJ(t)) || !ou_is_exact(OU_OBJ(t), OU_T_TUPLE))
        return;
    for (size_t i = 0; i < t->len; i++) {
        if (!t->items[i] || ou_may_be_tracked(vm, t->items[i]))
            return;
    }
    ou_gc_untrack(vm, OU_OBJ(t));
}

/* ---- hash, comparison, text ---- */

/* The hash of CPython 3.8 and later: xxHash's mixing of the items' hashes. */
static bool tuple_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u;
    const uint64_t prime5 = 2870177450012600261u;
    OuTuple *t = OU_TUPLE(self);
    uint64_t sum = prime5;
    if (!ou_poll(vm, 1 + (uint32_t)(t->len >> 3)))
        return false;
    for (size_t i = 0; i < t->len; i++) {
        OuHash item;
        if (((i & 4095) == 4095 && !ou_check(vm, 512)) || !ou_hash(vm, t->items[i], &item))
            return false;
        sum += (uint64_t)item * prime2;
        sum = (sum << 31 | sum >> 33) * prime1;
    }
    sum += t->len ^ (prime5 ^ 3527539u);
    *out = sum == UINT64_MAX ? 1546275796 : (OuHash)sum;
    return true;
}

static OuObj *tuple_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is(vm, left, OU_TF_IS_TUPLE) || !ou_is(vm, right, OU_TF_IS_TUPLE))
        return OU_NOT_IMPLEMENTED;
    OuTuple *a = OU_TUPLE(left), *b = OU_TUPLE(right);
    size_t shared = a->len < b->len ? a->len : b->len, i = 0;
    if (!ou_poll(vm, 1 + (uint32_t)(shared >> 3)))
        return NULL;
    for (; i < shared; i++) {
        if (a->items[i] == b->items[i])
            continue;
        int same = ou_compare_bool(vm, a->items[i], b->items[i], OU_EQ);
        if (same < 0)
            return NULL;
        if (!same)
            break;
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return NULL;
    }
    if (i == shared)
        return OU_BOOL(ou_order_is((a->len > b->len) - (a->len < b->len), op));
    if (op == OU_EQ)
        return OU_FALSE;
    if (op == OU_NE)
        return OU_TRUE;
    return ou_compare(vm, a->items[i], b->items[i], op);
}

static OuObj *tuple_repr(OuVM *vm, OuObj *self)
{
    OuTuple *t = OU_TUPLE(self);
    if (t->len == 0)
        return ou_str_from(vm, "()");
    int entered = ou_repr_enter(vm, self);
    if (entered)
        return entered < 0 ? NULL : ou_str_from(vm, "(...)");
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    ou_buf_putc(&buf, '(');
    OuObj *result = NULL;
    for (size_t i = 0; i < t->len; i++) {
        OuObj *text = ou_repr(vm, t->items[i]);
        if (!text)
            goto done;
        if (i)
            ou_buf_puts(&buf, ", ");
        ou_buf_put(&buf, ou_str_text(OU_STR(text)), OU_STR(text)->size);
        ou_unref(vm, text);
    }
    ou_buf_puts(&buf, t->len == 1 ? ",)" : ")");
    result = ou_str_from_buf(vm, &buf);
done:
    ou_buf_drop(&buf);
    ou_repr_leave(vm, self);
    return result;
}

/* ---- sequence ---- */

static ptrdiff_t tuple_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)OU_TUPLE(self)->len;
}

static OuObj *tuple_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    OuTuple *t = OU_TUPLE(self);
    ptrdiff_t i;
    if (OU_LIKELY(ou_is_small_int(key))) {
        i = ou_int_value(key);
    } else if (ou_is_exact(key, OU_T_SLICE)) {
        ptrdiff_t start, stop, step;
        ptrdiff_t n = ou_slice_indices(vm, key, (ptrdiff_t)t->len, &start, &stop, &step);
        if (n < 0)
            return NULL;
        if (n == 0)
            return OU_EMPTY_TUPLE;
        if (step == 1)
            return ou_tuple_slice(vm, t, (size_t)start, (size_t)(start + n));
        OuTuple *result = tuple_raw(vm, (size_t)n);
        if (!result || !fill(vm, result, 0, t->items + start, (size_t)n, step))
            return NULL;
        ou_gc_track(vm, OU_OBJ(result));
        return OU_OBJ(result);
    } else if (ou_type(vm, key)->to_index) {
        if (!ou_as_ssize(vm, key, &i, OU_T_IndexError))
            return NULL;
    } else {
        return OU_TYPE_ERROR(vm, "tuple indices must be integers or slices, not %.200T", key);
    }
    if (i < 0)
        i += (ptrdiff_t)t->len;
    if (OU_UNLIKELY((size_t)i >= t->len))
        return ou_raise(vm, OU_T_IndexError, "tuple index out of range");
    return ou_ref(t->items[i]);
}

static int tuple_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    OuTuple *t = OU_TUPLE(self);
    for (size_t i = 0; i < t->len; i++) {
        if (t->items[i] == item)
            return 1;
        int same = ou_compare_bool(vm, t->items[i], item, OU_EQ);
        if (same)
            return same;
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return -1;
    }
    return 0;
}

static OuObj *tuple_concat(OuVM *vm, OuObj *left, OuObj *right)
{
    OuTuple *a = OU_TUPLE(left);
    if (a->len == 0 && ou_is_exact(right, OU_T_TUPLE))
        return ou_ref(right);
    if (!ou_is(vm, right, OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "can only concatenate tuple (not \"%.200T\") to tuple", right);
    OuTuple *b = OU_TUPLE(right);
    if (b->len == 0 && ou_is_exact(left, OU_T_TUPLE))
        return ou_ref(left);
    if (a->len + b->len == 0)
        return OU_EMPTY_TUPLE;
    OuTuple *result = tuple_raw(vm, a->len + b->len);
    if (!result || !fill(vm, result, 0, a->items, a->len, 1) || !fill(vm, result, a->len, b->items, b->len, 1))
        return NULL;
    ou_gc_track(vm, OU_OBJ(result));
    return OU_OBJ(result);
}

static OuObj *tuple_repeat(OuVM *vm, OuObj *self, OuObj *count)
{
    OuTuple *t = OU_TUPLE(self);
    ptrdiff_t times;
    if (!ou_as_ssize(vm, count, &times, OU_T_OverflowError))
        return NULL;
    if ((t->len == 0 || times == 1) && ou_is_exact(self, OU_T_TUPLE))
        return ou_ref(self);
    if (t->len == 0 || times <= 0)
        return OU_EMPTY_TUPLE;
    if (t->len > TUPLE_MAX_ITEMS / (size_t)times)
        return ou_raise_memory(vm);
    size_t n = t->len * (size_t)times;
    OuTuple *result = tuple_raw(vm, n);
    if (!result)
        return NULL;
    OuObj **to = result->items;
    memcpy(to, t->items, t->len * sizeof *to);
    if (!ou_repeat_long(vm, to, t->len * sizeof *to, n * sizeof *to)) {
        drop_raw(vm, result, 0); /* nothing is counted yet */
        return NULL;
    }
    for (size_t i = 0; i < t->len; i++)
        ou_ref_times(t->items[i], (size_t)times);
    ou_gc_track(vm, OU_OBJ(result));
    return OU_OBJ(result);
}

/* ---- methods ---- */

static OuObj *tuple_m_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuTuple *t = OU_TUPLE(self);
    int64_t count = 0;
    for (size_t i = 0; i < t->len; i++) {
        int same = ou_compare_bool(vm, t->items[i], args[0], OU_EQ);
        if (same < 0)
            return NULL;
        count += same;
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return NULL;
    }
    return ou_int_from(vm, count);
}

bool ou_arg_slice_bound(OuVM *vm, OuObj *arg, size_t length, size_t *out)
{
    ptrdiff_t i = (ptrdiff_t)*out;
    if (arg) {
        if (!ou_type(vm, arg)->to_index) {
            ou_raise(vm, OU_T_TypeError,
                     "slice indices must be integers or have an __index__ method");
            return false;
        }
        if (!ou_as_ssize(vm, arg, &i, 0))
            return false;
    }
    if (i < 0) {
        i += (ptrdiff_t)length;
        if (i < 0)
            i = 0;
    }
    *out = (size_t)i;
    return true;
}

static OuObj *tuple_m_index(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuTuple *t = OU_TUPLE(self);
    size_t start = 0, stop = PTRDIFF_MAX;
    if (!ou_arg_slice_bound(vm, OU_ARG(1), t->len, &start)
        || !ou_arg_slice_bound(vm, OU_ARG(2), t->len, &stop))
        return NULL;
    for (size_t i = start; i < stop && i < t->len; i++) {
        int same = ou_compare_bool(vm, t->items[i], args[0], OU_EQ);
        if (same < 0)
            return NULL;
        if (same)
            return ou_int_from(vm, (int64_t)i);
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_poll(vm, POLL_EVERY))
            return NULL;
    }
    return OU_VALUE_ERROR(vm, "tuple.index(x): x not in tuple");
}

static OuObj *tuple_m_getnewargs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuTuple *t = OU_TUPLE(self);
    OuObj *copy = ou_tuple_new(vm, t->items, t->len);
    return copy ? ou_tuple_new_take(vm, &copy, 1) : NULL;
}

static const OuMethodDef tuple_methods[] = {
    {"__getnewargs__", "()", tuple_m_getnewargs, 0, NULL},
    {"index", "(value, start=0, stop=sys.maxsize, /)", tuple_m_index, 0,
     "Return the first position of value.\n\nRaises ValueError if it is not present."},
    {"count", "(value, /)", tuple_m_count, 0, "Return how many items equal value."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_tuple_type = {
    .name = "tuple",
    .doc = "An immutable sequence.\n\nWithout an argument the empty tuple, else the items of"
           " iterable.",
    .base = &ou_object_type,
    .index = OU_T_TUPLE,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_BASE | OU_TF_SEQUENCE | OU_TF_VAR_SIZE | OU_TF_MATCH_SELF
             | OU_TF_IMMUTABLE | OU_TF_IS_TUPLE,
    .size = sizeof(OuTuple),
    .methods = tuple_methods,
    .signature = "(iterable=(), /)",
    .dealloc = tuple_dealloc,
    .visit = tuple_visit,
    .clear = tuple_clear,
    .size_of = tuple_size_of,
    .concat = tuple_concat,
    .repeat = tuple_repeat,
    OU_SLOTS_ATTR,
    .str = ou_object_str,
    .repr = tuple_repr,
    .hash = tuple_hash,
    .compare = tuple_compare,
    .len = tuple_len,
    .getitem = tuple_getitem,
    .contains = tuple_contains,
    .iter = ou_tuple_iter_new,
    .make = tuple_make,
    .init = ou_object_init,
};
