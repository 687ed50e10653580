/* complete.c - see complete.h. What is to be completed is found from the text before the cursor, backwards:
 * a string (keys, files), an import, a call (keyword arguments), an attribute, a name. */
#include "prompt/complete.h"
#include "code/code.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/str.h"
#include "object/tuple.h"
#include "prompt/complete_parts.h"
#include "prompt/helper.h"
#include "prompt/highlight.h"
#include "types/module.h"
#include <stdlib.h>
#include <string.h>

/* ---- attributes ---- */

static void add_class(Search *s, const OuClass *cls)
{
    for (size_t i = 0; cls->mro && i < cls->mro->len; i++)
        if (ou_type(s->vm, cls->mro->items[i])->flags & OU_TF_IS_TYPE)
            complete_dict(s, OU_CLASS(cls->mro->items[i])->dict, true);
}

static void add_attributes(Search *s, OuObj *o)
{
    OuVM *vm = s->vm;
    bool module = ou_is_exact(o, OU_T_MODULE);
    if (ou_type(vm, o)->flags & OU_TF_IS_TYPE)
        add_class(s, OU_CLASS(o));
    OuDict *dict = module ? NULL : prompt_instance_dict(vm, o);
    const OuShape *shape = ou_shape(vm, o);
    if (module)
        complete_module(s, (OuModule *)o, true);
    else
        complete_dict(s, dict, true);
    for (size_t i = 0; !dict && i < shape->key_count; i++)
        complete_add_str(s, shape->keys[i], "");
    OuClass *cls = ou_class_of(vm, o);
    if (!cls)
        ou_error_clear(vm);
    else if (!module || s->point > s->start)
        add_class(s, cls);
}

static int compare_words(const void *a, const void *b)
{
    const char *const *x = a, *const *y = b;
    return strcmp(*x, *y);
}

/* Is `b` the same name as `a`, or with a bracket to call it? */
static bool is_same_name(const char *a, const char *b)
{
    size_t size = strlen(a);
    return strncmp(a, b, size) == 0 && (b[size] == 0 || (b[size] == '(' && b[size + 1] == 0));
}

static void sort_words(Completions *found)
{
    if (found->count > 1)
        qsort(found->words, found->count, sizeof *found->words, compare_words);
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++) {
        if (kept > 0 && is_same_name(found->words[kept - 1], found->words[i]))
            free(found->words[--kept]);
        found->words[kept++] = found->words[i];
    }
    found->count = kept;
}

/* ---- calls ---- */

static void add_keyword_arguments(Search *s, OuObj *callable)
{
    OuVM *vm = s->vm;
    OuObj *function = callable;
    size_t skip = 0;
    if (ou_type(vm, function)->flags & OU_TF_IS_TYPE) {
        OuObj *init = ou_class_lookup_peek(vm, OU_CLASS(function), OU_NAME(__init__));
        if (init && ou_is_exact(init, OU_T_FUNCTION))
            function = init, skip = 1;
    } else if (ou_is_exact(function, OU_T_METHOD)) {
        function = ((OuMethod *)function)->function;
        skip = 1;
    }
    if (ou_is_exact(function, OU_T_FUNCTION)) {
        const OuProto *proto = OU_FUNCTION(function)->code->proto;
        for (size_t i = proto->positional_only > skip ? proto->positional_only : skip;
             i < (size_t)proto->argument_count + proto->keyword_only; i++)
            complete_add(s, proto->names[proto->variable_names[i]], proto->name_sizes[proto->variable_names[i]], "=");
    } else if (ou_is_exact(function, OU_T_BUILTIN) || ou_is_exact(function, OU_T_METHOD_DESCR)) {
        OuSignature signature;
        ou_signature_parse(((OuBuiltin *)function)->def->signature, &signature);
        for (int i = signature.positional_only; i < signature.count; i++)
            if (i != signature.rest && i != signature.options)
                complete_add(s, signature.names[i], signature.lengths[i], "=");
    }
}

/* ---- names ---- */

/* Names that the entry itself has: parameters and variables of what is being defined. */
static void add_typed_names(Search *s)
{
    size_t size = strlen(s->text);
    unsigned char *classes = malloc(size + 1);
    if (!classes)
        return;
    highlight(s->text, size, classes, NULL, NULL);
    for (size_t at = 0; at < size; at++) {
        size_t start = at;
        while (at < size && prompt_is_word(s->text[at]))
            at++;
        if (at > start && start != s->start && (classes[start] == TEXT_PLAIN || classes[start] == TEXT_DEFINED)
            && (start == 0 || s->text[start - 1] != '.'))
            complete_add(s, s->text + start, at - start, "");
    }
    free(classes);
}

