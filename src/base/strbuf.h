/* strbuf.h - builds bytes or UTF-8 text piece by piece.
 *
 * Failure is sticky: after the first one every call is a no-op and `failed` is
 * set, so callers check once, at the end. */
#ifndef OU_BASE_STRBUF_H
#define OU_BASE_STRBUF_H
#include "base/mem.h"
#include <stdarg.h>

typedef struct OuBuf {
    OuMem *mem;
    char *data;
    size_t len, cap;
    bool failed;
} OuBuf;

void ou_buf_init(OuBuf *buf, OuMem *mem);
void ou_buf_drop(OuBuf *buf);
void ou_buf_put(OuBuf *buf, const void *data, size_t len);
void ou_buf_puts(OuBuf *buf, const char *text);
void ou_buf_putc(OuBuf *buf, char c);
/* Append a code point as UTF-8 (surrogates as WTF-8). */
void ou_buf_put_code(OuBuf *buf, uint32_t code);
/* Append `count` times `c`. */
void ou_buf_fill(OuBuf *buf, char c, size_t count);
void ou_buf_printf(OuBuf *buf, const char *format, ...) OU_PRINTF(2, 3);
/* Make room for `extra` bytes and return where they go (len is not changed); NULL on failure. */
char *ou_buf_room(OuBuf *buf, size_t extra);
/* The text, NUL-terminated (the NUL is not counted); NULL if anything failed. */
const char *ou_buf_text(OuBuf *buf);

#endif
