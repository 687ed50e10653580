/* readline_link.h - GNU readline, loaded when the prompt opens on a terminal, so that scripts start
 * without it and libouro stays free of it. `editor_rl.NAME` is readline's function NAME, or the address of its
 * variable NAME. */
#ifndef OU_PROMPT_READLINE_LINK_H
#define OU_PROMPT_READLINE_LINK_H
#include <stdbool.h>
#include <stdio.h>
#include <readline/history.h>
#include <readline/readline.h>

#define READLINE_FUNCTIONS(X) \
    X(add_history) X(free_history_entry) X(history_get) X(remove_history) X(rl_add_defun) \
    X(rl_backward_word) X(rl_beg_of_line) X(rl_begin_undo_group) X(rl_bind_keyseq_in_map) X(rl_callback_handler_install) \
    X(rl_callback_handler_remove) X(rl_callback_read_char) X(rl_callback_sigcleanup) \
    X(rl_clear_screen) X(rl_complete) X(rl_delete_text) X(rl_deprep_terminal) X(rl_ding) \
    X(rl_end_of_line) X(rl_end_undo_group) X(rl_forward_word) X(rl_free_line_state) X(rl_function_of_keyseq) \
    X(rl_get_keymap_by_name) X(rl_get_next_history) X(rl_get_previous_history) X(rl_initialize) \
    X(rl_insert) X(rl_insert_text) X(rl_kill_text) X(rl_kill_line) X(rl_newline) X(rl_prep_terminal) X(rl_replace_line) \
    X(rl_resize_terminal) X(rl_rubout) X(rl_skip_csi_sequence) X(rl_variable_bind) X(stifle_history) X(using_history)

#define READLINE_VARIABLES(X) \
    X(history_base) X(history_length) X(rl_catch_signals) X(rl_catch_sigwinch) \
    X(rl_change_environment) X(rl_deprep_term_function) X(rl_display_prompt) X(rl_end) \
    X(rl_eof_found) X(rl_last_func) X(rl_line_buffer) X(rl_pending_input) X(rl_point) \
    X(rl_readline_name) X(rl_redisplay_function)

typedef struct Readline {
#define X(name) __typeof__(name) *name;
    READLINE_FUNCTIONS(X)
    READLINE_VARIABLES(X)
#undef X
} Readline;

extern Readline editor_rl; /* the program's only one: readline itself has but one state */

/* Load the library; false if it is not there (the prompt then works plainly). */
bool readline_load(void);

#endif
