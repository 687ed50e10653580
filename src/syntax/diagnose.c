/* diagnose.c - why a text is no Python: runs the diagnoser's parser (diagnose_rules.h),
 * raises, and puts the place of an error the way CPython does. */
#include "syntax/diagnose.h"
#include "syntax/diagnose_rules.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Backtracking can take exponential time and deep recursion; past this the message is the
 * general one. The stack is part of OU_C_STACK_RESERVE, which callers keep free. */
#define MAX_STEPS 4000000
#define MAX_STACK (OU_C_STACK_RESERVE * 2 / 3)

/* ---- the place of an error ---- */

/* CPython counts columns from 1 in bytes, then asks how many characters that many bytes of
 * the line are. */
static int32_t to_characters(OuAstText line, int32_t column)
{
    if (column <= 0)
        return column;
    size_t bytes = (size_t)column;
    if (bytes > line.len + 1)
        bytes = line.len + 1;
    return (int32_t)(bytes > line.len ? ou_utf8_length(line.text, line.len) + 1 : ou_utf8_length(line.text, bytes));
}

/* How far the lexer has read: the line that CPython's holds. */
static int32_t read_line(const OuDx *d)
{
    if (d->rest_read) {
        bool behind = d->lexer->cursor >= d->lexer->end && d->lexer->line_start >= d->lexer->end;
        return (int32_t)d->lexer->line - behind;
    }
    return d->tokens.len > 0 ? (int32_t)d->tokens.items[d->tokens.len - 1].after_line : 1;
}

/* The line that an error shows: one that the lexer has left behind without its end, else what
 * the lexer holds, from the first of the lines that a string or backslashes join. */
static OuAstText text_line(const OuDx *d, int32_t number)
{
    const char *p = d->lexer->text;
    uint32_t first = d->lexer->first_line > 0 ? d->lexer->first_line : 1;
    int32_t now = read_line(d);
    bool held = now <= number;
    for (int32_t line = (int32_t)first; line < (held ? now : number) && p < d->lexer->end; line++) {
        const char *stop = memchr(p, '\n', (size_t)(d->lexer->end - p));
        if (!ou_scan_passes(d->lexer, p))
            break;
        p = stop == NULL ? d->lexer->end : stop + 1;
    }
    if (held && p == d->lexer->end && p > d->lexer->text)
        p--;
    OuAstText text = ou_lexer_line(d->lexer, p);
    if (!held && text.len > 0 && text.text[text.len - 1] == '\n') {
        text.len--;
    } else if (held && d->held < text.text) {
        text.len += (size_t)(text.text - d->held);
        text.text = d->held;
    }
    return text;
}

static bool set_error(OuDx *d, OuSyntaxErrorKind kind, int32_t line, int32_t column,
                      int32_t end_line, int32_t end_column, const char *message)
{
    if (d->stop)
        return false;
    d->stop = d->found = true;
    OuAstText text = text_line(d, line);
    bool in_fstring = d->ps->fstring_level > 0; /* its columns stay bytes */
    bool in_bytes = in_fstring || d->ps->in_bytes;
    if (in_fstring) {
        column -= d->lexer->first_column;
        end_column -= d->lexer->first_column;
        message = ou_lexer_format(d->ps->arena, "f-string: %s", message);
    }
    d->error = (OuSyntaxError){
        .kind = kind,
        .message = message,
        .has_position = true,
        .line = line,
        .column = in_bytes ? column : to_characters(text, column),
        .end_line = end_line,
        .end_column = in_bytes ? end_column : to_characters(text, end_column),
        .text = text,
        .shows_file = d->ps->mode == OU_PARSE_FILE && !in_fstring,
    };
    return false;
}

static const char *format_args(OuDx *d, const char *format, va_list args)
{
    char text[256];
    vsnprintf(text, sizeof text, format, args);
    const char *copy = ou_arena_text(d->ps->arena, text, strlen(text));
    return copy != NULL ? copy : "";
}

