/* file_buffered.c - _io.BufferedReader, BufferedWriter, BufferedRandom: a buffer over a raw
 * object, which is called by its methods unless it is exactly a FileIO. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "types/bytes.h"
#include "types/file_parts.h"
#include "object/int.h"
#include <string.h>

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

static bool set_up(OuVM *vm, OuBuffered *self, OuObj *raw, size_t size)
{
    if (!unlocked(vm, self))
        return false;
    char *data = ou_alloc(vm, size);
    if (!data)
        return false;
    ou_free(vm, self->data, self->size);
    self->data = data;
    self->size = size;
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
    if (size <= 0) {
        ou_raise(vm, OU_T_ValueError, "buffer size must be strictly positive");
        return false;
    }
    if (!set_up(vm, SELF(self), bound[0], (size_t)size))
        return false;
    return (!SELF(self)->readable || raw_is(vm, bound[0], "readable", "File or stream is not readable.")) &&
           (!SELF(self)->writable || raw_is(vm, bound[0], "writable", "File or stream is not writable."));
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

static ptrdiff_t count_of(OuVM *vm, OuObj *result)
{
    ptrdiff_t count = -1;
    if (result == OU_NONE) {
        ou_raise(vm, OU_T_BlockingIOError, "the raw stream would block");
    } else if (result && !ou_as_ssize(vm, result, &count, OU_T_ValueError)) {
        count = -1;
    }
    ou_unref(vm, result);
    return count;
}

static OuObj *raw_call(OuVM *vm, OuBuffered *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    bool busy = self->busy;
    self->busy = true;
    OuObj *result = ou_call_method(vm, self->raw, name, args, nargs);
    self->busy = busy;
    return result;
}

static ptrdiff_t raw_read(OuVM *vm, OuBuffered *self, char *data, size_t size)
{
    if (ou_is_exact(self->raw, OU_T_FILE_IO))
        return ou_file_io_read(vm, self->raw, data, size);
    OuObj *number = ou_int_from(vm, (int64_t)size);
    OuObj *bytes = number ? raw_call(vm, self, OU_NAME(read), &number, 1) : NULL;
    ou_unref(vm, number);
    if (!bytes)
        return -1;
    ptrdiff_t got = 0;
    if (bytes != OU_NONE) {
        OuBuffer buffer;
        if (!ou_buffer_get(vm, bytes, &buffer)) {
            ou_unref(vm, bytes);
            return -1;
        }
        got = (ptrdiff_t)(buffer.len < size ? buffer.len : size);
        memcpy(data, buffer.data, (size_t)got);
        ou_buffer_release(vm, &buffer);
    }
    ou_unref(vm, bytes);
    return got;
}

static ptrdiff_t raw_write(OuVM *vm, OuBuffered *self, const char *data, size_t size)
{
    if (ou_is_exact(self->raw, OU_T_FILE_IO))
        return ou_file_io_write(vm, self->raw, data, size);
    OuObj *bytes = ou_bytes_new(vm, data, size);
    OuObj *result = bytes ? raw_call(vm, self, OU_NAME(write), &bytes, 1) : NULL;
    ou_unref(vm, bytes);
    if (!result)
        return -1;
    self->busy = true; /* the count may be found by script code */
    ptrdiff_t count = count_of(vm, result);
    self->busy = false;
    if (vm->error != NULL)
        return -1;
    if (count >= 0 && (size_t)count <= size)
        return count;
    ou_raise(vm, OU_T_OSError, "raw write() returned invalid length %lld (should have been between 0 and %lld)",
             (long long)count, (long long)size);
    return -1;
}

static bool write_all(OuVM *vm, OuBuffered *self, const char *data, size_t size)
{
    while (size > 0) {
        ptrdiff_t written = raw_write(vm, self, data, size);
        if (written < 0)
            return false;
        data += written;
        size -= (size_t)written;
    }
    return true;
}

/* What a failing device does not take stays, and is tried again. */
static bool flush_dirty(OuVM *vm, OuBuffered *self)
{
    size_t done = 0, size = self->dirty;
    ptrdiff_t written = 0;
    while (done < size && (written = raw_write(vm, self, self->data + done, size - done)) >= 0)
        done += (size_t)written;
    self->dirty = size - done;
    if (done > 0 && self->dirty > 0)
        memmove(self->data, self->data + done, self->dirty);
    return written >= 0;
}

/* Forget what was read ahead: the raw position goes back to where the reader is. */
static bool drop_read_ahead(OuVM *vm, OuBuffered *self)
{
    ptrdiff_t ahead = (ptrdiff_t)(self->filled - self->position);
    self->position = self->filled = 0;
    if (ahead == 0)
        return true;
    OuObj *arguments[2] = {ou_int_from(vm, -ahead), ou_int_from(vm, 1)};
    OuObj *result = arguments[0] ? raw_call(vm, self, OU_NAME(seek), arguments, 2) : NULL;
    ou_unref(vm, arguments[0]);
    ou_unref(vm, result);
    return result != NULL;
}

