/* itertools.c - module itertools: the iterators that pass on or pick items of others. (Slices
 * and groups: itertools_group.c; combinations: itertools_combine.c.) */
#include "modules/itertools.h"
#include "modules/module.h"
#include "types/generic_alias.h"
#include "types/iters_step.h"

#define POLL_EVERY 4096u

OuTuple *ou_itertools_state(OuVM *vm, OuObj *state, size_t want)
{
    if (!ou_is(vm, state, OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "state is not a tuple");
    OuTuple *t = OU_TUPLE(state);
    if (t->len != want)
        return OU_TYPE_ERROR(vm, "function takes exactly %zd arguments (%zd given)",
                             (ptrdiff_t)want, (ptrdiff_t)t->len);
    return t;
}

/* An instance with one iterator over args[at], stored by the caller; false: exception. */
static bool make_with_iter(OuVM *vm, OuClass *cls, OuObj *iterable, OuObj **self, OuObj **iterator)
{
    *iterator = ou_iter(vm, iterable);
    *self = *iterator ? ou_instance_new(vm, cls, 0) : NULL;
    if (!*self)
        ou_clear(vm, iterator);
    return *self != NULL;
}

/* ou_next for an iterator in a field that script code may clear meanwhile. */
static OuObj *next_of(OuVM *vm, OuObj *field)
{
    OuObj *iterator = ou_ref(field), *item = ou_next(vm, iterator);
    ou_unref(vm, iterator);
    return item;
}

/* ---- count ---- */

typedef struct Count {
    OuGcObj gc;
    OuObj *value, *step;
    bool fast; /* value is an exact int, step is 1 and not shown */
} Count;

static OuObj *count_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(start=0, step=1)", "count", args, nargs, kwnames, bound))
        return NULL;
    OuObj *start = bound[0], *step = bound[1];
    if ((start && !ou_is_number(vm, start)) || (step && !ou_is_number(vm, step)))
        return OU_TYPE_ERROR(vm, "a number is required");
    Count *self = (Count *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    bool one = !step
               || (ou_is(vm, step,
                   OU_TF_IS_INT) && !ou_int_is_big(step) && ou_int_value(step) == 1);
    self->fast = one && (!start || (ou_is(vm, start, OU_TF_IS_INT) && !ou_int_is_big(start)));
    self->step = step ? ou_ref(step) : ou_int_from(vm, 1);
    self->value = !start ? ou_int_from(vm, 0)
                  : self->fast && !ou_is_exact(start, OU_T_INT)
                      ? ou_int_from(vm, ou_int_value(start))
                      : ou_ref(start);
    if (!self->value)
        ou_clear(vm, &self);
    return OU_OBJ(self);
}

static OuObj *count_next(OuVM *vm, OuObj *obj)
{
    Count *self = (Count *)obj;
    OuObj *value = self->value, *after;
    if (OU_LIKELY(self->fast && ou_int_value(value) < INT64_MAX)) {
        after = ou_int_from(vm, ou_int_value(value) + 1);
    } else {
        self->fast = false;
        ou_ref(value);
        after = ou_binary(vm, OU_OP_ADD, value, self->step);
        if (after)
            ou_put(vm, &self->value, after);
        else
            ou_clear(vm, &value);
        return value;
    }
    if (!after)
        return NULL;
    self->value = after;
    return value;
}

static OuObj *count_repr(OuVM *vm, OuObj *obj)
{
    Count *self = (Count *)obj;
    const char *name = ou_bare_type_name(vm, obj);
    if (self->fast
        || (ou_is(vm, self->step, OU_TF_IS_INT) && !ou_int_is_big(self->step)
            && ou_int_value(self->step) == 1))
        return ou_str_format(vm, "%s(%R)", name, self->value);
    return ou_str_format(vm, "%s(%R, %R)", name, self->value, self->step);
}

static OuObj *count_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Count *self = (Count *)obj;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              self->fast ? ou_tuple_pack(vm, 1, self->value)
                                         : ou_tuple_pack(vm, 2, self->value, self->step));
}

