/* trace.c - the tracer's shadow of the heap (trace_parts.h): what it looks at, and when.
 *
 * Looked at at each step: the running frame, and what the last instruction could have changed. With up to
 * ALL_SMALL references that is everything; with more of them it is the operands, and everything only
 * after as many steps as make the work per step bounded; the same for containers of more than LARGE
 * references. So a change that comes about in another way (library code that changes a list inside of a
 * list) is then reported some steps late. Deaths never are. */
#include "debug/trace_parts.h"
#include "object/list.h"
#include "object/str.h"
#include "object/weak.h"
#include "types/module.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define ALL_SMALL 500u /* references: everything is looked at in each step */
#define LARGE 500u     /* references of one object: not even if an instruction names it */
#define SHARE 32u      /* else after 1/32 of their number of steps */

/* ---- texts and the map ---- */

void ou_trace_fail(Tracer *t)
{
    if (!t->failed)
        fputs("ouro: no memory left to trace with\n", stderr);
    t->failed = true;
}

static size_t hash_text(const char *text, size_t size)
{
    size_t h = 14695981039346656037u;
    for (size_t i = 0; i < size; i++)
        h = (h ^ (unsigned char)text[i]) * 1099511628211u;
    return h;
}

static const char *keep_text(Tracer *t, const char *text, size_t size)
{
    if (t->texts_used >= t->texts_cap / 2) {
        uint32_t cap = t->texts_cap ? t->texts_cap * 2 : 256;
        const char **texts = ou_mem_take(&t->mem, cap * sizeof *texts);
        if (texts == NULL) {
            ou_trace_fail(t);
            return "";
        }
        memset(texts, 0, cap * sizeof *texts);
        for (uint32_t i = 0; i < t->texts_cap; i++) {
            if (t->texts[i] == NULL)
                continue;
            size_t at = hash_text(t->texts[i], strlen(t->texts[i])) & (cap - 1);
            while (texts[at] != NULL)
                at = (at + 1) & (cap - 1);
            texts[at] = t->texts[i];
        }
        ou_mem_give(&t->mem, t->texts, t->texts_cap * sizeof *texts);
        t->texts = texts;
        t->texts_cap = cap;
    }
    size_t at = hash_text(text, size) & (t->texts_cap - 1);
    for (; t->texts[at] != NULL; at = (at + 1) & (t->texts_cap - 1))
        if (strncmp(t->texts[at], text, size) == 0 && t->texts[at][size] == 0)
            return t->texts[at];
    char *copy = ou_mem_take(&t->mem, size + 1);
    if (copy == NULL) {
        ou_trace_fail(t);
        return "";
    }
    memcpy(copy, text, size);
    copy[size] = 0;
    t->texts_used++;
    return t->texts[at] = copy;
}

static MapEntry *entry_of(Tracer *t, const void *key)
{
    size_t i = (size_t)((uint64_t)(uintptr_t)key * 0x9E3779B97F4A7C15u >> 24) & (t->map_cap - 1);
    while (t->map[i].key != NULL && t->map[i].key != key)
        i = (i + 1) & (t->map_cap - 1);
    return &t->map[i];
}

Node *ou_trace_find(Tracer *t, const void *o)
{
    return t->map_cap ? entry_of(t, o)->node : NULL;
}

const char *ou_trace_grave(Tracer *t, const OuObj *o)
{
    return entry_of(t, o)->grave;
}

static MapEntry *map_place(Tracer *t, void *key)
{
    if (t->map_used >= t->map_cap / 2) {
        MapEntry *old = t->map;
        uint32_t old_cap = t->map_cap, cap = old_cap ? old_cap * 2 : 1024;
        MapEntry *map = ou_mem_take(&t->mem, cap * sizeof *map);
        if (map == NULL) {
            ou_trace_fail(t);
            return NULL;
        }
        memset(map, 0, cap * sizeof *map);
        t->map = map;
        t->map_cap = cap;
        for (uint32_t i = 0; i < old_cap; i++)
            if (old[i].key != NULL)
                *entry_of(t, old[i].key) = old[i];
        ou_mem_give(&t->mem, old, old_cap * sizeof *map);
    }
    MapEntry *entry = entry_of(t, key);
    if (entry->key == NULL) {
        entry->key = key;
        t->map_used++;
    }
    return entry;
}

