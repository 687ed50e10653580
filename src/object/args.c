/* args.c - signatures and the binding of arguments to them.
 *
 * Which words a message uses follows from the kind of signature, as CPython's follow from
 * its calling conventions. Nothing here runs script code (except the functions called). */
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/list.h"
#include "object/int.h"
#include <string.h>

/* ---- signatures ---- */

/* Step over a default value: to the "," or ")" that ends it. */
static const char *skip_default(const char *at)
{
    int depth = 0;
    for (char quote = 0; *at != '\0'; at++) {
        if (quote != 0) {
            if (*at == '\\' && at[1] != '\0')
                at++;
            else if (*at == quote)
                quote = 0;
        } else if (*at == '\'' || *at == '"') {
            quote = *at;
        } else if (*at == '(' || *at == '[' || *at == '{') {
            depth++;
        } else if (*at == ')' || *at == ']' || *at == '}') {
            if (depth-- == 0)
                return at;
        } else if (*at == ',' && depth == 0) {
            return at;
        }
    }
    return at;
}

static size_t word_length(const char *at)
{
    size_t len = 0;
    while (at[len] == '_' || (at[len] >= '0' && at[len] <= '9') || (at[len] >= 'a' && at[len] <= 'z') ||
           (at[len] >= 'A' && at[len] <= 'Z'))
        len++;
    return len;
}

static uint8_t add_parameter(OuSignature *out, const char *name, size_t len)
{
    OU_ASSERT(out->count < OU_MAX_PARAMETERS);
    out->names[out->count] = name;
    out->lengths[out->count] = (uint8_t)len;
    return out->count++;
}

void ou_signature_parse(const char *text, OuSignature *out)
{
    memset(out, 0, sizeof *out);
    out->rest = out->options = -1;
    if (text == NULL)
        return;
    bool keyword_only = false;
    const char *at = text + (*text == '(');
    while (*at != '\0' && *at != ')') {
        size_t stars = 0, len;
        while (*at == ' ' || *at == ',')
            at++;
        for (; *at == '*'; at++)
            stars++;
        len = word_length(at);
        if (*at == '/') {
            out->positional_only = out->count;
            at++;
        } else if (stars == 2) {
            out->options = (int8_t)add_parameter(out, at, len);
        } else if (stars == 1) {
            keyword_only = true;
            if (len > 0)
                out->rest = (int8_t)add_parameter(out, at, len);
        } else if (len > 0) {
            uint8_t i = add_parameter(out, at, len);
            if (!keyword_only)
                out->positional = out->count;
            at += len;
            while (*at == ' ')
                at++;
            len = 0;
            if (*at == '=')
                at = skip_default(at + 1);
            else {
                out->required = (uint16_t)(out->required | 1u << i);
                if (!keyword_only)
                    out->required_positional = out->count;
            }
        } else if (*at != ')' && *at != '\0') {
            OU_ASSERT(!"malformed signature");
            at++;
        }
        at += len;
    }
}

/* ---- messages ---- */

static void *no_keywords(OuVM *vm, const char *type_name, const char *name)
{
    return OU_TYPE_ERROR(vm, "%.200s%s%.200s() takes no keyword arguments", type_name ? type_name : "",
                         type_name ? "." : "", name);
}

bool ou_no_keywords(OuVM *vm, const char *name, OuObj *kwnames)
{
    if (kwnames == NULL || OU_TUPLE(kwnames)->len == 0)
        return true;
    no_keywords(vm, NULL, name);
    return false;
}

bool ou_check_count(OuVM *vm, const char *name, size_t nargs, size_t min, size_t max)
{
    if (nargs >= min && nargs <= max)
        return true;
    size_t bound = nargs < min ? min : max;
    OU_TYPE_ERROR(vm, "%.200s expected %s%zu argument%s, got %zu", name,
                  min == max ? "" : nargs < min ? "at least " : "at most ", bound, bound == 1 ? "" : "s", nargs);
    return false;
}

/* ---- binding ---- */

static bool same_name(const OuSignature *s, size_t i, OuObj *name)
{
    return OU_STR(name)->size == s->lengths[i] &&
           memcmp(ou_str_text(OU_STR(name)), s->names[i], s->lengths[i]) == 0;
}

/* The parameter that may be given by that keyword, or -1. */
static int find_keyword(const OuSignature *s, OuObj *name)
{
    for (int i = s->positional_only; i < s->count; i++)
        if (i != s->rest && i != s->options && same_name(s, (size_t)i, name))
            return i;
    return -1;
}

