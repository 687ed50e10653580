/* frame.c - frames: leaving them, the objects that show them to scripts, what they hold.
 *
 * A frame object is linked to its frame while that runs (or is suspended); when the frame is
 * left and somebody still holds the object, the frame's variables move into it and its caller's
 * object is made, so that a chain of frame objects stays whole. Releasing variables may run
 * script code: a register is emptied before its value is released. */
#include "object/dict.h"
#include "object/tuple.h"
#include "object/weak.h"
#include "types/descr.h"
#include "object/exception.h"
#include "object/int.h"
#include "object/list.h"
#include "vm/frame_object.h"
#include "vm/interp.h"

/* What was called; its namespaces are those of the frame. */
static const OuFunction *called(const OuFrameObject *object)
{
    return object->frame != NULL ? object->frame->function : object->function;
}

/* ---- leaving ---- */

void ou_frame_clear_temporaries(OuVM *vm, OuFrame *frame, uint32_t depth)
{
    uint32_t count;
    const uint16_t *live = ou_code_live(frame->code->proto, ou_frame_index(frame), &count);
    OuObj **registers = ou_frame_registers(frame);
    while (count-- > 0) {
        uint32_t reg = live[count];
        if (reg < depth)
            continue;
        OuObj *value = registers[reg];
        registers[reg] = NULL;
        ou_unref(vm, value);
    }
}

static void clear_variables(OuVM *vm, OuObj **values, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        OuObj *value = values[i];
        if (value != NULL) {
            values[i] = NULL;
            ou_unref_nonnull(vm, value);
        }
    }
}

static void detach(OuVM *vm, OuFrame *frame, OuFrameObject *object)
{
    OuObj **registers = ou_frame_registers(frame);
    OuFrame *back = frame->generator ? NULL : ou_frame_staying(frame->back);
    if (back != NULL && (back->object != NULL || ou_exec_is_shown(vm, vm->depth))) {
        OuObj *pending = ou_error_take(vm);
        object->back = ou_frame_object(vm, back);
        if (object->back == NULL)
            ou_error_clear(vm);
        ou_error_restore_take(vm, pending);
    }
    object->index = ou_frame_index(frame);
    uint32_t count = frame->code->proto->local_count;
    for (uint32_t i = 0; i < count; i++) {
        object->values[i] = registers[i];
        registers[i] = NULL;
    }
    object->locals = frame->locals;
    frame->locals = NULL;
    object->function = frame->function;
    frame->function = NULL;
    object->frame = NULL;
    frame->object = NULL;
    ou_gc_track(vm, OU_OBJ(object));
    ou_gc_renew(vm, OU_OBJ(object)); /* that of a generator was tracked before */
}

void ou_frame_release_closure_take(OuVM *vm, OuObj *closure)
{
    for (size_t i = 0; closure != NULL && closure->refs == 1 && i < OU_TUPLE(closure)->len; i++) {
        OuObj *cell = OU_TUPLE(closure)->items[i];
        if (cell->refs == 1)
            ou_clear(vm, &OU_CELL(cell)->content);
    }
    ou_unref(vm, closure);
}

void ou_frame_clear(OuVM *vm, OuFrame *frame)
{
    OuFrameObject *object = (OuFrameObject *)frame->object;
    frame->flags |= OU_FRAME_LEAVING;
    if (object != NULL) {
        if (object->gc.head.refs > 1) {
            detach(vm, frame, object);
            ou_unref(vm, object);
        } else {
            /* Variables of a frame nobody watches any more die before its object. */
            object->frame = NULL;
            object->function = OU_REF_AS(OuFunction, frame->function);
            object->index = ou_frame_index(frame);
            clear_variables(vm, ou_frame_registers(frame), frame->code->proto->local_count);
            frame->object = NULL;
            ou_unref(vm, object);
        }
    }
    clear_variables(vm, ou_frame_registers(frame), frame->code->proto->local_count);
    ou_clear(vm, &frame->locals);
    OuObj *function = OU_OBJ(frame->function);
    OuCode *code = frame->code;
    frame->function = NULL;
    if (function != NULL) /* else its object has it now */
        ou_unref_nonnull(vm, function);
    ou_unref(vm, code);
}

