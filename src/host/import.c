/* import.c - the import statement: names to modules.
 *
 * Search order: sys.modules; the modules that CPython has built in; then the folders of
 * sys.path; then what ouro brings itself, in C or embedded (so that a script's own module of
 * the same name wins). A name with dots is looked up in the __path__ of its package. */
#include "host/host.h"
#include "base/inflate.h"
#include "compile/flags.h"
#include "modules/module.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/exception.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/int.h"
#include "object/list.h"
#include "types/module.h"
#include "vm/frame.h"
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Names in sys.builtin_module_names of CPython 3.11 on Debian: a script's file cannot hide them. */
static const char *const builtin_names[] = {
    "_abc", "_collections", "_functools", "_imp", "_io", "_operator", "_random", "_signal", "_sre", "_stat", "_string",
    "_struct", "_weakref", "array", "atexit", "binascii", "builtins", "cmath", "errno", "faulthandler", "fcntl", "gc",
    "grp", "itertools", "marshal", "math", "posix", "pwd", "select", "sys", "time", "unicodedata", "zlib", NULL};

static bool is_builtin_name(const char *name)
{
    for (size_t i = 0; builtin_names[i]; i++)
        if (strcmp(builtin_names[i], name) == 0)
            return true;
    return false;
}

static const OuLibraryFile *find_in(const OuLibraryFile *files, size_t count, const char *name)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(files[middle].name, name);
        if (order == 0)
            return &files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static const OuLibraryFile *library_find(OuVM *vm, const char *name)
{
    const OuConfig *config = &vm->host->config;
    const OuLibraryFile *found = find_in(ou_library, ou_library_count, name);
    return found ? found : find_in(config->program_library, config->program_library_count, name);
}

/* ---- loading ---- */

/* Where a module was found. */
typedef struct Found {
    const OuModuleDef *def;
    const OuLibraryFile *library;
    char *given;      /* source that the host has given; from malloc */
    char *path;       /* file to load, or the folder of a namespace package; owned */
    size_t path_size; /* bytes allocated */
    bool is_package, is_namespace;
} Found;

static void *import_error(OuVM *vm, uint32_t exc, OuStr *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *message = ou_str_vformat(vm, format, args);
    va_end(args);
    if (!message)
        return NULL;
    ou_raise_arg(vm, exc, message);
    ou_unref(vm, message);
    OuObj *exception = ou_error_take(vm);
    if (exception && ou_error_matches(vm, exception, exc) && !ou_setattr(vm, exception, OU_NAME(name), OU_OBJ(name)))
        ou_unref(vm, exception);
    else
        ou_error_restore_take(vm, exception);
    return NULL;
}

/* Put a new module into sys.modules, run `body` in it, take it out again on failure. */
static bool set_module_names(OuVM *vm, OuModule *module, const char *full, const Found *found)
{
    OuObj *file = NULL, *package = NULL, *path = NULL;
    bool ok = false;
    const char *dot = strrchr(full, '.');
    package = found->is_package ? ou_str_from(vm, full) : ou_str_new(vm, full, dot ? (size_t)(dot - full) : 0);
    if (!package || !ou_dict_set(vm, module->dict, OU_NAME_OBJ(__package__), package))
        goto done;
    if (found->path && !found->is_namespace) {
        file = ou_str_from_lossy(vm, found->path, strlen(found->path));
        if (!file || !ou_dict_set(vm, module->dict, OU_NAME_OBJ(__file__), file))
            goto done;
    }
    if (found->is_package) {
        OuObj *folder = NULL;
        if (found->path && !found->given) {
            const char *end = found->is_namespace ? found->path + strlen(found->path) : strrchr(found->path, '/');
            folder = ou_str_from_lossy(vm, found->path, (size_t)(end - found->path));
            path = folder ? ou_list_copy_of(vm, &folder, 1) : NULL;
            ou_unref(vm, folder);
        } else {
            path = ou_list_new(vm, 0);
        }
        if (!path || !ou_dict_set(vm, module->dict, OU_NAME_OBJ(__path__), path))
            goto done;
    }
    ok = ou_dict_set(vm, module->dict, OU_NAME_OBJ(__builtins__), vm->builtins_module);
done:
    ou_unref(vm, file);
    ou_unref(vm, package);
    ou_unref(vm, path);
    return ok;
}

