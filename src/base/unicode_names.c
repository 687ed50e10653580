/* unicode_names.c - names of code points and back.
 *
 * A name is stored as the words that differ from those of the name before, numbers in a
 * sorted, front-coded list. All of it is packed, and unpacked when it is first asked for.
 * To find a name the words of all are compared with its own: no index is needed. */
#include "base/unicode.h"
#include "base/inflate.h"
#include "base/unicode_names.h"
#include <string.h>

#define NAME_SIZE 256

static const char hangul_lead[19][3] = {"G", "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                        "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char hangul_vowel[21][4] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                         "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                         "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
static const char hangul_tail[28][3] = {"", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG",
                                        "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S",
                                        "SS", "NG", "J", "C", "K", "T", "P", "H"};
static const char hangul_prefix[] = "HANGUL SYLLABLE ";
#define HANGUL_PREFIX_LEN (sizeof hangul_prefix - 1)
static const char cjk_prefix[] = "CJK UNIFIED IDEOGRAPH-";
#define CJK_PREFIX_LEN (sizeof cjk_prefix - 1)

static const Names *names_of(OuMem *mem)
{
    return ou_unpacked(mem, OU_UNPACKED_NAMES, names_packed, sizeof names_packed, OU_NAMES_BYTES);
}

/* ---- code to name ---- */

/* A word is spelled out from the one before it. Returns what follows its letters. */
static const uint8_t *next_word(const uint8_t *at, char *word, size_t *len)
{
    size_t count = *at++;
    do
        word[count++] = (char)(*at & 0x7F);
    while (!(*at++ & 0x80));
    *len = count;
    return at;
}

static void put_word(const Names *names, unsigned number, bool first, OuBuf *out)
{
    char word[OU_NAME_LONGEST_WORD];
    size_t len;
    const uint8_t *at = names->letters + names->word_starts[number / OU_NAME_WORD_BLOCK];
    for (unsigned i = 0; i <= number % OU_NAME_WORD_BLOCK; i++)
        at = next_word(at, word, &len);
    if (!first && word[0] != '-' && word[0] != ' ')
        ou_buf_putc(out, ' ');
    ou_buf_put(out, word, len);
}

static unsigned word_at(const Names *names, uint32_t i)
{
    return (unsigned)names->high[i] << 8 | names->low[i];
}

/* The number of the run that holds or precedes `c`, plus 1. */
static size_t find_run(const Names *names, uint32_t c)
{
    size_t low = 0, high = OU_COUNT_OF(names->run_codes);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (names->run_codes[middle] <= c)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put_name(const Names *names, size_t index, OuBuf *out)
{
    unsigned words[2 * OU_NAME_MOST_WORDS];
    size_t count = 0, i = index / OU_NAME_START_STEP;
    uint32_t at = names->starts[i];
    for (i *= OU_NAME_START_STEP; i <= index; i++) {
        size_t shared = names->counts[i] >> 4;
        count = shared + (names->counts[i] & 15);
        for (size_t k = shared; k < count; k++)
            words[k] = word_at(names, at++);
    }
    for (i = 0; i < count; i++)
        put_word(names, words[i], i == 0, out);
}

bool ou_uni_name(uint32_t c, OuBuf *out)
{
    if (c >= 0xAC00 && c <= 0xD7A3) {
        unsigned index = c - 0xAC00;
        ou_buf_puts(out, hangul_prefix);
        ou_buf_puts(out, hangul_lead[index / 588]);
        ou_buf_puts(out, hangul_vowel[index / 28 % 21]);
        ou_buf_puts(out, hangul_tail[index % 28]);
        return true;
    }
    for (size_t i = 0; i < OU_HEX_RANGES; i++) {
        const uint32_t *range = hex_ranges + i * 3;
        if (c >= range[0] && c <= range[1]) {
            ou_buf_printf(out, "%s%04X", hex_prefixes[range[2]], (unsigned)c);
            return true;
        }
    }
    const Names *names = names_of(out->mem);
    if (names == NULL) {
        out->failed = true;
        return false;
    }
    size_t run = find_run(names, c);
    if (run == 0 || run == OU_COUNT_OF(names->run_codes))
        return false;
    size_t index = names->run_names[run - 1] + (size_t)(c - names->run_codes[run - 1]);
    if (index >= names->run_names[run])
        return false;
    put_name(names, index, out);
    return true;
}

/* ---- name to code ---- */

static int compare_words(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return order ? order : a_len < b_len ? -1 : a_len > b_len;
}

/* The number of a word, or -1. */
static int find_word(const Names *names, const char *word, size_t len)
{
    char other[OU_NAME_LONGEST_WORD];
    size_t other_len, low = 0, high = OU_COUNT_OF(names->word_starts);
    while (high - low > 1) { /* the last block that begins with this word or an earlier one */
        size_t middle = (low + high) / 2;
        next_word(names->letters + names->word_starts[middle], other, &other_len);
        if (compare_words(word, len, other, other_len) >= 0)
            low = middle;
        else
            high = middle;
    }
    const uint8_t *at = names->letters + names->word_starts[low];
    for (size_t i = low * OU_NAME_WORD_BLOCK; i < OU_NAME_WORDS; i++) {
        at = next_word(at, other, &other_len);
        int order = compare_words(word, len, other, other_len);
        if (order <= 0)
            return order == 0 ? (int)i : -1;
    }
    return -1;
}

/* Split `name` (upper case) into the numbers of its words; 0 if one is unknown. */
static size_t split_words(const Names *names, const char *name, size_t len, unsigned *words)
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= len; i++) {
        bool inside = i > start + (start < len && name[start] == ' ');
        if (i < len && name[i] != ' ' && !(name[i] == '-' && inside))
            continue;
        int word = find_word(names, name + start, i - start);
        if (word < 0 || count == OU_NAME_MOST_WORDS)
            return 0;
        words[count++] = (unsigned)word;
        bool keep = i < len && (name[i] == '-' || (i + 1 < len && name[i + 1] == '-'));
        start = keep ? i : i + 1;
    }
    return count;
}

