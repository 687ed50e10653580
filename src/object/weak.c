/* weak.c - weak references: the side table and the chains.
 *
 * Table: open addressing by target address, linear probing, no tombstones. An object with an
 * entry has OU_F_WEAKREFS; the flag and the entry go when the chain becomes empty.
 * A chain begins with the plain reference without callback, then the proxy without, if there
 * are such; the others follow, newest first. That is CPython's order of callbacks.
 * Callbacks run script code. */
#include "object/weak.h"
#include "object/upcall.h"
#include "object/errors.h"
#include "object/function.h"
#include "object/ops.h"
#include "object/state.h"
#include <string.h>

typedef struct OuWeakEntry {
    OuObj *target; /* NULL: free */
    OuWeakref *first;
} OuWeakEntry;

#define TABLE_MIN 16u

static size_t home_of(const OuWeakTable *table, const OuObj *target)
{
    return (size_t)((uint64_t)(uintptr_t)target * 0x9E3779B97F4A7C15u >> 32) & (table->cap - 1);
}

/* The entry of `target`, or the free one where it would go. The table is not full. */
static OuWeakEntry *find_entry(const OuWeakTable *table, const OuObj *target)
{
    size_t i = home_of(table, target);
    while (table->entries[i].target != NULL && table->entries[i].target != target)
        i = (i + 1) & (table->cap - 1);
    return &table->entries[i];
}

static bool grow_table(OuVM *vm, OuWeakTable *table)
{
    if (table->cap != 0 && table->used < table->cap - table->cap / 4)
        return true;
    OuWeakTable grown = {NULL, table->used, table->cap ? table->cap * 2 : TABLE_MIN};
    grown.entries = ou_alloc(vm, grown.cap * sizeof(OuWeakEntry));
    if (grown.entries == NULL)
        return false;
    memset(grown.entries, 0, grown.cap * sizeof(OuWeakEntry));
    for (uint32_t i = 0; i < table->cap; i++)
        if (table->entries[i].target != NULL)
            *find_entry(&grown, table->entries[i].target) = table->entries[i];
    ou_free(vm, table->entries, table->cap * sizeof(OuWeakEntry));
    *table = grown;
    return true;
}

static void remove_entry(OuWeakTable *table, OuWeakEntry *entry)
{
    entry->target->type &= ~OU_F_WEAKREFS;
    size_t mask = table->cap - 1, hole = (size_t)(entry - table->entries);
    for (size_t i = (hole + 1) & mask; table->entries[i].target != NULL; i = (i + 1) & mask) {
        size_t home = home_of(table, table->entries[i].target);
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            table->entries[hole] = table->entries[i];
            hole = i;
        }
    }
    table->entries[hole].target = NULL;
    table->used--;
}

void ou_weak_table_drop(OuVM *vm)
{
    ou_free(vm, vm->weak.entries, vm->weak.cap * sizeof(OuWeakEntry));
    memset(&vm->weak, 0, sizeof vm->weak);
}

OuWeakref *ou_weakref_chain(const OuVM *vm, const OuObj *target)
{
    return target->type & OU_F_WEAKREFS ? find_entry(&vm->weak, target)->first : NULL;
}

/* ---- chains ---- */

static bool is_basic(const OuWeakref *ref, bool proxy)
{
    if (ref == NULL || ref->callback != NULL)
        return false;
    uint32_t index = ou_index(&ref->gc.head);
    return proxy ? index == OU_T_WEAK_PROXY || index == OU_T_WEAK_CALLABLE_PROXY : index == OU_T_WEAKREF;
}

/* Put `ref` behind `previous`, or first. The table has room. */
static void link_behind(OuVM *vm, OuWeakref *ref, OuObj *target, OuWeakref *previous)
{
    ref->target = target;
    ref->prev = previous;
    if (previous != NULL) {
        ref->next = previous->next;
        previous->next = ref;
    } else {
        OuWeakEntry *entry = find_entry(&vm->weak, target);
        if (entry->target == NULL) {
            entry->target = target;
            entry->first = NULL;
            vm->weak.used++;
            target->type |= OU_F_WEAKREFS;
        }
        ref->next = entry->first;
        entry->first = ref;
    }
    if (ref->next != NULL)
        ref->next->prev = ref;
}

void ou_weakref_unlink(OuVM *vm, OuWeakref *ref)
{
    if (ref->target == OU_NONE)
        return;
    if (ref->next != NULL)
        ref->next->prev = ref->prev;
    if (ref->prev != NULL) {
        ref->prev->next = ref->next;
    } else {
        OuWeakEntry *entry = find_entry(&vm->weak, ref->target);
        entry->first = ref->next;
        if (ref->next == NULL)
            remove_entry(&vm->weak, entry);
    }
    ref->next = ref->prev = NULL;
    ref->target = OU_NONE;
}

void ou_weakref_kill(OuVM *vm, OuWeakref *ref)
{
    ou_weakref_unlink(vm, ref);
}

bool ou_is_weakref(const OuVM *vm, const OuObj *o)
{
    const OuType *type = ou_type(vm, o);
    while (type->flags & OU_TF_USER)
        type = type->base;
    return type->index == OU_T_WEAKREF || type->index == OU_T_WEAK_PROXY ||
           type->index == OU_T_WEAK_CALLABLE_PROXY;
}

