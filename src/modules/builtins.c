/* builtins.c - module builtins: the table of built-in names and the plain functions.
 *
 * The names are made when they are first looked up (ou_upcall_builtin), so that a VM starts
 * without making some 150 objects. */
#include "modules/builtins.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/range_slice.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"
#include "types/module.h"
#include <string.h>

static OuObj *builtin_abs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_abs(vm, args[0]);
}

/* any() and all(): stop at the first item whose truth is `stop`. */
static OuObj *find_truth(OuVM *vm, OuObj *iterable, int stop)
{
    OuObj *result = NULL;
    OuObj *iterator = ou_iter(vm, iterable);
    if (!iterator)
        return NULL;
    for (;;) {
        OuObj *item = ou_next(vm, iterator);
        if (!item)
            break;
        if (item == OU_DONE) {
            result = OU_BOOL(!stop);
            break;
        }
        int truth = ou_truth(vm, item);
        ou_unref(vm, item);
        if (truth < 0 || !OU_POLL_STEP(vm))
            break;
        if (truth == stop) {
            result = OU_BOOL(stop);
            break;
        }
    }
    ou_unref(vm, iterator);
    return result;
}

static OuObj *builtin_all(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return find_truth(vm, args[0], 0);
}

static OuObj *builtin_any(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return find_truth(vm, args[0], 1);
}

static OuObj *builtin_ascii(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_ascii(vm, args[0]);
}

/* bin(), oct(), hex(): sign, prefix, digits. */
static OuObj *prefixed(OuVM *vm, OuObj *number, int base, const char *prefix)
{
    OuObj *result = NULL;
    OuObj *text = NULL;
    OuObj *integer = ou_index_of(vm, number);
    if (!integer)
        return NULL;
    text = ou_int_text(vm, integer, base);
    if (text) {
        const char *digits = ou_str_text(OU_STR(text));
        bool negative = digits[0] == '-';
        result = ou_str_format(vm, "%s%s%s", negative ? "-" : "", prefix, digits + negative);
    }
    ou_unref(vm, text);
    ou_unref(vm, integer);
    return result;
}

static OuObj *builtin_bin(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return prefixed(vm, args[0], 2, "0b");
}

static OuObj *builtin_oct(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return prefixed(vm, args[0], 8, "0o");
}

static OuObj *builtin_hex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return prefixed(vm, args[0], 16, "0x");
}

static OuObj *builtin_callable(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return OU_BOOL(ou_callable(vm, args[0]));
}

static OuObj *builtin_chr(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *integer = ou_index_of(vm, args[0]);
    if (!integer)
        return NULL;
    int64_t code = 0;
    bool fits = ou_int_to_int64(integer, &code);
    ou_unref(vm, integer);
    if (!fits || code != (int32_t)code)
        return ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C int");
    if (code < 0 || code > 0x10FFFF)
        return OU_VALUE_ERROR(vm, "chr() arg not in range(0x110000)");
    return ou_str_from_code(vm, (uint32_t)code);
}

static OuObj *builtin_ord(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *c = args[0];
    if (ou_is_str(vm, c)) {
        if (ou_str_length(OU_STR(c)) == 1)
            return ou_int_from(vm, ou_str_code_at(vm, OU_STR(c), 0));
        return OU_TYPE_ERROR(vm, "ord() expected a character, but string of length %zu found",
                             ou_str_length(OU_STR(c)));
    }
    const OuType *type = ou_type(vm, c);
    if (ou_isinstance_builtin(vm, c, OU_T_BYTES) || ou_isinstance_builtin(vm, c, OU_T_BYTEARRAY)) {
        OuBuffer buffer;
        if (!type->buffer(vm, c, false, &buffer))
            return NULL;
        OuObj *result;
        if (buffer.len == 1)
            result = ou_int_from(vm, (unsigned char)buffer.data[0]);
        else
            result = OU_TYPE_ERROR(vm, "ord() expected a character, but string of length %zu found",
                                   buffer.len);
        if (type->buffer_release)
            type->buffer_release(vm, c);
        ou_unref(vm, buffer.owner);
        return result;
    }
    return OU_TYPE_ERROR(vm, "ord() expected string of length 1, but %T found", c);
}

static OuObj *builtin_divmod(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_binary(vm, OU_OP_DIVMOD, args[0], args[1]);
}

