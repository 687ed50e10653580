/* trace_parts.h - what the files of `ouro --trace-memory` share.
 *
 * The tracer keeps a shadow of what the script holds: a node for each object that it met, with the
 * edges (vm/edges.h) as they were when it looked last. At each step it looks again, and what is
 * different are the events. All its memory is its own, so that the VM's accounts stay as they are.
 * If that runs out it stops tracing and says so. Nothing here runs script code or makes objects. */
#ifndef OU_DEBUG_TRACE_PARTS_H
#define OU_DEBUG_TRACE_PARTS_H
#include "base/strbuf.h"
#include "base/vec.h"
#include "debug/trace.h"
#include "object/watch.h"
#include "vm/edges.h"
#include "vm/interp.h"

typedef struct Node Node;

typedef struct Edge {
    Node *target;
    const char *name; /* one of the tracer's texts, equal if the same; or NULL */
    uint32_t index;
    uint8_t kind;     /* OuEdgeKind */
    bool argument;    /* of a local variable: it is a parameter */
    bool matched;     /* while two lists are compared */
} Edge;

typedef enum { NODE_OBJECT, NODE_FRAME, NODE_NAMES } NodeKind; /* NAMES: the dict of a script's module */

struct Node {
    OuObj *o;
    OuFrame *frame;       /* NODE_FRAME; a generator's while it runs */
    const OuCode *code;   /* NODE_FRAME */
    char *label;          /* "list #2" */
    const char *type;     /* name of its type, one of the tracer's texts */
    Edge *edges;          /* owned by the object; of frames also what is temporary there */
    uint32_t edge_count, edge_cap;
    uint32_t label_size;
    uint32_t order;       /* of first sight */
    uint32_t uses;        /* edges to it */
    uint32_t count;       /* references, as shown last; temporary ones are left out */
    uint32_t temporaries, temporaries_before;
    int32_t net;          /* of the events of this step */
    uint64_t scanned, met_temporary; /* epochs */
    uint8_t kind, generation;
    bool known;           /* `count` means something */
    bool settled;         /* in this step */
    bool shared;          /* immortal */
    bool leaf;            /* is not looked into */
    bool fresh;           /* first met in this step */
    bool created;         /* and did not exist when tracing began */
    bool constant;        /* of code: made before it runs */
    uint32_t died;        /* number of its death */
    bool dead, told;      /* told: its end was reported */
    bool held;            /* a temporary reference is counted: it lives on only by that */
    bool finalizing;      /* the reference that its running finalizer has */
    bool garbage;
    bool referred;        /* weak references to it died with it */
    bool interned;
    bool matches;         /* the filter lets it through */
};

/* Owner got or lost an edge in this step. */
typedef struct Change {
    Node *owner;
    Edge edge;
    bool over; /* the owner is a frame that has ended */
} Change;

typedef struct Line {
    Node *node;           /* NULL: plain text */
    uint32_t from, to;
    uint32_t text;        /* offset in the block's text */
    uint8_t depth;
    char sign;            /* + - = or 0: no counts */
} Line;

typedef struct MapEntry {
    void *key;
    Node *node;
    char *grave;          /* what was there before, and until when */
} MapEntry;

