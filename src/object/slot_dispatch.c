/* slot_dispatch.c - the dispatchers: C slots of user classes that look the special method up in
 * the class at each call. All of them run script code. */
#include "object/errors.h"
#include "object/iters.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/upcall.h"
#include "object/tuple.h"
#include <stdio.h>
#include <string.h>

/* Call a special method that the class should have. */
static OuObj *call_method(OuVM *vm, OuObj *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    OuObj *result = ou_call_special(vm, self, name, args, nargs);
    if (result == OU_ABSENT)
        return ou_raise_arg(vm, OU_T_AttributeError, OU_OBJ(name));
    return result;
}

/* The same, but NotImplemented if it has not. */
static OuObj *call_maybe(OuVM *vm, OuObj *self, OuStr *name, OuObj *arg)
{
    OuObj *result = ou_call_special(vm, self, name, &arg, 1);
    return result == OU_ABSENT ? OU_NOT_IMPLEMENTED : result;
}

/* `self` followed by the arguments of a call: on the C stack if they are few. */
typedef struct ArgList {
    OuObj **items;
    size_t size;
    OuObj *few[8];
} ArgList;

static bool args_prepend(OuVM *vm, ArgList *list, OuObj *self, OuObj *const *args, size_t nargs,
                         OuObj *kwnames)
{
    size_t n = nargs + (kwnames ? OU_TUPLE(kwnames)->len : 0);
    list->size = 0;
    list->items = list->few;
    if (n + 1 > OU_COUNT_OF(list->few)) {
        list->size = (n + 1) * sizeof(OuObj *);
        list->items = ou_alloc(vm, list->size);
        if (!list->items)
            return false;
    }
    list->items[0] = self;
    if (n)
        memcpy(list->items + 1, args, n * sizeof(OuObj *));
    return true;
}

static void args_drop(OuVM *vm, ArgList *list)
{
    if (list->size)
        ou_free(vm, list->items, list->size);
}

/* Call the special method `name` with any arguments. OU_ABSENT if there is none. */
static OuObj *call_with(OuVM *vm, OuObj *self, OuStr *name, OuObj *const *args, size_t nargs,
                        OuObj *kwnames)
{
    bool needs_self;
    OuObj *method = ou_lookup_special(vm, self, name, &needs_self);
    if (!method || method == OU_ABSENT)
        return method;
    OuObj *result = NULL;
    ArgList list;
    if (!needs_self) {
        result = ou_call(vm, method, args, nargs, kwnames);
    } else if (args_prepend(vm, &list, self, args, nargs, kwnames)) {
        result = ou_call(vm, method, list.items, nargs + 1, kwnames);
        args_drop(vm, &list);
    }
    ou_unref(vm, method);
    return result;
}

/* ---- operators ---- */

#define UNARY_DISPATCHER(field, id) \
    OuObj *ou_slot_##field(OuVM *vm, OuObj *self) \
    { \
        return call_method(vm, self, OU_NAME(id), NULL, 0); \
    }
UNARY_DISPATCHER(str, __str__)
UNARY_DISPATCHER(neg, __neg__)
UNARY_DISPATCHER(pos, __pos__)
UNARY_DISPATCHER(abs, __abs__)
UNARY_DISPATCHER(invert, __invert__)
UNARY_DISPATCHER(to_int, __int__)
UNARY_DISPATCHER(to_float, __float__)
UNARY_DISPATCHER(to_index, __index__)
UNARY_DISPATCHER(next, __next__)

