/* dictviews.c - the views keys(), values(), items() of dicts, and the iterators.
 *
 * A view is a window: it holds the dict and looks at it anew each time. Iterators remember
 * the number of entries they began with and complain when it changes. The item iterators
 * keep their last result tuple and fill it again if nobody else holds it. */
#include "types/dictviews.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/descr.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include "types/set.h"

/* ---- iterators ---- */

static bool is_item_iter(uint32_t type)
{
    return type == OU_T_DICT_ITEM_ITER || type == OU_T_DICT_REVERSE_ITEM_ITER;
}

static bool is_reverse_iter(uint32_t type)
{
    return type == OU_T_DICT_REVERSE_KEY_ITER || type == OU_T_DICT_REVERSE_VALUE_ITER
           || type == OU_T_DICT_REVERSE_ITEM_ITER;
}

OuObj *ou_dict_iter_new(OuVM *vm, OuObj *dict, uint32_t iter_type)
{
    OuObj *pair = NULL;
    if (is_item_iter(iter_type) && !(pair = ou_tuple_pack(vm, 2, OU_NONE, OU_NONE)))
        return NULL;
    OuDictIter *it = (OuDictIter *)ou_gc_new(vm, iter_type, sizeof(OuDictIter));
    if (!it) {
        ou_unref(vm, pair);
        return NULL;
    }
    it->source = ou_ref(dict);
    bool ordered = ou_is(vm, dict, OU_TF_ORDERED);
    it->expected = ordered ? UINT32_MAX : OU_DICT(dict)->len;
    it->version = ordered ? ou_dict_keys_version(vm, OU_DICT(dict)) : 0;
    it->left = OU_DICT(dict)->len;
    it->position = is_reverse_iter(iter_type) ? OU_DICT(dict)->used : 0;
    it->pair = pair;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

/* The first entry from `i` on, or back from there, that was not deleted, or the end. A loop of one such step each
 * spends its time here. */
static OU_NOINLINE size_t pass_holes(OuVM *vm, const OuDict *d, size_t i)
{
    size_t from = i;
    while (i < d->used && !d->entries[i].value)
        i++;
    vm->fuel -= (int64_t)((i - from) / 8);
    return i;
}

static OU_NOINLINE size_t pass_holes_back(OuVM *vm, const OuDict *d, size_t i)
{
    size_t from = i;
    while (i > 0 && !d->entries[i - 1].value)
        i--;
    vm->fuel -= (int64_t)((from - i) / 8);
    return i;
}

/* The dict is an OrderedDict, or has changed: NULL at the end or with an exception. An OrderedDict's iterator knows its
 * next key beforehand: it complains of any change but of one behind its end. */
static OU_NOINLINE OuDictEntry *step_checked(OuVM *vm, OuDictIter *it, bool back, bool *error)
{
    OuDict *d = OU_DICT(it->source);
    if (!ou_is(vm, it->source, OU_TF_ORDERED)) {
        it->expected = UINT32_MAX; /* it stays broken */
        *error = true;
        return ou_raise(vm, OU_T_RuntimeError, "dictionary changed size during iteration");
    }
    if (it->left == 0) {
        ou_clear(vm, &it->source);
        return NULL;
    }
    if (it->version != d->keys_version) {
        bool cleared = d->used == 0; /* which is no mutation */
        *error = true;
        ou_raise(vm, OU_T_RuntimeError, "OrderedDict %s during iteration", cleared ? "changed size" : "mutated");
        if (!cleared)
            ou_clear(vm, &it->source);
        return NULL;
    }
    it->left--;
    size_t i = back ? pass_holes_back(vm, d, it->position) - 1 : pass_holes(vm, d, it->position);
    it->position = back ? i : i + 1;
    return &d->entries[i];
}

/* The next entry; NULL at the end (*error false) or with an exception. */
static OuDictEntry *step_forward(OuVM *vm, OuDictIter *it, bool *error)
{
    *error = false;
    OuDict *d = OU_DICT(it->source);
    if (!d)
        return NULL;
    if (OU_UNLIKELY(it->expected != d->len))
        return step_checked(vm, it, false, error);
    size_t i = it->position;
    if (OU_UNLIKELY(i < d->used && !d->entries[i].value))
        i = pass_holes(vm, d, i);
    if (OU_UNLIKELY(i >= d->used)) {
        ou_clear(vm, &it->source);
        return NULL;
    }
    if (OU_UNLIKELY(it->left == 0)) {
        *error = true;
        ou_raise(vm, OU_T_RuntimeError, "dictionary keys changed during iteration");
        ou_clear(vm, &it->source);
        return NULL;
    }
    it->position = i + 1;
    it->left--;
    return &d->entries[i];
}

static OuDictEntry *step_back(OuVM *vm, OuDictIter *it, bool *error)
{
    *error = false;
    OuDict *d = OU_DICT(it->source);
    if (!d)
        return NULL;
    if (OU_UNLIKELY(it->expected != d->len))
        return step_checked(vm, it, true, error);
    size_t i = pass_holes_back(vm, d, it->position < d->used ? it->position : d->used);
    if (i == 0) {
        ou_clear(vm, &it->source);
        return NULL;
    }
    it->position = i - 1;
    it->left--;
    return &d->entries[i - 1];
}

static OuObj *iter_next_key(OuVM *vm, OuObj *self)
{
    bool error;
    OuDictEntry *e = step_forward(vm, (OuDictIter *)self, &error);
    return e ? ou_ref(e->key) : error ? NULL : OU_DONE;
}

static OuObj *iter_next_value(OuVM *vm, OuObj *self)
{
    bool error;
    OuDictEntry *e = step_forward(vm, (OuDictIter *)self, &error);
    return e ? ou_ref(e->value) : error ? NULL : OU_DONE;
}

static OuObj *iter_next_item(OuVM *vm, OuObj *self)
{
    bool error;
    OuDictEntry *e = step_forward(vm, (OuDictIter *)self, &error);
    if (!e)
        return error ? NULL : OU_DONE;
    return ou_iter_pair_take(vm, ((OuDictIter *)self)->pair, ou_ref(e->key), ou_ref(e->value));
}

static OuObj *iter_previous_key(OuVM *vm, OuObj *self)
{
    bool error;
    OuDictEntry *e = step_back(vm, (OuDictIter *)self, &error);
    return e ? ou_ref(e->key) : error ? NULL : OU_DONE;
}

static OuObj *iter_previous_value(OuVM *vm, OuObj *self)
{
    bool error;
    OuDictEntry *e = step_back(vm, (OuDictIter *)self, &error);
    return e ? ou_ref(e->value) : error ? NULL : OU_DONE;
}

static OuObj *iter_previous_item(OuVM *vm, OuObj *self)
{
    bool error;
    OuDictEntry *e = step_back(vm, (OuDictIter *)self, &error);
    if (!e)
        return error ? NULL : OU_DONE;
    return ou_iter_pair_take(vm, ((OuDictIter *)self)->pair, ou_ref(e->key), ou_ref(e->value));
}

static OuObj *iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuDictIter *it = (OuDictIter *)self;
    bool valid = it->source && it->expected == OU_DICT(it->source)->len;
    return ou_int_from(vm, valid ? (int64_t)it->left : 0);
}

