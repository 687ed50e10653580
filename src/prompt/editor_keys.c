/* editor_keys.c - the keys that mean something else in a text of many lines (editor_parts.h), as commands of
 * readline's. */
#include "prompt/editor_parts.h"
#include "prompt/screen.h"
#include <stdlib.h>
#include <string.h>

/* ---- lines of the entry ---- */

size_t editor_line_start(size_t at)
{
    while (at > 0 && editor_text()[at - 1] != '\n')
        at--;
    return at;
}

static size_t line_end(size_t at)
{
    while (at < editor_size() && editor_text()[at] != '\n')
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

bool editor_in_indent(void)
{
    size_t start = editor_line_start(editor_point());
    return is_blank(editor_text() + start, editor_point() - start);
}

static void insert_line(bool with_indent)
{
    char spaces[128] = "\n";
    int indent = with_indent ? indent_after(editor_text(), editor_point()) : 0;
    if (indent > (int)sizeof spaces - 2)
        indent = (int)sizeof spaces - 2;
    memset(spaces + 1, ' ', (size_t)indent);
    spaces[1 + indent] = 0;
    RL.rl_begin_undo_group();
    if (with_indent) { /* what follows the cursor brings no spaces of its own */
        size_t from = editor_point(), to = from;
        while (to < editor_size() && editor_text()[to] == ' ')
            to++;
        if (to < editor_size() && editor_text()[to] != '\n')
            RL.rl_delete_text((int)from, (int)to);
    }
    RL.rl_insert_text(spaces);
    RL.rl_end_undo_group();
}

/* ---- commands ---- */

/* Would the entry run if it ended here? A line of spaces ends a block as an empty one does. */
static bool is_complete(void)
{
    size_t size = editor_size(), last = editor_line_start(size);
    bool blank_end = last > 0 && is_blank(editor_text() + last, size - last);
    if (blank_end)
        size = last;
    char *copy = malloc(size + 2);
    if (!copy)
        return true;
    memcpy(copy, editor_text(), size);
    copy[size] = '\n';
    copy[size + 1] = 0;
    bool more = editor.hooks.needs_more(editor.hooks.context, copy, size + 1);
    free(copy);
    return !more;
}

static int accept_entry(int count, int key)
{
    editor_set_below(NULL);
    *RL.rl_point = *RL.rl_end;
    editor_redisplay();
    return RL.rl_newline(count, key);
}

static int enter(int count, int key)
{
    if (editor.plain || is_blank(editor_text(), editor_size()))
        return accept_entry(count, key);
    size_t rest = line_end(editor_point());
    bool pasting = editor_input_waits();
    if (!is_blank(editor_text() + rest, editor_size() - rest) || !is_complete()) {
        insert_line(!pasting);
        return 0;
    }
    return accept_entry(count, key);
}

/* Move to the line above (-1) or below (1), in the same column; false: there is none. */
static bool move_line(int direction)
{
    size_t start = editor_line_start(editor_point()), column = 0;
    for (size_t at = start; at < editor_point(); at++)
        column += ((unsigned char)editor_text()[at] & 0xC0) != 0x80;
    size_t to;
    if (direction < 0) {
        if (start == 0)
            return false;
        to = editor_line_start(start - 1);
    } else {
        to = line_end(editor_point());
        if (to == editor_size())
            return false;
        to++;
    }
    while (to < editor_size() && editor_text()[to] != '\n' && column > 0) {
        to++;
        while (to < editor_size() && ((unsigned char)editor_text()[to] & 0xC0) == 0x80)
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
    size_t start = editor_line_start(editor_point()), first = start;
    while (first < editor_size() && editor_text()[first] == ' ')
        first++;
    *RL.rl_point = (int)(editor_point() == first ? start : first); /* the second time: the very start */
    return 0;
}

static int to_line_end(int count, int key)
{
    (void)count, (void)key;
    *RL.rl_point = (int)line_end(editor_point());
    return 0;
}

static int kill_line(int count, int key)
{
    size_t end = line_end(editor_point());
    if (end == editor_size())
        return RL.rl_kill_line(count, key);
    if (end == editor_point())
        end++; /* at the end of a line: join it with the next */
    return RL.rl_kill_text((int)editor_point(), (int)end);
}

/* Backspace within the indentation takes one level of it. */
static int backspace(int count, int key)
{
    size_t start = editor_line_start(editor_point()), column = editor_point() - start;
    if (count != 1 || column == 0 || !editor_in_indent() || memchr(editor_text() + start, '\t', column))
        return RL.rl_rubout(count, key);
    size_t back = column % INDENT ? column % INDENT : INDENT;
    int from = *RL.rl_point - (int)back;
    RL.rl_delete_text(from, *RL.rl_point);
    *RL.rl_point = from;
    return 0;
}

/* A colon behind `else` and the like: the line goes back to its statement. */
static int colon(int count, int key)
{
    int result = RL.rl_insert(count, key);
    size_t start = editor_line_start(editor_point());
    if (!editor.plain && !editor_input_waits() && indent_is_too_deep(editor_text(), editor_point())) {
        int to = *RL.rl_point - INDENT;
        RL.rl_delete_text((int)start, (int)start + INDENT);
        *RL.rl_point = to;
    }
    return result;
}

static int clear_screen(int count, int key)
{
    (void)count, (void)key;
    screen_clear();
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

void editor_name_commands(void)
{
    RL.rl_add_defun("ouro-enter", enter, -1);
    RL.rl_add_defun("ouro-run", accept_entry, -1);
    RL.rl_add_defun("ouro-complete", editor_tab, -1);
}

void editor_bind_keys(void)
{
    static const char *const maps[] = {"emacs-standard", "vi-insert", "vi-command"};
    const struct {
        const char *key;
        rl_command_func_t *usual, *ours;
    } keys[] = {
        {"\r", RL.rl_newline, enter},
        {"\n", RL.rl_newline, enter},
        {"\t", RL.rl_complete, editor_tab},
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
        {":", RL.rl_insert, colon},
        {"\033[1;5C", NULL, RL.rl_forward_word}, /* Ctrl and Alt with an arrow */
        {"\033[1;3C", NULL, RL.rl_forward_word},
        {"\033[1;5D", NULL, RL.rl_backward_word},
        {"\033[1;3D", NULL, RL.rl_backward_word},
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
            RL.rl_bind_keyseq_in_map("\033[", RL.rl_skip_csi_sequence, map); /* keys without a meaning insert nothing */
        }
    }
}
