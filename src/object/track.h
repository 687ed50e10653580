/* track.h - which objects a dict or a tuple must be tracked for.
 *
 * As in CPython, a dict is unknown to the collector until something is stored in it that
 * could be part of a cycle, and the collector forgets tuples of atoms. */
#ifndef OU_OBJECT_TRACK_H
#define OU_OBJECT_TRACK_H
#include "object/state.h"
#include "object/tuple.h"

/* Could `o` be part of a cycle? (An untracked tuple cannot, nor a built-in class.) */
OU_INLINE bool ou_may_be_tracked(const OuVM *vm, const OuObj *o)
{
    uint32_t index = ou_index(o);
    if (index == OU_T_INT || index == OU_T_STR || index == OU_T_NONE)
        return false;
    uint32_t flags = ou_type(vm, o)->flags;
    if (!(flags & OU_TF_COLLECTED))
        return false;
    if (flags & OU_TF_IS_TYPE) /* built-in classes are not, but for CPython's heap types */
        return (OU_CLASS(o)->type->flags & (OU_TF_USER | OU_TF_HEAP)) != 0;
    return index != OU_T_TUPLE || ou_gc_is_tracked(o);
}

/* Dicts and tuples that hold only atoms are no longer tracked after this (the collector
 * calls it for exact dicts and tuples it has found reachable). */
void ou_tuple_maybe_untrack(OuVM *vm, OuTuple *t);
void ou_dict_maybe_untrack(OuVM *vm, OuDict *d);

#endif
