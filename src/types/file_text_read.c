/* file_text_read.c - what TextIOWrapper reads: chunks, lines, positions. The buffer is called by methods, which may run
 * script code, also such as uses the stream: what was read ahead may be another after each call. */
#include "base/utf8.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include "types/file_parts.h"
#include <string.h>

#define SELF(o) ((OuTextIo *)(o))

static void set_decoded_take(OuVM *vm, OuTextIo *t, OuObj *text)
{
    t->used = 0;
    ou_put(vm, &t->decoded, text);
}

void ou_text_forget(OuVM *vm, OuTextIo *t)
{
    set_decoded_take(vm, t, NULL);
    ou_clear(vm, &t->snapshot);
}

/* ---- chunks ---- */

/* The next bytes of the buffer. */
static OuObj *read_bytes(OuVM *vm, OuTextIo *t, ptrdiff_t hint)
{
    const char *method = t->has_read1 ? "read1" : "read";
    double wanted = (t->ratio > 1 ? t->ratio : 1) * (double)hint;
    ptrdiff_t size = hint > 0 && wanted < 0x1p63 ? (ptrdiff_t)wanted : 0;
    OuObj *most = ou_int_from(vm, size > t->chunk_size ? size : t->chunk_size);
    OuStr *name = ou_str_intern(vm, method, strlen(method));
    OuObj *bytes = most && name ? ou_text_call_buffer(vm, t, name, &most, 1) : NULL;
    ou_unref(vm, name);
    ou_unref(vm, most);
    if (bytes && !ou_has_buffer(vm, bytes)) {
        OU_TYPE_ERROR(vm, "underlying %s() should have returned a bytes-like object, not '%.200T'", method, bytes);
        ou_clear(vm, &bytes);
    }
    return bytes;
}

/* What was held and what was read, as one bytes object. */
static OuObj *joined(OuVM *vm, OuObj *held, OuObj *bytes)
{
    if (!held && ou_is_exact(bytes, OU_T_BYTES))
        return ou_ref(bytes);
    OuBuffer buffer;
    if (!ou_buffer_get(vm, bytes, &buffer))
        return NULL;
    size_t before = held ? ou_bytes_len(held) : 0;
    OuObj *result = ou_bytes_new(vm, NULL, before + buffer.len);
    if (result && before)
        memcpy(OU_BYTES(result)->data, OU_BYTES(held)->data, before);
    if (result && buffer.len)
        memcpy(OU_BYTES(result)->data + before, buffer.data, buffer.len);
    ou_buffer_release(vm, &buffer);
    return result;
}

/* Take a chunk of bytes as the text to give out next: 1; 0 at the end; -1. */
static int take_chunk(OuVM *vm, OuTextIo *t, OuObj *bytes, OuObj *held, int64_t flags)
{
    ptrdiff_t size = ou_len(vm, bytes);
    OuObj *text = size >= 0 ? ou_text_decode(vm, t, bytes, size == 0) : NULL;
    if (!text)
        return -1;
    size_t length = ou_str_length(OU_STR(text));
    set_decoded_take(vm, t, text);
    t->ratio = length > 0 ? (double)size / (double)length : 0;
    if (t->telling) {
        OuObj *input = joined(vm, held, bytes);
        if (!input)
            return -1;
        t->snapshot_flags = flags;
        ou_put(vm, &t->snapshot, input);
    }
    return size > 0 || length > 0;
}

static int read_chunk(OuVM *vm, OuTextIo *t, ptrdiff_t hint)
{
    if (!t->can_read) {
        ou_io_unsupported(vm, "not readable");
        return -1;
    }
    OuObj *held = t->held ? ou_ref(t->held) : NULL;
    int64_t flags = ou_text_decoder_flags(t);
    OuObj *bytes = read_bytes(vm, t, hint);
    int result = bytes ? take_chunk(vm, t, bytes, held, flags) : -1;
    ou_unref(vm, bytes);
    ou_unref(vm, held);
    return result;
}

/* ---- characters and lines ---- */

/* How many bytes `count` characters of text take, or SIZE_MAX if it has fewer; *there: how many it has then. */
static size_t width_of(const char *text, size_t size, bool ascii, size_t count, size_t *there)
{
    if (ascii) {
        *there = size;
        return count <= size ? count : SIZE_MAX;
    }
    size_t at = 0, passed = 0;
    for (; at < size && passed < count; passed++)
        do
            at++;
        while (at < size && (text[at] & 0xC0) == 0x80);
    *there = passed;
    return passed == count ? at : SIZE_MAX;
}

