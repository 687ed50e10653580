/* sort.c - list.sort: a stable merge sort that uses the runs it finds (timsort).
 *
 * The comparisons made, and their order, are those of CPython's list.sort: a program that
 * counts them sees the same numbers. While it sorts, the list is empty, so that script code
 * in __lt__ or in a key function cannot disturb the array; whatever it puts there is lost
 * and a ValueError says so.
 *
 * With a key function two arrays move in step: the keys, which are compared, and the items. */
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

#define MAX_PENDING 85
#define MIN_GALLOP 7
#define TEMP_SMALL 256

/* A stretch of the array: keys, and the items that go with them (NULL without key function). */
typedef struct Slice {
    OuObj **keys, **items;
} Slice;

typedef struct Run {
    Slice base;
    ptrdiff_t len;
    int power;
} Run;

typedef struct Sorter Sorter;
struct Sorter {
    OuVM *vm;
    int (*less)(Sorter *s, OuObj *x, OuObj *y); /* 1, 0, -1 */
    int (*item_less)(Sorter *s, OuObj *x, OuObj *y); /* of the first items of tuples */
    ptrdiff_t min_gallop;
    ptrdiff_t len;
    OuObj **base;    /* keys of the whole array, to compute powers */
    Run pending[MAX_PENDING];
    int pending_count;
    uint32_t steps;
    Slice temp;
    size_t temp_cap; /* in elements of keys */
    OuObj *small[TEMP_SMALL];
};

/* ---- comparing: the fast kinds need all keys of one built-in type ---- */

static int less_any(Sorter *s, OuObj *x, OuObj *y)
{
    return ou_compare_bool(s->vm, x, y, OU_LT);
}

static int less_str(Sorter *s, OuObj *x, OuObj *y)
{
    (void)s;
    return ou_str_cmp(OU_STR(x), OU_STR(y)) < 0;
}

static int less_int(Sorter *s, OuObj *x, OuObj *y)
{
    (void)s;
    return ou_int_value(x) < ou_int_value(y);
}

static int less_float(Sorter *s, OuObj *x, OuObj *y)
{
    (void)s;
    return ou_float_value(x) < ou_float_value(y);
}

/* Non-empty exact tuples: find the first item that differs, then compare. */
static int less_tuple(Sorter *s, OuObj *x, OuObj *y)
{
    OuTuple *a = OU_TUPLE(x), *b = OU_TUPLE(y);
    size_t shared = a->len < b->len ? a->len : b->len, i = 0;
    for (; i < shared; i++) {
        int same = ou_compare_bool(s->vm, a->items[i], b->items[i], OU_EQ);
        if (same < 0)
            return -1;
        if (!same)
            break;
    }
    if (i == shared)
        return a->len < b->len;
    if (i == 0)
        return s->item_less(s, a->items[0], b->items[0]);
    return ou_compare_bool(s->vm, a->items[i], b->items[i], OU_LT);
}

typedef enum { KIND_ANY, KIND_STR, KIND_INT, KIND_FLOAT, KIND_TUPLE } Kind;

static Kind kind_of(const OuObj *o)
{
    if (ou_is_exact(o, OU_T_STR))
        return KIND_STR;
    if (ou_is_small_int(o))
        return KIND_INT;
    if (ou_is_exact(o, OU_T_FLOAT))
        return KIND_FLOAT;
    if (ou_is_exact(o, OU_T_TUPLE) && ((const OuTuple *)o)->len > 0)
        return KIND_TUPLE;
    return KIND_ANY;
}

static int (*less_of(Kind kind))(Sorter *, OuObj *, OuObj *)
{
    switch (kind) {
    case KIND_STR: return less_str;
    case KIND_INT: return less_int;
    case KIND_FLOAT: return less_float;
    case KIND_TUPLE: return less_tuple;
    case KIND_ANY: break;
    }
    return less_any;
}

