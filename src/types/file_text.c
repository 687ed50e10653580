/* file_text.c - _io.TextIOWrapper: set up, writing, the rest but reading (file_text_read.c); and open(). The buffer is
 * called by methods unless it is exactly one of ours. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "base/utf8.h"
#include "types/bytes.h"
#include "types/codec_state.h"
#include "types/file_parts.h"
#include "object/int.h"
#include <string.h>
#include <sys/stat.h>

#define SELF(o) ((OuTextIo *)(o))

/* ---- making ---- */

static OuObj *text_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    OuObj *self = ou_instance_new(vm, cls, 0);
    if (self) {
        ou_buf_init(&SELF(self)->out, &vm->mem);
        SELF(self)->chunk_size = OU_IO_CHUNK;
    }
    return self;
}

static char codec_kind(const OuCodec *codec)
{
    const char *name = ou_codec_name(codec);
    return strcmp(name, "utf-8") == 0 ? 'u' : strcmp(name, "iso8859-1") == 0 ? 'l' : strcmp(name, "ascii") == 0 ? 'a' : 0;
}

/* The truth of what the buffer answers to a question: 1, 0, -1. */
static int buffer_says(OuVM *vm, OuTextIo *self, const char *question)
{
    OuObj *answer = ou_io_ask(vm, self->buffer, question);
    int truth = answer ? ou_truth(vm, answer) : -1;
    ou_unref(vm, answer);
    return truth;
}

/* Text gets a byte order mark at the beginning: not if it is appended; utf-16 and utf-32 want to know that it is there. */
static bool look_for_start(OuVM *vm, OuTextIo *self)
{
    self->at_start = self->codec->signature;
    if (!self->seekable || !self->can_write)
        return true;
    OuObj *position = ou_io_ask(vm, self->buffer, "tell"), *zero = ou_int_from(vm, 0);
    int start = position && zero ? ou_compare_bool(vm, position, zero, OU_EQ) : -1;
    ou_unref(vm, zero);
    ou_unref(vm, position);
    self->at_start = start > 0;
    return start >= 0;
}

static bool ask_buffer(OuVM *vm, OuTextIo *self)
{
    int can_read = buffer_says(vm, self, "readable"), can_write = can_read < 0 ? -1 : buffer_says(vm, self, "writable");
    if (can_write < 0)
        return false;
    self->can_read = can_read > 0;
    self->can_write = can_write > 0;
    return true;
}

/* Use another codec, or other handling of errors. */
static bool set_codec(OuVM *vm, OuTextIo *self, OuObj *encoding, OuObj *errors)
{
    const OuCodec *codec = ou_codec_find(vm, ou_str_text(OU_STR(encoding)));
    if (!codec || !ask_buffer(vm, self))
        return false;
    self->codec = codec;
    self->kind = codec_kind(codec);
    ou_text_decoder_reset(vm, self);
    ou_put(vm, &self->encoding, ou_ref(encoding));
    ou_put(vm, &self->errors, ou_ref(errors));
    return true;
}

static bool is_none(const OuObj *argument)
{
    return !argument || argument == OU_NONE;
}

static bool check_text(OuVM *vm, const char *name, OuObj *argument)
{
    if (is_none(argument))
        return true;
    if (ou_is_str(vm, argument))
        return *name == 'e' && name[1] == 'r' ? true : ou_io_plain_text(vm, argument);
    ou_raise(vm, OU_T_TypeError, "TextIOWrapper() argument '%s' must be str or None, not %G", name, argument);
    return false;
}

static bool set_up(OuVM *vm, OuTextIo *self, OuObj *buffer, OuObj *encoding, OuObj *errors, OuObj *newline,
                   bool line_buffering, bool write_through)
{
    if (!check_text(vm, "encoding", encoding) || !check_text(vm, "newline", newline))
        return false;
    self->ready = self->detached = false;
    if (!check_text(vm, "errors", errors) || !ou_io_newline_argument(vm, newline, false, &self->newline))
        return false;
    ou_text_forget(vm, self);
    self->out.len = 0;
    self->ratio = 0;
    self->chunk_size = OU_IO_CHUNK;
    self->line_buffering = line_buffering;
    self->write_through = write_through;
    ou_put(vm, &self->buffer, ou_ref(buffer));
    bool chosen = !is_none(encoding) && !ou_str_is(OU_STR(encoding), "locale");
    OuObj *name = chosen ? ou_ref(encoding) : ou_str_from(vm, "UTF-8");
    bool ok = name && set_codec(vm, self, name, is_none(errors) ? OU_NAME_OBJ(strict) : errors);
    ou_unref(vm, name);
    int seekable = ok ? buffer_says(vm, self, "seekable") : -1;
    OuStr *read1 = seekable >= 0 ? ou_str_intern(vm, "read1", 5) : NULL;
    OuObj *method = read1 ? ou_getattr_optional(vm, self->buffer, read1) : NULL;
    ou_unref(vm, read1);
    if (!method)
        return false;
    self->has_read1 = method != OU_ABSENT;
    if (self->has_read1)
        ou_unref(vm, method);
    self->telling = self->seekable = seekable > 0;
    self->ready = look_for_start(vm, self);
    return self->ready;
}

