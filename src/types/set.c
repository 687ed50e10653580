/* set.c - set and frozenset as scripts see them, and their iterator.
 *
 * A set that is asked whether it contains another set looks for an equal frozenset. */
#include "types/set.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/key.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"

/* ---- life ---- */

static OuObj *set_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    (void)nargs;
    (void)kwnames;
    if (cls->type == &ou_set_type)
        return ou_set_make(vm, OU_T_SET, NULL);
    OuObj *set = ou_instance_new(vm, cls, 0);
    if (set)
        ou_set_init_table(OU_SET(set));
    return set;
}

static bool set_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set", kwnames)
        || !ou_check_count(vm, ou_type_name(vm, self), nargs, 0, 1))
        return false;
    ou_set_clear(vm, OU_SET(self));
    OU_SET(self)->hash = -1;
    return nargs == 0 || ou_set_update(vm, self, args[0]);
}

static OuObj *frozenset_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    bool plain = cls->type == &ou_frozenset_type;
    if ((plain || cls->type->init == ou_frozenset_type.init)
        && !ou_no_keywords(vm, "frozenset", kwnames))
        return NULL;
    if (!ou_check_count(vm, plain ? "frozenset" : ou_str_text(cls->name), nargs, 0, 1))
        return NULL;
    if (plain)
        return ou_frozenset_new(vm, nargs ? args[0] : NULL);
    OuObj *set = ou_instance_new(vm, cls, 0);
    if (!set)
        return NULL;
    ou_set_init_table(OU_SET(set));
    if (nargs && !ou_set_update(vm, set, args[0]))
        ou_clear(vm, &set);
    return set;
}

static void set_dealloc(OuVM *vm, OuObj *self)
{
    ou_set_drop(vm, OU_SET(self));
    ou_object_free(vm, self);
}

static void set_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    if (!OU_SET(self)->table)
        return;
    size_t position = 0;
    OuObj *key;
    while (ou_set_next(self, &position, &key))
        fn(key, arg);
}

static void set_clear_slot(OuVM *vm, OuObj *self)
{
    ou_set_clear(vm, OU_SET(self));
}

static size_t set_extra_size(const OuObj *self)
{
    const OuSet *set = (const OuSet *)self;
    return set->table == set->small ? 0 : (set->mask + 1) * sizeof(OuSetEntry);
}

/* ---- keys that are sets ---- */

/* After a TypeError for an unhashable set: an equal frozenset to look for instead. NULL: the
 * exception stands. */
static OuObj *frozen_twin(OuVM *vm, OuObj *key)
{
    if (!ou_is(vm, key, OU_TF_IS_SET) || !ou_error_swallow(vm, OU_T_TypeError))
        return NULL;
    return ou_set_make(vm, OU_T_FROZENSET, key);
}

int ou_set_contains(OuVM *vm, OuObj *set, OuObj *key)
{
    OuHash hash;
    int result = ou_key_hash(vm, key, &hash) ? ou_set_contains_hashed(vm, OU_SET(set), key,
                             hash) : -1;
    if (result >= 0)
        return result;
    OuObj *twin = frozen_twin(vm, key);
    if (!twin)
        return -1;
    if (ou_hash(vm, twin, &hash))
        result = ou_set_contains_hashed(vm, OU_SET(set), twin, hash);
    ou_unref(vm, twin);
    return result;
}

bool ou_set_discard(OuVM *vm, OuObj *set, OuObj *key, bool *found)
{
    OuHash hash;
    *found = false;
    if (ou_hash(vm, key, &hash) && ou_set_discard_hashed(vm, OU_SET(set), key, hash, found))
        return true;
    OuObj *twin = frozen_twin(vm, key);
    if (!twin)
        return false;
    bool ok = ou_hash(vm, twin, &hash)
              && ou_set_discard_hashed(vm, OU_SET(set), twin, hash, found);
    ou_unref(vm, twin);
    return ok;
}

/* ---- special methods ---- */