/* (iter, ([the items that are left],)); the iterator itself does not move. */
static OuObj *iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuDictIter *it = (OuDictIter *)self;
    if (!it->source)
        return ou_iter_reduce_empty(vm, true);
    OuObj *copy = ou_dict_iter_new(vm, it->source, ou_index(self));
    if (!copy)
        return NULL;
    OuDictIter *image = (OuDictIter *)copy;
    image->position = it->position;
    image->expected = it->expected;
    image->version = it->version;
    image->left = it->left;
    OuObj *list = ou_list_from(vm, copy);
    ou_unref(vm, copy);
    return list ? ou_iter_reduce_take(vm, OU_NAME(iter_), list, -1) : NULL;
}

static const OuMethodDef dict_iter_methods[] = {
    {"__length_hint__", "()", iter_m_length_hint, OU_NO_TEXT, "How many items are left."},
    {"__reduce__", "()", iter_m_reduce, OU_NO_TEXT, "What is needed to make the iterator again."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField dict_iter_refs[] = {
    OU_REF(OuDictIter, source), OU_REF(OuDictIter, pair), OU_REF_END,
};

#define DICT_ITER(symbol, type_index, type_name, step)                                       \
    const OuType symbol = {                                                                  \
        .name = type_name, .base = &ou_object_type, .index = type_index,                     \
        .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW,                           \
        .size = sizeof(OuDictIter), .refs = dict_iter_refs, .methods = dict_iter_methods,    \
        OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT, .iter = ou_iter_self, .next = step, \
        .init = ou_object_init,                                                              \
    }
DICT_ITER(ou_dict_key_iter_type, OU_T_DICT_KEY_ITER, "dict_keyiterator", iter_next_key);
DICT_ITER(ou_dict_value_iter_type, OU_T_DICT_VALUE_ITER, "dict_valueiterator", iter_next_value);
DICT_ITER(ou_dict_item_iter_type, OU_T_DICT_ITEM_ITER, "dict_itemiterator", iter_next_item);
DICT_ITER(ou_dict_reverse_key_iter_type, OU_T_DICT_REVERSE_KEY_ITER, "dict_reversekeyiterator",
          iter_previous_key);
DICT_ITER(ou_dict_reverse_value_iter_type, OU_T_DICT_REVERSE_VALUE_ITER,
          "dict_reversevalueiterator", iter_previous_value);
DICT_ITER(ou_dict_reverse_item_iter_type, OU_T_DICT_REVERSE_ITEM_ITER,
          "dict_reverseitemiterator", iter_previous_item);

/* ---- views ---- */

OuObj *ou_dict_view_new(OuVM *vm, OuObj *dict, uint32_t view_type)
{
    OuDictView *view = (OuDictView *)ou_gc_new(vm, view_type, sizeof(OuDictView));
    if (!view)
        return NULL;
    view->dict = OU_DICT(ou_ref(dict));
    ou_gc_track(vm, OU_OBJ(view));
    return OU_OBJ(view);
}

#define VIEW_DICT(o) (((OuDictView *)(o))->dict)

OU_INLINE bool is_set_view(const OuObj *o)
{
    return ou_is_exact(o, OU_T_DICT_KEYS) || ou_is_exact(o, OU_T_DICT_ITEMS);
}

static ptrdiff_t view_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return VIEW_DICT(self) ? (ptrdiff_t)VIEW_DICT(self)->len : 0;
}

static OuObj *view_repr(OuVM *vm, OuObj *self)
{
    int entered = ou_repr_enter(vm, self);
    if (entered)
        return entered < 0 ? NULL : ou_str_from(vm, "...");
    OuObj *list = ou_list_from(vm, self);
    OuObj *result = list ? ou_str_format(vm, "%T(%R)", self, list) : NULL;
    ou_unref(vm, list);
    ou_repr_leave(vm, self);
    return result;
}

static OuObj *keys_iter(OuVM *vm, OuObj *self)
{
    return ou_dict_iter_new(vm, OU_OBJ(VIEW_DICT(self)), OU_T_DICT_KEY_ITER);
}

static OuObj *values_iter(OuVM *vm, OuObj *self)
{
    return ou_dict_iter_new(vm, OU_OBJ(VIEW_DICT(self)), OU_T_DICT_VALUE_ITER);
}

static OuObj *items_iter(OuVM *vm, OuObj *self)
{
    return ou_dict_iter_new(vm, OU_OBJ(VIEW_DICT(self)), OU_T_DICT_ITEM_ITER);
}

static OuObj *view_m_reversed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    uint32_t type = ou_is_exact(self, OU_T_DICT_KEYS)     ? OU_T_DICT_REVERSE_KEY_ITER
                    : ou_is_exact(self, OU_T_DICT_VALUES) ? OU_T_DICT_REVERSE_VALUE_ITER
                                                          : OU_T_DICT_REVERSE_ITEM_ITER;
    return ou_dict_iter_new(vm, OU_OBJ(VIEW_DICT(self)), type);
}

