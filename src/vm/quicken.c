/* quicken.c - see quicken.h. */
#include "vm/quicken.h"
#include "object/str.h"
#include "types/descr.h"
#include "object/list.h"
#include "types/module.h"
#include "vm/attr_cache.h"
#include <string.h>

_Static_assert(sizeof(OuCache) == 16, "a cache is two words");

/* How often a try to guess is the last one unless it succeeds: one in so many. */
#define LAST_TRY 256

/* Fuel is spent in step with the script's loops: its remainders alone may never meet. (Fibonacci hashing.) */
static bool is_last_try(const OuVM *vm)
{
    return (uint64_t)vm->fuel * UINT64_C(0x9E3779B97F4A7C15) <= UINT64_MAX / LAST_TRY;
}

/* The frame's instruction, which may be guessed at (ou_may_quicken), if it is private and general. */
static OuInsn *rewritable(const OuVM *vm, const OuFrame *frame)
{
    const OuCode *code = frame->code;
    const OuInsn *pc = frame->pc;
    if ((uintptr_t)pc - (uintptr_t)code->insns >= code->proto->insn_count * sizeof(OuInsn)
        || ou_base_op(pc->op) != (pc->op & OU_OPCODE_MASK))
        return NULL;
    OuInsn *insn = (OuInsn *)(uintptr_t)pc;
    if (is_last_try(vm))
        insn->op |= OU_SETTLED;
    return insn;
}

/* Forms for one combination of flags: those of `mask` must be `flags`. */
typedef struct Variant {
    uint16_t form, mask, flags, variant;
} Variant;
static const Variant variants[] = {
    {OU_MOVE_OP, OU_TEMP | OU_DIES_B, OU_TEMP, OU_MOVE_T_OP},
    {OU_MOVE_OP, OU_TEMP | OU_DIES_B, 0, OU_MOVE_V_OP},
    {OU_MOVE_OP, OU_TEMP | OU_DIES_B, OU_DIES_B, OU_MOVE_TO_V_OP},
    {OU_LOADK_OP, OU_TEMP, OU_TEMP, OU_LOADK_T_OP},
    {OU_RETURN_OP, OU_DIES_A, OU_DIES_A, OU_RETURN_T_OP},
    {OU_GETATTR_SLOT_OP, OU_TEMP | OU_DIES_B, OU_TEMP, OU_GETATTR_SLOT_T_OP},
    {OU_LOADGLOBAL_MODULE_OP, OU_TEMP, OU_TEMP, OU_LOADGLOBAL_MODULE_T_OP},
    {OU_LOADGLOBAL_BUILTIN_OP, OU_TEMP, OU_TEMP, OU_LOADGLOBAL_BUILTIN_T_OP},
    {OU_GETITEM_LIST_OP, OU_TEMP | OU_DIES_B | OU_DIES_C, OU_TEMP, OU_GETITEM_LIST_T_OP},
};

static unsigned variant_of(unsigned form, unsigned op)
{
    for (size_t i = 0; i < OU_COUNT_OF(variants); i++)
        if (variants[i].form == form && (op & variants[i].mask) == variants[i].flags)
            return variants[i].variant;
    return form;
}

static void rewrite(OuInsn *insn, unsigned form)
{
    form = variant_of(form, insn->op);
    insn->op = (uint16_t)((insn->op & ~(OU_OPCODE_MASK | OU_SETTLED)) | form);
}

void ou_quicken_code(OuVM *vm, OuCode *code)
{
    ou_code_quicken(vm, code);
    if (!code->quickened)
        return;
    for (uint32_t i = 0; i < code->proto->insn_count; i += ou_words(code->insns[i].op)) {
        unsigned op = code->insns[i].op & OU_OPCODE_MASK;
        if (op == OU_MOVE_OP || op == OU_LOADK_OP || op == OU_RETURN_OP)
            rewrite(&code->insns[i], op);
    }
}

