/* diagnose_rules.h - the diagnoser's own parser.
 *
 * CPython finds its messages by parsing a wrong text a second time with extra rules that
 * only match errors; which of them comes first depends on the order in which a backtracking
 * parser tries things and on how far it has read. So the diagnoser is such a parser: a
 * recursive descent with memory that tries what CPython's tries, in the same order. It makes
 * no tree; a node knows its kind, its tokens and what messages need.
 *
 * A rule that fails gives NULL or false and leaves `mark` where it was. After an error is
 * found (`stop`) every rule fails at once. */
#ifndef OU_SYNTAX_DIAGNOSE_RULES_H
#define OU_SYNTAX_DIAGNOSE_RULES_H
#include "syntax/build.h"

#include "python.h"

typedef struct OuDxNode {
    uint8_t kind;         /* OuAstKind; OU_DX_ARGUMENTS, … below */
    uint8_t detail;       /* of a Constant its type; of a Compare: its first operator is `in` */
    uint32_t first, last; /* tokens, parentheses of a group left out */
    struct OuDxNode *child;  /* of Starred, Compare (left) */
    struct OuDxNode **items; /* of List, Tuple; positional arguments */
    uint32_t len;
} OuDxNode;

enum {
    OU_DX_ARGUMENTS = OU_AST_KINDS, /* detail: there is a **mapping among them */
    OU_DX_MATCHED,                  /* something that needs no description */
};

/* Rules whose results are remembered per token. */
typedef enum OuDxRule {
    OU_DX_SIMPLE_STMT,
    OU_DX_BLOCK,
    OU_DX_STAR_EXPRESSION,
    OU_DX_EXPRESSION,
    OU_DX_INVALID_NAMED,
    OU_DX_DISJUNCTION,
    OU_DX_CONJUNCTION,
    OU_DX_INVERSION,
    OU_DX_BITWISE_OR,
    OU_DX_FACTOR,
    OU_DX_AWAIT_PRIMARY,
    OU_DX_PRIMARY,
    OU_DX_STRINGS,
    OU_DX_CALL_ARGUMENTS,
    OU_DX_STAR_TARGET,
    OU_DX_TARGET_ATOM,
    OU_DX_T_PRIMARY,
    OU_DX_DEL_TARGET,
    OU_DX_CLOSED_PATTERN,
    OU_DX_STAR_PATTERN,
} OuDxRule;

typedef struct OuDxMemo {
    struct OuDxMemo *next;
    OuDxNode *node;
    uint32_t end;
    uint8_t rule;
} OuDxMemo;

typedef struct OuDxToken {
    OuToken token;
    uint8_t level;       /* open brackets after it */
    uint32_t after_line; /* where the lexer stood after it */
    int32_t after_column;
    uint32_t epoch;      /* `memo` is of this one; older ones are void */
    OuDxMemo *memo;
} OuDxToken;

typedef struct OuDx {
    OuParser *ps;        /* its arena gets messages; decodes strings */
    OuLexer *lexer;
    OuArena work;        /* nodes and memory of the statement at hand */
    struct {
        OuDxToken *items;
        size_t len, cap;
    } tokens;
    uint32_t mark;
    const char *held;    /* start of the lines that CPython's lexer would hold */
    bool invalid;        /* the second time: try the rules for errors */
    bool stop;           /* found an error, or gave up */
    bool found;          /* `error` is set */
    bool by_lexer;       /* … by the lexer */
    bool rest_read;      /* the lexer has gone on alone */
    OuSyntaxErrorKind kind;
    OuSyntaxError error;
    uint32_t epoch;
    uint64_t steps;
} OuDx;

/* ---- engine (diagnose.c) ---- */

/* Kind of the token at `mark`; an error in the lexer stops everything. */
uint8_t ou_dx_peek(OuDx *d);
bool ou_dx_is_word(OuDx *d, uint32_t token, const char *word);
/* Too many steps, too little stack: give up. */
bool ou_dx_enter(OuDx *d);
OuDxNode *ou_dx_node(OuDx *d, int kind, uint32_t first);
void ou_dx_append(OuDx *d, OuDxNode *node, OuDxNode *item);
bool ou_dx_recall(OuDx *d, OuDxRule rule, OuDxNode **node);
OuDxNode *ou_dx_remember(OuDx *d, OuDxRule rule, uint32_t start, OuDxNode *node);
bool ou_dx_strings(OuDx *d, uint32_t first, OuDxNode *node);
/* Integers have a largest size; raises and returns false beyond it. */
bool ou_dx_check_int(OuDx *d, uint32_t token);

