/* lexer.re - the tokens of Python 3.11.
 *
 * Everything that needs no memory of earlier lines is a rule here; indentation and brackets
 * are in src/syntax/layout.c, slow paths and strings in src/syntax/scan.c. */
#include "syntax/lexer.h"

#include "python.h"

/* Give the next INDENT or DEDENT that is due. */
static void take_pending(OuLexer *lexer, OuToken *token)
{
    uint32_t at = (uint32_t)(lexer->cursor - lexer->text);
    int32_t column = (int32_t)(lexer->cursor - lexer->line_start);
    bool indent = lexer->pending > 0;
    lexer->pending += indent ? -1 : 1;
    *token = (OuToken){.start = at, .end = at, .line = lexer->line, .end_line = lexer->line,
                       .column = column, .end_column = column,
                       .kind = indent ? TK_INDENT : TK_DEDENT};
    if (indent) /* an INDENT covers the white space */
        token->start -= (uint32_t)column, token->column = 0;
}

/* Fill in what all tokens have; `start` is on the line that begins at `line_start`. */
static inline void finish(OuLexer *lexer, OuToken *token, int kind, const char *start,
                          const char *cursor)
{
    int32_t shift = OU_UNLIKELY(lexer->line == lexer->first_line) ? lexer->first_column : 0;
    lexer->started = true;
    token->kind = (uint8_t)kind;
    token->info = 0;
    token->start = (uint32_t)(start - lexer->text);
    token->end = (uint32_t)(cursor - lexer->text);
    token->line = token->end_line = lexer->line;
    token->column = (int32_t)(start - lexer->line_start) + shift;
    token->end_column = (int32_t)(cursor - lexer->line_start) + shift;
    lexer->cursor = cursor;
}

/* The end of the text. At the prompt it first stands for a NEWLINE and closes blocks. */
static void take_end(OuLexer *lexer, OuToken *token)
{
    if (lexer->bracket_count > 0 && !lexer->quiet_end) {
        ou_lexer_fail_as(lexer, OU_LEX_EOF);
        finish(lexer, token, TK_ERROR, lexer->cursor, lexer->cursor);
        return;
    }
    if (lexer->single && lexer->started) {
        finish(lexer, token, TK_NEWLINE, lexer->cursor, lexer->cursor);
        lexer->started = false;
        if (lexer->imply_dedent) {
            lexer->pending = -(int32_t)lexer->indent_count;
            lexer->indent_count = 0;
        }
        return;
    }
    finish(lexer, token, TK_EOF, lexer->cursor, lexer->cursor);
}

#define TOKEN(KIND) \
    do { \
        finish(lexer, token, (KIND), start, cursor); \
        return; \
    } while (0)
#define OPEN(KIND) \
    do { \
        lexer->cursor = cursor; \
        if (!ou_layout_open(lexer, cursor[-1])) \
            goto failed; \
        TOKEN(KIND); \
    } while (0)
#define CLOSE(KIND) \
    do { \
        lexer->cursor = cursor; \
        if (!ou_layout_close(lexer, cursor[-1])) \
            goto failed; \
        TOKEN(KIND); \
    } while (0)
/* A number; anything that could be part of a name may not follow it directly. */
#define NUMBER(KIND) \
    do { \
        if (OU_UNLIKELY(is_name_byte(*cursor))) { \
            lexer->cursor = cursor; \
            if (!ou_scan_number(lexer, start)) \
                goto failed; \
            cursor = lexer->cursor; \
        } \
        TOKEN(KIND); \
    } while (0)

