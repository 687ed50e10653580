/* slot_wrap.c - C slots called as methods: what `(1).__add__(2)` and `super().__init__()` do.
 * The arguments are checked as CPython's wrappers check them. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/int.h"

static bool expect(OuVM *vm, size_t nargs, size_t wanted)
{
    if (nargs == wanted)
        return true;
    OU_TYPE_ERROR(vm, "expected %zu argument%s, got %zu", wanted, wanted == 1 ? "" : "s", nargs);
    return false;
}

/* The wrappers that unpack a tuple of arguments name no function, but leave its blank. */
static bool expect_unpacked(OuVM *vm, size_t nargs, size_t wanted)
{
    return ou_check_count(vm, "", nargs, wanted, wanted);
}

/* One or two arguments, the second optional. */
static bool expect_optional(OuVM *vm, size_t nargs)
{
    return ou_check_count(vm, "", nargs, 1, 2);
}

static OuObj *none_if(bool ok)
{
    return ok ? OU_NONE : NULL;
}

/* Someone calls object.__setattr__ on an object whose built-in class has a setattr of its
 * own, to get round it: allowed only along the chain of layout bases. */
static bool may_set_directly(OuVM *vm, OuObj *self, OuAnyFn function, const char *what)
{
    const OuType *type = ou_type(vm, self);
    while (type && (type->flags & OU_TF_USER))
        type = type->base;
    while (type && type->setattr == ou_slot_setattr)
        type = type->base;
    if (!type || (OuAnyFn)type->setattr == function || type->index == OU_T_MODULE)
        return true; /* a module's own only makes what is made late */
    OU_TYPE_ERROR(vm, "can't apply this %s to %s object", what, type->name);
    return false;
}

static OuObj *call_set(OuVM *vm, const OuSlotRow *row, OuAnyFn function, OuObj *self,
                       OuObj *const *args, size_t nargs)
{
    OuSetFn set = (OuSetFn)function;
    bool deletes = row->kind == OU_SLOT_DELATTR || row->kind == OU_SLOT_DELITEM
                   || row->kind == OU_SLOT_DELETE;
    if (deletes ? !expect(vm, nargs, 1) : !expect_unpacked(vm, nargs, 2))
        return NULL;
    if (row->kind == OU_SLOT_SETATTR && !may_set_directly(vm, self, function, "__setattr__"))
        return NULL;
    if (row->kind == OU_SLOT_DELATTR && !may_set_directly(vm, self, function, "__delattr__"))
        return NULL;
    return none_if(set(vm, self, args[0], deletes ? NULL : args[1]));
}

static OuObj *call_get(OuVM *vm, OuAnyFn function, OuObj *self, OuObj *const *args, size_t nargs)
{
    if (!expect_optional(vm, nargs))
        return NULL;
    OuObj *instance = args[0] == OU_NONE ? NULL : args[0];
    OuObj *owner = nargs < 2 || args[1] == OU_NONE ? NULL : args[1];
    if (!instance && !owner)
        return OU_TYPE_ERROR(vm, "__get__(None, None) is invalid");
    return ((OuTernaryFn)function)(vm, self, instance, owner);
}

/* The index of an item as an int (new reference); bounds are the function's matter. */
static OuObj *whole_index(OuVM *vm, OuObj *key)
{
    ptrdiff_t index;
    return ou_as_ssize(vm, key, &index, OU_T_OverflowError) ? ou_int_from(vm, index) : NULL;
}

/* Items of sequences that are no mappings: the wrapper makes the key a number. */
static OuObj *call_item_at(OuVM *vm, OuSlotKind kind, OuAnyFn function, OuObj *self, OuObj *const *args,
                           size_t nargs)
{
    if (kind == OU_SLOT_SETITEM_AT ? !expect_unpacked(vm, nargs, 2) : !expect(vm, nargs, 1))
        return NULL;
    OuObj *index = whole_index(vm, args[0]), *result = NULL;
    if (index)
        result = kind == OU_SLOT_ITEM_AT
                     ? ((OuBinaryFn)function)(vm, self, index)
                     : none_if(((OuSetFn)function)(vm, self, index, kind == OU_SLOT_SETITEM_AT ? args[1] : NULL));
    ou_unref(vm, index);
    return result;
}

