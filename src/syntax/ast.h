/* ast.h - the syntax tree of one compilation.
 *
 * The kinds and their fields are listed in ast.def and mirror CPython's `ast` module;
 * a node of kind Foo is an OuAstFoo whose first member, `node`, holds what all have.
 * Everything lives in the arena of the compilation and dies with it. The tree is
 * complete: targets carry Store or Del, f-strings are split, constants are decoded.
 * It knows no objects: numbers and strings stay text.
 *
 * Invariant: height = 1 + the largest height of a child, at most OU_MAX_AST_DEPTH, so a
 * walker may recurse once per level. */
#ifndef OU_SYNTAX_AST_H
#define OU_SYNTAX_AST_H
#include "base/arena.h"

typedef enum OuAstKind {
#define NODE(K, C) OU_AST_##K,
#include "syntax/ast.def"
    OU_AST_KINDS
} OuAstKind;

typedef enum OuAstCategory {
    OU_AST_MODULE,
    OU_AST_STATEMENT,
    OU_AST_EXPRESSION,
    OU_AST_PART,    /* positions are set, but the `ast` module does not show them */
    OU_AST_PART_AT, /* … and parts where it does */
    OU_AST_PATTERN,
} OuAstCategory;

typedef enum OuAstContext { OU_AST_Load, OU_AST_Store, OU_AST_Del } OuAstContext;

typedef enum OuAstOperator {
    OU_AST_OP_Add,      OU_AST_OP_Sub,    OU_AST_OP_Mult,   OU_AST_OP_MatMult, OU_AST_OP_Div,
    OU_AST_OP_Mod,      OU_AST_OP_Pow,    OU_AST_OP_LShift, OU_AST_OP_RShift,  OU_AST_OP_BitOr,
    OU_AST_OP_BitXor,   OU_AST_OP_BitAnd, OU_AST_OP_FloorDiv,
    OU_AST_OP_Invert,   OU_AST_OP_Not,    OU_AST_OP_UAdd,   OU_AST_OP_USub,
    OU_AST_OP_And,      OU_AST_OP_Or,
    OU_AST_OP_Eq,       OU_AST_OP_NotEq,  OU_AST_OP_Lt,     OU_AST_OP_LtE,     OU_AST_OP_Gt,
    OU_AST_OP_GtE,      OU_AST_OP_Is,     OU_AST_OP_IsNot,  OU_AST_OP_In,      OU_AST_OP_NotIn,
    OU_AST_OPS
} OuAstOperator;

/* What all nodes have. Lines from 1; columns from 0, in bytes of the source's UTF-8. */
typedef struct OuAstNode {
    uint8_t kind;     /* OuAstKind */
    uint8_t marks;    /* the parser's own */
    uint16_t height;
    uint32_t line, column, end_line, end_column;
} OuAstNode;

/* A slice of text in the arena, not NUL-terminated. Names are NFKC-normalized, not mangled. */
typedef struct OuAstText {
    const char *text;
    size_t len;
} OuAstText;

typedef struct OuAstTexts {
    OuAstText *items;
    uint32_t len;
} OuAstTexts;

typedef struct OuAstSeq {
    OuAstNode **items;
    uint32_t len;
    uint32_t height; /* the largest height of an item */
} OuAstSeq;

typedef struct OuAstOperators {
    uint8_t *items; /* OuAstOperator */
    uint32_t len;
} OuAstOperators;

typedef enum OuAstValueType {
    OU_AST_NONE,
    OU_AST_FALSE,
    OU_AST_TRUE,
    OU_AST_ELLIPSIS,
    OU_AST_INT,     /* as written, lower case, without underscores: "0x1f", "0b1", "0o7", "12" */
    OU_AST_FLOAT,   /* decimal text without underscores */
    OU_AST_COMPLEX, /* the imaginary part, as a float's text, without the j */
    OU_AST_STR,     /* WTF-8 */
    OU_AST_BYTES,
} OuAstValueType;

typedef struct OuAstValue {
    OuAstValueType type;
    bool unicode_prefix; /* written u"…" (Constant.kind) */
    OuAstText text;      /* of the last five */
} OuAstValue;

#define NODE(K, C) typedef struct OuAst_##K OuAst##K;
#include "syntax/ast.def"

#define NODE(K, C) struct OuAst_##K { OuAstNode node;
#define CHILD(K, f) OuAstNode *f;
#define OPTION(K, f) OuAstNode *f;
#define LIST(K, f) OuAstSeq f;
#define NAME(K, f) OuAstText f;
#define NAMES(K, f) OuAstTexts f;
#define VALUE(K, f) OuAstValue f;
#define NUMBER(K, f) int f;
#define CONTEXT(K, f) OuAstContext f;
#define OPERATOR(K, f) OuAstOperator f;
#define OPERATORS(K, f) OuAstOperators f;
#define END(K) };
#include "syntax/ast.def"

/* `node` as its struct: OU_AST(Name, node)->id. The kind is checked in debug builds. */
#define OU_AST(K, n) ((OuAst##K *)ou_ast_checked((OuAstNode *)(n), OU_AST_##K))

static inline OuAstNode *ou_ast_checked(OuAstNode *node, OuAstKind kind)
{
    OU_ASSERT(node->kind == kind);
    (void)kind;
    return node;
}

/* ---- the tables of ast.def, for generic walkers ---- */

typedef enum OuAstFieldType {
    OU_AST_FIELD_CHILD,
    OU_AST_FIELD_OPTION,
    OU_AST_FIELD_LIST,
    OU_AST_FIELD_NAME,
    OU_AST_FIELD_NAMES,
    OU_AST_FIELD_VALUE,
    OU_AST_FIELD_NUMBER,
    OU_AST_FIELD_CONTEXT,
    OU_AST_FIELD_OPERATOR,
    OU_AST_FIELD_OPERATORS,
} OuAstFieldType;

typedef struct OuAstField {
    const char *name;
    OuAstFieldType type;
    uint16_t offset; /* in the node's struct */
} OuAstField;

typedef struct OuAstKindInfo {
    const char *name;
    OuAstCategory category;
    uint16_t size;
    uint16_t field_count;
    const OuAstField *fields;
} OuAstKindInfo;

extern const OuAstKindInfo ou_ast_kinds[OU_AST_KINDS];
extern const char *const ou_ast_operator_names[OU_AST_OPS]; /* "Add", "NotIn", … */

/* Call `visit` for each child in field order, list items in order, NULLs left out (of a
 * Dict all keys come before all values). Stops at the first false and returns it. */
bool ou_ast_each_child(OuAstNode *node, bool (*visit)(OuAstNode *child, void *user), void *user);

/* ---- making nodes ---- */

/* A zeroed node of `kind`; NULL (and arena->failed) if there is no memory. */
OU_MUST_CHECK OuAstNode *ou_ast_make(OuArena *arena, OuAstKind kind);
/* Append; false (and arena->failed) if there is no memory. */
bool ou_ast_append(OuArena *arena, OuAstSeq *seq, OuAstNode *item);
bool ou_ast_append_text(OuArena *arena, OuAstTexts *texts, OuAstText text);
bool ou_ast_append_operator(OuArena *arena, OuAstOperators *operators, OuAstOperator op);

#define OU_AST_MAKE(arena, K) ((OuAst##K *)ou_ast_make((arena), OU_AST_##K))

/* Is the text equal to a C string? */
bool ou_ast_text_is(OuAstText text, const char *expected);

#endif
