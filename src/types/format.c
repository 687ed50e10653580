/* format.c - the format mini-language: parsing specifications, and str, int, float and
 * complex by them. Script code runs only where a subclass is formatted by an empty
 * specification (its __str__). */
#include "types/format.h"
#include "base/numtext.h"
#include "base/utf8.h"
#include "object/errors.h"
#include "object/names.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/float.h"
#include "object/int.h"
#include <math.h>
#include <string.h>

/* ---- specifications ---- */

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

/* A number at `at`; -1 if none is there. False if it does not fit. */
static bool read_number(OuVM *vm, const char **at, const char *end, ptrdiff_t *out)
{
    const char *p = *at;
    ptrdiff_t value = 0;
    for (size_t i = 0; p < end; i++) {
        if (!OU_PASS(vm, i))
            return false;
        /* Any decimal digits count, not only ASCII ones. */
        const char *next = p;
        int digit = ou_uni_decimal_value(ou_utf8_next(&next));
        if (digit < 0)
            break;
        if (value > (PTRDIFF_MAX - digit) / 10) {
            OU_VALUE_ERROR(vm, "Too many decimal digits in format string");
            return false;
        }
        value = value * 10 + digit;
        p = next;
    }
    *out = p > *at ? value : -1;
    *at = p;
    return true;
}

static bool read_grouping(OuVM *vm, const char **at, const char *end, OuFormatSpec *out)
{
    bool comma = *at < end && **at == ',';
    if (comma)
        ++*at;
    bool underscore = *at < end && **at == '_';
    if (underscore)
        ++*at;
    if (underscore && (comma || (*at < end && **at == ','))) {
        OU_VALUE_ERROR(vm, "Cannot specify both ',' and '_'.");
        return false;
    }
    out->grouping = comma ? ',' : underscore ? '_' : 0;
    return true;
}

/* A separator goes with decimal types; '_' also with other bases. */
static bool check_grouping(OuVM *vm, const OuFormatSpec *spec)
{
    uint32_t type = spec->type;
    if (!spec->grouping || type == 0 || (type < 0x80 && strchr("deEfFgG%", (int)type)))
        return true;
    if (spec->grouping == '_' && (type == 'b' || type == 'o' || type == 'x' || type == 'X'))
        return true;
    if (type > 32 && type < 128)
        OU_VALUE_ERROR(vm, "Cannot specify '%c' with '%c'.", spec->grouping, (int)type);
    else
        OU_VALUE_ERROR(vm, "Cannot specify '%c' with '\\x%x'.", spec->grouping, type);
    return false;
}

bool ou_format_spec_parse(OuVM *vm, OuStr *spec, uint32_t default_type, char default_align,
                          OuObj *value, OuFormatSpec *out)
{
    const char *at = ou_str_text(spec), *end = at + spec->size;
    *out = (OuFormatSpec){
        .fill = ' ', .align = default_align, .type = default_type, .width = -1, .precision = -1};
    const char *second = at;
    uint32_t first = at < end ? ou_utf8_next(&second) : 0;
    if (second < end && is_align((unsigned char)*second)) {
        out->fill = first;
        out->align = *second;
        out->fill_given = out->align_given = true;
        at = second + 1;
    } else if (is_align(first)) {
        out->align = (char)first;
        out->align_given = true;
        at++;
    }
    if (at < end && (*at == ' ' || *at == '+' || *at == '-'))
        out->sign = *at++;
    if (at < end && *at == 'z')
        out->no_negative_zero = at++ < end;
    if (at < end && *at == '#')
        out->alternate = at++ < end;
    if (!out->fill_given && at < end && *at == '0') {
        out->fill = '0';
        if (!out->align_given && default_align == '>')
            out->align = '=';
        at++;
    }
    if (!read_number(vm, &at, end, &out->width) || !read_grouping(vm, &at, end, out))
        return false;
    if (at < end && *at == '.') {
        at++;
        if (!read_number(vm, &at, end, &out->precision))
            return false;
        if (out->precision < 0) {
            OU_VALUE_ERROR(vm, "Format specifier missing precision");
            return false;
        }
    }
    if (at < end) {
        out->type = ou_utf8_next(&at);
        if (at < end) {
            OU_VALUE_ERROR(vm, "Invalid format specifier '%U' for object of type '%.200T'", spec,
                           value);
            return false;
        }
    }
    return check_grouping(vm, out);
}

