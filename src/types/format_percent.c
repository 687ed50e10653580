/* format_percent.c - the % operator of str and bytes.
 *
 * One engine for both: it works on bytes (UTF-8 for str) and differs where the values are
 * converted and widths counted. Conversions and mapping lookups run script code; the format
 * and the values are held by the caller. */
#include "base/numtext.h"
#include "base/utf8.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/format.h"
#include "object/int.h"
#include <string.h>

typedef struct Percent {
    OuVM *vm;
    const char *start, *at, *end;
    OuObj *values;        /* borrowed */
    OuObj *mapping;       /* borrowed: values, if it can be asked for keys; else NULL */
    OuObj *found;         /* owned: the value of the last key */
    OuObj *whole;         /* owned: the text of the last directive, if nothing is before it: it is the result */
    size_t next, count;   /* of the positional values */
    bool single;          /* the value is not a tuple: itself the only one */
    bool bytes;
    OuBuf out;
} Percent;

#define LEFT 1u
#define PLUS 2u
#define BLANK 4u
#define ALTERNATE 8u
#define ZERO 16u
#define NO_NEGATIVE_ZERO 32u /* bytes only */

typedef struct Directive {
    unsigned flags;
    ptrdiff_t width, precision;
    uint32_t type;
    size_t type_at; /* position for messages */
} Directive;

/* ---- values ---- */

/* The next value, borrowed. */
static OuObj *next_value(Percent *p)
{
    if (p->found != NULL) {
        /* After %(key) only one value is there. */
        if (p->next < p->count) {
            p->next++;
            return p->found;
        }
    } else if (p->next < p->count) {
        OuObj *value = p->single ? p->values : OU_TUPLE(p->values)->items[p->next];
        p->next++;
        return value;
    }
    return OU_TYPE_ERROR(p->vm, "not enough arguments for format string");
}

/* "(key)": look it up in the mapping. */
static bool read_key(Percent *p)
{
    OuVM *vm = p->vm;
    if (p->mapping == NULL) {
        OU_TYPE_ERROR(vm, "format requires a mapping");
        return false;
    }
    const char *key = ++p->at;
    int depth = 1;
    while (depth > 0 && p->at < p->end) {
        if (!OU_PASS(vm, p->end - p->at))
            return false;
        depth += *p->at == '(';
        depth -= *p->at == ')';
        p->at++;
    }
    if (depth > 0) {
        OU_VALUE_ERROR(vm, "incomplete format key");
        return false;
    }
    size_t len = (size_t)(p->at - 1 - key);
    OuObj *name = p->bytes ? ou_bytes_new(vm, key, len) : ou_str_new(vm, key, len);
    OuObj *value = name ? ou_getitem(vm, p->mapping, name) : NULL;
    ou_unref(vm, name);
    if (value == NULL)
        return false;
    ou_put(vm, &p->found, value);
    p->next = 0;
    p->count = 1;
    return true;
}

/* ---- reading a directive ---- */

