/* config.h - the numbers that shape ouro, in one place. Test builds (OU_STRESS)
 * shrink them to give bugs a chance. */
#ifndef OU_BASE_CONFIG_H
#define OU_BASE_CONFIG_H

#define OU_VERSION "0.1.0"
#define OU_PYTHON_MAJOR 3
#define OU_PYTHON_MINOR 11
#define OU_PYTHON_MICRO 2

/* Memory. */
#define OU_SMALL_MAX 512             /* bytes: larger blocks come from malloc */
#define OU_ARENA_FIRST (4u * 1024)   /* bytes of the first two arenas; doubles up to … */
#define OU_ARENA_MAX (256u * 1024)
#define OU_ARENA_HUGE (2u * 1024 * 1024) /* of VMs whose arenas hold more than … */
#define OU_HUGE_FROM (20u * 1024 * 1024)
#define OU_EMERGENCY_RESERVE 2048    /* bytes kept for the traceback of a MemoryError */

/* The collector (CPython's defaults). */
#define OU_GC_THRESHOLD_0 700
#define OU_GC_THRESHOLD_1 10
#define OU_GC_THRESHOLD_2 10

/* Stack and recursion. */
#ifdef OU_STRESS
#define OU_STACK_CHUNK_FIRST 512
#else
#define OU_STACK_CHUNK_FIRST 2048    /* bytes; chunks double and never move */
#endif
#define OU_RECURSION_LIMIT 1000
#define OU_C_STACK_RESERVE (96 * 1024) /* bytes of C stack kept free */
#define OU_DEALLOC_NESTING 200       /* nested deallocations of any types, to keep the C stack small */
#define OU_TRASHCAN_DEPTH 50         /* nested deallocations before the rest is queued */

/* Small ints [OU_SMALL_INT_MIN, OU_SMALL_INT_END) are immortal. */
#define OU_SMALL_INT_MIN (-5)
#define OU_SMALL_INT_END 257

/* Source text. */
#define OU_MAX_BRACKETS 200
#define OU_MAX_INDENTS 100
#define OU_MAX_AST_DEPTH 2994        /* nesting of nodes that walkers recurse into */

/* The VM. */
#define OU_QUANTUM 10000             /* units of fuel between two polls */
#define OU_WARM_CALLS 4              /* calls before a code object gets quickened code */
#define OU_WARM_LOOPS 32             /* or loop turns */

#endif
