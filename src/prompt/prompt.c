/* prompt.c - see prompt.h. */
#include "prompt/prompt.h"
#include "base/arena.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "prompt/complete.h"
#include "prompt/display.h"
#include "prompt/editor.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include "types/file.h"
#include "types/module.h"
#include "vm/exec.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Prompt {
    OuVM *vm;
    bool terminal; /* values and errors are shown for one */
    bool editing;  /* entries come from the editor */
    bool at_end;
    unsigned number; /* of the entry */
} Prompt;

/* ---- parsing ---- */

/* Does the text need more lines? Errors are complete: running reports them. */
static bool needs_more(void *context, const char *text, size_t size)
{
    OuVM *vm = context;
    if (text[0] == '%' || (size > 1 && text[size - 2] == '?'))
        return false;
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    ou_parse(&vm->mem, &arena, text, size, "<stdin>", OU_PARSE_SINGLE, OU_PARSE_ALLOW_MORE | OU_PARSE_IS_TEXT,
             vm->int_max_str_digits, &parsed);
    bool more = parsed.status == OU_PARSE_MORE;
    if (parsed.status == OU_PARSE_ERROR) { /* several statements, the last of them not complete? */
        ou_parse(&vm->mem, &arena, text, size, "<stdin>", OU_PARSE_FILE, OU_PARSE_IS_TEXT | OU_PARSE_INCOMPLETE,
                 vm->int_max_str_digits, &parsed);
        more = parsed.status == OU_PARSE_ERROR && parsed.error.message
               && strcmp(parsed.error.message, "incomplete input") == 0;
    }
    ou_arena_drop(&arena);
    return more;
}

static bool is_builtin(void *context, const char *name, size_t size)
{
    return prompt_is_builtin(context, name, size);
}

static void complete(void *context, const char *text, size_t point, bool again, Completions *found)
{
    prompt_complete(context, text, point, again, found);
}

/* The line in which a statement begins, its decorators included. */
static uint32_t first_line(const OuAstNode *statement)
{
    const OuAstSeq *decorators = statement->kind == OU_AST_FunctionDef
            ? &((const OuAstFunctionDef *)statement)->decorator_list
        : statement->kind == OU_AST_AsyncFunctionDef ? &((const OuAstAsyncFunctionDef *)statement)->decorator_list
        : statement->kind == OU_AST_ClassDef ? &((const OuAstClassDef *)statement)->decorator_list
                                             : NULL;
    return decorators && decorators->len ? decorators->items[0]->line : statement->line;
}

/* Offsets at which the statements of a text begin (those on a line of their own), ended by `size`; malloc'ed.
 * NULL: it is one statement, or none that parses. */
static size_t *statements(OuVM *vm, const char *text, size_t size, size_t *count)
{
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    size_t *starts = NULL;
    *count = 0;
    ou_parse(&vm->mem, &arena, text, size, "<stdin>", OU_PARSE_SINGLE, OU_PARSE_IS_TEXT, vm->int_max_str_digits, &parsed);
    if (parsed.status == OU_PARSE_OK)
        goto done;
    ou_parse(&vm->mem, &arena, text, size, "<stdin>", OU_PARSE_FILE, OU_PARSE_IS_TEXT, vm->int_max_str_digits, &parsed);
    if (parsed.status != OU_PARSE_OK)
        goto done;
    size_t lines = 0;
    for (size_t i = 0; i < size; i++)
        lines += text[i] == '\n';
    starts = malloc((lines + 2) * sizeof *starts);
    const OuAstSeq *body = &((const OuAstModule *)parsed.root)->body;
    uint32_t line = 1, last = 0; /* `last`: where the statement before ends */
    size_t at = 0;
    for (uint32_t i = 0; starts && i < body->len; i++) {
        uint32_t first = first_line(body->items[i]);
        if (first > last) { /* else it follows a semicolon */
            for (; line < first; line++)
                at += strcspn(text + at, "\n") + 1;
            starts[(*count)++] = at;
        }
        last = body->items[i]->end_line;
    }
    if (starts)
        starts[*count] = size;
done:
    ou_arena_drop(&arena);
    return starts;
}

/* ---- running ---- */

static void flush_output(OuVM *vm)
{
    OuObj *stream = ou_sys_peek(vm, OU_NAME(stdout));
    if (stream && stream != OU_NONE) {
        ou_ref(stream);
        if (!ou_file_flush(vm, stream))
            ou_error_clear(vm);
        ou_unref(vm, stream);
    }
}

/* Report what is pending. True: the prompt is to be left, with *status. */
static bool report(OuVM *vm, int *status)
{
    bool leaving = ou_error_is(vm, OU_T_SystemExit);
    bool interrupted = ou_error_is(vm, OU_T_KeyboardInterrupt);
    if (interrupted) { /* the whole traceback of a Ctrl-C helps nobody at a prompt, but CPython shows it */
        flush_output(vm);
    }
    *status = ou_host_report(vm);
    return leaving;
}

