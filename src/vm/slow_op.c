/* slow_op.c - operators, comparisons, truth and membership: everything that the loop does not do
 * inline. Special methods that are script functions run in frames of their own; all other cases
 * go through object/ops.h. */
#include "object/list.h"
#include "object/str.h"
#include "vm/interp.h"
#include "vm/quicken.h"

/* ---- which operator, which operands ---- */

typedef enum { NOT_ARITHMETIC, REGISTER, CONSTANT, IMMEDIATE } Right;
typedef struct ArithmeticInfo {
    uint8_t op, right;
} ArithmeticInfo;
#define ROW(NAME) [OU_##NAME##_OP] = {OU_OP_##NAME, REGISTER}
#define ROW_K(NAME) ROW(NAME), [OU_##NAME##K_OP] = {OU_OP_##NAME, CONSTANT}
#define ROW_I(NAME) ROW_K(NAME), [OU_##NAME##I_OP] = {OU_OP_##NAME, IMMEDIATE}
static const ArithmeticInfo arithmetic_info[OU_EXTRA_OP + 1] = {
    ROW_I(ADD), ROW_I(SUB), ROW_K(MUL), ROW(MATMUL), ROW_K(TRUEDIV), ROW_K(FLOORDIV), ROW_K(MOD),
    ROW_K(POW), ROW_K(LSHIFT), ROW_K(RSHIFT), ROW_K(AND), ROW_K(XOR), ROW_K(OR),
};

