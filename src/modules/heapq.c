/* heapq.c - module _heapq: the list of a heap is kept so that no item is greater than its children, at 2i+1 and
 * 2i+2 (the _max functions: less). Comparisons may run script code, which may change the list: its length is
 * looked at after each. */
#include "modules/module.h"
#include "object/args.h"
#include "object/errors.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/state.h"
#include <string.h>

typedef struct Heap {
    OuVM *vm;
    OuList *list;
    bool max; /* the greatest item is the first */
} Heap;

/* Must item a be above item b? -1: an exception. */
static int is_above(const Heap *h, OuObj *a, OuObj *b)
{
    uint32_t len = h->list->len;
    ou_ref(a);
    ou_ref(b);
    int result = h->max ? ou_compare_bool(h->vm, b, a, OU_LT) : ou_compare_bool(h->vm, a, b, OU_LT);
    ou_unref(h->vm, a);
    ou_unref(h->vm, b);
    if (result >= 0 && h->list->len != len) {
        ou_raise(h->vm, OU_T_RuntimeError, "list changed size during iteration");
        return -1;
    }
    return result;
}

static void swap(const Heap *h, size_t i, size_t k)
{
    OuObj **items = h->list->items, *item = items[i];
    items[i] = items[k];
    items[k] = item;
}

/* Move an item up as far as it belongs, but not beyond `top`. */
static bool move_up(const Heap *h, size_t top, size_t at)
{
    while (at > top) {
        size_t parent = (at - 1) / 2;
        int above = is_above(h, h->list->items[at], h->list->items[parent]);
        if (above <= 0)
            return above == 0;
        swap(h, parent, at);
        at = parent;
    }
    return true;
}

/* Put the item at `top` where it belongs below: along the children that belong above down to the end, then up again. */
static bool move_down(const Heap *h, size_t top)
{
    size_t at = top, len = h->list->len;
    while (at < len / 2) {
        size_t child = 2 * at + 1;
        if (child + 1 < len) {
            int above = is_above(h, h->list->items[child], h->list->items[child + 1]);
            if (above < 0)
                return false;
            child += above == 0;
        }
        swap(h, child, at);
        at = child;
    }
    return move_up(h, top, at);
}

/* The heap of a call, if its first argument is a list; with `filled` it must not be empty. */
static bool begin(OuVM *vm, Heap *h, OuObj *list, const char *name, bool max, bool filled)
{
    *h = (Heap){vm, OU_LIST(list), max};
    if (!ou_is(vm, list, OU_TF_IS_LIST))
        return ou_raise(vm, OU_T_TypeError, "%s() argument%s must be list, not %T", name,
                        strstr(name, "push") || strstr(name, "replace") ? " 1" : "", list) != NULL;
    if (filled && h->list->len == 0)
        return ou_raise(vm, OU_T_IndexError, "index out of range") != NULL;
    return true;
}

static OuObj *heap_push(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Heap h;
    if (!begin(vm, &h, args[0], "heappush", false, false) || !ou_list_append(vm, h.list, args[1]))
        return NULL;
    return move_up(&h, 0, h.list->len - 1) ? OU_NONE : NULL;
}

static OuObj *pop(OuVM *vm, OuObj *list, const char *name, bool max)
{
    Heap h;
    if (!begin(vm, &h, list, name, max, true))
        return NULL;
    OuObj *last = ou_list_pop_at(vm, h.list, h.list->len - 1);
    if (!last || h.list->len == 0)
        return last;
    OuObj *first = h.list->items[0];
    h.list->items[0] = last;
    if (move_down(&h, 0))
        return first;
    ou_unref(vm, first);
    return NULL;
}

static OuObj *heap_pop(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return pop(vm, args[0], "heappop", false);
}

static OuObj *heap_pop_max(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return pop(vm, args[0], "_heappop_max", true);
}

static OuObj *replace(Heap *h, OuObj *item)
{
    OuObj *first = h->list->items[0];
    h->list->items[0] = ou_ref(item);
    if (move_down(h, 0))
        return first;
    ou_unref(h->vm, first);
    return NULL;
}

static OuObj *heap_replace(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Heap h;
    return begin(vm, &h, args[0], "heapreplace", false, true) ? replace(&h, args[1]) : NULL;
}

static OuObj *heap_replace_max(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Heap h;
    return begin(vm, &h, args[0], "_heapreplace_max", true, true) ? replace(&h, args[1]) : NULL;
}

static OuObj *heap_push_pop(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    Heap h;
    if (!begin(vm, &h, args[0], "heappushpop", false, false))
        return NULL;
    if (h.list->len == 0)
        return ou_ref(args[1]);
    OuObj *top = ou_ref(h.list->items[0]);
    int less = ou_compare_bool(vm, top, args[1], OU_LT);
    ou_unref(vm, top);
    if (less <= 0)
        return less == 0 ? ou_ref(args[1]) : NULL;
    if (h.list->len == 0)
        return ou_raise(vm, OU_T_IndexError, "index out of range");
    return replace(&h, args[1]);
}

/* Move down the items from `from` down to `to`, after each that completes a pair the parent of the pair, and so on:
 * what is near in time is near in memory. */
static bool order_rows(const Heap *h, size_t from, size_t to)
{
    for (size_t i = from; i-- > to;) {
        for (size_t at = i;; at /= 2) {
            if (!move_down(h, at) || ((at & 0xFFF) == 0 && !ou_check(h->vm, OU_QUANTUM)))
                return false;
            if (!(at & 1))
                break;
        }
    }
    return true;
}

static OuObj *heapify(OuVM *vm, OuObj *list, const char *name, bool max)
{
    Heap h;
    if (!begin(vm, &h, list, name, max, false))
        return NULL;
    size_t half = h.list->len / 2, row = 1;
    if (h.list->len <= 2500) {
        while (half-- > 0)
            if (!move_down(&h, half))
                return NULL;
        return OU_NONE;
    }
    while (row * 2 <= half + 1)
        row *= 2;
    return order_rows(&h, row - 1, half / 2) && order_rows(&h, half, row - 1) ? OU_NONE : NULL;
}

static OuObj *heap_heapify(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return heapify(vm, args[0], "heapify", false);
}

static OuObj *heap_heapify_max(OuVM *vm, OuObj *self, OuObj *const *args, size_t nargs)
{
    (void)self, (void)nargs;
    return heapify(vm, args[0], "_heapify_max", true);
}

static const OuMethodDef functions[] = {
    {"heappush", "(heap, item, /)", heap_push, 0, "Add an item to a heap."},
    {"heappushpop", "(heap, item, /)", heap_push_pop, 0, "Add an item, then take the least away and return it."},
    {"heappop", "(heap, /)", heap_pop, 0, "Take the least item away and return it."},
    {"heapreplace", "(heap, item, /)", heap_replace, 0, "Take the least item away and return it; add an item."},
    {"heapify", "(heap, /)", heap_heapify, 0, "Make a list a heap."},
    {"_heappop_max", "(heap, /)", heap_pop_max, 0, "Take the greatest item away and return it."},
    {"_heapify_max", "(heap, /)", heap_heapify_max, 0, "Make a list a heap with the greatest item first."},
    {"_heapreplace_max", "(heap, item, /)", heap_replace_max, 0, "Replace the greatest item; returns it."},
    {NULL, NULL, NULL, 0, NULL},
};

const OuModuleDef ou_module_heapq = {.name = "_heapq", .doc = "The functions of heapq.", .functions = functions};
