/* weakref_types.c - weakref.ref and the two proxy types.
 *
 * A proxy takes a reference to its target for the time of each operation, which may run any
 * script code. Finding the target gone raises ReferenceError. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/class.h"
#include "types/generic_alias.h"
#include "object/int.h"

/* ---- weakref.ref ---- */

static void weakref_dealloc(OuVM *vm, OuObj *self)
{
    ou_weakref_unlink(vm, (OuWeakref *)self);
    ou_clear(vm, &((OuWeakref *)self)->callback);
    ou_object_free(vm, self);
}

static void weakref_clear(OuVM *vm, OuObj *self)
{
    ou_weakref_unlink(vm, (OuWeakref *)self);
    ou_clear(vm, &((OuWeakref *)self)->callback);
}

static OuObj *weakref_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)kwnames; /* __init__ refuses them */
    if (!ou_check_count(vm, "__new__", nargs, 1, 2))
        return NULL;
    return ou_weakref_new(vm, cls, OU_T_WEAKREF, args[0], nargs > 1 ? args[1] : NULL);
}

static bool weakref_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self, (void)args;
    return ou_no_keywords(vm, "ref", kwnames) && ou_check_count(vm, "__init__", nargs, 1, 2);
}

static OuObj *weakref_call(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    if (!ou_no_keywords(vm, "weakref", kwnames) || !ou_check_count(vm, "weakref", nargs, 0, 0))
        return NULL;
    return ou_weakref_get(vm, self);
}

static bool weakref_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    OuWeakref *ref = (OuWeakref *)self;
    if (ref->hash != -1) {
        *out = ref->hash;
        return true;
    }
    OuObj *target = ou_weakref_get(vm, self);
    if (target == OU_NONE) {
        OU_TYPE_ERROR(vm, "weak object has gone away");
        return false;
    }
    bool good = ou_hash(vm, target, out);
    if (good)
        ref->hash = *out;
    ou_unref(vm, target);
    return good;
}

static OuObj *weakref_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if ((op != OU_EQ && op != OU_NE) || !ou_is_weakref(vm, right))
        return OU_NOT_IMPLEMENTED;
    OuObj *a = ou_weakref_get(vm, left), *b = ou_weakref_get(vm, right), *result;
    if (a == OU_NONE || b == OU_NONE)
        result = OU_BOOL((left == right) == (op == OU_EQ));
    else
        result = ou_compare(vm, a, b, op);
    ou_unref(vm, a);
    ou_unref(vm, b);
    return result;
}

static OuObj *weakref_repr(OuVM *vm, OuObj *self)
{
    char own[24], other[24];
    ou_address_text(vm, self, own);
    OuObj *target = ou_weakref_get(vm, self);
    if (target == OU_NONE)
        return ou_str_format(vm, "<weakref at %s; dead>", own);
    ou_address_text(vm, target, other);
    OuObj *name = ou_getattr_optional(vm, target, OU_NAME(__name__)), *result = NULL;
    if (name != NULL && name != OU_ABSENT && ou_is_str(vm, name))
        result = ou_str_format(vm, "<weakref at %s; to '%T' at %s (%U)>", own, target, other, OU_STR(name));
    else if (name != NULL)
        result = ou_str_format(vm, "<weakref at %s; to '%T' at %s>", own, target, other);
    ou_unref(vm, name);
    ou_unref(vm, target);
    return result;
}

static const OuRefField weakref_refs[] = {OU_REF(OuWeakref, callback), OU_REF_END};
static const OuMemberDef weakref_members[] = {
    {"__callback__", OU_MEMBER_OBJ, (uint32_t)offsetof(OuWeakref, callback), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL}};
static const OuMethodDef weakref_methods[] = {
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {NULL, NULL, NULL, 0, NULL}};

