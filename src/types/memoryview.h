/* memoryview.h - a view of another object's buffer: up to 64 dimensions, any steps, items of any
 * native format. */
#ifndef OU_TYPES_MEMORYVIEW_H
#define OU_TYPES_MEMORYVIEW_H
#include "types/bytes.h"

typedef struct OuMemoryView {
    OuGcObj gc;
    OuObj *owner;     /* whose buffer is held; NULL: released */
    char *data;       /* the first item */
    ptrdiff_t count;  /* items of the first dimension; 1 if there is none */
    ptrdiff_t stride; /* bytes from one of them to the next */
    ptrdiff_t *dims;  /* of more than one dimension: all lengths, then all strides; the first unused */
    size_t exports;   /* holders of this view's buffer */
    OuHash hash;
    bool hashed, read_only;
    char format;      /* struct code */
    uint8_t item_size, ndim;
    bool prefixed;    /* the format is shown with "@" */
} OuMemoryView;

OuObj *ou_memoryview_new(OuVM *vm, OuObj *exporter);
/* The content as bytes; the view may have any step. */
OuObj *ou_memoryview_bytes(OuVM *vm, OuObj *view);

#endif
