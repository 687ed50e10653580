/* cond.c - conditions compile to jumps: no bool is made for `if a < b and not c`. */
#include "compile/compiler.h"

typedef struct Branch {
    uint16_t when, unless, when_small, unless_small; /* opcodes; small: int on the right */
} Branch;

static const Branch branches[] = {
    [OU_AST_OP_Eq] = {OU_JEQ_OP, OU_JNEQ_OP, OU_JEQI_OP, OU_JNEQI_OP},
    [OU_AST_OP_NotEq] = {OU_JNE_OP, OU_JNNE_OP, OU_JNEI_OP, OU_JNNEI_OP},
    [OU_AST_OP_Lt] = {OU_JLT_OP, OU_JNLT_OP, OU_JLTI_OP, OU_JNLTI_OP},
    [OU_AST_OP_LtE] = {OU_JLE_OP, OU_JNLE_OP, OU_JLEI_OP, OU_JNLEI_OP},
    [OU_AST_OP_Gt] = {OU_JGT_OP, OU_JNGT_OP, OU_JGTI_OP, OU_JNGTI_OP},
    [OU_AST_OP_GtE] = {OU_JGE_OP, OU_JNGE_OP, OU_JGEI_OP, OU_JNGEI_OP},
    [OU_AST_OP_Is] = {OU_JIS_OP, OU_JISNOT_OP, 0, 0},
    [OU_AST_OP_IsNot] = {OU_JISNOT_OP, OU_JIS_OP, 0, 0},
    [OU_AST_OP_In] = {OU_JIN_OP, OU_JNOTIN_OP, 0, 0},
    [OU_AST_OP_NotIn] = {OU_JNOTIN_OP, OU_JIN_OP, 0, 0},
};

static bool is_identity(OuAstOperator op)
{
    return op == OU_AST_OP_Is || op == OU_AST_OP_IsNot;
}

/* Jump if `left op right` is `when`; `right` is a node, evaluated here. */
static void jump_last(OuCompiler *c, const OuAstCompare *e, OuAstOperator op, OuOperand left,
                      const OuAstNode *right, int32_t label, bool when)
{
    const Branch *branch = &branches[op];
    OuConst value;
    int32_t small;
    if (is_identity(op) && ou_const_is_none(right)) {
        ou_cc_at(c, &e->node);
        bool none = (op == OU_AST_OP_Is) == when;
        ou_emit_jump(c, (none ? OU_JNONE_OP : OU_JNOTNONE_OP) | OU_DIES(left, A), left.reg, 0, label);
        return;
    }
    if (branch->when_small != 0 && ou_const_small(c, right, INT16_MIN, INT16_MAX, &small) &&
        ou_const_get(c, right, &value)) {
        (void)ou_pool_const(c, &value);
        ou_cc_at(c, &e->node);
        ou_emit_jump(c, (when ? branch->when_small : branch->unless_small) | OU_DIES(left, A), left.reg,
                     (uint16_t)small, label);
        return;
    }
    OuOperand operand = ou_expr_operand(c, right, NULL);
    ou_cc_at(c, &e->node);
    ou_emit_jump(c, (when ? branch->when : branch->unless) | OU_DIES(left, A) | OU_DIES(operand, B),
                 left.reg, operand.reg, label);
}

/* a < b < c: each test but the last leaves when it fails, releasing the middle operand. */
static void jump_chain(OuCompiler *c, const OuAstCompare *e, int32_t label, bool when)
{
    OuUnit *unit = c->unit;
    uint32_t count = e->comparators.len, base = unit->next_temp;
    int32_t end = ou_label_new(c);
    int32_t fails = when ? end : label;
    int32_t *cleanups = ou_cc_take(c, count * sizeof *cleanups);
    OuOperand *middles = ou_cc_take(c, count * sizeof *middles);
    if (cleanups == NULL || middles == NULL)
        return;
    bool any = false;
    OuOperand left = ou_expr_operand(c, e->left, &e->node);
    for (uint32_t i = 0; i + 1 < count && !c->failed; i++) {
        OuOperand right = ou_expr_operand(c, e->comparators.items[i], &e->node);
        ou_cc_at(c, &e->node);
        middles[i] = right;
        cleanups[i] = right.temp ? ou_label_new(c) : fails;
        any |= right.temp;
        ou_emit_jump(c, branches[e->ops.items[i]].unless | OU_DIES(left, A), left.reg, right.reg,
                     cleanups[i]);
        left = right;
    }
    jump_last(c, e, (OuAstOperator)e->ops.items[count - 1], left, e->comparators.items[count - 1],
              label, when);
    if (any)
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    for (uint32_t i = 0; i + 1 < count && !c->failed; i++) {
        if (!middles[i].temp)
            continue;
        ou_label_bind(c, cleanups[i]);
        ou_temp_release(c, middles[i].reg);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, fails);
    }
    ou_label_bind(c, end);
    unit->next_temp = base;
}

