/* bytearray.c - the mutable sequence of bytes. The methods that do not change it are shared
 * with bytes (bytes_methods.c, bytes_split.c).
 *
 * Values are converted before the content is touched, since __index__ and iteration run
 * script code that may change the bytearray itself. */
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

/* ---- storage ---- */

static const char no_content[8] = ""; /* what `data` points to without a block; never written */

OuObj *ou_bytearray_new(OuVM *vm, const char *data, size_t size)
{
    OuByteArray *self = (OuByteArray *)ou_new(vm, OU_T_BYTEARRAY, sizeof *self);
    if (self == NULL)
        return NULL;
    self->block = NULL;
    self->data = (char *)no_content;
    self->len = self->cap = self->exports = 0;
    if (size > 0) {
        if (!ou_bytearray_resize(vm, self, size)) {
            ou_unref(vm, self);
            return NULL;
        }
        if (data != NULL && !ou_copy_long(vm, self->data, data, size))
            ou_clear(vm, &self);
    }
    return OU_OBJ(self);
}

static bool can_resize(OuVM *vm, const OuByteArray *self)
{
    if (self->exports == 0)
        return true;
    ou_raise(vm, OU_T_BufferError, "Existing exports of data: object cannot be re-sized");
    return false;
}

/* Move the content into a block of `cap` bytes (> size). */
static bool move_block(OuVM *vm, OuByteArray *self, size_t size, size_t cap)
{
    size_t keep = self->len < size ? self->len : size;
    if (self->block != NULL && self->data == self->block) {
        char *block = ou_resize(vm, self->block, self->cap, cap);
        if (block == NULL)
            return false;
        self->block = self->data = block;
    } else {
        char *block = ou_alloc(vm, cap);
        if (block == NULL)
            return false;
        memcpy(block, self->data, keep);
        ou_free(vm, self->block, self->cap);
        self->block = self->data = block;
    }
    self->cap = cap;
    return true;
}

bool ou_bytearray_resize(OuVM *vm, OuByteArray *self, size_t size)
{
    if (size == self->len)
        return true;
    if (!can_resize(vm, self))
        return false;
    if (size > SIZE_LIMIT) {
        ou_raise_memory(vm);
        return false;
    }
    size_t offset = self->block ? (size_t)(self->data - self->block) : 0;
    size_t need = size + 1;
    bool fits = self->block && offset + need <= self->cap;
    if (!fits || need < self->cap / 2) {
        size_t cap = need;
        if (size > self->len && self->len > 0 && size <= self->len + self->len / 8 + 16)
            cap = size + size / 8 + (size < 9 ? 3 : 6); /* growing step by step: leave room */
        if (fits && size < 16)
            cap = self->cap; /* not worth moving */
        if (cap != self->cap || !fits) {
            OU_CHARGE_BYTES(vm, size);
            if (!move_block(vm, self, size, cap))
                return false;
        }
    }
    self->len = size;
    self->data[size] = 0;
    return true;
}

/* Replace [low, high) by `size` bytes (not inside the content itself). */
static bool replace_range(OuVM *vm, OuByteArray *self, size_t low, size_t high, const char *data,
                          size_t size)
{
    size_t tail = self->len - high, removed = high - low;
    OU_CHARGE_BYTES(vm, tail);
    if (size < removed) {
        if (!can_resize(vm, self))
            return false;
        if (low == 0) {
            self->data += removed - size; /* cheap removal at the front */
            self->len -= removed - size;
        } else {
            memmove(self->data + low + size, self->data + high, tail);
            if (!ou_bytearray_resize(vm, self, self->len - (removed - size)))
                return false;
        }
    } else if (size > removed) {
        if (!ou_bytearray_resize(vm, self, self->len + (size - removed)))
            return false;
        memmove(self->data + low + size, self->data + high, tail);
    }
    return size == 0 || ou_copy_long(vm, self->data + low, data, size);
}

static size_t bytearray_extra_size(const OuObj *self)
{
    return OU_BYTEARRAY(self)->cap;
}

