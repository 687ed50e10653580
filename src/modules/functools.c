/* functools.c - module _functools: partial, reduce, cmp_to_key, the cache of lru_cache.
 *
 * All of these call functions they were given. The cache looks again for the key after the
 * call, because the function may have filled it meanwhile. */
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/function.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/iters.h"
#include <string.h>

#define METHODS_END {NULL, NULL, NULL, 0, NULL}
#define FEW_ARGUMENTS 8u

/* kwnames and the values behind args[nargs) as a new dict. */
static OuObj *keywords_dict(OuVM *vm, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *d = ou_dict_new(vm);
    size_t n = kwnames ? OU_TUPLE(kwnames)->len : 0;
    for (size_t i = 0; d && i < n; i++) {
        if (!ou_dict_set(vm, OU_DICT(d), OU_TUPLE(kwnames)->items[i], args[nargs + i]))
            ou_clear(vm, &d);
    }
    return d;
}

/* ---- partial ---- */

typedef struct Partial {
    OuGcObj gc;
    OuObj *function;
    OuObj *args;     /* tuple */
    OuObj *keywords; /* dict */
    OuObj *dict;     /* attributes, or NULL */
} Partial;

static OuObj *partial_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "type 'partial' takes at least one argument");
    OuObj *function = args[0];
    if (!ou_callable(vm, function))
        return OU_TYPE_ERROR(vm, "the first argument must be callable");
    OuObj *keywords = keywords_dict(vm, args, nargs, kwnames); /* first: the collector's order */
    Partial *self = keywords ? (Partial *)ou_instance_new(vm, cls, 0) : NULL;
    if (!self) {
        ou_unref(vm, keywords);
        return NULL;
    }
    OuTuple *before = OU_TUPLE(OU_EMPTY_TUPLE);
    OuDict *known = NULL;
    if (ou_type(vm, function)->call == ou_partial_type.call && !((Partial *)function)->dict) {
        Partial *inner = (Partial *)function; /* comparing keywords may have changed it until now */
        before = OU_TUPLE(inner->args);
        known = OU_DICT(inner->keywords);
        function = inner->function;
    }
    self->keywords = keywords;
    self->function = ou_ref(function);
    size_t n = before->len + nargs - 1;
    bool shared = nargs == 1 && n > 0;
    self->args = shared ? ou_ref(OU_OBJ(before)) : ou_tuple_alloc(vm, n);
    if (!self->args)
        goto fail;
    for (size_t i = 0; i < n && !shared; i++)
        OU_TUPLE(self->args)->items[i] = ou_ref(i < before->len ? before->items[i]
                                                                : args[1 + i - before->len]);
    if (n && !shared)
        ou_gc_track(vm, self->args);
    if (known && known->len) {
        OuObj *merged = ou_dict_copy(vm, known);
        if (!merged || !ou_dict_merge(vm, OU_DICT(merged), keywords, 1)) {
            ou_unref(vm, merged);
            goto fail;
        }
        ou_put(vm, &self->keywords, merged);
    }
    return OU_OBJ(self);
fail:
    ou_unref(vm, self);
    return NULL;
}

/* A reference to the function for the time of a call, in which __setstate__ may replace it. The frame of a script
 * function has its own: that is all the callee must see. */
static OuObj *hold(OuObj *function)
{
    return ou_is_exact(function, OU_T_FUNCTION) ? NULL : ou_ref(function);
}

/* Call with keywords: those given replace the stored ones of the same name. */
static OuObj *call_with_keywords(OuVM *vm, Partial *self, OuObj *const *args, size_t nargs,
                                 OuObj *kwnames)
{
    OuObj *keywords = ou_dict_copy(vm, OU_DICT(self->keywords));
    OuObj *more = keywords ? keywords_dict(vm, args, nargs, kwnames) : NULL, *result = NULL;
    OuObj *all = NULL, *held = NULL;
    if (!more || !ou_dict_merge(vm, OU_DICT(keywords), more, 1))
        goto done;
    OuTuple *before = OU_TUPLE(self->args); /* comparing keywords may have replaced it */
    all = ou_tuple_alloc(vm, before->len + nargs);
    if (!all)
        goto done;
    for (size_t i = 0; i < before->len; i++)
        OU_TUPLE(all)->items[i] = ou_ref(before->items[i]);
    for (size_t i = 0; i < nargs; i++)
        OU_TUPLE(all)->items[before->len + i] = ou_ref(args[i]);
    if (OU_TUPLE(all)->len)
        ou_gc_track(vm, all);
    held = hold(self->function);
    result = ou_call_ex(vm, self->function, all, keywords);
done:
    ou_unref(vm, held);
    ou_unref(vm, all);
    ou_unref(vm, more);
    ou_unref(vm, keywords);
    return result;
}

