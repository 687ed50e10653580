/* parse.h - text to syntax tree.
 *
 * Accepts exactly what CPython's parser accepts (ast.parse); what its symbol table and
 * compiler refuse (`return` outside a function, duplicate arguments, …) passes here.
 * Knows no VM: an error is a value, its text in the arena. */
#ifndef OU_SYNTAX_PARSE_H
#define OU_SYNTAX_PARSE_H
#include "syntax/source.h"

typedef enum OuParseMode {
    OU_PARSE_FILE,   /* Module */
    OU_PARSE_EVAL,   /* Expression */
    OU_PARSE_SINGLE, /* Interactive */
} OuParseMode;

enum {
    OU_PARSE_ALLOW_MORE = 1,   /* input that could go on gives OU_PARSE_MORE, not an error */
    OU_PARSE_IS_TEXT = 2,      /* the text is a str already: UTF-8, no BOM, no coding line */
    OU_PARSE_INCOMPLETE = 8,   /* what goes wrong at the very end is "incomplete input" */
    OU_PARSE_NO_DEDENT = 16,   /* single: the end does not close blocks */
    OU_PARSE_IS_FILE = 4,      /* a script's bytes: what is no UTF-8 must be declared */
};

typedef enum OuParseStatus { OU_PARSE_OK, OU_PARSE_ERROR, OU_PARSE_MORE } OuParseStatus;

typedef enum OuSyntaxErrorKind {
    OU_SYNTAX_ERROR,
    OU_SYNTAX_INDENTATION_ERROR,
    OU_SYNTAX_TAB_ERROR,
    OU_SYNTAX_NO_MEMORY,  /* MemoryError */
    OU_SYNTAX_RECURSION,  /* RecursionError; only `message` is set */
    OU_SYNTAX_VALUE,      /* ValueError (null bytes); only `message` is set */
} OuSyntaxErrorKind;

typedef struct OuSyntaxError {
    OuSyntaxErrorKind kind;
    const char *message;
    bool has_position;     /* false: the error has its message only */
    bool before_text;      /* … and file, line 0 and offset -1 */
    int32_t line, column;  /* SyntaxError.lineno and .offset: from 1, in characters */
    int32_t end_line, end_column; /* .end_lineno and .end_offset (0 or -1 happen) */
    OuAstText text;        /* .text: the source line; `text` NULL: None */
    bool attributes_only;  /* args are the message alone; the position is set as attributes */
    bool no_end_column;    /* .end_offset is None */
    bool shows_file;       /* if there is a file of that name, .text is its line */
} OuSyntaxError;

/* A warning of the parser, in source order. */
typedef struct OuSyntaxWarning {
    const char *message;
    bool deprecation; /* DeprecationWarning (escapes), else SyntaxWarning (numbers) */
    int32_t line, column;  /* columns in bytes, from 0 */
    int32_t end_line, end_column;
} OuSyntaxWarning;

typedef struct OuParseResult {
    OuParseStatus status;
    OuAstNode *root;     /* Module, Expression or Interactive */
    OuSource source;     /* in the arena; valid after errors too */
    OuSyntaxError error;
    OuSyntaxWarning *warnings; /* in the arena */
    uint32_t warning_count;
} OuParseResult;

/* Parse text[0..len). Everything that is made lives in `arena`; working memory comes
 * from `mem` and is given back. `filename` (or NULL) is for messages about encodings. Decimal
 * literals may have max_int_digits digits (sys.get_int_max_str_digits(); 0: any number). */
void ou_parse(OuMem *mem, OuArena *arena, const char *text, size_t len, const char *filename,
              OuParseMode mode, unsigned flags, uint32_t max_int_digits, OuParseResult *result);

#endif
