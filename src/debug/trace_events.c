/* trace_events.c - from differences to lines that a beginner can read.
 *
 * The counts that are shown leave out temporary references (those of an expression that is being
 * evaluated), except where an object lives by one alone: then that is "held". So what is shown for
 * an object between two statements is its reference count. */
#include "debug/trace_parts.h"
#include "object/str.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define SHARED_LIMIT 50000u /* containers: in larger heaps holders of shared objects are not counted */
#define DEEP 20u /* deaths in deaths; below that they come in a row */
#define WALKS 2000u
#define WALK_SHARE 8u

/* ---- lines ---- */

void ou_trace_line(Tracer *t, Node *node, char sign, uint32_t from, uint32_t to, const char *text)
{
    Line line = {node, from, to, (uint32_t)t->text.len, t->depth, sign};
    ou_buf_put(&t->text, text, strlen(text) + 1);
    if (!ou_vec_push(&t->mem, &t->lines, line) || ou_buf_text(&t->text) == NULL)
        ou_trace_fail(t);
}

void ou_trace_say(Tracer *t, Node *node, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    (void)vsnprintf(text, sizeof text, format, args);
    va_end(args);
    ou_trace_line(t, node, 0, 0, 0, text);
}

static bool is_filtered(const Tracer *t)
{
    return t->options->names != NULL || t->options->types != NULL;
}

static bool passes(const Tracer *t, const Line *line)
{
    return line->node == NULL || !is_filtered(t) || line->node->matches;
}

void ou_trace_drop_collection(Tracer *t)
{
    bool told = !is_filtered(t) && !t->ended;
    for (size_t i = t->collection_line; i < t->lines.len && !told; i++)
        told = t->lines.items[i].node != NULL && passes(t, &t->lines.items[i]);
    if (!told)
        t->lines.len = t->collection_line;
}

/* Columns of a label: bytes, without those that go on a character. */
static int width_of(const char *label)
{
    int width = 0;
    for (; *label; label++)
        width += ((unsigned char)*label & 0xC0) != 0x80;
    return width;
}

void ou_trace_flush(Tracer *t)
{
    int width = 0;
    bool any = false;
    for (size_t i = 0; i < t->lines.len; i++) {
        const Line *line = &t->lines.items[i];
        if (!passes(t, line))
            continue;
        any |= line->node != NULL || !is_filtered(t);
        int own = line->node ? width_of(line->node->label) + 2 * line->depth : 0;
        width = own > width && own <= 40 ? own : width;
    }
    const char *text = ou_buf_text(&t->text);
    if (any && text != NULL)
        fprintf(t->out, "%s%.*s", t->printed ? "\n" : "", (int)strcspn(text, "\n") + 1, text);
    t->printed |= any;
    for (size_t i = 0; any && text != NULL && i < t->lines.len; i++) {
        const Line *line = &t->lines.items[i];
        if (!passes(t, line))
            continue;
        const char *label = line->node ? line->node->label : "";
        int pad = line->node ? width - width_of(label) - 2 * line->depth : 0;
        fprintf(t->out, "    %*s%s%*s", 2 * line->depth, "", label, pad > 0 ? pad : 0, "");
        if (line->sign && line->from == UINT32_MAX)
            fprintf(t->out, "  %c1           %s\n", line->sign, text + line->text);
        else if (line->sign)
            fprintf(t->out, "  %s %3u -> %-3u  %s\n",
                    line->sign == '+' ? "+1" : line->sign == '-' ? "-1" : line->sign == '=' ? " 0" : "  ", line->from,
                    line->to, text + line->text);
        else
            fprintf(t->out, "%s%s\n", line->node ? "  " : "", text + line->text);
    }
    fflush(t->out);
    t->lines.len = t->collection_line = 0;
    t->text.len = 0;
    ou_buf_puts(&t->text, "\n");
}

/* ---- reasons ---- */

static bool is_call(const Node *owner)
{
    return owner->kind != NODE_FRAME || owner->label[owner->label_size - 1] == ')';
}

