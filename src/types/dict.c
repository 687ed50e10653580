/* dict.c - what scripts see of dicts: special methods, methods, the type.
 *
 * Loops over a dict that call out (repr, comparison of values) walk by position, so that
 * they survive changes to the dict they look at. */
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/track.h"
#include "types/dictviews.h"
#include "types/generic_alias.h"
#include "types/set.h"
#include "object/int.h"
#include "object/iters.h"

#define POLL_EVERY 4096u

/* ---- life ---- */

OuObj *ou_dict_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    (void)nargs;
    (void)kwnames;
    if (cls->type == &ou_dict_type)
        return ou_dict_new(vm);
    OuObj *d = ou_instance_new(vm, cls, 0);
    if (d)
        OU_DICT(d)->all_str = true;
    return d;
}

bool ou_dict_update_args(OuVM *vm, OuObj *self, const char *name, OuObj *const *args, size_t nargs,
                         OuObj *kwnames)
{
    if (!ou_check_count(vm, name, nargs, 0, 1))
        return false;
    if (nargs && !ou_dict_merge(vm, OU_DICT(self), args[0], 1))
        return false;
    size_t n = kwnames ? OU_TUPLE(kwnames)->len : 0;
    for (size_t i = 0; i < n; i++) {
        if (!ou_dict_set(vm, OU_DICT(self), OU_TUPLE(kwnames)->items[i], args[nargs + i]))
            return false;
    }
    return true;
}

static bool dict_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return ou_dict_update_args(vm, self, "dict", args, nargs, kwnames);
}

static void dict_dealloc(OuVM *vm, OuObj *self)
{
    ou_dict_clear(vm, OU_DICT(self));
    if (OU_LIKELY(ou_is_exact(self, OU_T_DICT)))
        ou_mem_give(&vm->mem, self, sizeof(OuDict));
    else
        ou_object_free(vm, self);
}

static void dict_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuDict *d = OU_DICT(self);
    for (uint32_t i = 0; i < d->used; i++) {
        if (d->entries[i].value) {
            fn(d->entries[i].value, arg);
            fn(d->entries[i].key, arg);
        }
    }
}

static void dict_clear_slot(OuVM *vm, OuObj *self)
{
    ou_dict_clear(vm, OU_DICT(self));
}

/* ---- special methods ---- */

OuObj *ou_dict_repr(OuVM *vm, OuObj *self)
{
    OuDict *d = OU_DICT(self);
    int entered = ou_repr_enter(vm, self);
    if (entered)
        return entered < 0 ? NULL : ou_str_from(vm, "{...}");
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    ou_buf_putc(&buf, '{');
    OuObj *key, *value, *result = NULL;
    size_t position = 0;
    for (bool first = true; ou_dict_next(d, &position, &key, &value); first = false) {
        ou_ref(key);
        ou_ref(value);
        OuObj *key_text = ou_repr(vm, key);
        OuObj *value_text = key_text ? ou_repr(vm, value) : NULL;
        if (value_text) {
            if (!first)
                ou_buf_puts(&buf, ", ");
            ou_buf_put(&buf, ou_str_text(OU_STR(key_text)), OU_STR(key_text)->size);
            ou_buf_puts(&buf, ": ");
            ou_buf_put(&buf, ou_str_text(OU_STR(value_text)), OU_STR(value_text)->size);
        }
        bool ok = value_text != NULL;
        ou_unref(vm, key_text);
        ou_unref(vm, value_text);
        ou_unref(vm, key);
        ou_unref(vm, value);
        if (!ok)
            goto done;
    }
    ou_buf_putc(&buf, '}');
    result = ou_str_from_buf(vm, &buf);
done:
    ou_buf_drop(&buf);
    ou_repr_leave(vm, self);
    return result;
}

/* 1 equal, 0 different, -1 error. */
static int dict_equal(OuVM *vm, OuDict *a, OuDict *b)
{
    if (a->len != b->len)
        return 0;
    if (!ou_poll(vm, 1)) /* nested dicts that share their parts take exponential time */
        return -1;
    OuObj *key, *value;
    OuHash hash;
    size_t position = 0, polled = 0;
    while (ou_dict_next_hashed(a, &position, &key, &value, &hash)) {
        bool error;
        ou_ref(value);
        ou_ref(key);
        OuObj *other = ou_dict_peek_hashed(vm, b, key, hash, &error);
        if (!other) {
            ou_unref(vm, key);
            ou_unref(vm, value);
            return error ? -1 : 0;
        }
        ou_ref(other);
        int same = ou_compare_bool(vm, value, other, OU_EQ);
        ou_unref(vm, other);
        ou_unref(vm, key);
        ou_unref(vm, value);
        if (same <= 0)
            return same;
        if (!OU_WALKED(vm, polled, position))
            return -1;
    }
    return 1;
}

