/* expr.c - expressions to registers.
 *
 * Plain local variables are read where they are. That is right as long as nothing between
 * their evaluation and their use can rebind them: only `:=` in the same expression can, and
 * then the value is copied first. */
#include "compile/compiler.h"
#include <string.h>

#define STACK_GUIDELINE 30 /* displays with more items are built piecewise */

OuOperand ou_expr_target(OuCompiler *c)
{
    return (OuOperand){(uint16_t)c->unit->next_temp, true};
}

uint16_t ou_expr_temp(OuCompiler *c, const OuAstNode *node)
{
    ou_expr_into(c, node, ou_expr_target(c));
    return ou_temp_take(c);
}

/* ---- in place or not ---- */

typedef struct Rebind {
    OuCompiler *c;
    const OuSymbol *symbol;
} Rebind;

static bool find_walrus(OuAstNode *node, void *user)
{
    Rebind *search = user;
    if (ou_cc_too_deep(search->c))
        return false;
    if (node->kind == OU_AST_NamedExpr) {
        OuAstText id = OU_AST(Name, OU_AST(NamedExpr, node)->target)->id;
        if (ou_cc_mangled(search->c, id) == search->symbol->name)
            return false;
    }
    return ou_ast_each_child(node, find_walrus, user);
}

/* Can evaluating `node` give the plain local `symbol` another value? */
bool ou_expr_rebinds(OuCompiler *c, const OuAstNode *node, const OuSymbol *symbol)
{
    Rebind search = {c, symbol};
    return node != NULL && (symbol->flags & OU_SYM_WALRUS) &&
           !find_walrus((OuAstNode *)node, &search);
}

OuOperand ou_expr_operand(OuCompiler *c, const OuAstNode *node, const OuAstNode *later)
{
    const OuAstNode *named = node;
    if (node->kind == OU_AST_NamedExpr)
        named = OU_AST(NamedExpr, node)->target;
    if (named->kind == OU_AST_Name) {
        OuAstText id = OU_AST(Name, named)->id;
        if (named != node)
            (void)ou_name_local_of(c, named, OU_AST(NamedExpr, node)->value);
        OuPlace place = ou_place_of(c, ou_cc_mangled(c, id));
        if (place.kind == OU_PLACE_LOCAL && !ou_expr_rebinds(c, later, place.symbol)) {
            OuOperand variable = {place.symbol->place, false};
            ou_cc_at(c, node);
            if (named == node)
                ou_place_check(c, place);
            else if (!ou_name_forbidden(c, id, ou_cc_pos(named), OU_AST_Store))
                ou_expr_into(c, OU_AST(NamedExpr, node)->value, variable);
            return variable;
        }
    }
    return (OuOperand){ou_expr_temp(c, node), true};
}

/* ---- operators ---- */

uint16_t ou_op_binary(OuAstOperator op)
{
    static const uint16_t ops[] = {
        [OU_AST_OP_Add] = OU_ADD_OP,       [OU_AST_OP_Sub] = OU_SUB_OP,
        [OU_AST_OP_Mult] = OU_MUL_OP,      [OU_AST_OP_MatMult] = OU_MATMUL_OP,
        [OU_AST_OP_Div] = OU_TRUEDIV_OP,   [OU_AST_OP_Mod] = OU_MOD_OP,
        [OU_AST_OP_Pow] = OU_POW_OP,       [OU_AST_OP_LShift] = OU_LSHIFT_OP,
        [OU_AST_OP_RShift] = OU_RSHIFT_OP, [OU_AST_OP_BitOr] = OU_OR_OP,
        [OU_AST_OP_BitXor] = OU_XOR_OP,    [OU_AST_OP_BitAnd] = OU_AND_OP,
        [OU_AST_OP_FloorDiv] = OU_FLOORDIV_OP,
    };
    return ops[op];
}

/* The form with a constant on the right; 0: none. */
static uint16_t binary_k(OuAstOperator op)
{
    static const uint16_t ops[] = {
        [OU_AST_OP_Add] = OU_ADDK_OP,       [OU_AST_OP_Sub] = OU_SUBK_OP,
        [OU_AST_OP_Mult] = OU_MULK_OP,      [OU_AST_OP_MatMult] = 0,
        [OU_AST_OP_Div] = OU_TRUEDIVK_OP,   [OU_AST_OP_Mod] = OU_MODK_OP,
        [OU_AST_OP_Pow] = OU_POWK_OP,       [OU_AST_OP_LShift] = OU_LSHIFTK_OP,
        [OU_AST_OP_RShift] = OU_RSHIFTK_OP, [OU_AST_OP_BitOr] = OU_ORK_OP,
        [OU_AST_OP_BitXor] = OU_XORK_OP,    [OU_AST_OP_BitAnd] = OU_ANDK_OP,
        [OU_AST_OP_FloorDiv] = OU_FLOORDIVK_OP,
    };
    return ops[op];
}

