/* indent.h - how far the next line of an entry is to be indented. */
#ifndef OU_PROMPT_INDENT_H
#define OU_PROMPT_INDENT_H
#include <stdbool.h>
#include <stddef.h>

enum { INDENT = 4 };

/* Columns of a line that begins at `point` of the text. */
int indent_after(const char *text, size_t point);
/* The line that ends at `point` has become `else:` or the like: does it stand where the block before it goes on, and so
 * has to go back a level? */
bool indent_is_too_deep(const char *text, size_t point);

#endif
