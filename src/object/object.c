/* object.c - making and destroying objects; the object layer of a VM.
 *
 * Destruction follows CPython: the object leaves the collector's sight; past a depth of
 * OU_TRASHCAN_DEPTH it is put aside for the outermost destruction; then its finalizer runs
 * (once, and it may resurrect the object), weak references are cleared and their callbacks
 * called, slots and attributes of user classes are released, and the type's dealloc
 * releases the rest. All of that but the first step may run script code. */
#include "object/object.h"
#include "base/inflate.h"
#include "object/errors.h"
#include "object/heapwalk.h"
#include "object/state.h"
#include "object/str.h"
#include "object/exception.h"
#include <string.h>

const OuObj ou_done_object = OU_STATIC_HEAD(OU_T_OBJECT);
const OuObj ou_absent_object = OU_STATIC_HEAD(OU_T_OBJECT);

#define WORTH_RETURNING (1u << 20) /* bytes in arenas: less is kept */
#define NUMBER_SIZE 16 /* of OuInt without digits and OuFloat */
#define NEIGHBOUR 128  /* bytes from a dying object to what is asked for ahead */

/* ---- references ---- */

void ou_unref_call(OuVM *vm, OuObj *o)
{
    if (o != NULL)
        ou_unref_nonnull(vm, o);
}

void ou_put_call(OuVM *vm, OuObj **slot, OuObj *value)
{
    OuObj *old = *slot;
    *slot = value;
    ou_unref_call(vm, old);
}

/* ---- memory ---- */

void *ou_alloc(OuVM *vm, size_t size)
{
    void *block = ou_mem_take(&vm->mem, size);
    if (OU_UNLIKELY(block == NULL))
        return ou_raise_memory(vm);
    return block;
}

void *ou_resize(OuVM *vm, void *block, size_t old_size, size_t size)
{
    void *moved = ou_mem_resize(&vm->mem, block, old_size, size);
    if (OU_UNLIKELY(moved == NULL))
        return ou_raise_memory(vm);
    return moved;
}

void ou_free(OuVM *vm, void *block, size_t size)
{
    ou_mem_give(&vm->mem, block, size);
}

OuObj *ou_new(OuVM *vm, uint32_t type_word, size_t size)
{
    OuObj *o = ou_mem_take(&vm->mem, size);
    if (OU_UNLIKELY(o == NULL))
        return ou_raise_memory(vm);
    ou_mem_is_object(o, 0);
    o->refs = 1;
    o->type = type_word;
    return o;
}

OuObj *ou_gc_new(OuVM *vm, uint32_t type_word, size_t size)
{
    OuGc *gc = &vm->gc;
    if (OU_UNLIKELY(gc->reserved == 0) && !ou_gc_make_room(vm))
        return NULL;
    OuGcObj *o = ou_mem_take(&vm->mem, size);
    if (OU_UNLIKELY(o == NULL))
        return ou_raise_memory(vm);
#ifdef OU_STRESS
    if (gc->gens[0].counter % 16 == 0)
        ou_request_poll(vm);
#endif
#ifdef OU_DEBUG
    if (gc->force_every != 0 && ou_gc_force_random(gc) == 0) {
        gc->force_now = true;
        ou_request_poll(vm);
    }
#endif
    ou_mem_is_object(o, 0);
    gc->reserved--;
    gc->untracked++;
    if (OU_UNLIKELY(++gc->gens[0].counter > gc->trigger))
        ou_gc_threshold_passed(vm);
    o->head.refs = 1;
    o->head.type = type_word | OU_F_COLLECTED;
    o->slot = OU_GC_UNTRACKED;
    o->bits = 0;
    return &o->head;
}

OuObj *ou_gc_new_before(OuVM *vm, uint32_t type_word, size_t size)
{
    char *block = (char *)ou_gc_new(vm, type_word, size + OU_GC_BEFORE_SIZE);
    if (block == NULL)
        return NULL;
    OuObj *o = (OuObj *)(block + OU_GC_BEFORE_SIZE);
    ou_mem_is_object(block, OU_GC_BEFORE_SIZE);
    o->refs = 1;
    o->type = type_word | OU_F_COLLECTED | OU_F_GC_BEFORE;
    ou_gc_part(o)->slot = OU_GC_UNTRACKED;
    ou_gc_part(o)->bits = 0;
    return o;
}

/* ---- destruction ---- */

static bool clears_weakrefs_first(uint32_t index)
{
    return index == OU_T_GENERATOR || index == OU_T_COROUTINE || index == OU_T_ASYNC_GENERATOR;
}