#define AWAIT_DISPATCHER(field, id) \
    OuObj *ou_slot_##field(OuVM *vm, OuObj *self) \
    { \
        OuObj *result = ou_call_special_forgiving(vm, self, OU_NAME(id), NULL, 0); \
        if (result == OU_ABSENT) \
            return ou_raise(vm, OU_T_AttributeError, "object %.50T does not have " #id " method", self); \
        return result; \
    }
AWAIT_DISPATCHER(await, __await__)
AWAIT_DISPATCHER(aiter, __aiter__)
AWAIT_DISPATCHER(anext, __anext__)

/* Does the right operand's class override the reflected method of the left one's? */
static int is_overloaded(OuVM *vm, OuObj *left, OuObj *right, OuStr *name)
{
    OuClass *a = ou_class_of(vm, left), *b = ou_class_of(vm, right);
    if (!a || !b)
        return -1;
    OuObj *ours = ou_class_lookup_peek(vm, b, name);
    if (!ours)
        return 0;
    OuObj *theirs = ou_class_lookup_peek(vm, a, name);
    if (!theirs)
        return 1;
    if (ours == theirs)
        return 0;
    ou_ref(ours);
    ou_ref(theirs);
    int result = ou_compare_bool(vm, ours, theirs, OU_NE);
    ou_unref(vm, ours);
    ou_unref(vm, theirs);
    return result;
}

/* left OP right, where one of them (or both) is of a user class whose slot at `offset` is
 * `dispatcher`: CPython's order of trying the two methods. */
static OuObj *binary(OuVM *vm, OuObj *left, OuObj *right, size_t offset, OuAnyFn dispatcher,
                     OuStr *name, OuStr *reflected)
{
    const OuType *a = ou_type(vm, left), *b = ou_type(vm, right);
    bool same_class = ou_shape(vm, left)->cls == ou_shape(vm, right)->cls && a == b;
    bool try_right = !same_class && *(const OuAnyFn *)((const char *)b + offset) == dispatcher;
    if (*(const OuAnyFn *)((const char *)a + offset) == dispatcher) {
        if (try_right) {
            OuClass *lc = ou_class_of(vm, left), *rc = ou_class_of(vm, right);
            if (!lc || !rc)
                return NULL;
            int overloaded = ou_is_subclass(rc, lc) ? is_overloaded(vm, left, right, reflected) : 0;
            if (overloaded < 0)
                return NULL;
            if (overloaded) {
                OuObj *result = call_maybe(vm, right, reflected, left);
                if (result != OU_NOT_IMPLEMENTED)
                    return result;
                try_right = false;
            }
        }
        OuObj *result = call_maybe(vm, left, name, right);
        if (result != OU_NOT_IMPLEMENTED || same_class)
            return result;
    }
    if (try_right)
        return call_maybe(vm, right, reflected, left);
    return OU_NOT_IMPLEMENTED;
}

#define BINARY_DISPATCHER(field, id, rid)                                                 \
    OuObj *ou_slot_##field(OuVM *vm, OuObj *left, OuObj *right)                           \
    {                                                                                     \
        return binary(vm, left, right, offsetof(OuType, field), (OuAnyFn)ou_slot_##field, \
                      OU_NAME(id), OU_NAME(rid));                                         \
    }
BINARY_DISPATCHER(add, __add__, __radd__)
BINARY_DISPATCHER(sub, __sub__, __rsub__)
BINARY_DISPATCHER(mul, __mul__, __rmul__)
BINARY_DISPATCHER(matmul, __matmul__, __rmatmul__)
BINARY_DISPATCHER(truediv, __truediv__, __rtruediv__)
BINARY_DISPATCHER(floordiv, __floordiv__, __rfloordiv__)
BINARY_DISPATCHER(mod, __mod__, __rmod__)
BINARY_DISPATCHER(divmod, __divmod__, __rdivmod__)
BINARY_DISPATCHER(lshift, __lshift__, __rlshift__)
BINARY_DISPATCHER(rshift, __rshift__, __rrshift__)
BINARY_DISPATCHER(and_, __and__, __rand__)
BINARY_DISPATCHER(xor_, __xor__, __rxor__)
BINARY_DISPATCHER(or_, __or__, __ror__)

#define INPLACE_DISPATCHER(field, id) \
    OuObj *ou_slot_##field(OuVM *vm, OuObj *self, OuObj *other) \
    { \
        return call_method(vm, self, OU_NAME(id), &other, 1); \
    }
INPLACE_DISPATCHER(iadd, __iadd__)
INPLACE_DISPATCHER(isub, __isub__)
INPLACE_DISPATCHER(imul, __imul__)
INPLACE_DISPATCHER(imatmul, __imatmul__)
INPLACE_DISPATCHER(itruediv, __itruediv__)
INPLACE_DISPATCHER(ifloordiv, __ifloordiv__)
INPLACE_DISPATCHER(imod, __imod__)
INPLACE_DISPATCHER(ilshift, __ilshift__)
INPLACE_DISPATCHER(irshift, __irshift__)
INPLACE_DISPATCHER(iand, __iand__)
INPLACE_DISPATCHER(ixor, __ixor__)
INPLACE_DISPATCHER(ior, __ior__)
INPLACE_DISPATCHER(getitem, __getitem__)

OuObj *ou_slot_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    if (modulus == OU_NONE)
        return binary(vm, base, exponent, offsetof(OuType, pow), (OuAnyFn)ou_slot_pow,
                      OU_NAME(__pow__), OU_NAME(__rpow__));
    /* Three arguments: only the base is asked. */
    if (ou_type(vm, base)->pow == ou_slot_pow) {
        OuObj *args[2] = {exponent, modulus};
        return call_method(vm, base, OU_NAME(__pow__), args, 2);
    }
    return OU_NOT_IMPLEMENTED;
}