static void complete_name(Search *s)
{
    for (size_t i = 0; highlight_keywords[i]; i++)
        complete_add(s, highlight_keywords[i], strlen(highlight_keywords[i]), "");
    complete_dict(s, ou_host_main_dict(s->vm), true);
    complete_dict(s, s->vm->builtins, true);
    add_typed_names(s);
}

/* With a space those that want more. */
static const char *const commands[] = {"%mem", "%who", "%refs ", "%gc", "%trace ", "%dis ",
                                       "%time ", "%timeit ", "%reset", "%help", NULL};

static void complete_command(Search *s)
{
    s->start = 0;
    for (size_t i = 0; commands[i]; i++)
        complete_add(s, commands[i], strlen(commands[i]), "");
}

/* ---- the note ---- */

/* Signature and first line of the doc, by the library's function (src/prompt/_prompt.py). */
static char *describe(OuVM *vm, OuObj *o)
{
    OuObj *text = helper_call(vm, "describe", &o, 1);
    char *note = text && ou_is_exact(text, OU_T_STR) ? strdup(ou_str_text(OU_STR(text))) : NULL;
    ou_unref(vm, text);
    ou_error_clear(vm);
    return note;
}

static void note(Search *s, size_t from, size_t to)
{
    OuObj *o = prompt_evaluate(s->vm, s->text + from, to - from);
    if (o)
        s->found->note = describe(s->vm, o);
    ou_unref(s->vm, o);
}

/* The object before the dot. */
static void complete_attribute(Search *s)
{
    size_t from = complete_expression_start(s->text, s->start - 1);
    OuObj *o = prompt_evaluate(s->vm, s->text + from, s->start - 1 - from);
    if (o)
        add_attributes(s, o);
    ou_unref(s->vm, o);
}

/* In a call, where an argument begins: the names of arguments. */
static void complete_argument(Search *s, size_t bracket, bool again)
{
    size_t from = complete_expression_start(s->text, bracket);
    OuObj *callable = prompt_evaluate(s->vm, s->text + from, bracket - from);
    if (callable)
        add_keyword_arguments(s, callable);
    ou_unref(s->vm, callable);
    if (s->start == s->point && (again || s->found->count == 0))
        note(s, from, bracket);
}

/* The last character before the word that is no space; 0: there is none. */
static char before_word(const Search *s)
{
    size_t at = s->start;
    while (at > 0 && strchr(" \t\n", s->text[at - 1]))
        at--;
    return at > 0 ? s->text[at - 1] : 0;
}

/* A word, or the place for one. */
static void complete_word(Search *s, const TextEnd *end, bool again)
{
    char before = before_word(s), bracket = end->depth > 0 ? s->text[end->bracket] : 0;
    bool nothing_typed = s->start == s->point;
    if (nothing_typed && s->start > 0 && strchr(")]}\"'", s->text[s->start - 1]))
        return; /* no word can follow */
    if (bracket == '(' && (before == '(' || before == ',')) {
        complete_argument(s, end->bracket, again);
        if (nothing_typed) /* only the arguments are of interest */
            return;
    }
    if (bracket == '[' && s->start == end->bracket + 1 && complete_subscript(s, end->bracket) && nothing_typed)
        return;
    complete_name(s);
}

void prompt_complete(OuVM *vm, const char *text, size_t point, bool again, Completions *found)
{
    Search s = {.vm = vm, .text = text, .point = point, .start = point, .found = found};
    TextEnd end = highlight(text, point, NULL, NULL, NULL);
    while (s.start > 0 && prompt_is_word(text[s.start - 1]))
        s.start--;
    if (end.in_quotes) {
        complete_string(&s, end.string_start);
    } else if (text[0] == '%' && !memchr(text, ' ', point)) {
        complete_command(&s);
    } else if (!complete_import(&s)) {
        if (s.start > 0 && text[s.start - 1] == '.')
            complete_attribute(&s);
        else
            complete_word(&s, &end, again);
        if (again && point > s.start)
            note(&s, complete_expression_start(text, point), point);
    }
    found->start = s.start;
    sort_words(found);
    ou_error_clear(vm);
}