void ou_warm_up(OuVM *vm, OuFrame *frame)
{
    OuCode *code = frame->code;
    if (OU_LIKELY(code->quickened)) {
        if (OU_UNLIKELY((uintptr_t)frame->pc - (uintptr_t)code->insns
                        >= code->proto->insn_count * sizeof(OuInsn)))
            frame->pc = code->insns + ou_frame_index(frame);
        return;
    }
    if (++code->warmth < OU_WARM_LOOPS)
        return;
    uint32_t index = ou_frame_index(frame);
    ou_quicken_code(vm, code);
    frame->pc = code->insns + index;
}

uint32_t ou_plain_version(OuVM *vm, OuCode *code)
{
    const OuProto *proto = code->proto;
    if (code->version != 0)
        return code->version;
    if (!code->quickened || !code->ready || proto->keyword_only != 0 || proto->uses_namespace
        || (proto->flags & (OU_CODE_VARARGS | OU_CODE_VARKEYWORDS | OU_CODE_RUNS_LATER)))
        return 0;
    if (vm->next_version != 0)
        code->version = vm->next_version++;
    return code->version;
}

static OuCache *cache_of(OuInsn *insn)
{
    return (OuCache *)(void *)(insn + 1);
}

/* ---- numbers ---- */

typedef struct Forms {
    uint16_t integer, real, text, identity;
} Forms;
#define BOTH(NAME) [OU_##NAME##_OP] = {OU_##NAME##_INT_OP, OU_##NAME##_FLOAT_OP, 0, 0}
#define ONLY_INT(NAME) [OU_##NAME##_OP] = {OU_##NAME##_INT_OP, 0, 0, 0}
#define AND_STR(NAME) \
    [OU_##NAME##_OP] = {OU_##NAME##_INT_OP, OU_##NAME##_FLOAT_OP, OU_##NAME##_STR_OP, \
                           OU_##NAME##_SAME_OP}
static const Forms forms[OU_EXTRA_OP + 1] = {
    BOTH(ADD), BOTH(ADDK), BOTH(ADDI), BOTH(SUB), BOTH(SUBK), BOTH(SUBI), BOTH(MUL), BOTH(MULK),
    BOTH(TRUEDIV), BOTH(TRUEDIVK), ONLY_INT(FLOORDIV), ONLY_INT(FLOORDIVK), ONLY_INT(MOD),
    ONLY_INT(MODK), ONLY_INT(LSHIFT), ONLY_INT(LSHIFTK), ONLY_INT(RSHIFT), ONLY_INT(RSHIFTK),
    ONLY_INT(AND), ONLY_INT(ANDK), ONLY_INT(OR), ONLY_INT(ORK), ONLY_INT(XOR), ONLY_INT(XORK),
    BOTH(NEG),
    BOTH(LT), BOTH(LE), AND_STR(EQ), AND_STR(NE), BOTH(GT), BOTH(GE),
    BOTH(JLT), BOTH(JLE), AND_STR(JEQ), AND_STR(JNE), BOTH(JGT), BOTH(JGE),
    BOTH(JNLT), BOTH(JNLE), AND_STR(JNEQ), AND_STR(JNNE), BOTH(JNGT), BOTH(JNGE),
    BOTH(JLTI), BOTH(JLEI), BOTH(JEQI), BOTH(JNEI), BOTH(JGTI), BOTH(JGEI),
    BOTH(JNLTI), BOTH(JNLEI), BOTH(JNEQI), BOTH(JNNEI), BOTH(JNGTI), BOTH(JNGEI),
};

/* Small enough that a double holds it. */
static bool is_exact_int(const OuObj *o)
{
    return ou_is_small_int(o) && ou_int_value(o) >= -((int64_t)1 << 53)
        && ou_int_value(o) <= (int64_t)1 << 53;
}

/* Is the right operand part of the instruction (a constant, an immediate)? */
static bool has_fixed_right(unsigned op)
{
    return (op >= OU_ADDK_OP && op <= OU_SUBI_OP) || op >= OU_JLTI_OP;
}

static bool is_number(const OuObj *o)
{
    return o->type == OU_T_INT || o->type == OU_T_FLOAT;
}

static void by_operands(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right, bool may_mix)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    unsigned op = insn->op & OU_OPCODE_MASK;
    const Forms *form = &forms[op];
    unsigned chosen = 0;
    if (left->type == OU_T_INT && right->type == OU_T_INT)
        chosen = form->integer;
    else if (left->type == OU_T_FLOAT
             && (right->type == OU_T_FLOAT || (has_fixed_right(op) && is_exact_int(right))))
        chosen = form->real;
    else if (may_mix && is_number(left) && is_number(right))
        chosen = form->real;
    else if (ou_is_exact(left, OU_T_STR) && ou_is_exact(right, OU_T_STR))
        chosen = form->text;
    else if (form->identity != 0 && ou_type(vm, left)->compare == ou_compare_identity
             && ou_type(vm, right)->compare == ou_compare_identity)
        chosen = form->identity;
    if (chosen != 0)
        rewrite(insn, chosen);
}

