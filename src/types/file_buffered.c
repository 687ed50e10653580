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

static void forget_read(OuBuffered *self)
{
    self->read_end = -1;
}

static void forget_written(OuBuffered *self)
{
    self->write_position = 0;
    self->write_end = -1;
}

static void free_data(OuVM *vm, OuBuffered *self)
{
    ou_free(vm, self->data, (size_t)self->size);
    self->data = NULL;
    self->size = self->position = self->read_end = 0;
}

/* How many bytes were read but not consumed. */
static ptrdiff_t ahead(const OuBuffered *self)
{
    return self->readable && self->read_end != -1 ? self->read_end - self->position : 0;
}

static bool has_read(const OuBuffered *self)
{
    return self->readable && self->read_end != -1;
}

static bool has_written(const OuBuffered *self)
{
    return self->writable && self->write_end != -1;
}

/* How far the raw stream is ahead of the position. */
static ptrdiff_t raw_offset(const OuBuffered *self)
{
    return (has_read(self) || has_written(self)) && self->raw_position >= 0 ? self->raw_position - self->position : 0;
}

static void move_to(OuBuffered *self, ptrdiff_t position)
{
    self->position = position;
    if (has_read(self) && self->read_end < position)
        self->read_end = position;
}

static int64_t raw_tell(OuVM *vm, OuBuffered *self);

static bool set_up(OuVM *vm, OuBuffered *self, OuObj *raw, ptrdiff_t size)
{
    if (!unlocked(vm, self))
        return false;
    char *data = ou_alloc(vm, (size_t)size);
    if (!data)
        return false;
    free_data(vm, self);
    self->data = data;
    self->size = size;
    self->detached = false;
    const OuType *type = ou_type(vm, OU_OBJ(self));
    while (type->flags & OU_TF_USER)
        type = type->base;
    self->readable = type->index != OU_T_BUFFERED_WRITER;
    self->writable = type->index != OU_T_BUFFERED_READER;
    self->raw_position = 0;
    forget_read(self);
    forget_written(self);
    ou_put(vm, &self->raw, ou_ref(raw));
    if (raw_tell(vm, self) < 0)
        ou_error_clear(vm);
    self->ready = true;
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
    SELF(self)->ready = SELF(self)->detached = false;
    const char *kind = kind_name(vm, self);
    if ((strcmp(kind, "BufferedRandom") == 0 && !raw_is(vm, bound[0], "seekable", "File or stream is not seekable.")) ||
        (strcmp(kind, "BufferedWriter") != 0 && !raw_is(vm, bound[0], "readable", "File or stream is not readable.")) ||
        (strcmp(kind, "BufferedReader") != 0 && !raw_is(vm, bound[0], "writable", "File or stream is not writable.")))
        return false;
    if (size <= 0)
        return OU_VALUE_ERROR(vm, "buffer size must be strictly positive"), false;
    return set_up(vm, SELF(self), bound[0], size);
}

OuObj *ou_buffered_new(OuVM *vm, uint32_t type, OuObj *raw, size_t size)
{
    OuClass *cls = ou_builtin_class(vm, type);
    OuObj *self = cls ? ou_instance_new(vm, cls, 0) : NULL;
    if (self && !set_up(vm, SELF(self), raw, (ptrdiff_t)size))
        ou_clear(vm, &self);
    return self;
}

/* ---- the raw object ---- */

/* The number in what a method of the raw object answered (consumed), which must be between 0 and `most`. */
static ptrdiff_t count_of(OuVM *vm, OuObj *result, const char *method, ptrdiff_t most)
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
    if (count >= 0 && count <= most)
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

static void advance(OuBuffered *self, ptrdiff_t count)
{
    if (count > 0)
        self->absolute += count;
}

/* Up to `size` bytes, 0 at the end; -1 with an exception; OU_IO_BLOCKED. The raw object gets memory of its own to read into,
 * since it may keep that. `shown`: the script will see the memory, whatever the raw object says that it wrote there. */
