/* generic_alias.c - list[int] and the like. Attributes are those of the origin; calling it
 * calls the origin. Substituting parameters calls typing's special methods. */
#include "types/generic_alias.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/alias_parts.h"
#include "object/function.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include <string.h>

static OuObj *new_alias(OuVM *vm, OuClass *cls, OuObj *origin, OuObj *args, bool starred)
{
    OuObj *tuple = ou_is(vm, args, OU_TF_IS_TUPLE) ? ou_ref(args) : ou_tuple_pack(vm, 1, args);
    if (!tuple)
        return NULL;
    OuGenericAlias *self = (OuGenericAlias *)(cls ? ou_instance_new(vm, cls, 0)
                                                  : ou_gc_new(vm, OU_T_GENERIC_ALIAS,
                                                              sizeof *self));
    if (!self) {
        ou_unref(vm, tuple);
        return NULL;
    }
    self->origin = ou_ref(origin);
    self->args = tuple;
    self->parameters = NULL;
    self->starred = starred;
    ou_gc_track(vm, OU_OBJ(self));
    return OU_OBJ(self);
}

OuObj *ou_generic_alias_new(OuVM *vm, OuObj *origin, OuObj *args)
{
    return new_alias(vm, NULL, origin, args, false);
}

static OuObj *alias_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "GenericAlias", kwnames)
        || !ou_check_count(vm, "GenericAlias", nargs, 2, 2))
        return NULL;
    return new_alias(vm, cls->own ? cls : NULL, args[0], args[1], false);
}

/* ---- text ---- */

static bool put_str(OuVM *vm, OuBuf *buf, OuObj *text)
{
    if (!text)
        return false;
    if (ou_is_str(vm, text))
        ou_buf_put(buf, ou_str_text(OU_STR(text)), OU_STR(text)->size);
    ou_unref(vm, text);
    return true;
}

static int has_attribute(OuVM *vm, OuObj *o, OuStr *name)
{
    OuObj *value = ou_getattr_optional(vm, o, name);
    if (!value)
        return -1;
    if (value == OU_ABSENT)
        return 0;
    ou_unref(vm, value);
    return 1;
}

bool ou_alias_put_item(OuVM *vm, OuBuf *buf, OuObj *o)
{
    if (o == OU_ELLIPSIS) {
        ou_buf_puts(buf, "...");
        return true;
    }
    int origin = has_attribute(vm, o, OU_NAME(__origin__));
    int args = origin > 0 ? has_attribute(vm, o, OU_NAME(__args__)) : origin;
    if (args < 0)
        return false;
    if (args > 0)
        return put_str(vm, buf, ou_repr(vm, o));
    OuObj *qualname = ou_getattr_optional(vm, o, OU_NAME(__qualname__));
    OuObj *module = !qualname || qualname == OU_ABSENT
                        ? qualname
                        : ou_getattr_optional(vm, o, OU_NAME(__module__));
    bool ok = qualname && module;
    if (ok && (qualname == OU_ABSENT || module == OU_ABSENT || module == OU_NONE)) {
        ok = put_str(vm, buf, ou_repr(vm, o));
    } else if (ok) {
        if (!ou_is_str(vm, module) || !ou_str_is(OU_STR(module), "builtins")) {
            ok = put_str(vm, buf, ou_str(vm, module));
            ou_buf_putc(buf, '.');
        }
        ok = ok && put_str(vm, buf, ou_str(vm, qualname));
    }
    if (module != OU_ABSENT)
        ou_unref(vm, module);
    if (qualname != OU_ABSENT)
        ou_unref(vm, qualname);
    return ok;
}