static char *read_file(OuVM *vm, const char *path, size_t *size)
{
    struct stat info;
    OuObj *name = ou_str_from_lossy(vm, path, strlen(path));
    int fd = name ? ou_fd_open_own(vm, AT_FDCWD, path, O_RDONLY, 0, name) : -1;
    if (fd >= 0 && fstat(fd, &info) != 0) {
        ou_raise_errno(vm, errno, name);
        close(fd);
        fd = -1;
    }
    ou_unref(vm, name);
    if (fd < 0)
        return NULL;
    size_t capacity = (size_t)info.st_size + 1, used = 0;
    char *data = ou_alloc(vm, capacity);
    while (data && used < capacity) {
        ssize_t got = read(fd, data + used, capacity - used);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        used += (size_t)got;
    }
    close(fd);
    if (data && used == capacity)
        used--; /* it grew meanwhile: what was there when it was opened */
    *size = capacity;
    if (data)
        memset(data + used, 0, capacity - used);
    return data;
}

static OuObj *compile_source(OuVM *vm, const char *source, size_t size, const char *filename, uint32_t flags)
{
    OuObj *name = ou_str_from_lossy(vm, filename, strlen(filename));
    OuObj *code = name ? ou_upcall_compile(vm, source, size, name, 'f', OU_COMPILE_DONT_INHERIT | flags) : NULL;
    ou_unref(vm, name);
    return code;
}

static OuObj *compile_library(OuVM *vm, const OuLibraryFile *library)
{
    OuBuf name;
    ou_buf_init(&name, &vm->mem);
    ou_buf_printf(&name, "<frozen %s>", library->name);
    const char *filename = ou_buf_text(&name);
    char *source = filename ? ou_alloc(vm, library->size + 1) : NULL;
    OuObj *code = NULL;
    if (!filename) {
        ou_raise_memory(vm);
    } else if (source && ou_inflate(library->packed, library->packed_size, source, library->size)) {
        source[library->size] = 0;
        code = compile_source(vm, source, library->size, filename, OU_COMPILE_LIBRARY);
    } else if (source) {
        ou_raise(vm, OU_T_ImportError, "embedded module '%s' is damaged", library->name);
    }
    ou_free(vm, source, library->size + 1);
    ou_buf_drop(&name);
    return code;
}

static bool run_body(OuVM *vm, OuModule *module, const Found *found)
{
    if (found->is_namespace)
        return true;
    OuObj *code = NULL;
    if (found->library) {
        code = compile_library(vm, found->library);
    } else if (found->given) {
        if (ou_host_keep_source(vm, found->path, found->given, strlen(found->given)))
            code = compile_source(vm, found->given, strlen(found->given), found->path, 0);
    } else {
        size_t capacity;
        char *source = read_file(vm, found->path, &capacity);
        if (!source)
            return false;
        code = compile_source(vm, source, strlen(source), found->path, 0);
        ou_free(vm, source, capacity);
    }
    OuObj *result = code ? ou_run_module_take(vm, OU_CODE(code), OU_REF_AS(OuDict, module->dict), 0) : NULL;
    ou_unref(vm, result);
    return result != NULL;
}

/* Make the module that was found; it is in sys.modules while (and after) its body runs. */
static OuObj *load(OuVM *vm, OuStr *full, const Found *found)
{
    const char *name = ou_str_text(full);
    OuObj *module = found->def ? ou_module_from_def(vm, found->def) : ou_module_new(vm, name, NULL);
    if (!module)
        return NULL;
    OuModule *m = (OuModule *)module;
    bool ok = ou_dict_set(vm, vm->modules, OU_OBJ(full), module);
    if (ok && !found->def) {
        m->initializing = true;
        ok = set_module_names(vm, m, name, found) && run_body(vm, m, found);
        m->initializing = false;
    }
    if (!ok) {
        OuObj *error = ou_error_take(vm);
        bool was_there;
        if (!ou_dict_delete(vm, vm->modules, OU_OBJ(full), &was_there))
            ou_error_clear(vm);
        ou_error_restore_take(vm, error);
        ou_unref(vm, module);
        return NULL;
    }
    /* a module may replace itself in sys.modules */
    bool error = false;
    OuObj *final = ou_dict_peek(vm, vm->modules, OU_OBJ(full), &error);
    if (error) {
        ou_unref(vm, module);
        return NULL;
    }
    if (!final) {
        ou_unref(vm, module);
        return import_error(vm, OU_T_ImportError, full, "%R not in sys.modules", full);
    }
    ou_ref(final);
    ou_unref(vm, module);
    return final;
}

