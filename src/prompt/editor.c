/* editor.c - see editor.h.
 *
 * Readline does the editing (keys, history, search, vi mode, undo, paste); its line may hold
 * newlines. What is drawn is ours (screen.c, as readline's redisplay function), and the keys that
 * mean something else in a text of many lines are bound to commands of ours, unless the user's
 * inputrc has bound them. Readline is used through its callbacks: we wait for keys ourselves, with signals let
 * through only there, so that Ctrl-C, Ctrl-Z and a new window size arrive at one known place.
 *
 * There is one terminal and one readline, so the state is one, too: `editor`. */
#include "prompt/editor.h"
#include "prompt/highlight.h"
#include "prompt/history.h"
#include "prompt/readline_link.h"
#include "prompt/screen.h"
#include <errno.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static struct {
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
} editor;

#define RL editor_rl
enum { INDENT = 4 };

/* ---- drawing ---- */

static void measure(void)
{
    struct winsize size;
    bool known = ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    editor.width = known ? size.ws_col : 80;
    editor.height = known ? size.ws_row : 24;
}

static const char *text(void)
{
    return *RL.rl_line_buffer;
}

static size_t text_size(void)
{
    return (size_t)*RL.rl_end;
}

static size_t point(void)
{
    return (size_t)*RL.rl_point;
}

static void redisplay(void)
{
    const char *prompt = *RL.rl_display_prompt; /* while searching it is not ours */
    bool searching = prompt && *prompt;
    ScreenContent content = {.prompt = searching ? prompt : editor.prompt,
                             .continuation = editor.continuation,
                             .text = text(),
                             .size = text_size(),
                             .point = point(),
                             .below = editor.below};
    if (editor.colours && !editor.plain) {
        if (editor.classes_room < content.size) {
            size_t room = content.size * 2 + 256;
            unsigned char *grown = realloc(editor.classes, room);
            if (grown) {
                editor.classes = grown;
                editor.classes_room = room;
            }
        }
        if (editor.classes_room >= content.size && editor.classes) {
            highlight(content.text, content.size, editor.classes, editor.hooks.is_builtin, editor.hooks.context);
            content.classes = editor.classes;
        }
    }
    screen_draw(&content, editor.width, editor.height);
}

static void set_below(char *note)
{
    free(editor.below);
    editor.below = note;
    editor.keep_below = note != NULL;
}

/* ---- lines of the entry ---- */

