/* vec.h - typed growable arrays over OuMem.
 *
 *     OU_VEC(int) numbers = {0};
 *     if (!ou_vec_push(mem, &numbers, 7)) … no memory …
 *     ou_vec_drop(mem, &numbers);
 */
#ifndef OU_BASE_VEC_H
#define OU_BASE_VEC_H
#include "base/mem.h"

#define OU_VEC(T) \
    struct { \
        T *items; \
        size_t len, cap; \
    }

/* Make room for `extra` more elements; false if there is no memory (nothing changed). */
#define ou_vec_reserve(mem, vec, extra) \
    ou_vec_grow((mem), (void **)&(vec)->items, (vec)->len, &(vec)->cap, (extra), sizeof *(vec)->items)
#define ou_vec_push(mem, vec, value) \
    (ou_vec_reserve((mem), (vec), 1) && ((vec)->items[(vec)->len++] = (value), true))
#define ou_vec_drop(mem, vec) \
    (ou_mem_give((mem), (vec)->items, (vec)->cap * sizeof *(vec)->items), \
     (vec)->items = NULL, (vec)->len = (vec)->cap = 0)

OU_MUST_CHECK bool ou_vec_grow(OuMem *mem, void **items, size_t len, size_t *cap, size_t extra,
                               size_t item_size);

#endif
