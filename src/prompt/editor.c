/* editor.c - see editor.h.
 *
 * Readline does the editing (keys, history, search, vi mode, undo, paste); its line may hold
 * newlines. What is drawn is ours (editor_draw.c and screen.c, as readline's redisplay function), and the keys that
 * mean something else in a text of many lines are bound to commands of ours (editor_keys.c), unless the user's
 * inputrc has bound them. Readline is used through its callbacks: we wait for keys ourselves, with signals let
 * through only there, so that Ctrl-C, Ctrl-Z and a new window size arrive at one known place. */
#include "prompt/editor_parts.h"
#include "prompt/history.h"
#include "prompt/screen.h"
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- reading ---- */

/* After a key. If another one is there already its redisplay will do: text that comes fast is drawn once. */
static void redisplay_at_rest(void)
{
    if (!editor_input_waits())
        editor_redisplay();
}

/* At the end of input readline would write a newline of its own from here on. */
static void leave_terminal(void)
{
    *RL.rl_eof_found = 0;
    RL.rl_deprep_terminal();
}

static void on_line(char *line)
{
    editor.line = line;
    editor.done = true;
    RL.rl_callback_handler_remove();
}

static void on_resize(void)
{
    int old = editor.width;
    RL.rl_resize_terminal();
    editor_measure();
    if (editor.width != old)
        screen_resized(editor.width);
    editor_redisplay();
}

/* Forget what was typed so far. */
static void abandon(void)
{
    editor_set_below(NULL);
    *RL.rl_point = *RL.rl_end;
    editor_redisplay();
    RL.rl_free_line_state();
    RL.rl_callback_sigcleanup();
    RL.rl_replace_line("", 1);
    RL.rl_callback_handler_remove();
}

/* Do what signals have asked for; false: the entry is given up. */
static bool handle_signals(void)
{
    EditorSignals *signals = &editor_signals;
    if (signals->interrupted) {
        abandon();
        return false;
    }
    if (signals->stopped || signals->ended) {
        int number = signals->stopped ? SIGTSTP : signals->ended;
        signals->stopped = signals->ended = 0;
        editor_leave_for(number);
    }
    if (signals->resized) {
        signals->resized = 0;
        on_resize();
    }
    return true;
}

/* Let readline have a key; what was shown below goes, unless the key has shown it. */
static void read_key(void)
{
    const char *below = editor.below;
    editor.keep_below = false;
    RL.rl_callback_read_char();
    if (!editor.done && below && below == editor.below && !editor.keep_below) {
        editor_set_below(NULL);
        editor_redisplay();
    }
}

/* Only the last line of a prompt is drawn again; those above it are written once. */
static void write_upper_lines(void)
{
    const char *last = strrchr(editor.prompt, '\n');
    if (!last)
        return;
    screen_write(editor.prompt, (size_t)(last + 1 - editor.prompt));
    editor.prompt = last + 1;
}

static EditStatus read_entry(void)
{
    editor.done = false;
    editor.line = NULL;
    editor_measure();
    screen_begin();
    screen_fresh_row(editor.width);
    write_upper_lines();
    const sigset_t *waiting_mask = editor_catch_signals();
    RL.rl_callback_handler_install("", on_line);
    EditStatus status = EDIT_OK;
    while (!editor.done) {
        struct pollfd input = {.fd = 0, .events = POLLIN};
        int ready = *RL.rl_pending_input ? 1 : ppoll(&input, 1, NULL, waiting_mask);
        bool failed = ready < 0 && errno != EINTR;
        if (!handle_signals()) {
            status = EDIT_INTERRUPTED;
            break;
        }
        if (failed)
            break;
        if (ready > 0)
            read_key();
    }
    editor_set_below(NULL);
    screen_end();
    editor_release_signals();
    return status == EDIT_OK && !editor.line ? EDIT_END : status;
}

EditStatus editor_read(const char *prompt, const char *continuation, char **entry)
{
    editor.prompt = prompt;
    editor.continuation = continuation;
    editor.plain = false;
    EditStatus status = read_entry();
    char *line = editor.line;
    if (status == EDIT_OK) {
        size_t size = strlen(line); /* empty lines that closed a block */
        while (size > 0 && strchr(" \t\n", line[size - 1]))
            size--;
        line[size] = 0;
    }
    *entry = line;
    return status;
}

EditStatus editor_read_line(const char *prompt, char **line)
{
    editor.prompt = prompt;
    editor.continuation = "";
    editor.plain = true;
    EditStatus status = read_entry();
    *line = editor.line;
    return status;
}

/* ---- opening and closing ---- */

static void recall(const char *entry)
{
    RL.add_history(entry);
}

bool editor_open(const EditorHooks *hooks, const char *history, bool colours)
{
    const char *terminal = getenv("TERM");
    if (!isatty(0) || !isatty(1) || !terminal || strcmp(terminal, "dumb") == 0 || !*terminal || !readline_load())
        return false;
    /* Readline moves by characters of the locale's encoding; source is UTF-8. */
    const char *locale = setlocale(LC_CTYPE, "");
    if (!locale || (!strstr(locale, "UTF-8") && !strstr(locale, "utf8")))
        setlocale(LC_CTYPE, "C.UTF-8");
    editor.hooks = *hooks;
    editor.colours = colours;
    editor.history = history ? strdup(history) : NULL;
    *RL.rl_readline_name = "ouro";
    *RL.rl_catch_signals = 0;
    *RL.rl_catch_sigwinch = 0;
    *RL.rl_change_environment = 0;
    RL.using_history();
    editor_name_commands();
    RL.rl_initialize();
    *RL.rl_redisplay_function = redisplay_at_rest;
    *RL.rl_deprep_term_function = leave_terminal;
    RL.rl_variable_bind("bind-tty-special-chars", "off"); /* it would take Backspace back at each entry */
    editor_bind_keys();
    RL.stifle_history(HISTORY_LIMIT);
    if (editor.history) {
        history_tidy(editor.history);
        history_load(editor.history, recall);
    }
    return true;
}

void editor_remember(const char *entry)
{
    if (!*entry)
        return;
    for (int i = *RL.history_length - 1; i >= 0; i--) { /* an equal one before goes */
        HIST_ENTRY *old = RL.history_get(i + *RL.history_base);
        if (old && strcmp(old->line, entry) == 0) {
            HIST_ENTRY *removed = RL.remove_history(i);
            if (removed)
                RL.free_history_entry(removed);
            break;
        }
    }
    RL.add_history(entry);
    RL.using_history();
    if (editor.history)
        history_append(editor.history, entry);
}

void editor_close(void)
{
    free(editor.history);
    free(editor.classes);
    editor.history = NULL;
    editor.classes = NULL;
    editor.classes_room = 0;
}
