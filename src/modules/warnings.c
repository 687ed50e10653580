/* warnings.c - module _warnings, and the warnings that C code issues.
 *
 * The filters are what module `warnings` of the library holds once it is loaded; before, and
 * while the program ends, the VM's own list (vm->warnings). What a filter matches with, how a
 * warning is shown and the registries belong to scripts: all may run script code. */
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/file.h"
#include "vm/frame.h"
#include <string.h>

enum { FILTERS, ONCE, DEFAULT }; /* items of vm->warnings */

static OuObj *make_filter(OuVM *vm, const char *action, uint32_t category, OuObj *module)
{
    OuObj *items[5] = {ou_str_from(vm, action), OU_NONE, OU_OBJ(ou_builtin_class(vm, category)), module,
                       ou_int_from(vm, 0)};
    OuObj *filter = items[0] && items[2] ? ou_tuple_new(vm, items, 5) : NULL;
    ou_unref(vm, items[0]);
    return filter;
}

/* The VM's filters, once registry and default action; borrowed, NULL with an exception. */
static OuList *own_state(OuVM *vm)
{
    static const uint32_t hidden[] = {OU_T_DeprecationWarning, OU_T_PendingDeprecationWarning, OU_T_ImportWarning,
                                      OU_T_ResourceWarning};
    if (vm->warnings)
        return OU_LIST(vm->warnings);
    OuObj *state = ou_list_new(vm, 3), *filters = ou_list_new(vm, 5);
    bool ok = state && filters &&
              ou_list_append_take(vm, OU_LIST(filters),
                                  make_filter(vm, "default", OU_T_DeprecationWarning, OU_NAME_OBJ(__main__)));
    for (size_t i = 0; ok && i < OU_COUNT_OF(hidden); i++)
        ok = ou_list_append_take(vm, OU_LIST(filters), make_filter(vm, "ignore", hidden[i], OU_NONE));
    ok = ok && ou_list_append(vm, OU_LIST(state), filters) &&
         ou_list_append_take(vm, OU_LIST(state), ou_dict_new(vm)) &&
         ou_list_append_take(vm, OU_LIST(state), ou_str_from(vm, "default"));
    ou_unref(vm, filters);
    if (!ok) {
        ou_unref(vm, state);
        return NULL;
    }
    vm->warnings = state;
    return OU_LIST(state);
}

/* An attribute of the library's module, if that is loaded (`import`: load it): new reference,
 * NULL without an exception if there is none. */
static OuObj *library_attribute(OuVM *vm, const char *name, bool import)
{
    if (vm->sys_stage == OU_SYS_NONE)
        return NULL;
    OuStr *key = ou_str_intern(vm, "warnings", 8);
    OuObj *module = key ? ou_xref(ou_dict_peek_str(vm, vm->modules, key)) : NULL;
    if (!module && key && import && !vm->finalizing)
        module = ou_upcall_import(vm, OU_OBJ(key), NULL, NULL, NULL, 0);
    OuObj *value = module && module != OU_NONE ? ou_getattr_text(vm, module, name) : NULL;
    if (!value)
        ou_error_clear(vm);
    ou_unref(vm, module);
    ou_unref(vm, key);
    return value;
}

/* The library's attribute, or the VM's own object. New reference. */
static OuObj *setting(OuVM *vm, const char *name, int own)
{
    OuObj *value = library_attribute(vm, name, false);
    if (value)
        return value;
    OuList *state = own_state(vm);
    return state ? ou_ref(state->items[own]) : NULL;
}

/* ---- filters ---- */

/* -1: an exception is pending. */
static int matches(OuVM *vm, OuObj *pattern, OuObj *text)
{
    if (pattern == OU_NONE)
        return 1;
    if (ou_is_exact(pattern, OU_T_STR))
        return ou_compare_bool(vm, pattern, text, OU_EQ);
    OuObj *method = ou_getattr_text(vm, pattern, "match");
    OuObj *found = method ? ou_call1(vm, method, text) : NULL;
    int result = !found ? -1 : found != OU_NONE;
    ou_unref(vm, method);
    ou_unref(vm, found);
    return result;
}

