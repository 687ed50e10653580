/* code.c - the life of compiled code: counted protos, code objects, their constants and tables.
 *
 * A proto owns its arrays and is freed with its last reference, on whatever thread that
 * happens (its `mem` must allow that). A code object makes the objects of its names and
 * constants when it first runs. Nothing here runs script code. */
#include "code/code.h"
#include "object/errors.h"
#include "object/track.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "object/float.h"
#include "object/int.h"
#include "types/set.h"
#include <stdlib.h>
#include <string.h>

/* ---- protos ---- */

static void own_consts(OuProtoPool *pool, const OuConst *consts, size_t count);

static void own_proto(OuProtoPool *pool, OuProto *proto)
{
    proto->pool = pool;
    own_consts(pool, proto->consts, proto->const_count);
}

static void own_consts(OuProtoPool *pool, const OuConst *consts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (consts[i].kind == OU_CONST_CODE)
            own_proto(pool, consts[i].code);
        else if (consts[i].kind == OU_CONST_TUPLE || consts[i].kind == OU_CONST_FROZENSET)
            own_consts(pool, consts[i].items.items, consts[i].items.count);
    }
}

void ou_proto_pool_own(OuProtoPool *pool)
{
    pool->refs = 1;
    own_proto(pool, pool->proto);
}

void ou_proto_pool_ref(OuProtoPool *pool)
{
    __atomic_fetch_add(&pool->refs, 1, __ATOMIC_RELAXED);
}

void ou_proto_pool_unref(OuProtoPool *pool)
{
    if (__atomic_fetch_sub(&pool->refs, 1, __ATOMIC_ACQ_REL) != 1)
        return;
    ou_mem_drop(&pool->mem);
    free(pool);
}

void ou_proto_ref(OuProto *proto)
{
    if (proto->pool != NULL)
        ou_proto_pool_ref(proto->pool);
    else
        __atomic_fetch_add(&proto->refs, 1, __ATOMIC_RELAXED);
}

static void drop_const(OuMem *mem, OuConst *c)
{
    switch (c->kind) {
    case OU_CONST_BIG_INT:
    case OU_CONST_STR:
    case OU_CONST_BYTES:
        if (c->text.text != NULL)
            ou_mem_give(mem, c->text.text, c->text.size + 1);
        break;
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET:
        for (size_t i = 0; i < c->items.count; i++)
            drop_const(mem, &c->items.items[i]);
        ou_mem_give(mem, c->items.items, c->items.count * sizeof(OuConst));
        break;
    case OU_CONST_CODE:
        if (c->code != NULL)
            ou_proto_unref(c->code);
        break;
    case OU_CONST_NONE:
    case OU_CONST_TRUE:
    case OU_CONST_FALSE:
    case OU_CONST_ELLIPSIS:
    case OU_CONST_INT:
    case OU_CONST_FLOAT:
    case OU_CONST_COMPLEX:
        break;
    }
}

/* The arrays of a proto and their lengths. */
#define PROTO_ARRAYS(ROW) \
    ROW(insns, insn_count) \
    ROW(consts, const_count) \
    ROW(names, name_count) \
    ROW(name_sizes, name_count) \
    ROW(variable_names, local_count) \
    ROW(cell_registers, cell_count) \
    ROW(free_names, free_count) \
    ROW(handlers, handler_count) \
    ROW(live, live_count) \
    ROW(live_registers, live_register_count) \
    ROW(positions, position_count)

void ou_proto_unref(OuProto *proto)
{
    if (proto->pool != NULL) {
        ou_proto_pool_unref(proto->pool);
        return;
    }
    if (__atomic_fetch_sub(&proto->refs, 1, __ATOMIC_ACQ_REL) != 1)
        return;
    OuMem *mem = proto->mem;
    if (proto->base != NULL) {
        ou_proto_unref(proto->base);
        ou_mem_give(mem, proto, sizeof *proto);
        return;
    }
    for (uint32_t i = 0; i < proto->const_count; i++)
        drop_const(mem, &proto->consts[i]);
    for (uint32_t i = 0; i < proto->name_count; i++)
        if (proto->names[i] != NULL)
            ou_mem_give(mem, proto->names[i], proto->name_sizes[i] + 1u);
#define GIVE(array, count) ou_mem_give(mem, proto->array, proto->count * sizeof *proto->array);
    PROTO_ARRAYS(GIVE)
#undef GIVE
    if (proto->filename != NULL)
        ou_mem_give(mem, proto->filename, strlen(proto->filename) + 1);
    ou_mem_give(mem, proto, sizeof *proto);
}

