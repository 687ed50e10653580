/* slow_attr.c - attributes: the general cases of GETATTR, SETATTR, DELATTR, LOADMETHOD, LOADSUPER.
 * Properties, __getattr__, __getattribute__, __setattr__ and __get__ of script classes run in
 * frames of their own. */
#include "object/str.h"
#include "types/descr.h"
#include "vm/attr_cache.h"
#include "vm/interp.h"
#include "vm/quicken.h"

static OuStr *attribute_name(const OuFrame *frame, uint32_t k)
{
    return frame->code->names[k];
}

/* ---- reading ---- */

/* The script function that serves attribute `name` of `o`, with the arguments to give it: the
 * getter of a property, a __getattr__ hook (*missing: only after AttributeError), a
 * __getattribute__. NULL: C code serves it. */
typedef struct Getter {
    OuFunction *function;
    OuObj *args[3];
    size_t nargs;
    OuOnReturn on_return;
} Getter;

static bool find_getter(OuVM *vm, OuObj *o, OuStr *name, bool for_method, Getter *out)
{
    const OuShape *shape = ou_shape(vm, o);
    if (!(shape->type->flags & OU_TF_USER) || shape->cls == NULL)
        return false;
    OuClass *cls = shape->cls;
    if (shape->type->flags & OU_TF_CUSTOM_GETATTR) {
        OuObj *hook = ou_class_lookup_peek(vm, cls, OU_NAME(__getattribute__));
        if (hook == NULL || !ou_is_exact(hook, OU_T_FUNCTION))
            return false;
        *out = (Getter){OU_FUNCTION(hook), {o, OU_OBJ(name)}, 2,
                        for_method ? OU_RET_METHOD_GETATTR : OU_RET_GETATTR};
        return true;
    }
    OuObj *attribute = ou_class_lookup_peek(vm, cls, name);
    if (attribute == NULL)
        return false;
    OuOnReturn on_return = for_method ? OU_RET_METHOD : OU_RET_STORE;
    if (ou_is_exact(attribute, OU_T_PROPERTY)) {
        OuObj *get = ((OuProperty *)attribute)->get;
        if (get == NULL || !ou_is_exact(get, OU_T_FUNCTION))
            return false;
        *out = (Getter){OU_FUNCTION(get), {o}, 1, on_return};
        return true;
    }
    const OuType *type = ou_type(vm, attribute);
    if (!(type->flags & OU_TF_USER) || type->set == NULL)
        return false;
    OuFunction *get = ou_script_method_peek(vm, attribute, OU_NAME(__get__));
    if (get == NULL)
        return false;
    *out = (Getter){get, {attribute, o, OU_OBJ(cls)}, 3, on_return};
    return true;
}

/* `o`'s generic attribute, or OU_ABSENT if a script's __getattr__ is to be asked. */
static OuObj *get_hooked(OuVM *vm, OuObj *o, OuStr *name, bool for_method, OuFunction **hook)
{
    const OuShape *shape = ou_shape(vm, o);
    *hook = NULL;
    if ((shape->type->flags & OU_TF_CUSTOM_GETATTR) && (shape->type->flags & OU_TF_USER)) {
        OuObj *plain = ou_class_lookup_peek(vm, shape->cls, OU_NAME(__getattribute__));
        OuObj *getattr = ou_class_lookup_peek(vm, shape->cls, OU_NAME(__getattr__));
        if (plain != NULL && ou_is_exact(plain, OU_T_WRAPPER_DESCR) && getattr != NULL
            && ou_is_exact(getattr, OU_T_FUNCTION)
            && !(shape->type->flags & (OU_TF_IS_TYPE))
            && shape->type->base->getattr == ou_getattr_generic) {
            OuObj *value = ou_getattr_generic(vm, o, OU_OBJ(name));
            if (value == NULL && ou_error_swallow(vm, OU_T_AttributeError)) {
                *hook = OU_FUNCTION(getattr);
                return OU_ABSENT;
            }
            return value;
        }
    }
    /* What a method to call could not be got for is not told, if a descriptor raised the error. */
    if (for_method && ou_type(vm, o)->getattr == ou_getattr_generic)
        return ou_check_stack(vm, "") ? ou_getattr_generic(vm, o, OU_OBJ(name)) : NULL;
    return ou_getattr(vm, o, name);
}

