/* generator.c - generators and coroutines.
 *
 * The frame lives in the object and is linked below whoever resumes it while it runs. A
 * suspended frame's pc stands at its YIELD; the value sent goes to the YIELD's register a.
 * Resumed by FORITER, SEND, next() or send() it runs on the same loop as the resumer
 * (OU_RET_GEN_…); from C on a nested one. Finalizing closes it, which may run script code. */
#include "object/tuple.h"
#include "object/list.h"
#include "object/int.h"
#include "object/str.h"
#include "object/weak.h"
#include "object/exception.h"
#include "vm/interp.h"
#include "vm/generator.h"

#define CLOSED_DEPTH 2 /* what a frame closed in silence would have died in: its traceback, its object */

static const char *kind_name(const OuGenerator *g)
{
    switch (ou_index(&g->gc.head)) {
    case OU_T_COROUTINE: return "coroutine";
    case OU_T_ASYNC_GENERATOR: return "async generator";
    default: return "generator";
    }
}

/* Where a coroutine was made: (file, line, name) of the calls around, innermost first. */
static OuObj *find_origin(OuVM *vm)
{
    OuObj *list = ou_list_new(vm, vm->origin_depth < 16 ? vm->origin_depth : 16);
    OuFrame *frame;
    for (uint32_t i = 0; list != NULL && i < vm->origin_depth && (frame = ou_frame_visible(vm, (int)i)) != NULL; i++) {
        OuObj *line = ou_int_from(vm, ou_code_line(frame->code->proto, ou_frame_index(frame)));
        OuObj *entry = line ? ou_tuple_pack(vm, 3, frame->code->filename, line, frame->code->name) : NULL;
        ou_unref(vm, line);
        if (!ou_list_append_take(vm, OU_LIST(list), entry))
            ou_clear(vm, &list);
    }
    return list ? ou_list_to_tuple_take(vm, list) : NULL;
}

OuObj *ou_generator_new(OuVM *vm, OuFunction *function, OuCode *code)
{
    const OuProto *proto = code->proto;
    uint32_t type = OU_T_GENERATOR;
    if (proto->flags & OU_CODE_COROUTINE)
        type = OU_T_COROUTINE;
    else if (proto->flags & OU_CODE_ASYNC_GENERATOR)
        type = OU_T_ASYNC_GENERATOR;
    size_t words = OU_FRAME_WORDS + (size_t)proto->register_count;
    OuGenerator *g = (OuGenerator *)ou_gc_new(vm, type, sizeof *g + words * sizeof(uint64_t));
    if (g == NULL)
        return NULL;
    g->name = OU_REF_AS(OuStr, function->name);
    g->qualname = OU_REF_AS(OuStr, function->qualname);
    g->origin_or_null = g->yield_from = g->async_finalizer = NULL;
    g->handled = (OuHandled){0};
    g->state = OU_GEN_CREATED;
    g->closed = g->hooks_ready = g->closed_flag = g->running_async = g->wrapped = 0;
    g->code = OU_REF_AS(OuCode, code);
    OuFrame *frame = ou_generator_frame(g);
    *frame = (OuFrame){0};
    frame->function = OU_REF_AS(OuFunction, function);
    frame->code = OU_REF_AS(OuCode, code);
    frame->pc = code->insns;
    frame->generator = g;
    for (size_t i = 0; i < proto->local_count; i++)
        ou_frame_registers(frame)[i] = NULL;
    if (OU_UNLIKELY(type == OU_T_COROUTINE && vm->origin_depth > 0)) {
        g->origin_or_null = find_origin(vm);
        ou_error_clear(vm);
    }
    return OU_OBJ(g);
}

/* ---- running ---- */

/* Its frame becomes vm->frame. */
OU_INLINE void start_frame(OuVM *vm, OuGenerator *g, OuOnReturn on_return, unsigned flags)
{
    OuFrame *frame = ou_generator_frame(g);
    g->state = OU_GEN_RUNNING;
    g->handled.previous = vm->handled;
    vm->handled = &g->handled;
    frame->top = ou_stack_top(vm);
    frame->back = vm->frame;
    frame->on_return = (uint8_t)on_return;
    frame->flags = (uint8_t)flags;
    frame->stage = 0;
    frame->kept = NULL;
    frame->depth = vm->depth++;
    vm->frame = frame;
}

