/* slots.c - the table of special methods, and which C function fills each slot of a user class.
 * See slots.h. Look-ups of names may run script code only if a class dict has strange keys. */
#include "object/slots.h"
#include "object/dict.h"
#include "object/function.h"
#include "object/names.h"
#include "object/tuple.h"
#include <string.h>

/* Dispatchers by field; fields with a name of their own in slots.h come first. */
#define ou_slot_call ou_slot_call_method
#define ou_slot_concat NULL
#define ou_slot_repeat NULL
#define ou_slot_iconcat NULL
#define ou_slot_irepeat NULL
#define DISPATCHER(fn) ((OuAnyFn)(fn))

const OuSlotRow ou_slot_rows[] = {
#define ROW(id, field, kind, arg, signature, doc)                    \
    {OU_NAME(id), (uint16_t)offsetof(OuType, field), OU_SLOT_##kind, \
     arg,         DISPATCHER(ou_slot_##field),       signature,      \
     doc},
#define SEQUENCE_ROW(id, field, kind, arg, signature, doc) \
    {OU_NAME(id), (uint16_t)offsetof(OuType, field), OU_SLOT_##kind, arg, NULL, signature, doc},
#define NUMBERED_ROW ROW
#include "object/slotrow.def"
#undef ROW
#undef SEQUENCE_ROW
#undef NUMBERED_ROW
};
#undef ou_slot_call
const size_t ou_slot_row_count = OU_COUNT_OF(ou_slot_rows);

static const bool special_names[OU_NAME_COUNT] = {
#define ROW(id, field, kind, arg, signature, doc) [OU_NAME_##id] = true,
#define SEQUENCE_ROW(id, field, kind, arg, signature, doc)
#define NUMBERED_ROW(id, field, kind, arg, signature, doc)
#include "object/slotrow.def"
#undef ROW
#undef SEQUENCE_ROW
#undef NUMBERED_ROW
};

bool ou_slot_is_special(const OuStr *name)
{
    if (name->is_static)
        return name->hash < OU_NAME_COUNT && special_names[name->hash];
    const char *text = ou_str_text(name);
    if (name->interned || name->size < 6 || text[0] != '_' || text[1] != '_')
        return false;
    int found = ou_names_search(text, name->size);
    return found >= 0 && special_names[found];
}

static OuAnyFn *field_of(OuType *type, size_t offset)
{
    return (OuAnyFn *)((char *)type + offset);
}

/* What the rows of one field come to, looking them up from `cls`. */
static OuAnyFn decide(OuVM *vm, OuClass *cls, size_t offset)
{
    OuAnyFn specific = NULL, generic = NULL;
    bool use_generic = false;
    for (size_t i = 0; i < ou_slot_row_count; i++) {
        const OuSlotRow *row = &ou_slot_rows[i];
        if (row->offset != offset)
            continue;
        OuObj *found = ou_class_lookup_peek(vm, cls, row->name);
        if (!found)
            continue;
        if (ou_is_exact(found, OU_T_WRAPPER_DESCR)) {
            const OuWrapperDescr *wrapper = (const OuWrapperDescr *)found;
            if (wrapper->row->name == row->name) {
                if (wrapper->row->offset != offset && ou_is_subclass(cls, wrapper->owner)) {
                    /* concat for `add`: that field has its own function. But += of a subclass of
                     * list must come before its __add__, so there the function serves both. */
                    if (offset == offsetof(OuType, iadd) && !specific)
                        specific = wrapper->function;
                    continue;
                }
                if ((!specific || specific == wrapper->function)
                    && ou_is_subclass(cls, wrapper->owner)) {
                    specific = wrapper->function;
                    if (!generic)
                        generic = row->dispatcher;
                    continue;
                }
            }
        } else if (ou_is_exact(found, OU_T_METHOD_DESCR)
                   && (((const OuBuiltin *)found)->def->flags & OU_COEXIST)) {
            const OuBuiltin *method = (const OuBuiltin *)found;
            OuAnyFn function = ou_slot_field(method->owner->type, row);
            if (ou_str_is(row->name, method->def->name) && ou_is_subclass(cls, method->owner)
                && (!specific || specific == function)) {
                specific = function;
                if (!generic)
                    generic = row->dispatcher;
                continue;
            }
        } else if (row->kind == OU_SLOT_NEW && ou_upcall_is_new_method(found)) {
            specific = (OuAnyFn)cls->base->type->make;
            continue;
        } else if (row->kind == OU_SLOT_HASH && found == OU_NONE) {
            specific = (OuAnyFn)ou_hash_unhashable;
            continue;
        }
        use_generic = true;
        generic = row->dispatcher;
    }
    if (offset == offsetof(OuType, getattr) && ou_class_lookup_peek(vm, cls, OU_NAME(__getattr__)))
        return (OuAnyFn)ou_slot_getattr_hook;
    return specific && !use_generic ? specific : generic;
}

static void set_flags(OuType *type)
{
    uint32_t flags = type->flags & ~(OU_TF_CUSTOM_GETATTR | OU_TF_CUSTOM_SETATTR | OU_TF_FINALIZER);
    if (type->getattr != ou_getattr_generic)
        flags |= OU_TF_CUSTOM_GETATTR;
    if (type->setattr != ou_setattr_generic)
        flags |= OU_TF_CUSTOM_SETATTR;
    if (type->finalize)
        flags |= OU_TF_FINALIZER;
    type->flags = flags;
}

static void decide_field(OuVM *vm, OuClass *cls, size_t offset)
{
    *field_of(cls->own, offset) = decide(vm, cls, offset);
}

/* All fields that the method `name` concerns. */
static void decide_name(OuVM *vm, OuClass *cls, const OuStr *name)
{
    for (size_t i = 0; i < ou_slot_row_count; i++) {
        const OuSlotRow *row = &ou_slot_rows[i];
        if (row->name == name || (!name->is_static && ou_str_equal(row->name, name)))
            decide_field(vm, cls, row->offset);
    }
}

static bool decided_before(size_t i)
{
    for (size_t j = 0; j < i; j++)
        if (ou_slot_rows[j].offset == ou_slot_rows[i].offset)
            return true;
    return false;
}

static void decide_all(OuVM *vm, OuClass *cls)
{
    for (size_t i = 0; i < ou_slot_row_count; i++)
        if (!decided_before(i))
            decide_field(vm, cls, ou_slot_rows[i].offset);
}

void ou_slots_fill(OuVM *vm, OuClass *cls)
{
    const OuTuple *mro = cls->mro, *base_mro = cls->base->mro;
    bool simple = mro && base_mro && mro->len == base_mro->len + 1
                  && memcmp(mro->items + 1, base_mro->items, base_mro->len * sizeof(OuObj *)) == 0;
    if (simple && cls->dict) {
        size_t position = 0;
        OuObj *key, *value;
        while (ou_dict_next(cls->dict, &position, &key, &value))
            if (ou_is_exact(key, OU_T_STR) && ou_slot_is_special(OU_STR(key)))
                decide_name(vm, cls, OU_STR(key));
    } else {
        decide_all(vm, cls);
    }
    if (!cls->own->iadd && cls->own->iconcat)
        decide_field(vm, cls, offsetof(OuType, iadd));
    set_flags(cls->own);
}

void ou_slots_update(OuVM *vm, OuClass *cls, OuStr *name)
{
    if (name)
        decide_name(vm, cls, name);
    else
        decide_all(vm, cls);
    set_flags(cls->own);
    for (uint32_t i = 0; i < cls->subclass_count; i++)
        if (cls->subclasses[i]->own && (cls->subclasses[i]->flags & OU_CF_READY))
            ou_slots_update(vm, cls->subclasses[i], name);
}
