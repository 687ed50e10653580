/* slow_build.c - making containers, strings, functions; imports. */
#include "object/str.h"
#include "object/list.h"
#include "types/set.h"
#include "types/strmethods.h"
#include "vm/interp.h"

/* The items R[b]…R[b+n-1] have been moved or released. */
static bool built(OuVM *vm, OuFrame *frame, OuObj *value)
{
    if (value == NULL)
        return false;
    ou_store_register(vm, frame, frame->pc->a, value);
    frame->pc++;
    return true;
}

bool ou_slow_tuple(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    return built(vm, frame, ou_tuple_new_take(vm, ou_frame_registers(frame) + pc->b, pc->c));
}

bool ou_slow_list(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    return built(vm, frame, ou_list_new_take(vm, ou_frame_registers(frame) + pc->b, pc->c));
}

bool ou_slow_set(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **items = ou_frame_registers(frame) + pc->b;
    OuObj *set = ou_set_new(vm, NULL);
    bool ok = set != NULL;
    for (size_t i = 0; i < pc->c; i++) { /* one that is in it already dies at once */
        ok = ok && ou_set_add(vm, set, items[i]);
        ou_clear(vm, &items[i]);
    }
    if (!ok)
        ou_clear(vm, &set);
    return built(vm, frame, set);
}

bool ou_slow_dict(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **items = ou_frame_registers(frame) + pc->b;
    size_t count = pc->c;
    OuObj *dict = count > 5 ? ou_dict_new_sized(vm, count) : ou_dict_new(vm);
    for (size_t i = 0; dict != NULL && i < count; i++)
        if (!ou_dict_set(vm, OU_DICT(dict), items[2 * i], items[2 * i + 1]))
            ou_clear(vm, &dict);
    for (size_t i = 2 * count; i-- > 0;)
        ou_clear(vm, &items[i]);
    return built(vm, frame, dict);
}

bool ou_slow_strjoin(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **items = ou_frame_registers(frame) + pc->b;
    OuObj *text = ou_str_join(vm, OU_STR(OU_EMPTY_STR), items, pc->c);
    for (size_t i = 0; i < pc->c; i++)
        ou_clear(vm, &items[i]);
    return built(vm, frame, text);
}

bool ou_slow_format(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *spec = NULL, *spec_owned = NULL;
    if (pc[1].a != OU_NO_REGISTER) {
        spec = registers[pc[1].a];
        if (pc->op & OU_DIES_C) {
            spec_owned = spec;
            registers[pc[1].a] = NULL;
        }
    }
    OuObj *value = NULL, *text = NULL;
    switch (pc->c) {
    case 0: value = ou_ref(registers[pc->b]); break;
    case 1: value = ou_str(vm, registers[pc->b]); break;
    case 2: value = ou_repr(vm, registers[pc->b]); break;
    default: value = ou_ascii(vm, registers[pc->b]); break;
    }
    if (value != NULL) {
        if (spec == NULL && ou_is_exact(value, OU_T_STR))
            text = ou_ref(value);
        else
            text = ou_format(vm, value, spec);
    }
    ou_unref(vm, value);
    ou_unref(vm, spec_owned);
    if (text == NULL)
        return false;
    OuObj *b = NULL;
    if (pc->op & OU_DIES_B) {
        b = registers[pc->b];
        registers[pc->b] = NULL;
    }
    ou_unref(vm, b);
    ou_store_register(vm, frame, pc->a, text);
    frame->pc = pc + 2;
    return true;
}

/* ---- growing ---- */

/* Errors of ou_list_extend, ou_dict_merge… that are about the operand's type get another text. */
bool ou_slow_listextend(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *other = registers[pc->b];
    if (!ou_list_extend(vm, OU_LIST(registers[pc->a]), other)) {
        if (pc->c == 1 && ou_type(vm, other)->iter == NULL && !ou_is_sequence(vm, other)
            && ou_error_swallow(vm, OU_T_TypeError))
            OU_TYPE_ERROR(vm, "Value after * must be an iterable, not %.200T", other);
        return false;
    }
    return ou_finish(vm, frame);
}

bool ou_slow_setupdate(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    return ou_set_update(vm, registers[pc->a], registers[pc->b]) && ou_finish(vm, frame);
}

