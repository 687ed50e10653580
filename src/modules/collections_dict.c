/* collections_dict.c - module _collections: defaultdict, _count_elements (Counter),
 * _tuplegetter (fields of namedtuple); the module itself. */
#include "modules/collections.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/exception.h"
#include "object/function.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/descr.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/iters.h"
#include <string.h>

#define METHODS_END {NULL, NULL, NULL, 0, NULL}
#define DEFAULT_DICT(o) ((OuDefaultDict *)(o))

/* ---- defaultdict ---- */

static bool default_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *factory = NULL;
    if (nargs > 0) {
        factory = args[0];
        if (factory != OU_NONE && !ou_callable(vm, factory)) {
            ou_raise(vm, OU_T_TypeError, "first argument must be callable or None");
            return false;
        }
        args++;
        nargs--;
    }
    ou_put(vm, &DEFAULT_DICT(self)->factory, factory == OU_NONE ? NULL : ou_xref(factory));
    return ou_dict_update_args(vm, self, "dict", args, nargs, kwnames);
}

static void default_dealloc(OuVM *vm, OuObj *self)
{
    ou_clear(vm, &DEFAULT_DICT(self)->factory);
    ou_dict_type.dealloc(vm, self);
}

static void default_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    if (DEFAULT_DICT(self)->factory)
        fn(DEFAULT_DICT(self)->factory, arg);
    ou_dict_type.visit(self, fn, arg);
}

static void default_clear(OuVM *vm, OuObj *self)
{
    ou_clear(vm, &DEFAULT_DICT(self)->factory);
    ou_dict_type.clear(vm, self);
}

static OuObj *default_missing(OuVM *vm, OuObj *self, OuObj *key)
{
    OuObj *factory = DEFAULT_DICT(self)->factory;
    if (!factory || factory == OU_NONE)
        return ou_raise_arg(vm, OU_T_KeyError, key);
    ou_ref(factory);
    OuObj *value = ou_call0(vm, factory);
    ou_unref(vm, factory);
    if (value && !ou_setitem(vm, self, key, value))
        ou_clear(vm, &value);
    return value;
}

static OuObj *default_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    if (!ou_is_exact(self, OU_T_DEFAULT_DICT))
        return ou_dict_getitem(vm, self, key);
    OuObj *value = ou_dict_get(vm, OU_DICT(self), key);
    return value == OU_ABSENT ? default_missing(vm, self, key) : value;
}

static OuObj *default_m_missing(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return default_missing(vm, self, args[0]);
}

static OuObj *default_repr(OuVM *vm, OuObj *self)
{
    OuObj *factory = DEFAULT_DICT(self)->factory, *factory_text;
    OuObj *dict_text = ou_dict_repr(vm, self);
    if (!dict_text)
        return NULL;
    if (!factory) {
        factory_text = ou_str_from(vm, "None");
    } else {
        ou_ref(factory);
        int entered = ou_repr_enter(vm, factory);
        if (entered) {
            factory_text = entered < 0 ? NULL : ou_str_from(vm, "...");
        } else {
            factory_text = ou_repr(vm, factory);
            ou_repr_leave(vm, factory);
        }
        ou_unref(vm, factory);
    }
    OuObj *cls = OU_OBJ(ou_class_of(vm, self)), *result = NULL;
    if (factory_text && cls)
        result = ou_str_format(vm, "%U(%U, %U)", ((OuClass *)cls)->name, OU_STR(factory_text),
                               OU_STR(dict_text));
    ou_unref(vm, dict_text);
    ou_unref(vm, factory_text);
    return result;
}

static OuObj *default_copy(OuVM *vm, OuObj *self)
{
    OuObj *factory = DEFAULT_DICT(self)->factory, *cls = OU_OBJ(ou_class_of(vm, self));
    return cls ? ou_call2(vm, cls, factory ? factory : OU_NONE, self) : NULL;
}

static OuObj *default_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return default_copy(vm, self);
}

