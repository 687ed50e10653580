/* stmt.c - statements that are no control structure: imports, raise, assert, return, bodies. */
#include "compile/compiler.h"
#include <string.h>

/* ---- imports ---- */

static OuOperand take_const(OuCompiler *c, const OuConst *value)
{
    OuOperand target = ou_expr_target(c);
    ou_emit_const(c, value, target);
    (void)ou_temp_take(c);
    return target;
}

/* __import__(module, fromlist, level) to a temporary, taken. */
static uint16_t import_module(OuCompiler *c, OuName *module, int64_t level, const OuConst *fromlist)
{
    uint32_t base = c->unit->next_temp;
    OuConst number = {.kind = OU_CONST_INT, .integer = level};
    (void)take_const(c, &number);
    (void)take_const(c, fromlist);
    ou_emit(c, OU_IMPORTNAME_OP | OU_TEMP, base, ou_pool_name(c, module), base);
    c->unit->next_temp = base;
    return ou_temp_take(c);
}

/* import a.b.c as d: d is the innermost module. */
static void import_as(OuCompiler *c, OuAstText name, OuAstText asname, uint16_t module)
{
    const char *end = name.text + name.len, *dot = memchr(name.text, '.', name.len);
    OuOperand value = {module, true};
    bool base_lives = dot != NULL;
    while (dot != NULL && !c->failed) {
        const char *start = dot + 1;
        dot = memchr(start, '.', (size_t)(end - start));
        OuName *part = ou_cc_name(c, start, (size_t)((dot != NULL ? dot : end) - start));
        OuOperand next = ou_expr_target(c);
        ou_emit(c, OU_IMPORTFROM_OP | OU_TEMP, next.reg, value.reg, ou_pool_name(c, part));
        (void)ou_temp_take(c);
        if (dot != NULL) {
            ou_temp_release(c, value.reg);
            ou_emit_move(c, value, next);
            c->unit->next_temp = value.reg + 1u;
        } else {
            value = next;
        }
    }
    ou_name_store(c, ou_cc_mangled(c, asname), value);
    if (base_lives)
        ou_temp_release(c, module);
}

static void import_stmt(OuCompiler *c, const OuAstImport *s)
{
    const OuConst none = {.kind = OU_CONST_NONE};
    for (uint32_t i = 0; i < s->names.len && !c->failed; i++) {
        OuAstAlias *a = OU_AST(alias, s->names.items[i]);
        uint32_t base = c->unit->next_temp;
        ou_cc_at(c, &s->node);
        uint16_t module = import_module(c, ou_cc_name_of(c, a->name), 0, &none);
        if (a->asname.text != NULL) {
            import_as(c, a->name, a->asname, module);
        } else {
            OuAstText first = a->name;
            const char *dot = memchr(first.text, '.', first.len);
            if (dot != NULL)
                first.len = (size_t)(dot - first.text);
            ou_name_store(c, ou_cc_mangled(c, first), (OuOperand){module, true});
        }
        c->unit->next_temp = base;
    }
}

static void import_from(OuCompiler *c, const OuAstImportFrom *s)
{
    uint32_t base = c->unit->next_temp;
    OuConst names = {.kind = OU_CONST_TUPLE};
    names.items.items = ou_cc_take(c, s->names.len * sizeof(OuConst));
    names.items.count = s->names.len;
    if (names.items.items == NULL)
        return;
    for (uint32_t i = 0; i < s->names.len; i++) {
        OuName *name = ou_cc_name_of(c, OU_AST(alias, s->names.items[i])->name);
        names.items.items[i] = (OuConst){.kind = OU_CONST_STR, .intern = name->text[0] != '*'};
        names.items.items[i].text.text = (char *)name->text;
        names.items.items[i].text.size = name->len;
    }
    bool future = s->level == 0 && ou_ast_text_is(s->module, "__future__");
    if (future && (int32_t)s->node.line > c->future_line) {
        ou_cc_error(c, ou_cc_pos(&s->node),
                    "from __future__ imports must occur at the beginning of the file");
        return;
    }
    OuName *module = s->module.text != NULL ? ou_cc_name_of(c, s->module) : ou_cc_name(c, "", 0);
    ou_cc_at(c, &s->node);
    uint16_t from = import_module(c, module, s->level, &names);
    for (uint32_t i = 0; i < s->names.len && !c->failed; i++) {
        OuAstAlias *a = OU_AST(alias, s->names.items[i]);
        if (ou_ast_text_is(a->name, "*")) {
            ou_emit(c, OU_IMPORTSTAR_OP | OU_DIES_A, from, 0, 0);
            c->unit->next_temp = base;
            return;
        }
        OuOperand value = ou_expr_target(c);
        ou_emit(c, OU_IMPORTFROM_OP | OU_TEMP, value.reg, from, ou_pool_name(c, ou_cc_name_of(c, a->name)));
        (void)ou_temp_take(c);
        ou_name_store(c, ou_cc_mangled(c, a->asname.text != NULL ? a->asname : a->name), value);
        c->unit->next_temp = from + 1u;
    }
    ou_temp_release(c, from);
    c->unit->next_temp = base;
}

