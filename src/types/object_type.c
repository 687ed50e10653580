/* object_type.c - the type object: what every object can do.
 *
 * Most functions here look at the object's class and may run script code through it. */
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/slots.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/class.h"
#include "types/descr.h"
#include "object/int.h"
#include "object/list.h"
#include <stdio.h>
#include <string.h>

/* ---- construction ---- */

static bool excess_arguments(size_t nargs, const OuObj *kwnames)
{
    return nargs != 0 || (kwnames && ((const OuTuple *)kwnames)->len != 0);
}

/* TypeError for a class with abstract methods. */
static OuObj *raise_abstract(OuVM *vm, OuClass *cls)
{
    OuObj *set = ou_getattr(vm, OU_OBJ(cls), OU_NAME(__abstractmethods__));
    OuObj *names = set ? ou_list_from(vm, set) : NULL;
    ou_unref(vm, set);
    OuObj *separator = names ? ou_str_from(vm, ", ") : NULL;
    if (separator && ou_list_sort(vm, OU_LIST(names), NULL, false)) {
        OuObj *joined = ou_str_join(vm, OU_STR(separator), OU_LIST(names)->items,
                                    OU_LIST(names)->len);
        if (joined)
            OU_TYPE_ERROR(vm, "Can't instantiate abstract class %s with abstract method%s %U",
                          cls->type->name, OU_LIST(names)->len > 1 ? "s" : "", OU_STR(joined));
        ou_unref(vm, joined);
    }
    ou_unref(vm, separator);
    ou_unref(vm, names);
    return NULL;
}

OuObj *ou_object_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    const OuType *type = cls->type;
    if (OU_UNLIKELY(excess_arguments(nargs, kwnames))) {
        if (type->make != ou_object_make)
            return OU_TYPE_ERROR(
                vm, "object.__new__() takes exactly one argument (the type to instantiate)");
        if (type->init == ou_object_init || !type->init)
            return OU_TYPE_ERROR(vm, "%.200s() takes no arguments", type->name);
    }
    if (OU_UNLIKELY(type->flags & OU_TF_ABSTRACT))
        return raise_abstract(vm, cls);
    return ou_instance_new(vm, cls, 0);
}

bool ou_object_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args;
    if (OU_LIKELY(!excess_arguments(nargs, kwnames)))
        return true;
    const OuType *type = ou_type(vm, self);
    if (type->flags & OU_TF_NO_NEW)
        return true;
    if (type->init != ou_object_init) {
        OU_TYPE_ERROR(vm,
                      "object.__init__() takes exactly one argument (the instance to initialize)");
        return false;
    }
    if (type->make == ou_object_make) {
        OU_TYPE_ERROR(vm,
                      "%.200s.__init__() takes exactly one argument (the instance to initialize)",
                      type->name);
        return false;
    }
    return true;
}

/* ---- text, comparison, hash ---- */

void ou_address_text(OuVM *vm, OuObj *o, char *out)
{
    snprintf(out, 24, "0x%llx", (unsigned long long)ou_address(vm, o));
}

OuObj *ou_class_full_name(OuVM *vm, OuClass *cls)
{
    OuObj *module = ou_class_module(vm, cls);
    if (!module)
        ou_error_clear(vm);
    OuObj *result;
    if (!module || !ou_is_str(vm, module) || ou_str_is(OU_STR(module), "builtins"))
        result = ou_str_from(vm, cls->type->name);
    else
        result = ou_str_format(vm, "%U.%U", OU_STR(module), cls->qualname);
    ou_unref(vm, module);
    return result;
}

OuObj *ou_object_repr(OuVM *vm, OuObj *self)
{
    OuClass *cls = ou_class_of(vm, self);
    OuObj *name = cls ? ou_class_full_name(vm, cls) : NULL;
    if (!name)
        return NULL;
    char address[24];
    ou_address_text(vm, self, address);
    OuObj *result = ou_str_format(vm, "<%U object at %s>", OU_STR(name), address);
    ou_unref(vm, name);
    return result;
}

OuObj *ou_object_str(OuVM *vm, OuObj *self)
{
    const OuType *type = ou_type(vm, self);
    return type->repr ? type->repr(vm, self) : ou_object_repr(vm, self);
}

