/* ops_number.c - operators on any objects, dispatched as CPython does: the slot of the left
 * operand, unless the right one's type is derived from the left one's; then that of the
 * other; then what sequences do. Slots take the instance on either side. */
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include <string.h>

typedef struct OperatorRow {
    size_t binary, inplace; /* offsets of the slots in OuType; 0: none */
    const char *text, *inplace_text;
} OperatorRow;

#define ROW(field, ifield, text) \
    {offsetof(OuType, field), offsetof(OuType, ifield), text, text "="}
static const OperatorRow operators[OU_OP_COUNT] = {
    [OU_OP_ADD] = ROW(add, iadd, "+"),
    [OU_OP_SUB] = ROW(sub, isub, "-"),
    [OU_OP_MUL] = ROW(mul, imul, "*"),
    [OU_OP_MATMUL] = ROW(matmul, imatmul, "@"),
    [OU_OP_TRUEDIV] = ROW(truediv, itruediv, "/"),
    [OU_OP_FLOORDIV] = ROW(floordiv, ifloordiv, "//"),
    [OU_OP_MOD] = ROW(mod, imod, "%"),
    [OU_OP_POW] = {0, 0, "** or pow()", "**="},
    [OU_OP_LSHIFT] = ROW(lshift, ilshift, "<<"),
    [OU_OP_RSHIFT] = ROW(rshift, irshift, ">>"),
    [OU_OP_AND] = ROW(and_, iand, "&"),
    [OU_OP_XOR] = ROW(xor_, ixor, "^"),
    [OU_OP_OR] = ROW(or_, ior, "|"),
    [OU_OP_DIVMOD] = {offsetof(OuType, divmod), 0, "divmod()", "divmod()"},
};
#undef ROW

const char *ou_operator_text(OuBinaryOp op, bool inplace)
{
    return inplace ? operators[op].inplace_text : operators[op].text;
}

OU_INLINE OuBinaryFn slot_at(const OuType *type, size_t offset)
{
    return *(const OuBinaryFn *)((const char *)type + offset);
}

/* ---- errors ---- */

static OuObj *unsupported(OuVM *vm, OuBinaryOp op, bool inplace, OuObj *a, OuObj *b)
{
    const char *hint = "";
    if (op == OU_OP_RSHIFT && !inplace && ou_is_exact(a, OU_T_BUILTIN) &&
        strcmp(((OuBuiltin *)a)->def->name, "print") == 0)
        hint = ". Did you mean \"print(<message>, file=<output_stream>)\"?";
    return OU_TYPE_ERROR(vm, "unsupported operand type(s) for %.100s: '%.100T' and '%.100T'%s",
                         ou_operator_text(op, inplace), a, b, hint);
}

/* ---- sequences ---- */

bool ou_is_number(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    return type->to_int || type->to_float || type->to_index || ou_isinstance_builtin(vm, o, OU_T_COMPLEX);
}

bool ou_has_index(const OuVM *vm, const OuObj *o)
{
    return ou_type(vm, o)->to_index != NULL;
}

static OuObj *repeat(OuVM *vm, OuBinaryFn fn, OuObj *sequence, OuObj *count)
{
    if (!ou_has_index(vm, count))
        return OU_TYPE_ERROR(vm, "can't multiply sequence by non-int of type '%.200T'", count);
    return fn(vm, sequence, count);
}

/* What + and * mean when no number slot took it; OU_NOT_IMPLEMENTED if nothing. */
static OuObj *sequence_operator(OuVM *vm, OuBinaryOp op, bool inplace, OuObj *a, OuObj *b)
{
    const OuType *type = ou_type(vm, a);
    if (op == OU_OP_ADD) {
        OuBinaryFn fn = inplace && type->iconcat ? type->iconcat : type->concat;
        return fn ? fn(vm, a, b) : OU_NOT_IMPLEMENTED;
    }
    if (op != OU_OP_MUL)
        return OU_NOT_IMPLEMENTED;
    OuBinaryFn fn = inplace && type->irepeat ? type->irepeat : type->repeat;
    if (fn != NULL)
        return repeat(vm, fn, a, b);
    /* CPython's *= asks the right operand only if the left one is no kind of sequence. */
    if (inplace && ((type->flags & (OU_TF_USER | OU_TF_HEAP)) || type->len || type->contains || ou_is_sequence(vm, a)))
        return OU_NOT_IMPLEMENTED;
    fn = ou_type(vm, b)->repeat; /* never in place: the right operand must not change */
    return fn ? repeat(vm, fn, b, a) : OU_NOT_IMPLEMENTED;
}

/* ---- dispatch ---- */

