/* bind.c - binding what a caller passes to the parameters of a script function, with CPython's
 * messages. Comparing keyword names that are str subclasses may run script code; nothing else. */
#include "vm/bind.h"
#include "object/str.h"
#include "vm/interp.h"
#include <string.h>

static OuStr *parameter_name(const OuCode *code, uint32_t i)
{
    return code->names[code->proto->variable_names[i]];
}

/* "'a', 'b', and 'c'": the names of registers listed in `which`. */
static void put_names(OuBuf *out, const OuCode *code, const uint16_t *which, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            ou_buf_puts(out, count == 2 ? " and " : i + 1 == count ? ", and " : ", ");
        ou_str_put_repr(out, parameter_name(code, which[i]), false);
    }
}

static void raise_missing(OuVM *vm, OuFunction *function, const OuCode *code, const uint16_t *which,
                          size_t count, const char *kind)
{
    OuBuf names;
    ou_buf_init(&names, &vm->mem);
    put_names(&names, code, which, count);
    const char *text = ou_buf_text(&names);
    if (text == NULL)
        ou_raise_memory(vm);
    else
        OU_TYPE_ERROR(vm, "%U() missing %zu required %s argument%s: %s", function->qualname, count,
                      kind, count == 1 ? "" : "s", text);
    ou_buf_drop(&names);
}

/* Missing ones among registers [from, to): raises and says so. */
static bool missing(OuVM *vm, OuFunction *function, const OuCode *code, OuObj **registers,
                    uint32_t from, uint32_t to, const char *kind)
{
    uint16_t which[256];
    size_t count = 0;
    for (uint32_t i = from; i < to; i++)
        if (registers[i] == NULL && count < OU_COUNT_OF(which))
            which[count++] = (uint16_t)i;
    if (count == 0)
        return false;
    raise_missing(vm, function, code, which, count, kind);
    return true;
}

static void raise_too_many(OuVM *vm, OuFunction *function, const OuCode *code, OuObj **registers,
                           size_t given)
{
    const OuProto *proto = code->proto;
    size_t keyword_given = 0;
    for (uint32_t i = 0; i < proto->keyword_only; i++)
        keyword_given += registers[proto->argument_count + i] != NULL;
    size_t defaults = function->defaults ? OU_TUPLE(function->defaults)->len : 0;
    size_t count = proto->argument_count;
    bool plural = defaults != 0 || count != 1;
    OuObj *takes = defaults != 0
        ? ou_str_format(vm, "from %zu to %zu", count - defaults, count)
        : ou_str_format(vm, "%zu", count);
    OuObj *extra = keyword_given != 0
        ? ou_str_format(vm, " positional argument%s (and %zu keyword-only argument%s)",
                        given != 1 ? "s" : "", keyword_given, keyword_given != 1 ? "s" : "")
        : ou_ref(OU_EMPTY_STR);
    if (takes != NULL && extra != NULL)
        OU_TYPE_ERROR(vm, "%U() takes %U positional argument%s but %zu%U %s given",
                      function->qualname, OU_STR(takes), plural ? "s" : "", given, OU_STR(extra),
                      given == 1 && keyword_given == 0 ? "was" : "were");
    ou_unref(vm, takes);
    ou_unref(vm, extra);
}

/* "got some positional-only arguments passed as keyword arguments"? Raises if so. */
static bool positional_only_as_keyword(OuVM *vm, OuFunction *function, const OuCode *code,
                                       OuObj *kwnames)
{
    const OuProto *proto = code->proto;
    OuBuf names;
    ou_buf_init(&names, &vm->mem);
    for (uint32_t k = 0; k < proto->positional_only; k++) {
        OuStr *parameter = parameter_name(code, k);
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
                          " '%s'", function->qualname, text);
    }
    ou_buf_drop(&names);
    return any;
}

/* The register of the parameter called `name`, or -1. */
static ptrdiff_t find_parameter(const OuCode *code, const OuStr *name)
{
    const OuProto *proto = code->proto;
    uint32_t total = (uint32_t)proto->argument_count + proto->keyword_only;
    for (uint32_t i = proto->positional_only; i < total; i++)
        if (parameter_name(code, i) == name)
            return (ptrdiff_t)i;
    for (uint32_t i = proto->positional_only; i < total; i++)
        if (ou_str_equal(parameter_name(code, i), name))
            return (ptrdiff_t)i;
    return -1;
}

static bool bind_keywords(OuVM *vm, OuFunction *function, const OuCode *code, OuObj **registers,
                          OuObj **values, OuObj *kwnames, OuObj *options)
{
    size_t count = OU_TUPLE(kwnames)->len;
    for (size_t i = 0; i < count; i++) {
        OuObj *name = OU_TUPLE(kwnames)->items[i];
        if (!ou_is_str(vm, name)) {
            OU_TYPE_ERROR(vm, "%U() keywords must be strings", function->qualname);
            return false;
        }
        ptrdiff_t at = find_parameter(code, OU_STR(name));
        if (at < 0) {
            if (options != NULL) {
                if (!ou_dict_set(vm, OU_DICT(options), name, values[i]))
                    return false;
                ou_clear(vm, &values[i]);
                continue;
            }
            if (code->proto->positional_only == 0
                || !positional_only_as_keyword(vm, function, code, kwnames))
                OU_TYPE_ERROR(vm, "%U() got an unexpected keyword argument '%U'",
                              function->qualname, OU_STR(name));
            return false;
        }
        if (registers[at] != NULL) {
            OU_TYPE_ERROR(vm, "%U() got multiple values for argument '%U'", function->qualname,
                          OU_STR(name));
            return false;
        }
        registers[at] = values[i];
        values[i] = NULL;
    }
    return true;
}

