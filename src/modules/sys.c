/* sys.c - module sys: the interpreter's own state as scripts see it. What depends on how the
 * VM was made (argv, path, flags, streams) is added by host/settings.c. */
#include "modules/sys.h"
#include "base/utf8.h"
#include "code/code.h"
#include "modules/module.h"
#include "object/args.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/exception.h"
#include "types/file.h"
#include "object/float.h"
#include "object/int.h"
#include "object/list.h"
#include "types/class.h"
#include "types/struct_seq.h"
#include "object/iters.h"
#include "types/traceback.h"
#include "vm/edges.h"
#include "object/function.h"
#include "vm/frame.h"
#include <stdio.h>
#include <string.h>

static OuObj *sys_getrefcount(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *o = args[0];
    if (!ou_is_immortal(o))
        return ou_int_from(vm, o->refs);
    size_t count = ou_edges_count(vm, o);
    return count < SIZE_MAX ? ou_int_from(vm, (int64_t)count + 1) : ou_raise_memory(vm); /* 1: the argument */
}

static OuObj *sys_getsizeof(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *result = ou_call_special(vm, args[0], OU_NAME(__sizeof__), NULL, 0);
    if (result == OU_ABSENT)
        result = OU_TYPE_ERROR(vm, "Type %T doesn't define __sizeof__", args[0]);
    int64_t size = 0;
    if (result && !ou_is(vm, result, OU_TF_IS_INT))
        ou_raise(vm, OU_T_TypeError, "an integer is required");
    else if (result && !ou_int_to_int64(result, &size))
        ou_raise(vm, OU_T_OverflowError, "Python int too large to convert to C ssize_t");
    else if (result && size < 0)
        ou_raise(vm, OU_T_ValueError, "__sizeof__() should return >= 0");
    else if (result) {
        ou_unref(vm, result);
        return ou_int_from(vm, size + (ou_gc_is_collected(vm, args[0]) ? (int64_t)OU_GC_WORD : 0));
    }
    ou_unref(vm, result);
    if (OU_ARG(1) && ou_error_swallow(vm, OU_T_TypeError))
        return ou_ref(args[1]);
    return NULL;
}

static OuObj *sys_intern(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, args[0] == OU_NONE ? "intern() argument must be str, not None"
                                                    : "intern() argument must be str, not %G", args[0]);
    if (!ou_is_exact(args[0], OU_T_STR))
        return OU_TYPE_ERROR(vm, "can't intern %T", args[0]);
    return OU_OBJ(ou_str_intern_take(vm, ou_ref(args[0])));
}

static OuObj *sys_exit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    OuObj *status = OU_ARG(0);
    if (status && status != OU_NONE && ou_is(vm, status, OU_TF_IS_TUPLE)) {
        OuClass *cls = ou_builtin_class(vm, OU_T_SystemExit);
        OuObj *exception = cls ? ou_call_ex(vm, OU_OBJ(cls), status, NULL) : NULL;
        return exception ? ou_raise_take(vm, exception) : NULL;
    }
    return ou_raise_arg(vm, OU_T_SystemExit, status == OU_NONE ? NULL : status);
}

static OuObj *handled_exception(const OuVM *vm)
{
    for (OuHandled *h = vm->handled; h; h = h->previous)
        if (h->exception && h->exception != OU_NONE)
            return h->exception;
    return NULL;
}

static OuObj *sys_exc_info(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    OuObj *exception = handled_exception(vm);
    if (!exception)
        return ou_tuple_pack(vm, 3, OU_NONE, OU_NONE, OU_NONE);
    OuClass *cls = ou_class_of(vm, exception);
    OuObj *traceback = OU_EXCEPTION(exception)->traceback;
    return cls ? ou_tuple_pack(vm, 3, cls, exception, traceback ? traceback : OU_NONE) : NULL;
}

static OuObj *sys_exception(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    OuObj *exception = handled_exception(vm);
    return exception ? ou_ref(exception) : OU_NONE;
}

/* Write str to sys.stderr, without raising. */
static void to_stderr(OuVM *vm, OuObj *text)
{
    OuObj *stream = ou_sys_peek(vm, OU_NAME(stderr));
    if (text && stream && stream != OU_NONE) {
        ou_ref(stream);
        if (!ou_file_write(vm, stream, text) || !ou_file_flush(vm, stream))
            ou_error_clear(vm);
        ou_unref(vm, stream);
    }
    ou_error_clear(vm);
    ou_unref(vm, text);
}

