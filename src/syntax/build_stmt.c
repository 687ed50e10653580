/* build_stmt.c - the grammar's actions on statements. */
#include "syntax/build.h"

#include <string.h>

static const OuAstSeq empty = {NULL, 0, 0};

/* ---- simple statements ---- */

OuAstNode *ou_build_expression_statement(OuParser *ps, OuEx value)
{
    OuAstExpr *node = (OuAstExpr *)ou_build_node(ps, OU_AST_Expr, value.line, value.column);
    OU_ADOPT(node, value, value.node);
    return &node->node;
}

OuAstNode *ou_build_assign(OuParser *ps, OuAstNode *assign, OuEx target)
{
    if (assign == NULL)
        assign = ou_build_node(ps, OU_AST_Assign, target.line, target.column);
    OuAstAssign *node = (OuAstAssign *)assign;
    ou_check_target(ps, target);
    ou_build_append(ps, &node->targets, target.node);
    ou_build_raise(ps, assign, node->targets.height);
    return assign;
}

OuAstNode *ou_build_assign_end(OuParser *ps, OuAstNode *assign, OuEx value)
{
    OuAstAssign *node = (OuAstAssign *)assign;
    OU_ADOPT(node, value, value.node);
    ou_build_end(ps, assign);
    return assign;
}

OuAstNode *ou_build_augmented(OuParser *ps, OuEx target, OuAstOperator op, OuEx value)
{
    OuAstAugAssign *node =
        (OuAstAugAssign *)ou_build_node(ps, OU_AST_AugAssign, target.line, target.column);
    ou_check_single_target(ps, target);
    OU_ADOPT(node, target, target.node);
    node->op = op;
    OU_ADOPT(node, value, value.node);
    return &node->node;
}

OuAstNode *ou_build_annotated(OuParser *ps, OuEx target, OuEx annotation, OuAstNode *value)
{
    OuAstAnnAssign *node =
        (OuAstAnnAssign *)ou_build_node(ps, OU_AST_AnnAssign, target.line, target.column);
    ou_check_single_target(ps, target);
    OU_ADOPT(node, target, target.node);
    OU_ADOPT(node, annotation, annotation.node);
    OU_ADOPT(node, value, value);
    node->simple = target.node->kind == OU_AST_Name && ou_ex_bare(target);
    return &node->node;
}

OuAstNode *ou_build_delete(OuParser *ps, const OuToken *token, OuEx targets)
{
    OuAstDelete *node = (OuAstDelete *)ou_build_at(ps, OU_AST_Delete, token);
    if (targets.node->kind == OU_AST_Tuple && (targets.node->marks & OU_MARK_BARE)) {
        node->targets = ((OuAstTuple *)targets.node)->elts;
        ou_build_raise(ps, &node->node, node->targets.height);
    } else {
        ou_build_append(ps, &node->targets, targets.node);
        ou_build_raise(ps, &node->node, targets.node->height);
    }
    for (uint32_t i = 0; i < node->targets.len; i++)
        ou_check_delete(ps, node->targets.items[i]);
    return &node->node;
}

OuAstNode *ou_build_return(OuParser *ps, const OuToken *token, OuAstNode *value)
{
    OuAstReturn *node = (OuAstReturn *)ou_build_at(ps, OU_AST_Return, token);
    OU_ADOPT(node, value, value);
    return &node->node;
}

OuAstNode *ou_build_raise_stmt(OuParser *ps, const OuToken *token, OuAstNode *exc,
                               OuAstNode *cause)
{
    OuAstRaise *node = (OuAstRaise *)ou_build_at(ps, OU_AST_Raise, token);
    OU_ADOPT(node, exc, exc);
    OU_ADOPT(node, cause, cause);
    return &node->node;
}

OuAstNode *ou_build_assert(OuParser *ps, const OuToken *token, OuEx test, OuAstNode *msg)
{
    OuAstAssert *node = (OuAstAssert *)ou_build_at(ps, OU_AST_Assert, token);
    OU_ADOPT(node, test, test.node);
    OU_ADOPT(node, msg, msg);
    return &node->node;
}

/* Global and Nonlocal have the same fields. */
OuAstNode *ou_build_names(OuParser *ps, OuAstNode *stmt, const OuToken *name)
{
    OuAstGlobal *node = (OuAstGlobal *)stmt;
    if (!ps->arena->failed)
        (void)ou_ast_append_text(ps->arena, &node->names, ou_build_text(ps, name));
    return stmt;
}

/* ---- imports ---- */

OuDotted ou_build_dotted(OuParser *ps, OuDotted left, const OuToken *name)
{
    OuAstText text = ou_build_text(ps, name);
    if (left.name.text == NULL)
        return (OuDotted){text, name->line, (uint32_t)name->column};
    if (left.name.text + left.name.len + 1 == text.text) { /* adjacent in the source */
        left.name.len += 1 + text.len;
        return left;
    }
    char *joined = ou_arena_take(ps->arena, left.name.len + 1 + text.len);
    if (joined == NULL)
        return left;
    memcpy(joined, left.name.text, left.name.len);
    joined[left.name.len] = '.';
    memcpy(joined + left.name.len + 1, text.text, text.len);
    left.name = (OuAstText){joined, left.name.len + 1 + text.len};
    return left;
}