static void bytearray_dealloc(OuVM *vm, OuObj *o)
{
    OuByteArray *self = OU_BYTEARRAY(o);
    if (self->block != NULL)
        ou_free(vm, self->block, self->cap);
    ou_object_free(vm, o);
}

static bool bytearray_buffer(OuVM *vm, OuObj *o, bool writable, OuBuffer *out)
{
    (void)vm;
    (void)writable;
    OuByteArray *self = OU_BYTEARRAY(o);
    self->exports++;
    *out = (OuBuffer){self->data, self->len, false, ou_ref(o), 0};
    return true;
}

static void bytearray_buffer_release(OuVM *vm, OuObj *o)
{
    (void)vm;
    OU_BYTEARRAY(o)->exports--;
}

/* ---- the constructor ---- */

static OuObj *bytearray_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    (void)args;
    (void)nargs;
    (void)kwnames;
    OuObj *o = ou_instance_new(vm, cls, 0);
    if (o != NULL) {
        OuByteArray *self = OU_BYTEARRAY(o);
        self->block = NULL;
        self->data = (char *)no_content;
        self->len = self->cap = self->exports = 0;
    }
    return o;
}

/* Append the items of an iterable of ints. */
static bool append_items(OuVM *vm, OuByteArray *self, OuObj *iterable)
{
    OuBuf items;
    ou_buf_init(&items, &vm->mem);
    bool ok = ou_bytes_collect(vm, iterable, "byte must be in range(0, 256)", &items)
              && replace_range(vm, self, self->len, self->len, items.data, items.len);
    ou_buf_drop(&items);
    return ok;
}

/* failure: a message for o instead of a BufferError, or NULL. */
static bool append_buffer(OuVM *vm, OuByteArray *self, OuObj *o, const char *failure)
{
    OuBuffer buffer;
    if (OU_OBJ(self) == o) {
        size_t len = self->len;
        if (!ou_bytearray_resize(vm, self, 2 * len))
            return false;
        return ou_copy_long(vm, self->data + len, self->data, len);
    }
    if (!ou_buffer_get(vm, o, &buffer)) {
        if (failure) {
            ou_error_clear(vm);
            OU_TYPE_ERROR(vm, failure, o);
        }
        return false;
    }
    bool ok = replace_range(vm, self, self->len, self->len, buffer.data, buffer.len);
    ou_buffer_release(vm, &buffer);
    return ok;
}

/* bytearray(x) without encoding, x not a str. */
static bool fill_from_object(OuVM *vm, OuByteArray *self, OuObj *o)
{
    if (ou_type(vm, o)->to_index) {
        ptrdiff_t count;
        if (ou_as_ssize(vm, o, &count, OU_T_OverflowError)) {
            if (count < 0) {
                OU_VALUE_ERROR(vm, "negative count");
                return false;
            }
            if (count > 0) {
                if (!ou_bytearray_resize(vm, self, (size_t)count))
                    return false;
                return ou_fill_long(vm, self->data, 0, (size_t)count);
            }
            return true;
        }
        if (!ou_error_swallow(vm, OU_T_TypeError))
            return false;
    }
    if (ou_is_exact(o, OU_T_MEMORYVIEW)) {
        OuObj *content = ou_memoryview_bytes(vm, o); /* of any step */
        bool done = content && append_buffer(vm, self, content, NULL);
        ou_unref(vm, content);
        return done;
    }
    if (ou_has_buffer(vm, o))
        return append_buffer(vm, self, o, NULL);
    OuObj *iterator = ou_iter(vm, o);
    if (iterator == NULL) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "cannot convert '%.200T' object to bytearray", o);
        return false;
    }
    bool ok = append_items(vm, self, iterator);
    ou_unref(vm, iterator);
    return ok;
}

