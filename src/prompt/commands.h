/* commands.h - entries for the prompt itself: %mem, %trace … and x?. Most is in _prompt.py. */
#ifndef OU_PROMPT_COMMANDS_H
#define OU_PROMPT_COMMANDS_H
#include "prompt/entry.h"
#include "prompt/meter.h"

/* Is it one, and not text of the language? */
bool command_is(const char *text, size_t size);
/* Does it need more lines? `text` ends in \n. */
bool command_needs_more(OuVM *vm, const char *text, size_t size);
/* Run it; false: failed, the exception is pending. */
OU_MUST_CHECK bool command_run(EntryRun *run, Meter *meter, const char *text);
/* The line of %mem on, after an entry. */
OU_MUST_CHECK bool command_memory_line(OuVM *vm, const Meter *meter);

#endif
