/* compile.c - from the tree of a pattern to its code, and the compiled pattern in one block. */
#include "regex/parts.h"
#include "base/unicode.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include <string.h>

/* ---- widths ---- */

static uint64_t add_up_to(uint64_t a, uint64_t b, uint64_t most)
{
    return a + b < a || a + b > most ? most : a + b;
}

static uint64_t times_up_to(uint64_t a, uint64_t b, uint64_t most)
{
    uint64_t product;
    return __builtin_mul_overflow(a, b, &product) || product > most ? most : product;
}

static bool node_width(OuRegexTree *tree, const OuRegexNode *node, uint64_t *min, uint64_t *max)
{
    const uint64_t most = OU_RE_MAX_REPEAT;
    OuRegexSeq *body = node->kind == OU_RN_REFERENCE ? tree->bodies[node->group] : node->body;
    *min = *max = 0;
    switch (node->kind) {
    case OU_RN_LITERAL:
    case OU_RN_NOT_LITERAL:
    case OU_RN_ANY:
    case OU_RN_IN:
        *min = *max = 1;
        return true;
    case OU_RN_AT:
    case OU_RN_ASSERT:
    case OU_RN_ASSERT_NOT:
        return true;
    case OU_RN_BRANCH:
        *min = most - 1;
        for (; body; body = body->next) {
            if (!ou_regex_width(tree, body))
                return false;
            *min = body->min < *min ? body->min : *min;
            *max = body->max > *max ? body->max : *max;
        }
        return true;
    case OU_RN_CONDITION:
        if (!ou_regex_width(tree, body) || (node->other && !ou_regex_width(tree, node->other)))
            return false;
        *min = node->other && node->other->min < body->min ? node->other->min : node->other ? body->min : 0;
        *max = node->other && node->other->max > body->max ? node->other->max : body->max;
        return true;
    case OU_RN_GROUP:
    case OU_RN_ATOMIC:
    case OU_RN_REFERENCE:
    case OU_RN_MAX_REPEAT:
    case OU_RN_MIN_REPEAT:
    case OU_RN_OWN_REPEAT:
        break;
    }
    if (!ou_regex_width(tree, body))
        return false;
    bool repeat = node->kind == OU_RN_MAX_REPEAT || node->kind == OU_RN_MIN_REPEAT || node->kind == OU_RN_OWN_REPEAT;
    *min = times_up_to(body->min, repeat ? node->low : 1, most);
    *max = times_up_to(body->max, repeat ? node->high : 1, most);
    return true;
}

bool ou_regex_width(OuRegexTree *tree, OuRegexSeq *seq)
{
    const uint64_t most = OU_RE_MAX_REPEAT;
    if (seq->measured)
        return true;
    if (!ou_check_stack(tree->vm, ""))
        return false;
    seq->min = seq->max = 0;
    for (const OuRegexNode *node = seq->first; node; node = node->next) {
        uint64_t min, max;
        if (!node_width(tree, node, &min, &max))
            return false;
        seq->min = add_up_to(seq->min, min, most - 1);
        seq->max = add_up_to(seq->max, max, most);
    }
    seq->measured = true;
    return true;
}

/* ---- code ---- */

static void emit(OuRegexBuilder *b, uint32_t word)
{
    ou_buf_put(&b->code, &word, 4);
}

static void emit_op(OuRegexBuilder *b, uint32_t op, uint32_t first, uint32_t second)
{
    emit(b, op);
    if (ou_regex_operands[op] > 0)
        emit(b, first);
    if (ou_regex_operands[op] > 1)
        emit(b, second);
}

/* Set an operand that was not known: a target, here. */
static void patch(OuRegexBuilder *b, uint32_t place)
{
    uint32_t here = ou_regex_here(b);
    if (!b->code.failed)
        memcpy(b->code.data + 4 * place, &here, 4);
}

static uint32_t combine(uint32_t flags, uint32_t add, uint32_t del)
{
    if (add & OU_RE_TYPES)
        flags &= ~(uint32_t)OU_RE_TYPES;
    return (flags | add) & ~del;
}

static size_t put_literal(OuRegexBuilder *b, uint32_t c)
{
    char bytes[4] = {(char)c};
    size_t size = b->tree->is_text ? ou_utf8_put(bytes, c) : 1;
    ou_buf_put(&b->text, bytes, size);
    return size;
}

