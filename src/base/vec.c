/* vec.c - growth of typed arrays. */
#include "base/vec.h"

bool ou_vec_grow(OuMem *mem, void **items, size_t len, size_t *cap, size_t extra,
                 size_t item_size)
{
    size_t wanted, old_cap = *cap;
    if (__builtin_add_overflow(len, extra, &wanted))
        return false;
    if (wanted <= old_cap)
        return true;
    size_t new_cap = old_cap + old_cap / 2;
    if (new_cap < wanted)
        new_cap = wanted;
    if (new_cap < 4)
        new_cap = 4;
    size_t bytes;
    if (__builtin_mul_overflow(new_cap, item_size, &bytes))
        return false;
    void *block = *items == NULL ? ou_mem_take(mem, bytes)
                                 : ou_mem_resize(mem, *items, old_cap * item_size, bytes);
    if (block == NULL)
        return false;
    *items = block;
    *cap = new_cap;
    return true;
}
