/* type_type.c - the type `type`: calling a class, its methods, __new__ functions, destruction.
 *
 * A class owns its dict, MRO, bases, name, OuType and shapes; bases know their subclasses
 * without holding them. Classes are in cycles with their MRO, so the collector frees them. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/class.h"
#include "types/descr.h"
#include "object/function.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

/* ---- calling ---- */

OuObj *ou_class_call(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuClass *cls = OU_CLASS(self);
    const OuType *type = cls->type;
    if (OU_UNLIKELY(type->index == OU_T_TYPE && !(type->flags & OU_TF_USER))) {
        size_t keywords = kwnames ? OU_TUPLE(kwnames)->len : 0;
        if (nargs == 1 && keywords == 0) {
            OuClass *result = ou_class_of(vm, args[0]);
            return result ? ou_ref(OU_OBJ(result)) : NULL;
        }
        if (nargs == 1)
            return OU_TYPE_ERROR(vm, "type() takes no keyword arguments");
        if (nargs != 3)
            return OU_TYPE_ERROR(vm, "type() takes 1 or 3 arguments");
    }
    if (OU_UNLIKELY(!type->make || (type->flags & OU_TF_NO_NEW)))
        return OU_TYPE_ERROR(vm, "cannot create '%.100s' instances", type->name);
    OuObj *o = type->make(vm, cls, args, nargs, kwnames);
    if (!o)
        return NULL;
    const OuType *made = ou_type(vm, o);
    if (made != type) {
        OuClass *kind = ou_class_of(vm, o);
        if (!kind || !ou_is_subclass(kind, cls)) {
            if (!kind)
                ou_clear(vm, &o);
            return o;
        }
    }
    if (made->init && made->init != ou_object_init) {
        if (!made->init(vm, o, args, nargs, kwnames))
            ou_clear(vm, &o);
    } else if (made->init && (nargs || kwnames) && !ou_object_init(vm, o, args, nargs, kwnames)) {
        ou_clear(vm, &o);
    }
    return o;
}

OuObj *ou_class_make(OuVM *vm, OuClass *meta, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (nargs != 3)
        return OU_TYPE_ERROR(vm, "type.__new__() takes exactly 3 arguments (%zu given)", nargs);
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "type.__new__() argument 1 must be str, not %G", args[0]);
    if (!ou_is(vm, args[1], OU_TF_IS_TUPLE))
        return OU_TYPE_ERROR(vm, "type.__new__() argument 2 must be tuple, not %G", args[1]);
    if (!ou_is(vm, args[2], OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "type.__new__() argument 3 must be dict, not %G", args[2]);
    return ou_class_new(vm, meta, OU_STR(args[0]), OU_TUPLE(args[1]), OU_DICT(args[2]), args + 3,
                        kwnames);
}

static bool type_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self, (void)args;
    if (nargs == 1 && kwnames && OU_TUPLE(kwnames)->len)
        return OU_TYPE_ERROR(vm, "type.__init__() takes no keyword arguments"), false;
    if (nargs != 1 && nargs != 3)
        return OU_TYPE_ERROR(vm, "type.__init__() takes 1 or 3 arguments"), false;
    return true;
}

/* ---- __new__ of built-in types ---- */

static OuObj *new_method_call(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    const OuClass *cls = OU_CLASS(self);
    const OuType *type = cls->type;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "%s.__new__(): not enough arguments", type->name);
    if (!ou_is(vm, args[0], OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "%s.__new__(X): X is not a type object (%T)", type->name, args[0]);
    OuClass *sub = OU_CLASS(args[0]);
    if (!ou_is_subclass(sub, cls))
        return OU_TYPE_ERROR(vm, "%s.__new__(%s): %s is not a subtype of %s", type->name,
                             sub->type->name, sub->type->name, type->name);
    const OuClass *base = sub;
    while (base && base->type->make == ou_slot_make)
        base = base->base;
    if (base && base->type->make != type->make)
        return OU_TYPE_ERROR(vm, "%s.__new__(%s) is not safe, use %s.__new__()", type->name,
                             sub->type->name, base->type->name);
    return type->make(vm, sub, args + 1, nargs - 1, kwnames);
}

const OuMethodDef ou_new_method_def = {
    "__new__", "(*args, **kwargs)", OU_RAW_FN(new_method_call), OU_RAW,
    "Make an object of the class that is the first argument.",
};

OuObj *ou_upcall_new_method(OuVM *vm, OuClass *cls)
{
    return ou_builtin_new(vm, &ou_new_method_def, OU_OBJ(cls), NULL);
}

bool ou_upcall_is_new_method(OuObj *o)
{
    return ou_is_exact(o, OU_T_BUILTIN) && ((OuBuiltin *)o)->def == &ou_new_method_def;
}

/* ---- methods ---- */

static OuObj *type_repr(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    if (!cls->name)
        return ou_object_repr(vm, self);
    OuObj *name = ou_class_full_name(vm, cls);
    OuObj *result = name ? ou_str_format(vm, "<class '%U'>", OU_STR(name)) : NULL;
    ou_unref(vm, name);
    return result;
}

static OuObj *type_m_mro(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuClass *cls = OU_CLASS(self);
    OuObj *mro = cls->own ? ou_class_c3(vm, cls) : ou_ref(OU_OBJ(cls->mro));
    OuObj *result = mro ? ou_list_from(vm, mro) : NULL;
    ou_unref(vm, mro);
    return result;
}

