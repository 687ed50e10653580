/* bytes_methods.c - methods of bytes and bytearray: searching, kinds of bytes, case, padding,
 * hexadecimal, translate, decode.
 *
 * Arguments with __index__ run script code, which may change a bytearray: its content is
 * looked at only after all arguments are converted. */
#include "types/bytes_methods.h"
#include "base/numtext.h"
#include "base/search.h"
#include "base/utf8.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/codec.h"
#include "object/int.h"
#include "types/strmethods.h"
#include <string.h>

OuObj *ou_bytes_like(OuVM *vm, OuObj *self, const char *data, size_t size)
{
    return ou_is_bytes(vm, self) ? ou_bytes_new(vm, data, size) : ou_bytearray_new(vm, data, size);
}

OuObj *ou_bytes_like_from_buf(OuVM *vm, OuObj *self, OuBuf *buf)
{
    if (ou_is_bytes(vm, self))
        return ou_bytes_from_buf(vm, buf);
    OuObj *result = NULL;
    if (!buf->failed)
        result = ou_bytearray_new(vm, buf->data, buf->len);
    else if (!vm->error)
        ou_raise_memory(vm);
    ou_buf_drop(buf);
    return result;
}

/* The content of a fresh object like self. */
static char *fresh_data(OuVM *vm, OuObj *o)
{
    return ou_is_bytes(vm, o) ? OU_BYTES(o)->data : OU_BYTEARRAY(o)->data;
}

bool ou_byte_arg(OuVM *vm, OuObj *arg, unsigned char *out)
{
    ptrdiff_t value;
    if (!ou_as_ssize(vm, arg, &value, 0))
        return false;
    if (value < 0 || value > 255) {
        OU_VALUE_ERROR(vm, "byte must be in range(0, 256)");
        return false;
    }
    *out = (unsigned char)value;
    return true;
}

/* ---- searching ---- */

/* What is looked for: a byte given as int, or the content of a buffer. */
typedef struct Needle {
    OuBuffer buffer;
    char byte;
    const char *data;
    size_t len;
} Needle;

static bool needle_get(OuVM *vm, OuObj *arg, Needle *out)
{
    *out = (Needle){.byte = 0};
    if (ou_has_buffer(vm, arg)) {
        if (!ou_buffer_get(vm, arg, &out->buffer))
            return false;
        out->data = out->buffer.data;
        out->len = out->buffer.len;
        return true;
    }
    if (ou_type(vm, arg)->to_index == NULL) {
        OU_TYPE_ERROR(vm, "argument should be integer or bytes-like object, not '%.200T'", arg);
        return false;
    }
    unsigned char byte;
    if (!ou_byte_arg(vm, arg, &byte))
        return false;
    out->byte = (char)byte;
    out->data = NULL; /* the address of `byte`, once the struct is at its place */
    out->len = 1;
    return true;
}

static const char *needle_data(const Needle *needle)
{
    return needle->data ? needle->data : &needle->byte;
}

/* The part of self between the optional bounds; false if the bounds are not valid there. */
static bool part_of(OuVM *vm, OuObj *self, size_t start, size_t stop, OuSpan *out)
{
    OuSpan span = ou_span(vm, self);
    if (stop > span.len)
        stop = span.len; /* a bytearray may have become shorter */
    if (start > stop)
        return false;
    *out = (OuSpan){span.data + start, stop - start};
    return true;
}

/* Position, -1 if absent, -2 on error. */
static ptrdiff_t search(OuVM *vm, OuObj *self, const char *name, bool last, OuObj *const *args,
                        size_t nargs, OuObj *kwnames)
{
    size_t start, stop;
    Needle needle;
    OuSpan part;
    ptrdiff_t result = -1;
    if (!ou_search_args(vm, ou_is_bytes(vm, self) ? "bytes" : "bytearray", name, nargs, kwnames)
        || !ou_search_bounds(vm, OU_ARG(1), OU_ARG(2), ou_span(vm, self).len, &start, &stop)
        || !needle_get(vm, args[0], &needle))
        return -2;
    if (part_of(vm, self, start, stop, &part)) {
        OuFinder finder;
        size_t found;
        ou_finder_init(&finder, needle_data(&needle), needle.len, last);
        if (!ou_find_next(vm, &finder, part.data, part.len, &found))
            result = -2;
        else if (found != OU_NOT_FOUND)
            result = (ptrdiff_t)(start + found);
    }
    ou_buffer_release(vm, &needle.buffer);
    return result;
}