static int filter_matches(OuVM *vm, OuTuple *filter, OuObj *category, OuObj *text, int64_t line, OuObj *module)
{
    int64_t wanted;
    int result = matches(vm, filter->items[1], text);
    if (result > 0)
        result = matches(vm, filter->items[3], module);
    if (result > 0)
        result = ou_issubclass(vm, category, filter->items[2]);
    if (result > 0 && !ou_as_int64(vm, filter->items[4], &wanted))
        result = -1;
    return result > 0 ? wanted == 0 || wanted == line : result;
}

/* The action for a warning, and the filter that gave it: new references (*filter may be NULL). */
static OuObj *find_action(OuVM *vm, OuObj *category, OuObj *text, int64_t line, OuObj *module, OuObj **filter)
{
    OuObj *filters = setting(vm, "filters", FILTERS), *action = NULL;
    *filter = NULL;
    if (filters && !ou_is(vm, filters, OU_TF_IS_LIST)) {
        ou_raise(vm, OU_T_ValueError, "_warnings.filters must be a list");
        goto done;
    }
    for (uint32_t i = 0; filters && i < OU_LIST(filters)->len; i++) {
        OuObj *item = OU_LIST(filters)->items[i];
        if (!ou_is(vm, item, OU_TF_IS_TUPLE) || OU_TUPLE(item)->len != 5) {
            ou_raise(vm, OU_T_ValueError, "_warnings.filters item %u isn't a 5-tuple", i);
            goto done;
        }
        if (!ou_is_str(vm, OU_TUPLE(item)->items[0])) {
            ou_raise(vm, OU_T_TypeError, "action must be a string, not '%T'", OU_TUPLE(item)->items[0]);
            goto done;
        }
        ou_ref(item);
        int found = filter_matches(vm, OU_TUPLE(item), category, text, line, module);
        if (found > 0) {
            *filter = item;
            action = ou_ref(OU_TUPLE(item)->items[0]);
            goto done;
        }
        ou_unref(vm, item);
        if (found < 0)
            goto done;
    }
    if (filters)
        action = setting(vm, "defaultaction", DEFAULT);
    if (action && !ou_is_str(vm, action)) {
        ou_raise(vm, OU_T_TypeError, "_warnings.defaultaction must be a string, not '%T'", action);
        ou_clear(vm, &action);
    }
done:
    ou_unref(vm, filters);
    return action;
}

/* ---- registries ---- */

/* Has the warning been issued? 1 or 0; -1 with an exception. A registry of other filters is void. */
static int already_warned(OuVM *vm, OuObj *registry, OuObj *key, bool should_set)
{
    OuDict *dict = OU_DICT(registry);
    OuStr *name = ou_str_intern(vm, "version", 7);
    OuObj *version = name ? ou_dict_peek_str(vm, dict, name) : NULL;
    int64_t number;
    int result = name ? 0 : -1;
    if (name && (!version || !ou_is_exact(version, OU_T_INT) || !ou_int_to_int64(version, &number) ||
                 number != vm->warnings_version)) {
        ou_dict_clear(vm, dict);
        OuObj *now = ou_int_from(vm, vm->warnings_version);
        result = now && ou_dict_set(vm, dict, OU_OBJ(name), now) ? 0 : -1;
        ou_unref(vm, now);
    } else if (name) {
        OuObj *found = ou_dict_get(vm, dict, key);
        if (!found)
            result = -1;
        else if (found != OU_ABSENT) {
            result = ou_truth(vm, found);
            ou_unref(vm, found);
        }
    }
    ou_unref(vm, name);
    if (result == 0 && should_set)
        return ou_dict_set(vm, dict, key, OU_TRUE) ? 0 : -1;
    return result;
}

/* ---- showing ---- */

