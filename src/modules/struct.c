/* struct.c - module _struct: values to bytes by a format, and back.
 *
 * A format is read anew each time it is used: one step gives one code with its count and place.
 * ou_struct_* below check it once, afterwards the steps can only be stopped by limits. Converting arguments
 * (__index__, __float__, __bool__) runs script code; the format's text and the buffers are
 * held meanwhile. */
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/tuple.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/float_parts.h"
#include <math.h>
#include <string.h>

#define LONG 0x4000 /* items: with more, limits are looked at between them */

static const OuModuleException struct_error = {"struct.error", OU_T_Exception};
#define ERROR(...) ou_module_raise(vm, &struct_error, __VA_ARGS__)

/* ---- formats ---- */

typedef enum { STEP_END, STEP_CODE, STEP_BAD, STEP_COUNT_ONLY, STEP_TOO_LONG, STEP_STOPPED } Step;

typedef struct Parser {
    OuVM *vm;
    const char *at, *piece; /* where limits are looked at again */
    bool native, big;
    ptrdiff_t size; /* up to here */
} Parser;

typedef struct Code {
    char kind;
    size_t item_size;
    ptrdiff_t count; /* of items; of bytes for s and p */
    ptrdiff_t place;
} Code;

static void start(OuVM *vm, Parser *p, const char *format)
{
    *p = (Parser){vm, format, format + OU_ASK_BYTES, true, false, 0};
    if (*format == '@' || *format == '=' || *format == '<' || *format == '>' || *format == '!') {
        p->at++;
        p->native = *format == '@';
        p->big = *format == '>' || *format == '!';
    }
}

