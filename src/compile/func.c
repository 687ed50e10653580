/* func.c - functions, lambdas, classes: what makes a code object of its own. */
#include "compile/compiler.h"

/* ---- making function objects ---- */

bool ou_func_is_async(const OuUnit *unit)
{
    return unit->kind == OU_UNIT_ASYNC_FUNCTION || unit->kind == OU_UNIT_COMPREHENSION;
}

/* The number of the constant; `proto` is consumed. Code that is compiled more than once, as in a
 * finally, is one constant. */
static uint32_t pool_code(OuCompiler *c, OuProto *proto)
{
    OuUnit *unit = c->unit;
    uint32_t number = unit->const_count;
    for (uint32_t i = 0; i < number; i++)
        if (unit->consts[i].value.kind == OU_CONST_CODE &&
            unit->consts[i].value.code->first_line == proto->first_line &&
            ou_proto_equal(unit->consts[i].value.code, proto)) {
            ou_proto_unref(proto);
            return i;
        }
    OuConst value = {.kind = OU_CONST_CODE, .code = proto};
    (void)ou_pool_const(c, &value);
    if (unit->const_count == number) /* not in the pool, which would own it */
        ou_proto_unref(proto);
    return number;
}

/* The function of `proto` (consumed). Its parts are in temporaries from `first` on, those that
 * `parts` names (1 defaults, 2 keyword defaults, 4 annotations); the closure is added here. */
void ou_func_make(OuCompiler *c, OuProto *proto, OuScope *scope, uint32_t parts, uint16_t first,
                  OuOperand target)
{
    if (proto == NULL)
        return;
    OuPos at = c->unit->pos;
    bool closure = false;
    ou_emit_closure(c, scope, &closure);
    if (closure)
        parts |= 8;
    c->unit->pos = at;
    uint32_t number = pool_code(c, proto);
    if (number >= OU_NO_REGISTER)
        ou_cc_error(c, at, "too many constants");
    ou_emit_extra(c, OU_FUNCTION_OP | OU_WRITES(target), target.reg, number, parts, first, 0);
    c->unit->next_temp = first;
}

static void check_args(OuCompiler *c, const OuAstSeq *args, OuPos pos)
{
    for (uint32_t i = 0; i < args->len; i++)
        (void)ou_name_forbidden(c, OU_AST(arg, args->items[i])->arg, pos, OU_AST_Store);
}

static void check_arguments(OuCompiler *c, const OuAstArguments *args, const OuAstNode *at)
{
    OuPos pos = ou_cc_pos(at);
    check_args(c, &args->posonlyargs, pos);
    check_args(c, &args->args, pos);
    if (args->vararg != NULL)
        (void)ou_name_forbidden(c, OU_AST(arg, args->vararg)->arg, pos, OU_AST_Store);
    check_args(c, &args->kwonlyargs, pos);
    if (args->kwarg != NULL)
        (void)ou_name_forbidden(c, OU_AST(arg, args->kwarg)->arg, pos, OU_AST_Store);
}

/* A tuple of constants as one constant, or of what the expressions give. */
static void tuple_of(OuCompiler *c, const OuAstSeq *items)
{
    uint32_t base = c->unit->next_temp;
    OuConst tuple = {.kind = OU_CONST_TUPLE};
    tuple.items.items = ou_cc_take(c, items->len * sizeof(OuConst) + 1);
    tuple.items.count = items->len;
    bool constant = tuple.items.items != NULL;
    for (uint32_t i = 0; constant && i < items->len; i++)
        constant = ou_const_get(c, items->items[i], &tuple.items.items[i]);
    if (constant) {
        for (uint32_t i = 0; i < items->len; i++)
            (void)ou_pool_const(c, &tuple.items.items[i]);
        ou_emit_const(c, &tuple, ou_expr_target(c));
    } else {
        for (uint32_t i = 0; i < items->len && !c->failed; i++)
            (void)ou_expr_temp(c, items->items[i]);
        ou_emit(c, OU_TUPLE_OP | OU_TEMP, base, base, items->len);
        c->unit->next_temp = base;
    }
    (void)ou_temp_take(c);
}

