/* array.c - the module array: sequences of numbers or characters, kept as C values.
 *
 * While `exports` is not 0 (someone holds the buffer) an array keeps its size. Values are
 * converted (__index__, __float__: script code, which may resize the array) before the place
 * they go to is looked at. */
#include "base/utf8.h"
#include "modules/array_parts.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/iters.h"
#include "object/list.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/float_parts.h"
#include <limits.h>
#include <string.h>

#define POLL_EVERY 4096u
#define FILE_BLOCK 65536u
#define SIZE_LIMIT ((size_t)PTRDIFF_MAX / 2)

static bool is_array(OuVM *vm, OuObj *o)
{
    return ou_is_exact(o, OU_T_ARRAY) || ou_isinstance_builtin(vm, o, OU_T_ARRAY);
}

/* ---- storage ---- */

static bool can_resize(OuVM *vm, const OuArray *a)
{
    if (a->exports == 0)
        return true;
    ou_raise(vm, OU_T_BufferError, "cannot resize an array that is exporting buffers");
    return false;
}

static bool resize(OuVM *vm, OuArray *a, size_t len)
{
    if (len == a->len)
        return true;
    if (!can_resize(vm, a))
        return false;
    if (len > SIZE_LIMIT / a->size) {
        ou_raise_memory(vm);
        return false;
    }
    if (len > a->cap || len < a->cap / 2) {
        size_t cap = len ? len + (len >> 4) + (a->len < 8 ? 3 : 7) : 0;
        if (a->len == 0)
            cap = len;
        char *data = NULL;
        OU_CHARGE_BYTES(vm, len * a->size);
        if (cap && !(data = ou_resize(vm, a->data, a->cap * a->size, cap * a->size)))
            return false;
        if (!cap)
            ou_free(vm, a->data, a->cap * a->size);
        a->data = data;
        a->cap = cap;
    }
    if (len > a->len && !ou_fill_long(vm, ou_array_place(a, a->len), 0, (len - a->len) * a->size))
        return false;
    a->len = len;
    return true;
}

static OuObj *array_new(OuVM *vm, OuClass *cls, char code, size_t len)
{
    OuArray *a = (OuArray *)(cls ? ou_instance_new(vm, cls, 0) : ou_new(vm, OU_T_ARRAY, sizeof *a));
    if (!a)
        return NULL;
    a->data = NULL;
    a->len = a->cap = a->exports = 0;
    a->code = code;
    a->size = ou_array_size_of(code);
    if (!resize(vm, a, len))
        ou_clear(vm, &a);
    return OU_OBJ(a);
}

static void array_dealloc(OuVM *vm, OuObj *self)
{
    ou_free(vm, OU_ARRAY(self)->data, OU_ARRAY(self)->cap * OU_ARRAY(self)->size);
    ou_object_free(vm, self);
}

static size_t array_extra_size(const OuObj *self)
{
    return OU_ARRAY(self)->cap * OU_ARRAY(self)->size;
}

static bool array_buffer(OuVM *vm, OuObj *self, bool writable, OuBuffer *out)
{
    (void)vm, (void)writable;
    OuArray *a = OU_ARRAY(self);
    static const char nothing[8] = "";
    a->exports++;
    *out = (OuBuffer){a->data ? a->data : (char *)(uintptr_t)nothing, a->len * a->size, false,
                      ou_ref(self), a->code == 'u' ? 'w' : a->code};
    return true;
}

static void array_buffer_release(OuVM *vm, OuObj *self)
{
    (void)vm;
    OU_ARRAY(self)->exports--;
}

/* ---- growing ---- */

static bool insert(OuVM *vm, OuArray *a, size_t i, OuObj *value)
{
    uint64_t bits;
    if (!ou_array_convert(vm, a->code, value, &bits))
        return false;
    size_t len = a->len;
    if (!resize(vm, a, len + 1))
        return false;
    if (i > len)
        i = len;
    OU_CHARGE_BYTES(vm, (len - i) * a->size);
    memmove(ou_array_place(a, i + 1), ou_array_place(a, i), (len - i) * a->size);
    if (!ou_is_small_int(value) && !ou_is_exact(value, OU_T_FLOAT))
        return ou_array_set(vm, a, i, value); /* converted twice, as in CPython */
    memcpy(ou_array_place(a, i), &bits, a->size);
    return true;
}

static bool extend_iterable(OuVM *vm, OuArray *a, OuObj *iterable)
{
    OuObj *iterator = ou_iter(vm, iterable);
    bool ok = iterator != NULL;
    for (uint32_t i = 1; ok; i++) {
        OuObj *item = ou_next(vm, iterator);
        if (item == OU_DONE)
            break;
        ok = item && insert(vm, a, a->len, item);
        ou_unref(vm, item);
        if (ok && i % POLL_EVERY == 0)
            ok = ou_poll(vm, POLL_EVERY);
    }
    ou_unref(vm, iterator);
    return ok;
}

static bool extend(OuVM *vm, OuArray *a, OuObj *source)
{
    if (!is_array(vm, source))
        return extend_iterable(vm, a, source);
    OuArray *from = OU_ARRAY(source);
    size_t old = a->len, n = from->len;
    if (from->code != a->code) {
        OU_TYPE_ERROR(vm, "can only extend with array of same kind");
        return false;
    }
    if (!resize(vm, a, old + n))
        return false;
    return n == 0 || ou_copy_long(vm, ou_array_place(a, old), from->data, n * a->size);
}

