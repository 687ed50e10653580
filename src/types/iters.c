/* iters.c - iterators over lists, tuples, anything with __getitem__, and callables; helpers
 * that iterator types share.
 *
 * An exhausted iterator lets go of its source at once. The source may change between two
 * steps (and, where script code is called, during one): indices are checked at each step. */
#include "object/iters.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/list.h"
#include <stdarg.h>

/* ---- shared ---- */

OuObj *ou_class_getitem(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_generic_alias_new(vm, self, args[0]);
}

bool ou_make_arguments(OuVM *vm, const OuClass *cls, const OuType *type, const char *name,
                       size_t nargs, OuObj *kwnames, size_t min, size_t max)
{
    if ((cls->type == type || cls->type->init == type->init) && !ou_no_keywords(vm, name, kwnames))
        return false;
    return ou_check_count(vm, name, nargs, min, max);
}

OuObj *ou_class_of_new(OuVM *vm, OuObj *o)
{
    return ou_xref(OU_OBJ(ou_class_of(vm, o)));
}

OuObj *ou_tuple_pack_take(OuVM *vm, size_t n, ...)
{
    OuObj *items[6];
    OU_ASSERT(n <= OU_COUNT_OF(items));
    bool ok = true;
    va_list list;
    va_start(list, n);
    for (size_t i = 0; i < n; i++) {
        items[i] = va_arg(list, OuObj *);
        ok = ok && items[i];
    }
    va_end(list);
    if (ok)
        return ou_tuple_new_take(vm, items, n);
    for (size_t i = 0; i < n; i++)
        ou_unref(vm, items[i]);
    return NULL;
}

/* A built-in function by name, new reference. */
static OuObj *builtin_function(OuVM *vm, OuStr *name)
{
    OuObj *function = ou_dict_peek_str(vm, vm->builtins, name);
    if (!function && !ou_error_peek(vm))
        function = ou_upcall_builtin(vm, name);
    if (function == OU_ABSENT)
        return ou_raise_attribute(vm, OU_OBJ(vm->builtins), name, "%U", name);
    return ou_xref(function);
}

OuObj *ou_iter_reduce_take(OuVM *vm, OuStr *builtin, OuObj *source, ptrdiff_t index)
{
    OuObj *function = builtin_function(vm, builtin);
    OuObj *args = ou_tuple_pack_take(vm, 1, source);
    if (index < 0)
        return ou_tuple_pack_take(vm, 2, function, args);
    return ou_tuple_pack_take(vm, 3, function, args, ou_int_from(vm, index));
}

OuObj *ou_iter_reduce_empty(OuVM *vm, bool list)
{
    return ou_iter_reduce_take(vm, OU_NAME(iter_), list ? ou_list_new(vm, 0) : OU_EMPTY_TUPLE, -1);
}

bool ou_iter_state(OuVM *vm, OuObj *state, ptrdiff_t *out)
{
    if (!ou_is(vm, state, OU_TF_IS_INT)) {
        ou_raise(vm, OU_T_TypeError, "an integer is required");
        return false;
    }
    if (ou_int_is_big(state)) {
        ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C ssize_t");
        return false;
    }
    *out = ou_int_value(state);
    return true;
}

OuObj *ou_iter_pair_take(OuVM *vm, OuObj *reused, OuObj *first, OuObj *second)
{
    if (reused->refs != 1) {
        OuObj *items[2] = {first, second};
        return ou_tuple_new_take(vm, items, 2);
    }
    OuTuple *pair = OU_TUPLE(ou_ref(reused));
    OuObj *old_first = pair->items[0], *old_second = pair->items[1];
    pair->items[0] = first;
    pair->items[1] = second;
    ou_unref(vm, old_first);
    ou_unref(vm, old_second);
    if (!ou_gc_is_tracked(reused))
        ou_gc_track(vm, reused); /* a collection may have untracked it while it held atoms */
    return reused;
}

/* ---- list_iterator, list_reverseiterator, tuple_iterator ---- */