static OuObj *unknown_type(OuVM *vm, uint32_t type, OuObj *value)
{
    if (type > 32 && type < 128)
        return OU_VALUE_ERROR(vm, "Unknown format code '%c' for object of type '%.200T'", (int)type,
                              value);
    return OU_VALUE_ERROR(vm, "Unknown format code '\\x%x' for object of type '%.200T'", type,
                          value);
}

/* ---- layout ---- */

static void put_fill(OuVM *vm, OuBuf *out, uint32_t fill, size_t count)
{
    if (fill < 0x80) {
        if (count > OU_FIND_PIECE)
            ou_buf_fill_long(vm, out, (char)fill, count);
        else
            ou_buf_fill(out, (char)fill, count);
        return;
    }
    for (; count > 0 && !out->failed; count--) {
        ou_buf_put_code(out, fill);
        out->failed |= !OU_PASS(vm, count);
    }
}

/* Text with padding around it. */
static void put_padded(OuVM *vm, OuBuf *out, const OuFormatSpec *spec, const char *text, size_t size,
                       size_t length)
{
    size_t missing = spec->width > (ptrdiff_t)length ? (size_t)spec->width - length : 0;
    size_t left = spec->align == '>' || spec->align == '=' ? missing
                  : spec->align == '^'                     ? missing / 2
                                                           : 0;
    put_fill(vm, out, spec->fill, left);
    ou_buf_put_long(vm, out, text, size);
    put_fill(vm, out, spec->fill, missing - left);
}

/* A number as text: sign, prefix ("0x"), digits before the point, the rest (point, decimals,
 * exponent), which is laid out by a specification. */
typedef struct NumberText {
    bool negative;
    const char *prefix;
    const char *digits;
    size_t digit_count;
    const char *rest;
    size_t rest_size;
} NumberText;

/* How many digits, zeros in front included, take `min_width` characters at least; a separator is never
 * the first: a digit follows in any case. */
static size_t padded_digits(size_t count, ptrdiff_t min_width, char separator, size_t group)
{
    size_t width = min_width > 0 ? (size_t)min_width : 0;
    if (separator && width > 0)
        width = width / (group + 1) * group + (width % (group + 1) ? width % (group + 1) : 1);
    return width > count ? width : count;
}

/* Digits with separators, and zeros in front so that there are `padded`: written from the end. */
static bool group_digits(OuVM *vm, const char *digits, size_t count, size_t padded, char separator,
                         size_t group, char *end)
{
    for (size_t taken = 0, in_group = 0; taken < padded; taken++, in_group++) {
        if (separator && in_group == group) {
            *--end = separator;
            in_group = 0;
        }
        *--end = taken < count ? digits[count - 1 - taken] : '0';
        if (vm && !OU_PASS(vm, taken))
            return false;
    }
    return true;
}

/* Where the parts of a number go. */
typedef struct NumberLayout {
    char sign;
    size_t prefix_len, grouped, group;
    size_t padded;            /* digits, with zeros in front */
    size_t left, inner, right; /* fill characters in front, behind the prefix, behind */
    size_t fill_size;
    size_t length;            /* in all, code points */
} NumberLayout;

static NumberLayout lay_out(const OuFormatSpec *spec, const NumberText *number)
{
    NumberLayout layout = {.prefix_len = number->prefix ? strlen(number->prefix) : 0};
    layout.sign = number->negative ? '-' : spec->sign == '+' || spec->sign == ' ' ? spec->sign : 0;
    size_t others = (layout.sign != 0) + layout.prefix_len + number->rest_size;
    bool bits = spec->type == 'b' || spec->type == 'o' || spec->type == 'x' || spec->type == 'X';
    layout.group = bits ? 4 : 3;
    bool zeros = spec->fill == '0' && spec->align == '=';
    if (number->digit_count > 0) {
        layout.padded = padded_digits(number->digit_count, zeros ? spec->width - (ptrdiff_t)others : 0,
                                      spec->grouping, layout.group);
        layout.grouped = layout.padded + (spec->grouping ? (layout.padded - 1) / layout.group : 0);
    }
    size_t length = others + layout.grouped;
    size_t missing = spec->width > (ptrdiff_t)length ? (size_t)spec->width - length : 0;
    if (spec->align == '=')
        layout.inner = missing;
    else
        layout.left = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    layout.right = missing - layout.inner - layout.left;
    layout.fill_size = missing ? ou_utf8_width(spec->fill) : 1;
    layout.length = length + missing;
    return layout;
}

