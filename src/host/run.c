/* run.c - compiling and running text, and reporting what went wrong. */
#include "base/utf8.h"
#include "compile/compile.h"
#include "host/host.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/exception.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "syntax/parse.h"
#include "types/file.h"
#include "object/int.h"
#include "types/module.h"
#include "vm/frame.h"
#include <stdlib.h>
#include <string.h>

/* ---- compiling ---- */

/* The line that a SyntaxError shows: that of the file or of the prompt's entry, if there is one of that name. */
static OuObj *error_text(OuVM *vm, const OuSyntaxError *error, OuObj *filename)
{
    OuObj *text = NULL;
    if (error->shows_file) {
        OuBuf line;
        ou_buf_init(&line, &vm->mem);
        const char *name = ou_str_text(OU_STR(filename));
        bool typed = strncmp(name, OU_HOST_ENTRY, sizeof OU_HOST_ENTRY - 1) == 0;
        if (typed ? ou_upcall_source_line(vm, filename, error->line, &line)
                  : ou_host_file_line(vm, name, error->line, &line))
            text = ou_str_from_lossy(vm, line.data, line.len);
        ou_buf_drop(&line);
    }
    if (text)
        return text;
    return error->text.text ? ou_str_from_lossy(vm, error->text.text, error->text.len) : OU_NONE;
}

/* SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset)), or all but msg as
 * attributes. */
static OuObj *make_syntax_error(OuVM *vm, const OuSyntaxError *error, uint32_t type, OuObj *const items[6])
{
    OuObj *pair[2] = {ou_str_from_lossy(vm, error->message, strlen(error->message)), NULL}, *exception = NULL;
    bool placed = error->has_position || error->before_text;
    for (int i = 0; i < 6; i++)
        if (!items[i])
            goto done;
    if (!pair[0])
        goto done;
    if (error->attributes_only || !placed) {
        exception = ou_exception_new(vm, type, pair, 1);
        if (exception && placed) {
            OuSyntaxErrorObj *e = (OuSyntaxErrorObj *)exception;
            OuObj **fields[6] = {&e->filename, &e->lineno, &e->offset, &e->text, &e->end_lineno, &e->end_offset};
            for (int i = 0; i < 6; i++)
                ou_put(vm, fields[i], ou_ref(items[i]));
        }
    } else {
        pair[1] = ou_tuple_new(vm, items, error->before_text ? 4 : 6);
        if (pair[1])
            exception = ou_exception_new(vm, type, pair, 2);
    }
done:
    ou_unref(vm, pair[0]);
    ou_unref(vm, pair[1]);
    return exception;
}

static void raise_syntax_error(OuVM *vm, const OuSyntaxError *error, OuObj *filename)
{
    static const uint32_t classes[] = {
        [OU_SYNTAX_ERROR] = OU_T_SyntaxError,
        [OU_SYNTAX_INDENTATION_ERROR] = OU_T_IndentationError,
        [OU_SYNTAX_TAB_ERROR] = OU_T_TabError,
        [OU_SYNTAX_RECURSION] = OU_T_RecursionError,
        [OU_SYNTAX_VALUE] = OU_T_ValueError,
    };
    if (error->kind == OU_SYNTAX_NO_MEMORY) {
        if (vm->error == NULL) /* else it was stopped */
            ou_raise_memory(vm);
        return;
    }
    if (error->kind == OU_SYNTAX_RECURSION || error->kind == OU_SYNTAX_VALUE) {
        ou_raise(vm, classes[error->kind], "%s", error->message);
        return;
    }
    OuObj *items[6] = {ou_ref(filename), OU_NONE, OU_NONE, OU_NONE, OU_NONE, OU_NONE};
    if (error->before_text) {
        items[1] = ou_int_from(vm, 0);
        items[2] = ou_int_from(vm, -1);
    } else if (error->has_position) {
        items[1] = ou_int_from(vm, error->line);
        items[2] = ou_int_from(vm, error->column);
        items[3] = error_text(vm, error, filename);
        items[4] = ou_int_from(vm, error->end_line);
        items[5] = error->no_end_column ? OU_NONE : ou_int_from(vm, error->end_column);
    }
    OuObj *exception = make_syntax_error(vm, error, classes[error->kind], items);
    if (exception)
        ou_raise_take(vm, exception);
    for (int i = 0; i < 6; i++)
        ou_unref(vm, items[i]);
}

