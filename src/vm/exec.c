/* exec.c - the stack of chunks, fuel and polls, limits, interruption, the bounds of C recursion.
 *
 * Fuel: vm->fuel counts down; at zero the VM polls. A quantum is at most OU_QUANTUM units and
 * never goes beyond the instruction limit by more than one block. Polls may run script code
 * (finalizers of a collection). */
#include "vm/exec.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/upcall.h"
#include "vm/attr_cache.h"
#include <pthread.h>
#include <sys/auxv.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define STACK_CHUNK_MAX (1024u * 1024u)
#define C_STACK_DEFAULT ((uintptr_t)8 * 1024 * 1024)
#define C_STACK_UNKNOWN ((uintptr_t)128 * 1024) /* below the call, on a stack that is no thread's: a fiber's */

/* ---- chunks ---- */

static OuStackChunk *chunk_new(OuVM *vm, size_t size)
{
    OuStackChunk *chunk = ou_mem_take(&vm->mem, size);
    if (chunk == NULL)
        return NULL;
    chunk->previous = NULL;
    chunk->size = size;
    chunk->end = (OuObj **)((char *)chunk + size / sizeof(OuObj *) * sizeof(OuObj *));
    return chunk;
}

OuObj **ou_stack_reserve_slow(OuVM *vm, size_t words)
{
    OuExec *exec = vm->exec;
    size_t need = sizeof(OuStackChunk) + words * sizeof(OuObj *);
    OuStackChunk *chunk = exec->spare;
    if (chunk != NULL && chunk->size >= need) {
        exec->spare = NULL;
    } else {
        size_t size = vm->stack->size * 2;
        if (size > STACK_CHUNK_MAX)
            size = STACK_CHUNK_MAX;
        while (size < need)
            size *= 2;
        chunk = chunk_new(vm, size);
        if (chunk == NULL)
            return ou_raise_memory(vm);
    }
    chunk->previous = vm->stack;
    vm->stack = chunk;
    return chunk->words;
}

void ou_stack_pop_chunk(OuVM *vm)
{
    OuExec *exec = vm->exec;
    OuStackChunk *chunk = vm->stack;
    vm->stack = chunk->previous;
    if (exec->spare != NULL) {
        if (exec->spare->size >= chunk->size) {
            ou_mem_give(&vm->mem, chunk, chunk->size);
            return;
        }
        ou_mem_give(&vm->mem, exec->spare, exec->spare->size);
    }
    exec->spare = chunk;
}

/* ---- life ---- */

bool ou_exec_init(OuVM *vm)
{
    OuExec *exec = ou_mem_take(&vm->mem, sizeof *exec);
    if (exec == NULL)
        return false;
    *exec = (OuExec){0};
    vm->exec = exec;
    vm->stack = chunk_new(vm, OU_STACK_CHUNK_FIRST);
    if (vm->stack == NULL) {
        ou_mem_give(&vm->mem, exec, sizeof *exec);
        vm->exec = NULL;
        return false;
    }
    vm->handled = &vm->handled_base;
    if (vm->recursion_limit == 0)
        vm->recursion_limit = OU_RECURSION_LIMIT;
    exec->quantum = vm->fuel = OU_QUANTUM;
    ou_exec_note_c_stack(vm, (uintptr_t)__builtin_frame_address(0));
    return true;
}

void ou_exec_release(OuVM *vm)
{
    if (vm->exec == NULL)
        return;
    ou_suspend_cancel(vm);
    ou_clear(vm, &vm->exec->asyncgen_firstiter);
    ou_clear(vm, &vm->exec->asyncgen_finalizer);
}

void ou_exec_drop(OuVM *vm)
{
    OuExec *exec = vm->exec;
    if (exec == NULL)
        return;
    ou_exec_release(vm);
    while (vm->stack != NULL) {
        OuStackChunk *chunk = vm->stack;
        vm->stack = chunk->previous;
        ou_mem_give(&vm->mem, chunk, chunk->size);
    }
    if (exec->spare != NULL)
        ou_mem_give(&vm->mem, exec->spare, exec->spare->size);
    if (exec->attr_cache != NULL)
        ou_mem_give(&vm->mem, exec->attr_cache, OU_ATTR_CACHE_SIZE * sizeof *exec->attr_cache);
    ou_mem_give(&vm->mem, exec, sizeof *exec);
    vm->exec = NULL;
}

