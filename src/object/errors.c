/* errors.c - raising exceptions and handing them on.
 *
 * What is pending is always an instance. Raising sets its __context__ to the exception
 * being handled. MemoryErrors are made beforehand, so that raising one needs no memory.
 * Formatting a message may run script code (%S, %R, %A). */
#include "object/errors.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/exception.h"
#include "object/int.h"
#include <string.h>

#define READY_MEMORY_ERRORS 4 /* linked through their context fields */

/* ---- what is pending ---- */

OuObj *ou_error_peek(const OuVM *vm)
{
    return vm->error;
}

bool ou_error_is(OuVM *vm, uint32_t exc)
{
    return vm->error != NULL && ou_isinstance_builtin(vm, vm->error, exc);
}

bool ou_error_matches(OuVM *vm, OuObj *exception, uint32_t exc)
{
    return ou_isinstance_builtin(vm, exception, exc);
}

/* What was pending goes: its traceback, which lies beside a pending exception in CPython, outlives it. */
static void release_take(OuVM *vm, OuObj *exception)
{
    OuObj *traceback = OU_EXCEPTION(exception)->traceback;
    if (OU_EXCEPTION(exception)->is_raw && exception->refs == 1)
        OU_EXCEPTION(exception)->traceback = NULL; /* it has not been told of it, either */
    else
        ou_xref(traceback);
    ou_unref_nonnull(vm, exception);
    ou_unref(vm, traceback);
}

void ou_error_clear(OuVM *vm)
{
    OuObj *exception = vm->error;
    vm->error = NULL;
    if (exception != NULL)
        release_take(vm, exception);
}

OuObj *ou_error_take(OuVM *vm)
{
    OuObj *exception = vm->error;
    vm->error = NULL;
    return exception;
}

void ou_error_restore_take(OuVM *vm, OuObj *exception)
{
    OuObj *old = vm->error;
    vm->error = exception;
    if (old != NULL)
        release_take(vm, old);
}

bool ou_error_swallow(OuVM *vm, uint32_t exc)
{
    if (!ou_error_is(vm, exc))
        return false;
    ou_error_clear(vm);
    return true;
}

OuObj *ou_error_handled_peek(const OuVM *vm)
{
    for (const OuHandled *handled = vm->handled; handled != NULL; handled = handled->previous)
        if (handled->exception != NULL)
            return handled->exception;
    return NULL;
}

/* ---- context and cause ---- */

void ou_error_set_context_take(OuVM *vm, OuObj *exception, OuObj *context)
{
    if (context == exception) {
        ou_unref(vm, context);
        return;
    }
    /* Cut the chain where it leads back to `exception`. A chain that has a cycle of its own is
     * followed until the slow walker meets the fast one. */
    OuException *at = OU_EXCEPTION(context), *slow = at;
    bool step = false;
    while (at != NULL && at->context != NULL) {
        if (at->context == exception) {
            ou_clear(vm, &at->context);
            break;
        }
        at = OU_EXCEPTION(at->context);
        if (at == slow)
            break;
        if (step)
            slow = OU_EXCEPTION(slow->context);
        step = !step;
    }
    ou_put(vm, &OU_EXCEPTION(exception)->context, context);
}

void ou_error_set_cause_take(OuVM *vm, OuObj *cause)
{
    if (vm->error == NULL) {
        ou_unref(vm, cause);
        return;
    }
    OuException *exception = OU_EXCEPTION(vm->error);
    exception->suppress_context = true;
    exception->is_raw = false;
    ou_put(vm, &exception->cause, cause);
}

void ou_error_chain_take(OuVM *vm, OuObj *earlier)
{
    if (vm->error == NULL) {
        vm->error = earlier;
        return;
    }
    if (earlier == NULL)
        return;
    OuObj *last = vm->error;
    while (OU_EXCEPTION(last)->context != NULL && last != earlier)
        last = OU_EXCEPTION(last)->context;
    ou_error_set_context_take(vm, last, earlier);
}

/* ---- raising ---- */

void *ou_raise_take(OuVM *vm, OuObj *exception)
{
    OuObj *handled = ou_error_handled_peek(vm);
    if (handled != NULL && handled != exception)
        ou_error_set_context_take(vm, exception, ou_ref(handled));
    ou_error_restore_take(vm, exception);
    return NULL;
}

/* While another exception is being handled, CPython makes the new one at once. */
static void *raise_raw_take(OuVM *vm, OuObj *exception)
{
    if (exception == NULL)
        return NULL;
    ou_raise_take(vm, exception);
    OU_EXCEPTION(exception)->is_raw = OU_EXCEPTION(exception)->context == NULL;
    return NULL;
}

void ou_exception_settle_raw(OuVM *vm, OuObj *exception)
{
    OuObj *args = OU_EXCEPTION(exception)->args;
    OU_EXCEPTION(exception)->is_raw = false;
    if (!ou_is_exact(exception, OU_T_KeyError) && args != OU_EMPTY_TUPLE) { /* its arguments are made when it is raised */
        if (!ou_gc_is_tracked(args)) /* a collection came in between */
            ou_gc_track(vm, args);
        else if (!ou_is_str(vm, OU_TUPLE(args)->items[0]))
            ou_gc_renew(vm, args);
    }
    ou_gc_renew(vm, exception);
}

void *ou_raise_arg(OuVM *vm, uint32_t exc, OuObj *arg)
{
    return raise_raw_take(vm, ou_exception_new(vm, exc, &arg, arg != NULL));
}

