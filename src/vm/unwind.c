/* unwind.c - an exception on its way to a handler, through the frames in between.
 *
 * The pending exception stays in vm->error all the time; what is released on the way may run
 * script code, which leaves it alone. After a terminal end nothing is caught. */
#include "vm/interp.h"
#include "code/effects.h"

#define CLOCK_FRAMES 256u /* left between two looks at the clock */

static void add_traceback(OuVM *vm, OuFrame *frame)
{
    if (OU_UNLIKELY(!ou_exec_is_shown(vm, vm->depth)))
        return;
    uint32_t index = ou_frame_index(frame);
    ou_frame_add_traceback(vm, frame, index, ou_code_line(frame->code->proto, index));
}

/* The operands that were to die with the instruction that failed do so first, in its order. */
static void drop_operands(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    unsigned base = ou_base_op(pc->op);
    if (!(pc->op & (OU_DIES_A | OU_DIES_B | OU_DIES_C)) || base == OU_YIELD_OP
        || base == OU_RETURN_OP)
        return;
    static const uint16_t flags[] = {OU_DIES_A, OU_DIES_B, OU_DIES_C};
    bool value_first = base == OU_SETATTR_OP || base == OU_SETITEM_OP;
    OuObj **registers = ou_frame_registers(frame);
    for (unsigned i = 0; i < 3; i++) {
        unsigned which = value_first ? (i + 2) % 3 : i;
        if (!(pc->op & flags[which]) || (which == 2 && base == OU_FORMAT_OP))
            continue;
        uint32_t reg = which == 0 ? pc->a : which == 1 ? pc->b : pc->c;
        OuObj *value = registers[reg];
        registers[reg] = NULL;
        ou_unref(vm, value);
    }
}

/* What raised the exception that the end of a `with` or of a named handler raises again: f_lineno
 * goes back to it. */
static const OuInsn *raised_before(OuVM *vm, OuFrame *frame)
{
    if (ou_base_op(frame->pc->op) != OU_RERAISE_OP || frame->pc->c == OU_RERAISE_HERE)
        return NULL;
    if (frame->pc->c == OU_RERAISE_NAMED)
        return vm->exec->raised_frame == frame ? vm->exec->raised_at : NULL;
    const OuTraceback *entry = (OuTraceback *)OU_EXCEPTION(vm->error)->traceback;
    if (entry == NULL || entry->frame != frame->object)
        return NULL;
    return frame->code->insns + entry->lasti / OU_INSN_BYTES;
}

void ou_drop_unconsumed(OuVM *vm, OuFrame *frame)
{
    const OuInsn *insn = &frame->code->proto->insns[ou_frame_index(frame)];
    OuObj **registers = ou_frame_registers(frame);
    OuEffects effects;
    ou_op_effects(insn, insn + 1, &effects);
    for (int i = 0; i < effects.count; i++)
        for (uint32_t k = 0; k < effects.items[i].count && effects.items[i].kind == OU_EFFECT_CONSUMES; k++) {
            OuObj *value = registers[effects.items[i].first + k];
            registers[effects.items[i].first + k] = NULL;
            ou_unref(vm, value);
        }
}

/* Leave vm->frame because of the pending exception, or without one; its frame object shows the
 * instruction `at`, if there is one. */
static void leave(OuVM *vm, OuFrame *frame, const OuInsn *at)
{
    OuGenerator *g = frame->generator;
    OuObj *keep = g ? ou_ref(OU_OBJ(g)) : NULL;
    ou_frame_clear_temporaries(vm, frame, 0);
    if (at != NULL)
        frame->pc = at;
    ou_frame_leave(vm, frame);
    if (g != NULL && vm->error != NULL && vm->exec->end == OU_END_NONE)
        ou_generator_failed(vm, ou_index(OU_OBJ(g)));
    ou_unref(vm, keep);
}

/* Leave vm->frame for good. *entry: it was the one that C has entered. True: an exception that travels
 * was caught by the caller's instruction; without one (`quiet`) never. */
static bool leave_for_good(OuVM *vm, const OuInsn *raised, bool quiet, bool *entry)
{
    OuFrame *frame = vm->frame;
    OuOnReturn on_return = (OuOnReturn)frame->on_return;
    unsigned stage = frame->stage;
    *entry = (frame->flags & OU_FRAME_ENTRY) != 0;
    OuObj *kept = frame->kept;
    frame->kept = NULL;
    leave(vm, frame, raised);
    if (!*entry) {
        bool has_window = on_return == OU_RET_CALLEX || on_return == OU_RET_INIT || on_return == OU_RET_CALLED;
        if ((vm->exec->end == OU_END_NONE && !quiet) || has_window)
            return ou_continue_error(vm, vm->frame, on_return, stage, kept) != 0;
    }
    ou_unref(vm, kept);
    return false;
}

void ou_unwind_abandoned(OuVM *vm)
{
    for (bool entry = false; !entry;) {
        drop_operands(vm, vm->frame);
        (void)leave_for_good(vm, NULL, true, &entry);
    }
}

bool ou_unwind(OuVM *vm)
{
    if (OU_UNLIKELY(vm->exec->suspension.asked != NULL) && ou_suspend_now(vm))
        return false;
    bool again = vm->exec->raised_again;
    vm->exec->raised_again = false;
    const OuInsn *raised = again ? raised_before(vm, vm->frame) : NULL;
    for (;;) {
        OuFrame *frame = vm->frame;
        OU_ASSERT(vm->error != NULL);
        if (OU_UNLIKELY((++vm->exec->unwound & (CLOCK_FRAMES - 1)) == 0))
            ou_exec_look_at_clock(vm);
        drop_operands(vm, frame);
        if (!again)
            add_traceback(vm, frame);
        if (vm->exec->end == OU_END_NONE) {
            const OuHandler *handler = ou_code_handler(frame->code->proto, ou_frame_index(frame));
            if (handler != NULL) {
                ou_frame_clear_temporaries(vm, frame, handler->depth);
                ou_exception_settle(vm, vm->error); /* what died above was before the exception was made */
                if (raised == NULL)
                    raised = frame->pc;
                frame->pc = frame->code->insns + handler->target;
                if (ou_base_op(frame->pc->op) != OU_UNCATCH_OP) {
                    vm->exec->raised_frame = frame;
                    vm->exec->raised_at = raised;
                    return true;
                }
                again = !ou_slow_uncatch(vm, frame);
                vm->exec->raised_again = false;
                continue;
            }
        }
        bool entry;
        if (leave_for_good(vm, raised, false, &entry))
            return true;
        if (entry)
            return false;
        again = false;
        raised = NULL;
    }
}