static bool from_bytes(OuVM *vm, OuArray *a, OuObj *source)
{
    OuBuffer buffer;
    if (!ou_buffer_get(vm, source, &buffer))
        return false;
    bool ok = false;
    size_t old = a->len;
    if (buffer.format && !strchr("bBc?", buffer.format))
        OU_TYPE_ERROR(vm, "a bytes-like object is required");
    else if (buffer.len % a->size)
        OU_VALUE_ERROR(vm, "bytes length not a multiple of item size");
    else
        ok = resize(vm, a, old + buffer.len / a->size);
    if (ok && buffer.len)
        ok = ou_copy_long(vm, ou_array_place(a, old), buffer.data, buffer.len);
    ou_buffer_release(vm, &buffer);
    return ok;
}

static bool from_text(OuVM *vm, OuArray *a, OuStr *text)
{
    size_t old = a->len, n = ou_str_length(text);
    if (!resize(vm, a, old + n))
        return false;
    const char *at = ou_str_text(text);
    for (size_t i = old; i < old + n; i++) {
        uint32_t code = ou_utf8_next(&at);
        memcpy(ou_array_place(a, i), &code, sizeof code);
    }
    return true;
}

/* ---- making ---- */

/* Item i of a list or tuple; a subclass may have its own __getitem__, and a list may have become shorter. */
static OuObj *item_of(OuVM *vm, OuObj *o, size_t i)
{
    if (ou_is_exact(o, OU_T_LIST) && i < OU_LIST(o)->len)
        return ou_ref(OU_LIST(o)->items[i]);
    if (ou_is_exact(o, OU_T_TUPLE))
        return ou_ref(OU_TUPLE(o)->items[i]);
    OuObj *index = ou_int_from(vm, (int64_t)i), *item = index ? ou_getitem(vm, o, index) : NULL;
    ou_unref(vm, index);
    return item;
}

static bool fill(OuVM *vm, OuArray *a, OuObj *initial)
{
    bool is_list = ou_is(vm, initial, OU_TF_IS_LIST);
    if (a->code == 'u' && ou_is_str(vm, initial))
        return from_text(vm, a, OU_STR(initial));
    if (ou_is_bytes(vm, initial) || ou_isinstance_builtin(vm, initial, OU_T_BYTEARRAY))
        return from_bytes(vm, a, initial);
    if (is_array(vm, initial) && OU_ARRAY(initial)->code == a->code)
        return extend(vm, a, initial);
    if (!is_list && !ou_is(vm, initial, OU_TF_IS_TUPLE))
        return extend_iterable(vm, a, initial);
    size_t len = is_list ? OU_LIST(initial)->len : OU_TUPLE(initial)->len;
    bool ok = resize(vm, a, len);
    for (size_t i = 0; ok && i < len; i++) {
        OuObj *item = item_of(vm, initial, i);
        ok = item && ou_array_set(vm, a, i, item) && OU_PASS(vm, i);
        ou_unref(vm, item);
    }
    return ok;
}

static bool code_argument(OuVM *vm, const char *function, OuObj *arg, uint32_t *out)
{
    if (ou_is_str(vm, arg) && ou_str_length(OU_STR(arg)) == 1) {
        *out = ou_str_code_at(vm, OU_STR(arg), 0);
        return true;
    }
    OU_TYPE_ERROR(vm, "%s must be a unicode character, not %.50s", function,
                  arg == OU_NONE ? "None" : ou_type_name(vm, arg));
    return false;
}

static OuObj *make(OuVM *vm, OuClass *cls, uint32_t code, OuObj *initial)
{
    if (initial && code != 'u') {
        bool wide = is_array(vm, initial) && OU_ARRAY(initial)->code == 'u';
        if (wide || ou_is_str(vm, initial)) {
            char text[5] = "";
            ou_utf8_put(text, code);
            return OU_TYPE_ERROR(vm, "cannot use a %s to initialize an array with typecode '%s'",
                                 wide ? "unicode array" : "str", text);
        }
    }
    if (code > 127 || !ou_array_size_of((char)code)) {
        if (initial && !ou_has_buffer(vm, initial) && !ou_is_str(vm, initial)) {
            OuObj *iterator = ou_iter(vm, initial); /* asked for first */
            ou_unref(vm, iterator);
            if (!iterator)
                return NULL;
        }
        return OU_VALUE_ERROR(vm, "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    OuObj *self = array_new(vm, cls, (char)code, 0);
    if (self && initial && !fill(vm, OU_ARRAY(self), initial))
        ou_clear(vm, &self);
    return self;
}

static OuObj *array_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    uint32_t code;
    if (cls->type->init == ou_object_init && !ou_no_keywords(vm, "array.array", kwnames))
        return NULL;
    if (nargs < 1 || nargs > 2)
        return OU_TYPE_ERROR(vm, "array() takes at %s argument%s (%zu given)",
                             nargs ? "most 2" : "least 1", nargs ? "s" : "", nargs);
    if (!code_argument(vm, "array() argument 1", args[0], &code))
        return NULL;
    return make(vm, cls, code, OU_ARG(1));
}

/* Items start, start + step … as a new array. */
static OuObj *slice(OuVM *vm, const OuArray *a, ptrdiff_t start, ptrdiff_t step, size_t n)
{
    OuObj *result = array_new(vm, NULL, a->code, n);
    bool ok = result != NULL;
    if (ok && step == 1 && n)
        ok = ou_copy_long(vm, OU_ARRAY(result)->data, ou_array_place(a, (size_t)start), n * a->size);
    for (size_t i = 0; ok && step != 1 && i < n; i++) {
        memcpy(ou_array_place(OU_ARRAY(result), i), ou_array_place(a, (size_t)(start + (ptrdiff_t)i * step)), a->size);
        ok = OU_PASS(vm, i);
    }
    if (!ok)
        ou_clear(vm, &result);
    return result;
}

/* ---- operators ---- */

static ptrdiff_t array_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)OU_ARRAY(self)->len;
}

