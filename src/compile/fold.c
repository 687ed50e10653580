/* fold.c - constant folding over the tree, where CPython's AST optimizer folds too: that is
 * visible, in what is one object and in which errors are raised when.
 *
 * What would be an error, or too large, stays for the run time. Ints are folded within 128
 * bits, the limit for products and powers there. */
#include "compile/compiler.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "object/float.h"
#include <math.h>
#include <string.h>

#define MAX_INT_BITS 128
#define MAX_ITEMS 256       /* of a folded tuple */
#define MAX_TEXT 4096       /* of a folded repetition */
#define MAX_TOTAL_ITEMS 1024

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UWide;

/* ---- numbers ---- */

typedef enum { NOT_A_NUMBER, INT, REAL, COMPLEX } NumberKind;
typedef struct Number {
    NumberKind kind;
    bool is_bool;
    Wide whole;
    double real, imag; /* also set for ints */
} Number;

/* "-0x1F", "123…": false if it does not fit. */
static bool parse_wide(const char *text, size_t size, Wide *out)
{
    bool negative = size > 0 && text[0] == '-';
    size_t i = negative ? 1 : 0;
    unsigned base = 10;
    if (size > i + 2 && text[i] == '0' && text[i + 1] > '9') {
        base = text[i + 1] == 'x' ? 16 : text[i + 1] == 'o' ? 8 : 2;
        i += 2;
    }
    UWide value = 0, limit = ~(UWide)0 >> 1;
    for (; i < size; i++) {
        char ch = text[i];
        unsigned digit = ch <= '9' ? (unsigned)(ch - '0') : (unsigned)(ch - 'a') + 10;
        if (value > (limit - digit) / base)
            return false;
        value = value * base + digit;
    }
    *out = negative ? -(Wide)value : (Wide)value;
    return true;
}

static Number number_of(const OuConst *value)
{
    Number n = {.kind = NOT_A_NUMBER};
    switch ((int)value->kind) {
    case OU_CONST_TRUE:
    case OU_CONST_FALSE:
        n.kind = INT;
        n.is_bool = true;
        n.whole = value->kind == OU_CONST_TRUE;
        break;
    case OU_CONST_INT:
        n.kind = INT;
        n.whole = value->integer;
        break;
    case OU_CONST_BIG_INT:
        if (parse_wide(value->text.text, value->text.size, &n.whole))
            n.kind = INT;
        break;
    case OU_CONST_FLOAT:
        n.kind = REAL;
        n.real = value->real[0];
        return n;
    case OU_CONST_COMPLEX:
        n.kind = COMPLEX;
        n.real = value->real[0];
        n.imag = value->real[1];
        return n;
    default:
        return n;
    }
    n.real = (double)n.whole;
    return n;
}

static bool put_int(OuCompiler *c, Wide value, OuConst *out)
{
    if (value >= INT64_MIN && value <= INT64_MAX) {
        *out = (OuConst){.kind = OU_CONST_INT, .integer = (int64_t)value};
        return true;
    }
    char *text = ou_cc_take(c, 40), digits[40];
    if (text == NULL)
        return false;
    UWide rest = value < 0 ? -(UWide)value : (UWide)value;
    size_t count = 0, size = 0;
    for (; rest != 0; rest >>= 4)
        digits[count++] = "0123456789abcdef"[(unsigned)(rest & 15)];
    if (value < 0)
        text[size++] = '-';
    text[size++] = '0';
    text[size++] = 'x';
    while (count > 0)
        text[size++] = digits[--count];
    *out = (OuConst){.kind = OU_CONST_BIG_INT};
    out->text.text = text;
    out->text.size = size;
    return true;
}

static bool put_real(double value, OuConst *out)
{
    *out = (OuConst){.kind = OU_CONST_FLOAT};
    out->real[0] = value;
    return true;
}

static uint32_t bits_of(Wide value)
{
    UWide rest = value < 0 ? -(UWide)value : (UWide)value;
    uint32_t bits = 0;
    for (; rest != 0; rest >>= 1)
        bits++;
    return bits;
}

static bool is_exact(const Number *n)
{
    return n->kind == REAL || bits_of(n->whole) <= 53;
}

