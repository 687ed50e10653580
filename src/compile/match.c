/* match.c - the match statement.
 *
 * A pattern tests a subject in a register; it either borrows it or owns it, and then uses it
 * up. What names capture stays in temporaries until the whole pattern has matched, then it is
 * stored. A test that fails jumps away from wherever it is: at the end of a case the jumps are
 * grouped by what they leave alive, and each group releases that, in the order in which it lies on
 * CPython's stack: what is not yet tested, from the inside out, then what has been captured. */
#include "compile/compiler.h"
#include <string.h>

typedef struct Capture {
    OuName *name;    /* NULL: only to be released */
    OuOperand value; /* a temporary of its own, or the borrowed subject */
} Capture;

typedef struct Fail {
    int32_t label;
    uint32_t captures; /* how many there were */
} Fail;

typedef struct Match {
    OuCompiler *c;
    Capture *captures;
    uint32_t capture_count, capture_cap;
    Fail *fails;
    uint32_t fail_count, fail_cap;
    uint16_t *groups; /* first registers of what was unpacked together, ascending */
    uint32_t group_count, group_cap;
    uint32_t run;  /* index of the first capture after which there is nothing but captures … */
    bool tested;   /* … unless there was a test since the last capture */
    bool allow_irrefutable;
    const OuAstNode *last; /* the pattern visited last: where CPython says captures are */
} Match;

static void pattern(Match *m, const OuAstNode *p, OuOperand subject);

static bool is_wildcard(const OuAstNode *p)
{
    return p->kind == OU_AST_MatchAs && OU_AST(MatchAs, p)->name.text == NULL &&
           OU_AST(MatchAs, p)->pattern == NULL;
}

static bool is_star_wildcard(const OuAstNode *p)
{
    return p->kind == OU_AST_MatchStar && OU_AST(MatchStar, p)->name.text == NULL;
}

/* A label for one more test that may fail. */
static int32_t fail_label(Match *m)
{
    OuCompiler *c = m->c;
    int32_t label = ou_label_new(c);
    if (OU_CC_PUSH(c, m->fails, m->fail_count, m->fail_cap))
        m->fails[m->fail_count++] = (Fail){label, m->capture_count};
    m->tested = true;
    return label;
}

/* What is unpacked from `first` on is released in ascending order. */
static void begin_group(Match *m, uint16_t first)
{
    while (m->group_count > 0 && m->groups[m->group_count - 1] >= first)
        m->group_count--;
    if (OU_CC_PUSH(m->c, m->groups, m->group_count, m->group_cap))
        m->groups[m->group_count++] = first;
}

static bool is_captured(const Match *m, uint32_t count, uint32_t reg)
{
    for (uint32_t i = 0; i < count; i++)
        if (m->captures[i].value.temp && m->captures[i].value.reg == reg)
            return true;
    return false;
}

/* Release what lives from `keep` on where a test fails after so many captures. */
static void release_failed(Match *m, uint32_t keep, uint32_t captures)
{
    OuUnit *unit = m->c->unit;
    uint32_t end = unit->owned_cap;
    for (uint32_t g = m->group_count + 1; g-- > 0; ) {
        uint32_t start = g > 0 && m->groups[g - 1] > keep ? m->groups[g - 1] : keep;
        for (uint32_t reg = start; reg < end; reg++)
            if (unit->owned[reg] && !is_captured(m, captures, reg))
                ou_temp_release(m->c, (uint16_t)reg);
        end = start < end ? start : end;
    }
    for (uint32_t i = 0; i < captures; i++) {
        OuOperand value = m->captures[i].value;
        if (value.temp && value.reg >= keep && unit->owned[value.reg])
            ou_temp_release(m->c, value.reg);
    }
}