static OuObj *builtin_format(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuStr *spec = NULL;
    if (OU_ARG(1) && !ou_arg_str(vm, "format", "2", args[1], &spec))
        return NULL;
    return ou_format(vm, args[0], OU_OBJ(spec));
}

/* The name argument of getattr() and the like. */
static bool attribute_name(OuVM *vm, OuObj *name)
{
    if (ou_is_str(vm, name))
        return true;
    OU_TYPE_ERROR(vm, "attribute name must be string, not '%T'", name);
    return false;
}

static OuObj *builtin_getattr(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (!attribute_name(vm, args[1]))
        return NULL;
    OuStr *name = ou_str_intern_take(vm, ou_ref(args[1]));
    if (!name)
        return NULL;
    OuObj *result;
    if (OU_ARG(2)) {
        result = ou_getattr_optional(vm, args[0], name);
        if (result == OU_ABSENT)
            result = ou_ref(args[2]);
    } else {
        result = ou_getattr(vm, args[0], name);
    }
    ou_unref(vm, name);
    return result;
}

static OuObj *builtin_hasattr(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!attribute_name(vm, args[1]))
        return NULL;
    OuStr *name = ou_str_intern_take(vm, ou_ref(args[1]));
    if (!name)
        return NULL;
    OuObj *result = ou_getattr_optional(vm, args[0], name);
    ou_unref(vm, name);
    if (!result)
        return NULL;
    bool found = result != OU_ABSENT;
    if (found)
        ou_unref(vm, result);
    return OU_BOOL(found);
}

static OuObj *set_attribute(OuVM *vm, OuObj *o, OuObj *name, OuObj *value)
{
    if (!attribute_name(vm, name))
        return NULL;
    OuStr *interned = ou_str_intern_take(vm, ou_ref(name));
    if (!interned)
        return NULL;
    bool ok = ou_setattr(vm, o, interned, value);
    ou_unref(vm, interned);
    return ok ? OU_NONE : NULL;
}

static OuObj *builtin_setattr(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return set_attribute(vm, args[0], args[1], args[2]);
}

static OuObj *builtin_delattr(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return set_attribute(vm, args[0], args[1], NULL);
}

static OuObj *builtin_hash(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuHash hash;
    return ou_hash(vm, args[0], &hash) ? ou_int_from(vm, hash) : NULL;
}

static OuObj *builtin_id(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_int_from(vm, (int64_t)ou_address(vm, args[0]));
}

