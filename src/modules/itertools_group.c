/* itertools_group.c - module itertools: islice, groupby, tee, zip_longest; the module itself. */
#include "modules/itertools.h"
#include "modules/module.h"
#include <string.h>

/* ---- islice ---- */

typedef struct Islice {
    OuGcObj gc;
    OuObj *iterator; /* NULL when exhausted */
    ptrdiff_t next, stop, step, count; /* next: number of the item wanted; stop -1: none */
} Islice;

/* A number ≥ 0 or None (otherwise); -1: no such number. */
static ptrdiff_t islice_number(OuVM *vm, OuObj *o, ptrdiff_t otherwise)
{
    ptrdiff_t n;
    if (o == OU_NONE)
        return otherwise;
    if (!ou_as_ssize(vm, o, &n, OU_T_OverflowError)) {
        ou_error_clear(vm);
        return -1;
    }
    return n;
}

static OuObj *islice_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_make_arguments(vm, cls, &ou_islice_type, "islice", nargs, kwnames, 2, 4))
        return NULL;
    ptrdiff_t start = 0, stop = -1, step = 1;
    OuObj *stop_arg = nargs == 2 ? args[1] : args[2];
    if (nargs > 2)
        start = islice_number(vm, args[1], 0);
    if (stop_arg != OU_NONE && (stop = islice_number(vm, stop_arg, -1)) == -1)
        return OU_VALUE_ERROR(vm, "Stop argument for islice() must be None or an integer: "
                                  "0 <= x <= sys.maxsize.");
    if (start < 0 || stop < -1)
        return OU_VALUE_ERROR(vm, "Indices for islice() must be None or an integer: "
                                  "0 <= x <= sys.maxsize.");
    if (nargs > 3)
        step = islice_number(vm, args[3], 1);
    if (step < 1)
        return OU_VALUE_ERROR(vm, "Step for islice() must be a positive integer or None.");
    OuObj *iterator = ou_iter(vm, args[0]);
    Islice *self = iterator ? (Islice *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, iterator);
        return NULL;
    }
    self->iterator = iterator;
    self->next = start;
    self->stop = stop;
    self->step = step;
    return OU_OBJ(self);
}

static OuObj *islice_next(OuVM *vm, OuObj *obj)
{
    Islice *self = (Islice *)obj;
    if (!self->iterator)
        return OU_DONE;
    OuObj *iterator = ou_ref(self->iterator), *item = OU_DONE;
    ptrdiff_t stop = self->stop;
    while (self->count < self->next) {
        item = ou_next_raw(vm, iterator);
        if (!item || item == OU_DONE)
            goto done;
        ou_unref(vm, item);
        item = OU_DONE;
        self->count++;
        if (self->count % 4096 == 0 && !ou_poll(vm, 4096)) {
            item = NULL;
            goto done;
        }
    }
    if (stop != -1 && self->count >= stop)
        goto done;
    item = ou_next_raw(vm, iterator);
    if (!item || item == OU_DONE)
        goto done;
    self->count++;
    if (__builtin_add_overflow(self->next, self->step, &self->next)
        || (stop != -1 && self->next > stop))
        self->next = stop;
done:
    if (!item || item == OU_DONE)
        ou_clear(vm, &self->iterator);
    ou_unref(vm, iterator);
    return item;
}

static OuObj *islice_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Islice *self = (Islice *)obj;
    OuObj *cls = ou_class_of_new(vm, obj);
    if (!self->iterator) {
        OuObj *list = ou_list_new(vm, 0);
        OuObj *empty = list ? ou_iter(vm, list) : NULL;
        ou_unref(vm, list);
        return ou_tuple_pack_take(vm, 3, cls, ou_tuple_pack_take(vm, 2, empty, ou_int_from(vm, 0)),
                                  ou_int_from(vm, 0));
    }
    OuObj *arguments = ou_tuple_pack_take(
        vm, 4, ou_ref(self->iterator), ou_int_from(vm, self->next),
        self->stop == -1 ? OU_NONE : ou_int_from(vm, self->stop), ou_int_from(vm, self->step));
    return ou_tuple_pack_take(vm, 3, cls, arguments, ou_int_from(vm, self->count));
}