/* Bind the failed tests: each releases what it leaves alive from `keep` on, and goes to `next`. */
static void bind_fails(Match *m, uint32_t keep, int32_t next)
{
    OuCompiler *c = m->c;
    OuUnit *unit = c->unit;
    for (uint32_t i = 0; i < m->fail_count && !c->failed; i++) {
        const Fail *fail = &m->fails[i];
        OuLabel *label = &unit->labels[fail->label];
        if (label->at >= 0 || !label->known)
            continue;
        uint32_t live = label->live;
        for (uint32_t k = i; k < m->fail_count; k++) {
            const OuLabel *same = &unit->labels[m->fails[k].label];
            if (same->at < 0 && same->known && same->live == live && m->fails[k].captures == fail->captures)
                ou_label_bind(c, m->fails[k].label);
        }
        release_failed(m, keep, fail->captures);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, next);
    }
    m->fail_count = 0;
}

static void push_capture(Match *m, OuName *name, OuOperand value)
{
    if (m->tested)
        m->run = m->capture_count;
    m->tested = false;
    if (OU_CC_PUSH(m->c, m->captures, m->capture_count, m->capture_cap))
        m->captures[m->capture_count++] = (Capture){name, value};
}

/* Nobody wants the subject: released before the next test or, after the last one, among the stores. */
static void drop(Match *m, OuOperand subject)
{
    if (subject.temp)
        push_capture(m, NULL, subject);
}

/* Before a test: what was dropped goes. */
static void settle(Match *m)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < m->capture_count; i++) {
        if (m->captures[i].name != NULL)
            m->captures[kept++] = m->captures[i];
        else
            ou_temp_release(m->c, m->captures[i].value.reg);
    }
    m->capture_count = kept;
    m->tested = true;
}

static void capture(Match *m, OuAstText id, OuOperand subject)
{
    OuCompiler *c = m->c;
    const OuAstNode *p = m->last;
    if (ou_name_forbidden(c, id, ou_cc_pos(p), OU_AST_Store))
        return;
    OuName *name = ou_cc_name_of(c, id);
    for (uint32_t i = 0; i < m->capture_count; i++)
        if (m->captures[i].name == name) {
            ou_cc_error(c, ou_cc_pos(p), "multiple assignments to name '%s' in pattern", name->text);
            return;
        }
    push_capture(m, name, subject);
}

/* Part of a larger pattern: may not match everything silently … it may here. */
static void subpattern(Match *m, const OuAstNode *p, OuOperand subject)
{
    bool before = m->allow_irrefutable;
    m->allow_irrefutable = true;
    pattern(m, p, subject);
    m->allow_irrefutable = before;
}

/* ---- values ---- */

static void match_value(Match *m, const OuAstNode *p, OuOperand subject)
{
    OuCompiler *c = m->c;
    const OuAstNode *value = OU_AST(MatchValue, p)->value;
    if (value->kind != OU_AST_Constant && value->kind != OU_AST_Attribute) {
        ou_cc_error(c, ou_cc_pos(p), "patterns may only match literals and attribute lookups");
        return;
    }
    uint32_t base = c->unit->next_temp;
    int32_t small;
    int32_t label = fail_label(m);
    if (ou_const_small(c, value, INT16_MIN, INT16_MAX, &small)) {
        OuConst constant;
        (void)(ou_const_get(c, value, &constant) && ou_pool_const(c, &constant));
        ou_cc_at(c, p);
        ou_emit_jump(c, OU_JNEQI_OP | OU_DIES(subject, A), subject.reg, (uint16_t)small, label);
        return;
    }
    OuOperand operand = ou_expr_operand(c, value, NULL);
    ou_cc_at(c, p);
    ou_emit_jump(c, OU_JNEQ_OP | OU_DIES(subject, A) | OU_DIES(operand, B), subject.reg, operand.reg, label);
    c->unit->next_temp = base;
}

