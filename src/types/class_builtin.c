/* class_builtin.c - class objects of built-in types, made from their const OuType when a script
 * first sees them: a dict with __new__, slot wrappers, methods, fields, __doc__, in that
 * order. Nothing here runs script code. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/exception.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/class.h"
#include "types/descr.h"
#include "object/function.h"
#include <string.h>

/* Store a new object (consumed; NULL: its making failed). */
static bool put_take(OuVM *vm, OuDict *dict, OuStr *name, OuObj *value)
{
    bool ok = value && ou_dict_set(vm, dict, OU_OBJ(name), value);
    ou_unref(vm, value);
    return ok;
}

static bool put_text_take(OuVM *vm, OuDict *dict, const char *name, OuObj *value)
{
    OuStr *interned = value ? ou_str_intern(vm, name, strlen(name)) : NULL;
    if (!interned) {
        ou_unref(vm, value);
        return false;
    }
    bool ok = put_take(vm, dict, interned, value);
    ou_unref(vm, interned);
    return ok;
}

/* CPython's types that name the generic getattr themselves have it in their own dict. */
static bool lists_getattribute(const OuType *type)
{
    switch (type->index) {
    case OU_T_BOOL:
    case OU_T_NONE:
    case OU_T_NOT_IMPLEMENTED:
    case OU_T_FUNCTION:
    case OU_T_DICT_REVERSE_KEY_ITER:
    case OU_T_DICT_REVERSE_VALUE_ITER:
    case OU_T_DICT_REVERSE_ITEM_ITER:
    case OU_T_WEAKREF:
    case OU_T_IO_BASE:
    case OU_T_RAW_IO_BASE:
    case OU_T_BUFFERED_IO_BASE:
    case OU_T_TEXT_IO_BASE:
    case OU_T_BUFFERED_READER:
    case OU_T_BUFFERED_WRITER:
    case OU_T_BUFFERED_RANDOM:
    case OU_T_TEXT_IO:
    case OU_T_STRING_IO:
    case OU_T_BYTES_IO:
    case OU_T_BYTES_IO_BUFFER:
    case OU_T_RANDOM:
    case OU_T_LRU_CACHE:
    case OU_T_TEE:
    case OU_T_TUPLE_GETTER:
    case OU_T_CLASSMETHOD:
    case OU_T_STATICMETHOD:
        return false;
    default:
        return !(type->flags & OU_TF_IS_EXCEPTION) || type->index == OU_T_BaseException;
    }
}

/* The same for setattr. */
static bool lists_setattr(uint32_t index)
{
    return index == OU_T_METHOD || index == OU_T_FRAME || index == OU_T_NAMESPACE
           || index == OU_T_PARTIAL || index == OU_T_BaseException;
}

/* Exceptions with a layout of their own mostly leave the making to their base. */
static bool lists_new(const OuType *type)
{
    if (!(type->flags & OU_TF_IS_EXCEPTION))
        return !type->base || type->base->make != type->make;
    if (type->size == sizeof(OuException))
        return type->index != OU_T_KeyError;
    return type->base->make != type->make || type->base->index == OU_T_UnicodeError;
}

/* Slots of exceptions that are (not) in the class's own dict although they equal those of the
 * base (differ from them). */
static bool lists_init_or_str(const OuType *type, int kind, bool differs)
{
    if (kind == OU_SLOT_INIT)
        return type->index != OU_T_ExceptionGroup;
    return differs || type->index == OU_T_AttributeError || type->index == OU_T_NameError;
}

static bool is_own_slot(const OuType *type, const OuSlotRow *row)
{
    OuAnyFn function = ou_slot_field(type, row);
    if (!function || row->kind == OU_SLOT_GETATTR || row->kind == OU_SLOT_NEW)
        return false;
    if ((row->name == OU_NAME(__getitem__) || row->name == OU_NAME(__setitem__) || row->name == OU_NAME(__delitem__))
        && (row->kind >= OU_SLOT_ITEM_AT) != (type->index == OU_T_DEQUE)) /* the one sequence that is no mapping */
        return false;
    if (row->kind == OU_SLOT_DEL && (type->flags & OU_TF_USER) == 0 && type->index != OU_T_IO_BASE
        && type->index != OU_T_GENERATOR && type->index != OU_T_COROUTINE
        && type->index != OU_T_ASYNC_GENERATOR)
        return false;
    if (type->index == OU_T_DEFAULT_DICT && row->name == OU_NAME(__getitem__))
        return false; /* that of dict does the same */
    bool differs = !type->base || ou_slot_field(type->base, row) != function;
    if (row->kind == OU_SLOT_GETATTRIBUTE && function == (OuAnyFn)ou_getattr_generic)
        return lists_getattribute(type);
    if (row->kind == OU_SLOT_GETATTRIBUTE || row->kind == OU_SLOT_SETATTR
        || row->kind == OU_SLOT_DELATTR)
        return differs || (row->kind != OU_SLOT_GETATTRIBUTE && lists_setattr(type->index));
    if ((type->flags & OU_TF_IS_EXCEPTION)
        && (row->kind == OU_SLOT_INIT || row->name == OU_NAME(__str__)))
        return lists_init_or_str(type, row->kind, differs);
    return differs;
}

