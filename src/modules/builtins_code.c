/* builtins_code.c - the built-in functions that compile and run code, make classes and show
 * namespaces. */
#include "modules/builtins.h"
#include "base/utf8.h"
#include "code/code.h"
#include "compile/flags.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/function.h"
#include "object/int.h"
#include "object/list.h"
#include "types/bytes.h"
#include "types/bytes_methods.h"
#include "types/codec.h"
#include "types/file_parts.h"
#include "vm/frame.h"
#include <string.h>

/* ---- __build_class__ ---- */

/* Replace bases that are not classes by what their __mro_entries__ gives; the tuple itself
 * (a new reference) if there are none. */
static OuObj *resolve_bases(OuVM *vm, OuObj *bases)
{
    OuObj *list = NULL;
    size_t count = OU_TUPLE(bases)->len;
    for (size_t i = 0; i < count; i++) {
        OuObj *base = OU_TUPLE(bases)->items[i];
        OuObj *entries = OU_ABSENT;
        if (!ou_is(vm, base, OU_TF_IS_TYPE)) {
            OuObj *method = ou_getattr_optional(vm, base, OU_NAME(__mro_entries__));
            if (!method)
                goto fail;
            if (method != OU_ABSENT) {
                entries = ou_call1(vm, method, bases);
                ou_unref(vm, method);
                if (!entries)
                    goto fail;
                if (!ou_is(vm, entries, OU_TF_IS_TUPLE)) {
                    ou_raise(vm, OU_T_TypeError, "__mro_entries__ must return a tuple");
                    ou_unref(vm, entries);
                    goto fail;
                }
            }
        }
        if (entries != OU_ABSENT && !list) {
            list = ou_list_copy_of(vm, OU_TUPLE(bases)->items, i);
            if (!list) {
                ou_unref(vm, entries);
                goto fail;
            }
        }
        if (entries != OU_ABSENT) {
            bool ok = ou_list_extend(vm, OU_LIST(list), entries);
            ou_unref(vm, entries);
            if (!ok)
                goto fail;
        } else if (list && !ou_list_append(vm, OU_LIST(list), base)) {
            goto fail;
        }
    }
    return list ? ou_list_to_tuple_take(vm, list) : ou_ref(bases);
fail:
    ou_unref(vm, list);
    return NULL;
}

typedef struct ClassParts {
    OuObj *function, *name; /* borrowed */
    OuObj *original_bases, *bases, *meta, *ns;
    OuObj *keywords;        /* dict without metaclass, or NULL */
} ClassParts;

/* Keyword arguments but `metaclass`, which goes to parts->meta. */
static bool class_keywords(OuVM *vm, ClassParts *parts, OuObj *const *values, OuObj *kwnames)
{
    size_t count = kwnames ? OU_TUPLE(kwnames)->len : 0;
    for (size_t i = 0; i < count; i++) {
        OuObj *name = OU_TUPLE(kwnames)->items[i];
        if (ou_str_is(OU_STR(name), "metaclass")) {
            parts->meta = ou_ref(values[i]);
            continue;
        }
        if (!parts->keywords && !(parts->keywords = ou_dict_new(vm)))
            return false;
        if (!ou_dict_set(vm, OU_DICT(parts->keywords), name, values[i]))
            return false;
    }
    return true;
}

static bool find_metaclass(OuVM *vm, ClassParts *parts)
{
    OuTuple *bases = OU_TUPLE(parts->bases);
    if (!parts->meta) {
        OuClass *meta = bases->len ? ou_class_of(vm, bases->items[0]) : ou_builtin_class(vm, OU_T_TYPE);
        if (!meta)
            return false;
        parts->meta = ou_ref(OU_OBJ(meta));
    }
    if (ou_is(vm, parts->meta, OU_TF_IS_TYPE)) {
        OuClass *best = ou_class_best_meta(vm, (OuClass *)parts->meta, bases);
        if (!best)
            return false;
        ou_put(vm, &parts->meta, ou_ref(OU_OBJ(best)));
    }
    return true;
}

