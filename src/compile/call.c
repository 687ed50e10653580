/* call.c - calls. A window is a run of temporaries: the callable, a gap for the callee's frame
 * head, the arguments. Calls with * or ** build a tuple and a dict instead. */
#include "compile/compiler.h"

#define MANY_ARGUMENTS 60 /* more are passed in a tuple: keeps windows and live maps small */

uint16_t ou_call_window(OuCompiler *c)
{
    return ou_temp_take(c);
}

void ou_call_open(OuCompiler *c, uint16_t window)
{
    OuUnit *unit = c->unit;
    OU_ASSERT(c->failed || unit->next_temp == (uint32_t)window + 1);
    ou_temp_need(c, OU_CALL_GAP);
    unit->next_temp = (uint32_t)window + OU_CALL_GAP;
}

bool ou_call_needs_ex(const OuAstSeq *args, const OuAstSeq *keywords)
{
    if (args->len + keywords->len > MANY_ARGUMENTS)
        return true;
    for (uint32_t i = 0; i < args->len; i++)
        if (args->items[i]->kind == OU_AST_Starred)
            return true;
    for (uint32_t i = 0; i < keywords->len; i++)
        if (OU_AST(keyword, keywords->items[i])->arg.text == NULL)
            return true;
    return false;
}

void ou_call_check_keywords(OuCompiler *c, const OuAstSeq *keywords, const OuAstNode *at)
{
    for (uint32_t i = 0; i < keywords->len; i++) {
        OuAstKeyword *k = OU_AST(keyword, keywords->items[i]);
        if (k->arg.text == NULL)
            continue;
        if (ou_name_forbidden(c, k->arg, ou_cc_pos(at), OU_AST_Store))
            return;
        for (uint32_t j = i + 1; j < keywords->len; j++) {
            OuAstKeyword *other = OU_AST(keyword, keywords->items[j]);
            if (other->arg.text != NULL &&
                ou_cc_name_of(c, k->arg) == ou_cc_name_of(c, other->arg)) {
                ou_cc_error(c, ou_cc_pos(&other->node), "keyword argument repeated: %.*s",
                            (int)k->arg.len, k->arg.text);
                return;
            }
        }
    }
}

/* ---- f(*args, **kwargs) ---- */

/* The positional arguments, `prefix` of them in temporaries from `first` on already, as one
 * iterable in register `first`. */
static void positional_ex(OuCompiler *c, uint16_t first, uint32_t prefix, const OuAstSeq *args)
{
    OuUnit *unit = c->unit;
    OuPos at = unit->pos;
    if (prefix == 0 && args->len == 1 && args->items[0]->kind == OU_AST_Starred) {
        (void)ou_expr_temp(c, OU_AST(Starred, args->items[0])->value);
        return;
    }
    if (prefix == 0 && args->len == 0) {
        const OuConst empty = {.kind = OU_CONST_TUPLE};
        ou_emit_const(c, &empty, ou_expr_target(c));
        (void)ou_temp_take(c);
        return;
    }
    bool built = false, any_star = false;
    for (uint32_t i = 0; i < args->len; i++)
        any_star |= args->items[i]->kind == OU_AST_Starred;
    if (!any_star && args->len + prefix <= MANY_ARGUMENTS) {
        for (uint32_t i = 0; i < args->len; i++)
            (void)ou_expr_temp(c, args->items[i]);
        unit->pos = at;
        ou_emit(c, OU_TUPLE_OP | OU_TEMP, first, first, unit->next_temp - first);
        unit->next_temp = first + 1u;
        ou_temp_need(c, 0);
        return;
    }
    for (uint32_t i = 0; i < args->len && !c->failed; i++) {
        bool star = args->items[i]->kind == OU_AST_Starred;
        if (!built && (star || i >= MANY_ARGUMENTS)) {
            unit->pos = at;
            ou_emit(c, OU_LIST_OP | OU_TEMP, first, first, unit->next_temp - first);
            unit->next_temp = first;
            (void)ou_temp_take(c);
            built = true;
        }
        if (!built) {
            (void)ou_expr_temp(c, args->items[i]);
            continue;
        }
        OuOperand item =
            ou_expr_operand(c, star ? OU_AST(Starred, args->items[i])->value : args->items[i], NULL);
        unit->pos = at;
        ou_emit(c, (star ? OU_LISTEXTEND_OP : OU_LISTAPPEND_OP) | OU_DIES(item, B), first, item.reg, star);
        unit->next_temp = first + 1u;
    }
    unit->pos = at;
    ou_emit(c, (built ? OU_LISTTOTUPLE_OP : OU_TUPLE_OP) | OU_TEMP, first, first,
            built ? 0 : unit->next_temp - first);
    unit->next_temp = first + 1u;
}

