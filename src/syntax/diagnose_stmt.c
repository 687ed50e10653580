/* diagnose_stmt.c - the diagnoser's rules for statements. */
#include "syntax/diagnose_rules.h"

/* CPython insists on a token here, on its first pass too. */
static bool forced(OuDx *d, uint8_t kind, const char *text)
{
    if (dx_token(d, kind))
        return true;
    if (d->stop)
        return false;
    (void)ou_dx_peek(d);
    return ou_dx_raise_range(d, d->mark, d->mark, "expected '%s'", text);
}

static bool expected_colon(OuDx *d)
{
    return ou_dx_raise(d, "expected ':'");
}

/* `: NEWLINE` with no INDENT behind. */
static bool lacks_block(OuDx *d)
{
    return dx_token(d, TK_COLON) && dx_token(d, TK_NEWLINE) && dx_is_not(d, TK_INDENT);
}

static bool raise_block(OuDx *d, uint32_t token, const char *what)
{
    return ou_dx_raise_indent(d, "expected an indented block after %s on line %u", what,
                              d->tokens.items[token].token.line);
}

/* ---- simple statements ---- */

static bool value(OuDx *d) /* of an assignment */
{
    return ou_dx_yield(d) != NULL || (!d->stop && ou_dx_star_expressions(d) != NULL);
}

static bool augmented(OuDx *d)
{
    uint8_t kind = d->stop ? TK_ERROR : ou_dx_peek(d);
    switch (kind) {
    case TK_PLUSEQ: case TK_MINUSEQ: case TK_STAREQ: case TK_ATEQ: case TK_SLASHEQ:
    case TK_PERCENTEQ: case TK_AMPEREQ: case TK_VBAREQ: case TK_CIRCUMFLEXEQ:
    case TK_LSHIFTEQ: case TK_RSHIFTEQ: case TK_DSTAREQ: case TK_DSLASHEQ:
        return dx_token(d, kind);
    default:
        return false;
    }
}

static bool annotation_rest(OuDx *d)
{
    if (!dx_token(d, TK_COLON) || ou_dx_expression(d) == NULL)
        return false;
    uint32_t end = d->mark;
    if (!dx_token(d, TK_EQ) || !value(d))
        d->mark = end;
    return !d->stop;
}

