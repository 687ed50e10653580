/* memory.c - module _memory: what lib/memory.py shows is found here.
 *
 * Every function looks at the heap as it is when it is called, without the frames of the module
 * that calls (lib/memory.py): first all is found and kept in memory of its own, then the objects
 * of the result are made. No script code runs; references to what was found are taken only for
 * the result. */
#include "base/ptrset.h"
#include "base/vec.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/list.h"
#include "object/str.h"
#include "object/tuple.h"
#include "vm/accounting.h"
#include "vm/edges.h"
#include "vm/frame.h"
#include <string.h>

static const char *const kind_names[] = {
    [OU_EDGE_VALUE] = "value", [OU_EDGE_KEY] = "key", [OU_EDGE_ITEM] = "item", [OU_EDGE_ELEMENT] = "element",
    [OU_EDGE_ATTRIBUTE] = "attribute", [OU_EDGE_SLOT] = "slot", [OU_EDGE_CLASS] = "class",
    [OU_EDGE_FIELD] = "field", [OU_EDGE_LOCAL] = "local", [OU_EDGE_TEMPORARY] = "temporary",
    [OU_EDGE_CALLABLE] = "callable", [OU_EDGE_ARGUMENT] = "argument", [OU_EDGE_CONST] = "constant",
    [OU_EDGE_NAME] = "name", [OU_EDGE_ROOT] = "root",
};

/* Does the edge lead from a frame of the calling module? */
static bool is_ours(const OuVM *vm, const OuEdge *edge)
{
    return edge->owner == NULL && edge->frame != NULL
           && edge->frame->function->globals == vm->frame->function->globals;
}

static OuObj *optional(OuObj *o)
{
    return ou_ref(o ? o : OU_NONE);
}

static OuObj *optional_text(OuVM *vm, const char *text)
{
    return text ? ou_str_from(vm, text) : OU_NONE;
}

/* A tuple of new references, of which some may be missing: NULL then, MemoryError is pending. */
static OuObj *tuple_of(OuVM *vm, OuObj *const *items, size_t count)
{
    bool complete = true;
    for (size_t i = 0; i < count; i++)
        complete = complete && items[i] != NULL;
    if (complete)
        return ou_tuple_new_take(vm, items, count);
    for (size_t i = 0; i < count; i++)
        ou_unref(vm, items[i]);
    return NULL;
}

/* (kind, owner, key, index, text, function, line, more): `more` such references of that owner are not
 * told one by one; key and index are then those of the last. */
static OuObj *edge_tuple(OuVM *vm, const OuEdge *edge, size_t more)
{
    const OuFrame *frame = edge->frame;
    OuObj *items[] = {
        ou_str_from(vm, kind_names[edge->kind]), optional(edge->owner), optional(edge->key),
        ou_int_from(vm, edge->index), optional_text(vm, edge->text),
        frame ? ou_ref(OU_OBJ(frame->code->qualname)) : OU_NONE,
        frame ? ou_int_from(vm, ou_code_line(frame->code->proto, ou_frame_index(frame))) : OU_NONE,
        ou_int_from(vm, (int64_t)more),
    };
    return tuple_of(vm, items, OU_COUNT_OF(items));
}

static void *failed_walk(OuVM *vm)
{
    return ou_raise_memory(vm);
}

/* ---- holders ---- */

typedef struct Held {
    OuEdge edge;
    size_t more;
} Held;

typedef struct Group {
    OuEdgeKind kind;
    const OuType *type; /* of the owners, or NULL */
    size_t count;
} Group;

typedef struct Holding {
    OuVM *vm;
    const OuObj *target;
    OU_VEC(Held) edges;
    OU_VEC(Group) groups; /* of those for which there was no room */
    size_t room;
    size_t ours;
    OuPtrSet dicts; /* that hold it */
    bool failed;
} Holding;

static void add_to_group(Holding *holding, const OuEdge *edge)
{
    const OuType *type = edge->owner ? ou_type(holding->vm, edge->owner) : NULL;
    for (size_t i = 0; i < holding->groups.len; i++)
        if (holding->groups.items[i].kind == edge->kind && holding->groups.items[i].type == type) {
            holding->groups.items[i].count++;
            return;
        }
    Group group = {edge->kind, type, 1};
    holding->failed |= !ou_vec_push(&holding->vm->mem, &holding->groups, group);
}

