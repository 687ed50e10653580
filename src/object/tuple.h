/* tuple.h - immutable sequences. items[0..len) are owned, never NULL once the tuple is seen
 * by a script. A tuple of atoms is untracked by the first collection that meets it. */
#ifndef OU_OBJECT_TUPLE_H
#define OU_OBJECT_TUPLE_H
#include "object/type.h"

struct OuTuple {
    OuGcObj gc;
    size_t len;
    OuObj *items[];
};
#define OU_TUPLE(o) ((OuTuple *)(o))

extern const OuTuple ou_empty_tuple_object;
#define OU_EMPTY_TUPLE (OU_OBJ(&ou_empty_tuple_object))

/* New tuple of n NULLs (n > 0 untracked: call ou_gc_track when filled); OU_EMPTY_TUPLE for 0. */
OuObj *ou_tuple_alloc(OuVM *vm, size_t n);
/* From borrowed items (each gets a reference). */
OuObj *ou_tuple_new(OuVM *vm, OuObj *const *items, size_t n);
/* From owned items: the references move, on failure they are released. */
OuObj *ou_tuple_new_take(OuVM *vm, OuObj *const *items, size_t n);
/* Of 1 to 6 borrowed references. */
OuObj *ou_tuple_pack(OuVM *vm, size_t n, ...);
/* From any iterable (tuple(x)); exact tuples are returned themselves. */
OuObj *ou_tuple_from(OuVM *vm, OuObj *iterable);
OuObj *ou_tuple_slice(OuVM *vm, OuTuple *t, size_t start, size_t stop);

#endif
