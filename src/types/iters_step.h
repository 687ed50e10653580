/* iters_step.h - stepping an iterator from C, the commonest ones without a call. */
#ifndef OU_TYPES_ITERS_STEP_H
#define OU_TYPES_ITERS_STEP_H
#include "object/ops.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include "object/range_slice.h"

/* As ou_next_raw. */
OU_INLINE OuObj *ou_iter_step(OuVM *vm, OuObj *iterator)
{
    if (ou_is_exact(iterator, OU_T_RANGE_ITER)) {
        OuRangeIter *range = (OuRangeIter *)iterator;
        if (range->left == 0)
            return OU_DONE;
        OuObj *item = ou_int_from(vm, range->next);
        if (OU_LIKELY(item != NULL)) {
            range->left--;
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
        }
        return item;
    }
    if (ou_is_exact(iterator, OU_T_LIST_ITER)) {
        OuSeqIter *it = (OuSeqIter *)iterator;
        if (it->source && it->index < OU_LIST(it->source)->len)
            return ou_ref(OU_LIST(it->source)->items[it->index++]);
    }
    return ou_next_raw(vm, iterator);
}

#endif
