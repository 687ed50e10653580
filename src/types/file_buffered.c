/* file_buffered.c - _io.BufferedReader, BufferedWriter, BufferedRandom: a buffer over a raw
 * object, which is called by its methods unless it is exactly a FileIO. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "types/bytes.h"
#include "types/file_parts.h"
#include "types/memoryview.h"
#include "object/int.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

#define SELF(o) ((OuBuffered *)(o))

static OuObj *buffered_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return ou_instance_new(vm, cls, 0);
}

/* A raw object that calls back finds the buffer locked. */
static bool unlocked(OuVM *vm, OuBuffered *self)
{
    if (self->busy)
        ou_raise(vm, OU_T_RuntimeError, "reentrant call inside %R", OU_OBJ(self));
    return !self->busy;
}

static void free_data(OuVM *vm, OuBuffered *self)
{
    ou_free(vm, self->data, self->size);
    self->data = NULL;
    self->size = self->position = self->filled = self->dirty = 0;
}

static bool set_up(OuVM *vm, OuBuffered *self, OuObj *raw, size_t size)
{
    if (!unlocked(vm, self))
        return false;
    char *data = ou_alloc(vm, size);
    if (!data)
        return false;
    free_data(vm, self);
    self->data = data;
    self->size = size;
    self->ready = true;
    self->detached = false;
    self->position = self->filled = self->dirty = 0;
    const OuType *type = ou_type(vm, OU_OBJ(self));
    while (type->flags & OU_TF_USER)
        type = type->base;
    self->readable = type->index != OU_T_BUFFERED_WRITER;
    self->writable = type->index != OU_T_BUFFERED_READER;
    ou_put(vm, &self->raw, ou_ref(raw));
    return true;
}

static bool raw_is(OuVM *vm, OuObj *raw, const char *question, const char *message)
{
    OuStr *name = ou_str_intern(vm, question, strlen(question));
    OuObj *answer = name ? ou_call_method(vm, raw, name, NULL, 0) : NULL;
    int truth = answer ? ou_truth(vm, answer) : -1;
    ou_unref(vm, answer);
    ou_unref(vm, name);
    if (truth == 0)
        ou_io_unsupported(vm, message);
    return truth > 0;
}

#define BUFFERED_SIGNATURE "(raw, buffer_size=DEFAULT_BUFFER_SIZE)"

static const char *kind_name(OuVM *vm, OuObj *self)
{
    const OuType *type = ou_type(vm, self);
    while (type->flags & OU_TF_USER)
        type = type->base;
    return strrchr(type->name, '.') + 1;
}

static bool buffered_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[2];
    ptrdiff_t size = OU_IO_CHUNK;
    if (!ou_bind(vm, BUFFERED_SIGNATURE, kind_name(vm, self), args, nargs, kwnames, bound))
        return false;
    if (bound[1] && !ou_as_ssize(vm, bound[1], &size, OU_T_OverflowError))
        return false;
    if (!unlocked(vm, SELF(self)))
        return false;
    SELF(self)->ready = false;
    const char *kind = kind_name(vm, self);
    if ((strcmp(kind, "BufferedRandom") == 0 && !raw_is(vm, bound[0], "seekable", "File or stream is not seekable.")) ||
        (strcmp(kind, "BufferedWriter") != 0 && !raw_is(vm, bound[0], "readable", "File or stream is not readable.")) ||
        (strcmp(kind, "BufferedReader") != 0 && !raw_is(vm, bound[0], "writable", "File or stream is not writable.")))
        return false;
    if (size <= 0)
        return OU_VALUE_ERROR(vm, "buffer size must be strictly positive"), false;
    return set_up(vm, SELF(self), bound[0], (size_t)size);
}