static int keys_contains(OuVM *vm, OuObj *self, OuObj *key)
{
    return ou_dict_contains(vm, VIEW_DICT(self), key);
}

static int items_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    if (!ou_is(vm, item, OU_TF_IS_TUPLE) || OU_TUPLE(item)->len != 2)
        return 0;
    OuObj *found = ou_dict_get(vm, VIEW_DICT(self), OU_TUPLE(item)->items[0]);
    if (!found || found == OU_ABSENT)
        return found ? 0 : -1;
    int same = ou_compare_bool(vm, found, OU_TUPLE(item)->items[1], OU_EQ);
    ou_unref(vm, found);
    return same;
}

static int view_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    return ou_is_exact(self, OU_T_DICT_KEYS) ? keys_contains(vm, self, item)
                                             : items_contains(vm, self, item);
}

/* Is every item of a in b? 1, 0, -1. */
static int all_contained(OuVM *vm, OuObj *a, OuObj *b)
{
    OuObj *iterator = ou_iter(vm, a);
    if (!iterator)
        return -1;
    int result = 1;
    for (uint32_t i = 1; result == 1; i++) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        result = item ? ou_contains(vm, b, item) : -1;
        ou_unref(vm, item);
        if (result == 1 && i % 4096 == 0 && !ou_poll(vm, 4096))
            result = -1;
    }
    ou_unref(vm, iterator);
    return result;
}

