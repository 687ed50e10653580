/* file_base.c - _io._IOBase and the abstract classes below it: what every file object can do by
 * means of the others' methods. */
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include "types/codec.h"
#include "types/file_parts.h"
#include "object/int.h"
#include "object/list.h"
#include "types/module.h"
#include <string.h>

bool ou_io_check_open(OuVM *vm, bool closed)
{
    if (!closed)
        return true;
    ou_raise(vm, OU_T_ValueError, "I/O operation on closed file.");
    return false;
}

OuClass *ou_io_unsupported_make(OuVM *vm)
{
    OuClass *os = ou_builtin_class(vm, OU_T_OSError), *value = ou_builtin_class(vm, OU_T_ValueError);
    OuObj *bases = os && value ? ou_tuple_pack(vm, 2, os, value) : NULL;
    OuObj *ns = ou_dict_new(vm), *io_name = ou_str_from(vm, "io");
    OuStr *name = ou_str_intern(vm, "UnsupportedOperation", 20);
    OuObj *cls = NULL;
    if (bases && ns && io_name && name && ou_dict_set(vm, OU_DICT(ns), OU_NAME_OBJ(__module__), io_name))
        cls = ou_class_new(vm, NULL, name, OU_TUPLE(bases), OU_DICT(ns), NULL, NULL);
    ou_unref(vm, name);
    ou_unref(vm, io_name);
    ou_unref(vm, ns);
    ou_unref(vm, bases);
    return (OuClass *)cls;
}

void *ou_io_unsupported(OuVM *vm, const char *message)
{
    OuObj *module_name = ou_str_from(vm, "_io");
    OuObj *module = module_name ? ou_upcall_import(vm, module_name, NULL, NULL, NULL, 0) : NULL;
    OuObj *cls = module ? ou_getattr_text(vm, module, "UnsupportedOperation") : NULL;
    OuObj *text = cls ? ou_str_from(vm, message) : NULL;
    OuObj *exception = text ? ou_call1(vm, cls, text) : NULL;
    ou_unref(vm, text);
    ou_unref(vm, cls);
    ou_unref(vm, module);
    ou_unref(vm, module_name);
    return exception ? ou_raise_take(vm, exception) : NULL;
}

bool ou_io_size_argument(OuVM *vm, OuObj *argument, ptrdiff_t *out)
{
    *out = -1;
    if (!argument || argument == OU_NONE)
        return true;
    if (!ou_type(vm, argument)->to_index) {
        ou_raise(vm, OU_T_TypeError, "argument should be integer or None, not '%T'", argument);
        return false;
    }
    return ou_as_ssize(vm, argument, out, OU_T_OverflowError);
}

bool ou_io_offset(OuVM *vm, OuObj *number, int64_t *out)
{
    OuObj *index = ou_index_of(vm, number);
    bool ok = index && ou_int_to_int64(index, out);
    if (index && !ok)
        ou_raise(vm, OU_T_ValueError, "cannot fit '%.200T' into an offset-sized integer", number);
    ou_unref(vm, index);
    return ok;
}

bool ou_io_plain_text(OuVM *vm, OuObj *text)
{
    OuObj *bytes = ou_codec_encode(vm, text, NULL, NULL);
    if (bytes && memchr(ou_bytes_data(bytes), 0, ou_bytes_len(bytes))) {
        OU_VALUE_ERROR(vm, "embedded null character");
        ou_clear(vm, &bytes);
    }
    ou_unref(vm, bytes);
    return bytes != NULL;
}

bool ou_io_newline_argument(OuVM *vm, OuObj *argument, bool quoted, OuNewline *out)
{
    static const char *const forms[] = {[OU_NEWLINE_KEEP] = "", [OU_NEWLINE_LF] = "\n", [OU_NEWLINE_CR] = "\r",
                                        [OU_NEWLINE_CRLF] = "\r\n"};
    *out = OU_NEWLINE_UNIVERSAL;
    if (!argument || argument == OU_NONE)
        return true;
    if (!ou_is_str(vm, argument)) {
        ou_raise(vm, OU_T_TypeError, "newline must be str or None, not %T", argument);
        return false;
    }
    for (OuNewline i = OU_NEWLINE_KEEP; i <= OU_NEWLINE_CRLF; i++)
        if (ou_str_is(OU_STR(argument), forms[i])) {
            *out = i;
            return true;
        }
    ou_raise(vm, OU_T_ValueError, quoted ? "illegal newline value: %R" : "illegal newline value: %U", argument);
    return false;
}

