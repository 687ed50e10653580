/* range_slice.c - range, its two iterators, and slice.
 *
 * Ranges are made of ints of any size. Where start, step and length fit 64 bits (nearly
 * always) items are computed without objects. Only conversions of arguments (__index__),
 * searches for things that are not ints, and comparing slices call script code. */
#include "object/range_slice.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/iters.h"

/* ---- range: making ---- */

/* Number of items from start to stop by step (not 0), new int. */
static OuObj *range_length(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step)
{
    if (!ou_int_is_big(start) && !ou_int_is_big(stop) && !ou_int_is_big(step)) {
        int64_t from = ou_int_value(start), to = ou_int_value(stop), by = ou_int_value(step);
        uint64_t span, stride;
        if (by > 0) {
            if (from >= to)
                return ou_int_from(vm, 0);
            span = (uint64_t)to - (uint64_t)from;
            stride = (uint64_t)by;
        } else {
            if (from <= to)
                return ou_int_from(vm, 0);
            span = (uint64_t)from - (uint64_t)to;
            stride = -(uint64_t)by;
        }
        uint64_t count = (span - 1) / stride + 1;
        return count <= INT64_MAX ? ou_int_from(vm, (int64_t)count) : ou_int_from_uint64(vm, count);
    }
    OuObj *zero = ou_int_from(vm, 0), *result = NULL;
    bool down = ou_int_sign(step) < 0;
    OuObj *low = down ? stop : start, *high = down ? start : stop;
    if (ou_int_cmp(low, high) >= 0)
        return zero;
    OuObj *stride = down ? ou_int_sub(vm, zero, step) : ou_ref(step);
    OuObj *span = stride ? ou_int_sub(vm, high, low) : NULL;
    OuObj *less = span ? ou_int_sub(vm, span, OU_TRUE) : NULL;
    OuObj *quotient = less ? ou_int_floordiv(vm, less, stride) : NULL;
    if (quotient)
        result = ou_int_add(vm, quotient, OU_TRUE);
    ou_unref(vm, stride);
    ou_unref(vm, span);
    ou_unref(vm, less);
    ou_unref(vm, quotient);
    return result;
}

/* From exact ints, consumed. */
static OuObj *range_take(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step)
{
    OuObj *length = start && stop && step ? range_length(vm, start, stop, step) : NULL;
    OuRange *r = length ? (OuRange *)ou_new(vm, OU_T_RANGE, sizeof(OuRange)) : NULL;
    if (!r) {
        ou_unref(vm, start);
        ou_unref(vm, stop);
        ou_unref(vm, step);
        ou_unref(vm, length);
        return NULL;
    }
    r->start = start;
    r->stop = stop;
    r->step = step;
    r->length = length;
    return OU_OBJ(r);
}

OuObj *ou_range_new(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step)
{
    return range_take(vm, ou_ref(start), ou_ref(stop), ou_ref(step));
}

static OuObj *range_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "range", kwnames) || !ou_check_count(vm, "range", nargs, 1, 3))
        return NULL;
    if (nargs == 1) {
        OuObj *stop = ou_index_of(vm, args[0]);
        return stop ? range_take(vm, ou_int_from(vm, 0), stop, ou_int_from(vm, 1)) : NULL;
    }
    OuObj *start = ou_index_of(vm, args[0]);
    OuObj *stop = start ? ou_index_of(vm, args[1]) : NULL;
    OuObj *step = !stop ? NULL : nargs > 2 ? ou_index_of(vm, args[2]) : ou_int_from(vm, 1);
    if (step && ou_int_sign(step) == 0) {
        ou_raise(vm, OU_T_ValueError, "range() arg 3 must not be zero");
        ou_clear(vm, &step);
    }
    return range_take(vm, start, stop, step);
}

static void range_dealloc(OuVM *vm, OuObj *self)
{
    OuRange *r = (OuRange *)self;
    ou_unref(vm, r->start);
    ou_unref(vm, r->stop);
    ou_unref(vm, r->step);
    ou_unref(vm, r->length);
    ou_object_free(vm, self);
}

/* ---- range: items ---- */

