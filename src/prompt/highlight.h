/* highlight.h - what the bytes of typed text are, for colours and for automatic indentation. Looks at
 * words only, so that it works on text that is not finished or wrong. */
#ifndef OU_PROMPT_HIGHLIGHT_H
#define OU_PROMPT_HIGHLIGHT_H
#include <stdbool.h>
#include <stddef.h>

typedef enum TextClass {
    TEXT_PLAIN,
    TEXT_KEYWORD,
    TEXT_CONSTANT, /* None, True, False */
    TEXT_BUILTIN,
    TEXT_DEFINED, /* the name after def and class */
    TEXT_NUMBER,
    TEXT_STRING,
    TEXT_COMMENT,
    TEXT_DECORATOR,
    TEXT_COMMAND, /* %mem, x? */
} TextClass;

/* What the end of the text is in. */
typedef struct TextEnd {
    bool in_string;   /* a string that goes on over lines */
    bool in_quotes;   /* any string */
    size_t string_start; /* of that string's content */
    int depth;        /* open brackets */
    size_t bracket;   /* where the innermost is */
    size_t line;      /* where the line begins, as the language counts: with those before it that it continues */
} TextEnd;

/* Classify `size` bytes into `classes` (may be NULL). `is_builtin` may be NULL. */
TextEnd highlight(const char *text, size_t size, unsigned char *classes,
                  bool (*is_builtin)(void *context, const char *name, size_t size), void *context);
/* A word of the language? Soft keywords (match, case, _, type) are none. */
bool highlight_is_keyword(const char *word, size_t size);
/* All keywords, NULL-terminated. */
extern const char *const highlight_keywords[];

#endif