static OuObj *io_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    return ou_instance_new(vm, cls, 0);
}

/* `closed` of any file object, by its attribute: 1, 0, -1. */
static int is_closed(OuVM *vm, OuObj *self)
{
    OuObj *closed = ou_getattr(vm, self, OU_NAME(closed));
    int truth = closed ? ou_truth(vm, closed) : -1;
    ou_unref(vm, closed);
    return truth;
}

static bool check_open(OuVM *vm, OuObj *self)
{
    int closed = is_closed(vm, self);
    return closed == 0 || (closed > 0 && ou_io_check_open(vm, true));
}

/* Was it closed by close() of this class, which leaves an attribute? 1, 0, -1. */
static int is_marked_closed(OuVM *vm, OuObj *self)
{
    OuObj *mark = ou_getattr_optional(vm, self, OU_NAME(__IOBase_closed));
    if (!mark || mark == OU_ABSENT)
        return mark ? 0 : -1;
    ou_unref(vm, mark);
    return 1;
}

static OuObj *base_get_closed(OuVM *vm, OuObj *self)
{
    int closed = is_marked_closed(vm, self);
    return closed < 0 ? NULL : OU_BOOL(closed);
}

OuObj *ou_io_base_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    int closed = is_marked_closed(vm, self);
    if (closed)
        return closed < 0 ? NULL : OU_NONE;
    ou_unref(vm, ou_call_method(vm, self, OU_NAME(flush), NULL, 0)); /* perhaps a script's own */
    OuObj *error = ou_error_take(vm);
    bool marked = ou_setattr(vm, self, OU_NAME(__IOBase_closed), OU_TRUE);
    if (error)
        ou_error_chain_take(vm, error);
    return marked && !error ? OU_NONE : NULL;
}

static OuObj *base_flush(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    int closed = is_marked_closed(vm, self);
    return closed == 0 || (closed > 0 && ou_io_check_open(vm, true)) ? OU_NONE : NULL;
}

static OuObj *base_isatty(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return check_open(vm, self) ? OU_FALSE : NULL;
}

static OuObj *base_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_io_unsupported(vm, "seek");
}

static OuObj *base_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *from_here[2] = {ou_int_from(vm, 0), ou_int_from(vm, 1)};
    return ou_call_method(vm, self, OU_NAME(seek), from_here, 2);
}

static OuObj *base_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_io_unsupported(vm, "truncate");
}

static OuObj *base_fileno(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_io_unsupported(vm, "fileno");
}

static OuObj *base_false(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)self, (void)args, (void)nargs;
    return OU_FALSE;
}

static OuObj *base_enter(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return check_open(vm, self) ? ou_ref(self) : NULL;
}

static OuObj *base_exit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return ou_call_method(vm, self, OU_NAME(close), NULL, 0);
}

OuObj *ou_io_base_iter(OuVM *vm, OuObj *self)
{
    return check_open(vm, self) ? ou_ref(self) : NULL;
}

OuObj *ou_io_ask_line(OuVM *vm, OuObj *self, bool text)
{
    OuObj *line = ou_call_method(vm, self, OU_NAME(readline), NULL, 0);
    if (line && !(text ? ou_is_str(vm, line) : ou_is(vm, line, OU_TF_IS_BYTES))) {
        ou_raise(vm, OU_T_OSError, "readline() should have returned a %s object, not '%.200T'", text ? "str" : "bytes", line);
        ou_clear(vm, &line);
    }
    return line;
}

OuObj *ou_io_base_next(OuVM *vm, OuObj *self)
{
    OuObj *line = ou_call_method(vm, self, OU_NAME(readline), NULL, 0);
    if (!line)
        return NULL;
    ptrdiff_t len = ou_len(vm, line);
    if (len > 0)
        return line;
    ou_unref(vm, line);
    return len == 0 ? OU_DONE : NULL;
}

/* readline() by read(1). */
static bool asked(OuVM *vm, OuObj *self, const char *question, const char *message)
{
    OuObj *answer = ou_io_ask(vm, self, question);
    bool yes = answer == OU_TRUE;
    if (answer && !yes)
        ou_io_unsupported(vm, message);
    ou_unref(vm, answer);
    return yes;
}

