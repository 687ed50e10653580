/* call.c - beginning calls: frames for script functions, everything else through ou_call.
 *
 * Arguments are moved to the callee. Where a call window lies on the VM's stack the callee's
 * frame overlaps it; from a generator's frame, or at the edge of a chunk, they are copied. */
#include "vm/bind.h"
#include "vm/enter.h"
#include "vm/quicken.h"
#include "vm/interp.h"
#include <string.h>

static void release_all(OuVM *vm, OuObj *first, OuObj **values, size_t count)
{
    ou_unref(vm, first);
    for (size_t i = 0; i < count; i++) {
        OuObj *value = values[i];
        values[i] = NULL;
        ou_unref(vm, value);
    }
}

/* May the function be entered? Raises otherwise. */
static bool may_enter(OuVM *vm, OuCode *code)
{
    if (!ou_code_prepare(vm, code))
        return false;
    if (OU_UNLIKELY(vm->exec->end != OU_END_NONE))
        return ou_exec_end_now(vm, (OuEnd)vm->exec->end) != NULL;
    if (OU_UNLIKELY(vm->depth >= vm->recursion_limit))
        return ou_exec_too_deep(vm, "") != NULL;
    if (!code->quickened && ++code->warmth >= OU_WARM_CALLS)
        ou_quicken_code(vm, code);
    return true;
}

static OuCallOutcome begin_generator(OuVM *vm, OuFunction *function, OuObj *self, OuObj **args,
                                     size_t nargs, OuObj *kwnames, OuObj **value)
{
    OuCode *code = function->code;
    vm->fuel -= code->proto->insn_count; /* that of its run: recursion by generators needs no loop */
    OuObj *o = ou_generator_new(vm, function, code);
    if (o == NULL) {
        release_all(vm, self, args, nargs);
        ou_unref(vm, function);
        return OU_CALL_FAILED;
    }
    OuFrame *frame = ou_generator_frame((OuGenerator *)o);
    bool ok = true;
    if (self == NULL && kwnames == NULL && ou_takes_exactly(code->proto, nargs)) {
        for (size_t i = 0; i < nargs; i++) /* the others are empty already */
            ou_frame_registers(frame)[i] = args[i];
    } else {
        ok = ou_bind_arguments(vm, function, code, ou_frame_registers(frame), self, args, nargs, kwnames);
    }
    while (ok && ou_base_op(frame->pc->op) == OU_MAKECELL_OP) /* its cells exist before it runs */
        ok = ou_slow_makecell(vm, frame);
    if (!ok) {
        ou_generator_set_closed((OuGenerator *)o);
        ou_frame_clear(vm, frame);
        ou_unref(vm, o);
        ou_unref(vm, function);
        return OU_CALL_FAILED;
    }
    ou_unref(vm, function);
    ou_gc_track(vm, o);
    *value = o;
    return OU_CALL_VALUE;
}

OuCallOutcome ou_call_begin(OuVM *vm, OuFunction *function, OuObj *self, OuObj **args, size_t nargs,
                            OuObj *kwnames, OuObj **window, OuObj **value)
{
    OuCode *code = function->code;
    if (!may_enter(vm, code)) {
        release_all(vm, self, args, nargs);
        ou_unref(vm, function);
        return OU_CALL_FAILED;
    }
    const OuProto *proto = code->proto;
    if (OU_UNLIKELY(proto->flags & OU_CODE_RUNS_LATER))
        return begin_generator(vm, function, self, args, nargs, kwnames, value);
    OuFrame *caller = vm->frame;
    OuObj **head = window != NULL && caller->generator == NULL ? window : ou_stack_top(vm);
    uint8_t chunk_flag;
    head = ou_stack_reserve(vm, head, OU_FRAME_WORDS + (size_t)proto->register_count, &chunk_flag);
    if (head == NULL) {
        release_all(vm, self, args, nargs);
        ou_unref(vm, function);
        return OU_CALL_FAILED;
    }
    OuObj **registers = ou_frame_registers((OuFrame *)head);
    ou_ref(OU_OBJ(code)); /* comparing keywords may give the function another */
    if (!ou_bind_arguments(vm, function, code, registers, self, args, nargs, kwnames)) {
        if (chunk_flag)
            ou_stack_pop_chunk(vm);
        ou_unref(vm, code);
        ou_unref(vm, function);
        return OU_CALL_FAILED;
    }
    vm->frame = ou_frame_push_take(vm, head, caller, function, code, OU_RET_CALL, chunk_flag);
    ou_unref(vm, code);
    vm->fuel -= proto->insn_count;
    if (OU_UNLIKELY(proto->uses_namespace) && registers[0] == NULL)
        registers[0] = ou_ref(OU_OBJ(function->globals));
    return OU_CALL_FRAME;
}

