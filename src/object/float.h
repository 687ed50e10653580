/* float.h - floating point numbers (and complex). Freed floats keep their head, like ints. */
#ifndef OU_OBJECT_FLOAT_H
#define OU_OBJECT_FLOAT_H
#include "object/state.h"

typedef struct OuFloat {
    OuObj head;
    double value;
} OuFloat;
typedef struct OuComplex {
    OuObj head;
    double real, imag;
} OuComplex;

#define OU_FLOAT_HEAD_OWNED (1u | (uint64_t)OU_T_FLOAT << 32)

OU_INLINE double ou_float_value(const OuObj *o)
{
    return ((const OuFloat *)o)->value;
}
OU_MUST_CHECK OuObj *ou_float_box_slow(OuVM *vm, double value);
OU_INLINE OuObj *ou_float_from(OuVM *vm, double value)
{
    OuFreeNumber *cell = vm->free_floats;
    if (OU_UNLIKELY(cell == NULL))
        return ou_float_box_slow(vm, value);
    vm->free_floats = cell->next;
    ((OuFloat *)cell)->value = value;
    return &cell->head;
}
OuObj *ou_complex_from(OuVM *vm, double real, double imag);
/* base ** exponent, both complex: OverflowError, ZeroDivisionError as the operator. */
OuObj *ou_complex_power(OuVM *vm, double base_real, double base_imag, double real, double imag);
OuHash ou_double_hash(OuVM *vm, OuObj *self, double value);
OuObj *ou_float_parse(OuVM *vm, const char *text, size_t len); /* float("…") with its ValueError */
/* Python's % and // on doubles, b not 0. */
double ou_double_mod(double a, double b);
double ou_double_floordiv(double a, double b);
OuObj *ou_double_pow(OuVM *vm, double a, double b);

#endif
