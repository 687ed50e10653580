/* finish.c - the ends of instructions, and how a caller's instruction goes on when the script
 * code that it called returns or raises. Releasing operands may run script code: registers
 * are emptied first. */
#include "vm/interp.h"

/* ---- ends ---- */

void ou_store_register(OuVM *vm, OuFrame *frame, uint32_t reg, OuObj *value)
{
    OuObj **registers = ou_frame_registers(frame);
    if (frame->pc->op & OU_TEMP)
        registers[reg] = value;
    else
        ou_put(vm, &registers[reg], value);
}

static OuObj *take_dying(OuFrame *frame, unsigned flag, uint32_t reg)
{
    if (!(frame->pc->op & flag))
        return NULL;
    OuObj *value = ou_frame_registers(frame)[reg];
    ou_frame_registers(frame)[reg] = NULL;
    return value;
}

bool ou_finish(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *a = take_dying(frame, OU_DIES_A, pc->a);
    OuObj *b = take_dying(frame, OU_DIES_B, pc->b);
    OuObj *c = take_dying(frame, OU_DIES_C, pc->c);
    unsigned base = ou_base_op(pc->op);
    if (base == OU_SETATTR_OP || base == OU_SETITEM_OP) {
        ou_unref(vm, c);
        c = NULL;
    }
    ou_unref(vm, a);
    ou_unref(vm, b);
    ou_unref(vm, c);
    frame->pc = pc + ou_words(pc->op);
    return true;
}

bool ou_finish_store(OuVM *vm, OuFrame *frame, OuObj *value)
{
    const OuInsn *pc = frame->pc;
    OuObj *b = take_dying(frame, OU_DIES_B, pc->b);
    OuObj *c = take_dying(frame, OU_DIES_C, pc->c);
    ou_unref(vm, b);
    ou_unref(vm, c);
    ou_store_register(vm, frame, pc->a, value);
    frame->pc = pc + ou_words(pc->op);
    return true;
}

bool ou_jump(OuVM *vm, OuFrame *frame, int32_t offset)
{
    if (offset < 0) {
        vm->fuel += offset;
        ou_warm_up(vm, frame);
    }
    frame->pc += (int32_t)ou_words(frame->pc->op) + offset;
    return true;
}

void ou_finish_compared(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *a = take_dying(frame, OU_DIES_A, pc->a);
    OuObj *b = take_dying(frame, OU_DIES_B, pc->b);
    ou_unref(vm, a);
    ou_unref(vm, b);
}

static bool branch(OuVM *vm, OuFrame *frame, bool taken, int32_t offset)
{
    ou_finish_compared(vm, frame);
    return ou_jump(vm, frame, taken ? offset : 0);
}

static bool branch_keep(OuVM *vm, OuFrame *frame, bool taken)
{
    const OuInsn *pc = frame->pc;
    if (taken)
        return ou_jump(vm, frame, pc->k);
    if (!ou_is_variable(frame, pc->a)) {
        OuObj *value = ou_frame_registers(frame)[pc->a];
        ou_frame_registers(frame)[pc->a] = NULL;
        ou_unref(vm, value);
    }
    frame->pc = pc + 1;
    return true;
}

bool ou_finish_truth(OuVM *vm, OuFrame *frame, bool truth)
{
    const OuInsn *pc = frame->pc;
    unsigned base = ou_base_op(pc->op);
    if ((base >= OU_LT_OP && base <= OU_GE_OP) || base == OU_IN_OP)
        return ou_finish_store(vm, frame, OU_BOOL(truth));
    if (base == OU_NOT_OP || base == OU_NOTIN_OP)
        return ou_finish_store(vm, frame, OU_BOOL(!truth));
    if ((base >= OU_JLT_OP && base <= OU_JGE_OP) || (base >= OU_JLTI_OP && base <= OU_JGEI_OP)
        || base == OU_JIN_OP)
        return branch(vm, frame, truth, (int16_t)pc->c);
    if ((base >= OU_JNLT_OP && base <= OU_JNGE_OP) || (base >= OU_JNLTI_OP && base <= OU_JNGEI_OP)
        || base == OU_JNOTIN_OP)
        return branch(vm, frame, !truth, (int16_t)pc->c);
    if (base == OU_JTRUEKEEP_OP || base == OU_JFALSEKEEP_OP)
        return branch_keep(vm, frame, truth == (base == OU_JTRUEKEEP_OP));
    OU_ASSERT(base == OU_JTRUE_OP || base == OU_JFALSE_OP);
    OuObj *a = take_dying(frame, OU_DIES_A, pc->a);
    ou_unref(vm, a);
    return ou_jump(vm, frame, truth == (base == OU_JTRUE_OP) ? pc->k : 0);
}