void ou_frame_abandon(OuVM *vm, OuFrame *frame)
{
    OuFrameObject *object = (OuFrameObject *)frame->object;
    bool watched = object != NULL && object->gc.head.refs > 1;
    OuObj **registers = ou_frame_registers(frame);
    uint32_t count, locals = frame->code->proto->local_count;
    const uint16_t *live = ou_code_live(frame->code->proto, ou_frame_index(frame), &count);
    if (!watched)
        clear_variables(vm, registers, locals);
    for (uint32_t i = 0; i < count; i++) {
        OuObj *value = registers[live[i]];
        if (live[i] < locals)
            continue;
        registers[live[i]] = NULL;
        if (watched)
            object->values[live[i]] = value;
        else
            ou_unref(vm, value);
    }
    ou_frame_clear(vm, frame);
}

void ou_frame_leave(OuVM *vm, OuFrame *frame)
{
    OuGenerator *g = frame->generator;
    if (g != NULL) {
        vm->handled = g->handled.previous;
        g->handled.previous = NULL;
        g->yield_from = NULL;
        ou_generator_set_closed(g); /* what dies with the variables finds it at its end */
        ou_frame_clear(vm, frame);
        vm->frame = frame->back;
        vm->depth = frame->depth;
        frame->back = NULL;
        ou_clear(vm, &g->handled.exception);
        return;
    }
    ou_frame_clear(vm, frame);
    vm->frame = frame->back;
    vm->depth = frame->depth;
    if (frame->flags & OU_FRAME_CHUNK)
        ou_stack_pop_chunk(vm);
}

/* ---- frame objects ---- */

OuObj *ou_frame_object(OuVM *vm, OuFrame *frame)
{
    if (frame->object != NULL)
        return ou_ref(frame->object);
    const OuProto *proto = frame->code->proto;
    uint32_t count = frame->generator != NULL ? proto->register_count : proto->local_count;
    OuFrameObject *object = (OuFrameObject *)ou_gc_new(vm, OU_T_FRAME,
                                                       sizeof *object + count * sizeof(OuObj *));
    if (object == NULL)
        return NULL;
    object->frame = frame;
    object->code = OU_REF_AS(OuCode, frame->code);
    object->function = NULL;
    object->back = object->locals = object->trace = NULL;
    object->index = 0;
    object->count = count;
    object->trace_lines = true;
    object->trace_opcodes = false;
    for (uint32_t i = 0; i < count; i++)
        object->values[i] = NULL;
    object->cleared = false;
    frame->object = OU_OBJ(object);
    frame->flags |= OU_FRAME_WATCHED;
    return ou_ref(frame->object);
}

OuFrame *ou_frame_visible(OuVM *vm, int depth)
{
    OuFrame *frame = ou_frame_staying(vm->frame);
    while (frame != NULL && depth-- > 0)
        frame = ou_frame_staying(frame->back);
    return frame;
}

/* Put variable number i (value or cell content) under its name, or take the name away. */
static bool show_variable(OuVM *vm, OuObj *locals, OuStr *name, OuObj *value)
{
    if (value != NULL) {
        if (ou_is_exact(locals, OU_T_DICT))
            return ou_dict_set(vm, OU_DICT(locals), OU_OBJ(name), value);
        return ou_setitem(vm, locals, OU_OBJ(name), value);
    }
    if (ou_is_exact(locals, OU_T_DICT)) {
        bool found;
        return ou_dict_delete(vm, OU_DICT(locals), OU_OBJ(name), &found);
    }
    return ou_setitem(vm, locals, OU_OBJ(name), NULL) || ou_error_swallow(vm, OU_T_KeyError);
}

static bool is_cell_register(const OuProto *proto, uint32_t reg)
{
    for (uint32_t i = 0; i < proto->cell_count; i++)
        if (proto->cell_registers[i] == reg)
            return true;
    return false;
}

