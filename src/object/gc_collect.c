/* gc_collect.c - collections.
 *
 * One collection works on a region of one array: the objects of the collected generations,
 * appended to the array that survivors go to. After ou_gc_deduce it holds the survivors and
 * then the garbage, both in CPython's order. Weak reference callbacks, finalizers and
 * clearing run script code: the array may get holes and may move then, but nothing is
 * appended to it and it is not compacted while gc.running is set. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/gc_parts.h"
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

/* Append the objects of generation `from` to that of index `to`, with the flag OU_GC_COLLECTING
 * or without. */
static void append_generation(OuGc *gc, int from, int to, uint32_t flag)
{
    OuGeneration *source = &gc->gens[from], *target = &gc->gens[to];
    OU_ASSERT(target->cap - target->len >= source->len - source->holes);
    for (uint32_t i = 0; i < source->len; i++) {
        OuObj *o = source->items[i];
        if (o == NULL)
            continue;
        ou_gc_part(o)->slot = target->len;
        ou_gc_part(o)->bits = (uint32_t)to | flag;
        target->items[target->len++] = o;
    }
    source->len = source->holes = 0;
}

/* Close the holes from `start` on. */
static void close_holes(OuGeneration *g, uint32_t start)
{
    if (g->holes == 0)
        return;
    while (start < g->len && g->items[start] != NULL)
        start++;
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

/* Containers of atoms need not be looked at any more. Returns the number of what is left. A dict may
 * have to wait for a tuple behind it. */
static uint32_t untrack_atoms(OuVM *vm, OuGeneration *g, uint32_t start, uint32_t end, bool dicts)
{
    size_t before = vm->gc.untracked, tuples = before;
    uint32_t first = end;
    for (uint32_t i = start; i < end; i++) {
        OuObj *o = g->items[i];
        if (ou_is_exact(o, OU_T_TUPLE)) {
            ou_tuple_maybe_untrack(vm, (OuTuple *)o);
        } else if (dicts && ou_is_exact(o, OU_T_DICT)) {
            size_t count = vm->gc.untracked;
            ou_dict_maybe_untrack(vm, (OuDict *)o);
            tuples += vm->gc.untracked - count;
            if (first == end && vm->gc.untracked == count) {
                first = i;
                tuples = count;
            }
        }
    }
    if (vm->gc.untracked != tuples) /* a tuple behind the first dict that stays */
        for (uint32_t i = first; i < end && i < g->len; i++)
            if (g->items[i] != NULL && ou_is_exact(g->items[i], OU_T_DICT))
                ou_dict_maybe_untrack(vm, (OuDict *)g->items[i]);
    return end - start - (uint32_t)(vm->gc.untracked - before);
}

/* ---- the fate of the garbage: g->items[start..] ---- */

/* Is there still garbage at index i? What died leaves a hole; what a script thaws on the way
 * stands between. */
static bool is_garbage(const OuGeneration *g, uint32_t i)
{
    return g->items[i] != NULL && (ou_gc_part(g->items[i])->bits & OU_GC_COLLECTING);
}

#define BASES_REFERENCE OU_F_USER1 /* of a weak reference, see mark_bases_reference */

/* The basic reference to a class may be found to be garbage, but in CPython its base holds it too, so that it is
 * none: it is not counted, now or, if finalizers save it, later. */
static void mark_bases_reference(const OuVM *vm, OuWeakref *ref)
{
    if (ou_is_exact(OU_OBJ(ref), OU_T_WEAKREF) && !ref->callback && ou_is(vm, ref->target, OU_TF_IS_TYPE) &&
        (ref->gc.bits & OU_GC_COLLECTING))
        ref->gc.head.type |= BASES_REFERENCE;
}

/* A reference whose callback was called goes to the end of what survives, into the generation of that. (Without memory
 * for its new place it stays where it is.) */
static void move_to_end(OuVM *vm, OuGeneration *g, OuObj *o)
{
    OuGc *gc = &vm->gc;
    if (!ou_gc_is_tracked(o))
        return;
    if (gc->reserved == 0 && !ou_gc_make_room(vm)) {
        ou_error_clear(vm);
        return;
    }
    gc->reserved--;
    ou_gc_untrack(vm, o);
    gc->untracked--;
    ou_gc_part(o)->slot = g->len;
    ou_gc_part(o)->bits = (uint32_t)(g - gc->gens);
    g->items[g->len++] = o;
}

/* Clear weak references to garbage, then call the callbacks of those that are not garbage
 * themselves. Returns how many such references died of it; *ran: script code may have run. */
static size_t handle_weakrefs(OuVM *vm, OuGeneration *g, uint32_t start, bool *ran)
{
    OuWeakref *first = NULL, *last = NULL;
    size_t freed = 0;
    for (uint32_t i = start; i < g->len; i++) {
        OuObj *o = g->items[i];
        if (!is_garbage(g, i))
            continue;
        if (ou_is_weakref(vm, o)) {
            mark_bases_reference(vm, (OuWeakref *)o);
            ou_weakref_kill(vm, (OuWeakref *)o);
        }
        if (o->type & OU_F_WEAKREFS) {
            mark_bases_reference(vm, ou_weakref_chain(vm, o));
            ou_weakref_clear_for_collection(vm, o, &first, &last);
        }
    }
    while (first != NULL) {
        OuWeakref *ref = first;
        first = ref->next;
        ref->next = NULL;
        *ran = true;
        ou_weakref_call_back(vm, ref);
        if (ref->gc.head.refs == 1)
            freed++;
        else
            move_to_end(vm, g, OU_OBJ(ref));
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
    if (ou_is_exact(o, OU_T_WEAKREF))
        return o->type & BASES_REFERENCE ? 0 : 1;
    const OuShape *shape = ou_shape(vm, o);
    if (!(shape->flags & OU_SHAPE_UNSHARED))
        return 1;
    for (uint32_t i = 0; i < shape->key_count; i++)
        if (ou_may_be_tracked(vm, *ou_instance_slot(vm, o, shape, i)))
            return 2;
    return 1;
}

/* ---- a collection ---- */

static void reverse(OuGeneration *g, uint32_t from, uint32_t end)
{
    for (; from + 1 < end; from++, end--) {
        OuObj *first = g->items[from];
        g->items[from] = g->items[end - 1];
        g->items[end - 1] = first;
    }
}

/* What finalizers have unfrozen stands behind the garbage: it goes before it. Returns where the garbage begins. */
static uint32_t let_unfrozen_by(OuGeneration *g, uint32_t garbage)
{
    uint32_t end = g->len;
    while (end > garbage && !is_garbage(g, end - 1))
        end--;
    if (end == g->len || end <= garbage)
        return end <= garbage ? g->len : garbage;
    reverse(g, garbage, end);
    reverse(g, end, g->len);
    reverse(g, garbage, g->len);
    for (uint32_t i = garbage; i < g->len; i++)
        ou_gc_part(g->items[i])->slot = i;
    return garbage + (g->len - end);
}

static size_t dispose_of_garbage(OuVM *vm, OuGeneration *g, OuFound found)
{
    size_t count = g->len - found.garbage;
    if (ou_gc_free_garbage(vm, g, found))
        return count;
    count = 0;
    uint32_t garbage = found.garbage;
    if (!found.plain) {
        bool ran = false;
        count = handle_weakrefs(vm, g, garbage, &ran);
        finalize_garbage(vm, g, garbage, &ran);
        if (ran) { /* something may have been resurrected */
            close_holes(g, garbage < g->len ? garbage : g->len);
            garbage = let_unfrozen_by(g, garbage);
            for (uint32_t i = garbage; i < g->len; i++)
                ou_gc_part(g->items[i])->bits |= OU_GC_COLLECTING;
            if (garbage < g->len)
                garbage = ou_gc_deduce(vm, g, garbage, false).garbage;
        }
    }
    if (garbage < g->len) {
        for (uint32_t i = garbage; i < g->len; i++)
            count += g->items[i] ? count_garbage(vm, g->items[i]) : 0;
        delete_garbage(vm, g, garbage);
    }
    return count;
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
        append_generation(gc, generation, target, OU_GC_COLLECTING);
    for (int i = 0; i < generation; i++)
        append_generation(gc, i, target, generation < 2 ? OU_GC_COLLECTING : 0);

    ou_upcall_mark_generators(vm);
    OuFound division = ou_gc_deduce(vm, g, start, generation == 2);
    uint32_t garbage = division.garbage;
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
        found = dispose_of_garbage(vm, g, division);
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
