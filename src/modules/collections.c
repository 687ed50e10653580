/* collections.c - module _collections: deque and its iterators, defaultdict, the helpers of
 * Counter and namedtuple.
 *
 * A deque is a ring: items[(head + i) % cap], cap a power of two (0 at first). `state`
 * changes whenever items are added, removed or moved; iterators and searches, which run
 * script code (comparisons), use it to notice. Changes are finished before anything is
 * released. Items of a dying deque go from left to right. */
#include "modules/collections.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include <string.h>

#define POLL_EVERY 4096u
#define METHODS_END {NULL, NULL, NULL, 0, NULL}
#define RING_MIN 8u

typedef struct Deque {
    OuGcObj gc;
    OuObj **items;
    size_t head, len, cap;
    ptrdiff_t limit; /* maxlen; -1: none */
    uint64_t state;
} Deque;
#define DEQUE(o) ((Deque *)(o))

OU_INLINE OuObj **place(const Deque *d, size_t i)
{
    return &d->items[(d->head + i) & (d->cap - 1)];
}

static bool is_deque(OuVM *vm, OuObj *o)
{
    return ou_is_exact(o, OU_T_DEQUE) || ou_isinstance_builtin(vm, o, OU_T_DEQUE);
}

/* ---- the ring ---- */

static bool ring_reserve(OuVM *vm, Deque *d, size_t n)
{
    if (n <= d->cap)
        return true;
    size_t cap = d->cap ? d->cap : RING_MIN;
    while (cap < n)
        cap *= 2;
    OuObj **items = ou_alloc(vm, cap * sizeof *items);
    if (!items)
        return false;
    for (size_t i = 0; i < d->len; i++)
        items[i] = *place(d, i);
    ou_free(vm, d->items, d->cap * sizeof *items);
    d->items = items;
    d->cap = cap;
    d->head = 0;
    return true;
}

static OuObj *pop_right(Deque *d)
{
    d->state++;
    return *place(d, --d->len);
}

static OuObj *pop_left(Deque *d)
{
    d->state++;
    OuObj *item = *place(d, 0);
    d->head = (d->head + 1) & (d->cap - 1);
    d->len--;
    return item;
}

static bool push_right(OuVM *vm, Deque *d, OuObj *item)
{
    if (OU_UNLIKELY(d->len == d->cap) && !ring_reserve(vm, d, d->len + 1))
        return false;
    *place(d, d->len++) = ou_ref(item);
    d->state++;
    if (OU_UNLIKELY(d->limit >= 0 && d->len > (size_t)d->limit))
        ou_unref(vm, pop_left(d));
    return true;
}

static bool push_left(OuVM *vm, Deque *d, OuObj *item)
{
    if (OU_UNLIKELY(d->len == d->cap) && !ring_reserve(vm, d, d->len + 1))
        return false;
    d->head = (d->head - 1) & (d->cap - 1);
    d->len++;
    *place(d, 0) = ou_ref(item);
    d->state++;
    if (OU_UNLIKELY(d->limit >= 0 && d->len > (size_t)d->limit))
        ou_unref(vm, pop_right(d));
    return true;
}

static void deque_clear(OuVM *vm, OuObj *self)
{
    Deque *d = DEQUE(self);
    OuObj **items = d->items;
    size_t head = d->head, len = d->len, cap = d->cap;
    if (!items)
        return;
    d->items = NULL;
    d->head = d->len = d->cap = 0;
    d->state++;
    for (size_t i = 0; i < len; i++)
        ou_unref(vm, items[(head + i) & (cap - 1)]);
    ou_free(vm, items, cap * sizeof *items);
}

/* n steps to the right. */
static void ring_rotate(OuVM *vm, Deque *d, ptrdiff_t n)
{
    ptrdiff_t len = (ptrdiff_t)d->len;
    if (len <= 1)
        return;
    n %= len;
    if (n < 0)
        n += len;
    if (n == 0)
        return;
    d->state++;
    if (d->len == d->cap) {
        d->head = (d->head - (size_t)n) & (d->cap - 1);
        return;
    }
    OU_CHARGE_BYTES(vm, (n <= len / 2 ? n : len - n) * 8);
    if (n <= len / 2) {
        for (; n > 0; n--) {
            OuObj *item = *place(d, d->len - 1);
            d->head = (d->head - 1) & (d->cap - 1);
            *place(d, 0) = item;
        }
    } else {
        for (n = len - n; n > 0; n--) {
            OuObj *item = *place(d, 0);
            d->head = (d->head + 1) & (d->cap - 1);
            *place(d, d->len - 1) = item;
        }
    }
}