/* _checkClosed() and the like: what file classes in Python call first. */
static OuObj *base_check_closed(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    return check_open(vm, self) ? OU_NONE : NULL;
}

#define CHECK(what)                                                                              \
    static OuObj *base_check_##what(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)     \
    {                                                                                            \
        (void)args, (void)nargs;                                                                 \
        return asked(vm, self, #what, "File or stream is not " #what ".") ? OU_TRUE : NULL;      \
    }
CHECK(seekable)
CHECK(readable)
CHECK(writable)

#define UNSUPPORTED(what)                                                                        \
    static OuObj *no_##what(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)             \
    {                                                                                            \
        (void)self, (void)args, (void)nargs;                                                     \
        return ou_io_unsupported(vm, #what);                                                     \
    }
UNSUPPORTED(read)
UNSUPPORTED(read1)
UNSUPPORTED(readline)
UNSUPPORTED(write)
UNSUPPORTED(detach)

static OuObj *not_implemented(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_raise_arg(vm, OU_T_NotImplementedError, NULL);
}

static OuObj *text_get_none(OuVM *vm, OuObj *self)
{
    (void)vm, (void)self;
    return OU_NONE;
}

void ou_io_warn_unclosed(OuVM *vm, OuObj *inner, OuObj *source)
{
    if (!inner)
        return;
    if (ou_isinstance_builtin(vm, inner, OU_T_FILE_IO)) {
        ou_file_io_warn_unclosed(vm, inner, source);
    } else if (ou_isinstance_builtin(vm, inner, OU_T_BUFFERED_READER) ||
               ou_isinstance_builtin(vm, inner, OU_T_BUFFERED_WRITER) ||
               ou_isinstance_builtin(vm, inner, OU_T_BUFFERED_RANDOM)) {
        ou_io_warn_unclosed(vm, ((OuBuffered *)inner)->raw, source);
    }
}

OuObj *ou_io_dealloc_warn(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    ou_io_warn_unclosed(vm, self, args[0]);
    return OU_NONE;
}

void ou_io_finalize(OuVM *vm, OuObj *self)
{
    OuObj *pending = ou_error_take(vm);
    int closed = is_closed(vm, self);
    if (closed < 0)
        ou_error_clear(vm);
    if (closed == 0) {
        ((OuIoBase *)self)->finalizing = true;
        OuObj *result = ou_call_method(vm, self, OU_NAME(close), NULL, 0);
        if (!result)
            ou_error_clear(vm);
        ou_unref(vm, result);
    }
    ou_error_restore_take(vm, pending);
}

/* readinto() and readinto1() of buffered streams, by read() and read1(). */
static OuObj *read_by(OuVM *vm, OuObj *self, OuObj *target_object, const char *method)
{
    OuBuffer target;
    if (!ou_buffer_get_writable(vm, target_object, method[4] ? "readinto1() " : "readinto() ", &target))
        return NULL;
    OuStr *name = ou_str_intern(vm, method, strlen(method));
    OuObj *size = ou_int_from(vm, (int64_t)target.len), *result = NULL;
    OuObj *data = name && size ? ou_call_method(vm, self, name, &size, 1) : NULL;
    if (data && !ou_is(vm, data, OU_TF_IS_BYTES)) {
        OU_TYPE_ERROR(vm, "read() should return bytes");
    } else if (data && OU_BYTES(data)->size > target.len) {
        OU_VALUE_ERROR(vm, "read() returned too much data: %zu bytes requested, %zu returned",
                       target.len, OU_BYTES(data)->size);
    } else if (data) {
        memcpy(target.data, OU_BYTES(data)->data, OU_BYTES(data)->size);
        result = ou_int_from(vm, (int64_t)OU_BYTES(data)->size);
    }
    ou_unref(vm, data);
    ou_unref(vm, size);
    ou_unref(vm, name);
    ou_buffer_release(vm, &target);
    return result;
}

static OuObj *base_readinto(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return read_by(vm, self, args[0], "read");
}

static OuObj *base_readinto1(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return read_by(vm, self, args[0], "read1");
}

/* What read() or peek() answers, or NULL. */
static OuObj *bytes_answer(OuVM *vm, OuObj *answer, const char *method)
{
    if (answer && !ou_is(vm, answer, OU_TF_IS_BYTES)) {
        ou_raise(vm, OU_T_OSError, "%s() should have returned a bytes object, not '%.200T'", method, answer);
        ou_clear(vm, &answer);
    }
    return answer;
}

/* How much readline() may read at once, going by peek(), if there is one: up to the line's end. -1: exception. */
static ptrdiff_t read_ahead(OuVM *vm, OuObj *peek, ptrdiff_t limit)
{
    if (peek == OU_ABSENT)
        return 1;
    OuObj *one = ou_int_from(vm, 1), *ahead = bytes_answer(vm, ou_call1(vm, peek, one), "peek");
    if (!ahead)
        return -1;
    size_t size = OU_BYTES(ahead)->size;
    if (limit >= 0 && size > (size_t)limit)
        size = (size_t)limit;
    const char *data = OU_BYTES(ahead)->data, *end = memchr(data, '\n', size);
    ptrdiff_t count = end ? end + 1 - data : (ptrdiff_t)size;
    if (OU_BYTES(ahead)->size == 0)
        count = 1;
    ou_unref(vm, ahead);
    return count;
}

static OuObj *base_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size;
    if (!ou_io_size_argument(vm, OU_ARG(0), &size))
        return NULL;
    OuObj *peek = ou_getattr_optional(vm, self, OU_NAME(peek));
    if (!peek)
        return NULL;
    OuBuf line;
    ou_buf_init(&line, &vm->mem);
    bool ok = true;
    while (ok && (size < 0 || line.len < (size_t)size)) {
        ptrdiff_t count = ou_poll(vm, 1) ? read_ahead(vm, peek, size) : -1;
        OuObj *number = count < 0 ? NULL : ou_int_from(vm, count);
        OuObj *piece = number ? bytes_answer(vm, ou_call_method(vm, self, OU_NAME(read), &number, 1), "read") : NULL;
        ou_unref(vm, number);
        ok = piece != NULL;
        size_t len = ok ? OU_BYTES(piece)->size : 0;
        if (len > 0)
            ou_buf_put(&line, OU_BYTES(piece)->data, len);
        ou_unref(vm, piece);
        if (len == 0 || line.failed || line.data[line.len - 1] == '\n')
            break;
    }
    OuObj *result = NULL;
    if (ok)
        result = line.failed ? ou_raise_memory(vm) : ou_bytes_new(vm, line.data, line.len);
    ou_buf_drop(&line);
    if (peek != OU_ABSENT)
        ou_unref(vm, peek);
    return result;
}

static OuObj *base_readlines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t hint;
    if (!ou_io_size_argument(vm, OU_ARG(0), &hint))
        return NULL;
    OuObj *list = ou_list_new(vm, 0);
    OuObj *iterator = list ? ou_iter(vm, self) : NULL;
    ptrdiff_t total = 0;
    while (iterator) {
        OuObj *line = ou_next(vm, iterator);
        if (line == OU_DONE)
            break;
        ptrdiff_t len = line ? ou_len(vm, line) : -1;
        if (len < 0 || !ou_poll(vm, 1) || !ou_list_append(vm, OU_LIST(list), line)) {
            ou_unref(vm, line);
            ou_clear(vm, &list);
            break;
        }
        ou_unref(vm, line);
        total += len;
        if (hint > 0 && total > hint)
            break;
    }
    if (!iterator)
        ou_clear(vm, &list);
    ou_unref(vm, iterator);
    return list;
}