OuCallOutcome ou_call_script(OuVM *vm, OuObj *callable, OuObj *const *args, size_t nargs,
                             OuOnReturn on_return, OuObj **value)
{
    OuObj *self = NULL;
    OuObj *target = callable;
    if (ou_is_exact(callable, OU_T_METHOD)) {
        target = ((OuMethod *)callable)->function;
        self = ((OuMethod *)callable)->self;
    }
    if (!ou_is_exact(target, OU_T_FUNCTION)) {
        *value = ou_call(vm, callable, args, nargs, NULL);
        return *value ? OU_CALL_VALUE : OU_CALL_FAILED;
    }
    OuObj *copy[4];
    OU_ASSERT(nargs <= OU_COUNT_OF(copy));
    for (size_t i = 0; i < nargs; i++)
        copy[i] = ou_ref(args[i]);
    OuCallOutcome outcome = ou_call_begin(vm, OU_REF_AS(OuFunction, target), ou_xref(self), copy,
                                          nargs, NULL, NULL, value);
    if (outcome == OU_CALL_FRAME)
        vm->frame->on_return = (uint8_t)on_return;
    return outcome;
}

/* ---- from C ---- */

static OuObj *run_entry(OuVM *vm, unsigned flags)
{
    vm->frame->flags |= (uint8_t)(OU_FRAME_ENTRY | flags);
    return ou_interpret(vm);
}

OU_INLINE bool may_nest(OuVM *vm)
{
    if (vm->frame == NULL)
        ou_exec_enter_c_stack(vm); /* then there is room */
    else if (!ou_exec_check_c_stack(vm))
        return false;
    if (OU_UNLIKELY(vm->exec->end != OU_END_NONE)) {
        vm->exec->skipped_finalizers++;
        return ou_exec_end_now(vm, (OuEnd)vm->exec->end) != NULL;
    }
    return true;
}

OU_NOINLINE OuObj *ou_call_entry(OuVM *vm, OuObj *function, OuObj *self, OuObj *const *args, size_t nargs,
                                 OuObj *kwnames, unsigned flags)
{
    size_t total = nargs + (kwnames ? OU_TUPLE(kwnames)->len : 0);
    OuObj *few[16], **copy = few;
    if (total > OU_COUNT_OF(few)) {
        copy = ou_alloc(vm, total * sizeof *copy);
        if (copy == NULL)
            return NULL;
    }
    for (size_t i = 0; i < total; i++)
        copy[i] = ou_ref(args[i]);
    OuObj *value = NULL;
    OuCallOutcome outcome = ou_call_begin(vm, OU_REF_AS(OuFunction, function), ou_xref(self), copy, total,
                                          kwnames, NULL, &value);
    if (copy != few)
        ou_free(vm, copy, total * sizeof *copy);
    return outcome == OU_CALL_FRAME ? run_entry(vm, flags) : value;
}

OuObj *ou_upcall_function(OuVM *vm, OuObj *function, OuObj *const *args, size_t nargs, OuObj *kwnames)
{
    if (!may_nest(vm))
        return NULL;
    OuCode *code = OU_FUNCTION(function)->code;
    if (kwnames == NULL && (ou_code_is_plain(code) || (code->quickened && ou_plain_version(vm, code) != 0))
        && ou_enter_plain(vm, vm->frame, OU_FUNCTION(function), args, nargs))
        return ou_interpret(vm);
    return ou_call_entry(vm, function, NULL, args, nargs, kwnames, 0);
}

OuObj *ou_run_code(OuVM *vm, OuCode *code, OuDict *globals, OuObj *locals, OuObj *closure)
{
    if (!may_nest(vm))
        return NULL;
    if (code->proto->free_count != (closure ? OU_TUPLE(closure)->len : 0))
        return OU_TYPE_ERROR(vm, "code object passed to exec() may not contain free variables");
    OuObj *function = ou_function_new(vm, code, globals);
    if (function == NULL)
        return NULL;
    ou_put(vm, &OU_FUNCTION(function)->closure, ou_xref(closure));
    OuObj *value = NULL;
    OuCallOutcome outcome = ou_call_begin(vm, OU_FUNCTION(function), NULL, NULL, 0, NULL, NULL, &value);
    if (outcome != OU_CALL_FRAME)
        return value;
    if (locals != NULL && locals != OU_OBJ(globals)) {
        if (code->proto->uses_namespace)
            ou_put(vm, &ou_frame_registers(vm->frame)[0], ou_ref(locals));
        else
            vm->frame->locals = ou_ref(locals);
        vm->frame->flags |= OU_FRAME_WATCHED;
    }
    return run_entry(vm, 0);
}

