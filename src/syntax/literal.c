/* literal.c - string tokens to constants: prefixes, escapes, adjacent strings. */
#include "syntax/build.h"
#include "base/numtext.h"
#include "base/unicode.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool ou_literal_fail(OuParser *ps, const char *format, ...)
{
    if (ps->has_error)
        return false;
    char text[256];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    len = len < 0 ? 0 : len >= (int)sizeof text ? (int)sizeof text - 1 : len;
    const char *message = ou_arena_text(ps->arena, text, (size_t)len);
    ps->has_error = true;
    ps->error = (OuSyntaxError){.kind = OU_SYNTAX_ERROR, .message = message ? message : ""};
    return false;
}

void ou_literal_warn_escape(OuParser *ps, const OuToken *token, const char *p)
{
    if (*p >= '0' && *p <= '7')
        ou_lexer_warn(ps->lexer, true, token, "invalid octal escape sequence '\\%.3s'", p);
    else
        ou_lexer_warn(ps->lexer, true, token, "invalid escape sequence '\\%c'", *p);
}

/* ---- escapes ---- */

/* One literal being decoded. CPython decodes a copy in which a character beyond ASCII takes
 * 10 bytes (\U0001f40d) and a backslash before it 6; its messages count in that copy. */
typedef struct Decoder {
    OuParser *ps;
    const OuToken *token;
    const char *start, *end;
    OuBuf *out;
    bool warned;
} Decoder;

static size_t copy_offset(const Decoder *d, const char *at)
{
    size_t offset = 0;
    const char *piece = d->start + OU_ASK_BYTES;
    for (const char *p = d->start; p < at && ou_arena_passes(d->ps->arena, p, &piece);) {
        if ((unsigned char)*p >= 0x80) {
            ou_utf8_next(&p);
            offset += 10;
        } else if (*p == '\\' && p + 1 < at) {
            p++;
            offset += (unsigned char)*p >= 0x80 ? 6 : 1;
            if ((unsigned char)*p < 0x80) {
                p++;
                offset++;
            }
        } else {
            p++;
            offset++;
        }
    }
    return offset;
}

static bool fail_escape(Decoder *d, const char *start, const char *end, const char *reason)
{
    size_t first = copy_offset(d, start);
    size_t count = (size_t)(end - start);
    const char *piece = start + OU_ASK_BYTES;
    /* what follows the backslash, in the copy */
    for (const char *p = start; p < end && ou_arena_passes(d->ps->arena, p, &piece); p++)
        if ((unsigned char)*p >= 0xC0)
            count += 10 - ou_utf8_width(ou_utf8_next(&(const char *){p}));
    if (count == 1)
        return ou_literal_fail(d->ps,
                               "(unicode error) 'unicodeescape' codec can't decode byte 0x5c "
                               "in position %zu: %s",
                               first, reason);
    return ou_literal_fail(d->ps,
                           "(unicode error) 'unicodeescape' codec can't decode bytes in "
                           "position %zu-%zu: %s",
                           first, first + count - 1, reason);
}

/* \xXX, \uXXXX, \UXXXXXXXX: `p` is behind the letter. */
static const char *decode_hex(Decoder *d, const char *start, const char *p, int digits)
{
    uint32_t code = 0;
    for (int i = 0; i < digits; i++, p++) {
        int value = p < d->end ? ou_hex_digit(*p) : -1;
        if (value < 0) {
            fail_escape(d, start, p,
                        digits == 2   ? "truncated \\xXX escape"
                        : digits == 4 ? "truncated \\uXXXX escape"
                                      : "truncated \\UXXXXXXXX escape");
            return NULL;
        }
        code = code << 4 | (uint32_t)value;
    }
    if (code > 0x10FFFF) {
        fail_escape(d, start, p, "illegal Unicode character");
        return NULL;
    }
    ou_buf_put_code(d->out, code);
    return p;
}

/* \N{NAME}: `p` is behind the N. */
static const char *decode_name(Decoder *d, const char *start, const char *p)
{
    if (p < d->end && *p == '{') {
        const char *name = ++p;
        p = ou_arena_find(d->ps->arena, name, (size_t)(d->end - name), '}');
        p = p != NULL ? p : d->end;
        if (p < d->end && p > name) {
            uint32_t code;
            int found = ou_uni_lookup_name(d->out->mem, name, (size_t)(p - name), &code);
            if (found < 0) {
                d->out->failed = true;
                return p + 1;
            }
            if (found > 0) {
                ou_buf_put_code(d->out, code);
                return p + 1;
            }
            fail_escape(d, start, p + 1, "unknown Unicode character name");
            return NULL;
        }
    }
    fail_escape(d, start, p, "malformed \\N character escape");
    return NULL;
}

static char simple_escape(char c)
{
    switch (c) {
    case '\\': case '\'': case '"': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'v': return '\v';
    case 'a': return '\a';
    default: return 0;
    }
}