/* ---- nodes ---- */

static bool is_watched(const OuCode *code)
{
    return (code->proto->insns[0].op & OU_OPCODE_MASK) == OU_STEP_OP;
}

static bool is_namespace_of_script(Tracer *t, const OuObj *dict)
{
    for (size_t i = 0; i < t->namespaces.len; i++)
        if (t->namespaces.items[i]->o == dict)
            return true;
    return false;
}

/* Was the class made by a script that is watched? */
static bool is_script_class(Tracer *t, OuClass *cls)
{
    OuObj *module = cls->dict ? ou_dict_peek_str(t->vm, cls->dict, OU_NAME(__module__)) : NULL;
    if (module == NULL || !ou_is_exact(module, OU_T_STR))
        return false;
    for (size_t i = 0; i < t->namespaces.len; i++)
        if (strcmp(t->namespaces.items[i]->label, ou_str_text(OU_STR(module))) == 0)
            return true;
    return false;
}

/* What the interpreter and its library bring: no event of the script's makes or frees it. */
static bool is_environment(Tracer *t, OuObj *o)
{
    switch (ou_index(o)) {
    case OU_T_MODULE:
    case OU_T_METHOD_DESCR:
    case OU_T_CLASSMETHOD_DESCR:
    case OU_T_WRAPPER_DESCR:
        return true;
    case OU_T_BUILTIN: { /* a bound method holds an object of the script's */
        OuObj *self = ((OuBuiltin *)o)->self;
        return self == NULL || ou_is_exact(self, OU_T_MODULE) || ou_is(t->vm, self, OU_TF_IS_TYPE);
    }
    case OU_T_FUNCTION:
        return !is_watched(OU_FUNCTION(o)->code);
    default:
        return ou_is(t->vm, o, OU_TF_IS_TYPE) && !is_script_class(t, OU_CLASS(o));
    }
}

static bool is_leaf(Tracer *t, OuObj *o)
{
    const OuType *type = ou_type(t->vm, o);
    if (is_environment(t, o))
        return true;
    return type->refs == NULL && type->visit == NULL && !(type->flags & OU_TF_USER);
}

/* A constant was made with its code: no event of the script's. */
static bool is_constant(Tracer *t, const OuObj *o)
{
    for (size_t i = t->frames.len; i-- > 0;) {
        const OuCode *code = t->frames.items[i]->frame ? t->frames.items[i]->frame->code : NULL;
        for (uint32_t k = 0; code != NULL && code->consts != NULL && k < code->proto->const_count; k++)
            if (code->consts[k] == o)
                return true;
    }
    return false;
}

static bool in_list(const char *const *list, const char *text)
{
    for (; list != NULL && *list != NULL; list++)
        if (strcmp(*list, text) == 0)
            return true;
    return false;
}

