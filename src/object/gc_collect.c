/* gc_collect.c - collections.
 *
 * One collection works on a region of one array: the objects of the collected generations,
 * appended to the array that survivors go to. After `deduce` the region holds the survivors
 * and then the garbage, both in CPython's order. Weak reference callbacks, finalizers and
 * clearing run script code: the array may get holes and may move then, but nothing is
 * appended to it and it is not compacted while gc.running is set. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/heapwalk.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/track.h"
#include "object/upcall.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>
#include <time.h>

typedef struct Work {
    OuGeneration *g;
    uint32_t queued; /* entries in g->queue */
} Work;

OU_INLINE bool in_collection(const OuObj *o)
{
    return (o->type & OU_F_COLLECTED) && (ou_gc_part(o)->bits & OU_GC_COLLECTING);
}

OU_INLINE void subtract(OuObj *referent, void *arg)
{
    (void)arg;
    if (!in_collection(referent))
        return;
    OuGcObj *o = ou_gc_part(referent);
    uint32_t count = o->bits >> OU_GC_COUNT_SHIFT;
    if (OU_LIKELY(count != OU_GC_COUNT_MAX)) {
        OU_ASSERT(count > 0);
        o->bits -= OU_GC_COUNT_ONE;
    }
}

OU_INLINE void reach(OuObj *referent, void *arg)
{
    if (!in_collection(referent))
        return;
    OuGcObj *o = ou_gc_part(referent);
    if (o->bits >> OU_GC_COUNT_SHIFT)
        return;
    o->bits += OU_GC_COUNT_ONE;
    if (o->bits & OU_GC_GARBAGE) { /* was passed already: comes behind all others */
        Work *work = arg;
        o->bits = (o->bits & ~OU_GC_GARBAGE) | OU_GC_QUEUED;
        work->g->queue[work->queued++] = o->slot;
    }
}

/* Attribute values of an instance of a user class that has nothing else, and its class. */
OU_INLINE void visit_instance(const OuShape *shape, OuObj *o, OuVisitFn fn, void *arg)
{
    OuObj **attrs = ou_attrs_word(shape->type, o);
    uint32_t inside = shape->key_count < shape->inline_count ? shape->key_count : shape->inline_count;
    for (uint32_t i = 1; i <= inside; i++)
        fn(attrs[i], arg);
    fn(OU_OBJ(shape->cls), arg);
}

OU_INLINE void visit_dict(const OuDict *d, OuVisitFn fn, void *arg)
{
    for (uint32_t i = 0; i < d->used; i++) {
        const OuDictEntry *entry = &d->entries[i];
        if (entry->value == NULL)
            continue;
        fn(entry->value, arg);
        if (!d->all_str)
            fn(entry->key, arg);
    }
}

/* ou_gc_visit with the common types inlined; `fn` is a constant. */
OU_INLINE void visit_each(const OuVM *vm, OuObj *o, OuVisitFn fn, void *arg)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (type == &ou_tuple_type) {
        for (size_t i = OU_TUPLE(o)->len; i-- > 0;)
            if (OU_LIKELY(OU_TUPLE(o)->items[i] != NULL))
                fn(OU_TUPLE(o)->items[i], arg);
    } else if (type == &ou_list_type) {
        for (uint32_t i = OU_LIST(o)->len; i-- > 0;)
            fn(OU_LIST(o)->items[i], arg);
    } else if (type == &ou_dict_type) {
        visit_dict(OU_DICT(o), fn, arg);
    } else if (shape->key_count > 0 && shape->key_count <= shape->inline_count && !type->refs && !type->visit &&
               shape->cls->slot_count == 0 && !ou_shape_is_mixed(shape)) {
        visit_instance(shape, o, fn, arg);
    } else {
        ou_gc_visit(vm, o, fn, arg);
    }
}

