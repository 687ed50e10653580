/* iters_builtin.c - the iterator types that are built-in names: enumerate, zip, map, filter,
 * reversed.
 *
 * Stepping them steps other iterators and calls functions, so anything may happen meanwhile;
 * each holds its own references for the duration. enumerate and zip keep their last result
 * tuple and fill it again if nobody else holds it, as CPython does: a program sees that by
 * when the items in it die. */
#include "object/iters.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "types/iters_step.h"
#include "object/list.h"
#include <string.h>

/* ---- enumerate ---- */

typedef struct Enumerate {
    OuGcObj gc;
    OuObj *iterator;
    OuObj *pair;  /* the last result */
    OuObj *index; /* int */
} Enumerate;

/* enumerate(iterable, start=0); the messages are its own. */
static bool enumerate_arguments(OuVM *vm, const OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames,
                                OuObj **iterable, OuObj **start)
{
    size_t nkw = kwnames ? OU_TUPLE(kwnames)->len : 0;
    *iterable = nargs > 0 ? args[0] : NULL;
    *start = nargs > 1 ? args[1] : NULL;
    if (nargs + nkw > 2) {
        ou_raise(vm, OU_T_TypeError, "enumerate() takes at most 2 arguments (%zd given)",
                 (ptrdiff_t)(nargs + nkw));
        return false;
    }
    bool takes_iterable = nargs == 0, alone = nkw == 1;
    for (size_t i = 0; i < nkw; i++) {
        OuStr *name = OU_STR(OU_TUPLE(kwnames)->items[i]);
        if (takes_iterable && !*iterable && ou_str_is(name, "iterable")) {
            *iterable = args[nargs + i];
        } else if (!*start && ou_str_is(name, "start") && !(takes_iterable && alone)) {
            *start = args[nargs + i];
        } else {
            ou_raise(vm, OU_T_TypeError, "'%U' is an invalid keyword argument for enumerate()", name);
            return false;
        }
    }
    if (!*iterable)
        ou_raise(vm, OU_T_TypeError, "enumerate() missing required argument 'iterable'%s",
                 cls->own ? " (pos 1)" : "");
    return *iterable != NULL;
}

static OuObj *enumerate_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    OuObj *iterable, *start;
    if (!enumerate_arguments(vm, cls, args, nargs, kwnames, &iterable, &start))
        return NULL;
    OuObj *index = start ? ou_index_of(vm, start) : ou_int_from(vm, 0);
    if (!index)
        return NULL;
    Enumerate *self = (Enumerate *)ou_instance_new(vm, cls, 0);
    if (!self) {
        ou_unref(vm, index);
        return NULL;
    }
    self->index = index;
    self->iterator = ou_iter(vm, iterable);
    self->pair = self->iterator ? ou_tuple_pack(vm, 2, OU_NONE, OU_NONE) : NULL;
    if (!self->pair)
        ou_clear(vm, &self);
    return OU_OBJ(self);
}

static OuObj *enumerate_next(OuVM *vm, OuObj *obj)
{
    Enumerate *self = (Enumerate *)obj;
    OuObj *item = ou_iter_step(vm, self->iterator);
    if (!item || item == OU_DONE)
        return item;
    OuObj *index = self->index;
    OuObj *after = OU_LIKELY(ou_is_small_int(index) && ou_int_value(index) < INT64_MAX)
                       ? ou_int_from(vm, ou_int_value(index) + 1)
                       : ou_int_add(vm, index, OU_TRUE);
    if (!after) {
        ou_unref(vm, item);
        return NULL;
    }
    self->index = after; /* the old one moves into the pair */
    return ou_iter_pair_take(vm, self->pair, index, item);
}

static OuObj *enumerate_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Enumerate *self = (Enumerate *)obj;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->iterator, self->index));
}

