/* generator.h - generators, coroutines, async generators: a frame of their own on the heap. */
#ifndef OU_VM_GENERATOR_H
#define OU_VM_GENERATOR_H
#include "vm/frame.h"

typedef enum { OU_GEN_CREATED, OU_GEN_SUSPENDED, OU_GEN_RUNNING, OU_GEN_CLOSED } OuGenState;

typedef struct OuGenerator {
    OuGcObj gc;
    OuStr *name, *qualname;
    OuObj *origin_or_null;
    OuObj *yield_from;        /* suspended in `yield from` or `await`: the iterator (not counted: the
                                 frame holds it) */
    OuHandled handled;        /* what it was handling when it was suspended */
    uint8_t state;            /* OuGenState */
    uint8_t closed;           /* state is OU_GEN_CLOSED: nothing left to finalize */
    uint8_t hooks_ready, closed_flag, running_async; /* async generators */
    uint8_t wrapped;          /* async generators: what it yielded last was a `yield`'s value */
    OuObj *async_finalizer;
    OuCode *code;             /* stays after it ended */
    uint64_t frame_words[];   /* OuFrame, then registers */
} OuGenerator;

OU_INLINE OuFrame *ou_generator_frame(OuGenerator *g)
{
    return (OuFrame *)g->frame_words;
}

OU_INLINE void ou_generator_set_closed(OuGenerator *g)
{
    g->state = OU_GEN_CLOSED;
    g->closed = true;
}

/* An exception given to throw(): a class (with value) or an instance, and a traceback or None; made
 * pending, or what making it raised. False if the arguments are wrong (that is pending then). */
OU_MUST_CHECK bool ou_generator_set_thrown(OuVM *vm, OuObj *type, OuObj *value, OuObj *traceback);
/* g.throw(type, value, traceback); value and traceback may be NULL. `close_on_exit`: GeneratorExit
 * closes the iterator it delegates to. Results as ou_generator_resume. */
OuObj *ou_generator_throw(OuVM *vm, OuGenerator *g, bool close_on_exit, OuObj *type, OuObj *value,
                          OuObj *traceback, OuObj **result);
/* g.close(): false with an exception pending. */
OU_MUST_CHECK bool ou_generator_close(OuVM *vm, OuGenerator *g);
/* Send to any iterator: what it yields; OU_DONE and *result (new) when it returned; NULL. */
OuObj *ou_iterator_send(OuVM *vm, OuObj *iterator, OuObj *value, OuObj **result);
/* The iterator that drives `await o`. */
OuObj *ou_await_iterator(OuVM *vm, OuObj *o);
/* Take the pending StopIteration: true and its value (new); false if something else is pending. */
bool ou_stop_value(OuVM *vm, OuObj **value);
/* A result of ou_generator_resume as a method's: OU_DONE becomes StopIteration. */
OuObj *ou_generator_result(OuVM *vm, OuGenerator *g, OuObj *yielded, OuObj *result);

/* Parts of the types' descriptors that generator.c and async.c share. */
void ou_generator_dealloc(OuVM *vm, OuObj *self);
void ou_generator_visit(OuObj *self, OuVisitFn fn, void *arg);
void ou_generator_clear(OuVM *vm, OuObj *self);
size_t ou_generator_size_of(const OuObj *self);
void ou_generator_finalize(OuVM *vm, OuObj *self);
OuObj *ou_generator_get_frame(OuVM *vm, OuObj *self);
OuObj *ou_generator_get_code(OuVM *vm, OuObj *self);
OuObj *ou_generator_get_yield_from(OuVM *vm, OuObj *self);
OuObj *ou_generator_get_name(OuVM *vm, OuObj *self);
bool ou_generator_set_name(OuVM *vm, OuObj *self, OuObj *value);
OuObj *ou_generator_get_qualname(OuVM *vm, OuObj *self);
bool ou_generator_set_qualname(OuVM *vm, OuObj *self, OuObj *value);
extern const OuRefField ou_generator_refs[];

#endif
