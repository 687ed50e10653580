/* source.h - the text of one compilation: decoded, line ends unified, with a line table. */
#ifndef OU_SYNTAX_SOURCE_H
#define OU_SYNTAX_SOURCE_H
#include "syntax/ast.h"

typedef struct OuSource {
    const char *text;   /* UTF-8, lines end in \n, NUL-terminated, without the BOM */
    size_t len;
    const uint32_t *lines; /* offset of the start of each line */
    uint32_t line_count;
    bool in_bytes;      /* no encoding is known: columns of errors are bytes */
    bool unchecked;     /* not all of it is UTF-8: undeclared bytes that are no script's */
} OuSource;

typedef enum OuSourceStatus {
    OU_SOURCE_OK,
    OU_SOURCE_NO_MEMORY,
    OU_SOURCE_NUL,            /* a null byte */
    OU_SOURCE_NOT_UTF8,       /* bad_offset */
    OU_SOURCE_NOT_ASCII,      /* bad_offset; an ascii coding line */
    OU_SOURCE_UNKNOWN,        /* encoding */
    OU_SOURCE_BOM,            /* encoding contradicts the BOM */
} OuSourceStatus;

typedef struct OuSourceProblem {
    size_t bad_offset;      /* in the bytes given, without the BOM */
    uint32_t line;
    char encoding[64];      /* named by the coding line; "" if there is none */
} OuSourceProblem;

/* Decode text[0..len) into the arena. `is_text`: it is a str already (no BOM, no coding
 * line). `is_file`: bytes that are not UTF-8 are a problem, not left alone. `end_line`: a line's end is added if the last line has none. */
OuSourceStatus ou_source_load(OuSource *source, OuArena *arena, const char *text, size_t len,
                              bool is_text, bool is_file, bool end_line,
                              OuSourceProblem *problem);

/* ou_utf8_check by pieces: means nothing if the arena has failed. */
size_t ou_source_check_utf8(OuArena *arena, const char *text, size_t len, bool is_text);
/* Line `number` (from 1), without its end; empty if there is no such line. */
OuAstText ou_source_line(const OuSource *source, uint32_t number);
/* The text between two positions as AST nodes have them. */
OuAstText ou_source_between(const OuSource *source, uint32_t line, uint32_t column,
                            uint32_t end_line, uint32_t end_column);

#endif