static OuObj *alias_repr(OuVM *vm, OuObj *o)
{
    OuGenericAlias *self = (OuGenericAlias *)o;
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    if (self->starred)
        ou_buf_putc(&buf, '*');
    bool ok = ou_alias_put_item(vm, &buf, self->origin);
    ou_buf_putc(&buf, '[');
    const OuTuple *args = OU_TUPLE(self->args);
    for (size_t i = 0; ok && i < args->len; i++) {
        if (i)
            ou_buf_puts(&buf, ", ");
        ok = ou_alias_put_item(vm, &buf, args->items[i]);
    }
    if (args->len == 0)
        ou_buf_puts(&buf, "()");
    ou_buf_putc(&buf, ']');
    OuObj *result = ok ? ou_str_from_buf(vm, &buf) : NULL;
    ou_buf_drop(&buf);
    return result;
}

/* ---- parameters ---- */

static bool add_once(OuVM *vm, OuObj *list, OuObj *item)
{
    for (size_t i = 0; i < OU_LIST(list)->len; i++)
        if (OU_LIST(list)->items[i] == item)
            return true;
    return ou_list_append(vm, OU_LIST(list), item);
}

OuObj *ou_alias_parameters(OuVM *vm, OuObj *args)
{
    OuObj *list = ou_check_stack(vm, "") ? ou_list_new(vm, 0) : NULL;
    bool ok = list != NULL;
    for (size_t i = 0; ok && i < OU_TUPLE(args)->len; i++) {
        OuObj *item = OU_TUPLE(args)->items[i];
        if (ou_is(vm, item, OU_TF_IS_TYPE))
            continue;
        int variable = has_attribute(vm, item, OU_NAME(__typing_subst__));
        if (variable) {
            ok = variable > 0 && add_once(vm, list, item);
            continue;
        }
        OuObj *inner = ou_getattr_optional(vm, item, OU_NAME(__parameters__));
        ok = inner != NULL;
        if (!inner || inner == OU_ABSENT)
            continue;
        if (ou_is(vm, inner, OU_TF_IS_TUPLE))
            for (size_t j = 0; ok && j < OU_TUPLE(inner)->len; j++)
                ok = add_once(vm, list, OU_TUPLE(inner)->items[j]);
        ou_unref(vm, inner);
    }
    if (!ok) {
        ou_unref(vm, list);
        return NULL;
    }
    return ou_list_to_tuple_take(vm, list);
}

static ptrdiff_t index_of(const OuTuple *tuple, const OuObj *item)
{
    for (size_t i = 0; i < tuple->len; i++)
        if (tuple->items[i] == item)
            return (ptrdiff_t)i;
    return -1;
}

/* tuple[int, str] unpacked by a star: its arguments one by one. */
static OuObj *unpack(OuVM *vm, OuObj *item)
{
    OuObj *list = ou_list_new(vm, 0);
    bool tuple = ou_is(vm, item, OU_TF_IS_TUPLE);
    size_t n = tuple ? OU_TUPLE(item)->len : 1;
    for (size_t i = 0; list && i < n; i++) {
        OuObj *each = tuple ? OU_TUPLE(item)->items[i] : item;
        OuObj *inner = ou_is(vm, each, OU_TF_IS_TYPE)
                           ? OU_ABSENT
                           : ou_getattr_optional(vm, each, OU_NAME(__typing_unpacked_tuple_args__));
        bool expand = false;
        if (inner && inner != OU_ABSENT && ou_is(vm, inner, OU_TF_IS_TUPLE)) {
            const OuTuple *t = OU_TUPLE(inner);
            expand = t->len == 0 || t->items[t->len - 1] != OU_ELLIPSIS;
        }
        bool ok = inner != NULL;
        if (ok && expand)
            ok = ou_list_extend(vm, OU_LIST(list), inner);
        else if (ok)
            ok = ou_list_append(vm, OU_LIST(list), each);
        if (inner != OU_ABSENT)
            ou_unref(vm, inner);
        if (!ok)
            ou_clear(vm, &list);
    }
    return list ? ou_list_to_tuple_take(vm, list) : NULL;
}