static OuObj *seq_new(OuVM *vm, uint32_t type_index, OuObj *source, size_t index)
{
    OuSeqIter *it = (OuSeqIter *)ou_gc_new(vm, type_index, sizeof(OuSeqIter));
    if (!it)
        return NULL;
    it->source = ou_ref(source);
    it->index = index;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

OuObj *ou_list_iter_new(OuVM *vm, OuObj *list)
{
    return seq_new(vm, OU_T_LIST_ITER, list, 0);
}

OuObj *ou_list_reverse_iter_new(OuVM *vm, OuObj *list)
{
    return seq_new(vm, OU_T_LIST_REVERSE_ITER, list, (size_t)OU_LIST(list)->len - 1);
}

OuObj *ou_tuple_iter_new(OuVM *vm, OuObj *tuple)
{
    return seq_new(vm, OU_T_TUPLE_ITER, tuple, 0);
}

static OuObj *list_iter_next(OuVM *vm, OuObj *self)
{
    OuSeqIter *it = (OuSeqIter *)self;
    OuList *list = OU_LIST(it->source);
    if (!list)
        return OU_DONE;
    if (it->index < list->len)
        return ou_ref(list->items[it->index++]);
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static OuObj *list_reverse_next(OuVM *vm, OuObj *self)
{
    OuSeqIter *it = (OuSeqIter *)self;
    OuList *list = OU_LIST(it->source);
    if (!list)
        return OU_DONE;
    if (it->index < list->len)
        return ou_ref(list->items[it->index--]);
    it->index = (size_t)-1;
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static OuObj *tuple_iter_next(OuVM *vm, OuObj *self)
{
    OuSeqIter *it = (OuSeqIter *)self;
    OuTuple *tuple = OU_TUPLE(it->source);
    if (!tuple)
        return OU_DONE;
    if (it->index < tuple->len)
        return ou_ref(tuple->items[it->index++]);
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static size_t source_len(OuObj *source)
{
    return ou_is_exact(source, OU_T_TUPLE) ? OU_TUPLE(source)->len : OU_LIST(source)->len;
}

/* list_iterator is made for lists and subclasses, tuple_iterator for tuples and theirs. */
static size_t seq_len(OuSeqIter *it)
{
    if (!it->source)
        return 0;
    return ou_is_exact(OU_OBJ(it), OU_T_TUPLE_ITER) ? OU_TUPLE(it->source)->len
                                                    : OU_LIST(it->source)->len;
}

static OuObj *seq_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    size_t len = seq_len(it);
    return ou_int_from(vm, it->source && len > it->index ? (int64_t)(len - it->index) : 0);
}

static OuObj *seq_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    if (!it->source)
        return ou_iter_reduce_empty(vm, ou_is_exact(self, OU_T_LIST_ITER));
    return ou_iter_reduce_take(vm, OU_NAME(iter_), ou_ref(it->source), (ptrdiff_t)it->index);
}

static OuObj *seq_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    ptrdiff_t index;
    if (!ou_iter_state(vm, args[0], &index))
        return NULL;
    if (it->source) {
        ptrdiff_t len = (ptrdiff_t)seq_len(it);
        it->index = (size_t)(index < 0 ? 0 : index > len ? len : index);
    }
    return OU_NONE;
}

static OuObj *reverse_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    size_t left = it->index + 1;
    return ou_int_from(vm, it->source && source_len(it->source) >= left ? (int64_t)left : 0);
}

static OuObj *reverse_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    if (!it->source)
        return ou_iter_reduce_empty(vm, true);
    OuObj *result = ou_iter_reduce_take(vm, OU_NAME(reversed), ou_ref(it->source), 0);
    if (result)
        ou_put(vm, &OU_TUPLE(result)->items[2], ou_int_from(vm, (ptrdiff_t)it->index));
    if (result && !OU_TUPLE(result)->items[2])
        ou_clear(vm, &result);
    return result;
}

static OuObj *reverse_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    ptrdiff_t index;
    if (!ou_iter_state(vm, args[0], &index))
        return NULL;
    if (it->source) {
        ptrdiff_t last = (ptrdiff_t)OU_LIST(it->source)->len - 1;
        it->index = (size_t)(index < -1 ? -1 : index > last ? last : index);
    }
    return OU_NONE;
}

