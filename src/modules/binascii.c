/* binascii.c - the module binascii: bytes as hexadecimal digits, base64, uu and quoted-printable
 * text, and back; checksums. Script code runs only while flags and numbers are converted, before
 * a buffer is read. */
#include "base/numtext.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "types/bytes_methods.h"
#include "types/int_parts.h"
#include <string.h>

static const OuModuleException binascii_error = {"binascii.Error", OU_T_ValueError};
static const OuModuleException binascii_incomplete = {"binascii.Incomplete", OU_T_Exception};
#define ERROR(...) ou_module_raise(vm, &binascii_error, __VA_ARGS__)

#define UU_LINE 45
#define QP_LINE 76

/* An optional flag, given as an int. */
static bool flag(OuVM *vm, OuObj *arg, bool otherwise, bool *out)
{
    int value = otherwise;
    bool ok = !arg || ou_arg_int(vm, arg, &value);
    *out = value != 0;
    return ok;
}

/* The bytes of a bytes-like object or an ASCII str. */
static bool text_of(OuVM *vm, OuObj *arg, OuBuffer *out)
{
    if (ou_is_str(vm, arg)) {
        if (OU_STR(arg)->ascii) {
            *out = (OuBuffer){.data = (char *)(uintptr_t)ou_str_text(OU_STR(arg)),
                              .len = OU_STR(arg)->size};
            return true;
        }
        OU_VALUE_ERROR(vm, "string argument should contain only ASCII characters");
        return false;
    }
    if (ou_has_buffer(vm, arg) && ou_buffer_get(vm, arg, out))
        return true;
    ou_error_clear(vm);
    OU_TYPE_ERROR(vm, "argument should be bytes, buffer or ASCII string, not '%.100T'", arg);
    return false;
}

static void release(OuVM *vm, OuBuffer *buffer)
{
    if (buffer->owner)
        ou_buffer_release(vm, buffer);
}

/* The end of a function: the result, unless an exception is pending. */
static OuObj *finish(OuVM *vm, OuBuffer *in, OuBuf *out)
{
    OU_CHARGE_BYTES(vm, in->len);
    release(vm, in);
    if (!ou_error_peek(vm))
        return ou_bytes_from_buf(vm, out);
    ou_buf_drop(out);
    return NULL;
}

/* ---- hexadecimal ---- */

