/* source.c - bytes of a file or a string to the text that the lexer reads. */
#include "syntax/source.h"
#include "base/utf8.h"

#include <string.h>

/* ---- the coding line ---- */

static bool is_encoding_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || c == '.';
}

/* If the line [p, end) is a comment that names an encoding, copy the name. `*blank`: there
 * is nothing but white space and comment, so the next line may name one. */
static bool find_encoding(OuArena *arena, const char *p, const char *end, char *name, size_t size, bool *blank)
{
    const char *piece = p + OU_ASK_BYTES;
    while (p < end && (*p == ' ' || *p == '\t' || *p == '\f') && ou_arena_passes(arena, p, &piece))
        p++;
    *blank = p == end || *p == '#';
    if (p == end || *p != '#')
        return false;
    for (; p + 6 < end && ou_arena_passes(arena, p, &piece); p++) {
        if (memcmp(p, "coding", 6) != 0 || (p[6] != ':' && p[6] != '='))
            continue;
        const char *start = p + 7;
        while (start < end && (*start == ' ' || *start == '\t'))
            start++;
        size_t len = 0;
        while (start + len < end && len + 1 < size && is_encoding_byte(start[len])) {
            name[len] = start[len];
            len++;
        }
        name[len] = '\0';
        if (len > 0)
            return true;
    }
    return false;
}

static void detect_encoding(OuArena *arena, const char *text, size_t len, char *name, size_t size)
{
    const char *p = text, *end = text + len;
    name[0] = '\0';
    for (int line = 0; line < 2 && p < end; line++) {
        const char *stop = p, *piece = p + OU_ASK_BYTES;
        while (stop < end && *stop != '\n' && *stop != '\r' && ou_arena_passes(arena, stop, &piece))
            stop++;
        bool blank;
        if (find_encoding(arena, p, stop, name, size, &blank) || !blank)
            return;
        p = stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
    }
}