static OuObj *partial_call(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    Partial *self = (Partial *)obj;
    if (OU_DICT(self->keywords)->len)
        return call_with_keywords(vm, self, args, nargs, kwnames);
    OuObj *held = hold(self->function), *result = NULL;
    OuTuple *before = OU_TUPLE(self->args);
    size_t given = nargs + (kwnames ? OU_TUPLE(kwnames)->len : 0), n = before->len + given;
    OuObj *few[FEW_ARGUMENTS], **all = few;
    if (before->len == 0) {
        result = ou_call(vm, self->function, args, nargs, kwnames);
    } else if (n <= FEW_ARGUMENTS || (all = ou_alloc(vm, n * sizeof *all)) != NULL) {
        ou_ref(OU_OBJ(before));
        memcpy(all, before->items, before->len * sizeof *all);
        if (given)
            memcpy(all + before->len, args, given * sizeof *all);
        result = ou_call(vm, self->function, all, before->len + nargs, kwnames);
        ou_unref(vm, before);
        if (all != few)
            ou_free(vm, all, n * sizeof *all);
    }
    ou_unref(vm, held);
    return result;
}

static OuObj *partial_repr(OuVM *vm, OuObj *obj)
{
    Partial *self = (Partial *)obj;
    int entered = ou_repr_enter(vm, obj);
    if (entered)
        return entered < 0 ? NULL : ou_str_from(vm, "...");
    OuObj *function = ou_ref(self->function), *args = ou_ref(self->args);
    OuObj *keywords = ou_ref(self->keywords);
    OuObj *text = ou_str_from(vm, ""), *key, *value;
    for (size_t i = 0; text && i < OU_TUPLE(args)->len; i++)
        ou_put(vm, &text, ou_str_format(vm, "%U, %R", OU_STR(text), OU_TUPLE(args)->items[i]));
    size_t position = 0;
    while (text && ou_dict_next(OU_DICT(keywords), &position, &key, &value)) {
        ou_ref(key);
        ou_ref(value);
        ou_put(vm, &text, ou_str_format(vm, "%U, %S=%R", OU_STR(text), key, value));
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    OuObj *result = text ? ou_str_format(vm, "%s(%R%U)", ou_type_name(vm, obj), function,
                                         OU_STR(text))
                         : NULL;
    ou_unref(vm, text);
    ou_unref(vm, function);
    ou_unref(vm, args);
    ou_unref(vm, keywords);
    ou_repr_leave(vm, obj);
    return result;
}

static OuObj *partial_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    Partial *self = (Partial *)obj;
    return ou_tuple_pack_take(vm, 3, ou_class_of_new(vm, obj), ou_tuple_pack(vm, 1, self->function),
                              ou_tuple_pack(vm, 4, self->function, self->args, self->keywords,
                                            self->dict ? self->dict : OU_NONE));
}

