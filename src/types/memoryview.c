/* memoryview.c - the type memoryview. Each view, also a slice of another, holds the
 * exporter's buffer itself, until it is released or dies.
 *
 * Storing an item converts it first (__index__, __float__ run script code, which may release
 * the view: it is checked again before the store). Views of several dimensions come from cast()
 * and can be indexed whole, sliced in the first dimension, copied and compared. */
#include "types/memoryview.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include <string.h>

#define VIEW(o) ((OuMemoryView *)(o))

static size_t size_of_format(char format)
{
    switch (format) {
    case 'B': case 'b': case 'c': case '?': return 1;
    case 'h': case 'H': return 2;
    case 'i': case 'I': case 'f': case 'w': return 4;
    case 'l': case 'L': case 'q': case 'Q': case 'n': case 'N': case 'd': case 'P': return 8;
    default: return 0;
    }
}

static bool is_byte_format(char format)
{
    return format == 'B' || format == 'b' || format == 'c';
}

static bool check_released(OuVM *vm, const OuMemoryView *view)
{
    if (view->owner != NULL)
        return true;
    OU_VALUE_ERROR(vm, "operation forbidden on released memoryview object");
    return false;
}

static ptrdiff_t length_of(const OuMemoryView *view, size_t dim)
{
    return dim ? view->dims[dim] : view->count;
}

static ptrdiff_t stride_of(const OuMemoryView *view, size_t dim)
{
    return dim ? view->dims[view->ndim + dim] : view->stride;
}

static size_t total_size(const OuMemoryView *view)
{
    size_t size = view->item_size;
    for (size_t i = 0; i < view->ndim; i++)
        size *= (size_t)length_of(view, i);
    return size;
}

/* Do the items lie one behind the other, the last index moving fastest (or the first)? */
static bool is_ordered(const OuMemoryView *view, bool first_fastest)
{
    ptrdiff_t size = view->item_size;
    if (view->ndim == 1)
        return view->count == 1 || view->stride == size;
    for (size_t i = 0; i < view->ndim; i++) {
        size_t dim = first_fastest ? i : view->ndim - 1 - i;
        if (length_of(view, dim) > 1 && stride_of(view, dim) != size)
            return false;
        size *= length_of(view, dim);
    }
    return true;
}

static bool is_contiguous(const OuMemoryView *view)
{
    return is_ordered(view, false);
}

/* ---- life ---- */

static size_t dims_size(const OuMemoryView *view)
{
    return 2 * view->ndim * sizeof *view->dims;
}

static bool copy_dims(OuVM *vm, OuMemoryView *view, const OuMemoryView *from)
{
    if (!from || !from->dims)
        return true;
    view->dims = ou_alloc(vm, dims_size(view));
    if (view->dims)
        memcpy(view->dims, from->dims, dims_size(view));
    return view->dims != NULL;
}

/* A view like `from` (NULL: blank) that holds the exporter's buffer again. */
static OuMemoryView *hold(OuVM *vm, OuObj *exporter, const OuMemoryView *from)
{
    OuBuffer buffer;
    OuMemoryView *view = (OuMemoryView *)ou_gc_new(vm, OU_T_MEMORYVIEW, sizeof *view);
    if (view == NULL)
        return NULL;
    view->owner = NULL;
    view->exports = 0;
    view->dims = NULL;
    view->ndim = from ? from->ndim : 1;
    view->prefixed = from && from->prefixed;
    if (!copy_dims(vm, view, from) || !ou_buffer_get(vm, exporter, &buffer)) {
        ou_unref(vm, view);
        return NULL;
    }
    view->owner = buffer.owner;
    view->data = from ? from->data : buffer.data;
    view->format = from ? from->format : buffer.format ? buffer.format : 'B';
    view->item_size = (uint8_t)size_of_format(view->format);
    view->count = from ? from->count : (ptrdiff_t)(buffer.len / view->item_size);
    view->stride = from ? from->stride : view->item_size;
    view->read_only = from ? from->read_only : buffer.read_only;
    view->hashed = false;
    ou_gc_track(vm, OU_OBJ(view));
    return view;
}

OuObj *ou_memoryview_new(OuVM *vm, OuObj *exporter)
{
    if (ou_is_exact(exporter, OU_T_MEMORYVIEW)) {
        const OuMemoryView *from = VIEW(exporter);
        return check_released(vm, from) ? OU_OBJ(hold(vm, from->owner, from)) : NULL;
    }
    if (!ou_has_buffer(vm, exporter))
        return OU_TYPE_ERROR(vm, "memoryview: a bytes-like object is required, not '%.200T'",
                             exporter);
    return OU_OBJ(hold(vm, exporter, NULL));
}

