/* screen.h - drawing what is typed: prompts, lines, colours, the cursor and what is shown below. Only the rows
 * that changed are written. Knows terminals (ANSI), not readline. */
#ifndef OU_PROMPT_SCREEN_H
#define OU_PROMPT_SCREEN_H
#include <stdbool.h>
#include <stddef.h>

typedef struct ScreenContent {
    const char *prompt, *continuation; /* may hold escape sequences, and \001 … \002 as for readline */
    const char *text;                  /* UTF-8; lines end in \n */
    size_t size, point;                /* cursor, as an offset into text */
    const unsigned char *classes;      /* TextClass of each byte; NULL: no colours */
    const char *below;                 /* lines shown under the entry, or NULL */
} ScreenContent;

/* The cursor is at the start of an empty row; nothing is drawn yet. */
void screen_begin(void);
/* After screen_begin: go on to the next row if the cursor is not at the start of one (output without a newline). */
void screen_fresh_row(int width);
/* Write a text that ends in a newline as it is; after screen_begin. */
void screen_write(const char *text, size_t size);
/* Draw, on a terminal of that many columns and rows. */
void screen_draw(const ScreenContent *content, int width, int height);
/* The terminal has another width now: the next screen_draw draws all rows anew. */
void screen_resized(int width);
/* Clear all of the terminal; as after screen_begin. */
void screen_clear(void);
/* Leave the drawing: the cursor goes to the start of the row below it. */
void screen_end(void);
/* Columns that a text takes, escape sequences left out. */
int screen_text_width(const char *text, size_t size);
/* Columns of one character: 0, 1 or 2. */
int screen_char_width(unsigned c);

#endif
