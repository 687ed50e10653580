/* api_handle.c - handles: taking, giving back, and, in debug builds, the list of those that are
 * out, with who made them. */
#include "host/api_function.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#ifdef OU_DEBUG
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#endif

bool ou_api_missing(OuVM *vm)
{
    if (vm != NULL && vm->error == NULL)
        ou_raise(vm, OU_T_SystemError, OU_API_NULL);
    return false;
}

OuroObject *ouro_retain(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    return vm && object ? OU_HANDLE(vm, ou_ref(OU_OBJ(object))) : NULL;
}

/* The last reference to `o` is given back. */
static OU_NOINLINE void release_last(OuVM *vm, OuObj *o)
{
    o->refs = 0;
    if (ou_api_is_outermost(vm))
        ou_exec_begin(vm);
    ou_dealloc(vm, o);
}

void ouro_release(OuroVM *v, OuroObject *object)
{
    OuVM *vm = ou_api_vm(v);
    OuObj *o = OU_OBJ(object);
    if (o == NULL || OU_UNLIKELY(vm == NULL))
        return;
#ifdef OU_DEBUG
    if (!OU_HANDLE_DROP(vm, o))
        return;
#else
    if (OU_LIKELY(*(const OuHeadWord *)o == OU_INT_HEAD_OWNED)) { /* as ou_dealloc; the head is kept */
        OuFreeNumber *cell = (OuFreeNumber *)o;
        cell->next = vm->free_ints;
        vm->free_ints = cell;
        return;
    }
#endif
    if (o->refs == 1)
        release_last(vm, o);
    else if ((int32_t)o->refs > 0) /* immortals are never written to */
        o->refs--;
}

int ouro_is(OuroObject *a, OuroObject *b)
{
    return a == b;
}

#ifdef OU_DEBUG
typedef struct OuApiHandle {
    struct OuApiHandle *next;
    OuObj *object;
    const char *function;
    void *caller;
    uint64_t number; /* counts handles: the same in each run of the same program */
    char host[40];   /* the host function that ran */
} OuApiHandle;

/* Not from malloc: tests that let it fail are to see what the library makes of it, not this list. */
static void *book(size_t size)
{
    void *block = aligned_alloc(16, (size + 15) & ~(size_t)15);
    if (!block)
        abort();
    return memset(block, 0, size);
}

static OuApiHandle **place_of(const OuApi *api, const OuObj *o)
{
    return &api->handles[((uintptr_t)o >> 3) * 0x9E3779B97F4A7C15u >> 32 & (api->handle_places - 1)];
}

static void more_places(OuApi *api)
{
    OuApi old = *api;
    api->handle_places = old.handle_places ? old.handle_places * 4 : 64;
    api->handles = book(api->handle_places * sizeof *api->handles);
    for (size_t i = 0; i < old.handle_places; i++) {
        for (OuApiHandle *h = old.handles[i], *next; h; h = next) {
            OuApiHandle **place = place_of(api, h->object);
            next = h->next;
            h->next = *place;
            *place = h;
        }
    }
    free(old.handles);
}

OuroObject *ou_api_handle_new(OuVM *vm, OuObj *o, const char *function, void *caller)
{
    OuApi *api = o != NULL ? ou_api(vm) : NULL;
    if (api == NULL)
        return (OuroObject *)o;
    if (api->handle_count >= api->handle_places * 2)
        more_places(api);
    OuApiHandle *handle = book(sizeof *handle), **place = place_of(api, o);
    *handle = (OuApiHandle){*place, o, function, caller, ++api->handle_number, ""};
    const OuObj *running = vm->exec ? vm->exec->callout : NULL;
    if (running && ou_is_exact(running, OU_T_HOST_FUNCTION))
        snprintf(handle->host, sizeof handle->host, "%s", ou_str_text(OU_HOST_FUNCTION(running)->qualname));
    *place = handle;
    api->handle_count++;
    return (OuroObject *)o;
}

bool ou_api_handle_drop(OuVM *vm, OuObj *o, const char *function)
{
    OuApi *api = ou_api(vm);
    if (o == NULL || api == NULL)
        return true;
    OuApiHandle **at = api->handles ? place_of(api, o) : NULL;
    while (at && *at && (*at)->object != o)
        at = &(*at)->next;
    if (!at || !*at) {
        if (api->handles_ended)
            return false;
        fprintf(stderr, "ouro: %s() was given %p, which is no handle of this VM\n", function, (void *)o);
        abort();
    }
    OuApiHandle *handle = *at;
    *at = handle->next;
    free(handle);
    api->handle_count--;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = (*(OuApiHandle *const *)a)->number, y = (*(OuApiHandle *const *)b)->number;
    return x < y ? -1 : x > y;
}

static void report(OuVM *vm, const OuApiHandle *handle)
{
    Dl_info place = {0};
    fprintf(stderr, "  handle %llu, made by %s()", (unsigned long long)handle->number, handle->function);
    if (dladdr(handle->caller, &place) && place.dli_fname) {
        uintptr_t offset = (uintptr_t)handle->caller - (uintptr_t)place.dli_fbase;
        fprintf(stderr, " for %s%s%s+0x%llx", place.dli_sname ? place.dli_sname : "", place.dli_sname ? " in " : "",
                place.dli_fname, (unsigned long long)offset);
    }
    if (handle->host[0])
        fprintf(stderr, ", in the host function %s()", handle->host);
    fprintf(stderr, ": %s\n", ou_type_name(vm, handle->object));
}

void ou_api_handles_end(OuVM *vm)
{
    OuApi *api = ou_api(vm);
    if (api == NULL)
        return;
    size_t count = 0;
    OuApiHandle **all = book((api->handle_count + 1) * sizeof *all);
    for (size_t i = 0; i < api->handle_places; i++)
        for (OuApiHandle *h = api->handles[i]; h; h = h->next)
            all[count++] = h;
    qsort(all, count, sizeof *all, by_number);
    if (count > 0)
        fprintf(stderr, "ouro: %zu handles were not released:\n", count);
    for (size_t i = 0; i < count; i++)
        if (i < 50)
            report(vm, all[i]);
    /* Data of the host that dies now releases handles too, perhaps one that was just released here. */
    api->handles_ended = true;
    for (size_t i = 0; i < count; i++) {
        OuObj *o = NULL;
        for (size_t k = 0; k < api->handle_places && !o; k++)
            for (OuApiHandle *h = api->handles[k]; h && !o; h = h->next)
                o = h == all[i] ? h->object : NULL;
        if (o && ou_api_handle_drop(vm, o, ""))
            ou_unref(vm, o);
    }
    free(all);
    free(api->handles);
    api->handles = NULL;
    api->handle_count = api->handle_places = 0;
    api->handles_ended = false;
}

void ou_api_handles_visit(OuVM *vm, OuVisitFn fn, void *arg)
{
    OuApi *api = ou_api(vm);
    for (size_t i = 0; i < api->handle_places; i++)
        for (OuApiHandle *h = api->handles[i]; h; h = h->next)
            fn(h->object, arg);
}
#else
void ou_api_handles_visit(OuVM *vm, OuVisitFn fn, void *arg)
{
    (void)vm, (void)fn, (void)arg;
}

void ou_api_handles_end(OuVM *vm)
{
    (void)vm;
}
#endif