/* ---- raise, assert ---- */

static void raise_stmt(OuCompiler *c, const OuAstRaise *s)
{
    uint32_t base = c->unit->next_temp;
    OuOperand exc = {0, false}, cause = {0, false};
    uint32_t count = 0;
    if (s->exc != NULL) {
        exc = ou_expr_operand(c, s->exc, s->cause);
        count = 1;
        if (s->cause != NULL) {
            cause = ou_expr_operand(c, s->cause, NULL);
            count = 2;
        }
    }
    ou_cc_at(c, &s->node);
    ou_emit(c, OU_RAISE_OP | OU_DIES(exc, A) | OU_DIES(cause, B), exc.reg, cause.reg, count);
    c->unit->next_temp = base;
}

static void assert_stmt(OuCompiler *c, const OuAstAssert *s)
{
    OuConst value;
    bool tuple = s->test->kind == OU_AST_Tuple && OU_AST(Tuple, s->test)->elts.len > 0;
    if (ou_const_get(c, s->test, &value) && value.kind == OU_CONST_TUPLE && value.items.count > 0)
        tuple = true;
    if (tuple)
        ou_cc_warn(c, &s->node, "assertion is always true, perhaps remove parentheses?");
    if (c->flags & (OU_COMPILE_OPTIMIZE_1 | OU_COMPILE_OPTIMIZE_2))
        return;
    uint32_t base = c->unit->next_temp;
    int32_t end = ou_label_new(c);
    c->unit->compare_pos.line = 0;
    ou_expr_jump(c, s->test, end, true);
    OuPos pos = c->unit->compare_pos.line != 0 ? c->unit->compare_pos : ou_cc_pos(&s->node);
    c->unit->pos = pos;
    ou_emit(c, OU_LOADASSERT_OP | OU_TEMP, base, 0, 0);
    uint16_t window = ou_temp_take(c);
    if (s->msg != NULL) {
        ou_call_open(c, window);
        (void)ou_expr_temp(c, s->msg);
        c->unit->pos = pos;
        ou_emit(c, OU_CALL_OP | OU_TEMP, window, 1, window);
    }
    ou_emit(c, OU_RAISE_OP | OU_DIES_A, window, 0, 1);
    c->unit->next_temp = base;
    ou_label_bind(c, end);
}

/* ---- return, break, continue ---- */

static void return_stmt(OuCompiler *c, const OuAstReturn *s)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    if (unit->scope->kind != OU_SCOPE_FUNCTION) {
        ou_cc_error(c, ou_cc_pos(&s->node), "'return' outside function");
        return;
    }
    if (s->value != NULL && unit->scope->coroutine && unit->scope->generator) {
        ou_cc_error(c, ou_cc_pos(&s->node), "'return' with value in async generator");
        return;
    }
    OuConst constant = {.kind = OU_CONST_NONE};
    OuOperand value = {0, false};
    bool known = s->value == NULL || ou_const_get(c, s->value, &constant);
    if (!known) {
        if (ou_block_copies(c))
            value = (OuOperand){ou_expr_temp(c, s->value), true};
        else
            value = ou_expr_operand(c, s->value, NULL);
    }
    uint8_t *owned = ou_owned_save(c);
    uint32_t handler = unit->handler;
    OuBlock *blocks = unit->block;
    ou_cc_at(c, known && s->value != NULL && s->value->line == s->node.line ? s->value : &s->node);
    (void)ou_block_unwind(c, false, value);
    if (known)
        ou_emit_k(c, OU_RETURNK_OP, 0, ou_pool_const(c, &constant));
    else
        ou_emit(c, OU_RETURN_OP | OU_DIES(value, A), value.reg, 0, 0);
    unit->block = blocks;
    unit->handler = handler;
    ou_owned_restore(c, owned);
    unit->next_temp = base;
}