/* Tokens that CPython gives no column. */
static bool has_column(const OuDx *d, const OuToken *token)
{
    if (token->kind == TK_INDENT || token->kind == TK_DEDENT || token->kind == TK_EOF ||
        token->kind == TK_ERROR)
        return false;
    return token->kind != TK_NEWLINE || d->lexer->text[token->end] == '\n';
}

/* At the last token that was read. */
static bool raise_here(OuDx *d, OuSyntaxErrorKind kind, const char *message)
{
    if (d->stop || d->tokens.len == 0)
        return set_error(d, kind, 0, 0, 0, -1, message);
    const OuDxToken *last = &d->tokens.items[d->tokens.len - 1];
    const OuToken *t = &last->token;
    if (!has_column(d, t))
        return set_error(d, kind, (int32_t)t->line, last->after_column, (int32_t)t->end_line,
                         -1, message);
    return set_error(d, kind, (int32_t)t->line, t->column + 1, (int32_t)t->end_line,
                     t->end_column + 1, message);
}

bool ou_dx_raise(OuDx *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_args(d, format, args);
    va_end(args);
    return raise_here(d, OU_SYNTAX_ERROR, message);
}

bool ou_dx_raise_indent(OuDx *d, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_args(d, format, args);
    va_end(args);
    return raise_here(d, OU_SYNTAX_INDENTATION_ERROR, message);
}

static bool raise_tokens(OuDx *d, uint32_t first, uint32_t last, const char *message)
{
    const OuToken *start = &d->tokens.items[first].token, *end = &d->tokens.items[last].token;
    int32_t column = has_column(d, start) ? start->column + 1 : 0;
    int32_t end_column = has_column(d, end) ? end->end_column + 1 : 0;
    return set_error(d, OU_SYNTAX_ERROR, (int32_t)start->line, column, (int32_t)end->end_line,
                     end_column, message);
}

bool ou_dx_raise_range(OuDx *d, uint32_t first, uint32_t last, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_args(d, format, args);
    va_end(args);
    return raise_tokens(d, first, last, message);
}

bool ou_dx_raise_node(OuDx *d, const OuDxNode *node, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *message = format_args(d, format, args);
    va_end(args);
    return raise_tokens(d, node->first, node->last, message);
}

bool ou_dx_raise_from(OuDx *d, uint32_t first, const char *message)
{
    const OuToken *start = &d->tokens.items[first].token;
    const OuDxToken *last = &d->tokens.items[d->tokens.len - 1];
    return set_error(d, OU_SYNTAX_ERROR, (int32_t)start->line, start->column + 1,
                     (int32_t)last->after_line, last->after_column, message);
}

bool ou_dx_raise_key(OuDx *d, const OuDxNode *key)
{
    const OuToken *start = &d->tokens.items[key->first].token;
    const OuToken *end = &d->tokens.items[key->last].token;
    return set_error(d, OU_SYNTAX_ERROR, (int32_t)start->line, end->end_column,
                     (int32_t)end->end_line, 0, "':' expected after dictionary key");
}