/* `target =`, any number of times. */
static bool assignment_targets(OuDx *d)
{
    for (;;) {
        uint32_t end = d->mark;
        if (ou_dx_star_targets(d) == NULL || !dx_token(d, TK_EQ)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

/* A list or tuple, in any number of parentheses. */
static OuDxNode *bad_annotation_target(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return NULL;
    if ((node = ou_dx_list(d)) != NULL || d->stop || (node = ou_dx_tuple(d)) != NULL)
        return node;
    if (DX_ALT(dx_token(d, TK_LPAR) && (node = bad_annotation_target(d)) != NULL &&
               dx_token(d, TK_RPAR)))
        return node;
    d->mark = start;
    return NULL;
}

static bool invalid_annotation(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node, *list;
    if (DX_ALT((node = bad_annotation_target(d)) != NULL && dx_token(d, TK_COLON) &&
               ou_dx_expression(d) != NULL))
        return ou_dx_raise_node(d, node, "only single target (not %s) can be annotated",
                                ou_dx_name(node));
    if (DX_ALT((node = ou_dx_star_named(d)) != NULL && dx_token(d, TK_COMMA))) {
        do { /* lists of names, one after the other */
            list = ou_dx_node(d, OU_AST_Tuple, d->mark);
        } while (list != NULL && ou_dx_star_named_list(d, list));
        if (dx_token(d, TK_COLON) && ou_dx_expression(d) != NULL)
            return ou_dx_raise_node(d, node, "only single target (not tuple) can be annotated");
    }
    if (DX_ALT((node = ou_dx_expression(d)) != NULL && dx_token(d, TK_COLON) &&
               ou_dx_expression(d) != NULL))
        return ou_dx_raise_node(d, node, "illegal target for annotation");
    return DX_FAIL;
}

static bool invalid_assignment(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (invalid_annotation(d) || d->stop)
        return false;
    if (DX_ALT(assignment_targets(d) && (node = ou_dx_star_expressions(d)) != NULL &&
               dx_token(d, TK_EQ)) &&
        !ou_dx_raise_target(d, node, OU_DX_STAR_TARGETS) && d->stop)
        return false;
    if (DX_ALT(assignment_targets(d) && (node = ou_dx_yield(d)) != NULL && dx_token(d, TK_EQ)))
        return ou_dx_raise_node(d, node, "assignment to yield expression not possible");
    if (DX_ALT((node = ou_dx_star_expressions(d)) != NULL && augmented(d) && value(d)))
        return ou_dx_raise_node(d, node,
                                "'%s' is an illegal expression for augmented assignment",
                                ou_dx_name(node));
    return DX_FAIL;
}

static bool assignment(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_name(d) && annotation_rest(d)))
        return true;
    if (DX_ALT(((dx_token(d, TK_LPAR) && ou_dx_single_target(d) != NULL &&
                 dx_token(d, TK_RPAR)) ||
                DX_ALT(ou_dx_single_subscript_attribute(d) != NULL)) &&
               annotation_rest(d)))
        return true;
    if (DX_ALT(ou_dx_star_targets(d) != NULL && dx_token(d, TK_EQ) && assignment_targets(d) &&
               value(d) && dx_is_not(d, TK_EQ)))
        return true;
    if (DX_ALT(ou_dx_single_target(d) != NULL && augmented(d)))
        return value(d) || DX_FAIL; /* there is no other reading */
    return DX_INVALID(invalid_assignment(d)) || DX_FAIL;
}

static bool names(OuDx *d)
{
    if (!dx_name(d))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_COMMA) || !dx_name(d)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

static bool dotted_name(OuDx *d)
{
    if (!dx_name(d))
        return false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_DOT) || !dx_name(d)) {
            d->mark = end;
            return !d->stop;
        }
    }
}

/* NAME [as NAME], …; for `import` the names may be dotted. */
static bool import_names(OuDx *d, bool dotted)
{
    uint32_t end = d->mark;
    bool any = false;
    while (dotted ? dotted_name(d) : dx_name(d)) {
        any = true;
        end = d->mark;
        if (!dx_token(d, TK_AS) || !dx_name(d))
            d->mark = end;
        end = d->mark;
        if (!dx_token(d, TK_COMMA))
            break;
    }
    d->mark = end;
    return any && !d->stop;
}

static bool import_targets(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_token(d, TK_LPAR) && import_names(d, false) &&
               DX_OPTION(dx_token(d, TK_COMMA)) && dx_token(d, TK_RPAR)) ||
        DX_ALT(import_names(d, false) && dx_is_not(d, TK_COMMA)) || DX_ALT(dx_token(d, TK_STAR)))
        return true;
    if (DX_INVALID(import_names(d, false) && dx_token(d, TK_COMMA) && dx_token(d, TK_NEWLINE)))
        return ou_dx_raise(d, "trailing comma not allowed without surrounding parentheses");
    return DX_FAIL;
}

static bool import_statement(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_token(d, TK_IMPORT) && import_names(d, true)))
        return true;
    if (!DX_ALT(dx_token(d, TK_FROM)))
        return DX_FAIL;
    bool dots = false;
    while (dx_token(d, TK_DOT) || dx_token(d, TK_ELLIPSIS))
        dots = true;
    uint32_t end = d->mark;
    if (dotted_name(d) && dx_token(d, TK_IMPORT) && import_targets(d))
        return true;
    d->mark = end;
    return (!d->stop && dots && dx_token(d, TK_IMPORT) && import_targets(d)) || DX_FAIL;
}

