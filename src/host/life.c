/* life.c - making a VM with its surroundings, and its orderly end. */
#include "host/api.h"
#include "base/hash.h"
#include "modules/module.h"
#include "modules/sys.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/weak.h"
#include "types/file.h"
#include "object/list.h"
#include "types/module.h"
#include "vm/accounting.h"
#include "vm/edges.h"
#include "vm/frame.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- making ---- */

static void set_keys(OuVM *vm, const OuConfig *config)
{
    uint64_t key_bits[3];
    ou_random_bytes(vm, key_bits, sizeof key_bits);
    if (config->use_hash_seed) {
        OuHashKey key = ou_hash_key((uint32_t)config->hash_seed);
        vm->hash_key[0] = key.k0;
        vm->hash_key[1] = key.k1;
    } else {
        vm->hash_key[0] = key_bits[0];
        vm->hash_key[1] = key_bits[1];
    }
    vm->identity_key = config->raw_addresses ? 0 : key_bits[2] | 1;
    vm->numbered = !(config->may & OU_MAY_RANDOM);
}

/* Module __main__ with its first names. */
static bool make_main(OuVM *vm)
{
    OuObj *main = ou_module_new(vm, "__main__", NULL);
    bool ok = main && ou_dict_set(vm, vm->modules, OU_NAME_OBJ(__main__), main) &&
              ou_dict_set(vm, ((OuModule *)main)->dict, OU_NAME_OBJ(__builtins__), vm->builtins_module);
    ou_unref(vm, main);
    return ok;
}

static bool make_modules(OuVM *vm)
{
    OuObj *modules = ou_dict_new(vm);
    vm->modules = OU_DICT(modules);
    OuObj *builtins = modules ? ou_module_from_def(vm, &ou_module_builtins) : NULL;
    if (!builtins)
        return false;
    vm->builtins_module = builtins;
    vm->builtins = OU_REF_AS(OuDict, ((OuModule *)builtins)->dict);
    vm->sys_stage = OU_SYS_USABLE;
    return ou_dict_set(vm, vm->modules, OU_NAME_OBJ(sys), OU_NONE) && /* its place: nobody can see it empty */
           ou_dict_set(vm, vm->modules, OU_NAME_OBJ(builtins), vm->builtins_module) && make_main(vm);
}

/* Make a zeroed VM with its `host` and configuration ready. */
static bool set_up(OuVM *vm)
{
    const OuConfig *config = &vm->host->config;
    ou_mem_init(&vm->mem, config->allocate, config->allocate_user, config->memory_limit);
    vm->mem.fuel = &vm->fuel;
    vm->mem.fail_countdown = config->fail_at;
    vm->mem.fail_forever = config->fail_forever;
    vm->access = (OuAccess){.may = (uint16_t)config->may, .hosted = config->hosted, .roots = config->roots,
                            .root_count = config->root_count, .own_limit = config->open_files_limit,
                            .clock = config->clock_start, .clock_start = config->clock_start,
                            .random = config->random_seed,
                            .recursion_most = config->hosted ? config->recursion_limit : 0};
    set_keys(vm, config);
    vm->optimize = config->optimize;
    vm->bytes_warning = (uint8_t)config->bytes_warning;
    vm->site_builtins = !config->no_site;
    vm->recursion_limit = config->recursion_limit ? config->recursion_limit : OU_RECURSION_LIMIT;
    vm->instruction_limit = config->instruction_limit;
    vm->int_max_str_digits = config->limit_str_digits ? config->int_max_str_digits : 4300;
    if (!ou_objects_init(vm) || !ou_exec_init(vm) || !make_modules(vm))
        return false;
    vm->gc.force_state = (config->force_seed + (uint64_t)1) * 0x9E3779B97F4A7C15u;
    vm->gc.force_every = config->force_every;
    ou_exec_set_deadline(vm, config->time_limit_ms);
    return true;
}

