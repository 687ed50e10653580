/* hash.h - SipHash-1-3 of bytes and text, with CPython 3.11's keys and results. */
#ifndef OU_BASE_HASH_H
#define OU_BASE_HASH_H
#include "base/common.h"

typedef struct OuHashKey {
    uint64_t k0, k1;
} OuHashKey;

/* The key that PYTHONHASHSEED=seed gives; 0 turns the seeding off. */
OuHashKey ou_hash_key(uint32_t seed);
/* hash() of bytes. Never -1; 0 for no bytes. */
int64_t ou_hash_bytes(OuHashKey key, const void *data, size_t len);
/* hash() of text in UTF-8 or WTF-8. CPython hashes an array of code points of 1, 2 or 4
 * bytes each, whichever fits the largest; so does this. */
int64_t ou_hash_text(OuHashKey key, const char *text, size_t len, bool ascii);

#endif