static const OuMethodDef count_methods[] = {
    {"__reduce__", "()", count_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC}, METHODS_END,
};
static const OuRefField count_refs[] = {OU_REF(Count, value), OU_REF(Count, step), OU_REF_END};
const OuType ou_count_type = {
    .name = "itertools.count", .doc = "start, start + step, start + 2 * step, ...",
    .base = &ou_object_type, .index = OU_T_COUNT, .flags = ITERTOOLS_FLAGS, .size = sizeof(Count),
    .refs = count_refs, .methods = count_methods, .signature = "(start=0, step=1)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = count_repr, .str = ou_object_str,
    .iter = ou_iter_self, .next = count_next, .make = count_make, .init = ou_object_init,
};

/* ---- cycle ---- */

typedef struct Cycle {
    OuGcObj gc;
    OuObj *iterator; /* NULL once exhausted */
    OuObj *saved;    /* list */
    size_t index;
    bool first_pass; /* the saved items are complete: do not add to them */
} Cycle;

static OuObj *cycle_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *obj, *iterator;
    if (!ou_make_arguments(vm, cls, &ou_cycle_type, "cycle", nargs, kwnames, 1, 1)
        || !make_with_iter(vm, cls, args[0], &obj, &iterator))
        return NULL;
    Cycle *self = (Cycle *)obj;
    self->iterator = iterator;
    self->saved = ou_list_new(vm, 0);
    if (!self->saved)
        ou_clear(vm, &obj);
    return obj;
}

static OuObj *cycle_next(OuVM *vm, OuObj *obj)
{
    Cycle *self = (Cycle *)obj;
    if (self->iterator) {
        OuObj *item = next_of(vm, self->iterator);
        if (!item)
            return NULL;
        if (item != OU_DONE) {
            if (!self->first_pass && !ou_list_append(vm, OU_LIST(self->saved), item))
                ou_clear(vm, &item);
            return item;
        }
        ou_clear(vm, &self->iterator);
    }
    OuList *saved = OU_LIST(self->saved);
    if (!saved || saved->len == 0)
        return OU_DONE;
    if (self->index >= saved->len)
        self->index = 0;
    OuObj *item = ou_ref(saved->items[self->index++]);
    if (self->index >= saved->len)
        self->index = 0;
    return item;
}

static OuObj *cycle_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Cycle *self = (Cycle *)obj;
    OuObj *iterator, *first;
    if (self->iterator) {
        iterator = ou_ref(self->iterator);
        first = OU_BOOL(self->first_pass);
    } else {
        iterator = ou_iter(vm, self->saved);
        first = OU_TRUE;
        if (iterator && self->index) {
            OuObj *index = ou_int_from(vm, (int64_t)self->index);
            OuObj *done = index ? ou_call_method(vm, iterator, OU_NAME(__setstate__), &index,
                                                 1) : NULL;
            ou_unref(vm, index);
            if (!done)
                ou_clear(vm, &iterator);
            ou_unref(vm, done);
        }
    }
    return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj), ou_tuple_pack_take(vm, 1, iterator),
                              ou_tuple_pack(vm, 2, self->saved, first));
}

static OuObj *cycle_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Cycle *self = (Cycle *)obj;
    OuTuple *state = ou_itertools_state(vm, args[0], 2);
    ptrdiff_t first;
    if (!state)
        return NULL;
    if (!ou_is(vm, state->items[0], OU_TF_IS_LIST))
        return OU_TYPE_ERROR(vm, "argument 1 must be list, not %.50G", state->items[0]);
    if (!ou_arg_ssize(vm, state->items[1], &first))
        return NULL;
    ou_put(vm, &self->saved, ou_ref(state->items[0]));
    self->first_pass = first != 0;
    self->index = 0;
    return OU_NONE;
}