OuObj *ou_text_io_new(OuVM *vm, OuObj *buffer, OuObj *encoding, OuObj *errors, OuObj *newline, bool line_buffering,
                      bool write_through)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_TEXT_IO);
    OuObj *self = cls ? text_make(vm, cls, NULL, 0, NULL) : NULL;
    if (self && !set_up(vm, SELF(self), buffer, encoding, errors, newline, line_buffering, write_through))
        ou_clear(vm, &self);
    return self;
}

#define TEXT_SIGNATURE \
    "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"

static bool text_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *bound[6];
    if (!ou_bind(vm, TEXT_SIGNATURE, "TextIOWrapper", args, nargs, kwnames, bound))
        return false;
    int line_buffering = 0, write_through = 0;
    return (!bound[4] || ou_arg_int(vm, bound[4], &line_buffering)) && (!bound[5] || ou_arg_int(vm, bound[5], &write_through))
        && set_up(vm, SELF(self), bound[0], bound[1], bound[2], bound[3], line_buffering != 0, write_through != 0);
}

/* The buffer may be taken away by what it calls, or have been so. */
bool ou_text_attached(OuVM *vm, OuTextIo *self)
{
    bool there = self->ready && self->buffer != NULL;
    if (!there)
        ou_raise(vm, OU_T_ValueError, self->detached ? "underlying buffer has been detached"
                                                     : "I/O operation on uninitialized object");
    return there;
}

bool ou_text_usable(OuVM *vm, OuTextIo *self)
{
    if (!ou_text_attached(vm, self))
        return false;
    bool exact = ou_is_exact(OU_OBJ(self), OU_T_TEXT_IO); /* else the class may have a `closed` of its own */
    OuObj *asked = ou_ref(exact ? self->buffer : OU_OBJ(self));
    int closed = ou_io_is_closed(vm, asked);
    ou_unref(vm, asked);
    return closed == 0 ? ou_text_attached(vm, self) : closed > 0 && ou_io_check_open(vm, true);
}

/* ---- writing ---- */

OuObj *ou_text_call_buffer(OuVM *vm, OuTextIo *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    if (!ou_text_attached(vm, self))
        return NULL;
    OuObj *buffer = ou_ref(self->buffer);
    OuObj *result = ou_call_method(vm, buffer, name, args, nargs);
    ou_unref(vm, buffer);
    return result;
}

bool ou_text_flush(OuVM *vm, OuTextIo *self)
{
    if (self->out.failed) {
        ou_raise_memory(vm);
        return false;
    }
    if (self->out.len == 0)
        return true;
    if (!ou_text_attached(vm, self))
        return false;
    OuBuf taken = self->out;
    ou_buf_init(&self->out, &vm->mem);
    bool ok = ou_io_write_bytes(vm, self->buffer, taken.data, taken.len);
    if (self->out.data == NULL) { /* keep the memory for the next text */
        taken.len = 0;
        self->out = taken;
    } else {
        ou_buf_drop(&taken);
    }
    return ok;
}

static bool flush_buffer(OuVM *vm, OuTextIo *self)
{
    OuObj *result = ou_text_call_buffer(vm, self, OU_NAME(flush), NULL, 0);
    ou_unref(vm, result);
    return result != NULL;
}

static bool is_plain_utf8(const OuStr *s)
{
    return s->ascii || ou_utf8_check(ou_str_text(s), s->size, false) == s->size;
}