static const OuMethodDef seq_iter_methods[] = {
    {"__length_hint__", "()", seq_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", seq_m_reduce, OU_NO_TEXT, "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", seq_m_setstate, OU_NO_TEXT, "Set the position."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMethodDef reverse_iter_methods[] = {
    {"__length_hint__", "()", reverse_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", reverse_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", reverse_m_setstate, OU_NO_TEXT, "Set the position."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField seq_iter_refs[] = {OU_REF(OuSeqIter, source), OU_REF_END};

#define ITERATOR_FLAGS (OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW)

const OuType ou_list_iter_type = {
    .name = "list_iterator", .base = &ou_object_type, .index = OU_T_LIST_ITER,
    .flags = ITERATOR_FLAGS, .size = sizeof(OuSeqIter), .refs = seq_iter_refs,
    .methods = seq_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = list_iter_next, .init = ou_object_init,
};
const OuType ou_list_reverse_iter_type = {
    .name = "list_reverseiterator", .base = &ou_object_type, .index = OU_T_LIST_REVERSE_ITER,
    .flags = ITERATOR_FLAGS, .size = sizeof(OuSeqIter), .refs = seq_iter_refs,
    .methods = reverse_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = list_reverse_next, .init = ou_object_init,
};
const OuType ou_tuple_iter_type = {
    .name = "tuple_iterator", .base = &ou_object_type, .index = OU_T_TUPLE_ITER,
    .flags = ITERATOR_FLAGS, .size = sizeof(OuSeqIter), .refs = seq_iter_refs,
    .methods = seq_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = tuple_iter_next, .init = ou_object_init,
};

/* ---- iterator: by __getitem__ ---- */

OuObj *ou_seq_iter_new(OuVM *vm, OuObj *sequence)
{
    return seq_new(vm, OU_T_SEQ_ITER, sequence, 0);
}

static OuObj *getitem_iter_next(OuVM *vm, OuObj *self)
{
    OuSeqIter *it = (OuSeqIter *)self;
    if (!it->source)
        return OU_DONE;
    if (it->index == PTRDIFF_MAX)
        return ou_raise(vm, OU_T_OverflowError, "iter index too large");
    OuObj *index = ou_int_from(vm, (int64_t)it->index);
    if (!index)
        return NULL;
    OuObj *source = ou_ref(it->source);
    OuObj *item = ou_getitem(vm, source, index);
    ou_unref(vm, index);
    ou_unref(vm, source);
    if (item) {
        it->index++;
        return item;
    }
    if (!ou_error_swallow(vm, OU_T_IndexError) && !ou_error_swallow(vm, OU_T_StopIteration))
        return NULL;
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static OuObj *getitem_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    if (!it->source)
        return ou_int_from(vm, 0);
    if (!ou_type(vm, it->source)->len)
        return OU_NOT_IMPLEMENTED;
    ptrdiff_t len = ou_len(vm, it->source);
    if (len < 0)
        return NULL;
    len -= (ptrdiff_t)it->index;
    return ou_int_from(vm, len < 0 ? 0 : len);
}

static OuObj *getitem_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    ptrdiff_t index;
    if (!ou_iter_state(vm, args[0], &index))
        return NULL;
    if (it->source)
        it->index = (size_t)(index < 0 ? 0 : index);
    return OU_NONE;
}

static OuObj *getitem_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSeqIter *it = (OuSeqIter *)self;
    if (!it->source)
        return ou_iter_reduce_empty(vm, false);
    return ou_iter_reduce_take(vm, OU_NAME(iter_), ou_ref(it->source), (ptrdiff_t)it->index);
}

static const OuMethodDef getitem_iter_methods[] = {
    {"__length_hint__", "()", getitem_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", getitem_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(object, /)", getitem_m_setstate, OU_NO_TEXT, "Set the position."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_seq_iter_type = {
    .name = "iterator", .base = &ou_object_type, .index = OU_T_SEQ_ITER,
    .flags = ITERATOR_FLAGS, .size = sizeof(OuSeqIter), .refs = seq_iter_refs,
    .methods = getitem_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = getitem_iter_next, .init = ou_object_init,
};

/* ---- callable_iterator ---- */

typedef struct CallIter {
    OuGcObj gc;
    OuObj *callable, *sentinel; /* NULL when exhausted */
} CallIter;

OuObj *ou_call_iter_new(OuVM *vm, OuObj *callable, OuObj *sentinel)
{
    CallIter *it = (CallIter *)ou_gc_new(vm, OU_T_CALL_ITER, sizeof(CallIter));
    if (!it)
        return NULL;
    it->callable = ou_ref(callable);
    it->sentinel = ou_ref(sentinel);
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static OuObj *call_iter_next(OuVM *vm, OuObj *self)
{
    CallIter *it = (CallIter *)self;
    if (!it->callable)
        return OU_DONE;
    OuObj *callable = ou_ref(it->callable);
    OuObj *item = ou_call0(vm, callable);
    ou_unref(vm, callable);
    if (item && it->sentinel) {
        OuObj *sentinel = ou_ref(it->sentinel);
        int same = ou_compare_bool(vm, sentinel, item, OU_EQ);
        ou_unref(vm, sentinel);
        if (same == 0)
            return item;
        ou_unref(vm, item);
        if (same < 0)
            return NULL;
        item = NULL;
    } else if (!item && !ou_error_swallow(vm, OU_T_StopIteration)) {
        return NULL;
    }
    ou_clear(vm, &it->callable);
    ou_clear(vm, &it->sentinel);
    ou_unref(vm, item);
    return OU_DONE;
}

static OuObj *call_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    CallIter *it = (CallIter *)self;
    if (!it->callable || !it->sentinel)
        return ou_iter_reduce_empty(vm, false);
    OuObj *function = builtin_function(vm, OU_NAME(iter_));
    return ou_tuple_pack_take(vm, 2, function, ou_tuple_pack(vm, 2, it->callable, it->sentinel));
}

static const OuMethodDef call_iter_methods[] = {
    {"__reduce__", "()", call_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField call_iter_refs[] = {
    OU_REF(CallIter, callable), OU_REF(CallIter, sentinel), OU_REF_END,
};

const OuType ou_call_iter_type = {
    .name = "callable_iterator", .base = &ou_object_type, .index = OU_T_CALL_ITER,
    .flags = ITERATOR_FLAGS, .size = sizeof(CallIter), .refs = call_iter_refs,
    .methods = call_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = call_iter_next, .init = ou_object_init,
};
