/* diagnose_match.c - the diagnoser's rules for match statements and patterns. */
#include "syntax/diagnose_rules.h"

static bool pattern(OuDx *d);

static bool word(OuDx *d, const char *text)
{
    return (dx_is(d, TK_NAME) || dx_is(d, TK_CASE)) && ou_dx_is_word(d, d->mark, text) &&
           (d->mark++, true);
}

static bool list_of(OuDx *d, bool (*item)(OuDx *))
{
    if (!item(d))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_COMMA) || !item(d)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

static bool option_comma(OuDx *d)
{
    return DX_OPTION(dx_token(d, TK_COMMA));
}

/* ---- literals ---- */

static bool number(OuDx *d)
{
    if (dx_is(d, TK_INT) && !ou_dx_check_int(d, d->mark))
        return false;
    return dx_token(d, TK_INT) || dx_token(d, TK_FLOAT) || dx_token(d, TK_COMPLEX);
}

static bool signed_number(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(number(d)) || DX_ALT(dx_token(d, TK_MINUS) && number(d)) || DX_FAIL;
}

static bool real_number(OuDx *d)
{
    if (dx_is(d, TK_COMPLEX))
        return ou_dx_raise_range(d, d->mark, d->mark, "real number required in complex literal");
    return number(d);
}

static bool imaginary_number(OuDx *d)
{
    if (dx_is(d, TK_INT) || dx_is(d, TK_FLOAT))
        return ou_dx_raise_range(d, d->mark, d->mark,
                                 "imaginary number required in complex literal");
    return number(d);
}

static bool signed_real(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(real_number(d)) || DX_ALT(dx_token(d, TK_MINUS) && real_number(d)) || DX_FAIL;
}

static bool complex_number(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(signed_real(d) && dx_token(d, TK_PLUS) && imaginary_number(d)) ||
           DX_ALT(signed_real(d) && dx_token(d, TK_MINUS) && imaginary_number(d)) || DX_FAIL;
}

static bool literal(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(signed_number(d) && dx_is_not(d, TK_PLUS) && dx_is_not(d, TK_MINUS)) ||
           DX_ALT(complex_number(d)) || DX_ALT(ou_dx_strings_rule(d) != NULL) ||
           DX_ALT(dx_token(d, TK_NONE)) || DX_ALT(dx_token(d, TK_TRUE)) ||
           DX_ALT(dx_token(d, TK_FALSE)) || DX_FAIL;
}

/* ---- names ---- */

static bool name_goes_on(OuDx *d)
{
    return !dx_is_not(d, TK_DOT) || !dx_is_not(d, TK_LPAR) || !dx_is_not(d, TK_EQ);
}

static bool wildcard(OuDx *d)
{
    return word(d, "_");
}

static bool capture(OuDx *d)
{
    uint32_t start = d->mark;
    if (d->stop || wildcard(d) || !dx_name(d) || name_goes_on(d))
        return DX_FAIL;
    return true;
}

/* NAME.NAME…; with `plain` a single NAME is enough. */
static bool attribute(OuDx *d, bool plain)
{
    uint32_t start = d->mark;
    if (!dx_name(d))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_DOT) || !dx_name(d)) {
            d->mark = end;
            return (!d->stop && (plain || end > start + 1)) || DX_FAIL;
        }
    }
}

/* ---- sequences, mappings, classes ---- */

static bool star_pattern(OuDx *d)
{
    OuDxNode *node;
    if (d->stop)
        return false;
    if (ou_dx_recall(d, OU_DX_STAR_PATTERN, &node))
        return node != NULL;
    uint32_t start = d->mark;
    bool matched = DX_ALT(dx_token(d, TK_STAR) && capture(d)) ||
                   DX_ALT(dx_token(d, TK_STAR) && wildcard(d)) || DX_FAIL;
    node = matched ? ou_dx_node(d, OU_DX_MATCHED, start) : NULL;
    return ou_dx_remember(d, OU_DX_STAR_PATTERN, start, node) != NULL;
}

static bool maybe_star(OuDx *d)
{
    return star_pattern(d) || (!d->stop && pattern(d));
}

static bool maybe_sequence(OuDx *d)
{
    return list_of(d, maybe_star) && option_comma(d);
}

static bool open_sequence(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(maybe_star(d) && dx_token(d, TK_COMMA) && DX_OPTION(maybe_sequence(d))) ||
           DX_FAIL;
}

static bool sequence(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(dx_token(d, TK_LSQB) && DX_OPTION(maybe_sequence(d)) &&
                  dx_token(d, TK_RSQB)) ||
           DX_ALT(dx_token(d, TK_LPAR) && DX_OPTION(open_sequence(d)) && dx_token(d, TK_RPAR)) ||
           DX_FAIL;
}

static bool key_value(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT((literal(d) || (!d->stop && attribute(d, false))) && dx_token(d, TK_COLON) &&
                  pattern(d)) ||
           DX_FAIL;
}

static bool rest(OuDx *d)
{
    return dx_token(d, TK_DSTAR) && capture(d);
}

static bool mapping(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_is(d, TK_LBRACE))
        return false;
    return DX_ALT(dx_token(d, TK_LBRACE) && dx_token(d, TK_RBRACE)) ||
           DX_ALT(dx_token(d, TK_LBRACE) && rest(d) && option_comma(d) &&
                  dx_token(d, TK_RBRACE)) ||
           DX_ALT(dx_token(d, TK_LBRACE) && list_of(d, key_value) && dx_token(d, TK_COMMA) &&
                  rest(d) && option_comma(d) && dx_token(d, TK_RBRACE)) ||
           DX_ALT(dx_token(d, TK_LBRACE) && list_of(d, key_value) && option_comma(d) &&
                  dx_token(d, TK_RBRACE)) ||
           DX_FAIL;
}