/* The number of the name, or -1. `matched`: so many first words are those of the name before. */
static int find_name(const Names *names, const char *name, size_t len)
{
    unsigned words[OU_NAME_MOST_WORDS];
    size_t count = split_words(names, name, len, words), matched = 0;
    uint32_t at = 0;
    for (size_t i = 0; count > 0 && i < OU_COUNT_OF(names->counts); i++) {
        size_t shared = names->counts[i] >> 4, whole = shared + (names->counts[i] & 15);
        if (shared <= matched) {
            matched = shared;
            while (matched < whole && matched < count && word_at(names, at + (uint32_t)(matched - shared)) == words[matched])
                matched++;
            if (matched == whole && matched == count)
                return (int)i;
        }
        at += (uint32_t)(whole - shared);
    }
    return -1;
}

static bool parse_hex(const char *text, size_t len, uint32_t *out)
{
    uint32_t value = 0;
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c >= '0' && c <= '9')
            value = value * 16 + (uint32_t)(c - '0');
        else if (c >= 'A' && c <= 'F')
            value = value * 16 + (uint32_t)(c - 'A' + 10);
        else
            return false;
    }
    *out = value;
    return true;
}

/* Names made of a prefix and the code. CPython accepts leading zeros (five digits) for
 * unified ideographs only, and those in upper case only. */
static bool lookup_hex(const char *name, size_t len, const char *given, uint32_t *code)
{
    bool cjk = len > CJK_PREFIX_LEN && memcmp(name, cjk_prefix, CJK_PREFIX_LEN) == 0;
    if (cjk
        && (len < CJK_PREFIX_LEN + 4 || len > CJK_PREFIX_LEN + 5 || memcmp(name, given, len) != 0))
        return false;
    for (size_t i = 0; i < OU_HEX_RANGES; i++) {
        const uint32_t *range = hex_ranges + i * 3;
        const char *prefix = hex_prefixes[range[2]];
        size_t prefix_len = strlen(prefix);
        uint32_t value;
        if (len < prefix_len + 4 || len > prefix_len + 5 || memcmp(name, prefix, prefix_len) != 0
            || !parse_hex(name + prefix_len, len - prefix_len, &value))
            continue;
        bool padded = len == prefix_len + 5 && value < 0x10000;
        if (value >= range[0] && value <= range[1] && (!padded || cjk)) {
            *code = value;
            return true;
        }
    }
    return false;
}

/* The longest of `count` strings of `width` bytes that `*at` begins with. */
static int match_longest(const char *list, size_t width, int count, const char **at,
                         const char *end)
{
    int best = -1;
    size_t best_len = 0;
    for (int i = 0; i < count; i++) {
        const char *item = list + (size_t)i * width;
        size_t len = strlen(item);
        if ((best < 0 || len > best_len) && len <= (size_t)(end - *at)
            && memcmp(*at, item, len) == 0) {
            best = i;
            best_len = len;
        }
    }
    *at += best_len;
    return best;
}

static bool lookup_hangul(const char *name, size_t len, uint32_t *code)
{
    const char *at = name + HANGUL_PREFIX_LEN, *end = name + len;
    int lead = match_longest(hangul_lead[0], sizeof hangul_lead[0], 19, &at, end);
    int vowel = match_longest(hangul_vowel[0], sizeof hangul_vowel[0], 21, &at, end);
    int tail = match_longest(hangul_tail[0], sizeof hangul_tail[0], 28, &at, end);
    if (lead < 0 || vowel < 0 || tail < 0 || at != end)
        return false;
    *code = (uint32_t)(0xAC00 + (lead * 21 + vowel) * 28 + tail);
    return true;
}

int ou_uni_lookup_sequence(OuMem *mem, const char *given, size_t len, uint32_t out[4])
{
    char name[NAME_SIZE];
    if (len == 0 || len >= NAME_SIZE)
        return 0;
    if (len > HANGUL_PREFIX_LEN && memcmp(given, hangul_prefix, HANGUL_PREFIX_LEN) == 0
        && lookup_hangul(given, len, out))
        return 1;
    for (size_t i = 0; i < len; i++)
        name[i] = (char)(given[i] >= 'a' && given[i] <= 'z' ? given[i] - 'a' + 'A' : given[i]);
    if (lookup_hex(name, len, given, out))
        return 1;
    const Names *names = names_of(mem);
    int index = names ? find_name(names, name, len) : -1;
    if (index < 0)
        return names ? 0 : -1;
    if (index >= OU_NAME_COUNT_CODES) {
        const uint16_t *offsets = names->alias_offsets + (index - OU_NAME_COUNT_CODES);
        memcpy(out, names->alias_codes + offsets[0], (size_t)(offsets[1] - offsets[0]) * sizeof *out);
        return offsets[1] - offsets[0];
    }
    size_t run = 0;
    while (names->run_names[run + 1] <= index)
        run++;
    out[0] = names->run_codes[run] + (uint32_t)(index - names->run_names[run]);
    return 1;
}

int ou_uni_lookup_name(OuMem *mem, const char *name, size_t len, uint32_t *code)
{
    uint32_t codes[4];
    int count = ou_uni_lookup_sequence(mem, name, len, codes);
    if (count == 1)
        *code = codes[0];
    return count < 0 ? -1 : count == 1;
}