typedef struct Tracer {
    OuVM *vm;
    OuMem mem;
    FILE *out;
    const OuTraceOptions *options;
    bool failed, ended;
    uint64_t epoch;
    MapEntry *map;
    uint32_t map_used, map_cap;
    uint32_t alive;       /* nodes in the map */
    const char **texts;   /* set */
    uint32_t texts_used, texts_cap;
    uint32_t next_number, next_order, next_death;
    OU_VEC(Node *) frames;     /* running frames of the script, outermost first */
    OU_VEC(Node *) namespaces; /* their dicts; the first is __main__; `o` is NULL when it is gone */
    OU_VEC(Node *) shared;     /* immortal ones that were met */
    OU_VEC(Node *) queue;      /* to be looked into */
    OU_VEC(Node *) fresh;
    OU_VEC(Node *) touched;    /* operands of the instruction that runs */
    OU_VEC(Node *) deaths;     /* not reported yet, in order */
    OU_VEC(Node *) later;      /* freed; what they held is released when the outermost one is done */
    OU_VEC(Node *) garbage;
    OU_VEC(Node *) collected; /* … what it looked at */
    OU_VEC(Node *) retired;    /* reported, freed when nothing points there */
    OU_VEC(Edge) scratch;      /* of the owner that is looked into */
    OU_VEC(Change) added;
    OU_VEC(Change) removed;
    OU_VEC(Line) lines;        /* of the block */
    OuBuf text;
    const char *by;       /* the built-in function that the instruction calls, or NULL */
    uint32_t references;  /* edges of all nodes */
    uint32_t steps;       /* since everything was looked at */
    uint32_t walks;       /* over the heap, to count holders, */
    uint64_t walked;      /* and when the last was */
    unsigned base_op;     /* of the instruction that runs */
    bool pure;            /* it changes nothing but registers, if no script code runs in it */
    uint8_t depth;
    uint32_t nesting;     /* of deaths */
    /* where the block is */
    const OuFrame *at_frame;
    const OuCode *at_code;
    int at_line;
    int generation;       /* being collected; -1: none */
    size_t collection_line; /* its first in the block */
    bool printed;         /* something */
} Tracer;

/* ---- trace_nodes.c ---- */
/* False: no memory. */
OU_MUST_CHECK bool ou_trace_nodes_begin(Tracer *t);
/* Out of memory: no more tracing. */
void ou_trace_fail(Tracer *t);
/* The tracer's own text; the same for the same characters, NULL when memory has run out. */
const char *ou_trace_keep_text(Tracer *t, const char *text, size_t size);
bool ou_trace_is_watched(const OuCode *code);
bool ou_trace_is_class_body(const OuCode *code);
bool ou_trace_is_temporary(const Edge *edge);
/* The node of an object, made if need be; NULL for what is not shown: code, descriptors, namespaces. */
Node *ou_trace_node(Tracer *t, OuObj *o);
Node *ou_trace_frame_node(Tracer *t, OuFrame *frame);
/* The dict of a script's module is one of those that are shown from now on. */
void ou_trace_add_namespace(Tracer *t, OuDict *dict);
/* The node at an address; NULL: there is none. */
Node *ou_trace_find(Tracer *t, const void *o);
/* What was at its address before, and until when; or NULL. */
const char *ou_trace_grave(Tracer *t, const OuObj *o);
/* Count of a living object as it is shown. */
uint32_t ou_trace_count(Tracer *t, const Node *node);
/* The object is no more; it stays in the shadow until that is reported. */
void ou_trace_bury(Tracer *t, Node *node);
/* It is dead and reported. Its place remembers it. */
void ou_trace_retire(Tracer *t, Node *node);
/* Free those of the retired that nothing points to any more. */
void ou_trace_free_retired(Tracer *t);

/* ---- trace_events.c: what is said ---- */
void ou_trace_report(Tracer *t);
/* A line without counts; the text is printf's. */
void ou_trace_say(Tracer *t, Node *node, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* An object is dead: say so, then what it held is released. */
void ou_trace_death(Tracer *t, Node *node, const char *why);
/* A line with counts; sign + - = ~. */
void ou_trace_line(Tracer *t, Node *node, char sign, uint32_t from, uint32_t to, const char *text);
/* "name 'a'", "element [0] of list #2" … */
void ou_trace_put_place(Tracer *t, OuBuf *out, const Node *owner, const Edge *edge);
/* A collection has ended: its lines are dropped if the filter leaves nothing of it, and at the end of the
 * program if it found nothing of the script's. */
void ou_trace_drop_collection(Tracer *t);
/* Print the lines of the block. */
void ou_trace_flush(Tracer *t);

/* ---- trace_shadow.c ---- */
/* Compare the shadow with what is there now and report. `before`: the running frame's instruction
 * has not begun. */
void ou_trace_sync(Tracer *t, bool before);
/* The VM has ended: only what is known is compared, nothing is left to look into. */
void ou_trace_sync_end(Tracer *t);

/* ---- trace_gc.c ---- */
void ou_trace_gc(Tracer *t, OuWatchEvent event, const OuWatchRegion *region, size_t number);

#endif
