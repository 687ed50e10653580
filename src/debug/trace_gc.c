/* trace_gc.c - a collection, step by step: the counts, what is subtracted from them, what that
 * leaves, and the verdict. */
#include "debug/trace_parts.h"

#define STEP_BY_STEP 12 /* objects; of more only a summary is given */

/* The script's own containers among those that are looked at. */
static size_t own_objects(Tracer *t, const OuWatchRegion *region, Node **out, size_t room)
{
    size_t count = 0;
    for (uint32_t i = 0; i < region->count; i++) {
        Node *node = region->items[i] ? ou_trace_find(t, region->items[i]) : NULL;
        if (node == NULL || node->kind != NODE_OBJECT || node->leaf)
            continue;
        if (count < room)
            out[count] = node;
        count++;
    }
    return count;
}

static void begin(Tracer *t, int generation)
{
    const OuGc *gc = &t->vm->gc;
    const OuGeneration *g = &gc->gens[generation];
    ou_trace_sync(t, false);
    t->generation = generation;
    t->collected.len = 0;
    t->collection_line = t->lines.len;
    const char *which = generation == 2 ? "all objects" : generation == 1 ? "generations 0 and 1" : "generation 0";
    if (t->vm->finalizing || t->ended)
        ou_trace_say(t, NULL, "collection of %s: the program ends", which);
    else if (t->vm->mem.pressure)
        ou_trace_say(t, NULL, "collection of %s: memory is short", which);
    else if (t->by == NULL || t->vm->gc.automatic)
        ou_trace_say(t, NULL, "collection of %s: %u %s, the threshold is %d", which, g->counter,
                     generation ? "collections of younger objects" : "more containers made than freed",
                     (int)g->threshold);
    else
        ou_trace_say(t, NULL, "collection of %s: asked for by %s()", which, t->by);
    t->depth = 1;
}

/* One object's count goes down by the references from others that are looked at. */
static void subtract(Tracer *t, Node *node, const OuWatchRegion *region)
{
    uint32_t count = node->o->refs, left = count - (ou_gc_part(node->o)->bits >> OU_GC_COUNT_SHIFT);
    OuBuf text;
    ou_buf_init(&text, &t->mem);
    for (uint32_t i = 0; i < region->count && count > left; i++) {
        Node *owner = region->items[i] ? ou_trace_find(t, region->items[i]) : NULL;
        for (uint32_t k = 0; owner != NULL && k < owner->edge_count && count > left; k++) {
            if (owner->edges[k].target != node || owner->edges[k].kind == OU_EDGE_TEMPORARY)
                continue;
            text.len = 0;
            ou_trace_put_place(t, &text, owner, &owner->edges[k]);
            const char *made = ou_buf_text(&text);
            ou_trace_line(t, node, '-', count, count - 1, made ? made : "");
            count--;
        }
    }
    ou_buf_drop(&text);
    if (count > left)
        ou_trace_line(t, node, '~', count, left, "references from what is not shown here");
    ou_trace_say(t, node, left > 0 ? "%u left: held from outside" : "%u left", left);
}

static void counted(Tracer *t, const OuWatchRegion *region)
{
    if (t->ended) /* of the last collections only what they free is told */
        return;
    Node *own[STEP_BY_STEP];
    size_t count = own_objects(t, region, own, STEP_BY_STEP);
    ou_trace_say(t, NULL, "%u containers are looked at, %zu of them the script's", region->count, count);
    if (count == 0 || count > STEP_BY_STEP)
        return;
    ou_trace_say(t, NULL, "step 1: copies of the counts, minus the references from inside");
    for (size_t i = 0; i < count; i++)
        subtract(t, own[i], region);
    ou_trace_say(t, NULL, "step 2: what has something left is held from outside: it stays, with all it leads to");
}

static void deduced(Tracer *t, const OuWatchRegion *region)
{
    const OuWatchRegion survivors = {region->items, region->garbage, 0};
    const OuWatchRegion garbage = {region->items + region->garbage, region->count - region->garbage, 0};
    Node *own[STEP_BY_STEP];
    size_t stay = own_objects(t, &survivors, own, STEP_BY_STEP);
    for (size_t i = 0; !t->ended && stay <= STEP_BY_STEP && i < stay; i++)
        ou_trace_say(t, own[i], "stays");
    for (uint32_t i = 0; i < region->count; i++) {
        Node *node = region->items[i] ? ou_trace_find(t, region->items[i]) : NULL;
        if (node != NULL && node->kind == NODE_OBJECT && !ou_vec_push(&t->mem, &t->collected, node))
            ou_trace_fail(t);
    }
    for (size_t i = 0; i < t->garbage.len; i++)
        t->garbage.items[i]->garbage = false;
    t->garbage.len = 0;
    for (uint32_t i = 0; i < garbage.count; i++) {
        Node *node = garbage.items[i] ? ou_trace_find(t, garbage.items[i]) : NULL;
        if (node == NULL || node->kind != NODE_OBJECT)
            continue;
        if (!t->ended && garbage.count <= STEP_BY_STEP)
            ou_trace_say(t, node, "is garbage: nothing outside leads to it");
        node->garbage = true;
        if (!ou_vec_push(&t->mem, &t->garbage, node))
            ou_trace_fail(t);
    }
    if (!t->ended && garbage.count > STEP_BY_STEP)
        ou_trace_say(t, NULL, "%u objects are garbage: nothing outside leads to them", garbage.count);
}

/* What moved to an older generation. */
static void promoted(Tracer *t)
{
    size_t moved = 0;
    Node *some[STEP_BY_STEP];
    for (size_t i = 0; i < t->collected.len; i++) {
        Node *node = t->collected.items[i];
        if (node->dead || node->leaf || !(node->o->type & OU_F_COLLECTED) || !ou_gc_is_tracked(node->o))
            continue;
        uint8_t generation = ou_gc_part(node->o)->bits & OU_GC_GEN_MASK;
        if (generation == node->generation)
            continue;
        node->generation = generation;
        if (moved < STEP_BY_STEP)
            some[moved] = node;
        moved++;
    }
    if (moved > STEP_BY_STEP) {
        ou_trace_say(t, NULL, "%zu objects move to an older generation", moved);
        return;
    }
    for (size_t i = 1; i < moved; i++) /* in the order in which they were met */
        for (size_t k = i; k > 0 && some[k]->order < some[k - 1]->order; k--) {
            Node *swap = some[k];
            some[k] = some[k - 1];
            some[k - 1] = swap;
        }
    for (size_t i = 0; i < moved; i++)
        ou_trace_say(t, some[i], "moves to generation %u", some[i]->generation);
}

void ou_trace_gc(Tracer *t, OuWatchEvent event, const OuWatchRegion *region, size_t number)
{
    if (event == OU_WATCH_GC_BEGIN) {
        begin(t, (int)number);
    } else if (event == OU_WATCH_GC_COUNTED) {
        counted(t, region);
    } else if (event == OU_WATCH_GC_DEDUCED) {
        deduced(t, region);
    } else {
        ou_trace_sync(t, false);
        t->garbage.len = 0;
        if (!t->ended)
            promoted(t);
        if (!t->ended)
            ou_trace_say(t, NULL, "%zu unreachable %s found", number, number == 1 ? "object" : "objects");
        ou_trace_drop_collection(t);
        t->generation = -1;
        t->depth = 0;
    }
}
