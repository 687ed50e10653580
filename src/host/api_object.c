/* api_object.c - operations on handles: attributes, items, iteration, operators. */
#include "host/api.h"
#include "object/dict.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/class.h"

OuroObject *ouro_weak(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, object))
        return NULL;
    return OU_HANDLE(vm, ou_weakref_new(vm, NULL, OU_T_WEAKREF, OU_OBJ(object), NULL));
}

OuroObject *ouro_weak_get(OuroVM *v, OuroObject *weak)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, weak))
        return NULL;
    if (!ou_is_weakref(vm, OU_OBJ(weak)))
        return OU_TYPE_ERROR(vm, "a weak reference is expected, not %.100T", OU_OBJ(weak));
    return OU_HANDLE(vm, ou_weakref_get(vm, OU_OBJ(weak)));
}

int64_t ouro_length(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) ? ou_len(vm, OU_OBJ(object)) : -1;
}

/* ---- attributes ---- */

OuroObject *ouro_attr(OuroVM *v, OuroObject *object, const char *name)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *key = ou_api_enter1(vm, object) ? ou_api_name(vm, name) : NULL;
    OuObj *value = key ? ou_getattr(vm, OU_OBJ(object), key) : NULL;
    ou_unref(vm, key);
    return OU_HANDLE(vm, value);
}

static int set_attr(OuVM *vm, OuroObject *object, const char *name, OuroObject *value)
{
    OuStr *key = ou_api_name(vm, name);
    bool ok = key && ou_setattr(vm, OU_OBJ(object), key, OU_OBJ(value));
    ou_unref(vm, key);
    return ok;
}

int ouro_set_attr(OuroVM *v, OuroObject *object, const char *name, OuroObject *value)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter2(vm, object, value) && set_attr(vm, object, name, value);
}

int ouro_del_attr(OuroVM *v, OuroObject *object, const char *name)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) && set_attr(vm, object, name, NULL);
}

int ouro_has_attr(OuroVM *v, OuroObject *object, const char *name)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *key = ou_api_enter1(vm, object) ? ou_api_name(vm, name) : NULL;
    OuObj *value = key ? ou_getattr_optional(vm, OU_OBJ(object), key) : NULL;
    int answer = !value ? -1 : value != OU_ABSENT;
    ou_unref(vm, key);
    if (answer == 1)
        ou_unref(vm, value);
    return answer;
}

/* ---- items ---- */

OuroObject *ouro_item(OuroVM *v, OuroObject *object, OuroObject *key)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter2(vm, object, key) ? OU_HANDLE(vm, ou_getitem(vm, OU_OBJ(object), OU_OBJ(key))) : NULL;
}

int ouro_set_item(OuroVM *v, OuroObject *object, OuroObject *key, OuroObject *value)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter2(vm, object, key) && ou_api_enter1(vm, value) &&
           ou_setitem(vm, OU_OBJ(object), OU_OBJ(key), OU_OBJ(value));
}

int ouro_del_item(OuroVM *v, OuroObject *object, OuroObject *key)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter2(vm, object, key) && ou_setitem(vm, OU_OBJ(object), OU_OBJ(key), NULL);
}

OuroObject *ouro_index(OuroVM *v, OuroObject *object, int64_t index)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, object))
        return NULL;
    OuObj *o = OU_OBJ(object);
    if (ou_is_exact(o, OU_T_LIST) && (uint64_t)index < OU_LIST(o)->len)
        return OU_HANDLE(vm, ou_ref(OU_LIST(o)->items[index]));
    if (ou_is_exact(o, OU_T_TUPLE) && (uint64_t)index < OU_TUPLE(o)->len)
        return OU_HANDLE(vm, ou_ref(OU_TUPLE(o)->items[index]));
    OuObj *number = ou_int_from(vm, index);
    OuObj *value = number ? ou_getitem(vm, o, number) : NULL;
    ou_unref(vm, number);
    return OU_HANDLE(vm, value);
}