/* Bring `locals` up to date with the variables at `values` and the closure (NULL: cleared). */
static bool show_variables(OuVM *vm, OuObj *locals, OuCode *code, OuObj **values, OuObj *closure)
{
    const OuProto *proto = code->proto;
    if (!ou_code_prepare(vm, code))
        return false;
    for (uint32_t i = 0; i < proto->local_count; i++) {
        OuStr *name = code->names[proto->variable_names[i]];
        OuObj *value = values[i];
        if (ou_str_text(name)[0] == '.')
            continue;
        if (value != NULL && ou_is_exact(value, OU_T_CELL) && is_cell_register(proto, i))
            value = OU_CELL(value)->content;
        if (!show_variable(vm, locals, name, value))
            return false;
    }
    if (!(proto->flags & OU_CODE_OPTIMIZED))
        return true;
    for (uint32_t i = 0; i < proto->free_count; i++) {
        OuStr *name = code->names[proto->free_names[i]];
        if (!show_variable(vm, locals, name, closure ? OU_CELL(OU_TUPLE(closure)->items[i])->content : NULL))
            return false;
    }
    return true;
}

OuObj *ou_frame_locals(OuVM *vm, OuFrame *frame)
{
    const OuProto *proto = frame->code->proto;
    if (proto->uses_namespace && ou_frame_registers(frame)[0] != NULL)
        return ou_ref(ou_frame_registers(frame)[0]);
    if (!(proto->flags & OU_CODE_NEWLOCALS) && proto->local_count == 0)
        return ou_ref(frame->locals ? frame->locals : OU_OBJ(frame->function->globals));
    if (frame->locals == NULL) {
        frame->locals = ou_dict_new(vm);
        if (frame->locals == NULL)
            return NULL;
        frame->flags |= OU_FRAME_WATCHED;
    }
    OuObj *locals = ou_ref(frame->locals);
    if (!show_variables(vm, locals, frame->code, ou_frame_registers(frame), frame->function->closure)) {
        ou_unref(vm, locals);
        return NULL;
    }
    return locals;
}

static OuObj *frame_get_locals(OuVM *vm, OuObj *self)
{
    OuFrameObject *object = (OuFrameObject *)self;
    if (object->frame != NULL)
        return ou_frame_locals(vm, object->frame);
    const OuProto *proto = object->code->proto;
    if (proto->uses_namespace && object->count > 0 && object->values[0] != NULL)
        return ou_ref(object->values[0]);
    if (!(proto->flags & OU_CODE_NEWLOCALS) && proto->local_count == 0)
        return ou_ref(object->locals ? object->locals : OU_OBJ(called(object)->globals));
    if (object->locals == NULL) {
        object->locals = ou_dict_new(vm);
        if (object->locals == NULL)
            return NULL;
    }
    OuObj *locals = ou_ref(object->locals);
    if (!show_variables(vm, locals, object->code, object->values,
                        object->function && !object->cleared ? object->function->closure : NULL)) {
        ou_unref(vm, locals);
        return NULL;
    }
    return locals;
}

static uint32_t object_index(const OuFrameObject *object)
{
    return object->frame != NULL ? ou_frame_index(object->frame) : object->index;
}

static int current_line(const OuFrameObject *object)
{
    const OuFrame *frame = object->frame;
    if (frame != NULL && frame->generator != NULL && frame->generator->state == OU_GEN_CREATED)
        return frame->code->proto->first_line;
    return ou_code_line(object->code->proto, object_index(object));
}

static OuObj *frame_get_back(OuVM *vm, OuObj *self)
{
    OuFrameObject *object = (OuFrameObject *)self;
    if (object->frame == NULL)
        return ou_ref(object->back ? object->back : OU_NONE);
    OuFrame *back = ou_frame_staying(object->frame->back);
    return back == NULL ? OU_NONE : ou_frame_object(vm, back);
}

static OuObj *frame_get_code(OU_UNUSED OuVM *vm, OuObj *self)
{
    return ou_ref(OU_OBJ(((OuFrameObject *)self)->code));
}

static OuObj *frame_get_globals(OU_UNUSED OuVM *vm, OuObj *self)
{
    return ou_ref(OU_OBJ(called((OuFrameObject *)self)->globals));
}

