/* peephole.c - after the code of a unit is complete: jumps to jumps go to the end of the
 * chain, what nothing reaches is dropped, and checks of variables that are certainly bound
 * are dropped too (definite assignment, a forward data flow over basic blocks). */
#include "compile/compiler.h"
#include <string.h>

/* Index of the first instruction at or behind `i` that is still there. Those that are gone remember in `offset`, which
 * has no other use until code is laid out, how far it was: long runs of them are asked for many times. */
static uint32_t skip_gone(const OuUnit *unit, uint32_t i)
{
    uint32_t at = i;
    while (at < unit->code_count && unit->code[at].gone)
        at = unit->code[at].offset > at ? unit->code[at].offset : at + 1;
    while (i < at) {
        OuIns *ins = &unit->code[i];
        i = ins->offset > i ? ins->offset : i + 1;
        ins->offset = at;
    }
    return at;
}

static uint32_t target_of(const OuUnit *unit, int32_t label)
{
    return skip_gone(unit, (uint32_t)unit->labels[label].at);
}

static uint16_t opcode(const OuIns *ins)
{
    return ins->word.op & OU_OPCODE_MASK;
}

static void thread_jumps(OuUnit *unit)
{
    for (uint32_t i = 0; i < unit->code_count; i++) {
        OuIns *ins = &unit->code[i];
        if (ins->label == OU_NO_LABEL)
            continue;
        for (int steps = 0; steps < 16; steps++) {
            uint32_t at = target_of(unit, ins->label);
            if (at >= unit->code_count || opcode(&unit->code[at]) != OU_JUMP_OP || at == i)
                break;
            ins->label = unit->code[at].label;
        }
    }
}

/* ---- reachability ---- */

typedef struct Work {
    uint32_t *items;
    uint32_t count;
    uint8_t *seen;
} Work;

static void push(Work *work, uint32_t i)
{
    if (!work->seen[i]) {
        work->seen[i] = 1;
        work->items[work->count++] = i;
    }
}

static void drop_unreachable(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    uint32_t n = unit->code_count;
    Work work = {.items = ou_cc_take(c, (size_t)n * sizeof(uint32_t) + 4), .seen = ou_cc_take(c, (size_t)n + 1)};
    if (work.items == NULL || work.seen == NULL || n == 0)
        return;
    push(&work, 0);
    while (work.count > 0) {
        uint32_t i = work.items[--work.count];
        const OuIns *ins = &unit->code[i];
        if (ins->handler != 0)
            push(&work, (uint32_t)unit->labels[unit->tries[ins->handler - 1].label].at);
        if (ins->label != OU_NO_LABEL && (uint32_t)unit->labels[ins->label].at < n)
            push(&work, (uint32_t)unit->labels[ins->label].at);
        if (!ou_op_ends(ins->word.op) && i + 1 < n)
            push(&work, i + 1);
    }
    for (uint32_t i = 0; i < n; i++)
        if (!work.seen[i])
            unit->code[i].gone = true;
}

/* The branch that jumps when `op` does not; 0: not a branch. */
static uint16_t inverse(uint16_t op)
{
    static const uint16_t pairs[][2] = {
        {OU_JTRUE_OP, OU_JFALSE_OP}, {OU_JNONE_OP, OU_JNOTNONE_OP}, {OU_JLT_OP, OU_JNLT_OP},
        {OU_JLE_OP, OU_JNLE_OP},     {OU_JEQ_OP, OU_JNEQ_OP},       {OU_JNE_OP, OU_JNNE_OP},
        {OU_JGT_OP, OU_JNGT_OP},     {OU_JGE_OP, OU_JNGE_OP},       {OU_JLTI_OP, OU_JNLTI_OP},
        {OU_JLEI_OP, OU_JNLEI_OP},   {OU_JEQI_OP, OU_JNEQI_OP},     {OU_JNEI_OP, OU_JNNEI_OP},
        {OU_JGTI_OP, OU_JNGTI_OP},   {OU_JGEI_OP, OU_JNGEI_OP},     {OU_JIS_OP, OU_JISNOT_OP},
        {OU_JIN_OP, OU_JNOTIN_OP},
    };
    for (size_t i = 0; i < OU_COUNT_OF(pairs); i++)
        for (int k = 0; k < 2; k++)
            if (pairs[i][k] == op)
                return pairs[i][!k];
    return 0;
}

