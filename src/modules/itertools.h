/* itertools.h - what the files of module itertools share.
 *
 * All types here are iterators: `next` gives OU_DONE at the end. Stepping calls other
 * iterators and functions, so anything can happen meanwhile; an object is kept alive by the
 * caller of its `next`, but its fields may have been changed by a nested step. */
#ifndef OU_MODULES_ITERTOOLS_H
#define OU_MODULES_ITERTOOLS_H
#include "object/args.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/state.h"
#include "object/str.h"
#include "object/tuple.h"
#include "object/int.h"
#include "object/iters.h"
#include "object/list.h"

#define ITERTOOLS_FLAGS (OU_TF_COLLECTED | OU_TF_BASE | OU_TF_IMMUTABLE)
#define ITERTOOLS_REDUCE_DOC "What is needed to make the iterator again."
#define ITERTOOLS_SETSTATE_DOC "Set the position."
#define METHODS_END {NULL, NULL, NULL, 0, NULL}

/* The state of __setstate__ as a tuple of `want` items; TypeErrors otherwise. */
OuTuple *ou_itertools_state(OuVM *vm, OuObj *state, size_t want);

#endif
