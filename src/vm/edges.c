/* edges.c - who holds what: every counted reference of objects, running frames and the VM.
 *
 * Types whose references are plain fields (OuType.refs) need nothing here; those with other
 * storage have a function below. Objects that the collector does not track are found through
 * the edges to them; a set of addresses keeps the walk from entering one twice.
 * Nothing here runs script code or makes objects. */
#include "vm/edges.h"
#include "base/ptrset.h"
#include "base/vec.h"
#include "code/effects.h"
#include "object/list.h"
#include "object/str.h"
#include "types/descr.h"
#include "types/set.h"
#include "vm/frame_object.h"
#include "vm/interp.h"
#include <string.h>

/* Where the edges of one owner go. */
typedef struct Sink {
    OuVM *vm;
    OuEdgeFn fn;
    void *arg;
    OuObj *owner;
    const OuFrame *frame;
    uint32_t index; /* for `visit` functions without labels: of the next */
    OuObj *first;   /* … and what came first */
} Sink;

static void put(Sink *sink, OuEdgeKind kind, OuObj *target, uint32_t index, void *key, const char *text)
{
    if (target == NULL)
        return;
    OuEdge edge = {kind, index, target, sink->owner, sink->frame, key, text};
    sink->fn(sink->vm, &edge, sink->arg);
}

static void put_field(Sink *sink, const char *text, void *target)
{
    put(sink, OU_EDGE_FIELD, target, 0, NULL, text);
}

/* ---- frames ---- */

static void local_edges(Sink *sink, OuCode *code, OuObj **values)
{
    const OuProto *proto = code->proto;
    for (uint32_t i = 0; i < proto->local_count; i++) {
        void *name = code->names ? code->names[proto->variable_names[i]] : NULL;
        put(sink, OU_EDGE_LOCAL, values[i], i, name, NULL);
    }
}

static void live_edges(Sink *sink, OuFrame *frame)
{
    const OuProto *proto = frame->code->proto;
    uint32_t count;
    const uint16_t *live = ou_code_live(proto, ou_frame_index(frame), &count);
    for (uint32_t i = 0; i < count; i++)
        if (live[i] >= proto->local_count)
            put(sink, OU_EDGE_TEMPORARY, ou_frame_registers(frame)[live[i]], live[i], NULL, NULL);
}

/* What the instruction that comes next is going to consume. */
static void consumed_edges(Sink *sink, OuFrame *frame)
{
    const OuProto *proto = frame->code->proto;
    const OuInsn *insn = &proto->insns[ou_frame_index(frame)];
    unsigned base = ou_base_op(insn->op);
    bool call = base == OU_CALLEX_OP || base == OU_CALL_OP || base == OU_CALLMETHOD_OP || base == OU_CALLKW_OP
                || base == OU_CALLMETHODKW_OP;
    uint32_t first = insn->a + OU_CALL_GAP;
    bool no_self = (base == OU_CALLMETHOD_OP || base == OU_CALLMETHODKW_OP)
                   && ou_frame_registers(frame)[first] == NULL;
    OuEffects effects;
    ou_op_effects(insn, insn + 1, &effects);
    for (int i = 0; i < effects.count; i++) {
        for (uint32_t k = 0; k < effects.items[i].count && effects.items[i].kind == OU_EFFECT_CONSUMES; k++) {
            uint32_t reg = effects.items[i].first + k, number = reg;
            OuEdgeKind kind = OU_EDGE_TEMPORARY;
            if (call && reg == insn->a) {
                kind = OU_EDGE_CALLABLE;
            } else if (call && reg >= first) {
                kind = OU_EDGE_ARGUMENT;
                number = reg - first - no_self;
            }
            if (reg >= proto->local_count)
                put(sink, kind, ou_frame_registers(frame)[reg], number, NULL, NULL);
        }
    }
}

static void frame_edges(Sink *sink, OuFrame *frame)
{
    sink->frame = frame;
    local_edges(sink, frame->code, ou_frame_registers(frame));
    put_field(sink, "function", frame->function);
    put_field(sink, "code", frame->code);
    put_field(sink, "names", frame->locals);
    put_field(sink, "frame object", frame->object);
}

/* `callee` runs above it, or NULL. */
static void running_edges(Sink *sink, OuFrame *frame, const OuFrame *callee, bool before)
{
    frame_edges(sink, frame);
    live_edges(sink, frame);
    OuOnReturn on_return = callee != NULL ? (OuOnReturn)callee->on_return : OU_RET_CALL;
    if (callee != NULL && (callee->flags & OU_FRAME_ENTRY))
        on_return = OU_RET_CALL; /* called by a built-in function */
    if (before || on_return == OU_RET_CALLEX || on_return == OU_RET_CALLED)
        consumed_edges(sink, frame);
    else if (on_return == OU_RET_INIT)
        put(sink, OU_EDGE_CALLABLE, ou_frame_registers(frame)[frame->pc->a], frame->pc->a, NULL, NULL);
    put_field(sink, "kept for the caller", frame->kept);
}

