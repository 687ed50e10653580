/* method.c - bound methods; functions and methods written in C, and their descriptors. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/class.h"
#include "object/function.h"
#include "object/int.h"
#include "types/module.h"
#include <string.h>

/* ---- bound methods ---- */

OuObj *ou_method_new(OuVM *vm, OuObj *function, OuObj *self)
{
    OuMethod *method = (OuMethod *)ou_gc_new(vm, OU_T_METHOD, sizeof *method);
    if (!method)
        return NULL;
    method->function = ou_ref(function);
    method->self = ou_ref(self);
    ou_gc_track(vm, OU_OBJ(method));
    return OU_OBJ(method);
}

static OuObj *method_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "method", kwnames) || !ou_check_count(vm, "method", nargs, 2, 2))
        return NULL;
    if (!ou_callable(vm, args[0]))
        return OU_TYPE_ERROR(vm, "first argument must be callable");
    if (args[1] == OU_NONE)
        return OU_TYPE_ERROR(vm, "instance must not be None");
    return ou_method_new(vm, args[0], args[1]);
}

static OuObj *call_with_self(OuVM *vm, OuObj *function, OuObj *self, OuObj *const *args,
                             size_t nargs, OuObj *kwnames)
{
    size_t n = nargs + (kwnames ? OU_TUPLE(kwnames)->len : 0);
    OuObj *few[9], **all = few;
    if (n + 1 > OU_COUNT_OF(few)) {
        all = ou_alloc(vm, (n + 1) * sizeof *all);
        if (!all)
            return NULL;
    }
    all[0] = self;
    if (n)
        memcpy(all + 1, args, n * sizeof *all);
    OuObj *result = ou_call(vm, function, all, nargs + 1, kwnames);
    if (all != few)
        ou_free(vm, all, (n + 1) * sizeof *all);
    return result;
}

static OuObj *method_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuMethod *method = (OuMethod *)o;
    OuObj *function = ou_ref(method->function), *self = ou_ref(method->self);
    OuObj *result = call_with_self(vm, function, self, args, nargs, kwnames);
    ou_unref(vm, function);
    ou_unref(vm, self);
    return result;
}

static OuObj *method_getattr(OuVM *vm, OuObj *o, OuObj *name_obj)
{
    OuStr *name = ou_attr_name(vm, name_obj);
    OuClass *cls = name ? ou_class_of(vm, o) : NULL;
    if (!cls) {
        ou_unref(vm, name);
        return NULL;
    }
    OuObj *result;
    OuObj *found = ou_xref(ou_class_lookup_peek(vm, cls, name));
    const OuType *kind = found ? ou_type(vm, found) : NULL;
    if (kind && kind->get)
        result = kind->get(vm, found, o, OU_OBJ(cls));
    else if (found)
        result = ou_ref(found);
    else
        result = ou_getattr(vm, ((OuMethod *)o)->function, name);
    ou_unref(vm, found);
    ou_unref(vm, name);
    return result;
}

static OuObj *method_repr(OuVM *vm, OuObj *o)
{
    OuMethod *method = (OuMethod *)o;
    OuObj *name = ou_getattr_optional(vm, method->function, OU_NAME(__qualname__));
    if (name == OU_ABSENT)
        name = ou_getattr_optional(vm, method->function, OU_NAME(__name__));
    if (!name)
        return NULL;
    bool known = name != OU_ABSENT && ou_is_str(vm, name);
    OuObj *result = known ? ou_str_format(vm, "<bound method %U of %R>", OU_STR(name), method->self)
                          : ou_str_format(vm, "<bound method ? of %R>", method->self);
    if (name != OU_ABSENT)
        ou_unref(vm, name);
    return result;
}

