/* traceback_render.c - exceptions as the top level prints them: the chain of causes and
 * contexts, traceback entries with excerpts of the source, groups, notes, suggestions.
 *
 * Everything goes to a byte builder. What fails on the way (a __str__ that raises) is shown
 * in CPython's words and forgotten. __str__, __dir__ and attribute look-ups run script code. */
#include "types/traceback.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "types/module.h"
#include <string.h>

#define INDENT 4            /* of source lines */
#define REPEATS_SHOWN 3
#define MAX_GROUP_WIDTH 15
#define MAX_GROUP_DEPTH 10

typedef struct Context {
    OuVM *vm;
    OuBuf *out;
    int depth; /* of groups; 0: no margin */
    bool need_close;
    size_t most; /* bytes; 0: any number */
    bool given_up; /* CPython reports nothing after what it cannot show of a SyntaxError, ... */
    size_t length; /* ... so only this much of the output counts */
    void (*hand_over)(OuVM *vm, OuBuf *text); /* takes what there is before script code runs, or NULL */
    OU_VEC(OuObj *) seen; /* exceptions, each with a reference */
} Context;

static void put_margin(Context *ctx)
{
    if (ctx->depth > 0) {
        ou_buf_fill(ctx->out, ' ', (size_t)ctx->depth * 2);
        ou_buf_puts(ctx->out, "| ");
    }
}

static void give_up(Context *ctx)
{
    if (!ctx->given_up)
        ctx->length = ctx->out->len;
    ctx->given_up = true;
}

/* `value` is about to be turned into text; what that prints itself comes after what there is so far. */
static void hand_over_before(Context *ctx, OuObj *value)
{
    OuVM *vm = ctx->vm;
    if (ctx->hand_over == NULL || ctx->given_up || ctx->out->failed || ou_is_exact(value, OU_T_STR))
        return;
    if (ou_is(vm, value, OU_TF_IS_EXCEPTION) && !ou_is(vm, value, OU_TF_USER)) {
        const OuTuple *args = OU_TUPLE(OU_EXCEPTION(value)->args);
        size_t i = 0;
        while (i < args->len && (ou_is_exact(args->items[i], OU_T_STR) || ou_is_exact(args->items[i], OU_T_INT)))
            i++;
        if (i == args->len)
            return;
    }
    ctx->hand_over(vm, ctx->out);
    ctx->out->len = 0;
}

static void put_str(OuBuf *out, const OuStr *s)
{
    ou_buf_put(out, ou_str_text(s), s->size);
}

/* ---- source lines ---- */

static size_t blanks(const char *line, size_t len)
{
    size_t n = 0;
    while (n < len && (line[n] == ' ' || line[n] == '\t' || line[n] == '\f'))
        n++;
    return n;
}

/* Code points in the first `bytes` bytes of a line. */
static size_t to_characters(const char *line, size_t len, size_t bytes)
{
    return ou_utf8_length(line, bytes < len ? bytes : len);
}

typedef struct Range {
    size_t start, end;       /* bytes of the line */
    size_t left, right;      /* of the operator; both 0: no anchors */
    bool goes_on;            /* on the next line: `end` is in characters */
} Range;

/* The part of the line that an instruction stands for; false: nothing to underline. */
static bool find_range(Context *ctx, const OuTraceback *entry, const char *line, size_t len, Range *range)
{
    int32_t first, last, column, end_column;
    if (!ou_upcall_position(ctx->vm, entry->frame, entry->lasti / OU_INSN_BYTES, entry->line, &first, &last, &column,
                            &end_column) ||
        first <= 0 || last <= 0 || column < 0 || end_column < 0)
        return false;
    *range = (Range){(size_t)column < len ? (size_t)column : len, (size_t)end_column, 0, 0, first != last};
    if (first != last) { /* CPython looks for the last character among that many bytes */
        range->end = to_characters(line, len, len);
        while (range->end > 0 && blanks(line + range->end - 1, 1) == 1)
            range->end--;
        return true;
    }
    if (range->end > len)
        range->end = len;
    if (range->end < range->start)
        range->end = range->start;
    size_t left, right;
    if (ou_upcall_expression_anchors(ctx->vm, line + range->start, range->end - range->start, &left, &right)) {
        range->left = range->start + left;
        range->right = range->start + right;
    }
    return true;
}

