/* name.c - variables: where a name lives, and the instructions to load, store and unbind it. */
#include "compile/compiler.h"
#include <string.h>

/* Plain locals get their registers in the order in which code first mentions them, as
 * CPython numbers co_varnames. */
static void give_register(OuUnit *unit, OuSymbol *symbol)
{
    OU_ASSERT(unit->next_local < unit->first_cell);
    unit->variables[unit->next_local] = symbol;
    symbol->place = unit->next_local++;
}

OuPlace ou_place_of(OuCompiler *c, OuName *name)
{
    OuPlace place = ou_place_peek(c, name);
    if (place.kind == OU_PLACE_LOCAL && place.symbol->place == OU_NO_REGISTER)
        give_register(c->unit, place.symbol);
    return place;
}

/* The local that is going to get the value of `e`: what that mentions is numbered first. */
OuSymbol *ou_name_local_of(OuCompiler *c, const OuAstNode *target, const OuAstNode *e)
{
    if (target->kind != OU_AST_Name)
        return NULL;
    OuPlace place = ou_place_peek(c, ou_cc_mangled(c, OU_AST(Name, target)->id));
    if (place.kind != OU_PLACE_LOCAL)
        return NULL;
    if (place.symbol->place == OU_NO_REGISTER && e != NULL) {
        ou_name_touch(c, e);
        if (place.symbol->place == OU_NO_REGISTER)
            give_register(c->unit, place.symbol);
    }
    return place.symbol;
}

/* Where a name lives; locals are not numbered by this. */
OuPlace ou_place_peek(OuCompiler *c, OuName *name)
{
    OuUnit *unit = c->unit;
    OuSymbol *symbol = ou_scope_find(unit->scope, name);
    OuPlace place = {unit->uses_namespace ? OU_PLACE_NAME : OU_PLACE_GLOBAL, symbol, name};
    if (symbol == NULL)
        return place;
    bool function = unit->scope->kind == OU_SCOPE_FUNCTION;
    switch ((OuBinding)symbol->binding) {
    case OU_BIND_LOCAL:
        if (!function)
            return place;
        place.kind = OU_PLACE_LOCAL;
        return place;
    case OU_BIND_CELL:
        place.kind = OU_PLACE_CELL;
        return place;
    case OU_BIND_FREE:
        place.kind = unit->kind == OU_UNIT_CLASS ? OU_PLACE_CLASS_FREE : OU_PLACE_FREE;
        return place;
    case OU_BIND_GLOBAL_EXPLICIT:
        place.kind = OU_PLACE_GLOBAL;
        return place;
    case OU_BIND_GLOBAL_IMPLICIT:
    case OU_BIND_NONE:
        if (function)
            place.kind = OU_PLACE_GLOBAL;
        return place;
    }
    return place;
}

void ou_place_check(OuCompiler *c, OuPlace place)
{
    OuSymbol *symbol = place.symbol;
    if (place.kind != OU_PLACE_LOCAL)
        return;
    if ((symbol->flags & OU_SYM_PARAM) && !(symbol->flags & OU_SYM_UNBINDS))
        return;
    ou_emit(c, OU_CHECK_OP, symbol->place, 0, 0);
    c->unit->has_checks = true;
}

void ou_place_load(OuCompiler *c, OuPlace place, OuOperand target)
{
    uint32_t temp = OU_WRITES(target), reg = target.reg;
    switch (place.kind) {
    case OU_PLACE_LOCAL:
        ou_place_check(c, place);
        ou_emit_move(c, target, (OuOperand){place.symbol->place, false});
        break;
    case OU_PLACE_CELL:
        ou_emit(c, OU_LOADCELL_OP | temp, reg, place.symbol->place, 0);
        break;
    case OU_PLACE_FREE:
        ou_emit(c, OU_LOADFREE_OP | temp, reg, place.symbol->place, 0);
        break;
    case OU_PLACE_CLASS_FREE:
        ou_emit(c, OU_LOADCLASSFREE_OP | temp, reg, place.symbol->place, ou_pool_name(c, place.name));
        break;
    case OU_PLACE_GLOBAL:
        ou_emit_k(c, OU_LOADGLOBAL_OP | temp, reg, ou_pool_name(c, place.name));
        break;
    case OU_PLACE_NAME:
        ou_emit_k(c, OU_LOADNAME_OP | temp, reg, ou_pool_name(c, place.name));
        break;
    }
}

