/* python.y - the grammar of Python 3.11.
 *
 * It is LALR(1) because it accepts a little too much: targets are expressions, arguments
 * and parameters come in any order, and so on. The actions (src/syntax/build.c) reject the
 * rest. Two tokens are decided before: `match` only comes where a match statement begins,
 * and `case` is a NAME where the grammar has no use for it. A pseudo token comes first and
 * says what is parsed.
 *
 * An expression's value knows where it begins, parentheses included; where a node ends is
 * always the end of the last token, which the parser keeps. */
%name ouPythonParser
%token_prefix TK_
%token_type {OuToken}
%extra_context {OuParser *ps}
%start_symbol start
%stack_size 0

%include {
#include "syntax/build.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* lempar.c declares nothing before it defines it, and its callbacks need not all use theirs. */
#pragma GCC diagnostic ignored "-Wmissing-prototypes"
#pragma GCC diagnostic ignored "-Wunused-parameter"

/* The parser's stack: lempar.c calls these by name, with its parser as `p`. */
#define malloc(size) ou_parser_stack(p->ps, NULL, (size))
#define realloc(stack, size) ou_parser_stack(p->ps, (stack), (size))
#define free(stack) ((void)(stack))

static const OuEx nothing = {NULL, 0, 0};
static const OuAstSeq empty = {NULL, 0, 0};
static const OuAstText no_text = {NULL, 0};
}

%syntax_error {
    (void)yymajor;
    (void)yyminor;
    ou_reject(ps);
}
%parse_failure { ou_reject(ps); }
%stack_overflow { ou_parser_overflow(ps); }

%fallback NAME CASE.

%left OR.
%left AND.
%right NOT.
%left VBAR.
%left CIRCUMFLEX.
%left AMPER.
%left LSHIFT RSHIFT.
%left PLUS MINUS.
%left STAR SLASH DSLASH PERCENT AT.
%right UNARY.
%right DSTAR.

/* ---- what is parsed ---- */

start ::= START_FILE stmts(B).              { ou_build_root(ps, OU_AST_Module, B, NULL); }
start ::= START_SINGLE line(B).             { ou_build_root(ps, OU_AST_Interactive, B, NULL); }
start ::= START_SINGLE compound(S) NEWLINE. {
    OuAstSeq body = empty;
    ou_build_append(ps, &body, S);
    ou_build_root(ps, OU_AST_Interactive, body, NULL);
}
start ::= START_EVAL star_exprs(E).         { ou_check_plain(ps, E);
                                              ou_build_root(ps, OU_AST_Expression, empty, E.node); }
start ::= START_EVAL star_exprs(E) NEWLINE. { ou_check_plain(ps, E);
                                              ou_build_root(ps, OU_AST_Expression, empty, E.node); }
start ::= START_FSTRING star_exprs(E).      { ou_build_root(ps, OU_AST_Expression, empty, E.node); }

/* ---- statements ---- */

%type stmts {OuAstSeq}
%type stmts_semi {OuAstSeq}
stmts(A) ::= .                                 { A = empty; }
stmts(A) ::= stmts(A) compound(S).             { ou_build_append(ps, &A, S); }
stmts(A) ::= stmts(A) simple(S) NEWLINE.       { ou_build_append(ps, &A, S); }
stmts(A) ::= stmts_semi(A) simple(S) NEWLINE.  { ou_build_append(ps, &A, S); }
stmts(A) ::= stmts_semi(A) NEWLINE.
stmts_semi(A) ::= stmts(A) simple(S) SEMI.     { ou_build_append(ps, &A, S); }
stmts_semi(A) ::= stmts_semi(A) simple(S) SEMI. { ou_build_append(ps, &A, S); }

%type line {OuAstSeq}
%type line_semi {OuAstSeq}
line(A) ::= simple(S) NEWLINE.               { A = empty; ou_build_append(ps, &A, S); }
line(A) ::= line_semi(A) simple(S) NEWLINE.  { ou_build_append(ps, &A, S); }
line(A) ::= line_semi(A) NEWLINE.
line_semi(A) ::= simple(S) SEMI.             { A = empty; ou_build_append(ps, &A, S); }
line_semi(A) ::= line_semi(A) simple(S) SEMI. { ou_build_append(ps, &A, S); }

%type suite {OuAstSeq}
suite(A) ::= line(A).
suite(A) ::= NEWLINE INDENT stmts(B) DEDENT. { A = B; if (B.len == 0) ou_reject(ps); }

%type simple {OuAstNode *}
%type chain {OuAstNode *}
simple(A) ::= star_exprs(E).                 { A = ou_build_expression_statement(ps, E); }
simple(A) ::= yield(E).                      { A = ou_build_expression_statement(ps, E); }
simple(A) ::= chain(C) star_exprs(V).        { A = ou_build_assign_end(ps, C, V); }
simple(A) ::= chain(C) yield(V).             { A = ou_build_assign_end(ps, C, V); }
chain(A) ::= star_exprs(E) EQ.               { A = ou_build_assign(ps, NULL, E); }
chain(A) ::= chain(C) star_exprs(E) EQ.      { A = ou_build_assign(ps, C, E); }
simple(A) ::= star_exprs(E) augassign(O) star_exprs(V). { A = ou_build_augmented(ps, E, O, V); }
simple(A) ::= star_exprs(E) augassign(O) yield(V).      { A = ou_build_augmented(ps, E, O, V); }
simple(A) ::= star_exprs(E) COLON expression(T).        { A = ou_build_annotated(ps, E, T, NULL); }
simple(A) ::= star_exprs(E) COLON expression(T) EQ star_exprs(V). {
    A = ou_build_annotated(ps, E, T, V.node);
}
simple(A) ::= star_exprs(E) COLON expression(T) EQ yield(V). {
    A = ou_build_annotated(ps, E, T, V.node);
}