void ou_edges_of_frame(OuVM *vm, OuFrame *frame, bool before, OuEdgeFn fn, void *arg)
{
    Sink sink = {.vm = vm, .fn = fn, .arg = arg};
    const OuFrame *callee = NULL;
    for (const OuFrame *f = vm->frame; f != NULL && f != frame; f = f->back)
        callee = f;
    running_edges(&sink, frame, callee, before);
}

static void generator_edges(Sink *sink, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    put_field(sink, "exception being handled", g->handled.exception);
    if (g->state >= OU_GEN_RUNNING)
        return;
    frame_edges(sink, frame);
    if (g->state == OU_GEN_SUSPENDED)
        live_edges(sink, frame);
    sink->frame = NULL;
}

static void frame_object_edges(Sink *sink, OuFrameObject *object)
{
    if (object->frame != NULL)
        return;
    local_edges(sink, object->code, object->values);
    for (uint32_t i = object->code->proto->local_count; i < object->count; i++) /* of a generator given up */
        put(sink, OU_EDGE_TEMPORARY, object->values[i], i, NULL, NULL);
}

/* ---- objects ---- */

static void dict_edges(Sink *sink, OuDict *d)
{
    for (uint32_t i = 0; i < d->used; i++) {
        const OuDictEntry *entry = &d->entries[i];
        put(sink, OU_EDGE_VALUE, entry->value, i, entry->key, NULL);
        if (entry->value != NULL)
            put(sink, OU_EDGE_KEY, entry->key, i, entry->key, NULL);
    }
}

static void set_edges(Sink *sink, OuObj *set)
{
    OuObj *key;
    for (size_t position = 0; OU_SET(set)->table != NULL && ou_set_next(set, &position, &key);)
        put(sink, OU_EDGE_ELEMENT, key, 0, NULL, NULL);
}

static void shape_edges(Sink *sink, const OuShape *shape)
{
    for (; shape != NULL; shape = shape->sibling) {
        for (uint32_t i = 0; i < shape->keys_cap; i++)
            put(sink, OU_EDGE_NAME, OU_OBJ(shape->keys[i]), i, shape->keys[i], "attribute of instances");
        shape_edges(sink, shape->transitions);
    }
}

static void class_edges(Sink *sink, OuClass *cls)
{
    put_field(sink, "__dict__", cls->dict);
    put_field(sink, "__mro__", cls->mro);
    put_field(sink, "__bases__", cls->bases);
    put_field(sink, "__base__", cls->base);
    put_field(sink, "__name__", cls->name);
    put_field(sink, "__qualname__", cls->qualname);
    for (uint32_t i = 0; i < cls->slot_name_count; i++)
        put(sink, OU_EDGE_NAME, OU_OBJ(cls->slot_names[i]), i, cls->slot_names[i], "slot");
    for (uint32_t i = 0; i < cls->shared_count; i++)
        put(sink, OU_EDGE_NAME, OU_OBJ(cls->shared_names[i]), i, cls->shared_names[i],
            "attribute of instances");
    shape_edges(sink, cls->shapes);
}

static void code_edges(Sink *sink, OuCode *code)
{
    const OuProto *proto = code->proto;
    for (uint32_t i = 0; code->consts != NULL && i < proto->const_count; i++)
        put(sink, OU_EDGE_CONST, code->consts[i], i, NULL, NULL);
    for (uint32_t i = 0; code->names != NULL && i < proto->name_count; i++)
        put(sink, OU_EDGE_NAME, OU_OBJ(code->names[i]), i, code->names[i], "name in the code");
}

static void instance_edges(Sink *sink, OuObj *o, const OuShape *shape)
{
    const OuType *type = shape->type;
    for (const OuClass *c = shape->cls; c && c->own; c = c->base) {
        uint32_t offset = c->size - c->slot_name_count * (uint32_t)sizeof(OuObj *);
        for (uint32_t i = 0; i < c->slot_name_count; i++)
            put(sink, OU_EDGE_SLOT, *ou_slot_word(type, o, offset + i * (uint32_t)sizeof(OuObj *)), i,
                c->slot_names[i], NULL);
    }
    if ((type->flags & OU_TF_DICT) && (shape->flags & OU_SHAPE_DICT)) {
        put_field(sink, "__dict__", *ou_attrs_word(type, o));
    } else if (type->flags & OU_TF_DICT) {
        for (uint32_t i = 0; i < shape->key_count; i++)
            put(sink, OU_EDGE_ATTRIBUTE, *ou_instance_slot(sink->vm, o, shape, i), i, shape->keys[i], NULL);
    }
    put(sink, OU_EDGE_CLASS, OU_OBJ(shape->cls), 0, NULL, NULL);
}

