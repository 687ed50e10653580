/* enter.h - script functions called from C, without a look at anything that is as usual. */
#ifndef OU_VM_ENTER_H
#define OU_VM_ENTER_H
#include "vm/interp.h"
#include "vm/quicken.h"

/* Make an entry frame of a plain function (ou_code_is_plain) vm->frame if there are as many arguments as it has
 * parameters, so that there is nothing to bind; `caller` is vm->frame. False: there are not, or there is no room;
 * nothing has happened. */
OU_INLINE bool ou_enter_plain(OuVM *vm, OuFrame *caller, OuFunction *function, OuObj *const *args, size_t nargs)
{
    OuCode *code = function->code;
    const OuProto *proto = code->proto;
    OuObj **head = caller ? caller->top : vm->stack->words;
    if (nargs != proto->argument_count || vm->depth >= vm->recursion_limit
        || (size_t)(vm->stack->end - head) < OU_FRAME_WORDS + (size_t)proto->register_count)
        return false;
    OuObj **registers = ou_frame_registers((OuFrame *)head);
    size_t i = 0;
    for (; i < nargs; i++)
        registers[i] = ou_ref(args[i]);
    for (; i < proto->local_count; i++)
        registers[i] = NULL;
    vm->frame = ou_frame_push_take(vm, head, caller, OU_REF_AS(OuFunction, function), code,
                                   OU_RET_CALL, OU_FRAME_ENTRY);
    vm->fuel -= proto->insn_count;
    return true;
}

/* The host calls `callable` where nothing runs: a run begins (ou_exec_begin) and a plain function is entered, if there
 * is nothing special about any of it. False: there is; nothing has happened. It makes no call that returns, which
 * would cost a short function as much as itself. */
OU_INLINE bool ou_enter_plain_run(OuVM *vm, OuObj *callable, OuObj *const *args, size_t nargs)
{
    OuExec *exec = vm->exec;
    uintptr_t at = (uintptr_t)__builtin_frame_address(0);
    if (!ou_is_exact(callable, OU_T_FUNCTION) || !ou_code_is_plain(OU_FUNCTION(callable)->code)
        || vm->frame != NULL || exec->callouts != 0 || vm->error != NULL || exec->end != OU_END_NONE
        || at > exec->c_stack_base || at <= vm->c_stack_end || exec->budget.instructions != 0
        || (__atomic_load_n(&vm->interrupt_requested, __ATOMIC_RELAXED) & 2)
        || !ou_enter_plain(vm, NULL, OU_FUNCTION(callable), args, nargs))
        return false;
    exec->run++;
    return true;
}

#endif