/* Bytes of an item by its code, native or not; 0: no such code. */
static size_t size_of_code(char c, bool native)
{
    static const uint8_t sizes['x' - '?' + 1] = {
        ['?' - '?'] = 1, ['B' - '?'] = 1, ['H' - '?'] = 2, ['I' - '?'] = 4, ['L' - '?'] = 4,
        ['N' - '?'] = 8, ['P' - '?'] = 8, ['Q' - '?'] = 8, ['b' - '?'] = 1, ['c' - '?'] = 1,
        ['d' - '?'] = 8, ['e' - '?'] = 2, ['f' - '?'] = 4, ['h' - '?'] = 2, ['i' - '?'] = 4,
        ['l' - '?'] = 4, ['n' - '?'] = 8, ['p' - '?'] = 1, ['q' - '?'] = 8, ['s' - '?'] = 1,
        ['x' - '?'] = 1};
    size_t size = c >= '?' && c <= 'x' ? sizes[c - '?'] : 0;
    if (c == 'l' || c == 'L')
        return native ? 8 : 4;
    return native || (c != 'n' && c != 'N' && c != 'P') ? size : 0;
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

#define CODE_BYTES 8 /* of a format go by in the time that a code takes */

/* False, with an exception, if the run has to end. */
static OU_COLD bool next_piece(Parser *p)
{
    p->piece = p->at + OU_ASK_BYTES;
    return ou_may_go_on(p->vm);
}

/* A count in front of a code; false if it is too large, or with an exception. */
static bool read_count(Parser *p, ptrdiff_t *out)
{
    *out = 1;
    if (*p->at < '0' || *p->at > '9')
        return true;
    for (*out = 0; *p->at >= '0' && *p->at <= '9'; p->at++)
        if ((OU_UNLIKELY(p->at >= p->piece) && !next_piece(p)) || __builtin_mul_overflow(*out, 10, out)
            || __builtin_add_overflow(*out, *p->at - '0', out))
            return false;
    return true;
}

static Step step(Parser *p, Code *code)
{
    for (; is_blank(*p->at); p->at++)
        if (OU_UNLIKELY(p->at >= p->piece) && !next_piece(p))
            return STEP_STOPPED;
    if (*p->at == '\0')
        return STEP_END;
    p->piece -= CODE_BYTES;
    if (OU_UNLIKELY(p->at >= p->piece) && !next_piece(p))
        return STEP_STOPPED;
    if (!read_count(p, &code->count))
        return p->vm->error ? STEP_STOPPED : STEP_TOO_LONG;
    if (*p->at == '\0')
        return STEP_COUNT_ONLY;
    code->kind = *p->at++;
    code->item_size = size_of_code(code->kind, p->native);
    if (code->item_size == 0)
        return STEP_BAD;
    ptrdiff_t size = (ptrdiff_t)code->item_size, bytes;
    if (p->native && size > 1
        && __builtin_add_overflow(p->size, -p->size & (size - 1), &p->size))
        return STEP_TOO_LONG;
    code->place = p->size;
    if (__builtin_mul_overflow(code->count, size, &bytes)
        || __builtin_add_overflow(p->size, bytes, &p->size))
        return STEP_TOO_LONG;
    return STEP_CODE;
}

/* A format that was checked. */
typedef struct Layout {
    OuStr *format;
    ptrdiff_t size, items;
} Layout;

static bool measure(OuVM *vm, Layout *layout)
{
    Parser p;
    Code code;
    Step got;
    start(vm, &p, ou_str_text(layout->format));
    layout->items = 0;
    while ((got = step(&p, &code)) == STEP_CODE) {
        if (code.kind == 's' || code.kind == 'p')
            layout->items++;
        else if (code.kind != 'x')
            layout->items += code.count;
    }
    layout->size = p.size;
    if (got != STEP_END && got != STEP_STOPPED)
        ERROR(got == STEP_BAD ? "bad char in struct format"
              : got == STEP_COUNT_ONLY ? "repeat count given without format specifier"
                                       : "total struct size too long");
    return got == STEP_END;
}

/* The layout of a format given as str or bytes; layout->format is a new reference. */
static bool layout_of(OuVM *vm, OuObj *format, Layout *layout)
{
    OuObj *text;
    if (ou_is_exact(format, OU_T_STR) && OU_STR(format)->ascii) {
        text = ou_ref(format);
    } else if (ou_is_str(vm, format)) {
        OuObj *bytes = ou_codec_encode(vm, format, "ascii", NULL);
        ou_unref(vm, bytes);
        text = bytes ? ou_str_exact(vm, format) : NULL;
    } else if (ou_is_bytes(vm, format)) {
        text = ou_codec_decode(vm, OU_BYTES(format)->data, OU_BYTES(format)->size, "latin-1", NULL);
    } else {
        OU_TYPE_ERROR(vm, "Struct() argument 1 must be a str or bytes object, not %.200T", format);
        return false;
    }
    layout->format = OU_STR(text);
    if (text && strlen(ou_str_text(layout->format)) != layout->format->size)
        ERROR("embedded null character");
    else if (text && measure(vm, layout))
        return true;
    ou_unref(vm, text);
    return false;
}

/* ---- numbers ---- */

static void store(char *to, uint64_t bits, size_t size, bool big)
{
    if (big)
        bits = __builtin_bswap64(bits) >> (64 - 8 * size);
    if (size == 4) {
        memcpy(to, &bits, 4);
    } else if (size == 8) {
        memcpy(to, &bits, 8);
    } else {
        *to = (char)bits;
        if (size == 2)
            to[1] = (char)(bits >> 8);
    }
}

static uint64_t load(const char *from, size_t size, bool big)
{
    uint64_t bits = 0;
    if (size == 4)
        memcpy(&bits, from, 4);
    else if (size == 8)
        memcpy(&bits, from, 8);
    else
        memcpy(&bits, from, size == 2 ? 2 : 1);
    return big ? __builtin_bswap64(bits) >> (64 - 8 * size) : bits;
}

/* The 16 bits of the nearest half precision number, half to even; false: too large. */
static bool half_from(double x, uint64_t *out)
{
    uint64_t sign = signbit(x) ? 0x8000 : 0, bits;
    if (isnan(x)) {
        bits = 0x7E00;
    } else if (isinf(x)) {
        bits = 0x7C00;
    } else {
        int exponent;
        x = fabs(x);
        (void)frexp(x, &exponent);
        if (exponent > 16)
            return false;
        if (x == 0.0 || exponent < -13) {
            bits = (uint64_t)rint(ldexp(x, 24));
        } else {
            bits = (uint64_t)rint(ldexp(x, 11 - exponent));
            bits += (uint64_t)(exponent + 13) << 10;
        }
        if (bits >= 0x7C00)
            return false;
    }
    *out = sign | bits;
    return true;
}

static double half_value(uint64_t bits)
{
    int exponent = (int)(bits >> 10 & 31), mantissa = (int)(bits & 0x3FF);
    double x;
    if (exponent == 31)
        x = mantissa ? (double)NAN : HUGE_VAL;
    else
        x = exponent ? ldexp(1024 + mantissa, exponent - 25) : ldexp(mantissa, -24);
    return bits & 0x8000 ? -x : x;
}

/* The bits of a float of 2, 4 or 8 bytes; native ones of 4 bytes may overflow to infinity. */
static bool real_bits(OuVM *vm, const Parser *p, const Code *code, OuObj *arg, uint64_t *out)
{
    double x;
    if (!ou_as_double(vm, arg, &x)) {
        ou_error_clear(vm);
        ERROR("required argument is not a float");
        return false;
    }
    bool fits = true;
    if (code->kind == 'e') {
        fits = half_from(x, out);
    } else if (code->kind == 'd') {
        memcpy(out, &x, sizeof x);
    } else {
        float f = (float)x;
        fits = p->native || !isinf(f) || isinf(x);
        memcpy(out, &f, sizeof f);
    }
    if (fits)
        return true;
    if (ou_is_int(vm, arg))
        ERROR("int too large to convert");
    else
        ou_raise(vm, OU_T_OverflowError, "float too large to pack with %c format", code->kind);
    return false;
}

static bool is_unsigned(char kind)
{
    return kind <= 'Z';
}

/* Big-endian formats have other messages than native ones. */
static void out_of_range(OuVM *vm, const Code *code, bool big)
{
    int bits = (int)(8 * code->item_size);
    bool natural = is_unsigned(code->kind);
    unsigned long long high = (natural ? 2ull : 1ull) * ((1ull << (bits - 1)) - 1) + natural;
    long long low = natural ? 0 : -(1ll << (bits - 1));
    const char *name = code->kind == 'b' || code->kind == 'B' ? "byte"
                       : !big && (code->kind == 'h' || code->kind == 'H') ? "short"
                                                                          : NULL;
    if (name)
        ERROR("%s%s format requires %lld <= number <= %llu", natural ? "u" : "", name, low, high);
    else
        ERROR("'%c' format requires %lld <= number <= %llu", code->kind, low, high);
}

static bool integer_bits(OuVM *vm, const Code *code, OuObj *arg, bool big, char *to,
                         uint64_t *out)
{
    if (ou_is_small_int(arg)) { /* the usual case */
        int bits = (int)(8 * code->item_size) - !is_unsigned(code->kind);
        *out = (uint64_t)ou_int_value(arg);
        if (*out >> (bits & 63) == 0 && bits < 64)
            return true;
    }
    if (!ou_is_int(vm, arg) && !ou_has_index(vm, arg)) {
        ERROR("required argument is not an integer");
        return false;
    }
    OuObj *number = ou_index_of(vm, arg);
    if (!number)
        return false;
    int64_t value = 0;
    bool small = ou_int_to_int64(number, &value), fits = small;
    bool wide = code->kind != 'B' && (big || code->kind != 'H') && is_unsigned(code->kind);
    *out = (uint64_t)value;
    if (wide && !small && ou_int_sign(number) > 0 && ou_int_bit_length(number) <= 64) {
        *out = ((OuBigInt *)number)->digits[0];
        fits = true;
    } else if (wide && code->kind != 'P') {
        fits = small && value >= 0;
    }
    if (!fits && big && code->item_size == 8 && (code->kind == 'q' || ou_int_sign(number) > 0)) {
        OuIntView view; /* CPython has written the low bytes by then */
        ou_int_view(number, &view);
        *out = view.negative ? 0 - view.digits[0] : view.digits[0];
        store(to, *out, 8, true);
    }
    ou_unref(vm, number);
    if (!fits) {
        bool large = code->kind == 'P' || (big && code->item_size == 8);
        if (!large || ou_is_int(vm, arg))
            ERROR(large ? "int too large to convert" : "argument out of range");
        else
            ou_raise(vm, OU_T_OverflowError, "int too big to convert");
        return false;
    }
    if (code->item_size == 8)
        return true;
    int bits = (int)(8 * code->item_size);
    fits = is_unsigned(code->kind) ? *out >> bits == 0
                                   : value >> (bits - 1) == 0 || value >> (bits - 1) == -1;
    if (!fits)
        out_of_range(vm, code, big);
    return fits;
}

/* ---- packing ---- */

/* s and p: one argument for all bytes. */
static bool pack_bytes(OuVM *vm, const Code *code, OuObj *arg, char *to)
{
    if (!ou_is_bytes(vm, arg) && !ou_isinstance_builtin(vm, arg, OU_T_BYTEARRAY)) {
        ERROR("argument for '%c' must be a bytes object", code->kind);
        return false;
    }
    OuSpan span = ou_span(vm, arg);
    bool counted = code->kind == 'p';
    ptrdiff_t room = code->count - counted, n = (ptrdiff_t)span.len;
    if (n > room)
        n = room;
    if (n > 0 && !ou_copy_long(vm, to + counted, span.data, (size_t)n))
        return false;
    if (counted && room >= 0)
        *to = (char)(n > 255 ? 255 : n);
    return true;
}

static bool pack_item(OuVM *vm, const Parser *p, const Code *code, OuObj *arg, char *to)
{
    uint64_t bits;
    switch (code->kind) {
    case 'c':
        if (!ou_is_bytes(vm, arg) || OU_BYTES(arg)->size != 1) {
            ERROR("char format requires a bytes object of length 1");
            return false;
        }
        *to = OU_BYTES(arg)->data[0];
        return true;
    case '?': {
        int truth = ou_truth(vm, arg);
        *to = truth > 0;
        return truth >= 0;
    }
    case 'e': case 'f': case 'd':
        if (!real_bits(vm, p, code, arg, &bits))
            return false;
        break;
    default:
        if (!integer_bits(vm, code, arg, p->big, to, &bits))
            return false;
    }
    store(to, bits, code->item_size, p->big);
    return true;
}

/* Into `to`, which has room for layout->size bytes. */
static bool pack_all(OuVM *vm, const Layout *layout, OuObj *const *args, char *to)
{
    Parser p;
    Code code;
    if (layout->size <= LONG)
        memset(to, 0, (size_t)layout->size);
    else if (!ou_fill_long(vm, to, 0, (size_t)layout->size))
        return false;
    bool is_long = layout->items > LONG;
    start(vm, &p, ou_str_text(layout->format));
    while (step(&p, &code) == STEP_CODE) {
        char *at = to + code.place;
        if (code.kind == 'x')
            continue;
        if (code.kind == 's' || code.kind == 'p') {
            if (!pack_bytes(vm, &code, *args++, at))
                return false;
            continue;
        }
        for (ptrdiff_t i = 0; i < code.count; i++, at += code.item_size)
            if (!pack_item(vm, &p, &code, *args++, at) || (is_long && !OU_PASS(vm, i)))
                return false;
    }
    return !vm->error;
}

static OuObj *pack(OuVM *vm, const Layout *layout, OuObj *const *args, size_t nargs)
{
    if ((ptrdiff_t)nargs != layout->items)
        return ERROR("pack expected %zd items for packing (got %zu)", layout->items, nargs);
    if (layout->size == 0) { /* the arguments of 0s are looked at */
        char nothing;
        return pack_all(vm, layout, args, &nothing) ? OU_EMPTY_BYTES : NULL;
    }
    OuBytes *result = ou_bytes_alloc(vm, (size_t)layout->size);
    if (result && !pack_all(vm, layout, args, result->data))
        ou_clear(vm, &result);
    return OU_OBJ(result);
}

static OuObj *pack_into(OuVM *vm, const Layout *layout, OuObj *const *args, size_t nargs)
{
    if (nargs < 2 || (ptrdiff_t)nargs - 2 != layout->items) {
        if (nargs < 2)
            return ERROR("pack_into expected %s argument", nargs ? "offset" : "buffer");
        return ERROR("pack_into expected %zd items for packing (got %zu)", layout->items,
                     nargs - 2);
    }
    OuBuffer buffer;
    if (!ou_buffer_get_writable(vm, args[0], "", &buffer))
        return NULL;
    OuObj *result = NULL;
    ptrdiff_t offset, len = (ptrdiff_t)buffer.len, size = layout->size;
    if (!ou_as_ssize(vm, args[1], &offset, OU_T_IndexError))
        goto done;
    if (offset < 0 && offset + size > 0) {
        ERROR("no space to pack %zd bytes at offset %zd", size, offset);
        goto done;
    }
    if (offset < 0 && offset + len < 0) {
        ERROR("offset %zd out of range for %zd-byte buffer", offset, len);
        goto done;
    }
    if (offset < 0)
        offset += len;
    if (len - offset < size) {
        ERROR("pack_into requires a buffer of at least %zu bytes for packing %zd bytes at offset "
              "%zd (actual buffer size is %zd)", (size_t)size + (size_t)offset, size, offset, len);
        goto done;
    }
    if (pack_all(vm, layout, args + 2, buffer.data + offset))
        result = OU_NONE;
done:
    ou_buffer_release(vm, &buffer);
    return result;
}

/* ---- unpacking ---- */

static OuObj *unpack_item(OuVM *vm, const Parser *p, const Code *code, const char *from)
{
    uint64_t bits = load(from, code->item_size, p->big);
    switch (code->kind) {
    case 'c': return ou_bytes_byte((unsigned)bits);
    case '?': return OU_BOOL(bits != 0);
    case 'e': return ou_float_from(vm, half_value(bits));
    case 'f': {
        float f;
        memcpy(&f, &bits, sizeof f);
        return ou_float_from(vm, (double)f);
    }
    case 'd': {
        double d;
        memcpy(&d, &bits, sizeof d);
        return ou_float_from(vm, d);
    }
    default: {
        unsigned spare = (unsigned)(64 - 8 * code->item_size);
        if (is_unsigned(code->kind))
            return ou_int_from_uint64(vm, bits);
        return ou_int_from(vm, (int64_t)(bits << spare) >> spare);
    }
    }
}

static OuObj *unpack_bytes(OuVM *vm, const Code *code, const char *from)
{
    ptrdiff_t n = code->count;
    if (code->kind == 'p') {
        n = n ? (unsigned char)*from : 0;
        if (n >= code->count)
            n = code->count - 1;
        if (n < 0)
            return ou_raise(vm, OU_T_SystemError,
                            "Negative size passed to PyBytes_FromStringAndSize");
        from++;
    }
    return ou_bytes_new(vm, from, (size_t)n);
}

static OuObj *unpack(OuVM *vm, const Layout *layout, const char *from)
{
    Parser p;
    Code code;
    OuObj *result = ou_tuple_alloc(vm, (size_t)layout->items);
    if (!result)
        return NULL;
    OuObj **out = OU_TUPLE(result)->items;
    bool is_long = layout->items > LONG;
    start(vm, &p, ou_str_text(layout->format));
    while (step(&p, &code) == STEP_CODE) {
        const char *at = from + code.place;
        bool whole = code.kind == 's' || code.kind == 'p';
        ptrdiff_t n = code.kind == 'x' ? 0 : whole ? 1 : code.count;
        for (; n > 0; n--, out++, at += code.item_size) {
            *out = whole ? unpack_bytes(vm, &code, at) : unpack_item(vm, &p, &code, at);
            if (!*out || (is_long && !OU_PASS(vm, n))) {
                ou_unref(vm, result);
                return NULL;
            }
        }
    }
    if (vm->error) {
        ou_unref(vm, result);
        return NULL;
    }
    if (layout->items)
        ou_gc_track(vm, result);
    return result;
}

static OuObj *unpack_whole(OuVM *vm, const Layout *layout, OuObj *source)
{
    OuBuffer buffer;
    if (!ou_buffer_get(vm, source, &buffer))
        return NULL;
    OuObj *result = NULL;
    if ((ptrdiff_t)buffer.len == layout->size)
        result = unpack(vm, layout, buffer.data);
    else
        ERROR("unpack requires a buffer of %zd bytes", layout->size);
    ou_buffer_release(vm, &buffer);
    return result;
}

static OuObj *unpack_from(OuVM *vm, const Layout *layout, OuObj *source, OuObj *place)
{
    ptrdiff_t offset = 0;
    OuBuffer buffer;
    if (!ou_buffer_get(vm, source, &buffer))
        return NULL;
    OuObj *result = NULL;
    ptrdiff_t len = (ptrdiff_t)buffer.len, size = layout->size;
    if (place && !ou_arg_ssize(vm, place, &offset)) {
        /* the exception is pending */
    } else if (offset < 0 && offset + size > 0) {
        ERROR("not enough data to unpack %zd bytes at offset %zd", size, offset);
    } else if (offset < 0 && offset + len < 0) {
        ERROR("offset %zd out of range for %zd-byte buffer", offset, len);
    } else {
        offset += offset < 0 ? len : 0;
        if (len - offset < size)
            ERROR("unpack_from requires a buffer of at least %zu bytes for unpacking %zd bytes at "
                  "offset %zd (actual buffer size is %zd)",
                  (size_t)size + (size_t)offset, size, offset, len);
        else
            result = unpack(vm, layout, buffer.data + offset);
    }
    ou_buffer_release(vm, &buffer);
    return result;
}

/* ---- Struct ---- */

typedef struct Struct {
    OuObj head;
    Layout layout; /* format NULL: __init__ was not called */
} Struct;

typedef struct UnpackIter {
    OuGcObj gc;
    OuObj *source; /* the Struct; NULL when exhausted */
    OuBuffer buffer;
    size_t index;
} UnpackIter;

/* The layout of a Struct while script code may change the Struct: layout_drop afterwards. */
static Layout layout_hold(OuObj *self)
{
    Layout layout = ((Struct *)self)->layout;
    layout.format = layout.format ? (OuStr *)ou_ref(OU_OBJ(layout.format)) : (OuStr *)OU_EMPTY_STR;
    return layout;
}

static OuObj *struct_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)args, (void)nargs, (void)kwnames;
    OuObj *self = ou_instance_new(vm, cls, 0);
    if (self)
        ((Struct *)self)->layout = (Layout){NULL, -1, -1};
    return self;
}

