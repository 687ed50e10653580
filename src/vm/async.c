/* async.c - async generators and the awaitables that drive them, anext() with a default.
 *
 * An async generator is a generator whose `yield`s are marked (OuGenerator.wrapped, set by
 * ASYNCYIELD) to tell them from what an `await` inside it yields. asend(), athrow(), aclose()
 * give one-shot awaitables that turn a marked value into StopIteration(value). */
#include "object/str.h"
#include "object/tuple.h"
#include "object/exception.h"
#include "types/generic_alias.h"
#include "vm/interp.h"

typedef enum { INIT, ITERATING, CLOSED } AwaitState;

typedef struct OuAsyncSend { /* async_generator_asend */
    OuGcObj gc;
    OuGenerator *generator;
    OuObj *value; /* NULL: __anext__ */
    AwaitState state;
} OuAsyncSend;

typedef struct OuAsyncThrow { /* async_generator_athrow; also aclose() */
    OuGcObj gc;
    OuGenerator *generator;
    OuObj *args; /* tuple of what athrow() was given: it is looked at when it begins; NULL: aclose() */
    AwaitState state;
} OuAsyncThrow;

typedef struct OuAnextAwaitable {
    OuGcObj gc;
    OuObj *wrapped, *otherwise;
} OuAnextAwaitable;

/* ---- what a resumed async generator gave ---- */

static bool is_end(OuVM *vm)
{
    return ou_error_is(vm, OU_T_StopAsyncIteration) || ou_error_is(vm, OU_T_GeneratorExit);
}

static bool take_wrapped(OuGenerator *g)
{
    bool wrapped = g->wrapped;
    g->wrapped = 0;
    return wrapped;
}

/* For asend and athrow: NULL with StopIteration(value) for a marked value. */
static OuObj *unwrap(OuVM *vm, OuGenerator *g, OuObj *yielded, OuObj *result)
{
    bool wrapped = take_wrapped(g);
    if (yielded == OU_DONE) {
        ou_unref(vm, result);
        ou_raise_arg(vm, OU_T_StopAsyncIteration, NULL);
        yielded = NULL;
    }
    if (yielded == NULL) {
        if (is_end(vm))
            g->closed_flag = 1;
        g->running_async = 0;
        return NULL;
    }
    if (!wrapped)
        return yielded;
    ou_raise_arg(vm, OU_T_StopIteration, yielded == OU_NONE ? NULL : yielded);
    ou_unref(vm, yielded);
    g->running_async = 0;
    return NULL;
}

static bool init_hooks(OuVM *vm, OuGenerator *g)
{
    if (g->hooks_ready)
        return true;
    g->hooks_ready = 1;
    g->async_finalizer = ou_xref(vm->exec->asyncgen_finalizer);
    if (vm->exec->asyncgen_firstiter == NULL)
        return true;
    OuObj *value = ou_call1(vm, vm->exec->asyncgen_firstiter, OU_OBJ(g));
    ou_unref(vm, value);
    return value != NULL;
}

/* ---- asend ---- */

static OuObj *make_send(OuVM *vm, OuObj *self, OuObj *value)
{
    OuGenerator *g = (OuGenerator *)self;
    if (!init_hooks(vm, g))
        return NULL;
    OuAsyncSend *o = (OuAsyncSend *)ou_gc_new(vm, OU_T_ASYNC_ASEND, sizeof *o);
    if (o == NULL)
        return NULL;
    o->generator = OU_REF_AS(OuGenerator, g);
    o->value = ou_xref(value);
    o->state = INIT;
    ou_gc_track(vm, OU_OBJ(o));
    return OU_OBJ(o);
}

