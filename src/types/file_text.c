/* file_text.c - _io.TextIOWrapper. Input stays bytes until it is asked for (file_parts.h); its
 * buffer is called by methods unless it is exactly one of ours. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "base/utf8.h"
#include "types/bytes.h"
#include "types/codec.h"
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

/* The encoding without a byte order mark, of those that begin with one; else NULL. */
static const char *encoding_without_mark(const char *encoding)
{
    static const char *const names[][2] = {{"utf-16", "utf-16-le"}, {"utf-32", "utf-32-le"}, {"utf-8-sig", "utf-8"}};
    for (size_t i = 0; i < OU_COUNT_OF(names); i++)
        if (strcmp(encoding, names[i][0]) == 0)
            return names[i][1];
    return NULL;
}

/* Text that is appended gets no byte order mark. */
static bool look_for_start(OuVM *vm, OuTextIo *self)
{
    self->with_mark = true;
    OuObj *seekable = ou_io_ask(vm, self->buffer, "seekable");
    int can = seekable ? ou_truth(vm, seekable) : -1;
    ou_unref(vm, seekable);
    self->seekable = can > 0;
    if (can <= 0 || !encoding_without_mark(self->codec_name))
        return can >= 0;
    OuObj *position = ou_io_ask(vm, self->buffer, "tell");
    int somewhere = position ? ou_truth(vm, position) : -1;
    ou_unref(vm, position);
    self->with_mark = somewhere == 0;
    return somewhere >= 0;
}