static bool int_power(OuCompiler *c, Wide base, Wide exponent, OuConst *out)
{
    uint32_t bits = bits_of(base);
    if (bits > 0 && exponent > 0 && (exponent > MAX_INT_BITS || bits > MAX_INT_BITS / (uint32_t)exponent))
        return false;
    if (bits == 0 || base == 1)
        return put_int(c, exponent == 0 ? 1 : base, out);
    Wide result = 1;
    for (; exponent > 0; exponent--)
        if (__builtin_mul_overflow(result, base, &result))
            return false;
    return put_int(c, result, out);
}

static Wide floor_div(Wide a, Wide b)
{
    Wide q = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? q - 1 : q;
}

static bool shift(OuCompiler *c, OuAstOperator op, Wide a, Wide b, OuConst *out)
{
    if (b < 0)
        return false;
    if (op == OU_AST_OP_RShift)
        return put_int(c, b > 126 ? (a < 0 ? -1 : 0) : a >> (int)b, out);
    if (a == 0 || b == 0)
        return put_int(c, a, out);
    if (b > MAX_INT_BITS || bits_of(a) > MAX_INT_BITS - (uint32_t)b || bits_of(a) + (uint32_t)b > 126)
        return false;
    return put_int(c, a * ((Wide)1 << (int)b), out);
}

static bool fold_logic(OuCompiler *c, OuAstOperator op, const Number *a, const Number *b, OuConst *out)
{
    Wide value = op == OU_AST_OP_BitAnd ? (a->whole & b->whole)
                 : op == OU_AST_OP_BitOr ? (a->whole | b->whole)
                                         : (a->whole ^ b->whole);
    if (a->is_bool && b->is_bool) {
        *out = (OuConst){.kind = value ? OU_CONST_TRUE : OU_CONST_FALSE};
        return true;
    }
    return put_int(c, value, out);
}

static bool fold_ints(OuCompiler *c, OuAstOperator op, const Number *a, const Number *b, OuConst *out)
{
    Wide value;
    switch ((int)op) {
    case OU_AST_OP_Add:
        return !__builtin_add_overflow(a->whole, b->whole, &value) && put_int(c, value, out);
    case OU_AST_OP_Sub:
        return !__builtin_sub_overflow(a->whole, b->whole, &value) && put_int(c, value, out);
    case OU_AST_OP_Mult:
        return bits_of(a->whole) + bits_of(b->whole) <= MAX_INT_BITS &&
               !__builtin_mul_overflow(a->whole, b->whole, &value) && put_int(c, value, out);
    case OU_AST_OP_FloorDiv:
        return b->whole != 0 && put_int(c, floor_div(a->whole, b->whole), out);
    case OU_AST_OP_Mod:
        return b->whole != 0 && put_int(c, a->whole - floor_div(a->whole, b->whole) * b->whole, out);
    case OU_AST_OP_Div:
        return b->whole != 0 && is_exact(a) && is_exact(b) && put_real(a->real / b->real, out);
    case OU_AST_OP_Pow:
        if (b->whole < 0)
            return a->whole != 0 && is_exact(a) && is_exact(b) && put_real(pow(a->real, b->real), out);
        return int_power(c, a->whole, b->whole, out);
    case OU_AST_OP_LShift:
    case OU_AST_OP_RShift:
        return shift(c, op, a->whole, b->whole, out);
    case OU_AST_OP_BitAnd:
    case OU_AST_OP_BitOr:
    case OU_AST_OP_BitXor:
        return fold_logic(c, op, a, b, out);
    default:
        return false;
    }
}

static bool fold_reals(OuAstOperator op, double a, double b, OuConst *out)
{
    switch ((int)op) {
    case OU_AST_OP_Add: return put_real(a + b, out);
    case OU_AST_OP_Sub: return put_real(a - b, out);
    case OU_AST_OP_Mult: return put_real(a * b, out);
    case OU_AST_OP_Div: return b != 0 && put_real(a / b, out);
    case OU_AST_OP_Mod:
    case OU_AST_OP_FloorDiv:
        if (b == 0 || !isfinite(a) || !isfinite(b))
            return false;
        return put_real(op == OU_AST_OP_Mod ? ou_double_mod(a, b) : ou_double_floordiv(a, b), out);
    case OU_AST_OP_Pow:
        if (!isfinite(a) || !isfinite(b) || (a == 0 && b < 0) || (a < 0 && b != floor(b)))
            return false;
        a = pow(a, b);
        return isfinite(a) && put_real(a, out);
    default: return false;
    }
}

