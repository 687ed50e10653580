/* parts.h - what the files of the regular expressions share: the tree and the code. */
#ifndef OU_REGEX_PARTS_H
#define OU_REGEX_PARTS_H
#include "base/arena.h"
#include "base/strbuf.h"
#include "regex/regex.h"

typedef enum {
    OU_CAT_DIGIT, OU_CAT_NOT_DIGIT, OU_CAT_SPACE, OU_CAT_NOT_SPACE, OU_CAT_WORD, OU_CAT_NOT_WORD
} OuRegexCategory;

/* ---- the tree ---- */

typedef enum {
    OU_RN_LITERAL,     /* low */
    OU_RN_NOT_LITERAL,
    OU_RN_ANY,
    OU_RN_IN,          /* items, negate */
    OU_RN_AT,          /* low: OU_AT_… */
    OU_RN_BRANCH,      /* alternatives */
    OU_RN_GROUP,       /* group (0: none), add, del, body */
    OU_RN_ATOMIC,      /* body */
    OU_RN_MAX_REPEAT,  /* low, high, body */
    OU_RN_MIN_REPEAT,
    OU_RN_OWN_REPEAT,  /* possessive */
    OU_RN_REFERENCE,   /* group */
    OU_RN_CONDITION,   /* group, body, other (may be NULL) */
    OU_RN_ASSERT,      /* behind, body */
    OU_RN_ASSERT_NOT
} OuRegexKind;

typedef enum {
    OU_AT_BEGINNING, OU_AT_BEGINNING_STRING, OU_AT_END, OU_AT_END_STRING, OU_AT_BOUNDARY, OU_AT_NON_BOUNDARY,
    /* made by the compiler */
    OU_AT_BEGINNING_LINE, OU_AT_END_LINE, OU_AT_UNI_BOUNDARY, OU_AT_UNI_NON_BOUNDARY
} OuRegexPlace;

typedef struct OuRegexItem { /* of a set */
    struct OuRegexItem *next;
    enum { OU_ITEM_RANGE, OU_ITEM_CATEGORY } kind;
    uint32_t low, high; /* both ends belong to it; low: the category */
} OuRegexItem;

typedef struct OuRegexSeq {
    struct OuRegexNode *first, *last;
    struct OuRegexSeq *next; /* alternative */
    uint64_t min, max;       /* width, once it is known */
    bool measured;
} OuRegexSeq;

typedef struct OuRegexNode {
    struct OuRegexNode *next;
    OuRegexKind kind;
    bool negate, behind;
    uint32_t low, high, group, add, del;
    OuRegexItem *items;
    OuRegexSeq *body, *other;
} OuRegexNode;

typedef struct OuRegexTree {
    OuVM *vm;
    OuObj *pattern;
    OuArena arena;
    OuRegexSeq *root;
    uint32_t flags, groups; /* groups: with the whole match */
    OuDict *names;
    OuRegexSeq **bodies;    /* by group, NULL while it is open */
    uint32_t bodies_cap;
    bool is_text;
} OuRegexTree;

/* Parse tree->pattern with tree->flags; false with an exception. tree->arena and names are the caller's. */
OU_MUST_CHECK bool ou_regex_parse(OuRegexTree *tree);
/* The least and greatest number of characters; false: too deep. */
OU_MUST_CHECK bool ou_regex_width(OuRegexTree *tree, OuRegexSeq *seq);
/* The tree as re.DEBUG shows it, to sys.stdout. */
OU_MUST_CHECK bool ou_regex_dump(OuRegexTree *tree);

/* ---- the code ----
 * OP(NAME, operands): words of 32 bits. A unit is two words that match one character: kind and
 * argument. Sets of first bytes may be OU_NO_SET: nothing is known. */
#define OU_REGEX_OPS(OP) \
    OP(FAIL, 0) \
    OP(SUCCESS, 0) \
    OP(CHAR, 1)       /* byte */ \
    OP(TEXT, 2)       /* place, bytes */ \
    OP(ANY, 0)        /* not a newline */ \
    OP(ALL, 0) \
    OP(SET, 1) \
    OP(AT, 1) \
    OP(MARK, 1) \
    OP(JUMP, 1)       /* target */ \
    OP(ALT, 2)        /* target of the next alternative, first bytes of this one */ \
    OP(RUN, 5)        /* min, max, unit, first bytes of what follows: as many as possible */ \
    OP(LAZY, 5)       /* as few as possible */ \
    OP(OWN, 5)        /* as many as possible, for good */ \
    OP(LOOP, 2)       /* slot, target: the MORE or LESS behind the body */ \
    OP(MORE, 6)       /* slot, min, max, body, first bytes of the body, of what follows */ \
    OP(LESS, 4)       /* slot, min, max, target: the ENTER before the body */ \
    OP(ENTER, 1)      /* slot: a lazy loop goes on */ \
    OP(OWN_LOOP, 1)   /* slot */ \
    OP(OWN_MORE, 4)   /* slot, min, max, target behind the loop */ \
    OP(OWN_NEXT, 2)   /* slot, target: the OWN_MORE */ \
    OP(ATOMIC, 0) \
    OP(ATOMIC_END, 0) \
    OP(ASSERT, 2)     /* characters back, target behind it */ \
    OP(ASSERT_END, 0) \
    OP(REFUSE, 2)     /* characters back, target behind it: must not match */ \
    OP(REFUSE_END, 0) \
    OP(SAME, 2)       /* group, OU_FOLD_…: what it matched, again */ \
    OP(IF_GROUP, 2)   /* group, target if it has not matched */
enum {
#define OP(name, operands) OU_RE_##name,
    OU_REGEX_OPS(OP)
#undef OP
    OU_RE_OP_COUNT
};
extern const uint8_t ou_regex_operands[OU_RE_OP_COUNT];

/* Kinds of units. */
enum { OU_UNIT_CHAR, /* byte */
       OU_UNIT_TEXT, /* a character of several bytes: place * 4 + bytes - 1 */
       OU_UNIT_ANY, OU_UNIT_ALL,
       OU_UNIT_SET };

/* ---- the compiler's parts ---- */

/* Parts of an OuRegex while it grows. */
typedef struct OuRegexBuilder {
    OuRegexTree *tree;
    OuVM *vm;
    OuBuf code, sets, ranges, text, tables; /* tables: 32 bytes of bits for each set */
    uint32_t loops;
} OuRegexBuilder;

OU_INLINE uint32_t ou_regex_here(const OuRegexBuilder *b)
{
    return (uint32_t)(b->code.len / 4);
}
/* charset.c: the set of an OU_RN_IN, or of one (not) literal, as it is under `flags`; its number. */
OU_MUST_CHECK bool ou_regex_add_set(OuRegexBuilder *b, const OuRegexItem *items, bool negate, uint32_t flags,
                                    uint32_t *number);
/* A set of bytes from its bits. */
uint32_t ou_regex_add_bytes(OuRegexBuilder *b, const uint32_t bits[8]);
/* The set's answer from its ranges, without the table. */
bool ou_regex_set_has(const OuRegexSet *set, const uint32_t *ranges, uint32_t c);
bool ou_regex_is_word(uint32_t c, bool unicode);
/* first.c: the set of bytes that can come first from `pc` on; false: any, or none is needed. */
bool ou_regex_first(const OuRegexBuilder *b, uint32_t pc, uint32_t bits[8]);
/* Fill in the operands that are sets of first bytes; runs of which only the longest can do become OWN. */
OU_MUST_CHECK bool ou_regex_fill_first(OuRegexBuilder *b);

#endif
