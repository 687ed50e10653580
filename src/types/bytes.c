/* bytes.c - the type bytes: objects, constructor, operators; and access to the buffer of any
 * bytes-like object. The methods are in bytes_methods.c and bytes_split.c.
 *
 * The constructor runs script code (__bytes__, __index__, iteration). */
#include "types/bytes.h"
#include "base/hash.h"
#include "base/search.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/format.h"
#include "object/int.h"
#include "object/upcall.h"
#include "types/memoryview.h"
#include <string.h>

#define SIZE_LIMIT ((size_t)PTRDIFF_MAX / 2)

/* ---- objects ---- */

const OuStaticBytes ou_empty_bytes_object = {OU_STATIC_HEAD(OU_T_BYTES), 0, 0, ""};

#define BYTE(c) {OU_STATIC_HEAD(OU_T_BYTES), 0, 1, {(char)(c)}}
#define ROW8(c)                                                                            \
    BYTE(c), BYTE(c + 1), BYTE(c + 2), BYTE(c + 3), BYTE(c + 4), BYTE(c + 5), BYTE(c + 6), \
        BYTE(c + 7)
#define ROW64(c)                                                                                \
    ROW8(c), ROW8(c + 8), ROW8(c + 16), ROW8(c + 24), ROW8(c + 32), ROW8(c + 40), ROW8(c + 48), \
        ROW8(c + 56)
static const OuStaticBytes single_bytes[256] = {ROW64(0), ROW64(64), ROW64(128), ROW64(192)};

OuObj *ou_bytes_byte(unsigned byte)
{
    return OU_OBJ(&single_bytes[byte & 0xFF]);
}

OuBytes *ou_bytes_alloc(OuVM *vm, size_t size)
{
    if (size > SIZE_LIMIT)
        return ou_raise_memory(vm);
    OuBytes *b = (OuBytes *)ou_new(vm, OU_T_BYTES, sizeof(OuBytes) + size + 1);
    if (b == NULL)
        return NULL;
    b->hash = 0;
    b->size = size;
    b->data[size] = 0;
    OU_CHARGE_BYTES(vm, size);
    return b;
}

OuObj *ou_bytes_new(OuVM *vm, const char *data, size_t size)
{
    if (size == 0)
        return OU_EMPTY_BYTES;
    if (size == 1 && data != NULL)
        return ou_bytes_byte((unsigned char)data[0]);
    OuBytes *b = ou_bytes_alloc(vm, size);
    if (b != NULL && data != NULL && !ou_copy_long(vm, b->data, data, size))
        ou_clear(vm, &b);
    return OU_OBJ(b);
}

OuObj *ou_bytes_from_buf(OuVM *vm, OuBuf *buf)
{
    OuObj *result = NULL;
    if (!buf->failed)
        result = ou_bytes_new(vm, buf->len ? buf->data : "", buf->len);
    else if (!vm->error)
        ou_raise_memory(vm);
    ou_buf_drop(buf);
    return result;
}

OuHash ou_bytes_hash(OuVM *vm, OuBytes *b)
{
    OuHashKey key = {vm->hash_key[0], vm->hash_key[1]};
    if (ou_is_immortal(&b->head)) /* const data: nothing can be kept there */
        return ou_hash_bytes(key, b->data, b->size);
    if (b->hash == 0)
        b->hash = (uint64_t)ou_hash_bytes(key, b->data, b->size);
    return (OuHash)b->hash;
}

static size_t bytes_block(const OuObj *self)
{
    return sizeof(OuBytes) + OU_BYTES(self)->size + 1;
}

static void bytes_dealloc(OuVM *vm, OuObj *self)
{
    if (ou_is_exact(self, OU_T_BYTES))
        ou_mem_give(&vm->mem, self, bytes_block(self));
    else
        ou_object_free(vm, self);
}

/* ---- buffers ---- */

bool ou_has_buffer(const OuVM *vm, const OuObj *o)
{
    return ou_type(vm, o)->buffer != NULL;
}