/* start + i * step as a new int; i any int. */
static OuObj *range_item(OuVM *vm, const OuRange *r, OuObj *i)
{
    if (!ou_int_is_big(r->start) && !ou_int_is_big(r->step) && !ou_int_is_big(i)) {
        int64_t value;
        if (!__builtin_mul_overflow(ou_int_value(i), ou_int_value(r->step), &value)
            && !__builtin_add_overflow(value, ou_int_value(r->start), &value))
            return ou_int_from(vm, value);
    }
    OuObj *offset = ou_int_mul(vm, i, r->step);
    OuObj *result = offset ? ou_int_add(vm, r->start, offset) : NULL;
    ou_unref(vm, offset);
    return result;
}

static OuObj *range_slice(OuVM *vm, const OuRange *r, OuObj *slice)
{
    OuObj *part[3];
    if (!ou_slice_long_indices(vm, (OuSlice *)slice, r->length, part))
        return NULL;
    OuObj *step = ou_int_mul(vm, r->step, part[2]);
    OuObj *start = step ? range_item(vm, r, part[0]) : NULL;
    OuObj *stop = start ? range_item(vm, r, part[1]) : NULL;
    for (int i = 0; i < 3; i++)
        ou_unref(vm, part[i]);
    return range_take(vm, start, stop, step);
}

static OuObj *range_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    OuRange *r = (OuRange *)self;
    if (ou_is_exact(key, OU_T_SLICE))
        return range_slice(vm, r, key);
    if (!ou_type(vm, key)->to_index)
        return OU_TYPE_ERROR(vm, "range indices must be integers or slices, not %.200T", key);
    OuObj *i = ou_index_of(vm, key);
    if (!i)
        return NULL;
    if (ou_int_sign(i) < 0) {
        OuObj *sum = ou_int_add(vm, i, r->length);
        ou_unref(vm, i);
        if (!sum)
            return NULL;
        i = sum;
    }
    OuObj *result;
    if (ou_int_sign(i) < 0 || ou_int_cmp(i, r->length) >= 0)
        result = ou_raise(vm, OU_T_IndexError, "range object index out of range");
    else
        result = range_item(vm, r, i);
    ou_unref(vm, i);
    return result;
}

static ptrdiff_t range_len(OuVM *vm, OuObj *self)
{
    OuRange *r = (OuRange *)self;
    if (!ou_int_is_big(r->length))
        return ou_int_value(r->length);
    ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C ssize_t");
    return -1;
}

static int range_to_bool(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_int_sign(((OuRange *)self)->length) != 0;
}

/* Is the int (or bool) one of the items? 1, 0, -1; *position, if asked for and 1: its number. */
static int range_has_int(OuVM *vm, const OuRange *r, OuObj *item, OuObj **position)
{
    bool down = ou_int_sign(r->step) < 0;
    int from_start = ou_int_cmp(item, r->start), to_stop = ou_int_cmp(item, r->stop);
    if (down ? from_start > 0 || to_stop <= 0 : from_start < 0 || to_stop >= 0)
        return 0;
    OuObj *offset = ou_int_sub(vm, item, r->start);
    OuObj *rest = offset ? ou_int_mod(vm, offset, r->step) : NULL;
    int result = rest ? ou_int_sign(rest) == 0 : -1;
    if (result > 0 && position) {
        *position = ou_int_floordiv(vm, offset, r->step);
        if (!*position)
            result = -1;
    }
    ou_unref(vm, offset);
    ou_unref(vm, rest);
    return result;
}

static bool is_plain_int(const OuObj *o)
{
    return ou_is_exact(o, OU_T_INT) || ou_is_exact(o, OU_T_BOOL);
}

/* Compare with the items one after another: how many are equal, or with *position the
 * number of the first (-1 if none). False: exception. */
static bool range_search(OuVM *vm, OuObj *self, OuObj *item, int64_t *count, int64_t *position)
{
    OuObj *iterator = ou_iter(vm, self);
    bool ok = iterator != NULL;
    *count = 0;
    *position = -1;
    for (int64_t i = 0; ok; i++) {
        OuObj *number = ou_next(vm, iterator);
        if (number == OU_DONE)
            break;
        int same = number ? ou_compare_bool(vm, number, item, OU_EQ) : -1;
        ou_unref(vm, number);
        ok = same >= 0 && (i % 4096 != 4095 || ou_poll(vm, 4096));
        if (same > 0) {
            if (*position < 0)
                *position = i;
            (*count)++;
        }
    }
    ou_unref(vm, iterator);
    return ok;
}

