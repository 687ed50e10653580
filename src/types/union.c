/* union.c - int | str: types.UnionType. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/alias_parts.h"
#include "types/generic_alias.h"
#include "object/int.h"
#include "object/list.h"
#include "types/set.h"

typedef struct Union {
    OuGcObj gc;
    OuObj *args, *parameters;
} Union;

static bool is_unionable(OuVM *vm, OuObj *o)
{
    return o == OU_NONE || ou_is(vm, o, OU_TF_IS_TYPE) || ou_is_exact(o, OU_T_UNION)
           || ou_isinstance_builtin(vm, o, OU_T_GENERIC_ALIAS);
}

/* Append `o`, or what it is a union of, unless it is there already. */
static bool add_flat(OuVM *vm, OuObj *list, OuObj *o)
{
    if (ou_is_exact(o, OU_T_UNION)) {
        const OuTuple *args = OU_TUPLE(((Union *)o)->args);
        for (size_t i = 0; i < args->len; i++)
            if (!add_flat(vm, list, args->items[i]))
                return false;
        return true;
    }
    if (o == OU_NONE) {
        o = OU_OBJ(ou_builtin_class(vm, OU_T_NONE));
        if (!o)
            return false;
    }
    for (size_t i = 0; i < OU_LIST(list)->len; i++) {
        OuObj *other = OU_LIST(list)->items[i];
        int same = other == o;
        /* Aliases are compared by value, but int and bool, say, never. */
        if (!same && ou_isinstance_builtin(vm, other, OU_T_GENERIC_ALIAS)
            && ou_isinstance_builtin(vm, o, OU_T_GENERIC_ALIAS))
            same = ou_compare_bool(vm, other, o, OU_EQ);
        if (same)
            return same > 0;
    }
    return ou_list_append(vm, OU_LIST(list), o);
}

/* The union of the items (consumed list), or the only one. */
static OuObj *union_take(OuVM *vm, OuObj *list)
{
    if (OU_LIST(list)->len == 1) {
        OuObj *only = ou_ref(OU_LIST(list)->items[0]);
        ou_unref(vm, list);
        return only;
    }
    OuObj *args = ou_list_to_tuple_take(vm, list);
    Union *self = args ? (Union *)ou_gc_new(vm, OU_T_UNION, sizeof *self) : NULL;
    if (!self) {
        ou_unref(vm, args);
        return NULL;
    }
    self->args = args;
    self->parameters = NULL;
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

OuObj *ou_union_or(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!is_unionable(vm, left) || !is_unionable(vm, right))
        return OU_NOT_IMPLEMENTED;
    OuObj *list = ou_list_new(vm, 2);
    if (!list)
        return NULL;
    if (!add_flat(vm, list, left) || !add_flat(vm, list, right)) {
        ou_unref(vm, list);
        return NULL;
    }
    return union_take(vm, list);
}

static OuObj *union_repr(OuVM *vm, OuObj *o)
{
    const OuTuple *args = OU_TUPLE(((Union *)o)->args);
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    bool ok = true;
    for (size_t i = 0; ok && i < args->len; i++) {
        if (i)
            ou_buf_puts(&buf, " | ");
        OuObj *item = args->items[i];
        if (ou_is(vm, item, OU_TF_IS_TYPE) && OU_CLASS(item)->type->index == OU_T_NONE)
            ou_buf_puts(&buf, "None");
        else
            ok = ou_alias_put_item(vm, &buf, item);
    }
    OuObj *result = ok ? ou_str_from_buf(vm, &buf) : NULL;
    ou_buf_drop(&buf);
    return result;
}

static OuObj *union_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if ((op != OU_EQ && op != OU_NE) || !ou_is_exact(b, OU_T_UNION))
        return OU_NOT_IMPLEMENTED;
    OuObj *left = ou_set_new(vm, ((Union *)a)->args);
    OuObj *right = left ? ou_set_new(vm, ((Union *)b)->args) : NULL;
    OuObj *result = right ? ou_compare(vm, left, right, op) : NULL;
    ou_unref(vm, right);
    ou_unref(vm, left);
    return result;
}

static bool union_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    OuObj *set = ou_frozenset_new(vm, ((Union *)o)->args);
    bool ok = set && ou_hash(vm, set, out);
    ou_unref(vm, set);
    return ok;
}

static OuObj *union_get_parameters(OuVM *vm, OuObj *o)
{
    Union *self = (Union *)o;
    if (!self->parameters)
        self->parameters = ou_alias_parameters(vm, self->args);
    return ou_xref(self->parameters);
}

static OuObj *union_getitem(OuVM *vm, OuObj *o, OuObj *item)
{
    OuObj *parameters = union_get_parameters(vm, o);
    OuObj *args = parameters ? ou_alias_substitute(vm, o, ((Union *)o)->args, parameters, item)
                             : NULL;
    ou_unref(vm, parameters);
    OuObj *result = NULL;
    for (size_t i = 0; args && i < OU_TUPLE(args)->len; i++) {
        OuObj *next = result ? ou_binary(vm, OU_OP_OR, result, OU_TUPLE(args)->items[i])
                             : ou_ref(OU_TUPLE(args)->items[i]);
        ou_put(vm, &result, next);
        if (!result)
            break;
    }
    ou_unref(vm, args);
    return result;
}

static OuObj *union_getattr(OuVM *vm, OuObj *o, OuObj *name)
{
    if (ou_is_str(vm, name) && ou_str_is(OU_STR(name), "__module__")) {
        OuClass *cls = ou_class_of(vm, o);
        return cls ? ou_getattr(vm, OU_OBJ(cls), OU_NAME(__module__)) : NULL;
    }
    return ou_getattr_generic(vm, o, name);
}

static const OuRefField union_refs[] = {OU_REF(Union, args), OU_REF(Union, parameters), OU_REF_END};
static const OuMemberDef union_members[] = {
    {"__args__", OU_MEMBER_OBJ, offsetof(Union, args), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef union_getsets[] = {
    {"__parameters__", union_get_parameters, NULL, "The type variables among the members."},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_union_type = {
    .name = "types.UnionType",
    .doc = "One of several types, such as int | str.",
    .base = &ou_object_type,
    .index = OU_T_UNION,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW | OU_TF_CUSTOM_GETATTR,
    .size = sizeof(Union),
    .refs = union_refs,
    .members = union_members,
    .getsets = union_getsets,
    .repr = union_repr,
    .str = ou_object_str,
    .hash = union_hash,
    .compare = union_compare,
    .or_ = ou_union_or,
    .getitem = union_getitem,
    .getattr = union_getattr,
    .setattr = ou_setattr_generic,
    .init = ou_object_init,
};
