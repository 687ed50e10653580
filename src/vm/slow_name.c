/* slow_name.c - names and variables that are not plain registers: globals, built-ins, class
 * namespaces, cells. Only mappings other than exact dicts can run script code here. */
#include "object/str.h"
#include "vm/interp.h"
#include "vm/quicken.h"

static OuStr *name_of(const OuFrame *frame)
{
    return frame->code->names[frame->pc->k];
}

static bool not_defined(OuVM *vm, OuStr *name)
{
    return ou_raise_name(vm, name, "name '%.200U' is not defined", name) != NULL;
}

static bool unbound_local(OuVM *vm, OuStr *name)
{
    return ou_raise(vm, OU_T_UnboundLocalError,
                    "cannot access local variable '%U' where it is not associated with a value",
                    name) != NULL;
}

static bool unbound_free(OuVM *vm, OuStr *name)
{
    return ou_raise_name(vm, name, "cannot access free variable '%U' where it is not associated "
                         "with a value in enclosing scope", name) != NULL;
}

/* ---- globals and built-ins ---- */

/* New reference, or OU_ABSENT, or NULL. */
static OuObj *find_builtin(OuVM *vm, OuFrame *frame, OuStr *name)
{
    OuObj *builtins = OU_OBJ(frame->function->builtins);
    if (ou_is_exact(builtins, OU_T_DICT)) {
        OuObj *value = ou_dict_peek_str(vm, OU_DICT(builtins), name);
        if (value == NULL && OU_DICT(builtins) == vm->builtins)
            value = ou_upcall_builtin(vm, name);
        if (value == NULL)
            return vm->error ? NULL : OU_ABSENT;
        return ou_ref(value);
    }
    OuObj *value = ou_getitem(vm, builtins, OU_OBJ(name));
    return value == NULL && ou_error_swallow(vm, OU_T_KeyError) ? OU_ABSENT : value;
}

static OuObj *find_global(OuVM *vm, OuFrame *frame, OuStr *name)
{
    OuObj *globals = OU_OBJ(frame->function->globals), *value;
    if (OU_LIKELY(ou_is_exact(globals, OU_T_DICT))) {
        value = ou_dict_peek_str(vm, OU_DICT(globals), name);
        if (value != NULL)
            return ou_ref(value);
        if (vm->error != NULL)
            return NULL;
    } else {
        value = ou_getitem(vm, globals, OU_OBJ(name));
        if (value != NULL || !ou_error_swallow(vm, OU_T_KeyError))
            return value;
    }
    return find_builtin(vm, frame, name);
}

bool ou_slow_loadglobal(OuVM *vm, OuFrame *frame)
{
    OuStr *name = name_of(frame);
    OuObj *value = find_global(vm, frame, name);
    if (value == OU_ABSENT)
        return not_defined(vm, name);
    if (value == NULL)
        return false;
    if (ou_may_quicken(frame))
        ou_quicken_loadglobal(vm, frame);
    return ou_finish_store(vm, frame, value);
}

/* Operands of these rows are a and k: finish without looking at b and c. */
static bool finish_a(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *value = NULL;
    if (pc->op & OU_DIES_A) {
        value = ou_frame_registers(frame)[pc->a];
        ou_frame_registers(frame)[pc->a] = NULL;
    }
    ou_unref(vm, value);
    frame->pc = pc + ou_words(pc->op);
    return true;
}

bool ou_slow_storeglobal(OuVM *vm, OuFrame *frame)
{
    OuObj *value = ou_frame_registers(frame)[frame->pc->a];
    if (!ou_dict_set(vm, frame->function->globals, OU_OBJ(name_of(frame)), value))
        return false;
    if (ou_may_quicken(frame))
        ou_quicken_storeglobal(vm, frame);
    return finish_a(vm, frame);
}

bool ou_slow_delglobal(OuVM *vm, OuFrame *frame)
{
    OuStr *name = name_of(frame);
    bool found;
    if (!ou_dict_delete(vm, frame->function->globals, OU_OBJ(name), &found))
        return false;
    if (!found)
        return not_defined(vm, name);
    frame->pc++;
    return true;
}

/* ---- the namespace in register 0 ---- */

/* New reference, or OU_ABSENT, or NULL. */
static OuObj *find_in_namespace(OuVM *vm, OuFrame *frame, OuStr *name)
{
    OuObj *space = ou_frame_registers(frame)[0];
    if (ou_is_exact(space, OU_T_DICT)) {
        OuObj *value = ou_dict_peek_str(vm, OU_DICT(space), name);
        if (value == NULL)
            return vm->error ? NULL : OU_ABSENT;
        return ou_ref(value);
    }
    OuObj *value = ou_getitem(vm, space, OU_OBJ(name));
    return value == NULL && ou_error_swallow(vm, OU_T_KeyError) ? OU_ABSENT : value;
}

bool ou_slow_loadname(OuVM *vm, OuFrame *frame)
{
    OuStr *name = name_of(frame);
    OuObj *value = find_in_namespace(vm, frame, name);
    if (value == OU_ABSENT)
        value = find_global(vm, frame, name);
    if (value == OU_ABSENT)
        return not_defined(vm, name);
    if (value == NULL)
        return false;
    ou_store_register(vm, frame, frame->pc->a, value);
    frame->pc++;
    return true;
}