OuObj *ou_buffered_new(OuVM *vm, uint32_t type, OuObj *raw, size_t size)
{
    OuClass *cls = ou_builtin_class(vm, type);
    OuObj *self = cls ? ou_instance_new(vm, cls, 0) : NULL;
    if (self && !set_up(vm, SELF(self), raw, size))
        ou_clear(vm, &self);
    return self;
}

/* ---- the raw object ---- */

/* The number in what a method of the raw object answered (consumed), which must be between 0 and `most`. */
static ptrdiff_t count_of(OuVM *vm, OuObj *result, const char *method, size_t most)
{
    ptrdiff_t count = -1;
    if (result == OU_NONE)
        return OU_IO_BLOCKED;
    if (!result)
        return -1;
    bool ok = ou_as_ssize(vm, result, &count, OU_T_ValueError);
    ou_unref(vm, result);
    if (!ok && *method == 'w') { /* as a wrong number */
        ou_error_clear(vm);
        count = -1;
    } else if (!ok) {
        OuObj *cause = ou_error_take(vm);
        ou_raise(vm, OU_T_OSError, "raw %s() failed", method);
        ou_error_set_context_take(vm, vm->error, ou_ref(cause));
        ou_error_set_cause_take(vm, cause);
        return -1;
    }
    if (count >= 0 && (size_t)count <= most)
        return count;
    ou_raise(vm, OU_T_OSError, "raw %s() returned invalid length %lld (should have been between 0 and %lld)", method,
             (long long)count, (long long)most);
    return -1;
}

static OuObj *raw_call(OuVM *vm, OuBuffered *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    bool busy = self->busy;
    self->busy = true;
    OuObj *result = ou_call_method(vm, self->raw, name, args, nargs);
    self->busy = busy;
    return result;
}

/* Up to `size` bytes, 0 at the end; -1 with an exception; OU_IO_BLOCKED. The raw object gets memory of its own
 * to read into, since it may keep that. */
static ptrdiff_t raw_read(OuVM *vm, OuBuffered *self, char *data, size_t size)
{
    if (ou_is_exact(self->raw, OU_T_FILE_IO)) {
        self->busy = true; /* signals may be served meanwhile */
        ptrdiff_t got = ou_file_io_read(vm, self->raw, data, size);
        self->busy = false;
        return got;
    }
    OuObj *array = ou_bytearray_new(vm, NULL, size);
    OuObj *view = array ? ou_memoryview_new(vm, array) : NULL;
    OuStr *name = view ? ou_str_intern(vm, "readinto", 8) : NULL;
    ptrdiff_t got = name ? count_of(vm, raw_call(vm, self, name, &view, 1), "readinto", size) : -1;
    if (got > 0)
        memcpy(data, OU_BYTEARRAY(array)->data, (size_t)got);
    ou_unref(vm, name);
    ou_unref(vm, view);
    ou_unref(vm, array);
    return got;
}

static ptrdiff_t raw_write(OuVM *vm, OuBuffered *self, const char *data, size_t size)
{
    self->busy = true; /* signals may be served meanwhile; the count may be found by script code */
    ptrdiff_t count = -1;
    if (ou_is_exact(self->raw, OU_T_FILE_IO)) {
        count = ou_file_io_write(vm, self->raw, data, size);
    } else {
        OuObj *bytes = ou_bytes_new(vm, data, size);
        OuObj *view = bytes ? ou_memoryview_new(vm, bytes) : NULL;
        if (view)
            count = count_of(vm, ou_call_method(vm, self->raw, OU_NAME(write), &view, 1), "write", size);
        ou_unref(vm, view);
        ou_unref(vm, bytes);
    }
    self->busy = false;
    return count;
}