static OuObj *set_repr(OuVM *vm, OuObj *self)
{
    int entered = ou_repr_enter(vm, self);
    if (entered)
        return entered < 0 ? NULL : ou_str_format(vm, "%T(...)", self);
    OuObj *result = NULL, *list = NULL, *text = NULL;
    if (OU_SET(self)->used == 0) {
        result = ou_str_format(vm, "%T()", self);
        goto done;
    }
    list = ou_list_from(vm, self);
    text = list ? ou_repr(vm, list) : NULL;
    if (!text)
        goto done;
    bool plain = ou_is_exact(self, OU_T_SET);
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    if (!plain) {
        ou_buf_puts(&buf, ou_type_name(vm, self));
        ou_buf_putc(&buf, '(');
    }
    ou_buf_putc(&buf, '{');
    ou_buf_put(&buf, ou_str_text(OU_STR(text)) + 1, (size_t)OU_STR(text)->size - 2);
    ou_buf_puts(&buf, plain ? "}" : "})");
    result = ou_str_from_buf(vm, &buf);
    ou_buf_drop(&buf);
done:
    ou_unref(vm, list);
    ou_unref(vm, text);
    ou_repr_leave(vm, self);
    return result;
}

static uint64_t shuffle_bits(uint64_t h)
{
    return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u;
}

static bool frozenset_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    (void)vm;
    OuSet *set = OU_SET(self);
    if (set->hash == -1) {
        uint64_t hash = 0;
        size_t position = 0;
        OuObj *key;
        OuHash key_hash;
        while (ou_set_next_hashed(set, &position, &key, &key_hash))
            hash ^= shuffle_bits((uint64_t)key_hash);
        hash ^= ((uint64_t)set->used + 1) * 1927868237u;
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash * 69069u + 907133923u;
        set->hash = hash == UINT64_MAX ? 590923713 : (OuHash)hash;
    }
    *out = set->hash;
    return true;
}

static OuObj *set_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is(vm, left, OU_TF_IS_SET) || !ou_is(vm, right, OU_TF_IS_SET))
        return OU_NOT_IMPLEMENTED;
    OuSet *a = OU_SET(left), *b = OU_SET(right);
    int result = 0;
    switch (op) {
    case OU_EQ:
    case OU_NE:
        if (a->used == b->used && (a->hash == -1 || b->hash == -1 || a->hash == b->hash))
            result = ou_set_is_subset(vm, left, right);
        if (op == OU_NE && result >= 0)
            result = !result;
        break;
    case OU_LE: result = ou_set_is_subset(vm, left, right); break;
    case OU_GE: result = ou_set_is_subset(vm, right, left); break;
    case OU_LT: result = a->used < b->used ? ou_set_is_subset(vm, left, right) : 0; break;
    case OU_GT: result = a->used > b->used ? ou_set_is_subset(vm, right, left) : 0; break;
    }
    return result < 0 ? NULL : OU_BOOL(result);
}

static ptrdiff_t set_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)OU_SET(self)->used;
}

static bool both_sets(OuVM *vm, OuObj *left, OuObj *right)
{
    return ou_is(vm, left, OU_TF_IS_SET) && ou_is(vm, right, OU_TF_IS_SET);
}

static OuObj *set_or(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!both_sets(vm, left, right))
        return OU_NOT_IMPLEMENTED;
    OuObj *result = ou_set_copy(vm, left);
    if (result && left != right && !ou_set_update(vm, result, right))
        ou_clear(vm, &result);
    return result;
}

static OuObj *set_and(OuVM *vm, OuObj *left, OuObj *right)
{
    return both_sets(vm, left, right) ? ou_set_intersection(vm, left, right) : OU_NOT_IMPLEMENTED;
}

static OuObj *set_sub(OuVM *vm, OuObj *left, OuObj *right)
{
    return both_sets(vm, left, right) ? ou_set_difference(vm, left, right) : OU_NOT_IMPLEMENTED;
}

static OuObj *set_xor(OuVM *vm, OuObj *left, OuObj *right)
{
    return both_sets(vm, left, right) ? ou_set_symmetric_difference(vm, left, right)
                                      : OU_NOT_IMPLEMENTED;
}

static OuObj *set_ior(OuVM *vm, OuObj *self, OuObj *other)
{
    if (!ou_is(vm, other, OU_TF_IS_SET))
        return OU_NOT_IMPLEMENTED;
    return ou_set_update(vm, self, other) ? ou_ref(self) : NULL;
}

static OuObj *set_iand(OuVM *vm, OuObj *self, OuObj *other)
{
    if (!ou_is(vm, other, OU_TF_IS_SET))
        return OU_NOT_IMPLEMENTED;
    OuObj *common = ou_set_intersection(vm, self, other);
    if (!common)
        return NULL;
    ou_set_swap(vm, OU_SET(self), OU_SET(common));
    ou_unref(vm, common);
    return ou_ref(self);
}

