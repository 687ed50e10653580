/* verify.c - debug builds: abstract interpretation of finished code.
 *
 * Follows every path and knows at each instruction which temporaries hold a reference. They
 * must agree with the live map and, where paths meet, with each other; operands must be
 * there, results must not overwrite references, jumps must lead to instructions. */
#include "code/effects.h"

#ifdef OU_DEBUG
#include "base/strbuf.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Verifier {
    const OuProto *proto;
    uint32_t set_words;  /* of a set of temporaries */
    uint64_t *states;    /* before each word */
    uint8_t *starts;     /* 1: an instruction begins here; 2: and was reached; 4: waits */
    uint32_t *queue;
    uint32_t queue_count;
    uint64_t *state;     /* scratch: after the instruction */
} Verifier;

static _Noreturn void fail(const Verifier *v, uint32_t pc, const char *what, uint32_t detail)
{
    OuBuf text;
    OuMem mem = {0};
    ou_mem_init(&mem, NULL, NULL, 0);
    ou_buf_init(&text, &mem);
    ou_disassemble(v->proto, false, &text);
    const char *code = ou_buf_text(&text);
    (void)fprintf(stderr, "%s\nverify: %s at %u (register or word %u, $%d)\n", code != NULL ? code : "", what, pc,
                  detail, (int)detail - v->proto->local_count);
    abort();
}

static bool has(const Verifier *v, const uint64_t *set, uint32_t reg)
{
    uint32_t i = reg - v->proto->local_count;
    return set[i / 64] >> i % 64 & 1;
}

static void put(const Verifier *v, uint64_t *set, uint32_t reg, bool on)
{
    uint32_t i = reg - v->proto->local_count;
    if (on)
        set[i / 64] |= UINT64_C(1) << i % 64;
    else
        set[i / 64] &= ~(UINT64_C(1) << i % 64);
}

static bool is_temp(const Verifier *v, uint32_t pc, uint32_t reg)
{
    if (reg >= v->proto->register_count)
        fail(v, pc, "register out of range", reg);
    return reg >= v->proto->local_count;
}

/* Control goes from `pc` to `to` with `state`. */
static void flow(Verifier *v, uint32_t pc, uint32_t to, const uint64_t *state)
{
    if (to >= v->proto->insn_count || !(v->starts[to] & 1))
        fail(v, pc, "jump to no instruction", to);
    uint64_t *known = &v->states[(size_t)to * v->set_words];
    if (!(v->starts[to] & 2)) {
        memcpy(known, state, v->set_words * sizeof *state);
        v->starts[to] |= 2;
        v->queue[v->queue_count++] = to;
        return;
    }
    for (uint32_t reg = v->proto->local_count; reg < v->proto->register_count; reg++)
        if (has(v, known, reg) != has(v, state, reg))
            fail(v, to, "paths disagree", reg);
}

/* The live map at `pc` must be exactly `state`. */
static void check_live(Verifier *v, uint32_t pc, const uint64_t *state)
{
    uint32_t count, expected = 0;
    const uint16_t *live = ou_code_live(v->proto, pc, &count);
    for (uint32_t reg = v->proto->local_count; reg < v->proto->register_count; reg++)
        expected += has(v, state, reg);
    if (count != expected)
        fail(v, pc, "live map has another size", count);
    for (uint32_t i = 0; i < count; i++)
        if (!is_temp(v, pc, live[i]) || !has(v, state, live[i]))
            fail(v, pc, "live map lists a dead register", live[i]);
}

static void check_operands(Verifier *v, uint32_t pc, const OuInsn *insn, const uint64_t *state)
{
    const OuOpInfo *info = &ou_op_info[insn->op & OU_OPCODE_MASK];
    const uint16_t values[3] = {insn->a, insn->b, insn->c};
    bool wide = info->operands[2] == 0;
    for (int i = 0; info->operands[i] != 0; i++) {
        char letter = info->operands[i];
        uint32_t number = wide && i == 1 ? insn->u : values[i];
        if ((insn->op & OU_OPCODE_MASK) == OU_RAISE_OP && i >= insn->c)
            break; /* not used */
        if (letter == 'K' && number >= v->proto->const_count)
            fail(v, pc, "constant out of range", number);
        if (letter == 'N' && number >= v->proto->code_name_count)
            fail(v, pc, "name out of range", number);
        if (letter == 'f' && number >= v->proto->free_count)
            fail(v, pc, "free variable out of range", number);
        if ((letter == 'r' || letter == 'm') && is_temp(v, pc, number) && !has(v, state, number))
            fail(v, pc, "dead register read", number);
        if (letter == 'w' && !(insn->op & OU_TEMP) && is_temp(v, pc, number) &&
            (insn->op & OU_OPCODE_MASK) != OU_CATCH_OP)
            fail(v, pc, "temporary written as a variable", number);
        if (letter == 'w' && (insn->op & OU_TEMP) && !is_temp(v, pc, number) &&
            (insn->op & OU_OPCODE_MASK) != OU_SEND_OP)
            fail(v, pc, "variable written as a temporary", number);
    }
}

