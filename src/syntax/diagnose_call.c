/* diagnose_call.c - the diagnoser's rules for arguments, subscripts, parameters and targets. */
#include "syntax/diagnose_rules.h"

/* ---- arguments ---- */

static bool invalid_kwarg(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node, *last;
    static const struct {
        uint8_t kind;
        const char *name;
    } constants[] = {{TK_TRUE, "True"}, {TK_FALSE, "False"}, {TK_NONE, "None"}};
    for (size_t i = 0; i < OU_COUNT_OF(constants); i++)
        if (DX_ALT(dx_token(d, constants[i].kind) && dx_token(d, TK_EQ)))
            return ou_dx_raise_range(d, start, start + 1, "cannot assign to %s",
                                     constants[i].name);
    if (DX_ALT(dx_name(d) && dx_token(d, TK_EQ) && ou_dx_expression(d) != NULL &&
               ou_dx_for_if_clauses(d, &last)))
        return ou_dx_raise_range(d, start, start + 1,
                                 "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    if (DX_ALT(dx_name(d) && dx_token(d, TK_EQ)))
        return DX_FAIL;
    if (DX_ALT((node = ou_dx_expression(d)) != NULL && dx_token(d, TK_EQ)))
        return ou_dx_raise_range(d, node->first, d->mark - 1,
                                 "expression cannot contain assignment, perhaps you meant "
                                 "\"==\"?");
    return DX_FAIL;
}

/* NAME=value, or *value (before any **), or **value; into `call`. */
static bool keyword(OuDx *d, OuDxNode *call, bool starred)
{
    uint32_t start = d->mark;
    OuDxNode *item;
    if (DX_INVALID(invalid_kwarg(d)) || d->stop)
        return false;
    if (DX_ALT(dx_name(d) && dx_token(d, TK_EQ) && ou_dx_expression(d) != NULL))
        return true;
    if (starred) {
        if (DX_ALT((item = ou_dx_starred(d)) != NULL)) {
            ou_dx_append(d, call, item);
            return true;
        }
    } else if (DX_ALT(dx_token(d, TK_DSTAR) && ou_dx_expression(d) != NULL)) {
        call->detail = 1;
        return true;
    }
    return DX_FAIL;
}

static bool keywords(OuDx *d, OuDxNode *call, bool starred)
{
    if (!keyword(d, call, starred))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_COMMA) || !keyword(d, call, starred)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

static bool all_keywords(OuDx *d, OuDxNode *call)
{
    uint32_t start = d->mark, len = call->len;
    return DX_ALT(keywords(d, call, true) && dx_token(d, TK_COMMA) &&
                  keywords(d, call, false)) ||
           (call->len = len, DX_ALT(keywords(d, call, true))) ||
           (call->len = len, DX_ALT(keywords(d, call, false))) || DX_FAIL;
}

static OuDxNode *positional(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node = ou_dx_starred(d);
    if (node == NULL && DX_ALT(true)) {
        node = ou_dx_named_argument(d);
        if (node != NULL && !dx_is_not(d, TK_EQ))
            node = NULL;
    }
    if (node == NULL)
        d->mark = start;
    return node;
}

static OuDxNode *args(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *call = ou_dx_node(d, OU_DX_ARGUMENTS, start);
    if (call == NULL || d->stop)
        return NULL;
    OuDxNode *item = positional(d);
    if (item != NULL) {
        uint32_t end;
        do {
            ou_dx_append(d, call, item);
            end = d->mark;
        } while (dx_token(d, TK_COMMA) && (item = positional(d)) != NULL);
        d->mark = end;
        if (!dx_token(d, TK_COMMA) || !all_keywords(d, call))
            d->mark = end;
    } else if (!DX_ALT(all_keywords(d, call))) {
        d->mark = start;
        return NULL;
    }
    call->last = d->mark - 1;
    return d->stop ? NULL : call;
}

static bool invalid_generator_first(OuDx *d)
{
    OuDxNode *node = ou_dx_expression(d), *last, *other;
    if (node == NULL || !ou_dx_for_if_clauses(d, &last) || !dx_token(d, TK_COMMA))
        return false;
    uint32_t start = d->mark;
    (void)(DX_ALT(args(d) != NULL) ||
           DX_ALT(ou_dx_expression(d) != NULL && ou_dx_for_if_clauses(d, &other)) || DX_FAIL);
    return ou_dx_raise_range(d, node->first, last->last,
                             "Generator expression must be parenthesized");
}

static bool invalid_arguments(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *call, *node, *last;
    if (DX_ALT((call = args(d)) != NULL && dx_token(d, TK_COMMA) && dx_token(d, TK_STAR)))
        return ou_dx_raise_node(d, call,
                                "iterable argument unpacking follows keyword argument unpacking");
    if (DX_ALT(invalid_generator_first(d)))
        return false;
    if (DX_ALT(dx_name(d) && dx_token(d, TK_EQ) && ou_dx_expression(d) != NULL &&
               ou_dx_for_if_clauses(d, &last)))
        return ou_dx_raise_range(d, start, start + 1,
                                 "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
    if (DX_ALT((call = args(d)) != NULL && ou_dx_for_if_clauses(d, &last)) && call->len > 1)
        return ou_dx_raise_range(d, call->items[call->len - 1]->first, last->last,
                                 "Generator expression must be parenthesized");
    if (DX_ALT(args(d) != NULL && dx_token(d, TK_COMMA) &&
               (node = ou_dx_expression(d)) != NULL && ou_dx_for_if_clauses(d, &last)))
        return ou_dx_raise_range(d, node->first, last->last,
                                 "Generator expression must be parenthesized");
    if (DX_ALT((call = args(d)) != NULL && dx_token(d, TK_COMMA) && args(d) != NULL))
        return ou_dx_raise(d, call->detail
                                  ? "positional argument follows keyword argument unpacking"
                                  : "positional argument follows keyword argument");
    return DX_FAIL;
}

OuDxNode *ou_dx_arguments(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, OU_DX_CALL_ARGUMENTS, &node))
        return node;
    uint32_t start = d->mark;
    node = args(d);
    if (node != NULL) {
        dx_token(d, TK_COMMA);
        if (!dx_is(d, TK_RPAR))
            node = NULL;
    }
    if (node == NULL)
        (void)(DX_INVALID(invalid_arguments(d)) || DX_FAIL);
    return ou_dx_remember(d, OU_DX_CALL_ARGUMENTS, start, node);
}