static OuObj *set_isub(OuVM *vm, OuObj *self, OuObj *other)
{
    if (!ou_is(vm, other, OU_TF_IS_SET))
        return OU_NOT_IMPLEMENTED;
    return ou_set_difference_update(vm, self, other) ? ou_ref(self) : NULL;
}

static OuObj *set_ixor(OuVM *vm, OuObj *self, OuObj *other)
{
    if (!ou_is(vm, other, OU_TF_IS_SET))
        return OU_NOT_IMPLEMENTED;
    return ou_set_symmetric_difference_update(vm, self, other) ? ou_ref(self) : NULL;
}

/* ---- methods; those with several operands are OU_RAW ---- */

static OuObj *set_m_add(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_set_add(vm, self, args[0]) ? OU_NONE : NULL;
}

static OuObj *set_m_discard(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    bool found;
    return ou_set_discard(vm, self, args[0], &found) ? OU_NONE : NULL;
}

static OuObj *set_m_remove(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    bool found;
    if (!ou_set_discard(vm, self, args[0], &found))
        return NULL;
    return found ? OU_NONE : ou_raise_arg(vm, OU_T_KeyError, args[0]);
}

static OuObj *set_m_pop(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *key = ou_set_pop(vm, OU_SET(self));
    return key ? key : ou_raise(vm, OU_T_KeyError, "pop from an empty set");
}

static OuObj *set_m_clear(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    ou_set_clear(vm, OU_SET(self));
    return OU_NONE;
}

static OuObj *set_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_set_copy(vm, self);
}

static OuObj *frozenset_m_copy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_is_exact(self, OU_T_FROZENSET) ? ou_ref(self) : ou_set_copy(vm, self);
}

static OuObj *set_m_union(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set.union", kwnames))
        return NULL;
    OuObj *result = ou_set_copy(vm, self);
    for (size_t i = 0; result && i < nargs; i++) {
        if (args[i] != self && !ou_set_update(vm, result, args[i]))
            ou_clear(vm, &result);
    }
    return result;
}

static OuObj *set_m_update(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set.update", kwnames))
        return NULL;
    for (size_t i = 0; i < nargs; i++) {
        if (!ou_set_update(vm, self, args[i]))
            return NULL;
    }
    return OU_NONE;
}

static OuObj *intersection_of(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    if (nargs == 0)
        return ou_set_copy(vm, self);
    OuObj *result = ou_ref(self);
    for (size_t i = 0; result && i < nargs; i++) {
        OuObj *next = ou_set_intersection(vm, result, args[i]);
        ou_unref(vm, result);
        result = next;
    }
    return result;
}

static OuObj *set_m_intersection(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                                 OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set.intersection", kwnames))
        return NULL;
    return intersection_of(vm, self, args, nargs);
}

static OuObj *set_m_intersection_update(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                                        OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set.intersection_update", kwnames))
        return NULL;
    OuObj *common = intersection_of(vm, self, args, nargs);
    if (!common)
        return NULL;
    ou_set_swap(vm, OU_SET(self), OU_SET(common));
    ou_unref(vm, common);
    return OU_NONE;
}

static OuObj *set_m_difference(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                               OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set.difference", kwnames))
        return NULL;
    if (nargs == 0)
        return ou_set_copy(vm, self);
    OuObj *result = ou_set_difference(vm, self, args[0]);
    for (size_t i = 1; result && i < nargs; i++) {
        if (!ou_set_difference_update(vm, result, args[i]))
            ou_clear(vm, &result);
    }
    return result;
}

static OuObj *set_m_difference_update(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                                      OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "set.difference_update", kwnames))
        return NULL;
    for (size_t i = 0; i < nargs; i++) {
        if (!ou_set_difference_update(vm, self, args[i]))
            return NULL;
    }
    return OU_NONE;
}

static OuObj *set_m_symmetric_difference(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return ou_set_symmetric_difference(vm, self, args[0]);
}

static OuObj *set_m_symmetric_difference_update(OuVM *vm, OuObj *self, OuObj *const *args,
                                                size_t nargs)
{
    (void)nargs;
    return ou_set_symmetric_difference_update(vm, self, args[0]) ? OU_NONE : NULL;
}