static void leave_loop(OuCompiler *c, const OuAstNode *s, bool leaves)
{
    OuUnit *unit = c->unit;
    uint8_t *owned = ou_owned_save(c);
    uint32_t handler = unit->handler;
    OuBlock *blocks = unit->block;
    ou_cc_at(c, s);
    OuBlock *loop = ou_block_unwind(c, true, (OuOperand){0, false});
    if (loop == NULL && !c->failed) {
        ou_cc_error(c, ou_cc_pos(s),
                    leaves ? "'break' outside loop" : "'continue' not properly in loop");
        return;
    }
    if (c->failed)
        return;
    unit->handler = loop->handler;
    if (leaves && loop->kind == OU_BLOCK_FOR)
        ou_temp_release(c, loop->temp);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, leaves ? loop->end : loop->start);
    unit->block = blocks;
    unit->handler = handler;
    ou_owned_restore(c, owned);
}

/* ---- the others ---- */

static void expr_stmt(OuCompiler *c, const OuAstExpr *s)
{
    if (c->unit->interactive_value) {
        uint32_t base = c->unit->next_temp;
        OuOperand value = ou_expr_operand(c, s->value, NULL);
        ou_cc_at(c, &s->node);
        ou_emit(c, OU_PRINTEXPR_OP | OU_DIES(value, A), value.reg, 0, 0);
        c->unit->next_temp = base;
        return;
    }
    if (!ou_const_is(s->value))
        ou_expr_discard(c, s->value);
}

void ou_stmt(OuCompiler *c, OuAstNode *s)
{
    ou_cc_turn(c);
    if (ou_cc_too_deep(c))
        return;
    ou_cc_at(c, s);
    switch ((int)s->kind) {
    case OU_AST_FunctionDef:
    case OU_AST_AsyncFunctionDef: ou_func_def(c, s); break;
    case OU_AST_ClassDef: ou_func_class(c, OU_AST(ClassDef, s)); break;
    case OU_AST_Return: return_stmt(c, OU_AST(Return, s)); break;
    case OU_AST_Delete:
        for (uint32_t i = 0; i < OU_AST(Delete, s)->targets.len; i++)
            ou_stmt_delete(c, OU_AST(Delete, s)->targets.items[i]);
        break;
    case OU_AST_Assign: ou_stmt_assign(c, OU_AST(Assign, s)); break;
    case OU_AST_AugAssign: ou_stmt_augassign(c, OU_AST(AugAssign, s)); break;
    case OU_AST_AnnAssign: ou_stmt_annassign(c, OU_AST(AnnAssign, s)); break;
    case OU_AST_For: ou_flow_for(c, OU_AST(For, s)); break;
    case OU_AST_AsyncFor: ou_flow_async_for(c, OU_AST(AsyncFor, s)); break;
    case OU_AST_While: ou_flow_while(c, OU_AST(While, s)); break;
    case OU_AST_If: ou_flow_if(c, OU_AST(If, s)); break;
    case OU_AST_With: ou_flow_with(c, OU_AST(With, s), 0); break;
    case OU_AST_AsyncWith: ou_flow_async_with(c, OU_AST(AsyncWith, s), 0); break;
    case OU_AST_Match: ou_flow_match(c, OU_AST(Match, s)); break;
    case OU_AST_Raise: raise_stmt(c, OU_AST(Raise, s)); break;
    case OU_AST_Try: ou_flow_try(c, OU_AST(Try, s)); break;
    case OU_AST_TryStar: ou_flow_try_star(c, OU_AST(TryStar, s)); break;
    case OU_AST_Assert: assert_stmt(c, OU_AST(Assert, s)); break;
    case OU_AST_Import: import_stmt(c, OU_AST(Import, s)); break;
    case OU_AST_ImportFrom: import_from(c, OU_AST(ImportFrom, s)); break;
    case OU_AST_Expr: expr_stmt(c, OU_AST(Expr, s)); break;
    case OU_AST_Break: leave_loop(c, s, true); break;
    case OU_AST_Continue: leave_loop(c, s, false); break;
    default: break; /* global, nonlocal, pass */
    }
}

void ou_stmts(OuCompiler *c, const OuAstSeq *body)
{
    for (uint32_t i = 0; i < body->len && !c->failed; i++)
        ou_stmt(c, body->items[i]);
}

