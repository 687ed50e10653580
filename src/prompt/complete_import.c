/* complete_import.c - Tab in an import: modules, and members of the module that is imported from. */
#include "modules/module.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/upcall.h"
#include "base/arena.h"
#include "prompt/complete_parts.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include "types/module.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static void add_submodules(Search *s, const char *package)
{
    size_t size = strlen(package);
    for (size_t i = 0; i < ou_library_count; i++) {
        const char *name = ou_library[i].name;
        if (size == 0 && !strchr(name, '.'))
            complete_add(s, name, strlen(name), "");
        else if (size > 0 && strncmp(name, package, size) == 0 && name[size] == '.' && !strchr(name + size + 1, '.'))
            complete_add(s, name + size + 1, strlen(name + size + 1), "");
    }
    const char *name;
    for (size_t i = 0; size == 0 && (name = ou_module_name_at(i)) != NULL; i++)
        complete_add(s, name, strlen(name), "");
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
            complete_add(s, entry->d_name, size - 3, "");
        } else if (!strchr(entry->d_name, '.')) {
            char init[8192];
            struct stat info;
            snprintf(init, sizeof init, "%s/%s/__init__.py", *folder ? folder : ".", entry->d_name);
            if (stat(init, &info) == 0)
                complete_add(s, entry->d_name, size, "");
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

/* ---- members ---- */

static void add_target(Search *s, const OuAstNode *target)
{
    const OuAstName *name = (const OuAstName *)target;
    if (target->kind == OU_AST_Name)
        complete_add(s, name->id.text, name->id.len, "");
}

/* The names that a statement at the top of a module gives it. */
static void add_defined(Search *s, const OuAstNode *statement)
{
    switch ((int)statement->kind) {
    case OU_AST_FunctionDef:
    case OU_AST_AsyncFunctionDef: {
        const OuAstText *name = &((const OuAstFunctionDef *)statement)->name;
        complete_add(s, name->text, name->len, "");
        break;
    }
    case OU_AST_ClassDef: {
        const OuAstText *name = &((const OuAstClassDef *)statement)->name;
        complete_add(s, name->text, name->len, "");
        break;
    }
    case OU_AST_AnnAssign:
        add_target(s, ((const OuAstAnnAssign *)statement)->target);
        break;
    case OU_AST_Assign: {
        const OuAstSeq *targets = &((const OuAstAssign *)statement)->targets;
        for (uint32_t i = 0; i < targets->len; i++)
            add_target(s, targets->items[i]);
        break;
    }
    default:
        break;
    }
}

/* What the source of a module defines: importing it would run it. */
static void add_from_source(Search *s, const char *text, size_t size)
{
    OuVM *vm = s->vm;
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    ou_parse(&vm->mem, &arena, text, size, "", OU_PARSE_FILE, OU_PARSE_IS_FILE, vm->int_max_str_digits, &parsed);
    if (parsed.status == OU_PARSE_OK) {
        const OuAstSeq *body = &((const OuAstModule *)parsed.root)->body;
        for (uint32_t i = 0; i < body->len; i++)
            add_defined(s, body->items[i]);
    }
    ou_arena_drop(&arena);
}

/* The text of a file, malloc'ed; NULL: there is none, or it is too large to be looked at while somebody waits. */
static char *read_source(const char *path, size_t *size)
{
    enum { LIMIT = 1 << 20 };
    FILE *file = fopen(path, "rb");
    char *text = file ? malloc(LIMIT) : NULL;
    *size = text ? fread(text, 1, LIMIT, file) : 0;
    if (file)
        fclose(file);
    if (*size > 0 && *size < LIMIT)
        return text;
    free(text);
    return NULL;
}

static bool add_path_members(Search *s, const char *module)
{
    OuObj *path = ou_sys_peek(s->vm, OU_NAME(path));
    for (size_t i = 0; path && ou_is_exact(path, OU_T_LIST) && i < OU_LIST(path)->len; i++) {
        OuObj *entry = OU_LIST(path)->items[i];
        if (!ou_is_str(s->vm, entry))
            continue;
        for (int package = 0; package < 2; package++) {
            char file[4096];
            size_t folder = OU_STR(entry)->size, size;
            snprintf(file, sizeof file, "%s%s%s", ou_str_text(OU_STR(entry)), folder ? "/" : "", module);
            for (char *p = file + folder; *p; p++)
                *p = *p == '.' ? '/' : *p;
            if (strlen(file) + 16 > sizeof file)
                continue;
            strcat(file, package ? "/__init__.py" : ".py");
            char *text = read_source(file, &size);
            if (!text)
                continue;
            add_from_source(s, text, size);
            free(text);
            return true;
        }
    }
    return false;
}

/* Is it one that ouro brings? These do nothing but define when they are imported. */
static bool is_library(const char *module)
{
    bool ours = ou_module_find(module, strlen(module)) != NULL;
    for (size_t i = 0; !ours && i < ou_library_count; i++)
        ours = strcmp(ou_library[i].name, module) == 0;
    return ours;
}

/* A module that is loaded, or one of the library's; new reference, or NULL. */
static OuObj *module_at_hand(Search *s, const char *module)
{
    OuObj *name = ou_str_from_lossy(s->vm, module, strlen(module));
    OuObj *loaded = name ? ou_dict_get(s->vm, s->vm->modules, name) : NULL;
    OuObj *held = loaded == OU_ABSENT ? NULL : loaded;
    ou_unref(s->vm, name);
    ou_error_clear(s->vm);
    if (!held && is_library(module)) {
        held = ou_host_import(s->vm, module);
        ou_error_clear(s->vm);
    }
    if (held && !ou_is_exact(held, OU_T_MODULE))
        ou_clear(s->vm, &held);
    return held;
}

static void add_names(Search *s, OuObj *module, bool modules_only)
{
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(((OuModule *)module)->dict, &position, &key, &value))
        if (ou_is_str(s->vm, key) && (!modules_only || ou_is_exact(value, OU_T_MODULE)))
            complete_add_str(s, OU_STR(key), "");
}

/* Modules in a package; "": all. */
static void add_modules(Search *s, const char *package)
{
    add_submodules(s, package);
    add_path_modules(s, package);
    OuObj *module = s->found->count == 0 && *package ? module_at_hand(s, package) : NULL;
    if (module) /* os.path: no file of its own */
        add_names(s, module, true);
    ou_unref(s->vm, module);
}

static void add_members(Search *s, const char *name)
{
    bool from_source = false;
    OuObj *module = module_at_hand(s, name);
    if (module)
        add_names(s, module, false);
    else
        from_source = add_path_members(s, name);
    ou_unref(s->vm, module);
    if (!from_source || s->found->count == 0)
        add_modules(s, name);
}

/* ---- the line ---- */

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