OuObj *ou_run_module_take(OuVM *vm, OuCode *code, OuDict *globals, unsigned flags)
{
    OuObj *function = may_nest(vm) ? ou_function_new(vm, code, globals) : NULL, *value = NULL;
    ou_unref(vm, code);
    ou_unref(vm, globals);
    if (function == NULL || ou_call_begin(vm, OU_FUNCTION(function), NULL, NULL, 0, NULL, NULL, &value) != OU_CALL_FRAME)
        return value;
    return run_entry(vm, flags);
}

OuObj *ou_upcall_run_code(OuVM *vm, OuObj *code, OuDict *globals, OuObj *locals, OuObj *closure)
{
    return ou_run_code(vm, (OuCode *)code, globals, locals, closure);
}

OuObj *ou_upcall_run_body(OuVM *vm, OuObj *function, OuObj *ns)
{
    if (!may_nest(vm))
        return NULL;
    OuObj *value = NULL;
    OuCallOutcome outcome = ou_call_begin(vm, OU_REF_AS(OuFunction, function), NULL, NULL, 0, NULL,
                                          NULL, &value);
    if (outcome != OU_CALL_FRAME)
        return value;
    if (vm->frame->code->proto->uses_namespace)
        ou_put(vm, &ou_frame_registers(vm->frame)[0], ou_ref(ns));
    return run_entry(vm, 0);
}

bool ou_upcall_set_recursion_limit(OuVM *vm, ptrdiff_t limit)
{
    if (vm->depth >= (size_t)limit) {
        ou_raise(vm, OU_T_RecursionError, "cannot set the recursion limit to %zd at the recursion "
                 "depth %u: the limit is too low", limit, (unsigned)vm->depth);
        return false;
    }
    vm->recursion_limit = (uint32_t)limit;
    return true;
}

/* ---- the CALL family ---- */

bool ou_finish_call(OuVM *vm, OuFrame *frame, OuObj *value, uint32_t words)
{
    ou_store_register(vm, frame, frame->pc->c, value);
    frame->pc += words;
    return true;
}

/* Before the first instance of a class is made: its __init__ methods tell how many attributes
 * there will be. */
static void predict_attributes(OuVM *vm, OuClass *cls)
{
    OuStr *names[16];
    uint32_t count = 0;
    for (size_t i = 0; cls->mro != NULL && i < cls->mro->len; i++) {
        OuClass *base = OU_CLASS(cls->mro->items[i]);
        OuObj *init = base->dict ? ou_dict_peek_str(vm, base->dict, OU_NAME(__init__)) : NULL;
        if (init == NULL || !ou_is_exact(init, OU_T_FUNCTION))
            continue;
        OuCode *code = OU_FUNCTION(init)->code;
        const OuProto *proto = code->proto;
        if (!ou_code_prepare(vm, code)) {
            ou_error_clear(vm);
            return;
        }
        for (uint32_t at = 0; at < proto->insn_count; at += ou_words(proto->insns[at].op)) {
            const OuInsn *insn = &proto->insns[at];
            if ((insn->op & OU_OPCODE_MASK) != OU_SETATTR_OP || insn->a != 0)
                continue;
            uint32_t k = 0;
            while (k < count && names[k] != code->names[insn->b])
                k++;
            if (k == count && count < OU_COUNT_OF(names))
                names[count++] = code->names[insn->b];
        }
    }
    if (count == 0 || count == cls->inline_predicted)
        return;
    uint32_t before = cls->inline_predicted;
    cls->inline_predicted = count;
    if (!ou_shape_make_root(vm, cls)) {
        ou_error_clear(vm);
        cls->inline_predicted = before;
    }
}

/* Class whose instances are made by object.__new__ and initialized by a script's __init__? */
static OuFunction *script_init_peek(OuVM *vm, OuObj *callable)
{
    if (!ou_is_exact(callable, OU_T_TYPE))
        return NULL;
    OuClass *cls = (OuClass *)callable;
    if (!(cls->type->flags & OU_TF_USER) || (cls->type->flags & OU_TF_ABSTRACT)
        || cls->type->make != ou_object_make)
        return NULL;
    OuObj *init = ou_class_lookup_peek(vm, cls, OU_NAME(__init__));
    return init != NULL && ou_is_exact(init, OU_T_FUNCTION) ? OU_FUNCTION(init) : NULL;
}