/* Put items[start..end) in the order that `order` (indices from 0) says. */
static void permute(OuObj **items, uint32_t *order, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (order[i] == i)
            continue;
        OuObj *first = items[i];
        uint32_t to = i;
        for (uint32_t from; (from = order[to]) != i; to = from) {
            items[to] = items[from];
            order[to] = to;
        }
        items[to] = first;
        order[to] = to;
    }
}

/* Survivors that were passed at once, then the queued ones, then the garbage. Returns the
 * index of the first garbage. */
static uint32_t sort_region(OuGeneration *g, uint32_t start, uint32_t queued)
{
    uint32_t count = g->len - start, kept = 0, garbage = 0;
    OuObj **items = g->items + start;
    for (uint32_t i = 0; i < count; i++)
        garbage += (ou_gc_part(items[i])->bits & OU_GC_GARBAGE) != 0;
    if (garbage == 0 && queued == 0)
        return g->len;
    uint32_t *order = g->queue, first_queued = count - garbage - queued;
    memmove(order + first_queued, order, queued * sizeof *order);
    for (uint32_t i = 0; i < queued; i++)
        order[first_queued + i] -= start;
    uint32_t next_garbage = first_queued + queued;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t bits = ou_gc_part(items[i])->bits;
        if (bits & OU_GC_GARBAGE)
            order[next_garbage++] = i;
        else if (!(bits & OU_GC_QUEUED))
            order[kept++] = i;
    }
    permute(items, order, count);
    for (uint32_t i = 0; i < count; i++)
        ou_gc_part(items[i])->slot = start + i;
    return g->len - garbage;
}

/* Divide g->items[start..len) (no holes) into survivors and garbage; returns the index of the
 * first garbage. Garbage keeps the flag OU_GC_COLLECTING. */
static uint32_t deduce(const OuVM *vm, OuGeneration *g, uint32_t start)
{
    uint32_t generation = (uint32_t)(g - vm->gc.gens);
    for (uint32_t i = start; i < g->len; i++) {
        OuObj *o = g->items[i];
        uint32_t count = o->refs < OU_GC_COUNT_MAX ? o->refs : OU_GC_COUNT_MAX;
        ou_gc_part(o)->bits = generation | OU_GC_COLLECTING | count << OU_GC_COUNT_SHIFT;
    }
    for (uint32_t i = start; i < g->len; i++)
        visit_each(vm, g->items[i], subtract, NULL);
    if (vm->watch != NULL)
        vm->watch((OuVM *)(uintptr_t)vm, OU_WATCH_GC_COUNTED,
                  &(OuWatchRegion){g->items + start, g->len - start, 0}, 0);
    Work work = {g, 0};
    for (uint32_t i = start; i < g->len; i++) {
        OuGcObj *o = ou_gc_part(g->items[i]);
        if (o->bits >> OU_GC_COUNT_SHIFT)
            visit_each(vm, g->items[i], reach, &work);
        else
            o->bits |= OU_GC_GARBAGE;
    }
    for (uint32_t i = 0; i < work.queued; i++)
        ou_gc_visit(vm, g->items[g->queue[i]], reach, &work);
    uint32_t garbage = sort_region(g, start, work.queued);
    for (uint32_t i = start; i < garbage; i++)
        ou_gc_part(g->items[i])->bits = generation;
    for (uint32_t i = garbage; i < g->len; i++)
        ou_gc_part(g->items[i])->bits = generation | OU_GC_COLLECTING | OU_GC_GARBAGE;
    if (vm->watch != NULL)
        vm->watch((OuVM *)(uintptr_t)vm, OU_WATCH_GC_DEDUCED,
                  &(OuWatchRegion){g->items + start, g->len - start, garbage - start}, 0);
    return garbage;
}

/* Append the objects of generation `from` to that of index `to`. */
static void append_generation(OuGc *gc, int from, int to)
{
    OuGeneration *source = &gc->gens[from], *target = &gc->gens[to];
    OU_ASSERT(target->cap - target->len >= source->len - source->holes);
    for (uint32_t i = 0; i < source->len; i++) {
        OuObj *o = source->items[i];
        if (o == NULL)
            continue;
        ou_gc_part(o)->slot = target->len;
        ou_gc_part(o)->bits = (uint32_t)to;
        target->items[target->len++] = o;
    }
    source->len = source->holes = 0;
}