OuObj *ou_upcall_sys(OuVM *vm)
{
    if (vm->sys_module || vm->sys_stage == OU_SYS_NONE)
        return vm->sys_module;
    OuObj *sys = ou_module_from_def(vm, &ou_module_sys);
    if (sys && ou_dict_peek_str(vm, vm->modules, OU_NAME(sys)) &&
        !ou_dict_set(vm, vm->modules, OU_NAME_OBJ(sys), sys))
        ou_clear(vm, &sys);
    return vm->sys_module = sys;
}

OuVM *ou_host_new(const OuConfig *config)
{
    OuVM *vm = calloc(1, sizeof *vm);
    OuHost *host = calloc(1, sizeof *host);
    if (!vm || !host) {
        free(vm);
        free(host);
        return NULL;
    }
    vm->host = host;
    host->config = *config;
    if (!set_up(vm)) {
        ou_host_free(vm);
        return NULL;
    }
    return vm;
}

/* ---- the end ---- */

static void clear_names(OuVM *vm, OuDict *dict, bool private)
{
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(dict, &position, &key, &value)) {
        if (value == OU_NONE || !ou_is_str(vm, key))
            continue;
        const char *name = ou_str_text(OU_STR(key));
        bool is_private = name[0] == '_' && name[1] != '_';
        if (is_private != private || strcmp(name, "__builtins__") == 0)
            continue;
        ou_ref(key);
        if (!ou_dict_set(vm, dict, key, OU_NONE))
            ou_error_clear(vm);
        ou_unref(vm, key);
    }
}

/* CPython's _PyModule_Clear: names that begin with one underscore first, then the others,
 * __builtins__ stays. */
static void clear_module_dict(OuVM *vm, OuDict *dict)
{
    ou_ref(OU_OBJ(dict));
    clear_names(vm, dict, true);
    clear_names(vm, dict, false);
    ou_unref(vm, dict);
}

/* The streams go before what scripts have put there, though they may have been made later. */
static void clear_sys_dict(OuVM *vm, OuDict *dict)
{
    OuStr *const streams[] = {OU_NAME(stdin), OU_NAME(stdout), OU_NAME(stderr)};
    clear_names(vm, dict, true);
    for (size_t i = 0; i < OU_COUNT_OF(streams); i++)
        if (!ou_dict_set(vm, dict, OU_OBJ(streams[i]), OU_NONE))
            ou_error_clear(vm);
    clear_names(vm, dict, false);
}