/* What CPython calls an expression in messages. */
const char *ou_dx_name(const OuDxNode *node)
{
    static const char *const constants[] = {
        [OU_AST_NONE] = "None",
        [OU_AST_FALSE] = "False",
        [OU_AST_TRUE] = "True",
        [OU_AST_ELLIPSIS] = "ellipsis",
    };
    static const char *const names[OU_AST_KINDS] = {
        [OU_AST_Attribute] = "attribute",
        [OU_AST_Subscript] = "subscript",
        [OU_AST_Starred] = "starred",
        [OU_AST_Name] = "name",
        [OU_AST_List] = "list",
        [OU_AST_Tuple] = "tuple",
        [OU_AST_Lambda] = "lambda",
        [OU_AST_Call] = "function call",
        [OU_AST_BoolOp] = "expression",
        [OU_AST_BinOp] = "expression",
        [OU_AST_UnaryOp] = "expression",
        [OU_AST_GeneratorExp] = "generator expression",
        [OU_AST_Yield] = "yield expression",
        [OU_AST_YieldFrom] = "yield expression",
        [OU_AST_Await] = "await expression",
        [OU_AST_ListComp] = "list comprehension",
        [OU_AST_SetComp] = "set comprehension",
        [OU_AST_DictComp] = "dict comprehension",
        [OU_AST_Dict] = "dict literal",
        [OU_AST_Set] = "set display",
        [OU_AST_JoinedStr] = "f-string expression",
        [OU_AST_Compare] = "comparison",
        [OU_AST_IfExp] = "conditional expression",
        [OU_AST_NamedExpr] = "named expression",
    };
    if (node->kind == OU_AST_Constant)
        return node->detail <= OU_AST_ELLIPSIS ? constants[node->detail] : "literal";
    const char *name = node->kind < OU_AST_KINDS ? names[node->kind] : NULL;
    return name != NULL ? name : "expression";
}

static OuDxNode *find_bad_target(OuDxNode *node, OuDxTargets targets)
{
    switch (node->kind) {
    case OU_AST_List:
    case OU_AST_Tuple:
        for (uint32_t i = 0; i < node->len; i++) {
            OuDxNode *bad = find_bad_target(node->items[i], targets);
            if (bad != NULL)
                return bad;
        }
        return NULL;
    case OU_AST_Starred:
        return targets == OU_DX_DEL_TARGETS ? node : find_bad_target(node->child, targets);
    case OU_AST_Compare: /* `for x in y` reads as a comparison */
        if (targets != OU_DX_FOR_TARGETS)
            return node;
        return node->detail ? find_bad_target(node->child, targets) : NULL;
    case OU_AST_Name:
    case OU_AST_Subscript:
    case OU_AST_Attribute:
        return NULL;
    default:
        return node;
    }
}

bool ou_dx_raise_target(OuDx *d, OuDxNode *node, OuDxTargets targets)
{
    OuDxNode *bad = find_bad_target(node, targets);
    if (bad == NULL)
        return false;
    return ou_dx_raise_node(d, bad, targets == OU_DX_DEL_TARGETS ? "cannot delete %s"
                                                                  : "cannot assign to %s",
                            ou_dx_name(bad));
}

/* ---- tokens ---- */

static bool raise_unclosed(OuDx *d)
{
    const OuBracket *open = &d->lexer->brackets[d->lexer->bracket_count - 1];
    const char *message = ou_lexer_format(d->ps->arena, "'%c' was never closed", open->open);
    return set_error(d, OU_SYNTAX_ERROR, (int32_t)open->line, (int32_t)open->column + 1,
                     (int32_t)open->line, 0, message);
}

/* The lexer's failure as an error. */
static void raise_lexer(OuDx *d)
{
    OuLexer *lexer = d->lexer;
    int32_t line = (int32_t)lexer->line;
    d->by_lexer = true;
    switch (lexer->failure) {
    case OU_LEX_FINE:
    case OU_LEX_NO_MEMORY:
        d->stop = true;
        break;
    case OU_LEX_MESSAGE:
    case OU_LEX_EOF_STRING:
        d->stop = d->found = true;
        d->error = lexer->error;
        break;
    case OU_LEX_EOF:
        if (lexer->bracket_count > 0)
            raise_unclosed(d);
        else
            raise_here(d, OU_SYNTAX_ERROR, "unexpected EOF while parsing");
        break;
    case OU_LEX_DECODE:
        raise_here(d, OU_SYNTAX_ERROR, lexer->error.message);
        break;
    case OU_LEX_DEDENT:
        raise_here(d, OU_SYNTAX_INDENTATION_ERROR,
                   "unindent does not match any outer indentation level");
        break;
    case OU_LEX_TABS:
        set_error(d, OU_SYNTAX_TAB_ERROR, line, 1, line, 0,
                  "inconsistent use of tabs and spaces in indentation");
        break;
    case OU_LEX_TOO_DEEP:
        set_error(d, OU_SYNTAX_INDENTATION_ERROR, line, 1, line, 0,
                  "too many levels of indentation");
        break;
    case OU_LEX_CONTINUATION:
        set_error(d, OU_SYNTAX_ERROR, line, (int32_t)(lexer->cursor - lexer->buffer), line, 0,
                  "unexpected character after line continuation character");
        break;
    }
}