static OuObj *position_or_error(OuVM *vm, ptrdiff_t found, bool must_exist)
{
    if (found == -2)
        return NULL;
    if (found == -1 && must_exist)
        return OU_VALUE_ERROR(vm, "subsection not found");
    return ou_int_from(vm, found);
}

OuObj *ou_bytes_m_find(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "find", false, args, nargs, kwnames), false);
}

OuObj *ou_bytes_m_rfind(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "rfind", true, args, nargs, kwnames), false);
}

OuObj *ou_bytes_m_index(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "index", false, args, nargs, kwnames), true);
}

OuObj *ou_bytes_m_rindex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return position_or_error(vm, search(vm, self, "rindex", true, args, nargs, kwnames), true);
}

OuObj *ou_bytes_m_count(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    size_t start, stop, count = 0;
    Needle needle;
    OuSpan part;
    bool ok = true;
    if (!ou_search_args(vm, ou_is_bytes(vm, self) ? "bytes" : "bytearray", "count", nargs, kwnames)
        || !ou_search_bounds(vm, OU_ARG(1), OU_ARG(2), ou_span(vm, self).len, &start, &stop)
        || !needle_get(vm, args[0], &needle))
        return NULL;
    if (part_of(vm, self, start, stop, &part)) {
        count = part.len + 1;
        if (needle.len)
            ok = ou_count_long(vm, part.data, part.len, needle_data(&needle), needle.len, &count);
    }
    ou_buffer_release(vm, &needle.buffer);
    return ok ? ou_int_from(vm, (int64_t)count) : NULL;
}

/* 1, 0, or -1 with an exception. */
static int affix_matches(OuVM *vm, OuObj *self, OuObj *affix, size_t start, size_t stop,
                         bool at_end)
{
    OuBuffer buffer;
    OuSpan part;
    if (!ou_buffer_get(vm, affix, &buffer))
        return -1;
    int result = 0, order;
    if (part_of(vm, self, start, stop, &part) && buffer.len <= part.len) {
        const char *at = at_end ? part.data + part.len - buffer.len : part.data;
        result = ou_compare_long(vm, at, buffer.data, buffer.len, &order) ? order == 0 : -1;
    }
    ou_buffer_release(vm, &buffer);
    return result;
}

static OuObj *test_affix(OuVM *vm, OuObj *self, const char *name, bool at_end, OuObj *const *args,
                         size_t nargs, OuObj *kwnames)
{
    size_t start, stop;
    if (!ou_search_args(vm, ou_is_bytes(vm, self) ? "bytes" : "bytearray", name, nargs, kwnames)
        || !ou_search_bounds(vm, OU_ARG(1), OU_ARG(2), ou_span(vm, self).len, &start, &stop))
        return NULL;
    if (ou_is(vm, args[0], OU_TF_IS_TUPLE)) {
        const OuTuple *choices = OU_TUPLE(args[0]);
        for (size_t i = 0; i < choices->len; i++) {
            int matches = affix_matches(vm, self, choices->items[i], start, stop, at_end);
            if (matches)
                return matches > 0 ? OU_TRUE : NULL;
            if (!OU_PASS(vm, i))
                return NULL;
        }
        return OU_FALSE;
    }
    int matches = affix_matches(vm, self, args[0], start, stop, at_end);
    if (matches >= 0)
        return OU_BOOL(matches);
    if (ou_error_swallow(vm, OU_T_TypeError))
        OU_TYPE_ERROR(vm, "%s first arg must be bytes or a tuple of bytes, not %.100T", name,
                      args[0]);
    return NULL;
}

