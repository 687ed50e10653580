/* codec_errors.c - what happens at text or bytes that a codec cannot convert.
 *
 * The exception object of the first error is used again for later ones of the same
 * conversion (its attributes change, its args do not), as in CPython. Handlers of scripts
 * run script code. */
#include "base/unicode.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/codec_state.h"
#include "object/exception.h"
#include "object/int.h"
#include <string.h>

static const struct {
    const char *name;
    OuErrorMode mode;
} modes[] = {
    {"strict", OU_ERRORS_STRICT},
    {"ignore", OU_ERRORS_IGNORE},
    {"replace", OU_ERRORS_REPLACE},
    {"backslashreplace", OU_ERRORS_BACKSLASH},
    {"xmlcharrefreplace", OU_ERRORS_XML},
    {"namereplace", OU_ERRORS_NAME},
    {"surrogateescape", OU_ERRORS_ESCAPE},
    {"surrogatepass", OU_ERRORS_PASS},
};

OuErrorMode ou_error_mode(const char *errors)
{
    if (errors == NULL)
        return OU_ERRORS_STRICT;
    for (size_t i = 0; i < OU_COUNT_OF(modes); i++)
        if (strcmp(errors, modes[i].name) == 0)
            return modes[i].mode;
    return OU_ERRORS_OTHER;
}

/* ---- handlers of scripts ---- */

OuObj *ou_codec_lookup_error(OuVM *vm, const char *name)
{
    if (ou_error_mode(name) != OU_ERRORS_OTHER)
        return OU_ABSENT;
    if (vm->codec_errors) {
        OuStr *key = ou_str_intern(vm, name, strlen(name));
        if (key == NULL)
            return NULL;
        OuObj *found = ou_dict_peek_str(vm, vm->codec_errors, key);
        ou_xref(found);
        ou_unref(vm, key);
        if (found)
            return found;
    }
    return ou_raise(vm, OU_T_LookupError, "unknown error handler name '%.400s'", name);
}

bool ou_codec_register_error(OuVM *vm, OuObj *name, OuObj *handler)
{
    if (!ou_callable(vm, handler)) {
        OU_TYPE_ERROR(vm, "handler must be callable");
        return false;
    }
    if (vm->codec_errors == NULL) {
        vm->codec_errors = OU_DICT(ou_dict_new(vm));
        if (vm->codec_errors == NULL)
            return false;
    }
    return ou_dict_set_str(vm, vm->codec_errors, ou_str_text(OU_STR(name)), handler);
}

/* Make the exception, or set the attributes of the one of the last error. */
static bool make_exception(OuVM *vm, OuObj **slot, uint32_t type, const char *encoding,
                           OuObj *object, size_t start, size_t end, const char *reason)
{
    OuObj *text = ou_str_from(vm, reason);
    if (text == NULL)
        return false;
    if (*slot != NULL) {
        OuUnicodeErrorObj *exception = (OuUnicodeErrorObj *)*slot;
        exception->start = (ptrdiff_t)start;
        exception->end = (ptrdiff_t)end;
        ou_put(vm, &exception->reason, text);
        return true;
    }
    OuObj *args[5] = {ou_str_from(vm, encoding), ou_ref(object), ou_int_from(vm, (int64_t)start),
                      ou_int_from(vm, (int64_t)end), text};
    if (args[0] && args[2] && args[3])
        *slot = ou_exception_new(vm, type, args, 5);
    for (size_t i = 0; i < 5; i++)
        ou_unref(vm, args[i]);
    return *slot != NULL;
}