static bool is_exact(const OuRegexNode *node, uint32_t flags)
{
    return node->kind == OU_RN_LITERAL && (!(flags & OU_RE_IGNORECASE) || !ou_regex_is_cased(node->low, flags));
}

/* A single member; under IGNORECASE it may be one of several characters. */
static bool literal_set(OuRegexBuilder *b, uint32_t c, bool negate, uint32_t flags, uint32_t *number)
{
    OuRegexItem item = {.kind = OU_ITEM_RANGE, .low = c, .high = c};
    if ((flags & OU_RE_IGNORECASE) && (flags & OU_RE_UNICODE) && c > 0xFFFF)
        item.low = item.high = ou_uni_simple_lower(c);
    return ou_regex_add_set(b, &item, negate, flags, number);
}

/* The unit of a node that matches one character. */
static bool make_unit(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags, uint32_t unit[2])
{
    if (is_exact(node, flags)) {
        size_t place = b->text.len, size = 1;
        unit[0] = OU_UNIT_CHAR;
        unit[1] = node->low;
        if (b->tree->is_text && node->low >= 0x80) {
            size = put_literal(b, node->low);
            unit[0] = OU_UNIT_TEXT;
            unit[1] = (uint32_t)(place * 4 + size - 1);
        }
        return true;
    }
    if (node->kind == OU_RN_ANY) {
        unit[0] = flags & OU_RE_DOTALL ? OU_UNIT_ALL : OU_UNIT_ANY;
        unit[1] = 0;
        return true;
    }
    unit[0] = OU_UNIT_SET;
    if (node->kind == OU_RN_IN)
        return ou_regex_add_set(b, node->items, node->negate, flags, &unit[1]);
    return literal_set(b, node->low, node->kind == OU_RN_NOT_LITERAL, flags, &unit[1]);
}

/* Literals that follow one another become one piece of text; *next is the node behind them. */
static void emit_literals(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags, const OuRegexNode **next)
{
    size_t place = b->text.len;
    for (; node && is_exact(node, flags); node = node->next)
        put_literal(b, node->low);
    *next = node;
    if (b->text.failed)
        return;
    if (b->text.len == place + 1) {
        b->text.len = place;
        emit_op(b, OU_RE_CHAR, (uint8_t)b->text.data[place], 0);
    } else {
        emit_op(b, OU_RE_TEXT, (uint32_t)place, (uint32_t)(b->text.len - place));
    }
}

static bool emit_unit(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags)
{
    uint32_t unit[2];
    if (!make_unit(b, node, flags, unit))
        return false;
    emit_op(b, unit[0] == OU_UNIT_ANY ? OU_RE_ANY : unit[0] == OU_UNIT_ALL ? OU_RE_ALL : OU_RE_SET, unit[1], 0);
    return true;
}

static bool emit_seq(OuRegexBuilder *b, OuRegexSeq *seq, uint32_t flags);

/* The one node of a body that matches exactly one character, or NULL. */
static const OuRegexNode *single_unit(const OuRegexSeq *body, uint32_t *flags)
{
    for (;;) {
        const OuRegexNode *node = body->first;
        if (!node || node->next)
            return NULL;
        if (node->kind == OU_RN_LITERAL || node->kind == OU_RN_NOT_LITERAL || node->kind == OU_RN_ANY
            || node->kind == OU_RN_IN)
            return node;
        if (node->kind != OU_RN_GROUP || node->group)
            return NULL;
        *flags = combine(*flags, node->add, node->del);
        body = node->body;
    }
}

static bool emit_own_loop(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags, uint32_t slot)
{
    emit_op(b, OU_RE_OWN_LOOP, slot, 0);
    uint32_t more = ou_regex_here(b);
    emit_op(b, OU_RE_OWN_MORE, slot, node->low);
    emit(b, node->high);
    emit(b, 0);
    if (!emit_seq(b, node->body, flags))
        return false;
    emit_op(b, OU_RE_OWN_NEXT, slot, more);
    patch(b, more + 4);
    return true;
}

