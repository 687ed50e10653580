/* comp.c - comprehensions and generator expressions: functions of their own, called at once
 * with the iterator of the outermost iterable. */
#include "compile/compiler.h"
#include <string.h>

typedef struct Comp {
    OuComprehension kind;
    const OuAstSeq *generators;
    const OuAstNode *elt, *value; /* value: of a dict's pair */
    const OuAstNode *node;
    OuPos pos;                    /* of what is done with an element: that of the last condition … */
    uint16_t result;              /* the list, set or dict being filled */
} Comp;

static void each(OuCompiler *c, Comp *comp, uint32_t number);

/* What happens to one element. */
static void element(OuCompiler *c, const Comp *comp)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    OuOperand elt = ou_expr_operand(c, comp->elt, comp->value);
    if (comp->kind == OU_COMP_GENERATOR) {
        OuOperand sent = {(uint16_t)base, true};
        unit->pos = comp->pos;
        ou_temp_need(c, 1);
        ou_emit_yield(c, elt, sent);
        ou_temp_release(c, sent.reg);
    } else if (comp->kind == OU_COMP_DICT) {
        OuOperand value = ou_expr_operand(c, comp->value, NULL);
        unit->pos = comp->pos;
        ou_emit(c, OU_DICTSET_OP | OU_DIES(elt, B) | OU_DIES(value, C), comp->result, elt.reg, value.reg);
    } else {
        unit->pos = comp->pos;
        ou_emit(c, (comp->kind == OU_COMP_LIST ? OU_LISTAPPEND_OP : OU_SETADD_OP) | OU_DIES(elt, B),
                comp->result, elt.reg, 0);
    }
    unit->next_temp = base;
}

/* The conditions of a clause, then what it repeats. */
static void inside(OuCompiler *c, Comp *comp, uint32_t number, int32_t next)
{
    const OuAstComprehension *g = OU_AST(comprehension, comp->generators->items[number]);
    c->unit->compare_pos.line = 0;
    for (uint32_t i = 0; i < g->ifs.len && !c->failed; i++)
        ou_expr_jump(c, g->ifs.items[i], next, false);
    if (c->unit->compare_pos.line != 0)
        comp->pos = c->unit->compare_pos;
    if (number + 1 < comp->generators->len)
        each(c, comp, number + 1);
    else
        element(c, comp);
}

/* `for y in [f(x)]`: no list, no loop. */
static bool single_item(OuCompiler *c, Comp *comp, uint32_t number)
{
    const OuAstComprehension *g = OU_AST(comprehension, comp->generators->items[number]);
    const OuAstSeq *elts = NULL;
    OuConst constant;
    if (number == 0 || g->is_async)
        return false;
    if (g->iter->kind == OU_AST_List)
        elts = &OU_AST(List, g->iter)->elts;
    else if (g->iter->kind == OU_AST_Tuple)
        elts = &OU_AST(Tuple, g->iter)->elts;
    if (elts == NULL && ou_const_get(c, g->iter, &constant) && constant.kind == OU_CONST_TUPLE &&
        constant.items.count == 1) {
        uint32_t base = c->unit->next_temp;
        OuOperand value = ou_expr_target(c);
        ou_cc_at(c, g->iter);
        ou_emit_const(c, &constant.items.items[0], value);
        (void)ou_temp_take(c);
        ou_assign_to(c, g->target, value);
        c->unit->next_temp = base;
    } else {
        if (elts == NULL || elts->len != 1 || elts->items[0]->kind == OU_AST_Starred)
            return false;
        uint32_t base = c->unit->next_temp;
        OuOperand value = ou_expr_operand(c, elts->items[0], NULL);
        ou_assign_to(c, g->target, value);
        c->unit->next_temp = base;
    }
    int32_t next = ou_label_new(c);
    inside(c, comp, number, next);
    ou_label_bind(c, next);
    return true;
}