static void put_carets(Context *ctx, const char *line, size_t len, const Range *range)
{
    size_t skipped = blanks(line, len);
    size_t start = to_characters(line, len, range->start), end = range->goes_on ? range->end : to_characters(line, len, range->end);
    size_t left = to_characters(line, len, range->left), right = to_characters(line, len, range->right);
    bool anchors = range->right != 0;
    if (!anchors && end - start == to_characters(line, len, len) - skipped)
        return; /* the whole line: says nothing */
    put_margin(ctx);
    ou_buf_fill(ctx->out, ' ', INDENT);
    for (size_t i = skipped; i < end; i++) {
        if (i < start)
            ou_buf_putc(ctx->out, ' ');
        else if (anchors)
            ou_buf_putc(ctx->out, i >= left && i < right ? '^' : '~');
        else
            ou_buf_putc(ctx->out, '^');
    }
    ou_buf_putc(ctx->out, '\n');
}

static void put_source_line(Context *ctx, const OuTraceback *entry, OuStr *filename)
{
    OuBuf source;
    ou_buf_init(&source, &ctx->vm->mem);
    if (entry->line > 0 && ou_upcall_source_line(ctx->vm, OU_OBJ(filename), entry->line, &source) &&
        ou_buf_text(&source) != NULL) {
        const char *line = source.data;
        size_t len = source.len, skipped = blanks(line, len);
        put_margin(ctx);
        ou_buf_fill(ctx->out, ' ', INDENT);
        ou_buf_put(ctx->out, line + skipped, len - skipped);
        ou_buf_putc(ctx->out, '\n');
        Range range;
        if (entry->lasti < 0) { /* before the first instruction: a place without width */
            put_margin(ctx);
            ou_buf_puts(ctx->out, "    \n");
        } else if (find_range(ctx, entry, line, len, &range))
            put_carets(ctx, line, len, &range);
    }
    ou_buf_drop(&source);
}

/* ---- traceback entries ---- */

/* sys.tracebacklimit: the number of entries to show. */
static size_t traceback_limit(OuVM *vm)
{
    if (vm->sys_module == NULL)
        return SIZE_MAX;
    OuStr *name = ou_str_intern(vm, "tracebacklimit", 14);
    if (name == NULL)
        return SIZE_MAX;
    OuObj *limit = ou_dict_peek_str(vm, ((OuModule *)vm->sys_module)->dict, name);
    int64_t value;
    size_t result = SIZE_MAX;
    if (limit != NULL && ou_is(vm, limit, OU_TF_IS_INT)) {
        if (ou_int_to_int64(limit, &value))
            result = value > 0 ? (size_t)value : 0;
        else if (ou_int_sign(limit) < 0)
            result = 0;
    }
    ou_unref(vm, name);
    return result;
}

static void put_repeated(Context *ctx, size_t count)
{
    if (count <= REPEATS_SHOWN)
        return;
    count -= REPEATS_SHOWN;
    put_margin(ctx);
    ou_buf_printf(ctx->out, "  [Previous line repeated %zu more time%s]\n", count, count > 1 ? "s" : "");
}

static void put_entries(Context *ctx, const OuTraceback *first, size_t limit)
{
    size_t depth = 0, count = 0;
    for (const OuTraceback *at = first; at != NULL; at = at->next)
        depth++;
    for (; depth > limit; depth--)
        first = first->next;
    OuStr *last_file = NULL, *last_name = NULL;
    int32_t last_line = -1;
    for (const OuTraceback *at = first; at != NULL; at = at->next) {
        OuStr *filename, *name;
        OuDict *globals;
        ou_upcall_frame_names(ctx->vm, at->frame, &filename, &name, &globals);
        if (filename != last_file || at->line != last_line || name != last_name) {
            put_repeated(ctx, count);
            count = 0;
            last_file = filename;
            last_line = at->line;
            last_name = name;
        }
        if (++count > REPEATS_SHOWN)
            continue;
        put_margin(ctx);
        ou_buf_puts(ctx->out, "  File \"");
        put_str(ctx->out, filename);
        ou_buf_printf(ctx->out, "\", line %d, in ", at->line);
        put_str(ctx->out, name);
        ou_buf_putc(ctx->out, '\n');
        put_source_line(ctx, at, filename);
    }
    put_repeated(ctx, count);
}