static int64_t microseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

/* Load; options -v and -X importtime want it told, the latter after all that it has imported itself. */
static OuObj *load_and_tell(OuVM *vm, OuStr *full, const Found *found)
{
    OuHost *host = vm->host;
    if (!host->config.verbose && !host->config.import_time)
        return load(vm, full, found);
    int64_t before = host->import_inner, start = microseconds();
    host->import_inner = 0;
    host->import_depth++;
    OuObj *module = load(vm, full, found);
    int64_t taken = microseconds() - start;
    host->import_depth--;
    if (host->config.import_time)
        fprintf(stderr, "import time: %9lld | %10lld | %*s%s\n", (long long)(taken - host->import_inner),
                (long long)taken, 2 * host->import_depth, "", ou_str_text(full));
    host->import_inner = before + taken;
    if (host->config.verbose && module)
        fprintf(stderr, "import '%s' # %s\n", ou_str_text(full),
                found->def ? "built-in" : found->library ? "frozen" : found->path);
    return module;
}

/* ---- finding ---- */

/* Is there something of that kind (S_IFREG, S_IFDIR)? */
static bool is_there(OuVM *vm, const char *path, mode_t kind)
{
    struct stat info;
    bool found;
    if (ou_is_rooted(vm)) {
        int fd = ou_fd_open_own(vm, AT_FDCWD, path, O_PATH, 0, NULL);
        ou_error_clear(vm);
        found = fd >= 0 && fstat(fd, &info) == 0;
        if (fd >= 0)
            close(fd);
    } else {
        found = stat(path, &info) == 0;
    }
    return found && (info.st_mode & S_IFMT) == kind;
}

static bool set_path(OuVM *vm, Found *found, const char *folder, const char *name, const char *ending)
{
    size_t size = strlen(folder) + strlen(name) + strlen(ending) + 2;
    char *path = ou_resize(vm, found->path, found->path_size, size);
    if (!path)
        return false;
    found->path = path;
    found->path_size = size;
    size_t at = strlen(folder);
    memcpy(path, folder, at);
    if (at && path[at - 1] != '/')
        path[at++] = '/';
    memcpy(path + at, name, strlen(name));
    at += strlen(name);
    memcpy(path + at, ending, strlen(ending) + 1);
    return true;
}

/* Look into one folder: 1 found, 0 not, -1 error. A folder without __init__.py is remembered as
 * namespace package only if nothing better turns up later. */
static int find_in_folder(OuVM *vm, const char *folder, const char *tail, Found *found, bool *namespace_seen)
{
    if (!set_path(vm, found, folder, tail, "/__init__.py"))
        return -1;
    if (is_there(vm, found->path, S_IFREG)) {
        found->is_package = true;
        return 1;
    }
    if (!set_path(vm, found, folder, tail, ".py"))
        return -1;
    if (is_there(vm, found->path, S_IFREG))
        return 1;
    if (!*namespace_seen) {
        if (!set_path(vm, found, folder, tail, ""))
            return -1;
        *namespace_seen = is_there(vm, found->path, S_IFDIR);
    }
    return 0;
}

static int find_in_path(OuVM *vm, OuObj *path, const char *tail, Found *found)
{
    OuObj *folders = ou_list_from(vm, path);
    if (!folders)
        return -1;
    int result = 0;
    bool namespace_seen = false;
    size_t namespace_at = 0;
    for (size_t i = 0; result == 0 && i < OU_LIST(folders)->len; i++) {
        OuObj *folder = OU_LIST(folders)->items[i];
        if (!ou_is_str(vm, folder))
            continue;
        const char *text = ou_str_text(OU_STR(folder));
        bool before = namespace_seen;
        result = find_in_folder(vm, *text ? text : ".", tail, found, &namespace_seen);
        if (namespace_seen && !before)
            namespace_at = i;
    }
    if (result == 0 && namespace_seen) {
        OuObj *folder = OU_LIST(folders)->items[namespace_at];
        result = set_path(vm, found, ou_str_text(OU_STR(folder)), tail, "") ? 1 : -1;
        found->is_package = found->is_namespace = true;
    }
    ou_unref(vm, folders);
    return result;
}

