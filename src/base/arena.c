/* arena.c - bump memory in a chain of pages.
 *
 * Pages double from 4 KiB to 64 KiB; a piece too large for that gets a page of its own. In
 * stress builds pages are tiny, so that failing allocations meet every use. */
#include "base/arena.h"

#ifdef OU_STRESS
#define PAGE_FIRST 64u
#define PAGE_MAX 64u
#else
#define PAGE_FIRST (4u * 1024)
#define PAGE_MAX (64u * 1024)
#endif
#define ASK_EVERY (4u * 1024) /* bytes; many of the tiny pages */

typedef struct OuArenaPage {
    struct OuArenaPage *next;
    size_t size; /* of the block, this header included */
} OuArenaPage;

void ou_arena_init(OuArena *arena, OuMem *mem)
{
    *arena = (OuArena){.mem = mem};
}

bool ou_arena_may_go_on(OuArena *arena, size_t done)
{
    arena->unasked += done;
    if (arena->unasked >= ASK_EVERY) {
        if (arena->go_on != NULL && !arena->go_on->ask(arena->go_on->arg))
            arena->failed = true;
        arena->unasked = 0;
    }
    return !arena->failed;
}

/* A new page with room for `size` bytes becomes the current one. */
static OU_NOINLINE bool add_page(OuArena *arena, size_t size)
{
    size_t page_size = PAGE_FIRST;
    if (arena->pages != NULL)
        page_size = arena->pages->size < PAGE_MAX ? arena->pages->size * 2 : PAGE_MAX;
    if (page_size > PAGE_MAX)
        page_size = PAGE_MAX;
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return false;
    }
    if (page_size < size + sizeof(OuArenaPage))
        page_size = size + sizeof(OuArenaPage);
    OuArenaPage *page = ou_arena_may_go_on(arena, page_size) ? ou_mem_take(arena->mem, page_size) : NULL;
    if (page == NULL) {
        arena->failed = true;
        return false;
    }
    page->next = arena->pages;
    page->size = page_size;
    arena->pages = page;
    arena->next = (char *)(page + 1);
    arena->end = (char *)page + page_size;
    return true;
}

OU_INLINE void *take(OuArena *arena, size_t size, bool zeroed)
{
    if (size > SIZE_MAX / 2) {
        arena->failed = true;
        return NULL;
    }
    size = (size + 7) & ~(size_t)7;
    if (OU_UNLIKELY(size > (size_t)(arena->end - arena->next)) && !add_page(arena, size))
        return NULL;
    void *piece = arena->next;
    arena->next += size;
    return zeroed ? memset(piece, 0, size) : piece;
}

void *ou_arena_room(OuArena *arena, size_t size)
{
    return take(arena, size, false);
}

void *ou_arena_take(OuArena *arena, size_t size)
{
    return take(arena, size, true);
}

bool ou_arena_ask(void *arena)
{
    return ou_arena_may_go_on(arena, OU_ASK_BYTES);
}

bool ou_arena_copy_long(OuArena *arena, char *to, const char *from, size_t len)
{
    for (; len > OU_ASK_BYTES; to += OU_ASK_BYTES, from += OU_ASK_BYTES, len -= OU_ASK_BYTES) {
        memcpy(to, from, OU_ASK_BYTES);
        if (!ou_arena_may_go_on(arena, OU_ASK_BYTES))
            return false;
    }
    memcpy(to, from, len);
    return true;
}

const char *ou_arena_find_long(OuArena *arena, const char *text, size_t len, char byte)
{
    for (; len > OU_ASK_BYTES; text += OU_ASK_BYTES, len -= OU_ASK_BYTES) {
        const char *found = memchr(text, byte, OU_ASK_BYTES);
        if (found != NULL)
            return found;
        if (!ou_arena_may_go_on(arena, OU_ASK_BYTES / 8)) /* this is fast */
            return NULL;
    }
    return memchr(text, byte, len);
}

char *ou_arena_text(OuArena *arena, const char *text, size_t len)
{
    char *copy = ou_arena_room(arena, len + 1);
    if (copy == NULL || !ou_arena_copy(arena, copy, text, len))
        return NULL;
    copy[len] = '\0';
    return copy;
}

void ou_arena_drop(OuArena *arena)
{
    while (arena->pages != NULL) {
        OuArenaPage *page = arena->pages;
        arena->pages = page->next;
        ou_mem_give(arena->mem, page, page->size);
    }
    arena->next = arena->end = NULL;
    arena->failed = false;
}