static size_t line_start(size_t at)
{
    while (at > 0 && text()[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(size_t at)
{
    while (at < text_size() && text()[at] != '\n')
        at++;
    return at;
}

static bool is_blank(const char *from, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (from[i] != ' ' && from[i] != '\t' && from[i] != '\n')
            return false;
    return true;
}

/* Is there only white space between the start of the line and the cursor? */
static bool in_indent(void)
{
    size_t start = line_start(point());
    return is_blank(text() + start, point() - start);
}

static bool input_waiting(void)
{
    struct pollfd input = {.fd = 0, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

/* How far a line that begins at the cursor should be indented. */
static int next_indent(void)
{
    size_t start = line_start(point()), at = start;
    int indent = 0;
    for (; at < point() && (text()[at] == ' ' || text()[at] == '\t'); at++)
        indent += text()[at] == '\t' ? INDENT : 1;
    TextEnd end = highlight(text(), point(), NULL, NULL, NULL);
    if (end.in_quotes)
        return 0;
    if (end.depth > 0) {
        size_t line = line_start(end.bracket), first = line;
        while (first < end.bracket && text()[first] == ' ')
            first++;
        return line == start || end.bracket >= start ? (int)(first - line) + INDENT : indent;
    }
    unsigned char stack_classes[512];
    size_t size = point() - start, last = size;
    if (size <= sizeof stack_classes)
        highlight(text() + start, size, stack_classes, NULL, NULL);
    while (last > 0 && (text()[start + last - 1] == ' ' || text()[start + last - 1] == '\t'
                        || (size <= sizeof stack_classes && stack_classes[last - 1] == TEXT_COMMENT)))
        last--;
    if (last > 0 && text()[start + last - 1] == ':')
        return indent + INDENT;
    static const char *const leaving[] = {"return", "raise", "pass", "break", "continue"};
    for (size_t i = 0; i < sizeof leaving / sizeof leaving[0]; i++) {
        size_t len = strlen(leaving[i]);
        if (size - (at - start) >= len && memcmp(text() + at, leaving[i], len) == 0
            && (at + len == point() || text()[at + len] == ' '))
            return indent >= INDENT ? indent - INDENT : 0;
    }
    return indent;
}

static void insert_line(bool with_indent)
{
    char spaces[128] = "\n";
    int indent = with_indent ? next_indent() : 0;
    if (indent > (int)sizeof spaces - 2)
        indent = (int)sizeof spaces - 2;
    memset(spaces + 1, ' ', (size_t)indent);
    spaces[1 + indent] = 0;
    RL.rl_begin_undo_group();
    if (with_indent) { /* what follows the cursor brings no spaces of its own */
        size_t from = point(), to = from;
        while (to < text_size() && text()[to] == ' ')
            to++;
        if (to < text_size() && text()[to] != '\n')
            RL.rl_delete_text((int)from, (int)to);
    }
    RL.rl_insert_text(spaces);
    RL.rl_end_undo_group();
}

/* ---- commands ---- */

/* Would the entry run if it ended here? A line of spaces ends a block as an empty one does. */
static bool is_complete(void)
{
    size_t size = text_size(), last = line_start(size);
    bool blank_end = last > 0 && is_blank(text() + last, size - last);
    if (blank_end)
        size = last;
    char *copy = malloc(size + 2);
    if (!copy)
        return true;
    memcpy(copy, text(), size);
    copy[size] = '\n';
    copy[size + 1] = 0;
    bool more = editor.hooks.needs_more(editor.hooks.context, copy, size + 1);
    free(copy);
    return !more;
}

static int accept_entry(int count, int key)
{
    set_below(NULL);
    *RL.rl_point = *RL.rl_end;
    redisplay();
    return RL.rl_newline(count, key);
}

static int enter(int count, int key)
{
    if (editor.plain || is_blank(text(), text_size()))
        return accept_entry(count, key);
    size_t rest = line_end(point());
    bool pasting = input_waiting();
    if (!is_blank(text() + rest, text_size() - rest) || !is_complete()) {
        insert_line(!pasting);
        return 0;
    }
    return accept_entry(count, key);
}

/* Move to the line above (-1) or below (1), in the same column; false: there is none. */
static bool move_line(int direction)
{
    size_t start = line_start(point()), column = 0;
    for (size_t at = start; at < point(); at++)
        column += ((unsigned char)text()[at] & 0xC0) != 0x80;
    size_t to;
    if (direction < 0) {
        if (start == 0)
            return false;
        to = line_start(start - 1);
    } else {
        to = line_end(point());
        if (to == text_size())
            return false;
        to++;
    }
    while (to < text_size() && text()[to] != '\n' && column > 0) {
        to++;
        while (to < text_size() && ((unsigned char)text()[to] & 0xC0) == 0x80)
            to++;
        column--;
    }
    *RL.rl_point = (int)to;
    return true;
}

static int line_up(int count, int key)
{
    return count == 1 && move_line(-1) ? 0 : RL.rl_get_previous_history(count, key);
}

static int line_down(int count, int key)
{
    return count == 1 && move_line(1) ? 0 : RL.rl_get_next_history(count, key);
}

static int to_line_start(int count, int key)
{
    (void)count, (void)key;
    size_t start = line_start(point()), first = start;
    while (first < text_size() && text()[first] == ' ')
        first++;
    *RL.rl_point = (int)(point() == first ? start : first); /* the second time: the very start */
    return 0;
}

static int to_line_end(int count, int key)
{
    (void)count, (void)key;
    *RL.rl_point = (int)line_end(point());
    return 0;
}

static int kill_line(int count, int key)
{
    size_t end = line_end(point());
    if (end == text_size())
        return RL.rl_kill_line(count, key);
    if (end == point())
        end++; /* at the end of a line: join it with the next */
    RL.rl_delete_text((int)point(), (int)end);
    return 0;
}

/* Backspace within the indentation takes one level of it. */
static int backspace(int count, int key)
{
    size_t start = line_start(point()), column = point() - start;
    if (count != 1 || column == 0 || !in_indent() || memchr(text() + start, '\t', column))
        return RL.rl_rubout(count, key);
    size_t back = column % INDENT ? column % INDENT : INDENT;
    int from = *RL.rl_point - (int)back;
    RL.rl_delete_text(from, *RL.rl_point);
    *RL.rl_point = from;
    return 0;
}

static int clear_screen(int count, int key)
{
    (void)count, (void)key;
    screen_clear();
    return 0;
}

/* ---- Tab ---- */

void completions_drop(Completions *found)
{
    for (size_t i = 0; i < found->count; i++)
        free(found->words[i]);
    free(found->words);
    free(found->note);
    *found = (Completions){0};
}

static size_t common_length(const Completions *found)
{
    size_t len = strlen(found->words[0]);
    for (size_t i = 1; i < found->count; i++) {
        size_t same = 0;
        while (same < len && found->words[i][same] == found->words[0][same])
            same++;
        len = same;
    }
    while (len > 0 && ((unsigned char)found->words[0][len] & 0xC0) == 0x80)
        len--; /* no half characters */
    return len;
}

/* The words in columns, as many rows as fit half of the terminal. */
static char *table(const Completions *found)
{
    size_t widest = 1;
    for (size_t i = 0; i < found->count; i++) {
        size_t width = (size_t)screen_text_width(found->words[i], strlen(found->words[i]));
        widest = width > widest ? width : widest;
    }
    size_t columns = (size_t)editor.width / (widest + 2);
    columns = columns ? columns : 1;
    size_t rows = (found->count + columns - 1) / columns, shown = rows;
    size_t limit = editor.height > 6 ? (size_t)editor.height / 2 : 3;
    if (rows > limit)
        shown = limit - 1;
    size_t row_room = columns * (widest * 4 + 2) + 2;
    char *lines = malloc(shown * row_room + 64), *p = lines;
    for (size_t row = 0; lines && row < shown; row++) {
        for (size_t column = 0; column < columns; column++) {
            size_t i = rows > limit ? row * columns + column : column * rows + row;
            if (i >= found->count)
                break;
            size_t len = strlen(found->words[i]);
            if (len > widest * 4)
                len = widest * 4;
            memcpy(p, found->words[i], len);
            p += len;
            for (size_t pad = (size_t)screen_text_width(found->words[i], len); pad < widest + 2; pad++)
                *p++ = ' ';
        }
        *p++ = '\n';
    }
    if (lines) {
        *p = 0;
        if (shown < rows)
            sprintf(p, "... and %zu more", found->count - shown * columns);
    }
    return lines;
}

static int tab(int count, int key)
{
    (void)count, (void)key;
    if (editor.plain || in_indent()) {
        size_t column = point() - line_start(point());
        RL.rl_insert_text(editor.plain ? "\t" : &"    "[column % INDENT]);
        return 0;
    }
    bool again = *RL.rl_last_func == tab && editor.tab_again;
    Completions found = {0};
    editor.hooks.complete(editor.hooks.context, text(), point(), again, &found);
    editor.tab_again = true;
    if (found.count > 0) {
        size_t len = common_length(&found), typed = point() - found.start;
        if (len > typed || (found.count == 1 && len != typed)
            || (len == typed && memcmp(found.words[0], text() + found.start, len) != 0)) {
            found.words[0][len] = 0;
            RL.rl_begin_undo_group();
            RL.rl_delete_text((int)found.start, *RL.rl_point);
            *RL.rl_point = (int)found.start;
            RL.rl_insert_text(found.words[0]);
            RL.rl_end_undo_group();
        } else if (found.note && again) {
            set_below(found.note);
            found.note = NULL;
        } else if (found.count > 1) {
            set_below(table(&found));
        }
    } else if (found.note) {
        set_below(found.note);
        found.note = NULL;
    } else {
        RL.rl_ding();
    }
    completions_drop(&found);
    return 0;
}

/* ---- keys ---- */

/* Bind `key` to a command of ours if it still does what readline's own binding does. */
static void rebind(Keymap map, const char *key, rl_command_func_t *usual, rl_command_func_t *ours)
{
    int type = ISFUNC;
    rl_command_func_t *now = RL.rl_function_of_keyseq(key, map, &type);
    if (type == ISFUNC && (now == usual || now == NULL))
        RL.rl_bind_keyseq_in_map(key, ours, map);
}

static void bind_keys(void)
{
    static const char *const maps[] = {"emacs-standard", "vi-insert", "vi-command"};
    const struct {
        const char *key;
        rl_command_func_t *usual, *ours;
    } keys[] = {
        {"\r", RL.rl_newline, enter},
        {"\n", RL.rl_newline, enter},
        {"\t", RL.rl_complete, tab},
        {"\033[A", RL.rl_get_previous_history, line_up},
        {"\033OA", RL.rl_get_previous_history, line_up},
        {"\020", RL.rl_get_previous_history, line_up},
        {"\033[B", RL.rl_get_next_history, line_down},
        {"\033OB", RL.rl_get_next_history, line_down},
        {"\016", RL.rl_get_next_history, line_down},
        {"\001", RL.rl_beg_of_line, to_line_start},
        {"\033[H", RL.rl_beg_of_line, to_line_start},
        {"\033OH", RL.rl_beg_of_line, to_line_start},
        {"\033[1~", RL.rl_beg_of_line, to_line_start},
        {"\005", RL.rl_end_of_line, to_line_end},
        {"\033[F", RL.rl_end_of_line, to_line_end},
        {"\033OF", RL.rl_end_of_line, to_line_end},
        {"\033[4~", RL.rl_end_of_line, to_line_end},
        {"\013", RL.rl_kill_line, kill_line},
        {"\177", RL.rl_rubout, backspace},
        {"\b", RL.rl_rubout, backspace},
        {"\f", RL.rl_clear_screen, clear_screen},
    };
    for (size_t m = 0; m < sizeof maps / sizeof maps[0]; m++) {
        Keymap map = RL.rl_get_keymap_by_name(maps[m]);
        bool command = strcmp(maps[m], "vi-command") == 0;
        for (size_t i = 0; map && i < sizeof keys / sizeof keys[0]; i++) {
            int type = ISFUNC;
            bool bound = RL.rl_function_of_keyseq(keys[i].key, map, &type) != NULL;
            if (bound || (!command && keys[i].key[0] == '\033')) /* control keys mean less in vi's maps */
                rebind(map, keys[i].key, keys[i].usual, keys[i].ours);
        }
        if (command && map) {
            rebind(map, "j", RL.rl_get_next_history, line_down);
            rebind(map, "k", RL.rl_get_previous_history, line_up);
        } else if (map) {
            RL.rl_bind_keyseq_in_map("\033\r", accept_entry, map); /* Alt-Enter: run it as it is */
        }
    }
    RL.rl_add_defun("ouro-enter", enter, -1);
    RL.rl_add_defun("ouro-run", accept_entry, -1);
    RL.rl_add_defun("ouro-complete", tab, -1);
}

/* ---- signals ---- */

static volatile sig_atomic_t interrupted, resized, stopped, ended;

static void on_signal(int number)
{
    switch (number) {
    case SIGINT: interrupted = 1; break;
    case SIGWINCH: resized = 1; break;
    case SIGTSTP: stopped = 1; break;
    default: ended = number; break;
    }
}

static const int caught[] = {SIGINT, SIGWINCH, SIGTSTP, SIGTERM, SIGHUP, SIGQUIT};
enum { CAUGHT = sizeof caught / sizeof caught[0] };
static struct sigaction earlier[CAUGHT];
static sigset_t waiting_mask, usual_mask;

static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal};
    sigset_t block;
    sigemptyset(&block);
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < CAUGHT; i++) {
        sigaddset(&block, caught[i]);
        sigaction(caught[i], NULL, &earlier[i]);
        if (earlier[i].sa_handler != SIG_IGN)
            sigaction(caught[i], &action, NULL);
    }
    sigprocmask(SIG_BLOCK, &block, &usual_mask);
    waiting_mask = usual_mask;
    for (int i = 0; i < CAUGHT; i++)
        sigdelset(&waiting_mask, caught[i]);
}

static void release_signals(void)
{
    for (int i = 0; i < CAUGHT; i++)
        sigaction(caught[i], &earlier[i], NULL);
    sigprocmask(SIG_SETMASK, &usual_mask, NULL);
}

/* Do with the terminal as it was found what a signal is for: stop or end the process. */
static void leave_for(int number)
{
    screen_end();
    RL.rl_deprep_terminal();
    struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
    sigset_t only, mask;
    sigemptyset(&usual.sa_mask);
    sigaction(number, &usual, &ours);
    sigemptyset(&only);
    sigaddset(&only, number);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &only, &mask); /* here it happens */
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(number, &ours, NULL);
    RL.rl_prep_terminal(1);
    measure();
    screen_begin();
    redisplay();
}

/* ---- reading ---- */

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
    measure();
    if (editor.width != old)
        screen_resized(editor.width);
    redisplay();
}

