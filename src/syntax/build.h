/* build.h - what the grammar's actions call: they make nodes, and reject what the grammar
 * accepts too much of (rules in check.c). Only the grammar and the parser include this.
 *
 * A rejected text is parsed again by the diagnoser, which finds the message; actions only
 * say no. Without memory, actions work on a dummy node and the parser stops after the
 * token: they need not look. */
#ifndef OU_SYNTAX_BUILD_H
#define OU_SYNTAX_BUILD_H
#include "syntax/parser.h"

/* An expression and where it begins, parentheses included. */
typedef struct OuEx {
    OuAstNode *node;
    uint32_t line, column;
} OuEx;

typedef struct OuStrings {
    OuToken *items;
    uint32_t len;
} OuStrings;

typedef enum OuParamKind {
    OU_PARAM_PLAIN,
    OU_PARAM_SLASH,
    OU_PARAM_STAR,      /* bare */
    OU_PARAM_STAR_NAME,
    OU_PARAM_DSTAR_NAME,
} OuParamKind;

typedef struct OuParam {
    OuAstNode *arg;      /* NULL for the bare ones */
    OuAstNode *standard; /* the default, or NULL */
    OuParamKind kind;
} OuParam;

/* A dotted name of an import. */
typedef struct OuDotted {
    OuAstText name;
    uint32_t line, column;
} OuDotted;

/* OuAstNode.marks */
enum {
    OU_MARK_BARE = 1,         /* tuple or generator without parentheses of its own */
    OU_MARK_STARRED = 2,      /* display with a starred element */
    OU_MARK_NAMED = 4,        /* display with a walrus element */
    OU_MARK_AFTER_STAR = 16,  /* parameters and arguments: what came before */
    OU_MARK_AFTER_DSTAR = 32,
    OU_MARK_NEEDS_NAME = 64,  /* a bare * waits for its first name */
    OU_MARK_SLASH = 128,
};

OU_INLINE bool ou_ex_bare(OuEx ex) /* not in parentheses of a group? */
{
    return ex.node->line == ex.line && ex.node->column == ex.column;
}

OU_INLINE void ou_reject(OuParser *ps)
{
    ps->rejected = true;
}

/* ---- making nodes ---- */

OuAstNode *ou_build_node(OuParser *ps, OuAstKind kind, uint32_t line, uint32_t column);
OU_INLINE OuAstNode *ou_build_at(OuParser *ps, OuAstKind kind, const OuToken *token)
{
    return ou_build_node(ps, kind, token->line, (uint32_t)token->column);
}
void ou_build_append(OuParser *ps, OuAstSeq *seq, OuAstNode *item);
/* `parent` is at least one higher than `child` (or than the items of a list). */
void ou_build_too_deep(OuParser *ps);
OU_INLINE void ou_build_raise(OuParser *ps, OuAstNode *parent, uint32_t height)
{
    if (height >= parent->height) {
        if (OU_UNLIKELY(height >= OU_MAX_AST_DEPTH)) {
            ou_build_too_deep(ps);
            return;
        }
        parent->height = (uint16_t)(height + 1);
    }
}
#define OU_ADOPT(node_, field, child) \
    ((node_)->field = (child), \
     (child) != NULL ? ou_build_raise(ps, &(node_)->node, (child)->height) : (void)0)
#define OU_ADOPT_SEQ(node_, field, seq) \
    ((node_)->field = (seq), ou_build_raise(ps, &(node_)->node, (seq).height))
void ou_build_end(OuParser *ps, OuAstNode *node);
OuAstText ou_build_text(OuParser *ps, const OuToken *token);
OuEx ou_build_ex(OuAstNode *node);

/* Digits of a decimal literal; 0 for other bases and for zero. */
size_t ou_build_int_digits(OuArena *arena, const char *text, size_t len);

/* ---- expressions ---- */

OuEx ou_build_name(OuParser *ps, const OuToken *token);
OuEx ou_build_constant(OuParser *ps, const OuToken *token, OuAstValueType type);
OuEx ou_build_strings(OuParser *ps, OuStrings strings);
void ou_build_add_string(OuParser *ps, OuStrings *strings, const OuToken *token);
OuEx ou_build_binary(OuParser *ps, OuEx left, OuAstOperator op, OuEx right);
OuEx ou_build_unary(OuParser *ps, const OuToken *token, OuAstOperator op, OuEx operand);
OuEx ou_build_boolean(OuParser *ps, OuEx left, OuAstOperator op, OuEx right);
OuEx ou_build_compare(OuParser *ps, OuEx left, OuAstOperator op, OuEx right);
OuEx ou_build_conditional(OuParser *ps, OuEx body, OuEx test, OuEx orelse);
OuEx ou_build_lambda(OuParser *ps, const OuToken *token, OuAstNode *args, OuEx body);
OuEx ou_build_walrus(OuParser *ps, OuEx target, OuEx value);
OuEx ou_build_await(OuParser *ps, const OuToken *token, OuEx value);
OuEx ou_build_starred(OuParser *ps, const OuToken *star, OuEx value);
OuEx ou_build_yield(OuParser *ps, const OuToken *token, OuAstNode *value);
OuEx ou_build_yield_from(OuParser *ps, const OuToken *token, OuEx value);
OuEx ou_build_attribute(OuParser *ps, OuEx value, const OuToken *name);
OuEx ou_build_subscript(OuParser *ps, OuEx value, OuEx slice);
OuEx ou_build_slice(OuParser *ps, const OuToken *colon, OuEx lower, OuEx upper, OuEx step);