/* left op right, with a constant right side in the instruction; leaves next_temp alone. */
void ou_emit_binary(OuCompiler *c, OuAstOperator op, uint32_t flags, OuOperand left,
                    const OuAstNode *right, const OuAstNode *at, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    flags |= OU_WRITES(target) | OU_DIES(left, B);
    OuConst value;
    int32_t small;
    if (ou_const_get(c, right, &value)) {
        uint32_t number = ou_pool_const(c, &value);
        ou_cc_at(c, at);
        if ((op == OU_AST_OP_Add || op == OU_AST_OP_Sub) &&
            ou_const_small(c, right, INT16_MIN, INT16_MAX, &small)) {
            ou_emit(c, (op == OU_AST_OP_Add ? OU_ADDI_OP : OU_SUBI_OP) | flags, target.reg, left.reg,
                    (uint16_t)small);
            return;
        }
        if (binary_k(op) != 0 && number < OU_NO_REGISTER) {
            ou_emit(c, binary_k(op) | flags, target.reg, left.reg, number);
            return;
        }
    }
    OuOperand operand = ou_expr_operand(c, right, NULL);
    ou_cc_at(c, at);
    ou_emit(c, ou_op_binary(op) | flags | OU_DIES(operand, C), target.reg, left.reg, operand.reg);
    c->unit->next_temp = base;
}

/* The left spine of a + b + c in a loop. */
static void binop_into(OuCompiler *c, const OuAstNode *e, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint32_t count = 0, base = unit->next_temp;
    const OuAstNode *left = e;
    for (; left->kind == OU_AST_BinOp; left = OU_AST(BinOp, left)->left)
        count++;
    const OuAstNode **spine = ou_cc_take(c, count * sizeof *spine);
    if (spine == NULL)
        return;
    uint32_t i = count;
    for (left = e; left->kind == OU_AST_BinOp; left = OU_AST(BinOp, left)->left)
        spine[--i] = left;
    OuOperand value = ou_expr_operand(c, left, e);
    for (; i < count && !c->failed; i++) {
        OuOperand to = i + 1 == count ? target : (OuOperand){(uint16_t)base, true};
        OuAstBinOp *op = OU_AST(BinOp, spine[i]);
        ou_emit_binary(c, op->op, 0, value, op->right, spine[i], to);
        unit->next_temp = base;
        if (i + 1 < count)
            (void)ou_temp_take(c);
        value = to;
    }
}

static void unary_into(OuCompiler *c, const OuAstUnaryOp *e, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    uint32_t op = e->op == OU_AST_OP_Invert ? OU_INVERT_OP
                  : e->op == OU_AST_OP_Not  ? OU_NOT_OP
                  : e->op == OU_AST_OP_UAdd ? OU_POS_OP
                                            : OU_NEG_OP;
    OuOperand value = ou_expr_operand(c, e->operand, NULL);
    ou_cc_at(c, &e->node);
    ou_emit(c, op | OU_WRITES(target) | OU_DIES(value, B), target.reg, value.reg, 0);
    c->unit->next_temp = base;
}

static uint16_t compare_op(OuAstOperator op)
{
    static const uint16_t ops[] = {
        [OU_AST_OP_Eq] = OU_EQ_OP,   [OU_AST_OP_NotEq] = OU_NE_OP, [OU_AST_OP_Lt] = OU_LT_OP,
        [OU_AST_OP_LtE] = OU_LE_OP,  [OU_AST_OP_Gt] = OU_GT_OP,    [OU_AST_OP_GtE] = OU_GE_OP,
        [OU_AST_OP_Is] = OU_IS_OP,   [OU_AST_OP_IsNot] = OU_ISNOT_OP,
        [OU_AST_OP_In] = OU_IN_OP,   [OU_AST_OP_NotIn] = OU_NOTIN_OP,
    };
    return ops[op];
}