static OuObj *frame_get_builtins(OU_UNUSED OuVM *vm, OuObj *self)
{
    return ou_ref(OU_OBJ(called((OuFrameObject *)self)->builtins));
}

static OuObj *frame_get_lineno(OuVM *vm, OuObj *self)
{
    int line = current_line((OuFrameObject *)self);
    return line > 0 ? ou_int_from(vm, line) : OU_NONE;
}

/* Only a trace function may jump, and there is none. */
static bool frame_set_lineno(OuVM *vm, OU_UNUSED OuObj *self, OuObj *value)
{
    if (value == NULL)
        ou_raise(vm, OU_T_AttributeError, "cannot delete attribute");
    else
        OU_VALUE_ERROR(vm, ou_is_exact(value, OU_T_INT)
                               ? "can't jump from the 'call' trace event of a new frame"
                               : "lineno must be an integer");
    return false;
}

static OuObj *frame_get_lasti(OuVM *vm, OuObj *self)
{
    return ou_int_from(vm, object_index((OuFrameObject *)self) * OU_INSN_BYTES);
}

static OuObj *frame_get_trace(OU_UNUSED OuVM *vm, OuObj *self)
{
    OuObj *trace = ((OuFrameObject *)self)->trace;
    return ou_ref(trace ? trace : OU_NONE);
}

static bool frame_set_trace(OuVM *vm, OuObj *self, OuObj *value)
{
    ou_put(vm, &((OuFrameObject *)self)->trace,
           value == NULL || value == OU_NONE ? NULL : ou_ref(value));
    return true;
}

static void frame_object_clear(OuVM *vm, OuObj *self)
{
    OuFrameObject *object = (OuFrameObject *)self;
    ou_clear(vm, &object->trace);
    if (object->frame == NULL)
        clear_variables(vm, object->values, object->count);
}

static OuObj *frame_m_clear(OuVM *vm, OuObj *self, OU_UNUSED OuObj *const *args,
                            OU_UNUSED size_t nargs)
{
    OuFrameObject *object = (OuFrameObject *)self;
    if (object->frame != NULL) {
        OuGenerator *g = object->frame->generator;
        if (g == NULL || g->state == OU_GEN_RUNNING)
            return ou_raise(vm, OU_T_RuntimeError, "cannot clear an executing frame");
        OuObj *keep = ou_ref(OU_OBJ(g));
        if (ou_type(vm, OU_OBJ(g))->finalize != NULL)
            ou_type(vm, OU_OBJ(g))->finalize(vm, OU_OBJ(g));
        ou_unref(vm, keep);
    }
    frame_object_clear(vm, self);
    object->cleared = true;
    return OU_NONE;
}

static OuObj *frame_repr(OuVM *vm, OuObj *self)
{
    OuFrameObject *object = (OuFrameObject *)self;
    int line = current_line(object);
    OuObj *file = ou_repr(vm, OU_OBJ(object->code->filename));
    if (file == NULL)
        return NULL;
    char address[32];
    uintptr_t at = ou_address(vm, self);
    static const char digits[] = "0123456789abcdef";
    size_t length = 0;
    for (int shift = 60; shift >= 0; shift -= 4)
        if ((at >> shift) != 0 || shift == 0)
            address[length++] = digits[at >> shift & 15];
    address[length] = 0;
    OuObj *text = ou_str_format(vm, "<frame at 0x%s, file %U, line %d, code %U>", address,
                                OU_STR(file), line, object->code->name);
    ou_unref(vm, file);
    return text;
}

/* The cells of the functions around: only the closure holds them, in CPython the frame too, behind its variables. */
static void visit_cells(const OuFunction *function, OuVisitFn fn, void *arg)
{
    if (function == NULL || function->closure == NULL || !ou_gc_is_reaching(fn))
        return;
    const OuTuple *closure = OU_TUPLE(function->closure);
    for (size_t i = 0; i < closure->len; i++)
        fn(closure->items[i], arg);
}