static ptrdiff_t raw_read(OuVM *vm, OuBuffered *self, char *data, ptrdiff_t size, bool shown)
{
    if (ou_is_exact(self->raw, OU_T_FILE_IO)) {
        self->busy = true; /* signals may be served meanwhile */
        ptrdiff_t got = ou_file_io_read(vm, self->raw, data, (size_t)size);
        self->busy = false;
        advance(self, got);
        return got;
    }
    OuObj *array = ou_bytearray_new(vm, shown ? data : NULL, (size_t)size);
    OuObj *view = array ? ou_memoryview_new(vm, array) : NULL;
    OuStr *name = view ? ou_str_intern(vm, "readinto", 8) : NULL;
    ptrdiff_t got = name ? count_of(vm, raw_call(vm, self, name, &view, 1), "readinto", size) : -1;
    if (got > 0 || (shown && name))
        memcpy(data, OU_BYTEARRAY(array)->data, (size_t)(shown ? size : got));
    ou_unref(vm, name);
    ou_unref(vm, view);
    ou_unref(vm, array);
    advance(self, got);
    return got;
}

static ptrdiff_t raw_write(OuVM *vm, OuBuffered *self, const char *data, ptrdiff_t size)
{
    self->busy = true; /* signals may be served meanwhile; the count may be found by script code */
    ptrdiff_t count = -1;
    if (ou_is_exact(self->raw, OU_T_FILE_IO)) {
        count = ou_file_io_write(vm, self->raw, data, (size_t)size);
    } else {
        OuObj *bytes = ou_bytes_new(vm, data, (size_t)size);
        OuObj *view = bytes ? ou_memoryview_new(vm, bytes) : NULL;
        if (view)
            count = count_of(vm, ou_call_method(vm, self->raw, OU_NAME(write), &view, 1), "write", size);
        ou_unref(vm, view);
        ou_unref(vm, bytes);
    }
    self->busy = false;
    advance(self, count);
    return count;
}

/* BlockingIOError that tells how many bytes of what was to be written have been taken. */
static bool would_block(OuVM *vm, const OuBuffered *self, ptrdiff_t taken)
{
    bool system = self->raw && ou_is_exact(self->raw, OU_T_FILE_IO); /* else no errno tells it */
    OuClass *cls = ou_builtin_class(vm, OU_T_BlockingIOError);
    OuObj *args[3] = {ou_int_from(vm, system ? EAGAIN : 0), ou_str_from(vm, "write could not complete without blocking"),
                      ou_int_from(vm, taken)};
    OuObj *exception = cls && args[0] && args[1] && args[2] ? ou_call(vm, OU_OBJ(cls), args, 3, NULL) : NULL;
    for (size_t i = 0; i < 3; i++)
        ou_unref(vm, args[i]);
    if (exception)
        ou_raise_take(vm, exception);
    return false;
}

/* The position that seek() or tell() of the raw object returned (consumed), or -1. */
static int64_t position_of(OuVM *vm, OuBuffered *self, OuObj *result)
{
    int64_t position;
    bool ok = result && ou_io_offset(vm, result, &position);
    ou_unref(vm, result);
    if (!ok)
        return -1;
    if (position < 0) {
        ou_raise(vm, OU_T_OSError, "Raw stream returned invalid position %lld", (long long)position);
        return -1;
    }
    self->absolute = position;
    return position;
}

static int64_t raw_tell(OuVM *vm, OuBuffered *self)
{
    return position_of(vm, self, raw_call(vm, self, OU_NAME(tell), NULL, 0));
}

static int64_t raw_seek(OuVM *vm, OuBuffered *self, int64_t target, int whence)
{
    OuObj *arguments[2] = {ou_int_from(vm, target), ou_int_from(vm, whence)};
    OuObj *result = arguments[0] ? raw_call(vm, self, OU_NAME(seek), arguments, 2) : NULL;
    ou_unref(vm, arguments[0]);
    return position_of(vm, self, result);
}

/* Write what is to be written; what the raw object did not take stays. */
static bool flush_written(OuVM *vm, OuBuffered *self)
{
    if (!has_written(self) || self->write_position == self->write_end) {
        forget_written(self);
        return true;
    }
    ptrdiff_t back = raw_offset(self) + (self->position - self->write_position);
    if (back != 0) {
        if (raw_seek(vm, self, -back, 1) < 0)
            return false;
        self->raw_position -= back;
    }
    while (self->write_position < self->write_end) {
        ptrdiff_t size = self->write_end - self->write_position;
        ptrdiff_t count = raw_write(vm, self, self->data + self->write_position, size);
        if (count < 0)
            return count == OU_IO_BLOCKED ? would_block(vm, self, 0) : false;
        self->write_position += count;
        self->raw_position = self->write_position;
    }
    forget_written(self);
    return true;
}