static OuObj *islice_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    ptrdiff_t count;
    if (!ou_iter_state(vm, args[0], &count))
        return NULL;
    ((Islice *)obj)->count = count;
    return OU_NONE;
}

static const OuMethodDef islice_methods[] = {
    {"__reduce__", "()", islice_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", islice_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC}, METHODS_END,
};
static const OuRefField islice_refs[] = {OU_REF(Islice, iterator), OU_REF_END};
const OuType ou_islice_type = {
    .name = "itertools.islice",
    .doc = "Items start to stop of an iterable, by step: islice(iterable, stop) or"
           " islice(iterable, start, stop[, step]).",
    .base = &ou_object_type, .index = OU_T_ISLICE, .flags = ITERTOOLS_FLAGS,
    .size = sizeof(Islice), .refs = islice_refs, .methods = islice_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = islice_next, .make = islice_make, .init = ou_object_init,
};

/* ---- groupby ---- */

typedef struct Groupby {
    OuGcObj gc;
    OuObj *iterator, *function;        /* function: None for the items themselves */
    OuObj *target, *key, *value;       /* key of the group; key and value of the last item read */
    const void *grouper;               /* the current group; not counted, only compared */
} Groupby;

typedef struct Grouper {
    OuGcObj gc;
    OuObj *parent, *target;
} Grouper;

static OuObj *groupby_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    if (!ou_bind(vm, "(iterable, key=None)", "groupby", args, nargs, kwnames, bound))
        return NULL;
    OuObj *iterator = ou_iter(vm, bound[0]);
    Groupby *self = iterator ? (Groupby *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, iterator);
        return NULL;
    }
    self->iterator = iterator;
    self->function = bound[1] ? ou_ref(bound[1]) : OU_NONE;
    return OU_OBJ(self);
}

/* Read an item: 1, 0 at the end, -1. */
static int groupby_step(OuVM *vm, Groupby *self)
{
    OuObj *value = ou_next(vm, self->iterator);
    if (!value || value == OU_DONE)
        return value ? 0 : -1;
    OuObj *key = self->function == OU_NONE ? ou_ref(value) : ou_call1(vm, self->function, value);
    if (!key) {
        ou_unref(vm, value);
        return -1;
    }
    OuObj *old = self->value;
    self->value = value;
    ou_put(vm, &self->key, key);
    ou_unref(vm, old);
    return 1;
}

/* Compare two keys that script code could replace meanwhile. */
static int keys_equal(OuVM *vm, OuObj *a, OuObj *b)
{
    ou_ref(a);
    ou_ref(b);
    int same = ou_compare_bool(vm, a, b, OU_EQ);
    ou_unref(vm, a);
    ou_unref(vm, b);
    return same;
}

static OuObj *groupby_next(OuVM *vm, OuObj *obj)
{
    Groupby *self = (Groupby *)obj;
    self->grouper = NULL;
    for (uint32_t i = 1;; i++) { /* skip what is left of the group before */
        if (self->key) {
            if (!self->target)
                break;
            int same = keys_equal(vm, self->target, self->key);
            if (same < 0)
                return NULL;
            if (same == 0)
                break;
        }
        int got = groupby_step(vm, self);
        if (got <= 0)
            return got ? NULL : OU_DONE;
        if (i % 4096 == 0 && !ou_poll(vm, 4096))
            return NULL;
    }
    ou_put(vm, &self->target, ou_ref(self->key));
    Grouper *group = (Grouper *)ou_gc_new(vm, OU_T_GROUPER, sizeof(Grouper));
    if (!group)
        return NULL;
    group->parent = ou_ref(obj);
    group->target = ou_ref(self->target);
    ou_gc_track(vm, OU_OBJ(group));
    self->grouper = group;
    return ou_tuple_pack_take(vm, 2, ou_ref(self->key), group);
}

