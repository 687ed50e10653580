/* atexit.c - module atexit: functions called at the orderly end (host/life.c), last first. They
 * are kept as (function, args, kwargs) tuples in a list in the module's dict. */
#include "modules/module.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/list.h"

#define LIST_NAME "_registered"

/* The list of registered calls, borrowed. */
static OuList *registered(OuVM *vm, OuObj *module)
{
    OuStr *name = ou_str_intern(vm, LIST_NAME, sizeof LIST_NAME - 1);
    OuObj *list = name ? ou_dict_peek_str(vm, ((OuModule *)module)->dict, name) : NULL;
    ou_unref(vm, name);
    return list && ou_is_exact(list, OU_T_LIST) ? OU_LIST(list) : NULL;
}

static OuObj *atexit_register(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (nargs == 0)
        return OU_TYPE_ERROR(vm, "register() takes at least 1 argument (0 given)");
    if (!ou_callable(vm, args[0]))
        return OU_TYPE_ERROR(vm, "the first argument must be callable");
    OuObj *rest = ou_tuple_new(vm, args + 1, nargs - 1), *keywords = NULL, *entry = NULL;
    bool ok = rest != NULL;
    if (ok && kwnames) {
        keywords = ou_dict_new(vm);
        ok = keywords != NULL;
        for (size_t i = 0; ok && i < OU_TUPLE(kwnames)->len; i++)
            ok = ou_dict_set(vm, OU_DICT(keywords), OU_TUPLE(kwnames)->items[i], args[nargs + i]);
    }
    OuList *list = registered(vm, self);
    if (ok && list)
        entry = ou_tuple_pack(vm, 3, args[0], rest, keywords ? keywords : OU_NONE);
    ok = entry && ou_list_append(vm, list, entry);
    ou_unref(vm, entry);
    ou_unref(vm, keywords);
    ou_unref(vm, rest);
    return ok ? ou_ref(args[0]) : NULL;
}

static OuObj *atexit_unregister(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuList *list = registered(vm, self);
    for (size_t i = 0; list && i < list->len;) {
        OuObj *function = ou_ref(OU_TUPLE(list->items[i])->items[0]);
        int equal = ou_compare_bool(vm, function, args[0], OU_EQ);
        ou_unref(vm, function);
        if (equal < 0)
            return NULL;
        if (!equal)
            i++;
        else if (i < list->len && !ou_list_replace(vm, list, i, i + 1, NULL, 0))
            return NULL;
    }
    return OU_NONE;
}

static OuObj *atexit_clear(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuList *list = registered(vm, self);
    if (list)
        ou_list_clear(vm, list);
    return OU_NONE;
}

static OuObj *atexit_run(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuList *list;
    while ((list = registered(vm, self)) != NULL && list->len > 0) {
        OuObj *entry = ou_ref(list->items[list->len - 1]);
        if (!ou_list_replace(vm, list, list->len - 1, list->len, NULL, 0)) {
            ou_unref(vm, entry);
            return NULL;
        }
        OuObj *const *parts = OU_TUPLE(entry)->items;
        OuObj *result = ou_call_ex(vm, parts[0], parts[1], parts[2] == OU_NONE ? NULL : parts[2]);
        if (!result)
            ou_error_unraisable(vm, "Exception ignored in atexit callback", parts[0]);
        ou_unref(vm, result);
        ou_unref(vm, entry);
    }
    return OU_NONE;
}

static OuObj *atexit_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuList *list = registered(vm, self);
    return ou_int_from(vm, list ? list->len : 0);
}

static const OuMethodDef functions[] = {
    {"register", "(func, /, *args, **kwargs)", OU_RAW_FN(atexit_register), OU_RAW, "Call func(*args, **kwargs) at exit."},
    {"unregister", "(func, /)", atexit_unregister, 0, "Forget a function."},
    {"_clear", "()", atexit_clear, 0, "Forget all functions."},
    {"_run_exitfuncs", "()", atexit_run, 0, "Run the functions now."},
    {"_ncallbacks", "()", atexit_count, 0, "How many functions are registered."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool init(OuVM *vm, OuModule *module)
{
    return ou_module_add_take(vm, module, LIST_NAME, ou_list_new(vm, 0));
}

const OuModuleDef ou_module_atexit = {
    .name = "atexit", .doc = "Functions to call when the program ends.", .functions = functions, .init = init};
