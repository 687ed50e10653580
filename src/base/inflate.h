/* inflate.h - unpack data in the "deflate" format (RFC 1951): the embedded library. */
#ifndef OU_BASE_INFLATE_H
#define OU_BASE_INFLATE_H
#include "base/common.h"

/* Unpack `packed` into `out`, which must come out as exactly `out_size` bytes. False if the data
 * is damaged; nothing is read or written out of bounds then either. Allocates nothing. */
OU_MUST_CHECK bool ou_inflate(const unsigned char *packed, size_t packed_size, char *out, size_t out_size);

#endif
