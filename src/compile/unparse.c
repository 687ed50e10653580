/* unparse.c - an expression back to text, as CPython writes annotations that are not evaluated. */
#include "compile/compiler.h"
#include "base/numtext.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include <string.h>

/* Binding strength, loosest first. */
enum {
    NAMED, TUPLE, TEST, OR, AND, NOT, COMPARE, EXPR, BIT_XOR, BIT_AND, SHIFT, ARITHMETIC, TERM, FACTOR,
    POWER, AWAIT, ATOM
};

static void put(OuCompiler *c, OuBuf *out, const OuAstNode *e, int level);

static void put_text(OuBuf *out, OuAstText text)
{
    ou_buf_put(out, text.text, text.len);
}

static void put_list(OuCompiler *c, OuBuf *out, const OuAstSeq *items, int level)
{
    for (uint32_t i = 0; i < items->len; i++) {
        if (i > 0)
            ou_buf_puts(out, ", ");
        put(c, out, items->items[i], level);
    }
}

static void open_if(OuBuf *out, bool needed)
{
    if (needed)
        ou_buf_putc(out, '(');
}

static void close_if(OuBuf *out, bool needed)
{
    if (needed)
        ou_buf_putc(out, ')');
}

/* ---- constants ---- */

static void put_code(OuBuf *out, uint32_t code)
{
    if (code == '\n')
        ou_buf_puts(out, "\\n");
    else if (code == '\r')
        ou_buf_puts(out, "\\r");
    else if (code == '\t')
        ou_buf_puts(out, "\\t");
    else if (code < 32 || (code >= 127 && code < 256 && !ou_uni_is_printable(code)))
        ou_buf_printf(out, "\\x%02x", code);
    else if (code < 127 || ou_uni_is_printable(code))
        ou_buf_put_code(out, code);
    else if (code < 0x10000)
        ou_buf_printf(out, "\\u%04x", code);
    else
        ou_buf_printf(out, "\\U%08x", code);
}

/* repr() of text; of bytes if `bytes`. */
static void put_repr(OuCompiler *c, OuBuf *out, const char *text, size_t size, bool bytes)
{
    bool single = memchr(text, '\'', size) != NULL, pair = memchr(text, '"', size) != NULL;
    uint32_t quote = single && !pair ? '"' : '\'';
    ou_buf_putc(out, (char)quote);
    const char *piece = text + OU_ASK_BYTES;
    for (const char *p = text; p < text + size;) {
        if (OU_UNLIKELY(p >= piece) && (piece = p + OU_ASK_BYTES, !ou_cc_may_go_on(c)))
            break;
        uint32_t code = bytes ? (unsigned char)*p++ : ou_utf8_next(&p);
        if (code == quote || code == '\\') {
            ou_buf_putc(out, '\\');
            ou_buf_putc(out, (char)code);
        } else if (bytes && code > 126) {
            ou_buf_printf(out, "\\x%02x", code);
        } else {
            put_code(out, code);
        }
    }
    ou_buf_putc(out, (char)quote);
}

static void put_double(OuBuf *out, double value, bool imaginary)
{
    if (value > 1.7976931348623157e308) {
        ou_buf_puts(out, "1e309");
        return;
    }
    ou_double_repr(value, out);
    if (imaginary && out->len > 2 && out->data[out->len - 1] == '0' && out->data[out->len - 2] == '.')
        out->len -= 2;
}

static void put_constant(OuCompiler *c, OuBuf *out, const OuAstNode *e)
{
    const OuAstValue *value = &OU_AST(Constant, e)->value;
    OuConst constant;
    (void)ou_const_get(c, e, &constant);
    switch (constant.kind) {
    case OU_CONST_NONE: ou_buf_puts(out, "None"); break;
    case OU_CONST_TRUE: ou_buf_puts(out, "True"); break;
    case OU_CONST_FALSE: ou_buf_puts(out, "False"); break;
    case OU_CONST_ELLIPSIS: ou_buf_puts(out, "..."); break;
    case OU_CONST_INT: ou_buf_printf(out, "%lld", (long long)constant.integer); break;
    case OU_CONST_BIG_INT: ou_buf_put(out, constant.text.text, constant.text.size); break;
    case OU_CONST_FLOAT: put_double(out, constant.real[0], false); break;
    case OU_CONST_COMPLEX:
        put_double(out, constant.real[1], true);
        ou_buf_putc(out, 'j');
        break;
    case OU_CONST_STR:
        if (value->unicode_prefix)
            ou_buf_putc(out, 'u');
        put_repr(c, out, constant.text.text, constant.text.size, false);
        break;
    case OU_CONST_BYTES:
        ou_buf_putc(out, 'b');
        put_repr(c, out, constant.text.text, constant.text.size, true);
        break;
    case OU_CONST_TUPLE:
    case OU_CONST_FROZENSET:
    case OU_CONST_CODE: break; /* only folding makes them */
    }
}