/* A container that holds it often: its references come in a row (those of dicts as value and key). */
static bool is_one_more(Holding *holding, const OuEdge *edge)
{
    size_t same = 0;
    Held *last = NULL;
    for (size_t i = holding->edges.len, low = i > 8 ? i - 8 : 0; edge->owner != NULL && i-- > low;) {
        Held *held = &holding->edges.items[i];
        if (held->edge.owner != edge->owner || held->edge.kind != edge->kind)
            continue;
        last = last ? last : held;
        same++;
    }
    if (same < 4)
        return false;
    last->more++;
    last->edge.index = edge->index;
    last->edge.key = edge->key;
    return true;
}

static void add_holder(OuVM *vm, const OuEdge *edge, void *arg)
{
    Holding *holding = arg;
    if (edge->target != holding->target)
        return;
    Held held = {*edge, 0};
    if (is_ours(vm, edge))
        holding->ours++;
    else if (is_one_more(holding, edge))
        return;
    else if (holding->edges.len >= holding->room)
        add_to_group(holding, edge);
    else
        holding->failed |= !ou_vec_push(&vm->mem, &holding->edges, held);
}

static OuObj *group_tuple(OuVM *vm, const Group *group)
{
    OuObj *kind = ou_str_from(vm, kind_names[group->kind]), *count = ou_int_from(vm, (int64_t)group->count);
    OuObj *type = optional_text(vm, group->type ? group->type->name : NULL);
    OuObj *result = kind && count && type ? ou_tuple_pack(vm, 3, kind, type, count) : NULL;
    ou_unref(vm, kind);
    ou_unref(vm, count);
    ou_unref(vm, type);
    return result;
}

/* A dict that is the namespace of a module, class, instance …: that one holds what is in it. */
static void find_namespace(OuVM *vm, const OuEdge *edge, void *arg)
{
    Holding *holding = arg;
    (void)vm;
    if (edge->kind != OU_EDGE_FIELD || edge->owner == NULL || !ou_ptrset_has(&holding->dicts, edge->target)
        || (strcmp(edge->text, "dict") != 0 && strcmp(edge->text, "__dict__") != 0))
        return;
    for (size_t i = 0; i < holding->edges.len; i++) {
        OuEdge *inner = &holding->edges.items[i].edge;
        if (inner->owner != edge->target)
            continue;
        inner->owner = edge->owner;
        if (inner->kind == OU_EDGE_VALUE)
            inner->text = ou_is_exact(edge->owner, OU_T_MODULE) ? "global" : "attribute";
    }
}

static bool find_namespaces(Holding *holding)
{
    OuVM *vm = holding->vm;
    for (size_t i = 0; i < holding->edges.len; i++) {
        const OuEdge *edge = &holding->edges.items[i].edge;
        if (edge->kind == OU_EDGE_VALUE || edge->kind == OU_EDGE_KEY)
            ou_ptrset_add(&vm->mem, &holding->dicts, edge->owner);
    }
    bool ok = !holding->dicts.failed
              && (holding->dicts.used == 0 || ou_edges_each(vm, NULL, find_namespace, holding));
    ou_ptrset_drop(&vm->mem, &holding->dicts);
    return ok;
}

/* (count, edges, groups): without the argument and what the calling module holds. The count of an
 * immortal object is that of its edges. A name in a namespace has the namespace's object as owner,
 * and "global" or "attribute" as text. */
