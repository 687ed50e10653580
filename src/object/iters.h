/* iters.h - iterators whose layout the interpreter knows, to step them without a call, and
 * what iterator types share. */
#ifndef OU_OBJECT_ITERS_H
#define OU_OBJECT_ITERS_H
#include "object/type.h"

/* list_iterator, list_reverseiterator, tuple_iterator: `source` NULL when exhausted. */
typedef struct OuSeqIter {
    OuGcObj gc;
    OuObj *source;
    size_t index;
} OuSeqIter;
/* dict_keyiterator, _value_, _item_. */
typedef struct OuDictIter {
    OuGcObj gc;
    OuObj *source;   /* OuDict; NULL when exhausted */
    size_t position; /* in entries; reverse iterators: one more than the next entry */
    uint32_t expected; /* len when the iteration began; UINT32_MAX: it changed, or an OrderedDict */
    uint32_t version;  /* of an OrderedDict: of its keys */
    size_t left;
    OuObj *pair;     /* item iterator: result tuple, reused when nobody else holds it */
} OuDictIter;

OuObj *ou_list_iter_new(OuVM *vm, OuObj *list);
OuObj *ou_list_reverse_iter_new(OuVM *vm, OuObj *list);
OuObj *ou_tuple_iter_new(OuVM *vm, OuObj *tuple);
OuObj *ou_dict_iter_new(OuVM *vm, OuObj *dict, uint32_t iter_type);
OuObj *ou_seq_iter_new(OuVM *vm, OuObj *sequence); /* by __getitem__ */
OuObj *ou_call_iter_new(OuVM *vm, OuObj *callable, OuObj *sentinel);

/* ---- what the pickle methods of iterators need ---- */

/* Tuple of n new references, which it consumes; if one is NULL the others are released. */
OuObj *ou_tuple_pack_take(OuVM *vm, size_t n, ...);
/* (iter, (source,), index): how an iterator over source is made again; index < 0: left out.
 * `builtin` names the function (iter, reversed); source is consumed. */
OuObj *ou_iter_reduce_take(OuVM *vm, OuStr *builtin, OuObj *source, ptrdiff_t index);
/* The same for an exhausted iterator: (iter, ([],)) or (iter, ((),)). */
OuObj *ou_iter_reduce_empty(OuVM *vm, bool list);
/* The argument of __setstate__ as a number. */
OU_MUST_CHECK bool ou_iter_state(OuVM *vm, OuObj *state, ptrdiff_t *out);
/* Put two new references into a result tuple that only the iterator holds, or into a new
 * tuple; consumes both; the result is a new reference. */
OuObj *ou_iter_pair_take(OuVM *vm, OuObj *reused, OuObj *first, OuObj *second);
/* The arguments of a type that takes between min and max, by position only: counts are
 * checked; keywords are refused unless a subclass has an __init__ of its own. */
OU_MUST_CHECK bool ou_make_arguments(OuVM *vm, const OuClass *cls, const OuType *type,
                                     const char *name, size_t nargs, OuObj *kwnames, size_t min,
                                     size_t max);
/* The class of `o`, new reference; NULL: no memory. */
OuObj *ou_class_of_new(OuVM *vm, OuObj *o);

/* A tuple of n references to None, tracked: to be filled while scripts may look. */
OuObj *ou_tuple_of_none(OuVM *vm, size_t n);
/* Tuple of the iterators of n objects. */
OuObj *ou_iterators_of(OuVM *vm, OuObj *const *args, size_t n);

#endif