static bool choose_less(Sorter *s, OuObj *const *keys, size_t n)
{
    Kind kind = kind_of(keys[0]);
    Kind first = kind == KIND_TUPLE ? kind_of(OU_TUPLE(keys[0])->items[0]) : KIND_ANY;
    if (first == KIND_TUPLE)
        first = KIND_ANY;
    for (size_t i = 1, stop = 1; i < n && kind != KIND_ANY; i++) {
        if (OU_UNLIKELY(i == stop) && (stop = i + 16384) > 16385 && !ou_check(s->vm, 1250))
            return false;
        if (kind_of(keys[i]) != kind)
            kind = KIND_ANY;
        else if (kind == KIND_TUPLE && kind_of(OU_TUPLE(keys[i])->items[0]) != first)
            first = KIND_ANY;
    }
    s->less = less_of(kind);
    s->item_less = less_of(first);
    return true;
}

/* x < y, and a poll now and then. */
OU_INLINE int is_less(Sorter *s, OuObj *x, OuObj *y)
{
    if (OU_UNLIKELY(++s->steps % 4096 == 0) && !ou_poll(s->vm, 4096))
        return -1;
    if (s->less == less_int)
        return ou_int_value(x) < ou_int_value(y);
    return s->less(s, x, y);
}

/* ---- moving ---- */

OU_INLINE void slice_copy(Slice to, ptrdiff_t i, Slice from, ptrdiff_t j, ptrdiff_t n)
{
    memcpy(to.keys + i, from.keys + j, (size_t)n * sizeof(OuObj *));
    if (to.items)
        memcpy(to.items + i, from.items + j, (size_t)n * sizeof(OuObj *));
}

OU_INLINE void slice_move(Slice to, ptrdiff_t i, Slice from, ptrdiff_t j, ptrdiff_t n)
{
    memmove(to.keys + i, from.keys + j, (size_t)n * sizeof(OuObj *));
    if (to.items)
        memmove(to.items + i, from.items + j, (size_t)n * sizeof(OuObj *));
}

OU_INLINE void slice_set(Slice to, ptrdiff_t i, Slice from, ptrdiff_t j)
{
    to.keys[i] = from.keys[j];
    if (to.items)
        to.items[i] = from.items[j];
}

OU_INLINE Slice slice_at(Slice s, ptrdiff_t n)
{
    s.keys += n;
    if (s.items)
        s.items += n;
    return s;
}

static void reverse_array(OuObj **low, OuObj **high)
{
    for (high--; low < high; low++, high--) {
        OuObj *o = *low;
        *low = *high;
        *high = o;
    }
}

static void slice_reverse(Slice s, ptrdiff_t n)
{
    reverse_array(s.keys, s.keys + n);
    if (s.items)
        reverse_array(s.items, s.items + n);
}

/* ---- runs ---- */

/* Insert elements start…n-1 into the sorted ones before them. */
static bool binary_sort(Sorter *s, Slice low, ptrdiff_t n, ptrdiff_t start)
{
    if (start == 0)
        start = 1;
    for (; start < n; start++) {
        ptrdiff_t l = 0, r = start;
        OuObj *pivot = low.keys[start];
        do {
            ptrdiff_t p = l + ((r - l) >> 1);
            int less = is_less(s, pivot, low.keys[p]);
            if (less < 0)
                return false;
            if (less)
                r = p;
            else
                l = p + 1;
        } while (l < r);
        memmove(low.keys + l + 1, low.keys + l, (size_t)(start - l) * sizeof(OuObj *));
        low.keys[l] = pivot;
        if (low.items) {
            OuObj *item = low.items[start];
            memmove(low.items + l + 1, low.items + l, (size_t)(start - l) * sizeof(OuObj *));
            low.items[l] = item;
        }
    }
    return true;
}

/* Length of the run at the beginning of keys[0..n): not descending, or strictly descending
 * (*descending). -1: exception. */
static ptrdiff_t count_run(Sorter *s, OuObj *const *keys, ptrdiff_t n, bool *descending)
{
    *descending = false;
    if (n == 1)
        return 1;
    ptrdiff_t run = 2;
    int less = is_less(s, keys[1], keys[0]);
    if (less < 0)
        return -1;
    *descending = less > 0;
    for (; run < n; run++) {
        less = is_less(s, keys[run], keys[run - 1]);
        if (less < 0)
            return -1;
        if ((less > 0) != *descending)
            break;
    }
    return run;
}

/* ---- galloping ---- */