%type augassign {OuAstOperator}
augassign(A) ::= PLUSEQ.       { A = OU_AST_OP_Add; }
augassign(A) ::= MINUSEQ.      { A = OU_AST_OP_Sub; }
augassign(A) ::= STAREQ.       { A = OU_AST_OP_Mult; }
augassign(A) ::= ATEQ.         { A = OU_AST_OP_MatMult; }
augassign(A) ::= SLASHEQ.      { A = OU_AST_OP_Div; }
augassign(A) ::= PERCENTEQ.    { A = OU_AST_OP_Mod; }
augassign(A) ::= AMPEREQ.      { A = OU_AST_OP_BitAnd; }
augassign(A) ::= VBAREQ.       { A = OU_AST_OP_BitOr; }
augassign(A) ::= CIRCUMFLEXEQ. { A = OU_AST_OP_BitXor; }
augassign(A) ::= LSHIFTEQ.     { A = OU_AST_OP_LShift; }
augassign(A) ::= RSHIFTEQ.     { A = OU_AST_OP_RShift; }
augassign(A) ::= DSTAREQ.      { A = OU_AST_OP_Pow; }
augassign(A) ::= DSLASHEQ.     { A = OU_AST_OP_FloorDiv; }

simple(A) ::= PASS(T).                       { A = ou_build_at(ps, OU_AST_Pass, &T); }
simple(A) ::= BREAK(T).                      { A = ou_build_at(ps, OU_AST_Break, &T); }
simple(A) ::= CONTINUE(T).                   { A = ou_build_at(ps, OU_AST_Continue, &T); }
simple(A) ::= DEL(T) star_exprs(E).          { A = ou_build_delete(ps, &T, E); }
simple(A) ::= RETURN(T).                     { A = ou_build_return(ps, &T, NULL); }
simple(A) ::= RETURN(T) star_exprs(E).       { A = ou_build_return(ps, &T, E.node); }
simple(A) ::= RAISE(T).                      { A = ou_build_raise_stmt(ps, &T, NULL, NULL); }
simple(A) ::= RAISE(T) expression(E).        { A = ou_build_raise_stmt(ps, &T, E.node, NULL); }
simple(A) ::= RAISE(T) expression(E) FROM expression(C). {
    A = ou_build_raise_stmt(ps, &T, E.node, C.node);
}
simple(A) ::= ASSERT(T) expression(E).       { A = ou_build_assert(ps, &T, E, NULL); }
simple(A) ::= ASSERT(T) expression(E) COMMA expression(M). {
    A = ou_build_assert(ps, &T, E, M.node);
}
simple(A) ::= names(N).                      { A = N; ou_build_end(ps, A); }

%type names {OuAstNode *}
names(A) ::= GLOBAL(T) NAME(N).    { A = ou_build_at(ps, OU_AST_Global, &T);
                                     ou_build_names(ps, A, &N); }
names(A) ::= NONLOCAL(T) NAME(N).  { A = ou_build_at(ps, OU_AST_Nonlocal, &T);
                                     ou_build_names(ps, A, &N); }
names(A) ::= names(A) COMMA NAME(N). { ou_build_names(ps, A, &N); }

/* ---- imports ---- */

simple(A) ::= IMPORT(T) dotted_as_names(N).              { A = ou_build_import(ps, &T, N); }
simple(A) ::= FROM(T) dotted(M) IMPORT from_names(N).    {
    A = ou_build_import_from(ps, &T, 0, M.name, N);
}
simple(A) ::= FROM(T) dots(L) dotted(M) IMPORT from_names(N). {
    A = ou_build_import_from(ps, &T, L, M.name, N);
}
simple(A) ::= FROM(T) dots(L) IMPORT from_names(N).      {
    A = ou_build_import_from(ps, &T, L, no_text, N);
}

%type dots {int}
dots(A) ::= DOT.               { A = 1; }
dots(A) ::= ELLIPSIS.          { A = 3; }
dots(A) ::= dots(A) DOT.       { A += 1; }
dots(A) ::= dots(A) ELLIPSIS.  { A += 3; }

%type dotted {OuDotted}
dotted(A) ::= NAME(N).                { A = ou_build_dotted(ps, (OuDotted){no_text, 0, 0}, &N); }
dotted(A) ::= dotted(L) DOT NAME(N).  { A = ou_build_dotted(ps, L, &N); }

%type dotted_as_names {OuAstSeq}
%type dotted_as_name {OuAstNode *}
dotted_as_names(A) ::= dotted_as_name(N).   { A = empty; ou_build_append(ps, &A, N); }
dotted_as_names(A) ::= dotted_as_names(A) COMMA dotted_as_name(N). { ou_build_append(ps, &A, N); }
dotted_as_name(A) ::= dotted(D).            { A = ou_build_alias(ps, D, NULL); }
dotted_as_name(A) ::= dotted(D) AS NAME(N). { A = ou_build_alias(ps, D, &N); }

%type from_names {OuAstSeq}
%type as_names {OuAstSeq}
%type as_name {OuAstNode *}
from_names(A) ::= STAR(T). {
    OuDotted star = {{"*", 1}, T.line, (uint32_t)T.column};
    A = empty;
    ou_build_append(ps, &A, ou_build_alias(ps, star, NULL));
}
from_names(A) ::= as_names(A).
from_names(A) ::= LPAR as_names(N) RPAR.        { A = N; }
from_names(A) ::= LPAR as_names(N) COMMA RPAR.  { A = N; }
as_names(A) ::= as_name(N).                     { A = empty; ou_build_append(ps, &A, N); }
as_names(A) ::= as_names(A) COMMA as_name(N).   { ou_build_append(ps, &A, N); }
as_name(A) ::= NAME(N). {
    A = ou_build_alias(ps, ou_build_dotted(ps, (OuDotted){no_text, 0, 0}, &N), NULL);
}
as_name(A) ::= NAME(N) AS NAME(M). {
    A = ou_build_alias(ps, ou_build_dotted(ps, (OuDotted){no_text, 0, 0}, &N), &M);
}