static OuObj *type_m_subclasses(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuClass *cls = OU_CLASS(self);
    if (cls->flags & OU_CF_BUILTIN)
        for (uint32_t i = 1; i < OU_BUILTIN_TYPES; i++) {
            const OuType *base = ou_builtin_shapes[i]->type->base;
            bool derived = base ? base == cls->type
                                : i != OU_T_OBJECT && cls->type->index == OU_T_OBJECT;
            if (derived && !ou_builtin_class(vm, i))
                return NULL;
        }
    OuObj *result = ou_list_new(vm, cls->subclass_count);
    for (uint32_t i = 0; result && i < cls->subclass_count; i++)
        if (cls->subclasses[i]->gc.head.refs
            && !ou_list_append(vm, OU_LIST(result), OU_OBJ(cls->subclasses[i])))
            ou_clear(vm, &result);
    return result;
}

static OuObj *type_m_prepare(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    (void)self, (void)args, (void)nargs, (void)kwnames;
    return ou_dict_new(vm);
}

static OuObj *type_m_instancecheck(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int result = ou_isinstance_plain(vm, args[0], self);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *type_m_subclasscheck(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    int result = ou_issubclass_plain(vm, args[0], self);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *type_m_dir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *dict = ou_dict_new(vm);
    OuObj *result = NULL;
    if (dict && ou_class_collect_names(vm, dict, self))
        result = ou_list_from(vm, dict);
    ou_unref(vm, dict);
    return result;
}

static size_t shapes_size(const OuShape *shape)
{
    size_t size = 0;
    for (; shape != NULL; shape = shape->sibling)
        size += sizeof *shape + shape->keys_cap * sizeof(OuStr *) + shapes_size(shape->transitions);
    return size;
}

static size_t type_extra_size(const OuObj *self)
{
    const OuClass *cls = (const OuClass *)self;
    size_t size = cls->subclass_cap * sizeof(OuClass *) + cls->slot_name_count * sizeof(OuStr *);
    if (cls->own)
        size += sizeof(OuType);
    if (cls->shared_names)
        size += OU_SHARED_NAMES * sizeof(OuStr *);
    return size + shapes_size(cls->shapes);
}

/* ---- life ---- */

static void type_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuClass *cls = OU_CLASS(self);
    OuObj *const parts[] = {OU_OBJ(cls->dict), OU_OBJ(cls->mro), OU_OBJ(cls->bases),
                            OU_OBJ(cls->base)};
    for (size_t i = 0; i < OU_COUNT_OF(parts); i++)
        if (parts[i])
            fn(parts[i], arg);
}

static void type_clear(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    if (!cls->own)
        return;
    ou_class_modified(vm, cls, OU_STR(OU_EMPTY_STR));
    vm->attr_epoch++;
    if (cls->dict)
        ou_dict_clear(vm, cls->dict);
    ou_clear(vm, &cls->mro);
}

static void type_dealloc(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    ou_class_modified(vm, cls, OU_STR(OU_EMPTY_STR));
    for (size_t i = 0; cls->bases && i < cls->bases->len; i++)
        ou_class_remove_subclass(OU_CLASS(cls->bases->items[i]), cls);
    ou_clear(vm, &cls->base);
    ou_clear(vm, &cls->dict);
    ou_clear(vm, &cls->bases);
    ou_clear(vm, &cls->mro);
    ou_shapes_free(vm, cls);
    vm->attr_epoch++; /* the numbers of its shapes may be given out again */
    for (uint32_t i = 0; i < cls->slot_name_count; i++)
        ou_unref(vm, cls->slot_names[i]);
    if (cls->slot_names)
        ou_free(vm, cls->slot_names, cls->slot_name_count * sizeof *cls->slot_names);
    if (cls->subclasses)
        ou_free(vm, cls->subclasses, cls->subclass_cap * sizeof *cls->subclasses);
    if (cls->own)
        ou_free(vm, cls->own, sizeof *cls->own);
    ou_clear(vm, &cls->qualname);
    ou_clear(vm, &cls->name);
    ou_object_free(vm, self);
}

static const OuMethodDef type_methods[] = {
    {"mro", "()", type_m_mro, 0, "The order in which base classes are searched, as a list."},
    {"__subclasses__", "()", type_m_subclasses, 0,
     "The classes derived directly from this one, as a list."},
    {"__prepare__", NULL, OU_RAW_FN(type_m_prepare), OU_CLASSMETHOD | OU_RAW,
     "The namespace for the body of a class statement: a new dict."},
    {"__instancecheck__", "(instance, /)", type_m_instancecheck, 0, "Is it an instance?"},
    {"__subclasscheck__", "(subclass, /)", type_m_subclasscheck, 0, "Is it a subclass?"},
    {"__dir__", "()", type_m_dir, 0, "Names of the attributes of the class and its bases."},
    {"__sizeof__", "()", ou_object_sizeof, 0, "Bytes of memory that the class takes."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_type_type = {
    .name = "type",
    .doc = "type(object) -> its class\ntype(name, bases, namespace, **keywords) -> a new class",
    .base = &ou_object_type,
    .index = OU_T_TYPE,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_IS_TYPE | OU_TF_CUSTOM_GETATTR
             | OU_TF_CUSTOM_SETATTR,
    .size = sizeof(OuClass),
    .dict_offset = offsetof(OuClass, dict),
    .methods = type_methods,
    .getsets = ou_type_getsets,
    .dealloc = type_dealloc,
    .visit = type_visit,
    .clear = type_clear,
    .extra_size = type_extra_size,
    .repr = type_repr,
    .str = ou_object_str,
    .hash = ou_hash_identity,
    .compare = ou_compare_identity,
    .call = ou_class_call,
    .getattr = ou_class_getattr,
    .setattr = ou_class_setattr,
    .or_ = ou_union_or,
    .make = ou_class_make,
    .init = type_init,
};
