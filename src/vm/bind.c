/* bind.c - binding what a caller passes to the parameters of a script function, with CPython's
 * messages. Comparing keyword names that are str subclasses may run script code; nothing else. */
#include "vm/bind.h"
#include "object/str.h"
#include "vm/interp.h"
#include <string.h>

static OuStr *parameter_name(const OuParameters *p, uint32_t i)
{
    return p->names[p->order ? p->order[i] : i];
}

static size_t default_count(const OuParameters *p)
{
    return *p->defaults ? OU_TUPLE(*p->defaults)->len : 0;
}

/* "'a', 'b', and 'c'": the names of parameters listed in `which`. */
static void put_names(OuBuf *out, const OuParameters *p, const uint16_t *which, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ou_buf_puts(out, count == 2 ? " and " : i + 1 == count ? ", and " : ", ");
        ou_str_put_repr(NULL, out, parameter_name(p, which[i]), false);
    }
}

static void raise_missing(OuVM *vm, const OuParameters *p, const uint16_t *which, size_t count, const char *kind)
{
    OuBuf names;
    ou_buf_init(&names, &vm->mem);
    put_names(&names, p, which, count);
    const char *text = ou_buf_text(&names);
    if (text == NULL)
        ou_raise_memory(vm);
    else
        OU_TYPE_ERROR(vm, "%U() missing %zu required %s argument%s: %s", *p->qualname, count,
                      kind, count == 1 ? "" : "s", text);
    ou_buf_drop(&names);
}

static OU_NOINLINE bool find_missing(OuVM *vm, const OuParameters *p, OuObj **values, uint32_t from, uint32_t to,
                                     const char *kind)
{
    uint16_t which[256];
    size_t count = 0;
    for (uint32_t i = from; i < to; i++)
        if (values[i] == NULL && count < OU_COUNT_OF(which))
            which[count++] = (uint16_t)i;
    raise_missing(vm, p, which, count, kind);
    return true;
}

/* Missing ones among values [from, to): raises and says so. */
OU_INLINE bool missing(OuVM *vm, const OuParameters *p, OuObj **values, uint32_t from, uint32_t to, const char *kind)
{
    for (uint32_t i = from; i < to; i++)
        if (OU_UNLIKELY(values[i] == NULL))
            return find_missing(vm, p, values, from, to, kind);
    return false;
}

static void raise_too_many(OuVM *vm, const OuParameters *p, OuObj **values, size_t given)
{
    size_t keyword_given = 0;
    for (uint32_t i = 0; i < p->keyword_only; i++)
        keyword_given += values[p->positional + i] != NULL;
    size_t defaults = default_count(p);
    size_t count = p->positional;
    bool plural = defaults != 0 || count != 1;
    OuObj *takes = defaults != 0
        ? ou_str_format(vm, "from %zd to %zu", (ptrdiff_t)(count - defaults), count)
        : ou_str_format(vm, "%zu", count);
    OuObj *extra = keyword_given != 0
        ? ou_str_format(vm, " positional argument%s (and %zu keyword-only argument%s)",
                        given != 1 ? "s" : "", keyword_given, keyword_given != 1 ? "s" : "")
        : ou_ref(OU_EMPTY_STR);
    if (takes != NULL && extra != NULL)
        OU_TYPE_ERROR(vm, "%U() takes %U positional argument%s but %zu%U %s given",
                      *p->qualname, OU_STR(takes), plural ? "s" : "", given, OU_STR(extra),
                      given == 1 && keyword_given == 0 ? "was" : "were");
    ou_unref(vm, takes);
    ou_unref(vm, extra);
}

/* "got some positional-only arguments passed as keyword arguments"? Raises if so. */
static bool positional_only_as_keyword(OuVM *vm, const OuParameters *p, OuObj *kwnames)
{
    OuBuf names;
    ou_buf_init(&names, &vm->mem);
    for (uint32_t k = 0; k < p->positional_only; k++) {
        OuStr *parameter = parameter_name(p, k);
        for (size_t i = 0; i < OU_TUPLE(kwnames)->len; i++) {
            OuStr *name = OU_STR(OU_TUPLE(kwnames)->items[i]);
            if (name == parameter || ou_str_equal(name, parameter)) {
                if (names.len > 0)
                    ou_buf_puts(&names, ", ");
                ou_buf_put(&names, ou_str_text(parameter), parameter->size);
            }
        }
    }
    bool any = names.len > 0;
    if (any) {
        const char *text = ou_buf_text(&names);
        if (text == NULL)
            ou_raise_memory(vm);
        else
            OU_TYPE_ERROR(vm, "%U() got some positional-only arguments passed as keyword arguments:"
                          " '%s'", *p->qualname, text);
    }
    ou_buf_drop(&names);
    return any;
}