typedef struct OperatorNames {
    const OuStr *const *method, *const *reflected, *const *inplace;
} OperatorNames;
#define NAME_ROW(NAME, field) \
    [OU_OP_##NAME] = {&ou_name_table[OU_NAME___##field##__], &ou_name_table[OU_NAME___r##field##__], \
                      &ou_name_table[OU_NAME___i##field##__]}
static const OperatorNames operator_names[OU_OP_COUNT] = {
    NAME_ROW(ADD, add), NAME_ROW(SUB, sub), NAME_ROW(MUL, mul),
    NAME_ROW(MATMUL, matmul), NAME_ROW(TRUEDIV, truediv),
    NAME_ROW(FLOORDIV, floordiv), NAME_ROW(MOD, mod),
    NAME_ROW(POW, pow), NAME_ROW(LSHIFT, lshift),
    NAME_ROW(RSHIFT, rshift), NAME_ROW(AND, and), NAME_ROW(XOR, xor),
    NAME_ROW(OR, or),
};

/* The right operand, a new reference; NULL: no memory. */
static OuObj *right_operand(OuVM *vm, OuFrame *frame, Right kind)
{
    const OuInsn *pc = frame->pc;
    if (kind == REGISTER)
        return ou_ref(ou_frame_registers(frame)[pc->c]);
    if (kind == CONSTANT)
        return ou_ref(frame->code->consts[pc->c]);
    return ou_int_from(vm, (int16_t)pc->c);
}

OuFunction *ou_script_method_peek(OuVM *vm, OuObj *o, OuStr *name)
{
    const OuShape *shape = ou_shape(vm, o);
    if (!(shape->type->flags & OU_TF_USER) || shape->cls == NULL)
        return NULL;
    OuObj *method = ou_class_lookup_peek(vm, shape->cls, name);
    return method != NULL && ou_is_exact(method, OU_T_FUNCTION) ? OU_FUNCTION(method) : NULL;
}

/* Would CPython ask the right operand first (a proper subclass of the left one's type)? */
static bool right_goes_first(OuVM *vm, OuObj *left, OuObj *right)
{
    const OuShape *l = ou_shape(vm, left), *r = ou_shape(vm, right);
    if (r->type == l->type || !(r->type->flags & OU_TF_USER))
        return false;
    OuClass *left_class = ou_class_of(vm, left);
    return left_class == NULL || r->cls == NULL || ou_is_subclass(r->cls, left_class);
}

/* ---- arithmetic ---- */

enum { STAGE_INPLACE, STAGE_LEFT, STAGE_RIGHT }; /* who has been asked */

/* Nobody's number slot took it: what sequences do, or the TypeError. */
static bool unsupported(OuVM *vm, OuFrame *frame, OuBinaryOp op, OuObj *left, OuObj *right)
{
    OuObj *value = ou_binary_rest(vm, op, (frame->pc->op & OU_INPLACE) != 0, left, right);
    return value != NULL && ou_finish_store(vm, frame, value);
}

/* Call a script's method with (self, other); what comes of it is for ou_continue_binary. */
static bool ask(OuVM *vm, OuFrame *frame, OuFunction *method, OuObj *self, OuObj *other, unsigned stage)
{
    OuObj *args[] = {self, other}, *value;
    switch (ou_call_script(vm, OU_OBJ(method), args, 2, OU_RET_BINARY, &value)) {
    case OU_CALL_FRAME:
        vm->frame->stage = (uint16_t)stage;
        return true;
    case OU_CALL_VALUE:
        return ou_continue_binary(vm, frame, stage, value);
    case OU_CALL_FAILED:
        break;
    }
    return false;
}

static OuBinaryFn binary_slot(const OuType *type, OuBinaryOp op)
{
    switch (op) {
    case OU_OP_ADD: return type->add;
    case OU_OP_SUB: return type->sub;
    case OU_OP_MUL: return type->mul;
    case OU_OP_MATMUL: return type->matmul;
    case OU_OP_TRUEDIV: return type->truediv;
    case OU_OP_FLOORDIV: return type->floordiv;
    case OU_OP_MOD: return type->mod;
    case OU_OP_LSHIFT: return type->lshift;
    case OU_OP_RSHIFT: return type->rshift;
    case OU_OP_AND: return type->and_;
    case OU_OP_XOR: return type->xor_;
    case OU_OP_OR: return type->or_;
    case OU_OP_DIVMOD: return type->divmod;
    case OU_OP_POW:
    case OU_OP_COUNT:
        break;
    }
    return NULL;
}

/* The left operand has had its say (NotImplemented): ask the right one. */
static bool ask_right(OuVM *vm, OuFrame *frame, OuBinaryOp op, OuObj *left, OuObj *right)
{
    const OuType *type = ou_type(vm, right);
    if (type == ou_type(vm, left))
        return unsupported(vm, frame, op, left, right);
    if (type->flags & OU_TF_USER) {
        OuFunction *method = ou_script_method_peek(vm, right, (OuStr *)*operator_names[op].reflected);
        if (method != NULL)
            return ask(vm, frame, method, right, left, STAGE_RIGHT);
    }
    OuObj *value = OU_NOT_IMPLEMENTED;
    if (op == OU_OP_POW) {
        if (type->pow != NULL)
            value = type->pow(vm, left, right, OU_NONE);
    } else {
        OuBinaryFn slot = binary_slot(type, op);
        if (slot != NULL)
            value = slot(vm, left, right);
    }
    return value != NULL && ou_continue_binary(vm, frame, STAGE_RIGHT, value);
}

bool ou_continue_binary(OuVM *vm, OuFrame *frame, unsigned stage, OuObj *value)
{
    if (value != OU_NOT_IMPLEMENTED)
        return ou_finish_store(vm, frame, value);
    const ArithmeticInfo *info = &arithmetic_info[ou_base_op(frame->pc->op)];
    OuBinaryOp op = (OuBinaryOp)info->op;
    OuObj *left = ou_frame_registers(frame)[frame->pc->b];
    OuObj *right = right_operand(vm, frame, (Right)info->right);
    if (right == NULL)
        return false;
    bool ok;
    OuFunction *method = NULL;
    if (stage == STAGE_INPLACE)
        method = ou_script_method_peek(vm, left, (OuStr *)*operator_names[op].method);
    if (stage == STAGE_RIGHT) {
        ok = unsupported(vm, frame, op, left, right);
    } else if (stage == STAGE_LEFT) {
        ok = ask_right(vm, frame, op, left, right);
    } else if (method != NULL && !right_goes_first(vm, left, right)) {
        ok = ask(vm, frame, method, left, right, STAGE_LEFT);
    } else {
        OuObj *result = ou_inplace_rest(vm, op, left, right);
        ok = result != NULL && ou_finish_store(vm, frame, result);
    }
    ou_unref(vm, right);
    return ok;
}

/* s = s + t, s += t: append in place when the variable holds the only reference. */
static bool append_str(OuVM *vm, OuFrame *frame, OuObj *right)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *left = registers[pc->b];
    registers[pc->b] = NULL;
    OuObj *value = ou_str_append_take(vm, left, right);
    if (value == NULL)
        return false;
    OuObj *c = pc->op & OU_DIES_C ? registers[pc->c] : NULL;
    if (c != NULL)
        registers[pc->c] = NULL;
    ou_unref(vm, c);
    ou_store_register(vm, frame, pc->a, value);
    frame->pc = pc + 1;
    return true;
}

static bool as_double(const OuObj *o, double *number)
{
    if (o->type == OU_T_FLOAT)
        *number = ((const OuFloat *)o)->value;
    else if (o->type == OU_T_INT)
        *number = (double)((const OuInt *)o)->value;
    else
        return false;
    return true;
}

/* The result of float arithmetic of which one operand may be an int; false: it is something else,
 * or an error. */
static bool float_result(OuBinaryOp op, const OuObj *left, const OuObj *right, double *result)
{
    double x, y;
    if ((left->type != OU_T_FLOAT && right->type != OU_T_FLOAT) || !as_double(left, &x) || !as_double(right, &y))
        return false;
    if (op == OU_OP_ADD)
        *result = x + y;
    else if (op == OU_OP_SUB)
        *result = x - y;
    else if (op == OU_OP_MUL)
        *result = x * y;
    else if (op == OU_OP_TRUEDIV && y != 0.0)
        *result = x / y;
    else
        return false;
    return true;
}

static bool finish_float(OuVM *vm, OuFrame *frame, double number)
{
    OuObj *box = ou_float_from(vm, number);
    return box != NULL && ou_finish_store(vm, frame, box);
}

#define STAY_FLOAT 64 /* a form for floats that meets two ints is mostly one that meets all mixtures */

/* A form for floats has met something else: with ints the guess stands, all else takes it back. */
bool ou_slow_float(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    const ArithmeticInfo *info = &arithmetic_info[ou_base_op(pc->op)];
    OuObj *left = ou_frame_registers(frame)[pc->b];
    OuObj *right = info->right == REGISTER ? ou_frame_registers(frame)[pc->c] : frame->code->consts[pc->c];
    double number;
    if (float_result((OuBinaryOp)info->op, left, right, &number))
        return finish_float(vm, frame, number);
    if (left->type == OU_T_INT && right->type == OU_T_INT && vm->fuel % STAY_FLOAT != 1) {
        OuObj *result = ou_int_binary(vm, (OuBinaryOp)info->op, left, right);
        return result != NULL && ou_finish_store(vm, frame, result);
    }
    ou_quicken_back(vm, frame);
    return ou_slow_binary(vm, frame);
}

static bool binary(OuVM *vm, OuFrame *frame, OuBinaryOp op, OuObj *left, OuObj *right)
{
    const OuInsn *pc = frame->pc;
    if (ou_is_exact(left, OU_T_INT) && ou_is_exact(right, OU_T_INT) && op != OU_OP_MATMUL) {
        OuObj *number = ou_int_binary(vm, op, left, right);
        return number != NULL && ou_finish_store(vm, frame, number);
    }
    double real;
    if (float_result(op, left, right, &real))
        return finish_float(vm, frame, real);
    const OuType *type = ou_type(vm, left);
    if (type == ou_type(vm, right) && !(type->flags & OU_TF_USER) && !(pc->op & OU_INPLACE) && op != OU_OP_POW) {
        OuBinaryFn slot = binary_slot(type, op);
        OuObj *value = slot != NULL ? slot(vm, left, right) : OU_NOT_IMPLEMENTED;
        if (value == OU_NOT_IMPLEMENTED)
            value = ou_binary_rest(vm, op, false, left, right);
        return value != NULL && ou_finish_store(vm, frame, value);
    }
    bool user = (type->flags & OU_TF_USER) || (ou_type(vm, right)->flags & OU_TF_USER);
    if (user && !right_goes_first(vm, left, right)) {
        OuFunction *method = NULL;
        if (pc->op & OU_INPLACE)
            method = ou_script_method_peek(vm, left, (OuStr *)*operator_names[op].inplace);
        if (method != NULL)
            return ask(vm, frame, method, left, right, STAGE_INPLACE);
        method = ou_script_method_peek(vm, left, (OuStr *)*operator_names[op].method);
        if (method != NULL
            && !((pc->op & OU_INPLACE)
                 && ou_class_lookup_peek(vm, ou_shape(vm, left)->cls,
                                         (OuStr *)*operator_names[op].inplace)))
            return ask(vm, frame, method, left, right, STAGE_LEFT);
        /* A built-in left operand that knows nothing of the right one. */
        if (!(type->flags & OU_TF_USER) && op != OU_OP_POW && type->concat == NULL
            && type->repeat == NULL && !(pc->op & OU_INPLACE)
            && ou_script_method_peek(vm, right, (OuStr *)*operator_names[op].reflected) != NULL) {
            OuBinaryFn slot = binary_slot(type, op);
            OuObj *value = slot != NULL ? slot(vm, left, right) : OU_NOT_IMPLEMENTED;
            return value != NULL && ou_continue_binary(vm, frame, STAGE_LEFT, value);
        }
    }
    OuObj *value = pc->op & OU_INPLACE ? ou_inplace(vm, op, left, right)
                                       : ou_binary(vm, op, left, right);
    return value != NULL && ou_finish_store(vm, frame, value);
}

bool ou_slow_binary(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    const ArithmeticInfo *info = &arithmetic_info[ou_base_op(pc->op)];
    OU_ASSERT(info->right != NOT_ARITHMETIC);
    OuObj *left = ou_frame_registers(frame)[pc->b];
    OuObj *right = right_operand(vm, frame, (Right)info->right);
    if (right == NULL)
        return false;
    if (ou_may_quicken(frame))
        ou_quicken_binary(vm, frame, left, right);
    bool ok;
    if (info->op == OU_OP_ADD && ou_is_exact(left, OU_T_STR) && ou_is_exact(right, OU_T_STR)
        && left->refs == 1 && left != right
        && (pc->op & OU_DIES_B || (pc->a == pc->b && !(pc->op & OU_TEMP))))
        ok = append_str(vm, frame, right);
    else
        ok = binary(vm, frame, (OuBinaryOp)info->op, left, right);
    ou_unref(vm, right);
    return ok;
}

bool ou_slow_unary(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    unsigned base = ou_base_op(pc->op);
    OuObj *value;
    if (base == OU_NEG_OP && ou_may_quicken(frame))
        ou_quicken_unary(vm, frame, o);
    if (ou_type(vm, o)->flags & OU_TF_USER) {
        OuStr *name = base == OU_NEG_OP ? OU_NAME(__neg__) : base == OU_POS_OP ? OU_NAME(__pos__)
                                                                              : OU_NAME(__invert__);
        OuFunction *method = ou_script_method_peek(vm, o, name);
        if (method != NULL) {
            OuCallOutcome outcome = ou_call_script(vm, OU_OBJ(method), &o, 1, OU_RET_STORE, &value);
            if (outcome == OU_CALL_VALUE)
                return ou_finish_store(vm, frame, value);
            return outcome == OU_CALL_FRAME;
        }
    }
    if (base == OU_NEG_OP)
        value = ou_neg(vm, o);
    else
        value = base == OU_POS_OP ? ou_pos(vm, o) : ou_invert(vm, o);
    return value != NULL && ou_finish_store(vm, frame, value);
}

/* ---- comparisons ---- */

typedef struct Comparison {
    OuCompareOp op;
    OuObj *left, *right; /* right is owned */
} Comparison;

static bool comparison(OuVM *vm, OuFrame *frame, Comparison *out)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    unsigned base = ou_base_op(pc->op);
    if (base >= OU_LT_OP && base <= OU_GE_OP) {
        out->op = (OuCompareOp)(base - OU_LT_OP);
        out->left = registers[pc->b];
        out->right = ou_ref(registers[pc->c]);
        return true;
    }
    out->left = registers[pc->a];
    if (base >= OU_JLTI_OP) {
        out->op = (OuCompareOp)((base - OU_JLTI_OP) % 6);
        out->right = ou_int_from(vm, (int16_t)pc->b);
        return out->right != NULL;
    }
    out->op = (OuCompareOp)((base - OU_JLT_OP) % 6);
    out->right = ou_ref(registers[pc->b]);
    return true;
}

