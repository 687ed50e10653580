/* disasm.c - code as text, for people. */
#include "code/effects.h"
#include "base/numtext.h"
#include "base/strbuf.h"
#include <string.h>

static void put_const(const OuConst *c, OuBuf *out, int depth)
{
    switch (c->kind) {
    case OU_CONST_NONE: ou_buf_puts(out, "None"); break;
    case OU_CONST_TRUE: ou_buf_puts(out, "True"); break;
    case OU_CONST_FALSE: ou_buf_puts(out, "False"); break;
    case OU_CONST_ELLIPSIS: ou_buf_puts(out, "Ellipsis"); break;
    case OU_CONST_INT: ou_buf_printf(out, "%lld", (long long)c->integer); break;
    case OU_CONST_BIG_INT: ou_buf_put(out, c->text.text, c->text.size); break;
    case OU_CONST_FLOAT: ou_double_repr(c->real[0], out); break;
    case OU_CONST_COMPLEX:
        ou_buf_putc(out, '(');
        ou_double_repr(c->real[0], out);
        ou_buf_putc(out, '+');
        ou_double_repr(c->real[1], out);
        ou_buf_puts(out, "j)");
        break;
    case OU_CONST_STR:
    case OU_CONST_BYTES: {
        size_t size = c->text.size < 60 ? c->text.size : 60;
        ou_buf_puts(out, c->kind == OU_CONST_BYTES ? "b'" : "'");
        for (size_t i = 0; i < size; i++) {
            unsigned char ch = (unsigned char)c->text.text[i];
            if (ch == '\n')
                ou_buf_puts(out, "\\n");
            else if (ch < 32 || ch == 127 || (ch > 127 && c->kind == OU_CONST_BYTES))
                ou_buf_printf(out, "\\x%02x", ch);
            else
                ou_buf_putc(out, (char)ch);
        }
        ou_buf_puts(out, size < c->text.size ? "'..." : "'");
        break;
    }
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET:
        ou_buf_puts(out, c->kind == OU_CONST_TUPLE ? "(" : "frozenset({");
        for (size_t i = 0; i < c->items.count && i < 8 && depth < 4; i++) {
            if (i > 0)
                ou_buf_puts(out, ", ");
            put_const(&c->items.items[i], out, depth + 1);
        }
        if (c->items.count > 8)
            ou_buf_puts(out, ", ...");
        ou_buf_puts(out, c->kind == OU_CONST_FROZENSET ? "})" : c->items.count == 1 ? ",)" : ")");
        break;
    case OU_CONST_CODE:
        ou_buf_printf(out, "<code %s>", c->code->names[c->code->qualname]);
        break;
    }
}

static void put_register(const OuProto *proto, uint16_t reg, bool dies, OuBuf *out)
{
    if (reg < proto->local_count) {
        const char *name = proto->names[proto->variable_names[reg]];
        ou_buf_printf(out, "%s", *name ? name : reg == 0 && proto->uses_namespace ? "<namespace>" : "?");
    } else if (reg == OU_NO_REGISTER) {
        ou_buf_putc(out, '-');
    } else {
        ou_buf_printf(out, "$%d", reg - proto->local_count);
    }
    if (dies)
        ou_buf_putc(out, '!');
}

static void put_operand(const OuProto *proto, const OuInsn *insn, int place, char letter, bool wide,
                        uint32_t next, OuBuf *out)
{
    static const uint32_t dies[] = {OU_DIES_A, OU_DIES_B, OU_DIES_C};
    uint16_t value = place == 0 ? insn->a : place == 1 ? insn->b : insn->c;
    uint32_t number = wide && place == 1 ? insn->u : value;
    int32_t jump = wide ? insn->k : (int16_t)value;
    ou_buf_putc(out, ' ');
    switch (letter) {
    case 'w':
    case 'r':
    case 'm':
    case 'v': put_register(proto, value, (insn->op & dies[place]) != 0, out); break;
    case 'K':
        if (number < proto->const_count)
            put_const(&proto->consts[number], out, 0);
        break;
    case 'N':
        if (number < proto->name_count)
            ou_buf_printf(out, ".%s", proto->names[number]);
        break;
    case 'i': ou_buf_printf(out, "%u", value); break;
    case 's': ou_buf_printf(out, "%d", wide ? insn->k : (int16_t)value); break;
    case 'J': ou_buf_printf(out, "-> %u", next + (uint32_t)jump); break;
    case 'f':
        if (value < proto->free_count)
            ou_buf_printf(out, "^%s", proto->names[proto->free_names[value]]);
        break;
    default: ou_buf_putc(out, '-'); break;
    }
}