static void frame_visit(OuObj *self, OuVisitFn fn, void *arg)
{
    OuFrameObject *object = (OuFrameObject *)self;
    if (object->frame != NULL)
        return;
    uint32_t variables = object->code->proto->local_count;
    for (uint32_t i = 0; i < object->count; i++) {
        if (i == variables)
            visit_cells(object->function, fn, arg);
        ou_visit(object->values[i], fn, arg);
    }
    if (object->count <= variables)
        visit_cells(object->function, fn, arg);
}

static void frame_dealloc(OuVM *vm, OuObj *self)
{
    OuFrameObject *object = (OuFrameObject *)self;
    ou_gc_untrack(vm, self);
    if (object->frame != NULL)
        object->frame->object = NULL;
    OuObj *closure = object->function ? ou_xref(object->function->closure) : NULL;
    ou_clear(vm, (OuObj **)&object->function);
    ou_clear(vm, &object->locals);
    uint32_t variables = object->code->proto->local_count;
    variables = variables < object->count ? variables : object->count;
    clear_variables(vm, object->values, variables);
    ou_frame_release_closure_take(vm, closure);
    clear_variables(vm, object->values + variables, object->count - variables);
    ou_clear(vm, &object->back);
    ou_clear(vm, &object->trace);
    size_t size = sizeof *object + object->count * sizeof(OuObj *);
    ou_unref(vm, object->code);
    ou_free(vm, object, size);
}

static size_t frame_size_of(const OuObj *self)
{
    return sizeof(OuFrameObject) + ((const OuFrameObject *)self)->count * sizeof(OuObj *);
}

static const OuRefField frame_refs[] = {
    OU_REF(OuFrameObject, code), OU_REF(OuFrameObject, back), OU_REF(OuFrameObject, trace),
    OU_REF(OuFrameObject, locals), OU_REF(OuFrameObject, function), OU_REF_END,
};
static const OuMethodDef frame_methods[] = {
    {"clear", "()", frame_m_clear, OU_NO_TEXT, "Forget the variables of the frame."},
    {"__sizeof__", "()", ou_object_sizeof, OU_NO_TEXT, "Bytes of memory that the object takes."},
    {0},
};
static const OuGetSetDef frame_getsets[] = {
    {"f_back", frame_get_back, NULL, NULL},
    {"f_locals", frame_get_locals, NULL, NULL},
    {"f_lineno", frame_get_lineno, frame_set_lineno, NULL},
    {"f_trace", frame_get_trace, frame_set_trace, NULL},
    {"f_lasti", frame_get_lasti, NULL, NULL},
    {"f_globals", frame_get_globals, NULL, NULL},
    {"f_builtins", frame_get_builtins, NULL, NULL},
    {"f_code", frame_get_code, NULL, NULL},
    {0},
};
static const OuMemberDef frame_members[] = {
    {"f_trace_lines", OU_MEMBER_BOOL8, offsetof(OuFrameObject, trace_lines), false, NULL},
    {"f_trace_opcodes", OU_MEMBER_BOOL8, offsetof(OuFrameObject, trace_opcodes), false, NULL},
    {0},
};
const OuType ou_frame_type = {
    .name = "frame", .base = &ou_object_type, .index = OU_T_FRAME,
    .flags = OU_TF_TRASHCAN | OU_TF_COLLECTED | OU_TF_VAR_SIZE | OU_TF_NO_NEW | OU_TF_IMMUTABLE,
    .size = sizeof(OuFrameObject), .refs = frame_refs,
    .methods = frame_methods, .getsets = frame_getsets, .members = frame_members,
    .dealloc = frame_dealloc, .visit = frame_visit, .clear = frame_object_clear,
    .size_of = frame_size_of,
    OU_SLOTS_ATTR, OU_SLOTS_IDENTITY,
    .repr = frame_repr, .str = ou_object_str,
};

/* ---- what the layers below ask ---- */

void ou_frame_visit(OuFrame *frame, OuVisitFn fn, void *arg)
{
    ou_visit(frame->object, fn, arg);
    ou_visit(frame->locals, fn, arg);
    ou_visit(OU_OBJ(frame->function), fn, arg);
    ou_visit(OU_OBJ(frame->code), fn, arg);
}

