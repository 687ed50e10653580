/* trace_shadow.c - the tracer's shadow of the heap (trace_parts.h): what it looks at, and when.
 *
 * Looked at at each step: the running frame, and what the last instruction could have changed. With up to
 * ALL_SMALL references that is everything; with more of them it is the operands, and everything only
 * after as many steps as make the work per step bounded; the same for containers of more than LARGE
 * references. So a change that comes about in another way (library code that changes a list inside of a
 * list) is then reported some steps late. Deaths never are. */
#include "debug/trace_parts.h"
#include "object/str.h"
#include <string.h>

#define ALL_SMALL 500u /* references: everything is looked at in each step */
#define LARGE 500u     /* references of one object: not even if an instruction names it */
#define SHARE 32u      /* else after 1/32 of their number of steps */

/* ---- edges of one owner ---- */

typedef struct Gathering {
    Tracer *t;
    Node *owner;
    bool frame;    /* it is a frame, or a generator's */
    bool names;    /* a namespace: names that Python makes itself are left out */
    bool values;   /* only OU_EDGE_VALUE */
} Gathering;

static bool is_shown_field(const OuObj *owner, const char *text)
{
    if (strcmp(text, "builtins") == 0 || strcmp(text, "globals") == 0 || strcmp(text, "module") == 0)
        return false;
    if (ou_is_exact(owner, OU_T_GENERATOR) || ou_is_exact(owner, OU_T_COROUTINE)
        || ou_is_exact(owner, OU_T_ASYNC_GENERATOR))
        return false;
    if (!ou_is_exact(owner, OU_T_FUNCTION))
        return true;
    return strcmp(text, "defaults") == 0 || strcmp(text, "kwdefaults") == 0 || strcmp(text, "closure") == 0
           || strcmp(text, "dict") == 0;
}

static bool is_dunder(const char *name)
{
    size_t size = strlen(name);
    return size > 4 && name[0] == '_' && name[1] == '_' && name[size - 1] == '_' && name[size - 2] == '_';
}

static const char *key_text(Tracer *t, const OuEdge *edge, bool quoted)
{
    if (edge->key == NULL)
        return edge->text ? ou_trace_keep_text(t, edge->text, strlen(edge->text)) : NULL;
    if (!quoted && ou_is_exact(edge->key, OU_T_STR))
        return ou_trace_keep_text(t, ou_str_text(OU_STR(edge->key)), OU_STR(edge->key)->size);
    OuBuf text;
    ou_buf_init(&text, &t->mem);
    ou_edge_describe_object(t->vm, edge->key, &text);
    const char *made = ou_buf_text(&text);
    const char *kept = made ? ou_trace_keep_text(t, made, text.len) : "";
    ou_buf_drop(&text);
    return kept;
}

/* The namespace that class bodies (and code that exec runs) have in register 0. */
static bool is_namespace_register(const OuEdge *edge)
{
    return edge->kind == OU_EDGE_LOCAL && edge->index == 0 && edge->frame->code->proto->uses_namespace;
}

/* Names in the body of a class, which is running, as its local variables. */
static void gather_body_names(const Gathering *g, OuObj *names)
{
    Tracer *t = g->t;
    OuObj *key, *value;
    if (!ou_is_exact(names, OU_T_DICT))
        return;
    for (size_t position = 0; ou_dict_next(OU_DICT(names), &position, &key, &value);) {
        if (!ou_is_exact(key, OU_T_STR)
            || (is_dunder(ou_str_text(OU_STR(key))) && !ou_is_exact(value, OU_T_FUNCTION)))
            continue;
        Edge e = {.kind = OU_EDGE_LOCAL, .target = ou_trace_node(t, value),
                  .name = ou_trace_keep_text(t, ou_str_text(OU_STR(key)), OU_STR(key)->size)};
        if (e.target != NULL && !ou_vec_push(&t->mem, &t->scratch, e))
            ou_trace_fail(t);
    }
}

