/* frame.h - activation records.
 *
 * A frame head of OU_FRAME_WORDS words lies right before its registers: on the VM's stack of
 * chunks (which never move; the callee's head and arguments overlap the caller's call window),
 * or inside a generator object. See opcode.def for the register classes. */
#ifndef OU_VM_FRAME_H
#define OU_VM_FRAME_H
#include "code/code.h"
#include "types/function.h"

typedef struct OuFrame {
    struct OuFrame *back;      /* caller; NULL at the bottom */
    OuFunction *function;      /* owned */
    OuCode *code;              /* owned */
    const OuInsn *pc;          /* instruction being executed, when suspended or calling out */
    OuObj **top;               /* first free word of the main stack above this frame */
    OuObj *object;             /* frame object (types frame, traceback), owned, or NULL */
    OuObj *locals;             /* namespace mapping of class bodies and exec; locals() snapshot; or NULL */
    struct OuGenerator *generator; /* running in it, or NULL */
    uint16_t result;           /* caller's register for the result */
    uint8_t on_return;         /* what the caller does with it: enum in interp */
    uint8_t flags;             /* OU_FRAME_… */
    uint32_t saved;            /* continuation's own datum */
    uint64_t spare;
} OuFrame;
_Static_assert(sizeof(OuFrame) <= OU_FRAME_WORDS * 8, "OU_FRAME_WORDS too small");

#define OU_FRAME_ENTRY 1u      /* returns to C, not to a frame below */

OU_INLINE OuObj **ou_frame_registers(OuFrame *frame)
{
    return (OuObj **)frame + OU_FRAME_WORDS;
}

/* Set up and drop the execution part of a VM (stack, limits). */
OU_MUST_CHECK bool ou_exec_init(OuVM *vm);
void ou_exec_drop(OuVM *vm);

/* Run a code object in a namespace (module body, exec, eval): globals; locals may equal globals or be
 * any mapping. New reference, NULL on error. */
OuObj *ou_run_code(OuVM *vm, OuCode *code, OuDict *globals, OuObj *locals, OuObj *closure);

/* Frame objects. */
OuObj *ou_frame_object(OuVM *vm, OuFrame *frame);       /* of a running frame: new reference */
OuObj *ou_frame_locals(OuVM *vm, OuFrame *frame);       /* locals(): dict or mapping, new reference */
OuFrame *ou_frame_visible(OuVM *vm, int depth);         /* sys._getframe(depth); NULL if too deep */

/* Ask a VM to stop, from any thread or signal handler: KeyboardInterrupt (or a terminal end for hosts). */
void ou_vm_interrupt(OuVM *vm);

#endif
