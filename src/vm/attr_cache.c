/* attr_cache.c - see attr_cache.h. Nothing here runs script code. */
#include "vm/attr_cache.h"
#include "object/errors.h"
#include "types/descr.h"

static OuClass *class_of(OuVM *vm, OuObj *o)
{
    OuClass *cls = ou_class_of(vm, o);
    if (cls == NULL)
        ou_error_clear(vm);
    return cls;
}

/* An attribute that the instance has itself. */
static void own_value(const OuShape *shape, OuObj *o, uint32_t number, OuAttrPlace *out)
{
    if (shape->type->flags & OU_TF_VAR_SIZE)
        return;
    uint32_t attrs = (uint32_t)((char *)ou_attrs_word(shape->type, o) - (char *)o);
    if (number < shape->inline_count) {
        out->kind = OU_ATTR_INLINE;
        out->offset = attrs + (1 + number) * (uint32_t)sizeof(OuObj *);
    } else {
        out->kind = OU_ATTR_FAR;
        out->offset = attrs;
        out->extra = number - shape->inline_count;
    }
}

/* A name that the instance does not have yet: the shape it will have, if the value fits. */
static void transition(OuVM *vm, const OuShape *shape, OuObj *o, OuStr *name, OuAttrPlace *out)
{
    if (shape->key_count >= shape->inline_count || (shape->type->flags & OU_TF_VAR_SIZE))
        return;
    OuShape *next = ou_shape_add(vm, (OuShape *)(uintptr_t)shape, name);
    if (next == NULL) {
        ou_error_clear(vm);
        return;
    }
    if ((next->flags & OU_SHAPE_DICT) || next->inline_count != shape->inline_count)
        return;
    own_value(shape, o, shape->key_count, out);
    out->kind = OU_ATTR_ADD;
    out->extra = next->index;
}

/* A data descriptor of the class. The slot of another class, which a script may have put there, is nothing of the
 * object's. */
static void by_descriptor(const OuClass *cls, OuObj *attribute, bool to_set, OuAttrPlace *out)
{
    if (ou_is_exact(attribute, OU_T_MEMBER_DESCR)) {
        const OuMemberDescr *member = (const OuMemberDescr *)attribute;
        if (!member->def && !member->getset && !(cls->type->flags & OU_TF_VAR_SIZE)
            && ou_is_subclass(cls, member->owner)) {
            out->kind = OU_ATTR_MEMBER;
            out->offset = member->offset;
        }
    } else if (ou_is_exact(attribute, OU_T_PROPERTY) && !to_set) {
        OuObj *get = ((OuProperty *)attribute)->get;
        if (get != NULL && (ou_is_exact(get, OU_T_FUNCTION) || ou_is_exact(get, OU_T_HOST_FUNCTION))) {
            out->kind = OU_ATTR_PROPERTY;
            out->object = get;
        }
    }
}

static void by_class(OuVM *vm, OuObj *attribute, OuAttrPlace *out)
{
    const OuType *kind = ou_type(vm, attribute);
    out->object = attribute;
    if (kind->flags & OU_TF_METHOD)
        out->kind = OU_ATTR_METHOD;
    else if (kind->get == NULL)
        out->kind = OU_ATTR_CLASS;
    else if (ou_is_exact(attribute, OU_T_STATICMETHOD)
             && ((OuWrapperMethod *)attribute)->callable != NULL) {
        out->kind = OU_ATTR_STATIC;
        out->object = ((OuWrapperMethod *)attribute)->callable;
    } else if (ou_is_exact(attribute, OU_T_CLASSMETHOD)) {
        OuObj *callable = ((OuWrapperMethod *)attribute)->callable;
        if (callable != NULL && ou_is_exact(callable, OU_T_FUNCTION)) {
            out->kind = OU_ATTR_CLASSMETHOD;
            out->object = callable;
        }
    }
}

void ou_attr_analyse(OuVM *vm, OuObj *o, OuStr *name, bool to_set, OuAttrPlace *out)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    *out = (OuAttrPlace){.shape = ou_index(o), .epoch = vm->attr_epoch, .name = name};
    if (type->dict_offset != 0 || (shape->flags & OU_SHAPE_DICT) || !name->interned
        || (to_set ? type->setattr != ou_setattr_generic : type->getattr != ou_getattr_generic))
        return;
    OuClass *cls = class_of(vm, o);
    if (cls == NULL || ou_class_version(vm, cls) == 0)
        return;
    OuObj *attribute = ou_class_lookup_peek(vm, cls, name);
    if (attribute != NULL && ou_type(vm, attribute)->set != NULL) {
        if (!(type->flags & OU_TF_USER))
            return;
        by_descriptor(cls, attribute, to_set, out);
        if (name == OU_NAME(__class__) && !to_set && ou_is_exact(attribute, OU_T_GETSET_DESCR)
            && ((OuGetSetDescr *)attribute)->owner == vm->builtin_classes[OU_T_OBJECT]) {
            out->kind = OU_ATTR_CLASS; /* nobody pretends: as good as a value of the class */
            out->object = OU_OBJ(cls);
        }
        return;
    }
    if (type->flags & OU_TF_DICT) {
        ptrdiff_t number = ou_shape_find(shape, name);
        if (number >= 0) {
            own_value(shape, o, (uint32_t)number, out);
            return;
        }
        if (to_set) {
            transition(vm, shape, o, name, out);
            return;
        }
    }
    if (attribute != NULL && !to_set)
        by_class(vm, attribute, out);
}

const OuAttrPlace *ou_attr_place_slow(OuVM *vm, OuObj *o, OuStr *name, bool to_set)
{
    static const OuAttrPlace other = {0};
    OuExec *exec = vm->exec;
    if (exec->attr_cache == NULL) {
        size_t size = OU_ATTR_CACHE_SIZE * sizeof *exec->attr_cache;
        exec->attr_cache = ou_mem_take(&vm->mem, size);
        if (exec->attr_cache == NULL)
            return &other;
        for (size_t i = 0; i < OU_ATTR_CACHE_SIZE; i++)
            exec->attr_cache[i] = other;
    }
    OuAttrPlace *entry = ou_attr_entry(vm, ou_index(o), name, to_set);
    ou_attr_analyse(vm, o, name, to_set, entry);
    return entry;
}