/* ---- subscripts ---- */

static bool slice(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(DX_OPTION(ou_dx_expression(d) != NULL) && dx_token(d, TK_COLON) &&
               DX_OPTION(ou_dx_expression(d) != NULL))) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_COLON) || !DX_OPTION(ou_dx_expression(d) != NULL))
            d->mark = end;
        return !d->stop;
    }
    return DX_ALT(ou_dx_named(d) != NULL) || DX_FAIL;
}

OuDxNode *ou_dx_slices(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(slice(d) && dx_is_not(d, TK_COMMA)))
        return ou_dx_node(d, OU_DX_MATCHED, start);
    d->mark = start;
    uint32_t end = start;
    bool any = false;
    while (!d->stop && (slice(d) || ou_dx_starred(d) != NULL)) {
        any = true;
        end = d->mark;
        if (!dx_token(d, TK_COMMA))
            break;
    }
    d->mark = end;
    if (d->stop || !any)
        return NULL;
    dx_token(d, TK_COMMA);
    return ou_dx_node(d, OU_DX_MATCHED, start);
}

/* ---- parameters ---- */

static bool param_end(OuDx *d, bool lambda)
{
    return dx_token(d, TK_COMMA) || dx_is(d, lambda ? TK_COLON : TK_RPAR);
}

/* NAME, for a def perhaps with its annotation. */
static bool param(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    if (!dx_name(d))
        return DX_FAIL;
    if (lambda)
        return true;
    uint32_t end = d->mark;
    if (!dx_token(d, TK_COLON) || ou_dx_expression(d) == NULL)
        d->mark = end;
    return !d->stop;
}

static bool standard(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_token(d, TK_EQ) && ou_dx_expression(d) != NULL))
        return true;
    if (DX_INVALID(dx_token(d, TK_EQ) && (dx_is(d, TK_RPAR) || dx_is(d, TK_COMMA))))
        return ou_dx_raise_range(d, start, start, "expected default value expression");
    return DX_FAIL;
}

static bool param_plain(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_ALT(param(d, lambda) && param_end(d, lambda)) || DX_FAIL;
}

static bool param_standard(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_ALT(param(d, lambda) && standard(d) && param_end(d, lambda)) || DX_FAIL;
}

static bool param_any(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_ALT(param(d, lambda) && DX_OPTION(standard(d)) && param_end(d, lambda)) || DX_FAIL;
}

