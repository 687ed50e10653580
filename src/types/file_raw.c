/* file_raw.c - _io.FileIO: unbuffered bytes over a descriptor. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/file_parts.h"
#include "object/int.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SELF(o) ((OuFileIo *)(o))

/* "r", "w", "x" or "a", with "+" and "b". What a mode says is added to what the file was opened for before, if
 * __init__() is called again, as in CPython. */
static bool parse_mode(OuVM *vm, const char *mode, OuFileIo *out, int *flags)
{
    bool plus = false, kind = false;
    *flags = 0;
    for (const char *p = mode; *p; p++) {
        switch (*p) {
        case 'x': case 'r': case 'w': case 'a':
            if (kind)
                goto bad;
            kind = true;
            out->readable |= *p == 'r';
            out->writable |= *p != 'r';
            out->created |= *p == 'x';
            out->appending |= *p == 'a';
            *flags = *p == 'x' ? O_EXCL | O_CREAT : *p == 'w' ? O_CREAT | O_TRUNC : *p == 'a' ? O_APPEND | O_CREAT : 0;
            break;
        case '+':
            if (plus)
                goto bad;
            plus = out->readable = out->writable = true;
            break;
        case 'b':
            break;
        default:
            ou_raise(vm, OU_T_ValueError, "invalid mode: %.200s", mode);
            return false;
        }
    }
    if (!kind)
        goto bad;
    *flags |= out->readable && out->writable ? O_RDWR : out->readable ? O_RDONLY : O_WRONLY;
    return true;
bad:
    ou_raise(vm, OU_T_ValueError,
             "Must have exactly one of create/read/write/append mode and at most one plus");
    return false;
}

OuObj *ou_path_of(OuVM *vm, OuObj *path)
{
    if (ou_is_str(vm, path) || ou_is(vm, path, OU_TF_IS_BYTES))
        return ou_ref(path);
    OuStr *name = ou_str_intern(vm, "__fspath__", 10);
    OuObj *result = name ? ou_call_special_forgiving(vm, path, name, NULL, 0) : NULL;
    ou_unref(vm, name);
    if (result == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "expected str, bytes or os.PathLike object, not %s",
                             ou_bare_type_name(vm, path));
    if (result && !ou_is_str(vm, result) && !ou_is(vm, result, OU_TF_IS_BYTES)) {
        OU_TYPE_ERROR(vm, "expected %s.__fspath__() to return str or bytes, not %s",
                      ou_bare_type_name(vm, path), ou_bare_type_name(vm, result));
        ou_clear(vm, &result);
    }
    return result;
}

OuObj *ou_path_bytes(OuVM *vm, OuObj *argument)
{
    OuObj *path = ou_path_of(vm, argument);
    if (path && ou_is_str(vm, path))
        ou_put(vm, &path, ou_codec_encode(vm, path, "utf-8", "surrogateescape"));
    if (path && strlen(OU_BYTES(path)->data) != OU_BYTES(path)->size) {
        OU_VALUE_ERROR(vm, "embedded null byte");
        ou_clear(vm, &path);
    }
    return path;
}

static int open_with_opener(OuVM *vm, OuObj *opener, OuObj *file, int flags)
{
    OuObj *number = ou_int_from(vm, flags | O_CLOEXEC);
    OuObj *result = number ? ou_call2(vm, opener, file, number) : NULL;
    int fd = -1;
    ou_unref(vm, number);
    if (result && !ou_is(vm, result, OU_TF_IS_INT)) {
        ou_raise(vm, OU_T_TypeError, "expected integer from opener");
    } else if (result && ou_arg_int(vm, result, &fd) && fd < 0) {
        ou_raise(vm, OU_T_ValueError, "opener returned %d", fd);
        fd = -1;
    }
    ou_unref(vm, result);
    return fd;
}

