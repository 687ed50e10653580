/* ptrset.h - a set of addresses: what a walk has met. Open addressing; grows. */
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

#endif