static OuObj *to_list(OuVM *vm, const OuArray *a)
{
    OuObj *list = ou_list_new(vm, a->len);
    for (size_t i = 0; list && i < a->len; i++) {
        OuObj *item = OU_PASS(vm, i) ? ou_array_item(vm, a, i) : NULL;
        if (!item || !ou_list_append_take(vm, OU_LIST(list), item))
            ou_clear(vm, &list);
    }
    return list;
}

static OuObj *to_text(OuVM *vm, const OuArray *a)
{
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    for (size_t i = 0; i < a->len; i++) {
        uint32_t code;
        memcpy(&code, ou_array_place(a, i), sizeof code);
        if (code > 0x10FFFF) {
            ou_buf_drop(&out);
            return OU_VALUE_ERROR(vm, "character U+%x is not in range [U+0000; U+10ffff]", code);
        }
        ou_buf_put_code(&out, code);
    }
    return ou_str_from_buf(vm, &out);
}

static OuObj *array_repr(OuVM *vm, OuObj *self)
{
    const OuArray *a = OU_ARRAY(self);
    const char *name = ou_bare_type_name(vm, self);
    if (a->len == 0)
        return ou_str_format(vm, "%s('%c')", name, a->code);
    OuObj *content = a->code == 'u' ? to_text(vm, a) : to_list(vm, a);
    OuObj *result = content ? ou_str_format(vm, "%s('%c', %R)", name, a->code, content) : NULL;
    ou_unref(vm, content);
    return result;
}

/* Item i of both: 1, 0, -1. */
static int compare_item(OuVM *vm, const OuArray *a, const OuArray *b, size_t i, OuCompareOp op)
{
    OuObj *left = ou_array_item(vm, a, i), *right = left ? ou_array_item(vm, b, i) : NULL;
    int result = right ? ou_compare_bool(vm, left, right, op) : -1;
    ou_unref(vm, left);
    ou_unref(vm, right);
    return result;
}

static OuObj *array_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!is_array(vm, left) || !is_array(vm, right))
        return OU_NOT_IMPLEMENTED;
    const OuArray *a = OU_ARRAY(left), *b = OU_ARRAY(right);
    bool equality = op == OU_EQ || op == OU_NE;
    if (equality && a->len != b->len)
        return OU_BOOL(op == OU_NE);
    OU_CHARGE_BYTES(vm, a->len * a->size);
    if (equality && a->code == b->code && a->code != 'f' && a->code != 'd') {
        int order = 0;
        if (a->len != 0 && !ou_compare_long(vm, a->data, b->data, a->len * a->size, &order))
            return NULL;
        return OU_BOOL((order == 0) == (op == OU_EQ));
    }
    for (size_t i = 0; i < a->len && i < b->len; i++) {
        if (i % POLL_EVERY == POLL_EVERY - 1 && !ou_check(vm, POLL_EVERY))
            return NULL;
        int same = compare_item(vm, a, b, i, OU_EQ);
        if (same == 0 && !equality) {
            int order = compare_item(vm, a, b, i, op);
            return order < 0 ? NULL : OU_BOOL(order);
        }
        if (same <= 0)
            return same < 0 ? NULL : OU_BOOL(op == OU_NE);
    }
    ptrdiff_t more = (ptrdiff_t)a->len - (ptrdiff_t)b->len;
    bool results[] = {more < 0, more <= 0, more == 0, more != 0, more > 0, more >= 0};
    return OU_BOOL(results[op]);
}

static OuObj *array_concat(OuVM *vm, OuObj *self, OuObj *other)
{
    const OuArray *a = OU_ARRAY(self);
    if (!is_array(vm, other))
        return OU_TYPE_ERROR(vm, "can only append array (not \"%.200T\") to array", other);
    if (OU_ARRAY(other)->code != a->code)
        return OU_TYPE_ERROR(vm, "bad argument type for built-in operation");
    OuObj *result = slice(vm, a, 0, 1, a->len);
    if (result && !extend(vm, OU_ARRAY(result), other))
        ou_clear(vm, &result);
    return result;
}

static OuObj *array_iconcat(OuVM *vm, OuObj *self, OuObj *other)
{
    if (!is_array(vm, other))
        return OU_TYPE_ERROR(vm, "can only extend array with array (not \"%.200T\")", other);
    return extend(vm, OU_ARRAY(self), other) ? ou_ref(self) : NULL;
}

static OuObj *repeat_in_place(OuVM *vm, OuObj *self, ptrdiff_t n)
{
    OuArray *a = OU_ARRAY(self);
    size_t unit = a->len * a->size, times = n > 0 ? (size_t)n : 0;
    if (times && unit > SIZE_LIMIT / times)
        return ou_raise_memory(vm);
    if (!resize(vm, a, a->len * times))
        return NULL;
    return unit == 0 || times == 0 || ou_repeat_long(vm, a->data, unit, unit * times) ? ou_ref(self) : NULL;
}

static OuObj *array_irepeat(OuVM *vm, OuObj *self, OuObj *number)
{
    ptrdiff_t n;
    return ou_as_ssize(vm, number, &n, OU_T_OverflowError) ? repeat_in_place(vm, self, n) : NULL;
}