static OuObj *asend_resume(OuVM *vm, OuAsyncSend *o, OuObj *value)
{
    OuGenerator *g = o->generator;
    if (o->state == CLOSED)
        return ou_raise(vm, OU_T_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    if (o->state == INIT) {
        if (g->running_async)
            return ou_raise(vm, OU_T_RuntimeError,
                            "anext(): asynchronous generator is already running");
        if (value == OU_NONE && o->value != NULL)
            value = o->value;
        o->state = ITERATING;
    }
    g->running_async = 1;
    OuObj *result;
    OuObj *yielded = ou_generator_resume(vm, g, ou_ref(value), &result);
    yielded = unwrap(vm, g, yielded, result);
    if (yielded == NULL)
        o->state = CLOSED;
    return yielded;
}

static OuObj *asend_next(OuVM *vm, OuObj *self)
{
    return asend_resume(vm, (OuAsyncSend *)self, OU_NONE);
}

static OuObj *asend_send(OuVM *vm, OuObj *self, OuObj *const *args, OU_UNUSED size_t nargs)
{
    return asend_resume(vm, (OuAsyncSend *)self, args[0]);
}

static OuObj *asend_throw(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuAsyncSend *o = (OuAsyncSend *)self;
    if (o->state == CLOSED)
        return ou_raise(vm, OU_T_RuntimeError, "cannot reuse already awaited __anext__()/asend()");
    OuObj *result = NULL;
    OuObj *yielded = ou_generator_throw(vm, o->generator, true, args[0], OU_ARG(1), OU_ARG(2), &result);
    yielded = unwrap(vm, o->generator, yielded, result);
    if (yielded == NULL)
        o->state = CLOSED;
    return yielded;
}

static OuObj *asend_close(OU_UNUSED OuVM *vm, OuObj *self, OU_UNUSED OuObj *const *args,
                          OU_UNUSED size_t nargs)
{
    ((OuAsyncSend *)self)->state = CLOSED;
    return OU_NONE;
}

/* ---- athrow, aclose ---- */

static OuObj *make_throw(OuVM *vm, OuObj *self, OuObj *given)
{
    OuGenerator *g = (OuGenerator *)self;
    if (!init_hooks(vm, g))
        return NULL;
    OuAsyncThrow *o = (OuAsyncThrow *)ou_gc_new(vm, OU_T_ASYNC_ATHROW, sizeof *o);
    if (o == NULL)
        return NULL;
    o->generator = OU_REF_AS(OuGenerator, g);
    o->state = INIT;
    o->args = ou_xref(given);
    ou_gc_track(vm, OU_OBJ(o));
    return OU_OBJ(o);
}

static OuObj *athrow_failed(OuVM *vm, OuAsyncThrow *o)
{
    o->generator->running_async = 0;
    o->state = CLOSED;
    if (o->args == NULL && is_end(vm)) {
        ou_error_clear(vm);
        ou_raise_arg(vm, OU_T_StopIteration, NULL);
    }
    return NULL;
}

/* aclose(): a `yield` where the generator should have ended. */
static OuObj *ignored_exit(OuVM *vm, OuAsyncThrow *o, OuObj *yielded)
{
    ou_unref(vm, yielded);
    o->generator->running_async = 0;
    o->state = CLOSED;
    return ou_raise(vm, OU_T_RuntimeError, "async generator ignored GeneratorExit");
}

static OuObj *athrow_outcome(OuVM *vm, OuAsyncThrow *o, OuObj *yielded, OuObj *result)
{
    OuGenerator *g = o->generator;
    if (o->args != NULL) {
        yielded = unwrap(vm, g, yielded, result);
        return yielded ? yielded : athrow_failed(vm, o);
    }
    bool wrapped = take_wrapped(g);
    if (yielded == OU_DONE) {
        ou_unref(vm, result);
        ou_raise_arg(vm, OU_T_StopAsyncIteration, NULL);
        yielded = NULL;
    }
    if (yielded == NULL)
        return athrow_failed(vm, o);
    return wrapped ? ignored_exit(vm, o, yielded) : yielded;
}

static OuObj *athrow_resume(OuVM *vm, OuAsyncThrow *o, OuObj *value)
{
    OuGenerator *g = o->generator;
    OuObj *result = NULL, *yielded;
    if (o->state == CLOSED)
        return ou_raise(vm, OU_T_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    if (g->state == OU_GEN_CLOSED) {
        o->state = CLOSED;
        return ou_raise_arg(vm, OU_T_StopIteration, NULL);
    }
    if (o->state == ITERATING) {
        yielded = ou_generator_resume(vm, g, ou_ref(value), &result);
        return athrow_outcome(vm, o, yielded, result);
    }
    if (g->running_async) {
        o->state = CLOSED;
        return ou_raise(vm, OU_T_RuntimeError, o->args
                        ? "athrow(): asynchronous generator is already running"
                        : "aclose(): asynchronous generator is already running");
    }
    if (g->closed_flag) {
        o->state = CLOSED;
        return ou_raise_arg(vm, OU_T_StopAsyncIteration, NULL);
    }
    if (value != OU_NONE)
        return ou_raise(vm, OU_T_RuntimeError,
                        "can't send non-None value to a just-started coroutine");
    o->state = ITERATING;
    g->running_async = 1;
    OuObj *given[3] = {NULL};
    if (o->args != NULL) {
        const OuTuple *all = OU_TUPLE(o->args);
        if (!ou_check_count(vm, "athrow", all->len, 1, 3))
            return NULL; /* and the generator goes on to be running, as CPython has it */
        memcpy(given, all->items, all->len * sizeof *given);
    } else {
        g->closed_flag = 1;
        given[0] = OU_OBJ(ou_builtin_class(vm, OU_T_GeneratorExit));
        if (given[0] == NULL)
            return athrow_failed(vm, o);
    }
    yielded = ou_generator_throw(vm, g, false, given[0], given[1], given[2], &result);
    return athrow_outcome(vm, o, yielded, result);
}

static OuObj *athrow_next(OuVM *vm, OuObj *self)
{
    return athrow_resume(vm, (OuAsyncThrow *)self, OU_NONE);
}

static OuObj *athrow_send(OuVM *vm, OuObj *self, OuObj *const *args, OU_UNUSED size_t nargs)
{
    return athrow_resume(vm, (OuAsyncThrow *)self, args[0]);
}

static OuObj *athrow_throw(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    OuAsyncThrow *o = (OuAsyncThrow *)self;
    OuGenerator *g = o->generator;
    if (o->state == CLOSED)
        return ou_raise(vm, OU_T_RuntimeError, "cannot reuse already awaited aclose()/athrow()");
    OuObj *result = NULL;
    OuObj *yielded = ou_generator_throw(vm, g, true, args[0], OU_ARG(1), OU_ARG(2), &result);
    if (o->args != NULL)
        return unwrap(vm, g, yielded, result);
    bool wrapped = take_wrapped(g);
    if (yielded == OU_DONE) {
        ou_unref(vm, result);
        ou_raise_arg(vm, OU_T_StopAsyncIteration, NULL);
        yielded = NULL;
    }
    if (yielded != NULL)
        return wrapped ? ignored_exit(vm, o, yielded) : yielded;
    if (is_end(vm)) {
        ou_error_clear(vm);
        ou_raise_arg(vm, OU_T_StopIteration, NULL);
    }
    return NULL;
}

static OuObj *athrow_close(OU_UNUSED OuVM *vm, OuObj *self, OU_UNUSED OuObj *const *args,
                           OU_UNUSED size_t nargs)
{
    ((OuAsyncThrow *)self)->state = CLOSED;
    return OU_NONE;
}

/* ---- the generator's own methods ---- */

static OuObj *agen_anext(OuVM *vm, OuObj *self)
{
    return make_send(vm, self, NULL);
}

static OuObj *agen_asend(OuVM *vm, OuObj *self, OuObj *const *args, OU_UNUSED size_t nargs)
{
    return make_send(vm, self, args[0]);
}

static OuObj *agen_athrow(OuVM *vm, OuObj *self, OuObj *const *args, OU_UNUSED size_t nargs)
{
    return make_throw(vm, self, args[0]);
}

static OuObj *agen_aclose(OuVM *vm, OuObj *self, OU_UNUSED OuObj *const *args, OU_UNUSED size_t nargs)
{
    return make_throw(vm, self, NULL);
}

static OuObj *agen_get_running(OU_UNUSED OuVM *vm, OuObj *self)
{
    return OU_BOOL(((OuGenerator *)self)->running_async);
}

static OuObj *agen_repr(OuVM *vm, OuObj *self)
{
    return ou_generator_type.repr(vm, self);
}

/* ---- anext(iterator, default) ---- */

OuObj *ou_upcall_anext_awaitable(OuVM *vm, OuObj *awaitable, OuObj *otherwise)
{
    OuAnextAwaitable *o = (OuAnextAwaitable *)ou_gc_new(vm, OU_T_ANEXT_AWAITABLE, sizeof *o);
    if (o == NULL)
        return NULL;
    o->wrapped = ou_ref(awaitable);
    o->otherwise = ou_ref(otherwise);
    ou_gc_track(vm, OU_OBJ(o));
    return OU_OBJ(o);
}

static OuObj *anext_iterator(OuVM *vm, OuAnextAwaitable *o)
{
    OuObj *iterator = ou_await_iterator(vm, o->wrapped);
    if (iterator == NULL || ou_type(vm, iterator)->next != NULL)
        return iterator;
    const OuType *type = ou_type(vm, iterator);
    OuObj *inner = type->await ? type->await(vm, iterator) : NULL;
    ou_unref(vm, iterator);
    return inner;
}

/* StopAsyncIteration becomes the default. */
static OuObj *anext_outcome(OuVM *vm, OuAnextAwaitable *o, OuObj *value)
{
    if (value == NULL && ou_error_swallow(vm, OU_T_StopAsyncIteration))
        ou_raise_arg(vm, OU_T_StopIteration, o->otherwise == OU_NONE ? NULL : o->otherwise);
    return value;
}

static OuObj *anext_next(OuVM *vm, OuObj *self)
{
    OuAnextAwaitable *o = (OuAnextAwaitable *)self;
    OuObj *iterator = anext_iterator(vm, o);
    if (iterator == NULL)
        return NULL;
    OuObj *value = ou_type(vm, iterator)->next(vm, iterator);
    ou_unref(vm, iterator);
    return anext_outcome(vm, o, value);
}

static OuObj *anext_forward(OuVM *vm, OuObj *self, OuStr *name, OuObj *const *args, size_t nargs)
{
    OuAnextAwaitable *o = (OuAnextAwaitable *)self;
    OuObj *iterator = anext_iterator(vm, o);
    if (iterator == NULL)
        return NULL;
    OuObj *value = ou_call_method(vm, iterator, name, args, nargs);
    ou_unref(vm, iterator);
    return anext_outcome(vm, o, value);
}

static OuObj *anext_send(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    if (ou_is(vm, args[0], OU_TF_IS_TUPLE)) /* CPython passes it on as a tuple of arguments */
        return anext_forward(vm, self, OU_NAME(send), OU_TUPLE(args[0])->items, OU_TUPLE(args[0])->len);
    return anext_forward(vm, self, OU_NAME(send), args, nargs);
}

static OuObj *anext_throw(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    while (nargs > 1 && args[nargs - 1] == NULL)
        nargs--;
    return anext_forward(vm, self, OU_NAME(throw), args, nargs);
}

static OuObj *anext_close(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    return anext_forward(vm, self, OU_NAME(close), args, nargs);
}

/* ---- instructions ---- */

static OuObj *yield_from_iterator(OuVM *vm, OuObj *o, bool async)
{
    if (ou_is_exact(o, OU_T_COROUTINE)) {
        if (async)
            return ou_ref(o);
        return OU_TYPE_ERROR(vm, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return ou_is_exact(o, OU_T_GENERATOR) ? ou_ref(o) : ou_iter(vm, o);
}

bool ou_slow_yieldfromiter(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    bool async = pc->c == 1
        || (frame->code->proto->flags & (OU_CODE_COROUTINE | OU_CODE_ITERABLE_COROUTINE)) != 0;
    OuObj *value = yield_from_iterator(vm, ou_frame_registers(frame)[pc->b], async);
    return value != NULL && ou_finish_store(vm, frame, value);
}

bool ou_slow_awaitable(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    if (pc->c != 0 && ou_type(vm, o)->await == NULL && !ou_is_exact(o, OU_T_COROUTINE)
        && !ou_is_exact(o, OU_T_GENERATOR))
        return OU_TYPE_ERROR(vm, "'async with' received an object from %s that does not implement "
                             "__await__: %.100T", pc->c == 1 ? "__aenter__" : "__aexit__", o) != NULL;
    OuObj *value = ou_await_iterator(vm, o);
    if (value == NULL)
        return false;
    if (ou_is_exact(value, OU_T_COROUTINE) && ((OuGenerator *)value)->yield_from != NULL) {
        ou_unref(vm, value);
        return ou_raise(vm, OU_T_RuntimeError, "coroutine is being awaited already") != NULL;
    }
    return ou_finish_store(vm, frame, value);
}

bool ou_slow_send(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *iterator = registers[pc->a];
    OuObj *value = registers[pc->b];
    registers[pc->b] = NULL;
    if (ou_is_exact(iterator, OU_T_GENERATOR) || ou_is_exact(iterator, OU_T_COROUTINE)) {
        OuGenerator *g = (OuGenerator *)iterator;
        if (g->state != OU_GEN_CLOSED)
            return ou_generator_enter(vm, g, value, OU_RET_GEN_SEND);
    }
    OuObj *result;
    OuObj *yielded = ou_iterator_send(vm, iterator, value, &result);
    ou_unref(vm, value);
    if (yielded == NULL)
        return false;
    if (yielded == OU_DONE)
        return ou_finish_send(vm, frame, result);
    return ou_continue_yield(vm, frame, OU_RET_GEN_SEND, NULL, yielded);
}

bool ou_slow_aiter(OuVM *vm, OuFrame *frame)
{
    OuObj *o = ou_frame_registers(frame)[frame->pc->b];
    const OuType *type = ou_type(vm, o);
    if (type->aiter == NULL)
        return OU_TYPE_ERROR(vm, "'async for' requires an object with __aiter__ method, got %.100T",
                             o) != NULL;
    OuObj *iterator = type->aiter(vm, o);
    if (iterator == NULL)
        return false;
    if (ou_type(vm, iterator)->anext == NULL) {
        OU_TYPE_ERROR(vm, "'async for' received an object from __aiter__ that does not implement "
                      "__anext__: %.100T", iterator);
        ou_unref(vm, iterator);
        return false;
    }
    return ou_finish_store(vm, frame, iterator);
}

bool ou_slow_anext(OuVM *vm, OuFrame *frame)
{
    OuObj *o = ou_frame_registers(frame)[frame->pc->b];
    const OuType *type = ou_type(vm, o);
    if (type->anext == NULL)
        return OU_TYPE_ERROR(vm, "'async for' requires an iterator with __anext__ method, got %.100T",
                             o) != NULL;
    OuObj *next = type->anext(vm, o);
    if (next == NULL)
        return false;
    if (ou_is_exact(o, OU_T_ASYNC_GENERATOR))
        return ou_finish_store(vm, frame, next);
    OuObj *awaitable = ou_await_iterator(vm, next);
    if (awaitable == NULL) {
        OuObj *cause = ou_error_take(vm);
        OU_TYPE_ERROR(vm, "'async for' received an invalid object from __anext__: %.100T", next);
        if (vm->error != NULL && ou_is(vm, vm->error, OU_TF_IS_EXCEPTION))
            ou_put(vm, &OU_EXCEPTION(vm->error)->context, ou_ref(cause));
        ou_error_set_cause_take(vm, cause);
    }
    ou_unref(vm, next);
    return awaitable != NULL && ou_finish_store(vm, frame, awaitable);
}

bool ou_slow_endasyncfor(OuVM *vm, OuFrame *frame)
{
    if (!ou_error_swallow(vm, OU_T_StopAsyncIteration)) {
        vm->exec->raised_again = true;
        return false;
    }
    OuObj **place = &ou_frame_registers(frame)[frame->pc->a];
    OuObj *iterator = *place;
    *place = NULL;
    ou_unref(vm, iterator);
    frame->pc++;
    return true;
}

bool ou_slow_asyncyield(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *value = ou_operand_take(ou_frame_registers(frame), pc->b, pc->op, OU_DIES_B);
    frame->generator->wrapped = 1;
    ou_store_register(vm, frame, pc->a, value);
    frame->pc = pc + 1;
    return true;
}

/* ---- descriptors ---- */

#define AWAIT_SEND_DOC "Go on, with a value for what is awaited."
#define AWAIT_THROW_DOC "Go on with an exception."
#define AWAIT_CLOSE_DOC "Finish without a result."
#define AWAITABLE_FLAGS (OU_TF_COLLECTED | OU_TF_NO_NEW | OU_TF_IMMUTABLE)
#define THROW_SIGNATURE "(type, value=None, traceback=None, /)"

static const OuMethodDef agen_methods[] = {
    {"asend", "(value, /)", agen_asend, OU_NO_TEXT,
     "Go on, with a value for the yield expression."},
    {"athrow", "(*args)", agen_athrow, OU_NO_TEXT,
     "Go on with an exception."},
    {"aclose", "()", agen_aclose, OU_NO_TEXT, "Ask it to finish."},
    {"__sizeof__", "()", ou_object_sizeof, OU_NO_TEXT, "Bytes of memory that the object takes."},
    {"__class_getitem__", "(object, /)", ou_class_getitem, OU_CLASSMETHOD | OU_NO_TEXT,
     "An alias with these types, for annotations."},
    {0},
};
static const OuGetSetDef agen_getsets[] = {
    {"ag_running", agen_get_running, ou_set_member, NULL},
    {"ag_code", ou_generator_get_code, ou_set_member, NULL},
    {"__name__", ou_generator_get_name, ou_generator_set_name, "its name"},
    {"__qualname__", ou_generator_get_qualname, ou_generator_set_qualname,
     "qualified name of the async generator"},
    {"ag_await", ou_generator_get_yield_from, NULL, "what is awaited now, or None"},
    {"ag_frame", ou_generator_get_frame, NULL, NULL},
    {0},
};
const OuType ou_async_generator_type = {
    .name = "async_generator", .base = &ou_object_type, .index = OU_T_ASYNC_GENERATOR,
    .flags = OU_TF_COLLECTED | OU_TF_VAR_SIZE | OU_TF_NO_NEW | OU_TF_IMMUTABLE | OU_TF_WEAKREFS
        | OU_TF_FINALIZER,
    .size = sizeof(OuGenerator), .refs = ou_generator_refs,
    .methods = agen_methods, .getsets = agen_getsets,
    .dealloc = ou_generator_dealloc, .visit = ou_generator_visit, .clear = ou_generator_clear,
    .size_of = ou_generator_size_of, .finalize = ou_generator_finalize,
    .finished_offset = offsetof(OuGenerator, closed),
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
    .repr = agen_repr, .str = ou_object_str,
    .aiter = ou_iter_self, .anext = agen_anext,
};

static const OuRefField asend_refs[] = {
    OU_REF(OuAsyncSend, generator), OU_REF(OuAsyncSend, value), OU_REF_END,
};
static const OuMethodDef asend_methods[] = {
    {"send", "(value, /)", asend_send, OU_NO_TEXT, AWAIT_SEND_DOC},
    {"throw", THROW_SIGNATURE, asend_throw, OU_NO_TEXT, AWAIT_THROW_DOC},
    {"close", "()", asend_close, OU_NO_TEXT, AWAIT_CLOSE_DOC},
    {0},
};
const OuType ou_async_asend_type = {
    .name = "async_generator_asend", .base = &ou_object_type, .index = OU_T_ASYNC_ASEND,
    .flags = AWAITABLE_FLAGS, .size = sizeof(OuAsyncSend), .refs = asend_refs,
    .methods = asend_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .await = ou_iter_self, .iter = ou_iter_self, .next = asend_next,
};

static const OuRefField athrow_refs[] = {
    OU_REF(OuAsyncThrow, generator), OU_REF(OuAsyncThrow, args), OU_REF_END,
};
static const OuMethodDef athrow_methods[] = {
    {"send", "(value, /)", athrow_send, OU_NO_TEXT, AWAIT_SEND_DOC},
    {"throw", THROW_SIGNATURE, athrow_throw, OU_NO_TEXT, AWAIT_THROW_DOC},
    {"close", "()", athrow_close, OU_NO_TEXT, AWAIT_CLOSE_DOC},
    {0},
};
const OuType ou_async_athrow_type = {
    .name = "async_generator_athrow", .base = &ou_object_type, .index = OU_T_ASYNC_ATHROW,
    .flags = AWAITABLE_FLAGS, .size = sizeof(OuAsyncThrow), .refs = athrow_refs,
    .methods = athrow_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .await = ou_iter_self, .iter = ou_iter_self, .next = athrow_next,
};

static const OuRefField anext_refs[] = {
    OU_REF(OuAnextAwaitable, wrapped), OU_REF(OuAnextAwaitable, otherwise), OU_REF_END,
};
static const OuMethodDef anext_methods[] = {
    {"send", "(value, /)", anext_send, OU_NO_TEXT, AWAIT_SEND_DOC},
    {"throw", THROW_SIGNATURE, anext_throw, OU_NO_TEXT, AWAIT_THROW_DOC},
    {"close", "()", anext_close, OU_NO_TEXT, AWAIT_CLOSE_DOC},
    {0},
};
const OuType ou_anext_awaitable_type = {
    .name = "anext_awaitable", .base = &ou_object_type, .index = OU_T_ANEXT_AWAITABLE,
    .flags = AWAITABLE_FLAGS, .size = sizeof(OuAnextAwaitable), .refs = anext_refs,
    .methods = anext_methods, OU_SLOTS_ATTR, OU_SLOTS_IDENTITY, OU_SLOTS_TEXT,
    .await = ou_iter_self, .iter = ou_iter_self, .next = anext_next,
};