/* Run one statement that begins `line` lines into its entry. False: failed, the exception is pending. */
static bool run_statement(Prompt *p, const char *text, size_t size, size_t line, const char *name)
{
    char *padded = malloc(line + size + 2);
    if (!padded) {
        ou_raise_memory(p->vm);
        return false;
    }
    memset(padded, '\n', line);
    memcpy(padded + line, text, size);
    size_t total = line + size;
    if (size == 0 || text[size - 1] != '\n')
        padded[total++] = '\n';
    OuObj *result = ou_host_run(p->vm, padded, total, name, 's', false);
    free(padded);
    ou_unref(p->vm, result);
    return result != NULL;
}

static bool run_entry(Prompt *p, const char *text, size_t size)
{
    char name[32] = "<stdin>";
    if (p->editing) { /* a name of its own, so that tracebacks find what was typed */
        snprintf(name, sizeof name, "<input-%u>", p->number);
        if (!ou_host_keep_source(p->vm, name, text, size))
            return false;
    }
    size_t count;
    size_t *starts = p->editing ? statements(p->vm, text, size, &count) : NULL;
    if (!starts || count < 2) {
        free(starts);
        return run_statement(p, text, size, 0, name);
    }
    bool ok = true;
    size_t line = 0, at = 0;
    for (size_t i = 0; ok && i < count; i++) {
        for (; at < starts[i]; at++)
            line += text[at] == '\n';
        ok = run_statement(p, text + starts[i], starts[i + 1] - starts[i], line, name);
    }
    free(starts);
    return ok;
}

/* A function of src/prompt/_prompt.py with a text and the sources of what was typed. */
static bool call_helper(OuVM *vm, const char *name, const char *text)
{
    OuObj *module = ou_host_import(vm, "_prompt");
    OuObj *function = module ? ou_getattr_text(vm, module, name) : NULL;
    OuObj *argument = function ? ou_str_from_lossy(vm, text, strlen(text)) : NULL;
    OuObj *args[2] = {argument, vm->host->sources ? OU_OBJ(vm->host->sources) : OU_NONE};
    OuObj *result = argument ? ou_call(vm, function, args, 2, NULL) : NULL;
    ou_unref(vm, result);
    ou_unref(vm, argument);
    ou_unref(vm, function);
    ou_unref(vm, module);
    return result != NULL;
}

/* `exit`, `quit`, `help` … alone do what they do when called, unless the user has given the name another meaning. */
static const char *bare_word(OuVM *vm, const char *text)
{
    static const char *const words[][2] = {
        {"exit", "exit()"}, {"quit", "quit()"}, {"help", "help()"}, {"license", "license()"}, {"credits", "credits()"},
        {"copyright", "copyright()"}};
    for (size_t i = 0; i < OU_COUNT_OF(words); i++)
        if (strcmp(text, words[i][0]) == 0)
            return prompt_is_builtin(vm, text, strlen(text)) ? words[i][1] : NULL;
    return NULL;
}

/* Run what was typed; false: failed, the exception is pending. */
static bool evaluate(Prompt *p, const char *entry)
{
    OuVM *vm = p->vm;
    size_t size = strlen(entry);
    if (p->terminal && entry[0] == '%')
        return call_helper(vm, "command", entry);
    if (p->terminal && size > 1 && entry[size - 1] == '?' && !strchr(entry, '\n'))
        return call_helper(vm, "about", entry);
    const char *word = p->terminal ? bare_word(vm, entry) : NULL;
    return run_entry(p, word ? word : entry, word ? strlen(word) : size);
}

/* ---- reading ---- */

/* sys.ps1 or sys.ps2 as text, malloc'ed. */
static char *prompt_text(OuVM *vm, OuStr *name, const char *otherwise)
{
    OuObj *value = ou_sys_peek(vm, name);
    OuObj *text = value ? ou_str(vm, value) : NULL;
    ou_error_clear(vm);
    char *result = strdup(text ? ou_str_text(OU_STR(text)) : otherwise);
    ou_unref(vm, text);
    return result;
}

/* One entry from lines of stdin, without an editor; NULL at the end. */
static char *read_plainly(Prompt *p)
{
    char *entry = NULL, *line = NULL;
    size_t size = 0, room = 0;
    for (;;) {
        char *prompt = entry ? prompt_text(p->vm, OU_NAME(ps2), "... ") : prompt_text(p->vm, OU_NAME(ps1), ">>> ");
        fputs(prompt ? prompt : "", stdout);
        fflush(stdout);
        free(prompt);
        ssize_t len = getline(&line, &room, stdin);
        if (len <= 0) {
            p->at_end = true;
            break;
        }
        if (!entry && strspn(line, " \t\f\n") == (size_t)len)
            continue;
        char *grown = realloc(entry, size + (size_t)len + 2);
        if (!grown)
            break;
        entry = grown;
        memcpy(entry + size, line, (size_t)len);
        size += (size_t)len;
        if (entry[size - 1] != '\n')
            entry[size++] = '\n';
        entry[size] = 0;
        if (!needs_more(p->vm, entry, size))
            break;
    }
    free(line);
    if (entry)
        entry[size - 1] = 0;
    return entry;
}

