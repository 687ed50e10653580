/* weak.h - weak references. They live in a side table (object address -> chain of
 * references); the object's OU_F_WEAKREFS flag says that it has an entry. */
#ifndef OU_OBJECT_WEAK_H
#define OU_OBJECT_WEAK_H
#include "object/type.h"

typedef struct OuWeakref {
    OuGcObj gc;
    OuObj *target;   /* not counted; OU_NONE when dead */
    OuObj *callback; /* owned, or NULL */
    struct OuWeakref *next; /* chain of one target: basic ref, basic proxy first, then newest … */
    union {
        struct OuWeakref *prev;
        OuObj *due; /* owned: the callback that is to be called, when its target is dead */
    };
    OuHash hash;     /* -1: not asked for yet */
} OuWeakref;

typedef struct OuWeakTable {
    struct OuWeakEntry *entries; /* open addressing by target address */
    uint32_t used, cap;
} OuWeakTable;

/* A weak reference or proxy of class `cls` to `target`; a basic one is reused if there is one. */
OuObj *ou_weakref_new(OuVM *vm, OuClass *cls, uint32_t builtin_type, OuObj *target, OuObj *callback);
/* The target, new reference; OU_NONE if it is dead. */
OuObj *ou_weakref_get(OuVM *vm, OuObj *ref);
/* `target` is about to die: clear its references and run their callbacks. Keeps a pending exception. */
void ou_weakref_clear_target(OuVM *vm, OuObj *target);
/* The first of the chain of references to `target`, borrowed; NULL if none. */
OuWeakref *ou_weakref_chain(const OuVM *vm, const OuObj *target);
/* The collector's part: clear the references to `target` without running callbacks; those that
 * have one and are not garbage themselves are put, with a reference each, at the end of the
 * list from *first to *last, linked by `next`. */
void ou_weakref_clear_for_collection(OuVM *vm, OuObj *target, OuWeakref **first, OuWeakref **last);
/* Call the callback of a cleared reference; errors go to sys.unraisablehook. */
void ou_weakref_call_back(OuVM *vm, OuWeakref *ref);
/* Make the reference dead and forget its callback, without calling it. */
void ou_weakref_kill(OuVM *vm, OuWeakref *ref);
bool ou_is_weakref(const OuVM *vm, const OuObj *o); /* ref, proxies, subclasses */
/* Take `ref` out of its chain (without callback). */
void ou_weakref_unlink(OuVM *vm, OuWeakref *ref);
void ou_weak_table_drop(OuVM *vm);

#endif
