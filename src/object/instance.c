/* instance.c - instances of classes: their memory, their own attributes, their slots.
 *
 * Layout: [struct of the layout base][__slots__][attrs][inline values]. The last two only
 * with OU_TF_DICT. As long as the shape has no OU_SHAPE_DICT, attribute i of the shape is
 * inline value i, or, if that many do not fit, element i - inline_count of the array that
 * `attrs` points to; no value is NULL. Afterwards `attrs` is the dict, the only truth.
 * Types with a `dict_offset` keep their attributes in a dict of their own struct.
 * For bases of variable size, slots and `attrs` follow the object's own bytes.
 *
 * Releasing a value may run script code; each function stores before it releases. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/slots.h"
#include "object/str.h"
#include <string.h>

#define MAX_INLINE 16

/* Elements of the overflow array when it holds `count` values. */
static uint32_t overflow_cap(uint32_t count)
{
    uint32_t cap = 4;
    while (cap < count)
        cap *= 2;
    return cap;
}

static size_t instance_tail(const OuType *type, const OuShape *shape)
{
    return type->flags & OU_TF_DICT ? sizeof(OuObj *) * (1 + (size_t)shape->inline_count) : 0;
}

/* The number of values worth keeping inline is what earlier instances needed. Looked at
 * when 2, 4, 8 … instances exist; it only shrinks early on. */
static OU_NOINLINE void adapt_prediction(OuVM *vm, OuClass *cls)
{
    uint32_t wanted = cls->max_keys < MAX_INLINE ? cls->max_keys : MAX_INLINE;
    uint32_t now = cls->shape->inline_count;
    if (cls->made < 2 || wanted == now || (wanted < now && cls->made > 64))
        return;
    cls->inline_predicted = wanted;
    if (!ou_shape_make_root(vm, cls)) {
        ou_error_clear(vm);
        cls->inline_predicted = now;
    }
}

OuObj *ou_instance_new(OuVM *vm, OuClass *cls, size_t extra)
{
    const OuType *type = cls->type;
    size_t size;
    uint32_t index;
    if (OU_LIKELY(type->flags & OU_TF_USER)) {
        if ((type->flags & (OU_TF_DICT | OU_TF_VAR_SIZE)) == OU_TF_DICT) {
            uint32_t made = cls->made++;
            if (OU_UNLIKELY((made & (made - 1)) == 0))
                adapt_prediction(vm, cls);
        }
        size = type->size;
        if (type->flags & OU_TF_VAR_SIZE) {
            const OuType *base = type->base;
            while (base->flags & OU_TF_USER)
                base = base->base;
            size += (base->size + extra + 7) & ~(size_t)7;
        }
        size += instance_tail(type, cls->shape);
        index = cls->shape->index;
    } else {
        size = type->size + extra;
        index = type->index;
    }
    OuObj *o;
    if (type->flags & OU_TF_COLLECTED) {
        if (OU_UNLIKELY(type->flags & OU_TF_GC_BEFORE)) {
            o = ou_gc_new_before(vm, index, size);
            if (!o)
                return NULL;
            memset((char *)o + sizeof(OuObj), 0, size - sizeof(OuObj));
        } else {
            o = ou_gc_new(vm, index, size);
            if (!o)
                return NULL;
            memset((char *)o + sizeof(OuGcObj), 0, size - sizeof(OuGcObj));
        }
        if (type->flags & OU_TF_USER)
            ou_ref(OU_OBJ(cls));
        ou_gc_track(vm, o);
        return o;
    }
    o = ou_new(vm, index, size);
    if (!o)
        return NULL;
    memset((char *)o + sizeof(OuObj), 0, size - sizeof(OuObj));
    if (type->flags & OU_TF_USER)
        ou_ref(OU_OBJ(cls));
    return o;
}

size_t ou_object_size(const OuVM *vm, const OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (!(type->flags & OU_TF_USER))
        return type->flags & OU_TF_VAR_SIZE ? type->size_of(o) : type->size;
    size_t size = type->size + instance_tail(type, shape);
    if (type->flags & OU_TF_VAR_SIZE)
        size += (type->size_of(o) + 7) & ~(size_t)7;
    return size;
}

