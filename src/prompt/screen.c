/* screen.c - see screen.h.
 *
 * An entry is laid out in rows as the terminal shows them; what each row holds is kept, so that only
 * rows that differ are written anew. If there are more rows than the terminal has, those around
 * the cursor are shown. There is one terminal, so there is one drawing. */
#include "prompt/screen.h"
#include "base/unicode.h"
#include "prompt/highlight.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Row {
    char *bytes;
    size_t size, room;
    int width;
} Row;

typedef struct Rows {
    Row *items;
    size_t count, room;
    size_t cursor_row;
    int cursor_column;
} Rows;

static Rows shown;       /* what the terminal has now; cursor_row is the cursor's */
static bool draw_all;    /* nothing of `shown` can be trusted but the cursor's row */

/* ---- widths ---- */

int screen_char_width(unsigned c)
{
    if (c < 0x300)
        return c != 0xAD;
    const char *category = ou_uni_category(c);
    if (category[0] == 'M' ? category[1] != 'c' : category[0] == 'C' && category[1] == 'f')
        return 0;
    if (c >= 0x1160 && c <= 0x11FF) /* medial vowels and final consonants join the syllable */
        return 0;
    const char *wide = ou_uni_east_asian_width(c);
    return wide[1] == 0 && (wide[0] == 'W' || wide[0] == 'F') ? 2 : 1;
}

/* Decode one character; bytes that are no UTF-8 are U+FFFD. Returns its length. */
static size_t decode(const char *text, size_t size, unsigned *out)
{
    unsigned char lead = (unsigned char)text[0];
    size_t len = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC2 ? 2 : 0;
    *out = 0xFFFD;
    if (len == 0 || len > size)
        return 1;
    unsigned c = len == 1 ? lead : lead & (0x7Fu >> len);
    for (size_t i = 1; i < len; i++) {
        if (((unsigned char)text[i] & 0xC0) != 0x80)
            return 1;
        c = c << 6 | ((unsigned char)text[i] & 0x3F);
    }
    *out = c;
    return len;
}

/* Length of an escape sequence or a mark for readline at `text`; 0: there is none. */
static size_t invisible(const char *text, size_t size)
{
    if (text[0] == '\001' || text[0] == '\002')
        return 1;
    if (text[0] != '\033' || size < 2 || text[1] != '[')
        return 0;
    size_t len = 2;
    while (len < size && !(text[len] >= '@' && text[len] <= '~'))
        len++;
    return len < size ? len + 1 : size;
}

int screen_text_width(const char *text, size_t size)
{
    int width = 0;
    for (size_t at = 0; at < size;) {
        size_t skip = invisible(text + at, size - at);
        unsigned c;
        if (!skip) {
            skip = decode(text + at, size - at, &c);
            width += screen_char_width(c);
        }
        at += skip;
    }
    return width;
}

/* ---- rows ---- */

static Row *add_row(Rows *rows)
{
    if (rows->count == rows->room) {
        size_t room = rows->room * 2 + 8;
        Row *grown = realloc(rows->items, room * sizeof *grown);
        if (!grown)
            abort(); /* a few bytes for the prompt: there is nothing to go on with */
        memset(grown + rows->room, 0, (room - rows->room) * sizeof *grown);
        rows->items = grown;
        rows->room = room;
    }
    Row *row = &rows->items[rows->count++];
    row->size = 0;
    row->width = 0;
    return row;
}

static void put(Rows *rows, const char *bytes, size_t size)
{
    Row *row = &rows->items[rows->count - 1];
    if (row->size + size > row->room) {
        row->room = (row->size + size) * 2;
        row->bytes = realloc(row->bytes, row->room);
        if (!row->bytes)
            abort();
    }
    memcpy(row->bytes + row->size, bytes, size);
    row->size += size;
}

static const char *colour_of(TextClass class)
{
    switch (class) {
    case TEXT_KEYWORD: return "\033[1;34m";
    case TEXT_CONSTANT: return "\033[36m";
    case TEXT_BUILTIN: return "\033[36m";
    case TEXT_DEFINED: return "\033[1m";
    case TEXT_NUMBER: return "\033[35m"; /* yellow cannot be read on white */
    case TEXT_STRING: return "\033[32m";
    case TEXT_COMMENT: return "\033[90m";
    case TEXT_DECORATOR: return "\033[35m";
    case TEXT_COMMAND: return "\033[1;35m";
    case TEXT_PLAIN: break;
    }
    return "";
}

