/* builtins_io.c - print, input, open. */
#include "modules/builtins.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include "object/tuple.h"
#include "types/bytes.h"
#include "types/file.h"
#include "object/int.h"
#include "types/module.h"
#include <string.h>

/* sys.<name>: new reference; RuntimeError "lost sys.stdout" if it is gone; None is None. */
static OuObj *sys_stream(OuVM *vm, OuStr *name)
{
    OuObj *stream = ou_sys_peek(vm, name);
    if (stream)
        return ou_ref(stream);
    return ou_error_peek(vm) ? NULL : ou_raise(vm, OU_T_RuntimeError, "lost sys.%U", name);
}

static bool write_as_text(OuVM *vm, OuObj *file, OuObj *value)
{
    if (ou_is_exact(value, OU_T_STR))
        return ou_file_write(vm, file, value);
    OuObj *text = ou_str(vm, value);
    bool ok = text && ou_file_write(vm, file, text);
    ou_unref(vm, text);
    return ok;
}

/* The value of sep= or end=: NULL for the default. */
static bool text_option(OuVM *vm, const char *name, OuObj *value, OuObj **out)
{
    *out = value == OU_NONE ? NULL : value;
    if (value == OU_NONE || ou_is_str(vm, value))
        return true;
    ou_raise(vm, OU_T_TypeError, "%s must be None or a string, not %T", name, value);
    return false;
}

OuObj *ou_builtin_print(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    OuObj *separator = NULL, *end = NULL, *file = OU_NONE;
    int flush = 0;
    size_t named = kwnames ? OU_TUPLE(kwnames)->len : 0;
    OuObj *sep_value = OU_NONE, *end_value = OU_NONE;
    for (size_t i = 0; i < named; i++) {
        OuStr *name = OU_STR(OU_TUPLE(kwnames)->items[i]);
        OuObj *value = args[nargs + i];
        if (ou_str_is(name, "sep"))
            sep_value = value;
        else if (ou_str_is(name, "end"))
            end_value = value;
        else if (ou_str_is(name, "file"))
            file = value;
        else if (!ou_str_is(name, "flush"))
            return OU_TYPE_ERROR(vm, "'%U' is an invalid keyword argument for print()", name);
        else if ((flush = ou_truth(vm, value)) < 0)
            return NULL;
    }
    OuObj *stream = file == OU_NONE ? sys_stream(vm, OU_NAME(stdout)) : ou_ref(file);
    if (!stream || stream == OU_NONE)
        return stream;
    bool ok = text_option(vm, "sep", sep_value, &separator) && text_option(vm, "end", end_value, &end);
    for (size_t i = 0; ok && i < nargs; i++) {
        if (i > 0)
            ok = ou_file_write(vm, stream, separator ? separator : ou_latin1_char(' '));
        ok = ok && write_as_text(vm, stream, args[i]) && ((i & 0x3FF) != 0x3FF || ou_poll(vm, 2500));
    }
    ok = ok && ou_file_write(vm, stream, end ? end : ou_latin1_char('\n'));
    if (ok && flush)
        ok = ou_file_flush(vm, stream);
    ou_unref(vm, stream);
    return ok ? OU_NONE : NULL;
}

/* A stream for input(): sys.<name>, which must not be None. */
static OuObj *input_stream(OuVM *vm, OuStr *name)
{
    OuObj *stream = ou_sys_peek(vm, name);
    if (stream && stream != OU_NONE)
        return ou_ref(stream);
    if (stream && name == OU_NAME(stdin) && !(vm->access.may & OU_MAY_INPUT))
        return ou_denied(vm, OU_MAY_INPUT);
    return ou_error_peek(vm) ? NULL : ou_raise(vm, OU_T_RuntimeError, "input(): lost sys.%U", name);
}

static void flush_without_error(OuVM *vm, OuObj *stream)
{
    if (!ou_file_flush(vm, stream))
        ou_error_clear(vm);
}

OuObj *ou_builtin_input(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *in = input_stream(vm, OU_NAME(stdin)), *out = in ? input_stream(vm, OU_NAME(stdout)) : NULL;
    OuObj *err = out ? input_stream(vm, OU_NAME(stderr)) : NULL, *line = NULL, *result = NULL;
    if (!err)
        goto done;
    flush_without_error(vm, err);
    if (OU_ARG(0) && !write_as_text(vm, out, args[0]))
        goto done;
    flush_without_error(vm, out);
    line = ou_call_method(vm, in, OU_NAME(readline), NULL, 0);
    if (!line)
        goto done;
    bool is_str = ou_is_str(vm, line);
    if (!is_str && !ou_is(vm, line, OU_TF_IS_BYTES)) {
        ou_raise(vm, OU_T_TypeError, "object.readline() returned non-string");
        goto done;
    }
    size_t size = is_str ? OU_STR(line)->size : ou_bytes_len(line);
    const char *text = is_str ? ou_str_text(OU_STR(line)) : ou_bytes_data(line);
    size_t kept = size > 0 && text[size - 1] == '\n' ? size - 1 : size;
    if (size == 0)
        ou_raise(vm, OU_T_EOFError, "EOF when reading a line");
    else
        result = is_str ? ou_str_new(vm, text, kept) : ou_bytes_new(vm, text, kept);
done:
    ou_unref(vm, line);
    ou_unref(vm, err);
    ou_unref(vm, out);
    ou_unref(vm, in);
    return result;
}

#define OPEN_SIGNATURE \
    "(file, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None)"

OuObj *ou_builtin_open(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    OuObj *bound[8];
    OuStr *mode = NULL;
    int buffering = -1;
    if (!ou_bind(vm, OPEN_SIGNATURE, "open", args, nargs, kwnames, bound))
        return NULL;
    if (bound[1] && !ou_arg_str(vm, "open", "mode", bound[1], &mode))
        return NULL;
    if (mode && !ou_io_plain_text(vm, bound[1]))
        return NULL;
    if (bound[2] && !ou_arg_int(vm, bound[2], &buffering))
        return NULL;
    static const char *const texts[] = {"encoding", "errors", "newline"};
    for (size_t i = 0; i < 3; i++) {
        OuObj **text = &bound[3 + i];
        if (*text == OU_NONE)
            *text = NULL;
        if (*text && !ou_is_str(vm, *text))
            return OU_TYPE_ERROR(vm, "open() argument '%s' must be str or None, not %T", texts[i], *text);
        if (*text && !ou_io_plain_text(vm, *text))
            return NULL;
    }
    int close_descriptor = 1;
    if (bound[6] && !ou_arg_int(vm, bound[6], &close_descriptor))
        return NULL;
    return ou_file_open(vm, bound[0], mode ? ou_str_text(mode) : "r", buffering, bound[3], bound[4], bound[5],
                        close_descriptor != 0, bound[7]);
}