/* Where CPython's lexer stands after the token: its idea of the last line is different. */
static void place_token(OuDx *d, OuDxToken *t)
{
    const OuLexer *lexer = d->lexer;
    OuToken *token = &t->token;
    t->after_line = token->end_line;
    t->after_column = token->end_column + (token->kind == TK_NEWLINE);
    if (has_column(d, token))
        return;
    const char *at = lexer->text + token->end;
    if (token->kind == TK_ERROR && lexer->failure == OU_LEX_DECODE) {
        t->after_column = (int32_t)(lexer->cursor - lexer->line_start);
        return;
    }
    if (token->kind == TK_ERROR) { /* it has read the line to its end */
        at = strchrnul(lexer->line_start, '\n');
        t->after_column = (int32_t)(at - lexer->line_start) + (*at == '\n');
        if (lexer->failure != OU_LEX_EOF || at < lexer->end)
            return;
    }
    if (at < lexer->end)
        return;
    const char *line_start = lexer->end;
    if (line_start > lexer->text && line_start[-1] == '\n') {
        line_start--;
        token->line = token->end_line = lexer->line - 1;
    }
    while (line_start > lexer->text && line_start[-1] != '\n')
        line_start--;
    if (lexer->end == lexer->text)
        token->line = token->end_line = 0;
    t->after_line = token->line;
    t->after_column = (int32_t)(lexer->end - line_start);
}

static OU_NOINLINE uint8_t read_token(OuDx *d)
{
    OuDxToken t = {.memo = NULL};
    const char *before = d->lexer->buffer;
    ou_lexer_next(d->lexer, &t.token);
    if (t.token.kind == TK_NEWLINE) /* the next line has not been looked at */
        d->held = before;
    else if (d->lexer->buffer < d->lexer->end || before < d->lexer->end)
        d->held = d->lexer->buffer;
    t.level = (uint8_t)d->lexer->bracket_count;
    place_token(d, &t);
    if (!ou_vec_push(d->ps->mem, &d->tokens, t)) {
        d->stop = true;
        d->ps->arena->failed = true;
        return TK_ERROR;
    }
    if (t.token.kind == TK_ERROR)
        raise_lexer(d);
    return t.token.kind;
}

uint8_t ou_dx_peek(OuDx *d)
{
    if (OU_UNLIKELY(d->mark >= d->tokens.len))
        return read_token(d);
    return d->tokens.items[d->mark].token.kind;
}

bool ou_dx_is_word(OuDx *d, uint32_t token, const char *word)
{
    const OuToken *t = &d->tokens.items[token].token;
    size_t len = strlen(word);
    return t->end - t->start == len && memcmp(d->lexer->text + t->start, word, len) == 0;
}

/* ---- nodes and memory ---- */

bool ou_dx_enter(OuDx *d)
{
    char here;
    if (d->stop)
        return false;
    ptrdiff_t used = d->ps->stack_base - &here;
    if (++d->steps > MAX_STEPS || used > MAX_STACK || used < -MAX_STACK)
        d->stop = true;
    return !d->stop;
}

OuDxNode *ou_dx_node(OuDx *d, int kind, uint32_t first)
{
    OuDxNode *node = ou_arena_take(&d->work, sizeof *node);
    if (node == NULL) {
        d->stop = true;
        d->ps->arena->failed = true;
        return NULL;
    }
    node->kind = (uint8_t)kind;
    node->first = first;
    node->last = d->mark > first ? d->mark - 1 : first;
    return node;
}