static void match_singleton(Match *m, const OuAstNode *p, OuOperand subject)
{
    OuCompiler *c = m->c;
    OuAstValueType type = OU_AST(MatchSingleton, p)->value.type;
    uint32_t base = c->unit->next_temp;
    int32_t label = fail_label(m);
    ou_cc_at(c, p);
    if (type == OU_AST_NONE) {
        ou_emit_jump(c, OU_JNOTNONE_OP | OU_DIES(subject, A), subject.reg, 0, label);
        return;
    }
    OuConst value = {.kind = type == OU_AST_TRUE ? OU_CONST_TRUE : OU_CONST_FALSE};
    OuOperand operand = ou_expr_target(c);
    ou_emit_const(c, &value, operand);
    (void)ou_temp_take(c);
    ou_emit_jump(c, OU_JISNOT_OP | OU_DIES(subject, A) | OU_DIES_B, subject.reg, operand.reg, label);
    c->unit->next_temp = base;
}

/* ---- sequences ---- */

/* Fail unless len(subject) == size, or >= size. */
static void check_length(Match *m, OuOperand subject, uint32_t size, bool exact)
{
    OuCompiler *c = m->c;
    uint16_t length = ou_temp_take(c);
    ou_emit(c, OU_LEN_OP | OU_TEMP, length, subject.reg, 0);
    if (size > INT16_MAX)
        ou_cc_error(c, c->unit->pos, "too many sub-patterns in sequence pattern");
    ou_emit_jump(c, (exact ? OU_JNEQI_OP : OU_JNGEI_OP) | OU_DIES_A, length, size, fail_label(m));
    c->unit->next_temp = length;
}

/* With *_ somewhere only the items that matter are fetched. */
static void match_items(Match *m, const OuAstNode *p, const OuAstSeq *patterns, uint32_t star,
                        OuOperand subject)
{
    OuCompiler *c = m->c;
    for (uint32_t i = 0; i < patterns->len && !c->failed; i++) {
        if (i == star || is_wildcard(patterns->items[i]))
            continue;
        settle(m);
        uint16_t item = (uint16_t)c->unit->next_temp;
        ou_cc_at(c, p);
        if (i < star) {
            ou_emit(c, OU_GETITEMI_OP | OU_TEMP, item, subject.reg, i);
        } else {
            ou_emit(c, OU_LEN_OP | OU_TEMP, item, subject.reg, 0);
            ou_emit(c, OU_SUBI_OP | OU_TEMP | OU_DIES_B, item, item, patterns->len - i);
            ou_emit(c, OU_GETITEM_OP | OU_TEMP | OU_DIES_C, item, subject.reg, item);
        }
        (void)ou_temp_take(c);
        subpattern(m, patterns->items[i], (OuOperand){item, true});
    }
    drop(m, subject);
}

static void match_unpacked(Match *m, const OuAstNode *p, const OuAstSeq *patterns, uint32_t star,
                           OuOperand subject)
{
    OuCompiler *c = m->c;
    uint16_t first = (uint16_t)c->unit->next_temp;
    begin_group(m, first);
    ou_cc_at(c, p);
    ou_temp_need(c, patterns->len);
    if (star < patterns->len)
        ou_emit_extra(c, OU_UNPACKEX_OP | OU_DIES(subject, B), first, subject.reg, star, 0,
                      patterns->len - star - 1);
    else
        ou_emit(c, OU_UNPACK_OP | OU_DIES(subject, B), first, subject.reg, patterns->len);
    c->unit->next_temp = first + patterns->len;
    for (uint32_t i = 0; i < patterns->len && !c->failed; i++)
        subpattern(m, patterns->items[i], (OuOperand){(uint16_t)(first + i), true});
}

static void match_sequence(Match *m, const OuAstNode *p, OuOperand subject)
{
    OuCompiler *c = m->c;
    const OuAstSeq *patterns = &OU_AST(MatchSequence, p)->patterns;
    uint32_t size = patterns->len, star = size;
    bool only_wildcards = true, star_wildcard = false;
    for (uint32_t i = 0; i < size; i++) {
        const OuAstNode *item = patterns->items[i];
        if (item->kind == OU_AST_MatchStar) {
            if (star < size) {
                ou_cc_error(c, ou_cc_pos(p), "multiple starred names in sequence pattern");
                return;
            }
            star = i;
            star_wildcard = is_star_wildcard(item);
            only_wildcards &= star_wildcard;
            continue;
        }
        only_wildcards &= is_wildcard(item);
    }
    ou_cc_at(c, p);
    ou_emit_jump(c, OU_MATCHSEQ_OP, subject.reg, 0, fail_label(m));
    if (star == size)
        check_length(m, subject, size, true);
    else if (size > 1)
        check_length(m, subject, size - 1, false);
    if (only_wildcards)
        drop(m, subject);
    else if (star_wildcard)
        match_items(m, p, patterns, star, subject);
    else
        match_unpacked(m, p, patterns, star, subject);
}