static bool usable(OuVM *vm, OuBuffered *self, const char *what)
{
    if (!self->raw) {
        ou_raise(vm, OU_T_ValueError, "raw stream has been detached");
        return false;
    }
    if (self->closed) {
        ou_raise(vm, OU_T_ValueError, "%s of closed file", what);
        return false;
    }
    return true;
}

static bool for_reading(OuVM *vm, OuBuffered *self)
{
    if (!usable(vm, self, "read") || !unlocked(vm, self))
        return false;
    if (!self->readable) {
        ou_io_unsupported(vm, "read");
        return false;
    }
    return flush_dirty(vm, self);
}

static bool for_writing(OuVM *vm, OuBuffered *self)
{
    if (!usable(vm, self, "write") || !unlocked(vm, self))
        return false;
    if (!self->writable) {
        ou_io_unsupported(vm, "write");
        return false;
    }
    return drop_read_ahead(vm, self);
}

/* More bytes into the empty read buffer: how many, 0 at the end, -1. */
static ptrdiff_t fill(OuVM *vm, OuBuffered *self)
{
    ptrdiff_t got = raw_read(vm, self, self->data, self->size);
    self->position = 0;
    self->filled = got > 0 ? (size_t)got : 0;
    return got;
}

/* ---- methods ---- */

/* Append up to `size` bytes (all, if SIZE_MAX) to out; `once`: at most one raw read. */
static bool read_into_buf(OuVM *vm, OuBuffered *self, size_t size, bool once, OuBuf *out)
{
    for (;;) {
        size_t there = self->filled - self->position;
        size_t take = there < size ? there : size;
        ou_buf_put(out, self->data + self->position, take);
        self->position += take;
        size -= take;
        if (size == 0 || out->failed || (once && out->len > 0))
            return true;
        ptrdiff_t got = fill(vm, self);
        if (got <= 0)
            return got == 0;
    }
}

static OuObj *read_bytes(OuVM *vm, OuBuffered *self, size_t size, bool once)
{
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    if (!read_into_buf(vm, self, size, once, &out)) {
        ou_buf_drop(&out);
        return NULL;
    }
    return ou_bytes_from_buf(vm, &out);
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
    return read_bytes(vm, SELF(self), size < 0 ? SIZE_MAX : (size_t)size, false);
}

static OuObj *buffered_read1(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size;
    if (!ou_io_size_argument(vm, OU_ARG(0), &size) || !for_reading(vm, SELF(self)))
        return NULL;
    return read_bytes(vm, SELF(self), size < 0 ? SELF(self)->size : (size_t)size, true);
}

static OuObj *buffered_peek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t ignored;
    OuBuffered *b = SELF(self);
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &ignored))
        return NULL;
    if (!for_reading(vm, b) || (b->position == b->filled && fill(vm, b) < 0))
        return NULL;
    return ou_bytes_new(vm, b->data + b->position, b->filled - b->position);
}

static OuObj *read_into(OuVM *vm, OuObj *self, OuObj *object, bool once)
{
    OuBuffer target;
    if (!ou_buffer_get_writable(vm, object, once ? "readinto1() " : "readinto() ", &target))
        return NULL;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    OuObj *result = NULL;
    if (for_reading(vm, SELF(self)) && read_into_buf(vm, SELF(self), target.len, once, &out)) {
        if (out.len)
            memcpy(target.data, out.data, out.len);
        result = ou_int_from(vm, (int64_t)out.len);
    }
    ou_buf_drop(&out);
    ou_buffer_release(vm, &target);
    return result;
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
            if (got < 0) {
                ou_buf_drop(&out);
                return NULL;
            }
            if (got == 0)
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

static bool write_data(OuVM *vm, OuBuffered *b, const char *data, size_t size)
{
    if (b->dirty + size > b->size && !flush_dirty(vm, b))
        return false;
    if (size >= b->size)
        return write_all(vm, b, data, size);
    memcpy(b->data + b->dirty, data, size);
    b->dirty += size;
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
    if (!usable(vm, SELF(self), "flush") || !unlocked(vm, SELF(self)))
        return NULL;
    return flush_dirty(vm, SELF(self)) ? OU_NONE : NULL;
}

static OuObj *buffered_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int64_t whence = 0;
    if (OU_ARG(1) && !ou_as_int64(vm, args[1], &whence))
        return NULL;
    if (whence < 0 || whence > 2)
        return OU_VALUE_ERROR(vm, "whence value %lld unsupported", (long long)whence);
    if (!usable(vm, SELF(self), "seek") || !unlocked(vm, SELF(self)))
        return NULL;
    if (!flush_dirty(vm, SELF(self)) || !drop_read_ahead(vm, SELF(self)))
        return NULL;
    OuObj *arguments[2] = {args[0], ou_int_from(vm, whence)};
    return raw_call(vm, SELF(self), OU_NAME(seek), arguments, 2);
}