bool ou_generator_enter(OuVM *vm, OuGenerator *g, OuObj *value, OuOnReturn on_return)
{
    OuFrame *frame = ou_generator_frame(g);
    if (OU_UNLIKELY(g->state == OU_GEN_RUNNING)) {
        ou_unref(vm, value);
        if (value == NULL)
            ou_error_clear(vm);
        return OU_VALUE_ERROR(vm, "%s already executing", kind_name(g)) != NULL;
    }
    if (OU_UNLIKELY(vm->depth >= vm->recursion_limit)) {
        ou_unref(vm, value);
        if (value == NULL)
            ou_error_clear(vm);
        return ou_exec_too_deep(vm, "") != NULL;
    }
    bool waits = g->state == OU_GEN_SUSPENDED;
    if (waits) {
        if (value == NULL && g->yield_from != NULL)
            frame->pc -= 2; /* raised at the SEND: its handlers are those of the statement */
    } else if (value != NULL && OU_UNLIKELY(value != OU_NONE)) {
        ou_unref(vm, value);
        return OU_TYPE_ERROR(vm, "can't send non-None value to a just-started %s", kind_name(g)) != NULL;
    }
    g->yield_from = NULL;
    start_frame(vm, g, on_return, OU_FRAME_HEAP);
    if (waits && value != NULL) { /* what a variable held may die of it, and try to resume the generator */
        ou_store_register(vm, frame, frame->pc->a, value);
        frame->pc++;
    }
    if (value == NULL && g->handled.exception != NULL) /* thrown into a handler */
        ou_error_set_context_take(vm, vm->error, ou_ref(g->handled.exception));
    return true;
}

void ou_generator_suspend(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    g->state = OU_GEN_SUSPENDED;
    vm->handled = g->handled.previous;
    g->handled.previous = NULL;
    vm->depth = frame->depth;
    vm->frame = frame->back;
    frame->back = NULL;
}

void ou_generator_failed(OuVM *vm, uint32_t type)
{
    const char *what = type == OU_T_COROUTINE ? "coroutine"
        : type == OU_T_ASYNC_GENERATOR ? "async generator" : "generator";
    const char *exc;
    if (ou_error_is(vm, OU_T_StopIteration))
        exc = "StopIteration";
    else if (type == OU_T_ASYNC_GENERATOR && ou_error_is(vm, OU_T_StopAsyncIteration))
        exc = "StopAsyncIteration";
    else
        return;
    OuObj *old = ou_error_take(vm);
    ou_raise(vm, OU_T_RuntimeError, "%s raised %s", what, exc);
    if (vm->error != NULL && ou_is(vm, vm->error, OU_TF_IS_EXCEPTION)) {
        OuException *exception = OU_EXCEPTION(vm->error);
        ou_put(vm, &exception->context, ou_ref(old));
        ou_put(vm, &exception->cause, ou_ref(old));
        exception->suppress_context = true;
    }
    ou_unref(vm, old);
}

/* An exception thrown into a generator that has not begun: no handler of its own can catch it. */
static void fail_unstarted(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    ou_frame_add_traceback(vm, frame, 0, frame->code->proto->first_line);
    ou_frame_leave(vm, frame);
    ou_generator_failed(vm, ou_index(OU_OBJ(g)));
}

OuObj *ou_generator_resume(OuVM *vm, OuGenerator *g, OuObj *value, OuObj **result)
{
    bool created = g->state == OU_GEN_CREATED;
    if (result != NULL)
        *result = NULL;
    if (g->state == OU_GEN_CLOSED) {
        if (ou_is_exact(OU_OBJ(g), OU_T_COROUTINE)) {
            ou_raise(vm, OU_T_RuntimeError, "cannot reuse already awaited coroutine");
            ou_unref(vm, value);
            return NULL;
        }
        if (value == NULL)
            return NULL;
        ou_unref(vm, value);
        if (result != NULL)
            *result = OU_NONE;
        return OU_DONE;
    }
    if (vm->frame == NULL)
        ou_exec_enter_c_stack(vm);
    if (vm->exec->end != OU_END_NONE) {
        ou_unref(vm, value);
        return ou_exec_end_now(vm, (OuEnd)vm->exec->end);
    }
    if (!ou_exec_check_c_stack(vm)) {
        ou_unref(vm, value);
        return NULL;
    }
    bool throws = value == NULL;
    OuObj *keep = ou_ref(OU_OBJ(g)), *yielded = NULL;
    if (!ou_generator_enter(vm, g, value, OU_RET_CALL))
        goto done;
    ou_generator_frame(g)->flags |= OU_FRAME_ENTRY;
    if (throws && created) {
        fail_unstarted(vm, g);
        goto done;
    }
    if (throws && !ou_unwind(vm))
        goto done;
    yielded = ou_interpret(vm);
    if (yielded != NULL && !vm->exec->yielded) {
        if (result != NULL)
            *result = yielded;
        else
            ou_unref(vm, yielded);
        yielded = OU_DONE;
    }
done:
    ou_unref(vm, keep);
    return yielded;
}

OuObj *ou_upcall_generator_send(OuVM *vm, OuObj *generator, OuObj *value, OuObj **result)
{
    return ou_generator_resume(vm, (OuGenerator *)generator, ou_ref(value), result);
}

bool ou_stop_value(OuVM *vm, OuObj **value)
{
    if (!ou_error_is(vm, OU_T_StopIteration))
        return false;
    OuObj *error = ou_error_take(vm);
    OuObj *held = ((OuStopIteration *)error)->value;
    *value = ou_ref(held ? held : OU_NONE);
    ou_unref(vm, error);
    return true;
}