/* The hashes of constants are the same in each run, and so is the order of sets: the numbers are those that
 * CPython, where they are addresses, has on Debian. */
static bool hash_constant(const OuObj *self, OuHash *out)
{
    if (self == OU_NONE)
        *out = 611532;
    else if (self == OU_ELLIPSIS)
        *out = 606842;
    else if (self == OU_NOT_IMPLEMENTED)
        *out = 606843;
    else
        return false;
    return true;
}

bool ou_hash_identity(OuVM *vm, OuObj *self, OuHash *out)
{
    if (OU_UNLIKELY(hash_constant(self, out)))
        return true;
    uint64_t address = (uint64_t)ou_address(vm, self);
    OuHash hash = (OuHash)(address >> 4 | address << 60);
    *out = hash == -1 ? -2 : hash;
    return true;
}

bool ou_hash_unhashable(OuVM *vm, OuObj *self, OuHash *out)
{
    (void)out;
    OU_TYPE_ERROR(vm, "unhashable type: '%.200T'", self);
    return false;
}

OuObj *ou_compare_identity(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (op == OU_EQ)
        return left == right ? OU_TRUE : OU_NOT_IMPLEMENTED;
    if (op != OU_NE)
        return OU_NOT_IMPLEMENTED;
    /* != is the opposite of what the class says about ==. */
    OuCompareFn compare = ou_type(vm, left)->compare;
    OuObj *equal = compare ? compare(vm, left, right, OU_EQ) : OU_NOT_IMPLEMENTED;
    if (!equal || equal == OU_NOT_IMPLEMENTED)
        return equal;
    int truth = ou_truth(vm, equal);
    ou_unref(vm, equal);
    return truth < 0 ? NULL : OU_BOOL(!truth);
}

OuObj *ou_iter_self(OuVM *vm, OuObj *self)
{
    (void)vm;
    return ou_ref(self);
}

/* ---- methods ---- */

static OuObj *object_m_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "__format__() argument must be str, not %G", args[0]);
    if (OU_STR(args[0])->size)
        return OU_TYPE_ERROR(vm, "unsupported format string passed to %.200T.__format__", self);
    return ou_str(vm, self);
}

OuObj *ou_object_sizeof(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    size_t word = ou_gc_is_collected(vm, self) ? OU_GC_WORD : 0;
    return ou_int_from(vm, (int64_t)(ou_object_bytes(vm, self) - word));
}

static OuObj *object_m_init_subclass(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)self, (void)args, (void)nargs;
    return OU_NONE;
}

static OuObj *object_m_subclasshook(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                                    OuObj *kwnames)
{
    (void)vm, (void)self, (void)args, (void)nargs, (void)kwnames;
    return OU_NOT_IMPLEMENTED;
}

bool ou_class_collect_names(OuVM *vm, OuObj *dict, OuObj *cls)
{
    bool ok = false;
    OuObj *names = ou_getattr_optional(vm, cls, OU_NAME(__dict__));
    if (!names)
        return false;
    OuObj *bases = NULL;
    if (names != OU_ABSENT && !ou_dict_merge(vm, OU_DICT(dict), names, 1))
        goto done;
    bases = ou_getattr_optional(vm, cls, OU_NAME(__bases__));
    if (!bases)
        goto done;
    ok = true;
    if (bases == OU_ABSENT)
        goto done;
    ptrdiff_t n = ou_len(vm, bases);
    ok = n >= 0;
    for (ptrdiff_t i = 0; ok && i < n; i++) {
        OuObj *number = ou_int_from(vm, i);
        OuObj *base = number ? ou_getitem(vm, bases, number) : NULL;
        ou_unref(vm, number);
        ok = base && ou_enter(vm, "");
        if (ok) {
            ok = ou_class_collect_names(vm, dict, base);
            ou_leave(vm);
        }
        ou_unref(vm, base);
    }
done:
    ou_unref(vm, bases);
    ou_unref(vm, names);
    return ok;
}