/* What an object's repr or str has given (consumed) ends a line whose begin is written: it may have written lines itself. */
static void end_line_take(OuVM *vm, OuObj *shown, const char *otherwise)
{
    ou_error_clear(vm);
    to_stderr(vm, shown ? ou_str_format(vm, "%S\n", shown) : ou_str_format(vm, "%s\n", otherwise));
    ou_unref(vm, shown);
}

static void tell_ignored(OuVM *vm, OuObj *exception)
{
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    ou_unraisable_render(vm, exception, &text);
    to_stderr(vm, ou_str_from_buf(vm, &text));
    end_line_take(vm, ou_str(vm, exception), "<exception str() failed>");
}

static OuObj *sys_excepthook(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    OuObj *value = args[1];
    if (!ou_is(vm, value, OU_TF_IS_EXCEPTION)) {
        to_stderr(vm, ou_str_format(vm, "TypeError: print_exception(): Exception expected for value, %T found\n", value));
        return OU_NONE;
    }
    if (!OU_EXCEPTION(value)->traceback && ou_is_exact(args[2], OU_T_TRACEBACK))
        OU_EXCEPTION(value)->traceback = ou_ref(args[2]);
    return ou_upcall_excepthook(vm, value);
}

static const char *const unraisable_fields[] = {"exc_type", "exc_value", "exc_traceback", "err_msg", "object", NULL};
static const OuStructSeqDef unraisable_def = {.name = "UnraisableHookArgs", .fields = unraisable_fields};

/* sys.__unraisablehook__: "Exception ignored in: …" and the traceback. */
static OuObj *sys_unraisablehook(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (ou_class_of(vm, args[0]) != ou_struct_seq_class(vm, &unraisable_def)) {
        ou_error_clear(vm);
        return OU_TYPE_ERROR(vm, "sys.unraisablehook argument type must be UnraisableHookArgs");
    }
    OuObj *message = ou_getattr_text(vm, args[0], "err_msg");
    OuObj *object = message ? ou_getattr_text(vm, args[0], "object") : NULL;
    OuObj *exception = object ? ou_getattr_text(vm, args[0], "exc_value") : NULL;
    if (exception) {
        if (object != OU_NONE) {
            to_stderr(vm, message != OU_NONE ? ou_str_format(vm, "%S: ", message)
                                             : ou_str_from(vm, "Exception ignored in: "));
            end_line_take(vm, ou_repr(vm, object), "<object repr() failed>");
        } else if (message != OU_NONE) {
            to_stderr(vm, ou_str_format(vm, "%S:\n", message));
        }
        if (exception != OU_NONE && ou_is(vm, exception, OU_TF_IS_EXCEPTION))
            tell_ignored(vm, exception);
    }
    ou_unref(vm, exception);
    ou_unref(vm, object);
    ou_unref(vm, message);
    return ou_error_peek(vm) ? NULL : OU_NONE;
}

void ou_upcall_stderr(OuVM *vm, const char *text, size_t size)
{
    OuObj *stream = ou_sys_peek(vm, OU_NAME(stderr));
    if (stream && stream != OU_NONE)
        to_stderr(vm, ou_str_from_lossy(vm, text, size));
    else if (!stream)
        (void)!ou_upcall_write_stream(vm, 2, text, size);
}

/* Call the script's sys.unraisablehook (without one: what it does by default); false if that failed (its exception is pending). */
static bool call_unraisable_hook(OuVM *vm, OuObj *hook, OuObj *exception, const char *message, OuObj *object)
{
    OuClass *cls = ou_class_of(vm, exception);
    OuObj *traceback = OU_EXCEPTION(exception)->traceback;
    OuObj *text = message ? ou_str_from(vm, message) : OU_NONE;
    OuObj *items[] = {OU_OBJ(cls), exception, traceback ? traceback : OU_NONE, text, object ? object : OU_NONE};
    OuObj *record = cls && text ? ou_struct_seq_new(vm, &unraisable_def, items) : NULL;
    OuObj *result = !record ? NULL : hook ? ou_call1(vm, hook, record) : sys_unraisablehook(vm, NULL, &record, 1);
    ou_unref(vm, text);
    ou_unref(vm, record);
    ou_unref(vm, result);
    return result != NULL;
}

