/* try.c - try with except, except*, else and finally.
 *
 * While a handler runs, temporary d holds what was handled before and d+1 the exception,
 * until the handler binds or drops it. Handlers are themselves covered by one that undoes
 * the handling (UNCATCH) when an exception leaves them. */
#include "compile/compiler.h"

/* The body of `except … as name`, which is unbound however the body ends. */
static void named_handler(OuCompiler *c, const OuAstExceptHandler *h, uint16_t caught)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    int32_t cleanup, done = ou_label_new(c);
    OuName *name = ou_cc_mangled(c, h->name);
    if (ou_name_forbidden(c, h->name, ou_cc_pos(&h->node), OU_AST_Store))
        return;
    ou_name_store(c, name, (OuOperand){(uint16_t)(caught + 1u), true});
    ou_block_push(c, &block, OU_BLOCK_HANDLER);
    block.temp = caught;
    block.name = name;
    unit->handler = ou_try_new(c, caught + 1u, &cleanup);
    uint32_t unbind_handler = block.handler;
    ou_stmts(c, &h->body);
    ou_block_pop(c, &block);
    ou_cc_at(c, &h->node);
    unit->handler = unit->block->handler; /* outside of the UNCATCH too: the handling is over */
    ou_emit(c, OU_ENDCATCH_OP, caught, 0, 0);
    ou_name_unbind(c, name);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, done);
    unit->handler = unbind_handler;
    ou_try_begin_handler(c, cleanup);
    ou_emit(c, OU_TAKEEXC_OP | OU_TEMP, caught + 1u, 0, 0);
    unit->next_temp = caught + 2u;
    ou_name_unbind(c, name);
    unit->next_temp = caught + 1u;
    unit->handler = unit->block->handler;
    ou_emit(c, OU_RERAISE_OP, caught, 0, OU_RERAISE_NAMED);
    ou_label_bind(c, done);
}

static void plain_handler(OuCompiler *c, const OuAstExceptHandler *h, uint16_t caught)
{
    OuBlock block;
    ou_temp_release(c, (uint16_t)(caught + 1u));
    ou_block_push(c, &block, OU_BLOCK_HANDLER);
    block.temp = caught;
    ou_stmts(c, &h->body);
    ou_block_pop(c, &block);
    ou_cc_at(c, &h->node);
    c->unit->handler = c->unit->block->handler;
    ou_emit(c, OU_ENDCATCH_OP, caught, 0, 0);
}

static void try_except(OuCompiler *c, const OuAstTry *s)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    uint16_t caught = (uint16_t)unit->next_temp;
    int32_t raised, again, end = ou_label_new(c);
    ou_block_push(c, &block, OU_BLOCK_TRY);
    unit->handler = ou_try_new(c, caught, &raised);
    ou_stmts(c, &s->body);
    ou_block_pop(c, &block);
    ou_stmts(c, &s->orelse);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    ou_try_begin_handler(c, raised);
    unit->next_temp = caught + 2u;
    ou_temp_need(c, 0);
    ou_emit(c, OU_CATCH_OP, caught, 0, 0);
    ou_block_push(c, &block, OU_BLOCK_CATCH);
    unit->handler = ou_try_new(c, caught + 1u, &again);
    uint32_t inside = unit->handler;
    for (uint32_t i = 0; i < s->handlers.len && !c->failed; i++) {
        OuAstExceptHandler *h = OU_AST(ExceptHandler, s->handlers.items[i]);
        int32_t next = ou_label_new(c);
        ou_cc_at(c, &h->node);
        unit->handler = inside;
        unit->next_temp = caught + 2u;
        if (h->type == NULL && i + 1 < s->handlers.len) {
            ou_cc_error(c, ou_cc_pos(&h->node), "default 'except:' must be last");
            return;
        }
        if (h->type != NULL) {
            OuOperand type = ou_expr_operand(c, h->type, NULL);
            ou_cc_at(c, &h->node);
            ou_emit_jump(c, OU_MATCHEXC_OP | OU_DIES(type, B), caught + 1u, type.reg, next);
        }
        unit->next_temp = caught + 1u;
        if (h->name.text != NULL)
            named_handler(c, h, caught);
        else
            plain_handler(c, h, caught);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
        ou_label_bind(c, next);
    }
    unit->next_temp = caught + 2u;
    ou_block_pop(c, &block);
    ou_emit(c, OU_RERAISE_OP, caught, 0, 0);
    ou_try_begin_handler(c, again);
    ou_emit(c, OU_UNCATCH_OP, caught, 0, 0);
    ou_label_bind(c, end);
    unit->next_temp = caught;
}

/* `inner` compiles what stands inside of the finally. */
static void try_finally(OuCompiler *c, const OuAstTry *s, void (*inner)(OuCompiler *, const OuAstTry *))
{
    OuUnit *unit = c->unit;
    OuBlock block;
    uint16_t caught = (uint16_t)unit->next_temp;
    int32_t raised, again, end = ou_label_new(c);
    ou_block_push(c, &block, OU_BLOCK_FINALLY);
    block.body = &s->finalbody;
    unit->handler = ou_try_new(c, caught, &raised);
    inner(c, s);
    ou_block_pop(c, &block);
    ou_stmts(c, &s->finalbody);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    ou_try_begin_handler(c, raised);
    unit->next_temp = caught + 2u;
    ou_temp_need(c, 0);
    ou_emit(c, OU_CATCH_OP, caught, 0, 0);
    ou_block_push(c, &block, OU_BLOCK_FINALLY_END);
    block.temp = caught;
    unit->handler = ou_try_new(c, caught + 1u, &again);
    ou_stmts(c, &s->finalbody);
    ou_block_pop(c, &block);
    ou_emit(c, OU_RERAISE_OP, caught, 0, 0);
    ou_try_begin_handler(c, again);
    ou_emit(c, OU_UNCATCH_OP, caught, 0, 0);
    ou_label_bind(c, end);
    unit->next_temp = caught;
}