/* Close the holes from `start` on. */
static void close_holes(OuGeneration *g, uint32_t start)
{
    uint32_t to = start;
    for (uint32_t from = start; from < g->len; from++) {
        OuObj *o = g->items[from];
        if (o == NULL)
            continue;
        ou_gc_part(o)->slot = to;
        g->items[to++] = o;
    }
    g->holes -= g->len - to;
    g->len = to;
}

/* Containers of atoms need not be looked at any more. Returns the number of what is left. */
static uint32_t untrack_atoms(OuVM *vm, OuGeneration *g, uint32_t start, uint32_t end, bool dicts)
{
    for (uint32_t i = start; i < end; i++) {
        OuObj *o = g->items[i];
        if (ou_is_exact(o, OU_T_TUPLE))
            ou_tuple_maybe_untrack(vm, (OuTuple *)o);
        else if (dicts && ou_is_exact(o, OU_T_DICT))
            ou_dict_maybe_untrack(vm, (OuDict *)o);
    }
    uint32_t left = 0;
    for (uint32_t i = start; i < end && i < g->len; i++)
        left += g->items[i] != NULL;
    return left;
}

/* ---- the fate of the garbage: g->items[start..] ---- */

/* Is there still garbage at index i? What died leaves a hole; what a script thaws on the way
 * stands between. */
static bool is_garbage(const OuGeneration *g, uint32_t i)
{
    return g->items[i] != NULL && (ou_gc_part(g->items[i])->bits & OU_GC_COLLECTING);
}

/* Clear weak references to garbage, then call the callbacks of those that are not garbage
 * themselves. Returns how many such references died of it; *ran: script code may have run. */
static size_t handle_weakrefs(OuVM *vm, OuGeneration *g, uint32_t start, bool *ran)
{
    OuWeakref *first = NULL, *last = NULL;
    for (uint32_t i = start; i < g->len; i++) {
        OuObj *o = g->items[i];
        if (!is_garbage(g, i))
            continue;
        if (ou_is_weakref(vm, o))
            ou_weakref_kill(vm, (OuWeakref *)o);
        if (o->type & OU_F_WEAKREFS)
            ou_weakref_clear_for_collection(vm, o, &first, &last);
    }
    size_t freed = 0;
    while (first != NULL) {
        OuWeakref *ref = first;
        first = ref->next;
        ref->next = NULL;
        *ran = true;
        ou_weakref_call_back(vm, ref);
        freed += ref->gc.head.refs == 1;
        ou_unref(vm, ref);
    }
    return freed;
}

static void finalize_garbage(OuVM *vm, OuGeneration *g, uint32_t start, bool *ran)
{
    for (uint32_t i = start; i < g->len; i++) {
        OuObj *o = g->items[i];
        if (!is_garbage(g, i) || (o->type & OU_F_FINALIZED))
            continue;
        const OuType *type = ou_type(vm, o);
        if (type->finalize == NULL)
            continue;
        o->type |= OU_F_FINALIZED;
        *ran = true;
        ou_ref(o);
        if (vm->watch != NULL)
            vm->watch(vm, OU_WATCH_FINALIZE, o, 0);
        type->finalize(vm, o);
        if (vm->error != NULL)
            ou_error_unraisable(vm, NULL, o);
        if (vm->watch != NULL)
            vm->watch(vm, OU_WATCH_FINALIZED, o, 0);
        ou_unref(vm, o);
    }
}

static void clear_object(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    if (type->flags & OU_TF_USER)
        ou_instance_clear(vm, o);
    if (type->clear != NULL) {
        type->clear(vm, o);
        return;
    }
    for (const OuRefField *field = type->refs; field != NULL && field->name != NULL; field++)
        ou_clear(vm, (OuObj **)((char *)o + field->offset));
}