static OuObj *method_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if ((op != OU_EQ && op != OU_NE) || !ou_is_exact(b, OU_T_METHOD))
        return OU_NOT_IMPLEMENTED;
    OuMethod *left = (OuMethod *)a, *right = (OuMethod *)b;
    int equal = ou_compare_bool(vm, left->function, right->function, OU_EQ);
    if (equal < 0)
        return NULL;
    if (equal)
        equal = left->self == right->self;
    return OU_BOOL(equal == (op == OU_EQ));
}

static bool method_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    OuMethod *method = (OuMethod *)o;
    OuHash a, b;
    if (!ou_hash_identity(vm, method->self, &a) || !ou_hash(vm, method->function, &b))
        return false;
    *out = (a ^ b) == -1 ? -2 : a ^ b;
    return true;
}

static OuObj *method_get_doc(OuVM *vm, OuObj *o)
{
    return ou_getattr(vm, ((OuMethod *)o)->function, OU_NAME(__doc__));
}

/* getattr(self, name) gives it back. */
static OuObj *reduce_to_getattr(OuVM *vm, OuObj *self, OuObj *name)
{
    OuObj *getattr = name ? ou_builtin_named(vm, "getattr") : NULL;
    OuObj *pair = getattr ? ou_tuple_pack(vm, 2, self, name) : NULL;
    OuObj *result = pair ? ou_tuple_pack(vm, 2, getattr, pair) : NULL;
    ou_unref(vm, pair);
    ou_unref(vm, getattr);
    return result;
}

static OuObj *method_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuMethod *method = (OuMethod *)o;
    OuObj *name = ou_getattr(vm, method->function, OU_NAME(__name__));
    OuObj *result = reduce_to_getattr(vm, method->self, name);
    ou_unref(vm, name);
    return result;
}

static const OuRefField method_refs[] = {OU_REF(OuMethod, function), OU_REF(OuMethod, self),
                                         OU_REF_END};
