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

/* Lists have no capacity field: they are full when their length is 0 or a power of two
 * above 1, and then move to twice the room. */
static void *make_room(OuArena *arena, void *items, uint32_t len, size_t item_size)
{
    if (len != 0 && (len == 1 || (len & (len - 1)) != 0))
        return items;
    void *room = ou_arena_take(arena, (len == 0 ? 2 : (size_t)len * 2) * item_size);
    if (room != NULL && len > 0)
        memcpy(room, items, len * item_size);
    return room;
}

bool ou_ast_append(OuArena *arena, OuAstSeq *seq, OuAstNode *item)
{
    OuAstNode **items = make_room(arena, seq->items, seq->len, sizeof *items);
    if (items == NULL)
        return false;
    seq->items = items;
    items[seq->len++] = item;
    if (item != NULL && item->height > seq->height)
        seq->height = item->height;
    return true;
}

bool ou_ast_append_text(OuArena *arena, OuAstTexts *texts, OuAstText text)
{
    OuAstText *items = make_room(arena, texts->items, texts->len, sizeof *items);
    if (items == NULL)
        return false;
    texts->items = items;
    items[texts->len++] = text;
    return true;
}

bool ou_ast_append_operator(OuArena *arena, OuAstOperators *operators, OuAstOperator op)
{
    uint8_t *items = make_room(arena, operators->items, operators->len, 1);
    if (items == NULL)
        return false;
    operators->items = items;
    items[operators->len++] = (uint8_t)op;
    return true;
}

bool ou_ast_text_is(OuAstText text, const char *expected)
{
    return text.len == strlen(expected) && memcmp(text.text, expected, text.len) == 0;
}