void ou_frame_visit_registers(OuFrame *frame, bool temporaries, OuVisitFn fn, void *arg)
{
    const OuProto *proto = frame->code->proto;
    OuObj **registers = ou_frame_registers(frame);
    for (uint32_t i = 0; i < proto->local_count; i++)
        ou_visit(registers[i], fn, arg);
    visit_cells(frame->function, fn, arg);
    uint32_t count = 0;
    const uint16_t *live = temporaries ? ou_code_live(proto, ou_frame_index(frame), &count) : NULL;
    for (uint32_t i = 0; i < count; i++)
        if (live[i] >= proto->local_count)
            ou_visit(registers[live[i]], fn, arg);
}

/* In CPython the variables of a running frame are out of the collector's sight, but for a generator's that has called
 * a script function, not through C code, or has passed an exception on. So deep a stack has no running generators. */
void ou_upcall_mark_generators(OuVM *vm)
{
    enum { DEEPEST = 64 };
    const OuFrame *callee = NULL;
    OuFrame *frame = vm->frame;
    for (int i = 0; i < DEEPEST && frame != NULL; i++) {
        if (frame->flags & OU_FRAME_HEAP) {
            bool calls = callee != NULL && !(callee->flags & OU_FRAME_ENTRY) && callee->on_return == OU_RET_CALL;
            bool passes = frame->generator->yield_from != NULL;
            frame->flags &= (uint8_t)~OU_FRAME_CALLING;
            if (calls || passes)
                frame->flags |= OU_FRAME_CALLING;
        }
        callee = frame;
        frame = frame->back;
    }
}

OuDict *ou_upcall_globals(OuVM *vm)
{
    OuFrame *frame = ou_frame_staying(vm->frame);
    return frame ? frame->function->globals : NULL;
}

int ou_upcall_line(OuVM *vm)
{
    OuFrame *frame = ou_frame_staying(vm->frame);
    return frame ? ou_code_line(frame->code->proto, ou_frame_index(frame)) : 0;
}

/* What the generator of a frame shows of it (ou_generator_visit) is left out. */
static bool shown_by_generator(const OuFrame *frame)
{
    return frame->generator != NULL && frame->generator->state == OU_GEN_RUNNING;
}

void ou_upcall_visit_stack(OuVM *vm, OuVisitFn fn, void *arg)
{
    for (OuFrame *frame = vm->frame; frame != NULL; frame = frame->back) {
        if (!shown_by_generator(frame)) {
            ou_frame_visit(frame, fn, arg);
            ou_frame_visit_registers(frame, true, fn, arg);
        } else if (!(frame->flags & OU_FRAME_CALLING)) {
            ou_frame_visit_registers(frame, true, fn, arg);
        }
        ou_visit(frame->kept, fn, arg);
    }
    if (vm->handled_base.exception != NULL)
        fn(vm->handled_base.exception, arg);
}

bool ou_upcall_super_arguments(OuVM *vm, OuObj **cls, OuObj **obj)
{
    OuFrame *frame = vm->frame;
    if (frame == NULL) {
        ou_raise(vm, OU_T_RuntimeError, "super(): no current frame");
        return false;
    }
    const OuProto *proto = frame->code->proto;
    if (proto->argument_count == 0) {
        ou_raise(vm, OU_T_RuntimeError, "super(): no arguments");
        return false;
    }
    OuObj *first = ou_frame_registers(frame)[0];
    if (first != NULL && ou_is_exact(first, OU_T_CELL) && is_cell_register(proto, 0))
        first = OU_CELL(first)->content;
    if (first == NULL) {
        ou_raise(vm, OU_T_RuntimeError, "super(): arg[0] deleted");
        return false;
    }
    for (uint32_t i = 0; i < proto->free_count; i++) {
        if (frame->code->names[proto->free_names[i]] != OU_NAME(__class__))
            continue;
        OuObj *type = OU_CELL(OU_TUPLE(frame->function->closure)->items[i])->content;
        if (type == NULL) {
            ou_raise(vm, OU_T_RuntimeError, "super(): empty __class__ cell");
            return false;
        }
        if (!ou_is(vm, type, OU_TF_IS_TYPE)) {
            ou_raise(vm, OU_T_RuntimeError, "super(): __class__ is not a type (%s)",
                     ou_type_name(vm, type));
            return false;
        }
        *cls = type;
        *obj = first;
        return true;
    }
    ou_raise(vm, OU_T_RuntimeError, "super(): __class__ cell not found");
    return false;
}

