/* bytes_methods.h - what the files of bytes and bytearray share. The methods serve both
 * types; results are of the exact type that self is or derives from. */
#ifndef OU_TYPES_BYTES_METHODS_H
#define OU_TYPES_BYTES_METHODS_H
#include "types/bytes.h"

/* Content of a bytes or bytearray (or subclass). Valid until script code runs, for a bytearray. */
OU_INLINE bool ou_is_bytes(const OuVM *vm, const OuObj *o)
{
    return ou_is_exact(o, OU_T_BYTES) || ou_is(vm, o, OU_TF_IS_BYTES);
}
typedef struct OuSpan {
    const char *data;
    size_t len;
} OuSpan;
OU_INLINE OuSpan ou_span(const OuVM *vm, const OuObj *o)
{
    if (ou_is_bytes(vm, o))
        return (OuSpan){OU_BYTES(o)->data, OU_BYTES(o)->size};
    return (OuSpan){OU_BYTEARRAY(o)->data, OU_BYTEARRAY(o)->len};
}
/* New bytes or bytearray, as `self` is. */
OuObj *ou_bytes_like(OuVM *vm, OuObj *self, const char *data, size_t size);
/* The same from a builder, which is emptied. */
OuObj *ou_bytes_like_from_buf(OuVM *vm, OuObj *self, OuBuf *buf);
/* self + whatever has a buffer; new object like self. */
OuObj *ou_bytes_concat(OuVM *vm, OuObj *self, OuObj *other);
OuObj *ou_bytes_compare(OuVM *vm, OuObj *left, OuObj *right, OuCompareOp op);
int ou_bytes_contains(OuVM *vm, OuObj *self, OuObj *item);
/* A byte given as int: TypeError, or ValueError "byte must be in range(0, 256)". */
OU_MUST_CHECK bool ou_byte_arg(OuVM *vm, OuObj *arg, unsigned char *out);
/* The text of an optional encoding or errors argument. */
OU_MUST_CHECK bool ou_bytes_text_arg(OuVM *vm, const char *function, const char *what, OuObj *arg,
                                     const char **out);
/* Items of an iterable of ints appended to a builder; `message` for those out of range. */
OU_MUST_CHECK bool ou_bytes_collect(OuVM *vm, OuObj *iterable, const char *message, OuBuf *out);

#define OU_BYTES_METHODS(X)                                                                   \
    X(capitalize)                                                                             \
    X(center) X(decode) X(expandtabs) X(hex) X(isalnum) X(isalpha) X(isascii) X(isdigit)      \
        X(islower) X(isspace) X(istitle) X(isupper) X(join) X(ljust) X(lower) X(lstrip)       \
            X(maketrans) X(partition) X(replace) X(removeprefix) X(removesuffix) X(rjust)     \
                X(rpartition) X(rsplit) X(rstrip) X(split) X(splitlines) X(strip) X(swapcase) \
                    X(title) X(translate) X(upper) X(zfill)
#define DECLARE(name) \
    OuObj *ou_bytes_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OU_BYTES_METHODS(DECLARE)
#undef DECLARE
#define OU_BYTES_RAW_METHODS(X) \
    X(find) X(rfind) X(index) X(rindex) X(count) X(startswith) X(endswith)
#define DECLARE(name)                                                                 \
    OuObj *ou_bytes_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, \
                             OuObj *kwnames);
OU_BYTES_RAW_METHODS(DECLARE)
#undef DECLARE
/* The separator of hex(): one character, as str or bytes, its code below `limit`. */
OU_MUST_CHECK bool ou_hex_separator(OuVM *vm, OuObj *arg, uint32_t limit, char *out);
/* `len` bytes as hexadecimal digits, a separator between groups of `group` bytes (0: none), which
 * are counted from the right, or from the left if it is negative: the size, and the text. */
size_t ou_hex_size(size_t len, int group);
OU_MUST_CHECK bool ou_hex_write(OuVM *vm, char *out, const char *data, size_t len, char separator, int group);
/* bytes.fromhex, bytearray.fromhex: the digits decoded into a builder. */
OU_MUST_CHECK bool ou_bytes_parse_hex(OuVM *vm, OuObj *text, OuBuf *out);
OuObj *ou_bytes_iter_new(OuVM *vm, OuObj *self);
OuObj *ou_bytearray_iter_new(OuVM *vm, OuObj *self);