/* Without the library: the message and the source line, to sys.stderr. */
static void show_plainly(OuVM *vm, OuObj *category, OuObj *text, OuObj *filename, int line, OuObj *source_line)
{
    OuObj *stream = ou_sys_peek(vm, OU_NAME(stderr));
    OuObj *name = ou_getattr(vm, category, OU_NAME(__name__));
    if (!stream || stream == OU_NONE || !name) {
        ou_error_clear(vm);
        ou_unref(vm, name);
        return;
    }
    OuBuf source;
    ou_buf_init(&source, &vm->mem);
    if (source_line)
        ou_buf_put(&source, ou_str_text(OU_STR(source_line)), OU_STR(source_line)->size);
    else
        (void)ou_upcall_source_line(vm, filename, line, &source);
    const char *start = source.len ? ou_buf_text(&source) : NULL;
    OuObj *shown = ou_str_format(vm, "%S:%d: %S: %S\n", filename, line, name, text);
    OuObj *more = start ? ou_str_format(vm, "  %s\n", start + strspn(start, " \t\f")) : NULL;
    ou_ref(stream);
    if (shown && ou_file_write(vm, stream, shown) && more)
        (void)!ou_file_write(vm, stream, more);
    ou_error_clear(vm);
    ou_unref(vm, stream);
    ou_unref(vm, more);
    ou_unref(vm, shown);
    ou_unref(vm, name);
    ou_buf_drop(&source);
}

typedef struct Warning {
    OuObj *message, *category, *text, *filename, *source_line, *source; /* the last two may be NULL */
    int line;
} Warning;

static bool show(OuVM *vm, const Warning *w)
{
    OuObj *function = library_attribute(vm, "_showwarnmsg", w->source != NULL);
    if (!function) {
        show_plainly(vm, w->category, w->text, w->filename, w->line, w->source_line);
        return true;
    }
    OuObj *cls = NULL, *line = ou_int_from(vm, w->line), *record = NULL, *result = NULL;
    if (!ou_callable(vm, function))
        ou_raise(vm, OU_T_TypeError, "warnings._showwarnmsg() must be set to a callable");
    else if (!(cls = library_attribute(vm, "WarningMessage", false)))
        ou_raise(vm, OU_T_RuntimeError, "unable to get warnings.WarningMessage");
    if (cls && line) {
        OuObj *args[7] = {w->message, w->category, w->filename, line, OU_NONE, OU_NONE, w->source ? w->source : OU_NONE};
        record = ou_call(vm, cls, args, 7, NULL);
    }
    if (record)
        result = ou_call1(vm, function, record);
    ou_unref(vm, record);
    ou_unref(vm, line);
    ou_unref(vm, cls);
    ou_unref(vm, function);
    ou_unref(vm, result);
    return result != NULL;
}

/* ---- issuing ---- */

/* What the registries say for an action other than error, ignore and always: 0 show, 1 shown before, -1. */
static int note_action(OuVM *vm, const Warning *w, OuObj *action, OuObj *filter, OuObj *registry, OuObj *key)
{
    OuStr *name = OU_STR(action);
    if (registry && !ou_dict_set(vm, OU_DICT(registry), key, OU_TRUE))
        return -1;
    bool once = ou_str_is(name, "once");
    if (!once && !ou_str_is(name, "module")) {
        if (ou_str_is(name, "default"))
            return 0;
        ou_raise(vm, OU_T_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action,
                 filter ? filter : OU_NONE);
        return -1;
    }
    OuObj *where = registry ? ou_ref(registry) : once ? setting(vm, "onceregistry", ONCE) : NULL;
    int result = 0;
    if (where && !ou_is(vm, where, OU_TF_IS_DICT)) {
        ou_raise(vm, OU_T_TypeError, "_warnings.onceregistry must be a dict, not '%T'", where);
        result = -1;
    } else if (where) {
        OuObj *short_key = ou_tuple_pack(vm, 2, w->text, w->category);
        result = short_key ? already_warned(vm, where, short_key, true) : -1;
        ou_unref(vm, short_key);
    } else if (once) {
        result = -1;
    }
    ou_unref(vm, where);
    return result;
}