bool ou_const_equal(const OuConst *a, const OuConst *b)
{
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case OU_CONST_INT:
        return a->integer == b->integer;
    case OU_CONST_FLOAT:
        return memcmp(a->real, b->real, sizeof(double)) == 0;
    case OU_CONST_COMPLEX:
        return memcmp(a->real, b->real, 2 * sizeof(double)) == 0;
    case OU_CONST_BIG_INT:
    case OU_CONST_STR:
    case OU_CONST_BYTES:
        return a->text.size == b->text.size && memcmp(a->text.text, b->text.text, a->text.size) == 0;
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET:
        if (a->items.count != b->items.count)
            return false;
        for (size_t i = 0; i < a->items.count; i++)
            if (!ou_const_equal(&a->items.items[i], &b->items.items[i]))
                return false;
        return true;
    case OU_CONST_CODE:
        return a->code == b->code;
    case OU_CONST_NONE:
    case OU_CONST_TRUE:
    case OU_CONST_FALSE:
    case OU_CONST_ELLIPSIS:
        return true;
    }
    OU_UNREACHABLE();
}

bool ou_proto_equal(const OuProto *a, const OuProto *b)
{
    if (a == b)
        return true;
    if (a->insn_count != b->insn_count || a->const_count != b->const_count ||
        a->name_count != b->name_count || a->local_count != b->local_count ||
        a->argument_count != b->argument_count || a->positional_only != b->positional_only ||
        a->keyword_only != b->keyword_only || a->cell_count != b->cell_count ||
        a->free_count != b->free_count || a->flags != b->flags || a->first_line != b->first_line ||
        a->position_count != b->position_count || a->name != b->name)
        return false;
    if (memcmp(a->insns, b->insns, a->insn_count * sizeof(OuInsn)) != 0 ||
        memcmp(a->positions, b->positions, a->position_count * sizeof(OuPosition)) != 0)
        return false;
    for (uint32_t i = 0; i < a->name_count; i++)
        if (a->name_sizes[i] != b->name_sizes[i] ||
            memcmp(a->names[i], b->names[i], a->name_sizes[i]) != 0)
            return false;
    for (uint32_t i = 0; i < a->const_count; i++) {
        const OuConst *x = &a->consts[i], *y = &b->consts[i];
        if (x->kind == OU_CONST_CODE && y->kind == OU_CONST_CODE ? !ou_proto_equal(x->code, y->code)
                                                                 : !ou_const_equal(x, y))
            return false;
    }
    return true;
}

/* ---- code objects ---- */

static void drop_share(OuVM *vm, OuConstShare *share)
{
    if (share == NULL || --share->refs != 0)
        return;
    for (uint32_t i = 0; i < share->count; i++)
        ou_unref(vm, share->items[i].object);
    ou_free(vm, share, sizeof *share + share->count * sizeof share->items[0]);
}

static void use_const(OuVM *vm, OuConstShare *share, const OuConst *c, bool used)
{
    if (c->kind == OU_CONST_TUPLE || c->kind == OU_CONST_FROZENSET)
        for (size_t i = 0; i < c->items.count; i++)
            use_const(vm, share, &c->items.items[i], used);
    if (c->shared == 0)
        return;
    if (!used)
        share->items[c->shared].left++;
    else if (share->items[c->shared].left > 0 && --share->items[c->shared].left == 0)
        ou_clear(vm, &share->items[c->shared].object);
}

/* Shared constants are held by the code that has them, as in CPython; by `share` only until the last code
 * has made its own or is gone. Count the places in `proto`, or take note that they were used. */