static OuObj *builtin_isinstance(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int result = ou_isinstance(vm, args[0], args[1]);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *builtin_issubclass(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int result = ou_issubclass(vm, args[0], args[1]);
    return result < 0 ? NULL : OU_BOOL(result);
}

static OuObj *builtin_iter(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (nargs < 2 || !args[1])
        return ou_iter(vm, args[0]);
    if (!ou_callable(vm, args[0]))
        return OU_TYPE_ERROR(vm, "iter(v, w): v must be callable");
    return ou_call_iter_new(vm, args[0], args[1]);
}

static OuObj *builtin_next(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *iterator = args[0];
    OuObj *(*next)(OuVM *, OuObj *) = ou_type(vm, iterator)->next;
    if (!next)
        return OU_TYPE_ERROR(vm, "'%T' object is not an iterator", iterator);
    OuObj *otherwise = OU_ARG(1);
    OuObj *item = next(vm, iterator);
    if (item == OU_DONE) {
        if (otherwise)
            return ou_ref(otherwise);
        return ou_raise_arg(vm, OU_T_StopIteration, NULL);
    }
    if (!item && otherwise && ou_error_swallow(vm, OU_T_StopIteration))
        return ou_ref(otherwise);
    return item;
}

static OuObj *builtin_aiter(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuUnaryFn aiter = ou_type(vm, args[0])->aiter;
    if (!aiter)
        return OU_TYPE_ERROR(vm, "'%T' object is not an async iterable", args[0]);
    OuObj *iterator = aiter(vm, args[0]);
    if (iterator && !ou_type(vm, iterator)->anext) {
        ou_raise(vm, OU_T_TypeError, "aiter() returned not an async iterator of type '%T'", iterator);
        ou_unref(vm, iterator);
        return NULL;
    }
    return iterator;
}

static OuObj *builtin_anext(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuUnaryFn anext = ou_type(vm, args[0])->anext;
    if (!anext)
        return OU_TYPE_ERROR(vm, "'%T' object is not an async iterator", args[0]);
    OuObj *awaitable = anext(vm, args[0]);
    OuObj *otherwise = OU_ARG(1);
    if (!awaitable || !otherwise)
        return awaitable;
    OuObj *result = ou_upcall_anext_awaitable(vm, awaitable, otherwise);
    ou_unref(vm, awaitable);
    return result;
}

static OuObj *builtin_len(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    ptrdiff_t len = ou_len(vm, args[0]);
    return len < 0 ? NULL : ou_int_from(vm, len);
}

/* One step of min()/max(): does `key` beat the best key so far? */
static int beats(OuVM *vm, OuObj *key, OuObj *best, OuCompareOp op)
{
    if (ou_is_small_int(key) && ou_is_small_int(best)) {
        int64_t a = ou_int_value(key), b = ou_int_value(best);
        return op == OU_GT ? a > b : a < b;
    }
    OuObj *answer = ou_compare(vm, key, best, op);
    if (!answer)
        return -1;
    int truth = ou_truth(vm, answer);
    ou_unref(vm, answer);
    return truth;
}

/* The extreme of an iterator's items or of args; `key` may be NULL. New reference; OU_ABSENT if
 * there were no items. */
static OuObj *extreme_of(OuVM *vm, OuObj *iterator, OuObj *const *args, size_t nargs, OuObj *key,
                         OuCompareOp op)
{
    OuObj *best = NULL, *best_key = NULL;
    for (size_t i = 0;; i++) {
        OuObj *item = iterator ? ou_next(vm, iterator) : i < nargs ? ou_ref(args[i]) : OU_DONE;
        if (!item)
            goto fail;
        if (item == OU_DONE)
            break;
        OuObj *item_key = key ? ou_call1(vm, key, item) : ou_ref(item);
        int better = !item_key ? -1 : best ? beats(vm, item_key, best_key, op) : 1;
        if (better > 0) {
            ou_put(vm, &best, item);
            ou_put(vm, &best_key, item_key);
        } else {
            ou_unref(vm, item);
            ou_unref(vm, item_key);
            if (better < 0)
                goto fail;
        }
        if (!OU_POLL_STEP(vm))
            goto fail;
    }
    ou_unref(vm, best_key);
    return best ? best : OU_ABSENT;
fail:
    ou_unref(vm, best_key);
    ou_unref(vm, best);
    return NULL;
}

static OuObj *extreme(OuVM *vm, OuObj *const *args, size_t nargs, OuObj *kwnames, const char *name,
                      OuCompareOp op)
{
    OuObj *key = NULL, *otherwise = NULL;
    size_t named = kwnames ? OU_TUPLE(kwnames)->len : 0;
    if (nargs == 0)
        return OU_TYPE_ERROR(vm, "%s expected at least 1 argument, got 0", name);
    if (named > 2)
        return OU_TYPE_ERROR(vm, "%s() takes at most 2 keyword arguments (%zu given)", name, named);
    for (size_t i = 0; i < named; i++) {
        OuStr *keyword = OU_STR(OU_TUPLE(kwnames)->items[i]);
        if (ou_str_is(keyword, "key"))
            key = args[nargs + i];
        else if (ou_str_is(keyword, "default"))
            otherwise = args[nargs + i];
        else
            return OU_TYPE_ERROR(vm, "'%U' is an invalid keyword argument for %s()", keyword, name);
    }
    if (key == OU_NONE)
        key = NULL;
    if (nargs > 1 && otherwise)
        return OU_TYPE_ERROR(vm, "Cannot specify a default for %s() with multiple positional arguments",
                             name);
    if (nargs > 1)
        return extreme_of(vm, NULL, args, nargs, key, op);
    OuObj *iterator = ou_iter(vm, args[0]);
    if (!iterator)
        return NULL;
    OuObj *result = extreme_of(vm, iterator, NULL, 0, key, op);
    ou_unref(vm, iterator);
    if (result == OU_ABSENT)
        return otherwise ? ou_ref(otherwise)
                         : OU_VALUE_ERROR(vm, "%s() arg is an empty sequence", name);
    return result;
}

static OuObj *builtin_max(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    return extreme(vm, args, nargs, kwnames, "max", OU_GT);
}

static OuObj *builtin_min(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    return extreme(vm, args, nargs, kwnames, "min", OU_LT);
}

static OuObj *builtin_pow(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *modulus = OU_ARG(2);
    return ou_pow(vm, args[0], args[1], modulus ? modulus : OU_NONE);
}

static OuObj *builtin_repr(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_repr(vm, args[0]);
}

static OuObj *builtin_round(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *digits = OU_ARG(1);
    bool given = digits && digits != OU_NONE;
    OuObj *result = ou_call_special(vm, args[0], OU_NAME(__round__), &digits, given ? 1 : 0);
    if (result == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "type %T doesn't define __round__ method", args[0]);
    return result;
}

static OuObj *builtin_sorted(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    if (nargs != 1)
        return OU_TYPE_ERROR(vm, "sorted expected 1 argument, got %zu", nargs);
    OuObj *list = ou_list_from(vm, args[0]);
    if (!list)
        return NULL;
    OuObj *bound[2] = {OU_NONE, NULL};
    int reverse = 0;
    bool ok = !kwnames || (ou_bind(vm, "(*, key=None, reverse=False)", "sort", args + 1, 0, kwnames, bound)
              && (!bound[1] || ou_arg_int(vm, bound[1], &reverse)));
    OuObj *key = ok && bound[0] != OU_NONE ? bound[0] : NULL;
    if (ok && ou_list_sort(vm, OU_LIST(list), key, reverse != 0))
        return list;
    ou_unref(vm, list);
    return NULL;
}

/* sum(): ints that fit stay in an int64, floats in a double (no compensation, as in 3.11). */
static OuObj *sum_fast(OuVM *vm, OuObj *iterator, OuObj *total, bool *exhausted)
{
    bool is_float = ou_is_exact(total, OU_T_FLOAT);
    OuRangeIter *range = !is_float && ou_is_exact(iterator, OU_T_RANGE_ITER) ? (OuRangeIter *)iterator : NULL;
    int64_t integer = is_float ? 0 : ou_int_value(total);
    double real = is_float ? ou_float_value(total) : 0.0;
    OuObj *item = NULL;
    *exhausted = false;
    ou_unref(vm, total);
    for (;;) {
        if (range && range->left > 0) { /* its numbers need no boxes */
            int64_t number = range->next;
            if (__builtin_add_overflow(integer, number, &number)) {
                range = NULL;
                continue;
            }
            integer = number;
            range->next = (int64_t)((uint64_t)range->next + (uint64_t)range->step);
            range->left--;
            if (!OU_POLL_STEP(vm))
                return NULL;
            continue;
        }
        item = ou_next(vm, iterator);
        if (!item || !OU_POLL_STEP(vm)) {
            if (item != OU_DONE)
                ou_unref(vm, item);
            return NULL;
        }
        if (item == OU_DONE) {
            *exhausted = true;
            break;
        }
        if (ou_is_small_int(item) && !is_float) {
            if (__builtin_add_overflow(integer, ou_int_value(item), &integer)) {
                integer = (int64_t)((uint64_t)integer - (uint64_t)ou_int_value(item));
                break;
            }
        } else if (is_float && ou_is_exact(item, OU_T_FLOAT)) {
            real += ou_float_value(item);
        } else if (is_float && ou_is_small_int(item)) {
            real += (double)ou_int_value(item);
        } else {
            break;
        }
        ou_unref(vm, item);
    }
    total = is_float ? ou_float_from(vm, real) : ou_int_from(vm, integer);
    if (*exhausted || !total) {
        if (!*exhausted)
            ou_unref(vm, item);
        return total;
    }
    OuObj *next = ou_binary(vm, OU_OP_ADD, total, item);
    ou_unref(vm, total);
    ou_unref(vm, item);
    return next;
}

static OuObj *builtin_sum(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *start = OU_ARG(1);
    OuObj *iterator = ou_iter(vm, args[0]);
    if (!iterator)
        return NULL;
    OuObj *total = start ? ou_ref(start) : ou_int_from(vm, 0);
    if (start && (ou_is_str(vm, start) || ou_isinstance_builtin(vm, start, OU_T_BYTES) ||
                  ou_isinstance_builtin(vm, start, OU_T_BYTEARRAY))) {
        const char *kind = ou_is_str(vm, start) ? "strings [use ''.join(seq) instead]"
                           : ou_isinstance_builtin(vm, start, OU_T_BYTES) ? "bytes [use b''.join(seq) instead]"
                                                                          : "bytearray [use b''.join(seq) instead]";
        ou_unref(vm, total);
        ou_unref(vm, iterator);
        return OU_TYPE_ERROR(vm, "sum() can't sum %s", kind);
    }
    bool exhausted = false;
    while (total && !exhausted) {
        if (ou_is_small_int(total) || ou_is_exact(total, OU_T_FLOAT)) {
            total = sum_fast(vm, iterator, total, &exhausted);
            continue;
        }
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        OuObj *next = item ? ou_binary(vm, OU_OP_ADD, total, item) : NULL;
        ou_unref(vm, item);
        ou_put(vm, &total, next);
        if (total && !OU_POLL_STEP(vm))
            ou_clear(vm, &total);
    }
    ou_unref(vm, iterator);
    return total;
}

static OuObj *builtin_breakpoint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    OuObj *sys = ou_upcall_sys(vm), *sys_hook = sys ? ou_getattr_text(vm, sys, "breakpointhook") : NULL;
    if (!sys_hook && ou_error_swallow(vm, OU_T_AttributeError))
        ou_raise(vm, OU_T_RuntimeError, "lost sys.breakpointhook");
    if (!sys_hook)
        return NULL;
    OuObj *result = ou_call(vm, sys_hook, args, nargs, kwnames);
    ou_unref(vm, sys_hook);
    return result;
}