static void let_go(OuVM *vm, OuMemoryView *view)
{
    OuBuffer buffer = {.owner = view->owner};
    view->owner = NULL;
    ou_buffer_release(vm, &buffer);
}

static void view_dealloc(OuVM *vm, OuObj *self)
{
    let_go(vm, VIEW(self));
    if (VIEW(self)->dims)
        ou_free(vm, VIEW(self)->dims, dims_size(VIEW(self)));
    ou_object_free(vm, self);
}

static size_t view_extra_size(const OuObj *self)
{
    return VIEW(self)->dims ? dims_size(VIEW(self)) : 0;
}

static void view_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    if (VIEW(self)->owner)
        fn(VIEW(self)->owner, arg);
}

static void view_clear(OuVM *vm, OuObj *self)
{
    if (VIEW(self)->exports == 0)
        let_go(vm, VIEW(self));
}

static OuObj *view_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)cls;
    OuObj *bound[1];
    if (!ou_bind(vm, "(object)", "memoryview", args, nargs, kwnames, bound))
        return NULL;
    return ou_memoryview_new(vm, bound[0]);
}

static bool view_buffer(OuVM *vm, OuObj *self, bool writable, OuBuffer *out)
{
    OuMemoryView *view = VIEW(self);
    if (!check_released(vm, view))
        return false;
    if (writable && view->read_only) {
        ou_raise(vm, OU_T_BufferError, "memoryview: underlying buffer is not writable");
        return false;
    }
    if (!is_contiguous(view)) {
        ou_raise(vm, OU_T_BufferError, "memoryview: underlying buffer is not C-contiguous");
        return false;
    }
    view->exports++;
    *out = (OuBuffer){view->data, total_size(view), view->read_only,
                      ou_ref(self), view->format};
    return true;
}

static void view_buffer_release(OuVM *vm, OuObj *self)
{
    (void)vm;
    VIEW(self)->exports--;
}

/* ---- items ---- */

/* Characters of an array (format w) have no value here. */
static void *no_format(OuVM *vm)
{
    return ou_raise(vm, OU_T_NotImplementedError, "memoryview: format w not supported");
}

static OuObj *unpack(OuVM *vm, char format, const char *at)
{
    union {
        int8_t b;
        uint8_t B;
        int16_t h;
        uint16_t H;
        int32_t i;
        uint32_t I;
        int64_t q;
        uint64_t Q;
        float f;
        double d;
    } item;
    memcpy(&item, at, size_of_format(format));
    switch (format) {
    case 'c': return ou_bytes_byte(item.B);
    case '?': return OU_BOOL(item.B != 0);
    case 'b': return ou_int_from(vm, item.b);
    case 'B': return ou_int_from(vm, item.B);
    case 'h': return ou_int_from(vm, item.h);
    case 'H': return ou_int_from(vm, item.H);
    case 'i': return ou_int_from(vm, item.i);
    case 'I': return ou_int_from(vm, item.I);
    case 'l': case 'q': case 'n': return ou_int_from(vm, item.q);
    case 'f': return ou_float_from(vm, (double)item.f);
    case 'd': return ou_float_from(vm, item.d);
    case 'w': return no_format(vm);
    default: return ou_int_from_uint64(vm, item.Q);
    }
}

/* An integer that fits `size` bytes; false with an exception. */
static bool pack_integer(OuVM *vm, char format, OuObj *value, char *out)
{
    size_t size = size_of_format(format);
    OuObj *number = ou_index_of(vm, value);
    if (number == NULL) {
        if (ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "memoryview: invalid type for format '%c'", format);
        return false;
    }
    bool is_signed = format == 'b' || format == 'h' || format == 'i' || format == 'l'
                     || format == 'q' || format == 'n';
    int64_t low = 0;
    uint64_t bits = 0;
    bool fits = ou_int_to_int64(number, &low);
    bits = (uint64_t)low;
    if (fits && is_signed) {
        int64_t limit = size == 8 ? INT64_MAX : ((int64_t)1 << (8 * size - 1)) - 1;
        fits = low <= limit && low >= -limit - 1;
    } else if (fits) {
        fits = low >= 0 && (size == 8 || low < (int64_t)1 << (8 * size));
    } else if (!is_signed && size == 8 && ou_int_sign(number) > 0) {
        const OuBigInt *big = (const OuBigInt *)number;
        fits = big->count == 1;
        bits = big->digits[0];
    }
    ou_unref(vm, number);
    if (!fits)
        OU_VALUE_ERROR(vm, "memoryview: invalid value for format '%c'", format);
    memcpy(out, &bits, size);
    return fits;
}

