/* shape.c - shapes: which attributes an instance has, and in what order they came.
 *
 * A class has a root shape per prediction of how many values fit into an instance; adding
 * an attribute leads to a child shape with one name more. Indices are handed out in
 * ascending order and never again: a stale inline cache can compare with the index of a
 * dead shape and will not find it. A page of the table goes when its shapes are dead. */
#include "object/slots.h"
#include "object/errors.h"
#include "object/str.h"
#include <string.h>

#define MAX_CHILDREN 64   /* of one shape: beyond that instances get dicts */
#define MAX_SHAPES 1024   /* of one class */

_Static_assert(OU_BUILTIN_TYPES <= OU_SHAPE_PAGE, "page 0 holds the built-in types");

#define TYPE(NAME, symbol) \
    static const OuShape shape_##NAME = {.type = &symbol, .index = OU_T_##NAME};
#include "object/type.def"
#undef TYPE
#define EXC(name, base, layout, doc_text) \
    static const OuShape shape_exc_##name = {.type = &ou_exc_##name, .index = OU_T_##name};
#include "object/exc.def"
#undef EXC

const OuShape *const ou_builtin_shapes[OU_SHAPE_PAGE] = {
#define TYPE(NAME, symbol) [OU_T_##NAME] = &shape_##NAME,
#include "object/type.def"
#undef TYPE
#define EXC(name, base, layout, doc_text) [OU_T_##name] = &shape_exc_##name,
#include "object/exc.def"
#undef EXC
};

/* ---- the table ---- */

bool ou_shape_table_init(OuVM *vm)
{
    vm->shape_pages = ou_alloc(vm, sizeof *vm->shape_pages);
    if (!vm->shape_pages)
        return false;
    vm->shape_pages[0] = ou_builtin_shapes;
    vm->shape_page_count = 1;
    vm->shape_next = OU_SHAPE_PAGE;
    return true;
}

void ou_shape_table_drop(OuVM *vm)
{
    if (!vm->shape_pages)
        return;
    for (uint32_t i = 1; i < vm->shape_page_count; i++)
        if (vm->shape_pages[i])
            ou_free(vm, (void *)(uintptr_t)vm->shape_pages[i], OU_SHAPE_PAGE * sizeof(OuShape *));
    ou_free(vm, vm->shape_pages, vm->shape_page_count * sizeof *vm->shape_pages);
    vm->shape_pages = NULL;
    vm->shape_page_count = 0;
}

const OuShape *ou_shape_of_index(const OuVM *vm, uint32_t index)
{
    return vm->shape_pages[index / OU_SHAPE_PAGE][index % OU_SHAPE_PAGE];
}

static bool register_shape(OuVM *vm, OuShape *shape)
{
    uint32_t index = vm->shape_next;
    uint32_t page = index / OU_SHAPE_PAGE;
    if (index > OU_INDEX_MASK) {
        ou_raise_memory(vm);
        return false;
    }
    if (page >= vm->shape_page_count) {
        const OuShape **items = ou_alloc(vm, OU_SHAPE_PAGE * sizeof(OuShape *));
        if (!items)
            return false;
        memset(items, 0, OU_SHAPE_PAGE * sizeof(OuShape *));
        const OuShape *const **pages = ou_resize(vm, vm->shape_pages,
                                                 vm->shape_page_count * sizeof *pages,
                                                 (vm->shape_page_count + 1) * sizeof *pages);
        if (!pages) {
            ou_free(vm, items, OU_SHAPE_PAGE * sizeof(OuShape *));
            return false;
        }
        pages[vm->shape_page_count++] = items;
        vm->shape_pages = pages;
    }
    ((const OuShape **)(uintptr_t)vm->shape_pages[page])[index % OU_SHAPE_PAGE] = shape;
    shape->index = index;
    vm->shape_next = index + 1;
    return true;
}

static void unregister_shape(OuVM *vm, const OuShape *shape)
{
    uint32_t page = shape->index / OU_SHAPE_PAGE;
    const OuShape **items = (const OuShape **)(uintptr_t)vm->shape_pages[page];
    items[shape->index % OU_SHAPE_PAGE] = NULL;
    if (page == vm->shape_next / OU_SHAPE_PAGE)
        return;
    for (uint32_t i = 0; i < OU_SHAPE_PAGE; i++)
        if (items[i])
            return;
    /* The newest page may be the one that the next index goes to: keep its last neighbour. */
    if (page + 1 < vm->shape_page_count) {
        ou_free(vm, items, OU_SHAPE_PAGE * sizeof(OuShape *));
        vm->shape_pages[page] = NULL;
    }
}