static OuObj *partial_m_setstate(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    Partial *self = (Partial *)obj;
    OuTuple *state = ou_is(vm, args[0], OU_TF_IS_TUPLE) ? OU_TUPLE(args[0]) : NULL;
    if (!state || state->len != 4 || !ou_callable(vm, state->items[0])
        || !ou_is(vm, state->items[1], OU_TF_IS_TUPLE)
        || (state->items[2] != OU_NONE && !ou_is(vm, state->items[2], OU_TF_IS_DICT)))
        return OU_TYPE_ERROR(vm, "invalid partial state");
    OuObj *plain = ou_is_exact(state->items[1], OU_T_TUPLE)
                       ? ou_ref(state->items[1])
                       : ou_tuple_new(vm, OU_TUPLE(state->items[1])->items,
                                      OU_TUPLE(state->items[1])->len);
    OuObj *keywords = !plain ? NULL
                      : state->items[2] == OU_NONE ? ou_dict_new(vm)
                      : ou_is_exact(state->items[2], OU_T_DICT)
                          ? ou_ref(state->items[2])
                          : ou_dict_copy(vm, OU_DICT(state->items[2]));
    if (!keywords) {
        ou_unref(vm, plain);
        return NULL;
    }
    OuObj *dict = state->items[3] == OU_NONE ? NULL : ou_ref(state->items[3]);
    ou_put(vm, &self->function, ou_ref(state->items[0]));
    ou_put(vm, &self->args, plain);
    ou_put(vm, &self->keywords, keywords);
    ou_put(vm, &self->dict, dict);
    return OU_NONE;
}

static const OuMethodDef partial_methods[] = {
    {"__reduce__", "()", partial_m_reduce, OU_NO_TEXT, NULL},
    {"__setstate__", "(object, /)", partial_m_setstate, OU_NO_TEXT, NULL},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    METHODS_END,
};
static const OuMemberDef partial_members[] = {
    {"func", OU_MEMBER_OBJ, offsetof(Partial, function), true, "The function that is called."},
    {"args", OU_MEMBER_OBJ, offsetof(Partial, args), true, "Its first arguments."},
    {"keywords", OU_MEMBER_OBJ, offsetof(Partial, keywords), true, "Its keyword arguments."},
    {NULL, OU_MEMBER_OBJ, 0, true, NULL},
};
static const OuRefField partial_refs[] = {
    OU_REF(Partial, function), OU_REF(Partial, args), OU_REF(Partial, keywords),
    OU_REF(Partial, dict), OU_REF_END,
};
const OuType ou_partial_type = {
    .name = "functools.partial",
    .doc = "A function with some of its arguments already given.",
    .base = &ou_object_type, .index = OU_T_PARTIAL,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_IMMUTABLE | OU_TF_HEAP,
    .size = sizeof(Partial), .dict_offset = offsetof(Partial, dict), .refs = partial_refs,
    .methods = partial_methods, .members = partial_members,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = partial_repr, .str = ou_object_str,
    .call = partial_call, .make = partial_make, .init = ou_object_init,
};

/* ---- reduce ---- */

static OuObj *new_pair(OuVM *vm)
{
    OuObj *pair = ou_tuple_pack(vm, 2, OU_NONE, OU_NONE);
    if (pair)
        ou_gc_track(vm, pair);
    return pair;
}

/* The arguments are in a tuple, as CPython's: they live until the next ones are there. */
static OuObj *reduce(OuVM *vm, OuObj *function, OuObj *iterable, OuObj *initial)
{
    OuObj *result = ou_xref(initial);
    OuObj *iterator = ou_iter(vm, iterable);
    if (!iterator) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            ou_raise(vm, OU_T_TypeError, "reduce() arg 2 must support iteration");
        ou_unref(vm, result);
        return NULL;
    }
    OuObj *pair = new_pair(vm), *item = NULL;
    for (uint32_t i = 1; pair; i++) {
        if (pair->refs > 1)
            ou_put(vm, &pair, new_pair(vm));
        item = pair ? ou_next(vm, iterator) : NULL;
        if (!item || item == OU_DONE)
            break;
        if (!result) {
            result = item;
            continue;
        }
        OuObj **items = OU_TUPLE(pair)->items;
        ou_put(vm, &items[0], result);
        ou_put(vm, &items[1], item);
        result = ou_call2(vm, function, items[0], items[1]);
        item = NULL;
        if (!result || (i % 4096 == 0 && !ou_poll(vm, 4096)))
            break;
        ou_gc_track(vm, pair);
    }
    ou_unref(vm, pair);
    if (item != OU_DONE) {
        ou_unref(vm, result);
        result = NULL;
    } else if (!result) {
        OU_TYPE_ERROR(vm, "reduce() of empty iterable with no initial value");
    }
    ou_unref(vm, iterator);
    return result;
}