/* One of the two is a defaultdict: its class and factory are the result's. */
static OuObj *default_or(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!ou_is(vm, left, OU_TF_IS_DICT) || !ou_is(vm, right, OU_TF_IS_DICT))
        return OU_NOT_IMPLEMENTED;
    OuObj *self = ou_isinstance_builtin(vm, left, OU_T_DEFAULT_DICT) ? left : right, *result;
    if (self == left) {
        result = default_copy(vm, left);
    } else {
        OuObj *factory = DEFAULT_DICT(self)->factory, *cls = OU_OBJ(ou_class_of(vm, self));
        result = cls ? ou_call2(vm, cls, factory ? factory : OU_NONE, left) : NULL;
    }
    if (result && !ou_dict_merge(vm, OU_DICT(result), right, 1))
        ou_clear(vm, &result);
    return result;
}

static OuObj *default_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *factory = DEFAULT_DICT(self)->factory;
    OuObj *arguments = factory ? ou_tuple_pack(vm, 1, factory) : OU_EMPTY_TUPLE;
    OuObj *items = arguments ? ou_call_method(vm, self, OU_NAME(items), NULL, 0) : NULL;
    OuObj *iterator = items ? ou_iter(vm, items) : NULL;
    ou_unref(vm, items);
    return ou_tuple_pack_take(vm, 5, ou_class_of_new(vm, self), arguments, OU_NONE, OU_NONE,
                              iterator);
}