int ouro_set_index(OuroVM *v, OuroObject *object, int64_t index, OuroObject *value)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter2(vm, object, value))
        return 0;
    OuObj *number = ou_int_from(vm, index);
    bool ok = number && ou_setitem(vm, OU_OBJ(object), number, OU_OBJ(value));
    ou_unref(vm, number);
    return ok;
}

OuroObject *ouro_key(OuroVM *v, OuroObject *object, const char *key)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *name = ou_api_enter1(vm, object) ? ou_api_name(vm, key) : NULL;
    OuObj *value = name ? ou_getitem(vm, OU_OBJ(object), OU_OBJ(name)) : NULL;
    ou_unref(vm, name);
    return OU_HANDLE(vm, value);
}

int ouro_set_key(OuroVM *v, OuroObject *object, const char *key, OuroObject *value)
{
    OuVM *vm = ou_api_vm(v);
    OuStr *name = ou_api_enter2(vm, object, value) ? ou_api_name(vm, key) : NULL;
    bool ok = name && ou_setitem(vm, OU_OBJ(object), OU_OBJ(name), OU_OBJ(value));
    ou_unref(vm, name);
    return ok;
}

int ouro_append(OuroVM *v, OuroObject *list, OuroObject *item)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter2(vm, list, item))
        return 0;
    if (!ou_is(vm, OU_OBJ(list), OU_TF_IS_LIST))
        return OU_TYPE_ERROR(vm, "a list is expected, not %.100T", OU_OBJ(list)) != NULL;
    return ou_list_append(vm, OU_LIST(list), OU_OBJ(item));
}

int ouro_contains(OuroVM *v, OuroObject *object, OuroObject *item)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter2(vm, object, item) ? ou_contains(vm, OU_OBJ(object), OU_OBJ(item)) : -1;
}

/* ---- many ---- */

OuroObject *ouro_iter(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter1(vm, object) ? OU_HANDLE(vm, ou_iter(vm, OU_OBJ(object))) : NULL;
}

OuroObject *ouro_next(OuroVM *v, OuroObject *iterator)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, iterator))
        return NULL;
    if (!ou_type(vm, OU_OBJ(iterator))->next)
        return OU_TYPE_ERROR(vm, "'%.200T' object is not an iterator", OU_OBJ(iterator));
    OuObj *item = ou_next(vm, OU_OBJ(iterator));
    return item == OU_DONE ? NULL : OU_HANDLE(vm, item);
}

OuroObject *const *ouro_items(OuroVM *v, OuroObject *object, size_t *count)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, count))
        return NULL;
    *count = 0;
    if (!ou_api_given(vm, object))
        return NULL;
    OuObj *o = OU_OBJ(object);
    OuObj **items;
    if (ou_is(vm, o, OU_TF_IS_LIST)) {
        *count = OU_LIST(o)->len;
        items = OU_LIST(o)->items;
    } else if (ou_is(vm, o, OU_TF_IS_TUPLE)) {
        *count = OU_TUPLE(o)->len;
        items = OU_TUPLE(o)->items;
    } else {
        return OU_TYPE_ERROR(vm, "a list or tuple is expected, not %.100T", o);
    }
    return *count ? (OuroObject *const *)items : (OuroObject *const *)&vm->builtins_module; /* not NULL */
}

int ouro_dict_next(OuroVM *v, OuroObject *dict, size_t *position, OuroObject **key, OuroObject **value)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, dict) || !ou_api_given(vm, position))
        return 0;
    if (!ou_is(vm, OU_OBJ(dict), OU_TF_IS_DICT))
        return OU_TYPE_ERROR(vm, "a dict is expected, not %.100T", OU_OBJ(dict)) != NULL;
    OuObj *k, *x;
    if (!ou_dict_next(OU_DICT(dict), position, &k, &x))
        return 0;
    if (key)
        *key = (OuroObject *)k;
    if (value)
        *value = (OuroObject *)x;
    return 1;
}

/* ---- operators ---- */

