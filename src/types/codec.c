/* codec.c - finding codecs; the byte-wise ones: utf-8, ascii, latin-1. See codec.h. */
#include "types/codec.h"
#include "base/utf8.h"
#include "object/errors.h"
#include "object/exception.h"
#include "object/ops.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/codec_state.h"
#include <string.h>

/* ---- ascii and latin-1 ---- */

static bool encode_narrow(OuEncoder *e)
{
    const char *reason =
        e->limit == 0x80 ? "ordinal not in range(128)" : "ordinal not in range(256)";
    while (e->at < e->end) {
        const char *run = e->at, *stop = ou_codec_stop(run, e->end);
        while (e->at < stop && (unsigned char)*e->at < 0x80)
            e->at++;
        if (!ou_check(e->vm, 1 + (uint32_t)((e->at - run) >> 5)))
            return false;
        ou_buf_put(&e->out, run, (size_t)(e->at - run));
        e->position += (size_t)(e->at - run);
        if (e->at == stop)
            continue;
        const char *next = e->at;
        uint32_t c = ou_utf8_next(&next);
        if (c < e->limit) {
            ou_buf_putc(&e->out, (char)c);
            e->at = next;
            e->position++;
            continue;
        }
        size_t count = 1;
        for (; next < e->end && ou_utf8_next(&next) >= e->limit; count++)
            if (!OU_PASS(e->vm, count))
                return false;
        if (!ou_encode_error(e, count, reason))
            return false;
    }
    return true;
}

static bool decode_ascii(OuDecoder *d)
{
    while (d->at < d->end) {
        const char *run = d->at, *stop = ou_codec_stop(run, d->end);
        while (d->at < stop && (unsigned char)*d->at < 0x80)
            d->at++;
        ou_buf_put(&d->out, run, (size_t)(d->at - run));
        if (!ou_check(d->vm, 1 + (uint32_t)((d->at - run) >> 5)))
            return false;
        if (d->at < stop && !ou_decode_error(d, 1, "ordinal not in range(128)"))
            return false;
    }
    return true;
}

static bool decode_latin1(OuDecoder *d)
{
    for (; d->at < d->end; d->at++) {
        ou_buf_put_code(&d->out, (unsigned char)*d->at);
        if (!OU_PASS(d->vm, d->at - d->start))
            return false;
    }
    return true;
}

/* ---- cp1252 ---- */