void ou_dx_append(OuDx *d, OuDxNode *node, OuDxNode *item)
{
    uint32_t len = node->len;
    if ((len & (len - 1)) == 0) { /* 0, 1 and powers of two: move to twice the room */
        OuDxNode **room =
            ou_arena_take(&d->work, (len == 0 ? 1 : (size_t)len * 2) * sizeof(OuDxNode *));
        if (room == NULL) {
            d->stop = true;
            d->ps->arena->failed = true;
            return;
        }
        if (len > 0)
            memcpy(room, node->items, len * sizeof(OuDxNode *));
        node->items = room;
    }
    node->items[node->len++] = item;
}

bool ou_dx_recall(OuDx *d, OuDxRule rule, OuDxNode **node)
{
    *node = NULL;
    if (d->mark >= d->tokens.len || d->tokens.items[d->mark].epoch != d->epoch)
        return false;
    for (OuDxMemo *memo = d->tokens.items[d->mark].memo; memo != NULL; memo = memo->next)
        if (memo->rule == rule) {
            d->mark = memo->end;
            *node = memo->node;
            return true;
        }
    return false;
}

OuDxNode *ou_dx_remember(OuDx *d, OuDxRule rule, uint32_t start, OuDxNode *node)
{
    if (d->stop || start >= d->tokens.len)
        return NULL;
    OuDxMemo *memo = ou_arena_take(&d->work, sizeof *memo);
    if (memo == NULL) {
        d->stop = true;
        d->ps->arena->failed = true;
        return NULL;
    }
    OuDxToken *token = &d->tokens.items[start];
    *memo = (OuDxMemo){token->epoch == d->epoch ? token->memo : NULL, node, d->mark,
                       (uint8_t)rule};
    token->memo = memo;
    token->epoch = d->epoch;
    return node;
}

static void forget(OuDx *d)
{
    d->epoch++;
    ou_arena_drop(&d->work);
}

/* Decode the strings from token `first` on; false with an error if they are wrong. */
bool ou_dx_strings(OuDx *d, uint32_t first, OuDxNode *node)
{
    OuStrings strings = {NULL, 0};
    for (uint32_t i = first; i < d->mark; i++)
        ou_build_add_string(d->ps, &strings, &d->tokens.items[i].token);
    OuAstNode *result = d->ps->arena->failed
                            ? NULL
                            : ou_literal_strings(d->ps, strings.items, strings.len);
    if (result != NULL) {
        node->kind = result->kind;
        if (result->kind == OU_AST_Constant)
            node->detail = (uint8_t)((OuAstConstant *)result)->value.type;
        return true;
    }
    if (d->ps->has_error && d->ps->error.has_position) {
        d->stop = d->found = true;
        d->error = d->ps->error;
    } else if (d->ps->has_error) {
        raise_here(d, OU_SYNTAX_ERROR, d->ps->error.message);
    } else {
        d->stop = true;
    }
    return false;
}

bool ou_dx_check_int(OuDx *d, uint32_t token)
{
    const OuToken *t = &d->tokens.items[token].token;
    size_t digits = ou_build_int_digits(d->lexer->arena, d->lexer->text + t->start, t->end - t->start);
    if (digits <= d->ps->max_int_digits || d->ps->max_int_digits == 0)
        return true;
    const char *message = ou_lexer_format(
        d->ps->arena,
        "Exceeds the limit (%d digits) for integer string conversion: value has %zu digits; use "
        "sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge "
        "integer literals to avoid decimal conversion limits.",
        (int)d->ps->max_int_digits, digits);
    return set_error(d, OU_SYNTAX_ERROR, (int32_t)t->line, 0, (int32_t)t->end_line, 0, message);
}

/* ---- runs ---- */

