/* bytes_iter.c - the iterators of bytes and bytearray. A bytearray may change while it is
 * iterated over: its length is read at each step. */
#include "object/errors.h"
#include "object/gc.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "object/int.h"
#include "object/iters.h"

static OuObj *iter_new(OuVM *vm, OuObj *self, uint32_t type)
{
    OuBytesIter *it = (OuBytesIter *)ou_gc_new(vm, type, sizeof *it);
    if (it == NULL)
        return NULL;
    it->source = ou_ref(self);
    it->index = 0;
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

OuObj *ou_bytes_iter_new(OuVM *vm, OuObj *self)
{
    return iter_new(vm, self, OU_T_BYTES_ITER);
}

OuObj *ou_bytearray_iter_new(OuVM *vm, OuObj *self)
{
    return iter_new(vm, self, OU_T_BYTEARRAY_ITER);
}

static OuObj *bytes_iter_next(OuVM *vm, OuObj *self)
{
    OuBytesIter *it = (OuBytesIter *)self;
    if (it->source == NULL)
        return OU_DONE;
    OuSpan span = ou_span(vm, it->source);
    if (it->index < span.len)
        return ou_int_from(vm, (unsigned char)span.data[it->index++]);
    ou_clear(vm, &it->source);
    return OU_DONE;
}

static OuObj *bytes_iter_m_length_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    const OuBytesIter *it = (OuBytesIter *)self;
    size_t len = it->source ? ou_span(vm, it->source).len : 0;
    return ou_int_from(vm, len > it->index ? (int64_t)(len - it->index) : 0);
}

static OuObj *bytes_iter_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    const OuBytesIter *it = (OuBytesIter *)self;
    if (it->source == NULL)
        return ou_iter_reduce_empty(vm, false);
    return ou_iter_reduce_take(vm, OU_NAME(iter_), ou_ref(it->source), (ptrdiff_t)it->index);
}

static OuObj *bytes_iter_m_setstate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBytesIter *it = (OuBytesIter *)self;
    ptrdiff_t position;
    if (!ou_iter_state(vm, args[0], &position))
        return NULL;
    if (it->source) {
        size_t len = ou_span(vm, it->source).len;
        it->index = position < 0 ? 0 : (size_t)position > len ? len : (size_t)position;
    }
    return OU_NONE;
}

static const OuRefField bytes_iter_refs[] = {OU_REF(OuBytesIter, source), OU_REF_END};
static const OuMethodDef bytes_iter_methods[] = {
    {"__length_hint__", "()", bytes_iter_m_length_hint, OU_NO_TEXT,
     "How many items are left."},
    {"__reduce__", "()", bytes_iter_m_reduce, OU_NO_TEXT,
     "What is needed to make the iterator again."},
    {"__setstate__", "(state, /)", bytes_iter_m_setstate, OU_NO_TEXT,
     "Go to a position."},
    {NULL, NULL, NULL, 0, NULL},
};

#define BYTES_ITER_TYPE(type_name, type_index)                                      \
    {                                                                               \
        .name = type_name, .base = &ou_object_type, .index = type_index,            \
        .flags = OU_TF_COLLECTED | OU_TF_IMMUTABLE | OU_TF_NO_NEW,                  \
        .size = sizeof(OuBytesIter), .refs = bytes_iter_refs,                       \
        .methods = bytes_iter_methods, OU_SLOTS_ATTR, OU_SLOTS_TEXT,                \
        OU_SLOTS_IDENTITY, .iter = ou_iter_self, .next = bytes_iter_next,           \
        .init = ou_object_init,                                                     \
    }
const OuType ou_bytes_iter_type = BYTES_ITER_TYPE("bytes_iterator", OU_T_BYTES_ITER);
const OuType ou_bytearray_iter_type = BYTES_ITER_TYPE("bytearray_iterator", OU_T_BYTEARRAY_ITER);
