/* names.c - the const strings: names, the Latin-1 characters, "".
 *
 * They are immortal, shared by all VMs and never written; instead of a hash they carry a
 * dense number, by which each VM keeps their hashes (str.c). */
#include "object/names.h"
#include <string.h>

#define STATIC_STR(number, bytes, is_ascii) \
    {OU_STATIC_HEAD(OU_T_STR), (number), (bytes), (is_ascii), 1, 1, 0, 0, 0}

#define NAME(id, text)                                                                            \
    const struct OuStaticName_##id ou_name_##id = {STATIC_STR(OU_NAME_##id, sizeof(text) - 1, 1), \
                                                   text};
#include "object/name.def"
#undef NAME

const OuStr *const ou_name_table[OU_NAME_COUNT] = {
#define NAME(id, text) &ou_name_##id.str,
#include "object/name.def"
#undef NAME
};

const struct OuStaticEmpty ou_empty_str_object = {STATIC_STR(OU_STATIC_STR_EMPTY, 0, 1), ""};

typedef struct AsciiChar {
    OuStr str;
    char data[8];
} AsciiChar;
typedef struct Latin1Char {
    OuStr str;
    OuStrWide wide;
    char data[8];
} Latin1Char;

#define ASCII(c) {STATIC_STR(OU_STATIC_STR_LATIN1 + (c), 1, 1), {(char)(c)}}
#define LATIN1(c)                                                \
    {                                                            \
        STATIC_STR(OU_STATIC_STR_LATIN1 + (c), 2, 0), {1, NULL}, \
        {                                                        \
            (char)(0xC0 | (c) >> 6), (char)(0x80 | ((c)&0x3F))   \
        }                                                        \
    }
#define ROW8(M, c) M(c), M(c + 1), M(c + 2), M(c + 3), M(c + 4), M(c + 5), M(c + 6), M(c + 7)
#define ROW64(M, c)                                                                \
    ROW8(M, c), ROW8(M, c + 8), ROW8(M, c + 16), ROW8(M, c + 24), ROW8(M, c + 32), \
        ROW8(M, c + 40), ROW8(M, c + 48), ROW8(M, c + 56)

static const AsciiChar ascii_chars[128] = {ROW64(ASCII, 0), ROW64(ASCII, 64)};
static const Latin1Char latin1_chars[128] = {ROW64(LATIN1, 128), ROW64(LATIN1, 192)};

OuObj *ou_latin1_char(unsigned code)
{
    OU_ASSERT(code < 256);
    return code < 128 ? OU_OBJ(&ascii_chars[code]) : OU_OBJ(&latin1_chars[code - 128]);
}

int ou_names_search(const char *text, size_t size)
{
    size_t low = 0, high = OU_NAME_COUNT;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const OuStr *name = ou_name_table[middle];
        size_t other = (size_t)name->size;
        int order = memcmp(text, ou_str_text(name), size < other ? size : other);
        if (order == 0 && size == other)
            return (int)middle;
        if (order > 0 || (order == 0 && size > other))
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}
