/* state.h - struct OuVM: all mutable state of one virtual machine.
 *
 * Layers above object keep their part behind a pointer or a struct declared here; they are
 * the only ones to touch it. Nothing here is shared between VMs. */
#ifndef OU_OBJECT_STATE_H
#define OU_OBJECT_STATE_H
#include "base/ptrset.h"
#include "object/access.h"
#include "object/gc.h"
#include "object/names.h"
#include "object/object.h"
#include "object/type.h"
#include "object/watch.h"
#include "object/weak.h"

/* Hashes of static strings are kept in pages, made when they are first written to. */
#define OU_HASH_PAGE 32
#define OU_HASH_PAGES ((OU_STATIC_STR_COUNT + OU_HASH_PAGE - 1) / OU_HASH_PAGE)

#define OU_METHOD_CACHE_SIZE 256 /* entries; power of two */
typedef struct OuMethodCacheEntry {
    uint32_t version; /* of the class; 0: empty */
    OuStr *name;      /* not counted: entries are dropped when a name dies (interned names only) */
    OuObj *value;     /* not counted; NULL: known to be absent */
} OuMethodCacheEntry;

/* What is being handled by `except`: one per running generator and one for the VM. */
typedef struct OuHandled {
    OuObj *exception; /* owned, or NULL */
    struct OuHandled *previous;
} OuHandled;

/* Freed numbers keep their head; the link is in the payload. */
typedef struct OuFreeNumber {
    OuObj head;
    struct OuFreeNumber *next;
} OuFreeNumber;

enum { OU_SYS_NONE, /* no module sys yet, or no more */
       OU_SYS_USABLE,
       OU_SYS_ENDING, /* sys.path and the like are None */
       OU_SYS_CLEARED /* all its attributes are None */ };

struct OuVM {
    OuMem mem; /* first: ou_mem functions take &vm->mem */

    /* hot: the interpreter */
    OuFreeNumber *free_ints, *free_floats;
    OuObj *error;              /* the pending exception, owned; NULL: none */
    struct OuFrame *frame;     /* the innermost running frame (vm/frame.h) */
    int64_t fuel;              /* units left in this quantum; <= 0: poll */
    int64_t fuel_saved;        /* units taken out of `fuel` to make it poll soon (ou_request_poll) */
    OuHandled *handled;        /* innermost */
    OuHandled handled_base;
    uint32_t depth;            /* script calls and counted C recursion */
    uint32_t recursion_limit;
    uintptr_t c_stack_end;     /* C recursion must stay above this address */

    OuGc gc;
    OuWeakTable weak;

    /* types */
    const OuShape *const **shape_pages; /* [0] is const data */
    uint32_t shape_page_count, shape_next, shape_free;
    OuClass **builtin_classes; /* by type index; NULL until asked for */
    OuDict *named_classes;     /* of types/struct_seq.c, exceptions of C modules; NULL until needed */
    uint32_t next_version;     /* classes and dict keys: never reused; 0 when they ran out */
    uint32_t attr_epoch;       /* changes with any class change that inline caches of instance
                                  attributes and methods may not survive (see ou_class_setattr) */
    OuMethodCacheEntry *method_cache; /* NULL until needed */

    /* strings */
    OuStr **interned;          /* open addressing */
    uint32_t interned_used, interned_cap;
    uint64_t *static_hashes[OU_HASH_PAGES]; /* by number of static string, 0: not computed */
    uint64_t hash_key[2];
    uint64_t identity_key;
    bool numbered, numbers_end; /* id() tells addresses' numbers, not them; no new ones, for lack of memory */
    uint32_t number_count;
    OuPtrMap numbers;

    /* deferred deallocation (trashcan) */
    uint32_t dealloc_depth;    /* nested deallocations that count as CPython counts them */
    uint32_t dealloc_nesting;  /* all */
    OuObj *dealloc_later;      /* linked through their first words */

    OuObj **repr_active;       /* containers being printed */
    uint32_t repr_active_len, repr_active_cap;

    /* modules and built-ins */
    OuDict *modules;           /* sys.modules */
    OuDict *builtins;          /* of module builtins */
    OuObj *builtins_module;    /* owned; its dict is `builtins` */
    bool builtins_filled;      /* every built-in name has been made */
    bool site_builtins;        /* exit, quit, help … exist (not with -S) */
    OuObj *sys_module;         /* NULL until asked for: ou_upcall_sys */
    uint8_t sys_stage;         /* OU_SYS_… */
    OuObj *warnings;           /* filters and more (modules/warnings.c), or NULL */
    uint32_t warnings_version; /* of the filters */
    uint32_t origin_depth;     /* sys.set_coroutine_origin_tracking_depth() */
    uint8_t bytes_warning;     /* -b: 1, -bb: 2 */
    OuDict *codec_errors;      /* error handlers registered by scripts (types/codec.h), or NULL */
    struct OuModuleState **module_states; /* by module number (modules/module.h) */
    OuObj *memory_error;       /* preallocated */

    /* execution (vm/) */
    struct OuStackChunk *stack;
    struct OuExec *exec;       /* fuel accounting, limits, tracing */
    uint8_t interrupt_requested; /* 1: as an exception, 2: for good; from any thread: atomic access only */
    bool finalizing;
    bool builtins_restored; /* the end is so near that builtins has but what was there first */

    /* limits and settings */
    uint64_t instructions_used, instruction_limit;
    uint32_t int_max_str_digits;
    OuAccess access;
    int optimize;              /* -O, -OO */

    OuWatchFn watch;           /* object/watch.h; NULL: nobody watches */
    void *watcher;             /* its own */

    /* the host (host/): output callbacks, import hooks, settings */
    struct OuHost *host;
};

OU_INLINE const OuShape *ou_shape(const OuVM *vm, const OuObj *o)
{
    uint32_t i = ou_index(o);
    return vm->shape_pages[i / OU_SHAPE_PAGE][i % OU_SHAPE_PAGE];
}
OU_INLINE const OuType *ou_type(const OuVM *vm, const OuObj *o)
{
    return ou_shape(vm, o)->type;
}
/* Is `o` an instance of the built-in type that `flag` (OU_TF_IS_…) stands for, or a subclass? */
OU_INLINE bool ou_is(const OuVM *vm, const OuObj *o, uint32_t flag)
{
    return (ou_type(vm, o)->flags & flag) != 0;
}
OU_INLINE bool ou_is_str(const OuVM *vm, const OuObj *o)
{
    return ou_is_exact(o, OU_T_STR) || ou_is(vm, o, OU_TF_IS_STR);
}

/* Per-type memory that a freed tuple, list, … keeps for the next one is mem's size-class
 * free list; numbers have lists of their own above. */

/* Make the interpreter poll soon. The poll adds `fuel_saved` back to what is left. */
OU_INLINE void ou_request_poll(OuVM *vm)
{
    if (vm->fuel > 0) {
        vm->fuel_saved += vm->fuel;
        vm->fuel = 0;
    }
}

/* object/object.c: set up and tear down the object layer of a zeroed VM whose `mem`, hash and
 * identity keys are ready. */
OU_MUST_CHECK bool ou_objects_init(OuVM *vm);
/* What is still alive then should not be: it is counted, which takes a walk over all that is free, if `leaks`
 * is given (debug builds: and listed on stderr). */
typedef struct OuLeaks {
    size_t objects, refs; /* refs: the sum of their counts */
    size_t blocks;        /* of memory, those of objects included */
} OuLeaks;
void ou_objects_drop(OuVM *vm, OuLeaks *leaks);

#endif