/* Ask the host for module `full`, or, with `ending`, for it as a package. */
static int find_given(OuVM *vm, const char *full, const char *ending, Found *found)
{
    const OuConfig *config = &vm->host->config;
    size_t size = 0;
    if (!set_path(vm, found, "", full, ending))
        return -1;
    found->given = config->find(config->find_user, found->path, &size);
    if (!found->given)
        return 0;
    char *text = realloc(found->given, size + 1);
    if (!text)
        return ou_raise_memory(vm), -1;
    found->given = text;
    text[size] = 0;
    found->is_package = *ending != 0;
    size_t room = strlen(full) + 8;
    char *shown = ou_resize(vm, found->path, found->path_size, room);
    if (!shown)
        return -1;
    found->path = shown;
    found->path_size = room;
    snprintf(shown, room, "<host %s>", full);
    return 1;
}

/* Does the host offer ouro's module `full`? A name that it lists stands for what is below it, too. */
static bool is_offered(OuVM *vm, const char *full)
{
    const char *const *offered = vm->host->config.modules;
    if (!offered)
        return true;
    for (; *offered; offered++) {
        size_t size = strlen(*offered);
        if (strncmp(*offered, full, size) == 0 && (full[size] == 0 || full[size] == '.'))
            return true;
    }
    return false;
}

/* 1 found, 0 not, -1 error. `path`: __path__ of the package, or NULL for top-level names. */
static int find(OuVM *vm, const char *full, OuObj *path, bool by_script, Found *found)
{
    const char *tail = strrchr(full, '.');
    tail = tail ? tail + 1 : full;
    if (by_script && !ou_require(vm, OU_MAY_IMPORT))
        return -1;
    if (vm->host->config.find && (vm->access.may & OU_MAY_IMPORT)) {
        int result = find_given(vm, full, "", found);
        if (result == 0)
            result = find_given(vm, full, ".__init__", found);
        if (result != 0)
            return result;
    }
    if (by_script && !is_offered(vm, full))
        return ou_denied(vm, OU_MAY_IMPORT), -1;
    if (!path && is_builtin_name(full) && (found->def = ou_module_find(full, strlen(full))))
        return 1;
    if (!(vm->access.may & OU_MAY_FILES))
        goto own;
    if (!path) {
        OuObj *sys_path = ou_sys_peek(vm, OU_NAME(path));
        if (!sys_path)
            goto own;
        ou_ref(sys_path);
        int result = find_in_path(vm, sys_path, tail, found);
        ou_unref(vm, sys_path);
        if (result != 0)
            return result;
    } else {
        int result = find_in_path(vm, path, tail, found);
        if (result != 0)
            return result;
    }
own:
    if (found->path)
        ou_free(vm, found->path, found->path_size);
    found->path = NULL;
    found->path_size = 0;
    if (!path && (found->def = ou_module_find(full, strlen(full))))
        return 1;
    found->library = library_find(vm, full);
    if (found->library)
        found->is_package = found->library->is_package;
    return found->library != NULL;
}

/* ---- importing by absolute name ---- */

static bool is_shutting_down(OuVM *vm)
{
    if (!vm->finalizing)
        return false;
    OuStr *name = ou_str_intern(vm, "meta_path", 9);
    bool result = name && ou_sys_peek(vm, name) == OU_NONE;
    ou_unref(vm, name);
    ou_error_clear(vm);
    return result;
}

/* The last dot of a name, which may hold any characters; or NULL. */
static const char *last_dot(const OuStr *name)
{
    const char *text = ou_str_text(name);
    for (size_t i = name->size; i > 0; i--)
        if (text[i - 1] == '.')
            return text + i - 1;
    return NULL;
}

/* A submodule becomes an attribute of its package: of the one that is in sys.modules by now. */
static bool bind_in_parent(OuVM *vm, OuStr *full, OuObj *module)
{
    const char *text = ou_str_text(full), *dot = last_dot(full);
    OuStr *parent_name = ou_str_intern(vm, text, (size_t)(dot - text));
    OuStr *name = ou_str_intern(vm, dot + 1, (size_t)(text + full->size - (dot + 1)));
    bool error = !parent_name || !name;
    OuObj *parent = error ? NULL : ou_dict_peek(vm, vm->modules, OU_OBJ(parent_name), &error);
    if (parent) {
        ou_ref(parent);
        error = !ou_setattr(vm, parent, name, module);
        if (error && ou_error_swallow(vm, OU_T_AttributeError)) {
            OuObj *message = ou_str_format(vm, "Cannot set an attribute on %R for child module %R", parent_name, name);
            error = !message || !ou_warn(vm, OU_T_ImportWarning, ou_str_text(OU_STR(message)), 1);
            ou_unref(vm, message);
        }
        ou_unref(vm, parent);
    } else if (!error) {
        ou_raise_arg(vm, OU_T_KeyError, OU_OBJ(parent_name));
        error = true;
    }
    ou_unref(vm, name);
    ou_unref(vm, parent_name);
    return !error;
}

