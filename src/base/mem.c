/* mem.c - the allocator of a VM.
 *
 * Release builds: small blocks are cut from arenas and kept on LIFO free lists by size
 * class, large ones come from the system with a two-word link in front. Test builds
 * (OU_DEBUG, OU_STRESS, OU_SANITIZE) ask the system for every block, check the sizes that
 * callers state and fill fresh and freed memory with patterns.
 * Nothing here runs script code. */
#include "base/mem.h"
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef struct OuMemArena {
    struct OuMemArena *next;
    size_t size; /* with this head */
} OuMemArena;

typedef struct OuMemBlock {
    struct OuMemBlock *next, *previous;
#ifdef OU_CHECKED_BLOCKS
    size_t size;
    uint64_t guard;
#endif
} OuMemBlock;

#define GUARD 0x6F75726F626C6F63u
#define GUARD_OBJECT (GUARD + 1) /* plus the offset of the object: 0 or 8 */
#ifdef OU_CHECKED_BLOCKS
#define RESERVE ((size_t)4 * OU_EMERGENCY_RESERVE) /* blocks have large heads */
#define LAST_BYTES ((size_t)192 * 1024)
#else
#define RESERVE ((size_t)OU_EMERGENCY_RESERVE)
#define LAST_BYTES ((size_t)16 * 1024)
#endif
#define PATIENCE 64 /* failures after a search for empty arenas that was not worth its while */
#define WORTH_A_STEP 8 /* bytes; less found for each step of a search was not worth it, */
#define STEPS_A_FAILURE 8 /* and so many are spread over the failures that follow */
#define ATTEMPTS 4  /* collections after a failure that found little */
#define FRESH_BYTE 0xCB
#define FREED_BYTE 0xDB