/* An argument that has parameters of its own: give it those that were meant for them. */
static OuObj *substitute_inner(OuVM *vm, OuObj *item, const OuTuple *parameters,
                               const OuTuple *given)
{
    OuObj *inner = ou_getattr_optional(vm, item, OU_NAME(__parameters__));
    if (!inner)
        return NULL;
    if (inner == OU_ABSENT)
        return ou_ref(item);
    OuObj *result = NULL, *list = NULL, *args = NULL;
    if (!ou_is(vm, inner, OU_TF_IS_TUPLE) || OU_TUPLE(inner)->len == 0) {
        result = ou_ref(item);
        goto done;
    }
    list = ou_list_new(vm, 0);
    for (size_t i = 0; list && i < OU_TUPLE(inner)->len; i++) {
        OuObj *parameter = OU_TUPLE(inner)->items[i];
        ptrdiff_t at = index_of(parameters, parameter);
        if (at < 0) {
            if (!ou_list_append(vm, OU_LIST(list), parameter))
                goto done;
            continue;
        }
        OuObj *value = given->items[at];
        /* What a TypeVarTuple stands for is a tuple of several. */
        bool several = ou_is(vm, value, OU_TF_IS_TUPLE) && ou_type(vm, parameter)->iter;
        if (several ? !ou_list_extend(vm, OU_LIST(list), value)
                    : !ou_list_append(vm, OU_LIST(list), value))
            goto done;
    }
    if (!list)
        goto done;
    args = ou_tuple_new(vm, OU_LIST(list)->items, OU_LIST(list)->len);
    if (args)
        result = ou_getitem(vm, item, args);
done:
    ou_unref(vm, args);
    ou_unref(vm, list);
    ou_unref(vm, inner);
    return result;
}

/* Let each parameter look at the arguments (__typing_prepare_subst__); new tuple. */
static OuObj *prepare(OuVM *vm, OuObj *self, const OuTuple *parameters, OuObj *item)
{
    OuObj *given = unpack(vm, item);
    for (size_t i = 0; given && i < parameters->len; i++) {
        OuObj *hook = ou_getattr_optional(vm, parameters->items[i],
                                          OU_NAME(__typing_prepare_subst__));
        if (!hook) {
            ou_unref(vm, given);
            return NULL;
        }
        if (hook == OU_ABSENT)
            continue;
        if (hook != OU_NONE) {
            OuObj *prepared = ou_call2(vm, hook, self, given);
            OuObj *tuple = prepared ? ou_tuple_from(vm, prepared) : NULL;
            ou_unref(vm, prepared);
            ou_put(vm, &given, tuple);
        }
        ou_unref(vm, hook);
    }
    return given;
}

/* Is it *Ts, for which several arguments stand? -1 for an error. */
static int is_unpacked_variable(OuVM *vm, OuObj *arg)
{
    OuStr *name = ou_str_intern(vm, "__typing_is_unpacked_typevartuple__", 35);
    OuObj *found = name ? ou_getattr_optional(vm, arg, name) : NULL;
    int answer = !found ? -1 : found == OU_ABSENT ? 0 : ou_truth(vm, found);
    if (found != OU_ABSENT)
        ou_unref(vm, found);
    ou_unref(vm, name);
    return answer;
}

