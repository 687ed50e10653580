/* iters.h - iterators whose layout the interpreter knows, to step them without a call. */
#ifndef OU_TYPES_ITERS_H
#define OU_TYPES_ITERS_H
#include "object/type.h"

/* list_iterator, tuple_iterator: `source` NULL when exhausted. */
typedef struct OuSeqIter {
    OuGcObj gc;
    OuObj *source;
    size_t index;
} OuSeqIter;
/* dict_keyiterator, _value_, _item_. */
typedef struct OuDictIter {
    OuGcObj gc;
    OuObj *source;   /* OuDict; NULL when exhausted */
    size_t position; /* in entries */
    uint32_t expected; /* len when the iteration began: "dictionary changed size during iteration" */
    size_t left;
    OuObj *pair;     /* item iterator: result tuple, reused when nobody else holds it */
} OuDictIter;

OuObj *ou_list_iter_new(OuVM *vm, OuObj *list);
OuObj *ou_list_reverse_iter_new(OuVM *vm, OuObj *list);
OuObj *ou_tuple_iter_new(OuVM *vm, OuObj *tuple);
OuObj *ou_dict_iter_new(OuVM *vm, OuObj *dict, uint32_t iter_type);
OuObj *ou_seq_iter_new(OuVM *vm, OuObj *sequence); /* by __getitem__ */
OuObj *ou_call_iter_new(OuVM *vm, OuObj *callable, OuObj *sentinel);

#endif