/* `out` has room for 8 bytes. */
static bool pack(OuVM *vm, char format, OuObj *value, char *out)
{
    if (format == 'f' || format == 'd') {
        double d;
        if (!ou_as_double(vm, value, &d)) {
            if (ou_error_swallow(vm, OU_T_TypeError))
                OU_TYPE_ERROR(vm, "memoryview: invalid type for format '%c'", format);
            return false;
        }
        float f = (float)d;
        memcpy(out, format == 'f' ? (void *)&f : (void *)&d, size_of_format(format));
        return true;
    }
    if (format == 'w')
        return no_format(vm) != NULL;
    if (format == '?') {
        int truth = ou_truth(vm, value);
        *out = truth > 0;
        return truth >= 0;
    }
    if (format != 'c')
        return pack_integer(vm, format, value, out);
    if (!ou_is_bytes(vm, value)) {
        OU_TYPE_ERROR(vm, "memoryview: invalid type for format 'c'");
        return false;
    }
    if (OU_BYTES(value)->size != 1) {
        OU_VALUE_ERROR(vm, "memoryview: invalid value for format 'c'");
        return false;
    }
    *out = OU_BYTES(value)->data[0];
    return true;
}

/* Move *at by an index into a dimension. */
static bool step_into(OuVM *vm, const OuMemoryView *view, size_t dim, OuObj *key, char **at)
{
    ptrdiff_t index;
    if (!ou_as_ssize(vm, key, &index, OU_T_IndexError))
        return false;
    if (index < 0)
        index += length_of(view, dim);
    if (index < 0 || index >= length_of(view, dim)) {
        ou_raise(vm, OU_T_IndexError, "index out of bounds on dimension %zu", dim + 1);
        return false;
    }
    *at += index * stride_of(view, dim);
    return true;
}

static bool all_are(const OuVM *vm, const OuTuple *tuple, bool slices)
{
    for (size_t i = 0; i < tuple->len; i++) {
        OuObj *item = tuple->items[i];
        if (slices ? !ou_is_exact(item, OU_T_SLICE) : !ou_has_index(vm, item))
            return false;
    }
    return true;
}

/* Not a key for an item: what the error is. */
static void *bad_key(OuVM *vm, OuObj *key, bool sets)
{
    bool tuple = ou_is(vm, key, OU_TF_IS_TUPLE) && OU_TUPLE(key)->len && all_are(vm, OU_TUPLE(key), true);
    if (!tuple && !(sets && ou_is_exact(key, OU_T_SLICE)))
        return OU_TYPE_ERROR(vm, "memoryview: invalid slice key");
    return ou_raise(vm, OU_T_NotImplementedError,
                    sets ? "memoryview slice assignments are currently restricted to ndim = 1"
                         : "multi-dimensional slicing is not implemented");
}

/* The place of the item that the key (no slice) names, or NULL with an exception. */
static char *item_at(OuVM *vm, const OuMemoryView *view, OuObj *key, bool sets)
{
    char *at = view->data;
    bool is_tuple = ou_is(vm, key, OU_TF_IS_TUPLE);
    if (view->ndim == 0) {
        if (is_tuple ? OU_TUPLE(key)->len == 0 : sets && key == OU_ELLIPSIS)
            return at;
        return OU_TYPE_ERROR(vm, "invalid indexing of 0-dim memory");
    }
    if (ou_has_index(vm, key)) {
        if (view->ndim > 1)
            return ou_raise(vm, OU_T_NotImplementedError, sets ? "sub-views are not implemented"
                                                               : "multi-dimensional sub-views are not implemented");
        return step_into(vm, view, 0, key, &at) ? at : NULL;
    }
    if (!is_tuple || !all_are(vm, OU_TUPLE(key), false))
        return bad_key(vm, key, sets);
    const OuTuple *tuple = OU_TUPLE(key);
    if (tuple->len < view->ndim)
        return ou_raise(vm, OU_T_NotImplementedError, "sub-views are not implemented");
    if (tuple->len > view->ndim)
        return OU_TYPE_ERROR(vm, "cannot index %d-dimension view with %zu-element tuple", (int)view->ndim, tuple->len);
    for (size_t i = 0; i < tuple->len; i++)
        if (!step_into(vm, view, i, tuple->items[i], &at))
            return NULL;
    return at;
}