static bool fold_complex(OuAstOperator op, const Number *a, const Number *b, OuConst *out)
{
    *out = (OuConst){.kind = OU_CONST_COMPLEX};
    if (op == OU_AST_OP_Add) {
        out->real[0] = a->real + b->real;
        out->real[1] = a->imag + b->imag;
    } else if (op == OU_AST_OP_Sub) {
        out->real[0] = a->real - b->real;
        out->real[1] = a->imag - b->imag;
    } else if (op == OU_AST_OP_Mult) {
        out->real[0] = a->real * b->real - a->imag * b->imag;
        out->real[1] = a->real * b->imag + a->imag * b->real;
    } else {
        return false;
    }
    return true;
}

/* ---- text and tuples ---- */

static bool is_text(const OuConst *value)
{
    return value->kind == OU_CONST_STR || value->kind == OU_CONST_BYTES;
}

static bool concat(OuCompiler *c, const OuConst *a, const OuConst *b, OuConst *out)
{
    if (a->kind != b->kind)
        return false;
    *out = (OuConst){.kind = a->kind};
    if (a->kind == OU_CONST_TUPLE) {
        size_t count = a->items.count + b->items.count;
        out->items.items = ou_cc_take(c, count * sizeof(OuConst) + 1);
        out->items.count = count;
        if (out->items.items == NULL)
            return false;
        for (size_t i = 0; i < count; i++)
            out->items.items[i] = i < a->items.count ? a->items.items[i] : b->items.items[i - a->items.count];
        return true;
    }
    out->text.size = a->text.size + b->text.size;
    out->text.text = ou_cc_take(c, out->text.size + 1);
    if (out->text.text == NULL)
        return false;
    memcpy(out->text.text, a->text.text, a->text.size);
    memcpy(out->text.text + a->text.size, b->text.text, b->text.size);
    return true;
}

/* Items in a tuple, those of inner tuples counted; more than `limit` is as good as any number. */
static size_t total_items(const OuConst *value, size_t limit)
{
    size_t total = 0;
    if (value->kind != OU_CONST_TUPLE && value->kind != OU_CONST_FROZENSET)
        return 0;
    total = value->items.count;
    for (size_t i = 0; i < value->items.count && total <= limit; i++)
        total += total_items(&value->items.items[i], limit);
    return total;
}

static bool repeat(OuCompiler *c, const OuConst *value, Wide count, OuConst *out)
{
    bool tuple = value->kind == OU_CONST_TUPLE;
    size_t size = tuple ? value->items.count
                  : value->kind == OU_CONST_STR ? ou_utf8_length(value->text.text, value->text.size)
                                                : value->text.size;
    if (size > 0 && (count < 0 || count > (Wide)((tuple ? MAX_ITEMS : MAX_TEXT) / size)))
        return false;
    if (tuple && count > 0 && total_items(value, MAX_TOTAL_ITEMS) > (size_t)(MAX_TOTAL_ITEMS / count))
        return false;
    size_t times = size == 0 ? 0 : (size_t)count;
    *out = (OuConst){.kind = value->kind};
    if (tuple) {
        out->items.count = size * times;
        out->items.items = ou_cc_take(c, out->items.count * sizeof(OuConst) + 1);
        for (size_t i = 0; out->items.items != NULL && i < out->items.count; i++)
            out->items.items[i] = value->items.items[i % size];
        return out->items.items != NULL;
    }
    out->text.size = value->text.size * times;
    out->text.text = ou_cc_take(c, out->text.size + 1);
    for (size_t i = 0; out->text.text != NULL && i < times; i++)
        memcpy(out->text.text + i * value->text.size, value->text.text, value->text.size);
    return out->text.text != NULL;
}

