/* descr.c - property, classmethod, staticmethod. All of them call script functions. */
#include "types/descr.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/function.h"
#include "object/int.h"

/* ---- property ---- */

static OuObj *property_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return ou_instance_new(vm, cls, 0);
}

static OuObj *none_as_null(OuObj *o)
{
    return o == OU_NONE ? NULL : o;
}

/* Take the docstring of the getter if none was given. */
static bool inherit_doc(OuVM *vm, OuProperty *self)
{
    OuObj *doc = ou_getattr_optional(vm, self->get, OU_NAME(__doc__));
    if (!doc)
        return false;
    if (doc == OU_ABSENT)
        return true;
    self->doc_from_getter = true;
    bool ok = true;
    if (ou_is_exact(OU_OBJ(self), OU_T_PROPERTY))
        ou_put(vm, &self->doc, ou_ref(doc));
    else /* a subclass keeps it as an attribute of its own, so that its class's does not hide it */
        ok = ou_setattr(vm, OU_OBJ(self), OU_NAME(__doc__), doc);
    ou_unref(vm, doc);
    return ok;
}

static bool property_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuProperty *self = (OuProperty *)o;
    OuObj *bound[4];
    if (!ou_bind(vm, "(fget=None, fset=None, fdel=None, doc=None)", "property", args, nargs,
                 kwnames, bound))
        return false;
    for (size_t i = 0; i < 3; i++)
        bound[i] = bound[i] ? none_as_null(bound[i]) : NULL;
    if (self->get)
        ou_classes_forget(vm);
    ou_put(vm, &self->get, ou_xref(bound[0]));
    ou_put(vm, &self->set, ou_xref(bound[1]));
    ou_put(vm, &self->del, ou_xref(bound[2]));
    ou_put(vm, &self->doc, ou_xref(bound[3]));
    ou_clear(vm, &self->name);
    self->doc_from_getter = false;
    if ((!bound[3] || bound[3] == OU_NONE) && bound[0])
        return inherit_doc(vm, self);
    return true;
}

static OuObj *raise_missing(OuVM *vm, OuProperty *self, OuObj *instance, const char *what)
{
    OuClass *cls = ou_class_of(vm, instance);
    if (!cls)
        return NULL;
    if (self->name)
        return ou_raise(vm, OU_T_AttributeError, "property %R of %R object has no %s", self->name,
                        cls->qualname, what);
    return ou_raise(vm, OU_T_AttributeError, "property of %R object has no %s", cls->qualname,
                    what);
}

static OuObj *property_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    OuProperty *self = (OuProperty *)o;
    if (!instance || instance == OU_NONE)
        return ou_ref(o);
    if (!self->get)
        return raise_missing(vm, self, instance, "getter");
    OuObj *getter = ou_ref(self->get);
    OuObj *result = ou_call1(vm, getter, instance);
    ou_unref(vm, getter);
    return result;
}

static bool property_set(OuVM *vm, OuObj *o, OuObj *instance, OuObj *value)
{
    OuProperty *self = (OuProperty *)o;
    OuObj *function = value ? self->set : self->del;
    if (!function)
        return raise_missing(vm, self, instance, value ? "setter" : "deleter"), false;
    ou_ref(function);
    OuObj *result = value ? ou_call2(vm, function, instance, value)
                          : ou_call1(vm, function, instance);
    ou_unref(vm, function);
    ou_unref(vm, result);
    return result != NULL;
}

/* A copy with one function replaced: what @x.setter gives. */
static OuObj *property_with(OuVM *vm, OuProperty *self, OuObj *get, OuObj *set, OuObj *del)
{
    OuClass *cls = ou_class_of(vm, OU_OBJ(self));
    if (!cls)
        return NULL;
    OuObj *parts[4] = {self->get, self->set, self->del, self->doc};
    OuObj *given[3] = {get, set, del};
    for (size_t i = 0; i < 3; i++) {
        if (given[i] && given[i] != OU_NONE)
            parts[i] = given[i];
        if (!parts[i])
            parts[i] = OU_NONE;
    }
    if (!parts[3] || (self->doc_from_getter && parts[0] != OU_NONE))
        parts[3] = OU_NONE;
    OuObj *result = ou_call(vm, OU_OBJ(cls), parts, 4, NULL);
    if (result && self->name && ou_isinstance_builtin(vm, result, OU_T_PROPERTY))
        ou_put(vm, &((OuProperty *)result)->name, ou_ref(self->name));
    return result;
}

static OuObj *property_m_getter(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return property_with(vm, (OuProperty *)o, args[0], NULL, NULL);
}

static OuObj *property_m_setter(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return property_with(vm, (OuProperty *)o, NULL, args[0], NULL);
}

static OuObj *property_m_deleter(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return property_with(vm, (OuProperty *)o, NULL, NULL, args[0]);
}