static bool bytearray_init(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuByteArray *self = OU_BYTEARRAY(o);
    OuObj *bound[3] = {nargs > 0 ? args[0] : NULL, NULL, NULL};
    const char *encoding, *errors;
    if ((nargs > 1 || kwnames)
        && !ou_bind(vm, "(source=b'', encoding='utf-8', errors='strict')", "bytearray", args, nargs,
                    kwnames, bound))
        return false;
    if (!ou_bytes_text_arg(vm, "bytearray", "encoding", bound[1], &encoding)
        || !ou_bytes_text_arg(vm, "bytearray", "errors", bound[2], &errors))
        return false;
    if (self->len != 0 && !ou_bytearray_resize(vm, self, 0))
        return false;
    if (bound[0] == NULL) {
        if (encoding == NULL && errors == NULL)
            return true;
        OU_TYPE_ERROR(vm, encoding ? "encoding without a string argument"
                                   : "errors without a string argument");
        return false;
    }
    if (ou_is_str(vm, bound[0])) {
        if (encoding == NULL) {
            OU_TYPE_ERROR(vm, "string argument without an encoding");
            return false;
        }
        OuObj *encoded = ou_codec_encode(vm, bound[0], encoding, errors);
        bool ok = encoded && append_buffer(vm, self, encoded, NULL);
        ou_unref(vm, encoded);
        return ok;
    }
    if (encoding != NULL || errors != NULL) {
        OU_TYPE_ERROR(vm, encoding ? "encoding without a string argument"
                                   : "errors without a string argument");
        return false;
    }
    return fill_from_object(vm, self, bound[0]);
}

/* ---- operators ---- */

static OuObj *bytearray_repr(OuVM *vm, OuObj *o)
{
    static const char hex[] = "0123456789abcdef";
    const OuByteArray *self = OU_BYTEARRAY(o);
    bool both = memchr(self->data, '\'', self->len) && !memchr(self->data, '"', self->len);
    char quote = both ? '"' : '\'';
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_buf_puts(&out, ou_type_name(vm, o));
    ou_buf_puts(&out, "(b");
    ou_buf_putc(&out, quote);
    for (size_t i = 0; i < self->len && !out.failed; i++) {
        unsigned char c = (unsigned char)self->data[i];
        out.failed = !OU_PASS(vm, i);
        char escape[4] = {'\\', 'x', hex[c >> 4], hex[c & 15]};
        if (c == '\'' || c == '\\') { /* escaped whatever the quote is */
            escape[1] = (char)c;
            ou_buf_put(&out, escape, 2);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            escape[1] = c == '\t' ? 't' : c == '\n' ? 'n' : 'r';
            ou_buf_put(&out, escape, 2);
        } else if (c < ' ' || c >= 0x7F) {
            ou_buf_put(&out, escape, 4);
        } else {
            ou_buf_putc(&out, (char)c);
        }
    }
    ou_buf_putc(&out, quote);
    ou_buf_putc(&out, ')');
    return ou_str_from_buf(vm, &out);
}

static OuObj *bytearray_str(OuVM *vm, OuObj *self)
{
    if (vm->bytes_warning && !ou_warn(vm, OU_T_BytesWarning, "str() on a bytearray instance", 1))
        return NULL;
    return bytearray_repr(vm, self);
}

static ptrdiff_t bytearray_len(OuVM *vm, OuObj *self)
{
    (void)vm;
    return (ptrdiff_t)OU_BYTEARRAY(self)->len;
}

static OuObj *bytearray_iadd(OuVM *vm, OuObj *o, OuObj *other)
{
    OuBuffer buffer; /* held meanwhile: a bytearray cannot be added to itself */
    if (!ou_concat_buffer(vm, o, other, &buffer))
        return NULL;
    OuByteArray *self = OU_BYTEARRAY(o);
    bool ok = replace_range(vm, self, self->len, self->len, buffer.data, buffer.len);
    ou_buffer_release(vm, &buffer);
    return ok ? ou_ref(o) : NULL;
}

