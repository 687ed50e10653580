/* api_call.c - calling, and the namespaces to find what is called. */
#include "host/api.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "vm/enter.h"

static OU_NOINLINE OuroObject *call_any(OuVM *vm, OuObj *callable, OuroObject *const *args, size_t count)
{
    if (!ou_api_enter_all(vm, callable, args, count))
        return NULL;
    return OU_HANDLE(vm, ou_call(vm, callable, (OuObj *const *)args, count, NULL));
}

OuroObject *ouro_call(OuroVM *v, OuroObject *callable, OuroObject *const *args, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    bool given = vm != NULL && callable != NULL && (args != NULL || count == 0);
    for (size_t i = 0; OU_LIKELY(given) && i < count; i++)
        given = args[i] != NULL;
    if (OU_LIKELY(given) && ou_enter_plain_run(vm, OU_OBJ(callable), (OuObj *const *)args, count))
        return OU_HANDLE(vm, ou_interpret(vm));
    return call_any(vm, OU_OBJ(callable), args, count);
}

OuroObject *ouro_call_keywords(OuroVM *v, OuroObject *callable, OuroObject *const *args, size_t count,
                               const char *const *names, size_t keyword_count)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter_all(vm, callable, args, count))
        return NULL;
    if (!ou_api_given_all(vm, names, keyword_count))
        return NULL;
    if (keyword_count > count)
        return OU_VALUE_ERROR(vm, "more keywords than arguments");
    if (keyword_count == 0)
        return OU_HANDLE(vm, ou_call(vm, OU_OBJ(callable), (OuObj *const *)args, count, NULL));
    OuObj *keywords = ou_tuple_alloc(vm, keyword_count), *result = NULL;
    for (size_t i = 0; keywords && i < keyword_count; i++) {
        OuStr *name = ou_api_name(vm, names[i]);
        OU_TUPLE(keywords)->items[i] = OU_OBJ(name);
        if (!name)
            ou_clear(vm, &keywords);
        for (size_t k = 0; keywords && k < i; k++) {
            if (OU_TUPLE(keywords)->items[k] == OU_OBJ(name)) {
                OU_TYPE_ERROR(vm, "keyword argument repeated: %U", name);
                ou_clear(vm, &keywords);
            }
        }
    }
    if (keywords)
        result = ou_call(vm, OU_OBJ(callable), (OuObj *const *)args, count - keyword_count, keywords);
    ou_unref(vm, keywords);
    return OU_HANDLE(vm, result);
}

OuroObject *ouro_call_method(OuroVM *v, OuroObject *object, const char *name, OuroObject *const *args, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *key = ou_api_enter_all(vm, object, args, count) ? ou_api_name(vm, name) : NULL;
    OuObj *result = key ? ou_call_method(vm, OU_OBJ(object), key, (OuObj *const *)args, count) : NULL;
    ou_unref(vm, key);
    return OU_HANDLE(vm, result);
}

/* ---- namespaces ---- */

OuroObject *ouro_globals(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *dict = vm ? ou_host_main_dict(vm) : NULL;
    return dict ? OU_HANDLE(vm, ou_ref(OU_OBJ(dict))) : NULL;
}

OuroObject *ouro_global(OuroVM *v, const char *name)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *dict = ou_api_enter(vm) ? ou_host_main_dict(vm) : NULL;
    OuStr *key = dict ? ou_api_name(vm, name) : NULL;
    if (!key)
        return NULL;
    OuObj *value = ou_xref(ou_dict_peek_str(vm, dict, key));
    if (!value)
        ou_raise_name(vm, key, "name '%U' is not defined", key);
    ou_unref(vm, key);
    return OU_HANDLE(vm, value);
}

int ouro_set_global(OuroVM *v, const char *name, OuroObject *value)
{
    OuVM *vm = ou_api_vm(v);
    OuDict *dict = ou_api_enter1(vm, value) ? ou_host_main_dict(vm) : NULL;
    OuStr *key = dict ? ou_api_name(vm, name) : NULL;
    bool ok = key && ou_dict_set(vm, dict, OU_OBJ(key), OU_OBJ(value));
    ou_unref(vm, key);
    return ok;
}

OuroObject *ouro_builtin(OuroVM *v, const char *name)
{
    OuVM *vm = ou_api_vm(v);
    OuObj *value = ou_api_enter(vm) ? ou_api_builtin_peek(vm, name) : NULL;
    return value ? OU_HANDLE(vm, ou_ref(value)) : NULL;
}

OuroObject *ouro_import(OuroVM *v, const char *name)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *key = ou_api_enter(vm) ? ou_api_name(vm, name) : NULL;
    OuObj *module = key ? ou_host_import(vm, ou_str_text(key)) : NULL;
    ou_unref(vm, key);
    return OU_HANDLE(vm, module);
}