void ou_upcall_unraisable(OuVM *vm, OuObj *exception, const char *message, OuObj *object)
{
    if (vm->sys_stage == OU_SYS_NONE || ou_exec_end(vm) != OU_END_NONE) /* a limit has ended the script */
        return;
    OuObj *hook = ou_sys_peek(vm, OU_NAME(unraisablehook));
    hook = hook == OU_NONE ? NULL : hook;
    if (hook)
        ou_ref(hook);
    if (!call_unraisable_hook(vm, hook, exception, message, object)) {
        OuObj *second = ou_error_take(vm);
        static const char text[] = "Exception ignored in sys.unraisablehook: ", last[] = "MemoryError\n";
        OuObj *line = ou_str_format(vm, "%s%R\n", text, hook ? hook : OU_NONE);
        if (line)
            to_stderr(vm, line);
        else
            (void)!ou_upcall_write_stream(vm, 2, last, sizeof last - 1);
        if (second)
            tell_ignored(vm, second);
        ou_unref(vm, second);
    }
    ou_error_clear(vm);
    ou_unref(vm, hook);
}

OuObj *ou_sys_display(OuVM *vm, OuObj *value, OuObj *(*make_text)(OuVM *vm, OuObj *value))
{
    if (value == OU_NONE)
        return OU_NONE;
    OuObj *stream = ou_sys_peek(vm, OU_NAME(stdout));
    if (!ou_upcall_builtins_fill(vm) || !ou_dict_set(vm, vm->builtins, ou_latin1_char('_'), OU_NONE))
        return NULL;
    if (!stream || stream == OU_NONE)
        return ou_raise(vm, OU_T_RuntimeError, "lost sys.stdout");
    ou_ref(stream);
    OuObj *text = make_text(vm, value);
    bool ok = text && ou_file_write(vm, stream, text) && ou_file_write(vm, stream, ou_latin1_char('\n')) &&
              ou_dict_set(vm, vm->builtins, ou_latin1_char('_'), value);
    ou_unref(vm, text);
    ou_unref(vm, stream);
    return ok ? OU_NONE : NULL;
}

static OuObj *sys_displayhook(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_sys_display(vm, args[0], ou_repr);
}

/* Which function PYTHONBREAKPOINT names is found out in lib/_sitebuiltins.py. */
static OuObj *sys_breakpointhook(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    (void)self;
    OuObj *name = ou_str_from(vm, "_sitebuiltins");
    OuObj *module = name ? ou_upcall_import(vm, name, NULL, NULL, NULL, 0) : NULL;
    OuObj *find = module ? ou_getattr_text(vm, module, "_breakpoint_function") : NULL;
    OuObj *hook = find ? ou_call(vm, find, NULL, 0, NULL) : NULL;
    OuObj *result = hook && hook != OU_NONE ? ou_call(vm, hook, args, nargs, kwnames) : hook;
    ou_unref(vm, find);
    ou_unref(vm, module);
    ou_unref(vm, name);
    if (result != hook)
        ou_unref(vm, hook);
    return result;
}

static OuObj *sys_getrecursionlimit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_int_from(vm, vm->recursion_limit);
}

static OuObj *sys_setrecursionlimit(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int64_t limit;
    if (!ou_as_int64(vm, args[0], &limit))
        return NULL;
    if (limit > INT32_MAX)
        return ou_raise(vm, OU_T_OverflowError, "signed integer is greater than maximum");
    if (limit < 1)
        return OU_VALUE_ERROR(vm, "recursion limit must be greater or equal than 1");
    if (vm->depth >= (uint64_t)limit)
        return ou_raise(vm, OU_T_RecursionError,
                        "cannot set the recursion limit to %lld at the recursion depth %u: the limit is too low",
                        (long long)limit, vm->depth);
    uint32_t most = vm->access.recursion_most;
    vm->recursion_limit = most && most < limit ? most : (uint32_t)limit;
    return OU_NONE;
}

static OuObj *sys_getframe(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    int depth = 0;
    if (OU_ARG(0) && !ou_arg_int(vm, args[0], &depth))
        return NULL;
    return ou_upcall_getframe(vm, depth < 0 ? 0 : depth);
}