static OuObj *encoded(OuVM *vm, OuTextIo *self, OuObj *text)
{
    bool first = self->at_start;
    self->at_start = false;
    OuObj *errors = ou_ref(self->errors);
    OuObj *bytes = ou_codec_encode_part(vm, self->codec, text, ou_str_text(OU_STR(errors)), first);
    ou_unref(vm, errors);
    return bytes;
}

/* Encode text, newlines translated, and append it to what waits to be passed on. */
static bool encode_text(OuVM *vm, OuTextIo *self, OuObj *text)
{
    OuStr *s = OU_STR(text);
    bool direct = s->ascii ? self->kind != 0 : self->kind == 'u' && is_plain_utf8(s);
    const char *data = ou_str_text(s);
    size_t size = s->size;
    OuObj *bytes = NULL;
    bool translate = self->newline >= OU_NEWLINE_CR && memchr(data, '\n', size) != NULL;
    if (translate) {
        OuBuf changed;
        ou_buf_init(&changed, &vm->mem);
        for (size_t i = 0; i < size; i++) {
            if (data[i] == '\n')
                ou_buf_puts(&changed, self->newline == OU_NEWLINE_CR ? "\r" : "\r\n");
            else
                ou_buf_putc(&changed, data[i]);
        }
        OuObj *replaced = ou_str_from_buf(vm, &changed);
        if (!replaced)
            return false;
        bytes = encoded(vm, self, replaced);
        ou_unref(vm, replaced);
    } else if (!direct) {
        bytes = encoded(vm, self, text);
    }
    if (translate || !direct) {
        if (!bytes)
            return false;
        data = OU_BYTES(bytes)->data;
        size = OU_BYTES(bytes)->size;
    }
    if (self->out.len > 0 && self->out.len + size > (size_t)self->chunk_size && !ou_text_flush(vm, self)) {
        ou_unref(vm, bytes);
        return false;
    }
    ou_buf_put(&self->out, data, size);
    ou_unref(vm, bytes);
    if (self->out.failed) {
        ou_buf_drop(&self->out);
        ou_buf_init(&self->out, &vm->mem);
        ou_raise_memory(vm);
        return false;
    }
    return true;
}

/* What was read ahead is not valid once something is written. */
static bool write_text(OuVM *vm, OuTextIo *self, OuObj *text)
{
    if (!ou_text_usable(vm, self))
        return false;
    if (!self->can_write)
        return ou_io_unsupported(vm, "not writable"), false;
    if (!encode_text(vm, self, text))
        return false;
    const char *data = ou_str_text(OU_STR(text));
    size_t size = OU_STR(text)->size;
    bool line_end = self->line_buffering && (memchr(data, '\n', size) != NULL || memchr(data, '\r', size) != NULL);
    if ((self->out.len >= (size_t)self->chunk_size || line_end || self->write_through) && !ou_text_flush(vm, self))
        return false;
    if (line_end && !flush_buffer(vm, self))
        return false;
    if (self->can_read) {
        ou_text_forget(vm, self);
        ou_text_decoder_reset(vm, self);
    }
    return true;
}

static OuObj *text_write(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "write() argument must be str, not %G", args[0]);
    if (!write_text(vm, SELF(self), args[0]))
        return NULL;
    return ou_int_from(vm, (int64_t)ou_str_length(OU_STR(args[0])));
}

bool ou_file_write(OuVM *vm, OuObj *file, OuObj *text)
{
    if (ou_is_exact(file, OU_T_TEXT_IO))
        return write_text(vm, SELF(file), text);
    OuObj *result = ou_call_method(vm, file, OU_NAME(write), &text, 1);
    ou_unref(vm, result);
    return result != NULL;
}

bool ou_file_flush(OuVM *vm, OuObj *file)
{
    OuObj *result = ou_call_method(vm, file, OU_NAME(flush), NULL, 0);
    ou_unref(vm, result);
    return result != NULL;
}

static OuObj *text_flush(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    if (!ou_text_usable(vm, SELF(self)))
        return NULL;
    SELF(self)->telling = SELF(self)->seekable;
    if (!ou_text_flush(vm, SELF(self)) || !flush_buffer(vm, SELF(self)))
        return NULL;
    return OU_NONE;
}

static OuObj *text_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *position = OU_ARG(0) ? args[0] : OU_NONE;
    OuObj *flushed = ou_text_attached(vm, SELF(self)) ? ou_call_method(vm, self, OU_NAME(flush), NULL, 0) : NULL;
    ou_unref(vm, flushed);
    return flushed ? ou_text_call_buffer(vm, SELF(self), OU_NAME(truncate), &position, 1) : NULL;
}

