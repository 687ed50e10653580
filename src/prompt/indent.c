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

/* Is the word the last of its block? */
static bool leaves_block(const char *word, size_t size)
{
    static const char *const leaving[] = {"return", "raise", "pass", "break", "continue"};
    for (size_t i = 0; i < sizeof leaving / sizeof leaving[0]; i++) {
        size_t len = strlen(leaving[i]);
        if (size >= len && memcmp(word, leaving[i], len) == 0 && (size == len || is_space(word[len])))
            return true;
    }
    return false;
}

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

int indent_after(const char *text, size_t point)
{
    size_t start = line_start(text, point), at = start;
    int indent = 0;
    for (; at < point && is_space(text[at]); at++)
        indent += text[at] == '\t' ? INDENT : 1;
    TextEnd end = highlight(text, point, NULL, NULL, NULL);
    if (end.in_quotes)
        return 0;
    if (end.depth > 0) {
        size_t line = line_start(text, end.bracket), first = line;
        while (first < end.bracket && text[first] == ' ')
            first++;
        return end.bracket >= start ? (int)(first - line) + INDENT : indent;
    }
    if (last_character(text, start, point) == ':')
        return indent + INDENT;
    if (leaves_block(text + at, point - at))
        return indent >= INDENT ? indent - INDENT : 0;
    return indent;
}