OuObj *ou_generator_result(OuVM *vm, OuGenerator *g, OuObj *yielded, OuObj *result)
{
    if (yielded != OU_DONE)
        return yielded;
    if (ou_is_exact(OU_OBJ(g), OU_T_ASYNC_GENERATOR))
        ou_raise_arg(vm, OU_T_StopAsyncIteration, NULL);
    else
        ou_raise_arg(vm, OU_T_StopIteration, result == NULL || result == OU_NONE ? NULL : result);
    ou_unref(vm, result);
    return NULL;
}

/* ---- any iterator ---- */

OuObj *ou_iterator_send(OuVM *vm, OuObj *iterator, OuObj *value, OuObj **result)
{
    *result = NULL;
    OuObj *yielded;
    if (ou_is_exact(iterator, OU_T_GENERATOR) || ou_is_exact(iterator, OU_T_COROUTINE))
        return ou_generator_resume(vm, (OuGenerator *)iterator, ou_ref(value), result);
    const OuType *type = ou_type(vm, iterator);
    if (value == OU_NONE && type->next != NULL)
        yielded = type->next(vm, iterator);
    else
        yielded = ou_call_method(vm, iterator, OU_NAME(send), &value, 1);
    if (yielded == OU_DONE) {
        *result = OU_NONE;
        return OU_DONE;
    }
    if (yielded == NULL && ou_stop_value(vm, result))
        return OU_DONE;
    return yielded;
}

static bool close_iterator(OuVM *vm, OuObj *iterator)
{
    if (ou_is_exact(iterator, OU_T_GENERATOR) || ou_is_exact(iterator, OU_T_COROUTINE))
        return ou_generator_close(vm, (OuGenerator *)iterator);
    OuObj *close = ou_getattr_optional(vm, iterator, OU_NAME(close));
    if (close == NULL) {
        ou_error_unraisable(vm, NULL, iterator);
        return true;
    }
    if (close == OU_ABSENT)
        return true;
    OuObj *value = ou_call0(vm, close);
    ou_unref(vm, close);
    ou_unref(vm, value);
    return value != NULL;
}

/* ---- throw and close ---- */

/* Call an exception class with a tuple of arguments, which becomes the exception's `args` itself, of whatever class. */
static OuObj *call_with(OuVM *vm, OuObj *cls, OuObj *args)
{
    size_t count = OU_TUPLE(args)->len;
    OuObj *exception = ou_call(vm, cls, OU_TUPLE(args)->items, count, NULL);
    if (exception && count && ou_is(vm, exception, OU_TF_IS_EXCEPTION)) {
        OuObj **own = &OU_EXCEPTION(exception)->args;
        if (OU_TUPLE(*own)->len == count
            && memcmp(OU_TUPLE(*own)->items, OU_TUPLE(args)->items, count * sizeof *own) == 0)
            ou_put(vm, own, ou_ref(args));
    }
    return exception;
}

bool ou_generator_set_thrown(OuVM *vm, OuObj *type, OuObj *value, OuObj *traceback)
{
    if (traceback == OU_NONE)
        traceback = NULL;
    if (value == OU_NONE)
        value = NULL;
    if (traceback != NULL && !ou_is_exact(traceback, OU_T_TRACEBACK)) {
        OU_TYPE_ERROR(vm, "throw() third argument must be a traceback object");
        return false;
    }
    OuObj *exception;
    if (ou_is(vm, type, OU_TF_IS_TYPE) && (OU_CLASS(type)->type->flags & OU_TF_IS_EXCEPTION)) {
        if (value == NULL)
            exception = ou_call0(vm, type);
        else if (ou_is(vm, value, OU_TF_IS_EXCEPTION) && ou_isinstance(vm, value, type) > 0)
            exception = ou_ref(value);
        else if (ou_is(vm, value, OU_TF_IS_TUPLE))
            exception = call_with(vm, type, value);
        else
            exception = ou_call1(vm, type, value);
        if (exception == NULL)
            return true; /* what making it raised is thrown */
        if (!ou_is(vm, exception, OU_TF_IS_EXCEPTION)) {
            OU_TYPE_ERROR(vm, "calling %R should have returned an instance of BaseException, not %T",
                          type, exception);
            ou_unref(vm, exception);
            return true;
        }
    } else if (ou_is(vm, type, OU_TF_IS_EXCEPTION)) {
        if (value != NULL) {
            OU_TYPE_ERROR(vm, "instance exception may not have a separate value");
            return false;
        }
        exception = ou_ref(type);
    } else {
        OU_TYPE_ERROR(vm, "exceptions must be classes or instances deriving from BaseException, not %T",
                      type);
        return false;
    }
    if (traceback != NULL)
        ou_put(vm, &OU_EXCEPTION(exception)->traceback, ou_ref(traceback));
    ou_error_restore_take(vm, exception);
    return true;
}

