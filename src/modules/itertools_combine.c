/* itertools_combine.c - module itertools: product, permutations, combinations with and without
 * replacement.
 *
 * One layout serves all: the pool(s) as a tuple, the indices of the result that comes next or
 * was given last, and that result, which is filled again if nobody else holds it. Nothing here
 * runs script code except releasing the items of a reused result. */
#include "modules/itertools.h"
#include <string.h>

typedef struct Combiner {
    OuGcObj gc;
    OuObj *pool;       /* tuple of items; product: tuple of tuples */
    OuObj *result;     /* the last result; NULL before the first */
    ptrdiff_t *indices; /* count of them: r; permutations: all n, then r cycles */
    size_t index_cap;
    ptrdiff_t r;
    bool stopped;
} Combiner;

static OuTuple *pool_of(Combiner *self)
{
    return OU_TUPLE(self->pool);
}

/* An object with room for `n` indices, all 0; the pool is consumed. */
static Combiner *combiner_take(OuVM *vm, OuClass *cls, OuObj *pool, ptrdiff_t r, size_t n)
{
    Combiner *self = pool ? (Combiner *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, pool);
        return NULL;
    }
    self->pool = pool;
    self->r = r;
    if (n) {
        self->indices = n < PTRDIFF_MAX / sizeof(ptrdiff_t)
                            ? ou_alloc(vm, n * sizeof(ptrdiff_t))
                            : ou_raise_memory(vm);
        if (!self->indices) {
            ou_unref(vm, self);
            return NULL;
        }
        self->index_cap = n;
        memset(self->indices, 0, n * sizeof(ptrdiff_t));
    }
    return self;
}

static void combiner_dealloc(OuVM *vm, OuObj *obj)
{
    Combiner *self = (Combiner *)obj;
    ou_clear(vm, &self->pool);
    ou_clear(vm, &self->result);
    ou_free(vm, self->indices, self->index_cap * sizeof(ptrdiff_t));
    ou_object_free(vm, obj);
}

static size_t combiner_extra_size(const OuObj *obj)
{
    return ((const Combiner *)obj)->index_cap * sizeof(ptrdiff_t);
}

/* The result tuple to write into: the last one if only we hold it, else a copy. */
static OuTuple *writable_result(OuVM *vm, Combiner *self)
{
    OuTuple *result = OU_TUPLE(self->result);
    if (ou_is_immortal(self->result))
        return result;
    if (self->result->refs > 1) {
        OuObj *copy = ou_tuple_new(vm, result->items, result->len);
        if (!copy)
            return NULL;
        ou_put(vm, &self->result, copy);
        return OU_TUPLE(copy);
    }
    if (!ou_gc_is_tracked(self->result))
        ou_gc_track(vm, self->result);
    return result;
}

/* First result: items picked from the pool by the first r indices. */
static OuObj *first_result(OuVM *vm, Combiner *self)
{
    OuObj *result = ou_tuple_alloc(vm, (size_t)self->r);
    if (!result)
        return NULL;
    for (ptrdiff_t i = 0; i < self->r; i++)
        OU_TUPLE(result)->items[i] = ou_ref(pool_of(self)->items[self->indices[i]]);
    if (self->r)
        ou_gc_track(vm, result);
    self->result = result;
    return ou_ref(result);
}

/* Items from number `from` on anew from the indices. */
static OuObj *update_result(OuVM *vm, Combiner *self, OuTuple *result, ptrdiff_t from)
{
    OuObj *held = ou_ref(OU_OBJ(result));
    for (ptrdiff_t i = from; i < self->r; i++)
        ou_put(vm, &result->items[i], ou_ref(pool_of(self)->items[self->indices[i]]));
    return held;
}

static OuObj *stop(Combiner *self)
{
    self->stopped = true;
    return OU_DONE;
}

/* Tuple of n indices. */
static OuObj *index_tuple(OuVM *vm, const ptrdiff_t *indices, ptrdiff_t n)
{
    OuObj *tuple = ou_tuple_alloc(vm, (size_t)n);
    for (ptrdiff_t i = 0; tuple && i < n; i++) {
        if (!(OU_TUPLE(tuple)->items[i] = ou_int_from(vm, indices[i])))
            ou_clear(vm, &tuple);
    }
    if (tuple && n)
        ou_gc_track(vm, tuple);
    return tuple;
}