static inline bool is_name_byte(char c)
{
    unsigned char u = (unsigned char)c;
    return (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || (u >= '0' && u <= '9') ||
           u == '_' || u >= 0x80;
}

void ou_lexer_next(OuLexer *lexer, OuToken *token)
{
    const char *start, *cursor, *marker;
    if (lexer->line_begins) {
        lexer->line_begins = false;
        if (!ou_layout_begin_line(lexer)) {
            start = lexer->cursor;
            goto failed;
        }
    }
    if (lexer->pending != 0) {
        take_pending(lexer, token);
        lexer->started = true;
        return;
    }
    cursor = lexer->cursor;
    marker = cursor;
again:
    start = cursor;
    if (OU_UNLIKELY(lexer->is_long)) {
        lexer->cursor = cursor;
        int kind = ou_scan_long(lexer, &start);
        cursor = lexer->cursor;
        if (kind < 0)
            goto failed;
        if (kind > 0)
            TOKEN(kind);
    }
    /*!re2c
        re2c:define:YYCTYPE = "unsigned char";
        re2c:define:YYCURSOR = cursor;
        re2c:define:YYMARKER = marker;
        re2c:yych:conversion = 1;
        re2c:yyfill:enable = 0;

        digits   = [0-9] ("_"? [0-9])*;
        exponent = [eE] [+-]? digits;
        float    = ((digits? "." digits) | (digits ".")) exponent? | digits exponent;
        first    = [A-Za-z_];
        prefix   = [rR] | [uU] | [bB] | [fF] | [bB][rR] | [rR][bB] | [fF][rR] | [rR][fF];

        [ \t\f]+            { goto again; }
        "#" {
            cursor = ou_scan_comment(lexer, cursor);
            if (cursor == NULL)
                goto failed;
            /* a comment before the end of a line is part of the NEWLINE */
            if (*cursor == '\n' && lexer->bracket_count == 0) {
                cursor++;
                goto newline;
            }
            goto again;
        }
        "\n" {
            if (lexer->bracket_count == 0)
                goto newline;
            lexer->line++;
            lexer->line_start = lexer->buffer = cursor;
            goto again;
        }
        "\x00" {
            lexer->cursor = start;
            take_end(lexer, token);
            return;
        }
        "\\" {
            lexer->cursor = start;
            if (!ou_layout_continue_line(lexer))
                goto failed;
            cursor = lexer->cursor;
            goto again;
        }

        "False"    { TOKEN(TK_FALSE); }
        "None"     { TOKEN(TK_NONE); }
        "True"     { TOKEN(TK_TRUE); }
        "and"      { TOKEN(TK_AND); }
        "as"       { TOKEN(TK_AS); }
        "assert"   { TOKEN(TK_ASSERT); }
        "async"    { TOKEN(TK_ASYNC); }
        "await"    { TOKEN(TK_AWAIT); }
        "break"    { TOKEN(TK_BREAK); }
        "case"     { TOKEN(TK_CASE); }
        "class"    { TOKEN(TK_CLASS); }
        "continue" { TOKEN(TK_CONTINUE); }
        "def"      { TOKEN(TK_DEF); }
        "del"      { TOKEN(TK_DEL); }
        "elif"     { TOKEN(TK_ELIF); }
        "else"     { TOKEN(TK_ELSE); }
        "except"   { TOKEN(TK_EXCEPT); }
        "finally"  { TOKEN(TK_FINALLY); }
        "for"      { TOKEN(TK_FOR); }
        "from"     { TOKEN(TK_FROM); }
        "global"   { TOKEN(TK_GLOBAL); }
        "if"       { TOKEN(TK_IF); }
        "import"   { TOKEN(TK_IMPORT); }
        "in"       { TOKEN(TK_IN); }
        "is"       { TOKEN(TK_IS); }
        "lambda"   { TOKEN(TK_LAMBDA); }
        "nonlocal" { TOKEN(TK_NONLOCAL); }
        "not"      { TOKEN(TK_NOT); }
        "or"       { TOKEN(TK_OR); }
        "pass"     { TOKEN(TK_PASS); }
        "raise"    { TOKEN(TK_RAISE); }
        "return"   { TOKEN(TK_RETURN); }
        "try"      { TOKEN(TK_TRY); }
        "while"    { TOKEN(TK_WHILE); }
        "with"     { TOKEN(TK_WITH); }
        "yield"    { TOKEN(TK_YIELD); }

        first [A-Za-z0-9_]* { TOKEN(TK_NAME); }
        [A-Za-z_\x80-\xff] [A-Za-z0-9_\x80-\xff]* {
            lexer->cursor = cursor;
            if (!ou_scan_identifier(lexer, start))
                goto failed;
            TOKEN(TK_NAME);
        }

        digits                        {
            /* 007 is no number, 000 is */
            if (OU_UNLIKELY(*start == '0' && cursor > start + 1)) {
                lexer->cursor = cursor;
                if (!ou_scan_number(lexer, start))
                    goto failed;
                cursor = lexer->cursor;
                TOKEN(TK_INT);
            }
            NUMBER(TK_INT);
        }
        "0" [xX] ("_"? [0-9a-fA-F])+  { NUMBER(TK_INT); }
        "0" [oO] ("_"? [0-7])+        { NUMBER(TK_INT); }
        "0" [bB] ("_"? [01])+         { NUMBER(TK_INT); }
        float                         { NUMBER(TK_FLOAT); }
        (float | digits) [jJ]         { NUMBER(TK_COMPLEX); }

        prefix? ["'] {
            lexer->cursor = cursor;
            if (!ou_scan_string(lexer, start, token))
                goto failed;
            lexer->started = true;
            return;
        }

        "("   { OPEN(TK_LPAR); }
        "["   { OPEN(TK_LSQB); }
        "{"   { OPEN(TK_LBRACE); }
        ")"   { CLOSE(TK_RPAR); }
        "]"   { CLOSE(TK_RSQB); }
        "}"   { CLOSE(TK_RBRACE); }
        ":"   { TOKEN(TK_COLON); }
        ","   { TOKEN(TK_COMMA); }
        ";"   { TOKEN(TK_SEMI); }
        "+"   { TOKEN(TK_PLUS); }
        "-"   { TOKEN(TK_MINUS); }
        "*"   { TOKEN(TK_STAR); }
        "/"   { TOKEN(TK_SLASH); }
        "|"   { TOKEN(TK_VBAR); }
        "&"   { TOKEN(TK_AMPER); }
        "<"   { TOKEN(TK_LESS); }
        ">"   { TOKEN(TK_GREATER); }
        "="   { TOKEN(TK_EQ); }
        "."   { TOKEN(TK_DOT); }
        "%"   { TOKEN(TK_PERCENT); }
        "=="  { TOKEN(TK_EQEQ); }
        "!="  { TOKEN(TK_NOTEQ); }
        "<>"  { TOKEN(TK_LTGT); }
        "<="  { TOKEN(TK_LESSEQ); }
        ">="  { TOKEN(TK_GREATEREQ); }
        "~"   { TOKEN(TK_TILDE); }
        "^"   { TOKEN(TK_CIRCUMFLEX); }
        "<<"  { TOKEN(TK_LSHIFT); }
        ">>"  { TOKEN(TK_RSHIFT); }
        "**"  { TOKEN(TK_DSTAR); }
        "+="  { TOKEN(TK_PLUSEQ); }
        "-="  { TOKEN(TK_MINUSEQ); }
        "*="  { TOKEN(TK_STAREQ); }
        "/="  { TOKEN(TK_SLASHEQ); }
        "%="  { TOKEN(TK_PERCENTEQ); }
        "&="  { TOKEN(TK_AMPEREQ); }
        "|="  { TOKEN(TK_VBAREQ); }
        "^="  { TOKEN(TK_CIRCUMFLEXEQ); }
        "<<=" { TOKEN(TK_LSHIFTEQ); }
        ">>=" { TOKEN(TK_RSHIFTEQ); }
        "**=" { TOKEN(TK_DSTAREQ); }
        "//"  { TOKEN(TK_DSLASH); }
        "//=" { TOKEN(TK_DSLASHEQ); }
        "@"   { TOKEN(TK_AT); }
        "@="  { TOKEN(TK_ATEQ); }
        "->"  { TOKEN(TK_ARROW); }
        "..." { TOKEN(TK_ELLIPSIS); }
        ":="  { TOKEN(TK_COLONEQ); }

        * {
            lexer->cursor = cursor;
            if (!ou_scan_unknown(lexer))
                goto failed;
            TOKEN(TK_UNKNOWN);
        }
    */
newline:
    finish(lexer, token, TK_NEWLINE, start, cursor - 1);
    lexer->cursor = lexer->line_start = lexer->buffer = cursor;
    lexer->line++;
    lexer->line_begins = true;
    return;
failed:
    finish(lexer, token, TK_ERROR, start, lexer->cursor < start ? start : lexer->cursor);
}
