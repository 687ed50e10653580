/* int_parts.h - what the files that make up int share: both representations seen as sign
 * and digits, and the making of results. Nobody else includes it, but float and math. */
#ifndef OU_TYPES_INT_PARTS_H
#define OU_TYPES_INT_PARTS_H
#include "object/errors.h"
#include "object/ops.h"
#include "types/digits.h"
#include "object/int.h"

/* An int as sign and magnitude. Points into the object, or into itself: do not copy. */
typedef struct OuIntView {
    const OuDigit *digits;
    size_t len; /* no high zeros; 0 for zero */
    bool negative;
    OuDigit local;
} OuIntView;

OU_INLINE uint64_t ou_magnitude64(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

OU_INLINE void ou_int_view(const OuObj *o, OuIntView *view)
{
    if (ou_int_is_big(o)) {
        const OuBigInt *big = (const OuBigInt *)o;
        view->negative = big->count < 0;
        view->len = (size_t)ou_magnitude64(big->count);
        view->digits = big->digits;
    } else {
        int64_t value = ou_int_value(o);
        view->negative = value < 0;
        view->local = ou_magnitude64(value);
        view->len = value != 0;
        view->digits = &view->local;
    }
}

/* Int of any kind: int, bool, subclass? */
OU_INLINE bool ou_is_int(const OuVM *vm, const OuObj *o)
{
    uint32_t index = ou_index(o);
    return index == OU_T_INT || index == OU_T_BOOL ||
           (index >= OU_BUILTIN_TYPES && ou_is(vm, o, OU_TF_IS_INT));
}

/* A result under construction: short ones on the C stack, long ones in place. */
typedef struct OuIntResult {
    OuDigit *digits; /* write here, `room` digits */
    size_t room;
    OuBigInt *big;   /* NULL: local */
    OuDigit local[40];
} OuIntResult;

OU_MUST_CHECK bool ou_int_result_start(OuVM *vm, OuIntResult *result, size_t room);
/* The int; high zeros of the `room` digits are dropped. */
OuObj *ou_int_result_finish(OuVM *vm, OuIntResult *result, bool negative);
void ou_int_result_abandon(OuVM *vm, OuIntResult *result);
/* Abandon, and raise what made a digits function fail. Returns NULL. */
void *ou_int_result_failed(OuVM *vm, OuIntResult *result, const OuDigitWork *work);

OuObj *ou_int_from_digits(OuVM *vm, const OuDigit *digits, size_t len, bool negative);
/* The context for digits functions; long work is charged to the VM's fuel and polls. */
OuDigitWork ou_int_work(OuVM *vm);
/* Charge what the last poll did not. */
OU_INLINE void ou_int_work_done(OuVM *vm, const OuDigitWork *work)
{
    vm->fuel -= (int64_t)(work->spent >> 2);
}
/* Raise what made a digits function fail: MemoryError, or what the poll left. NULL. */
void *ou_int_work_failed(OuVM *vm, const OuDigitWork *work);
#define OU_INT_PIECE 16384 /* digits: between two checks in linear work */
/* Linear work on `len` digits: charge without polling. */
OU_INLINE void ou_int_charge(OuVM *vm, size_t len)
{
    if (len > 64)
        vm->fuel -= (int64_t)(len >> 4);
}

/* An exact int of the same value (itself, if it is one). */
OuObj *ou_int_exact(OuVM *vm, OuObj *o);
OuObj *ou_int_neg(OuVM *vm, OuObj *o);
OuObj *ou_int_abs(OuVM *vm, OuObj *o);
/* Quotient and remainder, rounded down; either may be NULL. ZeroDivisionError with `message`. */
OU_MUST_CHECK bool ou_int_divide(OuVM *vm, OuObj *a, OuObj *b, OuObj **quotient, OuObj **remainder,
                                 const char *message);
OuObj *ou_int_truediv(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_shift_left(OuVM *vm, OuObj *a, size_t bits);
OuObj *ou_int_shift_right(OuVM *vm, OuObj *a, size_t bits);
OuObj *ou_int_lshift(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_rshift(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_bits(OuVM *vm, OuObj *a, OuObj *b, char op); /* '&', '|', '^' */
OuObj *ou_int_isqrt(OuVM *vm, OuObj *o, bool *exact); /* o >= 0 */
size_t ou_int_bit_length(const OuObj *o);
/* Negative, zero, positive: an int against a double that is not NaN. */
int ou_int_compare_double(const OuObj *o, double x);
/* The int as double, or OverflowError "int too large to convert to float". */
OU_MUST_CHECK bool ou_int_as_double(OuVM *vm, const OuObj *o, double *out);
/* mantissa * 2^*exponent with 0.5 <= |mantissa| < 1, rounded; for logarithms. o != 0. */
double ou_int_frexp(const OuObj *o, int64_t *exponent);
/* Nearest double to quotient * 2^exponent (half to even), `more` standing for a nonzero rest
 * below; HUGE_VAL on overflow. */
double ou_round_scaled(OuDigit2 quotient, bool more, int64_t exponent);
/* Text to int; `original` is shown in the ValueError (NULL: the text itself). */
OuObj *ou_int_parse_shown(OuVM *vm, const char *text, size_t len, int base, OuObj *original);
/* Text with Unicode spaces and decimal digits made ASCII, for int(), float(), complex().
 * *buffer is to be dropped by the caller; returns the text (of s itself if that is ASCII). */
OU_MUST_CHECK bool ou_numeric_text(OuVM *vm, OuStr *s, OuBuf *buffer, const char **text,
                                   size_t *len);

/* ---- the special methods, which bool has too ---- */
OuObj *ou_int_slot_add(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_sub(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_mul(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_truediv(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_floordiv(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_mod(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_divmod(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_lshift(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_rshift(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_and(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_or(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_xor(OuVM *vm, OuObj *left, OuObj *right);
OuObj *ou_int_slot_pow(OuVM *vm, OuObj *base, OuObj *exponent, OuObj *modulus);
OuObj *ou_int_slot_invert(OuVM *vm, OuObj *self);
OuObj *ou_int_slot_to_float(OuVM *vm, OuObj *self);
OuObj *ou_int_slot_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op);
bool ou_int_slot_hash(OuVM *vm, OuObj *self, OuHash *out);
int ou_int_slot_to_bool(OuVM *vm, OuObj *self);

#define OU_INT_SLOTS \
    .neg = ou_int_neg, .pos = ou_int_exact, .abs = ou_int_abs, .invert = ou_int_slot_invert, \
    .to_int = ou_int_exact, .to_float = ou_int_slot_to_float, .to_index = ou_int_exact, \
    .add = ou_int_slot_add, .sub = ou_int_slot_sub, .mul = ou_int_slot_mul, \
    .truediv = ou_int_slot_truediv, .floordiv = ou_int_slot_floordiv, .mod = ou_int_slot_mod, \
    .divmod = ou_int_slot_divmod, .lshift = ou_int_slot_lshift, .rshift = ou_int_slot_rshift, \
    .pow = ou_int_slot_pow, .hash = ou_int_slot_hash, .compare = ou_int_slot_compare, \
    .to_bool = ou_int_slot_to_bool, OU_SLOTS_ATTR, .init = ou_object_init

#endif