static size_t layout_size(const NumberLayout *layout)
{
    size_t fills = layout->left + layout->inner + layout->right;
    return layout->length + fills * (layout->fill_size - 1);
}

/* Limits are looked at on the way if there is much to fill: an exception may be pending then. */
static char *write_fill(OuVM *vm, char *out, uint32_t fill, size_t count)
{
    if (fill < 0x80) {
        size_t first = count < 4096 ? count : 4096;
        memset(out, (int)fill, first);
        if (count > first)
            (void)!ou_repeat_long(vm, out, first, count);
        return out + count;
    }
    for (; count > 0; count--) {
        out += ou_utf8_put(out, fill);
        if (!OU_PASS(vm, count))
            break;
    }
    return out;
}

/* Write layout_size bytes. */
static void write_number(OuVM *vm, char *out, const OuFormatSpec *spec, const NumberText *number,
                         const NumberLayout *layout)
{
    out = write_fill(vm, out, spec->fill, layout->left);
    if (layout->sign)
        *out++ = layout->sign;
    if (layout->prefix_len)
        memcpy(out, number->prefix, layout->prefix_len);
    out = write_fill(vm, out + layout->prefix_len, spec->fill, layout->inner);
    if (!spec->grouping) {
        size_t zeros = layout->padded - number->digit_count;
        if (zeros != 0)
            write_fill(vm, out, '0', zeros);
        if (number->digit_count > 0x40000 && vm)
            (void)!ou_copy_long(vm, out + zeros, number->digits, number->digit_count);
        else
            memcpy(out + zeros, number->digits, number->digit_count);
    } else {
        (void)!group_digits(vm, number->digits, number->digit_count, layout->padded, spec->grouping,
                            layout->group, out + layout->grouped);
    }
    out += layout->grouped;
    if (number->rest_size > 0x40000 && vm)
        (void)!ou_copy_long(vm, out, number->rest, number->rest_size);
    else
        memcpy(out, number->rest, number->rest_size);
    write_fill(vm, out + number->rest_size, spec->fill, layout->right);
}

static void put_number(OuBuf *out, const OuFormatSpec *spec, const NumberText *number)
{
    NumberLayout layout = lay_out(spec, number);
    char *room = ou_buf_room(out, layout_size(&layout));
    if (room != NULL) {
        write_number(NULL, room, spec, number, &layout); /* without fill */
        out->len += layout_size(&layout);
    }
}

static OuObj *number_result(OuVM *vm, const OuFormatSpec *spec, const NumberText *number)
{
    NumberLayout layout = lay_out(spec, number);
    size_t size = layout_size(&layout);
    if (size > (size_t)PTRDIFF_MAX / 2)
        return ou_raise_memory(vm);
    if (size == 1) {
        char digit;
        write_number(vm, &digit, spec, number, &layout);
        return ou_str_new_ascii(vm, &digit, 1);
    }
    OuStr *result = ou_str_alloc(vm, size, layout.length);
    if (result != NULL)
        write_number(vm, ou_str_data(result), spec, number, &layout);
    if (OU_UNLIKELY(vm->error != NULL))
        ou_clear(vm, &result);
    return OU_OBJ(result);
}

/* ---- str ---- */

/* The text itself, of a subclass too, as in CPython; but an empty one is the plain empty str. */
static OuObj *never_empty_take(OuVM *vm, OuObj *text)
{
    if (text && OU_STR(text)->size == 0)
        ou_put(vm, &text, OU_EMPTY_STR);
    return text;
}