/* BlockingIOError that tells how many bytes of what was to be written have been taken. */
static bool would_block(OuVM *vm, const OuBuffered *self, size_t taken)
{
    bool system = self->raw && ou_is_exact(self->raw, OU_T_FILE_IO); /* else no errno tells it */
    OuClass *cls = ou_builtin_class(vm, OU_T_BlockingIOError);
    OuObj *args[3] = {ou_int_from(vm, system ? EAGAIN : 0), ou_str_from(vm, "write could not complete without blocking"),
                      ou_int_from(vm, (int64_t)taken)};
    OuObj *exception = cls && args[0] && args[1] && args[2] ? ou_call(vm, OU_OBJ(cls), args, 3, NULL) : NULL;
    for (size_t i = 0; i < 3; i++)
        ou_unref(vm, args[i]);
    if (exception)
        ou_raise_take(vm, exception);
    return false;
}

/* What the raw object did not take stays in the buffer. */
static bool flush_dirty(OuVM *vm, OuBuffered *self)
{
    size_t done = 0;
    ptrdiff_t written = 0;
    while (done < self->dirty) {
        written = raw_write(vm, self, self->data + done, self->dirty - done);
        if (written < 0)
            break;
        done += (size_t)written;
    }
    if (done > 0) {
        self->dirty -= done;
        memmove(self->data, self->data + done, self->dirty);
    }
    return written == OU_IO_BLOCKED ? would_block(vm, self, 0) : written >= 0;
}

/* The position that seek() or tell() of the raw object returned (consumed), or -1. */
static int64_t position_of(OuVM *vm, OuObj *result)
{
    int64_t position = -1;
    if (!result)
        return -1;
    if (ou_as_int64(vm, result, &position) && position < 0)
        ou_raise(vm, OU_T_OSError, "Raw stream returned invalid position %lld", (long long)position);
    ou_unref(vm, result);
    return vm->error != NULL ? -1 : position;
}

static int64_t raw_seek(OuVM *vm, OuBuffered *self, OuObj *target, int64_t whence)
{
    OuObj *arguments[2] = {target, ou_int_from(vm, whence)};
    return position_of(vm, raw_call(vm, self, OU_NAME(seek), arguments, 2));
}

/* Forget what was read ahead: the raw position goes back to where the reader is. */
static bool drop_read_ahead(OuVM *vm, OuBuffered *self)
{
    ptrdiff_t ahead = (ptrdiff_t)(self->filled - self->position);
    self->position = self->filled = 0;
    if (ahead == 0)
        return true;
    OuObj *back = ou_int_from(vm, -ahead);
    bool ok = back && raw_seek(vm, self, back, 1) >= 0;
    ou_unref(vm, back);
    return ok;
}

static bool attached(OuVM *vm, const OuBuffered *self)
{
    if (!self->ready)
        ou_raise(vm, OU_T_ValueError, self->detached ? "raw stream has been detached"
                                                     : "I/O operation on uninitialized object");
    return self->ready;
}

/* 1, 0, -1. */
static int is_closed(OuVM *vm, OuBuffered *self)
{
    if (!self->data)
        return 1;
    if (ou_is_exact(self->raw, OU_T_FILE_IO))
        return ((OuFileIo *)self->raw)->closed;
    bool busy = self->busy;
    self->busy = true;
    OuObj *answer = ou_getattr(vm, self->raw, OU_NAME(closed));
    int truth = answer ? ou_truth(vm, answer) : -1;
    ou_unref(vm, answer);
    self->busy = busy;
    return truth;
}

static bool usable(OuVM *vm, OuBuffered *self, const char *what)
{
    int closed = attached(vm, self) ? is_closed(vm, self) : -1;
    if (closed > 0)
        ou_raise(vm, OU_T_ValueError, "%s closed file", what);
    return closed == 0;
}

static bool for_reading(OuVM *vm, OuBuffered *self)
{
    if (!usable(vm, self, "read of") || !unlocked(vm, self))
        return false;
    if (!self->readable) {
        ou_io_unsupported(vm, "read");
        return false;
    }
    return flush_dirty(vm, self);
}

