/* bytes.h - bytes and bytearray objects.
 *
 * A bytes object is immutable and NUL-terminated behind its content. A bytearray's content
 * is [data, data + len) inside a block of its own, [block, block + cap), NUL-terminated
 * too; while `exports` is not 0 (someone holds its buffer) it must not change its size. */
#ifndef OU_TYPES_BYTES_H
#define OU_TYPES_BYTES_H
#include "base/strbuf.h"
#include "object/state.h"

typedef struct OuBytes {
    OuObj head;
    uint64_t hash; /* 0: not computed yet */
    size_t size;
    char data[];
} OuBytes;
#define OU_BYTES(o) ((OuBytes *)(o))

typedef struct OuByteArray {
    OuObj head;
    char *block; /* NULL: nothing yet */
    char *data;
    size_t len, cap;
    size_t exports;
} OuByteArray;
#define OU_BYTEARRAY(o) ((OuByteArray *)(o))

typedef struct OuBytesIter {
    OuGcObj gc;
    OuObj *source; /* NULL when exhausted */
    size_t index;
} OuBytesIter;

#define OU_BYTES_MAX ((size_t)PTRDIFF_MAX - 33) /* CPython's limit of a bytes object's length */

OU_INLINE char *ou_bytes_data(OuObj *bytes)
{
    return OU_BYTES(bytes)->data;
}
OU_INLINE size_t ou_bytes_len(const OuObj *bytes)
{
    return ((const OuBytes *)bytes)->size;
}

/* b"" and one-byte results are shared objects. `data` NULL: uninitialized, for the caller
 * to fill in (of one byte then not shared). */
OuObj *ou_bytes_new(OuVM *vm, const char *data, size_t size);
/* Uninitialized, for the caller to fill in (size > 0). */
OuBytes *ou_bytes_alloc(OuVM *vm, size_t size);
/* From a builder, which is emptied in any case. */
OuObj *ou_bytes_from_buf(OuVM *vm, OuBuf *buf);
OuObj *ou_bytes_byte(unsigned byte); /* borrowed, immortal */
/* Laid out as OuBytes. */
typedef struct OuStaticBytes {
    OuObj head;
    uint64_t hash;
    size_t size;
    char data[8];
} OuStaticBytes;
extern const OuStaticBytes ou_empty_bytes_object;
#define OU_EMPTY_BYTES ((OuObj *)&ou_empty_bytes_object)
OuHash ou_bytes_hash(OuVM *vm, OuBytes *b);
/* repr of bytes: b'…' appended to a builder. */
void ou_bytes_put_repr(OuVM *vm, OuBuf *out, const char *data, size_t size);
/* bytes(x) for the exact type: iterable of ints, buffer, count, __bytes__. */
OuObj *ou_bytes_from_object(OuVM *vm, OuObj *o);

OuObj *ou_bytearray_new(OuVM *vm, const char *data, size_t size);
/* Change the length; false with BufferError or MemoryError pending. New bytes are undefined. */
OU_MUST_CHECK bool ou_bytearray_resize(OuVM *vm, OuByteArray *self, size_t size);

/* The content of a bytes-like object: TypeError "a bytes-like object is required, not 'x'".
 * Release it when done; it keeps the object alive. */
OU_MUST_CHECK bool ou_buffer_get(OuVM *vm, OuObj *o, OuBuffer *out);
/* The same, writable; `function`, for the TypeError: "", or "name() ". */
OU_MUST_CHECK bool ou_buffer_get_writable(OuVM *vm, OuObj *o, const char *function, OuBuffer *out);
/* The same, false without an exception if it cannot be had. */
OU_MUST_CHECK bool ou_buffer_try(OuVM *vm, OuObj *o, OuBuffer *out);
/* The buffer of what is added to self; any failure is the TypeError of an operand that does not fit. */
OU_MUST_CHECK bool ou_concat_buffer(OuVM *vm, OuObj *self, OuObj *other, OuBuffer *out);
/* Has the object a buffer at all? */
bool ou_has_buffer(const OuVM *vm, const OuObj *o);
void ou_buffer_release(OuVM *vm, OuBuffer *buffer);

#endif
