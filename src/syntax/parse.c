/* parse.c - runs lexer and parser, and says how it ended.
 *
 * Tokens go straight from the lexer to the parser, except on lines that begin with the
 * word `match`: these are read ahead, since only their end tells what they are. A text that
 * is no Python is handed to the diagnoser, which reads it again. */
#include "syntax/parse.h"
#include "syntax/build.h"
#include "syntax/diagnose.h"

#include "python.h"

#include <string.h>

/* Deep right-recursive nesting fills the parser's stack before there is a tree. */
#define MAX_STACK (1024u * 1024)

/* ---- what lemon's parser calls ---- */

void *ou_parser_stack(OuParser *ps, void *stack, size_t size)
{
    if (size > MAX_STACK) {
        ps->failed = OU_PARSE_TOO_DEEP;
        return NULL;
    }
    void *block = stack == NULL ? NULL : ps->stack;
    block = block == NULL ? ou_mem_take(ps->mem, size)
                          : ou_mem_resize(ps->mem, block, ps->stack_size, size);
    if (block == NULL) {
        ps->failed = OU_PARSE_NO_MEMORY;
        return NULL;
    }
    ps->stack = block;
    ps->stack_size = size;
    return block;
}

void ou_parser_overflow(OuParser *ps)
{
    if (ps->failed == OU_PARSE_FINE)
        ps->failed = OU_PARSE_NO_MEMORY;
}

/* ---- tokens ---- */

static bool is_word(const OuParser *ps, const OuToken *token, const char *word)
{
    size_t len = strlen(word);
    return token->end - token->start == len &&
           memcmp(ps->lexer->text + token->start, word, len) == 0;
}

/* A line begins with the name `match`: read it all. It is a statement of that kind if it
 * ends in a colon and is not just `match:`. */
static bool read_match_line(OuParser *ps, OuToken *first)
{
    ps->tokens.len = 0;
    ps->next_token = 0;
    OuToken token;
    uint8_t last = 0;
    do {
        ou_lexer_next(ps->lexer, &token);
        if (!ou_vec_push(ps->mem, &ps->tokens, token)) {
            ps->failed = OU_PARSE_NO_MEMORY;
            return false;
        }
        if (token.kind == TK_NEWLINE && last == TK_COLON && ps->tokens.len > 2)
            first->kind = TK_MATCH;
        last = token.kind;
    } while (token.kind != TK_NEWLINE && token.kind != TK_EOF && token.kind != TK_ERROR);
    return true;
}

bool ou_parser_next(OuParser *ps, OuToken *token)
{
    if (ps->single_line) { /* one statement is enough */
        *token = (OuToken){.kind = TK_EOF, .line = ps->lexer->line};
        return true;
    }
    if (OU_UNLIKELY(ps->next_token < ps->tokens.len)) {
        *token = ps->tokens.items[ps->next_token++];
    } else {
        ou_lexer_next(ps->lexer, token);
        if (OU_UNLIKELY(ps->line_begins) && token->kind == TK_NAME &&
            is_word(ps, token, "match") && !read_match_line(ps, token))
            return false;
    }
    if (OU_UNLIKELY(token->kind >= TK_UNKNOWN)) {
        if (ps->lexer->failure == OU_LEX_NO_MEMORY)
            ps->failed = OU_PARSE_NO_MEMORY;
        ps->rejected = true;
        ps->failed_at = *token;
        return false;
    }
    if (ps->line_begins && token->kind != TK_INDENT && token->kind != TK_DEDENT) {
        ps->line_begins = false;
        if (ps->mode == OU_PARSE_SINGLE && ps->token_count == 0)
            ps->compound = token->kind == TK_IF || token->kind == TK_WHILE ||
                           token->kind == TK_FOR || token->kind == TK_TRY ||
                           token->kind == TK_WITH || token->kind == TK_DEF ||
                           token->kind == TK_CLASS || token->kind == TK_ASYNC ||
                           token->kind == TK_AT || token->kind == TK_MATCH;
    }
    ps->token_count++;
    if (token->kind == TK_NEWLINE) {
        if (ps->fstring_level > 0)
            token->kind = TK_EOF;
        ps->line_begins = true;
        ps->single_line = ps->mode == OU_PARSE_SINGLE && !ps->compound;
    }
    return true;
}

/* ---- one run ---- */

static void drop_parser(OuParser *ps)
{
    ou_vec_drop(ps->mem, &ps->tokens);
    ou_mem_give(ps->mem, ps->stack, ps->stack_size);
}

