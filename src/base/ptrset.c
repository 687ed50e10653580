/* ptrset.c - a set of addresses, and a map from addresses to numbers. */
#include "base/ptrset.h"
#include <string.h>

static size_t place_of(const OuPtrSet *set, const void *p)
{
    size_t i = (size_t)((uint64_t)(uintptr_t)p * 0x9E3779B97F4A7C15u >> 24) & (set->cap - 1);
    while (set->places[i] != NULL && set->places[i] != p)
        i = (i + 1) & (set->cap - 1);
    return i;
}

/* `numbers`: those of a map, which move along; NULL for a set. */
static bool grow(OuMem *mem, OuPtrSet *set, uint32_t **numbers)
{
    OuPtrSet grown = {.used = set->used, .cap = set->cap ? set->cap * 2 : 1024, .failed = set->failed};
    uint32_t *moved = numbers ? ou_mem_take(mem, grown.cap * sizeof *moved) : NULL;
    grown.places = numbers && moved == NULL ? NULL : ou_mem_take(mem, grown.cap * sizeof *grown.places);
    if (grown.places == NULL) {
        ou_mem_give(mem, moved, grown.cap * sizeof *moved);
        set->failed = true;
        return false;
    }
    memset(grown.places, 0, grown.cap * sizeof *grown.places);
    for (size_t i = 0; i < set->cap; i++) {
        if (set->places[i] == NULL)
            continue;
        size_t place = place_of(&grown, set->places[i]);
        grown.places[place] = set->places[i];
        if (numbers != NULL)
            moved[place] = (*numbers)[i];
    }
    ou_mem_give(mem, set->places, set->cap * sizeof *set->places);
    if (numbers != NULL) {
        ou_mem_give(mem, *numbers, set->cap * sizeof *moved);
        *numbers = moved;
    }
    *set = grown;
    return true;
}

static bool has_room(const OuPtrSet *set)
{
    return set->used < set->cap - set->cap / 4;
}

bool ou_ptrset_add(OuMem *mem, OuPtrSet *set, const void *p)
{
    if (!has_room(set) && !grow(mem, set, NULL))
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

uint32_t *ou_ptrmap_at(OuMem *mem, OuPtrMap *map, const void *p)
{
    OuPtrSet *keys = &map->keys;
    if (!has_room(keys) && !grow(mem, keys, &map->numbers))
        return NULL;
    size_t i = place_of(keys, p);
    if (keys->places[i] == NULL) {
        keys->places[i] = p;
        keys->used++;
        map->numbers[i] = 0;
    }
    return &map->numbers[i];
}

uint32_t ou_ptrmap_get(const OuPtrMap *map, const void *p)
{
    if (map->keys.cap == 0)
        return 0;
    size_t i = place_of(&map->keys, p);
    return map->keys.places[i] != NULL ? map->numbers[i] : 0;
}

void ou_ptrmap_drop(OuMem *mem, OuPtrMap *map)
{
    ou_mem_give(mem, map->numbers, map->keys.cap * sizeof *map->numbers);
    map->numbers = NULL;
    ou_ptrset_drop(mem, &map->keys);
}