static OuObj *holders(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Holding holding = {.vm = vm, .target = args[0], .room = 200};
    bool walked = ou_edges_each(vm, NULL, add_holder, &holding);
    OuObj *list = NULL, *groups = NULL, *count = NULL, *result = NULL;
    if (!walked || holding.failed || !find_namespaces(&holding)) {
        failed_walk(vm);
        goto done;
    }
    size_t found = holding.edges.len;
    for (size_t i = 0; i < holding.edges.len; i++)
        found += holding.edges.items[i].more;
    for (size_t i = 0; i < holding.groups.len; i++)
        found += holding.groups.items[i].count;
    /* One reference is the argument of this call. */
    int64_t refs = ou_is_immortal(args[0]) ? (int64_t)found : (int64_t)args[0]->refs - (int64_t)holding.ours - 1;
    list = ou_list_new(vm, holding.edges.len);
    for (size_t i = 0; list != NULL && i < holding.edges.len; i++) {
        OuObj *tuple = edge_tuple(vm, &holding.edges.items[i].edge, holding.edges.items[i].more);
        if (tuple == NULL || !ou_list_append_take(vm, OU_LIST(list), tuple))
            ou_clear(vm, &list);
    }
    groups = list ? ou_list_new(vm, holding.groups.len) : NULL;
    for (size_t i = 0; groups != NULL && i < holding.groups.len; i++) {
        OuObj *tuple = group_tuple(vm, &holding.groups.items[i]);
        if (tuple == NULL || !ou_list_append_take(vm, OU_LIST(groups), tuple))
            ou_clear(vm, &groups);
    }
    count = groups ? ou_int_from(vm, refs) : NULL;
    result = count ? ou_tuple_pack(vm, 3, count, list, groups) : NULL;
done:
    ou_vec_drop(&vm->mem, &holding.edges);
    ou_vec_drop(&vm->mem, &holding.groups);
    ou_unref(vm, list);
    ou_unref(vm, groups);
    ou_unref(vm, count);
    return result;
}

/* ---- paths ---- */

#define NO_PARENT UINT32_MAX

typedef struct Node {
    OuEdge edge; /* that led to it */
    uint32_t parent;
} Node;

typedef struct Search {
    OuVM *vm;
    OU_VEC(Node) nodes; /* in the order of their distance */
    OuPtrMap numbers;   /* of nodes, + 1, by address of the object */
    uint32_t parent;
    OuPtrSet wanted;
    size_t left;        /* of those: the search ends when all are found */
    bool failed;
} Search;

static void search_edge(OuVM *vm, const OuEdge *edge, void *arg)
{
    Search *search = arg;
    if (search->failed || search->left == 0 || is_ours(vm, edge))
        return;
    uint32_t *number = ou_ptrmap_at(&vm->mem, &search->numbers, edge->target);
    if (number != NULL && *number != 0) {
        OuEdge *known = &search->nodes.items[*number - 1].edge;
        if (known->kind == OU_EDGE_KEY && edge->kind == OU_EDGE_VALUE && known->owner == edge->owner)
            *known = *edge; /* what has a name is told by it */
        return;
    }
    Node node = {*edge, search->parent};
    if (number == NULL || !ou_vec_push(&vm->mem, &search->nodes, node)) {
        search->failed = true;
        return;
    }
    *number = (uint32_t)search->nodes.len;
    search->left -= ou_ptrset_has(&search->wanted, edge->target);
    /* A namespace costs no step of its own: `x.name`. */
    if (edge->kind != OU_EDGE_FIELD || edge->owner == NULL || !ou_is_exact(edge->target, OU_T_DICT)
        || strcmp(edge->text, "globals") == 0 || strcmp(edge->text, "builtins") == 0)
        return;
    uint32_t parent = search->parent;
    search->parent = (uint32_t)search->nodes.len - 1;
    ou_edges_of(vm, edge->target, search_edge, search);
    search->parent = parent;
}

static void search_local(OuVM *vm, const OuEdge *edge, void *arg)
{
    if (edge->kind == OU_EDGE_LOCAL && edge->target != OU_OBJ(edge->frame->function->globals))
        search_edge(vm, edge, arg); /* exec() may have a module's names as its own */
}

static void search_module(Search *search, OuObj *module)
{
    OuEdge edge = {OU_EDGE_ROOT, 0, module, NULL, NULL, ((OuModule *)module)->name, "module"};
    size_t count = search->nodes.len;
    search_edge(search->vm, &edge, search);
    if (search->nodes.len == count)
        return;
    search->parent = (uint32_t)count;
    ou_edges_of(search->vm, module, search_edge, search);
    search->parent = NO_PARENT;
}

