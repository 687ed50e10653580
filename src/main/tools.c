/* tools.c - --parse and --dis: look at a file without running it. */
#include "compile/compile.h"
#include "debug/syntax.h"
#include "main/main.h"
#include "syntax/parse.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_error(const char *file, const OuSyntaxError *error)
{
    static const char *const kinds[] = {
        [OU_SYNTAX_ERROR] = "SyntaxError",       [OU_SYNTAX_INDENTATION_ERROR] = "IndentationError",
        [OU_SYNTAX_TAB_ERROR] = "TabError",      [OU_SYNTAX_NO_MEMORY] = "MemoryError",
        [OU_SYNTAX_RECURSION] = "RecursionError", [OU_SYNTAX_VALUE] = "ValueError"};
    fprintf(stderr, "%s:%d:%d: %s: %s\n", file, (int)error->line, (int)error->column, kinds[error->kind],
            error->message ? error->message : "");
}

/* Parse a file; with `disassemble` also compile it and print its instructions. */
static int look_at(const char *file, bool disassemble)
{
    size_t size;
    char *text = ou_host_read_file(strcmp(file, "-") == 0 ? NULL : file, &size);
    if (!text) {
        fprintf(stderr, "ouro: can't open file '%s': %s\n", file, strerror(errno));
        return 2;
    }
    OuMem mem = {0};
    ou_mem_init(&mem, NULL, NULL, 0);
    OuArena arena;
    ou_arena_init(&arena, &mem);
    OuParseResult parsed = {0};
    ou_parse(&mem, &arena, text, size, file, OU_PARSE_FILE, 0, 0, &parsed);
    int status = 0;
    if (parsed.status != OU_PARSE_OK) {
        print_error(file, &parsed.error);
        status = 1;
    } else if (disassemble) {
        OuSyntaxError error = {0};
        OuProto *proto = ou_compile(&mem, &arena, parsed.root, file, 0, 0, &error, NULL, NULL);
        OuBuf out;
        ou_buf_init(&out, &mem);
        if (proto)
            ou_disassemble(proto, true, &out);
        if (proto && ou_buf_text(&out))
            fputs(ou_buf_text(&out), stdout);
        status = ou_output_end();
        if (!proto)
            print_error(file, &error);
        if (!proto)
            status = 1;
        else
            ou_proto_unref(proto);
        ou_buf_drop(&out);
    }
    ou_arena_drop(&arena);
    ou_mem_drop(&mem);
    free(text);
    return status;
}

int ou_tool_parse(int count, char **files)
{
    if (count == 1 && strcmp(files[0], "-") == 0) /* for scripts/fuzz-syntax */
        return ou_debug_syntax_batch(stdin, stdout);
    int worst = 0;
    for (int i = 0; i < count; i++) {
        int status = look_at(files[i], false);
        worst = status > worst ? status : worst;
    }
    return worst;
}

int ou_tool_disassemble(const char *file)
{
    return look_at(file, true);
}