/* Displays in progress are Tuple nodes. */
OuAstNode *ou_build_display(OuParser *ps, OuEx first);
void ou_build_display_add(OuParser *ps, OuAstNode *display, OuEx item);
OuEx ou_build_bare_tuple(OuParser *ps, OuAstNode *display);
/* Between brackets; `display` NULL: empty. */
OuEx ou_build_bracketed(OuParser *ps, const OuToken *open, OuAstKind kind, OuAstNode *display);
OuEx ou_build_one(OuParser *ps, const OuToken *open, OuAstKind kind, OuEx item);
/* A group: (item) */
OuEx ou_build_group(OuParser *ps, const OuToken *open, OuEx item);
OuEx ou_build_comprehension(OuParser *ps, const OuToken *open, OuAstKind kind, OuEx item,
                            OuAstSeq generators);
OuAstNode *ou_build_comp_for(OuParser *ps, const OuToken *token, OuEx target, OuEx iter,
                             bool is_async);
void ou_build_comp_if(OuParser *ps, OuAstSeq *generators, OuEx test);
OuAstNode *ou_build_dict(OuParser *ps);
void ou_build_dict_add(OuParser *ps, OuAstNode *dict, OuEx key, OuEx value);
OuEx ou_build_dict_display(OuParser *ps, const OuToken *open, OuAstNode *dict);
OuEx ou_build_dict_comp(OuParser *ps, const OuToken *open, OuEx key, OuEx value,
                        OuAstSeq generators);

/* Calls in progress are Call nodes without a function. */
OuAstNode *ou_build_arguments(OuParser *ps, OuAstNode *call, OuEx argument);
OuEx ou_build_keyword(OuParser *ps, OuEx name, OuEx value);
OuEx ou_build_keywords(OuParser *ps, const OuToken *dstar, OuEx value);
OuEx ou_build_bare_generator(OuParser *ps, OuEx item, OuAstSeq generators);
OuEx ou_build_call(OuParser *ps, OuEx function, const OuToken *open, OuAstNode *call,
                   bool comma);

OuAstNode *ou_build_parameters(OuParser *ps);
void ou_build_parameter(OuParser *ps, OuAstNode *arguments, OuParam param);
OuAstNode *ou_build_arg(OuParser *ps, const OuToken *name, OuEx annotation);
void ou_build_parameters_end(OuParser *ps, OuAstNode *arguments);

/* ---- statements ---- */

OuAstNode *ou_build_expression_statement(OuParser *ps, OuEx value);
OuAstNode *ou_build_assign(OuParser *ps, OuAstNode *assign, OuEx target);
OuAstNode *ou_build_assign_end(OuParser *ps, OuAstNode *assign, OuEx value);
OuAstNode *ou_build_augmented(OuParser *ps, OuEx target, OuAstOperator op, OuEx value);
OuAstNode *ou_build_annotated(OuParser *ps, OuEx target, OuEx annotation, OuAstNode *value);
OuAstNode *ou_build_delete(OuParser *ps, const OuToken *token, OuEx targets);
OuAstNode *ou_build_return(OuParser *ps, const OuToken *token, OuAstNode *value);
OuAstNode *ou_build_raise_stmt(OuParser *ps, const OuToken *token, OuAstNode *exc,
                               OuAstNode *cause);
OuAstNode *ou_build_assert(OuParser *ps, const OuToken *token, OuEx test, OuAstNode *msg);
OuAstNode *ou_build_names(OuParser *ps, OuAstNode *stmt, const OuToken *name);
OuDotted ou_build_dotted(OuParser *ps, OuDotted left, const OuToken *name);
OuAstNode *ou_build_alias(OuParser *ps, OuDotted name, const OuToken *asname);
OuAstNode *ou_build_import(OuParser *ps, const OuToken *token, OuAstSeq names);
OuAstNode *ou_build_import_from(OuParser *ps, const OuToken *token, int level, OuAstText module,
                                OuAstSeq names);
