/* assign.c - assignment to every kind of target, unpacking, augmented and annotated
 * assignment, deletion. */
#include "compile/compiler.h"

/* ---- one target ---- */

/* a, *b, c = source: all items to temporaries, then each to its target in order. */
static void unpack_to(OuCompiler *c, const OuAstNode *at, const OuAstSeq *elts, OuOperand source)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp, star = elts->len;
    for (uint32_t i = 0; i < elts->len; i++) {
        if (elts->items[i]->kind != OU_AST_Starred)
            continue;
        if (star < elts->len) {
            ou_cc_error(c, ou_cc_pos(at), "multiple starred expressions in assignment");
            return;
        }
        if (i >= 256 || elts->len - i - 1 >= (INT32_MAX >> 8)) {
            ou_cc_error(c, ou_cc_pos(at), "too many expressions in star-unpacking assignment");
            return;
        }
        star = i;
    }
    ou_cc_at(c, at);
    ou_temp_need(c, elts->len);
    if (star < elts->len)
        ou_emit_extra(c, OU_UNPACKEX_OP | OU_DIES(source, B), base, source.reg, star, 0,
                      elts->len - star - 1);
    else
        ou_emit(c, OU_UNPACK_OP | OU_DIES(source, B), base, source.reg, elts->len);
    unit->next_temp = base + elts->len;
    ou_unpacked_begin(c, base, unit->next_temp);
    for (uint32_t i = 0; i < elts->len && !c->failed; i++) {
        const OuAstNode *elt = elts->items[i];
        if (elt->kind == OU_AST_Starred)
            elt = OU_AST(Starred, elt)->value;
        ou_assign_to(c, elt, (OuOperand){(uint16_t)(base + i), true});
    }
    ou_unpacked_done(c);
    unit->next_temp = base;
}

/* Store `source` in the target; a temporary is used up. Object and key are evaluated here. */
void ou_assign_to(OuCompiler *c, const OuAstNode *target, OuOperand source)
{
    uint32_t base = c->unit->next_temp;
    if (c->failed)
        return;
    switch ((int)target->kind) {
    case OU_AST_Name: {
        OuAstText id = OU_AST(Name, target)->id;
        if (ou_name_forbidden(c, id, ou_cc_pos(target), OU_AST_Store))
            return;
        ou_cc_at(c, target);
        ou_name_store(c, ou_cc_mangled(c, id), source);
        break;
    }
    case OU_AST_Attribute: {
        OuAstAttribute *e = OU_AST(Attribute, target);
        if (ou_name_forbidden(c, e->attr, ou_cc_pos(target), OU_AST_Store))
            return;
        OuOperand object = ou_expr_operand(c, e->value, NULL);
        ou_cc_at(c, target);
        ou_emit(c, OU_SETATTR_OP | OU_DIES(object, A) | OU_DIES(source, C), object.reg,
                ou_pool_name(c, ou_cc_mangled(c, e->attr)), source.reg);
        break;
    }
    case OU_AST_Subscript: {
        OuAstSubscript *e = OU_AST(Subscript, target);
        OuOperand object = ou_expr_operand(c, e->value, e->slice);
        OuOperand key = ou_expr_operand(c, e->slice, NULL);
        ou_cc_at(c, target);
        ou_emit(c, OU_SETITEM_OP | OU_DIES(object, A) | OU_DIES(key, B) | OU_DIES(source, C), object.reg,
                key.reg, source.reg);
        break;
    }
    case OU_AST_Tuple:
        unpack_to(c, target, &OU_AST(Tuple, target)->elts, source);
        break;
    case OU_AST_List:
        unpack_to(c, target, &OU_AST(List, target)->elts, source);
        break;
    case OU_AST_Starred:
        ou_cc_error(c, ou_cc_pos(target), "starred assignment target must be in a list or tuple");
        break;
    default:
        OU_UNREACHABLE();
    }
    c->unit->next_temp = base;
}

/* ---- plain assignment ---- */

static const OuAstSeq *sequence_of(const OuAstNode *node)
{
    if (node->kind == OU_AST_Tuple)
        return &OU_AST(Tuple, node)->elts;
    return node->kind == OU_AST_List ? &OU_AST(List, node)->elts : NULL;
}

static bool is_simple_target(const OuAstNode *target)
{
    return target->kind == OU_AST_Name || target->kind == OU_AST_Attribute ||
           target->kind == OU_AST_Subscript;
}