/* The rows of the method table that both types have. */
#define OU_BYTES_COMMON_ROWS                                                                       \
    {"capitalize", NULL, ou_bytes_m_capitalize, 0,                                                 \
     "Return a copy with the first byte in upper case, the rest in lower case."},                  \
        {"center", "(width, fillchar=b' ', /)", ou_bytes_m_center, 0,                              \
         "Return a copy in the middle of width bytes."},                                           \
        {"count", NULL, OU_RAW_FN(ou_bytes_m_count), OU_RAW,                                       \
         "Return how often sub occurs in B[start:end], without overlaps."},                        \
        {"decode", "(encoding='utf-8', errors='strict')", ou_bytes_m_decode, 0,                    \
         "Return the text that the bytes are in the encoding."},                                   \
        {"endswith", NULL, OU_RAW_FN(ou_bytes_m_endswith), OU_RAW,                                 \
         "Does B[start:end] end with suffix (or one of a tuple)?"},                                \
        {"expandtabs", "(tabsize=8)", ou_bytes_m_expandtabs, 0,                                    \
         "Return a copy with tabs replaced by spaces."},                                           \
        {"find", NULL, OU_RAW_FN(ou_bytes_m_find), OU_RAW,                                         \
         "Return the lowest index of sub in B[start:end], or -1."},                                \
        {"hex", "(sep=<unrepresentable>, bytes_per_sep=1)", ou_bytes_m_hex, 0,                     \
         "Return the bytes as hexadecimal digits, with sep between groups."},                      \
        {"index", NULL, OU_RAW_FN(ou_bytes_m_index), OU_RAW,                                       \
         "Return the lowest index of sub in B[start:end].\n\nRaises ValueError if it is not "      \
         "there."},                                                                                \
        {"isalnum", NULL, ou_bytes_m_isalnum, 0,                                                   \
         "Are all bytes, at least one, ASCII letters or digits?"},                                 \
        {"isalpha", NULL, ou_bytes_m_isalpha, 0, "Are all bytes, at least one, ASCII letters?"},   \
        {"isascii", NULL, ou_bytes_m_isascii, 0, "Are all bytes ASCII?"},                          \
        {"isdigit", NULL, ou_bytes_m_isdigit, 0, "Are all bytes, at least one, ASCII digits?"},    \
        {"islower", NULL, ou_bytes_m_islower, 0, "Are all letters, at least one, in lower case?"}, \
        {"isspace", NULL, ou_bytes_m_isspace, 0, "Are all bytes, at least one, whitespace?"},      \
        {"istitle", NULL, ou_bytes_m_istitle, 0,                                                   \
         "Does each word begin in upper case and go on in lower case?"},                           \
        {"isupper", NULL, ou_bytes_m_isupper, 0, "Are all letters, at least one, in upper case?"}, \
        {"join", "(iterable_of_bytes, /)", ou_bytes_m_join, 0,                                     \
         "Put the bytes-like objects together, with this one in between."},                        \
        {"ljust", "(width, fillchar=b' ', /)", ou_bytes_m_ljust, 0,                                \
         "Return a copy at the left of width bytes."},                                             \
        {"lower", NULL, ou_bytes_m_lower, 0, "Return a copy with ASCII letters in lower case."},   \
        {"lstrip", "(bytes=None, /)", ou_bytes_m_lstrip, 0,                                        \
         "Return a copy without leading whitespace, or bytes of the argument."},                   \
        {"maketrans", "(frm, to, /)", ou_bytes_m_maketrans, OU_STATIC,                             \
         "Make a table for translate()."},                                                         \
        {"partition", "(sep, /)", ou_bytes_m_partition, 0,                                         \
         "Split at the first sep: what is before, sep, what is behind."},                          \
        {"replace", "(old, new, count=-1, /)", ou_bytes_m_replace, 0,                              \
         "Return a copy with occurrences of old replaced by new: all, or the first count."},       \
        {"removeprefix", "(prefix, /)", ou_bytes_m_removeprefix, 0,                                \
         "Return a copy without the prefix, if it is there."},                                     \
        {"removesuffix", "(suffix, /)", ou_bytes_m_removesuffix, 0,                                \
         "Return a copy without the suffix, if it is there."},                                     \
        {"rfind", NULL, OU_RAW_FN(ou_bytes_m_rfind), OU_RAW,                                       \
         "Return the highest index of sub in B[start:end], or -1."},                               \
        {"rindex", NULL, OU_RAW_FN(ou_bytes_m_rindex), OU_RAW,                                     \
         "Return the highest index of sub in B[start:end].\n\nRaises ValueError if it is not "     \
         "there."},                                                                                \
        {"rjust", "(width, fillchar=b' ', /)", ou_bytes_m_rjust, 0,                                \
         "Return a copy at the right of width bytes."},                                            \
        {"rpartition", "(sep, /)", ou_bytes_m_rpartition, 0,                                       \
         "Split at the last sep: what is before, sep, what is behind."},                           \
        {"rsplit", "(sep=None, maxsplit=-1)", ou_bytes_m_rsplit, 0,                                \
         "Return the parts as a list, split at sep (None: at whitespace), from the right."},       \
        {"rstrip", "(bytes=None, /)", ou_bytes_m_rstrip, 0,                                        \
         "Return a copy without trailing whitespace, or bytes of the argument."},                  \
        {"split", "(sep=None, maxsplit=-1)", ou_bytes_m_split, 0,                                  \
         "Return the parts as a list, split at sep (None: at whitespace), from the left."},        \
        {"splitlines", "(keepends=False)", ou_bytes_m_splitlines, 0,                               \
         "Return a list of the lines."},                                                           \
        {"startswith", NULL, OU_RAW_FN(ou_bytes_m_startswith), OU_RAW,                             \
         "Does B[start:end] begin with prefix (or one of a tuple)?"},                              \
        {"strip", "(bytes=None, /)", ou_bytes_m_strip, 0,                                          \
         "Return a copy without whitespace, or bytes of the argument, at both ends."},             \
        {"swapcase", NULL, ou_bytes_m_swapcase, 0,                                                 \
         "Return a copy with upper and lower case exchanged."},                                    \
        {"title", NULL, ou_bytes_m_title, 0,                                                       \
         "Return a copy in which each word begins in upper case."},                                \
        {"translate", "(table, /, delete=b'')", ou_bytes_m_translate, 0,                           \
         "Return a copy with each byte mapped through table, those in delete left out."},          \
        {"upper", NULL, ou_bytes_m_upper, 0, "Return a copy with ASCII letters in upper case."},   \
    {                                                                                              \
        "zfill", "(width, /)", ou_bytes_m_zfill, 0,                                                \
            "Return a copy of width bytes, with zeros behind the sign."                            \
    }

#endif
