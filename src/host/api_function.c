/* api_function.c - calls from scripts to functions of the host.
 *
 * Arguments that are as many as the parameters, and of the types that these ask for, are handed on where
 * they lie; else they are bound and converted first. The function is host code: it may do everything with
 * the VM that a host may, runs within it too. What it returns is a handle, and becomes a plain reference. */
#include "host/api_function.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include "vm/bind.h"
#include <string.h>

/* ---- results ---- */

/* The function has not kept to the rules, or a limit has ended the run while it ran. */
static OU_NOINLINE OuObj *odd_result(OuVM *vm, const OuHostFunction *f, OuObj *result)
{
    OuEnd end = ou_exec_end(vm);
    if (end != OU_END_NONE) {
        ou_unref(vm, result);
        return vm->error != NULL ? NULL : ou_exec_end_now(vm, end);
    }
    ou_suspend_cancel(vm);
    if (result == NULL)
        return ou_raise(vm, OU_T_SystemError, "%U() returned NULL without setting an exception", f->qualname);
    OuObj *earlier = ou_error_take(vm);
    ou_unref(vm, result);
    ou_raise(vm, OU_T_SystemError, "%U() returned a result with an exception set", f->qualname);
    ou_error_set_cause_take(vm, ou_ref(earlier));
    ou_error_chain_take(vm, earlier);
    return NULL;
}

OU_INLINE OuObj *invoke(OuVM *vm, OuHostFunction *f, OuObj *const *args, size_t count)
{
    OuExec *exec = vm->exec;
    const OuObj *outer = exec->callout;
    exec->callouts++;
    exec->callout = OU_OBJ(f);
    OuObj *result = OU_OBJ(f->function((OuroVM *)vm, (OuroObject *const *)args, count, f->user));
    exec->callout = outer;
    exec->callouts--;
#ifdef OU_DEBUG
    ou_api_handle_drop(vm, result, ou_str_text(f->qualname));
#endif
    if (OU_UNLIKELY((result == NULL) == (vm->error == NULL)) || OU_UNLIKELY(exec->end != OU_END_NONE))
        return odd_result(vm, f, result);
    return result;
}

/* ---- checks ---- */

/* Is it certainly what is asked for? */
OU_INLINE bool fits(uint8_t check, const OuObj *arg)
{
    static const uint8_t exact[] = {
        [OU_CHECK_INT] = OU_T_INT,   [OU_CHECK_FLOAT] = OU_T_FLOAT, [OU_CHECK_STR] = OU_T_STR,
        [OU_CHECK_BYTES] = OU_T_BYTES, [OU_CHECK_BOOL] = OU_T_BOOL, [OU_CHECK_LIST] = OU_T_LIST,
        [OU_CHECK_TUPLE] = OU_T_TUPLE, [OU_CHECK_DICT] = OU_T_DICT, [OU_CHECK_SET] = OU_T_SET,
        [OU_CHECK_CALLABLE] = OU_T_FUNCTION, [OU_CHECK_CLASS] = 0,
    };
    uint8_t index = exact[check & OU_CHECK_MASK];
    return check == OU_CHECK_ANY || (index != 0 && ou_index(arg) == index);
}

static const char *const check_names[] = {"",     "int",   "float", "str", "bytes",    "bool",
                                          "list", "tuple", "dict",  "set", "callable", ""};

static void *refuse(OuVM *vm, const OuHostFunction *f, size_t i, OuObj *wanted, OuObj *arg)
{
    uint8_t check = f->checks[i];
    OuObj *name = wanted == NULL ? ou_str_from(vm, check_names[check & OU_CHECK_MASK])
                  : ou_is(vm, wanted, OU_TF_IS_TYPE) ? ou_ref(OU_OBJ(OU_CLASS(wanted)->name))
                                                     : ou_str(vm, wanted);
    if (name)
        OU_TYPE_ERROR(vm, "%U() argument '%U' must be %U%s, not %.50G", f->qualname,
                      OU_STR(OU_TUPLE(f->names)->items[i]), OU_STR(name),
                      check & OU_CHECK_OR_NONE ? " or None" : "", arg);
    ou_unref(vm, name);
    return NULL;
}

static OuObj *bytes_of(OuVM *vm, OuObj *arg)
{
    OuBuffer buffer;
    if (!ou_buffer_get(vm, arg, &buffer))
        return NULL;
    OuObj *bytes = ou_bytes_new(vm, buffer.data, buffer.len);
    ou_buffer_release(vm, &buffer);
    return bytes;
}