static void set_sys_none(OuVM *vm)
{
    static const char *const names[] = {"path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback",
                                        "path_hooks", "path_importer_cache", "meta_path"};
    vm->sys_stage = OU_SYS_ENDING;
    if (!vm->sys_module)
        return;
    OuDict *sys = ((OuModule *)vm->sys_module)->dict;
    for (size_t i = 0; i < OU_COUNT_OF(names); i++) {
        OuStr *name = ou_str_intern(vm, names[i], strlen(names[i]));
        if (name && ou_dict_peek_str(vm, sys, name) && !ou_dict_set(vm, sys, OU_OBJ(name), OU_NONE))
            ou_error_clear(vm);
        ou_unref(vm, name);
    }
    static const char *const streams[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"}};
    for (size_t i = 0; i < OU_COUNT_OF(streams); i++) {
        OuStr *original = ou_str_intern(vm, streams[i][1], strlen(streams[i][1]));
        OuObj *value = original ? ou_dict_peek_str(vm, sys, original) : NULL;
        if (original && (value || ((OuModule *)vm->sys_module)->complete) && /* else neither was made */
            !ou_dict_set_str(vm, sys, streams[i][0], value ? value : OU_NONE))
            ou_error_clear(vm);
        ou_unref(vm, original);
    }
}

/* Take all modules out of sys.modules; weak references to them, in order, to `weak` (a list, NULL
 * if there is no memory). A module that cannot be kept in mind so is cleared at once, and those after it: looking
 * for memory again for each would take long. */
static void remove_modules(OuVM *vm, OuObj *weak)
{
    OuDict *modules = vm->modules;
    size_t position = 0;
    OuObj *key, *value;
    while (ou_dict_next(modules, &position, &key, &value)) {
        if (value == OU_NONE || !ou_is_exact(value, OU_T_MODULE))
            continue;
        ou_ref(key);
        OuObj *ref = weak ? ou_weakref_new(vm, NULL, OU_T_WEAKREF, value, NULL) : NULL;
        if (!ref || !ou_list_append_take(vm, OU_LIST(weak), ref)) {
            weak = NULL;
            ou_error_clear(vm);
            if (value != vm->sys_module && value != vm->builtins_module)
                clear_module_dict(vm, ((OuModule *)value)->dict);
        }
        if (!ou_dict_set(vm, modules, key, OU_NONE))
            ou_error_clear(vm);
        ou_unref(vm, key);
    }
    ou_dict_clear(vm, modules);
}

static void clear_remaining(OuVM *vm, OuObj *weak)
{
    for (size_t i = OU_LIST(weak)->len; i-- > 0;) {
        OuObj *module = ou_weakref_get(vm, OU_LIST(weak)->items[i]);
        if (module == OU_NONE)
            continue;
        if (module != vm->sys_module && module != vm->builtins_module)
            clear_module_dict(vm, ((OuModule *)module)->dict);
        ou_unref(vm, module);
    }
}

/* What a script has put into builtins goes, and what was added there after the beginning; what
 * was replaced is made again when it is asked for. */
static void restore_builtins(OuVM *vm)
{
    OuObj *old = ou_dict_new(vm), *key, *value;
    size_t position = 0;
    bool found;
    while (old && ou_dict_next(vm->builtins, &position, &key, &value)) {
        const OuType *type = ou_type(vm, value);
        const char *name = ou_is_str(vm, key) ? ou_str_text(OU_STR(key)) : "";
        bool constant = ou_is_immortal(value) && (strncmp(name, "__", 2) == 0 || type->index != OU_T_INT);
        if (strcmp(name, "open") != 0 && (constant || type->index == OU_T_BUILTIN || type->index == OU_T_MODULE ||
                         ((type->flags & OU_TF_IS_TYPE) && !(OU_CLASS(value)->type->flags & OU_TF_USER))))
            continue;
        ou_ref(key);
        if (!ou_dict_set(vm, OU_DICT(old), key, value) || !ou_dict_delete(vm, vm->builtins, key, &found))
            ou_error_clear(vm);
        ou_unref(vm, key);
    }
    vm->builtins_filled = false;
    vm->builtins_restored = true;
    ou_error_clear(vm);
    ou_unref(vm, old);
}

static bool is_closed(OuVM *vm, OuObj *stream)
{
    OuObj *closed = ou_getattr_text(vm, stream, "closed");
    bool result = closed && ou_truth(vm, closed) > 0;
    ou_error_clear(vm);
    ou_unref(vm, closed);
    return result;
}

bool ou_host_flush(OuVM *vm)
{
    bool ok = true;
    if (!vm->sys_module)
        return true;
    OuDict *sys = ((OuModule *)vm->sys_module)->dict;
    OuStr *const names[] = {OU_NAME(stdout), OU_NAME(stderr)};
    for (size_t i = 0; i < OU_COUNT_OF(names); i++) {
        OuObj *stream = ou_dict_peek_str(vm, sys, names[i]);
        if (!stream || stream == OU_NONE)
            continue;
        ou_ref(stream);
        if (!is_closed(vm, stream) && !ou_file_flush(vm, stream)) {
            ok = false;
            if (i == 0)
                ou_error_unraisable(vm, NULL, stream);
            ou_error_clear(vm);
        }
        ou_unref(vm, stream);
    }
    return ok;
}

static void run_atexit(OuVM *vm)
{
    OuObj *module = ou_dict_peek_str(vm, vm->modules, OU_NAME(atexit));
    if (!module || ou_exec_end(vm) != OU_END_NONE)
        return;
    ou_ref(module);
    OuObj *run = ou_getattr_text(vm, module, "_run_exitfuncs");
    OuObj *result = run ? ou_call0(vm, run) : NULL;
    if (!result)
        ou_error_clear(vm);
    ou_unref(vm, result);
    ou_unref(vm, run);
    ou_unref(vm, module);
}

/* Debug builds do not go on with a count that is not the number of references, or memory that is
 * nobody's. */
static void check_counts(OuVM *vm)
{
#ifdef OU_DEBUG
    if (vm->frame != NULL || vm->error != NULL || ou_exec_end(vm) != OU_END_NONE)
        return;
    if (ou_edges_audit(vm, NULL) > 0)
        abort();
    OuMem *mem = &vm->mem, saved = *mem; /* no limits, no injected failures for the sums */
    mem->fail_countdown = mem->limit = 0;
    mem->pressure_mark = SIZE_MAX;
    OuAccount account;
    if (ou_account(vm, NULL, NULL, &account) && account.other != 0) {
        fprintf(stderr, "ouro: audit: %td bytes of memory are nobody's\n", account.other);
        abort();
    }
    ou_account_drop(vm, &account);
    mem->fail_countdown = saved.fail_countdown;
    mem->limit = saved.limit;
    mem->pressure_mark = saved.pressure_mark;
#else
    (void)vm;
#endif
}

/* What is left in gc.garbage: a warning, with gc.DEBUG_UNCOLLECTABLE its text too. */
static void report_garbage(OuVM *vm)
{
    OuObj *garbage = vm->gc.garbage;
    if (!garbage || OU_LIST(garbage)->len == 0 || vm->gc.debug & OU_GC_DEBUG_SAVEALL)
        return;
    bool shown = vm->gc.debug & OU_GC_DEBUG_UNCOLLECTABLE;
    char text[140];
    snprintf(text, sizeof text, "gc: %u uncollectable objects at shutdown%s", OU_LIST(garbage)->len,
             shown ? "" : "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them");
    OuObj *name = ou_str_from(vm, "gc");
    if (!name || !ou_warn_explicit(vm, OU_T_ResourceWarning, text, name, 0))
        ou_error_unraisable(vm, NULL, NULL);
    ou_unref(vm, name);
    OuObj *list = shown ? ou_repr(vm, garbage) : NULL;
    OuObj *line = list ? ou_str_format(vm, "      %S\n", list) : NULL;
    if (line)
        ou_upcall_stderr(vm, ou_str_text(OU_STR(line)), OU_STR(line)->size);
    else if (shown)
        ou_error_unraisable(vm, NULL, garbage);
    ou_unref(vm, list);
    ou_unref(vm, line);
}

/* Only the collections that scripts ask for call gc.callbacks when modules are gone. */
static void collect_quietly(OuVM *vm)
{
    vm->gc.quiet = true;
    ou_gc_collect(vm, 2);
    vm->gc.quiet = false;
}

bool ou_host_finalize(OuVM *vm)
{
    if (vm->finalizing || vm->sys_stage == OU_SYS_NONE)
        return true;
    ou_error_clear(vm); /* nobody has asked for it */
    ou_clear(vm, &vm->handled_base.exception); /* a limit ended the script in a handler */
    check_counts(vm);
    run_atexit(vm);
    bool ok = ou_host_flush(vm);
    vm->finalizing = true;
    if (vm->gc.enabled)
        ou_gc_collect(vm, 2);
    ou_clear(vm, &vm->codec_errors);
    set_sys_none(vm);
    OuObj *weak = ou_list_new(vm, 0);
    ou_error_clear(vm);
    remove_modules(vm, weak);
    restore_builtins(vm);
    collect_quietly(vm);
    report_garbage(vm);
    if (weak)
        clear_remaining(vm, weak);
    ou_unref(vm, weak);
    ou_error_clear(vm);
    ok = ok && ou_host_flush(vm); /* what could not be written is told once */
    ou_clear(vm, &vm->warnings);
    if (vm->sys_module)
        clear_sys_dict(vm, ((OuModule *)vm->sys_module)->dict);
    vm->sys_stage = OU_SYS_CLEARED;
    clear_module_dict(vm, vm->builtins);
    collect_quietly(vm);
    ou_error_clear(vm);
    return ok;
}

/* Debug builds do not go on with leaks. */
#ifdef OU_DEBUG
#define CHECKS_LEAKS true
#else
#define CHECKS_LEAKS false
#endif

static void check_leaks(const OuLeaks *leaks)
{
    if (leaks->blocks == 0)
        return;
    fprintf(stderr, "ouro: %zu objects with %zu references and %zu blocks of memory are left\n", leaks->objects,
            leaks->refs, leaks->blocks);
    abort();
}

static void collect_all(OuVM *vm)
{
    while (ou_gc_collect(vm, 2) > 0) {}
}

/* Give everything back but the VM itself and its host part. */
static void tear_down(OuVM *vm)
{
    ou_host_finalize(vm);
    if (vm->host->api)
        ou_api_release(vm);
    vm->sys_stage = OU_SYS_NONE;
    ou_clear(vm, &vm->sys_module);
    ou_clear(vm, &vm->host->sources);
    ou_clear(vm, &vm->builtins);
    ou_clear(vm, &vm->builtins_module);
    ou_clear(vm, &vm->modules);
    ou_clear(vm, &vm->warnings);
    ou_clear(vm, &vm->gc.callbacks);
    ou_clear(vm, &vm->gc.garbage);
    if (vm->exec) /* no finalizer runs any more that could make new objects: all go now */
        ou_exec_end_now(vm, OU_END_INTERRUPT);
    ou_exec_release(vm);
    vm->gc.debug = 0;
    ou_error_drop_reserve(vm);
    ou_gc_unfreeze(vm);
    ou_error_clear(vm);
    collect_all(vm); /* functions hold their modules, those that were never complete too */
    if (ou_gc_track_tuples(vm))
        collect_all(vm);
    ou_exec_drop(vm);
    ou_fd_close_all(vm);
    OuLeaks leaks = {0};
    bool is_shown = vm->host->config.show_refcount;
    ou_objects_drop(vm, is_shown || CHECKS_LEAKS ? &leaks : NULL);
    if (is_shown)
        fprintf(stderr, "[%zu refs, %zu blocks]\n", leaks.refs, leaks.blocks);
    if (CHECKS_LEAKS)
        check_leaks(&leaks);
    ou_mem_drop(&vm->mem);
}

void ou_host_free(OuVM *vm)
{
    tear_down(vm);
    if (vm->host->api)
        ou_api_free(vm);
    free(vm->host);
    free(vm);
}

bool ou_host_reset(OuVM *vm)
{
    tear_down(vm);
    OuHost *host = vm->host;
    memset(vm, 0, sizeof *vm);
    vm->host = host;
    host->frozen_modules = NULL;
    return set_up(vm);
}

void ou_upcall_visit_host(OuVM *vm, OuVisitFn fn, void *arg)
{
    if (vm->host->sources)
        fn(OU_OBJ(vm->host->sources), arg);
    if (vm->host->frozen_modules)
        fn(vm->host->frozen_modules, arg);
    if (vm->host->api)
        ou_api_visit(vm, fn, arg);
}

ptrdiff_t ou_upcall_write_stream(OuVM *vm, int stream, const char *data, size_t size)
{
    if (vm->host->config.write) {
        vm->host->config.write(vm->host->config.user, stream, data, size);
        return (ptrdiff_t)size;
    }
    return write(stream, data, size);
}

void ou_host_write(OuVM *vm, int stream, const char *data, size_t size)
{
    while (size > 0) {
        ptrdiff_t written = ou_upcall_write_stream(vm, stream, data, size);
        if (written <= 0)
            return;
        data += written;
        size -= (size_t)written;
    }
}