/* Keywords first…end (none of them **) as a dict, merged into the one at `dict` if *built. */
static void keyword_run(OuCompiler *c, const OuAstSeq *keywords, uint32_t first, uint32_t end,
                        uint16_t dict, uint16_t callable, bool *built)
{
    OuUnit *unit = c->unit;
    OuPos at = unit->pos;
    uint32_t start = unit->next_temp;
    for (uint32_t i = first; i < end && !c->failed; i++) {
        OuAstKeyword *k = OU_AST(keyword, keywords->items[i]);
        OuName *name = ou_cc_mangled(c, k->arg);
        ou_emit_text(c, name->text, name->len, ou_expr_target(c));
        (void)ou_temp_take(c);
        (void)ou_expr_temp(c, k->value);
    }
    unit->pos = at;
    ou_emit(c, OU_DICT_OP | OU_TEMP, start, start, end - first);
    unit->next_temp = start;
    uint16_t made = ou_temp_take(c);
    if (*built) {
        ou_emit(c, OU_DICTMERGE_OP | OU_DIES_B, dict, made, callable);
        unit->next_temp = dict + 1u;
    }
    *built = true;
}

static void keywords_ex(OuCompiler *c, uint16_t callable, const OuAstSeq *keywords)
{
    OuUnit *unit = c->unit;
    OuPos at = unit->pos;
    uint16_t dict = (uint16_t)unit->next_temp;
    uint32_t pending = 0;
    bool built = false;
    for (uint32_t i = 0; i < keywords->len && !c->failed; i++) {
        OuAstKeyword *k = OU_AST(keyword, keywords->items[i]);
        if (k->arg.text != NULL && pending < MANY_ARGUMENTS / 2) {
            pending++;
            continue;
        }
        if (pending > 0 || !built)
            keyword_run(c, keywords, i - pending, i, dict, callable, &built);
        pending = 0;
        if (k->arg.text != NULL) {
            pending = 1;
            continue;
        }
        OuOperand other = ou_expr_operand(c, k->value, NULL);
        unit->pos = at;
        ou_emit(c, OU_DICTMERGE_OP | OU_DIES(other, B), dict, other.reg, callable);
        unit->next_temp = dict + 1u;
    }
    if (pending > 0)
        keyword_run(c, keywords, keywords->len - pending, keywords->len, dict, callable, &built);
}

static void finish_ex(OuCompiler *c, uint16_t window, uint32_t prefix, const OuAstSeq *args,
                      const OuAstSeq *keywords, OuOperand target)
{
    OuUnit *unit = c->unit;
    OuPos at = unit->pos;
    positional_ex(c, (uint16_t)(window + 1u), prefix, args);
    unit->pos = at;
    if (keywords->len > 0)
        keywords_ex(c, window, keywords);
    ou_temp_need(c, 2);
    unit->pos = at;
    ou_emit(c, OU_CALLEX_OP | OU_WRITES(target), window, keywords->len > 0, target.reg);
    unit->next_temp = window;
}

/* ---- plain calls ---- */