/* Take item i out. */
static OuObj *take_out(OuVM *vm, Deque *d, size_t i)
{
    OU_CHARGE_BYTES(vm, (i < d->len / 2 ? i : d->len - i) * 8);
    OuObj *item = *place(d, i);
    if (i < d->len / 2) {
        for (; i > 0; i--)
            *place(d, i) = *place(d, i - 1);
        d->head = (d->head + 1) & (d->cap - 1);
    } else {
        for (; i + 1 < d->len; i++)
            *place(d, i) = *place(d, i + 1);
    }
    d->len--;
    d->state++;
    return item;
}

static bool deque_extend(OuVM *vm, Deque *d, OuObj *iterable, bool left)
{
    if (iterable == OU_OBJ(d)) {
        OuObj *list = ou_list_from(vm, iterable);
        bool ok = list && deque_extend(vm, d, list, left);
        ou_unref(vm, list);
        return ok;
    }
    OuObj *iterator = ou_iter(vm, iterable);
    bool ok = iterator != NULL;
    for (uint32_t i = 1; ok; i++) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        ok = item && (left ? push_left(vm, d, item) : push_right(vm, d, item));
        ou_unref(vm, item);
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, iterator);
    return ok;
}

/* ---- life ---- */

static OuObj *deque_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    (void)nargs;
    (void)kwnames;
    OuObj *self = ou_instance_new(vm, cls, 0);
    if (self)
        DEQUE(self)->limit = -1;
    return self;
}

static bool deque_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(iterable=None, maxlen=None)", "deque", args, nargs, kwnames, bound))
        return false;
    ptrdiff_t limit = -1;
    if (bound[1] && bound[1] != OU_NONE) {
        if (!ou_iter_state(vm, bound[1], &limit))
            return false;
        if (limit < 0) {
            ou_raise(vm, OU_T_ValueError, "maxlen must be non-negative");
            return false;
        }
    }
    DEQUE(self)->limit = limit;
    deque_clear(vm, self);
    return !bound[0] || deque_extend(vm, DEQUE(self), bound[0], false);
}

static void deque_dealloc(OuVM *vm, OuObj *self)
{
    deque_clear(vm, self);
    ou_object_free(vm, self);
}

static void deque_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    Deque *d = DEQUE(self);
    for (size_t i = 0; i < d->len; i++)
        fn(*place(d, i), arg);
}

static size_t deque_extra_size(const OuObj *self)
{
    return ((const Deque *)self)->cap * sizeof(OuObj *);
}

static OuObj *deque_copy(OuVM *vm, OuObj *self)
{
    Deque *d = DEQUE(self);
    OuObj *cls = OU_OBJ(ou_class_of(vm, self));
    if (!cls)
        return NULL;
    if (ou_is_exact(self, OU_T_DEQUE)) {
        OuObj *copy = deque_make(vm, (OuClass *)cls, NULL, 0, NULL);
        if (!copy)
            return NULL;
        DEQUE(copy)->limit = d->limit;
        if (!ring_reserve(vm, DEQUE(copy), d->len)) {
            ou_unref(vm, copy);
            return NULL;
        }
        for (size_t i = 0; i < d->len; i++)
            DEQUE(copy)->items[i] = ou_ref(*place(d, i));
        DEQUE(copy)->len = d->len;
        return copy;
    }
    OuObj *result;
    if (d->limit < 0) {
        result = ou_call1(vm, cls, self);
    } else {
        OuObj *limit = ou_int_from(vm, d->limit);
        result = limit ? ou_call2(vm, cls, self, limit) : NULL;
        ou_unref(vm, limit);
    }
    if (result && !is_deque(vm, result)) {
        OU_TYPE_ERROR(vm, "%.200s() must return a deque, not %.200T", ou_type_name(vm, self), result);
        ou_clear(vm, &result);
    }
    return result;
}