void ou_quicken_binary(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right)
{
    by_operands(vm, frame, left, right, true);
}

void ou_quicken_back(OuVM *vm, OuFrame *frame)
{
    OuInsn *insn = (OuInsn *)(uintptr_t)frame->pc;
    insn->op = (uint16_t)((insn->op & ~OU_OPCODE_MASK) | ou_base_op(insn->op) | OU_SETTLED_SOMETIMES(vm));
}

void ou_quicken_unary(OuVM *vm, OuFrame *frame, OuObj *o)
{
    by_operands(vm, frame, o, o, false);
}

void ou_quicken_compare(OuVM *vm, OuFrame *frame, OuObj *left, OuObj *right)
{
    by_operands(vm, frame, left, right, false);
}

void ou_quicken_truth(OuVM *vm, OuFrame *frame, OuObj *o)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    bool when;
    if ((insn->op & OU_OPCODE_MASK) == OU_JTRUE_OP)
        when = true;
    else if ((insn->op & OU_OPCODE_MASK) == OU_JFALSE_OP)
        when = false;
    else
        return;
    if (ou_is_exact(o, OU_T_INT))
        rewrite(insn, when ? OU_JTRUE_INT_OP : OU_JFALSE_INT_OP);
    else if (ou_is_exact(o, OU_T_LIST))
        rewrite(insn, when ? OU_JTRUE_LIST_OP : OU_JFALSE_LIST_OP);
    else if (ou_is_exact(o, OU_T_STR))
        rewrite(insn, when ? OU_JTRUE_STR_OP : OU_JFALSE_STR_OP);
    else if (ou_is_always_true(vm, o))
        rewrite(insn, when ? OU_JTRUE_OBJECT_OP : OU_JFALSE_OBJECT_OP);
}

/* ---- attributes ---- */

static void set_cache(OuInsn *insn, unsigned form, uint32_t guard, uint32_t version)
{
    OuCache *cache = cache_of(insn);
    cache->guard = guard;
    cache->version = version;
    rewrite(insn, form);
}

static void set_place(OuInsn *insn, unsigned form, const OuAttrPlace *place)
{
    OuCache *cache = cache_of(insn);
    if (place->object != NULL) {
        cache->object = place->object;
    } else {
        cache->index = place->offset;
        cache->extra = place->extra;
    }
    set_cache(insn, form, place->shape, place->epoch);
}

/* Attribute of a module or of a class (made by `type` itself); both read and call use it. */
static bool by_module(OuVM *vm, OuInsn *insn, OuObj *o, OuStr *name, unsigned form)
{
    OuModule *module = (OuModule *)o;
    OuClass *cls = ou_class_of(vm, o);
    if (cls == NULL) {
        ou_error_clear(vm);
        return false;
    }
    if (module->dict == NULL || ou_class_lookup_peek(vm, cls, name) != NULL)
        return false;
    ptrdiff_t entry = ou_dict_find_str(vm, module->dict, name);
    uint32_t version = entry >= 0 ? ou_dict_keys_version(vm, module->dict) : 0;
    if (version == 0)
        return false;
    cache_of(insn)->index = (uint32_t)entry;
    set_cache(insn, form, version, 0);
    return true;
}