static bool emit_repeat(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags)
{
    if (flags & OU_RE_TEMPLATE) {
        ou_regex_error(b->vm, NULL, -1, "internal: unsupported template operator %s",
                       node->kind == OU_RN_MAX_REPEAT ? "MAX_REPEAT"
                       : node->kind == OU_RN_MIN_REPEAT ? "MIN_REPEAT" : "POSSESSIVE_REPEAT");
        return false;
    }
    uint32_t inner = flags, unit[2];
    const OuRegexNode *single = single_unit(node->body, &inner);
    if (single) {
        if (!make_unit(b, single, inner, unit))
            return false;
        emit_op(b, node->kind == OU_RN_MAX_REPEAT ? OU_RE_RUN : node->kind == OU_RN_MIN_REPEAT ? OU_RE_LAZY
                                                                                                : OU_RE_OWN,
                node->low, node->high);
        emit(b, unit[0]);
        emit(b, unit[1]);
        emit(b, OU_NO_SET);
        return true;
    }
    uint32_t slot = b->loops++;
    if (node->kind == OU_RN_OWN_REPEAT)
        return emit_own_loop(b, node, flags, slot);
    uint32_t start = ou_regex_here(b), body = start + 3;
    emit_op(b, OU_RE_LOOP, slot, 0);
    if (node->kind == OU_RN_MIN_REPEAT)
        emit_op(b, OU_RE_ENTER, slot, 0);
    if (!emit_seq(b, node->body, flags))
        return false;
    patch(b, start + 2);
    emit_op(b, node->kind == OU_RN_MIN_REPEAT ? OU_RE_LESS : OU_RE_MORE, slot, node->low);
    emit(b, node->high);
    emit(b, body);
    if (node->kind == OU_RN_MAX_REPEAT) {
        emit(b, OU_NO_SET);
        emit(b, OU_NO_SET);
    }
    return true;
}

static bool emit_branch(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags)
{
    uint32_t jumps = 0; /* to the end: a chain through their operands */
    for (OuRegexSeq *seq = node->body; seq; seq = seq->next) {
        uint32_t start = ou_regex_here(b);
        if (seq->next)
            emit_op(b, OU_RE_ALT, 0, OU_NO_SET);
        if (!emit_seq(b, seq, flags))
            return false;
        if (seq->next) {
            emit_op(b, OU_RE_JUMP, jumps, 0);
            jumps = ou_regex_here(b) - 1;
            patch(b, start + 1);
        }
    }
    while (jumps && !b->code.failed) {
        uint32_t next;
        memcpy(&next, b->code.data + 4 * jumps, 4);
        patch(b, jumps);
        jumps = next;
    }
    return true;
}

static bool emit_assertion(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags)
{
    bool positive = node->kind == OU_RN_ASSERT;
    uint32_t back = 0, start = ou_regex_here(b);
    if (node->behind) {
        if (!ou_regex_width(b->tree, node->body))
            return false;
        if (node->body->min != node->body->max) {
            ou_regex_error(b->vm, NULL, -1, "look-behind requires fixed-width pattern");
            return false;
        }
        back = (uint32_t)node->body->min;
    }
    emit_op(b, positive ? OU_RE_ASSERT : OU_RE_REFUSE, back, 0);
    if (!emit_seq(b, node->body, flags))
        return false;
    emit(b, positive ? OU_RE_ASSERT_END : OU_RE_REFUSE_END);
    patch(b, start + 2);
    return true;
}

static bool emit_condition(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags)
{
    uint32_t start = ou_regex_here(b);
    emit_op(b, OU_RE_IF_GROUP, node->group - 1, 0);
    if (!emit_seq(b, node->body, flags))
        return false;
    if (node->other && node->other->first) {
        emit_op(b, OU_RE_JUMP, 0, 0);
        uint32_t jump = ou_regex_here(b) - 1;
        patch(b, start + 2);
        if (!emit_seq(b, node->other, flags))
            return false;
        patch(b, jump);
    } else {
        patch(b, start + 2);
    }
    return true;
}