/* ---- special methods ---- */

static OuObj *deque_repr(OuVM *vm, OuObj *self)
{
    int entered = ou_repr_enter(vm, self);
    if (entered)
        return entered < 0 ? NULL : ou_str_from(vm, "[...]");
    OuObj *list = ou_list_from(vm, self), *result = NULL;
    const char *name = ou_bare_type_name(vm, self);
    if (list && DEQUE(self)->limit >= 0)
        result = ou_str_format(vm, "%s(%R, maxlen=%zd)", name, list, DEQUE(self)->limit);
    else if (list)
        result = ou_str_format(vm, "%s(%R)", name, list);
    ou_unref(vm, list);
    ou_repr_leave(vm, self);
    return result;
}

static OuObj *deque_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!is_deque(vm, left) || !is_deque(vm, right))
        return OU_NOT_IMPLEMENTED;
    if (op == OU_EQ || op == OU_NE) {
        if (left == right)
            return OU_BOOL(op == OU_EQ);
        if (DEQUE(left)->len != DEQUE(right)->len)
            return OU_BOOL(op == OU_NE);
    }
    OuObj *a = ou_iter(vm, left), *b = a ? ou_iter(vm, right) : NULL;
    OuObj *x = NULL, *y = NULL, *result = NULL;
    while (b && ou_poll(vm, 1)) {
        x = ou_next(vm, a);
        y = x ? ou_next(vm, b) : NULL;
        if (!y)
            break;
        if (x == OU_DONE || y == OU_DONE) {
            bool x_ended = x == OU_DONE, y_ended = y == OU_DONE;
            bool outcome[] = {!y_ended, x_ended, x_ended == y_ended, x_ended != y_ended, !x_ended,
                              y_ended};
            result = OU_BOOL(outcome[op]);
            break;
        }
        int same = ou_compare_bool(vm, x, y, OU_EQ);
        if (same <= 0) {
            int outcome = same < 0 ? -1 : ou_compare_bool(vm, x, y, op);
            result = outcome < 0 ? NULL : OU_BOOL(outcome);
            break;
        }
        ou_clear(vm, &x);
        ou_clear(vm, &y);
    }
    ou_unref(vm, x);
    ou_unref(vm, y);
    ou_unref(vm, a);
    ou_unref(vm, b);
    return result;
}

static ptrdiff_t deque_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)DEQUE(self)->len;
}

/* The position that an index means; false: exception. */
static bool deque_position(OuVM *vm, Deque *d, OuObj *key, size_t *out)
{
    ptrdiff_t i;
    if (OU_LIKELY(ou_is_small_int(key))) {
        i = ou_int_value(key);
    } else if (!ou_type(vm, key)->to_index) {
        ou_raise(vm, OU_T_TypeError, "sequence index must be integer, not '%.200T'", key);
        return false;
    } else if (!ou_as_ssize(vm, key, &i, OU_T_IndexError)) {
        return false;
    }
    if (i < 0)
        i += (ptrdiff_t)d->len;
    if ((size_t)i >= d->len) {
        ou_raise(vm, OU_T_IndexError, "deque index out of range");
        return false;
    }
    *out = (size_t)i;
    return true;
}

static OuObj *deque_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    size_t i;
    return deque_position(vm, DEQUE(self), key, &i) ? ou_ref(*place(DEQUE(self), i)) : NULL;
}

static bool deque_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    size_t i;
    if (!deque_position(vm, DEQUE(self), key, &i))
        return false;
    if (value)
        ou_put(vm, place(DEQUE(self), i), ou_ref(value));
    else
        ou_unref(vm, take_out(vm, DEQUE(self), i));
    return true;
}

/* Position of an equal item in [start, stop): -1 none, -2 exception, -3 the deque changed
 * (strict: also while the equal item was compared). */