static OuObj *object_m_dir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *dict = NULL, *cls = NULL, *result = NULL;
    OuObj *own = ou_getattr_optional(vm, self, OU_NAME(__dict__));
    if (!own)
        return NULL;
    if (own != OU_ABSENT && ou_is(vm, own, OU_TF_IS_DICT))
        dict = ou_dict_copy(vm, OU_DICT(own));
    else
        dict = ou_dict_new(vm);
    if (!dict)
        goto done;
    cls = ou_getattr_optional(vm, self, OU_NAME(__class__));
    if (!cls || (cls != OU_ABSENT && !ou_class_collect_names(vm, dict, cls)))
        goto done;
    result = ou_list_from(vm, dict);
done:
    ou_unref(vm, cls);
    ou_unref(vm, dict);
    ou_unref(vm, own);
    return result;
}

/* ---- __class__ ---- */

static OuObj *object_get_class(OuVM *vm, OuObj *self)
{
    OuClass *cls = ou_class_of(vm, self);
    return cls ? ou_ref(OU_OBJ(cls)) : NULL;
}

static const OuType *builtin_base(const OuType *type)
{
    while (type->flags & OU_TF_USER)
        type = type->base;
    return type;
}

static bool adds_something(const OuClass *cls)
{
    return cls->slot_name_count != 0 || cls->type->layout != cls->base->type->layout || (cls->flags & (OU_CF_ADDS_DICT | OU_CF_ADDS_WEAKREF | OU_CF_OWN_LAYOUT));
}

/* Would CPython's collector know instances? It tells "deallocators" apart by that. */
static bool is_collected(const OuClass *cls)
{
    return cls->own || (cls->type->flags & OU_TF_COLLECTED);
}

/* Instances of `cls` are laid out like those of its base. */
static bool is_like_base(const OuClass *cls)
{
    if (!cls->base || is_collected(cls) != is_collected(cls->base))
        return false;
    if (cls->own)
        return !adds_something(cls);
    return cls->type->size == cls->base->type->size && cls->type->clear == cls->base->type->clear
           && cls->type->dict_offset == cls->base->type->dict_offset
           && ((cls->type->flags ^ cls->base->type->flags) & (OU_TF_WEAKREFS | OU_TF_VAR_SIZE))
                  == 0;
}

static bool adds_the_same(const OuClass *a, const OuClass *b)
{
    /* CPython puts the dict of what varies in size at the end, where it does not compare. */
    const uint32_t sized = OU_TF_IS_INT | OU_TF_IS_BYTES | OU_TF_IS_TUPLE;
    if ((a->flags & OU_CF_ADDS_DICT) && (a->type->flags & sized))
        return false;
    /* It looks for the place of weak references before the slots and so does not find it behind them. */
    if ((a->flags & OU_CF_ADDS_WEAKREF) && a->slot_name_count > 0)
        return false;
    if (!a->own || !b->own || a->base != b->base || a->type->layout != b->type->layout || a->slot_name_count != b->slot_name_count
        || ((a->flags ^ b->flags) & (OU_CF_ADDS_DICT | OU_CF_ADDS_WEAKREF | OU_CF_OWN_LAYOUT)))
        return false;
    for (uint32_t i = 0; i < a->slot_name_count; i++)
        if (a->slot_names[i] != b->slot_names[i])
            return false;
    return true;
}

bool ou_class_same_layout(OuVM *vm, OuClass *from, OuClass *to, const char *what)
{
    if (is_collected(from) != is_collected(to)) {
        OU_TYPE_ERROR(vm, "%s assignment: '%s' deallocator differs from '%s'", what, to->type->name,
                      from->type->name);
        return false;
    }
    const OuClass *a = from, *b = to;
    while (is_like_base(a))
        a = a->base;
    while (is_like_base(b))
        b = b->base;
    if (a == b || adds_the_same(a, b))
        return true;
    OU_TYPE_ERROR(vm, "%s assignment: '%s' object layout differs from '%s'", what, to->type->name,
                  from->type->name);
    return false;
}