static bool del_statement(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (DX_ALT(dx_token(d, TK_DEL) && ou_dx_del_targets(d) &&
               (dx_is(d, TK_SEMI) || dx_is(d, TK_NEWLINE))))
        return true;
    if (DX_INVALID(dx_token(d, TK_DEL) && (node = ou_dx_star_expressions(d)) != NULL))
        ou_dx_raise_target(d, node, OU_DX_DEL_TARGETS);
    return DX_FAIL;
}

static bool raise_statement(OuDx *d)
{
    uint32_t start = d->mark;
    if (!dx_token(d, TK_RAISE))
        return DX_FAIL;
    uint32_t end = d->mark;
    if (ou_dx_expression(d) != NULL) {
        end = d->mark;
        if (dx_token(d, TK_FROM) && ou_dx_expression(d) != NULL)
            return true;
    }
    d->mark = end;
    return !d->stop;
}

static bool assert_statement(OuDx *d)
{
    if (!dx_token(d, TK_ASSERT) || ou_dx_expression(d) == NULL)
        return false;
    uint32_t end = d->mark;
    if (!dx_token(d, TK_COMMA) || ou_dx_expression(d) == NULL)
        d->mark = end;
    return !d->stop;
}

static bool keyword_statement(OuDx *d)
{
    uint8_t kind = ou_dx_peek(d);
    switch (kind) {
    case TK_RETURN:
        return dx_token(d, kind) && DX_OPTION(ou_dx_star_expressions(d) != NULL);
    case TK_IMPORT: case TK_FROM: return import_statement(d);
    case TK_RAISE: return raise_statement(d);
    case TK_PASS: case TK_BREAK: case TK_CONTINUE: return dx_token(d, kind);
    case TK_DEL: return del_statement(d);
    case TK_YIELD: return ou_dx_yield(d) != NULL;
    case TK_ASSERT: return assert_statement(d);
    case TK_GLOBAL: case TK_NONLOCAL: return dx_token(d, kind) && names(d);
    default: return false;
    }
}

static bool simple_statement(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return false;
    if (ou_dx_recall(d, OU_DX_SIMPLE_STMT, &node))
        return node != NULL;
    uint32_t start = d->mark;
    bool matched = DX_ALT(assignment(d)) || DX_ALT(ou_dx_star_expressions(d) != NULL) ||
                   DX_ALT(keyword_statement(d)) || DX_FAIL;
    node = matched ? ou_dx_node(d, OU_DX_MATCHED, start) : NULL;
    return ou_dx_remember(d, OU_DX_SIMPLE_STMT, start, node) != NULL;
}

bool ou_dx_simple_stmts(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(simple_statement(d) && dx_is_not(d, TK_SEMI) && dx_token(d, TK_NEWLINE)))
        return true;
    d->mark = start;
    if (d->stop || !simple_statement(d))
        return DX_FAIL;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_SEMI) || !simple_statement(d)) {
            d->mark = end;
            break;
        }
    }
    return (DX_OPTION(dx_token(d, TK_SEMI)) && dx_token(d, TK_NEWLINE)) || DX_FAIL;
}

bool ou_dx_statement(OuDx *d)
{
    if (!ou_dx_enter(d))
        return false;
    return ou_dx_compound(d) || (!d->stop && ou_dx_simple_stmts(d));
}

bool ou_dx_block(OuDx *d)
{
    OuDxNode *node;
    if (!ou_dx_enter(d))
        return false;
    if (ou_dx_recall(d, OU_DX_BLOCK, &node))
        return node != NULL;
    uint32_t start = d->mark;
    bool matched = false;
    if (dx_token(d, TK_NEWLINE) && dx_token(d, TK_INDENT) && ou_dx_statement(d)) {
        while (ou_dx_statement(d))
            continue;
        matched = dx_token(d, TK_DEDENT);
    }
    matched = matched || DX_ALT(ou_dx_simple_stmts(d));
    if (!matched && DX_INVALID(dx_token(d, TK_NEWLINE) && dx_is_not(d, TK_INDENT)))
        ou_dx_raise_indent(d, "expected an indented block");
    if (!matched)
        d->mark = start;
    node = matched ? ou_dx_node(d, OU_DX_MATCHED, start) : NULL;
    return ou_dx_remember(d, OU_DX_BLOCK, start, node) != NULL;
}

