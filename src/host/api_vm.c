/* api_vm.c - virtual machines: their options, their life, their budgets. */
#include "host/api.h"
#include "object/errors.h"
#include "object/gc.h"
#include "object/ops.h"
#include "types/bytes.h"
#include "vm/frame.h"
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define DEFAULT_MEMORY (64u << 20)
#define DEFAULT_TIME_MS 1000
#define DEFAULT_OUTPUT (16u << 20)
#define DEFAULT_FILES 16

const char *ouro_version(void)
{
    return OU_VERSION;
}

int ouro_version_number(void)
{
    return OURO_VERSION_NUMBER;
}

/* ---- options ---- */

static uint64_t limit_of(uint64_t given, uint64_t otherwise)
{
    return given == 0 ? otherwise : given == OURO_UNLIMITED ? 0 : given;
}

static uint64_t nanoseconds(uint64_t ms)
{
    return ms > UINT64_MAX / 2000000 ? UINT64_MAX / 2 : ms * 1000000;
}

/* Where output goes: to the host's function, to the result, or nowhere. */
static void write_output(void *user, int stream, const char *data, size_t size)
{
    OuVM *vm = user;
    OuApi *api = vm && vm->exec ? ou_api(vm) : NULL;
    if (!api)
        return;
    if (api->output_run != vm->exec->run) {
        api->output_run = vm->exec->run;
        api->output_left = limit_of(api->options.output_limit, DEFAULT_OUTPUT);
        if (api->output_left == 0)
            api->output_left = UINT64_MAX;
    }
    if (size > api->output_left) {
        size = (size_t)api->output_left;
        ou_exec_end_soon(vm, OU_END_OUTPUT);
    }
    api->output_left -= size;
    if (size == 0)
        return;
    if (api->options.write)
        api->options.write(api->options.user, stream, data, size);
    if (api->options.capture_output && api->run)
        ou_api_result_output(api->run->result, stream, data, size);
}

void ou_api_configure(OuConfig *config, const OuroOptions *o, const OuRoot *roots)
{
    config->memory_limit = limit_of(o->memory_limit, DEFAULT_MEMORY);
    config->recursion_limit = o->recursion_limit;
    config->use_hash_seed = o->hash_seed != 0;
    config->hash_seed = o->hash_seed;
    config->hosted = true;
    config->may = (o->allow_files ? OU_MAY_FILES | OU_MAY_WRITE | OU_MAY_ANY_FILE
                   : o->root_count ? OU_MAY_FILES | OU_MAY_WRITE : 0)
                  | (o->allow_environment ? OU_MAY_ENVIRONMENT : 0) | (o->allow_processes ? OU_MAY_PROCESSES : 0)
                  | (o->allow_input ? OU_MAY_INPUT : 0) | (o->deny_clock ? 0 : OU_MAY_CLOCK)
                  | (o->deny_random ? 0 : OU_MAY_RANDOM) | OU_MAY_IMPORT;
    config->roots = roots;
    config->root_count = o->root_count;
    config->open_files_limit = o->open_files_limit ? o->open_files_limit : DEFAULT_FILES;
    config->random_seed = o->random_seed;
    config->clock_start = (int64_t)o->clock_start_ns;
    config->path = o->path;
    config->modules = o->modules;
    config->find = o->find;
    config->find_user = o->user;
    config->line_buffered = o->write != NULL;
    config->argv = o->argv;
    config->allocate = o->allocate;
    config->allocate_user = o->user;
    config->write = write_output;
}

/* Texts are measured first (`at` is NULL), then copied. */
static const char *copy_text(const char *text, char **at, size_t *size)
{
    size_t len = strlen(text) + 1;
    *size += len;
    if (!*at)
        return text;
    text = memcpy(*at, text, len);
    *at += len;
    return text;
}

/* `room`: where the copy of the list goes; it moves on. */
static const char *const *copy_list(const char *const *list, const char ***room, char **at, size_t *size)
{
    const char **copy = *room;
    size_t n = 0;
    if (!list)
        return NULL;
    for (; list[n]; n++) {
        const char *text = copy_text(list[n], at, size);
        if (copy)
            copy[n] = text;
    }
    *size += (n + 1) * sizeof *list;
    if (!copy)
        return list;
    copy[n] = NULL;
    *room = copy + n + 1;
    return copy;
}