static void on_edge(OuVM *vm, const OuEdge *edge, void *arg)
{
    (void)vm;
    Gathering *g = arg;
    Tracer *t = g->t;
    Edge e = {.kind = (uint8_t)edge->kind, .index = edge->index};
    bool in_frame = edge->frame != NULL;
    if (g->values && edge->kind != OU_EDGE_VALUE)
        return;
    if (in_frame && is_namespace_register(edge)) {
        if (ou_trace_is_class_body(edge->frame->code))
            gather_body_names(g, edge->target);
        return;
    }
    if (edge->kind == OU_EDGE_FIELD && in_frame && edge->target == edge->frame->locals)
        return;
    if (edge->kind == OU_EDGE_FIELD && in_frame)
        e.kind = OU_EDGE_TEMPORARY; /* the function that runs, … */
    else if (edge->kind == OU_EDGE_FIELD && !is_shown_field(g->owner->o, edge->text))
        return;
    else if (edge->kind == OU_EDGE_NAME || edge->kind == OU_EDGE_CONST || edge->kind == OU_EDGE_ROOT)
        return;
    if (g->names && is_dunder(ou_str_text(OU_STR(edge->key))) && !ou_is_exact(edge->target, OU_T_FUNCTION))
        return;
    e.target = ou_trace_node(t, edge->target);
    if (e.target == NULL)
        return;
    if (edge->kind == OU_EDGE_VALUE || edge->kind == OU_EDGE_LOCAL || edge->kind == OU_EDGE_ATTRIBUTE
        || edge->kind == OU_EDGE_SLOT || edge->kind == OU_EDGE_FIELD)
        e.name = key_text(t, edge, edge->kind == OU_EDGE_VALUE && !g->names);
    if (edge->kind == OU_EDGE_LOCAL && in_frame)
        e.argument = edge->index < edge->frame->code->proto->argument_count
                     + edge->frame->code->proto->keyword_only;
    if (!ou_vec_push(&t->mem, &t->scratch, e))
        ou_trace_fail(t);
}

static void note_temporary(Tracer *t, Node *node, int change)
{
    if (node->met_temporary != t->epoch) {
        node->met_temporary = t->epoch;
        node->temporaries_before = node->temporaries;
        if (!ou_vec_push(&t->mem, &t->touched, node))
            ou_trace_fail(t);
    }
    node->temporaries += (uint32_t)change;
}

static void change(Tracer *t, bool added, Node *owner, const Edge *edge, bool over)
{
    Change c = {owner, *edge, over};
    if (added ? !ou_vec_push(&t->mem, &t->added, c) : !ou_vec_push(&t->mem, &t->removed, c))
        ou_trace_fail(t);
}

static bool has_label(const Edge *e)
{
    return e->kind != OU_EDGE_ITEM && e->kind != OU_EDGE_ELEMENT && e->kind != OU_EDGE_KEY;
}

static bool same_edge(const Edge *a, const Edge *b)
{
    return a->target == b->target && a->kind == b->kind
           && (!has_label(a) || (a->name == b->name && (a->name != NULL || a->index == b->index)));
}

/* Those without label (items of a list move about) are compared as multisets. */
static void compare_unlabelled(Tracer *t, Node *owner, const Edge *old, size_t old_count, const Edge *new,
                               size_t new_count, bool all)
{
    for (size_t i = 0; i < old_count; i++)
        old[i].target->net = 0;
    for (size_t i = 0; i < new_count; i++)
        new[i].target->net = 0;
    for (size_t i = 0; i < old_count; i++)
        old[i].target->net -= all || !has_label(&old[i]);
    for (size_t i = 0; i < new_count; i++)
        new[i].target->net += all || !has_label(&new[i]);
    for (size_t i = 0; i < new_count; i++)
        if ((all || !has_label(&new[i])) && !ou_trace_is_temporary(&new[i]) && new[i].target->net > 0) {
            new[i].target->net--;
            change(t, true, owner, &new[i], false);
        }
    for (size_t i = 0; i < old_count; i++)
        if ((all || !has_label(&old[i])) && !ou_trace_is_temporary(&old[i]) && old[i].target->net < 0) {
            old[i].target->net++;
            change(t, false, owner, &old[i], false);
        }
}

static void compare(Tracer *t, Node *owner, Edge *old, size_t old_count, Edge *new, size_t new_count)
{
    bool taken = t->base_op == OU_DELITEM_OP; /* of equal items the first is meant */
    while (taken && old_count > 0 && new_count > 0 && same_edge(&old[old_count - 1], &new[new_count - 1]))
        old_count--, new_count--;
    while (old_count > 0 && new_count > 0 && same_edge(old, new))
        old++, new++, old_count--, new_count--;
    while (old_count > 0 && new_count > 0 && same_edge(&old[old_count - 1], &new[new_count - 1]))
        old_count--, new_count--;
    bool large = old_count > 0 && new_count > 1000000 / old_count;
    compare_unlabelled(t, owner, old, old_count, new, new_count, large);
    if (large)
        return;
    for (size_t i = 0; i < new_count; i++) {
        new[i].matched = !has_label(&new[i]) || ou_trace_is_temporary(&new[i]);
        for (size_t k = 0; k < old_count && !new[i].matched; k++)
            if (!old[k].matched && same_edge(&old[k], &new[i]))
                old[k].matched = new[i].matched = true;
        if (!new[i].matched)
            change(t, true, owner, &new[i], false);
    }
    for (size_t k = 0; k < old_count; k++)
        if (!old[k].matched && has_label(&old[k]) && !ou_trace_is_temporary(&old[k]))
            change(t, false, owner, &old[k], false);
}