static void put_traceback(Context *ctx, OuObj *exception, bool group)
{
    OuObj *traceback = OU_EXCEPTION(exception)->traceback;
    size_t limit = traceback_limit(ctx->vm);
    if (traceback == NULL || limit == 0 || !ou_is_exact(traceback, OU_T_TRACEBACK))
        return;
    if (group && ctx->depth == 1)
        ou_buf_puts(ctx->out, "  + ");
    else
        put_margin(ctx);
    ou_buf_puts(ctx->out, group ? "Exception Group Traceback (most recent call last):\n"
                                : "Traceback (most recent call last):\n");
    put_entries(ctx, (OuTraceback *)traceback, limit);
}

/* ---- where a SyntaxError is ---- */

/* An attribute; NULL (nothing pending) if it cannot be had. New reference. */
static OuObj *attribute(OuVM *vm, OuObj *o, const char *name)
{
    OuObj *value = ou_getattr_text(vm, o, name);
    if (value == NULL)
        ou_error_clear(vm);
    return value;
}

/* The same as a number: None gives `otherwise`, or is none (INT64_MIN). */
static bool number_attribute(OuVM *vm, OuObj *o, const char *name, int64_t otherwise, int64_t *out)
{
    OuObj *value = attribute(vm, o, name);
    bool good = value != NULL;
    *out = otherwise;
    if (value == OU_NONE) {
        good = otherwise != INT64_MIN;
    } else if (good) {
        good = ou_is(vm, value, OU_TF_IS_INT) && ou_as_int64(vm, value, out);
        ou_error_clear(vm);
    }
    ou_unref(vm, value);
    return good;
}

/* As CPython's: scripts may have set an offset to any number. */
static int64_t wrapping_difference(int64_t a, int64_t b)
{
    return (int64_t)((uint64_t)a - (uint64_t)b);
}

/* The line and carets under it; offsets from 1. */
static void put_error_text(Context *ctx, int64_t offset, int64_t end_offset, const char *text)
{
    int64_t carets = end_offset > 0 && end_offset > offset ? wrapping_difference(end_offset, offset) : 1;
    offset = wrapping_difference(offset, 1);
    while (*text == ' ' || *text == '\t' || *text == '\f')
        text++, offset = wrapping_difference(offset, 1);
    int64_t len = (int64_t)strlen(text);
    if (len > 0 && text[len - 1] == '\n')
        len--;
    if (offset > len)
        offset = len;
    for (const char *newline; (newline = strchr(text, '\n')) != NULL && newline - text < offset;) {
        int64_t step = newline - text + 1;
        text += step;
        len -= step;
        offset -= step;
    }
    ou_buf_puts(ctx->out, "    ");
    ou_buf_puts(ctx->out, text);
    if (text[len] != '\n')
        ou_buf_putc(ctx->out, '\n');
    if (offset < 0)
        return;
    ou_buf_fill(ctx->out, ' ', (size_t)offset + 4);
    ou_buf_fill(ctx->out, '^', (size_t)carets);
    ou_buf_putc(ctx->out, '\n');
}

/* The file and line of a SyntaxError. */
static void put_place(Context *ctx, OuObj *filename, int64_t line)
{
    OuObj *shown = filename == OU_NONE ? ou_str_from(ctx->vm, "<string>") : ou_str(ctx->vm, filename);
    ou_error_clear(ctx->vm);
    if (shown == NULL)
        give_up(ctx);
    put_margin(ctx);
    ou_buf_puts(ctx->out, "  File \"");
    if (shown != NULL)
        put_str(ctx->out, OU_STR(shown));
    ou_buf_printf(ctx->out, "\", line %lld\n", (long long)line);
    ou_unref(ctx->vm, shown);
}

/* For SyntaxErrors: file, line and text; the result is what is printed as their value, or NULL
 * if it is no (complete) SyntaxError. New reference. */
