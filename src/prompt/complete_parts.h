/* complete_parts.h - what the files of completion share. */
#ifndef OU_PROMPT_COMPLETE_PARTS_H
#define OU_PROMPT_COMPLETE_PARTS_H
#include "host/host.h"
#include "object/str.h"
#include "prompt/complete.h"
#include "types/module.h"

typedef struct Search {
    OuVM *vm;
    const char *text;
    size_t point;
    size_t start;   /* of the word */
    size_t room;
    unsigned stars; /* `from x import *` that are being followed */
    bool all_computed; /* __all__ in the source that was read is no list of strings */
    Completions *found;
} Search;

/* ---- complete_add.c ---- */
/* Add a candidate, name + suffix, if the name goes on from what is typed; names with _ only if that is. */
void complete_add(Search *s, const char *name, size_t size, const char *suffix);
void complete_add_str(Search *s, const OuStr *name, const char *suffix);
/* The names that are keys, with "(" behind what can be called, or without; NULL has none. */
void complete_dict(Search *s, const OuDict *dict, bool call_marks);
/* The names in a module, also those that it makes when they are asked for. */
void complete_module(Search *s, OuModule *module, bool call_marks);

/* ---- complete_modules.c ---- */
/* The modules in a package; "": all. */
void complete_modules(Search *s, const char *package);
/* A module that is loaded; new reference, or NULL without an exception. */
OuObj *complete_loaded(Search *s, const char *name);

/* ---- complete_members.c ---- */
/* The names in a module; modules in it, too, if it is a package. */
void complete_members(Search *s, const char *module);

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
/* The dictionary with an object's own attributes, lent; NULL: it has none (its names are in its shape). What a module
 * in C makes on demand is made. */
OuDict *prompt_instance_dict(OuVM *vm, OuObj *o);

#endif
