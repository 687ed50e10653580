/* match.c - running the code of a pattern over a text.
 *
 * The stack has two kinds of entries: places to go on from when the present way fails, and old
 * values of marks and loops to be put back on the way there. A failure pops entries until one of the
 * first kind is found. What must not be gone back into (atomic groups, assertions) is fenced by a
 * barrier; when it has matched, the entries above the barrier are dropped, but for the old values.
 *
 * Each failure and each turn of a loop takes from a budget; when that is used up, the VM is asked
 * whether to go on. No script code runs here. */
#include "regex/parts.h"
#include "base/search.h"
#include "base/unicode.h"
#include "object/errors.h"
#include "object/ops.h"
#include <string.h>

typedef enum {
    ENTRY_CHOICE,  /* go on at code `arg`, text `a` */
    ENTRY_RUN,     /* RUN at code `arg`: a character less than up to `a`, not less than `b` */
    ENTRY_LAZY,    /* LAZY at code `arg`: one more from `a`; `b`: number matched */
    ENTRY_BARRIER, /* nothing below may be gone back to; `b`: the barrier before. When it is met, go on at
                      code `arg`, text `a`; 0: fail. */
    ENTRY_MARK,    /* mark number `arg` was `a`; `b`: last_mark and last_index */
    ENTRY_LOOP     /* loop number `arg`: last was `a`, count `b` */
} EntryKind;

struct OuRegexEntry {
    uint32_t kind, arg;
    const uint8_t *a;
    uintptr_t b;
};
typedef OuRegexEntry Entry;

#define BUDGET 4096
#define PIECE ((size_t)BUDGET * 64) /* bytes that are looked through between two checks */
#define NO_BARRIER UINTPTR_MAX

bool ou_matcher_init(OuVM *vm, OuMatcher *m, const OuRegex *regex)
{
    *m = (OuMatcher){.vm = vm, .regex = regex, .last_mark = -1, .last_index = -1, .budget = BUDGET};
    size_t size = regex->groups * 2 * sizeof *m->marks + regex->loops * sizeof *m->loops;
    if (size == 0)
        return true;
    m->marks = ou_alloc(vm, size);
    m->loops = (void *)(m->marks + regex->groups * 2);
    if (m->marks)
        memset(m->marks, 0, size);
    return m->marks != NULL;
}

void ou_matcher_drop(OuMatcher *m)
{
    const OuRegex *regex = m->regex;
    m->vm->fuel -= BUDGET - m->budget;
    ou_free(m->vm, m->marks, regex->groups * 2 * sizeof *m->marks + regex->loops * sizeof *m->loops);
    ou_free(m->vm, m->stack, m->stack_cap * sizeof *m->stack);
    m->marks = NULL;
    m->stack = NULL;
    m->stack_cap = 0;
}

size_t ou_matcher_size(const OuMatcher *m)
{
    const OuRegex *regex = m->regex;
    size_t marks = regex->groups * 2 * sizeof *m->marks + regex->loops * sizeof *m->loops;
    return (m->marks ? ou_mem_rounded(marks) : 0) + (m->stack ? ou_mem_rounded(m->stack_cap * sizeof *m->stack) : 0);
}

bool ou_matcher_group(const OuMatcher *m, size_t i, const uint8_t **begin, const uint8_t **end)
{
    *begin = i ? NULL : m->start;
    *end = m->at;
    if (i && (int64_t)(2 * i) - 1 <= m->last_mark) {
        *begin = m->marks[2 * i - 2];
        *end = m->marks[2 * i - 1];
    }
    return *begin && *end;
}

static OU_COLD bool grow(OuMatcher *m)
{
    size_t cap = m->stack_cap ? m->stack_cap * 2 : 16;
    Entry *stack = ou_resize(m->vm, m->stack, m->stack_cap * sizeof *stack, cap * sizeof *stack);
    if (!stack)
        return false;
    m->stack = stack;
    m->stack_cap = cap;
    return true;
}

static OU_COLD bool refuel(OuMatcher *m)
{
    int64_t used = BUDGET - m->budget;
    m->budget = BUDGET;
    return ou_check(m->vm, used > INT32_MAX ? INT32_MAX : (uint32_t)used);
}

/* Is the old value of that mark or loop among the entries on top? Then it need not be kept again, since
 * nothing can go on between. */
static bool is_kept(const Entry *top, const Entry *bottom, uint32_t kind, uint32_t arg)
{
    for (int i = 0; i < 4 && top > bottom && top[-1].kind >= ENTRY_MARK; i++, top--)
        if (top[-1].kind == kind && top[-1].arg == arg)
            return true;
    return false;
}

