/* exception_os.c - OSError: errno, strerror, filenames, and the subclass an errno stands for. */
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "types/exception_parts.h"
#include "object/int.h"
#include <errno.h>

uint32_t ou_os_error_for(int64_t code)
{
    static const struct {
        int code;
        uint32_t exc;
    } classes[] = {
        {EAGAIN, OU_T_BlockingIOError},          {EALREADY, OU_T_BlockingIOError},
        {EINPROGRESS, OU_T_BlockingIOError},     {EWOULDBLOCK, OU_T_BlockingIOError},
        {EPIPE, OU_T_BrokenPipeError},           {ESHUTDOWN, OU_T_BrokenPipeError},
        {ECHILD, OU_T_ChildProcessError},        {ECONNABORTED, OU_T_ConnectionAbortedError},
        {ECONNREFUSED, OU_T_ConnectionRefusedError}, {ECONNRESET, OU_T_ConnectionResetError},
        {EEXIST, OU_T_FileExistsError},          {ENOENT, OU_T_FileNotFoundError},
        {EISDIR, OU_T_IsADirectoryError},        {ENOTDIR, OU_T_NotADirectoryError},
        {EINTR, OU_T_InterruptedError},          {EACCES, OU_T_PermissionError},
        {EPERM, OU_T_PermissionError},           {ESRCH, OU_T_ProcessLookupError},
        {ETIMEDOUT, OU_T_TimeoutError},
    };
    for (size_t i = 0; i < OU_COUNT_OF(classes); i++)
        if (classes[i].code == code)
            return classes[i].exc;
    return 0;
}

/* With an __init__ but no __new__ of its own, a subclass gets its fields from __init__. */
static bool init_sets_fields(const OuType *type)
{
    return type->init != ou_os_error_init && type->make == ou_os_error_make;
}

bool ou_os_error_set_fields(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuOsError *e = (OuOsError *)self;
    bool parsed = nargs >= 2 && nargs <= 5;
    OuObj *filename = parsed && nargs > 2 ? args[2] : NULL;
    size_t kept = nargs;
    if (filename != NULL && filename != OU_NONE) {
        if (ou_is_exact(self, OU_T_BlockingIOError) &&
            ou_is_number(vm, filename)) {
            if (!ou_as_ssize(vm, filename, &e->written, OU_T_ValueError))
                return false;
        } else {
            ou_put(vm, &e->filename, ou_ref(filename));
            if (nargs == 5 && args[4] != OU_NONE)
                ou_put(vm, &e->filename2, ou_ref(args[4]));
            kept = 2;
        }
    }
    if (parsed) {
        ou_put(vm, &e->number, ou_ref(args[0]));
        ou_put(vm, &e->strerror, ou_ref(args[1]));
    }
    return ou_exception_set_args(vm, self, args, kept);
}

OuObj *ou_os_error_make(OuVM *vm, OuClass *cls, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    bool late = init_sets_fields(cls->type);
    if (!late) {
        if (!ou_no_keywords(vm, cls->type->name, kwnames))
            return NULL;
        int64_t code;
        if (cls->type == &ou_exc_OSError && nargs >= 2 && nargs <= 5 && ou_is(vm, args[0], OU_TF_IS_INT) &&
            ou_int_to_int64(args[0], &code) && ou_os_error_for(code) != 0) {
            cls = ou_builtin_class(vm, ou_os_error_for(code));
            if (cls == NULL)
                return NULL;
        }
    }
    OuObj *tuple = late ? OU_EMPTY_TUPLE : ou_tuple_new(vm, args, nargs);
    OuObj *self = tuple == NULL ? NULL : ou_instance_new(vm, cls, 0);
    if (self == NULL) {
        ou_unref(vm, tuple);
        return NULL;
    }
    OuOsError *e = (OuOsError *)self;
    e->written = -1;
    e->args = tuple;
    if (!late && !ou_os_error_set_fields(vm, self, args, nargs)) {
        ou_unref(vm, self);
        return NULL;
    }
    return self;
}

bool ou_os_error_init(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    const OuType *type = ou_type(vm, self);
    if (!init_sets_fields(type))
        return true; /* all was done by make */
    if (!ou_no_keywords(vm, type->name, kwnames))
        return false;
    return ou_os_error_set_fields(vm, self, args, nargs);
}

static OuObj *or_none(OuObj *o)
{
    return o ? o : OU_NONE;
}

OuObj *ou_os_error_str(OuVM *vm, OuObj *self)
{
    OuOsError *e = (OuOsError *)self;
    OuObj *number = or_none(e->number), *text = or_none(e->strerror);
    if (e->filename != NULL && e->filename2 != NULL)
        return ou_str_format(vm, "[Errno %S] %S: %R -> %R", number, text, e->filename, e->filename2);
    if (e->filename != NULL)
        return ou_str_format(vm, "[Errno %S] %S: %R", number, text, e->filename);
    if (e->number != NULL && e->strerror != NULL)
        return ou_str_format(vm, "[Errno %S] %S", number, text);
    return ou_exception_str(vm, self);
}

static OuObj *os_error_m_reduce(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)args, (void)nargs;
    OuOsError *e = (OuOsError *)self;
    OuObj *given = ou_ref(e->args);
    if (OU_TUPLE(given)->len == 2 && e->filename != NULL) {
        OuObj **two = OU_TUPLE(given)->items;
        OuObj *more = e->filename2 ? ou_tuple_pack(vm, 5, two[0], two[1], e->filename, OU_NONE, e->filename2)
                                   : ou_tuple_pack(vm, 3, two[0], two[1], e->filename);
        ou_put(vm, &given, more);
        if (given == NULL)
            return NULL;
    }
    OuObj *result = ou_exception_reduce_take(vm, self, given, ou_xref(e->dict));
    ou_unref(vm, given);
    return result;
}

static OuObj *get_written(OuVM *vm, OuObj *self)
{
    ptrdiff_t written = ((OuOsError *)self)->written;
    if (written == -1)
        return ou_raise(vm, OU_T_AttributeError, "characters_written");
    return ou_int_from(vm, written);
}

static bool set_written(OuVM *vm, OuObj *self, OuObj *value)
{
    OuOsError *e = (OuOsError *)self;
    if (value != NULL)
        return ou_as_ssize(vm, value, &e->written, OU_T_ValueError);
    if (e->written == -1) {
        ou_raise(vm, OU_T_AttributeError, "characters_written");
        return false;
    }
    e->written = -1;
    return true;
}

const OuRefField ou_os_error_refs[] = {OU_REF(OuOsError, number), OU_REF(OuOsError, strerror),
                                       OU_REF(OuOsError, filename), OU_REF(OuOsError, filename2),
                                       OU_EXCEPTION_REFS};
const OuMethodDef ou_os_error_methods[] = {
    {"__reduce__", "()", os_error_m_reduce, OU_NO_TEXT, NULL}, {NULL, NULL, NULL, 0, NULL}};
const OuGetSetDef ou_os_error_getsets[] = {
    {"characters_written", get_written, set_written, NULL}, {NULL, NULL, NULL, NULL}};
const OuMemberDef ou_os_error_members[] = {
    {"errno", OU_MEMBER_OBJ, (uint32_t)offsetof(OuOsError, number), false, "number of the error"},
    OU_EXCEPTION_MEMBER(OuOsError, strerror, "text of the error"),
    OU_EXCEPTION_MEMBER(OuOsError, filename, "path of the file"),
    OU_EXCEPTION_MEMBER(OuOsError, filename2, "path of the other file"), OU_MEMBERS_END};