/* In CPython these have a comparison and say nothing about hashing: `__hash__ = None` is filled in at the end. */
static bool hash_comes_last(uint32_t index)
{
    return index == OU_T_BYTEARRAY || index == OU_T_CELL || index == OU_T_DICT_KEYS || index == OU_T_DICT_ITEMS
           || index == OU_T_MAPPING_PROXY || index == OU_T_NAMESPACE || index == OU_T_WEAK_PROXY
           || index == OU_T_WEAK_CALLABLE_PROXY;
}

static bool add_slots(OuVM *vm, OuClass *cls)
{
    const OuType *type = cls->type;
    if (type->make && !(type->flags & OU_TF_NO_NEW)
        && lists_new(type)
        && !put_take(vm, cls->dict, OU_NAME(__new__), ou_upcall_new_method(vm, cls)))
        return false;
    for (size_t i = 0; i < ou_slot_row_count; i++) {
        const OuSlotRow *row = &ou_slot_rows[i];
        if (!is_own_slot(type, row) || ou_dict_peek_str(vm, cls->dict, row->name)
            || (row->kind == OU_SLOT_HASH && hash_comes_last(type->index)))
            continue;
        OuAnyFn function = ou_slot_field(type, row);
        OuObj *value = row->kind == OU_SLOT_HASH && function == (OuAnyFn)ou_hash_unhashable
                           ? OU_NONE
                           : ou_wrapper_descr_new(vm, cls, row, function);
        if (!put_take(vm, cls->dict, row->name, value))
            return false;
    }
    return true;
}

static bool add_methods(OuVM *vm, OuClass *cls)
{
    for (const OuMethodDef *def = cls->type->methods; def && def->name; def++) {
        OuObj *method;
        if (def->flags & OU_CLASSMETHOD) {
            method = ou_method_descr_new(vm, OU_T_CLASSMETHOD_DESCR, cls, def);
        } else if (def->flags & OU_STATIC) {
            OuObj *function = ou_builtin_new(vm, def, OU_OBJ(cls), NULL);
            method = function ? ou_wrapper_method_new(vm, OU_T_STATICMETHOD, function) : NULL;
            ou_unref(vm, function);
        } else {
            method = ou_method_descr_new(vm, OU_T_METHOD_DESCR, cls, def);
        }
        if (!put_text_take(vm, cls->dict, def->name, method))
            return false;
    }
    return true;
}

static bool add_dict_field(OuVM *vm, OuClass *cls)
{
    return put_take(vm, cls->dict, OU_NAME(__dict__), ou_getset_descr_new(vm, cls, &ou_dict_field_getset));
}

static bool add_fields(OuVM *vm, OuClass *cls)
{
    for (const OuMemberDef *def = cls->type->members; def && def->name; def++) {
        OuStr *name = ou_str_intern(vm, def->name, strlen(def->name));
        bool ok = name
                  && put_take(vm, cls->dict, name,
                              ou_member_descr_new(vm, cls, name, def, def->offset));
        ou_unref(vm, name);
        if (!ok)
            return false;
    }
    const OuType *type = cls->type;
    if (type->index == OU_T_BaseException && !add_dict_field(vm, cls)) /* there it is the first */
        return false;
    for (const OuGetSetDef *def = type->getsets; def && def->name; def++)
        if (!put_text_take(vm, cls->dict, def->name, ou_getset_descr_new(vm, cls, def)))
            return false;
    return !type->dict_offset || (type->base && type->base->dict_offset)
           || ou_dict_peek_str(vm, cls->dict, OU_NAME(__dict__)) || add_dict_field(vm, cls);
}

static bool fill(OuVM *vm, OuClass *cls)
{
    const OuType *type = cls->type;
    cls->dict = OU_DICT(ou_dict_new(vm));
    if (cls->dict)
        cls->dict->is_namespace = true;
    if (!cls->dict || !add_slots(vm, cls) || !add_methods(vm, cls) || !add_fields(vm, cls))
        return false;
    if ((type->flags & OU_TF_HEAP)
        && !put_take(vm, cls->dict, OU_NAME(__module__), ou_class_module(vm, cls)))
        return false;
    if (type->index == OU_T_ExceptionGroup
        && !put_take(vm, cls->dict, OU_NAME(__weakref__),
                     ou_getset_descr_new(vm, cls, &ou_instance_getsets[1])))
        return false;
    if (!ou_dict_peek_str(vm, cls->dict, OU_NAME(__doc__))
        && !put_take(vm, cls->dict, OU_NAME(__doc__), type->doc ? ou_str_from(vm, type->doc) : OU_NONE))
        return false;
    return !hash_comes_last(type->index) || put_take(vm, cls->dict, OU_NAME(__hash__), OU_NONE);
}

