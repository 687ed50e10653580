/* suggest.c - "Did you mean": the name most like one that was not found.
 *
 * The distance is that of CPython: insertions, deletions and substitutions cost 2, a change
 * of case 1; no more than a third of the characters involved may differ. */
#include "object/errors.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/upcall.h"
#include "object/exception.h"
#include "object/list.h"
#include "types/traceback.h"
#include <string.h>

#define MAX_CANDIDATES 750
#define MAX_NAME 40
#define MOVE_COST 2
#define CASE_COST 1

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
}

static size_t substitution_cost(char a, char b)
{
    if (a == b)
        return 0;
    return lower(a) == lower(b) ? CASE_COST : MOVE_COST;
}

size_t ou_suggest_distance(const char *a, size_t a_len, const char *b, size_t b_len, size_t bound)
{
    while (a_len && b_len && *a == *b)
        a++, b++, a_len--, b_len--;
    while (a_len && b_len && a[a_len - 1] == b[b_len - 1])
        a_len--, b_len--;
    if (a_len == 0 || b_len == 0)
        return (a_len + b_len) * MOVE_COST;
    if (a_len > MAX_NAME || b_len > MAX_NAME)
        return bound + 1;
    if (b_len < a_len) {
        const char *text = a;
        size_t len = a_len;
        a = b, a_len = b_len;
        b = text, b_len = len;
    }
    if ((b_len - a_len) * MOVE_COST > bound)
        return bound + 1;
    size_t row[MAX_NAME], result = 0; /* row[i]: cost from the part of b seen to a[0..i] */
    for (size_t i = 0; i < a_len; i++)
        row[i] = (i + 1) * MOVE_COST;
    for (size_t k = 0; k < b_len; k++) {
        size_t diagonal = k * MOVE_COST, least = SIZE_MAX;
        result = diagonal;
        for (size_t i = 0; i < a_len; i++) {
            size_t substitute = diagonal + substitution_cost(b[k], a[i]);
            diagonal = row[i];
            size_t move = (result < diagonal ? result : diagonal) + MOVE_COST;
            result = move < substitute ? move : substitute;
            row[i] = result;
            if (result < least)
                least = result;
        }
        if (least > bound)
            return bound + 1;
    }
    return result;
}

/* The best of a list of names; borrowed from it, or NULL. */
static OuStr *best_match(OuVM *vm, OuObj *candidates, OuStr *name)
{
    const OuList *list = OU_LIST(candidates);
    if (!ou_is(vm, candidates, OU_TF_IS_LIST) || list->len >= MAX_CANDIDATES)
        return NULL;
    OuStr *best = NULL;
    size_t least = SIZE_MAX;
    for (uint32_t i = 0; i < list->len; i++) {
        if (!ou_is_str(vm, list->items[i]))
            return NULL;
        OuStr *item = OU_STR(list->items[i]);
        if (ou_str_equal(item, name))
            continue;
        size_t bound = ((size_t)name->size + (size_t)item->size + 3) * MOVE_COST / 6;
        if (best != NULL && bound > least - 1)
            bound = least - 1;
        size_t cost = ou_suggest_distance(ou_str_text(name), name->size, ou_str_text(item), item->size,
                                          bound);
        if (cost <= bound) {
            best = item;
            least = cost;
            if (cost == 0)
                break;
        }
    }
    return best;
}

/* Append the suggestion from a list of names (consumed, may be NULL); was there one? */
static bool suggest_from_take(OuVM *vm, OuObj *candidates, OuStr *name, OuBuf *out)
{
    if (candidates == NULL)
        return false;
    OuStr *best = best_match(vm, candidates, name);
    if (best != NULL) {
        ou_buf_puts(out, ". Did you mean: '");
        ou_buf_put(out, ou_str_text(best), best->size);
        ou_buf_puts(out, "'?");
    }
    ou_unref(vm, candidates);
    return best != NULL;
}

/* dir(o) */
static OuObj *names_of(OuVM *vm, OuObj *o)
{
    OuObj *names = ou_call_special(vm, o, OU_NAME(__dir__), NULL, 0);
    if (names == NULL || names == OU_ABSENT)
        return NULL;
    OuObj *list = ou_list_from(vm, names);
    ou_unref(vm, names);
    if (list != NULL && !ou_list_sort(vm, OU_LIST(list), NULL, false))
        ou_clear(vm, &list);
    return list;
}

static void suggest_name(OuVM *vm, OuObj *exception, OuStr *name, OuBuf *out)
{
    OuTraceback *entry = (OuTraceback *)OU_EXCEPTION(exception)->traceback;
    if (entry == NULL || !ou_is_exact(OU_OBJ(entry), OU_T_TRACEBACK))
        return;
    while (entry->next != NULL)
        entry = entry->next;
    OuStr *filename, *function;
    OuDict *globals;
    if (suggest_from_take(vm, ou_upcall_frame_locals(vm, entry->frame), name, out))
        return;
    ou_upcall_frame_names(vm, entry->frame, &filename, &function, &globals);
    if (globals != NULL && suggest_from_take(vm, ou_list_from(vm, OU_OBJ(globals)), name, out))
        return;
    if (vm->builtins != NULL && ou_upcall_builtins_fill(vm))
        suggest_from_take(vm, ou_list_from(vm, OU_OBJ(vm->builtins)), name, out);
}

void ou_suggest(OuVM *vm, OuObj *exception, OuBuf *out)
{
    OuObj *error = ou_error_take(vm);
    if (ou_isinstance_builtin(vm, exception, OU_T_AttributeError)) {
        OuAttributeError *e = (OuAttributeError *)exception;
        if (e->name != NULL && e->obj != NULL && ou_is_str(vm, e->name)) {
            OuObj *name = ou_ref(e->name);
            suggest_from_take(vm, names_of(vm, e->obj), OU_STR(name), out);
            ou_unref(vm, name);
        }
    } else if (ou_isinstance_builtin(vm, exception, OU_T_NameError)) {
        OuNameError *e = (OuNameError *)exception;
        if (e->name != NULL && ou_is_str(vm, e->name)) {
            OuObj *name = ou_ref(e->name);
            suggest_name(vm, exception, OU_STR(name), out);
            ou_unref(vm, name);
        }
    }
    ou_error_clear(vm);
    ou_error_restore_take(vm, error);
}
