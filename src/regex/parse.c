/* parse.c - a pattern becomes a tree. Messages, positions and which mistake is found first are
 * CPython's. After a failure no token is left, so that all loops end. */
#include "regex/reader.h"
#include "base/unicode.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include "types/bytes.h"
#include <string.h>

#define NONE OU_READER_NONE
#define ESCAPED OU_READER_ESCAPED

static void *new_block(OuReader *p, size_t size)
{
    void *block = ou_arena_take(&p->tree->arena, size);
    if (!block)
        ou_raise_memory(p->vm);
    return block;
}

static int hex_value(uint32_t c)
{
    if (ou_reader_is_digit(c))
        return (int)(c - '0');
    return c < 0x80 && (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (int)(c | 0x20) - 'a' + 10 : -1;
}

/* ---- nodes ---- */

static OuRegexNode *append(OuReader *p, OuRegexSeq *seq, OuRegexKind kind)
{
    OuRegexNode *node = new_block(p, sizeof *node);
    if (!node)
        return NULL;
    node->kind = kind;
    if (seq->last)
        seq->last->next = node;
    else
        seq->first = node;
    seq->last = node;
    return node;
}

static bool append_value(OuReader *p, OuRegexSeq *seq, OuRegexKind kind, uint32_t value)
{
    OuRegexNode *node = append(p, seq, kind);
    if (!node)
        return false;
    node->low = value;
    return true;
}

static OuRegexItem *new_item(OuReader *p, int kind, uint32_t low, uint32_t high)
{
    OuRegexItem *item = new_block(p, sizeof *item);
    if (item) {
        item->kind = kind;
        item->low = low;
        item->high = high;
    }
    return item;
}

/* ---- escapes ---- */

/* Exactly `digits` hexadecimal digits behind the escape that began at `from`. */
static bool hex_escape(OuReader *p, size_t from, int digits, uint32_t *value)
{
    uint64_t number = 0;
    for (int i = 0; i < digits; i++) {
        int digit = p->next == NONE ? -1 : hex_value(p->next);
        if (digit < 0)
            return ou_reader_fail_piece(p, from, "incomplete escape %S", from, p->at);
        number = number << 4 | (uint64_t)digit;
        ou_reader_advance(p);
    }
    if (p->vm->error)
        return false;
    if (number > 0x10FFFF)
        return ou_reader_fail_piece(p, from, "bad escape %S", from, p->at);
    *value = (uint32_t)number;
    return true;
}

static bool name_escape(OuReader *p, size_t from, uint32_t *value)
{
    size_t begin, end;
    if (!ou_reader_match(p, '{'))
        return ou_reader_fail(p, p->at, "missing {");
    if (!ou_reader_until(p, '}', "character name", &begin, &end))
        return false;
    OuObj *name = ou_reader_piece(p, begin, end, false);
    if (!name)
        return false;
    int found = ou_uni_lookup_name(&p->vm->mem, ou_str_text(OU_STR(name)), OU_STR(name)->size, value);
    if (found < 0)
        ou_raise_memory(p->vm);
    else if (found == 0)
        ou_reader_fail_name(p, from, "undefined character name %S", name);
    ou_unref(p->vm, name);
    return found > 0;
}

/* What an escape that was taken, beginning at `from`, means in sets and outside. */
typedef struct Escape {
    enum { ESCAPE_LITERAL, ESCAPE_CATEGORY, ESCAPE_PLACE, ESCAPE_GROUP } kind;
    uint32_t value;
} Escape;

static const char category_letters[] = "dDsSwW"; /* in the order of OuRegexCategory */
static const char control_letters[] = "abfnrtv";
static const char controls[] = "\a\b\f\n\r\t\v";

/* What is the same in sets and outside. */
static bool common_escape(OuReader *p, size_t from, uint32_t c, Escape *out)
{
    const char *found = ou_reader_letter(category_letters, c);
    out->kind = ESCAPE_LITERAL;
    if (found) {
        *out = (Escape){ESCAPE_CATEGORY, (uint32_t)(found - category_letters)};
        return true;
    }
    if ((found = ou_reader_letter(control_letters, c)) != NULL) {
        out->value = (uint32_t)controls[found - control_letters];
        return true;
    }
    if (c == 'x')
        return hex_escape(p, from, 2, &out->value);
    if (p->is_text && (c == 'u' || c == 'U'))
        return hex_escape(p, from, c == 'u' ? 4 : 8, &out->value);
    if (p->is_text && c == 'N')
        return name_escape(p, from, &out->value);
    if (ou_reader_is_letter(c) || ou_reader_is_digit(c))
        return ou_reader_fail_piece(p, from, "bad escape %S", from, p->at);
    out->value = c;
    return !p->vm->error;
}

static bool set_escape(OuReader *p, size_t from, uint32_t c, Escape *out)
{
    if (!ou_reader_is_octal(c))
        return common_escape(p, from, c, out);
    out->kind = ESCAPE_LITERAL;
    ou_reader_skip_octal(p, 2);
    return ou_reader_octal(p, from, &out->value);
}

static bool is_closed(const OuRegexTree *tree, uint32_t group)
{
    return group < tree->groups && tree->bodies[group] != NULL;
}

/* May a reference to `group` stand here, in a lookbehind or not? */
static bool check_behind(OuReader *p, uint32_t group)
{
    if (p->behind_below == 0)
        return true;
    if (!is_closed(p->tree, group))
        return ou_reader_fail(p, p->at, "cannot refer to an open group");
    if (group >= p->behind_below)
        return ou_reader_fail(p, p->at, "cannot refer to group defined in the same lookbehind subpattern");
    return true;
}

/* \1 … \99: a group, or an octal escape of three digits. */
static bool number_escape(OuReader *p, size_t from, uint32_t c, Escape *out)
{
    uint32_t group = c - '0';
    if (ou_reader_is_digit(p->next)) {
        uint32_t second = ou_reader_get(p);
        if (ou_reader_is_octal(c) && ou_reader_is_octal(second) && ou_reader_is_octal(p->next)) {
            ou_reader_advance(p);
            out->kind = ESCAPE_LITERAL;
            return ou_reader_octal(p, from, &out->value);
        }
        group = group * 10 + (second - '0');
    }
    if (p->vm->error)
        return false;
    *out = (Escape){ESCAPE_GROUP, group};
    if (group >= p->tree->groups)
        return ou_reader_fail_piece(p, from + 1, "invalid group reference %S", from + 1, p->at);
    if (!is_closed(p->tree, group))
        return ou_reader_fail(p, from, "cannot refer to an open group");
    return check_behind(p, group);
}

static bool pattern_escape(OuReader *p, size_t from, uint32_t c, Escape *out)
{
    static const char letters[] = "AZbB";
    static const uint8_t places[] = {OU_AT_BEGINNING_STRING, OU_AT_END_STRING, OU_AT_BOUNDARY,
                                     OU_AT_NON_BOUNDARY};
    const char *found = ou_reader_letter(letters, c);
    if (found) {
        *out = (Escape){ESCAPE_PLACE, places[found - letters]};
        return true;
    }
    if (c == '0') {
        out->kind = ESCAPE_LITERAL;
        ou_reader_skip_octal(p, 2);
        return ou_reader_octal(p, from, &out->value);
    }
    if (ou_reader_is_digit(c))
        return number_escape(p, from, c, out);
    return common_escape(p, from, c, out);
}

static bool parse_escape(OuReader *p, OuRegexSeq *seq, size_t from, uint32_t c)
{
    Escape escape;
    if (!pattern_escape(p, from, c, &escape))
        return false;
    OuRegexNode *node;
    switch (escape.kind) {
    case ESCAPE_PLACE:
        return append_value(p, seq, OU_RN_AT, escape.value);
    case ESCAPE_GROUP:
        node = append(p, seq, OU_RN_REFERENCE);
        if (node)
            node->group = escape.value;
        return node != NULL;
    case ESCAPE_CATEGORY:
        node = append(p, seq, OU_RN_IN);
        if (node)
            node->items = new_item(p, OU_ITEM_CATEGORY, escape.value, 0);
        return node && node->items;
    case ESCAPE_LITERAL:
        break;
    }
    return append_value(p, seq, OU_RN_LITERAL, escape.value);
}

/* ---- sets ---- */

/* A member of a set, or the end of a range: its token was taken and began at `from`. */
static bool set_member(OuReader *p, size_t from, uint32_t token, Escape *out)
{
    if (token & ESCAPED)
        return set_escape(p, from, token & ~ESCAPED, out);
    *out = (Escape){ESCAPE_LITERAL, token};
    return true;
}

static bool warn_of_set(OuReader *p, uint32_t c)
{
    return ou_reader_warn(p, OU_T_FutureWarning, c == '-' ? "Possible set difference at position %zu"
                : c == '&' ? "Possible set intersection at position %zu"
                : c == '~' ? "Possible set symmetric difference at position %zu"
                           : "Possible set union at position %zu", NULL, p->at - 1);
}

static bool put_item(OuReader *p, OuRegexItem ***end, const Escape *low, uint32_t high)
{
    OuRegexItem *item = low->kind == ESCAPE_CATEGORY ? new_item(p, OU_ITEM_CATEGORY, low->value, 0)
                                                     : new_item(p, OU_ITEM_RANGE, low->value, high);
    if (!item)
        return false;
    **end = item;
    *end = &item->next;
    return true;
}

/* The second half of a range whose first half and minus were taken. *closed: the set ended. */
static bool set_range(OuReader *p, size_t here, size_t from, size_t width, const Escape *low,
                      OuRegexItem ***end, bool *closed)
{
    size_t at = p->at, second_width = p->size;
    uint32_t that = ou_reader_get(p);
    Escape high;
    if (that == NONE)
        return ou_reader_fail(p, here, "unterminated character set");
    if (that == ']') {
        *closed = true;
        return put_item(p, end, low, low->value) && put_item(p, end, &(Escape){ESCAPE_LITERAL, '-'}, '-');
    }
    if (that == '-' && !ou_reader_warn(p, OU_T_FutureWarning, "Possible set difference at position %zu", NULL, p->at - 2))
        return false;
    if (!set_member(p, at, that, &high))
        return false;
    if (low->kind != ESCAPE_LITERAL || high.kind != ESCAPE_LITERAL || high.value < low->value) {
        OuObj *first = ou_reader_piece(p, from, from + width, true), *second = ou_reader_piece(p, at, at + second_width, true);
        if (first && second && !p->vm->error)
            ou_regex_error(p->vm, p->pattern, (ptrdiff_t)(p->at - width - 1 - second_width),
                           "bad character range %S-%S", first, second);
        ou_unref(p->vm, first);
        ou_unref(p->vm, second);
        p->next = NONE;
        return false;
    }
    return put_item(p, end, low, high.value);
}

/* What follows [ at `here`. */
static bool parse_set(OuReader *p, OuRegexSeq *seq, size_t here)
{
    OuRegexItem *items = NULL, **end = &items;
    if (p->next == '[' && !ou_reader_warn(p, OU_T_FutureWarning, "Possible nested set at position %zu", NULL, p->at))
        return false;
    bool negate = ou_reader_match(p, '^'), closed = false;
    while (!closed) {
        size_t from = p->at, width = p->size;
        uint32_t token = ou_reader_get(p);
        Escape low;
        if (token == NONE)
            return ou_reader_fail(p, here, "unterminated character set");
        if (token == ']' && items)
            break;
        if (items && ou_reader_letter("-&~|", token) && p->next == token && !warn_of_set(p, token))
            return false;
        if (!set_member(p, from, token, &low))
            return false;
        if (ou_reader_match(p, '-')) {
            if (!set_range(p, here, from, width, &low, &end, &closed))
                return false;
        } else if (!put_item(p, &end, &low, low.value)) {
            return false;
        }
    }
    if (p->vm->error)
        return false;
    bool single = !items->next && items->kind == OU_ITEM_RANGE && items->low == items->high;
    OuRegexNode *node = append(p, seq, !single ? OU_RN_IN : negate ? OU_RN_NOT_LITERAL : OU_RN_LITERAL);
    if (!node)
        return false;
    node->low = items->low;
    node->items = items;
    node->negate = negate;
    return true;
}

/* ---- repetition ---- */

/* Digits as a number; *given: there were some. */
static bool repeat_number(OuReader *p, uint32_t *number, bool *given)
{
    uint64_t value = 0;
    size_t from = p->at;
    while (ou_reader_is_digit(p->next)) {
        if (value < OU_RE_MAX_REPEAT)
            value = value * 10 + (p->next - '0');
        ou_reader_advance(p);
    }
    *given = p->at > from;
    *number = value >= OU_RE_MAX_REPEAT ? OU_RE_MAX_REPEAT : (uint32_t)value;
    return !p->vm->error;
}

/* {m,n}: 1, 0: only a brace, -1: an error. */
static int repeat_counts(OuReader *p, uint32_t *min, uint32_t *max)
{
    size_t here = p->at;
    bool has_min, has_max;
    uint32_t low, high;
    if (p->next == '}')
        return 0;
    if (!repeat_number(p, &low, &has_min))
        return -1;
    high = low;
    has_max = has_min;
    if (ou_reader_match(p, ',') && !repeat_number(p, &high, &has_max))
        return -1;
    if (!ou_reader_match(p, '}')) {
        if (!p->vm->error)
            ou_reader_seek(p, here);
        return p->vm->error ? -1 : 0;
    }
    if ((has_min && low == OU_RE_MAX_REPEAT) || (has_max && high == OU_RE_MAX_REPEAT)) {
        if (!p->vm->error)
            ou_raise(p->vm, OU_T_OverflowError, "the repetition number is too large");
        p->next = NONE;
        return -1;
    }
    *min = has_min ? low : 0;
    *max = has_max ? high : OU_RE_MAX_REPEAT;
    if (*max < *min) {
        ou_reader_fail(p, here, "min repeat greater than max repeat");
        return -1;
    }
    return 1;
}

static bool is_plain_group(const OuRegexNode *node)
{
    return node->kind == OU_RN_GROUP && node->group == 0 && !node->add && !node->del;
}

static bool is_repeat(OuRegexKind kind)
{
    return kind == OU_RN_MAX_REPEAT || kind == OU_RN_MIN_REPEAT || kind == OU_RN_OWN_REPEAT;
}

/* A repetition sign that was taken; `here` is behind it. */
static bool parse_repeat(OuReader *p, OuRegexSeq *seq, uint32_t sign)
{
    size_t here = p->at;
    uint32_t min = sign == '+', max = sign == '?' ? 1 : OU_RE_MAX_REPEAT;
    if (sign == '{') {
        int counts = repeat_counts(p, &min, &max);
        if (counts <= 0)
            return counts == 0 && append_value(p, seq, OU_RN_LITERAL, '{');
    }
    OuRegexNode *last = seq->last;
    if (p->vm->error)
        return false;
    if (!last || last->kind == OU_RN_AT)
        return ou_reader_fail(p, here - 1, "nothing to repeat");
    if (is_repeat(last->kind))
        return ou_reader_fail(p, here - 1, "multiple repeat");
    OuRegexSeq *body = is_plain_group(last) ? last->body : NULL;
    if (!body) {
        body = new_block(p, sizeof *body);
        OuRegexNode *copy = body ? append(p, body, last->kind) : NULL;
        if (!copy)
            return false;
        *copy = *last;
    }
    *last = (OuRegexNode){.kind = OU_RN_MAX_REPEAT, .low = min, .high = max, .body = body};
    if (ou_reader_match(p, '?'))
        last->kind = OU_RN_MIN_REPEAT;
    else if (ou_reader_match(p, '+'))
        last->kind = OU_RN_OWN_REPEAT;
    return !p->vm->error;
}

/* ---- groups ---- */

static bool parse_sub(OuReader *p, bool verbose, int nested, OuRegexSeq **out);
static bool parse_seq(OuReader *p, bool verbose, int nested, bool first, OuRegexSeq **out);

/* Takes a closing parenthesis for the one at `start`. */
static bool close_group(OuReader *p, size_t start)
{
    if (p->vm->error || ou_reader_match(p, ')'))
        return !p->vm->error;
    return ou_reader_fail(p, start, "missing ), unterminated subpattern");
}

static bool open_group(OuReader *p, OuObj *name, size_t name_at, uint32_t *number)
{
    OuRegexTree *tree = p->tree;
    OuVM *vm = p->vm;
    if (tree->groups == tree->bodies_cap) {
        uint32_t cap = tree->bodies_cap * 2;
        OuRegexSeq **bodies = new_block(p, cap * sizeof *bodies);
        if (!bodies)
            return false;
        memcpy(bodies, tree->bodies, tree->groups * sizeof *bodies);
        tree->bodies = bodies;
        tree->bodies_cap = cap;
    }
    *number = tree->groups;
    tree->bodies[tree->groups++] = NULL;
    if (!name)
        return true;
    uint32_t old = ou_reader_group(p, name);
    if (old) {
        OuObj *shown = p->is_text ? ou_repr(vm, name) : ou_ascii(vm, name);
        if (shown)
            ou_regex_error(vm, tree->pattern, (ptrdiff_t)name_at,
                           "redefinition of group name %S as group %u; was group %u", shown, *number, old);
        ou_unref(vm, shown);
        p->next = NONE;
        return false;
    }
    OuObj *value = ou_int_from(vm, *number);
    bool ok = value && ou_dict_set(vm, tree->names, name, value);
    ou_unref(vm, value);
    return ok;
}

/* (?P=name) */
static bool named_reference(OuReader *p, OuRegexSeq *seq)
{
    size_t from, to;
    if (!ou_reader_until(p, ')', "group name", &from, &to))
        return false;
    OuObj *name = ou_reader_name(p, from, to);
    if (!name)
        return false;
    uint32_t group = ou_reader_group(p, name);
    bool ok = group != 0;
    if (!ok)
        ou_reader_fail_name(p, from, "unknown group name %S", name);
    else if (!is_closed(p->tree, group))
        ok = ou_reader_fail(p, from, "cannot refer to an open group");
    else
        ok = check_behind(p, group);
    ou_unref(p->vm, name);
    OuRegexNode *node = ok ? append(p, seq, OU_RN_REFERENCE) : NULL;
    if (node)
        node->group = group;
    return node != NULL;
}

/* The group that a condition asks about. */
static bool condition_group(OuReader *p, uint32_t *group)
{
    size_t from;
    bool by_name;
    if (!ou_reader_reference(p, ')', &from, group, &by_name))
        return false;
    OuReference **end = &p->references;
    while (*end && (*end)->group != *group)
        end = &(*end)->next;
    if (!by_name && !*end) {
        OuReference *reference = new_block(p, sizeof *reference);
        if (!reference)
            return false;
        *reference = (OuReference){NULL, *group, from};
        *end = reference;
    }
    return check_behind(p, *group);
}

/* (?(1)yes|no) */
static bool parse_condition(OuReader *p, OuRegexSeq *seq, bool verbose, int nested, size_t start)
{
    uint32_t group;
    OuRegexSeq *yes, *no = NULL;
    if (!condition_group(p, &group) || !parse_seq(p, verbose, nested + 1, false, &yes))
        return false;
    if (ou_reader_match(p, '|')) {
        if (!parse_seq(p, verbose, nested + 1, false, &no))
            return false;
        if (p->next == '|')
            return ou_reader_fail(p, p->at, "conditional backref with more than two branches");
    }
    OuRegexNode *node = close_group(p, start) ? append(p, seq, OU_RN_CONDITION) : NULL;
    if (!node)
        return false;
    node->group = group;
    node->body = yes;
    node->other = no;
    return true;
}

/* (?= (?! (?<= (?<!, of which the last character taken is `c`. */
static bool parse_assertion(OuReader *p, OuRegexSeq *seq, bool verbose, int nested, size_t start, uint32_t c)
{
    bool behind = c == '<';
    uint32_t outer = p->behind_below;
    if (behind) {
        size_t at = p->at;
        c = ou_reader_get(p);
        if (c == NONE)
            return ou_reader_fail(p, p->at, "unexpected end of pattern");
        if (c != '=' && c != '!')
            return ou_reader_fail_piece(p, at - 2, "unknown extension ?<%S", at, p->at);
        if (outer == 0)
            p->behind_below = p->tree->groups;
    }
    OuRegexSeq *body;
    bool ok = parse_sub(p, verbose, nested + 1, &body);
    p->behind_below = outer;
    OuRegexNode *node = ok && close_group(p, start)
                            ? append(p, seq, c == '=' ? OU_RN_ASSERT : OU_RN_ASSERT_NOT) : NULL;
    if (!node)
        return false;
    node->behind = behind;
    node->body = body;
    return true;
}

static uint32_t flag_of(uint32_t c)
{
    static const char letters[] = "iLmsxatu";
    static const uint16_t flags[] = {OU_RE_IGNORECASE, OU_RE_LOCALE, OU_RE_MULTILINE, OU_RE_DOTALL,
                                     OU_RE_VERBOSE, OU_RE_ASCII, OU_RE_TEMPLATE, OU_RE_UNICODE};
    const char *found = ou_reader_letter(letters, c);
    return found ? flags[found - letters] : 0;
}

/* Token `c`, which begins at `at`, is no flag. */
static bool no_flag(OuReader *p, uint32_t c, size_t at, const char *missing)
{
    if (c == NONE)
        return ou_reader_fail(p, p->at, missing);
    return ou_reader_fail(p, at, !(c & ESCAPED) && ou_uni_is_alpha(c) ? "unknown flag" : missing);
}

/* Flags that are turned on, from letter `c` on; *c is then what ended them. */
static bool flags_on(OuReader *p, uint32_t *c, uint32_t *add)
{
    for (;;) {
        uint32_t flag = flag_of(*c);
        if (p->is_text && *c == 'L')
            return ou_reader_fail(p, p->at, "bad inline flags: cannot use 'L' flag with a str pattern");
        if (!p->is_text && *c == 'u')
            return ou_reader_fail(p, p->at, "bad inline flags: cannot use 'u' flag with a bytes pattern");
        *add |= flag;
        if ((flag & OU_RE_TYPES) && (*add & OU_RE_TYPES) != flag)
            return ou_reader_fail(p, p->at, "bad inline flags: flags 'a', 'u' and 'L' are incompatible");
        size_t at = p->at;
        *c = ou_reader_get(p);
        if (*c == ')' || *c == '-' || *c == ':')
            return !p->vm->error;
        if (!flag_of(*c))
            return no_flag(p, *c, at, "missing -, : or )");
    }
}

/* Flags behind the minus. */
static bool flags_off(OuReader *p, uint32_t *del)
{
    size_t at = p->at;
    uint32_t c = ou_reader_get(p);
    if (!flag_of(c))
        return no_flag(p, c, at, "missing flag");
    for (;;) {
        uint32_t flag = flag_of(c);
        if (flag & OU_RE_TYPES)
            return ou_reader_fail(p, p->at, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'");
        *del |= flag;
        at = p->at;
        c = ou_reader_get(p);
        if (c == ':')
            return !p->vm->error;
        if (!flag_of(c))
            return no_flag(p, c, at, "missing :");
    }
}

/* (?flags) or (?flags-flags: of which `c` was taken. *global: the first. */
static bool parse_flags(OuReader *p, uint32_t c, uint32_t *add, uint32_t *del, bool *global)
{
    const uint32_t only_global = OU_RE_DEBUG | OU_RE_TEMPLATE;
    if (c != '-' && !flags_on(p, &c, add))
        return false;
    *global = c == ')';
    if (*global) {
        p->tree->flags |= *add;
        return true;
    }
    if (*add & only_global)
        return ou_reader_fail(p, p->at - 1, "bad inline flags: cannot turn on global flag");
    if (c == '-' && !flags_off(p, del))
        return false;
    if (*del & only_global)
        return ou_reader_fail(p, p->at - 1, "bad inline flags: cannot turn off global flag");
    if (*add & *del)
        return ou_reader_fail(p, p->at - 1, "bad inline flags: flag turned on and off");
    return true;
}

static bool skip_comment(OuReader *p, size_t start)
{
    for (;;) {
        if (p->next == NONE)
            return ou_reader_fail(p, start, "missing ), unterminated comment");
        if (ou_reader_get(p) == ')')
            return !p->vm->error;
    }
}

/* (?P…: *done if it was a reference, else *name is the name of a group. */
static bool parse_named(OuReader *p, OuRegexSeq *seq, OuObj **name, size_t *name_at, bool *done)
{
    size_t to;
    if (ou_reader_match(p, '<')) {
        if (!ou_reader_until(p, '>', "group name", name_at, &to))
            return false;
        *name = ou_reader_name(p, *name_at, to);
        return *name != NULL;
    }
    if (ou_reader_match(p, '=')) {
        *done = true;
        return named_reference(p, seq);
    }
    size_t at = p->at;
    if (ou_reader_get(p) == NONE)
        return ou_reader_fail(p, p->at, "unexpected end of pattern");
    return ou_reader_fail_piece(p, at - 2, "unknown extension ?P%S", at, p->at);
}

/* What makes a group special, between (? and its content. */
typedef struct Group {
    bool capture, atomic, done; /* done: there is no content to come */
    OuObj *name;                /* owned */
    size_t name_at;
    uint32_t add, del;
} Group;

static bool parse_extension(OuReader *p, OuRegexSeq *seq, Group *group, bool *verbose, int nested, bool first,
                            size_t start)
{
    size_t at = p->at;
    uint32_t c = ou_reader_get(p);
    if (c == NONE)
        return ou_reader_fail(p, p->at, "unexpected end of pattern");
    if (c == 'P')
        return parse_named(p, seq, &group->name, &group->name_at, &group->done);
    group->capture = false;
    if (c == ':')
        return true;
    group->atomic = c == '>';
    if (group->atomic)
        return true;
    group->done = true;
    if (c == '#')
        return skip_comment(p, start);
    if (c == '=' || c == '!' || c == '<')
        return parse_assertion(p, seq, *verbose, nested, start, c);
    if (c == '(')
        return parse_condition(p, seq, *verbose, nested, start);
    if (!flag_of(c) && c != '-')
        return ou_reader_fail_piece(p, at - 1, "unknown extension ?%S", at, p->at);
    if (!parse_flags(p, c, &group->add, &group->del, &group->done))
        return false;
    if (group->done) {
        if (!first || seq->first)
            return ou_reader_fail(p, start, "global flags not at the start of the expression");
        *verbose = p->tree->flags & OU_RE_VERBOSE;
    }
    return true;
}

/* A parenthesis was taken. */
static bool parse_group(OuReader *p, OuRegexSeq *seq, bool *verbose, int nested, bool first)
{
    size_t start = p->at - 1;
    Group group = {.capture = true};
    uint32_t number = 0;
    bool ok = !ou_reader_match(p, '?') || parse_extension(p, seq, &group, verbose, nested, first, start);
    if (ok && !group.done && group.capture)
        ok = open_group(p, group.name, group.name_at, &number);
    ou_unref(p->vm, group.name);
    if (!ok || group.done)
        return ok && !p->vm->error;
    OuRegexSeq *body;
    bool inner = (*verbose || (group.add & OU_RE_VERBOSE)) && !(group.del & OU_RE_VERBOSE);
    if (!parse_sub(p, inner, nested + 1, &body) || !close_group(p, start))
        return false;
    if (number)
        p->tree->bodies[number] = body;
    OuRegexNode *node = append(p, seq, group.atomic ? OU_RN_ATOMIC : OU_RN_GROUP);
    if (!node)
        return false;
    node->group = number;
    node->add = group.add;
    node->del = group.del;
    node->body = body;
    return true;
}

/* ---- sequences and alternatives ---- */

/* Put the content of plain groups into the sequence itself. */
static void unpack_groups(OuRegexSeq *seq)
{
    OuRegexNode **link = &seq->first, *node;
    seq->last = NULL;
    while ((node = *link) != NULL) {
        if (!is_plain_group(node)) {
            seq->last = node;
            link = &node->next;
        } else if (node->body->first) {
            *link = node->body->first;
            seq->last = node->body->last;
            seq->last->next = node->next;
            link = &seq->last->next;
        } else {
            *link = node->next;
        }
    }
}

static void skip_line(OuReader *p)
{
    for (uint32_t c = ou_reader_get(p); c != NONE && c != '\n'; c = ou_reader_get(p))
        continue;
}

static bool parse_token(OuReader *p, OuRegexSeq *seq, bool *verbose, int nested, bool first)
{
    size_t from = p->at;
    uint32_t c = ou_reader_get(p);
    if (p->vm->error)
        return false;
    if (*verbose && ou_reader_letter(" \t\n\r\v\f", c))
        return true;
    if (*verbose && c == '#') {
        skip_line(p);
        return !p->vm->error;
    }
    if (c & ESCAPED)
        return parse_escape(p, seq, from, c & ~ESCAPED);
    switch (c) {
    case '[': return parse_set(p, seq, from);
    case '*': case '+': case '?': case '{': return parse_repeat(p, seq, c);
    case '.': return append(p, seq, OU_RN_ANY) != NULL;
    case '(': return parse_group(p, seq, verbose, nested, first);
    case '^': return append_value(p, seq, OU_RN_AT, OU_AT_BEGINNING);
    case '$': return append_value(p, seq, OU_RN_AT, OU_AT_END);
    default: return append_value(p, seq, OU_RN_LITERAL, c);
    }
}

static bool parse_seq(OuReader *p, bool verbose, int nested, bool first, OuRegexSeq **out)
{
    OuRegexSeq *seq = *out = new_block(p, sizeof *seq);
    if (!seq)
        return false;
    while (p->next != NONE && p->next != '|' && p->next != ')')
        if (!ou_check(p->vm, 1) || !parse_token(p, seq, &verbose, nested, first))
            return false;
    unpack_groups(seq);
    return !p->vm->error;
}

/* Are the nodes the same? Those with a body never are. */
static bool same_node(const OuRegexNode *a, const OuRegexNode *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == OU_RN_IN) {
        const OuRegexItem *x = a->items, *y = b->items;
        for (; x && y; x = x->next, y = y->next)
            if (x->kind != y->kind || x->low != y->low || x->high != y->high)
                return false;
        return !x && !y && a->negate == b->negate;
    }
    return a->kind == OU_RN_ANY
           || ((a->kind == OU_RN_LITERAL || a->kind == OU_RN_NOT_LITERAL || a->kind == OU_RN_AT)
               && a->low == b->low)
           || (a->kind == OU_RN_REFERENCE && a->group == b->group);
}

/* Move what all alternatives begin with in front of them. */
static void take_common_prefix(OuRegexSeq *items, OuRegexSeq *seq)
{
    for (;;) {
        for (const OuRegexSeq *item = items; item; item = item->next)
            if (!item->first || !same_node(items->first, item->first))
                return;
        OuRegexNode *node = items->first;
        for (OuRegexSeq *item = items; item; item = item->next) {
            item->first = item->first->next;
            if (!item->first)
                item->last = NULL;
        }
        node->next = NULL;
        if (seq->last)
            seq->last->next = node;
        else
            seq->first = node;
        seq->last = node;
    }
}

/* Make one set of alternatives that are all one character; *done if they are. */
static bool alternatives_to_set(OuReader *p, OuRegexSeq *items, OuRegexSeq *seq, bool *done)
{
    *done = false;
    for (const OuRegexSeq *item = items; item; item = item->next) {
        const OuRegexNode *node = item->first;
        if (!node || node->next || !(node->kind == OU_RN_LITERAL || (node->kind == OU_RN_IN && !node->negate)))
            return true;
    }
    *done = true;
    OuRegexNode *set = append(p, seq, OU_RN_IN);
    if (!set)
        return false;
    OuRegexItem **end = &set->items;
    for (const OuRegexSeq *item = items; item; item = item->next) {
        const OuRegexNode *node = item->first;
        *end = node->kind == OU_RN_IN ? node->items : new_item(p, OU_ITEM_RANGE, node->low, node->low);
        if (!*end)
            return false;
        while (*end)
            end = &(*end)->next;
    }
    return true;
}

static bool parse_sub(OuReader *p, bool verbose, int nested, OuRegexSeq **out)
{
    OuRegexSeq *items = NULL, **end = &items;
    if (!ou_enter(p->vm, " during compilation"))
        return false;
    bool ok;
    while ((ok = parse_seq(p, verbose, nested + 1, nested == 0 && !items, end)) && ou_reader_match(p, '|')) {
        end = &(*end)->next;
        if (nested == 0)
            verbose = p->tree->flags & OU_RE_VERBOSE;
    }
    ou_leave(p->vm);
    *out = items;
    if (!ok || p->vm->error || !items->next)
        return ok && !p->vm->error;
    OuRegexSeq *seq = *out = new_block(p, sizeof *seq);
    if (!seq)
        return false;
    take_common_prefix(items, seq);
    bool done;
    if (!alternatives_to_set(p, items, seq, &done) || done)
        return done && !p->vm->error;
    OuRegexNode *branch = append(p, seq, OU_RN_BRANCH);
    if (!branch)
        return false;
    branch->body = items;
    return true;
}

/* ---- the whole ---- */

static bool fix_flags(OuRegexTree *tree)
{
    uint32_t flags = tree->flags;
    const char *wrong = NULL;
    if (tree->is_text) {
        if (flags & OU_RE_LOCALE)
            wrong = "cannot use LOCALE flag with a str pattern";
        else if (!(flags & OU_RE_ASCII))
            tree->flags |= OU_RE_UNICODE;
        else if (flags & OU_RE_UNICODE)
            wrong = "ASCII and UNICODE flags are incompatible";
    } else if (flags & OU_RE_UNICODE) {
        wrong = "cannot use UNICODE flag with a bytes pattern";
    } else if ((flags & OU_RE_LOCALE) && (flags & OU_RE_ASCII)) {
        wrong = "ASCII and LOCALE flags are incompatible";
    }
    if (wrong)
        OU_VALUE_ERROR(tree->vm, "%s", wrong);
    return !wrong;
}

static bool parse_all(OuReader *p)
{
    OuRegexTree *tree = p->tree;
    tree->bodies_cap = 8;
    tree->bodies = new_block(p, tree->bodies_cap * sizeof *tree->bodies);
    if (!tree->bodies)
        return false;
    tree->groups = 1;
    ou_reader_advance(p);
    if (p->vm->error || !parse_sub(p, tree->flags & OU_RE_VERBOSE, 0, &tree->root) || !fix_flags(tree))
        return false;
    if (p->next != NONE)
        return ou_reader_fail(p, p->at, "unbalanced parenthesis");
    for (const OuReference *r = p->references; r; r = r->next)
        if (r->group >= tree->groups) {
            ou_regex_error(p->vm, tree->pattern, (ptrdiff_t)r->at, "invalid group reference %u", r->group);
            return false;
        }
    return true;
}

bool ou_regex_parse(OuRegexTree *tree)
{
    OuReader p = {.tree = tree, .vm = tree->vm, .pattern = tree->pattern, .names = tree->names,
                  .is_text = tree->is_text, .warn_level = 3};
    uint32_t *chars = ou_regex_decode(tree->vm, tree->pattern, &p.len);
    if (!chars)
        return false;
    p.chars = chars;
    bool ok = parse_all(&p);
    ou_free(tree->vm, chars, p.len * sizeof *chars + 1);
    return ok;
}