void ou_place_store(OuCompiler *c, OuPlace place, OuOperand source)
{
    switch (place.kind) {
    case OU_PLACE_LOCAL:
        ou_emit_move(c, (OuOperand){place.symbol->place, false}, source);
        break;
    case OU_PLACE_CELL:
        ou_emit(c, OU_STORECELL_OP | OU_DIES(source, B), place.symbol->place, source.reg, 0);
        break;
    case OU_PLACE_FREE:
    case OU_PLACE_CLASS_FREE:
        ou_emit(c, OU_STOREFREE_OP | OU_DIES(source, B), place.symbol->place, source.reg, 0);
        break;
    case OU_PLACE_GLOBAL:
        ou_emit_k(c, OU_STOREGLOBAL_OP | OU_DIES(source, A), source.reg, ou_pool_name(c, place.name));
        break;
    case OU_PLACE_NAME:
        ou_emit_k(c, OU_STORENAME_OP | OU_DIES(source, A), source.reg, ou_pool_name(c, place.name));
        break;
    }
}

void ou_place_delete(OuCompiler *c, OuPlace place)
{
    switch (place.kind) {
    case OU_PLACE_LOCAL:
        ou_emit(c, OU_DELETE_OP, place.symbol->place, 0, 0);
        break;
    case OU_PLACE_CELL:
        ou_emit(c, OU_DELCELL_OP, place.symbol->place, 0, 0);
        break;
    case OU_PLACE_FREE:
    case OU_PLACE_CLASS_FREE:
        ou_emit(c, OU_DELFREE_OP, place.symbol->place, 0, 0);
        break;
    case OU_PLACE_GLOBAL:
        ou_emit_k(c, OU_DELGLOBAL_OP, 0, ou_pool_name(c, place.name));
        break;
    case OU_PLACE_NAME:
        ou_emit_k(c, OU_DELNAME_OP, 0, ou_pool_name(c, place.name));
        break;
    }
}

static bool touch_child(OuAstNode *child, void *user)
{
    ou_name_touch(user, child);
    return true;
}

/* Conditions of loops are compiled behind the body, but their variables are numbered first. */
void ou_name_touch(OuCompiler *c, const OuAstNode *e)
{
    if (ou_cc_too_deep(c))
        return;
    switch ((int)e->kind) {
    case OU_AST_Name: {
        OuPlace place = ou_place_of(c, ou_cc_mangled(c, OU_AST(Name, e)->id));
        if (place.kind == OU_PLACE_GLOBAL || place.kind == OU_PLACE_NAME)
            (void)ou_pool_name(c, place.name);
        return;
    }
    case OU_AST_Attribute:
        ou_name_touch(c, OU_AST(Attribute, e)->value);
        (void)ou_pool_name(c, ou_cc_mangled(c, OU_AST(Attribute, e)->attr));
        return;
    case OU_AST_NamedExpr:
        ou_name_touch(c, OU_AST(NamedExpr, e)->value);
        ou_name_touch(c, OU_AST(NamedExpr, e)->target);
        return;
    case OU_AST_Dict:
        for (uint32_t i = 0; i < OU_AST(Dict, e)->values.len; i++) {
            if (OU_AST(Dict, e)->keys.items[i] != NULL)
                ou_name_touch(c, OU_AST(Dict, e)->keys.items[i]);
            ou_name_touch(c, OU_AST(Dict, e)->values.items[i]);
        }
        return;
    case OU_AST_Lambda:
        return;
    case OU_AST_ListComp:
        ou_name_touch(c, OU_AST(comprehension, OU_AST(ListComp, e)->generators.items[0])->iter);
        return;
    case OU_AST_SetComp:
        ou_name_touch(c, OU_AST(comprehension, OU_AST(SetComp, e)->generators.items[0])->iter);
        return;
    case OU_AST_DictComp:
        ou_name_touch(c, OU_AST(comprehension, OU_AST(DictComp, e)->generators.items[0])->iter);
        return;
    case OU_AST_GeneratorExp:
        ou_name_touch(c, OU_AST(comprehension, OU_AST(GeneratorExp, e)->generators.items[0])->iter);
        return;
    default:
        ou_ast_each_child((OuAstNode *)e, touch_child, c);
        return;
    }
}