static OuObj *part_of(OuVM *vm, OuStr *text, size_t from, size_t size)
{
    if (from == 0 && size == text->size)
        return ou_ref(OU_OBJ(text));
    return text->ascii ? ou_str_new_ascii(vm, ou_str_text(text) + from, size) : ou_str_new(vm, ou_str_text(text) + from, size);
}

/* Up to `count` characters (all if it is negative) of what was read, and how many they are. */
static OuObj *take_decoded(OuVM *vm, OuTextIo *t, ptrdiff_t count, size_t *taken)
{
    *taken = 0;
    if (!t->decoded)
        return OU_EMPTY_STR;
    OuStr *text = OU_STR(t->decoded);
    size_t size = (size_t)text->size - t->used, width = SIZE_MAX;
    if (count >= 0)
        width = width_of(ou_str_text(text) + t->used, size, text->ascii, (size_t)count, taken);
    if (width != SIZE_MAX)
        *taken = (size_t)count;
    else
        width = size;
    OuObj *part = part_of(vm, text, t->used, width);
    if (part)
        t->used += width;
    return part;
}

static OuObj *read_all(OuVM *vm, OuTextIo *t)
{
    OuObj *bytes = ou_text_call_buffer(vm, t, OU_NAME(read), NULL, 0), *first = NULL, *result = NULL;
    OuObj *text = bytes ? ou_text_decode(vm, t, bytes, true) : NULL;
    size_t taken;
    ou_unref(vm, bytes);
    if (text)
        first = take_decoded(vm, t, -1, &taken);
    if (first)
        result = OU_STR(first)->size > 0 ? ou_str_concat(vm, first, text) : ou_ref(text);
    ou_unref(vm, first);
    ou_unref(vm, text);
    if (result)
        ou_text_forget(vm, t);
    return result;
}

static OuObj *read_characters(OuVM *vm, OuTextIo *t, ptrdiff_t count)
{
    size_t taken;
    OuObj *result = take_decoded(vm, t, count, &taken);
    for (count -= (ptrdiff_t)taken; result && count > 0; count -= (ptrdiff_t)taken) {
        int more = read_chunk(vm, t, count);
        if (more == 0)
            break;
        OuObj *part = more > 0 ? take_decoded(vm, t, count, &taken) : NULL;
        if (part)
            result = ou_str_append_take(vm, result, part);
        else
            ou_clear(vm, &result);
        ou_unref(vm, part);
    }
    return result;
}

/* Is the stream one that is open and can be read? What was written goes out first. */
static bool for_reading(OuVM *vm, OuTextIo *t)
{
    if (!ou_text_usable(vm, t))
        return false;
    if (!t->can_read)
        return ou_io_unsupported(vm, "not readable"), false;
    return ou_text_flush(vm, t);
}

OuObj *ou_text_read(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t count;
    if (!ou_io_size_argument(vm, OU_ARG(0), &count) || !for_reading(vm, SELF(self)))
        return NULL;
    return count < 0 ? read_all(vm, SELF(self)) : read_characters(vm, SELF(self), count);
}

/* Length of the line at the start of data, its end included; 0 if the end is not there. A "\r" is never the last of what
 * a decoder gives that knows line ends, unless nothing follows. */
static size_t line_length(OuNewline newline, const char *data, size_t size)
{
    if (newline == OU_NEWLINE_KEEP) {
        for (size_t i = 0; i < size; i++) {
            if (data[i] == '\n')
                return i + 1;
            if (data[i] == '\r')
                return i + 1 < size && data[i + 1] == '\n' ? i + 2 : i + 1;
        }
        return 0;
    }
    char last = newline == OU_NEWLINE_CR ? '\r' : '\n';
    for (const char *at = data; (at = memchr(at, last, size - (size_t)(at - data))) != NULL; at++)
        if (newline != OU_NEWLINE_CRLF || (at > data && at[-1] == '\r'))
            return (size_t)(at - data) + 1;
    return 0;
}

/* A line as it is put together of several chunks. */
typedef struct OuLine {
    OuBuf parts;
    size_t length; /* characters in parts */
    size_t limit;  /* at most that many; SIZE_MAX: any number */
} OuLine;