/* The number slots; OU_NOT_IMPLEMENTED if none takes it. */
static OuObj *number_operator(OuVM *vm, size_t offset, OuObj *a, OuObj *b)
{
    const OuType *type_a = ou_type(vm, a), *type_b = ou_type(vm, b);
    OuBinaryFn fn_a = slot_at(type_a, offset), fn_b = NULL;
    if (type_a != type_b) {
        fn_b = slot_at(type_b, offset);
        if (fn_b == fn_a)
            fn_b = NULL;
    }
    OuObj *result;
    if (fn_a != NULL) {
        if (fn_b != NULL && ou_type_is_derived(vm, b, a)) {
            result = fn_b(vm, a, b);
            if (result != OU_NOT_IMPLEMENTED)
                return result;
            fn_b = NULL;
        }
        result = fn_a(vm, a, b);
        if (result != OU_NOT_IMPLEMENTED)
            return result;
    }
    return fn_b ? fn_b(vm, a, b) : OU_NOT_IMPLEMENTED;
}

OuObj *ou_binary_rest(OuVM *vm, OuBinaryOp op, bool inplace, OuObj *a, OuObj *b)
{
    OuObj *result = sequence_operator(vm, op, inplace, a, b);
    return result == OU_NOT_IMPLEMENTED ? unsupported(vm, op, inplace, a, b) : result;
}

OuObj *ou_binary(OuVM *vm, OuBinaryOp op, OuObj *a, OuObj *b)
{
    if (op == OU_OP_POW)
        return ou_pow(vm, a, b, OU_NONE);
    OuObj *result = number_operator(vm, operators[op].binary, a, b);
    return result == OU_NOT_IMPLEMENTED ? ou_binary_rest(vm, op, false, a, b) : result;
}

/* pow's slots; OU_NOT_IMPLEMENTED if none takes it. */
static OuObj *power(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    const OuType *type_a = ou_type(vm, base), *type_b = ou_type(vm, exponent);
    OuTernaryFn fn_a = type_a->pow, fn_b = type_a == type_b ? NULL : type_b->pow, fn_c;
    OuObj *result;
    if (fn_b == fn_a)
        fn_b = NULL;
    OuTernaryFn tried = fn_b;
    if (fn_a != NULL) {
        if (fn_b != NULL && ou_type_is_derived(vm, exponent, base)) {
            result = fn_b(vm, base, exponent, modulus);
            if (result != OU_NOT_IMPLEMENTED)
                return result;
            fn_b = NULL;
        }
        result = fn_a(vm, base, exponent, modulus);
        if (result != OU_NOT_IMPLEMENTED)
            return result;
    }
    if (fn_b != NULL) {
        result = fn_b(vm, base, exponent, modulus);
        if (result != OU_NOT_IMPLEMENTED)
            return result;
    }
    fn_c = ou_type(vm, modulus)->pow;
    if (fn_c != NULL && fn_c != fn_a && fn_c != tried)
        return fn_c(vm, base, exponent, modulus);
    return OU_NOT_IMPLEMENTED;
}

OuObj *ou_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    OuObj *result = power(vm, base, exponent, modulus);
    if (result != OU_NOT_IMPLEMENTED)
        return result;
    if (modulus == OU_NONE)
        return unsupported(vm, OU_OP_POW, false, base, exponent);
    return OU_TYPE_ERROR(vm, "unsupported operand type(s) for ** or pow(): '%.100T', '%.100T', '%.100T'", base,
                         exponent, modulus);
}

OuObj *ou_inplace_rest(OuVM *vm, OuBinaryOp op, OuObj *a, OuObj *b)
{
    if (op == OU_OP_POW) {
        OuObj *result = power(vm, a, b, OU_NONE);
        return result == OU_NOT_IMPLEMENTED ? unsupported(vm, op, true, a, b) : result;
    }
    OuObj *result = number_operator(vm, operators[op].binary, a, b);
    return result == OU_NOT_IMPLEMENTED ? ou_binary_rest(vm, op, true, a, b) : result;
}

OuObj *ou_inplace(OuVM *vm, OuBinaryOp op, OuObj *a, OuObj *b)
{
    OuObj *result = OU_NOT_IMPLEMENTED;
    if (op == OU_OP_POW) {
        OuTernaryFn fn = ou_type(vm, a)->ipow;
        if (fn != NULL)
            result = fn(vm, a, b, OU_NONE);
    } else if (operators[op].inplace != 0) {
        OuBinaryFn fn = slot_at(ou_type(vm, a), operators[op].inplace);
        if (fn != NULL)
            result = fn(vm, a, b);
    }
    return result == OU_NOT_IMPLEMENTED ? ou_inplace_rest(vm, op, a, b) : result;
}

OuObj *ou_neg(OuVM *vm, OuObj *o)
{
    OuUnaryFn fn = ou_type(vm, o)->neg;
    return fn ? fn(vm, o) : OU_TYPE_ERROR(vm, "bad operand type for unary -: '%.200T'", o);
}

OuObj *ou_pos(OuVM *vm, OuObj *o)
{
    OuUnaryFn fn = ou_type(vm, o)->pos;
    return fn ? fn(vm, o) : OU_TYPE_ERROR(vm, "bad operand type for unary +: '%.200T'", o);
}

