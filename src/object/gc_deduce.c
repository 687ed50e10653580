/* gc_deduce.c - which objects of a collection are garbage.
 *
 * References from inside the region are counted in the objects' gc words. An object that
 * counts more references than that is held from outside; what can be reached from one
 * stays. As soon as everything has been reached, nothing more is looked at. Outside of a
 * collection all counts are zero.
 *
 * An object that is passed before it is reached comes behind all others, in the order in
 * which such objects are reached. Nothing here runs script code. */
#include "object/gc_parts.h"
#include "object/upcall.h"
#include <string.h>

#define NEWEST_PART 256u /* the newest: this part of the objects */
#define RING 16u /* references that wait for their objects to come into the cache */
#define LOOK_EVERY 0x4000u /* objects, or references of a long one, between two looks at the limits */

typedef struct Work {
    uint32_t mask, wanted; /* in the region: bits & mask == wanted */
    uint32_t unreached;
    uint32_t at;           /* objects before this index that are not reached were passed */
    uint32_t queued, next, done; /* places in the queue and the ring */
    OuObj **queue;
    OuRow row;
    uint32_t times; /* instances whose reference to the class of `row` is not counted yet */
    bool given_up;  /* a limit was reached on the way: nothing is garbage */
    const OuVM *vm;
    OuObj *ring[RING];
} Work;

/* The run may have to end in the midst of a large heap. From then on no object is in the region
 * and none is waited for, so that the passes come to their ends. */
static OU_NOINLINE void look_at_limits(Work *work)
{
    if (!ou_upcall_must_end((OuVM *)(uintptr_t)work->vm))
        return;
    work->given_up = true;
    work->mask = 0;
    work->wanted = 1;
    work->unreached = 0;
}

OU_INLINE bool in_region(const Work *work, const OuGcObj *words)
{
    return (words->bits & work->mask) == work->wanted;
}

/* Is it held from inside the region only? A count that is too large for its bits never is. */
OU_INLINE bool held_inside(const OuObj *o, const OuGcObj *words)
{
    return words->bits >> OU_GC_COUNT_SHIFT == o->refs;
}

OU_INLINE void count_now(OuObj *referent, uint32_t times, Work *work)
{
    if (!(referent->type & OU_F_COLLECTED))
        return;
    OuGcObj *words = ou_gc_part(referent);
    if (!in_region(work, words))
        return;
    words->bits += times * OU_GC_COUNT_ONE;
    OU_ASSERT(words->bits >> OU_GC_COUNT_SHIFT <= referent->refs);
    work->unreached += held_inside(referent, words);
}

/* The referent's words are asked for now and looked at a little later. */
OU_INLINE void count_in(OuObj *referent, void *arg)
{
    Work *work = arg;
    OuObj **place = &work->ring[work->next++ % RING];
    OuObj *earlier = *place;
    __builtin_prefetch(referent, 1);
    *place = referent;
    count_now(earlier, 1, work);
}

OU_INLINE void reach_now(OuObj *referent, Work *work)
{
    if (!(referent->type & OU_F_COLLECTED))
        return;
    OuGcObj *words = ou_gc_part(referent);
    if ((words->bits & OU_GC_REACHED) || !in_region(work, words) || !held_inside(referent, words))
        return;
    words->bits |= OU_GC_REACHED;
    work->unreached--;
    if (words->slot < work->at) {
        words->bits |= OU_GC_QUEUED;
        work->queue[work->queued++] = referent;
    }
}

/* The same delay: no object may be passed as not reached before the ring is empty. */
OU_INLINE void reach(OuObj *referent, void *arg)
{
    Work *work = arg;
    __builtin_prefetch(referent, 1);
    if (work->next - work->done == RING)
        reach_now(work->ring[work->done++ % RING], work);
    work->ring[work->next++ % RING] = referent;
}

bool ou_gc_is_reaching(OuVisitFn fn)
{
    return fn == reach;
}

static void reach_waiting(Work *work)
{
    while (work->done != work->next)
        reach_now(work->ring[work->done++ % RING], work);
}

