/* layout.c - where lines begin: indentation, continuation, brackets; and the lexer's
 * failures. */
#include "syntax/lexer.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void ou_lexer_init(OuLexer *lexer, OuMem *mem, OuArena *arena, const char *text, size_t len)
{
    memset(lexer, 0, offsetof(OuLexer, indents));
    lexer->mem = mem;
    lexer->arena = arena;
    lexer->text = lexer->cursor = lexer->line_start = lexer->buffer = text;
    lexer->end = text + len;
    lexer->piece = text + OU_ASK_BYTES;
    lexer->is_long = len >= OU_ASK_BYTES;
    lexer->line = 1;
    lexer->line_begins = true;
    lexer->imply_dedent = true;
    lexer->indents[0] = lexer->alternatives[0] = 0;
}

/* The indentation changed: note what tokens are due. */
static bool compare_indent(OuLexer *lexer, uint32_t column, uint32_t alternative)
{
    uint32_t top = lexer->indent_count;
    if (column == lexer->indents[top]) {
        if (alternative != lexer->alternatives[top])
            return ou_lexer_fail_as(lexer, OU_LEX_TABS);
        return true;
    }
    if (column > lexer->indents[top]) {
        if (top + 1 >= OU_MAX_INDENTS)
            return ou_lexer_fail_as(lexer, OU_LEX_TOO_DEEP);
        if (alternative <= lexer->alternatives[top])
            return ou_lexer_fail_as(lexer, OU_LEX_TABS);
        lexer->pending++;
        lexer->indent_count = ++top;
        lexer->indents[top] = column;
        lexer->alternatives[top] = alternative;
        return true;
    }
    while (top > 0 && column < lexer->indents[top]) {
        lexer->pending--;
        top--;
    }
    lexer->indent_count = top;
    if (column != lexer->indents[top])
        return ou_lexer_fail_as(lexer, OU_LEX_DEDENT);
    if (alternative != lexer->alternatives[top])
        return ou_lexer_fail_as(lexer, OU_LEX_TABS);
    return true;
}

/* Tabs go to the next multiple of 8; the alternative column counts them as one, so that
 * both agree only where the width of a tab does not matter. The first backslash of a line
 * that is white space so far fixes the indentation. */
bool ou_layout_begin_line(OuLexer *lexer)
{
    const char *cursor = lexer->cursor;
    for (;;) {
        uint32_t column = 0, alternative = 0, continued = 0;
        for (;; cursor++) {
            if (OU_UNLIKELY(cursor >= lexer->piece) && !ou_scan_passes(lexer, cursor))
                return false;
            if (*cursor == ' ') {
                column++;
                alternative++;
            } else if (*cursor == '\t') {
                column = (column / 8 + 1) * 8;
                alternative++;
            } else if (*cursor == '\f') {
                column = alternative = 0;
            } else if (*cursor == '\\') {
                continued = continued != 0 ? continued : column;
                lexer->cursor = cursor;
                if (!ou_layout_continue_line(lexer))
                    return false;
                lexer->buffer = lexer->cursor;
                cursor = lexer->cursor - 1;
            } else {
                break;
            }
        }
        if (*cursor == '#') {
            cursor = ou_scan_comment(lexer, cursor);
            if (cursor == NULL)
                return false;
        } else if (*cursor != '\n') {
            lexer->cursor = cursor;
            return compare_indent(lexer, continued != 0 ? continued : column,
                                  continued != 0 ? continued : alternative);
        }
        if (*cursor == '\0') { /* a comment without a line's end */
            lexer->cursor = cursor;
            return true;
        }
        cursor++;
        lexer->line++;
        lexer->cursor = lexer->line_start = lexer->buffer = cursor;
    }
}

bool ou_layout_continue_line(OuLexer *lexer)
{
    const char *cursor = lexer->cursor + 1;
    if (*cursor != '\n') {
        lexer->cursor = cursor + (cursor < lexer->end);
        return ou_lexer_fail_as(lexer, OU_LEX_CONTINUATION);
    }
    cursor++;
    lexer->cursor = cursor;
    if (cursor >= lexer->end)
        return ou_lexer_fail_as(lexer, OU_LEX_EOF);
    lexer->line++;
    lexer->line_start = cursor;
    return true;
}

bool ou_layout_open(OuLexer *lexer, char bracket)
{
    if (lexer->bracket_count >= OU_MAX_BRACKETS)
        return ou_lexer_fail(lexer, "too many nested parentheses");
    lexer->brackets[lexer->bracket_count++] =
        (OuBracket){bracket, lexer->line, (uint32_t)(lexer->cursor - 1 - lexer->line_start)};
    return true;
}

bool ou_layout_close(OuLexer *lexer, char bracket)
{
    if (lexer->bracket_count == 0)
        return ou_lexer_fail(lexer, "unmatched '%c'", bracket);
    const OuBracket *open = &lexer->brackets[--lexer->bracket_count];
    if ((open->open == '(' && bracket == ')') || (open->open == '[' && bracket == ']') ||
        (open->open == '{' && bracket == '}'))
        return true;
    if (open->line != lexer->line)
        return ou_lexer_fail(lexer,
                             "closing parenthesis '%c' does not match opening parenthesis "
                             "'%c' on line %u",
                             bracket, open->open, open->line);
    return ou_lexer_fail(lexer,
                         "closing parenthesis '%c' does not match opening parenthesis '%c'",
                         bracket, open->open);
}

