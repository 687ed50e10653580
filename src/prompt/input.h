/* input.h - input() at the prompt: its line is edited like an entry. */
#ifndef OU_PROMPT_INPUT_H
#define OU_PROMPT_INPUT_H
#include "object/state.h"

/* Put an input() into builtins that uses the editor, which is open; with another sys.stdin or sys.stdout it does what
 * the usual one does. */
OU_MUST_CHECK bool input_open(OuVM *vm);

#endif