/* A class whose attributes are looked up as type itself does it; a metaclass may have a
 * __getattr__ (as that of enum) for names that are not found. */
static bool is_class(OuVM *vm, OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    if (!(type->flags & OU_TF_IS_TYPE) || type->getattr == ou_type_type.getattr)
        return (type->flags & OU_TF_IS_TYPE) != 0;
    OuClass *meta = ou_class_of(vm, o), *plain = ou_builtin_class(vm, OU_T_TYPE);
    if (meta == NULL || plain == NULL) {
        ou_error_clear(vm);
        return false;
    }
    return ou_class_lookup_peek(vm, meta, OU_NAME(__getattribute__))
        == ou_class_lookup_peek(vm, plain, OU_NAME(__getattribute__));
}

typedef enum { TYPE_NOTHING, TYPE_VALUE, TYPE_CLASSMETHOD } TypeAttribute;

static TypeAttribute type_attribute(OuVM *vm, OuObj *o, OuStr *name, OuObj **out)
{
    OuClass *meta = ou_class_of(vm, o);
    if (meta == NULL) {
        ou_error_clear(vm);
        return TYPE_NOTHING;
    }
    if (ou_class_lookup_peek(vm, meta, name) != NULL || ou_class_version(vm, OU_CLASS(o)) == 0)
        return TYPE_NOTHING;
    OuObj *value = ou_class_lookup_peek(vm, OU_CLASS(o), name);
    if (value == NULL)
        return TYPE_NOTHING;
    *out = value;
    if (ou_is_exact(value, OU_T_FUNCTION))
        return TYPE_VALUE;
    if (ou_is_exact(value, OU_T_STATICMETHOD) || ou_is_exact(value, OU_T_CLASSMETHOD)) {
        OuObj *callable = ((OuWrapperMethod *)value)->callable;
        bool is_static = ou_is_exact(value, OU_T_STATICMETHOD);
        if (callable == NULL || (!is_static && !ou_is_exact(callable, OU_T_FUNCTION)))
            return TYPE_NOTHING;
        *out = callable;
        return is_static ? TYPE_VALUE : TYPE_CLASSMETHOD;
    }
    return ou_type(vm, value)->get == NULL ? TYPE_VALUE : TYPE_NOTHING;
}

void ou_quicken_getattr(OuVM *vm, OuFrame *frame, OuObj *o)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    OuStr *name = frame->code->names[insn->c];
    OuCache *cache = cache_of(insn);
    OuObj *value;
    if (ou_is_exact(o, OU_T_MODULE)) {
        by_module(vm, insn, o, name, OU_GETATTR_MODULE_OP);
        return;
    }
    if (is_class(vm, o)) {
        if (type_attribute(vm, o, name, &value) == TYPE_VALUE) {
            cache->object = value;
            set_cache(insn, OU_GETATTR_TYPE_OP, ou_index(o), OU_CLASS(o)->version);
        }
        return;
    }
    OuAttrPlace place;
    ou_attr_analyse(vm, o, name, false, &place);
    unsigned form = 0;
    switch ((OuAttrKind)place.kind) {
    case OU_ATTR_INLINE: form = OU_GETATTR_SLOT_OP; break;
    case OU_ATTR_FAR: form = OU_GETATTR_FAR_OP; break;
    case OU_ATTR_MEMBER: form = OU_GETATTR_MEMBER_OP; break;
    case OU_ATTR_PROPERTY:
        form = OU_GETATTR_HOST_OP;
        if (ou_is_exact(place.object, OU_T_HOST_FUNCTION))
            break;
        if (ou_plain_version(vm, OU_FUNCTION(place.object)->code) == 0)
            return;
        form = OU_GETATTR_PROPERTY_OP;
        break;
    case OU_ATTR_CLASS:
        if (!(ou_type(vm, o)->flags & OU_TF_USER))
            return;
        cache->object = place.object;
        set_cache(insn, OU_GETATTR_CLASS_OP, place.shape, ou_shape(vm, o)->cls->version);
        return;
    case OU_ATTR_METHOD:
    case OU_ATTR_STATIC:
    case OU_ATTR_CLASSMETHOD:
    case OU_ATTR_ADD:
    case OU_ATTR_OTHER:
        return;
    }
    set_place(insn, form, &place);
}

