/* prompt.c - see prompt.h. */
#include "prompt/prompt.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "prompt/commands.h"
#include "prompt/complete.h"
#include "prompt/display.h"
#include "prompt/editor.h"
#include "prompt/entry.h"
#include "prompt/helper.h"
#include "prompt/input.h"
#include "prompt/meter.h"
#include "prompt/plain.h"
#include "types/file.h"
#include "types/module.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct Prompt {
    OuVM *vm;
    bool terminal; /* values and errors are shown for one */
    bool editing;  /* entries come from the editor */
    bool at_end;
    EntryRun run;
    Meter meter;
} Prompt;

/* ---- what the editor asks ---- */

static bool needs_more(void *context, const char *text, size_t size)
{
    return command_is(text, size - 1) ? command_needs_more(context, text, size) : entry_needs_more(context, text, size);
}

static bool is_builtin(void *context, const char *name, size_t size)
{
    return prompt_is_builtin(context, name, size);
}

static void complete(void *context, const char *text, size_t point, bool again, Completions *found)
{
    prompt_complete(context, text, point, again, found);
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
    OuObj *exception = ou_error_take(vm);
    flush_output(vm);
    ou_error_restore_take(vm, exception);
    *status = ou_host_report(vm);
    return leaving;
}

/* Run it as text of the language. */
static bool run_text(Prompt *p, const char *text, size_t size)
{
    char name[32];
    if (!entry_keep(&p->run, text, size, name))
        return false;
    if (!p->terminal)
        return entry_run(&p->run, text, size, name);
    if (!helper_load(p->vm)) /* what it takes is not the entry's */
        ou_error_clear(p->vm);
    meter_begin(p->vm, &p->meter);
    bool ok = entry_run(&p->run, text, size, name);
    meter_end(p->vm, &p->meter);
    return ok;
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
    size_t size = strlen(entry);
    if (!p->terminal)
        return run_text(p, entry, size);
    if (command_is(entry, size))
        return command_run(&p->run, &p->meter, entry);
    const char *word = bare_word(p->vm, entry);
    bool ok = run_text(p, word ? word : entry, word ? strlen(word) : size);
    if (ok && p->meter.shown)
        ok = command_memory_line(p->vm, &p->meter);
    return ok;
}

/* ---- reading ---- */

static char *read_edited(Prompt *p)
{
    char *first = plain_prompt_text(p->vm, OU_NAME(ps1), ">>> ");
    char *next = plain_prompt_text(p->vm, OU_NAME(ps2), "... ");
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
        if (!path || !*path)
            continue;
        size_t size;
        char *text = ou_host_read_file(path, &size);
        OuObj *result = text ? ou_host_run(p->vm, text, size, path, 'f', true) : NULL;
        int status;
        if (!text)
            fprintf(stderr, "Could not open %s: %s\n", names[i], path);
        else if (!result)
            report(p->vm, &status);
        ou_unref(p->vm, result);
        free(text);
    }
}

/* What a prompt on a terminal has more. */
static void open_terminal(Prompt *p, const PromptOptions *options)
{
    OuVM *vm = p->vm;
    EditorHooks hooks = {vm, needs_more, is_builtin, complete};
    char *history = history_path(options);
    p->run.numbered = p->editing = editor_open(&hooks, history, ou_prompt_colours(1));
    free(history);
    if (!ou_upcall_builtins_fill(vm) || !display_open(vm) || (p->editing && !input_open(vm)))
        ou_error_clear(vm);
    if (!options->ignore_environment && !options->after_script)
        run_startup(p);
}

/* Run one entry. True: the prompt is to be left, with *status. */
static bool run_entry(Prompt *p, const char *entry, int *status)
{
    if (p->editing)
        editor_remember(entry);
    if (!evaluate(p, entry))
        return report(p->vm, status);
    (void)plain_take_interrupt(p->vm); /* came too late for what ran */
    return false;
}

int ou_prompt(OuVM *vm, const PromptOptions *options)
{
    Prompt p = {.vm = vm, .terminal = options->terminal, .run = {.vm = vm}};
    if (!set_prompts(vm, options->terminal))
        ou_error_clear(vm);
    if (p.terminal)
        open_terminal(&p, options);
    int status = 0;
    bool leaving = false;
    while (!leaving && !p.at_end) {
        flush_output(vm);
        char *entry = p.editing ? read_edited(&p) : plain_read(vm, p.terminal, needs_more, &p.at_end);
        if (entry && strspn(entry, " \t\f\n") < strlen(entry))
            leaving = run_entry(&p, entry, &status);
        free(entry);
    }
    if (p.editing)
        editor_close();
    else if (p.terminal && !leaving)
        ou_host_write(vm, 1, "\n", 1);
    return leaving ? status : 0;
}