static void run_file(OuDx *d)
{
    while (ou_dx_statement(d)) { /* there is no way back behind a statement of a file */
        forget(d);
        d->steps = 0;
    }
    dx_token(d, TK_EOF);
}

static bool run_single(OuDx *d)
{
    uint32_t start = d->mark;
    return DX_ALT(ou_dx_compound(d) && dx_token(d, TK_NEWLINE)) ||
           DX_ALT(ou_dx_simple_stmts(d)) || DX_ALT(dx_token(d, TK_NEWLINE)) ||
           DX_ALT(dx_token(d, TK_EOF));
}

static bool run_eval(OuDx *d)
{
    if (ou_dx_expressions(d) == NULL)
        return false;
    while (dx_token(d, TK_NEWLINE))
        continue;
    return dx_token(d, TK_EOF);
}

static void run(OuDx *d)
{
    d->mark = 0;
    d->steps = 0;
    if (d->ps->fstring_level > 0)
        ou_dx_star_expressions(d);
    else if (d->ps->mode == OU_PARSE_FILE)
        run_file(d);
    else if (d->ps->mode == OU_PARSE_SINGLE)
        run_single(d);
    else
        run_eval(d);
}

/* Some errors of the lexer further on win over the parser's. */
static void check_rest(OuDx *d)
{
    uint32_t line = d->tokens.len > 0 ? d->tokens.items[d->tokens.len - 1].token.line : 0;
    OuToken token;
    if (d->tokens.len > 0 && d->tokens.items[d->tokens.len - 1].token.kind == TK_EOF)
        return;
    d->rest_read = true;
    do
        ou_lexer_next(d->lexer, &token);
    while (token.kind != TK_ERROR && token.kind != TK_EOF);
    if (token.kind == TK_EOF)
        return;
    d->held = d->lexer->buffer;
    if (d->lexer->failure == OU_LEX_MESSAGE || d->lexer->failure == OU_LEX_EOF_STRING) {
        d->error = d->lexer->error;
    } else if (d->lexer->bracket_count > 0 &&
               line > d->lexer->brackets[d->lexer->bracket_count - 1].line) {
        d->stop = false;
        raise_unclosed(d);
    }
}

/* CPython's lexer has met the end of the text if the last token is directly before it. */
static bool has_touched_end(const OuDx *d)
{
    if (d->tokens.len == 0)
        return true;
    const OuToken *last = &d->tokens.items[d->tokens.len - 1].token;
    return last->kind != TK_STRING && last->kind != TK_NEWLINE &&
           d->lexer->text + last->end == d->lexer->end;
}

/* Has it gone wrong only because the text ends? */
static bool is_cut(const OuDx *d)
{
    const OuToken *last = d->tokens.len > 0 ? &d->tokens.items[d->tokens.len - 1].token : NULL;
    if (last == NULL || last->kind == TK_EOF)
        return true;
    if (last->kind == TK_ERROR)
        return d->lexer->failure == OU_LEX_EOF || d->lexer->cut_string;
    return last->kind != TK_STRING && d->lexer->text + last->end == d->lexer->end;
}

static void run_twice(OuDx *d)
{
    bool general = false;
    run(d);
    if (d->ps->incomplete && is_cut(d)) {
        d->stop = false;
        raise_here(d, OU_SYNTAX_ERROR, "incomplete input");
        return;
    }
    if (!d->stop) {
        size_t last = d->tokens.len > 0 ? d->tokens.len - 1 : 0;
        d->invalid = true;
        forget(d);
        run(d);
        if (!d->found && d->tokens.len > 0) {
            d->stop = false;
            general = true;
            uint8_t kind = d->tokens.items[last].token.kind;
            if (kind == TK_INDENT)
                raise_here(d, OU_SYNTAX_INDENTATION_ERROR, "unexpected indent");
            else if (kind == TK_DEDENT)
                raise_here(d, OU_SYNTAX_INDENTATION_ERROR, "unexpected unindent");
            else
                raise_tokens(d, (uint32_t)last, (uint32_t)last, "invalid syntax");
            if (kind == TK_INDENT || kind == TK_DEDENT)
                return;
        }
    }
    if (d->found && !d->by_lexer && !d->lexer->quiet_end && (general || !has_touched_end(d)))
        check_rest(d);
}

