/* ops.h - what can be done with any object. Results are new references; NULL, false or -1
 * mean that an exception is pending. All of these may run script code, unless they say
 * otherwise; exact built-in types go fast paths without. */
#ifndef OU_OBJECT_OPS_H
#define OU_OBJECT_OPS_H
#include "base/search.h"
#include "base/strbuf.h"
#include "object/type.h"
#include <string.h>

/* ---- calls ---- */
OuObj *ou_call(OuVM *vm, OuObj *callable, OuObj *const *args, size_t nargs, OuObj *kwnames);
OuObj *ou_call0(OuVM *vm, OuObj *callable);
OuObj *ou_call1(OuVM *vm, OuObj *callable, OuObj *arg);
OuObj *ou_call2(OuVM *vm, OuObj *callable, OuObj *a, OuObj *b);
/* callable(*args, **kwargs): args a tuple, kwargs a dict or NULL. */
OuObj *ou_call_ex(OuVM *vm, OuObj *callable, OuObj *args, OuObj *kwargs);
OuObj *ou_call_method(OuVM *vm, OuObj *self, OuStr *name, OuObj *const *args, size_t nargs);
bool ou_callable(OuVM *vm, OuObj *o);

/* ---- attributes ---- */
OuObj *ou_getattr(OuVM *vm, OuObj *o, OuStr *name);
/* OU_ABSENT instead of AttributeError. */
OuObj *ou_getattr_optional(OuVM *vm, OuObj *o, OuStr *name);
OuObj *ou_getattr_text(OuVM *vm, OuObj *o, const char *name);
OU_MUST_CHECK bool ou_setattr(OuVM *vm, OuObj *o, OuStr *name, OuObj *value); /* NULL deletes */

/* ---- truth, comparison, hash ---- */
int ou_truth(OuVM *vm, OuObj *o);                                 /* 1, 0, -1 */
OuObj *ou_compare(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op);  /* a < b: any object */
int ou_compare_bool(OuVM *vm, OuObj *a, OuObj *b, OuCompareOp op); /* identity implies == */
OU_MUST_CHECK bool ou_hash(OuVM *vm, OuObj *o, OuHash *out);
int ou_contains(OuVM *vm, OuObj *container, OuObj *item);
int ou_isinstance(OuVM *vm, OuObj *o, OuObj *cls_or_tuple);
int ou_issubclass(OuVM *vm, OuObj *cls, OuObj *cls_or_tuple);
/* The same without asking the metaclass (type.__instancecheck__ and __subclasscheck__). */
int ou_isinstance_plain(OuVM *vm, OuObj *o, OuObj *cls);
int ou_issubclass_plain(OuVM *vm, OuObj *sub, OuObj *cls);
/* Is type(sub) the type of `of` or derived from it? No script code, never fails. */
bool ou_type_is_derived(OuVM *vm, OuObj *sub, OuObj *of);
/* Does a comparison hold for operands in this order (negative, 0, positive)? */
OU_INLINE bool ou_order_is(int order, OuCompareOp op)
{
    switch (op) {
    case OU_LT: return order < 0;
    case OU_LE: return order <= 0;
    case OU_EQ: return order == 0;
    case OU_NE: return order != 0;
    case OU_GT: return order > 0;
    case OU_GE: return order >= 0;
    }
    return false;
}
/* What `==` … mean with the operands swapped. */
OuCompareOp ou_compare_swapped(OuCompareOp op);
/* An int that `o` may be used as: has it an __index__? */
bool ou_has_index(const OuVM *vm, const OuObj *o);
/* Does it take part in arithmetic as int, float or complex? */
bool ou_is_number(OuVM *vm, OuObj *o);

/* ---- operators ---- */
typedef enum {
    OU_OP_ADD, OU_OP_SUB, OU_OP_MUL, OU_OP_MATMUL, OU_OP_TRUEDIV, OU_OP_FLOORDIV, OU_OP_MOD,
    OU_OP_POW, OU_OP_LSHIFT, OU_OP_RSHIFT, OU_OP_AND, OU_OP_XOR, OU_OP_OR, OU_OP_DIVMOD,
    OU_OP_COUNT
} OuBinaryOp;
/* "+", "+=" …: as messages show them. */
const char *ou_operator_text(OuBinaryOp op, bool inplace);
OuObj *ou_binary(OuVM *vm, OuBinaryOp op, OuObj *a, OuObj *b);
/* No number slot took it: what + and * mean for sequences, else the TypeError. */
OuObj *ou_binary_rest(OuVM *vm, OuBinaryOp op, bool inplace, OuObj *a, OuObj *b);
OuObj *ou_inplace(OuVM *vm, OuBinaryOp op, OuObj *a, OuObj *b);
/* The same when the method for it has given NotImplemented. */
OuObj *ou_inplace_rest(OuVM *vm, OuBinaryOp op, OuObj *a, OuObj *b);
OuObj *ou_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus);
OuObj *ou_neg(OuVM *vm, OuObj *o);
OuObj *ou_pos(OuVM *vm, OuObj *o);
OuObj *ou_invert(OuVM *vm, OuObj *o);
OuObj *ou_abs(OuVM *vm, OuObj *o);
/* __index__: an exact int object. TypeError: 'x' object cannot be interpreted as an integer. */
OuObj *ou_index_of(OuVM *vm, OuObj *o);
/* The DeprecationWarning for a method that returned an instance of a subclass of int or float;
 * `owner`: its class is named too, or NULL. */