static bool issue_normalized(OuVM *vm, const Warning *w, OuObj *module, OuObj *registry)
{
    OuObj *line = ou_int_from(vm, w->line), *filter = NULL, *action = NULL;
    OuObj *key = line ? ou_tuple_pack(vm, 3, w->text, w->category, line) : NULL;
    int known = !key ? -1 : registry ? already_warned(vm, registry, key, false) : 0;
    bool ok = known > 0;
    if (known != 0)
        goto done;
    action = find_action(vm, w->category, w->text, w->line, module, &filter);
    if (!action)
        goto done;
    if (ou_str_is(OU_STR(action), "error")) {
        if (ou_is(vm, w->message, OU_TF_IS_EXCEPTION))
            ou_raise_take(vm, ou_ref(w->message));
        else
            ou_raise(vm, OU_T_TypeError, "exceptions must derive from BaseException");
        goto done;
    }
    if (ou_str_is(OU_STR(action), "ignore"))
        known = 1;
    else if (!ou_str_is(OU_STR(action), "always"))
        known = note_action(vm, w, action, filter, registry, key);
    ok = known > 0 || (known == 0 && show(vm, w));
done:
    ou_unref(vm, action);
    ou_unref(vm, filter);
    ou_unref(vm, key);
    ou_unref(vm, line);
    return ok;
}

/* The name of a module from that of its file. */
static OuObj *module_of_file(OuVM *vm, OuObj *filename)
{
    const OuStr *name = OU_STR(filename);
    if (name->size == 0)
        return ou_str_from(vm, "<unknown>");
    size_t size = name->size;
    if (size >= 3 && memcmp(ou_str_text(name) + size - 3, ".py", 3) == 0)
        return ou_str_new(vm, ou_str_text(name), size - 3);
    return ou_ref(filename);
}

/* `module` and `registry` NULL: not given. */
static bool issue(OuVM *vm, Warning w, OuObj *module, OuObj *registry)
{
    if (module == OU_NONE) /* the program is ending */
        return true;
    if (registry && registry != OU_NONE && !ou_is(vm, registry, OU_TF_IS_DICT)) {
        ou_raise(vm, OU_T_TypeError, "'registry' must be a dict or None");
        return false;
    }
    registry = registry == OU_NONE ? NULL : registry;
    w.source = w.source == OU_NONE ? NULL : w.source;
    OuObj *name = module ? ou_ref(module) : module_of_file(vm, w.filename);
    bool is_warning = ou_isinstance_builtin(vm, w.message, OU_T_Warning), ok = false;
    OuObj *category, *message, *text;
    if (is_warning) {
        category = ou_xref(OU_OBJ(ou_class_of(vm, w.message)));
        message = ou_ref(w.message);
        text = ou_str(vm, w.message);
    } else {
        category = ou_ref(w.category);
        text = ou_ref(w.message);
        message = ou_call1(vm, category, text);
    }
    if (name && category && message && text) {
        w.category = category;
        w.message = message;
        w.text = text;
        ou_xref(registry);
        ok = issue_normalized(vm, &w, name, registry);
        ou_unref(vm, registry);
    }
    ou_unref(vm, text);
    ou_unref(vm, message);
    ou_unref(vm, category);
    ou_unref(vm, name);
    return ok;
}

