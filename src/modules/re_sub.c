/* re_sub.c - replacing matches: by text, by a template with groups, by what a function returns. */
#include "modules/re_parts.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/bytes_methods.h"
#include <string.h>

/* ---- templates ---- */

/* A template of a str or bytes; others get the errors of making text of them. */
static bool parse_template(OuVM *vm, OuRegexTemplate *out, OuObj *template, const OuPattern *pattern)
{
    if (ou_is_str(vm, template) || ou_is(vm, template, OU_TF_IS_BYTES))
        return ou_regex_template(vm, out, template, (OuDict *)pattern->groupindex, pattern->regex.groups);
    OuHash hash;
    if (!ou_hash(vm, template, &hash))
        return false;
    if (!ou_has_buffer(vm, template)) {
        OU_TYPE_ERROR(vm, "decoding to str: need a bytes-like object, %.80T found", template);
        return false;
    }
    OuObj *bytes = ou_bytes_from_object(vm, template);
    bool ok = bytes && ou_regex_template(vm, out, bytes, (OuDict *)pattern->groupindex, pattern->regex.groups);
    ou_unref(vm, bytes);
    return ok;
}

/* A literal part as object. */
static OuObj *part_object(OuVM *vm, const OuRegexTemplate *template, const OuTemplatePart *part, bool is_text)
{
    const char *text = template->text.data + part->from;
    return is_text ? ou_str_new(vm, text, part->size) : ou_bytes_new(vm, text, part->size);
}

/* "".join(list), or b"".join(list); list is consumed. */
static OuObj *join_take(OuVM *vm, OuObj *list, bool is_text)
{
    OuObj *result;
    if (is_text)
        result = ou_str_join(vm, OU_STR(OU_EMPTY_STR), OU_LIST(list)->items, OU_LIST(list)->len);
    else
        result = ou_call_method(vm, OU_EMPTY_BYTES, OU_NAME(join), &list, 1);
    ou_unref(vm, list);
    return result;
}

/* The parts of a template, with the groups of a match. */
static OuObj *fill_template(OuVM *vm, const OuRegexTemplate *template, bool template_is_text, bool is_text,
                            OuTemplateGroup group, const void *match)
{
    const OuTemplatePart *parts = (const OuTemplatePart *)(const void *)template->parts.data;
    size_t count = template->parts.len / sizeof *parts;
    OuObj *list = ou_list_new(vm, count);
    for (size_t i = 0; list && i < count; i++) {
        OuObj *item = parts[i].group == OU_TEMPLATE_LITERAL ? part_object(vm, template, &parts[i], template_is_text)
                                                            : group(vm, match, parts[i].group);
        if (!item || !ou_list_append_take(vm, OU_LIST(list), item))
            ou_clear(vm, &list);
    }
    return list ? join_take(vm, list, is_text) : NULL;
}

OuObj *ou_template_expand(OuVM *vm, OuPattern *pattern, OuObj *template, OuObj *string, OuTemplateGroup group,
                          const void *match)
{
    OuRegexTemplate parsed;
    if (!parse_template(vm, &parsed, template, pattern))
        return NULL;
    OuObj *result = fill_template(vm, &parsed, ou_is_str(vm, template), ou_is_str(vm, string), group, match);
    ou_regex_template_drop(&parsed);
    return result;
}

/* ---- substitution ---- */

typedef struct Sub {
    OuVM *vm;
    OuPattern *pattern;
    OuSearch search;
    OuObj *repl;
    enum { BY_TEXT, BY_TEMPLATE, BY_CALL } how;
    bool repl_is_text, plain;  /* plain: `repl` (or the template) is of the text's own kind: goes to `out` */
    const char *text;          /* of a plain BY_TEXT */
    size_t size;
    OuRegexTemplate template;
    OuBuf out;                 /* the result, if plain */
    OuObj *list;               /* else: its pieces */
} Sub;

static bool has_backslash(const char *text, size_t size)
{
    return size && memchr(text, '\\', size) != NULL;
}

/* Find out what to replace by. */
static bool prepare(Sub *sub)
{
    OuVM *vm = sub->vm;
    OuObj *repl = sub->repl;
    sub->how = BY_CALL;
    if (ou_callable(vm, repl))
        return true;
    sub->how = BY_TEXT;
    sub->repl_is_text = ou_is_str(vm, repl);
    if (sub->repl_is_text) {
        sub->text = ou_str_text(OU_STR(repl));
        sub->size = OU_STR(repl)->size;
    } else if (ou_is(vm, repl, OU_TF_IS_BYTES)) {
        sub->text = ou_bytes_data(repl);
        sub->size = ou_bytes_len(repl);
    } else {
        OuBuffer buffer;
        bool literal = ou_has_buffer(vm, repl) && ou_buffer_try(vm, repl, &buffer);
        if (literal) {
            literal = !has_backslash(buffer.data, buffer.len);
            ou_buffer_release(vm, &buffer);
        }
        sub->size = SIZE_MAX; /* not plain */
        if (literal)
            return true;
    }
    if (sub->size == SIZE_MAX || has_backslash(sub->text, sub->size)) {
        sub->how = BY_TEMPLATE;
        return parse_template(vm, &sub->template, repl, sub->pattern);
    }
    return true;
}