/* And bring the raw stream to where the reader is. */
static bool flush_and_rewind(OuVM *vm, OuBuffered *self)
{
    if (!flush_written(vm, self))
        return false;
    if (!self->readable)
        return true;
    bool ok = raw_seek(vm, self, -raw_offset(self), 1) >= 0;
    forget_read(self);
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

/* What was written goes out before something is read behind the buffer. */
static bool before_reading(OuVM *vm, OuBuffered *self)
{
    return !self->writable || flush_and_rewind(vm, self);
}

/* More bytes behind those in the buffer: how many, 0 at the end, -1, OU_IO_BLOCKED. */
static ptrdiff_t fill(OuVM *vm, OuBuffered *self)
{
    ptrdiff_t start = has_read(self) ? self->read_end : 0;
    ptrdiff_t got = raw_read(vm, self, self->data + start, self->size - start, false);
    if (got > 0)
        self->read_end = self->raw_position = start + got;
    return got;
}

/* ---- methods ---- */

/* What was read ahead, at most `size` bytes of it. */
static ptrdiff_t take_ahead(OuBuffered *self, char *out, ptrdiff_t size)
{
    ptrdiff_t there = ahead(self) < size ? ahead(self) : size;
    if (there > 0)
        memcpy(out, self->data + self->position, (size_t)there);
    self->position += there;
    return there;
}

/* The same as bytes. */
static OuObj *bytes_ahead(OuVM *vm, OuBuffered *self, ptrdiff_t size)
{
    OuObj *bytes = ou_bytes_new(vm, self->data + self->position, (size_t)size);
    if (bytes)
        self->position += size;
    return bytes;
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

/* Go on reading into `out`, where `done` bytes are: what is left in whole blocks there, the rest by way of the buffer. How
 * many bytes, -1, OU_IO_BLOCKED if there were none. */
static ptrdiff_t read_blocks(OuVM *vm, OuBuffered *self, char *out, ptrdiff_t done, ptrdiff_t size)
{
    while (size - done >= self->size) {
        ptrdiff_t left = size - done, got = raw_read(vm, self, out + done, left - left % self->size, false);
        if (got == 0 || (got == OU_IO_BLOCKED && done > 0))
            return done;
        if (got < 0)
            return got;
        done += got;
    }
    self->position = self->raw_position = self->read_end = 0;
    while (done < size && self->read_end < self->size) {
        ptrdiff_t got = fill(vm, self);
        if (got == 0 || (got == OU_IO_BLOCKED && done > 0))
            return done;
        if (got < 0)
            return got;
        done += take_ahead(self, out + done, size - done);
    }
    return done;
}

static OuObj *read_size(OuVM *vm, OuBuffered *self, ptrdiff_t size)
{
    if (size <= ahead(self))
        return bytes_ahead(vm, self, size);
    if (!unlocked(vm, self))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    char *room = ou_buf_room(&out, (size_t)size + 1);
    if (!room)
        return bytes_read(vm, &out, 0);
    ptrdiff_t done = take_ahead(self, room, size);
    if (!before_reading(vm, self))
        return bytes_read(vm, &out, -1);
    forget_read(self);
    return bytes_read(vm, &out, read_blocks(vm, self, room, done, size));
}

/* What raw.readall() or raw.read() gave, if that is bytes or None. */
static OuObj *bytes_or_none(OuVM *vm, OuObj *piece, const char *refusal)
{
    if (piece && piece != OU_NONE && !ou_is(vm, piece, OU_TF_IS_BYTES)) {
        OU_TYPE_ERROR(vm, "%s", refusal);
        ou_clear(vm, &piece);
    }
    return piece;
}

/* All by raw.read(), until nothing comes, behind what is in `out`. */
static OuObj *read_pieces(OuVM *vm, OuBuffered *self, OuBuf *out)
{
    for (;;) {
        OuObj *piece = bytes_or_none(vm, raw_call(vm, self, OU_NAME(read), NULL, 0), "read() should return bytes");
        size_t size = piece && piece != OU_NONE ? ou_bytes_len(piece) : 0;
        if (size == 0) {
            if (!piece || out->len == 0) {
                ou_buf_drop(out);
                return piece;
            }
            ou_unref(vm, piece);
            return ou_bytes_from_buf(vm, out);
        }
        ou_buf_put(out, ou_bytes_data(piece), size);
        ou_unref(vm, piece);
        advance(self, (ptrdiff_t)size);
    }
}

/* All: what is in the buffer and raw.readall(), or raw.read(). */
static OuObj *read_all(OuVM *vm, OuBuffered *self)
{
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ptrdiff_t there = ahead(self);
    if (there > 0)
        ou_buf_put(&out, self->data + self->position, (size_t)there);
    self->position += there;
    if (!before_reading(vm, self))
        return bytes_read(vm, &out, -1);
    forget_read(self);
    OuStr *name = ou_str_intern(vm, "readall", 7);
    OuObj *method = name ? ou_getattr_optional(vm, self->raw, name) : NULL;
    ou_unref(vm, name);
    if (method == OU_ABSENT)
        return read_pieces(vm, self, &out);
    bool busy = self->busy;
    self->busy = true;
    OuObj *all = method ? bytes_or_none(vm, ou_call0(vm, method), "readall() should return bytes") : NULL;
    self->busy = busy;
    ou_unref(vm, method);
    if (!all || there == 0) {
        ou_buf_drop(&out);
        return all;
    }
    if (all != OU_NONE)
        ou_buf_put(&out, ou_bytes_data(all), ou_bytes_len(all));
    ou_unref(vm, all);
    return ou_bytes_from_buf(vm, &out);
}

static OuObj *buffered_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size;
    if (!ou_io_size_argument(vm, OU_ARG(0), &size) || !attached(vm, SELF(self)))
        return NULL;
    if (size < -1)
        return OU_VALUE_ERROR(vm, "read length must be non-negative or -1");
    if (!usable(vm, SELF(self), "read of"))
        return NULL;
    if (size >= 0)
        return read_size(vm, SELF(self), size);
    return unlocked(vm, SELF(self)) ? read_all(vm, SELF(self)) : NULL;
}

static OuObj *buffered_read1(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size = -1;
    OuBuffered *b = SELF(self);
    if ((OU_ARG(0) && !ou_arg_ssize(vm, args[0], &size)) || !attached(vm, b))
        return NULL;
    if (size < 0)
        size = b->size;
    if (!usable(vm, b, "read of"))
        return NULL;
    ptrdiff_t there = ahead(b);
    if (there > 0 || size == 0)
        return bytes_ahead(vm, b, there < size ? there : size);
    if (!unlocked(vm, b))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    char *room = ou_buf_room(&out, (size_t)size + 1);
    forget_read(b);
    ptrdiff_t got = room ? raw_read(vm, b, room, size, false) : 0;
    return bytes_read(vm, &out, got == OU_IO_BLOCKED ? 0 : got);
}

static OuObj *buffered_peek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t ignored;
    OuBuffered *b = SELF(self);
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &ignored))
        return NULL;
    if (!usable(vm, b, "peek of") || !unlocked(vm, b) || !before_reading(vm, b))
        return NULL;
    if (ahead(b) == 0) {
        forget_read(b);
        if (fill(vm, b) == -1)
            return NULL;
        b->position = 0;
    }
    return ou_bytes_new(vm, b->data + b->position, (size_t)ahead(b));
}