/* What the module traceback needs and no other interface gives. */
static OuObj *sys_expression_anchors(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (!ou_is_str(vm, args[0]))
        return OU_TYPE_ERROR(vm, "expected str, not %T", args[0]);
    size_t left, right;
    const char *text = ou_str_text(OU_STR(args[0]));
    if (!ou_upcall_expression_anchors(vm, text, OU_STR(args[0])->size, &left, &right))
        return OU_NONE;
    return ou_tuple_pack_take(vm, 2, ou_int_from(vm, (int64_t)ou_utf8_length(text, left)),
                              ou_int_from(vm, (int64_t)ou_utf8_length(text, right)));
}

/* The instructions of a code object as text; without one, "NAME operand-letters" of all instructions. */
static OuObj *sys_disassemble(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self;
    if (OU_ARG(0) && !ou_is_exact(args[0], OU_T_CODE))
        return OU_TYPE_ERROR(vm, "expected code, not %T", args[0]);
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    if (OU_ARG(0))
        ou_disassemble(OU_CODE(args[0])->proto, false, &text);
    for (int i = 0; !OU_ARG(0) && i < OU_OPCODE_COUNT; i++)
        ou_buf_printf(&text, "%s %s\n", ou_op_info[i].name, ou_op_info[ou_op_info[i].base].operands);
    return ou_str_from_buf(vm, &text);
}

/* For runpy. */
static OuObj *sys_library_code(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return ou_is_str(vm, args[0]) ? ou_upcall_library_code(vm, ou_str_text(OU_STR(args[0])))
                                  : OU_TYPE_ERROR(vm, "expected str, not %T", args[0]);
}

/* For ABCMeta.register: the second class is matched by the patterns that match the first one. */
static OuObj *sys_take_patterns(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    if (ou_is(vm, args[0], OU_TF_IS_TYPE) && ou_is(vm, args[1], OU_TF_IS_TYPE)) {
        uint32_t patterns = OU_CLASS(args[0])->type->flags & OU_TF_PATTERNS;
        if (patterns)
            ou_class_take_patterns(OU_CLASS(args[1]), patterns);
    }
    return OU_NONE;
}

static OuObj *sys_getdefaultencoding(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)self, (void)args, (void)nargs;
    return OU_NAME_OBJ(utf_8);
}

static OuObj *sys_getfilesystemencodeerrors(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_str_from(vm, "surrogateescape");
}

static OuObj *sys_getallocatedblocks(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_int_from(vm, (int64_t)ou_edges_count_objects(vm));
}

static OuObj *sys_get_int_max_str_digits(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_int_from(vm, vm->int_max_str_digits);
}

static OuObj *sys_set_int_max_str_digits(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int digits;
    if (!ou_arg_int(vm, args[0], &digits))
        return NULL;
    if (digits != 0 && digits < 640)
        return OU_VALUE_ERROR(vm, "maxdigits must be 0 or larger than 640");
    vm->int_max_str_digits = (uint32_t)digits;
    return OU_NONE;
}

/* Inline caches are not kept behind a script's back: there is nothing to clear. */
static OuObj *sys_clear_type_cache(OuVM *vm, OuObj *module, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)module, (void)args, (void)nargs;
    return OU_NONE;
}

static OuObj *sys_getswitchinterval(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_float_from(vm, 0.005);
}

static OuObj *sys_return_none(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)vm, (void)self, (void)args, (void)nargs;
    return OU_NONE;
}

static OuObj *sys_is_finalizing(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return OU_BOOL(vm->finalizing);
}

static OuObj *sys_get_origin_depth(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)args, (void)nargs;
    return ou_int_from(vm, vm->origin_depth);
}

static OuObj *sys_set_origin_depth(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    int depth;
    if (!ou_arg_int(vm, args[0], &depth))
        return NULL;
    if (depth < 0)
        return OU_VALUE_ERROR(vm, "depth must be >= 0");
    vm->origin_depth = (uint32_t)depth;
    return OU_NONE;
}

