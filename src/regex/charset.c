/* charset.c - sets of characters: from the members of a set in a pattern to sorted ranges, and
 * from these to the table of what is below 256.
 *
 * Without regard to case: members are put into lower case here, with all other small letters that
 * have the same capital, and characters are put into lower case before they are looked up.
 * Beyond 0xFFFF that is done for ranges by looking the capital up too (`upper`), and not at all for
 * single members, as in CPython. */
#include "regex/parts.h"
#include "base/unicode.h"
#include "object/errors.h"
#include "object/ops.h"
#include <stdlib.h>
#include <string.h>

#define BMP_END 0xFFFFu
#define ALIKE 64u /* sets before a new one that may be the same */

/* Small letters that share their capital, in groups that 0 ends. */
static const uint16_t same_capital[] = {
    0x69, 0x131, 0, 0x73, 0x17F, 0, 0xB5, 0x3BC, 0, 0x345, 0x3B9, 0x1FBE, 0, 0x390, 0x1FD3, 0, 0x3B0, 0x1FE3, 0,
    0x3B2, 0x3D0, 0, 0x3B5, 0x3F5, 0, 0x3B8, 0x3D1, 0, 0x3BA, 0x3F0, 0, 0x3C0, 0x3D6, 0, 0x3C1, 0x3F1, 0,
    0x3C2, 0x3C3, 0, 0x3C6, 0x3D5, 0, 0x432, 0x1C80, 0, 0x434, 0x1C81, 0, 0x43E, 0x1C82, 0, 0x441, 0x1C83, 0,
    0x442, 0x1C84, 0x1C85, 0, 0x44A, 0x1C86, 0, 0x463, 0x1C87, 0, 0x1C88, 0xA64B, 0, 0x1E61, 0x1E9B, 0,
    0xFB05, 0xFB06, 0,
};

static uint32_t ascii_lower(uint32_t c)
{
    return c - 'A' < 26u ? c + 32 : c;
}

static uint32_t ascii_upper(uint32_t c)
{
    return c - 'a' < 26u ? c - 32 : c;
}

uint32_t ou_regex_lower(uint32_t c, uint32_t flags)
{
    return flags & OU_RE_UNICODE ? ou_uni_simple_lower(c) : ascii_lower(c);
}

bool ou_regex_is_cased(uint32_t c, uint32_t flags)
{
    uint32_t upper[3];
    if (flags & OU_RE_UNICODE) /* capitals of several letters count, by the first one */
        return c != ou_uni_simple_lower(c) || (ou_uni_to_upper(c, upper), c != upper[0]);
    return ascii_lower(c) - 'a' < 26u;
}

bool ou_regex_is_word(uint32_t c, bool unicode)
{
    if (c < 0x80 || !unicode)
        return ascii_lower(c) - 'a' < 26u || c - '0' < 10u || c == '_';
    return ou_uni_is_alpha(c) || ou_uni_is_decimal(c) || ou_uni_is_digit(c) || ou_uni_is_numeric(c);
}

static bool is_space(uint32_t c, bool unicode)
{
    return unicode ? ou_uni_is_space(c) : c == ' ' || c - '\t' < 5u;
}

static bool in_categories(uint16_t categories, uint32_t c, bool unicode)
{
    for (int category = 0; categories >> category; category += 2) {
        unsigned bits = categories >> category & 3u;
        if (bits == 0)
            continue;
        bool is = category == OU_CAT_DIGIT ? (unicode ? ou_uni_is_decimal(c) : c - '0' < 10u)
                  : category == OU_CAT_SPACE ? is_space(c, unicode) : ou_regex_is_word(c, unicode);
        if (bits & (is ? 1u : 2u))
            return true;
    }
    return false;
}

static bool in_ranges(const uint32_t *pairs, size_t count, uint32_t c)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > pairs[2 * middle + 1])
            low = middle + 1;
        else if (c < pairs[2 * middle])
            high = middle;
        else
            return true;
    }
    return false;
}

