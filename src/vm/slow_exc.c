/* slow_exc.c - raising, handlers, `with`.
 *
 * vm->handled->exception is what the innermost `except` handles; a CATCH keeps what was there
 * before in R[a] and the exception in R[a+1]. */
#include "object/str.h"
#include "types/module.h"
#include "vm/interp.h"

/* ---- raising ---- */

static bool raise_again(OuVM *vm)
{
    for (OuHandled *handled = vm->handled; handled != NULL; handled = handled->previous) {
        if (handled->exception != NULL) {
            ou_error_restore_take(vm, ou_ref(handled->exception));
            vm->exec->raised_again = true;
            return false;
        }
    }
    return ou_raise(vm, OU_T_RuntimeError, "No active exception to reraise") != NULL;
}

static void drop_operands(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *a = NULL, *b = NULL;
    if (pc->op & OU_DIES_A) {
        a = registers[pc->a];
        registers[pc->a] = NULL;
    }
    if (pc->op & OU_DIES_B) {
        b = registers[pc->b];
        registers[pc->b] = NULL;
    }
    OuObj *pending = ou_error_take(vm);
    ou_unref(vm, a);
    ou_unref(vm, b);
    ou_error_restore_take(vm, pending);
}

/* `cause` of `raise x from cause`: new, OU_NONE for None; NULL on error. */
static OuObj *make_cause(OuVM *vm, OuObj *cause)
{
    if (cause == OU_NONE)
        return OU_NONE;
    if (ou_is(vm, cause, OU_TF_IS_TYPE) && (OU_CLASS(cause)->type->flags & OU_TF_IS_EXCEPTION))
        return ou_exception_from(vm, cause);
    if (ou_is(vm, cause, OU_TF_IS_EXCEPTION))
        return ou_ref(cause);
    return OU_TYPE_ERROR(vm, "exception causes must derive from BaseException");
}

bool ou_slow_raise(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    if (pc->c == 0)
        return raise_again(vm);
    OuObj *cause = NULL;
    OuObj *exception = ou_exception_from(vm, registers[pc->a]);
    if (exception != NULL && pc->c == 2)
        cause = make_cause(vm, registers[pc->b]);
    if (exception == NULL || (pc->c == 2 && cause == NULL)) {
        ou_unref(vm, exception);
        drop_operands(vm, frame);
        return false;
    }
    drop_operands(vm, frame);
    if (cause != NULL) {
        OU_EXCEPTION(exception)->suppress_context = true;
        ou_put(vm, &OU_EXCEPTION(exception)->cause, cause == OU_NONE ? NULL : cause);
    }
    ou_raise_take(vm, exception);
    return false;
}

/* ---- handlers ---- */

/* `previous` (consumed, may be NULL) is being handled again. */
static void restore_handled(OuVM *vm, OuObj *previous)
{
    ou_put(vm, &vm->handled->exception, previous);
}

bool ou_slow_catch_(OuVM *vm, OuFrame *frame)
{
    OuObj **pair = ou_frame_registers(frame) + frame->pc->a;
    OuObj *exception = ou_error_take(vm);
    pair[0] = vm->handled->exception;
    pair[1] = exception;
    vm->handled->exception = ou_ref(exception);
    frame->pc++;
    if (ou_is_exact(exception, OU_T_MemoryError))
        ou_error_reserve(vm); /* another for the one that was used */
    return true;
}

bool ou_slow_uncatch(OuVM *vm, OuFrame *frame)
{
    OuObj **pair = ou_frame_registers(frame) + frame->pc->a;
    OuObj *previous = pair[0];
    pair[0] = NULL;
    restore_handled(vm, previous);
    vm->exec->raised_again = true;
    return false;
}

bool ou_slow_takeexc(OuVM *vm, OuFrame *frame)
{
    ou_store_register(vm, frame, frame->pc->a, ou_error_take(vm));
    frame->pc++;
    return true;
}

bool ou_slow_endcatch(OuVM *vm, OuFrame *frame)
{
    OuObj **pair = ou_frame_registers(frame) + frame->pc->a;
    OuObj *previous = pair[0];
    pair[0] = NULL;
    restore_handled(vm, previous);
    frame->pc++;
    return true;
}

bool ou_slow_reraise(OuVM *vm, OuFrame *frame)
{
    OuObj **pair = ou_frame_registers(frame) + frame->pc->a;
    OuObj *previous = pair[0], *exception = pair[1];
    pair[0] = pair[1] = NULL;
    restore_handled(vm, previous);
    ou_error_restore_take(vm, exception);
    vm->exec->raised_again = true;
    return false;
}

bool ou_slow_matchexc(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    int match = ou_exception_match(vm, registers[pc->a], registers[pc->b]);
    if (match < 0)
        return false;
    ou_finish(vm, frame);
    frame->pc += match ? 0 : (int16_t)pc->c;
    return true;
}

