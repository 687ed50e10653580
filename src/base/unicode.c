/* unicode.c - properties, case mappings and normal forms of code points.
 *
 * The tables (unicode_tables.h) have three levels: top and mid hold block numbers,
 * the leaf a record number; equal blocks are stored once. What normal forms need is
 * packed, and unpacked when it is first asked for. */
#include "base/unicode.h"
#include "base/inflate.h"
#include "base/unicode_tables.h"
#include <string.h>

#define UNI_LIMIT 0x110000u

/* The record number of code `c` in the table `name`, an array or member of that name. */
#define RECORD(name, NAME, c)                                                                   \
    (name##_leaf                                                                                \
         [(size_t)name##_mid[(size_t)name##_top[(c) >> (OU_##NAME##_SHIFT + OU_##NAME##_UPPER)] \
                                 << OU_##NAME##_UPPER                                           \
                             | ((c) >> OU_##NAME##_SHIFT & ((1u << OU_##NAME##_UPPER) - 1))]    \
              << OU_##NAME##_SHIFT                                                              \
          | ((c) & ((1u << OU_##NAME##_SHIFT) - 1))])

enum { FIELD_FLAGS, FIELD_NUMERIC, FIELD_CASE, FIELD_DIGIT, FIELD_COUNT };
enum { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_FOLDED, CASE_COUNT };

static const uint16_t *properties(uint32_t c)
{
    return prop_records + (c < UNI_LIMIT ? (size_t)RECORD(prop, PROP, c) * FIELD_COUNT : 0);
}

static const uint16_t *shape_of(uint32_t c)
{
    return shape_records + (c < UNI_LIMIT ? (size_t)RECORD(shape, SHAPE, c) * 2 : 0);
}

static bool has(uint32_t c, unsigned flag)
{
    return (properties(c)[FIELD_FLAGS] & flag) != 0;
}

bool ou_uni_is_alpha(uint32_t c)
{
    return has(c, OU_UNI_ALPHA);
}

bool ou_uni_is_decimal(uint32_t c)
{
    return has(c, OU_UNI_DECIMAL);
}

bool ou_uni_is_digit(uint32_t c)
{
    return has(c, OU_UNI_DIGIT);
}

bool ou_uni_is_numeric(uint32_t c)
{
    return has(c, OU_UNI_NUMERIC);
}

bool ou_uni_is_lower(uint32_t c)
{
    return has(c, OU_UNI_LOWER);
}

bool ou_uni_is_upper(uint32_t c)
{
    return has(c, OU_UNI_UPPER);
}

bool ou_uni_is_title(uint32_t c)
{
    return has(c, OU_UNI_TITLE);
}

bool ou_uni_is_space(uint32_t c)
{
    return has(c, OU_UNI_SPACE);
}

bool ou_uni_is_printable(uint32_t c)
{
    return has(c, OU_UNI_PRINTABLE);
}

bool ou_uni_is_cased(uint32_t c)
{
    return has(c, OU_UNI_CASED);
}

bool ou_uni_is_case_ignorable(uint32_t c)
{
    return has(c, OU_UNI_IGNORABLE);
}

bool ou_uni_is_xid_start(uint32_t c)
{
    return has(c, OU_UNI_XID_START);
}

bool ou_uni_is_xid_continue(uint32_t c)
{
    return has(c, OU_UNI_XID_CONTINUE);
}

int ou_uni_decimal_value(uint32_t c)
{
    const uint16_t *record = properties(c);
    return record[FIELD_FLAGS] & OU_UNI_DECIMAL ? record[FIELD_DIGIT] & 15 : -1;
}

int ou_uni_digit_value(uint32_t c)
{
    const uint16_t *record = properties(c);
    return record[FIELD_FLAGS] & OU_UNI_DIGIT ? record[FIELD_DIGIT] & 15 : -1;
}

bool ou_uni_numeric_value(uint32_t c, int64_t *over, int *under)
{
    unsigned which = properties(c)[FIELD_NUMERIC];
    *over = numeric_over[which];
    *under = numeric_under[which];
    return which != 0;
}

static size_t map_case(uint32_t c, int which, uint32_t out[3])
{
    int32_t entry = case_records[properties(c)[FIELD_CASE] * CASE_COUNT + which];
    if (entry < 1 << 24) {
        out[0] = (uint32_t)((int32_t)c + entry);
        return 1;
    }
    size_t count = (size_t)entry >> 24;
    for (size_t i = 0; i < count; i++)
        out[i] = case_extra[(entry & 0xFFFF) + (int32_t)i];
    return count;
}

size_t ou_uni_to_lower(uint32_t c, uint32_t out[3])
{
    return map_case(c, CASE_LOWER, out);
}

size_t ou_uni_to_upper(uint32_t c, uint32_t out[3])
{
    return map_case(c, CASE_UPPER, out);
}

size_t ou_uni_to_title(uint32_t c, uint32_t out[3])
{
    return map_case(c, CASE_TITLE, out);
}

size_t ou_uni_to_folded(uint32_t c, uint32_t out[3])
{
    return map_case(c, CASE_FOLDED, out);
}

uint32_t ou_uni_simple_lower(uint32_t c)
{
    uint32_t out[3];
    return map_case(c, CASE_LOWER, out) == 1 || c == 0x130 ? out[0] : c;
}

uint32_t ou_uni_simple_upper(uint32_t c)
{
    uint32_t out[3];
    if (map_case(c, CASE_UPPER, out) == 1)
        return out[0];
    /* Greek letters with iota subscript: the simple upper case is the title case. */
    return map_case(c, CASE_TITLE, out) == 1 ? out[0] : c;
}

const char *ou_uni_category(uint32_t c)
{
    return category_names[properties(c)[FIELD_DIGIT] >> 4];
}

const char *ou_uni_bidirectional(uint32_t c)
{
    return bidi_names[shape_of(c)[1] & 31];
}

const char *ou_uni_east_asian_width(uint32_t c)
{
    return width_names[shape_of(c)[1] >> 5 & 7];
}

int ou_uni_combining(uint32_t c)
{
    return shape_of(c)[0];
}

bool ou_uni_mirrored(uint32_t c)
{
    return shape_of(c)[1] >> 8 & 1;
}

int ou_uni_columns(uint32_t c)
{
    if (c < 0x300)
        return 1;
    const char *category = ou_uni_category(c);
    if ((category[0] == 'M' && category[1] != 'c') || (category[0] == 'C' && category[1] == 'f'))
        return 0;
    char width = ou_uni_east_asian_width(c)[0];
    return width == 'W' || width == 'F' ? 2 : 1;
}

/* ---- decomposition and composition ---- */

enum {
    HANGUL_BASE = 0xAC00,
    HANGUL_LEAD = 0x1100,
    HANGUL_VOWEL = 0x1161,
    HANGUL_TAIL = 0x11A7,
    HANGUL_LEADS = 19,
    HANGUL_VOWELS = 21,
    HANGUL_TAILS = 28,
    HANGUL_COUNT = HANGUL_LEADS * HANGUL_VOWELS * HANGUL_TAILS
};

static const Forms *forms_of(OuMem *mem)
{
    return ou_unpacked(mem, OU_UNPACKED_FORMS, forms_packed, sizeof forms_packed, OU_FORMS_BYTES);
}

static const uint16_t *decomposition(const Forms *forms, uint32_t c)
{
    const uint8_t *decomp_top = forms->decomp_top;
    const uint16_t *decomp_mid = forms->decomp_mid, *decomp_leaf = forms->decomp_leaf;
    return forms->decomp_data + (c < UNI_LIMIT ? RECORD(decomp, DECOMP, c) : 0);
}

/* The next code point of UTF-16 units. */
static uint32_t next_unit(const uint16_t **at)
{
    uint32_t unit = *(*at)++;
    if ((unit & 0xFC00) == 0xD800)
        unit = 0x10000 + ((unit & 0x3FF) << 10) + (*(*at)++ & 0x3FFu);
    return unit;
}

void ou_uni_decomposition(uint32_t c, OuBuf *out)
{
    const Forms *forms = forms_of(out->mem);
    out->failed = out->failed || forms == NULL;
    const uint16_t *entry = forms ? decomposition(forms, c) : NULL;
    if (entry == NULL || (entry[0] & 0xFF) == 0)
        return;
    const uint16_t *at = entry + 1, *end = at + (entry[0] & 0xFF);
    ou_buf_puts(out, decomp_tags[entry[0] >> 8]);
    bool first = entry[0] >> 8 == 0;
    while (at < end) {
        ou_buf_printf(out, first ? "%04X" : " %04X", (unsigned)next_unit(&at));
        first = false;
    }
}

/* A growing array of code points, each with its combining class in the top byte. */
typedef struct Codes {
    const Forms *forms;
    OuBuf buf;
    const OuGoOn *go_on;
} Codes;

/* In a loop, of which this is turn `i`: may it go on? */
static inline bool may_go_on(const OuGoOn *go_on, size_t i)
{
    return (i & 0xFFF) != 0xFFF || !go_on || go_on->ask(go_on->arg);
}

static void codes_put(Codes *codes, uint32_t c)
{
    uint32_t entry = c | (uint32_t)ou_uni_combining(c) << 24;
    ou_buf_put(&codes->buf, &entry, sizeof entry);
}

/* Append the full decomposition of `c`. Entries nest a few levels at most. */
static void decompose(Codes *codes, uint32_t c, bool compat)
{
    if (c >= HANGUL_BASE && c < HANGUL_BASE + HANGUL_COUNT) {
        uint32_t index = c - HANGUL_BASE;
        codes_put(codes, HANGUL_LEAD + index / (HANGUL_VOWELS * HANGUL_TAILS));
        codes_put(codes, HANGUL_VOWEL + index / HANGUL_TAILS % HANGUL_VOWELS);
        if (index % HANGUL_TAILS)
            codes_put(codes, HANGUL_TAIL + index % HANGUL_TAILS);
        return;
    }
    const uint16_t *entry = decomposition(codes->forms, c);
    size_t len = entry[0] & 0xFF;
    if (len == 0 || (entry[0] >> 8 && !compat)) {
        codes_put(codes, c);
        return;
    }
    for (const uint16_t *at = entry + 1, *end = at + len; at < end;)
        decompose(codes, next_unit(&at), compat);
}

/* Put runs of combining characters into the order of their classes (stable). */
static void reorder(uint32_t *codes, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint32_t entry = codes[i];
        size_t at = i;
        if (entry >> 24 == 0)
            continue;
        while (at > 0 && codes[at - 1] >> 24 > entry >> 24) {
            codes[at] = codes[at - 1];
            at--;
        }
        codes[at] = entry;
    }
}

/* A long run of combining characters would make insertion sort quadratic: it is sorted by counting instead. */
static bool reorder_long(uint32_t *codes, size_t count, uint32_t *scratch, const OuGoOn *go_on)
{
    size_t places[257] = {0};
    for (size_t k = 0; k < count; k++) {
        places[(codes[k] >> 24) + 1]++;
        if (!may_go_on(go_on, k))
            return false;
    }
    for (int k = 1; k < 257; k++)
        places[k] += places[k - 1];
    for (size_t k = 0; k < count; k++) {
        scratch[places[codes[k] >> 24]++] = codes[k];
        if (!may_go_on(go_on, k))
            return false;
    }
    memcpy(codes, scratch, count * sizeof *codes);
    return true;
}

static bool reorder_runs(uint32_t *codes, size_t count, uint32_t *scratch, const OuGoOn *go_on)
{
    size_t start = 0;
    for (size_t i = 0; i <= count; i++) {
        if (!may_go_on(go_on, i))
            return false;
        if (i < count && codes[i] >> 24)
            continue;
        if (i - start < 32)
            reorder(codes + start, i - start);
        else if (!reorder_long(codes + start, i - start, scratch, go_on))
            return false;
        start = i + 1;
    }
    return true;
}

/* What `first` and `second` compose to, or 0. */
static uint32_t compose_pair(const Forms *forms, uint32_t first, uint32_t second)
{
    if (first >= HANGUL_LEAD && first < HANGUL_LEAD + HANGUL_LEADS && second >= HANGUL_VOWEL
        && second < HANGUL_VOWEL + HANGUL_VOWELS)
        return HANGUL_BASE
               + ((first - HANGUL_LEAD) * HANGUL_VOWELS + second - HANGUL_VOWEL) * HANGUL_TAILS;
    if (first >= HANGUL_BASE && first < HANGUL_BASE + HANGUL_COUNT && second > HANGUL_TAIL
        && second < HANGUL_TAIL + HANGUL_TAILS && (first - HANGUL_BASE) % HANGUL_TAILS == 0)
        return first + second - HANGUL_TAIL;
    size_t low = 0, high = OU_COMPOSE_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const uint32_t *pair = forms->compose_pairs + middle * 3;
        if (pair[0] == first && pair[1] == second)
            return pair[2];
        if (pair[0] < first || (pair[0] == first && pair[1] < second))
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

/* Compose in place; false: not to go on. */
static bool compose(const Codes *all, uint32_t *codes, size_t *new_count)
{
    const Forms *forms = all->forms;
    size_t count = *new_count, out = 0;
    size_t starter = SIZE_MAX;
    unsigned last_class = 0; /* of the last character kept after the starter */
    for (size_t i = 0; i < count; i++) {
        uint32_t code = codes[i] & 0xFFFFFF;
        unsigned class = codes[i] >> 24;
        if (!may_go_on(all->go_on, i))
            return false;
        bool blocked = starter == SIZE_MAX
                       || (out > starter + 1 && (last_class == 0 || last_class >= class));
        uint32_t joined = blocked ? 0 : compose_pair(forms, codes[starter] & 0xFFFFFF, code);
        if (joined) {
            codes[starter] = joined;
            continue;
        }
        if (class == 0)
            starter = out;
        last_class = class;
        codes[out++] = codes[i];
    }
    *new_count = out;
    return true;
}

/* Order, compose and write out what has been decomposed. */
static bool put_form(Codes *codes, bool composed, uint32_t *scratch, OuBuf *out)
{
    uint32_t *items = (uint32_t *)(void *)codes->buf.data;
    size_t count = codes->buf.len / sizeof *items;
    if (!reorder_runs(items, count, scratch, codes->go_on) || (composed && !compose(codes, items, &count)))
        return false;
    for (size_t i = 0; i < count; i++) {
        ou_buf_put_code(out, items[i] & 0xFFFFFF);
        if (!may_go_on(codes->go_on, i))
            return false;
    }
    return true;
}

bool ou_uni_normalize(OuNormalForm form, const char *text, size_t len, OuBuf *out, const OuGoOn *go_on)
{
    if (ou_utf8_is_ascii(text, len)) {
        ou_buf_put(out, text, len);
        return !out->failed;
    }
    bool compat = form == OU_NFKC || form == OU_NFKD, ok = true;
    Codes codes = {.forms = forms_of(out->mem), .go_on = go_on};
    OuBuf scratch;
    if (codes.forms == NULL) {
        out->failed = true;
        return false;
    }
    ou_buf_init(&codes.buf, out->mem);
    ou_buf_init(&scratch, out->mem);
    const char *at = text, *end = text + len;
    for (size_t i = 0; at < end && ok; i++) {
        decompose(&codes, ou_utf8_next(&at), compat);
        ok = may_go_on(go_on, i);
    }
    char *room = ok ? ou_buf_room(&scratch, codes.buf.len) : NULL;
    if (codes.buf.failed || room == NULL || !put_form(&codes, form == OU_NFC || form == OU_NFKC, (uint32_t *)(void *)room, out))
        out->failed = true;
    ou_buf_drop(&codes.buf);
    ou_buf_drop(&scratch);
    return !out->failed;
}

bool ou_uni_nfkc(const char *text, size_t len, OuBuf *out)
{
    return ou_uni_normalize(OU_NFKC, text, len, out, NULL);
}