static bool set_up(OuVM *vm, OuTextIo *self, OuObj *buffer, OuObj *encoding, OuObj *errors, OuObj *newline,
                   bool line_buffering, bool write_through)
{
    if (encoding && encoding != OU_NONE && !ou_is_str(vm, encoding)) {
        ou_raise(vm, OU_T_TypeError, "TextIOWrapper() argument 'encoding' must be str or None, not %G", encoding);
        return false;
    }
    if (newline && newline != OU_NONE && !ou_is_str(vm, newline)) {
        ou_raise(vm, OU_T_TypeError, "TextIOWrapper() argument 'newline' must be str or None, not %G", newline);
        return false;
    }
    if (errors && errors != OU_NONE && !ou_is_str(vm, errors)) {
        ou_raise(vm, OU_T_TypeError, "TextIOWrapper() argument 'errors' must be str or None, not %G", errors);
        return false;
    }
    self->ready = self->detached = false;
    if (!ou_io_newline_argument(vm, newline, false, &self->newline))
        return false;
    bool chosen = encoding && encoding != OU_NONE && !ou_str_is(OU_STR(encoding), "locale");
    const OuCodec *codec = ou_codec_find(vm, chosen ? ou_str_text(OU_STR(encoding)) : "utf-8");
    if (!codec)
        return false;
    self->codec = codec_kind(codec);
    self->codec_name = ou_codec_name(codec);
    self->line_buffering = line_buffering;
    self->write_through = write_through;
    ou_put(vm, &self->encoding, chosen ? ou_ref(encoding) : ou_str_from(vm, "UTF-8"));
    ou_put(vm, &self->errors, errors && errors != OU_NONE ? ou_ref(errors) : ou_ref(OU_NAME_OBJ(strict)));
    ou_put(vm, &self->newline_object, ou_ref(newline ? newline : OU_NONE));
    ou_put(vm, &self->buffer, ou_ref(buffer));
    self->ready = self->encoding != NULL;
    return self->ready && look_for_start(vm, self);
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
static bool attached(OuVM *vm, OuTextIo *self)
{
    bool there = self->ready && self->buffer != NULL;
    if (!there)
        ou_raise(vm, OU_T_ValueError, self->detached ? "underlying buffer has been detached"
                                                     : "I/O operation on uninitialized object");
    return there;
}

static bool usable(OuVM *vm, OuTextIo *self)
{
    if (!attached(vm, self))
        return false;
    OuObj *buffer = ou_ref(self->buffer);
    int closed = ou_io_is_closed(vm, buffer);
    ou_unref(vm, buffer);
    return closed == 0 ? attached(vm, self) : closed > 0 && ou_io_check_open(vm, true);
}

/* ---- writing ---- */

static OuObj *call_buffer(OuVM *vm, OuTextIo *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    if (!attached(vm, self))
        return NULL;
    OuObj *buffer = ou_ref(self->buffer);
    OuObj *result = ou_call_method(vm, buffer, name, args, nargs);
    ou_unref(vm, buffer);
    return result;
}

/* Pass what was encoded on to the buffer. */
static bool flush_text(OuVM *vm, OuTextIo *self)
{
    if (self->out.failed) {
        ou_raise_memory(vm);
        return false;
    }
    if (self->out.len == 0)
        return true;
    if (!attached(vm, self))
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
    OuObj *result = call_buffer(vm, self, OU_NAME(flush), NULL, 0);
    ou_unref(vm, result);
    return result != NULL;
}

static bool is_plain_utf8(const OuStr *s)
{
    return s->ascii || ou_utf8_check(ou_str_text(s), s->size, false) == s->size;
}

static OuObj *encoded(OuVM *vm, OuTextIo *self, OuObj *text)
{
    const char *plain = self->with_mark ? NULL : encoding_without_mark(self->codec_name);
    self->with_mark = false;
    return ou_codec_encode(vm, text, plain ? plain : ou_str_text(OU_STR(self->encoding)), ou_str_text(OU_STR(self->errors)));
}

/* Encode text, newlines translated, and append it to what waits to be passed on. */
static bool encode_text(OuVM *vm, OuTextIo *self, OuObj *text)
{
    OuStr *s = OU_STR(text);
    bool direct = s->ascii ? self->codec != 0 : self->codec == 'u' && is_plain_utf8(s);
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
    if (self->out.len > 0 && self->out.len + size > (size_t)self->chunk_size && !flush_text(vm, self)) {
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

/* Does the buffer say that it can be written to (or read from)? If not: UnsupportedOperation. */
static bool buffer_can(OuVM *vm, OuTextIo *self, OuStr *question, const char *refusal)
{
    OuObj *answer = call_buffer(vm, self, question, NULL, 0);
    int can = answer ? ou_truth(vm, answer) : -1;
    ou_unref(vm, answer);
    if (can == 0)
        ou_io_unsupported(vm, refusal);
    return can > 0;
}

/* What was read ahead is not valid once something is written. */
static bool write_text(OuVM *vm, OuTextIo *self, OuObj *text)
{
    if (!usable(vm, self))
        return false;
    if (!ou_is_exact(self->buffer, OU_T_BUFFERED_WRITER)
        && !buffer_can(vm, self, OU_NAME(writable), "not writable"))
        return false;
    if (!encode_text(vm, self, text))
        return false;
    self->in_position = self->in_len = 0;
    self->at_end = self->has_read = false;
    const char *data = ou_str_text(OU_STR(text));
    size_t size = OU_STR(text)->size;
    bool line_end = self->line_buffering && (memchr(data, '\n', size) != NULL || memchr(data, '\r', size) != NULL);
    if (self->out.len < (size_t)self->chunk_size && !line_end && !self->write_through)
        return true;
    return flush_text(vm, self) && (!line_end || flush_buffer(vm, self));
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
    if (!usable(vm, SELF(self)) || !flush_text(vm, SELF(self)) || !flush_buffer(vm, SELF(self)))
        return NULL;
    return OU_NONE;
}

/* ---- reading ---- */

/* Read at least one more byte; at the end sets at_end. */
static bool read_more(OuVM *vm, OuTextIo *self)
{
    if (!attached(vm, self))
        return false;
    OuBuf piece;
    ou_buf_init(&piece, &vm->mem);
    if (!ou_io_read_some(vm, self->buffer, OU_IO_CHUNK, &piece)) {
        ou_buf_drop(&piece);
        return false;
    }
    if (piece.failed) {
        ou_raise_memory(vm);
        return false;
    }
    if (piece.len == 0) {
        self->at_end = true;
        ou_buf_drop(&piece);
        return true;
    }
    size_t kept = self->in_len - self->in_position;
    if (kept + piece.len > self->in_cap) {
        size_t capacity = (kept + piece.len) * 2;
        char *grown = ou_alloc(vm, capacity);
        if (!grown) {
            ou_buf_drop(&piece);
            return false;
        }
        if (kept)
            memcpy(grown, self->in + self->in_position, kept);
        ou_free(vm, self->in, self->in_cap);
        self->in = grown;
        self->in_cap = capacity;
    } else if (kept) {
        memmove(self->in, self->in + self->in_position, kept);
    }
    self->has_read = true;
    memcpy(self->in + kept, piece.data, piece.len);
    self->in_position = 0;
    self->in_len = kept + piece.len;
    ou_buf_drop(&piece);
    return true;
}

/* Encodings without ASCII structure: read all and turn it into UTF-8 once. */
static bool convert_all(OuVM *vm, OuTextIo *self)
{
    while (!self->at_end)
        if (!read_more(vm, self))
            return false;
    OuObj *text = ou_codec_decode(vm, self->in + self->in_position, self->in_len - self->in_position,
                                  ou_str_text(OU_STR(self->encoding)), ou_str_text(OU_STR(self->errors)));
    if (!text)
        return false;
    size_t size = OU_STR(text)->size;
    char *data = ou_alloc(vm, size ? size : 1);
    if (data) {
        memcpy(data, ou_str_text(OU_STR(text)), size);
        ou_free(vm, self->in, self->in_cap);
        self->in = data;
        self->in_cap = size ? size : 1;
        self->in_position = 0;
        self->in_len = size;
        self->converted = true;
    }
    ou_unref(vm, text);
    return data != NULL;
}

static bool prepare_reading(OuVM *vm, OuTextIo *self)
{
    if (!usable(vm, self))
        return false;
    if (self->out.len && !flush_text(vm, self))
        return false;
    if (!ou_is_exact(self->buffer, OU_T_BUFFERED_READER)
        && !buffer_can(vm, self, OU_NAME(readable), "not readable"))
        return false;
    return self->codec || self->converted || convert_all(vm, self);
}

/* Bytes to str, newlines translated if the mode is universal. */
static OuObj *decode_piece(OuVM *vm, OuTextIo *self, const char *data, size_t size)
{
    bool translate = self->newline == OU_NEWLINE_UNIVERSAL && memchr(data, '\r', size) != NULL;
    OuObj *text;
    if (self->converted || ou_utf8_is_ascii(data, size) || (self->codec == 'u' && ou_utf8_check(data, size, false) == size))
        text = translate ? NULL : ou_str_new(vm, data, size);
    else
        text = ou_codec_decode(vm, data, size, ou_str_text(OU_STR(self->encoding)), ou_str_text(OU_STR(self->errors)));
    if (!translate)
        return text;
    if (text) {
        data = ou_str_text(OU_STR(text));
        size = OU_STR(text)->size;
    } else if (ou_error_peek(vm)) {
        return NULL;
    }
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    for (size_t i = 0; i < size; i++) {
        if (data[i] != '\r') {
            ou_buf_putc(&out, data[i]);
        } else {
            ou_buf_putc(&out, '\n');
            if (i + 1 < size && data[i + 1] == '\n')
                i++;
        }
    }
    ou_unref(vm, text);
    return ou_str_from_buf(vm, &out);
}

/* Length of the line at the start of data, its end included; 0 if the end is not there yet. */
static size_t line_length(const OuTextIo *self, const char *data, size_t size)
{
    if (self->newline == OU_NEWLINE_LF || self->newline == OU_NEWLINE_CR) {
        const char *end = memchr(data, self->newline == OU_NEWLINE_LF ? '\n' : '\r', size);
        return end ? (size_t)(end - data) + 1 : 0;
    }
    for (size_t i = 0; i < size; i++) {
        if (self->newline == OU_NEWLINE_CRLF) {
            if (data[i] == '\r' && i + 1 < size && data[i + 1] == '\n')
                return i + 2;
        } else if (data[i] == '\n') {
            return i + 1;
        } else if (data[i] == '\r') {
            if (i + 1 < size)
                return data[i + 1] == '\n' ? i + 2 : i + 1;
            return self->at_end ? i + 1 : 0;
        }
    }
    return 0;
}

/* Offset behind `count` characters of data (SIZE_MAX: not enough there). Latin-1 and ASCII have one
 * byte each; "\r\n" is one character in universal mode. */
static size_t characters_length(const OuTextIo *self, const char *data, size_t size, size_t count, bool final)
{
    size_t i = 0;
    for (; count > 0; count--) {
        if (i >= size)
            return SIZE_MAX;
        unsigned char c = (unsigned char)data[i];
        size_t width = 1;
        if (self->codec == 'u' || self->converted)
            width = c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
        if (c == '\r' && self->newline == OU_NEWLINE_UNIVERSAL) {
            if (i + 1 >= size && !final)
                return SIZE_MAX;
            width = i + 1 < size && data[i + 1] == '\n' ? 2 : 1;
        }
        if (i + width > size) {
            if (!final)
                return SIZE_MAX;
            width = size - i;
        }
        i += width;
    }
    return i;
}

static OuObj *take(OuVM *vm, OuTextIo *self, size_t size)
{
    OuObj *text = decode_piece(vm, self, self->in + self->in_position, size);
    if (text)
        self->in_position += size;
    return text;
}

static OuObj *read_line(OuVM *vm, OuTextIo *self, ptrdiff_t limit)
{
    for (;;) {
        const char *data = self->in + self->in_position;
        size_t size = self->in_len - self->in_position;
        size_t len = size ? line_length(self, data, size) : 0;
        if (limit >= 0) {
            size_t most = size ? characters_length(self, data, size, (size_t)limit, self->at_end) : SIZE_MAX;
            if (most != SIZE_MAX && (len == 0 || most < len))
                return take(vm, self, most);
        }
        if (len)
            return take(vm, self, len);
        if (self->at_end) {
            self->at_end = false; /* a terminal may go on after Ctrl-D */
            return size ? take(vm, self, size) : ou_ref(OU_EMPTY_STR);
        }
        if (!read_more(vm, self))
            return NULL;
    }
}

static OuObj *text_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t limit = -1;
    if ((OU_ARG(0) && !ou_arg_ssize(vm, args[0], &limit)) || !prepare_reading(vm, SELF(self)))
        return NULL;
    return read_line(vm, SELF(self), limit);
}

static OuObj *text_next(OuVM *vm, OuObj *self)
{
    if (!ou_is_exact(self, OU_T_TEXT_IO))
        return ou_io_base_next(vm, self);
    if (!prepare_reading(vm, SELF(self)))
        return NULL;
    SELF(self)->telling_off = true;
    OuObj *line = read_line(vm, SELF(self), -1);
    if (line && OU_STR(line)->size == 0) {
        SELF(self)->telling_off = false;
        ou_unref(vm, line);
        return OU_DONE;
    }
    return line;
}

static OuObj *text_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t count;
    OuTextIo *t = SELF(self);
    if (!ou_io_size_argument(vm, OU_ARG(0), &count) || !prepare_reading(vm, t))
        return NULL;
    for (;;) {
        size_t size = t->in_len - t->in_position;
        size_t len = count < 0 ? SIZE_MAX : characters_length(t, t->in + t->in_position, size, (size_t)count, t->at_end);
        if (len != SIZE_MAX)
            return len ? take(vm, t, len) : ou_ref(OU_EMPTY_STR);
        if (t->at_end) {
            t->at_end = t->has_read = false;
            return size ? take(vm, t, size) : ou_ref(OU_EMPTY_STR);
        }
        if (!read_more(vm, t))
            return NULL;
    }
}

/* ---- positions ---- */

/* How many bytes the text was that is read ahead. */
static bool waiting_size(OuVM *vm, OuTextIo *t, int64_t *out)
{
    size_t size = t->in_len - t->in_position;
    *out = (int64_t)size;
    if (!t->converted || size == 0)
        return true;
    bool with_mark = t->with_mark;
    t->with_mark = false;
    OuObj *text = ou_str_new(vm, t->in + t->in_position, size);
    OuObj *bytes = text ? encoded(vm, t, text) : NULL;
    t->with_mark = with_mark;
    ou_unref(vm, text);
    if (bytes)
        *out = (int64_t)ou_bytes_len(bytes);
    ou_unref(vm, bytes);
    return bytes || ou_error_swallow(vm, OU_T_UnicodeError);
}

static OuObj *text_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuTextIo *t = SELF(self);
    if (!usable(vm, t))
        return NULL;
    if (!t->seekable)
        return ou_io_unsupported(vm, "underlying stream is not seekable");
    if (t->telling_off)
        return ou_raise(vm, OU_T_OSError, "telling position disabled by next() call");
    if (!flush_text(vm, t))
        return NULL;
    OuObj *position = call_buffer(vm, t, OU_NAME(tell), NULL, 0);
    int64_t number, waiting;
    bool ok = position && ou_as_int64(vm, position, &number) && waiting_size(vm, t, &waiting);
    ou_unref(vm, position);
    return ok ? ou_int_from(vm, number - waiting) : NULL;
}