static const uint8_t swapped[] = {OU_GT, OU_GE, OU_EQ, OU_NE, OU_LT, OU_LE};
static const char *const compare_symbols[] = {"<", "<=", "==", "!=", ">", ">="};
static const OuStr *const *const compare_names[] = {
    &ou_name_table[OU_NAME___lt__], &ou_name_table[OU_NAME___le__], &ou_name_table[OU_NAME___eq__],
    &ou_name_table[OU_NAME___ne__], &ou_name_table[OU_NAME___gt__], &ou_name_table[OU_NAME___ge__],
};

static bool is_stored(const OuFrame *frame)
{
    unsigned base = ou_base_op(frame->pc->op);
    return base >= OU_LT_OP && base <= OU_GE_OP;
}

/* The comparison's result: stored as it is, or its truth decides a branch. A __bool__ of it runs
 * when the operands have died. */
static bool finish_compare(OuVM *vm, OuFrame *frame, OuObj *value)
{
    if (is_stored(frame))
        return ou_finish_store(vm, frame, value);
    if (value != OU_TRUE && value != OU_FALSE)
        ou_finish_compared(vm, frame);
    return ou_finish_truth_of(vm, frame, value);
}

static bool ask_compare(OuVM *vm, OuFrame *frame, OuFunction *method, OuObj *self, OuObj *other,
                        unsigned stage)
{
    OuObj *args[] = {self, other}, *value;
    if (OU_UNLIKELY(vm->depth >= vm->recursion_limit))
        return ou_exec_too_deep(vm, " in comparison") != NULL;
    vm->depth++;
    OuCallOutcome outcome = ou_call_script(vm, OU_OBJ(method), args, 2, OU_RET_COMPARE, &value);
    if (outcome == OU_CALL_FRAME) {
        vm->frame->stage = (uint16_t)stage;
        vm->frame->depth--;
        return true;
    }
    vm->depth--;
    return outcome == OU_CALL_VALUE && ou_continue_compare(vm, frame, stage, value);
}