static ptrdiff_t deque_find(OuVM *vm, Deque *d, OuObj *value, size_t start, size_t stop,
                            bool strict)
{
    uint64_t state = d->state;
    for (size_t i = start; i < stop; i++) {
        OuObj *item = ou_ref(*place(d, i));
        int same = ou_compare_bool(vm, item, value, OU_EQ);
        ou_unref(vm, item);
        if (same < 0)
            return -2;
        if (same && !strict)
            return (ptrdiff_t)i;
        if (state != d->state)
            return -3;
        if (same)
            return (ptrdiff_t)i;
        if (i % POLL_EVERY == POLL_EVERY - 1) {
            if (!ou_poll(vm, POLL_EVERY))
                return -2;
            if (state != d->state)
                return -3;
        }
    }
    return -1;
}

static int deque_contains(OuVM *vm, OuObj *self, OuObj *value)
{
    ptrdiff_t at = deque_find(vm, DEQUE(self), value, 0, DEQUE(self)->len, false);
    if (at == -3)
        ou_raise(vm, OU_T_RuntimeError, "deque mutated during iteration");
    return at >= 0 ? 1 : at == -1 ? 0 : -1;
}

static OuObj *deque_concat(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!is_deque(vm, right))
        return OU_TYPE_ERROR(vm, "can only concatenate deque (not \"%.200T\") to deque", right);
    OuObj *result = deque_copy(vm, left);
    if (result && !deque_extend(vm, DEQUE(result), right, false))
        ou_clear(vm, &result);
    return result;
}

static OuObj *deque_iconcat(OuVM *vm, OuObj *self, OuObj *other)
{
    return deque_extend(vm, DEQUE(self), other, false) ? ou_ref(self) : NULL;
}

static bool repeat_in_place(OuVM *vm, Deque *d, ptrdiff_t times)
{
    size_t len = d->len;
    if (len == 0 || times == 1)
        return true;
    if (times <= 0) {
        deque_clear(vm, OU_OBJ(d));
        return true;
    }
    if (d->limit >= 0 && (size_t)times > ((size_t)d->limit + len - 1) / len)
        times = (ptrdiff_t)(((size_t)d->limit + len - 1) / len);
    if ((size_t)times > PTRDIFF_MAX / sizeof(OuObj *) / len) {
        ou_raise_memory(vm);
        return false;
    }
    OuObj *list = ou_list_from(vm, OU_OBJ(d));
    bool ok = list != NULL;
    for (ptrdiff_t i = 1; ok && i < times; i++) {
        ok = deque_extend(vm, d, list, false);
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, list);
    return ok;
}

static OuObj *deque_irepeat(OuVM *vm, OuObj *self, OuObj *count)
{
    ptrdiff_t times;
    if (!ou_as_ssize(vm, count, &times, OU_T_OverflowError))
        return NULL;
    return repeat_in_place(vm, DEQUE(self), times) ? ou_ref(self) : NULL;
}

static OuObj *deque_repeat(OuVM *vm, OuObj *self, OuObj *count)
{
    ptrdiff_t times;
    if (!ou_as_ssize(vm, count, &times, OU_T_OverflowError))
        return NULL;
    OuObj *result = deque_copy(vm, self);
    if (result && !repeat_in_place(vm, DEQUE(result), times))
        ou_clear(vm, &result);
    return result;
}

/* ---- methods ---- */

#define METHOD(name) \
    static OuObj *deque_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)

METHOD(append)
{
    (void)nargs;
    return push_right(vm, DEQUE(self), args[0]) ? OU_NONE : NULL;
}

METHOD(appendleft)
{
    (void)nargs;
    return push_left(vm, DEQUE(self), args[0]) ? OU_NONE : NULL;
}

METHOD(extend)
{
    (void)nargs;
    return deque_extend(vm, DEQUE(self), args[0], false) ? OU_NONE : NULL;
}

METHOD(extendleft)
{
    (void)nargs;
    return deque_extend(vm, DEQUE(self), args[0], true) ? OU_NONE : NULL;
}

METHOD(pop)
{
    (void)args;
    (void)nargs;
    if (DEQUE(self)->len == 0)
        return ou_raise(vm, OU_T_IndexError, "pop from an empty deque");
    return pop_right(DEQUE(self));
}

METHOD(popleft)
{
    (void)args;
    (void)nargs;
    if (DEQUE(self)->len == 0)
        return ou_raise(vm, OU_T_IndexError, "pop from an empty deque");
    return pop_left(DEQUE(self));
}

