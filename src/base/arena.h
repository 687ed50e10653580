/* arena.h - bump memory for one compilation: allocate freely, free all at once. */
#ifndef OU_BASE_ARENA_H
#define OU_BASE_ARENA_H
#include "base/mem.h"
#include <string.h>

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
/* The same, but not zeroed. */
OU_MUST_CHECK void *ou_arena_room(OuArena *arena, size_t size);
/* memcpy and memchr of much, asking on the way: false, or NULL and `failed`, if the work is not to go on. */
OU_MUST_CHECK bool ou_arena_copy_long(OuArena *arena, char *to, const char *from, size_t len);
OU_MUST_CHECK OU_INLINE bool ou_arena_copy(OuArena *arena, char *to, const char *from, size_t len)
{
    if (OU_UNLIKELY(len > OU_ASK_BYTES))
        return ou_arena_copy_long(arena, to, from, len);
    if (len > 0)
        memcpy(to, from, len);
    return true;
}
const char *ou_arena_find_long(OuArena *arena, const char *text, size_t len, char byte);
OU_INLINE const char *ou_arena_find(OuArena *arena, const char *text, size_t len, char byte)
{
    if (OU_UNLIKELY(len > OU_ASK_BYTES))
        return ou_arena_find_long(arena, text, len, byte);
    return len > 0 ? memchr(text, byte, len) : NULL;
}
/* In a walk over a text, at `p`: asks once in a piece; *piece, where this one ends, is OU_ASK_BYTES behind the start at
 * first. */
OU_INLINE bool ou_arena_passes(OuArena *arena, const char *p, const char **piece)
{
    if (OU_LIKELY(p < *piece))
        return true;
    *piece = p + OU_ASK_BYTES;
    return ou_arena_may_go_on(arena, OU_ASK_BYTES);
}
/* For work that asks by itself; `arena` as void. */
bool ou_arena_ask(void *arena);
/* A NUL-terminated copy of `len` bytes. */
OU_MUST_CHECK char *ou_arena_text(OuArena *arena, const char *text, size_t len);
/* Free everything. The arena can be used again. */
void ou_arena_drop(OuArena *arena);

#endif