static OuObj *property_m_set_name(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs,
                                  OuObj *kwnames)
{
    (void)kwnames;
    if (nargs != 2)
        return OU_TYPE_ERROR(vm, "__set_name__() takes 2 positional arguments but %zu were given",
                             nargs);
    ou_put(vm, &((OuProperty *)o)->name, ou_ref(args[1]));
    return OU_NONE;
}

/* Is it abstract, says the object? 1, 0, -1. */
static int is_abstract(OuVM *vm, OuObj *o)
{
    OuObj *flag = o ? ou_getattr_optional(vm, o, OU_NAME(__isabstractmethod__)) : OU_ABSENT;
    if (!flag)
        return -1;
    if (flag == OU_ABSENT)
        return 0;
    int truth = ou_truth(vm, flag);
    ou_unref(vm, flag);
    return truth;
}

static OuObj *property_get_abstract(OuVM *vm, OuObj *o)
{
    OuProperty *self = (OuProperty *)o;
    OuObj *parts[3] = {self->get, self->set, self->del};
    for (size_t i = 0; i < 3; i++) {
        int abstract = is_abstract(vm, parts[i]);
        if (abstract)
            return abstract < 0 ? NULL : OU_TRUE;
    }
    return OU_FALSE;
}

static const OuRefField property_refs[] = {
    OU_REF(OuProperty, get), OU_REF(OuProperty, set),  OU_REF(OuProperty, del),
    OU_REF(OuProperty, doc), OU_REF(OuProperty, name), OU_REF_END,
};
static const OuMethodDef property_methods[] = {
    {"getter", "(object, /)", property_m_getter, OU_NO_TEXT,
     "A copy of the property with another getter."},
    {"setter", "(object, /)", property_m_setter, OU_NO_TEXT,
     "A copy of the property with another setter."},
    {"deleter", "(object, /)", property_m_deleter, OU_NO_TEXT,
     "A copy of the property with another deleter."},
    {"__set_name__", "(owner, name, /)", OU_RAW_FN(property_m_set_name), OU_RAW | OU_NO_TEXT,
     "Told by the class what the property is called."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef property_members[] = {
    {"fget", OU_MEMBER_OBJ, offsetof(OuProperty, get), true, NULL},
    {"fset", OU_MEMBER_OBJ, offsetof(OuProperty, set), true, NULL},
    {"fdel", OU_MEMBER_OBJ, offsetof(OuProperty, del), true, NULL},
    {"__doc__", OU_MEMBER_OBJ, offsetof(OuProperty, doc), false, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef property_getsets[] = {
    {"__isabstractmethod__", property_get_abstract, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_property_type = {
    .name = "property",
    .doc = "An attribute that is computed: reading, setting and deleting it call functions.\n\n"
           "Mostly used as a decorator:\n\n    @property\n    def area(self):\n        return "
           "self.w * self.h\n\n"
           "@area.setter and @area.deleter give it the other two functions.",
    .base = &ou_object_type,
    .index = OU_T_PROPERTY,
    .flags = OU_TF_COLLECTED | OU_TF_BASE,
    .size = sizeof(OuProperty),
    .refs = property_refs,
    .methods = property_methods,
    .members = property_members,
    .getsets = property_getsets,
    .signature = "(fget=None, fset=None, fdel=None, doc=None)",
    .get = property_get,
    .set = property_set,
    .make = property_make,
    .init = property_init,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    OU_SLOTS_TEXT,
};

/* ---- classmethod and staticmethod ---- */

static OuObj *wrapper_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return ou_instance_new(vm, cls, 0); /* `callable` is NULL until __init__ */
}

/* Copy what functools.wraps would. */
static bool wrap(OuVM *vm, OuWrapperMethod *self, OuObj *callable)
{
    OuStr *const names[] = {OU_NAME(__module__), OU_NAME(__name__), OU_NAME(__qualname__),
                            OU_NAME(__doc__), OU_NAME(__annotations__)};
    for (size_t i = 0; i < OU_COUNT_OF(names); i++) {
        OuObj *value = ou_getattr_optional(vm, callable, names[i]);
        if (!value)
            return false;
        if (value == OU_ABSENT)
            continue;
        bool ok = ou_setattr(vm, OU_OBJ(self), names[i], value);
        ou_unref(vm, value);
        if (!ok)
            return false;
    }
    return true;
}

static bool wrapper_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames,
                         const char *name)
{
    OuWrapperMethod *self = (OuWrapperMethod *)o;
    if (!ou_no_keywords(vm, name, kwnames) || !ou_check_count(vm, name, nargs, 1, 1))
        return false;
    if (self->callable)
        ou_classes_forget(vm);
    ou_put(vm, &self->callable, ou_ref(args[0]));
    return wrap(vm, self, args[0]);
}

static bool classmethod_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return wrapper_init(vm, o, args, nargs, kwnames, "classmethod");
}

static bool staticmethod_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return wrapper_init(vm, o, args, nargs, kwnames, "staticmethod");
}

OuObj *ou_wrapper_method_new(OuVM *vm, uint32_t type, OuObj *callable)
{
    OuWrapperMethod *self = (OuWrapperMethod *)ou_gc_new(vm, type, sizeof *self);
    if (!self)
        return NULL;
    self->callable = ou_ref(callable);
    self->dict = NULL;
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *classmethod_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    OuWrapperMethod *self = (OuWrapperMethod *)o;
    if (!self->callable)
        return ou_raise(vm, OU_T_RuntimeError, "uninitialized classmethod object");
    if (!owner) {
        owner = OU_OBJ(ou_class_of(vm, instance));
        if (!owner)
            return NULL;
    }
    const OuType *kind = ou_type(vm, self->callable);
    if (kind->get && !ou_is_exact(self->callable, OU_T_FUNCTION)) {
        OuObj *callable = ou_ref(self->callable);
        OuObj *result = ou_check_stack(vm, "") ? kind->get(vm, callable, owner, owner) : NULL;
        ou_unref(vm, callable);
        return result;
    }
    return ou_method_new(vm, self->callable, owner);
}

static OuObj *staticmethod_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)instance, (void)owner;
    OuObj *callable = ((OuWrapperMethod *)o)->callable;
    return callable ? ou_ref(callable) : ou_raise(vm, OU_T_RuntimeError, "uninitialized staticmethod object");
}

