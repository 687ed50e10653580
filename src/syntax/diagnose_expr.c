/* diagnose_expr.c - the diagnoser's rules for expressions. */
#include "syntax/diagnose_rules.h"

#include <string.h>

/* ---- operators ---- */

/* Levels: | ^ & shift sum term. */
static int binary_level(uint8_t kind)
{
    switch (kind) {
    case TK_VBAR: return 0;
    case TK_CIRCUMFLEX: return 1;
    case TK_AMPER: return 2;
    case TK_LSHIFT: case TK_RSHIFT: return 3;
    case TK_PLUS: case TK_MINUS: return 4;
    case TK_STAR: case TK_SLASH: case TK_DSLASH: case TK_PERCENT: case TK_AT: return 5;
    default: return -1;
    }
}

static OuDxNode *await_primary(OuDx *d)
{
    OuDxNode *node;
    if (d->stop || ou_dx_recall(d, OU_DX_AWAIT_PRIMARY, &node))
        return d->stop ? NULL : node;
    uint32_t start = d->mark;
    if (dx_token(d, TK_AWAIT) && ou_dx_primary(d) != NULL)
        node = ou_dx_node(d, OU_AST_Await, start);
    else
        node = DX_ALT(true) ? ou_dx_primary(d) : NULL;
    return ou_dx_remember(d, OU_DX_AWAIT_PRIMARY, start, node);
}

static OuDxNode *factor(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if (ou_dx_recall(d, OU_DX_FACTOR, &node))
        return node;
    uint32_t start = d->mark;
    uint8_t kind = ou_dx_peek(d);
    if ((kind == TK_PLUS || kind == TK_MINUS || kind == TK_TILDE) && dx_token(d, kind) &&
        factor(d) != NULL) {
        node = ou_dx_node(d, OU_AST_UnaryOp, start);
    } else if (DX_ALT(true)) {
        node = await_primary(d);
        uint32_t end = d->mark;
        if (node != NULL && dx_token(d, TK_DSTAR)) {
            if (factor(d) != NULL)
                node = ou_dx_node(d, OU_AST_BinOp, start);
            else
                d->mark = end;
        }
    }
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_FACTOR, start, node);
}

static OuDxNode *binary(OuDx *d, int level)
{
    uint32_t start = d->mark;
    OuDxNode *node = level == 5 ? factor(d) : binary(d, level + 1);
    while (node != NULL && !d->stop) {
        uint32_t end = d->mark;
        uint8_t kind = ou_dx_peek(d);
        if (binary_level(kind) != level || !dx_token(d, kind))
            break;
        if ((level == 5 ? factor(d) : binary(d, level + 1)) == NULL) {
            d->mark = end;
            break;
        }
        node = ou_dx_node(d, OU_AST_BinOp, start);
    }
    return d->stop ? NULL : node;
}

OuDxNode *ou_dx_bitwise_or(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, OU_DX_BITWISE_OR, &node))
        return node;
    uint32_t start = d->mark;
    node = binary(d, 0);
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_BITWISE_OR, start, node);
}

/* An operator of comparisons and its right side. */
static bool comparison_pair(OuDx *d, bool *is_in)
{
    uint32_t start = d->mark;
    uint8_t kind = ou_dx_peek(d);
    *is_in = kind == TK_IN;
    switch (kind) {
    case TK_EQEQ: case TK_NOTEQ: case TK_LESSEQ: case TK_LESS: case TK_GREATEREQ:
    case TK_GREATER: case TK_IN:
        return (dx_token(d, kind) && ou_dx_bitwise_or(d) != NULL) || DX_FAIL;
    case TK_NOT:
        return (dx_token(d, TK_NOT) && dx_token(d, TK_IN) && ou_dx_bitwise_or(d) != NULL) ||
               DX_FAIL;
    case TK_IS:
        return DX_ALT(dx_token(d, TK_IS) && dx_token(d, TK_NOT) && ou_dx_bitwise_or(d) != NULL) ||
               DX_ALT(dx_token(d, TK_IS) && ou_dx_bitwise_or(d) != NULL) || DX_FAIL;
    default:
        return false;
    }
}