OuAstNode *ou_parser_expression(OuParser *ps, const char *text, size_t len, uint32_t line,
                                int32_t column)
{
    OuLexer *lexer = ou_mem_take(ps->mem, sizeof *lexer);
    if (lexer == NULL) {
        ps->arena->failed = true;
        return NULL;
    }
    ou_lexer_init(lexer, ps->mem, ps->arena, text, len);
    lexer->line = lexer->first_line = line;
    lexer->first_column = column;
    lexer->warnings = ps->lexer->warnings;
    lexer->unchecked = ps->lexer->unchecked;
    OuParser sub = {
        .mem = ps->mem,
        .arena = ps->arena,
        .lexer = lexer,
        .mode = OU_PARSE_EVAL,
        .fstring_level = ps->fstring_level + 1,
        .want_error = ps->want_error,
        .in_bytes = ps->in_bytes,
        .stack_base = ps->stack_base,
        .max_int_digits = ps->max_int_digits,
    };
    ou_parser_run(&sub, TK_START_FSTRING);
    OuAstNode *root = NULL;
    if (sub.failed != OU_PARSE_FINE) {
        ps->failed = sub.failed;
    } else if (!ps->arena->failed) {
        if (sub.rejected || sub.root == NULL) {
            if (!ps->has_error && ps->want_error) {
                ou_diagnose_expression(&sub, text, len, line, column);
                ps->error = sub.error;
            }
            ps->has_error = true;
        } else {
            root = OU_AST(Expression, sub.root)->body;
        }
    }
    drop_parser(&sub);
    ou_mem_give(ps->mem, lexer, sizeof *lexer);
    return root;
}

/* The last line is blank, or there is none. */
static bool ends_blank(const OuSource *source)
{
    const char *p = source->text + source->len;
    if (p > source->text && p[-1] == '\n')
        p--;
    for (; p > source->text && p[-1] != '\n'; p--)
        if (p[-1] != ' ' && p[-1] != '\t' && p[-1] != '\f')
            return false;
    return true;
}

/* Is the text wrong only because it ends too early? */
static bool wants_more(const OuParser *ps, const OuSource *source)
{
    const OuLexer *lexer = ps->lexer;
    if (ps->has_error)
        return false;
    if (ps->failed_at.kind == TK_ERROR)
        return lexer->failure == OU_LEX_EOF || lexer->failure == OU_LEX_EOF_STRING;
    if (ps->failed_at.kind >= TK_UNKNOWN || ps->failed_at.start < source->len)
        return false;
    /* the end itself, or what it stands for */
    if (ps->mode == OU_PARSE_SINGLE)
        return ps->token_count > 1 && !ends_blank(source);
    return ps->failed_at.kind == TK_EOF || ps->failed_at.kind == TK_DEDENT;
}

/* Something follows the one statement. */
static bool has_rest(OuLexer *lexer)
{
    const char *p = lexer->cursor;
    for (;; p++) {
        if (*p == '#')
            p = ou_scan_comment(lexer, p);
        if (p == NULL || !ou_scan_passes(lexer, p))
            return false;
        if (*p != ' ' && *p != '\t' && *p != '\n' && *p != '\f')
            return *p != '\0';
    }
}

/* ---- the whole ---- */

static void set_plain_error(OuParseResult *result, OuSyntaxErrorKind kind, const char *message)
{
    result->status = OU_PARSE_ERROR;
    result->root = NULL;
    result->error = (OuSyntaxError){.kind = kind, .message = message};
}

static void report_source(OuArena *arena, OuSourceStatus status, const OuSourceProblem *problem,
                          const char *text, const char *filename, unsigned flags,
                          OuParseResult *result)
{
    bool file = flags & OU_PARSE_IS_FILE;
    unsigned char bad = (unsigned char)text[problem->bad_offset];
    const char *message = NULL;
    switch (status) {
    case OU_SOURCE_OK:
        return;
    case OU_SOURCE_NO_MEMORY:
        set_plain_error(result, OU_SYNTAX_NO_MEMORY, "");
        return;
    case OU_SOURCE_NUL:
        set_plain_error(result, file ? OU_SYNTAX_ERROR : OU_SYNTAX_VALUE,
                        file ? "source code cannot contain null bytes"
                             : "source code string cannot contain null bytes");
        return;
    case OU_SOURCE_NOT_UTF8:
        message = ou_lexer_format(arena,
                                  "Non-UTF-8 code starting with '\\x%02x' in file %s on line "
                                  "%u, but no encoding declared; see "
                                  "https://peps.python.org/pep-0263/ for details",
                                  bad, filename, problem->line);
        break;
    case OU_SOURCE_NOT_ASCII:
        message = file ? "encoding problem: ascii"
                       : ou_lexer_format(arena,
                                         "'ascii' codec can't decode byte 0x%02x in position "
                                         "%zu: ordinal not in range(128)",
                                         bad, problem->bad_offset);
        break;
    case OU_SOURCE_UNKNOWN:
        message = ou_lexer_format(arena, file ? "encoding problem: %s" : "unknown encoding: %s",
                                  problem->encoding);
        break;
    case OU_SOURCE_BOM:
        message = ou_lexer_format(arena, "encoding problem: %s with BOM", problem->encoding);
        break;
    }
    set_plain_error(result, OU_SYNTAX_ERROR, message);
    result->error.before_text = !file;
}

