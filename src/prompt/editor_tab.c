/* editor_tab.c - Tab (editor_parts.h): what fits is inserted; if that is nothing, a table of the candidates is shown,
 * and at the second Tab what the word is. */
#include "prompt/editor_parts.h"
#include "prompt/screen.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

int editor_tab(int count, int key)
{
    (void)count, (void)key;
    if (editor.plain || editor_in_indent()) {
        size_t column = editor_point() - editor_line_start(editor_point());
        RL.rl_insert_text(editor.plain ? "\t" : &"    "[column % INDENT]);
        return 0;
    }
    bool again = *RL.rl_last_func == editor_tab && editor.tab_again;
    Completions found = {0};
    editor.hooks.complete(editor.hooks.context, editor_text(), editor_point(), again, &found);
    editor.tab_again = true;
    if (found.count > 0) {
        size_t len = common_length(&found), typed = editor_point() - found.start;
        if (len > typed || (found.count == 1 && len != typed)
            || (len == typed && memcmp(found.words[0], editor_text() + found.start, len) != 0)) {
            found.words[0][len] = 0;
            RL.rl_begin_undo_group();
            RL.rl_delete_text((int)found.start, *RL.rl_point);
            *RL.rl_point = (int)found.start;
            RL.rl_insert_text(found.words[0]);
            RL.rl_end_undo_group();
        } else if (found.note && again) {
            editor_set_below(found.note);
            found.note = NULL;
        } else if (found.count > 1) {
            editor_set_below(table(&found));
        }
    } else if (found.note) {
        editor_set_below(found.note);
        found.note = NULL;
    } else {
        RL.rl_ding();
    }
    completions_drop(&found);
    return 0;
}
