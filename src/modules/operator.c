/* operator.c - module _operator: the operators as functions, itemgetter, attrgetter,
 * methodcaller. */
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/iters.h"
#include <string.h>

#define METHODS_END {NULL, NULL, NULL, 0, NULL}
#define POLL_EVERY 4096u
#define FUNCTION(name)                                                                   \
    static OuObj *operator_##name(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs)

/* ---- operators ---- */

#define BINARY_OP(name, op)                          \
    FUNCTION(name)                                   \
    {                                                \
        (void)module;                                \
        (void)nargs;                                 \
        return ou_binary(vm, op, args[0], args[1]);  \
    }                                                \
    FUNCTION(i##name)                                \
    {                                                \
        (void)module;                                \
        (void)nargs;                                 \
        return ou_inplace(vm, op, args[0], args[1]); \
    }
BINARY_OP(add, OU_OP_ADD)
BINARY_OP(sub, OU_OP_SUB)
BINARY_OP(mul, OU_OP_MUL)
BINARY_OP(matmul, OU_OP_MATMUL)
BINARY_OP(truediv, OU_OP_TRUEDIV)
BINARY_OP(floordiv, OU_OP_FLOORDIV)
BINARY_OP(mod, OU_OP_MOD)
BINARY_OP(pow, OU_OP_POW)
BINARY_OP(lshift, OU_OP_LSHIFT)
BINARY_OP(rshift, OU_OP_RSHIFT)
BINARY_OP(and, OU_OP_AND)
BINARY_OP(xor, OU_OP_XOR)
BINARY_OP(or, OU_OP_OR)

#define COMPARE_OP(name, op)                         \
    FUNCTION(name)                                   \
    {                                                \
        (void)module;                                \
        (void)nargs;                                 \
        return ou_compare(vm, args[0], args[1], op); \
    }
COMPARE_OP(lt, OU_LT)
COMPARE_OP(le, OU_LE)
COMPARE_OP(eq, OU_EQ)
COMPARE_OP(ne, OU_NE)
COMPARE_OP(gt, OU_GT)
COMPARE_OP(ge, OU_GE)

#define UNARY_OP(name, function)      \
    FUNCTION(name)                    \
    {                                 \
        (void)module;                 \
        (void)nargs;                  \
        return function(vm, args[0]); \
    }
UNARY_OP(neg, ou_neg)
UNARY_OP(pos, ou_pos)
UNARY_OP(abs, ou_abs)
UNARY_OP(invert, ou_invert)
UNARY_OP(index, ou_index_of)

FUNCTION(truth)
{
    (void)module;
    (void)nargs;
    int truth = ou_truth(vm, args[0]);
    return truth < 0 ? NULL : OU_BOOL(truth);
}

FUNCTION(not_)
{
    (void)module;
    (void)nargs;
    int truth = ou_truth(vm, args[0]);
    return truth < 0 ? NULL : OU_BOOL(!truth);
}

FUNCTION(is_)
{
    (void)vm;
    (void)module;
    (void)nargs;
    return OU_BOOL(args[0] == args[1]);
}

FUNCTION(is_not)
{
    (void)vm;
    (void)module;
    (void)nargs;
    return OU_BOOL(args[0] != args[1]);
}

/* ---- containers ---- */

FUNCTION(contains)
{
    (void)module;
    (void)nargs;
    int found = ou_contains(vm, args[0], args[1]);
    return found < 0 ? NULL : OU_BOOL(found);
}

/* Go through a sequence: how many items are equal, or where the first one is (-1: nowhere). */
static bool search(OuVM *vm, OuObj *sequence, OuObj *value, bool first_only, int64_t *count,
                   int64_t *position)
{
    OuObj *iterator = ou_iter(vm, sequence);
    *count = 0;
    *position = -1;
    if (!iterator) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            ou_raise(vm, OU_T_TypeError, "argument of type '%.200T' is not iterable", sequence);
        return false;
    }
    bool ok = true;
    for (int64_t i = 0; ok && !(first_only && *position >= 0); i++) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        int same = item ? ou_compare_bool(vm, item, value, OU_EQ) : -1;
        ou_unref(vm, item);
        ok = same >= 0 && (i % POLL_EVERY != POLL_EVERY - 1 || ou_poll(vm, POLL_EVERY));
        if (same > 0) {
            (*count)++;
            if (*position < 0)
                *position = i;
        }
    }
    ou_unref(vm, iterator);
    return ok;
}

