/* build.c - the grammar's actions on expressions: nodes from parts. */
#include "syntax/build.h"
#include "base/strbuf.h"
#include "base/unicode.h"

#include <string.h>

/* Displays change their kind when their closing bracket is seen. */
_Static_assert(offsetof(OuAstTuple, elts) == offsetof(OuAstList, elts), "same layout");
_Static_assert(offsetof(OuAstTuple, elts) == offsetof(OuAstSet, elts), "same layout");
_Static_assert(offsetof(OuAstTuple, ctx) == offsetof(OuAstList, ctx), "same layout");
_Static_assert(sizeof(OuAstarguments) <= sizeof((OuParser *)0)->dummy, "dummy too small");

OuAstNode *ou_build_node(OuParser *ps, OuAstKind kind, uint32_t line, uint32_t column)
{
    OuAstNode *node = OU_UNLIKELY(ps->arena->failed) ? NULL : ou_ast_make(ps->arena, kind);
    if (OU_UNLIKELY(node == NULL)) {
        memset(&ps->dummy, 0, sizeof ps->dummy);
        node = &ps->dummy.node;
        node->kind = (uint8_t)kind;
        node->height = 1;
    }
    node->line = line;
    node->column = column;
    node->end_line = ps->end_line;
    node->end_column = ps->end_column;
    return node;
}

void ou_build_append(OuParser *ps, OuAstSeq *seq, OuAstNode *item)
{
    if (OU_LIKELY(!ps->arena->failed))
        (void)ou_ast_append(ps->arena, seq, item);
}

OU_COLD void ou_build_too_deep(OuParser *ps)
{
    if (!ps->arena->failed)
        ps->failed = OU_PARSE_TOO_DEEP;
}

void ou_build_end(OuParser *ps, OuAstNode *node)
{
    node->end_line = ps->end_line;
    node->end_column = ps->end_column;
}

