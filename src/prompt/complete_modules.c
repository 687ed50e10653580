/* complete_modules.c - the modules in a package, or all: ouro's own, and those in the folders of sys.path. */
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

OuObj *complete_loaded(Search *s, const char *name)
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

void complete_modules(Search *s, const char *package)
{
    add_submodules(s, package);
    add_path_modules(s, package);
    OuObj *module = s->found->count == 0 && *package ? complete_loaded(s, package) : NULL;
    if (module) /* os.path: no file of its own */
        add_module_attributes(s, (OuModule *)module);
    else if (strcmp(package, "os") == 0)
        complete_add(s, "path", 4, "");
    ou_unref(s->vm, module);
}
