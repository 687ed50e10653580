/* exec.h - the execution state of a VM: the stack of chunks, limits, polls. Only vm/ looks in, and
 * the public API for the beginning of a run.
 *
 * Invariant: the running frame's `top` (first free word) lies in the chunk vm->stack. */
#ifndef OU_VM_EXEC_H
#define OU_VM_EXEC_H
#include "object/state.h"
#include "vm/frame.h"

typedef struct OuStackChunk {
    struct OuStackChunk *previous;
    OuObj **end;
    size_t size; /* bytes of the block */
    OuObj *words[];
} OuStackChunk;

/* A run that a function of the host has suspended: its frames stay where they are, vm->frame is
 * the one whose call instruction waits for its result. What the host does meanwhile runs above
 * them, as in that function. */
typedef struct OuSuspension {
    OuObj *asked;         /* exception that ou_suspend has raised, owned; it travels to the loop */
    OuObj *value;         /* what the host is given, owned */
    OuFrame *frame;       /* that waits; NULL: no run is suspended */
    OuHandled *handled;   /* vm->handled of the run; meanwhile it is &idle */
    OuHandled idle;
    OuBudget left;        /* of the run; what has no limit is 0 */
} OuSuspension;

typedef struct OuExec {
    OuStackChunk *spare;
    int64_t quantum;          /* what vm->fuel was at the last refill */
    uint64_t deadline;        /* CLOCK_MONOTONIC nanoseconds; 0: none */
    uint64_t cpu_deadline;    /* CPU time of the thread; 0: none */
    OuBudget budget;          /* of each run */
    uint32_t run, armed;      /* number of the run, and of the one that the deadlines are for */
    uint32_t callouts;        /* functions of the host that the VM has called and that run now */
    const OuObj *callout;     /* the innermost of them */
    OuSuspension suspension;
    uint64_t skipped_finalizers;
    bool (*poll_hook)(OuVM *vm);
    OuObj *asyncgen_firstiter, *asyncgen_finalizer; /* sys.set_asyncgen_hooks; or NULL */
    struct OuAttrPlace *attr_cache; /* attr_cache.h; NULL until needed */
    uintptr_t c_stack_base;   /* of the thread that last entered: it enters below that */
    uintptr_t c_stack_size;   /* below the call, as the host says; 0: find out */
    uint32_t end_depth;       /* vm->depth when that came */
    uint32_t unwound;         /* frames that exceptions have left */
    uint8_t end;              /* OuEnd */
    bool memory_is_end;       /* so is a lack of memory */
    bool is_refused;          /* the host's call is no run, its failure is told: interrupts are for the next one */
    bool yielded;             /* how a generator resumed from C came back */
    const OuFrame *raised_frame; /* the last one that entered a handler, */
    const OuInsn *raised_at;     /* and from where */
    bool raised_again;        /* the pending exception needs no traceback entry for this frame */
} OuExec;

/* Room for `words` words above `top` of the current chunk, or in a new one (*chunk_flag is then
 * OU_FRAME_CHUNK, else 0). NULL: MemoryError. */
OU_MUST_CHECK OuObj **ou_stack_reserve_slow(OuVM *vm, size_t words);
OU_INLINE OuObj **ou_stack_reserve(OuVM *vm, OuObj **top, size_t words, uint8_t *chunk_flag)
{
    if (OU_LIKELY((size_t)(vm->stack->end - top) >= words)) {
        *chunk_flag = 0;
        return top;
    }
    *chunk_flag = OU_FRAME_CHUNK;
    return ou_stack_reserve_slow(vm, words);
}
/* Leave the newest chunk (its first frame has ended). */
void ou_stack_pop_chunk(OuVM *vm);
/* First free word of the stack. */
OU_INLINE OuObj **ou_stack_top(OuVM *vm)
{
    return vm->frame ? vm->frame->top : vm->stack->words;
}

/* C enters the VM from outside, with its stack at address `at`: where recursion has to stop. */
void ou_exec_note_c_stack(OuVM *vm, uintptr_t at);
OU_INLINE void ou_exec_enter_c_stack(OuVM *vm)
{
    uintptr_t at = (uintptr_t)__builtin_frame_address(0);
    if (OU_UNLIKELY(at > vm->exec->c_stack_base || at <= vm->c_stack_end))
        ou_exec_note_c_stack(vm, at);
}

/* The host enters a VM in which nothing runs: a new run begins, with all of its budget. The
 * deadlines are set at its first poll. */
void ou_exec_begin_counted(OuVM *vm);
OU_INLINE void ou_exec_begin(OuVM *vm)
{
    OuExec *exec = vm->exec;
    exec->run++;
    ou_exec_enter_c_stack(vm);
    if (OU_UNLIKELY(__atomic_load_n(&vm->interrupt_requested, __ATOMIC_RELAXED) & 2))
        ou_request_poll(vm); /* it came when nothing ran: this run gets it, be it short */
    if (OU_UNLIKELY(exec->budget.instructions != 0))
        ou_exec_begin_counted(vm);
}

/* ---- suspending (suspend.c) ---- */

/* For the function of the host that runs now (exec->callout): raises the exception that makes the
 * loop leave all frames as they are, or a RuntimeError if that cannot be. NULL. */
void *ou_suspend(OuVM *vm, OuObj *value);
/* Forget about it: the exception that ou_suspend has raised is gone. */
void ou_suspend_cancel(OuVM *vm);
/* In the loop's error path: is the pending exception that one? Then the run is suspended now, and
 * nothing is pending. */
bool ou_suspend_now(OuVM *vm);
/* The host goes its own way: what is left of the run's budget is kept for later. */
void ou_suspend_rest(OuVM *vm);
/* Go on: the call gives `value` (consumed), or raises `exception` (consumed, value NULL). What the run
 * gives then; NULL: an exception, or it is suspended again. */
OuObj *ou_suspend_resume_take(OuVM *vm, OuObj *value, OuObj *exception);
/* Give the suspended run up: its frames are left, innermost first, without running their handlers;
 * what they held dies as always. Nothing if there is none. */
void ou_suspend_abandon(OuVM *vm);

/* Has the time run out while an exception travels through many frames? Then the run ends; the exception stays. */
void ou_exec_look_at_clock(OuVM *vm);
/* Is the frame at that depth one for tracebacks? No script sees those of a run that a limit has ended, and the host is
 * shown both their ends: so it is soon done. */
#define OU_END_FRAMES 1000u
OU_INLINE bool ou_exec_is_shown(const OuVM *vm, uint32_t depth)
{
    const OuExec *exec = vm->exec;
    return OU_LIKELY(exec->end == OU_END_NONE) || depth <= OU_END_FRAMES || depth + OU_END_FRAMES > exec->end_depth;
}

/* What is left of the run's budget, and a run that begins with that. */
OuBudget ou_exec_budget_left(OuVM *vm);
void ou_exec_begin_with(OuVM *vm, const OuBudget *left);

/* Is there C stack left for a nested interpreter loop? Else RecursionError. */
OU_MUST_CHECK bool ou_exec_check_c_stack(OuVM *vm);
/* RecursionError: maximum recursion depth exceeded. */
void *ou_exec_too_deep(OuVM *vm, const char *where);

#endif
