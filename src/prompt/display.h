/* display.h - how values and tracebacks are shown on a terminal. */
#ifndef OU_PROMPT_DISPLAY_H
#define OU_PROMPT_DISPLAY_H
#include "object/state.h"

/* Make sys.displayhook show values to the terminal's width: what is longer than a line is laid out
 * (src/prompt/_prompt.py), what is longer than a screen is cut, with a mark that says so. False: no memory. */
OU_MUST_CHECK bool display_open(OuVM *vm);

#endif