static OuObj *array_repeat(OuVM *vm, OuObj *self, OuObj *number)
{
    ptrdiff_t n;
    if (!ou_as_ssize(vm, number, &n, OU_T_OverflowError))
        return NULL;
    OuObj *result = slice(vm, OU_ARRAY(self), 0, 1, n > 0 ? OU_ARRAY(self)->len : 0);
    OuObj *same = result ? repeat_in_place(vm, result, n) : NULL;
    ou_unref(vm, result);
    return same;
}

static int array_contains(OuVM *vm, OuObj *self, OuObj *value)
{
    const OuArray *a = OU_ARRAY(self);
    int found = 0;
    for (size_t i = 0; found == 0 && i < a->len; i++) {
        OuObj *item = ou_array_item(vm, a, i);
        found = item && OU_PASS(vm, i) ? ou_compare_bool(vm, item, value, OU_EQ) : -1;
        ou_unref(vm, item);
    }
    return found;
}

/* An index or slice as key: start, step and count; *is_slice tells which. */
static bool key_of(OuVM *vm, const OuArray *a, OuObj *key, const char *error, bool *is_slice,
                   ptrdiff_t *start, ptrdiff_t *step, size_t *n)
{
    *is_slice = ou_is_exact(key, OU_T_SLICE);
    *step = 1;
    *n = 1;
    if (*is_slice) {
        ptrdiff_t stop;
        if (!ou_slice_unpack(vm, key, start, &stop, step))
            return false;
        *n = (size_t)ou_slice_adjust((ptrdiff_t)a->len, start, &stop, *step);
        return true;
    }
    if (!ou_is_int(vm, key) && !ou_has_index(vm, key)) {
        OU_TYPE_ERROR(vm, "array indices must be integers");
        return false;
    }
    if (!ou_as_ssize(vm, key, start, OU_T_IndexError))
        return false;
    if (*start < 0)
        *start += (ptrdiff_t)a->len;
    if (*start >= 0 && *start < (ptrdiff_t)a->len)
        return true;
    ou_raise(vm, OU_T_IndexError, "%s", error);
    return false;
}

static OuObj *array_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    const OuArray *a = OU_ARRAY(self);
    if (OU_LIKELY(ou_is_small_int(key)) && (uint64_t)ou_int_value(key) < a->len)
        return ou_array_item(vm, a, (size_t)ou_int_value(key));
    ptrdiff_t start, step;
    size_t n;
    bool is_slice;
    if (!key_of(vm, a, key, "array index out of range", &is_slice, &start, &step, &n))
        return NULL;
    return is_slice ? slice(vm, a, start, step, n) : ou_array_item(vm, a, (size_t)start);
}

/* Replace items [low, low + removed) by `n` items at `from` (not in the array's own block). */
static bool splice(OuVM *vm, OuArray *a, size_t low, size_t removed, const char *from, size_t n)
{
    size_t tail = a->len - low - removed;
    OU_CHARGE_BYTES(vm, tail * a->size);
    if (n < removed)
        memmove(ou_array_place(a, low + n), ou_array_place(a, low + removed), tail * a->size);
    if (!resize(vm, a, a->len - removed + n))
        return false;
    if (n > removed)
        memmove(ou_array_place(a, low + n), ou_array_place(a, low + removed), tail * a->size);
    if (n > 0)
        memcpy(ou_array_place(a, low), from, n * a->size);
    return true;
}

static bool delete_stepped(OuVM *vm, OuArray *a, size_t start, ptrdiff_t step, size_t n)
{
    if (step < 0) {
        start -= (size_t)-step * (n - 1);
        step = -step;
    }
    size_t out = start, next = start, left = n;
    for (size_t i = start; i < a->len; i++) {
        if (left > 0 && i == next) {
            next += (size_t)step;
            left--;
        } else {
            memcpy(ou_array_place(a, out++), ou_array_place(a, i), a->size);
        }
    }
    return resize(vm, a, out);
}

/* Store an array's items into a slice; NULL deletes. */
static bool set_slice(OuVM *vm, OuArray *a, ptrdiff_t start, ptrdiff_t step, size_t n,
                      const OuArray *from)
{
    size_t needed = from ? from->len : 0;
    if ((needed == 0 || n != needed) && !can_resize(vm, a))
        return false;
    if (step == 1)
        return splice(vm, a, (size_t)start, n, from ? from->data : NULL, needed);
    if (needed == 0)
        return n == 0 || delete_stepped(vm, a, (size_t)start, step, n);
    if (needed != n) {
        OU_VALUE_ERROR(vm, "attempt to assign array of size %zu to extended slice of size %zu",
                       needed, n);
        return false;
    }
    for (size_t i = 0; i < n; i++)
        memcpy(ou_array_place(a, (size_t)(start + (ptrdiff_t)i * step)), ou_array_place(from, i), a->size);
    return true;
}

static bool array_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    OuArray *a = OU_ARRAY(self);
    ptrdiff_t start, step;
    size_t n;
    bool is_slice;
    if (!key_of(vm, a, key, "array assignment index out of range", &is_slice, &start, &step, &n))
        return false;
    if (!is_slice && value)
        return ou_array_set(vm, a, (size_t)start, value);
    if (!value)
        return set_slice(vm, a, start, step, n, NULL);
    if (!is_array(vm, value)) {
        OU_TYPE_ERROR(vm, "can only assign array (not \"%.200T\") to array slice", value);
        return false;
    }
    if (OU_ARRAY(value)->code != a->code) {
        OU_TYPE_ERROR(vm, "bad argument type for built-in operation");
        return false;
    }
    OuObj *copy = value == self ? slice(vm, a, 0, 1, a->len) : ou_ref(value);
    bool ok = copy && set_slice(vm, a, start, step, n, OU_ARRAY(copy));
    ou_unref(vm, copy);
    return ok;
}