static OuObj *view_compare(OuVM *vm, OuObj *self, OuObj *other, OuCompareOp op)
{
    if (!is_set_view(self) || (!ou_is(vm, other, OU_TF_IS_SET) && !is_set_view(other)))
        return OU_NOT_IMPLEMENTED;
    ptrdiff_t a = ou_len(vm, self), b = a < 0 ? -1 : ou_len(vm, other);
    if (b < 0)
        return NULL;
    int ok = 0;
    switch (op) {
    case OU_EQ:
    case OU_NE:
        if (a == b)
            ok = all_contained(vm, self, other);
        if (op == OU_NE && ok >= 0)
            ok = !ok;
        break;
    case OU_LT: ok = a < b ? all_contained(vm, self, other) : 0; break;
    case OU_LE: ok = a <= b ? all_contained(vm, self, other) : 0; break;
    case OU_GT: ok = a > b ? all_contained(vm, other, self) : 0; break;
    case OU_GE: ok = a >= b ? all_contained(vm, other, self) : 0; break;
    }
    return ok < 0 ? NULL : OU_BOOL(ok);
}

/* ---- set operations: the result is a set, either operand may be the view ---- */

static OuObj *view_to_set(OuVM *vm, OuObj *left)
{
    if (ou_is_exact(left, OU_T_DICT_KEYS) && ou_is_exact(OU_OBJ(VIEW_DICT(left)), OU_T_DICT))
        left = OU_OBJ(VIEW_DICT(left));
    return ou_set_new(vm, left);
}

static OuObj *view_sub(OuVM *vm, OuObj *left, OuObj *right)
{
    OuObj *result = view_to_set(vm, left);
    if (result && !ou_set_difference_update(vm, result, right))
        ou_clear(vm, &result);
    return result;
}

static OuObj *view_or(OuVM *vm, OuObj *left, OuObj *right)
{
    OuObj *result = view_to_set(vm, left);
    if (result && !ou_set_update(vm, result, right))
        ou_clear(vm, &result);
    return result;
}

static OuObj *view_and(OuVM *vm, OuObj *self, OuObj *other)
{
    if (!is_set_view(self)) {
        OuObj *view = other;
        other = self;
        self = view;
    }
    if (ou_is_exact(other, OU_T_SET) && view_len(vm, self) <= (ptrdiff_t)ou_set_len(other))
        return ou_set_intersection(vm, other, self);
    if (is_set_view(other) && view_len(vm, other) > view_len(vm, self)) {
        OuObj *longer = other;
        other = self;
        self = longer;
    }
    OuObj *result = ou_set_new(vm, NULL);
    OuObj *iterator = result ? ou_iter(vm, other) : NULL;
    bool ok = iterator != NULL;
    for (uint32_t i = 1; ok; i++) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        int found = item ? view_contains(vm, self, item) : -1;
        ok = found == 0 || (found > 0 && ou_set_add(vm, result, item));
        ou_unref(vm, item);
        if (ok && i % 4096 == 0)
            ok = ou_poll(vm, 4096);
    }
    ou_unref(vm, iterator);
    if (!ok)
        ou_clear(vm, &result);
    return result;
}

/* One item of the right dict: drop it from the copy of the left one if they agree, else it
 * belongs to the result. */
static bool xor_one(OuVM *vm, OuDict *rest, OuObj *result, OuObj *key, OuHash hash, OuObj *value)
{
    bool error, found;
    OuObj *other = ou_dict_peek_hashed(vm, rest, key, hash, &error);
    if (error)
        return false;
    int same = 0;
    if (other) {
        ou_ref(other);
        same = ou_compare_bool(vm, other, value, OU_EQ);
        ou_unref(vm, other);
    }
    if (same < 0)
        return false;
    if (same)
        return ou_dict_delete_hashed(vm, rest, key, hash, &found);
    OuObj *pair = ou_tuple_pack(vm, 2, key, value);
    bool ok = pair && ou_set_add(vm, result, pair);
    ou_unref(vm, pair);
    return ok;
}