OuObj *ou_alias_substitute(OuVM *vm, OuObj *self, OuObj *args_obj, OuObj *parameters_obj,
                           OuObj *item)
{
    const OuTuple *parameters = OU_TUPLE(parameters_obj), *args = OU_TUPLE(args_obj);
    if (parameters->len == 0)
        return OU_TYPE_ERROR(vm, "%R is not a generic class", self);
    OuObj *given = ou_check_stack(vm, "") ? prepare(vm, self, parameters, item) : NULL;
    OuObj *list = given ? ou_list_new(vm, 0) : NULL;
    OuObj *result = NULL;
    if (!list)
        goto done;
    if (OU_TUPLE(given)->len != parameters->len) {
        OU_TYPE_ERROR(vm, "Too %s arguments for %R; actual %zu, expected %zu",
                      OU_TUPLE(given)->len > parameters->len ? "many" : "few", self,
                      OU_TUPLE(given)->len, parameters->len);
        goto done;
    }
    for (size_t i = 0; i < args->len; i++) {
        OuObj *arg = args->items[i], *value;
        bool starred = false;
        int several = 0;
        if (ou_is(vm, arg, OU_TF_IS_TYPE)) {
            value = ou_ref(arg);
        } else {
            several = is_unpacked_variable(vm, arg);
            if (several < 0)
                goto done;
            starred = ou_is_exact(arg, OU_T_GENERIC_ALIAS) && ((OuGenericAlias *)arg)->starred;
            OuObj *hook = ou_getattr_optional(vm, arg, OU_NAME(__typing_subst__));
            if (!hook)
                goto done;
            if (hook != OU_ABSENT) {
                ptrdiff_t at = index_of(parameters, arg);
                value = at < 0 ? ou_ref(arg) : ou_call1(vm, hook, OU_TUPLE(given)->items[at]);
                ou_unref(vm, hook);
            } else {
                value = substitute_inner(vm, arg, parameters, OU_TUPLE(given));
            }
        }
        if (!value)
            goto done;
        bool ok = (several && ou_is(vm, value, OU_TF_IS_TUPLE)) || starred ? ou_list_extend(vm, OU_LIST(list), value)
                                                                           : ou_list_append(vm, OU_LIST(list), value);
        ou_unref(vm, value);
        if (!ok)
            goto done;
    }
    result = ou_tuple_new(vm, OU_LIST(list)->items, OU_LIST(list)->len);
done:
    ou_unref(vm, list);
    ou_unref(vm, given);
    return result;
}

static bool need_parameters(OuVM *vm, OuGenericAlias *self)
{
    if (!self->parameters)
        self->parameters = ou_alias_parameters(vm, self->args);
    return self->parameters != NULL;
}

static OuObj *alias_getitem(OuVM *vm, OuObj *o, OuObj *item)
{
    OuGenericAlias *self = (OuGenericAlias *)o;
    if (!need_parameters(vm, self))
        return NULL;
    OuObj *args = ou_alias_substitute(vm, o, self->args, self->parameters, item);
    OuObj *result = args ? new_alias(vm, NULL, self->origin, args, self->starred) : NULL;
    ou_unref(vm, args);
    return result;
}

/* ---- behaviour ---- */

static bool is_own_attribute(const OuStr *name)
{
    static const char *const own[] = {
        "__class__",       "__origin__",     "__args__",
        "__unpacked__",    "__parameters__", "__typing_unpacked_tuple_args__",
        "__mro_entries__", "__reduce_ex__",  "__reduce__",
        "__copy__",        "__deepcopy__",
    };
    for (size_t i = 0; i < OU_COUNT_OF(own); i++)
        if (ou_str_is(name, own[i]))
            return true;
    return false;
}

static OuObj *alias_getattr(OuVM *vm, OuObj *o, OuObj *name_obj)
{
    OuStr *name = ou_attr_name(vm, name_obj);
    if (!name)
        return NULL;
    OuObj *result = is_own_attribute(name) ? ou_getattr_generic(vm, o, OU_OBJ(name))
                                           : ou_getattr(vm, ((OuGenericAlias *)o)->origin, name);
    ou_unref(vm, name);
    return result;
}

static OuObj *alias_call(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *result = ou_call(vm, ((OuGenericAlias *)o)->origin, args, nargs, kwnames);
    if (!result)
        return NULL;
    OuStr *name = ou_str_intern(vm, "__orig_class__", 14);
    bool ok = name && ou_setattr(vm, result, name, o);
    if (!ok && !ou_error_swallow(vm, OU_T_AttributeError) && !ou_error_swallow(vm, OU_T_TypeError))
        ou_clear(vm, &result);
    ou_unref(vm, name);
    return result;
}