static OuObj *bytearray_repeat(OuVM *vm, OuObj *o, OuObj *number)
{
    ptrdiff_t n;
    if (!ou_as_ssize(vm, number, &n, OU_T_OverflowError))
        return NULL;
    const OuByteArray *self = OU_BYTEARRAY(o);
    size_t count = n < 0 ? 0 : (size_t)n;
    if (count && self->len > SIZE_LIMIT / count)
        return ou_raise_memory(vm);
    OuObj *result = ou_bytearray_new(vm, NULL, self->len * count);
    if (result != NULL && self->len * count > 0) {
        char *data = OU_BYTEARRAY(result)->data;
        if (!ou_copy_long(vm, data, self->data, self->len) || !ou_repeat_long(vm, data, self->len, self->len * count))
            ou_clear(vm, &result);
    }
    return result;
}

static OuObj *bytearray_irepeat(OuVM *vm, OuObj *o, OuObj *number)
{
    ptrdiff_t n;
    if (!ou_as_ssize(vm, number, &n, OU_T_OverflowError))
        return NULL;
    OuByteArray *self = OU_BYTEARRAY(o);
    size_t count = n < 0 ? 0 : (size_t)n, unit = self->len;
    if (count && unit > SIZE_LIMIT / count)
        return ou_raise_memory(vm);
    if (!ou_bytearray_resize(vm, self, unit * count))
        return NULL;
    if (count > 0 && unit > 0 && !ou_repeat_long(vm, self->data, unit, unit * count))
        return NULL;
    return ou_ref(o);
}

/* An index argument, and the byte to store there if `value` is not NULL: converted before
 * the length is looked at, since __index__ may change it. False with an exception. */
static bool item_index(OuVM *vm, OuObj *o, OuObj *key, OuObj *value, ptrdiff_t *out,
                       unsigned char *byte)
{
    if (ou_type(vm, key)->to_index == NULL) {
        OU_TYPE_ERROR(vm, "bytearray indices must be integers or slices, not %.200T", key);
        return false;
    }
    if (!ou_as_ssize(vm, key, out, OU_T_IndexError)
        || (value != NULL && !ou_byte_arg(vm, value, byte)))
        return false;
    ptrdiff_t len = (ptrdiff_t)OU_BYTEARRAY(o)->len;
    if (*out < 0)
        *out += len;
    if (*out >= 0 && *out < len)
        return true;
    ou_raise(vm, OU_T_IndexError, "bytearray index out of range");
    return false;
}

static OuObj *bytearray_getitem(OuVM *vm, OuObj *o, OuObj *key)
{
    ptrdiff_t start, stop, step;
    if (!ou_is_exact(key, OU_T_SLICE)) {
        if (!item_index(vm, o, key, NULL, &start, NULL))
            return NULL;
        return ou_int_from(vm, (unsigned char)OU_BYTEARRAY(o)->data[start]);
    }
    if (!ou_slice_unpack(vm, key, &start, &stop, &step))
        return NULL;
    const OuByteArray *self = OU_BYTEARRAY(o);
    ptrdiff_t count = ou_slice_adjust((ptrdiff_t)self->len, &start, &stop, step);
    if (step == 1)
        return ou_bytearray_new(vm, self->data + start, (size_t)count);
    OuObj *result = ou_bytearray_new(vm, NULL, (size_t)count);
    for (ptrdiff_t i = 0; result && i < count; i++) {
        OU_BYTEARRAY(result)->data[i] = self->data[start + i * step];
        if (!OU_PASS(vm, i))
            ou_clear(vm, &result);
    }
    return result;
}

/* Delete self[start::step], `count` bytes. */
static bool delete_stepped(OuVM *vm, OuByteArray *self, ptrdiff_t start, ptrdiff_t step,
                           ptrdiff_t count)
{
    if (!can_resize(vm, self))
        return false;
    if (count == 0)
        return true;
    if (step < 0) {
        start += step * (count - 1);
        step = -step;
    }
    size_t out = (size_t)start, next = (size_t)start, left = (size_t)count;
    bool ok = true;
    for (size_t i = out; i < self->len; i++) {
        ok = OU_PASS(vm, i);
        if (!ok) { /* no more is deleted */
            memmove(self->data + out, self->data + i, self->len - i);
            out += self->len - i;
            break;
        }
        if (left > 0 && i == next) {
            next += (size_t)step;
            left--;
        } else {
            self->data[out++] = self->data[i];
        }
    }
    return ou_bytearray_resize(vm, self, out) && ok;
}