/* Where key belongs in the sorted a[0..n), left of equal ones; the search begins at hint.
 * k with a[k-1] < key <= a[k]. -1: exception. */
static ptrdiff_t gallop_left(Sorter *s, OuObj *key, OuObj **a, ptrdiff_t n, ptrdiff_t hint)
{
    ptrdiff_t last = 0, offset = 1;
    a += hint;
    int less = is_less(s, *a, key);
    if (less < 0)
        return -1;
    if (less) {
        ptrdiff_t max = n - hint;
        while (offset < max) {
            if ((less = is_less(s, a[offset], key)) < 0)
                return -1;
            if (!less)
                break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > max)
            offset = max;
        last += hint;
        offset += hint;
    } else {
        ptrdiff_t max = hint + 1;
        while (offset < max) {
            if ((less = is_less(s, *(a - offset), key)) < 0)
                return -1;
            if (less)
                break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > max)
            offset = max;
        ptrdiff_t k = last;
        last = hint - offset;
        offset = hint - k;
    }
    a -= hint;
    last++;
    while (last < offset) {
        ptrdiff_t middle = last + ((offset - last) >> 1);
        if ((less = is_less(s, a[middle], key)) < 0)
            return -1;
        if (less)
            last = middle + 1;
        else
            offset = middle;
    }
    return offset;
}

/* The same, right of equal ones: a[k-1] <= key < a[k]. */
static ptrdiff_t gallop_right(Sorter *s, OuObj *key, OuObj **a, ptrdiff_t n, ptrdiff_t hint)
{
    ptrdiff_t last = 0, offset = 1;
    a += hint;
    int less = is_less(s, key, *a);
    if (less < 0)
        return -1;
    if (less) {
        ptrdiff_t max = hint + 1;
        while (offset < max) {
            if ((less = is_less(s, key, *(a - offset))) < 0)
                return -1;
            if (!less)
                break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > max)
            offset = max;
        ptrdiff_t k = last;
        last = hint - offset;
        offset = hint - k;
    } else {
        ptrdiff_t max = n - hint;
        while (offset < max) {
            if ((less = is_less(s, key, a[offset])) < 0)
                return -1;
            if (less)
                break;
            last = offset;
            offset = (offset << 1) + 1;
        }
        if (offset > max)
            offset = max;
        last += hint;
        offset += hint;
    }
    a -= hint;
    last++;
    while (last < offset) {
        ptrdiff_t middle = last + ((offset - last) >> 1);
        if ((less = is_less(s, key, a[middle])) < 0)
            return -1;
        if (less)
            offset = middle;
        else
            last = middle + 1;
    }
    return offset;
}

/* ---- merging ---- */

static void temp_free(Sorter *s)
{
    if (s->temp.keys != s->small)
        ou_free(s->vm, s->temp.keys, s->temp_cap * (s->temp.items ? 2 : 1) * sizeof(OuObj *));
}

static bool temp_reserve(Sorter *s, ptrdiff_t n)
{
    if ((size_t)n <= s->temp_cap)
        return true;
    bool two = s->temp.items != NULL;
    OuObj **block = ou_alloc(s->vm, (size_t)n * (two ? 2 : 1) * sizeof *block);
    if (!block)
        return false;
    temp_free(s);
    s->temp.keys = block;
    s->temp.items = two ? block + n : NULL;
    s->temp_cap = (size_t)n;
    return true;
}

/* Merge the neighbours a (na ≤ nb elements) and b, from the left. a[0] > b[0] and
 * a[na-1] > all of b. */