static bool prepare_namespace(OuVM *vm, ClassParts *parts)
{
    OuObj *prepare = ou_getattr_optional(vm, parts->meta, OU_NAME(__prepare__));
    if (!prepare)
        return false;
    if (prepare == OU_ABSENT) {
        parts->ns = ou_dict_new(vm);
        return parts->ns != NULL;
    }
    OuObj *pair = ou_tuple_pack(vm, 2, parts->name, parts->bases);
    if (pair)
        parts->ns = ou_call_ex(vm, prepare, pair, parts->keywords);
    ou_unref(vm, pair);
    ou_unref(vm, prepare);
    if (!parts->ns)
        return false;
    if (!ou_type(vm, parts->ns)->getitem) {
        bool is_class = ou_is(vm, parts->meta, OU_TF_IS_TYPE);
        if (is_class)
            ou_raise(vm, OU_T_TypeError, "%N.__prepare__() must return a mapping, not %T", parts->meta, parts->ns);
        else
            ou_raise(vm, OU_T_TypeError, "<metaclass>.__prepare__() must return a mapping, not %T", parts->ns);
        return false;
    }
    return true;
}

/* The body returned its __class__ cell: type.__new__ must have filled it with the class. */
static bool check_class_cell(OuVM *vm, const ClassParts *parts, OuObj *cell, OuObj *cls)
{
    if (!ou_is(vm, cls, OU_TF_IS_TYPE) || !ou_is_exact(cell, OU_T_CELL))
        return true;
    OuObj *content = OU_CELL(cell)->content;
    if (content == cls)
        return true;
    if (!content)
        ou_raise(vm, OU_T_RuntimeError,
                 "__class__ not set defining %R as %R. Was __classcell__ propagated to type.__new__?",
                 parts->name, cls);
    else
        ou_raise(vm, OU_T_TypeError, "__class__ set to %R defining %R as %R", content, parts->name, cls);
    return false;
}

static OuObj *make_class(OuVM *vm, ClassParts *parts)
{
    OuObj *cell = ou_upcall_run_body(vm, parts->function, parts->ns);
    if (!cell)
        return NULL;
    OuObj *cls = NULL;
    if (parts->bases != parts->original_bases) {
        OuObj *key = ou_str_from(vm, "__orig_bases__");
        bool ok = key && ou_setitem(vm, parts->ns, key, parts->original_bases);
        ou_unref(vm, key);
        if (!ok)
            goto done;
    }
    OuObj *triple = ou_tuple_pack(vm, 3, parts->name, parts->bases, parts->ns);
    if (triple)
        cls = ou_call_ex(vm, parts->meta, triple, parts->keywords);
    ou_unref(vm, triple);
    if (cls && !check_class_cell(vm, parts, cell, cls))
        ou_clear(vm, &cls);
done:
    ou_unref(vm, cell);
    return cls;
}

OuObj *ou_builtin_build_class(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    if (nargs < 2)
        return OU_TYPE_ERROR(vm, "__build_class__: not enough arguments");
    if (!ou_is_exact(args[0], OU_T_FUNCTION))
        return OU_TYPE_ERROR(vm, "__build_class__: func must be a function");
    if (!ou_is_str(vm, args[1]))
        return OU_TYPE_ERROR(vm, "__build_class__: name is not a string");
    ClassParts parts = {.function = args[0], .name = args[1]};
    OuObj *cls = NULL;
    parts.original_bases = ou_tuple_new(vm, args + 2, nargs - 2);
    if (parts.original_bases)
        parts.bases = resolve_bases(vm, parts.original_bases);
    if (parts.bases && class_keywords(vm, &parts, args + nargs, kwnames) && find_metaclass(vm, &parts) &&
        prepare_namespace(vm, &parts))
        cls = make_class(vm, &parts);
    ou_unref(vm, parts.ns);
    ou_unref(vm, parts.meta);
    ou_unref(vm, parts.keywords);
    ou_unref(vm, parts.bases);
    ou_unref(vm, parts.original_bases);
    return cls;
}

OuObj *ou_builtin_import(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    ptrdiff_t level = 0;
    if (OU_ARG(4) && !ou_arg_ssize(vm, args[4], &level))
        return NULL;
    if (level < 0)
        return OU_VALUE_ERROR(vm, "level must be >= 0");
    if (level >= OU_IMPORT_BY_SCRIPT)
        return ou_raise(vm, OU_T_OverflowError, "signed integer is greater than maximum");
    if (!ou_upcall_is_library(vm))
        level |= OU_IMPORT_BY_SCRIPT;
    return ou_upcall_import(vm, args[0], OU_ARG(1), OU_ARG(2), OU_ARG(3), (int)level);
}

/* ---- compile, eval, exec ---- */