size_t ou_object_bytes(const OuVM *vm, const OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    size_t before = o->type & OU_F_GC_BEFORE ? OU_GC_BEFORE_SIZE : 0;
    size_t size = ou_mem_rounded(before + ou_object_size(vm, o));
    size_t extra = type->extra_size != NULL ? type->extra_size(o) : 0;
    if (extra > 0)
        size += ou_mem_rounded(extra);
    if ((type->flags & OU_TF_USER) && (type->flags & OU_TF_DICT) && !(shape->flags & OU_SHAPE_DICT)
        && shape->key_count > shape->inline_count)
        size += ou_mem_rounded(overflow_cap(shape->key_count - shape->inline_count) * sizeof(OuObj *));
    return size;
}

void ou_object_free(OuVM *vm, OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (OU_LIKELY(!(type->flags & (OU_TF_USER | OU_TF_VAR_SIZE)))) {
        if ((type->flags & OU_TF_COLLECTED) && ou_gc_is_tracked(o))
            ou_gc_untrack(vm, o);
        ou_mem_give(&vm->mem, o, type->size);
        return;
    }
    OuClass *cls = NULL;
    if (type->flags & OU_TF_USER) {
        ou_instance_clear(vm, o);
        cls = shape->cls;
    }
    size_t size = ou_object_size(vm, o);
    if ((type->flags & OU_TF_COLLECTED) && ou_gc_is_tracked(o))
        ou_gc_untrack(vm, o);
    if (o->type & OU_F_GC_BEFORE)
        ou_free(vm, (char *)o - OU_GC_BEFORE_SIZE, size + OU_GC_BEFORE_SIZE);
    else
        ou_free(vm, o, size);
    if (cls)
        ou_unref(vm, cls);
}

/* ---- attributes ---- */

OuObj **ou_instance_slot(const OuVM *vm, OuObj *o, const OuShape *shape, uint32_t slot)
{
    (void)vm;
    OuObj **attrs = ou_attrs_word(shape->type, o);
    if (slot < shape->inline_count)
        return attrs + 1 + slot;
    return (OuObj **)(uintptr_t)*attrs + (slot - shape->inline_count);
}

static OuObj **dict_field(const OuType *type, OuObj *o)
{
    return (OuObj **)((char *)o + type->dict_offset);
}

static const OuShape *root_of(const OuShape *shape)
{
    while (shape->parent)
        shape = shape->parent;
    return shape;
}

/* The dict that holds the attributes, or NULL if there is none (yet). Borrowed. */
static OuDict *own_dict(const OuType *type, const OuShape *shape, OuObj *o)
{
    if (type->dict_offset)
        return OU_DICT(*dict_field(type, o));
    return shape->flags & OU_SHAPE_DICT ? OU_DICT(*ou_attrs_word(type, o)) : NULL;
}

/* Give the instance a dict for good; borrowed, NULL on error. */
static OuDict *make_dict(OuVM *vm, OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (type->dict_offset) {
        OuObj **field = dict_field(type, o);
        if (!*field)
            *field = ou_dict_new(vm);
        return OU_DICT(*field);
    }
    OuObj **attrs = ou_attrs_word(type, o);
    if (shape->flags & OU_SHAPE_DICT)
        return OU_DICT(*attrs);
    OuObj *dict = ou_dict_new_sized(vm, shape->key_count);
    OuShape *target = dict ? ou_shape_dict(vm, (OuShape *)(uintptr_t)shape) : NULL;
    for (uint32_t i = 0; target && i < shape->key_count; i++)
        if (!ou_dict_set(vm, OU_DICT(dict), OU_OBJ(shape->keys[i]),
                         *ou_instance_slot(vm, o, shape, i)))
            target = NULL;
    if (!target) {
        ou_unref(vm, dict);
        return NULL;
    }
    /* The dict holds the values too, so these releases cannot run anything. */
    for (uint32_t i = 0; i < shape->key_count; i++)
        ou_clear(vm, ou_instance_slot(vm, o, shape, i));
    if (shape->key_count > shape->inline_count)
        ou_free(vm, *attrs, overflow_cap(shape->key_count - shape->inline_count) * sizeof(OuObj *));
    if (!(shape->flags & OU_SHAPE_UNSHARED) && (!(type->flags & OU_TF_VAR_SIZE) || (type->flags & OU_TF_IS_STR))) {
        OU_DICT(dict)->is_split = true;
        OU_DICT(dict)->lost = root_of(shape)->index;
    }
    *attrs = dict;
    o->type = (o->type & ~OU_INDEX_MASK) | target->index;
    return OU_DICT(dict);
}

