/* format.h - turning values into text by a format: the mini-language of format() and
 * f-strings, str.format, and the % operator of str and bytes.
 *
 * Nested fields, __format__, __str__ and __getitem__ of script objects run script code. */
#ifndef OU_TYPES_FORMAT_H
#define OU_TYPES_FORMAT_H
#include "object/str.h"

/* A parsed format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type] */
typedef struct OuFormatSpec {
    uint32_t fill;     /* code point */
    char align;        /* '<' '>' '=' '^' */
    char sign;         /* '+', '-', ' ', or 0 */
    char grouping;     /* ',' '_' or 0 */
    uint32_t type;     /* 0: none given */
    bool alternate, no_negative_zero;
    bool fill_given, align_given;
    ptrdiff_t width, precision; /* -1: none */
} OuFormatSpec;

/* value.__format__(spec). `value` may be of a subclass. */
OuObj *ou_format_str(OuVM *vm, OuObj *value, OuStr *spec);
OuObj *ou_format_int(OuVM *vm, OuObj *value, OuStr *spec);
OuObj *ou_format_float(OuVM *vm, OuObj *value, OuStr *spec);
OuObj *ou_format_complex(OuVM *vm, OuObj *value, OuStr *spec);

/* template.format(*args, **kwargs): kwargs is a dict or NULL; positions start with args. */
OuObj *ou_format_fields(OuVM *vm, OuStr *template_text, OuObj *const *args, size_t nargs,
                        OuObj *kwargs);
/* template.format_map(mapping) */
OuObj *ou_format_map(OuVM *vm, OuStr *template_text, OuObj *mapping);
/* Pieces of a template for string.Formatter: _string.formatter_parser, formatter_field_name_split.
 */
OuObj *ou_format_parser_new(OuVM *vm, OuStr *template_text);
OuObj *ou_format_split_name(OuVM *vm, OuStr *name);

/* text % values; bytes % values (result bytes). */
OuObj *ou_str_percent(OuVM *vm, OuObj *text, OuObj *values);
OuObj *ou_bytes_percent(OuVM *vm, const char *data, size_t size, OuObj *values, bool to_bytearray);

/* ---- for the files format*.c ---- */

/* False with an exception. `type_name` names the value's type in messages. */
OU_MUST_CHECK bool ou_format_spec_parse(OuVM *vm, OuStr *spec, uint32_t default_type,
                                        char default_align, OuObj *value, OuFormatSpec *out);
/* Text of a double: type one of e E f F g G r (repr) n %; sign, point and exponent as in
 * CPython; flags: alternate keeps the point, always_dot adds ".0" as repr does. */
void ou_format_double(double value, char type, ptrdiff_t precision, bool alternate, bool always_dot,
                      OuBuf *out);
/* Text of an int in base 10, 2, 8 or 16 (prefix and sign included if asked for). */
OuObj *ou_format_int_digits(OuVM *vm, OuObj *value, char type, bool prefix, ptrdiff_t precision);

#endif
