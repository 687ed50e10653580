/* meter.c - see meter.h.
 *
 * What exists before an entry is marked with the flag of the tracer (object/watch.h), which an object loses when it
 * dies; while nobody watches the flag has no other effect. So after the entry each marked object is an old
 * one, each other one is new, and addresses that were used twice do not confuse the counts. Objects that
 * came and went within the entry are not seen. */
#include "prompt/meter.h"
#include "vm/edges.h"
#include <stdio.h>
#include <string.h>

#define HUGE_HEAP 100000u /* objects: beyond, marking them would be felt at each entry */

static uint64_t collected(const OuVM *vm)
{
    uint64_t sum = 0;
    for (int i = 0; i < OU_GC_GENERATIONS; i++)
        sum += vm->gc.gens[i].collected;
    return sum;
}

static void mark(OuVM *vm, OuObj *o, void *arg)
{
    Meter *meter = arg;
    o->type |= OU_F_WATCHED;
    meter->objects_before++;
    meter->bytes_before += ou_object_bytes(vm, o);
}

static void count_kind(OuVM *vm, Meter *meter, OuObj *o)
{
    const char *name = ou_type_name(vm, o);
    size_t i = 0;
    while (i < meter->kind_count && strncmp(meter->kinds[i].name, name, sizeof meter->kinds[i].name - 1) != 0)
        i++;
    if (i == METER_KINDS)
        i--;
    if (i == meter->kind_count) {
        snprintf(meter->kinds[i].name, sizeof meter->kinds[i].name, "%s", i == METER_KINDS - 1 ? "more" : name);
        meter->kinds[i].count = 0;
        meter->kind_count++;
    }
    meter->kinds[i].count++;
}

static void count_and_unmark(OuVM *vm, OuObj *o, void *arg)
{
    Meter *meter = arg;
    meter->objects++;
    meter->bytes += ou_object_bytes(vm, o);
    if (o->type & OU_F_WATCHED) {
        o->type &= ~OU_F_WATCHED;
        meter->freed--;
    } else {
        meter->created++;
        count_kind(vm, meter, o);
    }
}

void meter_begin(OuVM *vm, Meter *meter)
{
    /* A tracer has marks of its own. */
    meter->measured = !vm->watcher && (meter->shown || meter->objects < HUGE_HEAP);
    meter->objects_before = meter->bytes_before = 0;
    meter->collected_before = collected(vm);
    if (meter->measured && !ou_edges_each(vm, mark, NULL, meter))
        meter->measured = false;
}

void meter_end(OuVM *vm, Meter *meter)
{
    if (!meter->measured)
        return;
    meter->kind_count = meter->created = meter->objects = meter->bytes = 0;
    meter->freed = meter->objects_before; /* less those that are found */
    meter->measured = ou_edges_each(vm, count_and_unmark, NULL, meter);
    meter->grown = (ptrdiff_t)(meter->bytes - meter->bytes_before);
    meter->collected = (size_t)(collected(vm) - meter->collected_before);
}

static void count(OuVM *vm, OuObj *o, void *arg)
{
    Meter *meter = arg;
    meter->objects++;
    meter->bytes += ou_object_bytes(vm, o);
}

bool meter_look(OuVM *vm, Meter *meter)
{
    meter->objects = meter->bytes = 0;
    return ou_edges_each(vm, count, NULL, meter);
}