static bool set_slice(OuVM *vm, OuByteArray *self, OuObj *key, const char *data, size_t size)
{
    ptrdiff_t start, stop, step;
    if (!ou_slice_unpack(vm, key, &start, &stop, &step))
        return false;
    ptrdiff_t count = ou_slice_adjust((ptrdiff_t)self->len, &start, &stop, step);
    if (step == 1)
        return replace_range(vm, self, (size_t)start, (size_t)(start + count), data, size);
    if (size == 0)
        return delete_stepped(vm, self, start, step, count);
    if (size != (size_t)count) {
        OU_VALUE_ERROR(vm, "attempt to assign bytes of size %zu to extended slice of size %zd",
                       size, count);
        return false;
    }
    for (size_t i = 0; i < size; i++) {
        self->data[start + (ptrdiff_t)i * step] = data[i];
        if (!OU_PASS(vm, i))
            return false;
    }
    return true;
}

static bool bytearray_setitem(OuVM *vm, OuObj *o, OuObj *key, OuObj *value)
{
    OuByteArray *self = OU_BYTEARRAY(o);
    if (!ou_is_exact(key, OU_T_SLICE)) {
        ptrdiff_t i;
        unsigned char byte;
        if (!item_index(vm, o, key, value, &i, &byte))
            return false;
        if (value == NULL)
            return replace_range(vm, self, (size_t)i, (size_t)i + 1, NULL, 0);
        self->data[i] = (char)byte;
        return true;
    }
    if (value == NULL)
        return set_slice(vm, self, key, NULL, 0);
    if (ou_isinstance_builtin(vm, value, OU_T_BYTEARRAY) && value != o)
        return set_slice(vm, self, key, OU_BYTEARRAY(value)->data, OU_BYTEARRAY(value)->len);
    ptrdiff_t range[3]; /* as in CPython the slice's __index__ methods are called before and after */
    if (!ou_slice_unpack(vm, key, &range[0], &range[1], &range[2]))
        return false;
    if (ou_is_number(vm, value) || ou_is_str(vm, value)) {
        OU_TYPE_ERROR(vm, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
        return false;
    }
    OuObj *copy = ou_bytearray_new(vm, NULL, 0);
    bool ok = copy && fill_from_object(vm, OU_BYTEARRAY(copy), value)
              && set_slice(vm, self, key, OU_BYTEARRAY(copy)->data, OU_BYTEARRAY(copy)->len);
    ou_unref(vm, copy);
    return ok;
}

static OuObj *bytearray_mod(OuVM *vm, OuObj *left, OuObj *right)
{
    if (!ou_isinstance_builtin(vm, left, OU_T_BYTEARRAY))
        return OU_NOT_IMPLEMENTED;
    OuBuffer buffer; /* held while values are converted */
    if (!ou_buffer_get(vm, left, &buffer))
        return NULL;
    OuObj *result = ou_bytes_percent(vm, buffer.data, buffer.len, right, true);
    ou_buffer_release(vm, &buffer);
    return result;
}

/* ---- methods ---- */

static OuObj *bytearray_m_append(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuByteArray *self = OU_BYTEARRAY(o);
    unsigned char byte;
    if (!ou_byte_arg(vm, args[0], &byte) || !ou_bytearray_resize(vm, self, self->len + 1))
        return NULL;
    self->data[self->len - 1] = (char)byte;
    return OU_NONE;
}

static OuObj *bytearray_m_extend(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuByteArray *self = OU_BYTEARRAY(o);
    if (ou_has_buffer(vm, args[0]))
        return append_buffer(vm, self, args[0], "can't set bytearray slice from %.100T") ? OU_NONE : NULL;
    OuObj *iterator = ou_iter(vm, args[0]);
    if (iterator == NULL) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "can't extend bytearray with %.100T", args[0]);
        return NULL;
    }
    bool ok = ou_checked_hint(vm, args[0], 0, 0) >= 0
              && append_items(vm, self, iterator);
    ou_unref(vm, iterator);
    return ok ? OU_NONE : NULL;
}