/* Call the script's handler; *text (owned) and *position are what it answered. */
static bool call_handler(OuVM *vm, const char *errors, OuObj *exception, bool encoding,
                         OuObj **text, ptrdiff_t *position)
{
    OuObj *handler = ou_codec_lookup_error(vm, errors);
    if (handler == NULL)
        return false;
    OuObj *answer = ou_call1(vm, handler, exception);
    ou_unref(vm, handler);
    if (answer == NULL)
        return false;
    bool ok = ou_is(vm, answer, OU_TF_IS_TUPLE) && OU_TUPLE(answer)->len == 2;
    if (ok) {
        OuObj *first = OU_TUPLE(answer)->items[0];
        ok = (ou_is_str(vm, first) || (encoding && ou_is(vm, first, OU_TF_IS_BYTES)))
             && ou_is(vm, OU_TUPLE(answer)->items[1], OU_TF_IS_INT);
    }
    if (!ok) {
        OU_TYPE_ERROR(vm, encoding ? "encoding error handler must return (str/bytes, int) tuple"
                                   : "decoding error handler must return (str, int) tuple");
    } else {
        ok = ou_as_ssize(vm, OU_TUPLE(answer)->items[1], position, OU_T_IndexError);
        *text = ok ? ou_ref(OU_TUPLE(answer)->items[0]) : NULL;
    }
    ou_unref(vm, answer);
    return ok;
}

/* ---- encoding ---- */

void ou_encode_unit(OuEncoder *e, uint32_t unit)
{
    char bytes[4];
    for (int i = 0; i < e->width; i++)
        bytes[e->big ? e->width - 1 - i : i] = (char)(unit >> (8 * i));
    ou_buf_put(&e->out, bytes, (size_t)e->width);
}

static void put_units(OuEncoder *e, const char *ascii)
{
    for (; *ascii; ascii++)
        ou_encode_unit(e, (unsigned char)*ascii);
}

static bool prepare_exception(OuEncoder *e, size_t count, const char *reason)
{
    return make_exception(e->vm, &e->exception, OU_T_UnicodeEncodeError, e->encoding, e->text,
                          e->position, e->position + count, reason);
}

static bool raise_encode(OuEncoder *e, size_t count, const char *reason)
{
    if (prepare_exception(e, count, reason)) {
        ou_raise_take(e->vm, e->exception);
        e->exception = NULL;
    }
    return false;
}

/* \x.., \u.... or \U........ */
static void escape_text(uint32_t c, char out[12])
{
    static const char digits[] = "0123456789abcdef";
    int count = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    *out++ = '\\';
    *out++ = "xuU"[count / 4];
    while (count-- > 0)
        *out++ = digits[c >> (4 * count) & 15];
    *out = 0;
}

static void put_replacement(OuEncoder *e, uint32_t c)
{
    char text[16];
    OuBuf name;
    switch (e->mode) {
    case OU_ERRORS_REPLACE:
        ou_encode_unit(e, '?');
        return;
    case OU_ERRORS_NAME:
        ou_buf_init(&name, e->out.mem);
        if (ou_uni_name(c, &name)) {
            const char *chars = ou_buf_text(&name);
            put_units(e, "\\N{");
            put_units(e, chars ? chars : "");
            put_units(e, "}");
            e->out.failed |= name.failed;
            ou_buf_drop(&name);
            return;
        }
        e->out.failed |= name.failed;
        ou_buf_drop(&name);
        escape_text(c, text);
        put_units(e, text);
        return;
    case OU_ERRORS_XML: {
        char digits[12];
        int len = 0;
        put_units(e, "&#");
        for (uint32_t rest = c; rest || len == 0; rest /= 10)
            digits[len++] = (char)('0' + rest % 10);
        while (len > 0)
            ou_encode_unit(e, (unsigned char)digits[--len]);
        put_units(e, ";");
        return;
    }
    case OU_ERRORS_BACKSLASH:
        escape_text(c, text);
        put_units(e, text);
        return;
    case OU_ERRORS_STRICT: case OU_ERRORS_IGNORE: case OU_ERRORS_ESCAPE: case OU_ERRORS_PASS:
    case OU_ERRORS_OTHER:
        return;
    }
}

/* surrogateescape and surrogatepass: only surrogates at the beginning of the run, or, in codecs by
 * table, all of it. */
static bool encode_surrogates(OuEncoder *e, size_t count, const char *reason)
{
    const char *start = e->at;
    size_t position = e->position, len = e->out.len;
    bool escape = e->mode == OU_ERRORS_ESCAPE;
    size_t done = 0;
    for (; done < count; done++) {
        const char *next = e->at;
        uint32_t c = ou_utf8_next(&next);
        if (escape && e->width == 1 && c >= 0xDC80 && c <= 0xDCFF)
            ou_buf_putc(&e->out, (char)(c - 0xDC00));
        else if (!escape && e->width > 1 && c >= 0xD800 && c <= 0xDFFF)
            ou_encode_unit(e, c);
        else if (!escape && e->utf8 && c >= 0xD800 && c <= 0xDFFF)
            ou_buf_put(&e->out, e->at, 3);
        else
            break;
        e->at = next;
        e->position++;
        if (!ou_check(e->vm, 1))
            return false;
    }
    if (done == count || (done > 0 && !e->by_table))
        return true;
    e->at = start;
    e->position = position;
    e->out.len = len;
    return raise_encode(e, count, reason);
}

