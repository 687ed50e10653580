/* json.h - JSON text to objects and back, for module _json and for the public API. */
#ifndef OU_MODULES_JSON_H
#define OU_MODULES_JSON_H
#include "base/strbuf.h"
#include "object/type.h"

#define OU_JSON_KEYS 64 /* keys of objects that are remembered, so that equal ones are one str */

typedef struct OuJsonReader {
    OuVM *vm;
    const char *text, *at, *end;
    const char *stop;        /* as far as it may read before it looks at the limits; NULL at first */
    OuObj *document;         /* the str that is read, for JSONDecodeError; NULL: a ValueError tells */
    bool lenient;            /* control characters may stand in texts */
    OuObj *object_hook, *pairs_hook, *parse_float, *parse_int, *parse_constant; /* borrowed; NULL: none */
    OuStr *keys[OU_JSON_KEYS];
} OuJsonReader;

/* The value at r->at, which is moved behind it. */
OuObj *ou_json_value(OuJsonReader *r);
/* The text behind an opening quote. */
OuObj *ou_json_text(OuJsonReader *r);
/* Let the remembered keys go. */
void ou_json_reader_drop(OuJsonReader *r);
/* As json.loads: runs no script code. */
OuObj *ou_json_read(OuVM *vm, const char *text, size_t size);

typedef struct OuJsonWriter {
    OuVM *vm;
    OuBuf *out;
    OuStr *item_separator, *key_separator; /* NULL: as json does */
    OuStr *indent;        /* for each level, or NULL: all in one line */
    OuObj *encode;        /* makes a str of a str, or NULL */
    OuObj *otherwise;     /* makes a value of what has no form; NULL: a TypeError */
    bool plain;           /* characters beyond ASCII stay */
    bool sort_keys, skip_keys, no_nan, unchecked; /* unchecked: for circles */
    size_t level;
} OuJsonWriter;

OU_MUST_CHECK bool ou_json_put(OuJsonWriter *w, OuObj *o);
void ou_json_put_text(OuVM *vm, OuBuf *out, const OuStr *s, bool plain);
/* As json.dumps; runs no script code. */
OU_MUST_CHECK bool ou_json_write(OuVM *vm, OuObj *o, OuBuf *out);

#endif