static OuDxNode *comparison(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *left = ou_dx_bitwise_or(d);
    bool is_in, more_in;
    if (left == NULL || d->stop || !comparison_pair(d, &is_in))
        return d->stop ? NULL : left;
    while (!d->stop && comparison_pair(d, &more_in))
        continue;
    if (d->stop)
        return NULL;
    OuDxNode *node = ou_dx_node(d, OU_AST_Compare, start);
    if (node != NULL) {
        node->child = left;
        node->detail = is_in;
    }
    return node;
}

static OuDxNode *inversion(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if (ou_dx_recall(d, OU_DX_INVERSION, &node))
        return node;
    uint32_t start = d->mark;
    if (dx_token(d, TK_NOT) && inversion(d) != NULL)
        node = ou_dx_node(d, OU_AST_UnaryOp, start);
    else
        node = DX_ALT(true) ? comparison(d) : NULL;
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_INVERSION, start, node);
}

/* a OP b OP c, where OP is `or` or `and`. */
static OuDxNode *boolean(OuDx *d, OuDxRule rule, uint8_t op, OuDxNode *(*operand)(OuDx *))
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, rule, &node))
        return node;
    uint32_t start = d->mark;
    node = operand(d);
    while (node != NULL && !d->stop) {
        uint32_t end = d->mark;
        if (!dx_token(d, op))
            break;
        if (operand(d) == NULL) {
            d->mark = end;
            break;
        }
        node = ou_dx_node(d, OU_AST_BoolOp, start);
    }
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, rule, start, node);
}

static OuDxNode *conjunction(OuDx *d)
{
    return boolean(d, OU_DX_CONJUNCTION, TK_AND, inversion);
}

OuDxNode *ou_dx_disjunction(OuDx *d)
{
    return boolean(d, OU_DX_DISJUNCTION, TK_OR, conjunction);
}

/* ---- expression ---- */

static OuDxNode *conditional(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *body = ou_dx_disjunction(d);
    if (body != NULL) {
        uint32_t end = d->mark;
        if (dx_token(d, TK_IF) && ou_dx_disjunction(d) != NULL && dx_token(d, TK_ELSE) &&
            ou_dx_expression(d) != NULL)
            return ou_dx_node(d, OU_AST_IfExp, start);
        d->mark = end;
        return d->stop ? NULL : body;
    }
    d->mark = start;
    if (dx_token(d, TK_LAMBDA) && DX_OPTION(ou_dx_params(d, true)) && dx_token(d, TK_COLON) &&
        ou_dx_expression(d) != NULL)
        return ou_dx_node(d, OU_AST_Lambda, start);
    d->mark = start;
    return NULL;
}

/* Names that are keywords in places; two words side by side are no error there. CPython
 * takes the beginnings of these words for them, too. */
static bool is_soft_keyword(OuDx *d)
{
    static const char *const words[] = {"_", "case", "match"};
    if (!dx_is(d, TK_NAME) && !dx_is(d, TK_CASE))
        return false;
    const OuToken *token = &d->tokens.items[d->mark].token;
    size_t len = token->end - token->start;
    for (size_t i = 0; i < OU_COUNT_OF(words); i++)
        if (len <= strlen(words[i]) &&
            memcmp(d->lexer->text + token->start, words[i], len) == 0)
            return true;
    return false;
}

static bool is_name_and_string(OuDx *d)
{
    uint32_t start = d->mark;
    bool result = dx_name(d) && dx_is(d, TK_STRING);
    d->mark = start;
    return result;
}

static bool is_old_statement(OuDx *d, const OuDxNode *node)
{
    return node->kind == OU_AST_Name &&
           (ou_dx_is_word(d, node->first, "print") || ou_dx_is_word(d, node->first, "exec"));
}

/* Two expressions side by side: a comma is missing, if in brackets. */
static bool invalid_neighbours(OuDx *d)
{
    if (is_name_and_string(d) || d->stop || is_soft_keyword(d))
        return false;
    OuDxNode *left = ou_dx_disjunction(d);
    if (left == NULL)
        return false;
    bool invalid = d->invalid;
    d->invalid = false;
    OuDxNode *right = conditional(d);
    d->invalid = invalid;
    if (right == NULL || d->stop || is_old_statement(d, left) ||
        d->tokens.items[d->mark - 1].level == 0)
        return false;
    return ou_dx_raise_range(d, left->first, right->last,
                             "invalid syntax. Perhaps you forgot a comma?");
}