OuObj *ou_instance_get(OuVM *vm, OuObj *o, OuStr *name)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (!(type->flags & OU_TF_DICT) && !type->dict_offset)
        return OU_ABSENT;
    OuDict *dict = own_dict(type, shape, o);
    if (!dict) {
        ptrdiff_t i = ou_shape_find(shape, name);
        return i < 0 ? OU_ABSENT : ou_ref(*ou_instance_slot(vm, o, shape, (uint32_t)i));
    }
    if (OU_LIKELY(dict->all_str)) {
        OuObj *found = ou_dict_peek_str(vm, dict, name);
        return found ? ou_ref(found) : OU_ABSENT;
    }
    bool error = false;
    ou_ref(OU_OBJ(dict));
    OuObj *value = ou_xref(ou_dict_peek(vm, dict, OU_OBJ(name), &error));
    ou_unref(vm, dict);
    return error ? NULL : value ? value : OU_ABSENT;
}

/* Store a new attribute in the shape; *done false: no room for it, a dict is needed. */
static bool add_attribute(OuVM *vm, OuObj *o, const OuShape *shape, OuStr *name, OuObj *value,
                          bool *done)
{
    OuShape *next = ou_shape_add(vm, (OuShape *)(uintptr_t)shape, name);
    *done = false;
    if (!next)
        return ou_error_peek(vm) == NULL;
    uint32_t i = shape->key_count;
    OuObj **attrs = ou_attrs_word(shape->type, o);
    if (i >= shape->inline_count) {
        uint32_t used = i - shape->inline_count;
        uint32_t cap = overflow_cap(used + 1);
        if (used == 0 || overflow_cap(used) != cap) {
            size_t old = used ? overflow_cap(used) * sizeof(OuObj *) : 0;
            void *block = ou_resize(vm, *attrs, old, cap * sizeof(OuObj *));
            if (!block)
                return false;
            *attrs = block;
        }
    }
    *ou_instance_slot(vm, o, shape, i) = ou_ref(value);
    o->type = (o->type & ~OU_INDEX_MASK) | next->index;
    *done = true;
    return true;
}

bool ou_instance_set(OuVM *vm, OuObj *o, OuStr *name, OuObj *value)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    OuDict *dict = own_dict(type, shape, o);
    if (!dict && (type->flags & OU_TF_DICT)) {
        ptrdiff_t i = ou_shape_find(shape, name);
        if (i >= 0) {
            ou_put(vm, ou_instance_slot(vm, o, shape, (uint32_t)i), ou_ref(value));
            return true;
        }
        bool done = false;
        if (name->interned && (!add_attribute(vm, o, shape, name, value, &done) || done))
            return done;
    }
    if (!dict)
        dict = make_dict(vm, o);
    if (!dict)
        return false;
    ou_ref(OU_OBJ(dict));
    if (dict->is_split && name->interned && !type->dict_offset
        && ou_class_share_name(vm, shape->cls, name) == OU_SHARED_NAMES)
        ou_dict_unsplit(dict);
    bool ok = ou_dict_set(vm, dict, OU_OBJ(name), value);
    ou_unref(vm, dict);
    return ok;
}

/* Remove value `gone` from those of the shape, as CPython does without making a dict; *done false: a dict
 * is needed. */
static bool drop_value(OuVM *vm, OuObj *o, const OuShape *shape, uint32_t gone, bool *done)
{
    OuShape *next = (OuShape *)(uintptr_t)root_of(shape);
    uint32_t last = shape->key_count - 1;
    *done = false;
    if (shape->flags & OU_SHAPE_UNSHARED)
        return true;
    for (uint32_t i = 0; i <= last; i++)
        if (i != gone && (next = ou_shape_add(vm, next, shape->keys[i])) == NULL)
            return ou_error_peek(vm) == NULL;
    OuObj *value = *ou_instance_slot(vm, o, shape, gone), *tail = *ou_instance_slot(vm, o, shape, last);
    if (last >= shape->inline_count) {
        uint32_t left = last - shape->inline_count;
        uint32_t cap = left ? overflow_cap(left) : 0, old = overflow_cap(left + 1);
        OuObj **attrs = ou_attrs_word(shape->type, o);
        if (cap == 0) {
            ou_free(vm, *attrs, old * sizeof(OuObj *));
            *attrs = NULL;
        } else if (cap != old) {
            void *block = ou_resize(vm, *attrs, old * sizeof(OuObj *), cap * sizeof(OuObj *));
            if (!block)
                return false;
            *attrs = block;
        }
    } else {
        *ou_instance_slot(vm, o, shape, last) = NULL;
    }
    for (uint32_t i = gone; i < last; i++)
        *ou_instance_slot(vm, o, shape, i) = i + 1 < last ? *ou_instance_slot(vm, o, shape, i + 1) : tail;
    o->type = (o->type & ~OU_INDEX_MASK) | next->index;
    ou_unref(vm, value);
    *done = true;
    return true;
}