/* The view of view[key] for a slice. */
static OuMemoryView *slice_of(OuVM *vm, const OuMemoryView *view, OuObj *key)
{
    ptrdiff_t start, stop, step;
    ptrdiff_t count = ou_slice_indices(vm, key, view->count, &start, &stop, &step);
    if (count < 0 || !check_released(vm, view))
        return NULL;
    OuMemoryView *part = hold(vm, view->owner, view);
    if (part != NULL) {
        part->data += start * view->stride;
        part->stride *= step;
        part->count = count;
    }
    return part;
}

static OuObj *view_getitem(OuVM *vm, OuObj *self, OuObj *key)
{
    const OuMemoryView *view = VIEW(self);
    if (!check_released(vm, view))
        return NULL;
    if (view->ndim > 0 && ou_is_exact(key, OU_T_SLICE))
        return OU_OBJ(slice_of(vm, view, key));
    if (view->ndim == 0 && key == OU_ELLIPSIS)
        return ou_ref(self);
    const char *at = item_at(vm, view, key, false);
    return at && check_released(vm, view) ? unpack(vm, view->format, at) : NULL;
}

/* Copy the items below `at` in the order of the indices (the last fastest, or the first). */
static bool copy_items(OuVM *vm, const OuMemoryView *view, size_t dim, const char *at, char **out, ptrdiff_t step,
                       bool first_fastest)
{
    if (dim == view->ndim) {
        memcpy(*out, at, view->item_size);
        return true;
    }
    char *begin = *out;
    ptrdiff_t next = first_fastest ? step * length_of(view, dim) : 0;
    for (ptrdiff_t i = 0; i < length_of(view, dim); i++) {
        if (first_fastest)
            *out = begin + i * step;
        if (!copy_items(vm, view, dim + 1, at + i * stride_of(view, dim), out, next, first_fastest) || !OU_PASS(vm, i))
            return false;
        if (!first_fastest && dim + 1 == view->ndim)
            *out += view->item_size;
    }
    return true;
}

static bool copy_out(OuVM *vm, const OuMemoryView *view, char *out, char order)
{
    if (order == 'A' ? is_contiguous(view) || is_ordered(view, true) : is_ordered(view, order == 'F'))
        return ou_copy_long(vm, out, view->data, total_size(view));
    return copy_items(vm, view, 0, view->data, &out, view->item_size, order == 'F');
}

static bool set_slice(OuVM *vm, OuMemoryView *view, OuObj *key, OuObj *value)
{
    OuMemoryView *to = NULL, *from = NULL;
    OuObj *content = NULL;
    bool ok = false;
    if (!ou_has_buffer(vm, value)) {
        OU_TYPE_ERROR(vm, "a bytes-like object is required, not '%.200T'", value);
        return false;
    }
    from = VIEW(ou_memoryview_new(vm, value));
    to = from ? slice_of(vm, view, key) : NULL;
    if (to == NULL)
        goto done;
    if (from->ndim != 1 || from->count != to->count || from->format != to->format) {
        OU_VALUE_ERROR(vm, "memoryview assignment: lvalue and rvalue have different structures");
        goto done;
    }
    content = ou_memoryview_bytes(vm, OU_OBJ(from)); /* the two may overlap */
    if (content == NULL)
        goto done;
    ok = true;
    for (ptrdiff_t i = 0; ok && i < to->count; i++) {
        memcpy(to->data + i * to->stride, OU_BYTES(content)->data + i * to->item_size,
               to->item_size);
        ok = OU_PASS(vm, i);
    }
done:
    ou_unref(vm, content);
    ou_unref(vm, to);
    ou_unref(vm, from);
    return ok;
}

static bool view_setitem(OuVM *vm, OuObj *self, OuObj *key, OuObj *value)
{
    OuMemoryView *view = VIEW(self);
    char item[8];
    if (!check_released(vm, view))
        return false;
    if (view->read_only || value == NULL) {
        OU_TYPE_ERROR(vm,
                      view->read_only ? "cannot modify read-only memory" : "cannot delete memory");
        return false;
    }
    if (view->ndim == 1 && ou_is_exact(key, OU_T_SLICE))
        return set_slice(vm, view, key, value);
    char *at = item_at(vm, view, key, true);
    if (!at || !pack(vm, view->format, value, item) || !check_released(vm, view))
        return false;
    memcpy(at, item, view->item_size);
    return true;
}

/* ---- other operators ---- */

static ptrdiff_t view_len(OuVM *vm, OuObj *self)
{
    return check_released(vm, VIEW(self)) ? VIEW(self)->count : -1;
}

static OuObj *view_repr(OuVM *vm, OuObj *self)
{
    return ou_str_format(vm, "<%smemory at 0x%llx>", VIEW(self)->owner ? "" : "released ",
                         (unsigned long long)ou_address(vm, self));
}

