/* gc_free.c - garbage that is freed at once.
 *
 * Garbage is cleared object by object in CPython's order because what dies on the way may
 * run script code. Most garbage cannot: no finalizers, no weak references, and what it
 * holds beside itself lives on or is a number, a str or the like. Then references among the
 * garbage need not be counted down: those to the outside are released, all blocks freed.
 *
 * Nothing here runs script code. */
#include "object/gc_parts.h"

#define RING 16u /* references that wait for their objects to come into the cache */

typedef struct Release {
    OuVM *vm;
    OuRow row;
    bool failed;  /* something else would die */
    bool atoms;   /* some reference is to an atom that is counted */
    uint64_t done; /* counts taken back */
    uint32_t next;
    OuObj *ring[RING];
} Release;

/* Objects whose death nobody notices. */
static OU_NOINLINE bool is_tuple_of_atoms(const OuObj *o)
{
    const OuTuple *t = OU_TUPLE(o);
    if (!ou_is_exact(o, OU_T_TUPLE) || ou_gc_is_tracked(o) || (o->type & OU_F_WEAKREFS))
        return false;
    for (size_t i = 0; i < t->len; i++) {
        uint32_t index = t->items[i] ? ou_index(t->items[i]) : OU_T_INT;
        if (index != OU_T_INT && index != OU_T_FLOAT && index != OU_T_STR && !ou_is_immortal(t->items[i]))
            return false;
    }
    return true;
}

OU_INLINE bool is_atom(const OuObj *o)
{
    uint32_t index = ou_index(o);
    return index == OU_T_INT || index == OU_T_FLOAT || index == OU_T_STR || index == OU_T_BYTES ||
           (index == OU_T_TUPLE && is_tuple_of_atoms(o));
}

OU_INLINE bool is_garbage(const OuObj *o)
{
    return (o->type & OU_F_COLLECTED) && (ou_gc_part(o)->bits & OU_GC_COLLECTING);
}

/* Take the count of one reference to the outside back. */
OU_INLINE void take_back(OuObj *o, Release *release)
{
    if (is_garbage(o) || ou_is_immortal(o))
        return;
    if (is_atom(o)) {
        release->atoms = true;
    } else if (!release->failed) {
        release->done++;
        if (--o->refs == 0)
            release->failed = true;
    }
}

OU_INLINE void take_back_in(OuObj *referent, void *arg)
{
    Release *release = arg;
    OuObj **place = &release->ring[release->next++ % RING];
    OuObj *earlier = *place;
    __builtin_prefetch(referent);
    *place = referent;
    take_back(earlier, release);
}

/* … and give it again, in the same order. */
OU_INLINE void give_again(OuObj *o, void *arg)
{
    Release *release = arg;
    if (release->done == 0 || is_garbage(o) || ou_is_immortal(o) || is_atom(o))
        return;
    release->done--;
    o->refs++;
}

OU_INLINE void release_atom(OuObj *o, void *arg)
{
    Release *release = arg;
    if (!is_garbage(o) && !ou_is_immortal(o) && is_atom(o))
        ou_unref_nonnull(release->vm, o);
}

OU_INLINE void release_keys(OuVM *vm, OuDict *d)
{
    for (uint32_t i = 0; i < d->used; i++)
        if (d->entries[i].value)
            ou_unref_nonnull(vm, d->entries[i].key);
}

/* Call fn for all references that `o` owns. */
OU_INLINE void visit(OuObj *o, Release *release, OuVisitFn fn)
{
    if (ou_index(o) == release->row.index ||
        (ou_index(o) >= OU_BUILTIN_TYPES && ou_row_learn(release->vm, o, &release->row))) {
        ou_row_visit(&release->row, o, fn, release);
        fn(release->row.cls, release);
    } else if (!ou_gc_visit_common(o, fn, release)) {
        ou_gc_visit(release->vm, o, fn, release);
    }
}

static void free_block(OuVM *vm, OuObj *o)
{
    switch (ou_index(o)) {
    case OU_T_LIST:
        ou_mem_give(&vm->mem, OU_LIST(o)->items, OU_LIST(o)->cap * sizeof(OuObj *));
        ou_mem_give(&vm->mem, o, sizeof(OuList));
        return;
    case OU_T_DICT:
        ou_dict_free_table(vm, OU_DICT(o));
        ou_mem_give(&vm->mem, o, sizeof(OuDict));
        return;
    default:
        break;
    }
    ou_mem_give(&vm->mem, o, ou_object_size(vm, o));
}

bool ou_gc_free_garbage(OuVM *vm, OuGeneration *g, OuFound found)
{
    uint32_t start = found.garbage, end = g->len;
    if (!found.simple || vm->watch != NULL || (vm->gc.debug & OU_GC_DEBUG_SAVEALL))
        return false;
    Release release = {.vm = vm};
    for (uint32_t i = 0; i < RING; i++)
        release.ring[i] = OU_NONE;
    uint32_t i;
    for (i = start; i < end && !release.failed; i++) {
        ou_gc_prefetch(g->items, i, end);
        visit(g->items[i], &release, take_back_in);
    }
    for (uint32_t k = 0; k < RING; k++)
        take_back_in(OU_NONE, &release);
    if (release.failed) {
        for (uint32_t k = start; k < i; k++)
            visit(g->items[k], &release, give_again);
        return false;
    }
    if (release.atoms)
        for (i = start; i < end; i++)
            visit(g->items[i], &release, release_atom);
    for (i = start; i < end; i++) {
        ou_gc_prefetch(g->items, i, end);
        if (ou_is_exact(g->items[i], OU_T_DICT) && OU_DICT(g->items[i])->all_str)
            release_keys(vm, OU_DICT(g->items[i]));
        free_block(vm, g->items[i]);
    }
    uint32_t count = end - start;
    OuGeneration *young = &vm->gc.gens[0];
    young->counter -= count < young->counter ? count : young->counter;
    g->len = start;
    while (g->len > 0 && g->items[g->len - 1] == NULL) {
        g->len--;
        g->holes--;
    }
    return true;
}
