/* type_attr.c - attributes of classes: looking them up along both MROs, setting them, and the
 * special ones (__name__, __bases__, __doc__ …). */
#include "object/dict.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "base/utf8.h"
#include "types/class.h"
#include "types/codec.h"
#include "types/descr.h"
#include "object/int.h"
#include <string.h>

/* ---- getting and setting any attribute ---- */

OuObj *ou_class_getattr(OuVM *vm, OuObj *self, OuObj *name_obj)
{
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return NULL;
    OuClass *cls = OU_CLASS(self), *meta = ou_class_of(vm, self);
    OuObj *of_meta = meta ? ou_xref(ou_class_lookup_peek(vm, meta, name)) : NULL;
    OuObj *found, *result = NULL;
    if (!meta)
        goto done;
    const OuType *kind = of_meta ? ou_type(vm, of_meta) : NULL;
    if (kind && kind->get && kind->set) {
        result = kind->get(vm, of_meta, self, OU_OBJ(meta));
        goto done;
    }
    found = ou_xref(ou_class_lookup_peek(vm, cls, name));
    if (found) {
        kind = ou_type(vm, found);
        if (kind->get) {
            result = kind->get(vm, found, NULL, self);
            ou_unref(vm, found);
        } else {
            result = found;
        }
        goto done;
    }
    if (kind && kind->get)
        result = kind->get(vm, of_meta, self, OU_OBJ(meta));
    else if (of_meta)
        result = ou_ref(of_meta);
    else
        ou_raise(vm, OU_T_AttributeError, "type object '%.50s' has no attribute '%U'", cls->type->name, name);
done:
    ou_unref(vm, of_meta);
    ou_unref(vm, name);
    return result;
}

/* Built-in types, and what CPython has as such. */
static bool is_immutable(const OuClass *cls)
{
    return !cls->own || (cls->own->flags & OU_TF_IMMUTABLE);
}

/* Store (value NULL: delete; *found tells) an attribute that type's own descriptors keep in the
 * class. Whatever cache may know the old value forgets it first. */
static bool put_own(OuVM *vm, OuClass *cls, OuStr *name, OuObj *value, bool *found)
{
    *found = true;
    ou_class_modified(vm, cls, OU_STR(OU_EMPTY_STR));
    vm->attr_epoch++;
    return value ? ou_dict_set(vm, cls->dict, OU_OBJ(name), value)
                 : ou_dict_delete(vm, cls->dict, OU_OBJ(name), found);
}

static bool store(OuVM *vm, OuClass *cls, OuStr *name, OuObj *value)
{
    bool found = true, ok;
    ou_ref(OU_OBJ(cls)); /* not the dict: a collection on the way would find it held, and visit it too soon */
    if (value)
        ok = ou_dict_set(vm, cls->dict, OU_OBJ(name), value);
    else
        ok = ou_dict_delete(vm, cls->dict, OU_OBJ(name), &found);
    if (ok && !found)
        ou_raise(vm, OU_T_AttributeError, "type object '%.50s' has no attribute '%U'",
                 cls->type->name, name);
    ou_unref(vm, cls);
    return ok && found;
}

/* May an inline cache rely on what attribute `name` was (a descriptor, a method), or on its
 * absence? Replacing one plain value by another does not matter to any. */
static bool outdates_caches(OuVM *vm, OuClass *cls, OuStr *name, OuObj *value)
{
    OuObj *old = ou_dict_peek_str(vm, cls->dict, name);
    if (!old || !value || ou_slot_is_special(name))
        return true;
    const OuType *before = ou_type(vm, old), *after = ou_type(vm, value);
    return before->get || before->set || after->get || after->set;
}