OuAstNode *ou_build_if(OuParser *ps, const OuToken *token, OuEx test, OuAstSeq body,
                       OuAstSeq orelse);
OuAstNode *ou_build_while(OuParser *ps, const OuToken *token, OuEx test, OuAstSeq body,
                          OuAstSeq orelse);
OuAstNode *ou_build_for(OuParser *ps, const OuToken *token, OuEx target, OuEx iter,
                        OuAstSeq body, OuAstSeq orelse);
OuAstNode *ou_build_with(OuParser *ps, const OuToken *token, OuAstSeq items, OuAstSeq body);
OuAstNode *ou_build_with_item(OuParser *ps, OuEx value, OuEx target);
/* The elements before the first `as` of a parenthesised list become items. */
OuAstSeq ou_build_with_list(OuParser *ps, OuAstNode *display, OuEx value, OuEx target);
void ou_build_with_split(OuParser *ps, OuAstSeq *items);
OuAstNode *ou_build_try(OuParser *ps, const OuToken *token, OuAstSeq body, OuAstSeq handlers,
                        OuAstSeq orelse, OuAstSeq finalbody, bool star);
OuAstNode *ou_build_handler(OuParser *ps, const OuToken *token, OuEx type, const OuToken *name,
                            OuAstSeq body);
OuAstNode *ou_build_function(OuParser *ps, const OuToken *token, const OuToken *name,
                             OuAstNode *args, OuEx returns, OuAstSeq body);
OuAstNode *ou_build_class(OuParser *ps, const OuToken *token, const OuToken *name,
                          OuAstNode *call, OuAstSeq body);
OuAstNode *ou_build_async(OuParser *ps, const OuToken *token, OuAstNode *stmt);
OuAstNode *ou_build_decorated(OuParser *ps, OuAstSeq decorators, OuAstNode *stmt);
OuAstNode *ou_build_match(OuParser *ps, const OuToken *token, OuEx subject, OuAstSeq cases);
OuAstNode *ou_build_case(OuParser *ps, const OuToken *token, OuEx pattern, OuEx guard,
                         OuAstSeq body);
void ou_build_root(OuParser *ps, OuAstKind kind, OuAstSeq body, OuAstNode *expression);

/* ---- patterns (build_pattern.c) ---- */

OuEx ou_pattern_value(OuParser *ps, OuEx value);
OuEx ou_pattern_singleton(OuParser *ps, const OuToken *token, OuAstValueType type);
OuEx ou_pattern_number(OuParser *ps, const OuToken *minus, OuEx number);
OuEx ou_pattern_complex(OuParser *ps, OuEx real, OuAstOperator op, OuEx imaginary);
OuEx ou_pattern_name(OuParser *ps, const OuToken *token);
OuEx ou_pattern_attribute(OuParser *ps, OuEx value, const OuToken *name);
OuEx ou_pattern_star(OuParser *ps, const OuToken *star, const OuToken *name);
OuEx ou_pattern_as(OuParser *ps, OuEx pattern, const OuToken *name);
OuEx ou_pattern_or(OuParser *ps, OuEx left, OuEx right);
/* Sequences in progress are MatchSequence nodes. */
OuAstNode *ou_pattern_list(OuParser *ps, OuAstNode *list, OuEx item);
OuEx ou_pattern_open(OuParser *ps, OuAstNode *list);
OuEx ou_pattern_sequence(OuParser *ps, const OuToken *open, OuAstNode *list);
OuEx ou_pattern_group(OuParser *ps, const OuToken *open, OuEx pattern);
OuAstNode *ou_pattern_item(OuParser *ps, OuAstNode *mapping, OuEx key, OuEx pattern);
OuAstNode *ou_pattern_rest(OuParser *ps, OuAstNode *mapping, const OuToken *name);
OuEx ou_pattern_mapping(OuParser *ps, const OuToken *open, OuAstNode *mapping);
OuAstNode *ou_pattern_argument(OuParser *ps, OuAstNode *match_class, const OuToken *name,
                               OuEx pattern);
OuEx ou_pattern_class(OuParser *ps, OuEx name, OuAstNode *match_class);

/* ---- checks (check.c) ---- */

/* Set the context of an assignment's, loop's, with's target; rejects what is none. */
void ou_check_target(OuParser *ps, OuEx target);
void ou_check_delete(OuParser *ps, OuAstNode *target);
/* Of `x += 1`, `x: int`: a name, attribute or subscript. */
void ou_check_single_target(OuParser *ps, OuEx target);
void ou_check_not_starred(OuParser *ps, OuEx ex);
/* eval: nothing starred on the top level. */
void ou_check_plain(OuParser *ps, OuEx ex);

#endif
