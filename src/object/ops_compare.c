/* ops_compare.c - comparison, isinstance and issubclass. They run script code unless both
 * operands are exact ints, floats or strs. */
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/float.h"
#include "object/int.h"

/* ---- comparison ---- */

OuCompareOp ou_compare_swapped(OuCompareOp op)
{
    static const OuCompareOp swapped[] = {OU_GT, OU_GE, OU_EQ, OU_NE, OU_LT, OU_LE};
    return swapped[op];
}

bool ou_type_is_derived(OuVM *vm, OuObj *sub, OuObj *of)
{
    const OuShape *shape = ou_shape(vm, sub), *target = ou_shape(vm, of);
    if (shape->type == target->type)
        return true;
    if (shape->cls == NULL) { /* built-in types have one base each */
        for (const OuType *type = shape->type->base; type != NULL; type = type->base)
            if (type == target->type)
                return true;
        return false;
    }
    OuClass *cls = target->cls ? target->cls : vm->builtin_classes[target->index];
    return cls != NULL && ou_is_subclass(shape->cls, cls);
}

OU_INLINE bool compare_int64(int64_t a, int64_t b, OuCompareOp op)
{
    switch (op) {
    case OU_LT: return a < b;
    case OU_LE: return a <= b;
    case OU_EQ: return a == b;
    case OU_NE: return a != b;
    case OU_GT: return a > b;
    case OU_GE: return a >= b;
    }
    return false;
}

OU_INLINE bool compare_double(double a, double b, OuCompareOp op)
{
    switch (op) {
    case OU_LT: return a < b;
    case OU_LE: return a <= b;
    case OU_EQ: return a == b;
    case OU_NE: return a != b;
    case OU_GT: return a > b;
    case OU_GE: return a >= b;
    }
    return false;
}

/* Exact built-in operands that need no call: 1, 0, or -1 if they are others. */
OU_INLINE int compare_fast(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if (ou_is_small_int(a) && ou_is_small_int(b))
        return compare_int64(ou_int_value(a), ou_int_value(b), op);
    if (ou_is_exact(a, OU_T_STR) && ou_is_exact(b, OU_T_STR)) {
        if (op == OU_EQ)
            return a == b || ou_str_equal_in_run(vm, OU_STR(a), OU_STR(b));
        if (op == OU_NE)
            return a != b && !ou_str_equal_in_run(vm, OU_STR(a), OU_STR(b));
        if (OU_STR(a)->size > 4096)
            return -1; /* that looks at limits */
        return compare_int64(ou_str_cmp(OU_STR(a), OU_STR(b)), 0, op);
    }
    if (ou_is_exact(a, OU_T_FLOAT) && ou_is_exact(b, OU_T_FLOAT))
        return compare_double(ou_float_value(a), ou_float_value(b), op);
    return -1;
}

static OuObj *compare_slow(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    const OuType *type_a = ou_type(vm, a), *type_b = ou_type(vm, b);
    bool reversed = false;
    OuObj *result;
    if (type_a != type_b && type_b->compare != NULL && ou_type_is_derived(vm, b, a)) {
        reversed = true;
        result = type_b->compare(vm, b, a, ou_compare_swapped(op));
        if (result != OU_NOT_IMPLEMENTED)
            return result;
    }
    if (type_a->compare != NULL) {
        result = type_a->compare(vm, a, b, op);
        if (result != OU_NOT_IMPLEMENTED)
            return result;
    }
    if (!reversed && type_b->compare != NULL) {
        result = type_b->compare(vm, b, a, ou_compare_swapped(op));
        if (result != OU_NOT_IMPLEMENTED)
            return result;
    }
    if (op == OU_EQ)
        return OU_BOOL(a == b);
    if (op == OU_NE)
        return OU_BOOL(a != b);
    static const char *const texts[] = {"<", "<=", "==", "!=", ">", ">="};
    return OU_TYPE_ERROR(vm, "'%s' not supported between instances of '%.100T' and '%.100T'", texts[op], a, b);
}

OuObj *ou_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    int fast = compare_fast(vm, a, b, op);
    if (OU_LIKELY(fast >= 0))
        return OU_BOOL(fast);
    if (!ou_enter(vm, " in comparison"))
        return NULL;
    OuObj *result = compare_slow(vm, a, b, op);
    ou_leave(vm);
    return result;
}