/* CPython holds what it is called with once more, in a tuple: the function sees the counts. */
static OuObj *functools_reduce(OuVM *vm, OU_UNUSED OuObj *module, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "reduce", kwnames) || !ou_check_count(vm, "reduce", nargs, 2, 3))
        return NULL;
    OuObj *held[3] = {ou_ref(args[0]), ou_ref(args[1]), ou_xref(OU_ARG(2))};
    OuObj *result = reduce(vm, held[0], held[1], held[2]);
    for (size_t i = OU_COUNT_OF(held); i-- > 0;)
        ou_unref(vm, held[i]);
    return result;
}

/* ---- cmp_to_key ---- */

typedef struct CmpKey {
    OuGcObj gc;
    OuObj *compare;
    OuObj *object; /* NULL: this one makes keys */
} CmpKey;

static OuObj *cmp_key_new(OuVM *vm, OuObj *compare, OuObj *object)
{
    CmpKey *self = (CmpKey *)ou_gc_new(vm, OU_T_CMP_KEY, sizeof(CmpKey));
    if (!self)
        return NULL;
    self->compare = ou_ref(compare);
    self->object = ou_xref(object);
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *cmp_key_call(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[1];
    size_t given = nargs + (kwnames ? OU_TUPLE(kwnames)->len : 0);
    if (given > 1)
        return OU_TYPE_ERROR(vm, "K() takes at most 1 argument (%zd given)", (ptrdiff_t)given);
    if (!ou_bind(vm, "(obj)", "K", args, nargs, kwnames, bound))
        return NULL;
    return cmp_key_new(vm, ((CmpKey *)obj)->compare, bound[0]);
}

static OuObj *cmp_key_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is_exact(left, OU_T_CMP_KEY) || !ou_is_exact(right, OU_T_CMP_KEY))
        return OU_TYPE_ERROR(vm, "other argument must be K instance");
    CmpKey *a = (CmpKey *)left, *b = (CmpKey *)right;
    if (!a->object || !b->object)
        return ou_raise(vm, OU_T_AttributeError, "object");
    OuObj *x = ou_ref(a->object), *y = ou_ref(b->object);
    OuObj *order = ou_call2(vm, a->compare, x, y);
    OuObj *zero = ou_int_from(vm, 0);
    OuObj *result = order ? ou_compare(vm, order, zero, op) : NULL;
    ou_unref(vm, order);
    ou_unref(vm, x);
    ou_unref(vm, y);
    return result;
}

static OuObj *functools_cmp_to_key(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs)
{
    (void)module;
    (void)nargs;
    return cmp_key_new(vm, args[0], NULL);
}

static const OuMemberDef cmp_key_members[] = {
    {"obj", OU_MEMBER_OBJ, offsetof(CmpKey, object), false, "The object wrapped as a key."},
    {NULL, OU_MEMBER_OBJ, 0, true, NULL},
};
static const OuRefField cmp_key_refs[] = {OU_REF(CmpKey, compare), OU_REF(CmpKey, object),
                                                 OU_REF_END};
const OuType ou_cmp_key_type = {
    .name = "functools.KeyWrapper", .base = &ou_object_type, .index = OU_T_CMP_KEY,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW | OU_TF_HEAP, .size = sizeof(CmpKey),
    .refs = cmp_key_refs, .members = cmp_key_members, OU_SLOTS_ATTR, OU_SLOTS_TEXT,
    .hash = ou_hash_unhashable, .compare = cmp_key_compare, .call = cmp_key_call,
    .init = ou_object_init,
};

/* ---- the module ---- */

static const OuMethodDef functools_functions[] = {
    {"reduce", NULL, OU_RAW_FN(functools_reduce), OU_RAW,
     "function(function(function(a, b), c), d) ... over the items of iterable, after initial."},
    {"cmp_to_key", "(mycmp)", functools_cmp_to_key, OU_NO_TEXT,
     "A key function from one that compares two things."},
    METHODS_END,
};
static const uint32_t functools_types[] = {OU_T_PARTIAL, OU_T_LRU_CACHE, 0};
const OuModuleDef ou_module_functools = {
    .name = "_functools",
    .doc = "What module functools has in C.",
    .functions = functools_functions,
    .types = functools_types,
};