/* ---- compound statements ---- */

%type compound {OuAstNode *}
%type if_rest {OuAstSeq}
%type else_opt {OuAstSeq}
compound(A) ::= IF(T) named(E) COLON suite(B) if_rest(R).  { A = ou_build_if(ps, &T, E, B, R); }
if_rest(A) ::= else_opt(A).
if_rest(A) ::= ELIF(T) named(E) COLON suite(B) if_rest(R). {
    A = empty;
    ou_build_append(ps, &A, ou_build_if(ps, &T, E, B, R));
}
else_opt(A) ::= .                       { A = empty; }
else_opt(A) ::= ELSE COLON suite(B).    { A = B; }

compound(A) ::= WHILE(T) named(E) COLON suite(B) else_opt(R). {
    A = ou_build_while(ps, &T, E, B, R);
}
compound(A) ::= for(A).
compound(A) ::= with(A).
compound(A) ::= function(A).
compound(A) ::= async(A).
compound(A) ::= class(A).
compound(A) ::= decorators(D) function(F).  { A = ou_build_decorated(ps, D, F); }
compound(A) ::= decorators(D) class(C).     { A = ou_build_decorated(ps, D, C); }
compound(A) ::= decorators(D) ASYNC(T) function(F). {
    A = ou_build_decorated(ps, D, ou_build_async(ps, &T, F));
}

%type async {OuAstNode *}
async(A) ::= ASYNC(T) for(S).       { A = ou_build_async(ps, &T, S); }
async(A) ::= ASYNC(T) with(S).      { A = ou_build_async(ps, &T, S); }
async(A) ::= ASYNC(T) function(S).  { A = ou_build_async(ps, &T, S); }

%type decorators {OuAstSeq}
decorators(A) ::= AT named(E) NEWLINE. { A = empty; ou_build_append(ps, &A, E.node); }
decorators(A) ::= decorators(A) AT named(E) NEWLINE.  { ou_build_append(ps, &A, E.node); }

%type for {OuAstNode *}
for(A) ::= FOR(T) targets(V) IN star_exprs(E) COLON suite(B) else_opt(R). {
    A = ou_build_for(ps, &T, V, E, B, R);
}

%type with {OuAstNode *}
%type with_items {OuAstSeq}
%type as_items {OuAstSeq}
%type with_item {OuAstNode *}
with(A) ::= WITH(T) with_items(I) COLON suite(B).  {
    ou_build_with_split(ps, &I);
    A = ou_build_with(ps, &T, I, B);
}
with(A) ::= WITH(T) LPAR as_items(I) RPAR COLON suite(B). { A = ou_build_with(ps, &T, I, B); }
with(A) ::= WITH(T) LPAR as_items(I) COMMA RPAR COLON suite(B). { A = ou_build_with(ps, &T, I, B); }
with_items(A) ::= with_item(I).                        { A = empty; ou_build_append(ps, &A, I); }
with_items(A) ::= with_items(A) COMMA with_item(I).    { ou_build_append(ps, &A, I); }
with_item(A) ::= expression(E).                        { A = ou_build_with_item(ps, E, nothing); }
with_item(A) ::= expression(E) AS target(T).           { A = ou_build_with_item(ps, E, T); }
as_items(A) ::= elem(E) AS target(T).                  { A = ou_build_with_list(ps, NULL, E, T); }
as_items(A) ::= elem_comma(L) elem(E) AS target(T).    { A = ou_build_with_list(ps, L, E, T); }
as_items(A) ::= as_items(A) COMMA with_item(I).        { ou_build_append(ps, &A, I); }

%type excepts {OuAstSeq}
%type except_stars {OuAstSeq}
%type finally {OuAstSeq}
compound(A) ::= TRY(T) COLON suite(B) finally(F). {
    A = ou_build_try(ps, &T, B, empty, empty, F, false);
}
compound(A) ::= TRY(T) COLON suite(B) excepts(H) else_opt(E). {
    A = ou_build_try(ps, &T, B, H, E, empty, false);
}
compound(A) ::= TRY(T) COLON suite(B) excepts(H) else_opt(E) finally(F). {
    A = ou_build_try(ps, &T, B, H, E, F, false);
}
compound(A) ::= TRY(T) COLON suite(B) except_stars(H) else_opt(E). {
    A = ou_build_try(ps, &T, B, H, E, empty, true);
}
compound(A) ::= TRY(T) COLON suite(B) except_stars(H) else_opt(E) finally(F). {
    A = ou_build_try(ps, &T, B, H, E, F, true);
}
finally(A) ::= FINALLY COLON suite(B).                   { A = B; }
excepts(A) ::= except(H).                                { A = empty; ou_build_append(ps, &A, H); }
excepts(A) ::= excepts(A) except(H).                     { ou_build_append(ps, &A, H); }
except_stars(A) ::= except_star(H).                      { A = empty; ou_build_append(ps, &A, H); }
except_stars(A) ::= except_stars(A) except_star(H).      { ou_build_append(ps, &A, H); }
%type except {OuAstNode *}
%type except_star {OuAstNode *}
except(A) ::= EXCEPT(T) COLON suite(B). { A = ou_build_handler(ps, &T, nothing, NULL, B); }
except(A) ::= EXCEPT(T) expression(E) COLON suite(B). { A = ou_build_handler(ps, &T, E, NULL, B); }
except(A) ::= EXCEPT(T) expression(E) AS NAME(N) COLON suite(B). {
    A = ou_build_handler(ps, &T, E, &N, B);
}
except_star(A) ::= EXCEPT(T) STAR expression(E) COLON suite(B). {
    A = ou_build_handler(ps, &T, E, NULL, B);
}
except_star(A) ::= EXCEPT(T) STAR expression(E) AS NAME(N) COLON suite(B). {
    A = ou_build_handler(ps, &T, E, &N, B);
}