/* The edges found are in t->scratch: compare them with those known, and keep them. */
static void keep_edges(Tracer *t, Node *owner)
{
    Edge *old = owner->edges, *new = t->scratch.items;
    size_t old_count = owner->edge_count, new_count = t->scratch.len;
    for (size_t i = 0; i < old_count; i++)
        if (ou_trace_is_temporary(&old[i]))
            note_temporary(t, old[i].target, -1);
    for (size_t i = 0; i < new_count; i++) {
        new[i].target->uses++;
        if (ou_trace_is_temporary(&new[i]))
            note_temporary(t, new[i].target, 1);
    }
    compare(t, owner, old, old_count, new, new_count);
    for (size_t i = 0; i < old_count; i++)
        old[i].target->uses--;
    if (new_count > owner->edge_cap) {
        uint32_t cap = (uint32_t)(new_count + new_count / 2);
        Edge *edges = ou_mem_take(&t->mem, cap * sizeof *edges);
        if (edges == NULL) {
            ou_trace_fail(t);
            return;
        }
        ou_mem_give(&t->mem, old, owner->edge_cap * sizeof *edges);
        owner->edges = edges;
        owner->edge_cap = cap;
    }
    for (size_t i = 0; i < new_count; i++) {
        new[i].matched = false;
        owner->edges[i] = new[i];
    }
    t->references += (uint32_t)new_count - owner->edge_count;
    owner->edge_count = (uint32_t)new_count;
}

static void queue_targets(Tracer *t, const Node *owner, bool all)
{
    for (uint32_t i = 0; i < owner->edge_count; i++) {
        Node *target = owner->edges[i].target;
        if (!target->leaf && !target->dead && (target->scanned == 0 || (all && target->scanned != t->epoch))) {
            target->scanned = t->epoch;
            if (!ou_vec_push(&t->mem, &t->queue, target))
                ou_trace_fail(t);
        }
    }
}

/* `above`: the frame that it called, or NULL; while a built-in function works, it still has what it was
 * called with, and the call of a class has the class. */
static void look_into_frame(Tracer *t, Node *node, OuFrame *frame, bool before, const OuFrame *above)
{
    Gathering g = {.t = t, .owner = node, .frame = true};
    t->scratch.len = 0;
    ou_edges_of_frame(t->vm, frame, before, on_edge, &g);
    bool all = above ? (above->flags & OU_FRAME_ENTRY) || above->on_return == OU_RET_CALLED : !before;
    bool callable = all || (above && above->on_return == OU_RET_INIT);
    for (uint32_t i = 0; i < node->edge_count; i++)
        if (((all && node->edges[i].kind == OU_EDGE_ARGUMENT)
             || (callable && node->edges[i].kind == OU_EDGE_CALLABLE))
            && !ou_vec_push(&t->mem, &t->scratch, node->edges[i]))
            ou_trace_fail(t);
    keep_edges(t, node);
    node->scanned = t->epoch;
}

static void look_into(Tracer *t, Node *node)
{
    OuObj *o = node->o;
    if (node->frame != NULL) /* a generator that runs: its frame was looked into */
        return;
    Gathering g = {.t = t, .owner = node};
    t->scratch.len = 0;
    if (node->kind == NODE_NAMES) {
        g.names = g.values = true;
        ou_edges_of(t->vm, o, on_edge, &g);
    } else if (ou_is(t->vm, o, OU_TF_IS_TYPE)) {
        g.names = g.values = true;
        ou_edges_of(t->vm, OU_OBJ(OU_CLASS(o)->dict), on_edge, &g);
    } else {
        ou_edges_of(t->vm, o, on_edge, &g);
    }
    keep_edges(t, node);
    node->scanned = t->epoch;
}

/* ---- frames ---- */

static void end_frame(Tracer *t, Node *node)
{
    if (node->kind == NODE_OBJECT) { /* a generator's: what it holds it goes on to hold, if it is not over */
        node->frame = NULL;
        if (!node->dead && !ou_vec_push(&t->mem, &t->queue, node))
            ou_trace_fail(t);
        return;
    }
    for (uint32_t i = 0; i < node->edge_count; i++) {
        Edge *edge = &node->edges[i];
        edge->target->uses--;
        if (ou_trace_is_temporary(edge))
            note_temporary(t, edge->target, -1);
        else
            change(t, false, node, edge, true);
    }
    t->references -= node->edge_count;
    node->edge_count = 0;
    ou_trace_retire(t, node);
}

