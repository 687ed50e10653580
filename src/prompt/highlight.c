/* highlight.c - see highlight.h. */
#include "prompt/highlight.h"
#include <string.h>

const char *const highlight_keywords[] = {
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def",
    "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda",
    "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield", NULL,
};

bool highlight_is_keyword(const char *word, size_t size)
{
    for (size_t i = 0; highlight_keywords[i]; i++)
        if (strlen(highlight_keywords[i]) == size && memcmp(highlight_keywords[i], word, size) == 0)
            return true;
    return false;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

typedef struct Scan {
    const char *text;
    size_t size, at;
    unsigned char *classes;
    TextEnd end;
    size_t brackets[64];
    bool (*is_builtin)(void *context, const char *name, size_t size);
    void *context;
} Scan;

static void paint(Scan *s, size_t from, size_t to, TextClass class)
{
    if (s->classes)
        memset(s->classes + from, (int)class, to - from);
}

/* A string from its prefix on; `quote` is where its first quote is. */
static void string(Scan *s, size_t start, size_t quote)
{
    const char *t = s->text;
    char mark = t[quote];
    bool triple = quote + 2 < s->size && t[quote + 1] == mark && t[quote + 2] == mark;
    size_t at = quote + (triple ? 3 : 1);
    s->end.string_start = at;
    bool closed = false;
    for (; at < s->size && !closed; at++) {
        if (t[at] == '\\' && at + 1 < s->size) {
            at++; /* protects a quote in raw strings, too */
        } else if (t[at] == mark) {
            if (!triple)
                closed = true;
            else if (at + 2 < s->size && t[at + 1] == mark && t[at + 2] == mark)
                closed = true, at += 2;
        } else if (t[at] == '\n' && !triple) {
            break; /* not closed on its line: an error, or still being typed */
        }
    }
    if (!closed && at >= s->size) {
        s->end.in_quotes = true;
        s->end.in_string = triple;
        at = s->size;
    }
    paint(s, start, at, TEXT_STRING);
    s->at = at;
}

static bool string_prefix(const char *word, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!strchr("rRbBuUfF", word[i]))
            return false;
    return size <= 2;
}

static void number(Scan *s)
{
    size_t start = s->at;
    while (s->at < s->size) {
        char c = s->text[s->at];
        bool exponent_sign = (c == '+' || c == '-') && s->at > start && strchr("eE", s->text[s->at - 1])
                             && s->text[start + (s->at > start + 1)] != 'x';
        if (!is_letter(c) && !is_digit(c) && c != '.' && !exponent_sign)
            break;
        s->at++;
    }
    paint(s, start, s->at, TEXT_NUMBER);
}

/* The class of a word; `before`: the last character that is no space before it, `defining`: after def, class. */
static TextClass word_class(Scan *s, const char *word, size_t size, char before, bool defining)
{
    if (before == '.')
        return TEXT_PLAIN;
    if (defining)
        return TEXT_DEFINED;
    if (highlight_is_keyword(word, size))
        return word[0] >= 'A' && word[0] <= 'Z' ? TEXT_CONSTANT : TEXT_KEYWORD;
    return s->is_builtin && s->is_builtin(s->context, word, size) ? TEXT_BUILTIN : TEXT_PLAIN;
}

static bool word_is(const char *word, size_t size, const char *text)
{
    return strlen(text) == size && memcmp(word, text, size) == 0;
}

/* A word, or a string with a prefix. */
static void word(Scan *s, char before, bool *defining)
{
    const char *start = s->text + s->at;
    size_t from = s->at;
    while (s->at < s->size && (is_letter(s->text[s->at]) || is_digit(s->text[s->at])))
        s->at++;
    size_t len = s->at - from;
    if (s->at < s->size && (s->text[s->at] == '"' || s->text[s->at] == '\'') && string_prefix(start, len)) {
        string(s, from, s->at);
        return;
    }
    paint(s, from, s->at, word_class(s, start, len, before, *defining));
    *defining = before != '.' && (word_is(start, len, "def") || word_is(start, len, "class"));
}

/* From here on until a character of `ends`, or the end; with a colour. */
static void run_until(Scan *s, const char *ends, TextClass class)
{
    size_t from = s->at;
    while (s->at < s->size && !strchr(ends, s->text[s->at]))
        s->at++;
    paint(s, from, s->at, class);
}

static void decorator(Scan *s)
{
    size_t from = s->at++;
    while (s->at < s->size && (is_letter(s->text[s->at]) || is_digit(s->text[s->at]) || s->text[s->at] == '.'))
        s->at++;
    paint(s, from, s->at, TEXT_DECORATOR);
}

/* A character that stands for itself. */
static void mark(Scan *s, char before)
{
    char c = s->text[s->at++];
    if (c == '\n') {
        if (s->end.depth == 0 && before != '\\')
            s->end.line = s->at;
    } else if (strchr("([{", c)) {
        s->brackets[s->end.depth & 63] = s->at - 1;
        s->end.depth++;
    } else if (strchr(")]}", c) && s->end.depth > 0) {
        s->end.depth--;
    } else if (c == '?' && s->at == s->size) {
        paint(s, s->at - 1, s->at, TEXT_COMMAND);
    }
}

TextEnd highlight(const char *text, size_t size, unsigned char *classes,
                  bool (*is_builtin)(void *context, const char *name, size_t size), void *context)
{
    Scan s = {.text = text, .size = size, .classes = classes, .is_builtin = is_builtin, .context = context};
    paint(&s, 0, size, TEXT_PLAIN);
    char before = '\n'; /* the last character that is no space */
    bool defining = false;
    if (size && text[0] == '%')
        run_until(&s, " \n", TEXT_COMMAND);
    while (s.at < size) {
        char c = text[s.at];
        if (is_letter(c)) {
            word(&s, before, &defining);
            before = 'a';
            continue;
        }
        if (c == '#') {
            run_until(&s, "\n", TEXT_COMMENT);
            continue;
        }
        if (c == '"' || c == '\'')
            string(&s, s.at, s.at);
        else if (is_digit(c) || (c == '.' && s.at + 1 < size && is_digit(text[s.at + 1]) && before != 'a'))
            number(&s);
        else if (c == '@' && before == '\n')
            decorator(&s);
        else
            mark(&s, before);
        if (c != ' ' && c != '\t') {
            before = c;
            defining = false;
        }
    }
    s.end.bracket = s.end.depth ? s.brackets[(s.end.depth - 1) & 63] : 0;
    return s.end;
}