static const OuMethodDef default_methods[] = {
    {"__missing__", "(key, /)", default_m_missing, OU_NO_TEXT,
     "Store the factory's result for key and return it; KeyError without a factory."},
    {"copy", "()", default_m_copy, OU_NO_TEXT, "A shallow copy."},
    {"__copy__", "()", default_m_copy, OU_NO_TEXT, "A shallow copy."},
    {"__reduce__", "()", default_m_reduce, OU_NO_TEXT,
     "What is needed to make the dictionary again."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    METHODS_END,
};
static const OuMemberDef default_members[] = {
    {"default_factory", OU_MEMBER_OBJ, offsetof(OuDefaultDict, factory), false,
     "Called without arguments for the value of an absent key."},
    {NULL, OU_MEMBER_OBJ, 0, true, NULL},
};
const OuType ou_default_dict_type = {
    .name = "collections.defaultdict",
    .doc = "A dictionary that makes values for absent keys.\n\ndefaultdict(factory, ...): the other"
           " arguments are those of dict.",
    .base = &ou_dict_type, .index = OU_T_DEFAULT_DICT,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_MAPPING | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE
             | OU_TF_IS_DICT,
    .size = sizeof(OuDefaultDict), .methods = default_methods, .members = default_members,
    .dealloc = default_dealloc, .visit = default_visit, .clear = default_clear,
    .extra_size = ou_dict_extra_size,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = default_repr, .hash = ou_hash_unhashable,
    .compare = ou_dict_compare, .len = ou_dict_len, .getitem = default_getitem,
    .setitem = ou_dict_setitem, .contains = ou_dict_contains_slot, .iter = ou_dict_iter,
    .or_ = default_or, .ior = ou_dict_ior, .make = ou_dict_make, .init = default_init,
};

/* ---- Counter ---- */

/* One more of key in a dict whose get and __setitem__ are dict's. */
static bool count_in_dict(OuVM *vm, OuDict *d, OuObj *key)
{
    OuHash hash;
    bool error;
    if (!ou_hash(vm, key, &hash))
        return false;
    OuObj *old = ou_dict_peek_hashed(vm, d, key, hash, &error), *sum;
    if (error)
        return false;
    if (!old) {
        sum = ou_int_from(vm, 1);
    } else if (ou_is_small_int(old) && ou_int_value(old) < INT64_MAX) {
        sum = ou_int_from(vm, ou_int_value(old) + 1);
    } else {
        ou_ref(old);
        OuObj *one = ou_int_from(vm, 1);
        sum = ou_binary(vm, OU_OP_ADD, old, one);
        ou_unref(vm, old);
    }
    bool ok = sum && ou_dict_set_hashed(vm, d, key, hash, sum);
    ou_unref(vm, sum);
    return ok;
}

/* The same for any mapping, through its methods. */
static bool count_in_mapping(OuVM *vm, OuObj *mapping, OuObj *get, OuObj *key)
{
    OuObj *zero = ou_int_from(vm, 0), *one = ou_int_from(vm, 1);
    OuObj *old = ou_call2(vm, get, key, zero);
    OuObj *sum = old ? ou_binary(vm, OU_OP_ADD, old, one) : NULL;
    bool ok = sum && ou_setitem(vm, mapping, key, sum);
    ou_unref(vm, old);
    ou_unref(vm, sum);
    return ok;
}

static bool has_dict_methods(OuVM *vm, OuObj *mapping)
{
    if (ou_is_exact(mapping, OU_T_DICT))
        return true;
    if (!ou_is(vm, mapping, OU_TF_IS_DICT) || ou_type(vm, mapping)->setitem != ou_dict_type.setitem)
        return false;
    OuClass *cls = ou_class_of(vm, mapping), *dict = cls ? ou_builtin_class(vm, OU_T_DICT) : NULL;
    return dict
           && ou_class_lookup_peek(vm, cls, OU_NAME(get))
                  == ou_class_lookup_peek(vm, dict, OU_NAME(get));
}

static OuObj *collections_count_elements(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs)
{
    (void)module;
    (void)nargs;
    OuObj *mapping = args[0], *get = NULL;
    OuObj *iterator = ou_iter(vm, args[1]);
    bool ok = iterator != NULL, fast = ok && has_dict_methods(vm, mapping);
    if (ok && !fast) {
        get = ou_getattr(vm, mapping, OU_NAME(get));
        ok = get != NULL;
    }
    for (uint32_t i = 1; ok; i++) {
        OuObj *key = ou_next(vm, iterator);
        if (key == OU_DONE)
            break;
        ok = key && (fast ? count_in_dict(vm, OU_DICT(mapping), key)
                          : count_in_mapping(vm, mapping, get, key));
        ou_unref(vm, key);
        if (ok && i % 4096 == 0)
            ok = ou_poll(vm, 4096);
    }
    ou_unref(vm, get);
    ou_unref(vm, iterator);
    return ok ? OU_NONE : NULL;
}

/* ---- _tuplegetter ---- */

typedef struct TupleGetter {
    OuGcObj gc;
    OuObj *doc;
    ptrdiff_t index;
} TupleGetter;

static OuObj *getter_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    ptrdiff_t index;
    if (!ou_no_keywords(vm, "_tuplegetter", kwnames)
        || !ou_check_count(vm, "_tuplegetter", nargs, 2, 2) || !ou_arg_ssize(vm, args[0], &index))
        return NULL;
    TupleGetter *self = (TupleGetter *)ou_gc_new(vm, OU_T_TUPLE_GETTER, sizeof(TupleGetter));
    if (!self)
        return NULL;
    self->index = index;
    self->doc = ou_ref(args[1]);
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *getter_get(OuVM *vm, OuObj *obj, OuObj *instance, OuObj *owner)
{
    (void)owner;
    TupleGetter *self = (TupleGetter *)obj;
    if (!instance || instance == OU_NONE)
        return ou_ref(obj);
    if (!ou_is(vm, instance, OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm,
                             "descriptor for index '%zd' for tuple subclasses doesn't apply to "
                             "'%s' object", self->index, ou_type_name(vm, instance));
    if ((size_t)self->index >= OU_TUPLE(instance)->len)
        return ou_raise(vm, OU_T_IndexError, "tuple index out of range");
    return ou_ref(OU_TUPLE(instance)->items[self->index]);
}

static bool getter_set(OuVM *vm, OuObj *obj, OuObj *instance, OuObj *value)
{
    (void)obj;
    (void)instance;
    ou_raise(vm, OU_T_AttributeError, value ? "can't set attribute" : "can't delete attribute");
    return false;
}

static OuObj *getter_repr(OuVM *vm, OuObj *obj)
{
    TupleGetter *self = (TupleGetter *)obj;
    return ou_str_format(vm, "_tuplegetter(%zd, %R)", self->index, self->doc);
}

static OuObj *getter_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    TupleGetter *self = (TupleGetter *)obj;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj),
                              ou_tuple_pack_take(vm, 2, ou_int_from(vm, self->index),
                                                 ou_ref(self->doc)));
}