OU_MUST_CHECK bool ou_warn_strict_subclass(OuVM *vm, OuObj *owner, const char *method, OuObj *result,
                                           const char *type);
/* As ptrdiff_t; out of range: raises exc (an OU_T_ index) or clips if exc is 0. */
OU_MUST_CHECK bool ou_as_ssize(OuVM *vm, OuObj *o, ptrdiff_t *out, uint32_t exc);
OU_MUST_CHECK bool ou_as_int64(OuVM *vm, OuObj *o, int64_t *out); /* OverflowError */
OU_MUST_CHECK bool ou_as_double(OuVM *vm, OuObj *o, double *out); /* __float__, __index__ */
OU_MUST_CHECK bool ou_to_double(OuVM *vm, OuObj *o, double *out); /* also the __float__ of a subclass of float */

/* ---- containers ---- */
ptrdiff_t ou_len(OuVM *vm, OuObj *o);
ptrdiff_t ou_length_hint(OuVM *vm, OuObj *o, ptrdiff_t otherwise);
/* Ask for the length hint of `o`, whose items will be put behind `len` others. MemoryError for
 * one that no machine has room for; a sum beyond ptrdiff_t is let pass, as CPython does. The hint,
 * -1 on error. */
ptrdiff_t ou_checked_hint(OuVM *vm, OuObj *o, ptrdiff_t otherwise, size_t len);
OuObj *ou_getitem(OuVM *vm, OuObj *o, OuObj *key);
OU_MUST_CHECK bool ou_setitem(OuVM *vm, OuObj *o, OuObj *key, OuObj *value); /* NULL deletes */

/* ---- iteration ---- */
/* Has it the items of a sequence, or of a mapping, as CPython's PySequence_Check and
 * PyMapping_Check have it? (list, str … have both) */
bool ou_is_sequence(OuVM *vm, OuObj *o);
bool ou_is_mapping(OuVM *vm, OuObj *o);
OuObj *ou_iter(OuVM *vm, OuObj *o);
/* OU_DONE when exhausted (a StopIteration was swallowed); NULL on error. */
OuObj *ou_next(OuVM *vm, OuObj *iterator);
/* The same, but a StopIteration raised by the iterator stays pending (NULL): for iterators that
 * hand it on with its value. */
OuObj *ou_next_raw(OuVM *vm, OuObj *iterator);
/* All items as a new list. */
OuObj *ou_list_from(OuVM *vm, OuObj *iterable);

/* ---- text ---- */
OuObj *ou_repr(OuVM *vm, OuObj *o);
OuObj *ou_str(OuVM *vm, OuObj *o);
OuObj *ou_ascii(OuVM *vm, OuObj *o);
OuObj *ou_format(OuVM *vm, OuObj *o, OuObj *spec); /* spec NULL: "" */
/* For container reprs: 1 if `o` is already being printed (the caller prints "[...]"), 0 and
 * entered, -1 on error. */
int ou_repr_enter(OuVM *vm, OuObj *o);
void ou_repr_leave(OuVM *vm, OuObj *o);

/* ---- recursion through C ---- */
/* Call before recursing through C; RecursionError("maximum recursion depth exceeded" + where). */
OU_MUST_CHECK bool ou_enter(OuVM *vm, const char *where);
void ou_leave(OuVM *vm);
/* The same for recursion that CPython does not count: only the real stack must suffice. */
OU_MUST_CHECK bool ou_check_stack(OuVM *vm, const char *where);
/* Long C work: call every few thousand steps with the steps done; false: stop, an
 * exception (interrupt, limit) is pending. */
OU_MUST_CHECK bool ou_poll(OuVM *vm, uint32_t steps);
/* The same where no script code must run: looks at limits and interrupts only. */
OU_MUST_CHECK bool ou_check(OuVM *vm, uint32_t steps);
/* The same as OuGoOn.ask, asked each OU_ASK_BYTES; its argument is the VM. */
OU_MUST_CHECK bool ou_may_go_on(void *vm);
/* In a loop over many small things, of which this is number `i`: a check now and then. */
#define OU_PASS(vm, i) (OU_LIKELY(((i) & 0x3FFF) != 0x3FFF) || ou_check(vm, 1250))
/* In a search of a table, at the key number `i` of another value with the same hash: those can be many. */
#define OU_COLLISION(vm, i) (OU_LIKELY(((i) & 0x3FF) != 0x3FF) || ou_check(vm, 256))
/* In a walk over places of a table, at `position`: a poll after some thousand, be they taken or free. */
#define OU_WALKED(vm, polled, position)                                                      \
    (OU_LIKELY((position) - (polled) < 4096) || ((polled) = (position), ou_poll(vm, 4096)))