/* Is `type` GeneratorExit, a subclass or an instance? */
static bool is_exit(OuVM *vm, OuObj *type)
{
    OuClass *exit = ou_builtin_class(vm, OU_T_GeneratorExit);
    if (exit == NULL) {
        ou_error_clear(vm);
        return false;
    }
    if (ou_is(vm, type, OU_TF_IS_TYPE))
        return ou_is_subclass(OU_CLASS(type), exit);
    return ou_isinstance_builtin(vm, type, OU_T_GeneratorExit);
}

/* While the iterator that it delegates to runs, the generator's frame counts as running. */
static void link_frame(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    g->state = OU_GEN_RUNNING;
    frame->top = ou_stack_top(vm);
    frame->back = vm->frame;
    frame->depth = vm->depth;
    frame->flags = OU_FRAME_ENTRY | OU_FRAME_HEAP;
    vm->frame = frame;
}

static void unlink_frame(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    g->state = OU_GEN_SUSPENDED;
    vm->frame = frame->back;
    frame->back = NULL;
}

/* The SEND that it is suspended in has its result: go on behind the delegation. */
static OuObj *resume_behind(OuVM *vm, OuGenerator *g, OuObj *value, OuObj **result)
{
    OuFrame *frame = ou_generator_frame(g);
    frame->pc -= 2;
    ou_finish_send(vm, frame, value);
    /* The frame stands at an instruction that is no YIELD: enter it without sending. */
    g->yield_from = NULL;
    g->state = OU_GEN_CREATED;
    return ou_generator_resume(vm, g, OU_NONE, result);
}

/* Pass an exception to the iterator that g delegates to; OU_ABSENT: it cannot take one. *met: its
 * throw() was found, so what it raises belongs to g. */
static OuObj *throw_inner(OuVM *vm, OuGenerator *g, OuObj *inner, OuObj *type, OuObj *value,
                          OuObj *traceback, OuObj **result, bool *met)
{
    OuObj *yielded, *method = NULL;
    *result = NULL;
    bool plain = ou_is_exact(inner, OU_T_GENERATOR) || ou_is_exact(inner, OU_T_COROUTINE);
    if (!plain) {
        g->state = OU_GEN_RUNNING; /* script code may look it up: g waits */
        method = ou_getattr_optional(vm, inner, OU_NAME(throw));
        g->state = OU_GEN_SUSPENDED;
        if (method == NULL || method == OU_ABSENT)
            return method;
    }
    *met = true;
    link_frame(vm, g);
    if (plain) {
        yielded = ou_generator_throw(vm, (OuGenerator *)inner, true, type, value, traceback, result);
    } else {
        OuObj *args[] = {type, value ? value : OU_NONE, traceback ? traceback : OU_NONE};
        yielded = ou_call(vm, method, args, traceback ? 3 : value ? 2 : 1, NULL);
        ou_unref(vm, method);
    }
    if (yielded == NULL && ou_stop_value(vm, result)) /* also what a generator that has ended gives back */
        yielded = OU_DONE;
    unlink_frame(vm, g);
    return yielded;
}

OuObj *ou_generator_throw(OuVM *vm, OuGenerator *g, bool close_on_exit, OuObj *type, OuObj *value,
                          OuObj *traceback, OuObj **result)
{
    OuObj *inner = g->state == OU_GEN_SUSPENDED ? g->yield_from : NULL;
    if (inner != NULL) {
        ou_ref(inner);
        if (close_on_exit && is_exit(vm, type)) {
            g->state = OU_GEN_RUNNING;
            bool ok = close_iterator(vm, inner);
            g->state = OU_GEN_SUSPENDED;
            ou_unref(vm, inner);
            if (!ok)
                return ou_generator_resume(vm, g, NULL, result);
        } else {
            OuObj *returned;
            bool met = false;
            OuObj *yielded = throw_inner(vm, g, inner, type, value, traceback, &returned, &met);
            ou_unref(vm, inner);
            if (yielded == OU_DONE)
                return resume_behind(vm, g, returned, result);
            if (yielded == NULL)
                return met ? ou_generator_resume(vm, g, NULL, result) : NULL;
            if (yielded != OU_ABSENT)
                return yielded;
        }
    }
    if (!ou_generator_set_thrown(vm, type, value, traceback))
        return NULL;
    return ou_generator_resume(vm, g, NULL, result);
}

/* Nothing in it would notice that it is closed, and the traceback and the frame would die at once? */
static bool closes_silently(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    if (vm->dealloc_depth + CLOSED_DEPTH > OU_TRASHCAN_DEPTH)
        return false;
    return g->state == OU_GEN_CREATED
        || (g->state == OU_GEN_SUSPENDED && g->yield_from == NULL
            && ou_code_handler(frame->code->proto, ou_frame_index(frame)) == NULL);
}

/* What GeneratorExit would do to it: the exception's traceback has the frame last, and its object
 * lets go of the function first. */
