/* complete_import.c - Tab in an import: modules, and members of the module that is imported from. */
#include "modules/module.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/upcall.h"
#include "prompt/complete_parts.h"
#include "types/module.h"
#include <dirent.h>
#include <stdio.h>
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
        char folder[4096], *p;
        if (!ou_is_str(s->vm, entry) || OU_STR(entry)->size + strlen(package) + 2 > sizeof folder)
            continue;
        size_t size = OU_STR(entry)->size;
        snprintf(folder, sizeof folder, "%s%s%s", ou_str_text(OU_STR(entry)), size && *package ? "/" : "", package);
        for (p = folder + size; *p; p++)
            if (*p == '.')
                *p = '/';
        add_folder_modules(s, folder);
    }
}

/* ---- members ---- */

/* A module that is loaded; new reference, or NULL. */
static OuObj *loaded_module(Search *s, const char *name)
{
    OuStr *key = ou_str_intern(s->vm, name, strlen(name));
    OuObj *module = key ? ou_dict_peek_str(s->vm, s->vm->modules, key) : NULL;
    if (module && !ou_is_exact(module, OU_T_MODULE))
        module = NULL;
    ou_xref(module);
    ou_unref(s->vm, key);
    ou_error_clear(s->vm);
    return module;
}

static void add_module_attributes(Search *s, OuModule *package)
{
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(package->dict, &position, &key, &value))
        if (ou_is_str(s->vm, key) && ou_is_exact(value, OU_T_MODULE))
            complete_add_str(s, OU_STR(key), "");
}

/* Modules in a package; "": all. */
static void add_modules(Search *s, const char *package)
{
    add_submodules(s, package);
    add_path_modules(s, package);
    OuObj *module = s->found->count == 0 && *package ? loaded_module(s, package) : NULL;
    if (module) /* os.path: no file of its own */
        add_module_attributes(s, (OuModule *)module);
    else if (strcmp(package, "os") == 0)
        complete_add(s, "path", 4, "");
    ou_unref(s->vm, module);
}

/* Import a module of ouro's own, without a look into the folders of sys.path. New reference, or NULL. */
static OuObj *import_own(OuVM *vm, const char *name)
{
    OuObj *path = ou_xref(ou_sys_peek(vm, OU_NAME(path))), *sys = path ? ou_upcall_sys(vm) : NULL, *module = NULL;
    OuObj *nowhere = sys ? ou_list_new(vm, 0) : NULL;
    if (nowhere && ou_dict_set(vm, ((OuModule *)sys)->dict, OU_NAME_OBJ(path), nowhere)) {
        module = ou_host_import(vm, name);
        ou_error_clear(vm);
        if (!ou_dict_set(vm, ((OuModule *)sys)->dict, OU_NAME_OBJ(path), path))
            ou_clear(vm, &module);
    }
    ou_error_clear(vm);
    ou_unref(vm, nowhere);
    ou_unref(vm, path);
    if (module && !ou_is_exact(module, OU_T_MODULE))
        ou_clear(vm, &module);
    return module;
}

/* Looked for in the order of an import. What is not ouro's own is only read. */
void complete_members(Search *s, const char *name)
{
    OuObj *module = loaded_module(s, name);
    if (!module && !complete_from_path(s, name)) {
        s->all_computed = false;
        complete_from_library(s, name);
        if (s->all_computed || ou_module_find(name, strlen(name)))
            module = import_own(s->vm, name);
    }
    if (module)
        complete_module(s, (OuModule *)module, false);
    ou_unref(s->vm, module);
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
    add_modules(s, package);
    return true;
}