/* ---- methods ---- */

#define METHOD(name) \
    static OuObj *array_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
#define UNUSED ((void)vm, (void)args, (void)nargs)

METHOD(append)
{
    UNUSED;
    return insert(vm, OU_ARRAY(self), OU_ARRAY(self)->len, args[0]) ? OU_NONE : NULL;
}

METHOD(extend)
{
    UNUSED;
    return extend(vm, OU_ARRAY(self), args[0]) ? OU_NONE : NULL;
}

METHOD(insert)
{
    UNUSED;
    ptrdiff_t i, len;
    if (!ou_arg_ssize(vm, args[0], &i))
        return NULL;
    len = (ptrdiff_t)OU_ARRAY(self)->len;
    i = i < 0 ? i + len < 0 ? 0 : i + len : i > len ? len : i;
    return insert(vm, OU_ARRAY(self), (size_t)i, args[1]) ? OU_NONE : NULL;
}

METHOD(pop)
{
    OuArray *a = OU_ARRAY(self);
    ptrdiff_t i = -1;
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &i))
        return NULL;
    if (a->len == 0)
        return ou_raise(vm, OU_T_IndexError, "pop from empty array");
    i += i < 0 ? (ptrdiff_t)a->len : 0;
    if (i < 0 || i >= (ptrdiff_t)a->len)
        return ou_raise(vm, OU_T_IndexError, "pop index out of range");
    OuObj *item = ou_array_item(vm, a, (size_t)i);
    if (item && (!can_resize(vm, a) || !splice(vm, a, (size_t)i, 1, NULL, 0)))
        ou_clear(vm, &item);
    return item;
}

/* The first item from `start` on, before `stop`, that equals the value: its index; -1: none;
 * -2: an exception. */
static ptrdiff_t find(OuVM *vm, const OuArray *a, OuObj *value, size_t start, size_t stop)
{
    for (size_t i = start; i < stop && i < a->len; i++) {
        OuObj *item = ou_array_item(vm, a, i);
        int same = item && OU_PASS(vm, i) ? ou_compare_bool(vm, item, value, OU_EQ) : -1;
        ou_unref(vm, item);
        if (same)
            return same > 0 ? (ptrdiff_t)i : -2;
    }
    return -1;
}

METHOD(index)
{
    const OuArray *a = OU_ARRAY(self);
    size_t start = 0, stop = SIZE_MAX;
    if (!ou_arg_slice_bound(vm, OU_ARG(1), a->len, &start)
        || (OU_ARG(2) && !ou_arg_slice_bound(vm, OU_ARG(2), a->len, &stop)))
        return NULL;
    ptrdiff_t i = find(vm, a, args[0], start, stop);
    if (i == -1)
        OU_VALUE_ERROR(vm, "array.index(x): x not in array");
    return i >= 0 ? ou_int_from(vm, i) : NULL;
}

METHOD(remove)
{
    UNUSED;
    ptrdiff_t i = find(vm, OU_ARRAY(self), args[0], 0, SIZE_MAX);
    if (i == -1)
        OU_VALUE_ERROR(vm, "array.remove(x): x not in array");
    if (i < 0 || (size_t)i >= OU_ARRAY(self)->len || !can_resize(vm, OU_ARRAY(self)))
        return i < 0 || ou_error_peek(vm) ? NULL : OU_NONE;
    return splice(vm, OU_ARRAY(self), (size_t)i, 1, NULL, 0) ? OU_NONE : NULL;
}

METHOD(count)
{
    UNUSED;
    const OuArray *a = OU_ARRAY(self);
    int64_t count = 0;
    for (ptrdiff_t i = -1; (i = find(vm, a, args[0], (size_t)(i + 1), SIZE_MAX)) != -1; count++)
        if (i < 0)
            return NULL;
    return ou_int_from(vm, count);
}