static bool is_same_frame(const Node *node, const OuFrame *frame)
{
    return node->frame == frame && node->code == frame->code
           && (node->kind == NODE_OBJECT) == (frame->generator != NULL)
           && (frame->generator == NULL || node->o == OU_OBJ(frame->generator));
}

static void look_into_frames(Tracer *t, bool before)
{
    OuFrame *running[64];
    size_t depth = 0, known = t->frames.len;
    for (OuFrame *frame = t->vm->frame; frame != NULL; frame = frame->back)
        depth += ou_trace_is_watched(frame->code);
    /* From the innermost outwards: how many are as they were? */
    size_t at = depth;
    OuFrame *frame = t->vm->frame;
    size_t fresh = 0, same = 0;
    for (; frame != NULL; frame = frame->back) {
        if (!ou_trace_is_watched(frame->code))
            continue;
        at--;
        if (at < known && is_same_frame(t->frames.items[at], frame)) {
            same = at + 1;
            break;
        }
        if (fresh < OU_COUNT_OF(running))
            running[fresh] = frame;
        fresh++;
    }
    while (t->frames.len > same)
        end_frame(t, t->frames.items[--t->frames.len]);
    for (size_t i = fresh; i-- > 0 && !t->failed;) {
        OuFrame *next = i < OU_COUNT_OF(running) ? running[i] : NULL;
        if (next == NULL) { /* deeper at once than the array: find it again */
            size_t skip = i;
            next = t->vm->frame;
            while (!ou_trace_is_watched(next->code) || skip-- > 0)
                next = next->back;
        }
        Node *node = ou_trace_frame_node(t, next);
        if (node == NULL || !ou_vec_push(&t->mem, &t->frames, node)) {
            ou_trace_fail(t);
            return;
        }
    }
    size_t first = same > 0 && known > 0 ? (same < known ? same : known) - 1 : 0;
    for (size_t i = first; i < t->frames.len && !t->failed; i++) {
        Node *node = t->frames.items[i];
        bool top = node->frame == t->vm->frame;
        const OuFrame *above = NULL;
        for (const OuFrame *f = t->vm->frame; !top && f != node->frame; f = f->back)
            above = f; /* library code may lie between */
        look_into_frame(t, node, node->frame, top && before, above);
    }
}

/* ---- all that can have changed ---- */

static void note_namespace(Tracer *t)
{
    OuFrame *frame = t->vm->frame;
    if (frame != NULL && ou_trace_is_watched(frame->code) && frame->function != NULL)
        ou_trace_add_namespace(t, frame->function->globals);
}

static void push_touched(Tracer *t, Node *node)
{
    if (node->leaf || node->dead || node->scanned == t->epoch
        || (node->edge_count > LARGE && t->epoch - node->scanned < node->edge_count / SHARE))
        return;
    node->scanned = t->epoch;
    if (!ou_vec_push(&t->mem, &t->queue, node))
        ou_trace_fail(t);
}

void ou_trace_sync(Tracer *t, bool before)
{
    if (t->failed)
        return;
    t->epoch++;
    bool all = (t->references <= ALL_SMALL && !t->pure) || ++t->steps >= t->references / SHARE;
    if (all)
        t->steps = 0;
    t->queue.len = t->fresh.len = t->added.len = t->removed.len = 0;
    size_t operands = t->touched.len; /* what notes of temporaries add comes behind */
    note_namespace(t);
    look_into_frames(t, before);
    for (size_t i = 0; i < t->namespaces.len && (all || !t->pure); i++)
        if (!t->namespaces.items[i]->dead)
            look_into(t, t->namespaces.items[i]);
    for (size_t i = 0; i < operands && !t->pure; i++)
        push_touched(t, t->touched.items[i]);
    for (size_t i = 0; i < t->frames.len; i++)
        queue_targets(t, t->frames.items[i], all);
    for (size_t i = 0; i < t->namespaces.len; i++)
        queue_targets(t, t->namespaces.items[i], all);
    for (size_t i = 0; i < t->queue.len && !t->failed; i++) {
        look_into(t, t->queue.items[i]);
        queue_targets(t, t->queue.items[i], all);
    }
    if (!t->failed)
        ou_trace_report(t);
    t->touched.len = 0;
}

void ou_trace_sync_end(Tracer *t)
{
    if (t->failed)
        return;
    t->epoch++;
    t->fresh.len = t->added.len = t->removed.len = t->touched.len = 0;
    while (t->frames.len > 0)
        end_frame(t, t->frames.items[--t->frames.len]);
    for (size_t i = 0; i < t->namespaces.len; i++)
        for (uint32_t k = 0; k < t->namespaces.items[i]->edge_count; k++)
            change(t, false, t->namespaces.items[i], &t->namespaces.items[i]->edges[k], true);
    ou_trace_report(t);
}