static void close_frame(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    if (g->state == OU_GEN_SUSPENDED) { /* they die while it runs, the variables afterwards */
        link_frame(vm, g);
        ou_frame_clear_temporaries(vm, frame, 0);
        unlink_frame(vm, g);
    }
    ou_generator_set_closed(g);
    OuObj *object = ou_xref(frame->object), *closure = NULL;
    if (object == NULL) {
        closure = ou_xref(frame->function->closure);
        ou_clear(vm, &frame->function);
        ou_clear(vm, &frame->locals);
    }
    vm->dealloc_depth += CLOSED_DEPTH;
    ou_frame_clear(vm, frame);
    ou_frame_release_closure_take(vm, closure);
    ou_dealloc_leave(vm, CLOSED_DEPTH);
    ou_unref(vm, object);
    ou_clear(vm, &g->handled.exception);
}

/* It could not be closed, or nobody may close it. */
static void abandon_frame(OuVM *vm, OuGenerator *g)
{
    OuFrame *frame = ou_generator_frame(g);
    bool suspended = g->state == OU_GEN_SUSPENDED;
    ou_generator_set_closed(g);
    g->yield_from = NULL;
    if (suspended)
        ou_frame_abandon(vm, frame);
    else
        ou_frame_clear(vm, frame);
    ou_clear(vm, &g->handled.exception);
}

bool ou_generator_close(OuVM *vm, OuGenerator *g)
{
    if (g->state == OU_GEN_CLOSED)
        return true;
    if (closes_silently(vm, g)) {
        OuObj *keep = ou_ref(OU_OBJ(g));
        close_frame(vm, g);
        ou_unref(vm, keep);
        return true;
    }
    bool ok = true;
    if (g->state == OU_GEN_SUSPENDED && g->yield_from != NULL) {
        OuObj *inner = ou_ref(g->yield_from);
        g->state = OU_GEN_RUNNING;
        ok = close_iterator(vm, inner);
        g->state = OU_GEN_SUSPENDED;
        ou_unref(vm, inner);
    }
    if (ok)
        ou_raise_arg(vm, OU_T_GeneratorExit, NULL);
    OuObj *result = NULL;
    OuObj *yielded = ou_generator_resume(vm, g, NULL, &result);
    if (yielded == OU_DONE) {
        ou_unref(vm, result);
        if (!ou_is_exact(OU_OBJ(g), OU_T_ASYNC_GENERATOR))
            return true;
        ou_raise_arg(vm, OU_T_StopAsyncIteration, NULL);
        return false;
    }
    if (yielded != NULL) {
        ou_unref(vm, yielded);
        ou_raise(vm, OU_T_RuntimeError, "%s ignored GeneratorExit", kind_name(g));
        return false;
    }
    return ou_error_swallow(vm, OU_T_StopIteration) || ou_error_swallow(vm, OU_T_GeneratorExit);
}

/* ---- life ---- */

void ou_generator_finalize(OuVM *vm, OuObj *self)
{
    OuGenerator *g = (OuGenerator *)self;
    if (g->state == OU_GEN_CLOSED || g->state == OU_GEN_RUNNING)
        return;
    if (vm->exec == NULL || vm->exec->end != OU_END_NONE) {
        if (vm->exec != NULL)
            vm->exec->skipped_finalizers++;
        return;
    }
    OuObj *pending = ou_error_take(vm);
    if (ou_is_exact(self, OU_T_ASYNC_GENERATOR) && g->async_finalizer != NULL && !g->closed_flag) {
        OuObj *value = ou_call1(vm, g->async_finalizer, self);
        if (value == NULL)
            ou_error_unraisable(vm, NULL, self);
        ou_unref(vm, value);
    } else if (ou_is_exact(self, OU_T_COROUTINE) && g->state == OU_GEN_CREATED) {
        ou_warn_unawaited(vm, self, OU_OBJ(g->qualname));
    } else if (!ou_generator_close(vm, g)) {
        ou_error_unraisable(vm, NULL, self);
    }
    ou_error_restore_take(vm, pending);
}

void ou_generator_dealloc(OuVM *vm, OuObj *self)
{
    OuGenerator *g = (OuGenerator *)self;
    ou_gc_untrack(vm, self);
    size_t size = ou_generator_size_of(self);
    if (g->state != OU_GEN_CLOSED)
        abandon_frame(vm, g);
    ou_clear(vm, &g->origin_or_null);
    ou_clear(vm, &g->async_finalizer);
    ou_clear(vm, &g->handled.exception);
    ou_unref(vm, g->code);
    ou_unref(vm, g->name);
    ou_unref(vm, g->qualname);
    ou_free(vm, g, size);
}