/* Are the items below x and y equal? 1, 0, -1. */
static int equal_items(OuVM *vm, const OuMemoryView *a, const OuMemoryView *b, size_t dim, const char *x, const char *y)
{
    if (dim < a->ndim) {
        int equal = 1;
        for (ptrdiff_t i = 0; equal > 0 && i < length_of(a, dim); i++) {
            equal = equal_items(vm, a, b, dim + 1, x + i * stride_of(a, dim), y + i * stride_of(b, dim));
            if (equal > 0 && i % 4096 == 4095 && !ou_check(vm, 2048))
                equal = -1;
        }
        return equal;
    }
    if (a->format == b->format && a->format != 'f' && a->format != 'd' && a->format != '?')
        return memcmp(x, y, a->item_size) == 0;
    OuObj *left = unpack(vm, a->format, x);
    OuObj *right = left ? unpack(vm, b->format, y) : NULL;
    OuObj *result = right ? ou_compare(vm, left, right, OU_EQ) : NULL;
    ou_unref(vm, left);
    ou_unref(vm, right);
    ou_unref(vm, result); /* True and False do not die */
    return result ? result == OU_TRUE : -1;
}

static bool same_shape(const OuMemoryView *a, const OuMemoryView *b)
{
    for (size_t i = 0; a->ndim == b->ndim && i < a->ndim; i++) {
        if (length_of(a, i) != length_of(b, i))
            return false;
        if (length_of(a, i) == 0)
            break;
    }
    return a->ndim == b->ndim;
}

static OuObj *view_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op)
{
    OuObj *other_view = NULL;
    int equal;
    if (op != OU_EQ && op != OU_NE)
        return OU_NOT_IMPLEMENTED;
    if (!ou_is_exact(left, OU_T_MEMORYVIEW)) {
        OuObj *swap = left;
        left = right;
        right = swap;
    }
    const OuMemoryView *a = VIEW(left), *b;
    if (a->owner == NULL || (ou_is_exact(right, OU_T_MEMORYVIEW) && VIEW(right)->owner == NULL)) {
        equal = left == right;
    } else {
        if (!ou_has_buffer(vm, right))
            return OU_NOT_IMPLEMENTED;
        other_view = ou_memoryview_new(vm, right);
        if (other_view == NULL)
            return ou_error_swallow(vm, OU_T_BufferError) ? OU_NOT_IMPLEMENTED : NULL;
        b = VIEW(other_view);
        equal = same_shape(a, b) && a->format != 'w' && b->format != 'w'
                    ? equal_items(vm, a, b, 0, a->data, b->data) : 0;
        ou_unref(vm, other_view);
    }
    return equal < 0 ? NULL : OU_BOOL((equal != 0) == (op == OU_EQ));
}

static bool view_hash(OuVM *vm, OuObj *self, OuHash *out)
{
    OuMemoryView *view = VIEW(self);
    if (!view->hashed) {
        OuHash ignored;
        if (!check_released(vm, view))
            return false;
        if (!view->read_only) {
            OU_VALUE_ERROR(vm, "cannot hash writable memoryview object");
            return false;
        }
        if (!is_byte_format(view->format)) {
            OU_VALUE_ERROR(vm, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
            return false;
        }
        if (!ou_hash(vm, view->owner, &ignored))
            return false;
        OuObj *content = ou_memoryview_bytes(vm, self);
        if (content == NULL)
            return false;
        view->hash = ou_bytes_hash(vm, OU_BYTES(content));
        view->hashed = true;
        ou_unref(vm, content);
    }
    *out = view->hash;
    return true;
}

/* ---- methods ---- */

static OuObj *content_in_order(OuVM *vm, const OuMemoryView *view, char order)
{
    if (!check_released(vm, view))
        return NULL;
    size_t size = total_size(view);
    if (size <= 1)
        return ou_bytes_new(vm, view->data, size);
    OuBytes *result = ou_bytes_alloc(vm, size);
    if (result != NULL && !copy_out(vm, view, result->data, order))
        ou_clear(vm, &result);
    return OU_OBJ(result);
}

OuObj *ou_memoryview_bytes(OuVM *vm, OuObj *self)
{
    return content_in_order(vm, VIEW(self), 'C');
}

static OuObj *view_m_tobytes(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *order = OU_ARG(0);
    OuStr *name = NULL;
    if (order != NULL && order != OU_NONE) {
        if (!ou_is_str(vm, order))
            return OU_TYPE_ERROR(vm, "tobytes() argument 'order' must be str or None, not %T", order);
        name = OU_STR(order);
        if (!ou_str_is(name, "C") && !ou_str_is(name, "F") && !ou_str_is(name, "A"))
            return OU_VALUE_ERROR(vm, "order must be 'C', 'F' or 'A'");
    }
    return content_in_order(vm, VIEW(self), name ? ou_str_text(name)[0] : 'C');
}

/* Nested lists of the items below `at`. */
static OuObj *list_of(OuVM *vm, const OuMemoryView *view, size_t dim, const char *at)
{
    if (dim == view->ndim)
        return unpack(vm, view->format, at);
    OuObj *list = ou_list_new(vm, (size_t)length_of(view, dim));
    for (ptrdiff_t i = 0; list && i < length_of(view, dim); i++) {
        OuObj *item = list_of(vm, view, dim + 1, at + i * stride_of(view, dim));
        if (item == NULL || !ou_list_append_take(vm, OU_LIST(list), item) || !OU_PASS(vm, i))
            ou_clear(vm, &list);
    }
    return list;
}

static OuObj *view_m_tolist(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    const OuMemoryView *view = VIEW(self);
    return check_released(vm, view) ? list_of(vm, view, 0, view->data) : NULL;
}

static OuObj *view_m_hex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *content = ou_memoryview_bytes(vm, self);
    OuObj *result = content ? ou_bytes_m_hex(vm, content, args, nargs) : NULL;
    ou_unref(vm, content);
    return result;
}