bool ou_finish_truth_of(OuVM *vm, OuFrame *frame, OuObj *value)
{
    if (value == OU_TRUE || value == OU_FALSE)
        return ou_finish_truth(vm, frame, value == OU_TRUE);
    int truth;
    if (ou_type(vm, value)->flags & OU_TF_USER) {
        OuOnReturn on_return = OU_RET_BOOL;
        OuFunction *method = ou_script_method_peek(vm, value, OU_NAME(__bool__));
        if (method == NULL && ou_type(vm, value)->to_bool == NULL) {
            on_return = OU_RET_LEN;
            method = ou_script_method_peek(vm, value, OU_NAME(__len__));
        }
        if (method != NULL) {
            OuObj *result;
            OuCallOutcome outcome = ou_call_script(vm, OU_OBJ(method), &value, 1, on_return, &result);
            ou_unref(vm, value);
            if (outcome == OU_CALL_VALUE)
                return ou_continue(vm, frame, on_return, 0, NULL, result);
            return outcome == OU_CALL_FRAME;
        }
    }
    truth = ou_truth(vm, value);
    ou_unref(vm, value);
    return truth >= 0 && ou_finish_truth(vm, frame, truth != 0);
}

/* ---- continuations ---- */

static bool continue_init(OuVM *vm, OuFrame *frame, OuObj *instance, OuObj *value)
{
    OuObj **registers = ou_frame_registers(frame);
    OuObj *cls = registers[frame->pc->a];
    registers[frame->pc->a] = NULL;
    if (value != OU_NONE) {
        OU_TYPE_ERROR(vm, "__init__() should return None, not '%.200T'", value);
        ou_unref(vm, value);
        ou_unref(vm, instance);
        ou_unref(vm, cls);
        return false;
    }
    ou_unref(vm, cls);
    return ou_finish_call(vm, frame, instance, 2);
}

static bool continue_bool(OuVM *vm, OuFrame *frame, OuObj *value)
{
    if (value == OU_TRUE || value == OU_FALSE)
        return ou_finish_truth(vm, frame, value == OU_TRUE);
    OU_TYPE_ERROR(vm, "__bool__ should return bool, returned %T", value);
    ou_unref(vm, value);
    return false;
}

static bool continue_len(OuVM *vm, OuFrame *frame, OuObj *value)
{
    ptrdiff_t length;
    OuObj *number = ou_index_of(vm, value);
    ou_unref(vm, value);
    if (number == NULL)
        return false;
    if (ou_int_sign(number) < 0) {
        ou_unref(vm, number);
        return OU_VALUE_ERROR(vm, "__len__() should return >= 0") != NULL;
    }
    bool ok = ou_as_ssize(vm, number, &length, OU_T_OverflowError);
    ou_unref(vm, number);
    return ok && ou_finish_truth(vm, frame, length != 0);
}

/* LOADMETHOD got its attribute: no self to pass. */
bool ou_finish_method(OuVM *vm, OuFrame *frame, OuObj *value)
{
    const OuInsn *pc = frame->pc;
    OuObj *b = take_dying(frame, OU_DIES_B, pc->b);
    ou_frame_registers(frame)[pc->a] = value;
    ou_frame_registers(frame)[pc->a + OU_CALL_GAP] = NULL;
    ou_unref(vm, b);
    frame->pc = pc + 3;
    return true;
}