static const char *decode_octal(const char *p, const char *end, uint32_t *code)
{
    uint32_t value = 0;
    for (int i = 0; i < 3 && p < end && *p >= '0' && *p <= '7'; i++, p++)
        value = value * 8 + (uint32_t)(*p - '0');
    *code = value;
    return p;
}

/* The escape at `start` (a backslash) of a str; returns what follows it. */
static const char *decode_escape(Decoder *d, const char *start)
{
    const char *p = start + 1;
    if (p >= d->end) { /* before the brace of an expression */
        ou_buf_putc(d->out, '\\');
        return p;
    }
    char c = *p++;
    char simple = simple_escape(c);
    if (simple != 0) {
        ou_buf_putc(d->out, simple);
        return p;
    }
    if (c == '\n')
        return p;
    if (c >= '0' && c <= '7') {
        uint32_t code;
        const char *digits = p - 1;
        p = decode_octal(digits, d->end, &code);
        ou_buf_put_code(d->out, code);
        if (code > 0xFF && !d->warned) {
            d->warned = true;
            ou_literal_warn_escape(d->ps, d->token, digits);
        }
        return p;
    }
    if (c == 'x' || c == 'u' || c == 'U')
        return decode_hex(d, start, p, c == 'x' ? 2 : c == 'u' ? 4 : 8);
    if (c == 'N')
        return decode_name(d, start, p);
    if (!d->warned && (unsigned char)c < 0x80) {
        d->warned = true;
        ou_literal_warn_escape(d->ps, d->token, p - 1);
    }
    ou_buf_putc(d->out, '\\');
    return p - 1; /* the character itself is text again */
}

bool ou_literal_decode(OuParser *ps, const OuToken *token, const char *text, const char *end,
                       bool raw, OuBuf *out)
{
    Decoder d = {.ps = ps, .token = token, .start = text, .end = end, .out = out};
    const char *piece = text + OU_ASK_BYTES;
    for (const char *p = text; p < end;) {
        if (!ou_arena_passes(ps->arena, p, &piece))
            return false;
        const char *stop = (size_t)(end - p) < OU_ASK_BYTES ? end : p + OU_ASK_BYTES;
        const char *escape = raw ? NULL : memchr(p, '\\', (size_t)(stop - p));
        stop = escape != NULL ? escape : stop;
        ou_buf_put(out, p, (size_t)(stop - p));
        if (escape == NULL) {
            p = stop;
            continue;
        }
        p = decode_escape(&d, escape);
        if (p == NULL)
            return false;
        if (p == escape + 1 && p < end && *p != '\\') { /* an invalid one: its character */
            const char *next = p;
            ou_utf8_next(&next);
            ou_buf_put(out, p, (size_t)(next - p));
            p = next;
        }
    }
    return true;
}

static bool decode_bytes(OuParser *ps, const OuToken *token, const char *text, const char *end,
                         bool raw, OuBuf *out)
{
    bool warned = false;
    const char *piece = text + OU_ASK_BYTES;
    for (const char *p = text; p < end; p++) {
        if (!ou_arena_passes(ps->arena, p, &piece))
            return false;
        if ((unsigned char)*p >= 0x80)
            return ou_literal_fail(ps, "bytes can only contain ASCII literal characters");
    }
    piece = text + OU_ASK_BYTES;
    for (const char *p = text; p < end;) {
        if (!ou_arena_passes(ps->arena, p, &piece))
            return false;
        char c = *p++;
        if (c != '\\' || raw || p >= end) {
            ou_buf_putc(out, c);
            continue;
        }
        c = *p++;
        char simple = simple_escape(c);
        if (simple != 0) {
            ou_buf_putc(out, simple);
        } else if (c >= '0' && c <= '7') {
            uint32_t code;
            const char *digits = p - 1;
            p = decode_octal(digits, end, &code);
            ou_buf_putc(out, (char)code);
            if (code > 0xFF && !warned) {
                warned = true;
                ou_literal_warn_escape(ps, token, digits);
            }
        } else if (c == 'x') {
            int high = p < end ? ou_hex_digit(p[0]) : -1;
            int low = high >= 0 && p + 1 < end ? ou_hex_digit(p[1]) : -1;
            if (low < 0)
                return ou_literal_fail(ps,
                                       "(value error) invalid \\x escape at position %zd",
                                       p - 2 + (high >= 0 && p + 1 < end) - text);
            ou_buf_putc(out, (char)(high << 4 | low));
            p += 2;
        } else if (c != '\n') {
            if (!warned) {
                warned = true;
                ou_literal_warn_escape(ps, token, p - 1);
            }
            ou_buf_putc(out, '\\');
            ou_buf_putc(out, c);
        }
    }
    return true;
}

/* ---- adjacent strings ---- */

/* The inside of a token: without prefix and quotes. */
static void token_inside(const OuParser *ps, const OuToken *token, const char **text,
                         const char **end)
{
    size_t quote = token->info & OU_STRING_TRIPLE ? 3 : 1;
    *text = ps->lexer->text + token->start + (token->info >> OU_STRING_PREFIX_SHIFT) + quote;
    *end = ps->lexer->text + token->end - quote;
}