bool ou_slow_storename(OuVM *vm, OuFrame *frame)
{
    OuObj **registers = ou_frame_registers(frame);
    OuObj *space = registers[0], *value = registers[frame->pc->a];
    OuObj *name = OU_OBJ(name_of(frame));
    bool ok = ou_is_exact(space, OU_T_DICT) ? ou_dict_set(vm, OU_DICT(space), name, value)
                                            : ou_setitem(vm, space, name, value);
    return ok && finish_a(vm, frame);
}

bool ou_slow_delname(OuVM *vm, OuFrame *frame)
{
    OuStr *name = name_of(frame);
    OuObj *space = ou_frame_registers(frame)[0];
    if (ou_is_exact(space, OU_T_DICT)) {
        bool found;
        if (!ou_dict_delete(vm, OU_DICT(space), OU_OBJ(name), &found))
            return false;
        if (!found)
            return not_defined(vm, name);
    } else if (!ou_setitem(vm, space, OU_OBJ(name), NULL)) {
        ou_error_clear(vm);
        return not_defined(vm, name);
    }
    frame->pc++;
    return true;
}

/* ---- variables ---- */

static OuStr *variable_name(const OuFrame *frame, uint32_t reg)
{
    return frame->code->names[frame->code->proto->variable_names[reg]];
}

static OuStr *free_name(const OuFrame *frame, uint32_t i)
{
    return frame->code->names[frame->code->proto->free_names[i]];
}

static OuCell *free_cell(const OuFrame *frame, uint32_t i)
{
    return OU_CELL(OU_TUPLE(frame->function->closure)->items[i]);
}

bool ou_slow_check(OuVM *vm, OuFrame *frame)
{
    if (ou_frame_registers(frame)[frame->pc->a] == NULL)
        return unbound_local(vm, variable_name(frame, frame->pc->a));
    frame->pc++;
    return true;
}

bool ou_slow_delete_(OuVM *vm, OuFrame *frame)
{
    OuObj **variable = &ou_frame_registers(frame)[frame->pc->a];
    if (*variable == NULL)
        return unbound_local(vm, variable_name(frame, frame->pc->a));
    ou_clear(vm, variable);
    frame->pc++;
    return true;
}

bool ou_slow_makecell(OuVM *vm, OuFrame *frame)
{
    OuObj **variable = &ou_frame_registers(frame)[frame->pc->a];
    OuObj *cell = ou_cell_new(vm, *variable);
    if (cell == NULL)
        return false;
    ou_unref(vm, *variable); /* the cell holds it: nothing dies */
    *variable = cell;
    frame->pc++;
    return true;
}

bool ou_slow_loadcell(OuVM *vm, OuFrame *frame)
{
    uint32_t reg = frame->pc->b;
    OuObj *value = OU_CELL(ou_frame_registers(frame)[reg])->content;
    if (value == NULL)
        return unbound_local(vm, variable_name(frame, reg));
    ou_store_register(vm, frame, frame->pc->a, ou_ref(value));
    frame->pc++;
    return true;
}

static bool store_cell(OuVM *vm, OuFrame *frame, OuCell *cell)
{
    const OuInsn *pc = frame->pc;
    ou_ref(OU_OBJ(cell));
    OuObj *value = ou_operand_take(ou_frame_registers(frame), pc->b, pc->op, OU_DIES_B);
    ou_put(vm, &cell->content, value);
    ou_unref(vm, cell);
    frame->pc = pc + 1;
    return true;
}

bool ou_slow_storecell(OuVM *vm, OuFrame *frame)
{
    return store_cell(vm, frame, OU_CELL(ou_frame_registers(frame)[frame->pc->a]));
}

static bool delete_cell(OuVM *vm, OuFrame *frame, OuCell *cell)
{
    ou_ref(OU_OBJ(cell));
    ou_clear(vm, &cell->content);
    ou_unref(vm, cell);
    frame->pc++;
    return true;
}

bool ou_slow_delcell(OuVM *vm, OuFrame *frame)
{
    OuCell *cell = OU_CELL(ou_frame_registers(frame)[frame->pc->a]);
    if (cell->content == NULL)
        return unbound_local(vm, variable_name(frame, frame->pc->a));
    return delete_cell(vm, frame, cell);
}

bool ou_slow_loadfree(OuVM *vm, OuFrame *frame)
{
    OuObj *value = free_cell(frame, frame->pc->b)->content;
    if (value == NULL)
        return unbound_free(vm, free_name(frame, frame->pc->b));
    ou_store_register(vm, frame, frame->pc->a, ou_ref(value));
    frame->pc++;
    return true;
}

bool ou_slow_storefree(OuVM *vm, OuFrame *frame)
{
    return store_cell(vm, frame, free_cell(frame, frame->pc->a));
}

bool ou_slow_delfree(OuVM *vm, OuFrame *frame)
{
    OuCell *cell = free_cell(frame, frame->pc->a);
    if (cell->content == NULL)
        return unbound_free(vm, free_name(frame, frame->pc->a));
    return delete_cell(vm, frame, cell);
}

bool ou_slow_loadclassfree(OuVM *vm, OuFrame *frame)
{
    OuStr *name = frame->code->names[frame->pc->c];
    OuObj *value = find_in_namespace(vm, frame, name);
    if (value == OU_ABSENT) {
        value = ou_xref(free_cell(frame, frame->pc->b)->content);
        if (value == NULL)
            return unbound_free(vm, name);
    }
    if (value == NULL)
        return false;
    ou_store_register(vm, frame, frame->pc->a, value);
    frame->pc++;
    return true;
}