/* gc.DEBUG_SAVEALL. The namespace of a class stays hidden: the class keeps it. */
static void save_garbage(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_DICT) && OU_DICT(o)->is_namespace)
        return;
    OuObj *garbage = ou_gc_garbage_peek(vm);
    if (garbage == NULL || !ou_list_append(vm, OU_LIST(garbage), o))
        ou_error_clear(vm);
}

static void delete_garbage(OuVM *vm, OuGeneration *g, uint32_t start)
{
    for (uint32_t i = start; i < g->len; i++) {
        OuObj *o = g->items[i];
        if (!is_garbage(g, i))
            continue;
        ou_ref(o);
        if (vm->gc.debug & OU_GC_DEBUG_SAVEALL) {
            save_garbage(vm, o);
        } else {
            clear_object(vm, o);
            if (vm->error != NULL)
                ou_error_unraisable(vm, "Exception ignored in tp_clear of", o);
        }
        if (ou_gc_is_tracked(o))
            ou_gc_part(o)->bits &= OU_GC_GEN_MASK;
        ou_unref(vm, o);
    }
}

/* ---- gc.set_debug ---- */

static void debug_line(OuVM *vm, OuBuf *text)
{
    if (ou_buf_text(text) != NULL)
        ou_upcall_stderr(vm, text->data, text->len);
    ou_buf_drop(text);
}

static void debug_begin(OuVM *vm, int generation)
{
    OuGeneration *g = vm->gc.gens;
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    ou_buf_printf(&text, "gc: collecting generation %d...\ngc: objects in each generation:", generation);
    for (int i = 0; i < OU_GC_GENERATIONS; i++)
        ou_buf_printf(&text, " %u", g[i].len - g[i].holes);
    ou_buf_printf(&text, "\ngc: objects in permanent generation: %u\n",
                  g[OU_GC_FROZEN].len - g[OU_GC_FROZEN].holes);
    debug_line(vm, &text);
}

static void debug_collectable(OuVM *vm, OuGeneration *g, uint32_t start)
{
    for (uint32_t i = start; i < g->len; i++) {
        if (!is_garbage(g, i))
            continue;
        OuBuf text;
        ou_buf_init(&text, &vm->mem);
        ou_buf_printf(&text, "gc: collectable <%s 0x%llx>\n", ou_type_name(vm, g->items[i]),
                      (unsigned long long)ou_address(vm, g->items[i]));
        debug_line(vm, &text);
    }
}

static int64_t nanoseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void debug_end(OuVM *vm, size_t unreachable, int64_t began)
{
    int64_t tenths = (nanoseconds() - began + 50000) / 100000; /* of milliseconds */
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    ou_buf_printf(&text, "gc: done, %zu unreachable, 0 uncollectable, %lld.%04llds elapsed\n", unreachable,
                  (long long)(tenths / 10000), (long long)(tenths % 10000));
    debug_line(vm, &text);
}

/* How many objects `o` is in CPython: an instance whose names came too late has a dict there, one
 * that has lost an attribute has none yet. */
static size_t count_garbage(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_DICT))
        return OU_DICT(o)->is_inner ? 0 : 1;
    const OuShape *shape = ou_shape(vm, o);
    if (!(shape->flags & OU_SHAPE_UNSHARED))
        return 1;
    for (uint32_t i = 0; i < shape->key_count; i++)
        if (ou_may_be_tracked(vm, *ou_instance_slot(vm, o, shape, i)))
            return 2;
    return 1;
}

/* ---- a collection ---- */

