/* emit.c - instructions, labels, handlers, pools of names and constants. */
#include "compile/compiler.h"
#include <string.h>

/* ---- labels ---- */

int32_t ou_label_new(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    if (!OU_CC_PUSH(c, unit->labels, unit->label_count, unit->label_cap))
        return 0;
    unit->labels[unit->label_count] = (OuLabel){.at = -1};
    return (int32_t)unit->label_count++;
}

/* Something that owns the set `live` goes to the label. */
static void arrive(OuCompiler *c, int32_t label, uint32_t live)
{
    OuLabel *l = &c->unit->labels[label];
    OU_ASSERT(c->failed || !l->known || l->live == live);
    l->live = live;
    l->known = true;
}

void ou_label_bind(OuCompiler *c, int32_t label)
{
    OuUnit *unit = c->unit;
    if (c->failed)
        return;
    OuLabel *l = &unit->labels[label];
    l->at = (int32_t)unit->code_count;
    if (!l->known) { /* nothing jumps here (yet) */
        if (!unit->unreachable)
            arrive(c, label, ou_live_now(c));
        return;
    }
    if (unit->unreachable) {
        unit->unreachable = false;
        ou_live_set(c, l->live);
    } else {
        arrive(c, label, ou_live_now(c));
    }
}

void ou_label_bind_loop(OuCompiler *c, int32_t label, bool alive, uint32_t live)
{
    OuUnit *unit = c->unit;
    if (c->failed)
        return;
    unit->labels[label].at = (int32_t)unit->code_count;
    if (!alive)
        return;
    arrive(c, label, live);
    unit->unreachable = false;
    ou_live_set(c, live);
}

uint32_t ou_try_new(OuCompiler *c, uint32_t depth, int32_t *label)
{
    OuUnit *unit = c->unit;
    *label = ou_label_new(c);
    if (c->failed || !OU_CC_PUSH(c, unit->tries, unit->try_count, unit->try_cap))
        return 0;
    unit->tries[unit->try_count] = (OuTry){*label, (uint16_t)depth};
    OuLabel *l = &unit->labels[*label];
    l->handler = true;
    if (!unit->unreachable) {
        uint8_t *saved = ou_owned_save(c);
        for (uint32_t i = depth; saved != NULL && i < unit->owned_cap; i++)
            unit->owned[i] = 0;
        unit->live_known = false;
        l->live = ou_live_now(c);
        l->known = true;
        ou_owned_restore(c, saved);
    }
    return ++unit->try_count;
}

void ou_try_begin_handler(OuCompiler *c, int32_t label)
{
    OU_ASSERT(c->failed || c->unit->unreachable);
    ou_label_bind(c, label);
}

uint8_t *ou_owned_save(OuCompiler *c)
{
    OuUnit *unit = c->unit;
    uint8_t *saved = ou_cc_take(c, (size_t)unit->owned_cap + 8);
    if (saved == NULL)
        return NULL;
    memcpy(saved, &unit->owned_cap, sizeof unit->owned_cap);
    if (unit->owned_cap > 0)
        memcpy(saved + 8, unit->owned, unit->owned_cap);
    return saved;
}

void ou_owned_restore(OuCompiler *c, const uint8_t *saved)
{
    OuUnit *unit = c->unit;
    if (saved == NULL || unit->owned_cap == 0)
        return;
    uint32_t cap;
    memcpy(&cap, saved, sizeof cap);
    memset(unit->owned, 0, unit->owned_cap);
    memcpy(unit->owned, saved + 8, cap);
    unit->live_known = false;
}

/* ---- instructions ---- */

static void apply(OuCompiler *c, const OuEffects *effects, unsigned edge)
{
    for (int i = 0; i < effects->count; i++) {
        const OuEffect *e = &effects->items[i];
        if (!(e->edges & edge))
            continue;
        for (uint32_t k = 0; k < e->count; k++)
            ou_live_own(c, (uint32_t)e->first + k, e->kind == OU_EFFECT_WRITES);
    }
}