static bool continue_iter(OuVM *vm, OuFrame *frame, OuObj *value)
{
    if (ou_type(vm, value)->next == NULL) {
        OU_TYPE_ERROR(vm, "iter() returned non-iterator of type '%.100T'", value);
        ou_unref(vm, value);
        return false;
    }
    return ou_finish_store(vm, frame, value);
}

static bool next_item(OuVM *vm, OuFrame *frame, OuObj *value)
{
    ou_store_register(vm, frame, frame->pc->b, value);
    return ou_jump(vm, frame, frame->pc[1].k);
}

static bool exhausted(OuVM *vm, OuFrame *frame)
{
    OuObj **registers = ou_frame_registers(frame);
    OuObj *iterator = registers[frame->pc->a];
    registers[frame->pc->a] = NULL;
    ou_unref(vm, iterator);
    frame->pc += 2;
    return true;
}

static bool continue_enter(OuVM *vm, OuFrame *frame, OuObj *exit, OuObj *value)
{
    const OuInsn *pc = frame->pc;
    OuObj *manager = take_dying(frame, OU_DIES_B, pc->b);
    ou_frame_registers(frame)[pc->a] = exit;
    ou_frame_registers(frame)[pc->a + 1] = value;
    ou_unref(vm, manager);
    frame->pc = pc + 1;
    return true;
}

bool ou_finish_send(OuVM *vm, OuFrame *frame, OuObj *value)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *iterator = registers[pc->a];
    registers[pc->a] = NULL;
    ou_unref(vm, iterator);
    ou_store_register(vm, frame, pc->c, value);
    return ou_jump(vm, frame, pc[1].k);
}

bool ou_continue(OuVM *vm, OuFrame *frame, OuOnReturn on_return, unsigned stage, OuObj *kept,
                 OuObj *value)
{
    switch (on_return) {
    case OU_RET_CALL:
        return ou_finish_call(vm, frame, value, 2);
    case OU_RET_STORE:
    case OU_RET_GETATTR:
        return ou_finish_store(vm, frame, value);
    case OU_RET_CALLEX:
        ou_finish_call_ex(vm, frame);
        return ou_finish_call(vm, frame, value, 1);
    case OU_RET_CALLED:
        ou_release_call(vm, frame);
        return ou_finish_call(vm, frame, value, 2);
    case OU_RET_INIT:
        return continue_init(vm, frame, kept, value);
    case OU_RET_BINARY:
        return ou_continue_binary(vm, frame, stage, value);
    case OU_RET_COMPARE:
        return ou_continue_compare(vm, frame, stage, value);
    case OU_RET_TRUTH:
        return ou_finish_truth_of(vm, frame, value);
    case OU_RET_BOOL:
        return continue_bool(vm, frame, value);
    case OU_RET_LEN:
        return continue_len(vm, frame, value);
    case OU_RET_DISCARD:
        ou_unref(vm, value);
        return ou_finish(vm, frame);
    case OU_RET_METHOD:
    case OU_RET_METHOD_GETATTR:
        return ou_finish_method(vm, frame, value);
    case OU_RET_ITER:
        return continue_iter(vm, frame, value);
    case OU_RET_NEXT:
        return next_item(vm, frame, value);
    case OU_RET_ENTER:
        return continue_enter(vm, frame, kept, value);
    case OU_RET_GEN_FOR:
        ou_unref(vm, value);
        return exhausted(vm, frame);
    case OU_RET_GEN_SEND:
        return ou_finish_send(vm, frame, value);
    case OU_RET_GEN_CALL:
        ou_unref(vm, kept);
        ou_raise_arg(vm, OU_T_StopIteration, value == OU_NONE ? NULL : value);
        ou_unref(vm, value);
        return false;
    }
    OU_UNREACHABLE();
}