#define COLOUR_END "\033[0m"

/* Put a prompt, or a line below, that has its own escape sequences; cut at the width. */
static void put_decorated(Rows *rows, const char *text, size_t size, int width)
{
    for (size_t at = 0; at < size;) {
        size_t len = invisible(text + at, size - at);
        if (len > 1) {
            put(rows, text + at, len);
        } else if (len == 0) {
            unsigned c;
            len = decode(text + at, size - at, &c);
            int columns = screen_char_width(c);
            Row *row = &rows->items[rows->count - 1];
            if (row->width + columns > width)
                break;
            row->width += columns;
            put(rows, text + at, len);
        }
        at += len;
    }
}

/* How one character is shown; returns its columns. */
static int shape(unsigned c, const char *bytes, size_t len, int column, char out[8], size_t *size)
{
    if (c == '\t') {
        int spaces = 4 - column % 4;
        memset(out, ' ', (size_t)spaces);
        *size = (size_t)spaces;
        return spaces;
    }
    if (c < 32 || c == 127) {
        out[0] = '^';
        out[1] = (char)(c ^ 64);
        *size = 2;
        return 2;
    }
    if (c == 0xFFFD && len == 1)
        memcpy(out, "\xEF\xBF\xBD", *size = 3);
    else
        memcpy(out, bytes, *size = len);
    return screen_char_width(c);
}

/* A row that begins with a prompt; returns the width of that. */
static int begin_line(Rows *rows, const char *prompt, int width)
{
    add_row(rows);
    put_decorated(rows, prompt, strlen(prompt), width - 1);
    return rows->items[rows->count - 1].width;
}

/* Go from one colour to another. */
static void change_class(Rows *rows, TextClass *class, TextClass next)
{
    if (next == *class)
        return;
    put(rows, COLOUR_END, sizeof COLOUR_END - 1);
    put(rows, colour_of(next), strlen(colour_of(next)));
    *class = next;
}

/* The cursor stands where the next character will be. */
static void put_cursor(Rows *rows, int width)
{
    if (rows->items[rows->count - 1].width >= width)
        add_row(rows);
    rows->cursor_row = rows->count - 1;
    rows->cursor_column = rows->items[rows->count - 1].width;
}

static void lay_out_entry(Rows *rows, const ScreenContent *content, int width)
{
    int indent = begin_line(rows, content->prompt, width);
    TextClass class = TEXT_PLAIN;
    for (size_t at = 0; at < content->size;) {
        if (at == content->point)
            put_cursor(rows, width);
        if (content->text[at] == '\n') {
            change_class(rows, &class, TEXT_PLAIN);
            indent = begin_line(rows, content->continuation, width);
            at++;
            continue;
        }
        unsigned c;
        char bytes[8];
        size_t size, len = decode(content->text + at, content->size - at, &c);
        int columns = shape(c, content->text + at, len, rows->items[rows->count - 1].width - indent, bytes, &size);
        if (rows->items[rows->count - 1].width + columns > width) {
            change_class(rows, &class, TEXT_PLAIN);
            add_row(rows);
        }
        change_class(rows, &class, content->classes ? (TextClass)content->classes[at] : TEXT_PLAIN);
        put(rows, bytes, size);
        rows->items[rows->count - 1].width += columns;
        at += len;
    }
    change_class(rows, &class, TEXT_PLAIN);
    if (content->point >= content->size)
        put_cursor(rows, width);
}

/* How many bytes of a line are put into a row: what fits, up to a space if there is one. */
static size_t part_that_fits(const char *line, size_t size, int width)
{
    size_t end = 0, space = 0;
    for (int used = 0; end < size;) {
        unsigned c;
        size_t len = invisible(line + end, size - end);
        if (!len) {
            len = decode(line + end, size - end, &c);
            used += screen_char_width(c);
        }
        if (used > width)
            return space ? space : end ? end : len;
        end += len;
        if (line[end - 1] == ' ')
            space = end;
    }
    return size;
}

static void lay_out_below(Rows *rows, const char *text, int width)
{
    while (text && *text) {
        size_t size = strcspn(text, "\n"), part = part_that_fits(text, size, width);
        add_row(rows);
        put_decorated(rows, text, part, width);
        put(rows, COLOUR_END, sizeof COLOUR_END - 1);
        text += part;
        if (part == size && *text)
            text++;
    }
}

static void lay_out(Rows *rows, const ScreenContent *content, int width)
{
    rows->count = 0;
    lay_out_entry(rows, content, width);
    lay_out_below(rows, content->below, width);
}