%type function {OuAstNode *}
%type returns {OuEx}
function(A) ::= DEF(T) NAME(N) LPAR params_opt(P) RPAR returns(R) COLON suite(B). {
    A = ou_build_function(ps, &T, &N, P, R, B);
}
returns(A) ::= .                      { A = nothing; }
returns(A) ::= ARROW expression(E).   { A = E; }

%type class {OuAstNode *}
class(A) ::= CLASS(T) NAME(N) COLON suite(B). { A = ou_build_class(ps, &T, &N, NULL, B); }
class(A) ::= CLASS(T) NAME(N) LPAR RPAR COLON suite(B). { A = ou_build_class(ps, &T, &N, NULL, B); }
class(A) ::= CLASS(T) NAME(N) LPAR args(C) RPAR COLON suite(B). {
    A = ou_build_class(ps, &T, &N, C, B);
}
class(A) ::= CLASS(T) NAME(N) LPAR args(C) COMMA RPAR COLON suite(B). {
    A = ou_build_class(ps, &T, &N, C, B);
}

/* ---- parameters ---- */

%type params_opt {OuAstNode *}
%type params {OuAstNode *}
%type param {OuParam}
%type param_name {OuAstNode *}
%type default_opt {OuEx}
params_opt(A) ::= .                       { A = ou_build_parameters(ps); }
params_opt(A) ::= params(A).              { ou_build_parameters_end(ps, A); }
params_opt(A) ::= params(A) COMMA.        { ou_build_parameters_end(ps, A); }
params(A) ::= param(P). { A = ou_build_parameters(ps); ou_build_parameter(ps, A, P); }
params(A) ::= params(A) COMMA param(P).   { ou_build_parameter(ps, A, P); }
param(A) ::= param_name(N) default_opt(D).    { A = (OuParam){N, D.node, OU_PARAM_PLAIN}; }
param(A) ::= STAR.                        { A = (OuParam){NULL, NULL, OU_PARAM_STAR}; }
param(A) ::= SLASH.                       { A = (OuParam){NULL, NULL, OU_PARAM_SLASH}; }
param(A) ::= STAR NAME(N). {
    A = (OuParam){ou_build_arg(ps, &N, nothing), NULL, OU_PARAM_STAR_NAME};
}
param(A) ::= STAR NAME(N) COLON star_expr(T). {
    A = (OuParam){ou_build_arg(ps, &N, T), NULL, OU_PARAM_STAR_NAME};
}
param(A) ::= DSTAR param_name(N).             { A = (OuParam){N, NULL, OU_PARAM_DSTAR_NAME}; }
param_name(A) ::= NAME(N).                    { A = ou_build_arg(ps, &N, nothing); }
param_name(A) ::= NAME(N) COLON expression(T). { A = ou_build_arg(ps, &N, T); }
default_opt(A) ::= .                          { A = nothing; }
default_opt(A) ::= EQ expression(E).          { A = E; }

%type lambda_params_opt {OuAstNode *}
%type lambda_params {OuAstNode *}
%type lambda_param {OuParam}
%type lambda_name {OuAstNode *}
lambda_params_opt(A) ::= .                               { A = ou_build_parameters(ps); }
lambda_params_opt(A) ::= lambda_params(A).               { ou_build_parameters_end(ps, A); }
lambda_params_opt(A) ::= lambda_params(A) COMMA.         { ou_build_parameters_end(ps, A); }
lambda_params(A) ::= lambda_param(P). { A = ou_build_parameters(ps); ou_build_parameter(ps, A, P); }
lambda_params(A) ::= lambda_params(A) COMMA lambda_param(P). { ou_build_parameter(ps, A, P); }
lambda_param(A) ::= lambda_name(N) default_opt(D). { A = (OuParam){N, D.node, OU_PARAM_PLAIN}; }
lambda_name(A) ::= NAME(N).          { A = ou_build_arg(ps, &N, nothing); }
lambda_param(A) ::= STAR.            { A = (OuParam){NULL, NULL, OU_PARAM_STAR}; }
lambda_param(A) ::= SLASH.           { A = (OuParam){NULL, NULL, OU_PARAM_SLASH}; }
lambda_param(A) ::= STAR NAME(N). {
    A = (OuParam){ou_build_arg(ps, &N, nothing), NULL, OU_PARAM_STAR_NAME};
}
lambda_param(A) ::= DSTAR NAME(N). {
    A = (OuParam){ou_build_arg(ps, &N, nothing), NULL, OU_PARAM_DSTAR_NAME};
}

/* ---- match ---- */

%type cases {OuAstSeq}
%type case {OuAstNode *}
%type subject {OuEx}
%type guard {OuEx}
compound(A) ::= MATCH(T) subject(S) COLON NEWLINE INDENT cases(C) DEDENT. {
    A = ou_build_match(ps, &T, S, C);
}
subject(A) ::= elem(E).            { A = E; ou_check_not_starred(ps, E); }
subject(A) ::= elem_comma(L).      { A = ou_build_bare_tuple(ps, L); }
subject(A) ::= elem_more(L).       { A = ou_build_bare_tuple(ps, L); }
cases(A) ::= case(C).              { A = empty; ou_build_append(ps, &A, C); }
cases(A) ::= cases(A) case(C).     { ou_build_append(ps, &A, C); }
case(A) ::= CASE(T) patterns(P) guard(G) COLON suite(B). { A = ou_build_case(ps, &T, P, G, B); }
guard(A) ::= .                     { A = nothing; }
guard(A) ::= IF named(E).          { A = E; }