/* The number of the parameter called `name`, or -1. */
static ptrdiff_t find_parameter(const OuParameters *p, const OuStr *name)
{
    uint32_t total = p->positional + p->keyword_only;
    for (uint32_t i = p->positional_only; i < total; i++)
        if (parameter_name(p, i) == name)
            return (ptrdiff_t)i;
    for (uint32_t i = p->positional_only; i < total; i++)
        if (ou_str_equal(parameter_name(p, i), name))
            return (ptrdiff_t)i;
    return -1;
}

static bool bind_keywords(OuVM *vm, const OuParameters *p, OuObj **values, OuObj **given, OuObj *kwnames,
                          OuObj *options)
{
    size_t count = OU_TUPLE(kwnames)->len;
    for (size_t i = 0; i < count; i++) {
        OuObj *name = OU_TUPLE(kwnames)->items[i];
        if (!ou_is_str(vm, name)) {
            OU_TYPE_ERROR(vm, "%U() keywords must be strings", *p->qualname);
            return false;
        }
        ptrdiff_t at = find_parameter(p, OU_STR(name));
        if (at < 0) {
            if (options != NULL) {
                if (!ou_dict_set(vm, OU_DICT(options), name, given[i]))
                    return false;
                ou_clear(vm, &given[i]);
                continue;
            }
            if (p->positional_only == 0 || !positional_only_as_keyword(vm, p, kwnames))
                OU_TYPE_ERROR(vm, "%U() got an unexpected keyword argument '%U'",
                              *p->qualname, OU_STR(name));
            return false;
        }
        if (values[at] != NULL) {
            OU_TYPE_ERROR(vm, "%U() got multiple values for argument '%U'", *p->qualname,
                          OU_STR(name));
            return false;
        }
        values[at] = given[i];
        given[i] = NULL;
    }
    return true;
}

static bool fill_defaults(OuVM *vm, const OuParameters *p, OuObj **values)
{
    size_t defaults = default_count(p);
    uint32_t required = p->positional > defaults ? (uint32_t)(p->positional - defaults) : 0;
    size_t skip = defaults > p->positional ? defaults - p->positional : 0;
    if (missing(vm, p, values, 0, required, "positional"))
        return false;
    for (uint32_t i = required; i < p->positional; i++)
        if (values[i] == NULL)
            values[i] = ou_ref(OU_TUPLE(*p->defaults)->items[skip + i - required]);
    uint32_t end = p->positional + p->keyword_only;
    for (uint32_t i = p->positional; i < end; i++) {
        if (values[i] != NULL || *p->kwdefaults == NULL)
            continue;
        bool error = false;
        OuObj *dict = ou_ref(*p->kwdefaults); /* a key that compares may replace them */
        values[i] = ou_xref(ou_dict_peek(vm, OU_DICT(dict), OU_OBJ(parameter_name(p, i)), &error));
        ou_unref(vm, dict);
        if (error)
            return false;
    }
    return !missing(vm, p, values, p->positional, end, "keyword-only");
}

bool ou_bind_parameters(OuVM *vm, const OuParameters *p, OuObj **values, OuObj **args, size_t positional,
                        OuObj *kwnames)
{
    uint32_t named = p->positional + p->keyword_only;
    OuObj *options = NULL;
    if (p->options) {
        options = values[named + p->rest] = ou_dict_new(vm);
        if (options == NULL)
            return false;
    }
    size_t direct = positional < p->positional ? positional : p->positional;
    for (size_t i = 0; i < direct; i++) {
        values[i] = args[i];
        args[i] = NULL;
    }
    if (p->rest) {
        OuObj *rest = ou_tuple_new_take(vm, args + direct, positional - direct);
        for (size_t i = direct; i < positional; i++)
            args[i] = NULL;
        if (rest == NULL)
            return false;
        values[named] = rest;
    }
    if (kwnames != NULL && !bind_keywords(vm, p, values, args + positional, kwnames, options))
        return false;
    if (positional > p->positional && !p->rest) {
        raise_too_many(vm, p, values, positional);
        return false;
    }
    return fill_defaults(vm, p, values);
}