static bool fold_binary(OuCompiler *c, OuAstOperator op, const OuConst *a, const OuConst *b, OuConst *out)
{
    Number x = number_of(a), y = number_of(b);
    if (x.kind != NOT_A_NUMBER && y.kind != NOT_A_NUMBER) {
        if (x.kind == INT && y.kind == INT)
            return fold_ints(c, op, &x, &y, out);
        if (x.kind == COMPLEX || y.kind == COMPLEX)
            return fold_complex(op, &x, &y, out);
        return fold_reals(op, x.real, y.real, out);
    }
    bool left = is_text(a) || a->kind == OU_CONST_TUPLE, right = is_text(b) || b->kind == OU_CONST_TUPLE;
    if (op == OU_AST_OP_Add && left && right)
        return concat(c, a, b, out);
    if (op == OU_AST_OP_Mult && left && y.kind == INT)
        return repeat(c, a, y.whole, out);
    if (op == OU_AST_OP_Mult && right && x.kind == INT)
        return repeat(c, b, x.whole, out);
    return false;
}

/* ---- nodes ---- */

/* ---- "%s …" % (a, b) becomes an f-string ---- */

/* Up to two digits at *at. */
static bool parse_digits(const OuAstText *format, size_t *at, int *out)
{
    size_t start = *at;
    *out = 0;
    for (; *at < format->len && format->text[*at] >= '0' && format->text[*at] <= '9'; (*at)++)
        *out = *out * 10 + (format->text[*at] - '0');
    return *at - start < 3;
}

/* The conversion that begins behind the % at *at, for `value`; NULL: not one that can be folded. */
static OuAstNode *parse_conversion(OuCompiler *c, const OuAstText *format, size_t *at, OuAstNode *value)
{
    bool left = false;
    int width = -1, precision = -1;
    for (; *at < format->len && strchr("-+ #0", format->text[*at]) != NULL; (*at)++)
        left |= format->text[*at] == '-';
    if (*at < format->len && format->text[*at] >= '0' && format->text[*at] <= '9' &&
        !parse_digits(format, at, &width))
        return NULL;
    if (*at < format->len && format->text[*at] == '.') {
        (*at)++;
        if (!parse_digits(format, at, &precision))
            return NULL;
    }
    if (*at >= format->len || strchr("sra", format->text[*at]) == NULL)
        return NULL;
    OuAstFormattedValue *node = OU_AST_MAKE(c->arena, FormattedValue);
    if (node == NULL) {
        ou_cc_no_memory(c);
        return NULL;
    }
    OuAstNode head = node->node;
    node->node = *value;
    node->node.kind = head.kind;
    node->value = value;
    node->conversion = format->text[(*at)++];
    OuBuf spec;
    ou_buf_init(&spec, c->mem);
    if (!left && width > 0)
        ou_buf_putc(&spec, '>');
    if (width >= 0)
        ou_buf_printf(&spec, "%d", width);
    if (precision >= 0)
        ou_buf_printf(&spec, ".%d", precision);
    OuConst text = {.kind = OU_CONST_STR};
    text.text.size = spec.len;
    text.text.text = ou_arena_text(c->arena, spec.len > 0 ? spec.data : "", spec.len);
    if (spec.failed || text.text.text == NULL)
        ou_cc_no_memory(c);
    if (spec.len > 0) {
        node->format_spec = value;
        ou_const_put(c, &node->format_spec, &text);
    }
    ou_buf_drop(&spec);
    return &node->node;
}

/* The text before the next conversion, %% being %; behind its end afterwards. */
static bool parse_literal(OuCompiler *c, const OuAstText *format, size_t *at, OuAstNode *like, OuAstSeq *out)
{
    char *text = ou_cc_take(c, format->len + 1);
    size_t size = 0;
    if (text == NULL)
        return false;
    for (; *at < format->len; (*at)++) {
        if (format->text[*at] == '%') {
            if (*at + 1 >= format->len || format->text[*at + 1] != '%')
                break;
            (*at)++;
        }
        text[size++] = format->text[*at];
    }
    if (size == 0)
        return true;
    OuConst value = {.kind = OU_CONST_STR};
    value.text.text = text;
    value.text.size = size;
    OuAstNode *node = like;
    ou_const_put(c, &node, &value);
    return !c->failed && ou_ast_append(c->arena, out, node);
}