/* ---- the rest ---- */

static OuObj *text_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuTextIo *t = SELF(self);
    if (!ou_text_attached(vm, t))
        return NULL;
    OuObj *buffer = ou_ref(t->buffer);
    int closed = ou_io_is_closed(vm, buffer);
    OuObj *result = closed > 0 ? OU_NONE : NULL;
    if (closed == 0 && t->finalizing)
        ou_io_warn_unclosed(vm, buffer, self);
    if (closed == 0)
        result = ou_io_close_both(vm, self, buffer);
    ou_unref(vm, buffer);
    return result;
}

static OuObj *text_detach(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuObj *flushed = ou_text_attached(vm, SELF(self)) ? ou_call_method(vm, self, OU_NAME(flush), NULL, 0) : NULL;
    if (!flushed)
        return NULL;
    ou_unref(vm, flushed);
    if (!ou_text_attached(vm, SELF(self)))
        return NULL;
    OuObj *buffer = SELF(self)->buffer;
    SELF(self)->buffer = NULL;
    SELF(self)->detached = true;
    return buffer;
}

/* line_buffering= and write_through= of reconfigure(): None leaves it. */
static bool optional_truth(OuVM *vm, OuObj *argument, bool *out)
{
    int64_t number;
    if (is_none(argument))
        return true;
    if (!ou_as_int64(vm, argument, &number))
        return false;
    *out = number != 0;
    return true;
}

/* The encoding and the handling of errors that reconfigure() asks for. */
static bool change_codec(OuVM *vm, OuTextIo *t, OuObj *encoding, OuObj *errors)
{
    OuObj *name = is_none(encoding) ? ou_ref(t->encoding)
        : ou_is_str(vm, encoding) && ou_str_is(OU_STR(encoding), "locale") ? ou_str_from(vm, "UTF-8") : ou_ref(encoding);
    OuObj *handling = ou_ref(!is_none(errors) ? errors : is_none(encoding) ? t->errors : OU_NAME_OBJ(strict));
    bool ok = name && ou_is_str(vm, name) && ou_is_str(vm, handling);
    if (name && !ok)
        OU_TYPE_ERROR(vm, "bad argument type for built-in operation");
    ok = ok && set_codec(vm, t, name, handling) && look_for_start(vm, t);
    ou_unref(vm, handling);
    ou_unref(vm, name);
    return ok;
}

static OuObj *text_reconfigure(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuTextIo *t = SELF(self);
    OuObj *encoding = OU_ARG(0), *errors = OU_ARG(1);
    OuNewline newline = t->newline;
    bool other = !is_none(encoding) || !is_none(errors) || OU_ARG(2);
    if (t->decoded && other)
        return ou_io_unsupported(vm, "It is not possible to set the encoding or newline of stream after the first read");
    if (OU_ARG(2) && args[2] != OU_NONE && !ou_is_str(vm, args[2]))
        return OU_TYPE_ERROR(vm, "bad argument type for built-in operation");
    if (OU_ARG(2) && !ou_io_newline_argument(vm, args[2], false, &newline))
        return NULL;
    bool line_buffering = t->line_buffering, write_through = t->write_through;
    if (!optional_truth(vm, OU_ARG(3), &line_buffering) || !optional_truth(vm, OU_ARG(4), &write_through))
        return NULL;
    OuObj *flushed = ou_call_method(vm, self, OU_NAME(flush), NULL, 0);
    ou_unref(vm, flushed);
    if (!flushed || !ou_text_attached(vm, t))
        return NULL;
    t->ratio = 0;
    t->newline = newline;
    if (other && !change_codec(vm, t, encoding, errors))
        return NULL;
    t->line_buffering = line_buffering;
    t->write_through = write_through;
    return OU_NONE;
}

static OuObj *ask_inner(OuVM *vm, OuObj *self, const char *question)
{
    return ou_text_attached(vm, SELF(self)) ? ou_io_ask(vm, SELF(self)->buffer, question) : NULL;
}
OU_IO_QUESTIONS

static OuObj *text_get_closed(OuVM *vm, OuObj *self)
{
    return ou_text_attached(vm, SELF(self)) ? ou_getattr(vm, SELF(self)->buffer, OU_NAME(closed)) : NULL;
}