static const OuMethodDef enumerate_methods[] = {
    {"__reduce__", "()", enumerate_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField enumerate_refs[] = {
    OU_REF(Enumerate, iterator), OU_REF(Enumerate, pair), OU_REF(Enumerate, index), OU_REF_END,
};
const OuType ou_enumerate_type = {
    .name = "enumerate",
    .doc = "Pairs of a running number and an item.\n\nlist(enumerate('ab', 1)) is"
           " [(1, 'a'), (2, 'b')].",
    .base = &ou_object_type, .index = OU_T_ENUMERATE,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE, .size = sizeof(Enumerate),
    .refs = enumerate_refs, .methods = enumerate_methods, .signature = "(iterable, start=0)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = enumerate_next, .make = enumerate_make, .init = ou_object_init,
};

/* ---- zip ---- */

typedef struct Zip {
    OuGcObj gc;
    OuObj *iterators; /* tuple */
    OuObj *result;    /* tuple: the last result */
    bool strict;
} Zip;

static bool zip_strict(OuVM *vm, OuObj *const *args, size_t nargs, OuObj *kwnames, bool *strict)
{
    *strict = false;
    size_t nkw = kwnames ? OU_TUPLE(kwnames)->len : 0;
    if (nkw == 0)
        return true;
    if (nkw > 1) {
        ou_raise(vm, OU_T_TypeError, "zip() takes at most 1 keyword argument (%zd given)",
                 (ptrdiff_t)nkw);
        return false;
    }
    OuStr *name = OU_STR(OU_TUPLE(kwnames)->items[0]);
    if (!ou_str_is(name, "strict")) {
        ou_raise(vm, OU_T_TypeError, "'%U' is an invalid keyword argument for zip()", name);
        return false;
    }
    int truth = ou_truth(vm, args[nargs]);
    *strict = truth > 0;
    return truth >= 0;
}

OuObj *ou_tuple_of_none(OuVM *vm, size_t n)
{
    OuObj *tuple = ou_tuple_alloc(vm, n);
    for (size_t i = 0; tuple != NULL && i < n; i++)
        OU_TUPLE(tuple)->items[i] = OU_NONE;
    if (tuple != NULL && n > 0) /* the empty tuple is shared */
        ou_gc_track(vm, tuple);
    return tuple;
}

OuObj *ou_iterators_of(OuVM *vm, OuObj *const *args, size_t n)
{
    OuObj *iterators = ou_tuple_of_none(vm, n);
    for (size_t i = 0; iterators != NULL && i < n; i++) {
        OuObj *iterator = ou_iter(vm, args[i]);
        if (iterator)
            OU_TUPLE(iterators)->items[i] = iterator;
        else
            ou_clear(vm, &iterators);
    }
    return iterators;
}

static OuObj *zip_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    bool strict;
    if (!zip_strict(vm, args, nargs, kwnames, &strict))
        return NULL;
    OuObj *iterators = ou_iterators_of(vm, args, nargs);
    OuObj *result = iterators ? ou_tuple_of_none(vm, nargs) : NULL;
    Zip *self = result ? (Zip *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, iterators);
        ou_unref(vm, result);
        return NULL;
    }
    self->iterators = iterators;
    self->result = result;
    self->strict = strict;
    return OU_OBJ(self);
}

/* strict: argument number i (from 0) is exhausted. Raise unless all are; result OU_DONE or NULL. */
static OuObj *zip_check(OuVM *vm, OuTuple *iterators, size_t i)
{
    if (i) {
        return OU_VALUE_ERROR(vm, "zip() argument %zd is shorter than argument%s%zd",
                              (ptrdiff_t)i + 1, i == 1 ? " " : "s 1-", (ptrdiff_t)i);
    }
    for (i = 1; i < iterators->len; i++) {
        OuObj *item = ou_next(vm, iterators->items[i]);
        if (!item)
            return NULL;
        if (item != OU_DONE) {
            ou_unref(vm, item);
            return OU_VALUE_ERROR(vm, "zip() argument %zd is longer than argument%s%zd",
                                  (ptrdiff_t)i + 1, i == 1 ? " " : "s 1-", (ptrdiff_t)i);
        }
    }
    return OU_DONE;
}

static OuObj *zip_next(OuVM *vm, OuObj *obj)
{
    Zip *self = (Zip *)obj;
    OuTuple *iterators = OU_TUPLE(self->iterators);
    size_t n = iterators->len;
    if (n == 0)
        return OU_DONE;
    bool reuse = self->result->refs == 1;
    OuTuple *result = reuse ? OU_TUPLE(ou_ref(self->result)) : OU_TUPLE(ou_tuple_alloc(vm, n));
    if (!result)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        OuObj *item = ou_iter_step(vm, iterators->items[i]);
        if (!item && self->strict && ou_error_swallow(vm, OU_T_StopIteration))
            item = OU_DONE;
        if (!item || item == OU_DONE) {
            ou_unref(vm, result);
            return item && self->strict ? zip_check(vm, iterators, i) : item;
        }
        ou_put(vm, &result->items[i], item);
    }
    if (OU_UNLIKELY(!ou_gc_is_tracked(OU_OBJ(result))))
        ou_gc_track(vm, OU_OBJ(result));
    return OU_OBJ(result);
}

static OuObj *zip_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Zip *self = (Zip *)obj;
    if (self->strict)
        return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj), ou_ref(self->iterators),
                                  OU_TRUE);
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), ou_ref(self->iterators));
}

static OuObj *zip_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int strict = ou_truth(vm, args[0]);
    if (strict < 0)
        return NULL;
    ((Zip *)obj)->strict = strict > 0;
    return OU_NONE;
}

