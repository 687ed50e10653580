/* diagnose.h - why a text is no Python: CPython's message and position. */
#ifndef OU_SYNTAX_DIAGNOSE_H
#define OU_SYNTAX_DIAGNOSE_H
#include "syntax/parser.h"

/* The text of `ps` was rejected. */
void ou_diagnose(OuParser *ps, const OuSource *source, OuSyntaxError *error);
/* The expression of an f-string, in parentheses; the error goes to ps->error. */
void ou_diagnose_expression(OuParser *ps, const char *text, size_t len, uint32_t line,
                            int32_t column);
/* At the prompt more follows the one statement. */
void ou_diagnose_rest(OuParser *ps, const OuSource *source, OuSyntaxError *error);

#endif