static bool too_many(OuVM *vm, const OuSignature *s, const char *name, size_t nargs, size_t nkeywords)
{
    size_t max = s->count;
    if (nargs + nkeywords > max) {
        OU_TYPE_ERROR(vm, "%.200s() takes at most %zu %sargument%s (%zu given)", name, max,
                      nargs == 0 ? "keyword " : "", max == 1 ? "" : "s", nargs + nkeywords);
        return true;
    }
    if (nargs <= s->positional)
        return false;
    if (s->positional == 0)
        OU_TYPE_ERROR(vm, "%.200s() takes no positional arguments", name);
    else
        OU_TYPE_ERROR(vm, "%.200s() takes %s %d positional argument%s (%zu given)", name,
                      s->required_positional < s->positional ? "at most" : "exactly", (int)s->positional,
                      s->positional == 1 ? "" : "s", nargs);
    return true;
}

/* Too few arguments that can only be given by position? */
static bool too_few(OuVM *vm, const OuSignature *s, const char *name, size_t nargs)
{
    size_t min = s->positional_only < s->required_positional ? s->positional_only : s->required_positional;
    if (nargs >= min)
        return false;
    OU_TYPE_ERROR(vm, "%.200s() takes %s %zu positional argument%s (%zu given)", name,
                  min < s->positional || s->rest >= 0 ? "at least" : "exactly", min, min == 1 ? "" : "s", nargs);
    return true;
}

/* Put the keyword arguments into out[] and *options. */
static bool bind_keywords(OuVM *vm, const OuSignature *s, const char *name, size_t npositional,
                          OuObj *const *values, OuObj *kwnames, OuObj **out)
{
    const OuTuple *names = OU_TUPLE(kwnames);
    OuObj *unexpected = NULL, *doubled = NULL;
    int doubled_at = 0;
    for (size_t k = 0; k < names->len; k++) {
        OuObj *keyword = names->items[k];
        int i = find_keyword(s, keyword);
        if (i < 0 && s->options >= 0) {
            if (!ou_dict_set(vm, OU_DICT(out[s->options]), keyword, values[k]))
                return false;
        } else if (i < 0) {
            unexpected = unexpected ? unexpected : keyword;
        } else if ((size_t)i < npositional) {
            if (doubled == NULL || i < doubled_at) {
                doubled = keyword;
                doubled_at = i;
            }
        } else {
            out[i] = values[k];
        }
    }
    for (size_t i = npositional; i < s->count; i++) {
        if (out[i] == NULL && (s->required >> i & 1u)) {
            char text[UINT8_MAX + 1];
            memcpy(text, s->names[i], s->lengths[i]);
            text[s->lengths[i]] = '\0';
            OU_TYPE_ERROR(vm, "%.200s() missing required argument '%s' (pos %zu)", name, text, i + 1);
            return false;
        }
    }
    if (doubled != NULL)
        OU_TYPE_ERROR(vm, "argument for %.200s() given by name ('%U') and position (%d)", name, OU_STR(doubled),
                      doubled_at + 1);
    else if (unexpected != NULL)
        OU_TYPE_ERROR(vm, "'%U' is an invalid keyword argument for %.200s()", OU_STR(unexpected), name);
    return doubled == NULL && unexpected == NULL;
}

static void unbind(OuVM *vm, const OuSignature *s, OuObj **out)
{
    if (s->rest >= 0)
        ou_clear(vm, &out[s->rest]);
    if (s->options >= 0)
        ou_clear(vm, &out[s->options]);
}

/* Can no parameter be given by keyword? */
static bool only_positional(const OuSignature *s)
{
    return s->options < 0 && s->positional_only == s->count - (s->rest >= 0);
}

/* Check the number of arguments of a function without keywords. */
static bool check_positional(OuVM *vm, const OuSignature *s, const char *type_name, const char *name,
                             size_t nargs, OuObj *kwnames)
{
    if (kwnames != NULL) {
        no_keywords(vm, type_name, name);
        return false;
    }
    if (s->rest < 0 && (s->count == 0 || (s->count == 1 && s->required == 1))) {
        if (nargs == s->count)
            return true;
        OU_TYPE_ERROR(vm, "%.200s%s%.200s() takes %s (%zu given)", type_name ? type_name : "",
                      type_name ? "." : "", name, s->count == 0 ? "no arguments" : "exactly one argument", nargs);
        return false;
    }
    return ou_check_count(vm, name, nargs, s->required_positional, s->rest < 0 ? s->positional : SIZE_MAX);
}