void ou_quicken_setattr(OuVM *vm, OuFrame *frame, OuObj *o)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    OuAttrPlace place;
    ou_attr_analyse(vm, o, frame->code->names[insn->b], true, &place);
    if (place.kind == OU_ATTR_INLINE)
        set_place(insn, OU_SETATTR_SLOT_OP, &place);
    else if (place.kind == OU_ATTR_FAR)
        set_place(insn, OU_SETATTR_FAR_OP, &place);
    else if (place.kind == OU_ATTR_MEMBER)
        set_place(insn, OU_SETATTR_MEMBER_OP, &place);
    else if (place.kind == OU_ATTR_ADD)
        set_place(insn, OU_SETATTR_ADD_OP, &place);
}

void ou_quicken_loadmethod(OuVM *vm, OuFrame *frame, OuObj *o)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    OuStr *name = frame->code->names[insn->c];
    OuObj *value;
    if (ou_is_exact(o, OU_T_MODULE)) {
        by_module(vm, insn, o, name, OU_LOADMETHOD_MODULE_OP);
        return;
    }
    if (is_class(vm, o)) {
        TypeAttribute kind = type_attribute(vm, o, name, &value);
        if (kind == TYPE_NOTHING)
            return;
        cache_of(insn)->object = value;
        set_cache(insn, kind == TYPE_VALUE ? OU_LOADMETHOD_TYPE_OP : OU_LOADMETHOD_CLASSMETHOD_OP,
                  ou_index(o), OU_CLASS(o)->version);
        return;
    }
    OuAttrPlace place;
    ou_attr_analyse(vm, o, name, false, &place);
    if (place.kind == OU_ATTR_INLINE)
        set_place(insn, OU_LOADMETHOD_SLOT_OP, &place);
    else if (place.kind == OU_ATTR_METHOD)
        set_place(insn, ou_type(vm, o)->flags & OU_TF_USER ? OU_LOADMETHOD_SHAPE_OP
                                                           : OU_LOADMETHOD_BUILTIN_OP, &place);
    else if (place.kind == OU_ATTR_STATIC)
        set_place(insn, OU_LOADMETHOD_STATIC_OP, &place);
    else if (place.kind == OU_ATTR_CLASSMETHOD)
        set_place(insn, OU_LOADMETHOD_OF_CLASS_OP, &place);
}

/* ---- globals ---- */

void ou_quicken_loadglobal(OuVM *vm, OuFrame *frame)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    OuStr *name = frame->code->names[insn->k];
    OuDict *globals = frame->function->globals, *builtins = frame->function->builtins;
    if (!ou_is_exact(OU_OBJ(globals), OU_T_DICT))
        return;
    uint32_t version = ou_dict_keys_version(vm, globals);
    ptrdiff_t entry = ou_dict_find_str(vm, globals, name);
    if (version == 0)
        return;
    if (entry >= 0) {
        cache_of(insn)->index = (uint32_t)entry;
        set_cache(insn, OU_LOADGLOBAL_MODULE_OP, version, 0);
        return;
    }
    uint32_t builtins_version = ou_dict_keys_version(vm, builtins);
    entry = ou_dict_find_str(vm, builtins, name);
    if (entry < 0 || builtins_version == 0)
        return;
    cache_of(insn)->index = (uint32_t)entry;
    set_cache(insn, OU_LOADGLOBAL_BUILTIN_OP, version, builtins_version);
}