/* ---- the C stack ---- */

/* The main thread's stack ends below what the kernel has put at its top, and grows as far as the limit allows. */
static bool main_stack(uintptr_t at, uintptr_t *low, uintptr_t *top)
{
    struct rlimit limit;
    if (getpid() != gettid() || getrlimit(RLIMIT_STACK, &limit) != 0)
        return false;
    *top = (uintptr_t)getauxval(AT_EXECFN);
    uintptr_t room = C_STACK_DEFAULT, above = *top > at ? *top - at : 0;
    if (limit.rlim_cur != RLIM_INFINITY)
        room = (uintptr_t)limit.rlim_cur;
    else if (above < (uintptr_t)1 << 30) /* it is on that stack, as deep as it may be already */
        room += above;
    *low = *top > room ? *top - room : 0;
    return at <= *top && at > *low;
}

static bool thread_stack(uintptr_t at, uintptr_t *low, uintptr_t *top)
{
    pthread_attr_t attributes;
    void *address;
    size_t size = 0;
    if (pthread_getattr_np(pthread_self(), &attributes) != 0)
        return false;
    bool known = pthread_attr_getstack(&attributes, &address, &size) == 0;
    pthread_attr_destroy(&attributes);
    *low = (uintptr_t)address;
    *top = *low + size;
    return known && at > *low && at <= *top;
}

void ou_exec_note_c_stack(OuVM *vm, uintptr_t at)
{
    uintptr_t given = vm->exec->c_stack_size, low, top;
    if (given != 0 || (!main_stack(at, &low, &top) && !thread_stack(at, &low, &top))) {
        uintptr_t room = given != 0 ? given : C_STACK_UNKNOWN;
        low = at > room ? at - room : 0;
        top = at; /* what lies above may be another stack */
    }
    uintptr_t reserve = OU_C_STACK_RESERVE;
    if (at - low < reserve + reserve / 3)
        reserve = (at - low) / 4 * 3;
    vm->exec->c_stack_base = top;
    vm->c_stack_end = low + reserve;
}

void ou_exec_set_c_stack(OuVM *vm, size_t size)
{
    vm->exec->c_stack_size = size;
    ou_exec_note_c_stack(vm, (uintptr_t)__builtin_frame_address(0));
}

bool ou_exec_check_c_stack(OuVM *vm)
{
    char here;
    if (OU_LIKELY((uintptr_t)&here > vm->c_stack_end))
        return true;
    ou_exec_too_deep(vm, "");
    return false;
}

void *ou_exec_too_deep(OuVM *vm, const char *where)
{
    return ou_raise(vm, OU_T_RecursionError, "maximum recursion depth exceeded%s", where);
}

/* ---- limits ---- */

void ou_exec_settle(OuVM *vm)
{
    OuExec *exec = vm->exec;
    vm->fuel += vm->fuel_saved;
    vm->fuel_saved = 0;
    vm->instructions_used += (uint64_t)(exec->quantum - vm->fuel);
    exec->quantum = vm->fuel;
}

static void refill(OuVM *vm)
{
    OuExec *exec = vm->exec;
    int64_t quantum = OU_QUANTUM;
    if (vm->instruction_limit != 0) {
        uint64_t left = vm->instruction_limit > vm->instructions_used
            ? vm->instruction_limit - vm->instructions_used : 1;
        if (left < (uint64_t)quantum)
            quantum = (int64_t)left;
    }
#ifdef OU_DEBUG
    if (vm->gc.force_every != 0) { /* more polls, at places of no pattern */
        ou_gc_force_random(&vm->gc);
        int64_t some = (int64_t)(vm->gc.force_state >> 20 & 255) + 1;
        quantum = some < quantum ? some : quantum;
    }
#endif
    exec->quantum = vm->fuel = quantum;
}