static OuObj *staticmethod_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs,
                                OuObj *kwnames)
{
    OuObj *callable = staticmethod_get(vm, o, NULL, NULL); /* CPython crashes where there is none */
    OuObj *result = callable ? ou_call(vm, callable, args, nargs, kwnames) : NULL;
    ou_unref(vm, callable);
    return result;
}

static OuObj *wrapper_repr(OuVM *vm, OuObj *o, const char *name)
{
    OuObj *callable = ((OuWrapperMethod *)o)->callable;
    return callable ? ou_str_format(vm, "<%s(%R)>", name, callable) : ou_str_format(vm, "<%s(<NULL>)>", name);
}

static OuObj *classmethod_repr(OuVM *vm, OuObj *o)
{
    return wrapper_repr(vm, o, "classmethod");
}

static OuObj *staticmethod_repr(OuVM *vm, OuObj *o)
{
    return wrapper_repr(vm, o, "staticmethod");
}

static OuObj *wrapper_get_abstract(OuVM *vm, OuObj *o)
{
    int abstract = is_abstract(vm, ((OuWrapperMethod *)o)->callable);
    return abstract < 0 ? NULL : OU_BOOL(abstract);
}

static bool wrapper_set_dict(OuVM *vm, OuObj *o, OuObj *value)
{
    if (!value)
        return OU_TYPE_ERROR(vm, "cannot delete __dict__"), false;
    return ou_instance_set_dict(vm, o, value);
}

static const OuRefField wrapper_refs[] = {
    OU_REF(OuWrapperMethod, callable), OU_REF(OuWrapperMethod, dict), OU_REF_END,
};
static const OuMemberDef wrapper_members[] = {
    {"__func__", OU_MEMBER_OBJ, offsetof(OuWrapperMethod, callable), true, NULL},
    {"__wrapped__", OU_MEMBER_OBJ, offsetof(OuWrapperMethod, callable), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef wrapper_getsets[] = {
    {"__isabstractmethod__", wrapper_get_abstract, NULL, NULL},
    {"__dict__", ou_instance_dict, wrapper_set_dict, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_classmethod_type = {
    .name = "classmethod",
    .doc = "classmethod(function) -> a method that gets the class as first argument\n\n"
           "Used as a decorator. It can be called on the class or on an instance; of the\n"
           "instance only its class matters, and a derived class is passed as itself.",
    .base = &ou_object_type,
    .index = OU_T_CLASSMETHOD,
    .flags = OU_TF_COLLECTED | OU_TF_BASE,
    .size = sizeof(OuWrapperMethod),
    .refs = wrapper_refs,
    .members = wrapper_members,
    .getsets = wrapper_getsets,
    .dict_offset = offsetof(OuWrapperMethod, dict),
    .repr = classmethod_repr,
    .get = classmethod_get,
    .make = wrapper_make,
    .init = classmethod_init,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
};
const OuType ou_staticmethod_type = {
    .name = "staticmethod",
    .doc = "staticmethod(function) -> a method that gets neither instance nor class\n\n"
           "Used as a decorator, for functions that live in a class's namespace only.",
    .base = &ou_object_type,
    .index = OU_T_STATICMETHOD,
    .flags = OU_TF_COLLECTED | OU_TF_BASE,
    .size = sizeof(OuWrapperMethod),
    .refs = wrapper_refs,
    .members = wrapper_members,
    .getsets = wrapper_getsets,
    .dict_offset = offsetof(OuWrapperMethod, dict),
    .repr = staticmethod_repr,
    .get = staticmethod_get,
    .call = staticmethod_call,
    .make = wrapper_make,
    .init = staticmethod_init,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
};