/* A width or precision: digits, or '*' and the next value. */
static bool read_count(Percent *p, bool is_precision, unsigned *flags, ptrdiff_t *out)
{
    OuVM *vm = p->vm;
    if (p->at < p->end && *p->at == '*') {
        OuObj *value = next_value(p);
        if (value == NULL)
            return false;
        if (!ou_is(vm, value, OU_TF_IS_INT)) {
            OU_TYPE_ERROR(vm, "* wants int");
            return false;
        }
        int64_t count;
        bool fits = ou_int_to_int64(value, &count);
        if (!fits || (is_precision && count != (int32_t)count)) {
            ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C %s",
                     is_precision ? "int" : "ssize_t");
            return false;
        }
        *out = count;
        if (*out < 0) {
            *flags |= is_precision ? 0 : LEFT;
            *out = is_precision || *out == PTRDIFF_MIN ? 0 : -*out; /* CPython's overflows: no padding */
        }
        p->at++;
        return true;
    }
    ptrdiff_t value = 0;
    const ptrdiff_t limit = is_precision ? INT32_MAX : PTRDIFF_MAX;
    while (p->at < p->end && *p->at >= '0' && *p->at <= '9') {
        if (!OU_PASS(vm, p->end - p->at))
            return false;
        int digit = *p->at++ - '0';
        if (value > (limit - digit) / 10) {
            if (p->bytes)
                OU_VALUE_ERROR(vm, is_precision ? "prec too big" : "width too big");
            else
                OU_VALUE_ERROR(vm, is_precision ? "precision too big" : "width too big");
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return true;
}

static unsigned flag_of(char c)
{
    switch (c) {
    case '-': return LEFT;
    case '+': return PLUS;
    case ' ': return BLANK;
    case '#': return ALTERNATE;
    case '0': return ZERO;
    case 'z': return NO_NEGATIVE_ZERO;
    default: return 0;
    }
}

/* `at` is behind the '%'. */
static bool read_directive(Percent *p, Directive *d)
{
    *d = (Directive){.width = -1, .precision = -1};
    if (p->at < p->end && *p->at == '(' && !read_key(p))
        return false;
    for (unsigned flag; p->at < p->end && (flag = flag_of(*p->at)) != 0; p->at++) {
        if (flag == NO_NEGATIVE_ZERO && !p->bytes)
            break;
        d->flags |= flag;
        if (!OU_PASS(p->vm, p->end - p->at))
            return false;
    }
    if (p->at < p->end && (*p->at == '*' || (*p->at >= '0' && *p->at <= '9'))
        && !read_count(p, false, &d->flags, &d->width))
        return false;
    if (p->at < p->end && *p->at == '.') {
        p->at++;
        if (!read_count(p, true, &d->flags, &d->precision))
            return false;
    }
    if (p->at < p->end && (*p->at == 'h' || *p->at == 'l' || *p->at == 'L'))
        p->at++;
    if (p->at >= p->end) {
        OU_VALUE_ERROR(p->vm, "incomplete format");
        return false;
    }
    d->type_at = (size_t)(p->at - p->start);
    d->type = p->bytes ? (unsigned char)*p->at++ : ou_utf8_next(&p->at);
    if (d->type == 'i' && p->bytes)
        d->type = 'd';
    return true;
}

/* ---- converting ---- */

/* The value as an int for d, i, u, o, x, X; new reference. */
static OuObj *integer_value(OuVM *vm, OuObj *value, char type)
{
    bool strict = type == 'o' || type == 'x' || type == 'X';
    if (ou_is(vm, value, OU_TF_IS_INT))
        return ou_ref(value);
    if (ou_is_number(vm, value)) {
        OuObj *result;
        if (strict) {
            result = ou_index_of(vm, value);
        } else {
            OuClass *cls = ou_builtin_class(vm, OU_T_INT);
            result = cls ? ou_call1(vm, OU_OBJ(cls), value) : NULL;
        }
        if (result != NULL || !ou_error_swallow(vm, OU_T_TypeError))
            return result;
    }
    if (strict)
        return OU_TYPE_ERROR(vm, "%%%c format: an integer is required, not %.200T", type, value);
    return OU_TYPE_ERROR(vm, "%%%c format: a real number is required, not %.200T", type, value);
}

static OuObj *integer_text(Percent *p, const Directive *d, OuObj *value)
{
    OuObj *number = integer_value(p->vm, value, (char)d->type);
    if (number == NULL)
        return NULL;
    OuObj *text =
        ou_format_int_digits(p->vm, number, (char)d->type, d->flags & ALTERNATE, d->precision);
    ou_unref(p->vm, number);
    return text;
}

static OuObj *float_text(Percent *p, const Directive *d, OuObj *value)
{
    double x;
    if (!ou_as_double(p->vm, value, &x)) {
        if (p->bytes && ou_error_swallow(p->vm, OU_T_BaseException))
            OU_TYPE_ERROR(p->vm, "float argument required, not %.200T", value);
        return NULL;
    }
    OuBuf text;
    ou_buf_init(&text, &p->vm->mem);
    ou_format_double(x, (char)d->type, d->precision < 0 ? 6 : d->precision, d->flags & ALTERNATE,
                     false, &text);
    if ((d->flags & NO_NEGATIVE_ZERO) && !text.failed && text.len && text.data[0] == '-'
        && strspn(ou_buf_text(&text) + 1, "0.") + 1 == strcspn(ou_buf_text(&text), "eE")) {
        OuObj *result = ou_str_new(p->vm, text.data + 1, text.len - 1);
        ou_buf_drop(&text);
        return result;
    }
    return ou_str_from_buf(p->vm, &text);
}

static OuObj *char_text(Percent *p, OuObj *value)
{
    OuVM *vm = p->vm;
    if (ou_is_str(vm, value)) {
        if (ou_str_length(OU_STR(value)) == 1)
            return ou_ref(value);
        return OU_TYPE_ERROR(vm, "%%c requires int or char");
    }
    int64_t code = -1;
    OuObj *number = ou_is(vm, value, OU_TF_IS_INT) ? ou_ref(value) : ou_index_of(vm, value);
    if (number == NULL)
        return ou_error_swallow(vm, OU_T_TypeError) ? OU_TYPE_ERROR(vm, "%%c requires int or char") : NULL;
    bool fits = ou_int_to_int64(number, &code);
    ou_unref(vm, number);
    if (!fits || code < 0 || code > 0x10FFFF)
        return ou_raise(vm, OU_T_OverflowError, "%%c arg not in range(0x110000)");
    return ou_str_from_code(vm, (uint32_t)code);
}

static OuObj *unsupported(Percent *p, const Directive *d)
{
    size_t index = d->type_at;
    if (!p->bytes)
        index = ou_utf8_length(p->start, d->type_at);
    if (p->bytes && d->type > 127) /* CPython takes it for a negative number and loses its message */
        return ou_raise_arg(p->vm, OU_T_ValueError, NULL);
    uint32_t shown = p->bytes || (d->type >= 31 && d->type < 127) ? d->type : '?';
    return OU_VALUE_ERROR(p->vm, "unsupported format character '%c' (0x%x) at index %zu",
                          (int)shown, d->type, index);
}

/* The text of a value for str; *numeric: a sign and zeros may be put in front. */
static OuObj *text_for_str(Percent *p, const Directive *d, OuObj *value, bool *numeric)
{
    OuVM *vm = p->vm;
    switch (d->type) {
    case 's': return ou_str(vm, value);
    case 'r': return ou_repr(vm, value);
    case 'a': return ou_ascii(vm, value);
    case 'c': return char_text(p, value);
    case 'd': case 'i': case 'u': case 'o': case 'x': case 'X':
        *numeric = true;
        return integer_text(p, d, value);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G':
        *numeric = true;
        return float_text(p, d, value);
    default:
        return unsupported(p, d);
    }
}

/* %b and %s of bytes: a bytes-like object or __bytes__. */
static OuObj *bytes_value(OuVM *vm, OuObj *value)
{
    if (ou_is(vm, value, OU_TF_IS_BYTES))
        return ou_ref(value);
    if (!ou_isinstance_builtin(vm, value, OU_T_BYTEARRAY)) {
        OuObj *result = ou_call_special_forgiving(vm, value, OU_NAME(__bytes__), NULL, 0);
        if (result == NULL)
            return NULL;
        if (result != OU_ABSENT && !ou_is(vm, result, OU_TF_IS_BYTES)) {
            OU_TYPE_ERROR(vm, "__bytes__ returned non-bytes (type %.200T)", result);
            ou_clear(vm, &result);
        }
        if (result != OU_ABSENT)
            return result;
    }
    if (!ou_has_buffer(vm, value))
        return OU_TYPE_ERROR(
            vm,
            "%%b requires a bytes-like object, or an object that implements __bytes__,"
            " not '%.100T'",
            value);
    return ou_isinstance_builtin(vm, value, OU_T_BYTEARRAY) ? ou_bytes_new(vm, OU_BYTEARRAY(value)->data, OU_BYTEARRAY(value)->len)
                                                            : ou_bytes_from_object(vm, value);
}

static OuObj *byte_char(OuVM *vm, OuObj *value)
{
    if (ou_is(vm, value, OU_TF_IS_BYTES) && OU_BYTES(value)->size == 1)
        return ou_ref(value);
    if (ou_isinstance_builtin(vm, value, OU_T_BYTEARRAY) && OU_BYTEARRAY(value)->len == 1)
        return ou_bytes_new(vm, OU_BYTEARRAY(value)->data, 1);
    OuObj *number = ou_is(vm, value, OU_TF_IS_INT) || ou_type(vm, value)->to_index ? ou_index_of(vm, value) : NULL;
    if (number) {
        int64_t code;
        bool fits = ou_int_to_int64(number, &code) && code >= 0 && code < 256;
        ou_unref(vm, number);
        return fits ? ou_bytes_byte((unsigned)code)
                    : ou_raise(vm, OU_T_OverflowError, "%%c arg not in range(256)");
    }
    if (ou_error_peek(vm) && !ou_error_swallow(vm, OU_T_TypeError))
        return NULL;
    return OU_TYPE_ERROR(vm, "%%c requires an integer in range(256) or a single byte");
}

static OuObj *text_for_bytes(Percent *p, const Directive *d, OuObj *value, bool *numeric)
{
    switch (d->type) {
    case 'b': case 's': return bytes_value(p->vm, value);
    case 'c': return byte_char(p->vm, value);
    case 'r': case 'a': return ou_ascii(p->vm, value);
    default: return text_for_str(p, d, value, numeric);
    }
}

/* ---- writing ---- */

static void fill(Percent *p, char c, size_t count)
{
    if (count > OU_FIND_PIECE)
        ou_buf_fill_long(p->vm, &p->out, c, count);
    else
        ou_buf_fill(&p->out, c, count);
}

/* Is the text of the directive that was read all there is? Then it is the result itself, of whatever class. */
static bool is_whole(const Percent *p, const OuObj *text)
{
    return p->at == p->end && p->out.len == 0 && !p->bytes && OU_STR(text)->size > 0;
}

/* The builder has failed if an exception is pending. */
static void put_value(Percent *p, const Directive *d, OuObj *text, bool numeric)
{
    const char *chars;
    size_t size, length;
    if (ou_is_str(p->vm, text)) {
        chars = ou_str_text(OU_STR(text));
        size = OU_STR(text)->size;
        length = ou_str_length(OU_STR(text));
    } else {
        chars = OU_BYTES(text)->data;
        size = length = OU_BYTES(text)->size;
    }
    bool cut =
        d->precision >= 0
        && (d->type == 's' || d->type == 'r' || d->type == 'a' || (p->bytes && d->type == 'b'));
    if (cut && (size_t)d->precision < length) {
        length = (size_t)d->precision;
        size = ou_is_str(p->vm, text) ? ou_str_offset(p->vm, OU_STR(text), length) : length;
    }
    if (!numeric && d->type != 'c' && d->width <= (ptrdiff_t)length && !(d->flags & (PLUS | BLANK))
        && is_whole(p, text) && size == OU_STR(text)->size) {
        p->whole = ou_ref(text);
        return;
    }
    size_t prefix = 0; /* sign and "0x" go in front of zeros */
    char sign = 0;
    if (numeric) {
        if (size && (*chars == '-' || *chars == '+')) {
            sign = *chars++;
            size--;
            length--;
        } else if (d->flags & (PLUS | BLANK)) {
            sign = d->flags & PLUS ? '+' : ' ';
        }
        if ((d->flags & ALTERNATE) && (d->type == 'x' || d->type == 'X' || d->type == 'o'))
            prefix = 2;
    }
    size_t width = d->width > 0 ? (size_t)d->width : 0;
    size_t used = length + (sign != 0);
    size_t missing = width > used ? width - used : 0;
    bool zeros = numeric && (d->flags & ZERO) && !(d->flags & LEFT);
    if (!zeros && !(d->flags & LEFT))
        fill(p, ' ', missing);
    if (sign)
        ou_buf_putc(&p->out, sign);
    if (zeros) {
        ou_buf_put(&p->out, chars, prefix);
        fill(p, '0', missing);
        chars += prefix;
        size -= prefix;
    }
    ou_buf_put_long(p->vm, &p->out, chars, size);
    if (d->flags & LEFT)
        fill(p, ' ', missing);
    OU_CHARGE_BYTES(p->vm, missing + size);
}

/* %s of a str and %d of a small int, the common cases, without an object in between. */
static bool put_plainly(Percent *p, const Directive *d, OuObj *value)
{
    if (d->type == 's' && ou_is_exact(value, OU_T_STR)) {
        if (is_whole(p, value))
            p->whole = ou_ref(value);
        else
            ou_buf_put_long(p->vm, &p->out, ou_str_text(OU_STR(value)), OU_STR(value)->size);
        return true;
    }
    if ((d->type == 'd' || d->type == 's') && ou_is_small_int(value)) {
        int64_t number = ou_int_value(value);
        char *room = ou_buf_room(&p->out, 24);
        if (room != NULL) {
            *room = number < 0 ? '-' : '0';
            int len = number == 0
                          ? 1
                          : ou_uint64_text(number < 0 ? 0 - (uint64_t)number : (uint64_t)number,
                                           room + (number < 0));
            p->out.len += (size_t)len + (number < 0);
        }
        return true;
    }
    return false;
}

static bool one_directive(Percent *p)
{
    Directive d;
    bool numeric = false;
    if (p->at < p->end && *p->at == '%') {
        p->at++;
        ou_buf_putc(&p->out, '%');
        return true;
    }
    if (!read_directive(p, &d))
        return false;
    OuObj *value = next_value(p);
    if (value == NULL)
        return false;
    if (!p->bytes && d.width < 0 && d.precision < 0 && d.flags == 0 && put_plainly(p, &d, value))
        return true;
    OuObj *text =
        p->bytes ? text_for_bytes(p, &d, value, &numeric) : text_for_str(p, &d, value, &numeric);
    if (text == NULL)
        return false;
    put_value(p, &d, text, numeric);
    ou_unref(p->vm, text);
    return true;
}

static bool failed(Percent *p)
{
    if (!p->vm->error)
        ou_raise_memory(p->vm);
    return false;
}

static bool run(Percent *p)
{
    OuVM *vm = p->vm;
    p->single = !ou_is(vm, p->values, OU_TF_IS_TUPLE);
    p->count = p->single ? 1 : OU_TUPLE(p->values)->len;
    bool text = ou_is_str(vm, p->values)
                || (p->bytes
                    && (ou_is(vm, p->values, OU_TF_IS_BYTES)
                        || ou_isinstance_builtin(vm, p->values, OU_T_BYTEARRAY)));
    if (p->single && !text && ou_is_mapping(vm, p->values))
        p->mapping = p->values;
    for (unsigned i = 0; p->at < p->end; i++) {
        const char *percent = memchr(p->at, '%', (size_t)(p->end - p->at));
        const char *stop = percent ? percent : p->end;
        ou_buf_put_long(vm, &p->out, p->at, (size_t)(stop - p->at));
        if (!OU_PASS(vm, i))
            return false;
        if (percent == NULL)
            break;
        p->at = stop + 1;
        if (!one_directive(p))
            return false;
    }
    if (OU_UNLIKELY(p->out.failed))
        return failed(p);
    if (p->mapping == NULL && p->next < p->count) {
        OU_TYPE_ERROR(vm, p->bytes ? "not all arguments converted during bytes formatting"
                                   : "not all arguments converted during string formatting");
        return false;
    }
    return true;
}

OuObj *ou_str_percent(OuVM *vm, OuObj *text, OuObj *values)
{
    const OuStr *s = OU_STR(text);
    Percent p = {.vm = vm, .values = values, .start = ou_str_text(s)};
    p.at = p.start;
    p.end = p.start + s->size;
    ou_buf_init(&p.out, &vm->mem);
    bool ok = run(&p);
    ou_unref(vm, p.found);
    bool unchanged = s->size > 0 && memchr(p.start, '%', s->size) == NULL; /* then it is the result itself */
    if (!ok || unchanged || p.whole) {
        ou_buf_drop(&p.out);
        if (ok)
            return p.whole ? p.whole : ou_ref(text);
        ou_unref(vm, p.whole);
        return NULL;
    }
    return ou_str_from_buf(vm, &p.out);
}

OuObj *ou_bytes_percent(OuVM *vm, const char *data, size_t size, OuObj *values, bool to_bytearray)
{
    Percent p = {
        .vm = vm, .values = values, .bytes = true, .start = data, .at = data, .end = data + size};
    ou_buf_init(&p.out, &vm->mem);
    bool ok = run(&p);
    ou_unref(vm, p.found);
    OuObj *result = NULL;
    if (ok && to_bytearray)
        result = p.out.failed ? ou_raise_memory(vm) : ou_bytearray_new(vm, p.out.data, p.out.len);
    else if (ok)
        return ou_bytes_from_buf(vm, &p.out);
    ou_buf_drop(&p.out);
    return result;
}
