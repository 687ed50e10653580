/* set.h - set and frozenset: CPython's open-addressing table with linear probes, so that
 * iteration order is CPython's for equal hashes and history. */
#ifndef OU_TYPES_SET_H
#define OU_TYPES_SET_H
#include "object/type.h"

typedef struct OuSetEntry {
    OuObj *key; /* NULL unused; OU_ABSENT dummy */
    OuHash hash;
} OuSetEntry;
typedef struct OuSet {
    OuGcObj gc;
    size_t fill, used, mask;
    OuSetEntry *table;
    OuHash hash;   /* frozenset; -1: not computed */
    OuSetEntry small[8]; /* table points here until it outgrows it */
} OuSet;

OuObj *ou_set_new(OuVM *vm, OuObj *iterable);       /* iterable may be NULL */
OuObj *ou_frozenset_new(OuVM *vm, OuObj *iterable);
OU_MUST_CHECK bool ou_set_add(OuVM *vm, OuObj *set, OuObj *key);
OU_MUST_CHECK bool ou_set_discard(OuVM *vm, OuObj *set, OuObj *key, bool *found);
int ou_set_contains(OuVM *vm, OuObj *set, OuObj *key);
OU_MUST_CHECK bool ou_set_update(OuVM *vm, OuObj *set, OuObj *iterable);
size_t ou_set_len(const OuObj *set);
/* Iterate: *position from 0; borrowed key. */
bool ou_set_next(const OuObj *set, size_t *position, OuObj **key);

#endif
