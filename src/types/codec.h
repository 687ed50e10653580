/* codec.h - text to bytes and back: utf-8 (also with signature), ascii, latin-1, utf-16,
 * utf-32 (native, -le, -be), unicode_escape, raw_unicode_escape; all built-in error handlers
 * and those that a script registers.
 *
 * Handlers registered by scripts run script code; text and bytes are immutable or held by
 * the caller while that happens. */
#ifndef OU_TYPES_CODEC_H
#define OU_TYPES_CODEC_H
#include "object/str.h"

typedef struct OuCodec OuCodec;

/* The codec with that name or alias (any case, '-', '_' and ' ' are the same); NULL with
 * LookupError "unknown encoding: x". encoding NULL is utf-8. */
const OuCodec *ou_codec_find(OuVM *vm, const char *encoding);
/* The same without exception. */
const OuCodec *ou_codec_search(const char *encoding);
/* Its name as the codecs module shows it: "utf-8", "iso8859-1". */
const char *ou_codec_name(const OuCodec *codec);

/* str.encode: a bytes object. `errors` NULL is strict. */
OuObj *ou_codec_encode(OuVM *vm, OuObj *text, const char *encoding, const char *errors);
/* bytes.decode: a str. */
OuObj *ou_codec_decode(OuVM *vm, const char *data, size_t len, const char *encoding,
                       const char *errors);
/* For streams: *consumed tells how much of the data was used; what remains is the beginning
 * of a character, unless `final`. *byte_order (-1 little, 1 big, 0 not known yet) is kept
 * between calls for utf-16 and utf-32. */
OuObj *ou_codec_decode_part(OuVM *vm, const OuCodec *codec, const char *data, size_t len,
                            const char *errors, bool final, size_t *consumed, int *byte_order);
/* For streams: without byte order mark or signature if `first` is false. */
OuObj *ou_codec_encode_part(OuVM *vm, const OuCodec *codec, OuObj *text, const char *errors,
                            bool first);

/* codecs.register_error and lookup_error: handlers of scripts (the built-in names have none:
 * OU_ABSENT); lookup raises LookupError. */
OU_MUST_CHECK bool ou_codec_register_error(OuVM *vm, OuObj *name, OuObj *handler);
OuObj *ou_codec_lookup_error(OuVM *vm, const char *name);
/* What a built-in handler does when a script calls it: (replacement, position) for an
 * exception object. codecs.replace_errors(exc) and so on. */
OuObj *ou_codec_call_error(OuVM *vm, const char *name, OuObj *exception);

#endif