static const OuMethodDef cycle_methods[] = {
    {"__reduce__", "()", cycle_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", cycle_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC}, METHODS_END,
};
static const OuRefField cycle_refs[] = {OU_REF(Cycle, saved), OU_REF(Cycle, iterator), OU_REF_END};
static void cycle_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    ou_visit(((Cycle *)obj)->iterator, fn, arg);
    ou_visit(((Cycle *)obj)->saved, fn, arg);
}

const OuType ou_cycle_type = {
    .name = "itertools.cycle", .doc = "The items of an iterable, again and again.",
    .base = &ou_object_type, .index = OU_T_CYCLE, .size = sizeof(Cycle),
    .flags = ITERTOOLS_FLAGS | OU_TF_VISITS_ALL, .refs = cycle_refs, .visit = cycle_visit, .methods = cycle_methods, .signature = "(iterable, /)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = cycle_next, .make = cycle_make, .init = ou_object_init,
};

/* ---- repeat ---- */

typedef struct Repeat {
    OuGcObj gc;
    OuObj *element;
    ptrdiff_t left; /* -1: for ever */
} Repeat;

static OuObj *repeat_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    ptrdiff_t left = -1;
    if (!ou_bind(vm, "(object, times=None)", "repeat", args, nargs, kwnames, bound)
        || (bound[1] && !ou_arg_ssize(vm, bound[1], &left)))
        return NULL;
    if (bound[1] && left < 0)
        left = 0;
    Repeat *self = (Repeat *)ou_instance_new(vm, cls, 0);
    if (self) {
        self->element = ou_ref(bound[0]);
        self->left = left;
    }
    return OU_OBJ(self);
}

static OuObj *repeat_next(OuVM *vm, OuObj *obj)
{
    (void)vm;
    Repeat *self = (Repeat *)obj;
    if (self->left == 0)
        return OU_DONE;
    if (self->left > 0)
        self->left--;
    return ou_ref(self->element);
}

static OuObj *repeat_repr(OuVM *vm, OuObj *obj)
{
    Repeat *self = (Repeat *)obj;
    if (self->left < 0)
        return ou_str_format(vm, "%s(%R)", ou_bare_type_name(vm, obj), self->element);
    return ou_str_format(vm, "%s(%R, %zd)", ou_bare_type_name(vm, obj), self->element, self->left);
}

static OuObj *repeat_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Repeat *self = (Repeat *)obj;
    OuObj *arguments = self->left < 0
                           ? ou_tuple_pack(vm, 1, self->element)
                           : ou_tuple_pack_take(vm, 2, ou_ref(self->element),
                                                ou_int_from(vm, self->left));
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), arguments);
}

static OuObj *repeat_m_length_hint(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Repeat *self = (Repeat *)obj;
    if (self->left < 0)
        return OU_TYPE_ERROR(vm, "len() of unsized object");
    return ou_int_from(vm, self->left);
}

static const OuMethodDef repeat_methods[] = {
    {"__length_hint__", "()", repeat_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", repeat_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC}, METHODS_END,
};
static const OuRefField repeat_refs[] = {OU_REF(Repeat, element), OU_REF_END};
const OuType ou_repeat_type = {
    .name = "itertools.repeat", .doc = "The same object again and again, or a number of times.",
    .base = &ou_object_type, .index = OU_T_REPEAT, .flags = ITERTOOLS_FLAGS,
    .size = sizeof(Repeat), .refs = repeat_refs, .methods = repeat_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = repeat_repr, .str = ou_object_str,
    .iter = ou_iter_self, .next = repeat_next, .make = repeat_make, .init = ou_object_init,
};

/* ---- accumulate ---- */

typedef struct Accumulate {
    OuGcObj gc;
    OuObj *total; /* NULL before the first item */
    OuObj *iterator;
    OuObj *function; /* NULL: addition */
    OuObj *initial;  /* None once it was given out */
} Accumulate;

static OuObj *accumulate_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    OuObj *bound[3], *obj, *iterator;
    if (!ou_bind(vm, "(iterable, func=None, *, initial=None)", "accumulate", args, nargs, kwnames,
                 bound)
        || !make_with_iter(vm, cls, bound[0], &obj, &iterator))
        return NULL;
    Accumulate *self = (Accumulate *)obj;
    self->iterator = iterator;
    self->function = bound[1] == OU_NONE ? NULL : ou_xref(bound[1]);
    self->initial = bound[2] ? ou_ref(bound[2]) : OU_NONE;
    return obj;
}