/* The effects along one edge. */
static void apply(Verifier *v, uint32_t pc, const OuEffects *effects, unsigned edge, uint64_t *state)
{
    for (int i = 0; i < effects->count; i++) {
        const OuEffect *e = &effects->items[i];
        if (e->kind != OU_EFFECT_CONSUMES && !(e->edges & edge))
            continue;
        for (uint32_t reg = e->first; reg < (uint32_t)e->first + e->count; reg++) {
            if (!is_temp(v, pc, reg))
                fail(v, pc, "a variable treated as a temporary", reg);
            if (e->kind == OU_EFFECT_WRITES && has(v, state, reg))
                fail(v, pc, "reference overwritten", reg);
            if (e->kind != OU_EFFECT_WRITES && !has(v, state, reg))
                fail(v, pc, "dead register released", reg);
            put(v, state, reg, e->kind == OU_EFFECT_WRITES);
        }
    }
}

static void go_to_handler(Verifier *v, uint32_t pc, const OuHandler *handler, const uint64_t *live)
{
    memcpy(v->state, live, v->set_words * sizeof *live);
    for (uint32_t reg = v->proto->local_count; reg < v->proto->register_count; reg++)
        if (reg >= handler->depth)
            put(v, v->state, reg, false);
    flow(v, pc, handler->target, v->state);
    if (!ou_op_enters_handler(v->proto->insns[handler->target].op))
        fail(v, pc, "handler does not begin with a handler entry", handler->target);
}

static void step(Verifier *v, uint32_t pc, uint64_t *live)
{
    const OuProto *proto = v->proto;
    const OuInsn *insn = &proto->insns[pc];
    const uint64_t *before = &v->states[(size_t)pc * v->set_words];
    size_t size = v->set_words * sizeof *before;
    uint32_t next = pc + ou_op_info[insn->op & OU_OPCODE_MASK].words;
    OuEffects effects, consumed = {.count = 0};
    ou_op_effects(insn, pc + 1 < proto->insn_count ? insn + 1 : insn, &effects);
    check_operands(v, pc, insn, before);
    for (int i = 0; i < effects.count; i++)
        if (effects.items[i].kind == OU_EFFECT_CONSUMES)
            consumed.items[consumed.count++] = effects.items[i];
    memcpy(live, before, size);
    apply(v, pc, &consumed, 0, live);
    if ((insn->op & OU_OPCODE_MASK) != OU_STEP_OP) /* the map there is that of what follows: no frame stands there */
        check_live(v, pc, live);
    const OuHandler *handler = ou_code_handler(proto, pc);
    if (handler != NULL)
        go_to_handler(v, pc, handler, live);
    char jump = ou_op_jump(insn->op);
    if (jump != 0) {
        int32_t distance = jump == 'c' ? (int16_t)insn->c : jump == 'k' ? insn->k : insn[1].k;
        memcpy(v->state, before, size);
        apply(v, pc, &effects, OU_ON_JUMP, v->state);
        flow(v, pc, next + (uint32_t)distance, v->state);
    }
    memcpy(v->state, before, size);
    apply(v, pc, &effects, OU_ON_NEXT, v->state);
    if (!ou_op_ends(insn->op))
        flow(v, pc, next, v->state);
}

void ou_verify(const OuProto *proto)
{
    Verifier v = {.proto = proto};
    uint32_t n = proto->insn_count;
    v.set_words = (uint32_t)(proto->register_count - proto->local_count) / 64 + 1;
    v.states = calloc((size_t)n * v.set_words, sizeof(uint64_t));
    v.starts = calloc((size_t)n + 1, 1);
    v.queue = calloc((size_t)n + 1, sizeof(uint32_t));
    v.state = calloc(v.set_words, sizeof(uint64_t));
    uint64_t *live = calloc(v.set_words, sizeof(uint64_t));
    if (v.states != NULL && v.starts != NULL && v.queue != NULL && v.state != NULL && live != NULL) {
        for (uint32_t pc = 0; pc < n; pc += ou_op_info[proto->insns[pc].op & OU_OPCODE_MASK].words)
            v.starts[pc] = 1;
        flow(&v, 0, 0, v.state);
        while (v.queue_count > 0)
            step(&v, v.queue[--v.queue_count], live);
    }
    free(v.states);
    free(v.starts);
    free(v.queue);
    free(v.state);
    free(live);
}
#else
void ou_verify(const OuProto *proto)
{
    (void)proto;
}
#endif
