/* interp.c - the loop.
 *
 * C locals: pc, the registers R, the frame, the constants K. frame->pc is written before
 * anything that can raise, call, run a finalizer or look at frames. Handlers are short; what is
 * rare goes through `run_slow` to a function that finds everything at frame->pc (interp.h).
 * After such a function, and after calls and returns, `reload` takes the locals from vm->frame.
 *
 * The bodies are in the .inc files, by subject; they use only the macros defined here, so that
 * a second loop (one that reports what it does) can include them again. */
#include "object/str.h"
#include "object/iters.h"
#include "object/list.h"
#include "types/module.h"
#include "types/set.h"
#include "object/range_slice.h"
#include "vm/interp.h"
#include "vm/quick_arith.h"
#include "vm/attr_cache.h"
#include "vm/quicken.h"
#include <string.h>

typedef bool (*SlowFn)(OuVM *vm, OuFrame *frame);

/* The last reference to `o` was dropped: `frame` stands at `pc`. */
static OU_COLD void destroy(OuVM *vm, OuFrame *frame, const OuInsn *pc, OuObj *o)
{
    frame->pc = pc;
    ou_dealloc(vm, o);
}

/* The variable at `place` of a frame that is being left dies; those before it have been released. */
static OU_NOINLINE void destroy_variable(OuVM *vm, OuObj **place)
{
    vm->frame->flags |= OU_FRAME_LEAVING;
    OuObj *o = *place;
    for (OuObj **released = ou_frame_registers(vm->frame); released <= place; released++)
        *released = NULL;
    ou_dealloc(vm, o);
}

/* Leave vm->frame, which is not a plain one, by returning `value` (consumed). 1: go on with
 * vm->frame; 0: it returned to C; -1: an exception. */
static OU_NOINLINE int return_slow(OuVM *vm, OuFrame *frame, OuObj *value)
{
    OuOnReturn on_return = (OuOnReturn)frame->on_return;
    unsigned stage = frame->stage;
    OuObj *kept = frame->kept;
    bool entry = (frame->flags & OU_FRAME_ENTRY) != 0;
    frame->kept = NULL;
    ou_frame_leave(vm, frame);
    if (entry) {
        vm->exec->yielded = false;
        return 0;
    }
    return ou_continue(vm, vm->frame, on_return, stage, kept, value) ? 1 : -1;
}

/* The same for a value that a generator yields. */
static OU_NOINLINE int yield_slow(OuVM *vm, OuFrame *frame, OuObj *value)
{
    OuOnReturn on_return = (OuOnReturn)frame->on_return;
    OuObj *kept = frame->kept;
    bool entry = (frame->flags & OU_FRAME_ENTRY) != 0;
    frame->kept = NULL;
    ou_generator_suspend(vm, frame->generator);
    if (entry) {
        vm->exec->yielded = true;
        return 0;
    }
    return ou_continue_yield(vm, vm->frame, on_return, kept, value) ? 1 : -1;
}

OU_INLINE bool is_plain(const OuCode *code)
{
    return ou_code_is_plain(code);
}

/* Where attribute names[k] of `o` is by the table of places, if the instruction has settled; NULL: not known. */
OU_INLINE const OuAttrPlace *settled_place(const OuVM *vm, const OuFrame *frame, const OuInsn *pc,
                                           const OuObj *o, uint32_t k, bool to_set)
{
    uint32_t shape = ou_index(o);
    if (!(pc->op & OU_SETTLED) || shape < OU_BUILTIN_TYPES)
        return NULL;
    return ou_attr_known(vm, shape, frame->code->names[k], to_set);
}

/* Do the function's defaults make up for missing arguments? */
static OU_NOINLINE bool defaults_fill(const OuFunction *function, const OuProto *proto, uint32_t count)
{
    return count < proto->argument_count && function->defaults != NULL
        && count + OU_TUPLE(function->defaults)->len >= proto->argument_count;
}

/* Put them behind `count` arguments; how many there are then. */
static OU_NOINLINE uint32_t add_defaults(const OuFunction *function, const OuProto *proto,
                                         OuObj **registers, uint32_t count)
{
    const OuTuple *defaults = OU_TUPLE(function->defaults);
    size_t skip = defaults->len - (proto->argument_count - count);
    while (count < proto->argument_count)
        registers[count++] = ou_ref(defaults->items[skip++]);
    return count;
}

