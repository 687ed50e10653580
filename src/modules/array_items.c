/* array_items.c - the items of arrays: from C values to objects, and back. */
#include "modules/array_parts.h"
#include "object/errors.h"
#include "object/str.h"
#include "types/float_parts.h"
#include <string.h>

uint8_t ou_array_size_of(char code)
{
    static const char codes[] = OU_ARRAY_CODES;
    static const uint8_t sizes[] = {1, 1, 4, 2, 2, 4, 4, 8, 8, 8, 8, 4, 8};
    const char *found = code ? strchr(codes, code) : NULL;
    return found ? sizes[found - codes] : 0;
}

OuObj *ou_array_item(OuVM *vm, const OuArray *a, size_t i)
{
    union {
        int16_t h;
        uint16_t H;
        int32_t i;
        uint32_t I;
        int64_t q;
        uint64_t Q;
        float f;
        double d;
    } item;
    const char *at = ou_array_place(a, i);
    switch (a->code) {
    case 'b': return ou_int_from(vm, (signed char)*at);
    case 'B': return ou_int_from(vm, (unsigned char)*at);
    case 'h': memcpy(&item, at, 2); return ou_int_from(vm, item.h);
    case 'H': memcpy(&item, at, 2); return ou_int_from(vm, item.H);
    case 'i': memcpy(&item, at, 4); return ou_int_from(vm, item.i);
    case 'I': memcpy(&item, at, 4); return ou_int_from(vm, item.I);
    case 'f': memcpy(&item, at, 4); return ou_float_from(vm, (double)item.f);
    case 'd': memcpy(&item, at, 8); return ou_float_from(vm, item.d);
    case 'l': case 'q': memcpy(&item, at, 8); return ou_int_from(vm, item.q);
    case 'u':
        memcpy(&item, at, 4);
        return item.I < 0x110000 ? ou_str_from_code(vm, item.I)
                                 : OU_VALUE_ERROR(vm, "chr() arg not in range(0x110000)");
    default: memcpy(&item, at, 8); return ou_int_from_uint64(vm, item.Q);
    }
}

static bool overflow(OuVM *vm, const char *message)
{
    ou_raise(vm, OU_T_OverflowError, "%s", message);
    return false;
}

static bool in_range(OuVM *vm, int64_t value, int64_t low, int64_t high, const char *what)
{
    if (value >= low && value <= high)
        return true;
    ou_raise(vm, OU_T_OverflowError, "%s is %s", what,
             value < low ? "less than minimum" : "greater than maximum");
    return false;
}

/* An exact int as item of a code for integers. */
static bool convert_int(OuVM *vm, char code, OuObj *number, uint64_t *out)
{
    int64_t value = 0;
    bool small = ou_int_to_int64(number, &value), negative = ou_int_sign(number) < 0;
    *out = (uint64_t)value;
    switch (code) {
    case 'I': case 'L': case 'Q':
        if (negative)
            return overflow(vm, code == 'Q' ? "can't convert negative int to unsigned"
                                            : "can't convert negative value to unsigned int");
        if (!small && ou_int_bit_length(number) > 64)
            return overflow(vm, code == 'Q' ? "int too big to convert"
                                            : "Python int too large to convert to C unsigned long");
        if (!small)
            *out = ((OuBigInt *)number)->digits[0];
        return code != 'I' || *out <= UINT32_MAX
               || overflow(vm, "unsigned int is greater than maximum");
    case 'q': return small || overflow(vm, "int too big to convert");
    default: break;
    }
    if (!small)
        return overflow(vm, "Python int too large to convert to C long");
    switch (code) {
    case 'b':
        return in_range(vm, value, INT16_MIN, INT16_MAX, "signed short integer")
               && in_range(vm, value, INT8_MIN, INT8_MAX, "signed char");
    case 'B': return in_range(vm, value, 0, UINT8_MAX, "unsigned byte integer");
    case 'h': return in_range(vm, value, INT16_MIN, INT16_MAX, "signed short integer");
    case 'H':
        return in_range(vm, value, INT32_MIN, INT32_MAX, "signed integer")
               && in_range(vm, value, 0, UINT16_MAX, "unsigned short");
    case 'i': return in_range(vm, value, INT32_MIN, INT32_MAX, "signed integer");
    default: return true;
    }
}

/* A value as item; its low bytes are what is stored. */
bool ou_array_convert(OuVM *vm, char code, OuObj *value, uint64_t *out)
{
    if (code == 'u') {
        if (!ou_is_str(vm, value) || ou_str_length(OU_STR(value)) != 1) {
            OU_TYPE_ERROR(vm, "array item must be unicode character");
            return false;
        }
        *out = ou_str_code_at(vm, OU_STR(value), 0);
        return true;
    }
    if (code == 'f' || code == 'd') {
        double d;
        if (!ou_as_double(vm, value, &d))
            return false;
        float f = (float)d;
        memcpy(out, code == 'f' ? (void *)&f : (void *)&d, code == 'f' ? sizeof f : sizeof d);
        return true;
    }
    OuObj *number = ou_index_of(vm, value);
    bool ok = number && convert_int(vm, code, number, out);
    ou_unref(vm, number);
    return ok;
}

bool ou_array_set(OuVM *vm, OuArray *a, size_t i, OuObj *value)
{
    uint64_t bits;
    if (!ou_array_convert(vm, a->code, value, &bits))
        return false;
    if (i >= a->len) {
        ou_raise(vm, OU_T_IndexError, "array assignment index out of range");
        return false;
    }
    memcpy(ou_array_place(a, i), &bits, a->size);
    return true;
}
