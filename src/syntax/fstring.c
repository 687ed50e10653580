/* fstring.c - the inside of f-strings: text, {expressions}, format specifications.
 *
 * An f-string is one token; this splits it with a scanner of its own, as Python did up to
 * 3.11: an expression can hold neither backslash nor comment nor its string's quote.
 * Expressions are cut out, put in parentheses and parsed on their own. */
#include "syntax/build.h"

#include <string.h>

#define MAX_BRACKETS 200

/* How far the lines of the token were counted: the places of expressions only move on. */
typedef struct Lines {
    const char *at, *start; /* `start`: the last line end before `at`, or the token's start */
    uint32_t count;
} Lines;

/* The scanner: `p` moves over [p, end) of the token's text. */
typedef struct Scanner {
    OuParser *ps;
    OuStringJoin *join;
    const OuToken *token;
    const char *p, *end;
    bool raw;
    int level; /* 0, or in how many format specifications */
    Lines *lines;
} Scanner;

static const char *parse_inside(Scanner *s);

static bool fail_end(Scanner *s)
{
    return ou_literal_fail(s->ps, "f-string: expecting '}'");
}

/* ---- text ---- */

/* Text up to the next brace that means something. `*again`: it ended in a doubled brace. */
static bool scan_text(Scanner *s, bool *again)
{
    const char *start = s->p, *p = start;
    *again = false;
    const char *piece = p + OU_ASK_BYTES;
    while (p < s->end) {
        if (!ou_arena_passes(s->ps->arena, p, &piece))
            return false;
        char c = *p++;
        if (c == '\\' && !s->raw && p < s->end) {
            c = *p++;
            if (c == 'N') { /* the braces of \N{NAME} are no expression */
                if (p < s->end && *p++ == '{') {
                    const char *close = ou_arena_find(s->ps->arena, p, (size_t)(s->end - p), '}');
                    p = close != NULL ? close + 1 : s->end;
                }
                continue;
            }
            if (c == '{')
                ou_literal_warn_escape(s->ps, s->token, p - 1);
        }
        if (c != '{' && c != '}')
            continue;
        if (s->level == 0) {
            if (p < s->end && *p == c) {
                s->p = p + 1;
                *again = true;
                return ou_literal_decode(s->ps, s->token, start, p, s->raw, &s->join->text);
            }
            if (c == '}')
                return ou_literal_fail(s->ps, "f-string: single '}' is not allowed");
        }
        p--;
        break;
    }
    s->p = p;
    return ou_literal_decode(s->ps, s->token, start, p, s->raw, &s->join->text);
}

/* ---- expressions ---- */

static bool closes(char open, char close)
{
    return (open == '(' && close == ')') || (open == '[' && close == ']') ||
           (open == '{' && close == '}');
}

/* At a quote: step to the last quote of the string. False: it does not end. */
static bool skip_string(Scanner *s, bool *backslash)
{
    char quote = *s->p;
    bool triple = s->p + 2 < s->end && s->p[1] == quote && s->p[2] == quote;
    s->p += triple ? 3 : 1;
    const char *piece = s->p + OU_ASK_BYTES;
    for (; s->p < s->end && ou_arena_passes(s->ps->arena, s->p, &piece); s->p++) {
        if (*s->p == '\\') {
            *backslash = true;
            return true;
        }
        if (*s->p != quote)
            continue;
        if (!triple)
            return true;
        if (s->p + 2 < s->end && s->p[1] == quote && s->p[2] == quote) {
            s->p += 2;
            return true;
        }
    }
    return false;
}

/* Is the character at `p` the first half of != == <= >= ? */
static bool is_comparison(const Scanner *s)
{
    char c = *s->p;
    return s->p + 1 < s->end && s->p[1] == '=' && (c == '!' || c == '=' || c == '<' || c == '>');
}

static bool fail_backslash(Scanner *s)
{
    return ou_literal_fail(s->ps, "f-string expression part cannot include a backslash");
}