OuObj *ou_bytes_m_startswith(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                             OuObj *kwnames)
{
    return test_affix(vm, self, "startswith", false, args, nargs, kwnames);
}

OuObj *ou_bytes_m_endswith(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    return test_affix(vm, self, "endswith", true, args, nargs, kwnames);
}

/* ---- kinds of bytes ---- */

static bool is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alpha(unsigned char c)
{
    return is_upper(c) || is_lower(c);
}

static bool is_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_alnum(unsigned char c)
{
    return is_alpha(c) || is_digit(c);
}

static bool is_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static OuObj *each(OuVM *vm, OuObj *self, bool (*test)(unsigned char))
{
    OuSpan span = ou_span(vm, self);
    for (size_t i = 0; i < span.len; i++) {
        if (!test((unsigned char)span.data[i]))
            return OU_FALSE;
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_BOOL(span.len > 0);
}

#define EACH(name, test)                                                                     \
    OuObj *ou_bytes_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)        \
    {                                                                                        \
        (void)args;                                                                          \
        (void)nargs;                                                                         \
        return each(vm, self, test);                                                         \
    }
EACH(isalnum, is_alnum)
EACH(isalpha, is_alpha)
EACH(isdigit, is_digit)
EACH(isspace, is_space)

OuObj *ou_bytes_m_isascii(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSpan span = ou_span(vm, self);
    OU_CHARGE_BYTES(vm, span.len);
    return OU_BOOL(ou_utf8_is_ascii(span.data, span.len));
}