/* Is the local that `value` names one of `targets` from number `start` to `end`? */
static bool stored_in(OuCompiler *c, const OuAstSeq *targets, uint32_t start, uint32_t end, const OuAstNode *value)
{
    OuSymbol *symbol = ou_name_local_of(c, value, NULL);
    for (uint32_t i = start; symbol != NULL && i < end; i++)
        if (ou_name_local_of(c, targets->items[i], NULL) == symbol)
            return true;
    return false;
}

/* CPython stores two or three values of a display in locals (of one line) from the last to the first. It does so too
 * if one of them comes twice, up to 3.11.2, so that it gets the wrong value: not here. The order does not matter
 * if only one old value is not among the new ones. */
static bool stores_backwards(OuCompiler *c, const OuAstSeq *targets, const OuAstSeq *values)
{
    uint32_t lost = 0;
    if (targets->len < 2 || targets->len > 3)
        return false;
    for (uint32_t i = 0; i < targets->len; i++)
        if (ou_name_local_of(c, targets->items[i], NULL) == NULL || targets->items[i]->line != targets->items[0]->line ||
            stored_in(c, targets, 0, i, targets->items[i]))
            return false;
    for (uint32_t i = 0; i < targets->len; i++)
        lost += !stored_in(c, values, 0, values->len, targets->items[i]);
    return lost > 1;
}

/* a, b = b, a without a tuple: values to temporaries (or left in place), then stores in order. */
static bool parallel_assign(OuCompiler *c, const OuAstAssign *s)
{
    const OuAstNode *target = s->targets.items[0], *value = s->value;
    const OuAstSeq *targets = sequence_of(target), *values = sequence_of(value);
    OuConst constant = {0};
    bool folded = ou_const_get(c, value, &constant) && constant.kind == OU_CONST_TUPLE;
    if (targets == NULL || (values == NULL && !folded))
        return false;
    size_t count = folded ? constant.items.count : values->len;
    if (targets->len != count || count > 20)
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (!is_simple_target(targets->items[i]) ||
            (!folded && values->items[i]->kind == OU_AST_Starred))
            return false;
    bool backwards = !folded && value->kind == OU_AST_Tuple && stores_backwards(c, targets, values);
    uint32_t base = c->unit->next_temp;
    OuOperand sources[20];
    for (uint32_t i = 0; !folded && i < count && !c->failed; i++) {
        OuConst item;
        if (ou_const_get(c, values->items[i], &item))
            continue;
        if (backwards ? stored_in(c, targets, i + 1, targets->len, values->items[i])
                      : stored_in(c, targets, 0, i, values->items[i]))
            sources[i] = (OuOperand){ou_expr_temp(c, values->items[i]), true};
        else
            sources[i] = ou_expr_operand(c, values->items[i], &s->node);
    }
    for (uint32_t i = 0; backwards && i < count; i++)
        (void)ou_name_local_of(c, targets->items[i], targets->items[i]); /* numbers them in their order */
    if (!backwards)
        ou_unpacked_begin(c, base, c->unit->next_temp);
    for (uint32_t k = 0; k < count && !c->failed; k++) {
        uint32_t i = backwards ? (uint32_t)count - 1 - k : k;
        OuAstNode *to = targets->items[i];
        OuConst item;
        bool known = folded || ou_const_get(c, values->items[i], &item);
        if (folded)
            item = constant.items.items[i];
        if (!known) {
            ou_assign_to(c, to, sources[i]);
            continue;
        }
        OuSymbol *symbol = ou_name_local_of(c, to, to);
        uint32_t top = c->unit->next_temp;
        ou_cc_at(c, to);
        if (symbol != NULL) {
            ou_emit_const(c, &item, (OuOperand){symbol->place, false});
            continue;
        }
        OuOperand temp = ou_expr_target(c);
        ou_emit_const(c, &item, temp);
        (void)ou_temp_take(c);
        ou_assign_to(c, to, temp);
        c->unit->next_temp = top;
    }
    if (!backwards)
        ou_unpacked_done(c);
    c->unit->next_temp = base;
    return true;
}