static OuObj *grouper_next(OuVM *vm, OuObj *obj)
{
    Grouper *self = (Grouper *)obj;
    Groupby *parent = (Groupby *)self->parent;
    if (parent->grouper != self)
        return OU_DONE;
    if (!parent->value) {
        int got = groupby_step(vm, parent);
        if (got <= 0)
            return got ? NULL : OU_DONE;
    }
    int same = keys_equal(vm, self->target, parent->key);
    if (same <= 0)
        return same ? NULL : OU_DONE;
    OuObj *value = parent->value;
    if (!value)
        return OU_DONE;
    parent->value = NULL;
    ou_clear(vm, &parent->key);
    return value;
}

static OuObj *groupby_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Groupby *self = (Groupby *)obj;
    OuObj *cls = ou_class_of_new(vm, obj);
    OuObj *arguments = ou_tuple_pack(vm, 2, self->iterator, self->function);
    if (self->target && self->key && self->value)
        return ou_tuple_pack_take(vm, 3, cls, arguments,
                                  ou_tuple_pack(vm, 3, self->key, self->value, self->target));
    return ou_tuple_pack_take(vm, 2, cls, arguments);
}

static OuObj *groupby_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Groupby *self = (Groupby *)obj;
    OuTuple *state = ou_itertools_state(vm, args[0], 3);
    if (!state)
        return NULL;
    ou_put(vm, &self->key, ou_ref(state->items[0]));
    ou_put(vm, &self->value, ou_ref(state->items[1]));
    ou_put(vm, &self->target, ou_ref(state->items[2]));
    return OU_NONE;
}

static OuObj *grouper_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "_grouper", kwnames) || !ou_check_count(vm, "_grouper", nargs, 2, 2))
        return NULL;
    if (!ou_isinstance_builtin(vm, args[0], OU_T_GROUPBY))
        return OU_TYPE_ERROR(vm, "_grouper() argument 1 must be itertools.groupby, not %.50G",
                             args[0]);
    Grouper *self = (Grouper *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    self->parent = ou_ref(args[0]);
    self->target = ou_ref(args[1]);
    ((Groupby *)args[0])->grouper = self;
    return OU_OBJ(self);
}

static OuObj *grouper_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Grouper *self = (Grouper *)obj;
    if (((Groupby *)self->parent)->grouper != self)
        return ou_iter_reduce_empty(vm, false);
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack(vm, 2, self->parent, self->target));
}

