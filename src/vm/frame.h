/* frame.h - activation records.
 *
 * A frame head of OU_FRAME_WORDS words lies right before its registers: on the VM's stack of
 * chunks (which never move; the callee's head and arguments overlap the caller's call window),
 * or inside a generator object. See opcode.def for the register classes. */
#ifndef OU_VM_FRAME_H
#define OU_VM_FRAME_H
#include "code/code.h"
#include "object/function.h"

typedef struct OuFrame {
    struct OuFrame *back;      /* caller; NULL at the bottom */
    OuFunction *function;      /* owned */
    OuCode *code;              /* owned */
    const OuInsn *pc;          /* instruction being executed, when suspended or calling out */
    OuObj **top;               /* first free word of the main stack above this frame */
    OuObj *object;             /* frame object (types frame, traceback), owned, or NULL */
    OuObj *locals;             /* namespace mapping of class bodies and exec; locals() snapshot; or NULL */
    struct OuGenerator *generator; /* running in it, or NULL */
    uint16_t stage;            /* continuation's own number */
    uint8_t on_return;         /* what the caller does with the result: OuOnReturn in vm/interp.h */
    uint8_t flags;             /* OU_FRAME_… */
    uint32_t depth;            /* vm->depth before it was entered */
    OuObj *kept;               /* continuation's own object, owned: released by it or by unwinding */
} OuFrame;
_Static_assert(sizeof(OuFrame) <= OU_FRAME_WORDS * 8, "OU_FRAME_WORDS too small");

#define OU_FRAME_ENTRY 1u      /* returns to C, not to a frame below */
#define OU_FRAME_CHUNK 2u      /* the first frame of its stack chunk */
#define OU_FRAME_WATCHED 4u    /* has an object or a locals mapping */
#define OU_FRAME_HEAP 8u       /* lies in a generator */
#define OU_FRAME_LEAVING 16u   /* over: its variables are dying, its caller is the current frame */
#define OU_FRAME_RUN 32u       /* the bottom of a run that can be suspended */
#define OU_FRAME_CALLING 64u   /* of a running generator, for the collector: ou_upcall_mark_generators */

OU_INLINE OuObj **ou_frame_registers(OuFrame *frame)
{
    return (OuObj **)frame + OU_FRAME_WORDS;
}

/* The first frame from this one on that is not over yet; it is what scripts see. */
OU_INLINE OuFrame *ou_frame_staying(OuFrame *frame)
{
    while (frame != NULL && (frame->flags & OU_FRAME_LEAVING))
        frame = frame->back;
    return frame;
}

/* Set up and drop the execution part of a VM (stack, limits). */
OU_MUST_CHECK bool ou_exec_init(OuVM *vm);
/* Release the objects that it holds, before the last collection; the part itself. */
void ou_exec_release(OuVM *vm);
void ou_exec_drop(OuVM *vm);
/* Stop the VM `milliseconds` of wall time from now (a terminal end); 0: no deadline. */
void ou_exec_set_deadline(OuVM *vm, uint64_t milliseconds);

/* Run a code object in a namespace (module body, exec, eval): globals; locals may equal globals or be
 * any mapping. New reference, NULL on error. */
OuObj *ou_run_code(OuVM *vm, OuCode *code, OuDict *globals, OuObj *locals, OuObj *closure);
/* The same for a module's body: both are consumed, so that its frame alone holds them. `flags`: more of the frame's
 * (OU_FRAME_RUN). */
OuObj *ou_run_module_take(OuVM *vm, OuCode *code, OuDict *globals, unsigned flags);

/* Word of the instruction that the frame is at, in its proto's instructions. */
OU_INLINE uint32_t ou_frame_index(const OuFrame *frame)
{
    uintptr_t at = (uintptr_t)frame->pc - (uintptr_t)frame->code->insns;
    if (at >= frame->code->proto->insn_count * sizeof(OuInsn)) /* began before it was quickened */
        at = (uintptr_t)frame->pc - (uintptr_t)frame->code->proto->insns;
    return (uint32_t)(at / sizeof(OuInsn));
}

