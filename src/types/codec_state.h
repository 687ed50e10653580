/* codec_state.h - what the codec files share: the state of one conversion.
 *
 * A codec steps through its input; where it cannot go on, it calls ou_encode_error or
 * ou_decode_error, which writes the replacement, moves `at` behind the error and says
 * whether to continue. */
#ifndef OU_TYPES_CODEC_STATE_H
#define OU_TYPES_CODEC_STATE_H
#include "object/state.h"
#include "types/codec.h"

typedef enum {
    OU_ERRORS_STRICT,
    OU_ERRORS_IGNORE,
    OU_ERRORS_REPLACE,
    OU_ERRORS_BACKSLASH,
    OU_ERRORS_XML,
    OU_ERRORS_NAME,
    OU_ERRORS_ESCAPE,
    OU_ERRORS_PASS,
    OU_ERRORS_OTHER
} OuErrorMode;

typedef struct OuEncoder {
    OuVM *vm;
    OuObj *text;           /* borrowed */
    const char *encoding;  /* as messages show it */
    const char *errors;
    OuErrorMode mode;
    OuObj *exception;      /* made at the first error, used again for the next */
    OuBuf out;
    const char *start, *at, *end;
    size_t position;       /* `at` in code points */
    int width;             /* bytes of a code unit: 1, 2, 4 */
    bool big;              /* byte order of code units */
    bool utf8, by_table;
    uint32_t limit;        /* ascii and latin-1: first code point that does not fit */
} OuEncoder;

typedef struct OuDecoder {
    OuVM *vm;
    const char *encoding;
    const char *errors;
    OuErrorMode mode;
    OuObj *exception;
    OuObj *object;         /* the bytes object of the exception, or NULL */
    OuBuf out;             /* WTF-8 */
    const char *start, *at, *end;
    int width;
    bool big, utf8;
    bool final;            /* nothing follows: an incomplete end is an error */
} OuDecoder;

struct OuCodec {
    const char *name;      /* in messages */
    const char *label;     /* for the codecs module */
    bool (*encode)(OuEncoder *e);
    bool (*decode)(OuDecoder *d);
    int width;             /* of a code unit */
    int order;             /* -1 little, 1 big, 0: native with byte order mark */
    bool signature;        /* utf-8-sig */
    uint32_t limit;
};

/* The end of the next piece, for runs of any length. */
OU_INLINE const char *ou_codec_stop(const char *at, const char *end)
{
    return end - at > (ptrdiff_t)OU_FIND_PIECE ? at + OU_FIND_PIECE : end;
}

OuErrorMode ou_error_mode(const char *errors);
/* `count` code points from `at` cannot be encoded. */
OU_MUST_CHECK bool ou_encode_error(OuEncoder *e, size_t count, const char *reason);
/* `len` bytes from `at` cannot be decoded. */
OU_MUST_CHECK bool ou_decode_error(OuDecoder *d, size_t len, const char *reason);
/* The byte of a code point in cp1252, or -1. */
int ou_windows_byte(uint32_t c);
/* Append one code unit. */
void ou_encode_unit(OuEncoder *e, uint32_t unit);

bool ou_encode_utf16(OuEncoder *e);
bool ou_decode_utf16(OuDecoder *d);
bool ou_encode_utf32(OuEncoder *e);
bool ou_decode_utf32(OuDecoder *d);
bool ou_encode_unicode_escape(OuEncoder *e);
bool ou_decode_unicode_escape(OuDecoder *d);
bool ou_encode_raw_unicode_escape(OuEncoder *e);
bool ou_decode_raw_unicode_escape(OuDecoder *d);

#endif