static OuObj *buffered_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuffered *b = SELF(self);
    if (!usable(vm, b, "tell"))
        return NULL;
    OuObj *raw = raw_call(vm, b, OU_NAME(tell), NULL, 0);
    int64_t position;
    bool ok = raw && ou_as_int64(vm, raw, &position);
    ou_unref(vm, raw);
    return ok ? ou_int_from(vm, position - (int64_t)(b->filled - b->position) + (int64_t)b->dirty) : NULL;
}

static OuObj *buffered_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuBuffered *b = SELF(self);
    if (!usable(vm, b, "truncate") || !unlocked(vm, b))
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
    if (!b->raw)
        return OU_VALUE_ERROR(vm, "raw stream has been detached");
    if (b->closed)
        return OU_NONE;
    if (!unlocked(vm, b))
        return NULL;
    if (b->finalizing)
        ou_io_warn_unclosed(vm, b->raw, self);
    return ou_io_close_both(vm, self, &b->closed, b->raw);
}

static OuObj *buffered_detach(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *flushed = ou_call_method(vm, self, OU_NAME(flush), NULL, 0);
    if (!flushed)
        return NULL;
    ou_unref(vm, flushed);
    if (!unlocked(vm, SELF(self)))
        return NULL;
    OuObj *raw = SELF(self)->raw;
    SELF(self)->raw = NULL;
    return raw;
}

static OuObj *ask_inner(OuVM *vm, OuObj *self, const char *question)
{
    return SELF(self)->raw ? ou_io_ask(vm, SELF(self)->raw, question)
                           : OU_VALUE_ERROR(vm, "raw stream has been detached");
}
OU_IO_QUESTIONS

static OuObj *raw_attribute(OuVM *vm, OuObj *self, OuStr *name)
{
    return SELF(self)->raw ? ou_getattr(vm, SELF(self)->raw, name)
                           : OU_VALUE_ERROR(vm, "raw stream has been detached");
}

static OuObj *buffered_get_closed(OuVM *vm, OuObj *self)
{
    return SELF(self)->closed ? OU_TRUE : raw_attribute(vm, self, OU_NAME(closed));
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
    OuObj *name = SELF(self)->raw ? ou_getattr_optional(vm, SELF(self)->raw, OU_NAME(name)) : OU_ABSENT;
    const char *type = ou_type(vm, self)->name;
    if (!name)
        return NULL;
    if (name == OU_ABSENT)
        return ou_str_format(vm, "<%s>", type);
    OuObj *text = ou_str_format(vm, "<%s name=%R>", type, name);
    ou_unref(vm, name);
    return text;
}

/* A dying file is closed (so its bytes are written), unless it never was ready. */
static void buffered_finalize(OuVM *vm, OuObj *self)
{
    if (SELF(self)->raw && !SELF(self)->closed)
        ou_io_finalize(vm, self);
}

static void buffered_dealloc(OuVM *vm, OuObj *self)
{
    ou_free(vm, SELF(self)->data, SELF(self)->size);
    SELF(self)->data = NULL;
    ou_clear(vm, &SELF(self)->raw);
    ou_clear(vm, &SELF(self)->dict);
    ou_object_free(vm, self);
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

bool ou_io_read_some(OuVM *vm, OuObj *stream, size_t size, OuBuf *out)
{
    if (ou_is_exact(stream, OU_T_BUFFERED_READER) || ou_is_exact(stream, OU_T_BUFFERED_RANDOM)) {
        size_t before = out->len;
        OuBuffered *b = SELF(ou_ref(stream));
        bool ok = for_reading(vm, b) && (b->position < b->filled || fill(vm, b) >= 0);
        if (ok) {
            size_t there = b->filled - b->position;
            ou_buf_put(out, b->data + b->position, there < size ? there : size);
            b->position += out->len - before;
        }
        ou_unref(vm, stream);
        return ok;
    }
    OuStr *name = ou_str_intern(vm, "read1", 5);
    OuObj *method = name ? ou_getattr_optional(vm, stream, name) : NULL;
    if (method == OU_ABSENT)
        method = ou_getattr(vm, stream, OU_NAME(read));
    OuObj *number = ou_int_from(vm, (int64_t)size);
    OuObj *bytes = method && number ? ou_call1(vm, method, number) : NULL;
    OuBuffer buffer;
    bool ok = bytes && ou_buffer_get(vm, bytes, &buffer);
    if (ok) {
        ou_buf_put(out, buffer.data, buffer.len);
        ou_buffer_release(vm, &buffer);
    }
    ou_unref(vm, bytes);
    ou_unref(vm, number);
    ou_unref(vm, method);
    ou_unref(vm, name);
    return ok;
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
