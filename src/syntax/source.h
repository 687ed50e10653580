/* source.h - the text of one compilation: decoded, line ends unified, with a line table. */
#ifndef OU_SYNTAX_SOURCE_H
#define OU_SYNTAX_SOURCE_H
#include "syntax/ast.h"

typedef struct OuSource {
    const char *text;   /* UTF-8, lines end in \n, NUL-terminated, without the BOM */
    size_t len;
    const uint32_t *lines; /* offset of the start of each line */
    uint32_t line_count;
} OuSource;

/* Line `number` (from 1), without its end; empty if there is no such line. */
OuAstText ou_source_line(const OuSource *source, uint32_t number);
/* The text between two positions as AST nodes have them. */
OuAstText ou_source_between(const OuSource *source, uint32_t line, uint32_t column,
                            uint32_t end_line, uint32_t end_column);

#endif
