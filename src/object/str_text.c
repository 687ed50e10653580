/* str_text.c - text about objects and other text: repr of strings, formatted messages,
 * decoding that cannot fail, identifiers.
 *
 * ou_str_format and ou_str_vformat run script code for %S, %R and %A. */
#include "base/utf8.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include <string.h>

static const char hex_digits[] = "0123456789abcdef";

#define PLAIN_MOST 0x40000 /* bytes between two looks at limits */

static void put_escape(OuBuf *out, uint32_t c)
{
    char text[12];
    size_t len = 0;
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    text[len++] = '\\';
    text[len++] = "xuU"[digits / 4];
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
        text[len++] = hex_digits[c >> shift & 15];
    ou_buf_put(out, text, len);
}

/* How many bytes at `at` show as themselves in a repr with this quote. */
static size_t plain_run(const char *at, const char *end, char quote)
{
    const char *start = at;
    while (at < end && *at >= ' ' && *at < 0x7F && *at != '\\' && *at != quote)
        at++;
    return (size_t)(at - start);
}

void ou_str_put_repr(OuVM *vm, OuBuf *out, const OuStr *s, bool ascii_only)
{
    const char *at = ou_str_text(s), *end = at + s->size;
    char quote = '\'';
    if (memchr(at, '\'', s->size) != NULL && memchr(at, '"', s->size) == NULL)
        quote = '"';
    ou_buf_putc(out, quote);
    for (unsigned round = 1; at < end; round++) {
        size_t run = plain_run(at, end - at > PLAIN_MOST ? at + PLAIN_MOST : end, quote);
        if (((round & 4095) == 0 || run == PLAIN_MOST) && vm && !ou_check(vm, 2000)) {
            out->failed = true;
            return;
        }
        if (run) {
            ou_buf_put(out, at, run);
            at += run;
            continue;
        }
        const char *from = at;
        uint32_t c = ou_utf8_next(&at);
        if (c == (unsigned char)quote || c == '\\') {
            ou_buf_putc(out, '\\');
            ou_buf_putc(out, (char)c);
        } else if (c == '\t' || c == '\n' || c == '\r') {
            ou_buf_putc(out, '\\');
            ou_buf_putc(out, c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
        } else if (c < 0x80 || ascii_only || !ou_uni_is_printable(c)) {
            put_escape(out, c);
        } else {
            ou_buf_put(out, from, (size_t)(at - from));
        }
    }
    ou_buf_putc(out, quote);
}

/* Does all of it show as itself? 1, 0, -1: a limit. */
static int is_plain(OuVM *vm, const char *at, const char *end)
{
    for (; end - at > PLAIN_MOST; at += PLAIN_MOST) {
        if (plain_run(at, at + PLAIN_MOST, '\'') != PLAIN_MOST)
            return 0;
        if (!ou_check(vm, PLAIN_MOST / 64))
            return -1;
    }
    return plain_run(at, end, '\'') == (size_t)(end - at);
}

static OuObj *quoted(OuVM *vm, const OuStr *s, bool ascii_only)
{
    const char *text = ou_str_text(s);
    int plain = is_plain(vm, text, text + s->size);
    if (plain < 0)
        return NULL;
    if (plain) {
        OuStr *result = ou_str_alloc(vm, s->size + 2, s->size + 2);
        if (result == NULL)
            return NULL;
        char *data = ou_str_data(result);
        data[0] = data[s->size + 1] = '\'';
        if (!ou_copy_long(vm, data + 1, text, s->size))
            ou_clear(vm, &result);
        return OU_OBJ(result);
    }
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    ou_str_put_repr(vm, &out, s, ascii_only);
    return ou_str_from_buf(vm, &out);
}

OuObj *ou_str_repr(OuVM *vm, OuObj *s)
{
    return quoted(vm, OU_STR(s), false);
}

OuObj *ou_str_ascii(OuVM *vm, OuObj *s)
{
    return quoted(vm, OU_STR(s), true);
}

OuObj *ou_str_from_lossy(OuVM *vm, const char *text, size_t size)
{
    size_t good = ou_utf8_check(text, size, false);
    if (good == size)
        return ou_str_new(vm, text, size);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    for (;;) {
        OuUtf8Error kind;
        ou_buf_put(&out, text, good);
        text += good;
        size -= good;
        if (size == 0)
            return ou_str_from_buf(vm, &out);
        size_t bad = ou_utf8_error(text, size, &kind);
        ou_buf_put_code(&out, 0xFFFD);
        text += bad;
        size -= bad;
        good = ou_utf8_check(text, size, false);
    }
}

int ou_str_is_identifier(OuVM *vm, const OuStr *s)
{
    const char *at = ou_str_text(s), *end = at + s->size;
    if (s->size == 0 || !ou_uni_is_xid_start(ou_utf8_next(&at)))
        return 0;
    for (size_t i = 0; at < end; i++) {
        if (!ou_uni_is_xid_continue(ou_utf8_next(&at)))
            return 0;
        if (!OU_PASS(vm, i))
            return -1;
    }
    return 1;
}

/* ---- formatted messages ---- */

/* Append at most `limit` code points of well-formed text. */
static void put_limited(OuVM *vm, OuBuf *out, const char *text, size_t size, size_t limit)
{
    if (size <= limit) {
        ou_buf_put_long(vm, out, text, size);
        return;
    }
    const char *at = text, *end = text + size;
    while (at < end && limit-- > 0)
        ou_utf8_next(&at);
    ou_buf_put(out, text, (size_t)(at - text));
}

/* C strings may come from anywhere: what is not UTF-8 becomes U+FFFD. */
static void put_c_string(OuBuf *out, const char *text, size_t limit)
{
    if (text == NULL)
        text = "(null)";
    size_t size = limit == SIZE_MAX ? strlen(text) : strnlen(text, limit);
    while (size > 0) {
        size_t good = ou_utf8_check(text, size, true);
        ou_buf_put(out, text, good);
        text += good;
        size -= good;
        if (size == 0)
            break;
        OuUtf8Error kind;
        size_t bad = ou_utf8_error(text, size, &kind);
        if (kind != OU_UTF8_TRUNCATED || limit == SIZE_MAX)
            ou_buf_put_code(out, 0xFFFD);
        text += bad;
        size -= bad;
    }
}

/* Append the text of an object; consumes `text`, false if it is NULL. */
static bool put_object_take(OuVM *vm, OuBuf *out, OuObj *text, size_t limit)
{
    if (text == NULL)
        return false;
    put_limited(vm, out, ou_str_text(OU_STR(text)), OU_STR(text)->size, limit);
    ou_unref(vm, text);
    return true;
}

typedef struct Directive {
    size_t limit;  /* precision, or SIZE_MAX */
    int longs;     /* number of l */
    bool size;     /* z */
    char kind;
    char text[24]; /* as printf takes it */
} Directive;

/* Read the directive behind '%'; returns what follows it. */
static const char *read_directive(const char *at, Directive *d)
{
    size_t len = 0;
    *d = (Directive){.limit = SIZE_MAX};
    d->text[len++] = '%';
    while (*at && (strchr("0123456789-.lz", *at) != NULL) && len < sizeof d->text - 2) {
        if (*at == '.') {
            d->limit = 0;
            for (const char *digit = at + 1; *digit >= '0' && *digit <= '9'; digit++)
                d->limit = d->limit * 10 + (size_t)(*digit - '0');
        }
        d->longs += *at == 'l';
        d->size |= *at == 'z';
        d->text[len++] = *at++;
    }
    d->kind = *at;
    d->text[len++] = *at;
    return *at ? at + 1 : at;
}

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
static void put_number(OuBuf *out, const Directive *d, va_list *args)
{
    bool is_signed = d->kind == 'd' || d->kind == 'i';
    if (d->size && is_signed)
        ou_buf_printf(out, d->text, va_arg(*args, ptrdiff_t));
    else if (d->size)
        ou_buf_printf(out, d->text, va_arg(*args, size_t));
    else if (d->longs == 2 && is_signed)
        ou_buf_printf(out, d->text, va_arg(*args, long long));
    else if (d->longs == 2)
        ou_buf_printf(out, d->text, va_arg(*args, unsigned long long));
    else if (d->longs == 1 && is_signed)
        ou_buf_printf(out, d->text, va_arg(*args, long));
    else if (d->longs == 1)
        ou_buf_printf(out, d->text, va_arg(*args, unsigned long));
    else if (is_signed)
        ou_buf_printf(out, d->text, va_arg(*args, int));
    else
        ou_buf_printf(out, d->text, va_arg(*args, unsigned));
}
#pragma GCC diagnostic pop

/* Append one directive's text; false with an exception pending. */
static bool put_directive(OuVM *vm, OuBuf *out, const Directive *d, va_list *args)
{
    switch (d->kind) {
    case 's':
        put_c_string(out, va_arg(*args, const char *), d->limit);
        return true;
    case 'S':
        return put_object_take(vm, out, ou_str(vm, va_arg(*args, OuObj *)), d->limit);
    case 'R':
        return put_object_take(vm, out, ou_repr(vm, va_arg(*args, OuObj *)), d->limit);
    case 'A':
        return put_object_take(vm, out, ou_ascii(vm, va_arg(*args, OuObj *)), d->limit);
    case 'G': { /* as messages about arguments say it */
        OuObj *given = va_arg(*args, OuObj *);
        put_c_string(out, given == OU_NONE ? "None" : ou_type_name(vm, given), d->limit);
        return true;
    }
    case 'T':
        put_c_string(out, ou_type_name(vm, va_arg(*args, OuObj *)), d->limit);
        return true;
    case 'U': {
        const OuStr *s = va_arg(*args, const OuStr *);
        put_limited(vm, out, ou_str_text(s), s->size, d->limit);
        return true;
    }
    case 'N': {
        const OuStr *s = va_arg(*args, const OuClass *)->name;
        put_limited(vm, out, ou_str_text(s), s->size, d->limit);
        return true;
    }
    case 'c':
        ou_buf_put_code(out, (uint32_t)va_arg(*args, int));
        return true;
    case 'd': case 'i': case 'u': case 'x': case 'X':
        put_number(out, d, args);
        return true;
    case 'p':
        ou_buf_printf(out, "%p", va_arg(*args, void *));
        return true;
    case '%':
        ou_buf_putc(out, '%');
        return true;
    default:
        OU_ASSERT(!"unknown directive");
        return true;
    }
}

OuObj *ou_str_vformat(OuVM *vm, const char *format, va_list args)
{
    OuBuf out;
    va_list copy;
    va_copy(copy, args);
    ou_buf_init(&out, &vm->mem);
    bool ok = true;
    while (ok && *format) {
        size_t run = strcspn(format, "%");
        ou_buf_put(&out, format, run);
        format += run;
        if (*format == '%') {
            Directive directive;
            format = read_directive(format + 1, &directive);
            ok = put_directive(vm, &out, &directive, &copy);
        }
    }
    va_end(copy);
    if (!ok) {
        ou_buf_drop(&out);
        return NULL;
    }
    return ou_str_from_buf(vm, &out);
}

OuObj *ou_str_format(OuVM *vm, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *result = ou_str_vformat(vm, format, args);
    va_end(args);
    return result;
}