/* Does the position that a script gave compare like that to 0? -1: exception. */
static int against_zero(OuVM *vm, OuObj *cookie, OuCompareOp op)
{
    OuObj *zero = ou_int_from(vm, 0);
    int answer = zero ? ou_compare_bool(vm, cookie, zero, op) : -1;
    ou_unref(vm, zero);
    return answer;
}

static OuObj *seek_buffer(OuVM *vm, OuTextIo *t, OuObj *position, int whence)
{
    OuObj *arguments[2] = {whence ? ou_int_from(vm, 0) : position, ou_int_from(vm, whence)};
    OuObj *result = call_buffer(vm, t, OU_NAME(seek), arguments, whence ? 2 : 1);
    t->in_position = t->in_len = 0;
    t->at_end = t->converted = t->telling_off = t->has_read = false;
    t->with_mark = result && ou_is(vm, result, OU_TF_IS_INT) && ou_int_sign(result) == 0;
    return result;
}

static OuObj *seek_from_start(OuVM *vm, OuTextIo *t, OuObj *cookie)
{
    int64_t offset;
    int negative = against_zero(vm, cookie, OU_LT);
    if (negative > 0)
        return OU_VALUE_ERROR(vm, "negative seek position %R", cookie);
    if (negative < 0 || !flush_text(vm, t) || !ou_as_int64(vm, cookie, &offset))
        return NULL;
    OuObj *position = ou_int_from(vm, offset);
    OuObj *result = position ? seek_buffer(vm, t, position, 0) : NULL;
    ou_unref(vm, position);
    if (!result)
        return NULL;
    ou_unref(vm, result);
    return ou_ref(cookie);
}