/* a < b < c as a value: each middle operand is evaluated once and lives one comparison long. */
static void chain_into(OuCompiler *c, const OuAstCompare *e, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp, count = e->comparators.len;
    OuOperand result = {ou_temp_take(c), true};
    OuOperand left = ou_expr_operand(c, e->left, &e->node);
    int32_t end = ou_label_new(c);
    int32_t *cleanups = ou_cc_take(c, count * sizeof *cleanups);
    OuOperand *middles = ou_cc_take(c, count * sizeof *middles);
    if (cleanups == NULL || middles == NULL)
        return;
    for (uint32_t i = 0; i < count && !c->failed; i++) {
        OuOperand right = ou_expr_operand(c, e->comparators.items[i],
                                          i + 1 < count ? &e->node : NULL);
        ou_cc_at(c, &e->node);
        bool last = i + 1 == count;
        ou_emit(c, compare_op((OuAstOperator)e->ops.items[i]) | OU_TEMP | OU_DIES(left, B) |
                       (last ? OU_DIES(right, C) : 0),
                result.reg, left.reg, right.reg);
        middles[i] = right;
        if (!last) {
            cleanups[i] = right.temp ? ou_label_new(c) : end;
            ou_emit_jump(c, OU_JFALSEKEEP_OP, result.reg, 0, cleanups[i]);
        }
        left = right;
    }
    for (uint32_t i = 0; i + 1 < count && !c->failed; i++) {
        if (!middles[i].temp)
            continue;
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
        ou_label_bind(c, cleanups[i]);
        ou_temp_release(c, middles[i].reg);
    }
    ou_label_bind(c, end);
    ou_emit_move(c, target, result);
    unit->next_temp = base;
}

static void compare_into(OuCompiler *c, const OuAstCompare *e, OuOperand target)
{
    ou_warn_compare(c, &e->node);
    if (e->ops.len > 1) {
        chain_into(c, e, target);
        return;
    }
    uint32_t base = c->unit->next_temp;
    OuOperand left = ou_expr_operand(c, e->left, e->comparators.items[0]);
    OuOperand right = ou_expr_operand(c, e->comparators.items[0], NULL);
    ou_cc_at(c, &e->node);
    ou_emit(c, compare_op((OuAstOperator)e->ops.items[0]) | OU_WRITES(target) | OU_DIES(left, B) |
                   OU_DIES(right, C),
            target.reg, left.reg, right.reg);
    c->unit->next_temp = base;
}

/* Leave the value in `result` and go to `end` if its truth is `when`; else drop it and go on. */
static void value_or_next(OuCompiler *c, const OuAstNode *node, const OuAstNode *at, bool when,
                          OuOperand result, int32_t end)
{
    uint32_t base = c->unit->next_temp;
    ou_expr_into(c, node, result);
    (void)ou_temp_take(c);
    ou_cc_at(c, at);
    ou_emit_jump(c, when ? OU_JTRUEKEEP_OP : OU_JFALSEKEEP_OP, result.reg, 0, end);
    c->unit->next_temp = base;
}

/* The same for any operand. A truth that a part of an inner `and` or `or` has settled is not asked for
 * again, unless it stands before an `if`. */
static void operand_into(OuCompiler *c, const OuAstNode *node, const OuAstNode *at, bool when, OuOperand result,
                         int32_t end)
{
    if ((node->kind != OU_AST_BoolOp && node->kind != OU_AST_IfExp) || ou_cc_too_deep(c)) {
        value_or_next(c, node, at, when, result, end);
        return;
    }
    int32_t next = ou_label_new(c);
    if (node->kind == OU_AST_IfExp) {
        const OuAstIfExp *e = OU_AST(IfExp, node);
        int32_t otherwise = ou_label_new(c);
        ou_expr_jump(c, e->test, otherwise, false);
        value_or_next(c, e->body, at, when, result, end);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, next);
        ou_label_bind(c, otherwise);
        operand_into(c, e->orelse, at, when, result, end);
    } else {
        const OuAstBoolOp *e = OU_AST(BoolOp, node);
        bool decides = e->op == OU_AST_OP_Or;
        uint32_t last = e->values.len - 1;
        for (uint32_t i = 0; i < last && !c->failed; i++) {
            if (decides == when)
                operand_into(c, e->values.items[i], node, when, result, end);
            else
                ou_expr_jump_value(c, e->values.items[i], next, decides);
        }
        operand_into(c, e->values.items[last], at, when, result, end);
    }
    ou_label_bind(c, next);
}

static void boolop_into(OuCompiler *c, const OuAstBoolOp *e, OuOperand target)
{
    uint32_t base = c->unit->next_temp, last = e->values.len - 1;
    OuOperand result = ou_expr_target(c);
    int32_t end = ou_label_new(c);
    for (uint32_t i = 0; i < last && !c->failed; i++)
        operand_into(c, e->values.items[i], &e->node, e->op == OU_AST_OP_Or, result, end);
    ou_expr_into(c, e->values.items[last], result);
    (void)ou_temp_take(c);
    ou_label_bind(c, end);
    ou_emit_move(c, target, result);
    c->unit->next_temp = base;
}