typedef struct Warnings {
    OuVM *vm;
    OuObj *filename;
    bool failed;
} Warnings;

static bool warn(void *user, const char *message, int line)
{
    Warnings *w = user;
    if (!w->failed && !ou_warn_explicit(w->vm, OU_T_SyntaxWarning, message, w->filename, line))
        w->failed = true;
    if (w->failed && ou_error_is(w->vm, OU_T_SyntaxWarning)) { /* the compiler makes a SyntaxError of it */
        ou_error_clear(w->vm);
        w->failed = false;
        return false;
    }
    return !w->failed;
}

/* CPython counts characters where it knows the encoding. */
static int32_t column_in(const OuSource *source, OuAstText line, int32_t column)
{
    size_t bytes = (size_t)column < line.len ? (size_t)column : line.len;
    return 1 + (source->in_bytes ? column : (int32_t)ou_utf8_length(line.text, bytes));
}

/* The parser's warnings; one that is an error is a SyntaxError there. */
static bool warn_of_text(OuVM *vm, const OuParseResult *parsed, OuObj *filename)
{
    for (uint32_t i = 0; i < parsed->warning_count; i++) {
        const OuSyntaxWarning *w = &parsed->warnings[i];
        uint32_t category = w->deprecation ? OU_T_DeprecationWarning : OU_T_SyntaxWarning;
        if (ou_warn_explicit(vm, category, w->message, filename, w->line))
            continue;
        if (ou_error_is(vm, category)) {
            ou_error_clear(vm);
            OuAstText line = ou_source_line(&parsed->source, (uint32_t)w->line);
            OuSyntaxError error = {.message = w->message, .has_position = true, .line = w->line,
                                   .column = column_in(&parsed->source, line, w->column),
                                   .end_line = w->end_line,
                                   .end_column = column_in(&parsed->source, line, w->end_column),
                                   .shows_file = true, .text = line};
            error.text.len += w->deprecation && error.text.text[error.text.len] == '\n';
            raise_syntax_error(vm, &error, filename);
        }
        return false;
    }
    return true;
}

/* A SyntaxWarning that was turned into an error is reported as SyntaxError by the caller. */
static OuProto *compile_tree(OuVM *vm, OuMem *mem, OuArena *arena, const OuParseResult *parsed, OuObj *filename,
                             uint32_t flags, OuSyntaxError *error)
{
    Warnings warnings = {.vm = vm, .filename = filename};
    if (!warn_of_text(vm, parsed, filename))
        return NULL;
    const char *name = ou_str_text(OU_STR(filename));
    OuProto *proto = ou_compile(mem, arena, parsed->root, name, flags, vm->c_stack_end, error, warn, &warnings);
    if (proto && warnings.failed) {
        ou_proto_unref(proto);
        return NULL;
    }
    if (!proto && !warnings.failed) {
        error->shows_file = true;
        raise_syntax_error(vm, error, filename);
    }
    return proto;
}

typedef struct Compiling {
    OuVM *vm;
    OuArena arena;
} Compiling;

/* 64 KiB of trees cost a quarter of a quantum: some tenths of a millisecond. */
static bool may_go_on(void *arg)
{
    Compiling *work = arg;
    return work->vm->error == NULL && ou_check(work->vm, (uint32_t)(work->arena.unasked / (64 * 1024 / (OU_QUANTUM / 4))));
}