static bool get_attribute(OuVM *vm, OuFrame *frame, bool for_method)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    OuStr *name = attribute_name(frame, pc->c);
    Getter getter;
    OuObj *value;
    OuFunction *hook;
    OuCallOutcome outcome = OU_CALL_VALUE;
    if (find_getter(vm, o, name, for_method, &getter)) {
        outcome = ou_call_script(vm, OU_OBJ(getter.function), getter.args, getter.nargs,
                                 getter.on_return, &value);
    } else {
        value = get_hooked(vm, o, name, for_method, &hook);
        if (value == OU_ABSENT) {
            OuObj *args[] = {o, OU_OBJ(name)};
            outcome = ou_call_script(vm, OU_OBJ(hook), args, 2,
                                     for_method ? OU_RET_METHOD : OU_RET_STORE, &value);
        } else if (value == NULL) {
            outcome = OU_CALL_FAILED;
        }
    }
    if (outcome == OU_CALL_VALUE)
        return ou_continue(vm, frame, for_method ? OU_RET_METHOD : OU_RET_STORE, 0, NULL, value);
    return outcome == OU_CALL_FRAME;
}

/* The value (borrowed) at that place, if no binding is needed; NULL: none. */
static OuObj *value_at(const OuAttrPlace *place, OuObj *o)
{
    OuObj **word = (OuObj **)((char *)o + place->offset);
    switch ((OuAttrKind)place->kind) {
    case OU_ATTR_INLINE:
    case OU_ATTR_MEMBER:
        return *word;
    case OU_ATTR_FAR:
        return (*(OuObj ***)word)[place->extra];
    case OU_ATTR_STATIC:
        return place->object;
    case OU_ATTR_OTHER:
    case OU_ATTR_METHOD:
    case OU_ATTR_CLASSMETHOD:
    case OU_ATTR_CLASS:
    case OU_ATTR_PROPERTY:
    case OU_ATTR_ADD:
        break;
    }
    return NULL;
}

OuObj *ou_host_attribute(OuVM *vm, OuFrame *frame, OuObj *get, OuObj *o)
{
    ou_ref(get); /* it may change its class */
    OuObj *value = ou_upcall_host_function(vm, get, &o, 1, NULL);
    ou_unref(vm, get);
    if (value == NULL)
        ou_attr_note_error(vm, o, attribute_name(frame, frame->pc->c));
    return value;
}

bool ou_slow_getattr(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->b];
    if (ou_may_quicken(frame))
        ou_quicken_getattr(vm, frame, o);
    if (ou_type(vm, o)->flags & OU_TF_USER) {
        OuObj *value = value_at(ou_attr_place(vm, o, attribute_name(frame, pc->c), false), o);
        if (value != NULL)
            return ou_finish_store(vm, frame, ou_ref(value));
    }
    return get_attribute(vm, frame, false);
}

/* Does `o`'s class give a plain method for `name`, which the instance does not hide? Borrowed. */
static OuObj *plain_method(OuVM *vm, OuObj *o, OuStr *name)
{
    const OuType *type = ou_type(vm, o);
    if (type->getattr != ou_getattr_generic)
        return NULL;
    OuClass *cls = ou_class_of(vm, o);
    if (cls == NULL) {
        ou_error_clear(vm);
        return NULL;
    }
    OuObj *method = ou_class_lookup_peek(vm, cls, name);
    if (method == NULL || !(ou_type(vm, method)->flags & OU_TF_METHOD))
        return NULL;
    if (ou_has_own_attributes(type)) {
        OuObj *hidden = ou_instance_get(vm, o, name);
        if (hidden != OU_ABSENT) {
            if (hidden == NULL)
                ou_error_clear(vm);
            else
                ou_unref(vm, hidden);
            return NULL;
        }
    }
    return method;
}

bool ou_slow_loadmethod(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *o = registers[pc->b];
    if (ou_may_quicken(frame))
        ou_quicken_loadmethod(vm, frame, o);
    const OuAttrPlace *place = ou_attr_place(vm, o, attribute_name(frame, pc->c), false);
    if (place->kind == OU_ATTR_STATIC)
        return ou_finish_method(vm, frame, ou_ref(place->object));
    OuObj *method = place->kind == OU_ATTR_METHOD ? place->object
        : plain_method(vm, o, attribute_name(frame, pc->c));
    if (method == NULL)
        return get_attribute(vm, frame, true);
    ou_ref(method);
    o = ou_operand_take(registers, pc->b, pc->op, OU_DIES_B);
    registers[pc->a] = method;
    registers[pc->a + OU_CALL_GAP] = o;
    frame->pc = pc + 3;
    return true;
}

