/* lineedit.c - see lineedit.h. Readline is loaded when a terminal is there to use it, so that
 * scripts start without it; where it is missing the prompt works plainly. */
#include "main/lineedit.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef OU_READLINE
#include <dlfcn.h>
#endif

static char *(*readline_fn)(const char *);
static void (*add_history_fn)(const char *);

void line_edit_open(bool interactive)
{
#ifdef OU_READLINE
    if (!interactive)
        return;
    void *library = dlopen("libreadline.so.8", RTLD_NOW);
    if (!library)
        return;
    *(void **)&readline_fn = dlsym(library, "readline");
    *(void **)&add_history_fn = dlsym(library, "add_history");
    const char **name = dlsym(library, "rl_readline_name");
    if (name)
        *name = "ouro";
#else
    (void)interactive;
#endif
}

LineStatus line_edit_read(const char *prompt, char **line)
{
    if (readline_fn) {
        *line = readline_fn(prompt);
        return *line ? LINE_OK : LINE_END;
    }
    fputs(prompt, stdout);
    fflush(stdout);
    size_t capacity = 0;
    *line = NULL;
    ssize_t len = getline(line, &capacity, stdin);
    if (len < 0) {
        free(*line);
        *line = NULL;
        return LINE_END;
    }
    if (len > 0 && (*line)[len - 1] == '\n')
        (*line)[len - 1] = 0;
    return LINE_OK;
}

void line_edit_remember(const char *entry)
{
    if (add_history_fn && *entry)
        add_history_fn(entry);
}

void line_edit_close(void)
{
    readline_fn = NULL;
    add_history_fn = NULL;
}