/* CPython writes the two encodings that it knows itself in one way. */
static void normalize(char *name, size_t size)
{
    char key[13];
    size_t len = 0;
    for (; name[len] != '\0' && len + 1 < sizeof key; len++) {
        char c = name[len];
        key[len] = c == '_' ? '-' : (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    key[len] = '\0';
    static const char *const latin[] = {"latin-1", "iso-8859-1", "iso-latin-1"};
    if (strncmp(key, "utf-8", 5) == 0 && (key[5] == '\0' || key[5] == '-'))
        memcpy(name, "utf-8", 6);
    for (size_t i = 0; i < OU_COUNT_OF(latin); i++) {
        size_t known = strlen(latin[i]);
        if (strncmp(key, latin[i], known) == 0 && (key[known] == '\0' || key[known] == '-') &&
            size > 10)
            memcpy(name, "iso-8859-1", 11);
    }
}

typedef enum Encoding { UTF8, LATIN1, ASCII, UNKNOWN } Encoding;

static Encoding find_codec(const char *name)
{
    static const struct {
        const char *name;
        Encoding encoding;
    } codecs[] = {
        {"utf-8", UTF8},        {"utf8", UTF8},         {"u8", UTF8},
        {"utf", UTF8},          {"cp65001", UTF8},      {"latin1", LATIN1},
        {"latin", LATIN1},      {"l1", LATIN1},         {"iso-8859-1", LATIN1},
        {"iso8859-1", LATIN1},  {"iso88591", LATIN1},   {"8859", LATIN1},
        {"cp819", LATIN1},      {"ascii", ASCII},       {"us-ascii", ASCII},
        {"646", ASCII},         {"ansi-x3.4-1968", ASCII},
    };
    char key[64];
    size_t len = 0;
    for (; name[len] != '\0' && len + 1 < sizeof key; len++) {
        char c = name[len];
        key[len] = c == '_' ? '-' : (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    key[len] = '\0';
    for (size_t i = 0; i < OU_COUNT_OF(codecs); i++)
        if (strcmp(codecs[i].name, key) == 0)
            return codecs[i].encoding;
    return UNKNOWN;
}

/* ---- text ---- */

/* Copy with all line ends as \n, from Latin-1 if asked for; returns what was written. */
static size_t copy_text(OuArena *arena, char *out, const char *text, size_t len, bool latin1)
{
    size_t used = 0;
    const char *piece = text + OU_ASK_BYTES;
    for (size_t i = 0; i < len && ou_arena_passes(arena, text + i, &piece); i++) {
        unsigned char c = (unsigned char)text[i];
        if (c == '\r') {
            out[used++] = '\n';
            if (i + 1 < len && text[i + 1] == '\n')
                i++;
        } else if (latin1 && c >= 0x80) {
            used += ou_utf8_put(out + used, c);
        } else {
            out[used++] = (char)c;
        }
    }
    return used;
}

#define MANY_LINES 8192 /* take as long as OU_ASK_BYTES */

static bool make_lines(OuSource *source, OuArena *arena)
{
    const char *end = source->text + source->len;
    uint32_t count = 1;
    for (const char *p = source->text; (p = ou_arena_find(arena, p, (size_t)(end - p), '\n')) != NULL; p++, count++)
        if (count % MANY_LINES == 0 && !ou_arena_may_go_on(arena, OU_ASK_BYTES))
            return false;
    uint32_t *lines = ou_arena_room(arena, count * sizeof *lines);
    if (lines == NULL)
        return false;
    lines[0] = 0;
    uint32_t at = 1;
    for (const char *p = source->text; (p = ou_arena_find(arena, p, (size_t)(end - p), '\n')) != NULL;) {
        lines[at++] = (uint32_t)(++p - source->text);
        if (at % MANY_LINES == 0 && !ou_arena_may_go_on(arena, OU_ASK_BYTES))
            return false;
    }
    if (at > 1 && lines[at - 1] == source->len)
        at--;
    source->lines = lines;
    source->line_count = at;
    return !arena->failed;
}

static uint32_t line_of(OuArena *arena, const char *text, size_t offset)
{
    uint32_t line = 1;
    const char *piece = text + OU_ASK_BYTES;
    for (size_t i = 0; i < offset && ou_arena_passes(arena, text + i, &piece); i++)
        line += text[i] == '\n';
    return line;
}

size_t ou_source_check_utf8(OuArena *arena, const char *text, size_t len, bool is_text)
{
    size_t at = 0;
    while (len - at > OU_ASK_BYTES) {
        size_t good = ou_utf8_check(text + at, OU_ASK_BYTES, is_text); /* what is cut comes with the next piece */
        at += good;
        if (good < OU_ASK_BYTES - 3 || !ou_arena_may_go_on(arena, OU_ASK_BYTES))
            return at;
    }
    return at + ou_utf8_check(text + at, len - at, is_text);
}

static OuSourceStatus check_bytes(OuArena *arena, const char *text, size_t len, bool is_text, Encoding encoding,
                                  OuSourceProblem *problem)
{
    if (ou_arena_find(arena, text, len, '\0') != NULL)
        return OU_SOURCE_NUL;
    size_t bad = len;
    if (encoding == UTF8) {
        bad = ou_source_check_utf8(arena, text, len, is_text);
    } else if (encoding == ASCII) {
        const char *piece = text + OU_ASK_BYTES;
        bad = 0;
        while (bad < len && (unsigned char)text[bad] < 0x80 && ou_arena_passes(arena, text + bad, &piece))
            bad++;
    }
    if (arena->failed)
        return OU_SOURCE_NO_MEMORY;
    if (bad == len)
        return OU_SOURCE_OK;
    problem->bad_offset = bad;
    problem->line = line_of(arena, text, bad);
    return encoding == ASCII ? OU_SOURCE_NOT_ASCII : OU_SOURCE_NOT_UTF8;
}

OuSourceStatus ou_source_load(OuSource *source, OuArena *arena, const char *text, size_t len,
                              bool is_text, bool is_file, bool end_line,
                              OuSourceProblem *problem)
{
    Encoding encoding = UTF8;
    *source = (OuSource){.text = ""};
    *problem = (OuSourceProblem){.line = 1};
    if (!is_text) {
        bool bom = len >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0;
        text += bom ? 3 : 0;
        len -= bom ? 3 : 0;
        detect_encoding(arena, text, len, problem->encoding, sizeof problem->encoding);
        normalize(problem->encoding, sizeof problem->encoding);
        if (bom && problem->encoding[0] != '\0' && strcmp(problem->encoding, "utf-8") != 0)
            return OU_SOURCE_BOM;
        if (bom)
            memcpy(problem->encoding, "utf-8", 6);
        if (problem->encoding[0] != '\0')
            encoding = find_codec(problem->encoding);
        if (encoding == UNKNOWN)
            return OU_SOURCE_UNKNOWN;
    }
    OuSourceStatus status = check_bytes(arena, text, len, is_text, encoding, problem);
    source->in_bytes = !is_text && problem->encoding[0] == '\0';
    source->unchecked = status == OU_SOURCE_NOT_UTF8 && !is_text &&
                        (!is_file || problem->encoding[0] != '\0');
    if (status != OU_SOURCE_OK && !source->unchecked)
        return status;
    size_t room = encoding == LATIN1 ? len * 2 : len;
    if (arena->failed || room > INT32_MAX - 2)
        return OU_SOURCE_NO_MEMORY;
    char *copy = ou_arena_room(arena, room + 2);
    if (copy == NULL)
        return OU_SOURCE_NO_MEMORY;
    bool one_more = end_line && !is_file && len >= 2 && memcmp(text + len - 2, "\r\n", 2) == 0;
    if (encoding == LATIN1 || ou_arena_find(arena, text, len, '\r') != NULL)
        len = copy_text(arena, copy, text, len, encoding == LATIN1);
    else if (!ou_arena_copy(arena, copy, text, len))
        return OU_SOURCE_NO_MEMORY;
    if (arena->failed)
        return OU_SOURCE_NO_MEMORY;
    /* an end of two bytes looks to CPython like no line's end */
    if (end_line && len > 0 && (one_more || copy[len - 1] != '\n'))
        copy[len++] = '\n';
    copy[len] = '\0';
    source->text = copy;
    source->len = len;
    return make_lines(source, arena) ? OU_SOURCE_OK : OU_SOURCE_NO_MEMORY;
}

OuAstText ou_source_line(const OuSource *source, uint32_t number)
{
    if (number < 1 || number > source->line_count)
        return (OuAstText){"", 0};
    uint32_t start = source->lines[number - 1];
    uint32_t end = number < source->line_count ? source->lines[number] : (uint32_t)source->len;
    if (end > start && source->text[end - 1] == '\n')
        end--;
    return (OuAstText){source->text + start, end - start};
}

OuAstText ou_source_between(const OuSource *source, uint32_t line, uint32_t column,
                            uint32_t end_line, uint32_t end_column)
{
    if (line < 1 || line > source->line_count || end_line < 1 || end_line > source->line_count)
        return (OuAstText){"", 0};
    size_t start = (size_t)source->lines[line - 1] + column;
    size_t end = (size_t)source->lines[end_line - 1] + end_column;
    if (end > source->len)
        end = source->len;
    if (start > end)
        return (OuAstText){"", 0};
    return (OuAstText){source->text + start, end - start};
}
