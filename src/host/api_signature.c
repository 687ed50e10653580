/* api_signature.c - the signature texts of host functions: "name(a, b: int = 0, *args, **kwargs) -> type: doc".
 *
 * Annotations and defaults that are not of the usual kinds are evaluated as expressions, so a class may be
 * asked for, and anything be a default. That may run script code. */
#include "base/numtext.h"
#include "host/api_function.h"
#include "object/dict.h"
#include "object/float.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include <string.h>

typedef struct Text {
    const char *start;
    size_t size;
} Text;

typedef struct Parameter {
    Text name, annotation, value; /* start NULL: none */
} Parameter;

typedef struct Parser {
    OuVM *vm;
    const char *signature, *at;
    Text name;
    Parameter parameters[OU_HOST_PARAMETERS];
    uint8_t count, positional, keyword_only, positional_only;
    bool rest, options;
} Parser;

/* ---- parsing ---- */

static bool wrong(Parser *p, const char *what)
{
    OU_VALUE_ERROR(p->vm, "%s in signature '%.200s'", what, p->signature);
    return false;
}

static void skip_spaces(Parser *p)
{
    while (*p->at == ' ' || *p->at == '\n' || *p->at == '\t')
        p->at++;
}

static bool accept(Parser *p, char c)
{
    skip_spaces(p);
    if (*p->at != c)
        return false;
    p->at++;
    return true;
}

static Text parse_name(Parser *p)
{
    skip_spaces(p);
    Text name = {p->at, 0};
    for (;; p->at++) {
        char c = *p->at;
        bool letter = (c | 32) >= 'a' && (c | 32) <= 'z';
        if (!letter && c != '_' && !((signed char)c < 0) && !(c >= '0' && c <= '9' && p->at > name.start))
            break;
    }
    name.size = (size_t)(p->at - name.start);
    return name;
}