static bool merge_low(Sorter *s, Slice a, ptrdiff_t na, Slice b, ptrdiff_t nb)
{
    bool ok = false;
    if (!temp_reserve(s, na))
        return false;
    Slice dest = a;
    slice_copy(s->temp, 0, a, 0, na);
    a = s->temp;
    slice_set(dest, 0, b, 0);
    dest = slice_at(dest, 1);
    b = slice_at(b, 1);
    if (--nb == 0)
        goto succeed;
    if (na == 1)
        goto copy_b;
    ptrdiff_t min_gallop = s->min_gallop;
    for (;;) {
        ptrdiff_t a_wins = 0, b_wins = 0, k;
        for (;;) { /* one at a time, until one side wins often */
            int less = is_less(s, b.keys[0], a.keys[0]);
            if (less < 0)
                goto fail;
            if (less) {
                slice_set(dest, 0, b, 0);
                dest = slice_at(dest, 1);
                b = slice_at(b, 1);
                b_wins++;
                a_wins = 0;
                if (--nb == 0)
                    goto succeed;
                if (b_wins >= min_gallop)
                    break;
            } else {
                slice_set(dest, 0, a, 0);
                dest = slice_at(dest, 1);
                a = slice_at(a, 1);
                a_wins++;
                b_wins = 0;
                if (--na == 1)
                    goto copy_b;
                if (a_wins >= min_gallop)
                    break;
            }
        }
        min_gallop++;
        do { /* in stretches, as long as they are long */
            min_gallop -= min_gallop > 1;
            s->min_gallop = min_gallop;
            k = gallop_right(s, b.keys[0], a.keys, na, 0);
            a_wins = k;
            if (k) {
                if (k < 0)
                    goto fail;
                slice_copy(dest, 0, a, 0, k);
                dest = slice_at(dest, k);
                a = slice_at(a, k);
                na -= k;
                if (na == 1)
                    goto copy_b;
                if (na == 0) /* only if __lt__ is inconsistent */
                    goto succeed;
            }
            slice_set(dest, 0, b, 0);
            dest = slice_at(dest, 1);
            b = slice_at(b, 1);
            if (--nb == 0)
                goto succeed;
            k = gallop_left(s, a.keys[0], b.keys, nb, 0);
            b_wins = k;
            if (k) {
                if (k < 0)
                    goto fail;
                slice_move(dest, 0, b, 0, k);
                dest = slice_at(dest, k);
                b = slice_at(b, k);
                nb -= k;
                if (nb == 0)
                    goto succeed;
            }
            slice_set(dest, 0, a, 0);
            dest = slice_at(dest, 1);
            a = slice_at(a, 1);
            if (--na == 1)
                goto copy_b;
        } while (a_wins >= MIN_GALLOP || b_wins >= MIN_GALLOP);
        min_gallop++;
        s->min_gallop = min_gallop;
    }
succeed:
    ok = true;
fail:
    if (na)
        slice_copy(dest, 0, a, 0, na);
    return ok;
copy_b: /* the last element of a belongs at the end */
    slice_move(dest, 0, b, 0, nb);
    slice_set(dest, nb, a, 0);
    return true;
}

