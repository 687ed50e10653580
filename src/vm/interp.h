/* interp.h - what the parts of the interpreter share.
 *
 * The loop (interp.c) keeps pc, registers and frame in C locals; everything slow is a function
 * `bool f(OuVM *, OuFrame *)` that finds its instruction at frame->pc. If it returns true the
 * loop goes on with vm->frame at its pc: the function has either finished the instruction
 * (ou_finish_…) or pushed a callee whose result a continuation will take (OuOnReturn). False:
 * an exception is pending, to be raised at vm->frame's pc.
 *
 * Script code called by an operator, an attribute, an iteration … runs in a frame pushed on
 * the VM's stack; the C stack does not grow. When it returns, ou_continue does the rest of
 * the caller's instruction; when it raises, ou_continue_error may catch the exception. */
#ifndef OU_VM_INTERP_H
#define OU_VM_INTERP_H
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/tuple.h"
#include "object/upcall.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/function.h"
#include "object/int.h"
#include "vm/exec.h"
#include "vm/frame.h"
#include "vm/generator.h"

typedef enum OuOnReturn {
    OU_RET_CALL,      /* CALL, CALLMETHOD, CALLKW…: result to register c, two words */
    OU_RET_STORE,     /* result to register a, operands that die released */
    OU_RET_CALLEX,    /* result to register c, one word */
    OU_RET_CALLED,    /* as OU_RET_CALL, but the call's window still holds callable and arguments */
    OU_RET_INIT,      /* __init__ of a class call: None; the result is `kept`, the class in register a */
    OU_RET_BINARY,    /* operator: NotImplemented tries the next candidate (stage) */
    OU_RET_COMPARE,
    OU_RET_TRUTH,     /* __contains__, comparisons that were decided: truth of the result */
    OU_RET_BOOL,      /* __bool__ */
    OU_RET_LEN,       /* __len__ asked for truth */
    OU_RET_DISCARD,   /* __setattr__, __setitem__ …: result dropped, operands released */
    OU_RET_GETATTR,   /* __getattribute__: AttributeError tries __getattr__ */
    OU_RET_METHOD,    /* attribute for LOADMETHOD */
    OU_RET_METHOD_GETATTR, /* the same from __getattribute__ */
    OU_RET_ITER,      /* __iter__: must be an iterator */
    OU_RET_NEXT,      /* __next__ for FORITER: StopIteration ends the loop */
    OU_RET_ENTER,     /* __enter__: result to a + 1, `kept` (bound __exit__) to a */
    OU_RET_GEN_FOR,   /* a generator resumed by FORITER */
    OU_RET_GEN_SEND,  /* by SEND */
    OU_RET_GEN_CALL   /* by a call of next() or send(): `kept` is the generator */
} OuOnReturn;

/* Push the head of a new frame at its beginning; `function` is consumed. Whoever makes it current
 * (vm->frame) fills the registers. */
OU_INLINE OuFrame *ou_frame_push_take(OuVM *vm, OuObj **head, OuFrame *caller, OuFunction *function,
                                      OuCode *code, OuOnReturn on_return, unsigned flags)
{
    OuFrame *frame = (OuFrame *)head;
    frame->back = caller;
    frame->function = function;
    frame->code = OU_REF_AS(OuCode, code);
    frame->pc = code->insns;
    frame->top = ou_frame_registers(frame) + code->proto->register_count;
    frame->object = frame->locals = frame->kept = NULL;
    frame->generator = NULL;
    frame->stage = 0;
    frame->on_return = (uint8_t)on_return;
    frame->flags = (uint8_t)flags;
    frame->depth = vm->depth++;
    return frame;
}

/* ---- registers ---- */

OU_INLINE bool ou_is_variable(const OuFrame *frame, uint32_t reg)
{
    return reg < frame->code->proto->local_count;
}
/* The value of operand register `reg`, taken out of it if the flag says that it dies there. */
OU_INLINE OuObj *ou_operand_take(OuObj **registers, uint32_t reg, unsigned op, unsigned flag)
{
    OuObj *value = registers[reg];
    if (op & flag)
        registers[reg] = NULL;
    else
        ou_ref(value);
    return value;
}
OU_INLINE uint32_t ou_words(unsigned op)
{
    return ou_op_info[ou_op_info[op & OU_OPCODE_MASK].base].words;
}
OU_INLINE unsigned ou_base_op(unsigned op)
{
    return ou_op_info[op & OU_OPCODE_MASK].base;
}

/* ---- ends of instructions (interp_slow.c). `value` is consumed ---- */