OuObj *ou_upcall_locals(OuVM *vm)
{
    OuFrame *frame = ou_frame_staying(vm->frame);
    if (frame == NULL)
        return ou_raise(vm, OU_T_SystemError, "frame does not exist");
    return ou_frame_locals(vm, frame);
}

OuObj *ou_upcall_getframe(OuVM *vm, ptrdiff_t depth)
{
    OuFrame *frame = ou_frame_staying(vm->frame);
    while (frame != NULL && depth-- > 0)
        frame = ou_frame_staying(frame->back);
    if (frame == NULL)
        return OU_VALUE_ERROR(vm, "call stack is not deep enough");
    return ou_frame_object(vm, frame);
}

bool ou_upcall_position(OU_UNUSED OuVM *vm, OuObj *frame, int32_t lasti, int32_t shown, int32_t *line,
                        int32_t *end_line, int32_t *column, int32_t *end_column)
{
    const OuProto *proto = ((OuFrameObject *)frame)->code->proto;
    const OuPosition *position = ou_code_position(proto, (uint32_t)lasti);
    if (position == NULL || position->line == 0)
        return false;
    if (lasti == 0 && position->line != shown
        && (proto->flags & OU_CODE_RUNS_LATER))
        return false;
    *line = position->line;
    *end_line = position->end_line;
    *column = position->column;
    *end_column = position->end_column;
    return true;
}

void ou_upcall_frame_names(OU_UNUSED OuVM *vm, OuObj *frame, OuStr **filename, OuStr **name,
                           OuDict **globals)
{
    OuFrameObject *object = (OuFrameObject *)frame;
    *filename = object->code->filename;
    *name = object->code->name;
    *globals = called(object)->globals;
}

OuObj *ou_upcall_frame_locals(OuVM *vm, OuObj *frame)
{
    OuObj *names = ou_code_varnames(vm, OU_OBJ(((OuFrameObject *)frame)->code));
    OuObj *list = names ? ou_list_from(vm, names) : NULL;
    ou_unref(vm, names);
    return list;
}

static bool add_entry(OuVM *vm, OuObj *exception, OuFrame *frame, uint32_t index, int32_t line)
{
    OuObj *object = ou_frame_object(vm, frame);
    bool added = object != NULL && ou_traceback_add(vm, exception, object, (int32_t)index, line);
    ou_unref(vm, object);
    return added;
}

void ou_frame_add_traceback(OuVM *vm, OuFrame *frame, uint32_t index, int32_t line)
{
    OuObj *exception = ou_error_take(vm);
    if (add_entry(vm, exception, frame, index, line)) {
        ou_error_restore_take(vm, exception);
    } else if (vm->exec->end != OU_END_NONE || ou_is_exact(exception, OU_T_MemoryError)) {
        ou_error_clear(vm);
        ou_error_restore_take(vm, exception);
    } else {
        ou_error_set_context_take(vm, vm->error, exception);
    }
}

void ou_upcall_traceback_here(OuVM *vm, OuObj *exception)
{
    OuFrame *frame = ou_frame_staying(vm->frame);
    if (frame == NULL)
        return;
    OuObj *pending = ou_error_take(vm);
    uint32_t index = ou_frame_index(frame);
    if (!add_entry(vm, exception, frame, index, ou_code_line(frame->code->proto, index)))
        ou_error_clear(vm);
    ou_error_restore_take(vm, pending);
}

OuObj *ou_upcall_filename(OuVM *vm, int depth)
{
    OuFrame *frame = ou_frame_visible(vm, depth);
    return frame ? ou_ref(OU_OBJ(frame->code->filename)) : ou_str_from(vm, "<sys>");
}