static const OuMethodDef zip_methods[] = {
    {"__reduce__", "()", zip_m_reduce, OU_NO_TEXT, "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", zip_m_setstate, OU_NO_TEXT, "Set whether lengths must agree."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField zip_refs[] = {OU_REF(Zip, iterators), OU_REF(Zip, result), OU_REF_END};
const OuType ou_zip_type = {
    .name = "zip",
    .doc = "Tuples of the first, second, ... items of several iterables.\n\nEnds with the"
           " shortest; with strict=True it is a ValueError if lengths differ.",
    .base = &ou_object_type, .index = OU_T_ZIP,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE, .size = sizeof(Zip),
    .refs = zip_refs, .methods = zip_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = zip_next, .make = zip_make, .init = ou_object_init,
};

/* ---- map ---- */

typedef struct Map {
    OuGcObj gc;
    OuObj *iterators; /* tuple */
    OuObj *function;
} Map;

static OuObj *map_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_make_arguments(vm, cls, &ou_map_type, "map", nargs, kwnames, 0, SIZE_MAX))
        return NULL;
    if (nargs < 2)
        return OU_TYPE_ERROR(vm, "map() must have at least two arguments.");
    OuObj *iterators = ou_iterators_of(vm, args + 1, nargs - 1);
    Map *self = iterators ? (Map *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, iterators);
        return NULL;
    }
    self->iterators = iterators;
    self->function = ou_ref(args[0]);
    return OU_OBJ(self);
}

#define MAP_FEW 5u

static OuObj *map_next(OuVM *vm, OuObj *obj)
{
    Map *self = (Map *)obj;
    OuTuple *iterators = OU_TUPLE(self->iterators);
    size_t n = iterators->len, got = 0;
    OuObj *few[MAP_FEW], **items = few, *result = NULL;
    if (n > MAP_FEW && !(items = ou_alloc(vm, n * sizeof *items)))
        return NULL;
    for (; got < n; got++) {
        items[got] = ou_iter_step(vm, iterators->items[got]);
        if (!items[got] || items[got] == OU_DONE) {
            result = items[got];
            goto done;
        }
    }
    result = ou_call(vm, self->function, items, n, NULL);
done:
    for (size_t i = 0; i < got; i++)
        ou_unref(vm, items[i]);
    if (items != few)
        ou_free(vm, items, n * sizeof *items);
    return result;
}

static OuObj *map_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Map *self = (Map *)obj;
    OuTuple *iterators = OU_TUPLE(self->iterators);
    OuObj *all = ou_tuple_alloc(vm, iterators->len + 1);
    if (!all)
        return NULL;
    OU_TUPLE(all)->items[0] = ou_ref(self->function);
    for (size_t i = 0; i < iterators->len; i++)
        OU_TUPLE(all)->items[i + 1] = ou_ref(iterators->items[i]);
    ou_gc_track(vm, all);
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), all);
}

static const OuMethodDef map_methods[] = {
    {"__reduce__", "()", map_m_reduce, OU_NO_TEXT, "What is needed to make the iterator again."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField map_refs[] = {OU_REF(Map, iterators), OU_REF(Map, function), OU_REF_END};
const OuType ou_map_type = {
    .name = "map",
    .doc = "The results of calling a function with the items of one or more iterables.",
    .base = &ou_object_type, .index = OU_T_MAP,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE, .size = sizeof(Map),
    .refs = map_refs, .methods = map_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = map_next, .make = map_make, .init = ou_object_init,
};

/* ---- filter ---- */

typedef struct Filter {
    OuGcObj gc;
    OuObj *function; /* None: the items' own truth */
    OuObj *iterator;
} Filter;

static OuObj *filter_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_make_arguments(vm, cls, &ou_filter_type, "filter", nargs, kwnames, 2, 2))
        return NULL;
    OuObj *iterator = ou_iter(vm, args[1]);
    Filter *self = iterator ? (Filter *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, iterator);
        return NULL;
    }
    self->function = ou_ref(args[0]);
    self->iterator = iterator;
    return OU_OBJ(self);
}

static OuObj *filter_next(OuVM *vm, OuObj *obj)
{
    Filter *self = (Filter *)obj;
    OuObj *function = self->function;
    bool own = function == OU_NONE || function == OU_OBJ(vm->builtin_classes[OU_T_BOOL]);
    for (uint32_t i = 1;; i++) {
        OuObj *item = ou_iter_step(vm, self->iterator);
        if (!item || item == OU_DONE)
            return item;
        int keep;
        if (own) {
            keep = ou_truth(vm, item);
        } else {
            OuObj *good = ou_call1(vm, function, item);
            keep = good ? ou_truth(vm, good) : -1;
            ou_unref(vm, good);
        }
        if (keep > 0)
            return item;
        ou_unref(vm, item);
        if (keep < 0 || (i % 4096 == 0 && !ou_poll(vm, 4096)))
            return NULL;
    }
}