/* The pending AttributeError of __path__ becomes what CPython's `raise ... from None` makes of it. */
static OuObj *not_a_package(OuVM *vm, OuStr *full)
{
    OuObj *error = ou_error_peek(vm);
    if (!ou_error_matches(vm, error, OU_T_AttributeError))
        return NULL;
    error = ou_error_take(vm);
    const char *text = ou_str_text(full);
    OuObj *owner = ou_str_new(vm, text, (size_t)(last_dot(full) - text));
    if (owner)
        import_error(vm, OU_T_ModuleNotFoundError, full, "No module named %R; %R is not a package", full, owner);
    ou_unref(vm, owner);
    OuObj *raised = ou_error_peek(vm);
    ou_error_set_context_take(vm, raised, error);
    if (ou_error_matches(vm, raised, OU_T_ModuleNotFoundError))
        OU_EXCEPTION(raised)->suppress_context = true;
    return NULL;
}

static OuObj *import_one(OuVM *vm, OuStr *full, OuObj *parent, bool by_script)
{
    OuObj *path = NULL;
    const char *text = ou_str_text(full);
    if (is_shutting_down(vm) && strcmp(text, "_io") != 0) /* which has an exception that C code raises */
        return ou_raise(vm, OU_T_ImportError, "sys.meta_path is None, Python is likely shutting down");
    if (parent) {
        path = ou_getattr(vm, parent, OU_NAME(__path__));
        if (!path)
            return not_a_package(vm, full);
    }
    Found found = {0};
    OuObj *module = NULL;
    bool nowhere = memchr(text, '\0', full->size) || (full->size > 0 && text[full->size - 1] == '.');
    int result = nowhere ? 0 : find(vm, text, path, by_script, &found);
    if (result > 0)
        module = load_and_tell(vm, full, &found);
    else if (result == 0)
        import_error(vm, OU_T_ModuleNotFoundError, full, "No module named %R", full);
    free(found.given);
    if (found.path)
        ou_free(vm, found.path, found.path_size);
    ou_unref(vm, path);
    if (module && parent && !bind_in_parent(vm, full, module))
        ou_clear(vm, &module);
    return module;
}

/* The module with that absolute name, its packages imported first. New reference. */
static OuObj *import_absolute(OuVM *vm, OuStr *full, bool by_script)
{
    bool error = false;
    OuObj *module = ou_dict_peek(vm, vm->modules, OU_OBJ(full), &error);
    if (error)
        return NULL;
    if (module == OU_NONE)
        return import_error(vm, OU_T_ModuleNotFoundError, full, "import of %U halted; None in sys.modules", full);
    const char *text = ou_str_text(full);
    if (module && by_script && !is_offered(vm, text) && (ou_module_find(text, full->size) || library_find(vm, text)))
        return ou_denied(vm, OU_MAY_IMPORT); /* there because others need it */
    if (module)
        return ou_ref(module);
    const char *dot = last_dot(full);
    if (!dot || dot == text)
        return import_one(vm, full, NULL, by_script);
    OuStr *parent_name = ou_str_intern(vm, text, (size_t)(dot - text));
    if (!parent_name)
        return NULL;
    OuObj *parent = NULL;
    if (ou_enter(vm, " while importing")) {
        parent = import_absolute(vm, parent_name, by_script && !is_offered(vm, text));
        ou_leave(vm);
    }
    ou_unref(vm, parent_name);
    if (!parent)
        return NULL;
    module = ou_dict_peek(vm, vm->modules, OU_OBJ(full), &error); /* the package may have imported it */
    if (!error)
        module = module ? ou_ref(module) : import_one(vm, full, parent, by_script);
    ou_unref(vm, parent);
    return module;
}

/* ---- the import statement ---- */

