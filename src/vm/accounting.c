/* accounting.c - adding up all memory of a VM: objects by type, tables, what is free.
 *
 * The allocator does not know what its blocks hold; here each owner is asked. Nothing here runs
 * script code or makes objects; the memory that the sums need is taken after the allocator's own
 * figures. */
#include "vm/accounting.h"
#include "base/ptrset.h"
#include "code/code.h"
#include "object/int.h"
#include "object/str.h"
#include "object/dict.h"
#include "types/module.h"
#include "vm/attr_cache.h"
#include "vm/edges.h"
#include "vm/exec.h"

typedef struct Accounting {
    OuVM *vm;
    OuAccount *out;
    bool (*is_hidden)(OuVM *vm, const OuObj *o, void *arg);
    void *arg;
    OuPtrSet protos; /* … shares, constants */
    OuPtrSet hidden;
    OuPtrMap numbers; /* of types, + 1 */
    bool failed;
} Accounting;

/* ---- objects ---- */

static OuTypeUse *use_of(Accounting *a, const OuObj *o)
{
    const OuShape *shape = ou_shape(a->vm, o);
    uint32_t *number = ou_ptrmap_at(&a->vm->mem, &a->numbers, shape->type);
    if (number == NULL)
        return NULL;
    if (*number == 0) {
        OuTypeUse use = {.type = shape->type, .cls = shape->cls};
        if (!ou_vec_push(&a->vm->mem, &a->out->types, use))
            return NULL;
        *number = (uint32_t)a->out->types.len;
    }
    return &a->out->types.items[*number - 1];
}

static void add_proto(Accounting *a, const OuProto *proto)
{
    if (proto->mem != &a->vm->mem || !ou_ptrset_add(&a->vm->mem, &a->protos, proto))
        return;
    a->out->compiled += ou_proto_size(proto);
    if (proto->base != NULL) {
        add_proto(a, proto->base);
        return;
    }
    for (uint32_t i = 0; i < proto->const_count; i++)
        if (proto->consts[i].kind == OU_CONST_CODE)
            add_proto(a, proto->consts[i].code);
}

static size_t code_bytes(Accounting *a, const OuCode *code)
{
    const OuConstShare *share = code->share;
    add_proto(a, code->proto);
    a->out->compiled += ou_code_quick_size(code);
    if (share != NULL && ou_ptrset_add(&a->vm->mem, &a->protos, share))
        a->out->compiled += ou_mem_rounded(sizeof *share + share->count * sizeof share->items[0]);
    for (uint32_t i = 0; code->consts != NULL && i < code->proto->const_count; i++) {
        const OuObj *constant = code->consts[i];
        a->out->constants++;
        if (constant != NULL && !ou_is_immortal(constant) && !ou_is_exact(constant, OU_T_CODE)
            && ou_ptrset_add(&a->vm->mem, &a->protos, constant))
            a->out->constant_bytes += ou_object_bytes(a->vm, constant);
    }
    return ou_mem_rounded(sizeof *code) + ou_code_own_size(code);
}

static void add_object(OuVM *vm, OuObj *o, void *arg)
{
    Accounting *a = arg;
    size_t bytes = ou_is_exact(o, OU_T_CODE) ? code_bytes(a, OU_CODE(o)) : ou_object_bytes(vm, o);
    a->out->objects++;
    a->out->object_bytes += bytes;
    if (ou_is(vm, o, OU_TF_IS_TYPE)) {
        a->out->class_objects++;
        a->out->class_bytes += bytes;
    } else if (ou_is_exact(o, OU_T_MODULE)) {
        a->out->modules++;
        a->out->globals += ((OuModule *)o)->dict->len;
        a->out->global_bytes += ou_object_bytes(vm, OU_OBJ(((OuModule *)o)->dict));
    }
    if (ou_ptrset_has(&a->hidden, o))
        return;
    OuTypeUse *use = use_of(a, o);
    if (use == NULL) {
        a->failed = true;
        return;
    }
    use->count++;
    use->bytes += bytes;
    if ((o->type & OU_F_COLLECTED) && ou_gc_is_tracked(o))
        use->tracked[ou_gc_part(o)->bits & OU_GC_GEN_MASK]++;
}

/* ---- what is hidden ---- */

static void hide(OuVM *vm, const OuEdge *edge, void *arg)
{
    OuObj *o = edge->target;
    if (o->refs == 1 && ou_ptrset_add(&vm->mem, &((Accounting *)arg)->hidden, o))
        ou_edges_of(vm, o, hide, arg);
}

static void look_for_hidden(OuVM *vm, OuObj *o, void *arg)
{
    Accounting *a = arg;
    if (a->is_hidden(vm, o, a->arg) && ou_ptrset_add(&vm->mem, &a->hidden, o))
        ou_edges_of(vm, o, hide, a);
}

/* ---- the VM's own ---- */

