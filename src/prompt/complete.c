/* complete.c - see complete.h. What is to be completed is found from the text before the cursor, backwards:
 * a string (keys, files), an import, a call (keyword arguments), an attribute, a name. */
#include "prompt/complete.h"
#include "code/code.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "prompt/complete_parts.h"
#include "prompt/helper.h"
#include "prompt/highlight.h"
#include "types/module.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Search {
    OuVM *vm;
    const char *text;
    size_t point;
    size_t start;   /* of the word */
    size_t room;
    Completions *found;
} Search;

/* ---- collecting ---- */

/* Add a candidate, `prefix` + name + suffix, if the name goes on from what is typed after `prefix`. */
static void add(Search *s, const char *prefix, const char *name, size_t size, const char *suffix)
{
    size_t before = strlen(prefix), typed = s->point - s->start - before;
    const char *word = s->text + s->start + before;
    if (size < typed || memcmp(name, word, typed) != 0 || (name[0] == '_' && typed == 0))
        return;
    if (s->found->count == s->room) {
        size_t room = s->room * 2 + 32;
        char **grown = realloc(s->found->words, room * sizeof *grown);
        if (!grown)
            return;
        s->found->words = grown;
        s->room = room;
    }
    char *copy = malloc(before + size + strlen(suffix) + 1);
    if (!copy)
        return;
    memcpy(copy, prefix, before);
    memcpy(copy + before, name, size);
    strcpy(copy + before + size, suffix);
    s->found->words[s->found->count++] = copy;
}

static void add_str(Search *s, const char *prefix, const OuStr *name, const char *suffix)
{
    add(s, prefix, ou_str_text(name), name->size, suffix);
}

static const char *call_mark(OuVM *vm, OuObj *value)
{
    return value && ou_type(vm, value)->call && !(ou_type(vm, value)->flags & OU_TF_IS_TYPE) ? "(" : "";
}

static void add_dict(Search *s, const char *prefix, const OuDict *dict)
{
    size_t position = 0;
    OuObj *key, *value;
    while (dict && ou_dict_next(dict, &position, &key, &value))
        if (ou_is_str(s->vm, key))
            add_str(s, prefix, OU_STR(key), call_mark(s->vm, value));
}

static void add_class(Search *s, const char *prefix, const OuClass *cls)
{
    for (size_t i = 0; cls->mro && i < cls->mro->len; i++)
        if (ou_type(s->vm, cls->mro->items[i])->flags & OU_TF_IS_TYPE)
            add_dict(s, prefix, OU_CLASS(cls->mro->items[i])->dict);
}

static void add_attributes(Search *s, const char *prefix, OuObj *o)
{
    OuVM *vm = s->vm;
    if (ou_type(vm, o)->flags & OU_TF_IS_TYPE)
        add_class(s, prefix, OU_CLASS(o));
    OuDict *dict = prompt_instance_dict(vm, o);
    const OuShape *shape = ou_shape(vm, o);
    add_dict(s, prefix, dict);
    for (size_t i = 0; !dict && i < shape->key_count; i++)
        add_str(s, prefix, shape->keys[i], "");
    OuClass *cls = ou_class_of(vm, o);
    bool module = ou_is_exact(o, OU_T_MODULE);
    if (!cls)
        ou_error_clear(vm);
    else if (!module || s->point > s->start + strlen(prefix))
        add_class(s, prefix, cls);
}

static int compare_words(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

static void sort_words(Completions *found)
{
    if (found->count > 1)
        qsort(found->words, found->count, sizeof *found->words, compare_words);
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++) {
        if (kept > 0 && strcmp(found->words[kept - 1], found->words[i]) == 0)
            free(found->words[i]);
        else
            found->words[kept++] = found->words[i];
    }
    found->count = kept;
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
        add(s, "", entry->d_name, strlen(entry->d_name), is_folder ? "/" : "");
    }
    if (entries)
        closedir(entries);
}

/* ---- imports ---- */

static void add_submodules(Search *s, const char *package)
{
    size_t size = strlen(package);
    for (size_t i = 0; i < ou_library_count; i++) {
        const char *name = ou_library[i].name;
        if (size == 0 && !strchr(name, '.'))
            add(s, "", name, strlen(name), "");
        else if (size > 0 && strncmp(name, package, size) == 0 && name[size] == '.' && !strchr(name + size + 1, '.'))
            add(s, "", name + size + 1, strlen(name + size + 1), "");
    }
    const char *name;
    for (size_t i = 0; size == 0 && (name = ou_module_name_at(i)) != NULL; i++)
        add(s, "", name, strlen(name), "");
}

