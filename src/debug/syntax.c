/* syntax.c - syntax trees as text, and the batch mode that tests compare with CPython. */
#include "debug/syntax.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void put_text(OuBuf *out, const char *text, size_t len)
{
    ou_buf_putc(out, '"');
    for (const char *p = text, *end = text + len; p < end;) {
        uint32_t c = ou_utf8_next(&p);
        if (c >= 0x80)
            ou_buf_printf(out, "\\U%08x", c);
        else if (c < ' ' || c == '"' || c == '\\' || c == 0x7F)
            ou_buf_printf(out, "\\x%02x", c);
        else
            ou_buf_putc(out, (char)c);
    }
    ou_buf_putc(out, '"');
}

static void put_bytes(OuBuf *out, const char *text, size_t len)
{
    ou_buf_puts(out, "b\"");
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c < ' ' || c == '"' || c == '\\' || c >= 0x7F)
            ou_buf_printf(out, "\\x%02x", c);
        else
            ou_buf_putc(out, (char)c);
    }
    ou_buf_putc(out, '"');
}

static void put_value(OuBuf *out, const OuAstValue *value)
{
    static const char *const names[] = {
        [OU_AST_NONE] = "None",   [OU_AST_FALSE] = "False",     [OU_AST_TRUE] = "True",
        [OU_AST_INT] = "int:",    [OU_AST_ELLIPSIS] = "Ellipsis",
        [OU_AST_FLOAT] = "float:", [OU_AST_COMPLEX] = "complex:",
    };
    if (value->type == OU_AST_STR) {
        put_text(out, value->text.text, value->text.len);
    } else if (value->type == OU_AST_BYTES) {
        put_bytes(out, value->text.text, value->text.len);
    } else {
        ou_buf_puts(out, names[value->type]);
        ou_buf_put(out, value->text.text, value->text.len);
    }
    if (value->unicode_prefix)
        ou_buf_puts(out, ",u");
}

static void put_name(OuBuf *out, const OuAstText *name)
{
    if (name->text == NULL)
        ou_buf_puts(out, "None");
    else
        put_text(out, name->text, name->len);
}

/* "[", then `count` items by the statement that uses `i`, then "]". */
#define PUT_LIST(out, count, put) \
    do { \
        ou_buf_putc(out, '['); \
        for (uint32_t i = 0; i < (count); i++) { \
            if (i > 0) \
                ou_buf_putc(out, ','); \
            put; \
        } \
        ou_buf_putc(out, ']'); \
    } while (0)

static void put_field(OuBuf *out, const OuAstNode *node, const OuAstField *field)
{
    static const char *const contexts[] = {"Load", "Store", "Del"};
    const void *at = (const char *)node + field->offset;
    switch (field->type) {
    case OU_AST_FIELD_CHILD:
    case OU_AST_FIELD_OPTION:
        ou_debug_syntax_tree(out, *(OuAstNode *const *)at);
        break;
    case OU_AST_FIELD_LIST: {
        const OuAstSeq *seq = at;
        PUT_LIST(out, seq->len, ou_debug_syntax_tree(out, seq->items[i]));
        break;
    }
    case OU_AST_FIELD_NAME:
        put_name(out, at);
        break;
    case OU_AST_FIELD_NAMES: {
        const OuAstTexts *texts = at;
        PUT_LIST(out, texts->len, put_name(out, &texts->items[i]));
        break;
    }
    case OU_AST_FIELD_VALUE:
        put_value(out, at);
        break;
    case OU_AST_FIELD_NUMBER:
        ou_buf_printf(out, "%d", *(const int *)at);
        break;
    case OU_AST_FIELD_CONTEXT:
        ou_buf_puts(out, contexts[*(const OuAstContext *)at]);
        break;
    case OU_AST_FIELD_OPERATOR:
        ou_buf_puts(out, ou_ast_operator_names[*(const OuAstOperator *)at]);
        break;
    case OU_AST_FIELD_OPERATORS: {
        const OuAstOperators *ops = at;
        PUT_LIST(out, ops->len, ou_buf_puts(out, ou_ast_operator_names[ops->items[i]]));
        break;
    }
    }
}