static OuObj *filter_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Filter *self = (Filter *)obj;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->function, self->iterator));
}

static const OuMethodDef filter_methods[] = {
    {"__reduce__", "()", filter_m_reduce, OU_NO_TEXT, "What is needed to make the iterator again."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField filter_refs[] = {
    OU_REF(Filter, function), OU_REF(Filter, iterator), OU_REF_END,
};
static void filter_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    ou_visit(((Filter *)obj)->iterator, fn, arg);
    ou_visit(((Filter *)obj)->function, fn, arg);
}

const OuType ou_filter_type = {
    .name = "filter",
    .doc = "The items of an iterable for which a function is true; with None, those that are true.",
    .base = &ou_object_type, .index = OU_T_FILTER,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE | OU_TF_VISITS_ALL, .size = sizeof(Filter),
    .refs = filter_refs, .visit = filter_visit, .methods = filter_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = filter_next, .make = filter_make, .init = ou_object_init,
};

/* ---- reversed ---- */

typedef struct Reversed {
    OuGcObj gc;
    OuObj *sequence; /* NULL when exhausted */
    ptrdiff_t index;
} Reversed;

static OuObj *reversed_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    if (!ou_make_arguments(vm, cls, &ou_reversed_type, "reversed", nargs, kwnames, 1, 1))
        return NULL;
    OuObj *sequence = args[0];
    if (ou_is_exact(sequence, OU_T_LIST))
        return ou_list_reverse_iter_new(vm, sequence);
    bool needs_self;
    OuObj *method = ou_lookup_special(vm, sequence, OU_NAME(__reversed__), &needs_self);
    if (!method)
        return NULL;
    if (method != OU_ABSENT && method != OU_NONE) {
        OuObj *result = needs_self ? ou_call1(vm, method, sequence) : ou_call0(vm, method);
        ou_unref(vm, method);
        return result;
    }
    if (method == OU_NONE || !ou_is_sequence(vm, sequence))
        return OU_TYPE_ERROR(vm, "'%.200T' object is not reversible", sequence);
    ptrdiff_t len = ou_len(vm, sequence);
    Reversed *self = len < 0 ? NULL : (Reversed *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    self->index = len - 1;
    self->sequence = ou_ref(sequence);
    return OU_OBJ(self);
}

static OuObj *reversed_next(OuVM *vm, OuObj *obj)
{
    Reversed *self = (Reversed *)obj;
    if (self->index >= 0 && self->sequence) {
        OuObj *index = ou_int_from(vm, self->index);
        if (!index)
            return NULL;
        OuObj *sequence = ou_ref(self->sequence);
        OuObj *item = ou_getitem(vm, sequence, index);
        ou_unref(vm, index);
        ou_unref(vm, sequence);
        if (item) {
            self->index--;
            return item;
        }
        if (!ou_error_swallow(vm, OU_T_IndexError) && !ou_error_swallow(vm, OU_T_StopIteration))
            return NULL;
    }
    self->index = -1;
    ou_clear(vm, &self->sequence);
    return OU_DONE;
}

static OuObj *reversed_m_length_hint(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Reversed *self = (Reversed *)obj;
    if (!self->sequence)
        return ou_int_from(vm, 0);
    ptrdiff_t len = ou_len(vm, self->sequence);
    if (len < 0)
        return NULL;
    return ou_int_from(vm, len < self->index + 1 ? 0 : self->index + 1);
}

static OuObj *reversed_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Reversed *self = (Reversed *)obj;
    if (self->sequence)
        return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj), ou_tuple_pack(vm, 1,
                                  self->sequence),
                                  ou_int_from(vm, self->index));
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), ou_tuple_pack(vm, 1,
                              OU_EMPTY_TUPLE));
}

static OuObj *reversed_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Reversed *self = (Reversed *)obj;
    ptrdiff_t index;
    if (!ou_iter_state(vm, args[0], &index))
        return NULL;
    if (self->sequence) {
        ptrdiff_t len = ou_len(vm, self->sequence);
        if (len < 0)
            return NULL;
        self->index = index < -1 ? -1 : index > len - 1 ? len - 1 : index;
    }
    return OU_NONE;
}

static const OuMethodDef reversed_methods[] = {
    {"__length_hint__", "()", reversed_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", reversed_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", reversed_m_setstate, OU_NO_TEXT, "Set the position."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField reversed_refs[] = {OU_REF(Reversed, sequence), OU_REF_END};
const OuType ou_reversed_type = {
    .name = "reversed",
    .doc = "The items of a sequence, last first.",
    .base = &ou_object_type, .index = OU_T_REVERSED,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE, .size = sizeof(Reversed),
    .refs = reversed_refs, .methods = reversed_methods, .signature = "(sequence, /)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = reversed_next, .make = reversed_make, .init = ou_object_init,
};