OuObj *ou_weakref_new(OuVM *vm, OuClass *cls, uint32_t builtin_type, OuObj *target, OuObj *callback)
{
    if (!(ou_type(vm, target)->flags & OU_TF_WEAKREFS) || ou_is_immortal(target))
        return OU_TYPE_ERROR(vm, "cannot create weak reference to '%.200T' object", target);
    if (callback == OU_NONE)
        callback = NULL;
    bool exact = cls == NULL || cls->type->index == builtin_type;
    OuWeakref *first = ou_weakref_chain(vm, target), *plain = is_basic(first, false) ? first : NULL;
    OuWeakref *proxy = is_basic(plain ? plain->next : first, true) ? (plain ? plain->next : first) : NULL;
    bool wants_plain = builtin_type == OU_T_WEAKREF;
    OuWeakref *same = wants_plain ? plain : proxy;
    if (callback == NULL && exact && same != NULL && same->gc.head.refs > 0)
        return ou_ref(OU_OBJ(same));
    if (!grow_table(vm, &vm->weak))
        return NULL;
    OuWeakref *ref;
    if (exact) {
        ref = (OuWeakref *)ou_gc_new(vm, builtin_type, sizeof(OuWeakref));
        if (ref != NULL)
            memset((char *)ref + sizeof(OuGcObj), 0, sizeof *ref - sizeof(OuGcObj));
    } else {
        ref = (OuWeakref *)ou_instance_new(vm, cls, 0);
    }
    if (ref == NULL)
        return NULL;
    ref->hash = -1;
    ref->callback = ou_xref(callback);
    OuWeakref *previous = proxy ? proxy : plain;
    if (callback == NULL && exact)
        previous = wants_plain ? NULL : plain;
    link_behind(vm, ref, target, previous);
    ou_gc_track(vm, OU_OBJ(ref));
    return OU_OBJ(ref);
}

OuObj *ou_weakref_get(OuVM *vm, OuObj *ref)
{
    (void)vm;
    OuObj *target = ((OuWeakref *)ref)->target;
    /* The target may be in the middle of its destruction. */
    return target->refs == 0 ? OU_NONE : ou_ref(target);
}

/* ---- the death of a target ---- */

void ou_weakref_call_back(OuVM *vm, OuWeakref *ref)
{
    if (ref->callback == NULL || ou_upcall_ended(vm, false))
        return;
    OuObj *callback = ou_ref(ref->callback);
    OuObj *result = ou_call1(vm, callback, OU_OBJ(ref));
    if (result == NULL)
        ou_error_unraisable(vm, NULL, callback);
    ou_unref(vm, result);
    ou_unref(vm, callback);
}

void ou_weakref_clear_for_collection(OuVM *vm, OuObj *target, OuWeakref **first, OuWeakref **last)
{
    OuWeakref *ref;
    while ((ref = ou_weakref_chain(vm, target)) != NULL) {
        ou_weakref_unlink(vm, ref);
        if (ref->callback == NULL || (ref->gc.bits & OU_GC_COLLECTING))
            continue;
        ou_ref(OU_OBJ(ref));
        if (*first == NULL)
            *first = ref;
        else
            (*last)->next = ref;
        *last = ref;
    }
}

static void call_taken(OuVM *vm, OuWeakref *ref, OuObj *callback)
{
    OuObj *result = ou_upcall_ended(vm, false) ? OU_NONE : ou_call1(vm, callback, OU_OBJ(ref));
    if (result == NULL)
        ou_error_unraisable(vm, NULL, callback);
    ou_unref(vm, result);
}

/* A function of a script holds its argument for as long as it wants; other callables need somebody who does. */
static bool holds_argument(OuObj *callback)
{
    if (ou_index(callback) == OU_T_METHOD)
        callback = ((OuMethod *)callback)->function;
    return ou_index(callback) == OU_T_FUNCTION;
}

/* A reference alone is not held while its callback runs. More of them are held until all callbacks have run and go last one
 * first, each after its callback (CPython: a tuple of them). */
void ou_weakref_clear_target(OuVM *vm, OuObj *target)
{
    OuWeakref *ref, *first = NULL, *last = NULL, *called = NULL;
    while ((ref = ou_weakref_chain(vm, target)) != NULL && is_basic(ref, ou_index(&ref->gc.head) != OU_T_WEAKREF))
        ou_weakref_unlink(vm, ref);
    if (ref == NULL)
        return;
    bool held = ref->next != NULL;
    for (; (ref = ou_weakref_chain(vm, target)) != NULL; last = ref) {
        ou_weakref_unlink(vm, ref);
        if (ref->gc.head.refs == 0) {
            ref = last;
            continue;
        }
        if (held)
            ou_ref(OU_OBJ(ref));
        ref->due = ref->callback;
        ref->callback = NULL;
        if (first == NULL)
            first = ref;
        else
            last->next = ref;
    }
    if (first == NULL)
        return;
    OuObj *error = ou_error_take(vm);
    if (!held && first->due != NULL) {
        OuObj *callback = first->due;
        first->due = NULL;
        ref = holds_argument(callback) ? NULL : (OuWeakref *)ou_ref(OU_OBJ(first));
        call_taken(vm, first, callback);
        ou_unref(vm, ref);
        ou_unref(vm, callback);
        first = NULL;
    }
    for (; held && first != NULL; called = ref) {
        ref = first;
        first = ref->next;
        ref->next = called;
        if (ref->due != NULL)
            call_taken(vm, ref, ref->due);
    }
    while (called != NULL) {
        ref = called;
        called = ref->next;
        OuObj *callback = ref->due;
        ref->next = NULL;
        ref->due = NULL;
        ou_unref(vm, callback);
        ou_unref(vm, ref);
    }
    ou_error_restore_take(vm, error);
}