static const OuMethodDef groupby_methods[] = {
    {"__reduce__", "()", groupby_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", groupby_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC}, METHODS_END,
};
static const OuRefField groupby_refs[] = {
    OU_REF(Groupby, iterator), OU_REF(Groupby, function), OU_REF(Groupby, target),
    OU_REF(Groupby, key), OU_REF(Groupby, value), OU_REF_END,
};
const OuType ou_groupby_type = {
    .name = "itertools.groupby",
    .doc = "Pairs of a key and an iterator over the neighbouring items that have it.",
    .base = &ou_object_type, .index = OU_T_GROUPBY, .flags = ITERTOOLS_FLAGS,
    .size = sizeof(Groupby), .refs = groupby_refs, .methods = groupby_methods,
    .signature = "(iterable, key=None)", OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = groupby_next, .make = groupby_make, .init = ou_object_init,
};
static const OuMethodDef grouper_methods[] = {
    {"__reduce__", "()", grouper_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC}, METHODS_END,
};
static const OuRefField grouper_refs[] = {
    OU_REF(Grouper, parent), OU_REF(Grouper, target), OU_REF_END,
};
const OuType ou_grouper_type = {
    .name = "itertools._grouper", .base = &ou_object_type, .index = OU_T_GROUPER,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE, .size = sizeof(Grouper), .refs = grouper_refs,
    .methods = grouper_methods, 
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = grouper_next, .make = grouper_make, .init = ou_object_init,
};

/* ---- tee: a chain of blocks of items; the copies hold the block they read from ---- */

#define BLOCK_ITEMS 57

typedef struct TeeBlock {
    OuGcObj gc;
    OuObj *iterator;
    uint32_t count;
    bool running; /* reading an item */
    OuObj *next;  /* TeeBlock, or NULL */
    OuObj *items[BLOCK_ITEMS];
} TeeBlock;

typedef struct Tee {
    OuGcObj gc;
    OuObj *block;
    uint32_t index;
} Tee;

static OuObj *block_new(OuVM *vm, OuObj *iterator)
{
    TeeBlock *block = (TeeBlock *)ou_gc_new(vm, OU_T_TEE_BLOCK, sizeof(TeeBlock));
    if (!block)
        return NULL;
    block->iterator = ou_ref(iterator);
    block->count = 0;
    block->running = false;
    block->next = NULL;
    ou_gc_track(vm, OU_OBJ(block));
    return OU_OBJ(block);
}

/* Release a chain of blocks without recursion, as far as nobody else holds them. */
static void release_chain(OuVM *vm, OuObj *block)
{
    while (block && block->refs == 1 && ou_is_exact(block, OU_T_TEE_BLOCK)) {
        OuObj *next = ((TeeBlock *)block)->next;
        ((TeeBlock *)block)->next = NULL;
        ou_unref(vm, block);
        block = next;
    }
    ou_unref(vm, block);
}

static void block_clear(OuVM *vm, OuObj *obj)
{
    TeeBlock *block = (TeeBlock *)obj;
    ou_clear(vm, &block->iterator);
    uint32_t count = block->count;
    block->count = 0;
    for (uint32_t i = 0; i < count; i++)
        ou_clear(vm, &block->items[i]);
    OuObj *next = block->next;
    block->next = NULL;
    release_chain(vm, next);
}

static void block_dealloc(OuVM *vm, OuObj *obj)
{
    block_clear(vm, obj);
    ou_object_free(vm, obj);
}

static void block_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    TeeBlock *block = (TeeBlock *)obj;
    if (block->iterator)
        fn(block->iterator, arg);
    for (uint32_t i = 0; i < block->count; i++)
        fn(block->items[i], arg);
    if (block->next)
        fn(block->next, arg);
}

/* Item i ≤ count: OU_DONE at the end. */
static OuObj *block_item(OuVM *vm, TeeBlock *block, uint32_t i)
{
    if (i >= block->count) {
        if (block->running)
            return ou_raise(vm, OU_T_RuntimeError, "cannot re-enter the tee iterator");
        if (!block->iterator)
            return OU_DONE;
        block->running = true;
        OuObj *item = ou_next(vm, block->iterator);
        block->running = false;
        if (!item || item == OU_DONE)
            return item;
        block->items[block->count++] = item;
    }
    return ou_ref(block->items[i]);
}

static OuObj *tee_next(OuVM *vm, OuObj *obj)
{
    Tee *self = (Tee *)obj;
    if (!self->block)
        return OU_DONE;
    if (self->index >= BLOCK_ITEMS) {
        TeeBlock *block = (TeeBlock *)self->block;
        if (!block->next) {
            if (!block->iterator)
                return OU_DONE;
            if (!(block->next = block_new(vm, block->iterator)))
                return NULL;
        }
        ou_put(vm, &self->block, ou_ref(block->next));
        self->index = 0;
    }
    OuObj *block = ou_ref(self->block);
    OuObj *item = block_item(vm, (TeeBlock *)block, self->index);
    ou_unref(vm, block);
    if (item && item != OU_DONE)
        self->index++;
    return item;
}

