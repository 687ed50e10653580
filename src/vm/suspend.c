/* suspend.c - a run that a function of the host suspends, and that goes on later.
 *
 * The function asks by raising an exception of its own kind. It must have been called by the loop
 * itself: then the loop's error path (ou_unwind) returns to C with all frames as they are. The call's
 * window has been released by then, so that the frame waits for nothing but the result. Only the bottom frame
 * may have been entered from C, and whoever entered it must be able to do without its result
 * (the API's runs are). */
#include "vm/interp.h"
#include "object/str.h"

void ou_suspend_cancel(OuVM *vm)
{
    OuSuspension *s = &vm->exec->suspension;
    ou_clear(vm, &s->asked);
    if (s->frame == NULL)
        ou_clear(vm, &s->value);
}

static bool is_at_call(const OuFrame *frame)
{
    unsigned base = ou_base_op(frame->pc->op);
    return base == OU_CALL_OP || base == OU_CALLMETHOD_OP || base == OU_CALLKW_OP || base == OU_CALLMETHODKW_OP
           || base == OU_CALLEX_OP;
}

/* Is the frame's instruction calling `function`, itself or bound to an object? (Once it returned, when its arguments
 * die, the callable is NULL.) */
static bool calls(const OuFrame *frame, const OuObj *function)
{
    if (!is_at_call(frame))
        return false;
    const OuObj *callable = ou_frame_registers((OuFrame *)frame)[frame->pc->a];
    return callable == function
        || (callable != NULL && ou_is_exact(callable, OU_T_METHOD) && ((const OuMethod *)callable)->function == function);
}

/* No C function lies between the bottom of a run and the frame? */
static bool is_direct(const OuFrame *frame)
{
    while (frame != NULL && frame->back != NULL && !(frame->flags & OU_FRAME_ENTRY))
        frame = frame->back;
    return frame != NULL && frame->back == NULL && (frame->flags & OU_FRAME_RUN);
}

void *ou_suspend(OuVM *vm, OuObj *value)
{
    OuExec *exec = vm->exec;
    OuSuspension *s = &exec->suspension;
    if (s->frame != NULL)
        return ou_raise(vm, OU_T_RuntimeError, "cannot suspend: a run is suspended already");
    const OuFrame *frame = vm->frame;
    if (frame == NULL || exec->callouts != 1 || exec->callout == NULL || !calls(frame, exec->callout) || !is_direct(frame))
        return ou_raise(vm, OU_T_RuntimeError, "cannot suspend: a C function lies between");
    ou_suspend_cancel(vm);
    ou_raise(vm, OU_T_RuntimeError, "the run is suspended");
    if (ou_error_is(vm, OU_T_RuntimeError)) { /* else there was no memory for it */
        s->asked = ou_ref(vm->error);
        s->value = ou_ref(value);
    }
    return NULL;
}

bool ou_suspend_now(OuVM *vm)
{
    OuSuspension *s = &vm->exec->suspension;
    if (vm->error != s->asked || vm->exec->end != OU_END_NONE)
        return false;
    if (!is_at_call(vm->frame) || !is_direct(vm->frame)) { /* somebody caught it, and has raised it again */
        ou_clear(vm, &s->asked);
        return false;
    }
    ou_error_clear(vm);
    ou_clear(vm, &s->asked);
    s->frame = vm->frame;
    s->handled = vm->handled;
    s->idle = (OuHandled){0};
    vm->handled = &s->idle;
    return true;
}

void ou_suspend_rest(OuVM *vm)
{
    vm->exec->suspension.left = ou_exec_budget_left(vm);
}

/* The run is the VM's own again. */
static void wake(OuVM *vm)
{
    OuSuspension *s = &vm->exec->suspension;
    vm->handled = s->handled;
    s->frame = NULL;
    ou_clear(vm, &s->idle.exception);
    ou_clear(vm, &s->value);
}

OuObj *ou_suspend_resume_take(OuVM *vm, OuObj *value, OuObj *exception)
{
    ou_exec_begin_with(vm, &vm->exec->suspension.left);
    wake(vm);
    ou_request_poll(vm); /* for an interrupt that came meanwhile */
    OuFrame *frame = vm->frame;
    if (value != NULL) {
        ou_finish_call(vm, frame, value, ou_words(frame->pc->op));
    } else {
        ou_raise_take(vm, exception);
        if (!ou_unwind(vm))
            return NULL;
    }
    return ou_interpret(vm);
}

void ou_suspend_abandon(OuVM *vm)
{
    if (vm->exec->suspension.frame == NULL)
        return;
    OuObj *pending = ou_error_take(vm);
    wake(vm);
    ou_unwind_abandoned(vm);
    ou_clear(vm, &vm->handled_base.exception);
    ou_error_clear(vm);
    if (pending != NULL)
        ou_error_restore_take(vm, pending);
}