/* Does the next chunk complete the line: how many bytes of it? SIZE_MAX: it does not. */
static size_t line_end(const OuTextIo *t, OuLine *line, const char *data, size_t size, bool ascii)
{
    bool pair = t->newline == OU_NEWLINE_CRLF && line->parts.len > 0 && line->parts.data[line->parts.len - 1] == '\r';
    size_t len = pair && size > 0 && *data == '\n' ? 1 : line_length(t->newline, data, size);
    if (line->limit == SIZE_MAX)
        return len ? len : SIZE_MAX;
    /* A return that may be the first half of an end does not count yet. */
    size_t counted = len ? len : size - (t->newline == OU_NEWLINE_CRLF && size > 0 && data[size - 1] == '\r'), there;
    size_t most = width_of(data, counted, ascii, line->limit - line->length, &there);
    if (most != SIZE_MAX)
        return most;
    line->length += there + (len ? 0 : size - counted);
    return len ? len : SIZE_MAX;
}

static OuObj *line_of(OuVM *vm, OuLine *line, OuStr *text, size_t from, size_t size)
{
    if (line->parts.len == 0 && !line->parts.failed)
        return part_of(vm, text, from, size);
    ou_buf_put(&line->parts, ou_str_text(text) + from, size);
    return ou_str_from_buf(vm, &line->parts);
}

static OuObj *read_line(OuVM *vm, OuTextIo *t, ptrdiff_t limit)
{
    OuLine line = {.limit = limit < 0 ? SIZE_MAX : (size_t)limit};
    ou_buf_init(&line.parts, &vm->mem);
    for (;;) {
        int more = 1;
        while (more > 0 && (!t->decoded || OU_STR(t->decoded)->size == 0))
            more = read_chunk(vm, t, 0);
        if (more <= 0) {
            if (more < 0) {
                ou_buf_drop(&line.parts);
                return NULL;
            }
            ou_text_forget(vm, t);
            return ou_str_from_buf(vm, &line.parts);
        }
        OuStr *text = OU_STR(t->decoded);
        const char *data = ou_str_text(text) + t->used;
        size_t size = (size_t)text->size - t->used, len = line_end(t, &line, data, size, text->ascii);
        if (len != SIZE_MAX) {
            size_t from = t->used;
            t->used += len;
            return line_of(vm, &line, text, from, len);
        }
        if (size > 0)
            ou_buf_put(&line.parts, data, size);
        line.parts.failed = line.parts.failed || !ou_check(vm, 1 + (uint32_t)(size >> 8));
        if (line.parts.failed)
            return ou_str_from_buf(vm, &line.parts);
        set_decoded_take(vm, t, NULL);
    }
}

static OuObj *readline(OuVM *vm, OuTextIo *t, ptrdiff_t limit)
{
    return ou_text_usable(vm, t) && ou_text_flush(vm, t) ? read_line(vm, t, limit) : NULL;
}

OuObj *ou_text_readline(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t limit = -1;
    if (OU_ARG(0) && !ou_arg_ssize(vm, args[0], &limit))
        return NULL;
    return readline(vm, SELF(self), limit);
}

OuObj *ou_text_next(OuVM *vm, OuObj *self)
{
    OuTextIo *t = SELF(self);
    if (!ou_text_attached(vm, t))
        return NULL;
    t->telling = false;
    OuObj *line = ou_is_exact(self, OU_T_TEXT_IO) ? readline(vm, t, -1) : ou_io_ask_line(vm, self, true);
    if (!line || OU_STR(line)->size > 0)
        return line;
    ou_unref(vm, line);
    ou_clear(vm, &t->snapshot);
    t->telling = t->seekable;
    return OU_DONE;
}

/* ---- positions ---- */

/* What tell() gives and seek() takes: where in the buffer to begin, the decoder's state there, how many bytes to feed it
 * (and whether that is all), and how many of the characters to skip. As a number these fields follow each other. */
typedef struct OuCookie {
    int64_t start;
    int32_t flags, bytes, characters;
    bool final;
} OuCookie;
#define COOKIE_SIZE 21