%type patterns {OuEx}
%type pattern {OuEx}
%type or_pattern {OuEx}
%type closed_pattern {OuEx}
%type star_pattern {OuEx}
%type pattern_comma {OuAstNode *}
%type pattern_more {OuAstNode *}
patterns(A) ::= pattern(A).
patterns(A) ::= pattern_comma(L).                { A = ou_pattern_open(ps, L); }
patterns(A) ::= pattern_more(L).                 { A = ou_pattern_open(ps, L); }
pattern_comma(A) ::= star_pattern(P) COMMA.      { A = ou_pattern_list(ps, NULL, P); }
pattern_comma(A) ::= pattern_more(A) COMMA.
pattern_more(A) ::= pattern_comma(L) star_pattern(P). { A = ou_pattern_list(ps, L, P); }
star_pattern(A) ::= pattern(A).
star_pattern(A) ::= STAR(T) NAME(N).             { A = ou_pattern_star(ps, &T, &N); }
pattern(A) ::= or_pattern(A).
pattern(A) ::= or_pattern(P) AS NAME(N).         { A = ou_pattern_as(ps, P, &N); }
or_pattern(A) ::= closed_pattern(A).
or_pattern(A) ::= or_pattern(L) VBAR closed_pattern(R). { A = ou_pattern_or(ps, L, R); }

closed_pattern(A) ::= NONE(T).                   { A = ou_pattern_singleton(ps, &T, OU_AST_NONE); }
closed_pattern(A) ::= TRUE(T).                   { A = ou_pattern_singleton(ps, &T, OU_AST_TRUE); }
closed_pattern(A) ::= FALSE(T).                  { A = ou_pattern_singleton(ps, &T, OU_AST_FALSE); }
closed_pattern(A) ::= strings(S). { A = ou_pattern_value(ps, ou_build_strings(ps, S)); }
closed_pattern(A) ::= pattern_number(N).         { A = ou_pattern_value(ps, N); }
closed_pattern(A) ::= NAME(N).                   { A = ou_pattern_name(ps, &N); }
closed_pattern(A) ::= pattern_attr(E).           { A = ou_pattern_value(ps, E); }
closed_pattern(A) ::= LPAR(T) pattern(P) RPAR.   { A = ou_pattern_group(ps, &T, P); }
closed_pattern(A) ::= LPAR(T) RPAR.              { A = ou_pattern_sequence(ps, &T, NULL); }
closed_pattern(A) ::= LPAR(T) pattern_comma(L) RPAR. { A = ou_pattern_sequence(ps, &T, L); }
closed_pattern(A) ::= LPAR(T) pattern_more(L) RPAR.  { A = ou_pattern_sequence(ps, &T, L); }
closed_pattern(A) ::= LSQB(T) RSQB.              { A = ou_pattern_sequence(ps, &T, NULL); }
closed_pattern(A) ::= LSQB(T) star_pattern(P) RSQB. {
    A = ou_pattern_sequence(ps, &T, ou_pattern_list(ps, NULL, P));
}
closed_pattern(A) ::= LSQB(T) pattern_comma(L) RSQB. { A = ou_pattern_sequence(ps, &T, L); }
closed_pattern(A) ::= LSQB(T) pattern_more(L) RSQB.  { A = ou_pattern_sequence(ps, &T, L); }
closed_pattern(A) ::= LBRACE(T) RBRACE.              { A = ou_pattern_mapping(ps, &T, NULL); }
closed_pattern(A) ::= LBRACE(T) pattern_items(M) RBRACE. { A = ou_pattern_mapping(ps, &T, M); }
closed_pattern(A) ::= LBRACE(T) pattern_items(M) COMMA RBRACE. {
    A = ou_pattern_mapping(ps, &T, M);
}
closed_pattern(A) ::= pattern_class_name(N) LPAR RPAR. { A = ou_pattern_class(ps, N, NULL); }
closed_pattern(A) ::= pattern_class_name(N) LPAR pattern_args(C) RPAR. {
    A = ou_pattern_class(ps, N, C);
}
closed_pattern(A) ::= pattern_class_name(N) LPAR pattern_args(C) COMMA RPAR. {
    A = ou_pattern_class(ps, N, C);
}

%type pattern_class_name {OuEx}
%type pattern_attr {OuEx}
pattern_class_name(A) ::= NAME(N).               { A = ou_pattern_attribute(ps, nothing, &N); }
pattern_class_name(A) ::= pattern_attr(A).
pattern_attr(A) ::= NAME(M) DOT NAME(N).         {
    A = ou_pattern_attribute(ps, ou_pattern_attribute(ps, nothing, &M), &N);
}
pattern_attr(A) ::= pattern_attr(E) DOT NAME(N). { A = ou_pattern_attribute(ps, E, &N); }

%type pattern_number {OuEx}
%type pattern_signed {OuEx}
%type number {OuEx}
pattern_number(A) ::= pattern_signed(A).
pattern_number(A) ::= pattern_signed(R) PLUS number(I). {
    A = ou_pattern_complex(ps, R, OU_AST_OP_Add, I);
}
pattern_number(A) ::= pattern_signed(R) MINUS number(I). {
    A = ou_pattern_complex(ps, R, OU_AST_OP_Sub, I);
}
pattern_signed(A) ::= number(A).
pattern_signed(A) ::= MINUS(T) number(N).                 { A = ou_pattern_number(ps, &T, N); }