static bool for_writing(OuVM *vm, OuBuffered *self)
{
    if (!usable(vm, self, "write to") || !unlocked(vm, self))
        return false;
    if (!self->writable) {
        ou_io_unsupported(vm, "write");
        return false;
    }
    return drop_read_ahead(vm, self);
}

/* More bytes behind those in the read buffer: how many, 0 at the end, -1, OU_IO_BLOCKED. */
static ptrdiff_t fill_more(OuVM *vm, OuBuffered *self)
{
    ptrdiff_t got = raw_read(vm, self, self->data + self->filled, self->size - self->filled);
    self->filled += got > 0 ? (size_t)got : 0;
    return got;
}

/* The same for an empty one. */
static ptrdiff_t fill(OuVM *vm, OuBuffered *self)
{
    self->position = self->filled = 0;
    return fill_more(vm, self);
}

/* ---- methods ---- */

/* What was read ahead, at most `size` bytes of it. */
static size_t take_ahead(OuBuffered *self, char *out, size_t size)
{
    size_t there = self->filled - self->position;
    if (there > size)
        there = size;
    if (there > 0)
        memcpy(out, self->data + self->position, there);
    self->position += there;
    return there;
}

/* Fill `out`: what is longer than the buffer goes there directly (with `whole_blocks`, in multiples of the buffer's size).
 * With `once`, at most one read into the buffer, or one directly. How many bytes, -1, OU_IO_BLOCKED if there were none. */
static ptrdiff_t read_up_to(OuVM *vm, OuBuffered *self, char *out, size_t size, bool whole_blocks, bool once)
{
    size_t done = take_ahead(self, out, size);
    if (done < size)
        self->position = self->filled = 0;
    while (done < size) {
        size_t direct = size - done > self->size || (whole_blocks && size - done == self->size) ? size - done : 0;
        if (whole_blocks)
            direct -= direct % self->size;
        if (once && done > 0 && !direct)
            break;
        ptrdiff_t got = direct ? raw_read(vm, self, out + done, direct) : fill_more(vm, self);
        if (got == 0 || (got == OU_IO_BLOCKED && done > 0))
            break;
        if (got < 0)
            return got;
        done += direct ? (size_t)got : take_ahead(self, out + done, size - done);
        if (once && direct)
            break;
    }
    return (ptrdiff_t)done;
}

/* Bytes from a piece of memory with `got` bytes; None if reading would have blocked. */
static OuObj *bytes_read(OuVM *vm, OuBuf *out, ptrdiff_t got)
{
    if (got >= 0) {
        out->len += (size_t)got;
        return ou_bytes_from_buf(vm, out);
    }
    ou_buf_drop(out);
    return got == OU_IO_BLOCKED ? OU_NONE : NULL;
}

/* All: what is in the buffer and raw.readall(), or raw.read() until nothing comes. */
static OuObj *read_all(OuVM *vm, OuBuffered *self)
{
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_buf_put(&out, self->data + self->position, self->filled - self->position);
    self->position = self->filled = 0;
    OuStr *name = ou_str_intern(vm, "readall", 7);
    OuObj *all = name ? ou_getattr_optional(vm, self->raw, name) : NULL;
    ptrdiff_t result = all ? 0 : -1;
    bool more = all == OU_ABSENT;
    self->busy = true;
    while (result >= 0) {
        OuObj *piece = more ? ou_call_method(vm, self->raw, OU_NAME(read), NULL, 0) : ou_call0(vm, all);
        if (piece == OU_NONE || (piece && !ou_is(vm, piece, OU_TF_IS_BYTES))) {
            if (piece != OU_NONE)
                OU_TYPE_ERROR(vm, more ? "read() should return bytes" : "readall() should return bytes");
            result = piece == OU_NONE ? (out.len ? 0 : OU_IO_BLOCKED) : -1;
            ou_unref(vm, piece);
            break;
        }
        size_t size = piece ? OU_BYTES(piece)->size : 0;
        if (size > 0)
            ou_buf_put(&out, OU_BYTES(piece)->data, size);
        ou_unref(vm, piece);
        if (!piece)
            result = -1;
        if (!more || size == 0)
            break;
    }
    self->busy = false;
    if (all != OU_ABSENT)
        ou_unref(vm, all);
    ou_unref(vm, name);
    return bytes_read(vm, &out, result);
}