static void make_label(Tracer *t, Node *node)
{
    OuBuf text;
    ou_buf_init(&text, &t->mem);
    OuObj *o = node->o;
    const char *type = strrchr(node->type, '.') ? strrchr(node->type, '.') + 1 : node->type;
    bool named = ou_is_exact(o, OU_T_FUNCTION) || ou_is_exact(o, OU_T_MODULE) || ou_is(t->vm, o, OU_TF_IS_TYPE);
    bool single = o == OU_NONE || o == OU_TRUE || o == OU_FALSE;
    bool valued = ou_is_small_int(o) || ou_is_exact(o, OU_T_FLOAT) || ou_is_exact(o, OU_T_STR);
    if (!named && !single)
        ou_buf_puts(&text, type);
    if (valued)
        ou_buf_putc(&text, ' ');
    if (ou_is_exact(o, OU_T_BUILTIN) || ou_is_exact(o, OU_T_METHOD_DESCR))
        ou_buf_printf(&text, " %s", ((OuBuiltin *)o)->def->name);
    if (named && ou_is_exact(o, OU_T_FUNCTION))
        ou_buf_printf(&text, "function %s", ou_str_text(OU_FUNCTION(o)->name));
    else if (named || single || valued)
        ou_edge_describe_object(t->vm, o, &text);
    if (!node->shared && (node->created || node->constant || !node->leaf || valued))
        ou_buf_printf(&text, " #%u", ++t->next_number);
    const char *made = ou_buf_text(&text);
    node->label_size = (uint32_t)text.len;
    node->label = made ? ou_mem_take(&t->mem, text.len + 1) : NULL;
    if (node->label == NULL)
        ou_trace_fail(t);
    else
        memcpy(node->label, made, text.len + 1);
    ou_buf_drop(&text);
}

static Node *new_node(Tracer *t, NodeKind kind)
{
    Node *node = ou_mem_take(&t->mem, sizeof *node);
    if (node == NULL) {
        ou_trace_fail(t);
        return NULL;
    }
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    node->order = ++t->next_order;
    return node;
}

static const char *type_text(Tracer *t, OuObj *o)
{
    const char *name = ou_type_name(t->vm, o);
    return keep_text(t, name, strlen(name));
}

/* The node of an object; NULL for what is not shown: code, descriptors, namespaces. */
static Node *node_of(Tracer *t, OuObj *o)
{
    if (t->failed || ou_is_exact(o, OU_T_CODE)
        || (ou_is_exact(o, OU_T_FUNCTION) && !(OU_FUNCTION(o)->code->proto->flags & OU_CODE_NEWLOCALS))
        || ou_is_exact(o, OU_T_GETSET_DESCR) || ou_is_exact(o, OU_T_MEMBER_DESCR)
        || (ou_is_exact(o, OU_T_DICT) && OU_DICT(o)->is_namespace))
        return NULL;
    MapEntry *entry = map_place(t, o);
    if (entry == NULL)
        return NULL;
    Node *node = entry->node;
    if (node != NULL)
        return node->kind == NODE_OBJECT ? node : NULL;
    node = new_node(t, NODE_OBJECT);
    if (node == NULL)
        return NULL;
    node->o = o;
    node->shared = ou_is_immortal(o);
    bool environment = is_environment(t, o);
    node->constant = !node->shared && is_constant(t, o);
    node->created = !node->shared && !(o->type & OU_F_WATCHED) && !node->constant && !environment;
    node->leaf = (!node->shared && (o->type & OU_F_WATCHED)) || is_leaf(t, o);
    node->fresh = true;
    node->type = type_text(t, o);
    node->interned = ou_is_exact(o, OU_T_STR) && OU_STR(o)->interned;
    node->matches = in_list(t->options->types, node->type);
    if (!node->shared)
        o->type |= OU_F_WATCHED;
    make_label(t, node);
    entry->node = node;
    t->alive++;
    if (node->shared && !ou_vec_push(&t->mem, &t->shared, node))
        ou_trace_fail(t);
    if (t->failed || !ou_vec_push(&t->mem, &t->fresh, node)) {
        ou_trace_fail(t);
        return NULL;
    }
    return node;
}

/* It is dead and reported. Its place remembers it. */
void ou_trace_retire(Tracer *t, Node *node)
{
    if (!ou_vec_push(&t->mem, &t->retired, node))
        ou_trace_fail(t);
}

static void free_node(Tracer *t, Node *node)
{
    ou_mem_give(&t->mem, node->edges, node->edge_cap * sizeof(Edge));
    if (node->label != NULL)
        ou_mem_give(&t->mem, node->label, node->label_size + 1);
    ou_mem_give(&t->mem, node, sizeof *node);
}