OuAstNode *ou_build_alias(OuParser *ps, OuDotted name, const OuToken *asname)
{
    OuAstalias *node = (OuAstalias *)ou_build_node(ps, OU_AST_alias, name.line, name.column);
    node->name = name.name;
    if (asname != NULL)
        node->asname = ou_build_text(ps, asname);
    return &node->node;
}

OuAstNode *ou_build_import(OuParser *ps, const OuToken *token, OuAstSeq names)
{
    OuAstImport *node = (OuAstImport *)ou_build_at(ps, OU_AST_Import, token);
    OU_ADOPT_SEQ(node, names, names);
    return &node->node;
}

OuAstNode *ou_build_import_from(OuParser *ps, const OuToken *token, int level, OuAstText module,
                                OuAstSeq names)
{
    OuAstImportFrom *node = (OuAstImportFrom *)ou_build_at(ps, OU_AST_ImportFrom, token);
    node->level = level;
    node->module = module;
    OU_ADOPT_SEQ(node, names, names);
    return &node->node;
}

/* ---- compound statements ---- */

OuAstNode *ou_build_if(OuParser *ps, const OuToken *token, OuEx test, OuAstSeq body,
                       OuAstSeq orelse)
{
    OuAstIf *node = (OuAstIf *)ou_build_at(ps, OU_AST_If, token);
    OU_ADOPT(node, test, test.node);
    OU_ADOPT_SEQ(node, body, body);
    OU_ADOPT_SEQ(node, orelse, orelse);
    return &node->node;
}

OuAstNode *ou_build_while(OuParser *ps, const OuToken *token, OuEx test, OuAstSeq body,
                          OuAstSeq orelse)
{
    OuAstNode *node = ou_build_if(ps, token, test, body, orelse);
    node->kind = OU_AST_While; /* the same fields */
    return node;
}

OuAstNode *ou_build_for(OuParser *ps, const OuToken *token, OuEx target, OuEx iter,
                        OuAstSeq body, OuAstSeq orelse)
{
    OuAstFor *node = (OuAstFor *)ou_build_at(ps, OU_AST_For, token);
    ou_check_target(ps, target);
    OU_ADOPT(node, target, target.node);
    OU_ADOPT(node, iter, iter.node);
    OU_ADOPT_SEQ(node, body, body);
    OU_ADOPT_SEQ(node, orelse, orelse);
    return &node->node;
}

OuAstNode *ou_build_with(OuParser *ps, const OuToken *token, OuAstSeq items, OuAstSeq body)
{
    OuAstWith *node = (OuAstWith *)ou_build_at(ps, OU_AST_With, token);
    OU_ADOPT_SEQ(node, items, items);
    OU_ADOPT_SEQ(node, body, body);
    return &node->node;
}

/* An item whose value is a tuple display that could also be a list of items is marked. */
OuAstNode *ou_build_with_item(OuParser *ps, OuEx value, OuEx target)
{
    OuAstwithitem *node =
        (OuAstwithitem *)ou_build_node(ps, OU_AST_withitem, value.line, value.column);
    OU_ADOPT(node, context_expr, value.node);
    if (target.node != NULL) {
        ou_check_target(ps, target);
        OU_ADOPT(node, optional_vars, target.node);
    } else if (value.node->kind == OU_AST_Tuple && ou_ex_bare(value) &&
               (value.node->marks & (OU_MARK_STARRED | OU_MARK_NAMED)) == 0 &&
               ((OuAstTuple *)value.node)->elts.len > 0) {
        node->node.marks |= OU_MARK_BARE;
    }
    return &node->node;
}

static void add_with_element(OuParser *ps, OuAstSeq *items, OuAstNode *value)
{
    OuAstwithitem *node =
        (OuAstwithitem *)ou_build_node(ps, OU_AST_withitem, value->line, value->column);
    OU_ADOPT(node, context_expr, value);
    ou_build_append(ps, items, &node->node);
}

OuAstSeq ou_build_with_list(OuParser *ps, OuAstNode *display, OuEx value, OuEx target)
{
    OuAstSeq items = empty;
    if (display != NULL) {
        if (display->marks & (OU_MARK_STARRED | OU_MARK_NAMED))
            ou_reject(ps);
        OuAstTuple *tuple = (OuAstTuple *)display;
        for (uint32_t i = 0; i < tuple->elts.len; i++)
            add_with_element(ps, &items, tuple->elts.items[i]);
    }
    if (value.node->kind == OU_AST_Starred ||
        (value.node->kind == OU_AST_NamedExpr && ou_ex_bare(value)))
        ou_reject(ps);
    ou_build_append(ps, &items, ou_build_with_item(ps, value, target));
    return items;
}

/* `with (a, b):` has two items. */
void ou_build_with_split(OuParser *ps, OuAstSeq *items)
{
    if (items->len != 1 || !(items->items[0]->marks & OU_MARK_BARE))
        return;
    OuAstTuple *tuple = (OuAstTuple *)((OuAstwithitem *)items->items[0])->context_expr;
    *items = empty;
    for (uint32_t i = 0; i < tuple->elts.len; i++)
        add_with_element(ps, items, tuple->elts.items[i]);
}