static OuObj *text_get_name(OuVM *vm, OuObj *self)
{
    return ou_text_attached(vm, SELF(self)) ? ou_getattr(vm, SELF(self)->buffer, OU_NAME(name)) : NULL;
}

static OuObj *text_get_newlines(OuVM *vm, OuObj *self)
{
    OuTextIo *t = SELF(self);
    return ou_text_attached(vm, t) ? ou_text_newlines(vm, t->ends_seen) : NULL;
}

static OuObj *text_repr(OuVM *vm, OuObj *self)
{
    OuTextIo *t = SELF(self);
    if (!t->detached && !ou_text_attached(vm, t))
        return NULL;
    OuObj *name = ou_getattr_optional(vm, self, OU_NAME(name));
    if (!name && !ou_error_swallow(vm, OU_T_ValueError))
        return NULL;
    if (!name)
        name = OU_ABSENT;
    OuObj *result;
    OuObj *encoding = t->encoding ? t->encoding : OU_NONE;
    OuObj *mode = ou_getattr_optional(vm, self, OU_NAME(mode));
    if (!mode)
        result = NULL;
    else if (name == OU_ABSENT)
        result = mode == OU_ABSENT ? ou_str_format(vm, "<_io.TextIOWrapper encoding=%R>", encoding)
                                   : ou_str_format(vm, "<_io.TextIOWrapper mode=%R encoding=%R>", mode, encoding);
    else if (mode != OU_ABSENT)
        result = ou_str_format(vm, "<_io.TextIOWrapper name=%R mode=%R encoding=%R>", name, mode, encoding);
    else
        result = ou_str_format(vm, "<_io.TextIOWrapper name=%R encoding=%R>", name, encoding);
    if (name != OU_ABSENT)
        ou_unref(vm, name);
    if (mode != OU_ABSENT)
        ou_unref(vm, mode);
    return result;
}

static void text_finalize(OuVM *vm, OuObj *self)
{
    if (SELF(self)->ready && SELF(self)->buffer)
        ou_io_finalize(vm, self);
}

static void text_dealloc(OuVM *vm, OuObj *self)
{
    OuTextIo *t = SELF(self);
    ou_buf_drop(&t->out);
    OuObj **const fields[] = {&t->buffer, &t->encoding, &t->errors, &t->decoded, &t->snapshot, &t->held, &t->dict};
    for (size_t i = 0; i < OU_COUNT_OF(fields); i++)
        ou_clear(vm, fields[i]);
    ou_object_free(vm, self);
}

/* ---- open() and the standard streams ---- */

/* Set an attribute; if that fails, *made is released and NULL. */
static void set_or_clear(OuVM *vm, OuObj **made, OuObj *on, OuStr *name, OuObj *value)
{
    if (!value || !ou_setattr(vm, on, name, value))
        ou_clear(vm, made);
}

static void set_mode(OuVM *vm, OuObj **text, const char *mode)
{
    OuObj *value = *text ? ou_str_from(vm, mode) : NULL;
    set_or_clear(vm, text, *text, OU_NAME(mode), value);
    ou_unref(vm, value);
}

/* A standard stream is buffered in the blocks of its device, as in CPython: longer writes are not. */
static size_t block_size(OuVM *vm, int descriptor)
{
    struct stat info;
    bool known = !vm->access.hosted && fstat(descriptor, &info) == 0 && info.st_blksize > 1;
    return known ? (size_t)info.st_blksize : OU_IO_CHUNK;
}

OuObj *ou_file_standard(OuVM *vm, int descriptor, const char *name, bool line_buffering, bool write_through)
{
    OuObj *raw = ou_file_io_standard(vm, descriptor);
    OuObj *shown = raw ? ou_str_from(vm, name) : NULL;
    uint32_t kind = descriptor == 0 ? OU_T_BUFFERED_READER : OU_T_BUFFERED_WRITER;
    OuObj *buffer = !shown ? NULL : write_through && descriptor > 0 ? ou_ref(raw)
        : ou_buffered_new(vm, kind, raw, block_size(vm, descriptor));
    if (buffer)
        set_or_clear(vm, &buffer, raw, OU_NAME(name), shown);
    OuObj *errors = buffer && descriptor == 2 ? ou_str_from(vm, "backslashreplace") : buffer ? ou_ref(OU_NAME_OBJ(strict)) : NULL;
    OuObj *encoding = errors ? ou_ref(OU_NAME_OBJ(utf_8)) : NULL;
    OuObj *newline = OU_NONE;
    OuObj *text = encoding ? ou_text_io_new(vm, buffer, encoding, errors, newline, line_buffering, write_through) : NULL;
    set_mode(vm, &text, descriptor == 0 ? "r" : "w");
    ou_unref(vm, encoding);
    ou_unref(vm, errors);
    ou_unref(vm, buffer);
    ou_unref(vm, shown);
    ou_unref(vm, raw);
    return text;
}