static const OuMethodDef getter_methods[] = {
    {"__reduce__", "()", getter_m_reduce, OU_NO_TEXT, NULL}, METHODS_END,
};
static const OuMemberDef getter_members[] = {
    {"__doc__", OU_MEMBER_OBJ, offsetof(TupleGetter, doc), false, NULL},
    {NULL, OU_MEMBER_OBJ, 0, true, NULL},
};
static const OuRefField getter_refs[] = {OU_REF(TupleGetter, doc), OU_REF_END};
const OuType ou_tuple_getter_type = {
    .name = "_collections._tuplegetter", .base = &ou_object_type, .index = OU_T_TUPLE_GETTER,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE, .size = sizeof(TupleGetter), .refs = getter_refs,
    .methods = getter_methods, .members = getter_members,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = getter_repr, .str = ou_object_str,
    .get = getter_get, .set = getter_set, .make = getter_make, .init = ou_object_init,
};

/* ---- OrderedDict: what is not in Python ---- */

/* self[key] = value for a pair, which may be anything with two elements. */
static bool ordered_add(OuVM *vm, OuObj *self, OuObj *pair)
{
    OuObj *iterator = ou_iter(vm, pair), *items[3] = {NULL, NULL, NULL};
    bool ok = iterator != NULL;
    int n = 0;
    while (ok && n < 3 && (items[n] = ou_next(vm, iterator)) != OU_DONE)
        ok = items[n++] != NULL;
    if (ok && n == 3)
        ok = ou_raise(vm, OU_T_ValueError, "too many values to unpack (expected 2)") != NULL;
    else if (ok && n < 2)
        ok = ou_raise(vm, OU_T_ValueError, n ? "need more than 1 value to unpack" : "need more than 0 values to unpack")
             != NULL;
    if (n == 3)
        ou_clear(vm, &items[2]);
    ok = ok && ou_setitem(vm, self, items[0], items[1]);
    ou_unref(vm, iterator);
    for (int i = 0; i < n; i++)
        ou_unref(vm, items[i]);
    return ok;
}

static bool ordered_add_all(OuVM *vm, OuObj *self, OuObj *pairs)
{
    OuObj *iterator = pairs ? ou_iter(vm, pairs) : NULL, *pair = NULL;
    bool ok = iterator != NULL;
    while (ok && (pair = ou_next(vm, iterator)) != OU_DONE) {
        ok = pair && ou_poll(vm, 1) && ordered_add(vm, self, pair);
        ou_unref(vm, pair);
    }
    ou_unref(vm, iterator);
    return ok;
}

static bool ordered_add_keys(OuVM *vm, OuObj *self, OuObj *other, OuObj *keys)
{
    OuObj *iterator = keys ? ou_iter(vm, keys) : NULL, *key = NULL;
    bool ok = iterator != NULL;
    while (ok && (key = ou_next(vm, iterator)) != OU_DONE) {
        OuObj *value = key && ou_poll(vm, 1) ? ou_getitem(vm, other, key) : NULL;
        ok = value && ou_setitem(vm, self, key, value);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    ou_unref(vm, iterator);
    return ok;
}

/* The result of a method, if there is one of that name: OU_ABSENT without. */
static OuObj *result_of(OuVM *vm, OuObj *other, OuStr *name)
{
    OuObj *method = ou_getattr_optional(vm, other, name);
    OuObj *result = method == OU_ABSENT || !method ? method : ou_call0(vm, method);
    if (method != OU_ABSENT)
        ou_unref(vm, method);
    return result;
}

static bool ordered_merge(OuVM *vm, OuObj *self, OuObj *other)
{
    bool plain = ou_is_exact(other, OU_T_DICT);
    OuObj *found = plain ? OU_ABSENT : result_of(vm, other, OU_NAME(keys));
    bool keys = found != OU_ABSENT, ok;
    if (!keys)
        found = result_of(vm, other, OU_NAME(items));
    if (plain && found) /* all pairs at once: what setting them runs may change the dict */
        ou_put(vm, &found, ou_list_from(vm, found));
    if (keys)
        ok = ordered_add_keys(vm, self, other, found);
    else
        ok = ordered_add_all(vm, self, found == OU_ABSENT ? other : found);
    if (found != OU_ABSENT)
        ou_unref(vm, found);
    return ok;
}

static bool ordered_take(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    bool ok = !nargs || ordered_merge(vm, self, args[0]);
    size_t n = ok && kwnames ? OU_TUPLE(kwnames)->len : 0;
    for (size_t i = 0; i < n && ok; i++)
        ok = ou_setitem(vm, self, OU_TUPLE(kwnames)->items[i], args[nargs + i]);
    return ok;
}

static bool ordered_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (nargs > 1) {
        OU_TYPE_ERROR(vm, "expected at most 1 arguments, got %zd", (ptrdiff_t)nargs);
        return false;
    }
    return ordered_take(vm, self, args, nargs, kwnames);
}

