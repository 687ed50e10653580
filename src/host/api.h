/* api.h - what the files that implement include/ouro.h (api_….c) share.
 *
 * An OuroVM is an OuVM, a handle is a counted reference: OuroObject * is OuObj *, there is no
 * table. Debug builds keep a list of the handles beside, with the function that made each and
 * its caller (api_handle.c), report those that were not released when the VM is freed, and
 * abort when something is released that is no handle. */
#ifndef OU_HOST_API_H
#define OU_HOST_API_H
#include "host/host.h"
#include "object/errors.h"
#include "ouro.h"
#include "vm/exec.h"

/* Text from plain malloc: results outlive their VM. After a failure it is as it was, and `failed`. */
typedef struct OuApiText {
    char *data;
    size_t size, capacity;
    bool failed;
} OuApiText;
void ou_api_text_add(OuApiText *text, const char *data, size_t size);

/* One run, from its beginning to its result; they nest when a host function runs something. */
typedef struct OuApiRun {
    struct OuApiRun *outer;
    OuroResult *result;
    uint64_t instructions, wall_ns, cpu_ns, skipped; /* when it began */
    bool may_suspend;
} OuApiRun;

typedef struct OuApiCode {
    OuroCode *code;  /* not counted: the object keeps it */
    OuObj *object;   /* its code object in this VM, owned */
} OuApiCode;
#define OU_API_CODES 8

typedef struct OuApiBuffer {
    OuObj *object;
    OuBuffer buffer;
} OuApiBuffer;

typedef struct OuApi {
    OuroOptions options; /* what it points to is in option_block; 0 of a limit is its default */
    char *option_block;
    OuRoot *roots;
    size_t root_count;
    OuApiRun *run;           /* the innermost */
    uint64_t output_left;    /* bytes until the limit, of run number … */
    uint32_t output_run;
    OuroUsage suspended;     /* what the suspended run has used */
    uint64_t suspended_output; /* and what is left of its output */
    OuApiBuffer *buffers;    /* held for the host: ouro_as_bytes */
    uint32_t buffer_count, buffer_cap;
    struct OuApiClass *classes; /* of the host */
    OuApiCode codes[OU_API_CODES]; /* shared code that ran here, the newest first */
#ifdef OU_DEBUG
    struct OuApiHandle **handles; /* by address, in chains */
    size_t handle_count, handle_places;
    uint64_t handle_number;
    bool handles_ended;
#endif
} OuApi;

OU_INLINE OuVM *ou_api_vm(OuroVM *vm)
{
    return (OuVM *)vm;
}
OU_INLINE OuApi *ou_api(const OuVM *vm)
{
    return vm->host->api;
}

/* ---- handles ---- */
#ifdef OU_DEBUG
OuroObject *ou_api_handle_new(OuVM *vm, OuObj *o, const char *function, void *caller);
/* False: it is none any more, since handles that were not released were reported. */
bool ou_api_handle_drop(OuVM *vm, OuObj *o, const char *function);
/* The new reference `o` becomes a handle. */
#define OU_HANDLE(vm, o) ou_api_handle_new((vm), (o), __func__, __builtin_return_address(0))
/* A handle is given back, or becomes a plain reference (the result of a host function). */
#define OU_HANDLE_DROP(vm, o) ou_api_handle_drop((vm), (o), __func__)
#else
#define OU_HANDLE(vm, o) ((OuroObject *)(o))
#define OU_HANDLE_DROP(vm, o) ((void)0)
#endif
/* The program of the VM has ended, and with it the data of the host in objects: report handles that were not
 * released, and release them. */
void ou_api_handles_end(OuVM *vm);
void ou_api_handles_visit(OuVM *vm, OuVisitFn fn, void *arg);

/* ---- entering ---- */

/* A pointer that was to be given is NULL: the exception of the call that failed, or a SystemError. False, also
 * where it is the VM that is NULL. */
bool ou_api_missing(OuVM *vm);
/* Is there a VM, and what else is needed? Unlike the functions below for what runs no script code. */
OU_INLINE bool ou_api_given(OuVM *vm, const void *pointer)
{
    return (OU_LIKELY(vm != NULL) && OU_LIKELY(pointer != NULL)) || ou_api_missing(vm);
}
/* The same for `size` bytes or things: of nothing the address may be NULL. */
OU_INLINE bool ou_api_given_all(OuVM *vm, const void *data, size_t size)
{
    return (OU_LIKELY(vm != NULL) && (OU_LIKELY(data != NULL) || size == 0)) || ou_api_missing(vm);
}
/* From outside of any run, and from no host function? A suspended run does not count. */
OU_INLINE bool ou_api_is_outermost(const OuVM *vm)
{
    return vm->frame == vm->exec->suspension.frame && vm->exec->callouts == 0;
}
/* The same for a function that can run script code: no exception may be pending. The first of a run gives it its
 * budget. */