static OuObj *text_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuTextIo *t = SELF(self);
    int whence = 0;
    if (OU_ARG(1) && !ou_arg_int(vm, args[1], &whence))
        return NULL;
    if (!usable(vm, t))
        return NULL;
    if (!t->seekable)
        return ou_io_unsupported(vm, "underlying stream is not seekable");
    if (whence < 0 || whence > 2)
        return OU_VALUE_ERROR(vm, "invalid whence (%d, should be 0, 1 or 2)", whence);
    if (whence == 0)
        return seek_from_start(vm, t, args[0]);
    int zero = against_zero(vm, args[0], OU_EQ);
    if (zero == 0)
        return ou_io_unsupported(vm, whence == 1 ? "can't do nonzero cur-relative seeks"
                                                 : "can't do nonzero end-relative seeks");
    if (zero < 0 || !flush_text(vm, t))
        return NULL;
    if (whence == 2)
        return seek_buffer(vm, t, args[0], 2);
    OuObj *here = text_tell(vm, self, NULL, 0);
    OuObj *result = here ? seek_from_start(vm, t, here) : NULL;
    ou_unref(vm, here);
    return result;
}

static OuObj *text_truncate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    if (!usable(vm, SELF(self)) || !flush_text(vm, SELF(self)))
        return NULL;
    return call_buffer(vm, SELF(self), OU_NAME(truncate), args, nargs);
}