/* Does the built-in type that a user class derives from clear weak references itself? Then
 * that happens after the attributes are released. */
static bool base_clears_weakrefs(const OuType *type)
{
    while ((type->flags & (OU_TF_USER | OU_TF_IMMUTABLE)) == OU_TF_USER) /* both: OrderedDict, to look built in */
        type = type->base;
    return (type->flags & OU_TF_WEAKREFS) != 0;
}

/* Run the finalizer of an object without references. False: it has been resurrected. */
static OU_NOINLINE bool finalize(OuVM *vm, OuObj *o, const OuType *type)
{
    bool collected = (o->type & OU_F_COLLECTED) != 0;
    o->refs = 1;
    if (clears_weakrefs_first(ou_index(o)) && (o->type & OU_F_WEAKREFS))
        ou_weakref_clear_target(vm, o);
    if (collected)
        ou_gc_track(vm, o);
    OuObj *error = vm->error;
    vm->error = NULL;
    if (vm->watch != NULL)
        vm->watch(vm, OU_WATCH_FINALIZE, o, 0);
    type->finalize(vm, o);
    if (vm->error != NULL)
        ou_error_unraisable(vm, NULL, o);
    vm->error = error;
    if (collected)
        o->type |= OU_F_FINALIZED;
    bool alive = ou_is_immortal(o) || --o->refs > 0;
    if (vm->watch != NULL)
        vm->watch(vm, OU_WATCH_FINALIZED, o, alive);
    if (alive)
        return false;
    if (collected)
        ou_gc_untrack(vm, o);
    return true;
}

static void release_fields(OuVM *vm, OuObj *o, const OuType *type)
{
    for (const OuRefField *field = type->refs; field != NULL && field->name != NULL; field++)
        ou_clear(vm, (OuObj **)((char *)o + field->offset));
}

/* An instance that is just a row of references, without finalizer and weak references. */
static void destroy_row(OuVM *vm, OuObj *o, const OuShape *shape)
{
    const OuType *type = shape->type;
    OuClass *cls = shape->cls;
    size_t size = type->size;
    if (type->flags & OU_TF_DICT)
        size += sizeof(OuObj *) * (1 + (size_t)shape->inline_count);
    OuObj **row = (OuObj **)((char *)o + shape->row_offset);
    for (uint32_t i = 0, count = shape->row_count; i < count; i++)
        if (row[i] != NULL)
            ou_unref_nonnull(vm, row[i]);
    ou_gc_forget(&vm->gc);
    ou_mem_give(&vm->mem, o, size);
    ou_unref_nonnull(vm, OU_OBJ(cls));
}

/* Is there anything for the type's finalizer to do? */
OU_INLINE bool needs_finalizer(const OuObj *o, const OuType *type)
{
    return type->finalize != NULL && !(o->type & OU_F_FINALIZED)
        && (type->finished_offset == 0 || ((const uint8_t *)o)[type->finished_offset] == 0);
}

static void destroy(OuVM *vm, OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if ((shape->flags & OU_SHAPE_ROW) && type->finalize == NULL && !(o->type & OU_F_WEAKREFS)) {
        destroy_row(vm, o, shape);
        return;
    }
    if (OU_UNLIKELY(needs_finalizer(o, type))) {
        if (!finalize(vm, o, type))
            return;
        type = ou_type(vm, o); /* its class may have been changed */
    }
    if (OU_UNLIKELY(type->flags & OU_TF_USER)) {
        bool late = (o->type & OU_F_WEAKREFS) && base_clears_weakrefs(type);
        if ((o->type & OU_F_WEAKREFS) && !late)
            ou_weakref_clear_target(vm, o);
        ou_instance_clear(vm, o);
        if (late)
            ou_weakref_clear_target(vm, o);
    } else if (OU_UNLIKELY(o->type & OU_F_WEAKREFS)) {
        ou_weakref_clear_target(vm, o);
    }
    if (o->type & OU_F_COLLECTED)
        ou_gc_forget(&vm->gc);
    if (type->dealloc != NULL) {
        type->dealloc(vm, o);
    } else {
        release_fields(vm, o, type);
        ou_object_free(vm, o);
    }
}

/* Objects put aside are linked through their gc words, which untracked objects do not use. */
static void put_aside(OuVM *vm, OuObj *o)
{
    memcpy(&ou_gc_part(o)->slot, &vm->dealloc_later, sizeof vm->dealloc_later);
    vm->dealloc_later = o;
}