static OuObj *binascii_hexlify(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int group = 1;
    char separator = 0;
    OuBuffer in;
    OuBuf out;
    if (!ou_buffer_get(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    if ((OU_ARG(2) && !ou_arg_int(vm, args[2], &group))
        || (OU_ARG(1) && !ou_hex_separator(vm, args[1], 256, &separator)))
        return finish(vm, &in, &out);
    if (!OU_ARG(1))
        group = 0;
    size_t total = ou_hex_size(in.len, group);
    char *to = ou_buf_room(&out, total);
    out.failed = to && !ou_hex_write(vm, to, in.data, in.len, separator, group);
    out.len += to ? total : 0;
    return finish(vm, &in, &out);
}

static OuObj *binascii_unhexlify(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuBuffer in;
    OuBuf out;
    if (!text_of(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    if (in.len % 2)
        ERROR("Odd-length string");
    for (size_t i = 0; i + 1 < in.len && OU_PASS(vm, i / 2); i += 2) {
        int high = ou_hex_digit(in.data[i]), low = ou_hex_digit(in.data[i + 1]);
        if (high < 0 || low < 0) {
            if (!ou_error_peek(vm))
                ERROR("Non-hexadecimal digit found");
            break;
        }
        ou_buf_putc(&out, (char)(high << 4 | low));
    }
    return finish(vm, &in, &out);
}

/* ---- base64 ---- */

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static OuObj *binascii_b2a_base64(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    bool newline;
    OuBuffer in;
    OuBuf out;
    if (!ou_buffer_get(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    if (!flag(vm, OU_ARG(1), true, &newline))
        return finish(vm, &in, &out);
    for (size_t i = 0; i < in.len && OU_PASS(vm, i / 3); i += 3) {
        size_t n = in.len - i < 3 ? in.len - i : 3;
        const unsigned char *at = (const unsigned char *)in.data + i;
        unsigned bits = at[0] << 16 | (n > 1 ? at[1] << 8 : 0) | (n > 2 ? at[2] : 0);
        char four[4] = {base64[bits >> 18], base64[bits >> 12 & 63],
                        n > 1 ? base64[bits >> 6 & 63] : '=', n > 2 ? base64[bits & 63] : '='};
        ou_buf_put(&out, four, 4);
    }
    if (newline)
        ou_buf_putc(&out, '\n');
    return finish(vm, &in, &out);
}

static int base64_value(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26
           : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* False with a message, or with NULL in *message at the padding that ends the data. */
static bool base64_decode(OuVM *vm, const OuBuffer *in, bool strict, OuBuf *out, unsigned *place,
                          const char **message)
{
    unsigned bits = 0, pads = 0;
    bool padded = false;
    *message = NULL;
    if (strict && in->len > 0 && in->data[0] == '=') {
        *message = "Leading padding not allowed";
        return false;
    }
    for (size_t i = 0; i < in->len; i++) {
        if (!OU_PASS(vm, i))
            return false;
        int value = base64_value((unsigned char)in->data[i]);
        if (in->data[i] == '=') {
            padded = true;
            if (*place >= 2 && *place + ++pads >= 4) {
                if (strict && i + 1 < in->len)
                    *message = "Excess data after padding";
                return false;
            }
            continue;
        }
        if (strict && (value < 0 || padded)) {
            *message = value < 0 ? "Only base64 data is allowed"
                                 : "Discontinuous padding not allowed";
            return false;
        }
        if (value < 0)
            continue;
        pads = 0;
        bits = bits << 6 | (unsigned)value;
        if (*place > 0)
            ou_buf_putc(out, (char)(bits >> (6 - 2 * *place)));
        *place = (*place + 1) % 4;
    }
    return true;
}

static OuObj *binascii_a2b_base64(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuBuffer in;
    OuBuf out;
    bool strict;
    unsigned place = 0;
    const char *message;
    if (!text_of(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    if (!flag(vm, OU_ARG(1), false, &strict))
        return finish(vm, &in, &out);
    if (!base64_decode(vm, &in, strict, &out, &place, &message)) {
        if (message)
            ERROR("%s", message);
    } else if (place == 1) {
        ERROR("Invalid base64-encoded string: number of data characters (%zu) cannot be 1 more "
              "than a multiple of 4", out.len / 3 * 4 + 1);
    } else if (place) {
        ERROR("Incorrect padding");
    }
    return finish(vm, &in, &out);
}

/* ---- uu ---- */

static OuObj *binascii_b2a_uu(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuBuffer in;
    OuBuf out;
    bool backtick;
    if (!ou_buffer_get(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    if (!flag(vm, OU_ARG(1), false, &backtick))
        return finish(vm, &in, &out);
    char zero = backtick ? '`' : ' ';
    if (in.len > UU_LINE) {
        ERROR("At most 45 bytes at once");
        return finish(vm, &in, &out);
    }
    ou_buf_putc(&out, in.len ? (char)(' ' + in.len) : zero);
    for (size_t i = 0; i < in.len; i += 3) {
        unsigned bits = 0;
        for (size_t k = i; k < i + 3; k++)
            bits = bits << 8 | (k < in.len ? (unsigned char)in.data[k] : 0);
        for (int shift = 18; shift >= 0; shift -= 6) {
            int six = (int)(bits >> shift & 63);
            ou_buf_putc(&out, six ? (char)(' ' + six) : zero);
        }
    }
    ou_buf_putc(&out, '\n');
    return finish(vm, &in, &out);
}

static OuObj *binascii_a2b_uu(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuBuffer in;
    OuBuf out;
    if (!text_of(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    size_t left = (size_t)(((in.len ? (unsigned char)in.data[0] : 0) - ' ') & 63), i = 1;
    unsigned bits = 0, count = 0;
    for (; left > 0; i++) {
        unsigned char c = i < in.len ? (unsigned char)in.data[i] : '\n';
        bool blank = c == '\n' || c == '\r'; /* spaces at the end of the line got lost */
        if (!blank && (c < ' ' || c > ' ' + 64)) {
            ERROR("Illegal char");
            return finish(vm, &in, &out);
        }
        bits = bits << 6 | (blank ? 0 : (unsigned)(c - ' ') & 63);
        count += 6;
        if (count >= 8) {
            count -= 8;
            ou_buf_putc(&out, (char)(bits >> count));
            left--;
        }
    }
    for (; i < in.len && OU_PASS(vm, i); i++)
        if (!memchr(" `\n\r", in.data[i], 4)) {
            ERROR("Trailing garbage");
            break;
        }
    return finish(vm, &in, &out);
}

/* ---- quoted-printable ---- */

typedef struct QuotedPrintable {
    OuBuf out;
    bool quote_tabs, is_text, header, crlf;
    size_t line; /* bytes of this line */
} QuotedPrintable;

static bool needs_quote(const QuotedPrintable *q, const unsigned char *at, const unsigned char *end)
{
    unsigned char c = *at;
    bool last = at + 1 == end;
    if (c > 126 || c == '=' || (q->header && c == '_'))
        return true;
    if (c == '.' && q->line == 0)
        return last || at[1] == '\n' || at[1] == '\r' || at[1] == 0;
    if (c == '\r' || c == '\n')
        return !q->is_text;
    if (c == '\t' || c == ' ')
        return last || q->quote_tabs;
    return c < ' ';
}

static void end_line(QuotedPrintable *q, bool soft)
{
    if (soft)
        ou_buf_putc(&q->out, '=');
    if (q->crlf)
        ou_buf_putc(&q->out, '\r');
    ou_buf_putc(&q->out, '\n');
    q->line = 0;
}

static void put_quoted(QuotedPrintable *q, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    ou_buf_putc(&q->out, '=');
    ou_buf_putc(&q->out, digits[c >> 4]);
    ou_buf_putc(&q->out, digits[c & 15]);
}

static void qp_encode(OuVM *vm, QuotedPrintable *q, const unsigned char *at, const unsigned char *end)
{
    for (size_t round = 0; at < end && OU_PASS(vm, round); round++) {
        OuBuf *out = &q->out;
        if (needs_quote(q, at, end)) {
            if (q->line + 3 >= QP_LINE)
                end_line(q, true);
            put_quoted(q, *at++);
            q->line += 3;
        } else if (q->is_text && (*at == '\n' || (*at == '\r' && at + 1 < end && at[1] == '\n'))) {
            if (out->len && (out->data[out->len - 1] == ' ' || out->data[out->len - 1] == '\t'))
                put_quoted(q, (unsigned char)out->data[--out->len]);
            end_line(q, false);
            at += *at == '\r' ? 2 : 1;
        } else {
            if (at + 1 != end && at[1] != '\n' && q->line + 1 >= QP_LINE)
                end_line(q, true);
            q->line++;
            ou_buf_putc(out, q->header && *at == ' ' ? '_' : (char)*at);
            at++;
        }
    }
}

static OuObj *binascii_b2a_qp(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuBuffer in;
    QuotedPrintable q = {.line = 0};
    if (!ou_buffer_get(vm, args[0], &in))
        return NULL;
    ou_buf_init(&q.out, &vm->mem);
    if (flag(vm, OU_ARG(1), false, &q.quote_tabs) && flag(vm, OU_ARG(2), true, &q.is_text)
        && flag(vm, OU_ARG(3), false, &q.header)) {
        const char *newline;
        if (!ou_find_byte(vm, in.data, in.len, '\n', &newline))
            return finish(vm, &in, &q.out);
        q.crlf = newline && newline > in.data && newline[-1] == '\r';
        qp_encode(vm, &q, (const unsigned char *)in.data, (const unsigned char *)in.data + in.len);
    }
    return finish(vm, &in, &q.out);
}

static void qp_decode(OuVM *vm, const char *at, const char *end, bool header, OuBuf *out)
{
    for (size_t round = 0; at < end && OU_PASS(vm, round); round++) {
        if (*at != '=') {
            ou_buf_putc(out, header && *at == '_' ? ' ' : *at);
            at++;
        } else if (++at == end) {
            break;
        } else if (*at == '\n' || *at == '\r') {
            const char *newline;
            if (!ou_find_byte(vm, at, (size_t)(end - at), '\n', &newline))
                break;
            at = newline ? newline + 1 : end;
        } else if (*at == '=') {
            ou_buf_putc(out, *at++);
        } else if (at + 1 < end && ou_hex_digit(*at) >= 0 && ou_hex_digit(at[1]) >= 0) {
            ou_buf_putc(out, (char)(ou_hex_digit(*at) << 4 | ou_hex_digit(at[1])));
            at += 2;
        } else {
            ou_buf_putc(out, '=');
        }
    }
}

static OuObj *binascii_a2b_qp(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuBuffer in;
    OuBuf out;
    bool header;
    if (!text_of(vm, args[0], &in))
        return NULL;
    ou_buf_init(&out, &vm->mem);
    if (flag(vm, OU_ARG(1), false, &header))
        qp_decode(vm, in.data, in.data + in.len, header, &out);
    return finish(vm, &in, &out);
}

/* ---- checksums ---- */

/* The low 32 bits of an int of any size. */
static bool start_value(OuVM *vm, OuObj *arg, uint32_t *out)
{
    *out = 0;
    if (!arg)
        return true;
    OuObj *number = ou_index_of(vm, arg);
    if (!number)
        return false;
    OuIntView view;
    ou_int_view(number, &view);
    uint32_t low = view.len ? (uint32_t)view.digits[0] : 0;
    *out = view.negative ? 0 - low : low;
    ou_unref(vm, number);
    return true;
}

static OuObj *binascii_crc32(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    static const uint32_t table[16] = {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4,
        0x4DB26158, 0x5005713C, 0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
        0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};
    OuBuffer in;
    uint32_t crc;
    if (!ou_buffer_get(vm, args[0], &in))
        return NULL;
    bool ok = start_value(vm, OU_ARG(1), &crc);
    crc = ~crc;
    for (size_t i = 0; ok && i < in.len; i++) {
        ok = OU_PASS(vm, i);
        crc ^= (unsigned char)in.data[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    OU_CHARGE_BYTES(vm, in.len);
    release(vm, &in);
    return ok ? ou_int_from(vm, ~crc) : NULL;
}

static OuObj *binascii_crc_hqx(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuBuffer in;
    uint32_t crc;
    if (!ou_buffer_get(vm, args[0], &in))
        return NULL;
    bool ok = start_value(vm, OU_ARG(1), &crc);
    crc &= 0xFFFF;
    for (size_t i = 0; ok && i < in.len; i++) {
        ok = OU_PASS(vm, i);
        crc ^= (uint32_t)(unsigned char)in.data[i] << 8;
        for (int bit = 0; bit < 8; bit++)
            crc = (crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xFFFF;
    }
    OU_CHARGE_BYTES(vm, in.len);
    release(vm, &in);
    return ok ? ou_int_from(vm, crc) : NULL;
}

#define HEXLIFY(name)                                                             \
    {name, "(data, sep=<unrepresentable>, bytes_per_sep=1)", binascii_hexlify, 0, \
     "The bytes as hexadecimal digits."}
#define UNHEXLIFY(name) \
    {name, "(hexstr, /)", binascii_unhexlify, 0, "The bytes that hexadecimal digits stand for."}

static const OuMethodDef binascii_functions[] = {
    {"a2b_uu", "(data, /)", binascii_a2b_uu, 0, "Decode a line of uuencoded text."},
    {"b2a_uu", "(data, /, *, backtick=False)", binascii_b2a_uu, 0, "Encode a line as uu text."},
    {"a2b_base64", "(data, /, *, strict_mode=False)", binascii_a2b_base64, 0,
     "Decode base64 text."},
    {"b2a_base64", "(data, /, *, newline=True)", binascii_b2a_base64, 0, "Encode as base64 text."},
    UNHEXLIFY("a2b_hex"),
    HEXLIFY("b2a_hex"),
    HEXLIFY("hexlify"),
    UNHEXLIFY("unhexlify"),
    {"crc_hqx", "(data, crc, /)", binascii_crc_hqx, 0, "CRC of 16 bits, from a start value."},
    {"crc32", "(data, crc=0, /)", binascii_crc32, 0, "CRC of 32 bits, from a start value."},
    {"a2b_qp", "(data, header=False)", binascii_a2b_qp, 0, "Decode quoted-printable text."},
    {"b2a_qp", "(data, quotetabs=False, istext=True, header=False)", binascii_b2a_qp, 0,
     "Encode as quoted-printable text."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool binascii_init(OuVM *vm, OuModule *module)
{
    OuClass *error = ou_module_exception(vm, &binascii_error);
    OuClass *incomplete = error ? ou_module_exception(vm, &binascii_incomplete) : NULL;
    return incomplete && ou_module_add(vm, module, "Error", OU_OBJ(error))
           && ou_module_add(vm, module, "Incomplete", OU_OBJ(incomplete));
}

const OuModuleDef ou_module_binascii = {
    .name = "binascii",
    .doc = "Bytes as ASCII text, and back; checksums.",
    .functions = binascii_functions,
    .init = binascii_init,
};