static OuObj *ordered_update(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (nargs > 1)
        return OU_TYPE_ERROR(vm, "update() takes at most 1 positional argument (%zd given)", (ptrdiff_t)nargs);
    return ordered_take(vm, self, args, nargs, kwnames) ? OU_NONE : NULL;
}

/* The keys outlive the values; the first one dies first, so it is the last of the tuple. */
static OuObj *ordered_clear(OuVM *vm, OuObj *self, OU_UNUSED OuObj *const *args, OU_UNUSED size_t nargs)
{
    size_t left = OU_DICT(self)->len, position = 0;
    OuObj *keys = ou_tuple_alloc(vm, left), *key, *value;
    if (!keys)
        return NULL;
    while (ou_dict_next(OU_DICT(self), &position, &key, &value))
        OU_TUPLE(keys)->items[--left] = ou_ref(key);
    ou_dict_clear(vm, OU_DICT(self));
    ou_unref(vm, keys);
    return OU_NONE;
}

static const OuMethodDef ordered_methods[] = {
    {"clear", "()", ordered_clear, OU_NO_TEXT, "Remove all items."},
    {"update", NULL, OU_RAW_FN(ordered_update), OU_RAW, "Set the pairs of a mapping or an iterable, and keyword arguments."},
    METHODS_END,
};

static bool ordered_complete(OuVM *vm, OuClass *cls)
{
    bool ok = true;
    for (const OuMethodDef *def = ordered_methods; ok && def->name; def++) {
        OuObj *method = ou_method_descr_new(vm, OU_T_METHOD_DESCR, cls, def);
        ok = method && ou_dict_set_str(vm, cls->dict, def->name, method);
        ou_unref(vm, method);
    }
    const OuSlotRow *row = ou_slot_rows;
    while (row->kind != OU_SLOT_INIT)
        row++;
    OuObj *init = ok ? ou_wrapper_descr_new(vm, cls, row, (OuAnyFn)ordered_init) : NULL;
    ok = init && ou_dict_set(vm, cls->dict, OU_NAME_OBJ(__init__), init);
    ou_unref(vm, init);
    ou_slots_update(vm, cls, OU_NAME(__init__));
    return ok;
}

/* ---- the module ---- */

/* Classes of the library that are written in C elsewhere look like built-in ones. */
typedef struct SealedClass {
    const char *name;
    bool is_base, has_module; /* may classes be derived from it; is __module__ an attribute of its own */
} SealedClass;

static const SealedClass sealed_classes[] = {
    {"collections.OrderedDict", true, false},
    {"_io.BufferedRWPair", true, false},
    {"_io.IncrementalNewlineDecoder", true, false},
    {"posix.DirEntry", false, true},
    {"posix.ScandirIterator", false, true},
    {"_contextvars.Context", false, false},
    {"_contextvars.ContextVar", false, false},
    {"_contextvars.Token", false, false},
};

