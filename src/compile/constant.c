/* constant.c - constants of the tree as data.
 *
 * A Constant node holds the text of its literal; one that folding made holds, behind a type
 * of its own, a pointer to an OuConst. */
#include "compile/compiler.h"
#include "base/numtext.h"
#include "base/utf8.h"
#include <string.h>

#define FOLDED ((OuAstValueType)(OU_AST_BYTES + 1))

__extension__ typedef unsigned __int128 Wide;

bool ou_const_is(const OuAstNode *node)
{
    return node != NULL && node->kind == OU_AST_Constant;
}

bool ou_const_is_identifier(OuCompiler *c, OuAstText text)
{
    for (size_t i = 0, piece = OU_ASK_BYTES; i < text.len; i++) {
        char ch = text.text[i];
        if (OU_UNLIKELY(i == piece) && (piece += OU_ASK_BYTES, !ou_cc_may_go_on(c)))
            return false;
        if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_'))
            return false;
    }
    return true;
}

/* An int literal: "12", "0x1f", "0o17", "0b1". */
static void get_int(OuCompiler *c, OuAstText text, OuConst *out)
{
    unsigned base = 10;
    size_t i = 0;
    if (text.len > 2 && text.text[0] == '0') {
        char mark = text.text[1];
        base = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 10;
        i = base == 10 ? 0 : 2;
    }
    Wide value = 0;
    for (size_t piece = OU_ASK_BYTES; i < text.len; i++) {
        if (OU_UNLIKELY(i == piece) && (piece += OU_ASK_BYTES, !ou_cc_may_go_on(c)))
            break;
        char ch = text.text[i];
        unsigned digit = ch <= '9' ? (unsigned)(ch - '0') : (unsigned)(ch - 'a') + 10;
        value = value * base + digit;
        if (value > INT64_MAX) {
            *out = (OuConst){.kind = OU_CONST_BIG_INT};
            out->text.text = (char *)text.text;
            out->text.size = text.len;
            return;
        }
    }
    *out = (OuConst){.kind = OU_CONST_INT, .integer = (int64_t)value};
}

static double get_double(OuCompiler *c, OuAstText text)
{
    double value;
    const OuGoOn go_on = {ou_arena_ask, c->arena};
    if (ou_double_parse_long(text.text, text.len, &value, &go_on) == OU_STOPPED)
        ou_cc_no_memory(c);
    return value;
}

bool ou_const_get(OuCompiler *c, const OuAstNode *node, OuConst *out)
{
    if (!ou_const_is(node))
        return false;
    const OuAstValue *value = &OU_AST(Constant, node)->value;
    double number = 0;
    switch ((int)value->type) {
    case OU_AST_NONE: *out = (OuConst){.kind = OU_CONST_NONE}; break;
    case OU_AST_FALSE: *out = (OuConst){.kind = OU_CONST_FALSE}; break;
    case OU_AST_TRUE: *out = (OuConst){.kind = OU_CONST_TRUE}; break;
    case OU_AST_ELLIPSIS: *out = (OuConst){.kind = OU_CONST_ELLIPSIS}; break;
    case OU_AST_INT: get_int(c, value->text, out); break;
    case OU_AST_FLOAT:
        number = get_double(c, value->text);
        *out = (OuConst){.kind = OU_CONST_FLOAT};
        out->real[0] = number;
        break;
    case OU_AST_COMPLEX:
        number = get_double(c, value->text);
        *out = (OuConst){.kind = OU_CONST_COMPLEX};
        out->real[1] = number;
        break;
    case OU_AST_STR:
    case OU_AST_BYTES:
        *out = (OuConst){.kind = value->type == OU_AST_STR ? OU_CONST_STR : OU_CONST_BYTES};
        out->intern = value->type == OU_AST_STR && ou_const_is_identifier(c, value->text);
        out->text.text = (char *)value->text.text;
        out->text.size = value->text.len;
        break;
    default: *out = *(const OuConst *)(const void *)value->text.text; break;
    }
    return true;
}

void ou_const_put(OuCompiler *c, OuAstNode **slot, const OuConst *value)
{
    OuAstNode *node = ou_ast_make(c->arena, OU_AST_Constant);
    OuConst *copy = ou_cc_take(c, sizeof *copy);
    if (node == NULL || copy == NULL) {
        ou_cc_no_memory(c);
        return;
    }
    *copy = *value;
    if (copy->kind == OU_CONST_STR)
        copy->intern = ou_const_is_identifier(c, (OuAstText){copy->text.text, copy->text.size});
    node->height = 1;
    node->line = (*slot)->line;
    node->column = (*slot)->column;
    node->end_line = (*slot)->end_line;
    node->end_column = (*slot)->end_column;
    OU_AST(Constant, node)->value.type = FOLDED;
    OU_AST(Constant, node)->value.text.text = (const char *)copy;
    *slot = node;
}