METHOD(clear)
{
    (void)args;
    (void)nargs;
    deque_clear(vm, self);
    return OU_NONE;
}

METHOD(copy)
{
    (void)args;
    (void)nargs;
    return deque_copy(vm, self);
}

/* The messages about the arguments of these three are their own. */
#define RAW_METHOD(name)                                                                        \
    static OuObj *deque_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,       \
                                 OuObj *kwnames)

RAW_METHOD(rotate)
{
    ptrdiff_t n = 1;
    if (!ou_no_keywords(vm, "deque.rotate", kwnames)
        || !ou_check_count(vm, "deque.rotate", nargs, 0, 1))
        return NULL;
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &n))
        return NULL;
    ring_rotate(vm, DEQUE(self), n);
    return OU_NONE;
}

METHOD(reverse)
{
    (void)args;
    (void)nargs;
    Deque *d = DEQUE(self);
    OU_CHARGE_BYTES(vm, d->len * 8);
    for (size_t i = 0; i < d->len / 2; i++) {
        OuObj **a = place(d, i), **b = place(d, d->len - 1 - i), *item = *a;
        *a = *b;
        *b = item;
    }
    return OU_NONE;
}

METHOD(count)
{
    (void)nargs;
    Deque *d = DEQUE(self);
    int64_t count = 0;
    for (ptrdiff_t i = 0;; i++) {
        i = deque_find(vm, d, args[0], (size_t)i, d->len, true);
        if (i == -3)
            return ou_raise(vm, OU_T_RuntimeError, "deque mutated during iteration");
        if (i == -2)
            return NULL;
        if (i < 0)
            return ou_int_from(vm, count);
        count++;
    }
}

RAW_METHOD(index)
{
    Deque *d = DEQUE(self);
    if (!ou_no_keywords(vm, "deque.index", kwnames))
        return NULL;
    if (nargs < 1 || nargs > 3)
        return OU_TYPE_ERROR(vm, "index() takes at %s argument%s (%zd given)",
                             nargs < 1 ? "least 1" : "most 3", nargs < 1 ? "" : "s",
                             (ptrdiff_t)nargs);
    size_t start = 0, stop = d->len;
    if (!ou_arg_slice_bound(vm, OU_ARG(1), d->len, &start)
        || !ou_arg_slice_bound(vm, OU_ARG(2), d->len, &stop))
        return NULL;
    if (stop > d->len)
        stop = d->len;
    ptrdiff_t at = deque_find(vm, d, args[0], start, stop, false);
    if (at == -3)
        return ou_raise(vm, OU_T_RuntimeError, "deque mutated during iteration");
    if (at == -1)
        return OU_VALUE_ERROR(vm, "%R is not in deque", args[0]);
    return at < 0 ? NULL : ou_int_from(vm, at);
}

METHOD(remove)
{
    (void)nargs;
    Deque *d = DEQUE(self);
    ptrdiff_t at = deque_find(vm, d, args[0], 0, d->len, true);
    if (at == -3)
        return ou_raise(vm, OU_T_IndexError, "deque mutated during iteration");
    if (at == -1)
        return OU_VALUE_ERROR(vm, "%R is not in deque", args[0]);
    if (at < 0)
        return NULL;
    ou_unref(vm, take_out(vm, d, (size_t)at));
    return OU_NONE;
}

RAW_METHOD(insert)
{
    Deque *d = DEQUE(self);
    if (!ou_no_keywords(vm, "deque.insert", kwnames))
        return NULL;
    if (nargs != 2)
        return OU_TYPE_ERROR(vm, "insert() takes exactly 2 arguments (%zd given)", (ptrdiff_t)nargs);
    ptrdiff_t i;
    if (!ou_arg_ssize(vm, args[0], &i))
        return NULL;
    ptrdiff_t len = (ptrdiff_t)d->len; /* __index__ may have changed it */
    if (d->limit == len)
        return ou_raise(vm, OU_T_IndexError, "deque already at its maximum size");
    if (i < 0) {
        i += len;
        if (i < 0)
            i = 0;
    }
    if (i >= len)
        return push_right(vm, d, args[1]) ? OU_NONE : NULL;
    if (!push_left(vm, d, args[1]))
        return NULL;
    OU_CHARGE_BYTES(vm, i * 8);
    for (ptrdiff_t k = 0; k < i; k++) {
        OuObj **a = place(d, (size_t)k), **b = place(d, (size_t)k + 1), *item = *a;
        *a = *b;
        *b = item;
    }
    return OU_NONE;
}