static void fold_format(OuCompiler *c, OuAstNode **slot, const OuConst *left, const OuAstSeq *elts)
{
    OuAstText format = {left->text.text, left->text.size};
    OuAstSeq values = {0};
    size_t at = 0;
    uint32_t count = 0;
    for (uint32_t i = 0; i < elts->len; i++)
        if (elts->items[i]->kind == OU_AST_Starred)
            return;
    for (;;) {
        if (!parse_literal(c, &format, &at, *slot, &values))
            return;
        if (at >= format.len)
            break;
        at++;
        if (count >= elts->len)
            return;
        OuAstNode *node = parse_conversion(c, &format, &at, elts->items[count++]);
        if (node == NULL || !ou_ast_append(c->arena, &values, node))
            return;
    }
    OuAstJoinedStr *joined = count == elts->len ? OU_AST_MAKE(c->arena, JoinedStr) : NULL;
    if (joined == NULL)
        return;
    OuAstNode head = joined->node;
    joined->node = **slot;
    joined->node.kind = head.kind;
    joined->values = values;
    *slot = &joined->node;
}

static void fold_binop(OuCompiler *c, OuAstNode **slot)
{
    OuAstBinOp *e = OU_AST(BinOp, *slot);
    OuConst a, b, result;
    if (e->op == OU_AST_OP_Mod && e->right->kind == OU_AST_Tuple && ou_const_get(c, e->left, &a) &&
        a.kind == OU_CONST_STR) {
        fold_format(c, slot, &a, &OU_AST(Tuple, e->right)->elts);
        return;
    }
    if (ou_const_get(c, e->left, &a) && ou_const_get(c, e->right, &b) && fold_binary(c, e->op, &a, &b, &result))
        ou_const_put(c, slot, &result);
}

/* not (a in b) is a not in b. */
static bool invert_compare(OuAstNode *operand)
{
    if (operand->kind != OU_AST_Compare || OU_AST(Compare, operand)->ops.len != 1)
        return false;
    uint8_t *op = &OU_AST(Compare, operand)->ops.items[0];
    switch ((int)*op) {
    case OU_AST_OP_Is: *op = OU_AST_OP_IsNot; return true;
    case OU_AST_OP_IsNot: *op = OU_AST_OP_Is; return true;
    case OU_AST_OP_In: *op = OU_AST_OP_NotIn; return true;
    case OU_AST_OP_NotIn: *op = OU_AST_OP_In; return true;
    default: return false;
    }
}

/* An int too wide to compute with still gets its sign. */
static bool negate_big(OuCompiler *c, const OuConst *value, OuConst *out)
{
    bool negative = value->text.text[0] == '-';
    *out = (OuConst){.kind = OU_CONST_BIG_INT};
    out->text.size = negative ? value->text.size - 1 : value->text.size + 1;
    out->text.text = ou_cc_take(c, out->text.size + 1);
    if (out->text.text == NULL)
        return false;
    out->text.text[0] = '-';
    memcpy(out->text.text + (negative ? 0 : 1), value->text.text + (negative ? 1 : 0),
           value->text.size - (negative ? 1 : 0));
    return true;
}

static bool fold_sign(OuCompiler *c, OuAstOperator op, const OuConst *value, OuConst *out)
{
    Number n = number_of(value);
    if (value->kind == OU_CONST_BIG_INT && n.kind == NOT_A_NUMBER) {
        *out = *value;
        return op == OU_AST_OP_UAdd || (op == OU_AST_OP_USub && negate_big(c, value, out));
    }
    if (n.kind == INT)
        return put_int(c, op == OU_AST_OP_Invert ? ~n.whole : op == OU_AST_OP_USub ? -n.whole : n.whole, out);
    if (n.kind == NOT_A_NUMBER || op == OU_AST_OP_Invert)
        return false;
    *out = *value;
    if (op == OU_AST_OP_USub) {
        out->real[0] = -out->real[0];
        out->real[1] = -out->real[1];
    }
    return true;
}

static void fold_unary(OuCompiler *c, OuAstNode **slot)
{
    OuAstUnaryOp *e = OU_AST(UnaryOp, *slot);
    OuConst value, result;
    if (e->op == OU_AST_OP_Not && invert_compare(e->operand)) {
        *slot = e->operand;
        return;
    }
    if (!ou_const_get(c, e->operand, &value))
        return;
    if (e->op == OU_AST_OP_Not) {
        result = (OuConst){.kind = ou_const_truth(c, e->operand) == 1 ? OU_CONST_FALSE : OU_CONST_TRUE};
        ou_const_put(c, slot, &result);
    } else if (fold_sign(c, e->op, &value, &result)) {
        ou_const_put(c, slot, &result);
    }
}