FUNCTION(indexOf)
{
    (void)module;
    (void)nargs;
    int64_t count, position;
    if (!search(vm, args[0], args[1], true, &count, &position))
        return NULL;
    if (position < 0)
        return OU_VALUE_ERROR(vm, "sequence.index(x): x not in sequence");
    return ou_int_from(vm, position);
}

FUNCTION(countOf)
{
    (void)module;
    (void)nargs;
    int64_t count, position;
    return search(vm, args[0], args[1], false, &count, &position) ? ou_int_from(vm, count) : NULL;
}

/* Is it a sequence to +? Built-in ones have `concat` or, text, `add`; of other objects those
 * with __getitem__ are. */
static bool is_sequence(OuVM *vm, OuObj *o)
{
    return ou_type(vm, o)->concat || ou_is_sequence(vm, o);
}

/* A text, or two sequences of which one may have an __add__ of its own? */
static bool may_add(OuVM *vm, OuObj *a, OuObj *b)
{
    const OuType *type = ou_type(vm, a);
    if (!(type->flags & OU_TF_USER) && type->getitem && type->add)
        return true;
    const OuType *other = ou_type(vm, b);
    return is_sequence(vm, a) && is_sequence(vm, b)
           && (((type->flags & OU_TF_USER) && type->add) || ((other->flags & OU_TF_USER) && other->add));
}

static OuObj *not_concatenable(OuVM *vm, OuObj *o)
{
    return OU_TYPE_ERROR(vm, "'%.200T' object can't be concatenated", o);
}

FUNCTION(concat)
{
    (void)module;
    (void)nargs;
    const OuType *type = ou_type(vm, args[0]);
    if (type->concat)
        return type->concat(vm, args[0], args[1]);
    if (!may_add(vm, args[0], args[1]))
        return not_concatenable(vm, args[0]);
    return ou_binary(vm, OU_OP_ADD, args[0], args[1]);
}

FUNCTION(iconcat)
{
    (void)module;
    (void)nargs;
    const OuType *type = ou_type(vm, args[0]);
    if (type->iconcat)
        return type->iconcat(vm, args[0], args[1]);
    if (type->concat)
        return type->concat(vm, args[0], args[1]);
    bool own = (type->flags & OU_TF_USER) && type->iadd && is_sequence(vm, args[0]) && is_sequence(vm, args[1]);
    if (!own && !may_add(vm, args[0], args[1]))
        return not_concatenable(vm, args[0]);
    return ou_inplace(vm, OU_OP_ADD, args[0], args[1]);
}

FUNCTION(getitem)
{
    (void)module;
    (void)nargs;
    return ou_getitem(vm, args[0], args[1]);
}

FUNCTION(setitem)
{
    (void)module;
    (void)nargs;
    return ou_setitem(vm, args[0], args[1], args[2]) ? OU_NONE : NULL;
}

FUNCTION(delitem)
{
    (void)module;
    (void)nargs;
    return ou_setitem(vm, args[0], args[1], NULL) ? OU_NONE : NULL;
}

FUNCTION(length_hint)
{
    (void)module;
    ptrdiff_t otherwise = 0;
    if (OU_ARG(1) && !ou_arg_ssize(vm, args[1], &otherwise))
        return NULL;
    ptrdiff_t hint = ou_length_hint(vm, args[0], otherwise);
    return hint == -1 && ou_error_peek(vm) ? NULL : ou_int_from(vm, hint);
}

static OuObj *operator_call(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs,
                            OuObj *kwnames)
{
    (void)module;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "call expected at least 1 argument, got 0");
    return ou_call(vm, args[0], args + 1, nargs - 1, kwnames);
}