/* A branch over a jump becomes the opposite branch. */
static void invert_branches(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    uint8_t *targeted = ou_cc_take(c, (size_t)unit->code_count + 1);
    for (uint32_t i = 0; targeted != NULL && i < unit->code_count; i++)
        if (!unit->code[i].gone && unit->code[i].label != OU_NO_LABEL)
            targeted[target_of(unit, unit->code[i].label)] = 1;
    for (uint32_t i = 0; targeted != NULL && i < unit->code_count; i++) {
        OuIns *ins = &unit->code[i];
        uint32_t next = skip_gone(unit, i + 1);
        if (ins->gone || next >= unit->code_count || opcode(&unit->code[next]) != OU_JUMP_OP)
            continue;
        uint16_t other = inverse(opcode(ins));
        if (other == 0 || target_of(unit, ins->label) != skip_gone(unit, next + 1))
            continue;
        if (targeted[next]) /* somebody else needs the jump */
            continue;
        ins->word.op = (uint16_t)((ins->word.op & ~OU_OPCODE_MASK) | other);
        ins->label = unit->code[next].label;
        unit->code[next].gone = true;
    }
}

static void drop_jumps_to_next(OuUnit *unit)
{
    for (uint32_t i = unit->code_count; i-- > 0;) {
        OuIns *ins = &unit->code[i];
        if (!ins->gone && opcode(ins) == OU_JUMP_OP && target_of(unit, ins->label) == skip_gone(unit, i + 1))
            ins->gone = true;
    }
}

/* ---- definite assignment ---- */

typedef struct Flow {
    OuCompiler *c;
    OuUnit *unit;
    uint32_t words;      /* of a state */
    uint16_t *bit_of;    /* by register; OU_NO_REGISTER: not of interest */
    uint64_t *states;    /* on entry of each block */
    uint32_t *block_of;  /* by instruction */
    uint32_t *starts;    /* first instruction of each block */
    uint32_t block_count;
    uint8_t *queued;
    uint32_t *queue;
    uint32_t queue_count;
    uint64_t *state;     /* scratch */
} Flow;

/* The variable that the instruction binds, or -1. */
static int32_t bound_variable(const OuIns *ins, unsigned edge)
{
    uint16_t op = opcode(ins);
    if (ins->word.op & OU_TEMP)
        return -1;
    switch (op) {
    case OU_CALL_OP:
    case OU_CALLMETHOD_OP:
    case OU_CALLKW_OP:
    case OU_CALLMETHODKW_OP:
    case OU_CALLEX_OP:
        return ins->word.c;
    case OU_FORITER_OP:
        return edge == OU_ON_JUMP ? ins->word.b : -1;
    case OU_SEND_OP:
        return edge == OU_ON_JUMP ? ins->word.c : -1;
    case OU_CATCH_OP:
    case OU_TAKEEXC_OP:
    case OU_LOADMETHOD_OP:
        return -1;
    default:
        return ou_op_info[op].operands[0] == 'w' ? ins->word.a : -1;
    }
}

static void set_bit(Flow *flow, uint64_t *state, int32_t reg, bool on)
{
    if (reg < 0 || reg >= flow->unit->local_count || flow->bit_of[reg] == OU_NO_REGISTER)
        return;
    uint32_t bit = flow->bit_of[reg];
    if (on)
        state[bit / 64] |= UINT64_C(1) << bit % 64;
    else
        state[bit / 64] &= ~(UINT64_C(1) << bit % 64);
}

static void meet(Flow *flow, uint32_t i, const uint64_t *state)
{
    i = skip_gone(flow->unit, i);
    if (i >= flow->unit->code_count)
        return;
    uint32_t block = flow->block_of[i];
    uint64_t *in = &flow->states[(size_t)block * flow->words];
    bool changed = false;
    for (uint32_t w = 0; w < flow->words; w++) {
        changed |= (in[w] & ~state[w]) != 0;
        in[w] &= state[w];
    }
    if ((changed || flow->queued[block] == 0) && flow->queued[block] != 2) {
        flow->queued[block] = 2; /* 0: never visited, 1: visited, 2: waiting */
        flow->queue[flow->queue_count++] = block;
    }
}