static OuObj *call_power(OuVM *vm, const OuSlotRow *row, OuAnyFn function, OuObj *self,
                         OuObj *const *args, size_t nargs)
{
    if (!expect_optional(vm, nargs))
        return NULL;
    OuObj *modulus = nargs > 1 ? args[1] : OU_NONE;
    OuTernaryFn power = (OuTernaryFn)function;
    return row->kind == OU_SLOT_POW_R ? power(vm, args[0], self, modulus)
                                      : power(vm, self, args[0], modulus);
}

/* Methods without arguments. */
static OuObj *call_plain(OuVM *vm, const OuSlotRow *row, OuAnyFn function, OuObj *self)
{
    switch ((int)row->kind) {
    case OU_SLOT_UNARY:
        return ((OuUnaryFn)function)(vm, self);
    case OU_SLOT_NEXT: {
        OuObj *result = ((OuUnaryFn)function)(vm, self);
        return result == OU_DONE ? ou_raise_arg(vm, OU_T_StopIteration, NULL) : result;
    }
    case OU_SLOT_HASH: {
        OuHash hash;
        return ((OuHashFn)function)(vm, self, &hash) ? ou_int_from(vm, hash) : NULL;
    }
    case OU_SLOT_BOOL: {
        int truth = ((OuTestFn)function)(vm, self);
        return truth < 0 ? NULL : OU_BOOL(truth);
    }
    case OU_SLOT_LEN: {
        ptrdiff_t len = ((OuLenFn)function)(vm, self);
        return len < 0 ? NULL : ou_int_from(vm, len);
    }
    default:
        ((OuVoidFn)function)(vm, self);
        return OU_NONE;
    }
}

OuObj *ou_slot_call(OuVM *vm, const OuSlotRow *row, OuAnyFn function, OuObj *self,
                    OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuSlotKind kind = (OuSlotKind)row->kind;
    if (kind == OU_SLOT_CALL)
        return ((OuCallFn)function)(vm, self, args, nargs, kwnames);
    if (kind == OU_SLOT_INIT)
        return none_if(((OuInitFn)function)(vm, self, args, nargs, kwnames));
    if (kwnames && OU_TUPLE(kwnames)->len)
        return OU_TYPE_ERROR(vm, "wrapper %U() takes no keyword arguments", row->name);
    switch (kind) {
    case OU_SLOT_UNARY: case OU_SLOT_NEXT: case OU_SLOT_HASH: case OU_SLOT_BOOL: case OU_SLOT_LEN:
    case OU_SLOT_DEL:
        return expect(vm, nargs, 0) ? call_plain(vm, row, function, self) : NULL;
    case OU_SLOT_BINARY: case OU_SLOT_GETATTRIBUTE: case OU_SLOT_GETATTR:
        return expect(vm, nargs, 1) ? ((OuBinaryFn)function)(vm, self, args[0]) : NULL;
    case OU_SLOT_BINARY_R:
        return expect(vm, nargs, 1) ? ((OuBinaryFn)function)(vm, args[0], self) : NULL;
    case OU_SLOT_COMPARE:
        return expect(vm, nargs, 1)
                   ? ((OuCompareFn)function)(vm, self, args[0], (OuCompareOp)row->argument) : NULL;
    case OU_SLOT_REPEAT: {
        OuObj *count = expect_unpacked(vm, nargs, 1) ? whole_index(vm, args[0]) : NULL;
        OuObj *result = count ? ((OuBinaryFn)function)(vm, self, count) : NULL;
        ou_unref(vm, count);
        return result;
    }
    case OU_SLOT_CONTAINS: {
        int found = expect(vm, nargs, 1) ? ((OuContainsFn)function)(vm, self, args[0]) : -1;
        return found < 0 ? NULL : OU_BOOL(found);
    }
    case OU_SLOT_POW: case OU_SLOT_POW_R: case OU_SLOT_INPLACE_POW:
        return call_power(vm, row, function, self, args, nargs);
    case OU_SLOT_GET:
        return call_get(vm, function, self, args, nargs);
    case OU_SLOT_SETATTR: case OU_SLOT_DELATTR: case OU_SLOT_SETITEM: case OU_SLOT_DELITEM:
    case OU_SLOT_SET: case OU_SLOT_DELETE:
        return call_set(vm, row, function, self, args, nargs);
    case OU_SLOT_ITEM_AT: case OU_SLOT_SETITEM_AT: case OU_SLOT_DELITEM_AT:
        return call_item_at(vm, kind, function, self, args, nargs);
    case OU_SLOT_CALL: case OU_SLOT_INIT: case OU_SLOT_NEW:
        break;
    }
    OU_UNREACHABLE();
}
