/* inflate.c - decoder for RFC 1951. Codes are decoded bit by bit against the number of codes of
 * each length (canonical Huffman codes), without tables to build: small, and fast enough for
 * sources of a few kilobytes. */
#include "base/inflate.h"
#include <string.h>

#define MAX_BITS 15
#define LITERALS 288
#define DISTANCES 32

typedef struct Input {
    const unsigned char *at, *end;
    uint32_t bits; /* not yet used, the next one lowest */
    int count;
    bool failed;
} Input;

/* A canonical code: how many codes have each length, and the symbols in order of their codes. */
typedef struct Code {
    uint16_t count[MAX_BITS + 1];
    uint16_t symbol[LITERALS];
} Code;

typedef struct Output {
    char *data;
    size_t size, capacity;
} Output;

static uint32_t take_bits(Input *in, int need)
{
    while (in->count < need) {
        if (in->at == in->end) {
            in->failed = true;
            return 0;
        }
        in->bits |= (uint32_t)*in->at++ << in->count;
        in->count += 8;
    }
    uint32_t value = in->bits & ((1u << need) - 1);
    in->bits >>= need;
    in->count -= need;
    return value;
}

/* The code for the given lengths (0: the symbol is not used). */
static void make_code(Code *code, const uint8_t *lengths, int n)
{
    uint16_t offset[MAX_BITS + 2] = {0};
    memset(code->count, 0, sizeof code->count);
    for (int i = 0; i < n; i++)
        code->count[lengths[i]]++;
    code->count[0] = 0;
    for (int length = 1; length <= MAX_BITS; length++)
        offset[length + 1] = (uint16_t)(offset[length] + code->count[length]);
    for (int i = 0; i < n; i++)
        if (lengths[i])
            code->symbol[offset[lengths[i]]++] = (uint16_t)i;
}

static int take_symbol(Input *in, const Code *code)
{
    while (in->count < MAX_BITS && in->at < in->end) {
        in->bits |= (uint32_t)*in->at++ << in->count;
        in->count += 8;
    }
    uint32_t bits = in->bits;
    int value = 0, first = 0;
    const uint16_t *symbols = code->symbol;
    for (int length = 1; length <= MAX_BITS && length <= in->count; length++, bits >>= 1) {
        int count = code->count[length];
        value |= (int)(bits & 1);
        if (value - first < count) {
            in->bits >>= length;
            in->count -= length;
            return symbols[value - first];
        }
        symbols += count;
        first = (first + count) << 1;
        value <<= 1;
    }
    in->failed = true;
    return 0;
}

/* Length or distance: symbol `n` stands for base values that grow in groups of `per_group`
 * symbols with one extra bit more per group (RFC 1951, 3.2.5). */
static uint32_t take_value(Input *in, int n, int per_group, uint32_t base)
{
    if (n < 2 * per_group)
        return base + (uint32_t)n;
    int extra = n / per_group - 1;
    uint32_t start = (uint32_t)(per_group + n % per_group) << extra;
    return base + start + take_bits(in, extra);
}

static bool copy_block(Input *in, Output *out, const Code *literals, const Code *distances)
{
    for (;;) {
        int symbol = take_symbol(in, literals);
        if (in->failed || symbol > 285)
            return false;
        if (symbol == 256)
            return true;
        if (symbol < 256) {
            if (out->size == out->capacity)
                return false;
            out->data[out->size++] = (char)symbol;
            continue;
        }
        uint32_t length = symbol == 285 ? 258 : take_value(in, symbol - 257, 4, 3);
        int far = take_symbol(in, distances);
        uint32_t distance = far > 29 ? 0 : take_value(in, far, 2, 1);
        if (in->failed || distance == 0 || distance > out->size || length > out->capacity - out->size)
            return false;
        for (; length; length--, out->size++)
            out->data[out->size] = out->data[out->size - distance];
    }
}