bool ou_class_setattr(OuVM *vm, OuObj *self, OuObj *name_obj, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    if (is_immutable(cls)) {
        OU_TYPE_ERROR(vm, "cannot set %R attribute of immutable type '%s'", name_obj,
                      cls->type->name);
        return false;
    }
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return false;
    bool ok = false;
    OuClass *meta = ou_class_of(vm, self);
    OuObj *found = meta ? ou_xref(ou_class_lookup_peek(vm, meta, name)) : NULL;
    if (meta) {
        const OuType *kind = found ? ou_type(vm, found) : NULL;
        /* The old value may be the last thing that keeps a cached one alive: forget first. */
        ou_class_modified(vm, cls, OU_STR(OU_EMPTY_STR));
        if (outdates_caches(vm, cls, name, value))
            vm->attr_epoch++;
        ok = kind && kind->set ? kind->set(vm, found, self, value) : store(vm, cls, name, value);
        ou_class_modified(vm, cls, name);
    }
    ou_unref(vm, found);
    ou_unref(vm, name);
    return ok;
}

/* ---- special attributes ---- */

/* May the special attribute be set to `value`? */
static bool may_set(OuVM *vm, OuClass *cls, OuObj *value, const char *name)
{
    if (is_immutable(cls))
        return OU_TYPE_ERROR(vm, "cannot set '%s' attribute of immutable type '%s'", name,
                             cls->type->name),
               false;
    if (!value)
        return OU_TYPE_ERROR(vm, "cannot delete '%s' attribute of immutable type '%s'", name,
                             cls->type->name),
               false;
    return true;
}

static OuObj *get_name(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_CLASS(self)->name));
}

bool ou_class_check_text(OuVM *vm, OuStr *text)
{
    if (text->ascii || ou_utf8_check(ou_str_text(text), text->size, false) == text->size)
        return true;
    OuObj *bytes = ou_codec_encode(vm, OU_OBJ(text), "utf-8", "strict");
    ou_unref(vm, bytes);
    return bytes != NULL;
}

static bool set_name(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    if (!may_set(vm, cls, value, "__name__"))
        return false;
    if (!ou_is_str(vm, value)) {
        OU_TYPE_ERROR(vm, "can only assign string to %s.__name__, not '%T'", cls->type->name,
                      value);
        return false;
    }
    if (memchr(ou_str_text(OU_STR(value)), 0, OU_STR(value)->size))
        return OU_VALUE_ERROR(vm, "type name must not contain null characters"), false;
    if (!ou_class_check_text(vm, OU_STR(value)))
        return false;
    cls->own->name = ou_str_text(OU_STR(value));
    ou_put(vm, &cls->name, ou_ref(value));
    return true;
}

static OuObj *get_qualname(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_CLASS(self)->qualname));
}

static bool set_qualname(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    if (!may_set(vm, cls, value, "__qualname__"))
        return false;
    if (!ou_is_str(vm, value)) {
        OU_TYPE_ERROR(vm, "can only assign string to %s.__qualname__, not '%T'", cls->type->name,
                      value);
        return false;
    }
    ou_put(vm, &cls->qualname, ou_ref(value));
    return true;
}

OuObj *ou_class_module(OuVM *vm, OuClass *cls)
{
    if (cls->own && !(cls->own->flags & OU_TF_IMMUTABLE)) {
        OuObj *module = cls->dict ? ou_dict_peek_str(vm, cls->dict, OU_NAME(__module__)) : NULL;
        if (module)
            return ou_ref(module);
        return ou_raise(vm, OU_T_AttributeError, "__module__");
    }
    const char *dot = strrchr(cls->type->name, '.');
    if (!dot)
        return OU_NAME_OBJ(builtins);
    return OU_OBJ(ou_str_intern(vm, cls->type->name, (size_t)(dot - cls->type->name)));
}

static OuObj *get_module(OuVM *vm, OuObj *self)
{
    return ou_class_module(vm, OU_CLASS(self));
}

static bool set_module(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    bool found;
    return may_set(vm, cls, value, "__module__") && put_own(vm, cls, OU_NAME(__module__), value, &found);
}

static OuObj *get_abstract(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    OuObj *value = NULL;
    if (cls->own && cls->dict)
        value = ou_dict_peek_str(vm, cls->dict, OU_NAME(__abstractmethods__));
    if (value)
        return ou_ref(value);
    return ou_raise(vm, OU_T_AttributeError, "__abstractmethods__");
}