static bool fill_defaults(OuVM *vm, OuFunction *function, const OuCode *code, OuObj **registers)
{
    const OuProto *proto = code->proto;
    size_t defaults = function->defaults ? OU_TUPLE(function->defaults)->len : 0;
    uint32_t required = proto->argument_count > defaults
        ? (uint32_t)(proto->argument_count - defaults) : 0;
    size_t skip = defaults > proto->argument_count ? defaults - proto->argument_count : 0;
    if (missing(vm, function, code, registers, 0, required, "positional"))
        return false;
    for (uint32_t i = required; i < proto->argument_count; i++)
        if (registers[i] == NULL)
            registers[i] = ou_ref(OU_TUPLE(function->defaults)->items[skip + i - required]);
    uint32_t end = (uint32_t)proto->argument_count + proto->keyword_only;
    for (uint32_t i = proto->argument_count; i < end; i++) {
        if (registers[i] != NULL || function->kwdefaults == NULL)
            continue;
        bool error = false;
        OuObj *values = ou_ref(function->kwdefaults); /* a key that compares may replace them */
        registers[i] = ou_xref(ou_dict_peek(vm, OU_DICT(values), OU_OBJ(parameter_name(code, i)), &error));
        ou_unref(vm, values);
        if (error)
            return false;
    }
    return !missing(vm, function, code, registers, proto->argument_count, end, "keyword-only");
}

static bool bind_all(OuVM *vm, OuFunction *function, const OuCode *code, OuObj **registers,
                     OuObj **args, size_t positional, OuObj *kwnames)
{
    const OuProto *proto = code->proto;
    uint32_t named = (uint32_t)proto->argument_count + proto->keyword_only;
    OuObj *options = NULL;
    uint32_t next = named + ((proto->flags & OU_CODE_VARARGS) != 0);
    if (proto->flags & OU_CODE_VARKEYWORDS) {
        options = registers[next] = ou_dict_new(vm);
        if (options == NULL)
            return false;
    }
    size_t direct = positional < proto->argument_count ? positional : proto->argument_count;
    for (size_t i = 0; i < direct; i++) {
        registers[i] = args[i];
        args[i] = NULL;
    }
    if (proto->flags & OU_CODE_VARARGS) {
        OuObj *rest = ou_tuple_new_take(vm, args + direct, positional - direct);
        for (size_t i = direct; i < positional; i++)
            args[i] = NULL;
        if (rest == NULL)
            return false;
        registers[named] = rest;
    }
    if (kwnames != NULL
        && !bind_keywords(vm, function, code, registers, args + positional, kwnames, options))
        return false;
    if (positional > proto->argument_count && !(proto->flags & OU_CODE_VARARGS)) {
        raise_too_many(vm, function, code, registers, positional);
        return false;
    }
    return fill_defaults(vm, function, code, registers);
}

/* The usual case apart from exact counts: positional arguments, defaults for the last ones. */
static bool bind_simple(OuFunction *function, const OuProto *proto, OuObj **registers, OuObj *self,
                        OuObj **args, size_t nargs)
{
    size_t defaults = function->defaults ? OU_TUPLE(function->defaults)->len : 0;
    if ((proto->flags & (OU_CODE_VARARGS | OU_CODE_VARKEYWORDS)) || proto->keyword_only != 0
        || nargs > proto->argument_count || nargs + defaults < proto->argument_count)
        return false;
    if (self != NULL) {
        memmove(registers + 1, args, (nargs - 1) * sizeof *args);
        registers[0] = self;
    } else if (args != registers) {
        if (nargs > 0)
            memmove(registers, args, nargs * sizeof *args);
    }
    size_t missing_count = proto->argument_count - nargs;
    for (size_t i = 0; i < missing_count; i++)
        registers[nargs + i] =
            ou_ref(OU_TUPLE(function->defaults)->items[defaults - missing_count + i]);
    for (size_t i = proto->argument_count; i < proto->local_count; i++)
        registers[i] = NULL;
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
    if (!inside && !(proto->flags & (OU_CODE_GENERATOR | OU_CODE_COROUTINE | OU_CODE_ASYNC_GENERATOR)))
        caller->top = end;
    return top;
}

bool ou_bind_arguments(OuVM *vm, OuFunction *function, OuCode *code, OuObj **registers,
                       OuObj *self, OuObj **args, size_t nargs, OuObj *kwnames)
{
    size_t first = self != NULL;
    const OuProto *proto = code->proto;
    size_t keywords = kwnames ? OU_TUPLE(kwnames)->len : 0;
    if (keywords == 0 && bind_simple(function, proto, registers, self, args, nargs + first))
        return true;
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
    bool ok = bind_all(vm, function, code, registers, copy, total - keywords, kwnames);
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