/* next(g), g.__next__(), g.send(x) of a generator that can be resumed: the window's references. */
static bool resumes_generator(OuObj *callable, OuObj **args, size_t nargs)
{
    if (nargs == 0 || nargs > 2 || (!ou_is_exact(args[0], OU_T_GENERATOR) && !ou_is_exact(args[0], OU_T_COROUTINE)))
        return false;
    OuGenerator *g = (OuGenerator *)args[0];
    if (g->state > OU_GEN_SUSPENDED)
        return false;
    if (ou_is_exact(callable, OU_T_METHOD_DESCR))
        return nargs == 2
            && ((OuBuiltin *)callable)->def == ou_generator_send_defs[ou_is_exact(args[0], OU_T_COROUTINE)]
            && (g->state == OU_GEN_SUSPENDED || args[1] == OU_NONE);
    return nargs == 1 && ou_is_exact(callable, OU_T_BUILTIN) && ou_is_exact(args[0], OU_T_GENERATOR)
        && strcmp(((OuBuiltin *)callable)->def->name, "next") == 0;
}

static bool call_generator(OuVM *vm, OuObj *callable, OuObj **args, size_t nargs)
{
    OuGenerator *g = (OuGenerator *)args[0];
    OuObj *value = nargs == 2 ? args[1] : OU_NONE;
    ou_unref(vm, callable);
    if (!ou_generator_enter(vm, g, value, OU_RET_GEN_CALL)) {
        ou_unref(vm, g);
        return false;
    }
    ou_generator_frame(g)->kept = OU_OBJ(g);
    return true;
}

static bool call_class(OuVM *vm, OuFrame *frame, OuClass *cls, OuFunction *init, OuObj **args,
                       size_t nargs, OuObj *kwnames)
{
    uint32_t a = frame->pc->a;
    OuObj *value = NULL, *instance = NULL;
    OuCallOutcome outcome = OU_CALL_FAILED;
    if (vm->depth >= vm->recursion_limit)
        ou_exec_too_deep(vm, " while calling a Python object");
    else {
        if (cls->made == 0 && (cls->type->flags & (OU_TF_DICT | OU_TF_VAR_SIZE)) == OU_TF_DICT)
            predict_attributes(vm, cls);
        instance = ou_instance_new(vm, cls, 0);
    }
    if (instance == NULL) {
        release_all(vm, NULL, args, nargs);
    } else {
        OuObj **window = args - 1 - OU_FRAME_WORDS;
        if (window <= ou_frame_registers(frame) + a)
            window = ou_frame_registers(frame) + a + 1;
        vm->depth++;
        outcome = ou_call_begin(vm, OU_REF_AS(OuFunction, init), ou_ref(instance), args, nargs,
                                kwnames, window, &value);
        if (outcome != OU_CALL_FRAME)
            vm->depth--;
    }
    switch (outcome) {
    case OU_CALL_FRAME:
        vm->frame->depth--;
        vm->frame->on_return = OU_RET_INIT;
        vm->frame->kept = instance;
        return true;
    case OU_CALL_VALUE:
        return ou_continue(vm, frame, OU_RET_INIT, 0, instance, value);
    case OU_CALL_FAILED:
        break;
    }
    ou_unref(vm, instance);
    ou_unref(vm, cls);
    return false;
}

/* The arguments of the CALL… that the frame is at, in its window. */
static OuObj **window_arguments(OuFrame *frame, size_t *nargs)
{
    const OuInsn *pc = frame->pc;
    unsigned base = ou_base_op(pc->op);
    OuObj **args = ou_frame_registers(frame) + pc->a + OU_CALL_GAP;
    bool method = base == OU_CALLMETHOD_OP || base == OU_CALLMETHODKW_OP;
    *nargs = pc->b + (method && args[0] != NULL);
    return args + (method && args[0] == NULL);
}

void ou_release_call(OuVM *vm, OuFrame *frame)
{
    size_t nargs;
    OuObj **args = window_arguments(frame, &nargs);
    OuObj **callable = ou_frame_registers(frame) + frame->pc->a, *value = *callable;
    *callable = NULL;
    release_all(vm, value, args, nargs);
}