OU_INLINE bool ou_api_enter1(OuVM *vm, const void *a)
{
    if (!ou_api_given(vm, a) || OU_UNLIKELY(vm->error != NULL))
        return false;
    if (ou_api_is_outermost(vm))
        ou_exec_begin(vm);
    return true;
}
OU_INLINE bool ou_api_enter(OuVM *vm)
{
    return ou_api_enter1(vm, vm);
}
OU_INLINE bool ou_api_enter2(OuVM *vm, const void *a, const void *b)
{
    return ou_api_given(vm, a) && ou_api_enter1(vm, b);
}
/* The same for handles in an array. */
OU_INLINE bool ou_api_enter_all(OuVM *vm, const void *a, OuroObject *const *items, size_t count)
{
    if (!ou_api_given_all(vm, items, count))
        return false;
    for (size_t i = 0; i < count; i++)
        if (OU_UNLIKELY(items[i] == NULL))
            return ou_api_missing(vm);
    return ou_api_enter1(vm, a);
}

/* ---- names ---- */

/* The interned str of a C string; NULL: it is NULL, MemoryError, UnicodeDecodeError. */
OuStr *ou_api_name(OuVM *vm, const char *name);
/* A str of UTF-8 text; UnicodeDecodeError. */
OuObj *ou_api_text(OuVM *vm, const char *text, size_t size);
/* Built-in of that name: borrowed; NULL: NameError. */
OuObj *ou_api_builtin_peek(OuVM *vm, const char *name);

/* ---- parts ---- */

void ou_api_configure(OuConfig *config, const OuroOptions *options, const OuRoot *roots);
/* Make the VM's API part from the options. */
OU_MUST_CHECK bool ou_api_init(OuVM *vm, const OuroOptions *options);
void ou_api_visit(OuVM *vm, OuVisitFn fn, void *arg);
/* The classes of the host (api_class.c): let go; their descriptions, when no object is left. */
void ou_api_classes_release(OuVM *vm);
void ou_api_classes_visit(OuVM *vm, OuVisitFn fn, void *arg);
void ou_api_classes_free(OuApi *api);
/* Release what the API part holds; the part itself. */
void ou_api_release(OuVM *vm);
void ou_api_free(OuVM *vm);
/* The run's share of a new VM: ouro_run's result when there is no memory for one. */
void ou_api_begin(OuVM *vm, OuApiRun *run, OuroResult *result);
/* `value` (consumed; NULL: an exception is pending, or the run is suspended) is what the run gave. Fills
 * the result in. */
void ou_api_end(OuVM *vm, OuApiRun *run, OuObj *value);
/* The same for a VM that stays, and can be used again. The result. */
OuroResult *ou_api_finish(OuVM *vm, OuApiRun *run, OuObj *value);
/* The rest of a struct that begins with its size, which the caller has set. */
void ou_api_copy_struct(void *to, const void *from, size_t size);
void ou_api_usage(OuVM *vm, const OuApiRun *run, OuroUsage *usage);
/* The run that has just been suspended rests: keep in mind what it has used. */
void ou_api_put_by(OuVM *vm, const OuroResult *result);
/* Runs that ou_suspend may suspend begin here. False, and an exception is pending: one is suspended, an exception was
 * pending before, or `what` is NULL, which is to be run. Interrupts then wait for the next run. */
OU_MUST_CHECK bool ou_api_begin_run(OuVM *vm, OuApiRun *run, OuroResult *result, const void *what);
OuroResult *ou_api_result_new(void);
/* The result of a run in `vm`; without a VM it says so already. NULL: no memory. */
OuroResult *ou_api_result_for(const OuVM *vm);
OuroUsage *ou_api_result_usage(OuroResult *result);
/* The result of what failed before there was a VM. */
void ou_api_result_fail(OuroResult *result, OuroEnd end, const char *exception, const char *message);
/* A result of its own for a call without a VM or what else it needs first. NULL: no memory. */
OuroResult *ou_api_result_missing(void);
/* All is in it: where there was no memory for a part that a host would miss, it says so. */
void ou_api_result_settle(OuroResult *result);
#define OU_API_NULL "a NULL pointer, and no exception is pending"
void ou_api_result_output(OuroResult *result, int stream, const char *data, size_t size);
/* ouro_vm_new; *problem: what is wrong with the options, NULL if it is something else. */
OuroVM *ou_api_vm_new(const OuroOptions *options, const char **problem);
/* How the pending exception, or `exception`, ends a run. */
OuroEnd ou_api_end_of(OuVM *vm, OuObj *exception);
OU_MUST_CHECK bool ou_api_set_inputs(OuVM *vm, const OuroInput *inputs, size_t count);
OuObj *ou_api_from_value(OuVM *vm, const OuroValue *value);

/* A code object for shared code, new; from the VM's few last ones. */
OuObj *ou_api_code_object(OuVM *vm, OuroCode *code);


#endif
