/* heapwalk.h - what is left when a VM ends, and whether counts are right. vm/edges.h walks over all
 * that is alive. */
#ifndef OU_OBJECT_HEAPWALK_H
#define OU_OBJECT_HEAPWALK_H
#include "object/type.h"

/* What is alive when all that the VM itself holds has been released. Debug builds find every
 * object, and list them by type on stderr; others those that a container leads to. */
struct OuLeaks ou_heap_leaks(OuVM *vm);
/* Debug builds: abort if more references to a tracked object are found than it counts. */
void ou_heap_audit(OuVM *vm);

#endif