/* An object with a script's __call__: the caller keeps it and the arguments until that returns. */
static bool call_object(OuVM *vm, OuFrame *frame, OuFunction *method, OuObj **args, size_t nargs,
                        OuObj *kwnames)
{
    OuObj *few[16], **copy = few, *value = NULL;
    OuCallOutcome outcome = OU_CALL_FAILED;
    if (nargs <= OU_COUNT_OF(few) || (copy = ou_alloc(vm, nargs * sizeof *copy)) != NULL) {
        for (size_t i = 0; i < nargs; i++)
            copy[i] = ou_ref(args[i]);
        outcome = ou_call_begin(vm, OU_REF_AS(OuFunction, method),
                                ou_ref(ou_frame_registers(frame)[frame->pc->a]), copy, nargs,
                                kwnames, NULL, &value);
        if (copy != few)
            ou_free(vm, copy, nargs * sizeof *copy);
    }
    if (outcome == OU_CALL_FRAME) {
        vm->frame->on_return = OU_RET_CALLED;
        return true;
    }
    ou_release_call(vm, frame);
    return outcome == OU_CALL_VALUE && ou_finish_call(vm, frame, value, 2);
}

bool ou_slow_call_failed(OuVM *vm, OuFrame *frame)
{
    ou_release_call(vm, frame);
    return false;
}

bool ou_slow_call(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **registers = ou_frame_registers(frame);
    unsigned base = ou_base_op(pc->op);
    OuObj *callable = registers[pc->a];
    size_t nargs;
    OuObj **args = window_arguments(frame, &nargs);
    if (ou_may_quicken(frame))
        ou_quicken_call(vm, frame, callable, args == registers + pc->a + OU_CALL_GAP && nargs != pc->b
                        ? args[0] : NULL);
    OuObj *kwnames = base == OU_CALLKW_OP || base == OU_CALLMETHODKW_OP
        ? frame->code->consts[pc[1].k] : NULL;
    OuFunction *init;
    OuObj *self = NULL;
    OuObj *target = callable;
    if (ou_is_exact(callable, OU_T_METHOD)) {
        OuObj *function = ((OuMethod *)callable)->function;
        if (ou_is_exact(function, OU_T_FUNCTION)) {
            self = ou_ref(((OuMethod *)callable)->self);
            target = ou_ref(function);
            ou_unref(vm, callable);
        }
    } else if (!ou_is_exact(callable, OU_T_FUNCTION)) {
        if ((init = script_init_peek(vm, callable)) != NULL)
            return call_class(vm, frame, (OuClass *)callable, init, args, nargs, kwnames);
        if (kwnames == NULL && resumes_generator(callable, args, nargs))
            return call_generator(vm, callable, args, nargs);
        OuFunction *method = ou_script_method_peek(vm, callable, OU_NAME(__call__));
        if (method != NULL)
            return call_object(vm, frame, method, args, nargs, kwnames);
    }
    OuObj *value = NULL;
    if (ou_is_exact(target, OU_T_FUNCTION)) {
        OuObj **window = args - (self != NULL) - OU_FRAME_WORDS;
        if (window < registers + pc->a)
            window = registers + pc->a;
        OuCallOutcome outcome = ou_call_begin(vm, OU_FUNCTION(target), self, args, nargs, kwnames,
                                              window, &value);
        if (outcome == OU_CALL_VALUE)
            return ou_finish_call(vm, frame, value, 2);
        return outcome == OU_CALL_FRAME;
    }
    size_t positional = nargs - (kwnames ? OU_TUPLE(kwnames)->len : 0);
    value = ou_call(vm, callable, args, positional, kwnames);
    ou_release_call(vm, frame);
    return value != NULL && ou_finish_call(vm, frame, value, 2);
}

/* ---- CALLEX ---- */

static bool not_iterable(OuVM *vm, OuObj *callable, OuObj *value)
{
    OuObj *name = ou_call_text(vm, callable);
    if (name != NULL)
        OU_TYPE_ERROR(vm, "%U argument after * must be an iterable, not %.200T", OU_STR(name), value);
    ou_unref(vm, name);
    return false;
}

#define FEW 16

static void free_values(OuVM *vm, OuObj **values, OuObj *const *few, size_t total)
{
    if (values != few)
        ou_free(vm, values, total * sizeof *values);
}

