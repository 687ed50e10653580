/* ast.c - the tables of ast.def and what is generic over them. */
#include "syntax/ast.h"

#include <string.h>

#define FIELD(K, f, T) {#f, OU_AST_FIELD_##T, offsetof(OuAst##K, f)},
#define NODE(K, C) static const OuAstField fields_##K[] = {
#define CHILD(K, f) FIELD(K, f, CHILD)
#define OPTION(K, f) FIELD(K, f, OPTION)
#define LIST(K, f) FIELD(K, f, LIST)
#define NAME(K, f) FIELD(K, f, NAME)
#define NAMES(K, f) FIELD(K, f, NAMES)
#define VALUE(K, f) FIELD(K, f, VALUE)
#define NUMBER(K, f) FIELD(K, f, NUMBER)
#define CONTEXT(K, f) FIELD(K, f, CONTEXT)
#define OPERATOR(K, f) FIELD(K, f, OPERATOR)
#define OPERATORS(K, f) FIELD(K, f, OPERATORS)
#define END(K) {NULL, OU_AST_FIELD_CHILD, 0}};
#include "syntax/ast.def"

const OuAstKindInfo ou_ast_kinds[OU_AST_KINDS] = {
#define NODE(K, C) \
    [OU_AST_##K] = {#K, OU_AST_##C, sizeof(OuAst##K), OU_COUNT_OF(fields_##K) - 1, fields_##K},
#include "syntax/ast.def"
};

const char *const ou_ast_operator_names[OU_AST_OPS] = {
    "Add",    "Sub", "Mult",  "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr",
    "BitXor", "BitAnd", "FloorDiv", "Invert", "Not", "UAdd", "USub", "And", "Or", "Eq",
    "NotEq",  "Lt",  "LtE",   "Gt",      "GtE", "Is",  "IsNot", "In",   "NotIn",
};

bool ou_ast_each_child(OuAstNode *node, bool (*visit)(OuAstNode *child, void *user), void *user)
{
    const OuAstKindInfo *info = &ou_ast_kinds[node->kind];
    for (size_t i = 0; i < info->field_count; i++) {
        char *at = (char *)node + info->fields[i].offset;
        OuAstFieldType type = info->fields[i].type;
        if (type == OU_AST_FIELD_CHILD || type == OU_AST_FIELD_OPTION) {
            OuAstNode *child = *(OuAstNode **)(void *)at;
            if (child != NULL && !visit(child, user))
                return false;
        } else if (type == OU_AST_FIELD_LIST) {
            OuAstSeq *seq = (OuAstSeq *)(void *)at;
            for (uint32_t k = 0; k < seq->len; k++)
                if (seq->items[k] != NULL && !visit(seq->items[k], user))
                    return false;
        }
    }
    return true;
}

OuAstNode *ou_ast_make(OuArena *arena, OuAstKind kind)
{
    OuAstNode *node = ou_arena_take(arena, ou_ast_kinds[kind].size);
    if (node == NULL)
        return NULL;
    node->kind = (uint8_t)kind;
    node->height = 1;
    return node;
}

bool ou_ast_text_is(OuAstText text, const char *expected)
{
    return text.len == strlen(expected) && memcmp(text.text, expected, text.len) == 0;
}