OuObj *ou_format_str(OuVM *vm, OuObj *value, OuStr *spec_text)
{
    if (spec_text->size == 0)
        return ou_is_exact(value, OU_T_STR) ? ou_ref(value) : never_empty_take(vm, ou_str(vm, value));
    OuFormatSpec spec;
    if (!ou_format_spec_parse(vm, spec_text, 's', '<', value, &spec))
        return NULL;
    if (spec.type != 's')
        return unknown_type(vm, spec.type, value);
    if (spec.sign == ' ')
        return OU_VALUE_ERROR(vm, "Space not allowed in string format specifier");
    if (spec.sign)
        return OU_VALUE_ERROR(vm, "Sign not allowed in string format specifier");
    if (spec.no_negative_zero)
        return OU_VALUE_ERROR(vm,
                              "Negative zero coercion (z) not allowed in string format specifier");
    if (spec.alternate)
        return OU_VALUE_ERROR(vm, "Alternate form (#) not allowed in string format specifier");
    if (spec.align == '=')
        return OU_VALUE_ERROR(vm, "'=' alignment not allowed in string format specifier");
    OuStr *s = OU_STR(value);
    size_t length = ou_str_length(s), size = s->size;
    if (spec.precision >= 0 && (size_t)spec.precision < length) {
        length = (size_t)spec.precision;
        size = ou_str_offset(vm, s, length);
    }
    if (spec.width <= (ptrdiff_t)length && size == s->size)
        return never_empty_take(vm, ou_ref(value));
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    put_padded(vm, &out, &spec, ou_str_text(s), size, length);
    OU_CHARGE_BYTES(vm, out.len);
    return ou_str_from_buf(vm, &out);
}

/* ---- int ---- */

/* Digits of a magnitude in base 2, 8, 10 or 16 in front of `end`. */
static char *small_digits(uint64_t value, unsigned base, bool upper, char *end)
{
    const char *letters = upper ? "0123456789ABCDEF" : "0123456789abcdef";
    if (base == 10) {
        do
            *--end = (char)('0' + value % 10);
        while ((value /= 10) != 0);
        return end;
    }
    unsigned shift = base == 16 ? 4 : base == 8 ? 3 : 1;
    do
        *--end = letters[value & (base - 1)];
    while ((value >>= shift) != 0);
    return end;
}

static unsigned base_of(uint32_t type)
{
    return type == 'b' ? 2 : type == 'o' ? 8 : type == 'x' || type == 'X' ? 16 : 10;
}

static const char *prefix_of(uint32_t type)
{
    return type == 'b' ? "0b" : type == 'o' ? "0o" : type == 'x' ? "0x" : type == 'X' ? "0X" : NULL;
}

static void upper_ascii(char *text, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (text[i] >= 'a' && text[i] <= 'z')
            text[i] = (char)(text[i] - 'a' + 'A');
}

static OuObj *format_char(OuVM *vm, OuObj *value, const OuFormatSpec *spec)
{
    if (spec->sign)
        return OU_VALUE_ERROR(vm, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate)
        return OU_VALUE_ERROR(vm,
                              "Alternate form (#) not allowed with integer format specifier 'c'");
    int64_t code;
    if (!ou_int_to_int64(value, &code))
        return ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C long");
    if (code < 0 || code > 0x10FFFF)
        return ou_raise(vm, OU_T_OverflowError, "%%c arg not in range(0x110000)");
    char text[4];
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    put_padded(vm, &out, spec, text, ou_utf8_put(text, (uint32_t)code), 1);
    return ou_str_from_buf(vm, &out);
}

static OuObj *format_integer(OuVM *vm, OuObj *value, const OuFormatSpec *spec)
{
    if (spec->precision >= 0)
        return OU_VALUE_ERROR(vm, "Precision not allowed in integer format specifier");
    if (spec->no_negative_zero)
        return OU_VALUE_ERROR(vm,
                              "Negative zero coercion (z) not allowed in integer format specifier");
    if (spec->type == 'c')
        return format_char(vm, value, spec);
    char digits[64];
    NumberText number = {.prefix = spec->alternate ? prefix_of(spec->type) : NULL, .rest = ""};
    OuObj *text = NULL;
    if (!ou_int_is_big(value)) {
        int64_t small = ou_int_value(value);
        number.negative = small < 0;
        uint64_t magnitude = small < 0 ? 0 - (uint64_t)small : (uint64_t)small;
        number.digits =
            small_digits(magnitude, base_of(spec->type), spec->type == 'X', digits + sizeof digits);
        number.digit_count = (size_t)(digits + sizeof digits - number.digits);
    } else {
        text = ou_int_text(vm, value, (int)base_of(spec->type));
        if (text == NULL)
            return NULL;
        number.digits = ou_str_text(OU_STR(text));
        number.digit_count = OU_STR(text)->size;
        if (spec->type == 'X')
            upper_ascii(ou_str_data(OU_STR(text)),
                        number.digit_count); /* nobody else has seen it */
        number.negative = number.digits[0] == '-';
        number.digits += number.negative;
        number.digit_count -= number.negative;
    }
    OuObj *result = number_result(vm, spec, &number);
    ou_unref(vm, text);
    return result;
}