/* A tuple of exactly n numbers from a state, each moved into [low, high]. */
static bool read_indices(OuVM *vm, OuObj *state, ptrdiff_t *out, ptrdiff_t n, ptrdiff_t low,
                         ptrdiff_t high)
{
    for (ptrdiff_t i = 0; i < n; i++) {
        ptrdiff_t index;
        if (!ou_iter_state(vm, OU_TUPLE(state)->items[i], &index))
            return false;
        out[i] = index < low ? low : index > high ? high : index;
    }
    return true;
}

static bool is_tuple_of(OuVM *vm, OuObj *o, ptrdiff_t n)
{
    return ou_is(vm, o, OU_TF_IS_TUPLE) && (ptrdiff_t)OU_TUPLE(o)->len == n;
}

static const OuRefField combiner_refs[] = {
    OU_REF(Combiner, pool), OU_REF(Combiner, result), OU_REF_END,
};

/* ---- product ---- */

static OuObj *product_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    ptrdiff_t repeat = 1;
    size_t nkw = kwnames ? OU_TUPLE(kwnames)->len : 0;
    if (nkw > 1)
        return OU_TYPE_ERROR(vm, "product() takes at most 1 keyword argument (%zd given)",
                             (ptrdiff_t)nkw);
    if (nkw) {
        OuStr *name = OU_STR(OU_TUPLE(kwnames)->items[0]);
        if (!ou_str_is(name, "repeat"))
            return OU_TYPE_ERROR(vm, "'%U' is an invalid keyword argument for product()", name);
        if (!ou_arg_ssize(vm, args[nargs], &repeat))
            return NULL;
        if (repeat < 0)
            return OU_VALUE_ERROR(vm, "repeat argument cannot be negative");
    }
    if (repeat == 0)
        nargs = 0;
    if (nargs && (size_t)repeat > PTRDIFF_MAX / sizeof(OuObj *) / nargs)
        return ou_raise(vm, OU_T_OverflowError, "repeat argument too large");
    size_t n = nargs * (size_t)repeat;
    OuObj *pools = ou_tuple_alloc(vm, n);
    if (!pools)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        OuObj *pool = i < nargs ? ou_tuple_from(vm, args[i])
                                : ou_ref(OU_TUPLE(pools)->items[i - nargs]);
        if (!pool) {
            ou_unref(vm, pools);
            return NULL;
        }
        OU_TUPLE(pools)->items[i] = pool;
    }
    if (n)
        ou_gc_track(vm, pools);
    return OU_OBJ(combiner_take(vm, cls, pools, (ptrdiff_t)n, n));
}

static OuTuple *pool_at(Combiner *self, ptrdiff_t i)
{
    return OU_TUPLE(pool_of(self)->items[i]);
}

static OuObj *product_next(OuVM *vm, OuObj *obj)
{
    Combiner *self = (Combiner *)obj;
    if (self->stopped)
        return OU_DONE;
    if (!self->result) {
        OuObj *result = ou_tuple_alloc(vm, (size_t)self->r);
        if (!result)
            return NULL;
        self->result = result;
        for (ptrdiff_t i = 0; i < self->r; i++) {
            if (pool_at(self, i)->len == 0)
                return stop(self);
            OU_TUPLE(result)->items[i] = ou_ref(pool_at(self, i)->items[0]);
        }
        if (self->r)
            ou_gc_track(vm, result);
        return ou_ref(result);
    }
    OuTuple *result = writable_result(vm, self);
    if (!result)
        return NULL;
    OuObj *held = ou_ref(OU_OBJ(result));
    ptrdiff_t i = self->r - 1;
    for (; i >= 0; i--) { /* count up from the right; a pool at its end begins again */
        OuTuple *pool = pool_at(self, i);
        ptrdiff_t index = ++self->indices[i];
        if (index < (ptrdiff_t)pool->len) {
            ou_put(vm, &result->items[i], ou_ref(pool->items[index]));
            return held;
        }
        self->indices[i] = 0;
        ou_put(vm, &result->items[i], ou_ref(pool->items[0]));
    }
    ou_unref(vm, held);
    return stop(self);
}