/* ---- the rest ---- */

static OuObj *text_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuTextIo *t = SELF(self);
    if (!attached(vm, t))
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
    OuObj *flushed = attached(vm, SELF(self)) ? ou_call_method(vm, self, OU_NAME(flush), NULL, 0) : NULL;
    if (!flushed)
        return NULL;
    ou_unref(vm, flushed);
    if (!attached(vm, SELF(self)))
        return NULL;
    OuObj *buffer = SELF(self)->buffer;
    SELF(self)->buffer = NULL;
    SELF(self)->detached = true;
    return buffer;
}

static OuObj *text_reconfigure(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuTextIo *t = SELF(self);
    if (!attached(vm, t))
        return NULL;
    int line_buffering = t->line_buffering, write_through = t->write_through;
    OuNewline checked;
    if (OU_ARG(2) && (args[2] == OU_NONE || ou_is_str(vm, args[2])) && !ou_io_newline_argument(vm, args[2], false, &checked))
        return NULL;
    if ((OU_ARG(3) && args[3] != OU_NONE && !ou_arg_int(vm, args[3], &line_buffering))
        || (OU_ARG(4) && args[4] != OU_NONE && !ou_arg_int(vm, args[4], &write_through)))
        return NULL;
    bool other = OU_ARG(0) && args[0] != OU_NONE;
    if (t->has_read && (other || (OU_ARG(1) && args[1] != OU_NONE) || OU_ARG(2)))
        return ou_io_unsupported(vm, "It is not possible to set the encoding or newline of stream after the first read");
    if (!flush_text(vm, t) || !flush_buffer(vm, t) || !attached(vm, t))
        return NULL;
    OuObj *encoding = other ? args[0] : t->encoding;
    OuObj *errors = OU_ARG(1) && args[1] != OU_NONE ? args[1] : other ? OU_NAME_OBJ(strict) : t->errors;
    OuObj *newline = OU_ARG(2) ? args[2] : t->newline_object;
    OuObj *buffer = ou_ref(t->buffer);
    ou_ref(encoding), ou_ref(errors), ou_ref(newline);
    bool ok = set_up(vm, t, buffer, encoding, errors, newline, line_buffering != 0, write_through != 0);
    ou_unref(vm, newline);
    ou_unref(vm, errors);
    ou_unref(vm, encoding);
    ou_unref(vm, buffer);
    return ok ? OU_NONE : NULL;
}