METHOD(reduce)
{
    (void)args;
    (void)nargs;
    Deque *d = DEQUE(self);
    OuObj *iterator = ou_iter(vm, self);
    OuObj *state = iterator ? ou_call_method(vm, self, OU_NAME(__getstate__), NULL, 0) : NULL;
    OuObj *arguments = d->limit < 0 ? OU_EMPTY_TUPLE
                                    : ou_tuple_pack_take(vm, 2, OU_EMPTY_TUPLE,
                                                         ou_int_from(vm, d->limit));
    return ou_tuple_pack_take(vm, 4, ou_class_of_new(vm, self), arguments, state, iterator);
}

static OuObj *deque_get_maxlen(OuVM *vm, OuObj *self)
{
    return DEQUE(self)->limit < 0 ? OU_NONE : ou_int_from(vm, DEQUE(self)->limit);
}

/* ---- iterators ---- */

typedef struct DequeIter {
    OuGcObj gc;
    OuObj *deque;
    size_t index, left; /* index: of the next item, from the end where it begins */
    uint64_t state;
} DequeIter;

static OuObj *deque_iter_new(OuVM *vm, OuObj *deque, uint32_t type_index)
{
    DequeIter *it = (DequeIter *)ou_gc_new(vm, type_index, sizeof(DequeIter));
    if (!it)
        return NULL;
    it->deque = ou_ref(deque);
    it->index = 0;
    it->left = DEQUE(deque)->len;
    it->state = DEQUE(deque)->state;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static OuObj *deque_iter(OuVM *vm, OuObj *self)
{
    return deque_iter_new(vm, self, OU_T_DEQUE_ITER);
}

METHOD(reversed)
{
    (void)args;
    (void)nargs;
    return deque_iter_new(vm, self, OU_T_DEQUE_REVERSE_ITER);
}

static OuObj *deque_iter_next(OuVM *vm, OuObj *self)
{
    DequeIter *it = (DequeIter *)self;
    Deque *d = DEQUE(it->deque);
    if (d->state != it->state) {
        it->left = 0;
        return ou_raise(vm, OU_T_RuntimeError, "deque mutated during iteration");
    }
    if (it->left == 0)
        return OU_DONE;
    it->left--;
    size_t i = it->index++;
    return ou_ref(*place(d, ou_is_exact(self, OU_T_DEQUE_ITER) ? i : d->len - 1 - i));
}

static OuObj *deque_iter_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    (void)kwnames;
    ptrdiff_t index = 0;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "function takes at least 1 argument (0 given)");
    if (nargs > 2)
        return OU_TYPE_ERROR(vm, "function takes at most 2 arguments (%zd given)", (ptrdiff_t)nargs);
    if (!is_deque(vm, args[0]))
        return OU_TYPE_ERROR(vm, "argument 1 must be collections.deque, not %.50G", args[0]);
    if (nargs > 1 && !ou_arg_ssize(vm, args[1], &index))
        return NULL;
    OuObj *it = deque_iter_new(vm, args[0], cls->type->index);
    for (; it && index > 0; index--) {
        OuObj *item = deque_iter_next(vm, it);
        if (!item)
            ou_clear(vm, &it);
        else if (item == OU_DONE)
            break;
        else
            ou_unref(vm, item);
    }
    return it;
}

static OuObj *deque_iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_from(vm, (int64_t)((DequeIter *)self)->left);
}

static OuObj *deque_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    DequeIter *it = (DequeIter *)self;
    int64_t index = (int64_t)DEQUE(it->deque)->len - (int64_t)it->left;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, self),
                              ou_tuple_pack_take(vm, 2, ou_ref(it->deque), ou_int_from(vm, index)));
}

