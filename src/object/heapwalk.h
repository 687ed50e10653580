/* heapwalk.h - walks over everything that is alive in a VM. Slow, exact, without script code. */
#ifndef OU_OBJECT_HEAPWALK_H
#define OU_OBJECT_HEAPWALK_H
#include "object/type.h"

/* How many references to `o` there are: in objects, running frames, constants and the VM's own
 * roots. The truth for immortal objects, whose counts are not kept. */
size_t ou_heap_count_references(OuVM *vm, OuObj *o);
/* How many objects are alive (immortal ones not counted). */
size_t ou_heap_count_objects(OuVM *vm);
/* Call fn for every object that is alive. fn must not allocate objects or run script code. */
void ou_heap_each(OuVM *vm, void (*fn)(OuVM *vm, OuObj *o, void *arg), void *arg);
/* What is alive when all that the VM itself holds has been released. Debug builds find every
 * object, and list them by type on stderr; others those that a container leads to. */
struct OuLeaks ou_heap_leaks(OuVM *vm);
/* Debug builds: abort if more references to a tracked object are found than it counts. */
void ou_heap_audit(OuVM *vm);

#endif
