/* search.c - see search.h. The second algorithm is Crochemore and Perrin's two-way string
 * matching: no extra memory, at most 2n comparisons. */
#include "base/search.h"
#include <string.h>

/* How common a byte is, roughly: 0 rare … 3 very common. */
static int commonness(unsigned char c)
{
    switch (c) {
    case ' ':
    case 'e':
    case 't':
    case 'a':
    case 'o':
    case 'i':
    case 'n':
    case 's':
    case 'r':
    case 0: return 3;
    case '\n': case '0': case '1':
        return 2;
    default:
        return c >= 'a' && c <= 'z' ? 2 : c >= 0xC2 && c <= 0xF4 ? 2 : 1;
    }
}

void ou_finder_init(OuFinder *finder, const char *needle, size_t len, bool reverse)
{
    *finder = (OuFinder){.needle = (const unsigned char *)needle, .len = len, .reverse = reverse};
    finder->credit = 512;
    int best = 4;
    for (size_t i = 0; i < len && i < 32; i++) {
        int rank = commonness((unsigned char)needle[i]);
        if (rank < best) {
            best = rank;
            finder->rare = i;
        }
    }
}

/* Byte i of the needle as the finder's direction sees it. */
static inline unsigned char needle_at(const OuFinder *f, size_t i)
{
    return f->needle[f->reverse ? f->len - 1 - i : i];
}

static OU_NOINLINE bool ask(OuFinder *f)
{
    if (!f->stopped && f->may_go_on != NULL)
        f->stopped = !f->may_go_on(f->arg);
    return !f->stopped;
}

/* One more comparison. False: no more. */
static inline bool step(OuFinder *f, size_t *steps)
{
    return OU_LIKELY(++*steps % OU_FINDER_STEPS != 0) || ask(f);
}

/* Start and period of the maximal suffix under < or, if `greater`, >. */
static size_t maximal_suffix(OuFinder *f, bool greater, size_t *period)
{
    size_t start = SIZE_MAX; /* one before the suffix */
    size_t next = 0, k = 1, p = 1, steps = 0;
    while (next + k < f->len && step(f, &steps)) {
        unsigned char a = needle_at(f, start + k), b = needle_at(f, next + k);
        if (a == b) {
            if (k == p) {
                next += p;
                k = 1;
            } else {
                k++;
            }
        } else if (greater ? b > a : b < a) {
            next += k;
            k = 1;
            p = next - start;
        } else {
            start = next++;
            k = p = 1;
        }
    }
    *period = p;
    return start + 1;
}

static void prepare_two_way(OuFinder *f)
{
    size_t period_less, period_greater;
    size_t less = maximal_suffix(f, false, &period_less);
    size_t greater = maximal_suffix(f, true, &period_greater);
    f->split = less > greater ? less : greater;
    f->period = less > greater ? period_less : period_greater;
    f->periodic = f->split + f->period <= f->len;
    size_t steps = 0;
    for (size_t i = 0; f->periodic && i < f->split && step(f, &steps); i++)
        f->periodic = needle_at(f, i) == needle_at(f, i + f->period);
    if (!f->periodic)
        f->period = (f->split > f->len - f->split ? f->split : f->len - f->split) + 1;
    f->two_way = !f->stopped;
}

/* Offset as the direction sees it. */
static size_t two_way(OuFinder *f, const unsigned char *text, size_t len)
{
#define TEXT(i) (text[f->reverse ? len - 1 - (i) : (i)])
    size_t at = 0, memory = 0, steps = 0;
    while (at + f->len <= len && step(f, &steps)) {
        size_t i = f->split > memory ? f->split : memory;
        while (i < f->len && needle_at(f, i) == TEXT(at + i) && step(f, &steps))
            i++;
        if (i < f->len) {
            at += i - f->split + 1;
            memory = 0;
            continue;
        }
        i = f->split;
        while (i > memory && needle_at(f, i - 1) == TEXT(at + i - 1) && step(f, &steps))
            i--;
        if (i <= memory)
            return at;
        at += f->period;
        memory = f->periodic ? f->len - f->period : 0;
    }
    return OU_NOT_FOUND;
#undef TEXT
}