/* Call fn for what a frame holds: function, code, namespace, its object; its variables and live temporaries. */
void ou_frame_visit(OuFrame *frame, OuVisitFn fn, void *arg);
void ou_frame_visit_registers(OuFrame *frame, bool temporaries, OuVisitFn fn, void *arg);

/* Terminal ends (a limit of the host's): frames are unwound without running script code. */
typedef enum {
    OU_END_NONE, OU_END_INSTRUCTIONS, OU_END_DEADLINE, OU_END_OUTPUT, OU_END_INTERRUPT, OU_END_CPU, OU_END_MEMORY
} OuEnd;
OuEnd ou_exec_end(const OuVM *vm);
/* Begin a terminal end: raises an exception that nothing catches; NULL. */
void *ou_exec_end_now(OuVM *vm, OuEnd end);
/* The same from where nothing may be raised (callbacks of the host): ends at the next poll or call. */
void ou_exec_end_soon(OuVM *vm, OuEnd end);
/* The host has taken note: the VM can be used again. */
void ou_exec_end_clear(OuVM *vm);
/* Limits: 0 is none. The deadline is a CLOCK_MONOTONIC time in nanoseconds. Instructions
 * are counted from the VM's first (vm->instructions_used, exact after ou_exec_settle). */
void ou_exec_set_limits(OuVM *vm, uint64_t instructions, uint64_t deadline);
void ou_exec_settle(OuVM *vm);
/* What each run may use; 0: no limit. Holds for the one that goes on too, counted from now. */
typedef struct OuBudget {
    uint64_t instructions, time_ns, cpu_ns;
} OuBudget;
void ou_exec_set_budget(OuVM *vm, const OuBudget *budget);
/* Is a lack of memory a terminal end? */
void ou_exec_set_memory_end(OuVM *vm, bool terminal);
/* How much C stack there is from where the host calls; 0: as much as the thread has. */
void ou_exec_set_c_stack(OuVM *vm, size_t size);
/* CLOCK_MONOTONIC, and the CPU time of this thread, in nanoseconds. */
uint64_t ou_exec_now(void);
uint64_t ou_exec_cpu_now(void);
/* Called at polls (pending signals of the host's); false: an exception is pending. NULL: none. */
void ou_exec_set_poll_hook(OuVM *vm, bool (*hook)(OuVM *vm));
/* Finalizers skipped because of a terminal end. */
uint64_t ou_exec_skipped(const OuVM *vm);
/* Frame objects. */
OuObj *ou_frame_object(OuVM *vm, OuFrame *frame);       /* of a running frame: new reference */
OuObj *ou_frame_locals(OuVM *vm, OuFrame *frame);       /* locals(): dict or mapping, new reference */
/* An entry for the frame, in front of the pending exception's traceback. Without memory for it a
 * MemoryError takes the exception's place, unless it is one or nothing may catch it. */
void ou_frame_add_traceback(OuVM *vm, OuFrame *frame, uint32_t index, int32_t line);
OuFrame *ou_frame_visible(OuVM *vm, int depth);         /* sys._getframe(depth); NULL if too deep */

/* Services declared where they are used (modules/builtins.h, modules/sys.h, types/descr.h). */
OuObj *ou_upcall_locals(OuVM *vm);
OuObj *ou_upcall_run_code(OuVM *vm, OuObj *code, OuDict *globals, OuObj *locals, OuObj *closure);
OuObj *ou_upcall_run_body(OuVM *vm, OuObj *function, OuObj *ns);
OuObj *ou_upcall_getframe(OuVM *vm, ptrdiff_t depth);
bool ou_upcall_set_recursion_limit(OuVM *vm, ptrdiff_t limit);

/* Ask a VM to stop, from any thread or signal handler: KeyboardInterrupt, or a terminal end. */
void ou_vm_interrupt(OuVM *vm);
void ou_vm_interrupt_end(OuVM *vm);

#endif