static const OuMethodDef deque_iter_methods[] = {
    {"__length_hint__", "()", deque_iter_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", deque_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    METHODS_END,
};
static const OuRefField deque_iter_refs[] = {OU_REF(DequeIter, deque), OU_REF_END};

#define DEQUE_ITER(symbol, full_name, INDEX)                                                    \
    const OuType symbol = {                                                                     \
        .name = full_name, .base = &ou_object_type, .index = INDEX,                             \
        .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE, .size = sizeof(DequeIter),                  \
        .refs = deque_iter_refs, .methods = deque_iter_methods, OU_SLOTS_ATTR,                  \
        OU_SLOTS_IDENTITY, OU_SLOTS_TEXT, .iter = ou_iter_self, .next = deque_iter_next,        \
        .make = deque_iter_make, .init = ou_object_init,                                        \
    }
DEQUE_ITER(ou_deque_iter_type, "_collections._deque_iterator", OU_T_DEQUE_ITER);
DEQUE_ITER(ou_deque_reverse_iter_type, "_collections._deque_reverse_iterator",
           OU_T_DEQUE_REVERSE_ITER);

static const OuMethodDef deque_methods[] = {
    {"append", "(object, /)", deque_m_append, OU_NO_TEXT, "Add an item at the right."},
    {"appendleft", "(object, /)", deque_m_appendleft, OU_NO_TEXT, "Add an item at the left."},
    {"clear", "()", deque_m_clear, OU_NO_TEXT, "Remove all items."},
    {"__copy__", "()", deque_m_copy, OU_NO_TEXT, "A shallow copy."},
    {"copy", "()", deque_m_copy, OU_NO_TEXT, "A shallow copy."},
    {"count", "(object, /)", deque_m_count, OU_NO_TEXT, "Return how many items equal object."},
    {"extend", "(object, /)", deque_m_extend, OU_NO_TEXT,
     "Add all items of an iterable at the right."},
    {"extendleft", "(object, /)", deque_m_extendleft, OU_NO_TEXT,
     "Add all items of an iterable at the left, one after another."},
    {"index", NULL, OU_RAW_FN(deque_m_index), OU_RAW,
     "Return the first position of value.\n\nRaises ValueError if it is not present."},
    {"insert", NULL, OU_RAW_FN(deque_m_insert), OU_RAW,
     "Put object in front of item number index."},
    {"pop", "()", deque_m_pop, OU_NO_TEXT, "Remove the rightmost item and return it."},
    {"popleft", "()", deque_m_popleft, OU_NO_TEXT, "Remove the leftmost item and return it."},
    {"__reduce__", "()", deque_m_reduce, OU_NO_TEXT, "What is needed to make the deque again."},
    {"remove", "(object, /)", deque_m_remove, OU_NO_TEXT,
     "Remove the first item that equals object."},
    {"__reversed__", "()", deque_m_reversed, OU_NO_TEXT, "An iterator from the right."},
    {"reverse", "()", deque_m_reverse, OU_NO_TEXT, "Reverse the order, in place."},
    {"rotate", NULL, OU_RAW_FN(deque_m_rotate), OU_RAW,
     "Move all items n steps to the right."},
    OU_SIZEOF_ROW(OU_NO_TEXT),
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    METHODS_END,
};
static const OuGetSetDef deque_getsets[] = {
    {"maxlen", deque_get_maxlen, NULL, "The largest length allowed, or None."},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_deque_type = {
    .name = "collections.deque",
    .doc = "A sequence that grows and shrinks fast at both ends.\n\nWith maxlen the other end"
           " gives way when it is full.",
    .base = &ou_object_type, .index = OU_T_DEQUE,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_SEQUENCE | OU_TF_IMMUTABLE,
    .size = sizeof(Deque), .methods = deque_methods, .getsets = deque_getsets,
    .dealloc = deque_dealloc, .visit = deque_visit, .clear = deque_clear,
    .extra_size = deque_extra_size, .concat = deque_concat, .repeat = deque_repeat,
    .iconcat = deque_iconcat, .irepeat = deque_irepeat,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = deque_repr, .hash = ou_hash_unhashable,
    .compare = deque_compare, .len = deque_len, .getitem = deque_getitem,
    .setitem = deque_setitem, .contains = deque_contains, .iter = deque_iter,
    .make = deque_make, .init = deque_init,
};