/* Do deaths of this type count towards the depth at which others are put aside? */
OU_INLINE bool is_counted(uint32_t index)
{
    return index >= OU_BUILTIN_TYPES || (ou_builtin_shapes[index]->type->flags & OU_TF_TRASHCAN) != 0;
}

static OU_NOINLINE void destroy_put_aside(OuVM *vm)
{
    vm->dealloc_depth++;
    while (vm->dealloc_later != NULL) {
        OuObj *o = vm->dealloc_later;
        uint32_t counted = is_counted(ou_index(o));
        OuGcObj *words = ou_gc_part(o);
        memcpy(&vm->dealloc_later, &words->slot, sizeof vm->dealloc_later);
        words->slot = OU_GC_UNTRACKED;
        words->bits = 0;
        vm->dealloc_depth += counted;
        destroy(vm, o);
        vm->dealloc_depth -= counted;
    }
    vm->dealloc_depth--;
}

void ou_dealloc_leave(OuVM *vm, uint32_t levels)
{
    vm->dealloc_depth -= levels;
    if (OU_UNLIKELY(vm->dealloc_later != NULL) && vm->dealloc_depth == 0)
        destroy_put_aside(vm);
}

/* The watcher hears of it once: an object that its finalizer brings back has lost the flag. */
static OU_NOINLINE void dealloc_watched(OuVM *vm, OuObj *o)
{
    if (vm->watch != NULL)
        vm->watch(vm, OU_WATCH_DEATH, o, 0);
    o->type &= ~OU_F_WATCHED;
    ou_dealloc(vm, o);
}

void ou_dealloc(OuVM *vm, OuObj *o)
{
    OU_ASSERT(o->refs == 0);
    uint32_t kind = o->type & (OU_INDEX_MASK | OU_F_USER1 | OU_F_WATCHED);
    if (kind == OU_T_INT || kind == OU_T_FLOAT) {
#ifdef OU_DEBUG
        ou_mem_give(&vm->mem, o, NUMBER_SIZE);
#else
        OuFreeNumber *cell = (OuFreeNumber *)o;
        OuFreeNumber **list = kind == OU_T_INT ? &vm->free_ints : &vm->free_floats;
        cell->head.refs = 1;
        cell->head.type = kind;
        cell->next = *list;
        *list = cell;
#endif
        return;
    }
    if (kind == OU_T_STR) {
        ou_str_free(vm, OU_STR(o));
        return;
    }
    if (kind == (OU_T_INT | OU_F_USER1)) { /* a long int: the number of digits, then they */
        int64_t count = ((const int64_t *)o)[1];
        ou_mem_give(&vm->mem, o, NUMBER_SIZE + 8 * (size_t)(count < 0 ? -count : count));
        return;
    }
    if ((o->type & (OU_F_COLLECTED | OU_F_WATCHED)) != OU_F_COLLECTED) {
        if (o->type & OU_F_WATCHED)
            dealloc_watched(vm, o);
        else
            destroy(vm, o);
        return;
    }
    if (ou_gc_is_tracked(o)) {
        /* What was made next to it is likely to die next: a tree that goes from the root down
         * reads its memory forwards and backwards at once, which the machine does not foresee. */
        __builtin_prefetch((const char *)o + NEIGHBOUR, 1);
        __builtin_prefetch((const char *)o - NEIGHBOUR, 1);
        ou_gc_untrack(vm, o);
    }
    uint32_t counted = is_counted(kind & OU_INDEX_MASK);
    if (OU_UNLIKELY((counted && vm->dealloc_depth >= OU_TRASHCAN_DEPTH) ||
                    vm->dealloc_nesting >= OU_DEALLOC_NESTING)) {
        put_aside(vm, o);
        return;
    }
    vm->dealloc_nesting++;
    vm->dealloc_depth += counted;
    destroy(vm, o);
    vm->dealloc_depth -= counted;
    vm->dealloc_nesting--;
    if (OU_UNLIKELY(vm->dealloc_later != NULL) && vm->dealloc_depth == 0 && (counted || vm->dealloc_nesting == 0))
        destroy_put_aside(vm);
}

/* ---- identity ---- */

/* A keyed bijection of addresses (multiples of 8 below 2^47): multiply, fold and mix the key
 * in, each step invertible in 44 bits. */
static uintptr_t hidden_address(uint64_t key, uintptr_t address)
{
    const uint64_t mask = ((uint64_t)1 << 44) - 1;
    uint64_t x = (uint64_t)address >> 3 & mask;
    for (int i = 0; i < 4; i++) {
        x = (x ^ key) & mask;
        x = x * 0x9E3779B97F5u & mask;
        x ^= x >> 21;
        key = key >> 16 | key << 48;
    }
    return (uintptr_t)(x << 3);
}

