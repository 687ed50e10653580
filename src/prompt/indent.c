/* indent.c - see indent.h. */
#include "prompt/indent.h"
#include "prompt/highlight.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static size_t line_start(const char *text, size_t at)
{
    while (at > 0 && text[at - 1] != '\n')
        at--;
    return at;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/* Does a line's text begin with one of the words, which end with NULL? */
static bool begins_with(const char *line, size_t size, const char *const *words)
{
    for (; *words; words++) {
        size_t len = strlen(*words);
        if (size >= len && memcmp(line, *words, len) == 0 && (size == len || is_space(line[len]) || line[len] == ':'))
            return true;
    }
    return false;
}

static const char *const leaving[] = {"return", "raise", "pass", "break", "continue", NULL}; /* their block */
static const char *const going_on[] = {"else", "elif", "except", "finally", NULL}; /* with a statement before them */

/* The last character of a line that is neither white space nor of a comment; 0: there is none. */
static char last_character(const char *text, size_t start, size_t end)
{
    unsigned char *classes = malloc(end + 1);
    if (classes)
        highlight(text, end, classes, NULL, NULL);
    while (end > start && (is_space(text[end - 1]) || (classes && classes[end - 1] == TEXT_COMMENT)))
        end--;
    free(classes);
    return end > start ? text[end - 1] : 0;
}

/* Columns of the white space at `start`; *at: where it ends. */
static int indent_of(const char *text, size_t start, size_t end, size_t *at)
{
    int indent = 0;
    for (*at = start; *at < end && is_space(text[*at]); ++*at)
        indent += text[*at] == '\t' ? INDENT : 1;
    return indent;
}

int indent_after(const char *text, size_t point)
{
    TextEnd end = highlight(text, point, NULL, NULL, NULL);
    if (end.in_quotes)
        return 0;
    size_t start = line_start(text, point), at;
    if (end.depth > 0) { /* one level for the bracket, then as the line before */
        bool opened_here = end.bracket >= start;
        int indent = indent_of(text, opened_here ? line_start(text, end.bracket) : start, point, &at);
        return indent + (opened_here ? INDENT : 0);
    }
    int indent = indent_of(text, end.line, point, &at);
    if (last_character(text, start, point) == ':')
        return indent + INDENT;
    if (begins_with(text + at, point - at, leaving))
        return indent >= INDENT ? indent - INDENT : 0;
    return indent;
}

bool indent_is_too_deep(const char *text, size_t point)
{
    size_t start = line_start(text, point), at = start;
    while (at < point && text[at] == ' ')
        at++;
    if (at - start < INDENT || start == 0 || !begins_with(text + at, point - at, going_on))
        return false;
    TextEnd end = highlight(text, point, NULL, NULL, NULL);
    return !end.in_quotes && end.depth == 0 && (int)(at - start) == indent_after(text, start - 1);
}