static char *read_edited(Prompt *p)
{
    char *first = prompt_text(p->vm, OU_NAME(ps1), ">>> "), *next = prompt_text(p->vm, OU_NAME(ps2), "... ");
    char *entry = NULL;
    EditStatus status = editor_read(first ? first : "", next ? next : "", &entry);
    free(first);
    free(next);
    if (status == EDIT_INTERRUPTED) {
        static const char message[] = "KeyboardInterrupt\n";
        ou_host_write(p->vm, 2, message, sizeof message - 1);
        entry = strdup("");
    }
    p->at_end = status == EDIT_END;
    return entry;
}

/* ---- the loop ---- */

static bool set_prompts(OuVM *vm, bool interactive)
{
    OuObj *module = ou_upcall_sys(vm);
    OuDict *sys = module ? ((OuModule *)module)->dict : NULL;
    OuObj *ps1 = ou_str_from(vm, interactive ? ">>> " : ""), *ps2 = ou_str_from(vm, interactive ? "... " : "");
    bool ok = ps1 && ps2 && sys && ou_dict_set(vm, sys, OU_NAME_OBJ(ps1), ps1) &&
              ou_dict_set(vm, sys, OU_NAME_OBJ(ps2), ps2);
    ou_unref(vm, ps1);
    ou_unref(vm, ps2);
    return ok;
}

/* The history's file: OURO_HISTORY, or ~/.ouro_history; malloc'ed. NULL: none. */
static char *history_path(const PromptOptions *options)
{
    const char *given = options->ignore_environment ? NULL : getenv("OURO_HISTORY"), *home = getenv("HOME");
    if (given)
        return *given ? strdup(given) : NULL;
    if (options->isolated || !home || !*home)
        return NULL;
    char *path = malloc(strlen(home) + 16);
    if (path)
        sprintf(path, "%s/.ouro_history", home);
    return path;
}

/* Run the files that PYTHONSTARTUP and OURO_STARTUP name, in __main__. */
static void run_startup(Prompt *p)
{
    static const char *const names[] = {"PYTHONSTARTUP", "OURO_STARTUP"};
    for (size_t i = 0; i < OU_COUNT_OF(names); i++) {
        const char *path = getenv(names[i]);
        FILE *file = path && *path ? fopen(path, "rb") : NULL;
        if (path && *path && !file)
            fprintf(stderr, "Could not open %s: %s\n", names[i], path);
        OuBuf text;
        ou_buf_init(&text, &p->vm->mem);
        char piece[4096];
        for (size_t n; file && (n = fread(piece, 1, sizeof piece, file)) > 0;)
            ou_buf_put(&text, piece, n);
        if (file && ou_buf_text(&text)) {
            OuObj *result = ou_host_run(p->vm, text.data, text.len, path, 'f', true);
            int status;
            if (!result)
                report(p->vm, &status);
            ou_unref(p->vm, result);
        }
        ou_buf_drop(&text);
        if (file)
            fclose(file);
    }
}

int ou_prompt(OuVM *vm, const PromptOptions *options)
{
    Prompt p = {.vm = vm, .terminal = options->terminal};
    if (!set_prompts(vm, options->terminal))
        ou_error_clear(vm);
    if (p.terminal) {
        bool colours = ou_prompt_colours(1);
        EditorHooks hooks = {vm, needs_more, is_builtin, complete};
        char *history = history_path(options);
        p.editing = editor_open(&hooks, history, colours);
        free(history);
        if (!ou_upcall_builtins_fill(vm) || !display_open(vm))
            ou_error_clear(vm);
        if (!options->ignore_environment)
            run_startup(&p);
    }
    int status = 0;
    for (;;) {
        flush_output(vm);
        char *entry = p.editing ? read_edited(&p) : read_plainly(&p);
        if (!entry)
            break;
        if (strspn(entry, " \t\f\n") == strlen(entry)) {
            free(entry);
            if (p.at_end)
                break;
            continue;
        }
        if (p.editing)
            editor_remember(entry);
        p.number++;
        bool ok = evaluate(&p, entry);
        free(entry);
        if (!ok && report(vm, &status)) {
            if (p.editing)
                editor_close();
            return status;
        }
        status = 0;
    }
    if (p.editing)
        editor_close();
    else if (p.terminal)
        ou_host_write(vm, 1, "\n", 1);
    return status;
}