static void add(OuCompiler *c, const OuInsn *word, uint32_t extra_a, int64_t extra_k, int32_t label)
{
    OuUnit *unit = c->unit;
    if (c->failed || unit->unreachable)
        return;
    if (!OU_CC_PUSH(c, unit->code, unit->code_count, unit->code_cap))
        return;
    OuInsn extra = {.a = (uint16_t)extra_a, .k = (int32_t)extra_k};
    OuEffects effects;
    ou_op_effects(word, &extra, &effects);
    uint32_t live = ou_live_without(c, &effects);
    OuIns *ins = &unit->code[unit->code_count++];
    *ins = (OuIns){.word = *word, .extra_a = (uint16_t)extra_a, .extra_k = (int32_t)extra_k,
                   .label = label, .live = live, .handler = unit->handler, .pos = unit->pos};
    if (label != OU_NO_LABEL) {
        unit->labels[label].jumps++;
        uint8_t *saved = ou_owned_save(c);
        apply(c, &effects, OU_ON_JUMP);
        arrive(c, label, ou_live_now(c));
        ou_owned_restore(c, saved);
    }
    apply(c, &effects, OU_ON_NEXT);
    if (ou_op_ends(word->op))
        unit->unreachable = true;
}

void ou_emit(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, uint32_t cc)
{
    OuInsn word = {.op = (uint16_t)op, .a = (uint16_t)a, .b = (uint16_t)b, .c = (uint16_t)cc};
    add(c, &word, 0, 0, OU_NO_LABEL);
}

void ou_emit_k(OuCompiler *c, uint32_t op, uint32_t a, int64_t k)
{
    OuInsn word = {.op = (uint16_t)op, .a = (uint16_t)a, .k = (int32_t)k};
    add(c, &word, 0, 0, OU_NO_LABEL);
}

void ou_emit_extra(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, uint32_t cc, uint32_t extra_a,
                   int64_t extra_k)
{
    OuInsn word = {.op = (uint16_t)op, .a = (uint16_t)a, .b = (uint16_t)b, .c = (uint16_t)cc};
    add(c, &word, extra_a, extra_k, OU_NO_LABEL);
}

void ou_emit_jump(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, int32_t label)
{
    OuInsn word = {.op = (uint16_t)op, .a = (uint16_t)a, .b = (uint16_t)b};
    add(c, &word, 0, 0, label);
}

void ou_emit_jump_extra(OuCompiler *c, uint32_t op, uint32_t a, uint32_t b, uint32_t cc, int32_t label)
{
    OuInsn word = {.op = (uint16_t)op, .a = (uint16_t)a, .b = (uint16_t)b, .c = (uint16_t)cc};
    add(c, &word, 0, 0, label);
}

void ou_emit_move(OuCompiler *c, OuOperand target, OuOperand source)
{
    if (target.reg == source.reg)
        return;
    ou_emit(c, OU_MOVE_OP | OU_WRITES(target) | OU_DIES(source, B), target.reg, source.reg, 0);
}

/* ---- pools ---- */

static bool grow_hash(OuCompiler *c, uint32_t **index, uint32_t *size, uint32_t used)
{
    if ((used + 1) * 2 <= *size)
        return false;
    uint32_t new_size = *size == 0 ? 16 : *size * 2;
    uint32_t *block = ou_cc_take(c, new_size * sizeof(uint32_t));
    if (block == NULL)
        return false;
    *index = block;
    *size = new_size;
    return true;
}

uint32_t ou_pool_name(OuCompiler *c, OuName *name)
{
    OuUnit *unit = c->unit;
    if (grow_hash(c, &unit->name_index, &unit->name_index_size, unit->name_count))
        for (uint32_t i = 0; i < unit->name_count; i++) {
            uint32_t k = unit->names[i]->hash & (unit->name_index_size - 1);
            while (unit->name_index[k] != 0)
                k = (k + 1) & (unit->name_index_size - 1);
            unit->name_index[k] = i + 1;
        }
    if (c->failed)
        return 0;
    uint32_t mask = unit->name_index_size - 1, k = name->hash & mask;
    for (; unit->name_index[k] != 0; k = (k + 1) & mask)
        if (unit->names[unit->name_index[k] - 1] == name)
            return unit->name_index[k] - 1;
    if (!OU_CC_PUSH(c, unit->names, unit->name_count, unit->name_cap))
        return 0;
    if (unit->name_count > 65000) {
        ou_cc_error(c, unit->pos, "too many names in one code object");
        return 0;
    }
    unit->names[unit->name_count] = name;
    unit->name_index[k] = ++unit->name_count;
    return unit->name_count - 1;
}