/* Source to code that lies in `mem`. */
static OuProto *compile_text(OuVM *vm, OuMem *mem, const char *source, size_t size, OuObj *filename, char mode,
                             uint32_t flags)
{
    Compiling work = {.vm = vm};
    OuArena *arena = &work.arena;
    const OuGoOn go_on = {may_go_on, &work};
    ou_arena_init(arena, &vm->mem);
    arena->go_on = &go_on;
    OuParseMode parse_mode = mode == 'e' ? OU_PARSE_EVAL : mode == 's' ? OU_PARSE_SINGLE : OU_PARSE_FILE;
    OuParseResult parsed = {0};
    ou_parse(&vm->mem, arena, source, size, ou_str_text(OU_STR(filename)), parse_mode,
             (flags & OU_COMPILE_TEXT ? OU_PARSE_IS_TEXT : flags & OU_COMPILE_FILE ? OU_PARSE_IS_FILE : 0) |
                 (flags & OU_COMPILE_INCOMPLETE ? OU_PARSE_INCOMPLETE : 0) |
                 (flags & OU_COMPILE_NO_DEDENT ? OU_PARSE_NO_DEDENT : 0),
             vm->int_max_str_digits, &parsed);
    OuProto *proto = NULL;
    if (parsed.status != OU_PARSE_OK) {
        if (warn_of_text(vm, &parsed, filename))
            raise_syntax_error(vm, &parsed.error, filename);
    } else {
        if (!(flags & (OU_COMPILE_OPTIMIZE_0 | OU_COMPILE_OPTIMIZE_1)) && vm->optimize > 0)
            flags |= OU_COMPILE_OPTIMIZE_1 | (vm->optimize > 1 ? OU_COMPILE_OPTIMIZE_2 : 0);
        if (vm->watcher != NULL && strncmp(ou_str_text(OU_STR(filename)), "<frozen ", 8) != 0)
            flags |= OU_COMPILE_WATCHED;
        OuSyntaxError error = {0};
        proto = compile_tree(vm, mem, arena, &parsed, filename, flags, &error);
    }
    ou_arena_drop(arena);
    return proto;
}

OuObj *ou_upcall_compile(OuVM *vm, const char *source, size_t size, OuObj *filename, char mode, uint32_t flags)
{
    OuProto *proto = compile_text(vm, &vm->mem, source, size, filename, mode, flags);
    return proto ? ou_code_new_take(vm, proto) : NULL;
}

OuProtoPool *ou_host_compile_shared(OuVM *vm, const char *source, size_t size, OuObj *filename, char mode,
                                    uint32_t flags)
{
    OuProtoPool *pool = calloc(1, sizeof *pool);
    if (!pool)
        return ou_raise_memory(vm);
    ou_mem_init(&pool->mem, NULL, NULL, vm->mem.limit);
    pool->mem.fail_countdown = vm->mem.fail_countdown; /* faults are injected there, too */
    pool->mem.fail_forever = vm->mem.fail_forever;
    pool->proto = compile_text(vm, &pool->mem, source, size, filename, mode, flags);
    if (pool->proto && !(pool->source = ou_mem_take(&pool->mem, size + 1))) {
        ou_raise_memory(vm);
        pool->proto = NULL; /* goes with its memory */
    }
    pool->mem.fail_countdown = 0;
    if (!pool->proto) {
        ou_mem_drop(&pool->mem);
        free(pool);
        return NULL;
    }
    memcpy(pool->source, source, size);
    pool->source_size = size;
    ou_proto_pool_own(pool);
    return pool;
}

/* ---- running ---- */

OuDict *ou_host_main_dict(OuVM *vm)
{
    OuObj *main = ou_dict_peek_str(vm, vm->modules, OU_NAME(__main__));
    if (main && ou_is_exact(main, OU_T_MODULE))
        return ((OuModule *)main)->dict;
    return ou_raise(vm, OU_T_SystemError, "there is no module __main__");
}