bool ou_continue_compare(OuVM *vm, OuFrame *frame, unsigned stage, OuObj *value)
{
    if (value != OU_NOT_IMPLEMENTED)
        return finish_compare(vm, frame, value);
    Comparison cmp;
    if (!comparison(vm, frame, &cmp))
        return false;
    bool ok;
    OuCompareOp reflected = (OuCompareOp)swapped[cmp.op];
    OuFunction *method = NULL;
    if (stage == STAGE_LEFT)
        method = ou_script_method_peek(vm, cmp.right, (OuStr *)*compare_names[reflected]);
    if (method != NULL) {
        ok = ask_compare(vm, frame, method, cmp.right, cmp.left, STAGE_RIGHT);
    } else {
        const OuType *type = ou_type(vm, cmp.right);
        value = OU_NOT_IMPLEMENTED;
        if (stage == STAGE_LEFT && type->compare != NULL)
            value = type->compare(vm, cmp.right, cmp.left, reflected);
        if (value == OU_NOT_IMPLEMENTED) {
            if (cmp.op == OU_EQ)
                value = OU_BOOL(cmp.left == cmp.right);
            else if (cmp.op == OU_NE)
                value = OU_BOOL(cmp.left != cmp.right);
            else
                value = OU_TYPE_ERROR(vm, "'%s' not supported between instances of '%.100T' and '%.100T'",
                                      compare_symbols[cmp.op], cmp.left, cmp.right);
        }
        ok = value != NULL && finish_compare(vm, frame, value);
    }
    ou_unref(vm, cmp.right);
    return ok;
}