/* All that can be reached, nearest first: from frames, modules, then other roots. */
static void search_all(Search *search)
{
    OuVM *vm = search->vm;
    OuObj *key, *value, *main = ou_dict_peek_str(vm, vm->modules, OU_NAME(__main__));
    ou_edges_of_roots(vm, search_local, search);
    if (main != NULL && ou_is_exact(main, OU_T_MODULE))
        search_module(search, main);
    for (size_t position = 0; ou_dict_next(vm->modules, &position, &key, &value);)
        if (ou_is_exact(value, OU_T_MODULE))
            search_module(search, value);
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < search->nodes.len && search->left > 0 && !search->failed; i++) {
            search->parent = (uint32_t)i;
            ou_edges_of(vm, search->nodes.items[i].edge.target, search_edge, search);
        }
        search->parent = NO_PARENT;
        if (pass == 0)
            ou_edges_of_roots(vm, search_edge, search);
    }
}

static OuObj *path_list(OuVM *vm, Search *search, const OuObj *target)
{
    uint32_t number = ou_ptrmap_get(&search->numbers, target);
    if (number == 0)
        return OU_NONE;
    OuObj *list = ou_list_new(vm, 0);
    for (uint32_t i = number - 1; list != NULL && i != NO_PARENT; i = search->nodes.items[i].parent) {
        OuObj *tuple = edge_tuple(vm, &search->nodes.items[i].edge, 0);
        if (tuple == NULL || !ou_list_append_take(vm, OU_LIST(list), tuple))
            ou_clear(vm, &list);
    }
    return list;
}

/* For each object the edges from it back to a root, nearest first; None if there are none. */
static OuObj *paths(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!ou_is_exact(args[0], OU_T_TUPLE))
        return OU_TYPE_ERROR(vm, "paths() argument must be tuple, not %T", args[0]);
    Search search = {.vm = vm, .parent = NO_PARENT};
    for (size_t i = 0; i < OU_TUPLE(args[0])->len; i++)
        search.left += ou_ptrset_add(&vm->mem, &search.wanted, OU_TUPLE(args[0])->items[i]);
    search_all(&search);
    OuObj *result = NULL;
    if (search.failed || search.wanted.failed)
        failed_walk(vm);
    else
        result = ou_list_new(vm, OU_TUPLE(args[0])->len);
    for (size_t i = 0; result != NULL && i < OU_TUPLE(args[0])->len; i++) {
        OuObj *list = path_list(vm, &search, OU_TUPLE(args[0])->items[i]);
        if (list == NULL || !ou_list_append_take(vm, OU_LIST(result), list))
            ou_clear(vm, &result);
    }
    ou_ptrset_drop(&vm->mem, &search.wanted);
    ou_vec_drop(&vm->mem, &search.nodes);
    ou_ptrmap_drop(&vm->mem, &search.numbers);
    return result;
}

/* ---- what an object is ---- */

/* (size, generation or None, tracked, weak references, pooled, interned, immortal, pinned, finalized,
 * address) */
static OuObj *info(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *o = args[0];
    bool collected = (o->type & OU_F_COLLECTED) != 0, tracked = collected && ou_gc_is_tracked(o);
    bool pinned = (o->type & OU_F_PINNED) && (ou_is_exact(o, OU_T_INT) || ou_is_exact(o, OU_T_FLOAT));
    int64_t weak = 0;
    for (OuWeakref *ref = ou_weakref_chain(vm, o); ref != NULL; ref = ref->next)
        weak++;
    OuObj *items[] = {
        ou_int_from(vm, (int64_t)ou_object_bytes(vm, o)),
        tracked ? ou_int_from(vm, ou_gc_part(o)->bits & OU_GC_GEN_MASK) : OU_NONE,
        OU_BOOL(tracked), ou_int_from(vm, weak), OU_BOOL(ou_account_is_pooled(o)),
        OU_BOOL(ou_is_exact(o, OU_T_STR) && OU_STR(o)->interned), OU_BOOL(ou_is_immortal(o)),
        OU_BOOL(pinned), OU_BOOL(o->type & OU_F_FINALIZED), ou_int_from_uint64(vm, ou_address(vm, o)),
    };
    return tuple_of(vm, items, OU_COUNT_OF(items));
}

/* ---- sums ---- */

static bool is_instance_of(OuVM *vm, const OuObj *o, void *arg)
{
    const OuTuple *classes = arg;
    const OuClass *cls = ou_shape(vm, o)->cls;
    for (size_t i = 0; i < classes->len; i++)
        if (OU_OBJ(cls) == classes->items[i])
            return true;
    return false;
}