const OuType ou_weakref_type = {
    .name = "weakref.ReferenceType", .base = &ou_object_type, .index = OU_T_WEAKREF,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE, .size = sizeof(OuWeakref), .refs = weakref_refs,
    .methods = weakref_methods, .members = weakref_members, .dealloc = weakref_dealloc, .clear = weakref_clear,
    .make = weakref_make, .init = weakref_init, .call = weakref_call, .hash = weakref_hash,
    .compare = weakref_compare, .repr = weakref_repr, .str = ou_object_str, OU_SLOTS_ATTR,
};

/* ---- proxies ---- */

static bool is_proxy(const OuObj *o)
{
    return ou_index(o) == OU_T_WEAK_PROXY || ou_index(o) == OU_T_WEAK_CALLABLE_PROXY;
}

/* The target of a proxy, or the object itself if it is none: new reference. */
static OuObj *unwrap(OuVM *vm, OuObj *o)
{
    if (!is_proxy(o))
        return ou_ref(o);
    OuObj *target = ou_weakref_get(vm, o);
    if (target == OU_NONE)
        return ou_raise(vm, OU_T_ReferenceError, "weakly-referenced object no longer exists");
    return target;
}

static OuObj *apply1(OuVM *vm, OuObj *o, OuUnaryFn fn)
{
    OuObj *target = unwrap(vm, o);
    if (target == NULL)
        return NULL;
    OuObj *result = fn(vm, target);
    ou_unref(vm, target);
    return result;
}

static OuObj *apply2(OuVM *vm, OuBinaryOp op, bool inplace, OuObj *left, OuObj *right)
{
    OuObj *a = unwrap(vm, left), *b = a ? unwrap(vm, right) : NULL, *result = NULL;
    if (b != NULL)
        result = inplace ? ou_inplace(vm, op, a, b) : ou_binary(vm, op, a, b);
    ou_unref(vm, a);
    ou_unref(vm, b);
    return result;
}

#define PROXY_UNARY(field, fn) \
    static OuObj *proxy_##field(OuVM *vm, OuObj *self) { return apply1(vm, self, fn); }
#define PROXY_BINARY(field, op) \
    static OuObj *proxy_##field(OuVM *vm, OuObj *left, OuObj *right) \
    { \
        return apply2(vm, op, false, left, right); \
    }
#define PROXY_INPLACE(field, op) \
    static OuObj *proxy_##field(OuVM *vm, OuObj *self, OuObj *other) \
    { \
        return apply2(vm, op, true, self, other); \
    }

static OuObj *to_int(OuVM *vm, OuObj *o)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_INT);
    return cls ? ou_call1(vm, OU_OBJ(cls), o) : NULL;
}

static OuObj *to_float(OuVM *vm, OuObj *o)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_FLOAT);
    return cls ? ou_call1(vm, OU_OBJ(cls), o) : NULL;
}

PROXY_UNARY(str, ou_str)
PROXY_UNARY(iter, ou_iter)
PROXY_UNARY(neg, ou_neg)
PROXY_UNARY(pos, ou_pos)
PROXY_UNARY(abs, ou_abs)
PROXY_UNARY(invert, ou_invert)
PROXY_UNARY(to_int, to_int)
PROXY_UNARY(to_float, to_float)
PROXY_UNARY(to_index, ou_index_of)
PROXY_BINARY(add, OU_OP_ADD)
PROXY_BINARY(sub, OU_OP_SUB)
PROXY_BINARY(mul, OU_OP_MUL)
PROXY_BINARY(matmul, OU_OP_MATMUL)
PROXY_BINARY(truediv, OU_OP_TRUEDIV)
PROXY_BINARY(floordiv, OU_OP_FLOORDIV)
PROXY_BINARY(mod, OU_OP_MOD)
PROXY_BINARY(divmod, OU_OP_DIVMOD)
PROXY_BINARY(lshift, OU_OP_LSHIFT)
PROXY_BINARY(rshift, OU_OP_RSHIFT)
PROXY_BINARY(and_, OU_OP_AND)
PROXY_BINARY(xor_, OU_OP_XOR)
PROXY_BINARY(or_, OU_OP_OR)
PROXY_INPLACE(iadd, OU_OP_ADD)
PROXY_INPLACE(isub, OU_OP_SUB)
PROXY_INPLACE(imul, OU_OP_MUL)
PROXY_INPLACE(imatmul, OU_OP_MATMUL)
PROXY_INPLACE(itruediv, OU_OP_TRUEDIV)
PROXY_INPLACE(ifloordiv, OU_OP_FLOORDIV)
PROXY_INPLACE(imod, OU_OP_MOD)
PROXY_INPLACE(ilshift, OU_OP_LSHIFT)
PROXY_INPLACE(irshift, OU_OP_RSHIFT)
PROXY_INPLACE(iand, OU_OP_AND)
PROXY_INPLACE(ixor, OU_OP_XOR)
PROXY_INPLACE(ior, OU_OP_OR)