/* ---- if, while, for ---- */

/* WORD test NEWLINE, and WORD test: NEWLINE without INDENT. */
static bool invalid_test(OuDx *d, uint8_t kind, const char *what)
{
    uint32_t start = d->mark;
    if (DX_ALT(dx_token(d, kind) && ou_dx_named(d) != NULL && dx_token(d, TK_NEWLINE)))
        return expected_colon(d);
    if (DX_ALT(dx_token(d, kind) && ou_dx_named(d) != NULL && lacks_block(d)))
        return raise_block(d, start, what);
    return DX_FAIL;
}

static bool else_block(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_INVALID(dx_token(d, TK_ELSE) && lacks_block(d)))
        return raise_block(d, start, "'else' statement");
    return DX_ALT(dx_token(d, TK_ELSE) && forced(d, TK_COLON, ":") && ou_dx_block(d)) || DX_FAIL;
}

static bool if_statement(OuDx *d, uint8_t kind)
{
    uint32_t start = d->mark;
    if (!ou_dx_enter(d))
        return false;
    if (DX_INVALID(invalid_test(d, kind,
                                kind == TK_IF ? "'if' statement" : "'elif' statement")) ||
        d->stop)
        return false;
    return DX_ALT(dx_token(d, kind) && ou_dx_named(d) != NULL && dx_token(d, TK_COLON) &&
                  ou_dx_block(d) && if_statement(d, TK_ELIF)) ||
           DX_ALT(dx_token(d, kind) && ou_dx_named(d) != NULL && dx_token(d, TK_COLON) &&
                  ou_dx_block(d) && DX_OPTION(else_block(d))) ||
           DX_FAIL;
}

static bool while_statement(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_INVALID(invalid_test(d, TK_WHILE, "'while' statement")) ||
           DX_ALT(dx_token(d, TK_WHILE) && ou_dx_named(d) != NULL && dx_token(d, TK_COLON) &&
                  ou_dx_block(d) && DX_OPTION(else_block(d))) ||
           DX_FAIL;
}

static bool option_async(OuDx *d)
{
    return DX_OPTION(dx_token(d, TK_ASYNC));
}

static bool for_head(OuDx *d)
{
    return dx_token(d, TK_FOR) && ou_dx_star_targets(d) != NULL && dx_token(d, TK_IN);
}

static bool invalid_for(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_ALT(option_async(d) && for_head(d) && ou_dx_star_expressions(d) != NULL &&
               dx_token(d, TK_NEWLINE)))
        return expected_colon(d);
    uint32_t at = start + dx_is(d, TK_ASYNC);
    if (DX_ALT((at = start + dx_is(d, TK_ASYNC), option_async(d)) && for_head(d) &&
               ou_dx_star_expressions(d) != NULL && lacks_block(d)))
        return raise_block(d, at, "'for' statement");
    return DX_FAIL;
}

static bool for_statement(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (DX_INVALID(invalid_for(d)) || d->stop)
        return false;
    for (int i = 0; i < 2; i++)
        if (DX_ALT((i == 0 || dx_token(d, TK_ASYNC)) && for_head(d)))
            return (ou_dx_star_expressions(d) != NULL && dx_token(d, TK_COLON) &&
                    ou_dx_block(d) && DX_OPTION(else_block(d))) ||
                   DX_FAIL;
    if (DX_INVALID(option_async(d) && dx_token(d, TK_FOR) &&
                   (node = ou_dx_star_expressions(d)) != NULL))
        ou_dx_raise_target(d, node, OU_DX_FOR_TARGETS);
    return DX_FAIL;
}

/* ---- with, try ---- */

