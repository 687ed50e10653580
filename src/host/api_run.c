/* api_run.c - running whole scripts: the one call, and runs in a VM that stays. */
#include "compile/flags.h"
#include "host/api.h"
#include "object/dict.h"
#include "object/ops.h"
#include "object/str.h"
#include "vm/frame.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool ou_api_set_inputs(OuVM *vm, const OuroInput *inputs, size_t count)
{
    OuDict *globals = ou_host_main_dict(vm);
    bool ok = globals != NULL && ou_api_given_all(vm, inputs, count);
    ou_xref(OU_OBJ(globals)); /* finalizers of what was there before may take the module away */
    for (size_t i = 0; ok && i < count; i++) {
        OuObj *value = ou_api_from_value(vm, &inputs[i].value);
        OuStr *name = value ? ou_api_name(vm, inputs[i].name) : NULL;
        ok = name && ou_dict_set(vm, globals, OU_OBJ(name), value);
        ou_unref(vm, name);
        ou_unref(vm, value);
    }
    ou_unref(vm, globals);
    return ok;
}

void ou_api_begin(OuVM *vm, OuApiRun *run, OuroResult *result)
{
    OuApi *api = ou_api(vm);
    ou_exec_settle(vm);
    if (ou_api_is_outermost(vm)) {
        ou_exec_begin(vm);
        vm->host->searched = 0;
    }
    *run = (OuApiRun){.outer = api->run, .result = result, .instructions = vm->instructions_used,
                      .wall_ns = ou_exec_now(), .cpu_ns = ou_exec_cpu_now(), .skipped = ou_exec_skipped(vm)};
    api->run = run;
}

void ou_api_usage(OuVM *vm, const OuApiRun *run, OuroUsage *usage)
{
    ou_exec_settle(vm);
    *usage = (OuroUsage){.size = sizeof *usage, .instructions = vm->instructions_used, .peak_bytes = vm->mem.peak,
                         .bytes = vm->mem.charged, .skipped_finalizers = ou_exec_skipped(vm)};
    for (int i = 0; i <= OU_GC_GENERATIONS; i++)
        usage->objects += vm->gc.gens[i].len - vm->gc.gens[i].holes;
    usage->objects += vm->gc.untracked;
    if (!run)
        return;
    usage->instructions -= run->instructions;
    usage->skipped_finalizers -= run->skipped;
    usage->wall_ns = ou_exec_now() - run->wall_ns;
    usage->cpu_ns = ou_exec_cpu_now() - run->cpu_ns;
}

/* Run the text; the value or NULL. */
static OuObj *run_text(OuVM *vm, const char *source, size_t size, const char *filename, bool file,
                       const OuroInput *inputs, size_t count)
{
    if (vm->error || !ou_api_set_inputs(vm, inputs, count) || !ou_host_keep_source(vm, filename, source, size))
        return NULL;
    return ou_host_run_value(vm, source, size, filename, file);
}

OuroResult *ou_api_finish(OuVM *vm, OuApiRun *run, OuObj *value)
{
    ou_api_end(vm, run, value);
    vm->exec->is_refused = false;
    if (ou_api_is_outermost(vm))
        ouro_error_clear((OuroVM *)vm);
    return run->result;
}

OuroResult *ouro_vm_run(OuroVM *v, const char *source, const char *filename, const OuroInput *inputs, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    OuroResult *result = ou_api_result_for(vm);
    if (!vm || !result)
        return result;
    OuApiRun run;
    OuObj *value = NULL;
    if (ou_api_begin_run(vm, &run, result, source))
        value = run_text(vm, source, strlen(source), filename ? filename : "<script>", false, inputs, count);
    return ou_api_finish(vm, &run, value);
}

OuroResult *ouro_vm_run_code(OuroVM *v, OuroCode *code, const OuroInput *inputs, size_t count)
{
    OuVM *vm = ou_api_vm(v);
    OuroResult *result = ou_api_result_for(vm);
    if (!vm || !result)
        return result;
    OuApiRun run;
    OuObj *value = NULL;
    if (ou_api_begin_run(vm, &run, result, code) && ou_api_set_inputs(vm, inputs, count)) {
        OuObj *object = ou_api_code_object(vm, code);
        OuDict *globals = object ? ou_host_main_dict(vm) : NULL;
        if (globals)
            value = ou_run_module_take(vm, OU_CODE(object), OU_REF_AS(OuDict, globals), OU_FRAME_RUN);
        else
            ou_unref(vm, object);
    }
    return ou_api_finish(vm, &run, value);
}

/* ---- the one call ---- */

static OuroResult *run_alone(const char *source, size_t size, bool file, const char *filename,
                             const OuroOptions *options, const OuroInput *inputs, size_t count)
{
    OuroResult *result = ou_api_result_new();
    if (!result)
        return NULL;
    const char *problem;
    OuVM *vm = ou_api_vm(ou_api_vm_new(options, &problem));
    if (!vm) {
        if (problem)
            ou_api_result_fail(result, OURO_END_EXCEPTION, "ValueError", problem);
        else
            ou_api_result_fail(result, OURO_END_MEMORY, "MemoryError", "");
        return result;
    }
    OuApiRun run;
    ou_api_begin(vm, &run, result);
    const char *chosen = ou_api(vm)->options.filename;
    OuObj *value = run_text(vm, source, size, filename ? filename : chosen ? chosen : "<script>", file, inputs, count);
    ou_api_end(vm, &run, value);
    ou_api(vm)->run = &run; /* what is written at the end is the script's, too */
    if (ou_exec_end(vm) == OU_END_NONE)
        ou_exec_begin(vm);
    ou_host_finalize(vm);
    ou_api_usage(vm, &run, ou_api_result_usage(result));
    ou_api(vm)->run = NULL;
    ou_api_result_settle(result);
    ou_host_free(vm);
    return result;
}

OuroResult *ouro_run(const char *source, const OuroOptions *options, const OuroInput *inputs, size_t count)
{
    return source ? run_alone(source, strlen(source), false, NULL, options, inputs, count) : ou_api_result_missing();
}

static OuroResult *no_file(const char *path, int error)
{
    OuroResult *result = ou_api_result_new();
    size_t room = strlen(path) + 100;
    char *message = error != ENOMEM ? malloc(room) : NULL;
    if (result && message) {
        snprintf(message, room, "[Errno %d] %s: '%s'", error, strerror(error), path);
        ou_api_result_fail(result, OURO_END_EXCEPTION,
                           error == ENOENT   ? "FileNotFoundError"
                           : error == EACCES ? "PermissionError"
                           : error == EISDIR ? "IsADirectoryError"
                                             : "OSError",
                           message);
    } else if (result) {
        ou_api_result_fail(result, OURO_END_MEMORY, "MemoryError", "");
    }
    free(message);
    return result;
}

OuroResult *ouro_run_file(const char *path, const OuroOptions *options, const OuroInput *inputs, size_t count)
{
    size_t size;
    if (!path)
        return ou_api_result_missing();
    char *source = ou_host_read_file(path, &size);
    if (!source)
        return no_file(path, errno);
    OuroResult *result = run_alone(source, size, true, path, options, inputs, count);
    free(source);
    return result;
}