static OuObj *accumulate_next(OuVM *vm, OuObj *obj)
{
    Accumulate *self = (Accumulate *)obj;
    if (self->initial != OU_NONE) {
        OuObj *initial = self->initial;
        self->initial = OU_NONE;
        ou_put(vm, &self->total, ou_ref(initial));
        return initial;
    }
    OuObj *item = ou_next_raw(vm, self->iterator);
    if (!item || item == OU_DONE)
        return item;
    if (!self->total) {
        self->total = ou_ref(item);
        return item;
    }
    bool counted = self->function && ou_is_exact(self->function, OU_T_FUNCTION); /* by the callee, which may look */
    OuObj *before = counted ? NULL : ou_ref(self->total);
    OuObj *total = self->function ? ou_call2(vm, self->function, self->total, item)
                                  : ou_binary(vm, OU_OP_ADD, before, item);
    ou_unref(vm, before);
    ou_unref(vm, item);
    if (total)
        ou_put(vm, &self->total, ou_ref(total));
    return total;
}

/* chain((first,), iterator) */
static OuObj *chain_in_front(OuVM *vm, OuObj *first, OuObj *iterator)
{
    OuObj *tuple = ou_tuple_pack(vm, 1, first);
    OuObj *cls = OU_OBJ(ou_builtin_class(vm, OU_T_CHAIN));
    OuObj *result = tuple && cls ? ou_call2(vm, cls, tuple, iterator) : NULL;
    ou_unref(vm, tuple);
    return result;
}

static OuObj *accumulate_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Accumulate *self = (Accumulate *)obj;
    OuObj *function = self->function ? self->function : OU_NONE;
    if (self->initial != OU_NONE) {
        OuObj *chained = chain_in_front(vm, self->initial, self->iterator);
        return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj),
                                  ou_tuple_pack_take(vm, 2, chained, ou_ref(function)), OU_NONE);
    }
    if (self->total == OU_NONE) {
        OuObj *chained = chain_in_front(vm, OU_NONE, self->iterator);
        OuObj *cls = OU_OBJ(ou_class_of(vm, obj));
        OuObj *again = chained && cls ? ou_call2(vm, cls, chained, function) : NULL;
        ou_unref(vm, chained);
        return ou_tuple_pack_take(
            vm, 2, ou_xref(OU_OBJ(ou_builtin_class(vm, OU_T_ISLICE))),
            ou_tuple_pack_take(vm, 3, again, ou_int_from(vm, 1), OU_NONE));
    }
    return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->iterator, function),
                              self->total ? ou_ref(self->total) : OU_NONE);
}

static OuObj *accumulate_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    ou_put(vm, &((Accumulate *)obj)->total, ou_ref(args[0]));
    return OU_NONE;
}

static const OuMethodDef accumulate_methods[] = {
    {"__reduce__", "()", accumulate_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", accumulate_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC}, METHODS_END,
};
static const OuRefField accumulate_refs[] = {
    OU_REF(Accumulate, function), OU_REF(Accumulate, total), OU_REF(Accumulate, iterator),
    OU_REF(Accumulate, initial), OU_REF_END,
};
static void accumulate_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    ou_visit(((Accumulate *)obj)->function, fn, arg);
    ou_visit(((Accumulate *)obj)->iterator, fn, arg);
    ou_visit(((Accumulate *)obj)->total, fn, arg);
    ou_visit(((Accumulate *)obj)->initial, fn, arg);
}