/* Put the text of a handler's answer; characters that cannot be encoded either are an error. */
static bool put_answer(OuEncoder *e, OuObj *answer, size_t count, const char *reason)
{
    if (!ou_is_str(e->vm, answer)) {
        if (OU_BYTES(answer)->size % (size_t)e->width)
            return raise_encode(e, count, reason);
        ou_buf_put(&e->out, OU_BYTES(answer)->data, OU_BYTES(answer)->size);
        return true;
    }
    const char *at = ou_str_text(OU_STR(answer)), *end = at + OU_STR(answer)->size;
    uint32_t limit = e->limit ? e->limit : 0x80;
    while (at < end) {
        uint32_t c = ou_utf8_next(&at);
        int byte = e->by_table ? ou_windows_byte(c) : (int)c;
        if (byte < 0 || (c >= limit && !e->by_table))
            return raise_encode(e, count, reason);
        ou_encode_unit(e, (uint32_t)byte);
    }
    return true;
}

static bool encode_by_handler(OuEncoder *e, size_t count, const char *reason)
{
    OuVM *vm = e->vm;
    OuObj *answer;
    ptrdiff_t position;
    if (!prepare_exception(e, count, reason)
        || !call_handler(vm, e->errors, e->exception, true, &answer, &position))
        return false;
    ptrdiff_t length = (ptrdiff_t)ou_str_length(OU_STR(e->text));
    ptrdiff_t place = position < 0 ? position + length : position;
    bool ok = place >= 0 && place <= length;
    if (!ok)
        ou_raise(vm, OU_T_IndexError, "position %zd from error handler out of bounds", position);
    ok = ok && put_answer(e, answer, count, reason);
    ou_unref(vm, answer);
    if (ok) {
        e->position = (size_t)place;
        e->at = e->start + ou_str_offset(vm, OU_STR(e->text), e->position);
    }
    return ok && ou_poll(vm, 16);
}

bool ou_encode_error(OuEncoder *e, size_t count, const char *reason)
{
    switch (e->mode) {
    case OU_ERRORS_STRICT:
        return raise_encode(e, count, reason);
    case OU_ERRORS_ESCAPE: case OU_ERRORS_PASS:
        return encode_surrogates(e, count, reason);
    case OU_ERRORS_OTHER:
        return encode_by_handler(e, count, reason);
    case OU_ERRORS_IGNORE: case OU_ERRORS_REPLACE: case OU_ERRORS_BACKSLASH: case OU_ERRORS_XML:
    case OU_ERRORS_NAME:
        break;
    }
    for (size_t i = 0; i < count; i++) {
        put_replacement(e, ou_utf8_next(&e->at));
        if (!ou_check(e->vm, e->mode == OU_ERRORS_NAME ? 16 : 1)) /* names take long to put together */
            return false;
    }
    e->position += count;
    return true;
}

/* ---- decoding ---- */

static bool prepare_decode_exception(OuDecoder *d, size_t len, const char *reason)
{
    if (d->object == NULL) {
        d->object = ou_bytes_new(d->vm, d->start, (size_t)(d->end - d->start));
        if (d->object == NULL)
            return false;
    }
    size_t start = (size_t)(d->at - d->start);
    return make_exception(d->vm, &d->exception, OU_T_UnicodeDecodeError, d->encoding, d->object,
                          start, start + len, reason);
}

static bool raise_decode(OuDecoder *d, size_t len, const char *reason)
{
    if (prepare_decode_exception(d, len, reason)) {
        ou_raise_take(d->vm, d->exception);
        d->exception = NULL;
    }
    return false;
}