static OuObj *base_writelines(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    OuObj *iterator = check_open(vm, self) ? ou_iter(vm, args[0]) : NULL;
    if (!iterator)
        return NULL;
    OuObj *result = NULL;
    for (;;) {
        OuObj *line = ou_next(vm, iterator);
        if (line == OU_DONE) {
            result = OU_NONE;
            break;
        }
        OuObj *written = line && ou_poll(vm, 1) ? ou_call_method(vm, self, OU_NAME(write), &line, 1) : NULL;
        ou_unref(vm, line);
        if (!written)
            break;
        ou_unref(vm, written);
    }
    ou_unref(vm, iterator);
    return result;
}

OuObj *ou_io_ask(OuVM *vm, OuObj *stream, const char *question)
{
    OuStr *name = ou_str_intern(vm, question, strlen(question));
    OuObj *result = name ? ou_call_method(vm, stream, name, NULL, 0) : NULL;
    ou_unref(vm, name);
    return result;
}

OuObj *ou_io_close_both(OuVM *vm, OuObj *self, OuObj *inner)
{
    ou_ref(inner);
    OuObj *flushed = ou_call_method(vm, self, OU_NAME(flush), NULL, 0);
    OuObj *error = ou_error_take(vm);
    OuObj *result = ou_call_method(vm, inner, OU_NAME(close), NULL, 0);
    ou_unref(vm, inner);
    ou_unref(vm, flushed);
    if (error) {
        ou_error_chain_take(vm, error);
        ou_clear(vm, &result);
    }
    return result;
}