void ou_name_unbind(OuCompiler *c, OuName *mangled)
{
    OuPlace place = ou_place_of(c, mangled);
    if (place.kind == OU_PLACE_LOCAL) {
        ou_emit(c, OU_CLEAR_OP, place.symbol->place, 0, 0);
        return;
    }
    uint32_t base = c->unit->next_temp;
    OuOperand none = ou_expr_target(c);
    ou_emit_none(c, none);
    (void)ou_temp_take(c);
    ou_place_store(c, place, none);
    c->unit->next_temp = base;
    ou_place_delete(c, place);
}

void ou_name_store(OuCompiler *c, OuName *mangled, OuOperand source)
{
    if (ou_name_forbidden(c, (OuAstText){mangled->text, mangled->len}, c->unit->pos, OU_AST_Store))
        return;
    ou_place_store(c, ou_place_of(c, mangled), source);
}

bool ou_name_forbidden(OuCompiler *c, OuAstText name, OuPos pos, OuAstContext ctx)
{
    if (ctx == OU_AST_Load || !ou_ast_text_is(name, "__debug__"))
        return false;
    ou_cc_error(c, pos, "cannot %s __debug__", ctx == OU_AST_Del ? "delete" : "assign to");
    return true;
}

void ou_emit_closure(OuCompiler *c, OuScope *inner, bool *any)
{
    uint32_t count = 0;
    uint16_t first = (uint16_t)c->unit->next_temp;
    OuSymbol **sorted = ou_cc_take(c, ((size_t)inner->symbol_count + 1) * sizeof *sorted);
    if (sorted == NULL)
        return;
    for (uint32_t i = 0; i < inner->symbol_count; i++) {
        OuSymbol *symbol = inner->symbols[i];
        if (symbol->binding != OU_BIND_FREE && !(symbol->flags & OU_SYM_FREE_CLASS))
            continue;
        uint32_t k = count++;
        for (; k > 0 && strcmp(sorted[k - 1]->name->text, symbol->name->text) > 0; k--)
            sorted[k] = sorted[k - 1];
        sorted[k] = symbol;
    }
    *any = count > 0;
    for (uint32_t i = 0; i < count && !c->failed; i++) {
        OuSymbol *outer = ou_scope_find(c->unit->scope, sorted[i]->name);
        if (c->unit->class_cell != NULL && c->unit->class_cell->name == sorted[i]->name)
            outer = c->unit->class_cell;
        uint16_t reg = ou_temp_take(c);
        if (outer == NULL)
            ou_cc_error_plain(c, "lost variable of a closure");
        else if (outer->binding == OU_BIND_CELL || outer == c->unit->class_cell)
            ou_emit(c, OU_MOVE_OP | OU_TEMP, reg, outer->place, 0);
        else
            ou_emit(c, OU_GETCELL_OP | OU_TEMP, reg, outer->place, 0);
    }
    if (count == 0)
        return;
    ou_emit(c, OU_TUPLE_OP | OU_TEMP, first, first, count);
    c->unit->next_temp = first + 1u;
}