/* Open `file`, whose `path` is bytes, as `flags` ask for; -1 with an exception. */
static int open_path(OuVM *vm, OuObj *file, const OuObj *path, int flags, OuObj *opener)
{
    if (opener && opener != OU_NONE)
        return open_with_opener(vm, opener, file, flags);
    if (!ou_require(vm, OU_MAY_FILES))
        return -1;
    return ou_fd_open(vm, AT_FDCWD, OU_BYTES(path)->data, flags, 0666, file);
}

/* Neither a folder nor closed. */
static bool check_not_folder(OuVM *vm, OuFileIo *self, OuObj *file)
{
    struct stat info;
    if (fstat(self->fd, &info) != 0) {
        ou_raise_errno(vm, errno, NULL);
        return false;
    }
    if (S_ISDIR(info.st_mode)) {
        ou_raise_errno(vm, EISDIR, file);
        return false;
    }
    self->block_size = info.st_blksize > 1 ? (int32_t)info.st_blksize : OU_IO_CHUNK;
    return true;
}

static void close_after_error(OuVM *vm, OuFileIo *self)
{
    OuObj *error = ou_error_take(vm);
    if (ou_fd_close(vm, self->fd) != 0)
        ou_raise_errno(vm, errno, NULL);
    self->fd = -1;
    self->closed = true;
    ou_error_chain_take(vm, error);
}

/* What an earlier __init__() opened. */
static bool close_earlier(OuVM *vm, OuFileIo *self)
{
    int fd = self->fd;
    self->fd = -1;
    self->closed = true;
    self->stream = 0;
    self->foreign = false;
    if (fd < 0 || !self->close_descriptor || ou_fd_close(vm, fd) == 0)
        return true;
    ou_raise_errno(vm, errno, NULL);
    return false;
}

static bool open_into(OuVM *vm, OuFileIo *self, OuObj *file, const char *mode, bool close_descriptor, OuObj *opener)
{
    int number = 0, flags;
    if (!close_earlier(vm, self))
        return false;
    bool given = ou_type(vm, file)->to_index && ou_arg_int(vm, file, &number);
    ou_error_clear(vm);
    if (given && number < 0) {
        ou_raise(vm, OU_T_ValueError, "negative file descriptor");
        return false;
    }
    OuObj *path = given ? NULL : ou_path_bytes(vm, file); /* an error before the mode's */
    if ((!given && !path) || !parse_mode(vm, mode, self, &flags)) {
        ou_unref(vm, path);
        return false;
    }
    self->close_descriptor = close_descriptor || !given;
    if (given) {
        if (!ou_require(vm, self->writable ? OU_MAY_FILES | OU_MAY_WRITE : OU_MAY_FILES) || !ou_fd_check(vm, number))
            return false;
        self->fd = number;
        self->block_size = OU_IO_CHUNK;
        if (!check_not_folder(vm, self, file)) {
            self->fd = -1;
            return false;
        }
    } else {
        if (!close_descriptor)
            ou_raise(vm, OU_T_ValueError, "Cannot use closefd=False with file name");
        else
            self->fd = open_path(vm, file, path, flags, opener);
        ou_unref(vm, path);
        if (self->fd < 0 || !ou_fd_check(vm, self->fd))
            return false;
        self->block_size = OU_IO_CHUNK;
        if (!check_not_folder(vm, self, file)) {
            close_after_error(vm, self);
            return false;
        }
    }
    self->closed = false;
    if (!ou_setattr(vm, OU_OBJ(self), OU_NAME(name), file)) {
        if (given) { /* not ours to close */
            self->fd = -1;
            self->closed = true;
        } else {
            close_after_error(vm, self);
        }
        return false;
    }
    if (self->appending)
        (void)lseek(self->fd, 0, SEEK_END);
    return true;
}

static OuObj *file_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    OuObj *self = ou_instance_new(vm, cls, 0);
    if (self) {
        SELF(self)->fd = -1;
        SELF(self)->closed = SELF(self)->close_descriptor = true;
        SELF(self)->block_size = OU_IO_CHUNK;
    }
    return self;
}