METHOD(reverse)
{
    UNUSED;
    OuArray *a = OU_ARRAY(self);
    char keep[8];
    for (size_t i = 0, k = a->len; i + 1 < k; i++) {
        memcpy(keep, ou_array_place(a, i), a->size);
        memcpy(ou_array_place(a, i), ou_array_place(a, --k), a->size);
        memcpy(ou_array_place(a, k), keep, a->size);
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_NONE;
}

static void swap_bytes(char *at, size_t size)
{
    for (size_t i = 0, k = size; i + 1 < k; i++) {
        char keep = at[i];
        at[i] = at[--k];
        at[k] = keep;
    }
}

METHOD(byteswap)
{
    UNUSED;
    for (size_t i = 0; i < OU_ARRAY(self)->len; i++) {
        swap_bytes(ou_array_place(OU_ARRAY(self), i), OU_ARRAY(self)->size);
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_NONE;
}

METHOD(buffer_info)
{
    UNUSED;
    OuObj *pair[2] = {ou_int_from_uint64(vm, ou_address(vm, self)), NULL};
    pair[1] = pair[0] ? ou_int_from(vm, (int64_t)OU_ARRAY(self)->len) : NULL;
    if (pair[1])
        return ou_tuple_new_take(vm, pair, 2);
    ou_unref(vm, pair[0]);
    return NULL;
}

METHOD(copy)
{
    UNUSED;
    return slice(vm, OU_ARRAY(self), 0, 1, OU_ARRAY(self)->len);
}

METHOD(tolist)
{
    UNUSED;
    return to_list(vm, OU_ARRAY(self));
}

METHOD(tobytes)
{
    UNUSED;
    const OuArray *a = OU_ARRAY(self);
    return ou_bytes_new(vm, a->len ? a->data : "", a->len * a->size);
}

METHOD(frombytes)
{
    UNUSED;
    return from_bytes(vm, OU_ARRAY(self), args[0]) ? OU_NONE : NULL;
}

METHOD(fromlist)
{
    UNUSED;
    OuArray *a = OU_ARRAY(self);
    if (!ou_is(vm, args[0], OU_TF_IS_LIST))
        return OU_TYPE_ERROR(vm, "arg must be list");
    OuList *list = OU_LIST(args[0]);
    size_t old = a->len, n = list->len;
    bool ok = resize(vm, a, old + n);
    for (size_t i = 0; ok && i < n; i++) {
        OuObj *item = ou_ref(list->items[i]);
        ok = OU_PASS(vm, i) && ou_array_set(vm, a, old + i, item);
        ou_unref(vm, item);
        if (ok && list->len != n) {
            ou_raise(vm, OU_T_RuntimeError, "list changed size during iteration");
            ok = false;
        }
        if (!ok && a->len > old && !a->exports)
            a->len = old;
    }
    return ok ? OU_NONE : NULL;
}

METHOD(fromunicode)
{
    UNUSED;
    OuStr *text;
    if (!ou_arg_str(vm, "fromunicode", NULL, args[0], &text))
        return NULL;
    if (OU_ARRAY(self)->code != 'u')
        return OU_VALUE_ERROR(vm, "fromunicode() may only be called on unicode type arrays");
    return from_text(vm, OU_ARRAY(self), text) ? OU_NONE : NULL;
}

METHOD(tounicode)
{
    UNUSED;
    if (OU_ARRAY(self)->code != 'u')
        return OU_VALUE_ERROR(vm, "tounicode() may only be called on unicode type arrays");
    return to_text(vm, OU_ARRAY(self));
}

static OuObj *call_named(OuVM *vm, OuObj *o, const char *name, OuObj *arg)
{
    OuObj *method = ou_getattr_text(vm, o, name);
    OuObj *result = method ? ou_call1(vm, method, arg) : NULL;
    ou_unref(vm, method);
    return result;
}

METHOD(tofile)
{
    UNUSED;
    const OuArray *a = OU_ARRAY(self);
    for (size_t done = 0; done < a->len * a->size; done += FILE_BLOCK) {
        size_t left = a->len * a->size - done;
        OuObj *block = ou_bytes_new(vm, a->data + done, left < FILE_BLOCK ? left : FILE_BLOCK);
        OuObj *written = block ? call_named(vm, args[0], "write", block) : NULL;
        ou_unref(vm, block);
        ou_unref(vm, written);
        if (!written)
            return NULL;
    }
    return OU_NONE;
}

METHOD(fromfile)
{
    UNUSED;
    OuArray *a = OU_ARRAY(self);
    ptrdiff_t n;
    if (!ou_arg_ssize(vm, args[1], &n))
        return NULL;
    if (n < 0)
        return OU_VALUE_ERROR(vm, "negative count");
    if ((size_t)n > (size_t)PTRDIFF_MAX / a->size)
        return ou_raise_memory(vm);
    size_t size = (size_t)n * a->size;
    OuObj *number = ou_int_from(vm, (int64_t)size);
    OuObj *data = number ? call_named(vm, args[0], "read", number) : NULL, *result = NULL;
    ou_unref(vm, number);
    if (data && !ou_is_bytes(vm, data))
        OU_TYPE_ERROR(vm, "read() didn't return bytes");
    else if (data && from_bytes(vm, a, data))
        result = OU_BYTES(data)->size == size
                     ? OU_NONE
                     : ou_raise(vm, OU_T_EOFError, "read() didn't return enough bytes");
    ou_unref(vm, data);
    return result;
}

/* ---- pickling ---- */

/* Machine formats: the codes by number; odd ones (from 2 on) are big-endian. */
static const char machine_codes[] = "BbHHhhIIiiQQqqffdd";
#define UTF16 18
#define UTF32 20
#define MACHINE_FORMATS 22

static int machine_format(char code)
{
    if (code == 'u')
        return UTF32;
    char same = code == 'l' ? 'q' : code == 'L' ? 'Q' : code;
    return (int)(strchr(machine_codes, same) - machine_codes);
}

METHOD(reduce_ex)
{
    UNUSED;
    if (!ou_is_int(vm, args[0]))
        return OU_TYPE_ERROR(vm, "__reduce_ex__ argument should be an integer");
    int64_t protocol;
    if (!ou_as_int64(vm, args[0], &protocol))
        return NULL;
    const OuArray *a = OU_ARRAY(self);
    OuObj *result = NULL, *rest = NULL, *function = NULL, *module = NULL;
    OuObj *cls = ou_class_of_new(vm, self), *code = ou_str_from_code(vm, (unsigned char)a->code);
    OuObj *content = protocol < 3 ? to_list(vm, a) : array_m_tobytes(vm, self, NULL, 0);
    OuObj *state = ou_getattr_optional(vm, self, OU_NAME(__dict__));
    if (state == OU_ABSENT)
        state = OU_NONE;
    if (!cls || !code || !content || !state)
        goto done;
    if (protocol < 3) {
        rest = ou_tuple_pack(vm, 2, code, content);
        function = ou_ref(cls);
    } else {
        OuObj *format = ou_int_from(vm, machine_format(a->code)); /* small: shared */
        rest = ou_tuple_pack(vm, 4, cls, code, format, content);
        OuObj *name = ou_str_from(vm, "array");
        module = name ? ou_upcall_import(vm, name, NULL, NULL, NULL, 0) : NULL;
        function = module ? ou_getattr_text(vm, module, "_array_reconstructor") : NULL;
        ou_unref(vm, name);
    }
    result = rest && function ? ou_tuple_pack(vm, 3, function, rest, state) : NULL;
done:
    ou_unref(vm, cls);
    ou_unref(vm, code);
    ou_unref(vm, content);
    ou_unref(vm, state);
    ou_unref(vm, rest);
    ou_unref(vm, function);
    ou_unref(vm, module);
    return result;
}

/* Bytes in a machine format as what an array is made of: a list of numbers, or text. */
static OuObj *machine_items(OuVM *vm, int format, const OuBytes *bytes)
{
    bool big = format > 1 && format % 2;
    if (format >= UTF16) {
        static const char names[][10] = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"};
        return ou_codec_decode(vm, bytes->data, bytes->size, names[format - UTF16], NULL);
    }
    char code = machine_codes[format];
    OuObj *copy = array_new(vm, NULL, code, bytes->size / ou_array_size_of(code));
    if (!copy)
        return NULL;
    if (bytes->size)
        memcpy(OU_ARRAY(copy)->data, bytes->data, bytes->size);
    if (big)
        (void)array_m_byteswap(vm, copy, NULL, 0);
    OuObj *list = to_list(vm, OU_ARRAY(copy));
    ou_unref(vm, copy);
    return list;
}

static OuObj *module_reconstruct(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs)
{
    (void)module, (void)nargs;
    uint32_t code;
    int format;
    OuClass *array = ou_builtin_class(vm, OU_T_ARRAY), *cls = OU_CLASS(args[0]);
    if (!array || !code_argument(vm, "_array_reconstructor() argument 2", args[1], &code)
        || !ou_arg_int(vm, args[2], &format))
        return NULL;
    if (!ou_is(vm, args[0], OU_TF_IS_TYPE))
        return OU_TYPE_ERROR(vm, "first argument must be a type object, not %.200T", args[0]);
    if (!ou_is_subclass(cls, array))
        return OU_TYPE_ERROR(vm, "%.200N is not a subtype of array.array", cls);
    if (code > 127 || !ou_array_size_of((char)code))
        return OU_VALUE_ERROR(vm, "second argument must be a valid type code");
    if (format < 0 || format >= MACHINE_FORMATS)
        return OU_VALUE_ERROR(vm, "third argument must be a valid machine format code.");
    if (!ou_is_bytes(vm, args[3]))
        return OU_TYPE_ERROR(vm, "fourth argument should be bytes, not %.200T", args[3]);
    if (format == machine_format((char)code))
        return make(vm, cls, code, args[3]);
    size_t unit = format < UTF16   ? ou_array_size_of(machine_codes[format])
                  : format < UTF32 ? 4
                                   : 8; /* CPython's figures */
    if (OU_BYTES(args[3])->size % unit)
        return OU_VALUE_ERROR(vm, "string length not a multiple of item size");
    OuObj *items = machine_items(vm, format, OU_BYTES(args[3]));
    if (format < machine_format('f')) /* a code of that size, whatever was asked for */
        code = (unsigned char)machine_codes[format];
    OuObj *result = items ? make(vm, cls, code, items) : NULL;
    ou_unref(vm, items);
    return result;
}

/* ---- the type ---- */

static OuObj *array_get_typecode(OuVM *vm, OuObj *self)
{
    return ou_str_from_code(vm, (unsigned char)OU_ARRAY(self)->code);
}

static OuObj *array_get_itemsize(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, OU_ARRAY(self)->size);
}

static OuObj *array_iter(OuVM *vm, OuObj *self)
{
    OuBytesIter *it = (OuBytesIter *)ou_gc_new(vm, OU_T_ARRAY_ITER, sizeof *it);
    if (!it)
        return NULL;
    it->source = ou_ref(self);
    it->index = 0;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static const OuMethodDef array_methods[] = {
    {"__copy__", "()", array_m_copy, 0, "A copy of the array."},
    {"__deepcopy__", "(unused, /)", array_m_copy, 0, "A copy of the array."},
    {"__reduce_ex__", "(value, /)", array_m_reduce_ex, 0, "State for pickling."},
    {"__sizeof__", "()", ou_object_sizeof, 0, "Size in memory, in bytes."},
    {"append", "(v, /)", array_m_append, 0, "Add an item at the end."},
    {"buffer_info", "()", array_m_buffer_info, 0, "Address (of the array) and number of items."},
    {"byteswap", "()", array_m_byteswap, 0, "Swap the bytes of all items."},
    {"count", "(v, /)", array_m_count, 0, "How many items equal v?"},
    {"extend", "(bb, /)", array_m_extend, 0, "Add items at the end."},
    {"frombytes", "(buffer, /)", array_m_frombytes, 0, "Add items from bytes."},
    {"fromfile", "(f, n, /)", array_m_fromfile, 0, "Add n items read from a file."},
    {"fromlist", "(list, /)", array_m_fromlist, 0, "Add items from a list."},
    {"fromunicode", "(ustr, /)", array_m_fromunicode, 0, "Add characters."},
    {"index", "(v, start=0, stop=sys.maxsize, /)", array_m_index, 0, "Index of the first v."},
    {"insert", "(i, v, /)", array_m_insert, 0, "Put v in front of item i."},
    {"pop", "(i=-1, /)", array_m_pop, 0, "Remove item i and return it."},
    {"remove", "(v, /)", array_m_remove, 0, "Remove the first v."},
    {"reverse", "()", array_m_reverse, 0, "Reverse the order of the items."},
    {"tobytes", "()", array_m_tobytes, 0, "The memory of the items, as bytes."},
    {"tofile", "(f, /)", array_m_tofile, 0, "Write the items to a file, as bytes."},
    {"tolist", "()", array_m_tolist, 0, "The items as a list."},
    {"tounicode", "()", array_m_tounicode, 0, "The characters as a str."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef array_getsets[] = {
    {"typecode", array_get_typecode, NULL, "the typecode character used to create the array"},
    {"itemsize", array_get_itemsize, NULL, "the size, in bytes, of one array item"},
    {NULL, NULL, NULL, NULL},
};

const OuType ou_array_type = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]) -> array\n\n"
           "A sequence of values of one kind: 'b' 'B' 'h' 'H' 'i' 'I' 'l' 'L' 'q' 'Q' integers\n"
           "(capitals: without sign), 'f' 'd' floats, 'u' characters.",
    .base = &ou_object_type,
    .index = OU_T_ARRAY,
    .flags = OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_SEQUENCE | OU_TF_IMMUTABLE,
    .size = sizeof(OuArray),
    .methods = array_methods,
    .getsets = array_getsets,
    .dealloc = array_dealloc,
    .extra_size = array_extra_size,
    .buffer = array_buffer,
    .buffer_release = array_buffer_release,
    .concat = array_concat,
    .repeat = array_repeat,
    .iconcat = array_iconcat,
    .irepeat = array_irepeat,
    OU_SLOTS_ATTR,
    .repr = array_repr,
    .str = ou_object_str,
    .hash = ou_hash_unhashable,
    .compare = array_compare,
    .iter = array_iter,
    .len = array_len,
    .getitem = array_getitem,
    .setitem = array_setitem,
    .contains = array_contains,
    .make = array_make,
    .init = ou_object_init,
};

/* ---- the iterator ---- */

static OuObj *array_iter_next(OuVM *vm, OuObj *self)
{
    OuBytesIter *it = (OuBytesIter *)self;
    if (!it->source)
        return OU_DONE;
    if (it->index < OU_ARRAY(it->source)->len)
        return ou_array_item(vm, OU_ARRAY(it->source), it->index++);
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static OuObj *array_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    UNUSED;
    const OuBytesIter *it = (OuBytesIter *)self;
    if (!it->source)
        return ou_iter_reduce_empty(vm, false);
    return ou_iter_reduce_take(vm, OU_NAME(iter_), ou_ref(it->source), (ptrdiff_t)it->index);
}

static OuObj *array_iter_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    UNUSED;
    OuBytesIter *it = (OuBytesIter *)self;
    int64_t index;
    if (!ou_is_int(vm, args[0]))
        return OU_TYPE_ERROR(vm, "an integer is required");
    if (!ou_as_int64(vm, args[0], &index))
        return NULL;
    if (it->source) {
        size_t len = OU_ARRAY(it->source)->len;
        it->index = index < 0 ? 0 : (size_t)index > len ? len : (size_t)index;
    }
    return OU_NONE;
}