/* What a module without __package__ and __spec__ belongs to, by its name. New reference. */
static OuObj *package_by_name(OuVM *vm, OuDict *globals)
{
    if (!ou_warn(vm, OU_T_ImportWarning,
                 "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", 1))
        return NULL;
    OuObj *name = ou_dict_peek_str(vm, globals, OU_NAME(__name__));
    if (!name)
        return ou_raise(vm, OU_T_KeyError, "'__name__' not in globals");
    if (!ou_is_str(vm, name))
        return OU_TYPE_ERROR(vm, "__name__ must be a string");
    if (ou_dict_peek_str(vm, globals, OU_NAME(__path__)))
        return ou_ref(name);
    const char *text = ou_str_text(OU_STR(name)), *dot = last_dot(OU_STR(name));
    return OU_OBJ(ou_str_new(vm, text, dot ? (size_t)(dot - text) : 0));
}

/* Does the specification agree with __package__? A warning if not; false: exception. */
static bool agrees(OuVM *vm, OuObj *package, OuObj *spec)
{
    OuObj *parent = ou_getattr_text(vm, spec, "parent");
    int equal = parent ? ou_compare_bool(vm, package, parent, OU_EQ) : -1;
    ou_unref(vm, parent);
    return equal > 0 || (equal == 0 && ou_warn(vm, OU_T_ImportWarning, "__package__ != __spec__.parent", 1));
}

