/* meter.h - what an entry did to the heap: objects made, freed and collected, bytes. */
#ifndef OU_PROMPT_METER_H
#define OU_PROMPT_METER_H
#include "object/state.h"

enum { METER_KINDS = 6 };

/* How many objects of one type an entry made that are still there. */
typedef struct MeterKind {
    char name[40];
    size_t count;
} MeterKind;

typedef struct Meter {
    bool shown;      /* after each entry (%mem on) */
    bool measured;   /* what follows is of the last entry; else it was not looked at: too many objects */
    size_t objects, bytes;           /* alive after it; of a block behind an object, too */
    size_t created, freed, collected;
    ptrdiff_t grown;                 /* bytes */
    MeterKind kinds[METER_KINDS];    /* of `created`; the last one counts all further types */
    size_t kind_count;
    uint64_t collected_before;
    size_t bytes_before, objects_before;
} Meter;

/* An entry is about to run; it has run. Nothing here makes objects. */
void meter_begin(OuVM *vm, Meter *meter);
void meter_end(OuVM *vm, Meter *meter);
/* Count what is alive now. False: no memory for that. */
OU_MUST_CHECK bool meter_look(OuVM *vm, Meter *meter);

#endif
