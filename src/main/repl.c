/* repl.c - the prompt: reads statements, asks the parser whether more is needed, runs them. */
#include "main/main.h"
#include "main/lineedit.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "syntax/parse.h"
#include "types/file.h"
#include "types/module.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Does the text need more lines? Errors are complete: running reports them. */
static bool needs_more(OuVM *vm, const char *text, size_t size)
{
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    ou_parse(&vm->mem, &arena, text, size, "<stdin>", OU_PARSE_SINGLE, OU_PARSE_ALLOW_MORE | OU_PARSE_IS_TEXT,
             vm->int_max_str_digits, &parsed);
    bool more = parsed.status == OU_PARSE_MORE;
    ou_arena_drop(&arena);
    return more;
}

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

/* Append a line to an entry; false if there is no memory. */
static bool add_line(char **entry, size_t *size, const char *line)
{
    size_t len = strlen(line);
    char *grown = realloc(*entry, *size + len + 2);
    if (!grown)
        return false;
    memcpy(grown + *size, line, len);
    *entry = grown;
    *size += len;
    grown[(*size)++] = '\n';
    grown[*size] = 0;
    return true;
}

/* Read one entry (a statement, perhaps of several lines). NULL at the end of input. */
static char *read_entry(OuVM *vm, size_t *size)
{
    char *entry = NULL;
    *size = 0;
    for (;;) {
        char *prompt = entry ? prompt_text(vm, OU_NAME(ps2), "... ") : prompt_text(vm, OU_NAME(ps1), ">>> ");
        char *line = NULL;
        flush_output(vm);
        LineStatus status = line_edit_read(prompt ? prompt : "", &line);
        free(prompt);
        if (status == LINE_END)
            return entry;
        bool blank = strspn(line, " \t\f") == strlen(line);
        if (!entry && blank) {
            free(line);
            continue;
        }
        bool ok = add_line(&entry, size, line);
        free(line);
        if (!ok || !needs_more(vm, entry, *size))
            return entry;
    }
}

int ou_repl(OuVM *vm, bool interactive)
{
    OuObj *module = ou_upcall_sys(vm);
    OuDict *sys = module ? ((OuModule *)module)->dict : NULL;
    OuObj *ps1 = ou_str_from(vm, interactive ? ">>> " : ""), *ps2 = ou_str_from(vm, interactive ? "... " : "");
    if (!ps1 || !ps2 || !sys || !ou_dict_set(vm, sys, OU_NAME_OBJ(ps1), ps1) || !ou_dict_set(vm, sys, OU_NAME_OBJ(ps2), ps2))
        ou_error_clear(vm);
    ou_unref(vm, ps1);
    ou_unref(vm, ps2);
    line_edit_open(interactive);
    int status = 0;
    for (;;) {
        size_t size;
        char *entry = read_entry(vm, &size);
        if (!entry)
            break;
        char *last = entry + size - 1;
        *last = 0;
        line_edit_remember(entry);
        *last = '\n';
        OuObj *result = ou_host_run(vm, entry, size, "<stdin>", 's', false);
        free(entry);
        ou_unref(vm, result);
        if (!result) {
            bool leaving = ou_error_is(vm, OU_T_SystemExit);
            status = ou_host_report(vm);
            if (leaving)
                break;
            status = 0;
        }
    }
    if (interactive && status == 0)
        ou_host_write(vm, 1, "\n", 1);
    line_edit_close();
    return status;
}