static OuObj *set_m_isdisjoint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int result = ou_set_is_disjoint(vm, self, args[0]);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *set_m_issubset(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int result = ou_set_is_subset(vm, self, args[0]);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *set_m_issuperset(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int result = ou_set_is_superset(vm, self, args[0]);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *set_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *list = ou_list_from(vm, self);
    OuObj *arguments = ou_tuple_pack_take(vm, 1, list);
    OuObj *state = arguments ? ou_call_method(vm, self, OU_NAME(__getstate__), NULL, 0) : NULL;
    return ou_tuple_pack_take(vm, 3, ou_xref(OU_OBJ(ou_class_of(vm, self))), arguments, state);
}

/* Rows that both types have, each at its own place in CPython's order. */
#define DIFFERENCE_ROW                                                                            \
    {"difference", NULL, OU_RAW_FN(set_m_difference), OU_RAW,                                     \
     "A new set: the elements that are in none of the others."}
#define INTERSECTION_ROW                                                                          \
    {"intersection", NULL, OU_RAW_FN(set_m_intersection), OU_RAW,                                 \
     "A new set: the elements that are in all of the others too."}
#define TEST_ROWS                                                                                 \
    {"isdisjoint", "(other, /)", set_m_isdisjoint, OU_NO_TEXT, "Whether the two have nothing in common."}, \
    {"issubset", "(other, /)", set_m_issubset, OU_NO_TEXT, "Whether other has all elements of this set."}, \
    {"issuperset", "(other, /)", set_m_issuperset, OU_NO_TEXT,                                    \
     "Whether this set has all elements of other."}
#define REDUCE_ROW \
    {"__reduce__", "()", set_m_reduce, OU_NO_TEXT, "What is needed to make the set again."}
#define SYMMETRIC_DIFFERENCE_ROW                                                                  \
    {"symmetric_difference", "(other, /)", set_m_symmetric_difference, OU_NO_TEXT,                \
     "A new set: the elements that are in exactly one of the two."}
#define UNION_ROW                                                                                 \
    {"union", NULL, OU_RAW_FN(set_m_union), OU_RAW,                                               \
     "A new set: the elements of this set and of all others."}
#define ALIAS_ROW                                                                                 \
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,           \
     "An alias with these types, for annotations."}

static OuObj *set_m_contains(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int found = ou_set_contains(vm, self, args[0]);
    return found < 0 ? NULL : OU_BOOL(found);
}