void ou_trace_put_place(Tracer *t, OuBuf *out, const Node *owner, const Edge *edge)
{
    const char *name = edge->name ? edge->name : "?";
    switch ((OuEdgeKind)edge->kind) {
    case OU_EDGE_VALUE:
        if (owner->kind == NODE_NAMES && owner == t->namespaces.items[0])
            ou_buf_printf(out, "name '%s'", name);
        else if (owner->kind == NODE_NAMES)
            ou_buf_printf(out, "name '%s' of module %s", name, owner->label);
        else if (strncmp(owner->label, "class ", 6) == 0)
            ou_buf_printf(out, "attribute '%s' of %s", name, owner->label);
        else
            ou_buf_printf(out, "value of key %s in %s", name, owner->label);
        break;
    case OU_EDGE_KEY:
        ou_buf_printf(out, "key of %s", owner->label);
        break;
    case OU_EDGE_ITEM:
        ou_buf_printf(out, "element [%u] of %s", edge->index, owner->label);
        break;
    case OU_EDGE_ELEMENT:
        ou_buf_printf(out, "element of %s", owner->label);
        break;
    case OU_EDGE_ATTRIBUTE:
        ou_buf_printf(out, "attribute '%s' of %s", name, owner->label);
        break;
    case OU_EDGE_SLOT:
        ou_buf_printf(out, "slot '%s' of %s", name, owner->label);
        break;
    case OU_EDGE_CLASS:
        ou_buf_printf(out, "class of %s", owner->label);
        break;
    case OU_EDGE_LOCAL:
        ou_buf_printf(out, "%s '%s' of %s", edge->argument ? "argument" : is_call(owner) ? "local variable" : "name",
                      name, owner->label);
        break;
    case OU_EDGE_FIELD:
    case OU_EDGE_TEMPORARY:
    case OU_EDGE_CALLABLE:
    case OU_EDGE_ARGUMENT:
    case OU_EDGE_CONST:
    case OU_EDGE_NAME:
    case OU_EDGE_ROOT:
        ou_buf_printf(out, "%s of %s", name, owner->label);
        break;
    }
}

/* The edge that took the place of a removed one. */
static const Node *replacement(const Tracer *t, const Change *removed)
{
    const Edge *edge = &removed->edge;
    for (size_t i = 0; i < t->added.len; i++) {
        const Change *c = &t->added.items[i];
        if (c->owner == removed->owner && c->edge.kind == edge->kind
            && (edge->name != NULL ? c->edge.name == edge->name : c->edge.index == edge->index
                                                                       && edge->kind == OU_EDGE_ITEM))
            return c->edge.target;
    }
    return NULL;
}

static void put_by(const Tracer *t, OuBuf *out, const Node *owner)
{
    if (t->by != NULL && owner->kind == NODE_OBJECT)
        ou_buf_printf(out, ", by %s()", t->by);
}

static void put_removal(Tracer *t, OuBuf *out, const Change *c, const char *gone)
{
    const Node *after = c->over || gone ? NULL : replacement(t, c);
    if (c->over && c->owner->kind == NODE_FRAME && !is_call(c->owner)) {
        ou_buf_printf(out, "name '%s': %s has ended", c->edge.name ? c->edge.name : "?", c->owner->label);
        return;
    }
    ou_trace_put_place(t, out, c->owner, &c->edge);
    if (gone != NULL)
        ou_buf_puts(out, gone);
    else if (c->owner->kind == NODE_FRAME && c->over)
        ou_buf_puts(out, ": the call has ended");
    else if (c->over || t->ended)
        ou_buf_puts(out, ": the program ends");
    else if (after != NULL)
        ou_buf_printf(out, " is now %s", after->label);
    else
        ou_buf_puts(out, c->edge.kind == OU_EDGE_LOCAL || c->owner->kind == NODE_NAMES ? " deleted" : " taken out");
    if (gone == NULL)
        put_by(t, out, c->owner);
}

/* ---- events ---- */

static void count_line(Tracer *t, Node *node, char sign, int change, OuBuf *text)
{
    if (node->shared)
        ou_buf_puts(text, " (shared, never freed)");
    const char *made = ou_buf_text(text);
    uint32_t from = node->count;
    node->count += (uint32_t)change;
    ou_trace_line(t, node, sign, node->shared && !node->known ? UINT32_MAX : from, node->count, made ? made : "");
    text->len = 0;
}