static OuObj *format_floating(OuVM *vm, OuObj *value, double x, OuFormatSpec *spec);

OuObj *ou_format_int(OuVM *vm, OuObj *value, OuStr *spec_text)
{
    if (spec_text->size == 0)
        return ou_str(vm, value);
    OuFormatSpec spec;
    if (!ou_format_spec_parse(vm, spec_text, 'd', '>', value, &spec))
        return NULL;
    switch (spec.type) {
    case 'b': case 'c': case 'd': case 'o': case 'x': case 'X': case 'n':
        return format_integer(vm, value, &spec);
    case 'e': case 'E': case 'f': case 'F': case 'g': case 'G': case '%': {
        double x;
        return ou_as_double(vm, value, &x) ? format_floating(vm, value, x, &spec) : NULL;
    }
    default:
        return unknown_type(vm, spec.type, value);
    }
}

OuObj *ou_format_int_digits(OuVM *vm, OuObj *value, char type, bool prefix, ptrdiff_t precision)
{
    char buffer[64];
    const char *digits;
    size_t count;
    bool negative;
    OuObj *text = NULL;
    unsigned base = base_of((unsigned char)type);
    if (!ou_int_is_big(value)) {
        int64_t small = ou_int_value(value);
        negative = small < 0;
        digits = small_digits(negative ? 0 - (uint64_t)small : (uint64_t)small, base, false,
                              buffer + sizeof buffer);
        count = (size_t)(buffer + sizeof buffer - digits);
    } else {
        text = ou_int_text(vm, value, (int)base);
        if (text == NULL)
            return NULL;
        digits = ou_str_text(OU_STR(text));
        negative = digits[0] == '-';
        digits += negative;
        count = OU_STR(text)->size - negative;
    }
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    if (negative)
        ou_buf_putc(&out, '-');
    if (prefix && base != 10)
        ou_buf_puts(&out, prefix_of(type == 'X' ? 'x' : (unsigned char)type));
    if (precision > (ptrdiff_t)count)
        ou_buf_fill_long(vm, &out, '0', (size_t)precision - count);
    ou_buf_put_long(vm, &out, digits, count);
    if (type == 'X' && !out.failed)
        upper_ascii(out.data, out.len);
    ou_unref(vm, text);
    return ou_str_from_buf(vm, &out);
}

/* ---- float ---- */

/* Digits d1d2…dn with the point behind `point` of them, `stop` digits in all (zeros are
 * added); the point is kept only if digits follow, or `keep_point`. */
static void put_positional(OuBuf *out, const OuDigitText *text, int point, ptrdiff_t stop,
                           bool keep_point)
{
    ptrdiff_t at = point <= 0 ? point - 1 : 0;
    if (at < 0) {
        ou_buf_putc(out, '0');
        at++;
    } else {
        for (; at < point; at++)
            ou_buf_putc(out, at < text->len ? text->digits[at] : '0');
    }
    if (at < stop || keep_point)
        ou_buf_putc(out, '.');
    if (at < 0 && at < stop) {
        ptrdiff_t zeros = stop < 0 ? stop - at : -at;
        ou_buf_fill(out, '0', (size_t)zeros);
        at += zeros;
    }
    if (at < stop && at < text->len) {
        ptrdiff_t count = (stop < text->len ? stop : text->len) - at;
        ou_buf_put(out, text->digits + at, (size_t)count);
        at += count;
    }
    if (at < stop)
        ou_buf_fill(out, '0', (size_t)(stop - at));
}

