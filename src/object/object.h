/* object.h - what every object begins with, and how references are counted.
 *
 * An object is one heap block. Its first word holds the reference count and the
 * type word; collectable objects have a second word for the collector (gc.h).
 *
 * Reference count: bit 31 set means immortal: None, True, small ints, characters,
 * names of built-ins … Counting skips those, so they may be const data shared by
 * all VMs. A count that would overflow saturates to immortal.
 *
 * Type word: bits 0…23 are an index (OU_T_… for built-in types, above that the
 * index of a shape, see shape.h), bits 24…31 are flags of this one object.
 *
 * Ownership: arguments are borrowed, results are new references. Exceptions are in
 * the name: `_take` consumes its arguments, also on failure; `_peek` returns a
 * borrowed reference. ANY release can run script code (a finalizer): store the new
 * value before the old one is released (ou_put). */
#ifndef OU_OBJECT_OBJECT_H
#define OU_OBJECT_OBJECT_H
#include "base/common.h"
#include "base/mem.h"

typedef struct OuObj {
    uint32_t refs;
    uint32_t type;
} OuObj;

/* The head of collectable objects. `slot` is the index in its generation's array;
 * OU_GC_UNTRACKED if the collector does not know the object. */
typedef struct OuGcObj {
    OuObj head;
    uint32_t slot;
    uint32_t bits; /* generation and flags, gc.h */
} OuGcObj;

#define OU_IMMORTAL 0x80000000u
#define OU_INDEX_MASK 0x00FFFFFFu
#define OU_F_PINNED 0x01000000u   /* number whose address was seen: never changed in place */
#define OU_F_WEAKREFS 0x02000000u /* has entries in the weak reference table */
#define OU_F_FINALIZED 0x04000000u /* its __del__ has run (PEP 442) */
#define OU_F_COLLECTED 0x08000000u /* begins with OuGcObj (set by ou_gc_new; not in const objects) */
#define OU_F_USER1 0x10000000u    /* for the type's own use */
#define OU_F_USER2 0x20000000u
#define OU_F_GC_BEFORE 0x40000000u /* the collector's words lie in front of the object: instances
                                      of user classes derived from int, float, str, … */

#define OU_F_WATCHED 0x80000000u  /* its death is told to the VM's watcher (watch.h) */

#define OU_OBJ(x) ((OuObj *)(x))
#define OU_STATIC_HEAD(type_index) {OU_IMMORTAL, (type_index)}
#define OU_STATIC_GC_HEAD(type_index) {{OU_IMMORTAL, (type_index)}, UINT32_MAX, 0}

/* The collector's words of an object with OU_F_COLLECTED: only `slot` and `bits` of the result
 * may be used. */
OU_INLINE OuGcObj *ou_gc_part(const OuObj *o)
{
    _Static_assert(OU_F_GC_BEFORE >> 26 == sizeof(OuGcObj), "one shift makes the offset");
    return (OuGcObj *)((char *)(uintptr_t)o - (o->type >> 26 & (uint32_t)sizeof(OuGcObj)));
}

/* Indices of the built-in types. */
enum {
    OU_T_NONE_YET = 0,
#define TYPE(NAME, symbol) OU_T_##NAME,
#include "object/type.def"
#undef TYPE
#define EXC(name, base, layout, doc_text) OU_T_##name,
#include "object/exc.def"
#undef EXC
    OU_BUILTIN_TYPES
};

OU_INLINE uint32_t ou_index(const OuObj *o)
{
    return o->type & OU_INDEX_MASK;
}

/* Is `o` exactly of the built-in type with that index (no subclass)? */
OU_INLINE bool ou_is_exact(const OuObj *o, uint32_t type_index)
{
    return ou_index(o) == type_index;
}

OU_INLINE bool ou_is_immortal(const OuObj *o)
{
    return (int32_t)o->refs < 0;
}

/* Take a reference; returns `o`. */
OU_INLINE OuObj *ou_ref(OuObj *o)
{
    if (OU_LIKELY((int32_t)o->refs >= 0))
        o->refs++;
    return o;
}
#define OU_REF_AS(T, x) ((T *)ou_ref(OU_OBJ(x)))

OU_INLINE OuObj *ou_xref(OuObj *o)
{
    return o ? ou_ref(o) : NULL;
}

