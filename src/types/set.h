/* set.h - set and frozenset: CPython's open-addressing table with linear probes, so that
 * iteration order is CPython's for equal hashes and history.
 *
 * set_table.c has the table, set.c what scripts see, set_ops.c the operations. Comparing
 * keys may run script code that changes the set: lookups begin again when it did. */
#ifndef OU_TYPES_SET_H
#define OU_TYPES_SET_H
#include "object/type.h"

typedef struct OuSetEntry {
    OuObj *key; /* NULL unused; OU_ABSENT dummy */
    OuHash hash; /* 0 unused; -1 dummy */
} OuSetEntry;
typedef struct OuSet {
    OuGcObj gc;
    size_t fill, used, mask; /* fill: with dummies; mask: places - 1, 0 in one just made */
    OuSetEntry *table;
    OuHash hash;   /* frozenset; -1: not computed */
    size_t finger; /* where pop() searches next */
    OuSetEntry small[8]; /* table points here until it outgrows it */
} OuSet;
#define OU_SET(o) ((OuSet *)(o))

OuObj *ou_set_new(OuVM *vm, OuObj *iterable);       /* iterable may be NULL */
OuObj *ou_frozenset_new(OuVM *vm, OuObj *iterable);
OU_MUST_CHECK bool ou_set_add(OuVM *vm, OuObj *set, OuObj *key);
OU_MUST_CHECK bool ou_set_discard(OuVM *vm, OuObj *set, OuObj *key, bool *found);
int ou_set_contains(OuVM *vm, OuObj *set, OuObj *key);
OU_MUST_CHECK bool ou_set_update(OuVM *vm, OuObj *set, OuObj *iterable);
size_t ou_set_len(const OuObj *set);
/* Iterate: *position from 0; borrowed key. */
bool ou_set_next(const OuObj *set, size_t *position, OuObj **key);

/* ---- table (set_table.c) ---- */
void ou_set_init_table(OuSet *set); /* of a zeroed or raw object */
OU_INLINE bool ou_set_is_live(const OuSetEntry *e)
{
    return e->key && e->key != OU_ABSENT;
}
bool ou_set_next_hashed(const OuSet *set, size_t *position, OuObj **key, OuHash *hash);
/* The same with polls, also among free places: script code may run. `walk` is zero at first. */
typedef struct OuSetWalk {
    size_t position;
    OuObj *key; /* borrowed */
    OuHash hash;
} OuSetWalk;
/* Places of a table looked at between two checks. The last of each part is left to ou_set_walk_on. */
#define OU_SET_PART 4096u
int ou_set_walk_on(OuVM *vm, const OuSet *set, OuSetWalk *walk); /* over places that are free, with the polls */
OU_INLINE int ou_set_walk(OuVM *vm, const OuSet *set, OuSetWalk *walk) /* 1; 0: the end; -1: an exception */
{
    if (walk->position <= set->mask && (~walk->position & (OU_SET_PART - 1)) != 0
        && ou_set_is_live(&set->table[walk->position])) {
        const OuSetEntry *e = &set->table[walk->position++];
        walk->key = e->key;
        walk->hash = e->hash;
        return 1;
    }
    return ou_set_walk_on(vm, set, walk);
}
OU_MUST_CHECK bool ou_set_add_hashed(OuVM *vm, OuSet *set, OuObj *key, OuHash hash);
int ou_set_contains_hashed(OuVM *vm, OuSet *set, OuObj *key, OuHash hash);
OU_MUST_CHECK bool ou_set_discard_hashed(OuVM *vm, OuSet *set, OuObj *key, OuHash hash,
                                         bool *found);
/* Make room after many removals if more than a quarter of the places are dummies. */
OU_MUST_CHECK bool ou_set_shrink(OuVM *vm, OuSet *set);
void ou_set_clear(OuVM *vm, OuSet *set);
void ou_set_drop(OuVM *vm, OuSet *set); /* the same for one that is dying: its fields stay as they are */
OuObj *ou_set_pop(OuVM *vm, OuSet *set); /* NULL without exception if empty */

/* ---- operations (set_ops.c); `set` is a set or frozenset, `other` any iterable ---- */
/* A new set or frozenset as `cls_index` (OU_T_SET, OU_T_FROZENSET) says. */
OuObj *ou_set_make(OuVM *vm, uint32_t type_index, OuObj *iterable);
/* The built-in type that results of operations on `set` have. */
uint32_t ou_set_base_index(OuVM *vm, OuObj *set);
OuObj *ou_set_copy(OuVM *vm, OuObj *set);
OuObj *ou_set_intersection(OuVM *vm, OuObj *set, OuObj *other);
OuObj *ou_set_difference(OuVM *vm, OuObj *set, OuObj *other);
OuObj *ou_set_symmetric_difference(OuVM *vm, OuObj *set, OuObj *other);
OU_MUST_CHECK bool ou_set_difference_update(OuVM *vm, OuObj *set, OuObj *other);
OU_MUST_CHECK bool ou_set_symmetric_difference_update(OuVM *vm, OuObj *set, OuObj *other);
/* 1, 0, -1. */
int ou_set_is_subset(OuVM *vm, OuObj *set, OuObj *other);
int ou_set_is_superset(OuVM *vm, OuObj *set, OuObj *other);
int ou_set_is_disjoint(OuVM *vm, OuObj *set, OuObj *other);
void ou_set_swap(OuVM *vm, OuSet *a, OuSet *b);

#endif
