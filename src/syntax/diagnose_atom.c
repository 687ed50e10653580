/* diagnose_atom.c - the diagnoser's rules for primaries, displays and comprehensions. */
#include "syntax/diagnose_rules.h"

/* ---- comprehensions ---- */

static bool invalid_for_target(OuDx *d)
{
    OuDxNode *target;
    if (dx_is(d, TK_ASYNC))
        dx_token(d, TK_ASYNC);
    if (!dx_token(d, TK_FOR) || (target = ou_dx_star_expressions(d)) == NULL)
        return false;
    return ou_dx_raise_target(d, target, OU_DX_FOR_TARGETS);
}

/* One clause. Once `in` is read there is no other reading. */
static bool for_if_clause(OuDx *d, OuDxNode **last)
{
    uint32_t start = d->mark;
    for (int i = 0; i < 2; i++) {
        if (!DX_ALT((i == 1 || dx_token(d, TK_ASYNC)) && dx_token(d, TK_FOR) &&
                    ou_dx_star_targets(d) != NULL && dx_token(d, TK_IN)))
            continue;
        *last = ou_dx_disjunction(d);
        if (*last == NULL)
            return DX_FAIL;
        for (;;) {
            uint32_t end = d->mark;
            OuDxNode *test = dx_token(d, TK_IF) ? ou_dx_disjunction(d) : NULL;
            if (test == NULL) {
                d->mark = end;
                return !d->stop;
            }
            *last = test;
        }
    }
    return DX_INVALID(invalid_for_target(d)) || DX_FAIL;
}

bool ou_dx_for_if_clauses(OuDx *d, OuDxNode **last)
{
    OuDxNode *node = NULL;
    if (d->stop || !for_if_clause(d, &node))
        return false;
    do
        *last = node;
    while (for_if_clause(d, &node));
    return !d->stop;
}

OuDxNode *ou_dx_starred(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *value;
    if (dx_token(d, TK_STAR) && (value = ou_dx_expression(d)) != NULL) {
        OuDxNode *node = ou_dx_node(d, OU_AST_Starred, start);
        if (node != NULL)
            node->child = value;
        return node;
    }
    d->mark = start;
    return NULL;
}

static bool open_bracket(OuDx *d, bool paren)
{
    return dx_token(d, TK_LSQB) || (paren && dx_token(d, TK_LPAR)) || dx_token(d, TK_LBRACE);
}

static bool invalid_comprehension(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *item, *last, *list;
    if (DX_ALT(open_bracket(d, true) && (item = ou_dx_starred(d)) != NULL &&
               ou_dx_for_if_clauses(d, &last)))
        return ou_dx_raise_node(d, item, "iterable unpacking cannot be used in comprehension");
    if (DX_ALT(open_bracket(d, false) && (item = ou_dx_star_named(d)) != NULL &&
               dx_token(d, TK_COMMA) &&
               (list = ou_dx_node(d, OU_AST_Tuple, d->mark)) != NULL &&
               ou_dx_star_named_list(d, list) && ou_dx_for_if_clauses(d, &last)))
        return ou_dx_raise_range(d, item->first, list->items[list->len - 1]->last,
                                 "did you forget parentheses around the comprehension target?");
    uint32_t comma = 0;
    if (DX_ALT(open_bracket(d, false) && (item = ou_dx_star_named(d)) != NULL &&
               (comma = d->mark, dx_token(d, TK_COMMA)) && ou_dx_for_if_clauses(d, &last)))
        return ou_dx_raise_range(d, item->first, comma,
                                 "did you forget parentheses around the comprehension target?");
    return DX_FAIL;
}

/* [item clauses] or {item clauses} */
static OuDxNode *comprehension(OuDx *d, uint8_t open, uint8_t close, OuAstKind kind)
{
    uint32_t start = d->mark;
    OuDxNode *last;
    if (DX_ALT(dx_token(d, open) && ou_dx_named(d) != NULL && ou_dx_for_if_clauses(d, &last) &&
               dx_token(d, close)))
        return ou_dx_node(d, kind, start);
    (void)(DX_INVALID(invalid_comprehension(d)) || DX_FAIL);
    return NULL;
}

OuDxNode *ou_dx_genexp(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *last;
    if (DX_ALT(dx_token(d, TK_LPAR) && ou_dx_named_argument(d) != NULL &&
               ou_dx_for_if_clauses(d, &last) && dx_token(d, TK_RPAR)))
        return ou_dx_node(d, OU_AST_GeneratorExp, start);
    (void)(DX_INVALID(invalid_comprehension(d)) || DX_FAIL);
    return NULL;
}

/* ---- displays ---- */