/* Beyond these counts all further digits of a double are zeros. */
#define MOST_SIGNIFICANT 800
#define MOST_DECIMALS 1080

void ou_format_double(double value, char type, ptrdiff_t precision, bool alternate, bool always_dot,
                      OuBuf *out)
{
    bool upper = type == 'E' || type == 'F' || type == 'G';
    char kind = upper ? (char)(type - 'A' + 'a') : type;
    if (isnan(value) || isinf(value)) {
        if (signbit(value) && !isnan(value))
            ou_buf_putc(out, '-');
        ou_buf_puts(out, isnan(value) ? (upper ? "NAN" : "nan") : upper ? "INF" : "inf");
        return;
    }
    OuDigitText text;
    bool exponent = false;
    ptrdiff_t stop = 0;
    if (kind == 'r') {
        ou_double_shortest(value, &text);
    } else if (kind == 'f') {
        ou_double_fixed(value, precision < MOST_DECIMALS ? (int)precision : MOST_DECIMALS, &text);
    } else {
        precision += kind == 'e';
        if (precision == 0)
            precision = 1;
        ou_double_significant(
            value, precision < MOST_SIGNIFICANT ? (int)precision : MOST_SIGNIFICANT, &text);
    }
    while (text.len > 0 && text.digits[text.len - 1] == '0')
        text.len--;
    if (text.len == 0) {
        /* A zero is the digit 0 with the point behind it. */
        text.digits[text.len++] = '0';
        text.point = 1;
    }
    int point = text.point;
    if (kind == 'e') {
        exponent = true;
        stop = precision;
    } else if (kind == 'f') {
        stop = point + precision;
    } else if (kind == 'g') {
        exponent = point <= -4 || point > precision - (always_dot ? 1 : 0);
        stop = alternate ? precision : text.len;
    } else {
        exponent = point <= -4 || point > 16;
        stop = text.len;
    }
    if (text.negative)
        ou_buf_putc(out, '-');
    int power = point - 1;
    if (exponent)
        point = 1;
    if (stop < point + (!exponent && always_dot))
        stop = point + (!exponent && always_dot);
    put_positional(out, &text, point, stop, alternate);
    if (exponent) {
        ou_buf_putc(out, upper ? 'E' : 'e');
        ou_buf_putc(out, power < 0 ? '-' : '+');
        unsigned size = (unsigned)(power < 0 ? -power : power);
        if (size >= 100)
            ou_buf_putc(out, (char)('0' + size / 100));
        ou_buf_putc(out, (char)('0' + size / 10 % 10));
        ou_buf_putc(out, (char)('0' + size % 10));
    }
}

/* Is the text of a finite number, without its sign, a zero? */
static bool shows_zero(const char *text, size_t size)
{
    for (size_t i = 0; i < size && text[i] != 'e' && text[i] != 'E'; i++)
        if (text[i] != '0' && text[i] != '.')
            return false;
    return true;
}

/* Split text of a double into the parts that layout needs. */
static void split_number(const char *text, size_t size, NumberText *out)
{
    *out = (NumberText){.negative = size > 0 && text[0] == '-'};
    text += out->negative;
    size -= out->negative;
    out->digits = text;
    while (out->digit_count < size && text[out->digit_count] >= '0'
           && text[out->digit_count] <= '9')
        out->digit_count++;
    out->rest = text + out->digit_count;
    out->rest_size = size - out->digit_count;
}

/* Precision and type that ou_format_double takes, for float and complex. */
static bool floating_mode(OuVM *vm, const OuFormatSpec *spec, char *type, ptrdiff_t *precision,
                          bool *dot)
{
    *precision = spec->precision;
    *type = (char)spec->type;
    *dot = false;
    if (*precision > INT32_MAX) {
        OU_VALUE_ERROR(vm, "precision too big");
        return false;
    }
    if (spec->type == 0) {
        *type = 'r';
        *dot = true;
    } else if (spec->type == 'n') {
        *type = 'g';
    } else if (spec->type == '%') {
        *type = 'f';
    }
    if (*precision < 0)
        *precision = *type == 'r' ? 0 : 6;
    else if (*type == 'r')
        *type = 'g';
    return true;
}

