/* gc.h - the generational cycle collector.
 *
 * CPython 3.11's algorithm (trial deletion): subtract the references found inside the
 * young objects from copies of their counts; what keeps a count is held from outside;
 * what is reachable from that stays; the rest is garbage. Weak reference callbacks run
 * first, then finalizers (PEP 442), then what is still garbage is cleared.
 *
 * Each generation is an array of object pointers; an object knows its index (`slot`). A
 * dead object leaves a hole; trailing holes are popped, the array is compacted when half
 * of it is holes. What is collected is first appended to the array of the generation that
 * its survivors go to, then sorted there in place: survivors in CPython's order, then the
 * garbage. The working counts live in the objects' gc words, a queue of objects beside the
 * oldest array. Room for all that is reserved when an object is allocated, so a collection or a
 * promotion never runs out of memory. Registers of running frames are not visited: what
 * they hold counts as held from outside.
 *
 * Collections happen only at polls of the VM and in gc.collect(): never inside an allocation. */
#ifndef OU_OBJECT_GC_H
#define OU_OBJECT_GC_H
#include "object/type.h"

#define OU_GC_UNTRACKED UINT32_MAX
#define OU_GC_GENERATIONS 3
#define OU_GC_FROZEN 3 /* gc.freeze(): a fourth array that is never collected */

/* OuGcObj.bits: flags, and above them the working count of a collection. */
#define OU_GC_GEN_MASK 0x3u      /* generation; OU_GC_FROZEN */
#define OU_GC_COLLECTING 0x4u    /* in the set being collected; afterwards: garbage */
#define OU_GC_REACHED 0x8u
#define OU_GC_QUEUED 0x10u
#define OU_GC_COUNT_SHIFT 5
#define OU_GC_COUNT_ONE (1u << OU_GC_COUNT_SHIFT)
#define OU_GC_COUNT_MAX (UINT32_MAX >> OU_GC_COUNT_SHIFT)

#define OU_GC_DEBUG_STATS 1u
#define OU_GC_DEBUG_COLLECTABLE 2u
#define OU_GC_DEBUG_UNCOLLECTABLE 4u
#define OU_GC_DEBUG_SAVEALL 32u

typedef struct OuGeneration {
    OuObj **items;   /* NULL: hole */
    OuObj **queue;   /* generation 2 only, in the same block: room for `cap` objects, for any collection */
    uint32_t len, cap, holes;
    int32_t threshold;
    uint32_t counter; /* gen 0: allocations minus deallocations; others: collections below */
    uint64_t collections, collected, uncollectable;
} OuGeneration;

typedef struct OuGc {
    OuGeneration gens[OU_GC_GENERATIONS + 1];
    uint32_t reserved; /* allocations until room must be made again */
    uint32_t trigger;  /* gen 0 counter beyond this: ask for a poll */
    size_t untracked;  /* live collectable objects that are not tracked */
    uint32_t until_audit; /* OU_STRESS: polls left */
    /* Debug builds: about each n-th allocation and poll forces a collection; 0: none. */
    uint32_t force_every;
    uint64_t force_state; /* of the generator of random numbers that chooses them */
    bool force_now;
    bool enabled, running;
    bool automatic; /* the running collection was not asked for by the script */
    bool quiet; /* this collection calls no callbacks */
    uint32_t debug; /* gc.DEBUG_… */
    uint64_t long_lived_total, long_lived_pending; /* the 25 % rule for full collections */
    OuObj *garbage;   /* gc.garbage: a list, made on demand */
    OuObj *callbacks; /* gc.callbacks */
} OuGc;

void ou_gc_init(OuVM *vm);
/* Let the collector know `o` (fully initialized). Never fails; no-op if tracked. */
void ou_gc_track(OuVM *vm, OuObj *o);
void ou_gc_untrack(OuVM *vm, OuObj *o);
/* The tracked `o` goes to the end of its generation's array, if that is the youngest. */
void ou_gc_renew(OuVM *vm, OuObj *o);
OU_INLINE bool ou_gc_is_tracked(const OuObj *o)
{
    return ou_gc_part(o)->slot != OU_GC_UNTRACKED;
}
/* How many collections there have been. */
OU_INLINE uint32_t ou_gc_collections(const OuGc *gc)
{
    return (uint32_t)(gc->gens[0].collections + gc->gens[1].collections + gc->gens[2].collections);
}
/* Does its type have a collector word? */
bool ou_gc_is_collected(const OuVM *vm, const OuObj *o);
/* Collect generation 0…n; returns the number of unreachable objects found (collected and
 * uncollectable). Runs script code. Does nothing while a collection runs. */
size_t ou_gc_collect(OuVM *vm, int generation);
/* At a poll: collect if a threshold is passed (and gc is enabled). */
void ou_gc_poll(OuVM *vm);
/* gc.enable(), gc.disable(), gc.set_threshold(): after any change of `enabled` or thresholds. */
void ou_gc_settings_changed(OuVM *vm);
OuObj *ou_gc_garbage_peek(OuVM *vm);   /* gc.garbage, borrowed; NULL: no memory */
OuObj *ou_gc_callbacks_peek(OuVM *vm); /* gc.callbacks */
/* gc.freeze() and unfreeze(). */
OU_MUST_CHECK bool ou_gc_freeze(OuVM *vm);
bool ou_gc_unfreeze(OuVM *vm);
/* For ou_dealloc: a collectable object (untracked by now) is going to be freed. */
OU_INLINE void ou_gc_forget(OuGc *gc)
{
    gc->untracked--;
    if (gc->gens[0].counter > 0)
        gc->gens[0].counter--;
}
/* For ou_gc_new: room for one more object, and the allocation counted. */
OU_MUST_CHECK bool ou_gc_make_room(OuVM *vm);
void ou_gc_threshold_passed(OuVM *vm);
/* Call fn for every reference that `o` owns (fields, attribute words, class for user instances). */
void ou_gc_visit(const OuVM *vm, OuObj *o, OuVisitFn fn, void *arg);
/* Let the collector know the tuples that what it knows holds, also those it has given up for good: what they were given
 * later (zip's, when it ends early) would never be found. For the end, when no script code runs any more. Were there any? */
bool ou_gc_track_tuples(OuVM *vm);
/* Does `fn` mark what is reached? It may be given what `o` only borrows, which CPython's object would hold: the order of
 * survivors is that in which they are met. */
bool ou_gc_is_reaching(OuVisitFn fn);
/* Call fn for every tracked object of all generations (the frozen one included). fn must not
 * run script code. */
void ou_gc_each(OuVM *vm, void (*fn)(OuVM *vm, OuObj *o, void *arg), void *arg);
/* Debug builds: random numbers for forced collections; 0 once in `force_every` calls (never if
 * that is 0). The collection itself happens at the next poll. */
uint32_t ou_gc_force_random(OuGc *gc);
/* Destroy: nothing is finalized, arrays are freed. */
void ou_gc_drop(OuVM *vm);

#endif
