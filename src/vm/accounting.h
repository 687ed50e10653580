/* accounting.h - what all memory of a VM is used for, to the byte. Slow; for the memory tools. */
#ifndef OU_VM_ACCOUNTING_H
#define OU_VM_ACCOUNTING_H
#include "base/vec.h"
#include "object/type.h"
#include "object/state.h"

/* The objects of one type that are alive (immortal ones are not in the VM's memory). */
typedef struct OuTypeUse {
    const OuType *type;
    OuClass *cls;        /* of user classes; else NULL */
    size_t count, bytes; /* with the blocks behind the objects */
    size_t tracked[OU_GC_GENERATIONS + 1];
} OuTypeUse;

typedef struct OuAccount {
    OuMemStats mem;
    OU_VEC(OuTypeUse) types;
    size_t objects, object_bytes;
    /* Live memory that is no object's. */
    size_t compiled;      /* code as the compiler made it, and constants that code shares */
    size_t stack, stack_used; /* chunks for frames; what running frames take of them */
    size_t generations;   /* the collector's arrays */
    size_t interned, weakrefs, classes, caches; /* tables: interned str, weak references, classes and
                                                   their layouts, caches and the rest of the VM */
    size_t free_numbers, free_number_bytes; /* dead numbers, kept for the next */
    ptrdiff_t other;      /* what is left: buffers of C functions that are running; else 0 */
    /* Parts of the above. */
    size_t frames, modules, globals, global_bytes; /* names in modules, and their dicts */
    size_t constants, constant_bytes;              /* in code objects; of each object once */
    size_t class_objects, class_bytes;
} OuAccount;

/* Look at everything. What `hidden` (may be NULL) is true for, and what only such objects hold, is left
 * out of `types`, not of the sums. False: no memory; call drop in any case. */
bool ou_account(OuVM *vm, bool (*hidden)(OuVM *vm, const OuObj *o, void *arg), void *arg, OuAccount *out);
void ou_account_drop(OuVM *vm, OuAccount *account);
/* Is it one of those that exist from the beginning and are never freed: small ints, strings of one
 * Latin-1 character, None, the empty tuple …? */
bool ou_account_is_pooled(const OuObj *o);

#endif