/* As range_search, but stops at the first. */
static bool range_find(OuVM *vm, OuObj *self, OuObj *item, int64_t *position)
{
    OuObj *iterator = ou_iter(vm, self);
    bool ok = iterator != NULL;
    *position = -1;
    for (int64_t i = 0; ok && *position < 0; i++) {
        OuObj *number = ou_next(vm, iterator);
        if (number == OU_DONE)
            break;
        int same = number ? ou_compare_bool(vm, number, item, OU_EQ) : -1;
        ou_unref(vm, number);
        ok = same >= 0 && (i % 4096 != 4095 || ou_poll(vm, 4096));
        if (same > 0)
            *position = i;
    }
    ou_unref(vm, iterator);
    return ok;
}

static int range_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    if (is_plain_int(item))
        return range_has_int(vm, (OuRange *)self, item, NULL);
    int64_t position;
    return range_find(vm, self, item, &position) ? position >= 0 : -1;
}

static OuObj *range_m_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (is_plain_int(args[0])) {
        int present = range_has_int(vm, (OuRange *)self, args[0], NULL);
        return present < 0 ? NULL : ou_int_from(vm, present);
    }
    int64_t count, position;
    return range_search(vm, self, args[0], &count, &position) ? ou_int_from(vm, count) : NULL;
}

static OuObj *range_m_index(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (is_plain_int(args[0])) {
        OuObj *position = NULL;
        int present = range_has_int(vm, (OuRange *)self, args[0], &position);
        if (present == 0)
            return OU_VALUE_ERROR(vm, "%R is not in range", args[0]);
        return present < 0 ? NULL : position;
    }
    int64_t position;
    if (!range_find(vm, self, args[0], &position))
        return NULL;
    if (position < 0)
        return OU_VALUE_ERROR(vm, "sequence.index(x): x not in sequence");
    return ou_int_from(vm, position);
}

static OuObj *range_repr(OuVM *vm, OuObj *self)
{
    OuRange *r = (OuRange *)self;
    if (!ou_int_is_big(r->step) && ou_int_value(r->step) == 1)
        return ou_str_format(vm, "range(%R, %R)", r->start, r->stop);
    return ou_str_format(vm, "range(%R, %R, %R)", r->start, r->stop, r->step);
}

static bool ranges_equal(const OuRange *a, const OuRange *b)
{
    if (a == b)
        return true;
    if (ou_int_cmp(a->length, b->length) != 0)
        return false;
    if (ou_int_sign(a->length) == 0)
        return true;
    if (ou_int_cmp(a->start, b->start) != 0)
        return false;
    if (!ou_int_is_big(a->length) && ou_int_value(a->length) == 1)
        return true;
    return ou_int_cmp(a->step, b->step) == 0;
}

static OuObj *range_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    (void)vm;
    if ((op != OU_EQ && op != OU_NE) || !ou_is_exact(left, OU_T_RANGE)
        || !ou_is_exact(right, OU_T_RANGE))
        return OU_NOT_IMPLEMENTED;
    return OU_BOOL(ranges_equal((OuRange *)left, (OuRange *)right) == (op == OU_EQ));
}

static bool range_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    OuRange *r = (OuRange *)self;
    bool empty = ou_int_sign(r->length) == 0;
    bool one = !ou_int_is_big(r->length) && ou_int_value(r->length) == 1;
    OuObj *parts = ou_tuple_pack(vm, 3, r->length, empty ? OU_NONE : r->start,
                                 empty || one ? OU_NONE : r->step);
    bool ok = parts && ou_hash(vm, parts, out);
    ou_unref(vm, parts);
    return ok;
}

static OuObj *range_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuRange *r = (OuRange *)self;
    return ou_tuple_pack_take(vm, 2, ou_xref(OU_OBJ(ou_class_of(vm, self))),
                              ou_tuple_pack(vm, 3, r->start, r->stop, r->step));
}

/* ---- range: iterators ---- */