#define FILE_SIGNATURE "(file, mode='r', closefd=True, opener=None)"

static bool file_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[4];
    if (!ou_bind(vm, FILE_SIGNATURE, "FileIO", args, nargs, kwnames, bound))
        return false;
    const char *mode;
    if (!ou_bytes_text_arg(vm, "FileIO", "mode", bound[1], &mode))
        return false;
    int close_descriptor = 1;
    return (!bound[2] || ou_arg_int(vm, bound[2], &close_descriptor)) &&
           open_into(vm, SELF(self), bound[0], mode ? mode : "r", close_descriptor != 0, bound[3]);
}

OuObj *ou_file_io_new(OuVM *vm, OuObj *file, const char *mode, bool close_descriptor, OuObj *opener)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_FILE_IO);
    OuObj *self = cls ? file_make(vm, cls, NULL, 0, NULL) : NULL;
    if (self && !open_into(vm, SELF(self), file, mode, close_descriptor, opener))
        ou_clear(vm, &self);
    return self;
}

OuObj *ou_file_io_standard(OuVM *vm, int descriptor)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_FILE_IO);
    OuObj *self = cls ? file_make(vm, cls, NULL, 0, NULL) : NULL;
    if (!self)
        return NULL;
    OuFileIo *file = SELF(self);
    file->closed = false;
    file->fd = descriptor;
    file->close_descriptor = false;
    file->stream = (uint8_t)(descriptor > 0 ? descriptor : 0);
    file->readable = descriptor == 0;
    file->writable = descriptor != 0;
    file->foreign = vm->access.hosted;
    return self;
}

void ou_file_io_warn_unclosed(OuVM *vm, OuObj *self, OuObj *source)
{
    OuFileIo *file = SELF(self);
    if (file->closed || file->fd < 0 || !file->close_descriptor)
        return;
    OuObj *pending = ou_error_take(vm);
    OuObj *text = ou_str_format(vm, "unclosed file %R", source);
    if (!text || !ou_warn_source(vm, OU_T_ResourceWarning, ou_str_text(OU_STR(text)), 1, source)) {
        if (vm->error && ou_error_is(vm, OU_T_Warning))
            ou_error_unraisable(vm, NULL, self);
        ou_error_clear(vm);
    }
    ou_unref(vm, text);
    ou_error_restore_take(vm, pending);
}

static void file_finalize(OuVM *vm, OuObj *self)
{
    OuFileIo *file = SELF(self);
    if (!ou_is_exact(self, OU_T_FILE_IO) || (file->dict && file->dict->refs > 1)) { /* close() would be noticed */
        ou_io_finalize(vm, self);
        return;
    }
    ou_file_io_warn_unclosed(vm, self, self);
    if (!file->closed && file->fd >= 0 && file->close_descriptor)
        ou_fd_close(vm, file->fd);
    file->closed = true;
    file->fd = -1;
}

/* Is the descriptor still the script's? It may have been closed by its number, and be the host's by now. */
static bool has_descriptor(OuVM *vm, const OuFileIo *file)
{
    return file->foreign || file->stream || ou_fd_check(vm, file->fd);
}

static bool usable(OuVM *vm, OuFileIo *file, bool writing)
{
    if (file->closed) {
        ou_raise(vm, OU_T_ValueError, "I/O operation on closed file");
        return false;
    }
    unsigned need = file->foreign  ? (writing ? 0 : OU_MAY_INPUT)
                    : !writing     ? OU_MAY_FILES
                    : file->stream ? 0
                                   : OU_MAY_FILES | OU_MAY_WRITE;
    if (!ou_require(vm, need) || !has_descriptor(vm, file))
        return false;
    if (writing ? !file->writable : !file->readable) {
        ou_io_unsupported(vm, writing ? "File not open for writing" : "File not open for reading");
        return false;
    }
    return true;
}