/* The argument as parameter number i wants it: new. */
static OuObj *convert(OuVM *vm, const OuHostFunction *f, size_t i, OuObj *arg)
{
    static const uint32_t flags[] = {
        [OU_CHECK_INT] = OU_TF_IS_INT,     [OU_CHECK_FLOAT] = OU_TF_IS_FLOAT, [OU_CHECK_STR] = OU_TF_IS_STR,
        [OU_CHECK_BYTES] = OU_TF_IS_BYTES, [OU_CHECK_LIST] = OU_TF_IS_LIST,   [OU_CHECK_TUPLE] = OU_TF_IS_TUPLE,
        [OU_CHECK_DICT] = OU_TF_IS_DICT,   [OU_CHECK_SET] = OU_TF_IS_SET,     [OU_CHECK_CLASS] = 0,
    };
    uint8_t check = f->checks[i], kind = check & OU_CHECK_MASK;
    OuObj *wanted = NULL, *converted = NULL;
    double real;
    if (fits(check, arg) || (arg == OU_NONE && (check & OU_CHECK_OR_NONE)) ||
        (ou_type(vm, arg)->flags & flags[kind]) || (kind == OU_CHECK_CALLABLE && ou_callable(vm, arg)))
        return ou_ref(arg);
    if (kind == OU_CHECK_CLASS) {
        OuObj *number = ou_int_from(vm, (int64_t)i);
        wanted = number ? ou_dict_get(vm, OU_DICT(f->classes), number) : NULL;
        ou_unref(vm, number);
        int is = wanted ? ou_isinstance(vm, arg, wanted) : -1;
        converted = is > 0 ? ou_ref(arg) : is == 0 ? refuse(vm, f, i, wanted, arg) : NULL;
        ou_unref(vm, wanted);
        return converted;
    }
    if (kind == OU_CHECK_INT && ou_has_index(vm, arg))
        return ou_index_of(vm, arg);
    const OuType *type = ou_type(vm, arg);
    if (kind == OU_CHECK_FLOAT && (type->to_float != NULL || type->to_index != NULL))
        return ou_as_double(vm, arg, &real) ? ou_float_from(vm, real) : NULL;
    if (kind == OU_CHECK_BYTES && type->buffer != NULL)
        return bytes_of(vm, arg);
    return refuse(vm, f, i, NULL, arg);
}

/* ---- calls ---- */

/* values[] gets what the function is called with: new references, NULL after a failure. */
static bool bind(OuVM *vm, OuHostFunction *f, OuObj *const *args, size_t nargs, OuObj *kwnames, OuObj **values)
{
    const OuParameters parameters = {
        &f->qualname, &f->defaults, &f->kwdefaults, (OuStr *const *)OU_TUPLE(f->names)->items, NULL,
        f->positional, f->keyword_only, f->positional_only, f->rest, f->options};
    size_t keywords = kwnames ? OU_TUPLE(kwnames)->len : 0, total = nargs + keywords;
    OuObj *few[16], **copy = few;
    memset(values, 0, f->count * sizeof *values);
    if (total > OU_COUNT_OF(few) && (copy = ou_alloc(vm, total * sizeof *copy)) == NULL)
        return false;
    for (size_t i = 0; i < total; i++)
        copy[i] = ou_ref(args[i]);
    bool ok = ou_bind_parameters(vm, &parameters, values, copy, nargs, keywords ? kwnames : NULL);
    for (size_t i = 0; i < total; i++)
        ou_unref(vm, copy[i]);
    if (copy != few)
        ou_free(vm, copy, total * sizeof *copy);
    for (size_t i = 0; ok && f->checked && i < f->count; i++) {
        if (fits(f->checks[i], values[i]))
            continue;
        OuObj *converted = convert(vm, f, i, values[i]);
        ok = converted != NULL;
        if (ok)
            ou_put(vm, &values[i], converted);
    }
    return ok;
}

static OU_NOINLINE OuObj *call_bound(OuVM *vm, OuHostFunction *f, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *values[OU_HOST_PARAMETERS];
    OuObj *result = bind(vm, f, args, nargs, kwnames, values) ? invoke(vm, f, values, f->count) : NULL;
    for (size_t i = 0; i < f->count; i++)
        ou_unref(vm, values[i]);
    return result;
}

/* Positional arguments only, and enough of them: the defaults are lent, what is converted is made. */
static OU_NOINLINE OuObj *call_positional(OuVM *vm, OuHostFunction *f, OuObj *const *args, size_t nargs)
{
    OuObj *values[OU_HOST_PARAMETERS], *result = NULL;
    uint64_t made = 0;
    memcpy(values, args, nargs * sizeof *values);
    for (size_t i = nargs; i < f->positional; i++)
        values[i] = OU_TUPLE(f->defaults)->items[i - f->required];
    for (size_t i = 0; f->checked && i < nargs; i++) {
        if (fits(f->checks[i], args[i]))
            continue;
        OuObj *converted = convert(vm, f, i, args[i]);
        if (converted == NULL)
            goto done;
        values[i] = converted;
        made |= (uint64_t)1 << i;
    }
    result = invoke(vm, f, values, f->positional);
done:
    for (size_t i = 0; made != 0; i++, made >>= 1)
        if (made & 1)
            ou_unref(vm, values[i]);
    return result;
}