/* Gave up: what the lexer refuses, or the token that the parser did not accept. */
static void set_general(OuDx *d, const OuParser *failed)
{
    const OuToken *t = &failed->failed_at;
    d->stop = false;
    if (t->kind == TK_ERROR && !d->ps->arena->failed) {
        OuToken token;
        do
            ou_lexer_next(d->lexer, &token);
        while (token.kind != TK_ERROR && token.kind != TK_EOF);
        if (token.kind == TK_ERROR)
            raise_lexer(d);
        if (d->found)
            return;
        d->stop = false;
    }
    set_error(d, OU_SYNTAX_ERROR, (int32_t)t->line, t->column + 1, (int32_t)t->end_line,
              t->end_column + 1, "invalid syntax");
}

typedef struct Source {
    const char *text;
    size_t len;
    uint32_t line;  /* 0, or where cut-out text counts as being */
    int32_t column;
} Source;

static void diagnose(OuParser *failed, Source source, bool rest, OuSyntaxError *error)
{
    char here;
    OuLexer *lexer = ou_mem_take(failed->mem, sizeof *lexer);
    if (lexer == NULL) {
        failed->arena->failed = true;
        return;
    }
    ou_lexer_init(lexer, failed->mem, failed->arena, source.text, source.len);
    lexer->single = failed->mode == OU_PARSE_SINGLE;
    lexer->quiet_end = failed->at_prompt;
    lexer->imply_dedent = failed->lexer->imply_dedent;
    lexer->unchecked = failed->lexer->unchecked;
    if (!rest && failed->fstring_level == 0 && failed->lexer->warnings != NULL) {
        lexer->warnings = failed->lexer->warnings; /* they come again, as far as CPython gets */
        lexer->warnings->len = 0;
    }
    if (source.line > 0) {
        lexer->line = lexer->first_line = source.line;
        lexer->first_column = source.column;
    }
    OuParser ps = {
        .mem = failed->mem,
        .arena = failed->arena,
        .lexer = lexer,
        .mode = failed->mode,
        .fstring_level = failed->fstring_level,
        .in_bytes = failed->in_bytes,
        .incomplete = failed->incomplete && failed->fstring_level == 0,
        .want_error = true,
        .max_int_digits = failed->max_int_digits,
        .stack_base = failed->stack_base != NULL ? failed->stack_base : &here,
    };
    OuDx d = {.ps = &ps, .lexer = lexer, .held = source.text};
    ou_arena_init(&d.work, failed->mem);
    if (rest) {
        run(&d);
        ou_dx_raise(&d, "multiple statements found while compiling a single statement");
    } else {
        run_twice(&d);
    }
    if (ps.failed == OU_PARSE_NO_MEMORY) /* inside an f-string */
        failed->arena->failed = true;
    if (!d.found)
        set_general(&d, failed);
    *error = d.error;
    ou_arena_drop(&d.work);
    ou_vec_drop(failed->mem, &d.tokens);
    ou_mem_give(failed->mem, lexer, sizeof *lexer);
}

void ou_diagnose(OuParser *ps, const OuSource *source, OuSyntaxError *error)
{
    diagnose(ps, (Source){source->text, source->len, 0, 0}, false, error);
}

void ou_diagnose_expression(OuParser *ps, const char *text, size_t len, uint32_t line,
                            int32_t column)
{
    diagnose(ps, (Source){text, len, line, column}, false, &ps->error);
}

void ou_diagnose_rest(OuParser *ps, const OuSource *source, OuSyntaxError *error)
{
    diagnose(ps, (Source){source->text, source->len, 0, 0}, true, error);
}
