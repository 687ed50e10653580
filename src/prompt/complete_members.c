/* complete_members.c - the names in a module that is imported from: of one that is loaded what is there; of another
 * what its source would bind, read without running it. */
#include "base/arena.h"
#include "base/inflate.h"
#include "modules/module.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/upcall.h"
#include "prompt/complete_parts.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STARS = 4 }; /* how deep `from x import *` is followed */

/* ---- what a source binds ---- */

static void add_text(Search *s, OuAstText text)
{
    complete_add(s, text.text, text.len, "");
}

/* The strings in the value of __all__: what a module makes only when it is asked for is among them. */
static void add_all(Search *s, const OuAstAssign *assign)
{
    const OuAstNode *target = assign->targets.items[0], *value = assign->value;
    if (target->kind != OU_AST_Name || !ou_ast_text_is(((const OuAstName *)target)->id, "__all__"))
        return;
    s->all_computed = true;
    if (value->kind != OU_AST_List)
        return;
    const OuAstSeq *items = &((const OuAstList *)value)->elts;
    for (uint32_t i = 0; i < items->len; i++) {
        const OuAstConstant *item = (const OuAstConstant *)items->items[i];
        if (item->node.kind != OU_AST_Constant || item->value.type != OU_AST_STR)
            return;
        add_text(s, item->value.text);
    }
    s->all_computed = false;
}

/* The name that a part of an import binds. */
static void add_alias(Search *s, const OuAstalias *alias)
{
    OuAstText name = alias->asname.text ? alias->asname : alias->name;
    if (ou_ast_text_is(name, "*"))
        return;
    const char *dot = memchr(name.text, '.', name.len);
    if (dot)
        name.len = (size_t)(dot - name.text);
    add_text(s, name);
}

static void add_star(Search *s, const OuAstImportFrom *import)
{
    char module[256];
    const OuAstalias *alias = import->names.len == 1 ? (const OuAstalias *)import->names.items[0] : NULL;
    if (!alias || !ou_ast_text_is(alias->name, "*") || import->level != 0 || import->module.len >= sizeof module
        || s->stars == STARS)
        return;
    memcpy(module, import->module.text, import->module.len);
    module[import->module.len] = 0;
    s->stars++;
    complete_members(s, module);
    s->stars--;
}

/* What a statement, or a part of one, binds in the scope that it stands in. */
static bool add_bound(OuAstNode *node, void *user)
{
    Search *s = user;
    switch ((int)node->kind) {
    case OU_AST_FunctionDef: add_text(s, OU_AST(FunctionDef, node)->name); return true;
    case OU_AST_AsyncFunctionDef: add_text(s, OU_AST(AsyncFunctionDef, node)->name); return true;
    case OU_AST_ClassDef: add_text(s, OU_AST(ClassDef, node)->name); return true;
    case OU_AST_alias: add_alias(s, OU_AST(alias, node)); return true;
    case OU_AST_Lambda: case OU_AST_ListComp: case OU_AST_SetComp: case OU_AST_DictComp: case OU_AST_GeneratorExp:
        return true; /* scopes of their own */
    case OU_AST_Name:
        if (OU_AST(Name, node)->ctx == OU_AST_Store)
            add_text(s, OU_AST(Name, node)->id);
        return true;
    case OU_AST_Assign: add_all(s, OU_AST(Assign, node)); break;
    case OU_AST_ImportFrom: add_star(s, OU_AST(ImportFrom, node)); break;
    default: break;
    }
    return ou_ast_each_child(node, add_bound, s);
}

static void add_from_text(Search *s, const char *text, size_t size)
{
    OuVM *vm = s->vm;
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    ou_parse(&vm->mem, &arena, text, size, "", OU_PARSE_FILE, OU_PARSE_IS_FILE, vm->int_max_str_digits, &parsed);
    if (parsed.status == OU_PARSE_OK)
        (void)ou_ast_each_child(parsed.root, add_bound, s);
    ou_arena_drop(&arena);
}

/* ---- where the source is ---- */

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

/* The source of a module in a folder of sys.path; malloc'ed, NULL: there is none. */
static char *source_in_folder(const char *folder, const char *module, size_t *size)
{
    char *text = NULL;
    for (int package = 1; !text && package >= 0; package--) {
        char file[4096];
        size_t used = (size_t)snprintf(file, sizeof file, "%s%s%s", folder, *folder ? "/" : "", module);
        if (used + 16 > sizeof file)
            break;
        for (char *p = file + strlen(folder); *p; p++)
            *p = *p == '.' ? '/' : *p;
        strcpy(file + used, package ? "/__init__.py" : ".py");
        text = read_source(file, size);
    }
    return text;
}

static char *source_in_path(OuVM *vm, const char *module, size_t *size)
{
    OuObj *path = ou_sys_peek(vm, OU_NAME(path));
    char *text = NULL;
    for (size_t i = 0; !text && path && ou_is_exact(path, OU_T_LIST) && i < OU_LIST(path)->len; i++)
        if (ou_is_str(vm, OU_LIST(path)->items[i]))
            text = source_in_folder(ou_str_text(OU_STR(OU_LIST(path)->items[i])), module, size);
    ou_error_clear(vm);
    return text;
}

static char *source_in_library(const char *module, size_t *size)
{
    const char *name = strcmp(module, "os.path") == 0 ? "posixpath" : module; /* which has no file of its own */
    for (size_t i = 0; i < ou_library_count; i++) {
        const OuLibraryFile *file = &ou_library[i];
        if (strcmp(file->name, name) != 0)
            continue;
        char *text = malloc(file->size + 1);
        if (!text || !ou_inflate(file->packed, file->packed_size, text, file->size)) {
            free(text);
            return NULL;
        }
        text[file->size] = 0;
        *size = file->size;
        return text;
    }
    return NULL;
}

static bool add_from_path(Search *s, const char *module)
{
    size_t size = 0;
    char *text = source_in_path(s->vm, module, &size);
    if (!text)
        return false;
    add_from_text(s, text, size);
    free(text);
    return true;
}

static void add_from_library(Search *s, const char *module)
{
    size_t size = 0;
    char *text = source_in_library(module, &size);
    if (text)
        add_from_text(s, text, size);
    free(text);
}

/* ---- the members ---- */

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
    OuObj *module = complete_loaded(s, name);
    if (!module && !add_from_path(s, name)) {
        s->all_computed = false;
        add_from_library(s, name);
        if (s->all_computed || ou_module_find(name, strlen(name)))
            module = import_own(s->vm, name);
    }
    if (module)
        complete_module(s, (OuModule *)module, false);
    ou_unref(s->vm, module);
    complete_modules(s, name);
}