static bool invalid_if(OuDx *d)
{
    OuDxNode *body = ou_dx_disjunction(d), *test;
    if (body == NULL || !dx_token(d, TK_IF) || (test = ou_dx_disjunction(d)) == NULL)
        return false;
    if (!dx_is_not(d, TK_ELSE) || !dx_is_not(d, TK_COLON))
        return false;
    return ou_dx_raise_range(d, body->first, test->last,
                             "expected 'else' after 'if' expression");
}

static bool invalid_old_statement(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_name(d) || !dx_is_not(d, TK_LPAR))
        return false;
    OuDxNode *argument = ou_dx_star_expressions(d);
    if (argument == NULL || d->stop)
        return false;
    const char *word = ou_dx_is_word(d, start, "print") ? "print"
                       : ou_dx_is_word(d, start, "exec") ? "exec" : NULL;
    if (word == NULL)
        return false;
    return ou_dx_raise_range(d, start, argument->last,
                             "Missing parentheses in call to '%s'. Did you mean %s(...)?", word,
                             word);
}

OuDxNode *ou_dx_expression(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if (ou_dx_recall(d, OU_DX_EXPRESSION, &node))
        return node;
    uint32_t start = d->mark;
    (void)(DX_INVALID(invalid_neighbours(d)) || DX_INVALID(invalid_if(d)) ||
           DX_INVALID(invalid_old_statement(d)));
    node = DX_ALT(true) ? conditional(d) : NULL;
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_EXPRESSION, start, node);
}

/* ---- lists of expressions ---- */

/* a, b, c: one or more, perhaps with a comma behind; two or a comma make a tuple. */
static OuDxNode *comma_list(OuDx *d, OuDxNode *(*item)(OuDx *))
{
    uint32_t start = d->mark;
    OuDxNode *first = item(d);
    if (first == NULL || !dx_token(d, TK_COMMA))
        return d->stop ? NULL : first;
    OuDxNode *tuple = ou_dx_node(d, OU_AST_Tuple, start);
    if (tuple == NULL)
        return NULL;
    ou_dx_append(d, tuple, first);
    do {
        OuDxNode *next = item(d);
        if (next == NULL)
            break;
        ou_dx_append(d, tuple, next);
    } while (dx_token(d, TK_COMMA));
    tuple->last = d->mark - 1;
    return d->stop ? NULL : tuple;
}

OuDxNode *ou_dx_expressions(OuDx *d)
{
    return comma_list(d, ou_dx_expression);
}

static OuDxNode *star_bitwise_or(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *value;
    if (dx_token(d, TK_STAR) && (value = ou_dx_bitwise_or(d)) != NULL) {
        OuDxNode *node = ou_dx_node(d, OU_AST_Starred, start);
        if (node != NULL)
            node->child = value;
        return node;
    }
    d->mark = start;
    return NULL;
}

static OuDxNode *star_expression(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, OU_DX_STAR_EXPRESSION, &node))
        return node;
    uint32_t start = d->mark;
    node = star_bitwise_or(d);
    if (node == NULL && !d->stop)
        node = ou_dx_expression(d);
    return ou_dx_remember(d, OU_DX_STAR_EXPRESSION, start, node);
}

OuDxNode *ou_dx_star_expressions(OuDx *d)
{
    return comma_list(d, star_expression);
}

OuDxNode *ou_dx_star_named(OuDx *d)
{
    OuDxNode *node = star_bitwise_or(d);
    return node != NULL || d->stop ? node : ou_dx_named(d);
}

bool ou_dx_star_named_list(OuDx *d, OuDxNode *list)
{
    OuDxNode *item = ou_dx_star_named(d);
    if (item == NULL)
        return false;
    ou_dx_append(d, list, item);
    while (dx_token(d, TK_COMMA) && (item = ou_dx_star_named(d)) != NULL)
        ou_dx_append(d, list, item);
    return !d->stop;
}