/* Issue a warning about the script code `level` - 1 calls up. */
static bool issue_at_level(OuVM *vm, OuObj *message, OuObj *category, int64_t level, OuObj *source)
{
    int depth = level <= 1 ? 0 : level > INT32_MAX ? INT32_MAX : (int)level - 1;
    OuFrame *frame = ou_frame_visible(vm, depth);
    OuModule *sys = frame ? NULL : (OuModule *)ou_upcall_sys(vm);
    if (!frame && !sys)
        return false;
    OuDict *globals = frame ? frame->function->globals : sys->dict;
    OuObj *filename = frame ? ou_ref(OU_OBJ(frame->code->filename)) : ou_str_from(vm, "sys");
    int line = frame ? ou_code_line(frame->code->proto, ou_frame_index(frame)) : 1;
    OuStr *name = ou_str_intern(vm, "__warningregistry__", 19);
    OuObj *registry = NULL, *module = NULL;
    bool ok = false;
    ou_ref(OU_OBJ(globals));
    if (name && filename) {
        registry = ou_xref(ou_dict_peek_str(vm, globals, name));
        if (!registry && (registry = ou_dict_new(vm)) && !ou_dict_set(vm, globals, OU_OBJ(name), registry))
            ou_clear(vm, &registry);
    }
    if (registry) {
        module = ou_xref(ou_dict_peek_str(vm, globals, OU_NAME(__name__)));
        if (!module || (module != OU_NONE && !ou_is_str(vm, module)))
            ou_put(vm, &module, ou_str_from(vm, "<string>"));
    }
    if (module)
        ok = issue(vm, (Warning){.message = message, .category = category, .filename = filename, .line = line,
                                 .source = source}, module, registry);
    ou_unref(vm, module);
    ou_unref(vm, registry);
    ou_unref(vm, OU_OBJ(globals));
    ou_unref(vm, name);
    ou_unref(vm, filename);
    return ok;
}

bool ou_warn_source(OuVM *vm, uint32_t category, const char *message, int stack_level, OuObj *source)
{
    OuClass *cls = ou_builtin_class(vm, category);
    OuObj *text = cls && vm->sys_stage != OU_SYS_NONE ? ou_str_from_lossy(vm, message, strlen(message)) : NULL;
    bool ok = text && issue_at_level(vm, text, OU_OBJ(cls), stack_level, source);
    ou_unref(vm, text);
    return ok || (cls && vm->sys_stage == OU_SYS_NONE);
}

bool ou_warn(OuVM *vm, uint32_t category, const char *message, int stack_level)
{
    return ou_warn_source(vm, category, message, stack_level, NULL);
}

bool ou_warn_explicit(OuVM *vm, uint32_t category, const char *message, OuObj *filename, int line)
{
    OuClass *cls = ou_builtin_class(vm, category);
    OuObj *text = cls && vm->sys_stage != OU_SYS_NONE ? ou_str_from_lossy(vm, message, strlen(message)) : NULL;
    bool ok = text && issue(vm, (Warning){.message = text, .category = OU_OBJ(cls), .filename = filename, .line = line},
                            NULL, NULL);
    ou_unref(vm, text);
    return ok || (cls && vm->sys_stage == OU_SYS_NONE);
}

void ou_warn_unawaited(OuVM *vm, OuObj *coroutine, OuObj *name)
{
    OuObj *function = library_attribute(vm, "_warn_unawaited_coroutine", true), *text = NULL;
    bool ok;
    if (function) {
        OuObj *result = ou_call1(vm, function, coroutine);
        ok = result != NULL;
        ou_unref(vm, result);
    } else {
        text = ou_str_format(vm, "coroutine '%S' was never awaited", name);
        ok = text && ou_warn(vm, OU_T_RuntimeWarning, ou_str_text(OU_STR(text)), 1);
    }
    if (!ok)
        ou_error_unraisable(vm, NULL, coroutine);
    ou_unref(vm, function);
    ou_unref(vm, text);
}

/* ---- the module ---- */

static OuObj *warnings_warn(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int64_t level = 1;
    OuObj *category = OU_ARG(1);
    if (OU_ARG(2) && !ou_as_int64(vm, args[2], &level))
        return NULL;
    if (ou_isinstance_builtin(vm, args[0], OU_T_Warning))
        category = OU_OBJ(ou_class_of(vm, args[0]));
    else if (!category || category == OU_NONE)
        category = OU_OBJ(ou_builtin_class(vm, OU_T_UserWarning));
    if (!category)
        return NULL;
    OuClass *base = ou_builtin_class(vm, OU_T_Warning);
    if (!ou_is(vm, category, OU_TF_IS_TYPE) || !base || ou_issubclass_plain(vm, category, OU_OBJ(base)) <= 0)
        return OU_TYPE_ERROR(vm, "category must be a Warning subclass, not '%T'", category);
    return issue_at_level(vm, args[0], category, level, OU_ARG(3)) ? OU_NONE : NULL;
}