/* ---- operators ---- */

static void put_boolop(OuCompiler *c, OuBuf *out, const OuAstBoolOp *e, int level)
{
    int own = e->op == OU_AST_OP_And ? AND : OR;
    open_if(out, level > own);
    for (uint32_t i = 0; i < e->values.len; i++) {
        if (i > 0)
            ou_buf_puts(out, e->op == OU_AST_OP_And ? " and " : " or ");
        put(c, out, e->values.items[i], own + 1);
    }
    close_if(out, level > own);
}

static void put_binop(OuCompiler *c, OuBuf *out, const OuAstBinOp *e, int level)
{
    static const struct { const char *text; int level; } ops[] = {
        [OU_AST_OP_Add] = {" + ", ARITHMETIC}, [OU_AST_OP_Sub] = {" - ", ARITHMETIC},
        [OU_AST_OP_Mult] = {" * ", TERM},      [OU_AST_OP_MatMult] = {" @ ", TERM},
        [OU_AST_OP_Div] = {" / ", TERM},       [OU_AST_OP_Mod] = {" % ", TERM},
        [OU_AST_OP_Pow] = {" ** ", POWER},     [OU_AST_OP_LShift] = {" << ", SHIFT},
        [OU_AST_OP_RShift] = {" >> ", SHIFT},  [OU_AST_OP_BitOr] = {" | ", EXPR},
        [OU_AST_OP_BitXor] = {" ^ ", BIT_XOR}, [OU_AST_OP_BitAnd] = {" & ", BIT_AND},
        [OU_AST_OP_FloorDiv] = {" // ", TERM},
    };
    int own = ops[e->op].level;
    bool right = e->op == OU_AST_OP_Pow;
    open_if(out, level > own);
    put(c, out, e->left, own + right);
    ou_buf_puts(out, ops[e->op].text);
    put(c, out, e->right, own + !right);
    close_if(out, level > own);
}

static void put_unary(OuCompiler *c, OuBuf *out, const OuAstUnaryOp *e, int level)
{
    int own = e->op == OU_AST_OP_Not ? NOT : FACTOR;
    open_if(out, level > own);
    ou_buf_puts(out, e->op == OU_AST_OP_Not    ? "not "
                     : e->op == OU_AST_OP_Invert ? "~"
                     : e->op == OU_AST_OP_UAdd   ? "+"
                                                 : "-");
    put(c, out, e->operand, own);
    close_if(out, level > own);
}

static void put_compare(OuCompiler *c, OuBuf *out, const OuAstCompare *e, int level)
{
    static const char *const ops[] = {
        [OU_AST_OP_Eq] = " == ",  [OU_AST_OP_NotEq] = " != ", [OU_AST_OP_Lt] = " < ",
        [OU_AST_OP_LtE] = " <= ", [OU_AST_OP_Gt] = " > ",     [OU_AST_OP_GtE] = " >= ",
        [OU_AST_OP_Is] = " is ",  [OU_AST_OP_IsNot] = " is not ",
        [OU_AST_OP_In] = " in ",  [OU_AST_OP_NotIn] = " not in ",
    };
    open_if(out, level > COMPARE);
    put(c, out, e->left, COMPARE + 1);
    for (uint32_t i = 0; i < e->comparators.len; i++) {
        ou_buf_puts(out, ops[e->ops.items[i]]);
        put(c, out, e->comparators.items[i], COMPARE + 1);
    }
    close_if(out, level > COMPARE);
}

/* ---- lambda ---- */

static void put_arg(OuCompiler *c, OuBuf *out, const OuAstNode *arg, const OuAstNode *value, bool *first)
{
    if (!*first)
        ou_buf_puts(out, ", ");
    *first = false;
    put_text(out, OU_AST(arg, arg)->arg);
    if (value != NULL) {
        ou_buf_putc(out, '=');
        put(c, out, value, TEST);
    }
}

