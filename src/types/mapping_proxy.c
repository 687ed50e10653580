/* mapping_proxy.c - read-only views of mappings: the __dict__ of classes. Everything is passed
 * on to the mapping, which may be any object. */
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/descr.h"
#include "types/generic_alias.h"

typedef struct MappingProxy {
    OuGcObj gc;
    OuObj *mapping;
} MappingProxy;

OuObj *ou_mapping_proxy_new(OuVM *vm, OuObj *mapping)
{
    MappingProxy *self = (MappingProxy *)ou_gc_new(vm, OU_T_MAPPING_PROXY, sizeof *self);
    if (!self)
        return NULL;
    self->mapping = ou_ref(mapping);
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static OuObj *mapping_of(OuObj *o)
{
    return ((MappingProxy *)o)->mapping;
}

static OuObj *proxy_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    OuObj *mapping;
    if (!ou_bind(vm, "(mapping)", "mappingproxy", args, nargs, kwnames, &mapping))
        return NULL;
    const OuType *type = ou_type(vm, mapping);
    if (!ou_is_mapping(vm, mapping) || (type->flags & (OU_TF_IS_LIST | OU_TF_IS_TUPLE)))
        return OU_TYPE_ERROR(vm, "mappingproxy() argument must be a mapping, not %T", mapping);
    return ou_mapping_proxy_new(vm, mapping);
}

static ptrdiff_t proxy_len(OuVM *vm, OuObj *o)
{
    return ou_len(vm, mapping_of(o));
}

static OuObj *proxy_getitem(OuVM *vm, OuObj *o, OuObj *key)
{
    return ou_getitem(vm, mapping_of(o), key);
}

static int proxy_contains(OuVM *vm, OuObj *o, OuObj *key)
{
    if (ou_is_exact(mapping_of(o), OU_T_DICT))
        return ou_dict_contains(vm, OU_DICT(mapping_of(o)), key);
    return ou_contains(vm, mapping_of(o), key);
}

static OuObj *proxy_iter(OuVM *vm, OuObj *o)
{
    return ou_iter(vm, mapping_of(o));
}

/* The mapping of a proxy, or `o` itself, for an operation that may show it to a script's method:
 * namespaces of classes as a copy. New reference. */
static OuObj *operand(OuVM *vm, OuObj *o)
{
    if (!ou_is_exact(o, OU_T_MAPPING_PROXY))
        return ou_ref(o);
    o = mapping_of(o);
    if (ou_is_exact(o, OU_T_DICT) && OU_DICT(o)->is_namespace)
        return ou_dict_copy(vm, OU_DICT(o));
    return ou_ref(o);
}

static OuObj *proxy_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    a = operand(vm, a);
    OuObj *result = a ? ou_compare(vm, a, b, op) : NULL;
    ou_unref(vm, a);
    return result;
}

static OuObj *proxy_or(OuVM *vm, OuObj *a, OuObj *b)
{
    a = operand(vm, a);
    b = operand(vm, b);
    OuObj *result = a && b && ou_check_stack(vm, "") ? ou_binary(vm, OU_OP_OR, a, b) : NULL;
    ou_unref(vm, a);
    ou_unref(vm, b);
    return result;
}

static OuObj *proxy_ior(OuVM *vm, OuObj *a, OuObj *b)
{
    (void)b;
    return OU_TYPE_ERROR(vm, "'|=' is not supported by %T; use '|' instead", a);
}

static OuObj *proxy_repr(OuVM *vm, OuObj *o)
{
    return ou_str_format(vm, "mappingproxy(%R)", mapping_of(o));
}

static OuObj *proxy_str(OuVM *vm, OuObj *o)
{
    return ou_str(vm, mapping_of(o));
}

static OuObj *proxy_m_get(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    OuObj *pass[2] = {args[0], OU_ARG(1) ? OU_ARG(1) : OU_NONE};
    return ou_call_method(vm, mapping_of(o), OU_NAME(get), pass, 2);
}

static OuObj *proxy_m_keys(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_call_method(vm, mapping_of(o), OU_NAME(keys), NULL, 0);
}

static OuObj *proxy_m_values(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_call_method(vm, mapping_of(o), OU_NAME(values), NULL, 0);
}

static OuObj *proxy_m_items(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_call_method(vm, mapping_of(o), OU_NAME(items), NULL, 0);
}

static OuObj *proxy_m_copy(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_call_method(vm, mapping_of(o), OU_NAME(copy), NULL, 0);
}

static OuObj *proxy_m_reversed(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_call_method(vm, mapping_of(o), OU_NAME(__reversed__), NULL, 0);
}

static const OuRefField proxy_refs[] = {OU_REF(MappingProxy, mapping), OU_REF_END};
static const OuMethodDef proxy_methods[] = {
    {"get", "(key, default=None, /)", proxy_m_get, OU_NO_TEXT,
     "The value of the key, or the default."},
    {"keys", "()", proxy_m_keys, OU_NO_TEXT, "A view of the keys."},
    {"values", "()", proxy_m_values, OU_NO_TEXT, "A view of the values."},
    {"items", "()", proxy_m_items, OU_NO_TEXT, "A view of the pairs."},
    {"copy", "()", proxy_m_copy, OU_NO_TEXT, "A shallow copy of the mapping."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "mappingproxy[key, value], for annotations."},
    {"__reversed__", "()", proxy_m_reversed, OU_NO_TEXT, "The keys from the end."},
    {NULL, NULL, NULL, 0, NULL},
};
const OuType ou_mapping_proxy_type = {
    .name = "mappingproxy",
    .base = &ou_object_type,
    .index = OU_T_MAPPING_PROXY,
    .flags = OU_TF_COLLECTED | OU_TF_MAPPING,
    .size = sizeof(MappingProxy),
    .refs = proxy_refs,
    .methods = proxy_methods,
    .repr = proxy_repr,
    .str = proxy_str,
    .len = proxy_len,
    .getitem = proxy_getitem,
    .contains = proxy_contains,
    .iter = proxy_iter,
    .compare = proxy_compare,
    .hash = ou_hash_unhashable,
    .or_ = proxy_or,
    .ior = proxy_ior,
    .make = proxy_make,
    .init = ou_object_init,
    OU_SLOTS_ATTR,
};