/* Long lists and tuples are not visited in one go. False: it is neither. */
OU_INLINE bool visit_long(OuObj *o, OuVisitFn fn, Work *work)
{
    bool is_list = ou_is_exact(o, OU_T_LIST);
    if (!is_list && !ou_is_exact(o, OU_T_TUPLE))
        return false;
    OuObj *const *items = is_list ? OU_LIST(o)->items : OU_TUPLE(o)->items;
    for (size_t i = is_list ? OU_LIST(o)->len : OU_TUPLE(o)->len; i-- > 0 && !work->given_up;) {
        if (items[i] != NULL)
            fn(items[i], work);
        if (i % LOOK_EVERY == 0)
            look_at_limits(work);
    }
    return true;
}

static OU_NOINLINE void count_generic(OuObj *o, Work *work)
{
    if (!visit_long(o, count_in, work))
        ou_gc_visit(work->vm, o, count_in, work);
}

static OU_NOINLINE void reach_generic(OuObj *o, Work *work)
{
    if (!visit_long(o, reach, work))
        ou_gc_visit(work->vm, o, reach, work);
}

/* ---- the two passes ---- */

static void count_class(Work *work)
{
    if (work->times > 0)
        count_now(work->row.cls, work->times, work);
    work->times = 0;
}

static void count_part(const OuVM *vm, OuGeneration *g, uint32_t i, uint32_t end, Work *work)
{
    for (; i < end; i++) {
        OuObj *o = g->items[i];
        ou_gc_prefetch(g->items, i, g->len);
        if (ou_index(o) != work->row.index) {
            if (ou_gc_visit_common(o, count_in, work))
                continue;
            if (ou_index(o) < OU_BUILTIN_TYPES || !(ou_shape(vm, o)->flags & OU_SHAPE_ROW)) {
                count_generic(o, work);
                continue;
            }
            count_class(work);
            ou_row_learn(vm, o, &work->row);
        }
        ou_row_visit(&work->row, o, count_in, work);
        work->times++;
    }
}

static void count_references(const OuVM *vm, OuGeneration *g, uint32_t start, Work *work)
{
    for (uint32_t i = 0; i < RING; i++)
        work->ring[i] = OU_NONE;
    for (uint32_t i = start; i < g->len && !work->given_up; i += LOOK_EVERY) {
        if (i != start)
            look_at_limits(work);
        count_part(vm, g, i, g->len - i < LOOK_EVERY ? g->len : i + LOOK_EVERY, work);
    }
    for (uint32_t i = 0; i < RING; i++)
        count_in(OU_NONE, work);
    count_class(work);
}

static void reach_from(const OuVM *vm, OuObj *o, Work *work)
{
    if (ou_index(o) == work->row.index || (ou_index(o) >= OU_BUILTIN_TYPES && ou_row_learn(vm, o, &work->row))) {
        ou_row_visit(&work->row, o, reach, work);
        reach(work->row.cls, work);
    } else if (!ou_gc_visit_common(o, reach, work)) {
        reach_generic(o, work);
    }
}

OU_INLINE void reach_behind(OuObj *referent, void *arg)
{
    Work *work = arg;
    if (!(referent->type & OU_F_COLLECTED))
        return;
    OuGcObj *words = ou_gc_part(referent);
    if (!(words->bits & OU_GC_REACHED) && in_region(work, words) && held_inside(referent, words) && words->slot > work->at) {
        words->bits |= OU_GC_REACHED;
        work->unreached--;
    }
}

/* Few objects are left: mostly new ones that only others of the newest hold, so that the pass
 * would go on over all between for their sake. What a survivor among the newest holds that
 * stands behind it would be reached in time: to mark it now changes no order. */
static void reach_newest(const OuVM *vm, OuGeneration *g, uint32_t i, Work *work)
{
    uint32_t at = work->at;
    for (i = g->len - (g->len - i) / NEWEST_PART; i < g->len; i++) {
        OuObj *o = g->items[i];
        const OuGcObj *words = ou_gc_part(o);
        work->at = i;
        if ((words->bits & OU_GC_REACHED) || !held_inside(o, words))
            ou_gc_visit(vm, o, reach_behind, work);
    }
    work->at = at;
}

