/* build_pattern.c - the grammar's actions on the patterns of match statements. */
#include "syntax/build.h"

OuEx ou_pattern_value(OuParser *ps, OuEx value)
{
    OuAstMatchValue *node =
        (OuAstMatchValue *)ou_build_node(ps, OU_AST_MatchValue, value.line, value.column);
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_pattern_singleton(OuParser *ps, const OuToken *token, OuAstValueType type)
{
    OuAstMatchSingleton *node =
        (OuAstMatchSingleton *)ou_build_at(ps, OU_AST_MatchSingleton, token);
    node->value.type = type;
    return ou_build_ex(&node->node);
}

OuEx ou_pattern_number(OuParser *ps, const OuToken *minus, OuEx number)
{
    return ou_build_unary(ps, minus, OU_AST_OP_USub, number);
}

/* `-1 + 2j`: a real number first, an imaginary one behind. */
OuEx ou_pattern_complex(OuParser *ps, OuEx real, OuAstOperator op, OuEx imaginary)
{
    OuAstNode *number = real.node;
    if (number->kind == OU_AST_UnaryOp)
        number = ((OuAstUnaryOp *)number)->operand;
    if (number->kind != OU_AST_Constant || imaginary.node->kind != OU_AST_Constant ||
        ((OuAstConstant *)number)->value.type == OU_AST_COMPLEX ||
        ((OuAstConstant *)imaginary.node)->value.type != OU_AST_COMPLEX)
        ou_reject(ps);
    return ou_build_binary(ps, real, op, imaginary);
}

static bool is_wildcard(OuAstText name)
{
    return name.len == 1 && name.text[0] == '_';
}

/* A captured name: any but `_`. */
static OuAstText capture_name(OuParser *ps, const OuToken *token)
{
    OuAstText name = ou_build_text(ps, token);
    if (is_wildcard(name))
        ou_reject(ps);
    return name;
}

OuEx ou_pattern_name(OuParser *ps, const OuToken *token)
{
    OuAstMatchAs *node = (OuAstMatchAs *)ou_build_at(ps, OU_AST_MatchAs, token);
    OuAstText name = ou_build_text(ps, token);
    if (!is_wildcard(name))
        node->name = name;
    return ou_build_ex(&node->node);
}

/* A name, or an attribute of `value`. The wildcard has no attributes and is no class. */
OuEx ou_pattern_attribute(OuParser *ps, OuEx value, const OuToken *name)
{
    if (value.node != NULL)
        return ou_build_attribute(ps, value, name);
    OuEx ex = ou_build_name(ps, name);
    ex.node->end_line = name->end_line; /* more of the attribute has been read */
    ex.node->end_column = (uint32_t)name->end_column;
    if (is_wildcard(((OuAstName *)ex.node)->id))
        ou_reject(ps);
    return ex;
}

OuEx ou_pattern_star(OuParser *ps, const OuToken *star, const OuToken *name)
{
    OuAstMatchStar *node = (OuAstMatchStar *)ou_build_at(ps, OU_AST_MatchStar, star);
    OuAstText text = ou_build_text(ps, name);
    if (!is_wildcard(text))
        node->name = text;
    return ou_build_ex(&node->node);
}

OuEx ou_pattern_as(OuParser *ps, OuEx pattern, const OuToken *name)
{
    OuAstMatchAs *node =
        (OuAstMatchAs *)ou_build_node(ps, OU_AST_MatchAs, pattern.line, pattern.column);
    OU_ADOPT(node, pattern, pattern.node);
    node->name = capture_name(ps, name);
    return ou_build_ex(&node->node);
}

OuEx ou_pattern_or(OuParser *ps, OuEx left, OuEx right)
{
    OuAstMatchOr *node = (OuAstMatchOr *)left.node;
    if (left.node->kind != OU_AST_MatchOr || !ou_ex_bare(left)) {
        node = (OuAstMatchOr *)ou_build_node(ps, OU_AST_MatchOr, left.line, left.column);
        ou_build_append(ps, &node->patterns, left.node);
    }
    ou_build_append(ps, &node->patterns, right.node);
    ou_build_raise(ps, &node->node, node->patterns.height);
    ou_build_end(ps, &node->node);
    return ou_build_ex(&node->node);
}

OuAstNode *ou_pattern_list(OuParser *ps, OuAstNode *list, OuEx item)
{
    if (list == NULL)
        list = ou_build_node(ps, OU_AST_MatchSequence, item.line, item.column);
    OuAstMatchSequence *node = (OuAstMatchSequence *)list;
    ou_build_append(ps, &node->patterns, item.node);
    ou_build_raise(ps, list, node->patterns.height);
    return list;
}

OuEx ou_pattern_open(OuParser *ps, OuAstNode *list)
{
    ou_build_end(ps, list);
    return ou_build_ex(list);
}

OuEx ou_pattern_sequence(OuParser *ps, const OuToken *open, OuAstNode *list)
{
    if (list == NULL)
        list = ou_build_at(ps, OU_AST_MatchSequence, open);
    list->line = open->line;
    list->column = (uint32_t)open->column;
    ou_build_end(ps, list);
    return ou_build_ex(list);
}

OuEx ou_pattern_group(OuParser *ps, const OuToken *open, OuEx pattern)
{
    (void)ps;
    return (OuEx){pattern.node, open->line, (uint32_t)open->column};
}

static OuAstNode *open_mapping(OuParser *ps, OuAstNode *mapping)
{
    if (mapping == NULL)
        return ou_build_node(ps, OU_AST_MatchMapping, 1, 0);
    if (((OuAstMatchMapping *)mapping)->rest.text != NULL)
        ou_reject(ps); /* **rest is the last item */
    return mapping;
}

OuAstNode *ou_pattern_item(OuParser *ps, OuAstNode *mapping, OuEx key, OuEx pattern)
{
    mapping = open_mapping(ps, mapping);
    OuAstMatchMapping *node = (OuAstMatchMapping *)mapping;
    ou_build_append(ps, &node->keys, key.node);
    ou_build_append(ps, &node->patterns, pattern.node);
    ou_build_raise(ps, mapping, node->keys.height);
    ou_build_raise(ps, mapping, node->patterns.height);
    return mapping;
}

OuAstNode *ou_pattern_rest(OuParser *ps, OuAstNode *mapping, const OuToken *name)
{
    mapping = open_mapping(ps, mapping);
    ((OuAstMatchMapping *)mapping)->rest = capture_name(ps, name);
    return mapping;
}

OuEx ou_pattern_mapping(OuParser *ps, const OuToken *open, OuAstNode *mapping)
{
    mapping = mapping != NULL ? mapping : ou_build_at(ps, OU_AST_MatchMapping, open);
    mapping->line = open->line;
    mapping->column = (uint32_t)open->column;
    ou_build_end(ps, mapping);
    return ou_build_ex(mapping);
}

OuAstNode *ou_pattern_argument(OuParser *ps, OuAstNode *match_class, const OuToken *name,
                               OuEx pattern)
{
    if (match_class == NULL)
        match_class = ou_build_node(ps, OU_AST_MatchClass, 1, 0);
    OuAstMatchClass *node = (OuAstMatchClass *)match_class;
    if (name == NULL) {
        if (node->kwd_patterns.len > 0)
            ou_reject(ps); /* positional ones come first */
        ou_build_append(ps, &node->patterns, pattern.node);
    } else {
        if (!ps->arena->failed)
            (void)ou_ast_append_text(ps->arena, &node->kwd_attrs, ou_build_text(ps, name));
        ou_build_append(ps, &node->kwd_patterns, pattern.node);
    }
    ou_build_raise(ps, match_class, pattern.node->height);
    return match_class;
}

OuEx ou_pattern_class(OuParser *ps, OuEx name, OuAstNode *match_class)
{
    if (match_class == NULL)
        match_class = ou_build_node(ps, OU_AST_MatchClass, name.line, name.column);
    OuAstMatchClass *node = (OuAstMatchClass *)match_class;
    match_class->line = name.line;
    match_class->column = name.column;
    OU_ADOPT(node, cls, name.node);
    ou_build_end(ps, match_class);
    return ou_build_ex(match_class);
}