OuObj *ou_dict_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if ((op != OU_EQ && op != OU_NE) || !ou_is(vm, left, OU_TF_IS_DICT)
        || !ou_is(vm, right, OU_TF_IS_DICT))
        return OU_NOT_IMPLEMENTED;
    int same = dict_equal(vm, OU_DICT(left), OU_DICT(right));
    return same < 0 ? NULL : OU_BOOL(same == (op == OU_EQ));
}

ptrdiff_t ou_dict_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return OU_DICT(self)->len;
}

int ou_dict_contains_slot(OuVM *vm, OuObj *self, OuObj *key)
{
    return ou_dict_contains(vm, OU_DICT(self), key);
}

OuObj *ou_dict_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    OuObj *value = ou_dict_get(vm, OU_DICT(self), key);
    if (value != OU_ABSENT)
        return value;
    if (!ou_is_exact(self, OU_T_DICT)) {
        value = ou_call_special(vm, self, OU_NAME(__missing__), &key, 1);
        if (value != OU_ABSENT)
            return value;
    }
    return ou_raise_arg(vm, OU_T_KeyError, key);
}

bool ou_dict_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    if (value)
        return ou_dict_set(vm, OU_DICT(self), key, value);
    bool found;
    if (!ou_dict_delete(vm, OU_DICT(self), key, &found))
        return false;
    if (!found)
        ou_raise_arg(vm, OU_T_KeyError, key);
    return found;
}

OuObj *ou_dict_iter(OuVM *vm, OuObj *self)
{
    return ou_dict_iter_new(vm, self, OU_T_DICT_KEY_ITER);
}

static OuObj *dict_or(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!ou_is(vm, left, OU_TF_IS_DICT) || !ou_is(vm, right, OU_TF_IS_DICT))
        return OU_NOT_IMPLEMENTED;
    OuObj *result = ou_dict_copy(vm, OU_DICT(left));
    if (result && !ou_dict_merge(vm, OU_DICT(result), right, 1)) {
        ou_unref(vm, result);
        return NULL;
    }
    return result;
}

OuObj *ou_dict_ior(OuVM *vm, OuObj *self, OuObj *other)
{
    return ou_dict_merge(vm, OU_DICT(self), other, 1) ? ou_ref(self) : NULL;
}

/* ---- methods ---- */

static OuObj *dict_m_get(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *value = ou_dict_get(vm, OU_DICT(self), args[0]);
    if (value != OU_ABSENT)
        return value;
    OuObj *otherwise = OU_ARG(1);
    return otherwise ? ou_ref(otherwise) : OU_NONE;
}

static OuObj *dict_m_setdefault(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *value = OU_ARG(1) ? args[1] : OU_NONE;
    value = ou_dict_setdefault_peek(vm, OU_DICT(self), args[0], value);
    return ou_xref(value);
}

static OuObj *dict_m_pop(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *value = ou_dict_pop(vm, OU_DICT(self), args[0]);
    if (value != OU_ABSENT)
        return value;
    OuObj *otherwise = OU_ARG(1);
    return otherwise ? ou_ref(otherwise) : ou_raise_arg(vm, OU_T_KeyError, args[0]);
}

static OuObj *dict_m_popitem(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *pair[2];
    if (!ou_dict_popitem(vm, OU_DICT(self), &pair[0], &pair[1]))
        return ou_raise(vm, OU_T_KeyError, "popitem(): dictionary is empty");
    return ou_tuple_new_take(vm, pair, 2);
}

static OuObj *dict_m_keys(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_dict_view_new(vm, self, OU_T_DICT_KEYS);
}

static OuObj *dict_m_values(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_dict_view_new(vm, self, OU_T_DICT_VALUES);
}

static OuObj *dict_m_items(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_dict_view_new(vm, self, OU_T_DICT_ITEMS);
}

static OuObj *dict_m_update(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return ou_dict_update_args(vm, self, "update", args, nargs, kwnames) ? OU_NONE : NULL;
}