bool ou_buffer_get(OuVM *vm, OuObj *o, OuBuffer *out)
{
    const OuType *type = ou_type(vm, o);
    if (type->buffer == NULL) {
        OU_TYPE_ERROR(vm, "a bytes-like object is required, not '%.100T'", o);
        return false;
    }
    return type->buffer(vm, o, false, out);
}

bool ou_buffer_get_writable(OuVM *vm, OuObj *o, const char *function, OuBuffer *out)
{
    const OuType *type = ou_type(vm, o);
    if (type->buffer && type->buffer(vm, o, true, out))
        return true;
    ou_error_clear(vm);
    OU_TYPE_ERROR(vm, "%sargument must be read-write bytes-like object, not %.50s", function,
                  o == OU_NONE ? "None" : ou_type_name(vm, o));
    return false;
}

void ou_buffer_release(OuVM *vm, OuBuffer *buffer)
{
    OuObj *owner = buffer->owner;
    if (owner == NULL)
        return;
    buffer->owner = NULL;
    const OuType *type = ou_type(vm, owner);
    if (type->buffer_release)
        type->buffer_release(vm, owner);
    ou_unref(vm, owner);
}

static bool bytes_buffer(OuVM *vm, OuObj *self, bool writable, OuBuffer *out)
{
    if (writable) {
        ou_raise(vm, OU_T_BufferError, "Object is not writable.");
        return false;
    }
    *out = (OuBuffer){OU_BYTES(self)->data, OU_BYTES(self)->size, true, ou_ref(self), 0};
    return true;
}

/* ---- operators ---- */

void ou_bytes_put_repr(OuVM *vm, OuBuf *out, const char *data, size_t size)
{
    static const char hex[] = "0123456789abcdef";
    char quote = memchr(data, '\'', size) && !memchr(data, '"', size) ? '"' : '\'';
    ou_buf_putc(out, 'b');
    ou_buf_putc(out, quote);
    for (size_t i = 0; i < size && !out->failed; i++) {
        unsigned char c = (unsigned char)data[i];
        char escape[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};
        out->failed = !OU_PASS(vm, i);
        if (c == (unsigned char)quote || c == '\\') {
            escape[1] = (char)c;
            ou_buf_put(out, escape, 2);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            escape[1] = c == '\t' ? 't' : c == '\n' ? 'n' : 'r';
            ou_buf_put(out, escape, 2);
        } else if (c < ' ' || c >= 0x7F) {
            ou_buf_put(out, escape, 4);
        } else {
            ou_buf_putc(out, (char)c);
        }
    }
    ou_buf_putc(out, quote);
}

static OuObj *bytes_repr(OuVM *vm, OuObj *self)
{
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_bytes_put_repr(vm, &out, OU_BYTES(self)->data, OU_BYTES(self)->size);
    return ou_str_from_buf(vm, &out);
}

static bool bytes_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    *out = ou_bytes_hash(vm, OU_BYTES(self));
    return true;
}

static ptrdiff_t bytes_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)OU_BYTES(self)->size;
}

static OuObj *compare_spans(OuVM *vm, OuSpan a, OuSpan b, OuCompareOp op)
{
    if ((op == OU_EQ || op == OU_NE) && a.len != b.len)
        return OU_BOOL(op == OU_NE);
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order;
    if (!ou_compare_long(vm, a.data, b.data, shorter, &order))
        return NULL;
    if (order == 0)
        order = a.len < b.len ? -1 : a.len > b.len;
    return OU_BOOL(ou_order_is(order, op));
}

static OuObj *bytes_str(OuVM *vm, OuObj *self)
{
    if (vm->bytes_warning && !ou_warn(vm, OU_T_BytesWarning, "str() on a bytes instance", 1))
        return NULL;
    return bytes_repr(vm, self);
}

