/* api.c - the public interface (include/ouro.h) on top of host.h. */
#include "ouro.h"
#include "host/host.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "vm/frame.h"
#include <stdlib.h>
#include <string.h>

#define DEFAULT_MEMORY (64u << 20)
#define DEFAULT_TIME_MS 1000
#define DEFAULT_OUTPUT (16u << 20)

/* Text that grows with plain malloc: results outlive their VM. */
typedef struct Text {
    char *data;
    size_t size, capacity;
} Text;

struct OuroResult {
    Text output, error_output, value, exception, message, traceback;
    bool has_value, failed;
    int status;
    uint64_t instructions, peak;
};

static void text_add(Text *text, const char *data, size_t size)
{
    if (text->size + size + 1 > text->capacity) {
        size_t capacity = (text->size + size + 1) * 2;
        char *grown = realloc(text->data, capacity);
        if (!grown)
            return;
        text->data = grown;
        text->capacity = capacity;
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
    text->data[text->size] = 0;
}

static const char *text_get(const Text *text)
{
    return text->data ? text->data : "";
}

static void text_add_str(OuVM *vm, Text *text, OuObj *s)
{
    if (s)
        text_add(text, ou_str_text(OU_STR(s)), OU_STR(s)->size);
    else
        ou_error_clear(vm);
    ou_unref(vm, s);
}

const char *ouro_version(void)
{
    return OU_VERSION;
}

OuroValue ouro_value_none(void)
{
    return (OuroValue){.kind = OURO_NONE};
}

OuroValue ouro_value_bool(int value)
{
    return (OuroValue){.kind = OURO_BOOL, .as.integer = value != 0};
}

OuroValue ouro_value_int(int64_t value)
{
    return (OuroValue){.kind = OURO_INT, .as.integer = value};
}

OuroValue ouro_value_float(double value)
{
    return (OuroValue){.kind = OURO_FLOAT, .as.real = value};
}

OuroValue ouro_value_text(const char *utf8)
{
    return (OuroValue){.kind = OURO_TEXT, .as.text = {utf8, strlen(utf8)}};
}

static OuObj *value_to_object(OuVM *vm, const OuroValue *value)
{
    switch (value->kind) {
    case OURO_BOOL:
        return OU_BOOL(value->as.integer);
    case OURO_INT:
        return ou_int_from(vm, value->as.integer);
    case OURO_FLOAT:
        return ou_float_from(vm, value->as.real);
    case OURO_TEXT:
        return ou_str_from_lossy(vm, value->as.text.data, value->as.text.size);
    case OURO_NONE:
        break;
    }
    return OU_NONE;
}

/* Where output goes: to the host's function, to the result, or nowhere. */
typedef struct Sink {
    const OuroOptions *options;
    OuroResult *result;
    OuVM *vm;
    uint64_t left; /* bytes until the limit */
} Sink;

static void sink_write(void *user, int stream, const char *data, size_t size)
{
    Sink *sink = user;
    if (size > sink->left) {
        size = (size_t)sink->left;
        ou_exec_end_soon(sink->vm, OU_END_OUTPUT);
    }
    sink->left -= size;
    if (size == 0)
        return;
    if (sink->options->write)
        sink->options->write(sink->options->user, stream, data, size);
    if (sink->options->capture_output)
        text_add(stream == 1 ? &sink->result->output : &sink->result->error_output, data, size);
}

static bool set_inputs(OuVM *vm, const OuroInput *inputs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        OuObj *value = value_to_object(vm, &inputs[i].value);
        OuStr *name = ou_str_intern(vm, inputs[i].name, strlen(inputs[i].name));
        bool ok = value && name && ou_dict_set(vm, ou_host_main_dict(vm), OU_OBJ(name), value);
        ou_unref(vm, value);
        ou_unref(vm, name);
        if (!ok)
            return false;
    }
    return true;
}

static void keep_exception(OuVM *vm, OuroResult *result)
{
    OuObj *exception = ou_error_take(vm);
    if (!exception)
        return;
    result->failed = true;
    result->status = 1;
    if (ou_error_matches(vm, exception, OU_T_SystemExit)) {
        OuObj *code = ((OuSystemExit *)exception)->code;
        int64_t number = 1;
        if (!code || code == OU_NONE)
            number = 0;
        else if (ou_is(vm, code, OU_TF_IS_INT))
            (void)ou_int_to_int64(code, &number);
        result->status = (int)(number & 0xFF);
        result->failed = result->status != 0;
    }
    const char *name = ou_type_name(vm, exception);
    text_add(&result->exception, name, strlen(name));
    text_add_str(vm, &result->message, ou_str(vm, exception));
    OuBuf rendered;
    ou_buf_init(&rendered, &vm->mem);
    if (ou_exception_render(vm, exception, &rendered) && !rendered.failed)
        text_add(&result->traceback, rendered.data, rendered.len);
    ou_error_clear(vm);
    ou_buf_drop(&rendered);
    ou_unref(vm, exception);
}