static void note_name(const Tracer *t, const Change *c)
{
    if (t->options->names == NULL || c->edge.name == NULL || c->edge.kind == OU_EDGE_FIELD)
        return;
    for (const char *const *name = t->options->names; *name != NULL; name++)
        c->edge.target->matches |= strcmp(*name, c->edge.name) == 0;
}

static void release(Tracer *t, const Change *c, const char *gone)
{
    Node *node = c->edge.target;
    OuBuf text;
    if (node->told)
        return;
    ou_buf_init(&text, &t->mem);
    put_removal(t, &text, c, gone);
    if (!node->dead && !node->held && node->net < 0 && !node->shared && node->temporaries > 0 && node->count <= 1) {
        node->held = true;
        node->net++;
        ou_buf_puts(&text, c->over && t->base_op == OU_RETURN_OP ? "; this is what it returns"
                                                                  : "; the expression still uses it");
        count_line(t, node, '=', 0, &text);
    } else {
        count_line(t, node, '-', node->count > 0 ? -1 : 0, &text);
    }
    ou_buf_drop(&text);
    if (node->dead && node->count == 0)
        ou_trace_death(t, node, NULL);
}

static void release_edges(Tracer *t, Node *node, const char *gone)
{
    bool backwards = strncmp(node->label, "list", 4) == 0 || strncmp(node->label, "tuple", 5) == 0;
    uint32_t count = node->edge_count;
    t->references -= count;
    node->edge_count = 0;
    for (uint32_t i = 0; i < count; i++)
        node->edges[i].target->uses--;
    for (uint32_t i = 0; i < count; i++) {
        Edge *edge = &node->edges[backwards ? count - 1 - i : i];
        if (edge->kind == OU_EDGE_VALUE && i + 1 < count && edge[1].kind == OU_EDGE_KEY) {
            release(t, &(Change){node, edge[1], false}, gone); /* a key goes before its value */
            i++;
        }
        if (!ou_trace_is_temporary(edge))
            release(t, &(Change){node, *edge, false}, gone);
    }
}

static const char *end_text(const Node *node)
{
    if (node->referred)
        return "freed, weak references to it are dead";
    if (strcmp(node->type, "int") == 0)
        return "freed, its memory is kept for the next int";
    return strcmp(node->type, "float") == 0 ? "freed, its memory is kept for the next float" : "freed";
}

void ou_trace_death(Tracer *t, Node *node, const char *why)
{
    if (node->told)
        return;
    node->told = true;
    if (node->kind == NODE_OBJECT && (node->created || node->constant))
        ou_trace_line(t, node, 0, 0, 0, why ? why : end_text(node));
    if (t->nesting >= DEEP) {
        if (!ou_vec_push(&t->mem, &t->later, node))
            ou_trace_fail(t);
        return;
    }
    t->nesting++;
    t->depth++;
    release_edges(t, node, ", which is gone");
    if (--t->nesting == 0) {
        t->nesting = 1;
        for (size_t i = 0; i < t->later.len; i++) {
            release_edges(t, t->later.items[i], ", which is gone");
            ou_trace_retire(t, t->later.items[i]);
        }
        t->later.len = 0;
        t->nesting = 0;
    }
    t->depth--;
    if (node->kind != NODE_NAMES)
        ou_trace_retire(t, node);
}

/* ---- a step ---- */

static void count_holder(OuVM *vm, const OuEdge *edge, void *arg)
{
    (void)vm;
    bool temporary = edge->kind == OU_EDGE_TEMPORARY || edge->kind == OU_EDGE_CALLABLE
                     || edge->kind == OU_EDGE_ARGUMENT || (edge->frame != NULL && edge->kind == OU_EDGE_FIELD);
    if (temporary || !ou_is_immortal(edge->target))
        return;
    Node *node = ou_trace_find(arg, edge->target);
    if (node != NULL && node->shared)
        node->count++;
}

/* The holders of shared objects that have events are counted by a walk over the heap: always, in
 * programs with fewer such steps than WALKS, else as often as keeps the cost of a step bounded; in
 * between, by the events alone. */
