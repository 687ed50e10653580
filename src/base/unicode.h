/* unicode.h - what is known about code points beyond the properties in utf8.h:
 * data of the module unicodedata, normal forms, names (Unicode 14.0.0).
 * Nothing here raises exceptions; functions that write to an OuBuf use its memory. */
#ifndef OU_BASE_UNICODE_H
#define OU_BASE_UNICODE_H
#include "base/strbuf.h"
#include "base/utf8.h"

typedef enum { OU_NFC, OU_NFD, OU_NFKC, OU_NFKD } OuNormalForm;

/* The simple (one to one) mappings, as regular expressions use them. */
uint32_t ou_uni_simple_lower(uint32_t c);
uint32_t ou_uni_simple_upper(uint32_t c);

/* Two-letter general category, bidirectional class ("" for none), East Asian width. */
const char *ou_uni_category(uint32_t c);
const char *ou_uni_bidirectional(uint32_t c);
const char *ou_uni_east_asian_width(uint32_t c);
int ou_uni_combining(uint32_t c);
bool ou_uni_mirrored(uint32_t c);
/* Numeric value as a fraction; false if there is none. */
bool ou_uni_numeric_value(uint32_t c, int64_t *over, int *under);

/* Append the decomposition as unicodedata shows it: "<compat> 0020 0301", or nothing. */
void ou_uni_decomposition(uint32_t c, OuBuf *out);
/* Append the normal form of `text` (UTF-8 or WTF-8); false if there is no memory, or `go_on` (may be NULL) says so. */
OU_MUST_CHECK bool ou_uni_normalize(OuNormalForm form, const char *text, size_t len, OuBuf *out, const OuGoOn *go_on);
/* The same for NFKC, which identifiers are put into. */
OU_MUST_CHECK bool ou_uni_nfkc(const char *text, size_t len, OuBuf *out);

/* ---- names (unicode_names.c) ---- */

/* Append the name of `c`; false if it has none or there is no memory (then out->failed). */
bool ou_uni_name(uint32_t c, OuBuf *out);
/* The code point with that name (any case) or alias, Hangul and CJK names included: 1, 0: unknown,
 * -1: no memory. */
int ou_uni_lookup_name(OuMem *mem, const char *name, size_t len, uint32_t *code);
/* The same, and also named sequences: up to 4 code points, their number. */
int ou_uni_lookup_sequence(OuMem *mem, const char *name, size_t len, uint32_t out[4]);

#endif