/* ---- mappings ---- */

static bool check_keys(Match *m, const OuAstNode *p, const OuAstSeq *keys)
{
    OuCompiler *c = m->c;
    for (uint32_t i = 0; i < keys->len; i++) {
        OuConst key, other;
        if (!ou_const_get(c, keys->items[i], &key)) {
            if (keys->items[i]->kind == OU_AST_Attribute)
                continue;
            ou_cc_error(c, ou_cc_pos(p),
                        "mapping pattern keys may only match literals and attribute lookups");
            return false;
        }
        for (uint32_t k = 0; k < i; k++)
            if (ou_const_get(c, keys->items[k], &other) && ou_const_equal_value(&key, &other)) {
                OuAstText text = ou_unparse(c, keys->items[i]);
                ou_cc_error(c, ou_cc_pos(p), "mapping pattern checks duplicate key (%.*s)", (int)text.len,
                            text.text);
                return false;
            }
    }
    return true;
}

static void match_mapping(Match *m, const OuAstNode *node, OuOperand subject)
{
    OuCompiler *c = m->c;
    OuUnit *unit = c->unit;
    const OuAstMatchMapping *p = OU_AST(MatchMapping, node);
    uint32_t size = p->keys.len;
    ou_cc_at(c, node);
    ou_emit_jump(c, OU_MATCHMAP_OP, subject.reg, 0, fail_label(m));
    if (size == 0 && p->rest.text == NULL) {
        drop(m, subject);
        return;
    }
    if (size > 0)
        check_length(m, subject, size, false);
    if (!check_keys(m, node, &p->keys))
        return;
    uint16_t keys = (uint16_t)unit->next_temp, values = (uint16_t)(keys + 1u);
    for (uint32_t i = 0; i < size && !c->failed; i++)
        (void)ou_expr_temp(c, p->keys.items[i]);
    ou_cc_at(c, node);
    ou_emit(c, OU_TUPLE_OP | OU_TEMP, keys, keys, size);
    unit->next_temp = values;
    begin_group(m, keys);
    begin_group(m, values);
    ou_temp_need(c, size + 1);
    ou_emit(c, OU_MATCHKEYS_OP | OU_TEMP, values, subject.reg, keys);
    ou_emit_jump(c, OU_JNONE_OP, values, 0, fail_label(m));
    ou_emit(c, OU_UNPACK_OP | OU_DIES_B, values, values, size);
    unit->next_temp = values + size;
    for (uint32_t i = 0; i < size && !c->failed; i++)
        subpattern(m, p->patterns.items[i], (OuOperand){(uint16_t)(values + i), true});
    ou_cc_at(c, node);
    if (p->rest.text == NULL) {
        drop(m, (OuOperand){keys, true});
        drop(m, subject);
        return;
    }
    settle(m);
    uint16_t rest = ou_temp_take(c);
    ou_emit(c, OU_MATCHREST_OP | OU_TEMP | OU_DIES(subject, B) | OU_DIES_C, rest, subject.reg, keys);
    capture(m, p->rest, (OuOperand){rest, true});
}

/* ---- classes ---- */