const OuType ou_accumulate_type = {
    .name = "itertools.accumulate", .doc = "Running totals, or other results of two arguments.",
    .base = &ou_object_type, .index = OU_T_ACCUMULATE, .flags = ITERTOOLS_FLAGS | OU_TF_VISITS_ALL,
    .size = sizeof(Accumulate), .refs = accumulate_refs, .visit = accumulate_visit, .methods = accumulate_methods,
    .signature = "(iterable, func=None, *, initial=None)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT, .iter = ou_iter_self, .next = accumulate_next,
    .make = accumulate_make, .init = ou_object_init,
};

/* ---- chain ---- */

typedef struct Chain {
    OuGcObj gc;
    OuObj *source; /* iterator over iterables; NULL when exhausted */
    OuObj *active; /* iterator in use */
} Chain;

static OuObj *chain_take(OuVM *vm, OuClass *cls, OuObj *source)
{
    Chain *self = source ? (Chain *)ou_instance_new(vm, cls, 0) : NULL;
    if (self)
        self->source = source;
    else
        ou_unref(vm, source);
    return OU_OBJ(self);
}

static OuObj *chain_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_make_arguments(vm, cls, &ou_chain_type, "chain", nargs, kwnames, 0, SIZE_MAX))
        return NULL;
    OuObj *all = ou_tuple_new(vm, args, nargs);
    OuObj *source = all ? ou_iter(vm, all) : NULL;
    ou_unref(vm, all);
    return chain_take(vm, cls, source);
}

static OuObj *chain_m_from_iterable(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return chain_take(vm, (OuClass *)cls, ou_iter(vm, args[0]));
}

static OuObj *chain_next(OuVM *vm, OuObj *obj)
{
    Chain *self = (Chain *)obj;
    while (self->source) {
        if (!self->active) {
            OuObj *iterable = next_of(vm, self->source);
            if (!iterable || iterable == OU_DONE) {
                ou_clear(vm, &self->source);
                return iterable;
            }
            OuObj *active = ou_iter(vm, iterable);
            ou_unref(vm, iterable);
            if (!active) {
                ou_clear(vm, &self->source);
                return NULL;
            }
            ou_put(vm, &self->active, active);
        }
        OuObj *active = ou_ref(self->active);
        OuObj *item = ou_iter_step(vm, active);
        ou_unref(vm, active);
        if (item != OU_DONE && (item || !ou_error_swallow(vm, OU_T_StopIteration)))
            return item;
        ou_clear(vm, &self->active);
        if (!ou_poll(vm, 1)) /* any number may be empty */
            return NULL;
    }
    return OU_DONE;
}

static OuObj *chain_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Chain *self = (Chain *)obj;
    OuObj *cls = ou_class_of_new(vm, obj);
    if (!self->source)
        return ou_tuple_pack_take(vm, 2, cls, OU_EMPTY_TUPLE);
    return ou_tuple_pack_take(vm, 3, cls, OU_EMPTY_TUPLE,
                              self->active ? ou_tuple_pack(vm, 2, self->source, self->active)
                                           : ou_tuple_pack(vm, 1, self->source));
}

static OuObj *chain_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Chain *self = (Chain *)obj;
    if (!ou_is(vm, args[0], OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "state is not a tuple");
    OuTuple *state = OU_TUPLE(args[0]);
    if (state->len < 1)
        return OU_TYPE_ERROR(vm, "function takes at least 1 argument (0 given)");
    if (state->len > 2)
        return OU_TYPE_ERROR(vm, "function takes at most 2 arguments (%zd given)",
                             (ptrdiff_t)state->len);
    OuObj *active = state->len > 1 ? state->items[1] : NULL;
    if (!ou_type(vm, state->items[0])->next || (active && !ou_type(vm, active)->next))
        return OU_TYPE_ERROR(vm, "Arguments must be iterators.");
    ou_put(vm, &self->source, ou_ref(state->items[0]));
    ou_put(vm, &self->active, ou_xref(active));
    return OU_NONE;
}