/* Leave only the rows that fit the terminal, the cursor's among them. */
static void cut_to_height(Rows *rows, int height)
{
    size_t limit = height > 1 ? (size_t)height : 1;
    if (rows->count <= limit)
        return;
    size_t first = rows->cursor_row + 1 > limit ? rows->cursor_row + 1 - limit : 0;
    for (size_t i = 0; i < limit && first > 0; i++) { /* by exchange: each row keeps a buffer of its own */
        Row row = rows->items[i];
        rows->items[i] = rows->items[first + i];
        rows->items[first + i] = row;
    }
    rows->count = limit;
    rows->cursor_row -= first;
}

/* ---- writing ---- */

static char *output;
static size_t output_size, output_room;

static void out(const char *bytes, size_t size)
{
    if (output_size + size > output_room) {
        output_room = (output_size + size) * 2;
        output = realloc(output, output_room);
        if (!output)
            abort();
    }
    memcpy(output + output_size, bytes, size);
    output_size += size;
}

static void out_text(const char *text)
{
    out(text, strlen(text));
}

static void send_out(void)
{
    for (size_t sent = 0; sent < output_size;) {
        ssize_t n = write(1, output + sent, output_size - sent);
        if (n <= 0)
            break;
        sent += (size_t)n;
    }
    output_size = 0;
}

/* Move to the start of row `to`; rows below the last one are made by \n, which scrolls. */
static void go_to_row(size_t *at, size_t to, size_t last)
{
    char move[24];
    if (to < *at) {
        snprintf(move, sizeof move, "\033[%zuA", *at - to);
        out_text(move);
    }
    for (; *at < to; ++*at)
        out_text(*at < last ? "\033[B" : "\n");
    *at = to;
    out_text("\r");
}

void screen_begin(void)
{
    shown.count = 1;
    if (!shown.items) {
        shown.count = 0;
        add_row(&shown);
    }
    shown.items[0].size = 0;
    shown.items[0].width = 0;
    shown.cursor_row = 0;
    shown.cursor_column = 0;
    draw_all = false;
}

void screen_fresh_row(int width)
{
    /* Spaces to the end of the row: if something stands in it already, the last of them are in the next. */
    for (int i = 1; i < width; i++)
        out_text(" ");
    out_text("\r\033[K");
}

void screen_write(const char *text, size_t size)
{
    out(text, size);
    send_out();
}

void screen_draw(const ScreenContent *content, int width, int height)
{
    static Rows next;
    lay_out(&next, content, width > 8 ? width : 8);
    cut_to_height(&next, height);
    size_t at = shown.cursor_row, last = shown.count - 1;
    if (draw_all) {
        go_to_row(&at, 0, last);
        out_text("\033[J");
        shown.count = 1;
        shown.items[0].size = 0;
        last = 0;
    }
    for (size_t i = 0; i < next.count; i++) {
        const Row *row = &next.items[i];
        if (i < shown.count && shown.items[i].size == row->size
            && (row->size == 0 || memcmp(shown.items[i].bytes, row->bytes, row->size) == 0))
            continue;
        go_to_row(&at, i, last);
        if (i > last)
            last = i;
        out(row->bytes, row->size);
        if (row->width < width)
            out_text("\033[K");
    }
    if (next.count < shown.count) {
        go_to_row(&at, next.count, last);
        out_text("\033[J");
    }
    go_to_row(&at, next.cursor_row, last);
    if (next.cursor_column > 0) {
        char move[24];
        snprintf(move, sizeof move, "\033[%dC", next.cursor_column);
        out_text(move);
    }
    send_out();
    draw_all = false;
    Rows old = shown;
    shown = next;
    next = old;
}

void screen_resized(int width)
{
    /* Terminals break rows that are too long now: those above the cursor take more of them. */
    size_t above = 0;
    for (size_t i = 0; i < shown.cursor_row && width > 0; i++)
        above += shown.items[i].width > width ? (size_t)((shown.items[i].width - 1) / width) : 0;
    if (width > 0)
        above += (size_t)(shown.cursor_column / width);
    for (; above > 0; above--)
        out_text("\033[A");
    draw_all = true;
}

void screen_clear(void)
{
    out_text("\033[H\033[2J");
    screen_begin();
}

void screen_end(void)
{
    size_t at = shown.cursor_row;
    go_to_row(&at, shown.count - 1, shown.count - 1);
    out_text("\n");
    send_out();
    screen_begin();
}