static OuObj *cookie_number(OuVM *vm, const OuCookie *cookie)
{
    if (cookie->start >= 0 && !cookie->flags && !cookie->bytes && !cookie->characters && !cookie->final)
        return ou_int_from(vm, cookie->start);
    char packed[COOKIE_SIZE];
    memcpy(packed, &cookie->start, 8);
    memcpy(packed + 8, &cookie->flags, 4);
    memcpy(packed + 12, &cookie->bytes, 4);
    memcpy(packed + 16, &cookie->characters, 4);
    packed[20] = cookie->final;
    OuClass *cls = ou_builtin_class(vm, OU_T_INT);
    OuStr *name = ou_str_intern(vm, "from_bytes", 10);
    OuObj *args[2] = {ou_bytes_new(vm, packed, COOKIE_SIZE), ou_str_from(vm, "little")};
    OuObj *number = cls && name && args[0] && args[1] ? ou_call_method(vm, OU_OBJ(cls), name, args, 2) : NULL;
    ou_unref(vm, args[0]);
    ou_unref(vm, args[1]);
    ou_unref(vm, name);
    return number;
}

static bool read_cookie(OuVM *vm, OuObj *object, OuCookie *cookie)
{
    OuClass *cls = ou_builtin_class(vm, OU_T_INT);
    OuStr *name = cls ? ou_str_intern(vm, "to_bytes", 8) : NULL;
    OuObj *number = name ? ou_call1(vm, OU_OBJ(cls), object) : NULL;
    OuObj *args[2] = {ou_int_from(vm, COOKIE_SIZE), ou_str_from(vm, "little")};
    OuObj *bytes = number && args[1] ? ou_call_method(vm, number, name, args, 2) : NULL;
    if (bytes) {
        const char *packed = ou_bytes_data(bytes);
        memcpy(&cookie->start, packed, 8);
        memcpy(&cookie->flags, packed + 8, 4);
        memcpy(&cookie->bytes, packed + 12, 4);
        memcpy(&cookie->characters, packed + 16, 4);
        cookie->final = packed[20] != 0;
    }
    ou_unref(vm, args[1]);
    ou_unref(vm, number);
    ou_unref(vm, name);
    ou_unref(vm, bytes);
    return bytes != NULL;
}

static void set_decoder(OuVM *vm, OuTextIo *t, const OuCookie *cookie)
{
    if (cookie->start == 0 && cookie->flags == 0)
        ou_text_decoder_reset(vm, t);
    else
        ou_text_decoder_set(vm, t, cookie->flags);
}

/* How many characters do `size` bytes from `at` give? -1: exception. Where the snapshot has fewer, because it was taken
 * before an iteration, CPython looks behind its end, where zeros are. */
static ptrdiff_t count_decoded(OuVM *vm, OuTextIo *t, OuObj *input, size_t at, size_t size, bool final)
{
    size_t there = ou_bytes_len(input) - at;
    OuObj *bytes = size <= there ? ou_bytes_new(vm, ou_bytes_data(input) + at, size) : OU_OBJ(ou_bytes_alloc(vm, size));
    if (bytes && size > there) {
        memcpy(ou_bytes_data(bytes), ou_bytes_data(input) + at, there);
        memset(ou_bytes_data(bytes) + there, 0, size - there);
    }
    OuObj *text = bytes ? ou_text_decode(vm, t, bytes, final) : NULL;
    ptrdiff_t count = text ? (ptrdiff_t)ou_str_length(OU_STR(text)) : -1;
    ou_unref(vm, text);
    ou_unref(vm, bytes);
    return count;
}

static size_t held_size(const OuTextIo *t)
{
    return t->held ? ou_bytes_len(t->held) : 0;
}

/* A guess, from how many bytes a character took, at a place before the position where the decoder holds nothing. */
static bool find_start(OuVM *vm, OuTextIo *t, OuObj *input, OuCookie *cookie)
{
    ptrdiff_t skip = (ptrdiff_t)(t->ratio * cookie->characters), back = 1;
    while (skip > 0) {
        set_decoder(vm, t, cookie);
        ptrdiff_t count = count_decoded(vm, t, input, 0, (size_t)skip, false);
        if (count < 0)
            return false;
        if (count <= cookie->characters && held_size(t) == 0) {
            cookie->flags = (int32_t)ou_text_decoder_flags(t);
            cookie->characters -= (int32_t)count;
            break;
        }
        if (count <= cookie->characters) {
            skip -= (ptrdiff_t)held_size(t);
            back = 1;
        } else {
            skip -= back;
            back *= 2;
        }
    }
    if (skip <= 0) {
        skip = 0;
        set_decoder(vm, t, cookie);
    }
    cookie->start += skip;
    return true;
}

