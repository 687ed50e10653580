/* edges.h - every counted reference, with its label: who holds an object, and as what.
 *
 * For the memory tools (module `memory`, the tracing loop, audits). Nothing here runs script
 * code, makes objects or fails; the callbacks must not either. An edge and all it points to is
 * good until the callback returns. Weak references are no edges: they hold nothing.
 *
 * References that C code holds while it works (arguments of a built-in function that is running,
 * a list being sorted …) have no edge: they are what a count is beyond its edges. */
#ifndef OU_VM_EDGES_H
#define OU_VM_EDGES_H
#include "base/strbuf.h"
#include "object/type.h"

struct OuFrame;

typedef enum OuEdgeKind {
    OU_EDGE_VALUE,     /* of `key` in the dict `owner`: the names of modules, classes, instances too */
    OU_EDGE_KEY,       /* of the dict; `index`: its entry; `key` is the target */
    OU_EDGE_ITEM,      /* number `index` of a list, tuple, deque … */
    OU_EDGE_ELEMENT,   /* of a set */
    OU_EDGE_ATTRIBUTE, /* named `key`, kept in the instance itself */
    OU_EDGE_SLOT,      /* the same, by __slots__ */
    OU_EDGE_CLASS,     /* an instance holds its class */
    OU_EDGE_FIELD,     /* of a built-in type: `text` names it; `index` if there are several */
    OU_EDGE_LOCAL,     /* variable `key` of `frame` (running), a generator or a frame object */
    OU_EDGE_TEMPORARY, /* of `frame` or a generator: register `index` in the middle of an expression */
    OU_EDGE_CALLABLE,  /* the same: what is about to be called, */
    OU_EDGE_ARGUMENT,  /* and argument `index` for it (before an instruction that calls only) */
    OU_EDGE_CONST,     /* number `index` of a code object; `text`: shared by the code around it */
    OU_EDGE_NAME,      /* a name that a code object or a class knows; `text` tells which kind */
    OU_EDGE_ROOT,      /* the VM itself: `text` tells where */
} OuEdgeKind;

typedef struct OuEdge {
    OuEdgeKind kind;
    uint32_t index;
    OuObj *target;
    OuObj *owner;                /* the object that holds it; NULL: a running frame, or the VM */
    const struct OuFrame *frame; /* OU_EDGE_LOCAL … ARGUMENT, fields of a frame; else NULL */
    OuObj *key;                  /* str for names of any kind; any object for dicts; or NULL */
    const char *text;            /* or NULL */
} OuEdge;

typedef void (*OuEdgeFn)(OuVM *vm, const OuEdge *edge, void *arg);
typedef void (*OuObjectFn)(OuVM *vm, OuObj *o, void *arg);

/* All that one object holds (of constants that several code objects share: each its own). */
void ou_edges_of(OuVM *vm, OuObj *owner, OuEdgeFn fn, void *arg);
/* All that a frame holds. `before`: its instruction has not begun (in the tracing loop), so that what
 * this will consume, callables and arguments among it, is still there; else it is under way. */
void ou_edges_of_frame(OuVM *vm, struct OuFrame *frame, bool before, OuEdgeFn fn, void *arg);
/* All running frames (none is at `before`), and what the VM holds by itself. */
void ou_edges_of_roots(OuVM *vm, OuEdgeFn fn, void *arg);
/* The whole heap: on_object for every object that can be found (immortal ones not), fn for every
 * edge; either may be NULL. Slow. False: no memory, and the walk is not complete. */
bool ou_edges_each(OuVM *vm, OuObjectFn on_object, OuEdgeFn fn, void *arg);
/* How many objects are alive (immortal ones not counted); how many edges lead to `o`, which is the
 * truth for immortal objects, whose counts are not kept (SIZE_MAX: no memory for the walk). */
size_t ou_edges_count_objects(OuVM *vm);
size_t ou_edges_count(OuVM *vm, const OuObj *o);

/* The edge in words, without its owner: "name 'x'", "[3]", "value of key 'k'", "attribute 'next'",
 * "local variable 'n' of f()", "closure" … */
void ou_edge_describe(OuVM *vm, const OuEdge *edge, OuBuf *out);
/* An object in a few words: text of atoms, else "<list>", "<Point>" and the like. */
void ou_edge_describe_object(OuVM *vm, OuObj *o, OuBuf *out);
/* What a dict is the namespace of: "module __main__", "class Point"; NULL if of nothing known.
 * For modules and classes; slow. The result is the object, borrowed. */
OuObj *ou_edge_namespace_owner(OuVM *vm, OuObj *dict);

/* Debug builds: every block of memory that holds an object is looked at; objects whose count is not
 * the number of edges to them go to stderr. How many; 0 in release builds. Call it where no C function
 * holds a temporary, but for one reference to `held` (or NULL). */
size_t ou_edges_audit(OuVM *vm, const OuObj *held);

#endif
