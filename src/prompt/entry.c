/* entry.c - see entry.h. */
#include "prompt/entry.h"
#include "base/arena.h"
#include "host/host.h"
#include "object/errors.h"
#include "syntax/ast.h"
#include "syntax/parse.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool entry_needs_more(OuVM *vm, const char *text, size_t size)
{
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

static bool parses_as_one(OuVM *vm, const char *text, size_t size)
{
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    ou_parse(&vm->mem, &arena, text, size, "<stdin>", OU_PARSE_SINGLE, OU_PARSE_IS_TEXT, vm->int_max_str_digits,
             &parsed);
    ou_arena_drop(&arena);
    return parsed.status == OU_PARSE_OK;
}

/* Offsets at which the statements of a text begin (those on a line of their own), ended by `size`; malloc'ed.
 * NULL: it does not parse. */
static size_t *statements(OuVM *vm, const char *text, size_t size, size_t *count)
{
    OuArena arena;
    ou_arena_init(&arena, &vm->mem);
    OuParseResult parsed = {0};
    size_t *starts = NULL;
    *count = 0;
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

/* Run a part that begins `line` lines into its entry. */
static bool run_part(EntryRun *run, const char *text, size_t size, size_t line, const char *name, bool single)
{
    char *padded = malloc(line + size + 2);
    if (!padded) {
        ou_raise_memory(run->vm);
        return false;
    }
    memset(padded, '\n', line);
    memcpy(padded + line, text, size);
    size_t total = line + size;
    if (size == 0 || text[size - 1] != '\n')
        padded[total++] = '\n';
    OuObj *result = ou_host_run_entry(run->vm, padded, total, name, single, &run->flags);
    free(padded);
    ou_unref(run->vm, result);
    return result != NULL;
}

bool entry_keep(EntryRun *run, const char *text, size_t size, char *name)
{
    strcpy(name, "<stdin>");
    run->number++;
    if (!run->numbered)
        return true;
    snprintf(name, 32, OU_HOST_ENTRY "%u>", run->number);
    return ou_host_keep_source(run->vm, name, text, size);
}

bool entry_run(EntryRun *run, const char *text, size_t size, const char *name)
{
    if (!run->numbered || parses_as_one(run->vm, text, size))
        return run_part(run, text, size, 0, name, true);
    size_t count = 0;
    size_t *starts = statements(run->vm, text, size, &count);
    if (!starts) /* the error of a text of several lines is that of a file: it may be in a later statement */
        return run_part(run, text, size, 0, name, !memchr(text, '\n', size));
    bool ok = true;
    size_t line = 0, at = 0;
    for (size_t i = 0; ok && i < count; i++) {
        for (; at < starts[i]; at++)
            line += text[at] == '\n';
        ok = run_part(run, text + starts[i], starts[i + 1] - starts[i], line, name, true);
    }
    free(starts);
    return ok;
}