OuObj *ou_slot_ipow(OuVM *vm, OuObj *self, OuObj *exponent, OuObj *modulus)
{
    (void)modulus;
    return call_method(vm, self, OU_NAME(__ipow__), &exponent, 1);
}

OuObj *ou_slot_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    OuStr *const names[] = {OU_NAME(__lt__), OU_NAME(__le__), OU_NAME(__eq__),
                            OU_NAME(__ne__), OU_NAME(__gt__), OU_NAME(__ge__)};
    OuObj *result = ou_call_special_forgiving(vm, left, names[op], &right, 1);
    return result == OU_ABSENT ? OU_NOT_IMPLEMENTED : result;
}

/* ---- the others ---- */

OuObj *ou_slot_repr(OuVM *vm, OuObj *self)
{
    OuObj *result = ou_call_special_forgiving(vm, self, OU_NAME(__repr__), NULL, 0);
    if (result != OU_ABSENT)
        return result;
    char address[24];
    snprintf(address, sizeof address, "0x%llx", (unsigned long long)ou_address(vm, self));
    return ou_str_format(vm, "<%T object at %s>", self, address);
}

OuObj *ou_slot_iter(OuVM *vm, OuObj *self)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return NULL;
    OuObj *method = ou_class_lookup_peek(vm, cls, OU_NAME(__iter__));
    OuObj *result = method == OU_NONE || !method
                        ? OU_ABSENT
                        : ou_call_special_forgiving(vm, self, OU_NAME(__iter__), NULL, 0);
    if (result == OU_ABSENT && method && method != OU_NONE && ou_is_sequence(vm, self)
        && ou_class_lookup_peek(vm, cls, OU_NAME(__getitem__)))
        return ou_seq_iter_new(vm, self);
    if (result == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "'%.200T' object is not iterable", self);
    return result;
}

bool ou_slot_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return false;
    OuObj *method = ou_class_lookup_peek(vm, cls, OU_NAME(__hash__));
    if (!method || method == OU_NONE)
        return ou_hash_unhashable(vm, self, out);
    OuObj *result = ou_call_special_forgiving(vm, self, OU_NAME(__hash__), NULL, 0);
    if (!result)
        return false;
    if (result == OU_ABSENT)
        return ou_hash_unhashable(vm, self, out);
    bool ok = false;
    if (!ou_is(vm, result, OU_TF_IS_INT)) {
        OU_TYPE_ERROR(vm, "__hash__ method should return an integer");
    } else {
        int64_t value;
        ok = ou_as_int64(vm, result, &value);
        if (ok)
            *out = value == -1 ? -2 : value;
        else if (ou_error_swallow(vm, OU_T_OverflowError))
            ok = ou_type(vm, result)->hash(vm, result, out);
    }
    ou_unref(vm, result);
    return ok;
}