static void put_args(OuCompiler *c, OuBuf *out, const OuAstArguments *args)
{
    bool first = true;
    uint32_t only = args->posonlyargs.len, count = only + args->args.len;
    for (uint32_t i = 0; i < count; i++) {
        bool given = i + args->defaults.len >= count;
        put_arg(c, out, i < only ? args->posonlyargs.items[i] : args->args.items[i - only],
                given ? args->defaults.items[i + args->defaults.len - count] : NULL, &first);
        if (only > 0 && i + 1 == only)
            ou_buf_puts(out, ", /");
    }
    if (args->vararg != NULL || args->kwonlyargs.len > 0) {
        ou_buf_puts(out, first ? "*" : ", *");
        first = false;
        if (args->vararg != NULL)
            put_text(out, OU_AST(arg, args->vararg)->arg);
    }
    for (uint32_t i = 0; i < args->kwonlyargs.len; i++)
        put_arg(c, out, args->kwonlyargs.items[i], args->kw_defaults.items[i], &first);
    if (args->kwarg != NULL) {
        ou_buf_puts(out, first ? "**" : ", **");
        put_text(out, OU_AST(arg, args->kwarg)->arg);
    }
}

static void put_lambda(OuCompiler *c, OuBuf *out, const OuAstLambda *e, int level)
{
    const OuAstArguments *args = OU_AST(arguments, e->args);
    open_if(out, level > TEST);
    ou_buf_puts(out, args->args.len + args->posonlyargs.len > 0 ? "lambda " : "lambda");
    put_args(c, out, args);
    ou_buf_puts(out, ": ");
    put(c, out, e->body, TEST);
    close_if(out, level > TEST);
}

/* ---- displays, comprehensions ---- */

static void put_dict(OuCompiler *c, OuBuf *out, const OuAstDict *e)
{
    ou_buf_putc(out, '{');
    for (uint32_t i = 0; i < e->values.len; i++) {
        if (i > 0)
            ou_buf_puts(out, ", ");
        if (e->keys.items[i] != NULL) {
            put(c, out, e->keys.items[i], TEST);
            ou_buf_puts(out, ": ");
            put(c, out, e->values.items[i], TEST);
        } else {
            ou_buf_puts(out, "**");
            put(c, out, e->values.items[i], EXPR);
        }
    }
    ou_buf_putc(out, '}');
}

static void put_comp(OuCompiler *c, OuBuf *out, const char *brackets, const OuAstNode *elt, const OuAstNode *value,
                     const OuAstSeq *generators)
{
    ou_buf_putc(out, brackets[0]);
    put(c, out, elt, TEST);
    if (value != NULL) {
        ou_buf_puts(out, ": ");
        put(c, out, value, TEST);
    }
    for (uint32_t i = 0; i < generators->len; i++) {
        const OuAstComprehension *g = OU_AST(comprehension, generators->items[i]);
        ou_buf_puts(out, g->is_async ? " async for " : " for ");
        put(c, out, g->target, TUPLE);
        ou_buf_puts(out, " in ");
        put(c, out, g->iter, TEST + 1);
        for (uint32_t k = 0; k < g->ifs.len; k++) {
            ou_buf_puts(out, " if ");
            put(c, out, g->ifs.items[k], TEST + 1);
        }
    }
    ou_buf_putc(out, brackets[1]);
}

static void put_tuple(OuCompiler *c, OuBuf *out, const OuAstTuple *e, int level)
{
    bool parens = level > TUPLE || e->elts.len == 0;
    open_if(out, parens);
    put_list(c, out, &e->elts, TEST);
    if (e->elts.len == 1)
        ou_buf_putc(out, ',');
    close_if(out, parens);
}

/* ---- f-strings ---- */

static void put_joined(OuCompiler *c, OuBuf *body, const OuAstSeq *values);

static void put_replacement(OuCompiler *c, OuBuf *body, const OuAstFormattedValue *e)
{
    OuBuf inner;
    ou_buf_init(&inner, body->mem);
    put(c, &inner, e->value, TEST + 1);
    const char *text = ou_buf_text(&inner);
    if (text != NULL) {
        ou_buf_puts(body, text[0] == '{' ? "{ " : "{");
        ou_buf_put(body, text, inner.len);
    } else {
        body->failed = true;
    }
    ou_buf_drop(&inner);
    if (e->conversion > 0) {
        ou_buf_putc(body, '!');
        ou_buf_putc(body, (char)e->conversion);
    }
    if (e->format_spec != NULL) {
        ou_buf_putc(body, ':');
        if (e->format_spec->kind == OU_AST_JoinedStr)
            put_joined(c, body, &OU_AST(JoinedStr, e->format_spec)->values);
        else if (e->format_spec->kind == OU_AST_Constant)
            put_text(body, OU_AST(Constant, e->format_spec)->value.text);
    }
    ou_buf_putc(body, '}');
}