static OuObj *tee_new(OuVM *vm, OuObj *block, uint32_t index)
{
    Tee *self = (Tee *)ou_gc_new(vm, OU_T_TEE, sizeof(Tee));
    if (!self)
        return NULL;
    self->block = ou_xref(block);
    self->index = index;
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *tee_m_copy(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return tee_new(vm, ((Tee *)obj)->block, ((Tee *)obj)->index);
}

static OuObj *tee_from(OuVM *vm, OuObj *iterable)
{
    OuObj *iterator = ou_iter(vm, iterable), *result = NULL;
    if (!iterator)
        return NULL;
    if (ou_is_exact(iterator, OU_T_TEE)) {
        result = tee_m_copy(vm, iterator, NULL, 0);
    } else {
        OuObj *block = block_new(vm, iterator);
        result = block ? tee_new(vm, block, 0) : NULL;
        ou_unref(vm, block);
    }
    ou_unref(vm, iterator);
    return result;
}

static OuObj *tee_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "_tee", kwnames) || !ou_check_count(vm, "_tee", nargs, 1, 1))
        return NULL;
    return tee_from(vm, args[0]);
}

static OuObj *tee_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Tee *self = (Tee *)obj;
    return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj), ou_tuple_pack(vm, 1, OU_EMPTY_TUPLE),
                              ou_tuple_pack_take(vm, 2, ou_xref(self->block),
                                                 ou_int_from(vm, self->index)));
}

static OuObj *tee_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Tee *self = (Tee *)obj;
    OuTuple *state = ou_itertools_state(vm, args[0], 2);
    ptrdiff_t index;
    if (!state)
        return NULL;
    if (!ou_is_exact(state->items[0], OU_T_TEE_BLOCK))
        return OU_TYPE_ERROR(vm, "argument 1 must be itertools._tee_dataobject, not %.50G",
                             state->items[0]);
    if (!ou_arg_ssize(vm, state->items[1], &index))
        return NULL;
    if (index < 0 || index > BLOCK_ITEMS
        || index > (ptrdiff_t)((TeeBlock *)state->items[0])->count)
        return OU_VALUE_ERROR(vm, "Index out of range");
    self->index = (uint32_t)index;
    ou_put(vm, &self->block, ou_ref(state->items[0]));
    return OU_NONE;
}

static OuObj *block_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "_tee_dataobject", kwnames)
        || !ou_check_count(vm, "_tee_dataobject", nargs, 3, 3))
        return NULL;
    OuObj *values = args[1], *next = args[2];
    if (!ou_is(vm, values, OU_TF_IS_LIST))
        return OU_TYPE_ERROR(vm, "_tee_dataobject() argument 2 must be list, not %.50G", values);
    uint32_t count = OU_LIST(values)->len;
    bool full = count == BLOCK_ITEMS;
    if (count > BLOCK_ITEMS || (next != OU_NONE && (!full || !ou_is_exact(next, OU_T_TEE_BLOCK))))
        return OU_VALUE_ERROR(vm, "Invalid arguments");
    OuObj *block = block_new(vm, args[0]);
    if (!block)
        return NULL;
    for (uint32_t i = 0; i < count; i++)
        ((TeeBlock *)block)->items[i] = ou_ref(OU_LIST(values)->items[i]);
    ((TeeBlock *)block)->count = count;
    ((TeeBlock *)block)->next = next == OU_NONE ? NULL : ou_ref(next);
    return block;
}

static OuObj *block_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    TeeBlock *block = (TeeBlock *)obj;
    OuObj *values = ou_list_copy_of(vm, block->items, block->count);
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack_take(vm, 3, ou_xref(block->iterator), values,
                                                 block->next ? ou_ref(block->next) : OU_NONE));
}