static const OuMethodDef chain_methods[] = {
    {"from_iterable", "(iterable, /)", chain_m_from_iterable, OU_CLASSMETHOD,
     "The same for one iterable of iterables, which may be lazy."},
    {"__reduce__", "()", chain_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", chain_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    METHODS_END,
};
static const OuRefField chain_refs[] = {OU_REF(Chain, active), OU_REF(Chain, source), OU_REF_END};
static void chain_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    ou_visit(((Chain *)obj)->source, fn, arg);
    ou_visit(((Chain *)obj)->active, fn, arg);
}

const OuType ou_chain_type = {
    .name = "itertools.chain", .doc = "The items of the first iterable, then of the second, ...",
    .base = &ou_object_type, .index = OU_T_CHAIN, .size = sizeof(Chain),
    .flags = ITERTOOLS_FLAGS | OU_TF_VISITS_ALL, .refs = chain_refs, .visit = chain_visit, .methods = chain_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = chain_next, .make = chain_make, .init = ou_object_init,
};

/* ---- compress ---- */

typedef struct Compress {
    OuGcObj gc;
    OuObj *data, *selectors;
} Compress;

static OuObj *compress_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(data, selectors)", "compress", args, nargs, kwnames, bound))
        return NULL;
    OuObj *data = ou_iter(vm, bound[0]);
    OuObj *selectors = data ? ou_iter(vm, bound[1]) : NULL;
    Compress *self = selectors ? (Compress *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, data);
        ou_unref(vm, selectors);
        return NULL;
    }
    self->data = data;
    self->selectors = selectors;
    return OU_OBJ(self);
}

static OuObj *compress_next(OuVM *vm, OuObj *obj)
{
    Compress *self = (Compress *)obj;
    for (uint32_t i = 1;; i++) {
        OuObj *item = ou_next_raw(vm, self->data);
        if (!item || item == OU_DONE)
            return item;
        OuObj *selector = ou_next_raw(vm, self->selectors);
        if (!selector || selector == OU_DONE) {
            ou_unref(vm, item);
            return selector;
        }
        int keep = ou_truth(vm, selector);
        ou_unref(vm, selector);
        if (keep > 0)
            return item;
        ou_unref(vm, item);
        if (keep < 0 || (i % POLL_EVERY == 0 && !ou_poll(vm, POLL_EVERY)))
            return NULL;
    }
}

static OuObj *compress_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Compress *self = (Compress *)obj;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->data, self->selectors));
}

static const OuMethodDef compress_methods[] = {
    {"__reduce__", "()", compress_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC}, METHODS_END,
};
static const OuRefField compress_refs[] = {
    OU_REF(Compress, data), OU_REF(Compress, selectors), OU_REF_END,
};
const OuType ou_compress_type = {
    .name = "itertools.compress", .doc = "The items of data whose selector is true.",
    .base = &ou_object_type, .index = OU_T_COMPRESS, .flags = ITERTOOLS_FLAGS,
    .size = sizeof(Compress), .refs = compress_refs, .methods = compress_methods,
    .signature = "(data, selectors)", OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = compress_next, .make = compress_make, .init = ou_object_init,
};

/* ---- dropwhile, takewhile, filterfalse, starmap: a function and an iterator ---- */

typedef struct Picker {
    OuGcObj gc;
    OuObj *function, *iterator;
    bool decided; /* dropwhile: has begun; takewhile: has ended */
} Picker;

static OuObj *picker_make(OuVM *vm, OuClass *cls, const OuType *type, OuObj *const *args,
                          size_t nargs, OuObj *kwnames)
{
    const char *name = type->name + sizeof "itertools." - 1;
    OuObj *obj, *iterator;
    if (!ou_make_arguments(vm, cls, type, name, nargs, kwnames, 2, 2)
        || !make_with_iter(vm, cls, args[1], &obj, &iterator))
        return NULL;
    ((Picker *)obj)->function = ou_ref(args[0]);
    ((Picker *)obj)->iterator = iterator;
    return obj;
}