static OuObj *buffered_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size;
    if (!ou_io_size_argument(vm, OU_ARG(0), &size))
        return NULL;
    if (size < -1)
        return OU_VALUE_ERROR(vm, "read length must be non-negative or -1");
    if (!for_reading(vm, SELF(self)))
        return NULL;
    if (size < 0)
        return read_all(vm, SELF(self));
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    char *room = ou_buf_room(&out, (size_t)size + 1);
    return bytes_read(vm, &out, room ? read_up_to(vm, SELF(self), room, (size_t)size, true, false) : 0);
}

static OuObj *buffered_read1(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size = -1;
    OuBuffered *b = SELF(self);
    if ((OU_ARG(0) && !ou_arg_ssize(vm, args[0], &size)) || !for_reading(vm, b))
        return NULL;
    size_t most = size < 0 ? b->size : (size_t)size, there = b->filled - b->position;
    if (there > 0 && there < most)
        most = there;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    char *room = ou_buf_room(&out, most + 1);
    ptrdiff_t got = room && there ? (ptrdiff_t)take_ahead(b, room, most) : room && most ? raw_read(vm, b, room, most) : 0;
    return bytes_read(vm, &out, got == OU_IO_BLOCKED ? 0 : got);
}

static OuObj *buffered_peek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t ignored;
    OuBuffered *b = SELF(self);
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &ignored))
        return NULL;
    if (!for_reading(vm, b) || (b->position == b->filled && fill(vm, b) == -1))
        return NULL;
    return ou_bytes_new(vm, b->data + b->position, b->filled - b->position);
}

static OuObj *read_into(OuVM *vm, OuObj *self, OuObj *object, bool once)
{
    OuBuffer target;
    if (!ou_buffer_get_writable(vm, object, once ? "readinto1() " : "readinto() ", &target))
        return NULL;
    ptrdiff_t got = for_reading(vm, SELF(self)) ? read_up_to(vm, SELF(self), target.data, target.len, false, once) : -1;
    ou_buffer_release(vm, &target);
    return got == OU_IO_BLOCKED ? OU_NONE : got < 0 ? NULL : ou_int_from(vm, got);
}

static OuObj *buffered_readinto(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return read_into(vm, self, args[0], false);
}

static OuObj *buffered_readinto1(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return read_into(vm, self, args[0], true);
}

static OuObj *buffered_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t limit;
    OuBuffered *b = SELF(self);
    if (!ou_io_size_argument(vm, OU_ARG(0), &limit) || !for_reading(vm, b))
        return NULL;
    size_t left = limit < 0 ? SIZE_MAX : (size_t)limit;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    while (left > 0) {
        size_t there = b->filled - b->position;
        if (there == 0) {
            ptrdiff_t got = fill(vm, b);
            if (got == -1)
                return bytes_read(vm, &out, got);
            if (got <= 0)
                break;
            continue;
        }
        size_t look = there < left ? there : left;
        char *newline = memchr(b->data + b->position, '\n', look);
        size_t take = newline ? (size_t)(newline - (b->data + b->position)) + 1 : look;
        ou_buf_put(&out, b->data + b->position, take);
        b->position += take;
        left -= take;
        if (newline || out.failed)
            break;
    }
    return ou_bytes_from_buf(vm, &out);
}

static void keep(OuBuffered *b, const char *data, size_t size)
{
    memcpy(b->data + b->dirty, data, size);
    b->dirty += size;
}