OuAstNode *ou_build_try(OuParser *ps, const OuToken *token, OuAstSeq body, OuAstSeq handlers,
                        OuAstSeq orelse, OuAstSeq finalbody, bool star)
{
    OuAstTry *node = (OuAstTry *)ou_build_at(ps, star ? OU_AST_TryStar : OU_AST_Try, token);
    OU_ADOPT_SEQ(node, body, body);
    OU_ADOPT_SEQ(node, handlers, handlers);
    OU_ADOPT_SEQ(node, orelse, orelse);
    OU_ADOPT_SEQ(node, finalbody, finalbody);
    return &node->node;
}

OuAstNode *ou_build_handler(OuParser *ps, const OuToken *token, OuEx type, const OuToken *name,
                            OuAstSeq body)
{
    OuAstExceptHandler *node =
        (OuAstExceptHandler *)ou_build_at(ps, OU_AST_ExceptHandler, token);
    OU_ADOPT(node, type, type.node);
    if (name != NULL)
        node->name = ou_build_text(ps, name);
    OU_ADOPT_SEQ(node, body, body);
    return &node->node;
}

OuAstNode *ou_build_function(OuParser *ps, const OuToken *token, const OuToken *name,
                             OuAstNode *args, OuEx returns, OuAstSeq body)
{
    OuAstFunctionDef *node = (OuAstFunctionDef *)ou_build_at(ps, OU_AST_FunctionDef, token);
    node->name = ou_build_text(ps, name);
    OU_ADOPT(node, args, args);
    OU_ADOPT(node, returns, returns.node);
    OU_ADOPT_SEQ(node, body, body);
    return &node->node;
}

OuAstNode *ou_build_class(OuParser *ps, const OuToken *token, const OuToken *name,
                          OuAstNode *call, OuAstSeq body)
{
    OuAstClassDef *node = (OuAstClassDef *)ou_build_at(ps, OU_AST_ClassDef, token);
    node->name = ou_build_text(ps, name);
    if (call != NULL) {
        OuAstCall *arguments = (OuAstCall *)call;
        OU_ADOPT_SEQ(node, bases, arguments->args);
        OU_ADOPT_SEQ(node, keywords, arguments->keywords);
        for (uint32_t i = 0; i < node->bases.len; i++)
            if (node->bases.items[i]->marks & OU_MARK_BARE)
                ou_reject(ps); /* a generator without parentheses */
    }
    OU_ADOPT_SEQ(node, body, body);
    return &node->node;
}

/* The asynchronous kinds follow their plain ones and have the same fields. */
_Static_assert(OU_AST_AsyncFunctionDef == OU_AST_FunctionDef + 1, "order of ast.def");
_Static_assert(OU_AST_AsyncFor == OU_AST_For + 1, "order of ast.def");
_Static_assert(OU_AST_AsyncWith == OU_AST_With + 1, "order of ast.def");

OuAstNode *ou_build_async(OuParser *ps, const OuToken *token, OuAstNode *stmt)
{
    (void)ps;
    stmt->kind++;
    stmt->line = token->line;
    stmt->column = (uint32_t)token->column;
    return stmt;
}

OuAstNode *ou_build_decorated(OuParser *ps, OuAstSeq decorators, OuAstNode *stmt)
{
    if (stmt->kind == OU_AST_ClassDef)
        ((OuAstClassDef *)stmt)->decorator_list = decorators;
    else
        ((OuAstFunctionDef *)stmt)->decorator_list = decorators;
    ou_build_raise(ps, stmt, decorators.height);
    return stmt;
}

OuAstNode *ou_build_match(OuParser *ps, const OuToken *token, OuEx subject, OuAstSeq cases)
{
    OuAstMatch *node = (OuAstMatch *)ou_build_at(ps, OU_AST_Match, token);
    OU_ADOPT(node, subject, subject.node);
    OU_ADOPT_SEQ(node, cases, cases);
    return &node->node;
}

OuAstNode *ou_build_case(OuParser *ps, const OuToken *token, OuEx pattern, OuEx guard,
                         OuAstSeq body)
{
    OuAstmatch_case *node = (OuAstmatch_case *)ou_build_at(ps, OU_AST_match_case, token);
    OU_ADOPT(node, pattern, pattern.node);
    OU_ADOPT(node, guard, guard.node);
    OU_ADOPT_SEQ(node, body, body);
    return &node->node;
}

void ou_build_root(OuParser *ps, OuAstKind kind, OuAstSeq body, OuAstNode *expression)
{
    OuAstNode *root = ou_build_node(ps, kind, 1, 0);
    if (kind == OU_AST_Expression) {
        OuAstExpression *node = (OuAstExpression *)root;
        OU_ADOPT(node, body, expression);
    } else { /* Module and Interactive have the same fields */
        OuAstModule *node = (OuAstModule *)root;
        OU_ADOPT_SEQ(node, body, body);
    }
    ps->root = root;
}