bool ou_slow_compare(OuVM *vm, OuFrame *frame)
{
    Comparison cmp;
    if (!comparison(vm, frame, &cmp))
        return false;
    if (ou_may_quicken(frame))
        ou_quicken_compare(vm, frame, cmp.left, cmp.right);
    bool ok;
    OuFunction *method = NULL;
    if ((ou_type(vm, cmp.left)->flags & OU_TF_USER) && !right_goes_first(vm, cmp.left, cmp.right))
        method = ou_script_method_peek(vm, cmp.left, (OuStr *)*compare_names[cmp.op]);
    if (method != NULL) {
        ok = ask_compare(vm, frame, method, cmp.left, cmp.right, STAGE_LEFT);
    } else {
        OuObj *value = ou_compare(vm, cmp.left, cmp.right, cmp.op);
        ok = value != NULL && finish_compare(vm, frame, value);
    }
    ou_unref(vm, cmp.right);
    return ok;
}

/* ---- truth ---- */

bool ou_slow_truth(OuVM *vm, OuFrame *frame)
{
    OuObj *o = ou_frame_registers(frame)[frame->pc->a];
    if (ou_may_quicken(frame))
        ou_quicken_truth(vm, frame, o);
    return ou_finish_truth_of(vm, frame, ou_ref(o));
}

bool ou_slow_not_(OuVM *vm, OuFrame *frame)
{
    return ou_finish_truth_of(vm, frame, ou_ref(ou_frame_registers(frame)[frame->pc->b]));
}

/* ---- membership ---- */

bool ou_slow_contains(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    unsigned base = ou_base_op(pc->op);
    bool jumps = base == OU_JIN_OP || base == OU_JNOTIN_OP;
    OuObj *item = registers[jumps ? pc->a : pc->b];
    OuObj *container = registers[jumps ? pc->b : pc->c];
    OuFunction *method = ou_script_method_peek(vm, container, OU_NAME(__contains__));
    if (method != NULL) {
        OuObj *args[] = {container, item}, *value;
        OuCallOutcome outcome = ou_call_script(vm, OU_OBJ(method), args, 2, OU_RET_TRUTH, &value);
        if (outcome == OU_CALL_VALUE)
            return ou_finish_truth_of(vm, frame, value);
        return outcome == OU_CALL_FRAME;
    }
    int found = ou_contains(vm, container, item);
    return found >= 0 && ou_finish_truth(vm, frame, found != 0);
}