/* Forget what was typed so far. */
static void abandon(void)
{
    set_below(NULL);
    *RL.rl_point = *RL.rl_end;
    redisplay();
    RL.rl_free_line_state();
    RL.rl_callback_sigcleanup();
    RL.rl_replace_line("", 1);
    RL.rl_callback_handler_remove();
}

static EditStatus read_entry(void)
{
    editor.done = false;
    editor.line = NULL;
    measure();
    screen_begin();
    interrupted = stopped = ended = resized = 0;
    catch_signals();
    RL.rl_callback_handler_install("", on_line);
    EditStatus status = EDIT_OK;
    while (!editor.done) {
        struct pollfd input = {.fd = 0, .events = POLLIN};
        int ready = *RL.rl_pending_input ? 1 : ppoll(&input, 1, NULL, &waiting_mask);
        bool failed = ready < 0 && errno != EINTR;
        if (interrupted) {
            abandon();
            status = EDIT_INTERRUPTED;
            break;
        }
        if (stopped || ended) {
            int number = stopped ? SIGTSTP : ended;
            stopped = ended = 0;
            leave_for(number);
        }
        if (resized) {
            resized = 0;
            on_resize();
        }
        if (failed)
            break;
        if (ready <= 0)
            continue;
        char *below = editor.below;
        editor.keep_below = false;
        RL.rl_callback_read_char();
        if (!editor.done && below && below == editor.below && !editor.keep_below) {
            set_below(NULL);
            redisplay();
        }
    }
    set_below(NULL);
    screen_end();
    release_signals();
    if (status == EDIT_OK && !editor.line)
        status = EDIT_END;
    return status;
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
        while (size > 0 && is_blank(line + size - 1, 1))
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
    RL.rl_initialize();
    *RL.rl_redisplay_function = redisplay;
    RL.rl_variable_bind("bind-tty-special-chars", "off"); /* it would take Backspace back at each entry */
    bind_keys();
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