/* Equal content, in a time that depends on the lengths only. */
static bool equal_in_constant_time(const char *a, size_t a_size, const char *b, size_t b_size)
{
    volatile unsigned char difference = a_size == b_size ? 0 : 1;
    const char *left = a_size == b_size ? a : b;
    for (size_t i = 0; i < b_size; i++)
        difference = (unsigned char)(difference | (left[i] ^ b[i]));
    return difference == 0;
}

FUNCTION(compare_digest)
{
    (void)module;
    (void)nargs;
    if (ou_is_str(vm, args[0]) && ou_is_str(vm, args[1])) {
        OuStr *a = OU_STR(args[0]), *b = OU_STR(args[1]);
        if (!a->ascii || !b->ascii)
            return OU_TYPE_ERROR(vm,
                                 "comparing strings with non-ASCII characters is not supported");
        return OU_BOOL(equal_in_constant_time(ou_str_text(a), a->size, ou_str_text(b), b->size));
    }
    OuBuffer view[2];
    OuObj *result = NULL;
    int held = 0;
    for (; held < 2; held++) {
        const OuType *type = ou_type(vm, args[held]);
        if (!type->buffer) {
            OU_TYPE_ERROR(vm, "a bytes-like object is required, not '%.100T'", args[held]);
            goto done;
        }
        if (!type->buffer(vm, args[held], false, &view[held]))
            goto done;
    }
    result = OU_BOOL(equal_in_constant_time(view[0].data, view[0].len, view[1].data, view[1].len));
done:
    while (held-- > 0) {
        const OuType *type = ou_type(vm, args[held]);
        if (type->buffer_release)
            type->buffer_release(vm, args[held]);
        ou_unref(vm, view[held].owner);
    }
    return result;
}

/* ---- itemgetter ---- */

typedef struct ItemGetter {
    OuGcObj gc;
    OuObj *items; /* tuple */
} ItemGetter;

static OuObj *getter_make(OuVM *vm, OuClass *cls, OuObj *items)
{
    ItemGetter *self = items ? (ItemGetter *)ou_instance_new(vm, cls, 0) : NULL;
    if (self)
        self->items = items;
    else
        ou_unref(vm, items);
    return OU_OBJ(self);
}

static OuObj *itemgetter_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "itemgetter", kwnames))
        return NULL;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "itemgetter expected 1 argument, got 0");
    return getter_make(vm, cls, ou_tuple_new(vm, args, nargs));
}

/* Apply step to one or several keys of a getter: the result, or a tuple of results. */
static OuObj *apply_each(OuVM *vm, OuObj *keys_object, OuObj *subject,
                         OuObj *(*step)(OuVM *, OuObj *, OuObj *))
{
    OuTuple *keys = OU_TUPLE(keys_object);
    if (keys->len == 1)
        return step(vm, subject, keys->items[0]);
    OuObj *result = ou_tuple_alloc(vm, keys->len);
    for (size_t i = 0; result && i < keys->len; i++) {
        OuObj *value = step(vm, subject, keys->items[i]);
        if (value)
            OU_TUPLE(result)->items[i] = value;
        else
            ou_clear(vm, &result);
    }
    if (result)
        ou_gc_track(vm, result);
    return result;
}

static bool one_argument(OuVM *vm, const char *name, size_t nargs, OuObj *kwnames)
{
    return ou_no_keywords(vm, name, kwnames) && ou_check_count(vm, name, nargs, 1, 1);
}

static OuObj *itemgetter_call(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    if (!one_argument(vm, "itemgetter", nargs, kwnames))
        return NULL;
    return apply_each(vm, ((ItemGetter *)obj)->items, args[0], ou_getitem);
}

/* "operator.itemgetter(1)", "operator.itemgetter(1, 2)" from the tuple of arguments. */
static OuObj *getter_repr(OuVM *vm, OuObj *obj, OuObj *shown)
{
    if (!shown)
        return NULL;
    OuObj *result;
    int entered = ou_repr_enter(vm, obj);
    if (entered) {
        result = entered < 0 ? NULL : ou_str_format(vm, "%T(...)", obj);
    } else {
        result = OU_TUPLE(shown)->len == 1
                     ? ou_str_format(vm, "%T(%R)", obj, OU_TUPLE(shown)->items[0])
                     : ou_str_format(vm, "%T%R", obj, shown);
        ou_repr_leave(vm, obj);
    }
    ou_unref(vm, shown);
    return result;
}