static bool check_attributes(Match *m, const OuAstMatchClass *p)
{
    OuCompiler *c = m->c;
    for (uint32_t i = 0; i < p->kwd_attrs.len; i++) {
        OuAstText name = p->kwd_attrs.items[i];
        OuPos pos = ou_cc_pos(p->kwd_patterns.items[i]);
        if (ou_name_forbidden(c, name, pos, OU_AST_Store))
            return false;
        for (uint32_t k = i + 1; k < p->kwd_attrs.len; k++)
            if (ou_cc_name_of(c, name) == ou_cc_name_of(c, p->kwd_attrs.items[k])) {
                ou_cc_error(c, ou_cc_pos(p->kwd_patterns.items[k]),
                            "attribute name repeated in class pattern: %.*s", (int)name.len, name.text);
                return false;
            }
    }
    return true;
}

static void match_class(Match *m, const OuAstNode *node, OuOperand subject)
{
    OuCompiler *c = m->c;
    OuUnit *unit = c->unit;
    const OuAstMatchClass *p = OU_AST(MatchClass, node);
    uint32_t positional = p->patterns.len, size = positional + p->kwd_patterns.len;
    if (!check_attributes(m, p))
        return;
    OuConst names = {.kind = OU_CONST_TUPLE};
    names.items.items = ou_cc_take(c, p->kwd_attrs.len * sizeof(OuConst) + 1);
    names.items.count = p->kwd_attrs.len;
    if (names.items.items == NULL)
        return;
    for (uint32_t i = 0; i < p->kwd_attrs.len; i++) {
        OuConst *item = &names.items.items[i];
        *item = (OuConst){.kind = OU_CONST_STR, .intern = true};
        item->text.text = (char *)p->kwd_attrs.items[i].text;
        item->text.size = p->kwd_attrs.items[i].len;
    }
    uint16_t first = (uint16_t)unit->next_temp;
    OuOperand cls = ou_expr_operand(c, p->cls, NULL);
    ou_cc_at(c, node);
    unit->next_temp = first;
    begin_group(m, first);
    ou_temp_need(c, size + 1);
    ou_emit_extra(c, OU_MATCHCLASS_OP | OU_TEMP | OU_DIES(subject, B) | OU_DIES(cls, C), first, subject.reg,
                  cls.reg, positional, ou_pool_const(c, &names));
    ou_emit_jump(c, OU_JNONE_OP, first, 0, fail_label(m));
    ou_emit(c, OU_UNPACK_OP | OU_DIES_B, first, first, size);
    unit->next_temp = first + size;
    for (uint32_t i = 0; i < size && !c->failed; i++) {
        OuOperand item = {(uint16_t)(first + i), true};
        const OuAstNode *sub = i < positional ? p->patterns.items[i] : p->kwd_patterns.items[i - positional];
        subpattern(m, sub, item);
    }
}

/* ---- as, or ---- */

static void match_as(Match *m, const OuAstNode *node, OuOperand subject)
{
    OuCompiler *c = m->c;
    const OuAstMatchAs *p = OU_AST(MatchAs, node);
    if (p->pattern == NULL) {
        if (!m->allow_irrefutable) {
            if (p->name.text != NULL)
                ou_cc_error(c, ou_cc_pos(node),
                            "name capture '%.*s' makes remaining patterns unreachable",
                            (int)p->name.len, p->name.text);
            else
                ou_cc_error(c, ou_cc_pos(node), "wildcard makes remaining patterns unreachable");
            return;
        }
        if (p->name.text != NULL)
            capture(m, p->name, subject);
        else
            drop(m, subject);
        return;
    }
    pattern(m, p->pattern, (OuOperand){subject.reg, false});
    capture(m, p->name, subject);
}

static bool same_names(const Match *a, const Match *b)
{
    if (a->capture_count != b->capture_count)
        return false;
    for (uint32_t i = 0; i < a->capture_count; i++) {
        bool found = false;
        for (uint32_t k = 0; k < b->capture_count; k++)
            found |= a->captures[i].name == b->captures[k].name;
        if (!found)
            return false;
    }
    return true;
}