static bool struct_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    OuObj *format;
    Layout layout, old = ((Struct *)self)->layout;
    size_t given = nargs + (kwnames ? OU_TUPLE(kwnames)->len : 0);
    if (given > 1) {
        OU_TYPE_ERROR(vm, "Struct() takes at most 1 %sargument (%zu given)",
                      nargs ? "" : "keyword ", given);
        return false;
    }
    if (!ou_bind(vm, "(format)", "Struct", args, nargs, kwnames, &format)
        || !layout_of(vm, format, &layout))
        return false;
    ((Struct *)self)->layout = layout;
    ou_unref(vm, old.format);
    return true;
}

static void struct_dealloc(OuVM *vm, OuObj *self)
{
    ou_unref(vm, ((Struct *)self)->layout.format);
    ou_object_free(vm, self);
}

static OuObj *struct_m_pack(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "Struct.pack", kwnames))
        return NULL;
    Layout layout = layout_hold(self);
    OuObj *result = pack(vm, &layout, args, nargs);
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *struct_m_pack_into(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                                 OuObj *kwnames)
{
    if (!ou_no_keywords(vm, "Struct.pack_into", kwnames))
        return NULL;
    Layout layout = layout_hold(self);
    OuObj *result = pack_into(vm, &layout, args, nargs);
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *struct_m_unpack(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    return unpack_whole(vm, &((Struct *)self)->layout, args[0]);
}

static OuObj *struct_m_unpack_from(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    Layout layout = layout_hold(self);
    OuObj *result = unpack_from(vm, &layout, args[0], OU_ARG(1));
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *struct_m_iter_unpack(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)nargs;
    ptrdiff_t size = ((Struct *)self)->layout.size;
    if (size == 0)
        return ERROR("cannot iteratively unpack with a struct of length 0");
    UnpackIter *it = (UnpackIter *)ou_gc_new(vm, OU_T_UNPACK_ITER, sizeof *it);
    if (!it)
        return NULL;
    it->source = NULL;
    it->index = 0;
    it->buffer = (OuBuffer){0};
    if (!ou_buffer_get(vm, args[0], &it->buffer)) {
        it->buffer.owner = NULL;
        ou_clear(vm, &it);
        return NULL;
    }
    if (it->buffer.len % (size_t)size) {
        ERROR("iterative unpacking requires a buffer of a multiple of %zd bytes", size);
        ou_clear(vm, &it);
        return NULL;
    }
    it->source = ou_ref(self);
    ou_gc_track(vm, OU_OBJ(it));
    return OU_OBJ(it);
}

static OuObj *struct_get_format(OuVM *vm, OuObj *self)
{
    (void)vm;
    return OU_OBJ(layout_hold(self).format);
}

static OuObj *struct_get_size(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, ((Struct *)self)->layout.size);
}