OuObj *ou_invert(OuVM *vm, OuObj *o)
{
    OuUnaryFn fn = ou_type(vm, o)->invert;
    return fn ? fn(vm, o) : OU_TYPE_ERROR(vm, "bad operand type for unary ~: '%.200T'", o);
}

OuObj *ou_abs(OuVM *vm, OuObj *o)
{
    OuUnaryFn fn = ou_type(vm, o)->abs;
    return fn ? fn(vm, o) : OU_TYPE_ERROR(vm, "bad operand type for abs(): '%.200T'", o);
}

/* ---- conversions ---- */

bool ou_warn_strict_subclass(OuVM *vm, OuObj *owner, const char *method, OuObj *result, const char *type)
{
    OuObj *name = owner ? ou_str_format(vm, "%.50T.%s", owner, method) : ou_str_from(vm, method);
    OuObj *text = name == NULL ? NULL
        : ou_str_format(vm, "%U returned non-%s (type %.200T).  The ability to return an instance of a "
                        "strict subclass of %s is deprecated, and may be removed in a future version "
                        "of Python.", OU_STR(name), type, result, type);
    bool ok = text != NULL && ou_warn(vm, OU_T_DeprecationWarning, ou_str_text(OU_STR(text)), 1);
    ou_unref(vm, text);
    ou_unref(vm, name);
    return ok;
}

OuObj *ou_index_of(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_INT))
        return ou_ref(o);
    const OuType *type = ou_type(vm, o);
    if (type->flags & OU_TF_IS_INT)
        return ou_int_add(vm, o, (OuObj *)&ou_small_ints[-OU_SMALL_INT_MIN]);
    if (type->to_index == NULL)
        return OU_TYPE_ERROR(vm, "'%.200T' object cannot be interpreted as an integer", o);
    OuObj *result = type->to_index(vm, o);
    if (result == NULL || ou_is_exact(result, OU_T_INT))
        return result;
    if (!ou_is(vm, result, OU_TF_IS_INT)) {
        OU_TYPE_ERROR(vm, "__index__ returned non-int (type %.200T)", result);
        ou_unref(vm, result);
        return NULL;
    }
    OuObj *exact = NULL;
    if (ou_warn_strict_subclass(vm, NULL, "__index__", result, "int"))
        exact = ou_int_add(vm, result, (OuObj *)&ou_small_ints[-OU_SMALL_INT_MIN]);
    ou_unref(vm, result);
    return exact;
}

bool ou_as_ssize(OuVM *vm, OuObj *o, ptrdiff_t *out, uint32_t exc)
{
    if (ou_is_small_int(o)) {
        *out = (ptrdiff_t)ou_int_value(o);
        return true;
    }
    OuObj *index = ou_index_of(vm, o);
    if (index == NULL)
        return false;
    int64_t value;
    bool good = true;
    if (ou_int_to_int64(index, &value)) {
        *out = (ptrdiff_t)value;
    } else if (exc == 0) {
        *out = ou_int_sign(index) < 0 ? PTRDIFF_MIN : PTRDIFF_MAX;
    } else {
        ou_raise(vm, exc, "cannot fit '%.200T' into an index-sized integer", o);
        good = false;
    }
    ou_unref(vm, index);
    return good;
}

bool ou_as_int64(OuVM *vm, OuObj *o, int64_t *out)
{
    OuObj *index = ou_index_of(vm, o);
    if (index == NULL)
        return false;
    bool good = ou_int_to_int64(index, out);
    if (!good)
        ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C long");
    ou_unref(vm, index);
    return good;
}

bool ou_as_double(OuVM *vm, OuObj *o, double *out)
{
    if (!ou_is(vm, o, OU_TF_IS_FLOAT))
        return ou_to_double(vm, o, out);
    *out = ou_float_value(o);
    return true;
}

bool ou_to_double(OuVM *vm, OuObj *o, double *out)
{
    const OuType *type = ou_type(vm, o);
    if (type->to_float != NULL && (type->flags & (OU_TF_IS_INT | OU_TF_USER)) != OU_TF_IS_INT) {
        OuObj *result = type->to_float(vm, o);
        if (result == NULL)
            return false;
        bool good = ou_is(vm, result, OU_TF_IS_FLOAT);
        if (good && !ou_is_exact(result, OU_T_FLOAT))
            good = ou_warn_strict_subclass(vm, o, "__float__", result, "float");
        else if (!good)
            OU_TYPE_ERROR(vm, "%.50T.__float__ returned non-float (type %.50T)", o, result);
        if (good)
            *out = ou_float_value(result);
        ou_unref(vm, result);
        return good;
    }
    if (type->to_index == NULL && !(type->flags & OU_TF_IS_INT)) {
        OU_TYPE_ERROR(vm, "must be real number, not %.50T", o);
        return false;
    }
    OuObj *index = ou_index_of(vm, o);
    if (index == NULL)
        return false;
    bool overflow = false;
    *out = ou_int_to_double(vm, index, &overflow);
    ou_unref(vm, index);
    if (overflow)
        ou_raise(vm, OU_T_OverflowError, "int too large to convert to float");
    return !overflow;
}
