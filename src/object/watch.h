/* watch.h - what a watcher of a VM is told: `ouro --trace-memory` (debug/).
 *
 * Nothing of this costs anything while nobody watches. Code that is compiled while somebody does
 * has a STEP before each instruction (library code has not). Objects tell of their death if the
 * watcher set OU_F_WATCHED in them: numbers, strings and the fast paths of the interpreter see
 * that as "not one of mine" and take the long way. */
#ifndef OU_OBJECT_WATCH_H
#define OU_OBJECT_WATCH_H
#include "object/object.h"

typedef enum OuWatchEvent {
    OU_WATCH_STEP,      /* subject: the frame (OuFrame), its pc at the instruction that comes */
    OU_WATCH_DEATH,     /* the object; its count is 0, it is still whole; the flag is taken away next */
    OU_WATCH_FINALIZE,  /* the object, before its finalizer runs (count 0, or garbage if a
                           collection runs); it is held by one reference meanwhile */
    OU_WATCH_FINALIZED, /* after that; number: it was brought back */
    OU_WATCH_GC_BEGIN,  /* number: the generation; nothing has moved yet */
    OU_WATCH_GC_COUNTED, /* subject: OuWatchRegion; references from inside are counted in the
                           collector's words */
    OU_WATCH_GC_DEDUCED, /* subject: OuWatchRegion; survivors, then garbage */
    OU_WATCH_GC_END,    /* number: the result */
} OuWatchEvent;

typedef struct OuWatchRegion {
    OuObj **items; /* may hold NULL */
    uint32_t count;
    uint32_t garbage; /* DEDUCED: index of the first garbage */
} OuWatchRegion;

/* Must not run script code, make objects or raise. `subject` depends on the event. */
typedef void (*OuWatchFn)(OuVM *vm, OuWatchEvent event, void *subject, size_t number);

#endif
