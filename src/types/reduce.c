/* reduce.c - object.__reduce_ex__ and object.__getstate__: what copy and pickle take an object
 * apart with. Everything here may run script code. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/class.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

static OuObj *copyreg(OuVM *vm, const char *name)
{
    OuObj *title = ou_str_from(vm, "copyreg");
    OuObj *from = title ? ou_tuple_pack(vm, 1, title) : NULL;
    OuObj *module = from ? ou_upcall_import(vm, title, NULL, NULL, from, 0) : NULL;
    OuObj *result = module ? ou_getattr_text(vm, module, name) : NULL;
    ou_unref(vm, module);
    ou_unref(vm, from);
    ou_unref(vm, title);
    return result;
}

/* The arguments that __getnewargs_ex__ or __getnewargs__ give. *args NULL if neither exists. */
static bool new_arguments(OuVM *vm, OuObj *self, OuObj **args, OuObj **kwargs)
{
    *args = *kwargs = NULL;
    OuObj *result = ou_call_special(vm, self, OU_NAME(__getnewargs_ex__), NULL, 0);
    if (!result)
        return false;
    if (result != OU_ABSENT) {
        bool ok = false;
        if (!ou_is(vm, result, OU_TF_IS_TUPLE))
            OU_TYPE_ERROR(vm, "__getnewargs_ex__ should return a tuple, not '%.200T'", result);
        else if (OU_TUPLE(result)->len != 2)
            OU_VALUE_ERROR(vm, "__getnewargs_ex__ should return a tuple of length 2, not %zu",
                           OU_TUPLE(result)->len);
        else if (!ou_is(vm, OU_TUPLE(result)->items[0], OU_TF_IS_TUPLE))
            OU_TYPE_ERROR(vm,
                          "first item of the tuple returned by __getnewargs_ex__ must be a tuple, "
                          "not '%.200T'",
                          OU_TUPLE(result)->items[0]);
        else if (!ou_is(vm, OU_TUPLE(result)->items[1], OU_TF_IS_DICT))
            OU_TYPE_ERROR(vm,
                          "second item of the tuple returned by __getnewargs_ex__ must be a dict, "
                          "not '%.200T'",
                          OU_TUPLE(result)->items[1]);
        else
            ok = true;
        if (ok) {
            *args = ou_ref(OU_TUPLE(result)->items[0]);
            *kwargs = ou_ref(OU_TUPLE(result)->items[1]);
        }
        ou_unref(vm, result);
        return ok;
    }
    result = ou_call_special(vm, self, OU_NAME(__getnewargs__), NULL, 0);
    if (!result)
        return false;
    if (result == OU_ABSENT)
        return true;
    if (!ou_is(vm, result, OU_TF_IS_TUPLE)) {
        OU_TYPE_ERROR(vm, "__getnewargs__ should return a tuple, not '%.200T'", result);
        ou_unref(vm, result);
        return false;
    }
    *args = result;
    return true;
}

/* ---- state ---- */

/* Names of all __slots__ as copyreg collects them, or NULL (no exception) if there are none. */
static OuObj *slot_names(OuVM *vm, OuClass *cls)
{
    if (!cls->own)
        return OU_NONE;
    OuObj *function = copyreg(vm, "_slotnames");
    OuObj *names = function ? ou_call1(vm, function, OU_OBJ(cls)) : NULL;
    ou_unref(vm, function);
    if (names && names != OU_NONE && !ou_is(vm, names, OU_TF_IS_LIST)) {
        if (ou_dict_peek_str(vm, OU_DICT(cls->dict), OU_NAME(__slotnames__)))
            OU_TYPE_ERROR(vm, "%.200s.__slotnames__ should be a list or None, not %.200T", ou_str_text(cls->name), names);
        else
            OU_TYPE_ERROR(vm, "copyreg._slotnames didn't return a list or None");
        ou_clear(vm, &names);
    }
    return names;
}

static const OuType *builtin_base(const OuType *type)
{
    while (type->flags & OU_TF_USER)
        type = type->base;
    return type;
}

/* Does the object hold something in its C struct that its attributes do not tell? The library's own classes that look
 * like built-in ones have it in slots. */
