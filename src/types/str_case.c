/* str_case.c - methods of str about upper and lower case and about kinds of characters.
 * No script code runs here. */
#include "base/utf8.h"
#include "object/state.h"
#include "object/int.h"
#include "object/ops.h"
#include "types/strmethods.h"
#include <string.h>

/* What is worked on between two checks. */
#define PIECE 65536u
#define CHARACTERS 16384u
#define PIECE_STEPS 2048u
#define SIGMA 0x3A3u
#define SIGMA_SMALL 0x3C3u
#define SIGMA_FINAL 0x3C2u

OU_INLINE bool ascii_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

OU_INLINE bool ascii_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

OU_INLINE bool ascii_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

/* ---- conversions ---- */

typedef enum { TO_LOWER, TO_UPPER, TO_FOLDED, TO_TITLE, TO_CAPITAL, TO_SWAPPED } Conversion;

#define EACH_BYTE(c) ((c) * (uint64_t)0x0101010101010101u)

/* Letters from `first` to `last` change their case, eight bytes at a time. */
static size_t flip_words(const char *from, char *to, size_t size, char first, char last)
{
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t word;
        memcpy(&word, from + i, sizeof word);
        /* No byte is above 0x7F, so no sum carries into the next one. */
        uint64_t inside = (word + EACH_BYTE(0x80u - (unsigned char)first))
                          & ~(word + EACH_BYTE(0x7Fu - (unsigned char)last)) & EACH_BYTE(0x80u);
        word ^= inside >> 2;
        memcpy(to + i, &word, sizeof word);
    }
    return i;
}

OU_INLINE bool ascii_flips(Conversion how, bool upper, bool lower, bool in_word)
{
    switch (how) {
    case TO_LOWER: case TO_FOLDED: return upper;
    case TO_UPPER: return lower;
    case TO_TITLE: case TO_CAPITAL: return in_word ? upper : lower;
    case TO_SWAPPED: break;
    }
    return upper | lower;
}

/* ASCII text: byte by byte, except where all letters go one way. */
static bool convert_ascii(OuVM *vm, const char *from, char *to, size_t size, Conversion how)
{
    bool one_way = how == TO_LOWER || how == TO_FOLDED || how == TO_UPPER, up = how == TO_UPPER;
    bool in_word = false;
    for (size_t at = 0; at < size;) {
        size_t i = at, end = size - at > PIECE ? at + PIECE : size;
        if (one_way)
            i += flip_words(from + at, to + at, end - at, up ? 'a' : 'A', up ? 'z' : 'Z');
        for (; i < end; i++) {
            unsigned char c = (unsigned char)from[i];
            bool upper = ascii_upper(c), lower = ascii_lower(c);
            to[i] = (char)(ascii_flips(how, upper, lower, in_word) ? c ^ 0x20 : c);
            in_word = how == TO_CAPITAL || upper | lower;
        }
        at = end;
        if (at < size && !ou_check(vm, PIECE_STEPS))
            return false;
    }
    return true;
}

/* Step back to the character in front of `at`. */
static uint32_t previous_code(const char **at)
{
    do
        --*at;
    while (((unsigned char)**at & 0xC0) == 0x80);
    const char *copy = *at;
    return ou_utf8_next(&copy);
}

/* Is the capital sigma in [at, next) at the end of a word? */
static bool sigma_is_final(const char *start, const char *at, const char *next, const char *end)
{
    bool cased = false;
    while (at > start) {
        uint32_t c = previous_code(&at);
        if (!ou_uni_is_case_ignorable(c)) {
            cased = ou_uni_is_cased(c);
            break;
        }
    }
    while (cased && next < end) {
        uint32_t c = ou_utf8_next(&next);
        if (!ou_uni_is_case_ignorable(c))
            return !ou_uni_is_cased(c);
    }
    return cased;
}

static OuObj *convert(OuVM *vm, OuStr *s, Conversion how)
{
    const char *start = ou_str_text(s), *end = start + s->size;
    if (s->ascii) {
        if (s->size <= 1) {
            char c;
            return convert_ascii(vm, start, &c, s->size, how) ? ou_str_new_ascii(vm, &c, s->size) : NULL;
        }
        OuStr *result = ou_str_alloc(vm, s->size, s->size);
        if (result != NULL && !convert_ascii(vm, start, ou_str_data(result), s->size, how))
            ou_clear(vm, &result);
        return OU_OBJ(result);
    }
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    bool in_word = false;
    size_t done = 0;
    for (const char *at = start; at < end;) {
        if (++done % CHARACTERS == 0 && !ou_check(vm, PIECE_STEPS)) {
            ou_buf_drop(&out);
            return NULL;
        }
        const char *here = at;
        uint32_t c = ou_utf8_next(&at), mapped[3] = {c};
        size_t count = 1;
        Conversion now = how;
        if (how == TO_TITLE)
            now = in_word ? TO_LOWER : TO_TITLE;
        else if (how == TO_CAPITAL)
            now = here > start ? TO_LOWER : TO_TITLE;
        else if (how == TO_SWAPPED)
            now = ou_uni_is_upper(c) ? TO_LOWER : ou_uni_is_lower(c) ? TO_UPPER : TO_SWAPPED;
        if (now == TO_LOWER && c == SIGMA)
            mapped[0] = sigma_is_final(start, here, at, end) ? SIGMA_FINAL : SIGMA_SMALL;
        else if (now == TO_LOWER)
            count = ou_uni_to_lower(c, mapped);
        else if (now == TO_UPPER)
            count = ou_uni_to_upper(c, mapped);
        else if (now == TO_TITLE)
            count = ou_uni_to_title(c, mapped);
        else if (now == TO_FOLDED)
            count = ou_uni_to_folded(c, mapped);
        for (size_t i = 0; i < count; i++)
            ou_buf_put_code(&out, mapped[i]);
        in_word = how == TO_TITLE && ou_uni_is_cased(c);
    }
    OU_CHARGE_BYTES(vm, s->size);
    return ou_str_from_buf(vm, &out);
}