static void finish(OuParser *ps, OuParseResult *result, unsigned flags)
{
    bool more_allowed = flags & OU_PARSE_ALLOW_MORE;
    if (ps->failed == OU_PARSE_NO_MEMORY || ps->arena->failed) {
        set_plain_error(result, OU_SYNTAX_NO_MEMORY, "");
    } else if (ps->failed == OU_PARSE_TOO_DEEP) {
        set_plain_error(result, OU_SYNTAX_RECURSION,
                        "maximum recursion depth exceeded during compilation");
    } else if (ps->rejected || ps->root == NULL) {
        if (more_allowed && wants_more(ps, &result->source)) {
            result->status = OU_PARSE_MORE;
            return;
        }
        result->status = OU_PARSE_ERROR;
        ou_diagnose(ps, &result->source, &result->error);
        if (ps->arena->failed)
            set_plain_error(result, OU_SYNTAX_NO_MEMORY, "");
    } else if (more_allowed && ps->compound && !ends_blank(&result->source)) {
        result->status = OU_PARSE_MORE;
    } else if (ps->single_line && has_rest(ps->lexer)) {
        result->status = OU_PARSE_ERROR;
        ou_diagnose_rest(ps, &result->source, &result->error);
    } else {
        result->status = OU_PARSE_OK;
        result->root = ps->root;
    }
}

void ou_parse(OuMem *mem, OuArena *arena, const char *text, size_t len, const char *filename,
              OuParseMode mode, unsigned flags, uint32_t max_int_digits, OuParseResult *result)
{
    *result = (OuParseResult){.status = OU_PARSE_ERROR};
    OuSourceProblem problem;
    OuSourceStatus status =
        ou_source_load(&result->source, arena, text, len, flags & OU_PARSE_IS_TEXT,
                       flags & OU_PARSE_IS_FILE, mode == OU_PARSE_FILE, &problem);
    if (status != OU_SOURCE_OK) {
        if (problem.bad_offset >= len)
            problem.bad_offset = 0;
        report_source(arena, status, &problem, text, filename, flags, result);
        return;
    }
    OuLexer *lexer = ou_mem_take(mem, sizeof *lexer);
    if (lexer == NULL) {
        set_plain_error(result, OU_SYNTAX_NO_MEMORY, "");
        return;
    }
    OuWarningList warnings = {NULL, 0};
    ou_lexer_init(lexer, mem, arena, result->source.text, result->source.len);
    lexer->single = mode == OU_PARSE_SINGLE;
    lexer->imply_dedent = !(flags & OU_PARSE_NO_DEDENT);
    lexer->warnings = &warnings;
    lexer->unchecked = result->source.unchecked;
    OuParser ps = {.mem = mem, .arena = arena, .lexer = lexer, .mode = mode, .line_begins = true,
                   .max_int_digits = max_int_digits,
                   .end_line = 1, .in_bytes = result->source.in_bytes,
                   .incomplete = flags & OU_PARSE_INCOMPLETE,
                   .at_prompt = mode == OU_PARSE_SINGLE && (flags & OU_PARSE_ALLOW_MORE)};
    ou_parser_run(&ps, mode == OU_PARSE_FILE     ? TK_START_FILE
                       : mode == OU_PARSE_SINGLE ? TK_START_SINGLE
                                                 : TK_START_EVAL);
    finish(&ps, result, flags);
    result->warnings = warnings.items;
    result->warning_count = warnings.len;
    drop_parser(&ps);
    ou_mem_give(mem, lexer, sizeof *lexer);
}