static OuObj *product_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Combiner *self = (Combiner *)obj;
    OuObj *cls = ou_class_of_new(vm, obj);
    if (self->stopped)
        return ou_tuple_pack_take(vm, 2, cls, ou_tuple_pack(vm, 1, OU_EMPTY_TUPLE));
    if (!self->result)
        return ou_tuple_pack_take(vm, 2, cls, ou_ref(self->pool));
    return ou_tuple_pack_take(vm, 3, cls, ou_ref(self->pool),
                              index_tuple(vm, self->indices, self->r));
}

static OuObj *product_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Combiner *self = (Combiner *)obj;
    if (!is_tuple_of(vm, args[0], self->r))
        return OU_VALUE_ERROR(vm, "invalid arguments");
    for (ptrdiff_t i = 0; i < self->r; i++) {
        ptrdiff_t index, len = (ptrdiff_t)pool_at(self, i)->len;
        if (!ou_iter_state(vm, OU_TUPLE(args[0])->items[i], &index))
            return NULL;
        if (len == 0) {
            self->stopped = true;
            return OU_NONE;
        }
        self->indices[i] = index < 0 ? 0 : index > len - 1 ? len - 1 : index;
    }
    OuObj *result = ou_tuple_alloc(vm, (size_t)self->r);
    if (!result)
        return NULL;
    for (ptrdiff_t i = 0; i < self->r; i++)
        OU_TUPLE(result)->items[i] = ou_ref(pool_at(self, i)->items[self->indices[i]]);
    if (self->r)
        ou_gc_track(vm, result);
    ou_put(vm, &self->result, result);
    return OU_NONE;
}

/* ---- combinations ---- */

/* Arguments (iterable, r) and an object with indices 0, 1, … (step 1) or 0, 0, … (step 0). */
static OuObj *choose_make(OuVM *vm, OuClass *cls, const char *name, OuObj *const *args,
                          size_t nargs,
                          OuObj *kwnames, int step)
{
    OuObj *bound[2];
    ptrdiff_t r;
    if (!ou_bind(vm, "(iterable, r)", name, args, nargs, kwnames, bound)
        || !ou_arg_ssize(vm, bound[1], &r))
        return NULL;
    OuObj *pool = ou_tuple_from(vm, bound[0]);
    if (pool && r < 0) {
        ou_unref(vm, pool);
        return OU_VALUE_ERROR(vm, "r must be non-negative");
    }
    Combiner *self = combiner_take(vm, cls, pool, r, (size_t)r);
    if (!self)
        return NULL;
    for (ptrdiff_t i = 0; i < r; i++)
        self->indices[i] = step ? i : 0;
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len;
    self->stopped = step ? r > n : n == 0 && r > 0;
    return OU_OBJ(self);
}

static OuObj *combinations_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                                OuObj *kwnames)
{
    return choose_make(vm, cls, "combinations", args, nargs, kwnames, 1);
}

static OuObj *replaced_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    return choose_make(vm, cls, "combinations_with_replacement", args, nargs, kwnames, 0);
}

static OuObj *combinations_next(OuVM *vm, OuObj *obj)
{
    Combiner *self = (Combiner *)obj;
    if (self->stopped)
        return OU_DONE;
    if (!self->result)
        return first_result(vm, self);
    OuTuple *result = writable_result(vm, self);
    if (!result)
        return NULL;
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len, r = self->r, i = r - 1;
    while (i >= 0 && self->indices[i] == i + n - r)
        i--; /* the rightmost index that is not at its largest */
    if (i < 0)
        return stop(self);
    self->indices[i]++;
    for (ptrdiff_t j = i + 1; j < r; j++)
        self->indices[j] = self->indices[j - 1] + 1;
    return update_result(vm, self, result, i);
}

static OuObj *replaced_next(OuVM *vm, OuObj *obj)
{
    Combiner *self = (Combiner *)obj;
    if (self->stopped)
        return OU_DONE;
    if (!self->result)
        return first_result(vm, self);
    OuTuple *result = writable_result(vm, self);
    if (!result)
        return NULL;
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len, r = self->r, i = r - 1;
    while (i >= 0 && self->indices[i] == n - 1)
        i--;
    if (i < 0)
        return stop(self);
    ptrdiff_t index = self->indices[i] + 1;
    for (ptrdiff_t j = i; j < r; j++)
        self->indices[j] = index;
    return update_result(vm, self, result, i);
}