/* Letters of open()'s mode, checked; `raw_mode` gets those for FileIO. */
static bool check_mode(OuVM *vm, const char *mode, char *raw_mode, bool *binary, bool *updating)
{
    int kinds = 0, pluses = 0, texts = 0, binaries = 0;
    size_t n = 0;
    for (const char *p = mode; *p; p++) {
        bool twice = strchr(p + 1, *p) != NULL;
        if (!strchr("xrwabt+", *p) || twice || n > 5) {
            ou_raise(vm, OU_T_ValueError, "invalid mode: '%s'", mode);
            return false;
        }
        kinds += strchr("xrwa", *p) != NULL;
        pluses += *p == '+';
        texts += *p == 't';
        binaries += *p == 'b';
        if (*p != 't' && *p != 'b')
            raw_mode[n++] = *p;
    }
    raw_mode[n] = 0;
    *binary = binaries > 0;
    *updating = pluses > 0;
    if (texts && binaries) {
        ou_raise(vm, OU_T_ValueError, "can't have text and binary mode at once");
        return false;
    }
    if (kinds > 1) {
        ou_raise(vm, OU_T_ValueError, "must have exactly one of create/read/write/append mode");
        return false;
    }
    return true;
}

static void close_after_failure(OuVM *vm, OuObj *stream)
{
    OuObj *error = ou_error_take(vm);
    ou_unref(vm, ou_call_method(vm, stream, OU_NAME(close), NULL, 0));
    ou_error_chain_take(vm, error);
}

/* The stream on top of a raw file. */
static OuObj *open_above(OuVM *vm, OuObj *raw, const char *mode, bool binary, bool updating, ptrdiff_t buffering,
                         OuObj *encoding, OuObj *errors, OuObj *newline)
{
    OuObj *tty = buffering < 0 ? ou_call_method(vm, raw, OU_NAME(isatty), NULL, 0) : OU_BOOL(buffering == 1);
    int by_line = tty ? ou_truth(vm, tty) : -1;
    ou_unref(vm, tty);
    if (by_line < 0)
        return NULL;
    if (buffering == 0)
        return binary ? ou_ref(raw) : OU_VALUE_ERROR(vm, "can't have unbuffered text I/O");
    uint32_t type = updating ? OU_T_BUFFERED_RANDOM : strchr(mode, 'r') ? OU_T_BUFFERED_READER : OU_T_BUFFERED_WRITER;
    OuObj *buffer = ou_buffered_new(vm, type, raw, buffering > 1 ? (size_t)buffering : OU_IO_CHUNK);
    if (!buffer || binary)
        return buffer;
    OuObj *text = ou_text_io_new(vm, buffer, encoding, errors, newline, by_line, false);
    if (!text)
        close_after_failure(vm, buffer);
    ou_unref(vm, buffer);
    set_mode(vm, &text, mode);
    return text;
}

OuObj *ou_file_open(OuVM *vm, OuObj *file, const char *mode, ptrdiff_t buffering, OuObj *encoding, OuObj *errors,
                    OuObj *newline, bool close_descriptor, OuObj *opener)
{
    char raw_mode[8];
    bool binary, updating;
    OuObj *path = ou_is_number(vm, file) ? ou_ref(file) : ou_path_of(vm, file), *raw = NULL, *result = NULL;
    if (!path || !check_mode(vm, mode, raw_mode, &binary, &updating))
        goto done;
    if (binary && (encoding || errors || newline)) {
        OU_VALUE_ERROR(vm, "binary mode doesn't take %s argument",
                       encoding ? "an encoding" : errors ? "an errors" : "a newline");
        goto done;
    }
    raw = ou_file_io_new(vm, path, raw_mode, close_descriptor, opener);
    if (raw)
        result = open_above(vm, raw, mode, binary, updating, buffering, encoding, errors, newline);
    if (raw && !result)
        close_after_failure(vm, raw);
done:
    ou_unref(vm, raw);
    ou_unref(vm, path);
    return result;
}