static size_t copy_all(OuroOptions *o, const char **lists, char *texts)
{
    size_t size = 0;
    o->argv = copy_list(o->argv, &lists, &texts, &size);
    o->modules = copy_list(o->modules, &lists, &texts, &size);
    o->path = copy_list(o->path, &lists, &texts, &size);
    if (o->filename)
        o->filename = copy_text(o->filename, &texts, &size);
    return size;
}

static size_t list_words(const char *const *list)
{
    size_t n = 0;
    while (list && list[n])
        n++;
    return list ? n + 1 : 0;
}

/* Copies of the texts that the options point to, in one block. */
static bool copy_texts(OuApi *api)
{
    OuroOptions *o = &api->options;
    size_t words = list_words(o->argv) + list_words(o->modules) + list_words(o->path), size = copy_all(o, NULL, NULL);
    if (size == 0)
        return true;
    const char **lists = malloc(size);
    if (!lists)
        return false;
    api->option_block = (char *)lists;
    copy_all(o, lists, (char *)(lists + words));
    return true;
}

/* Open the roots. Their names stay as given, so that scripts know them by these; relative ones are made absolute.
 * *problem: they are not such as can be opened; NULL: no memory. */
static bool open_roots(OuApi *api, const char **problem)
{
    const OuroOptions *o = &api->options;
    if (o->root_count == 0)
        return true;
    *problem = "one of OuroOptions.roots is not a folder";
    if (!o->roots)
        return false;
    OuRoot *roots = api->roots = calloc(o->root_count, sizeof *roots);
    for (size_t i = 0; roots && i < o->root_count; i++) {
        const char *path = o->roots[i].path;
        errno = 0;
        char *name = !path ? NULL : path[0] == '/' ? strdup(path) : realpath(path, NULL);
        size_t size = name ? strlen(name) : 0;
        while (size > 0 && name[size - 1] == '/')
            name[--size] = 0;
        int fd = name ? open(size ? name : "/", O_PATH | O_DIRECTORY | O_CLOEXEC) : -1;
        if (fd < 0) {
            if (path && !name && (errno == 0 || errno == ENOMEM))
                *problem = NULL;
            free(name);
            return false;
        }
        roots[i] = (OuRoot){fd, o->roots[i].writable != 0, name, size};
        api->root_count = i + 1;
    }
    *problem = NULL;
    return roots != NULL;
}

static void set_budget(OuVM *vm, const OuroOptions *o)
{
    const OuBudget budget = {limit_of(o->instruction_limit, 0),
                             nanoseconds(limit_of(o->time_limit_ms, DEFAULT_TIME_MS)),
                             nanoseconds(limit_of(o->cpu_limit_ms, 0))};
    ou_exec_set_budget(vm, &budget);
}

/* ---- life ---- */

/* What a new VM, or one that is as new, is told. */
static void begin_life(OuVM *vm, const OuroOptions *o)
{
    ou_exec_set_memory_end(vm, o->terminal_memory != 0);
    if (o->c_stack != 0)
        ou_exec_set_c_stack(vm, o->c_stack);
    set_budget(vm, o);
}

static void api_drop(OuApi *api)
{
    for (size_t i = 0; i < api->root_count; i++) {
        close(api->roots[i].fd);
        free((char *)api->roots[i].path);
    }
    free(api->roots);
    free(api->option_block);
    free(api->buffers);
    free(api);
}

OuroVM *ouro_vm_new(const OuroOptions *options)
{
    const char *problem;
    return ou_api_vm_new(options, &problem);
}

OuroVM *ou_api_vm_new(const OuroOptions *options, const char **problem)
{
    *problem = NULL;
    if (options && options->size < offsetof(OuroOptions, instruction_limit)) { /* all that is asked for would be lost */
        *problem = "OuroOptions.size is not set";
        return NULL;
    }
    OuApi *api = calloc(1, sizeof *api);
    if (!api)
        return NULL;
    OuroOptions *chosen = &api->options;
    if (options)
        memcpy(chosen, options, options->size < sizeof *chosen ? options->size : sizeof *chosen);
    OuConfig config = {0};
    OuVM *vm = NULL;
    if (copy_texts(api) && open_roots(api, problem)) {
        ou_api_configure(&config, chosen, api->roots);
        vm = ou_host_new(&config);
    }
    if (!vm) {
        api_drop(api);
        return NULL;
    }
    vm->host->api = api;
    vm->host->config.user = vm;
    begin_life(vm, chosen);
    return (OuroVM *)vm;
}

/* The program is about to end: a run of its own, for what still runs then. Objects that die release the handles
 * in their data; the others are left over. */
