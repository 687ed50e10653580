/* set_table.c - the hash table of sets.
 *
 * CPython's: a probe looks at ten neighbouring places (if they are within the table), then
 * jumps by the perturbed recurrence. Insertion takes the last dummy it passed; the table grows
 * when three fifths are filled. The places that keys get, and so the order of iteration, follow
 * from hashes and history exactly as there.
 *
 * Comparisons may run script code: a lookup begins again when the table or the entry it
 * compared has changed. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/key.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "types/set.h"
#include <string.h>

#define LINEAR_PROBES 9u
#define PERTURB_SHIFT 5
#define MIN_SIZE 8u
#define DUMMY OU_ABSENT
#define MAX_SIZE ((size_t)1 << 40)

void ou_set_init_table(OuSet *set)
{
    set->fill = set->used = 0;
    set->mask = MIN_SIZE - 1;
    set->table = set->small;
    set->hash = -1;
    set->finger = 0;
    memset(set->small, 0, sizeof set->small);
}

/* Are the two the same key? 1, 0, -1; -2: the table changed, begin again. */
OU_INLINE int same_key(OuVM *vm, OuSet *set, OuSetEntry *e, OuObj *key)
{
    OuObj *candidate = e->key;
    if (candidate == key)
        return 1;
    int known = ou_key_same(vm, candidate, key);
    if (known >= 0)
        return known;
    OuSetEntry *table = set->table;
    size_t mask = set->mask;
    ou_ref(candidate);
    int same = ou_compare_bool(vm, candidate, key, OU_EQ);
    ou_unref(vm, candidate);
    if (same < 0)
        return -1;
    if (set->table != table || set->mask != mask || e->key != candidate)
        return -2;
    return same;
}

/* The place of key, or the unused one where its search ended; NULL: exception. *dummy, if
 * asked for: the last dummy that was passed, or NULL. */