static OuObj *choose_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Combiner *self = (Combiner *)obj;
    OuObj *cls = ou_class_of_new(vm, obj), *r = ou_int_from(vm, self->r);
    if (!self->result)
        return ou_tuple_pack_take(vm, 2, cls, ou_tuple_pack_take(vm, 2, ou_ref(self->pool), r));
    if (self->stopped)
        return ou_tuple_pack_take(vm, 2, cls, ou_tuple_pack_take(vm, 2, OU_EMPTY_TUPLE, r));
    return ou_tuple_pack_take(vm, 3, cls, ou_tuple_pack_take(vm, 2, ou_ref(self->pool), r),
                              index_tuple(vm, self->indices, self->r));
}

static OuObj *choose_setstate(OuVM *vm, Combiner *self, OuObj *state, bool replaced)
{
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len, r = self->r;
    if (!is_tuple_of(vm, state, r) || (n == 0 && r > 0))
        return OU_VALUE_ERROR(vm, "invalid arguments");
    for (ptrdiff_t i = 0; i < r; i++) {
        ptrdiff_t index, highest = replaced ? n - 1 : i + n - r;
        if (!ou_iter_state(vm, OU_TUPLE(state)->items[i], &index))
            return NULL;
        if (index > highest)
            index = highest;
        self->indices[i] = index < 0 ? 0 : index;
    }
    ou_clear(vm, &self->result);
    OuObj *result = first_result(vm, self);
    ou_unref(vm, result);
    return result ? OU_NONE : NULL;
}

static OuObj *combinations_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return choose_setstate(vm, (Combiner *)obj, args[0], false);
}

static OuObj *replaced_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return choose_setstate(vm, (Combiner *)obj, args[0], true);
}

/* ---- permutations ---- */

static OuObj *permutations_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                                OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(iterable, r=None)", "permutations", args, nargs, kwnames, bound))
        return NULL;
    OuObj *pool = ou_tuple_from(vm, bound[0]);
    if (!pool)
        return NULL;
    ptrdiff_t n = (ptrdiff_t)OU_TUPLE(pool)->len, r = n;
    if (bound[1] && bound[1] != OU_NONE) {
        const char *problem = NULL;
        if (!ou_is(vm, bound[1], OU_TF_IS_INT))
            problem = "Expected int as r";
        else if (!ou_arg_ssize(vm, bound[1], &r))
            problem = "";
        if (problem) {
            ou_unref(vm, pool);
            return *problem ? OU_TYPE_ERROR(vm, "%s", problem) : NULL;
        }
    }
    if (r < 0) {
        ou_unref(vm, pool);
        return OU_VALUE_ERROR(vm, "r must be non-negative");
    }
    ptrdiff_t cycles = r > n ? 0 : r;
    Combiner *self = combiner_take(vm, cls, pool, r, (size_t)(n + cycles));
    if (!self)
        return NULL;
    for (ptrdiff_t i = 0; i < n; i++)
        self->indices[i] = i;
    for (ptrdiff_t i = 0; i < cycles; i++)
        self->indices[n + i] = n - i;
    self->stopped = r > n;
    return OU_OBJ(self);
}

static OuObj *permutations_next(OuVM *vm, OuObj *obj)
{
    Combiner *self = (Combiner *)obj;
    if (self->stopped)
        return OU_DONE;
    if (!self->result)
        return first_result(vm, self);
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len;
    ptrdiff_t *indices = self->indices, *cycles = indices + n;
    if (n == 0)
        return stop(self);
    OuTuple *result = writable_result(vm, self);
    if (!result)
        return NULL;
    for (ptrdiff_t i = self->r - 1; i >= 0; i--) {
        if (--cycles[i] == 0) { /* all at this place were used: rotate them to the end */
            ptrdiff_t index = indices[i];
            memmove(indices + i, indices + i + 1, (size_t)(n - 1 - i) * sizeof *indices);
            indices[n - 1] = index;
            cycles[i] = n - i;
        } else {
            ptrdiff_t j = n - cycles[i], index = indices[i];
            indices[i] = indices[j];
            indices[j] = index;
            return update_result(vm, self, result, i);
        }
    }
    return stop(self);
}

