/* heapwalk.c - visiting every object and every reference.
 *
 * The collector's arrays list all tracked objects. The others (numbers, strings, tuples of
 * atoms …) are found through references from those and from the VM's roots; a set of
 * addresses keeps the walk from entering one twice. If there is no memory for the set, the
 * walk stays incomplete: nothing here fails. */
#include "object/heapwalk.h"
#include "base/vec.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Walk {
    OuVM *vm;
    OuObj **set; /* objects outside the collector's arrays; open addressing */
    size_t used, cap;
    OU_VEC(OuObj *) waiting; /* entered into the set, not visited yet */
    void (*on_object)(OuVM *vm, OuObj *o, void *arg);
    void *arg;
    const OuObj *target; /* references to it are counted */
    size_t count;
} Walk;

static size_t slot_of(const Walk *walk, const OuObj *o)
{
    size_t i = (size_t)((uint64_t)(uintptr_t)o * 0x9E3779B97F4A7C15u >> 24) & (walk->cap - 1);
    while (walk->set[i] != NULL && walk->set[i] != o)
        i = (i + 1) & (walk->cap - 1);
    return i;
}

static bool grow(Walk *walk)
{
    OuMem *mem = &walk->vm->mem;
    Walk grown = *walk;
    grown.cap = walk->cap ? walk->cap * 2 : 1024;
    grown.set = ou_mem_take(mem, grown.cap * sizeof(OuObj *));
    if (grown.set == NULL)
        return false;
    memset(grown.set, 0, grown.cap * sizeof(OuObj *));
    for (size_t i = 0; i < walk->cap; i++)
        if (walk->set[i] != NULL)
            grown.set[slot_of(&grown, walk->set[i])] = walk->set[i];
    ou_mem_give(mem, walk->set, walk->cap * sizeof(OuObj *));
    walk->set = grown.set;
    walk->cap = grown.cap;
    return true;
}

static bool has_references(const OuType *type)
{
    return type->refs != NULL || type->visit != NULL || (type->flags & OU_TF_USER);
}

static void enter(OuObj *o, void *arg)
{
    Walk *walk = arg;
    walk->count += o == walk->target;
    if (ou_is_immortal(o))
        return;
    if ((o->type & OU_F_COLLECTED) && ou_gc_is_tracked(o))
        return; /* the arrays have it */
    bool deep = has_references(ou_type(walk->vm, o));
    if (!deep && walk->on_object == NULL)
        return;
    if (walk->used >= walk->cap - walk->cap / 4 && !grow(walk))
        return;
    size_t i = slot_of(walk, o);
    if (walk->set[i] != NULL)
        return;
    walk->set[i] = o;
    walk->used++;
    if (walk->on_object != NULL)
        walk->on_object(walk->vm, o, walk->arg);
    if (deep && !ou_vec_push(&walk->vm->mem, &walk->waiting, o))
        return;
}

static void visit_waiting(Walk *walk)
{
    while (walk->waiting.len > 0)
        ou_gc_visit(walk->vm, walk->waiting.items[--walk->waiting.len], enter, walk);
}

static void visit_tracked(OuVM *vm, OuObj *o, void *arg)
{
    Walk *walk = arg;
    if (walk->on_object != NULL)
        walk->on_object(vm, o, walk->arg);
    ou_gc_visit(vm, o, enter, walk);
    visit_waiting(walk);
}

static void visit_roots(Walk *walk)
{
    OuVM *vm = walk->vm;
    OuObj *roots[] = {vm->error, OU_OBJ(vm->modules), OU_OBJ(vm->builtins), vm->builtins_module, vm->sys_module,
                      vm->memory_error, vm->gc.garbage, vm->gc.callbacks};
    for (size_t i = 0; i < OU_COUNT_OF(roots); i++)
        if (roots[i] != NULL)
            enter(roots[i], walk);
    for (const OuHandled *handled = vm->handled; handled != NULL; handled = handled->previous)
        if (handled->exception != NULL && handled != &vm->handled_base)
            enter(handled->exception, walk);
    for (uint32_t i = 0; i < OU_BUILTIN_TYPES; i++)
        if (vm->builtin_classes[i] != NULL)
            enter(OU_OBJ(vm->builtin_classes[i]), walk);
    ou_upcall_visit_stack(vm, enter, walk);
    visit_waiting(walk);
}

static void walk_all(Walk *walk)
{
    visit_roots(walk);
    ou_gc_each(walk->vm, visit_tracked, walk);
    ou_mem_give(&walk->vm->mem, walk->set, walk->cap * sizeof(OuObj *));
    ou_vec_drop(&walk->vm->mem, &walk->waiting);
}