/* Modules in a folder: NAME.py, and folders. */
static void add_folder_modules(Search *s, const char *folder)
{
    DIR *entries = opendir(*folder ? folder : ".");
    for (struct dirent *entry; entries && (entry = readdir(entries)) != NULL;) {
        size_t size = strlen(entry->d_name);
        bool source = size > 3 && strcmp(entry->d_name + size - 3, ".py") == 0;
        if (entry->d_name[0] == '.' || strcmp(entry->d_name, "__pycache__") == 0)
            continue;
        if (source) {
            add(s, "", entry->d_name, size - 3, "");
        } else if (!strchr(entry->d_name, '.')) {
            char init[8192];
            struct stat info;
            snprintf(init, sizeof init, "%s/%s/__init__.py", *folder ? folder : ".", entry->d_name);
            if (stat(init, &info) == 0)
                add(s, "", entry->d_name, size, "");
        }
    }
    if (entries)
        closedir(entries);
}

static void add_path_modules(Search *s, const char *package)
{
    OuObj *path = ou_sys_peek(s->vm, OU_NAME(path));
    for (size_t i = 0; path && ou_is_exact(path, OU_T_LIST) && i < OU_LIST(path)->len; i++) {
        OuObj *entry = OU_LIST(path)->items[i];
        if (!ou_is_str(s->vm, entry))
            continue;
        char folder[4096], *p;
        snprintf(folder, sizeof folder, "%s%s%s", ou_str_text(OU_STR(entry)), *package ? "/" : "", package);
        for (p = folder + OU_STR(entry)->size; *p; p++)
            if (*p == '.')
                *p = '/';
        add_folder_modules(s, folder);
    }
}

static void add_modules(Search *s, const char *package)
{
    add_submodules(s, package);
    add_path_modules(s, package);
}

/* Members of a module that is to be imported from; importing it runs its code, as the line itself will. */
static void add_members(Search *s, const char *module)
{
    OuObj *name = ou_str_from_lossy(s->vm, module, strlen(module));
    OuObj *loaded = name ? ou_dict_get(s->vm, s->vm->modules, name) : NULL;
    OuObj *held = loaded == OU_ABSENT ? NULL : loaded;
    ou_unref(s->vm, name);
    ou_error_clear(s->vm);
    bool ours = ou_module_find(module, strlen(module)) != NULL;
    for (size_t i = 0; !ours && i < ou_library_count; i++)
        ours = strcmp(ou_library[i].name, module) == 0;
    if (!held && ours) { /* the library's modules do nothing but define */
        held = ou_host_import(s->vm, module);
        ou_error_clear(s->vm);
    }
    if (held && ou_is_exact(held, OU_T_MODULE)) {
        size_t position = 0;
        OuObj *key, *value;
        while (ou_dict_next(((OuModule *)held)->dict, &position, &key, &value))
            if (ou_is_str(s->vm, key))
                add_str(s, "", OU_STR(key), "");
    }
    ou_unref(s->vm, held);
    add_modules(s, module);
}

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

/* `import a.b`, `from a.b import c, d`: false: the line is none of these. */
static bool complete_import(Search *s)
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
                add(s, "", "import", 6, " ");
                return true;
            }
            if (at - start >= sizeof package)
                return true;
            memcpy(package, t + start, at - start);
            package[at - start] = 0;
            add_members(s, package);
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
    add_modules(s, package);
    return true;
}

/* ---- strings: keys and files ---- */

/* Where the expression that ends at `end` begins: names, dots and brackets. */
static size_t expression_start(const char *text, size_t end)
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
        } else if ((c == '"' || c == '\'') && at == end && at >= 2) {
            size_t quote = at - 1;
            while (quote > 0 && text[quote - 1] != c && text[quote - 1] != '\n')
                quote--;
            return quote > 0 && text[quote - 1] == c ? quote - 1 : end;
        } else {
            break;
        }
    }
    return at;
}

static void add_keys(Search *s, OuObj *dict, char quote)
{
    char suffix[3] = {quote, s->text[s->point] == ']' || s->text[s->point] == quote ? 0 : ']', 0};
    if (s->text[s->point] == quote)
        suffix[0] = 0;
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(OU_DICT(dict), &position, &key, &value))
        if (ou_is_exact(key, OU_T_STR) && !strpbrk(ou_str_text(OU_STR(key)), "'\"\\\n"))
            add_str(s, "", OU_STR(key), suffix);
}

static void complete_string(Search *s, size_t content)
{
    size_t quote = content - 1; /* of a string in single quotes or the last of three */
    while (quote > 0 && (s->text[quote - 1] == s->text[quote]))
        quote--;
    s->start = content;
    size_t before = quote;
    while (before > 0 && s->text[before - 1] == ' ')
        before--;
    if (before > 0 && s->text[before - 1] == '[') {
        size_t from = expression_start(s->text, before - 1);
        OuObj *o = prompt_evaluate(s->vm, s->text + from, before - 1 - from);
        bool is_dict = o && ou_is_exact(o, OU_T_DICT);
        if (is_dict)
            add_keys(s, o, s->text[quote]);
        ou_unref(s->vm, o);
        if (is_dict)
            return;
    }
    add_files(s, content);
}

