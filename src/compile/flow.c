/* flow.c - if, loops, with, and leaving blocks early.
 *
 * Loops are inverted: the test stands behind the body. Code that leaves a block by return,
 * break or continue is emitted in place, outside of the block's handlers. */
#include "compile/compiler.h"

#define MAX_BLOCKS 20 /* as CPython: more is a SyntaxError */

void ou_block_push(OuCompiler *c, OuBlock *block, OuBlockKind kind)
{
    OuUnit *unit = c->unit;
    if (unit->block_depth >= MAX_BLOCKS)
        ou_cc_error(c, unit->pos, "too many statically nested blocks");
    *block = (OuBlock){.outer = unit->block, .kind = kind, .handler = unit->handler,
                       .temp = (uint16_t)unit->next_temp, .start = OU_NO_LABEL, .end = OU_NO_LABEL};
    unit->block = block;
    unit->block_depth++;
}

void ou_block_pop(OuCompiler *c, OuBlock *block)
{
    OU_ASSERT(c->failed || c->unit->block == block);
    c->unit->block = block->outer;
    c->unit->handler = block->handler;
    c->unit->block_depth--;
}

/* Would leaving all blocks rebind local variables? */
bool ou_block_copies(OuCompiler *c)
{
    for (OuBlock *block = c->unit->block; block != NULL; block = block->outer)
        if (block->kind == OU_BLOCK_FINALLY || (block->kind == OU_BLOCK_HANDLER && block->name != NULL))
            return true;
    return false;
}

/* Call the __exit__ in temporary `exit` with None three times. */
static void call_exit(OuCompiler *c, uint16_t exit, bool async)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    const OuConst none = {.kind = OU_CONST_NONE};
    OuOperand result = ou_expr_target(c);
    (void)ou_pool_const(c, &none);
    ou_emit(c, OU_WITHEXIT_OP | OU_TEMP, result.reg, exit, 0);
    (void)ou_temp_take(c);
    if (async)
        ou_emit_await(c, result, 2, result);
    ou_temp_release(c, result.reg);
    unit->next_temp = base;
}

/* The final statements of a try, run on the way out of it. */
static void run_finally(OuCompiler *c, OuBlock *block, OuOperand kept)
{
    OuUnit *unit = c->unit;
    OuPos pos = unit->pos;
    OuBlock keep;
    uint32_t depth = unit->block_depth;
    if (kept.temp) {
        ou_block_push(c, &keep, OU_BLOCK_TEMP);
        keep.temp = kept.reg;
    }
    ou_stmts(c, block->body);
    if (kept.temp)
        ou_block_pop(c, &keep);
    unit->block_depth = depth;
    unit->pos = pos;
}

static void leave_block(OuCompiler *c, OuBlock *block, OuOperand kept)
{
    switch (block->kind) {
    case OU_BLOCK_WHILE:
    case OU_BLOCK_TRY:
    case OU_BLOCK_CATCH:
        break;
    case OU_BLOCK_FOR:
    case OU_BLOCK_TEMP:
        ou_temp_release(c, block->temp);
        break;
    case OU_BLOCK_FINALLY:
        run_finally(c, block, kept);
        break;
    case OU_BLOCK_FINALLY_END:
        ou_temp_release(c, (uint16_t)(block->temp + 1u));
        ou_emit(c, OU_ENDCATCH_OP, block->temp, 0, 0);
        break;
    case OU_BLOCK_WITH:
    case OU_BLOCK_ASYNC_WITH: {
        OuPos pos = c->unit->pos;
        c->unit->pos = block->pos;
        call_exit(c, block->temp, block->kind == OU_BLOCK_ASYNC_WITH);
        c->unit->pos = pos;
        break;
    }
    case OU_BLOCK_HANDLER:
        c->unit->handler = block->outer->handler; /* a CATCH block: its handling is over */
        ou_emit(c, OU_ENDCATCH_OP, block->temp, 0, 0);
        if (block->name != NULL)
            ou_name_unbind(c, block->name);
        break;
    case OU_BLOCK_STAR_HANDLER:
        ou_cc_error(c, c->unit->pos,
                    "'break', 'continue' and 'return' cannot appear in an except* block");
        break;
    }
}

