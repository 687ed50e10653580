/* reader.h - reading patterns and templates.
 *
 * The text is read token by token, a token being a character or a backslash with the one behind
 * it, with one token looked ahead; so a backslash at the end is an error as soon as it comes into
 * view. After a failure an exception is pending and no token is left. */
#ifndef OU_REGEX_READER_H
#define OU_REGEX_READER_H
#include "regex/parts.h"

#define OU_READER_NONE UINT32_MAX
#define OU_READER_ESCAPED 0x80000000u /* of tokens: a backslash was in front */

typedef struct OuReference { /* of a condition to a group that may come later */
    struct OuReference *next;
    uint32_t group;
    size_t at;
} OuReference;

typedef struct OuReader {
    OuVM *vm;
    OuObj *pattern;
    OuDict *names;         /* of groups */
    bool is_text;
    int warn_level;        /* frames up to the one that is warned */
    const uint32_t *chars;
    size_t len;
    size_t at, size;       /* of the next token */
    uint32_t next;         /* it, or OU_READER_NONE */
    /* only of patterns: */
    OuRegexTree *tree;
    uint32_t behind_below; /* in a lookbehind: groups from here on are its own; 0: in none */
    OuReference *references;
} OuReader;

void ou_reader_advance(OuReader *p);
void ou_reader_seek(OuReader *p, size_t at);
/* Take the next token if it is `c`. */
bool ou_reader_match(OuReader *p, uint32_t c);
uint32_t ou_reader_get(OuReader *p);
/* A name up to `terminator`: chars[*from, *to). */
OU_MUST_CHECK bool ou_reader_until(OuReader *p, uint32_t terminator, const char *what, size_t *from, size_t *to);
/* Take up to `most` octal digits. */
void ou_reader_skip_octal(OuReader *p, int most);
/* The value of an octal escape that began at `from` and whose digits have been taken. */
OU_MUST_CHECK bool ou_reader_octal(OuReader *p, size_t from, uint32_t *value);
/* Part of the text as str; `shown`: as messages about bytes have it, in ASCII. */
OuObj *ou_reader_piece(OuReader *p, size_t from, size_t to, bool shown);
/* The number of the group of that name, 0: there is none. */
uint32_t ou_reader_group(OuReader *p, OuObj *name);
/* The name chars[from, to) of a group, which must be an identifier. */
OuObj *ou_reader_name(OuReader *p, size_t from, size_t to);
/* A group by name or by number, up to `terminator`, from chars[*from] on; only templates may name
 * group 0, and have an error of their own for names that no group has. */
OU_MUST_CHECK bool ou_reader_reference(OuReader *p, uint32_t terminator, size_t *from, uint32_t *group,
                                       bool *by_name);

/* The error at a place, unless there is one already. Returns false. */
bool ou_reader_fail(OuReader *p, size_t at, const char *message);
/* `format` may have one %S: the text [from, to), or the repr of a name. */
bool ou_reader_fail_piece(OuReader *p, size_t at, const char *format, size_t from, size_t to);
bool ou_reader_fail_name(OuReader *p, size_t at, const char *format, OuObj *name);
/* `format` has %S for `shown` (unless that is NULL) and %zu for the place. */
OU_MUST_CHECK bool ou_reader_warn(OuReader *p, uint32_t category, const char *format, OuObj *shown, size_t at);

OU_INLINE bool ou_reader_is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}
OU_INLINE bool ou_reader_is_octal(uint32_t c)
{
    return c >= '0' && c <= '7';
}
OU_INLINE bool ou_reader_is_letter(uint32_t c)
{
    return c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}
/* Where `c` is among ASCII letters, or NULL. */
const char *ou_reader_letter(const char *letters, uint32_t c);

#endif