OuroObject *ouro_binary(OuroVM *v, OuroOperator op, OuroObject *a, OuroObject *b)
{
    static const OuBinaryOp ops[] = {
        [OURO_ADD] = OU_OP_ADD, [OURO_SUB] = OU_OP_SUB, [OURO_MUL] = OU_OP_MUL, [OURO_DIV] = OU_OP_TRUEDIV,
        [OURO_FLOORDIV] = OU_OP_FLOORDIV, [OURO_MOD] = OU_OP_MOD, [OURO_POW] = OU_OP_POW,
        [OURO_MATMUL] = OU_OP_MATMUL, [OURO_LSHIFT] = OU_OP_LSHIFT, [OURO_RSHIFT] = OU_OP_RSHIFT,
        [OURO_AND] = OU_OP_AND, [OURO_OR] = OU_OP_OR, [OURO_XOR] = OU_OP_XOR,
    };
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter2(vm, a, b))
        return NULL;
    if ((unsigned)op >= OU_COUNT_OF(ops))
        return OU_VALUE_ERROR(vm, "no operator has number %d", (int)op);
    return OU_HANDLE(vm, op == OURO_POW ? ou_pow(vm, OU_OBJ(a), OU_OBJ(b), OU_NONE)
                                        : ou_binary(vm, ops[op], OU_OBJ(a), OU_OBJ(b)));
}

OuroObject *ouro_unary(OuroVM *v, OuroUnary op, OuroObject *a)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter1(vm, a))
        return NULL;
    OuObj *o = OU_OBJ(a);
    int truth;
    switch (op) {
    case OURO_NEG:
        return OU_HANDLE(vm, ou_neg(vm, o));
    case OURO_POS:
        return OU_HANDLE(vm, ou_pos(vm, o));
    case OURO_INVERT:
        return OU_HANDLE(vm, ou_invert(vm, o));
    case OURO_ABS:
        return OU_HANDLE(vm, ou_abs(vm, o));
    case OURO_NOT:
        truth = ou_truth(vm, o);
        return truth < 0 ? NULL : OU_HANDLE(vm, OU_BOOL(!truth));
    }
    return OU_VALUE_ERROR(vm, "no operator has number %d", (int)op);
}

int ouro_compare(OuroVM *v, OuroComparison op, OuroObject *a, OuroObject *b)
{
    static const OuCompareOp ops[] = {[OURO_LT] = OU_LT, [OURO_LE] = OU_LE, [OURO_EQ] = OU_EQ,
                                      [OURO_NE] = OU_NE, [OURO_GT] = OU_GT, [OURO_GE] = OU_GE};
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_enter2(vm, a, b))
        return -1;
    if ((unsigned)op >= OU_COUNT_OF(ops)) {
        OU_VALUE_ERROR(vm, "no comparison has number %d", (int)op);
        return -1;
    }
    OuObj *result = ou_compare(vm, OU_OBJ(a), OU_OBJ(b), ops[op]);
    int truth = result ? ou_truth(vm, result) : -1;
    ou_unref(vm, result);
    return truth;
}

int ouro_hash(OuroVM *v, OuroObject *object, int64_t *out)
{
    OuVM *vm = ou_api_vm(v);
    OuHash hash;
    if (!ou_api_enter2(vm, object, out) || !ou_hash(vm, OU_OBJ(object), &hash))
        return 0;
    *out = (int64_t)hash;
    return 1;
}

OuroObject *ouro_type(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    OuClass *cls = ou_api_enter1(vm, object) ? ou_class_of(vm, OU_OBJ(object)) : NULL;
    return cls ? OU_HANDLE(vm, ou_ref(OU_OBJ(cls))) : NULL;
}

int ouro_isinstance(OuroVM *v, OuroObject *object, OuroObject *class_or_tuple)
{
    OuVM *vm = ou_api_vm(v);
    return ou_api_enter2(vm, object, class_or_tuple)
               ? ou_isinstance(vm, OU_OBJ(object), OU_OBJ(class_or_tuple))
               : -1;
}
