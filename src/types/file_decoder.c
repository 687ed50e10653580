/* file_decoder.c - how a text stream turns bytes into text, piece by piece: the codec, what it holds back between two
 * pieces, and the ends of lines, which are made "\n" or only counted. See OuTextIo in file_parts.h. Handlers of errors
 * may run script code: the state is taken before and stored after. */
#include "base/utf8.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/codec_state.h"
#include "types/file_parts.h"
#include <string.h>

static bool knows_newlines(const OuTextIo *self)
{
    return self->newline == OU_NEWLINE_UNIVERSAL || self->newline == OU_NEWLINE_KEEP;
}

/* Begins its text with a byte order mark, from which the decoder learns the order? */
static bool reads_mark(const OuCodec *codec)
{
    return codec->width > 1 && codec->order == 0;
}

int64_t ou_text_decoder_flags(const OuTextIo *self)
{
    int64_t flags = 0;
    if (reads_mark(self->codec))
        flags = self->order == 0 ? 2 : self->order > 0;
    else if (self->codec->signature)
        flags = self->order == 0;
    return knows_newlines(self) ? flags * 2 + self->return_held : flags;
}

void ou_text_decoder_set(OuVM *vm, OuTextIo *self, int64_t flags)
{
    if (knows_newlines(self)) {
        self->return_held = flags & 1;
        flags = (int64_t)((uint64_t)flags >> 1);
    }
    if (reads_mark(self->codec))
        self->order = flags == 0 ? -1 : flags == 1;
    else
        self->order = flags ? 0 : -1;
    ou_clear(vm, &self->held);
}

void ou_text_decoder_reset(OuVM *vm, OuTextIo *self)
{
    self->order = 0;
    self->return_held = false;
    self->ends_seen = 0;
    ou_clear(vm, &self->held);
}

OuObj *ou_text_newlines(OuVM *vm, unsigned seen)
{
    static const char ends[3][3] = {"\r", "\n", "\r\n"};
    OuObj *found[3];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++)
        if (seen >> i & 1) {
            found[count] = ou_str_from(vm, ends[i]);
            if (!found[count])
                break;
            count++;
        }
    if (count == 0)
        return ou_error_peek(vm) ? NULL : OU_NONE;
    if (count == 1)
        return found[0];
    return ou_tuple_new_take(vm, found, count);
}

/* ---- the ends of lines ---- */

bool ou_text_see_ends(OuVM *vm, uint8_t *seen, const char *data, size_t size)
{
    for (const char *at = data, *end = data + size; at < end; at++) {
        if (!OU_PASS(vm, (at - data) | 1)) /* steps may be of two */
            return false;
        if (*at == '\n') {
            *seen |= OU_SEEN_LF;
        } else if (*at == '\r' && at + 1 < end && at[1] == '\n') {
            *seen |= OU_SEEN_CRLF;
            at++;
        } else if (*at == '\r') {
            *seen |= OU_SEEN_CR;
        }
    }
    return true;
}

static bool put_translated(OuVM *vm, OuBuf *out, const char *data, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        if (!OU_PASS(vm, i | 1))
            return false;
        ou_buf_putc(out, data[i] == '\r' ? '\n' : data[i]);
        if (data[i] == '\r' && i + 1 < size && data[i + 1] == '\n')
            i++;
    }
    return true;
}

/* The decoded text (consumed) with its line ends dealt with. */
static OuObj *with_newlines(OuVM *vm, OuTextIo *self, OuObj *text, bool final)
{
    const char *data = ou_str_text(OU_STR(text));
    size_t size = OU_STR(text)->size;
    bool before = self->return_held && (final || size > 0);
    if (!before && !memchr(data, '\r', size)) {
        if (!(self->ends_seen & OU_SEEN_LF) && memchr(data, '\n', size))
            self->ends_seen |= OU_SEEN_LF;
        return text;
    }
    OuBuf whole, changed;
    ou_buf_init(&whole, &vm->mem);
    ou_buf_init(&changed, &vm->mem);
    if (before)
        ou_buf_putc(&whole, '\r');
    ou_buf_put_long(vm, &whole, data, size);
    ou_unref(vm, text);
    if (whole.failed)
        return ou_str_from_buf(vm, &whole);
    self->return_held = !final && whole.data[whole.len - 1] == '\r';
    whole.len -= self->return_held;
    bool ok = ou_text_see_ends(vm, &self->ends_seen, whole.data, whole.len);
    if (ok && self->newline == OU_NEWLINE_KEEP)
        return ou_str_from_buf(vm, &whole);
    ok = ok && put_translated(vm, &changed, whole.data, whole.len);
    ou_buf_drop(&whole);
    if (!ok) {
        ou_buf_drop(&changed);
        return NULL;
    }
    return ou_str_from_buf(vm, &changed);
}

