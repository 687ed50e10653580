/* list.h - growable array of object references.
 *
 * Invariant: items[0..len) are owned and never NULL; items[len..cap) are garbage. Any call
 * that can run script code (compare, repr, a sort key, a release) may resize the list: read
 * len and items again after it. */
#ifndef OU_OBJECT_LIST_H
#define OU_OBJECT_LIST_H
#include "object/type.h"

typedef struct OuList {
    OuGcObj gc;
    OuObj **items;
    uint32_t len, cap;
} OuList;
#define OU_LIST(o) ((OuList *)(o))
/* In the type word while the list is being sorted; goes when an array it got meanwhile goes. */
#define OU_LIST_SORTING OU_F_USER1

OuObj *ou_list_new(OuVM *vm, size_t cap); /* empty, with room */
/* From owned items (moved; released on failure); from borrowed ones. Tracked. */
OuObj *ou_list_new_take(OuVM *vm, OuObj *const *items, size_t n);
OuObj *ou_list_copy_of(OuVM *vm, OuObj *const *items, size_t n);
OU_MUST_CHECK bool ou_list_append(OuVM *vm, OuList *list, OuObj *item);
OU_MUST_CHECK bool ou_list_append_take(OuVM *vm, OuList *list, OuObj *item); /* item NULL: false */
OU_MUST_CHECK bool ou_list_extend(OuVM *vm, OuList *list, OuObj *iterable);
OU_MUST_CHECK bool ou_list_insert(OuVM *vm, OuList *list, ptrdiff_t i, OuObj *item);
/* Replace items[start:stop) (valid bounds) by n borrowed items. */
OU_MUST_CHECK bool ou_list_replace(OuVM *vm, OuList *list, size_t start, size_t stop,
                                   OuObj *const *items, size_t n);
OU_MUST_CHECK bool ou_list_sort(OuVM *vm, OuList *list, OuObj *key,
                                bool reverse); /* stable; types/sort.c */
OuObj *ou_list_to_tuple_take(OuVM *vm, OuObj *list); /* moves the items; list is consumed */
void ou_list_clear(OuVM *vm, OuList *list);
OuObj *ou_list_getitem(OuVM *vm, OuObj *list, OuObj *key);
OuObj *ou_list_concat(OuVM *vm, OuObj *a, OuObj *b);
/* The same without checking for room: len < cap must hold; consumes. */
OU_INLINE void ou_list_push_take(OuList *list, OuObj *item)
{
    list->items[list->len++] = item;
}
/* Make room for `extra` more items (over-allocating). */
OU_MUST_CHECK bool ou_list_reserve(OuVM *vm, OuList *list, size_t extra);
/* Remove and return item i < len. */
OuObj *ou_list_pop_at(OuVM *vm, OuList *list, size_t i);
/* start and stop of index(x, start, stop): *out holds the default; arg may be NULL. */
OU_MUST_CHECK bool ou_arg_slice_bound(OuVM *vm, OuObj *arg, size_t length, size_t *out);

#endif
