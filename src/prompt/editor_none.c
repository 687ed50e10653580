/* editor_none.c - editor.h without readline (READLINE=0): lines are read plainly. */
#include "prompt/editor.h"

bool editor_open(const EditorHooks *hooks, const char *history, bool colours)
{
    (void)hooks, (void)history, (void)colours;
    return false;
}

EditStatus editor_read(const char *prompt, const char *continuation, char **entry)
{
    (void)prompt, (void)continuation, (void)entry;
    return EDIT_END;
}

void editor_remember(const char *entry)
{
    (void)entry;
}

EditStatus editor_read_line(const char *prompt, char **line)
{
    (void)prompt, (void)line;
    return EDIT_END;
}

void editor_close(void)
{
}
