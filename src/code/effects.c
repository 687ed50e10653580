/* effects.c - what instructions do to temporaries; kinds of instructions. */
#include "code/effects.h"
#include <string.h>

static void add(OuEffects *out, OuEffectKind kind, unsigned edges, uint32_t first, uint32_t count)
{
    if (count == 0)
        return;
    OU_ASSERT(out->count < 8);
    out->items[out->count++] = (OuEffect){(uint8_t)kind, (uint8_t)edges, (uint16_t)first, (uint16_t)count};
}

/* The operands that flags speak about. */
static void add_flagged(const OuInsn *insn, OuEffects *out)
{
    const unsigned both = OU_ON_NEXT | OU_ON_JUMP;
    if (insn->op & OU_DIES_A)
        add(out, OU_EFFECT_DIES, both, insn->a, 1);
    if (insn->op & OU_DIES_B)
        add(out, OU_EFFECT_DIES, both, insn->b, 1);
    if (insn->op & OU_DIES_C)
        add(out, OU_EFFECT_DIES, both, insn->c, 1);
    if (insn->op & OU_TEMP)
        add(out, OU_EFFECT_WRITES, both, insn->a, 1);
}

static void call_effects(const OuInsn *insn, OuEffects *out)
{
    uint16_t op = insn->op & OU_OPCODE_MASK;
    const unsigned next = OU_ON_NEXT;
    add(out, OU_EFFECT_CONSUMES, next, insn->a, op == OU_CALLEX_OP ? (insn->b ? 3 : 2) : 1);
    if (op == OU_CALL_OP || op == OU_CALLKW_OP)
        add(out, OU_EFFECT_CONSUMES, next, insn->a + OU_CALL_GAP, insn->b);
    else if (op != OU_CALLEX_OP)
        add(out, OU_EFFECT_CONSUMES, next, insn->a + OU_CALL_GAP, insn->b + 1u);
    if (insn->op & OU_TEMP)
        add(out, OU_EFFECT_WRITES, next, insn->c, 1);
}

static void send_effects(const OuInsn *insn, OuEffects *out)
{
    if ((insn->op & OU_OPCODE_MASK) == OU_SEND_OP)
        add(out, OU_EFFECT_CONSUMES, OU_ON_NEXT | OU_ON_JUMP, insn->b, 1);
    add(out, OU_EFFECT_WRITES, OU_ON_NEXT, insn->b, 1);
    add(out, OU_EFFECT_DIES, OU_ON_JUMP, insn->a, 1);
    if (insn->op & OU_TEMP)
        add(out, OU_EFFECT_WRITES, OU_ON_JUMP, insn->c, 1);
}

static void function_effects(const OuInsn *insn, const OuInsn *extra, OuEffects *out)
{
    unsigned parts = (unsigned)__builtin_popcount(insn->c & 15u);
    add(out, OU_EFFECT_CONSUMES, OU_ON_NEXT, extra->a, parts);
    if (insn->op & OU_TEMP)
        add(out, OU_EFFECT_WRITES, OU_ON_NEXT, insn->a, 1);
}