static size_t find_forward(OuFinder *f, const unsigned char *text, size_t len)
{
    const unsigned char *at = text, *last = text + (len - f->len);
    unsigned char rare = f->needle[f->rare];
    while (at <= last) {
        const unsigned char *hit = memchr(at + f->rare, rare, (size_t)(last - at) + 1);
        if (hit == NULL)
            return OU_NOT_FOUND;
        hit -= f->rare;
        f->credit += (size_t)(hit - at);
        if (memcmp(hit, f->needle, f->len) == 0)
            return (size_t)(hit - text);
        at = hit + 1;
        /* A failed comparison may have looked at the whole needle. */
        if (f->credit < f->len) {
            prepare_two_way(f);
            if (f->stopped)
                return OU_NOT_FOUND;
            size_t found = two_way(f, at, len - (size_t)(at - text));
            return found == OU_NOT_FOUND ? found : found + (size_t)(at - text);
        }
        f->credit -= f->len < 16 ? 4 : f->len / 4;
    }
    return OU_NOT_FOUND;
}

static size_t find_backward(OuFinder *f, const unsigned char *text, size_t len)
{
    size_t left = len - f->len + 1; /* places not yet tried */
    unsigned char rare = f->needle[f->rare];
    while (left > 0) {
        const unsigned char *hit = memrchr(text + f->rare, rare, left);
        if (hit == NULL)
            return OU_NOT_FOUND;
        size_t place = (size_t)(hit - text) - f->rare;
        f->credit += left - 1 - place;
        if (memcmp(text + place, f->needle, f->len) == 0)
            return place;
        left = place;
        if (f->credit < f->len) {
            prepare_two_way(f);
            if (f->stopped)
                return OU_NOT_FOUND;
            size_t rest = left + f->len - 1;
            size_t found = two_way(f, text, rest);
            return found == OU_NOT_FOUND ? found : rest - found - f->len;
        }
        f->credit -= f->len < 16 ? 4 : f->len / 4;
    }
    return OU_NOT_FOUND;
}

size_t ou_finder_next(OuFinder *f, const char *text, size_t len)
{
    const unsigned char *bytes = (const unsigned char *)text;
    if (f->len > len)
        return OU_NOT_FOUND;
    if (f->len == 0)
        return f->reverse ? len : 0;
    if (f->len == 1) {
        const unsigned char *hit = f->reverse ? memrchr(bytes, f->needle[0], len)
                                              : memchr(bytes, f->needle[0], len);
        return hit ? (size_t)(hit - bytes) : OU_NOT_FOUND;
    }
    if (f->two_way) {
        size_t found = two_way(f, bytes, len);
        return found == OU_NOT_FOUND || !f->reverse ? found : len - found - f->len;
    }
    return f->reverse ? find_backward(f, bytes, len) : find_forward(f, bytes, len);
}

/* Few places to try: no preparation pays. */
static size_t find_simple(const char *text, size_t places, const char *needle, size_t needle_len)
{
    const char *at = text;
    for (;;) {
        const char *hit = memchr(at, needle[0], places - (size_t)(at - text));
        if (hit == NULL)
            return OU_NOT_FOUND;
        if (hit[needle_len - 1] == needle[needle_len - 1] && memcmp(hit, needle, needle_len) == 0)
            return (size_t)(hit - text);
        at = hit + 1;
    }
}

size_t ou_find(const char *text, size_t len, const char *needle, size_t needle_len)
{
    if (needle_len > len)
        return OU_NOT_FOUND;
    if (needle_len > 0 && (len - needle_len < 128 || needle_len == 1))
        return find_simple(text, len - needle_len + 1, needle, needle_len);
    OuFinder finder;
    ou_finder_init(&finder, needle, needle_len, false);
    return ou_finder_next(&finder, text, len);
}

size_t ou_find_last(const char *text, size_t len, const char *needle, size_t needle_len)
{
    OuFinder finder;
    ou_finder_init(&finder, needle, needle_len, true);
    return ou_finder_next(&finder, text, len);
}

size_t ou_find_count(const char *text, size_t len, const char *needle, size_t needle_len,
                     size_t limit)
{
    OuFinder finder;
    ou_finder_init(&finder, needle, needle_len, false);
    size_t count = 0;
    while (count < limit) {
        size_t found = ou_finder_next(&finder, text, len);
        if (found == OU_NOT_FOUND)
            break;
        count++;
        text += found + needle_len;
        len -= found + needle_len;
    }
    return count;
}