static bool with_item(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (DX_ALT(ou_dx_expression(d) != NULL && dx_token(d, TK_AS) &&
               ou_dx_star_target(d) != NULL &&
               (dx_is(d, TK_COMMA) || dx_is(d, TK_RPAR) || dx_is(d, TK_COLON))))
        return true;
    if (DX_INVALID(ou_dx_expression(d) != NULL && dx_token(d, TK_AS) &&
                   (node = ou_dx_expression(d)) != NULL &&
                   (dx_is(d, TK_COMMA) || dx_is(d, TK_RPAR) || dx_is(d, TK_COLON))))
        ou_dx_raise_target(d, node, OU_DX_STAR_TARGETS);
    return DX_ALT(ou_dx_expression(d) != NULL) || DX_FAIL;
}

/* expression [as target], as the rules for errors read items */
static bool plain_item(OuDx *d, bool many)
{
    uint32_t start = d->mark;
    if ((many ? ou_dx_expressions(d) : ou_dx_expression(d)) == NULL)
        return DX_FAIL;
    uint32_t end = d->mark;
    if (!dx_token(d, TK_AS) || ou_dx_star_target(d) == NULL)
        d->mark = end;
    return !d->stop;
}

static bool single_item(OuDx *d)
{
    return plain_item(d, false);
}

static bool tuple_item(OuDx *d)
{
    return plain_item(d, true);
}

static bool items(OuDx *d, bool (*item)(OuDx *))
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

static bool with_head(OuDx *d, bool paren, bool (*item)(OuDx *))
{
    if (!dx_token(d, TK_WITH))
        return false;
    if (!paren)
        return items(d, item);
    return dx_token(d, TK_LPAR) && items(d, item) && DX_OPTION(dx_token(d, TK_COMMA)) &&
           dx_token(d, TK_RPAR);
}

static bool with_statement(OuDx *d)
{
    uint32_t start = d->mark;
    for (int paren = 0; paren < 2; paren++) {
        uint32_t at = start;
        if (DX_INVALID((at = start + dx_is(d, TK_ASYNC), option_async(d)) &&
                       with_head(d, paren, paren ? tuple_item : single_item) && lacks_block(d)))
            return raise_block(d, at, "'with' statement");
    }
    for (int async = 0; async < 2; async++)
        for (int plain = 0; plain < 2; plain++)
            if (DX_ALT((!async || dx_token(d, TK_ASYNC)) && with_head(d, !plain, with_item) &&
                       dx_token(d, TK_COLON) && ou_dx_block(d)))
                return true;
    for (int paren = 0; paren < 2; paren++)
        if (DX_INVALID(option_async(d) && with_head(d, paren, paren ? tuple_item : single_item) &&
                       dx_token(d, TK_NEWLINE)))
            return expected_colon(d);
    return DX_FAIL;
}

/* [as NAME] */
static bool option_name(OuDx *d)
{
    uint32_t end = d->mark;
    if (!dx_token(d, TK_AS) || !dx_name(d))
        d->mark = end;
    return !d->stop;
}

static bool invalid_except(OuDx *d)
{
    uint32_t start = d->mark;
    OuDxNode *node;
    if (DX_ALT(dx_token(d, TK_EXCEPT) && DX_OPTION(dx_token(d, TK_STAR)) &&
               (node = ou_dx_expression(d)) != NULL && dx_token(d, TK_COMMA) &&
               ou_dx_expressions(d) != NULL && option_name(d) && dx_token(d, TK_COLON)))
        return ou_dx_raise_from(d, node->first, "multiple exception types must be parenthesized");
    if (DX_ALT(dx_token(d, TK_EXCEPT) && DX_OPTION(dx_token(d, TK_STAR)) &&
               ou_dx_expression(d) != NULL && option_name(d) && dx_token(d, TK_NEWLINE)))
        return expected_colon(d);
    if (DX_ALT(dx_token(d, TK_EXCEPT) && dx_token(d, TK_NEWLINE)))
        return expected_colon(d);
    if (DX_ALT(dx_token(d, TK_EXCEPT) && dx_token(d, TK_STAR) &&
               (dx_token(d, TK_NEWLINE) || dx_token(d, TK_COLON))))
        return ou_dx_raise(d, "expected one or more exception types");
    return DX_FAIL;
}