/* All items constant: the tuple or frozenset of them replaces the node. */
static bool fold_items(OuCompiler *c, OuAstNode **slot, const OuAstSeq *elts, OuConstKind kind)
{
    OuConst result = {.kind = kind};
    for (uint32_t i = 0; i < elts->len; i++)
        if (!ou_const_is(elts->items[i]))
            return false;
    result.items.count = elts->len;
    result.items.items = ou_cc_take(c, elts->len * sizeof(OuConst) + 1);
    if (result.items.items == NULL)
        return false;
    size_t count = 0;
    for (uint32_t i = 0; i < elts->len; i++) {
        OuConst *item = &result.items.items[count];
        (void)ou_const_get(c, elts->items[i], item);
        bool twice = false;
        for (size_t k = 0; kind == OU_CONST_FROZENSET && k < count; k++)
            twice |= ou_const_equal_value(&result.items.items[k], item);
        count += !twice;
    }
    result.items.count = count;
    ou_const_put(c, slot, &result);
    return true;
}

/* What is only iterated over, or searched by `in`: a list may be a tuple, a set a frozenset. */
static void fold_iterable(OuCompiler *c, OuAstNode **slot)
{
    OuAstNode *node = *slot;
    if (node->kind == OU_AST_Set) {
        (void)fold_items(c, slot, &OU_AST(Set, node)->elts, OU_CONST_FROZENSET);
        return;
    }
    if (node->kind != OU_AST_List)
        return;
    OuAstSeq elts = OU_AST(List, node)->elts;
    for (uint32_t i = 0; i < elts.len; i++)
        if (elts.items[i]->kind == OU_AST_Starred)
            return;
    if (fold_items(c, slot, &elts, OU_CONST_TUPLE))
        return;
    OuAstTuple *tuple = OU_AST_MAKE(c->arena, Tuple);
    if (tuple == NULL) {
        ou_cc_no_memory(c);
        return;
    }
    OuAstNode head = tuple->node;
    tuple->node = *node;
    tuple->node.kind = head.kind;
    tuple->elts = elts;
    *slot = &tuple->node;
}

static bool item_at(OuCompiler *c, const OuConst *value, Wide index, OuConst *out)
{
    size_t size = value->kind == OU_CONST_TUPLE ? value->items.count
                  : value->kind == OU_CONST_STR ? ou_utf8_length(value->text.text, value->text.size)
                                                : value->text.size;
    if (index < 0)
        index += (Wide)size;
    if (index < 0 || index >= (Wide)size)
        return false;
    size_t i = (size_t)index;
    if (value->kind == OU_CONST_TUPLE) {
        *out = value->items.items[i];
        return true;
    }
    if (value->kind == OU_CONST_BYTES)
        return put_int(c, (unsigned char)value->text.text[i], out);
    const char *start = value->text.text, *end;
    while (i-- > 0)
        (void)ou_utf8_next(&start);
    end = start;
    (void)ou_utf8_next(&end);
    *out = (OuConst){.kind = OU_CONST_STR};
    out->text.text = (char *)start;
    out->text.size = (size_t)(end - start);
    return true;
}

static void fold_subscript(OuCompiler *c, OuAstNode **slot)
{
    OuAstSubscript *e = OU_AST(Subscript, *slot);
    OuConst value, index, result;
    if (e->ctx != OU_AST_Load || !ou_const_get(c, e->value, &value) || !ou_const_get(c, e->slice, &index))
        return;
    Number n = number_of(&index);
    if (n.kind == INT && (is_text(&value) || value.kind == OU_CONST_TUPLE) && item_at(c, &value, n.whole, &result))
        ou_const_put(c, slot, &result);
}

static void fold_compare(OuCompiler *c, OuAstCompare *e)
{
    uint8_t op = e->ops.items[e->ops.len - 1];
    if (op == OU_AST_OP_In || op == OU_AST_OP_NotIn)
        fold_iterable(c, &e->comparators.items[e->comparators.len - 1]);
}