/* Find the end of the expression that begins at `p`. */
static bool scan_expression(Scanner *s)
{
    char brackets[MAX_BRACKETS];
    int depth = 0;
    const char *piece = s->p + OU_ASK_BYTES;
    for (; s->p < s->end && ou_arena_passes(s->ps->arena, s->p, &piece); s->p++) {
        char c = *s->p;
        if (c == '\\')
            return fail_backslash(s);
        if (c == '\'' || c == '"') {
            bool backslash = false;
            if (!skip_string(s, &backslash))
                return ou_literal_fail(s->ps, "f-string: unterminated string");
            if (backslash)
                return fail_backslash(s);
        } else if (c == '(' || c == '[' || c == '{') {
            if (depth >= MAX_BRACKETS)
                return ou_literal_fail(s->ps, "f-string: too many nested parenthesis");
            brackets[depth++] = c;
        } else if (c == '#') {
            return ou_literal_fail(s->ps, "f-string expression part cannot include '#'");
        } else if (depth == 0 && c != '\0' && strchr("!:}=<>", c) != NULL) {
            if (is_comparison(s))
                s->p++;
            else if (c != '<' && c != '>')
                break;
        } else if (c == ')' || c == ']' || c == '}') {
            if (depth == 0)
                return ou_literal_fail(s->ps, "f-string: unmatched '%c'", c);
            depth--;
            if (!closes(brackets[depth], c))
                return ou_literal_fail(s->ps,
                                       "f-string: closing parenthesis '%c' does not match "
                                       "opening parenthesis '%c'",
                                       c, brackets[depth]);
        }
    }
    if (depth > 0)
        return ou_literal_fail(s->ps, "f-string: unmatched '%c'", brackets[depth - 1]);
    return s->p < s->end || fail_end(s);
}

/* Where the expression behind the brace at `brace` counts as being: tokens on its first line
 * move right by the column. This follows CPython to the letter. */
static void locate(const Scanner *s, const char *brace, uint32_t *line, int32_t *column)
{
    Lines *lines = s->lines;
    int32_t columns = 0;
    const char *piece = lines->at + OU_ASK_BYTES;
    for (; lines->at < brace && ou_arena_passes(s->ps->arena, lines->at, &piece); lines->at++)
        if (*lines->at == '\n') {
            lines->start = lines->at;
            lines->count++;
        }
    const char *p = brace + 1;
    while (*p == ' ' || *p == '\t' || *p == '\f')
        p++;
    if (*p != '\n' && *p != '}')
        columns = (int32_t)(brace - lines->start) - (*lines->start == '\n');
    *line = s->token->line + lines->count;
    *column = lines->count > 0 ? columns : s->token->column + columns;
}

/* Parse [start, end); the node, or NULL. */
static OuAstNode *parse_expression(Scanner *s, const char *start, const char *end)
{
    const char *p = start, *piece = p + OU_ASK_BYTES;
    while (p < end && ou_arena_passes(s->ps->arena, p, &piece) && (*p == ' ' || *p == '\t' || *p == '\n' || *p == '\f'))
        p++;
    if (p == end) {
        if (*end == '}')
            ou_literal_fail(s->ps, "f-string: empty expression not allowed");
        else
            ou_literal_fail(s->ps, "f-string: expression required before '%c'", *end);
        return NULL;
    }
    size_t len = (size_t)(end - start);
    char *text = ou_arena_room(s->ps->arena, len + 4);
    if (text == NULL || !ou_arena_copy(s->ps->arena, text + 1, start, len))
        return NULL;
    text[0] = '(';
    text[len + 1] = ')';
    text[len + 2] = '\n';
    text[len + 3] = '\0';
    uint32_t line;
    int32_t column;
    locate(s, start - 1, &line, &column);
    return ou_parser_expression(s->ps, text, len + 3, line, column);
}

/* `:` was seen: the specification, up to its closing brace. It ends with nodes that cover
 * this token only, not all adjacent ones. */