static void free_retired(Tracer *t)
{
    size_t kept = 0;
    if (t->generation >= 0) /* the collector's garbage is listed */
        return;
    for (size_t i = 0; i < t->retired.len; i++) {
        Node *node = t->retired.items[i];
        if (node->uses > 0)
            t->retired.items[kept++] = node;
        else
            free_node(t, node);
    }
    t->retired.len = kept;
}

/* ---- edges of one owner ---- */

typedef struct Gathering {
    Tracer *t;
    Node *owner;
    bool frame;    /* it is a frame, or a generator's */
    bool names;    /* a namespace: names that Python makes itself are left out */
    bool values;   /* only OU_EDGE_VALUE */
} Gathering;

bool ou_trace_is_temporary(const Edge *edge)
{
    return edge->kind == OU_EDGE_TEMPORARY || edge->kind == OU_EDGE_CALLABLE || edge->kind == OU_EDGE_ARGUMENT;
}

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
        return edge->text ? keep_text(t, edge->text, strlen(edge->text)) : NULL;
    if (!quoted && ou_is_exact(edge->key, OU_T_STR))
        return keep_text(t, ou_str_text(OU_STR(edge->key)), OU_STR(edge->key)->size);
    OuBuf text;
    ou_buf_init(&text, &t->mem);
    ou_edge_describe_object(t->vm, edge->key, &text);
    const char *made = ou_buf_text(&text);
    const char *kept = made ? keep_text(t, made, text.len) : "";
    ou_buf_drop(&text);
    return kept;
}

/* The namespace that class bodies (and code that exec runs) have in register 0. */
static bool is_namespace_register(const OuEdge *edge)
{
    return edge->kind == OU_EDGE_LOCAL && edge->index == 0 && edge->frame->code->proto->uses_namespace;
}