/* out[0..count) gets the arguments: borrowed, but *rest and **options are new. */
static bool bind(OuVM *vm, const OuSignature *s, const char *type_name, const char *name, OuObj *const *args,
                 size_t nargs, OuObj *kwnames, OuObj **out)
{
    memset(out, 0, s->count * sizeof *out);
    if (kwnames != NULL && OU_TUPLE(kwnames)->len == 0)
        kwnames = NULL;
    if (only_positional(s)) {
        if (!check_positional(vm, s, type_name, name, nargs, kwnames))
            return false;
    } else {
        size_t nkeywords = kwnames && s->options < 0 ? OU_TUPLE(kwnames)->len : 0;
        if ((s->rest < 0 && too_many(vm, s, name, nargs, nkeywords)) || too_few(vm, s, name, nargs))
            return false;
    }
    size_t npositional = nargs < s->positional ? nargs : s->positional;
    if (npositional > 0)
        memcpy(out, args, npositional * sizeof *out);
    if (s->rest >= 0) {
        out[s->rest] = ou_tuple_new(vm, args + npositional, nargs - npositional);
        if (out[s->rest] == NULL)
            return false;
    }
    if (s->options >= 0) {
        out[s->options] = ou_dict_new(vm);
        if (out[s->options] == NULL) {
            unbind(vm, s, out);
            return false;
        }
    }
    if (kwnames == NULL && (s->required >> npositional) == 0)
        return true;
    if (bind_keywords(vm, s, name, npositional, args + nargs, kwnames ? kwnames : OU_EMPTY_TUPLE, out))
        return true;
    unbind(vm, s, out);
    return false;
}

bool ou_bind(OuVM *vm, const char *signature_text, const char *name, OuObj *const *args, size_t nargs,
             OuObj *kwnames, OuObj **out)
{
    OuSignature signature;
    ou_signature_parse(signature_text, &signature);
    return bind(vm, &signature, NULL, name, args, nargs, kwnames, out);
}

void ou_unbind(OuVM *vm, const char *signature_text, OuObj **out)
{
    OuSignature signature;
    ou_signature_parse(signature_text, &signature);
    unbind(vm, &signature, out);
}

OuObj *ou_call_c(OuVM *vm, const OuMethodDef *def, const OuSignature *s, const char *type_name, OuObj *self,
                 OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (def->flags & OU_RAW) {
        OuCallFn raw = (OuCallFn)(void (*)(void))def->fn;
        return raw(vm, self, args, nargs, kwnames);
    }
    if (OU_LIKELY(kwnames == NULL && nargs <= s->positional && (s->required >> nargs) == 0 && s->rest < 0 &&
                  s->options < 0))
        return def->fn(vm, self, args, nargs);
    OuObj *out[OU_MAX_PARAMETERS];
    if (!bind(vm, s, type_name, def->name, args, nargs, kwnames, out))
        return NULL;
    OuObj *result = def->fn(vm, self, out, s->count);
    unbind(vm, s, out);
    return result;
}

/* ---- conversions ---- */

/* An int argument for a C type: __index__, then OverflowError if it does not fit. */
static bool arg_integer(OuVM *vm, OuObj *arg, int64_t low, int64_t high, const char *type, int64_t *out)
{
    OuObj *number = ou_index_of(vm, arg);
    if (number == NULL)
        return false;
    bool fits = ou_int_to_int64(number, out) && *out >= low && *out <= high;
    ou_unref(vm, number);
    if (!fits)
        ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C %s", type);
    return fits;
}

bool ou_arg_ssize(OuVM *vm, OuObj *arg, ptrdiff_t *out)
{
    int64_t value;
    if (!arg_integer(vm, arg, INT64_MIN, INT64_MAX, "ssize_t", &value))
        return false;
    *out = value;
    return true;
}

bool ou_arg_int(OuVM *vm, OuObj *arg, int *out)
{
    int64_t value;
    if (!arg_integer(vm, arg, INT32_MIN, INT32_MAX, "int", &value))
        return false;
    *out = (int)value;
    return true;
}

bool ou_arg_str(OuVM *vm, const char *function, const char *what, OuObj *arg, OuStr **out)
{
    if (ou_is_str(vm, arg)) {
        *out = OU_STR(arg);
        return true;
    }
    const char *given = arg == OU_NONE ? "None" : ou_type_name(vm, arg);
    if (what == NULL)
        OU_TYPE_ERROR(vm, "%.200s() argument must be str, not %.50s", function, given);
    else if (what[0] >= '0' && what[0] <= '9')
        OU_TYPE_ERROR(vm, "%.200s() argument %s must be str, not %.50s", function, what, given);
    else
        OU_TYPE_ERROR(vm, "%.200s() argument '%s' must be str, not %.50s", function, what, given);
    return false;
}
