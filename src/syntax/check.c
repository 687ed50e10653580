/* check.c - what the grammar accepts too much of in targets, and their contexts.
 *
 * Recursion goes as deep as brackets nest (OU_MAX_BRACKETS). */
#include "syntax/build.h"

/* Give `node` the context `context`. Starred elements are no targets of `del`. */
static void set_context(OuParser *ps, OuAstNode *node, OuAstContext context)
{
    if (ps->arena->failed)
        return; /* dummies may be their own children */
    OuAstKind kind = (OuAstKind)node->kind;
    if (kind == OU_AST_Name) {
        ((OuAstName *)node)->ctx = context;
    } else if (kind == OU_AST_Attribute) {
        ((OuAstAttribute *)node)->ctx = context;
    } else if (kind == OU_AST_Subscript) {
        ((OuAstSubscript *)node)->ctx = context;
    } else if (kind == OU_AST_Starred && context == OU_AST_Store) {
        OuAstStarred *starred = (OuAstStarred *)node;
        starred->ctx = context;
        set_context(ps, starred->value, context);
    } else if (kind == OU_AST_Tuple || kind == OU_AST_List) {
        OuAstTuple *tuple = (OuAstTuple *)node; /* same fields */
        tuple->ctx = context;
        for (uint32_t i = 0; i < tuple->elts.len; i++)
            set_context(ps, tuple->elts.items[i], context);
    } else {
        ou_reject(ps);
    }
}

void ou_check_target(OuParser *ps, OuEx target)
{
    set_context(ps, target.node, OU_AST_Store);
}

void ou_check_delete(OuParser *ps, OuAstNode *target)
{
    set_context(ps, target, OU_AST_Del);
}

void ou_check_single_target(OuParser *ps, OuEx target)
{
    OuAstKind kind = (OuAstKind)target.node->kind;
    if (kind == OU_AST_Name || kind == OU_AST_Attribute || kind == OU_AST_Subscript)
        set_context(ps, target.node, OU_AST_Store);
    else
        ou_reject(ps);
}

void ou_check_not_starred(OuParser *ps, OuEx ex)
{
    if (ex.node->kind == OU_AST_Starred)
        ou_reject(ps);
}

void ou_check_plain(OuParser *ps, OuEx ex)
{
    ou_check_not_starred(ps, ex);
    if (ex.node->kind == OU_AST_Tuple && (ex.node->marks & OU_MARK_BARE) &&
        (ex.node->marks & OU_MARK_STARRED))
        ou_reject(ps);
}