static bool has_hidden_state(const OuClass *cls)
{
    for (const OuClass *from = cls; from && from->own; from = from->base)
        if (from->own->flags & OU_TF_IMMUTABLE)
            return true;
    const OuType *base = builtin_base(cls->type);
    if (cls->type->layout)
        return true;
    if (base->index == OU_T_OBJECT || base->index == OU_T_IO_BASE || base->index == OU_T_RAW_IO_BASE
        || base->index == OU_T_BUFFERED_IO_BASE || base->index == OU_T_TEXT_IO_BASE)
        return false;
    size_t plain = base->flags & OU_TF_COLLECTED ? sizeof(OuGcObj) : sizeof(OuObj);
    if (base->dict_offset)
        plain += sizeof(OuObj *);
    return base->size > plain || (base->flags & OU_TF_VAR_SIZE);
}

/* The attributes by name, of those slots that are set: dict, or NULL on error. */
static OuObj *slot_values(OuVM *vm, OuObj *self, OuObj *names)
{
    OuObj *dict = ou_dict_new(vm);
    for (size_t i = 0; dict && names != OU_NONE && i < OU_LIST(names)->len; i++) {
        OuObj *name = ou_ref(OU_LIST(names)->items[i]);
        OuStr *interned = ou_attr_name(vm, name);
        OuObj *value = interned ? ou_getattr_optional(vm, self, interned) : NULL;
        bool ok = value != NULL;
        if (ok && value != OU_ABSENT) {
            ok = ou_dict_set(vm, OU_DICT(dict), name, value);
            ou_unref(vm, value);
        }
        ou_unref(vm, interned);
        ou_unref(vm, name);
        if (!ok)
            ou_clear(vm, &dict);
    }
    return dict;
}

static OuObj *default_state(OuVM *vm, OuObj *self, bool required)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return NULL;
    const OuType *type = cls->type;
    if (required
        && ((type->flags & (OU_TF_IS_INT | OU_TF_IS_TUPLE | OU_TF_IS_BYTES | OU_TF_IS_TYPE))
            || type->index == OU_T_MEMORYVIEW || type->index == OU_T_CODE))
        return OU_TYPE_ERROR(vm, "cannot pickle %.200s objects", type->name);
    OuObj *state = OU_NONE;
    if (ou_has_own_attributes(type)) {
        const OuShape *shape = ou_shape(vm, self);
        bool empty;
        if (type->dict_offset || (shape->flags & OU_SHAPE_DICT)) {
            OuObj *own = type->dict_offset ? *(OuObj **)((char *)self + type->dict_offset)
                                           : *ou_attrs_word(type, self);
            /* Class and static methods fill theirs when it is asked for. */
            empty = !own ? !(builtin_base(type)->index == OU_T_STATICMETHOD || builtin_base(type)->index == OU_T_CLASSMETHOD) : OU_DICT(own)->len == 0;
        } else {
            empty = shape->key_count == 0;
        }
        if (!empty) {
            state = ou_instance_dict(vm, self);
            if (!state)
                return NULL;
        }
    }
    OuObj *names = slot_names(vm, cls);
    if (!names || (required && has_hidden_state(cls))) {
        if (names)
            OU_TYPE_ERROR(vm, "cannot pickle '%.200s' object", type->name);
        ou_unref(vm, names);
        ou_unref(vm, state);
        return NULL;
    }
    if (names != OU_NONE && OU_LIST(names)->len) {
        OuObj *slots = slot_values(vm, self, names);
        if (!slots)
            ou_clear(vm, &state);
        else if (OU_DICT(slots)->len)
            ou_put(vm, &state, ou_tuple_pack(vm, 2, state, slots));
        ou_unref(vm, slots);
    }
    ou_unref(vm, names);
    return state;
}

OuObj *ou_object_getstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return default_state(vm, self, false);
}

/* object's own __getstate__, or what the class has instead. */
static OuObj *get_state(OuVM *vm, OuObj *self, bool required)
{
    OuObj *method = ou_getattr(vm, self, OU_NAME(__getstate__));
    if (!method)
        return NULL;
    OuObj *state;
    const OuBuiltin *builtin = ou_is_exact(method, OU_T_BUILTIN) ? (const OuBuiltin *)method : NULL;
    if (builtin && builtin->self == self && builtin->def->fn == ou_object_getstate)
        state = default_state(vm, self, required);
    else
        state = ou_call0(vm, method);
    ou_unref(vm, method);
    return state;
}