int ou_compare_bool(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if (a == b) {
        if (op == OU_EQ)
            return 1;
        if (op == OU_NE)
            return 0;
    }
    int fast = compare_fast(vm, a, b, op);
    if (OU_LIKELY(fast >= 0))
        return fast;
    OuObj *result = ou_compare(vm, a, b, op);
    if (result == NULL)
        return -1;
    int truth = ou_truth(vm, result);
    ou_unref(vm, result);
    return truth;
}

/* ---- isinstance, issubclass ---- */

/* Does the metaclass of `cls` leave the check `name` as `type` has it? */
static bool check_is_plain(OuVM *vm, OuObj *cls, OuStr *name)
{
    const OuShape *meta = ou_shape(vm, cls);
    if (meta->index == OU_T_TYPE)
        return true;
    if (!(meta->type->flags & OU_TF_IS_TYPE) || meta->cls == NULL || !vm->builtin_classes[OU_T_TYPE])
        return false;
    return ou_class_lookup_peek(vm, meta->cls, name) ==
           ou_class_lookup_peek(vm, vm->builtin_classes[OU_T_TYPE], name);
}

/* cls.__bases__ if it is a tuple: new reference; OU_ABSENT if not; NULL on error. */
static OuObj *bases_of(OuVM *vm, OuObj *cls)
{
    OuObj *bases = ou_getattr_optional(vm, cls, OU_NAME(__bases__));
    if (bases != NULL && bases != OU_ABSENT && !ou_is(vm, bases, OU_TF_IS_TUPLE)) {
        ou_unref(vm, bases);
        return OU_ABSENT;
    }
    return bases;
}

static bool check_class(OuVM *vm, OuObj *cls, const char *message)
{
    OuObj *bases = bases_of(vm, cls);
    if (bases == OU_ABSENT)
        OU_TYPE_ERROR(vm, "%s", message);
    if (bases == NULL || bases == OU_ABSENT)
        return false;
    ou_unref(vm, bases);
    return true;
}

/* By __bases__, for objects that are not classes. */
static int derives_by_bases(OuVM *vm, OuObj *derived, OuObj *cls)
{
    OuObj *at = ou_ref(derived);
    int result = 0;
    while (result == 0) {
        if (at == cls) {
            result = 1;
            break;
        }
        OuObj *bases = bases_of(vm, at);
        if (bases == NULL)
            result = -1;
        if (bases == NULL || bases == OU_ABSENT)
            break;
        size_t n = OU_TUPLE(bases)->len;
        if (n == 1) { /* a loop for long lines of ancestors */
            ou_put(vm, &at, ou_ref(OU_TUPLE(bases)->items[0]));
            ou_unref(vm, bases);
            continue;
        }
        bool entered = n > 1 && ou_enter(vm, " in __issubclass__");
        if (n > 1 && !entered)
            result = -1;
        for (size_t i = 0; entered && i < n && result == 0; i++)
            result = derives_by_bases(vm, OU_TUPLE(bases)->items[i], cls);
        if (entered)
            ou_leave(vm);
        ou_unref(vm, bases);
        break;
    }
    ou_unref(vm, at);
    return result;
}

/* May o.__class__ say something else than its type? */
static bool may_pretend(OuVM *vm, OuObj *o)
{
    const OuShape *shape = ou_shape(vm, o);
    if (shape->type->getattr != ou_getattr_generic)
        return true;
    OuClass *object = vm->builtin_classes[OU_T_OBJECT];
    return shape->cls != NULL && object != NULL &&
           ou_class_lookup_peek(vm, shape->cls, OU_NAME(__class__)) !=
               ou_class_lookup_peek(vm, object, OU_NAME(__class__));
}

