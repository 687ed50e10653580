/* parser.h - the state of one run of the parser (of a text, or of an expression in an
 * f-string). Only src/syntax and the grammar include this. */
#ifndef OU_SYNTAX_PARSER_H
#define OU_SYNTAX_PARSER_H
#include "base/strbuf.h"
#include "base/vec.h"
#include "syntax/lexer.h"

typedef enum OuParseFailure {
    OU_PARSE_FINE,
    OU_PARSE_TOO_DEEP,  /* the tree, or the parser's stack */
    OU_PARSE_NO_MEMORY,
} OuParseFailure;

typedef struct OuParser {
    OuMem *mem;
    OuArena *arena;
    OuLexer *lexer;
    OuParseMode mode;
    bool incomplete;      /* OU_PARSE_INCOMPLETE */
    bool in_bytes;        /* no encoding is known: columns of errors are bytes */
    bool at_prompt;       /* more lines may come, but no error makes anyone ask for them */
    bool line_begins;
    bool compound;        /* prompt: what kind of statement it is */
    bool single_line;     /* prompt: a simple one was seen to its end */
    bool want_error;      /* say what is wrong with strings, not only that something is */
    const char *stack_base; /* of the outermost diagnoser: they nest in f-strings */
    uint32_t token_count;
    uint32_t max_int_digits; /* of a decimal literal; 0: no limit */
    bool rejected;        /* not Python */
    OuParseFailure failed; /* Python or not, it cannot be parsed */
    OuAstNode *root;
    uint32_t end_line, end_column; /* end of the last token that is not white space */
    OuToken failed_at;    /* the token where a failure showed */
    int fstring_level;    /* how many f-strings this text is inside of */
    /* the first error in a string literal; a rejection, but with its message. Without a
     * position it belongs to the token that was read last. */
    OuSyntaxError error;
    bool has_error;
    /* tokens of the current logical line */
    struct {
        OuToken *items;
        size_t len, cap;
    } tokens;
    size_t next_token;
    void *stack;          /* lemon's, from ou_mem_take */
    size_t stack_size;
    union {               /* what actions get as a node when there is no memory */
        OuAstNode node;
        char room[192];
    } dummy;
} OuParser;

/* ---- parse.c, and the end of python.y ---- */

void ou_parser_run(OuParser *ps, int start);
bool ou_parser_next(OuParser *ps, OuToken *token);
void *ou_parser_stack(OuParser *ps, void *stack, size_t size);
void ou_parser_overflow(OuParser *ps);
/* Parse "(text)" cut out of an f-string; `line` and `column` are where its first character
 * counts as being. NULL: ps->rejected (ps->error has the message if it was wanted), or no
 * memory. */
OuAstNode *ou_parser_expression(OuParser *ps, const char *text, size_t len, uint32_t line,
                                int32_t column);

/* ---- literal.c, fstring.c ---- */

/* Adjacent strings becoming one node. All nodes made have the same positions. */
typedef struct OuStringJoin {
    OuBuf text;       /* text since the last expression */
    bool format;      /* there was an f-string: the result is a JoinedStr */
    bool unicode_prefix;
    OuAstSeq values;
    OuAstNode where;  /* a model for the positions */
} OuStringJoin;

/* The node of adjacent string tokens; NULL if one is wrong (ps->error), or without memory. */
OuAstNode *ou_literal_strings(OuParser *ps, const OuToken *tokens, uint32_t count);
/* Append the text [text, end) of a str literal without prefix and quotes. */
bool ou_literal_decode(OuParser *ps, const OuToken *token, const char *text, const char *end,
                       bool raw, OuBuf *out);
/* Warn of an escape that means nothing; `p` is what follows the backslash. */
void ou_literal_warn_escape(OuParser *ps, const OuToken *token, const char *p);
/* A node where `join` says. */
OuAstNode *ou_literal_node(OuParser *ps, const OuStringJoin *join, OuAstKind kind);
/* Text gathered so far becomes a Constant among the values. */
bool ou_literal_flush(OuParser *ps, OuStringJoin *join);
OuAstNode *ou_literal_finish(OuParser *ps, OuStringJoin *join);
/* Note an error in a string, unless there is one. Always false. */
bool ou_literal_fail(OuParser *ps, const char *format, ...) OU_PRINTF(2, 3);

/* Split the inside [text, end) of an f-string. */
bool ou_fstring_parse(OuParser *ps, OuStringJoin *join, const OuToken *token, const char *text, const char *end);

#endif
