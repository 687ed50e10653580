/* dump.c - the tree of a pattern as re.DEBUG prints it. */
#include "regex/parts.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/upcall.h"
#include "object/str.h"
#include <string.h>

static const char *const kind_names[] = {
    "LITERAL", "NOT_LITERAL", "ANY", "IN", "AT", "BRANCH", "SUBPATTERN", "ATOMIC_GROUP", "MAX_REPEAT", "MIN_REPEAT",
    "POSSESSIVE_REPEAT", "GROUPREF", "GROUPREF_EXISTS", "ASSERT", "ASSERT_NOT",
};
static const char *const place_names[] = {
    "BEGINNING", "BEGINNING_STRING", "END", "END_STRING", "BOUNDARY", "NON_BOUNDARY",
};
static const char *const category_names[] = {"DIGIT", "NOT_DIGIT", "SPACE", "NOT_SPACE", "WORD", "NOT_WORD"};

static void put_items(OuBuf *out, const OuRegexNode *node, unsigned level)
{
    if (node->negate) {
        ou_buf_fill(out, ' ', 2 * level);
        ou_buf_puts(out, "NEGATE None\n");
    }
    for (const OuRegexItem *item = node->items; item; item = item->next) {
        ou_buf_fill(out, ' ', 2 * level);
        if (item->kind == OU_ITEM_CATEGORY)
            ou_buf_printf(out, "CATEGORY CATEGORY_%s\n", category_names[item->low]);
        else if (item->low == item->high)
            ou_buf_printf(out, "LITERAL %u\n", (unsigned)item->low);
        else
            ou_buf_printf(out, "RANGE (%u, %u)\n", (unsigned)item->low, (unsigned)item->high);
    }
}

static bool put_seq(OuVM *vm, OuBuf *out, const OuRegexSeq *seq, unsigned level);

static bool put_node(OuVM *vm, OuBuf *out, const OuRegexNode *node, unsigned level)
{
    ou_buf_fill(out, ' ', 2 * level);
    ou_buf_puts(out, kind_names[node->kind]);
    switch (node->kind) {
    case OU_RN_LITERAL:
    case OU_RN_NOT_LITERAL:
        ou_buf_printf(out, " %u\n", (unsigned)node->low);
        return true;
    case OU_RN_ANY:
        ou_buf_puts(out, " None\n");
        return true;
    case OU_RN_IN:
        ou_buf_putc(out, '\n');
        put_items(out, node, level + 1);
        return true;
    case OU_RN_AT:
        ou_buf_printf(out, " AT_%s\n", place_names[node->low]);
        return true;
    case OU_RN_BRANCH:
        ou_buf_putc(out, '\n');
        for (const OuRegexSeq *seq = node->body; seq; seq = seq->next) {
            if (seq != node->body) {
                ou_buf_fill(out, ' ', 2 * level);
                ou_buf_puts(out, "OR\n");
            }
            if (!put_seq(vm, out, seq, level + 1))
                return false;
        }
        return true;
    case OU_RN_GROUP:
        if (node->group)
            ou_buf_printf(out, " %u", (unsigned)node->group);
        ou_buf_printf(out, "%s %u %u\n", node->group ? "" : " None", (unsigned)node->add, (unsigned)node->del);
        break;
    case OU_RN_ATOMIC:
        ou_buf_putc(out, '\n');
        break;
    case OU_RN_MAX_REPEAT:
    case OU_RN_MIN_REPEAT:
    case OU_RN_OWN_REPEAT:
        if (node->high == OU_RE_MAX_REPEAT)
            ou_buf_printf(out, " %u MAXREPEAT\n", (unsigned)node->low);
        else
            ou_buf_printf(out, " %u %u\n", (unsigned)node->low, (unsigned)node->high);
        break;
    case OU_RN_REFERENCE:
    case OU_RN_CONDITION:
        ou_buf_printf(out, " %u\n", (unsigned)node->group);
        break;
    case OU_RN_ASSERT:
    case OU_RN_ASSERT_NOT:
        ou_buf_puts(out, node->behind ? " -1\n" : " 1\n");
        break;
    }
    if (node->body && !put_seq(vm, out, node->body, level + 1))
        return false;
    if (!node->other || !node->other->first)
        return true;
    ou_buf_fill(out, ' ', 2 * level);
    ou_buf_puts(out, "ELSE\n");
    return put_seq(vm, out, node->other, level + 1);
}

static bool put_seq(OuVM *vm, OuBuf *out, const OuRegexSeq *seq, unsigned level)
{
    if (!ou_check_stack(vm, ""))
        return false;
    for (const OuRegexNode *node = seq->first; node; node = node->next)
        if (!put_node(vm, out, node, level))
            return false;
    return true;
}

bool ou_regex_dump(OuRegexTree *tree)
{
    OuVM *vm = tree->vm;
    OuBuf out;
    ou_buf_init(&out, &vm->mem);
    if (!put_seq(vm, &out, tree->root, 0)) {
        ou_buf_drop(&out);
        return false;
    }
    OuObj *text = ou_str_from_buf(vm, &out);
    OuObj *file = text ? ou_sys_peek(vm, OU_NAME(stdout)) : NULL, *result = NULL;
    if (file && file != OU_NONE) {
        ou_ref(file);
        result = ou_call_method(vm, file, OU_NAME(write), &text, 1);
        ou_unref(vm, file);
    }
    ou_unref(vm, text);
    ou_unref(vm, result);
    return !vm->error;
}