/* "list", "module.Point". */
static OuObj *use_name(OuVM *vm, const OuTypeUse *use)
{
    if (use->cls == NULL)
        return ou_str_from(vm, use->type->name);
    OuObj *module = ou_dict_peek_str(vm, use->cls->dict, OU_NAME(__module__));
    if (module == NULL || !ou_is_exact(module, OU_T_STR))
        return ou_ref(OU_OBJ(use->cls->qualname));
    return ou_str_format(vm, "%U.%U", OU_STR(module), use->cls->qualname);
}

/* (name, count, bytes, generation 0, 1, 2, frozen) */
static OuObj *use_tuple(OuVM *vm, const OuTypeUse *use)
{
    OuObj *items[3 + OU_GC_GENERATIONS + 1] = {use_name(vm, use)};
    const size_t numbers[] = {use->count, use->bytes, use->tracked[0], use->tracked[1], use->tracked[2],
                              use->tracked[3]};
    for (size_t i = 0; i < OU_COUNT_OF(numbers); i++)
        items[i + 1] = ou_int_from(vm, (int64_t)numbers[i]);
    return tuple_of(vm, items, OU_COUNT_OF(items));
}

static OuObj *sums_dict(OuVM *vm, const OuAccount *a)
{
    const struct {
        const char *name;
        size_t value;
    } rows[] = {
        {"charged", a->mem.charged}, {"live", a->mem.live}, {"peak", vm->mem.peak}, {"limit", vm->mem.limit},
        {"arenas", a->mem.arenas}, {"arena_bytes", a->mem.arena_bytes}, {"large_blocks", a->mem.large},
        {"large_bytes", a->mem.large_bytes}, {"heads", a->mem.heads}, {"unused", a->mem.rest},
        {"reserve", a->mem.reserve}, {"free_list_bytes", a->mem.free_bytes}, {"objects", a->objects},
        {"object_bytes", a->object_bytes}, {"code", a->compiled}, {"stack", a->stack},
        {"stack_used", a->stack_used}, {"frames", a->frames}, {"generations", a->generations},
        {"interned", a->interned}, {"interned_count", vm->interned_used}, {"weakrefs", a->weakrefs},
        {"weakref_targets", vm->weak.used}, {"classes", a->classes}, {"caches", a->caches},
        {"free_numbers", a->free_numbers}, {"free_number_bytes", a->free_number_bytes},
        {"other", (size_t)a->other}, {"modules", a->modules}, {"globals", a->globals},
        {"global_bytes", a->global_bytes}, {"constants", a->constants}, {"constant_bytes", a->constant_bytes},
        {"class_objects", a->class_objects}, {"class_bytes", a->class_bytes},
    };
    OuObj *dict = ou_dict_new(vm);
    for (size_t i = 0; dict != NULL && i < OU_COUNT_OF(rows); i++) {
        OuObj *value = ou_int_from(vm, (int64_t)rows[i].value);
        if (value == NULL || !ou_dict_set_str(vm, OU_DICT(dict), rows[i].name, value))
            ou_clear(vm, &dict);
        ou_unref(vm, value);
    }
    return dict;
}

/* {bytes of a cell: how many are free} */
static OuObj *free_dict(OuVM *vm, const OuMemStats *mem)
{
    OuObj *dict = ou_dict_new(vm);
    for (size_t i = 0; dict != NULL && i < OU_MEM_CLASSES; i++) {
        size_t bytes = i == 0 ? 8 : i * 8;
        size_t count = mem->free_count[i] + (i == 1 ? mem->free_count[0] : 0);
        if (count == 0 || i == 0)
            continue;
        OuObj *key = ou_int_from(vm, (int64_t)bytes), *value = ou_int_from(vm, (int64_t)count);
        if (key == NULL || value == NULL || !ou_dict_set(vm, OU_DICT(dict), key, value))
            ou_clear(vm, &dict);
        ou_unref(vm, key);
        ou_unref(vm, value);
    }
    return dict;
}

/* (types, sums, free cells by size); instances of `classes` and what only they hold are left out of
 * the types. */