void ou_stmt_assign(OuCompiler *c, const OuAstAssign *s)
{
    uint32_t base = c->unit->next_temp, count = s->targets.len;
    if (count == 1) {
        OuAstNode *target = s->targets.items[0];
        OuSymbol *symbol = ou_name_local_of(c, target, s->value);
        if (symbol != NULL) {
            if (!ou_name_forbidden(c, OU_AST(Name, target)->id, ou_cc_pos(target), OU_AST_Store))
                ou_expr_into(c, s->value, (OuOperand){symbol->place, false});
            return;
        }
        if (parallel_assign(c, s))
            return;
    }
    OuOperand value = ou_expr_operand(c, s->value, &s->node);
    if (!value.temp && count > 1) { /* an early target may rebind the variable */
        for (uint32_t i = 0; i + 1 < count; i++)
            if (s->targets.items[i]->kind != OU_AST_Attribute) {
                OuOperand copy = ou_expr_target(c);
                ou_emit_move(c, copy, value);
                (void)ou_temp_take(c);
                value = copy;
                break;
            }
    }
    for (uint32_t i = 0; i < count && !c->failed; i++)
        ou_assign_to(c, s->targets.items[i], (OuOperand){value.reg, value.temp && i + 1 == count});
    c->unit->next_temp = base;
}

/* ---- augmented assignment ---- */

static void augmented_name(OuCompiler *c, const OuAstAugAssign *s)
{
    OuAstText id = OU_AST(Name, s->target)->id;
    uint32_t base = c->unit->next_temp;
    if (ou_name_forbidden(c, id, ou_cc_pos(s->target), OU_AST_Store))
        return;
    OuPlace place = ou_place_of(c, ou_cc_mangled(c, id));
    OuOperand left = ou_expr_operand(c, s->target, s->value);
    if (place.kind == OU_PLACE_LOCAL) {
        ou_emit_binary(c, s->op, OU_INPLACE, left, s->value, &s->node,
                       (OuOperand){place.symbol->place, false});
    } else {
        OuOperand result = {left.reg, true};
        ou_emit_binary(c, s->op, OU_INPLACE, left, s->value, &s->node, result);
        ou_cc_at(c, s->target);
        ou_place_store(c, place, result);
    }
    c->unit->next_temp = base;
}

void ou_stmt_augassign(OuCompiler *c, const OuAstAugAssign *s)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    OuOperand object, key = {0, false};
    uint32_t name = 0;
    if (s->target->kind == OU_AST_Name) {
        augmented_name(c, s);
        return;
    }
    bool attribute = s->target->kind == OU_AST_Attribute;
    if (attribute) {
        OuAstAttribute *e = OU_AST(Attribute, s->target);
        if (ou_name_forbidden(c, e->attr, ou_cc_pos(s->target), OU_AST_Store))
            return;
        object = ou_expr_operand(c, e->value, s->value);
        name = ou_pool_name(c, ou_cc_mangled(c, e->attr));
    } else {
        OuAstSubscript *e = OU_AST(Subscript, s->target);
        object = ou_expr_operand(c, e->value, &s->node);
        key = ou_expr_operand(c, e->slice, s->value);
    }
    OuOperand value = ou_expr_target(c);
    ou_cc_at(c, s->target);
    if (attribute)
        ou_emit(c, OU_GETATTR_OP | OU_TEMP, value.reg, object.reg, name);
    else
        ou_emit(c, OU_GETITEM_OP | OU_TEMP, value.reg, object.reg, key.reg);
    (void)ou_temp_take(c);
    ou_emit_binary(c, s->op, OU_INPLACE, value, s->value, &s->node, value);
    ou_cc_at(c, s->target);
    if (attribute)
        ou_emit(c, OU_SETATTR_OP | OU_DIES(object, A) | OU_DIES_C, object.reg, name, value.reg);
    else
        ou_emit(c, OU_SETITEM_OP | OU_DIES(object, A) | OU_DIES(key, B) | OU_DIES_C, object.reg, key.reg,
                value.reg);
    unit->next_temp = base;
}

/* ---- annotations ---- */

static void discard_subscript(OuCompiler *c, const OuAstNode *slice)
{
    if (slice->kind == OU_AST_Tuple) {
        OuAstSeq *elts = &OU_AST(Tuple, slice)->elts;
        for (uint32_t i = 0; i < elts->len; i++)
            discard_subscript(c, elts->items[i]);
    } else if (slice->kind == OU_AST_Slice) {
        OuAstSlice *e = OU_AST(Slice, slice);
        if (e->lower != NULL)
            ou_expr_discard(c, e->lower);
        if (e->upper != NULL)
            ou_expr_discard(c, e->upper);
        if (e->step != NULL)
            ou_expr_discard(c, e->step);
    } else {
        ou_expr_discard(c, slice);
    }
}