/* Where randomness is a given one what scripts see must not depend on where the system puts memory: addresses are
 * numbered in the order in which they are asked for. */
static uintptr_t numbered_address(OuVM *vm, const OuObj *o)
{
    uint32_t *number = vm->numbers_end ? NULL : ou_ptrmap_at(&vm->mem, &vm->numbers, o);
    if (number == NULL) { /* what has a number keeps it */
        vm->numbers_end = true;
        uint32_t known = ou_ptrmap_get(&vm->numbers, o);
        return known ? (uintptr_t)known * 8 : (uintptr_t)o;
    }
    if (*number == 0)
        *number = ++vm->number_count;
    return (uintptr_t)*number * 8;
}

uintptr_t ou_address(OuVM *vm, OuObj *o)
{
    if (!ou_is_immortal(o))
        o->type |= OU_F_PINNED;
    uintptr_t address = OU_UNLIKELY(vm->numbered) ? numbered_address(vm, o) : (uintptr_t)o;
    return vm->identity_key ? hidden_address(vm->identity_key, address) : address;
}

/* ---- the object layer of a VM ---- */

static void *take_zeroed(OuVM *vm, size_t size)
{
    void *block = ou_mem_take(&vm->mem, size);
    if (block != NULL)
        memset(block, 0, size);
    return block;
}

/* Memory is short: ask for a collection, and give the free numbers back. */
static void on_pressure(OuMem *mem)
{
    OuVM *vm = (OuVM *)mem; /* its first member */
    OuFreeNumber **lists[] = {&vm->free_ints, &vm->free_floats};
    for (size_t i = 0; i < OU_COUNT_OF(lists); i++) {
        while (*lists[i] != NULL) {
            OuFreeNumber *cell = *lists[i];
            *lists[i] = cell->next;
            ou_mem_give(mem, cell, NUMBER_SIZE);
        }
    }
    ou_request_poll(vm);
}

void ou_objects_return_memory(OuVM *vm)
{
    if (vm->mem.charged - vm->mem.large_live < WORTH_RETURNING)
        return;
    bool pressure = vm->mem.pressure;
    on_pressure(&vm->mem);
    vm->mem.pressure = pressure;
    ou_mem_reclaim(&vm->mem);
}

#define CLASS_TABLE_SIZE (OU_BUILTIN_TYPES * sizeof(OuClass *))

bool ou_objects_init(OuVM *vm)
{
    _Static_assert(offsetof(OuVM, mem) == 0, "on_pressure finds the VM by its memory");
    vm->mem.on_pressure = on_pressure;
    ou_gc_init(vm);
    vm->handled = &vm->handled_base;
    if (vm->recursion_limit == 0)
        vm->recursion_limit = OU_RECURSION_LIMIT;
    if (vm->next_version == 0)
        vm->next_version = 1;
    vm->builtin_classes = take_zeroed(vm, CLASS_TABLE_SIZE);
    ou_str_hashes_init(vm);
    if (!vm->builtin_classes || !ou_shape_table_init(vm))
        return false;
    ou_error_reserve(vm);
    if (vm->memory_error == NULL)
        return false;
    ou_mem_relieved(&vm->mem);
    return true;
}

void ou_objects_drop(OuVM *vm, OuLeaks *leaks)
{
    ou_error_clear(vm);
    ou_clear(vm, &vm->handled_base.exception);
    ou_clear(vm, &vm->memory_error);
    if (vm->builtin_classes != NULL)
        ou_builtin_classes_drop(vm);
    ou_free(vm, vm->builtin_classes, CLASS_TABLE_SIZE);
    vm->builtin_classes = NULL;
    ou_method_cache_drop(vm);
    ou_unpacked_drop(&vm->mem);
    ou_str_drop_interned(vm);
    ou_str_hashes_drop(vm);
    ou_ptrmap_drop(&vm->mem, &vm->numbers);
    ou_free(vm, vm->repr_active, vm->repr_active_cap * sizeof *vm->repr_active);
    vm->repr_active = NULL;
    vm->repr_active_len = vm->repr_active_cap = 0;
    if (leaks != NULL)
        *leaks = ou_heap_leaks(vm);
    ou_weak_table_drop(vm);
    ou_shape_table_drop(vm);
    ou_gc_drop(vm);
    on_pressure(&vm->mem); /* numbers kept for reuse */
    if (leaks != NULL)
        leaks->blocks = ou_mem_live_blocks(&vm->mem);
}
