/* editor_parts.h - what the files of the editor share. There is one terminal and one readline, so the state is one,
 * too: `editor`. */
#ifndef OU_PROMPT_EDITOR_PARTS_H
#define OU_PROMPT_EDITOR_PARTS_H
#include "prompt/editor.h"
#include "prompt/indent.h"
#include "prompt/readline_link.h"
#include <signal.h>

typedef struct Editor {
    EditorHooks hooks;
    char *history;
    bool colours;
    const char *prompt, *continuation;
    char *line;       /* what was typed, when done */
    bool done;
    bool plain;       /* a line for input(): no blocks, no colours, no Tab */
    char *below;      /* shown under the entry until the next key */
    bool keep_below;
    bool tab_again;
    unsigned char *classes;
    size_t classes_room;
    int width, height;
} Editor;

extern Editor editor;

#define RL editor_rl

/* ---- editor_draw.c ---- */
void editor_measure(void);
void editor_redisplay(void);
/* Are there more keys to be read? Then what comes is pasted rather than typed. */
bool editor_input_waits(void);
/* Show a text (malloc'ed, taken) under the entry until the next key; NULL: nothing any more. */
void editor_set_below(char *note);

/* ---- editor_keys.c ---- */
/* Before inputrc is read: commands that it may bind. */
void editor_name_commands(void);
/* After it. */
void editor_bind_keys(void);
/* Is there only white space between the start of the line and the cursor? */
bool editor_in_indent(void);
size_t editor_line_start(size_t at);

/* ---- editor_tab.c ---- */
int editor_tab(int count, int key); /* a command of readline's */

/* ---- editor_signals.c ---- */
typedef struct EditorSignals {
    volatile sig_atomic_t interrupted, resized, stopped, ended; /* ended: the signal's number */
} EditorSignals;
extern EditorSignals editor_signals;
/* Signals arrive only while we wait with the mask that this returns. */
const sigset_t *editor_catch_signals(void);
void editor_release_signals(void);
/* Do with the terminal as it was found what a signal is for: stop or end the process. */
void editor_leave_for(int number);

/* Readline's line. */
static inline const char *editor_text(void)
{
    return *RL.rl_line_buffer;
}
static inline size_t editor_size(void)
{
    return (size_t)*RL.rl_end;
}
static inline size_t editor_point(void)
{
    return (size_t)*RL.rl_point;
}

#endif