bool ou_slow_dictupdate(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *other = registers[pc->b];
    if (!ou_dict_merge_mapping(vm, OU_DICT(registers[pc->a]), other, 1)) {
        if (ou_error_swallow(vm, OU_T_AttributeError))
            OU_TYPE_ERROR(vm, "'%.200T' object is not a mapping", other);
        return false;
    }
    return ou_finish(vm, frame);
}

OuObj *ou_call_text(OuVM *vm, OuObj *callable)
{
    OuObj *qualname = ou_getattr_optional(vm, callable, OU_NAME(__qualname__));
    if (qualname == OU_ABSENT)
        return ou_str(vm, callable);
    if (qualname == NULL)
        return NULL;
    OuObj *text = NULL;
    OuObj *module = ou_getattr_optional(vm, callable, OU_NAME(__module__));
    if (module == OU_ABSENT)
        module = OU_NONE;
    if (module != NULL && module != OU_NONE
        && !(ou_is_str(vm, module) && ou_str_is(OU_STR(module), "builtins")))
        text = ou_str_format(vm, "%S.%S()", module, qualname);
    else if (module != NULL)
        text = ou_str_format(vm, "%S()", qualname);
    ou_unref(vm, module);
    ou_unref(vm, qualname);
    return text;
}

static void merge_failed(OuVM *vm, OuObj *callable, OuObj *other)
{
    OuObj *name;
    if (ou_error_is(vm, OU_T_AttributeError)) {
        ou_error_clear(vm);
        name = ou_call_text(vm, callable);
        if (name != NULL)
            OU_TYPE_ERROR(vm, "%U argument after ** must be a mapping, not %.200T", OU_STR(name), other);
        ou_unref(vm, name);
    } else if (ou_error_is(vm, OU_T_KeyError)) {
        OuObj *error = ou_error_take(vm);
        OuObj *args = OU_EXCEPTION(error)->args;
        if (args == NULL || OU_TUPLE(args)->len != 1) {
            ou_error_restore_take(vm, error);
            return;
        }
        OuObj *key = OU_TUPLE(args)->items[0];
        name = ou_call_text(vm, callable);
        if (name != NULL)
            OU_TYPE_ERROR(vm, "%U got multiple values for keyword argument '%S'", OU_STR(name), key);
        ou_unref(vm, name);
        ou_unref(vm, error);
    }
}

bool ou_slow_dictmerge(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    OuObj *other = registers[pc->b];
    if (!ou_dict_merge_mapping(vm, OU_DICT(registers[pc->a]), other, 2)) {
        merge_failed(vm, registers[pc->c], other);
        return false;
    }
    return ou_finish(vm, frame);
}

bool ou_slow_listtotuple(OuVM *vm, OuFrame *frame)
{
    OuObj **list = &ou_frame_registers(frame)[frame->pc->b];
    OuObj *tuple = ou_list_to_tuple_take(vm, *list);
    *list = NULL;
    return built(vm, frame, tuple);
}

/* ---- functions and classes ---- */

bool ou_slow_function(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **parts = ou_frame_registers(frame) + pc[1].a;
    OuFunction *function = (OuFunction *)ou_function_new(vm, (OuCode *)frame->code->consts[pc->b],
                                                         frame->function->globals);
    if (function == NULL) {
        for (unsigned flag = 1; flag <= 8; flag <<= 1) {
            if (!(pc->c & flag))
                continue;
            OuObj *part = *parts;
            *parts++ = NULL;
            ou_unref(vm, part);
        }
        return false;
    }
    OuObj **fields[] = {&function->defaults, &function->kwdefaults, &function->annotations,
                        &function->closure};
    for (unsigned i = 0; pc->c >> i != 0; i++) {
        if (!(pc->c & 1u << i))
            continue;
        *fields[i] = *parts;
        *parts++ = NULL;
    }
    ou_store_register(vm, frame, pc->a, OU_OBJ(function));
    frame->pc = pc + 2;
    return true;
}

static OuObj *find_builtin(OuVM *vm, OuFrame *frame, OuStr *name)
{
    OuDict *builtins = frame->function->builtins;
    OuObj *value = ou_dict_peek_str(vm, builtins, name);
    if (value == NULL && builtins == vm->builtins)
        value = ou_upcall_builtin(vm, name);
    return value == OU_ABSENT ? NULL : value;
}

