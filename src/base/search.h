/* search.h - finding bytes in bytes, in linear time in the worst case.
 *
 * A finder looks for the needle's rarest byte first, which is fast on ordinary data; when
 * that wastes too much it changes over to the two-way algorithm, for good. */
#ifndef OU_BASE_SEARCH_H
#define OU_BASE_SEARCH_H
#include "base/common.h"

#define OU_NOT_FOUND SIZE_MAX

typedef struct OuFinder {
    const unsigned char *needle;
    size_t len;
    size_t rare;    /* offset of the byte looked for first */
    size_t credit;  /* wasted comparisons that are still allowed */
    size_t split, period; /* two-way: critical factorization */
    bool reverse;   /* find the last occurrence instead of the first */
    bool two_way, periodic;
    bool stopped;   /* may_go_on said no: what was found or not means nothing */
    bool (*may_go_on)(void *arg); /* asked after OU_FINDER_STEPS comparisons; NULL: nobody is */
    void *arg;
} OuFinder;

#define OU_FINDER_STEPS 0x10000u

/* The needle must stay where it is. An empty one is found at once. */
void ou_finder_init(OuFinder *finder, const char *needle, size_t len, bool reverse);
/* Offset of the first (reverse: last) occurrence in text[0..len), or OU_NOT_FOUND. */
size_t ou_finder_next(OuFinder *finder, const char *text, size_t len);
/* Both in one. */
size_t ou_find(const char *text, size_t len, const char *needle, size_t needle_len);
size_t ou_find_last(const char *text, size_t len, const char *needle, size_t needle_len);
/* Occurrences that do not overlap, at most `limit`; the needle is not empty. */
size_t ou_find_count(const char *text, size_t len, const char *needle, size_t needle_len, size_t limit);

#endif