static OuObj *view_m_toreadonly(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuObj *result = ou_memoryview_new(vm, self);
    if (result != NULL)
        VIEW(result)->read_only = true;
    return result;
}

/* Give a fresh view of one dimension the shape that cast() was asked for. */
static bool set_shape(OuVM *vm, OuMemoryView *view, OuObj *const *items, size_t n, size_t size)
{
    ptrdiff_t total = view->item_size;
    if (n > 1) {
        view->dims = ou_alloc(vm, 2 * n * sizeof *view->dims);
        if (!view->dims)
            return false;
    }
    view->ndim = (uint8_t)n;
    view->count = 1;
    for (size_t i = 0; i < n; i++) {
        ptrdiff_t length;
        if (!ou_is(vm, items[i], OU_TF_IS_INT))
            return OU_TYPE_ERROR(vm, "memoryview.cast(): elements of shape must be integers"), false;
        if (!ou_arg_ssize(vm, items[i], &length))
            return false;
        if (length <= 0)
            return OU_VALUE_ERROR(vm, "memoryview.cast(): elements of shape must be integers > 0"), false;
        if (length > PTRDIFF_MAX / total)
            return OU_VALUE_ERROR(vm, "memoryview.cast(): product(shape) > SSIZE_MAX"), false;
        total *= length;
        *(i ? &view->dims[i] : &view->count) = length;
    }
    if ((size_t)total != size)
        return OU_TYPE_ERROR(vm, "memoryview: product(shape) * itemsize != buffer size"), false;
    ptrdiff_t stride = view->item_size;
    for (size_t i = n; i-- > 1; stride *= view->dims[i])
        view->dims[n + i] = stride;
    view->stride = stride;
    return true;
}

static bool has_zero(const OuMemoryView *view)
{
    for (size_t i = 0; i < view->ndim; i++)
        if (length_of(view, i) == 0)
            return true;
    return false;
}

/* The shape argument of cast(), perhaps absent. */
static bool shape_argument(OuVM *vm, const OuMemoryView *view, OuObj *shape, OuObj *const **items, size_t *n)
{
    if ((shape || view->ndim != 1) && has_zero(view))
        return OU_TYPE_ERROR(vm, "memoryview: cannot cast view with zeros in shape or strides"), false;
    if (!shape)
        return true;
    if (ou_is(vm, shape, OU_TF_IS_LIST)) {
        *items = OU_LIST(shape)->items;
        *n = OU_LIST(shape)->len;
    } else if (ou_is(vm, shape, OU_TF_IS_TUPLE)) {
        *items = OU_TUPLE(shape)->items;
        *n = OU_TUPLE(shape)->len;
    } else {
        return OU_TYPE_ERROR(vm, "shape must be a list or a tuple"), false;
    }
    if (*n > 64)
        return OU_VALUE_ERROR(vm, "memoryview: number of dimensions must not exceed 64"), false;
    if (view->ndim != 1 && *n != 1)
        return OU_TYPE_ERROR(vm, "memoryview: cast must be 1D -> ND or ND -> 1D"), false;
    return true;
}