OuObj *ou_slot_call_method(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *result = call_with(vm, self, OU_NAME(__call__), args, nargs, kwnames);
    if (result == OU_ABSENT)
        return ou_raise_arg(vm, OU_T_AttributeError, OU_NAME_OBJ(__call__));
    return result;
}

OuObj *ou_slot_getattr(OuVM *vm, OuObj *self, OuObj *name)
{
    return call_method(vm, self, OU_NAME(__getattribute__), &name, 1);
}

OuObj *ou_slot_getattr_hook(OuVM *vm, OuObj *self, OuObj *name)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return NULL;
    OuObj *result;
    OuObj *method = ou_class_lookup_peek(vm, cls, OU_NAME(__getattribute__));
    const OuWrapperDescr *wrapper
        = method && ou_is_exact(method, OU_T_WRAPPER_DESCR) ? (const OuWrapperDescr *)method : NULL;
    if (wrapper && wrapper->function == (OuAnyFn)ou_getattr_generic) {
        OuStr *interned = ou_attr_name(vm, name);
        if (!interned)
            return NULL;
        result = ou_attr_find(vm, self, interned);
        ou_unref(vm, interned);
    } else {
        result = ou_slot_getattr(vm, self, name);
    }
    if (!result) {
        if (!ou_error_swallow(vm, OU_T_AttributeError))
            return NULL;
    } else if (result != OU_ABSENT) {
        return result;
    }
    return call_method(vm, self, OU_NAME(__getattr__), &name, 1);
}

static bool succeeded(OuVM *vm, OuObj *result)
{
    ou_unref(vm, result);
    return result != NULL;
}

bool ou_slot_setattr(OuVM *vm, OuObj *self, OuObj *name, OuObj *value)
{
    OuObj *args[2] = {name, value};
    return succeeded(vm, value ? call_method(vm, self, OU_NAME(__setattr__), args, 2)
                               : call_method(vm, self, OU_NAME(__delattr__), args, 1));
}

bool ou_slot_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    OuObj *args[2] = {key, value};
    return succeeded(vm, value ? call_method(vm, self, OU_NAME(__setitem__), args, 2)
                               : call_method(vm, self, OU_NAME(__delitem__), args, 1));
}

bool ou_slot_set(OuVM *vm, OuObj *self, OuObj *instance, OuObj *value)
{
    OuObj *args[2] = {instance, value};
    return succeeded(vm, value ? call_method(vm, self, OU_NAME(__set__), args, 2)
                               : call_method(vm, self, OU_NAME(__delete__), args, 1));
}

OuObj *ou_slot_get(OuVM *vm, OuObj *self, OuObj *instance, OuObj *owner)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return NULL;
    OuObj *method = ou_class_lookup_peek(vm, cls, OU_NAME(__get__)); /* called as it is, not bound */
    OuObj *args[2] = {instance ? instance : OU_NONE, owner ? owner : OU_NONE};
    return method ? ou_call_found_take(vm, ou_ref(method), true, self, args, 2) : ou_ref(self);
}

ptrdiff_t ou_slot_len(OuVM *vm, OuObj *self)
{
    OuObj *result = call_method(vm, self, OU_NAME(__len__), NULL, 0);
    OuObj *number = result ? ou_index_of(vm, result) : NULL;
    ou_unref(vm, result);
    if (!number)
        return -1;
    ptrdiff_t value = -1;
    int64_t wide;
    if (!ou_as_int64(vm, number, &wide)) {
        /* Beyond 64 bits: negative ones are a ValueError all the same. */
        ou_error_clear(vm);
        ptrdiff_t clipped;
        if (ou_as_ssize(vm, number, &clipped, 0) && clipped >= 0)
            ou_raise(vm, OU_T_OverflowError, "cannot fit '%.200T' into an index-sized integer",
                     number);
        else
            OU_VALUE_ERROR(vm, "__len__() should return >= 0");
    } else if (wide < 0) {
        OU_VALUE_ERROR(vm, "__len__() should return >= 0");
    } else {
        value = (ptrdiff_t)wide;
    }
    ou_unref(vm, number);
    return value;
}