OuObj *ou_upcall_host_function(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuHostFunction *f = OU_HOST_FUNCTION(o);
    if (OU_UNLIKELY(kwnames != NULL) || OU_UNLIKELY(f->positional != f->count) || OU_UNLIKELY(nargs > f->positional) ||
        OU_UNLIKELY(nargs < f->required))
        return call_bound(vm, f, args, nargs, kwnames);
    if (OU_UNLIKELY(nargs != f->positional))
        return call_positional(vm, f, args, nargs);
    if (f->checked)
        for (size_t i = 0; i < nargs; i++)
            if (OU_UNLIKELY(!fits(f->checks[i], args[i])))
                return call_positional(vm, f, args, nargs);
    return invoke(vm, f, args, nargs);
}

/* ---- the type ---- */

static OuObj *function_get(OuVM *vm, OuObj *o, OuObj *instance, OuObj *owner)
{
    (void)owner;
    return !instance || instance == OU_NONE ? ou_ref(o) : ou_method_new(vm, o, instance);
}

static OuObj *function_repr(OuVM *vm, OuObj *o)
{
    return ou_str_format(vm, "<host function %U>", OU_HOST_FUNCTION(o)->qualname);
}

static OuObj *function_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)args, (void)nargs;
    return ou_ref(OU_OBJ(OU_HOST_FUNCTION(o)->qualname));
}

static OuObj *function_get_doc(OuVM *vm, OuObj *o)
{
    (void)vm;
    return ou_ref(OU_HOST_FUNCTION(o)->doc);
}

static size_t function_size(const OuObj *o)
{
    return sizeof(OuHostFunction) + OU_HOST_FUNCTION(o)->count;
}

static void function_dealloc(OuVM *vm, OuObj *o)
{
    OuHostFunction *f = OU_HOST_FUNCTION(o);
    OuObj **const fields[] = {(OuObj **)&f->name, (OuObj **)&f->qualname, &f->module, &f->doc, &f->text,
                              &f->defaults, &f->kwdefaults, &f->names, &f->classes};
    for (size_t i = 0; i < OU_COUNT_OF(fields); i++)
        ou_clear(vm, fields[i]);
    void (*finalize)(void *) = f->finalize;
    void *user = f->user;
    ou_object_free(vm, o);
    if (finalize)
        finalize(user);
}

/* The function may still be called; others in the cycle break it: a class, a list in a default. */
static void function_clear(OuVM *vm, OuObj *o)
{
    (void)vm, (void)o;
}

static const OuRefField function_refs[] = {
    OU_REF(OuHostFunction, name),     OU_REF(OuHostFunction, qualname),   OU_REF(OuHostFunction, module),
    OU_REF(OuHostFunction, doc),      OU_REF(OuHostFunction, text),       OU_REF(OuHostFunction, defaults),
    OU_REF(OuHostFunction, kwdefaults), OU_REF(OuHostFunction, names),    OU_REF(OuHostFunction, classes),
    OU_REF_END,
};
static const OuMethodDef function_methods[] = {
    {"__reduce__", "()", function_reduce, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMemberDef function_members[] = {
    {"__name__", OU_MEMBER_OBJ, offsetof(OuHostFunction, name), true, NULL},
    {"__qualname__", OU_MEMBER_OBJ, offsetof(OuHostFunction, qualname), true, NULL},
    {"__module__", OU_MEMBER_OBJ, offsetof(OuHostFunction, module), true, NULL},
    {"__text_signature__", OU_MEMBER_OBJ, offsetof(OuHostFunction, text), true, NULL},
    {"__defaults__", OU_MEMBER_OBJ, offsetof(OuHostFunction, defaults), true, NULL},
    {"__kwdefaults__", OU_MEMBER_OBJ, offsetof(OuHostFunction, kwdefaults), true, NULL},
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuGetSetDef function_getsets[] = {
    {"__doc__", function_get_doc, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
const OuType ou_host_function_type = {
    .name = "host_function",
    .doc = "A function of the program that this script runs in.",
    .base = &ou_object_type,
    .index = OU_T_HOST_FUNCTION,
    .flags = OU_TF_COLLECTED | OU_TF_METHOD | OU_TF_WEAKREFS | OU_TF_NO_NEW | OU_TF_VAR_SIZE,
    .size = sizeof(OuHostFunction),
    .refs = function_refs,
    .methods = function_methods,
    .members = function_members,
    .getsets = function_getsets,
    .size_of = function_size,
    .dealloc = function_dealloc,
    .clear = function_clear,
    .repr = function_repr,
    .get = function_get,
    .call = ou_upcall_host_function,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    .str = ou_object_str,
    .init = ou_object_init,
};
