/* complete.h - what Tab finds: names, attributes, keywords, modules and their members in imports, keyword arguments of
 * the function that is being called, keys of a dict, names of files. Looks at objects from
 * outside: no property, no __getattr__, no __dir__ of the user's runs. */
#ifndef OU_PROMPT_COMPLETE_H
#define OU_PROMPT_COMPLETE_H
#include "object/state.h"
#include "prompt/editor.h"

/* Complete the word before `point`; `found` is empty before. With `again` and a single candidate (or a word that is
 * complete) the note tells its signature and the first line of its doc. */
void prompt_complete(OuVM *vm, const char *text, size_t point, bool again, Completions *found);
/* The object that a name with attributes and subscripts refers to ("a.b[0]['c']"), found without running code of
 * the user's. New reference, or NULL without an exception. */
OuObj *prompt_evaluate(OuVM *vm, const char *text, size_t size);
/* Is it the name of a built-in function or class? */
bool prompt_is_builtin(OuVM *vm, const char *name, size_t size);

#endif