bool ou_continue_yield(OuVM *vm, OuFrame *frame, OuOnReturn on_return, OuObj *kept, OuObj *value)
{
    if (on_return == OU_RET_GEN_FOR)
        return next_item(vm, frame, value);
    if (on_return == OU_RET_GEN_SEND) {
        ou_frame_registers(frame)[frame->pc->b] = value;
        frame->generator->yield_from = ou_frame_registers(frame)[frame->pc->a];
        frame->pc += 2;
        return true;
    }
    OU_ASSERT(on_return == OU_RET_GEN_CALL);
    ou_unref(vm, kept);
    return ou_finish_call(vm, frame, value, 2);
}

/* ---- exceptions ---- */

/* __getattribute__ failed with AttributeError: is there a __getattr__? */
static int try_getattr(OuVM *vm, OuFrame *frame, bool for_method)
{
    const OuInsn *pc = frame->pc;
    if (!ou_error_is(vm, OU_T_AttributeError))
        return 0;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    OuClass *cls = ou_class_of(vm, o);
    OuObj *hook = ou_class_lookup_peek(vm, cls, OU_NAME(__getattr__));
    if (hook == NULL)
        return 0;
    ou_error_clear(vm);
    OuObj *value, *name = OU_OBJ(frame->code->names[pc->c]);
    OuOnReturn on_return = for_method ? OU_RET_METHOD : OU_RET_STORE;
    OuCallOutcome outcome;
    if (ou_is_exact(hook, OU_T_FUNCTION)) {
        OuObj *args[] = {o, name};
        outcome = ou_call_script(vm, hook, args, 2, on_return, &value);
    } else {
        value = ou_call_special(vm, o, OU_NAME(__getattr__), &name, 1);
        outcome = value ? OU_CALL_VALUE : OU_CALL_FAILED;
    }
    if (outcome == OU_CALL_VALUE)
        return ou_continue(vm, frame, on_return, 0, NULL, value) ? 1 : 0;
    return outcome == OU_CALL_FRAME;
}

/* Reading an attribute failed in a script function: say in the AttributeError which one. */
static void note_attribute(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    unsigned base = ou_base_op(pc->op);
    OuObj *o = ou_frame_registers(frame)[pc->b];
    if (o != NULL && (base == OU_GETATTR_OP
                      || (base == OU_LOADMETHOD_OP && ou_type(vm, o)->getattr != ou_getattr_generic)))
        ou_attr_note_error(vm, o, frame->code->names[pc->c]);
}

int ou_continue_error(OuVM *vm, OuFrame *frame, OuOnReturn on_return, OU_UNUSED unsigned stage,
                      OuObj *kept)
{
    switch (on_return) {
    case OU_RET_GETATTR:
    case OU_RET_METHOD_GETATTR: {
        int handled = try_getattr(vm, frame, on_return == OU_RET_METHOD_GETATTR);
        if (!handled)
            note_attribute(vm, frame);
        return handled;
    }
    case OU_RET_NEXT:
        return ou_error_swallow(vm, OU_T_StopIteration) && exhausted(vm, frame);
    case OU_RET_GEN_SEND:
        return 0;
    case OU_RET_CALLEX:
        ou_finish_call_ex(vm, frame);
        return 0;
    case OU_RET_CALLED:
        ou_release_call(vm, frame);
        return 0;
    case OU_RET_INIT: {
        OuObj **registers = ou_frame_registers(frame);
        OuObj *cls = registers[frame->pc->a];
        registers[frame->pc->a] = NULL;
        ou_unref(vm, kept);
        ou_unref(vm, cls);
        return 0;
    }
    case OU_RET_STORE:
    case OU_RET_METHOD:
        note_attribute(vm, frame);
        ou_unref(vm, kept);
        return 0;
    case OU_RET_CALL:
    case OU_RET_BINARY:
    case OU_RET_COMPARE:
    case OU_RET_TRUTH:
    case OU_RET_BOOL:
    case OU_RET_LEN:
    case OU_RET_DISCARD:
    case OU_RET_ITER:
    case OU_RET_ENTER:
    case OU_RET_GEN_FOR:
    case OU_RET_GEN_CALL:
        ou_unref(vm, kept);
        return 0;
    }
    OU_UNREACHABLE();
}