static bool is_class_body(const OuCode *code)
{
    return code->proto->uses_namespace && strcmp(ou_str_text(code->name), "<module>") != 0;
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
        Edge e = {.kind = OU_EDGE_LOCAL, .target = node_of(t, value),
                  .name = keep_text(t, ou_str_text(OU_STR(key)), OU_STR(key)->size)};
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
        if (is_class_body(edge->frame->code))
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
    e.target = node_of(t, edge->target);
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

static Node *frame_node(Tracer *t, OuFrame *frame)
{
    Node *node = frame->generator ? node_of(t, OU_OBJ(frame->generator)) : new_node(t, NODE_FRAME);
    if (node == NULL) {
        ou_trace_fail(t);
        return NULL;
    }
    node->frame = frame;
    node->code = frame->code;
    if (node->kind == NODE_OBJECT)
        return node;
    const OuStr *name = frame->code->name;
    bool call = (frame->code->proto->flags & OU_CODE_NEWLOCALS) != 0;
    const char *before = is_class_body(frame->code) ? "the body of class " : "";
    node->label_size = (uint32_t)(strlen(before) + name->size + (call ? 2 : 0));
    node->label = ou_mem_take(&t->mem, node->label_size + 1u);
    if (node->label == NULL)
        ou_trace_fail(t);
    else
        snprintf(node->label, node->label_size + 1u, "%s%s%s", before, ou_str_text(name), call ? "()" : "");
    return node;
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
        depth += is_watched(frame->code);
    /* From the innermost outwards: how many are as they were? */
    size_t at = depth;
    OuFrame *frame = t->vm->frame;
    size_t fresh = 0, same = 0;
    for (; frame != NULL; frame = frame->back) {
        if (!is_watched(frame->code))
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
            while (!is_watched(next->code) || skip-- > 0)
                next = next->back;
        }
        Node *node = frame_node(t, next);
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

/* ---- a step ---- */

static Node *add_namespace(Tracer *t, OuDict *dict)
{
    OuObj *name = ou_dict_peek_str(t->vm, dict, OU_NAME(__name__));
    const char *text = name && ou_is_exact(name, OU_T_STR) ? ou_str_text(OU_STR(name)) : "?";
    MapEntry *entry = map_place(t, dict);
    if (entry == NULL || entry->node != NULL)
        return NULL;
    Node *node = new_node(t, NODE_NAMES);
    char *label = ou_mem_take(&t->mem, strlen(text) + 1);
    if (node == NULL || label == NULL || !ou_vec_push(&t->mem, &t->namespaces, node)) {
        ou_trace_fail(t);
        return NULL;
    }
    strcpy(label, text);
    node->label = label;
    node->label_size = (uint32_t)strlen(text);
    node->o = OU_OBJ(dict);
    node->o->type |= OU_F_WATCHED;
    entry->node = node;
    return node;
}

static void note_namespace(Tracer *t)
{
    OuFrame *frame = t->vm->frame;
    if (frame == NULL || !is_watched(frame->code) || frame->function == NULL
        || is_namespace_of_script(t, OU_OBJ(frame->function->globals)))
        return;
    (void)add_namespace(t, frame->function->globals);
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

/* Remember what the instruction that comes can change: the objects it names. */
static void note_operands(Tracer *t, OuFrame *frame)
{
    const OuInsn *insn = frame->pc;
    t->base_op = ou_base_op(insn->op);
    t->pure = (t->base_op >= OU_MOVE_OP && t->base_op <= OU_CHECK_OP)
              || (t->base_op >= OU_ADD_OP && t->base_op <= OU_JNOTIN_OP && !(insn->op & OU_INPLACE))
              || t->base_op == OU_LOADGLOBAL_OP;
    const char *letters = ou_op_info[t->base_op].operands;
    uint32_t numbers[3] = {insn->a, insn->b, insn->c};
    OuObj **registers = ou_frame_registers(frame);
    t->by = NULL;
    for (int i = 0; i < 3 && letters[i]; i++) {
        OuObj *cell = NULL;
        if ((letters[i] == 'r' || letters[i] == 'm') && numbers[i] < frame->code->proto->register_count
            && (numbers[i] < frame->code->proto->local_count || t->frames.len > 0))
            cell = numbers[i] < frame->code->proto->local_count ? registers[numbers[i]] : NULL;
        else if (letters[i] == 'f')
            cell = OU_TUPLE(frame->function->closure)->items[numbers[i]];
        Node *node = cell ? ou_trace_find(t, cell) : NULL;
        if (node != NULL && !ou_vec_push(&t->mem, &t->touched, node))
            ou_trace_fail(t);
    }
    const Node *top = t->frames.items[t->frames.len - 1];
    for (uint32_t i = 0; i < top->edge_count; i++) {
        const Edge *edge = &top->edges[i];
        if (!ou_trace_is_temporary(edge))
            continue;
        if (edge->kind == OU_EDGE_CALLABLE && (ou_is_exact(edge->target->o, OU_T_BUILTIN)
                                               || ou_is_exact(edge->target->o, OU_T_METHOD_DESCR)))
            t->by = ((OuBuiltin *)edge->target->o)->def->name;
        if (!ou_vec_push(&t->mem, &t->touched, edge->target))
            ou_trace_fail(t);
    }
}

static void put_header(Tracer *t, const OuFrame *frame, int line)
{
    const OuCode *code = frame->code;
    const char *file = strrchr(code->proto->filename, '/');
    const Node *main = t->namespaces.len > 0 ? t->namespaces.items[0] : NULL;
    bool other = main != NULL && frame->function != NULL && OU_OBJ(frame->function->globals) != main->o;
    OuBuf source;
    ou_buf_init(&source, &t->mem);
    const char *text = "";
    if (ou_upcall_source_line(t->vm, OU_OBJ(code->filename), line, &source) && ou_buf_text(&source))
        text = ou_buf_text(&source);
    text += strspn(text, " \t");
    t->text.len = 0;
    ou_buf_printf(&t->text, "line %d", line);
    if (other)
        ou_buf_printf(&t->text, " of %s", file ? file + 1 : code->proto->filename);
    if (code->proto->flags & OU_CODE_NEWLOCALS)
        ou_buf_printf(&t->text, " in %s()", ou_str_text(code->qualname));
    else if (is_class_body(code))
        ou_buf_printf(&t->text, " in class %s", ou_str_text(code->qualname));
    ou_buf_printf(&t->text, ": %s\n", text);
    ou_buf_drop(&source);
    t->at_frame = frame;
    t->at_code = code;
    t->at_line = line;
}

static void step(Tracer *t, OuFrame *frame)
{
    ou_trace_sync(t, true);
    if (t->failed)
        return;
    int line = ou_code_line(frame->code->proto, ou_frame_index(frame));
    if (frame != t->at_frame || frame->code != t->at_code || (line != t->at_line && line > 0)) {
        if (t->options->in_between && t->at_code == NULL)
            t->lines.len = 0;
        ou_trace_flush(t);
        free_retired(t);
        put_header(t, frame, line);
    }
    note_operands(t, frame);
}

/* ---- what the VM tells ---- */

uint32_t ou_trace_count(Tracer *t, const Node *node)
{
    if (node->shared)
        return (uint32_t)ou_edges_count(t->vm, node->o) - node->temporaries;
    uint32_t hidden = node->temporaries + node->finalizing, shown = node->o->refs + node->held;
    return shown > hidden ? shown - hidden : 0;
}

/* The object is no more; it stays in the shadow until that is reported. */
static void bury(Tracer *t, Node *node)
{
    MapEntry *entry = entry_of(t, node->o);
    node->dead = true;
    node->referred = (node->o->type & OU_F_WEAKREFS) != 0;
    node->died = ++t->next_death;
    entry->node = NULL;
    t->alive--;
    if (entry->grave != NULL)
        ou_mem_give(&t->mem, entry->grave, strlen(entry->grave) + 1);
    char text[200];
    snprintf(text, sizeof text, "%.150s, freed in line %d", node->label, t->at_line);
    entry->grave = ou_mem_take(&t->mem, strlen(text) + 1);
    if (entry->grave == NULL || !ou_vec_push(&t->mem, &t->deaths, node))
        ou_trace_fail(t);
    if (entry->grave != NULL)
        strcpy(entry->grave, text);
}

static void on_death(Tracer *t, OuObj *o)
{
    Node *node = ou_trace_find(t, o);
    const OuType *type = ou_type(t->vm, o);
    if (node != NULL && !(type->finalize != NULL && !(o->type & OU_F_FINALIZED)))
        bury(t, node);
}

static void on_finalize(Tracer *t, OuObj *o)
{
    Node *node = ou_trace_find(t, o);
    if (node == NULL || node->finalizing)
        return;
    node->finalizing = true;
    if (ou_type(t->vm, o)->flags & OU_TF_USER) {
        ou_trace_sync(t, false);
        ou_trace_say(t, node, "%sits __del__ is called", t->generation >= 0 ? "" : "no reference is left: ");
    }
}

static void on_finalized(Tracer *t, OuObj *o, bool alive)
{
    Node *node = ou_trace_find(t, o);
    if (node == NULL || !node->finalizing)
        return;
    node->finalizing = false;
    if (o->type & OU_F_WATCHED) /* the collector's doing: its fate comes later */
        return;
    if (!alive) {
        bury(t, node);
        return;
    }
    o->type |= OU_F_WATCHED;
    ou_trace_say(t, node, "is alive again: its __del__ stored it somewhere");
}

static void on_event(OuVM *vm, OuWatchEvent event, void *subject, size_t number)
{
    Tracer *t = vm->watcher;
    if (t->failed)
        return;
    switch (event) {
    case OU_WATCH_STEP:
        step(t, subject);
        break;
    case OU_WATCH_DEATH:
        on_death(t, subject);
        break;
    case OU_WATCH_FINALIZE:
        on_finalize(t, subject);
        break;
    case OU_WATCH_FINALIZED:
        on_finalized(t, subject, number != 0);
        break;
    case OU_WATCH_GC_BEGIN:
    case OU_WATCH_GC_COUNTED:
    case OU_WATCH_GC_DEDUCED:
    case OU_WATCH_GC_END:
        ou_trace_gc(t, event, subject, number);
        break;
    }
}

/* ---- life ---- */

static void mark_existing(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)arg;
    o->type |= OU_F_WATCHED;
}

bool ou_trace_begin(OuVM *vm, const OuTraceOptions *options)
{
    FILE *out = options->file ? fopen(options->file, "w") : stderr;
    Tracer *t = out ? malloc(sizeof *t) : NULL;
    if (t == NULL)
        return false;
    memset(t, 0, sizeof *t);
    ou_mem_init(&t->mem, NULL, NULL, 0);
    ou_buf_init(&t->text, &t->mem);
    ou_buf_puts(&t->text, "before the first line\n");
    t->vm = vm;
    t->out = out;
    t->options = options;
    t->generation = -1;
    vm->watcher = t;
    bool marked = options->in_between || ou_edges_each(vm, mark_existing, NULL, NULL);
    if (!marked || map_place(t, t) == NULL) {
        errno = ENOMEM;
        return false;
    }
    vm->watch = on_event;
    return true;
}

void ou_trace_exit(OuVM *vm)
{
    Tracer *t = vm->watcher;
    if (t == NULL || t->failed)
        return;
    ou_trace_flush(t);
    t->at_frame = NULL;
    t->at_line = 0;
    t->ended = true;
    t->text.len = 0;
    ou_buf_puts(&t->text, "the program ends\n");
    ou_trace_sync(t, false);
}

/* Watched code that runs later still has its STEPs. */
static void on_nothing(OuVM *vm, OuWatchEvent event, void *subject, size_t number)
{
    (void)vm, (void)event, (void)subject, (void)number;
}

static bool free_tracer(Tracer *t)
{
    bool good = !ferror(t->out);
    if (t->out != stderr)
        good = fclose(t->out) == 0 && good;
    ou_mem_drop(&t->mem);
    free(t);
    return good;
}

static void forget_existing(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)arg;
    o->type &= ~OU_F_WATCHED;
}

bool ou_trace_stop(OuVM *vm)
{
    Tracer *t = vm->watcher;
    if (t == NULL)
        return true;
    if (!t->failed && t->at_code != NULL) {
        t->at_frame = NULL;
        ou_trace_sync(t, false);
        ou_trace_flush(t);
    }
    vm->watch = on_nothing;
    vm->watcher = NULL;
    bool walked = ou_edges_each(vm, forget_existing, NULL, NULL); /* else they go on to be slow */
    return free_tracer(t) && walked;
}

bool ou_trace_end(OuVM *vm)
{
    Tracer *t = vm->watcher;
    if (t == NULL)
        return true;
    vm->watch = on_nothing;
    vm->watcher = NULL;
    if (!t->failed) { /* only what is known is compared: nothing is left to look into */
        t->epoch++;
        t->fresh.len = t->added.len = t->removed.len = t->touched.len = 0;
        while (t->frames.len > 0)
            end_frame(t, t->frames.items[--t->frames.len]);
        for (size_t i = 0; i < t->namespaces.len; i++)
            for (uint32_t k = 0; k < t->namespaces.items[i]->edge_count; k++)
                change(t, false, t->namespaces.items[i], &t->namespaces.items[i]->edges[k], true);
        ou_trace_report(t);
        ou_trace_flush(t);
    }
    return free_tracer(t);
}
