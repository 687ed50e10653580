/* set_ops.c - set algebra, in the order of steps that CPython takes (it decides the order of
 * iteration of the results, and which __eq__ and __hash__ are called).
 *
 * Loops over a set whose keys are compared with another walk by position and hold the key
 * they work on, so that script code may change either set. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "types/set.h"
#include <string.h>

#define POLL_EVERY 4096u

uint32_t ou_set_base_index(OuVM *vm, OuObj *set)
{
    if (ou_is_exact(set, OU_T_SET))
        return OU_T_SET;
    return ou_isinstance_builtin(vm, set, OU_T_FROZENSET) ? OU_T_FROZENSET : OU_T_SET;
}

OuObj *ou_set_make(OuVM *vm, uint32_t type_index, OuObj *iterable)
{
    OuSet *set = (OuSet *)ou_gc_new(vm, type_index, sizeof(OuSet));
    if (!set)
        return NULL;
    ou_set_init_table(set);
    if (iterable && !ou_set_update(vm, OU_OBJ(set), iterable)) {
        ou_unref(vm, set);
        return NULL;
    }
    ou_gc_track(vm, OU_OBJ(set));
    return OU_OBJ(set);
}

OuObj *ou_set_new(OuVM *vm, OuObj *iterable)
{
    return ou_set_make(vm, OU_T_SET, iterable);
}

OuObj *ou_frozenset_new(OuVM *vm, OuObj *iterable)
{
    if (iterable && ou_is_exact(iterable, OU_T_FROZENSET))
        return ou_ref(iterable);
    return ou_set_make(vm, OU_T_FROZENSET, iterable);
}

OuObj *ou_set_copy(OuVM *vm, OuObj *set)
{
    return ou_set_make(vm, ou_set_base_index(vm, set), set);
}

/* What to do with a key of one set that is or is not in another container. */
typedef enum { KEEP_PRESENT, KEEP_ABSENT } Keep;

/* Add to result the keys of `from` that are (not) in `in`, a set or an exact dict. */
static bool add_selected(OuVM *vm, OuSet *result, OuSet *from, OuObj *in, Keep keep)
{
    bool is_dict = ou_is_exact(in, OU_T_DICT);
    OuSetWalk walk = {0};
    int more;
    while ((more = ou_set_walk(vm, from, &walk)) > 0) {
        OuObj *key = ou_ref(walk.key);
        int present = is_dict ? ou_dict_contains_hashed(vm, OU_DICT(in), key, walk.hash)
                              : ou_set_contains_hashed(vm, OU_SET(in), key, walk.hash);
        bool ok = present >= 0;
        if (ok && (present > 0) == (keep == KEEP_PRESENT))
            ok = ou_set_add_hashed(vm, result, key, walk.hash);
        ou_unref(vm, key);
        if (!ok)
            return false;
    }
    return more == 0;
}

/* The items of an iterable that are in `set`; stops when it has them all. */
static bool add_common(OuVM *vm, OuSet *result, OuSet *set, OuObj *iterable)
{
    OuObj *iterator = ou_iter(vm, iterable);
    bool ok = iterator != NULL;
    for (uint32_t i = 1; ok; i++) {
        OuObj *key = ou_next(vm, iterator);
        if (key == OU_DONE)
            break;
        OuHash hash;
        ok = key && ou_hash(vm, key, &hash);
        int present = ok ? ou_set_contains_hashed(vm, set, key, hash) : -1;
        ok = present == 0 || (present > 0 && ou_set_add_hashed(vm, result, key, hash));
        ou_unref(vm, key);
        if (ok && present > 0 && result->used >= set->used)
            break;
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, iterator);
    return ok;
}

OuObj *ou_set_intersection(OuVM *vm, OuObj *set, OuObj *other)
{
    if (set == other)
        return ou_set_copy(vm, set);
    OuObj *result = ou_set_make(vm, ou_set_base_index(vm, set), NULL);
    if (!result)
        return NULL;
    bool ok;
    if (ou_is(vm, other, OU_TF_IS_SET)) {
        if (OU_SET(other)->used > OU_SET(set)->used) {
            OuObj *larger = other;
            other = set;
            set = larger;
        }
        ok = add_selected(vm, OU_SET(result), OU_SET(other), set, KEEP_PRESENT);
    } else {
        ok = add_common(vm, OU_SET(result), OU_SET(set), other);
    }
    if (!ok)
        ou_clear(vm, &result);
    return result;
}