/* What differs from Latin-1: the bytes 0x80 to 0x9f; 0: undefined. */
static const uint16_t windows[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

int ou_windows_byte(uint32_t c)
{
    if (c < 0x80 || (c >= 0xA0 && c < 0x100))
        return (int)c;
    for (int i = 0; i < 32; i++)
        if (windows[i] == c && c)
            return 0x80 + i;
    return -1;
}

static bool encode_windows(OuEncoder *e)
{
    while (e->at < e->end) {
        const char *next = e->at;
        int byte = ou_windows_byte(ou_utf8_next(&next));
        if (!OU_PASS(e->vm, e->position))
            return false;
        if (byte >= 0) {
            ou_buf_putc(&e->out, (char)byte);
            e->at = next;
            e->position++;
            continue;
        }
        size_t count = 1;
        for (const char *after = next; next < e->end && ou_windows_byte(ou_utf8_next(&after)) < 0; next = after)
            count++;
        if (!ou_encode_error(e, count, "character maps to <undefined>"))
            return false;
    }
    return true;
}

static bool decode_windows(OuDecoder *d)
{
    while (d->at < d->end) {
        unsigned char c = (unsigned char)*d->at;
        uint32_t code = c >= 0x80 && c < 0xA0 ? windows[c - 0x80] : c;
        if (!OU_PASS(d->vm, d->at - d->start))
            return false;
        if (code || !c) {
            ou_buf_put_code(&d->out, code);
            d->at++;
        } else if (!ou_decode_error(d, 1, "character maps to <undefined>")) {
            return false;
        }
    }
    return true;
}

/* ---- utf-8 ---- */

static bool encode_utf8(OuEncoder *e)
{
    while (e->at < e->end) {
        const char *stop = ou_utf8_surrogate(e->at, e->end);
        if (!ou_check(e->vm, 1 + (uint32_t)((stop - e->at) >> 6)))
            return false;
        ou_buf_put_long(e->vm, &e->out, e->at, (size_t)(stop - e->at));
        if (stop == e->end)
            break;
        e->position += ou_utf8_length(e->at, (size_t)(stop - e->at));
        e->at = stop;
        size_t count = 1;
        while (ou_utf8_surrogate(stop + 3 * count, e->end) == stop + 3 * count
               && stop + 3 * count < e->end)
            if (!OU_PASS(e->vm, count++))
                return false;
        if (!ou_encode_error(e, count, "surrogates not allowed"))
            return false;
    }
    e->at = e->end;
    return true;
}

static bool decode_utf8(OuDecoder *d)
{
    static const char *const reasons[] = {"invalid start byte", "invalid continuation byte",
                                          "unexpected end of data"};
    while (d->at < d->end) {
        size_t left = (size_t)(d->end - d->at), part = left < OU_FIND_PIECE ? left : OU_FIND_PIECE;
        size_t good = ou_utf8_check(d->at, part, false);
        if (!ou_check(d->vm, 1 + (uint32_t)(good >> 6)))
            return false;
        ou_buf_put(&d->out, d->at, good);
        d->at += good;
        if (d->at == d->end)
            break;
        if (part < left && good > 0) /* what is wrong there may just be cut */
            continue;
        OuUtf8Error kind;
        size_t bad = ou_utf8_error(d->at, (size_t)(d->end - d->at), &kind);
        bool half = d->end - d->at == 2 && d->at[0] == '\xED' && bad == 1 && (d->at[1] & 0xC0) == 0x80; /* of a surrogate */
        if ((kind == OU_UTF8_TRUNCATED || half) && !d->final)
            break;
        if (!ou_decode_error(d, bad, reasons[kind]))
            return false;
    }
    return true;
}

/* ---- the codecs ---- */

enum {
    CODEC_UTF8,
    CODEC_UTF8_SIG,
    CODEC_ASCII,
    CODEC_LATIN1,
    CODEC_UTF16,
    CODEC_UTF16_LE,
    CODEC_UTF16_BE,
    CODEC_UTF32,
    CODEC_UTF32_LE,
    CODEC_UTF32_BE,
    CODEC_ESCAPE,
    CODEC_RAW_ESCAPE,
    CODEC_WINDOWS
};

static const OuCodec codecs[] = {
    [CODEC_UTF8] = {"utf-8", "utf-8", encode_utf8, decode_utf8, 1, 0, false, 0},
    [CODEC_UTF8_SIG] = {"utf-8", "utf-8-sig", encode_utf8, decode_utf8, 1, 0, true, 0},
    [CODEC_ASCII] = {"ascii", "ascii", encode_narrow, decode_ascii, 1, 0, false, 0x80},
    [CODEC_LATIN1] = {"latin-1", "iso8859-1", encode_narrow, decode_latin1, 1, 0, false, 0x100},
    [CODEC_UTF16] = {"utf-16", "utf-16", ou_encode_utf16, ou_decode_utf16, 2, 0, false, 0},
    [CODEC_UTF16_LE] = {"utf-16-le", "utf-16-le", ou_encode_utf16, ou_decode_utf16, 2, -1, false,
                        0},
    [CODEC_UTF16_BE] = {"utf-16-be", "utf-16-be", ou_encode_utf16, ou_decode_utf16, 2, 1, false, 0},
    [CODEC_UTF32] = {"utf-32", "utf-32", ou_encode_utf32, ou_decode_utf32, 4, 0, false, 0},
    [CODEC_UTF32_LE] = {"utf-32-le", "utf-32-le", ou_encode_utf32, ou_decode_utf32, 4, -1, false,
                        0},
    [CODEC_UTF32_BE] = {"utf-32-be", "utf-32-be", ou_encode_utf32, ou_decode_utf32, 4, 1, false, 0},
    [CODEC_ESCAPE] = {"unicodeescape", "unicode-escape", ou_encode_unicode_escape,
                      ou_decode_unicode_escape, 1, 0, false, 0},
    [CODEC_RAW_ESCAPE] = {"rawunicodeescape", "raw-unicode-escape", ou_encode_raw_unicode_escape,
                          ou_decode_raw_unicode_escape, 1, 0, false, 0},
    [CODEC_WINDOWS] = {"charmap", "cp1252", encode_windows, decode_windows, 1, 0, false, 0},
};

static const struct {
    const char *alias;
    int codec;
} aliases[] = {
    {"utf_8", CODEC_UTF8},
    {"utf8", CODEC_UTF8},
    {"u8", CODEC_UTF8},
    {"utf", CODEC_UTF8},
    {"cp65001", CODEC_UTF8},
    {"utf8_ucs2", CODEC_UTF8},
    {"utf8_ucs4", CODEC_UTF8},
    {"utf_8_sig", CODEC_UTF8_SIG},
    {"utf8_sig", CODEC_UTF8_SIG},
    {"ascii", CODEC_ASCII},
    {"us_ascii", CODEC_ASCII},
    {"646", CODEC_ASCII},
    {"us", CODEC_ASCII},
    {"ansi_x3.4_1968", CODEC_ASCII},
    {"ansi_x3_4_1968", CODEC_ASCII},
    {"ansi_x3.4_1986", CODEC_ASCII},
    {"cp367", CODEC_ASCII},
    {"csascii", CODEC_ASCII},
    {"ibm367", CODEC_ASCII},
    {"iso646_us", CODEC_ASCII},
    {"iso_646.irv_1991", CODEC_ASCII},
    {"iso_ir_6", CODEC_ASCII},
    {"latin_1", CODEC_LATIN1},
    {"latin1", CODEC_LATIN1},
    {"latin", CODEC_LATIN1},
    {"l1", CODEC_LATIN1},
    {"iso_8859_1", CODEC_LATIN1},
    {"iso8859_1", CODEC_LATIN1},
    {"8859", CODEC_LATIN1},
    {"iso8859", CODEC_LATIN1},
    {"cp819", CODEC_LATIN1},
    {"csisolatin1", CODEC_LATIN1},
    {"ibm819", CODEC_LATIN1},
    {"iso_8859_1_1987", CODEC_LATIN1},
    {"iso_ir_100", CODEC_LATIN1},
    {"utf_16", CODEC_UTF16},
    {"utf16", CODEC_UTF16},
    {"u16", CODEC_UTF16},
    {"utf_16_le", CODEC_UTF16_LE},
    {"utf_16le", CODEC_UTF16_LE},
    {"unicodelittleunmarked", CODEC_UTF16_LE},
    {"utf_16_be", CODEC_UTF16_BE},
    {"utf_16be", CODEC_UTF16_BE},
    {"unicodebigunmarked", CODEC_UTF16_BE},
    {"utf_32", CODEC_UTF32},
    {"utf32", CODEC_UTF32},
    {"u32", CODEC_UTF32},
    {"utf_32_le", CODEC_UTF32_LE},
    {"utf_32le", CODEC_UTF32_LE},
    {"utf_32_be", CODEC_UTF32_BE},
    {"utf_32be", CODEC_UTF32_BE},
    {"unicode_escape", CODEC_ESCAPE},
    {"unicodeescape", CODEC_ESCAPE},
    {"raw_unicode_escape", CODEC_RAW_ESCAPE},
    {"rawunicodeescape", CODEC_RAW_ESCAPE},
    {"cp1252", CODEC_WINDOWS},
    {"1252", CODEC_WINDOWS},
    {"windows_1252", CODEC_WINDOWS},
};

#define NAME_SIZE 32

/* Lower case; runs of anything but letters, digits and '.' become one '_'. False: too long, or not ASCII. */
static bool normalize(const char *encoding, char *name)
{
    size_t len = 0;
    bool gap = false;
    for (const char *at = encoding; *at; at++) {
        unsigned char c = (unsigned char)*at;
        bool word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.';
        if (c >= 0x80 || len + 2 >= NAME_SIZE)
            return false;
        if (!word) {
            gap = true;
            continue;
        }
        if (gap && len > 0)
            name[len++] = '_';
        gap = false;
        name[len++] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    name[len] = 0;
    return true;
}

const OuCodec *ou_codec_search(const char *encoding)
{
    char name[NAME_SIZE];
    if (!normalize(encoding, name))
        return NULL;
    for (size_t i = 0; i < OU_COUNT_OF(aliases); i++)
        if (strcmp(aliases[i].alias, name) == 0)
            return &codecs[aliases[i].codec];
    return NULL;
}

const OuCodec *ou_codec_find(OuVM *vm, const char *encoding)
{
    if (encoding == NULL)
        return &codecs[CODEC_UTF8];
    const OuCodec *codec = ou_codec_search(encoding);
    return codec ? codec : ou_raise(vm, OU_T_LookupError, "unknown encoding: %s", encoding);
}

const char *ou_codec_name(const OuCodec *codec)
{
    return codec->label;
}

/* ---- entry points ---- */

OuObj *ou_codec_encode_part(OuVM *vm, const OuCodec *codec, OuObj *text, const char *errors,
                            bool first)
{
    const OuStr *s = OU_STR(text);
    const char *data = ou_str_text(s);
    /* Text that needs no change. */
    bool plain = (codec->limit && s->ascii)
                 || (codec->encode == encode_utf8 && !(codec->signature && first)
                     && (s->ascii || ou_utf8_surrogate(data, data + s->size) == data + s->size));
    if (plain)
        return ou_bytes_new(vm, data, s->size);
    OuEncoder e = {.vm = vm, .text = text, .encoding = codec->name, .errors = errors,
                   .mode = ou_error_mode(errors), .start = data, .at = data, .end = data + s->size,
                   .width = codec->width, .big = codec->order > 0, .limit = codec->limit,
                   .utf8 = codec->encode == encode_utf8, .by_table = codec->encode == encode_windows};
    if (!first && codec->width > 1 && codec->order == 0) /* the mark was written: CPython goes on with the codec without one */
        e.encoding = codec->width == 2 ? "utf-16-le" : "utf-32-le";
    ou_buf_init(&e.out, &vm->mem);
    if (first && codec->signature)
        ou_buf_puts(&e.out, "\xEF\xBB\xBF");
    if (first && codec->width > 1 && codec->order == 0)
        ou_encode_unit(&e, 0xFEFF);
    bool ok = codec->encode(&e);
    ou_unref(vm, e.exception);
    if (!ok) {
        ou_buf_drop(&e.out);
        return NULL;
    }
    OU_CHARGE_BYTES(vm, s->size);
    return ou_bytes_from_buf(vm, &e.out);
}

/* A codec that CPython finds in its registry failed, with an exception that has a text only:
 * raise one like it that names the codec, from it. */
static void name_codec(OuVM *vm, const char *encoding, const char *operation)
{
    static const char direct[][11] = {"utf_8", "utf8", "utf_16", "utf16", "utf_32", "utf32", "ascii", "us_ascii", "latin1",
                                      "latin_1", "iso_8859_1", "iso8859_1"};
    char name[NAME_SIZE];
    if (!encoding || !ou_error_peek(vm) || !normalize(encoding, name))
        return;
    for (size_t i = 0; i < OU_COUNT_OF(direct); i++)
        if (strcmp(direct[i], name) == 0)
            return;
    uint32_t type = ou_error_is(vm, OU_T_LookupError) ? OU_T_LookupError : OU_T_TypeError;
    OuObj *cause = ou_error_peek(vm);
    if (!ou_is_exact(cause, type) || OU_TUPLE(((OuException *)cause)->args)->len != 1)
        return;
    cause = ou_error_take(vm);
    ou_raise(vm, type, "%s with '%s' codec failed (%s: %S)", operation, encoding, ou_type_name(vm, cause), cause);
    OuException *error = (OuException *)ou_error_peek(vm);
    ou_put(vm, &error->cause, ou_ref(cause));
    error->suppress_context = true;
    ou_error_set_context_take(vm, OU_OBJ(error), cause);
}

OuObj *ou_codec_encode(OuVM *vm, OuObj *text, const char *encoding, const char *errors)
{
    const OuCodec *codec = ou_codec_find(vm, encoding);
    OuObj *result = codec ? ou_codec_encode_part(vm, codec, text, errors, true) : NULL;
    if (codec && !result)
        name_codec(vm, encoding, "encoding");
    return result;
}

/* Skip a byte order mark; sets the order that it tells (or the native one). */
static void read_mark(OuDecoder *d, const OuCodec *codec, int *byte_order)
{
    const char *at = d->at;
    size_t len = (size_t)(d->end - at);
    if (codec->signature && *byte_order == 0 && len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0) {
        /* Offsets in errors count from behind the signature. */
        d->start = d->at = at + 3;
    }
    if (codec->signature && (len >= 3 || d->final))
        *byte_order = -1;
    if (codec->width == 1 || codec->order != 0) {
        d->big = codec->order > 0;
        return;
    }
    if (*byte_order == 0 && len >= (size_t)codec->width) {
        static const char little[4] = "\xFF\xFE\0\0", big16[2] = "\xFE\xFF",
                          big32[4] = "\0\0\xFE\xFF";
        size_t width = (size_t)codec->width;
        *byte_order = memcmp(at, width == 2 ? big16 : big32, width) == 0 ? 1 : -1;
        if (*byte_order > 0 || memcmp(at, little, width) == 0)
            d->at += width;
    }
    d->big = *byte_order > 0;
    d->encoding = codec->width == 2 ? (d->big ? "utf-16-be" : "utf-16-le")
                                    : (d->big ? "utf-32-be" : "utf-32-le");
}

OuObj *ou_codec_decode_part(OuVM *vm, const OuCodec *codec, const char *data, size_t len,
                            const char *errors, bool final, size_t *consumed, int *byte_order)
{
    size_t good = 0;
    if (codec->decode == decode_utf8 && !codec->signature) {
        for (size_t part = 0; good == part && good < len;) { /* in pieces that end with a character */
            part = len - good > OU_FIND_PIECE ? OU_FIND_PIECE : len - good;
            while (good + part < len && (data[good + part] & 0xC0) == 0x80)
                part++;
            if (part >= OU_FIND_PIECE && !ou_check(vm, (uint32_t)(part >> 6)))
                return NULL;
            part += good;
            good += ou_utf8_check(data + good, part - good, false);
        }
    }
    if (codec->decode == decode_utf8 && !codec->signature && good == len) {
        *consumed = len;
        return ou_str_new(vm, data, len);
    }
    if (codec->decode == decode_ascii && ou_utf8_is_ascii(data, len)) {
        *consumed = len;
        return ou_str_new_ascii(vm, data, len);
    }
    OuDecoder d = {.vm = vm,
                   .encoding = codec->name,
                   .errors = errors,
                   .mode = ou_error_mode(errors),
                   .start = data,
                   .at = data,
                   .end = data + len,
                   .width = codec->width,
                   .final = final,
                   .utf8 = codec->decode == decode_utf8};
    ou_buf_init(&d.out, &vm->mem);
    if (codec->signature && *byte_order == 0 && len < 3 && !final
        && memcmp(data, "\xEF\xBB\xBF", len) == 0) {
        *consumed = 0; /* perhaps the beginning of the signature */
        return OU_EMPTY_STR;
    }
    read_mark(&d, codec, byte_order);
    bool ok = codec->decode(&d);
    *consumed = (size_t)(d.at - data);
    ou_unref(vm, d.exception);
    ou_unref(vm, d.object);
    if (!ok) {
        ou_buf_drop(&d.out);
        return NULL;
    }
    OU_CHARGE_BYTES(vm, len);
    return ou_str_from_buf(vm, &d.out);
}

OuObj *ou_codec_decode(OuVM *vm, const char *data, size_t len, const char *encoding,
                       const char *errors)
{
    const OuCodec *codec = ou_codec_find(vm, encoding);
    size_t consumed;
    int byte_order = 0;
    if (!codec)
        return NULL;
    OuObj *result = ou_codec_decode_part(vm, codec, data, len, errors, true, &consumed, &byte_order);
    if (!result)
        name_codec(vm, encoding, "decoding");
    return result;
}