/* The keys of a dict or set, whose hashes are known, with one value. */
static bool from_hashed(OuVM *vm, OuDict *d, OuObj *keys, OuObj *value)
{
    OuObj *key;
    OuHash hash;
    bool is_dict = ou_is_exact(keys, OU_T_DICT), ok = true;
    for (size_t position = 0, i = 1; ok && (is_dict ? ou_dict_next_hashed(OU_DICT(keys), &position, &key, NULL, &hash)
                                                    : ou_set_next_hashed(OU_SET(keys), &position, &key, &hash)); i++) {
        ou_ref(key);
        ok = ou_dict_set_hashed(vm, d, key, hash, value);
        ou_unref(vm, key);
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    return ok;
}

static OuObj *dict_m_fromkeys(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    OuObj *value = OU_ARG(1) ? args[1] : OU_NONE;
    OuObj *d = ou_call0(vm, cls);
    if (d && ou_is_exact(d, OU_T_DICT) && OU_DICT(d)->len == 0 &&
        (ou_is_exact(args[0], OU_T_DICT) || ou_is_exact(args[0], OU_T_SET) || ou_is_exact(args[0], OU_T_FROZENSET))) {
        if (!from_hashed(vm, OU_DICT(d), args[0], value))
            ou_clear(vm, &d);
        return d;
    }
    OuObj *iterator = d ? ou_iter(vm, args[0]) : NULL;
    bool ok = iterator != NULL;
    for (uint32_t i = 1; ok; i++) {
        OuObj *key = ou_next(vm, iterator);
        if (key == OU_DONE)
            break;
        if (!key)
            ok = false;
        else if (ou_is_exact(d, OU_T_DICT))
            ok = ou_dict_set(vm, OU_DICT(d), key, value);
        else
            ok = ou_setitem(vm, d, key, value);
        ou_unref(vm, key);
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, iterator);
    if (!ok)
        ou_clear(vm, &d);
    return d;
}

static OuObj *dict_m_clear(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    ou_dict_clear(vm, OU_DICT(self));
    return OU_NONE;
}

static OuObj *dict_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_dict_copy(vm, OU_DICT(self));
}

static OuObj *dict_m_reversed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_dict_iter_new(vm, self, OU_T_DICT_REVERSE_KEY_ITER);
}

static OuObj *dict_m_getitem(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_dict_getitem(vm, self, args[0]);
}

static OuObj *dict_m_contains(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int found = ou_dict_contains(vm, OU_DICT(self), args[0]);
    return found < 0 ? NULL : OU_BOOL(found);
}

static const OuMethodDef dict_methods[] = {
    OU_SIZEOF_ROW(OU_NO_TEXT),
    {"__contains__", "(key, /)", dict_m_contains, OU_COEXIST, "Whether the key is there."},
    {"__getitem__", "(object, /)", dict_m_getitem, OU_NO_TEXT | OU_COEXIST,
     "The value that belongs to the key."},
    {"get", "(key, default=None, /)", dict_m_get, 0,
     "Return the value of key, or default if the key is absent."},
    {"setdefault", "(key, default=None, /)", dict_m_setdefault, 0,
     "Return the value of key, after storing default if the key is absent."},
    {"pop", "(key, default=<unrepresentable>, /)", dict_m_pop, 0,
     "Remove key and return its value.\n\nAn absent key gives default, or a KeyError without one."},
    {"popitem", "()", dict_m_popitem, 0,
     "Remove the pair that was added last and return it as a tuple."},
    {"keys", "()", dict_m_keys, OU_NO_TEXT, "A set-like view of the keys."},
    {"items", "()", dict_m_items, OU_NO_TEXT, "A set-like view of the (key, value) pairs."},
    {"values", "()", dict_m_values, OU_NO_TEXT, "A view of the values."},
    {"update", NULL, OU_RAW_FN(dict_m_update), OU_RAW,
     "Store the items of a mapping, or pairs from an iterable, then the keyword arguments."},
    {"fromkeys", "(iterable, value=None, /)", dict_m_fromkeys, OU_CLASSMETHOD,
     "A new dictionary with keys from iterable, all with the same value."},
    {"clear", "()", dict_m_clear, OU_NO_TEXT, "Remove all items."},
    {"copy", "()", dict_m_copy, OU_NO_TEXT, "A shallow copy."},
    {"__reversed__", "()", dict_m_reversed, 0, "An iterator over the keys, last first."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_dict_type = {
    .name = "dict",
    .doc = "A mapping that keeps the order of insertion.\n\ndict(mapping), dict(pairs),"
           " dict(name=value, ...).",
    .base = &ou_object_type,
    .index = OU_T_DICT,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_BASE | OU_TF_MAPPING | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE
             | OU_TF_IS_DICT,
    .size = sizeof(OuDict),
    .methods = dict_methods,
    .dealloc = dict_dealloc,
    .visit = dict_visit,
    .clear = dict_clear_slot,
    .extra_size = ou_dict_extra_size,
    OU_SLOTS_ATTR,
    .str = ou_object_str,
    .repr = ou_dict_repr,
    .hash = ou_hash_unhashable,
    .compare = ou_dict_compare,
    .len = ou_dict_len,
    .getitem = ou_dict_getitem,
    .setitem = ou_dict_setitem,
    .contains = ou_dict_contains_slot,
    .iter = ou_dict_iter,
    .or_ = dict_or,
    .ior = ou_dict_ior,
    .make = ou_dict_make,
    .init = dict_init,
};