/* From there byte by byte; each place where the decoder holds nothing is a better start. */
static bool go_on_to_position(OuVM *vm, OuTextIo *t, OuObj *input, size_t at, OuCookie *cookie)
{
    ptrdiff_t decoded = 0;
    size_t size = ou_bytes_len(input);
    for (; at < size; at++) {
        ptrdiff_t count = count_decoded(vm, t, input, at, 1, false);
        if (count < 0)
            return false;
        decoded += count;
        cookie->bytes++;
        if (held_size(t) == 0 && decoded <= cookie->characters) {
            cookie->start += cookie->bytes;
            cookie->characters -= (int32_t)decoded;
            cookie->flags = (int32_t)ou_text_decoder_flags(t);
            cookie->bytes = 0;
            decoded = 0;
        }
        if (decoded >= cookie->characters)
            return true;
    }
    if (at > size)
        return true;
    ptrdiff_t count = count_decoded(vm, t, input, size, 0, true);
    if (count < 0)
        return false;
    cookie->final = true;
    if (decoded + count >= cookie->characters)
        return true;
    ou_raise(vm, OU_T_OSError, "can't reconstruct logical file position");
    return false;
}

static bool position_of(OuVM *vm, OuTextIo *t, OuObj *input, OuCookie *cookie)
{
    int64_t start = cookie->start;
    return find_start(vm, t, input, cookie)
        && (cookie->characters == 0 || go_on_to_position(vm, t, input, (size_t)(cookie->start - start), cookie));
}

/* The position of the next character in `position`, that of the buffer. The decoder is used for that and put back. */
static OuObj *position_within(OuVM *vm, OuTextIo *t, int64_t position)
{
    OuObj *input = ou_ref(t->snapshot), *held = t->held ? ou_ref(t->held) : NULL;
    OuCookie cookie = {.start = position - (int64_t)ou_bytes_len(input), .flags = (int32_t)t->snapshot_flags};
    bool ok = true;
    if (t->used > 0) {
        cookie.characters = (int32_t)ou_utf8_length(ou_str_text(OU_STR(t->decoded)), t->used);
        int64_t flags = ou_text_decoder_flags(t);
        ok = position_of(vm, t, input, &cookie);
        OuObj *error = ou_error_take(vm);
        ou_text_decoder_set(vm, t, flags);
        ou_put(vm, &t->held, held);
        held = NULL;
        ou_error_restore_take(vm, error);
    }
    ou_unref(vm, held);
    ou_unref(vm, input);
    return ok ? cookie_number(vm, &cookie) : NULL;
}

static bool flush_all(OuVM *vm, OuObj *self)
{
    OuObj *flushed = ou_call_method(vm, self, OU_NAME(flush), NULL, 0);
    ou_unref(vm, flushed);
    return flushed != NULL;
}

OuObj *ou_text_tell(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuTextIo *t = SELF(self);
    if (!ou_text_usable(vm, t))
        return NULL;
    if (!t->seekable)
        return ou_io_unsupported(vm, "underlying stream is not seekable");
    if (!t->telling)
        return ou_raise(vm, OU_T_OSError, "telling position disabled by next() call");
    if (!ou_text_flush(vm, t) || !flush_all(vm, self))
        return NULL;
    OuObj *position = ou_text_call_buffer(vm, t, OU_NAME(tell), NULL, 0);
    if (!position || !t->can_read || !t->snapshot)
        return position;
    int64_t number;
    bool ok = ou_as_int64(vm, position, &number);
    ou_unref(vm, position);
    return ok ? position_within(vm, t, number) : NULL;
}

/* Does the position that a script gave compare like that to 0? -1: exception. */
static int against_zero(OuVM *vm, OuObj *cookie, OuCompareOp op)
{
    OuObj *zero = ou_int_from(vm, 0);
    int answer = zero ? ou_compare_bool(vm, cookie, zero, op) : -1;
    ou_unref(vm, zero);
    return answer;
}

static OuObj *seek_buffer(OuVM *vm, OuTextIo *t, int64_t position, int whence)
{
    OuObj *arguments[2] = {ou_int_from(vm, position), ou_int_from(vm, whence)};
    OuObj *result = arguments[0] ? ou_text_call_buffer(vm, t, OU_NAME(seek), arguments, whence ? 2 : 1) : NULL;
    ou_unref(vm, arguments[0]);
    return result;
}