/* Any number; false only after an error. */
static bool repeat(OuDx *d, bool lambda, bool (*rule)(OuDx *, bool))
{
    while (!d->stop && rule(d, lambda))
        continue;
    return !d->stop;
}

static bool slash_end(OuDx *d, bool lambda)
{
    return dx_token(d, TK_SLASH) && param_end(d, lambda);
}

static bool slash_plain(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_ALT(param_plain(d, lambda) && repeat(d, lambda, param_plain) &&
                  slash_end(d, lambda)) ||
           DX_FAIL;
}

static bool slash_standard(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_ALT(repeat(d, lambda, param_plain) && param_standard(d, lambda) &&
                  repeat(d, lambda, param_standard) && slash_end(d, lambda)) ||
           DX_FAIL;
}

static bool slash_any(OuDx *d, bool lambda)
{
    return slash_plain(d, lambda) || (!d->stop && slash_standard(d, lambda));
}

static bool invalid_kwds(OuDx *d, bool lambda)
{
    uint32_t start = d->mark, at = 0;
    if (DX_ALT(dx_token(d, TK_DSTAR) && param(d, lambda) && (at = d->mark, dx_token(d, TK_EQ))))
        return ou_dx_raise_range(d, at, at,
                                 "var-keyword argument cannot have default value");
    if (DX_ALT(dx_token(d, TK_DSTAR) && param(d, lambda) && dx_token(d, TK_COMMA) &&
               (at = d->mark, param(d, lambda))))
        return ou_dx_raise_range(d, at, d->mark - 1,
                                 "arguments cannot follow var-keyword argument");
    if (DX_ALT(dx_token(d, TK_DSTAR) && param(d, lambda) && dx_token(d, TK_COMMA) &&
               (at = d->mark, dx_token(d, TK_STAR) || dx_token(d, TK_DSTAR) ||
                                  dx_token(d, TK_SLASH))))
        return ou_dx_raise_range(d, at, at, "arguments cannot follow var-keyword argument");
    return DX_FAIL;
}

static bool kwds(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_INVALID(invalid_kwds(d, lambda)) ||
           DX_ALT(dx_token(d, TK_DSTAR) && param_plain(d, lambda)) || DX_FAIL;
}

static bool invalid_star(OuDx *d, bool lambda)
{
    uint32_t start = d->mark, at = 0;
    uint8_t close = lambda ? TK_COLON : TK_RPAR;
    if (DX_ALT(dx_token(d, TK_STAR) &&
               (dx_token(d, close) ||
                (dx_token(d, TK_COMMA) && (dx_token(d, close) || dx_token(d, TK_DSTAR)))))) {
        if (lambda)
            return ou_dx_raise(d, "named arguments must follow bare *");
        return ou_dx_raise_range(d, start, start, "named arguments must follow bare *");
    }
    if (DX_ALT(dx_token(d, TK_STAR) && param(d, lambda) && (at = d->mark, dx_token(d, TK_EQ))))
        return ou_dx_raise_range(d, at, at,
                                 "var-positional argument cannot have default value");
    if (DX_ALT(dx_token(d, TK_STAR) && (param_plain(d, lambda) || dx_token(d, TK_COMMA)) &&
               repeat(d, lambda, param_any) && (at = d->mark, dx_token(d, TK_STAR)) &&
               (param_plain(d, lambda) || dx_token(d, TK_COMMA))))
        return ou_dx_raise_range(d, at, at, "* argument may appear only once");
    return DX_FAIL;
}

/* *args: *T */
static bool param_star_annotation(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_name(d) && dx_token(d, TK_COLON))) {
        uint32_t inside = d->mark;
        bool matched = (dx_token(d, TK_STAR) && ou_dx_bitwise_or(d) != NULL) ||
                       (!d->stop && (d->mark = inside, ou_dx_expression(d) != NULL));
        if (matched && param_end(d, false))
            return true;
    }
    return DX_FAIL;
}

static bool star_etc(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_INVALID(invalid_star(d, lambda)) ||
           DX_ALT(dx_token(d, TK_STAR) && param_plain(d, lambda) &&
                  repeat(d, lambda, param_any) && DX_OPTION(kwds(d, lambda))) ||
           DX_ALT(!lambda && dx_token(d, TK_STAR) && param_star_annotation(d) &&
                  repeat(d, lambda, param_any) && DX_OPTION(kwds(d, lambda))) ||
           DX_ALT(dx_token(d, TK_STAR) && dx_token(d, TK_COMMA) && param_any(d, lambda) &&
                  repeat(d, lambda, param_any) && DX_OPTION(kwds(d, lambda))) ||
           DX_ALT(kwds(d, lambda)) || DX_FAIL;
}

