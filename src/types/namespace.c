/* namespace.c - types.SimpleNamespace: an object that is its attributes. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/namespace.h"

typedef struct Namespace {
    OuGcObj gc;
    OuObj *dict;
} Namespace;

static OuObj *namespace_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    Namespace *self = (Namespace *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    self->dict = ou_dict_new(vm);
    if (!self->dict)
        ou_clear(vm, &self);
    return OU_OBJ(self);
}

OuObj *ou_namespace_new(OuVM *vm, OuDict *attributes)
{
    Namespace *self = (Namespace *)ou_gc_new(vm, OU_T_NAMESPACE, sizeof *self);
    if (!self)
        return NULL;
    self->dict = attributes ? ou_dict_copy(vm, attributes) : ou_dict_new(vm);
    if (!self->dict) {
        ou_unref(vm, self);
        return NULL;
    }
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

static bool namespace_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    Namespace *self = (Namespace *)o;
    if (nargs) {
        OU_TYPE_ERROR(vm, "no positional arguments expected");
        return false;
    }
    size_t n = kwnames ? OU_TUPLE(kwnames)->len : 0;
    for (size_t i = 0; i < n; i++)
        if (!ou_dict_set(vm, OU_DICT(self->dict), OU_TUPLE(kwnames)->items[i], args[i]))
            return false;
    return true;
}

static bool put_pairs(OuVM *vm, OuBuf *buf, OuDict *dict)
{
    size_t position = 0;
    OuObj *key, *value;
    bool first = true;
    while (ou_dict_next(dict, &position, &key, &value)) {
        if (!ou_is_str(vm, key) || !OU_STR(key)->size)
            continue;
        ou_ref(key);
        ou_ref(value);
        OuObj *text = ou_repr(vm, value);
        if (text) {
            if (!first)
                ou_buf_puts(buf, ", ");
            first = false;
            ou_buf_put(buf, ou_str_text(OU_STR(key)), OU_STR(key)->size);
            ou_buf_putc(buf, '=');
            ou_buf_put(buf, ou_str_text(OU_STR(text)), OU_STR(text)->size);
        }
        bool ok = text != NULL;
        ou_unref(vm, text);
        ou_unref(vm, value);
        ou_unref(vm, key);
        if (!ok)
            return false;
    }
    return true;
}

static OuObj *namespace_repr(OuVM *vm, OuObj *o)
{
    Namespace *self = (Namespace *)o;
    const char *name = ou_is_exact(o, OU_T_NAMESPACE) ? "namespace" : ou_type_name(vm, o);
    int active = ou_repr_enter(vm, o);
    if (active)
        return active < 0 ? NULL : ou_str_format(vm, "%s(...)", name);
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    ou_buf_puts(&buf, name);
    ou_buf_putc(&buf, '(');
    OuObj *result = NULL;
    OuObj *dict = ou_ref(self->dict);
    if (put_pairs(vm, &buf, OU_DICT(dict))) {
        ou_buf_putc(&buf, ')');
        result = ou_str_from_buf(vm, &buf);
    }
    ou_unref(vm, dict);
    ou_buf_drop(&buf);
    ou_repr_leave(vm, o);
    return result;
}

static OuObj *namespace_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if (!ou_isinstance_builtin(vm, a, OU_T_NAMESPACE)
        || !ou_isinstance_builtin(vm, b, OU_T_NAMESPACE))
        return OU_NOT_IMPLEMENTED;
    return ou_compare(vm, ((Namespace *)a)->dict, ((Namespace *)b)->dict, op);
}

static OuObj *namespace_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuClass *cls = ou_class_of(vm, o);
    return cls ? ou_tuple_pack(vm, 3, cls, OU_EMPTY_TUPLE, ((Namespace *)o)->dict) : NULL;
}

static OuObj *namespace_get_dict(OuVM *vm, OuObj *o)
{
    return ou_instance_dict(vm, o);
}

static const OuRefField namespace_refs[] = {OU_REF(Namespace, dict), OU_REF_END};
static const OuMethodDef namespace_methods[] = {
    {"__reduce__", "()", namespace_m_reduce, OU_NO_TEXT,
     "How to take the object apart for copying and pickling."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef namespace_getsets[] = {
    {"__dict__", namespace_get_dict, ou_set_member, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_namespace_type = {
    .name = "types.SimpleNamespace",
    .doc = "An object with just the attributes it is given.",
    .base = &ou_object_type,
    .index = OU_T_NAMESPACE,
    .flags = OU_TF_COLLECTED | OU_TF_BASE,
    .size = sizeof(Namespace),
    .refs = namespace_refs,
    .methods = namespace_methods,
    .getsets = namespace_getsets,
    .dict_offset = offsetof(Namespace, dict),
    .repr = namespace_repr,
    .str = ou_object_str,
    .compare = namespace_compare,
    .hash = ou_hash_unhashable,
    .make = namespace_make,
    .init = namespace_init,
    OU_SLOTS_ATTR,
};