/* Default values to temporaries; the bits of the parts that there are. */
static uint32_t defaults(OuCompiler *c, const OuAstArguments *args)
{
    OuUnit *unit = c->unit;
    OuPos at = unit->pos;
    uint32_t parts = 0;
    if (args->defaults.len > 0) {
        tuple_of(c, &args->defaults);
        parts |= 1;
    }
    uint32_t base = unit->next_temp, count = 0;
    for (uint32_t i = 0; i < args->kwonlyargs.len && !c->failed; i++) {
        if (args->kw_defaults.items[i] == NULL)
            continue;
        OuName *name = ou_cc_mangled(c, OU_AST(arg, args->kwonlyargs.items[i])->arg);
        ou_emit_text(c, name->text, name->len, ou_expr_target(c));
        (void)ou_temp_take(c);
        (void)ou_expr_temp(c, args->kw_defaults.items[i]);
        count++;
    }
    unit->pos = at;
    if (count > 0) {
        ou_emit(c, OU_DICT_OP | OU_TEMP, base, base, count);
        unit->next_temp = base;
        (void)ou_temp_take(c);
        parts |= 2;
    }
    return parts;
}

/* ---- annotations ---- */

/* An annotation's value: with the __future__ import its text. */
void ou_func_annotation(OuCompiler *c, const OuAstNode *annotation, OuOperand target)
{
    if (c->future_annotations) {
        OuAstText text = ou_unparse(c, annotation);
        ou_cc_at(c, annotation);
        if (text.text != NULL) {
            OuConst value = {.kind = OU_CONST_STR, .intern = ou_const_is_identifier(c, text)};
            value.text.text = (char *)text.text;
            value.text.size = text.len;
            ou_emit_const(c, &value, target);
        }
        return;
    }
    if (annotation->kind == OU_AST_Starred) { /* *args: *Ts */
        OuOperand value = ou_expr_operand(c, OU_AST(Starred, annotation)->value, NULL);
        uint32_t base = target.reg;
        ou_cc_at(c, annotation);
        ou_emit(c, OU_UNPACK_OP | OU_DIES(value, B), base, value.reg, 1);
        c->unit->next_temp = base;
        return;
    }
    ou_expr_into(c, annotation, target);
}

static uint32_t annotate(OuCompiler *c, OuAstText arg, const OuAstNode *annotation)
{
    if (annotation == NULL || c->failed)
        return 0;
    OuName *name = ou_cc_mangled(c, arg);
    ou_emit_text(c, name->text, name->len, ou_expr_target(c));
    (void)ou_temp_take(c);
    ou_func_annotation(c, annotation, ou_expr_target(c));
    (void)ou_temp_take(c);
    return 2;
}

static uint32_t annotate_all(OuCompiler *c, const OuAstSeq *args)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < args->len; i++) {
        OuAstArg *arg = OU_AST(arg, args->items[i]);
        count += annotate(c, arg->arg, arg->annotation);
    }
    return count;
}

static uint32_t annotations(OuCompiler *c, const OuAstArguments *args, const OuAstNode *returns)
{
    OuUnit *unit = c->unit;
    OuPos at = unit->pos;
    uint32_t base = unit->next_temp, count = 0;
    count += annotate_all(c, &args->args);
    count += annotate_all(c, &args->posonlyargs);
    if (args->vararg != NULL)
        count += annotate(c, OU_AST(arg, args->vararg)->arg, OU_AST(arg, args->vararg)->annotation);
    count += annotate_all(c, &args->kwonlyargs);
    if (args->kwarg != NULL)
        count += annotate(c, OU_AST(arg, args->kwarg)->arg, OU_AST(arg, args->kwarg)->annotation);
    count += annotate(c, (OuAstText){"return", 6}, returns);
    unit->pos = at;
    if (count == 0)
        return 0;
    ou_emit(c, OU_TUPLE_OP | OU_TEMP, base, base, count);
    unit->next_temp = base;
    (void)ou_temp_take(c);
    return 4;
}

/* ---- decorators ---- */

/* Evaluate them, each into a call window whose argument place the next one, and at last the
 * decorated object, goes to. */
static void open_decorators(OuCompiler *c, const OuAstSeq *decorators)
{
    for (uint32_t i = 0; i < decorators->len && !c->failed; i++) {
        uint16_t window = ou_expr_temp(c, decorators->items[i]);
        ou_call_open(c, window);
    }
}

/* Where the object has to go: the innermost argument place, or `target`. */
static OuOperand decorated(OuCompiler *c, const OuAstSeq *decorators, OuOperand target)
{
    return decorators->len > 0 ? ou_expr_target(c) : target;
}

static void call_decorators(OuCompiler *c, const OuAstSeq *decorators, uint32_t base, OuOperand target)
{
    for (uint32_t i = decorators->len; i > 0 && !c->failed; i--) {
        uint32_t window = base + (i - 1) * OU_CALL_GAP;
        OuOperand result = i == 1 ? target : (OuOperand){(uint16_t)window, true};
        ou_cc_at(c, decorators->items[i - 1]);
        ou_emit(c, OU_CALL_OP | OU_WRITES(result), window, 1, result.reg);
        c->unit->next_temp = window;
    }
    c->unit->next_temp = base;
}