/* The iterator of clause `number`, taken. */
static uint16_t iterator_of(OuCompiler *c, const Comp *comp, uint32_t number)
{
    const OuAstComprehension *g = OU_AST(comprehension, comp->generators->items[number]);
    uint32_t base = c->unit->next_temp;
    if (number == 0) {
        ou_emit(c, OU_MOVE_OP | OU_TEMP, base, 0, 0);
    } else {
        OuOperand iterable = ou_expr_operand(c, g->iter, NULL);
        ou_cc_at(c, comp->node);
        ou_emit(c, (g->is_async ? OU_AITER_OP : OU_ITER_OP) | OU_TEMP | OU_DIES(iterable, B), base,
                iterable.reg, 0);
        c->unit->next_temp = base;
    }
    return ou_temp_take(c);
}

static void each_async(OuCompiler *c, Comp *comp, uint32_t number)
{
    OuUnit *unit = c->unit;
    const OuAstComprehension *g = OU_AST(comprehension, comp->generators->items[number]);
    uint32_t base = unit->next_temp;
    int32_t start = ou_label_new(c), exhausted;
    uint16_t iterator = iterator_of(c, comp, number);
    bool alive = !unit->unreachable;
    ou_label_bind_loop(c, start, alive, alive ? ou_live_now(c) : 0);
    ou_flow_async_next(c, iterator, g->target, comp->node, &exhausted);
    inside(c, comp, number, start);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, start);
    ou_try_begin_handler(c, exhausted);
    ou_emit(c, OU_ENDASYNCFOR_OP, iterator, 0, 0);
    unit->next_temp = base;
}

static void each(OuCompiler *c, Comp *comp, uint32_t number)
{
    OuUnit *unit = c->unit;
    const OuAstComprehension *g = OU_AST(comprehension, comp->generators->items[number]);
    if (c->failed || single_item(c, comp, number))
        return;
    if (g->is_async) {
        each_async(c, comp, number);
        return;
    }
    uint32_t base = unit->next_temp;
    int32_t top = ou_label_new(c), bottom = ou_label_new(c);
    uint16_t iterator = iterator_of(c, comp, number);
    OuOperand item = ou_expr_target(c);
    if (g->target->kind == OU_AST_Name) {
        OuAstText id = OU_AST(Name, g->target)->id;
        OuPlace place = ou_place_of(c, ou_cc_mangled(c, id));
        (void)ou_name_forbidden(c, id, ou_cc_pos(g->target), OU_AST_Store);
        if (place.kind == OU_PLACE_LOCAL)
            item = (OuOperand){place.symbol->place, false};
    }
    if (item.temp)
        ou_temp_need(c, 1);
    bool alive = !unit->unreachable;
    uint32_t live = 0;
    if (alive) {
        uint8_t *saved = ou_owned_save(c);
        if (item.temp)
            ou_live_own(c, item.reg, true);
        live = ou_live_now(c);
        ou_owned_restore(c, saved);
    }
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, bottom);
    ou_label_bind_loop(c, top, alive, live);
    if (item.temp) {
        (void)ou_temp_take(c);
        ou_assign_to(c, g->target, item);
        unit->next_temp = iterator + 1u;
    }
    inside(c, comp, number, bottom);
    ou_label_bind(c, bottom);
    ou_cc_at(c, comp->node);
    ou_emit_jump_extra(c, OU_FORITER_OP | OU_WRITES(item), iterator, item.reg, 0, top);
    unit->next_temp = base;
}