/* readinto() and readinto1(): what is longer than the buffer goes there directly, `once` reads at most once. */
static ptrdiff_t read_up_to(OuVM *vm, OuBuffered *self, char *out, ptrdiff_t size, bool once)
{
    ptrdiff_t done = take_ahead(self, out, size);
    if (done == size && (done > 0 || ahead(self) > 0))
        return done;
    if (!unlocked(vm, self) || !before_reading(vm, self))
        return -1;
    forget_read(self);
    self->position = 0;
    while (done < size) {
        bool direct = size - done > self->size;
        if (!direct && once && done > 0)
            break;
        ptrdiff_t got = direct ? raw_read(vm, self, out + done, size - done, true) : fill(vm, self);
        if (got == 0 || (got == OU_IO_BLOCKED && done > 0))
            break;
        if (got < 0)
            return got;
        done += direct ? got : take_ahead(self, out + done, size - done);
        if (once && direct)
            break;
    }
    return done;
}

static OuObj *read_into(OuVM *vm, OuObj *self, OuObj *object, bool once)
{
    OuBuffer target;
    if (!ou_buffer_get_writable(vm, object, once ? "readinto1() " : "readinto() ", &target))
        return NULL;
    ptrdiff_t got = -1;
    if (usable(vm, SELF(self), "readinto of"))
        got = read_up_to(vm, SELF(self), target.data, (ptrdiff_t)target.len, once);
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

/* How much of what was read ahead belongs to a line of at most `left` bytes (-1: any number); *whole: that is all of it. */
static ptrdiff_t line_ahead(const OuBuffered *b, ptrdiff_t left, bool *whole)
{
    ptrdiff_t there = ahead(b), look = left >= 0 && there > left ? left : there;
    const char *start = b->data + b->position, *newline = look > 0 ? memchr(start, '\n', (size_t)look) : NULL;
    *whole = newline || look == left;
    return newline ? newline - start + 1 : look;
}

static OuObj *read_line(OuVM *vm, OuBuffered *b, ptrdiff_t limit)
{
    bool whole;
    if (!usable(vm, b, "readline of"))
        return NULL;
    ptrdiff_t take = line_ahead(b, limit, &whole);
    if (whole)
        return bytes_ahead(vm, b, take);
    if (!unlocked(vm, b))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    for (bool first = true;; first = false) {
        if (take > 0)
            ou_buf_put(&out, b->data + b->position, (size_t)take);
        b->position += take;
        if (limit >= 0)
            limit -= take;
        if (whole || (first && !before_reading(vm, b)))
            break;
        forget_read(b);
        ptrdiff_t got = fill(vm, b);
        if (got <= 0 || out.failed) {
            if (got == -1)
                break;
            return ou_bytes_from_buf(vm, &out);
        }
        b->position = 0;
        take = line_ahead(b, limit, &whole);
    }
    return bytes_read(vm, &out, whole ? 0 : -1);
}

static OuObj *buffered_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t limit;
    if (!ou_io_size_argument(vm, OU_ARG(0), &limit))
        return NULL;
    return read_line(vm, SELF(self), limit < 0 ? -1 : limit);
}