/* ---- failures ---- */

static const char *format_text(OuArena *arena, const char *format, va_list args)
{
    char small[256];
    va_list copy;
    va_copy(copy, args);
    int len = vsnprintf(small, sizeof small, format, copy);
    va_end(copy);
    if (len < 0)
        return "";
    char *text = ou_arena_take(arena, (size_t)len + 1);
    if (text == NULL)
        return "";
    if ((size_t)len < sizeof small)
        memcpy(text, small, (size_t)len + 1);
    else
        vsnprintf(text, (size_t)len + 1, format, args);
    return text;
}

const char *ou_lexer_format(OuArena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = format_text(arena, format, args);
    va_end(args);
    return text;
}

OuAstText ou_lexer_line(const OuLexer *lexer, const char *at)
{
    const char *start, *end;
    start = memrchr(lexer->text, '\n', (size_t)(at - lexer->text));
    start = start != NULL ? start + 1 : lexer->text;
    end = memchr(at, '\n', (size_t)(lexer->end - at));
    if (end == NULL)
        end = lexer->end;
    else
        end++;
    return (OuAstText){start, (size_t)(end - start)};
}

static bool fail_message(OuLexer *lexer, int32_t column, int32_t end_column, const char *format,
                         va_list args)
{
    OuAstText line = ou_lexer_line(lexer, lexer->line_start);
    if (line.len > 0 && line.text[line.len - 1] == '\n')
        line.len--;
    lexer->failure = OU_LEX_MESSAGE;
    lexer->error = (OuSyntaxError){
        .kind = OU_SYNTAX_ERROR,
        .message = format_text(lexer->arena, format, args),
        .has_position = true,
        .line = (int32_t)lexer->line,
        .column = column,
        .end_line = (int32_t)lexer->line,
        .end_column = end_column,
        .text = line,
    };
    return false;
}

bool ou_lexer_fail(OuLexer *lexer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    size_t chars =
        ou_utf8_length(lexer->line_start, (size_t)(lexer->cursor - lexer->line_start));
    fail_message(lexer, (int32_t)chars, (int32_t)chars, format, args);
    va_end(args);
    return false;
}

bool ou_lexer_fail_at(OuLexer *lexer, int32_t column, int32_t end_column, const char *format,
                      ...)
{
    va_list args;
    va_start(args, format);
    fail_message(lexer, column, end_column, format, args);
    va_end(args);
    return false;
}

bool ou_lexer_fail_as(OuLexer *lexer, OuLexFailure failure)
{
    lexer->failure = failure;
    return false;
}

void ou_lexer_warn(OuLexer *lexer, bool deprecation, const OuToken *at, const char *format, ...)
{
    OuWarningList *list = lexer->warnings;
    if (list == NULL)
        return;
    uint32_t len = list->len;
    if ((len & (len - 1)) == 0) { /* 0, 1 and powers of two: move to twice the room */
        OuSyntaxWarning *room =
            ou_arena_take(lexer->arena, (len == 0 ? 1 : (size_t)len * 2) * sizeof *room);
        if (room == NULL)
            return;
        if (len > 0)
            memcpy(room, list->items, len * sizeof *room);
        list->items = room;
    }
    va_list args;
    va_start(args, format);
    list->items[len] = (OuSyntaxWarning){
        format_text(lexer->arena, format, args), deprecation, (int32_t)at->line, at->column,
        (int32_t)at->end_line, at->end_column};
    va_end(args);
    list->len++;
}

const char *ou_lexer_decode_problem(OuArena *arena, const char *text, size_t len)
{
    size_t at = ou_source_check_utf8(arena, text, len, false);
    if (at == len || arena->failed)
        return NULL;
    const unsigned char *p = (const unsigned char *)text + at, *end = (const unsigned char *)text + len;
    size_t need = *p < 0xC2 || *p > 0xF4 ? 0 : *p < 0xE0 ? 2 : *p < 0xF0 ? 3 : 4;
    unsigned low = *p == 0xE0 ? 0xA0 : *p == 0xF0 ? 0x90 : 0x80; /* of the second byte */
    unsigned high = *p == 0xED ? 0x9F : *p == 0xF4 ? 0x8F : 0xBF;
    size_t good = 1;
    while (good < need && p + good < end && p[good] >= low && p[good] <= high) {
        good++;
        low = 0x80;
        high = 0xBF;
    }
    const char *reason = need == 0              ? "invalid start byte"
                         : p + good == end      ? "unexpected end of data"
                                                : "invalid continuation byte";
    if (good == 1)
        return ou_lexer_format(arena,
                               "(unicode error) 'utf-8' codec can't decode byte 0x%02x in "
                               "position %zu: %s",
                               *p, at, reason);
    return ou_lexer_format(arena,
                           "(unicode error) 'utf-8' codec can't decode bytes in position "
                           "%zu-%zu: %s",
                           at, at + good - 1, reason);
}