static void reach_survivors(const OuVM *vm, OuGeneration *g, uint32_t start, Work *work)
{
    uint32_t few = (g->len - start) / NEWEST_PART;
    work->next = work->done = 0;
    for (uint32_t i = start; i < g->len; i++) {
        if (OU_UNLIKELY((i - start) % LOOK_EVERY == LOOK_EVERY - 1))
            look_at_limits(work);
        if (work->unreached <= few) {
            reach_waiting(work);
            if (few > 0)
                reach_newest(vm, g, i, work);
            few = 0;
            if (work->unreached == 0)
                break;
        }
        OuObj *o = g->items[i];
        const OuGcObj *words = ou_gc_part(o);
        ou_gc_prefetch(g->items, i, g->len);
        if (!(words->bits & OU_GC_REACHED) && held_inside(o, words)) {
            reach_waiting(work);
            if (!(words->bits & OU_GC_REACHED)) {
                work->at = i + 1;
                continue;
            }
        }
        reach_from(vm, o, work);
    }
    reach_waiting(work);
    work->at = g->len;
    for (uint32_t i = 0; i < work->queued && work->unreached > 0; i++) {
        ou_gc_prefetch(work->queue, i, work->queued);
        reach_from(vm, work->queue[i], work);
        if (i + 1 == work->queued)
            reach_waiting(work);
    }
}

/* ---- order ---- */

/* Survivors that were passed at once, then the queued ones, then the garbage. What is queued
 * already waits elsewhere; the garbage joins it there. */
static void sort_region(OuGeneration *g, uint32_t start, const Work *work)
{
    OuObj **to = g->items + start, **queue = work->queue;
    uint32_t waiting = work->queued;
    for (uint32_t i = start; i < g->len; i++) {
        OuObj *o = g->items[i];
        const OuGcObj *words = ou_gc_part(o);
        ou_gc_prefetch_head(g->items, i, g->len);
        if (words->bits & OU_GC_QUEUED)
            continue;
        if (!(words->bits & OU_GC_REACHED) && held_inside(o, words))
            queue[waiting++] = o;
        else
            *to++ = o;
    }
    memcpy(to, queue, waiting * sizeof *queue);
}

/* What objects like `o` mean for the fate of the garbage. */
static void judge(const OuVM *vm, const OuObj *o, OuFound *found)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (type->finalize != NULL || (o->type & OU_F_WEAKREFS) || ou_is_weakref(vm, o))
        found->plain = found->simple = false;
    if ((shape->flags & (OU_SHAPE_ROW | OU_SHAPE_UNSHARED)) != OU_SHAPE_ROW && type != &ou_list_type && type != &ou_tuple_type &&
        type != &ou_dict_type && type != &ou_function_type &&
        (type->dealloc || type->visit || (type->flags & (OU_TF_USER | OU_TF_VAR_SIZE))))
        found->simple = false;
}

OuFound ou_gc_deduce(const OuVM *vm, OuGeneration *g, uint32_t start, bool whole)
{
    uint32_t generation = (uint32_t)(g - vm->gc.gens);
    Work work = {.queue = vm->gc.gens[2].queue, .vm = vm};
    work.mask = whole ? OU_GC_GEN_MASK : OU_GC_COLLECTING;
    work.wanted = whole ? generation : OU_GC_COLLECTING;
    count_references(vm, g, start, &work);
    if (vm->watch != NULL && !work.given_up)
        vm->watch((OuVM *)(uintptr_t)vm, OU_WATCH_GC_COUNTED,
                  &(OuWatchRegion){g->items + start, g->len - start, 0}, 0);
    if (!work.given_up)
        reach_survivors(vm, g, start, &work);
    if (work.given_up)
        work.unreached = work.queued = 0;
    OuFound found = {g->len - work.unreached, true, true};
    if (work.unreached > 0 || work.queued > 0)
        sort_region(g, start, &work);
    for (uint32_t i = start; i < found.garbage; i++) {
        OuGcObj *words = ou_gc_part(g->items[i]);
        ou_gc_prefetch_head(g->items, i, g->len);
        words->slot = i;
        words->bits = generation;
    }
    uint32_t index = OU_T_LIST;
    for (uint32_t i = found.garbage; i < g->len; i++) {
        OuObj *o = g->items[i];
        ou_gc_prefetch_head(g->items, i, g->len);
        ou_gc_part(o)->slot = i;
        ou_gc_part(o)->bits = generation | OU_GC_COLLECTING;
        if (ou_index(o) != index || (o->type & OU_F_WEAKREFS)) {
            index = ou_index(o);
            judge(vm, o, &found);
        }
    }
    if (vm->watch != NULL)
        vm->watch((OuVM *)(uintptr_t)vm, OU_WATCH_GC_DEDUCED,
                  &(OuWatchRegion){g->items + start, g->len - start, found.garbage - start}, 0);
    return found;
}