bool ou_host_keep_source(OuVM *vm, const char *filename, const char *source, size_t size)
{
    OuObj *name = ou_str_from_lossy(vm, filename, strlen(filename));
    OuObj *text = name ? ou_str_from_lossy(vm, source, size) : NULL;
    OuDict **sources = &vm->host->sources;
    if (!*sources && text)
        *sources = OU_DICT(ou_dict_new(vm));
    bool ok = text && *sources && ou_dict_set(vm, *sources, name, text);
    ou_unref(vm, text);
    ou_unref(vm, name);
    return ok;
}

/* Run source as __main__. `flags` are those of the compiler; what the code imports from __future__ is added. */
static OuObj *run_main(OuVM *vm, const char *source, size_t size, const char *filename, char mode, uint32_t *flags)
{
    OuDict *globals = ou_host_main_dict(vm);
    OuObj *name = ou_str_from_lossy(vm, filename, strlen(filename)), *code = NULL;
    if (globals && name) {
        ou_ref(OU_OBJ(globals));
        code = ou_upcall_compile(vm, source, size, name, mode, *flags);
        if (!code)
            ou_unref(vm, globals);
    }
    ou_unref(vm, name);
    if (!code)
        return NULL;
    if (OU_CODE(code)->proto->flags & OU_PYCF_ANNOTATIONS)
        *flags |= OU_COMPILE_ANNOTATIONS;
    return ou_run_module_take(vm, OU_CODE(code), globals, OU_FRAME_RUN);
}

OuObj *ou_host_run(OuVM *vm, const char *source, size_t size, const char *filename, char mode, bool file)
{
    uint32_t flags = file ? OU_COMPILE_FILE : OU_COMPILE_TEXT;
    return run_main(vm, source, size, filename, mode, &flags);
}

OuObj *ou_host_run_value(OuVM *vm, const char *source, size_t size, const char *filename, bool file)
{
    uint32_t flags = OU_COMPILE_LAST_VALUE | (file ? OU_COMPILE_FILE : 0);
    return run_main(vm, source, size, filename, 'f', &flags);
}

OuObj *ou_host_run_entry(OuVM *vm, const char *source, size_t size, const char *filename, bool single, uint32_t *flags)
{
    *flags |= OU_COMPILE_TEXT;
    return run_main(vm, source, size, filename, single ? 's' : 'f', flags);
}

/* ---- reporting ---- */

/* To sys.stderr if that works, else to the descriptor. */
static void write_stderr(OuVM *vm, const char *text, size_t size)
{
    OuObj *stream = ou_sys_peek(vm, OU_NAME(stderr));
    OuObj *message = ou_utf8_check(text, size, true) == size ? ou_str_new(vm, text, size)
                                                             : ou_str_from_lossy(vm, text, size);
    bool written = false;
    if (stream && stream != OU_NONE && message) {
        ou_ref(stream);
        written = ou_file_write(vm, stream, message);
        if (written && !ou_file_flush(vm, stream))
            ou_error_clear(vm);
        ou_unref(vm, stream);
    }
    ou_error_clear(vm);
    if (!written)
        ou_host_write(vm, 2, text, size);
    ou_unref(vm, message);
}

/* Status of a SystemExit: None 0, int its value, anything else is printed and gives 1. */
static int exit_status(OuVM *vm, OuObj *exception)
{
    OuObj *code = ((OuSystemExit *)exception)->code;
    if (code == NULL || code == OU_NONE)
        return 0;
    int64_t number;
    if (ou_is(vm, code, OU_TF_IS_INT))
        return ou_int_to_int64(code, &number) ? (int)(number & 0xFF) : 255;
    OuObj *text = ou_str(vm, code);
    ou_error_clear(vm);
    if (text)
        write_stderr(vm, ou_str_text(OU_STR(text)), OU_STR(text)->size);
    ou_unref(vm, text);
    write_stderr(vm, "\n", 1);
    return 1;
}