static void put_extra(const OuProto *proto, uint32_t pc, OuBuf *out)
{
    const OuInsn *extra = &proto->insns[pc + 1];
    uint16_t op = proto->insns[pc].op & OU_OPCODE_MASK;
    if (!ou_op_has_extra(op))
        return;
    if (ou_op_jump(op) == 'x') {
        ou_buf_printf(out, " -> %d", (int)(pc + ou_op_info[op].words) + extra->k);
    } else if (op == OU_CALLKW_OP || op == OU_CALLMETHODKW_OP || op == OU_MATCHCLASS_OP) {
        ou_buf_printf(out, " [%u ", extra->a);
        put_const(&proto->consts[extra->k], out, 0);
        ou_buf_putc(out, ']');
    } else if (op == OU_UNPACKEX_OP) {
        ou_buf_printf(out, " [%d]", extra->k);
    } else {
        ou_buf_puts(out, " [");
        put_register(proto, extra->a, false, out);
        ou_buf_putc(out, ']');
    }
}

static void put_insn(const OuProto *proto, uint32_t pc, OuBuf *out)
{
    const OuInsn *insn = &proto->insns[pc];
    const OuOpInfo *info = &ou_op_info[insn->op & OU_OPCODE_MASK];
    if (info->operands == NULL)
        info = &ou_op_info[info->base];
    uint32_t next = pc + info->words;
    ou_buf_printf(out, "%-15s", info->name);
    bool wide = info->operands[2] == 0; /* two letters: the second is k's */
    if (insn->op & OU_INPLACE)
        ou_buf_puts(out, " =");
    for (int i = 0; info->operands[i] != 0; i++)
        if (info->operands[i] != '-')
            put_operand(proto, insn, i, info->operands[i], wide, next, out);
    put_extra(proto, pc, out);
}

static void put_code(const OuProto *proto, OuBuf *out)
{
    int32_t line = -1;
    for (uint32_t pc = 0; pc < proto->insn_count;) {
        const OuPosition *position = ou_code_position(proto, pc);
        int32_t now = position == NULL ? 0 : position->line;
        if (now != line)
            ou_buf_printf(out, "%5d ", now);
        else
            ou_buf_puts(out, "      ");
        line = now;
        ou_buf_printf(out, "%5u  ", pc);
        put_insn(proto, pc, out);
        const OuHandler *handler = ou_code_handler(proto, pc);
        if (handler != NULL)
            ou_buf_printf(out, "   {%u}", handler->target);
        ou_buf_putc(out, '\n');
        const OuOpInfo *info = &ou_op_info[proto->insns[pc].op & OU_OPCODE_MASK];
        pc += info->words != 0 ? info->words : ou_op_info[info->base].words;
    }
    for (uint32_t i = 0; i < proto->handler_count; i++) {
        const OuHandler *h = &proto->handlers[i];
        ou_buf_printf(out, "  handler %u..%u -> %u, keeps temporaries below $%d\n", h->start, h->end, h->target,
                      h->depth - proto->local_count);
    }
}

void ou_disassemble(const OuProto *proto, bool inner, OuBuf *out)
{
    ou_buf_printf(out, "%s (%s:%d): %u variables, %u registers\n", proto->names[proto->qualname],
                  proto->filename, proto->first_line, proto->local_count, proto->register_count);
    put_code(proto, out);
    for (uint32_t i = 0; inner && i < proto->const_count; i++)
        if (proto->consts[i].kind == OU_CONST_CODE) {
            ou_buf_putc(out, '\n');
            ou_disassemble(proto->consts[i].code, true, out);
        }
}
