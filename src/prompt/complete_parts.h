/* complete_parts.h - what the files of completion share. */
#ifndef OU_PROMPT_COMPLETE_PARTS_H
#define OU_PROMPT_COMPLETE_PARTS_H
#include "host/host.h"
#include "object/str.h"
#include "prompt/complete.h"

typedef struct Search {
    OuVM *vm;
    const char *text;
    size_t point;
    size_t start;   /* of the word */
    size_t room;
    Completions *found;
} Search;

/* ---- complete.c ---- */
/* Add a candidate, name + suffix, if the name goes on from what is typed; names with _ only if that is. */
void complete_add(Search *s, const char *name, size_t size, const char *suffix);
void complete_add_str(Search *s, const OuStr *name, const char *suffix);

/* ---- complete_import.c ---- */
/* `import a.b`, `from a.b import c, d`: false: the line is none of these. */
bool complete_import(Search *s);

/* ---- complete_string.c ---- */
/* In a string, whose content begins at `content`: keys of a dict, or files. */
void complete_string(Search *s, size_t content);
/* Keys of the dict before the bracket, where no quote is typed yet; false: it is none. */
bool complete_subscript(Search *s, size_t bracket);
/* Where the expression that ends at `end` begins: names, dots and brackets. */
size_t complete_expression_start(const char *text, size_t end);

/* ---- peek.c ---- */
bool prompt_is_word(char c); /* a character of names */
/* The dictionary with an object's own attributes, lent; NULL: it has none (its names are in its shape). */
OuDict *prompt_instance_dict(OuVM *vm, OuObj *o);

#endif
