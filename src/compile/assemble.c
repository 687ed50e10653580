/* assemble.c - from the list of instructions to a finished OuProto: layout, jump offsets, the
 * tables, copies of names and constants. */
#include "compile/compiler.h"
#include <string.h>

/* ---- layout ---- */

/* In watched code a STEP stands before each instruction, except where handlers begin: there an
 * exception is on its way. Jumps, handlers and tables lead to the STEP. */
static uint32_t step_of(const OuUnit *unit, const OuIns *ins)
{
    return unit->watched && !ou_op_enters_handler(ins->word.op);
}

static uint32_t words_of(const OuUnit *unit, const OuIns *ins)
{
    return step_of(unit, ins) + ou_op_info[ins->word.op & OU_OPCODE_MASK].words + (ins->far ? 2u : 0u);
}

static uint32_t place_all(OuUnit *unit)
{
    uint32_t offset = 0;
    for (uint32_t i = 0; i < unit->code_count; i++) {
        unit->code[i].offset = offset;
        if (!unit->code[i].gone)
            offset += words_of(unit, &unit->code[i]);
    }
    return offset;
}

static uint32_t target_offset(const OuUnit *unit, const OuIns *ins, uint32_t total)
{
    uint32_t at = (uint32_t)unit->labels[ins->label].at;
    return at < unit->code_count ? unit->code[at].offset : total;
}

/* Jumps whose 16 bits do not reach their target become far ones, until none is left. */
static uint32_t lay_out(OuUnit *unit)
{
    for (;;) {
        uint32_t total = place_all(unit);
        bool changed = false;
        for (uint32_t i = 0; i < unit->code_count; i++) {
            OuIns *ins = &unit->code[i];
            if (ins->gone || ins->far || ins->label == OU_NO_LABEL || ou_op_jump(ins->word.op) != 'c')
                continue;
            int64_t distance = (int64_t)target_offset(unit, ins, total) - ins->offset;
            if (distance < INT16_MIN + 8 || distance > INT16_MAX - 8)
                ins->far = changed = true;
        }
        if (!changed)
            return total;
    }
}

static void write_ins(const OuUnit *unit, const OuIns *ins, OuInsn *out, uint32_t total)
{
    uint32_t words = ou_op_info[ins->word.op & OU_OPCODE_MASK].words;
    uint32_t offset = ins->offset + step_of(unit, ins);
    OuInsn *word = &out[offset];
    if (offset != ins->offset)
        out[ins->offset] = (OuInsn){.op = OU_STEP_OP};
    word[0] = ins->word;
    for (uint32_t i = 1; i < words; i++)
        word[i] = (OuInsn){.op = OU_EXTRA_OP};
    if (ou_op_has_extra(ins->word.op)) {
        word[1].a = ins->extra_a;
        word[1].k = ins->extra_k;
    }
    if (ins->label == OU_NO_LABEL)
        return;
    uint32_t target = target_offset(unit, ins, total);
    int32_t distance = (int32_t)target - (int32_t)(offset + words);
    char kind = ou_op_jump(ins->word.op);
    if (kind == 'k') {
        word[0].k = distance;
    } else if (kind == 'x') {
        word[1].k = distance;
    } else if (!ins->far) {
        word[0].c = (uint16_t)distance;
    } else { /* over a jump over a jump */
        word[0].c = 1;
        word[words] = (OuInsn){.op = OU_JUMP_OP, .k = 1};
        word[words + 1] = (OuInsn){.op = OU_JUMP_OP, .k = distance - 2};
    }
}

/* ---- copies that outlive the arena ---- */

static void *copy_block(OuMem *mem, const void *from, size_t size)
{
    void *block = ou_mem_take(mem, size);
    if (block != NULL && size > 0)
        memcpy(block, from, size);
    return block;
}

static char *copy_text(OuMem *mem, const char *text, size_t size)
{
    char *copy = ou_mem_take(mem, size + 1);
    if (copy == NULL)
        return NULL;
    if (size > 0)
        memcpy(copy, text, size);
    copy[size] = 0;
    return copy;
}