bool ou_slow_splitexc(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *match, *rest;
    if (!ou_exception_split_star(vm, registers[pc->a], registers[pc->b], &match, &rest))
        return false;
    if (match != OU_NONE) {
        restore_handled(vm, ou_ref(match));
        ou_put(vm, &registers[pc->a], rest);
    } else { /* the group itself goes on to the next clause, not a copy of it: `raise` there tells the difference */
        ou_unref(vm, rest);
    }
    OuObj *b = NULL;
    if (pc->op & OU_DIES_B) {
        b = registers[pc->b];
        registers[pc->b] = NULL;
    }
    ou_unref(vm, b);
    ou_store_register(vm, frame, pc->c, match);
    frame->pc = pc + 1;
    return true;
}

bool ou_slow_preparestar(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *value = ou_exception_prepare_reraise_star(vm, registers[pc->b], registers[pc->c]);
    return value != NULL && ou_finish_store(vm, frame, value);
}

/* ---- with ---- */

/* As ou_lookup_special; a method of a built-in type is bound, which fails if the manager is of another. */
static OuObj *find_method(OuVM *vm, OuObj *manager, OuStr *name, bool *needs_self)
{
    OuObj *method = ou_lookup_special(vm, manager, name, needs_self);
    if (method == NULL || method == OU_ABSENT || !*needs_self || ou_is_exact(method, OU_T_FUNCTION))
        return method;
    OuClass *cls = ou_class_of(vm, manager);
    OuObj *bound = cls == NULL ? NULL : ou_type(vm, method)->get(vm, method, manager, OU_OBJ(cls));
    *needs_self = false;
    ou_unref(vm, method);
    return bound;
}

static OuObj *find_exit(OuVM *vm, OuObj *manager, OuStr *name, bool async)
{
    bool needs_self;
    OuObj *exit = find_method(vm, manager, name, &needs_self);
    if (exit == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "'%.200T' object does not support the %scontext manager protocol "
                             "(missed __%sexit__ method)", manager, async ? "asynchronous " : "",
                             async ? "a" : "");
    if (exit != NULL && needs_self) {
        OuObj *bound = ou_method_new(vm, exit, manager);
        ou_unref(vm, exit);
        return bound;
    }
    return exit;
}

bool ou_slow_withenter(OuVM *vm, OuFrame *frame)
{
    OuObj *manager = ou_frame_registers(frame)[frame->pc->b];
    bool async = ou_base_op(frame->pc->op) == OU_AWITHENTER_OP;
    bool needs_self;
    OuObj *value = NULL;
    OuObj *enter = find_method(vm, manager, async ? OU_NAME(__aenter__) : OU_NAME(__enter__), &needs_self);
    if (enter == OU_ABSENT)
        return OU_TYPE_ERROR(vm, "'%.200T' object does not support the %scontext manager protocol",
                             manager, async ? "asynchronous " : "") != NULL;
    if (enter == NULL)
        return false;
    OuObj *exit = find_exit(vm, manager, async ? OU_NAME(__aexit__) : OU_NAME(__exit__), async);
    if (exit == NULL) {
        ou_unref(vm, enter);
        return false;
    }
    OuCallOutcome outcome = ou_call_script(vm, enter, &manager, needs_self, OU_RET_ENTER, &value);
    ou_unref(vm, enter);
    switch (outcome) {
    case OU_CALL_FRAME:
        vm->frame->kept = exit;
        return true;
    case OU_CALL_VALUE:
        return ou_continue(vm, frame, OU_RET_ENTER, 0, exit, value);
    case OU_CALL_FAILED:
        break;
    }
    ou_unref(vm, exit);
    return false;
}

bool ou_slow_withexcept(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *exception = registers[pc->c];
    OuObj *traceback = OU_EXCEPTION(exception)->traceback;
    OuClass *cls = ou_class_of(vm, exception);
    if (cls == NULL)
        return false;
    OuObj *value, *args[] = {OU_OBJ(cls), exception, traceback ? traceback : OU_NONE};
    OuCallOutcome outcome = ou_call_script(vm, registers[pc->b], args, 3, OU_RET_STORE, &value);
    if (outcome == OU_CALL_VALUE)
        return ou_finish_store(vm, frame, value);
    return outcome == OU_CALL_FRAME;
}

bool ou_slow_withexit(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **place = &ou_frame_registers(frame)[pc->b];
    OuObj *exit = *place;
    OuObj *value, *args[] = {OU_NONE, OU_NONE, OU_NONE};
    *place = NULL;
    OuCallOutcome outcome = ou_call_script(vm, exit, args, 3, OU_RET_STORE, &value);
    if (outcome != OU_CALL_VALUE) {
        ou_unref(vm, exit);
        return outcome == OU_CALL_FRAME;
    }
    ou_unref(vm, exit);
    ou_store_register(vm, frame, pc->a, value);
    frame->pc = pc + 1;
    return true;
}
