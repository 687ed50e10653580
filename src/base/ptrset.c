/* ptrset.c - a set of addresses. */
#include "base/ptrset.h"
#include <string.h>

static size_t place_of(const OuPtrSet *set, const void *p)
{
    size_t i = (size_t)((uint64_t)(uintptr_t)p * 0x9E3779B97F4A7C15u >> 24) & (set->cap - 1);
    while (set->places[i] != NULL && set->places[i] != p)
        i = (i + 1) & (set->cap - 1);
    return i;
}

static bool grow(OuMem *mem, OuPtrSet *set)
{
    OuPtrSet grown = {.cap = set->cap ? set->cap * 2 : 1024};
    grown.places = ou_mem_take(mem, grown.cap * sizeof *grown.places);
    if (grown.places == NULL) {
        set->failed = true;
        return false;
    }
    memset(grown.places, 0, grown.cap * sizeof *grown.places);
    for (size_t i = 0; i < set->cap; i++)
        if (set->places[i] != NULL)
            grown.places[place_of(&grown, set->places[i])] = set->places[i];
    ou_mem_give(mem, set->places, set->cap * sizeof *set->places);
    set->places = grown.places;
    set->cap = grown.cap;
    return true;
}

bool ou_ptrset_add(OuMem *mem, OuPtrSet *set, const void *p)
{
    if (set->used >= set->cap - set->cap / 4 && !grow(mem, set))
        return false;
    size_t i = place_of(set, p);
    if (set->places[i] != NULL)
        return false;
    set->places[i] = p;
    set->used++;
    return true;
}

bool ou_ptrset_has(const OuPtrSet *set, const void *p)
{
    return set->cap > 0 && set->places[place_of(set, p)] != NULL;
}

void ou_ptrset_drop(OuMem *mem, OuPtrSet *set)
{
    ou_mem_give(mem, set->places, set->cap * sizeof *set->places);
    *set = (OuPtrSet){0};
}
