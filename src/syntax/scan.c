/* scan.c - the parts of the lexer that are no regular expressions: ends of strings, odd
 * numbers, identifiers beyond ASCII, stray characters. */
#include "syntax/lexer.h"
#include "base/utf8.h"

#include "python.h"

#include <string.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_name_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_' ||
           (unsigned char)c >= 0x80;
}

static bool is_hex(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* ---- numbers ---- */

/* A number ends at `end`: only a keyword that can follow an operand may touch it, and that
 * is deprecated. */
static bool check_end(OuLexer *lexer, const char *end, const char *kind)
{
    static const char *const keywords[] = {"and", "else", "for", "if", "in", "is", "or", "not"};
    for (size_t i = 0; i < OU_COUNT_OF(keywords); i++)
        if (strncmp(end, keywords[i], strlen(keywords[i])) == 0 &&
            (*end == 'i' || !is_name_byte(end[strlen(keywords[i])]))) {
            lexer->cursor = end;
            int32_t column = (int32_t)(end - lexer->line_start) - 1;
            OuToken at = {.line = lexer->line, .end_line = lexer->line, .column = column,
                          .end_column = column};
            ou_lexer_warn(lexer, false, &at, "invalid %s literal", kind);
            return true;
        }
    lexer->cursor = end;
    return !is_name_byte(*end) || ou_lexer_fail(lexer, "invalid %s literal", kind);
}

/* 0x…, 0o…, 0b…: `p` is behind the letter. */
static bool scan_based(OuLexer *lexer, const char *p, int base)
{
    const char *kind = base == 16 ? "hexadecimal" : base == 8 ? "octal" : "binary";
    do {
        if (*p == '_')
            p++;
        if (base == 16 ? !is_hex(*p) : !(*p >= '0' && *p < '0' + base)) {
            if (base != 16 && is_digit(*p)) {
                lexer->cursor = p + 1;
                return ou_lexer_fail(lexer, "invalid digit '%c' in %s literal", *p, kind);
            }
            lexer->cursor = p;
            return ou_lexer_fail(lexer, "invalid %s literal", kind);
        }
        for (; base == 16 ? is_hex(*p) : *p >= '0' && *p < '0' + base; p++)
            if (!ou_scan_passes(lexer, p))
                return false;
    } while (*p == '_');
    if (base != 16 && is_digit(*p)) {
        lexer->cursor = p + 1;
        return ou_lexer_fail(lexer, "invalid digit '%c' in %s literal", *p, kind);
    }
    return check_end(lexer, p, kind);
}

/* Digits with single underscores between them; NULL on failure: an underscore is misplaced, or it takes too long. */
static const char *scan_digits(OuLexer *lexer, const char *p)
{
    for (;;) {
        for (; is_digit(*p); p++)
            if (!ou_scan_passes(lexer, p))
                return NULL;
        if (*p != '_')
            return p;
        p++;
        if (!is_digit(*p)) {
            lexer->cursor = p;
            ou_lexer_fail(lexer, "invalid decimal literal");
            return NULL;
        }
    }
}

/* An exponent may begin at `p`; then a j may follow. */
static bool scan_exponent(OuLexer *lexer, const char *p)
{
    if (*p == 'e' || *p == 'E') {
        const char *q = p + 1;
        if (*q == '+' || *q == '-') {
            q++;
            if (!is_digit(*q)) {
                lexer->cursor = q;
                return ou_lexer_fail(lexer, "invalid decimal literal");
            }
        } else if (!is_digit(*q)) {
            return check_end(lexer, p, "decimal");
        }
        p = scan_digits(lexer, q);
        if (p == NULL)
            return false;
    }
    if (*p == 'j' || *p == 'J')
        return check_end(lexer, p + 1, "imaginary");
    return check_end(lexer, p, "decimal");
}

bool ou_scan_number(OuLexer *lexer, const char *start)
{
    const char *p = start;
    if (*p == '0') {
        char c = (char)(p[1] | 0x20);
        if (c == 'x' || c == 'o' || c == 'b')
            return scan_based(lexer, p + 2, c == 'x' ? 16 : c == 'o' ? 8 : 2);
        for (;;) {
            if (!ou_scan_passes(lexer, p))
                return false;
            if (*p == '_') {
                p++;
                if (!is_digit(*p)) {
                    lexer->cursor = p;
                    return ou_lexer_fail(lexer, "invalid decimal literal");
                }
            }
            if (*p != '0')
                break;
            p++;
        }
        const char *zeros_end = p;
        bool nonzero = is_digit(*p);
        if (nonzero && (p = scan_digits(lexer, p)) == NULL)
            return false;
        if (nonzero && *p != '.' && (*p | 0x20) != 'e' && (*p | 0x20) != 'j') {
            lexer->cursor = p;
            return ou_lexer_fail_at(lexer, (int32_t)(start + 1 - lexer->line_start),
                                    (int32_t)(zeros_end + 1 - lexer->line_start),
                                    "leading zeros in decimal integer literals are not "
                                    "permitted; use an 0o prefix for octal integers");
        }
    } else if (*p != '.') {
        p = scan_digits(lexer, p);
        if (p == NULL)
            return false;
    }
    if (*p == '.') {
        p++;
        if (is_digit(*p) && (p = scan_digits(lexer, p)) == NULL)
            return false;
    }
    return scan_exponent(lexer, p);
}

/* ---- long texts ---- */

const char *ou_scan_comment(OuLexer *lexer, const char *p)
{
    if (OU_LIKELY(!lexer->is_long))
        return strchrnul(p, '\n');
    const char *end = ou_arena_find(lexer->arena, p, (size_t)(lexer->end - p), '\n');
    if (lexer->arena->failed) {
        ou_lexer_fail_as(lexer, OU_LEX_NO_MEMORY);
        return NULL;
    }
    return end != NULL ? end : lexer->end;
}

/* Where the bytes end that a name or number at `p` can have; NULL on failure. */
static const char *run_end(OuLexer *lexer, const char *p, bool number)
{
    for (; is_name_byte(*p) || (number && (*p == '.' || ((*p == '+' || *p == '-') && (p[-1] | 0x20) == 'e'))); p++)
        if (!ou_scan_passes(lexer, p))
            return NULL;
    return p;
}

#define TOKEN_BYTES 32 /* go by in the time that a token takes */

int ou_scan_long(OuLexer *lexer, const char **start)
{
    const char *p = lexer->cursor;
    lexer->piece -= TOKEN_BYTES;
    if (!ou_scan_passes(lexer, p))
        return -1;
    for (; *p == ' ' || *p == '\t' || *p == '\f'; p++)
        if (!ou_scan_passes(lexer, p))
            return -1;
    lexer->cursor = *start = p;
    bool number = is_digit(*p) || (*p == '.' && is_digit(p[1]));
    const char *end = number && p < lexer->run_end ? lexer->run_end : run_end(lexer, p, number);
    if (end == NULL)
        return -1;
    if (number)
        lexer->run_end = end;
    if ((size_t)(end - p) < OU_ASK_BYTES)
        return 0;
    if (!number) {
        lexer->cursor = end;
        return ou_scan_identifier(lexer, p) ? TK_NAME : -1;
    }
    lexer->piece = p + OU_ASK_BYTES;
    if (!ou_scan_number(lexer, p))
        return -1;
    size_t len = (size_t)(lexer->cursor - p);
    if ((p[len - 1] | 0x20) == 'j')
        return TK_COMPLEX;
    char base = (char)(*p == '0' ? p[1] | 0x20 : 0);
    bool based = base == 'x' || base == 'o' || base == 'b';
    bool real = !based && (ou_arena_find(lexer->arena, p, len, '.') != NULL ||
                           ou_arena_find(lexer->arena, p, len, 'e') != NULL ||
                           ou_arena_find(lexer->arena, p, len, 'E') != NULL);
    return real ? TK_FLOAT : TK_INT;
}

/* ---- strings ---- */

/* Report from the opening quote. */
static bool fail_string(OuLexer *lexer, const char *start, const char *line_start,
                        uint32_t line, bool triple, bool at_end)
{
    uint32_t last = lexer->line;
    if (at_end && lexer->end[-1] == '\n') /* there is no line behind the last one's end */
        last--;
    lexer->cursor = start + 1;
    lexer->line_start = line_start;
    lexer->line = line;
    if (triple)
        ou_lexer_fail(lexer, "unterminated triple-quoted string literal (detected at line %u)",
                      last);
    else
        ou_lexer_fail(lexer, "unterminated string literal (detected at line %u)", last);
    if (at_end && triple)
        lexer->failure = OU_LEX_EOF_STRING;
    lexer->cut_string = at_end;
    return false;
}

bool ou_scan_string(OuLexer *lexer, const char *start, OuToken *token)
{
    const char *p = lexer->cursor;
    char quote = p[-1];
    unsigned info = (unsigned)(p - 1 - start) << OU_STRING_PREFIX_SHIFT;
    for (const char *q = start; q < p - 1; q++) {
        char c = (char)(*q | 0x20);
        info |= c == 'r' ? OU_STRING_RAW : c == 'b' ? OU_STRING_BYTES
                : c == 'f' ? OU_STRING_FORMAT : *q == 'u' ? OU_STRING_UNICODE : 0u;
    }
    const char *line_start = lexer->line_start;
    uint32_t line = lexer->line;
    bool triple = p[0] == quote && p[1] == quote;
    if (triple) {
        p += 2;
        info |= OU_STRING_TRIPLE;
    }
    const char *piece = p + OU_ASK_BYTES;
    for (;; p++) {
        char c = *p;
        if (!ou_arena_passes(lexer->arena, p, &piece))
            return ou_lexer_fail_as(lexer, OU_LEX_NO_MEMORY);
        if (c == quote) {
            if (!triple)
                break;
            if (p[1] == quote && p[2] == quote) {
                p += 2;
                break;
            }
            continue;
        }
        if (c == '\\' && p < lexer->end) {
            p++;
            c = *p;
            if (c == '\n') {
                lexer->line++;
                lexer->line_start = p + 1;
                continue;
            }
            if (c != '\0')
                continue;
        }
        if (c == '\0' || (c == '\n' && !triple))
            return fail_string(lexer, start, line_start, line, triple, c == '\0');
        if (c == '\n') {
            lexer->line++;
            lexer->line_start = p + 1;
        }
    }
    p++;
    /* text cut out of an f-string: only a string that ends on the first line is moved */
    int32_t shift = lexer->line == lexer->first_line ? lexer->first_column : 0;
    *token = (OuToken){
        .start = (uint32_t)(start - lexer->text),
        .end = (uint32_t)(p - lexer->text),
        .line = line,
        .end_line = lexer->line,
        .column = (int32_t)(start - line_start) + shift,
        .end_column = (int32_t)(p - lexer->line_start) + shift,
        .kind = TK_STRING,
        .info = (uint8_t)info,
    };
    lexer->cursor = p;
    return true;
}

/* ---- characters beyond ASCII ---- */

static bool fail_character(OuLexer *lexer, const char *at, uint32_t c)
{
    char text[5] = {0};
    ou_utf8_put(text, c);
    lexer->cursor = at + ou_utf8_width(c);
    if (ou_uni_is_printable(c))
        return ou_lexer_fail(lexer, "invalid character '%s' (U+%04X)", text, c);
    return ou_lexer_fail(lexer, "invalid non-printable character U+%04X", c);
}

bool ou_scan_identifier(OuLexer *lexer, const char *start)
{
    const char *problem = lexer->unchecked
                              ? ou_lexer_decode_problem(lexer->arena, start,
                                                        (size_t)(lexer->cursor - start))
                              : NULL;
    if (problem != NULL) {
        lexer->error.message = problem;
        return ou_lexer_fail_as(lexer, OU_LEX_DECODE);
    }
    const char *piece = start + OU_ASK_BYTES;
    for (const char *p = start; p < lexer->cursor;) {
        const char *at = p;
        if (!ou_arena_passes(lexer->arena, p, &piece))
            return ou_lexer_fail_as(lexer, OU_LEX_NO_MEMORY);
        uint32_t c = ou_utf8_next(&p);
        if (at == start ? !ou_uni_is_xid_start(c) : !ou_uni_is_xid_continue(c))
            return fail_character(lexer, at, c);
    }
    return true;
}

bool ou_scan_unknown(OuLexer *lexer)
{
    char c = lexer->cursor[-1];
    if (c >= ' ' && c < 0x7F)
        return true;
    return ou_lexer_fail(lexer, "invalid non-printable character U+%04X", (unsigned char)c);
}