void ou_quicken_storeglobal(OuVM *vm, OuFrame *frame)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    OuDict *globals = frame->function->globals;
    ptrdiff_t entry = ou_dict_find_str(vm, globals, frame->code->names[insn->k]);
    uint32_t version = ou_dict_keys_version(vm, globals);
    if (entry >= 0 && version != 0)
        set_cache(insn, OU_STOREGLOBAL_MODULE_OP, version, (uint32_t)entry);
}

/* ---- items and iteration ---- */

void ou_quicken_getitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    bool immediate = (insn->op & OU_OPCODE_MASK) == OU_GETITEMI_OP;
    bool number = key->type == OU_T_INT;
    if (ou_is_exact(o, OU_T_LIST) && number)
        rewrite(insn, immediate ? OU_GETITEMI_LIST_OP : OU_GETITEM_LIST_OP);
    else if (ou_is_exact(o, OU_T_TUPLE) && number)
        rewrite(insn, immediate ? OU_GETITEMI_TUPLE_OP : OU_GETITEM_TUPLE_OP);
    else if (ou_is_exact(o, OU_T_STR) && number)
        rewrite(insn, immediate ? OU_GETITEMI_STR_OP : OU_GETITEM_STR_OP);
    else if (ou_is_exact(o, OU_T_DICT) && !immediate)
        rewrite(insn, OU_GETITEM_DICT_OP);
    else if (!(ou_type(vm, o)->flags & OU_TF_USER) && ou_type(vm, o)->getitem != NULL)
        rewrite(insn, immediate ? OU_GETITEMI_C_OP : OU_GETITEM_C_OP);
}

void ou_quicken_setitem(OuVM *vm, OuFrame *frame, OuObj *o, OuObj *key)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    if (ou_is_exact(o, OU_T_LIST) && key->type == OU_T_INT)
        rewrite(insn, OU_SETITEM_LIST_OP);
    else if (ou_is_exact(o, OU_T_DICT))
        rewrite(insn, OU_SETITEM_DICT_OP);
    else if (!(ou_type(vm, o)->flags & OU_TF_USER) && ou_type(vm, o)->setitem != NULL)
        rewrite(insn, OU_SETITEM_C_OP);
}

void ou_quicken_foriter(OuVM *vm, OuFrame *frame, OuObj *iterator)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    if (ou_is_exact(iterator, OU_T_RANGE_ITER))
        rewrite(insn, OU_FORITER_RANGE_OP);
    else if (ou_is_exact(iterator, OU_T_LIST_ITER))
        rewrite(insn, OU_FORITER_LIST_OP);
    else if (ou_is_exact(iterator, OU_T_TUPLE_ITER))
        rewrite(insn, OU_FORITER_TUPLE_OP);
    else if (ou_is_exact(iterator, OU_T_GENERATOR))
        rewrite(insn, OU_FORITER_GENERATOR_OP);
    else if (!(ou_type(vm, iterator)->flags & OU_TF_USER))
        rewrite(insn, OU_FORITER_C_OP);
}

void ou_quicken_unpack(OU_UNUSED OuVM *vm, OuFrame *frame, OuObj *o)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    if (ou_is_exact(o, OU_T_TUPLE))
        rewrite(insn, OU_UNPACK_TUPLE_OP);
    else if (ou_is_exact(o, OU_T_LIST))
        rewrite(insn, OU_UNPACK_LIST_OP);
}

/* ---- calls ---- */

static bool accepts(const OuFunction *function, const OuProto *proto, size_t nargs)
{
    size_t defaults = function->defaults ? OU_TUPLE(function->defaults)->len : 0;
    return nargs <= proto->argument_count && nargs + defaults >= proto->argument_count;
}

/* May a C function be called with `nargs` positional arguments as they are? */
static bool calls_directly(OuBuiltin *builtin, size_t nargs)
{
    const OuSignature *s = &builtin->signature;
    return builtin->parsed && !(builtin->def->flags & (OU_RAW | OU_STATIC | OU_CLASSMETHOD))
        && nargs <= s->positional && (s->required >> nargs) == 0 && s->rest < 0 && s->options < 0;
}