static void ifexp_into(OuCompiler *c, const OuAstIfExp *e, OuOperand target)
{
    int32_t otherwise = ou_label_new(c), end = ou_label_new(c);
    ou_expr_jump(c, e->test, otherwise, false);
    ou_expr_into(c, e->body, target);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    ou_label_bind(c, otherwise);
    ou_expr_into(c, e->orelse, target);
    ou_label_bind(c, end);
}

static void walrus_into(OuCompiler *c, const OuAstNamedExpr *e, OuOperand target)
{
    OuAstName *name = OU_AST(Name, e->target);
    if (ou_name_forbidden(c, name->id, ou_cc_pos(e->target), OU_AST_Store))
        return;
    (void)ou_name_local_of(c, e->target, e->value);
    OuPlace place = ou_place_of(c, ou_cc_mangled(c, name->id));
    uint32_t base = c->unit->next_temp;
    if (place.kind == OU_PLACE_LOCAL) {
        OuOperand variable = {place.symbol->place, false};
        ou_expr_into(c, e->value, variable);
        ou_emit_move(c, target, variable);
        return;
    }
    OuOperand value = {ou_expr_temp(c, e->value), true};
    ou_cc_at(c, e->target);
    ou_place_store(c, place, (OuOperand){value.reg, false});
    ou_emit_move(c, target, value);
    c->unit->next_temp = base;
}

/* ---- attributes, items ---- */

static bool is_super_call(OuCompiler *c, const OuAstNode *e)
{
    if (e->kind != OU_AST_Call || c->unit->scope->kind != OU_SCOPE_FUNCTION)
        return false;
    OuAstCall *call = OU_AST(Call, e);
    if (call->func->kind != OU_AST_Name || !ou_ast_text_is(OU_AST(Name, call->func)->id, "super") ||
        call->keywords.len > 0 || (call->args.len != 0 && call->args.len != 2))
        return false;
    for (uint32_t i = 0; i < call->args.len; i++)
        if (call->args.items[i]->kind == OU_AST_Starred)
            return false;
    if (call->args.len == 0) { /* sure to fail otherwise: then super() itself must be seen to */
        OuSymbol *cls = ou_scope_find(c->unit->scope, ou_cc_name(c, "__class__", 9));
        if (cls == NULL || cls->binding != OU_BIND_FREE || c->unit->argument_count == 0)
            return false;
    }
    return ou_place_of(c, ou_cc_name(c, "super", 5)).kind == OU_PLACE_GLOBAL;
}

/* super().name: no super object is made. `op` tells whether it is called. */
bool ou_expr_super(OuCompiler *c, const OuAstAttribute *e, uint32_t op, OuOperand target)
{
    if (!is_super_call(c, e->value))
        return false;
    uint32_t base = c->unit->next_temp;
    OuAstCall *call = OU_AST(Call, e->value);
    uint16_t first = ou_expr_temp(c, call->func);
    for (uint32_t i = 0; i < call->args.len; i++)
        (void)ou_expr_temp(c, call->args.items[i]);
    ou_cc_at(c, &e->node);
    ou_emit(c, op | OU_WRITES(target) | (call->args.len == 0 ? OU_INPLACE : 0u), target.reg, first,
            ou_pool_name(c, ou_cc_mangled(c, e->attr)));
    c->unit->next_temp = base;
    return true;
}

static void attribute_into(OuCompiler *c, const OuAstAttribute *e, OuOperand target)
{
    if (ou_expr_super(c, e, OU_LOADSUPER_OP, target))
        return;
    uint32_t base = c->unit->next_temp;
    OuOperand value = ou_expr_operand(c, e->value, NULL);
    c->unit->pos = ou_cc_attribute_pos(&e->node, e);
    ou_emit(c, OU_GETATTR_OP | OU_WRITES(target) | OU_DIES(value, B), target.reg, value.reg,
            ou_pool_name(c, ou_cc_mangled(c, e->attr)));
    c->unit->next_temp = base;
}