/* References that a `visit` function names by their order only. */
static void put_item(OuObj *target, void *arg)
{
    Sink *sink = arg;
    put(sink, OU_EDGE_ITEM, target, sink->index++, NULL, NULL);
}

static void put_part(OuObj *target, void *arg)
{
    Sink *sink = arg;
    put(sink, OU_EDGE_FIELD, target, sink->index++, NULL, "content");
}

static void count_part(OuObj *target, void *arg)
{
    Sink *sink = arg;
    if (sink->index++ == 0)
        sink->first = target;
}

/* A defaultdict visits its factory, if it has one, and then pairs. */
static void default_dict_edges(Sink *sink, OuObj *o)
{
    dict_edges(sink, OU_DICT(o));
    ou_default_dict_type.visit(o, count_part, sink);
    if (sink->index % 2 == 1)
        put_field(sink, "default_factory", sink->first);
}

/* Storage that `refs` does not list. */
static void other_edges(Sink *sink, OuObj *o, const OuType *builtin)
{
    switch (builtin->index) {
    case OU_T_LIST:
        for (uint32_t i = 0; i < OU_LIST(o)->len; i++)
            put(sink, OU_EDGE_ITEM, OU_LIST(o)->items[i], i, NULL, NULL);
        break;
    case OU_T_TUPLE:
        for (size_t i = 0; i < OU_TUPLE(o)->len; i++)
            put(sink, OU_EDGE_ITEM, OU_TUPLE(o)->items[i], (uint32_t)i, NULL, NULL);
        break;
    case OU_T_DEFAULT_DICT:
        default_dict_edges(sink, o);
        break;
    case OU_T_DICT:
        dict_edges(sink, OU_DICT(o));
        break;
    case OU_T_SET:
    case OU_T_FROZENSET:
        set_edges(sink, o);
        break;
    case OU_T_TYPE:
        class_edges(sink, OU_CLASS(o));
        break;
    case OU_T_CODE:
        code_edges(sink, OU_CODE(o));
        break;
    case OU_T_GENERATOR:
    case OU_T_COROUTINE:
    case OU_T_ASYNC_GENERATOR:
        generator_edges(sink, (OuGenerator *)o);
        break;
    case OU_T_FRAME:
        frame_object_edges(sink, (OuFrameObject *)o);
        break;
    case OU_T_GETSET_DESCR:
        put_field(sink, "__name__", ((OuGetSetDescr *)o)->name);
        break;
    case OU_T_MEMBER_DESCR:
        put_field(sink, "__name__", ((OuMemberDescr *)o)->name);
        break;
    case OU_T_DEQUE:
        builtin->visit(o, put_item, sink);
        break;
    default:
        if (builtin->visit != NULL && !(builtin->flags & OU_TF_VISITS_ALL))
            builtin->visit(o, put_part, sink);
    }
}

void ou_edges_of(OuVM *vm, OuObj *owner, OuEdgeFn fn, void *arg)
{
    Sink sink = {.vm = vm, .fn = fn, .arg = arg, .owner = owner};
    const OuShape *shape = ou_shape(vm, owner);
    const OuType *type = shape->type, *builtin = type;
    while (builtin->flags & OU_TF_USER)
        builtin = builtin->base;
    for (const OuRefField *field = type->refs; field != NULL && field->name != NULL; field++)
        put_field(&sink, field->name, *(OuObj **)((char *)owner + field->offset));
    other_edges(&sink, owner, builtin);
    if (type->flags & OU_TF_USER)
        instance_edges(&sink, owner, shape);
#ifndef OU_DEBUG /* which list all handles as the host's */
    if (type->layout)
        ou_upcall_visit_layout(type, owner, put_part, &sink);
#endif
}

/* ---- roots ---- */

static void put_host(OuObj *target, void *arg)
{
    put(arg, OU_EDGE_ROOT, target, 0, NULL, "kept source texts");
}