static void quicken_call(OuVM *vm, OuInsn *insn, OuObj *callable)
{
    OuCache *cache = cache_of(insn);
    OuObj *function = callable;
    unsigned form = OU_CALL_FUNCTION_OP;
    size_t nargs = insn->b;
    if (ou_is_exact(callable, OU_T_BUILTIN)) {
        if (calls_directly((OuBuiltin *)callable, nargs)) {
            cache->def = ((OuBuiltin *)callable)->def;
            rewrite(insn, OU_CALL_BUILTIN_OP);
        }
        return;
    }
    if (ou_is_exact(callable, OU_T_HOST_FUNCTION)) {
        rewrite(insn, OU_CALL_HOST_OP);
        return;
    }
    if (ou_is_exact(callable, OU_T_TYPE)) {
        OuClass *cls = OU_CLASS(callable);
        if (!(cls->type->flags & OU_TF_USER)) {
            rewrite(insn, OU_CALL_TYPE_OP);
            return;
        }
        if ((cls->type->flags & OU_TF_ABSTRACT)
            || cls->type->make != ou_object_make || ou_class_version(vm, cls) == 0)
            return;
        function = ou_class_lookup_peek(vm, cls, OU_NAME(__init__));
        form = OU_CALL_CLASS_OP;
        nargs++;
        cache->guard = cls->version;
    } else if (ou_is_exact(callable, OU_T_METHOD)) {
        function = ((OuMethod *)callable)->function;
        form = OU_CALL_METHOD_OP;
        nargs++;
    }
    if (function == NULL || !ou_is_exact(function, OU_T_FUNCTION))
        return;
    OuCode *code = OU_FUNCTION(function)->code;
    if (ou_plain_version(vm, code) != 0 && accepts(OU_FUNCTION(function), code->proto, nargs))
        rewrite(insn, form);
}

static void quicken_method_call(OuVM *vm, OuInsn *insn, OuObj *callable, OuObj *self)
{
    OuCache *cache = cache_of(insn);
    size_t nargs = insn->b;
    if (ou_is_exact(callable, OU_T_FUNCTION)) {
        OuCode *code = OU_FUNCTION(callable)->code;
        if (ou_plain_version(vm, code) == 0
            || !accepts(OU_FUNCTION(callable), code->proto, nargs + (self != NULL)))
            return;
        rewrite(insn, self != NULL ? OU_CALLMETHOD_FUNCTION_OP : OU_CALLMETHOD_PLAIN_OP);
    } else if (ou_is_exact(callable, OU_T_HOST_FUNCTION)) {
        rewrite(insn, OU_CALLMETHOD_HOST_OP);
    } else if (ou_is_exact(callable, OU_T_METHOD_DESCR) && self != NULL) {
        OuBuiltin *builtin = (OuBuiltin *)callable;
        if (!calls_directly(builtin, nargs))
            return;
        cache->def = builtin->def;
        bool appends = ou_is_exact(self, OU_T_LIST) && nargs == 1
            && strcmp(builtin->def->name, "append") == 0;
        rewrite(insn, appends ? OU_CALLMETHOD_APPEND_OP : OU_CALLMETHOD_DESCR_OP);
    } else if (ou_is_exact(callable, OU_T_BUILTIN) && self == NULL
               && calls_directly((OuBuiltin *)callable, nargs)) {
        cache->def = ((OuBuiltin *)callable)->def;
        rewrite(insn, OU_CALLMETHOD_BUILTIN_OP);
    }
}

void ou_quicken_call(OuVM *vm, OuFrame *frame, OuObj *callable, OuObj *self)
{
    OuInsn *insn = rewritable(vm, frame);
    if (insn == NULL)
        return;
    unsigned op = insn->op & OU_OPCODE_MASK;
    if (op == OU_CALL_OP)
        quicken_call(vm, insn, callable);
    else if (op == OU_CALLMETHOD_OP)
        quicken_method_call(vm, insn, callable, self);
}