/* Discard the items of a set or iterable. */
static bool discard_all(OuVM *vm, OuObj *set, OuObj *other)
{
    bool found;
    if (ou_is(vm, other, OU_TF_IS_SET)) {
        OuSetWalk walk = {0};
        int more;
        while ((more = ou_set_walk(vm, OU_SET(other), &walk)) > 0) {
            OuObj *key = ou_ref(walk.key);
            bool ok = ou_set_discard_hashed(vm, OU_SET(set), key, walk.hash, &found);
            ou_unref(vm, key);
            if (!ok)
                return false;
        }
        return more == 0;
    }
    OuObj *iterator = ou_iter(vm, other);
    bool ok = iterator != NULL;
    for (uint32_t i = 1; ok; i++) {
        OuObj *key = ou_next(vm, iterator);
        if (key == OU_DONE)
            break;
        OuHash hash;
        ok = key && ou_hash(vm, key, &hash)
             && ou_set_discard_hashed(vm, OU_SET(set), key, hash, &found);
        ou_unref(vm, key);
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, iterator);
    return ok;
}

bool ou_set_difference_update(OuVM *vm, OuObj *set, OuObj *other)
{
    if (set == other) {
        ou_set_clear(vm, OU_SET(set));
        return true;
    }
    OuObj *common = NULL;
    if (ou_is(vm, other, OU_TF_IS_SET) && OU_SET(other)->used >> 3 > OU_SET(set)->used) {
        /* much longer than this set: only what they share matters */
        common = ou_set_intersection(vm, set, other);
        if (!common)
            return false;
        other = common;
    }
    bool ok = discard_all(vm, set, other);
    ou_unref(vm, common);
    return ok && ou_set_shrink(vm, OU_SET(set));
}

OuObj *ou_set_difference(OuVM *vm, OuObj *set, OuObj *other)
{
    bool is_set = ou_is(vm, other, OU_TF_IS_SET), is_dict = ou_is_exact(other, OU_T_DICT);
    size_t len = is_set ? OU_SET(other)->used : is_dict ? OU_DICT(other)->len : 0;
    OuObj *result;
    bool ok;
    if ((!is_set && !is_dict) || OU_SET(set)->used >> 2 > len) {
        result = ou_set_copy(vm, set);
        ok = result && ou_set_difference_update(vm, result, other);
    } else {
        result = ou_set_make(vm, ou_set_base_index(vm, set), NULL);
        ok = result && add_selected(vm, OU_SET(result), OU_SET(set), other, KEEP_ABSENT);
    }
    if (!ok)
        ou_clear(vm, &result);
    return result;
}

static bool toggle(OuVM *vm, OuSet *set, OuObj *key, OuHash hash)
{
    bool found;
    ou_ref(key);
    bool ok = ou_set_discard_hashed(vm, set, key, hash, &found)
              && (found || ou_set_add_hashed(vm, set, key, hash));
    ou_unref(vm, key);
    return ok;
}

bool ou_set_symmetric_difference_update(OuVM *vm, OuObj *set, OuObj *other)
{
    if (set == other) {
        ou_set_clear(vm, OU_SET(set));
        return true;
    }
    if (ou_is_exact(other, OU_T_DICT)) {
        size_t position = 0, polled = 0;
        OuObj *key;
        OuHash hash;
        while (ou_dict_next_hashed(OU_DICT(other), &position, &key, NULL, &hash)) {
            if (!toggle(vm, OU_SET(set), key, hash) || !OU_WALKED(vm, polled, position))
                return false;
        }
        return true;
    }
    OuObj *keys = ou_is(vm, other, OU_TF_IS_SET)
                      ? ou_ref(other)
                      : ou_set_make(vm, ou_set_base_index(vm, set), other);
    if (!keys)
        return false;
    OuSetWalk walk = {0};
    int more;
    while ((more = ou_set_walk(vm, OU_SET(keys), &walk)) > 0)
        if (!toggle(vm, OU_SET(set), walk.key, walk.hash))
            break;
    ou_unref(vm, keys);
    return more == 0;
}

