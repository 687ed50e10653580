/* super.c - super objects: attribute look-up that starts behind a class in the MRO of another. */
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/descr.h"

/* The class in whose MRO to look: `obj` itself if it is a class below `cls`, else that of
 * `obj`, also if only its __class__ says so. New reference; NULL: TypeError. */
static OuClass *check(OuVM *vm, OuClass *cls, OuObj *obj)
{
    if (ou_is(vm, obj, OU_TF_IS_TYPE) && ou_is_subclass(OU_CLASS(obj), cls))
        return OU_REF_AS(OuClass, obj);
    OuClass *kind = ou_class_of(vm, obj);
    if (!kind)
        return NULL;
    if (ou_is_subclass(kind, cls))
        return OU_REF_AS(OuClass, kind);
    OuObj *claimed = ou_getattr_optional(vm, obj, OU_NAME(__class__));
    if (!claimed)
        return NULL;
    if (claimed != OU_ABSENT) {
        if (claimed != OU_OBJ(kind) && ou_is(vm, claimed, OU_TF_IS_TYPE)
            && ou_is_subclass(OU_CLASS(claimed), cls))
            return OU_CLASS(claimed);
        ou_unref(vm, claimed);
    }
    return OU_TYPE_ERROR(vm, "super(type, obj): obj must be an instance or subtype of type");
}

static OuObj *super_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return ou_instance_new(vm, cls, 0);
}

static bool super_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuSuper *self = (OuSuper *)o;
    /* An explicit __init__ and that of a subclass word their errors differently. */
    bool again = self->cls != NULL || !ou_is_exact(o, OU_T_SUPER);
    if (!ou_no_keywords(vm, "super", kwnames)
        || (!again && !ou_check_count(vm, "super()", nargs, 0, 2)))
        return false;
    if (nargs > 2)
        return OU_TYPE_ERROR(vm, "super() takes at most 2 arguments (%zu given)", nargs), false;
    OuObj *cls = nargs > 0 ? args[0] : NULL, *obj = nargs > 1 ? args[1] : NULL;
    if (cls && !ou_is(vm, cls, OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "super() argument 1 must be %stype, not %s", again ? "" : "a ",
                             again && cls == OU_NONE ? "None" : ou_type_name(vm, cls)), false;
    if (!cls && !ou_upcall_super_arguments(vm, &cls, &obj))
        return false;
    if (obj == OU_NONE)
        obj = NULL;
    OuClass *obj_class = NULL;
    if (obj) {
        obj_class = check(vm, OU_CLASS(cls), obj);
        if (!obj_class)
            return false;
    }
    ou_ref(cls);
    ou_xref(obj);
    ou_put(vm, &self->cls, cls);
    ou_put(vm, &self->obj, obj);
    ou_put(vm, &self->obj_class, obj_class);
    return true;
}

static OuObj *super_getattr(OuVM *vm, OuObj *o, OuObj *name_obj)
{
    OuSuper *self = (OuSuper *)o;
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return NULL;
    OuObj *result = NULL;
    OuTuple *mro = NULL;
    const OuClass *start = OU_CLASS(self->obj_class);
    if (!start || name == OU_NAME(__class__) || !start->mro)
        goto generic;
    mro = OU_REF_AS(OuTuple, start->mro);
    size_t i = 0;
    while (i < mro->len && mro->items[i] != self->cls)
        i++;
    for (i++; i < mro->len; i++) {
        OuDict *dict = OU_CLASS(mro->items[i])->dict;
        OuObj *found = dict ? ou_dict_peek_str(vm, dict, name) : NULL;
        if (!found)
            continue;
        const OuType *kind = ou_type(vm, found);
        ou_ref(found);
        if (kind->get) {
            result = kind->get(vm, found, self->obj == self->obj_class ? NULL : self->obj,
                               self->obj_class);
            ou_unref(vm, found);
        } else {
            result = found;
        }
        goto done;
    }
generic:
    result = ou_getattr_generic(vm, o, OU_OBJ(name));
done:
    ou_unref(vm, mro);
    ou_unref(vm, name);
    return result;
}

static OuObj *super_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    OuSuper *self = (OuSuper *)o;
    if (!instance || instance == OU_NONE || self->obj)
        return ou_ref(o);
    if (!ou_is_exact(o, OU_T_SUPER)) {
        OuClass *cls = ou_class_of(vm, o);
        return cls ? ou_call2(vm, OU_OBJ(cls), self->cls, instance) : NULL;
    }
    OuClass *obj_class = check(vm, OU_CLASS(self->cls), instance);
    if (!obj_class)
        return NULL;
    OuSuper *bound = (OuSuper *)ou_gc_new(vm, OU_T_SUPER, sizeof *bound);
    if (!bound) {
        ou_unref(vm, obj_class);
        return NULL;
    }
    bound->cls = ou_ref(self->cls);
    bound->obj = ou_ref(instance);
    bound->obj_class = OU_OBJ(obj_class);
    ou_gc_track(vm, OU_OBJ(bound));
    return OU_OBJ(bound);
}

static OuObj *super_repr(OuVM *vm, OuObj *o)
{
    const OuSuper *self = (const OuSuper *)o;
    const char *name = self->cls ? OU_CLASS(self->cls)->type->name : "NULL";
    if (self->obj_class)
        return ou_str_format(vm, "<super: <class '%s'>, <%s object>>", name,
                             OU_CLASS(self->obj_class)->type->name);
    return ou_str_format(vm, "<super: <class '%s'>, NULL>", name);
}

static const OuRefField super_refs[] = {
    OU_REF(OuSuper, obj), OU_REF(OuSuper, cls), OU_REF(OuSuper, obj_class), OU_REF_END,
};
static const OuMemberDef super_members[] = {
    {"__thisclass__", OU_MEMBER_OBJ, offsetof(OuSuper, cls), true,
     "the class whose successors are looked at"},
    {"__self__", OU_MEMBER_OBJ, offsetof(OuSuper, obj), true,
     "the object that methods are bound to, or None"},
    {"__self_class__", OU_MEMBER_OBJ, offsetof(OuSuper, obj_class), true,
     "the class whose MRO is used, or None"},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
const OuType ou_super_type = {
    .name = "super",
    .doc = "super() -> attributes as the classes behind this one in the MRO define them\n"
           "super(cls, obj) -> the same for any class and an instance (or subclass) of it\n"
           "super(cls) -> unbound; bound when it is read as an attribute\n\n"
           "Mostly used in methods: super().method(argument).",
    .base = &ou_object_type,
    .index = OU_T_SUPER,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_CUSTOM_GETATTR,
    .size = sizeof(OuSuper),
    .refs = super_refs,
    .members = super_members,
    .repr = super_repr,
    .getattr = super_getattr,
    .setattr = ou_setattr_generic,
    .get = super_get,
    .make = super_make,
    .init = super_init,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
};
