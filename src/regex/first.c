/* first.c - which bytes can come first, from some place of the code on. That lets the matcher
 * leave out what would fail at once: starts of a search, alternatives, ends of a repetition.
 *
 * The answer may name too many bytes, never too few. */
#include "regex/parts.h"
#include "object/ops.h"

/* Places looked at for one answer: what branches more than that is not known. */
#define MOST_STEPS 48

const uint8_t ou_regex_operands[OU_RE_OP_COUNT] = {
#define OP(name, operands) operands,
    OU_REGEX_OPS(OP)
#undef OP
};

typedef struct Walk {
    const OuRegexBuilder *b;
    uint32_t *bits;
    int steps;
} Walk;

static void put_all(Walk *w, uint32_t low, uint32_t high)
{
    for (uint32_t c = low; c <= high; c++)
        w->bits[c / 32] |= 1u << c % 32;
}

/* The first bytes of a unit. */
static void put_unit(Walk *w, uint32_t kind, uint32_t argument)
{
    if (kind == OU_UNIT_CHAR) {
        put_all(w, argument, argument);
    } else if (kind == OU_UNIT_TEXT) {
        uint8_t c = (uint8_t)w->b->text.data[argument / 4];
        put_all(w, c, c);
    } else if (kind == OU_UNIT_SET) {
        const uint32_t *bits = (const uint32_t *)(const void *)(w->b->tables.data + 32 * argument);
        bool text = w->b->tree->is_text;
        for (int i = 0; i < (text ? 4 : 8); i++)
            w->bits[i] |= bits[i];
        if (text) /* whatever is beyond ASCII */
            put_all(w, 0x80, 0xFF);
    } else {
        uint32_t newline = w->bits['\n' / 32] & 1u << '\n';
        put_all(w, 0, 0xFF);
        if (kind == OU_UNIT_ANY && !newline)
            w->bits[0] &= ~(1u << '\n');
    }
}

/* Add the first bytes from pc on; false: anything, or nothing, may come. */
static bool walk(Walk *w, uint32_t pc)
{
    const uint32_t *code = (const uint32_t *)(const void *)w->b->code.data;
    size_t len = w->b->code.len / 4;
    while (pc < len && w->steps-- > 0) {
        const uint32_t *operand = code + pc + 1;
        switch (code[pc]) {
        case OU_RE_FAIL:
            return true;
        case OU_RE_CHAR:
            put_unit(w, OU_UNIT_CHAR, operand[0]);
            return true;
        case OU_RE_TEXT:
            put_unit(w, OU_UNIT_CHAR, (uint8_t)w->b->text.data[operand[0]]);
            return true;
        case OU_RE_ANY:
        case OU_RE_ALL:
            put_unit(w, code[pc] == OU_RE_ANY ? OU_UNIT_ANY : OU_UNIT_ALL, 0);
            return true;
        case OU_RE_SET:
            put_unit(w, OU_UNIT_SET, operand[0]);
            return true;
        case OU_RE_JUMP:
            pc = operand[0];
            continue;
        case OU_RE_ALT:
            if (!walk(w, pc + 3))
                return false;
            pc = operand[0];
            continue;
        case OU_RE_RUN:
        case OU_RE_LAZY:
        case OU_RE_OWN:
            put_unit(w, operand[2], operand[3]);
            if (operand[0] > 0)
                return true;
            break;
        case OU_RE_LOOP: /* body, and what follows if the body may be left out */
            pc = operand[1];
            operand = code + pc + 1;
            if (!walk(w, operand[3]))
                return false;
            if (operand[1] > 0)
                return true;
            break;
        case OU_RE_OWN_LOOP:
            pc += 2;
            operand = code + pc + 1;
            if (!walk(w, pc + 5))
                return false;
            if (operand[1] > 0)
                return true;
            pc = operand[3];
            continue;
        case OU_RE_ASSERT:
        case OU_RE_REFUSE:
            pc = operand[1];
            continue;
        case OU_RE_IF_GROUP:
            if (!walk(w, pc + 3))
                return false;
            pc = operand[1];
            continue;
        case OU_RE_AT:
        case OU_RE_MARK:
        case OU_RE_ENTER:
        case OU_RE_ATOMIC:
            break;
        default: /* the end; that of a body that may be empty; that of an atomic group, whose content must
                    not depend on what follows */
            return false;
        }
        pc += 1 + ou_regex_operands[code[pc]];
    }
    return false;
}

bool ou_regex_first(const OuRegexBuilder *b, uint32_t pc, uint32_t bits[8])
{
    for (int i = 0; i < 8; i++)
        bits[i] = 0;
    return walk(&(Walk){b, bits, MOST_STEPS}, pc);
}

static uint32_t first_set(OuRegexBuilder *b, uint32_t pc)
{
    uint32_t bits[8], all = UINT32_MAX;
    if (!ou_regex_first(b, pc, bits))
        return OU_NO_SET;
    for (int i = 0; i < 8; i++)
        all &= bits[i];
    return all == UINT32_MAX ? OU_NO_SET : ou_regex_add_bytes(b, bits);
}

/* Can nothing that the unit matches begin what follows? Then the longest run is the only one. */
static bool is_disjoint(const OuRegexBuilder *b, const uint32_t *operand)
{
    uint32_t unit[8] = {0};
    const uint32_t *next = (const uint32_t *)(const void *)(b->tables.data + 32 * operand[4]);
    put_unit(&(Walk){b, unit, 0}, operand[2], operand[3]);
    for (int i = 0; i < 8; i++)
        if (unit[i] & next[i])
            return false;
    return true;
}

bool ou_regex_fill_first(OuRegexBuilder *b)
{
    uint32_t *code = (uint32_t *)(void *)b->code.data;
    size_t len = b->code.len / 4;
    for (uint32_t pc = 0; pc < len && !b->tables.failed && !b->sets.failed; pc += 1 + ou_regex_operands[code[pc]]) {
        uint32_t *operand = code + pc + 1;
        if (!ou_check(b->vm, 8))
            return false;
        switch (code[pc]) {
        case OU_RE_ALT:
            operand[1] = first_set(b, pc + 3);
            break;
        case OU_RE_RUN:
        case OU_RE_LAZY:
            operand[4] = first_set(b, pc + 6);
            break;
        case OU_RE_MORE:
            operand[4] = first_set(b, operand[3]);
            operand[5] = first_set(b, pc + 7);
            break;
        default:
            break;
        }
    }
    for (uint32_t pc = 0; pc < len && !b->tables.failed; pc += 1 + ou_regex_operands[code[pc]])
        if (code[pc] == OU_RE_RUN && code[pc + 5] != OU_NO_SET && is_disjoint(b, code + pc + 1))
            code[pc] = OU_RE_OWN;
    return true;
}