/* RawIOBase.read(n) by readinto(). */
static OuObj *raw_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t size = -1;
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &size))
        return NULL;
    if (size < 0)
        return ou_io_ask(vm, self, "readall");
    OuClass *cls = ou_builtin_class(vm, OU_T_BYTEARRAY);
    OuObj *number = ou_int_from(vm, size);
    OuObj *array = cls && number ? ou_call1(vm, OU_OBJ(cls), number) : NULL;
    OuStr *name = ou_str_intern(vm, "readinto", 8);
    OuObj *count = array && name ? ou_call_method(vm, self, name, &array, 1) : NULL;
    OuObj *result = NULL;
    ptrdiff_t got;
    if (count == OU_NONE) {
        result = OU_NONE;
    } else if (count && ou_as_ssize(vm, count, &got, OU_T_ValueError)) {
        OuByteArray *bytes = OU_BYTEARRAY(array);
        result = got < 0 ? ou_raise(vm, OU_T_SystemError, "Negative size passed to PyBytes_FromStringAndSize") : ou_bytes_new(vm, bytes->data, (size_t)got <= bytes->len ? (size_t)got : bytes->len);
    }
    ou_unref(vm, count);
    ou_unref(vm, name);
    ou_unref(vm, array);
    ou_unref(vm, number);
    return result;
}

static OuObj *raw_readall(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuBuf all;
    ou_buf_init(&all, &vm->mem);
    OuObj *chunk = ou_int_from(vm, OU_IO_CHUNK);
    OuObj *result = NULL;
    for (;;) {
        OuObj *piece = ou_call_method(vm, self, OU_NAME(read), &chunk, 1);
        if (!piece)
            break;
        if (piece == OU_NONE && all.len == 0) {
            result = OU_NONE;
            break;
        }
        if (piece != OU_NONE && !ou_is(vm, piece, OU_TF_IS_BYTES)) {
            ou_unref(vm, piece);
            OU_TYPE_ERROR(vm, "read() should return bytes");
            break;
        }
        size_t len = piece != OU_NONE ? OU_BYTES(piece)->size : 0;
        if (len)
            ou_buf_put(&all, OU_BYTES(piece)->data, len);
        ou_unref(vm, piece);
        if (len == 0) {
            result = all.failed ? ou_raise_memory(vm) : ou_bytes_new(vm, all.data, all.len);
            break;
        }
    }
    ou_unref(vm, chunk);
    ou_buf_drop(&all);
    return result;
}

static const OuMethodDef base_methods[] = {
    {"seek", "(offset, whence=0, /)", base_seek, OU_NO_TEXT, "Move the position."},
    {"tell", "()", base_tell, 0, "The position."},
    {"truncate", "(size=None, /)", base_truncate, OU_NO_TEXT, "Cut the file."},
    {"flush", "()", base_flush, 0, "Pass on what is buffered."},
    {"close", "()", ou_io_base_close, 0, "Flush and close."},
    {"seekable", "()", base_false, 0, "Can the position be moved?"},
    {"readable", "()", base_false, 0, "Was it opened for reading?"},
    {"writable", "()", base_false, 0, "Was it opened for writing?"},
    {"_checkClosed", "()", base_check_closed, OU_NO_TEXT, NULL},
    {"_checkSeekable", "()", base_check_seekable, OU_NO_TEXT, NULL},
    {"_checkReadable", "()", base_check_readable, OU_NO_TEXT, NULL},
    {"_checkWritable", "()", base_check_writable, OU_NO_TEXT, NULL},
    {"fileno", "()", base_fileno, 0, "The descriptor."},
    {"isatty", "()", base_isatty, 0, "Is it a terminal?"},
    {"__enter__", "()", base_enter, OU_NO_TEXT, NULL},
    {"__exit__", "(*args)", base_exit, OU_NO_TEXT, NULL},
    {"readline", "(size=-1, /)", base_readline, 0, "Read a line."},
    {"readlines", "(hint=-1, /)", base_readlines, 0, "All lines as a list."},
    {"writelines", "(lines, /)", base_writelines, 0, "Write each item."},
    {NULL, NULL, NULL, 0, NULL},
};
static OuObj *base_get_dict(OuVM *vm, OuObj *self)
{
    return ou_instance_dict(vm, self);
}

