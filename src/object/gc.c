/* gc.c - what the collector knows: the arrays of the generations, tracking, room for
 * everything a collection needs, freezing. Collections are in gc_collect.c.
 *
 * Capacity: the array of generation 0 has room for its objects, the untracked ones and
 * `reserved` more; those of generations 1 and 2 for all that can be promoted into them.
 * Nothing here runs script code. */
#include "object/gc.h"
#include "object/errors.h"
#include "object/state.h"
#include "object/upcall.h"
#include <string.h>

#define ROOM_STEP_MIN 16u   /* allocations between two looks at the arrays: as many as there are objects; */
#define ROOM_STEP_MAX 256u  /* under a memory limit as many again for those who deal with a failure … */
#define HANDLER_STEP 32u    /* … so many at a time */
#define SHRINK_FLOOR 16384u /* smaller arrays are not worth shrinking */

void ou_gc_init(OuVM *vm)
{
    OuGc *gc = &vm->gc;
    static const int32_t thresholds[OU_GC_GENERATIONS] = {OU_GC_THRESHOLD_0, OU_GC_THRESHOLD_1,
                                                           OU_GC_THRESHOLD_2};
    for (int i = 0; i < OU_GC_GENERATIONS; i++)
        gc->gens[i].threshold = thresholds[i];
    gc->enabled = true;
    ou_gc_settings_changed(vm);
}

void ou_gc_settings_changed(OuVM *vm)
{
    OuGc *gc = &vm->gc;
    int32_t threshold = gc->gens[0].threshold;
    gc->trigger = !gc->enabled || threshold == 0 ? UINT32_MAX : threshold < 0 ? 0 : (uint32_t)threshold;
}

void ou_gc_threshold_passed(OuVM *vm)
{
    vm->gc.trigger = UINT32_MAX; /* asked once; the poll sets it again */
    if (!vm->gc.running)
        ou_request_poll(vm);
}

/* ---- the arrays ---- */

static bool has_queue(const OuVM *vm, const OuGeneration *g)
{
    return g == &vm->gc.gens[2]; /* which has room for all that any collection looks at */
}

static size_t array_bytes(const OuVM *vm, const OuGeneration *g, uint32_t cap)
{
    return (size_t)cap * sizeof(OuObj *) * (has_queue(vm, g) ? 2 : 1);
}

static bool set_capacity(OuVM *vm, OuGeneration *g, uint32_t cap)
{
    OU_ASSERT(cap >= g->len);
    OuObj **items = ou_mem_resize(&vm->mem, g->items, array_bytes(vm, g, g->cap), array_bytes(vm, g, cap));
    if (items == NULL)
        return false;
    g->items = items;
    g->cap = cap;
    g->queue = has_queue(vm, g) ? items + cap : NULL;
    return true;
}

static void compact(OuGeneration *g)
{
    uint32_t to = 0;
    for (uint32_t from = 0; from < g->len; from++) {
        OuObj *o = g->items[from];
        if (o == NULL)
            continue;
        ou_gc_part(o)->slot = to;
        g->items[to++] = o;
    }
    g->len = to;
    g->holes = 0;
}

static bool has_memory(const OuVM *vm, const OuGeneration *g, size_t cap)
{
    return ou_mem_has(&vm->mem, (cap - g->cap) * 2 * sizeof(OuObj *));
}

/* Make the array large enough for `need` entries, or smaller if it is far too large. */
static bool fit(OuVM *vm, OuGeneration *g, size_t need)
{
    if (need >= OU_GC_UNTRACKED / 2)
        return false;
    if (need > g->cap) {
        size_t cap = (size_t)g->cap + g->cap / 2;
        if (cap < need || !has_memory(vm, g, cap)) {
            cap = need;
            if (vm->mem.failed && !has_memory(vm, g, cap))
                return false; /* what is left is for those who deal with the failure */
        }
        return set_capacity(vm, g, (uint32_t)cap);
    }
    if (g->cap > SHRINK_FLOOR && g->cap / 4 > need && !vm->gc.running)
        (void)!set_capacity(vm, g, (uint32_t)(need * 2));
    return true;
}

