/* trace.h - `ouro --trace-memory`: line by line, what a script does to the objects it uses. */
#ifndef OU_DEBUG_TRACE_H
#define OU_DEBUG_TRACE_H
#include "object/state.h"
#include <stdio.h>

typedef struct OuTraceOptions {
    const char *file;         /* where to; NULL: stderr */
    const char *const *names; /* only objects that had one of these names … */
    const char *const *types; /* … or are of these types; NULL-terminated, or NULL */
    bool in_between;          /* begins at a prompt: what is there already is no event */
} OuTraceOptions;

/* Watch the scripts that are compiled from now on. False: no memory, or the file cannot be written
 * (errno). */
bool ou_trace_begin(OuVM *vm, const OuTraceOptions *options);
/* What was watched is over, and the VM goes on; instead of the two below. False: not all could be written. */
bool ou_trace_stop(OuVM *vm);
/* The script has ended; what follows are its last releases. */
void ou_trace_exit(OuVM *vm);
/* The VM has been finalized: the rest is reported, and the tracer freed. False: not all could be written. */
bool ou_trace_end(OuVM *vm);

#endif