/* A surrogate written in the codec's own form at `at`: its bytes, or 0. */
static size_t read_surrogate(const OuDecoder *d, uint32_t *code)
{
    const unsigned char *s = (const unsigned char *)d->at;
    size_t left = (size_t)(d->end - d->at);
    size_t width = d->utf8 ? 3 : (size_t)d->width;
    if (left < width || (d->width == 1 && !d->utf8))
        return 0;
    if (d->utf8) {
        if ((s[0] & 0xF0) != 0xE0 || (s[1] & 0xC0) != 0x80 || (s[2] & 0xC0) != 0x80)
            return 0;
        *code = (s[0] & 0x0Fu) << 12 | (s[1] & 0x3Fu) << 6 | (s[2] & 0x3Fu);
    } else {
        *code = 0;
        for (size_t i = 0; i < width; i++)
            *code |= (uint32_t)s[d->big ? width - 1 - i : i] << (8 * i);
    }
    return *code >= 0xD800 && *code <= 0xDFFF ? width : 0;
}

static bool decode_surrogates(OuDecoder *d, size_t len, const char *reason)
{
    if (d->mode == OU_ERRORS_PASS) {
        uint32_t code;
        size_t used = read_surrogate(d, &code);
        if (used == 0)
            return raise_decode(d, len, reason);
        ou_buf_put_code(&d->out, code);
        d->at += used;
        return true;
    }
    size_t done = 0;
    while (done < len && done < 4 && (unsigned char)d->at[done] >= 0x80)
        ou_buf_put_code(&d->out, 0xDC00u + (unsigned char)d->at[done++]);
    if (done == 0)
        return raise_decode(d, len, reason);
    d->at += done;
    return true;
}

static bool decode_by_handler(OuDecoder *d, size_t len, const char *reason)
{
    OuVM *vm = d->vm;
    OuObj *answer;
    ptrdiff_t position;
    if (!prepare_decode_exception(d, len, reason)
        || !call_handler(vm, d->errors, d->exception, false, &answer, &position))
        return false;
    ptrdiff_t size = d->end - d->start;
    ptrdiff_t place = position < 0 ? position + size : position;
    bool ok = place >= 0 && place <= size;
    if (!ok)
        ou_raise(vm, OU_T_IndexError, "position %zd from error handler out of bounds", position);
    else
        ou_buf_put(&d->out, ou_str_text(OU_STR(answer)), OU_STR(answer)->size);
    ou_unref(vm, answer);
    if (ok)
        d->at = d->start + place;
    return ok && ou_poll(vm, 16);
}

bool ou_decode_error(OuDecoder *d, size_t len, const char *reason)
{
    switch (d->mode) {
    case OU_ERRORS_STRICT:
        return raise_decode(d, len, reason);
    case OU_ERRORS_IGNORE:
        break;
    case OU_ERRORS_REPLACE:
        ou_buf_put_code(&d->out, 0xFFFD);
        break;
    case OU_ERRORS_BACKSLASH:
        for (size_t i = 0; i < len; i++)
            ou_buf_printf(&d->out, "\\x%02x", (unsigned char)d->at[i]);
        break;
    case OU_ERRORS_XML: case OU_ERRORS_NAME:
        OU_TYPE_ERROR(d->vm, "don't know how to handle UnicodeDecodeError in error callback");
        return false;
    case OU_ERRORS_ESCAPE: case OU_ERRORS_PASS:
        return decode_surrogates(d, len, reason);
    case OU_ERRORS_OTHER:
        return decode_by_handler(d, len, reason);
    }
    d->at += len;
    return ou_check(d->vm, 1);
}

/* ---- built-in handlers called by a script ---- */

/* The part of the exception's object that is in error. */
static void error_range(const OuUnicodeErrorObj *exception, size_t length, size_t *start,
                        size_t *end)
{
    ptrdiff_t from = exception->start, to = exception->end, limit = (ptrdiff_t)length;
    from = from < 0 ? 0 : from >= limit ? (limit ? limit - 1 : 0) : from;
    to = to < 1 ? 1 : to > limit ? limit : to;
    *start = (size_t)from;
    *end = to < from ? *start : (size_t)to;
}