static OuObj *ask_inner(OuVM *vm, OuObj *self, const char *question)
{
    return attached(vm, SELF(self)) ? ou_io_ask(vm, SELF(self)->buffer, question) : NULL;
}
OU_IO_QUESTIONS

static OuObj *text_get_closed(OuVM *vm, OuObj *self)
{
    return attached(vm, SELF(self)) ? ou_getattr(vm, SELF(self)->buffer, OU_NAME(closed)) : NULL;
}

static OuObj *text_get_name(OuVM *vm, OuObj *self)
{
    return attached(vm, SELF(self)) ? ou_getattr(vm, SELF(self)->buffer, OU_NAME(name)) : NULL;
}

static OuObj *text_get_newlines(OuVM *vm, OuObj *self)
{
    (void)vm, (void)self;
    return OU_NONE;
}

static OuObj *text_repr(OuVM *vm, OuObj *self)
{
    OuTextIo *t = SELF(self);
    if (!t->detached && !attached(vm, t))
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
    ou_free(vm, t->in, t->in_cap);
    t->in = NULL;
    ou_buf_drop(&t->out);
    OuObj **const fields[] = {&t->buffer, &t->encoding, &t->errors, &t->newline_object, &t->dict};
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
    return SELF(self)->detached || attached(vm, SELF(self)) ? ou_ref(errors) : NULL;
}