static const OuMethodDef struct_methods[] = {
    {"iter_unpack", "(buffer, /)", struct_m_iter_unpack, 0,
     "Unpack chunk after chunk of the buffer, lazily."},
    {"pack", NULL, OU_RAW_FN(struct_m_pack), OU_RAW, "Return the values packed, as bytes."},
    {"pack_into", NULL, OU_RAW_FN(struct_m_pack_into), OU_RAW,
     "Pack the values into a buffer, from an offset on."},
    {"unpack", "(buffer, /)", struct_m_unpack, 0, "Return the values in a buffer of that size."},
    {"unpack_from", "(buffer, offset=0)", struct_m_unpack_from, 0,
     "Return the values in a buffer from an offset on."},
    {NULL, NULL, NULL, 0, NULL},
};

static const OuGetSetDef struct_getsets[] = {
    {"format", struct_get_format, NULL, "struct format string"},
    {"size", struct_get_size, NULL, "struct size in bytes"},
    {NULL, NULL, NULL, NULL},
};

static void struct_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    if (((Struct *)self)->layout.format)
        fn(OU_OBJ(((Struct *)self)->layout.format), arg);
}

const OuType ou_struct_type = {
    .name = "_struct.Struct",
    .doc = "Struct(fmt) --> compiled struct object\n",
    .base = &ou_object_type,
    .index = OU_T_STRUCT,
    .flags = OU_TF_BASE | OU_TF_WEAKREFS,
    .size = sizeof(Struct),
    .signature = "(format)",
    .methods = struct_methods,
    .getsets = struct_getsets,
    .dealloc = struct_dealloc,
    .visit = struct_visit,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    OU_SLOTS_TEXT,
    .make = struct_make,
    .init = struct_init,
};