/* The line from the loader of a module; NULL without an exception if it has none. */
static OuObj *loader_line(OuVM *vm, OuObj *globals, int line)
{
    OuStr *key = ou_str_intern(vm, "__loader__", 10);
    OuObj *loader = key ? ou_xref(ou_dict_peek_str(vm, OU_DICT(globals), key)) : NULL;
    OuObj *name = ou_xref(ou_dict_peek_str(vm, OU_DICT(globals), OU_NAME(__name__)));
    OuObj *get = loader && name ? ou_getattr_text(vm, loader, "get_source") : NULL;
    if (!get)
        ou_error_clear(vm);
    OuObj *source = get ? ou_call1(vm, get, name) : NULL, *found = NULL;
    if (source && ou_is_str(vm, source)) {
        const char *at = ou_str_text(OU_STR(source)), *end = at + OU_STR(source)->size;
        for (; line > 1 && at < end; line--) {
            const char *stop = memchr(at, '\n', (size_t)(end - at));
            at = stop ? stop + 1 : end;
        }
        found = ou_str_new(vm, at, (size_t)(strchrnul(at, '\n') - at));
    }
    ou_unref(vm, source);
    ou_unref(vm, get);
    ou_unref(vm, name);
    ou_unref(vm, loader);
    ou_unref(vm, key);
    return found;
}

static OuObj *warnings_warn_explicit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int64_t line;
    if (!ou_is_str(vm, args[2]))
        return OU_TYPE_ERROR(vm, "warn_explicit() argument 3 must be str, not %T", args[2]);
    if (!ou_as_int64(vm, args[3], &line))
        return NULL;
    OuObj *globals = OU_ARG(6), *source_line = NULL;
    if (globals && globals != OU_NONE) {
        if (!ou_is(vm, globals, OU_TF_IS_DICT))
            return OU_TYPE_ERROR(vm, "module_globals must be a dict, not '%T'", globals);
        source_line = loader_line(vm, globals, (int)line);
        if (!source_line && ou_error_peek(vm))
            return NULL;
    }
    Warning w = {.message = args[0], .category = args[1], .filename = args[2], .line = (int)line, .source = OU_ARG(7),
                 .source_line = source_line};
    bool ok = issue(vm, w, OU_ARG(4), OU_ARG(5));
    ou_unref(vm, source_line);
    return ok ? OU_NONE : NULL;
}

static OuObj *warnings_filters_mutated(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    vm->warnings_version++;
    return OU_NONE;
}

static const OuMethodDef functions[] = {
    {"_filters_mutated", "()", warnings_filters_mutated, OU_NO_TEXT, NULL},
    {"warn", "(message, category=None, stacklevel=1, source=None)", warnings_warn, 0,
     "Issue a warning, or maybe ignore it or raise an exception."},
    {"warn_explicit",
     "(message, category, filename, lineno, module=<unrepresentable>, registry=None, module_globals=None, source=None)",
     warnings_warn_explicit, OU_NO_TEXT, "Issue a warning with everything given."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool init(OuVM *vm, OuModule *module)
{
    OuList *state = own_state(vm);
    return state && ou_module_add(vm, module, "filters", state->items[FILTERS]) &&
           ou_module_add(vm, module, "_onceregistry", state->items[ONCE]) &&
           ou_module_add(vm, module, "_defaultaction", state->items[DEFAULT]);
}

const OuModuleDef ou_module_warnings = {
    .name = "_warnings", .doc = "Issuing warnings: what module warnings needs in C.", .functions = functions, .init = init};