/* Copy in place; on failure what is not copied is left empty, so that dropping it is safe. */
static bool own_const(OuMem *mem, OuConst *value)
{
    switch (value->kind) {
    case OU_CONST_BIG_INT:
    case OU_CONST_STR:
    case OU_CONST_BYTES:
        value->text.text = copy_text(mem, value->text.text, value->text.size);
        return value->text.text != NULL;
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET: {
        size_t count = value->items.count;
        if (count == 0) {
            value->items.items = NULL;
            return true;
        }
        OuConst *items = copy_block(mem, value->items.items, count * sizeof(OuConst));
        value->items.items = items;
        if (items == NULL) {
            value->items.count = 0;
            return false;
        }
        bool ok = true;
        for (size_t i = 0; i < count; i++) {
            if (ok)
                ok = own_const(mem, &items[i]);
            else
                items[i] = (OuConst){.kind = OU_CONST_NONE};
        }
        return ok;
    }
    case OU_CONST_NONE:
    case OU_CONST_TRUE:
    case OU_CONST_FALSE:
    case OU_CONST_ELLIPSIS:
    case OU_CONST_INT:
    case OU_CONST_FLOAT:
    case OU_CONST_COMPLEX:
    case OU_CONST_CODE:
        return true;
    }
    return true;
}

static bool fill_consts(OuUnit *unit, OuProto *proto)
{
    if (unit->const_count == 0)
        return true;
    proto->consts = ou_mem_take(proto->mem, unit->const_count * sizeof(OuConst));
    if (proto->consts == NULL)
        return false;
    proto->const_count = unit->const_count;
    for (uint32_t i = 0; i < unit->const_count; i++)
        proto->consts[i] = (OuConst){.kind = OU_CONST_NONE};
    for (uint32_t i = 0; i < unit->const_count; i++) {
        if (unit->consts[i].value.kind == OU_CONST_CODE)
            continue; /* moved last, when nothing can fail any more */
        proto->consts[i] = unit->consts[i].value;
        if (!own_const(proto->mem, &proto->consts[i]))
            return false;
    }
    if (unit->has_doc && proto->consts[0].kind == OU_CONST_STR) {
        proto->doc = proto->consts[0].text.text;
        proto->doc_size = proto->consts[0].text.size;
    }
    return true;
}

static bool fill_names(OuUnit *unit, OuProto *proto)
{
    uint32_t count = unit->name_count;
    proto->names = ou_mem_take(proto->mem, count * sizeof(char *));
    proto->name_sizes = ou_mem_take(proto->mem, count * sizeof(uint32_t));
    if (proto->names == NULL || proto->name_sizes == NULL) {
        if (proto->names != NULL)
            ou_mem_give(proto->mem, proto->names, count * sizeof(char *));
        if (proto->name_sizes != NULL)
            ou_mem_give(proto->mem, proto->name_sizes, count * sizeof(uint32_t));
        proto->names = NULL;
        proto->name_sizes = NULL;
        return false;
    }
    proto->name_count = count;
    memset(proto->names, 0, count * sizeof(char *));
    for (uint32_t i = 0; i < count; i++) {
        proto->name_sizes[i] = unit->names[i]->len;
        proto->names[i] = copy_text(proto->mem, unit->names[i]->text, unit->names[i]->len);
        if (proto->names[i] == NULL)
            return false;
    }
    return true;
}

/* ---- tables ---- */

/* The positions, entries merged where they do not change; with `out` NULL only counted. */
static uint32_t fill_positions(const OuUnit *unit, OuPosition *out)
{
    uint32_t count = 0;
    OuPos last = {-1, -1, -1, -1};
    for (uint32_t i = 0; i < unit->code_count; i++) {
        const OuIns *ins = &unit->code[i];
        if (ins->gone || memcmp(&ins->pos, &last, sizeof last) == 0)
            continue;
        last = ins->pos;
        if (out != NULL)
            out[count] = (OuPosition){ins->offset, last.line, last.end_line, last.column,
                                      last.end_column};
        count++;
    }
    return count;
}