static OuObj *power3(OuVM *vm, bool inplace, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    OuObj *a = unwrap(vm, base), *b = a ? unwrap(vm, exponent) : NULL;
    OuObj *c = b ? unwrap(vm, modulus) : NULL, *result = NULL;
    if (c != NULL)
        result = inplace && c == OU_NONE ? ou_inplace(vm, OU_OP_POW, a, b) : ou_pow(vm, a, b, c);
    ou_unref(vm, a);
    ou_unref(vm, b);
    ou_unref(vm, c);
    return result;
}

static OuObj *proxy_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    return power3(vm, false, base, exponent, modulus);
}

static OuObj *proxy_ipow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus)
{
    return power3(vm, true, base, exponent, modulus);
}

static OuObj *proxy_repr(OuVM *vm, OuObj *self)
{
    char own[24], other[24];
    OuObj *target = ou_weakref_get(vm, self);
    ou_address_text(vm, self, own);
    ou_address_text(vm, target, other);
    OuObj *result = ou_str_format(vm, "<weakproxy at %s to %T at %s>", own, target, other);
    ou_unref(vm, target);
    return result;
}

static OuObj *proxy_next(OuVM *vm, OuObj *self)
{
    OuObj *target = unwrap(vm, self);
    if (target == NULL)
        return NULL;
    OuObj *result;
    if (ou_type(vm, target)->next == NULL)
        result = OU_TYPE_ERROR(vm, "Weakref proxy referenced a non-iterator '%.200T' object", target);
    else
        result = ou_next(vm, target);
    ou_unref(vm, target);
    return result;
}

static OuObj *proxy_getattr(OuVM *vm, OuObj *self, OuObj *name)
{
    OuObj *target = unwrap(vm, self);
    if (target == NULL)
        return NULL;
    OuObj *result = ou_type(vm, target)->getattr(vm, target, name);
    ou_unref(vm, target);
    return result;
}

static bool proxy_setattr(OuVM *vm, OuObj *self, OuObj *name, OuObj *value)
{
    OuObj *target = unwrap(vm, self);
    if (target == NULL)
        return false;
    OuStr *interned = ou_attr_name(vm, name);
    bool good = interned != NULL && ou_setattr(vm, target, interned, value);
    ou_unref(vm, interned);
    ou_unref(vm, target);
    return good;
}

static OuObj *proxy_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    OuObj *a = unwrap(vm, left), *b = a ? unwrap(vm, right) : NULL;
    OuObj *result = b ? ou_compare(vm, a, b, op) : NULL;
    ou_unref(vm, a);
    ou_unref(vm, b);
    return result;
}

static int proxy_bool(OuVM *vm, OuObj *self)
{
    OuObj *target = unwrap(vm, self);
    int result = target ? ou_truth(vm, target) : -1;
    ou_unref(vm, target);
    return result;
}

static ptrdiff_t proxy_len(OuVM *vm, OuObj *self)
{
    OuObj *target = unwrap(vm, self);
    ptrdiff_t result = target ? ou_len(vm, target) : -1;
    ou_unref(vm, target);
    return result;
}