static OuObj *text_get_chunk(OuVM *vm, OuObj *self)
{
    return usable(vm, SELF(self)) ? ou_int_from(vm, SELF(self)->chunk_size) : NULL;
}

static bool text_set_chunk(OuVM *vm, OuObj *self, OuObj *value)
{
    ptrdiff_t size;
    if (!value)
        return ou_raise(vm, OU_T_AttributeError, "cannot delete attribute"), false;
    if (!usable(vm, SELF(self)) || !ou_as_ssize(vm, value, &size, OU_T_ValueError))
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
    {"read", "(size=-1, /)", text_read, 0, NULL},
    {"readline", "(size=-1, /)", text_readline, 0, NULL},
    {"flush", "()", text_flush, 0, NULL},
    {"close", "()", text_close, 0, NULL},
    {"fileno", "()", ask_fileno, 0, NULL},
    {"seekable", "()", ask_seekable, 0, NULL},
    {"readable", "()", ask_readable, 0, NULL},
    {"writable", "()", ask_writable, 0, NULL},
    {"isatty", "()", ask_isatty, 0, NULL},
    {"seek", "(cookie, whence=0, /)", text_seek, 0, NULL},
    {"tell", "()", text_tell, 0, NULL},
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
    {"buffer", OU_MEMBER_OBJ_EX, offsetof(OuTextIo, buffer), true, NULL},
    {"line_buffering", OU_MEMBER_BOOL8, offsetof(OuTextIo, line_buffering), true, NULL},
    {"write_through", OU_MEMBER_BOOL8, offsetof(OuTextIo, write_through), true, NULL},
    OU_IO_FINALIZING,
    {NULL, OU_MEMBER_OBJ, 0, false, NULL},
};
static size_t text_extra_size(const OuObj *self)
{
    const OuTextIo *t = (const OuTextIo *)self;
    return (t->in ? ou_mem_rounded(t->in_cap) : 0) + (t->out.data ? ou_mem_rounded(t->out.cap) : 0);
}

static const OuRefField refs[] = {OU_REF(OuTextIo, buffer), OU_REF(OuTextIo, encoding), OU_REF(OuTextIo, errors),
                                  OU_REF(OuTextIo, newline_object), OU_REF(OuTextIo, dict), OU_REF_END};

const OuType ou_text_io_type = {
    .name = "_io.TextIOWrapper", .base = &ou_text_io_base_type, .index = OU_T_TEXT_IO, .signature = TEXT_SIGNATURE,
    .doc = "Text over a binary stream.",
    .flags = OU_TF_COLLECTED | OU_TF_BASE | OU_TF_WEAKREFS | OU_TF_FINALIZER, .size = sizeof(OuTextIo), .extra_size = text_extra_size,
    OU_IO_DICT, .refs = refs, .methods = methods, .getsets = getsets, .members = members, .make = text_make, .init = text_init,
    .finalize = text_finalize, .dealloc = text_dealloc, .repr = text_repr, .str = ou_object_str,
    .iter = ou_io_base_iter, .next = text_next, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
};