static OuObj *format_floating(OuVM *vm, OuObj *value, double x, OuFormatSpec *spec)
{
    char type;
    ptrdiff_t precision;
    bool dot;
    (void)value;
    if (!floating_mode(vm, spec, &type, &precision, &dot))
        return NULL;
    OuBuf text;
    NumberText number;
    ou_buf_init(&text, &vm->mem);
    ou_format_double(spec->type == '%' ? x * 100 : x, type, precision, spec->alternate, dot, &text);
    if (spec->type == '%')
        ou_buf_putc(&text, '%');
    const char *chars = ou_buf_text(&text);
    if (chars == NULL) {
        ou_buf_drop(&text);
        return ou_raise_memory(vm);
    }
    split_number(chars, text.len, &number);
    if (spec->no_negative_zero && number.negative && number.digit_count
        && shows_zero(chars + 1, text.len - 1 - (spec->type == '%')))
        number.negative = false;
    OuObj *result = number_result(vm, spec, &number);
    ou_buf_drop(&text);
    return result;
}

OuObj *ou_format_float(OuVM *vm, OuObj *value, OuStr *spec_text)
{
    if (spec_text->size == 0)
        return ou_str(vm, value);
    OuFormatSpec spec;
    if (!ou_format_spec_parse(vm, spec_text, 0, '>', value, &spec))
        return NULL;
    if (spec.type != 0 && (spec.type >= 0x80 || strchr("eEfFgGn%", (int)spec.type) == NULL))
        return unknown_type(vm, spec.type, value);
    return format_floating(vm, value, ou_float_value(value), &spec);
}

/* ---- complex ---- */

/* One part without padding; `sign` as in a specification. */
static void put_part(OuBuf *out, const OuFormatSpec *spec, double x, char sign, char type,
                     ptrdiff_t precision)
{
    OuFormatSpec bare = *spec;
    OuBuf text;
    NumberText number;
    bare.width = -1;
    bare.fill = 0;
    bare.align = '<';
    bare.sign = sign;
    ou_buf_init(&text, out->mem);
    ou_format_double(x, type, precision, spec->alternate, false, &text);
    const char *chars = ou_buf_text(&text);
    if (chars == NULL) {
        out->failed = true;
    } else {
        split_number(chars, text.len, &number);
        if (spec->no_negative_zero && number.negative && number.digit_count
            && shows_zero(chars + 1, text.len - 1))
            number.negative = false;
        put_number(out, &bare, &number);
    }
    ou_buf_drop(&text);
}

OuObj *ou_format_complex(OuVM *vm, OuObj *value, OuStr *spec_text)
{
    if (spec_text->size == 0)
        return ou_str(vm, value);
    OuFormatSpec spec;
    char type;
    ptrdiff_t precision;
    bool dot;
    if (!ou_format_spec_parse(vm, spec_text, 0, '>', value, &spec))
        return NULL;
    if (spec.type != 0 && (spec.type >= 0x80 || strchr("eEfFgGn", (int)spec.type) == NULL))
        return unknown_type(vm, spec.type, value);
    if (!floating_mode(vm, &spec, &type, &precision, &dot))
        return NULL;
    if (spec.fill == '0')
        return OU_VALUE_ERROR(vm, "Zero padding is not allowed in complex format specifier");
    if (spec.align == '=')
        return OU_VALUE_ERROR(vm, "'=' alignment flag is not allowed in complex format specifier");
    const OuComplex *z = (const OuComplex *)value;
    bool plain = spec.type == 0;
    bool skip_real = plain && z->real == 0.0 && !signbit(z->real);
    OuBuf text, out;
    ou_buf_init(&text, &vm->mem);
    ou_buf_init(&out, &vm->mem);
    if (plain && !skip_real)
        ou_buf_putc(&text, '(');
    if (!skip_real)
        put_part(&text, &spec, z->real, spec.sign, type, precision);
    put_part(&text, &spec, z->imag, skip_real ? spec.sign : '+', type, precision);
    ou_buf_puts(&text, plain && !skip_real ? "j)" : "j");
    const char *chars = ou_buf_text(&text);
    if (chars != NULL)
        put_padded(vm, &out, &spec, chars, text.len, text.len);
    else
        out.failed = true;
    ou_buf_drop(&text);
    return ou_str_from_buf(vm, &out);
}