/* __annotations__[name] = annotation */
static void store_annotation(OuCompiler *c, const OuAstAnnAssign *s)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp;
    OuOperand value = ou_expr_target(c);
    ou_func_annotation(c, s->annotation, value);
    (void)ou_temp_take(c);
    ou_cc_at(c, &s->node);
    OuOperand dict = ou_expr_target(c);
    ou_place_load(c, ou_place_of(c, ou_cc_name(c, "__annotations__", 15)), dict);
    (void)ou_temp_take(c);
    OuName *name = ou_cc_mangled(c, OU_AST(Name, s->target)->id);
    OuOperand key = ou_expr_target(c);
    ou_emit_text(c, name->text, name->len, key);
    (void)ou_temp_take(c);
    ou_emit(c, OU_SETITEM_OP | OU_DIES_A | OU_DIES_B | OU_DIES_C, dict.reg, key.reg, value.reg);
    unit->next_temp = base;
}

void ou_stmt_annassign(OuCompiler *c, const OuAstAnnAssign *s)
{
    OuUnit *unit = c->unit;
    bool evaluated = unit->kind == OU_UNIT_MODULE || unit->kind == OU_UNIT_CLASS;
    if (s->value != NULL) {
        OuAstNode *targets[1] = {s->target};
        OuAstAssign assign = {.node = s->node, .targets = {.items = targets, .len = 1}, .value = s->value};
        assign.node.kind = OU_AST_Assign;
        ou_stmt_assign(c, &assign);
    }
    if (s->target->kind == OU_AST_Name) {
        OuAstText id = OU_AST(Name, s->target)->id;
        if (ou_name_forbidden(c, id, ou_cc_pos(&s->node), OU_AST_Store))
            return;
        if (s->simple && evaluated) {
            store_annotation(c, s);
            return;
        }
    } else if (s->target->kind == OU_AST_Attribute) {
        OuAstAttribute *e = OU_AST(Attribute, s->target);
        if (ou_name_forbidden(c, e->attr, ou_cc_pos(&s->node), OU_AST_Store))
            return;
        if (s->value == NULL)
            ou_expr_discard(c, e->value);
    } else if (s->value == NULL) {
        OuAstSubscript *e = OU_AST(Subscript, s->target);
        ou_expr_discard(c, e->value);
        discard_subscript(c, e->slice);
    }
    if (!s->simple && evaluated && !c->future_annotations)
        ou_expr_discard(c, s->annotation);
}

/* ---- del ---- */

void ou_stmt_delete(OuCompiler *c, const OuAstNode *target)
{
    uint32_t base = c->unit->next_temp;
    if (c->failed)
        return;
    const OuAstSeq *elts = sequence_of(target);
    if (elts != NULL) {
        for (uint32_t i = 0; i < elts->len; i++)
            ou_stmt_delete(c, elts->items[i]);
    } else if (target->kind == OU_AST_Name) {
        OuAstText id = OU_AST(Name, target)->id;
        if (ou_name_forbidden(c, id, ou_cc_pos(target), OU_AST_Del))
            return;
        ou_cc_at(c, target);
        ou_place_delete(c, ou_place_of(c, ou_cc_mangled(c, id)));
    } else if (target->kind == OU_AST_Attribute) {
        OuAstAttribute *e = OU_AST(Attribute, target);
        if (ou_name_forbidden(c, e->attr, ou_cc_pos(target), OU_AST_Del))
            return;
        OuOperand object = ou_expr_operand(c, e->value, NULL);
        ou_cc_at(c, target);
        ou_emit(c, OU_DELATTR_OP | OU_DIES(object, A), object.reg,
                ou_pool_name(c, ou_cc_mangled(c, e->attr)), 0);
    } else {
        OuAstSubscript *e = OU_AST(Subscript, target);
        OuOperand object = ou_expr_operand(c, e->value, e->slice);
        OuOperand key = ou_expr_operand(c, e->slice, NULL);
        ou_cc_at(c, target);
        ou_emit(c, OU_DELITEM_OP | OU_DIES(object, A) | OU_DIES(key, B), object.reg, key.reg, 0);
    }
    c->unit->next_temp = base;
}