static bool set_names(OuVM *vm, OuClass *cls)
{
    const char *dot = strrchr(cls->type->name, '.');
    const char *name = dot ? dot + 1 : cls->type->name;
    cls->name = ou_str_intern(vm, name, strlen(name));
    cls->qualname = cls->name ? OU_REF_AS(OuStr, cls->name) : NULL;
    return cls->name != NULL;
}

/* ExceptionGroup is the one built-in class with two bases. */
static bool set_group_hierarchy(OuVM *vm, OuClass *cls)
{
    OuClass *exception = ou_builtin_class(vm, OU_T_Exception);
    if (!exception)
        return false;
    OuObj *base_exception = OU_OBJ(exception->base), *object = exception->mro->items[2];
    cls->bases = OU_TUPLE(ou_tuple_pack(vm, 2, cls->base, exception));
    cls->mro = OU_TUPLE(ou_tuple_pack(vm, 5, cls, cls->base, exception, base_exception, object));
    return cls->bases && cls->mro && ou_class_add_subclass(vm, exception, cls);
}

static bool set_hierarchy(OuVM *vm, OuClass *cls)
{
    if (cls->type->index == OU_T_ExceptionGroup)
        return set_group_hierarchy(vm, cls);
    OuClass *base = cls->base;
    cls->bases = OU_TUPLE(base ? ou_tuple_pack(vm, 1, base) : ou_ref(OU_EMPTY_TUPLE));
    if (!cls->bases)
        return false;
    size_t n = base ? base->mro->len : 0;
    OuObj *mro = ou_tuple_alloc(vm, n + 1);
    if (!mro)
        return false;
    OU_TUPLE(mro)->items[0] = ou_ref(OU_OBJ(cls));
    for (size_t i = 0; i < n; i++)
        OU_TUPLE(mro)->items[i + 1] = ou_ref(base->mro->items[i]);
    cls->mro = OU_TUPLE(mro);
    return true;
}

static void class_break(OuVM *vm, OuClass *cls)
{
    ou_clear(vm, &cls->dict);
    ou_clear(vm, &cls->mro);
}

OuClass *ou_builtin_class(OuVM *vm, uint32_t index)
{
    OU_ASSERT(index > 0 && index < OU_BUILTIN_TYPES);
    if (OU_LIKELY(vm->builtin_classes[index] != NULL))
        return vm->builtin_classes[index];
    const OuType *type = ou_builtin_shapes[index]->type;
    OuClass *base = NULL;
    if (type->base) {
        base = ou_builtin_class(vm, type->base->index);
        if (!base)
            return NULL;
    } else if (index != OU_T_OBJECT) {
        base = ou_builtin_class(vm, OU_T_OBJECT);
        if (!base)
            return NULL;
    }
    OuClass *cls = (OuClass *)ou_gc_new(vm, OU_T_TYPE, sizeof(OuClass));
    if (!cls)
        return NULL;
    memset((char *)cls + sizeof(OuGcObj), 0, sizeof *cls - sizeof(OuGcObj));
    cls->type = type;
    cls->base = base ? OU_REF_AS(OuClass, base) : NULL;
    cls->flags = OU_CF_BUILTIN | OU_CF_READY;
    cls->size = type->size;
    if (!set_names(vm, cls) || !set_hierarchy(vm, cls) || !fill(vm, cls)
        || (base && !ou_class_add_subclass(vm, base, cls))) {
        class_break(vm, cls);
        ou_unref(vm, cls);
        return NULL;
    }
    vm->builtin_classes[index] = cls;
    return cls;
}

void ou_builtin_classes_drop(OuVM *vm)
{
    size_t position = 0;
    OuObj *key, *value;
    while (vm->named_classes && ou_dict_next(vm->named_classes, &position, &key, &value))
        class_break(vm, OU_CLASS(value));
    ou_clear(vm, &vm->named_classes);
    /* Descriptors and MROs refer to the classes: break these cycles, subclasses first. */
    for (uint32_t i = OU_BUILTIN_TYPES; i-- > 1;)
        if (vm->builtin_classes[i])
            class_break(vm, vm->builtin_classes[i]);
    for (uint32_t i = OU_BUILTIN_TYPES; i-- > 1;)
        if (vm->builtin_classes[i])
            ou_clear(vm, &vm->builtin_classes[i]);
}
