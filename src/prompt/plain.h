/* plain.h - reading entries without the editor: from a pipe, a dumb terminal, without readline. */
#ifndef OU_PROMPT_PLAIN_H
#define OU_PROMPT_PLAIN_H
#include "object/state.h"

typedef bool (*PlainNeedsMore)(void *vm, const char *text, size_t size);

/* One entry from lines of stdin, malloc'ed; "": interrupted; NULL: none. *at_end: there will be no more. */
char *plain_read(OuVM *vm, bool terminal, PlainNeedsMore needs_more, bool *at_end);
/* sys.ps1 or sys.ps2 as text, malloc'ed. */
char *plain_prompt_text(OuVM *vm, OuStr *name, const char *otherwise);
/* Has Ctrl-C been pressed and nobody has taken it yet? Then say so. */
bool plain_take_interrupt(OuVM *vm);

#endif
