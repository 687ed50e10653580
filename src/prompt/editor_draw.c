/* editor_draw.c - the state of the editor, and how it is drawn: in place of readline's redisplay. */
#include "prompt/editor_parts.h"
#include "prompt/highlight.h"
#include "prompt/screen.h"
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>

Editor editor;

void editor_measure(void)
{
    struct winsize size;
    bool known = ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 && size.ws_row > 0;
    editor.width = known ? size.ws_col : 80;
    editor.height = known ? size.ws_row : 24;
}

void editor_redisplay(void)
{
    const char *prompt = *RL.rl_display_prompt; /* while searching it is not ours */
    bool searching = prompt && *prompt;
    ScreenContent content = {.prompt = searching ? prompt : editor.prompt,
                             .continuation = editor.continuation,
                             .text = editor_text(),
                             .size = editor_size(),
                             .point = editor_point(),
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

bool editor_input_waits(void)
{
    struct pollfd input = {.fd = 0, .events = POLLIN};
    return poll(&input, 1, 0) > 0;
}

void editor_set_below(char *note)
{
    free(editor.below);
    editor.below = note;
    editor.keep_below = note != NULL;
}
