/* editor.h - typing an entry: its lines are edited as one, with readline's keys and history; colours, automatic
 * indentation, Tab. Knows no VM: what it must know of the language it asks through EditorHooks. */
#ifndef OU_PROMPT_EDITOR_H
#define OU_PROMPT_EDITOR_H
#include <stdbool.h>
#include <stddef.h>

/* What Tab found. All malloc'ed. */
typedef struct Completions {
    size_t start;  /* the word to complete begins there */
    char **words;  /* sorted, without duplicates: what may stand in its place, each with what is to follow: "(" … */
    size_t count;
    char *note;    /* shown below: signature and first line of the doc; or NULL */
} Completions;

typedef struct EditorHooks {
    void *context;
    /* Can the text, which ends in \n, not be run yet? */
    bool (*needs_more)(void *context, const char *text, size_t size);
    bool (*is_builtin)(void *context, const char *name, size_t size);
    /* Tab at `point`; `again`: the second Tab in a row. */
    void (*complete)(void *context, const char *text, size_t point, bool again, Completions *found);
} EditorHooks;

typedef enum EditStatus {
    EDIT_OK,
    EDIT_END,         /* Ctrl-D, end of input */
    EDIT_INTERRUPTED, /* Ctrl-C */
} EditStatus;

/* Prepare; `history`: file of the history, or NULL. False: there is no terminal that can be edited on, or no
 * readline: read lines plainly. */
bool editor_open(const EditorHooks *hooks, const char *history, bool colours);
/* Let an entry be typed. *entry: malloc'ed, without a newline at its end. */
EditStatus editor_read(const char *prompt, const char *continuation, char **entry);
/* Put an entry into the history. */
void editor_remember(const char *entry);
/* A single line, without colours and history: input(). */
EditStatus editor_read_line(const char *prompt, char **line);
void editor_close(void);

void completions_drop(Completions *found);

#endif