static OuObj *put_location(Context *ctx, OuObj *exception)
{
    OuVM *vm = ctx->vm;
    OuObj *mark = attribute(vm, exception, "print_file_and_line");
    if (mark == NULL)
        return NULL;
    ou_unref(vm, mark);
    int64_t line, offset, end_line, end_offset;
    OuObj *message = attribute(vm, exception, "msg"), *filename = attribute(vm, exception, "filename");
    OuObj *text = attribute(vm, exception, "text"), *result = NULL;
    bool exact = ou_is_exact(exception, OU_T_SyntaxError); /* others have one caret */
    if (message && filename && text && number_attribute(vm, exception, "lineno", INT64_MIN, &line) &&
        number_attribute(vm, exception, "offset", -1, &offset) &&
        number_attribute(vm, exception, "end_lineno", line, &end_line) &&
        number_attribute(vm, exception, "end_offset", -1, &end_offset)) {
        put_place(ctx, filename, line);
        const char *start = ou_is_str(vm, text) ? ou_str_text(OU_STR(text)) : NULL;
        const char *end = start ? start + OU_STR(text)->size : NULL;
        if (text != OU_NONE && (!start || ou_utf8_surrogate(start, end) != end)) {
            give_up(ctx);
        } else if (text != OU_NONE) {
            int64_t size = (int64_t)OU_STR(text)->size;
            if (!exact)
                end_offset = offset;
            else if (end_line > line)
                end_offset = size;
            else if (end_offset > size)
                end_offset = size + 1;
            put_error_text(ctx, offset, end_offset, ou_str_text(OU_STR(text)));
        }
        result = ou_ref(message);
    }
    ou_unref(vm, message);
    ou_unref(vm, filename);
    ou_unref(vm, text);
    return result;
}

/* ---- the last line ---- */

static void put_type(Context *ctx, OuObj *exception, const char *unknown)
{
    OuVM *vm = ctx->vm;
    OuClass *cls = ou_class_of(vm, exception);
    if (cls == NULL) {
        ou_error_clear(vm);
        ou_buf_puts(ctx->out, ou_type_name(vm, exception));
        return;
    }
    OuObj *module = ou_getattr(vm, OU_OBJ(cls), OU_NAME(__module__));
    ou_error_clear(vm);
    if (module == NULL || !ou_is_str(vm, module)) {
        ou_buf_puts(ctx->out, unknown);
    } else if (!ou_str_is(OU_STR(module), "builtins") && !ou_str_is(OU_STR(module), "__main__")) {
        put_str(ctx->out, OU_STR(module));
        ou_buf_putc(ctx->out, '.');
    }
    ou_unref(vm, module);
    put_str(ctx->out, cls->qualname);
}

static void put_message(Context *ctx, OuObj *exception, OuObj *value)
{
    OuVM *vm = ctx->vm;
    put_type(ctx, exception, "<unknown>.");
    if (value == OU_NONE)
        return;
    hand_over_before(ctx, value);
    OuObj *text = ou_str(vm, value);
    if (text == NULL) {
        ou_error_clear(vm);
        ou_buf_puts(ctx->out, ": <exception str() failed>");
        return;
    }
    if (OU_STR(text)->size > 0) {
        ou_buf_puts(ctx->out, ": ");
        put_str(ctx->out, OU_STR(text));
    }
    ou_unref(vm, text);
}