typedef struct LongRangeIter {
    OuObj head;
    OuObj *index, *start, *step, *length; /* ints */
} LongRangeIter;

OuObj *ou_range_iter_new(OuVM *vm, int64_t start, int64_t step, uint64_t count)
{
    OuRangeIter *it = (OuRangeIter *)ou_new(vm, OU_T_RANGE_ITER, sizeof(OuRangeIter));
    if (!it)
        return NULL;
    it->next = start;
    it->step = step;
    it->left = it->total = count;
    return OU_OBJ(it);
}

/* Consumes start and step. */
static OuObj *long_iter_take(OuVM *vm, OuObj *start, OuObj *step, OuObj *length)
{
    LongRangeIter *it = start && step
                            ? (LongRangeIter *)ou_new(vm, OU_T_LONG_RANGE_ITER, sizeof *it)
                            : NULL;
    if (!it) {
        ou_unref(vm, start);
        ou_unref(vm, step);
        return NULL;
    }
    it->index = ou_int_from(vm, 0);
    it->start = start;
    it->step = step;
    it->length = ou_ref(length);
    return OU_OBJ(it);
}

/* The parts as 64-bit numbers; false if one is too large. */
static bool range_numbers(const OuRange *r, int64_t *start, int64_t *stop, int64_t *step,
                          int64_t *length)
{
    if (ou_int_is_big(r->start) || ou_int_is_big(r->stop) || ou_int_is_big(r->step)
        || ou_int_is_big(r->length))
        return false;
    *start = ou_int_value(r->start);
    *stop = ou_int_value(r->stop);
    *step = ou_int_value(r->step);
    *length = ou_int_value(r->length);
    return true;
}

static OuObj *range_iter(OuVM *vm, OuObj *self)
{
    OuRange *r = (OuRange *)self;
    int64_t start, stop, step, length;
    /* the number behind the last one must fit too */
    if (OU_LIKELY(range_numbers(r, &start, &stop, &step, &length))
        && (length == 0 || (step > 0 ? stop <= INT64_MAX - (step - 1)
                                     : stop >= INT64_MIN + (-1 - step))))
        return ou_range_iter_new(vm, start, step, (uint64_t)length);
    return long_iter_take(vm, ou_ref(r->start), ou_ref(r->step), r->length);
}

static OuObj *range_m_reversed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuRange *r = (OuRange *)self;
    int64_t start, stop, step, length, before;
    if (range_numbers(r, &start, &stop, &step, &length) && step != INT64_MIN
        && !__builtin_sub_overflow(start, step, &before)) {
        uint64_t last = (uint64_t)before + (uint64_t)length * (uint64_t)step;
        return ou_range_iter_new(vm, (int64_t)last, -step, (uint64_t)length);
    }
    OuObj *less = ou_int_sub(vm, r->length, OU_TRUE);
    OuObj *last = less ? range_item(vm, r, less) : NULL;
    OuObj *zero = ou_int_from(vm, 0);
    OuObj *down = last ? ou_int_sub(vm, zero, r->step) : NULL;
    ou_unref(vm, less);
    return long_iter_take(vm, last, down, r->length);
}

static OuObj *range_iter_next(OuVM *vm, OuObj *self)
{
    OuRangeIter *it = (OuRangeIter *)self;
    if (it->left == 0)
        return OU_DONE;
    OuObj *item = ou_int_from(vm, it->next);
    if (item) {
        it->left--;
        it->next = (int64_t)((uint64_t)it->next + (uint64_t)it->step);
    }
    return item;
}

static OuObj *range_iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_from(vm, (int64_t)((OuRangeIter *)self)->left);
}

static OuObj *range_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuRangeIter *it = (OuRangeIter *)self;
    uint64_t done = it->total - it->left;
    int64_t start = (int64_t)((uint64_t)it->next - done * (uint64_t)it->step);
    int64_t stop = (int64_t)((uint64_t)start + it->total * (uint64_t)it->step);
    OuObj *range = range_take(vm, ou_int_from(vm, start), ou_int_from(vm, stop),
                              ou_int_from(vm, it->step));
    return range ? ou_iter_reduce_take(vm, OU_NAME(iter_), range, (ptrdiff_t)done) : NULL;
}