/* Give `self` the shape of `to` that has the same attributes and the same room inside. */
static bool change_shape(OuVM *vm, OuObj *self, OuClass *to)
{
    const OuShape *old = ou_shape(vm, self);
    OuShape *shape = ou_shape_root(vm, to, old->inline_count);
    if (!shape)
        return false;
    if (old->flags & OU_SHAPE_DICT) {
        shape = ou_shape_dict(vm, shape);
    } else {
        for (uint32_t i = 0; shape && i < old->key_count; i++)
            shape = ou_shape_add(vm, shape, old->keys[i]);
        if (!shape && !ou_error_peek(vm)) { /* too many attributes for a shape */
            OuObj *dict = ou_instance_dict(vm, self);
            ou_unref(vm, dict);
            return dict && change_shape(vm, self, to);
        }
    }
    if (!shape)
        return false;
    self->type = (self->type & ~OU_INDEX_MASK) | shape->index;
    return true;
}

static bool object_set_class(OuVM *vm, OuObj *self, OuObj *value)
{
    if (!value)
        return OU_TYPE_ERROR(vm, "can't delete __class__ attribute"), false;
    if (!ou_is(vm, value, OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "__class__ must be set to a class, not '%T' object", value), false;
    OuClass *from = ou_class_of(vm, self), *to = OU_CLASS(value);
    if (!from)
        return false;
    bool modules = ou_isinstance_builtin(vm, self, OU_T_MODULE)
                   && builtin_base(to->type)->index == OU_T_MODULE;
    if (!modules
        && (!from->own || !to->own || ((from->own->flags | to->own->flags) & OU_TF_IMMUTABLE)))
        return OU_TYPE_ERROR(vm, "__class__ assignment only supported for mutable types or "
                                 "ModuleType subclasses"),
               false;
    if (from != to && !ou_class_same_layout(vm, from, to, "__class__"))
        return false;
    if (ou_has_own_attributes(from->type) && !from->type->dict_offset) { /* a dict of its own from now on */
        OuObj *dict = ou_instance_dict(vm, self);
        if (!dict)
            return false;
        if (from != to)
            ou_dict_unsplit(OU_DICT(dict)); /* the new class's order is not that of the values */
        ou_unref(vm, dict);
    }
    if (from == to)
        return true;
    if (to->own)
        ou_ref(value);
    if (!to->own) { /* a plain module again: keeps its attributes in a dict anyway */
        self->type = (self->type & ~OU_INDEX_MASK) | to->type->index;
    } else if (!change_shape(vm, self, to)) {
        ou_unref(vm, value);
        return false;
    }
    if (from->own)
        ou_unref(vm, from);
    return true;
}

static const OuMethodDef object_methods[] = {
    {"__reduce_ex__", "(protocol, /)", ou_object_reduce_ex, 0,
     "How to take the object apart for copying and pickling."},
    {"__reduce__", "()", ou_object_reduce, 0,
     "How to take the object apart for copying and pickling."},
    {"__getstate__", "()", ou_object_getstate, 0,
     "How to take the object apart for copying and pickling."},
    {"__subclasshook__", "(object, /)", OU_RAW_FN(object_m_subclasshook), OU_CLASSMETHOD | OU_RAW | OU_NO_TEXT,
     "Asked by issubclass() of abstract base classes first: True, False, or NotImplemented\n"
     "to let the usual rules decide."},
    {"__init_subclass__", "()", object_m_init_subclass, OU_CLASSMETHOD | OU_NO_TEXT,
     "Called with each new subclass. This one does nothing."},
    {"__format__", "(format_spec, /)", object_m_format, 0,
     "The text of format(self, spec); only an empty spec is known here."},
    {"__sizeof__", "()", ou_object_sizeof, 0, "Bytes of memory that the object takes."},
    {"__dir__", "()", object_m_dir, 0, "Names of the attributes."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef object_getsets[] = {
    {"__class__", object_get_class, object_set_class, "the class of the object"},
    {NULL, NULL, NULL, NULL},
};

const OuType ou_object_type = {
    .name = "object",
    .doc = "What all classes derive from. Its instances have no attributes of their own.",
    .index = OU_T_OBJECT,
    .flags = OU_TF_BASE,
    .size = sizeof(OuObj),
    .methods = object_methods,
    .getsets = object_getsets,
    .signature = "()",
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .make = ou_object_make,
    .init = ou_object_init,
};
