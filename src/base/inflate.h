/* inflate.h - unpack data in the "deflate" format (RFC 1951): the embedded library,
 * tables that are seldom used. */
#ifndef OU_BASE_INFLATE_H
#define OU_BASE_INFLATE_H
#include "base/mem.h"

/* Unpack `packed` into `out`, which must come out as exactly `out_size` bytes. False if the data
 * is damaged; nothing is read or written out of bounds then either. Allocates nothing. */
OU_MUST_CHECK bool ou_inflate(const unsigned char *packed, size_t packed_size, char *out, size_t out_size);

/* The table `which`, unpacked on first use and kept with `mem`. NULL: no memory. */
const void *ou_unpacked(OuMem *mem, OuUnpackedKind which, const unsigned char *packed, size_t packed_size, size_t size);
/* Give the unpacked tables back. */
void ou_unpacked_drop(OuMem *mem);

#endif
