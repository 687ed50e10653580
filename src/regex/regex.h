/* regex.h - regular expressions: a pattern is parsed to a tree (parse.c), compiled to a small
 * code (compile.c, charset.c, first.c), and matched by backtracking with a stack of its own on
 * the heap (match.c), so that neither depth nor time escapes the VM's limits.
 *
 * Text is matched where it lies, as bytes: UTF-8 is decoded only where a character beyond ASCII
 * meets something other than a literal. So positions here are addresses of bytes.
 *
 * Parsing may run script code (warnings are issued, the exception class is the library's);
 * matching runs none. */
#ifndef OU_REGEX_REGEX_H
#define OU_REGEX_REGEX_H
#include "base/strbuf.h"
#include "object/state.h"

/* Flags, with the values that scripts see. */
enum {
    OU_RE_TEMPLATE = 1, OU_RE_IGNORECASE = 2, OU_RE_LOCALE = 4, OU_RE_MULTILINE = 8, OU_RE_DOTALL = 16,
    OU_RE_UNICODE = 32, OU_RE_VERBOSE = 64, OU_RE_DEBUG = 128, OU_RE_ASCII = 256,
    OU_RE_TYPES = OU_RE_ASCII | OU_RE_LOCALE | OU_RE_UNICODE
};
#define OU_RE_MAX_REPEAT 4294967295u /* means: any number */
#define OU_RE_MAX_GROUPS 1073741823

/* A set of characters. What is below 256 is answered by a bit of a table that eight sets share;
 * with UTF-8 the table is good for ASCII only when bytes are looked at. */
typedef struct OuRegexSet {
    const uint8_t *table;
    uint8_t mask;
    bool negate, unicode; /* unicode: what the categories mean */
    uint8_t fold;         /* OU_FOLD_…: the character is changed to lower case first */
    uint16_t categories;  /* bits by OuRegexCategory */
    uint32_t range, range_count;   /* pairs in `ranges`, ascending and disjoint */
    uint32_t upper, upper_count;   /* pairs that hold for the upper case too */
} OuRegexSet;
enum { OU_FOLD_NONE, OU_FOLD_ASCII, OU_FOLD_UNICODE, OU_FOLD_LOCALE };

/* A compiled pattern; all in one block. */
typedef struct OuRegex {
    void *block; /* NULL: nothing yet */
    size_t block_size;
    const uint32_t *code;
    const OuRegexSet *sets;
    const uint32_t *ranges;
    const uint8_t *text;     /* of literals */
    size_t code_len, set_count;
    uint32_t flags, groups, loops;
    uint32_t min_width;      /* characters that a match has at least */
    uint32_t prefix, prefix_len; /* in `text`: every match begins with it */
    uint32_t first;          /* set of the first bytes, or OU_NO_SET */
    bool is_text;            /* of a str */
    bool only_prefix;        /* the prefix is all of it */
    bool anchored;           /* begins with ^ or \A */
    bool by_lines;           /* begins with the ^ of MULTILINE */
} OuRegex;
#define OU_NO_SET UINT32_MAX

/* Compile `pattern` (a str or bytes). *names gets a dict of group names and numbers. */
OU_MUST_CHECK bool ou_regex_compile(OuVM *vm, OuRegex *regex, OuObj *pattern, uint32_t flags, OuObj **names);
void ou_regex_drop(OuVM *vm, OuRegex *regex);
/* Raise re.error(message, pattern, position); no position: < 0. Returns NULL. */
void *ou_regex_error(OuVM *vm, OuObj *pattern, ptrdiff_t position, const char *format, ...);
/* The text of a pattern or template as code points (a str's, or a byte each); ou_free what it gives. */
uint32_t *ou_regex_decode(OuVM *vm, OuObj *pattern, size_t *len);

typedef struct OuRegexEntry OuRegexEntry;

/* A text being searched. */
typedef struct OuMatcher {
    OuVM *vm;
    const OuRegex *regex;
    const uint8_t *begin, *end; /* of the text; up to endpos */
    const uint8_t *origin;      /* the first `start` */
    const uint8_t *start;       /* set by the caller; where the match begins */
    const uint8_t *at;          /* where it ends */
    const uint8_t **marks;      /* begin and end of each group; see ou_matcher_group */
    int32_t last_mark, last_index;
    bool wide;                  /* UTF-8, not only ASCII */
    bool whole;                 /* up to `end` */
    bool must_advance;          /* not empty at `start` */
    struct { const uint8_t *last; size_t count; } *loops;
    OuRegexEntry *stack;
    size_t stack_cap;
    int64_t budget;             /* steps until the VM is asked whether to go on */
} OuMatcher;

OU_MUST_CHECK bool ou_matcher_init(OuVM *vm, OuMatcher *m, const OuRegex *regex);
void ou_matcher_drop(OuMatcher *m);
/* Bytes that it has allocated. */
size_t ou_matcher_size(const OuMatcher *m);
/* 1: matched, 0: not, -1: an exception is pending. */
int ou_matcher_match(OuMatcher *m);
int ou_matcher_search(OuMatcher *m);
/* After a match: look for the next one behind it. */
OU_INLINE void ou_matcher_advance(OuMatcher *m)
{
    m->must_advance = m->at == m->start;
    m->start = m->at;
}
/* Where group i (0: all) begins and ends; false if it took no part. */
bool ou_matcher_group(const OuMatcher *m, size_t i, const uint8_t **begin, const uint8_t **end);

/* Has `c` another case, under IGNORECASE and these flags? Its lower case. */
bool ou_regex_is_cased(uint32_t c, uint32_t flags);
uint32_t ou_regex_lower(uint32_t c, uint32_t flags);

/* A replacement text: its parts in order. */
#define OU_TEMPLATE_LITERAL UINT32_MAX
typedef struct OuTemplatePart {
    uint32_t group; /* or OU_TEMPLATE_LITERAL: text[from, from + size) */
    size_t from, size;
} OuTemplatePart;
typedef struct OuRegexTemplate {
    OuBuf text, parts;
} OuRegexTemplate;
/* Parse `source`, a str or bytes, for a pattern with these groups; on failure nothing is left to drop. */
OU_MUST_CHECK bool ou_regex_template(OuVM *vm, OuRegexTemplate *out, OuObj *source, OuDict *names, uint32_t groups);
void ou_regex_template_drop(OuRegexTemplate *template);

#endif