static OuObj *range_iter_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuRangeIter *it = (OuRangeIter *)self;
    int64_t index;
    if (!ou_as_int64(vm, args[0], &index))
        return NULL;
    uint64_t target = index < 0 ? 0 : (uint64_t)index > it->total ? it->total : (uint64_t)index;
    uint64_t done = it->total - it->left;
    it->next = (int64_t)((uint64_t)it->next + (target - done) * (uint64_t)it->step);
    it->left = it->total - target;
    return OU_NONE;
}

static OuObj *long_iter_next(OuVM *vm, OuObj *self)
{
    LongRangeIter *it = (LongRangeIter *)self;
    if (ou_int_cmp(it->index, it->length) >= 0)
        return OU_DONE;
    OuObj *offset = ou_int_mul(vm, it->index, it->step);
    OuObj *item = offset ? ou_int_add(vm, it->start, offset) : NULL;
    OuObj *after = item ? ou_int_add(vm, it->index, OU_TRUE) : NULL;
    ou_unref(vm, offset);
    if (!after) {
        ou_unref(vm, item);
        return NULL;
    }
    ou_put(vm, &it->index, after);
    return item;
}

static OuObj *long_iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    LongRangeIter *it = (LongRangeIter *)self;
    return ou_int_sub(vm, it->length, it->index);
}

static OuObj *long_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    LongRangeIter *it = (LongRangeIter *)self;
    OuObj *span = ou_int_mul(vm, it->length, it->step);
    OuObj *stop = span ? ou_int_add(vm, it->start, span) : NULL;
    ou_unref(vm, span);
    OuObj *range = stop ? range_take(vm, ou_ref(it->start), stop, ou_ref(it->step)) : NULL;
    OuObj *result = range ? ou_iter_reduce_take(vm, OU_NAME(iter_), range, 0) : NULL;
    if (result)
        ou_put(vm, &OU_TUPLE(result)->items[2], ou_ref(it->index));
    return result;
}

static OuObj *long_iter_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    LongRangeIter *it = (LongRangeIter *)self;
    if (ou_compare_bool(vm, args[0], ou_int_from(vm, 0), OU_LT) < 0)
        return NULL;
    if (!ou_is(vm, args[0], OU_TF_IS_INT))
        return OU_TYPE_ERROR(vm, "state must be an int, not %.200T", args[0]);
    OuObj *state = ou_index_of(vm, args[0]);
    if (!state)
        return NULL;
    if (ou_int_sign(state) < 0)
        ou_put(vm, &state, ou_int_from(vm, 0));
    else if (ou_int_cmp(state, it->length) > 0)
        ou_put(vm, &state, ou_ref(it->length));
    ou_put(vm, &it->index, state);
    return OU_NONE;
}

static void long_iter_dealloc(OuVM *vm, OuObj *self)
{
    LongRangeIter *it = (LongRangeIter *)self;
    ou_unref(vm, it->index);
    ou_unref(vm, it->start);
    ou_unref(vm, it->step);
    ou_unref(vm, it->length);
    ou_object_free(vm, self);
}

