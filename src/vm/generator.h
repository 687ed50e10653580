/* generator.h - generators, coroutines, async generators: a frame of their own on the heap. */
#ifndef OU_VM_GENERATOR_H
#define OU_VM_GENERATOR_H
#include "vm/frame.h"

typedef enum { OU_GEN_CREATED, OU_GEN_SUSPENDED, OU_GEN_RUNNING, OU_GEN_CLOSED } OuGenState;

typedef struct OuGenerator {
    OuGcObj gc;
    OuStr *name, *qualname;
    OuObj *origin_or_null;
    OuObj *yield_from;        /* unused: found from the frame */
    OuHandled handled;        /* what it was handling when it was suspended */
    uint8_t state;            /* OuGenState */
    uint8_t hooks_ready, closed_flag, running_async; /* async generators */
    OuObj *async_finalizer;
    OuCode *code;             /* stays after it ended */
    uint64_t frame_words[];   /* OuFrame, then registers */
} OuGenerator;

OU_INLINE OuFrame *ou_generator_frame(OuGenerator *g)
{
    return (OuFrame *)g->frame_words;
}

#endif