#define PICKER_MAKE(name)                                                                   \
    static OuObj *name##_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,     \
                              OuObj *kwnames)                                               \
    {                                                                                       \
        return picker_make(vm, cls, &ou_##name##_type, args, nargs, kwnames);               \
    }
PICKER_MAKE(dropwhile)
PICKER_MAKE(takewhile)
PICKER_MAKE(filterfalse)
PICKER_MAKE(starmap)

/* Truth of function(item): 1, 0, -1. */
static int picker_test(OuVM *vm, OuObj *function, OuObj *item)
{
    OuObj *good = ou_call1(vm, function, item);
    int result = good ? ou_truth(vm, good) : -1;
    ou_unref(vm, good);
    return result;
}

static OuObj *dropwhile_next(OuVM *vm, OuObj *obj)
{
    Picker *self = (Picker *)obj;
    for (uint32_t i = 1;; i++) {
        OuObj *item = ou_next_raw(vm, self->iterator);
        if (!item || item == OU_DONE || self->decided)
            return item;
        int drop = picker_test(vm, self->function, item);
        if (drop == 0) {
            self->decided = true;
            return item;
        }
        ou_unref(vm, item);
        if (drop < 0 || (i % POLL_EVERY == 0 && !ou_poll(vm, POLL_EVERY)))
            return NULL;
    }
}

static OuObj *takewhile_next(OuVM *vm, OuObj *obj)
{
    Picker *self = (Picker *)obj;
    if (self->decided)
        return OU_DONE;
    OuObj *item = ou_next_raw(vm, self->iterator);
    if (!item || item == OU_DONE)
        return item;
    int take = picker_test(vm, self->function, item);
    if (take > 0)
        return item;
    ou_unref(vm, item);
    if (take < 0)
        return NULL;
    self->decided = true;
    return OU_DONE;
}

static OuObj *filterfalse_next(OuVM *vm, OuObj *obj)
{
    Picker *self = (Picker *)obj;
    bool own = self->function == OU_NONE
               || self->function == OU_OBJ(vm->builtin_classes[OU_T_BOOL]);
    for (uint32_t i = 1;; i++) {
        OuObj *item = ou_next_raw(vm, self->iterator);
        if (!item || item == OU_DONE)
            return item;
        int drop = own ? ou_truth(vm, item) : picker_test(vm, self->function, item);
        if (drop == 0)
            return item;
        ou_unref(vm, item);
        if (drop < 0 || (i % POLL_EVERY == 0 && !ou_poll(vm, POLL_EVERY)))
            return NULL;
    }
}

static OuObj *starmap_next(OuVM *vm, OuObj *obj)
{
    Picker *self = (Picker *)obj;
    OuObj *args = ou_next_raw(vm, self->iterator);
    if (!args || args == OU_DONE)
        return args;
    if (!ou_is_exact(args, OU_T_TUPLE)) {
        OuObj *tuple = ou_tuple_from(vm, args);
        ou_unref(vm, args);
        if (!tuple)
            return NULL;
        args = tuple;
    }
    OuObj *result = ou_call(vm, self->function, OU_TUPLE(args)->items, OU_TUPLE(args)->len, NULL);
    ou_unref(vm, args);
    return result;
}

static OuObj *picker_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Picker *self = (Picker *)obj;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->function, self->iterator));
}

static OuObj *picker_m_reduce_decided(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Picker *self = (Picker *)obj;
    return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->function, self->iterator),
                              ou_int_from(vm, self->decided));
}

static OuObj *picker_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int decided = ou_truth(vm, args[0]);
    if (decided < 0)
        return NULL;
    ((Picker *)obj)->decided = decided > 0;
    return OU_NONE;
}