static const OuMethodDef range_methods[] = {
    {"__reversed__", "()", range_m_reversed, OU_NO_TEXT,
     "An iterator over the numbers, last first."},
    {"__reduce__", "(*args)", range_m_reduce, OU_NO_TEXT, NULL},
    {"count", "(object, /)", range_m_count, OU_NO_TEXT, "Return how many items equal object."},
    {"index", "(object, /)", range_m_index, OU_NO_TEXT,
     "Return the position of object.\n\nRaises ValueError if it is not present."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef range_members[] = {
    {"start", OU_MEMBER_OBJ, offsetof(OuRange, start), true, NULL},
    {"stop", OU_MEMBER_OBJ, offsetof(OuRange, stop), true, NULL},
    {"step", OU_MEMBER_OBJ, offsetof(OuRange, step), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, true, NULL},
};
static const OuRefField range_refs[] = {
    OU_REF(OuRange, start), OU_REF(OuRange, stop), OU_REF(OuRange, step), OU_REF(OuRange, length),
    OU_REF_END,
};
const OuType ou_range_type = {
    .name = "range",
    .doc = "Numbers from start (0) to stop, which is not included, by step (1).",
    .base = &ou_object_type, .index = OU_T_RANGE,
    .flags = OU_TF_SEQUENCE | OU_TF_IMMUTABLE, .size = sizeof(OuRange), .refs = range_refs,
    .methods = range_methods, .members = range_members, .dealloc = range_dealloc,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = range_repr, .hash = range_hash,
    .compare = range_compare, .to_bool = range_to_bool, .len = range_len,
    .getitem = range_getitem, .contains = range_contains, .iter = range_iter,
    .make = range_make, .init = ou_object_init,
};

static const OuMethodDef range_iter_methods[] = {
    {"__length_hint__", "()", range_iter_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", range_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", range_iter_m_setstate, OU_NO_TEXT, "Set the position."},
    {NULL, NULL, NULL, 0, NULL},
};
const OuType ou_range_iter_type = {
    .name = "range_iterator", .base = &ou_object_type, .index = OU_T_RANGE_ITER,
    .flags = OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(OuRangeIter),
    .methods = range_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = range_iter_next, .init = ou_object_init,
};
static const OuMethodDef long_iter_methods[] = {
    {"__length_hint__", "()", long_iter_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", long_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", long_iter_m_setstate, OU_NO_TEXT, "Set the position."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField long_iter_refs[] = {
    OU_REF(LongRangeIter, index), OU_REF(LongRangeIter, start), OU_REF(LongRangeIter, step),
    OU_REF(LongRangeIter, length), OU_REF_END,
};
const OuType ou_long_range_iter_type = {
    .name = "longrange_iterator", .base = &ou_object_type, .index = OU_T_LONG_RANGE_ITER,
    .flags = OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(LongRangeIter),
    .refs = long_iter_refs, .methods = long_iter_methods, .dealloc = long_iter_dealloc,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = long_iter_next, .init = ou_object_init,
};

/* ---- slice ---- */

OuObj *ou_slice_new(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step)
{
    OuSlice *s = (OuSlice *)ou_gc_new(vm, OU_T_SLICE, sizeof(OuSlice));
    if (!s)
        return NULL;
    s->start = start ? ou_ref(start) : OU_NONE;
    s->stop = stop ? ou_ref(stop) : OU_NONE;
    s->step = step ? ou_ref(step) : OU_NONE;
    ou_gc_track(vm, OU_OBJ(s));
    return OU_OBJ(s);
}

static OuObj *slice_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "slice", kwnames) || !ou_check_count(vm, "slice", nargs, 1, 3))
        return NULL;
    if (nargs == 1)
        return ou_slice_new(vm, NULL, args[0], NULL);
    return ou_slice_new(vm, args[0], args[1], nargs > 2 ? args[2] : NULL);
}

static OuObj *slice_number(OuVM *vm, OuObj *o)
{
    if (ou_type(vm, o)->to_index)
        return ou_index_of(vm, o);
    return OU_TYPE_ERROR(vm,
                         "slice indices must be integers or None or have an __index__ method");
}

/* start or stop: clipped to [lower, upper], negative ones count from the end. */
static OuObj *slice_bound(OuVM *vm, OuObj *o, OuObj *otherwise, OuObj *length, OuObj *lower,
                          OuObj *upper)
{
    if (o == OU_NONE)
        return ou_ref(otherwise);
    OuObj *i = slice_number(vm, o);
    if (!i)
        return NULL;
    if (ou_int_sign(i) < 0) {
        ou_put(vm, &i, ou_int_add(vm, i, length));
        if (i && ou_int_cmp(i, lower) < 0)
            ou_put(vm, &i, ou_ref(lower));
    } else if (ou_int_cmp(i, upper) > 0) {
        ou_put(vm, &i, ou_ref(upper));
    }
    return i;
}

bool ou_slice_long_indices(OuVM *vm, OuSlice *slice, OuObj *length, OuObj *out[3])
{
    OuObj *step = slice->step == OU_NONE ? ou_int_from(vm, 1) : slice_number(vm, slice->step);
    OuObj *start = NULL, *stop = NULL, *lower = NULL, *upper = NULL;
    if (!step)
        goto done;
    int sign = ou_int_sign(step);
    if (sign == 0) {
        ou_raise(vm, OU_T_ValueError, "slice step cannot be zero");
        goto done;
    }
    lower = ou_int_from(vm, sign < 0 ? -1 : 0);
    upper = sign < 0 ? ou_int_sub(vm, length, OU_TRUE) : ou_ref(length);
    if (!upper)
        goto done;
    start = slice_bound(vm, slice->start, sign < 0 ? upper : lower, length, lower, upper);
    if (start)
        stop = slice_bound(vm, slice->stop, sign < 0 ? lower : upper, length, lower, upper);
done:
    ou_unref(vm, lower);
    ou_unref(vm, upper);
    if (!stop) {
        ou_unref(vm, step);
        ou_unref(vm, start);
        return false;
    }
    out[0] = start;
    out[1] = stop;
    out[2] = step;
    return true;
}

static OuObj *slice_m_indices(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *length = ou_index_of(vm, args[0]);
    if (!length)
        return NULL;
    OuObj *part[3], *result = NULL;
    if (ou_int_sign(length) < 0)
        ou_raise(vm, OU_T_ValueError, "length should not be negative");
    else if (ou_slice_long_indices(vm, (OuSlice *)self, length, part))
        result = ou_tuple_new_take(vm, part, 3);
    ou_unref(vm, length);
    return result;
}

static OuObj *slice_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSlice *s = (OuSlice *)self;
    return ou_tuple_pack_take(vm, 2, ou_xref(OU_OBJ(ou_class_of(vm, self))),
                              ou_tuple_pack(vm, 3, s->start, s->stop, s->step));
}