static OuObj *alias_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op)
{
    if ((op != OU_EQ && op != OU_NE) || !ou_isinstance_builtin(vm, b, OU_T_GENERIC_ALIAS)
        || !ou_isinstance_builtin(vm, a, OU_T_GENERIC_ALIAS))
        return OU_NOT_IMPLEMENTED;
    OuGenericAlias *left = (OuGenericAlias *)a, *right = (OuGenericAlias *)b;
    int equal = left->starred == right->starred;
    if (equal)
        equal = ou_compare_bool(vm, left->origin, right->origin, OU_EQ);
    if (equal > 0)
        equal = ou_compare_bool(vm, left->args, right->args, OU_EQ);
    return equal < 0 ? NULL : OU_BOOL(equal == (op == OU_EQ));
}

static bool alias_hash(OuVM *vm, OuObj *o, OuHash *out)
{
    OuGenericAlias *self = (OuGenericAlias *)o;
    OuHash a, b;
    if (!ou_hash(vm, self->origin, &a) || !ou_hash(vm, self->args, &b))
        return false;
    *out = (a ^ b) == -1 ? -2 : a ^ b;
    return true;
}

/* The iterator of an alias, for `*list[int]`: the alias with a star, once. */
typedef struct AliasIter {
    OuGcObj gc;
    OuObj *alias; /* NULL: done */
} AliasIter;

static OuObj *alias_iter_next(OuVM *vm, OuObj *o)
{
    AliasIter *it = (AliasIter *)o;
    if (!it->alias)
        return OU_DONE;
    OuGenericAlias *alias = (OuGenericAlias *)it->alias;
    OuObj *starred = new_alias(vm, NULL, alias->origin, alias->args, true);
    if (starred)
        ou_clear(vm, &it->alias);
    return starred;
}

static OuObj *alias_iter_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    AliasIter *it = (AliasIter *)o;
    return it->alias ? ou_iter_reduce_take(vm, OU_NAME(iter_), ou_ref(it->alias), -1)
                     : ou_iter_reduce_empty(vm, false);
}

static const OuRefField alias_iter_refs[] = {OU_REF(AliasIter, alias), OU_REF_END};
static const OuMethodDef alias_iter_methods[] = {
    {"__reduce__", "()", alias_iter_m_reduce, 0, NULL}, {NULL, NULL, NULL, 0, NULL},
};
const OuType ou_generic_alias_iter_type = {
    .name = "generic_alias_iterator", .base = &ou_object_type, .index = OU_T_GENERIC_ALIAS_ITER,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE, .size = sizeof(AliasIter),
    .refs = alias_iter_refs, .methods = alias_iter_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = alias_iter_next,
};

static OuObj *alias_iter(OuVM *vm, OuObj *o)
{
    AliasIter *it = (AliasIter *)ou_gc_new(vm, OU_T_GENERIC_ALIAS_ITER, sizeof *it);
    if (it) {
        it->alias = ou_ref(o);
        ou_gc_track(vm, OU_OBJ(it));
    }
    return OU_OBJ(it);
}

static OuObj *alias_m_mro_entries(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_tuple_pack(vm, 1, ((OuGenericAlias *)o)->origin);
}

static OuObj *alias_m_instancecheck(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)o, (void)args, (void)nargs;
    return OU_TYPE_ERROR(vm, "isinstance() argument 2 cannot be a parameterized generic");
}

static OuObj *alias_m_subclasscheck(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)o, (void)args, (void)nargs;
    return OU_TYPE_ERROR(vm, "issubclass() argument 2 cannot be a parameterized generic");
}

static OuObj *alias_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuGenericAlias *self = (OuGenericAlias *)o;
    OuClass *cls = ou_builtin_class(vm, OU_T_GENERIC_ALIAS);
    if (!cls)
        return NULL;
    OuObj *result = NULL, *pair = NULL;
    if (!self->starred) {
        pair = ou_tuple_pack(vm, 2, self->origin, self->args);
        result = pair ? ou_tuple_pack(vm, 2, cls, pair) : NULL;
        ou_unref(vm, pair);
        return result;
    }
    OuObj *plain = new_alias(vm, NULL, self->origin, self->args, false);
    OuObj *iterator = plain ? ou_iter(vm, plain) : NULL;
    OuObj *next = iterator ? ou_builtin_named(vm, "next") : NULL;
    pair = next ? ou_tuple_pack(vm, 1, iterator) : NULL;
    result = pair ? ou_tuple_pack(vm, 2, next, pair) : NULL;
    ou_unref(vm, pair);
    ou_unref(vm, next);
    ou_unref(vm, iterator);
    ou_unref(vm, plain);
    return result;
}