static bool parameters(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_ALT(slash_plain(d, lambda) && repeat(d, lambda, param_plain) &&
                  repeat(d, lambda, param_standard) && DX_OPTION(star_etc(d, lambda))) ||
           DX_ALT(slash_standard(d, lambda) && repeat(d, lambda, param_standard) &&
                  DX_OPTION(star_etc(d, lambda))) ||
           DX_ALT(param_plain(d, lambda) && repeat(d, lambda, param_plain) &&
                  repeat(d, lambda, param_standard) && DX_OPTION(star_etc(d, lambda))) ||
           DX_ALT(param_standard(d, lambda) && repeat(d, lambda, param_standard) &&
                  DX_OPTION(star_etc(d, lambda))) ||
           DX_ALT(star_etc(d, lambda)) || DX_FAIL;
}

/* Parameters in parentheses; for a lambda without commas of their own. */
static bool parenthesized(OuDx *d, bool lambda)
{
    if (!lambda)
        return param_plain(d, false) && repeat(d, false, param_plain) &&
               DX_OPTION(dx_token(d, TK_COMMA));
    if (!param(d, true))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_COMMA) || !param(d, true)) {
            d->mark = end;
            return DX_OPTION(dx_token(d, TK_COMMA));
        }
    }
}

static bool invalid_params(OuDx *d, bool lambda)
{
    uint32_t start = d->mark, at = 0, end = 0;
    if (DX_ALT(repeat(d, lambda, param_plain) &&
               (slash_standard(d, lambda) ||
                (param_standard(d, lambda) && repeat(d, lambda, param_standard))) &&
               (at = d->mark, param(d, lambda)) && (end = d->mark, param_end(d, lambda))))
        return ou_dx_raise_range(d, at, end - 1,
                                 "non-default argument follows default argument");
    if (DX_ALT(repeat(d, lambda, param_plain) && (at = d->mark, dx_token(d, TK_LPAR)) &&
               parenthesized(d, lambda) && dx_token(d, TK_RPAR)))
        return ou_dx_raise_range(d, at, d->mark - 1,
                                 lambda ? "Lambda expression parameters cannot be parenthesized"
                                        : "Function parameters cannot be parenthesized");
    if (DX_ALT(dx_token(d, TK_SLASH) && dx_token(d, TK_COMMA)))
        return ou_dx_raise_range(d, start, start, "at least one argument must precede /");
    if (DX_ALT(slash_any(d, lambda) && repeat(d, lambda, param_any) &&
               (at = d->mark, dx_token(d, TK_SLASH))))
        return ou_dx_raise_range(d, at, at, "/ may appear only once");
    if (DX_ALT(DX_OPTION(slash_any(d, lambda)) && repeat(d, lambda, param_any) &&
               dx_token(d, TK_STAR) && (dx_token(d, TK_COMMA) || param_plain(d, lambda)) &&
               repeat(d, lambda, param_any) && (at = d->mark, dx_token(d, TK_SLASH))))
        return ou_dx_raise_range(d, at, at, "/ must be ahead of *");
    if (DX_ALT(param_any(d, lambda) && repeat(d, lambda, param_any) && dx_token(d, TK_SLASH) &&
               (at = d->mark, dx_token(d, TK_STAR))))
        return ou_dx_raise_range(d, at, at, "expected comma between / and *");
    return DX_FAIL;
}

bool ou_dx_params(OuDx *d, bool lambda)
{
    uint32_t start = d->mark;
    return DX_INVALID(invalid_params(d, lambda)) || DX_ALT(parameters(d, lambda)) || DX_FAIL;
}

/* ---- targets ---- */

static bool more_follows(OuDx *d)
{
    return dx_is(d, TK_LPAR) || dx_is(d, TK_LSQB) || dx_is(d, TK_DOT);
}

/* primary.NAME or primary[…] with nothing more behind. */
OuDxNode *ou_dx_single_subscript_attribute(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(ou_dx_target_primary(d) != NULL && dx_token(d, TK_DOT) && dx_name(d) &&
               !more_follows(d) && !d->stop))
        return ou_dx_node(d, OU_AST_Attribute, start);
    if (DX_ALT(ou_dx_target_primary(d) != NULL && dx_token(d, TK_LSQB) &&
               ou_dx_slices(d) != NULL && dx_token(d, TK_RSQB) && !more_follows(d) && !d->stop))
        return ou_dx_node(d, OU_AST_Subscript, start);
    d->mark = start;
    return NULL;
}