/* Move the positional arguments (`plain` of them behind `self`, if there is one) to where the callee has them. */
OU_INLINE void place_positional(OuObj **registers, OuObj *self, OuObj **args, size_t plain)
{
    OuObj **first = registers + (self != NULL);
    if (plain > 0 && first != args)
        memmove(first, args, plain * sizeof *args);
    if (self != NULL)
        registers[0] = self;
}

OU_INLINE void empty_registers(OuObj **registers, size_t from, size_t end)
{
    for (size_t i = from; i < end; i++)
        registers[i] = NULL;
}

/* The usual case apart from exact counts: positional arguments, defaults for the last ones. */
static bool bind_simple(OuFunction *function, const OuProto *proto, OuObj **registers, OuObj *self,
                        OuObj **args, size_t nargs)
{
    size_t defaults = function->defaults ? OU_TUPLE(function->defaults)->len : 0;
    if ((proto->flags & (OU_CODE_VARARGS | OU_CODE_VARKEYWORDS)) || proto->keyword_only != 0
        || nargs > proto->argument_count || nargs + defaults < proto->argument_count)
        return false;
    place_positional(registers, self, args, nargs - (self != NULL));
    size_t missing_count = proto->argument_count - nargs;
    for (size_t i = 0; i < missing_count; i++)
        registers[nargs + i] =
            ou_ref(OU_TUPLE(function->defaults)->items[defaults - missing_count + i]);
    empty_registers(registers, proto->argument_count, proto->local_count);
    return true;
}

#define FEW_NAMED 8
#define MAX_NAMED 64 /* bits of a mask */

/* The number of the parameter called by this very string, from `from` on; `end`: there is none. */
OU_INLINE uint32_t find_same_name(const OuCode *code, const OuObj *name, uint32_t from, uint32_t end)
{
    while (from < end && OU_OBJ(code->names[code->proto->variable_names[from]]) != name)
        from++;
    return from;
}

static OuObj *keyword_default_peek(OuVM *vm, const OuFunction *function, const OuCode *code, uint32_t i)
{
    OuDict *defaults = function->kwdefaults ? OU_DICT(function->kwdefaults) : NULL;
    return defaults != NULL && defaults->all_str
        ? ou_dict_peek_str(vm, defaults, code->names[code->proto->variable_names[i]]) : NULL;
}

/* Parameters that all have a name, keywords that are those very strings, defaults for the rest: runs no
 * script code. False: nothing is done, the general function has to look. */
static bool bind_named(OuVM *vm, const OuFunction *function, const OuCode *code, OuObj **registers,
                       OuObj *self, OuObj **args, size_t nargs, OuObj *kwnames)
{
    const OuProto *proto = code->proto;
    size_t keywords = kwnames ? OU_TUPLE(kwnames)->len : 0;
    size_t plain = nargs - keywords, positional = plain + (self != NULL);
    uint32_t count = proto->argument_count, end = count + proto->keyword_only;
    size_t defaults = function->defaults ? OU_TUPLE(function->defaults)->len : 0;
    if ((proto->flags & (OU_CODE_VARARGS | OU_CODE_VARKEYWORDS)) || keywords > FEW_NAMED || end > MAX_NAMED
        || positional > count || defaults > count)
        return false;
    OuObj *values[FEW_NAMED];
    uint32_t places[FEW_NAMED], required = (uint32_t)(count - defaults);
    uint32_t from = positional > proto->positional_only ? (uint32_t)positional : proto->positional_only;
    uint64_t given = positional < MAX_NAMED ? (UINT64_C(1) << positional) - 1 : UINT64_MAX;
    for (size_t k = 0; k < keywords; k++) {
        uint32_t place = find_same_name(code, OU_TUPLE(kwnames)->items[k], from, end);
        if (place == end || (given >> place & 1))
            return false;
        given |= UINT64_C(1) << place;
        places[k] = place;
        values[k] = args[plain + k];
    }
    uint32_t unsure = positional + keywords < end ? (uint32_t)positional : end; /* what may need defaults */
    for (uint32_t i = unsure; i < end; i++)
        if (!(given >> i & 1) && (i < required || (i >= count && !keyword_default_peek(vm, function, code, i))))
            return false;
    place_positional(registers, self, args, plain);
    empty_registers(registers, positional, proto->local_count);
    for (size_t k = 0; k < keywords; k++)
        registers[places[k]] = values[k];
    for (uint32_t i = unsure; i < end; i++)
        if (registers[i] == NULL)
            registers[i] = ou_ref(i < count ? OU_TUPLE(function->defaults)->items[i - required]
                                            : keyword_default_peek(vm, function, code, i));
    return true;
}

