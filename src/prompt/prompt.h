/* prompt.h - the prompt: entries are typed, run, and their values shown. */
#ifndef OU_PROMPT_PROMPT_H
#define OU_PROMPT_PROMPT_H
#include "host/host.h"

/* What it does in Python (src/prompt/_prompt.py), for OuConfig.program_library. */
extern const OuLibraryFile ou_prompt_library[];
extern const size_t ou_prompt_library_count;

typedef struct PromptOptions {
    bool terminal;           /* stdin and stdout are one: edit, colour, display to its width */
    bool ignore_environment; /* -E: no start-up file, no history file */
    bool isolated;           /* -I: the same */
    bool after_script;       /* -i: no start-up file */
} PromptOptions;

/* Read, run and show until the end of input or SystemExit; returns the exit status. */
int ou_prompt(OuVM *vm, const PromptOptions *options);
/* Are colours wanted on a terminal? NO_COLOR, FORCE_COLOR and TERM decide. */
bool ou_prompt_colours(int descriptor);
/* Tracebacks that the VM reports are coloured from now on. */
void ou_prompt_colour_tracebacks(OuVM *vm);

#endif