static OuObj *items_xor(OuVM *vm, OuDict *left, OuDict *right)
{
    OuObj *rest = ou_dict_copy(vm, left), *view = NULL;
    OuObj *result = rest ? ou_set_new(vm, NULL) : NULL;
    bool ok = result != NULL;
    OuObj *key, *value;
    OuHash hash;
    size_t position = 0;
    while (ok && ou_dict_next_hashed(right, &position, &key, &value, &hash)) {
        ou_ref(key);
        ou_ref(value);
        ok = xor_one(vm, OU_DICT(rest), result, key, hash, value);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    if (ok) {
        view = ou_dict_view_new(vm, rest, OU_T_DICT_ITEMS);
        ok = view && ou_set_update(vm, result, view);
    }
    ou_unref(vm, rest);
    ou_unref(vm, view);
    if (!ok)
        ou_clear(vm, &result);
    return result;
}

static OuObj *view_xor(OuVM *vm, OuObj *left, OuObj *right)
{
    if (ou_is_exact(left, OU_T_DICT_ITEMS) && ou_is_exact(right, OU_T_DICT_ITEMS))
        return items_xor(vm, VIEW_DICT(left), VIEW_DICT(right));
    OuObj *result = view_to_set(vm, left);
    if (result && !ou_set_symmetric_difference_update(vm, result, right))
        ou_clear(vm, &result);
    return result;
}

static OuObj *view_m_isdisjoint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *other = args[0];
    if (self == other)
        return OU_BOOL(view_len(vm, self) == 0);
    if (ou_isinstance_builtin(vm, other, OU_T_SET) || ou_isinstance_builtin(vm, other, OU_T_FROZENSET) || is_set_view(other)) {
        ptrdiff_t len = ou_len(vm, other);
        if (len < 0)
            return NULL;
        if (len > view_len(vm, self)) {
            OuObj *longer = other;
            other = self;
            self = longer;
        }
    }
    OuObj *iterator = ou_iter(vm, other);
    int found = iterator ? 0 : -1;
    while (found == 0) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        found = item && ou_poll(vm, 1) ? ou_contains(vm, self, item) : -1;
        ou_unref(vm, item);
    }
    ou_unref(vm, iterator);
    return found < 0 ? NULL : OU_BOOL(!found);
}

static OuObj *view_get_mapping(OuVM *vm, OuObj *self)
{
    return ou_mapping_proxy_new(vm, OU_OBJ(VIEW_DICT(self)));
}

static const OuMethodDef set_view_methods[] = {
    {"isdisjoint", "(other, /)", view_m_isdisjoint, OU_NO_TEXT,
     "Whether the view and an iterable have nothing in common."},
    {"__reversed__", "()", view_m_reversed, OU_NO_TEXT,
     "An iterator that begins with what was added last."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMethodDef values_methods[] = {
    {"__reversed__", "()", view_m_reversed, OU_NO_TEXT,
     "An iterator that begins with what was added last."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef view_getsets[] = {
    {"mapping", view_get_mapping, NULL, "The dictionary, read only."},
    {NULL, NULL, NULL, NULL},
};
static const OuRefField view_refs[] = {OU_REF(OuDictView, dict), OU_REF_END};

const OuType ou_dict_keys_type = {
    .name = "dict_keys", .base = &ou_object_type, .index = OU_T_DICT_KEYS,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(OuDictView),
    .refs = view_refs, .methods = set_view_methods, .getsets = view_getsets,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = view_repr, .hash = ou_hash_unhashable,
    .compare = view_compare, .len = view_len, .contains = keys_contains, .iter = keys_iter,
    .sub = view_sub, .and_ = view_and, .xor_ = view_xor, .or_ = view_or, .init = ou_object_init,
};
const OuType ou_dict_items_type = {
    .name = "dict_items", .base = &ou_object_type, .index = OU_T_DICT_ITEMS,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(OuDictView),
    .refs = view_refs, .methods = set_view_methods, .getsets = view_getsets,
    OU_SLOTS_ATTR, .str = ou_object_str, .repr = view_repr, .hash = ou_hash_unhashable,
    .compare = view_compare, .len = view_len, .contains = items_contains, .iter = items_iter,
    .sub = view_sub, .and_ = view_and, .xor_ = view_xor, .or_ = view_or, .init = ou_object_init,
};
const OuType ou_dict_values_type = {
    .name = "dict_values", .base = &ou_object_type, .index = OU_T_DICT_VALUES,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW, .size = sizeof(OuDictView),
    .refs = view_refs, .methods = values_methods, .getsets = view_getsets,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .str = ou_object_str, .repr = view_repr,
    .len = view_len, .iter = values_iter, .init = ou_object_init,
};