OuBlock *ou_block_unwind(OuCompiler *c, bool to_loop, OuOperand kept)
{
    OuUnit *unit = c->unit;
    for (OuBlock *block = unit->block; block != NULL && !c->failed; block = block->outer) {
        if (to_loop && (block->kind == OU_BLOCK_WHILE || block->kind == OU_BLOCK_FOR))
            return block;
        unit->block = block->outer;
        unit->handler = block->handler;
        leave_block(c, block, kept);
    }
    return NULL;
}

/* ---- if ---- */

void ou_flow_if(OuCompiler *c, OuAstIf *s)
{
    int32_t end = ou_label_new(c);
    while (!c->failed) {
        int32_t next = ou_label_new(c);
        ou_expr_jump(c, s->test, next, false);
        ou_stmts(c, &s->body);
        if (s->orelse.len > 0)
            ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
        ou_label_bind(c, next);
        if (s->orelse.len != 1 || s->orelse.items[0]->kind != OU_AST_If)
            break;
        s = OU_AST(If, s->orelse.items[0]);
    }
    ou_stmts(c, &s->orelse);
    ou_label_bind(c, end);
}

/* ---- loops ---- */

void ou_flow_while(OuCompiler *c, OuAstWhile *s)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    int32_t top = ou_label_new(c), test = ou_label_new(c), end = ou_label_new(c);
    bool alive = !unit->unreachable;
    uint32_t live = alive ? ou_live_now(c) : 0;
    int truth = ou_const_truth(c, s->test);
    OuConst value;
    if (ou_const_get(c, s->test, &value))
        (void)ou_pool_const(c, &value);
    ou_name_touch(c, s->test);
    if (truth != 1)
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, test);
    if (truth == 0)
        unit->unreachable = true;
    else
        ou_label_bind_loop(c, top, alive, live);
    ou_block_push(c, &block, OU_BLOCK_WHILE);
    block.start = test;
    block.end = end;
    ou_stmts(c, &s->body);
    ou_block_pop(c, &block);
    ou_label_bind(c, test);
    if (truth == 1) {
        ou_cc_at(c, &s->node);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, top);
    } else if (truth != 0) {
        OuCcWarning *first = NULL, **outer = c->warned;
        c->warned = &first; /* CPython compiles the test before and after the body */
        ou_expr_jump(c, s->test, top, true);
        c->warned = outer;
        for (; first != NULL; first = first->next)
            ou_cc_warn(c, first->node, "%s", first->message);
    }
    ou_stmts(c, &s->orelse);
    ou_label_bind(c, end);
}

/* The set of what is owned now and `reg` too. */
static uint32_t live_with(OuCompiler *c, uint16_t reg)
{
    uint8_t *saved = ou_owned_save(c);
    ou_live_own(c, reg, true);
    uint32_t live = ou_live_now(c);
    ou_owned_restore(c, saved);
    return live;
}