static OuObj *text_get_errors(OuVM *vm, OuObj *self)
{
    OuObj *errors = SELF(self)->errors;
    return SELF(self)->detached || ou_text_attached(vm, SELF(self)) ? ou_ref(errors) : NULL;
}

static OuObj *text_get_chunk(OuVM *vm, OuObj *self)
{
    return ou_text_attached(vm, SELF(self)) ? ou_int_from(vm, SELF(self)->chunk_size) : NULL;
}

static bool text_set_chunk(OuVM *vm, OuObj *self, OuObj *value)
{
    ptrdiff_t size;
    if (!value)
        return ou_raise(vm, OU_T_AttributeError, "cannot delete attribute"), false;
    if (!ou_text_attached(vm, SELF(self)) || !ou_as_ssize(vm, value, &size, OU_T_ValueError))
        return false;
    if (size <= 0)
        return OU_VALUE_ERROR(vm, "a strictly positive integer is required"), false;
    SELF(self)->chunk_size = size;
    return true;
}

static const OuMethodDef methods[] = {
    {"detach", "()", text_detach, 0, NULL},
    {"reconfigure", "(*, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)",
     text_reconfigure, 0, "Change settings."},
    {"write", "(text, /)", text_write, 0, NULL},
    {"read", "(size=-1, /)", ou_text_read, 0, NULL},
    {"readline", "(size=-1, /)", ou_text_readline, 0, NULL},
    {"flush", "()", text_flush, 0, NULL},
    {"close", "()", text_close, 0, NULL},
    {"fileno", "()", ask_fileno, 0, NULL},
    {"seekable", "()", ask_seekable, 0, NULL},
    {"readable", "()", ask_readable, 0, NULL},
    {"writable", "()", ask_writable, 0, NULL},
    {"isatty", "()", ask_isatty, 0, NULL},
    {"seek", "(cookie, whence=0, /)", ou_text_seek, 0, NULL},
    {"tell", "()", ou_text_tell, 0, NULL},
    {"truncate", "(pos=None, /)", text_truncate, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};
static const OuGetSetDef getsets[] = {
    {"name", text_get_name, NULL, NULL},
    {"closed", text_get_closed, NULL, NULL},
    {"newlines", text_get_newlines, NULL, NULL},
    {"errors", text_get_errors, NULL, NULL},
    {"_CHUNK_SIZE", text_get_chunk, text_set_chunk, NULL},
    {NULL, NULL, NULL, NULL},
};
static const OuMemberDef members[] = {
    {"encoding", OU_MEMBER_OBJ, offsetof(OuTextIo, encoding), true, NULL},
    {"buffer", OU_MEMBER_OBJ, offsetof(OuTextIo, buffer), true, NULL},
    {"line_buffering", OU_MEMBER_BOOL8, offsetof(OuTextIo, line_buffering), true, NULL},
    {"write_through", OU_MEMBER_BOOL8, offsetof(OuTextIo, write_through), true, NULL},
    OU_IO_FINALIZING,
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static size_t text_extra_size(const OuObj *self)
{
    const OuTextIo *t = (const OuTextIo *)self;
    return t->out.data ? ou_mem_rounded(t->out.cap) : 0;
}

static const OuRefField refs[] = {OU_REF(OuTextIo, buffer), OU_REF(OuTextIo, encoding), OU_REF(OuTextIo, errors),
                                  OU_REF(OuTextIo, decoded), OU_REF(OuTextIo, snapshot),
                                  OU_REF(OuTextIo, held), OU_REF(OuTextIo, dict), OU_REF_END};

const OuType ou_text_io_type = {
    .name = "_io.TextIOWrapper", .base = &ou_text_io_base_type, .index = OU_T_TEXT_IO, .signature = TEXT_SIGNATURE,
    .doc = "Text over a binary stream.",
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_FINALIZER, .size = sizeof(OuTextIo), .extra_size = text_extra_size,
    OU_IO_DICT, .refs = refs, .methods = methods, .getsets = getsets, .members = members, .make = text_make, .init = text_init,
    .finalize = text_finalize, .dealloc = text_dealloc, .repr = text_repr, .str = ou_object_str,
    .iter = ou_io_base_iter, .next = ou_text_next, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
};
