/* unicode_names.c - names of code points and back.
 *
 * A name is stored as symbols, ended by 0. A symbol (one byte if it is frequent, two
 * if not) stands for a word of a sorted, front-coded list, or for a pair of symbols. The
 * pairs were made in a fixed order, so text can be turned into the one sequence of symbols that the
 * generator made of it, which is then searched for in the data: no index from names is needed. */
#include "base/unicode.h"
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

/* ---- code to name ---- */

/* Step over one symbol: the number of a word, or OU_NAME_WORDS + that of a pair. */
static unsigned next_symbol(const uint8_t **at)
{
    unsigned first = *(*at)++;
    if (first <= OU_NAME_SINGLE)
        return single_symbols[first - 1];
    return (first - OU_NAME_SINGLE - 1) * 255 + *(*at)++ - 1u;
}

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

static void put_symbol(unsigned symbol, bool first, OuBuf *out)
{
    if (symbol >= OU_NAME_WORDS) {
        const uint16_t *pair = pair_symbols + (size_t)(symbol - OU_NAME_WORDS) * 2;
        put_symbol(pair[0], first, out);
        put_symbol(pair[1], false, out);
        return;
    }
    char word[OU_NAME_LONGEST_WORD];
    size_t len;
    const uint8_t *at = word_letters + word_starts[symbol / OU_NAME_WORD_BLOCK];
    for (unsigned i = 0; i <= symbol % OU_NAME_WORD_BLOCK; i++)
        at = next_word(at, word, &len);
    if (!first && word[0] != '-' && word[0] != ' ')
        ou_buf_putc(out, ' ');
    ou_buf_put(out, word, len);
}

static const uint8_t *skip_name(const uint8_t *at)
{
    return at + strlen((const char *)at) + 1;
}

/* The block that holds `value` in a sorted array of starts. */
static size_t find_block(const uint32_t *starts, uint32_t value)
{
    size_t low = 0, high = OU_NAME_BLOCKS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (starts[middle] <= value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
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
    size_t block = find_block(block_codes, c);
    if (block == 0)
        return false;
    block--;
    const uint8_t *at = name_data + block_offsets[block];
    const uint8_t *end = name_data + block_offsets[block + 1];
    for (uint32_t skip = c - block_codes[block]; skip > 0 && at < end; skip--)
        at = skip_name(at);
    if (at >= end)
        return false;
    for (bool first = true; *at; first = false)
        put_symbol(next_symbol(&at), first, out);
    return true;
}

/* ---- name to code ---- */

static int compare_words(const char *a, size_t a_len, const char *b, size_t b_len)
{
    int order = memcmp(a, b, a_len < b_len ? a_len : b_len);
    return order ? order : a_len < b_len ? -1 : a_len > b_len;
}

/* The symbol of a word, or -1. */
static int find_word(const char *word, size_t len)
{
    char other[OU_NAME_LONGEST_WORD];
    size_t other_len, low = 0, high = sizeof word_starts / sizeof word_starts[0];
    while (high - low > 1) { /* the last block that begins with this word or an earlier one */
        size_t middle = (low + high) / 2;
        next_word(word_letters + word_starts[middle], other, &other_len);
        if (compare_words(word, len, other, other_len) >= 0)
            low = middle;
        else
            high = middle;
    }
    const uint8_t *at = word_letters + word_starts[low];
    for (size_t i = low * OU_NAME_WORD_BLOCK; i < OU_NAME_WORDS; i++) {
        at = next_word(at, other, &other_len);
        int order = compare_words(word, len, other, other_len);
        if (order <= 0)
            return order == 0 ? (int)i : -1;
    }
    return -1;
}

/* Split `name` (upper case) into the symbols of its words; 0 if one is unknown. */
static size_t split_words(const char *name, size_t len, unsigned *symbols)
{
    size_t count = 0, start = 0;
    for (size_t i = 0; i <= len; i++) {
        bool inside = i > start + (start < len && name[start] == ' ');
        if (i < len && name[i] != ' ' && !(name[i] == '-' && inside))
            continue;
        int symbol = find_word(name + start, i - start);
        if (symbol < 0 || count == OU_NAME_MOST_WORDS)
            return 0;
        symbols[count++] = (unsigned)symbol;
        bool keep = i < len && (name[i] == '-' || (i + 1 < len && name[i + 1] == '-'));
        start = keep ? i : i + 1;
    }
    return count;
}

/* The rank of the pair (a, b), or OU_NAME_MERGES. */
static unsigned find_pair(unsigned a, unsigned b)
{
    size_t low = 0, high = OU_NAME_MERGES;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const uint16_t *pair = pair_symbols + (size_t)pair_sorted[middle] * 2;
        if (pair[0] == a && pair[1] == b)
            return pair_sorted[middle];
        if (pair[0] < a || (pair[0] == a && pair[1] < b))
            low = middle + 1;
        else
            high = middle;
    }
    return OU_NAME_MERGES;
}