static size_t dispose_of_garbage(OuVM *vm, OuGeneration *g, uint32_t garbage)
{
    bool ran = false;
    size_t found = handle_weakrefs(vm, g, garbage, &ran);
    finalize_garbage(vm, g, garbage, &ran);
    if (ran) { /* something may have been resurrected */
        close_holes(g, garbage < g->len ? garbage : g->len);
        if (garbage < g->len)
            garbage = deduce(vm, g, garbage);
    }
    if (garbage < g->len) {
        for (uint32_t i = garbage; i < g->len; i++)
            found += g->items[i] ? count_garbage(vm, g->items[i]) : 0;
        delete_garbage(vm, g, garbage);
    }
    return found;
}

static size_t collect(OuVM *vm, int generation)
{
    OuGc *gc = &vm->gc;
    int target = generation < 2 ? generation + 1 : 2;
    OuGeneration *g = &gc->gens[target];
    int64_t began = 0;
    if (vm->watch != NULL)
        vm->watch(vm, OU_WATCH_GC_BEGIN, NULL, (size_t)generation);
    if (gc->debug & OU_GC_DEBUG_STATS) {
        debug_begin(vm, generation);
        began = nanoseconds();
    }
    if (generation + 1 < OU_GC_GENERATIONS)
        gc->gens[generation + 1].counter++;
    for (int i = 0; i <= generation; i++)
        gc->gens[i].counter = 0;
    if (generation == 2 || g->holes > g->len / 2)
        close_holes(g, 0);
    uint32_t start = generation == 2 ? 0 : g->len;
    if (generation < 2)
        append_generation(gc, generation, target);
    for (int i = 0; i < generation; i++)
        append_generation(gc, i, target);

    uint32_t garbage = deduce(vm, g, start);
    uint32_t survivors = untrack_atoms(vm, g, start, garbage, generation == 2);
    if (generation == 1) {
        gc->long_lived_pending += survivors;
    } else if (generation == 2) {
        gc->long_lived_pending = 0;
        gc->long_lived_total = survivors;
    }
    size_t found = 0;
    if (garbage < g->len) {
        if (gc->debug & OU_GC_DEBUG_COLLECTABLE)
            debug_collectable(vm, g, garbage);
        found = dispose_of_garbage(vm, g, garbage);
    }
    if (gc->debug & OU_GC_DEBUG_STATS)
        debug_end(vm, found, began);
    if (vm->error != NULL)
        ou_error_unraisable(vm, "Exception ignored in garbage collection", NULL);
    gc->gens[generation].collections++;
    gc->gens[generation].collected += found;
    if (vm->watch != NULL)
        vm->watch(vm, OU_WATCH_GC_END, NULL, found);
    return found;
}

/* Call the functions in gc.callbacks. */
static void call_back(OuVM *vm, const char *phase, int generation, size_t collected)
{
    OuList *callbacks = (OuList *)vm->gc.callbacks;
    if (callbacks == NULL || callbacks->len == 0 || vm->gc.quiet || ou_upcall_ended(vm, false))
        return;
    OuObj *args[2] = {ou_str_from(vm, phase), ou_dict_new(vm)};
    OuObj *numbers[3] = {ou_int_from(vm, generation), ou_int_from(vm, (int64_t)collected), ou_int_from(vm, 0)};
    static const char *const names[3] = {"generation", "collected", "uncollectable"};
    bool good = args[0] && args[1];
    for (int i = 0; i < 3; i++) {
        good = good && numbers[i] && ou_dict_set_str(vm, (OuDict *)args[1], names[i], numbers[i]);
        ou_unref(vm, numbers[i]);
    }
    if (!good)
        ou_error_unraisable(vm, NULL, NULL);
    for (uint32_t i = 0; good && i < callbacks->len; i++) {
        OuObj *callback = ou_ref(callbacks->items[i]);
        OuObj *result = ou_call(vm, callback, args, 2, NULL);
        if (result == NULL)
            ou_error_unraisable(vm, NULL, callback);
        ou_unref(vm, result);
        ou_unref(vm, callback);
    }
    ou_unref(vm, args[0]);
    ou_unref(vm, args[1]);
}