/* ---- the iterator ---- */

static void unpack_iter_release(OuVM *vm, OuObj *self)
{
    UnpackIter *it = (UnpackIter *)self;
    OuBuffer buffer = it->buffer;
    it->buffer.owner = NULL;
    ou_clear(vm, &it->source);
    if (buffer.owner)
        ou_buffer_release(vm, &buffer);
}

static void unpack_iter_dealloc(OuVM *vm, OuObj *self)
{
    unpack_iter_release(vm, self);
    ou_object_free(vm, self);
}

static void unpack_iter_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    const UnpackIter *it = (UnpackIter *)self;
    if (it->source)
        fn(it->source, arg);
    if (it->buffer.owner)
        fn(it->buffer.owner, arg);
}

static OuObj *unpack_iter_next(OuVM *vm, OuObj *self)
{
    UnpackIter *it = (UnpackIter *)self;
    if (!it->source)
        return OU_DONE;
    const Layout *layout = &((Struct *)it->source)->layout;
    if (it->index + (size_t)layout->size > it->buffer.len || it->index >= it->buffer.len) {
        unpack_iter_release(vm, self);
        return OU_DONE;
    }
    OuObj *result = unpack(vm, layout, it->buffer.data + it->index);
    it->index += (size_t)layout->size;
    return result;
}

