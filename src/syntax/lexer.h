/* lexer.h - text to tokens (the rules are in grammar/lexer.re, indentation and brackets in
 * layout.c).
 *
 * Invariant: the text is valid UTF-8 (unless `unchecked`: then tokens are checked), ends in a NUL at `end` and has none before it. After
 * a TK_ERROR token, `failure` says what is wrong; a lexer that failed may go on, as the
 * diagnoser does when it looks for later errors. */
#ifndef OU_SYNTAX_LEXER_H
#define OU_SYNTAX_LEXER_H
#include "syntax/parse.h"

typedef struct OuToken {
    uint32_t start, end;           /* offsets in the lexer's text */
    uint32_t line, end_line;       /* from 1 */
    int32_t column, end_column;    /* in bytes, as AST nodes have them */
    uint8_t kind;                  /* TK_… of python.h */
    uint8_t info;                  /* strings: prefix and quote, see OuStringInfo */
} OuToken;

/* OuToken.info of a string. */
enum {
    OU_STRING_RAW = 1,
    OU_STRING_BYTES = 2,
    OU_STRING_FORMAT = 4,
    OU_STRING_UNICODE = 8, /* u"", not U"" */
    OU_STRING_TRIPLE = 16,
    OU_STRING_PREFIX_SHIFT = 5, /* bytes of prefix, 0…2, from this bit on */
};

/* Kinds of tokens that the grammar does not know. */
enum {
    TK_EOF = 0,
    TK_UNKNOWN = 250, /* a character that starts no token: $ ? ! ` */
    TK_LTGT = 251,    /* <> */
    TK_ERROR = 255,
};

/* Why the lexer could not go on; mirrors the kinds of failure of CPython's. */
typedef enum OuLexFailure {
    OU_LEX_FINE,
    OU_LEX_MESSAGE,       /* a message of its own, in lexer->error */
    OU_LEX_EOF,           /* input ended inside brackets or after a backslash */
    OU_LEX_EOF_STRING,    /* … inside a triple-quoted string; message in lexer->error */
    OU_LEX_DEDENT,
    OU_LEX_TABS,
    OU_LEX_TOO_DEEP,
    OU_LEX_CONTINUATION,
    OU_LEX_DECODE,        /* bytes that are not UTF-8; message in lexer->error */
    OU_LEX_NO_MEMORY,
} OuLexFailure;

typedef struct OuBracket {
    char open;
    uint32_t line, column;
} OuBracket;

/* In the arena. */
typedef struct OuWarningList {
    OuSyntaxWarning *items;
    uint32_t len;
} OuWarningList;

typedef struct OuLexer {
    const char *text, *end, *cursor, *line_start;
    const char *buffer;           /* first of the lines that backslashes or a string join */
    uint32_t line;
    uint32_t first_line;          /* … and how far tokens on it move right: text cut out of */
    int32_t first_column;         /*     an f-string has positions of its surroundings */
    int32_t pending;              /* INDENTs (> 0) or DEDENTs (< 0) to give */
    bool line_begins;
    bool single;                  /* prompt: the end of input ends a statement */
    bool quiet_end;               /* the end of input is no error, even inside brackets */
    bool started;
    bool cut_string;              /* failed: the text ends inside a string of one line */
    bool imply_dedent;            /* prompt: the end of input ends blocks too */
    bool unchecked;               /* the text may hold bytes that are not UTF-8 */
    bool blank_end;               /* the last line, if any, was blank */
    bool is_long;                 /* the text: there may be tokens that are long */
    const char *piece;            /* where the lexer is to ask for the next time */
    const char *run_end;          /* of what looks like numbers, there */
    uint32_t indent_count, bracket_count;
    OuLexFailure failure;
    OuMem *mem;
    OuArena *arena;
    OuSyntaxError error;
    OuWarningList *warnings;      /* NULL: not wanted */
    uint32_t indents[OU_MAX_INDENTS], alternatives[OU_MAX_INDENTS];
    OuBracket brackets[OU_MAX_BRACKETS];
} OuLexer;

/* Start at text[0..len), text[len] being NUL. */
void ou_lexer_init(OuLexer *lexer, OuMem *mem, OuArena *arena, const char *text, size_t len);
/* The next token, TK_EOF at the end (again and again), TK_ERROR after a failure. */
void ou_lexer_next(OuLexer *lexer, OuToken *token);

/* ---- layout.c ---- */

/* At the start of a line: skip blank ones, measure, compare. False on failure. */
bool ou_layout_begin_line(OuLexer *lexer);
/* Backslash at `cursor`: step behind the line's end. False on failure. */
bool ou_layout_continue_line(OuLexer *lexer);
bool ou_layout_open(OuLexer *lexer, char bracket);
bool ou_layout_close(OuLexer *lexer, char bracket);

/* ---- failures (layout.c) ---- */

/* Fail with a message; the column is that of the last character before the cursor. */
bool ou_lexer_fail(OuLexer *lexer, const char *format, ...) OU_PRINTF(2, 3);
/* … with columns from 1, in characters (-1: none). */
bool ou_lexer_fail_at(OuLexer *lexer, int32_t column, int32_t end_column, const char *format,
                      ...) OU_PRINTF(4, 5);
bool ou_lexer_fail_as(OuLexer *lexer, OuLexFailure failure);
/* A formatted text in the arena; "" if there is no memory. */
const char *ou_lexer_format(OuArena *arena, const char *format, ...) OU_PRINTF(2, 3);
/* `at`: where, for the case that the warning is an error. */
void ou_lexer_warn(OuLexer *lexer, bool deprecation, const OuToken *at, const char *format, ...)
    OU_PRINTF(4, 5);
/* What CPython's decoder says of [text, text + len), which is not UTF-8; NULL if it is. */
const char *ou_lexer_decode_problem(OuArena *arena, const char *text, size_t len);
/* Line of the text that holds offset `at`, with its end. */
OuAstText ou_lexer_line(const OuLexer *lexer, const char *at);

/* ---- long texts (scan.c) ---- */

/* Is the lexer to go on at `p`? Else it fails. */
OU_INLINE bool ou_scan_passes(OuLexer *lexer, const char *p)
{
    return ou_arena_passes(lexer->arena, p, &lexer->piece) || ou_lexer_fail_as(lexer, OU_LEX_NO_MEMORY);
}
/* In a long text, before a token: step over blanks, to *start. A name or number that is long is taken here: its kind,
 * with the cursor behind it; else 0. -1 on failure. */
int ou_scan_long(OuLexer *lexer, const char **start);
/* From inside a comment to the end of the line; NULL on failure. */
const char *ou_scan_comment(OuLexer *lexer, const char *p);

/* ---- slow paths of the rules (scan.c) ---- */

/* A number that does not end cleanly, at [start, cursor): is it one all the same ("1if")?
 * Sets the cursor, or fails. */
bool ou_scan_number(OuLexer *lexer, const char *start);
/* The cursor is behind the opening quote: find the end of the string. */
bool ou_scan_string(OuLexer *lexer, const char *start, OuToken *token);
/* Check the identifier [start, cursor), which has bytes above 0x7F. */
bool ou_scan_identifier(OuLexer *lexer, const char *start);
/* The cursor is at a byte that starts no token. */
bool ou_scan_unknown(OuLexer *lexer);

#endif