static const OuGetSetDef base_getsets[] = {
    {"__dict__", base_get_dict, NULL, NULL},
    {"closed", base_get_closed, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};
static const OuMethodDef raw_methods[] = {
    {"read", "(size=-1, /)", raw_read, 0, NULL},
    {"readall", "()", raw_readall, 0, "Read to the end."},
    {"readinto", "(buffer, /)", not_implemented, OU_NO_TEXT, NULL},
    {"write", "(b, /)", not_implemented, OU_NO_TEXT, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMethodDef buffered_methods[] = {
    {"detach", "()", no_detach, 0, "Give the raw stream away."},
    {"read", "(*args)", no_read, OU_NO_TEXT, "Read bytes; to the end without size."},
    {"read1", "(*args)", no_read1, OU_NO_TEXT, "Read bytes with at most one call below."},
    {"readinto", "(buffer, /)", base_readinto, 0, NULL},
    {"readinto1", "(buffer, /)", base_readinto1, 0, NULL},
    {"write", "(*args)", no_write, OU_NO_TEXT, "Write bytes; returns how many."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuMethodDef text_methods[] = {
    {"detach", "()", no_detach, OU_NO_TEXT, "Give the buffer away."},
    {"read", "(*args)", no_read, OU_NO_TEXT, "Read characters; to the end without size."},
    {"readline", "(*args)", no_readline, OU_NO_TEXT, "Read a line."},
    {"write", "(*args)", no_write, OU_NO_TEXT, "Write text; returns its length."},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef text_getsets[] = {
    {"encoding", text_get_none, NULL, "Name of the encoding."},
    {"newlines", text_get_none, NULL, "Line ends seen so far."},
    {"errors", text_get_none, NULL, "Name of the error handler."},
    {NULL, NULL, NULL, NULL},
};
static const OuRefField base_refs[] = {OU_REF(OuIoBase, dict), OU_REF_END};

#define IO_FLAGS (OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_FINALIZER)
#define IO_SLOTS \
    .flags = IO_FLAGS, .size = sizeof(OuIoBase), .make = io_make, .init = ou_object_init, .iter = ou_io_base_iter, \
    .next = ou_io_base_next, .refs = base_refs, OU_IO_DICT, .finalize = ou_io_finalize, \
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT

const OuType ou_io_base_type = {.name = "_io._IOBase", .base = &ou_object_type, .index = OU_T_IO_BASE,
                                .doc = "What all file objects derive from.", .methods = base_methods,
                                .getsets = base_getsets, IO_SLOTS};
const OuType ou_raw_io_base_type = {.name = "_io._RawIOBase", .base = &ou_io_base_type, .index = OU_T_RAW_IO_BASE,
                                    .doc = "What unbuffered streams of bytes derive from.",
                                    .methods = raw_methods, IO_SLOTS};
const OuType ou_buffered_io_base_type = {.name = "_io._BufferedIOBase", .base = &ou_io_base_type,
                                         .doc = "What buffered streams of bytes derive from.",
                                         .index = OU_T_BUFFERED_IO_BASE, .methods = buffered_methods, IO_SLOTS};
const OuType ou_text_io_base_type = {.name = "_io._TextIOBase", .base = &ou_io_base_type,
                                     .doc = "What streams of text derive from.",
                                     .index = OU_T_TEXT_IO_BASE, .methods = text_methods,
                                     .getsets = text_getsets, IO_SLOTS};