static void count_shared(Tracer *t)
{
    const OuGeneration *gens = t->vm->gc.gens;
    uint32_t containers = gens[0].len + gens[1].len + gens[2].len;
    bool any = false;
    for (size_t i = 0; i < t->added.len + t->removed.len && !any; i++)
        any = (i < t->added.len ? &t->added.items[i] : &t->removed.items[i - t->added.len])->edge.target->shared;
    if (!any || t->ended || containers > SHARED_LIMIT
        || (t->walks >= WALKS && t->epoch - t->walked < containers / WALK_SHARE))
        return;
    t->walks++;
    t->walked = t->epoch;
    for (size_t i = 0; i < t->shared.len; i++)
        t->shared.items[i]->count = 0;
    bool complete = ou_edges_each(t->vm, NULL, count_holder, t);
    for (size_t i = 0; i < t->shared.len; i++) { /* as it was before this step */
        Node *node = t->shared.items[i];
        node->known = complete;
        node->count -= (uint32_t)node->net;
    }
}

/* Before its first event of the step: what the count was, seen from what it is now. */
static void settle(Tracer *t, Node *node)
{
    node->settled = true;
    if (node->shared || node->dead || t->ended)
        return;
    bool unhold = node->held && node->temporaries == 0;
    uint32_t now = ou_trace_count(t, node) - unhold;
    int32_t net = node->net - unhold;
    bool hold = !node->held && node->net < 0 && node->temporaries > 0 && now == 0;
    int32_t earlier = (int32_t)now - net; /* below 0: a call that is over still counts as using it */
    uint32_t before = earlier > 0 ? (uint32_t)earlier : hold;
    if (node->known && before != node->count && !node->interned) {
        bool handled = ou_is(t->vm, node->o, OU_TF_IS_EXCEPTION);
        const char *up = handled ? "it is being handled" : "held inside the interpreter";
        const char *down = handled ? "it has been handled" : "let go inside the interpreter";
        char sign = before == node->count + 1 ? '+' : before + 1 == node->count ? '-' : '~';
        ou_trace_line(t, node, sign, node->count, before, before > node->count ? up : down);
    }
    node->known = true;
    node->count = before;
}

/* Every object that has an event in this step. What the dead held counts: it is released with them. */
static void each_target(Tracer *t, void (*fn)(Tracer *t, Node *node, int change))
{
    for (size_t i = 0; i < t->added.len; i++)
        fn(t, t->added.items[i].edge.target, 1);
    for (size_t i = 0; i < t->removed.len; i++)
        fn(t, t->removed.items[i].edge.target, -1);
    for (size_t i = 0; i < t->deaths.len; i++) {
        const Node *dead = t->deaths.items[i];
        for (uint32_t k = 0; k < dead->edge_count; k++)
            if (!ou_trace_is_temporary(&dead->edges[k]))
                fn(t, dead->edges[k].target, -1);
    }
}

static void forget_net(Tracer *t, Node *node, int change)
{
    (void)t, (void)change;
    node->net = 0;
    node->settled = false;
}

static void sum_net(Tracer *t, Node *node, int change)
{
    (void)t;
    node->net += change;
}

static void settle_once(Tracer *t, Node *node, int change)
{
    (void)change;
    if (!node->settled)
        settle(t, node);
}

static void say_created(Tracer *t, Node *node)
{
    node->fresh = false;
    if (!node->created || node->dead)
        return;
    settle(t, node);
    char text[240] = "created";
    const char *grave = ou_trace_grave(t, node->o);
    if (grave != NULL)
        snprintf(text, sizeof text, "created, in the memory of %s", grave);
    if (node->count > 0)
        snprintf(text + strlen(text), sizeof text - strlen(text), ", with %u reference%s from parts of it",
                 node->count, node->count == 1 ? "" : "s");
    ou_trace_line(t, node, 0, 0, 0, text);
}

static void say_interned(Tracer *t, Node *node)
{
    if (node->dead || node->interned || !ou_is_exact(node->o, OU_T_STR) || !OU_STR(node->o)->interned)
        return;
    node->interned = true;
    ou_trace_line(t, node, 0, 0, 0, "interned: from now on the one object for this text");
}