%type pattern_items {OuAstNode *}
%type pattern_key {OuEx}
pattern_items(A) ::= pattern_key(K) COLON pattern(P).       { A = ou_pattern_item(ps, NULL, K, P); }
pattern_items(A) ::= DSTAR NAME(N).                         { A = ou_pattern_rest(ps, NULL, &N); }
pattern_items(A) ::= pattern_items(M) COMMA pattern_key(K) COLON pattern(P). {
    A = ou_pattern_item(ps, M, K, P);
}
pattern_items(A) ::= pattern_items(M) COMMA DSTAR NAME(N).  { A = ou_pattern_rest(ps, M, &N); }
pattern_key(A) ::= strings(S).          { A = ou_build_strings(ps, S); }
pattern_key(A) ::= pattern_number(A).
pattern_key(A) ::= pattern_attr(A).
pattern_key(A) ::= NONE(T).             { A = ou_build_constant(ps, &T, OU_AST_NONE); }
pattern_key(A) ::= TRUE(T).             { A = ou_build_constant(ps, &T, OU_AST_TRUE); }
pattern_key(A) ::= FALSE(T).            { A = ou_build_constant(ps, &T, OU_AST_FALSE); }

%type pattern_args {OuAstNode *}
pattern_args(A) ::= pattern(P). { A = ou_pattern_argument(ps, NULL, NULL, P); }
pattern_args(A) ::= NAME(N) EQ pattern(P). { A = ou_pattern_argument(ps, NULL, &N, P); }
pattern_args(A) ::= pattern_args(C) COMMA pattern(P). { A = ou_pattern_argument(ps, C, NULL, P); }
pattern_args(A) ::= pattern_args(C) COMMA NAME(N) EQ pattern(P). {
    A = ou_pattern_argument(ps, C, &N, P);
}

/* ---- expressions ---- */

%type star_exprs {OuEx}
%type star_expr {OuEx}
%type star_comma {OuAstNode *}
%type star_more {OuAstNode *}
star_exprs(A) ::= star_expr(A).
star_exprs(A) ::= star_comma(L).               { A = ou_build_bare_tuple(ps, L); }
star_exprs(A) ::= star_more(L).                { A = ou_build_bare_tuple(ps, L); }
star_comma(A) ::= star_expr(E) COMMA.          { A = ou_build_display(ps, E); }
star_comma(A) ::= star_more(A) COMMA.
star_more(A) ::= star_comma(A) star_expr(E).   { ou_build_display_add(ps, A, E); }
star_expr(A) ::= expression(A).
star_expr(A) ::= STAR(T) arith(E).             { A = ou_build_starred(ps, &T, E); }

/* Targets of for and as: arithmetic, so that `in` stays free. */
%type targets {OuEx}
%type target {OuEx}
%type target_comma {OuAstNode *}
%type target_more {OuAstNode *}
targets(A) ::= target(A).
targets(A) ::= target_comma(L).                { A = ou_build_bare_tuple(ps, L); }
targets(A) ::= target_more(L).                 { A = ou_build_bare_tuple(ps, L); }
target_comma(A) ::= target(E) COMMA.           { A = ou_build_display(ps, E); }
target_comma(A) ::= target_more(A) COMMA.
target_more(A) ::= target_comma(A) target(E).  { ou_build_display_add(ps, A, E); }
target(A) ::= arith(A).
target(A) ::= STAR(T) arith(E).                { A = ou_build_starred(ps, &T, E); }

%type yield {OuEx}
yield(A) ::= YIELD(T).                         { A = ou_build_yield(ps, &T, NULL); }
yield(A) ::= YIELD(T) star_exprs(E).           { A = ou_build_yield(ps, &T, E.node); }
yield(A) ::= YIELD(T) FROM expression(E).      { A = ou_build_yield_from(ps, &T, E); }

%type named {OuEx}
%type expression {OuEx}
named(A) ::= expression(A).
named(A) ::= expression(N) COLONEQ expression(E).  { A = ou_build_walrus(ps, N, E); }
expression(A) ::= bool(A).
expression(A) ::= bool(B) IF bool(C) ELSE expression(D). { A = ou_build_conditional(ps, B, C, D); }
expression(A) ::= LAMBDA(T) lambda_params_opt(P) COLON expression(E). {
    A = ou_build_lambda(ps, &T, P, E);
}

%type bool {OuEx}
bool(A) ::= comparison(A).
bool(A) ::= arith(A).
bool(A) ::= bool(L) OR bool(R).                { A = ou_build_boolean(ps, L, OU_AST_OP_Or, R); }
bool(A) ::= bool(L) AND bool(R).               { A = ou_build_boolean(ps, L, OU_AST_OP_And, R); }
bool(A) ::= NOT(T) bool(E).                    { A = ou_build_unary(ps, &T, OU_AST_OP_Not, E); }

%type comparison {OuEx}
%type comparator {OuAstOperator}
comparison(A) ::= arith(L) comparator(O) arith(R).       { A = ou_build_compare(ps, L, O, R); }
comparison(A) ::= comparison(L) comparator(O) arith(R).  { A = ou_build_compare(ps, L, O, R); }
comparator(A) ::= EQEQ.        { A = OU_AST_OP_Eq; }
comparator(A) ::= NOTEQ.       { A = OU_AST_OP_NotEq; }
comparator(A) ::= LESS.        { A = OU_AST_OP_Lt; }
comparator(A) ::= LESSEQ.      { A = OU_AST_OP_LtE; }
comparator(A) ::= GREATER.     { A = OU_AST_OP_Gt; }
comparator(A) ::= GREATEREQ.   { A = OU_AST_OP_GtE; }
comparator(A) ::= IS.          { A = OU_AST_OP_Is; }
comparator(A) ::= IS NOT.      { A = OU_AST_OP_IsNot; }
comparator(A) ::= IN.          { A = OU_AST_OP_In; }
comparator(A) ::= NOT IN.      { A = OU_AST_OP_NotIn; }