/* Positional arguments for all parameters before *args, which takes the others (not self); **kwargs stays
 * empty. */
static bool bind_rest(OuVM *vm, const OuProto *proto, OuObj **registers, OuObj *self, OuObj **args, size_t nargs)
{
    size_t count = proto->argument_count, direct = count - (self != NULL);
    OuObj *rest = ou_tuple_new_take(vm, args + direct, nargs - direct), *options = NULL;
    if (rest != NULL && (proto->flags & OU_CODE_VARKEYWORDS))
        options = ou_dict_new(vm);
    if (rest == NULL || (options == NULL && (proto->flags & OU_CODE_VARKEYWORDS))) {
        ou_unref(vm, rest);
        ou_unref(vm, self);
        for (size_t i = 0; i < direct; i++)
            ou_unref(vm, args[i]);
        return false;
    }
    place_positional(registers, self, args, direct);
    empty_registers(registers, count, proto->local_count);
    registers[count] = rest;
    if (options != NULL)
        registers[count + 1] = options;
    return true;
}

/* The registers are those of a frame that is not yet current: what scripts run meanwhile (finalizers
 * of arguments that are refused, comparisons) must find its place above them. */
static OuObj **raise_top(OuFrame *caller, const OuProto *proto, OuObj **registers)
{
    if (caller == NULL)
        return NULL;
    OuObj **top = caller->top, **end = registers + proto->local_count;
    bool inside = caller->generator == NULL && registers >= ou_frame_registers(caller) && end <= top;
    if (!inside && !(proto->flags & OU_CODE_RUNS_LATER))
        caller->top = end;
    return top;
}

/* All other cases. */
static OU_NOINLINE bool bind_any(OuVM *vm, OuFunction *function, OuCode *code, OuObj **registers,
                                 OuObj *self, OuObj **args, size_t nargs, OuObj *kwnames)
{
    size_t first = self != NULL;
    const OuProto *proto = code->proto;
    size_t keywords = kwnames ? OU_TUPLE(kwnames)->len : 0;
    OuObj *few[16], **copy = few;
    size_t total = nargs + first;
    if (total > OU_COUNT_OF(few)) {
        copy = ou_alloc(vm, total * sizeof *copy);
        if (copy == NULL) {
            ou_unref(vm, self);
            for (size_t i = 0; i < nargs; i++)
                ou_unref(vm, args[i]);
            return false;
        }
    }
    if (nargs)
        memcpy(copy + first, args, nargs * sizeof *copy);
    if (first)
        copy[0] = self;
    for (size_t i = 0; i < proto->local_count; i++)
        registers[i] = NULL;
    OuFrame *caller = vm->frame;
    OuObj **top = raise_top(caller, proto, registers);
    const OuParameters parameters = {
        &function->qualname, &function->defaults, &function->kwdefaults, code->names, proto->variable_names,
        proto->argument_count, proto->keyword_only, proto->positional_only,
        (proto->flags & OU_CODE_VARARGS) != 0, (proto->flags & OU_CODE_VARKEYWORDS) != 0};
    bool ok = ou_bind_parameters(vm, &parameters, registers, copy, total - keywords, kwnames);
    for (size_t i = 0; i < total; i++)
        ou_unref(vm, copy[i]);
    if (copy != few)
        ou_free(vm, copy, total * sizeof *copy);
    for (size_t i = 0; !ok && i < proto->local_count; i++)
        ou_clear(vm, &registers[i]);
    if (caller != NULL)
        caller->top = top;
    return ok;
}

bool ou_bind_arguments(OuVM *vm, OuFunction *function, OuCode *code, OuObj **registers,
                       OuObj *self, OuObj **args, size_t nargs, OuObj *kwnames)
{
    const OuProto *proto = code->proto;
    size_t positional = nargs + (self != NULL);
    if (kwnames == NULL || OU_TUPLE(kwnames)->len == 0) {
        if (bind_simple(function, proto, registers, self, args, positional))
            return true;
        if ((proto->flags & OU_CODE_VARARGS) && proto->keyword_only == 0
            && positional >= proto->argument_count && (self == NULL || proto->argument_count > 0))
            return bind_rest(vm, proto, registers, self, args, nargs);
    }
    return bind_named(vm, function, code, registers, self, args, nargs, kwnames)
        || bind_any(vm, function, code, registers, self, args, nargs, kwnames);
}
