/* weakref.c - module _weakref; lib/weakref.py builds on it. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "modules/module.h"
#include "object/int.h"
#include "object/list.h"
#include "types/set.h"

/* A class other than object is held by a reference of its bases, in CPython: the basic one. */
static OuObj *base_reference(OuVM *vm, OuObj *o)
{
    if (!ou_is(vm, o, OU_TF_IS_TYPE) || !OU_CLASS(o)->base)
        return OU_ABSENT;
    return ou_weakref_new(vm, NULL, OU_T_WEAKREF, o, NULL);
}

static OuObj *getweakrefcount(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t count = 0;
    OuObj *basic = base_reference(vm, args[0]);
    if (!basic)
        return NULL;
    for (OuWeakref *ref = ou_weakref_chain(vm, args[0]); ref != NULL; ref = ref->next)
        count++;
    if (basic != OU_ABSENT)
        ou_unref(vm, basic);
    return ou_int_from(vm, count);
}

static OuObj *getweakrefs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *basic = base_reference(vm, args[0]);
    OuObj *list = basic ? ou_list_new(vm, 0) : NULL;
    for (OuWeakref *ref = ou_weakref_chain(vm, args[0]); list && ref != NULL; ref = ref->next)
        if (!ou_list_append(vm, OU_LIST(list), OU_OBJ(ref)))
            ou_clear(vm, &list);
    if (basic != OU_ABSENT)
        ou_unref(vm, basic);
    return list;
}

static OuObj *proxy(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    uint32_t type = ou_callable(vm, args[0]) ? OU_T_WEAK_CALLABLE_PROXY : OU_T_WEAK_PROXY;
    return ou_weakref_new(vm, NULL, type, args[0], nargs > 1 ? args[1] : NULL);
}

/* del dict[key], if the value is a weak reference and dead; no error if the key is not there. */
static OuObj *remove_dead_weakref(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!ou_is(vm, args[0], OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "_remove_dead_weakref() argument 1 must be dict, not %.50G", args[0]);
    OuHash hash;
    bool error = false, found;
    if (!ou_hash(vm, args[1], &hash))
        return NULL;
    OuObj *value = ou_dict_peek_hashed(vm, OU_DICT(args[0]), args[1], hash, &error);
    if (value == NULL)
        return error ? NULL : OU_NONE;
    if (!ou_is_weakref(vm, value))
        return OU_TYPE_ERROR(vm, "not a weakref");
    OuObj *target = ((OuWeakref *)value)->target;
    if (target != OU_NONE && target->refs > 0)
        return OU_NONE;
    return ou_dict_delete_hashed(vm, OU_DICT(args[0]), args[1], hash, &found) ? OU_NONE : NULL;
}

/* Is there a reference to the object in a set of references (or None, for an empty one)? What no reference
 * can be made of, or has no hash, is in none. */
static OuObj *refers(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (args[0] == OU_NONE)
        return OU_FALSE;
    if (!ou_is(vm, args[0], OU_TF_IS_SET))
        return OU_TYPE_ERROR(vm, "_refers() argument 1 must be set, not %.50G", args[0]);
    OuObj *ref = ou_weakref_new(vm, NULL, OU_T_WEAKREF, args[1], NULL);
    int found = ref != NULL ? ou_set_contains(vm, args[0], ref) : -1;
    ou_unref(vm, ref);
    if (found < 0 && ou_error_is(vm, OU_T_TypeError)) {
        ou_error_clear(vm);
        found = 0;
    }
    return found < 0 ? NULL : OU_BOOL(found);
}

static bool init(OuVM *vm, OuModule *module)
{
    static const struct {
        const char *name;
        uint32_t type;
    } types[] = {
        {"ref", OU_T_WEAKREF},
        {"ReferenceType", OU_T_WEAKREF},
        {"ProxyType", OU_T_WEAK_PROXY},
        {"CallableProxyType", OU_T_WEAK_CALLABLE_PROXY},
    };
    for (size_t i = 0; i < OU_COUNT_OF(types); i++) {
        OuClass *cls = ou_builtin_class(vm, types[i].type);
        if (cls == NULL || !ou_module_add(vm, module, types[i].name, OU_OBJ(cls)))
            return false;
    }
    return true;
}

static const OuMethodDef functions[] = {
    {"getweakrefcount", "(object, /)", getweakrefcount, 0, "How many weak references there are."},
    {"_remove_dead_weakref", "(dct, key, /)", remove_dead_weakref, 0,
     "Remove a key whose value is a dead weak reference."},
    {"getweakrefs", "(object, /)", getweakrefs, 0, "All weak references to an object."},
    {"proxy", "(object, callback=None, /)", proxy, 0,
     "An object that stands for another without keeping it alive."},
    {"_refers", "(refs, object, /)", refers, 0, "Whether a set of weak references has one to the object."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuModuleDef ou_module_weakref = {
    .name = "_weakref", .doc = "Weak-reference support module.", .functions = functions, .init = init,
};