%type arith {OuEx}
arith(A) ::= primary(A).
arith(A) ::= AWAIT(T) primary(E).              { A = ou_build_await(ps, &T, E); }
arith(A) ::= arith(L) VBAR arith(R).           { A = ou_build_binary(ps, L, OU_AST_OP_BitOr, R); }
arith(A) ::= arith(L) CIRCUMFLEX arith(R).     { A = ou_build_binary(ps, L, OU_AST_OP_BitXor, R); }
arith(A) ::= arith(L) AMPER arith(R).          { A = ou_build_binary(ps, L, OU_AST_OP_BitAnd, R); }
arith(A) ::= arith(L) LSHIFT arith(R).         { A = ou_build_binary(ps, L, OU_AST_OP_LShift, R); }
arith(A) ::= arith(L) RSHIFT arith(R).         { A = ou_build_binary(ps, L, OU_AST_OP_RShift, R); }
arith(A) ::= arith(L) PLUS arith(R).           { A = ou_build_binary(ps, L, OU_AST_OP_Add, R); }
arith(A) ::= arith(L) MINUS arith(R).          { A = ou_build_binary(ps, L, OU_AST_OP_Sub, R); }
arith(A) ::= arith(L) STAR arith(R).           { A = ou_build_binary(ps, L, OU_AST_OP_Mult, R); }
arith(A) ::= arith(L) SLASH arith(R).          { A = ou_build_binary(ps, L, OU_AST_OP_Div, R); }
arith(A) ::= arith(L) DSLASH arith(R). { A = ou_build_binary(ps, L, OU_AST_OP_FloorDiv, R); }
arith(A) ::= arith(L) PERCENT arith(R).        { A = ou_build_binary(ps, L, OU_AST_OP_Mod, R); }
arith(A) ::= arith(L) AT arith(R).             { A = ou_build_binary(ps, L, OU_AST_OP_MatMult, R); }
arith(A) ::= arith(L) DSTAR arith(R).          { A = ou_build_binary(ps, L, OU_AST_OP_Pow, R); }
arith(A) ::= PLUS(T) arith(E). [UNARY]         { A = ou_build_unary(ps, &T, OU_AST_OP_UAdd, E); }
arith(A) ::= MINUS(T) arith(E). [UNARY]        { A = ou_build_unary(ps, &T, OU_AST_OP_USub, E); }
arith(A) ::= TILDE(T) arith(E). [UNARY]        { A = ou_build_unary(ps, &T, OU_AST_OP_Invert, E); }

%type primary {OuEx}
primary(A) ::= atom(A).
primary(A) ::= primary(E) DOT NAME(N).                  { A = ou_build_attribute(ps, E, &N); }
primary(A) ::= primary(E) LSQB slices(S) RSQB.          { A = ou_build_subscript(ps, E, S); }
primary(A) ::= primary(E) LPAR(T) RPAR. { A = ou_build_call(ps, E, &T, NULL, false); }
primary(A) ::= primary(E) LPAR(T) args(C) RPAR.         { A = ou_build_call(ps, E, &T, C, false); }
primary(A) ::= primary(E) LPAR(T) args(C) COMMA RPAR.   { A = ou_build_call(ps, E, &T, C, true); }

%type args {OuAstNode *}
%type argument {OuEx}
args(A) ::= argument(E).                 { A = ou_build_arguments(ps, NULL, E); }
args(A) ::= args(C) COMMA argument(E).   { A = ou_build_arguments(ps, C, E); }
argument(A) ::= named(A).
argument(A) ::= named(E) generators(G).               { A = ou_build_bare_generator(ps, E, G); }
argument(A) ::= expression(N) EQ expression(E).       { A = ou_build_keyword(ps, N, E); }
argument(A) ::= STAR(T) expression(E).                { A = ou_build_starred(ps, &T, E); }
argument(A) ::= DSTAR(T) expression(E).               { A = ou_build_keywords(ps, &T, E); }

%type slices {OuEx}
%type slice {OuEx}
%type slice_comma {OuAstNode *}
%type slice_more {OuAstNode *}
%type expression_opt {OuEx}
slices(A) ::= slice(S). {
    A = S;
    if (S.node->kind == OU_AST_Starred) /* a[*b] is a tuple too */
        A = ou_build_bare_tuple(ps, ou_build_display(ps, S));
}
slices(A) ::= slice_comma(L).             { A = ou_build_bare_tuple(ps, L); }
slices(A) ::= slice_more(L).              { A = ou_build_bare_tuple(ps, L); }
slice_comma(A) ::= slice(S) COMMA.        { A = ou_build_display(ps, S); }
slice_comma(A) ::= slice_more(A) COMMA.
slice_more(A) ::= slice_comma(A) slice(S). { ou_build_display_add(ps, A, S); }
slice(A) ::= named(A).
slice(A) ::= STAR(T) expression(E).       { A = ou_build_starred(ps, &T, E); }
slice(A) ::= expression_opt(L) COLON(T) expression_opt(U).  {
    A = ou_build_slice(ps, &T, L, U, nothing);
}
slice(A) ::= expression_opt(L) COLON(T) expression_opt(U) COLON expression_opt(S). {
    A = ou_build_slice(ps, &T, L, U, S);
}
expression_opt(A) ::= .                   { A = nothing; }
expression_opt(A) ::= expression(A).

%type atom {OuEx}
atom(A) ::= NAME(T).       { A = ou_build_name(ps, &T); }
atom(A) ::= NONE(T).       { A = ou_build_constant(ps, &T, OU_AST_NONE); }
atom(A) ::= TRUE(T).       { A = ou_build_constant(ps, &T, OU_AST_TRUE); }
atom(A) ::= FALSE(T).      { A = ou_build_constant(ps, &T, OU_AST_FALSE); }
atom(A) ::= ELLIPSIS(T).   { A = ou_build_constant(ps, &T, OU_AST_ELLIPSIS); }
atom(A) ::= number(A).
atom(A) ::= strings(S).    { A = ou_build_strings(ps, S); }
number(A) ::= INT(T).      { A = ou_build_constant(ps, &T, OU_AST_INT); }
number(A) ::= FLOAT(T).    { A = ou_build_constant(ps, &T, OU_AST_FLOAT); }
number(A) ::= COMPLEX(T).  { A = ou_build_constant(ps, &T, OU_AST_COMPLEX); }