static OuObj *alias_m_dir(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    static const char *const own[] = {
        "__origin__",     "__args__",
        "__parameters__", "__mro_entries__",
        "__reduce_ex__",  "__reduce__",
        "__copy__",       "__deepcopy__",
        "__unpacked__",   "__typing_unpacked_tuple_args__",
        "__class__",
    };
    OuObj *names = ou_builtin_named(vm, "dir");
    OuObj *list = names ? ou_call1(vm, names, ((OuGenericAlias *)o)->origin) : NULL;
    ou_unref(vm, names);
    for (size_t i = 0; list && i < OU_COUNT_OF(own); i++) {
        OuObj *name = ou_str_from(vm, own[i]);
        int present = name ? ou_contains(vm, list, name) : -1;
        if (present < 0 || (present == 0 && !ou_list_append(vm, OU_LIST(list), name)))
            ou_clear(vm, &list);
        ou_unref(vm, name);
    }
    return list;
}

static OuObj *alias_get_parameters(OuVM *vm, OuObj *o)
{
    OuGenericAlias *self = (OuGenericAlias *)o;
    return need_parameters(vm, self) ? ou_ref(self->parameters) : NULL;
}

static OuObj *alias_get_unpacked_args(OuVM *vm, OuObj *o)
{
    (void)vm;
    OuGenericAlias *self = (OuGenericAlias *)o;
    bool tuple = ou_is_exact(self->origin, OU_T_TYPE)
                 && OU_CLASS(self->origin)->type->index == OU_T_TUPLE;
    return self->starred && tuple ? ou_ref(self->args) : OU_NONE;
}

static const OuRefField alias_refs[] = {
    OU_REF(OuGenericAlias, origin),
    OU_REF(OuGenericAlias, args),
    OU_REF(OuGenericAlias, parameters),
    OU_REF_END,
};
static const OuMethodDef alias_methods[] = {
    {"__mro_entries__", "(bases, /)", alias_m_mro_entries, OU_NO_TEXT, NULL},
    {"__instancecheck__", "(instance, /)", alias_m_instancecheck, OU_NO_TEXT, NULL},
    {"__subclasscheck__", "(cls, /)", alias_m_subclasscheck, OU_NO_TEXT, NULL},
    {"__reduce__", "()", alias_m_reduce, OU_NO_TEXT, NULL},
    {"__dir__", "()", alias_m_dir, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef alias_members[] = {
    {"__origin__", OU_MEMBER_OBJ, offsetof(OuGenericAlias, origin), true, NULL},
    {"__args__", OU_MEMBER_OBJ, offsetof(OuGenericAlias, args), true, NULL},
    {"__unpacked__", OU_MEMBER_BOOL8, offsetof(OuGenericAlias, starred), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef alias_getsets[] = {
    {"__parameters__", alias_get_parameters, NULL, "The type variables among the arguments."},
    {"__typing_unpacked_tuple_args__", alias_get_unpacked_args, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_generic_alias_type = {
    .name = "types.GenericAlias",
    .doc = "A generic class with arguments, such as list[int].",
    .base = &ou_object_type,
    .index = OU_T_GENERIC_ALIAS,
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_CUSTOM_GETATTR,
    .size = sizeof(OuGenericAlias),
    .refs = alias_refs,
    .methods = alias_methods,
    .members = alias_members,
    .getsets = alias_getsets,
    .repr = alias_repr,
    .str = ou_object_str,
    .hash = alias_hash,
    .compare = alias_compare,
    .call = alias_call,
    .iter = alias_iter,
    .getitem = alias_getitem,
    .or_ = ou_union_or,
    .getattr = alias_getattr,
    .setattr = ou_setattr_generic,
    .make = alias_make,
    .init = NULL,
};