static bool fit_all(OuVM *vm, size_t more)
{
    OuGeneration *g = vm->gc.gens;
    size_t young = g[0].len + vm->gc.untracked + more;
    size_t frozen = g[OU_GC_FROZEN].len - g[OU_GC_FROZEN].holes;
    return fit(vm, &g[0], young) && fit(vm, &g[1], g[1].len + young) &&
           fit(vm, &g[2], g[2].len + g[1].len + frozen + young);
}

bool ou_gc_make_room(OuVM *vm)
{
    OuGc *gc = &vm->gc;
    OuGeneration *g = gc->gens;
    for (int i = 0; i < OU_GC_GENERATIONS; i++) /* a running collection counts on its indices */
        if (g[i].holes > g[i].len / 2 && (i == 0 || !gc->running))
            compact(&g[i]);
    bool handling = vm->mem.failed; /* those who deal with a failure may use the spare room */
    size_t objects = g[0].len + g[1].len + g[2].len + gc->untracked;
    uint32_t step = objects >= ROOM_STEP_MAX ? ROOM_STEP_MAX : objects < ROOM_STEP_MIN ? ROOM_STEP_MIN : (uint32_t)objects;
    gc->reserved = step;
    if (fit_all(vm, vm->mem.limit != 0 ? 2 * step : step))
        return true;
    gc->reserved = HANDLER_STEP;
    if (handling && fit_all(vm, HANDLER_STEP))
        return true;
    gc->reserved = 0;
    ou_raise_memory(vm);
    return false;
}

void ou_gc_track(OuVM *vm, OuObj *o)
{
    OuGcObj *object = ou_gc_part(o);
    OU_ASSERT(o->type & OU_F_COLLECTED);
    if (object->slot != OU_GC_UNTRACKED)
        return;
    OuGeneration *g = &vm->gc.gens[0];
    if (OU_UNLIKELY(g->len == g->cap))
        compact(g);
    OU_ASSERT(g->len < g->cap);
    vm->gc.untracked--;
    object->slot = g->len;
    object->bits = 0;
    g->items[g->len++] = o;
}

void ou_gc_renew(OuVM *vm, OuObj *o)
{
    OuGcObj *object = ou_gc_part(o);
    OuGeneration *g = &vm->gc.gens[0];
    uint32_t slot = object->slot;
    if (slot == OU_GC_UNTRACKED || (object->bits & OU_GC_GEN_MASK) != 0)
        return;
    if (g->len - slot > 16) {
        ou_gc_untrack(vm, o);
        ou_gc_track(vm, o);
        return;
    }
    for (; slot + 1 < g->len; slot++) {
        OuObj *next = g->items[slot] = g->items[slot + 1];
        if (next != NULL)
            ou_gc_part(next)->slot = slot;
    }
    g->items[slot] = o;
    object->slot = slot;
}

void ou_gc_untrack(OuVM *vm, OuObj *o)
{
    OuGcObj *object = ou_gc_part(o);
    uint32_t slot = object->slot;
    if (slot == OU_GC_UNTRACKED)
        return;
    OuGeneration *g = &vm->gc.gens[object->bits & OU_GC_GEN_MASK];
    OU_ASSERT(slot < g->len && g->items[slot] == o);
    object->slot = OU_GC_UNTRACKED;
    object->bits = 0;
    vm->gc.untracked++;
    if (slot + 1 < g->len) {
        g->items[slot] = NULL;
        g->holes++;
        return;
    }
    g->len = slot;
    while (g->len > 0 && g->items[g->len - 1] == NULL) {
        g->len--;
        g->holes--;
    }
}

bool ou_gc_is_collected(const OuVM *vm, const OuObj *o)
{
    return (ou_type(vm, o)->flags & OU_TF_COLLECTED) != 0;
}