static bool keyword_pattern(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(dx_name(d) && dx_token(d, TK_EQ) && pattern(d)) || DX_FAIL;
}

static bool class_open(OuDx *d)
{
    return attribute(d, true) && dx_token(d, TK_LPAR);
}

/* Positional patterns behind keyword ones. */
static bool invalid_class(OuDx *d)
{
    if (!class_open(d))
        return false;
    uint32_t inside = d->mark;
    if (!list_of(d, pattern) || !dx_token(d, TK_COMMA))
        d->mark = inside;
    if (d->stop || !list_of(d, keyword_pattern) || !dx_token(d, TK_COMMA))
        return false;
    uint32_t first = d->mark;
    if (!list_of(d, pattern))
        return false;
    return ou_dx_raise_range(d, first, d->mark - 1,
                             "positional patterns follow keyword patterns");
}

static bool class_pattern(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(class_open(d) && dx_token(d, TK_RPAR)) ||
           DX_ALT(class_open(d) && list_of(d, pattern) && option_comma(d) &&
                  dx_token(d, TK_RPAR)) ||
           DX_ALT(class_open(d) && list_of(d, keyword_pattern) && option_comma(d) &&
                  dx_token(d, TK_RPAR)) ||
           DX_ALT(class_open(d) && list_of(d, pattern) && dx_token(d, TK_COMMA) &&
                  list_of(d, keyword_pattern) && option_comma(d) && dx_token(d, TK_RPAR)) ||
           DX_INVALID(invalid_class(d)) || DX_FAIL;
}

/* ---- patterns ---- */

static bool closed_pattern(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return false;
    if (ou_dx_recall(d, OU_DX_CLOSED_PATTERN, &node))
        return node != NULL;
    uint32_t start = d->mark;
    bool matched = DX_ALT(literal(d)) || DX_ALT(capture(d)) || DX_ALT(wildcard(d)) ||
                   DX_ALT(attribute(d, false) && !name_goes_on(d) && !d->stop) ||
                   DX_ALT(dx_token(d, TK_LPAR) && pattern(d) && dx_token(d, TK_RPAR)) ||
                   DX_ALT(sequence(d)) || DX_ALT(mapping(d)) || DX_ALT(class_pattern(d)) ||
                   DX_FAIL;
    node = matched ? ou_dx_node(d, OU_DX_MATCHED, start) : NULL;
    return ou_dx_remember(d, OU_DX_CLOSED_PATTERN, start, node) != NULL;
}

static bool or_pattern(OuDx *d)
{
    if (!closed_pattern(d))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_VBAR) || !closed_pattern(d)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

static bool invalid_as(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (DX_ALT(or_pattern(d) && dx_token(d, TK_AS) && wildcard(d)))
        return ou_dx_raise_range(d, d->mark - 1, d->mark - 1, "cannot use '_' as a target");
    if (DX_ALT(or_pattern(d) && dx_token(d, TK_AS) && dx_is_not(d, TK_NAME) &&
               dx_is_not(d, TK_CASE) && (node = ou_dx_expression(d)) != NULL))
        return ou_dx_raise_node(d, node, "invalid pattern target");
    return false;
}

static bool pattern(OuDx *d)
{
    uint32_t start = d->mark;
    if (!ou_dx_enter(d))
        return false;
    return DX_ALT(or_pattern(d) && dx_token(d, TK_AS) && capture(d)) ||
           DX_INVALID(invalid_as(d)) || DX_ALT(or_pattern(d)) || DX_FAIL;
}

static bool patterns(OuDx *d)
{
    return open_sequence(d) || (!d->stop && pattern(d));
}

/* ---- statements ---- */

static bool guard(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(dx_token(d, TK_IF) && ou_dx_named(d) != NULL) || DX_FAIL;
}

static bool case_head(OuDx *d)
{
    return word(d, "case") && patterns(d) && DX_OPTION(guard(d));
}

static bool lacks_block(OuDx *d)
{
    return dx_token(d, TK_COLON) && dx_token(d, TK_NEWLINE) && dx_is_not(d, TK_INDENT);
}

static bool case_block(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_INVALID(case_head(d) && dx_token(d, TK_NEWLINE)))
        return ou_dx_raise(d, "expected ':'");
    if (DX_INVALID(case_head(d) && lacks_block(d)))
        return ou_dx_raise_indent(d, "expected an indented block after 'case' statement on line "
                                     "%u", d->tokens.items[start].token.line);
    return DX_ALT(case_head(d) && dx_token(d, TK_COLON) && ou_dx_block(d)) || DX_FAIL;
}

static bool subject(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *list;
    if (DX_ALT(ou_dx_star_named(d) != NULL && dx_token(d, TK_COMMA))) {
        list = ou_dx_node(d, OU_AST_Tuple, d->mark);
        return list != NULL && DX_OPTION(ou_dx_star_named_list(d, list));
    }
    return DX_ALT(ou_dx_named(d) != NULL) || DX_FAIL;
}

bool ou_dx_match(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(word(d, "match") && subject(d) && dx_token(d, TK_COLON) &&
               dx_token(d, TK_NEWLINE) && dx_token(d, TK_INDENT) && case_block(d))) {
        while (case_block(d))
            continue;
        if (dx_token(d, TK_DEDENT))
            return true;
    }
    if (DX_INVALID(word(d, "match") && subject(d) && dx_token(d, TK_NEWLINE)))
        return ou_dx_raise(d, "expected ':'");
    if (DX_INVALID(word(d, "match") && subject(d) && lacks_block(d)))
        return ou_dx_raise_indent(d, "expected an indented block after 'match' statement on line "
                                     "%u", d->tokens.items[start].token.line);
    return DX_FAIL;
}