static const OuMethodDef functions[] = {
    {"_disassemble", "(code=<unrepresentable>, /)", sys_disassemble, 0, "The instructions of a code object as text."},
    {"_expression_anchors", "(text, /)", sys_expression_anchors, 0, "Where the operator of an expression is."},
    {"_getframe", "(depth=0, /)", sys_getframe, 0, "The frame that many calls up."},
    {"_library_code", "(name, /)", sys_library_code, 0, "Code of a module of the library, or None."},
    {"_take_patterns", "(abc, cls, /)", sys_take_patterns, 0, "For ABCMeta.register."},
    {"breakpointhook", "(*args, **kws)", OU_RAW_FN(sys_breakpointhook), OU_RAW | OU_NO_TEXT,
     "What breakpoint() calls."},
    {"displayhook", "(object, /)", sys_displayhook, 0, "Print an object at the prompt and keep it as _."},
    {"exc_info", "()", sys_exc_info, 0, "Type, value and traceback of the exception being handled."},
    {"excepthook", "(exctype, value, traceback, /)", sys_excepthook, 0, "Called for an exception that nobody caught."},
    {"exception", "()", sys_exception, 0, "The exception being handled, or None."},
    {"exit", "(status=None, /)", sys_exit, 0, "Leave the program by raising SystemExit(status)."},
    {"get_int_max_str_digits", "()", sys_get_int_max_str_digits, 0, "Limit of digits in conversions between int and str."},
    {"get_coroutine_origin_tracking_depth", "()", sys_get_origin_depth, 0, "How many calls cr_origin of a coroutine has."},
    {"getallocatedblocks", "()", sys_getallocatedblocks, 0, "Number of objects alive."},
    {"getdefaultencoding", "()", sys_getdefaultencoding, 0, "Always 'utf-8'."},
    {"getfilesystemencodeerrors", "()", sys_getfilesystemencodeerrors, 0, "Error handler for file names."},
    {"getfilesystemencoding", "()", sys_getdefaultencoding, 0, "Encoding of file names: 'utf-8'."},
    {"getrecursionlimit", "()", sys_getrecursionlimit, 0, "How deep calls may nest."},
    {"_clear_type_cache", "()", sys_clear_type_cache, OU_NO_TEXT, NULL},
    {"getrefcount", "(object, /)", sys_getrefcount, 0, "Number of references to the object, the argument included."},
    {"getsizeof", "(object, default=<unrepresentable>)", sys_getsizeof, OU_NO_TEXT,
     "Bytes that the object takes."},
    {"getswitchinterval", "()", sys_getswitchinterval, 0, "Thread switch interval: without meaning here."},
    {"getprofile", "()", sys_return_none, 0, "The profiling function: always None."},
    {"gettrace", "()", sys_return_none, 0, "The tracing function: always None."},
    {"intern", "(string, /)", sys_intern, 0, "The one shared string object with this content."},
    {"is_finalizing", "()", sys_is_finalizing, 0, "Is the interpreter shutting down?"},
    {"set_coroutine_origin_tracking_depth", "(depth)", sys_set_origin_depth, 0, "Set how many calls cr_origin has."},
    {"set_int_max_str_digits", "(maxdigits)", sys_set_int_max_str_digits, 0, "Set the limit of digits; 0: none."},
    {"setrecursionlimit", "(limit, /)", sys_setrecursionlimit, 0, "Set how deep calls may nest."},
    {"unraisablehook", "(unraisable, /)", sys_unraisablehook, 0, "Called for an exception that cannot propagate."},
    {NULL, NULL, NULL, 0, NULL},
};

static const char *const float_info_fields[] = {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig",
                                                "mant_dig", "epsilon", "radix", "rounds", NULL};
static const OuStructSeqDef float_info_def = {.name = "sys.float_info", .fields = float_info_fields};
static const char *const int_info_fields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits",
                                              "str_digits_check_threshold", NULL};
static const OuStructSeqDef int_info_def = {.name = "sys.int_info", .fields = int_info_fields};
static const char *const hash_info_fields[] = {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits",
                                               "seed_bits", "cutoff", NULL};
static const OuStructSeqDef hash_info_def = {.name = "sys.hash_info", .fields = hash_info_fields};
static const char *const version_info_fields[] = {"major", "minor", "micro", "releaselevel", "serial", NULL};
static const OuStructSeqDef version_info_def = {.name = "sys.version_info", .fields = version_info_fields,
                                                 .no_new = true};

/* ---- attributes, made when they are asked for ---- */