static size_t rounded(const void *block, size_t size)
{
    return block != NULL ? ou_mem_rounded(size) : 0;
}

static void add_stack(OuVM *vm, OuAccount *out)
{
    const OuObj *const *end = NULL; /* of what is used of the chunk */
    for (const OuFrame *frame = vm->frame; frame != NULL; frame = frame->back) {
        out->frames++;
        if (end == NULL)
            end = (const OuObj *const *)frame->top;
        if (frame->flags & OU_FRAME_HEAP)
            continue;
        if ((frame->flags & OU_FRAME_CHUNK) || frame->back == NULL) {
            out->stack_used += (size_t)((const char *)end - (const char *)frame);
            end = NULL;
        }
    }
    for (const OuStackChunk *chunk = vm->stack; chunk != NULL; chunk = chunk->previous)
        out->stack += ou_mem_rounded(chunk->size);
    if (vm->exec->spare != NULL)
        out->stack += ou_mem_rounded(vm->exec->spare->size);
}

static void add_tables(OuVM *vm, OuAccount *out)
{
    for (int i = 0; i <= OU_GC_FROZEN; i++) {
        const OuGeneration *g = &vm->gc.gens[i];
        size_t entry = sizeof(OuObj *) * (i == 2 ? 2 : 1);
        out->generations += rounded(g->items, g->cap * entry);
    }
    out->interned = rounded(vm->interned, vm->interned_cap * sizeof *vm->interned);
    out->weakrefs = rounded(vm->weak.entries, vm->weak.cap * 2 * sizeof(void *));
    out->classes = rounded(vm->builtin_classes, OU_BUILTIN_TYPES * sizeof(OuClass *))
                   + rounded(vm->shape_pages, vm->shape_page_count * sizeof *vm->shape_pages);
    for (uint32_t i = 1; i < vm->shape_page_count; i++)
        out->classes += rounded(vm->shape_pages[i], OU_SHAPE_PAGE * sizeof(OuShape *));
    out->caches = rounded(vm->method_cache, OU_METHOD_CACHE_SIZE * sizeof(OuMethodCacheEntry))
                  + ou_str_hashes_size(vm)
                  + rounded(vm->access.own, vm->access.own_cap * sizeof *vm->access.own)
                  + rounded(vm->repr_active, vm->repr_active_cap * sizeof *vm->repr_active)
                  + rounded(vm->numbers.keys.places, vm->numbers.keys.cap * sizeof *vm->numbers.keys.places)
                  + rounded(vm->numbers.numbers, vm->numbers.keys.cap * sizeof *vm->numbers.numbers)
                  + rounded(vm->exec, sizeof(OuExec))
                  + rounded(vm->exec->attr_cache, OU_ATTR_CACHE_SIZE * sizeof(OuAttrPlace));
    for (int i = 0; i < OU_UNPACKED_COUNT; i++)
        out->caches += rounded(vm->mem.unpacked[i].data, vm->mem.unpacked[i].size);
    const OuFreeNumber *lists[] = {vm->free_ints, vm->free_floats};
    for (size_t i = 0; i < OU_COUNT_OF(lists); i++)
        for (const OuFreeNumber *cell = lists[i]; cell != NULL; cell = cell->next)
            out->free_numbers++;
    out->free_number_bytes = out->free_numbers * sizeof(OuInt);
}

bool ou_account(OuVM *vm, bool (*hidden)(OuVM *vm, const OuObj *o, void *arg), void *arg, OuAccount *out)
{
    *out = (OuAccount){0};
    ou_mem_stats(&vm->mem, &out->mem);
    add_stack(vm, out);
    add_tables(vm, out);
    Accounting a = {.vm = vm, .out = out, .is_hidden = hidden, .arg = arg};
    if (hidden != NULL)
        ou_gc_each(vm, look_for_hidden, &a);
    bool walked = ou_edges_each(vm, add_object, NULL, &a);
    size_t known = out->object_bytes + out->compiled + out->stack + out->generations + out->interned + out->weakrefs
                   + out->classes + out->caches + out->free_number_bytes;
    out->other = (ptrdiff_t)(out->mem.live - known);
    walked = walked && !a.failed && !a.protos.failed && !a.hidden.failed;
    ou_ptrset_drop(&vm->mem, &a.protos);
    ou_ptrset_drop(&vm->mem, &a.hidden);
    ou_ptrmap_drop(&vm->mem, &a.numbers);
    return walked;
}

void ou_account_drop(OuVM *vm, OuAccount *account)
{
    ou_vec_drop(&vm->mem, &account->types);
}

bool ou_account_is_pooled(const OuObj *o)
{
    if (!ou_is_immortal(o) || (o->type & OU_F_COLLECTED))
        return false;
    return !ou_is_exact(o, OU_T_STR) || ou_str_length(OU_STR(o)) <= 1;
}