/* ---- shapes ---- */

static OuShape *new_shape(OuVM *vm, OuClass *cls, uint32_t inline_count)
{
    OuShape *shape = ou_alloc(vm, sizeof *shape);
    if (!shape)
        return NULL;
    memset(shape, 0, sizeof *shape);
    shape->type = cls->type;
    shape->cls = cls;
    shape->inline_count = inline_count;
    if (!register_shape(vm, shape)) {
        ou_free(vm, shape, sizeof *shape);
        return NULL;
    }
    cls->shape_count++;
    return shape;
}

/* Are instances rows of references? `type` is a copy of a built-in type's but for what the class
 * adds: slots, the word for more attributes (NULL while all fit in), attributes. */
static void find_row(OuShape *shape)
{
    const OuClass *cls = shape->cls;
    const OuType *type = cls->type;
    shape->flags &= (uint16_t)~OU_SHAPE_ROW;
    if (type->refs || type->visit || type->dealloc || type->clear ||
        (type->flags & (OU_TF_USER | OU_TF_COLLECTED | OU_TF_VAR_SIZE | OU_TF_GC_BEFORE)) !=
            (OU_TF_USER | OU_TF_COLLECTED))
        return;
    uint32_t slots = cls->slot_name_count, offset = cls->size - slots * (uint32_t)sizeof(OuObj *);
    if (cls->slot_count != slots || shape->key_count > shape->inline_count || ou_shape_is_mixed(shape) ||
        offset > UINT16_MAX || slots > UINT16_MAX / 2)
        return;
    shape->row_offset = (uint16_t)offset;
    shape->row_count = (uint16_t)(slots + (shape->key_count ? 1u + shape->key_count : 0u));
    shape->flags |= OU_SHAPE_ROW;
}

OuShape *ou_shape_root(OuVM *vm, OuClass *cls, uint32_t inline_count)
{
    for (OuShape *shape = cls->shapes; shape; shape = shape->sibling)
        if (shape->inline_count == inline_count)
            return shape;
    OuShape *shape = new_shape(vm, cls, inline_count);
    if (shape) {
        shape->sibling = cls->shapes;
        cls->shapes = shape;
        find_row(shape);
    }
    return shape;
}

bool ou_shape_make_root(OuVM *vm, OuClass *cls)
{
    OuShape *shape = ou_shape_root(vm, cls, cls->inline_predicted);
    if (!shape)
        return false;
    cls->shape = shape;
    if (cls->own)
        cls->own->index = shape->index;
    return true;
}

/* Room for key number `count` behind those of `parent`, in an array that the child may use. */
static bool child_keys(OuVM *vm, OuShape *child, OuShape *parent, OuStr *name)
{
    OuShape *owner = parent;
    while (owner && owner->keys_cap == 0)
        owner = owner->parent;
    uint32_t count = parent->key_count;
    if (owner && owner->keys == parent->keys && owner->keys_cap > count && !parent->keys[count]) {
        child->keys = parent->keys;
    } else {
        uint32_t cap = count < 4 ? 4
                                 : (count * 2 < OU_SHAPE_MAX_KEYS ? count * 2 : OU_SHAPE_MAX_KEYS);
        child->keys = ou_alloc(vm, cap * sizeof *child->keys);
        if (!child->keys)
            return false;
        memset(child->keys, 0, cap * sizeof *child->keys);
        for (uint32_t i = 0; i < count; i++)
            child->keys[i] = OU_REF_AS(OuStr, parent->keys[i]);
        child->keys_cap = (uint16_t)cap;
    }
    child->keys[count] = OU_REF_AS(OuStr, name);
    child->key_count = (uint16_t)(count + 1);
    return true;
}

/* As in CPython, each new instance that begins without a dict takes one of the places that are left,
 * but for the last. */