static const OuRefField array_iter_refs[] = {OU_REF(OuBytesIter, source), OU_REF_END};
static const OuMethodDef array_iter_methods[] = {
    {"__reduce__", "()", array_iter_m_reduce, 0, "State for pickling."},
    {"__setstate__", "(state, /)", array_iter_m_setstate, 0, "Set the state."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_array_iter_type = {
    .name = "array.arrayiterator",
    .base = &ou_object_type,
    .index = OU_T_ARRAY_ITER,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW,
    .size = sizeof(OuBytesIter),
    .refs = array_iter_refs,
    .methods = array_iter_methods,
    OU_SLOTS_ATTR,
    OU_SLOTS_TEXT,
    OU_SLOTS_IDENTITY,
    .iter = ou_iter_self,
    .next = array_iter_next,
    .init = ou_object_init,
};

/* ---- the module ---- */

/* Tell collections.abc that arrays are mutable sequences. */
static bool register_sequence(OuVM *vm, OuObj *array)
{
    OuObj *name = ou_str_from(vm, "_collections_abc");
    OuObj *module = name ? ou_upcall_import(vm, name, NULL, NULL, NULL, 0) : NULL;
    OuObj *abc = module ? ou_getattr_text(vm, module, "MutableSequence") : NULL;
    OuObj *result = abc ? call_named(vm, abc, "register", array) : NULL;
    ou_unref(vm, result);
    ou_unref(vm, abc);
    ou_unref(vm, module);
    ou_unref(vm, name);
    return result != NULL;
}

static bool array_module_init(OuVM *vm, OuModule *module)
{
    OuClass *array = ou_builtin_class(vm, OU_T_ARRAY);
    return array && ou_module_add(vm, module, "ArrayType", OU_OBJ(array))
           && ou_module_add_take(vm, module, "typecodes", ou_str_from(vm, OU_ARRAY_CODES))
           && register_sequence(vm, OU_OBJ(array));
}

static const OuMethodDef array_functions[] = {
    {"_array_reconstructor", "(arraytype, typecode, mformat_code, items, /)", module_reconstruct, 0,
     "Make an array of what pickling stored."},
    {NULL, NULL, NULL, 0, NULL},
};

static const uint32_t array_types[] = {OU_T_ARRAY, 0};

const OuModuleDef ou_module_array = {
    .name = "array",
    .doc = "Sequences of numbers or characters, kept as C values.",
    .functions = array_functions,
    .init = array_module_init,
    .types = array_types,
};