/* The same with na ≥ nb, from the right. */
static bool merge_high(Sorter *s, Slice a, ptrdiff_t na, Slice b, ptrdiff_t nb)
{
    bool ok = false;
    if (!temp_reserve(s, nb))
        return false;
    Slice dest = slice_at(b, nb - 1), base_a = a;
    slice_copy(s->temp, 0, b, 0, nb);
    Slice base_b = s->temp;
    b = slice_at(s->temp, nb - 1);
    a = slice_at(a, na - 1);
    slice_set(dest, 0, a, 0);
    dest = slice_at(dest, -1);
    a = slice_at(a, -1);
    if (--na == 0)
        goto succeed;
    if (nb == 1)
        goto copy_a;
    ptrdiff_t min_gallop = s->min_gallop;
    for (;;) {
        ptrdiff_t a_wins = 0, b_wins = 0, k;
        for (;;) {
            int less = is_less(s, b.keys[0], a.keys[0]);
            if (less < 0)
                goto fail;
            if (less) {
                slice_set(dest, 0, a, 0);
                dest = slice_at(dest, -1);
                a = slice_at(a, -1);
                a_wins++;
                b_wins = 0;
                if (--na == 0)
                    goto succeed;
                if (a_wins >= min_gallop)
                    break;
            } else {
                slice_set(dest, 0, b, 0);
                dest = slice_at(dest, -1);
                b = slice_at(b, -1);
                b_wins++;
                a_wins = 0;
                if (--nb == 1)
                    goto copy_a;
                if (b_wins >= min_gallop)
                    break;
            }
        }
        min_gallop++;
        do {
            min_gallop -= min_gallop > 1;
            s->min_gallop = min_gallop;
            k = gallop_right(s, b.keys[0], base_a.keys, na, na - 1);
            if (k < 0)
                goto fail;
            k = na - k;
            a_wins = k;
            if (k) {
                dest = slice_at(dest, -k);
                a = slice_at(a, -k);
                slice_move(dest, 1, a, 1, k);
                na -= k;
                if (na == 0)
                    goto succeed;
            }
            slice_set(dest, 0, b, 0);
            dest = slice_at(dest, -1);
            b = slice_at(b, -1);
            if (--nb == 1)
                goto copy_a;
            k = gallop_left(s, a.keys[0], base_b.keys, nb, nb - 1);
            if (k < 0)
                goto fail;
            k = nb - k;
            b_wins = k;
            if (k) {
                dest = slice_at(dest, -k);
                b = slice_at(b, -k);
                slice_copy(dest, 1, b, 1, k);
                nb -= k;
                if (nb == 1)
                    goto copy_a;
                if (nb == 0) /* only if __lt__ is inconsistent */
                    goto succeed;
            }
            slice_set(dest, 0, a, 0);
            dest = slice_at(dest, -1);
            a = slice_at(a, -1);
            if (--na == 0)
                goto succeed;
        } while (a_wins >= MIN_GALLOP || b_wins >= MIN_GALLOP);
        min_gallop++;
        s->min_gallop = min_gallop;
    }
succeed:
    ok = true;
fail:
    if (nb)
        slice_copy(dest, -(nb - 1), base_b, 0, nb);
    return ok;
copy_a: /* the first element of b belongs at the front */
    slice_move(slice_at(dest, -na), 1, slice_at(a, -na), 1, na);
    dest = slice_at(dest, -na);
    slice_set(dest, 0, b, 0);
    return true;
}

/* Merge runs i and i + 1 of the pending ones. */
static bool merge_at(Sorter *s, int i)
{
    Run *p = s->pending;
    Slice a = p[i].base, b = p[i + 1].base;
    ptrdiff_t na = p[i].len, nb = p[i + 1].len;
    p[i].len = na + nb;
    if (i == s->pending_count - 3)
        p[i + 1] = p[i + 2];
    s->pending_count--;
    ptrdiff_t k = gallop_right(s, b.keys[0], a.keys, na, 0);
    if (k < 0)
        return false;
    a = slice_at(a, k);
    na -= k;
    if (na == 0)
        return true;
    nb = gallop_left(s, a.keys[na - 1], b.keys, nb, nb - 1);
    if (nb <= 0)
        return nb == 0;
    return na <= nb ? merge_low(s, a, na, b, nb) : merge_high(s, a, na, b, nb);
}

/* Depth at which the boundary between two runs stands in a nearly optimal merge tree: the
 * first bit where the binary fractions of their middles differ. */
static int power_of(ptrdiff_t start, ptrdiff_t n1, ptrdiff_t n2, ptrdiff_t n)
{
    int result = 0;
    ptrdiff_t a = 2 * start + n1, b = a + n1 + n2;
    for (;;) {
        result++;
        if (a >= n) {
            a -= n;
            b -= n;
        } else if (b >= n) {
            return result;
        }
        a <<= 1;
        b <<= 1;
    }
}

/* A run of n2 elements was found behind the last pending one: merge those that belong deeper. */
static bool found_new_run(Sorter *s, ptrdiff_t n2)
{
    if (s->pending_count == 0)
        return true;
    Run *p = s->pending;
    ptrdiff_t start = p[s->pending_count - 1].base.keys - s->base;
    int power = power_of(start, p[s->pending_count - 1].len, n2, s->len);
    while (s->pending_count > 1 && p[s->pending_count - 2].power > power) {
        if (!merge_at(s, s->pending_count - 2))
            return false;
    }
    p[s->pending_count - 1].power = power;
    return true;
}

static bool merge_rest(Sorter *s)
{
    Run *p = s->pending;
    while (s->pending_count > 1) {
        int n = s->pending_count - 2;
        if (n > 0 && p[n - 1].len < p[n + 1].len)
            n--;
        if (!merge_at(s, n))
            return false;
    }
    return true;
}