/* Not all could be written because the raw stream does not wait: keep what there is room for. */
static bool keep_blocked(OuVM *vm, OuBuffered *b, const char *data, ptrdiff_t size)
{
    if (!ou_error_is(vm, OU_T_BlockingIOError))
        return false;
    if (b->readable)
        forget_read(b);
    ptrdiff_t done = b->write_position;
    memmove(b->data, b->data + done, (size_t)(b->write_end - done));
    b->write_end -= done;
    b->raw_position -= done;
    b->position -= done;
    b->write_position = 0;
    ptrdiff_t room = b->size - b->write_end, kept = size < room ? size : room;
    memcpy(b->data + b->write_end, data, (size_t)kept);
    b->write_end += kept;
    b->position += kept;
    ou_error_clear(vm);
    return size <= room || would_block(vm, b, room);
}

/* What does not fit into the buffer: all but the last goes directly. */
static bool write_long(OuVM *vm, OuBuffered *b, const char *data, ptrdiff_t size)
{
    if (!flush_written(vm, b))
        return keep_blocked(vm, b, data, size);
    ptrdiff_t offset = raw_offset(b), done = 0;
    if (offset != 0) {
        if (raw_seek(vm, b, -offset, 1) < 0)
            return false;
        b->raw_position -= offset;
    }
    while (size - done > b->size) {
        ptrdiff_t written = raw_write(vm, b, data + done, size - done);
        if (written == OU_IO_BLOCKED) {
            memcpy(b->data, data + done, (size_t)b->size);
            b->raw_position = 0;
            move_to(b, b->size);
            b->write_end = b->size;
            return would_block(vm, b, done + b->size);
        }
        if (written < 0)
            return false;
        done += written;
    }
    if (b->readable)
        forget_read(b);
    memcpy(b->data, data + done, (size_t)(size - done));
    b->write_position = 0;
    b->write_end = size - done;
    move_to(b, size - done);
    b->raw_position = 0;
    return true;
}