static bool set_abstract(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    if (is_immutable(cls) && value)
        return OU_TYPE_ERROR(vm,
                             "cannot set '__abstractmethods__' attribute of immutable type '%s'",
                             cls->type->name),
               false;
    int abstract = value ? ou_truth(vm, value) : 0;
    if (abstract < 0)
        return false;
    bool found = false;
    if (!is_immutable(cls) && !put_own(vm, cls, OU_NAME(__abstractmethods__), value, &found))
        return false;
    if (!found) {
        ou_raise_arg(vm, OU_T_AttributeError, OU_NAME_OBJ(__abstractmethods__));
        return false;
    }
    cls->own->flags = (cls->own->flags & ~OU_TF_ABSTRACT) | (abstract ? OU_TF_ABSTRACT : 0u);
    return true;
}

OuObj *ou_class_dict_view(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    return cls->dict ? ou_mapping_proxy_new(vm, OU_OBJ(cls->dict)) : OU_NONE;
}

static OuObj *get_doc(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    if (!cls->own && cls->type->doc)
        return ou_str_from(vm, cls->type->doc);
    OuObj *doc = cls->dict ? ou_dict_peek_str(vm, cls->dict, OU_NAME(__doc__)) : NULL;
    if (!doc)
        return OU_NONE;
    const OuType *kind = ou_type(vm, doc);
    ou_ref(doc);
    if (!kind->get)
        return doc;
    OuObj *result = kind->get(vm, doc, NULL, self);
    ou_unref(vm, doc);
    return result;
}

static bool set_doc(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    bool found;
    return may_set(vm, cls, value, "__doc__") && put_own(vm, cls, OU_NAME(__doc__), value, &found);
}

static OuObj *get_text_signature(OuVM *vm, OuObj *self)
{
    const OuClass *cls = OU_CLASS(self);
    return !cls->own && cls->type->signature ? ou_str_from(vm, cls->type->signature) : OU_NONE;
}

static OuObj *get_annotations(OuVM *vm, OuObj *self)
{
    OuClass *cls = OU_CLASS(self);
    if (is_immutable(cls))
        return ou_raise(vm, OU_T_AttributeError, "type object '%s' has no attribute '__annotations__'", cls->type->name);
    OuObj *found = ou_xref(ou_dict_peek_str(vm, cls->dict, OU_NAME(__annotations__)));
    if (found) {
        const OuType *kind = ou_type(vm, found);
        if (!kind->get)
            return found;
        OuObj *result = kind->get(vm, found, NULL, self);
        ou_unref(vm, found);
        return result;
    }
    OuObj *fresh = ou_dict_new(vm);
    bool absent;
    if (fresh && !put_own(vm, cls, OU_NAME(__annotations__), fresh, &absent))
        ou_clear(vm, &fresh);
    return fresh;
}

static bool set_annotations(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    if (is_immutable(cls))
        return OU_TYPE_ERROR(vm, "cannot set '__annotations__' attribute of immutable type '%s'",
                             cls->type->name),
               false;
    bool found;
    if (!put_own(vm, cls, OU_NAME(__annotations__), value, &found))
        return false;
    if (!found)
        ou_raise(vm, OU_T_AttributeError, "__annotations__");
    return found;
}

/* ---- __bases__ ---- */

static OuObj *get_bases(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(OU_OBJ(OU_CLASS(self)->bases));
}

/* Compute the MRO of `cls` and of all classes below. On failure some keep the new one; the
 * caller sets the bases back and calls again. */
static bool update_mros(OuVM *vm, OuClass *cls)
{
    if (!ou_class_compute_mro(vm, cls))
        return false;
    bool ok = true;
    for (uint32_t i = 0; ok && i < cls->subclass_count; i++) {
        OuClass *subclass = OU_REF_AS(OuClass, cls->subclasses[i]); /* mro() may run script code */
        ok = !subclass->mro || update_mros(vm, subclass);
        ou_unref(vm, subclass);
    }
    return ok;
}

static void detach(OuClass *cls, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->len; i++)
        ou_class_remove_subclass(OU_CLASS(bases->items[i]), cls);
}