static void print_text(OuVM *vm, OuBuf *text)
{
    if (ou_sys_peek(vm, OU_NAME(stderr)) != OU_NONE && ou_buf_text(text))
        write_stderr(vm, text->data, text->len);
}

/* What is painted is painted as a whole. */
static void print_exception(OuVM *vm, OuObj *exception)
{
    OuBuf text, painted;
    ou_buf_init(&text, &vm->mem);
    ou_buf_init(&painted, &vm->mem);
    bool paint = vm->host->paint_traceback != NULL;
    if (ou_exception_render_parts(vm, exception, &text, paint ? NULL : print_text)) {
        if (paint && ou_buf_text(&text))
            vm->host->paint_traceback(text.data, text.len, &painted);
        print_text(vm, painted.len > 0 && ou_buf_text(&painted) ? &painted : &text);
    }
    ou_error_clear(vm);
    ou_buf_drop(&painted);
    ou_buf_drop(&text);
}

/* vm -> sys.__excepthook__: what the default hook does. */
OuObj *ou_upcall_excepthook(OuVM *vm, OuObj *exception)
{
    print_exception(vm, exception);
    return OU_NONE;
}

static bool set_last_exception(OuVM *vm, OuObj *exception)
{
    OuObj *module = ou_upcall_sys(vm);
    OuDict *sys = module ? ((OuModule *)module)->dict : NULL;
    OuClass *cls = ou_class_of(vm, exception);
    OuObj *traceback = OU_EXCEPTION(exception)->traceback;
    return sys && cls && ou_dict_set(vm, sys, OU_NAME_OBJ(last_type), OU_OBJ(cls)) &&
           ou_dict_set(vm, sys, OU_NAME_OBJ(last_value), exception) &&
           ou_dict_set(vm, sys, OU_NAME_OBJ(last_traceback), traceback ? traceback : OU_NONE);
}

int ou_host_report(OuVM *vm)
{
    OuObj *exception = ou_error_take(vm);
    if (!exception)
        return 0;
    if (!vm->host->config.exit_is_error && ou_error_matches(vm, exception, OU_T_SystemExit)) {
        int status = exit_status(vm, exception);
        ou_unref(vm, exception);
        return status;
    }
    bool interrupted = ou_error_matches(vm, exception, OU_T_KeyboardInterrupt);
    if (!set_last_exception(vm, exception))
        ou_error_clear(vm);
    OuObj *hook = ou_sys_peek(vm, OU_NAME(excepthook));
    if (hook) {
        OuObj *traceback = OU_EXCEPTION(exception)->traceback;
        OuClass *cls = ou_class_of(vm, exception);
        OuObj *args[3] = {OU_OBJ(cls), exception, traceback ? traceback : OU_NONE};
        ou_ref(hook);
        OuObj *result = cls ? ou_call(vm, hook, args, 3, NULL) : NULL;
        ou_unref(vm, hook);
        if (!result) {
            OuObj *second = ou_error_take(vm);
            if (second && ou_error_matches(vm, second, OU_T_SystemExit)) {
                int status = exit_status(vm, second);
                ou_unref(vm, second);
                ou_unref(vm, exception);
                return status;
            }
            static const char heading[] = "Error in sys.excepthook:\n", original[] = "\nOriginal exception was:\n";
            write_stderr(vm, heading, sizeof heading - 1);
            if (second)
                print_exception(vm, second);
            ou_unref(vm, second);
            write_stderr(vm, original, sizeof original - 1);
            print_exception(vm, exception);
        }
        ou_unref(vm, result);
    } else {
        static const char missing[] = "sys.excepthook is missing\n";
        write_stderr(vm, missing, sizeof missing - 1);
        print_exception(vm, exception);
    }
    ou_unref(vm, exception);
    return interrupted ? 130 : 1;
}