static void end_run(OuVM *vm)
{
    if (ou_exec_end(vm) == OU_END_NONE)
        ou_exec_begin(vm);
    ou_suspend_abandon(vm);
    ou_host_finalize(vm);
    ou_api_handles_end(vm);
}

int ouro_vm_reset(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    if (!vm)
        return 0;
    OuApi *api = ou_api(vm);
    if (!ou_api_is_outermost(vm)) {
        ou_raise(vm, OU_T_RuntimeError, "a VM cannot be reset while it runs");
        return 0;
    }
    end_run(vm);
    bool ok = ou_host_reset(vm);
    ou_api_classes_free(api);
    if (!ok)
        return 0;
    begin_life(vm, &api->options);
    return 1;
}

void ouro_vm_free(OuroVM *v)
{
    OuVM *vm = ou_api_vm(v);
    if (!vm || (vm->exec && !ou_api_is_outermost(vm))) /* the second: by its own host function, which goes on */
        return;
    if (vm->exec) /* else a reset failed */
        end_run(vm);
    ou_host_free(vm);
}

void ou_api_visit(OuVM *vm, OuVisitFn fn, void *arg)
{
    const OuApi *api = ou_api(vm);
    for (size_t i = 0; i < OU_API_CODES; i++)
        if (api->codes[i].object)
            fn(api->codes[i].object, arg);
    ou_api_classes_visit(vm, fn, arg);
    ou_api_handles_visit(vm, fn, arg);
}

void ou_api_release(OuVM *vm)
{
    OuApi *api = ou_api(vm);
    ou_api_classes_release(vm);
    ou_api_handles_end(vm); /* those that finalizers have made at the end */
    while (api->buffer_count > 0)
        ou_buffer_release(vm, &api->buffers[--api->buffer_count].buffer);
    for (size_t i = 0; i < OU_API_CODES; i++) {
        api->codes[i].code = NULL;
        ou_clear(vm, &api->codes[i].object);
    }
}

void ou_api_free(OuVM *vm)
{
    ou_api_classes_free(ou_api(vm));
    api_drop(ou_api(vm));
}

void *ouro_vm_user(OuroVM *v)
{
    return v ? ou_api(ou_api_vm(v))->options.user : NULL;
}

/* ---- limits while running ---- */

void ouro_interrupt(OuroVM *v)
{
    if (v)
        ou_vm_interrupt_end(ou_api_vm(v));
}

void ouro_interrupt_exception(OuroVM *v)
{
    if (v)
        ou_vm_interrupt(ou_api_vm(v));
}

void ouro_usage(OuroVM *v, OuroUsage *usage)
{
    OuVM *vm = ou_api_vm(v);
    OuroUsage now;
    if (!vm || !usage)
        return;
    ou_api_usage(vm, ou_api(vm)->run, &now);
    ou_api_copy_struct(usage, &now, sizeof now);
}

int ouro_set_budget(OuroVM *v, const OuroBudget *given)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, given))
        return 0;
    OuroOptions *o = &ou_api(vm)->options;
    OuroBudget budget = {0};
    if (given->size < offsetof(OuroBudget, instruction_limit)) {
        OU_VALUE_ERROR(vm, "OuroBudget.size is not set");
        return 0;
    }
    memcpy(&budget, given, given->size < sizeof budget ? given->size : sizeof budget);
    const uint64_t values[] = {budget.memory_limit, budget.instruction_limit, budget.time_limit_ms,
                               budget.cpu_limit_ms, budget.output_limit};
    uint64_t *const limits[] = {&o->memory_limit, &o->instruction_limit, &o->time_limit_ms, &o->cpu_limit_ms,
                                &o->output_limit};
    for (size_t i = 0; i < OU_COUNT_OF(values); i++)
        if (values[i] != 0)
            *limits[i] = values[i];
    ou_mem_set_limit(&vm->mem, limit_of(o->memory_limit, DEFAULT_MEMORY));
    vm->host->config.memory_limit = vm->mem.limit;
    set_budget(vm, o);
    return 1;
}

int ouro_deny(OuroVM *v, const char *permission)
{
    OuVM *vm = ou_api_vm(v);
    if (!ou_api_given(vm, permission))
        return 0;
    unsigned bit = ou_permission_named(permission);
    if (bit == OU_MAY_CLOCK && vm->access.may & bit && vm->access.clock_start == 0) {
        struct timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        vm->access.clock = vm->access.clock_start = (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
    }
    vm->access.may &= (uint16_t)~bit;
    vm->host->config.may &= ~bit;
    return bit != 0;
}