static void fold_debug(OuCompiler *c, OuAstNode **slot)
{
    OuAstName *e = OU_AST(Name, *slot);
    if (e->ctx != OU_AST_Load || !ou_ast_text_is(e->id, "__debug__"))
        return;
    bool debug = (c->flags & (OU_COMPILE_OPTIMIZE_1 | OU_COMPILE_OPTIMIZE_2)) == 0;
    OuConst value = {.kind = debug ? OU_CONST_TRUE : OU_CONST_FALSE};
    ou_const_put(c, slot, &value);
}

/* ---- the walk ---- */

static void fold(OuCompiler *c, OuAstNode **slot);

static bool is_doc(const OuAstSeq *body)
{
    return body->len > 0 && body->items[0]->kind == OU_AST_Expr &&
           ou_const_is_str(OU_AST(Expr, body->items[0])->value);
}

/* A constant string that only folding made is no docstring. */
static void fold_body(OuCompiler *c, OuAstSeq *body)
{
    bool doc = is_doc(body);
    for (uint32_t i = 0; i < body->len && !c->failed; i++)
        fold(c, &body->items[i]);
    if (doc || !is_doc(body))
        return;
    OuAstExpr *s = OU_AST(Expr, body->items[0]);
    OuAstJoinedStr *joined = OU_AST_MAKE(c->arena, JoinedStr);
    if (joined == NULL || !ou_ast_append(c->arena, &joined->values, s->value)) {
        ou_cc_no_memory(c);
        return;
    }
    OuAstNode head = joined->node;
    joined->node = *s->value;
    joined->node.kind = head.kind;
    s->value = &joined->node;
}

static bool is_annotation(const OuAstNode *node, const OuAstField *field)
{
    if (node->kind == OU_AST_arg || node->kind == OU_AST_AnnAssign)
        return strcmp(field->name, "annotation") == 0;
    return (node->kind == OU_AST_FunctionDef || node->kind == OU_AST_AsyncFunctionDef) &&
           strcmp(field->name, "returns") == 0;
}

static void fold_children(OuCompiler *c, OuAstNode *node)
{
    const OuAstKindInfo *info = &ou_ast_kinds[node->kind];
    bool has_doc = node->kind == OU_AST_Module || node->kind == OU_AST_FunctionDef ||
                   node->kind == OU_AST_AsyncFunctionDef || node->kind == OU_AST_ClassDef;
    for (uint16_t i = 0; i < info->field_count && !c->failed; i++) {
        const OuAstField *field = &info->fields[i];
        char *at = (char *)node + field->offset;
        if (c->future_annotations && is_annotation(node, field))
            continue;
        if (field->type == OU_AST_FIELD_CHILD || field->type == OU_AST_FIELD_OPTION) {
            OuAstNode **child = (OuAstNode **)(void *)at;
            if (*child != NULL)
                fold(c, child);
        } else if (field->type == OU_AST_FIELD_LIST) {
            OuAstSeq *seq = (OuAstSeq *)(void *)at;
            if (has_doc && strcmp(field->name, "body") == 0) {
                fold_body(c, seq);
                continue;
            }
            for (uint32_t k = 0; k < seq->len && !c->failed; k++)
                if (seq->items[k] != NULL)
                    fold(c, &seq->items[k]);
        }
    }
}

static void fold(OuCompiler *c, OuAstNode **slot)
{
    OuAstNode *node = *slot;
    if (node->kind == OU_AST_Constant || ou_cc_too_deep(c))
        return;
    fold_children(c, node);
    switch ((int)node->kind) {
    case OU_AST_BinOp: fold_binop(c, slot); break;
    case OU_AST_UnaryOp: fold_unary(c, slot); break;
    case OU_AST_Subscript: fold_subscript(c, slot); break;
    case OU_AST_Compare: fold_compare(c, OU_AST(Compare, node)); break;
    case OU_AST_Name: fold_debug(c, slot); break;
    case OU_AST_For: fold_iterable(c, &OU_AST(For, node)->iter); break;
    case OU_AST_comprehension: fold_iterable(c, &OU_AST(comprehension, node)->iter); break;
    case OU_AST_Tuple:
        if (OU_AST(Tuple, node)->ctx == OU_AST_Load)
            (void)fold_items(c, slot, &OU_AST(Tuple, node)->elts, OU_CONST_TUPLE);
        break;
    default: break;
    }
}

void ou_fold_tree(OuCompiler *c, OuAstNode *root)
{
    OuAstNode *node = root;
    fold(c, &node);
}