OU_INLINE OuSetEntry *lookup(OuVM *vm, OuSet *set, OuObj *key, OuHash hash, OuSetEntry **dummy)
{
restart:
    if (dummy)
        *dummy = NULL;
    size_t mask = set->mask, perturb = (size_t)hash, i = perturb & mask, collisions = 0;
    for (;;) {
        OuSetEntry *e = &set->table[i];
        size_t probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (e->hash == 0 && !e->key)
                return e;
            if (e->hash == hash) {
                int same = same_key(vm, set, e, key);
                if (same > 0)
                    return e;
                if (same == -1)
                    return NULL;
                if (same == -2)
                    goto restart;
                if (OU_UNLIKELY(!OU_COLLISION(vm, collisions)))
                    return NULL;
                collisions++;
            } else if (dummy && e->hash == -1) {
                *dummy = e;
            }
            e++;
        } while (probes--);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* Put a key that is not there into a table without dummies. */
static void insert_clean(OuSetEntry *table, size_t mask, OuObj *key, OuHash hash)
{
    size_t perturb = (size_t)hash, i = perturb & mask;
    for (;;) {
        OuSetEntry *e = &table[i];
        size_t probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (!e->key) {
                e->key = key;
                e->hash = hash;
                return;
            }
            e++;
        } while (probes--);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

/* Put the live ones of old[0..size) into a table of mask + 1 places, all free. */
static bool insert_all(OuVM *vm, OuSetEntry *table, size_t mask, const OuSetEntry *old, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (ou_set_is_live(&old[i]))
            insert_clean(table, mask, old[i].key, old[i].hash);
        if (i % OU_SET_PART == OU_SET_PART - 1 && !ou_check(vm, OU_SET_PART / 4))
            return false;
    }
    return true;
}

/* Move to the small table within the set. */
static void set_shrink_to_small(OuVM *vm, OuSet *set)
{
    OuSetEntry *old = set->table, copy[MIN_SIZE];
    size_t old_size = set->mask + 1;
    bool was_small = old == set->small;
    if (was_small) {
        if (set->fill == set->used)
            return;
        memcpy(copy, old, sizeof copy);
        old = copy;
    }
    memset(set->small, 0, sizeof set->small);
    for (size_t i = 0; i < old_size; i++) {
        if (ou_set_is_live(&old[i]))
            insert_clean(set->small, MIN_SIZE - 1, old[i].key, old[i].hash);
    }
    set->mask = MIN_SIZE - 1;
    set->table = set->small;
    set->fill = set->used;
    if (!was_small)
        ou_free(vm, old, old_size * sizeof *old);
}

/* A table for more than `wanted` keys. */
static bool set_resize(OuVM *vm, OuSet *set, size_t wanted)
{
    size_t size = MIN_SIZE, old_size = set->mask + 1;
    while (size <= wanted && size < MAX_SIZE)
        size <<= 1;
    if (size == MIN_SIZE) {
        set_shrink_to_small(vm, set);
        return true;
    }
    if (size == MAX_SIZE) {
        ou_raise_memory(vm);
        return false;
    }
    OuSetEntry *old = set->table, *table = ou_alloc(vm, size * sizeof *table);
    if (!table)
        return false;
    size_t first = size < OU_SET_PART ? size : OU_SET_PART;
    memset(table, 0, first * sizeof *table);
    if ((first < size && !ou_repeat_long(vm, table, first * sizeof *table, size * sizeof *table))
        || !insert_all(vm, table, size - 1, old, old_size)) {
        ou_free(vm, table, size * sizeof *table);
        return false;
    }
    set->mask = size - 1;
    set->table = table;
    set->fill = set->used;
    if (old != set->small)
        ou_free(vm, old, old_size * sizeof *old);
    return true;
}

static size_t grown(const OuSet *set)
{
    return set->used > 50000 ? set->used * 2 : set->used * 4;
}

static bool is_filled(const OuSet *set)
{
    return set->fill * 5 >= set->mask * 3;
}

bool ou_set_add_hashed(OuVM *vm, OuSet *set, OuObj *key, OuHash hash)
{
    if (OU_UNLIKELY(is_filled(set)) && !set_resize(vm, set, grown(set)))
        return false; /* as it was the last time: a search needs free places to end */
    OuSetEntry *dummy, *e = lookup(vm, set, key, hash, &dummy);
    if (!e)
        return false;
    if (e->key)
        return true;
    if (dummy) {
        set->used++;
        dummy->key = ou_ref(key);
        dummy->hash = hash;
        return true;
    }
    set->fill++;
    set->used++;
    e->key = ou_ref(key);
    e->hash = hash;
    return OU_LIKELY(!is_filled(set)) || set_resize(vm, set, grown(set));
}

int ou_set_contains_hashed(OuVM *vm, OuSet *set, OuObj *key, OuHash hash)
{
    OuSetEntry *e = lookup(vm, set, key, hash, NULL);
    return e ? e->key != NULL : -1;
}

bool ou_set_discard_hashed(OuVM *vm, OuSet *set, OuObj *key, OuHash hash, bool *found)
{
    OuSetEntry *e = lookup(vm, set, key, hash, NULL);
    *found = e && e->key;
    if (!*found)
        return e != NULL;
    OuObj *old = e->key;
    e->key = DUMMY;
    e->hash = -1;
    set->used--;
    ou_unref(vm, old);
    return true;
}

bool ou_set_shrink(OuVM *vm, OuSet *set)
{
    return set->fill - set->used <= set->mask / 4 || set_resize(vm, set, grown(set));
}

/* The keys of a table with `used` ones, and the table if it is a block of its own. */
OU_INLINE void release_table(OuVM *vm, OuSetEntry *table, size_t mask, size_t used, bool is_block)
{
    for (OuSetEntry *e = table; used > 0; e++) {
        if (ou_set_is_live(e)) {
            used--;
            ou_unref(vm, e->key);
        }
    }
    if (is_block)
        ou_free(vm, table, (mask + 1) * sizeof *table);
}

void ou_set_drop(OuVM *vm, OuSet *set)
{
    if (set->table)
        release_table(vm, set->table, set->mask, set->used, set->table != set->small);
}

void ou_set_clear(OuVM *vm, OuSet *set)
{
    OuSetEntry *table = set->table, copy[MIN_SIZE];
    size_t mask = set->mask, used = set->used;
    bool was_small = table == set->small;
    if (!table || (was_small && set->fill == 0))
        return;
    if (was_small) {
        memcpy(copy, table, sizeof copy);
        table = copy;
    }
    set->fill = set->used = 0;
    set->mask = MIN_SIZE - 1;
    set->table = set->small;
    set->hash = -1;
    memset(set->small, 0, sizeof set->small);
    release_table(vm, table, mask, used, !was_small);
}

OuObj *ou_set_pop(OuVM *vm, OuSet *set)
{
    if (set->used == 0)
        return NULL;
    size_t i = set->finger & set->mask, begin = i;
    while (!ou_set_is_live(&set->table[i]))
        i = i == set->mask ? 0 : i + 1;
    OU_CHARGE_BYTES(vm, (i - begin) & set->mask);
    OuObj *key = set->table[i].key;
    set->table[i].key = DUMMY;
    set->table[i].hash = -1;
    set->used--;
    set->finger = i + 1;
    return key;
}

bool ou_set_next_hashed(const OuSet *set, size_t *position, OuObj **key, OuHash *hash)
{
    size_t i = *position;
    while (i <= set->mask && !ou_set_is_live(&set->table[i]))
        i++;
    *position = i + 1;
    if (i > set->mask)
        return false;
    *key = set->table[i].key;
    if (hash)
        *hash = set->table[i].hash;
    return true;
}

int ou_set_walk_on(OuVM *vm, const OuSet *set, OuSetWalk *walk)
{
    for (; walk->position <= set->mask; walk->position++) {
        if ((~walk->position & (OU_SET_PART - 1)) == 0) {
            if (!ou_poll(vm, OU_SET_PART / 2))
                return -1;
            if (walk->position > set->mask)
                return 0;
        }
        const OuSetEntry *e = &set->table[walk->position];
        if (ou_set_is_live(e)) {
            walk->position++;
            walk->key = e->key;
            walk->hash = e->hash;
            return 1;
        }
    }
    return 0;
}

bool ou_set_next(const OuObj *set, size_t *position, OuObj **key)
{
    return ou_set_next_hashed((const OuSet *)set, position, key, NULL);
}

size_t ou_set_len(const OuObj *set)
{
    return ((const OuSet *)set)->used;
}

/* ---- adding many ---- */

/* All keys of `other` into a set without any. */
static bool copy_keys(OuVM *vm, OuSet *set, const OuSet *other)
{
    bool same_shape = set->mask == other->mask && other->fill == other->used;
    for (size_t i = 0; i <= other->mask; i++) {
        const OuSetEntry *e = &other->table[i];
        if (ou_set_is_live(e)) {
            ou_ref(e->key);
            if (same_shape)
                set->table[i] = *e;
            else
                insert_clean(set->table, set->mask, e->key, e->hash);
            set->fill = ++set->used;
        }
        if (i % OU_SET_PART == OU_SET_PART - 1 && !ou_check(vm, OU_SET_PART / 4))
            return false;
    }
    return true;
}

static bool merge_set(OuVM *vm, OuSet *set, OuSet *other)
{
    if (other == set || other->used == 0)
        return true;
    if ((set->fill + other->used) * 5 >= set->mask * 3
        && !set_resize(vm, set, (set->used + other->used) * 2))
        return false;
    if (set->fill == 0)
        return copy_keys(vm, set, other);
    for (size_t i = 0; i <= other->mask; i++) {
        OuSetEntry *e = &other->table[i];
        bool ok = true;
        if (ou_set_is_live(e)) {
            OuObj *key = ou_ref(e->key);
            ok = ou_set_add_hashed(vm, set, key, e->hash);
            ou_unref(vm, key);
        }
        if (!ok || (i % 4096 == 4095 && !ou_poll(vm, 4096)))
            return false;
    }
    return true;
}

static bool merge_dict(OuVM *vm, OuSet *set, OuDict *d)
{
    if ((set->fill + d->len) * 5 >= set->mask * 3
        && !set_resize(vm, set, (set->used + d->len) * 2))
        return false;
    size_t position = 0, polled = 0;
    OuObj *key;
    OuHash hash;
    while (ou_dict_next_hashed(d, &position, &key, NULL, &hash)) {
        ou_ref(key);
        bool ok = ou_set_add_hashed(vm, set, key, hash);
        ou_unref(vm, key);
        if (!ok || !OU_WALKED(vm, polled, position))
            return false;
    }
    return true;
}

bool ou_set_update(OuVM *vm, OuObj *set, OuObj *iterable)
{
    if (ou_is(vm, iterable, OU_TF_IS_SET))
        return merge_set(vm, OU_SET(set), OU_SET(iterable));
    if (ou_is_exact(iterable, OU_T_DICT))
        return merge_dict(vm, OU_SET(set), OU_DICT(iterable));
    OuObj *iterator = ou_iter(vm, iterable);
    if (!iterator)
        return false;
    bool ok = true;
    for (uint32_t i = 1; ok; i++) {
        OuObj *key = ou_next(vm, iterator);
        if (key == OU_DONE)
            break;
        ok = key && ou_set_add(vm, set, key);
        ou_unref(vm, key);
        if (ok && i % 4096 == 0)
            ok = ou_poll(vm, 4096);
    }
    ou_unref(vm, iterator);
    return ok;
}

bool ou_set_add(OuVM *vm, OuObj *set, OuObj *key)
{
    OuHash hash;
    return ou_key_hash(vm, key, &hash) && ou_set_add_hashed(vm, OU_SET(set), key, hash);
}
