/* strbuf.c - the byte builder. */
#include "base/strbuf.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

void ou_buf_init(OuBuf *buf, OuMem *mem)
{
    *buf = (OuBuf){.mem = mem};
}

void ou_buf_drop(OuBuf *buf)
{
    ou_mem_give(buf->mem, buf->data, buf->cap);
    buf->data = NULL;
    buf->len = buf->cap = 0;
    buf->failed = false;
}

/* Room for `extra` bytes and a NUL. */
static OU_NOINLINE char *grow(OuBuf *buf, size_t extra)
{
    size_t wanted;
    if (buf->failed)
        return NULL;
    if (__builtin_add_overflow(buf->len, extra, &wanted) || wanted > SIZE_MAX / 4) {
        buf->failed = true;
        return NULL;
    }
    size_t cap = buf->cap + buf->cap / 2;
    if (cap < wanted + 1)
        cap = wanted + 1;
    if (cap < 32)
        cap = 32;
    char *data = buf->data == NULL ? ou_mem_take(buf->mem, cap)
                                   : ou_mem_resize(buf->mem, buf->data, buf->cap, cap);
    if (data == NULL) {
        buf->failed = true;
        return NULL;
    }
    buf->data = data;
    buf->cap = cap;
    return data + buf->len;
}

char *ou_buf_room(OuBuf *buf, size_t extra)
{
    if (OU_LIKELY(!buf->failed && extra < buf->cap - buf->len && buf->data != NULL))
        return buf->data + buf->len;
    return grow(buf, extra);
}

void ou_buf_put(OuBuf *buf, const void *data, size_t len)
{
    char *room = ou_buf_room(buf, len);
    if (room != NULL && len > 0) {
        memcpy(room, data, len);
        buf->len += len;
    }
}

void ou_buf_puts(OuBuf *buf, const char *text)
{
    ou_buf_put(buf, text, strlen(text));
}

void ou_buf_putc(OuBuf *buf, char c)
{
    char *room = ou_buf_room(buf, 1);
    if (room != NULL) {
        *room = c;
        buf->len++;
    }
}

void ou_buf_put_code(OuBuf *buf, uint32_t code)
{
    char *room = ou_buf_room(buf, 4);
    if (room != NULL)
        buf->len += ou_utf8_put(room, code);
}

void ou_buf_fill(OuBuf *buf, char c, size_t count)
{
    char *room = ou_buf_room(buf, count);
    if (room != NULL) {
        memset(room, c, count);
        buf->len += count;
    }
}

void ou_buf_printf(OuBuf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char small[128];
    int len = vsnprintf(small, sizeof small, format, args);
    va_end(args);
    if (len < 0) {
        buf->failed = true;
        return;
    }
    if ((size_t)len < sizeof small) {
        ou_buf_put(buf, small, (size_t)len);
        return;
    }
    char *room = ou_buf_room(buf, (size_t)len);
    if (room == NULL)
        return;
    va_start(args, format);
    vsnprintf(room, (size_t)len + 1, format, args);
    va_end(args);
    buf->len += (size_t)len;
}

const char *ou_buf_text(OuBuf *buf)
{
    char *room = ou_buf_room(buf, 0);
    if (room == NULL)
        return NULL;
    *room = '\0';
    return buf->data;
}