static OuObj *bytes_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_is_bytes(vm, left) || !ou_is_bytes(vm, right)) {
        if (vm->bytes_warning && (op == OU_EQ || op == OU_NE)) {
            bool text = ou_is_str(vm, left) || ou_is_str(vm, right);
            if ((text || ou_is(vm, left, OU_TF_IS_INT) || ou_is(vm, right, OU_TF_IS_INT)) &&
                !ou_warn(vm, OU_T_BytesWarning,
                         text ? "Comparison between bytes and string" : "Comparison between bytes and int", 1))
                return NULL;
        }
        return OU_NOT_IMPLEMENTED;
    }
    return compare_spans(vm, ou_span(vm, left), ou_span(vm, right), op);
}

OuObj *ou_bytes_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    if (!ou_has_buffer(vm, left) || !ou_has_buffer(vm, right)) {
        if (vm->bytes_warning && (ou_is_str(vm, left) || ou_is_str(vm, right)) &&
            !ou_warn(vm, OU_T_BytesWarning, "Comparison between bytearray and string", 1))
            return NULL;
        return OU_NOT_IMPLEMENTED;
    }
    OuBuffer a, b;
    if (!ou_buffer_get(vm, left, &a)) {
        ou_error_clear(vm);
        return OU_NOT_IMPLEMENTED;
    }
    OuObj *result = OU_NOT_IMPLEMENTED;
    if (!ou_buffer_get(vm, right, &b)) {
        ou_error_clear(vm);
    } else {
        result = compare_spans(vm, (OuSpan){a.data, a.len}, (OuSpan){b.data, b.len}, op);
        ou_buffer_release(vm, &b);
    }
    ou_buffer_release(vm, &a);
    return result;
}

int ou_bytes_contains(OuVM *vm, OuObj *self, OuObj *item)
{
    if (ou_type(vm, item)->to_index) {
        ptrdiff_t value;
        if (!ou_as_ssize(vm, item, &value, 0))
            return -1;
        if (value < 0 || value > 255) {
            OU_VALUE_ERROR(vm, "byte must be in range(0, 256)");
            return -1;
        }
        OuSpan span = ou_span(vm, self);
        OU_CHARGE_BYTES(vm, span.len);
        return span.len > 0 && memchr(span.data, (int)value, span.len) != NULL;
    }
    OuBuffer buffer;
    if (!ou_buffer_get(vm, item, &buffer))
        return -1;
    OuSpan span = ou_span(vm, self);
    OuFinder finder;
    size_t found;
    ou_finder_init(&finder, buffer.data, buffer.len, false);
    bool ok = ou_find_next(vm, &finder, span.data, span.len, &found);
    ou_buffer_release(vm, &buffer);
    return ok ? found != OU_NOT_FOUND : -1;
}

bool ou_buffer_try(OuVM *vm, OuObj *o, OuBuffer *out)
{
    if (!ou_has_buffer(vm, o))
        return false;
    if (ou_buffer_get(vm, o, out))
        return true;
    ou_error_clear(vm);
    return false;
}

bool ou_concat_buffer(OuVM *vm, OuObj *self, OuObj *other, OuBuffer *out)
{
    if (ou_buffer_try(vm, other, out))
        return true;
    OU_TYPE_ERROR(vm, "can't concat %.100T to %.100T", other, self);
    return false;
}

static OuObj *new_of_size(OuVM *vm, size_t size)
{
    if (size > OU_BYTES_MAX)
        return ou_raise(vm, OU_T_OverflowError, "byte string is too large");
    return ou_bytes_new(vm, NULL, size);
}