/* Read up to `size` bytes; -1 with an exception. EINTR: signals are served and it goes on. */
ptrdiff_t ou_file_io_read(OuVM *vm, OuObj *self, char *data, size_t size)
{
    OuFileIo *file = SELF(self);
    if (!usable(vm, file, false))
        return -1;
    for (;;) {
        if (!ou_fd_wait(vm, file->fd))
            return -1;
        ssize_t got = read(file->fd, data, size);
        if (got >= 0)
            return got;
        if (errno == EAGAIN)
            return OU_IO_BLOCKED;
        if (errno != EINTR) {
            ou_raise_errno(vm, errno, NULL);
            return -1;
        }
        if (!ou_upcall_poll(vm))
            return -1;
    }
}

/* Write some of the bytes; -1 with an exception. */
ptrdiff_t ou_file_io_write(OuVM *vm, OuObj *self, const char *data, size_t size)
{
    OuFileIo *file = SELF(self);
    if (!usable(vm, file, true))
        return -1;
    if (!file->stream) {
        ptrdiff_t written = ou_fd_write(vm, file->fd, data, size);
        return written < 0 && ou_error_swallow(vm, OU_T_BlockingIOError) ? OU_IO_BLOCKED : written;
    }
    for (;;) {
        ptrdiff_t written = ou_upcall_write_stream(vm, file->stream, data, size);
        if (written >= 0)
            return written;
        if (errno == EAGAIN)
            return OU_IO_BLOCKED;
        if (errno != EINTR) {
            ou_raise_errno(vm, errno, NULL);
            return -1;
        }
        if (!ou_upcall_poll(vm))
            return -1;
    }
}

static OuObj *file_read_all(OuVM *vm, OuObj *self)
{
    OuBuf all;
    ou_buf_init(&all, &vm->mem);
    for (;;) {
        char *room = ou_buf_room(&all, OU_IO_CHUNK);
        ptrdiff_t got = room ? ou_file_io_read(vm, self, room, OU_IO_CHUNK) : 0;
        if (got == OU_IO_BLOCKED && all.len > 0)
            break;
        if (got < 0) {
            ou_buf_drop(&all);
            return got == OU_IO_BLOCKED ? OU_NONE : NULL;
        }
        if (got == 0)
            break;
        all.len += (size_t)got;
    }
    return ou_bytes_from_buf(vm, &all);
}

static OuObj *file_readall(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    if (!SELF(self)->closed && !SELF(self)->readable) /* which is not asked for here: the system says it */
        return ou_raise_errno(vm, EBADF, NULL);
    return usable(vm, SELF(self), false) ? file_read_all(vm, self) : NULL;
}

static OuObj *file_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size;
    if (!ou_io_size_argument(vm, OU_ARG(0), &size) || !usable(vm, SELF(self), false))
        return NULL;
    if (size < 0)
        return file_read_all(vm, self);
    OuBuf data;
    ou_buf_init(&data, &vm->mem);
    char *room = ou_buf_room(&data, (size_t)size + 1);
    ptrdiff_t got = room ? ou_file_io_read(vm, self, room, (size_t)size) : 0;
    if (got < 0) {
        ou_buf_drop(&data);
        return got == OU_IO_BLOCKED ? OU_NONE : NULL;
    }
    data.len = (size_t)got;
    return ou_bytes_from_buf(vm, &data);
}

static OuObj *file_readinto(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBuffer buffer;
    if (!ou_buffer_get_writable(vm, args[0], "readinto() ", &buffer))
        return NULL;
    ptrdiff_t got = usable(vm, SELF(self), false) ? ou_file_io_read(vm, self, buffer.data, buffer.len) : -1;
    ou_buffer_release(vm, &buffer);
    return got == OU_IO_BLOCKED ? OU_NONE : got < 0 ? NULL : ou_int_from(vm, got);
}