OuObj *ou_str_lower(OuVM *vm, OuStr *s)
{
    return convert(vm, s, TO_LOWER);
}

#define CONVERSION(name, how)                                                                \
    OuObj *ou_str_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)          \
    {                                                                                        \
        (void)args;                                                                          \
        (void)nargs;                                                                         \
        return convert(vm, OU_STR(self), how);                                               \
    }
CONVERSION(lower, TO_LOWER)
CONVERSION(upper, TO_UPPER)
CONVERSION(casefold, TO_FOLDED)
CONVERSION(title, TO_TITLE)
CONVERSION(capitalize, TO_CAPITAL)
CONVERSION(swapcase, TO_SWAPPED)

/* ---- tests that hold for each character ---- */

static bool is_alnum(uint32_t c)
{
    return ou_uni_is_alpha(c) || ou_uni_is_decimal(c) || ou_uni_is_digit(c) || ou_uni_is_numeric(c);
}

static bool ascii_alpha(unsigned char c)
{
    return ascii_lower(c | 0x20);
}

static bool ascii_alnum(unsigned char c)
{
    return ascii_digit(c) || ascii_lower(c | 0x20);
}

static bool ascii_digit_test(unsigned char c)
{
    return ascii_digit(c);
}

static bool ascii_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
}

static bool ascii_printable(unsigned char c)
{
    return c >= ' ' && c < 0x7F;
}

/* Does every character pass? */
static OuObj *each(OuVM *vm, const OuStr *s, bool (*ascii_test)(unsigned char), bool (*test)(uint32_t))
{
    const char *at = ou_str_text(s), *end = at + s->size;
    for (size_t i = 0; at < end; i++) {
        if ((unsigned char)*at < 0x80) {
            if (!ascii_test((unsigned char)*at++))
                return OU_FALSE;
        } else if (!test(ou_utf8_next(&at))) {
            return OU_FALSE;
        }
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_TRUE;
}

#define EACH(name, empty, ascii_test, test)                                                  \
    OuObj *ou_str_m_##name(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)          \
    {                                                                                        \
        (void)args;                                                                          \
        (void)nargs;                                                                         \
        const OuStr *s = OU_STR(self);                                                       \
        return s->size ? each(vm, s, ascii_test, test) : OU_BOOL(empty);                     \
    }
EACH(isalpha, false, ascii_alpha, ou_uni_is_alpha)
EACH(isalnum, false, ascii_alnum, is_alnum)
EACH(isdecimal, false, ascii_digit_test, ou_uni_is_decimal)
EACH(isdigit, false, ascii_digit_test, ou_uni_is_digit)
EACH(isnumeric, false, ascii_digit_test, ou_uni_is_numeric)
EACH(isspace, false, ascii_space, ou_uni_is_space)
EACH(isprintable, true, ascii_printable, ou_uni_is_printable)

OuObj *ou_str_m_isascii(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    (void)vm;
    return OU_BOOL(OU_STR(self)->ascii);
}

OuObj *ou_str_m_isidentifier(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    int answer = ou_str_is_identifier(vm, OU_STR(self));
    return answer < 0 ? NULL : OU_BOOL(answer);
}

/* ---- tests of the case of a whole text ---- */

static OuObj *all_lower(OuVM *vm, const OuStr *s)
{
    bool any = false;
    size_t i = 0;
    for (const char *at = ou_str_text(s), *end = at + s->size; at < end; i++) {
        uint32_t c = ou_utf8_next(&at);
        if (ou_uni_is_upper(c) || ou_uni_is_title(c))
            return OU_FALSE;
        any = any || ou_uni_is_lower(c);
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_BOOL(any);
}

static OuObj *all_upper(OuVM *vm, const OuStr *s)
{
    bool any = false;
    size_t i = 0;
    for (const char *at = ou_str_text(s), *end = at + s->size; at < end; i++) {
        uint32_t c = ou_utf8_next(&at);
        if (ou_uni_is_lower(c) || ou_uni_is_title(c))
            return OU_FALSE;
        any = any || ou_uni_is_upper(c);
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_BOOL(any);
}

static OuObj *all_title(OuVM *vm, const OuStr *s)
{
    bool any = false, in_word = false;
    size_t i = 0;
    for (const char *at = ou_str_text(s), *end = at + s->size; at < end; i++) {
        uint32_t c = ou_utf8_next(&at);
        bool upper = ou_uni_is_upper(c) || ou_uni_is_title(c);
        bool lower = !upper && ou_uni_is_lower(c);
        if ((upper && in_word) || (lower && !in_word))
            return OU_FALSE;
        in_word = upper || lower;
        any = any || in_word;
        if (!OU_PASS(vm, i))
            return NULL;
    }
    return OU_BOOL(any);
}

OuObj *ou_str_m_islower(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return all_lower(vm, OU_STR(self));
}

OuObj *ou_str_m_isupper(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return all_upper(vm, OU_STR(self));
}

OuObj *ou_str_m_istitle(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args;
    (void)nargs;
    return all_title(vm, OU_STR(self));
}