static OuObj *view_m_cast(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const OuMemoryView *view = VIEW(self);
    OuStr *format;
    OuObj *const *items = NULL;
    size_t n = 1;
    if (!ou_arg_str(vm, "cast", "format", args[0], &format) || !check_released(vm, view))
        return NULL;
    if (!is_contiguous(view))
        return OU_TYPE_ERROR(vm, "memoryview: casts are restricted to C-contiguous views");
    if (!shape_argument(vm, view, OU_ARG(1), &items, &n))
        return NULL;
    const char *text = ou_str_text(format);
    bool prefixed = format->size == 2 && text[0] == '@';
    text += prefixed;
    size_t item_size = format->size == 1u + prefixed && text[0] != 'w' ? size_of_format(text[0]) : 0;
    if (item_size == 0)
        return OU_VALUE_ERROR(
            vm, "memoryview: destination format must be a native single character format "
                "prefixed with an optional '@'");
    if (!is_byte_format(text[0]) && !is_byte_format(view->format))
        return OU_TYPE_ERROR(vm, "memoryview: cannot cast between two non-byte formats");
    size_t size = total_size(view);
    if (size % item_size)
        return OU_TYPE_ERROR(vm, "memoryview: length is not a multiple of itemsize");
    OuMemoryView *result = (OuMemoryView *)ou_memoryview_new(vm, self);
    if (!result)
        return NULL;
    if (result->dims)
        ou_free(vm, result->dims, dims_size(result));
    result->dims = NULL;
    result->ndim = 1;
    result->format = text[0];
    result->prefixed = prefixed;
    result->item_size = (uint8_t)item_size;
    result->stride = (ptrdiff_t)item_size;
    result->count = (ptrdiff_t)(size / item_size);
    if (OU_ARG(1) && !set_shape(vm, result, items, n, size))
        ou_unref(vm, result), result = NULL;
    return OU_OBJ(result);
}

static OuObj *view_m_release(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    size_t exports = VIEW(self)->exports;
    if (exports > 0)
        return ou_raise(vm, OU_T_BufferError, "memoryview has %zu exported buffer%s", exports,
                        exports == 1 ? "" : "s");
    let_go(vm, VIEW(self));
    return OU_NONE;
}

static OuObj *view_m_enter(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return check_released(vm, VIEW(self)) ? ou_ref(self) : NULL;
}

static OuObj *view_m_exit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return view_m_release(vm, self, args, nargs);
}

/* ---- attributes ---- */

/* A tuple of the lengths or strides of all dimensions. */
static OuObj *dims_tuple(OuVM *vm, const OuMemoryView *view, bool strides)
{
    OuObj *tuple = view->ndim ? ou_tuple_alloc(vm, view->ndim) : OU_EMPTY_TUPLE;
    for (size_t i = 0; tuple && i < view->ndim; i++) {
        OuObj *item = ou_int_from(vm, strides ? stride_of(view, i) : length_of(view, i));
        OU_TUPLE(tuple)->items[i] = item;
        if (!item)
            ou_clear(vm, &tuple);
    }
    return tuple;
}

#define ATTRIBUTE(name, expression)                                \
    static OuObj *view_get_##name(OuVM *vm, OuObj *self)           \
    {                                                              \
        const OuMemoryView *view = VIEW(self);                     \
        if (!check_released(vm, view))                             \
            return NULL;                                           \
        return expression;                                         \
    }
ATTRIBUTE(obj, ou_ref(view->owner))
ATTRIBUTE(nbytes, ou_int_from(vm, (int64_t)total_size(view)))
ATTRIBUTE(readonly, OU_BOOL(view->read_only))
ATTRIBUTE(itemsize, ou_int_from(vm, view->item_size))
ATTRIBUTE(format, view->prefixed ? ou_str_format(vm, "@%c", view->format)
                               : ou_str_from_code(vm, (unsigned char)view->format))
ATTRIBUTE(ndim, ou_int_from(vm, view->ndim))
ATTRIBUTE(shape, dims_tuple(vm, view, false))
ATTRIBUTE(strides, dims_tuple(vm, view, true))
ATTRIBUTE(suboffsets, ou_ref(OU_EMPTY_TUPLE))
ATTRIBUTE(c_contiguous, OU_BOOL(is_contiguous(view)))
ATTRIBUTE(f_contiguous, OU_BOOL(is_ordered(view, true)))
ATTRIBUTE(contiguous, OU_BOOL(is_contiguous(view) || is_ordered(view, true)))

