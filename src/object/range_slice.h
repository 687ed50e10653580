/* range_slice.h - range, its iterators, slice. A range whose parts fit int64 is stepped as such. */
#ifndef OU_OBJECT_RANGE_SLICE_H
#define OU_OBJECT_RANGE_SLICE_H
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
    uint64_t total; /* what `left` was at first */
} OuRangeIter;
typedef struct OuSlice {
    OuGcObj gc;
    OuObj *start, *stop, *step;
} OuSlice;
OuObj *ou_slice_new(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step); /* NULL: None */
OuObj *ou_range_new(OuVM *vm, OuObj *start, OuObj *stop, OuObj *step);
/* range_iterator over `count` numbers. */
OuObj *ou_range_iter_new(OuVM *vm, int64_t start, int64_t step, uint64_t count);
/* slice.indices for a length of any size: three ints in out[], new references. */
OU_MUST_CHECK bool ou_slice_long_indices(OuVM *vm, OuSlice *slice, OuObj *length, OuObj *out[3]);

#endif
