/* gc_parts.h - what the files of the collector share. */
#ifndef OU_OBJECT_GC_PARTS_H
#define OU_OBJECT_GC_PARTS_H
#include "object/gc.h"
#include "object/dict.h"
#include "object/list.h"
#include "object/state.h"
#include "object/tuple.h"

/* What deduction found in g->items[start..len). */
typedef struct OuFound {
    uint32_t garbage; /* index of the first: survivors stand before it, the garbage behind */
    bool plain;       /* no garbage has a finalizer, weak references to it, or is one */
    bool simple;      /* … and all of it is of the kinds that ou_gc_free_garbage knows */
} OuFound;

/* Free g->items[found.garbage..len) at once, without clearing one after the other, if nothing can
 * tell the difference: false, and nothing has happened, if it could. */
bool ou_gc_free_garbage(OuVM *vm, OuGeneration *g, OuFound found);

/* Divide g->items[start..len) (no holes) into survivors and garbage, both in CPython's order.
 * `whole`: the region is all that the generation's array and the younger ones hold; otherwise
 * its objects bear the flag OU_GC_COLLECTING. Afterwards just the garbage does. If the run has to
 * end meanwhile, that is given up: all survive. */
OuFound ou_gc_deduce(const OuVM *vm, OuGeneration *g, uint32_t start, bool whole);

/* ---- walks over the common types; `fn` is a constant, so that all is inlined ---- */

/* The row of the instances of one shape (OU_SHAPE_ROW), remembered from object to object. */
typedef struct OuRow {
    uint32_t index; /* in the type word; 0: none yet */
    uint32_t offset, count;
    OuObj *cls;
} OuRow;

OU_INLINE bool ou_row_learn(const OuVM *vm, const OuObj *o, OuRow *row)
{
    const OuShape *shape = ou_shape(vm, o);
    if (!(shape->flags & OU_SHAPE_ROW))
        return false;
    *row = (OuRow){ou_index(o), shape->row_offset, shape->row_count, OU_OBJ(shape->cls)};
    return true;
}

OU_INLINE void ou_row_visit(const OuRow *row, OuObj *o, OuVisitFn fn, void *arg)
{
    OuObj **values = (OuObj **)((char *)o + row->offset);
    for (uint32_t i = 0; i < row->count; i++)
        if (values[i] != NULL)
            fn(values[i], arg);
}

OU_INLINE void ou_gc_visit_dict(const OuDict *d, OuVisitFn fn, void *arg)
{
    for (uint32_t i = 0; i < d->used; i++) {
        const OuDictEntry *entry = &d->entries[i];
        if (entry->value == NULL)
            continue;
        fn(entry->value, arg);
        if (!d->all_str)
            fn(entry->key, arg);
    }
}

/* The references of objects that have them in fields only: functions, cells and the like. */
OU_INLINE bool ou_gc_visit_fields(OuObj *o, OuVisitFn fn, void *arg)
{
    if (ou_index(o) >= OU_BUILTIN_TYPES)
        return false;
    const OuType *type = ou_builtin_shapes[ou_index(o)]->type;
    if (type->visit != NULL || type->refs == NULL)
        return false;
    for (const OuRefField *field = type->refs; field->name != NULL; field++) {
        OuObj *referent = *(OuObj **)((char *)o + field->offset);
        if (referent != NULL)
            fn(referent, arg);
    }
    return true;
}

#define OU_GC_LONG 0x4000u

/* The references of exact tuples, lists, dicts and ou_gc_visit_fields. False: it is something else,
 * or a tuple or list of more than OU_GC_LONG items. */
OU_INLINE bool ou_gc_visit_common(OuObj *o, OuVisitFn fn, void *arg)
{
    switch (ou_index(o)) {
    case OU_T_TUPLE:
        if (OU_UNLIKELY(OU_TUPLE(o)->len > OU_GC_LONG))
            return false;
        for (size_t i = OU_TUPLE(o)->len; i-- > 0;)
            if (OU_LIKELY(OU_TUPLE(o)->items[i] != NULL))
                fn(OU_TUPLE(o)->items[i], arg);
        return true;
    case OU_T_LIST:
        if (OU_UNLIKELY(OU_LIST(o)->len > OU_GC_LONG))
            return false;
        for (uint32_t i = OU_LIST(o)->len; i-- > 0;)
            fn(OU_LIST(o)->items[i], arg);
        return true;
    case OU_T_DICT:
        ou_gc_visit_dict(OU_DICT(o), fn, arg);
        return true;
    default:
        return ou_gc_visit_fields(o, fn, arg);
    }
}

/* What will be looked at some objects later is asked for now: its first words … */
OU_INLINE void ou_gc_prefetch_head(OuObj *const *items, uint32_t i, uint32_t end)
{
    if (OU_LIKELY(i + 8 < end))
        __builtin_prefetch(items[i + 8], 1);
}

/* … and where its references are. */
OU_INLINE void ou_gc_prefetch(OuObj *const *items, uint32_t i, uint32_t end)
{
    if (OU_LIKELY(i + 8 < end)) {
        __builtin_prefetch(items[i + 8]);
        const OuObj *o = items[i + 4];
        if (ou_index(o) == OU_T_DICT)
            __builtin_prefetch(OU_DICT(o)->entries);
        else if (ou_index(o) == OU_T_LIST)
            __builtin_prefetch(OU_LIST(o)->items);
    }
}

#endif