static void put(Sub *sub, const uint8_t *from, const uint8_t *to)
{
    ou_buf_put(&sub->out, from, (size_t)(to - from));
}

/* Append a part of the text itself. */
static bool put_text(Sub *sub, const uint8_t *from, const uint8_t *to)
{
    if (from >= to)
        return true;
    if (sub->plain) {
        put(sub, from, to);
        return true;
    }
    const OuSearch *s = &sub->search;
    return ou_list_append_take(sub->vm, OU_LIST(sub->list),
                               ou_subject_slice(sub->vm, &s->subject, ou_search_offset(s, from),
                                                ou_search_offset(s, to)));
}

static OuObj *found_group(OuVM *vm, const void *search, size_t i)
{
    const OuSearch *s = search;
    return ou_search_group(vm, s, i, s->subject.is_text ? OU_EMPTY_STR : OU_EMPTY_BYTES);
}

static void put_template(Sub *sub)
{
    const OuTemplatePart *part = (const OuTemplatePart *)(const void *)sub->template.parts.data;
    for (size_t n = sub->template.parts.len / sizeof *part; n > 0; n--, part++) {
        const uint8_t *from, *to;
        if (part->group == OU_TEMPLATE_LITERAL)
            ou_buf_put(&sub->out, sub->template.text.data + part->from, part->size);
        else if (ou_matcher_group(&sub->search.matcher, part->group, &from, &to))
            put(sub, from, to);
    }
}

/* Append what a match is replaced by. */
static bool put_replacement(Sub *sub)
{
    OuVM *vm = sub->vm;
    OuObj *item;
    if (sub->how == BY_CALL) {
        OuObj *match = ou_match_new(vm, sub->pattern, &sub->search);
        item = match ? ou_call1(vm, sub->repl, match) : NULL;
        ou_unref(vm, match);
    } else if (sub->plain) {
        if (sub->how == BY_TEXT)
            ou_buf_put(&sub->out, sub->text, sub->size);
        else
            put_template(sub);
        return true;
    } else if (sub->how == BY_TEXT) {
        item = ou_ref(sub->repl);
    } else {
        item = fill_template(vm, &sub->template, sub->repl_is_text, sub->search.subject.is_text, found_group,
                             &sub->search);
    }
    if (item == OU_NONE) /* nothing, not an error of joining */
        return true;
    return item && ou_list_append_take(vm, OU_LIST(sub->list), item);
}

/* Replace at most `most` (0: all) matches; their number, -1: an exception. */
static ptrdiff_t replace(Sub *sub, ptrdiff_t most)
{
    OuMatcher *m = &sub->search.matcher;
    const uint8_t *last = m->start;
    ptrdiff_t n = 0;
    while (most == 0 || n < most) {
        int found = ou_matcher_search(m);
        if (found < 0)
            return -1;
        if (found == 0)
            break;
        if (!put_text(sub, last, m->start) || !put_replacement(sub))
            return -1;
        last = m->at;
        n++;
        ou_matcher_advance(m);
    }
    return n == 0 || put_text(sub, last, m->end) ? n : -1;
}

/* The new text after n replacements. */
static OuObj *finish(Sub *sub, ptrdiff_t n)
{
    OuVM *vm = sub->vm;
    bool is_text = sub->search.subject.is_text;
    if (n == 0)
        return ou_subject_slice(vm, &sub->search.subject, 0, sub->search.subject.size);
    if (!sub->plain) {
        OuObj *list = sub->list;
        sub->list = NULL;
        return join_take(vm, list, is_text);
    }
    return is_text ? ou_str_from_buf(vm, &sub->out) : ou_bytes_from_buf(vm, &sub->out);
}

static OuObj *substitute(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, ptrdiff_t *count)
{
    Sub sub = {.vm = vm, .pattern = (OuPattern *)self, .repl = args[0]};
    ptrdiff_t most = 0;
    OuObj *result = NULL;
    if (OU_ARG(2) && !ou_arg_ssize(vm, args[2], &most))
        return NULL;
    if (!prepare(&sub))
        return NULL;
    ou_buf_init(&sub.out, &vm->mem);
    if (ou_search_init(vm, &sub.search, sub.pattern, args[1], NULL, NULL)) {
        sub.plain = sub.how != BY_CALL && sub.repl_is_text == sub.search.subject.is_text
                    && !(sub.how == BY_TEXT && sub.size == SIZE_MAX);
        sub.list = sub.plain ? NULL : ou_list_new(vm, 0);
        *count = sub.plain || sub.list ? replace(&sub, most) : -1;
        if (*count >= 0)
            result = finish(&sub, *count);
        ou_unref(vm, sub.list);
        ou_search_drop(vm, &sub.search);
    }
    ou_buf_drop(&sub.out);
    if (sub.how == BY_TEMPLATE)
        ou_regex_template_drop(&sub.template);
    return result;
}

OuObj *ou_pattern_sub(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t count;
    return substitute(vm, self, args, nargs, &count);
}

OuObj *ou_pattern_subn(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    ptrdiff_t count;
    OuObj *items[2] = {substitute(vm, self, args, nargs, &count), NULL};
    if (!items[0])
        return NULL;
    items[1] = ou_int_from(vm, count);
    if (items[1])
        return ou_tuple_new_take(vm, items, 2);
    ou_unref(vm, items[0]);
    return NULL;
}