static OuObj *answer_take(OuVM *vm, OuObj *text, size_t position)
{
    OuObj *items[2] = {text, text ? ou_int_from(vm, (int64_t)position) : NULL};
    if (items[0] == NULL || items[1] == NULL) {
        ou_unref(vm, text);
        return NULL;
    }
    return ou_tuple_new_take(vm, items, 2);
}

static OuObj *answer_decode(OuVM *vm, OuErrorMode mode, OuObj *exception)
{
    const OuBytes *bytes = OU_BYTES(((OuUnicodeErrorObj *)exception)->object);
    size_t start, end;
    error_range((OuUnicodeErrorObj *)exception, bytes->size, &start, &end);
    OuDecoder d = {.vm = vm, .mode = mode, .start = bytes->data, .at = bytes->data + start,
                   .end = bytes->data + bytes->size, .width = 1, .utf8 = true};
    uint32_t code;
    if ((mode == OU_ERRORS_ESCAPE && (start == end || (unsigned char)*d.at < 0x80))
        || (mode == OU_ERRORS_PASS && read_surrogate(&d, &code) == 0))
        return ou_raise_take(vm, ou_ref(exception));
    ou_buf_init(&d.out, &vm->mem);
    if (!ou_decode_error(&d, end - start, "")) {
        ou_buf_drop(&d.out);
        return NULL;
    }
    return answer_take(vm, ou_str_from_buf(vm, &d.out), (size_t)(d.at - d.start));
}

static OuObj *answer_encode(OuVM *vm, OuErrorMode mode, OuObj *exception, bool translate)
{
    OuStr *s = OU_STR(((OuUnicodeErrorObj *)exception)->object);
    size_t start, end;
    error_range((OuUnicodeErrorObj *)exception, ou_str_length(s), &start, &end);
    OuEncoder e = {.vm = vm,
                   .mode = mode,
                   .text = OU_OBJ(s),
                   .start = ou_str_text(s),
                   .width = 1,
                   .utf8 = true};
    e.at = e.start + ou_str_offset(vm, s, start);
    e.end = e.start + s->size;
    e.position = start;
    bool bytes = mode == OU_ERRORS_ESCAPE || mode == OU_ERRORS_PASS;
    if (bytes) {
        uint32_t c = start < end ? ou_str_code_at(vm, s, start) : 0;
        uint32_t first = mode == OU_ERRORS_ESCAPE ? 0xDC80 : 0xD800;
        uint32_t last = mode == OU_ERRORS_ESCAPE ? 0xDCFF : 0xDFFF;
        if (c < first || c > last)
            return ou_raise_take(vm, ou_ref(exception));
    }
    ou_buf_init(&e.out, &vm->mem);
    if (translate && mode == OU_ERRORS_REPLACE) {
        for (; e.position < end; e.position++)
            ou_buf_put_code(&e.out, 0xFFFD);
    } else if (!ou_encode_error(&e, end - start, "")) {
        ou_buf_drop(&e.out);
        return NULL;
    }
    return answer_take(vm, bytes ? ou_bytes_from_buf(vm, &e.out) : ou_str_from_buf(vm, &e.out),
                       e.position);
}

OuObj *ou_codec_call_error(OuVM *vm, const char *name, OuObj *exception)
{
    OuErrorMode mode = ou_error_mode(name);
    bool encode = ou_isinstance_builtin(vm, exception, OU_T_UnicodeEncodeError);
    bool decode = ou_isinstance_builtin(vm, exception, OU_T_UnicodeDecodeError);
    bool translate = ou_isinstance_builtin(vm, exception, OU_T_UnicodeTranslateError);
    if (mode == OU_ERRORS_STRICT) {
        if (ou_is(vm, exception, OU_TF_IS_EXCEPTION))
            return ou_raise_take(vm, ou_ref(exception));
        return OU_TYPE_ERROR(vm, "codec must pass exception instance");
    }
    bool surrogates = mode == OU_ERRORS_ESCAPE || mode == OU_ERRORS_PASS;
    bool possible =
        encode || (mode <= OU_ERRORS_BACKSLASH && (decode || translate)) || (decode && surrogates);
    if (!possible)
        return OU_TYPE_ERROR(vm, "don't know how to handle %.200T in error callback", exception);
    return decode ? answer_decode(vm, mode, exception)
                  : answer_encode(vm, mode, exception, translate);
}