void ou_generator_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuGenerator *g = (OuGenerator *)self;
    OuFrame *frame = ou_generator_frame(g);
    if (g->state != OU_GEN_CLOSED)
        ou_frame_visit(frame, fn, arg);
    if (g->state < OU_GEN_RUNNING || (g->state == OU_GEN_RUNNING && (frame->flags & OU_FRAME_CALLING)))
        ou_frame_visit_registers(frame, g->state != OU_GEN_CREATED, fn, arg);
    ou_visit(g->handled.exception, fn, arg);
}

void ou_generator_clear(OuVM *vm, OuObj *self)
{
    OuGenerator *g = (OuGenerator *)self;
    if (g->state < OU_GEN_RUNNING)
        abandon_frame(vm, g);
    ou_clear(vm, &g->origin_or_null);
    ou_clear(vm, &g->async_finalizer);
    ou_clear(vm, &g->handled.exception);
}

size_t ou_generator_size_of(const OuObj *self)
{
    const OuGenerator *g = (const OuGenerator *)self;
    return sizeof *g + (OU_FRAME_WORDS + (size_t)g->code->proto->register_count) * sizeof(uint64_t);
}

const OuRefField ou_generator_refs[] = {
    OU_REF(OuGenerator, code), OU_REF(OuGenerator, name), OU_REF(OuGenerator, qualname),
    OU_REF(OuGenerator, origin_or_null), OU_REF(OuGenerator, async_finalizer), OU_REF_END,
};

/* ---- attributes ---- */

OuObj *ou_generator_get_frame(OuVM *vm, OuObj *self)
{
    OuGenerator *g = (OuGenerator *)self;
    return g->state == OU_GEN_CLOSED ? OU_NONE : ou_frame_object(vm, ou_generator_frame(g));
}

OuObj *ou_generator_get_code(OU_UNUSED OuVM *vm, OuObj *self)
{
    return ou_ref(OU_OBJ(((OuGenerator *)self)->code));
}

OuObj *ou_generator_get_yield_from(OU_UNUSED OuVM *vm, OuObj *self)
{
    OuGenerator *g = (OuGenerator *)self;
    return g->state == OU_GEN_SUSPENDED && g->yield_from ? ou_ref(g->yield_from) : OU_NONE;
}

OuObj *ou_generator_get_name(OU_UNUSED OuVM *vm, OuObj *self)
{
    return ou_ref(OU_OBJ(((OuGenerator *)self)->name));
}

OuObj *ou_generator_get_qualname(OU_UNUSED OuVM *vm, OuObj *self)
{
    return ou_ref(OU_OBJ(((OuGenerator *)self)->qualname));
}

static bool set_text(OuVM *vm, OuStr **field, const char *what, OuObj *value)
{
    if (value == NULL || !ou_is_str(vm, value)) {
        OU_TYPE_ERROR(vm, "%s must be set to a string object", what);
        return false;
    }
    ou_put(vm, field, ou_ref(value));
    return true;
}

bool ou_generator_set_name(OuVM *vm, OuObj *self, OuObj *value)
{
    return set_text(vm, &((OuGenerator *)self)->name, "__name__", value);
}

bool ou_generator_set_qualname(OuVM *vm, OuObj *self, OuObj *value)
{
    return set_text(vm, &((OuGenerator *)self)->qualname, "__qualname__", value);
}

static OuObj *get_running(OU_UNUSED OuVM *vm, OuObj *self)
{
    return OU_BOOL(((OuGenerator *)self)->state == OU_GEN_RUNNING);
}

static OuObj *get_suspended(OU_UNUSED OuVM *vm, OuObj *self)
{
    return OU_BOOL(((OuGenerator *)self)->state == OU_GEN_SUSPENDED);
}

static OuObj *get_origin(OU_UNUSED OuVM *vm, OuObj *self)
{
    OuObj *origin = ((OuGenerator *)self)->origin_or_null;
    return ou_ref(origin ? origin : OU_NONE);
}

/* ---- methods ---- */

static OuObj *generator_send(OuVM *vm, OuObj *self, OuObj *const *args, OU_UNUSED size_t nargs)
{
    OuObj *result;
    OuObj *yielded = ou_generator_resume(vm, (OuGenerator *)self, ou_ref(args[0]), &result);
    return ou_generator_result(vm, (OuGenerator *)self, yielded, result);
}

static OuObj *generator_throw(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuObj *result = NULL;
    OuObj *yielded = ou_generator_throw(vm, (OuGenerator *)self, true, args[0], OU_ARG(1), OU_ARG(2),
                                        &result);
    return ou_generator_result(vm, (OuGenerator *)self, yielded, result);
}

static OuObj *generator_close(OuVM *vm, OuObj *self, OU_UNUSED OuObj *const *args,
                              OU_UNUSED size_t nargs)
{
    return ou_generator_close(vm, (OuGenerator *)self) ? OU_NONE : NULL;
}

