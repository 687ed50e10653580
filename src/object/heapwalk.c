/* heapwalk.c - what is left at the end, and a check of the counts of tracked objects.
 *
 * Nothing here runs script code or makes objects. The walk over all objects is vm/edges.c. */
#include "object/heapwalk.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