static void use_consts(OuVM *vm, OuConstShare *share, const OuProto *proto, bool used, bool nested)
{
    if (share == NULL)
        return;
    for (uint32_t i = 0; i < proto->const_count; i++) {
        if (proto->consts[i].kind != OU_CONST_CODE)
            use_const(vm, share, &proto->consts[i], used);
        else if (nested)
            use_consts(vm, share, proto->consts[i].code, used, true);
    }
}

/* A code object that takes the proto's reference and shares constants with `share`. */
static OuObj *code_new_take(OuVM *vm, OuProto *proto, OuConstShare *share)
{
    OuCode *code = (OuCode *)ou_new(vm, OU_T_CODE, sizeof *code);
    if (code == NULL) {
        ou_proto_unref(proto);
        return NULL;
    }
    memset((char *)code + sizeof(OuObj), 0, sizeof *code - sizeof(OuObj));
    code->gc.slot = UINT32_MAX;
    code->proto = proto;
    code->insns = proto->insns;
    code->collections = ou_gc_collections(&vm->gc);
    if (share != NULL)
        share->refs++;
    code->share = share;
    code->filename = OU_STR(ou_str_intern(vm, proto->filename, strlen(proto->filename)));
    code->name = ou_str_intern(vm, proto->names[proto->name], proto->name_sizes[proto->name]);
    code->qualname =
        ou_str_intern(vm, proto->names[proto->qualname], proto->name_sizes[proto->qualname]);
    if (code->filename == NULL || code->name == NULL || code->qualname == NULL) {
        ou_unref(vm, code);
        return NULL;
    }
    return OU_OBJ(code);
}

OuObj *ou_code_new_take(OuVM *vm, OuProto *proto)
{
    OuConstShare *share = NULL;
    if (proto->shared_count > 1) {
        size_t size = sizeof *share + proto->shared_count * sizeof share->items[0];
        share = ou_alloc(vm, size);
        if (share == NULL) {
            ou_proto_unref(proto);
            return NULL;
        }
        memset(share, 0, size);
        share->refs = 1;
        share->count = proto->shared_count;
        use_consts(vm, share, proto, false, true);
    }
    OuObj *code = code_new_take(vm, proto, share);
    drop_share(vm, share);
    return code;
}

/* ---- constants ---- */

static OuObj *make_const(OuVM *vm, OuCode *code, const OuConst *c);

static OuObj *make_items(OuVM *vm, OuCode *code, const OuConst *c)
{
    OuObj *tuple = ou_tuple_alloc(vm, c->items.count);
    if (tuple == NULL)
        return NULL;
    for (size_t i = 0; i < c->items.count; i++) {
        OU_TUPLE(tuple)->items[i] = make_const(vm, code, &c->items.items[i]);
        if (OU_TUPLE(tuple)->items[i] == NULL) {
            ou_unref(vm, tuple);
            return NULL;
        }
    }
    if (c->items.count > 0)
        ou_gc_track(vm, tuple);
    if (code->collections != ou_gc_collections(&vm->gc)) /* CPython made it earlier, so it was seen */
        ou_tuple_maybe_untrack(vm, OU_TUPLE(tuple));
    if (c->kind == OU_CONST_TUPLE)
        return tuple;
    OuObj *set = ou_frozenset_new(vm, tuple);
    ou_unref(vm, tuple);
    return set;
}

/* `inner` was compiled together with `code`. */
static OuObj *made_with(OuObj *inner, const OuCode *code)
{
    if (inner != NULL)
        OU_CODE(inner)->collections = code->collections;
    return inner;
}