static void put_joined(OuCompiler *c, OuBuf *body, const OuAstSeq *values)
{
    for (uint32_t i = 0; i < values->len; i++) {
        const OuAstNode *v = values->items[i];
        if (v->kind == OU_AST_FormattedValue) {
            put_replacement(c, body, OU_AST(FormattedValue, v));
        } else if (v->kind == OU_AST_JoinedStr) {
            put_joined(c, body, &OU_AST(JoinedStr, v)->values);
        } else {
            OuAstText text = OU_AST(Constant, v)->value.text;
            for (size_t k = 0; k < text.len; k++) {
                if (text.text[k] == '{' || text.text[k] == '}')
                    ou_buf_putc(body, text.text[k]);
                ou_buf_putc(body, text.text[k]);
            }
        }
    }
}

static void put_fstring(OuCompiler *c, OuBuf *out, const OuAstNode *e)
{
    OuBuf body;
    ou_buf_init(&body, out->mem);
    if (e->kind == OU_AST_JoinedStr)
        put_joined(c, &body, &OU_AST(JoinedStr, e)->values);
    else
        put_replacement(c, &body, OU_AST(FormattedValue, e));
    const char *text = ou_buf_text(&body);
    if (text != NULL) {
        ou_buf_putc(out, 'f');
        put_repr(c, out, text, body.len, false);
    } else {
        out->failed = true;
    }
    ou_buf_drop(&body);
}

/* ---- the rest ---- */

static void put_call(OuCompiler *c, OuBuf *out, const OuAstCall *e)
{
    put(c, out, e->func, ATOM);
    if (e->args.len == 1 && e->keywords.len == 0 && e->args.items[0]->kind == OU_AST_GeneratorExp) {
        put(c, out, e->args.items[0], TEST);
        return;
    }
    ou_buf_putc(out, '(');
    put_list(c, out, &e->args, TEST);
    for (uint32_t i = 0; i < e->keywords.len; i++) {
        const OuAstKeyword *k = OU_AST(keyword, e->keywords.items[i]);
        if (i > 0 || e->args.len > 0)
            ou_buf_puts(out, ", ");
        if (k->arg.text != NULL) {
            put_text(out, k->arg);
            ou_buf_putc(out, '=');
        } else {
            ou_buf_puts(out, "**");
        }
        put(c, out, k->value, TEST);
    }
    ou_buf_putc(out, ')');
}

static void put_slice(OuCompiler *c, OuBuf *out, const OuAstSlice *e)
{
    if (e->lower != NULL)
        put(c, out, e->lower, TEST);
    ou_buf_putc(out, ':');
    if (e->upper != NULL)
        put(c, out, e->upper, TEST);
    if (e->step != NULL) {
        ou_buf_putc(out, ':');
        put(c, out, e->step, TEST);
    }
}

static void put_attribute(OuCompiler *c, OuBuf *out, const OuAstAttribute *e)
{
    bool number = e->value->kind == OU_AST_Constant && OU_AST(Constant, e->value)->value.type == OU_AST_INT;
    put(c, out, e->value, ATOM);
    ou_buf_puts(out, number ? " ." : ".");
    put_text(out, e->attr);
}

static void put_yield(OuCompiler *c, OuBuf *out, const char *word, const OuAstNode *value)
{
    ou_buf_puts(out, word);
    if (value != NULL) {
        ou_buf_putc(out, ' ');
        put(c, out, value, TEST);
    }
    ou_buf_putc(out, ')');
}

static void put_prefixed(OuCompiler *c, OuBuf *out, const char *prefix, const OuAstNode *value, int inner, bool parens)
{
    open_if(out, parens);
    ou_buf_puts(out, prefix);
    put(c, out, value, inner);
    close_if(out, parens);
}

static void put_ifexp(OuCompiler *c, OuBuf *out, const OuAstIfExp *e, int level)
{
    open_if(out, level > TEST);
    put(c, out, e->body, TEST + 1);
    ou_buf_puts(out, " if ");
    put(c, out, e->test, TEST + 1);
    ou_buf_puts(out, " else ");
    put(c, out, e->orelse, TEST);
    close_if(out, level > TEST);
}

static void put_walrus(OuCompiler *c, OuBuf *out, const OuAstNamedExpr *e, int level)
{
    open_if(out, level > NAMED);
    put(c, out, e->target, ATOM);
    ou_buf_puts(out, " := ");
    put(c, out, e->value, ATOM);
    close_if(out, level > NAMED);
}