/* The bytes of source given as str, bytes or bytes-like; *held must be released, also on failure. */
static bool source_text(OuVM *vm, const char *function, const char *what, OuObj *source, const char **text,
                        size_t *size, OuBuffer *held)
{
    held->owner = NULL;
    if (ou_is_str(vm, source)) {
        OuObj *encoded = OU_STR(source)->ascii ? OU_NONE : ou_codec_encode(vm, source, "utf-8", NULL);
        if (!encoded)
            return false; /* a surrogate */
        ou_unref(vm, encoded);
        *text = ou_str_text(OU_STR(source));
        *size = OU_STR(source)->size;
        held->owner = ou_ref(source);
    } else if (ou_buffer_try(vm, source, held)) {
        *text = held->data;
        *size = held->len;
    } else {
        ou_raise(vm, OU_T_TypeError, "%s() arg 1 must be a %s", function, what);
        return false;
    }
    const char *null;
    OU_CHARGE_BYTES(vm, *size);
    if (!ou_find_byte(vm, *text, *size, 0, &null))
        return false;
    if (null) {
        ou_raise(vm, OU_T_ValueError, "source code string cannot contain null bytes");
        return false;
    }
    if (strcmp(function, "eval") == 0) /* blanks before it do not count */
        for (; **text == ' ' || **text == '\t'; ++*text, --*size)
            if (!OU_PASS(vm, *size))
                return false;
    return true;
}

static OuObj *compile_source(OuVM *vm, const char *function, const char *what, OuObj *source, OuObj *filename,
                             char mode, uint32_t flags)
{
    const char *text;
    size_t size;
    OuBuffer held;
    OuObj *code = NULL;
    bool found = source_text(vm, function, what, source, &text, &size, &held);
    if (ou_is_str(vm, source))
        flags |= OU_COMPILE_TEXT;
    if (!(flags & OU_COMPILE_DONT_INHERIT) && vm->frame && (vm->frame->code->proto->flags & OU_PYCF_ANNOTATIONS))
        flags |= OU_COMPILE_ANNOTATIONS; /* the caller's `from __future__ import annotations` */
    if (found)
        code = ou_upcall_compile(vm, text, size, filename, mode, flags);
    ou_buffer_release(vm, &held);
    return code;
}

/* The mode of compile(), as ou_upcall_compile takes it; 0: ValueError. */
static char compile_mode(OuVM *vm, const OuStr *text)
{
    char mode = ou_str_is(text, "exec") ? 'f' : ou_str_is(text, "eval") ? 'e'
                : ou_str_is(text, "single") ? 's' : 0;
    if (!mode)
        OU_VALUE_ERROR(vm, ou_str_is(text, "func_type") ? "compile() mode 'func_type' requires flag PyCF_ONLY_AST"
                                                        : "compile() mode must be 'exec', 'eval' or 'single'");
    return mode;
}

/* A file name as str, from a str, bytes, a path or, with a warning, another object with a buffer. */
static OuObj *file_name_of(OuVM *vm, OuObj *o)
{
    OuObj *path;
    if (ou_has_buffer(vm, o) && !ou_is(vm, o, OU_TF_IS_BYTES)) {
        OuObj *text = ou_str_format(vm, "path should be string, bytes, or os.PathLike, not %.200T", o);
        bool warned = text && ou_warn(vm, OU_T_DeprecationWarning, ou_str_text(OU_STR(text)), 1);
        ou_unref(vm, text);
        path = warned ? ou_bytes_from_object(vm, o) : NULL;
    } else {
        path = ou_path_of(vm, o);
    }
    if (path && !ou_is_str(vm, path))
        ou_put(vm, &path, ou_str_from_lossy(vm, OU_BYTES(path)->data, OU_BYTES(path)->size));
    return path;
}