/* Some letter of one case, none of the other. */
static OuObj *one_case(OuVM *vm, OuObj *self, bool (*wanted)(unsigned char),
                       bool (*unwanted)(unsigned char))
{
    OuSpan span = ou_span(vm, self);
    bool any = false;
    for (size_t i = 0; i < span.len; i++) {
        if (unwanted((unsigned char)span.data[i]))
            return OU_FALSE;
        any = any || wanted((unsigned char)span.data[i]);
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_BOOL(any);
}

OuObj *ou_bytes_m_islower(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return one_case(vm, self, is_lower, is_upper);
}

OuObj *ou_bytes_m_isupper(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return one_case(vm, self, is_upper, is_lower);
}

OuObj *ou_bytes_m_istitle(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    OuSpan span = ou_span(vm, self);
    bool any = false, in_word = false;
    for (size_t i = 0; i < span.len; i++) {
        unsigned char c = (unsigned char)span.data[i];
        if ((is_upper(c) && in_word) || (is_lower(c) && !in_word))
            return OU_FALSE;
        in_word = is_alpha(c);
        any = any || in_word;
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_BOOL(any);
}

/* ---- case ---- */

typedef enum { TO_LOWER, TO_UPPER, TO_TITLE, TO_CAPITAL, TO_SWAPPED } Conversion;

static OuObj *convert(OuVM *vm, OuObj *self, Conversion how)
{
    OuSpan from = ou_span(vm, self);
    if (from.len == 0)
        return ou_bytes_like(vm, self, "", 0);
    OuObj *result = ou_bytes_like(vm, self, NULL, from.len);
    if (result == NULL)
        return NULL;
    char *to = fresh_data(vm, result);
    bool in_word = false;
    for (size_t i = 0; i < from.len; i++) {
        unsigned char c = (unsigned char)from.data[i];
        bool upper = is_upper(c), lower = is_lower(c);
        bool flip = false;
        switch (how) {
        case TO_LOWER: flip = upper; break;
        case TO_UPPER: flip = lower; break;
        case TO_TITLE: flip = in_word ? upper : lower; break;
        case TO_CAPITAL: flip = i ? upper : lower; break;
        case TO_SWAPPED: flip = upper || lower; break;
        }
        in_word = upper || lower;
        to[i] = (char)(flip ? c ^ 0x20 : c);
        if (!OU_PASS(vm, i)) {
            ou_unref(vm, result);
            return NULL;
        }
    }
    return result;
}

#define CONVERSION(name, how)                                                                \
    OuObj *ou_bytes_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)        \
    {                                                                                        \
        (void)args;                                                                          \
        (void)nargs;                                                                         \
        return convert(vm, self, how);                                                       \
    }
CONVERSION(lower, TO_LOWER)
CONVERSION(upper, TO_UPPER)
CONVERSION(title, TO_TITLE)
CONVERSION(capitalize, TO_CAPITAL)
CONVERSION(swapcase, TO_SWAPPED)

/* ---- padding ---- */

static OuObj *pad(OuVM *vm, OuObj *self, size_t left, size_t right, char fill)
{
    OuSpan span = ou_span(vm, self);
    if (left + right == 0)
        return ou_is_exact(self, OU_T_BYTES) ? ou_ref(self)
                                             : ou_bytes_like(vm, self, span.data, span.len);
    OuObj *result = ou_bytes_like(vm, self, NULL, span.len + left + right);
    if (result == NULL)
        return NULL;
    char *out = fresh_data(vm, result);
    if (!ou_fill_long(vm, out, fill, left) || !ou_copy_long(vm, out + left, span.data, span.len)
        || !ou_fill_long(vm, out + left + span.len, fill, right))
        ou_clear(vm, &result);
    return result;
}

static bool padding_args(OuVM *vm, OuObj *self, const char *name, OuObj *const *args, size_t nargs,
                         ptrdiff_t *width, size_t *missing, char *fill)
{
    *fill = ' ';
    if (!ou_arg_ssize(vm, args[0], width))
        return false;
    OuObj *arg = OU_ARG(1);
    if (arg != NULL) {
        bool valid = (ou_is_bytes(vm, arg) || ou_isinstance_builtin(vm, arg, OU_T_BYTEARRAY))
                     && ou_span(vm, arg).len == 1;
        if (!valid) {
            OU_TYPE_ERROR(vm, "%s() argument 2 must be a byte string of length 1, not %.50s", name,
                          arg == OU_NONE ? "None" : ou_type_name(vm, arg));
            return false;
        }
        *fill = ou_span(vm, arg).data[0];
    }
    ptrdiff_t len = (ptrdiff_t)ou_span(vm, self).len;
    if (*width > (ptrdiff_t)OU_BYTES_MAX && ou_is_bytes(vm, self))
        return ou_raise(vm, OU_T_OverflowError, "byte string is too large"), false;
    *missing = *width > len ? (size_t)(*width - len) : 0;
    return true;
}

OuObj *ou_bytes_m_center(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    char fill;
    if (!padding_args(vm, self, "center", args, nargs, &width, &missing, &fill))
        return NULL;
    size_t left = missing / 2 + (missing & (size_t)width & 1);
    return pad(vm, self, left, missing - left, fill);
}

OuObj *ou_bytes_m_ljust(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    char fill;
    return padding_args(vm, self, "ljust", args, nargs, &width, &missing, &fill)
               ? pad(vm, self, 0, missing, fill)
               : NULL;
}

OuObj *ou_bytes_m_rjust(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    char fill;
    return padding_args(vm, self, "rjust", args, nargs, &width, &missing, &fill)
               ? pad(vm, self, missing, 0, fill)
               : NULL;
}

OuObj *ou_bytes_m_zfill(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t width;
    size_t missing;
    char fill;
    if (!padding_args(vm, self, "zfill", args, nargs, &width, &missing, &fill))
        return NULL;
    OuObj *result = pad(vm, self, missing, 0, '0');
    if (result != NULL && missing && ou_span(vm, self).len) {
        char *out = fresh_data(vm, result);
        if (out[missing] == '+' || out[missing] == '-') {
            out[0] = out[missing];
            out[missing] = '0';
        }
    }
    return result;
}

OuObj *ou_bytes_m_expandtabs(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    int tab_size = 8;
    if (OU_ARG(0) != NULL && !ou_arg_int(vm, args[0], &tab_size))
        return NULL;
    OuSpan span = ou_span(vm, self);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    size_t column = 0;
    for (size_t i = 0; i < span.len && !out.failed; i++) {
        char c = span.data[i];
        out.failed = !OU_PASS(vm, i);
        if (c == '\t') {
            size_t fill = tab_size > 0 ? (size_t)tab_size - column % (size_t)tab_size : 0;
            ou_buf_fill(&out, ' ', fill);
            column += fill;
            continue;
        }
        column = c == '\n' || c == '\r' ? 0 : column + 1;
        ou_buf_putc(&out, c);
    }
    return ou_bytes_like_from_buf(vm, self, &out);
}

/* ---- hexadecimal ---- */

bool ou_hex_separator(OuVM *vm, OuObj *arg, uint32_t limit, char *out)
{
    ptrdiff_t len = ou_len(vm, arg);
    if (len < 0)
        return false;
    if (len != 1) {
        OU_VALUE_ERROR(vm, "sep must be length 1.");
        return false;
    }
    uint32_t code;
    if (ou_is_str(vm, arg)) {
        code = ou_str_code_at(vm, OU_STR(arg), 0);
    } else if (ou_is_bytes(vm, arg)) {
        code = (unsigned char)OU_BYTES(arg)->data[0];
    } else {
        OU_TYPE_ERROR(vm, "sep must be str or bytes.");
        return false;
    }
    *out = (char)code;
    if (code < limit)
        return true;
    OU_VALUE_ERROR(vm, "sep must be ASCII.");
    return false;
}

/* Bytes per group: all, if nothing separates. */
static size_t group_size(size_t len, int group)
{
    size_t size = group < 0 ? (size_t)-(int64_t)group : (size_t)group;
    return size == 0 || size >= len ? len : size;
}

size_t ou_hex_size(size_t len, int group)
{
    return len == 0 ? 0 : len * 2 + (len - 1) / group_size(len, group);
}

#define HEX_PIECE 32768 /* bytes between two checks */

bool ou_hex_write(OuVM *vm, char *out, const char *data, size_t len, char separator, int group)
{
    static const char digits[] = "0123456789abcdef";
    size_t size = group_size(len, group);
    size_t first = group < 0 || size == 0 ? 0 : len % size;
    for (size_t i = 0; i < len;) {
        size_t stop = len - i > HEX_PIECE ? i + HEX_PIECE : len;
        for (; i < stop; i++) {
            if (i && (i + size - first) % size == 0)
                *out++ = separator;
            *out++ = digits[(unsigned char)data[i] >> 4];
            *out++ = digits[data[i] & 15];
        }
        if (i < len && !ou_check(vm, HEX_PIECE / 16))
            return false;
    }
    return true;
}

OuObj *ou_bytes_m_hex(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    char separator = 0;
    int group = 1;
    if (OU_ARG(1) != NULL && !ou_arg_int(vm, args[1], &group))
        return NULL;
    if (OU_ARG(0) == NULL)
        group = 0;
    else if (!ou_hex_separator(vm, args[0], 128, &separator))
        return NULL;
    OuSpan span = ou_span(vm, self);
    if (span.len == 0)
        return OU_EMPTY_STR;
    if (span.len > (size_t)PTRDIFF_MAX / 4)
        return ou_raise_memory(vm);
    size_t total = ou_hex_size(span.len, group);
    OuStr *result = ou_str_alloc(vm, total, total);
    if (result == NULL)
        return NULL;
    if (!ou_hex_write(vm, ou_str_data(result), span.data, span.len, separator, group))
        ou_clear(vm, &result);
    return OU_OBJ(result);
}

bool ou_bytes_parse_hex(OuVM *vm, OuObj *text, OuBuf *out)
{
    OuStr *s;
    if (!ou_arg_str(vm, "fromhex", NULL, text, &s))
        return false;
    const char *start = ou_str_text(s), *at = start, *end = at + s->size;
    if (!s->ascii) {
        while ((unsigned char)*at < 0x80)
            at++;
        OU_CHARGE_BYTES(vm, s->size);
        OU_VALUE_ERROR(vm, "non-hexadecimal number found in fromhex() arg at position %zu",
                       (size_t)(at - start));
        return false;
    }
    for (size_t i = 0; at < end; i++) {
        if (!OU_PASS(vm, i))
            return false;
        if (is_space((unsigned char)*at)) {
            at++;
            continue;
        }
        int high = ou_hex_digit(*at);
        int low = high < 0 ? -1 : ou_hex_digit(*++at); /* the text ends with NUL */
        if (low < 0) {
            OU_VALUE_ERROR(vm, "non-hexadecimal number found in fromhex() arg at position %zu",
                           (size_t)(at - start));
            return false;
        }
        ou_buf_putc(out, (char)(high << 4 | low));
        at++;
    }
    return true;
}

/* ---- translate, decode ---- */

OuObj *ou_bytes_m_translate(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuBuffer table = {.owner = NULL}, deleted = {.owner = NULL};
    OuObj *result = NULL;
    bool drop[256] = {false};
    if (args[0] != OU_NONE && !ou_buffer_get(vm, args[0], &table))
        return NULL;
    if (args[0] != OU_NONE && table.len != 256) {
        OU_VALUE_ERROR(vm, "translation table must be 256 characters long");
        goto done;
    }
    if (OU_ARG(1) != NULL && !ou_buffer_get(vm, args[1], &deleted))
        goto done;
    for (size_t i = 0; i < deleted.len; i++)
        drop[(unsigned char)deleted.data[i]] = true;
    OuSpan span = ou_span(vm, self);
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    char *room = ou_buf_room(&out, span.len);
    bool changed = false;
    for (size_t i = 0; room && i < span.len && !out.failed; i++) {
        unsigned char c = (unsigned char)span.data[i];
        out.failed = !OU_PASS(vm, i);
        char to = table.data ? table.data[c] : (char)c;
        changed = changed || drop[c] || to != span.data[i];
        if (!drop[c])
            room[out.len++] = to;
    }
    if (!out.failed && !changed && ou_is_exact(self, OU_T_BYTES)) {
        ou_buf_drop(&out);
        result = ou_ref(self);
    } else {
        result = ou_bytes_like_from_buf(vm, self, &out);
    }
done:
    ou_buffer_release(vm, &table);
    ou_buffer_release(vm, &deleted);
    return result;
}

OuObj *ou_bytes_m_maketrans(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    (void)nargs;
    OuBuffer from, to;
    if (!ou_buffer_get(vm, args[0], &from))
        return NULL;
    if (!ou_buffer_get(vm, args[1], &to)) {
        ou_buffer_release(vm, &from);
        return NULL;
    }
    OuBytes *result = NULL;
    if (from.len != to.len) {
        OU_VALUE_ERROR(vm, "maketrans arguments must have same length");
    } else if ((result = ou_bytes_alloc(vm, 256)) != NULL) {
        for (int i = 0; i < 256; i++)
            result->data[i] = (char)i;
        for (size_t i = 0; i < from.len; i++)
            result->data[(unsigned char)from.data[i]] = to.data[i];
    }
    ou_buffer_release(vm, &to);
    ou_buffer_release(vm, &from);
    return OU_OBJ(result);
}

OuObj *ou_bytes_m_decode(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    const char *encoding, *errors;
    if (!ou_bytes_text_arg(vm, "decode", "encoding", OU_ARG(0), &encoding)
        || !ou_bytes_text_arg(vm, "decode", "errors", OU_ARG(1), &errors))
        return NULL;
    OuBuffer buffer; /* held: an error handler may run script code */
    if (!ou_buffer_get(vm, self, &buffer))
        return NULL;
    OuObj *result =
        buffer.len ? ou_codec_decode(vm, buffer.data, buffer.len, encoding, errors) : OU_EMPTY_STR;
    ou_buffer_release(vm, &buffer);
    return result;
}