void ou_gc_each(OuVM *vm, void (*fn)(OuVM *vm, OuObj *o, void *arg), void *arg)
{
    for (int i = 0; i <= OU_GC_FROZEN; i++) {
        OuGeneration *g = &vm->gc.gens[i];
        for (uint32_t k = 0; k < g->len; k++)
            if (g->items[k] != NULL)
                fn(vm, g->items[k], arg);
    }
}

void ou_gc_visit(const OuVM *vm, OuObj *o, OuVisitFn fn, void *arg)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (type->flags & OU_TF_USER) {
        ou_instance_visit(vm, o, fn, arg);
        fn(OU_OBJ(shape->cls), arg);
    }
    const OuRefField *field = type->flags & OU_TF_VISITS_ALL ? NULL : type->refs;
    for (; field != NULL && field->name != NULL; field++) {
        OuObj *referent = *(OuObj **)((char *)o + field->offset);
        if (referent != NULL)
            fn(referent, arg);
    }
    if (type->visit != NULL)
        type->visit(o, fn, arg);
    if (OU_UNLIKELY(type->layout != NULL))
        ou_upcall_visit_layout(type, o, fn, arg);
}

static void track_tuple(OuObj *referent, void *arg)
{
    if (ou_is_exact(referent, OU_T_TUPLE) && (referent->type & OU_F_COLLECTED))
        ou_gc_track(arg, referent);
}

static void track_its_tuples(OuVM *vm, OuObj *o, void *arg)
{
    ou_gc_visit(vm, o, track_tuple, arg);
}

bool ou_gc_track_tuples(OuVM *vm)
{
    size_t before = vm->gc.untracked;
    ou_gc_each(vm, track_its_tuples, vm);
    return vm->gc.untracked != before;
}

/* ---- freezing ---- */

/* Move what is in `from` to the end of `to`, which has room. Garbage of a running collection
 * stays where it is. */
static void move_all(OuGc *gc, int from, int to)
{
    OuGeneration *source = &gc->gens[from], *target = &gc->gens[to];
    for (uint32_t i = 0; i < source->len; i++) {
        OuObj *o = source->items[i];
        OuGcObj *words = o != NULL ? ou_gc_part(o) : NULL;
        if (o == NULL || (words->bits & OU_GC_COLLECTING))
            continue;
        words->slot = target->len;
        words->bits = (uint32_t)to;
        target->items[target->len++] = o;
        source->items[i] = NULL;
        source->holes++;
    }
    while (source->len > 0 && source->items[source->len - 1] == NULL) {
        source->len--;
        source->holes--;
    }
}

bool ou_gc_freeze(OuVM *vm)
{
    OuGc *gc = &vm->gc;
    OuGeneration *frozen = &gc->gens[OU_GC_FROZEN];
    compact(frozen);
    size_t need = frozen->len;
    for (int i = 0; i < OU_GC_GENERATIONS; i++)
        need += gc->gens[i].len;
    if (!fit(vm, frozen, need)) {
        ou_raise_memory(vm);
        return false;
    }
    for (int i = 0; i < OU_GC_GENERATIONS; i++) {
        move_all(gc, i, OU_GC_FROZEN);
        gc->gens[i].counter = 0;
    }
    return true;
}

/* In a running collection the garbage holds its places, so what comes back needs more room. */
bool ou_gc_unfreeze(OuVM *vm)
{
    OuGeneration *g = vm->gc.gens;
    size_t young = g[0].len + vm->gc.untracked + ROOM_STEP_MAX;
    if (!fit(vm, &g[2], g[2].len + g[1].len + g[OU_GC_FROZEN].len + young)) {
        ou_raise_memory(vm);
        return false;
    }
    move_all(&vm->gc, OU_GC_FROZEN, 2);
    return true;
}

void ou_gc_drop(OuVM *vm)
{
    for (int i = 0; i <= OU_GC_FROZEN; i++) {
        OuGeneration *g = &vm->gc.gens[i];
        ou_mem_give(&vm->mem, g->items, array_bytes(vm, g, g->cap));
        g->items = NULL;
        g->queue = NULL;
        g->len = g->cap = g->holes = 0;
    }
    vm->gc.reserved = 0;
}
