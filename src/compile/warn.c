/* warn.c - what CPython's compiler warns of (SyntaxWarning). */
#include "compile/compiler.h"

static const char *display_type(OuCompiler *c, const OuAstNode *e)
{
    switch ((int)e->kind) {
    case OU_AST_Tuple: return "tuple";
    case OU_AST_List:
    case OU_AST_ListComp: return "list";
    case OU_AST_Dict:
    case OU_AST_DictComp: return "dict";
    case OU_AST_Set:
    case OU_AST_SetComp: return "set";
    case OU_AST_GeneratorExp: return "generator";
    case OU_AST_Lambda: return "function";
    case OU_AST_JoinedStr:
    case OU_AST_FormattedValue: return "str";
    default: return ou_const_type_name(c, e);
    }
}

void ou_warn_caller(OuCompiler *c, const OuAstNode *call)
{
    const OuAstNode *func = OU_AST(Call, call)->func;
    const char *type = func->kind == OU_AST_Lambda ? NULL : display_type(c, func);
    if (type != NULL)
        ou_cc_warn(c, call, "'%s' object is not callable; perhaps you missed a comma?", type);
}

static bool has_no_items(OuCompiler *c, const OuAstNode *e)
{
    OuConst value;
    if (e->kind == OU_AST_Set || e->kind == OU_AST_SetComp || e->kind == OU_AST_GeneratorExp ||
        e->kind == OU_AST_Lambda)
        return true;
    return ou_const_get(c, e, &value) && value.kind <= OU_CONST_COMPLEX;
}

static bool is_sequence(OuCompiler *c, const OuAstNode *e)
{
    OuConst value;
    if (e->kind == OU_AST_Tuple || e->kind == OU_AST_List || e->kind == OU_AST_ListComp ||
        e->kind == OU_AST_JoinedStr || e->kind == OU_AST_FormattedValue)
        return true;
    return ou_const_get(c, e, &value) && (value.kind == OU_CONST_STR || value.kind == OU_CONST_BYTES ||
                                          value.kind == OU_CONST_TUPLE);
}

void ou_warn_subscript(OuCompiler *c, const OuAstNode *node)
{
    const OuAstNode *value = OU_AST(Subscript, node)->value, *index = OU_AST(Subscript, node)->slice;
    if (has_no_items(c, value)) {
        ou_cc_warn(c, node, "'%s' object is not subscriptable; perhaps you missed a comma?",
                   display_type(c, value));
        return;
    }
    const char *type = index->kind == OU_AST_Slice ? NULL : display_type(c, index);
    OuConst constant;
    bool number = ou_const_get(c, index, &constant) &&
                  (constant.kind == OU_CONST_INT || constant.kind == OU_CONST_BIG_INT ||
                   constant.kind == OU_CONST_TRUE || constant.kind == OU_CONST_FALSE);
    if (type != NULL && !number && is_sequence(c, value))
        ou_cc_warn(c, node, "%s indices must be integers or slices, not %s; perhaps you missed a comma?",
                   display_type(c, value), type);
}

/* A constant that is no singleton: its identity means nothing. */
static bool is_literal(OuCompiler *c, const OuAstNode *e)
{
    OuConst value;
    return ou_const_get(c, e, &value) && value.kind > OU_CONST_ELLIPSIS;
}

void ou_warn_compare(OuCompiler *c, const OuAstNode *node)
{
    OuAstCompare *e = OU_AST(Compare, node);
    bool left = is_literal(c, e->left);
    for (uint32_t i = 0; i < e->ops.len; i++) {
        OuAstOperator op = (OuAstOperator)e->ops.items[i];
        bool right = is_literal(c, e->comparators.items[i]);
        if ((op == OU_AST_OP_Is || op == OU_AST_OP_IsNot) && (left || right)) {
            ou_cc_warn(c, node, op == OU_AST_OP_Is ? "\"is\" with a literal. Did you mean \"==\"?"
                                                   : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left = right;
    }
}