static uint32_t fill_handlers(const OuUnit *unit, OuHandler *out, uint32_t total)
{
    uint32_t count = 0, current = 0;
    for (uint32_t i = 0; i <= unit->code_count; i++) {
        if (i < unit->code_count && unit->code[i].gone)
            continue;
        uint32_t handler = i < unit->code_count ? unit->code[i].handler : 0;
        uint32_t offset = i < unit->code_count ? unit->code[i].offset : total;
        if (handler == current)
            continue;
        if (current != 0 && out != NULL)
            out[count - 1].end = offset;
        current = handler;
        if (handler == 0)
            continue;
        if (out != NULL) {
            const OuTry *entry = &unit->tries[handler - 1];
            uint32_t at = (uint32_t)unit->labels[entry->label].at;
            out[count] = (OuHandler){.start = offset, .target = unit->code[at].offset, .depth = entry->depth};
        }
        count++;
    }
    return count;
}

static uint32_t fill_live(OuUnit *unit, OuLive *out, uint32_t *register_count)
{
    uint32_t count = 0, last = UINT32_MAX, registers = 0;
    for (uint32_t i = 0; i < unit->set_count; i++)
        unit->sets[i].offset = UINT32_MAX;
    for (uint32_t i = 0; i < unit->code_count; i++) {
        const OuIns *ins = &unit->code[i];
        if (ins->gone || ins->live == last)
            continue;
        last = ins->live;
        OuLiveSet *set = &unit->sets[last];
        if (set->offset == UINT32_MAX) {
            set->offset = registers;
            registers += set->count + 1u;
        }
        if (out != NULL)
            out[count] = (OuLive){ins->offset, set->offset};
        count++;
    }
    *register_count = registers;
    return count;
}

static bool fill_tables(OuUnit *unit, OuProto *proto, uint32_t total)
{
    OuMem *mem = proto->mem;
    uint32_t positions = fill_positions(unit, NULL), handlers = fill_handlers(unit, NULL, total);
    uint32_t registers, live = fill_live(unit, NULL, &registers);
    proto->positions = ou_mem_take(mem, positions * sizeof(OuPosition));
    if (proto->positions == NULL)
        return false;
    proto->position_count = positions;
    (void)fill_positions(unit, proto->positions);
    if (handlers > 0) {
        proto->handlers = ou_mem_take(mem, handlers * sizeof(OuHandler));
        if (proto->handlers == NULL)
            return false;
        proto->handler_count = handlers;
        (void)fill_handlers(unit, proto->handlers, total);
    }
    proto->live = ou_mem_take(mem, live * sizeof(OuLive));
    if (proto->live == NULL)
        return false;
    proto->live_count = live;
    proto->live_registers = ou_mem_take(mem, registers * sizeof(uint16_t));
    if (proto->live_registers == NULL)
        return false;
    proto->live_register_count = registers;
    (void)fill_live(unit, proto->live, &registers);
    for (uint32_t i = 0; i < unit->set_count; i++) {
        const OuLiveSet *set = &unit->sets[i];
        if (set->offset == UINT32_MAX)
            continue;
        proto->live_registers[set->offset] = set->count;
        if (set->count > 0)
            memcpy(&proto->live_registers[set->offset + 1], set->registers, set->count * sizeof(uint16_t));
    }
    return true;
}

/* ---- variables ---- */