bool ou_instance_delete(OuVM *vm, OuObj *o, OuStr *name, bool *found)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    OuDict *dict = own_dict(type, shape, o);
    *found = false;
    if (!dict) {
        if (!(type->flags & OU_TF_DICT))
            return true;
        ptrdiff_t i = ou_shape_find(shape, name);
        if (i < 0) {
            if (name->interned) /* the attempt has shown the class the name */
                ou_class_share_name(vm, shape->cls, name);
            return true;
        }
        if (!drop_value(vm, o, shape, (uint32_t)i, found) || *found)
            return *found;
        dict = make_dict(vm, o);
        if (!dict)
            return false;
        dict->is_inner = dict->is_split;
    }
    ou_ref(OU_OBJ(dict));
    bool ok = ou_dict_delete(vm, dict, OU_OBJ(name), found);
    ou_unref(vm, dict);
    return ok;
}

OuObj *ou_instance_dict(OuVM *vm, OuObj *o)
{
    if (!ou_has_own_attributes(ou_type(vm, o)))
        return ou_raise(vm, OU_T_AttributeError, "This object has no __dict__");
    OuDict *dict = make_dict(vm, o);
    if (!dict)
        return NULL;
    dict->is_inner = false;
    return ou_ref(OU_OBJ(dict));
}

bool ou_instance_set_dict(OuVM *vm, OuObj *o, OuObj *dict)
{
    const OuType *type = ou_type(vm, o);
    if (!ou_has_own_attributes(type)) {
        ou_raise(vm, OU_T_AttributeError, "This object has no __dict__");
        return false;
    }
    if (!ou_is(vm, dict, OU_TF_IS_DICT)) {
        OU_TYPE_ERROR(vm, "__dict__ must be set to a dictionary, not a '%.200T'", dict);
        return false;
    }
    if (!make_dict(vm, o))
        return false;
    OuObj **field = type->dict_offset ? dict_field(type, o) : ou_attrs_word(type, o);
    ou_put(vm, field, ou_ref(dict));
    return true;
}

/* ---- the life of an instance ---- */

static void clear_slots(OuVM *vm, OuObj *o, const OuType *type, const OuClass *cls)
{
    for (const OuClass *c = cls; c && c->own; c = c->base) {
        uint32_t offset = c->size - c->slot_name_count * (uint32_t)sizeof(OuObj *);
        for (uint32_t i = 0; i < c->slot_name_count; i++)
            ou_clear(vm, ou_slot_word(type, o, offset + i * (uint32_t)sizeof(OuObj *)));
    }
}

/* Release the values in the order of the class's shared names, which is not the instance's own. */
static OU_NOINLINE void clear_mixed(OuVM *vm, OuObj *o, const OuShape *shape)
{
    uint8_t order[OU_SHAPE_MAX_KEYS];
    OuObj *values[OU_SHAPE_MAX_KEYS];
    uint32_t count = ou_shape_order(shape, order);
    OuObj **attrs = ou_attrs_word(shape->type, o);
    for (uint32_t i = 0; i < count; i++)
        values[i] = *ou_instance_slot(vm, o, shape, order[i]);
    if (count > shape->inline_count)
        ou_free(vm, *attrs, overflow_cap(count - shape->inline_count) * sizeof(OuObj *));
    memset(attrs, 0, (1 + (size_t)shape->inline_count) * sizeof *attrs);
    o->type = (o->type & ~OU_INDEX_MASK) | root_of(shape)->index;
    for (uint32_t i = 0; i < count; i++)
        ou_unref(vm, values[i]);
}