static bool stored_block(Input *in, Output *out)
{
    in->at -= in->count / 8; /* whole bytes read ahead */
    in->bits = 0;
    in->count = 0;
    size_t size = take_bits(in, 16);
    uint32_t complement = take_bits(in, 16);
    if (in->failed || (size ^ 0xffff) != complement || size > (size_t)(in->end - in->at) ||
        size > out->capacity - out->size)
        return false;
    memcpy(out->data + out->size, in->at, size);
    in->at += size;
    out->size += size;
    return true;
}

static void fixed_codes(Code *literals, Code *distances)
{
    uint8_t lengths[LITERALS];
    memset(lengths, 8, 144);
    memset(lengths + 144, 9, 112);
    memset(lengths + 256, 7, 24);
    memset(lengths + 280, 8, 8);
    make_code(literals, lengths, LITERALS);
    memset(lengths, 5, DISTANCES);
    make_code(distances, lengths, DISTANCES);
}

/* The two codes that stand before a block, their lengths packed by a third. */
static bool read_codes(Input *in, Code *literals, Code *distances)
{
    static const uint8_t order[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};
    uint8_t lengths[LITERALS + DISTANCES] = {0};
    int n_literals = (int)take_bits(in, 5) + 257;
    int n_distances = (int)take_bits(in, 5) + 1;
    int n_lengths = (int)take_bits(in, 4) + 4;
    if (n_literals > LITERALS)
        return false;
    for (int i = 0; i < n_lengths; i++)
        lengths[order[i]] = (uint8_t)take_bits(in, 3);
    make_code(literals, lengths, 19);
    memset(lengths, 0, sizeof lengths);
    for (int i = 0; i < n_literals + n_distances;) {
        int symbol = take_symbol(in, literals);
        int repeat = 1;
        uint8_t length = symbol < 16 ? (uint8_t)symbol : 0;
        if (symbol == 16) {
            if (i == 0)
                return false;
            length = lengths[i - 1];
            repeat = 3 + (int)take_bits(in, 2);
        } else if (symbol == 17) {
            repeat = 3 + (int)take_bits(in, 3);
        } else if (symbol == 18) {
            repeat = 11 + (int)take_bits(in, 7);
        }
        if (in->failed || i + repeat > n_literals + n_distances)
            return false;
        memset(lengths + i, length, (size_t)repeat);
        i += repeat;
    }
    make_code(literals, lengths, n_literals);
    make_code(distances, lengths + n_literals, n_distances);
    return true;
}

bool ou_inflate(const unsigned char *packed, size_t packed_size, char *out_data, size_t out_size)
{
    Input in = {.at = packed, .end = packed + packed_size};
    Output out = {.data = out_data, .capacity = out_size};
    Code literals, distances;
    bool last;
    do {
        last = take_bits(&in, 1);
        uint32_t kind = take_bits(&in, 2);
        if (kind == 0) {
            if (!stored_block(&in, &out))
                return false;
            continue;
        }
        if (kind == 1)
            fixed_codes(&literals, &distances);
        else if (kind == 3 || !read_codes(&in, &literals, &distances))
            return false;
        if (!copy_block(&in, &out, &literals, &distances))
            return false;
    } while (!last && !in.failed);
    return !in.failed && out.size == out_size;
}

const void *ou_unpacked(OuMem *mem, OuUnpackedKind which, const unsigned char *packed, size_t packed_size, size_t size)
{
    OuUnpacked *slot = &mem->unpacked[which];
    if (slot->data != NULL)
        return slot->data;
    char *data = ou_mem_take(mem, size);
    if (data == NULL)
        return NULL;
    if (!ou_inflate(packed, packed_size, data, size)) {
        ou_mem_give(mem, data, size);
        return NULL;
    }
    slot->data = data;
    slot->size = size;
    return data;
}

void ou_unpacked_drop(OuMem *mem)
{
    for (int i = 0; i < OU_UNPACKED_COUNT; i++) {
        ou_mem_give(mem, mem->unpacked[i].data, mem->unpacked[i].size);
        mem->unpacked[i] = (OuUnpacked){0};
    }
}