/* All raise and return false. */
bool ou_dx_raise(OuDx *d, const char *format, ...) OU_PRINTF(2, 3);
bool ou_dx_raise_indent(OuDx *d, const char *format, ...) OU_PRINTF(2, 3);
bool ou_dx_raise_range(OuDx *d, uint32_t first, uint32_t last, const char *format, ...)
    OU_PRINTF(4, 5);
/* … from a token to where the lexer stands. */
bool ou_dx_raise_from(OuDx *d, uint32_t first, const char *message);
/* … with the column of another token's end. */
bool ou_dx_raise_key(OuDx *d, const OuDxNode *key);
bool ou_dx_raise_node(OuDx *d, const OuDxNode *node, const char *format, ...) OU_PRINTF(3, 4);

typedef enum OuDxTargets { OU_DX_STAR_TARGETS, OU_DX_FOR_TARGETS, OU_DX_DEL_TARGETS } OuDxTargets;
bool ou_dx_raise_target(OuDx *d, OuDxNode *node, OuDxTargets targets);
const char *ou_dx_name(const OuDxNode *node);

/* ---- helpers ---- */

static inline bool dx_token(OuDx *d, uint8_t kind)
{
    if (d->stop || ou_dx_peek(d) != kind)
        return false;
    d->mark++;
    return true;
}

/* A NAME; `case` is one too. */
static inline bool dx_name(OuDx *d)
{
    if (d->stop)
        return false;
    uint8_t kind = ou_dx_peek(d);
    if (kind != TK_NAME && kind != TK_CASE)
        return false;
    d->mark++;
    return true;
}

static inline bool dx_is(OuDx *d, uint8_t kind)
{
    return !d->stop && ou_dx_peek(d) == kind;
}

static inline bool dx_is_not(OuDx *d, uint8_t kind)
{
    return !d->stop && ou_dx_peek(d) != kind && !d->stop;
}

/* The next alternative, from `start` on. */
#define DX_ALT(condition) (d->mark = start, !d->stop && (condition))
/* An alternative that only matches errors. */
#define DX_INVALID(condition) (d->mark = start, !d->stop && d->invalid && (condition))
#define DX_FAIL (d->mark = start, false)
/* An optional part: matched or not, only an error is a failure. */
#define DX_OPTION(condition) ((condition) || !d->stop)

/* ---- expressions (diagnose_expr.c) ---- */

OuDxNode *ou_dx_expression(OuDx *d);
OuDxNode *ou_dx_expressions(OuDx *d);
OuDxNode *ou_dx_named(OuDx *d);
OuDxNode *ou_dx_named_argument(OuDx *d); /* the same without rules for errors of its own */
OuDxNode *ou_dx_star_expressions(OuDx *d);
OuDxNode *ou_dx_star_named(OuDx *d);
/* One or more with commas between and perhaps behind; `list` gets them. */
bool ou_dx_star_named_list(OuDx *d, OuDxNode *list);
OuDxNode *ou_dx_yield(OuDx *d);
OuDxNode *ou_dx_bitwise_or(OuDx *d);
OuDxNode *ou_dx_disjunction(OuDx *d);
OuDxNode *ou_dx_strings_rule(OuDx *d);

/* ---- calls, targets, parameters (diagnose_call.c) ---- */

OuDxNode *ou_dx_arguments(OuDx *d);
OuDxNode *ou_dx_slices(OuDx *d);
bool ou_dx_params(OuDx *d, bool lambda);
OuDxNode *ou_dx_star_targets(OuDx *d);
OuDxNode *ou_dx_star_target(OuDx *d);
OuDxNode *ou_dx_single_target(OuDx *d);
OuDxNode *ou_dx_single_subscript_attribute(OuDx *d);
bool ou_dx_del_targets(OuDx *d);

/* ---- brackets (diagnose_atom.c) ---- */

OuDxNode *ou_dx_primary(OuDx *d);
OuDxNode *ou_dx_atom(OuDx *d);
OuDxNode *ou_dx_target_primary(OuDx *d); /* a primary that ( [ or . follows */
OuDxNode *ou_dx_genexp(OuDx *d);
OuDxNode *ou_dx_list(OuDx *d);
OuDxNode *ou_dx_tuple(OuDx *d);
/* The last node of the clauses is in `*last`. */
bool ou_dx_for_if_clauses(OuDx *d, OuDxNode **last);
OuDxNode *ou_dx_starred(OuDx *d);

/* ---- statements, patterns ---- */

bool ou_dx_statement(OuDx *d);
bool ou_dx_compound(OuDx *d);
bool ou_dx_simple_stmts(OuDx *d);
bool ou_dx_block(OuDx *d);
bool ou_dx_match(OuDx *d);

#endif