static OuObj *bytearray_m_insert(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuByteArray *self = OU_BYTEARRAY(o);
    ptrdiff_t i;
    unsigned char byte;
    if (!ou_arg_ssize(vm, args[0], &i) || !ou_byte_arg(vm, args[1], &byte))
        return NULL;
    ptrdiff_t len = (ptrdiff_t)self->len;
    if (i < 0)
        i = i + len < 0 ? 0 : i + len;
    if (i > len)
        i = len;
    char item = (char)byte;
    return replace_range(vm, self, (size_t)i, (size_t)i, &item, 1) ? OU_NONE : NULL;
}

static OuObj *bytearray_m_pop(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    OuByteArray *self = OU_BYTEARRAY(o);
    ptrdiff_t i = -1;
    if (OU_ARG(0) != NULL && !ou_arg_ssize(vm, args[0], &i))
        return NULL;
    if (self->len == 0)
        return ou_raise(vm, OU_T_IndexError, "pop from empty bytearray");
    if (i < 0)
        i += (ptrdiff_t)self->len;
    if (i < 0 || i >= (ptrdiff_t)self->len)
        return ou_raise(vm, OU_T_IndexError, "pop index out of range");
    unsigned char byte = (unsigned char)self->data[i];
    return replace_range(vm, self, (size_t)i, (size_t)i + 1, NULL, 0) ? ou_int_from(vm, byte)
                                                                      : NULL;
}

static OuObj *bytearray_m_remove(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuByteArray *self = OU_BYTEARRAY(o);
    unsigned char byte;
    if (!ou_byte_arg(vm, args[0], &byte))
        return NULL;
    const char *found = self->len ? memchr(self->data, byte, self->len) : NULL;
    if (found == NULL)
        return OU_VALUE_ERROR(vm, "value not found in bytearray");
    size_t i = (size_t)(found - self->data);
    return replace_range(vm, self, i, i + 1, NULL, 0) ? OU_NONE : NULL;
}

static OuObj *bytearray_m_clear(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_bytearray_resize(vm, OU_BYTEARRAY(o), 0) ? OU_NONE : NULL;
}

static OuObj *bytearray_m_copy(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_bytearray_new(vm, OU_BYTEARRAY(o)->data, OU_BYTEARRAY(o)->len);
}

