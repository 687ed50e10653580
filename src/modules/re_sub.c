/* re_sub.c - replacing matches: by text, by a template with groups, by what a function returns. */
#include "modules/re_parts.h"
#include "object/args.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include <string.h>

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
        return ou_template_parse(vm, &sub->template, repl, sub->pattern);
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
        item = ou_template_fill(vm, &sub->template, sub->repl_is_text, sub->search.subject.is_text, found_group,
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
        return ou_template_join_take(vm, list, is_text);
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
