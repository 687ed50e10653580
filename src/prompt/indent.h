/* indent.h - how far the next line of an entry is to be indented. */
#ifndef OU_PROMPT_INDENT_H
#define OU_PROMPT_INDENT_H
#include <stddef.h>

enum { INDENT = 4 };

/* Columns of a line that begins at `point` of the text. */
int indent_after(const char *text, size_t point);

#endif
