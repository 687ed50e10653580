/* none_bool.c - the constants: bool, None, NotImplemented, Ellipsis. They are const data,
 * shared by all VMs. bool(x) asks x for its truth, which may run script code. */
#include "object/args.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/int_parts.h"

const OuInt ou_true_object = {OU_STATIC_HEAD(OU_T_BOOL), 1};
const OuInt ou_false_object = {OU_STATIC_HEAD(OU_T_BOOL), 0};
const OuObj ou_none_object = OU_STATIC_HEAD(OU_T_NONE);
const OuObj ou_not_implemented_object = OU_STATIC_HEAD(OU_T_NOT_IMPLEMENTED);
const OuObj ou_ellipsis_object = OU_STATIC_HEAD(OU_T_ELLIPSIS);

/* ---- bool ---- */

static bool both_bool(const OuObj *left, const OuObj *right)
{
    return ou_is_exact(left, OU_T_BOOL) && ou_is_exact(right, OU_T_BOOL);
}

static OuObj *bool_and(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!both_bool(left, right))
        return ou_int_slot_and(vm, left, right);
    return OU_BOOL(left == OU_TRUE && right == OU_TRUE);
}

static OuObj *bool_or(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!both_bool(left, right))
        return ou_int_slot_or(vm, left, right);
    return OU_BOOL(left == OU_TRUE || right == OU_TRUE);
}

static OuObj *bool_xor(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!both_bool(left, right))
        return ou_int_slot_xor(vm, left, right);
    return OU_BOOL(left != right);
}

static OuObj *bool_repr(OuVM *vm, OuObj *self)
{
    (void)vm;
    return self == OU_TRUE ? OU_NAME_OBJ(True_) : OU_NAME_OBJ(False_);
}

static OuObj *bool_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    if (!ou_no_keywords(vm, "bool", kwnames) || !ou_check_count(vm, "bool", nargs, 0, 1))
        return NULL;
    int truth = nargs ? ou_truth(vm, args[0]) : 0;
    return truth < 0 ? NULL : OU_BOOL(truth);
}

const OuType ou_bool_type = {
    .name = "bool",
    .doc = "bool(x) -> True or False, whether x counts as true.",
    .base = &ou_int_type,
    .index = OU_T_BOOL,
    .flags = OU_TF_MATCH_SELF | OU_TF_IMMUTABLE | OU_TF_IS_INT,
    .size = sizeof(OuInt),
    .repr = bool_repr,
    .str = ou_object_str,
    OU_INT_SLOTS,
    .and_ = bool_and,
    .or_ = bool_or,
    .xor_ = bool_xor,
    .make = bool_make,
};

/* ---- None, NotImplemented, Ellipsis ---- */

static OuObj *none_repr(OuVM *vm, OuObj *self)
{
    (void)vm;
    (void)self;
    return OU_NAME_OBJ(None_);
}

static int none_to_bool(OuVM *vm, OuObj *self)
{
    (void)vm;
    (void)self;
    return 0;
}

static OuObj *not_implemented_repr(OuVM *vm, OuObj *self)
{
    (void)vm;
    (void)self;
    return OU_NAME_OBJ(NotImplemented);
}

static int not_implemented_to_bool(OuVM *vm, OuObj *self)
{
    (void)self;
    return ou_warn(vm, OU_T_DeprecationWarning,
                   "NotImplemented should not be used in a boolean context", 1)
               ? 1
               : -1;
}

static OuObj *ellipsis_repr(OuVM *vm, OuObj *self)
{
    (void)vm;
    (void)self;
    return OU_NAME_OBJ(Ellipsis);
}

/* type(None)() and its like: the constant itself, and no arguments. */
static bool takes_nothing(OuVM *vm, const char *name, size_t nargs, OuObj *kwnames)
{
    if (nargs || (kwnames && OU_TUPLE(kwnames)->len)) {
        OU_TYPE_ERROR(vm, "%s takes no arguments", name);
        return false;
    }
    return true;
}

static OuObj *none_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    (void)args;
    return takes_nothing(vm, "NoneType", nargs, kwnames) ? OU_NONE : NULL;
}

static OuObj *not_implemented_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                                   OuObj *kwnames)
{
    (void)cls;
    (void)args;
    return takes_nothing(vm, "NotImplementedType", nargs, kwnames) ? OU_NOT_IMPLEMENTED : NULL;
}

static OuObj *ellipsis_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    (void)cls;
    (void)args;
    return takes_nothing(vm, "EllipsisType", nargs, kwnames) ? OU_ELLIPSIS : NULL;
}

/* Pickling goes by name. */
static OuObj *constant_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_repr(vm, self);
}

static const OuMethodDef constant_methods[] = {
    {"__reduce__", "()", constant_m_reduce, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};

#define CONSTANT_SLOTS                                                                        \
    .base = &ou_object_type, .flags = OU_TF_IMMUTABLE, .size = sizeof(OuObj), OU_SLOTS_ATTR, \
    OU_SLOTS_IDENTITY, .str = ou_object_str, .init = ou_object_init

const OuType ou_none_type = {
    .name = "NoneType",
    .index = OU_T_NONE,
    CONSTANT_SLOTS,
    .repr = none_repr,
    .to_bool = none_to_bool,
    .make = none_make,
};

const OuType ou_not_implemented_type = {
    .name = "NotImplementedType",
    .index = OU_T_NOT_IMPLEMENTED,
    CONSTANT_SLOTS,
    .methods = constant_methods,
    .repr = not_implemented_repr,
    .to_bool = not_implemented_to_bool,
    .make = not_implemented_make,
};

const OuType ou_ellipsis_type = {
    .name = "ellipsis",
    .index = OU_T_ELLIPSIS,
    CONSTANT_SLOTS,
    .methods = constant_methods,
    .repr = ellipsis_repr,
    .make = ellipsis_make,
};