void ou_flow_for(OuCompiler *c, OuAstFor *s)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    uint32_t base = unit->next_temp;
    int32_t top = ou_label_new(c), bottom = ou_label_new(c), end = ou_label_new(c);
    OuOperand iterable = ou_expr_operand(c, s->iter, NULL);
    ou_cc_at(c, &s->node);
    ou_emit(c, OU_ITER_OP | OU_TEMP | OU_DIES(iterable, B), base, iterable.reg, 0);
    unit->next_temp = base;
    ou_block_push(c, &block, OU_BLOCK_FOR);
    block.start = bottom;
    block.end = end;
    uint16_t iterator = ou_temp_take(c);
    OuOperand item = ou_expr_target(c);
    if (s->target->kind == OU_AST_Name) {
        OuAstText id = OU_AST(Name, s->target)->id;
        OuPlace place = ou_place_of(c, ou_cc_mangled(c, id));
        (void)ou_name_forbidden(c, id, ou_cc_pos(s->target), OU_AST_Store);
        if (place.kind == OU_PLACE_LOCAL)
            item = (OuOperand){place.symbol->place, false};
    }
    if (item.temp)
        ou_temp_need(c, 1);
    bool alive = !unit->unreachable;
    uint32_t live = !alive ? 0 : item.temp ? live_with(c, item.reg) : ou_live_now(c);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, bottom);
    ou_label_bind_loop(c, top, alive, live);
    if (item.temp) {
        (void)ou_temp_take(c);
        ou_assign_to(c, s->target, item);
        unit->next_temp = iterator + 1u;
    }
    ou_stmts(c, &s->body);
    ou_label_bind(c, bottom);
    ou_cc_at(c, &s->node);
    ou_emit_jump_extra(c, OU_FORITER_OP | OU_WRITES(item), iterator, item.reg, 0, top);
    ou_block_pop(c, &block);
    unit->next_temp = base;
    ou_stmts(c, &s->orelse);
    ou_label_bind(c, end);
}

/* The next item of the asynchronous iterator in `iterator` to the target; its handler ends the loop. */
void ou_flow_async_next(OuCompiler *c, uint16_t iterator, const OuAstNode *target, const OuAstNode *at,
                        int32_t *exhausted)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp, outer = unit->handler;
    OuOperand item = ou_expr_target(c);
    unit->handler = ou_try_new(c, base, exhausted);
    ou_cc_at(c, at);
    ou_emit(c, OU_ANEXT_OP | OU_TEMP, base, iterator, 0);
    uint16_t awaitable = ou_temp_take(c);
    ou_emit_yield_from(c, awaitable, item);
    unit->handler = outer;
    (void)ou_temp_take(c);
    ou_assign_to(c, target, item);
    unit->next_temp = base;
}

void ou_flow_async_for(OuCompiler *c, OuAstAsyncFor *s)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    uint32_t base = unit->next_temp;
    int32_t start = ou_label_new(c), end = ou_label_new(c), exhausted;
    if (ou_cc_awaits_at_top(c)) {
        unit->scope->coroutine = true;
    } else if (unit->kind != OU_UNIT_ASYNC_FUNCTION) {
        ou_cc_error(c, ou_cc_pos(&s->node), "'async for' outside async function");
        return;
    }
    OuOperand iterable = ou_expr_operand(c, s->iter, NULL);
    ou_cc_at(c, &s->node);
    ou_emit(c, OU_AITER_OP | OU_TEMP | OU_DIES(iterable, B), base, iterable.reg, 0);
    unit->next_temp = base;
    ou_block_push(c, &block, OU_BLOCK_FOR);
    block.start = start;
    block.end = end;
    uint16_t iterator = ou_temp_take(c);
    bool alive = !unit->unreachable;
    ou_label_bind_loop(c, start, alive, alive ? ou_live_now(c) : 0);
    ou_flow_async_next(c, iterator, s->target, &s->node, &exhausted);
    ou_stmts(c, &s->body);
    ou_cc_at(c, &s->node);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, start);
    ou_block_pop(c, &block);
    ou_try_begin_handler(c, exhausted);
    ou_cc_at(c, &s->node);
    ou_emit(c, OU_ENDASYNCFOR_OP, iterator, 0, 0);
    unit->next_temp = base;
    ou_stmts(c, &s->orelse);
    ou_label_bind(c, end);
}

/* ---- with ---- */