static OuObj *itemgetter_repr(OuVM *vm, OuObj *obj)
{
    return getter_repr(vm, obj, ou_ref(((ItemGetter *)obj)->items));
}

static OuObj *itemgetter_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), ou_ref(((ItemGetter *)obj)->items));
}

/* ---- attrgetter ---- */

/* "a.b" to a tuple of interned names, "a" to an interned name. */
static OuObj *split_name(OuVM *vm, OuStr *name)
{
    const char *text = ou_str_text(name), *end = text + name->size, *dot;
    size_t dots = 0;
    for (const char *p = text; p < end; p++)
        dots += *p == '.';
    if (dots == 0)
        return OU_OBJ(ou_str_intern_take(vm, ou_ref(OU_OBJ(name))));
    OuObj *parts = ou_tuple_alloc(vm, dots + 1);
    for (size_t i = 0; parts && i <= dots; i++) {
        dot = memchr(text, '.', (size_t)(end - text));
        if (!dot)
            dot = end;
        OuStr *part = ou_str_intern(vm, text, (size_t)(dot - text));
        text = dot + 1;
        if (part)
            OU_TUPLE(parts)->items[i] = OU_OBJ(part);
        else
            ou_clear(vm, &parts);
    }
    if (parts)
        ou_gc_track(vm, parts);
    return parts;
}

static OuObj *attrgetter_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "attrgetter", kwnames))
        return NULL;
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "attrgetter expected 1 argument, got 0");
    OuObj *names = ou_tuple_alloc(vm, nargs);
    for (size_t i = 0; names && i < nargs; i++) {
        OuObj *name = NULL;
        if (ou_is_str(vm, args[i]))
            name = split_name(vm, OU_STR(args[i]));
        else
            OU_TYPE_ERROR(vm, "attribute name must be a string");
        if (name)
            OU_TUPLE(names)->items[i] = name;
        else
            ou_clear(vm, &names);
    }
    if (names)
        ou_gc_track(vm, names);
    return getter_make(vm, cls, names);
}

static OuObj *get_dotted(OuVM *vm, OuObj *subject, OuObj *name)
{
    if (!ou_is_exact(name, OU_T_TUPLE))
        return ou_getattr(vm, subject, OU_STR(name));
    OuObj *value = ou_ref(subject);
    for (size_t i = 0; value && i < OU_TUPLE(name)->len; i++) {
        OuObj *next = ou_getattr(vm, value, OU_STR(OU_TUPLE(name)->items[i]));
        ou_unref(vm, value);
        value = next;
    }
    return value;
}

static OuObj *attrgetter_call(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs,
                              OuObj *kwnames)
{
    if (!one_argument(vm, "attrgetter", nargs, kwnames))
        return NULL;
    return apply_each(vm, ((ItemGetter *)obj)->items, args[0], get_dotted);
}

/* The names as they were given: new tuple of str. */
static OuObj *attrgetter_names(OuVM *vm, OuObj *obj)
{
    OuTuple *names = OU_TUPLE(((ItemGetter *)obj)->items);
    OuObj *result = ou_tuple_alloc(vm, names->len);
    for (size_t i = 0; result && i < names->len; i++) {
        OuObj *name = names->items[i], *whole;
        if (ou_is_exact(name, OU_T_TUPLE))
            whole = ou_str_join(vm, OU_STR(ou_latin1_char('.')), OU_TUPLE(name)->items,
                                OU_TUPLE(name)->len);
        else
            whole = ou_ref(name);
        if (whole)
            OU_TUPLE(result)->items[i] = whole;
        else
            ou_clear(vm, &result);
    }
    if (result)
        ou_gc_track(vm, result);
    return result;
}

static OuObj *attrgetter_repr(OuVM *vm, OuObj *obj)
{
    return getter_repr(vm, obj, attrgetter_names(vm, obj));
}