static void emit_place(OuRegexBuilder *b, uint32_t place, uint32_t flags)
{
    if (flags & OU_RE_MULTILINE)
        place = place == OU_AT_BEGINNING ? OU_AT_BEGINNING_LINE : place == OU_AT_END ? OU_AT_END_LINE : place;
    if ((flags & OU_RE_UNICODE) && !(flags & OU_RE_LOCALE))
        place = place == OU_AT_BOUNDARY ? OU_AT_UNI_BOUNDARY
                : place == OU_AT_NON_BOUNDARY ? OU_AT_UNI_NON_BOUNDARY : place;
    emit_op(b, OU_RE_AT, place, 0);
}

static uint32_t fold_of(uint32_t flags)
{
    if (!(flags & OU_RE_IGNORECASE))
        return OU_FOLD_NONE;
    return flags & OU_RE_UNICODE && !(flags & OU_RE_LOCALE) ? OU_FOLD_UNICODE : OU_FOLD_ASCII;
}

static bool emit_node(OuRegexBuilder *b, const OuRegexNode *node, uint32_t flags)
{
    bool ok;
    switch (node->kind) {
    case OU_RN_LITERAL:
    case OU_RN_NOT_LITERAL:
    case OU_RN_ANY:
    case OU_RN_IN:
        return emit_unit(b, node, flags);
    case OU_RN_AT:
        emit_place(b, node->low, flags);
        return true;
    case OU_RN_BRANCH:
        return emit_branch(b, node, flags);
    case OU_RN_GROUP:
        if (node->group)
            emit_op(b, OU_RE_MARK, 2 * (node->group - 1), 0);
        ok = emit_seq(b, node->body, combine(flags, node->add, node->del));
        if (node->group)
            emit_op(b, OU_RE_MARK, 2 * (node->group - 1) + 1, 0);
        return ok;
    case OU_RN_ATOMIC:
        emit(b, OU_RE_ATOMIC);
        ok = emit_seq(b, node->body, flags);
        emit(b, OU_RE_ATOMIC_END);
        return ok;
    case OU_RN_MAX_REPEAT:
    case OU_RN_MIN_REPEAT:
    case OU_RN_OWN_REPEAT:
        return emit_repeat(b, node, flags);
    case OU_RN_REFERENCE:
        emit_op(b, OU_RE_SAME, node->group - 1, fold_of(flags));
        return true;
    case OU_RN_CONDITION:
        return emit_condition(b, node, flags);
    case OU_RN_ASSERT:
    case OU_RN_ASSERT_NOT:
        return emit_assertion(b, node, flags);
    }
    return false;
}

static bool emit_seq(OuRegexBuilder *b, OuRegexSeq *seq, uint32_t flags)
{
    if (!ou_check_stack(b->vm, "") || !ou_check(b->vm, 1))
        return false;
    for (const OuRegexNode *node = seq->first; node;) {
        if (is_exact(node, flags)) {
            emit_literals(b, node, flags, &node);
        } else if (emit_node(b, node, flags)) {
            node = node->next;
        } else {
            return false;
        }
    }
    return true;
}

/* ---- the compiled pattern ---- */

/* What a search can use: text that every match begins with, the first bytes. */
static void find_start(OuRegexBuilder *b, OuRegex *regex)
{
    const uint32_t *code = (const uint32_t *)(const void *)b->code.data;
    uint32_t pc = 0, bits[8];
    bool marked = false;
    regex->first = OU_NO_SET;
    regex->anchored = code[0] == OU_RE_AT && code[1] <= OU_AT_BEGINNING_STRING;
    regex->by_lines = code[0] == OU_RE_AT && code[1] == OU_AT_BEGINNING_LINE;
    for (; code[pc] == OU_RE_MARK; pc += 2)
        marked = true;
    if (code[pc] == OU_RE_TEXT) {
        regex->prefix = code[pc + 1];
        regex->prefix_len = code[pc + 2];
        pc += 3;
    } else if (code[pc] == OU_RE_CHAR) {
        regex->prefix = (uint32_t)b->text.len;
        regex->prefix_len = 1;
        ou_buf_putc(&b->text, (char)code[pc + 1]);
        pc += 2;
    } else if (ou_regex_first(b, 0, bits)) {
        regex->first = ou_regex_add_bytes(b, bits);
    }
    regex->only_prefix = regex->prefix_len && !marked && code[pc] == OU_RE_SUCCESS;
}

/* Could some part not be made? Then its data are gone. */
static bool failed(const OuRegexBuilder *b)
{
    return b->code.failed || b->sets.failed || b->ranges.failed || b->text.failed || b->tables.failed;
}