bool ou_regex_set_has(const OuRegexSet *set, const uint32_t *ranges, uint32_t c)
{
    bool has;
    if (set->fold == OU_FOLD_LOCALE) {
        has = in_ranges(ranges + set->range, set->range_count, ascii_lower(c))
              || in_ranges(ranges + set->range, set->range_count, ascii_upper(c));
        c = ascii_lower(c);
    } else {
        if (set->fold)
            c = set->fold == OU_FOLD_UNICODE ? ou_uni_simple_lower(c) : ascii_lower(c);
        has = in_ranges(ranges + set->range, set->range_count, c)
              || (set->upper_count
                  && (in_ranges(ranges + set->upper, set->upper_count, c)
                      || in_ranges(ranges + set->upper, set->upper_count, ou_uni_simple_upper(c))));
    }
    return (has || in_categories(set->categories, c, set->unicode)) != set->negate;
}

/* ---- building ---- */

typedef struct Builder {
    OuVM *vm;
    OuBuf ranges, upper;
    uint16_t categories;
    uint32_t flags;
    bool cased; /* some member has another case */
} Builder;

static void put_range(OuBuf *ranges, uint32_t low, uint32_t high)
{
    uint32_t *last = ranges->len ? (uint32_t *)(void *)(ranges->data + ranges->len) - 1 : NULL;
    if (last && !ranges->failed && low == *last + 1)
        *last = high;
    else
        ou_buf_put(ranges, (uint32_t[2]){low, high}, 8);
}

/* A member in lower case, with its relatives. */
static void put_folded(Builder *b, uint32_t c)
{
    bool unicode = b->flags & OU_RE_UNICODE;
    uint32_t lower = ou_regex_lower(c, b->flags);
    b->cased |= ou_regex_is_cased(c, b->flags);
    put_range(&b->ranges, lower, lower);
    if (!unicode || lower < 0x69 || lower > 0xFB06)
        return;
    for (size_t i = 0, first = 0; i < OU_COUNT_OF(same_capital); i++) {
        if (same_capital[i] == 0) {
            first = i + 1;
        } else if (same_capital[i] == lower) {
            for (; same_capital[first]; first++)
                put_range(&b->ranges, same_capital[first], same_capital[first]);
            return;
        }
    }
}

static bool put_folded_range(Builder *b, uint32_t low, uint32_t high)
{
    if (high > BMP_END) {
        b->cased = true;
        put_range(low == high ? &b->ranges : &b->upper, low, high);
    }
    for (uint32_t c = low; c <= high && c <= BMP_END; c++) {
        put_folded(b, c);
        if (c % 1024 == 0 && !ou_check(b->vm, 128))
            return false;
    }
    return true;
}

static bool put_items(Builder *b, const OuRegexItem *items)
{
    bool fold = (b->flags & OU_RE_IGNORECASE) && !(b->flags & OU_RE_LOCALE);
    for (; items; items = items->next) {
        if (items->kind == OU_ITEM_CATEGORY)
            b->categories |= (uint16_t)(1u << items->low);
        else if (!fold)
            put_range(&b->ranges, items->low, items->high);
        else if (!put_folded_range(b, items->low, items->high))
            return false;
    }
    return true;
}