static const OuMethodDef functions[] = {
    {"__build_class__", "", OU_RAW_FN(ou_builtin_build_class), OU_RAW, "Make a class: what the class statement calls."},
    {"__import__", "(name, globals=None, locals=None, fromlist=(), level=0)", ou_builtin_import, 0,
     "Import a module: what the import statement calls."},
    {"abs", "(x, /)", builtin_abs, 0, "Return the absolute value of a number."},
    {"aiter", "(async_iterable, /)", builtin_aiter, 0, "Return an asynchronous iterator over the object."},
    {"all", "(iterable, /)", builtin_all, 0, "True if every item is true (or there is none)."},
    {"anext", "(aiterator, default=<unrepresentable>, /)", builtin_anext, 0, "Return an awaitable for the next item."},
    {"any", "(iterable, /)", builtin_any, 0, "True if some item is true."},
    {"ascii", "(obj, /)", builtin_ascii, 0, "Like repr(), with everything beyond ASCII escaped."},
    {"bin", "(number, /)", builtin_bin, 0, "Text of an integer in base 2, with prefix 0b."},
    {"breakpoint", "(*args, **kws)", OU_RAW_FN(builtin_breakpoint), OU_RAW | OU_NO_TEXT,
     "Call sys.breakpointhook()."},
    {"callable", "(obj, /)", builtin_callable, 0, "Can the object be called?"},
    {"chr", "(i, /)", builtin_chr, 0, "The character with that code point."},
    {"compile", "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
     ou_builtin_compile, 0, "Compile source text to a code object; mode is 'exec', 'eval' or 'single'."},
    {"delattr", "(obj, name, /)", builtin_delattr, 0, "Delete the named attribute."},
    {"dir", "(object=<unrepresentable>, /)", ou_builtin_dir, OU_NO_TEXT,
     "Names in the current scope, or attributes of an object."},
    {"divmod", "(x, y, /)", builtin_divmod, 0, "The pair (x // y, x % y)."},
    {"eval", "(source, globals=None, locals=None, /)", ou_builtin_eval, 0, "Evaluate an expression given as text or code."},
    {"exec", "(source, globals=None, locals=None, /, *, closure=None)", ou_builtin_exec, 0, "Run statements given as text or code."},
    {"format", "(value, format_spec='', /)", builtin_format, 0, "Format a value by a format specification."},
    {"getattr", "(object, name, default=<unrepresentable>, /)", builtin_getattr, OU_NO_TEXT,
     "The named attribute, or the default if there is none."},
    {"globals", "()", ou_builtin_globals, 0, "The dict of the current module's variables."},
    {"hasattr", "(obj, name, /)", builtin_hasattr, 0, "Does the object have that attribute?"},
    {"hash", "(obj, /)", builtin_hash, 0, "Hash value of the object."},
    {"hex", "(number, /)", builtin_hex, 0, "Text of an integer in base 16, with prefix 0x."},
    {"id", "(obj, /)", builtin_id, 0, "A number that identifies the object while it lives."},
    {"input", "(prompt='', /)", ou_builtin_input, 0, "Read a line from standard input, without its newline."},
    {"isinstance", "(obj, class_or_tuple, /)", builtin_isinstance, 0, "Is the object an instance of the class, or of one in the tuple?"},
    {"issubclass", "(cls, class_or_tuple, /)", builtin_issubclass, 0, "Is the class derived from the other, or from one in the tuple?"},
    {"iter", "(object, sentinel=<unrepresentable>, /)", builtin_iter, OU_NO_TEXT,
     "An iterator over the object, or over calls until the sentinel."},
    {"len", "(obj, /)", builtin_len, 0, "Number of items in a container."},
    {"locals", "()", ou_builtin_locals, 0, "A dict of the current scope's local variables."},
    {"max", "(*args, default=<unrepresentable>, key=None)", OU_RAW_FN(builtin_max), OU_RAW | OU_NO_TEXT,
     "The largest item of an iterable, or of the arguments."},
    {"min", "(*args, default=<unrepresentable>, key=None)", OU_RAW_FN(builtin_min), OU_RAW | OU_NO_TEXT,
     "The smallest item of an iterable, or of the arguments."},
    {"next", "(iterator, default=<unrepresentable>, /)", builtin_next, OU_NO_TEXT,
     "The next item, or the default when there is none."},
    {"oct", "(number, /)", builtin_oct, 0, "Text of an integer in base 8, with prefix 0o."},
    {"open", "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)",
     OU_RAW_FN(ou_builtin_open), OU_RAW, "Open a file."},
    {"ord", "(c, /)", builtin_ord, 0, "Code point of a one-character string."},
    {"pow", "(base, exp, mod=None)", builtin_pow, 0, "base ** exp, or base ** exp % mod."},
    {"print", "(*args, sep=' ', end='\\n', file=None, flush=False)", OU_RAW_FN(ou_builtin_print), OU_RAW, "Write the arguments to a stream, sys.stdout by default."},
    {"repr", "(obj, /)", builtin_repr, 0, "Text that shows the object to a programmer."},
    {"round", "(number, ndigits=None)", builtin_round, 0, "Round to a number of decimal digits."},
    {"setattr", "(obj, name, value, /)", builtin_setattr, 0, "Set the named attribute."},
    {"sorted", "(iterable, /, *, key=None, reverse=False)", OU_RAW_FN(builtin_sorted), OU_RAW, "A new sorted list of the items."},
    {"sum", "(iterable, /, start=0)", builtin_sum, 0, "The sum of the items, beginning with start."},
    {"vars", "(object=<unrepresentable>, /)", ou_builtin_vars, OU_NO_TEXT,
     "The object's __dict__, or locals()."},
    {NULL, NULL, NULL, 0, NULL},
};

