/* re_parts.h - what the files of the module _sre share. */
#ifndef OU_MODULES_RE_PARTS_H
#define OU_MODULES_RE_PARTS_H
#include "object/type.h"
#include "regex/regex.h"

typedef struct OuPattern {
    OuGcObj gc;
    OuObj *pattern;     /* str or bytes */
    OuObj *groupindex;  /* dict of names and numbers */
    OuObj *group_names; /* tuple by number, None: it has no name */
    OuRegex regex;
} OuPattern;

/* ---- re_search.c ---- */
/* A text that is being looked at; holds what the bytes belong to. */
typedef struct OuSubject {
    OuObj *string;      /* owned */
    const uint8_t *text;
    size_t size;
    bool is_text, wide; /* of str; not only ASCII */
    OuBuffer buffer;    /* owner NULL: none is held */
} OuSubject;

OU_MUST_CHECK bool ou_subject_init(OuVM *vm, OuSubject *subject, OuObj *string);
void ou_subject_drop(OuVM *vm, OuSubject *subject);
/* The part from byte `from` to `to`, as str or bytes; all of it is the very object, if that is exactly one. */
OuObj *ou_subject_slice(OuVM *vm, const OuSubject *subject, size_t from, size_t to);

/* A search in progress. Is not moved while it is. */
typedef struct OuSearch {
    OuSubject subject;
    OuMatcher matcher;
} OuSearch;
OU_MUST_CHECK bool ou_search_init(OuVM *vm, OuSearch *search, OuPattern *pattern, OuObj *string, OuObj *pos,
                                  OuObj *endpos);
void ou_search_drop(OuVM *vm, OuSearch *search);
/* The part that group i matched; `otherwise` (borrowed) if it took no part. */
OuObj *ou_search_group(OuVM *vm, const OuSearch *search, size_t i, OuObj *otherwise);
OU_INLINE size_t ou_search_offset(const OuSearch *search, const uint8_t *at)
{
    return (size_t)(at - search->subject.text);
}

/* ---- re_template.c ---- */
/* Appends what group i of a match has. */
typedef OuObj *(*OuTemplateGroup)(OuVM *vm, const void *match, size_t i);
/* Read a template of a str or bytes; others get the errors of making text of them. */
OU_MUST_CHECK bool ou_template_parse(OuVM *vm, OuRegexTemplate *out, OuObj *template, const OuPattern *pattern);
/* The parts of a template, with the groups of a match, joined. */
OuObj *ou_template_fill(OuVM *vm, const OuRegexTemplate *template, bool template_is_text, bool is_text,
                        OuTemplateGroup group, const void *match);
/* "".join(list), or b"".join(list); list is consumed. */
OuObj *ou_template_join_take(OuVM *vm, OuObj *list, bool is_text);
/* Both at once: what Match.expand gives. */
OuObj *ou_template_expand(OuVM *vm, OuPattern *pattern, OuObj *template, OuObj *string, OuTemplateGroup group,
                          const void *match);

/* ---- re_match.c ---- */
/* The match that was found. */
OuObj *ou_match_new(OuVM *vm, OuPattern *pattern, OuSearch *search);

/* ---- re_sub.c: Pattern.sub and subn ---- */
OuObj *ou_pattern_sub(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);
OuObj *ou_pattern_subn(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs);

#endif