/* ou_generator_resume for one that waits at a yield, where nothing can fail before it runs. */
static OuObj *resume_waiting(OuVM *vm, OuGenerator *g, OuObj **result)
{
    OuFrame *frame = ou_generator_frame(g);
    start_frame(vm, g, OU_RET_CALL, OU_FRAME_HEAP | OU_FRAME_ENTRY);
    ou_store_register(vm, frame, frame->pc->a, OU_NONE);
    frame->pc++;
    *result = ou_interpret(vm);
    return *result == NULL || vm->exec->yielded ? *result : OU_DONE;
}

static OuObj *generator_next(OuVM *vm, OuObj *self)
{
    OuGenerator *g = OU_REF_AS(OuGenerator, self); /* it may lose its holders while it runs */
    OuObj *result, *yielded;
    if (OU_LIKELY(g->state == OU_GEN_SUSPENDED && g->yield_from == NULL && vm->frame != NULL
                  && vm->depth < vm->recursion_limit && vm->exec->end == OU_END_NONE
                  && (uintptr_t)__builtin_frame_address(0) > vm->c_stack_end))
        yielded = resume_waiting(vm, g, &result);
    else
        yielded = ou_generator_resume(vm, g, OU_NONE, &result);
    if (yielded == OU_DONE && result != OU_NONE)
        yielded = ou_generator_result(vm, g, yielded, result);
    ou_unref(vm, g);
    return yielded;
}

static OuObj *generator_repr(OuVM *vm, OuObj *self)
{
    OuGenerator *g = (OuGenerator *)self;
    OuBuf buf;
    ou_buf_init(&buf, &vm->mem);
    ou_buf_printf(&buf, "0x%zx", (size_t)ou_address(vm, self));
    const char *address = ou_buf_text(&buf);
    OuObj *text = address == NULL ? ou_raise_memory(vm)
        : ou_str_format(vm, "<%s object %U at %s>", ou_is_exact(self, OU_T_ASYNC_GENERATOR)
                        ? "async_generator" : kind_name(g), g->qualname, address);
    ou_buf_drop(&buf);
    return text;
}

/* ---- coroutines ---- */

typedef struct OuCoroutineWrapper {
    OuGcObj gc;
    OuObj *coroutine;
} OuCoroutineWrapper;

static OuObj *coroutine_await(OuVM *vm, OuObj *self)
{
    OuCoroutineWrapper *wrapper =
        (OuCoroutineWrapper *)ou_gc_new(vm, OU_T_COROUTINE_WRAPPER, sizeof *wrapper);
    if (wrapper == NULL)
        return NULL;
    wrapper->coroutine = ou_ref(self);
    ou_gc_track(vm, OU_OBJ(wrapper));
    return OU_OBJ(wrapper);
}

OuObj *ou_await_iterator(OuVM *vm, OuObj *o)
{
    if (ou_is_exact(o, OU_T_COROUTINE)
        || (ou_is_exact(o, OU_T_GENERATOR)
            && (((OuGenerator *)o)->code->proto->flags & OU_CODE_ITERABLE_COROUTINE)))
        return ou_ref(o);
    const OuType *type = ou_type(vm, o);
    if (type->await == NULL)
        return OU_TYPE_ERROR(vm, "object %.100T can't be used in 'await' expression", o);
    OuObj *iterator = type->await(vm, o);
    if (iterator == NULL)
        return NULL;
    if (ou_is_exact(iterator, OU_T_COROUTINE)
        || (ou_is_exact(iterator, OU_T_GENERATOR)
            && (((OuGenerator *)iterator)->code->proto->flags & OU_CODE_ITERABLE_COROUTINE))) {
        OU_TYPE_ERROR(vm, "__await__() returned a coroutine");
        ou_unref(vm, iterator);
        return NULL;
    }
    if (ou_type(vm, iterator)->next == NULL) {
        OU_TYPE_ERROR(vm, "__await__() returned non-iterator of type '%.100T'", iterator);
        ou_unref(vm, iterator);
        return NULL;
    }
    return iterator;
}

static OuObj *wrapper_next(OuVM *vm, OuObj *self)
{
    return generator_next(vm, ((OuCoroutineWrapper *)self)->coroutine);
}

static OuObj *wrapper_send(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return generator_send(vm, ((OuCoroutineWrapper *)self)->coroutine, args, nargs);
}

static OuObj *wrapper_throw(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return generator_throw(vm, ((OuCoroutineWrapper *)self)->coroutine, args, nargs);
}

static OuObj *wrapper_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return generator_close(vm, ((OuCoroutineWrapper *)self)->coroutine, args, nargs);
}

/* ---- descriptors ---- */

#define SEND_DOC "Go on, with a value for the yield expression or for what is awaited."
#define THROW_DOC "Go on with an exception, where it stopped."
#define CLOSE_DOC "Ask it to finish."

static const OuMethodDef generator_methods[] = {
    {"send", "(value, /)", generator_send, OU_NO_TEXT, SEND_DOC},
    {"throw", "(type, value=None, traceback=None, /)", generator_throw, OU_NO_TEXT, THROW_DOC},
    {"close", "()", generator_close, OU_NO_TEXT, CLOSE_DOC},
    {"__sizeof__", "()", ou_object_sizeof, OU_NO_TEXT, "Bytes of memory that the object takes."},
    {0},
};