/* ---- protocol 2 and later ---- */

static OuObj *list_items(OuVM *vm, OuObj *self)
{
    return ou_is(vm, self, OU_TF_IS_LIST) ? ou_iter(vm, self) : OU_NONE;
}

static OuObj *dict_items(OuVM *vm, OuObj *self)
{
    if (!ou_is(vm, self, OU_TF_IS_DICT))
        return OU_NONE;
    OuObj *items = ou_call_method(vm, self, OU_NAME(items), NULL, 0);
    OuObj *result = items ? ou_iter(vm, items) : NULL;
    ou_unref(vm, items);
    return result;
}

/* (cls, *args) */
static OuObj *prepend(OuVM *vm, OuClass *cls, OuObj *args)
{
    size_t n = args ? OU_TUPLE(args)->len : 0;
    OuObj *result = ou_tuple_alloc(vm, n + 1);
    if (!result)
        return NULL;
    OU_TUPLE(result)->items[0] = ou_ref(OU_OBJ(cls));
    for (size_t i = 0; i < n; i++)
        OU_TUPLE(result)->items[i + 1] = ou_ref(OU_TUPLE(args)->items[i]);
    ou_gc_track(vm, result);
    return result;
}

static OuObj *reduce_newobj(OuVM *vm, OuObj *self)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return NULL;
    if (!cls->type->make || (cls->type->flags & OU_TF_NO_NEW))
        return OU_TYPE_ERROR(vm, "cannot pickle '%.200s' object", cls->type->name);
    OuObj *args, *kwargs, *parts[5] = {NULL}, *result = NULL;
    if (!new_arguments(vm, self, &args, &kwargs))
        return NULL;
    bool has_args = args != NULL;
    if (!kwargs || OU_DICT(kwargs)->len == 0) {
        parts[0] = copyreg(vm, "__newobj__");
        parts[1] = parts[0] ? prepend(vm, cls, args) : NULL;
    } else {
        parts[0] = copyreg(vm, "__newobj_ex__");
        parts[1] = parts[0] ? ou_tuple_pack(vm, 3, cls, args, kwargs) : NULL;
    }
    if (!parts[1])
        goto done;
    parts[2] = get_state(vm, self, !has_args && !ou_is(vm, self, OU_TF_IS_LIST | OU_TF_IS_DICT));
    parts[3] = parts[2] ? list_items(vm, self) : NULL;
    parts[4] = parts[3] ? dict_items(vm, self) : NULL;
    if (parts[4])
        result = ou_tuple_new(vm, parts, 5);
done:
    for (size_t i = 0; i < 5; i++)
        ou_unref(vm, parts[i]);
    ou_unref(vm, kwargs);
    ou_unref(vm, args);
    return result;
}

static OuObj *common_reduce(OuVM *vm, OuObj *self, int64_t protocol)
{
    if (protocol >= 2)
        return reduce_newobj(vm, self);
    OuObj *function = copyreg(vm, "_reduce_ex");
    OuObj *number = function ? ou_int_from(vm, protocol) : NULL;
    OuObj *result = number ? ou_call2(vm, function, self, number) : NULL;
    ou_unref(vm, number);
    ou_unref(vm, function);
    return result;
}

OuObj *ou_object_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return common_reduce(vm, self, 0);
}

OuObj *ou_object_reduce_ex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int protocol;
    if (!ou_arg_int(vm, args[0], &protocol))
        return NULL;
    OuObj *reduce = ou_getattr_optional(vm, self, OU_NAME(__reduce__));
    if (!reduce)
        return NULL;
    if (reduce != OU_ABSENT) {
        OuClass *cls = ou_class_of(vm, self), *object = ou_builtin_class(vm, OU_T_OBJECT);
        if (!cls || !object) {
            ou_unref(vm, reduce);
            return NULL;
        }
        bool overridden = ou_class_lookup_peek(vm, cls, OU_NAME(__reduce__))
                          != ou_class_lookup_peek(vm, object, OU_NAME(__reduce__));
        OuObj *result = overridden ? ou_call0(vm, reduce) : OU_ABSENT;
        ou_unref(vm, reduce);
        if (result != OU_ABSENT)
            return result;
    }
    return common_reduce(vm, self, protocol);
}