/* Drop the places to go on from above the barrier and it, keeping old values. The new number of entries. */
static size_t cut(Entry *stack, size_t barrier, size_t len)
{
    size_t out = barrier;
    for (size_t i = barrier + 1; i < len; i++)
        if (stack[i].kind >= ENTRY_MARK)
            stack[out++] = stack[i];
    return out;
}

static void put_back(OuMatcher *m, const Entry *entry)
{
    if (entry->kind == ENTRY_MARK) {
        m->marks[entry->arg] = entry->a;
        m->last_mark = (int32_t)(uint32_t)entry->b;
        m->last_index = (int32_t)(uint32_t)(entry->b >> 32);
    } else if (entry->kind == ENTRY_LOOP) {
        m->loops[entry->arg].last = entry->a;
        m->loops[entry->arg].count = entry->b;
    }
}

/* The character that ends at p. */
static uint32_t char_before(const uint8_t *p, bool wide)
{
    const char *s = (const char *)p - 1;
    if (!wide)
        return p[-1];
    while ((*s & 0xC0) == 0x80)
        s--;
    return ou_utf8_next(&s);
}

static bool at_boundary(const OuMatcher *m, const uint8_t *p, bool unicode, bool is)
{
    bool before = false, behind = false;
    if (m->begin == m->end)
        return false;
    if (p > m->begin)
        before = ou_regex_is_word(char_before(p, m->wide), unicode);
    if (p < m->end) {
        const char *s = (const char *)p;
        behind = ou_regex_is_word(m->wide ? ou_utf8_next(&s) : *p, unicode);
    }
    return (before != behind) == is;
}

static bool at_place(const OuMatcher *m, const uint8_t *p, uint32_t place)
{
    switch ((OuRegexPlace)place) {
    case OU_AT_BEGINNING:
    case OU_AT_BEGINNING_STRING:
        return p == m->begin;
    case OU_AT_BEGINNING_LINE:
        return p == m->begin || p[-1] == '\n';
    case OU_AT_END:
        return p == m->end || (p + 1 == m->end && *p == '\n');
    case OU_AT_END_LINE:
        return p == m->end || *p == '\n';
    case OU_AT_END_STRING:
        return p == m->end;
    case OU_AT_BOUNDARY:
    case OU_AT_NON_BOUNDARY:
        return at_boundary(m, p, false, place == OU_AT_BOUNDARY);
    case OU_AT_UNI_BOUNDARY:
    case OU_AT_UNI_NON_BOUNDARY:
        return at_boundary(m, p, true, place == OU_AT_UNI_BOUNDARY);
    }
    return false;
}

static uint32_t fold(uint32_t c, uint32_t how)
{
    if (c < 0x80 || how != OU_FOLD_UNICODE)
        return c - 'A' < 26u ? c + 32 : c;
    return ou_uni_simple_lower(c);
}

static uint32_t next_char(const uint8_t **p, bool wide)
{
    if (!wide)
        return *(*p)++;
    const char *s = (const char *)*p;
    uint32_t c = ou_utf8_next(&s);
    *p = (const uint8_t *)s;
    return c;
}

/* What group `group` matched, again at p: its end, or NULL. */
static const uint8_t *match_same(const OuMatcher *m, uint32_t group, uint32_t how, const uint8_t *p)
{
    const uint8_t *from, *to;
    if (!ou_matcher_group(m, group + 1, &from, &to) || to < from)
        return NULL;
    if (how == OU_FOLD_NONE) {
        size_t size = (size_t)(to - from);
        return (size_t)(m->end - p) >= size && memcmp(p, from, size) == 0 ? p + size : NULL;
    }
    while (from < to) {
        if (p >= m->end || fold(next_char(&p, m->wide), how) != fold(next_char(&from, m->wide), how))
            return NULL;
    }
    return p;
}

#define WIDE 0
#define NAME(name) name##_bytes
#include "regex/match_loop.inc"
#undef WIDE
#undef NAME
#define WIDE 1
#define NAME(name) name##_wide
#include "regex/match_loop.inc"
#undef WIDE
#undef NAME

static int run(OuMatcher *m, const uint8_t *at)
{
    m->last_mark = m->last_index = -1;
    m->start = at;
    return m->wide ? run_wide(m, at) : run_bytes(m, at);
}

int ou_matcher_match(OuMatcher *m)
{
    if (m->start > m->end)
        return 0;
    if (--m->budget <= 0 && !refuel(m))
        return -1;
    return run(m, m->start);
}

