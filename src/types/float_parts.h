/* float_parts.h - what the files that make up float and complex share. */
#ifndef OU_TYPES_FLOAT_PARTS_H
#define OU_TYPES_FLOAT_PARTS_H
#include "base/numtext.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/float.h"
#include "types/int_parts.h"

/* Float or a subclass? */
OU_INLINE bool ou_is_float(const OuVM *vm, const OuObj *o)
{
    return ou_is_exact(o, OU_T_FLOAT) ||
           (ou_index(o) >= OU_BUILTIN_TYPES && ou_is(vm, o, OU_TF_IS_FLOAT));
}
/* A float or an int as double: 1; neither: 0; -1: OverflowError. */
int ou_float_operand(OuVM *vm, OuObj *o, double *out);
/* An optional sign, then a decimal number, "inf", "infinity" or "nan" (any case); returns the
 * bytes consumed, 0 if there is no number, OU_STOPPED with an exception if the run has to end. */
size_t ou_double_scan(OuVM *vm, const char *text, size_t len, double *out);
/* What is in a str, ready for ou_double_scan: Unicode digits and spaces made ASCII, single
 * underscores between digits dropped (others: ValueError "could not convert string to
 * `what`: …", showing `original`), spaces at both ends cut off. *buffer is to be dropped,
 * on failure too. */
OU_MUST_CHECK bool ou_number_text(OuVM *vm, OuObj *original, const char *what, OuBuf *buffer,
                                  const char **text, size_t *len);
OuObj *ou_float_hex(OuVM *vm, double value);
OuObj *ou_float_from_hex(OuVM *vm, OuStr *text);
/* float(o) for str and bytes-like objects; OU_ABSENT if it is neither. */
OuObj *ou_float_from_text(OuVM *vm, OuObj *o);
/* "repr" without a final ".0", appended. */
void ou_double_put_short(double value, OuBuf *out);
/* Any number as complex: __complex__, __float__, __index__. */
OU_MUST_CHECK bool ou_complex_value(OuVM *vm, OuObj *o, double *real, double *imag);
/* OverflowError(34, 'Numerical result out of range'). */
void *ou_raise_out_of_range(OuVM *vm);

#endif