/* Join pairs in the order in which the generator did. */
static size_t join_pairs(unsigned *symbols, size_t count)
{
    for (;;) {
        unsigned best = OU_NAME_MERGES;
        for (size_t i = 0; i + 1 < count; i++) {
            unsigned rank = find_pair(symbols[i], symbols[i + 1]);
            if (rank < best)
                best = rank;
        }
        if (best == OU_NAME_MERGES)
            return count;
        unsigned joined = OU_NAME_WORDS + best;
        unsigned a = pair_symbols[best * 2], b = pair_symbols[best * 2 + 1];
        size_t out = 0;
        for (size_t i = 0; i < count; i++) {
            if (i + 1 < count && symbols[i] == a && symbols[i + 1] == b) {
                symbols[out++] = joined;
                i++;
            } else {
                symbols[out++] = symbols[i];
            }
        }
        count = out;
    }
}

/* Where the name is in name_data, or NULL. */
static const uint8_t *find_name(const char *name, size_t len)
{
    unsigned symbols[OU_NAME_MOST_WORDS];
    size_t count = split_words(name, len, symbols);
    if (count == 0)
        return NULL;
    count = join_pairs(symbols, count);
    uint8_t text[2 + OU_NAME_MOST_WORDS * 2];
    size_t size = 0;
    text[size++] = 0;
    for (size_t i = 0; i < count; i++) {
        unsigned code = 0;
        while (code < OU_NAME_SINGLE && single_symbols[code] != symbols[i])
            code++;
        if (code < OU_NAME_SINGLE) {
            text[size++] = (uint8_t)(code + 1);
        } else {
            text[size++] = (uint8_t)(OU_NAME_SINGLE + 1 + symbols[i] / 255);
            text[size++] = (uint8_t)(1 + symbols[i] % 255);
        }
    }
    text[size++] = 0;
    if (memcmp(name_data, text + 1, size - 1) == 0)
        return name_data;
    const uint8_t *found = memmem(name_data, sizeof name_data, text, size);
    return found ? found + 1 : NULL;
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

size_t ou_uni_lookup_sequence(const char *given, size_t len, uint32_t out[4])
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
    const uint8_t *found = find_name(name, len);
    if (found == NULL)
        return 0;
    uint32_t offset = (uint32_t)(found - name_data);
    if (offset >= OU_NAME_ALIAS_START) {
        size_t index = 0;
        for (const uint8_t *at = name_data + OU_NAME_ALIAS_START; at < found; at = skip_name(at))
            index++;
        size_t count = (size_t)alias_offsets[index + 1] - alias_offsets[index];
        memcpy(out, alias_codes + alias_offsets[index], count * sizeof *out);
        return count;
    }
    size_t block = find_block(block_offsets, offset) - 1;
    uint32_t code = block_codes[block];
    for (const uint8_t *at = name_data + block_offsets[block]; at < found; at = skip_name(at))
        code++;
    out[0] = code;
    return 1;
}

bool ou_uni_lookup_name(const char *name, size_t len, uint32_t *code)
{
    uint32_t codes[4];
    if (ou_uni_lookup_sequence(name, len, codes) != 1)
        return false;
    *code = codes[0];
    return true;
}