static int compare_ranges(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Sort pairs and join those that meet; the number of pairs left. Sorting is by hand, since qsort may
 * take memory that nobody counts. */
static void sift(uint32_t *pairs, size_t root, size_t count)
{
    for (size_t child; (child = 2 * root + 1) < count; root = child) {
        if (child + 1 < count && compare_ranges(pairs + 2 * child, pairs + 2 * child + 2) < 0)
            child++;
        if (compare_ranges(pairs + 2 * root, pairs + 2 * child) >= 0)
            return;
        for (int i = 0; i < 2; i++) {
            uint32_t moved = pairs[2 * root + i];
            pairs[2 * root + i] = pairs[2 * child + i];
            pairs[2 * child + i] = moved;
        }
    }
}

static uint32_t join_ranges(uint32_t *pairs, size_t count)
{
    for (size_t i = count / 2; i-- > 0;)
        sift(pairs, i, count);
    for (size_t i = count; i-- > 1;) {
        for (int k = 0; k < 2; k++) {
            uint32_t moved = pairs[k];
            pairs[k] = pairs[2 * i + k];
            pairs[2 * i + k] = moved;
        }
        sift(pairs, 0, i);
    }
    uint32_t out = 0;
    for (size_t i = 0; i < count; i++) {
        if (out && pairs[2 * i] <= pairs[2 * out - 1] + 1) {
            if (pairs[2 * i + 1] > pairs[2 * out - 1])
                pairs[2 * out - 1] = pairs[2 * i + 1];
        } else {
            pairs[2 * out] = pairs[2 * i];
            pairs[2 * out + 1] = pairs[2 * i + 1];
            out++;
        }
    }
    return out;
}

static void take_ranges(OuRegexBuilder *b, OuBuf *from, uint32_t *place, uint32_t *count)
{
    *place = (uint32_t)(b->ranges.len / 4);
    *count = from->len ? join_ranges((uint32_t *)(void *)from->data, from->len / 8) : 0;
    ou_buf_put(&b->ranges, from->data, *count * 8);
}

uint32_t ou_regex_add_bytes(OuRegexBuilder *b, const uint32_t bits[8])
{
    uint32_t number = (uint32_t)(b->sets.len / sizeof(OuRegexSet));
    for (uint32_t i = number > ALIKE ? number - ALIKE : 0; i < number && !b->tables.failed; i++)
        if (memcmp(b->tables.data + 32 * i, bits, 32) == 0)
            return i; /* only its table will be looked at */
    OuRegexSet set = {0};
    ou_buf_put(&b->sets, &set, sizeof set);
    ou_buf_put(&b->tables, bits, 32);
    return number;
}

/* The number of a set that is already there, or -1. */
static int64_t find_set(const OuRegexBuilder *b, const OuRegexSet *set)
{
    const OuRegexSet *sets = (const OuRegexSet *)(const void *)b->sets.data;
    size_t count = b->sets.len / sizeof *set;
    for (size_t i = count > ALIKE ? count - ALIKE : 0; i < count; i++)
        if (sets[i].range_count == set->range_count && sets[i].upper_count == 0 && set->upper_count == 0
            && sets[i].negate == set->negate && sets[i].fold == set->fold && sets[i].unicode == set->unicode
            && sets[i].categories == set->categories && (set->categories || set->range_count)
            && (set->range_count == 0
                || memcmp(b->ranges.data + 4 * sets[i].range, b->ranges.data + 4 * set->range,
                          8 * set->range_count) == 0))
            return (int64_t)i;
    return -1;
}

bool ou_regex_add_set(OuRegexBuilder *b, const OuRegexItem *items, bool negate, uint32_t flags, uint32_t *number)
{
    Builder builder = {.vm = b->vm, .flags = flags};
    OuRegexSet set = {.negate = negate, .unicode = flags & OU_RE_UNICODE};
    ou_buf_init(&builder.ranges, &b->vm->mem);
    ou_buf_init(&builder.upper, &b->vm->mem);
    bool ok = ou_check(b->vm, 256) && put_items(&builder, items);
    if (ok && (builder.ranges.failed || builder.upper.failed)) {
        ou_raise_memory(b->vm);
        ok = false;
    }
    if (ok) {
        if ((flags & OU_RE_IGNORECASE) && (flags & OU_RE_LOCALE))
            set.fold = OU_FOLD_LOCALE;
        else if (builder.cased)
            set.fold = flags & OU_RE_UNICODE ? OU_FOLD_UNICODE : OU_FOLD_ASCII;
        set.categories = builder.categories;
        size_t old = b->ranges.len;
        take_ranges(b, &builder.ranges, &set.range, &set.range_count);
        take_ranges(b, &builder.upper, &set.upper, &set.upper_count);
        int64_t found = b->ranges.failed ? -1 : find_set(b, &set);
        *number = found >= 0 ? (uint32_t)found : (uint32_t)(b->sets.len / sizeof set);
        if (found >= 0) {
            b->ranges.len = old;
        } else if (!b->ranges.failed) {
            uint32_t bits[8] = {0};
            for (uint32_t c = 0; c < 256; c++)
                if (ou_regex_set_has(&set, (const uint32_t *)(const void *)b->ranges.data, c))
                    bits[c / 32] |= 1u << c % 32;
            ou_buf_put(&b->sets, &set, sizeof set);
            ou_buf_put(&b->tables, bits, 32);
        }
    }
    ou_buf_drop(&builder.ranges);
    ou_buf_drop(&builder.upper);
    return ok;
}