%type strings {OuStrings}
strings(A) ::= STRING(T).             { A = (OuStrings){NULL, 0}; ou_build_add_string(ps, &A, &T); }
strings(A) ::= strings(A) STRING(T).  { ou_build_add_string(ps, &A, &T); }

%type elem {OuEx}
%type elem_comma {OuAstNode *}
%type elem_more {OuAstNode *}
elem(A) ::= named(A).
elem(A) ::= STAR(T) arith(E).            { A = ou_build_starred(ps, &T, E); }
elem_comma(A) ::= elem(E) COMMA.         { A = ou_build_display(ps, E); }
elem_comma(A) ::= elem_more(A) COMMA.
elem_more(A) ::= elem_comma(A) elem(E).  { ou_build_display_add(ps, A, E); }

atom(A) ::= LPAR(T) RPAR.                { A = ou_build_bracketed(ps, &T, OU_AST_Tuple, NULL); }
atom(A) ::= LPAR(T) elem(E) RPAR.        { A = ou_build_group(ps, &T, E); }
atom(A) ::= LPAR(T) yield(E) RPAR.       { A = ou_build_group(ps, &T, E); }
atom(A) ::= LPAR(T) elem_comma(L) RPAR.  { A = ou_build_bracketed(ps, &T, OU_AST_Tuple, L); }
atom(A) ::= LPAR(T) elem_more(L) RPAR.   { A = ou_build_bracketed(ps, &T, OU_AST_Tuple, L); }
atom(A) ::= LPAR(T) elem(E) generators(G) RPAR. {
    A = ou_build_comprehension(ps, &T, OU_AST_GeneratorExp, E, G);
}
atom(A) ::= LSQB(T) RSQB.                { A = ou_build_bracketed(ps, &T, OU_AST_List, NULL); }
atom(A) ::= LSQB(T) elem(E) RSQB.        { A = ou_build_one(ps, &T, OU_AST_List, E); }
atom(A) ::= LSQB(T) elem_comma(L) RSQB.  { A = ou_build_bracketed(ps, &T, OU_AST_List, L); }
atom(A) ::= LSQB(T) elem_more(L) RSQB.   { A = ou_build_bracketed(ps, &T, OU_AST_List, L); }
atom(A) ::= LSQB(T) elem(E) generators(G) RSQB. {
    A = ou_build_comprehension(ps, &T, OU_AST_ListComp, E, G);
}
atom(A) ::= LBRACE(T) elem(E) RBRACE.        { A = ou_build_one(ps, &T, OU_AST_Set, E); }
atom(A) ::= LBRACE(T) elem_comma(L) RBRACE.  { A = ou_build_bracketed(ps, &T, OU_AST_Set, L); }
atom(A) ::= LBRACE(T) elem_more(L) RBRACE.   { A = ou_build_bracketed(ps, &T, OU_AST_Set, L); }
atom(A) ::= LBRACE(T) elem(E) generators(G) RBRACE. {
    A = ou_build_comprehension(ps, &T, OU_AST_SetComp, E, G);
}
atom(A) ::= LBRACE(T) RBRACE. { A = ou_build_dict_display(ps, &T, ou_build_dict(ps)); }
atom(A) ::= LBRACE(T) dict_items(D) RBRACE.        { A = ou_build_dict_display(ps, &T, D); }
atom(A) ::= LBRACE(T) dict_items(D) COMMA RBRACE.  { A = ou_build_dict_display(ps, &T, D); }
atom(A) ::= LBRACE(T) expression(K) COLON expression(V) generators(G) RBRACE. {
    A = ou_build_dict_comp(ps, &T, K, V, G);
}

%type dict_items {OuAstNode *}
dict_items(A) ::= expression(K) COLON expression(V). {
    A = ou_build_dict(ps);
    ou_build_dict_add(ps, A, K, V);
}
dict_items(A) ::= DSTAR arith(V). { A = ou_build_dict(ps); ou_build_dict_add(ps, A, nothing, V); }
dict_items(A) ::= dict_items(A) COMMA expression(K) COLON expression(V). {
    ou_build_dict_add(ps, A, K, V);
}
dict_items(A) ::= dict_items(A) COMMA DSTAR arith(V).  { ou_build_dict_add(ps, A, nothing, V); }

%type generators {OuAstSeq}
generators(A) ::= comp_for(C).                  { A = empty; ou_build_append(ps, &A, C); }
generators(A) ::= generators(A) comp_for(C).    { ou_build_append(ps, &A, C); }
generators(A) ::= generators(A) IF bool(E).     { ou_build_comp_if(ps, &A, E); }
%type comp_for {OuAstNode *}
comp_for(A) ::= FOR(T) targets(V) IN bool(E).       { A = ou_build_comp_for(ps, &T, V, E, false); }
comp_for(A) ::= ASYNC(T) FOR targets(V) IN bool(E). { A = ou_build_comp_for(ps, &T, V, E, true); }

%code {
/* Feed tokens until the end or the first thing that is wrong. */
void ou_parser_run(OuParser *ps, int start)
{
    yyParser parser;
    ouPythonParserInit(&parser, ps);
    OuToken first = {.line = 1, .end_line = 1};
    ouPythonParser(&parser, start, first);
    OuToken token;
    while (ou_parser_next(ps, &token)) {
        ouPythonParser(&parser, token.kind, token);
        if (OU_UNLIKELY(ps->rejected || ps->arena->failed || ps->failed)) {
            ps->failed_at = token;
            break;
        }
        if (token.kind == TK_EOF)
            break;
        if (token.kind != TK_NEWLINE && token.kind != TK_INDENT && token.kind != TK_DEDENT) {
            ps->end_line = token.end_line;
            ps->end_column = (uint32_t)token.end_column;
        }
    }
}
}