/* Take `times` references at once; a count that would overflow becomes immortal. */
OU_INLINE void ou_ref_times(OuObj *o, size_t times)
{
    if ((int32_t)o->refs >= 0)
        o->refs = times < OU_IMMORTAL - o->refs ? o->refs + (uint32_t)times : OU_IMMORTAL;
}

/* The object's count has reached zero: finalize and free it now. Runs script code. */
void ou_dealloc(OuVM *vm, OuObj *o);

/* Leave levels of nested deaths that were counted (dealloc_depth) for objects that CPython makes and ouro does
 * not. What was put aside dies if these were the outermost. */
void ou_dealloc_leave(OuVM *vm, uint32_t levels);

/* Drop a reference; NULL is legal. May run script code (__del__, weakref callbacks);
 * a pending exception survives it. */
OU_INLINE void ou_unref_nonnull(OuVM *vm, OuObj *o)
{
    if (OU_LIKELY((int32_t)o->refs > 0) && --o->refs == 0)
        ou_dealloc(vm, o);
}

/* The same for what somebody else holds too. */
OU_INLINE void ou_unref_shared(OuObj *o)
{
    OU_ASSERT(o->refs != 1);
    if (OU_LIKELY((int32_t)o->refs > 0))
        o->refs--;
}

void ou_unref_call(OuVM *vm, OuObj *o);
void ou_put_call(OuVM *vm, OuObj **slot, OuObj *value);

OU_INLINE void ou_unref_(OuVM *vm, OuObj *o)
{
#ifdef __OPTIMIZE_SIZE__
    ou_unref_call(vm, o);
#else
    if (o != NULL)
        ou_unref_nonnull(vm, o);
#endif
}
#define ou_unref(vm, x) ou_unref_((vm), OU_OBJ(x))

/* Move `value` (consumed) into a slot, then release what was there. */
OU_INLINE void ou_put_(OuVM *vm, OuObj **slot, OuObj *value)
{
#ifdef __OPTIMIZE_SIZE__
    ou_put_call(vm, slot, value);
#else
    OuObj *old = *slot;
    *slot = value;
    ou_unref_(vm, old);
#endif
}
#define ou_put(vm, slot, value) ou_put_((vm), (OuObj **)(slot), OU_OBJ(value))
#define ou_clear(vm, slot) ou_put_((vm), (OuObj **)(slot), NULL)

/* ---- memory for objects and their parts (MemoryError pending on NULL) ---- */
OU_MUST_CHECK void *ou_alloc(OuVM *vm, size_t size);
OU_MUST_CHECK void *ou_resize(OuVM *vm, void *block, size_t old_size, size_t size);
void ou_free(OuVM *vm, void *block, size_t size);
/* After gc.collect(): arenas in which nothing lives go back to the system. */
void ou_objects_return_memory(OuVM *vm);

/* A new object that the collector does not know: count 1, the rest uninitialized. */
OU_MUST_CHECK OuObj *ou_new(OuVM *vm, uint32_t type_word, size_t size);
/* A new collectable object, count 1, untracked; the rest uninitialized. Its room in the
 * youngest generation is reserved, so ou_gc_track cannot fail. */
OU_MUST_CHECK OuObj *ou_gc_new(OuVM *vm, uint32_t type_word, size_t size);
/* The same for an object that begins with OuObj: the collector's words are put before it. */
#define OU_GC_BEFORE_SIZE 8
#define OU_GC_WORD (sizeof(OuGcObj) - sizeof(OuObj))
OU_MUST_CHECK OuObj *ou_gc_new_before(OuVM *vm, uint32_t type_word, size_t size);

/* ---- the singletons ---- */
extern const OuObj ou_none_object, ou_not_implemented_object, ou_ellipsis_object;
#define OU_NONE ((OuObj *)&ou_none_object)
#define OU_NOT_IMPLEMENTED ((OuObj *)&ou_not_implemented_object)
#define OU_ELLIPSIS ((OuObj *)&ou_ellipsis_object)
/* True and False are ints (object/int.h): OU_TRUE, OU_FALSE. */

/* Results that no script can see: "the iterator is exhausted", "not found". Never errors. */
extern const OuObj ou_done_object, ou_absent_object;
#define OU_DONE ((OuObj *)&ou_done_object)
#define OU_ABSENT ((OuObj *)&ou_absent_object)

/* The address as scripts see it (id(), reprs, default hashes). Pins numbers, so that
 * they are not changed in place any more. */
uintptr_t ou_address(OuVM *vm, OuObj *o);

#endif
