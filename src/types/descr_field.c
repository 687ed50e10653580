/* descr_field.c - descriptors of the fields of built-in types and of __slots__ (getset and
 * member descriptors), and of their C slots (slot wrappers and their bound form). Getting a
 * field may run script code if its C function does. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/weak.h"
#include "types/class.h"
#include "types/descr.h"
#include "object/function.h"
#include "object/int.h"
#include <string.h>

/* All four kinds begin alike. */
typedef struct Descr {
    OuGcObj gc;
    OuClass *owner;
} Descr;

static bool applies(OuVM *vm, OuClass *owner, OuStr *name, OuObj *o)
{
    OuClass *cls = ou_class_of(vm, o);
    if (!cls)
        return false;
    if (cls == owner || ou_is_subclass(cls, owner))
        return true;
    OU_TYPE_ERROR(vm, "descriptor '%U' for '%.100s' objects doesn't apply to a '%.100T' object",
                  name, owner->type->name, o);
    return false;
}

static OuObj *qualified(OuVM *vm, OuClass *owner, OuStr *name)
{
    return ou_str_format(vm, "%U.%U", owner->qualname, name);
}

/* ---- getset ---- */

static OuObj *computed_member_new(OuVM *vm, OuClass *owner, const OuGetSetDef *def);

OuObj *ou_getset_descr_new(OuVM *vm, OuClass *owner, const OuGetSetDef *def)
{
    if (def->set == ou_set_member)
        return computed_member_new(vm, owner, def);
    OuGetSetDescr *self = (OuGetSetDescr *)ou_gc_new(vm, OU_T_GETSET_DESCR, sizeof *self);
    if (!self)
        return NULL;
    self->owner = OU_REF_AS(OuClass, owner);
    self->def = def;
    self->name = OU_STR(ou_str_from(vm, def->name));
    if (self->name)
        self->name = ou_str_intern_take(vm, OU_OBJ(self->name));
    if (!self->name) {
        ou_unref(vm, self);
        return NULL;
    }
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *computed_member_new(OuVM *vm, OuClass *owner, const OuGetSetDef *def)
{
    OuStr *name = ou_str_intern(vm, def->name, strlen(def->name));
    OuObj *self = name ? ou_member_descr_new(vm, owner, name, NULL, 0) : NULL;
    if (self)
        ((OuMemberDescr *)self)->getset = def;
    ou_unref(vm, name);
    return self;
}

static OuObj *getset_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    OuGetSetDescr *self = (OuGetSetDescr *)o;
    if (!instance)
        return ou_ref(o);
    if (!applies(vm, self->owner, self->name, instance))
        return NULL;
    if (self->def->get)
        return self->def->get(vm, instance);
    return ou_raise(vm, OU_T_AttributeError, "attribute '%U' of '%.100s' objects is not readable", self->name,
                    self->owner->type->name);
}

static bool getset_set(OuVM *vm, OuObj *o, OuObj *instance, OuObj *value)
{
    OuGetSetDescr *self = (OuGetSetDescr *)o;
    if (!applies(vm, self->owner, self->name, instance))
        return false;
    if (self->def->set)
        return self->def->set(vm, instance, value);
    ou_raise(vm, OU_T_AttributeError, "attribute '%U' of '%.100s' objects is not writable",
             self->name, self->owner->type->name);
    return false;
}

static OuObj *getset_repr(OuVM *vm, OuObj *o)
{
    const OuGetSetDescr *self = (const OuGetSetDescr *)o;
    return ou_str_format(vm, "<attribute '%U' of '%s' objects>", self->name,
                         self->owner->type->name);
}

static OuObj *getset_get_doc(OuVM *vm, OuObj *o)
{
    const char *doc = ((const OuGetSetDescr *)o)->def->doc;
    return doc ? ou_str_from(vm, doc) : OU_NONE;
}

static OuObj *getset_get_qualname(OuVM *vm, OuObj *o)
{
    const OuGetSetDescr *self = (const OuGetSetDescr *)o;
    return qualified(vm, self->owner, self->name);
}

static void getset_dealloc(OuVM *vm, OuObj *o)
{
    OuGetSetDescr *self = (OuGetSetDescr *)o;
    ou_clear(vm, &self->owner);
    ou_clear(vm, &self->name);
    ou_object_free(vm, o);
}

