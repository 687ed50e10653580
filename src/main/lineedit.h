/* lineedit.h - reading a line at the prompt: with readline, or plainly from stdin. The only
 * part of ouro that knows readline. */
#ifndef OU_MAIN_LINEEDIT_H
#define OU_MAIN_LINEEDIT_H
#include <stdbool.h>

typedef enum LineStatus { LINE_OK, LINE_END, LINE_INTERRUPTED } LineStatus;

/* Prepare (history file …); `interactive`: stdin and stdout are terminals. */
void line_edit_open(bool interactive);
/* Read one line after showing `prompt`; *line is malloc'ed, without the newline. */
LineStatus line_edit_read(const char *prompt, char **line);
/* Remember an entry (may span lines). */
void line_edit_remember(const char *entry);
void line_edit_close(void);

#endif