/* The parts of a slice, evaluated in order into new temporaries: 2, or 3 if there is a step. */
static uint32_t slice_parts(OuCompiler *c, const OuAstNode *node)
{
    OuAstSlice *e = OU_AST(Slice, node);
    OuAstNode *parts[3] = {e->lower, e->upper, e->step};
    uint32_t count = e->step != NULL ? 3 : 2;
    for (uint32_t i = 0; i < count; i++) {
        ou_cc_at(c, node);
        if (parts[i] != NULL)
            (void)ou_expr_temp(c, parts[i]);
        else {
            ou_emit_none(c, ou_expr_target(c));
            (void)ou_temp_take(c);
        }
    }
    return count;
}

void ou_expr_slice(OuCompiler *c, const OuAstNode *node, OuOperand target)
{
    uint32_t base = c->unit->next_temp, count = slice_parts(c, node);
    ou_cc_at(c, node);
    ou_emit(c, OU_SLICE_OP | OU_WRITES(target), target.reg, base, count);
    c->unit->next_temp = base;
}

static void subscript_into(OuCompiler *c, const OuAstSubscript *e, OuOperand target)
{
    ou_warn_subscript(c, &e->node);
    uint32_t base = c->unit->next_temp;
    OuOperand value = ou_expr_operand(c, e->value, e->slice);
    int32_t small;
    OuConst constant;
    if (ou_const_small(c, e->slice, INT16_MIN, INT16_MAX, &small) &&
        ou_const_get(c, e->slice, &constant)) {
        (void)ou_pool_const(c, &constant);
        ou_cc_at(c, &e->node);
        ou_emit(c, OU_GETITEMI_OP | OU_WRITES(target) | OU_DIES(value, B), target.reg, value.reg,
                (uint16_t)small);
    } else if (e->slice->kind == OU_AST_Slice && OU_AST(Slice, e->slice)->step == NULL) {
        uint32_t bounds = c->unit->next_temp;
        (void)slice_parts(c, e->slice);
        ou_cc_at(c, &e->node);
        ou_emit(c, OU_GETSLICE_OP | OU_WRITES(target) | OU_DIES(value, B), target.reg, value.reg, bounds);
    } else {
        OuOperand key = ou_expr_operand(c, e->slice, NULL);
        ou_cc_at(c, &e->node);
        ou_emit(c, OU_GETITEM_OP | OU_WRITES(target) | OU_DIES(value, B) | OU_DIES(key, C), target.reg,
                value.reg, key.reg);
    }
    c->unit->next_temp = base;
}

/* ---- displays ---- */

typedef struct Display {
    uint32_t build, append, extend;
} Display;

static bool all_constant(OuCompiler *c, const OuAstSeq *elts)
{
    OuConst value;
    for (uint32_t i = 0; i < elts->len; i++)
        if (!ou_const_get(c, elts->items[i], &value))
            return false;
    return true;
}

/* [1, 2, 3]: an empty list extended by a constant. */
static void constant_display(OuCompiler *c, const OuAstNode *at, const OuAstSeq *elts,
                             const Display *how, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    OuConst items = {.kind = how->build == OU_SET_OP ? OU_CONST_FROZENSET : OU_CONST_TUPLE};
    items.items.items = ou_cc_take(c, elts->len * sizeof(OuConst));
    items.items.count = elts->len;
    if (items.items.items == NULL)
        return;
    for (uint32_t i = 0; i < elts->len; i++)
        (void)ou_const_get(c, elts->items[i], &items.items.items[i]);
    ou_cc_at(c, at);
    ou_emit(c, how->build | OU_TEMP, base, base, 0);
    uint16_t display = ou_temp_take(c);
    OuOperand constant = ou_expr_target(c);
    ou_emit_const(c, &items, constant);
    (void)ou_temp_take(c);
    ou_emit(c, how->extend | OU_DIES_B, display, constant.reg, 0);
    ou_emit_move(c, target, (OuOperand){display, true});
    c->unit->next_temp = base;
}

static void display_into(OuCompiler *c, const OuAstNode *at, const OuAstSeq *elts, const Display *how,
                         bool tuple, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp, first = base;
    bool big = elts->len > STACK_GUIDELINE, built = false;
    if (elts->len > 2 && !tuple && all_constant(c, elts)) {
        constant_display(c, at, elts, how, target);
        return;
    }
    for (uint32_t i = 0; i < elts->len && !c->failed; i++) {
        OuAstNode *elt = elts->items[i];
        bool star = elt->kind == OU_AST_Starred;
        if (!built && (star || (big && i == 0))) {
            ou_cc_at(c, at);
            ou_emit(c, how->build | OU_TEMP, first, first, i);
            unit->next_temp = first;
            (void)ou_temp_take(c);
            built = true;
        }
        if (!built) {
            (void)ou_expr_temp(c, elt);
            continue;
        }
        OuOperand item = ou_expr_operand(c, star ? OU_AST(Starred, elt)->value : elt, NULL);
        ou_cc_at(c, at);
        ou_emit(c, (star ? how->extend : how->append) | OU_DIES(item, B), first, item.reg,
                star && how->build != OU_SET_OP);
        unit->next_temp = first + 1;
    }
    ou_cc_at(c, at);
    if (!built)
        ou_emit(c, (tuple ? OU_TUPLE_OP : how->build) | OU_WRITES(target), target.reg, first, elts->len);
    else if (tuple)
        ou_emit(c, OU_LISTTOTUPLE_OP | OU_WRITES(target), target.reg, first, 0);
    else
        ou_emit_move(c, target, (OuOperand){(uint16_t)first, true});
    unit->next_temp = base;
}