size_t ou_heap_count_references(OuVM *vm, OuObj *o)
{
    Walk walk = {.vm = vm, .target = o};
    walk_all(&walk);
    return walk.count;
}

void ou_heap_each(OuVM *vm, void (*fn)(OuVM *vm, OuObj *o, void *arg), void *arg)
{
    Walk walk = {.vm = vm, .on_object = fn, .arg = arg};
    walk_all(&walk);
}

static void count_object(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)o;
    ++*(size_t *)arg;
}

size_t ou_heap_count_objects(OuVM *vm)
{
    size_t count = 0;
    ou_heap_each(vm, count_object, &count);
    return count;
}

/* ---- leaks ---- */

#ifdef OU_CHECKED_BLOCKS

typedef struct LeakedType {
    const char *name;
    size_t count;
    const OuObj *example;
} LeakedType;

typedef struct LeakList {
    OuVM *vm;
    OuLeaks sums;
    LeakedType types[64]; /* the last one is for all others */
    size_t other_bytes;   /* in blocks that hold no object */
} LeakList;

static void add_leak(void *block, size_t size, void *object, void *arg)
{
    (void)block;
    LeakList *list = arg;
    OuObj *o = object;
    if (o == NULL) {
        list->other_bytes += size;
        return;
    }
    list->sums.objects++;
    list->sums.refs += o->refs & ~OU_IMMORTAL;
    const char *name = ou_shape(list->vm, o) ? ou_type_name(list->vm, o) : "object of a dead class";
    size_t i = 0;
    while (i + 1 < OU_COUNT_OF(list->types) && list->types[i].name && strcmp(list->types[i].name, name) != 0)
        i++;
    list->types[i] = (LeakedType){name, list->types[i].count + 1, o};
}

OuLeaks ou_heap_leaks(OuVM *vm)
{
    LeakList list = {.vm = vm};
    ou_mem_each_block(&vm->mem, add_leak, &list);
    for (size_t i = 0; i < OU_COUNT_OF(list.types) && list.types[i].name; i++) {
        const OuObj *o = list.types[i].example;
        fprintf(stderr, "ouro: leak: %zu %s, one counts %u references%s%.60s\n", list.types[i].count,
                list.types[i].name, o->refs, ou_is_exact(o, OU_T_STR) ? ": " : "",
                ou_is_exact(o, OU_T_STR) ? ou_str_text((const OuStr *)o) : "");
    }
    return list.sums;
}

#else

static void add_leak(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm;
    OuLeaks *sums = arg;
    sums->objects++;
    sums->refs += o->refs;
}

OuLeaks ou_heap_leaks(OuVM *vm)
{
    OuLeaks sums = {0};
    if (vm->shape_pages != NULL)
        ou_gc_each(vm, add_leak, &sums);
    return sums;
}

#endif

/* ---- audit ---- */

#ifdef OU_DEBUG

static void begin_count(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)arg;
    OuGcObj *object = ou_gc_part(o);
    uint32_t count = o->refs < OU_GC_COUNT_MAX ? o->refs : OU_GC_COUNT_MAX;
    object->bits = (object->bits & OU_GC_GEN_MASK) | OU_GC_COLLECTING | count << OU_GC_COUNT_SHIFT;
}

static void count_down(OuObj *referent, void *arg)
{
    if (!(referent->type & OU_F_COLLECTED))
        return;
    OuGcObj *object = ou_gc_part(referent);
    if (!(object->bits & OU_GC_COLLECTING))
        return;
    uint32_t count = object->bits >> OU_GC_COUNT_SHIFT;
    if (count == OU_GC_COUNT_MAX)
        return;
    if (count == 0) {
        OuVM *vm = arg;
        fprintf(stderr, "ouro: audit: %s at %p counts %u references, there are more\n",
                ou_type_name(vm, referent), (void *)referent, referent->refs);
        abort();
    }
    object->bits -= OU_GC_COUNT_ONE;
}

static void count_references(OuVM *vm, OuObj *o, void *arg)
{
    (void)arg;
    ou_gc_visit(vm, o, count_down, vm);
}

static void end_count(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)arg;
    ou_gc_part(o)->bits &= OU_GC_GEN_MASK;
}

void ou_heap_audit(OuVM *vm)
{
    if (vm->gc.running)
        return;
    ou_gc_each(vm, begin_count, NULL);
    ou_gc_each(vm, count_references, NULL);
    ou_upcall_visit_stack(vm, count_down, vm);
    ou_gc_each(vm, end_count, NULL);
}

#else

void ou_heap_audit(OuVM *vm)
{
    (void)vm;
}

#endif