static void put_bracketed(OuCompiler *c, OuBuf *out, const char *brackets, const OuAstSeq *items)
{
    ou_buf_putc(out, brackets[0]);
    put_list(c, out, items, TEST);
    ou_buf_putc(out, brackets[1]);
}

static void put(OuCompiler *c, OuBuf *out, const OuAstNode *e, int level)
{
    ou_cc_turn(c);
    if (c->failed)
        return;
    switch ((int)e->kind) {
    case OU_AST_BoolOp: put_boolop(c, out, OU_AST(BoolOp, e), level); break;
    case OU_AST_BinOp: put_binop(c, out, OU_AST(BinOp, e), level); break;
    case OU_AST_UnaryOp: put_unary(c, out, OU_AST(UnaryOp, e), level); break;
    case OU_AST_Compare: put_compare(c, out, OU_AST(Compare, e), level); break;
    case OU_AST_Lambda: put_lambda(c, out, OU_AST(Lambda, e), level); break;
    case OU_AST_IfExp: put_ifexp(c, out, OU_AST(IfExp, e), level); break;
    case OU_AST_NamedExpr: put_walrus(c, out, OU_AST(NamedExpr, e), level); break;
    case OU_AST_Dict: put_dict(c, out, OU_AST(Dict, e)); break;
    case OU_AST_Set: put_bracketed(c, out, "{}", &OU_AST(Set, e)->elts); break;
    case OU_AST_List: put_bracketed(c, out, "[]", &OU_AST(List, e)->elts); break;
    case OU_AST_Tuple: put_tuple(c, out, OU_AST(Tuple, e), level); break;
    case OU_AST_GeneratorExp:
        put_comp(c, out, "()", OU_AST(GeneratorExp, e)->elt, NULL, &OU_AST(GeneratorExp, e)->generators);
        break;
    case OU_AST_ListComp:
        put_comp(c, out, "[]", OU_AST(ListComp, e)->elt, NULL, &OU_AST(ListComp, e)->generators);
        break;
    case OU_AST_SetComp:
        put_comp(c, out, "{}", OU_AST(SetComp, e)->elt, NULL, &OU_AST(SetComp, e)->generators);
        break;
    case OU_AST_DictComp:
        put_comp(c, out, "{}", OU_AST(DictComp, e)->key, OU_AST(DictComp, e)->value, &OU_AST(DictComp, e)->generators);
        break;
    case OU_AST_Yield: put_yield(c, out, "(yield", OU_AST(Yield, e)->value); break;
    case OU_AST_YieldFrom: put_yield(c, out, "(yield from", OU_AST(YieldFrom, e)->value); break;
    case OU_AST_Await: put_prefixed(c, out, "await ", OU_AST(Await, e)->value, ATOM, level > AWAIT); break;
    case OU_AST_Starred: put_prefixed(c, out, "*", OU_AST(Starred, e)->value, EXPR, false); break;
    case OU_AST_Call: put_call(c, out, OU_AST(Call, e)); break;
    case OU_AST_FormattedValue:
    case OU_AST_JoinedStr: put_fstring(c, out, e); break;
    case OU_AST_Constant: put_constant(c, out, e); break;
    case OU_AST_Attribute: put_attribute(c, out, OU_AST(Attribute, e)); break;
    case OU_AST_Subscript:
        put(c, out, OU_AST(Subscript, e)->value, ATOM);
        ou_buf_putc(out, '[');
        put(c, out, OU_AST(Subscript, e)->slice, TUPLE);
        ou_buf_putc(out, ']');
        break;
    case OU_AST_Slice: put_slice(c, out, OU_AST(Slice, e)); break;
    case OU_AST_Name: put_text(out, OU_AST(Name, e)->id); break;
    default: OU_UNREACHABLE();
    }
}

OuAstText ou_unparse(OuCompiler *c, const OuAstNode *node)
{
    OuBuf out;
    OuAstText result = {NULL, 0};
    uintptr_t here = (uintptr_t)__builtin_frame_address(0);
    if (c->stack_end != 0 && here - c->stack_end < (uintptr_t)node->height * 512) {
        (void)ou_cc_too_deep_slow(c);
        return result;
    }
    ou_buf_init(&out, c->mem);
    put(c, &out, node, TEST);
    const char *text = ou_buf_text(&out);
    if (text != NULL) {
        result.text = ou_arena_text(c->arena, text, out.len);
        result.len = out.len;
    }
    if (result.text == NULL) {
        ou_cc_no_memory(c);
        result.len = 0;
    }
    ou_buf_drop(&out);
    return result;
}
