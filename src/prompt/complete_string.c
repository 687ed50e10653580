/* complete_string.c - Tab in a string or a subscript: keys of the dict, else names of files. */
#include "object/dict.h"
#include "object/int.h"
#include "object/ops.h"
#include "prompt/complete_parts.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

size_t complete_expression_start(const char *text, size_t end)
{
    size_t at = end;
    while (at > 0) {
        char c = text[at - 1];
        if (c == ']') {
            size_t depth = 0;
            do {
                at--;
                depth += text[at] == ']';
                depth -= text[at] == '[';
            } while (at > 0 && depth > 0);
        } else if (prompt_is_word(c) || c == '.') {
            at--;
        } else if ((c == '"' || c == '\'') && (at == end || text[at] == '.') && at >= 2) {
            size_t quote = at - 1;
            while (quote > 0 && text[quote - 1] != c && text[quote - 1] != '\n')
                quote--;
            return quote > 0 && text[quote - 1] == c ? quote - 1 : at;
        } else {
            break;
        }
    }
    return at;
}

/* ---- files ---- */

static void add_files(Search *s, size_t from)
{
    char path[4096], folder[4096];
    size_t size = s->point - from;
    if (size >= sizeof path)
        return;
    memcpy(path, s->text + from, size);
    path[size] = 0;
    char *slash = strrchr(path, '/');
    size_t base = slash ? (size_t)(slash - path) + 1 : 0;
    snprintf(folder, sizeof folder, "%.*s", base ? (int)base : 1, base ? path : ".");
    if (path[0] == '~' && path[1] == '/' && getenv("HOME"))
        snprintf(folder, sizeof folder, "%s%.*s", getenv("HOME"), (int)base - 1, path + 1);
    s->start = from + base;
    DIR *entries = opendir(folder);
    for (struct dirent *entry; entries && (entry = readdir(entries)) != NULL;) {
        if (entry->d_name[0] == '.' && s->text[s->start] != '.')
            continue;
        struct stat info;
        char full[8192];
        snprintf(full, sizeof full, "%s/%s", folder, entry->d_name);
        bool is_folder = stat(full, &info) == 0 && S_ISDIR(info.st_mode);
        complete_add(s, entry->d_name, strlen(entry->d_name), is_folder ? "/" : "");
    }
    if (entries)
        closedir(entries);
}

/* ---- strings: keys and files ---- */

static void add_keys(Search *s, OuObj *dict, char quote)
{
    char suffix[3] = {quote, s->text[s->point] == ']' || s->text[s->point] == quote ? 0 : ']', 0};
    if (s->text[s->point] == quote)
        suffix[0] = 0;
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(OU_DICT(dict), &position, &key, &value))
        if (ou_is_exact(key, OU_T_STR) && !strpbrk(ou_str_text(OU_STR(key)), "'\"\\\n"))
            complete_add_str(s, OU_STR(key), suffix);
}

/* The dict that the expression before a bracket gives; new reference, NULL: it gives none. */
static OuObj *dict_before(Search *s, size_t bracket)
{
    size_t from = complete_expression_start(s->text, bracket);
    OuObj *o = prompt_evaluate(s->vm, s->text + from, bracket - from);
    if (o && !ou_is(s->vm, o, OU_TF_IS_DICT)) /* what it holds, whatever its class says about that */
        ou_clear(s->vm, &o);
    return o;
}

bool complete_subscript(Search *s, size_t bracket)
{
    OuObj *dict = dict_before(s, bracket), *key, *value;
    const char *close = s->text[s->point] == ']' ? "" : "]";
    size_t position = 0;
    while (dict && ou_dict_next(OU_DICT(dict), &position, &key, &value)) {
        if (!ou_is_exact(key, OU_T_STR) && !ou_is_small_int(key))
            continue;
        OuObj *text = ou_repr(s->vm, key);
        if (text)
            complete_add_str(s, OU_STR(text), close);
        ou_unref(s->vm, text);
    }
    ou_unref(s->vm, dict);
    return dict != NULL;
}

void complete_string(Search *s, size_t content)
{
    size_t quote = content - 1; /* of a string in single quotes or the last of three */
    while (quote > 0 && (s->text[quote - 1] == s->text[quote]))
        quote--;
    s->start = content;
    size_t before = quote;
    while (before > 0 && s->text[before - 1] == ' ')
        before--;
    if (before > 0 && s->text[before - 1] == '[') {
        OuObj *dict = dict_before(s, before - 1);
        if (dict) {
            add_keys(s, dict, s->text[quote]);
            ou_unref(s->vm, dict);
            return;
        }
    }
    add_files(s, content);
}