/* Rows whose effects the flags do not tell; false if they do. */
static bool special_effects(const OuInsn *insn, const OuInsn *extra, OuEffects *out)
{
    const unsigned both = OU_ON_NEXT | OU_ON_JUMP;
    switch (insn->op & OU_OPCODE_MASK) {
    case OU_CALL_OP:
    case OU_CALLKW_OP:
    case OU_CALLMETHOD_OP:
    case OU_CALLMETHODKW_OP:
    case OU_CALLEX_OP:
        call_effects(insn, out);
        return true;
    case OU_SEND_OP:
        send_effects(insn, out);
        return true;
    case OU_FUNCTION_OP:
        function_effects(insn, extra, out);
        return true;
    case OU_RELEASE_OP:
    case OU_ENDCATCH_OP:
        add(out, (insn->op & OU_OPCODE_MASK) == OU_RELEASE_OP ? OU_EFFECT_DIES : OU_EFFECT_CONSUMES,
            both, insn->a, 1);
        return true;
    case OU_RERAISE_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->a, 2);
        return true;
    case OU_UNCATCH_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->a, 1);
        return true;
    case OU_ENDASYNCFOR_OP:
        add(out, OU_EFFECT_DIES, both, insn->a, 1);
        return true;
    case OU_CATCH_OP:
    case OU_WITHENTER_OP:
    case OU_AWITHENTER_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        add(out, OU_EFFECT_WRITES, both, insn->a, 2);
        return true;
    case OU_TAKEEXC_OP:
        add(out, OU_EFFECT_WRITES, both, insn->a, 1);
        return true;
    case OU_LOADMETHOD_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        add(out, OU_EFFECT_WRITES, both, insn->a, 1);
        add(out, OU_EFFECT_WRITES, both, (uint32_t)insn->a + OU_CALL_GAP, 1);
        return true;
    case OU_LOADSUPER_OP:
    case OU_LOADSUPERMETHOD_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->b, insn->op & OU_INPLACE ? 1 : 3);
        if (insn->op & OU_TEMP)
            add(out, OU_EFFECT_WRITES, both, insn->a, 1);
        if ((insn->op & OU_OPCODE_MASK) == OU_LOADSUPERMETHOD_OP)
            add(out, OU_EFFECT_WRITES, both, (uint32_t)insn->a + OU_CALL_GAP, 1);
        return true;
    case OU_MOVE_OP:
        if (insn->op & OU_DIES_B) /* gone already when the old value of `a` dies */
            add(out, OU_EFFECT_CONSUMES, both, insn->b, 1);
        break;
    case OU_GETSLICE_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        add(out, OU_EFFECT_CONSUMES, both, insn->c, 2);
        break;
    case OU_SLICE_OP:
    case OU_TUPLE_OP:
    case OU_LIST_OP:
    case OU_SET_OP:
    case OU_STRJOIN_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->b, insn->c);
        break;
    case OU_DICT_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->b, insn->c * 2u);
        break;
    case OU_LISTTOTUPLE_OP:
    case OU_WITHEXIT_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->b, 1);
        break;
    case OU_IMPORTNAME_OP:
        add(out, OU_EFFECT_CONSUMES, both, insn->c, 2);
        break;
    case OU_YIELD_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_CONSUMES, both, insn->b, 1);
        break;
    case OU_RETURN_OP:
        if (insn->op & OU_DIES_A)
            add(out, OU_EFFECT_CONSUMES, both, insn->a, 1);
        return true;
    case OU_UNPACK_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        add(out, OU_EFFECT_WRITES, both, insn->a, insn->c);
        return true;
    case OU_UNPACKEX_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        add(out, OU_EFFECT_WRITES, both, insn->a, insn->c + 1u + (uint32_t)extra->k);
        return true;
    case OU_FORITER_OP:
        add(out, OU_EFFECT_DIES, OU_ON_NEXT, insn->a, 1);
        if (insn->op & OU_TEMP)
            add(out, OU_EFFECT_WRITES, OU_ON_JUMP, insn->b, 1);
        return true;
    case OU_JTRUEKEEP_OP:
    case OU_JFALSEKEEP_OP:
        add(out, OU_EFFECT_DIES, OU_ON_NEXT, insn->a, 1);
        return true;
    case OU_SPLITEXC_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        if (insn->op & OU_TEMP)
            add(out, OU_EFFECT_WRITES, both, insn->c, 1);
        return true;
    case OU_FORMAT_OP:
        if (insn->op & OU_DIES_B)
            add(out, OU_EFFECT_DIES, both, insn->b, 1);
        if (insn->op & OU_DIES_C)
            add(out, OU_EFFECT_DIES, both, extra->a, 1);
        if (insn->op & OU_TEMP)
            add(out, OU_EFFECT_WRITES, both, insn->a, 1);
        return true;
    default:
        return false;
    }
    if (insn->op & OU_TEMP)
        add(out, OU_EFFECT_WRITES, both, insn->a, 1);
    return true;
}

void ou_op_effects(const OuInsn *insn, const OuInsn *extra, OuEffects *out)
{
    out->count = 0;
    if (!special_effects(insn, extra, out))
        add_flagged(insn, out);
}

bool ou_op_ends(uint16_t op)
{
    switch (op & OU_OPCODE_MASK) {
    case OU_JUMP_OP:
    case OU_RETURN_OP:
    case OU_RETURNK_OP:
    case OU_RAISE_OP:
    case OU_RERAISE_OP:
    case OU_UNCATCH_OP:
        return true;
    default:
        return false;
    }
}

char ou_op_jump(uint16_t op)
{
    op &= OU_OPCODE_MASK;
    if (op == OU_FORITER_OP || op == OU_SEND_OP)
        return 'x';
    const char *operands = ou_op_info[op].operands;
    const char *jump = operands == NULL ? NULL : strchr(operands, 'J');
    return jump == NULL ? 0 : jump - operands == 2 ? 'c' : 'k';
}

bool ou_op_has_extra(uint16_t op)
{
    switch (op & OU_OPCODE_MASK) {
    case OU_FORITER_OP:
    case OU_SEND_OP:
    case OU_UNPACKEX_OP:
    case OU_FORMAT_OP:
    case OU_CALLKW_OP:
    case OU_CALLMETHODKW_OP:
    case OU_FUNCTION_OP:
    case OU_MATCHCLASS_OP:
        return true;
    default:
        return false;
    }
}

bool ou_op_enters_handler(uint16_t op)
{
    switch (op & OU_OPCODE_MASK) {
    case OU_CATCH_OP:
    case OU_UNCATCH_OP:
    case OU_TAKEEXC_OP:
    case OU_ENDASYNCFOR_OP:
        return true;
    default:
        return false;
    }
}