OuObj *ou_builtin_compile(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int flags = 0, optimize = -1, dont_inherit = 0, feature_version = -1; /* the last means nothing */
    OuObj *filename = file_name_of(vm, args[1]), *code = NULL;
    OuStr *mode_text;
    if (!filename)
        return NULL;
    if (memchr(ou_str_text(OU_STR(filename)), 0, OU_STR(filename)->size)) {
        OU_VALUE_ERROR(vm, "embedded null character");
        goto done;
    }
    const char *mode_chars;
    if (!ou_bytes_text_arg(vm, "compile", "mode", args[2], &mode_chars))
        goto done;
    mode_text = OU_STR(args[2]);
    if (OU_ARG(3) && !ou_arg_int(vm, args[3], &flags))
        goto done;
    if (OU_ARG(4) && !ou_arg_int(vm, args[4], &dont_inherit))
        goto done;
    if (OU_ARG(5) && !ou_arg_int(vm, args[5], &optimize))
        goto done;
    if (OU_ARG(6) && !ou_arg_int(vm, args[6], &feature_version))
        goto done;
    if (flags & ~OU_PYCF_MASK) {
        OU_VALUE_ERROR(vm, "compile(): unrecognised flags");
        goto done;
    }
    if (optimize < -1 || optimize > 2) {
        OU_VALUE_ERROR(vm, "compile(): invalid optimize value");
        goto done;
    }
    char mode = compile_mode(vm, mode_text);
    if (!mode)
        goto done;
    if (flags & OU_PYCF_ONLY_AST) {
        OU_VALUE_ERROR(vm, "compile(): ouro has no ast objects");
        goto done;
    }
    uint32_t own = OU_COMPILE_NESTED_EXEC; /* whatever namespaces it will run in */
    own |= flags & OU_PYCF_ANNOTATIONS ? OU_COMPILE_ANNOTATIONS : 0;
    own |= flags & OU_PYCF_ALLOW_TOP_LEVEL_AWAIT ? OU_COMPILE_TOP_LEVEL_AWAIT : 0;
    own |= flags & OU_PYCF_DONT_IMPLY_DEDENT ? OU_COMPILE_NO_DEDENT : 0;
    own |= flags & OU_PYCF_ALLOW_INCOMPLETE_INPUT ? OU_COMPILE_INCOMPLETE : 0;
    own |= dont_inherit ? OU_COMPILE_DONT_INHERIT : 0;
    own |= optimize == 1 ? OU_COMPILE_OPTIMIZE_1 : optimize == 2 ? OU_COMPILE_OPTIMIZE_1 | OU_COMPILE_OPTIMIZE_2 : 0;
    own |= optimize == 0 ? OU_COMPILE_OPTIMIZE_0 : 0;
    code = compile_source(vm, "compile", "string, bytes or AST object", args[0], filename, mode, own);
done:
    ou_unref(vm, filename);
    return code;
}

/* Globals and locals of eval() and exec(): given ones checked, missing ones from the caller.
 * *globals and *locals are new references. */
static bool namespaces(OuVM *vm, const char *name, OuObj *given_globals, OuObj *given_locals, OuObj **globals,
                       OuObj **locals)
{
    given_globals = given_globals == OU_NONE ? NULL : given_globals;
    given_locals = given_locals == OU_NONE ? NULL : given_locals;
    *globals = *locals = NULL;
    if (strcmp(name, "eval") == 0 && given_locals && !ou_is_mapping(vm, given_locals)) {
        OU_TYPE_ERROR(vm, "locals must be a mapping");
        return false;
    }
    if (given_globals && !ou_is(vm, given_globals, OU_TF_IS_DICT)) {
        if (strcmp(name, "exec") == 0)
            ou_raise(vm, OU_T_TypeError, "exec() globals must be a dict, not %T", given_globals);
        else if (ou_is_mapping(vm, given_globals))
            ou_raise(vm, OU_T_TypeError, "globals must be a real dict; try eval(expr, {}, mapping)");
        else
            ou_raise(vm, OU_T_TypeError, "globals must be a dict");
        return false;
    }
    if (given_locals && !ou_is_mapping(vm, given_locals)) {
        ou_raise(vm, OU_T_TypeError, "locals must be a mapping or None, not %T", given_locals);
        return false;
    }
    if (given_globals) {
        *globals = ou_ref(given_globals);
        *locals = ou_ref(given_locals ? given_locals : given_globals);
        return true;
    }
    OuDict *current = ou_upcall_globals(vm);
    if (!current) {
        ou_raise(vm, OU_T_SystemError, "globals and locals cannot be NULL");
        return false;
    }
    *globals = ou_ref(OU_OBJ(current));
    *locals = given_locals ? ou_ref(given_locals) : ou_upcall_locals(vm);
    if (!*locals) {
        ou_clear(vm, globals);
        return false;
    }
    return true;
}

static bool add_builtins(OuVM *vm, OuObj *globals)
{
    bool error = false;
    if (ou_dict_peek(vm, OU_DICT(globals), OU_NAME_OBJ(__builtins__), &error) || error)
        return !error;
    return ou_upcall_builtins_fill(vm) &&
           ou_dict_set(vm, OU_DICT(globals), OU_NAME_OBJ(__builtins__), OU_OBJ(vm->builtins));
}