/* memcpy of much, with such checks on the way. */
OU_MUST_CHECK bool ou_copy_pieces(OuVM *vm, void *to, const void *from, size_t size);
OU_INLINE bool ou_copy_long(OuVM *vm, void *to, const void *from, size_t size)
{
    if (OU_UNLIKELY(size > 0x40000))
        return ou_copy_pieces(vm, to, from, size);
    memcpy(to, from, size);
    return true;
}
/* Fill to[period, size) with what is in to[0, period), again and again. */
OU_MUST_CHECK bool ou_repeat_long(OuVM *vm, void *to, size_t period, size_t size);
/* ou_buf_put and ou_buf_fill of much: the builder has failed if an exception is pending. */
void ou_buf_put_pieces(OuVM *vm, OuBuf *buf, const char *data, size_t size);
OU_INLINE void ou_buf_put_long(OuVM *vm, OuBuf *buf, const char *data, size_t size)
{
    if (OU_UNLIKELY(size > 0x40000))
        ou_buf_put_pieces(vm, buf, data, size);
    else
        ou_buf_put(buf, data, size);
}
void ou_buf_fill_long(OuVM *vm, OuBuf *buf, char byte, size_t count);
/* Cut ASCII spaces off both ends; ou_trim: of what is short at once. */
OU_MUST_CHECK bool ou_trim_long(OuVM *vm, const char **text, size_t *size);
OU_INLINE bool ou_is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
OU_INLINE bool ou_trim(OuVM *vm, const char **text, size_t *size)
{
    if (OU_UNLIKELY(*size > 0x4000))
        return ou_trim_long(vm, text, size);
    const char *at = *text, *end = at + *size;
    while (at < end && ou_is_ascii_space(*at))
        at++;
    while (end > at && ou_is_ascii_space(end[-1]))
        end--;
    *text = at;
    *size = (size_t)(end - at);
    return true;
}
/* memset of much; memcmp of much, its sign in *order. */
OU_MUST_CHECK bool ou_fill_long(OuVM *vm, void *to, char byte, size_t size);
OU_MUST_CHECK bool ou_compare_long(OuVM *vm, const void *a, const void *b, size_t size, int *order);
/* Have the system give the pages of a new block, with checks: that takes longer than much of what is done to them. */
OU_MUST_CHECK bool ou_touch_long(OuVM *vm, void *block, size_t size);
/* memchr in a text of any length; *found NULL: there is none. */
OU_MUST_CHECK bool ou_find_byte_long(OuVM *vm, const char *text, size_t size, char byte, const char **found);
OU_INLINE bool ou_find_byte(OuVM *vm, const char *text, size_t size, char byte, const char **found)
{
    if (OU_UNLIKELY(size > 0x40000))
        return ou_find_byte_long(vm, text, size, byte, found);
    *found = size > 0 ? memchr(text, byte, size) : NULL;
    return true;
}
/* ou_finder_next in a text of any length. What is short is gone through at once. */
OU_MUST_CHECK bool ou_find_next_long(OuVM *vm, OuFinder *finder, const char *text, size_t len, size_t *found);
OU_INLINE bool ou_find_next(OuVM *vm, OuFinder *finder, const char *text, size_t len, size_t *found)
{
    if (OU_UNLIKELY(len > 0x4000))
        return ou_find_next_long(vm, finder, text, len, found);
    *found = ou_finder_next(finder, text, len);
    return true;
}
/* Occurrences that do not overlap; the needle is not empty. */
OU_MUST_CHECK bool ou_count_long(OuVM *vm, const char *text, size_t len, const char *needle, size_t needle_len,
                                 size_t *count);

/* Slices: slice.indices for a sequence of `length`; returns the number of items, -1 on error. */
ptrdiff_t ou_slice_indices(OuVM *vm, OuObj *slice, ptrdiff_t length, ptrdiff_t *start,
                           ptrdiff_t *stop, ptrdiff_t *step);
/* Its halves, for sequences that can change: the first may run script code (__index__), so the
 * length must be read after it. */
OU_MUST_CHECK bool ou_slice_unpack(OuVM *vm, OuObj *slice, ptrdiff_t *start, ptrdiff_t *stop,
                                   ptrdiff_t *step);
ptrdiff_t ou_slice_adjust(ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop, ptrdiff_t step);

#endif