static OuProto *comp_code(OuCompiler *c, Comp *comp, const char *name, size_t name_len)
{
    OuUnit unit;
    const OuConst none = {.kind = OU_CONST_NONE};
    static const uint16_t builds[] = {
        [OU_COMP_LIST] = OU_LIST_OP, [OU_COMP_DICT] = OU_DICT_OP, [OU_COMP_SET] = OU_SET_OP,
    };
    if (!ou_unit_enter(c, &unit, OU_UNIT_COMPREHENSION, ou_scope_of(c, comp->node),
                       ou_cc_name(c, name, name_len), (int32_t)comp->node->line))
        return NULL;
    unit.argument_count = 1;
    ou_cc_at(c, comp->node);
    if (comp->kind == OU_COMP_GENERATOR) {
        each(c, comp, 0);
        ou_emit_k(c, OU_RETURNK_OP, 0, ou_pool_const(c, &none));
    } else {
        OuOperand result = ou_expr_target(c);
        ou_emit(c, builds[comp->kind] | OU_TEMP, result.reg, result.reg, 0);
        comp->result = ou_temp_take(c);
        each(c, comp, 0);
        ou_cc_at(c, comp->node);
        ou_emit(c, OU_RETURN_OP | OU_DIES_A, result.reg, 0, 0);
    }
    return ou_unit_leave(c);
}

static Comp describe(const OuAstNode *e)
{
    Comp comp = {.node = e, .pos = ou_cc_pos(e)};
    if (e->kind == OU_AST_ListComp) {
        comp.kind = OU_COMP_LIST;
        comp.elt = OU_AST(ListComp, e)->elt;
        comp.generators = &OU_AST(ListComp, e)->generators;
    } else if (e->kind == OU_AST_SetComp) {
        comp.kind = OU_COMP_SET;
        comp.elt = OU_AST(SetComp, e)->elt;
        comp.generators = &OU_AST(SetComp, e)->generators;
    } else if (e->kind == OU_AST_DictComp) {
        comp.kind = OU_COMP_DICT;
        comp.elt = OU_AST(DictComp, e)->key;
        comp.value = OU_AST(DictComp, e)->value;
        comp.generators = &OU_AST(DictComp, e)->generators;
    } else {
        comp.kind = OU_COMP_GENERATOR;
        comp.elt = OU_AST(GeneratorExp, e)->elt;
        comp.generators = &OU_AST(GeneratorExp, e)->generators;
    }
    return comp;
}

void ou_func_comprehension(OuCompiler *c, const OuAstNode *e, OuOperand target)
{
    static const char *const names[] = {
        [OU_COMP_LIST] = "<listcomp>", [OU_COMP_DICT] = "<dictcomp>", [OU_COMP_SET] = "<setcomp>",
        [OU_COMP_GENERATOR] = "<genexpr>",
    };
    OuUnit *unit = c->unit;
    Comp comp = describe(e);
    OuScope *scope = ou_scope_of(c, e);
    uint32_t base = unit->next_temp;
    bool async = scope != NULL && scope->coroutine && comp.kind != OU_COMP_GENERATOR;
    if (async && !ou_func_is_async(unit) && !ou_cc_awaits_at_top(c)) {
        ou_cc_error(c, ou_cc_pos(e), "asynchronous comprehension outside of an asynchronous function");
        return;
    }
    const char *name = names[comp.kind];
    OuProto *proto = comp_code(c, &comp, name, strlen(name));
    ou_cc_at(c, e);
    OuOperand function = ou_expr_target(c);
    ou_func_make(c, proto, scope, 0, function.reg, function);
    uint16_t window = ou_temp_take(c);
    ou_call_open(c, window);
    const OuAstComprehension *first = OU_AST(comprehension, comp.generators->items[0]);
    uint32_t place = unit->next_temp;
    OuOperand iterable = ou_expr_operand(c, first->iter, NULL);
    ou_cc_at(c, e);
    unit->next_temp = place;
    ou_temp_need(c, 1);
    ou_emit(c, (first->is_async ? OU_AITER_OP : OU_ITER_OP) | OU_TEMP | OU_DIES(iterable, B), place,
            iterable.reg, 0);
    OuOperand result = async ? function : target;
    ou_emit(c, OU_CALL_OP | OU_WRITES(result), window, 1, result.reg);
    unit->next_temp = base;
    if (async)
        ou_emit_await(c, result, 0, target);
    unit->next_temp = base;
}