int ou_const_truth(OuCompiler *c, const OuAstNode *node)
{
    OuConst value;
    if (!ou_const_get(c, node, &value))
        return -1;
    switch (value.kind) {
    case OU_CONST_NONE:
    case OU_CONST_FALSE: return 0;
    case OU_CONST_TRUE:
    case OU_CONST_ELLIPSIS:
    case OU_CONST_BIG_INT:
    case OU_CONST_CODE: return 1;
    case OU_CONST_INT: return value.integer != 0;
    case OU_CONST_FLOAT: return value.real[0] != 0;
    case OU_CONST_COMPLEX: return value.real[0] != 0 || value.real[1] != 0;
    case OU_CONST_STR:
    case OU_CONST_BYTES: return value.text.size > 0;
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET: return value.items.count > 0;
    }
    return -1;
}

bool ou_const_small(OuCompiler *c, const OuAstNode *node, int64_t least, int64_t most, int32_t *out)
{
    OuConst value;
    if (!ou_const_get(c, node, &value) || value.kind != OU_CONST_INT || value.integer < least ||
        value.integer > most)
        return false;
    *out = (int32_t)value.integer;
    return true;
}

/* Is it a literal of that type, or was it folded to such a constant? */
static bool kind_is(const OuAstNode *node, OuAstValueType literal, OuConstKind folded)
{
    if (!ou_const_is(node))
        return false;
    const OuAstValue *value = &OU_AST(Constant, node)->value;
    if (value->type != FOLDED)
        return value->type == literal;
    return ((const OuConst *)(const void *)value->text.text)->kind == folded;
}

bool ou_const_is_none(const OuAstNode *node)
{
    return kind_is(node, OU_AST_NONE, OU_CONST_NONE);
}

bool ou_const_is_str(const OuAstNode *node)
{
    return kind_is(node, OU_AST_STR, OU_CONST_STR);
}

/* A number that ints, bools and floats can be compared by; false for other constants. */
static bool as_number(const OuConst *value, double *real, double *imag)
{
    *imag = 0;
    switch ((int)value->kind) {
    case OU_CONST_TRUE: *real = 1; return true;
    case OU_CONST_FALSE: *real = 0; return true;
    case OU_CONST_INT: *real = (double)value->integer; return true;
    case OU_CONST_FLOAT: *real = value->real[0]; return true;
    case OU_CONST_COMPLEX:
        *real = value->real[0];
        *imag = value->real[1];
        return true;
    default: return false;
    }
}

bool ou_const_equal_value(const OuConst *a, const OuConst *b)
{
    double real_a, imag_a, real_b, imag_b;
    if (a->kind == OU_CONST_INT && b->kind == OU_CONST_INT)
        return a->integer == b->integer;
    if (as_number(a, &real_a, &imag_a) && as_number(b, &real_b, &imag_b))
        return real_a == real_b && imag_a == imag_b;
    return ou_const_equal(a, b);
}

uint32_t ou_const_hash(OuCompiler *c, const OuConst *value)
{
    uint32_t hash = 2166136261u + (uint32_t)value->kind * 2654435761u;
    switch (value->kind) {
    case OU_CONST_INT: return ou_cc_hash(c, hash, &value->integer, sizeof value->integer);
    case OU_CONST_FLOAT: return ou_cc_hash(c, hash, value->real, sizeof(double));
    case OU_CONST_COMPLEX: return ou_cc_hash(c, hash, value->real, 2 * sizeof(double));
    case OU_CONST_BIG_INT:
    case OU_CONST_STR:
    case OU_CONST_BYTES: return ou_cc_hash(c, hash, value->text.text, value->text.size);
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET:
        for (size_t i = 0; i < value->items.count; i++)
            hash = (hash ^ ou_const_hash(c, &value->items.items[i])) * 16777619u;
        return hash;
    case OU_CONST_CODE: return ou_cc_hash(c, hash, &value->code, sizeof value->code);
    case OU_CONST_NONE:
    case OU_CONST_TRUE:
    case OU_CONST_FALSE:
    case OU_CONST_ELLIPSIS: return hash;
    }
    return hash;
}

/* The type's name, for warnings; NULL if the node is no constant. */
const char *ou_const_type_name(OuCompiler *c, const OuAstNode *node)
{
    static const char *const names[] = {
        [OU_CONST_NONE] = "NoneType",   [OU_CONST_TRUE] = "bool",     [OU_CONST_FALSE] = "bool",
        [OU_CONST_ELLIPSIS] = "ellipsis", [OU_CONST_INT] = "int",     [OU_CONST_BIG_INT] = "int",
        [OU_CONST_FLOAT] = "float",     [OU_CONST_COMPLEX] = "complex", [OU_CONST_STR] = "str",
        [OU_CONST_BYTES] = "bytes",     [OU_CONST_TUPLE] = "tuple",   [OU_CONST_FROZENSET] = "frozenset",
        [OU_CONST_CODE] = "code",
    };
    OuConst value;
    return ou_const_get(c, node, &value) ? names[value.kind] : NULL;
}