static const OuMethodDef picker_methods[] = {
    {"__reduce__", "()", picker_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC}, METHODS_END,
};
static const OuMethodDef decided_methods[] = {
    {"__reduce__", "()", picker_m_reduce_decided, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", picker_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC}, METHODS_END,
};
static const OuRefField picker_refs[] = {
    OU_REF(Picker, function), OU_REF(Picker, iterator), OU_REF_END,
};

static void picker_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    ou_visit(((Picker *)obj)->iterator, fn, arg);
    ou_visit(((Picker *)obj)->function, fn, arg);
}

#define PICKER_TYPE(symbol, id, INDEX, table, parameters, text)                                   \
    const OuType symbol = {                                                                       \
        .name = "itertools." #id, .doc = text, .base = &ou_object_type, .index = INDEX,           \
        .flags = ITERTOOLS_FLAGS | OU_TF_VISITS_ALL, .size = sizeof(Picker), .refs = picker_refs, \
        .visit = picker_visit, .methods = table,                                                  \
        .signature = parameters, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,                 \
        .iter = ou_iter_self, .next = id##_next, .make = id##_make, .init = ou_object_init,       \
    }
PICKER_TYPE(ou_dropwhile_type, dropwhile, OU_T_DROPWHILE, decided_methods,
            "(predicate, iterable, /)", "All items from the first one for which predicate is false.");
PICKER_TYPE(ou_takewhile_type, takewhile, OU_T_TAKEWHILE, decided_methods,
            "(predicate, iterable, /)", "The items before the first one for which predicate is false.");
PICKER_TYPE(ou_filterfalse_type, filterfalse, OU_T_FILTERFALSE, picker_methods,
            "(function, iterable, /)", "The items for which function (None: their own truth) is false.");
PICKER_TYPE(ou_starmap_type, starmap, OU_T_STARMAP, picker_methods, "(function, iterable, /)",
            "function(*args) for each args in the iterable.");

/* ---- pairwise ---- */

typedef struct Pairwise {
    OuGcObj gc;
    OuObj *iterator; /* NULL when exhausted */
    OuObj *old;      /* the item before; NULL at first */
} Pairwise;

static OuObj *pairwise_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    OuObj *obj, *iterator;
    if (!ou_make_arguments(vm, cls, &ou_pairwise_type, "pairwise", nargs, kwnames, 1, 1)
        || !make_with_iter(vm, cls, args[0], &obj, &iterator))
        return NULL;
    ((Pairwise *)obj)->iterator = iterator;
    return obj;
}

static OuObj *pairwise_next(OuVM *vm, OuObj *obj)
{
    Pairwise *self = (Pairwise *)obj;
    if (!self->iterator)
        return OU_DONE;
    OuObj *iterator = ou_ref(self->iterator), *result = NULL;
    if (!self->old) {
        OuObj *first = ou_next_raw(vm, iterator);
        if (!first || first == OU_DONE) {
            ou_clear(vm, &self->iterator);
            result = first;
            goto done;
        }
        ou_put(vm, &self->old, first);
        if (!self->iterator) {
            ou_clear(vm, &self->old);
            result = OU_DONE;
            goto done;
        }
    }
    OuObj *old = ou_ref(self->old);
    OuObj *item = ou_next_raw(vm, iterator);
    if (!item || item == OU_DONE) {
        ou_clear(vm, &self->iterator);
        ou_clear(vm, &self->old);
        result = item;
    } else {
        result = ou_tuple_pack(vm, 2, old, item);
        ou_put(vm, &self->old, item);
    }
    ou_unref(vm, old);
done:
    ou_unref(vm, iterator);
    return result;
}

static const OuRefField pairwise_refs[] = {
    OU_REF(Pairwise, iterator), OU_REF(Pairwise, old), OU_REF_END,
};
const OuType ou_pairwise_type = {
    .name = "itertools.pairwise", .doc = "Overlapping pairs: (first, second), (second, third), ...",
    .base = &ou_object_type, .index = OU_T_PAIRWISE, .flags = ITERTOOLS_FLAGS,
    .size = sizeof(Pairwise), .refs = pairwise_refs, .signature = "(iterable, /)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = pairwise_next, .make = pairwise_make, .init = ou_object_init,
};
