/* hash.c - see hash.h. Nothing here allocates. */
#include "base/hash.h"
#include "base/utf8.h"
#include <string.h>

typedef struct Sip {
    uint64_t v0, v1, v2, v3;
} Sip;

OU_INLINE uint64_t rotate(uint64_t x, int bits)
{
    return x << bits | x >> (64 - bits);
}

OU_INLINE void sip_round(Sip *s)
{
    s->v0 += s->v1;
    s->v2 += s->v3;
    s->v1 = rotate(s->v1, 13) ^ s->v0;
    s->v3 = rotate(s->v3, 16) ^ s->v2;
    s->v0 = rotate(s->v0, 32);
    s->v2 += s->v1;
    s->v0 += s->v3;
    s->v1 = rotate(s->v1, 17) ^ s->v2;
    s->v3 = rotate(s->v3, 21) ^ s->v0;
    s->v2 = rotate(s->v2, 32);
}

OU_INLINE Sip sip_start(OuHashKey key)
{
    Sip s = {key.k0 ^ 0x736f6d6570736575ull, key.k1 ^ 0x646f72616e646f6dull,
             key.k0 ^ 0x6c7967656e657261ull, key.k1 ^ 0x7465646279746573ull};
    return s;
}

OU_INLINE void sip_word(Sip *s, uint64_t word)
{
    s->v3 ^= word;
    sip_round(s);
    s->v0 ^= word;
}

/* `rest` holds the last len % 8 bytes. */
OU_INLINE int64_t sip_finish(Sip *s, uint64_t rest, size_t len)
{
    sip_word(s, rest | (uint64_t)len << 56);
    s->v2 ^= 0xFF;
    sip_round(s);
    sip_round(s);
    sip_round(s);
    int64_t result = (int64_t)((s->v0 ^ s->v1) ^ (s->v2 ^ s->v3));
    return result == -1 ? -2 : result;
}

OuHashKey ou_hash_key(uint32_t seed)
{
    OuHashKey key = {0, 0};
    if (seed == 0)
        return key;
    /* CPython's linear congruential generator: a byte of each state. */
    unsigned char bytes[sizeof key];
    uint32_t state = seed;
    for (size_t i = 0; i < sizeof bytes; i++) {
        state = state * 214013u + 2531011u;
        bytes[i] = (unsigned char)(state >> 16);
    }
    memcpy(&key, bytes, sizeof key);
    return key;
}

int64_t ou_hash_bytes(OuHashKey key, const void *data, size_t len)
{
    const unsigned char *at = data;
    if (len == 0)
        return 0;
    Sip s = sip_start(key);
    for (const unsigned char *end = at + len / 8 * 8; at < end; at += 8) {
        uint64_t word;
        memcpy(&word, at, sizeof word);
        sip_word(&s, word);
    }
    uint64_t rest = 0;
    for (size_t i = 0; i < len % 8; i++)
        rest |= (uint64_t)at[i] << (8 * i);
    return sip_finish(&s, rest, len);
}

int64_t ou_hash_text(OuHashKey key, const char *text, size_t len, bool ascii)
{
    if (ascii)
        return ou_hash_bytes(key, text, len);
    /* The first byte of each sequence tells how large the code point is. */
    unsigned char largest = 0;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] > largest)
            largest = (unsigned char)text[i];
    int width = largest >= 0xF0 ? 4 : largest >= 0xC4 ? 2 : 1;
    Sip s = sip_start(key);
    uint64_t word = 0;
    int filled = 0;
    size_t total = 0;
    for (const char *at = text, *end = text + len; at < end; total += (size_t)width) {
        word |= (uint64_t)ou_utf8_next(&at) << (8 * filled);
        filled += width;
        if (filled == 8) {
            sip_word(&s, word);
            word = 0;
            filled = 0;
        }
    }
    return sip_finish(&s, word, total);
}