static const OuGetSetDef generator_getsets[] = {
    {"gi_code", ou_generator_get_code, ou_set_member, NULL},
    {"__name__", ou_generator_get_name, ou_generator_set_name, "its name"},
    {"__qualname__", ou_generator_get_qualname, ou_generator_set_qualname,
     "qualified name of the generator"},
    {"gi_yieldfrom", ou_generator_get_yield_from, NULL,
     "what yield from goes through, or None"},
    {"gi_running", get_running, NULL, NULL},
    {"gi_frame", ou_generator_get_frame, NULL, NULL},
    {"gi_suspended", get_suspended, NULL, NULL},
    {0},
};
const OuType ou_generator_type = {
    .name = "generator", .base = &ou_object_type, .index = OU_T_GENERATOR,
    .flags = OU_TF_COLLECTED | OU_TF_VAR_SIZE | OU_TF_NO_NEW | OU_TF_IMMUTABLE | OU_TF_WEAKREFS
        | OU_TF_FINALIZER,
    .size = sizeof(OuGenerator), .refs = ou_generator_refs,
    .methods = generator_methods, .getsets = generator_getsets,
    .dealloc = ou_generator_dealloc, .visit = ou_generator_visit, .clear = ou_generator_clear,
    .size_of = ou_generator_size_of, .finalize = ou_generator_finalize,
    .finished_offset = offsetof(OuGenerator, closed),
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
    .repr = generator_repr, .str = ou_object_str,
    .iter = ou_iter_self, .next = generator_next,
};

static const OuMethodDef coroutine_methods[] = {
    {"send", "(value, /)", generator_send, OU_NO_TEXT, SEND_DOC},
    {"throw", "(type, value=None, traceback=None, /)", generator_throw, OU_NO_TEXT, THROW_DOC},
    {"close", "()", generator_close, OU_NO_TEXT, CLOSE_DOC},
    {"__sizeof__", "()", ou_object_sizeof, OU_NO_TEXT, "Bytes of memory that the object takes."},
    {0},
};
const OuMethodDef *const ou_generator_send_defs[2] = {&generator_methods[0], &coroutine_methods[0]};
static const OuGetSetDef coroutine_getsets[] = {
    {"cr_code", ou_generator_get_code, ou_set_member, NULL},
    {"cr_origin", get_origin, ou_set_member, NULL},
    {"__name__", ou_generator_get_name, ou_generator_set_name, "its name"},
    {"__qualname__", ou_generator_get_qualname, ou_generator_set_qualname,
     "qualified name of the coroutine"},
    {"cr_await", ou_generator_get_yield_from, NULL, "what is awaited now, or None"},
    {"cr_running", get_running, NULL, NULL},
    {"cr_frame", ou_generator_get_frame, NULL, NULL},
    {"cr_suspended", get_suspended, NULL, NULL},
    {0},
};
const OuType ou_coroutine_type = {
    .name = "coroutine", .base = &ou_object_type, .index = OU_T_COROUTINE,
    .flags = OU_TF_COLLECTED | OU_TF_VAR_SIZE | OU_TF_NO_NEW | OU_TF_IMMUTABLE | OU_TF_WEAKREFS
        | OU_TF_FINALIZER,
    .size = sizeof(OuGenerator), .refs = ou_generator_refs,
    .methods = coroutine_methods, .getsets = coroutine_getsets,
    .dealloc = ou_generator_dealloc, .visit = ou_generator_visit, .clear = ou_generator_clear,
    .size_of = ou_generator_size_of, .finalize = ou_generator_finalize,
    .finished_offset = offsetof(OuGenerator, closed),
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
    .repr = generator_repr, .str = ou_object_str, .await = coroutine_await,
};

static const OuRefField wrapper_refs[] = {OU_REF(OuCoroutineWrapper, coroutine), OU_REF_END};
static const OuMethodDef wrapper_methods[] = {
    {"send", "(value, /)", wrapper_send, OU_NO_TEXT, SEND_DOC},
    {"throw", "(type, value=None, traceback=None, /)", wrapper_throw, OU_NO_TEXT, THROW_DOC},
    {"close", "()", wrapper_close, OU_NO_TEXT, CLOSE_DOC},
    {0},
};
const OuType ou_coroutine_wrapper_type = {
    .name = "coroutine_wrapper", .doc = "What awaits a coroutine.",
    .base = &ou_object_type, .index = OU_T_COROUTINE_WRAPPER,
    .flags = OU_TF_COLLECTED | OU_TF_NO_NEW | OU_TF_IMMUTABLE,
    .size = sizeof(OuCoroutineWrapper), .refs = wrapper_refs, .methods = wrapper_methods,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .iter = ou_iter_self, .next = wrapper_next,
};