/* ---- writing ---- */

static bool discard(OuVM *vm, OuFrame *frame, OuFunction *function, OuObj *const *args, size_t nargs)
{
    OuObj *value;
    OuCallOutcome outcome = ou_call_script(vm, OU_OBJ(function), args, nargs, OU_RET_DISCARD, &value);
    if (outcome == OU_CALL_VALUE)
        return ou_continue(vm, frame, OU_RET_DISCARD, 0, NULL, value);
    return outcome == OU_CALL_FRAME;
}

/* Store at a known place; false: there is none. */
static bool set_at_place(OuVM *vm, const OuAttrPlace *place, OuObj *o, OuObj *value)
{
    OuObj **word = (OuObj **)((char *)o + place->offset);
    switch ((OuAttrKind)place->kind) {
    case OU_ATTR_FAR:
        word = &(*(OuObj ***)word)[place->extra];
        break;
    case OU_ATTR_ADD:
        *word = ou_ref(value);
        o->type = (o->type & ~OU_INDEX_MASK) | place->extra;
        return true;
    case OU_ATTR_INLINE:
    case OU_ATTR_MEMBER:
        break;
    case OU_ATTR_OTHER:
    case OU_ATTR_METHOD:
    case OU_ATTR_STATIC:
    case OU_ATTR_CLASSMETHOD:
    case OU_ATTR_CLASS:
    case OU_ATTR_PROPERTY:
        return false;
    }
    ou_put(vm, word, ou_ref(value));
    return true;
}

bool ou_slow_setattr(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *o = registers[pc->a], *value = registers[pc->c];
    OuStr *name = attribute_name(frame, pc->b);
    const OuShape *shape = ou_shape(vm, o);
    if (ou_may_quicken(frame))
        ou_quicken_setattr(vm, frame, o);
    if ((shape->type->flags & OU_TF_USER) && shape->cls != NULL) {
        if (set_at_place(vm, ou_attr_place(vm, o, name, true), o, value))
            return ou_finish(vm, frame);
        if (shape->type->flags & OU_TF_CUSTOM_SETATTR) {
            OuFunction *hook = ou_script_method_peek(vm, o, OU_NAME(__setattr__));
            OuObj *args[] = {o, OU_OBJ(name), value};
            if (hook != NULL)
                return discard(vm, frame, hook, args, 3);
        } else {
            OuObj *attribute = ou_class_lookup_peek(vm, shape->cls, name);
            OuObj *set = NULL;
            if (attribute != NULL && ou_is_exact(attribute, OU_T_PROPERTY))
                set = ((OuProperty *)attribute)->set;
            OuObj *args[] = {o, value};
            if (set != NULL && ou_is_exact(set, OU_T_FUNCTION))
                return discard(vm, frame, OU_FUNCTION(set), args, 2);
        }
    }
    return ou_setattr(vm, o, name, value) && ou_finish(vm, frame);
}

bool ou_slow_delattr(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *o = ou_frame_registers(frame)[pc->a];
    return ou_setattr(vm, o, attribute_name(frame, pc->b), NULL) && ou_finish(vm, frame);
}

/* ---- super ---- */

/* The class to look after in whose MRO, without making a super object; NULL: do it the long way. */
static OuClass *super_start(OuVM *vm, OuObj *cls, OuObj *o)
{
    if (!ou_is(vm, cls, OU_TF_IS_TYPE))
        return NULL;
    if (ou_is(vm, o, OU_TF_IS_TYPE) && ou_is_subclass((OuClass *)o, (OuClass *)cls))
        return (OuClass *)o;
    OuClass *of = ou_class_of(vm, o);
    if (of == NULL)
        ou_error_clear(vm);
    return of != NULL && ou_is_subclass(of, (OuClass *)cls) ? of : NULL;
}

/* The attribute after `cls` in the MRO of `start`: borrowed, NULL if there is none. */
static OuObj *super_lookup(OuVM *vm, OuClass *start, OuClass *cls, OuStr *name)
{
    OuTuple *mro = start->mro;
    size_t i = 0;
    if (mro == NULL) /* the class is being made */
        return NULL;
    while (i < mro->len && mro->items[i] != OU_OBJ(cls))
        i++;
    for (i++; i < mro->len; i++) {
        OuClass *base = (OuClass *)mro->items[i];
        if (base->dict == NULL)
            return NULL;
        OuObj *value = ou_dict_peek_str(vm, base->dict, name);
        if (value != NULL)
            return value;
    }
    return NULL;
}