static const Display list_display = {OU_LIST_OP, OU_LISTAPPEND_OP, OU_LISTEXTEND_OP};
static const Display set_display = {OU_SET_OP, OU_SETADD_OP, OU_SETUPDATE_OP};

/* Pairs first…end of a dict display; added to the dict at `base` if that is there. */
static void dict_pairs(OuCompiler *c, const OuAstDict *e, uint32_t first, uint32_t end, bool *built)
{
    OuUnit *unit = c->unit;
    uint32_t start = unit->next_temp;
    for (uint32_t i = first; i < end && !c->failed; i++) {
        (void)ou_expr_temp(c, e->keys.items[i]);
        (void)ou_expr_temp(c, e->values.items[i]);
    }
    ou_cc_at(c, &e->node);
    ou_emit(c, OU_DICT_OP | OU_TEMP, start, start, end - first);
    unit->next_temp = start;
    uint16_t dict = ou_temp_take(c);
    if (*built) {
        ou_emit(c, OU_DICTUPDATE_OP | OU_DIES_B, start - 1, dict, 0);
        unit->next_temp = start;
    }
    *built = true;
}

static void dict_into(OuCompiler *c, const OuAstDict *e, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp, pending = 0, count = e->values.len;
    bool built = false;
    for (uint32_t i = 0; i < count && !c->failed; i++) {
        if (e->keys.items[i] != NULL) {
            if (++pending * 2 > STACK_GUIDELINE) {
                dict_pairs(c, e, i + 1 - pending, i + 1, &built);
                pending = 0;
            }
            continue;
        }
        if (pending > 0 || !built)
            dict_pairs(c, e, i - pending, i, &built);
        pending = 0;
        OuOperand other = ou_expr_operand(c, e->values.items[i], NULL);
        ou_cc_at(c, &e->node);
        ou_emit(c, OU_DICTUPDATE_OP | OU_DIES(other, B), base, other.reg, 0);
        unit->next_temp = base + 1;
    }
    if (pending > 0 || !built)
        dict_pairs(c, e, count - pending, count, &built);
    ou_emit_move(c, target, (OuOperand){(uint16_t)base, true});
    unit->next_temp = base;
}

/* ---- f-strings ---- */

static void formatted_into(OuCompiler *c, const OuAstFormattedValue *e, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    OuOperand value = ou_expr_operand(c, e->value, e->format_spec);
    OuOperand spec = {OU_NO_REGISTER, false};
    if (e->format_spec != NULL)
        spec = ou_expr_operand(c, e->format_spec, NULL);
    uint32_t conversion = e->conversion == 's' ? 1 : e->conversion == 'r' ? 2 : e->conversion == 'a' ? 3 : 0;
    ou_cc_at(c, &e->node);
    ou_emit_extra(c, OU_FORMAT_OP | OU_WRITES(target) | OU_DIES(value, B) | OU_DIES(spec, C), target.reg,
                  value.reg, conversion, spec.reg, 0);
    c->unit->next_temp = base;
}

static void joined_into(OuCompiler *c, const OuAstJoinedStr *e, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    if (e->values.len == 1) {
        ou_expr_into(c, e->values.items[0], target);
        return;
    }
    for (uint32_t i = 0; i < e->values.len && !c->failed; i++) {
        (void)ou_expr_temp(c, e->values.items[i]);
        if (unit->next_temp - base > STACK_GUIDELINE) {
            ou_emit(c, OU_STRJOIN_OP | OU_TEMP, base, base, unit->next_temp - base);
            unit->next_temp = base;
            (void)ou_temp_take(c);
        }
    }
    ou_cc_at(c, &e->node);
    ou_emit(c, OU_STRJOIN_OP | OU_WRITES(target), target.reg, base, unit->next_temp - base);
    unit->next_temp = base;
}

