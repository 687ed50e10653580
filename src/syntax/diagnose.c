/* diagnose.c - why a text is no Python. */
#include "syntax/diagnose.h"

void ou_diagnose(OuParser *ps, const OuSource *source, OuSyntaxError *error)
{
    if (ps->lexer->failure == OU_LEX_MESSAGE || ps->lexer->failure == OU_LEX_EOF_STRING) {
        *error = ps->lexer->error;
        return;
    }
    *error = (OuSyntaxError){
        .kind = OU_SYNTAX_ERROR,
        .message = "invalid syntax",
        .has_position = true,
        .line = (int32_t)ps->failed_at.line,
        .column = ps->failed_at.column + 1,
        .end_line = (int32_t)ps->failed_at.end_line,
        .end_column = ps->failed_at.end_column + 1,
        .text = ou_source_line(source, ps->failed_at.line),
    };
}

void ou_diagnose_expression(OuParser *ps, const char *text, size_t len, uint32_t line,
                            int32_t column)
{
    (void)text, (void)len, (void)line, (void)column;
    ps->error = (OuSyntaxError){.kind = OU_SYNTAX_ERROR, .message = "f-string: invalid syntax"};
}

void ou_diagnose_rest(OuParser *ps, const OuSource *source, OuSyntaxError *error)
{
    ou_diagnose(ps, source, error);
    error->message = "multiple statements found while compiling a single statement";
}