static OuObj *attrgetter_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), attrgetter_names(vm, obj));
}

/* ---- methodcaller ---- */

typedef struct MethodCaller {
    OuGcObj gc;
    OuObj *name;
    OuObj *args;    /* tuple: positional values, then those of kwnames */
    OuObj *kwnames; /* tuple of str, or NULL */
} MethodCaller;

static OuObj *methodcaller_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                                OuObj *kwnames)
{
    if (nargs < 1)
        return OU_TYPE_ERROR(vm, "methodcaller needs at least one argument, the method name");
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "method name must be a string");
    size_t nkw = kwnames ? OU_TUPLE(kwnames)->len : 0;
    MethodCaller *self = (MethodCaller *)ou_instance_new(vm, cls, 0);
    if (!self)
        return NULL;
    self->name = OU_OBJ(ou_str_intern_take(vm, ou_ref(args[0])));
    self->args = ou_tuple_new(vm, args + 1, nargs - 1 + nkw);
    self->kwnames = nkw ? ou_ref(kwnames) : NULL;
    if (!self->name || !self->args)
        ou_clear(vm, &self);
    return OU_OBJ(self);
}

static size_t keyword_count(const MethodCaller *self)
{
    return self->kwnames ? OU_TUPLE(self->kwnames)->len : 0;
}

static OuObj *methodcaller_call(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs,
                                OuObj *kwnames)
{
    MethodCaller *self = (MethodCaller *)obj;
    if (!one_argument(vm, "methodcaller", nargs, kwnames))
        return NULL;
    OuTuple *stored = OU_TUPLE(self->args);
    if (!self->kwnames)
        return ou_call_method(vm, args[0], OU_STR(self->name), stored->items, stored->len);
    OuObj *method = ou_getattr(vm, args[0], OU_STR(self->name));
    if (!method)
        return NULL;
    OuObj *result = ou_call(vm, method, stored->items, stored->len - keyword_count(self),
                            self->kwnames);
    ou_unref(vm, method);
    return result;
}

static OuObj *methodcaller_repr(OuVM *vm, OuObj *obj)
{
    MethodCaller *self = (MethodCaller *)obj;
    int entered = ou_repr_enter(vm, obj);
    if (entered)
        return entered < 0 ? NULL : ou_str_format(vm, "%T(...)", obj);
    OuTuple *stored = OU_TUPLE(self->args);
    size_t positional = stored->len - keyword_count(self);
    OuObj *text = ou_str_format(vm, "%T(%R", obj, self->name);
    for (size_t i = 0; text && i < stored->len; i++) {
        OuObj *more = i < positional
                          ? ou_str_format(vm, "%U, %R", OU_STR(text), stored->items[i])
                          : ou_str_format(vm, "%U, %U=%R", OU_STR(text),
                                          OU_STR(OU_TUPLE(self->kwnames)->items[i - positional]),
                                          stored->items[i]);
        ou_put(vm, &text, more);
    }
    if (text)
        ou_put(vm, &text, ou_str_format(vm, "%U)", OU_STR(text)));
    ou_repr_leave(vm, obj);
    return text;
}

/* functools.partial(cls, name, **keywords), so that keywords survive pickling. */
static OuObj *partial_with_keywords(OuVM *vm, OuObj *obj)
{
    MethodCaller *self = (MethodCaller *)obj;
    OuTuple *stored = OU_TUPLE(self->args), *names = OU_TUPLE(self->kwnames);
    OuObj *partial = OU_OBJ(ou_builtin_class(vm, OU_T_PARTIAL));
    OuObj *cls = OU_OBJ(ou_class_of(vm, obj));
    OuObj *keywords = partial && cls ? ou_dict_new(vm) : NULL;
    for (size_t i = 0; keywords && i < names->len; i++) {
        if (!ou_dict_set(vm, OU_DICT(keywords), names->items[i],
                         stored->items[stored->len - names->len + i]))
            ou_clear(vm, &keywords);
    }
    OuObj *args = keywords ? ou_tuple_pack(vm, 2, cls, self->name) : NULL;
    OuObj *result = args ? ou_call_ex(vm, partial, args, keywords) : NULL;
    ou_unref(vm, args);
    ou_unref(vm, keywords);
    return result;
}