static OuObj *unpack_iter_m_hint(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    const UnpackIter *it = (UnpackIter *)self;
    ptrdiff_t size = it->source ? ((Struct *)it->source)->layout.size : 0;
    return ou_int_from(vm, size > 0 ? (int64_t)(it->buffer.len - it->index) / size : 0);
}

static OuObj *unpack_iter_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs,
                               OuObj *kwnames)
{
    (void)cls, (void)args, (void)nargs, (void)kwnames;
    return OU_TYPE_ERROR(vm, "Cannot create 'unpack_iterator objects");
}

static const OuMethodDef unpack_iter_methods[] = {
    {"__length_hint__", "()", unpack_iter_m_hint, 0, NULL},
    {NULL, NULL, NULL, 0, NULL},
};

const OuType ou_unpack_iter_type = {
    .name = "_struct.unpack_iterator",
    .base = &ou_object_type,
    .index = OU_T_UNPACK_ITER,
    .flags = OU_TF_COLLECTED,
    .size = sizeof(UnpackIter),
    .methods = unpack_iter_methods,
    .dealloc = unpack_iter_dealloc,
    .visit = unpack_iter_visit,
    .clear = unpack_iter_release,
    OU_SLOTS_ATTR,
    OU_SLOTS_IDENTITY,
    OU_SLOTS_TEXT,
    .iter = ou_iter_self,
    .next = unpack_iter_next,
    .make = unpack_iter_make,
    .init = ou_object_init,
};