#ifdef OU_SWITCH_DISPATCH
#define TARGET(NAME) case OU_##NAME##_OP:
#define NEXT() goto dispatch
#else
#define TARGET(NAME) L_##NAME:
#define NEXT() goto *labels[pc->op & OU_OPCODE_MASK]
#endif

#define UNREF(object) \
    do { \
        OuObj *unref_ = (object); \
        uint32_t refs_ = unref_->refs; \
        if (OU_LIKELY((int32_t)refs_ > 1)) \
            unref_->refs = refs_ - 1; \
        else if (refs_ == 1) \
            DESTROY(unref_); \
    } while (0)
#define DESTROY(object) (unref_->refs = 0, destroy(vm, frame, pc, (object)))
#define HEAD(object) (*(const OuHeadWord *)(object))
#define IS_INT(object) ((object)->type == OU_T_INT)
#define IS_FLOAT(object) ((object)->type == OU_T_FLOAT)
#define INT_VALUE(object) (((OuInt *)(object))->value)
#define FLOAT_VALUE(object) (((OuFloat *)(object))->value)

/* Release a dying operand that is an exact number. */
#if defined(OU_DEBUG) || defined(OU_STRESS) || defined(OU_SANITIZE)
#define DROP_NUMBER(object, KIND, list) UNREF(object)
#else
#define DROP_NUMBER(object, KIND, list) \
    do { \
        OuObj *number_ = (object); \
        if (HEAD(number_) == OU_##KIND##_HEAD_OWNED) { \
            ((OuFreeNumber *)number_)->next = vm->list; \
            vm->list = (OuFreeNumber *)number_; \
        } else if ((int32_t)number_->refs > 0) { \
            if (--number_->refs == 0) \
                destroy(vm, frame, pc, number_); \
        } \
    } while (0)
#endif
#define DROP_INT(object) DROP_NUMBER(object, INT, free_ints)
#define DROP_FLOAT(object) DROP_NUMBER(object, FLOAT, free_floats)

/* Release the `count` variables from `place` on of the plain `frame`, which is being left at `pc`. */
OU_INLINE void release_variables(OuVM *vm, OuFrame *frame, const OuInsn *pc, OuObj **place, size_t count)
{
    for (OuObj **end = place + count; place < end; place++) {
        OuObj *variable = *place;
        if (variable == NULL)
            continue;
        uint32_t refs = variable->refs;
        if (OU_LIKELY((int32_t)refs > 1)) {
            variable->refs = refs - 1;
        } else if (refs == 1) {
            if (IS_FLOAT(variable)) {
                DROP_FLOAT(variable);
            } else if (IS_INT(variable)) {
                DROP_INT(variable);
            } else {
                variable->refs = 0;
                destroy_variable(vm, place);
            }
        }
    }
}

/* Leave vm->frame, a plain one that C has entered; its variables from `place` on are to be released. */
static OU_NOINLINE OuObj *return_entry_slow(OuVM *vm, OuFrame *frame, OuObj *value, OuObj **place)
{
    OuCode *code = frame->code;
    OuObj **end = ou_frame_registers(frame) + code->proto->local_count;
    release_variables(vm, frame, frame->pc, place, (size_t)(end - place));
    OuFunction *function = frame->function;
    vm->depth = frame->depth;
    vm->frame = frame->back;
    ou_unref_nonnull(vm, OU_OBJ(function));
    ou_unref_nonnull(vm, OU_OBJ(code));
    return value;
}

/* The same where nothing dies but small ints: no call that returns, so that no register has to be saved. */
static OU_NOINLINE OuObj *return_entry(OuVM *vm, OuFrame *frame, OuObj *value)
{
    OuCode *code = frame->code;
    const OuInsn *pc = frame->pc;
    OuObj **place = ou_frame_registers(frame), **end = place + code->proto->local_count;
    for (; place < end; place++) {
        OuObj *variable = *place;
        if (variable == NULL)
            continue;
        if ((int32_t)variable->refs > 1) {
            variable->refs--;
        } else if (HEAD(variable) == OU_INT_HEAD_OWNED) {
            DROP_INT(variable);
        } else if (variable->refs == 1) {
            return return_entry_slow(vm, frame, value, place);
        }
    }
    OuFunction *function = frame->function;
    if (OU_UNLIKELY(OU_OBJ(function)->refs == 1 || OU_OBJ(code)->refs == 1))
        return return_entry_slow(vm, frame, value, end);
    vm->depth = frame->depth;
    vm->frame = frame->back;
    ou_unref_shared(OU_OBJ(function));
    ou_unref_shared(OU_OBJ(code));
    return value;
}