/* Bytes of the first line of a text, its end included. */
static size_t line_length(const char *text, size_t len)
{
    const char *at = text, *end = text + len;
    while (at < end) {
        uint32_t c = ou_utf8_next(&at);
        if (c == '\r' && at < end && *at == '\n')
            at++;
        if ((c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029)
            break;
    }
    return (size_t)(at - text);
}

static void put_note(Context *ctx, OuObj *note)
{
    hand_over_before(ctx, note);
    OuObj *text = ou_str(ctx->vm, note);
    if (text == NULL) {
        ou_error_clear(ctx->vm);
        put_margin(ctx);
        ou_buf_puts(ctx->out, "<note str() failed>");
    } else {
        const char *at = ou_str_text(OU_STR(text));
        for (size_t left = OU_STR(text)->size, n; left > 0; at += n, left -= n) {
            n = line_length(at, left);
            put_margin(ctx);
            ou_buf_put(ctx->out, at, n);
        }
    }
    ou_buf_putc(ctx->out, '\n');
    ou_unref(ctx->vm, text);
}

/* By its slots, as CPython asks; what only maps has none for items by number. */
static bool is_sequence(OuVM *vm, const OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    return type->getitem != NULL && !(type->flags & OU_TF_IS_DICT) && type->index != OU_T_MAPPING_PROXY
        && type->index != OU_T_WEAK_PROXY && type->index != OU_T_WEAK_CALLABLE_PROXY;
}

static void put_notes(Context *ctx, OuObj *exception)
{
    OuVM *vm = ctx->vm;
    OuObj *notes = ou_getattr_optional(vm, exception, OU_NAME(__notes__));
    ou_error_clear(vm);
    if (notes == NULL || notes == OU_ABSENT)
        return;
    if (!is_sequence(vm, notes)) {
        OuObj *text = ou_repr(vm, notes);
        ou_error_clear(vm);
        put_margin(ctx);
        if (text != NULL)
            put_str(ctx->out, OU_STR(text));
        else
            ou_buf_puts(ctx->out, "<__notes__ repr() failed>");
        ou_unref(vm, text);
    } else {
        ptrdiff_t count = ou_len(vm, notes);
        for (ptrdiff_t i = 0; i < count; i++) {
            OuObj *number = ou_int_from(vm, i), *note = number ? ou_getitem(vm, notes, number) : NULL;
            ou_unref(vm, number);
            if (note == NULL)
                break;
            put_note(ctx, note);
            ou_unref(vm, note);
        }
        ou_error_clear(vm);
    }
    ou_unref(vm, notes);
}

/* ---- exceptions, groups, chains ---- */

static void put_chain(Context *ctx, OuObj *exception);

static void put_exception(Context *ctx, OuObj *exception, bool group)
{
    put_traceback(ctx, exception, group);
    OuObj *value = put_location(ctx, exception);
    put_margin(ctx);
    put_message(ctx, exception, value ? value : exception);
    if (value == NULL)
        ou_suggest(ctx->vm, exception, ctx->out);
    ou_buf_putc(ctx->out, '\n');
    put_notes(ctx, value ? value : exception); /* those of a SyntaxError are not shown */
    ou_unref(ctx->vm, value);
}

static void put_member(Context *ctx, const OuTuple *excs, size_t i, size_t shown)
{
    bool last = i + 1 == shown, truncated = i >= MAX_GROUP_WIDTH;
    if (last)
        ctx->need_close = true;
    ou_buf_fill(ctx->out, ' ', (size_t)ctx->depth * 2);
    ou_buf_puts(ctx->out, i == 0 ? "+-" : "  ");
    if (truncated)
        ou_buf_puts(ctx->out, "+---------------- ... ----------------\n");
    else
        ou_buf_printf(ctx->out, "+---------------- %zu ----------------\n", i + 1);
    ctx->depth++;
    if (truncated) {
        size_t left = excs->len - MAX_GROUP_WIDTH;
        put_margin(ctx);
        ou_buf_printf(ctx->out, "and %zu more exception%s\n", left, left > 1 ? "s" : "");
    } else {
        put_chain(ctx, excs->items[i]);
    }
    if (last && ctx->need_close) {
        ou_buf_fill(ctx->out, ' ', (size_t)ctx->depth * 2);
        ou_buf_puts(ctx->out, "+------------------------------------\n");
        ctx->need_close = false;
    }
    ctx->depth--;
}

static void put_group(Context *ctx, OuObj *exception)
{
    if (ctx->depth > MAX_GROUP_DEPTH) {
        put_margin(ctx);
        ou_buf_printf(ctx->out, "... (max_group_depth is %d)\n", MAX_GROUP_DEPTH);
        return;
    }
    if (ctx->depth == 0)
        ctx->depth = 1;
    put_exception(ctx, exception, true);
    const OuTuple *excs = OU_TUPLE(((OuExceptionGroup *)exception)->excs);
    size_t shown = excs->len > MAX_GROUP_WIDTH ? MAX_GROUP_WIDTH + 1 : excs->len;
    ctx->need_close = false;
    for (size_t i = 0; i < shown; i++)
        put_member(ctx, excs, i, shown);
    if (ctx->depth == 1)
        ctx->depth = 0;
}

static bool was_seen(const Context *ctx, const OuObj *exception)
{
    for (size_t i = 0; i < ctx->seen.len; i++)
        if (ctx->seen.items[i] == exception)
            return true;
    return false;
}

/* What led to the exception and has not been printed; borrowed, NULL if nothing. */
static OuObj *predecessor(const Context *ctx, OuObj *exception)
{
    OuException *e = OU_EXCEPTION(exception);
    if (e->cause != NULL)
        return was_seen(ctx, e->cause) ? NULL : e->cause;
    if (e->suppress_context || e->context == NULL || was_seen(ctx, e->context))
        return NULL;
    return e->context;
}

static void put_one(Context *ctx, OuObj *exception)
{
    OuVM *vm = ctx->vm;
    if (ctx->most != 0 && ctx->depth > 0 && ctx->out->len > ctx->most) {
        put_margin(ctx);
        ou_buf_puts(ctx->out, "...\n");
        return;
    }
    if (!ou_isinstance_builtin(vm, exception, OU_T_BaseExceptionGroup)) {
        put_exception(ctx, exception, false);
    } else if (ou_enter(vm, " in print_exception_recursive")) {
        put_group(ctx, exception);
        ou_leave(vm);
    } else {
        ou_error_clear(vm);
    }
}

static void put_link(Context *ctx, bool cause)
{
    put_margin(ctx);
    ou_buf_putc(ctx->out, '\n');
    put_margin(ctx);
    ou_buf_puts(ctx->out, cause ? "The above exception was the direct cause of the following exception:\n"
                                : "During handling of the above exception, another exception occurred:\n");
    put_margin(ctx);
    ou_buf_putc(ctx->out, '\n');
}

/* The exception, after those that led to it. */
static void put_chain(Context *ctx, OuObj *exception)
{
    OuVM *vm = ctx->vm;
    size_t first = ctx->seen.len;
    for (OuObj *at = exception; at != NULL; at = predecessor(ctx, at))
        if (!ou_vec_push(&vm->mem, &ctx->seen, ou_ref(at)) ||
            (ctx->most != 0 && ctx->seen.len - first >= OU_CHAIN_MOST))
            break;
    if (ctx->most != 0 && ctx->seen.len - first >= OU_CHAIN_MOST &&
        predecessor(ctx, ctx->seen.items[ctx->seen.len - 1]))
        ou_buf_puts(ctx->out, "[earlier exceptions are not shown]\n");
    if (ctx->seen.len == first) {
        put_one(ctx, exception);
        return;
    }
    for (size_t i = ctx->seen.len; i-- > first;) {
        bool need_close = ctx->need_close;
        OuObj *at = ctx->seen.items[i];
        if (i != first && ctx->most != 0 && ctx->out->len > ctx->most)
            continue;
        put_one(ctx, at);
        if (i == first)
            break;
        ctx->need_close = need_close;
        put_link(ctx, OU_EXCEPTION(ctx->seen.items[i - 1])->cause == at);
    }
}

static void drop_seen(Context *ctx)
{
    for (size_t i = 0; i < ctx->seen.len; i++)
        ou_unref(ctx->vm, ctx->seen.items[i]);
    ou_vec_drop(&ctx->vm->mem, &ctx->seen);
}

static bool render(Context *ctx, OuObj *exception)
{
    OuVM *vm = ctx->vm;
    OuObj *error = ou_error_take(vm);
    put_chain(ctx, exception);
    if (ctx->given_up && !ctx->out->failed)
        ctx->out->len = ctx->length;
    drop_seen(ctx);
    ou_error_clear(vm);
    ou_error_restore_take(vm, error);
    return !ctx->out->failed;
}

bool ou_exception_render(OuVM *vm, OuObj *exception, OuBuf *out, size_t most)
{
    return render(&(Context){.vm = vm, .out = out, .most = most}, exception);
}

bool ou_exception_render_parts(OuVM *vm, OuObj *exception, OuBuf *out, void (*hand_over)(OuVM *vm, OuBuf *text))
{
    return render(&(Context){.vm = vm, .out = out, .hand_over = hand_over}, exception);
}

void ou_exception_render_message(OuVM *vm, OuObj *exception, OuBuf *out)
{
    Context ctx = {.vm = vm, .out = out};
    put_message(&ctx, exception, exception);
}

void ou_traceback_render(OuVM *vm, OuObj *traceback, OuBuf *out)
{
    Context ctx = {.vm = vm, .out = out};
    if (ou_is_exact(traceback, OU_T_TRACEBACK))
        put_entries(&ctx, (OuTraceback *)traceback, traceback_limit(vm));
}

void ou_unraisable_render(OuVM *vm, OuObj *exception, OuBuf *out)
{
    Context ctx = {.vm = vm, .out = out};
    put_traceback(&ctx, exception, false);
    put_type(&ctx, exception, "<unknown>");
    ou_buf_puts(out, ": ");
}