/* The tuple of names and the array of references (`few` if that is enough) for f(*args, **kwargs). */
static OuObj **spread(OuVM *vm, OuTuple *args, OuDict *options, OuObj **few, OuObj **kwnames, size_t *total)
{
    size_t named = options ? options->len : 0;
    *kwnames = NULL;
    *total = args->len + named;
    if (named > 0 && (*kwnames = ou_tuple_alloc(vm, named)) == NULL)
        return NULL;
    OuObj **values = *total <= FEW ? few : ou_alloc(vm, *total * sizeof *values);
    if (values == NULL) {
        ou_unref(vm, *kwnames);
        return NULL;
    }
    for (size_t i = 0; i < args->len; i++)
        values[i] = ou_ref(args->items[i]);
    size_t position = 0, i = 0;
    OuObj *key, *value;
    while (named > 0 && ou_dict_next(options, &position, &key, &value)) {
        OU_TUPLE(*kwnames)->items[i] = ou_ref(key);
        values[args->len + i++] = ou_ref(value);
    }
    for (size_t k = 0; k < named; k++) {
        if (ou_is_str(vm, OU_TUPLE(*kwnames)->items[k]))
            continue;
        OU_TYPE_ERROR(vm, "keywords must be strings");
        release_all(vm, NULL, values, *total);
        free_values(vm, values, few, *total);
        ou_unref(vm, *kwnames);
        return NULL;
    }
    return values;
}

/* CPython copies the arguments of a call with keywords: they are held once more while it lasts, which the
 * callee and collections notice. An untracked tuple holds them, in the place of `*args`, which it holds too. */
static bool hold_arguments(OuVM *vm, OuObj **args, OuObj *const *values, size_t total)
{
    OuObj *held = ou_tuple_alloc(vm, total + 1);
    if (held == NULL)
        return false;
    OU_TUPLE(held)->items[0] = *args;
    for (size_t i = 0; i < total; i++)
        OU_TUPLE(held)->items[i + 1] = ou_ref(values[i]);
    *args = held;
    return true;
}

static bool release_window(OuVM *vm, OuObj **window, bool options)
{
    for (int i = 0; i < (options ? 3 : 2); i++) {
        OuObj *value = window[i];
        window[i] = NULL;
        ou_unref(vm, value);
    }
    return false;
}

bool ou_finish_call_ex(OuVM *vm, OuFrame *frame)
{
    release_window(vm, ou_frame_registers(frame) + frame->pc->a, frame->pc->b != 0);
    return true;
}

bool ou_slow_call_ex(OuVM *vm, OuFrame *frame)
{
    const OuInsn *pc = frame->pc;
    OuObj **window = ou_frame_registers(frame) + pc->a;
    bool has_options = pc->b != 0;
    if (!ou_is_exact(window[1], OU_T_TUPLE)) {
        if (ou_type(vm, window[1])->iter == NULL && !ou_is_sequence(vm, window[1]))
            return not_iterable(vm, window[0], window[1]) || release_window(vm, window, has_options);
        OuObj *tuple = ou_tuple_from(vm, window[1]);
        if (tuple == NULL)
            return release_window(vm, window, has_options);
        ou_put(vm, &window[1], tuple);
    }
    OuObj *options = has_options ? window[2] : NULL;
    OuObj *callable = window[0], *self = NULL, *value = NULL;
    if (ou_is_exact(callable, OU_T_METHOD)) {
        self = ((OuMethod *)callable)->self;
        callable = ((OuMethod *)callable)->function;
    }
    if (ou_is_exact(callable, OU_T_FUNCTION)) {
        OuObj *kwnames, *few[FEW];
        size_t total;
        OuObj **values = spread(vm, OU_TUPLE(window[1]), options ? OU_DICT(options) : NULL, few, &kwnames,
                                &total);
        if (values == NULL)
            return release_window(vm, window, has_options);
        if (kwnames != NULL && !hold_arguments(vm, &window[1], values, total)) {
            release_all(vm, kwnames, values, total);
            free_values(vm, values, few, total);
            return release_window(vm, window, has_options);
        }
        OuCallOutcome outcome = ou_call_begin(vm, OU_REF_AS(OuFunction, callable), ou_xref(self),
                                              values, total, kwnames, NULL, &value);
        free_values(vm, values, few, total);
        ou_unref(vm, kwnames);
        if (outcome == OU_CALL_FRAME) {
            vm->frame->on_return = OU_RET_CALLEX;
            return true;
        }
    } else {
        value = ou_call_ex(vm, window[0], window[1], options);
    }
    release_window(vm, window, has_options);
    return value != NULL && ou_finish_call(vm, frame, value, 1);
}