/* ---- calls ---- */

static void add_keyword_arguments(Search *s, OuObj *callable)
{
    OuVM *vm = s->vm;
    OuObj *function = callable;
    size_t skip = 0;
    if (ou_type(vm, function)->flags & OU_TF_IS_TYPE) {
        OuObj *init = ou_class_lookup_peek(vm, OU_CLASS(function), OU_NAME(__init__));
        if (init && ou_is_exact(init, OU_T_FUNCTION))
            function = init, skip = 1;
    } else if (ou_is_exact(function, OU_T_METHOD)) {
        function = ((OuMethod *)function)->function;
        skip = 1;
    }
    if (ou_is_exact(function, OU_T_FUNCTION)) {
        const OuProto *proto = OU_FUNCTION(function)->code->proto;
        for (size_t i = proto->positional_only > skip ? proto->positional_only : skip;
             i < (size_t)proto->argument_count + proto->keyword_only; i++)
            add(s, "", proto->names[proto->variable_names[i]], proto->name_sizes[proto->variable_names[i]], "=");
    } else if (ou_is_exact(function, OU_T_BUILTIN) || ou_is_exact(function, OU_T_METHOD_DESCR)) {
        OuSignature signature;
        ou_signature_parse(((OuBuiltin *)function)->def->signature, &signature);
        for (int i = signature.positional_only; i < signature.count; i++)
            if (i != signature.rest && i != signature.options)
                add(s, "", signature.names[i], signature.lengths[i], "=");
    }
}

/* ---- names ---- */

static void complete_name(Search *s)
{
    for (size_t i = 0; highlight_keywords[i]; i++)
        add(s, "", highlight_keywords[i], strlen(highlight_keywords[i]), "");
    add_dict(s, "", ou_host_main_dict(s->vm));
    add_dict(s, "", s->vm->builtins);
}

/* With a space those that want more. */
static const char *const commands[] = {"%mem", "%who", "%refs ", "%gc", "%trace ", "%dis ",
                                       "%time ", "%timeit ", "%reset", "%help", NULL};

static void complete_command(Search *s)
{
    s->start = 0;
    for (size_t i = 0; commands[i]; i++)
        add(s, "", commands[i], strlen(commands[i]), "");
}

/* ---- the note ---- */

/* Signature and first line of the doc, by the library's function (src/prompt/_prompt.py). */
static char *describe(OuVM *vm, OuObj *o)
{
    OuObj *text = helper_call(vm, "describe", &o, 1);
    char *note = text && ou_is_exact(text, OU_T_STR) ? strdup(ou_str_text(OU_STR(text))) : NULL;
    ou_unref(vm, text);
    ou_error_clear(vm);
    return note;
}

static void note(Search *s, size_t from, size_t to)
{
    OuObj *o = prompt_evaluate(s->vm, s->text + from, to - from);
    if (o)
        s->found->note = describe(s->vm, o);
    ou_unref(s->vm, o);
}

void prompt_complete(OuVM *vm, const char *text, size_t point, bool again, Completions *found)
{
    Search s = {.vm = vm, .text = text, .point = point, .start = point, .found = found};
    TextEnd end = highlight(text, point, NULL, NULL, NULL);
    if (end.in_quotes) {
        complete_string(&s, end.string_start);
        goto done;
    }
    while (s.start > 0 && prompt_is_word(text[s.start - 1]))
        s.start--;
    if (text[0] == '%' && !memchr(text, ' ', point)) {
        complete_command(&s);
        goto done;
    }
    if (complete_import(&s))
        goto done;
    size_t from = expression_start(text, s.start);
    if (s.start > 0 && text[s.start - 1] == '.') {
        from = expression_start(text, s.start - 1);
        OuObj *o = prompt_evaluate(vm, text + from, s.start - 1 - from);
        if (o)
            add_attributes(&s, "", o);
        ou_unref(vm, o);
    } else {
        bool in_call = end.depth > 0 && text[end.bracket] == '(';
        if (in_call) {
            from = expression_start(text, end.bracket);
            OuObj *callable = prompt_evaluate(vm, text + from, end.bracket - from);
            if (callable)
                add_keyword_arguments(&s, callable);
            ou_unref(vm, callable);
            if (s.start == point) { /* nothing is typed: only the arguments are of interest */
                if (again || found->count == 0)
                    note(&s, from, end.bracket);
                goto done;
            }
        }
        complete_name(&s);
    }
    if (again && point > s.start)
        note(&s, expression_start(text, point), point);
done:
    found->start = s.start;
    sort_words(found);
    ou_error_clear(vm);
}