/* ---- the module's functions ---- */

/* For the module's functions, which look the format up in a dict of CPython's. */
static bool module_layout(OuVM *vm, OuObj *format, Layout *layout)
{
    OuHash hash;
    return ou_hash(vm, format, &hash) && layout_of(vm, format, layout);
}

static OuObj *module_pack(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    Layout layout;
    if (!ou_no_keywords(vm, "_struct.pack", kwnames))
        return NULL;
    if (nargs == 0)
        return OU_TYPE_ERROR(vm, "missing format argument");
    if (!module_layout(vm, args[0], &layout))
        return NULL;
    OuObj *result = pack(vm, &layout, args + 1, nargs - 1);
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *module_pack_into(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs,
                               OuObj *kwnames)
{
    (void)self;
    Layout layout;
    if (!ou_no_keywords(vm, "_struct.pack_into", kwnames))
        return NULL;
    if (nargs == 0)
        return OU_TYPE_ERROR(vm, "missing format argument");
    if (!module_layout(vm, args[0], &layout))
        return NULL;
    OuObj *result = pack_into(vm, &layout, args + 1, nargs - 1);
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *module_unpack(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Layout layout;
    if (!module_layout(vm, args[0], &layout))
        return NULL;
    OuObj *result = unpack_whole(vm, &layout, args[1]);
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *module_unpack_from(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    Layout layout;
    if (!module_layout(vm, args[0], &layout))
        return NULL;
    OuObj *result = unpack_from(vm, &layout, args[1], OU_ARG(2));
    ou_unref(vm, layout.format);
    return result;
}

static OuObj *module_iter_unpack(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuClass *cls = ou_builtin_class(vm, OU_T_STRUCT);
    OuObj *made = cls ? ou_call1(vm, OU_OBJ(cls), args[0]) : NULL;
    OuObj *result = made ? struct_m_iter_unpack(vm, made, args + 1, 1) : NULL;
    ou_unref(vm, made);
    return result;
}

static OuObj *module_calcsize(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Layout layout;
    if (!module_layout(vm, args[0], &layout))
        return NULL;
    ou_unref(vm, layout.format);
    return ou_int_from(vm, layout.size);
}

static OuObj *module_clearcache(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)self, (void)args, (void)nargs;
    return OU_NONE;
}

static const OuMethodDef struct_functions[] = {
    {"_clearcache", "()", module_clearcache, 0, "Does nothing: formats are not kept."},
    {"calcsize", "(format, /)", module_calcsize, 0, "Return the size of a format in bytes."},
    {"iter_unpack", "(format, buffer, /)", module_iter_unpack, 0,
     "Unpack chunk after chunk of the buffer, lazily."},
    {"pack", NULL, OU_RAW_FN(module_pack), OU_RAW,
     "pack(format, v1, v2, ...) -> bytes\n\nReturn the values packed by the format."},
    {"pack_into", NULL, OU_RAW_FN(module_pack_into), OU_RAW,
     "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values into a buffer."},
    {"unpack", "(format, buffer, /)", module_unpack, 0,
     "Return the values in a buffer of the format's size."},
    {"unpack_from", "(format, /, buffer, offset=0)", module_unpack_from, 0,
     "Return the values in a buffer from an offset on."},
    {NULL, NULL, NULL, 0, NULL},
};

static bool struct_module_init(OuVM *vm, OuModule *module)
{
    OuClass *error = ou_module_exception(vm, &struct_error);
    return error && ou_module_add(vm, module, "error", OU_OBJ(error));
}

static const uint32_t struct_types[] = {OU_T_STRUCT, 0};

const OuModuleDef ou_module_struct_ = {
    .name = "_struct",
    .doc = "Values packed into bytes by a format, and unpacked.",
    .functions = struct_functions,
    .init = struct_module_init,
    .types = struct_types,
};