OuDxNode *ou_dx_yield(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_token(d, TK_YIELD) && dx_token(d, TK_FROM) && ou_dx_expression(d) != NULL))
        return ou_dx_node(d, OU_AST_YieldFrom, start);
    if (DX_ALT(dx_token(d, TK_YIELD) && DX_OPTION(ou_dx_star_expressions(d) != NULL)))
        return ou_dx_node(d, OU_AST_Yield, start);
    d->mark = start;
    return NULL;
}

/* ---- named expressions ---- */

/* After `a = b` no further = or := may come. */
static bool ends_assignment(OuDx *d)
{
    return dx_is_not(d, TK_EQ) && dx_is_not(d, TK_COLONEQ);
}

static bool invalid_walrus(OuDx *d)
{
    OuDxNode *target = ou_dx_expression(d);
    if (target == NULL || !dx_token(d, TK_COLONEQ) || ou_dx_expression(d) == NULL)
        return false;
    return ou_dx_raise_node(d, target, "cannot use assignment expressions with %s",
                            ou_dx_name(target));
}

static bool invalid_name_equal(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *value;
    if (!dx_name(d) || !dx_token(d, TK_EQ) || (value = ou_dx_bitwise_or(d)) == NULL ||
        !ends_assignment(d))
        return false;
    return ou_dx_raise_range(d, start, value->last,
                             "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
}

static bool invalid_equal(OuDx *d)
{
    uint32_t start = d->mark;
    bool display = DX_ALT(ou_dx_list(d) != NULL) || DX_ALT(ou_dx_tuple(d) != NULL) ||
                   DX_ALT(ou_dx_genexp(d) != NULL) || DX_ALT(dx_token(d, TK_TRUE)) ||
                   DX_ALT(dx_token(d, TK_NONE)) || DX_ALT(dx_token(d, TK_FALSE));
    d->mark = start;
    if (display || d->stop)
        return false;
    OuDxNode *target = ou_dx_bitwise_or(d);
    if (target == NULL || !dx_token(d, TK_EQ) || ou_dx_bitwise_or(d) == NULL ||
        !ends_assignment(d))
        return false;
    return ou_dx_raise_node(d, target,
                            "cannot assign to %s here. Maybe you meant '==' instead of '='?",
                            ou_dx_name(target));
}

static void invalid_named(OuDx *d)
{
    OuDxNode *node;
    if (ou_dx_recall(d, OU_DX_INVALID_NAMED, &node))
        return;
    uint32_t start = d->mark;
    (void)(DX_ALT(invalid_walrus(d)) || DX_ALT(invalid_name_equal(d)) ||
           DX_ALT(invalid_equal(d)) || DX_FAIL);
    (void)ou_dx_remember(d, OU_DX_INVALID_NAMED, start, NULL);
}

/* NAME := expression, or an expression; between the two perhaps the rules for errors. */
static OuDxNode *named(OuDx *d, bool try_invalid)
{
    uint32_t start = d->mark;
    if (!ou_dx_enter(d))
        return NULL;
    if (dx_name(d) && dx_token(d, TK_COLONEQ) && ou_dx_expression(d) != NULL)
        return ou_dx_node(d, OU_AST_NamedExpr, start);
    d->mark = start;
    if (try_invalid && d->invalid && !d->stop)
        invalid_named(d);
    OuDxNode *node = DX_ALT(true) ? ou_dx_expression(d) : NULL;
    if (node == NULL || !dx_is_not(d, TK_COLONEQ)) {
        d->mark = start;
        return NULL;
    }
    return node;
}

OuDxNode *ou_dx_named(OuDx *d)
{
    return named(d, true);
}

OuDxNode *ou_dx_named_argument(OuDx *d)
{
    return named(d, false);
}

/* ---- strings ---- */

OuDxNode *ou_dx_strings_rule(OuDx *d)
{
    OuDxNode *node;
    if (ou_dx_recall(d, OU_DX_STRINGS, &node))
        return node;
    uint32_t start = d->mark;
    while (dx_token(d, TK_STRING))
        continue;
    if (d->stop || d->mark == start)
        return NULL;
    node = ou_dx_node(d, OU_AST_Constant, start);
    if (node == NULL || !ou_dx_strings(d, start, node))
        return NULL;
    return ou_dx_remember(d, OU_DX_STRINGS, start, node);
}