void ou_debug_syntax_tree(OuBuf *out, const OuAstNode *node)
{
    if (node == NULL) {
        ou_buf_puts(out, "None");
        return;
    }
    const OuAstKindInfo *info = &ou_ast_kinds[node->kind];
    ou_buf_puts(out, info->name);
    ou_buf_putc(out, '(');
    for (size_t i = 0; i < info->field_count; i++) {
        if (i > 0)
            ou_buf_putc(out, ',');
        put_field(out, node, &info->fields[i]);
    }
    ou_buf_putc(out, ')');
    if (info->category != OU_AST_MODULE && info->category != OU_AST_PART)
        ou_buf_printf(out, "@%u:%d-%u:%d", node->line, (int)node->column, node->end_line,
                      (int)node->end_column);
}

/* Line ends inside become \n, so that an answer is one line. */
static void put_escaped(OuBuf *out, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == '\n')
            ou_buf_puts(out, "\\n");
        else
            ou_buf_putc(out, text[i]);
    }
}

static void put_result(OuBuf *out, const OuParseResult *result)
{
    static const char *const kinds[] = {
        [OU_SYNTAX_ERROR] = "SyntaxError",   [OU_SYNTAX_INDENTATION_ERROR] = "IndentationError",
        [OU_SYNTAX_TAB_ERROR] = "TabError",  [OU_SYNTAX_NO_MEMORY] = "MemoryError",
        [OU_SYNTAX_VALUE] = "ValueError",    [OU_SYNTAX_RECURSION] = "RecursionError",
    };
    const OuSyntaxError *error = &result->error;
    if (result->status == OU_PARSE_OK) {
        ou_debug_syntax_tree(out, result->root);
    } else if (result->status == OU_PARSE_MORE) {
        ou_buf_puts(out, "more");
    } else {
        ou_buf_puts(out, kinds[error->kind]);
        ou_buf_putc(out, '|');
        put_escaped(out, error->message, strlen(error->message));
        if (error->has_position) {
            ou_buf_printf(out, "|%d|%d|%d|%d|", error->line, error->column, error->end_line,
                          error->end_column);
            put_escaped(out, error->text.text, error->text.len);
        }
    }
    ou_buf_putc(out, '\n');
}

static bool read_all(FILE *in, OuBuf *data)
{
    for (;;) {
        char *room = ou_buf_room(data, 65536);
        if (room == NULL)
            return false;
        size_t count = fread(room, 1, 65536, in);
        if (count == 0)
            return ou_buf_text(data) != NULL;
        data->len += count;
    }
}

int ou_debug_syntax_batch(FILE *in, FILE *out)
{
    OuMem mem = {0};
    ou_mem_init(&mem, NULL, NULL, 0);
    OuBuf data, answer;
    ou_buf_init(&data, &mem);
    ou_buf_init(&answer, &mem);
    bool ok = read_all(in, &data);
    for (size_t at = 0; ok && at < data.len;) {
        const char *item = data.data + at;
        size_t len = strlen(item);
        at += len + 1;
        if (len == 0)
            continue;
        char letter = item[0];
        OuParseMode mode = letter == 'e'                    ? OU_PARSE_EVAL
                           : letter == 's' || letter == 'S' ? OU_PARSE_SINGLE
                                                            : OU_PARSE_FILE;
        unsigned flags = (letter == 'b' ? 0u : (unsigned)OU_PARSE_IS_TEXT) |
                         (letter == 'F' || letter == 'S' ? (unsigned)OU_PARSE_ALLOW_MORE : 0u);
        OuArena arena;
        OuParseResult result;
        ou_arena_init(&arena, &mem);
        ou_parse(&mem, &arena, item + 1, len - 1, NULL, mode, flags, 4300, &result);
        answer.len = 0;
        put_result(&answer, &result);
        ou_arena_drop(&arena);
        ok = !answer.failed && fwrite(answer.data, 1, answer.len, out) == answer.len;
    }
    ou_buf_drop(&answer);
    ou_buf_drop(&data);
    ou_mem_drop(&mem);
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