/* The handler of a with: ask __exit__ whether the exception is done with. */
static void with_handler(OuCompiler *c, uint16_t exit, int32_t raised, bool async)
{
    OuUnit *unit = c->unit;
    int32_t again, suppress = ou_label_new(c);
    uint32_t outer = unit->handler;
    uint16_t caught = (uint16_t)(exit + 1u);
    ou_try_begin_handler(c, raised);
    unit->next_temp = caught + 2u;
    ou_temp_need(c, 2);
    ou_emit(c, OU_CATCH_OP, caught, 0, 0);
    unit->handler = ou_try_new(c, caught + 1u, &again);
    OuOperand result = ou_expr_target(c);
    ou_emit(c, OU_WITHEXCEPT_OP | OU_TEMP, result.reg, exit, caught + 1u);
    (void)ou_temp_take(c);
    if (async)
        ou_emit_await(c, result, 2, result);
    ou_emit_jump(c, OU_JTRUE_OP | OU_DIES_A, result.reg, 0, suppress);
    unit->next_temp = caught + 2u;
    unit->handler = outer;
    ou_emit(c, OU_RERAISE_OP, caught, 0, OU_RERAISE_WITH);
    ou_try_begin_handler(c, again);
    ou_emit(c, OU_UNCATCH_OP, caught, 0, 0);
    ou_label_bind(c, suppress);
    ou_temp_release(c, (uint16_t)(caught + 1u));
    ou_emit(c, OU_ENDCATCH_OP, caught, 0, 0);
    ou_temp_release(c, exit);
}

static void with_item(OuCompiler *c, const OuAstNode *at, const OuAstSeq *items, uint32_t number,
                      bool async, const OuAstSeq *body)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    OuAstWithitem *item = OU_AST(withitem, items->items[number]);
    uint32_t base = unit->next_temp;
    int32_t raised, end = ou_label_new(c);
    OuOperand manager = ou_expr_operand(c, item->context_expr, NULL);
    ou_cc_at(c, at);
    unit->next_temp = base;
    ou_temp_need(c, 2);
    ou_emit(c, (async ? OU_AWITHENTER_OP : OU_WITHENTER_OP) | OU_DIES(manager, B), base, manager.reg, 0);
    uint16_t exit = ou_temp_take(c);
    OuOperand entered = {ou_temp_take(c), true};
    if (async)
        ou_emit_await(c, entered, 1, entered);
    unit->next_temp = exit + 1u;
    ou_cc_at(c, at);
    ou_block_push(c, &block, async ? OU_BLOCK_ASYNC_WITH : OU_BLOCK_WITH);
    block.temp = exit;
    block.pos = ou_cc_pos(at);
    unit->handler = ou_try_new(c, exit + 1u, &raised);
    unit->next_temp = exit + 2u;
    if (item->optional_vars != NULL)
        ou_assign_to(c, item->optional_vars, entered);
    else
        ou_temp_release(c, entered.reg);
    unit->next_temp = exit + 1u;
    if (c->failed) /* too many blocks: not into all of them */
        return;
    if (number + 1 < items->len)
        with_item(c, at, items, number + 1, async, body);
    else
        ou_stmts(c, body);
    ou_block_pop(c, &block);
    ou_cc_at(c, at);
    call_exit(c, exit, async);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    with_handler(c, exit, raised, async);
    ou_label_bind(c, end);
    unit->next_temp = base;
}

void ou_flow_with(OuCompiler *c, OuAstWith *s, uint32_t item)
{
    with_item(c, &s->node, &s->items, item, false, &s->body);
}

void ou_flow_async_with(OuCompiler *c, OuAstAsyncWith *s, uint32_t item)
{
    if (ou_cc_awaits_at_top(c)) {
        c->unit->scope->coroutine = true;
    } else if (c->unit->kind != OU_UNIT_ASYNC_FUNCTION) {
        ou_cc_error(c, ou_cc_pos(&s->node), "'async with' outside async function");
        return;
    }
    with_item(c, &s->node, &s->items, item, true, &s->body);
}