void ou_exec_set_limits(OuVM *vm, uint64_t instructions, uint64_t deadline)
{
    ou_exec_settle(vm);
    vm->instruction_limit = instructions;
    vm->exec->deadline = deadline;
    refill(vm);
}

void ou_exec_begin_counted(OuVM *vm)
{
    ou_exec_settle(vm);
    vm->instruction_limit = vm->instructions_used + vm->exec->budget.instructions;
    if (vm->instruction_limit < vm->instructions_used)
        vm->instruction_limit = UINT64_MAX;
    refill(vm);
}

void ou_exec_set_budget(OuVM *vm, const OuBudget *budget)
{
    OuExec *exec = vm->exec;
    exec->budget = *budget;
    exec->suspension.left = *budget;
    exec->armed = exec->run - 1;
    vm->instruction_limit = 0;
    ou_exec_begin(vm);
    ou_request_poll(vm);
}

/* The first poll of a run: from when on it has used too much. */
static void arm(OuExec *exec)
{
    exec->armed = exec->run;
    exec->deadline = exec->budget.time_ns != 0 ? ou_exec_now() + exec->budget.time_ns : 0;
    exec->cpu_deadline = exec->budget.cpu_ns != 0 ? ou_exec_cpu_now() + exec->budget.cpu_ns : 0;
}

OuBudget ou_exec_budget_left(OuVM *vm)
{
    OuExec *exec = vm->exec;
    OuBudget left = exec->budget;
    ou_exec_settle(vm);
    if (vm->instruction_limit != 0)
        left.instructions = vm->instruction_limit > vm->instructions_used ? vm->instruction_limit - vm->instructions_used : 1;
    if (exec->armed != exec->run)
        return left;
    uint64_t now = ou_exec_now(), cpu = ou_exec_cpu_now();
    if (exec->deadline != 0)
        left.time_ns = exec->deadline > now ? exec->deadline - now : 1;
    if (exec->cpu_deadline != 0)
        left.cpu_ns = exec->cpu_deadline > cpu ? exec->cpu_deadline - cpu : 1;
    return left;
}

void ou_exec_begin_with(OuVM *vm, const OuBudget *left)
{
    OuExec *exec = vm->exec;
    OuBudget budget = exec->budget;
    exec->budget = *left;
    ou_exec_begin(vm);
    arm(exec);
    exec->budget = budget;
}

void ou_exec_set_memory_end(OuVM *vm, bool terminal)
{
    vm->exec->memory_is_end = terminal;
}

void ou_upcall_no_memory(OuVM *vm)
{
    if (vm->exec != NULL && vm->exec->memory_is_end && vm->exec->end == OU_END_NONE)
        ou_exec_end_soon(vm, OU_END_MEMORY);
}

void ou_exec_set_poll_hook(OuVM *vm, bool (*hook)(OuVM *vm))
{
    vm->exec->poll_hook = hook;
}

bool ou_upcall_ended(OuVM *vm, bool finalizer)
{
    if (vm->exec == NULL)
        return true;
    if (vm->exec->end == OU_END_NONE)
        return false;
    vm->exec->skipped_finalizers += finalizer;
    return true;
}

OuEnd ou_exec_end(const OuVM *vm)
{
    return (OuEnd)vm->exec->end;
}

void *ou_exec_end_now(OuVM *vm, OuEnd end)
{
    static const char *const messages[] = {
        [OU_END_NONE] = "", [OU_END_INSTRUCTIONS] = "instruction limit exceeded",
        [OU_END_DEADLINE] = "time limit exceeded", [OU_END_OUTPUT] = "output limit exceeded",
        [OU_END_INTERRUPT] = "interrupted", [OU_END_CPU] = "CPU time limit exceeded",
        [OU_END_MEMORY] = "memory limit exceeded",
    };
    vm->exec->end = (uint8_t)end;
    vm->exec->end_depth = vm->depth;
    if (vm->error == NULL)
        ou_raise(vm, OU_T_KeyboardInterrupt, "%s", messages[end]);
    return NULL;
}

void ou_exec_end_soon(OuVM *vm, OuEnd end)
{
    vm->exec->end = (uint8_t)end;
    vm->exec->end_depth = vm->depth;
    ou_request_poll(vm);
}