static const OuMethodDef method_methods[] = {
    {"__reduce__", "()", method_m_reduce, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef method_members[] = {
    {"__func__", OU_MEMBER_OBJ, offsetof(OuMethod, function), true, "what is called"},
    {"__self__", OU_MEMBER_OBJ, offsetof(OuMethod, self), true, "the first argument"},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef method_getsets[] = {
    {"__doc__", method_get_doc, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_method_type = {
    .name = "method",
    .doc = "A callable that passes `instance` as first argument to `function`.",
    .base = &ou_object_type,
    .index = OU_T_METHOD,
    .flags = OU_TF_COLLECTED | OU_TF_WEAKREFS | OU_TF_CUSTOM_GETATTR,
    .size = sizeof(OuMethod),
    .refs = method_refs,
    .methods = method_methods,
    .members = method_members,
    .getsets = method_getsets,
    .signature = "(function, instance, /)",
    .repr = method_repr,
    .str = ou_object_str,
    .hash = method_hash,
    .compare = method_compare,
    .call = method_call,
    .getattr = method_getattr,
    .setattr = ou_setattr_generic,
    .make = method_make,
    .init = ou_object_init,
};

/* ---- functions in C ---- */

static OuObj *builtin_alloc(OuVM *vm, uint32_t type, const OuMethodDef *def)
{
    OuBuiltin *self = (OuBuiltin *)ou_gc_new(vm, type, sizeof *self);
    if (!self)
        return NULL;
    self->def = def;
    self->self = self->module = NULL;
    self->owner = NULL;
    self->parsed = false;
    return OU_OBJ(self);
}

OuObj *ou_builtin_new(OuVM *vm, const OuMethodDef *def, OuObj *self, OuObj *module)
{
    OuBuiltin *builtin = (OuBuiltin *)builtin_alloc(vm, OU_T_BUILTIN, def);
    if (!builtin)
        return NULL;
    builtin->self = ou_xref(self);
    builtin->module = ou_xref(module);
    ou_gc_track(vm, OU_OBJ(builtin));
    return OU_OBJ(builtin);
}

OuObj *ou_method_descr_new(OuVM *vm, uint32_t type, OuClass *owner, const OuMethodDef *def)
{
    OuBuiltin *builtin = (OuBuiltin *)builtin_alloc(vm, type, def);
    if (!builtin)
        return NULL;
    builtin->owner = OU_REF_AS(OuClass, owner);
    ou_gc_track(vm, OU_OBJ(builtin));
    return OU_OBJ(builtin);
}

/* A type's name without its module. */
static const char *bare_name(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot ? dot + 1 : name;
}

/* What messages put before the name: the class of a bound method's descriptor, or of self;
 * the module of a function, unless it is a built-in name. */
static const char *qualifier(OuVM *vm, const OuBuiltin *builtin)
{
    if (builtin->owner)
        return bare_name(builtin->owner->type->name);
    OuObj *self = builtin->self;
    if (!self || ou_is_exact(self, OU_T_MODULE)) {
        OuObj *module = builtin->module;
        if (!module || !ou_is_exact(module, OU_T_STR) || ou_str_is(OU_STR(module), "builtins"))
            return NULL;
        return ou_str_text(OU_STR(module));
    }
    const OuClass *cls = ou_is(vm, self, OU_TF_IS_TYPE) ? OU_CLASS(self) : ou_shape(vm, self)->cls;
    return cls ? ou_str_text(cls->qualname) : bare_name(ou_type_name(vm, self));
}

static OuObj *call_def(OuVM *vm, OuBuiltin *builtin, const char *type_name, OuObj *self,
                       OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    const OuMethodDef *def = builtin->def;
    if (def->flags & OU_RAW)
        return ((OuCallFn)(void (*)(void))def->fn)(vm, self, args, nargs, kwnames);
    if (!builtin->parsed) {
        ou_signature_parse(def->signature, &builtin->signature);
        builtin->parsed = true;
    }
    return ou_call_c(vm, def, &builtin->signature, type_name, self, args, nargs, kwnames);
}

OuObj *ou_builtin_call_with_self(OuVM *vm, OuBuiltin *builtin, OuObj *self, OuObj *const *args,
                                 size_t nargs, OuObj *kwnames)
{
    return call_def(vm, builtin, qualifier(vm, builtin), self, args, nargs, kwnames);
}

static OuObj *builtin_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuBuiltin *builtin = (OuBuiltin *)o;
    OuObj *self = builtin->def->flags & OU_STATIC ? NULL : builtin->self;
    return call_def(vm, builtin, qualifier(vm, builtin), self, args, nargs, kwnames);
}

static OuObj *builtin_repr(OuVM *vm, OuObj *o)
{
    const OuBuiltin *builtin = (const OuBuiltin *)o;
    if (!builtin->self || ou_is_exact(builtin->self, OU_T_MODULE))
        return ou_str_format(vm, "<built-in function %s>", builtin->def->name);
    char address[24];
    ou_address_text(vm, builtin->self, address);
    return ou_str_format(vm, "<built-in method %s of %T object at %s>", builtin->def->name,
                         builtin->self, address);
}

static OuObj *builtin_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    (void)vm;
    if ((op != OU_EQ && op != OU_NE) || !ou_is_exact(b, OU_T_BUILTIN))
        return OU_NOT_IMPLEMENTED;
    const OuBuiltin *left = (const OuBuiltin *)a, *right = (const OuBuiltin *)b;
    bool equal = left->self == right->self && left->def->fn == right->def->fn;
    return OU_BOOL(equal == (op == OU_EQ));
}

static bool builtin_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    const OuBuiltin *builtin = (const OuBuiltin *)o;
    OuHash hash = 0;
    if (builtin->self && !ou_hash_identity(vm, builtin->self, &hash))
        return false;
    /* Where the code lies in the library, not in memory: scripts are to see nothing of that. */
    uint64_t code = (uintptr_t)(void (*)(void))builtin->def->fn - (uintptr_t)(void (*)(void))builtin_hash;
    hash ^= (OuHash)(code >> 4 | code << 60);
    *out = hash == -1 ? -2 : hash;
    return true;
}

static OuObj *builtin_get_name(OuVM *vm, OuObj *o)
{
    return ou_str_from(vm, ((const OuBuiltin *)o)->def->name);
}

static OuObj *builtin_get_doc(OuVM *vm, OuObj *o)
{
    const char *doc = ((const OuBuiltin *)o)->def->doc;
    return doc ? ou_str_from(vm, doc) : OU_NONE;
}

static OuObj *builtin_get_qualname(OuVM *vm, OuObj *o)
{
    const OuBuiltin *builtin = (const OuBuiltin *)o;
    const char *name = builtin->def->name;
    if (builtin->owner)
        return ou_str_format(vm, "%U.%s", builtin->owner->qualname, name);
    OuObj *self = builtin->self;
    if (!self || ou_is_exact(self, OU_T_MODULE))
        return ou_str_from(vm, name);
    OuClass *cls = ou_is(vm, self, OU_TF_IS_TYPE) ? OU_CLASS(self) : ou_class_of(vm, self);
    return cls ? ou_str_format(vm, "%U.%s", cls->qualname, name) : NULL;
}

static OuObj *builtin_get_self(OuVM *vm, OuObj *o)
{
    (void)vm;
    const OuBuiltin *builtin = (const OuBuiltin *)o;
    if (builtin->def->flags & OU_STATIC)
        return OU_NONE;
    return builtin->self ? ou_ref(builtin->self) : OU_NONE;
}

OuObj *ou_signature_text(OuVM *vm, const char *signature, const char *self)
{
    if (!signature || strcmp(signature, "()") == 0)
        return ou_str_format(vm, "(%s)", self);
    if (signature[0] != '(')
        return OU_NONE;
    /* "$self, /" before positional-only parameters says so once. */
    if (strstr(signature, "/")) {
        const char *slash = strstr(self, ", /");
        size_t size = slash ? (size_t)(slash - self) : strlen(self);
        char head[16];
        if (size < sizeof head) {
            memcpy(head, self, size);
            head[size] = '\0';
            return ou_str_format(vm, "(%s, %s", head, signature + 1);
        }
    }
    return ou_str_format(vm, "(%s, %s", self, signature + 1);
}

static OuObj *builtin_get_signature(OuVM *vm, OuObj *o)
{
    const OuBuiltin *builtin = (const OuBuiltin *)o;
    const OuMethodDef *def = builtin->def;
    if (!def->signature || (def->flags & OU_NO_TEXT))
        return OU_NONE;
    if (def == &ou_new_method_def)
        return ou_signature_text(vm, def->signature, "$type");
    if (def->flags & OU_STATIC)
        return ou_str_from(vm, def->signature);
    if (def->flags & OU_CLASSMETHOD)
        return ou_signature_text(vm, def->signature, "$type, /");
    bool of_module = builtin->self && ou_is_exact(builtin->self, OU_T_MODULE);
    if (of_module && strncmp(def->signature, "(*integers", 10) == 0)
        return ou_signature_text(vm, def->signature, "$module");
    return ou_signature_text(vm, def->signature,
                             of_module || !builtin->self ? "$module, /" : "$self, /");
}

static OuObj *descr_get_signature(OuVM *vm, OuObj *o)
{
    const OuMethodDef *def = ((const OuBuiltin *)o)->def;
    if (!def->signature || (def->flags & OU_NO_TEXT))
        return OU_NONE;
    return ou_signature_text(vm, def->signature,
                             def->flags & OU_CLASSMETHOD ? "$type, /" : "$self, /");
}

static OuObj *builtin_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    const OuBuiltin *builtin = (const OuBuiltin *)o;
    if (!builtin->self || ou_is_exact(builtin->self, OU_T_MODULE))
        return ou_str_from(vm, builtin->def->name);
    OuObj *name = ou_str_from(vm, builtin->def->name);
    OuObj *result = reduce_to_getattr(vm, builtin->self, name);
    ou_unref(vm, name);
    return result;
}

static const OuRefField builtin_refs[] = {
    OU_REF(OuBuiltin, self), OU_REF(OuBuiltin, module), OU_REF(OuBuiltin, owner), OU_REF_END,
};
static const OuMethodDef builtin_methods[] = {
    {"__reduce__", "()", builtin_m_reduce, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef builtin_members[] = {
    {"__module__", OU_MEMBER_OBJ, offsetof(OuBuiltin, module), false, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef builtin_getsets[] = {
    {"__doc__", builtin_get_doc, NULL, NULL},
    {"__name__", builtin_get_name, NULL, NULL},
    {"__qualname__", builtin_get_qualname, NULL, NULL},
    {"__self__", builtin_get_self, NULL, NULL},
    {"__text_signature__", builtin_get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_builtin_type = {
    .name = "builtin_function_or_method",
    .base = &ou_object_type,
    .index = OU_T_BUILTIN,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_WEAKREFS | OU_TF_NO_NEW,
    .size = sizeof(OuBuiltin),
    .refs = builtin_refs,
    .methods = builtin_methods,
    .members = builtin_members,
    .getsets = builtin_getsets,
    .repr = builtin_repr,
    .str = ou_object_str,
    .hash = builtin_hash,
    .compare = builtin_compare,
    .call = builtin_call,
    .init = ou_object_init,
    OU_SLOTS_ATTR,
};

/* ---- method descriptors ---- */

static OuObj *method_descr_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs,
                                OuObj *kwnames)
{
    OuBuiltin *builtin = (OuBuiltin *)o;
    const char *owner = builtin->owner->type->name;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "unbound method %U.%s() needs an argument",
                             builtin->owner->qualname, builtin->def->name);
    OuClass *cls = ou_class_of(vm, args[0]);
    if (!cls)
        return NULL;
    if (cls != builtin->owner && !ou_is_subclass(cls, builtin->owner))
        return OU_TYPE_ERROR(
            vm, "descriptor '%s' for '%.100s' objects doesn't apply to a '%.100T' object",
            builtin->def->name, owner, args[0]);
    return call_def(vm, builtin, ou_str_text(builtin->owner->qualname), args[0], args + 1,
                    nargs - 1, kwnames);
}

/* Bind to `self`: a function that knows the class for its messages. */
static OuObj *bind_descr(OuVM *vm, OuBuiltin *descr, OuObj *self)
{
    OuBuiltin *bound = (OuBuiltin *)builtin_alloc(vm, OU_T_BUILTIN, descr->def);
    if (!bound)
        return NULL;
    bound->self = ou_ref(self);
    if (!(descr->def->flags & OU_RAW)) { /* parsed once, for all that will be bound */
        if (!descr->parsed)
            ou_signature_parse(descr->def->signature, &descr->signature);
        descr->parsed = true;
        bound->signature = descr->signature;
        bound->parsed = true;
    }
    ou_gc_track(vm, OU_OBJ(bound));
    return OU_OBJ(bound);
}

static OuObj *method_descr_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    OuBuiltin *descr = (OuBuiltin *)o;
    if (!instance)
        return ou_ref(o);
    OuClass *cls = ou_class_of(vm, instance);
    if (!cls)
        return NULL;
    if (cls != descr->owner && !ou_is_subclass(cls, descr->owner))
        return OU_TYPE_ERROR(
            vm, "descriptor '%s' for '%.100s' objects doesn't apply to a '%.100T' object",
            descr->def->name, descr->owner->type->name, instance);
    return bind_descr(vm, descr, instance);
}

static OuObj *descr_repr(OuVM *vm, OuObj *o)
{
    const OuBuiltin *descr = (const OuBuiltin *)o;
    return ou_str_format(vm, "<method '%s' of '%s' objects>", descr->def->name,
                         descr->owner->type->name);
}

static OuObj *classmethod_descr_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    OuBuiltin *descr = (OuBuiltin *)o;
    const char *name = descr->def->name, *of = descr->owner->type->name;
    if (!owner) {
        if (!instance)
            return OU_TYPE_ERROR(
                vm, "descriptor '%s' for type '%.100s' needs either an object or a type", name, of);
        owner = OU_OBJ(ou_class_of(vm, instance));
        if (!owner)
            return NULL;
    }
    if (!ou_is(vm, owner, OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(
            vm, "descriptor '%s' for type '%.100s' needs a type, not a '%.100T' as arg 2", name, of,
            owner);
    if (!ou_is_subclass(OU_CLASS(owner), descr->owner))
        return OU_TYPE_ERROR(vm,
                             "descriptor '%s' requires a subtype of '%.100s' but received '%.100s'",
                             name, of, OU_CLASS(owner)->type->name);
    return bind_descr(vm, descr, owner);
}

static OuObj *classmethod_descr_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs,
                                     OuObj *kwnames)
{
    OuBuiltin *descr = (OuBuiltin *)o;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "descriptor '%s' of '%.100s' object needs an argument",
                             descr->def->name, descr->owner->type->name);
    OuObj *bound = classmethod_descr_get(vm, o, NULL, args[0]);
    OuObj *result = bound ? ou_call(vm, bound, args + 1, nargs - 1, kwnames) : NULL;
    ou_unref(vm, bound);
    return result;
}

static OuObj *descr_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuiltin *descr = (OuBuiltin *)o;
    OuObj *name = ou_str_from(vm, descr->def->name);
    OuObj *result = reduce_to_getattr(vm, OU_OBJ(descr->owner), name);
    ou_unref(vm, name);
    return result;
}

static const OuMethodDef descr_methods[] = {
    {"__reduce__", "()", descr_m_reduce, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef descr_members[] = {
    {"__objclass__", OU_MEMBER_OBJ, offsetof(OuBuiltin, owner), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef descr_getsets[] = {
    {"__name__", builtin_get_name, ou_set_member, NULL},
    {"__doc__", builtin_get_doc, NULL, NULL},
    {"__qualname__", builtin_get_qualname, NULL, NULL},
    {"__text_signature__", descr_get_signature, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_method_descr_type = {
    .name = "method_descriptor",
    .base = &ou_object_type,
    .index = OU_T_METHOD_DESCR,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW | OU_TF_METHOD,
    .size = sizeof(OuBuiltin),
    .refs = builtin_refs,
    .methods = descr_methods,
    .members = descr_members,
    .getsets = descr_getsets,
    .repr = descr_repr,
    .str = ou_object_str,
    .get = method_descr_get,
    .call = method_descr_call,
    .init = ou_object_init,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
};
const OuType ou_classmethod_descr_type = {
    .name = "classmethod_descriptor",
    .base = &ou_object_type,
    .index = OU_T_CLASSMETHOD_DESCR,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW,
    .size = sizeof(OuBuiltin),
    .refs = builtin_refs,
    .members = descr_members,
    .getsets = descr_getsets,
    .repr = descr_repr,
    .str = ou_object_str,
    .get = classmethod_descr_get,
    .call = classmethod_descr_call,
    .init = ou_object_init,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
};

OuObj *ou_builtin_named(OuVM *vm, const char *name)
{
    OuStr *interned = ou_str_intern(vm, name, strlen(name));
    if (!interned)
        return NULL;
    OuObj *found = ou_dict_peek_str(vm, vm->builtins, interned);
    if (!found)
        found = ou_upcall_builtin(vm, interned);
    if (found == OU_ABSENT)
        found = ou_raise_arg(vm, OU_T_AttributeError, OU_OBJ(interned));
    else if (found)
        ou_ref(found);
    ou_unref(vm, interned);
    return found;
}