static void *default_system(void *user, void *block, size_t old_size, size_t size)
{
    (void)user;
    (void)old_size;
    if (size == 0) {
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

/* Ask for a collection at 3/4 of the limit; if more than that is in use, after another
 * sixteenth; near the limit only failures ask. */
static void set_pressure_mark(OuMem *mem)
{
    mem->pressure_mark = SIZE_MAX;
    if (mem->limit == 0)
        return;
    size_t part = mem->limit / 16, low = mem->limit - 4 * part, high = mem->limit - part;
    if (mem->charged >= high)
        return;
    size_t mark = mem->charged + part > low ? mem->charged + part : low;
    mem->pressure_mark = mark < high ? mark : high;
}

void ou_mem_init(OuMem *mem, OuSystemAlloc system, void *user, size_t limit)
{
    mem->system = system ? system : default_system;
    mem->system_user = user;
    mem->limit = limit;
    set_pressure_mark(mem);
}

void ou_mem_set_limit(OuMem *mem, size_t limit)
{
    mem->limit = limit;
    set_pressure_mark(mem);
}

#ifndef OU_CHECKED_BLOCKS
/* The rest of the newest arena is too small for what is asked: keep it as a free block. */
static void keep_rest(OuMem *mem)
{
    size_t rest = (size_t)(mem->bump_end - mem->bump);
    if (rest == 0)
        return;
    OuMemCell *cell = (OuMemCell *)mem->bump;
    cell->next = mem->free[rest / 8];
    mem->free[rest / 8] = cell;
    mem->bump = mem->bump_end;
}
#endif

/* An allocation cannot be had: ask for a collection, and give the emergency reserve to
 * those that follow (the traceback of the MemoryError, what its handler needs first). */
static void *no_memory(OuMem *mem)
{
    mem->pressure = mem->failed = true;
    mem->attempts = 0;
    if (mem->on_pressure != NULL)
        mem->on_pressure(mem);
    if (mem->reserve != NULL) {
#ifdef OU_CHECKED_BLOCKS
        ou_mem_give_slow(mem, mem->reserve, RESERVE);
#else
        if (mem->bump_end - mem->bump > OU_SMALL_MAX)
            return NULL; /* small blocks can still be had without it */
        keep_rest(mem);
        mem->bump = mem->reserve;
        mem->bump_end = mem->bump + RESERVE;
#endif
        mem->reserve = NULL;
    }
    return NULL;
}

/* The last bytes below the limit are for those who deal with a failure: the class MemoryError
 * may have to be made for an `except`. */
static size_t last_bytes(const OuMem *mem)
{
    return mem->limit / 16 < LAST_BYTES ? mem->limit / 16 : LAST_BYTES;
}

static bool fits_limit(const OuMem *mem, size_t size)
{
    size_t limit = mem->limit;
    if (!mem->failed)
        limit -= last_bytes(mem);
    return mem->limit == 0 || (size <= limit && mem->charged <= limit - size);
}

bool ou_mem_has(const OuMem *mem, size_t size)
{
    return mem->limit == 0 || fits_limit(mem, size + (mem->failed ? last_bytes(mem) : 0));
}

static size_t reclaim(OuMem *mem, size_t *steps);

/* May `size` more bytes be taken from the system? Looks for something to give back if not: what fails again
 * and again (the traceback entries of very many frames) must not search all that is free each time. */
static bool may_charge(OuMem *mem, size_t size)
{
    if (OU_LIKELY(fits_limit(mem, size)))
        return true;
    if (size > mem->limit)
        return false;
    if (mem->patience > 0) {
        mem->patience--;
        return false;
    }
    if (mem->on_pressure != NULL)
        mem->on_pressure(mem);
    size_t steps = 0, found = reclaim(mem, &steps);
    mem->patience = found > steps * WORTH_A_STEP ? 0 : (uint32_t)(PATIENCE + steps / STEPS_A_FAILURE);
    set_pressure_mark(mem);
    return fits_limit(mem, size);
}

static void charge(OuMem *mem, size_t size)
{
    mem->charged += size;
    if (mem->charged > mem->peak)
        mem->peak = mem->charged;
    if (OU_UNLIKELY(mem->charged > mem->pressure_mark) && !mem->pressure) {
        mem->pressure = true;
        if (mem->on_pressure != NULL)
            mem->on_pressure(mem);
    }
}

/* Should this allocation fail for a test's sake? */
static bool injected_failure(OuMem *mem)
{
    if (OU_LIKELY(mem->fail_countdown == 0))
        return false;
    if (mem->fail_countdown > 1) {
        mem->fail_countdown--;
        return false;
    }
    if (!mem->fail_forever)
        mem->fail_countdown = 0;
    return true;
}

static void give_arena(OuMem *mem, OuMemArena *arena)
{
    if (arena->size == OU_ARENA_HUGE)
        munmap(arena, OU_ARENA_HUGE);
    else
        mem->system(mem->system_user, arena, arena->size, 0);
}

/* ---- large blocks (test builds: all blocks) ---- */

static void link_block(OuMem *mem, OuMemBlock *block)
{
    block->previous = NULL;
    block->next = mem->blocks;
    if (mem->blocks)
        mem->blocks->previous = block;
    mem->blocks = block;
}

static void unlink_block(OuMem *mem, OuMemBlock *block)
{
    if (block->previous)
        block->previous->next = block->next;
    else
        mem->blocks = block->next;
    if (block->next)
        block->next->previous = block->previous;
}

static void count_work(OuMem *mem, size_t size)
{
    if (mem->fuel != NULL)
        *mem->fuel -= (int64_t)(size >> 7);
}

static void *take_block(OuMem *mem, size_t size)
{
    if (size > SIZE_MAX / 2)
        return no_memory(mem);
    size_t whole = size + sizeof(OuMemBlock);
    if (!may_charge(mem, whole))
        return no_memory(mem);
    OuMemBlock *block = mem->system(mem->system_user, NULL, 0, whole);
    if (block == NULL)
        return no_memory(mem);
    charge(mem, whole);
    count_work(mem, whole);
    mem->large_live += ou_mem_rounded(size);
    link_block(mem, block);
#ifdef OU_CHECKED_BLOCKS
    block->size = size;
    block->guard = GUARD;
    memset(block + 1, FRESH_BYTE, size);
#endif
    return block + 1;
}

static void give_block(OuMem *mem, void *memory, size_t size)
{
    OuMemBlock *block = (OuMemBlock *)memory - 1;
    size_t whole = size + sizeof(OuMemBlock);
#ifdef OU_CHECKED_BLOCKS
    OU_ASSERT(block->guard >= GUARD && block->guard <= GUARD_OBJECT + 8);
    OU_ASSERT(block->size == size);
    block->guard = 0;
    memset(block + 1, FREED_BYTE, size);
#endif
    unlink_block(mem, block);
    mem->charged -= whole;
    mem->large_live -= ou_mem_rounded(size);
    mem->system(mem->system_user, block, whole, 0);
}

/* Both sizes are those of large blocks. */
static void *resize_block(OuMem *mem, void *memory, size_t old_size, size_t size)
{
    if (size > SIZE_MAX / 2)
        return no_memory(mem);
    OuMemBlock *block = (OuMemBlock *)memory - 1;
    size_t old_whole = old_size + sizeof(OuMemBlock), whole = size + sizeof(OuMemBlock);
    if (whole > old_whole && !may_charge(mem, whole - old_whole))
        return no_memory(mem);
    unlink_block(mem, block);
    OuMemBlock *moved = mem->system(mem->system_user, block, old_whole, whole);
    if (moved == NULL) {
        link_block(mem, block);
        return no_memory(mem);
    }
    link_block(mem, moved);
    mem->charged -= old_whole;
    charge(mem, whole);
    count_work(mem, whole);
    mem->large_live = mem->large_live - ou_mem_rounded(old_size) + ou_mem_rounded(size);
    return moved + 1;
}

/* ---- small blocks ---- */

#ifndef OU_CHECKED_BLOCKS

/* Large heaps get whole huge pages: a collection jumps about, and would miss in the table of
 * small ones at each step. NULL: none to be had. */
static OuMemArena *take_huge(void)
{
    char *pages = mmap(NULL, 2 * OU_ARENA_HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        return NULL;
    size_t before = -(uintptr_t)pages % OU_ARENA_HUGE;
    if (before > 0)
        munmap(pages, before);
    munmap(pages + before + OU_ARENA_HUGE, OU_ARENA_HUGE - before);
    madvise(pages + before, OU_ARENA_HUGE, MADV_HUGEPAGE);
    return (OuMemArena *)(pages + before);
}

/* Enough in arenas for that, no limit near, and memory that is not the host's own business? */
static bool wants_huge(const OuMem *mem)
{
    return mem->charged > OU_HUGE_FROM + mem->large_live && mem->system == default_system &&
           (mem->limit == 0 || mem->charged < mem->limit / 2);
}

static bool take_arena(OuMem *mem)
{
    size_t size = OU_ARENA_FIRST;
    if (mem->arenas != NULL) {
        size = mem->arenas->next != NULL ? mem->arenas->size * 2 : OU_ARENA_FIRST;
        if (size > OU_ARENA_MAX)
            size = OU_ARENA_MAX;
    }
    if (wants_huge(mem))
        size = OU_ARENA_HUGE;
    if (!fits_limit(mem, size)) { /* near the limit: a small one may still do */
        size = OU_ARENA_FIRST;
        if (!may_charge(mem, size))
            return false;
    }
    OuMemArena *arena = size == OU_ARENA_HUGE ? take_huge() : NULL;
    if (arena == NULL) {
        size = size < OU_ARENA_MAX ? size : OU_ARENA_MAX;
        arena = mem->system(mem->system_user, NULL, 0, size);
    }
    if (arena == NULL)
        return false;
    charge(mem, size);
    arena->next = mem->arenas;
    arena->size = size;
    keep_rest(mem);
    mem->arenas = arena;
    mem->bump = (char *)(arena + 1);
    mem->bump_end = (char *)arena + size;
    if (mem->limit != 0 && mem->reserve == NULL && size >= 2 * RESERVE) {
        mem->bump_end -= RESERVE;
        mem->reserve = mem->bump_end;
    }
    return true;
}

static void *take_small(OuMem *mem, size_t size)
{
    size_t class_size = size == 0 ? 8 : (size + 7) & ~(size_t)7;
    OuMemCell *cell = mem->free[(size + 7) / 8];
    if (cell != NULL) {
        mem->free[(size + 7) / 8] = cell->next;
        return cell;
    }
    if ((size_t)(mem->bump_end - mem->bump) < class_size && !take_arena(mem)) {
        bool again = mem->failed && mem->reserve != NULL;
        (void)!no_memory(mem);
        if (!again || (size_t)(mem->bump_end - mem->bump) < class_size)
            return NULL;
    }
    char *block = mem->bump;
    mem->bump += class_size;
    return block;
}

#endif

void *ou_mem_take_slow(OuMem *mem, size_t size)
{
    if (OU_UNLIKELY(injected_failure(mem)))
        return no_memory(mem);
#ifndef OU_CHECKED_BLOCKS
    if (size <= OU_SMALL_MAX)
        return take_small(mem, size);
#endif
    return take_block(mem, size);
}

void ou_mem_give_slow(OuMem *mem, void *block, size_t size)
{
    if (block == NULL)
        return;
#ifndef OU_CHECKED_BLOCKS
    if (size <= OU_SMALL_MAX) {
        ou_mem_give(mem, block, size);
        return;
    }
#endif
    give_block(mem, block, size);
}

void *ou_mem_resize(OuMem *mem, void *block, size_t old_size, size_t size)
{
    if (block == NULL)
        return ou_mem_take(mem, size);
#ifndef OU_CHECKED_BLOCKS
    if (old_size <= OU_SMALL_MAX && size <= OU_SMALL_MAX && (old_size + 7) / 8 == (size + 7) / 8)
        return block;
    if (old_size > OU_SMALL_MAX && size > OU_SMALL_MAX) {
        if (OU_UNLIKELY(injected_failure(mem)))
            return no_memory(mem);
        return resize_block(mem, block, old_size, size);
    }
#else
    (void)resize_block; /* moving always finds more bugs */
#endif
    void *moved = ou_mem_take(mem, size);
    if (moved == NULL)
        return NULL;
    memcpy(moved, block, old_size < size ? old_size : size);
#ifdef OU_CHECKED_BLOCKS
    ((OuMemBlock *)moved - 1)->guard = ((OuMemBlock *)block - 1)->guard;
#endif
    ou_mem_give(mem, block, old_size);
    return moved;
}

#ifdef OU_CHECKED_BLOCKS

static size_t reclaim(OuMem *mem, size_t *steps)
{
    (void)mem;
    (void)steps;
    return 0;
}

#else

#define SORT_STEPS 16 /* an arena's part of sorting them, in free cells */

/* For each arena, sorted by address: how many bytes of it are free. */
typedef struct ArenaUse {
    OuMemArena *arena;
    size_t free;
} ArenaUse;

static int compare_arenas(const void *a, const void *b)
{
    const OuMemArena *x = ((const ArenaUse *)a)->arena, *y = ((const ArenaUse *)b)->arena;
    return (x > y) - (x < y);
}

static ArenaUse *find_arena(ArenaUse *uses, size_t count, const void *cell)
{
    size_t low = 0;
    while (count > 1) { /* the last one that begins before the cell */
        size_t half = count / 2;
        if ((const char *)uses[low + half].arena <= (const char *)cell)
            low += half;
        count -= half;
    }
    return &uses[low];
}

/* Neighbours on a free list mostly lie in one arena: `last` is that of the cell before. */
OU_INLINE ArenaUse *find_near(ArenaUse *uses, size_t count, ArenaUse *last, const OuMemCell *cell)
{
    if ((size_t)((const char *)cell - (const char *)last->arena) < last->arena->size)
        return last;
    return find_arena(uses, count, cell);
}

static bool is_empty(const ArenaUse *use)
{
    return use->free == use->arena->size - sizeof(OuMemArena);
}

/* Take the cells that lie in empty arenas off the free lists. */
static void unlink_cells(OuMem *mem, ArenaUse *uses, size_t count)
{
    ArenaUse *use = uses;
    for (size_t i = 0; i < OU_MEM_CLASSES; i++) {
        OuMemCell **link = &mem->free[i];
        while (*link != NULL) {
            use = find_near(uses, count, use, *link);
            if (is_empty(use))
                *link = (*link)->next;
            else
                link = &(*link)->next;
        }
    }
}

static size_t reclaim(OuMem *mem, size_t *steps)
{
    size_t count = 0, freed = 0;
    for (OuMemArena *arena = mem->arenas; arena; arena = arena->next)
        count++;
    if (count == 0)
        return 0;
    /* The table must not come from this allocator; without it there is nothing to reclaim. */
    size_t bytes = count * sizeof(ArenaUse);
    ArenaUse *uses = mem->system(mem->system_user, NULL, 0, bytes);
    if (uses == NULL)
        return 0;
    size_t n = 0;
    for (OuMemArena *arena = mem->arenas; arena; arena = arena->next)
        uses[n++] = (ArenaUse){arena, 0};
    qsort(uses, count, sizeof *uses, compare_arenas);
    ArenaUse *use = uses;
    for (size_t i = 0; i < OU_MEM_CLASSES; i++) {
        for (OuMemCell *cell = mem->free[i]; cell; cell = cell->next) {
            use = find_near(uses, count, use, cell);
            use->free += i == 0 ? 8 : i * 8;
            ++*steps;
        }
    }
    unlink_cells(mem, uses, count);
    OuMemArena **link = &mem->arenas;
    while (*link != NULL) {
        OuMemArena *arena = *link;
        if (!is_empty(find_arena(uses, count, arena))) {
            link = &arena->next;
            continue;
        }
        *link = arena->next;
        freed += arena->size;
        mem->charged -= arena->size;
        give_arena(mem, arena);
    }
    mem->system(mem->system_user, uses, bytes, 0);
    *steps += count * SORT_STEPS;
    return freed;
}

#endif

size_t ou_mem_reclaim(OuMem *mem)
{
    size_t steps = 0;
    return reclaim(mem, &steps);
}

void ou_mem_relieved(OuMem *mem)
{
    bool failed = mem->failed;
    mem->pressure = mem->failed = false;
    mem->patience = 0;
    ou_mem_reclaim(mem);
    /* A handler that still runs keeps its room: until as much again is free. */
    mem->failed = failed && !fits_limit(mem, last_bytes(mem));
    set_pressure_mark(mem);
    if (mem->reserve == NULL && mem->limit != 0) {
        uint64_t countdown = mem->fail_countdown; /* the reserve is not part of a script's work */
        mem->fail_countdown = 0;
#ifdef OU_CHECKED_BLOCKS
        mem->reserve = take_block(mem, RESERVE);
#else
        if ((size_t)(mem->bump_end - mem->bump) >= RESERVE) {
            mem->bump_end -= RESERVE;
            mem->reserve = mem->bump_end;
        }
#endif
        mem->pressure = false;
        mem->fail_countdown = countdown;
    }
    /* The handler of the failure has yet to let go of what it can: look again soon, a few times. */
    mem->attempts = mem->failed ? mem->attempts + 1 : 0;
    if (mem->failed && mem->attempts < ATTEMPTS) {
        mem->pressure = true;
        if (mem->on_pressure != NULL)
            mem->on_pressure(mem);
    }
}

void ou_mem_drop(OuMem *mem)
{
    while (mem->blocks != NULL) {
        OuMemBlock *block = mem->blocks;
        mem->blocks = block->next;
        mem->system(mem->system_user, block, 0, 0);
    }
    while (mem->arenas != NULL) {
        OuMemArena *arena = mem->arenas;
        mem->arenas = arena->next;
        give_arena(mem, arena);
    }
    memset(mem->free, 0, sizeof mem->free);
    mem->bump = mem->bump_end = NULL;
    mem->reserve = NULL;
    mem->charged = mem->large_live = 0;
}

void ou_mem_stats(const OuMem *mem, OuMemStats *out)
{
    *out = (OuMemStats){.charged = mem->charged, .rest = (size_t)(mem->bump_end - mem->bump),
                        .reserve = mem->reserve ? RESERVE : 0, .large_bytes = mem->large_live};
    for (const OuMemBlock *block = mem->blocks; block != NULL; block = block->next)
        out->large++;
    for (const OuMemArena *arena = mem->arenas; arena; arena = arena->next) {
        out->arenas++;
        out->arena_bytes += arena->size;
    }
    for (size_t i = 0; i < OU_MEM_CLASSES; i++) {
        for (const OuMemCell *cell = mem->free[i]; cell; cell = cell->next)
            out->free_count[i]++;
        out->free_bytes += out->free_count[i] * (i == 0 ? 8 : i * 8);
    }
    /* In test builds the sizes of large blocks are rounded up, and the reserve is one of them. */
    size_t blocks = mem->charged - out->arena_bytes;
    out->heads = out->arenas * sizeof(OuMemArena) + blocks - out->large_bytes;
    out->live = out->charged - out->heads - out->rest - out->reserve - out->free_bytes;
}

size_t ou_mem_live(const OuMem *mem)
{
    OuMemStats stats;
    ou_mem_stats(mem, &stats);
    return stats.live;
}

#ifdef OU_CHECKED_BLOCKS

void ou_mem_is_object(void *block, size_t offset)
{
    OuMemBlock *head = (OuMemBlock *)block - 1;
    OU_ASSERT(head->guard >= GUARD && head->guard <= GUARD_OBJECT + 8);
    head->guard = GUARD_OBJECT + offset;
}

void ou_mem_each_block(OuMem *mem, void (*fn)(void *block, size_t size, void *object, void *arg), void *arg)
{
    for (OuMemBlock *block = mem->blocks; block != NULL; block = block->next) {
        void *memory = block + 1;
        if (memory != mem->reserve)
            fn(memory, block->size, block->guard == GUARD ? NULL : (char *)memory + (block->guard - GUARD_OBJECT), arg);
    }
}

#endif

size_t ou_mem_live_blocks(const OuMem *mem)
{
    size_t blocks = 0;
    for (const OuMemBlock *block = mem->blocks; block != NULL; block = block->next)
        blocks++;
#ifdef OU_CHECKED_BLOCKS
    return blocks - (mem->reserve != NULL);
#else
    return blocks + (ou_mem_live(mem) - mem->large_live + 31) / 32;
#endif
}

size_t ou_mem_rounded(size_t size)
{
    if (size > OU_SMALL_MAX)
        return size;
    return size == 0 ? 8 : (size + 7) & ~(size_t)7;
}