/* The shortest run worth merging: n if n < 64, else such that n / minrun is a power of two
 * or a little less. */
static ptrdiff_t min_run(ptrdiff_t n)
{
    ptrdiff_t rest = 0;
    while (n >= 64) {
        rest |= n & 1;
        n >>= 1;
    }
    return n + rest;
}

static bool sort_slice(Sorter *s, Slice low, ptrdiff_t n)
{
    ptrdiff_t left = n, shortest = min_run(n);
    do {
        bool descending;
        ptrdiff_t run = count_run(s, low.keys, left, &descending);
        if (run < 0)
            return false;
        if (descending)
            slice_reverse(low, run);
        if (run < shortest) {
            ptrdiff_t forced = left <= shortest ? left : shortest;
            if (!binary_sort(s, low, forced, run))
                return false;
            run = forced;
        }
        if (!found_new_run(s, run))
            return false;
        Run *top = &s->pending[s->pending_count++];
        top->base = low;
        top->len = run;
        low = slice_at(low, run);
        left -= run;
    } while (left);
    return merge_rest(s);
}

/* ---- list.sort ---- */

/* The results of the key function for n items; NULL: exception. */
static OuObj **make_keys(OuVM *vm, OuObj *key, OuObj *const *items, size_t n)
{
    OuObj **keys = ou_alloc(vm, n * sizeof *keys);
    if (!keys)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        keys[i] = ou_call1(vm, key, items[i]);
        if (!keys[i] || (i % 1024 == 1023 && !ou_poll(vm, 1024))) {
            for (size_t k = i + 1; k-- > 0;)
                ou_unref(vm, keys[k]);
            ou_free(vm, keys, n * sizeof *keys);
            return NULL;
        }
    }
    return keys;
}

/* Sort the array, which nobody else can reach. */
static bool sort_array(OuVM *vm, OuObj **items, size_t n, OuObj *key, bool reverse)
{
    OuObj **keys = key ? make_keys(vm, key, items, n) : NULL;
    if (key && !keys)
        return false;
    bool ok = true;
    if (n > 1) {
        Sorter s;
        s.vm = vm;
        s.min_gallop = MIN_GALLOP;
        s.len = (ptrdiff_t)n;
        s.pending_count = 0;
        s.steps = 0;
        s.temp.keys = s.small;
        s.temp.items = keys ? s.small + TEMP_SMALL / 2 : NULL;
        s.temp_cap = keys ? TEMP_SMALL / 2 : TEMP_SMALL;
        Slice all = {keys ? keys : items, keys ? items : NULL};
        s.base = all.keys;
        ok = choose_less(&s, all.keys, n);
        if (ok && reverse)
            slice_reverse(all, (ptrdiff_t)n);
        bool reversed = ok && reverse;
        ok = ok && sort_slice(&s, all, (ptrdiff_t)n);
        if (reversed)
            slice_reverse(all, (ptrdiff_t)n);
        temp_free(&s);
    }
    if (keys) {
        for (size_t i = 0; i < n; i++)
            ou_unref(vm, keys[i]);
        ou_free(vm, keys, n * sizeof *keys);
    }
    return ok;
}

bool ou_list_sort(OuVM *vm, OuList *list, OuObj *key, bool reverse)
{
    OuObj **items = list->items;
    uint32_t len = list->len, cap = list->cap;
    list->items = NULL;
    list->len = 0;
    list->cap = 0;
    list->gc.head.type |= OU_LIST_SORTING;
    bool ok = len == 0 || sort_array(vm, items, len, key, reverse);
    bool untouched = list->cap == 0 && (list->gc.head.type & OU_LIST_SORTING);
    list->gc.head.type &= ~OU_LIST_SORTING;
    if (!untouched && ok) {
        ou_raise(vm, OU_T_ValueError, "list modified during sort");
        ok = false;
    }
    OuObj **stray = list->items;
    uint32_t stray_len = list->len, stray_cap = list->cap;
    list->items = items;
    list->len = len;
    list->cap = cap;
    if (stray) {
        while (stray_len-- > 0)
            ou_unref(vm, stray[stray_len]);
        ou_free(vm, stray, stray_cap * sizeof(OuObj *));
    }
    return ok;
}