OuDxNode *ou_dx_tuple(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_token(d, TK_LPAR))
        return NULL;
    OuDxNode *tuple = ou_dx_node(d, OU_AST_Tuple, start);
    uint32_t inside = d->mark;
    if (tuple == NULL)
        return NULL;
    OuDxNode *item = ou_dx_star_named(d);
    if (item != NULL && dx_token(d, TK_COMMA)) {
        ou_dx_append(d, tuple, item);
        (void)ou_dx_star_named_list(d, tuple);
    } else {
        d->mark = inside;
    }
    if (dx_token(d, TK_RPAR)) {
        tuple->last = d->mark - 1;
        return tuple;
    }
    d->mark = start;
    return NULL;
}

static bool invalid_group(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *item;
    if (DX_ALT(dx_token(d, TK_LPAR) && (item = ou_dx_starred(d)) != NULL && dx_token(d, TK_RPAR)))
        return ou_dx_raise_node(d, item, "cannot use starred expression here");
    if (DX_ALT(dx_token(d, TK_LPAR) && dx_token(d, TK_DSTAR) && ou_dx_expression(d) != NULL &&
               dx_token(d, TK_RPAR)))
        return ou_dx_raise_range(d, start + 1, start + 1,
                                 "cannot use double starred expression here");
    return false;
}

static OuDxNode *group(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (DX_ALT(dx_token(d, TK_LPAR) &&
               ((node = ou_dx_yield(d)) != NULL || (node = ou_dx_named(d)) != NULL) &&
               dx_token(d, TK_RPAR)))
        return node;
    (void)(DX_INVALID(invalid_group(d)) || DX_FAIL);
    return NULL;
}

OuDxNode *ou_dx_list(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_token(d, TK_LSQB))
        return NULL;
    OuDxNode *list = ou_dx_node(d, OU_AST_List, start);
    if (list == NULL)
        return NULL;
    (void)ou_dx_star_named_list(d, list);
    if (dx_token(d, TK_RSQB)) {
        list->last = d->mark - 1;
        return list;
    }
    d->mark = start;
    return NULL;
}

static bool key_value(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(ou_dx_expression(d) != NULL && dx_token(d, TK_COLON) &&
                  ou_dx_expression(d) != NULL) ||
           DX_FAIL;
}

static bool dict_item(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(dx_token(d, TK_DSTAR) && ou_dx_bitwise_or(d) != NULL) ||
           DX_ALT(key_value(d)) || DX_FAIL;
}

/* Items with commas between, the mark before a comma that no item follows. */
static bool dict_items(OuDx *d)
{
    if (!dict_item(d))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_COMMA) || !dict_item(d)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

/* `key: *value` and `key:` without a value. */
static bool invalid_value(OuDx *d)
{
    uint32_t start = d->mark, at = 0;
    if (DX_ALT(ou_dx_expression(d) != NULL && dx_token(d, TK_COLON) &&
               (at = d->mark, dx_token(d, TK_STAR)) && ou_dx_bitwise_or(d) != NULL))
        return ou_dx_raise_from(d, at, "cannot use a starred expression in a dictionary value");
    if (DX_ALT(ou_dx_expression(d) != NULL && (at = d->mark, dx_token(d, TK_COLON)) &&
               (dx_is(d, TK_RBRACE) || dx_is(d, TK_COMMA))))
        return ou_dx_raise_range(d, at, at, "expression expected after dictionary key and ':'");
    return DX_FAIL;
}

static bool invalid_key_value(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *key = ou_dx_expression(d);
    if (key != NULL && dx_is_not(d, TK_COLON))
        return ou_dx_raise_key(d, key);
    return DX_ALT(invalid_value(d)) || DX_FAIL;
}

static bool invalid_dict_items(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(dict_items(d) && dx_token(d, TK_COMMA) && invalid_key_value(d)) ||
           DX_ALT(invalid_value(d)) || DX_FAIL;
}

static OuDxNode *dict(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_token(d, TK_LBRACE))
        return NULL;
    if (dict_items(d))
        dx_token(d, TK_COMMA);
    if (dx_token(d, TK_RBRACE))
        return ou_dx_node(d, OU_AST_Dict, start);
    /* CPython tries this on its first pass too */
    (void)(DX_ALT(dx_token(d, TK_LBRACE) && invalid_dict_items(d)) || DX_FAIL);
    return NULL;
}

static OuDxNode *set(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_token(d, TK_LBRACE))
        return NULL;
    OuDxNode *node = ou_dx_node(d, OU_AST_Set, start);
    if (node != NULL && ou_dx_star_named_list(d, node) && dx_token(d, TK_RBRACE)) {
        node->last = d->mark - 1;
        return node;
    }
    d->mark = start;
    return NULL;
}

static OuDxNode *dict_comprehension(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *last;
    if (DX_ALT(dx_token(d, TK_LBRACE) && key_value(d) && ou_dx_for_if_clauses(d, &last) &&
               dx_token(d, TK_RBRACE)))
        return ou_dx_node(d, OU_AST_DictComp, start);
    if (DX_INVALID(dx_token(d, TK_LBRACE) && dx_token(d, TK_DSTAR) &&
                   ou_dx_bitwise_or(d) != NULL && ou_dx_for_if_clauses(d, &last) &&
                   dx_token(d, TK_RBRACE)))
        ou_dx_raise_range(d, start + 1, start + 1,
                          "dict unpacking cannot be used in dict comprehension");
    d->mark = start;
    return NULL;
}