static const struct {
    const char *name, *text; /* or a number */
    int64_t number;
} constants[] = {
    {"version", "3.11.2 (ouro " OU_VERSION ") [" __VERSION__ "]", 0},
    {"hexversion", NULL, 0x030B02F0},
    {"api_version", NULL, 1013},
    {"copyright", "Copyright (c) the ouro authors. MIT license.", 0},
    {"platform", "linux", 0},
    {"byteorder", "little", 0},
    {"maxsize", NULL, INT64_MAX},
    {"maxunicode", NULL, 0x10FFFF},
    {"float_repr_style", "short", 0},
};

/* A struct sequence of new references (consumed). */
static OuObj *record_take(OuVM *vm, const OuStructSeqDef *def, OuObj **items, size_t n)
{
    bool complete = true;
    for (size_t i = 0; i < n; i++)
        complete = complete && items[i];
    OuObj *record = complete ? ou_struct_seq_new(vm, def, items) : NULL;
    for (size_t i = 0; i < n; i++)
        ou_unref(vm, items[i]);
    return record;
}

static OuObj *make_float_info(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    OuObj *items[] = {ou_float_from(vm, 0x1.fffffffffffffp1023), ou_int_from(vm, 1024), ou_int_from(vm, 308),
                      ou_float_from(vm, 0x1p-1022), ou_int_from(vm, -1021), ou_int_from(vm, -307), ou_int_from(vm, 15),
                      ou_int_from(vm, 53), ou_float_from(vm, 0x1p-52), ou_int_from(vm, 2), ou_int_from(vm, 1)};
    return record_take(vm, &float_info_def, items, OU_COUNT_OF(items));
}

static OuObj *make_int_info(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    OuObj *items[] = {ou_int_from(vm, 30), ou_int_from(vm, 4), ou_int_from(vm, 4300), ou_int_from(vm, 640)};
    return record_take(vm, &int_info_def, items, OU_COUNT_OF(items));
}

static OuObj *make_hash_info(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    OuObj *items[] = {ou_int_from(vm, 64), ou_int_from(vm, (1LL << 61) - 1), ou_int_from(vm, 314159), ou_int_from(vm, 0),
                      ou_int_from(vm, 1000003), ou_str_from(vm, "siphash13"), ou_int_from(vm, 64),
                      ou_int_from(vm, 128), ou_int_from(vm, 0)};
    return record_take(vm, &hash_info_def, items, OU_COUNT_OF(items));
}

static OuObj *make_version_info(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    OuObj *items[] = {ou_int_from(vm, OU_PYTHON_MAJOR), ou_int_from(vm, OU_PYTHON_MINOR),
                      ou_int_from(vm, OU_PYTHON_MICRO), ou_str_from(vm, "final"), ou_int_from(vm, 0)};
    return record_take(vm, &version_info_def, items, OU_COUNT_OF(items));
}

static OuObj *make_module_names(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    OuObj *list = ou_list_new(vm, 16);
    for (size_t i = 0; list && ou_module_name_at(i); i++) {
        OuObj *text = ou_str_from(vm, ou_module_name_at(i));
        if (!text || !ou_list_append_take(vm, OU_LIST(list), text))
            ou_clear(vm, &list);
    }
    if (list && !ou_list_sort(vm, OU_LIST(list), NULL, false))
        ou_clear(vm, &list);
    return list ? ou_list_to_tuple_take(vm, list) : NULL;
}

static OuObj *make_modules(OuVM *vm, OuModule *sys, const char *name)
{
    (void)sys, (void)name;
    return ou_ref(OU_OBJ(vm->modules));
}

static const OuSysValue values[] = {
    {"modules", make_modules},           {"float_info", make_float_info},
    {"int_info", make_int_info},         {"hash_info", make_hash_info},
    {"version_info", make_version_info}, {"builtin_module_names", make_module_names},
    {NULL, NULL},
};

/* Hooks and streams, which have a second name that scripts do not rebind: __displayhook__. */
static const char *const kept_names[] = {"breakpointhook", "displayhook", "excepthook", "unraisablehook",
                                         "stdin", "stdout", "stderr"};
#define KEPT_NAME_MAX 24

static OuObj *make_plain(OuVM *vm, OuModule *sys, const char *name)
{
    for (const OuMethodDef *function = functions; function->name; function++)
        if (strcmp(function->name, name) == 0)
            return ou_builtin_new(vm, function, OU_OBJ(sys), sys->name);
    for (size_t i = 0; i < OU_COUNT_OF(constants); i++)
        if (strcmp(constants[i].name, name) == 0)
            return constants[i].text ? ou_str_from(vm, constants[i].text) : ou_int_from(vm, constants[i].number);
    for (const OuSysValue *list = values; list; list = list == values ? ou_sys_settings : NULL)
        for (const OuSysValue *value = list; value->name; value++)
            if (strcmp(value->name, name) == 0)
                return value->make(vm, sys, name);
    return OU_ABSENT;
}