/* An expression: up to one of `stops` outside of brackets and strings. */
static Text parse_expression(Parser *p, const char *stops)
{
    skip_spaces(p);
    Text text = {p->at, 0};
    int depth = 0;
    char quote = 0;
    for (; *p->at != '\0'; p->at++) {
        char c = *p->at;
        if (quote != 0) {
            if (c == '\\' && p->at[1] != '\0')
                p->at++;
            else if (c == quote)
                quote = 0;
        } else if (depth == 0 && strchr(stops, c)) {
            break;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (strchr("([{", c)) {
            depth++;
        } else if (strchr(")]}", c)) {
            depth--;
        }
    }
    text.size = (size_t)(p->at - text.start);
    while (text.size > 0 && text.start[text.size - 1] == ' ')
        text.size--;
    return text;
}

static bool parse_parameter(Parser *p, bool named)
{
    if (p->count == OU_HOST_PARAMETERS)
        return wrong(p, "too many parameters");
    Parameter *parameter = &p->parameters[p->count];
    *parameter = (Parameter){.name = parse_name(p)};
    if (parameter->name.size == 0)
        return wrong(p, "a name is missing");
    for (uint8_t i = 0; i < p->count; i++)
        if (p->parameters[i].name.size == parameter->name.size &&
            memcmp(p->parameters[i].name.start, parameter->name.start, parameter->name.size) == 0)
            return wrong(p, "duplicate argument");
    p->count++;
    if (accept(p, ':') && (parameter->annotation = parse_expression(p, named ? "=,)" : ",)")).size == 0)
        return wrong(p, "an annotation is missing");
    if (named && accept(p, '=') && (parameter->value = parse_expression(p, ",)")).size == 0)
        return wrong(p, "a default is missing");
    return true;
}

/* One element of the list: a parameter, "/" or "*". */
static bool parse_element(Parser *p, bool *star, Parameter *rest)
{
    if (p->options)
        return wrong(p, "arguments cannot follow var-keyword argument");
    if (accept(p, '/')) {
        if (p->positional_only || *star || p->count == 0)
            return wrong(p, "misplaced '/'");
        p->positional_only = p->count;
        return true;
    }
    if (accept(p, '*')) {
        p->options = *p->at == '*';
        if (p->options) {
            p->at++;
            return parse_parameter(p, false);
        }
        if (*star)
            return wrong(p, "a second '*'");
        *star = true;
        skip_spaces(p);
        if (*p->at == ',' || *p->at == ')')
            return true;
        p->rest = parse_parameter(p, false);
        if (p->rest)
            *rest = p->parameters[--p->count]; /* goes behind those that are keyword-only */
        return p->rest;
    }
    if (!parse_parameter(p, true))
        return false;
    *(*star ? &p->keyword_only : &p->positional) += 1;
    if (!*star && p->positional > 1 && !p->parameters[p->count - 1].value.start &&
        p->parameters[p->count - 2].value.start)
        return wrong(p, "non-default argument follows default argument");
    return true;
}

static bool parse_parameters(Parser *p)
{
    bool star = false;
    Parameter rest = {0};
    while (!accept(p, ')')) {
        if (!parse_element(p, &star, &rest))
            return false;
        skip_spaces(p);
        if (*p->at != ')' && !accept(p, ','))
            return wrong(p, *p->at ? "',' or ')' is missing" : "')' is missing");
    }
    if (star && !p->rest && p->keyword_only == 0)
        return wrong(p, "named arguments must follow bare *");
    if (p->rest) {
        if (p->count == OU_HOST_PARAMETERS)
            return wrong(p, "too many parameters");
        if (p->options)
            p->parameters[p->count] = p->parameters[p->count - 1];
        p->parameters[p->count++ - p->options] = rest;
    }
    return true;
}

/* ---- values ---- */

static bool is(Text text, const char *word)
{
    return strlen(word) == text.size && memcmp(text.start, word, text.size) == 0;
}

static OuObj *evaluate(Parser *p, Text text, OuDict *globals)
{
    static const char words[] = "None\0True\0False";
    OuObj *const values[] = {OU_NONE, OU_TRUE, OU_FALSE};
    const char *word = words;
    for (size_t i = 0; i < OU_COUNT_OF(values); i++, word += strlen(word) + 1)
        if (is(text, word))
            return values[i];
    bool minus = text.size > 1 && *text.start == '-';
    const char *digits = text.start + minus;
    size_t size = text.size - minus, i = 0;
    double real;
    int64_t number = 0;
    for (; i < size && digits[i] >= '0' && digits[i] <= '9'; i++)
        number = number * 10 + (digits[i] - '0');
    if (i == size && size <= 18 && (*digits != '0' || size == 1))
        return ou_int_from(p->vm, minus ? -number : number);
    if (i < size && i > 0 && ou_double_parse(digits, size, &real) == size)
        return ou_float_from(p->vm, minus ? -real : real);
    char *copy = ou_alloc(p->vm, text.size + 1);
    if (!copy)
        return NULL;
    memcpy(copy, text.start, text.size);
    copy[text.size] = '\0';
    OuroObject *value = ouro_eval((OuroVM *)p->vm, copy, (OuroObject *)globals, NULL);
    ou_free(p->vm, copy, text.size + 1);
    OU_HANDLE_DROP(p->vm, OU_OBJ(value));
    return OU_OBJ(value);
}

/* What an annotation asks for. */
static bool set_check(Parser *p, OuHostFunction *f, size_t i, OuDict *globals)
{
    static const char *const words[] = {"object", "int",  "float", "str", "bytes",    "bool",
                                        "list",   "tuple", "dict",  "set", "callable"};
    Text text = p->parameters[i].annotation;
    if (!text.start || *text.start == '\'' || *text.start == '"')
        return true;
    uint8_t none = 0;
    if (text.size > 6 && memcmp(text.start + text.size - 4, "None", 4) == 0) {
        size_t size = text.size - 4;
        while (size > 0 && text.start[size - 1] == ' ')
            size--;
        if (size > 0 && text.start[size - 1] == '|') {
            for (size--; size > 0 && text.start[size - 1] == ' '; size--) {}
            text.size = size;
            none = OU_CHECK_OR_NONE;
        }
    }
    if (p->parameters[i].value.start && is(p->parameters[i].value, "None"))
        none = OU_CHECK_OR_NONE;
    for (uint8_t k = 0; k < OU_COUNT_OF(words); k++) {
        if (is(text, words[k])) {
            f->checks[i] = k ? k | none : OU_CHECK_ANY;
            f->checked |= k != 0;
            return true;
        }
    }
    OuObj *wanted = evaluate(p, text, globals), *number = wanted ? ou_int_from(p->vm, (int64_t)i) : NULL;
    bool ok = number && (f->classes || (f->classes = ou_dict_new(p->vm)) != NULL);
    ok = ok && ou_isinstance(p->vm, OU_NONE, wanted) >= 0 && ou_dict_set(p->vm, OU_DICT(f->classes), number, wanted);
    ou_unref(p->vm, wanted);
    ou_unref(p->vm, number);
    f->checks[i] = OU_CHECK_CLASS | none;
    f->checked = true;
    return ok;
}

/* A default as the parameter wants it: 0 for a float is 0.0. */
static OuObj *default_of(Parser *p, const OuHostFunction *f, size_t i, OuDict *globals)
{
    OuObj *value = evaluate(p, p->parameters[i].value, globals);
    double real;
    if (value && (f->checks[i] & OU_CHECK_MASK) == OU_CHECK_FLOAT && ou_is_exact(value, OU_T_INT))
        ou_put(p->vm, &value, ou_as_double(p->vm, value, &real) ? ou_float_from(p->vm, real) : NULL);
    return value;
}

static bool set_defaults(Parser *p, OuHostFunction *f, OuDict *globals)
{
    uint8_t first = f->positional;
    while (first > 0 && p->parameters[first - 1].value.start)
        first--;
    f->required = first;
    if (first < f->positional && !(f->defaults = ou_tuple_alloc(p->vm, f->positional - first)))
        return false;
    for (uint8_t i = first; i < f->positional + f->keyword_only; i++) {
        if (!p->parameters[i].value.start)
            continue;
        OuObj *value = default_of(p, f, i, globals);
        if (!value)
            return false;
        if (i < f->positional) {
            OU_TUPLE(f->defaults)->items[i - first] = value;
            continue;
        }
        bool ok = (f->kwdefaults || (f->kwdefaults = ou_dict_new(p->vm)) != NULL) &&
                  ou_dict_set(p->vm, OU_DICT(f->kwdefaults), OU_TUPLE(f->names)->items[i], value);
        ou_unref(p->vm, value);
        if (!ok)
            return false;
    }
    return true;
}

/* ---- all together ---- */

static OuStr *intern(OuVM *vm, Text name)
{
    OuObj *text = ou_api_text(vm, name.start, name.size);
    return text ? ou_str_intern_take(vm, text) : NULL;
}

static OuHostFunction *make(Parser *p, Text text, OuStr *cls)
{
    OuVM *vm = p->vm;
    size_t size = sizeof(OuHostFunction) + p->count;
    OuHostFunction *f = (OuHostFunction *)ou_gc_new(vm, OU_T_HOST_FUNCTION, size);
    if (!f)
        return NULL;
    memset((char *)f + sizeof f->gc, 0, size - sizeof f->gc);
    f->count = p->count;
    f->positional = p->positional;
    f->keyword_only = p->keyword_only;
    f->positional_only = p->positional_only;
    f->rest = p->rest;
    f->options = p->options;
    f->doc = f->module = OU_NONE;
    ou_gc_track(vm, OU_OBJ(f));
    f->name = intern(vm, p->name);
    if (f->name)
        f->qualname = cls ? OU_STR(ou_str_format(vm, "%U.%U", cls, f->name)) : OU_REF_AS(OuStr, f->name);
    f->text = f->qualname ? ou_api_text(vm, text.start, text.size) : NULL;
    f->names = f->text ? ou_tuple_alloc(vm, p->count) : NULL;
    bool ok = f->names != NULL;
    for (size_t i = 0; ok && i < p->count; i++) {
        OU_TUPLE(f->names)->items[i] = OU_OBJ(intern(vm, p->parameters[i].name));
        ok = OU_TUPLE(f->names)->items[i] != NULL;
    }
    if (!ok)
        ou_clear(vm, (OuObj **)&f);
    return f;
}

/* An annotation or default that cannot be evaluated is an error in the signature. */
static void explain(Parser *p)
{
    OuVM *vm = p->vm;
    if (ou_api_end_of(vm, vm->error) != OURO_END_EXCEPTION)
        return;
    OuObj *cause = ou_error_take(vm);
    OU_VALUE_ERROR(vm, "%S in signature '%.200s'", cause, p->signature);
    ou_error_chain_take(vm, cause);
}

static bool set_doc(OuVM *vm, OuHostFunction *f, const char *doc)
{
    OuObj *text = ou_api_text(vm, doc, strlen(doc));
    if (text)
        ou_put(vm, &f->doc, text);
    return text != NULL;
}

OuHostFunction *ou_host_function_new(OuVM *vm, const char *signature, OuroFunction function, void *user,
                                     const char *doc, OuDict *globals, OuStr *cls)
{
    Parser parser, *p = &parser;
    memset(p, 0, offsetof(Parser, parameters));
    p->vm = vm;
    p->count = p->positional = p->keyword_only = p->positional_only = 0;
    p->rest = p->options = false;
    p->signature = p->at = signature;
    p->name = parse_name(p);
    if (p->name.size == 0 || !accept(p, '(')) {
        wrong(p, p->name.size == 0 ? "a name is missing" : "'(' is missing");
        return NULL;
    }
    Text text = {p->at - 1, 0};
    if (!parse_parameters(p))
        return NULL;
    skip_spaces(p);
    text.size = (size_t)(p->at - text.start);
    if (p->at[0] == '-' && p->at[1] == '>') {
        p->at += 2;
        Text type = parse_expression(p, ":");
        text.size = (size_t)(type.start + type.size - text.start);
    }
    while (text.size > 0 && text.start[text.size - 1] != ')' && text.start[text.size - 1] <= ' ')
        text.size--;
    if (!doc && accept(p, ':')) {
        skip_spaces(p);
        doc = p->at;
    } else if (*p->at != '\0' && *p->at != ':') {
        wrong(p, "text after the end");
        return NULL;
    }
    OuHostFunction *f = make(p, text, cls);
    bool ok = f != NULL && (!doc || set_doc(vm, f, doc));
    if (ok) {
        f->function = function;
        f->user = user;
        for (size_t i = 0; ok && i < (size_t)f->positional + f->keyword_only; i++)
            ok = set_check(p, f, i, globals);
        ok = ok && set_defaults(p, f, globals);
        if (!ok)
            explain(p);
    }
    if (!ok)
        ou_clear(vm, (OuObj **)&f);
    return f;
}

bool ou_host_is_property(const char *signature)
{
    return strcspn(signature, "(") > strcspn(signature, ":") || !strchr(signature, '(');
}

OuMemberForm ou_host_member_form(const char **signature)
{
    if (**signature != '@')
        return ou_host_is_property(*signature) ? OU_MEMBER_PROPERTY : OU_MEMBER_METHOD;
    static const struct { const char *word; OuMemberForm form; } forms[] = {
        {"@staticmethod", OU_MEMBER_STATIC}, {"@classmethod", OU_MEMBER_CLASS}};
    for (size_t i = 0; i < OU_COUNT_OF(forms); i++) {
        size_t size = strlen(forms[i].word);
        if (strncmp(*signature, forms[i].word, size) == 0) {
            *signature += size;
            return forms[i].form;
        }
    }
    return OU_MEMBER_METHOD;
}