static OuObj *file_write(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuBuffer buffer;
    if (!ou_buffer_get(vm, args[0], &buffer))
        return NULL;
    ptrdiff_t written = usable(vm, SELF(self), true) ? ou_file_io_write(vm, self, buffer.data, buffer.len) : -1;
    ou_buffer_release(vm, &buffer);
    return written == OU_IO_BLOCKED ? OU_NONE : written < 0 ? NULL : ou_int_from(vm, written);
}

/* Not closed, and something with a position? */
static bool has_position(OuVM *vm, const OuFileIo *file)
{
    if (file->closed)
        ou_raise(vm, OU_T_ValueError, "I/O operation on closed file");
    else if (file->foreign)
        ou_raise_errno(vm, ESPIPE, NULL);
    return !file->closed && !file->foreign && has_descriptor(vm, file);
}

static OuObj *file_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int64_t offset;
    int whence = 0;
    if ((OU_ARG(1) && !ou_arg_int(vm, args[1], &whence)) || !has_position(vm, SELF(self)) || !ou_as_int64(vm, args[0], &offset))
        return NULL;
    off_t position = lseek(SELF(self)->fd, offset, whence);
    return position < 0 ? ou_raise_errno(vm, errno, NULL) : ou_int_from(vm, position);
}

static OuObj *file_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    if (!has_position(vm, SELF(self)))
        return NULL;
    off_t position = lseek(SELF(self)->fd, 0, SEEK_CUR);
    return position < 0 ? ou_raise_errno(vm, errno, NULL) : ou_int_from(vm, position);
}

static OuObj *file_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int64_t size;
    if (!usable(vm, SELF(self), true) || !has_position(vm, SELF(self)))
        return NULL;
    if (OU_ARG(0) && args[0] != OU_NONE) {
        if (!ou_as_int64(vm, args[0], &size))
            return NULL;
    } else {
        size = lseek(SELF(self)->fd, 0, SEEK_CUR);
    }
    if (size < 0 || ftruncate(SELF(self)->fd, size) != 0)
        return ou_raise_errno(vm, size < 0 ? EINVAL : errno, NULL);
    return ou_int_from(vm, size);
}

static OuObj *file_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuFileIo *file = SELF(self);
    ou_unref(vm, ou_io_base_close(vm, self, NULL, 0));
    OuObj *error = ou_error_take(vm);
    if (file->finalizing)
        ou_file_io_warn_unclosed(vm, self, self);
    file->closed = true;
    int fd = file->fd;
    file->fd = -1;
    if (file->close_descriptor && fd >= 0 && ou_fd_close(vm, fd) != 0 && errno != EINTR)
        ou_raise_errno(vm, errno, NULL);
    if (error)
        ou_error_chain_take(vm, error);
    return vm->error != NULL ? NULL : OU_NONE;
}

static OuObj *file_fileno(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    if (SELF(self)->closed)
        return OU_VALUE_ERROR(vm, "I/O operation on closed file");
    return SELF(self)->foreign ? ou_io_unsupported(vm, "fileno") : ou_int_from(vm, SELF(self)->fd);
}

static bool is_descriptor(OuVM *vm, const OuFileIo *file)
{
    bool is = !file->foreign && has_descriptor(vm, file);
    ou_error_clear(vm);
    return is;
}

static OuObj *file_isatty(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return SELF(self)->closed ? OU_VALUE_ERROR(vm, "I/O operation on closed file") : OU_BOOL(is_descriptor(vm, SELF(self)) && isatty(SELF(self)->fd));
}

static OuObj *file_readable(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return SELF(self)->closed ? OU_VALUE_ERROR(vm, "I/O operation on closed file") : OU_BOOL(SELF(self)->readable);
}

static OuObj *file_writable(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return SELF(self)->closed ? OU_VALUE_ERROR(vm, "I/O operation on closed file") : OU_BOOL(SELF(self)->writable);
}

static OuObj *file_seekable(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return SELF(self)->closed ? OU_VALUE_ERROR(vm, "I/O operation on closed file")
                              : OU_BOOL(is_descriptor(vm, SELF(self)) && lseek(SELF(self)->fd, 0, SEEK_CUR) >= 0);
}

