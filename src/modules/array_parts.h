/* array_parts.h - what the files of the module array share. */
#ifndef OU_MODULES_ARRAY_PARTS_H
#define OU_MODULES_ARRAY_PARTS_H
#include "object/state.h"

typedef struct OuArray {
    OuObj head;
    char *data; /* NULL: no block */
    size_t len, cap; /* items */
    size_t exports;
    char code;
    uint8_t size; /* of an item */
} OuArray;
#define OU_ARRAY(o) ((OuArray *)(o))

OU_INLINE char *ou_array_place(const OuArray *a, size_t i)
{
    return a->data + i * a->size;
}

/* Bytes of an item; 0: no such code. */
uint8_t ou_array_size_of(char code);
/* Item i as object. */
OuObj *ou_array_item(OuVM *vm, const OuArray *a, size_t i);
/* A value as item; its low bytes are what is stored. Runs script code. */
OU_MUST_CHECK bool ou_array_convert(OuVM *vm, char code, OuObj *value, uint64_t *out);
OU_MUST_CHECK bool ou_array_set(OuVM *vm, OuArray *a, size_t i, OuObj *value);

#define OU_ARRAY_CODES "bBuhHiIlLqQfd"

#endif