/* Number of names that the pattern captures. */
static uint32_t count_captures(const OuAstNode *p)
{
    const OuAstSeq *lists[2] = {NULL, NULL};
    uint32_t count = 0;
    switch ((int)p->kind) {
    case OU_AST_MatchStar: return OU_AST(MatchStar, p)->name.text != NULL;
    case OU_AST_MatchAs:
        count = OU_AST(MatchAs, p)->name.text != NULL;
        return OU_AST(MatchAs, p)->pattern != NULL ? count + count_captures(OU_AST(MatchAs, p)->pattern) : count;
    case OU_AST_MatchOr: return count_captures(OU_AST(MatchOr, p)->patterns.items[0]);
    case OU_AST_MatchSequence: lists[0] = &OU_AST(MatchSequence, p)->patterns; break;
    case OU_AST_MatchMapping:
        lists[0] = &OU_AST(MatchMapping, p)->patterns;
        count = OU_AST(MatchMapping, p)->rest.text != NULL;
        break;
    case OU_AST_MatchClass:
        lists[0] = &OU_AST(MatchClass, p)->patterns;
        lists[1] = &OU_AST(MatchClass, p)->kwd_patterns;
        break;
    default: return 0;
    }
    for (int i = 0; i < 2; i++)
        for (uint32_t k = 0; lists[i] != NULL && k < lists[i]->len; k++)
            count += count_captures(lists[i]->items[k]);
    return count;
}

/* The alternatives bring their captures to the same registers, in the order of the first one. */
static void match_or(Match *m, const OuAstNode *node, OuOperand subject)
{
    OuCompiler *c = m->c;
    OuUnit *unit = c->unit;
    const OuAstSeq *patterns = &OU_AST(MatchOr, node)->patterns;
    uint32_t base = unit->next_temp, count = count_captures(patterns->items[0]);
    int32_t end = ou_label_new(c);
    OuOperand borrowed = {subject.reg, false};
    Match first = {.c = c};
    ou_temp_need(c, count);
    for (uint32_t i = 0; i < patterns->len && !c->failed; i++) {
        bool last = i + 1 == patterns->len;
        int32_t next = ou_label_new(c);
        Match alternative = {.c = c, .allow_irrefutable = last && m->allow_irrefutable};
        unit->next_temp = base + count;
        pattern(&alternative, patterns->items[i], borrowed);
        settle(&alternative);
        m->last = alternative.last;
        if (i == 0)
            first = alternative;
        else if (!c->failed && !same_names(&first, &alternative))
            ou_cc_error(c, ou_cc_pos(m->last), "alternative patterns bind different names");
        if (c->failed)
            return;
        for (uint32_t k = 0; k < first.capture_count; k++)
            for (uint32_t j = 0; j < alternative.capture_count; j++)
                if (alternative.captures[j].name == first.captures[k].name)
                    ou_emit_move(c, (OuOperand){(uint16_t)(base + k), true}, alternative.captures[j].value);
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
        bind_fails(&alternative, base, next);
        ou_label_bind(c, next);
    }
    if (!unit->unreachable) /* no alternative matches */
        ou_emit_jump(c, OU_JUMP_OP, 0, 0, fail_label(m));
    ou_label_bind(c, end);
    unit->next_temp = base + count;
    settle(m);
    for (uint32_t k = 0; k < first.capture_count && !c->failed; k++) {
        OuAstText name = {first.captures[k].name->text, first.captures[k].name->len};
        capture(m, name, (OuOperand){(uint16_t)(base + k), true});
    }
    drop(m, subject);
}

static void pattern(Match *m, const OuAstNode *p, OuOperand subject)
{
    if (m->c->failed || ou_cc_too_deep(m->c))
        return;
    if (p->kind != OU_AST_MatchAs && p->kind != OU_AST_MatchStar)
        settle(m);
    ou_cc_at(m->c, p);
    m->last = p;
    switch ((int)p->kind) {
    case OU_AST_MatchValue: match_value(m, p, subject); break;
    case OU_AST_MatchSingleton: match_singleton(m, p, subject); break;
    case OU_AST_MatchSequence: match_sequence(m, p, subject); break;
    case OU_AST_MatchMapping: match_mapping(m, p, subject); break;
    case OU_AST_MatchClass: match_class(m, p, subject); break;
    case OU_AST_MatchStar:
        if (OU_AST(MatchStar, p)->name.text != NULL)
            capture(m, OU_AST(MatchStar, p)->name, subject);
        else
            drop(m, subject);
        break;
    case OU_AST_MatchAs: match_as(m, p, subject); break;
    case OU_AST_MatchOr: match_or(m, p, subject); break;
    default: OU_UNREACHABLE();
    }
}