static const char *mode_of(const OuFileIo *file)
{
    if (file->created)
        return file->readable ? "xb+" : "xb";
    if (file->appending)
        return file->readable ? "ab+" : "ab";
    return file->readable ? (file->writable ? "rb+" : "rb") : "wb";
}

static OuObj *file_get_mode(OuVM *vm, OuObj *self)
{
    return ou_str_from(vm, mode_of(SELF(self)));
}

static OuObj *file_get_closed(OuVM *vm, OuObj *self)
{
    (void)vm;
    return OU_BOOL(SELF(self)->closed);
}

static OuObj *file_repr(OuVM *vm, OuObj *self)
{
    OuFileIo *file = SELF(self);
    if (file->closed)
        return ou_str_from(vm, "<_io.FileIO [closed]>");
    OuObj *name = ou_getattr_optional(vm, self, OU_NAME(name));
    const char *closes = file->close_descriptor ? "True" : "False", *mode = mode_of(file);
    if (!name)
        return NULL;
    if (name == OU_ABSENT)
        return ou_str_format(vm, "<_io.FileIO fd=%d mode='%s' closefd=%s>", file->fd, mode, closes);
    OuObj *result = ou_str_format(vm, "<_io.FileIO name=%R mode='%s' closefd=%s>", name, mode, closes);
    ou_unref(vm, name);
    return result;
}

static OuObj *file_get_closefd(OuVM *vm, OuObj *self)
{
    (void)vm;
    return OU_BOOL(SELF(self)->close_descriptor);
}

static const OuMethodDef methods[] = {
    {"read", "(size=-1, /)", file_read, 0, "Read bytes; to the end without size."},
    {"readall", "()", file_readall, 0, "Read to the end."},
    {"readinto", "(buffer, /)", file_readinto, 0, "Read into a buffer."},
    {"write", "(b, /)", file_write, 0, "Write bytes; returns how many were written."},
    {"seek", "(pos, whence=0, /)", file_seek, 0, "Move the position."},
    {"tell", "()", file_tell, 0, "The position."},
    {"truncate", "(size=None, /)", file_truncate, 0, "Cut the file."},
    {"close", "()", file_close, 0, "Close the file."},
    {"seekable", "()", file_seekable, 0, "Can the position be moved?"},
    {"readable", "()", file_readable, 0, "Was it opened for reading?"},
    {"writable", "()", file_writable, 0, "Was it opened for writing?"},
    {"fileno", "()", file_fileno, 0, "The descriptor."},
    {"isatty", "()", file_isatty, 0, "Is it a terminal?"},
    OU_IO_DEALLOC_WARN,
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef getsets[] = {
    {"closed", file_get_closed, NULL, "Is it closed?"},
    {"closefd", file_get_closefd, NULL, "Does close() close the descriptor?"},
    {"mode", file_get_mode, NULL, "How it was opened."},
    {NULL, NULL, NULL, NULL},
};
static const OuMemberDef members[] = {
    {"_blksize", OU_MEMBER_INT32, offsetof(OuFileIo, block_size), false, NULL},
    OU_IO_FINALIZING,
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static const OuRefField refs[] = {OU_REF(OuFileIo, dict), OU_REF_END};

const OuType ou_file_io_type = {
    .name = "_io.FileIO", .base = &ou_raw_io_base_type, .index = OU_T_FILE_IO, .signature = FILE_SIGNATURE,
    .doc = "Unbuffered bytes of a file.",
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_FINALIZER, .size = sizeof(OuFileIo),
    OU_IO_DICT, .refs = refs, .methods = methods, .getsets = getsets, .members = members,
    .make = file_make, .init = file_init, .finalize = file_finalize, .repr = file_repr, .str = ou_object_str,
    .iter = ou_io_base_iter, .next = ou_io_base_next, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
};