OuAstNode *ou_literal_node(OuParser *ps, const OuStringJoin *join, OuAstKind kind)
{
    OuAstNode *node = ou_build_node(ps, kind, join->where.line, join->where.column);
    node->end_line = join->where.end_line;
    node->end_column = join->where.end_column;
    return node;
}

static OuAstNode *string_constant(OuParser *ps, const OuStringJoin *join, OuAstValueType type,
                                  const char *text, size_t len)
{
    OuAstConstant *node = (OuAstConstant *)ou_literal_node(ps, join, OU_AST_Constant);
    node->value.type = type;
    node->value.unicode_prefix = join->unicode_prefix;
    node->value.text = (OuAstText){text, len};
    return &node->node;
}

/* What was gathered, as a constant; the buffer is empty afterwards. */
static OuAstNode *gathered_constant(OuParser *ps, OuStringJoin *join, OuAstValueType type)
{
    const char *text = join->text.failed || ps->arena->failed
                           ? NULL
                           : ou_arena_text(ps->arena, join->text.data, join->text.len);
    if (text == NULL) {
        ps->arena->failed = true;
        return NULL;
    }
    OuAstNode *node = string_constant(ps, join, type, text, join->text.len);
    join->text.len = 0;
    return node;
}

bool ou_literal_flush(OuParser *ps, OuStringJoin *join)
{
    if (join->text.len == 0 && !join->text.failed)
        return true;
    OuAstNode *node = gathered_constant(ps, join, OU_AST_STR);
    if (node == NULL)
        return false;
    ou_build_append(ps, &join->values, node);
    return true;
}

OuAstNode *ou_literal_finish(OuParser *ps, OuStringJoin *join)
{
    if (!ou_literal_flush(ps, join))
        return NULL;
    OuAstJoinedStr *node = (OuAstJoinedStr *)ou_literal_node(ps, join, OU_AST_JoinedStr);
    OU_ADOPT_SEQ(node, values, join->values);
    return &node->node;
}

static bool join_token(OuParser *ps, OuStringJoin *join, const OuToken *token)
{
    const char *text, *end;
    token_inside(ps, token, &text, &end);
    if (token->info & OU_STRING_BYTES)
        return decode_bytes(ps, token, text, end, token->info & OU_STRING_RAW, &join->text);
    if (!(token->info & OU_STRING_FORMAT))
        return ou_literal_decode(ps, token, text, end, token->info & OU_STRING_RAW, &join->text);
    join->format = true;
    return ou_fstring_parse(ps, join, token, text, end);
}

OuAstNode *ou_literal_strings(OuParser *ps, const OuToken *tokens, uint32_t count)
{
    const OuToken *first = &tokens[0], *last = &tokens[count - 1];
    OuStringJoin join = {
        .unicode_prefix = first->info & OU_STRING_UNICODE,
        .where = {.line = first->line, .column = (uint32_t)first->column,
                  .end_line = last->end_line, .end_column = (uint32_t)last->end_column},
    };
    bool bytes = first->info & OU_STRING_BYTES;
    for (uint32_t i = 0; ps->lexer->unchecked && i < count; i++) {
        const char *text, *end;
        token_inside(ps, &tokens[i], &text, &end);
        const char *problem =
            tokens[i].info & OU_STRING_BYTES
                ? NULL
                : ou_lexer_decode_problem(ps->arena, text, (size_t)(end - text));
        if (problem != NULL) {
            ou_literal_fail(ps, "%s", problem);
            return NULL;
        }
    }
    if (count == 1 && !(first->info & (OU_STRING_FORMAT | OU_STRING_BYTES))) {
        const char *text, *end; /* most strings are slices of the source */
        token_inside(ps, first, &text, &end);
        if ((first->info & OU_STRING_RAW) || ou_arena_find(ps->arena, text, (size_t)(end - text), '\\') == NULL)
            return string_constant(ps, &join, OU_AST_STR, text, (size_t)(end - text));
    }
    OuAstNode *node = NULL;
    ou_buf_init(&join.text, ps->mem);
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && bytes != ((tokens[i].info & OU_STRING_BYTES) != 0)) {
            if (!(tokens[i].info & OU_STRING_FORMAT) && !join_token(ps, &join, &tokens[i]))
                goto done; /* its own errors and warnings come first */
            ou_literal_fail(ps, "cannot mix bytes and nonbytes literals");
            goto done;
        }
        if (!join_token(ps, &join, &tokens[i]))
            goto done;
    }
    if (join.format)
        node = ou_literal_finish(ps, &join);
    else
        node = gathered_constant(ps, &join, bytes ? OU_AST_BYTES : OU_AST_STR);
done:
    if (join.text.failed)
        ps->arena->failed = true;
    ou_buf_drop(&join.text);
    return node;
}