OuObj *ou_set_symmetric_difference(OuVM *vm, OuObj *set, OuObj *other)
{
    OuObj *result = ou_set_make(vm, ou_set_base_index(vm, set), other);
    if (result && !ou_set_symmetric_difference_update(vm, result, set))
        ou_clear(vm, &result);
    return result;
}

/* ---- relations ---- */

int ou_set_is_subset(OuVM *vm, OuObj *set, OuObj *other)
{
    if (!ou_is(vm, other, OU_TF_IS_SET)) {
        OuObj *made = ou_set_new(vm, other);
        int result = made ? ou_set_is_subset(vm, set, made) : -1;
        ou_unref(vm, made);
        return result;
    }
    if (OU_SET(set)->used > OU_SET(other)->used)
        return 0;
    OuSetWalk walk = {0};
    int more;
    while ((more = ou_set_walk(vm, OU_SET(set), &walk)) > 0) {
        OuObj *key = ou_ref(walk.key);
        int present = ou_set_contains_hashed(vm, OU_SET(other), key, walk.hash);
        ou_unref(vm, key);
        if (present <= 0)
            return present;
    }
    return more < 0 ? -1 : 1;
}

/* Does the set contain all (want 1) or none (want 0) of the items? 1, 0, -1. */
static int contains_each(OuVM *vm, OuObj *set, OuObj *iterable, int want)
{
    OuObj *iterator = ou_iter(vm, iterable);
    int result = iterator ? 1 : -1;
    for (uint32_t i = 1; result == 1; i++) {
        OuObj *key = ou_next(vm, iterator);
        if (key == OU_DONE)
            break;
        OuHash hash;
        int present = key && ou_hash(vm, key, &hash) ? ou_set_contains_hashed(vm, OU_SET(set), key, hash) : -1;
        ou_unref(vm, key);
        result = present < 0 ? -1 : present == want;
        if (result == 1 && i % POLL_EVERY == 0 && !ou_poll(vm, POLL_EVERY))
            result = -1;
    }
    ou_unref(vm, iterator);
    return result;
}

int ou_set_is_superset(OuVM *vm, OuObj *set, OuObj *other)
{
    if (ou_is(vm, other, OU_TF_IS_SET))
        return ou_set_is_subset(vm, other, set);
    return contains_each(vm, set, other, 1);
}

int ou_set_is_disjoint(OuVM *vm, OuObj *set, OuObj *other)
{
    if (set == other)
        return OU_SET(set)->used == 0;
    if (!ou_is_exact(other, OU_T_SET) && !ou_is_exact(other, OU_T_FROZENSET))
        return contains_each(vm, set, other, 0);
    if (OU_SET(other)->used > OU_SET(set)->used) {
        OuObj *larger = other;
        other = set;
        set = larger;
    }
    OuSetWalk walk = {0};
    int more;
    while ((more = ou_set_walk(vm, OU_SET(other), &walk)) > 0) {
        OuObj *key = ou_ref(walk.key);
        int present = ou_set_contains_hashed(vm, OU_SET(set), key, walk.hash);
        ou_unref(vm, key);
        if (present)
            return present < 0 ? -1 : 0;
    }
    return more < 0 ? -1 : 1;
}

/* Exchange the contents; the small tables move with them. */
void ou_set_swap(OuVM *vm, OuSet *a, OuSet *b)
{
    (void)vm;
    OuSet t = *a;
    bool a_small = a->table == a->small, b_small = b->table == b->small;
    a->fill = b->fill;
    a->used = b->used;
    a->mask = b->mask;
    memcpy(a->small, b->small, sizeof a->small);
    a->table = b_small ? a->small : b->table;
    b->fill = t.fill;
    b->used = t.used;
    b->mask = t.mask;
    memcpy(b->small, t.small, sizeof b->small);
    b->table = a_small ? b->small : t.table;
    a->hash = b->hash = -1;
}