int ou_isinstance_plain(OuVM *vm, OuObj *o, OuObj *cls)
{
    bool is_class = ou_is(vm, cls, OU_TF_IS_TYPE);
    if (is_class) {
        OuClass *own = ou_class_of(vm, o);
        if (own == NULL)
            return -1;
        if (ou_is_subclass(own, OU_CLASS(cls)))
            return 1;
        if (!may_pretend(vm, o))
            return 0;
    } else if (!check_class(vm, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union")) {
        return -1;
    }
    OuObj *claimed = ou_getattr_optional(vm, o, OU_NAME(__class__));
    if (claimed == NULL || claimed == OU_ABSENT)
        return claimed == NULL ? -1 : 0;
    int result = 0;
    if (!is_class)
        result = derives_by_bases(vm, claimed, cls);
    else if (ou_is(vm, claimed, OU_TF_IS_TYPE))
        result = ou_is_subclass(OU_CLASS(claimed), OU_CLASS(cls));
    ou_unref(vm, claimed);
    return result;
}

int ou_issubclass_plain(OuVM *vm, OuObj *sub, OuObj *cls)
{
    if (ou_is(vm, sub, OU_TF_IS_TYPE) && ou_is(vm, cls, OU_TF_IS_TYPE))
        return ou_is_subclass(OU_CLASS(sub), OU_CLASS(cls));
    if (!check_class(vm, sub, "issubclass() arg 1 must be a class") ||
        !check_class(vm, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"))
        return -1;
    return derives_by_bases(vm, sub, cls);
}

/* Call the check `name` that the type of `cls` defines; *defined false: there is none. */
static int ask_class(OuVM *vm, OuObj *cls, OuStr *name, OuObj *arg, const char *where, bool *defined)
{
    *defined = true;
    if (!ou_enter(vm, where))
        return -1;
    OuObj *answer = ou_call_special(vm, cls, name, &arg, 1);
    ou_leave(vm);
    if (answer == OU_ABSENT) {
        *defined = false;
        return 0;
    }
    if (answer == NULL)
        return -1;
    int truth = ou_truth(vm, answer);
    ou_unref(vm, answer);
    return truth;
}

typedef int CheckFn(OuVM *vm, OuObj *o, OuObj *cls);

/* Does `check` hold of one in a tuple or a union of classes? *is_many: is `cls` one at all? */
OU_INLINE int check_many(OuVM *vm, OuObj *o, OuObj *cls, CheckFn *check, const char *where, bool *is_many)
{
    int result = 0;
    *is_many = true;
    if (ou_is(vm, cls, OU_TF_IS_TUPLE)) {
        if (!ou_poll(vm, 1) || !ou_enter(vm, where))
            return -1;
        for (size_t i = 0; i < OU_TUPLE(cls)->len && result == 0; i++)
            result = check(vm, o, OU_TUPLE(cls)->items[i]);
        ou_leave(vm);
        return result;
    }
    if (ou_is_exact(cls, OU_T_UNION)) {
        OuObj *args = ou_getattr_text(vm, cls, "__args__");
        result = args ? check(vm, o, args) : -1;
        ou_unref(vm, args);
        return result;
    }
    *is_many = false;
    return 0;
}

int ou_isinstance(OuVM *vm, OuObj *o, OuObj *cls)
{
    static const char where[] = " in __instancecheck__";
    bool is_class = ou_is(vm, cls, OU_TF_IS_TYPE), is_many, defined;
    if (is_class && ou_type(vm, o) == OU_CLASS(cls)->type)
        return 1;
    if (is_class && check_is_plain(vm, cls, OU_NAME(__instancecheck__)))
        return ou_isinstance_plain(vm, o, cls);
    int result = check_many(vm, o, cls, ou_isinstance, where, &is_many);
    if (is_many)
        return result;
    result = ask_class(vm, cls, OU_NAME(__instancecheck__), o, where, &defined);
    return defined ? result : ou_isinstance_plain(vm, o, cls);
}

int ou_issubclass(OuVM *vm, OuObj *sub, OuObj *cls)
{
    static const char where[] = " in __subclasscheck__";
    bool is_many, defined;
    if (ou_is(vm, cls, OU_TF_IS_TYPE) && check_is_plain(vm, cls, OU_NAME(__subclasscheck__)))
        return sub == cls ? 1 : ou_issubclass_plain(vm, sub, cls);
    int result = check_many(vm, sub, cls, ou_issubclass, where, &is_many);
    if (is_many)
        return result;
    result = ask_class(vm, cls, OU_NAME(__subclasscheck__), sub, where, &defined);
    return defined ? result : ou_issubclass_plain(vm, sub, cls);
}
