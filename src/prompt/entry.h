/* entry.h - an entry as text of the language: is it complete, which statements is it; and running it. */
#ifndef OU_PROMPT_ENTRY_H
#define OU_PROMPT_ENTRY_H
#include "object/state.h"

/* How entries run, and what one leaves for the next. */
typedef struct EntryRun {
    OuVM *vm;
    bool numbered;       /* each has a file name of its own, so that tracebacks find what was typed */
    unsigned number;     /* of the entry */
    uint32_t flags;      /* of the compiler: what was imported from __future__ */
} EntryRun;

/* Does the text, which ends in \n, need more lines? The parser's own answer; errors are complete. */
bool entry_needs_more(OuVM *vm, const char *text, size_t size);
/* Remember the text of the entry that comes, for tracebacks; `name`: 32 bytes, is set to its file name. */
OU_MUST_CHECK bool entry_keep(EntryRun *run, const char *text, size_t size, char *name);
/* Run it, statement by statement. False: failed, the exception is pending. */
OU_MUST_CHECK bool entry_run(EntryRun *run, const char *text, size_t size, const char *name);

#endif