uint32_t ou_class_share_name(OuVM *vm, OuClass *cls, OuStr *name)
{
    uint32_t count = cls->shared_count;
    for (uint32_t i = 0; i < count; i++)
        if (cls->shared_names[i] == name)
            return i;
    uint32_t made = cls->made - cls->shared_made, room = OU_SHARED_NAMES - cls->shared_spent;
    cls->shared_made = cls->made;
    if (room > 1 && !(cls->flags & OU_CF_NO_SHAPES))
        room = made < room ? room - made : 1;
    if (cls->shared_names == NULL)
        cls->shared_names = ou_alloc(vm, OU_SHARED_NAMES * sizeof *cls->shared_names);
    if (cls->shared_names == NULL)
        ou_error_clear(vm);
    if (room == 0 || cls->shared_names == NULL)
        return OU_SHARED_NAMES;
    cls->shared_spent = (uint8_t)(OU_SHARED_NAMES - room + 1);
    cls->shared_names[count] = OU_REF_AS(OuStr, name);
    cls->shared_count = (uint8_t)(count + 1);
    return count;
}

uint32_t ou_shape_order(const OuShape *shape, uint8_t order[OU_SHAPE_MAX_KEYS])
{
    uint8_t at[OU_SHARED_NAMES];
    uint32_t count = 0;
    memset(at, UINT8_MAX, sizeof at);
    for (const OuShape *s = shape; s->key_count > 0; s = s->parent)
        at[s->rank] = (uint8_t)(s->key_count - 1);
    for (uint32_t i = 0; i < OU_SHARED_NAMES; i++)
        if (at[i] != UINT8_MAX)
            order[count++] = at[i];
    return count;
}

OuShape *ou_shape_add(OuVM *vm, OuShape *shape, OuStr *name)
{
    for (OuShape *child = shape->transitions; child; child = child->sibling)
        if (!(child->flags & OU_SHAPE_DICT) && child->keys[shape->key_count] == name)
            return child;
    OuClass *cls = shape->cls;
    if ((cls->flags & OU_CF_NO_SHAPES) || shape->key_count >= OU_SHAPE_MAX_KEYS
        || shape->child_count >= MAX_CHILDREN || cls->shape_count >= MAX_SHAPES)
        return NULL;
    OuShape *child = new_shape(vm, cls, shape->inline_count);
    if (!child)
        return NULL;
    if (!child_keys(vm, child, shape, name)) {
        unregister_shape(vm, child);
        ou_free(vm, child, sizeof *child);
        cls->shape_count--;
        return NULL;
    }
    uint32_t rank = ou_class_share_name(vm, cls, name);
    child->rank = (uint8_t)rank;
    child->flags = shape->flags;
    if (rank == OU_SHARED_NAMES)
        child->flags |= OU_SHAPE_UNSHARED;
    else if (shape->key_count > 0 && rank < shape->rank)
        child->flags |= OU_SHAPE_MIXED;
    find_row(child);
    child->parent = shape;
    child->sibling = shape->transitions;
    shape->transitions = child;
    shape->child_count++;
    if (child->key_count > cls->max_keys)
        cls->max_keys = child->key_count;
    return child;
}

OuShape *ou_shape_dict(OuVM *vm, OuShape *shape)
{
    while (shape->parent)
        shape = shape->parent;
    for (OuShape *child = shape->transitions; child; child = child->sibling)
        if (child->flags & OU_SHAPE_DICT)
            return child;
    OuShape *child = new_shape(vm, shape->cls, shape->inline_count);
    if (!child)
        return NULL;
    child->flags = OU_SHAPE_DICT;
    child->parent = shape;
    child->sibling = shape->transitions;
    shape->transitions = child;
    return child;
}

/* Free a shape and its children. Depth is bounded by OU_SHAPE_MAX_KEYS. */
static void free_tree(OuVM *vm, OuShape *shape)
{
    while (shape->transitions) {
        OuShape *child = shape->transitions;
        shape->transitions = child->sibling;
        free_tree(vm, child);
    }
    for (uint32_t i = 0; i < shape->keys_cap; i++)
        ou_unref(vm, shape->keys[i]);
    if (shape->keys_cap)
        ou_free(vm, shape->keys, shape->keys_cap * sizeof *shape->keys);
    unregister_shape(vm, shape);
    ou_free(vm, shape, sizeof *shape);
}

void ou_shapes_free(OuVM *vm, OuClass *cls)
{
    while (cls->shapes) {
        OuShape *root = cls->shapes;
        cls->shapes = root->sibling;
        free_tree(vm, root);
    }
    cls->shape = NULL;
    for (uint32_t i = 0; i < cls->shared_count; i++)
        ou_unref(vm, cls->shared_names[i]);
    if (cls->shared_names)
        ou_free(vm, cls->shared_names, OU_SHARED_NAMES * sizeof *cls->shared_names);
    cls->shared_names = NULL;
    cls->shared_count = 0;
}