/* Write `value` to register `reg` (a variable's old value is released after). */
void ou_store_register(OuVM *vm, OuFrame *frame, uint32_t reg, OuObj *value);
/* Release the operands that die here, left to right, and step over the instruction. */
bool ou_finish(OuVM *vm, OuFrame *frame);
/* The same after writing register a. */
bool ou_finish_store(OuVM *vm, OuFrame *frame, OuObj *value);
/* For truth tests (JTRUE …, NOT, fused comparisons, IN …): do what the instruction does with
 * the truth of its operand or comparison. */
bool ou_finish_truth(OuVM *vm, OuFrame *frame, bool truth);
/* Release the operands of a comparison that branches and that die with it. */
void ou_finish_compared(OuVM *vm, OuFrame *frame);
/* The truth of `value` (consumed), which may need a script's __bool__; then ou_finish_truth. */
bool ou_finish_truth_of(OuVM *vm, OuFrame *frame, OuObj *value);
/* Go to the target `offset` words from the next instruction; backward jumps charge fuel. */
bool ou_jump(OuVM *vm, OuFrame *frame, int32_t offset);

/* ---- calls (call.c) ---- */

typedef enum { OU_CALL_FAILED, OU_CALL_FRAME, OU_CALL_VALUE } OuCallOutcome;

/* Begin to run a script function: a new frame becomes vm->frame (its on_return OU_RET_CALL).
 * `function`, `self` (a first argument, or NULL) and the `nargs` references at `args` (keyword
 * values last) are consumed in any case. `window`: where its head may go, or NULL: it may
 * overlap the arguments. Generator functions give their object as *value. */
OuCallOutcome ou_call_begin(OuVM *vm, OuFunction *function, OuObj *self, OuObj **args, size_t nargs,
                            OuObj *kwnames, OuObj **window, OuObj **value);
/* Call a script function from C, right above vm->frame. `flags`: more of its frame's (OU_FRAME_RUN). */
OuObj *ou_call_entry(OuVM *vm, OuObj *function, OuObj *self, OuObj *const *args, size_t nargs, OuObj *kwnames,
                     unsigned flags);
/* A call's result to register c, one or two words on. */
bool ou_finish_call(OuVM *vm, OuFrame *frame, OuObj *value, uint32_t words);
/* Call any callable with borrowed arguments: script functions and bound methods of them in a
 * new frame with that continuation, everything else at once. At most 4 arguments. */
OuCallOutcome ou_call_script(OuVM *vm, OuObj *callable, OuObj *const *args, size_t nargs,
                             OuOnReturn on_return, OuObj **value);
/* The CALL family, all cases. */
bool ou_slow_call(OuVM *vm, OuFrame *frame);
/* An exception is pending since before the call: release what it is made with. */
bool ou_slow_call_failed(OuVM *vm, OuFrame *frame);
bool ou_slow_call_ex(OuVM *vm, OuFrame *frame);
/* Release the window of a CALLEX whose callee has ended; true. */
bool ou_finish_call_ex(OuVM *vm, OuFrame *frame);
/* Release callable and arguments in the window of the CALL that the frame is at. */
void ou_release_call(OuVM *vm, OuFrame *frame);
/* "f()" or "module.f()", as messages about a call name the callable. */
OuObj *ou_call_text(OuVM *vm, OuObj *callable);

/* ---- leaving frames (frame.c, unwind.c) ---- */

/* Pop vm->frame, whose temporaries are released: variables, function, code; the caller is
 * vm->frame afterwards. A generator's frame is closed. */
void ou_frame_leave(OuVM *vm, OuFrame *frame);
/* Release variables in order, then namespace, function and code. */
void ou_frame_clear(OuVM *vm, OuFrame *frame);
/* Release the closure of a frame that has let go of its function before its variables: CPython's frames hold the
 * cells themselves, behind the variables, and release them in order. */
void ou_frame_release_closure_take(OuVM *vm, OuObj *closure);
/* Release all live temporaries from register `depth` on, the highest first. */
void ou_frame_clear_temporaries(OuVM *vm, OuFrame *frame, uint32_t depth);
/* Clear a suspended frame that stays unfinished: temporaries die after variables, or go with them into
 * its object. */
void ou_frame_abandon(OuVM *vm, OuFrame *frame);
/* An exception is pending in vm->frame: find who handles it. True: go on with vm->frame.
 * False: the entry frame was left, C gets the exception. */
bool ou_unwind(OuVM *vm);
/* Leave all frames from vm->frame down to the entry frame, with no exception. */
void ou_unwind_abandoned(OuVM *vm);
/* Before ou_unwind if the frame's instruction has not even begun: what it would have consumed. */
void ou_drop_unconsumed(OuVM *vm, OuFrame *frame);
/* vm->frame (the caller of one that has just returned `value`, consumed) goes on. */
bool ou_continue(OuVM *vm, OuFrame *frame, OuOnReturn on_return, unsigned stage, OuObj *kept,
                 OuObj *value);