/* itertools.tee: n iterators; more than one come from copying the first. */
static OuObj *itertools_tee(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs)
{
    (void)module;
    ptrdiff_t n = 2;
    if (OU_ARG(1) && !ou_arg_ssize(vm, args[1], &n))
        return NULL;
    if (n < 0)
        return OU_VALUE_ERROR(vm, "n must be >= 0");
    OuObj *result = ou_tuple_alloc(vm, (size_t)n), *copy = NULL;
    if (!result || n == 0)
        return result;
    OuObj *iterator = ou_iter(vm, args[0]);
    if (!iterator)
        goto fail;
    copy = ou_getattr_optional(vm, iterator, OU_NAME(__copy__));
    if (copy == OU_ABSENT) {
        ou_put(vm, &iterator, tee_from(vm, iterator));
        copy = iterator ? ou_getattr(vm, iterator, OU_NAME(__copy__)) : NULL;
    }
    if (!copy) {
        ou_unref(vm, iterator);
        goto fail;
    }
    OU_TUPLE(result)->items[0] = iterator;
    for (ptrdiff_t i = 1; i < n; i++) {
        OuObj *another = ou_call0(vm, copy);
        if (!another)
            goto fail;
        OU_TUPLE(result)->items[i] = another;
    }
    ou_unref(vm, copy);
    ou_gc_track(vm, result);
    return result;
fail:
    ou_unref(vm, copy);
    ou_unref(vm, result);
    return NULL;
}

static const OuMethodDef tee_methods[] = {
    {"__copy__", "()", tee_m_copy, OU_NO_TEXT, "An iterator at the same position."},
    {"__reduce__", "()", tee_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", tee_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC}, METHODS_END,
};
static const OuRefField tee_refs[] = {OU_REF(Tee, block), OU_REF_END};
const OuType ou_tee_type = {
    .name = "itertools._tee", .doc = "An iterator that can be copied.",
    .base = &ou_object_type, .index = OU_T_TEE,
    .flags = OU_TF_COLLECTED | OU_TF_WEAKREFS | OU_TF_IMMUTABLE, .size = sizeof(Tee),
    .refs = tee_refs, .methods = tee_methods, .signature = "(iterable, /)",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = tee_next, .make = tee_make, .init = ou_object_init,
};
static const OuMethodDef block_methods[] = {
    {"__reduce__", "()", block_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC}, METHODS_END,
};
const OuType ou_tee_block_type = {
    .name = "itertools._tee_dataobject", .doc = "Items that several iterators share.",
    .base = &ou_object_type, .index = OU_T_TEE_BLOCK, .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE,
    .size = sizeof(TeeBlock), .methods = block_methods,
    .dealloc = block_dealloc, .visit = block_visit, .clear = block_clear,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT, .make = block_make, .init = ou_object_init,
};

/* ---- zip_longest ---- */

typedef struct ZipLongest {
    OuGcObj gc;
    OuObj *iterators; /* tuple; exhausted ones become None */
    OuObj *result;    /* tuple: the last result */
    OuObj *fill;
    size_t active;
} ZipLongest;

static OuObj *zip_longest_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                               OuObj *kwnames)
{
    OuObj *fill = OU_NONE;
    size_t nkw = kwnames ? OU_TUPLE(kwnames)->len : 0;
    if (nkw > 0) {
        if (nkw > 1 || !ou_str_is(OU_STR(OU_TUPLE(kwnames)->items[0]), "fillvalue"))
            return OU_TYPE_ERROR(vm, "zip_longest() got an unexpected keyword argument");
        fill = args[nargs];
    }
    OuObj *iterators = ou_iterators_of(vm, args, nargs);
    OuObj *result = iterators ? ou_tuple_of_none(vm, nargs) : NULL;
    ZipLongest *self = result ? (ZipLongest *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, iterators);
        ou_unref(vm, result);
        return NULL;
    }
    self->iterators = iterators;
    self->result = result;
    self->fill = ou_ref(fill);
    self->active = nargs;
    return OU_OBJ(self);
}

/* Item of iterator i or the fill value; OU_DONE: that was the last one active. */
static OuObj *zip_longest_item(OuVM *vm, ZipLongest *self, size_t i)
{
    OuObj **place = &OU_TUPLE(self->iterators)->items[i];
    if (*place == OU_NONE)
        return ou_ref(self->fill);
    OuObj *iterator = ou_ref(*place);
    OuObj *item = ou_next(vm, iterator);
    ou_unref(vm, iterator);
    if (item && item != OU_DONE)
        return item;
    if (self->active)
        self->active--;
    if (!item || self->active == 0) {
        self->active = 0;
        return item;
    }
    ou_put(vm, place, OU_NONE);
    return ou_ref(self->fill);
}

