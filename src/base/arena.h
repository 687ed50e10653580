/* arena.h - bump memory for one compilation: allocate freely, free all at once. */
#ifndef OU_BASE_ARENA_H
#define OU_BASE_ARENA_H
#include "base/mem.h"

typedef struct OuArena {
    OuMem *mem;
    struct OuArenaPage *pages;
    char *next, *end;
    const OuGoOn *go_on; /* asked every few KiB; NULL: nobody is */
    size_t unasked; /* bytes of work since then */
    bool failed; /* sticky: some allocation failed */
} OuArena;

void ou_arena_init(OuArena *arena, OuMem *mem);
/* Is the work to go on, `done` more bytes of it being done? If not the arena has `failed`. */
OU_MUST_CHECK bool ou_arena_may_go_on(OuArena *arena, size_t done);
/* `size` zeroed bytes, 8-byte aligned; NULL and `failed` if there is no memory. */
OU_MUST_CHECK void *ou_arena_take(OuArena *arena, size_t size);
/* A NUL-terminated copy of `len` bytes. */
OU_MUST_CHECK char *ou_arena_text(OuArena *arena, const char *text, size_t len);
/* Free everything. The arena can be used again. */
void ou_arena_drop(OuArena *arena);

#endif