static OuObj *slice_repr(OuVM *vm, OuObj *self)
{
    OuSlice *s = (OuSlice *)self;
    return ou_str_format(vm, "slice(%R, %R, %R)", s->start, s->stop, s->step);
}

static OuObj *slice_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is_exact(left, OU_T_SLICE) || !ou_is_exact(right, OU_T_SLICE))
        return OU_NOT_IMPLEMENTED;
    if (left == right)
        return OU_BOOL(op == OU_EQ || op == OU_LE || op == OU_GE);
    OuSlice *a = (OuSlice *)left, *b = (OuSlice *)right;
    OuObj *x = ou_tuple_pack(vm, 3, a->start, a->stop, a->step);
    OuObj *y = x ? ou_tuple_pack(vm, 3, b->start, b->stop, b->step) : NULL;
    OuObj *result = y ? ou_compare(vm, x, y, op) : NULL;
    ou_unref(vm, x);
    ou_unref(vm, y);
    return result;
}

static const OuMethodDef slice_methods[] = {
    {"indices", "(object, /)", slice_m_indices, OU_NO_TEXT,
     "start, stop and step that the slice means for a sequence of that length."},
    {"__reduce__", "()", slice_m_reduce, OU_NO_TEXT, "What is needed to make the slice again."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef slice_members[] = {
    {"start", OU_MEMBER_OBJ, offsetof(OuSlice, start), true, NULL},
    {"stop", OU_MEMBER_OBJ, offsetof(OuSlice, stop), true, NULL},
    {"step", OU_MEMBER_OBJ, offsetof(OuSlice, step), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, true, NULL},
};
static const OuRefField slice_refs[] = {
    OU_REF(OuSlice, step), OU_REF(OuSlice, start), OU_REF(OuSlice, stop), OU_REF_END,
};
static void slice_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    ou_visit(((OuSlice *)obj)->start, fn, arg);
    ou_visit(((OuSlice *)obj)->stop, fn, arg);
    ou_visit(((OuSlice *)obj)->step, fn, arg);
}

const OuType ou_slice_type = {
    .name = "slice",
    .doc = "What stands between the brackets of s[start:stop:step].",
    .base = &ou_object_type, .index = OU_T_SLICE,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_VISITS_ALL, .size = sizeof(OuSlice),
    .refs = slice_refs, .visit = slice_visit,
    .methods = slice_methods, .members = slice_members,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = slice_repr, .hash = ou_hash_unhashable,
    .compare = slice_compare, .make = slice_make, .init = ou_object_init,
};