/* Built-in types that are built-in names too. */
static const uint32_t types[] = {
    OU_T_BOOL, OU_T_BYTEARRAY, OU_T_BYTES, OU_T_CLASSMETHOD, OU_T_COMPLEX, OU_T_DICT, OU_T_ENUMERATE, OU_T_FILTER,
    OU_T_FLOAT, OU_T_FROZENSET, OU_T_INT, OU_T_LIST, OU_T_MAP, OU_T_MEMORYVIEW, OU_T_OBJECT, OU_T_PROPERTY,
    OU_T_RANGE, OU_T_REVERSED, OU_T_SET, OU_T_SLICE, OU_T_STATICMETHOD, OU_T_STR, OU_T_SUPER, OU_T_TUPLE, OU_T_TYPE,
    OU_T_ZIP,
#define EXC(name, base, layout, doc_text) OU_T_##name,
#include "object/exc.def"
#undef EXC
};

/* Names in the library module _sitebuiltins, and modules that are built-in names in ouro. */
static const char *const site_names[] = {"copyright", "credits", "exit", "help", "license", "quit", NULL};
static const char *const module_names[] = {"gc", "sys", "weakref", NULL};

static bool is_listed(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

static OuObj *imported(OuVM *vm, const char *module, const char *attribute)
{
    OuObj *name = ou_str_from(vm, module);
    if (!name)
        return NULL;
    OuObj *result = ou_upcall_import(vm, name, NULL, NULL, NULL, 0);
    ou_unref(vm, name);
    if (result && attribute) {
        OuObj *value = ou_getattr_text(vm, result, attribute);
        ou_unref(vm, result);
        return value;
    }
    return result;
}

/* A new reference to the built-in of that name, OU_ABSENT, or NULL on error. */
static OuObj *make_builtin(OuVM *vm, const char *name)
{
    for (size_t i = 0; functions[i].name; i++)
        if (strcmp(functions[i].name, name) == 0) {
            bool of_io = functions[i].fn == OU_RAW_FN(ou_builtin_open);
            if (of_io && vm->builtins_restored)
                return OU_ABSENT;
            OuObj *module = of_io ? ou_str_from(vm, "io") : OU_NAME_OBJ(builtins);
            OuObj *made = module ? ou_builtin_new(vm, &functions[i], vm->builtins_module, module) : NULL;
            ou_unref(vm, module);
            return made;
        }
    for (size_t i = 0; i < OU_COUNT_OF(types); i++) {
        const OuShape *shape = ou_shape_of_index(vm, types[i]);
        if (strcmp(shape->type->name, name) == 0) {
            OuClass *cls = ou_builtin_class(vm, types[i]);
            return cls ? ou_ref(OU_OBJ(cls)) : NULL;
        }
    }
    if (strcmp(name, "EnvironmentError") == 0 || strcmp(name, "IOError") == 0) {
        OuClass *cls = ou_builtin_class(vm, OU_T_OSError);
        return cls ? ou_ref(OU_OBJ(cls)) : NULL;
    }
    if (vm->builtins_restored)
        return OU_ABSENT;
    if (strcmp(name, "intern") == 0)
        return imported(vm, "sys", "intern");
    if (is_listed(module_names, name))
        return imported(vm, name, NULL);
    if (is_listed(site_names, name) && vm->site_builtins)
        return imported(vm, "_sitebuiltins", name);
    return OU_ABSENT;
}

OuObj *ou_upcall_builtin(OuVM *vm, OuStr *name)
{
    if (vm->builtins_filled)
        return OU_ABSENT;
    OuObj *value = make_builtin(vm, ou_str_text(name));
    if (!value || value == OU_ABSENT)
        return value;
    bool ok = ou_dict_set(vm, vm->builtins, OU_OBJ(name), value);
    ou_unref(vm, value); /* the dict holds it */
    return ok ? value : NULL;
}

static bool fill_one(OuVM *vm, const char *text)
{
    OuStr *name = ou_str_intern(vm, text, strlen(text));
    if (!name)
        return false;
    OuObj *value = ou_dict_peek_str(vm, vm->builtins, name);
    if (!value)
        value = ou_upcall_builtin(vm, name);
    ou_unref(vm, name);
    return value != NULL;
}

bool ou_upcall_builtins_fill(OuVM *vm)
{
    if (vm->builtins_filled)
        return true;
    for (size_t i = 0; functions[i].name; i++)
        if (!fill_one(vm, functions[i].name))
            return false;
    for (size_t i = 0; i < OU_COUNT_OF(types); i++)
        if (!fill_one(vm, ou_shape_of_index(vm, types[i])->type->name))
            return false;
    static const char *const others[] = {"EnvironmentError", "IOError", "intern", "gc", "sys", "weakref", "copyright",
                                         "credits", "exit", "help", "license", "quit"};
    for (size_t i = 0; i < OU_COUNT_OF(others); i++)
        if (!fill_one(vm, others[i]))
            return false;
    vm->builtins_filled = true;
    return true;
}

static bool init(OuVM *vm, OuModule *module)
{
    static const struct {
        const char *name;
        OuObj *value;
    } constants[] = {
        {"None", OU_NONE}, {"True", OU_TRUE}, {"False", OU_FALSE},
        {"NotImplemented", OU_NOT_IMPLEMENTED}, {"Ellipsis", OU_ELLIPSIS},
    };
    for (size_t i = 0; i < OU_COUNT_OF(constants); i++)
        if (!ou_module_add(vm, module, constants[i].name, constants[i].value))
            return false;
    return ou_module_add(vm, module, "__debug__", OU_BOOL(vm->optimize == 0));
}

const OuModuleDef ou_module_builtins = {
    .name = "builtins",
    .doc = "The names that every module sees without an import.",
    .init = init,
};