int ou_slot_to_bool(OuVM *vm, OuObj *self)
{
    OuObj *result = ou_call_special(vm, self, OU_NAME(__bool__), NULL, 0);
    if (!result)
        return -1;
    if (result == OU_ABSENT) {
        OuClass *cls = ou_class_of(vm, self);
        if (!cls)
            return -1;
        if (!ou_class_lookup_peek(vm, cls, OU_NAME(__len__)))
            return 1;
        ptrdiff_t len = ou_slot_len(vm, self);
        return len < 0 ? -1 : len > 0;
    }
    int truth = -1;
    if (ou_is_exact(result, OU_T_BOOL))
        truth = ou_truth(vm, result);
    else
        OU_TYPE_ERROR(vm, "__bool__ should return bool, returned %T", result);
    ou_unref(vm, result);
    return truth;
}

static int contains_by_iteration(OuVM *vm, OuObj *self, OuObj *item)
{
    OuObj *iterator = ou_iter(vm, self);
    if (!iterator) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "argument of type '%.200T' is not iterable", self);
        return -1;
    }
    int found = 0;
    while (!found) {
        OuObj *each = ou_next(vm, iterator);
        if (!each)
            found = -1;
        if (!each || each == OU_DONE)
            break;
        found = ou_poll(vm, 1) ? ou_compare_bool(vm, each, item, OU_EQ) : -1;
        ou_unref(vm, each);
    }
    ou_unref(vm, iterator);
    return found;
}

int ou_slot_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    OuClass *cls = ou_class_of(vm, self);
    if (!cls)
        return -1;
    OuObj *method = ou_class_lookup_peek(vm, cls, OU_NAME(__contains__));
    if (method == OU_NONE) {
        OU_TYPE_ERROR(vm, "'%.200T' object is not a container", self);
        return -1;
    }
    if (!method)
        return contains_by_iteration(vm, self, item);
    OuObj *result = call_method(vm, self, OU_NAME(__contains__), &item, 1);
    if (!result)
        return -1;
    int truth = ou_truth(vm, result);
    ou_unref(vm, result);
    return truth;
}

bool ou_slot_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *result = call_with(vm, self, OU_NAME(__init__), args, nargs, kwnames);
    if (!result)
        return false;
    if (result == OU_ABSENT) {
        ou_raise_arg(vm, OU_T_AttributeError, OU_NAME_OBJ(__init__));
        return false;
    }
    bool ok = result == OU_NONE;
    if (!ok)
        OU_TYPE_ERROR(vm, "__init__() should return None, not '%.200T'", result);
    ou_unref(vm, result);
    return ok;
}

OuObj *ou_slot_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *function = ou_getattr(vm, OU_OBJ(cls), OU_NAME(__new__));
    if (!function)
        return NULL;
    OuObj *result = NULL;
    ArgList list;
    if (args_prepend(vm, &list, OU_OBJ(cls), args, nargs, kwnames)) {
        result = ou_call(vm, function, list.items, nargs + 1, kwnames);
        args_drop(vm, &list);
    }
    ou_unref(vm, function);
    return result;
}

void ou_slot_finalize(OuVM *vm, OuObj *self)
{
    if (ou_upcall_ended(vm, true))
        return;
    OuObj *pending = ou_error_take(vm);
    bool needs_self = false;
    OuObj *method = ou_lookup_special(vm, self, OU_NAME(__del__), &needs_self);
    if (method && method != OU_ABSENT) {
        OuObj *result = ou_call(vm, method, &self, needs_self, NULL);
        if (!result)
            ou_error_unraisable(vm, NULL, method);
        ou_unref(vm, result);
        ou_unref(vm, method);
    } else if (!method) {
        ou_error_unraisable(vm, NULL, self);
    }
    ou_error_restore_take(vm, pending);
}