bool ou_slow_buildclass(OuVM *vm, OuFrame *frame)
{
    OuObj *value = find_builtin(vm, frame, OU_NAME(__build_class__));
    if (value == NULL) {
        if (vm->error == NULL)
            ou_raise(vm, OU_T_NameError, "__build_class__ not found");
        return false;
    }
    return built(vm, frame, ou_ref(value));
}

/* ---- imports ---- */

static OuObj *import_name(OuVM *vm, OuFrame *frame, OuObj *name, OuObj *fromlist, OuObj *level)
{
    OuObj *globals = OU_OBJ(frame->function->globals);
    OuObj *locals = frame->locals ? frame->locals : OU_NONE;
    OuObj *import = find_builtin(vm, frame, OU_NAME(__import__));
    if (import == NULL)
        return vm->error ? NULL : ou_raise(vm, OU_T_ImportError, "__import__ not found");
    if (!ou_is_exact(import, OU_T_BUILTIN)) {
        OuObj *args[] = {name, globals, locals, fromlist, level};
        ou_ref(import);
        OuObj *module = ou_call(vm, import, args, 5, NULL);
        ou_unref(vm, import);
        return module;
    }
    int64_t number;
    if (!ou_as_int64(vm, level, &number))
        return NULL;
    if (!frame->code->proto->library)
        number |= OU_IMPORT_BY_SCRIPT;
    return ou_upcall_import(vm, name, globals, locals, fromlist, (int)number);
}

bool ou_slow_importname(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **parts = ou_frame_registers(frame) + pc->c;
    OuObj *level = parts[0], *fromlist = parts[1];
    parts[0] = parts[1] = NULL;
    OuObj *module = import_name(vm, frame, OU_OBJ(frame->code->names[pc->b]), fromlist, level);
    ou_unref(vm, fromlist);
    ou_unref(vm, level);
    return built(vm, frame, module);
}

bool ou_slow_importfrom(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj *module = ou_frame_registers(frame)[pc->b];
    OuObj *value = ou_upcall_import_from(vm, module, frame->code->names[pc->c]);
    return value != NULL && ou_finish_store(vm, frame, value);
}

static OuObj *name_space(OuFrame *frame)
{
    if (frame->code->proto->uses_namespace)
        return ou_frame_registers(frame)[0];
    return OU_OBJ(frame->function->globals);
}

bool ou_slow_importstar(OuVM *vm, OuFrame *frame)
{
    OuObj *module = ou_frame_registers(frame)[frame->pc->a];
    return ou_upcall_import_star(vm, module, name_space(frame)) && ou_finish(vm, frame);
}

bool ou_slow_setupannotations(OuVM *vm, OuFrame *frame)
{
    OuObj *space = name_space(frame);
    OuObj *name = OU_NAME_OBJ(__annotations__);
    bool missing;
    if (ou_is_exact(space, OU_T_DICT)) {
        missing = ou_dict_peek_str(vm, OU_DICT(space), OU_NAME(__annotations__)) == NULL;
    } else {
        OuObj *value = ou_getitem(vm, space, name);
        missing = value == NULL && ou_error_swallow(vm, OU_T_KeyError);
        ou_unref(vm, value);
    }
    if (vm->error != NULL)
        return false;
    if (missing) {
        OuObj *dict = ou_dict_new(vm);
        bool ok = dict != NULL && ou_setitem(vm, space, name, dict);
        ou_unref(vm, dict);
        if (!ok)
            return false;
    }
    frame->pc++;
    return true;
}

bool ou_slow_printexpr(OuVM *vm, OuFrame *frame)
{
    OuObj *sys = ou_upcall_sys(vm), *hook = sys ? ou_getattr_text(vm, sys, "displayhook") : NULL;
    if (hook == NULL) {
        if (vm->error == NULL || ou_error_swallow(vm, OU_T_AttributeError))
            ou_raise(vm, OU_T_RuntimeError, "lost sys.displayhook");
        return false;
    }
    OuObj *value = ou_call1(vm, hook, ou_frame_registers(frame)[frame->pc->a]);
    ou_unref(vm, hook);
    if (value == NULL)
        return false;
    ou_unref(vm, value);
    return ou_finish(vm, frame);
}
