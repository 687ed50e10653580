/* range_slice.h - range, its iterators, slice. A range whose parts fit int64 is kept as such. */
#ifndef OU_TYPES_RANGE_SLICE_H
#define OU_TYPES_RANGE_SLICE_H
#include "object/type.h"

typedef struct OuRange {
    OuObj head;
    OuObj *start, *stop, *step, *length; /* ints, owned */
} OuRange;
/* The interpreter steps this one itself: `left` items remain, the next is `next`. */
typedef struct OuRangeIter {
    OuObj head;
    int64_t next, step;
    uint64_t left;
} OuRangeIter;
typedef struct OuSlice {
    OuGcObj gc;
    OuObj *start, *stop, *step;
} OuSlice;
OuObj *ou_slice_new(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step); /* NULL: None */
OuObj *ou_range_new(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step);

#endif