static void just_body(OuCompiler *c, const OuAstTry *s)
{
    ou_stmts(c, &s->body);
}

void ou_flow_try(OuCompiler *c, OuAstTry *s)
{
    if (s->finalbody.len > 0)
        try_finally(c, s, s->handlers.len > 0 ? try_except : just_body);
    else
        try_except(c, s);
}

/* ---- except* ---- */

/* Registers of an except*, from the first on: what was handled before, the rest that is still to
 * be handled, the original exception, the list of what handlers raised. */
enum { STAR_PREVIOUS, STAR_REST, STAR_ORIGINAL, STAR_RAISED, STAR_REGISTERS };

/* One `except* type as name`: `matched` is the part of the group it handles. */
static void star_handler(OuCompiler *c, const OuAstExceptHandler *h, uint16_t first)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    uint16_t matched = (uint16_t)(first + STAR_REGISTERS);
    int32_t next = ou_label_new(c), none = ou_label_new(c), cleanup;
    OuName *name = h->name.text != NULL ? ou_cc_mangled(c, h->name) : NULL;
    ou_cc_at(c, &h->node);
    unit->next_temp = matched;
    OuOperand type = ou_expr_operand(c, h->type, NULL);
    ou_cc_at(c, &h->node);
    ou_emit(c, OU_SPLITEXC_OP | OU_TEMP | OU_DIES(type, B), first + STAR_REST, type.reg, matched);
    unit->next_temp = matched;
    (void)ou_temp_take(c);
    ou_emit_jump(c, OU_JNONE_OP, matched, 0, none);
    if (name == NULL)
        ou_temp_release(c, matched);
    else if (!ou_name_forbidden(c, h->name, ou_cc_pos(&h->node), OU_AST_Store))
        ou_name_store(c, name, (OuOperand){matched, true});
    unit->next_temp = matched;
    ou_block_push(c, &block, OU_BLOCK_STAR_HANDLER);
    unit->handler = ou_try_new(c, matched, &cleanup);
    ou_stmts(c, &h->body);
    ou_block_pop(c, &block);
    ou_cc_at(c, &h->node);
    if (name != NULL)
        ou_name_unbind(c, name);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, next);
    ou_try_begin_handler(c, cleanup);
    ou_emit(c, OU_TAKEEXC_OP | OU_TEMP, matched, 0, 0);
    unit->next_temp = matched + 1u;
    if (name != NULL)
        ou_name_unbind(c, name);
    ou_emit(c, OU_LISTAPPEND_OP | OU_DIES_B, first + STAR_RAISED, matched, 0);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, next);
    ou_label_bind(c, none);
    ou_temp_release(c, matched);
    ou_label_bind(c, next);
    unit->next_temp = matched;
}

static void try_star(OuCompiler *c, const OuAstTry *s)
{
    OuUnit *unit = c->unit;
    OuBlock block;
    uint16_t first = (uint16_t)unit->next_temp;
    int32_t raised, again, reraise = ou_label_new(c), end = ou_label_new(c), orelse = ou_label_new(c);
    ou_block_push(c, &block, OU_BLOCK_TRY);
    unit->handler = ou_try_new(c, first, &raised);
    ou_stmts(c, &s->body);
    ou_block_pop(c, &block);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, orelse);
    ou_try_begin_handler(c, raised);
    ou_temp_need(c, STAR_REGISTERS + 1);
    ou_emit(c, OU_CATCH_OP, first, 0, 0);
    ou_block_push(c, &block, OU_BLOCK_CATCH);
    unit->handler = ou_try_new(c, first + 1u, &again);
    unit->next_temp = first + STAR_REGISTERS;
    ou_emit(c, OU_MOVE_OP | OU_TEMP, first + STAR_ORIGINAL, first + STAR_REST, 0);
    ou_emit(c, OU_LIST_OP | OU_TEMP, first + STAR_RAISED, first + STAR_RAISED, 0);
    for (uint32_t i = 0; i < s->handlers.len && !c->failed; i++)
        star_handler(c, OU_AST(ExceptHandler, s->handlers.items[i]), first);
    ou_cc_at(c, &s->node);
    unit->next_temp = first + STAR_REGISTERS;
    ou_emit(c, OU_LISTAPPEND_OP | OU_DIES_B, first + STAR_RAISED, first + STAR_REST, 0);
    ou_emit(c, OU_PREPARESTAR_OP | OU_TEMP | OU_DIES_B | OU_DIES_C, first + STAR_REST,
            first + STAR_ORIGINAL, first + STAR_RAISED);
    ou_emit_jump(c, OU_JNOTNONE_OP, first + STAR_REST, 0, reraise);
    ou_block_pop(c, &block);
    ou_temp_release(c, (uint16_t)(first + STAR_REST));
    ou_emit(c, OU_ENDCATCH_OP, first, 0, 0);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    ou_label_bind(c, reraise);
    ou_emit(c, OU_RERAISE_OP, first, 0, 0);
    ou_try_begin_handler(c, again);
    ou_emit(c, OU_UNCATCH_OP, first, 0, 0);
    unit->next_temp = first;
    ou_label_bind(c, orelse);
    ou_stmts(c, &s->orelse);
    ou_label_bind(c, end);
}

void ou_flow_try_star(OuCompiler *c, OuAstTryStar *s)
{
    const OuAstTry *same = (const OuAstTry *)(const void *)s; /* the same fields */
    if (s->finalbody.len > 0)
        try_finally(c, same, s->handlers.len > 0 ? try_star : just_body);
    else
        try_star(c, same);
}