static bool fill_variables(OuCompiler *c, OuProto *proto)
{
    OuUnit *unit = c->unit;
    OuMem *mem = proto->mem;
    OuName *none = ou_cc_name(c, "", 0);
    if (unit->local_count > 0) {
        proto->variable_names = ou_mem_take(mem, unit->local_count * sizeof(uint32_t));
        if (proto->variable_names == NULL)
            return false;
        proto->local_count = unit->local_count;
        for (uint32_t i = 0; i < unit->local_count; i++)
            proto->variable_names[i] =
                ou_pool_name(c, unit->variables[i] != NULL ? unit->variables[i]->name : none);
    }
    if (unit->cell_count > 0) {
        proto->cell_registers = ou_mem_take(mem, unit->cell_count * sizeof(uint32_t));
        if (proto->cell_registers == NULL)
            return false;
        proto->cell_count = unit->cell_count;
        for (uint32_t i = 0; i < unit->cell_count; i++)
            proto->cell_registers[i] = unit->cells[i]->place;
    }
    if (unit->free_count > 0) {
        proto->free_names = ou_mem_take(mem, unit->free_count * sizeof(uint32_t));
        if (proto->free_names == NULL)
            return false;
        proto->free_count = unit->free_count;
        for (uint32_t i = 0; i < unit->free_count; i++)
            proto->free_names[i] = ou_pool_name(c, unit->frees[i]->name);
    }
    proto->name = ou_pool_name(c, unit->name);
    proto->qualname = ou_pool_name(c, unit->qualname);
    return !c->failed;
}

static uint32_t code_flags(const OuCompiler *c)
{
    const OuScope *scope = c->unit->scope;
    uint32_t flags = c->future_annotations ? OU_PYCF_ANNOTATIONS : 0;
    if (scope->kind == OU_SCOPE_FUNCTION) {
        flags |= OU_CODE_NEWLOCALS | OU_CODE_OPTIMIZED;
        if (scope->nested)
            flags |= OU_CODE_NESTED;
        if (scope->generator)
            flags |= scope->coroutine ? OU_CODE_ASYNC_GENERATOR : OU_CODE_GENERATOR;
        else if (scope->coroutine)
            flags |= OU_CODE_COROUTINE;
        if (scope->varargs)
            flags |= OU_CODE_VARARGS;
        if (scope->varkeywords)
            flags |= OU_CODE_VARKEYWORDS;
    } else if (scope->kind == OU_SCOPE_MODULE && scope->coroutine &&
               (c->flags & OU_COMPILE_TOP_LEVEL_AWAIT)) {
        flags |= OU_CODE_COROUTINE;
    }
    return flags;
}

static bool fill(OuCompiler *c, OuProto *proto)
{
    OuUnit *unit = c->unit;
    size_t filename_size = strlen(c->filename);
    uint32_t total = lay_out(unit);
    proto->code_name_count = unit->name_count;
    proto->filename = copy_text(proto->mem, c->filename, filename_size);
    if (proto->filename == NULL || !fill_variables(c, proto) || !fill_names(unit, proto) ||
        !fill_consts(unit, proto) || !fill_tables(unit, proto, total))
        return false;
    proto->insns = ou_mem_take(proto->mem, total * sizeof(OuInsn));
    if (proto->insns == NULL)
        return false;
    proto->insn_count = total;
    for (uint32_t i = 0; i < unit->code_count; i++)
        if (!unit->code[i].gone)
            write_ins(unit, &unit->code[i], proto->insns, total);
    proto->register_count = (uint16_t)unit->register_count;
    proto->argument_count = unit->argument_count;
    proto->positional_only = unit->positional_only;
    proto->keyword_only = unit->keyword_only;
    proto->uses_namespace = unit->uses_namespace;
    proto->flags = code_flags(c);
    proto->library = (c->flags & OU_COMPILE_LIBRARY) != 0;
    proto->first_line = unit->first_line;
    for (uint32_t i = 0; i < unit->const_count; i++)
        if (unit->consts[i].value.kind == OU_CONST_CODE)
            proto->consts[i] = unit->consts[i].value;
    return true;
}

OuProto *ou_assemble(OuCompiler *c)
{
    OuProto *proto = ou_mem_take(c->mem, sizeof *proto);
    if (proto == NULL) {
        ou_cc_no_memory(c);
        return NULL;
    }
    memset(proto, 0, sizeof *proto);
    proto->refs = 1;
    proto->mem = c->mem;
    if (!fill(c, proto)) {
        ou_proto_unref(proto);
        ou_cc_no_memory(c);
        return NULL;
    }
#ifdef OU_DEBUG
    ou_verify(proto);
#endif
    return proto;
}