static OuObj *methodcaller_m_reduce(OuVM *vm, OuObj *obj, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    MethodCaller *self = (MethodCaller *)obj;
    OuTuple *stored = OU_TUPLE(self->args);
    size_t positional = stored->len - keyword_count(self);
    if (self->kwnames)
        return ou_tuple_pack_take(vm, 2, partial_with_keywords(vm, obj),
                                  ou_tuple_new(vm, stored->items, positional));
    OuObj *all = ou_tuple_alloc(vm, positional + 1);
    if (!all)
        return NULL;
    OU_TUPLE(all)->items[0] = ou_ref(self->name);
    for (size_t i = 0; i < positional; i++)
        OU_TUPLE(all)->items[i + 1] = ou_ref(stored->items[i]);
    ou_gc_track(vm, all);
    return ou_tuple_pack_take(vm, 2, ou_class_of_new(vm, obj), all);
}

/* ---- types ---- */

#define REDUCE_DOC "What is needed to make the object again."
#define GETTER_FLAGS (OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_HEAP)
static const OuMethodDef itemgetter_methods[] = {
    {"__reduce__", "()", itemgetter_m_reduce, OU_NO_TEXT, REDUCE_DOC}, METHODS_END,
};
static const OuMethodDef attrgetter_methods[] = {
    {"__reduce__", "()", attrgetter_m_reduce, OU_NO_TEXT, REDUCE_DOC}, METHODS_END,
};
static const OuMethodDef methodcaller_methods[] = {
    {"__reduce__", "()", methodcaller_m_reduce, OU_NO_TEXT, REDUCE_DOC}, METHODS_END,
};
static const OuRefField getter_refs[] = {OU_REF(ItemGetter, items), OU_REF_END};
static const OuRefField methodcaller_refs[] = {
    OU_REF(MethodCaller, name), OU_REF(MethodCaller, args), OU_REF(MethodCaller, kwnames),
           OU_REF_END,
};
const OuType ou_itemgetter_type = {
    .name = "operator.itemgetter",
    .doc = "A function that gets items: itemgetter(a, b)(x) is (x[a], x[b]).",
    .base = &ou_object_type, .index = OU_T_ITEMGETTER, .flags = GETTER_FLAGS,
    .size = sizeof(ItemGetter), .refs = getter_refs, .methods = itemgetter_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = itemgetter_repr, .str = ou_object_str,
    .call = itemgetter_call, .make = itemgetter_make, .init = ou_object_init,
};
const OuType ou_attrgetter_type = {
    .name = "operator.attrgetter",
    .doc = "A function that gets attributes: attrgetter('a', 'b.c')(x) is (x.a, x.b.c).",
    .base = &ou_object_type, .index = OU_T_ATTRGETTER, .flags = GETTER_FLAGS,
    .size = sizeof(ItemGetter), .refs = getter_refs, .methods = attrgetter_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = attrgetter_repr, .str = ou_object_str,
    .call = attrgetter_call, .make = attrgetter_make, .init = ou_object_init,
};
const OuType ou_methodcaller_type = {
    .name = "operator.methodcaller",
    .doc = "A function that calls a method: methodcaller('f', 1)(x) is x.f(1).",
    .base = &ou_object_type, .index = OU_T_METHODCALLER, .flags = GETTER_FLAGS,
    .size = sizeof(MethodCaller), .refs = methodcaller_refs, .methods = methodcaller_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, .repr = methodcaller_repr, .str = ou_object_str,
    .call = methodcaller_call, .make = methodcaller_make, .init = ou_object_init,
};

/* ---- the module ---- */

