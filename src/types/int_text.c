/* int_text.c - integers to text and back. */
#include "base/numtext.h"
#include "base/utf8.h"
#include "types/int_parts.h"
#include <string.h>

#define UNLIMITED_CHARS 640 /* texts up to here are never refused */
#define PIECE 65536         /* characters looked at between two checks */
#define PIECE_STEPS 2048u

/* ---- writing ---- */

static void *too_long_to_write(OuVM *vm)
{
    return OU_VALUE_ERROR(vm,
                          "Exceeds the limit (%d digits) for integer string conversion; "
                          "use sys.set_int_max_str_digits() to increase the limit",
                          (int)vm->int_max_str_digits);
}

/* Decimal digits of a magnitude of so many bits, or one less. */
static size_t decimal_chars(size_t bits)
{
    return (size_t)((double)bits * 0.30102999566398119);
}

static OuObj *big_text(OuVM *vm, OuObj *o, int base)
{
    OuIntView view;
    ou_int_view(o, &view);
    size_t limit = base == 10 ? vm->int_max_str_digits : 0;
    if (limit) {
        size_t chars = decimal_chars(ou_digits_bit_length(view.digits, view.len));
        if (chars > UNLIMITED_CHARS && chars > limit + 1)
            return too_long_to_write(vm);
    }
    size_t room = ou_digits_text_bound(view.len, (unsigned)base) + 1, len;
    char *text = ou_alloc(vm, room);
    if (!text)
        return NULL;
    ou_ref(o);
    OuObj *result = NULL;
    OuDigitWork work = ou_int_work(vm);
    text[0] = '-';
    if (!ou_digits_to_text(&work, view.digits, view.len, (unsigned)base, text + 1, &len))
        ou_int_work_failed(vm, &work);
    else if (limit && len > limit && len > UNLIMITED_CHARS)
        too_long_to_write(vm);
    else
        result = ou_str_new_ascii(vm, view.negative ? text : text + 1, len + view.negative);
    ou_int_work_done(vm, &work);
    ou_free(vm, text, room);
    ou_unref(vm, o);
    return result;
}

OuObj *ou_int_text(OuVM *vm, OuObj *o, int base)
{
    if (ou_int_is_big(o))
        return big_text(vm, o, base);
    char text[66], *at = text + sizeof text;
    int64_t value = ou_int_value(o);
    uint64_t rest = ou_magnitude64(value), divisor = (uint64_t)base;
    if (base == 10 && value != 0) {
        text[0] = '-';
        int len = ou_uint64_text(rest, text + 1);
        return value < 0 ? ou_str_new_ascii(vm, text, (size_t)len + 1)
                         : ou_str_new_ascii(vm, text + 1, (size_t)len);
    }
    do
        *--at = "0123456789abcdefghijklmnopqrstuvwxyz"[rest % divisor];
    while ((rest /= divisor) != 0);
    if (value < 0)
        *--at = '-';
    return ou_str_new_ascii(vm, at, (size_t)(text + sizeof text - at));
}

/* ---- reading ---- */

OU_INLINE int digit_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
        return (c | 0x20) - 'a' + 10;
    return 36;
}

static char prefix_of(int base)
{
    return base == 16 ? 'x' : base == 8 ? 'o' : base == 2 ? 'b' : 0;
}

/* What is between sign and end: digits of `base`, single underscores between them. */
typedef struct Literal {
    const char *digits, *end;
    size_t count;     /* digits, without underscores */
    int base;
    bool negative;
    bool must_be_zero; /* base 0, and a leading zero without prefix */
} Literal;

/* The digits from `at` on, up to what is none. False: an underscore is in a wrong place, or, with an
 * exception, a limit was met. */
static bool scan_digits(OuVM *vm, const char *at, const char *end, Literal *literal)
{
    int base = literal->base;
    literal->digits = at;
    literal->count = 0;
    char previous = 0;
    for (bool more = true; more;) {
        const char *stop = end - at > PIECE ? at + PIECE : end;
        for (; at < stop && (*at == '_' || digit_value(*at) < base); at++) {
            if (*at != '_')
                literal->count++;
            else if (previous == '_')
                return false;
            previous = *at;
        }
        more = at == stop && at < end;
        if (more && !ou_check(vm, PIECE_STEPS))
            return false;
    }
    literal->end = at;
    return previous != '_' && literal->count > 0;
}

/* False: not a number (or an exception). Digits may be followed by something wrong: *rest tells. */
static bool scan(OuVM *vm, const char *text, size_t len, int base, Literal *literal, bool *rest)
{
    if (!ou_trim(vm, &text, &len))
        return false;
    const char *at = text, *end = text + len;
    literal->negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+'))
        at++;
    literal->must_be_zero = false;
    bool prefixed = end - at >= 2 && at[0] == '0';
    char letter = prefixed ? (char)(at[1] | 0x20) : 0;
    if (base == 0) {
        base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
        literal->must_be_zero = base == 10 && at < end && at[0] == '0';
    }
    literal->base = base;
    if (prefixed && prefix_of(base) && letter == prefix_of(base)) {
        at += 2;
        if (at < end && *at == '_') /* one underscore may follow the prefix */
            at++;
    }
    if (at == end || *at == '_')
        return false;
    if (!scan_digits(vm, at, end, literal))
        return false;
    *rest = literal->end < end;
    return true;
}