/* Package that relative imports start from; new reference or NULL with ImportError. */
static OuObj *current_package(OuVM *vm, OuObj *globals)
{
    if (!globals)
        return ou_raise(vm, OU_T_KeyError, "'__name__' not in globals");
    if (!ou_is(vm, globals, OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "globals must be a dict");
    OuObj *package = ou_xref(ou_dict_peek_str(vm, OU_DICT(globals), OU_NAME(__package__)));
    OuObj *spec = ou_xref(ou_dict_peek_str(vm, OU_DICT(globals), OU_NAME(__spec__)));
    bool has_spec = spec && spec != OU_NONE;
    if (package && package != OU_NONE) {
        if (!ou_is_str(vm, package)) {
            OU_TYPE_ERROR(vm, "package must be a string");
            ou_clear(vm, &package);
        } else if (has_spec && !agrees(vm, package, spec)) {
            ou_clear(vm, &package);
        }
    } else {
        ou_put(vm, &package, has_spec ? ou_getattr_text(vm, spec, "parent") : package_by_name(vm, OU_DICT(globals)));
        if (package && !ou_is_str(vm, package)) {
            OU_TYPE_ERROR(vm, "__spec__.parent must be a string");
            ou_clear(vm, &package);
        }
    }
    ou_unref(vm, spec);
    if (package && OU_STR(package)->size == 0) {
        ou_raise(vm, OU_T_ImportError, "attempted relative import with no known parent package");
        ou_clear(vm, &package);
    }
    return package;
}

/* Absolute form of a name given with `level` leading dots; interned, new reference. */
static OuStr *absolute_name(OuVM *vm, OuStr *name, OuObj *globals, int level)
{
    if (level == 0)
        return ou_str_intern_take(vm, ou_ref(OU_OBJ(name)));
    OuObj *package = current_package(vm, globals);
    if (!package)
        return NULL;
    const char *text = ou_str_text(OU_STR(package));
    size_t len = OU_STR(package)->size;
    for (int i = 1; i < level; i++) {
        while (len > 0 && text[len - 1] != '.')
            len--;
        if (len == 0) {
            ou_unref(vm, package);
            return ou_raise(vm, OU_T_ImportError, "attempted relative import beyond top-level package");
        }
        len--;
    }
    OuBuf full;
    ou_buf_init(&full, &vm->mem);
    ou_buf_put(&full, text, len);
    if (name->size) {
        ou_buf_putc(&full, '.');
        ou_buf_put(&full, ou_str_text(name), name->size);
    }
    ou_unref(vm, package);
    OuObj *result = ou_str_from_buf(vm, &full);
    return result ? ou_str_intern_take(vm, result) : NULL;
}

/* from package import a, b: names that are not attributes may be submodules. */
static bool import_submodules(OuVM *vm, OuObj *package, OuStr *full, OuObj *fromlist, bool from_all, bool by_script)
{
    OuObj *names = ou_list_from(vm, fromlist);
    if (!names)
        return false;
    bool ok = true;
    for (size_t i = 0; ok && i < OU_LIST(names)->len; i++) {
        OuObj *item = OU_LIST(names)->items[i];
        if (!ou_is_str(vm, item)) {
            ou_raise(vm, OU_T_TypeError, from_all ? "Item in %U.__all__ must be str, not %T"
                                                  : "Item in ``from list'' must be str, not %T",
                     from_all ? (void *)full : (void *)item, item);
            ok = false;
            break;
        }
        if (ou_str_is(OU_STR(item), "*")) {
            OuObj *all = from_all ? OU_ABSENT : ou_getattr_optional(vm, package, OU_NAME(__all__));
            ok = all != NULL && (all == OU_ABSENT || import_submodules(vm, package, full, all, true, by_script));
            if (all && all != OU_ABSENT)
                ou_unref(vm, all);
            continue;
        }
        OuStr *name = ou_str_intern_take(vm, ou_ref(item));
        OuObj *there = name ? ou_getattr_optional(vm, package, name) : NULL;
        ok = there != NULL;
        if (there == OU_ABSENT) {
            OuObj *sub = ou_str_format(vm, "%U.%U", full, name);
            OuStr *sub_name = sub ? ou_str_intern_take(vm, sub) : NULL;
            OuObj *module = sub_name ? import_absolute(vm, sub_name, by_script) : NULL;
            ok = module != NULL;
            if (!ok && sub_name && ou_error_is(vm, OU_T_ModuleNotFoundError)) {
                /* only this very module missing is fine: the from statement reports it */
                OuObj *missing = ou_getattr_optional(vm, ou_error_peek(vm), OU_NAME(name));
                bool same = missing && missing != OU_ABSENT && ou_is_str(vm, missing) &&
                            ou_str_equal(OU_STR(missing), sub_name);
                if (missing && missing != OU_ABSENT)
                    ou_unref(vm, missing);
                if (same) {
                    ou_error_clear(vm);
                    ok = true;
                }
            }
            ou_unref(vm, module);
            ou_unref(vm, sub_name);
        } else if (there) {
            ou_unref(vm, there);
        }
        ou_unref(vm, name);
    }
    ou_unref(vm, names);
    return ok;
}

/* `import a.b.c` binds a: the module of the name's first part, for relative ones counted from
 * the package. */
static OuObj *first_part(OuVM *vm, OuStr *name, OuStr *full, OuObj *module)
{
    const char *text = ou_str_text(name);
    const char *dot = memchr(text, '.', name->size);
    if (!dot)
        return ou_ref(module);
    size_t cut = (size_t)(text + name->size - dot);
    OuStr *first = ou_str_intern(vm, ou_str_text(full), full->size - cut);
    OuObj *result = first ? import_absolute(vm, first, false) : NULL;
    ou_unref(vm, first);
    return result;
}

bool ou_upcall_is_library(OuVM *vm)
{
    return vm->frame != NULL && vm->frame->code->proto->library;
}

OuObj *ou_upcall_library_code(OuVM *vm, const char *name)
{
    const OuLibraryFile *file = vm->access.hosted ? NULL : library_find(vm, name);
    return file && !file->is_package ? compile_library(vm, file) : OU_NONE;
}

OuObj *ou_upcall_import(OuVM *vm, OuObj *name, OuObj *globals, OuObj *locals, OuObj *fromlist, int level)
{
    (void)locals;
    bool by_script = (level & OU_IMPORT_BY_SCRIPT) != 0;
    level &= ~OU_IMPORT_BY_SCRIPT;
    if (!ou_is_str(vm, name))
        return OU_TYPE_ERROR(vm, "module name must be a string");
    if (level == 0 && OU_STR(name)->size == 0)
        return OU_VALUE_ERROR(vm, "Empty module name");
    OuStr *full = absolute_name(vm, OU_STR(name), globals, level);
    if (!full)
        return NULL;
    OuObj *module = ou_upcall_sys(vm) ? import_absolute(vm, full, by_script) : NULL;
    OuObj *result = NULL;
    int has_list = fromlist && fromlist != OU_NONE ? ou_truth(vm, fromlist) : 0;
    if (module && has_list == 0) {
        result = level > 0 && OU_STR(name)->size == 0 ? ou_ref(module)
                                                      : first_part(vm, OU_STR(name), full, module);
    } else if (module && has_list > 0) {
        OuObj *path = ou_getattr_optional(vm, module, OU_NAME(__path__));
        bool ok = path != NULL;
        if (path && path != OU_ABSENT) {
            ou_unref(vm, path);
            ok = import_submodules(vm, module, full, fromlist, false, by_script);
        }
        if (ok)
            result = ou_ref(module);
    }
    ou_unref(vm, module);
    ou_unref(vm, full);
    return result;
}

OuObj *ou_upcall_import_from(OuVM *vm, OuObj *module, OuStr *name)
{
    OuObj *value = ou_getattr_optional(vm, module, name);
    if (value != OU_ABSENT)
        return value;
    /* a submodule of a package that is being imported in a circle is in sys.modules only */
    OuObj *module_name = ou_getattr_optional(vm, module, OU_NAME(__name__));
    if (!module_name)
        return NULL;
    if (module_name == OU_ABSENT || !ou_is_str(vm, module_name)) {
        if (module_name != OU_ABSENT)
            ou_unref(vm, module_name);
        return import_error(vm, OU_T_ImportError, name,
                            "cannot import name %R from '<unknown module name>' (unknown location)", name);
    }
    OuObj *full = ou_str_format(vm, "%U.%U", module_name, name);
    bool error = full == NULL;
    OuObj *sub = full ? ou_dict_peek(vm, vm->modules, full, &error) : NULL;
    ou_xref(sub);
    ou_unref(vm, full);
    if (sub || error) {
        ou_unref(vm, module_name);
        return sub;
    }
    OuObj *file = ou_getattr_optional(vm, module, OU_NAME(__file__));
    if (file) {
        bool has_file = file != OU_ABSENT && ou_is_str(vm, file);
        bool partial = ou_is_exact(module, OU_T_MODULE) && ((OuModule *)module)->initializing;
        OuObj *place = has_file ? ou_ref(file) : ou_str_from(vm, "unknown location");
        if (place)
            import_error(vm, OU_T_ImportError, OU_STR(module_name),
                         partial ? "cannot import name %R from partially initialized module %R (most likely due to "
                                   "a circular import) (%U)"
                                 : "cannot import name %R from %R (%U)",
                         name, module_name, place);
        if (has_file) {
            OuObj *exception = ou_error_take(vm);
            if (exception && !ou_setattr(vm, exception, OU_NAME(path), file))
                ou_error_clear(vm);
            ou_error_restore_take(vm, exception);
        }
        ou_unref(vm, place);
        if (file != OU_ABSENT)
            ou_unref(vm, file);
    }
    ou_unref(vm, module_name);
    return NULL;
}

bool ou_upcall_import_star(OuVM *vm, OuObj *module, OuObj *ns)
{
    bool ok = false, skip_private = false;
    OuObj *names = NULL;
    OuObj *all = ou_getattr_optional(vm, module, OU_NAME(__all__));
    if (!all)
        return false;
    if (all == OU_ABSENT) {
        OuObj *dict = ou_getattr_optional(vm, module, OU_NAME(__dict__));
        if (dict == OU_ABSENT)
            ou_raise(vm, OU_T_ImportError, "from-import-* object has no __dict__ and no __all__");
        else if (dict)
            names = ou_list_from(vm, dict);
        if (dict && dict != OU_ABSENT)
            ou_unref(vm, dict);
        skip_private = true;
    } else {
        names = ou_list_from(vm, all);
        ou_unref(vm, all);
    }
    if (!names)
        return false;
    for (size_t i = 0; i < OU_LIST(names)->len; i++) {
        OuObj *name = OU_LIST(names)->items[i];
        if (!ou_is_str(vm, name)) {
            OuObj *owner = ou_getattr(vm, module, OU_NAME(__name__));
            if (owner && !ou_is_str(vm, owner))
                ou_raise(vm, OU_T_TypeError, "module __name__ must be a string, not %T", owner);
            else if (owner)
                ou_raise(vm, OU_T_TypeError, skip_private ? "Key in %U.__dict__ must be str, not %T"
                                                          : "Item in %U.__all__ must be str, not %T", owner, name);
            ou_unref(vm, owner);
            goto done;
        }
        if (skip_private && ou_str_text(OU_STR(name))[0] == '_')
            continue;
        OuStr *attribute = ou_str_intern_take(vm, ou_ref(name));
        OuObj *value = attribute ? ou_getattr(vm, module, attribute) : NULL;
        bool stored = value && ou_setitem(vm, ns, OU_OBJ(attribute), value);
        ou_unref(vm, value);
        ou_unref(vm, attribute);
        if (!stored)
            goto done;
    }
    ok = true;
done:
    ou_unref(vm, names);
    return ok;
}

OuObj *ou_host_import(OuVM *vm, const char *name)
{
    OuStr *full = ou_str_intern(vm, name, strlen(name));
    OuObj *module = full ? import_absolute(vm, full, false) : NULL;
    ou_unref(vm, full);
    return module;
}
