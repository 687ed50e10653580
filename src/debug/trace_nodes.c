/* trace_nodes.c - what the tracer knows of single objects, frames and namespaces: nodes, found by address. */
#include "debug/trace_parts.h"
#include "object/str.h"
#include <string.h>

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

const char *ou_trace_keep_text(Tracer *t, const char *text, size_t size)
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

bool ou_trace_nodes_begin(Tracer *t)
{
    return map_place(t, t) != NULL;
}

/* ---- what is looked at ---- */

bool ou_trace_is_watched(const OuCode *code)
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
        return !ou_trace_is_watched(OU_FUNCTION(o)->code);
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

bool ou_trace_is_class_body(const OuCode *code)
{
    return code->proto->uses_namespace && strcmp(ou_str_text(code->name), "<module>") != 0;
}

bool ou_trace_is_temporary(const Edge *edge)
{
    return edge->kind == OU_EDGE_TEMPORARY || edge->kind == OU_EDGE_CALLABLE || edge->kind == OU_EDGE_ARGUMENT;
}

/* ---- nodes ---- */

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
    return ou_trace_keep_text(t, name, strlen(name));
}

Node *ou_trace_node(Tracer *t, OuObj *o)
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

Node *ou_trace_frame_node(Tracer *t, OuFrame *frame)
{
    Node *node = frame->generator ? ou_trace_node(t, OU_OBJ(frame->generator)) : new_node(t, NODE_FRAME);
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
    const char *before = ou_trace_is_class_body(frame->code) ? "the body of class " : "";
    node->label_size = (uint32_t)(strlen(before) + name->size + (call ? 2 : 0));
    node->label = ou_mem_take(&t->mem, node->label_size + 1u);
    if (node->label == NULL)
        ou_trace_fail(t);
    else
        snprintf(node->label, node->label_size + 1u, "%s%s%s", before, ou_str_text(name), call ? "()" : "");
    return node;
}

void ou_trace_add_namespace(Tracer *t, OuDict *dict)
{
    if (is_namespace_of_script(t, OU_OBJ(dict)))
        return;
    OuObj *name = ou_dict_peek_str(t->vm, dict, OU_NAME(__name__));
    const char *text = name && ou_is_exact(name, OU_T_STR) ? ou_str_text(OU_STR(name)) : "?";
    MapEntry *entry = map_place(t, dict);
    if (entry == NULL || entry->node != NULL)
        return;
    Node *node = new_node(t, NODE_NAMES);
    char *label = ou_mem_take(&t->mem, strlen(text) + 1);
    if (node == NULL || label == NULL || !ou_vec_push(&t->mem, &t->namespaces, node)) {
        ou_trace_fail(t);
        return;
    }
    strcpy(label, text);
    node->label = label;
    node->label_size = (uint32_t)strlen(text);
    node->o = OU_OBJ(dict);
    node->o->type |= OU_F_WATCHED;
    entry->node = node;
}

uint32_t ou_trace_count(Tracer *t, const Node *node)
{
    if (node->shared)
        return (uint32_t)ou_edges_count(t->vm, node->o) - node->temporaries;
    uint32_t hidden = node->temporaries + node->finalizing, shown = node->o->refs + node->held;
    return shown > hidden ? shown - hidden : 0;
}

/* ---- the end of a node ---- */

void ou_trace_bury(Tracer *t, Node *node)
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

void ou_trace_free_retired(Tracer *t)
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