/* A new exception with a formatted message; NULL with another one pending. */
static OuObj *make_formatted(OuVM *vm, uint32_t exc, const char *format, va_list args)
{
    ou_error_clear(vm);
    OuObj *message = ou_str_vformat(vm, format, args);
    if (message == NULL && (!ou_error_is(vm, OU_T_Exception) || ou_error_is(vm, OU_T_MemoryError)))
        return NULL;
    ou_error_clear(vm); /* a value could not be shown: CPython goes on without a message */
    OuObj *exception = ou_exception_new(vm, exc, &message, message != NULL);
    ou_unref(vm, message);
    return exception;
}

void *ou_raise(OuVM *vm, uint32_t exc, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *exception = make_formatted(vm, exc, format, args);
    va_end(args);
    return raise_raw_take(vm, exception);
}

void *ou_raise_attribute(OuVM *vm, OuObj *obj, OuStr *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *exception = make_formatted(vm, OU_T_AttributeError, format, args);
    va_end(args);
    if (exception == NULL)
        return NULL;
    ou_put(vm, &((OuAttributeError *)exception)->obj, ou_xref(obj));
    ou_put(vm, &((OuAttributeError *)exception)->name, ou_xref(OU_OBJ(name)));
    return ou_raise_take(vm, exception);
}

void *ou_raise_name(OuVM *vm, OuStr *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *exception = make_formatted(vm, OU_T_NameError, format, args);
    va_end(args);
    if (exception == NULL)
        return NULL;
    ou_put(vm, &((OuNameError *)exception)->name, ou_xref(OU_OBJ(name)));
    return ou_raise_take(vm, exception);
}

void *ou_raise_import(OuVM *vm, uint32_t exc, OuObj *name, OuObj *path, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    OuObj *exception = make_formatted(vm, exc, format, args);
    va_end(args);
    if (exception == NULL)
        return NULL;
    ou_put(vm, &((OuImportError *)exception)->name, ou_xref(name));
    ou_put(vm, &((OuImportError *)exception)->path, ou_xref(path));
    return ou_raise_take(vm, exception);
}

void *ou_raise_errno(OuVM *vm, int code, OuObj *filename)
{
    ou_error_clear(vm);
#ifdef __GLIBC__
    const char *text = strerrordesc_np(code); /* unlike strerror, never translated */
#else
    const char *text = strerror(code);
#endif
    OuObj *args[3] = {ou_int_from(vm, code), NULL, filename};
    OuObj *exception = NULL;
    if (args[0] == NULL)
        return NULL;
    args[1] = text ? ou_str_from(vm, text) : ou_str_format(vm, "Unknown error %d", code);
    if (args[1] != NULL)
        exception = ou_exception_new(vm, OU_T_OSError, args, filename ? 3 : 2);
    ou_unref(vm, args[0]);
    ou_unref(vm, args[1]);
    return exception ? ou_raise_take(vm, exception) : NULL;
}

/* ---- MemoryError ---- */

/* Those that are ready are linked through `context`; the flag tells them from a context that
 * a used one has got. */
#define READY OU_F_USER2

void ou_error_reserve(OuVM *vm)
{
    int ready = 0;
    for (OuObj *e = vm->memory_error; e != NULL && (e->type & READY); e = OU_EXCEPTION(e)->context)
        ready++;
    if (ready >= READY_MEMORY_ERRORS)
        return;
    OuObj *error = ou_error_take(vm);
    while (ready++ < READY_MEMORY_ERRORS) {
        OuObj *e = ou_exception_new(vm, OU_T_MemoryError, NULL, 0);
        if (e == NULL)
            break;
        ou_gc_untrack(vm, e);
        e->type |= READY;
        OU_EXCEPTION(e)->context = vm->memory_error;
        vm->memory_error = e;
    }
    ou_error_clear(vm);
    vm->error = error;
}

void ou_error_drop_reserve(OuVM *vm)
{
    OuException *last = (OuException *)vm->memory_error;
    while (last != NULL && last->context != NULL && (last->context->type & READY))
        last = (OuException *)last->context;
    if (last != NULL && last->gc.head.refs > 1 && !ou_gc_is_tracked(OU_OBJ(last))) /* scripts have it: perhaps in a cycle */
        ou_gc_track(vm, OU_OBJ(last));
    ou_clear(vm, &vm->memory_error);
}

void *ou_raise_memory(OuVM *vm)
{
    OuException *e = (OuException *)vm->memory_error;
    ou_upcall_no_memory(vm);
    if (e == NULL) { /* before the VM is ready: whoever makes it sees the NULL */
        ou_error_clear(vm);
        return NULL;
    }
    if (e->context != NULL && (e->context->type & READY)) {
        vm->memory_error = e->context;
        e->context = NULL;
        e->gc.head.type &= ~READY;
        ou_gc_track(vm, OU_OBJ(e));
        return ou_raise_take(vm, OU_OBJ(e));
    }
    /* The last one is raised again and again. */
    ou_clear(vm, &e->traceback);
    ou_clear(vm, &e->context);
    ou_error_restore_take(vm, ou_ref(OU_OBJ(e)));
    return NULL;
}

/* ---- exceptions that cannot propagate ---- */

void ou_error_unraisable(OuVM *vm, const char *message, OuObj *object)
{
    OuObj *exception = ou_error_take(vm);
    if (exception == NULL)
        return;
    ou_exception_settle(vm, exception);
    if (OU_EXCEPTION(exception)->traceback == NULL)
        ou_upcall_traceback_here(vm, exception);
    ou_xref(object);
    OuObj *traceback = ou_xref(OU_EXCEPTION(exception)->traceback);
    ou_upcall_unraisable(vm, exception, message, object);
    ou_error_clear(vm);
    ou_unref(vm, object);
    ou_unref(vm, exception);
    ou_unref(vm, traceback);
}