static OuObj *bind_super(OuVM *vm, OuObj *attribute, OuObj *o, OuClass *start)
{
    const OuType *type = ou_type(vm, attribute);
    if (type->get == NULL)
        return ou_ref(attribute);
    return type->get(vm, attribute, OU_OBJ(start) == o ? NULL : o, OU_OBJ(start));
}

static OuObj *super_object(OuVM *vm, OuObj **parts, OuStr *name)
{
    OuObj *super = parts[1] ? ou_call2(vm, parts[0], parts[1], parts[2]) : ou_call0(vm, parts[0]);
    if (super == NULL)
        return NULL;
    OuObj *value = ou_getattr(vm, super, name);
    ou_unref(vm, super);
    return value;
}

/* An AttributeError tells the super object and the name: only for it the object is made. */
static void note_super_error(OuVM *vm, OuObj **parts, OuStr *name)
{
    if (!ou_error_matches(vm, ou_error_peek(vm), OU_T_AttributeError))
        return;
    OuObj *error = ou_error_take(vm);
    OuObj *super = ou_call2(vm, parts[0], parts[1], parts[2]);
    if (super == NULL)
        ou_error_clear(vm);
    ou_error_restore_take(vm, error);
    if (super != NULL)
        ou_attr_note_error(vm, super, name);
    ou_unref(vm, super);
}

static void drop_parts(OuVM *vm, OuObj **parts, size_t count)
{
    while (count-- > 0) {
        OuObj *part = parts[count];
        parts[count] = NULL;
        ou_unref(vm, part);
    }
}

/* The attribute of super(); the parts are consumed. *self (new) is set if the attribute is a
 * plain function that has to be called with it. */
static OuObj *load_super(OuVM *vm, OuFrame *frame, bool for_method, OuObj **self)
{
    const OuInsn *pc = frame->pc;
    OuObj **parts = ou_frame_registers(frame) + pc->b;
    OuStr *name = attribute_name(frame, pc->c);
    bool alone = (pc->op & OU_INPLACE) != 0;
    OuObj *full[] = {parts[0], alone ? NULL : parts[1], alone ? NULL : parts[2]};
    OuObj *value = NULL;
    bool builtin = ou_is_exact(parts[0], OU_T_TYPE) && OU_CLASS(parts[0])->type == &ou_super_type;
    *self = NULL;
    if (builtin && alone && !ou_upcall_super_arguments(vm, &full[1], &full[2]))
        goto done;
    if (builtin && name != OU_NAME(__class__)) {
        OuClass *start = super_start(vm, full[1], full[2]);
        OuObj *attribute = start ? super_lookup(vm, start, OU_CLASS(full[1]), name) : NULL;
        if (attribute != NULL && for_method && ou_is_exact(attribute, OU_T_FUNCTION)
            && OU_OBJ(start) != full[2]) {
            value = ou_ref(attribute);
            *self = ou_ref(full[2]);
            goto done;
        }
        if (attribute != NULL) {
            ou_ref(attribute);
            value = bind_super(vm, attribute, full[2], start);
            ou_unref(vm, attribute);
            if (value == NULL)
                note_super_error(vm, full, name);
            goto done;
        }
    }
    value = super_object(vm, full, name);
done:
    drop_parts(vm, parts, alone ? 1 : 3);
    return value;
}

bool ou_slow_loadsuper(OuVM *vm, OuFrame *frame)
{
    OuObj *self, *value = load_super(vm, frame, false, &self);
    if (value == NULL)
        return false;
    ou_store_register(vm, frame, frame->pc->a, value);
    frame->pc += 3;
    return true;
}

bool ou_slow_loadsupermethod(OuVM *vm, OuFrame *frame)
{
    OuObj *self, *value = load_super(vm, frame, true, &self);
    if (value == NULL)
        return false;
    OuObj **registers = ou_frame_registers(frame);
    registers[frame->pc->a] = value;
    registers[frame->pc->a + OU_CALL_GAP] = self;
    frame->pc += 3;
    return true;
}