/* Release what `value` has replaced, whose finalizer may replace that again: the operand holds it until then. */
#define UNREF_REPLACED(object, value) \
    do { \
        OuObj *unref_ = (object); \
        uint32_t refs_ = unref_->refs; \
        if (OU_LIKELY((int32_t)refs_ > 1)) { \
            unref_->refs = refs_ - 1; \
        } else if (refs_ == 1) { \
            OuObj *held_ = unref_->type & OU_F_COLLECTED ? (value) : NULL; \
            ou_xref(held_); \
            DESTROY(unref_); \
            ou_unref(vm, held_); \
        } \
    } while (0)
/* Write a register: a temporary, or a variable whose old value dies after. */
#define STORE(reg, object) \
    do { \
        OuObj **slot_ = &R[reg]; \
        OuObj *new_ = (object); \
        if (pc->op & OU_TEMP) { \
            *slot_ = new_; \
        } else { \
            OuObj *old_ = *slot_; \
            *slot_ = new_; \
            if (old_ != NULL) \
                UNREF(old_); \
        } \
    } while (0)
#define RUN_SLOW(function) \
    do { \
        slow = (function); \
        goto run_slow; \
    } while (0)
#define SLOW(NAME, function) TARGET(NAME) RUN_SLOW(ou_slow_##function)
/* A jump of `words` from the start of the next instruction `size` words on. */
#define JUMP(size, words) \
    do { \
        int32_t offset_ = (words); \
        pc += (size) + offset_; \
        if (offset_ < 0 && OU_UNLIKELY((vm->fuel += offset_) <= 0)) \
            goto poll; \
        NEXT(); \
    } while (0)
/* The same in instructions that have no specialized form: backward jumps count as turns of a
 * loop while the code is not quickened. */
#define JUMP_PLAIN(words) \
    do { \
        int32_t plain_ = (words); \
        if (plain_ < 0 && OU_UNLIKELY(!frame->code->quickened)) { \
            frame->pc = pc; \
            ou_warm_up(vm, frame); \
            pc = frame->pc; \
        } \
        JUMP(1, plain_); \
    } while (0)

OuObj *ou_interpret(OuVM *vm)
{
#ifndef OU_SWITCH_DISPATCH
    static const void *const labels[OU_OPCODE_COUNT] = {
#define OP(NAME, operands, words, meaning) [OU_##NAME##_OP] = &&L_##NAME,
#define QOP(NAME, base) [OU_##NAME##_OP] = &&L_##NAME,
#include "code/opcode.def"
#undef OP
#undef QOP
    };
#endif
    OuFrame *frame;
    const OuInsn *pc;
    OuObj **R, **K;
    SlowFn slow;
    goto reload;

run_slow:
    frame->pc = pc;
    if (OU_UNLIKELY(!slow(vm, frame)))
        goto error;
reload:
    frame = vm->frame;
    pc = frame->pc;
    R = ou_frame_registers(frame);
    K = frame->code->consts;
    if (OU_LIKELY(vm->fuel > 0))
        NEXT();
poll:
    frame->pc = pc;
    if (ou_upcall_poll(vm))
        NEXT();
    ou_drop_unconsumed(vm, frame);
error:
    if (!ou_unwind(vm))
        return NULL;
    goto reload;
enter: /* a frame made by push_plain */
    vm->frame = frame;
    pc = frame->pc;
    K = frame->code->consts;
    if (OU_LIKELY((vm->fuel -= frame->code->proto->insn_count) > 0))
        NEXT();
    goto poll;

#ifdef OU_SWITCH_DISPATCH
dispatch:
    switch ((OuOpcode)(pc->op & OU_OPCODE_MASK)) {
#endif
#include "vm/interp_basic.inc"
#include "vm/interp_slow.inc"
#include "vm/interp_arith.inc"
#include "vm/interp_attr.inc"
#include "vm/interp_call.inc"
#ifdef OU_SWITCH_DISPATCH
    case OU_OPCODE_COUNT:
        break;
    }
#endif
    OU_UNREACHABLE();
}