#define TWO "(a, b, /)"
#define ONE "(a, /)"
static const OuMethodDef operator_functions[] = {
    {"truth", ONE, operator_truth, 0, "bool(a)"},
    {"contains", TWO, operator_contains, 0, "b in a"},
    {"indexOf", TWO, operator_indexOf, 0, "The position of the first b in a."},
    {"countOf", TWO, operator_countOf, 0, "How often b occurs in a."},
    {"is_", TWO, operator_is_, 0, "a is b"},
    {"is_not", TWO, operator_is_not, 0, "a is not b"},
    {"add", TWO, operator_add, 0, "a + b"},
    {"sub", TWO, operator_sub, 0, "a - b"},
    {"mul", TWO, operator_mul, 0, "a * b"},
    {"matmul", TWO, operator_matmul, 0, "a @ b"},
    {"floordiv", TWO, operator_floordiv, 0, "a // b"},
    {"truediv", TWO, operator_truediv, 0, "a / b"},
    {"mod", TWO, operator_mod, 0, "a % b"},
    {"neg", ONE, operator_neg, 0, "-a"},
    {"pos", ONE, operator_pos, 0, "+a"},
    {"abs", ONE, operator_abs, 0, "abs(a)"},
    {"inv", ONE, operator_invert, 0, "~a"},
    {"invert", ONE, operator_invert, 0, "~a"},
    {"lshift", TWO, operator_lshift, 0, "a << b"},
    {"rshift", TWO, operator_rshift, 0, "a >> b"},
    {"not_", ONE, operator_not_, 0, "not a"},
    {"and_", TWO, operator_and, 0, "a & b"},
    {"xor", TWO, operator_xor, 0, "a ^ b"},
    {"or_", TWO, operator_or, 0, "a | b"},
    {"iadd", TWO, operator_iadd, 0, "a += b"},
    {"isub", TWO, operator_isub, 0, "a -= b"},
    {"imul", TWO, operator_imul, 0, "a *= b"},
    {"imatmul", TWO, operator_imatmul, 0, "a @= b"},
    {"ifloordiv", TWO, operator_ifloordiv, 0, "a //= b"},
    {"itruediv", TWO, operator_itruediv, 0, "a /= b"},
    {"imod", TWO, operator_imod, 0, "a %= b"},
    {"ilshift", TWO, operator_ilshift, 0, "a <<= b"},
    {"irshift", TWO, operator_irshift, 0, "a >>= b"},
    {"iand", TWO, operator_iand, 0, "a &= b"},
    {"ixor", TWO, operator_ixor, 0, "a ^= b"},
    {"ior", TWO, operator_ior, 0, "a |= b"},
    {"concat", TWO, operator_concat, 0, "a + b of sequences"},
    {"iconcat", TWO, operator_iconcat, 0, "a += b of sequences"},
    {"getitem", TWO, operator_getitem, 0, "a[b]"},
    {"setitem", "(a, b, c, /)", operator_setitem, 0, "a[b] = c"},
    {"delitem", TWO, operator_delitem, 0, "del a[b]"},
    {"pow", TWO, operator_pow, 0, "a ** b"},
    {"ipow", TWO, operator_ipow, 0, "a **= b"},
    {"lt", TWO, operator_lt, 0, "a < b"},
    {"le", TWO, operator_le, 0, "a <= b"},
    {"eq", TWO, operator_eq, 0, "a == b"},
    {"ne", TWO, operator_ne, 0, "a != b"},
    {"gt", TWO, operator_gt, 0, "a > b"},
    {"ge", TWO, operator_ge, 0, "a >= b"},
    {"index", ONE, operator_index, 0, "a.__index__()"},
    {"length_hint", "(obj, default=0, /)", operator_length_hint, 0,
     "An estimate of the number of items in obj, default if there is none."},
    {"call", "(obj, /, *args, **kwargs)", OU_RAW_FN(operator_call), OU_RAW, "obj(*args, **kwargs)"},
    {"_compare_digest", TWO, operator_compare_digest, 0,
     "a == b in a time that does not depend on where they differ."},
    METHODS_END,
};
static const uint32_t operator_types[] = {
    OU_T_ITEMGETTER, OU_T_ATTRGETTER, OU_T_METHODCALLER, 0,
};
const OuModuleDef ou_module_operator = {
    .name = "_operator",
    .doc = "The operators as functions.",
    .functions = operator_functions,
    .types = operator_types,
};