static OuObj *bytearray_m_reverse(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuByteArray *self = OU_BYTEARRAY(o);
    for (size_t i = 0, k = self->len; i + 1 < k; i++) {
        char c = self->data[i];
        self->data[i] = self->data[--k];
        self->data[k] = c;
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_NONE;
}

static OuObj *bytearray_m_fromhex(OuVM *vm, OuObj *cls, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    OuObj *value = NULL;
    if (ou_bytes_parse_hex(vm, args[0], &out))
        value = out.failed ? ou_raise_memory(vm) : ou_bytearray_new(vm, out.data, out.len);
    ou_buf_drop(&out);
    if (value == NULL || OU_CLASS(cls)->type == &ou_bytearray_type)
        return value;
    OuObj *result = ou_call1(vm, cls, value);
    ou_unref(vm, value);
    return result;
}

static OuObj *bytearray_m_alloc(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return ou_int_from(vm, (int64_t)OU_BYTEARRAY(o)->cap);
}

/* (class, arguments, attributes or None): content as bytes, or as latin-1 text below
 * protocol 3. */
static OuObj *reduce(OuVM *vm, OuObj *o, bool as_text)
{
    const OuByteArray *self = OU_BYTEARRAY(o);
    OuObj *content, *arguments = NULL, *state = NULL, *result = NULL;
    OuClass *cls = ou_class_of(vm, o);
    if (cls == NULL)
        return NULL;
    content = as_text ? ou_codec_decode(vm, self->data, self->len, "latin-1", NULL)
                      : ou_bytes_new(vm, self->data, self->len);
    if (content == NULL)
        return NULL;
    if (!as_text) {
        arguments = self->len ? ou_tuple_pack(vm, 1, content) : ou_ref(OU_EMPTY_TUPLE);
    } else if (self->len) {
        OuStr *encoding = ou_str_intern(vm, "latin-1", 7);
        arguments = encoding ? ou_tuple_pack(vm, 2, content, OU_OBJ(encoding)) : NULL;
        ou_unref(vm, encoding);
    } else {
        arguments = ou_ref(OU_EMPTY_TUPLE);
    }
    state = ou_call_method(vm, o, OU_NAME(__getstate__), NULL, 0);
    if (arguments && state)
        result = ou_tuple_pack(vm, 3, OU_OBJ(cls), arguments, state);
    ou_unref(vm, content);
    ou_unref(vm, arguments);
    ou_unref(vm, state);
    return result;
}

static OuObj *bytearray_m_reduce(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return reduce(vm, o, true);
}

static OuObj *bytearray_m_reduce_ex(OuVM *vm, OuObj *o, OuObj *const *args, size_t nargs)
{
    int protocol = 0;
    if (OU_ARG(0) != NULL && !ou_arg_int(vm, args[0], &protocol))
        return NULL;
    return reduce(vm, o, protocol < 3);
}

static const OuMethodDef bytearray_methods[] = {
    {"__alloc__", "()", bytearray_m_alloc, OU_NO_TEXT,
     "Return the number of bytes actually allocated."},
    {"__reduce__", "()", bytearray_m_reduce, 0, "What is needed to make the iterator again."},
    {"__reduce_ex__", "(proto=0, /)", bytearray_m_reduce_ex, 0,
     "What is needed to make the iterator again."},
    {"__sizeof__", "()", ou_object_sizeof, 0, "Return the size in memory, in bytes."},
    {"append", "(item, /)", bytearray_m_append, 0, "Add a byte at the end."},
    {"clear", "()", bytearray_m_clear, 0, "Remove all bytes."},
    {"copy", "()", bytearray_m_copy, 0, "Return a copy."},
    {"extend", "(iterable_of_ints, /)", bytearray_m_extend, 0,
     "Add all bytes of an iterable at the end."},
    {"insert", "(index, item, /)", bytearray_m_insert, 0,
     "Put a byte in front of the one at index."},
    {"pop", "(index=-1, /)", bytearray_m_pop, 0, "Remove the byte at index and return it."},
    {"remove", "(value, /)", bytearray_m_remove, 0, "Remove the first byte of that value."},
    {"reverse", "()", bytearray_m_reverse, 0, "Reverse the order of the bytes, in place."},
    {"fromhex", "(string, /)", bytearray_m_fromhex, OU_CLASSMETHOD,
     "Make a bytearray of hexadecimal digits; spaces between two numbers are allowed."},
    OU_BYTES_COMMON_ROWS,
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_bytearray_type = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> "
           "bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy\nbytearray(int) -> bytearray of that many "
           "zeros\n"
           "bytearray() -> empty bytearray",
    .base = &ou_object_type,
    .index = OU_T_BYTEARRAY,
    .flags = OU_TF_BASE | OU_TF_MATCH_SELF | OU_TF_IMMUTABLE,
    .size = sizeof(OuByteArray),
    .methods = bytearray_methods,
    .dealloc = bytearray_dealloc,
    .extra_size = bytearray_extra_size,
    .buffer = bytearray_buffer,
    .buffer_release = bytearray_buffer_release,
    .concat = ou_bytes_concat,
    .repeat = bytearray_repeat,
    .iconcat = bytearray_iadd,
    .irepeat = bytearray_irepeat,
    OU_SLOTS_ATTR,
    .repr = bytearray_repr,
    .str = bytearray_str,
    .iter = ou_bytearray_iter_new,
    .mod = bytearray_mod,
    .hash = ou_hash_unhashable,
    .compare = ou_bytes_compare,
    .len = bytearray_len,
    .getitem = bytearray_getitem,
    .setitem = bytearray_setitem,
    .contains = ou_bytes_contains,
    .init = bytearray_init,
    .make = bytearray_make,
};