static OuObj *make_new_const(OuVM *vm, OuCode *code, const OuConst *c)
{
    switch (c->kind) {
    case OU_CONST_NONE:
        return OU_NONE;
    case OU_CONST_TRUE:
        return OU_TRUE;
    case OU_CONST_FALSE:
        return OU_FALSE;
    case OU_CONST_ELLIPSIS:
        return OU_ELLIPSIS;
    case OU_CONST_INT:
        return ou_int_from(vm, c->integer);
    case OU_CONST_BIG_INT:
        return ou_int_parse(vm, c->text.text, c->text.size, 0);
    case OU_CONST_FLOAT:
        return ou_float_from(vm, c->real[0]);
    case OU_CONST_COMPLEX:
        return ou_complex_from(vm, c->real[0], c->real[1]);
    case OU_CONST_STR:
        if (c->intern)
            return OU_OBJ(ou_str_intern(vm, c->text.text, c->text.size));
        return ou_str_new(vm, c->text.text, c->text.size);
    case OU_CONST_BYTES:
        return ou_bytes_new(vm, c->text.text, c->text.size);
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET:
        return make_items(vm, code, c);
    case OU_CONST_CODE:
        ou_proto_ref(c->code);
        return made_with(code_new_take(vm, c->code, code->share), code);
    }
    OU_UNREACHABLE();
}

static OuObj *make_const(OuVM *vm, OuCode *code, const OuConst *c)
{
    OuConstShare *share = code->share;
    if (c->shared == 0 || share == NULL)
        return make_new_const(vm, code, c);
    OuObj **object = &share->items[c->shared].object;
    if (*object == NULL)
        *object = make_new_const(vm, code, c);
    return ou_xref(*object);
}

static void drop_objects(OuVM *vm, OuCode *code)
{
    const OuProto *proto = code->proto;
    OuObj **consts = code->consts;
    OuStr **names = code->names;
    code->consts = NULL;
    code->names = NULL;
    code->ready = false;
    if (consts != NULL) {
        for (uint32_t i = 0; i < proto->const_count; i++)
            ou_unref(vm, consts[i]);
        ou_free(vm, consts, proto->const_count * sizeof(OuObj *));
    }
    if (names != NULL) {
        for (uint32_t i = 0; i < proto->name_count; i++)
            ou_unref(vm, names[i]);
        ou_free(vm, names, proto->name_count * sizeof(OuStr *));
    }
}

bool ou_code_prepare_slow(OuVM *vm, OuCode *code)
{
    const OuProto *proto = code->proto;
    if (code->ready)
        return true;
    if (proto->const_count > 0 && code->consts == NULL) {
        code->consts = ou_alloc(vm, proto->const_count * sizeof(OuObj *));
        if (code->consts == NULL)
            return false;
        memset(code->consts, 0, proto->const_count * sizeof(OuObj *));
    }
    if (proto->name_count > 0 && code->names == NULL) {
        code->names = ou_alloc(vm, proto->name_count * sizeof(OuStr *));
        if (code->names == NULL)
            goto fail;
        memset(code->names, 0, proto->name_count * sizeof(OuStr *));
    }
    for (uint32_t i = 0; i < proto->name_count; i++) {
        code->names[i] = ou_str_intern(vm, proto->names[i], proto->name_sizes[i]);
        if (code->names[i] == NULL)
            goto fail;
    }
    for (uint32_t i = 0; i < proto->const_count; i++) {
        code->consts[i] = make_const(vm, code, &proto->consts[i]);
        if (code->consts[i] == NULL)
            goto fail;
    }
    use_consts(vm, code->share, proto, true, false);
    code->ready = true;
    return true;
fail:
    drop_objects(vm, code);
    return false;
}

void ou_code_quicken(OuVM *vm, OuCode *code)
{
    if (code->quickened)
        return;
    size_t size = code->proto->insn_count * sizeof(OuInsn);
    OuInsn *copy = ou_mem_take(&vm->mem, size);
    if (copy == NULL)
        return;
    memcpy(copy, code->proto->insns, size);
    code->insns = copy;
    code->quickened = true;
}

void ou_code_dealloc(OuVM *vm, OuObj *self)
{
    OuCode *code = OU_CODE(self);
    if (!code->ready)
        use_consts(vm, code->share, code->proto, true, true);
    drop_objects(vm, code);
    drop_share(vm, code->share);
    if (code->quickened)
        ou_mem_give(&vm->mem, code->insns, code->proto->insn_count * sizeof(OuInsn));
    ou_unref(vm, code->filename);
    ou_unref(vm, code->name);
    ou_unref(vm, code->qualname);
    ou_proto_unref(code->proto);
    ou_object_free(vm, self);
}