static const OuMethodDef set_methods[] = {
    {"__contains__", "(object, /)", set_m_contains, OU_NO_TEXT | OU_COEXIST,
     "Whether object is an element."},
    {"add", "(object, /)", set_m_add, OU_NO_TEXT,
     "Add an element; nothing happens if it is there."},
    {"clear", "()", set_m_clear, OU_NO_TEXT, "Remove all elements."},
    {"copy", "()", set_m_copy, OU_NO_TEXT, "A shallow copy."},
    {"discard", "(object, /)", set_m_discard, OU_NO_TEXT, "Remove an element if it is there."},
    DIFFERENCE_ROW,
    {"difference_update", NULL, OU_RAW_FN(set_m_difference_update), OU_RAW,
     "Remove the elements that are in one of the others."},
    INTERSECTION_ROW,
    {"intersection_update", NULL, OU_RAW_FN(set_m_intersection_update), OU_RAW,
     "Keep only the elements that are in all of the others too."},
    TEST_ROWS,
    {"pop", "()", set_m_pop, OU_NO_TEXT, "Remove some element and return it."},
    REDUCE_ROW,
    {"remove", "(object, /)", set_m_remove, OU_NO_TEXT,
     "Remove an element; KeyError if it is not there."},
    OU_SIZEOF_ROW(OU_NO_TEXT),
    SYMMETRIC_DIFFERENCE_ROW,
    {"symmetric_difference_update", "(other, /)", set_m_symmetric_difference_update, OU_NO_TEXT,
     "Remove the elements that are in both, add those that are only in other."},
    UNION_ROW,
    {"update", NULL, OU_RAW_FN(set_m_update), OU_RAW, "Add the elements of all others."},
    ALIAS_ROW,
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMethodDef frozenset_methods[] = {
    {"__contains__", "(object, /)", set_m_contains, OU_NO_TEXT | OU_COEXIST,
     "Whether object is an element."},
    {"copy", "()", frozenset_m_copy, OU_NO_TEXT, "A shallow copy."},
    DIFFERENCE_ROW,
    INTERSECTION_ROW,
    TEST_ROWS,
    REDUCE_ROW,
    OU_SIZEOF_ROW(OU_NO_TEXT),
    SYMMETRIC_DIFFERENCE_ROW,
    UNION_ROW,
    ALIAS_ROW,
    {NULL, NULL, NULL, 0, NULL},
};

/* ---- iterator ---- */

typedef struct SetIter {
    OuGcObj gc;
    OuObj *set; /* NULL when exhausted */
    size_t position, expected, left;
} SetIter;

static OuObj *set_iter(OuVM *vm, OuObj *self)
{
    SetIter *it = (SetIter *)ou_gc_new(vm, OU_T_SET_ITER, sizeof(SetIter));
    if (!it)
        return NULL;
    it->set = ou_ref(self);
    it->position = 0;
    it->expected = it->left = OU_SET(self)->used;
    if (OU_SET(self)->mask / 64 > it->left) /* mostly free places */
        OU_CHARGE_BYTES(vm, OU_SET(self)->mask);
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static OuObj *set_iter_next(OuVM *vm, OuObj *self)
{
    SetIter *it = (SetIter *)self;
    if (!it->set)
        return OU_DONE;
    if (it->expected != OU_SET(it->set)->used) {
        it->expected = SIZE_MAX; /* it stays broken */
        return ou_raise(vm, OU_T_RuntimeError, "Set changed size during iteration");
    }
    const OuSetEntry *table = OU_SET(it->set)->table;
    size_t i = it->position, mask = OU_SET(it->set)->mask;
    while (i <= mask && !ou_set_is_live(&table[i]))
        i++;
    it->position = i + 1;
    if (i > mask) {
        ou_clear(vm, &it->set);
        return OU_DONE;
    }
    it->left--;
    return ou_ref(table[i].key);
}

static OuObj *set_iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    SetIter *it = (SetIter *)self;
    bool valid = it->set && it->expected == OU_SET(it->set)->used;
    return ou_int_from(vm, valid ? (int64_t)it->left : 0);
}

static OuObj *set_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    SetIter *it = (SetIter *)self;
    if (!it->set)
        return ou_iter_reduce_empty(vm, true);
    OuObj *copy = set_iter(vm, it->set);
    if (!copy)
        return NULL;
    ((SetIter *)copy)->position = it->position;
    ((SetIter *)copy)->expected = it->expected;
    ((SetIter *)copy)->left = it->left;
    OuObj *list = ou_list_from(vm, copy);
    ou_unref(vm, copy);
    return list ? ou_iter_reduce_take(vm, OU_NAME(iter_), list, -1) : NULL;
}

static const OuMethodDef set_iter_methods[] = {
    {"__length_hint__", "()", set_iter_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", set_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField set_iter_refs[] = {OU_REF(SetIter, set), OU_REF_END};

const OuType ou_set_iter_type = {
    .name = "set_iterator", .base = &ou_object_type, .index = OU_T_SET_ITER,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(SetIter),
    .refs = set_iter_refs, .methods = set_iter_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = set_iter_next, .init = ou_object_init,
};

const OuType ou_set_type = {
    .name = "set",
    .doc = "An unordered collection of different elements.",
    .base = &ou_object_type, .index = OU_T_SET,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE
             | OU_TF_IS_SET,
    .size = sizeof(OuSet), .methods = set_methods,
    .dealloc = set_dealloc, .visit = set_visit, .clear = set_clear_slot,
    .extra_size = set_extra_size,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = set_repr, .hash = ou_hash_unhashable,
    .compare = set_compare, .len = set_len, .contains = ou_set_contains, .iter = set_iter,
    .sub = set_sub, .and_ = set_and, .xor_ = set_xor, .or_ = set_or,
    .isub = set_isub, .iand = set_iand, .ixor = set_ixor, .ior = set_ior,
    .make = set_make, .init = set_init,
};
const OuType ou_frozenset_type = {
    .name = "frozenset",
    .doc = "A set that cannot change, and so can be hashed.",
    .base = &ou_object_type, .index = OU_T_FROZENSET,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE
             | OU_TF_IS_SET,
    .size = sizeof(OuSet), .methods = frozenset_methods,
    .dealloc = set_dealloc, .visit = set_visit, .clear = set_clear_slot,
    .extra_size = set_extra_size,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = set_repr, .hash = frozenset_hash,
    .compare = set_compare, .len = set_len, .contains = ou_set_contains, .iter = set_iter,
    .sub = set_sub, .and_ = set_and, .xor_ = set_xor, .or_ = set_or,
    .make = frozenset_make, .init = ou_object_init,
};