static bool write_data(OuVM *vm, OuBuffered *b, const char *data, ptrdiff_t size)
{
    if (!has_read(b) && !has_written(b))
        b->position = b->raw_position = 0;
    if (size > b->size - b->position)
        return write_long(vm, b, data, size);
    if (size > 0)
        memcpy(b->data + b->position, data, (size_t)size);
    if (!has_written(b) || b->write_position > b->position)
        b->write_position = b->position;
    move_to(b, b->position + size);
    if (b->write_end < b->position)
        b->write_end = b->position;
    return true;
}

static bool for_writing(OuVM *vm, OuBuffered *self)
{
    return attached(vm, self) && unlocked(vm, self) && usable(vm, self, "write to");
}

static OuObj *buffered_write(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBuffer source;
    if (!ou_buffer_get(vm, args[0], &source))
        return NULL;
    ptrdiff_t size = (ptrdiff_t)source.len;
    bool ok = for_writing(vm, SELF(self)) && write_data(vm, SELF(self), source.data, size);
    ou_buffer_release(vm, &source);
    return ok ? ou_int_from(vm, size) : NULL;
}

static OuObj *buffered_flush(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    if (!attached(vm, b))
        return NULL;
    if (!b->writable)
        return raw_call(vm, b, OU_NAME(flush), NULL, 0);
    return usable(vm, b, "flush of") && unlocked(vm, b) && flush_and_rewind(vm, b) ? OU_NONE : NULL;
}

/* A position within what was read ahead needs no call; false: it is not there. */
static bool seek_ahead(OuBuffered *b, int64_t target, int whence, int64_t *position)
{
    if (whence > 1 || !b->readable)
        return false;
    int64_t current = b->absolute, there = ahead(b);
    int64_t offset = whence == 0 ? target - (current - raw_offset(b)) : target;
    if (there <= 0 || offset < -b->position || offset > there)
        return false;
    b->position += offset;
    *position = current - there + offset;
    return true;
}

static OuObj *buffered_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuBuffered *b = SELF(self);
    int whence = 0;
    int64_t target;
    if ((OU_ARG(1) && !ou_arg_int(vm, args[1], &whence)) || !attached(vm, b))
        return NULL;
    if (whence < 0 || whence > SEEK_HOLE)
        return OU_VALUE_ERROR(vm, "whence value %d unsupported", whence);
    if (!usable(vm, b, "seek of") || !raw_is(vm, b->raw, "seekable", "File or stream is not seekable.")
        || !ou_io_offset(vm, args[0], &target) || !attached(vm, b))
        return NULL;
    int64_t position;
    if (seek_ahead(b, target, whence, &position))
        return ou_int_from(vm, position);
    if (!unlocked(vm, b) || !flush_written(vm, b))
        return NULL;
    position = raw_seek(vm, b, target - (whence == 1 ? raw_offset(b) : 0), whence);
    if (position < 0)
        return NULL;
    b->raw_position = -1;
    if (b->readable)
        forget_read(b);
    return ou_int_from(vm, position);
}

static OuObj *buffered_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    int64_t position = attached(vm, b) ? raw_tell(vm, b) : -1;
    if (position < 0)
        return NULL;
    return ou_int_from(vm, position - raw_offset(b));
}

static OuObj *buffered_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuBuffered *b = SELF(self);
    OuObj *size = OU_ARG(0) ? args[0] : OU_NONE;
    if (!usable(vm, b, "truncate of"))
        return NULL;
    if (!b->writable)
        return ou_io_unsupported(vm, "truncate");
    if (!unlocked(vm, b) || !flush_and_rewind(vm, b))
        return NULL;
    OuObj *result = raw_call(vm, b, OU_NAME(truncate), &size, 1);
    if (result && raw_tell(vm, b) < 0)
        ou_error_clear(vm);
    return result;
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
        bool ok = for_writing(vm, SELF(stream)) && write_data(vm, SELF(stream), data, (ptrdiff_t)size);
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
    return (size_t)((const OuBuffered *)self)->size;
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
    if (!attached(vm, SELF(self)))
        return NULL;
    bool own = ou_is_exact(self, OU_T_BUFFERED_READER) || ou_is_exact(self, OU_T_BUFFERED_RANDOM);
    OuObj *line = own ? read_line(vm, SELF(self), -1) : ou_io_ask_line(vm, self, false);
    if (!line || ou_bytes_len(line) > 0)
        return line;
    ou_unref(vm, line);
    return OU_DONE;
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