/* ---- the statement ---- */

static void store_captures(Match *m, const OuAstNode *p, uint32_t from, uint32_t to)
{
    OuCompiler *c = m->c;
    for (uint32_t i = from; i < to && !c->failed; i++) {
        ou_cc_at(c, p);
        const Capture *taken = &m->captures[i];
        if (taken->name != NULL)
            ou_name_store(c, ou_cc_mangle(c, c->unit->private_name, taken->name), taken->value);
        else
            ou_temp_release(c, taken->value.reg);
    }
}

static bool is_local(OuCompiler *c, const OuName *name)
{
    return ou_place_of(c, ou_cc_mangled(c, (OuAstText){name->text, name->len})).kind == OU_PLACE_LOCAL;
}

/* Does CPython store the last captures first, straight from where they were unpacked, instead of swapping
 * them below the others? If all are local variables, and on one line. */
static bool last_come_first(const Match *m, const OuAstNode *p)
{
    bool result = ou_cc_pos(p).line == ou_cc_pos(p).end_line && !m->tested;
    for (uint32_t i = 0; i < m->capture_count && result; i++)
        result = m->captures[i].name == NULL || is_local(m->c, m->captures[i].name);
    return result;
}

static void one_case(OuCompiler *c, const OuAstMatchCase *case_, bool last, bool irrefutable,
                     OuOperand subject, int32_t end)
{
    OuUnit *unit = c->unit;
    uint32_t base = subject.reg;
    int32_t next = ou_label_new(c);
    Match m = {.c = c, .allow_irrefutable = irrefutable || case_->guard != NULL};
    unit->next_temp = base + 1;
    pattern(&m, case_->pattern, (OuOperand){subject.reg, last});
    uint32_t first = m.run;
    if (!last_come_first(&m, case_->pattern)) {
        settle(&m);
        first = m.capture_count;
    }
    store_captures(&m, case_->pattern, first, m.capture_count);
    store_captures(&m, case_->pattern, 0, first);
    unit->next_temp = last ? base : base + 1;
    if (case_->guard != NULL)
        ou_expr_jump(c, case_->guard, fail_label(&m), false);
    if (!last)
        ou_temp_release(c, subject.reg);
    unit->next_temp = base;
    ou_stmts(c, &case_->body);
    ou_emit_jump(c, OU_JUMP_OP, 0, 0, end);
    ou_cc_at(c, case_->pattern);
    bind_fails(&m, last ? base : base + 1, next);
    ou_label_bind(c, next);
}

void ou_flow_match(OuCompiler *c, OuAstMatch *s)
{
    OuUnit *unit = c->unit;
    uint32_t base = unit->next_temp, count = s->cases.len;
    int32_t end = ou_label_new(c);
    OuAstMatchCase *last = OU_AST(match_case, s->cases.items[count - 1]);
    bool has_default = count > 1 && is_wildcard(last->pattern);
    uint32_t tested = has_default ? count - 1 : count;
    OuOperand subject = {ou_expr_temp(c, s->subject), true};
    for (uint32_t i = 0; i < tested && !c->failed; i++)
        one_case(c, OU_AST(match_case, s->cases.items[i]), i + 1 == tested, i + 1 == count, subject, end);
    unit->next_temp = base;
    if (has_default) {
        if (last->guard != NULL)
            ou_expr_jump(c, last->guard, end, false);
        ou_stmts(c, &last->body);
    }
    ou_label_bind(c, end);
}