/* ---- bodies of modules and classes ---- */

static bool has_annotations(const OuAstSeq *body);

static bool handlers_have_annotations(const OuAstSeq *handlers)
{
    for (uint32_t i = 0; i < handlers->len; i++)
        if (has_annotations(&OU_AST(ExceptHandler, handlers->items[i])->body))
            return true;
    return false;
}

/* As in CPython 3.11 those in a match statement do not count: without others they are a NameError. */
static bool stmt_has_annotations(const OuAstNode *s)
{
    switch ((int)s->kind) {
    case OU_AST_AnnAssign:
        return true;
    case OU_AST_For:
    case OU_AST_AsyncFor: {
        const OuAstFor *f = (const OuAstFor *)s;
        return has_annotations(&f->body) || has_annotations(&f->orelse);
    }
    case OU_AST_While:
        return has_annotations(&OU_AST(While, s)->body) || has_annotations(&OU_AST(While, s)->orelse);
    case OU_AST_If:
        for (;;) { /* elif by elif */
            const OuAstIf *branch = OU_AST(If, s);
            if (has_annotations(&branch->body))
                return true;
            if (branch->orelse.len != 1 || branch->orelse.items[0]->kind != OU_AST_If)
                return has_annotations(&branch->orelse);
            s = branch->orelse.items[0];
        }
    case OU_AST_With:
        return has_annotations(&OU_AST(With, s)->body);
    case OU_AST_AsyncWith:
        return has_annotations(&OU_AST(AsyncWith, s)->body);
    case OU_AST_Try:
    case OU_AST_TryStar: {
        const OuAstTry *t = (const OuAstTry *)s;
        return has_annotations(&t->body) || has_annotations(&t->orelse) ||
               has_annotations(&t->finalbody) || handlers_have_annotations(&t->handlers);
    }
    default:
        return false;
    }
}

static bool has_annotations(const OuAstSeq *body)
{
    for (uint32_t i = 0; i < body->len; i++)
        if (stmt_has_annotations(body->items[i]))
            return true;
    return false;
}

/* Is the first statement a docstring? */
bool ou_stmts_doc(OuCompiler *c, const OuAstSeq *body, OuConst *doc)
{
    if (body->len == 0 || body->items[0]->kind != OU_AST_Expr ||
        !ou_const_is_str(OU_AST(Expr, body->items[0])->value))
        return false;
    return ou_const_get(c, OU_AST(Expr, body->items[0])->value, doc);
}

/* The value of a module is that of its last statement. */
static void return_last(OuCompiler *c, const OuAstExpr *s)
{
    ou_cc_at(c, &s->node);
    OuOperand value = ou_expr_operand(c, s->value, NULL);
    ou_emit(c, OU_RETURN_OP | OU_DIES(value, A), value.reg, 0, 0);
}

void ou_stmts_body(OuCompiler *c, const OuAstSeq *body)
{
    OuUnit *unit = c->unit;
    const OuConst none = {.kind = OU_CONST_NONE};
    uint32_t first = 0;
    if (unit->kind == OU_UNIT_MODULE && body->len > 0)
        ou_cc_at(c, body->items[0]);
    if (has_annotations(body))
        ou_emit(c, OU_SETUPANNOTATIONS_OP, 0, 0, 0);
    OuConst doc;
    if (!unit->interactive_value && ou_stmts_doc(c, body, &doc)) {
        first = 1;
        if (!(c->flags & OU_COMPILE_OPTIMIZE_2)) {
            ou_cc_at(c, body->items[0]);
            OuOperand value = take_const(c, &doc);
            ou_name_store(c, ou_cc_name(c, "__doc__", 7), value);
            unit->next_temp = value.reg;
        }
    }
    bool value = (c->flags & OU_COMPILE_LAST_VALUE) && unit->kind == OU_UNIT_MODULE && body->len > 0 &&
                 body->items[body->len - 1]->kind == OU_AST_Expr;
    for (uint32_t i = first; i + value < body->len && !c->failed; i++)
        ou_stmt(c, body->items[i]);
    if (value && !c->failed)
        return_last(c, OU_AST(Expr, body->items[body->len - 1]));
    if (unit->kind == OU_UNIT_MODULE && !unit->unreachable)
        ou_emit_k(c, OU_RETURNK_OP, 0, ou_pool_const(c, &none));
}