/* Walk a block; with `drop`, mark checks that cannot fail. */
static void walk(Flow *flow, uint32_t block, bool drop)
{
    OuUnit *unit = flow->unit;
    uint64_t *state = flow->state;
    memcpy(state, &flow->states[(size_t)block * flow->words], flow->words * sizeof *state);
    for (uint32_t i = flow->starts[block]; i < unit->code_count && flow->block_of[i] == block; i++) {
        OuIns *ins = &unit->code[i];
        if (ins->gone)
            continue;
        uint16_t op = opcode(ins);
        if (!drop && ins->handler != 0)
            meet(flow, (uint32_t)unit->labels[unit->tries[ins->handler - 1].label].at, state);
        if (op == OU_CHECK_OP) {
            uint32_t bit = flow->bit_of[ins->word.a];
            if (drop && (state[bit / 64] >> bit % 64 & 1))
                ins->gone = true;
            set_bit(flow, state, ins->word.a, true);
        } else if (op == OU_DELETE_OP || op == OU_CLEAR_OP) {
            set_bit(flow, state, ins->word.a, false);
        } else {
            set_bit(flow, state, bound_variable(ins, OU_ON_NEXT), true);
        }
        if (!drop && ins->label != OU_NO_LABEL) {
            int32_t on_jump = bound_variable(ins, OU_ON_JUMP);
            bool had = on_jump >= 0 && on_jump < unit->local_count &&
                       flow->bit_of[on_jump] != OU_NO_REGISTER &&
                       (state[flow->bit_of[on_jump] / 64] >> flow->bit_of[on_jump] % 64 & 1);
            set_bit(flow, state, on_jump, true);
            meet(flow, (uint32_t)unit->labels[ins->label].at, state);
            set_bit(flow, state, on_jump, had);
        }
        if (!drop && !ou_op_ends(ins->word.op) &&
            (i + 1 >= unit->code_count || flow->block_of[i + 1] != block))
            meet(flow, i + 1, state);
    }
}

static bool number_checked(Flow *flow, uint32_t *bits)
{
    OuUnit *unit = flow->unit;
    flow->bit_of = ou_cc_take(flow->c, ((size_t)unit->local_count + 1) * sizeof(uint16_t));
    if (flow->bit_of == NULL)
        return false;
    memset(flow->bit_of, 0xFF, ((size_t)unit->local_count + 1) * sizeof(uint16_t));
    *bits = 0;
    for (uint32_t i = 0; i < unit->code_count; i++)
        if (!unit->code[i].gone && opcode(&unit->code[i]) == OU_CHECK_OP &&
            flow->bit_of[unit->code[i].word.a] == OU_NO_REGISTER)
            flow->bit_of[unit->code[i].word.a] = (uint16_t)(*bits)++;
    return *bits > 0;
}

static bool find_blocks(Flow *flow)
{
    OuUnit *unit = flow->unit;
    uint32_t n = unit->code_count;
    uint8_t *leader = ou_cc_take(flow->c, (size_t)n + 1);
    flow->block_of = ou_cc_take(flow->c, ((size_t)n + 1) * sizeof(uint32_t));
    flow->starts = ou_cc_take(flow->c, ((size_t)n + 1) * sizeof(uint32_t));
    if (leader == NULL || flow->block_of == NULL || flow->starts == NULL)
        return false;
    leader[0] = 1;
    for (uint32_t i = 0; i < unit->label_count; i++)
        if (unit->labels[i].at >= 0)
            leader[skip_gone(unit, (uint32_t)unit->labels[i].at)] = 1;
    for (uint32_t i = 0; i < n; i++)
        if (unit->code[i].label != OU_NO_LABEL || ou_op_ends(unit->code[i].word.op))
            leader[i + 1] = 1;
    for (uint32_t i = 0; i < n; i++) {
        if (leader[i])
            flow->starts[flow->block_count++] = i;
        flow->block_of[i] = flow->block_count - 1;
    }
    return true;
}

static void drop_checks(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    Flow flow = {.c = c, .unit = unit};
    uint32_t bits;
    if (!number_checked(&flow, &bits) || !find_blocks(&flow))
        return;
    flow.words = (bits + 63) / 64;
    size_t size = (size_t)flow.block_count * flow.words * sizeof(uint64_t);
    flow.states = ou_cc_take(c, size);
    flow.state = ou_cc_take(c, flow.words * sizeof(uint64_t));
    flow.queued = ou_cc_take(c, flow.block_count);
    flow.queue = ou_cc_take(c, flow.block_count * sizeof(uint32_t));
    if (flow.states == NULL || flow.state == NULL || flow.queued == NULL || flow.queue == NULL)
        return;
    memset(flow.states, 0xFF, size);
    uint64_t *entry = ou_cc_take(c, flow.words * sizeof(uint64_t));
    if (entry == NULL)
        return;
    for (uint32_t i = 0; i < unit->parameter_count; i++)
        set_bit(&flow, entry, (int32_t)i, true);
    meet(&flow, 0, entry);
    while (flow.queue_count > 0) {
        uint32_t block = flow.queue[--flow.queue_count];
        flow.queued[block] = 1;
        walk(&flow, block, false);
    }
    for (uint32_t block = 0; block < flow.block_count; block++)
        if (flow.queued[block] != 0)
            walk(&flow, block, true);
}

void ou_peephole(OuCompiler *c)
{
    thread_jumps(c->unit);
    drop_unreachable(c);
    if (c->unit->has_checks && !c->failed)
        drop_checks(c);
    invert_branches(c);
    drop_jumps_to_next(c->unit);
}