OuObj *ou_bytes_concat(OuVM *vm, OuObj *self, OuObj *other)
{
    bool bytes = ou_is_bytes(vm, self);
    OuBuffer buffer;
    if (!ou_concat_buffer(vm, self, other, &buffer))
        return NULL;
    OuSpan span = ou_span(vm, self);
    OuObj *result = NULL;
    if (bytes && span.len == 0 && ou_is_exact(other, OU_T_BYTES)) {
        result = ou_ref(other);
    } else if (bytes && buffer.len == 0 && ou_is_exact(self, OU_T_BYTES)) {
        result = ou_ref(self);
    } else {
        size_t size = span.len + buffer.len;
        result = bytes ? ou_bytes_new(vm, NULL, size) : ou_bytearray_new(vm, NULL, size);
        if (result != NULL && size > 0) {
            char *out = bytes ? OU_BYTES(result)->data : OU_BYTEARRAY(result)->data;
            if (!ou_copy_long(vm, out, span.data, span.len)
                || !ou_copy_long(vm, out + span.len, buffer.data, buffer.len))
                ou_clear(vm, &result);
        }
    }
    ou_buffer_release(vm, &buffer);
    return result;
}

static OuObj *bytes_repeat(OuVM *vm, OuObj *self, OuObj *number)
{
    ptrdiff_t n;
    if (!ou_as_ssize(vm, number, &n, OU_T_OverflowError))
        return NULL;
    OuSpan span = ou_span(vm, self);
    if (n <= 0 || span.len == 0)
        return OU_EMPTY_BYTES;
    if (n == 1 && ou_is_exact(self, OU_T_BYTES))
        return ou_ref(self);
    if (span.len > (size_t)PTRDIFF_MAX / (size_t)n)
        return ou_raise(vm, OU_T_OverflowError, "repeated bytes are too long");
    size_t size = span.len * (size_t)n;
    OuBytes *result = ou_bytes_alloc(vm, size);
    if (result == NULL)
        return NULL;
    if (!ou_copy_long(vm, result->data, span.data, span.len)
        || !ou_repeat_long(vm, result->data, span.len, size))
        ou_clear(vm, &result);
    return OU_OBJ(result);
}

static OuObj *bytes_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    const OuBytes *b = OU_BYTES(self);
    ptrdiff_t length = (ptrdiff_t)b->size, start, stop, step;
    if (ou_is_exact(key, OU_T_SLICE)) {
        ptrdiff_t count = ou_slice_indices(vm, key, length, &start, &stop, &step);
        if (count < 0)
            return NULL;
        if (count == length && step == 1 && ou_is_exact(self, OU_T_BYTES))
            return ou_ref(self);
        if (step == 1 || count <= 1)
            return ou_bytes_new(vm, b->data + start, (size_t)count);
        OuBytes *result = ou_bytes_alloc(vm, (size_t)count);
        for (ptrdiff_t i = 0; result && i < count; i++, start += step) {
            result->data[i] = b->data[start];
            if (!OU_PASS(vm, i))
                ou_clear(vm, &result);
        }
        return OU_OBJ(result);
    }
    if (ou_type(vm, key)->to_index == NULL)
        return OU_TYPE_ERROR(vm, "byte indices must be integers or slices, not %.200T", key);
    if (!ou_as_ssize(vm, key, &start, OU_T_IndexError))
        return NULL;
    if (start < 0)
        start += length;
    if (start < 0 || start >= length)
        return ou_raise(vm, OU_T_IndexError, "index out of range");
    return ou_int_from(vm, (unsigned char)b->data[start]);
}

static OuObj *bytes_mod(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!ou_is_bytes(vm, left))
        return OU_NOT_IMPLEMENTED;
    return ou_bytes_percent(vm, OU_BYTES(left)->data, OU_BYTES(left)->size, right, false);
}

/* ---- the constructor ---- */

bool ou_bytes_collect(OuVM *vm, OuObj *iterable, const char *message, OuBuf *out)
{
    OuObj *iterator = ou_iter(vm, iterable);
    OuObj *item;
    bool ok = iterator != NULL;
    while (ok && (item = ou_next(vm, iterator)) != OU_DONE) {
        ptrdiff_t value;
        ok = item != NULL && ou_poll(vm, 1) && ou_as_ssize(vm, item, &value, 0);
        ou_unref(vm, item);
        if (ok && (value < 0 || value > 255)) {
            OU_VALUE_ERROR(vm, "%s", message);
            ok = false;
        }
        if (ok)
            ou_buf_putc(out, (char)value);
        if (ok && out->failed) {
            ou_raise_memory(vm);
            ok = false;
        }
        ok = ok && OU_PASS(vm, out->len);
    }
    ou_unref(vm, iterator);
    return ok;
}