/* ---- the codec ---- */

/* A mark at the beginning, or not enough there to tell? */
static bool may_have_mark(const OuCodec *codec, const char *data, size_t size)
{
    static const char marks[2][2][5] = {{"\xFF\xFE", "\xFE\xFF"}, {"\xFF\xFE\0\0", "\0\0\xFE\xFF"}};
    size_t width = (size_t)codec->width;
    if (size < width)
        return true;
    const char(*two)[5] = marks[width == 4];
    return memcmp(data, two[0], width) == 0 || memcmp(data, two[1], width) == 0;
}

static OuObj *decode_known(OuVM *vm, OuTextIo *self, const char *data, size_t size, bool final, size_t *consumed)
{
    const OuCodec *codec = self->codec;
    bool mark = reads_mark(codec) && self->order == 0, unmarked = mark && !may_have_mark(codec, data, size);
    *consumed = 0;
    if (codec->signature && self->order == 0 && size < 3) {
        if (memcmp(data, "\xEF\xBB\xBF", size) == 0)
            return OU_EMPTY_STR; /* perhaps the beginning of the signature */
        self->order = -1;
    }
    OuObj *errors = ou_ref(self->errors);
    int order = self->order;
    OuObj *text = ou_codec_decode_part(vm, codec, data, size, ou_str_text(OU_STR(errors)), final, consumed, &order);
    ou_unref(vm, errors);
    if ((text && !unmarked) || codec->signature)
        self->order = order;
    if (text && unmarked && *consumed >= (size_t)codec->width) {
        ou_raise(vm, OU_T_UnicodeError, "UTF-%d stream does not start with BOM", codec->width * 8);
        ou_clear(vm, &text);
    }
    return text;
}

/* Of all codecs that hold bytes back. */
static OuObj *decode_after_held(OuVM *vm, OuTextIo *self, const char *data, size_t size, bool final)
{
    OuBuf whole;
    ou_buf_init(&whole, &vm->mem);
    if (self->held && OU_BYTES(self->held)->size > 0) {
        ou_buf_put(&whole, OU_BYTES(self->held)->data, OU_BYTES(self->held)->size);
        ou_buf_put(&whole, data, size);
        if (whole.failed) {
            ou_buf_drop(&whole);
            return ou_raise_memory(vm);
        }
        data = whole.data;
        size = whole.len;
    }
    size_t consumed;
    OuObj *text = decode_known(vm, self, data, size, final, &consumed);
    if (text) {
        OuObj *rest = consumed < size ? ou_bytes_new(vm, data + consumed, size - consumed) : NULL;
        if (rest || consumed >= size)
            ou_put(vm, &self->held, rest);
        else
            ou_clear(vm, &text);
    }
    ou_buf_drop(&whole);
    return text;
}

OuObj *ou_text_decode(OuVM *vm, OuTextIo *self, OuObj *bytes, bool final)
{
    OuBuffer source;
    bool plain = self->codec->limit > 0 || strcmp(self->codec->label, "cp1252") == 0; /* holds nothing back */
    if (!ou_has_buffer(vm, bytes) && !plain)
        return OU_TYPE_ERROR(vm, "can't concat %T to bytes", bytes);
    if (!ou_buffer_get(vm, bytes, &source))
        return NULL;
    OuObj *text;
    if (!self->held && (plain || self->kind == 'u') && ou_utf8_is_ascii(source.data, source.len))
        text = ou_str_new_ascii(vm, source.data, source.len);
    else
        text = decode_after_held(vm, self, source.data, source.len, final);
    ou_buffer_release(vm, &source);
    return text && knows_newlines(self) ? with_newlines(vm, self, text, final) : text;
}