static OuObj *seek_to_end(OuVM *vm, OuObj *self)
{
    OuTextIo *t = SELF(self);
    if (!flush_all(vm, self))
        return NULL;
    ou_text_forget(vm, t);
    if (t->can_read)
        ou_text_decoder_reset(vm, t);
    OuObj *result = seek_buffer(vm, t, 0, 2);
    if (result && t->can_write) {
        int start = against_zero(vm, result, OU_EQ);
        if (start < 0)
            ou_clear(vm, &result);
        t->at_start = start > 0;
    }
    return result;
}

/* Feed the decoder what lies before the position. */
static bool restore_text(OuVM *vm, OuTextIo *t, const OuCookie *cookie)
{
    OuObj *size = ou_int_from(vm, cookie->bytes);
    OuObj *input = ou_text_call_buffer(vm, t, OU_NAME(read), &size, 1);
    if (input && !ou_is(vm, input, OU_TF_IS_BYTES)) {
        OU_TYPE_ERROR(vm, "underlying read() should have returned a bytes object, not '%.200T'", input);
        ou_clear(vm, &input);
    }
    if (!input)
        return false;
    t->snapshot_flags = cookie->flags;
    ou_put(vm, &t->snapshot, input);
    ou_ref(input);
    OuObj *text = ou_text_decode(vm, t, input, cookie->final);
    ou_unref(vm, input);
    if (!text)
        return false;
    set_decoded_take(vm, t, text);
    size_t there, width = cookie->characters < 0 ? SIZE_MAX
        : width_of(ou_str_text(OU_STR(text)), OU_STR(text)->size, OU_STR(text)->ascii, (size_t)cookie->characters, &there);
    if (width == SIZE_MAX)
        return ou_raise(vm, OU_T_OSError, "can't restore logical file position"), false;
    t->used = width;
    return true;
}

static OuObj *seek_from_start(OuVM *vm, OuObj *self, OuObj *object)
{
    OuTextIo *t = SELF(self);
    OuCookie cookie;
    int negative = against_zero(vm, object, OU_LT);
    if (negative > 0)
        return OU_VALUE_ERROR(vm, "negative seek position %R", object);
    if (negative < 0 || !flush_all(vm, self) || !read_cookie(vm, object, &cookie))
        return NULL;
    OuObj *result = seek_buffer(vm, t, cookie.start, 0);
    if (!result)
        return NULL;
    ou_unref(vm, result);
    ou_text_forget(vm, t);
    if (t->can_read)
        set_decoder(vm, t, &cookie);
    if (cookie.characters) {
        if (!restore_text(vm, t, &cookie))
            return NULL;
    } else {
        t->snapshot_flags = cookie.flags;
        ou_put(vm, &t->snapshot, OU_EMPTY_BYTES);
    }
    if (t->can_write)
        t->at_start = cookie.start == 0 && cookie.flags == 0;
    return ou_ref(object);
}

static OuObj *seek_from_here(OuVM *vm, OuObj *self)
{
    OuObj *here = ou_call_method(vm, self, OU_NAME(tell), NULL, 0);
    OuObj *result = here ? seek_from_start(vm, self, here) : NULL;
    ou_unref(vm, here);
    return result;
}

OuObj *ou_text_seek(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuTextIo *t = SELF(self);
    int whence = 0;
    if ((OU_ARG(1) && !ou_arg_int(vm, args[1], &whence)) || !ou_text_usable(vm, t))
        return NULL;
    if (!t->seekable)
        return ou_io_unsupported(vm, "underlying stream is not seekable");
    if (whence < 0 || whence > 2)
        return OU_VALUE_ERROR(vm, "invalid whence (%d, should be 0, 1 or 2)", whence);
    if (whence == 0)
        return seek_from_start(vm, self, args[0]);
    int zero = against_zero(vm, args[0], OU_EQ);
    if (zero == 0)
        return ou_io_unsupported(vm, whence == 1 ? "can't do nonzero cur-relative seeks"
                                                 : "can't do nonzero end-relative seeks");
    return zero < 0 ? NULL : whence == 2 ? seek_to_end(vm, self) : seek_from_here(vm, self);
}