/* A buffer or an iterable of ints. */
static OuObj *bytes_from_items(OuVM *vm, OuObj *o)
{
    OuBuffer buffer;
    OuBuf out;
    if (ou_is_exact(o, OU_T_BYTES))
        return ou_ref(o);
    if (ou_is_exact(o, OU_T_MEMORYVIEW))
        return ou_memoryview_bytes(vm, o); /* of any step */
    if (ou_has_buffer(vm, o)) {
        if (!ou_buffer_get(vm, o, &buffer))
            return NULL;
        OuObj *result = ou_bytes_new(vm, buffer.data, buffer.len);
        ou_buffer_release(vm, &buffer);
        return result;
    }
    OuObj *iterator = ou_is_str(vm, o) ? NULL : ou_iter(vm, o);
    if (iterator == NULL) {
        if (ou_is_str(vm, o) || ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "cannot convert '%.200T' object to bytes", o);
        return NULL;
    }
    ou_buf_init(&out, &vm->mem);
    bool ok = ou_checked_hint(vm, o, 0, 0) >= 0
              && ou_bytes_collect(vm, iterator, "bytes must be in range(0, 256)", &out);
    ou_unref(vm, iterator);
    if (ok)
        return ou_bytes_from_buf(vm, &out);
    ou_buf_drop(&out);
    return NULL;
}

OuObj *ou_bytes_from_object(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_BYTES))
        return ou_ref(o);
    OuObj *result = ou_call_special(vm, o, OU_NAME(__bytes__), NULL, 0);
    if (result != OU_ABSENT) {
        if (result != NULL && !ou_is_bytes(vm, result)) {
            OU_TYPE_ERROR(vm, "__bytes__ returned non-bytes (type %.200T)", result);
            ou_clear(vm, &result);
        }
        return result;
    }
    if (ou_is_str(vm, o))
        return OU_TYPE_ERROR(vm, "string argument without an encoding");
    if (ou_type(vm, o)->to_index) {
        ptrdiff_t size;
        if (ou_as_ssize(vm, o, &size, OU_T_OverflowError)) {
            if (size < 0)
                return OU_VALUE_ERROR(vm, "negative count");
            result = new_of_size(vm, (size_t)size);
            if (result != NULL && size > 0 && !ou_fill_long(vm, OU_BYTES(result)->data, 0, (size_t)size))
                ou_clear(vm, &result);
            return result;
        }
        if (!ou_error_swallow(vm, OU_T_TypeError))
            return NULL;
    }
    return bytes_from_items(vm, o);
}

bool ou_bytes_text_arg(OuVM *vm, const char *function, const char *what, OuObj *arg,
                       const char **out)
{
    *out = NULL;
    if (arg == NULL)
        return true;
    OuStr *s;
    if (!ou_arg_str(vm, function, what, arg, &s))
        return false;
    *out = ou_str_text(s);
    OuObj *encoded = s->ascii ? OU_NONE : ou_codec_encode(vm, arg, "utf-8", NULL);
    if (encoded && strlen(*out) != s->size)
        OU_VALUE_ERROR(vm, "embedded null character");
    ou_unref(vm, encoded);
    return encoded && strlen(*out) == s->size; /* no surrogates, no zeros */
}

