/* anchors.c - which part of an expression a traceback underlines with ^ among ~: the operator
 * of a binary operation, the brackets of a subscript. */
#include "object/upcall.h"
#include "object/state.h"
#include "syntax/ast.h"
#include "syntax/parse.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f';
}

static bool operator_anchors(const char *text, const OuAstBinOp *operation, size_t *left, size_t *right)
{
    size_t end = operation->right->column;
    for (size_t i = operation->left->end_column; i < end; i++) {
        if (is_space(text[i]))
            continue;
        *left = i;
        *right = i + 1;
        if (i + 1 < end && !is_space(text[i + 1])) /* operators of two characters */
            ++*right;
        return true;
    }
    return false;
}

static bool node_anchors(const char *text, OuAstNode *node, size_t *left, size_t *right)
{
    if (node->kind == OU_AST_BinOp)
        return operator_anchors(text, OU_AST(BinOp, node), left, right);
    if (node->kind != OU_AST_Subscript)
        return false;
    *left = OU_AST(Subscript, node)->value->end_column;
    *right = OU_AST(Subscript, node)->slice->end_column + 1;
    return true;
}

bool ou_upcall_expression_anchors(OuVM *vm, const char *text, size_t size, size_t *left, size_t *right)
{
    OuArena arena;
    OuParseResult result;
    bool found = false;
    ou_arena_init(&arena, &vm->mem);
    ou_parse(&vm->mem, &arena, text, size, NULL, OU_PARSE_FILE, OU_PARSE_IS_TEXT, 0, &result);
    if (result.status == OU_PARSE_OK) {
        const OuAstSeq *body = &OU_AST(Module, result.root)->body;
        if (body->len == 1 && body->items[0]->kind == OU_AST_Expr)
            found = node_anchors(text, OU_AST(Expr, body->items[0])->value, left, right);
    }
    ou_arena_drop(&arena);
    return found;
}