static bool attach(OuVM *vm, OuClass *cls, const OuTuple *bases)
{
    for (size_t i = 0; i < bases->len; i++)
        if (!ou_class_add_subclass(vm, OU_CLASS(bases->items[i]), cls))
            return false;
    return true;
}

bool ou_class_set_bases(OuVM *vm, OuClass *cls, OuTuple *bases)
{
    OuClass *base = ou_class_best_base(vm, bases);
    if (!base || !ou_class_same_layout(vm, cls->base, base, "__bases__"))
        return false;
    OuTuple *old_bases = cls->bases;
    OuClass *old_base = cls->base;
    cls->bases = OU_REF_AS(OuTuple, bases);
    cls->base = OU_REF_AS(OuClass, base);
    bool ok = update_mros(vm, cls);
    if (ok || cls->bases != bases) {
        OuObj *error = ou_error_take(vm);
        detach(cls, old_bases);
        if (cls->bases != bases) /* an mro() has set others, and they know this class already */
            detach(cls, cls->bases);
        ok = attach(vm, cls, cls->bases) && ok;
        if (error)
            ou_error_restore_take(vm, error);
    }
    if (ok || cls->bases != bases) {
        cls->own->base = cls->base->type;
        ou_unref(vm, old_bases);
        ou_unref(vm, old_base);
    } else {
        OuObj *error = ou_error_take(vm);
        ou_put(vm, &cls->bases, old_bases);
        ou_put(vm, &cls->base, old_base);
        detach(cls, cls->bases);
        if (!attach(vm, cls, cls->bases) || !update_mros(vm, cls))
            ou_error_clear(vm);
        ou_error_restore_take(vm, error);
    }
    ou_class_modified(vm, cls, NULL);
    return ok;
}

/* Also true while an mro() runs, before the order of look-up follows the bases. */
static bool derives_from(const OuClass *sub, const OuClass *cls)
{
    if (ou_is_subclass(sub, cls))
        return true;
    while (sub && sub != cls)
        sub = sub->base;
    return sub != NULL;
}

static bool set_bases(OuVM *vm, OuObj *self, OuObj *value)
{
    OuClass *cls = OU_CLASS(self);
    if (!may_set(vm, cls, value, "__bases__"))
        return false;
    if (!ou_is(vm, value, OU_TF_IS_TUPLE)) {
        OU_TYPE_ERROR(vm, "can only assign tuple to %s.__bases__, not %T", cls->type->name, value);
        return false;
    }
    OuTuple *bases = OU_TUPLE(value);
    if (bases->len == 0)
        return OU_TYPE_ERROR(vm, "can only assign non-empty tuple to %s.__bases__, not ()",
                             cls->type->name),
               false;
    for (size_t i = 0; i < bases->len; i++) {
        if (!ou_is(vm, bases->items[i], OU_TF_IS_TYPE)) {
            OU_TYPE_ERROR(vm, "%s.__bases__ must be tuple of classes, not '%T'", cls->type->name,
                          bases->items[i]);
            return false;
        }
        if (derives_from(OU_CLASS(bases->items[i]), cls))
            return OU_TYPE_ERROR(vm, "a __bases__ item causes an inheritance cycle"), false;
    }
    return ou_class_set_bases(vm, cls, bases);
}

/* ---- numbers ---- */

