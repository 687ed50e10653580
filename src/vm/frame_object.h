/* frame_object.h - what shows a frame to scripts: see frame.c. */
#ifndef OU_VM_FRAME_OBJECT_H
#define OU_VM_FRAME_OBJECT_H
#include "vm/frame.h"

typedef struct OuFrameObject {
    OuGcObj gc;
    OuFrame *frame;      /* NULL: detached */
    OuCode *code;
    OuFunction *function; /* detached: what was called */
    OuObj *back;         /* detached: the caller's object, or NULL */
    OuObj *locals;       /* detached: namespace or snapshot, or NULL */
    OuObj *trace;
    uint32_t index;      /* detached: word of its instruction */
    uint32_t count;
    bool trace_lines, trace_opcodes;
    bool cleared; /* by clear(): shows no variables of the closure either */
    OuObj *values[];     /* detached: the variables */
} OuFrameObject;

#endif