static OuAstNode *parse_spec(Scanner *s)
{
    OuStringJoin join = {
        .unicode_prefix = s->join->unicode_prefix,
        .where = s->join->where,
    };
    ou_buf_init(&join.text, s->ps->mem);
    OuAstNode *node = NULL;
    Scanner inner = *s;
    inner.join = &join;
    inner.level++;
    const char *stop = parse_inside(&inner);
    if (stop != NULL) {
        s->p = stop;
        join.unicode_prefix = false;
        join.where.line = s->token->line;
        join.where.column = (uint32_t)s->token->column;
        join.where.end_line = s->token->end_line;
        join.where.end_column = (uint32_t)s->token->end_column;
        node = ou_literal_finish(s->ps, &join);
    }
    if (join.text.failed)
        s->ps->arena->failed = true;
    ou_buf_drop(&join.text);
    return node;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* At the opening brace of an expression. */
static bool parse_replacement(Scanner *s)
{
    OuParser *ps = s->ps;
    if (s->level >= 2)
        return ou_literal_fail(ps, "f-string: expressions nested too deeply");
    const char *start = ++s->p;
    if (!scan_expression(s))
        return false;
    OuAstNode *value = parse_expression(s, start, s->p);
    if (value == NULL)
        return false;
    int conversion = -1;
    OuAstNode *spec = NULL;
    bool shown = *s->p == '=';
    if (shown) { /* the text of the expression comes first */
        s->p++;
        while (s->p < s->end && is_space(*s->p))
            s->p++;
        if (s->p >= s->end)
            return fail_end(s);
        ou_buf_put(&s->join->text, start, (size_t)(s->p - start));
    }
    if (*s->p == '!') {
        if (++s->p >= s->end)
            return fail_end(s);
        const char *letter = s->p;
        conversion = (unsigned char)*s->p++;
        if (conversion != 's' && conversion != 'r' && conversion != 'a') {
            s->p = letter;
            return ou_literal_fail(ps, "f-string: invalid conversion character: expected "
                                       "'s', 'r', or 'a'");
        }
        if (s->p >= s->end)
            return fail_end(s);
    }
    if (*s->p == ':') {
        if (++s->p >= s->end)
            return fail_end(s);
        spec = parse_spec(s);
        if (spec == NULL)
            return false;
    }
    if (s->p >= s->end || *s->p != '}')
        return fail_end(s);
    s->p++;
    if (shown && spec == NULL && conversion == -1)
        conversion = 'r';
    if (!ou_literal_flush(ps, s->join))
        return false;
    OuAstFormattedValue *node =
        (OuAstFormattedValue *)ou_literal_node(ps, s->join, OU_AST_FormattedValue);
    OU_ADOPT(node, value, value);
    node->conversion = conversion;
    OU_ADOPT(node, format_spec, spec);
    ou_build_append(ps, &s->join->values, &node->node);
    return true;
}

/* To the end or the closing brace of the specification; where it stopped, or NULL. */
static const char *parse_inside(Scanner *s)
{
    for (;;) {
        bool again;
        if (!scan_text(s, &again))
            return NULL;
        if (again)
            continue;
        if (s->p >= s->end || *s->p == '}')
            break;
        if (!parse_replacement(s))
            return NULL;
    }
    if (s->level == 0 && s->p < s->end) {
        ou_literal_fail(s->ps, "f-string: unexpected end of string");
        return NULL;
    }
    if (s->level > 0 && (s->p >= s->end || *s->p != '}')) {
        fail_end(s);
        return NULL;
    }
    return s->p;
}

bool ou_fstring_parse(OuParser *ps, OuStringJoin *join, const OuToken *token, const char *text, const char *end)
{
    const char *start = ps->lexer->text + token->start;
    Lines lines = {start, start, 0};
    Scanner s = {.ps = ps, .join = join, .token = token, .p = text, .end = end,
                 .raw = token->info & OU_STRING_RAW, .lines = &lines};
    return parse_inside(&s) != NULL;
}