static OuObj *zip_longest_next(OuVM *vm, OuObj *obj)
{
    ZipLongest *self = (ZipLongest *)obj;
    size_t n = OU_TUPLE(self->iterators)->len;
    if (n == 0 || self->active == 0)
        return OU_DONE;
    OuTuple *result = self->result->refs == 1 ? OU_TUPLE(ou_ref(self->result))
                                              : OU_TUPLE(ou_tuple_alloc(vm, n));
    if (!result)
        return NULL;
    for (size_t i = 0; i < n; i++) {
        OuObj *item = zip_longest_item(vm, self, i);
        if (!item || item == OU_DONE) {
            ou_unref(vm, result);
            return item;
        }
        ou_put(vm, &result->items[i], item);
    }
    ou_gc_track(vm, OU_OBJ(result));
    return OU_OBJ(result);
}

static OuObj *zip_longest_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    ZipLongest *self = (ZipLongest *)obj;
    OuTuple *iterators = OU_TUPLE(self->iterators);
    OuObj *all = ou_tuple_alloc(vm, iterators->len);
    for (size_t i = 0; all && i < iterators->len; i++)
        OU_TUPLE(all)->items[i] = iterators->items[i] == OU_NONE ? OU_EMPTY_TUPLE
                                                                : ou_ref(iterators->items[i]);
    if (all && iterators->len)
        ou_gc_track(vm, all);
    return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj), all, ou_ref(self->fill));
}

static OuObj *zip_longest_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    ou_put(vm, &((ZipLongest *)obj)->fill, ou_ref(args[0]));
    return OU_NONE;
}

static const OuMethodDef zip_longest_methods[] = {
    {"__reduce__", "()", zip_longest_m_reduce, OU_NO_TEXT, ITERTOOLS_REDUCE_DOC},
    {"__setstate__", "(object, /)", zip_longest_m_setstate, OU_NO_TEXT, ITERTOOLS_SETSTATE_DOC},
    METHODS_END,
};
static const OuRefField zip_longest_refs[] = {
    OU_REF(ZipLongest, iterators), OU_REF(ZipLongest, result), OU_REF(ZipLongest, fill), OU_REF_END,
};
const OuType ou_zip_longest_type = {
    .name = "itertools.zip_longest",
    .doc = "As zip, to the end of the longest iterable; fillvalue (None) stands for what is missing.",
    .base = &ou_object_type, .index = OU_T_ZIP_LONGEST, .flags = ITERTOOLS_FLAGS,
    .size = sizeof(ZipLongest), .refs = zip_longest_refs, .methods = zip_longest_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT, .iter = ou_iter_self,
    .next = zip_longest_next, .make = zip_longest_make, .init = ou_object_init,
};

/* ---- the module ---- */

static const OuMethodDef itertools_functions[] = {
    {"tee", "(iterable, n=2, /)", itertools_tee, 0, "n independent iterators over one iterable."},
    METHODS_END,
};
static const uint32_t itertools_types[] = {
    OU_T_GROUPER, OU_T_TEE, OU_T_TEE_BLOCK, OU_T_ACCUMULATE, OU_T_CHAIN, OU_T_COMBINATIONS,
    OU_T_COMBINATIONS_REPLACED, OU_T_COMPRESS, OU_T_COUNT, OU_T_CYCLE, OU_T_DROPWHILE,
    OU_T_FILTERFALSE, OU_T_GROUPBY, OU_T_ISLICE, OU_T_PAIRWISE, OU_T_PERMUTATIONS, OU_T_PRODUCT,
    OU_T_REPEAT, OU_T_STARMAP, OU_T_TAKEWHILE, OU_T_ZIP_LONGEST, 0,
};
const OuModuleDef ou_module_itertools = {
    .name = "itertools",
    .doc = "Building blocks for loops: iterators that combine, select or repeat items of others.",
    .functions = itertools_functions,
    .types = itertools_types,
};
