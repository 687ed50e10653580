/* helper.h - the prompt's functions that are written in Python (_prompt.py). */
#ifndef OU_PROMPT_HELPER_H
#define OU_PROMPT_HELPER_H
#include "object/state.h"

/* Import the module; it stays loaded. */
OU_MUST_CHECK bool helper_load(OuVM *vm);
/* Call one of its functions; new reference. Runs script code. */
OuObj *helper_call(OuVM *vm, const char *function, OuObj *const *args, size_t count);
/* The same with a text for its argument, without a result. */
OU_MUST_CHECK bool helper_tell(OuVM *vm, const char *function, const char *text);

#endif
