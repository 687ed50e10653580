/* attr.c - looking attributes up the general way: data descriptors of the class, the
 * instance's own attributes, other descriptors and values of the class. Any of these may
 * run script code (descriptors, keys of odd dicts). */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/exception.h"
#include "object/upcall.h"

/* The interned name, new reference; TypeError if it is no str. */
OuStr *ou_attr_name(OuVM *vm, OuObj *name)
{
    if (OU_LIKELY(ou_is_exact(name, OU_T_STR))) {
        if (OU_LIKELY(OU_STR(name)->interned))
            return OU_REF_AS(OuStr, name);
        return ou_str_intern_take(vm, ou_ref(name));
    }
    if (!ou_is_str(vm, name))
        return OU_TYPE_ERROR(vm, "attribute name must be string, not '%.200T'", name);
    OuObj *exact = ou_str_exact(vm, name);
    return exact ? ou_str_intern_take(vm, exact) : NULL;
}

static OuObj *no_attribute(OuVM *vm, OuObj *self, OuStr *name)
{
    return ou_raise_attribute(vm, self, name, "'%.50T' object has no attribute '%U'", self, name);
}

/* As ou_getattr_generic with an interned name; OU_ABSENT instead of the AttributeError that
 * this function itself would raise (those of descriptors stay). */
OuObj *ou_attr_find(OuVM *vm, OuObj *self, OuStr *name)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return NULL;
    OuObj *found = ou_class_lookup_peek(vm, cls, name);
    OuObj *result;
    if (found) {
        /* The class may lose it while a descriptor or a strange key runs. */
        const OuType *kind = ou_type(vm, found);
        ou_ref(found);
        if (kind->get && kind->set) {
            result = kind->get(vm, found, self, OU_OBJ(cls));
        } else {
            result = ou_instance_get(vm, self, name);
            if (result == OU_ABSENT) {
                kind = ou_type(vm, found);
                if (!kind->get)
                    return found;
                result = kind->get(vm, found, self, OU_OBJ(cls));
            }
        }
        ou_unref(vm, found);
        return result;
    }
    return ou_instance_get(vm, self, name);
}

void ou_attr_note_error(OuVM *vm, OuObj *obj, OuStr *name)
{
    OuObj *error = ou_error_peek(vm);
    if (!error || !ou_isinstance_builtin(vm, error, OU_T_AttributeError))
        return;
    OuAttributeError *e = (OuAttributeError *)error;
    if (e->name || e->obj)
        return;
    ou_exception_settle(vm, error);
    e->name = ou_ref(OU_OBJ(name));
    e->obj = ou_ref(obj);
}

OuObj *ou_getattr_generic(OuVM *vm, OuObj *self, OuObj *name_obj)
{
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return NULL;
    OuObj *result = ou_attr_find(vm, self, name);
    if (result == OU_ABSENT)
        result = no_attribute(vm, self, name);
    ou_unref(vm, name);
    return result;
}

static bool set_own(OuVM *vm, OuObj *self, OuStr *name, OuObj *value)
{
    if (value)
        return ou_instance_set(vm, self, name, value);
    bool found;
    if (!ou_instance_delete(vm, self, name, &found))
        return false;
    if (!found)
        ou_raise(vm, OU_T_AttributeError, "'%.100T' object has no attribute '%U'", self, name);
    return found;
}

bool ou_setattr_generic(OuVM *vm, OuObj *self, OuObj *name_obj, OuObj *value)
{
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return false;
    bool ok = false;
    OuObj *found = NULL;
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        goto done;
    found = ou_xref(ou_class_lookup_peek(vm, cls, name));
    const OuType *kind = found ? ou_type(vm, found) : NULL;
    if (kind && kind->set)
        ok = kind->set(vm, found, self, value);
    else if (ou_has_own_attributes(ou_type(vm, self)))
        ok = set_own(vm, self, name, value);
    else if (!found)
        ou_raise(vm, OU_T_AttributeError, "'%.100T' object has no attribute '%U'", self, name);
    else
        ou_raise(vm, OU_T_AttributeError, "'%.50T' object attribute '%U' is read-only", self, name);
done:
    ou_unref(vm, found);
    ou_unref(vm, name);
    return ok;
}

/* ---- special methods ---- */

OuObj *ou_lookup_special(OuVM *vm, OuObj *o, OuStr *name, bool *needs_self)
{
    OuClass *cls = ou_class_of(vm, o);
    if (!cls)
        return NULL;
    *needs_self = false;
    OuObj *found = ou_class_lookup_peek(vm, cls, name);
    if (!found)
        return OU_ABSENT;
    const OuType *kind = ou_type(vm, found);
    if (kind->flags & OU_TF_METHOD) {
        *needs_self = true;
        return ou_ref(found);
    }
    if (!kind->get)
        return ou_ref(found);
    ou_ref(found);
    OuObj *result = kind->get(vm, found, o, OU_OBJ(cls));
    ou_unref(vm, found);
    return result;
}

OuObj *ou_call_found_take(OuVM *vm, OuObj *method, bool needs_self, OuObj *o, OuObj *const *args, size_t nargs)
{
    OuObj *result;
    if (!needs_self) {
        result = ou_call(vm, method, args, nargs, NULL);
    } else {
        OuObj *all[8];
        OU_ASSERT(nargs < OU_COUNT_OF(all));
        all[0] = o;
        for (size_t i = 0; i < nargs; i++)
            all[i + 1] = args[i];
        result = ou_call(vm, method, all, nargs + 1, NULL);
    }
    ou_unref(vm, method);
    return result;
}

OuObj *ou_call_special(OuVM *vm, OuObj *o, OuStr *name, OuObj *const *args, size_t nargs)
{
    bool needs_self;
    OuObj *method = ou_lookup_special(vm, o, name, &needs_self);
    if (!method || method == OU_ABSENT)
        return method;
    return ou_call_found_take(vm, method, needs_self, o, args, nargs);
}

OuObj *ou_call_special_forgiving(OuVM *vm, OuObj *o, OuStr *name, OuObj *const *args, size_t nargs)
{
    bool needs_self;
    OuObj *method = ou_lookup_special(vm, o, name, &needs_self);
    if (!method && !ou_upcall_ended(vm, false) && ou_error_swallow(vm, OU_T_BaseException))
        return OU_ABSENT;
    if (!method || method == OU_ABSENT)
        return method;
    return ou_call_found_take(vm, method, needs_self, o, args, nargs);
}