static bool write_data(OuVM *vm, OuBuffered *b, const char *data, size_t size)
{
    if (size <= b->size - b->dirty) {
        keep(b, data, size);
        return true;
    }
    if (!flush_dirty(vm, b)) {
        if (!ou_error_is(vm, OU_T_BlockingIOError))
            return false;
        size_t room = b->size - b->dirty;
        keep(b, data, size < room ? size : room);
        if (size > room)
            ou_error_clear(vm);
        return size <= room ? ou_error_swallow(vm, OU_T_BlockingIOError) : would_block(vm, b, room);
    }
    size_t done = 0;
    while (size - done > b->size) {
        ptrdiff_t written = raw_write(vm, b, data + done, size - done);
        if (written == OU_IO_BLOCKED) {
            keep(b, data + done, b->size);
            return would_block(vm, b, done + b->size);
        }
        if (written < 0)
            return false;
        done += (size_t)written;
    }
    keep(b, data + done, size - done);
    return true;
}

static OuObj *buffered_write(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBuffer source;
    if (ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "a bytes-like object is required, not 'str'");
    if (!for_writing(vm, SELF(self)) || !ou_buffer_get(vm, args[0], &source))
        return NULL;
    size_t size = source.len;
    bool ok = write_data(vm, SELF(self), source.data, size);
    ou_buffer_release(vm, &source);
    return ok ? ou_int_from(vm, (int64_t)size) : NULL;
}

static OuObj *buffered_flush(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    if (!usable(vm, b, "flush of") || !unlocked(vm, b))
        return NULL;
    if (!b->writable)
        return raw_call(vm, b, OU_NAME(flush), NULL, 0);
    return flush_dirty(vm, b) && drop_read_ahead(vm, b) ? OU_NONE : NULL;
}

static OuObj *buffered_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int64_t whence = 0;
    if (OU_ARG(1) && !ou_as_int64(vm, args[1], &whence))
        return NULL;
    if (whence < 0 || whence > SEEK_HOLE)
        return OU_VALUE_ERROR(vm, "whence value %lld unsupported", (long long)whence);
    if (!usable(vm, SELF(self), "seek of") || !unlocked(vm, SELF(self)))
        return NULL;
    SELF(self)->busy = true;
    bool can = raw_is(vm, SELF(self)->raw, "seekable", "File or stream is not seekable.");
    SELF(self)->busy = false;
    if (!can)
        return NULL;
    if (!flush_dirty(vm, SELF(self)) || !drop_read_ahead(vm, SELF(self)))
        return NULL;
    int64_t position = raw_seek(vm, SELF(self), args[0], whence);
    return position < 0 ? NULL : ou_int_from(vm, position);
}

static OuObj *buffered_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    if (!attached(vm, b))
        return NULL;
    int64_t position = position_of(vm, raw_call(vm, b, OU_NAME(tell), NULL, 0));
    if (position < 0)
        return NULL;
    return ou_int_from(vm, position - (int64_t)(b->filled - b->position) + (int64_t)b->dirty);
}

static OuObj *buffered_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuBuffered *b = SELF(self);
    if (!usable(vm, b, "truncate of") || !unlocked(vm, b))
        return NULL;
    if (!b->writable)
        return ou_io_unsupported(vm, "truncate");
    if (!flush_dirty(vm, b) || !drop_read_ahead(vm, b))
        return NULL;
    return raw_call(vm, b, OU_NAME(truncate), args, nargs);
}

static OuObj *buffered_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    if (!attached(vm, b) || !unlocked(vm, b))
        return NULL;
    int closed = is_closed(vm, b);
    if (closed != 0)
        return closed > 0 ? OU_NONE : NULL;
    if (b->finalizing)
        ou_io_warn_unclosed(vm, b->raw, self);
    OuObj *result = ou_io_close_both(vm, self, b->raw);
    if (!b->busy)
        free_data(vm, b);
    return result;
}