/* CPython's flag bits, as far as scripts look at them. */
static OuObj *get_flags(OuVM *vm, OuObj *self)
{
    const OuType *type = OU_CLASS(self)->type;
    static const uint16_t vectorcall[] = { /* which what is derived does not inherit */
        OU_T_TYPE, OU_T_FUNCTION, OU_T_METHOD, OU_T_BUILTIN, OU_T_METHOD_DESCR, OU_T_GENERIC_ALIAS,
        OU_T_WEAKREF, OU_T_PARTIAL, OU_T_ITEMGETTER, OU_T_ATTRGETTER,
    };
    int64_t flags = 1 << 12 | 1 << 19;
    const struct { uint32_t ours; int bit;
    } pairs[] = {
        {OU_TF_SEQUENCE, 5},  {OU_TF_MAPPING, 6},     {OU_TF_NO_NEW, 7},
        {OU_TF_HEAP, 9},      {OU_TF_BASE, 10},       {OU_TF_COLLECTED, 14},
        {OU_TF_ABSTRACT, 20}, {OU_TF_MATCH_SELF, 22}, {OU_TF_IS_INT, 24},
        {OU_TF_IS_LIST, 25},  {OU_TF_IS_TUPLE, 26},   {OU_TF_IS_BYTES, 27},
        {OU_TF_IS_STR, 28},   {OU_TF_IS_DICT, 29},    {OU_TF_IS_EXCEPTION, 30},
        {OU_TF_IS_TYPE, 31},  {OU_TF_METHOD, 17},
    };
    for (size_t i = 0; i < OU_COUNT_OF(pairs); i++)
        if (type->flags & pairs[i].ours)
            flags |= (int64_t)1 << pairs[i].bit;
    for (size_t i = 0; i < OU_COUNT_OF(vectorcall) && !(type->flags & OU_TF_USER); i++)
        flags |= (int64_t)(type->index == vectorcall[i]) << 11;
    if ((type->flags & (OU_TF_USER | OU_TF_DICT | OU_TF_ORDERED)) == (OU_TF_USER | OU_TF_DICT) && !ou_has_items(type))
        flags |= 1 << 4; /* where CPython finds the attributes before the object */
    if (!(type->flags & OU_TF_USER) || (type->flags & OU_TF_IMMUTABLE))
        flags |= 1 << 8;
    else
        flags |= 1 << 9;
    return ou_int_from(vm, flags);
}

static OuObj *get_basic_size(OuVM *vm, OuObj *self)
{
    const OuClass *cls = OU_CLASS(self);
    size_t size = cls->type->size;
    if (cls->own && (cls->type->flags & OU_TF_VAR_SIZE)) {
        const OuType *base = cls->type;
        while (base->flags & OU_TF_USER)
            base = base->base;
        size += base->size;
    }
    return ou_int_from(vm, (int64_t)size + (cls->type->flags & OU_TF_DICT ? 8 : 0));
}

static OuObj *get_item_size(OuVM *vm, OuObj *self)
{
    const uint32_t words = OU_TF_IS_TUPLE | OU_TF_IS_TYPE | OU_TF_IS_INT;
    uint32_t flags = OU_CLASS(self)->type->flags;
    return ou_int_from(vm, flags & words ? 8 : flags & OU_TF_IS_BYTES ? 1 : 0);
}

static OuObj *get_weakref_offset(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, OU_CLASS(self)->type->flags & OU_TF_WEAKREFS ? 8 : 0);
}

static OuObj *get_dict_offset(OuVM *vm, OuObj *self)
{
    const OuType *type = OU_CLASS(self)->type;
    return ou_int_from(vm, type->flags & OU_TF_DICT ? -1 : (int64_t)type->dict_offset);
}

static OuObj *get_base(OuVM *vm, OuObj *o)
{
    (void)vm;
    OuClass *base = OU_CLASS(o)->base;
    return base ? ou_ref(OU_OBJ(base)) : OU_NONE;
}

static OuObj *get_mro(OuVM *vm, OuObj *o)
{
    (void)vm;
    OuTuple *mro = OU_CLASS(o)->mro;
    return mro ? ou_ref(OU_OBJ(mro)) : OU_NONE;
}

const OuGetSetDef ou_type_getsets[] = {
    {"__basicsize__", get_basic_size, ou_set_member, NULL},
    {"__itemsize__", get_item_size, ou_set_member, NULL},
    {"__flags__", get_flags, ou_set_member, NULL},
    {"__weakrefoffset__", get_weakref_offset, ou_set_member, NULL},
    {"__base__", get_base, ou_set_member, NULL},
    {"__dictoffset__", get_dict_offset, ou_set_member, NULL},
    {"__mro__", get_mro, ou_set_member, NULL},
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__bases__", get_bases, set_bases, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__abstractmethods__", get_abstract, set_abstract, NULL},
    {"__dict__", ou_class_dict_view, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {NULL, NULL, NULL, NULL},
};