static OuObj *totals(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!ou_is_exact(args[0], OU_T_TUPLE))
        return OU_TYPE_ERROR(vm, "totals() argument must be tuple, not %T", args[0]);
    OuAccount account;
    OuObj *types = NULL, *sums = NULL, *cells = NULL, *result = NULL;
    if (!ou_account(vm, is_instance_of, args[0], &account)) {
        failed_walk(vm);
        goto done;
    }
    types = ou_list_new(vm, account.types.len);
    for (size_t i = 0; types != NULL && i < account.types.len; i++) {
        OuObj *tuple = account.types.items[i].count ? use_tuple(vm, &account.types.items[i]) : OU_NONE;
        if (tuple == NULL || (tuple != OU_NONE && !ou_list_append_take(vm, OU_LIST(types), tuple)))
            ou_clear(vm, &types);
    }
    sums = types ? sums_dict(vm, &account) : NULL;
    cells = sums ? free_dict(vm, &account.mem) : NULL;
    result = cells ? ou_tuple_pack(vm, 3, types, sums, cells) : NULL;
done:
    ou_account_drop(vm, &account);
    ou_unref(vm, types);
    ou_unref(vm, sums);
    ou_unref(vm, cells);
    return result;
}

/* ---- the rest ---- */

typedef struct Gathering {
    const OuClass *cls;
    OU_VEC(OuObj *) found;
    bool failed;
} Gathering;

static void gather(OuVM *vm, OuObj *o, void *arg)
{
    Gathering *gathering = arg;
    if (ou_is_exact(o, OU_T_DICT) && OU_DICT(o)->is_namespace)
        return; /* of a class: scripts see it through a proxy only */
    const OuClass *cls = ou_shape(vm, o)->cls;
    if (gathering->cls->flags & OU_CF_BUILTIN ? ou_isinstance_builtin(vm, o, gathering->cls->type->index)
                                              : cls != NULL && ou_is_subclass(cls, gathering->cls))
        gathering->failed |= !ou_vec_push(&vm->mem, &gathering->found, o);
}

static OuObj *objects(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!ou_is(vm, args[0], OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "objects() argument must be a class, not %T", args[0]);
    Gathering gathering = {.cls = OU_CLASS(args[0])};
    bool walked = ou_edges_each(vm, gather, NULL, &gathering);
    OuObj *list = NULL;
    if (!walked || gathering.failed)
        failed_walk(vm);
    else
        list = ou_list_copy_of(vm, gathering.found.items, gathering.found.len);
    ou_vec_drop(&vm->mem, &gathering.found);
    return list;
}

static OuObj *type_name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_str_from(vm, ou_bare_type_name(vm, args[0]));
}

static OuObj *describe(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    ou_edge_describe_object(vm, args[0], &text);
    return ou_str_from_buf(vm, &text);
}

static OuObj *audit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    /* What built-in functions hold that script code was called from is not known. */
    for (const OuFrame *frame = vm->frame; frame != NULL; frame = frame->back)
        if (frame->back ? frame->flags & OU_FRAME_ENTRY : frame->code->proto->flags & OU_CODE_NEWLOCALS)
            return ou_int_from(vm, 0);
    /* This call holds the function. */
    OuObj *name = ou_str_from(vm, "audit"), *held = NULL;
    if (name == NULL)
        return NULL;
    held = ou_dict_peek_str(vm, ((OuModule *)self)->dict, OU_STR(name));
    ou_unref(vm, name);
    return ou_int_from(vm, (int64_t)ou_edges_audit(vm, held));
}

static const OuMethodDef functions[] = {
    {"holders", "(object, /)", holders, 0, "Its count and all references to it."},
    {"paths", "(objects, /)", paths, 0, "For each object the references that lead to it from a root."},
    {"info", "(object, /)", info, 0, "What the VM knows about one object."},
    {"totals", "(left_out, /)", totals, 0, "What the memory is used for."},
    {"objects", "(cls, /)", objects, 0, "The living instances of a class."},
    {"type_name", "(object, /)", type_name, 0, "The name of its type, without running script code."},
    {"describe", "(object, /)", describe, 0, "An object in a few words."},
    {"audit", "()", audit, 0, "How many counts are wrong (debug builds)."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuModuleDef ou_module_memory = {
    .name = "_memory", .doc = "What module memory shows.", .functions = functions,
};