static OuObj *permutations_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Combiner *self = (Combiner *)obj;
    OuObj *cls = ou_class_of_new(vm, obj), *r = ou_int_from(vm, self->r);
    if (!self->result)
        return ou_tuple_pack_take(vm, 2, cls, ou_tuple_pack_take(vm, 2, ou_ref(self->pool), r));
    if (self->stopped)
        return ou_tuple_pack_take(vm, 2, cls, ou_tuple_pack_take(vm, 2, OU_EMPTY_TUPLE, r));
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len;
    OuObj *state = ou_tuple_pack_take(vm, 2, index_tuple(vm, self->indices, n),
                                      index_tuple(vm, self->indices + n, self->r));
    return ou_tuple_pack_take(vm, 3, cls, ou_tuple_pack_take(vm, 2, ou_ref(self->pool), r), state);
}

static OuObj *permutations_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Combiner *self = (Combiner *)obj;
    OuTuple *state = ou_itertools_state(vm, args[0], 2);
    if (!state)
        return NULL;
    ptrdiff_t n = (ptrdiff_t)pool_of(self)->len;
    for (int i = 0; i < 2; i++)
        if (!ou_is(vm, state->items[i], OU_TF_IS_TUPLE))
            return OU_TYPE_ERROR(vm, "argument %d must be tuple, not %.50G", i + 1, state->items[i]);
    if (!is_tuple_of(vm, state->items[0], n) || !is_tuple_of(vm, state->items[1], self->r)
        || self->index_cap < (size_t)(n + self->r))
        return OU_VALUE_ERROR(vm, "invalid arguments");
    if (!read_indices(vm, state->items[0], self->indices, n, 0, n - 1))
        return NULL;
    for (ptrdiff_t i = 0; i < self->r; i++) {
        ptrdiff_t index;
        if (!ou_iter_state(vm, OU_TUPLE(state->items[1])->items[i], &index))
            return NULL;
        self->indices[n + i] = index < 1 ? 1 : index > n - i ? n - i : index;
    }
    ou_clear(vm, &self->result);
    OuObj *result = first_result(vm, self);
    ou_unref(vm, result);
    return result ? OU_NONE : NULL;
}

/* ---- types ---- */

static const OuMethodDef product_methods[] = {
    {"__reduce__", "()", product_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", product_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC},
    OU_SIZEOF_ROW(OU_NO_TEXT),
    METHODS_END,
};
static const OuMethodDef permutations_methods[] = {
    {"__reduce__", "()", permutations_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", permutations_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC},
    OU_SIZEOF_ROW(OU_NO_TEXT),
    METHODS_END,
};
static const OuMethodDef combinations_methods[] = {
    {"__reduce__", "()", choose_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", combinations_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC},
    OU_SIZEOF_ROW(OU_NO_TEXT),
    METHODS_END,
};
static const OuMethodDef replaced_methods[] = {
    {"__reduce__", "()", choose_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", replaced_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC},
    OU_SIZEOF_ROW(OU_NO_TEXT),
    METHODS_END,
};

#define COMBINER_TYPE(symbol, full_name, INDEX, table, parameters, maker, step, text)             \
    const OuType symbol = {                                                                       \
        .name = full_name, .doc = text, .base = &ou_object_type, .index = INDEX,                  \
        .flags = ITERTOOLS_FLAGS, .size = sizeof(Combiner), .refs = combiner_refs,                \
        .methods = table, .signature = parameters, .dealloc = combiner_dealloc,                   \
        .extra_size = combiner_extra_size, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,       \
        .iter = ou_iter_self, .next = step, .make = maker, .init = ou_object_init,                \
    }
COMBINER_TYPE(ou_product_type, "itertools.product", OU_T_PRODUCT, product_methods, NULL,
              product_make, product_next,
              "All tuples with one item from each iterable, as nested loops give them.");
COMBINER_TYPE(ou_permutations_type, "itertools.permutations", OU_T_PERMUTATIONS,
              permutations_methods, "(iterable, r=None)", permutations_make, permutations_next,
              "All orders of r (all) items of the iterable.");
COMBINER_TYPE(ou_combinations_type, "itertools.combinations", OU_T_COMBINATIONS,
              combinations_methods, "(iterable, r)", combinations_make, combinations_next,
              "All choices of r items of the iterable, in its order.");
COMBINER_TYPE(ou_combinations_replaced_type, "itertools.combinations_with_replacement",
              OU_T_COMBINATIONS_REPLACED, replaced_methods, "(iterable, r)", replaced_make,
              replaced_next, "All choices of r items of the iterable, each any number of times.");