size_t ou_gc_collect(OuVM *vm, int generation)
{
    OuGc *gc = &vm->gc;
    if (gc->running || gc->gens[2].items == NULL)
        return 0;
    gc->running = true;
    OuObj *error = vm->error;
    vm->error = NULL;
    call_back(vm, "start", generation, 0);
    size_t found = collect(vm, generation);
    call_back(vm, "stop", generation, found);
    vm->error = error;
    gc->running = false;
    ou_gc_settings_changed(vm);
    return found;
}

#ifdef OU_DEBUG

uint32_t ou_gc_force_random(OuGc *gc)
{
    uint64_t x = gc->force_state | 1;
    x ^= x << 13;
    x ^= x >> 7;
    x ^= x << 17;
    gc->force_state = x;
    uint32_t heap = gc->gens[0].len + gc->gens[1].len + gc->gens[2].len; /* rarer as it grows */
    return gc->force_every == 0 ? 1 : (uint32_t)(x >> 33) % (gc->force_every + heap / 16);
}

/* A collection that nothing but its effects tells of: no callbacks, counters and statistics as
 * they were. Scripts that switched the collector off are left alone. */
static void force_collection(OuVM *vm)
{
    OuGc *gc = &vm->gc;
    gc->force_now = false;
    if (gc->running || !gc->enabled || gc->gens[2].items == NULL)
        return;
    OuGc saved = *gc;
    OuObj *error = vm->error;
    int generation = (int)(gc->force_state >> 40 & 3);
    vm->error = NULL;
    gc->running = true;
    gc->debug = 0;
    collect(vm, generation == 3 ? 2 : generation);
    gc->running = false;
    gc->debug = saved.debug;
    gc->long_lived_total = saved.long_lived_total;
    gc->long_lived_pending = saved.long_lived_pending;
    for (int i = 0; i < OU_GC_GENERATIONS; i++) {
        gc->gens[i].counter = saved.gens[i].counter;
        gc->gens[i].collections = saved.gens[i].collections;
        gc->gens[i].collected = saved.gens[i].collected;
    }
    vm->error = error;
}

#endif

static void collect_unasked(OuVM *vm, int generation)
{
    vm->gc.automatic = true;
    ou_gc_collect(vm, generation);
    vm->gc.automatic = false;
}

void ou_gc_poll(OuVM *vm)
{
    OuGc *gc = &vm->gc;
#ifdef OU_DEBUG
    if (gc->force_every != 0 && (gc->force_now || ou_gc_force_random(gc) == 0))
        force_collection(vm);
#endif
#ifdef OU_STRESS
    if (gc->until_audit-- == 0) { /* rarer as the heap grows */
        ou_heap_audit(vm);
        gc->until_audit = gc->gens[0].len / 256 + gc->gens[1].len / 256 + gc->gens[2].len / 256;
    }
#endif
    if (OU_UNLIKELY(vm->mem.pressure) && !gc->running) {
        collect_unasked(vm, 2);
        ou_mem_relieved(&vm->mem);
    }
    ou_error_reserve(vm);
    ou_gc_settings_changed(vm);
    if (!gc->enabled || gc->running || gc->gens[0].threshold == 0 ||
        (int64_t)gc->gens[0].counter <= gc->gens[0].threshold)
        return;
    for (int i = OU_GC_GENERATIONS - 1; i >= 0; i--) {
        if ((int64_t)gc->gens[i].counter <= gc->gens[i].threshold)
            continue;
        if (i == 2 && gc->long_lived_pending < gc->long_lived_total / 4)
            continue;
        collect_unasked(vm, i);
        return;
    }
}

OuObj *ou_gc_garbage_peek(OuVM *vm)
{
    if (vm->gc.garbage == NULL)
        vm->gc.garbage = ou_list_new(vm, 0);
    return vm->gc.garbage;
}

OuObj *ou_gc_callbacks_peek(OuVM *vm)
{
    if (vm->gc.callbacks == NULL)
        vm->gc.callbacks = ou_list_new(vm, 0);
    return vm->gc.callbacks;
}