static bool set_absent(OuVM *vm, OuModule *sys, const char *name, OuObj *value)
{
    OuStr *key = ou_str_intern(vm, name, strlen(name));
    bool ok = key && (ou_dict_peek_str(vm, sys->dict, key) || ou_dict_set(vm, sys->dict, OU_OBJ(key), value));
    ou_unref(vm, key);
    return ok;
}

static OuObj *find(OuVM *vm, OuModule *sys, OuStr *name)
{
    const char *text = ou_str_text(name);
    char kept[KEPT_NAME_MAX];
    for (size_t i = 0; i < OU_COUNT_OF(kept_names); i++) {
        snprintf(kept, sizeof kept, "__%s__", kept_names[i]);
        if (strcmp(kept_names[i], text) != 0 && strcmp(kept, text) != 0)
            continue;
        OuObj *value = vm->sys_stage == OU_SYS_CLEARED ? OU_NONE : make_plain(vm, sys, kept_names[i]);
        bool ok = value && set_absent(vm, sys, kept, value) && set_absent(vm, sys, kept_names[i], value);
        ou_unref(vm, value);
        return ok ? ou_dict_peek_str(vm, sys->dict, name) : NULL;
    }
    static const char *const ending[] = {"argv", "meta_path", "path", "path_hooks", "path_importer_cache"};
    bool none = vm->sys_stage == OU_SYS_CLEARED;
    for (size_t i = 0; i < OU_COUNT_OF(ending); i++)
        none = none || (vm->sys_stage == OU_SYS_ENDING && strcmp(text, ending[i]) == 0);
    OuObj *value = make_plain(vm, sys, text);
    if (!value || value == OU_ABSENT)
        return value;
    if (none)
        ou_put(vm, &value, OU_NONE);
    bool ok = ou_dict_set(vm, sys->dict, OU_OBJ(name), value);
    ou_unref(vm, value);
    return ok ? value : NULL;
}

static bool fill_one(OuVM *vm, OuModule *sys, const char *text)
{
    OuStr *name = ou_str_intern(vm, text, strlen(text));
    bool ok = name && (ou_dict_peek_str(vm, sys->dict, name) || find(vm, sys, name));
    ou_unref(vm, name);
    return ok;
}

static bool fill(OuVM *vm, OuModule *sys)
{
    for (const OuMethodDef *function = functions; function->name; function++)
        if (!fill_one(vm, sys, function->name))
            return false;
    for (size_t i = 0; i < OU_COUNT_OF(constants); i++)
        if (!fill_one(vm, sys, constants[i].name))
            return false;
    for (const OuSysValue *list = values; list; list = list == values ? ou_sys_settings : NULL)
        for (const OuSysValue *value = list; value->name; value++)
            if (!fill_one(vm, sys, value->name))
                return false;
    return true;
}

OuObj *ou_sys_peek(OuVM *vm, OuStr *name)
{
    OuModule *sys = (OuModule *)vm->sys_module;
    OuObj *value = sys ? ou_dict_peek_str(vm, sys->dict, name) : NULL;
    if (value || (sys && sys->complete))
        return value;
    OuObj *pending = ou_error_take(vm);
    sys = (OuModule *)ou_upcall_sys(vm);
    value = sys ? find(vm, sys, name) : NULL;
    if (!value && vm->mem.failed && !vm->gc.running) { /* streams are asked for by who tells that memory is full */
        ou_error_clear(vm);
        ou_gc_collect(vm, 2);
        ou_mem_relieved(&vm->mem);
        sys = (OuModule *)ou_upcall_sys(vm);
        value = sys ? find(vm, sys, name) : NULL;
    }
    if (pending) {
        ou_error_clear(vm);
        ou_error_restore_take(vm, pending);
    }
    return value == OU_ABSENT ? NULL : value;
}

const OuModuleDef ou_module_sys = {
    .name = "sys",
    .doc = "State and settings of the interpreter.",
    .find = find,
    .fill = fill,
};