typedef void Jump(OuCompiler *c, const OuAstNode *node, int32_t label, bool when);

static void jump_boolop(OuCompiler *c, const OuAstBoolOp *e, int32_t label, bool when, Jump *jump)
{
    bool decides = e->op == OU_AST_OP_Or; /* the truth of a part that settles the whole */
    uint32_t last = e->values.len - 1;
    int32_t end = decides == when ? label : ou_label_new(c);
    for (uint32_t i = 0; i < last; i++)
        jump(c, e->values.items[i], end, decides);
    jump(c, e->values.items[last], label, when);
    if (end != label)
        ou_label_bind(c, end);
}

static void jump_ifexp(OuCompiler *c, const OuAstIfExp *e, int32_t label, bool when, Jump *body, Jump *orelse)
{
    int32_t otherwise = ou_label_new(c), end = ou_label_new(c);
    ou_expr_jump(c, e->test, otherwise, false);
    body(c, e->body, label, when);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    ou_label_bind(c, otherwise);
    orelse(c, e->orelse, label, when);
    ou_label_bind(c, end);
}

static bool is_not(const OuAstNode *node)
{
    return node->kind == OU_AST_UnaryOp && OU_AST(UnaryOp, node)->op == OU_AST_OP_Not;
}

static bool is_chain(const OuAstNode *node)
{
    return node->kind == OU_AST_Compare && OU_AST(Compare, node)->ops.len > 1;
}

/* Jump by the truth of the value of `node`. */
static void jump_plain(OuCompiler *c, const OuAstNode *node, int32_t label, bool when)
{
    uint32_t base = c->unit->next_temp;
    OuOperand value = ou_expr_operand(c, node, NULL);
    ou_cc_at(c, node);
    ou_emit_jump(c, (when ? OU_JTRUE_OP : OU_JFALSE_OP) | OU_DIES(value, A), value.reg, 0, label);
    c->unit->next_temp = base;
}

void ou_expr_jump(OuCompiler *c, const OuAstNode *node, int32_t label, bool when)
{
    uint32_t base = c->unit->next_temp;
    if (c->failed || ou_cc_too_deep(c))
        return;
    int truth = ou_const_truth(c, node);
    if (truth >= 0) {
        OuConst value;
        if (ou_const_get(c, node, &value))
            (void)ou_pool_const(c, &value);
        ou_cc_at(c, node);
        if ((truth == 1) == when)
            ou_emit_jump(c, OU_JUMP_OP, 0, 0, label);
        return;
    }
    if (is_not(node)) {
        ou_expr_jump(c, OU_AST(UnaryOp, node)->operand, label, !when);
        return;
    }
    if (node->kind == OU_AST_BoolOp) {
        jump_boolop(c, OU_AST(BoolOp, node), label, when, ou_expr_jump);
        return;
    }
    if (node->kind == OU_AST_IfExp) {
        jump_ifexp(c, OU_AST(IfExp, node), label, when, ou_expr_jump, ou_expr_jump);
        return;
    }
    if (node->kind == OU_AST_Compare) {
        OuAstCompare *e = OU_AST(Compare, node);
        c->unit->compare_pos = ou_cc_pos(node);
        ou_warn_compare(c, node);
        if (e->ops.len > 1) {
            jump_chain(c, e, label, when);
            return;
        }
        OuOperand left = ou_expr_operand(c, e->left, e->comparators.items[0]);
        jump_last(c, e, (OuAstOperator)e->ops.items[0], left, e->comparators.items[0], label, when);
    } else {
        jump_plain(c, node, label, when);
    }
    c->unit->next_temp = base;
}

/* For an operand of `and` or `or` whose value is wanted: a chained comparison, what is under a `not` and
 * what stands before an `if` are values first, and asked for their truth once more. */
void ou_expr_jump_value(OuCompiler *c, const OuAstNode *node, int32_t label, bool when)
{
    if (c->failed || ou_cc_too_deep(c))
        return;
    if (ou_const_truth(c, node) >= 0)
        ou_expr_jump(c, node, label, when);
    else if (node->kind == OU_AST_BoolOp)
        jump_boolop(c, OU_AST(BoolOp, node), label, when, ou_expr_jump_value);
    else if (node->kind == OU_AST_IfExp)
        jump_ifexp(c, OU_AST(IfExp, node), label, when, jump_plain, ou_expr_jump_value);
    else if (is_not(node) || is_chain(node))
        jump_plain(c, node, label, when);
    else
        ou_expr_jump(c, node, label, when);
}