static bool is_ascii(OuParser *ps, const char *text, size_t len)
{
    for (; OU_UNLIKELY(len > OU_ASK_BYTES); text += OU_ASK_BYTES, len -= OU_ASK_BYTES)
        if (!ou_utf8_is_ascii(text, OU_ASK_BYTES) || !ou_arena_may_go_on(ps->arena, OU_ASK_BYTES))
            return false;
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

/* The text of a NAME: a slice of the source, or its NFKC form if it is not ASCII. */
OuAstText ou_build_text(OuParser *ps, const OuToken *token)
{
    const char *text = ps->lexer->text + token->start;
    size_t len = token->end - token->start;
    if (OU_LIKELY(is_ascii(ps, text, len)) || ps->arena->failed)
        return (OuAstText){text, len};
    OuBuf buf;
    ou_buf_init(&buf, ps->mem);
    OuAstText result = {"", 0};
    if (ou_uni_nfkc(text, len, &buf) && !buf.failed) {
        char *copy = ou_arena_text(ps->arena, buf.data, buf.len);
        if (copy != NULL)
            result = (OuAstText){copy, buf.len};
    } else {
        ps->arena->failed = true;
    }
    ou_buf_drop(&buf);
    return result;
}

OuEx ou_build_ex(OuAstNode *node)
{
    return (OuEx){node, node->line, node->column};
}

/* ---- atoms ---- */

OuEx ou_build_name(OuParser *ps, const OuToken *token)
{
    OuAstName *name = (OuAstName *)ou_build_at(ps, OU_AST_Name, token);
    name->id = ou_build_text(ps, token);
    return ou_build_ex(&name->node);
}

/* Digits without underscores, letters in lower case; only a complex loses its j. */
static OuAstText number_text(OuParser *ps, const OuToken *token, OuAstValueType type)
{
    const char *text = ps->lexer->text + token->start;
    size_t len = token->end - token->start;
    if (type == OU_AST_COMPLEX)
        len--;
    bool plain = true;
    const char *piece = text + OU_ASK_BYTES;
    for (size_t i = 0; i < len && ou_arena_passes(ps->arena, text + i, &piece); i++)
        plain = plain && text[i] != '_' && !(text[i] >= 'A' && text[i] <= 'Z');
    if (plain)
        return (OuAstText){text, len};
    char *copy = ou_arena_room(ps->arena, len + 1);
    if (copy == NULL)
        return (OuAstText){"0", 1};
    size_t used = 0;
    piece = text + OU_ASK_BYTES;
    for (size_t i = 0; i < len && ou_arena_passes(ps->arena, text + i, &piece); i++)
        if (text[i] != '_')
            copy[used++] = (char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 0x20 : text[i]);
    copy[used] = '\0';
    return (OuAstText){copy, used};
}

size_t ou_build_int_digits(OuArena *arena, const char *text, size_t len)
{
    size_t digits = 0;
    const char *piece = text + OU_ASK_BYTES;
    if (text[0] == '0')
        return 0;
    for (size_t i = 0; i < len && ou_arena_passes(arena, text + i, &piece); i++)
        digits += text[i] != '_';
    return digits;
}

OuEx ou_build_constant(OuParser *ps, const OuToken *token, OuAstValueType type)
{
    OuAstConstant *constant = (OuAstConstant *)ou_build_at(ps, OU_AST_Constant, token);
    constant->value.type = type;
    if (type >= OU_AST_INT)
        constant->value.text = number_text(ps, token, type);
    if (OU_UNLIKELY(type == OU_AST_INT && ps->max_int_digits != 0 &&
                    constant->value.text.len > ps->max_int_digits) &&
        ou_build_int_digits(ps->arena, constant->value.text.text, constant->value.text.len) > ps->max_int_digits)
        ou_reject(ps);
    return ou_build_ex(&constant->node);
}

void ou_build_add_string(OuParser *ps, OuStrings *strings, const OuToken *token)
{
    uint32_t len = strings->len;
    if ((len & (len - 1)) == 0) { /* 0, 1 and powers of two: move to twice the room */
        OuToken *room = ou_arena_take(ps->arena, (len == 0 ? 1 : (size_t)len * 2) * sizeof *room);
        if (room == NULL)
            return;
        if (len > 0)
            memcpy(room, strings->items, len * sizeof *room);
        strings->items = room;
    }
    strings->items[strings->len++] = *token;
}

OuEx ou_build_strings(OuParser *ps, OuStrings strings)
{
    OuAstNode *node = NULL;
    if (!ps->arena->failed)
        node = ou_literal_strings(ps, strings.items, strings.len);
    if (node == NULL) {
        ps->rejected = true;
        node = ou_build_node(ps, OU_AST_Constant, 1, 0);
    }
    return ou_build_ex(node);
}

/* ---- operators ---- */

OuEx ou_build_binary(OuParser *ps, OuEx left, OuAstOperator op, OuEx right)
{
    OuAstBinOp *node = (OuAstBinOp *)ou_build_node(ps, OU_AST_BinOp, left.line, left.column);
    OU_ADOPT(node, left, left.node);
    node->op = op;
    OU_ADOPT(node, right, right.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_unary(OuParser *ps, const OuToken *token, OuAstOperator op, OuEx operand)
{
    OuAstUnaryOp *node = (OuAstUnaryOp *)ou_build_at(ps, OU_AST_UnaryOp, token);
    node->op = op;
    OU_ADOPT(node, operand, operand.node);
    return ou_build_ex(&node->node);
}

/* `a or b or c` is one node. */
OuEx ou_build_boolean(OuParser *ps, OuEx left, OuAstOperator op, OuEx right)
{
    OuAstBoolOp *node = (OuAstBoolOp *)left.node;
    if (left.node->kind != OU_AST_BoolOp || node->op != op || !ou_ex_bare(left)) {
        node = (OuAstBoolOp *)ou_build_node(ps, OU_AST_BoolOp, left.line, left.column);
        node->op = op;
        ou_build_append(ps, &node->values, left.node);
    }
    ou_build_append(ps, &node->values, right.node);
    ou_build_raise(ps, &node->node, node->values.height);
    ou_build_end(ps, &node->node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_compare(OuParser *ps, OuEx left, OuAstOperator op, OuEx right)
{
    OuAstCompare *node = (OuAstCompare *)left.node;
    if (left.node->kind != OU_AST_Compare || !ou_ex_bare(left)) {
        node = (OuAstCompare *)ou_build_node(ps, OU_AST_Compare, left.line, left.column);
        OU_ADOPT(node, left, left.node);
    }
    if (!ps->arena->failed)
        (void)ou_ast_append_operator(ps->arena, &node->ops, op);
    ou_build_append(ps, &node->comparators, right.node);
    ou_build_raise(ps, &node->node, node->comparators.height);
    ou_build_end(ps, &node->node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_conditional(OuParser *ps, OuEx body, OuEx test, OuEx orelse)
{
    OuAstIfExp *node = (OuAstIfExp *)ou_build_node(ps, OU_AST_IfExp, body.line, body.column);
    OU_ADOPT(node, body, body.node);
    OU_ADOPT(node, test, test.node);
    OU_ADOPT(node, orelse, orelse.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_lambda(OuParser *ps, const OuToken *token, OuAstNode *args, OuEx body)
{
    OuAstLambda *node = (OuAstLambda *)ou_build_at(ps, OU_AST_Lambda, token);
    OU_ADOPT(node, args, args);
    OU_ADOPT(node, body, body.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_walrus(OuParser *ps, OuEx target, OuEx value)
{
    OuAstNamedExpr *node =
        (OuAstNamedExpr *)ou_build_node(ps, OU_AST_NamedExpr, target.line, target.column);
    if (target.node->kind != OU_AST_Name || !ou_ex_bare(target))
        ou_reject(ps);
    else
        ((OuAstName *)target.node)->ctx = OU_AST_Store;
    OU_ADOPT(node, target, target.node);
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_await(OuParser *ps, const OuToken *token, OuEx value)
{
    OuAstAwait *node = (OuAstAwait *)ou_build_at(ps, OU_AST_Await, token);
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_starred(OuParser *ps, const OuToken *star, OuEx value)
{
    OuAstStarred *node = (OuAstStarred *)ou_build_at(ps, OU_AST_Starred, star);
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_yield(OuParser *ps, const OuToken *token, OuAstNode *value)
{
    OuAstYield *node = (OuAstYield *)ou_build_at(ps, OU_AST_Yield, token);
    OU_ADOPT(node, value, value);
    return ou_build_ex(&node->node);
}

OuEx ou_build_yield_from(OuParser *ps, const OuToken *token, OuEx value)
{
    OuAstYieldFrom *node = (OuAstYieldFrom *)ou_build_at(ps, OU_AST_YieldFrom, token);
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_attribute(OuParser *ps, OuEx value, const OuToken *name)
{
    OuAstAttribute *node =
        (OuAstAttribute *)ou_build_node(ps, OU_AST_Attribute, value.line, value.column);
    OU_ADOPT(node, value, value.node);
    node->attr = ou_build_text(ps, name);
    return ou_build_ex(&node->node);
}

OuEx ou_build_subscript(OuParser *ps, OuEx value, OuEx slice)
{
    OuAstSubscript *node =
        (OuAstSubscript *)ou_build_node(ps, OU_AST_Subscript, value.line, value.column);
    OU_ADOPT(node, value, value.node);
    OU_ADOPT(node, slice, slice.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_slice(OuParser *ps, const OuToken *colon, OuEx lower, OuEx upper, OuEx step)
{
    OuAstSlice *node = (OuAstSlice *)ou_build_at(ps, OU_AST_Slice, colon);
    if (lower.node != NULL) {
        node->node.line = lower.line;
        node->node.column = lower.column;
    }
    OU_ADOPT(node, lower, lower.node);
    OU_ADOPT(node, upper, upper.node);
    OU_ADOPT(node, step, step.node);
    return ou_build_ex(&node->node);
}

/* ---- displays ---- */

OuAstNode *ou_build_display(OuParser *ps, OuEx first)
{
    OuAstNode *display = ou_build_node(ps, OU_AST_Tuple, first.line, first.column);
    ou_build_display_add(ps, display, first);
    return display;
}

void ou_build_display_add(OuParser *ps, OuAstNode *display, OuEx item)
{
    OuAstTuple *tuple = (OuAstTuple *)display;
    if (item.node->kind == OU_AST_Starred)
        display->marks |= OU_MARK_STARRED;
    else if (item.node->kind == OU_AST_NamedExpr && ou_ex_bare(item))
        display->marks |= OU_MARK_NAMED;
    ou_build_append(ps, &tuple->elts, item.node);
    ou_build_raise(ps, display, tuple->elts.height);
}

OuEx ou_build_bare_tuple(OuParser *ps, OuAstNode *display)
{
    display->marks |= OU_MARK_BARE;
    ou_build_end(ps, display);
    return ou_build_ex(display);
}

OuEx ou_build_bracketed(OuParser *ps, const OuToken *open, OuAstKind kind, OuAstNode *display)
{
    if (display == NULL)
        display = ou_build_at(ps, kind, open);
    display->kind = (uint8_t)kind;
    display->line = open->line;
    display->column = (uint32_t)open->column;
    ou_build_end(ps, display);
    return ou_build_ex(display);
}

OuEx ou_build_one(OuParser *ps, const OuToken *open, OuAstKind kind, OuEx item)
{
    return ou_build_bracketed(ps, open, kind, ou_build_display(ps, item));
}

OuEx ou_build_group(OuParser *ps, const OuToken *open, OuEx item)
{
    ou_check_not_starred(ps, item);
    return (OuEx){item.node, open->line, (uint32_t)open->column};
}

OuEx ou_build_comprehension(OuParser *ps, const OuToken *open, OuAstKind kind, OuEx item,
                            OuAstSeq generators)
{
    /* the three kinds of one element have the same fields */
    OuAstGeneratorExp *node = (OuAstGeneratorExp *)ou_build_at(ps, kind, open);
    ou_check_not_starred(ps, item);
    OU_ADOPT(node, elt, item.node);
    OU_ADOPT_SEQ(node, generators, generators);
    return ou_build_ex(&node->node);
}

OuAstNode *ou_build_comp_for(OuParser *ps, const OuToken *token, OuEx target, OuEx iter,
                             bool is_async)
{
    OuAstcomprehension *node =
        (OuAstcomprehension *)ou_build_at(ps, OU_AST_comprehension, token);
    ou_check_target(ps, target);
    OU_ADOPT(node, target, target.node);
    OU_ADOPT(node, iter, iter.node);
    node->is_async = is_async;
    return &node->node;
}

void ou_build_comp_if(OuParser *ps, OuAstSeq *generators, OuEx test)
{
    if (ps->arena->failed)
        return;
    OuAstcomprehension *last =
        OU_AST(comprehension, generators->items[generators->len - 1]);
    ou_build_append(ps, &last->ifs, test.node);
    ou_build_raise(ps, &last->node, last->ifs.height);
    ou_build_end(ps, &last->node);
    if (last->node.height > generators->height)
        generators->height = last->node.height;
}

OuAstNode *ou_build_dict(OuParser *ps)
{
    return ou_build_node(ps, OU_AST_Dict, 1, 0);
}

void ou_build_dict_add(OuParser *ps, OuAstNode *dict, OuEx key, OuEx value)
{
    OuAstDict *node = (OuAstDict *)dict;
    ou_build_append(ps, &node->keys, key.node);
    ou_build_append(ps, &node->values, value.node);
    ou_build_raise(ps, dict, node->keys.height);
    ou_build_raise(ps, dict, node->values.height);
}

OuEx ou_build_dict_display(OuParser *ps, const OuToken *open, OuAstNode *dict)
{
    return ou_build_bracketed(ps, open, OU_AST_Dict, dict);
}

OuEx ou_build_dict_comp(OuParser *ps, const OuToken *open, OuEx key, OuEx value,
                        OuAstSeq generators)
{
    OuAstDictComp *node = (OuAstDictComp *)ou_build_at(ps, OU_AST_DictComp, open);
    OU_ADOPT(node, key, key.node);
    OU_ADOPT(node, value, value.node);
    OU_ADOPT_SEQ(node, generators, generators);
    return ou_build_ex(&node->node);
}

/* ---- calls ---- */

/* Order: plain arguments come first; * may follow keywords, but not **. */
OuAstNode *ou_build_arguments(OuParser *ps, OuAstNode *call, OuEx argument)
{
    if (call == NULL)
        call = ou_build_node(ps, OU_AST_Call, argument.line, argument.column);
    OuAstCall *node = (OuAstCall *)call;
    if (argument.node->kind == OU_AST_keyword) {
        call->marks |= ((OuAstkeyword *)argument.node)->arg.text == NULL ? OU_MARK_AFTER_DSTAR
                                                                          : OU_MARK_AFTER_STAR;
        ou_build_append(ps, &node->keywords, argument.node);
        ou_build_raise(ps, call, node->keywords.height);
        return call;
    }
    if (argument.node->kind == OU_AST_Starred) {
        if (call->marks & OU_MARK_AFTER_DSTAR)
            ou_reject(ps);
    } else if (call->marks & (OU_MARK_AFTER_DSTAR | OU_MARK_AFTER_STAR)) {
        ou_reject(ps);
    }
    ou_build_append(ps, &node->args, argument.node);
    ou_build_raise(ps, call, node->args.height);
    /* a generator without parentheses is alone */
    if (node->args.len > 1 && ((node->args.items[0]->marks | argument.node->marks) &
                               OU_MARK_BARE))
        ou_reject(ps);
    return call;
}

OuEx ou_build_keyword(OuParser *ps, OuEx name, OuEx value)
{
    OuAstkeyword *node =
        (OuAstkeyword *)ou_build_node(ps, OU_AST_keyword, name.line, name.column);
    if (name.node->kind != OU_AST_Name || !ou_ex_bare(name))
        ou_reject(ps);
    else
        node->arg = ((OuAstName *)name.node)->id;
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_keywords(OuParser *ps, const OuToken *dstar, OuEx value)
{
    OuAstkeyword *node = (OuAstkeyword *)ou_build_at(ps, OU_AST_keyword, dstar);
    OU_ADOPT(node, value, value.node);
    return ou_build_ex(&node->node);
}

OuEx ou_build_bare_generator(OuParser *ps, OuEx item, OuAstSeq generators)
{
    OuAstGeneratorExp *node =
        (OuAstGeneratorExp *)ou_build_node(ps, OU_AST_GeneratorExp, item.line, item.column);
    node->node.marks |= OU_MARK_BARE;
    OU_ADOPT(node, elt, item.node);
    OU_ADOPT_SEQ(node, generators, generators);
    return ou_build_ex(&node->node);
}

OuEx ou_build_call(OuParser *ps, OuEx function, const OuToken *open, OuAstNode *call, bool comma)
{
    if (call == NULL)
        call = ou_build_node(ps, OU_AST_Call, function.line, function.column);
    OuAstCall *node = (OuAstCall *)call;
    for (uint32_t i = 0; i < node->args.len; i++) {
        OuAstNode *argument = node->args.items[i];
        if (argument->kind != OU_AST_GeneratorExp || !(argument->marks & OU_MARK_BARE))
            continue;
        if (node->args.len + node->keywords.len > 1 || comma)
            ou_reject(ps);
        argument->line = open->line; /* the call's parentheses are the generator's */
        argument->column = (uint32_t)open->column;
        ou_build_end(ps, argument);
    }
    call->line = function.line;
    call->column = function.column;
    ou_build_end(ps, call);
    OU_ADOPT(node, func, function.node);
    return ou_build_ex(call);
}

/* ---- parameters ---- */

OuAstNode *ou_build_parameters(OuParser *ps)
{
    return ou_build_node(ps, OU_AST_arguments, 1, 0);
}

OuAstNode *ou_build_arg(OuParser *ps, const OuToken *name, OuEx annotation)
{
    OuAstarg *node = (OuAstarg *)ou_build_at(ps, OU_AST_arg, name);
    node->arg = ou_build_text(ps, name);
    OU_ADOPT(node, annotation, annotation.node);
    return &node->node;
}

static void add_plain(OuParser *ps, OuAstarguments *node, OuParam param)
{
    if (node->node.marks & OU_MARK_AFTER_STAR) {
        node->node.marks &= (uint8_t)~OU_MARK_NEEDS_NAME;
        ou_build_append(ps, &node->kwonlyargs, param.arg);
        ou_build_append(ps, &node->kw_defaults, param.standard);
        ou_build_raise(ps, &node->node, node->kwonlyargs.height);
        ou_build_raise(ps, &node->node, node->kw_defaults.height);
        return;
    }
    if (param.standard != NULL)
        ou_build_append(ps, &node->defaults, param.standard);
    else if (node->defaults.len > 0)
        ou_reject(ps);
    ou_build_append(ps, &node->args, param.arg);
    ou_build_raise(ps, &node->node, node->args.height);
    ou_build_raise(ps, &node->node, node->defaults.height);
}

void ou_build_parameter(OuParser *ps, OuAstNode *arguments, OuParam param)
{
    OuAstarguments *node = (OuAstarguments *)arguments;
    unsigned marks = arguments->marks;
    if (marks & OU_MARK_AFTER_DSTAR)
        ou_reject(ps);
    switch (param.kind) {
    case OU_PARAM_PLAIN:
        add_plain(ps, node, param);
        break;
    case OU_PARAM_SLASH:
        if ((marks & (OU_MARK_AFTER_STAR | OU_MARK_SLASH)) || node->args.len == 0)
            ou_reject(ps);
        arguments->marks |= OU_MARK_SLASH;
        node->posonlyargs = node->args;
        node->args = (OuAstSeq){NULL, 0, 0};
        break;
    case OU_PARAM_STAR:
    case OU_PARAM_STAR_NAME:
        if (marks & OU_MARK_AFTER_STAR)
            ou_reject(ps);
        arguments->marks |= OU_MARK_AFTER_STAR;
        if (param.kind == OU_PARAM_STAR)
            arguments->marks |= OU_MARK_NEEDS_NAME;
        else
            OU_ADOPT(node, vararg, param.arg);
        break;
    case OU_PARAM_DSTAR_NAME:
        if (marks & OU_MARK_NEEDS_NAME)
            ou_reject(ps);
        arguments->marks |= OU_MARK_AFTER_DSTAR;
        OU_ADOPT(node, kwarg, param.arg);
        break;
    }
}

void ou_build_parameters_end(OuParser *ps, OuAstNode *arguments)
{
    if (arguments->marks & OU_MARK_NEEDS_NAME)
        ou_reject(ps);
}
