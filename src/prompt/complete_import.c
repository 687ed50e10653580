/* complete_import.c - Tab in an import: modules, and members of the module that is imported from. */
#include "prompt/complete_parts.h"
#include <string.h>

static size_t skip_spaces(const char *text, size_t at)
{
    while (text[at] == ' ' || text[at] == '\t')
        at++;
    return at;
}

static bool word_at(const char *text, size_t at, size_t end, const char *word)
{
    size_t size = strlen(word);
    return end - at > size && memcmp(text + at, word, size) == 0 && !prompt_is_word(text[at + size]);
}

bool complete_import(Search *s)
{
    const char *t = s->text;
    size_t line = s->point;
    while (line > 0 && t[line - 1] != '\n' && t[line - 1] != ';')
        line--;
    line = skip_spaces(t, line);
    bool from = word_at(t, line, s->point, "from");
    if (!from && !word_at(t, line, s->point, "import"))
        return false;
    char package[256] = "";
    if (from) {
        size_t at = skip_spaces(t, line + 4), start = at;
        while (at < s->point && (prompt_is_word(t[at]) || t[at] == '.'))
            at++;
        size_t next = skip_spaces(t, at);
        if (at < s->point && next < s->point) {
            if (!word_at(t, next, s->point, "import")) {
                s->start = next;
                complete_add(s, "import", 6, " ");
                return true;
            }
            if (at - start >= sizeof package)
                return true;
            memcpy(package, t + start, at - start);
            package[at - start] = 0;
            complete_members(s, package);
            return true;
        }
    }
    size_t start = s->start; /* the dotted name before the word */
    while (start > 0 && (prompt_is_word(t[start - 1]) || t[start - 1] == '.'))
        start--;
    if (s->start > start && s->start - start < sizeof package) {
        memcpy(package, t + start, s->start - start - 1);
        package[s->start - start - 1] = 0;
    }
    complete_modules(s, package);
    return true;
}