/* Try to match wherever the text that all matches begin with is found from p to `end`. */
static int search_prefix(OuMatcher *m, const uint8_t *p, const uint8_t *end)
{
    const OuRegex *regex = m->regex;
    const char *needle = (const char *)regex->text + regex->prefix;
    OuFinder finder;
    if (regex->prefix_len > 1)
        ou_finder_init(&finder, needle, regex->prefix_len, false);
    m->must_advance = false;
    for (; (size_t)(end - p) >= regex->prefix_len; p++) {
        const uint8_t *from = p;
        if (regex->prefix_len == 1) {
            p = memchr(p, *needle, (size_t)(end - p));
            if (!p) {
                m->budget -= (end - from) / 64;
                return 0;
            }
        } else {
            size_t found = ou_finder_next(&finder, (const char *)p, (size_t)(end - p));
            if (found == OU_NOT_FOUND) {
                m->budget -= (end - from) / 64;
                return 0;
            }
            p += found;
        }
        m->budget -= (p - from) / 64 + 1;
        if (m->budget <= 0 && !refuel(m))
            return -1;
        if (regex->only_prefix) {
            m->last_mark = m->last_index = -1;
            m->start = p;
            m->at = p + regex->prefix_len;
            return 1;
        }
        int result = run(m, p);
        if (result != 0)
            return result;
    }
    return 0;
}

/* Try to match wherever a byte that can come first is found from p to `end`. */
static int search_first(OuMatcher *m, const uint8_t *p, const uint8_t *end)
{
    const OuRegexSet *set = &m->regex->sets[m->regex->first];
    const uint8_t *table = set->table, mask = set->mask;
    m->must_advance = false;
    for (;; p++) {
        const uint8_t *from = p;
        while (p < end && !(table[*p] & mask))
            p++;
        m->budget -= (p - from) / 16 + 1;
        if (p >= end)
            return 0;
        if (m->budget <= 0 && !refuel(m))
            return -1;
        int result = run(m, p);
        if (result != 0)
            return result;
        if (m->wide && *p >= 0xC0)
            while (p + 1 < end && (p[1] & 0xC0) == 0x80)
                p++;
    }
}

/* Where the first piece of a long text ends, that is looked through between two looks at limits. */
static OU_COLD const uint8_t *end_of_piece(const OuMatcher *m, const uint8_t *p)
{
    size_t size = PIECE + m->regex->prefix_len;
    if ((size_t)(m->end - p) <= size)
        return m->end;
    p += size;
    while (m->wide && p < m->end && (*p & 0xC0) == 0x80)
        p++;
    return p;
}

/* Try to match at the beginnings of lines. */
static int search_lines(OuMatcher *m)
{
    const uint8_t *p = m->start;
    for (;;) {
        if (p == m->begin || p[-1] == '\n') {
            m->start = p;
            int result = ou_matcher_match(m);
            if (result != 0)
                return result;
        }
        m->must_advance = false;
        const uint8_t *newline = p < m->end ? memchr(p, '\n', (size_t)(m->end - p)) : NULL;
        m->budget -= ((newline ? newline : m->end) - p) / 64;
        if (!newline)
            return 0;
        p = newline + 1;
    }
}

int ou_matcher_search(OuMatcher *m)
{
    const OuRegex *regex = m->regex;
    const uint8_t *p = m->start;
    if (p > m->end || (size_t)(m->end - p) < regex->min_width)
        return 0;
    if (regex->anchored)
        return p == m->begin ? ou_matcher_match(m) : 0;
    if (regex->by_lines)
        return search_lines(m);
    while (regex->prefix_len || regex->first != OU_NO_SET) {
        const uint8_t *stop = OU_UNLIKELY((size_t)(m->end - p) > PIECE) ? end_of_piece(m, p) : m->end;
        int result = regex->prefix_len ? search_prefix(m, p, stop) : search_first(m, p, stop);
        if (result != 0 || stop == m->end)
            return result;
        if (m->budget <= 0 && !refuel(m))
            return -1;
        p = stop - (regex->prefix_len > 1 ? regex->prefix_len - 1 : 0); /* a prefix may begin in one and end in the next */
    }
    for (;;) {
        int result = ou_matcher_match(m);
        m->must_advance = false;
        if (result != 0 || p >= m->end)
            return result;
        do
            p++;
        while (m->wide && p < m->end && (*p & 0xC0) == 0x80);
        m->start = p;
    }
}