void ou_code_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuCode *code = OU_CODE(self);
    if (code->consts != NULL)
        for (uint32_t i = 0; i < code->proto->const_count; i++)
            if (code->consts[i] != NULL)
                fn(code->consts[i], arg);
    if (code->names != NULL)
        for (uint32_t i = 0; i < code->proto->name_count; i++)
            if (code->names[i] != NULL)
                fn(OU_OBJ(code->names[i]), arg);
}

size_t ou_code_own_size(const OuCode *code)
{
    const OuProto *proto = code->proto;
    size_t size = 0;
    if (code->consts != NULL)
        size += ou_mem_rounded(proto->const_count * sizeof(OuObj *));
    if (code->names != NULL)
        size += ou_mem_rounded(proto->name_count * sizeof(OuStr *));
    return size;
}

size_t ou_code_quick_size(const OuCode *code)
{
    return code->quickened ? ou_mem_rounded(code->proto->insn_count * sizeof(OuInsn)) : 0;
}

static size_t const_size(const OuConst *c)
{
    if (c->kind == OU_CONST_BIG_INT || c->kind == OU_CONST_STR || c->kind == OU_CONST_BYTES)
        return c->text.text ? ou_mem_rounded(c->text.size + 1) : 0;
    if (c->kind != OU_CONST_TUPLE && c->kind != OU_CONST_FROZENSET)
        return 0;
    size_t size = c->items.items ? ou_mem_rounded(c->items.count * sizeof(OuConst)) : 0;
    for (size_t i = 0; i < c->items.count; i++)
        size += const_size(&c->items.items[i]);
    return size;
}

size_t ou_proto_size(const OuProto *proto)
{
    size_t size = ou_mem_rounded(sizeof *proto);
    if (proto->base != NULL)
        return size;
    for (uint32_t i = 0; i < proto->const_count; i++)
        size += const_size(&proto->consts[i]);
    for (uint32_t i = 0; i < proto->name_count; i++)
        size += ou_mem_rounded(proto->name_sizes[i] + 1u);
#define ADD(array, count) size += proto->array ? ou_mem_rounded(proto->count * sizeof *proto->array) : 0;
    PROTO_ARRAYS(ADD)
#undef ADD
    return size + (proto->filename ? ou_mem_rounded(strlen(proto->filename) + 1) : 0);
}

size_t ou_code_extra_size(const OuObj *self)
{
    const OuCode *code = (const OuCode *)self;
    return ou_code_own_size(code) + ou_code_quick_size(code) + ou_proto_size(code->proto);
}

/* ---- tables ---- */

const OuHandler *ou_code_handler(const OuProto *proto, uint32_t pc)
{
    uint32_t low = 0, high = proto->handler_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (proto->handlers[middle].end <= pc)
            low = middle + 1;
        else
            high = middle;
    }
    return low < proto->handler_count && proto->handlers[low].start <= pc ? &proto->handlers[low]
                                                                          : NULL;
}

const uint16_t *ou_code_live(const OuProto *proto, uint32_t pc, uint32_t *count)
{
    uint32_t low = 0, high = proto->live_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (proto->live[middle].pc <= pc)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0) {
        *count = 0;
        return NULL;
    }
    const uint16_t *list = &proto->live_registers[proto->live[low - 1].registers];
    *count = list[0];
    return list + 1;
}

const OuPosition *ou_code_position(const OuProto *proto, uint32_t pc)
{
    uint32_t low = 0, high = proto->position_count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (proto->positions[middle].pc <= pc)
            low = middle + 1;
        else
            high = middle;
    }
    return low == 0 ? NULL : &proto->positions[low - 1];
}

int ou_code_line(const OuProto *proto, uint32_t pc)
{
    const OuPosition *position = ou_code_position(proto, pc);
    return position == NULL ? proto->first_line : position->line;
}