static OuObj *buffered_detach(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    OuObj *flushed = attached(vm, b) ? ou_call_method(vm, self, OU_NAME(flush), NULL, 0) : NULL;
    if (!flushed)
        return NULL;
    ou_unref(vm, flushed);
    if (!unlocked(vm, b) || !attached(vm, b))
        return NULL;
    OuObj *raw = b->raw;
    b->raw = NULL;
    b->ready = false;
    b->detached = true;
    return raw;
}

static OuObj *ask_inner(OuVM *vm, OuObj *self, const char *question)
{
    return attached(vm, SELF(self)) ? ou_io_ask(vm, SELF(self)->raw, question) : NULL;
}
OU_IO_QUESTIONS

static OuObj *raw_attribute(OuVM *vm, OuObj *self, OuStr *name)
{
    return attached(vm, SELF(self)) ? ou_getattr(vm, SELF(self)->raw, name) : NULL;
}

static OuObj *buffered_get_closed(OuVM *vm, OuObj *self)
{
    return raw_attribute(vm, self, OU_NAME(closed));
}

static OuObj *buffered_get_name(OuVM *vm, OuObj *self)
{
    return raw_attribute(vm, self, OU_NAME(name));
}

static OuObj *buffered_get_mode(OuVM *vm, OuObj *self)
{
    return raw_attribute(vm, self, OU_NAME(mode));
}

static OuObj *buffered_repr(OuVM *vm, OuObj *self)
{
    OuObj *name = ou_getattr_optional(vm, self, OU_NAME(name));
    const char *type = ou_type(vm, self)->name;
    if (!name && !ou_error_swallow(vm, OU_T_ValueError))
        return NULL;
    if (!name)
        name = OU_ABSENT;
    if (name == OU_ABSENT)
        return ou_str_format(vm, "<%s>", type);
    OuObj *text = ou_str_format(vm, "<%s name=%R>", type, name);
    ou_unref(vm, name);
    return text;
}

/* A dying file is closed (so its bytes are written), unless it never was ready. */
static void buffered_finalize(OuVM *vm, OuObj *self)
{
    if (SELF(self)->ready)
        ou_io_finalize(vm, self);
}

static void buffered_dealloc(OuVM *vm, OuObj *self)
{
    free_data(vm, SELF(self));
    ou_clear(vm, &SELF(self)->raw);
    ou_clear(vm, &SELF(self)->dict);
    ou_object_free(vm, self);
}

int ou_io_is_closed(OuVM *vm, OuObj *stream)
{
    if (ou_is_exact(stream, OU_T_BUFFERED_WRITER) || ou_is_exact(stream, OU_T_BUFFERED_READER) ||
        ou_is_exact(stream, OU_T_BUFFERED_RANDOM))
        return attached(vm, SELF(stream)) ? is_closed(vm, SELF(stream)) : -1;
    OuObj *answer = ou_getattr(vm, stream, OU_NAME(closed));
    int truth = answer ? ou_truth(vm, answer) : -1;
    ou_unref(vm, answer);
    return truth;
}

bool ou_io_write_bytes(OuVM *vm, OuObj *stream, const char *data, size_t size)
{
    if (ou_is_exact(stream, OU_T_BUFFERED_WRITER) || ou_is_exact(stream, OU_T_BUFFERED_RANDOM)) {
        ou_ref(stream); /* the text file over it may let it go in between */
        bool ok = for_writing(vm, SELF(stream)) && write_data(vm, SELF(stream), data, size);
        ou_unref(vm, stream);
        return ok;
    }
    OuObj *bytes = ou_bytes_new(vm, data, size);
    OuObj *result = bytes ? ou_call_method(vm, stream, OU_NAME(write), &bytes, 1) : NULL;
    ou_unref(vm, bytes);
    ou_unref(vm, result);
    return result != NULL;
}

static size_t buffered_extra_size(const OuObj *self)
{
    return ((const OuBuffered *)self)->size;
}

