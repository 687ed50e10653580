/* mem.h - the one entry to memory.
 *
 * A VM's blocks of up to OU_SMALL_MAX bytes live in arenas, in size classes that
 * are multiples of 8 bytes, each with a LIFO free list; larger ones come from the
 * system and hang on a list so that a VM can be dropped without a walk.
 * Blocks carry no size: whoever frees one says how large it was.
 *
 * The limit is charged when arenas and large blocks are taken from the system,
 * so it bounds what the process really uses. Nothing here raises an exception or
 * runs script code: failure is NULL (object/object.h turns it into MemoryError).
 */
#ifndef OU_BASE_MEM_H
#define OU_BASE_MEM_H
#include "base/common.h"
#include "base/config.h"

#define OU_MEM_CLASSES (OU_SMALL_MAX / 8 + 1)

/* Where memory comes from: like realloc, free if `size` is 0. The host may replace it. */
typedef void *(*OuSystemAlloc)(void *user, void *block, size_t old_size, size_t size);

typedef struct OuMemCell {
    struct OuMemCell *next;
} OuMemCell;

/* Tables that are unpacked when they are first used (base/inflate.h). */
typedef enum { OU_UNPACKED_NAMES, OU_UNPACKED_FORMS, OU_UNPACKED_COUNT } OuUnpackedKind;
typedef struct OuUnpacked {
    void *data; /* or NULL */
    size_t size;
} OuUnpacked;

typedef struct OuMem {
    OuMemCell *free[OU_MEM_CLASSES]; /* index: bytes / 8 */
    char *bump, *bump_end;           /* unused rest of the newest arena */
    struct OuMemArena *arenas;
    struct OuMemBlock *blocks;       /* large blocks, doubly linked */
    size_t charged;                  /* bytes taken from the system now */
    size_t peak;                     /* the most `charged` has been */
    size_t limit;                    /* bytes; 0 means none */
    size_t large_live;               /* bytes in large blocks; test builds: in all blocks */
    size_t pressure_mark;            /* `charged` beyond this means pressure */
    uint64_t fail_countdown;         /* fault injection: 0 off, 1 the next allocation fails */
    bool fail_forever;               /* … and all that follow it */
    bool pressure;                   /* 3/4 of the limit passed, or an allocation failed:
                                        the VM should collect at its next poll */
    bool failed;                     /* an allocation failed since memory was last relieved */
    uint8_t attempts;                /* to relieve it since then */
    uint32_t patience;               /* failures until empty arenas are looked for again */
    void *reserve;                   /* emergency reserve, released on the first failure */
    void (*on_pressure)(struct OuMem *mem); /* `pressure` was set, or memory is short: give back
                                               what is kept for reuse; may be NULL */
    int64_t *fuel;                   /* of the VM: large blocks cost a unit for 128 bytes, since who takes
                                        one works on it; NULL: nothing counts */
    OuUnpacked unpacked[OU_UNPACKED_COUNT];
    OuSystemAlloc system;
    void *system_user;
} OuMem;

/* Another limit; what is charged already stays. */
void ou_mem_set_limit(OuMem *mem, size_t limit);
/* Set up `mem` (zeroed by the caller). `system` NULL means realloc and free. */
void ou_mem_init(OuMem *mem, OuSystemAlloc system, void *user, size_t limit);
/* Give everything back to the system, live or not. */
void ou_mem_drop(OuMem *mem);

/* A block of `size` bytes, 8-byte aligned (16 for large ones), uninitialized. NULL: no memory. */
OU_MUST_CHECK void *ou_mem_take_slow(OuMem *mem, size_t size);
/* Free what ou_mem_take gave; `size` is the size it was asked for. NULL is ignored. */
void ou_mem_give_slow(OuMem *mem, void *block, size_t size);
/* Resize; the old block stays valid on failure. */
OU_MUST_CHECK void *ou_mem_resize(OuMem *mem, void *block, size_t old_size, size_t size);
/* Bytes in live blocks, by walking the free lists. Slow. */
size_t ou_mem_live(const OuMem *mem);
/* Return arenas in which no block is live to the system; the number of bytes. Slow. */
size_t ou_mem_reclaim(OuMem *mem);
/* Does the limit allow `size` more bytes, without those kept for dealing with failures? */
bool ou_mem_has(const OuMem *mem, size_t size);
/* The VM collected because of `pressure`: take it back until much more is charged, and set the
 * emergency reserve up again. */
void ou_mem_relieved(OuMem *mem);
/* Bytes a block of `size` really occupies. */
size_t ou_mem_rounded(size_t size);
/* Live blocks (ou_mem_live). Release builds, where small blocks have no heads, take 32 bytes of
 * them for one block. */
size_t ou_mem_live_blocks(const OuMem *mem);

/* Where all that was taken from the system is. `charged` is the sum of `live`, `free_bytes`, `rest`,
 * `reserve` and `heads`. Slow. */
typedef struct OuMemStats {
    size_t charged, live;
    size_t arenas, arena_bytes;  /* with their heads */
    size_t large, large_bytes;   /* blocks; without their heads */
    size_t heads;                /* of arenas and large blocks */
    size_t rest, reserve;        /* never used yet; kept for emergencies */
    size_t free_bytes;           /* on the free lists */
    size_t free_count[OU_MEM_CLASSES];
} OuMemStats;
void ou_mem_stats(const OuMem *mem, OuMemStats *out);

#if defined(OU_DEBUG) || defined(OU_STRESS) || defined(OU_SANITIZE)
#define OU_CHECKED_BLOCKS 1 /* every block comes from the system and knows what it is */
/* An object begins `offset` bytes (0 or 8) into the block. */
void ou_mem_is_object(void *block, size_t offset);
/* Call fn for each live block; `object` is NULL if it holds none. fn must not allocate. */
void ou_mem_each_block(OuMem *mem, void (*fn)(void *block, size_t size, void *object, void *arg), void *arg);
#else
#define ou_mem_is_object(block, offset) ((void)0)
#endif

OU_INLINE void *ou_mem_take(OuMem *mem, size_t size)
{
#ifndef OU_CHECKED_BLOCKS
    if (OU_LIKELY(size <= OU_SMALL_MAX)) {
        OuMemCell *cell = mem->free[(size + 7) / 8];
        if (OU_LIKELY(cell != NULL)) {
            mem->free[(size + 7) / 8] = cell->next;
            return cell;
        }
    }
#endif
    return ou_mem_take_slow(mem, size);
}

OU_INLINE void ou_mem_give(OuMem *mem, void *block, size_t size)
{
#ifndef OU_CHECKED_BLOCKS
    if (OU_LIKELY(size <= OU_SMALL_MAX && block != NULL)) {
        OuMemCell *cell = block;
        cell->next = mem->free[(size + 7) / 8];
        mem->free[(size + 7) / 8] = cell;
        return;
    }
#endif
    ou_mem_give_slow(mem, block, size);
}

#endif