/* The values of keyword arguments, and their names as a constant. */
static uint32_t keyword_values(OuCompiler *c, const OuAstSeq *keywords)
{
    OuConst names = {.kind = OU_CONST_TUPLE};
    names.items.items = ou_cc_take(c, keywords->len * sizeof(OuConst));
    names.items.count = keywords->len;
    if (names.items.items == NULL)
        return 0;
    for (uint32_t i = 0; i < keywords->len && !c->failed; i++) {
        OuAstKeyword *k = OU_AST(keyword, keywords->items[i]);
        OuName *name = ou_cc_mangled(c, k->arg);
        OuConst *item = &names.items.items[i];
        *item = (OuConst){.kind = OU_CONST_STR, .intern = true};
        item->text.text = (char *)name->text;
        item->text.size = name->len;
        (void)ou_expr_temp(c, k->value);
    }
    return ou_pool_const(c, &names);
}

static void emit_call(OuCompiler *c, bool method, uint16_t window, uint32_t count,
                      const OuAstSeq *keywords, OuOperand target)
{
    OuPos at = c->unit->pos;
    if (keywords->len > 0) {
        uint32_t names = keyword_values(c, keywords);
        c->unit->pos = at;
        ou_emit_extra(c, (method ? OU_CALLMETHODKW_OP : OU_CALLKW_OP) | OU_WRITES(target), window,
                      count + keywords->len, target.reg, 0, names);
    } else {
        ou_emit(c, (method ? OU_CALLMETHOD_OP : OU_CALL_OP) | OU_WRITES(target), window, count,
                target.reg);
    }
    c->unit->next_temp = window;
}

void ou_call_finish(OuCompiler *c, uint16_t window, uint32_t prefix, const OuAstSeq *args,
                    const OuAstSeq *keywords, OuOperand target)
{
    if (ou_call_needs_ex(args, keywords)) {
        finish_ex(c, window, prefix, args, keywords, target);
        return;
    }
    OuPos at = c->unit->pos;
    if (prefix == 0)
        ou_call_open(c, window);
    for (uint32_t i = 0; i < args->len && !c->failed; i++)
        (void)ou_expr_temp(c, args->items[i]);
    c->unit->pos = at;
    emit_call(c, false, window, prefix + args->len, keywords, target);
}

static void method_into(OuCompiler *c, const OuAstCall *call, OuOperand target)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    OuAstAttribute *e = OU_AST(Attribute, call->func);
    uint16_t window = (uint16_t)base;
    OuPos at = ou_cc_attribute_pos(&call->node, e);
    ou_temp_need(c, OU_CALL_GAP + 1);
    if (!ou_expr_super(c, e, OU_LOADSUPERMETHOD_OP, ou_expr_target(c))) {
        OuOperand self = ou_expr_operand(c, e->value, NULL);
        unit->pos = ou_cc_attribute_pos(&e->node, e);
        unit->next_temp = base;
        ou_emit(c, OU_LOADMETHOD_OP | OU_TEMP | OU_DIES(self, B), window, self.reg,
                ou_pool_name(c, ou_cc_mangled(c, e->attr)));
    }
    unit->next_temp = base + OU_CALL_GAP + 1;
    for (uint32_t i = 0; i < call->args.len && !c->failed; i++)
        (void)ou_expr_temp(c, call->args.items[i]);
    unit->pos = at;
    emit_call(c, true, window, call->args.len, &call->keywords, target);
    unit->next_temp = base;
}

void ou_call_into(OuCompiler *c, const OuAstCall *call, OuOperand target)
{
    ou_call_check_keywords(c, &call->keywords, &call->node);
    if (call->func->kind == OU_AST_Attribute && !ou_call_needs_ex(&call->args, &call->keywords)) {
        method_into(c, call, target);
        return;
    }
    ou_warn_caller(c, &call->node);
    uint32_t base = c->unit->next_temp;
    uint16_t window = ou_expr_temp(c, call->func);
    ou_cc_at(c, &call->node);
    ou_call_finish(c, window, 0, &call->args, &call->keywords, target);
    c->unit->next_temp = base;
}