/* The class of a split dict; NULL if it has died (its shape's index may then be another's), or has no place for a name. */
static OuClass *split_class_peek(OuVM *vm, const OuDict *dict)
{
    uint32_t page = dict->lost / OU_SHAPE_PAGE;
    if (!dict->all_str || !vm->shape_pages || page >= vm->shape_page_count || !vm->shape_pages[page])
        return NULL;
    const OuShape *shape = vm->shape_pages[page][dict->lost % OU_SHAPE_PAGE];
    if (!shape || !shape->cls)
        return NULL;
    for (uint32_t i = 0; i < dict->used; i++)
        if (dict->entries[i].value
            && ou_class_share_name(vm, shape->cls, OU_STR(dict->entries[i].key)) == OU_SHARED_NAMES)
            return NULL;
    return shape->cls;
}

bool ou_instance_clear_split(OuVM *vm, OuDict *dict)
{
    OuClass *cls = split_class_peek(vm, dict);
    ou_dict_unsplit(dict);
    if (!cls)
        return false;
    OuObj *values[OU_SHARED_NAMES];
    uint32_t count = 0;
    for (uint32_t i = 0; i < cls->shared_count; i++) {
        OuObj *value = ou_dict_peek_str(vm, dict, cls->shared_names[i]);
        if (value)
            values[count++] = ou_ref(value);
    }
    ou_dict_clear(vm, dict);
    for (uint32_t i = 0; i < count; i++)
        ou_unref(vm, values[i]);
    return true;
}

void ou_instance_clear(OuVM *vm, OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (!(type->flags & OU_TF_USER))
        return;
    clear_slots(vm, o, type, shape->cls);
    if (!(type->flags & OU_TF_DICT))
        return;
    shape = ou_shape(vm, o);
    OuObj **attrs = ou_attrs_word(type, o);
    if (shape->flags & OU_SHAPE_DICT) {
        /* During a collection the object may be used again: a dict is made on demand then. */
        OuObj *dict = *attrs;
        *attrs = NULL;
        o->type = (o->type & ~OU_INDEX_MASK) | root_of(shape)->index;
        ou_unref(vm, dict);
        return;
    }
    if (shape->key_count == 0)
        return;
    if (ou_shape_is_mixed(shape)) {
        clear_mixed(vm, o, shape);
        return;
    }
    /* Detach everything first: a finalizer that runs now sees an instance without attributes. */
    OuObj *few[MAX_INLINE];
    uint32_t inside = shape->key_count < shape->inline_count ? shape->key_count
                                                             : shape->inline_count;
    uint32_t outside = shape->key_count - inside;
    OuObj **overflow = outside ? (OuObj **)(uintptr_t)*attrs : NULL;
    for (uint32_t i = 0; i < inside; i++) {
        few[i] = attrs[1 + i];
        attrs[1 + i] = NULL;
    }
    *attrs = NULL;
    o->type = (o->type & ~OU_INDEX_MASK) | root_of(shape)->index;
    for (uint32_t i = 0; i < inside; i++)
        ou_unref(vm, few[i]);
    for (uint32_t i = 0; i < outside; i++)
        ou_unref(vm, overflow[i]);
    if (outside)
        ou_free(vm, overflow, overflow_cap(outside) * sizeof(OuObj *));
}

void ou_instance_visit(const OuVM *vm, OuObj *o, OuVisitFn fn, void *arg)
{
    const OuShape *shape = ou_shape(vm, o);
    const OuType *type = shape->type;
    if (!(type->flags & OU_TF_USER))
        return;
    for (const OuClass *c = shape->cls; c && c->own; c = c->base) {
        uint32_t offset = c->size - c->slot_name_count * (uint32_t)sizeof(OuObj *);
        for (uint32_t i = 0; i < c->slot_name_count; i++) {
            OuObj *value = *ou_slot_word(type, o, offset + i * (uint32_t)sizeof(OuObj *));
            if (value)
                fn(value, arg);
        }
    }
    if (!(type->flags & OU_TF_DICT))
        return;
    if (shape->flags & OU_SHAPE_DICT) {
        OuObj *dict = *ou_attrs_word(type, o);
        if (dict)
            fn(dict, arg);
        return;
    }
    if (ou_shape_is_mixed(shape)) {
        uint8_t order[OU_SHAPE_MAX_KEYS];
        uint32_t count = ou_shape_order(shape, order);
        for (uint32_t i = 0; i < count; i++)
            fn(*ou_instance_slot(vm, o, shape, order[i]), arg);
        return;
    }
    for (uint32_t i = 0; i < shape->key_count; i++)
        fn(*ou_instance_slot(vm, o, shape, i), arg);
}