static void configure(OuConfig *config, const OuroOptions *o, Sink *sink)
{
    config->memory_limit = o->memory_limit == 0                ? DEFAULT_MEMORY
                           : o->memory_limit == OURO_UNLIMITED ? 0
                                                               : o->memory_limit;
    config->time_limit_ms = o->time_limit_ms == 0                ? DEFAULT_TIME_MS
                            : o->time_limit_ms == OURO_UNLIMITED ? 0
                                                                 : o->time_limit_ms;
    config->instruction_limit = o->instruction_limit;
    config->recursion_limit = o->recursion_limit;
    config->use_hash_seed = o->hash_seed != 0;
    config->hash_seed = o->hash_seed;
    config->allowed = (OuPermissions){.files = o->allow_files != 0,
                                      .environment = o->allow_environment != 0,
                                      .processes = o->allow_processes != 0,
                                      .clock = true,
                                      .random = true};
    config->write = sink_write;
    config->user = sink;
}

OuroResult *ouro_run(const char *source, const OuroOptions *options, const OuroInput *inputs, size_t count)
{
    OuroOptions chosen = {0};
    if (options)
        memcpy(&chosen, options, options->size < sizeof chosen ? options->size : sizeof chosen);
    OuroResult *result = calloc(1, sizeof *result);
    if (!result)
        return NULL;
    Sink sink = {&chosen, result, NULL, chosen.output_limit ? chosen.output_limit : DEFAULT_OUTPUT};
    OuConfig config = {0};
    configure(&config, &chosen, &sink);
    OuVM *vm = ou_host_new(&config);
    if (!vm) {
        result->failed = true;
        result->status = 1;
        text_add(&result->exception, "MemoryError", 11);
        text_add(&result->traceback, "MemoryError\n", 12);
        return result;
    }
    sink.vm = vm;
    const char *filename = chosen.filename ? chosen.filename : "<script>";
    size_t size = strlen(source);
    OuObj *value = NULL;
    if (set_inputs(vm, inputs, count) && ou_host_keep_source(vm, filename, source, size))
        value = ou_host_run_value(vm, source, size, filename);
    if (!value) {
        keep_exception(vm, result);
    } else if (value != OU_NONE) {
        OuObj *shown = ou_repr(vm, value);
        result->has_value = shown != NULL;
        text_add_str(vm, &result->value, shown);
    }
    ou_unref(vm, value);
    ou_host_finalize(vm);
    result->instructions = vm->instructions_used;
    result->peak = vm->mem.peak;
    ou_host_free(vm);
    return result;
}

int ouro_result_ok(const OuroResult *result)
{
    return !result->failed;
}

const char *ouro_result_output(const OuroResult *result)
{
    return text_get(&result->output);
}

size_t ouro_result_output_size(const OuroResult *result)
{
    return result->output.size;
}

const char *ouro_result_error_output(const OuroResult *result)
{
    return text_get(&result->error_output);
}

const char *ouro_result_value(const OuroResult *result)
{
    return result->has_value ? text_get(&result->value) : NULL;
}

const char *ouro_result_exception(const OuroResult *result)
{
    return result->exception.data;
}

const char *ouro_result_message(const OuroResult *result)
{
    return result->failed ? text_get(&result->message) : NULL;
}

const char *ouro_result_traceback(const OuroResult *result)
{
    return result->traceback.data;
}

int ouro_result_status(const OuroResult *result)
{
    return result->status;
}

uint64_t ouro_result_instructions(const OuroResult *result)
{
    return result->instructions;
}

uint64_t ouro_result_peak_bytes(const OuroResult *result)
{
    return result->peak;
}

void ouro_result_free(OuroResult *result)
{
    if (!result)
        return;
    Text *const texts[] = {&result->output, &result->error_output, &result->value,
                           &result->exception, &result->message, &result->traceback};
    for (size_t i = 0; i < OU_COUNT_OF(texts); i++)
        free(texts[i]->data);
    free(result);
}