#define QUESTION(name) {#name, "()", ask_##name, OU_NO_TEXT, NULL}
#define COMMON_METHODS                                             \
    {"close", "()", buffered_close, OU_NO_TEXT, NULL},             \
    {"detach", "()", buffered_detach, OU_NO_TEXT, NULL},           \
    {"flush", "()", buffered_flush, OU_NO_TEXT, NULL},             \
    {"seek", "(target, whence=0, /)", buffered_seek, 0, NULL},     \
    {"tell", "()", buffered_tell, OU_NO_TEXT, NULL},               \
    {"truncate", "(pos=None, /)", buffered_truncate, 0, NULL},     \
    {"__sizeof__", "()", ou_object_sizeof, OU_NO_TEXT, NULL},      \
    QUESTION(seekable), QUESTION(fileno), QUESTION(isatty), OU_IO_DEALLOC_WARN
#define READING_METHODS                                            \
    {"read", "(size=-1, /)", buffered_read, 0, NULL},              \
    {"read1", "(size=-1, /)", buffered_read1, 0, NULL},            \
    {"peek", "(size=0, /)", buffered_peek, 0, NULL},               \
    {"readinto", "(buffer, /)", buffered_readinto, 0, NULL},       \
    {"readinto1", "(buffer, /)", buffered_readinto1, 0, NULL},     \
    {"readline", "(size=-1, /)", buffered_readline, 0, NULL}, QUESTION(readable)
#define WRITING_METHODS                                            \
    {"write", "(buffer, /)", buffered_write, 0, NULL}, QUESTION(writable)
#define METHODS_END {NULL, NULL, NULL, 0, NULL}

static const OuMethodDef reader_methods[] = {COMMON_METHODS, READING_METHODS, METHODS_END};
static const OuMethodDef writer_methods[] = {COMMON_METHODS, WRITING_METHODS, METHODS_END};
static const OuMethodDef random_methods[] = {COMMON_METHODS, READING_METHODS, WRITING_METHODS,
                                             METHODS_END};
static const OuGetSetDef getsets[] = {
    {"closed", buffered_get_closed, NULL, NULL},
    {"name", buffered_get_name, NULL, NULL},
    {"mode", buffered_get_mode, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const OuMemberDef members[] = {
    {"raw", OU_MEMBER_OBJ, offsetof(OuBuffered, raw), true, NULL},
    OU_IO_FINALIZING,
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuRefField refs[] = {OU_REF(OuBuffered, raw), OU_REF(OuBuffered, dict), OU_REF_END};

/* Not the function of the base: who reads has a __next__ of its own. */
static OuObj *buffered_next(OuVM *vm, OuObj *self)
{
    return ou_io_base_next(vm, self);
}

#define BUFFERED(text, about, table, following) \
    .name = "_io." text, .doc = about, .base = &ou_buffered_io_base_type, .signature = BUFFERED_SIGNATURE, \
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_FINALIZER, .size = sizeof(OuBuffered), \
    .refs = refs, OU_IO_DICT, .methods = table, .getsets = getsets, .members = members, .make = buffered_make, \
    .init = buffered_init, .finalize = buffered_finalize, .dealloc = buffered_dealloc, .repr = buffered_repr, \
    .extra_size = buffered_extra_size, .str = ou_object_str, .iter = ou_io_base_iter, .next = following, \
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY

const OuType ou_buffered_reader_type = {
    .index = OU_T_BUFFERED_READER,
    BUFFERED("BufferedReader", "A buffer for reading.", reader_methods, buffered_next)};
const OuType ou_buffered_writer_type = {
    .index = OU_T_BUFFERED_WRITER,
    BUFFERED("BufferedWriter", "A buffer for writing.", writer_methods, ou_io_base_next)};
const OuType ou_buffered_random_type = {
    .index = OU_T_BUFFERED_RANDOM,
    BUFFERED("BufferedRandom", "A buffer for reading and writing.", random_methods, buffered_next)};