static bool except_block(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_INVALID(dx_token(d, TK_EXCEPT) && ou_dx_expression(d) != NULL && option_name(d) &&
                   lacks_block(d)) ||
        DX_INVALID(dx_token(d, TK_EXCEPT) && lacks_block(d)))
        return raise_block(d, start, "'except' statement");
    return DX_ALT(dx_token(d, TK_EXCEPT) && ou_dx_expression(d) != NULL && option_name(d) &&
                  dx_token(d, TK_COLON) && ou_dx_block(d)) ||
           DX_ALT(dx_token(d, TK_EXCEPT) && dx_token(d, TK_COLON) && ou_dx_block(d)) ||
           DX_INVALID(invalid_except(d)) || DX_FAIL;
}

static bool except_star_block(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_INVALID(dx_token(d, TK_EXCEPT) && dx_token(d, TK_STAR) &&
                   ou_dx_expression(d) != NULL && option_name(d) && lacks_block(d)))
        return raise_block(d, start, "'except*' statement");
    return DX_ALT(dx_token(d, TK_EXCEPT) && dx_token(d, TK_STAR) && ou_dx_expression(d) != NULL &&
                  option_name(d) && dx_token(d, TK_COLON) && ou_dx_block(d)) ||
           DX_INVALID(invalid_except(d)) || DX_FAIL;
}

static bool finally_block(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_INVALID(dx_token(d, TK_FINALLY) && lacks_block(d)))
        return raise_block(d, start, "'finally' statement");
    return DX_ALT(dx_token(d, TK_FINALLY) && forced(d, TK_COLON, ":") && ou_dx_block(d)) ||
           DX_FAIL;
}

/* One or more. */
static bool several(OuDx *d, bool (*rule)(OuDx *))
{
    if (!rule(d))
        return false;
    while (rule(d))
        continue;
    return !d->stop;
}

static bool any_blocks(OuDx *d)
{
    while (ou_dx_block(d))
        continue;
    return !d->stop;
}

static bool try_head(OuDx *d)
{
    return dx_token(d, TK_TRY) && dx_token(d, TK_COLON);
}

static bool option_type(OuDx *d)
{
    uint32_t end = d->mark;
    if (ou_dx_expression(d) == NULL || !option_name(d))
        d->mark = end;
    return !d->stop;
}

static bool invalid_try(OuDx *d)
{
    uint32_t start = d->mark, at = 0;
    if (DX_ALT(dx_token(d, TK_TRY) && lacks_block(d)))
        return raise_block(d, start, "'try' statement");
    if (DX_ALT(try_head(d) && ou_dx_block(d) && dx_is_not(d, TK_EXCEPT) &&
               dx_is_not(d, TK_FINALLY)))
        return ou_dx_raise(d, "expected 'except' or 'finally' block");
    if (DX_ALT(try_head(d) && any_blocks(d) && several(d, except_block) &&
               (at = d->mark, dx_token(d, TK_EXCEPT)) && dx_token(d, TK_STAR) &&
               ou_dx_expression(d) != NULL && option_name(d) && dx_token(d, TK_COLON)))
        return ou_dx_raise_range(d, at, at + 1,
                                 "cannot have both 'except' and 'except*' on the same 'try'");
    if (DX_ALT(try_head(d) && any_blocks(d) && several(d, except_star_block) &&
               (at = d->mark, dx_token(d, TK_EXCEPT)) && option_type(d) &&
               dx_token(d, TK_COLON)))
        return ou_dx_raise_range(d, at, at,
                                 "cannot have both 'except' and 'except*' on the same 'try'");
    return DX_FAIL;
}