OuDxNode *ou_dx_single_target(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if ((node = ou_dx_single_subscript_attribute(d)) != NULL)
        return node;
    if (DX_ALT(dx_name(d)))
        return ou_dx_node(d, OU_AST_Name, start);
    if (DX_ALT(dx_token(d, TK_LPAR) && (node = ou_dx_single_target(d)) != NULL &&
               dx_token(d, TK_RPAR)))
        return node;
    d->mark = start;
    return NULL;
}

static OuDxNode *target_atom(OuDx *d);

/* item, item, … with perhaps a comma behind. */
static bool target_sequence(OuDx *d, OuDxNode *(*item)(OuDx *), bool need_comma)
{
    uint32_t start = d->mark;
    if (item(d) == NULL)
        return false;
    bool comma = false;
    while (dx_token(d, TK_COMMA)) {
        comma = true;
        if (item(d) == NULL)
            break;
    }
    return (!d->stop && (comma || !need_comma)) || DX_FAIL;
}

static OuDxNode *star_atom(OuDx *d)
{
    uint32_t start = d->mark;
    if (!ou_dx_enter(d))
        return NULL;
    if (DX_ALT(dx_name(d)))
        return ou_dx_node(d, OU_AST_Name, start);
    if (DX_ALT(dx_token(d, TK_LPAR) && target_atom(d) != NULL && dx_token(d, TK_RPAR)))
        return ou_dx_node(d, OU_DX_MATCHED, start);
    if (DX_ALT(dx_token(d, TK_LPAR) && DX_OPTION(target_sequence(d, ou_dx_star_target, true)) &&
               dx_token(d, TK_RPAR)))
        return ou_dx_node(d, OU_AST_Tuple, start);
    if (DX_ALT(dx_token(d, TK_LSQB) && DX_OPTION(target_sequence(d, ou_dx_star_target, false)) &&
               dx_token(d, TK_RSQB)))
        return ou_dx_node(d, OU_AST_List, start);
    d->mark = start;
    return NULL;
}

static OuDxNode *target_atom(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return NULL;
    if (ou_dx_recall(d, OU_DX_TARGET_ATOM, &node))
        return node;
    uint32_t start = d->mark;
    node = ou_dx_single_subscript_attribute(d);
    if (node == NULL && !d->stop)
        node = star_atom(d);
    return ou_dx_remember(d, OU_DX_TARGET_ATOM, start, node);
}

OuDxNode *ou_dx_star_target(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if (ou_dx_recall(d, OU_DX_STAR_TARGET, &node))
        return node;
    uint32_t start = d->mark;
    if (DX_ALT(dx_token(d, TK_STAR) && dx_is_not(d, TK_STAR) && ou_dx_star_target(d) != NULL))
        node = ou_dx_node(d, OU_AST_Starred, start);
    else
        node = DX_ALT(true) ? target_atom(d) : NULL;
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_STAR_TARGET, start, node);
}

OuDxNode *ou_dx_star_targets(OuDx *d)
{
    uint32_t start = d->mark;
    if (!target_sequence(d, ou_dx_star_target, false))
        return NULL;
    return ou_dx_node(d, OU_DX_MATCHED, start);
}

static OuDxNode *del_target(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if (ou_dx_recall(d, OU_DX_DEL_TARGET, &node))
        return node;
    uint32_t start = d->mark;
    node = ou_dx_single_subscript_attribute(d);
    if (node == NULL &&
        (DX_ALT(dx_name(d)) ||
         DX_ALT(dx_token(d, TK_LPAR) && del_target(d) != NULL && dx_token(d, TK_RPAR)) ||
         DX_ALT(dx_token(d, TK_LPAR) && DX_OPTION(target_sequence(d, del_target, false)) &&
                dx_token(d, TK_RPAR)) ||
         DX_ALT(dx_token(d, TK_LSQB) && DX_OPTION(target_sequence(d, del_target, false)) &&
                dx_token(d, TK_RSQB))))
        node = ou_dx_node(d, OU_DX_MATCHED, start);
    if (node == NULL)
        d->mark = start;
    return ou_dx_remember(d, OU_DX_DEL_TARGET, start, node);
}

bool ou_dx_del_targets(OuDx *d)
{
    return target_sequence(d, del_target, false);
}