static void *invalid(OuVM *vm, const char *text, size_t len, int base, OuObj *original)
{
    OuObj *shown = original ? ou_ref(original) : ou_str_from_lossy(vm, text, len);
    if (shown)
        OU_VALUE_ERROR(vm, "invalid literal for int() with base %d: %.200R", base, shown);
    ou_unref(vm, shown);
    return NULL;
}

/* The digits without their underscores, in new memory of literal->count bytes. */
static char *copy_digits(OuVM *vm, const Literal *literal)
{
    char *copy = ou_alloc(vm, literal->count), *out = copy;
    for (const char *at = literal->digits; copy && at < literal->end;) {
        const char *stop = literal->end - at > PIECE ? at + PIECE : literal->end;
        for (; at < stop; at++) {
            if (*at != '_')
                *out++ = *at;
        }
        if (at < literal->end && !ou_check(vm, PIECE_STEPS)) {
            ou_free(vm, copy, literal->count);
            return NULL;
        }
    }
    return copy;
}

static OuObj *convert_long(OuVM *vm, const Literal *literal)
{
    const char *digits = literal->digits;
    char *copy = NULL;
    if (literal->count != (size_t)(literal->end - literal->digits)) {
        if (!(copy = copy_digits(vm, literal)))
            return NULL;
        digits = copy;
    }
    OuObj *value = NULL;
    OuIntResult result;
    unsigned base = (unsigned)literal->base;
    if (ou_int_result_start(vm, &result, ou_digits_from_text_bound(literal->count, base))) {
        OuDigitWork work = ou_int_work(vm);
        size_t len;
        if (ou_digits_from_text(&work, digits, literal->count, base, result.digits, &len)) {
            memset(result.digits + len, 0, (result.room - len) * sizeof(OuDigit));
            value = ou_int_result_finish(vm, &result, literal->negative);
        } else {
            ou_int_result_failed(vm, &result, &work);
        }
    }
    ou_free(vm, copy, literal->count);
    return value;
}

OuObj *ou_int_parse_shown(OuVM *vm, const char *text, size_t len, int base, OuObj *original)
{
    Literal literal;
    bool rest = false;
    if (!scan(vm, text, len, base, &literal, &rest))
        return ou_error_peek(vm) ? NULL : invalid(vm, text, len, base, original);
    bool power_of_two = (literal.base & (literal.base - 1)) == 0;
    size_t limit = vm->int_max_str_digits;
    if (!power_of_two && limit && literal.count > limit && literal.count > UNLIMITED_CHARS) {
        return OU_VALUE_ERROR(vm,
                              "Exceeds the limit (%d digits) for integer string conversion: value "
                              "has %zd digits; use sys.set_int_max_str_digits() to increase the "
                              "limit",
                              (int)limit, (ptrdiff_t)literal.count);
    }
    if (rest)
        return invalid(vm, text, len, base, original);
    if (literal.count <= (literal.base <= 10 ? 18 : 12)) { /* 36^12 and 10^18 are below 2^63 */
        int64_t value = 0;
        for (const char *at = literal.digits; at < literal.end; at++) {
            if (*at != '_')
                value = value * literal.base + digit_value(*at);
        }
        if (value != 0 && literal.must_be_zero)
            return invalid(vm, text, len, base, original);
        return ou_int_from(vm, literal.negative ? -value : value);
    }
    OuObj *o = original ? ou_ref(original) : NULL; /* a poll may run anything */
    OuObj *value = convert_long(vm, &literal);
    if (value && literal.must_be_zero && ou_int_sign(value) != 0) {
        ou_clear(vm, &value);
        invalid(vm, text, len, base, original);
    }
    ou_unref(vm, o);
    return value;
}

OuObj *ou_int_parse(OuVM *vm, const char *text, size_t len, int base)
{
    return ou_int_parse_shown(vm, text, len, base, NULL);
}

bool ou_numeric_text(OuVM *vm, OuStr *s, OuBuf *buffer, const char **text, size_t *len)
{
    ou_buf_init(buffer, &vm->mem);
    *text = ou_str_text(s);
    *len = s->size;
    if (s->ascii)
        return true;
    const char *at = *text, *end = at + *len;
    for (size_t count = 1; at < end; count++) {
        if (count % PIECE == 0 && !ou_check(vm, PIECE_STEPS)) {
            ou_buf_drop(buffer);
            return false;
        }
        uint32_t code = ou_utf8_next(&at);
        int digit = code < 128 ? -1 : ou_uni_decimal_value(code);
        if (code < 128 && code != 0)
            ou_buf_putc(buffer, (char)code);
        else if (digit >= 0)
            ou_buf_putc(buffer, (char)('0' + digit));
        else
            ou_buf_putc(buffer, code && ou_uni_is_space(code) ? ' ' : '?');
    }
    *text = ou_buf_text(buffer);
    *len = buffer->len;
    if (!*text) {
        ou_buf_drop(buffer);
        ou_raise_memory(vm);
        return false;
    }
    return true;
}
