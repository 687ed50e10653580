/* display.c - see display.h. */
#include "prompt/display.h"
#include "host/host.h"
#include "modules/sys.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "prompt/helper.h"
#include "prompt/prompt.h"
#include "prompt/screen.h"
#include "types/file.h"
#include "types/module.h"
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* ---- values ---- */

enum {
    LONG_TEXT = 4000,  /* characters: what is longer is cut */
    ITEM = 10,         /* characters that an item is counted as, at the least */
};

static int terminal_width(void)
{
    struct winsize size;
    return ioctl(1, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* Take what a value and what it holds has of characters and items from *left; false: it is more, so that even making
 * the text would take long. */
static bool is_small(OuVM *vm, OuObj *value, unsigned depth, ptrdiff_t *left)
{
    OuObj *const *items = NULL, *key, *element;
    size_t count = 0, position = 0;
    if (ou_is_exact(value, OU_T_STR) || ou_is_exact(value, OU_T_BYTES))
        *left -= ou_is_exact(value, OU_T_STR) ? (ptrdiff_t)OU_STR(value)->size : ou_len(vm, value);
    else if (ou_is_exact(value, OU_T_LIST))
        items = OU_LIST(value)->items, count = OU_LIST(value)->len;
    else if (ou_is_exact(value, OU_T_TUPLE))
        items = OU_TUPLE(value)->items, count = OU_TUPLE(value)->len;
    else if (ou_is_exact(value, OU_T_SET) || ou_is_exact(value, OU_T_FROZENSET))
        *left -= ou_len(vm, value) * ITEM;
    if (depth > 20)
        return true; /* repr() knows its own limits */
    *left -= (ptrdiff_t)count * ITEM;
    for (size_t i = 0; i < count && *left > 0; i++)
        (void)is_small(vm, items[i], depth + 1, left);
    while (ou_is_exact(value, OU_T_DICT) && *left > 0 && ou_dict_next(OU_DICT(value), &position, &key, &element)) {
        *left -= ITEM;
        (void)(is_small(vm, key, depth + 1, left) && is_small(vm, element, depth + 1, left));
    }
    return *left > 0;
}

/* The text to be shown for a value; new reference. */
static OuObj *shown(OuVM *vm, OuObj *value)
{
    OuObj *text = NULL;
    int width = terminal_width();
    ptrdiff_t left = LONG_TEXT;
    if (is_small(vm, value, 0, &left)) {
        text = ou_repr(vm, value);
        if (!text)
            return NULL;
        const OuStr *str = OU_STR(text);
        bool container = ou_is(vm, value, OU_TF_IS_LIST | OU_TF_IS_TUPLE | OU_TF_IS_DICT | OU_TF_IS_SET);
        if (str->size < LONG_TEXT && (!container || screen_text_width(ou_str_text(str), str->size) <= width))
            return text;
    }
    OuObj *args[2] = {value, ou_int_from(vm, width)};
    OuObj *laid_out = args[1] ? helper_call(vm, "pretty", args, 2) : NULL;
    ou_unref(vm, args[1]);
    ou_unref(vm, text);
    return laid_out;
}

static OuObj *prompt_displayhook(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_sys_display(vm, args[0], shown);
}

bool display_open(OuVM *vm)
{
    static const OuMethodDef hook_def = {"displayhook", "(object, /)", prompt_displayhook, 0,
                                         "Show an object at the prompt, laid out to the terminal, and keep it as _."};
    OuObj *module = ou_upcall_sys(vm);
    OuObj *hook = module ? ou_builtin_new(vm, &hook_def, module, NULL) : NULL;
    bool ok = hook && ou_dict_set(vm, ((OuModule *)module)->dict, OU_NAME_OBJ(displayhook), hook);
    ou_unref(vm, hook);
    return ok;
}

/* ---- tracebacks ---- */

#define PLACE "\033[35m"
#define MARKS "\033[1;31m"
#define NAME "\033[1;31m"
#define TEXT "\033[31m"
#define END "\033[0m"

static void put_painted(OuBuf *out, const char *colour, const char *text, size_t size)
{
    ou_buf_puts(out, colour);
    ou_buf_put(out, text, size);
    ou_buf_puts(out, END);
}

/* The line of an exception: "ValueError: what is wrong". */
static void paint_message(OuBuf *out, const char *line, size_t size)
{
    const char *colon = memchr(line, ':', size);
    size_t name = colon ? (size_t)(colon - line) : size;
    put_painted(out, NAME, line, name);
    if (colon)
        put_painted(out, TEXT, colon, size - name);
}

/*   File "x", line 3, in f */
static void paint_place(OuBuf *out, const char *line, size_t size)
{
    const char *quote = memchr(line, '"', size), *end = memrchr(line, '"', size);
    ou_buf_put(out, line, (size_t)(quote - line));
    put_painted(out, PLACE, quote, (size_t)(end - quote) + 1);
    ou_buf_put(out, end + 1, size - (size_t)(end + 1 - line));
}

static bool is_name_line(const char *line, size_t size)
{
    size_t at = 0;
    while (at < size && (line[at] == '.' || line[at] == '_' || (line[at] >= '0' && line[at] <= '9')
                         || (line[at] >= 'A' && line[at] <= 'Z') || (line[at] >= 'a' && line[at] <= 'z')))
        at++;
    return at > 0 && (at == size || line[at] == ':');
}

static void paint_line(OuBuf *out, const char *line, size_t size)
{
    size_t indent = 0;
    while (indent < size && (line[indent] == ' ' || line[indent] == '|' || line[indent] == '+'))
        indent++;
    size_t marks = indent;
    while (marks < size && (line[marks] == '~' || line[marks] == '^'))
        marks++;
    if (marks == size && size > indent)
        put_painted(out, MARKS, line, size);
    else if (size - indent > 6 && memcmp(line + indent, "File \"", 6) == 0)
        paint_place(out, line, size);
    else if (indent == 0 && is_name_line(line, size))
        paint_message(out, line, size);
    else
        ou_buf_put(out, line, size);
}

/* Colour a rendered traceback. */
static void paint_traceback(const char *text, size_t size, OuBuf *out)
{
    for (size_t at = 0; at < size;) {
        const char *end = memchr(text + at, '\n', size - at);
        size_t len = end ? (size_t)(end - text) - at : size - at;
        paint_line(out, text + at, len);
        if (end)
            ou_buf_putc(out, '\n');
        at += len + 1;
    }
}

bool ou_prompt_colours(int descriptor)
{
    const char *terminal = getenv("TERM"), *no = getenv("NO_COLOR"), *force = getenv("FORCE_COLOR");
    if (no && *no)
        return false;
    if (force && *force)
        return true;
    return isatty(descriptor) && terminal && *terminal && strcmp(terminal, "dumb") != 0;
}

void ou_prompt_colour_tracebacks(OuVM *vm)
{
    vm->host->paint_traceback = paint_traceback;
}