static OuObj *proxy_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    OuObj *target = unwrap(vm, self), *plain = target ? unwrap(vm, key) : NULL;
    OuObj *result = plain ? ou_getitem(vm, target, plain) : NULL;
    ou_unref(vm, target);
    ou_unref(vm, plain);
    return result;
}

static bool proxy_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    OuObj *target = unwrap(vm, self);
    bool good = target != NULL && ou_setitem(vm, target, key, value);
    ou_unref(vm, target);
    return good;
}

static int proxy_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    OuObj *target = unwrap(vm, self);
    int result = target ? ou_contains(vm, target, item) : -1;
    ou_unref(vm, target);
    return result;
}

static OuObj *proxy_call(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *target = unwrap(vm, self);
    OuObj *result = target ? ou_call(vm, target, args, nargs, kwnames) : NULL;
    ou_unref(vm, target);
    return result;
}

static OuObj *call_named(OuVM *vm, OuObj *self, OuStr *name)
{
    OuObj *target = unwrap(vm, self);
    OuObj *result = target ? ou_call_method(vm, target, name, NULL, 0) : NULL;
    ou_unref(vm, target);
    return result;
}

static OuObj *proxy_m_bytes(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return call_named(vm, self, OU_NAME(__bytes__));
}

static OuObj *proxy_m_reversed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return call_named(vm, self, OU_NAME(__reversed__));
}

static const OuMethodDef proxy_methods[] = {
    {"__bytes__", "()", proxy_m_bytes, OU_NO_TEXT, NULL},
    {"__reversed__", "()", proxy_m_reversed, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL}};

#define PROXY_SLOTS \
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW | OU_TF_CUSTOM_GETATTR | OU_TF_CUSTOM_SETATTR, \
    .size = sizeof(OuWeakref), .base = &ou_object_type, .refs = weakref_refs, .dealloc = weakref_dealloc, \
    .clear = weakref_clear, .repr = proxy_repr, .str = proxy_str, .iter = proxy_iter, .next = proxy_next, \
    .neg = proxy_neg, .pos = proxy_pos, .abs = proxy_abs, .invert = proxy_invert, .to_int = proxy_to_int, \
    .to_float = proxy_to_float, .to_index = proxy_to_index, .add = proxy_add, .sub = proxy_sub, \
    .mul = proxy_mul, .matmul = proxy_matmul, .truediv = proxy_truediv, .floordiv = proxy_floordiv, \
    .mod = proxy_mod, .divmod = proxy_divmod, .lshift = proxy_lshift, .rshift = proxy_rshift, \
    .and_ = proxy_and_, .xor_ = proxy_xor_, .or_ = proxy_or_, .iadd = proxy_iadd, .isub = proxy_isub, \
    .imul = proxy_imul, .imatmul = proxy_imatmul, .itruediv = proxy_itruediv, \
    .ifloordiv = proxy_ifloordiv, .imod = proxy_imod, .ilshift = proxy_ilshift, .irshift = proxy_irshift, \
    .iand = proxy_iand, .ixor = proxy_ixor, .ior = proxy_ior, .pow = proxy_pow, .ipow = proxy_ipow, \
    .hash = ou_hash_unhashable, .compare = proxy_compare, .getattr = proxy_getattr, .setattr = proxy_setattr, \
    .to_bool = proxy_bool, .len = proxy_len, .getitem = proxy_getitem, .setitem = proxy_setitem, \
    .contains = proxy_contains

const OuType ou_weak_proxy_type = {
    .name = "weakref.ProxyType", .index = OU_T_WEAK_PROXY, .methods = proxy_methods, PROXY_SLOTS,
};

const OuType ou_weak_callable_proxy_type = {
    .name = "weakref.CallableProxyType", .index = OU_T_WEAK_CALLABLE_PROXY, PROXY_SLOTS, .call = proxy_call,
};