/* The tables: a byte for each character holds a bit for each of eight sets. */
static void fill_tables(uint8_t *tables, OuRegexSet *sets, size_t count, const uint32_t *bits)
{
    for (size_t i = 0; i < count; i++, bits += 8) {
        uint8_t *table = tables + i / 8 * 256;
        sets[i].table = table;
        sets[i].mask = (uint8_t)(1u << i % 8);
        for (size_t c = 0; c < 256; c++)
            if (bits[c / 32] >> c % 32 & 1)
                table[c] |= sets[i].mask;
    }
}

static size_t align(size_t size)
{
    return (size + 7) & ~(size_t)7;
}

/* Put all parts into one block. */
static bool pack(OuRegexBuilder *b, OuRegex *regex)
{
    if (failed(b)) {
        ou_raise_memory(b->vm);
        return false;
    }
    size_t count = b->sets.len / sizeof(OuRegexSet), tables = (count + 7) / 8 * 256;
    size_t size = align(b->code.len) + b->sets.len + align(b->ranges.len) + tables + align(b->text.len);
    char *block = ou_alloc(b->vm, size);
    if (!block)
        return false;
    regex->block = block;
    regex->block_size = size;
    OuRegexSet *sets = (OuRegexSet *)(void *)block;
    if (b->sets.len)
        memcpy(sets, b->sets.data, b->sets.len);
    block += b->sets.len;
    memset(block, 0, tables);
    fill_tables((uint8_t *)block, sets, count, (const uint32_t *)(const void *)b->tables.data);
    block += tables;
    memcpy(block, b->code.data, b->code.len);
    regex->code = (const uint32_t *)(void *)block;
    regex->code_len = b->code.len / 4;
    block += align(b->code.len);
    if (b->ranges.len)
        memcpy(block, b->ranges.data, b->ranges.len);
    regex->ranges = (const uint32_t *)(void *)block;
    block += align(b->ranges.len);
    if (b->text.len)
        memcpy(block, b->text.data, b->text.len);
    regex->text = (const uint8_t *)block;
    regex->sets = sets;
    regex->set_count = count;
    return true;
}

static bool build(OuRegexBuilder *b, OuRegex *regex, uint32_t flags)
{
    OuRegexTree *tree = b->tree;
    if (!ou_regex_width(tree, tree->root) || !emit_seq(b, tree->root, flags))
        return false;
    emit(b, OU_RE_SUCCESS);
    if (!failed(b)) {
        if (!ou_regex_fill_first(b))
            return false;
        if (!failed(b))
            find_start(b, regex);
    }
    regex->flags = flags;
    regex->groups = tree->groups - 1;
    regex->loops = b->loops;
    regex->min_width = (uint32_t)tree->root->min;
    regex->is_text = tree->is_text;
    return pack(b, regex);
}

bool ou_regex_compile(OuVM *vm, OuRegex *regex, OuObj *pattern, uint32_t flags, OuObj **names)
{
    OuRegexTree tree = {.vm = vm, .pattern = pattern, .flags = flags, .is_text = ou_is_str(vm, pattern)};
    OuRegexBuilder b = {.tree = &tree, .vm = vm};
    *names = ou_dict_new(vm);
    if (!*names)
        return false;
    tree.names = (OuDict *)*names;
    ou_arena_init(&tree.arena, &vm->mem);
    OuBuf *parts[] = {&b.code, &b.sets, &b.ranges, &b.text, &b.tables};
    for (size_t i = 0; i < OU_COUNT_OF(parts); i++)
        ou_buf_init(parts[i], &vm->mem);
    bool ok = ou_regex_parse(&tree) && (!(flags & OU_RE_DEBUG) || ou_regex_dump(&tree))
              && build(&b, regex, tree.flags | flags);
    for (size_t i = 0; i < OU_COUNT_OF(parts); i++)
        ou_buf_drop(parts[i]);
    ou_arena_drop(&tree.arena);
    if (!ok)
        ou_clear(vm, names);
    return ok;
}

void ou_regex_drop(OuVM *vm, OuRegex *regex)
{
    ou_free(vm, regex->block, regex->block_size);
    regex->block = NULL;
}