/* ---- atoms and primaries ---- */

static OuDxNode *constant(OuDx *d, uint8_t kind, OuAstValueType type)
{
    uint32_t start = d->mark;
    if (!dx_token(d, kind))
        return NULL;
    OuDxNode *node = ou_dx_node(d, OU_AST_Constant, start);
    if (node != NULL)
        node->detail = (uint8_t)type;
    return node;
}

OuDxNode *ou_dx_atom(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node = NULL;
    if (!ou_dx_enter(d))
        return NULL;
    uint8_t kind = ou_dx_peek(d);
    switch (kind) {
    case TK_NAME:
    case TK_CASE:
        d->mark++;
        return ou_dx_node(d, OU_AST_Name, start);
    case TK_TRUE: return constant(d, kind, OU_AST_TRUE);
    case TK_FALSE: return constant(d, kind, OU_AST_FALSE);
    case TK_NONE: return constant(d, kind, OU_AST_NONE);
    case TK_ELLIPSIS: return constant(d, kind, OU_AST_ELLIPSIS);
    case TK_INT:
        return ou_dx_check_int(d, start) ? constant(d, kind, OU_AST_INT) : NULL;
    case TK_FLOAT: case TK_COMPLEX: return constant(d, kind, OU_AST_INT);
    case TK_STRING: return ou_dx_strings_rule(d);
    case TK_LPAR:
        (void)((node = ou_dx_tuple(d)) != NULL || d->stop || (node = group(d)) != NULL ||
               d->stop || (node = ou_dx_genexp(d)) != NULL);
        return node;
    case TK_LSQB:
        (void)((node = ou_dx_list(d)) != NULL || d->stop ||
               (node = comprehension(d, TK_LSQB, TK_RSQB, OU_AST_ListComp)) != NULL);
        return node;
    case TK_LBRACE:
        (void)((node = dict(d)) != NULL || d->stop || (node = set(d)) != NULL || d->stop ||
               (node = dict_comprehension(d)) != NULL || d->stop ||
               (node = comprehension(d, TK_LBRACE, TK_RBRACE, OU_AST_SetComp)) != NULL);
        return node;
    default: return NULL;
    }
}

/* What may follow a primary: its kind, or -1. CPython looks for a generator whatever the
 * bracket, and so for errors in comprehensions; for a target, after it looks for a subscript. */
static int primary_tail(OuDx *d, bool target)
{
    uint32_t start = d->mark;
    if (d->stop)
        return -1;
    uint8_t kind = ou_dx_peek(d);
    if (kind == TK_DOT && dx_token(d, TK_DOT) && dx_name(d))
        return OU_AST_Attribute;
    for (int i = 0; i < 2; i++) {
        if (kind == TK_LSQB && target == (i == 0) &&
            DX_ALT(dx_token(d, TK_LSQB) && ou_dx_slices(d) != NULL && dx_token(d, TK_RSQB)))
            return OU_AST_Subscript;
        if (i == 0 && (kind == TK_LPAR || kind == TK_LSQB || kind == TK_LBRACE) &&
            DX_ALT(ou_dx_genexp(d) != NULL))
            return OU_AST_Call;
        if (i == 0 && kind == TK_LPAR &&
            DX_ALT(dx_token(d, TK_LPAR) && DX_OPTION(ou_dx_arguments(d) != NULL) &&
                   dx_token(d, TK_RPAR)))
            return OU_AST_Call;
    }
    d->mark = start;
    return -1;
}

OuDxNode *ou_dx_primary(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, OU_DX_PRIMARY, &node))
        return node;
    uint32_t start = d->mark;
    node = ou_dx_atom(d);
    while (node != NULL && !d->stop) {
        int kind = primary_tail(d, false);
        if (kind < 0)
            break;
        node = ou_dx_node(d, kind, start);
    }
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_PRIMARY, start, node);
}

/* A primary that more follows: each step needs another ( [ or . behind it. */
static bool more_follows(OuDx *d)
{
    return dx_is(d, TK_LPAR) || dx_is(d, TK_LSQB) || dx_is(d, TK_DOT);
}

OuDxNode *ou_dx_target_primary(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, OU_DX_T_PRIMARY, &node))
        return node;
    uint32_t start = d->mark;
    node = ou_dx_atom(d);
    if (node != NULL && !more_follows(d))
        node = NULL;
    while (node != NULL && !d->stop) {
        uint32_t end = d->mark;
        int kind = primary_tail(d, true);
        if (kind < 0 || !more_follows(d)) {
            d->mark = end;
            break;
        }
        node = ou_dx_node(d, kind, start);
    }
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_T_PRIMARY, start, node);
}