/* Store the object in the name: directly if that is a local variable. */
static OuOperand name_target(OuCompiler *c, OuName *name)
{
    OuPlace place = ou_place_of(c, name);
    if (place.kind == OU_PLACE_LOCAL)
        return (OuOperand){place.symbol->place, false};
    return ou_expr_target(c);
}

static void store_target(OuCompiler *c, OuName *name, OuOperand target)
{
    if (!target.temp)
        return;
    ou_temp_need(c, 1);
    ou_name_store(c, name, target);
}

/* ---- def ---- */

static void set_arguments(OuUnit *unit, const OuAstArguments *args)
{
    unit->positional_only = (uint16_t)args->posonlyargs.len;
    unit->argument_count = (uint16_t)(args->posonlyargs.len + args->args.len);
    unit->keyword_only = (uint16_t)args->kwonlyargs.len;
}

static OuProto *function_code(OuCompiler *c, const OuAstFunctionDef *s, bool async, int32_t first_line)
{
    OuUnit unit;
    OuConst doc = {.kind = OU_CONST_NONE};
    const OuConst none = {.kind = OU_CONST_NONE};
    if (!ou_unit_enter(c, &unit, async ? OU_UNIT_ASYNC_FUNCTION : OU_UNIT_FUNCTION,
                       ou_scope_of(c, s), ou_cc_name_of(c, s->name), first_line))
        return NULL;
    set_arguments(&unit, OU_AST(arguments, s->args));
    bool has_doc = ou_stmts_doc(c, &s->body, &doc);
    if (c->flags & OU_COMPILE_OPTIMIZE_2)
        (void)ou_pool_const(c, &none);
    else
        (void)ou_pool_const(c, &doc);
    unit.has_doc = has_doc && !(c->flags & OU_COMPILE_OPTIMIZE_2);
    for (uint32_t i = has_doc ? 1 : 0; i < s->body.len && !c->failed; i++)
        ou_stmt(c, s->body.items[i]);
    if (!unit.unreachable)
        ou_emit_k(c, OU_RETURNK_OP, 0, ou_pool_const(c, &none));
    return ou_unit_leave(c);
}

void ou_func_def(OuCompiler *c, OuAstNode *node)
{
    const OuAstFunctionDef *s = (const OuAstFunctionDef *)(const void *)node;
    OuUnit *unit = c->unit;
    OuAstArguments *args = OU_AST(arguments, s->args);
    uint32_t base = unit->next_temp;
    check_arguments(c, args, node);
    if (c->failed || ou_name_forbidden(c, s->name, ou_cc_pos(node), OU_AST_Store))
        return;
    open_decorators(c, &s->decorator_list);
    int32_t first_line = (int32_t)(s->decorator_list.len > 0 ? s->decorator_list.items[0]->line : node->line);
    ou_cc_at(c, node);
    uint16_t first = (uint16_t)unit->next_temp;
    uint32_t parts = defaults(c, args);
    parts |= annotations(c, args, s->returns);
    ou_cc_at(c, node);
    bool async = node->kind == OU_AST_AsyncFunctionDef;
    OuProto *proto = c->failed ? NULL : function_code(c, s, async, first_line);
    OuName *name = ou_cc_mangled(c, s->name);
    uint32_t top = unit->next_temp;
    unit->next_temp = base;
    OuOperand target = name_target(c, name);
    unit->next_temp = first;
    OuOperand place = decorated(c, &s->decorator_list, target);
    unit->next_temp = top;
    ou_func_make(c, proto, ou_scope_of(c, node), parts, first, place);
    if (place.temp)
        (void)ou_temp_take(c);
    call_decorators(c, &s->decorator_list, base, target);
    ou_cc_at(c, node);
    store_target(c, name, target);
    unit->next_temp = base;
}