static const OuGetSetDef view_getsets[] = {
    {"obj", view_get_obj, NULL, "What is viewed."},
    {"nbytes", view_get_nbytes, NULL, "Size of the content in bytes."},
    {"readonly", view_get_readonly, NULL, "Is the memory read only?"},
    {"itemsize", view_get_itemsize, NULL, "Size of an item in bytes."},
    {"format", view_get_format, NULL, "The format of an item, in the style of the struct module."},
    {"ndim", view_get_ndim, NULL, "The number of dimensions."},
    {"shape", view_get_shape, NULL, "A tuple: the length of each dimension."},
    {"strides", view_get_strides, NULL,
     "A tuple: bytes from an item to the next, for each dimension."},
    {"suboffsets", view_get_suboffsets, NULL, "A tuple; always empty."},
    {"c_contiguous", view_get_c_contiguous, NULL, "Is the memory contiguous?"},
    {"f_contiguous", view_get_f_contiguous, NULL, "Is the memory contiguous?"},
    {"contiguous", view_get_contiguous, NULL, "Is the memory contiguous?"},
    {NULL, NULL, NULL, NULL},
};

static const OuMethodDef view_methods[] = {
    {"release", "()", view_m_release, 0, "Let go of the underlying buffer."},
    {"tobytes", "(order='C')", view_m_tobytes, 0, "Return the content as bytes."},
    {"hex", "(sep=<unrepresentable>, bytes_per_sep=1)", view_m_hex, 0,
     "Return the content as hexadecimal digits."},
    {"tolist", "()", view_m_tolist, 0, "Return the items as a list."},
    {"cast", "(format, shape=<unrepresentable>)", view_m_cast, 0,
     "Return a view of the same memory in another format."},
    {"toreadonly", "()", view_m_toreadonly, 0, "A view that does not change anything."},
    {"__enter__", "()", view_m_enter, OU_NO_TEXT, NULL},
    {"__exit__", "(*args)", view_m_exit, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};

/* ---- iteration ---- */

static OuObj *view_iter(OuVM *vm, OuObj *self)
{
    if (VIEW(self)->ndim == 0)
        return OU_TYPE_ERROR(vm, "invalid indexing of 0-dim memory");
    if (VIEW(self)->ndim > 1)
        return ou_raise(vm, OU_T_NotImplementedError, "multi-dimensional sub-views are not implemented");
    if (!check_released(vm, VIEW(self)))
        return NULL;
    OuBytesIter *it = (OuBytesIter *)ou_gc_new(vm, OU_T_MEMORYVIEW_ITER, sizeof *it);
    if (it == NULL)
        return NULL;
    it->source = ou_ref(self);
    it->index = 0;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static OuObj *view_iter_next(OuVM *vm, OuObj *self)
{
    OuBytesIter *it = (OuBytesIter *)self;
    if (it->source == NULL)
        return OU_DONE;
    const OuMemoryView *view = VIEW(it->source);
    if (it->index < (size_t)view->count) {
        if (!check_released(vm, view))
            return NULL;
        return unpack(vm, view->format, view->data + (ptrdiff_t)it->index++ * view->stride);
    }
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static const OuRefField view_iter_refs[] = {OU_REF(OuBytesIter, source), OU_REF_END};

const OuType ou_memoryview_iter_type = {
    .name = "memory_iterator",
    .base = &ou_object_type,
    .index = OU_T_MEMORYVIEW_ITER,
    .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW,
    .size = sizeof(OuBytesIter),
    .refs = view_iter_refs,
    OU_SLOTS_ATTR,
    OU_SLOTS_TEXT,
    OU_SLOTS_IDENTITY,
    .iter = ou_iter_self,
    .next = view_iter_next,
    .init = ou_object_init,
};

const OuType ou_memoryview_type = {
    .name = "memoryview",
    .doc = "A view of the bytes of an object.",
    .base = &ou_object_type,
    .index = OU_T_MEMORYVIEW,
    .flags = OU_TF_COLLECTED | OU_TF_WEAKREFS | OU_TF_SEQUENCE | OU_TF_IMMUTABLE,
    .size = sizeof(OuMemoryView),
    .signature = "(object)",
    .methods = view_methods,
    .getsets = view_getsets,
    .dealloc = view_dealloc,
    .visit = view_visit, .extra_size = view_extra_size,
    .clear = view_clear,
    .buffer = view_buffer,
    .buffer_release = view_buffer_release,
    OU_SLOTS_ATTR,
    .repr = view_repr,
    .str = ou_object_str,
    .iter = view_iter,
    .hash = view_hash,
    .compare = view_compare,
    .len = view_len,
    .getitem = view_getitem,
    .setitem = view_setitem,
    .init = ou_object_init,
    .make = view_make,
};
