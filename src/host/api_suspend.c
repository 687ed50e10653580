/* api_suspend.c - runs that a host function suspends and that the host resumes (vm/suspend.c). */
#include "host/api.h"
#include "object/exception.h"
#include "object/upcall.h"
#include "vm/interp.h"

OuroObject *ouro_suspend(OuroVM *v, OuroObject *value)
{
    OuVM *vm = ou_api_vm(v);
    const OuApi *api = vm ? ou_api(vm) : NULL;
    if (!ou_api_given(vm, value) || vm->error != NULL)
        return NULL;
    if (vm->exec->callouts == 0)
        ou_raise(vm, OU_T_RuntimeError, "cannot suspend: no function of the host is running");
    else if (api->run == NULL || !api->run->may_suspend)
        ou_raise(vm, OU_T_RuntimeError, "cannot suspend: the run cannot be resumed");
    else
        ou_suspend(vm, OU_OBJ(value));
    return NULL;
}

OuroObject *ouro_suspended(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    const OuSuspension *s = vm ? &vm->exec->suspension : NULL;
    return s && s->frame ? OU_HANDLE(vm, ou_ref(s->value)) : NULL;
}

void ou_api_put_by(OuVM *vm, const OuroResult *result)
{
    OuApi *api = ou_api(vm);
    api->suspended = *ou_api_result_usage((OuroResult *)result);
    api->suspended_output = api->output_run == vm->exec->run ? api->output_left : UINT64_MAX;
    ou_suspend_rest(vm);
}

bool ou_api_begin_run(OuVM *vm, OuApiRun *run, OuroResult *result, const void *what)
{
    ou_api_begin(vm, run, result);
    if (vm->error == NULL && vm->exec->suspension.frame != NULL)
        ou_raise(vm, OU_T_RuntimeError, "cannot run: a run is suspended");
    run->may_suspend = true;
    vm->exec->is_refused = vm->error != NULL || !ou_api_given(vm, what);
    if (vm->exec->is_refused)
        return false;
    if (OU_LIKELY(!(__atomic_load_n(&vm->interrupt_requested, __ATOMIC_RELAXED) & 2)))
        return true;
    return ou_upcall_check(vm); /* it came before, and is for this run, be that too short for a poll */
}

/* The suspended run goes on as if it had begun now and used that already. */
static void go_on(OuVM *vm, OuApiRun *run)
{
    OuApi *api = ou_api(vm);
    const OuroUsage *used = &api->suspended;
    run->instructions -= used->instructions;
    run->wall_ns -= used->wall_ns;
    run->cpu_ns -= used->cpu_ns;
    run->skipped -= used->skipped_finalizers;
    run->may_suspend = true;
    if (api->suspended_output != UINT64_MAX) {
        api->output_run = vm->exec->run + 1; /* the number that it is about to have */
        api->output_left = api->suspended_output;
    }
}

OuroResult *ouro_resume(OuroVM *v, OuroObject *value, OuroObject *exception)
{
    OuVM *vm = ou_api_vm(v);
    OuroResult *result = ou_api_result_for(vm);
    if (!vm || !result)
        return result;
    OuApiRun run;
    OuObj *answer = NULL, *thrown = NULL;
    ou_api_begin(vm, &run, result);
    if (vm->exec->suspension.frame == NULL || !ou_api_is_outermost(vm)) {
        ou_raise(vm, OU_T_RuntimeError, "cannot resume: no run is suspended");
        vm->exec->is_refused = true;
    } else {
        if (value == NULL && exception == NULL)
            ou_api_missing(vm);
        else if (value == NULL && vm->error == NULL)
            thrown = ou_exception_from(vm, OU_OBJ(exception));
        if (vm->error != NULL) /* a call before has failed, or making the exception has: that is thrown */
            thrown = ou_error_take(vm);
        go_on(vm, &run);
        answer = ou_suspend_resume_take(vm, thrown ? NULL : ou_ref(OU_OBJ(value)), thrown);
    }
    return ou_api_finish(vm, &run, answer);
}

int ouro_abandon(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    if (vm == NULL || vm->exec->suspension.frame == NULL || !ou_api_is_outermost(vm))
        return 0;
    ou_exec_begin(vm);
    ou_suspend_abandon(vm);
    if (vm->error == NULL)
        ouro_error_clear(v);
    return 1;
}

OuroResult *ouro_vm_call(OuroVM *v, OuroObject *callable, OuroObject *const *args, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    OuroResult *result = ou_api_result_for(vm);
    if (!vm || !result)
        return result;
    OuApiRun run;
    OuObj *value = NULL;
    if (ou_api_begin_run(vm, &run, result, callable) && ou_api_enter_all(vm, callable, args, count)) {
        OuObj *function = OU_OBJ(callable), *self = NULL;
        if (ou_is_exact(function, OU_T_METHOD)) {
            self = ((const OuMethod *)function)->self;
            function = ((const OuMethod *)function)->function;
        }
        run.may_suspend = ou_is_exact(function, OU_T_FUNCTION); /* else C code needs what it returns */
        if (run.may_suspend)
            value = ou_call_entry(vm, function, self, (OuObj *const *)args, count, NULL, OU_FRAME_RUN);
        else
            value = ou_call(vm, OU_OBJ(callable), (OuObj *const *)args, count, NULL);
    }
    return ou_api_finish(vm, &run, value);
}
