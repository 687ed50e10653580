/* ptrset.h - what a walk has met: a set of addresses, and a map from addresses to numbers. Open addressing; grow. */
#ifndef OU_BASE_PTRSET_H
#define OU_BASE_PTRSET_H
#include "base/mem.h"

typedef struct OuPtrSet {
    const void **places;
    size_t used, cap;
    bool failed; /* there was no memory to grow */
} OuPtrSet;

/* Put `p` in: was it not there before? False too if there is no memory. */
bool ou_ptrset_add(OuMem *mem, OuPtrSet *set, const void *p);
bool ou_ptrset_has(const OuPtrSet *set, const void *p);
void ou_ptrset_drop(OuMem *mem, OuPtrSet *set);

typedef struct OuPtrMap {
    OuPtrSet keys;
    uint32_t *numbers; /* by place */
} OuPtrMap;

/* The number of `p`, to be read and set: put in as 0 if it was not there; valid until the next call. NULL: there
 * is no memory. */
uint32_t *ou_ptrmap_at(OuMem *mem, OuPtrMap *map, const void *p);
uint32_t ou_ptrmap_get(const OuPtrMap *map, const void *p); /* 0: not there */
void ou_ptrmap_drop(OuMem *mem, OuPtrMap *map);

#endif
