/* history.h - the history file: entries, of many lines too, bounded, without duplicates, shared by prompts
 * that are open at the same time. */
#ifndef OU_PROMPT_HISTORY_H
#define OU_PROMPT_HISTORY_H
#include <stddef.h>

enum { HISTORY_LIMIT = 5000 };

/* Call `add` for each entry of the file, oldest first. A file that cannot be read is empty. */
void history_load(const char *path, void (*add)(const char *entry));
/* Append an entry; an earlier equal one goes when the file is next tidied. Failures are ignored: a prompt works
 * without its history. */
void history_append(const char *path, const char *entry);
/* Leave out duplicates and what is over the limit. */
void history_tidy(const char *path);

#endif
