/* codec_wide.c - utf-16 and utf-32, both byte orders. */
#include "base/utf8.h"
#include "object/ops.h"
#include "types/codec_state.h"

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

bool ou_encode_utf16(OuEncoder *e)
{
    while (e->at < e->end) {
        const char *next = e->at;
        uint32_t c = ou_utf8_next(&next);
        if (!OU_PASS(e->vm, e->position))
            return false;
        if (is_surrogate(c)) {
            if (!ou_encode_error(e, 1, "surrogates not allowed"))
                return false;
            continue;
        }
        if (c >= 0x10000) {
            ou_encode_unit(e, 0xD7C0 + (c >> 10));
            ou_encode_unit(e, 0xDC00 | (c & 0x3FF));
        } else {
            ou_encode_unit(e, c);
        }
        e->at = next;
        e->position++;
    }
    return true;
}

bool ou_encode_utf32(OuEncoder *e)
{
    while (e->at < e->end) {
        const char *next = e->at;
        uint32_t c = ou_utf8_next(&next);
        if (!OU_PASS(e->vm, e->position))
            return false;
        if (is_surrogate(c)) {
            if (!ou_encode_error(e, 1, "surrogates not allowed"))
                return false;
            continue;
        }
        ou_encode_unit(e, c);
        e->at = next;
        e->position++;
    }
    return true;
}

static uint32_t read_unit(const OuDecoder *d, const char *at)
{
    uint32_t unit = 0;
    for (int i = 0; i < d->width; i++)
        unit |= (uint32_t)(unsigned char)at[d->big ? d->width - 1 - i : i] << (8 * i);
    return unit;
}

bool ou_decode_utf16(OuDecoder *d)
{
    for (size_t i = 0; d->at < d->end; i++) {
        size_t left = (size_t)(d->end - d->at);
        if (!OU_PASS(d->vm, i))
            return false;
        if (left < 2) {
            if (!d->final)
                break;
            if (!ou_decode_error(d, left, "truncated data"))
                return false;
            continue;
        }
        uint32_t unit = read_unit(d, d->at);
        if (!is_surrogate(unit)) {
            ou_buf_put_code(&d->out, unit);
            d->at += 2;
            continue;
        }
        const char *reason;
        size_t len = 2;
        if (unit >= 0xDC00) {
            reason = "illegal encoding";
        } else if (left < 4) {
            if (!d->final)
                break;
            reason = "unexpected end of data";
            len = left;
        } else {
            uint32_t low = read_unit(d, d->at + 2);
            if (low >= 0xDC00 && low <= 0xDFFF) {
                ou_buf_put_code(&d->out, 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF));
                d->at += 4;
                continue;
            }
            reason = "illegal UTF-16 surrogate";
        }
        if (!ou_decode_error(d, len, reason))
            return false;
    }
    return true;
}

bool ou_decode_utf32(OuDecoder *d)
{
    for (size_t i = 0; d->at < d->end; i++) {
        size_t left = (size_t)(d->end - d->at);
        if (!OU_PASS(d->vm, i))
            return false;
        const char *reason;
        if (left < 4) {
            if (!d->final)
                break;
            if (!ou_decode_error(d, left, "truncated data"))
                return false;
            continue;
        }
        uint32_t c = read_unit(d, d->at);
        if (c >= 0x110000) {
            reason = "code point not in range(0x110000)";
        } else if (is_surrogate(c)) {
            reason = "code point in surrogate code point range(0xd800, 0xe000)";
        } else {
            ou_buf_put_code(&d->out, c);
            d->at += 4;
            continue;
        }
        if (!ou_decode_error(d, 4, reason))
            return false;
    }
    return true;
}