void ou_exec_end_clear(OuVM *vm)
{
    vm->exec->end = OU_END_NONE;
}

uint64_t ou_exec_skipped(const OuVM *vm)
{
    return vm->exec->skipped_finalizers;
}

void ou_vm_interrupt(OuVM *vm)
{
    __atomic_fetch_or(&vm->interrupt_requested, 1, __ATOMIC_RELEASE);
}

void ou_vm_interrupt_end(OuVM *vm)
{
    __atomic_fetch_or(&vm->interrupt_requested, 2, __ATOMIC_RELEASE);
}

static uint64_t clock_now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

uint64_t ou_exec_now(void)
{
    return clock_now(CLOCK_MONOTONIC);
}

uint64_t ou_exec_cpu_now(void)
{
    return clock_now(CLOCK_THREAD_CPUTIME_ID);
}

static OuEnd passed_deadline(OuExec *exec)
{
    if (exec->armed != exec->run)
        arm(exec);
    if (exec->deadline != 0 && ou_exec_now() >= exec->deadline)
        return OU_END_DEADLINE;
    if (exec->cpu_deadline != 0 && ou_exec_cpu_now() >= exec->cpu_deadline)
        return OU_END_CPU;
    return OU_END_NONE;
}

bool ou_upcall_must_end(OuVM *vm)
{
    OuExec *exec = vm->exec;
    if (exec == NULL || vm->finalizing)
        return false;
    bool interrupted = (__atomic_load_n(&vm->interrupt_requested, __ATOMIC_RELAXED) & 2) && !exec->is_refused;
    if (!interrupted && exec->end == OU_END_NONE && passed_deadline(exec) == OU_END_NONE)
        return false;
    ou_request_poll(vm);
    return true;
}

void ou_exec_look_at_clock(OuVM *vm)
{
    OuEnd end = vm->exec->end == OU_END_NONE ? passed_deadline(vm->exec) : OU_END_NONE;
    if (end != OU_END_NONE)
        (void)ou_exec_end_now(vm, end);
}

/* The limits' part of a poll. */
static bool check_limits(OuVM *vm)
{
    OuExec *exec = vm->exec;
    ou_exec_settle(vm);
    if (exec->end != OU_END_NONE) {
        refill(vm);
        return ou_exec_end_now(vm, (OuEnd)exec->end) != NULL;
    }
    if (vm->instruction_limit != 0 && vm->instructions_used >= vm->instruction_limit)
        return ou_exec_end_now(vm, OU_END_INSTRUCTIONS) != NULL;
    refill(vm);
    OuEnd end = passed_deadline(exec);
    if (end != OU_END_NONE)
        return ou_exec_end_now(vm, end) != NULL;
    uint8_t interrupt = __atomic_load_n(&vm->interrupt_requested, __ATOMIC_RELAXED);
    if (interrupt != 0 && !exec->is_refused) {
        interrupt = __atomic_exchange_n(&vm->interrupt_requested, 0, __ATOMIC_ACQ_REL);
        if (interrupt & 2)
            return ou_exec_end_now(vm, OU_END_INTERRUPT) != NULL;
        ou_raise_arg(vm, OU_T_KeyboardInterrupt, NULL);
        return false;
    }
    return true;
}

bool ou_upcall_check(OuVM *vm)
{
    bool good = check_limits(vm);
    if (vm->mem.pressure) /* the collection that was asked for has to wait for a poll */
        ou_request_poll(vm);
    return good;
}

bool ou_upcall_poll(OuVM *vm)
{
    OuExec *exec = vm->exec;
    if (!check_limits(vm))
        return false;
    if (exec->poll_hook != NULL && !exec->poll_hook(vm))
        return false;
    ou_gc_poll(vm); /* memory pressure too */
    return exec->end == OU_END_NONE || ou_exec_end_now(vm, (OuEnd)exec->end) != NULL;
}

void ou_exec_set_deadline(OuVM *vm, uint64_t milliseconds)
{
    ou_exec_set_limits(vm, vm->instruction_limit,
                       milliseconds != 0 ? ou_exec_now() + milliseconds * 1000000u : 0);
}