/* ---- yield, await ---- */

/* Delegate to the iterator in `iterator` (taken, owned): send, yield, until it returns. What is
 * thrown in meanwhile the generator itself hands on: it stands at a YIELD right behind a SEND. */
void ou_emit_yield_from(OuCompiler *c, uint16_t iterator, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint16_t value = ou_temp_take(c);
    int32_t send = ou_label_new(c), done = ou_label_new(c);
    bool alive = !unit->unreachable;
    ou_emit_none(c, (OuOperand){value, true});
    ou_label_bind_loop(c, send, alive, alive ? ou_live_now(c) : 0);
    ou_emit_jump_extra(c, OU_SEND_OP | OU_WRITES(target), iterator, value, target.reg, done);
    ou_emit(c, OU_YIELD_OP | OU_TEMP | OU_DIES_B, value, value, 0);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, send);
    ou_label_bind(c, done);
    unit->next_temp = iterator;
}

void ou_emit_await(OuCompiler *c, OuOperand value, int kind, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    if (value.temp && value.reg < base)
        c->unit->next_temp = value.reg;
    uint32_t iterator = c->unit->next_temp;
    ou_emit(c, OU_AWAITABLE_OP | OU_TEMP | OU_DIES(value, B), iterator, value.reg, (uint32_t)kind);
    (void)ou_temp_take(c);
    ou_emit_yield_from(c, (uint16_t)iterator, target);
    c->unit->next_temp = base;
}

static bool in_async_generator(const OuUnit *unit)
{
    return unit->scope->generator && unit->scope->coroutine;
}

void ou_emit_yield(OuCompiler *c, OuOperand value, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    if (in_async_generator(c->unit)) {
        uint16_t wrapped = value.temp ? value.reg : ou_temp_take(c);
        ou_emit(c, OU_ASYNCYIELD_OP | OU_TEMP | OU_DIES(value, B), wrapped, value.reg, 0);
        value = (OuOperand){wrapped, true};
    }
    ou_emit(c, OU_YIELD_OP | OU_WRITES(target) | OU_DIES(value, B), target.reg, value.reg, 0);
    c->unit->next_temp = base;
}

static void yield_into(OuCompiler *c, const OuAstYield *e, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    if (c->unit->scope->kind != OU_SCOPE_FUNCTION) {
        ou_cc_error(c, ou_cc_pos(&e->node), "'yield' outside function");
        return;
    }
    OuOperand value;
    if (e->value != NULL)
        value = ou_expr_operand(c, e->value, NULL);
    else {
        ou_cc_at(c, &e->node);
        value = ou_expr_target(c);
        ou_emit_none(c, value);
        (void)ou_temp_take(c);
    }
    ou_cc_at(c, &e->node);
    ou_emit_yield(c, value, target);
    c->unit->next_temp = base;
}

static void yield_from_into(OuCompiler *c, const OuAstYieldFrom *e, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    if (c->unit->scope->kind != OU_SCOPE_FUNCTION) {
        ou_cc_error(c, ou_cc_pos(&e->node), "'yield' outside function");
        return;
    }
    if (c->unit->kind == OU_UNIT_ASYNC_FUNCTION) {
        ou_cc_error(c, ou_cc_pos(&e->node), "'yield from' inside async function");
        return;
    }
    OuOperand value = ou_expr_operand(c, e->value, NULL);
    ou_cc_at(c, &e->node);
    c->unit->next_temp = base;
    ou_emit(c, OU_YIELDFROMITER_OP | OU_TEMP | OU_DIES(value, B), base, value.reg, 0);
    uint16_t iterator = ou_temp_take(c);
    ou_emit_yield_from(c, iterator, target);
    c->unit->next_temp = base;
}

static void await_into(OuCompiler *c, const OuAstAwait *e, OuOperand target)
{
    uint32_t base = c->unit->next_temp;
    if (!ou_cc_awaits_at_top(c)) {
        if (c->unit->scope->kind != OU_SCOPE_FUNCTION) {
            ou_cc_error(c, ou_cc_pos(&e->node), "'await' outside function");
            return;
        }
        if (c->unit->kind != OU_UNIT_ASYNC_FUNCTION && c->unit->kind != OU_UNIT_COMPREHENSION) {
            ou_cc_error(c, ou_cc_pos(&e->node), "'await' outside async function");
            return;
        }
    }
    OuOperand value = ou_expr_operand(c, e->value, NULL);
    ou_cc_at(c, &e->node);
    ou_emit_await(c, value, 0, target);
    c->unit->next_temp = base;
}