/* The callee raised (pending): 1 caught, go on; 0 the exception goes on. Takes `kept`. */
int ou_continue_error(OuVM *vm, OuFrame *frame, OuOnReturn on_return, unsigned stage, OuObj *kept);

bool ou_continue_binary(OuVM *vm, OuFrame *frame, unsigned stage, OuObj *value);
bool ou_continue_compare(OuVM *vm, OuFrame *frame, unsigned stage, OuObj *value);
/* LOADMETHOD got a bound attribute (consumed). */
bool ou_finish_method(OuVM *vm, OuFrame *frame, OuObj *value);
/* What a SEND's iterator returned (consumed): store it and go where the SEND says. */
bool ou_finish_send(OuVM *vm, OuFrame *frame, OuObj *value);

/* ---- the loop ---- */
/* Run vm->frame (flag OU_FRAME_ENTRY) until it returns: its result, or NULL. */
OuObj *ou_interpret(OuVM *vm);

/* ---- generators (generator.c) ---- */
OuObj *ou_generator_new(OuVM *vm, OuFunction *function, OuCode *code);
/* Make its frame vm->frame. `value` (consumed) is what is sent; NULL: the pending exception is
 * raised there (the caller then unwinds). The state is not CLOSED. False: an exception. */
OU_MUST_CHECK bool ou_generator_enter(OuVM *vm, OuGenerator *g, OuObj *value, OuOnReturn on_return);
/* Leave its frame because of a YIELD: vm->frame is the resumer again. */
void ou_generator_suspend(OuVM *vm, OuGenerator *g);
/* Deliver what a generator yielded to the resumer's instruction. */
bool ou_continue_yield(OuVM *vm, OuFrame *frame, OuOnReturn on_return, OuObj *kept, OuObj *value);
/* After its frame was left by an exception: StopIteration becomes RuntimeError (PEP 479). */
void ou_generator_failed(OuVM *vm, uint32_t type);
/* Resume from C: what it yields; OU_DONE and *result (new) if it returned; NULL. value NULL: throw
 * the pending exception. */
OuObj *ou_generator_resume(OuVM *vm, OuGenerator *g, OuObj *value, OuObj **result);
extern const OuMethodDef *const ou_generator_send_defs[2]; /* of generators, of coroutines */
OU_INLINE bool ou_is_generator(const OuObj *o)
{
    uint32_t i = ou_index(o);
    return i == OU_T_GENERATOR || i == OU_T_COROUTINE || i == OU_T_ASYNC_GENERATOR;
}

/* ---- quickening (quicken.c) ---- */
/* Count a turn of a loop or a call; gives hot code its private instructions. The frame's pc
 * is moved along. */
void ou_warm_up(OuVM *vm, OuFrame *frame);
/* Give code its private instructions now. */
void ou_quicken_code(OuVM *vm, OuCode *code);

/* ---- slow parts of instructions: slow_*.c ---- */
#define SLOW_FUNCTIONS(X) \
    X(binary) X(float) X(unary) X(compare) X(truth) X(contains) X(not_) \
    X(getattr) X(setattr) X(delattr) X(loadmethod) X(loadsuper) X(loadsupermethod) \
    X(getitem) X(setitem) X(delitem) X(slice) X(getslice) \
    X(iter) X(foriter) X(unpack) X(unpackex) \
    X(loadglobal) X(storeglobal) X(delglobal) X(loadname) X(storename) X(delname) \
    X(check) X(delete_) X(loadcell) X(storecell) X(delcell) X(loadfree) X(storefree) X(delfree) \
    X(loadclassfree) X(makecell) \
    X(tuple) X(list) X(set) X(dict) X(strjoin) X(format) \
    X(listextend) X(setupdate) X(dictupdate) X(dictmerge) X(listtotuple) \
    X(function) X(buildclass) X(importname) X(importfrom) X(importstar) X(setupannotations) \
    X(printexpr) \
    X(raise) X(catch_) X(uncatch) X(takeexc) X(matchexc) X(splitexc) X(preparestar) X(endcatch) X(reraise) \
    X(withenter) X(withexcept) X(withexit) \
    X(yieldfromiter) X(awaitable) X(send) X(aiter) X(anext) X(endasyncfor) \
    X(asyncyield) \
    X(matchseq) X(matchmap) X(matchkeys) X(matchclass) X(matchrest) X(len)
/* The property of `o` that function `get` of the host gives; slow_attr.c */
OuObj *ou_host_attribute(OuVM *vm, OuFrame *frame, OuObj *get, OuObj *o);
#define X(name) bool ou_slow_##name(OuVM *vm, OuFrame *frame);
SLOW_FUNCTIONS(X)
#undef X

/* Attribute of a class that serves as special method, if it is a script function: borrowed. */
OuFunction *ou_script_method_peek(OuVM *vm, OuObj *o, OuStr *name);

#endif