static bool try_start(OuDx *d)
{
    return dx_token(d, TK_TRY) && forced(d, TK_COLON, ":") && ou_dx_block(d);
}

static bool try_statement(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_INVALID(invalid_try(d)) || DX_ALT(try_start(d) && finally_block(d)) ||
           DX_ALT(try_start(d) && several(d, except_block) && DX_OPTION(else_block(d)) &&
                  DX_OPTION(finally_block(d))) ||
           DX_ALT(try_start(d) && several(d, except_star_block) && DX_OPTION(else_block(d)) &&
                  DX_OPTION(finally_block(d))) ||
           DX_FAIL;
}

/* ---- def, class ---- */

static bool decorators(OuDx *d)
{
    bool any = false;
    for (;;) {
        uint32_t end = d->mark;
        if (!dx_token(d, TK_AT) || ou_dx_named(d) == NULL || !dx_token(d, TK_NEWLINE)) {
            d->mark = end;
            return any && !d->stop;
        }
        any = true;
    }
}

static bool def_rest(OuDx *d)
{
    if (!DX_OPTION(ou_dx_params(d, false)) || !dx_token(d, TK_RPAR))
        return false;
    uint32_t end = d->mark;
    if (!dx_token(d, TK_ARROW) || ou_dx_expression(d) == NULL)
        d->mark = end;
    return !d->stop;
}

static bool function(OuDx *d)
{
    uint32_t start = d->mark, at = start;
    if (DX_INVALID((at = start + dx_is(d, TK_ASYNC), option_async(d)) && dx_token(d, TK_DEF) &&
                   dx_name(d) && dx_token(d, TK_LPAR) && def_rest(d) && lacks_block(d)))
        return raise_block(d, at, "function definition");
    for (int async = 0; async < 2; async++)
        if (DX_ALT((!async || dx_token(d, TK_ASYNC)) && dx_token(d, TK_DEF) && dx_name(d) &&
                   forced(d, TK_LPAR, "(") && def_rest(d) && forced(d, TK_COLON, ":") &&
                   ou_dx_block(d)))
            return true;
    return DX_FAIL;
}

static bool class_head(OuDx *d)
{
    if (!dx_token(d, TK_CLASS) || !dx_name(d))
        return false;
    uint32_t end = d->mark;
    if (!dx_token(d, TK_LPAR) || !DX_OPTION(ou_dx_arguments(d) != NULL) || !dx_token(d, TK_RPAR))
        d->mark = end;
    return !d->stop;
}

static bool class(OuDx *d)
{
    uint32_t start = d->mark;
    if (DX_INVALID(class_head(d) && dx_token(d, TK_NEWLINE)))
        return expected_colon(d);
    if (DX_INVALID(class_head(d) && lacks_block(d)))
        return raise_block(d, start, "class definition");
    return DX_ALT(class_head(d) && dx_token(d, TK_COLON) && ou_dx_block(d)) || DX_FAIL;
}

static bool decorated(OuDx *d, bool (*rule)(OuDx *))
{
    uint32_t start = d->mark;
    return DX_ALT(decorators(d) && rule(d)) || DX_ALT(rule(d)) || DX_FAIL;
}

bool ou_dx_compound(OuDx *d)
{
    if (d->stop)
        return false;
    switch (ou_dx_peek(d)) {
    case TK_DEF: return decorated(d, function);
    case TK_AT: return decorated(d, function) || (!d->stop && decorated(d, class));
    case TK_ASYNC:
        return decorated(d, function) || (!d->stop && with_statement(d)) ||
               (!d->stop && for_statement(d));
    case TK_IF: return if_statement(d, TK_IF);
    case TK_CLASS: return decorated(d, class);
    case TK_WITH: return with_statement(d);
    case TK_FOR: return for_statement(d);
    case TK_TRY: return try_statement(d);
    case TK_WHILE: return while_statement(d);
    case TK_NAME: return ou_dx_is_word(d, d->mark, "match") && ou_dx_match(d);
    default: return false;
    }
}