void ou_func_lambda(OuCompiler *c, const OuAstLambda *e, OuOperand target)
{
    OuUnit *outer = c->unit, unit;
    OuAstArguments *args = OU_AST(arguments, e->args);
    const OuConst none = {.kind = OU_CONST_NONE};
    uint32_t base = outer->next_temp;
    check_arguments(c, args, &e->node);
    ou_cc_at(c, &e->node);
    uint32_t parts = defaults(c, args);
    if (c->failed || !ou_unit_enter(c, &unit, OU_UNIT_LAMBDA, ou_scope_of(c, e),
                                    ou_cc_name(c, "<lambda>", 8), (int32_t)e->node.line))
        return;
    set_arguments(&unit, args);
    (void)ou_pool_const(c, &none);
    OuOperand value = ou_expr_operand(c, e->body, NULL);
    ou_cc_at(c, e->body);
    ou_emit(c, OU_RETURN_OP | OU_DIES(value, A), value.reg, 0, 0);
    OuProto *proto = ou_unit_leave(c);
    ou_cc_at(c, &e->node);
    ou_func_make(c, proto, ou_scope_of(c, e), parts, (uint16_t)base, target);
    outer->next_temp = base;
}

/* ---- class ---- */

static OuProto *class_code(OuCompiler *c, const OuAstClassDef *s, int32_t first_line)
{
    OuUnit unit;
    const OuConst none = {.kind = OU_CONST_NONE};
    if (!ou_unit_enter(c, &unit, OU_UNIT_CLASS, ou_scope_of(c, s), ou_cc_name_of(c, s->name), first_line))
        return NULL;
    unit.private_name = unit.name;
    OuOperand temp = ou_expr_target(c);
    ou_emit_k(c, OU_LOADNAME_OP | OU_TEMP, temp.reg, ou_pool_name(c, ou_cc_name(c, "__name__", 8)));
    (void)ou_temp_take(c);
    ou_name_store(c, ou_cc_name(c, "__module__", 10), temp);
    OuConst qualname = {.kind = OU_CONST_STR,
                        .intern = ou_const_is_identifier(c, (OuAstText){unit.qualname->text, unit.qualname->len})};
    qualname.text.text = (char *)unit.qualname->text;
    qualname.text.size = unit.qualname->len;
    ou_emit_const(c, &qualname, temp);
    ou_name_store(c, ou_cc_name(c, "__qualname__", 12), temp);
    unit.next_temp = temp.reg;
    ou_stmts_body(c, &s->body);
    if (unit.class_cell != NULL) {
        ou_emit(c, OU_MOVE_OP | OU_TEMP, temp.reg, unit.class_cell->place, 0);
        (void)ou_temp_take(c);
        ou_emit_k(c, OU_STORENAME_OP, temp.reg, ou_pool_name(c, ou_cc_name(c, "__classcell__", 13)));
        ou_emit(c, OU_RETURN_OP | OU_DIES_A, temp.reg, 0, 0);
    } else {
        ou_emit_k(c, OU_RETURNK_OP, 0, ou_pool_const(c, &none));
    }
    return ou_unit_leave(c);
}

void ou_func_class(OuCompiler *c, OuAstClassDef *s)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    if (ou_name_forbidden(c, s->name, ou_cc_pos(&s->node), OU_AST_Store))
        return;
    open_decorators(c, &s->decorator_list);
    int32_t first_line =
        (int32_t)(s->decorator_list.len > 0 ? s->decorator_list.items[0]->line : s->node.line);
    ou_call_check_keywords(c, &s->keywords, &s->node);
    ou_cc_at(c, &s->node);
    OuProto *proto = c->failed ? NULL : class_code(c, s, first_line);
    if (proto == NULL)
        return;
    ou_cc_at(c, &s->node);
    OuName *name = ou_cc_mangled(c, s->name);
    uint32_t top = unit->next_temp;
    unit->next_temp = base;
    OuOperand target = name_target(c, name);
    unit->next_temp = top;
    OuOperand place = decorated(c, &s->decorator_list, target);
    ou_emit(c, OU_LOADBUILDCLASS_OP | OU_TEMP, top, 0, 0);
    uint16_t window = ou_temp_take(c);
    if (!ou_call_needs_ex(&s->bases, &s->keywords))
        ou_call_open(c, window);
    OuOperand body = ou_expr_target(c);
    ou_func_make(c, proto, ou_scope_of(c, s), 0, body.reg, body);
    (void)ou_temp_take(c);
    OuConst text = {.kind = OU_CONST_STR, .intern = true};
    text.text.text = (char *)ou_cc_name_of(c, s->name)->text;
    text.text.size = s->name.len;
    ou_emit_const(c, &text, ou_expr_target(c));
    (void)ou_temp_take(c);
    ou_call_finish(c, window, 2, &s->bases, &s->keywords, place);
    unit->next_temp = top;
    if (place.temp)
        (void)ou_temp_take(c);
    call_decorators(c, &s->decorator_list, base, target);
    ou_cc_at(c, &s->node);
    store_target(c, name, target);
    unit->next_temp = base;
}