static void gain(Tracer *t, const Change *c)
{
    Node *node = c->edge.target;
    OuBuf text;
    note_name(t, c);
    ou_buf_init(&text, &t->mem);
    if (node->held && node->temporaries == 0 && !node->dead) {
        node->held = false;
        ou_buf_puts(&text, "the value goes to ");
        ou_trace_put_place(t, &text, c->owner, &c->edge);
        count_line(t, node, '=', 0, &text);
    } else {
        ou_trace_put_place(t, &text, c->owner, &c->edge);
        put_by(t, &text, c->owner);
        count_line(t, node, '+', 1, &text);
    }
    ou_buf_drop(&text);
}

/* A value that only an expression held is used up. */
static void drop_held(Tracer *t, Node *node)
{
    if (!node->held || node->told || (!node->dead && node->temporaries > 0))
        return;
    node->held = false;
    if (node->count == 0)
        return;
    OuBuf text;
    ou_buf_init(&text, &t->mem);
    ou_buf_puts(&text, "the expression no longer needs it");
    count_line(t, node, '-', -1, &text);
    ou_buf_drop(&text);
}

/* A module's names are gone with it. */
static void end_namespace(Tracer *t, Node *node)
{
    if (node->kind != NODE_NAMES)
        return;
    for (uint32_t i = 0; i < node->edge_count; i++) {
        node->edges[i].target->uses--;
        if (!ou_vec_push(&t->mem, &t->removed, ((Change){node, node->edges[i], true})))
            ou_trace_fail(t);
    }
    t->references -= node->edge_count;
    node->edge_count = 0;
    node->o = NULL;
}

static int by_death(const void *a, const void *b)
{
    uint32_t left = ((const Change *)a)->edge.target->died, right = ((const Change *)b)->edge.target->died;
    return left < right ? -1 : left > right;
}

/* Objects die in the order in which they are released: the removals of those that died, in their
 * places among the others, are brought into that order. */
static void sort_removals(Tracer *t)
{
    OU_VEC(Change) dying = {0};
    for (size_t i = 0; i < t->removed.len; i++)
        if (t->removed.items[i].edge.target->dead && !ou_vec_push(&t->mem, &dying, t->removed.items[i]))
            ou_trace_fail(t);
    if (dying.len > 1)
        qsort(dying.items, dying.len, sizeof *dying.items, by_death);
    size_t next = 0;
    for (size_t i = 0; i < t->removed.len && next < dying.len; i++)
        if (t->removed.items[i].edge.target->dead)
            t->removed.items[i] = dying.items[next++];
    ou_vec_drop(&t->mem, &dying);
}

void ou_trace_report(Tracer *t)
{
    for (size_t i = 0; i < t->deaths.len; i++)
        end_namespace(t, t->deaths.items[i]);
    if (t->deaths.len > 1)
        sort_removals(t);
    each_target(t, forget_net);
    each_target(t, sum_net);
    count_shared(t);
    for (size_t i = 0; i < t->fresh.len; i++)
        say_created(t, t->fresh.items[i]);
    for (size_t i = 0; i < t->touched.len; i++)
        say_interned(t, t->touched.items[i]);
    each_target(t, settle_once);
    for (int names = 0; names < 2; names++) /* what objects hold is there before they get names */
        for (size_t i = 0; i < t->added.len; i++)
            if ((t->added.items[i].owner->kind != NODE_OBJECT) == names)
                gain(t, &t->added.items[i]);
    for (size_t i = 0; i < t->removed.len; i++)
        release(t, &t->removed.items[i], NULL);
    for (size_t i = 0; i < t->touched.len; i++)
        drop_held(t, t->touched.items[i]);
    for (size_t i = 0; i < t->garbage.len; i++) { /* the collector clears it, in this order */
        Node *node = t->garbage.items[i];
        if (node->told)
            continue;
        if (node->dead && node->count > 0)
            release_edges(t, node, ", cleared by the collector");
    }
    for (size_t i = 0; i < t->deaths.len; i++) {
        Node *node = t->deaths.items[i];
        if (node->told)
            continue;
        drop_held(t, node);
        if (node->known && node->count > 0 && (node->created || node->constant)) {
            ou_trace_line(t, node, node->count == 1 ? '-' : '~', node->count, 0,
                     node->constant ? "constant of code that is gone" : "let go inside the interpreter");
            node->count = 0;
        }
        ou_trace_death(t, node, NULL);
    }
    t->deaths.len = 0;
}
