/* int.h - integers: a 64-bit payload, or sign and digits beyond that.
 *
 * Invariant: a value that fits int64 is always OuInt without digits (normalized). Exact ints
 * of both kinds have type index OU_T_INT; OU_F_USER1 in the type word marks the big ones, so
 * one 64-bit compare of the head with {1, OU_T_INT} says: small representation, one
 * reference, not pinned: may be overwritten in place.
 * bool is an int with index OU_T_BOOL. Subclasses hold the payload in the same place. */
#ifndef OU_OBJECT_INT_H
#define OU_OBJECT_INT_H
#include "object/state.h"

typedef struct OuInt {
    OuObj head;
    int64_t value;
} OuInt;
#define OU_F_BIG OU_F_USER1

typedef struct OuBigInt {
    OuObj head;
    int64_t count;      /* digits; negative: the number is negative (never 0) */
    uint64_t digits[];  /* little-endian, top one not 0 */
} OuBigInt;

extern const OuInt ou_small_ints[OU_SMALL_INT_END - OU_SMALL_INT_MIN];
extern const OuInt ou_true_object, ou_false_object;
#define OU_TRUE ((OuObj *)&ou_true_object)
#define OU_FALSE ((OuObj *)&ou_false_object)
#define OU_BOOL(cond) ((cond) ? OU_TRUE : OU_FALSE)

/* Count and type word of an object at once. */
typedef uint64_t __attribute__((may_alias)) OuHeadWord;
#define OU_INT_HEAD_OWNED (1u | (uint64_t)OU_T_INT << 32)

OU_INLINE bool ou_int_is_pooled(int64_t v)
{
    return (uint64_t)v - (uint64_t)OU_SMALL_INT_MIN < (uint64_t)(OU_SMALL_INT_END - OU_SMALL_INT_MIN);
}
/* Exactly int, 64-bit payload (flags other than BIG do not matter). */
OU_INLINE bool ou_is_small_int(const OuObj *o)
{
    return (o->type & (OU_INDEX_MASK | OU_F_BIG)) == OU_T_INT;
}
OU_INLINE int64_t ou_int_value(const OuObj *o)
{
    return ((const OuInt *)o)->value;
}
/* Any int (bool, subclass) with 64-bit payload? */
OU_INLINE bool ou_int_is_big(const OuObj *o)
{
    return (o->type & OU_F_BIG) != 0;
}

OU_MUST_CHECK OuObj *ou_int_box_slow(OuVM *vm, int64_t value);
/* A new reference to an int of that value: the pooled object or a new one. */
OU_INLINE OuObj *ou_int_from(OuVM *vm, int64_t value)
{
    if (ou_int_is_pooled(value))
        return (OuObj *)&ou_small_ints[value - OU_SMALL_INT_MIN];
    OuFreeNumber *cell = vm->free_ints;
    if (OU_UNLIKELY(cell == NULL))
        return ou_int_box_slow(vm, value);
    vm->free_ints = cell->next;
    ((OuInt *)cell)->value = value; /* the head stayed {1, OU_T_INT} */
    return &cell->head;
}
OuObj *ou_int_from_uint64(OuVM *vm, uint64_t value);
OuObj *ou_int_from_double(OuVM *vm, double value); /* truncates; OverflowError, ValueError */
/* From text in `base` (0: by prefix), Python's rules (underscores, sign, spaces). */
OuObj *ou_int_parse(OuVM *vm, const char *text, size_t len, int base);
/* -1, 0, 1 and true if it fits int64. */
bool ou_int_to_int64(const OuObj *o, int64_t *out);
int ou_int_sign(const OuObj *o);
double ou_int_to_double(OuVM *vm, const OuObj *o, bool *overflow); /* correctly rounded */
int ou_int_cmp(const OuObj *a, const OuObj *b);
/* Arithmetic on any two ints (also bools, subclasses); results are exact ints. */
OuObj *ou_int_add(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_sub(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_mul(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_floordiv(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_mod(OuVM *vm, OuObj *a, OuObj *b);
OuObj *ou_int_pow(OuVM *vm, OuObj *a, OuObj *b, OuObj *modulus);
/* Any operator but @, by number: `op` is an OuBinaryOp (object/ops.h). */
OuObj *ou_int_binary(OuVM *vm, unsigned op, OuObj *a, OuObj *b);
OuObj *ou_int_text(OuVM *vm, OuObj *o, int base); /* str without prefix */
OuObj *ou_int_gcd(OuVM *vm, OuObj *a, OuObj *b);
/* Python's % and // on int64, b not 0; overflow of INT64_MIN / -1 is the caller's. */
OU_INLINE int64_t ou_mod64(int64_t a, int64_t b)
{
    int64_t r = a % b;
    return r != 0 && (r ^ b) < 0 ? r + b : r;
}
OU_INLINE int64_t ou_floordiv64(int64_t a, int64_t b)
{
    int64_t q = a / b;
    return a % b != 0 && (a ^ b) < 0 ? q - 1 : q;
}

#endif