static OuObj *bytes_value(OuVM *vm, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[3] = {nargs > 0 ? args[0] : NULL, NULL, NULL};
    const char *encoding, *errors;
    if ((nargs > 1 || kwnames)
        && !ou_bind(vm, "(source=b'', encoding='utf-8', errors='strict')", "bytes", args, nargs,
                    kwnames, bound))
        return NULL;
    if (!ou_bytes_text_arg(vm, "bytes", "encoding", bound[1], &encoding)
        || !ou_bytes_text_arg(vm, "bytes", "errors", bound[2], &errors))
        return NULL;
    if (encoding == NULL && errors == NULL)
        return bound[0] ? ou_bytes_from_object(vm, bound[0]) : OU_EMPTY_BYTES;
    if (bound[0] == NULL || !ou_is_str(vm, bound[0]))
        return OU_TYPE_ERROR(vm, encoding ? "encoding without a string argument"
                                          : "errors without a string argument");
    if (encoding == NULL)
        return OU_TYPE_ERROR(vm, "string argument without an encoding");
    return ou_codec_encode(vm, bound[0], encoding, errors);
}

/* The value (consumed) as an instance of `cls`. */
static OuObj *as_class_take(OuVM *vm, OuClass *cls, OuObj *value)
{
    if (value == NULL || cls->type == &ou_bytes_type)
        return value;
    const OuBytes *from = OU_BYTES(value);
    OuObj *o = ou_instance_new(vm, cls, from->size + 1);
    if (o != NULL) {
        OU_BYTES(o)->size = from->size;
        memcpy(OU_BYTES(o)->data, from->data, from->size + 1);
    }
    ou_unref(vm, value);
    return o;
}

static OuObj *bytes_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *value = bytes_value(vm, args, nargs, kwnames);
    if (value != NULL && !ou_is_exact(value, OU_T_BYTES) && cls->type == &ou_bytes_type)
        return value; /* __bytes__ of a script may return an instance of a subclass */
    return as_class_take(vm, cls, value);
}

/* ---- methods of bytes only ---- */

static OuObj *bytes_m_bytes(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    if (ou_is_exact(self, OU_T_BYTES))
        return ou_ref(self);
    return ou_bytes_new(vm, OU_BYTES(self)->data, OU_BYTES(self)->size);
}

static OuObj *bytes_m_getnewargs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *value = bytes_m_bytes(vm, self, args, nargs);
    return value ? ou_tuple_new_take(vm, &value, 1) : NULL;
}

static OuObj *bytes_m_fromhex(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    if (!ou_bytes_parse_hex(vm, args[0], &out)) {
        ou_buf_drop(&out);
        return NULL;
    }
    OuObj *value = ou_bytes_from_buf(vm, &out);
    if (value == NULL || OU_CLASS(cls)->type == &ou_bytes_type)
        return value;
    OuObj *result = ou_call1(vm, cls, value);
    ou_unref(vm, value);
    return result;
}

static const OuMethodDef bytes_methods[] = {
    {"__getnewargs__", "()", bytes_m_getnewargs, OU_NO_TEXT, NULL},
    {"__bytes__", "()", bytes_m_bytes, 0, "The same as plain bytes."},
    OU_BYTES_COMMON_ROWS,
    {"fromhex", "(string, /)", bytes_m_fromhex, OU_CLASSMETHOD,
     "Make bytes of hexadecimal digits; spaces between two numbers are allowed."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_bytes_type = {
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> "
           "bytes\nbytes(bytes_or_buffer) -> "
           "immutable copy\nbytes(int) -> bytes of that many zeros\nbytes() -> empty bytes object",
    .base = &ou_object_type,
    .index = OU_T_BYTES,
    .flags = OU_TF_BASE | OU_TF_VAR_SIZE | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE | OU_TF_IS_BYTES,
    .size = sizeof(OuBytes),
    .methods = bytes_methods,
    .dealloc = bytes_dealloc,
    .size_of = bytes_block,
    .buffer = bytes_buffer,
    .concat = ou_bytes_concat,
    .repeat = bytes_repeat,
    OU_SLOTS_ATTR,
    .repr = bytes_repr,
    .str = bytes_str,
    .iter = ou_bytes_iter_new,
    .mod = bytes_mod,
    .hash = bytes_hash,
    .compare = bytes_compare,
    .len = bytes_len,
    .getitem = bytes_getitem,
    .contains = ou_bytes_contains,
    .init = ou_object_init,
    .make = bytes_make,
};