/* ---- all of them ---- */

static void constant_into(OuCompiler *c, const OuAstNode *node, OuOperand target)
{
    OuConst value;
    ou_cc_at(c, node);
    if (ou_const_get(c, node, &value))
        ou_emit_const(c, &value, target);
}

static void name_into(OuCompiler *c, const OuAstName *e, OuOperand target)
{
    ou_cc_at(c, &e->node);
    ou_place_load(c, ou_place_of(c, ou_cc_mangled(c, e->id)), target);
}

void ou_expr_into(OuCompiler *c, const OuAstNode *node, OuOperand target)
{
    if (c->failed || ou_cc_too_deep(c))
        return;
    switch ((int)node->kind) {
    case OU_AST_Constant: constant_into(c, node, target); break;
    case OU_AST_Name: name_into(c, OU_AST(Name, node), target); break;
    case OU_AST_BoolOp: boolop_into(c, OU_AST(BoolOp, node), target); break;
    case OU_AST_NamedExpr: walrus_into(c, OU_AST(NamedExpr, node), target); break;
    case OU_AST_BinOp: binop_into(c, node, target); break;
    case OU_AST_UnaryOp: unary_into(c, OU_AST(UnaryOp, node), target); break;
    case OU_AST_Lambda: ou_func_lambda(c, OU_AST(Lambda, node), target); break;
    case OU_AST_IfExp: ifexp_into(c, OU_AST(IfExp, node), target); break;
    case OU_AST_Dict: dict_into(c, OU_AST(Dict, node), target); break;
    case OU_AST_Set: display_into(c, node, &OU_AST(Set, node)->elts, &set_display, false, target); break;
    case OU_AST_List: display_into(c, node, &OU_AST(List, node)->elts, &list_display, false, target); break;
    case OU_AST_Tuple: display_into(c, node, &OU_AST(Tuple, node)->elts, &list_display, true, target); break;
    case OU_AST_ListComp:
    case OU_AST_SetComp:
    case OU_AST_DictComp:
    case OU_AST_GeneratorExp: ou_func_comprehension(c, node, target); break;
    case OU_AST_Await: await_into(c, OU_AST(Await, node), target); break;
    case OU_AST_Yield: yield_into(c, OU_AST(Yield, node), target); break;
    case OU_AST_YieldFrom: yield_from_into(c, OU_AST(YieldFrom, node), target); break;
    case OU_AST_Compare: compare_into(c, OU_AST(Compare, node), target); break;
    case OU_AST_Call: ou_call_into(c, OU_AST(Call, node), target); break;
    case OU_AST_FormattedValue: formatted_into(c, OU_AST(FormattedValue, node), target); break;
    case OU_AST_JoinedStr: joined_into(c, OU_AST(JoinedStr, node), target); break;
    case OU_AST_Attribute: attribute_into(c, OU_AST(Attribute, node), target); break;
    case OU_AST_Subscript: subscript_into(c, OU_AST(Subscript, node), target); break;
    case OU_AST_Slice: ou_expr_slice(c, node, target); break;
    case OU_AST_Starred:
        ou_cc_error(c, ou_cc_pos(node), "can't use starred expression here");
        break;
    default: OU_UNREACHABLE();
    }
}

/* Evaluate for the effects; the value is released at once. */
void ou_expr_discard(OuCompiler *c, const OuAstNode *node)
{
    uint32_t base = c->unit->next_temp;
    if (node->kind == OU_AST_IfExp) {
        OuAstIfExp *e = OU_AST(IfExp, node);
        int32_t otherwise = ou_label_new(c), end = ou_label_new(c);
        ou_expr_jump(c, e->test, otherwise, false);
        ou_expr_discard(c, e->body);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
        ou_label_bind(c, otherwise);
        ou_expr_discard(c, e->orelse);
        ou_label_bind(c, end);
        return;
    }
    if (node->kind == OU_AST_BoolOp) {
        OuAstBoolOp *e = OU_AST(BoolOp, node);
        int32_t end = ou_label_new(c);
        for (uint32_t i = 0; i + 1 < e->values.len; i++)
            ou_expr_jump_value(c, e->values.items[i], end, e->op == OU_AST_OP_Or);
        ou_expr_discard(c, e->values.items[e->values.len - 1]);
        ou_label_bind(c, end);
        return;
    }
    OuOperand value = ou_expr_operand(c, node, NULL);
    if (value.temp) {
        ou_cc_at(c, node);
        ou_temp_release(c, value.reg);
    }
    c->unit->next_temp = base;
}