/* The collector meets all keys of an OrderedDict before the values (CPython: its nodes). */
static void ordered_visit(OuObj *obj, OuVisitFn fn, void *arg)
{
    const OuDict *d = OU_DICT(obj);
    for (uint32_t i = 0; i < d->used; i++)
        if (d->entries[i].value != NULL)
            fn(d->entries[i].key, arg);
    for (uint32_t i = 0; i < d->used; i++)
        if (d->entries[i].value != NULL)
            fn(d->entries[i].value, arg);
}

static OuObj *collections_seal(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuClass *cls = OU_CLASS(args[0]);
    if (!ou_is(vm, args[0], OU_TF_IS_TYPE) || !cls->own)
        return OU_TYPE_ERROR(vm, "_seal() takes a class");
    const SealedClass *sealed = sealed_classes, *end = sealed + OU_COUNT_OF(sealed_classes);
    while (sealed < end && !ou_str_is(cls->name, strchr(sealed->name, '.') + 1))
        sealed++;
    if (sealed == end)
        return OU_TYPE_ERROR(vm, "_seal() does not know this class");
    OuStr *const hidden[] = {OU_NAME(__weakref__), OU_NAME(__slots__), OU_NAME(__module__)};
    for (size_t i = 0; i < OU_COUNT_OF(hidden) - sealed->has_module; i++) {
        bool found;
        if (!ou_dict_delete(vm, cls->dict, OU_OBJ(hidden[i]), &found))
            return NULL;
    }
    cls->own->name = sealed->name;
    cls->own->flags |= OU_TF_IMMUTABLE;
    if (!sealed->is_base)
        cls->own->flags &= ~(uint32_t)OU_TF_BASE;
    cls->flags |= OU_CF_OWN_LAYOUT;
    if (cls->own->flags & OU_TF_IS_DICT) {
        cls->own->visit = ordered_visit;
        cls->own->flags |= OU_TF_ORDERED;
        if (!ordered_complete(vm, cls))
            return NULL;
    }
    ou_class_modified(vm, cls, NULL);
    return OU_NONE;
}

/* The KeyError of OrderedDict: a tuple becomes its arguments, None has none, a KeyError is raised itself. */
static OuObj *collections_raise_key(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (ou_isinstance_builtin(vm, args[0], OU_T_KeyError))
        return ou_raise_take(vm, ou_ref(args[0]));
    ou_raise_arg(vm, OU_T_KeyError, args[0]);
    if ((ou_is(vm, args[0], OU_TF_IS_TUPLE) || args[0] == OU_NONE) && ou_error_is(vm, OU_T_KeyError))
        ou_put(vm, &OU_EXCEPTION(ou_error_peek(vm))->args, args[0] == OU_NONE ? OU_EMPTY_TUPLE : ou_ref(args[0]));
    return NULL;
}

/* Of OrderedDict.move_to_end(): is the key there? */
static OuObj *collections_move_key(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    bool found;
    int last = ou_truth(vm, args[2]);
    if (!ou_is(vm, args[0], OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "_move_key() takes a dict");
    if (last < 0 || !ou_dict_move(vm, OU_DICT(args[0]), args[1], last, &found))
        return NULL;
    return OU_BOOL(found);
}

static const OuMethodDef collections_functions[] = {
    {"_count_elements", "(mapping, iterable, /)", collections_count_elements, 0,
     "Add one to mapping[item] for each item."},
    {"_move_key", "(mapping, key, last, /)", collections_move_key, 0, "Move a key to one of the ends."},
    {"_raise_key", "(key, /)", collections_raise_key, 0, "Raise KeyError as OrderedDict does."},
    {"_seal", "(cls, /)", collections_seal, 0, "Let a class look like a built-in one."},
    METHODS_END,
};
static const uint32_t collections_types[] = {
    OU_T_DEQUE, OU_T_DEFAULT_DICT, OU_T_DEQUE_ITER, OU_T_DEQUE_REVERSE_ITER, OU_T_TUPLE_GETTER, 0,
};
const OuModuleDef ou_module_collections = {
    .name = "_collections",
    .doc = "What module collections has in C: deque, defaultdict, and helpers.",
    .functions = collections_functions,
    .types = collections_types,
};