/* The entry for equal constants of the whole compilation; items of tuples get one too. */
static OuUnitConst *share_const(OuCompiler *c, OuConst *value)
{
    if (value->kind == OU_CONST_TUPLE || value->kind == OU_CONST_FROZENSET)
        for (size_t i = 0; i < value->items.count; i++) {
            OuUnitConst *item = share_const(c, &value->items.items[i]);
            if (item != NULL)
                value->items.items[i].shared = item->number;
        }
    if (c->shared_count >= c->shared_size) {
        uint32_t size = c->shared_size == 0 ? 64 : c->shared_size * 2;
        OuUnitConst **table = ou_cc_take(c, size * sizeof *table);
        if (table == NULL)
            return NULL;
        for (uint32_t i = 0; i < c->shared_size; i++)
            for (OuUnitConst *entry = c->shared[i], *next; entry != NULL; entry = next) {
                next = entry->next;
                entry->next = table[entry->hash & (size - 1)];
                table[entry->hash & (size - 1)] = entry;
            }
        c->shared = table;
        c->shared_size = size;
    }
    uint32_t hash = ou_const_hash(c, value);
    OuUnitConst **bucket = &c->shared[hash & (c->shared_size - 1)];
    for (OuUnitConst *entry = *bucket; entry != NULL; entry = entry->next)
        if (entry->hash == hash && ou_const_equal(&entry->value, value)) {
            entry->uses++;
            return entry;
        }
    OuUnitConst *entry = ou_cc_take(c, sizeof *entry);
    if (entry == NULL)
        return NULL;
    *entry = (OuUnitConst){.value = *value, .hash = hash, .uses = 1, .number = ++c->shared_count,
                           .next = *bucket};
    *bucket = entry;
    return entry;
}

/* Is one object for all equal ones guaranteed anyway? */
static bool is_pooled(const OuConst *value)
{
    switch (value->kind) {
    case OU_CONST_INT:
        return value->integer >= OU_SMALL_INT_MIN && value->integer < OU_SMALL_INT_END;
    case OU_CONST_STR:
        return value->intern || value->text.size < 2;
    case OU_CONST_BYTES:
        return value->text.size < 2;
    case OU_CONST_TUPLE:
        return value->items.count == 0;
    case OU_CONST_BIG_INT:
    case OU_CONST_FLOAT:
    case OU_CONST_COMPLEX:
    case OU_CONST_FROZENSET:
        return false;
    case OU_CONST_NONE:
    case OU_CONST_TRUE:
    case OU_CONST_FALSE:
    case OU_CONST_ELLIPSIS:
    case OU_CONST_CODE:
        return true;
    }
    return true;
}

uint32_t ou_pool_const(OuCompiler *c, const OuConst *value)
{
    OuUnit *unit = c->unit;
    if (grow_hash(c, &unit->const_index, &unit->const_index_size, unit->const_count))
        for (uint32_t i = 0; i < unit->const_count; i++) {
            uint32_t k = ou_const_hash(c, &unit->consts[i].value) & (unit->const_index_size - 1);
            while (unit->const_index[k] != 0)
                k = (k + 1) & (unit->const_index_size - 1);
            unit->const_index[k] = i + 1;
        }
    if (c->failed)
        return 0;
    uint32_t mask = unit->const_index_size - 1, k = ou_const_hash(c, value) & mask;
    for (; unit->const_index[k] != 0; k = (k + 1) & mask)
        if (ou_const_equal(&unit->consts[unit->const_index[k] - 1].value, value))
            return unit->const_index[k] - 1;
    if (!OU_CC_PUSH(c, unit->consts, unit->const_count, unit->const_cap))
        return 0;
    OuPoolConst *entry = &unit->consts[unit->const_count];
    *entry = (OuPoolConst){.value = *value};
    if (!is_pooled(value)) {
        entry->same = share_const(c, &entry->value);
        if (entry->same != NULL)
            entry->value.shared = entry->same->number;
    }
    unit->const_index[k] = ++unit->const_count;
    return unit->const_count - 1;
}

void ou_emit_none(OuCompiler *c, OuOperand target)
{
    const OuConst none = {.kind = OU_CONST_NONE};
    ou_emit_const(c, &none, target);
}

void ou_emit_const(OuCompiler *c, const OuConst *value, OuOperand target)
{
    uint32_t number = ou_pool_const(c, value); /* co_consts lists what instructions hold themselves, too */
    if (value->kind == OU_CONST_NONE)
        ou_emit(c, OU_LOADNONE_OP | OU_WRITES(target), target.reg, 0, 0);
    else if (value->kind == OU_CONST_INT && is_pooled(value))
        ou_emit_k(c, OU_LOADI_OP | OU_WRITES(target), target.reg, value->integer);
    else
        ou_emit_k(c, OU_LOADK_OP | OU_WRITES(target), target.reg, number);
}

void ou_emit_text(OuCompiler *c, const char *text, size_t len, OuOperand target)
{
    OuConst value = {.kind = OU_CONST_STR, .intern = true};
    value.text.text = (char *)text;
    value.text.size = len;
    ou_emit_const(c, &value, target);
}