/* Does the closure have a cell for each free variable of the code? */
static bool closure_fits(OuVM *vm, bool is_exec, OuObj *code, OuObj *closure)
{
    ptrdiff_t count = OU_CODE(code)->proto->free_count;
    if (!is_exec) {
        if (count != 0)
            OU_TYPE_ERROR(vm, "code object passed to eval() may not contain free variables");
        return count == 0;
    }
    if (count == 0) {
        if (closure)
            OU_TYPE_ERROR(vm, "cannot use a closure with this code object");
        return !closure;
    }
    bool fits = closure && ou_is_exact(closure, OU_T_TUPLE) && (ptrdiff_t)OU_TUPLE(closure)->len == count;
    for (ptrdiff_t i = 0; fits && i < count; i++)
        fits = ou_is_exact(OU_TUPLE(closure)->items[i], OU_T_CELL);
    if (!fits)
        OU_TYPE_ERROR(vm, "code object requires a closure of exactly length %zd", count);
    return fits;
}

static OuObj *run_in(OuVM *vm, const char *name, OuObj *source, OuObj *globals, OuObj *locals, OuObj *closure)
{
    OuObj *code = NULL, *result = NULL;
    bool is_exec = strcmp(name, "exec") == 0;
    if (!add_builtins(vm, globals))
        return NULL;
    if (ou_is_exact(source, OU_T_CODE)) {
        if (!closure_fits(vm, is_exec, source, closure))
            return NULL;
        code = ou_ref(source);
    } else if (closure) {
        return OU_TYPE_ERROR(vm, "closure can only be used when source is a code object");
    } else {
        OuObj *filename = OU_NAME_OBJ(string_tag);
        uint32_t flags = globals != locals || !ou_is_exact(globals, OU_T_DICT) ? OU_COMPILE_NESTED_EXEC : 0;
        code = compile_source(vm, name, "string, bytes or code object", source, filename,
                              is_exec ? 'f' : 'e', flags);
    }
    if (code)
        result = ou_upcall_run_code(vm, code, OU_DICT(globals), locals, closure);
    ou_unref(vm, code);
    return result;
}

static OuObj *eval_or_exec(OuVM *vm, const char *name, OuObj *const *args, size_t nargs, OuObj *closure)
{
    OuObj *globals, *locals;
    if (!namespaces(vm, name, OU_ARG(1), OU_ARG(2), &globals, &locals))
        return NULL;
    OuObj *result = run_in(vm, name, args[0], globals, locals, closure);
    ou_unref(vm, globals);
    ou_unref(vm, locals);
    return result;
}

OuObj *ou_builtin_eval(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    return eval_or_exec(vm, "eval", args, nargs, NULL);
}

OuObj *ou_builtin_exec(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *closure = nargs > 3 && args[3] != OU_NONE ? args[3] : NULL;
    OuObj *result = eval_or_exec(vm, "exec", args, nargs, closure);
    if (!result)
        return NULL;
    ou_unref(vm, result);
    return OU_NONE;
}

/* ---- namespaces ---- */

OuObj *ou_builtin_globals(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    OuDict *globals = ou_upcall_globals(vm);
    return globals ? ou_ref(OU_OBJ(globals)) : OU_NONE;
}

OuObj *ou_builtin_locals(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_upcall_locals(vm);
}

OuObj *ou_builtin_vars(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (nargs == 0 || !args[0])
        return ou_upcall_locals(vm);
    OuObj *dict = ou_getattr_optional(vm, args[0], OU_NAME(__dict__));
    if (dict == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "vars() argument must have __dict__ attribute");
    return dict;
}

/* A sorted list of an iterable's items; consumes it. */
static OuObj *sorted_list_take(OuVM *vm, OuObj *iterable)
{
    if (!iterable)
        return NULL;
    OuObj *list = ou_list_from(vm, iterable);
    ou_unref(vm, iterable);
    if (list && !ou_list_sort(vm, OU_LIST(list), NULL, false))
        ou_clear(vm, &list);
    return list;
}

OuObj *ou_builtin_dir(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (nargs == 0 || !args[0]) {
        OuObj *locals = ou_upcall_locals(vm);
        if (!locals)
            return NULL;
        OuObj *keys = ou_is_exact(locals, OU_T_DICT) ? ou_list_from(vm, locals)
                                                     : ou_call_method(vm, locals, OU_NAME(keys), NULL, 0);
        ou_unref(vm, locals);
        return sorted_list_take(vm, keys);
    }
    OuObj *names = ou_call_special(vm, args[0], OU_NAME(__dir__), NULL, 0);
    if (names == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "object does not provide __dir__");
    return sorted_list_take(vm, names);
}