void ou_edges_of_roots(OuVM *vm, OuEdgeFn fn, void *arg)
{
    Sink sink = {.vm = vm, .fn = fn, .arg = arg};
    const OuExec *exec = vm->exec;
    const struct {
        const char *text;
        void *target;
    } roots[] = {
        {"the pending exception", vm->error}, {"the exception being handled", vm->handled_base.exception},
        {"sys.modules", vm->modules}, {"the built-in names", vm->builtins},
        {"the VM's module builtins", vm->builtins_module}, {"the VM's module sys", vm->sys_module},
        {"the MemoryError kept ready", vm->memory_error}, {"gc.garbage", vm->gc.garbage},
        {"gc.callbacks", vm->gc.callbacks}, {"the warning filters", vm->warnings},
        {"the codec error handlers", vm->codec_errors}, {"classes of C modules", vm->named_classes},
        {"sys.set_asyncgen_hooks", exec ? exec->asyncgen_firstiter : NULL},
        {"sys.set_asyncgen_hooks", exec ? exec->asyncgen_finalizer : NULL},
        {"the suspended run", exec ? exec->suspension.asked : NULL},
        {"the suspended run", exec ? exec->suspension.value : NULL},
        {"the exception being handled", exec ? exec->suspension.idle.exception : NULL},
    };
    for (size_t i = 0; i < OU_COUNT_OF(roots); i++)
        put(&sink, OU_EDGE_ROOT, roots[i].target, 0, NULL, roots[i].text);
    for (uint32_t i = 0; vm->builtin_classes != NULL && i < OU_BUILTIN_TYPES; i++)
        put(&sink, OU_EDGE_ROOT, OU_OBJ(vm->builtin_classes[i]), i, NULL, "the built-in classes");
    ou_upcall_visit_host(vm, put_host, &sink);
    const OuFrame *callee = NULL;
    for (OuFrame *frame = vm->frame; frame != NULL; callee = frame, frame = frame->back)
        running_edges(&sink, frame, callee, false);
}

/* ---- the whole heap ---- */

typedef struct Walk {
    OuVM *vm;
    OuEdgeFn fn;
    OuObjectFn on_object;
    void *arg;
    OuPtrSet met; /* what is not in the collector's arrays */
    OU_VEC(OuObj *) waiting; /* entered into the set, not visited yet */
    bool failed;
} Walk;

static void on_edge(OuVM *vm, const OuEdge *edge, void *arg)
{
    Walk *walk = arg;
    OuObj *o = edge->target;
    if (walk->fn != NULL)
        walk->fn(vm, edge, walk->arg);
    if (ou_is_immortal(o) && !(o->type & OU_F_COLLECTED))
        return;
    if ((o->type & OU_F_COLLECTED) && ou_gc_is_tracked(o))
        return; /* the arrays have it */
    if (ou_ptrset_add(&vm->mem, &walk->met, o))
        walk->failed |= !ou_vec_push(&vm->mem, &walk->waiting, o);
}

static void visit_object(OuVM *vm, OuObj *o, void *arg)
{
    Walk *walk = arg;
    if (walk->on_object != NULL && !ou_is_immortal(o))
        walk->on_object(vm, o, walk->arg);
    ou_edges_of(vm, o, on_edge, walk);
    if (!ou_is_exact(o, OU_T_CODE))
        return;
    /* Constants that several code objects share, once. */
    OuConstShare *share = OU_CODE(o)->share;
    if (share == NULL || !ou_ptrset_add(&vm->mem, &walk->met, share))
        return;
    for (uint32_t i = 0; i < share->count; i++) {
        OuEdge edge = {OU_EDGE_CONST, i, share->items[i].object, o, NULL, NULL, "shared"};
        if (edge.target != NULL)
            on_edge(vm, &edge, walk);
    }
}

static void visit_tracked(OuVM *vm, OuObj *o, void *arg)
{
    Walk *walk = arg;
    visit_object(vm, o, walk);
    while (walk->waiting.len > 0)
        visit_object(vm, walk->waiting.items[--walk->waiting.len], walk);
}

bool ou_edges_each(OuVM *vm, OuObjectFn on_object, OuEdgeFn fn, void *arg)
{
    Walk walk = {.vm = vm, .on_object = on_object, .fn = fn, .arg = arg};
    ou_edges_of_roots(vm, on_edge, &walk);
    while (walk.waiting.len > 0)
        visit_object(vm, walk.waiting.items[--walk.waiting.len], &walk);
    ou_gc_each(vm, visit_tracked, &walk);
    walk.failed |= walk.met.failed;
    ou_ptrset_drop(&vm->mem, &walk.met);
    ou_vec_drop(&vm->mem, &walk.waiting);
    return !walk.failed;
}

static void count_object(OuVM *vm, OuObj *o, void *arg)
{
    (void)vm, (void)o;
    ++*(size_t *)arg;
}

size_t ou_edges_count_objects(OuVM *vm)
{
    size_t count = 0;
    (void)!ou_edges_each(vm, count_object, NULL, &count);
    return count;
}

typedef struct Counting {
    const OuObj *target;
    size_t count;
} Counting;

static void count_edge(OuVM *vm, const OuEdge *edge, void *arg)
{
    (void)vm;
    Counting *counting = arg;
    counting->count += edge->target == counting->target;
}

size_t ou_edges_count(OuVM *vm, const OuObj *o)
{
    Counting counting = {o, 0};
    return ou_edges_each(vm, NULL, count_edge, &counting) ? counting.count : SIZE_MAX;
}