static const OuRefField getset_refs[] = {OU_REF(OuGetSetDescr, owner), OU_REF_END};
static const OuMemberDef getset_members[] = {
    {"__objclass__", OU_MEMBER_OBJ, offsetof(OuGetSetDescr, owner), true, NULL},
    {"__name__", OU_MEMBER_OBJ, offsetof(OuGetSetDescr, name), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef getset_getsets[] = {
    {"__doc__", getset_get_doc, NULL, NULL},
    {"__qualname__", getset_get_qualname, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_getset_descr_type = {
    .name = "getset_descriptor", .base = &ou_object_type, .index = OU_T_GETSET_DESCR,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW, .size = sizeof(OuGetSetDescr), .refs = getset_refs,
    .members = getset_members, .getsets = getset_getsets, .dealloc = getset_dealloc,
    .repr = getset_repr, .get = getset_get, .set = getset_set,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .str = ou_object_str, .init = ou_object_init,
};

/* What user classes add for their instances. Classes and modules, which derive from such a class too, keep to the
 * __dict__ of `type` and `module`. */
static OuObj *instance_get_dict(OuVM *vm, OuObj *o)
{
    if (ou_is(vm, o, OU_TF_IS_TYPE))
        return ou_class_dict_view(vm, o);
    return ou_instance_dict(vm, o);
}

static bool instance_set_dict(OuVM *vm, OuObj *o, OuObj *value)
{
    if (ou_is(vm, o, OU_TF_IS_TYPE))
        return ou_raise(vm, OU_T_AttributeError, "attribute '__dict__' of 'type' objects is not writable") != NULL;
    if (ou_isinstance_builtin(vm, o, OU_T_MODULE))
        return ou_raise(vm, OU_T_AttributeError, "readonly attribute") != NULL;
    if (value)
        return ou_instance_set_dict(vm, o, value);
    OuObj *empty = ou_dict_new(vm);
    bool ok = empty && ou_instance_set_dict(vm, o, empty);
    ou_unref(vm, empty);
    return ok;
}

static bool field_set_dict(OuVM *vm, OuObj *o, OuObj *value)
{
    if (!value)
        return OU_TYPE_ERROR(vm, "cannot delete __dict__"), false;
    return ou_instance_set_dict(vm, o, value);
}

const OuGetSetDef ou_dict_field_getset = {"__dict__", instance_get_dict, field_set_dict, NULL};

static OuObj *instance_get_weakref(OuVM *vm, OuObj *o)
{
    OuWeakref *first = o->type & OU_F_WEAKREFS ? ou_weakref_chain(vm, o) : NULL;
    return first ? ou_ref(OU_OBJ(first)) : OU_NONE;
}

const OuGetSetDef ou_instance_getsets[2] = {
    {"__dict__", instance_get_dict, instance_set_dict, "the attributes of the instance"},
    {"__weakref__", instance_get_weakref, NULL, "the first weak reference to the object, or None"},
};

/* ---- member ---- */

OuObj *ou_member_descr_new(OuVM *vm, OuClass *owner, OuStr *name, const OuMemberDef *def,
                           uint32_t offset)
{
    OuMemberDescr *self = (OuMemberDescr *)ou_gc_new(vm, OU_T_MEMBER_DESCR, sizeof *self);
    if (!self)
        return NULL;
    self->owner = OU_REF_AS(OuClass, owner);
    self->name = OU_REF_AS(OuStr, name);
    self->def = def;
    self->getset = NULL;
    self->hidden_item = false;
    self->offset = offset;
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *member_read(OuVM *vm, const OuMemberDescr *self, OuObj *instance)
{
    if (self->getset)
        return self->getset->get(vm, instance);
    char *field = (char *)instance + self->offset;
    OuMemberKind kind = self->def ? self->def->kind : OU_MEMBER_OBJ_EX;
    if (!self->def)
        field = (char *)ou_slot_word(ou_type(vm, instance), instance, self->offset);
    switch (kind) {
    case OU_MEMBER_OBJ: {
        OuObj *value = *(OuObj **)field;
        return value ? ou_ref(value) : OU_NONE;
    }
    case OU_MEMBER_OBJ_EX: {
        OuObj *value = *(OuObj **)field;
        if (value)
            return ou_ref(value);
        /* Who looks it up adds object and name; a call of it, as in CPython, does not. */
        return ou_raise(vm, OU_T_AttributeError, "'%.200T' object has no attribute '%U'", instance, self->name);
    }
    case OU_MEMBER_INT32:
        return ou_int_from(vm, *(const int32_t *)field);
    case OU_MEMBER_SIZE:
        return ou_int_from(vm, *(const ptrdiff_t *)field);
    case OU_MEMBER_BOOL8:
        return OU_BOOL(*(const bool *)field);
    }
    OU_UNREACHABLE();
}

static OuObj *member_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    OuMemberDescr *self = (OuMemberDescr *)o;
    if (!instance)
        return ou_ref(o);
    return applies(vm, self->owner, self->name, instance) ? member_read(vm, self, instance) : NULL;
}

bool ou_set_member(OuVM *vm, OuObj *self, OuObj *value)
{
    (void)self, (void)value;
    return ou_raise(vm, OU_T_AttributeError, "readonly attribute"), false;
}

static bool member_write(OuVM *vm, const OuMemberDescr *self, OuObj *instance, OuObj *value)
{
    char *field = (char *)instance + self->offset;
    OuMemberKind kind = self->def ? self->def->kind : OU_MEMBER_OBJ_EX;
    if (self->getset || self->hidden_item)
        return ou_set_member(vm, instance, value);
    if (!self->def) {
        field = (char *)ou_slot_word(ou_type(vm, instance), instance, self->offset);
    } else if (self->def->read_only) {
        return ou_raise(vm, OU_T_AttributeError, "readonly attribute"), false;
    }
    if (kind == OU_MEMBER_OBJ || kind == OU_MEMBER_OBJ_EX) {
        if (!value && kind == OU_MEMBER_OBJ_EX && !*(OuObj **)field) {
            ou_raise(vm, OU_T_AttributeError, "%U", self->name);
            return false;
        }
        ou_put(vm, (OuObj **)field, ou_xref(value));
        return true;
    }
    if (!value)
        return OU_TYPE_ERROR(vm, "can't delete numeric/char attribute"), false;
    if (kind == OU_MEMBER_BOOL8) {
        if (!ou_is_exact(value, OU_T_BOOL))
            return OU_TYPE_ERROR(vm, "attribute value type must be bool"), false;
        *(bool *)field = value == OU_TRUE;
        return true;
    }
    if (kind == OU_MEMBER_SIZE) {
        ptrdiff_t size = -1; /* stored even if the value is none, as CPython does */
        bool good = ou_is(vm, value, OU_TF_IS_INT) ? ou_arg_ssize(vm, value, &size) : OU_TYPE_ERROR(vm, "an integer is required") != NULL;
        *(ptrdiff_t *)field = good ? size : -1;
        return good;
    }
    int64_t number;
    if (!ou_as_int64(vm, value, &number))
        return false;
    *(int32_t *)field = (int32_t)number;
    return true;
}

static bool member_set(OuVM *vm, OuObj *o, OuObj *instance, OuObj *value)
{
    OuMemberDescr *self = (OuMemberDescr *)o;
    return applies(vm, self->owner, self->name, instance)
           && member_write(vm, self, instance, value);
}

static OuObj *member_repr(OuVM *vm, OuObj *o)
{
    const OuMemberDescr *self = (const OuMemberDescr *)o;
    return ou_str_format(vm, "<member '%U' of '%s' objects>", self->name, self->owner->type->name);
}

static OuObj *member_get_doc(OuVM *vm, OuObj *o)
{
    const OuMemberDescr *self = (const OuMemberDescr *)o;
    const char *doc = self->getset ? self->getset->doc : self->def ? self->def->doc
                      : self->hidden_item ? "A named item."
                                          : NULL;
    return doc ? ou_str_from(vm, doc) : OU_NONE;
}

static OuObj *member_get_qualname(OuVM *vm, OuObj *o)
{
    const OuMemberDescr *self = (const OuMemberDescr *)o;
    return qualified(vm, self->owner, self->name);
}

/* Pickled by name: getattr(owner, name). */
static OuObj *descr_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *name = ou_getattr(vm, o, OU_NAME(__name__));
    OuObj *getattr = name ? ou_builtin_named(vm, "getattr") : NULL;
    OuObj *pair = getattr ? ou_tuple_pack(vm, 2, ((Descr *)o)->owner, name) : NULL;
    OuObj *result = pair ? ou_tuple_pack(vm, 2, getattr, pair) : NULL;
    ou_unref(vm, pair);
    ou_unref(vm, getattr);
    ou_unref(vm, name);
    return result;
}

static void member_dealloc(OuVM *vm, OuObj *o)
{
    OuMemberDescr *self = (OuMemberDescr *)o;
    ou_clear(vm, &self->owner);
    ou_clear(vm, &self->name);
    ou_object_free(vm, o);
}

static const OuRefField member_refs[] = {OU_REF(OuMemberDescr, owner), OU_REF_END};
static const OuMethodDef member_methods[] = {
    {"__reduce__", "()", descr_m_reduce, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef member_members[] = {
    {"__objclass__", OU_MEMBER_OBJ, offsetof(OuMemberDescr, owner), true, NULL},
    {"__name__", OU_MEMBER_OBJ, offsetof(OuMemberDescr, name), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef member_getsets[] = {
    {"__doc__", member_get_doc, NULL, NULL},
    {"__qualname__", member_get_qualname, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_member_descr_type = {
    .name = "member_descriptor",
    .base = &ou_object_type,
    .index = OU_T_MEMBER_DESCR,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW,
    .size = sizeof(OuMemberDescr),
    .refs = member_refs,
    .methods = member_methods,
    .members = member_members,
    .getsets = member_getsets,
    .dealloc = member_dealloc,
    .repr = member_repr,
    .get = member_get,
    .set = member_set,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
    .init = ou_object_init,
};

/* ---- slot wrappers ---- */

typedef struct MethodWrapper { /* bound */
    OuGcObj gc;
    OuWrapperDescr *descr;
    OuObj *self;
} MethodWrapper;

OuObj *ou_wrapper_descr_new(OuVM *vm, OuClass *owner, const OuSlotRow *row, OuAnyFn function)
{
    OuWrapperDescr *self = (OuWrapperDescr *)ou_gc_new(vm, OU_T_WRAPPER_DESCR, sizeof *self);
    if (!self)
        return NULL;
    self->owner = OU_REF_AS(OuClass, owner);
    self->row = row;
    self->function = function;
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *wrapper_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    OuWrapperDescr *descr = (OuWrapperDescr *)o;
    if (!instance)
        return ou_ref(o);
    if (!applies(vm, descr->owner, descr->row->name, instance))
        return NULL;
    MethodWrapper *self = (MethodWrapper *)ou_gc_new(vm, OU_T_METHOD_WRAPPER, sizeof *self);
    if (!self)
        return NULL;
    self->descr = OU_REF_AS(OuWrapperDescr, descr);
    self->self = ou_ref(instance);
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *wrapper_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuWrapperDescr *self = (OuWrapperDescr *)o;
    const char *owner = self->owner->type->name;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "descriptor '%U' of '%.100s' object needs an argument",
                             self->row->name, owner);
    OuClass *cls = ou_class_of(vm, args[0]);
    if (!cls)
        return NULL;
    if (cls != self->owner && !ou_is_subclass(cls, self->owner))
        return OU_TYPE_ERROR(vm,
                             "descriptor '%U' requires a '%.100s' object but received a '%.100T'",
                             self->row->name, owner, args[0]);
    return ou_slot_call(vm, self->row, self->function, args[0], args + 1, nargs - 1, kwnames);
}

static OuObj *wrapper_repr(OuVM *vm, OuObj *o)
{
    const OuWrapperDescr *self = (const OuWrapperDescr *)o;
    return ou_str_format(vm, "<slot wrapper '%U' of '%s' objects>", self->row->name,
                         self->owner->type->name);
}

static const OuSlotRow *row_of(const OuObj *o)
{
    const OuWrapperDescr *descr = (const OuWrapperDescr *)o;
    return ou_is_exact(o, OU_T_WRAPPER_DESCR) ? descr->row : ((const MethodWrapper *)o)->descr->row;
}

static OuObj *wrapper_get_name(OuVM *vm, OuObj *o)
{
    (void)vm;
    return ou_ref(OU_OBJ(row_of(o)->name));
}

static OuObj *wrapper_get_doc(OuVM *vm, OuObj *o)
{
    const char *doc = row_of(o)->doc;
    return doc ? ou_str_from(vm, doc) : OU_NONE;
}

static OuObj *wrapper_get_signature(OuVM *vm, OuObj *o)
{
    const char *signature = row_of(o)->signature;
    return signature ? ou_signature_text(vm, signature, "$self, /") : OU_NONE;
}

static OuObj *wrapper_get_qualname(OuVM *vm, OuObj *o)
{
    const OuWrapperDescr *descr = (const OuWrapperDescr *)o;
    if (!ou_is_exact(o, OU_T_WRAPPER_DESCR))
        descr = ((const MethodWrapper *)o)->descr;
    return qualified(vm, descr->owner, descr->row->name);
}

static const OuRefField wrapper_refs[] = {OU_REF(OuWrapperDescr, owner), OU_REF_END};
static const OuMemberDef wrapper_members[] = {
    {"__objclass__", OU_MEMBER_OBJ, offsetof(OuWrapperDescr, owner), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef wrapper_getsets[] = {
    {"__name__", wrapper_get_name, ou_set_member, NULL},
    {"__doc__", wrapper_get_doc, NULL, NULL},
    {"__qualname__", wrapper_get_qualname, NULL, NULL},
    {"__text_signature__", wrapper_get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_wrapper_descr_type = {
    .name = "wrapper_descriptor",
    .base = &ou_object_type,
    .index = OU_T_WRAPPER_DESCR,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW | OU_TF_METHOD,
    .size = sizeof(OuWrapperDescr),
    .refs = wrapper_refs,
    .methods = member_methods,
    .members = wrapper_members,
    .getsets = wrapper_getsets,
    .repr = wrapper_repr,
    .get = wrapper_get,
    .call = wrapper_call,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
    .init = ou_object_init,
};

static OuObj *method_wrapper_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs,
                                  OuObj *kwnames)
{
    if (!ou_check_stack(vm, " while calling a Python object"))
        return NULL;
    MethodWrapper *self = (MethodWrapper *)o;
    return ou_slot_call(vm, self->descr->row, self->descr->function, self->self, args, nargs,
                        kwnames);
}

static OuObj *method_wrapper_repr(OuVM *vm, OuObj *o)
{
    MethodWrapper *self = (MethodWrapper *)o;
    char address[24];
    ou_address_text(vm, self->self, address);
    return ou_str_format(vm, "<method-wrapper '%U' of %T object at %s>", self->descr->row->name,
                         self->self, address);
}

static OuObj *method_wrapper_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    (void)vm;
    if (!ou_is_exact(b, OU_T_METHOD_WRAPPER) || (op != OU_EQ && op != OU_NE))
        return OU_NOT_IMPLEMENTED;
    const MethodWrapper *left = (const MethodWrapper *)a, *right = (const MethodWrapper *)b;
    bool equal = left->descr == right->descr && left->self == right->self;
    return OU_BOOL(equal == (op == OU_EQ));
}

static bool method_wrapper_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    const MethodWrapper *self = (const MethodWrapper *)o;
    OuHash a, b;
    if (!ou_hash_identity(vm, self->self, &a) || !ou_hash_identity(vm, OU_OBJ(self->descr), &b))
        return false;
    *out = (a ^ b) == -1 ? -2 : a ^ b;
    return true;
}

static OuObj *method_wrapper_get_objclass(OuVM *vm, OuObj *o)
{
    (void)vm;
    return ou_ref(OU_OBJ(((MethodWrapper *)o)->descr->owner));
}

static OuObj *method_wrapper_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    MethodWrapper *self = (MethodWrapper *)o;
    OuObj *getattr = ou_builtin_named(vm, "getattr");
    OuObj *pair = getattr ? ou_tuple_pack(vm, 2, self->self, self->descr->row->name) : NULL;
    OuObj *result = pair ? ou_tuple_pack(vm, 2, getattr, pair) : NULL;
    ou_unref(vm, pair);
    ou_unref(vm, getattr);
    return result;
}

static const OuMethodDef method_wrapper_methods[] = {
    {"__reduce__", "()", method_wrapper_m_reduce, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuRefField method_wrapper_refs[] = {
    OU_REF(MethodWrapper, descr), OU_REF(MethodWrapper, self), OU_REF_END,
};
static const OuMemberDef method_wrapper_members[] = {
    {"__self__", OU_MEMBER_OBJ, offsetof(MethodWrapper, self), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef method_wrapper_getsets[] = {
    {"__objclass__", method_wrapper_get_objclass, NULL, NULL},
    {"__name__", wrapper_get_name, NULL, NULL},
    {"__qualname__", wrapper_get_qualname, NULL, NULL},
    {"__doc__", wrapper_get_doc, NULL, NULL},
    {"__text_signature__", wrapper_get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_method_wrapper_type = {
    .name = "method-wrapper",
    .base = &ou_object_type,
    .index = OU_T_METHOD_WRAPPER,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_NO_NEW,
    .size = sizeof(MethodWrapper),
    .refs = method_wrapper_refs,
    .methods = method_wrapper_methods,
    .members = method_wrapper_members,
    .getsets = method_wrapper_getsets,
    .repr = method_wrapper_repr,
    .call = method_wrapper_call,
    .compare = method_wrapper_compare,
    .hash = method_wrapper_hash,
    OU_SLOTS_ATTR,
    .str = ou_object_str,
    .init = ou_object_init,
};
