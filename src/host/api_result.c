/* api_result.c - what a run gives: texts and numbers in memory of their own, that outlive the VM.
 *
 * The texts count against the VM's memory limit while they are made. Tracebacks and messages are
 * cut in the middle beyond TEXT_MOST bytes. Rendering an exception or a value may run script
 * code, within the run's limits. */
#include "base/utf8.h"
#include "host/api.h"
#include "modules/json.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/int.h"
#include "object/ops.h"
#include "object/str.h"
#include "object/upcall.h"
#include "types/bytes.h"
#include <stdlib.h>
#include <string.h>

#define TEXT_MOST (256u * 1024)
#define TEXT_HEAD (64u * 1024)
#define FRAMES_MOST 2000u /* the first and last thousand */
#define NAME_MOST 4096u   /* bytes of a frame's file or function */
#define NAMES_MOST (1024u * 1024)

struct OuroResult {
    OuApiText output, error_output, value, json, plain_text, exception, message, traceback;
    const char *json_text; /* in json or value, static, or NULL */
    OuroValue plain;
    OuroEnd end;
    int status;
    bool has_value, has_exception;
    bool untold;           /* there was no memory for the exception's texts, or for the output of a run that went
                              well */
    OuroUsage usage;
    OuroFrameInfo *frames;
    size_t frame_count;
    OuApiText *names;      /* of the frames: their texts, each once in a row */
    size_t name_count, names_size;
    size_t charged;        /* bytes of texts, for the memory limit */
};

void ou_api_text_add(OuApiText *text, const char *data, size_t size)
{
    if (text->size + size + 1 > text->capacity) {
        size_t capacity = text->size + size + 1;
        if (text->data)
            capacity += capacity / 2;
        char *grown = realloc(text->data, capacity);
        if (!grown) {
            text->failed = true;
            return;
        }
        text->data = grown;
        text->capacity = capacity;
    }
    memcpy(text->data + text->size, data, size);
    text->size += size;
    text->data[text->size] = 0;
}

OuroResult *ou_api_result_new(void)
{
    return calloc(1, sizeof(OuroResult));
}

OuroUsage *ou_api_result_usage(OuroResult *result)
{
    return &result->usage;
}

void ou_api_result_fail(OuroResult *result, OuroEnd end, const char *exception, const char *message)
{
    result->end = end;
    result->status = 1;
    result->has_exception = true;
    ou_api_text_add(&result->exception, exception, strlen(exception));
    ou_api_text_add(&result->message, message, strlen(message));
    ou_api_text_add(&result->traceback, exception, strlen(exception));
    if (*message) {
        ou_api_text_add(&result->traceback, ": ", 2);
        ou_api_text_add(&result->traceback, message, strlen(message));
    }
    ou_api_text_add(&result->traceback, "\n", 1);
    ou_api_result_settle(result);
}

OuroResult *ou_api_result_missing(void)
{
    OuroResult *result = ou_api_result_new();
    if (result)
        ou_api_result_fail(result, OURO_END_EXCEPTION, "SystemError", OU_API_NULL);
    return result;
}

OuroResult *ou_api_result_for(const OuVM *vm)
{
    return vm ? ou_api_result_new() : ou_api_result_missing();
}

void ou_api_result_output(OuroResult *result, int stream, const char *data, size_t size)
{
    ou_api_text_add(stream == 1 ? &result->output : &result->error_output, data, size);
}

/* ---- values ---- */

/* Text of a value: within the VM's memory limit, as if the VM had taken it. */
static bool keep(OuVM *vm, OuroResult *result, OuApiText *text, const char *data, size_t size)
{
    result->charged += size;
    if (vm->mem.limit == 0 || vm->mem.charged + result->charged <= vm->mem.limit)
        ou_api_text_add(text, data, size);
    else
        text->failed = true;
    if (text->failed)
        ou_raise_memory(vm);
    return !text->failed;
}

static bool keep_json(OuVM *vm, OuroResult *result, OuObj *value)
{
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    bool ok = ou_json_write(vm, value, &text);
    if (ok) {
        ok = keep(vm, result, &result->json, text.data, text.len);
        result->json_text = result->json.data;
    } else if (ou_exec_end(vm) == OU_END_NONE &&
               (ou_error_swallow(vm, OU_T_TypeError) || ou_error_swallow(vm, OU_T_ValueError) ||
                ou_error_swallow(vm, OU_T_RecursionError))) {
        ok = true; /* it has no form in JSON */
    }
    ou_buf_drop(&text);
    return ok;
}

/* Numbers: JSON is what repr gives, mostly. */
static bool keep_number(OuroResult *result, OuVM *vm, OuObj *value)
{
    if (value == OU_TRUE || value == OU_FALSE) {
        result->plain = ouro_value_bool(value == OU_TRUE);
        result->json_text = value == OU_TRUE ? "true" : "false";
        return true;
    }
    if (ou_is_exact(value, OU_T_FLOAT)) {
        double real = ou_float_value(value);
        result->plain = ouro_value_float(real);
        result->json_text = real != real      ? "NaN"
                            : real - real == 0 ? result->value.data
                            : real > 0         ? "Infinity"
                                               : "-Infinity";
        return true;
    }
    int64_t number;
    if (!ou_is_exact(value, OU_T_INT))
        return false;
    result->json_text = result->value.data;
    if (ou_int_to_int64(value, &number))
        result->plain = ouro_value_int(number);
    (void)vm;
    return true;
}

static bool keep_value(OuVM *vm, OuroResult *result, OuObj *value)
{
    OuObj *shown = ou_repr(vm, value);
    bool ok = shown && keep(vm, result, &result->value, ou_str_text(OU_STR(shown)), OU_STR(shown)->size);
    ou_unref(vm, shown);
    result->has_value = ok;
    if (!ok)
        return false;
    result->plain.kind = OURO_OTHER;
    if (keep_number(result, vm, value))
        return true;
    bool is_text = ou_is_str(vm, value);
    if (is_text || ou_is_exact(value, OU_T_BYTES)) {
        const char *data = is_text ? ou_str_text(OU_STR(value)) : ou_bytes_data(value);
        size_t size = is_text ? OU_STR(value)->size : ou_bytes_len(value);
        if (!keep(vm, result, &result->plain_text, data, size))
            return false;
        result->plain.kind = is_text ? OURO_TEXT : OURO_BYTES;
        result->plain.as.text.data = result->plain_text.data;
        result->plain.as.text.size = size;
    }
    return keep_json(vm, result, value);
}

/* ---- exceptions ---- */

/* At most TEXT_MOST bytes, without the middle. */
static void add_cut(OuApiText *text, const char *data, size_t size)
{
    if (size <= TEXT_MOST) {
        ou_api_text_add(text, data, size);
        return;
    }
    const char *end = data + size, *head = data + TEXT_HEAD, *tail = end - (TEXT_MOST - TEXT_HEAD);
    while (head > data && ((unsigned char)*head & 0xC0) == 0x80)
        head--;
    while (tail < end && ((unsigned char)*tail & 0xC0) == 0x80)
        tail++;
    ou_api_text_add(text, data, (size_t)(head - data));
    ou_api_text_add(text, "\n[...]\n", 7);
    ou_api_text_add(text, tail, (size_t)(end - tail));
}

static int exit_status(OuVM *vm, OuObj *exception)
{
    OuObj *code = ((OuSystemExit *)exception)->code;
    int64_t number = 1;
    if (!code || code == OU_NONE)
        return 0;
    if (!ou_is(vm, code, OU_TF_IS_INT))
        return 1;
    return ou_int_to_int64(code, &number) ? (int)(number & 0xFF) : 255;
}

/* The name's text, the beginning of a long one, "" if there are too many; frames that follow each other mostly have
 * the same file. */
static const char *frame_name(OuroResult *result, const OuStr *name, size_t before)
{
    const char *data = ou_str_text(name);
    size_t size = name->size;
    if (size > NAME_MOST)
        for (size = NAME_MOST; ((unsigned char)data[size] & 0xC0) == 0x80;)
            size--;
    for (size_t i = result->name_count; i-- > 0 && result->name_count - i <= before;)
        if (result->names[i].size == size && memcmp(result->names[i].data, data, size) == 0)
            return result->names[i].data;
    if (result->names_size + size > NAMES_MOST)
        return "";
    OuApiText *text = &result->names[result->name_count];
    ou_api_text_add(text, data, size);
    result->name_count += text->data != NULL;
    result->names_size += size;
    return text->data ? text->data : "";
}

static void keep_frames(OuVM *vm, OuroResult *result, const OuTraceback *first)
{
    size_t count = 0, number = 0;
    for (const OuTraceback *t = first; t; t = t->next)
        count++;
    size_t kept = count < FRAMES_MOST ? count : FRAMES_MOST, skipped = count - kept;
    result->frames = calloc(kept + (kept == 0), sizeof *result->frames);
    result->names = calloc(2 * kept + 1, sizeof *result->names);
    if (!result->frames || !result->names)
        return;
    for (const OuTraceback *t = first; t; t = t->next, number++) {
        if (number >= kept / 2 && number < kept / 2 + skipped)
            continue;
        OuStr *file = NULL, *function = NULL;
        OuDict *globals;
        ou_upcall_frame_names(vm, t->frame, &file, &function, &globals);
        OuroFrameInfo *frame = &result->frames[result->frame_count++];
        *frame = (OuroFrameInfo){sizeof *frame, "", "", t->line, t->line, -1, -1};
        if (file)
            frame->file = frame_name(result, file, 4);
        if (function)
            frame->function = frame_name(result, function, 4);
        int32_t line, end_line, column, end_column;
        if (ou_upcall_position(vm, t->frame, t->lasti / OU_INSN_BYTES, t->line, &line, &end_line, &column,
                               &end_column)) {
            frame->end_line = end_line;
            frame->column = column;
            frame->end_column = end_column;
        }
    }
}

static void keep_exception(OuVM *vm, OuroResult *result, OuObj *exception)
{
    result->end = ou_api_end_of(vm, exception);
    result->status = 1;
    result->has_exception = true;
    if (ou_error_matches(vm, exception, OU_T_SystemExit) && result->end == OURO_END_EXCEPTION) {
        result->status = exit_status(vm, exception);
        if (result->status == 0)
            result->end = OURO_END_OK;
    }
    const char *name = ou_type_name(vm, exception);
    add_cut(&result->exception, name, strlen(name));
    OuObj *message = ou_str(vm, exception);
    if (message)
        add_cut(&result->message, ou_str_text(OU_STR(message)), OU_STR(message)->size);
    ou_error_clear(vm);
    ou_unref(vm, message);
    keep_frames(vm, result, (OuTraceback *)OU_EXCEPTION(exception)->traceback);
    OuBuf text;
    ou_buf_init(&text, &vm->mem);
    if (ou_exception_render(vm, exception, &text, 4 * TEXT_MOST)) {
        add_cut(&result->traceback, text.data, text.len);
    } else { /* no memory for more */
        add_cut(&result->traceback, name, strlen(name));
        ou_api_text_add(&result->traceback, "\n", 1);
    }
    ou_error_clear(vm);
    ou_buf_drop(&text);
}

void ou_api_end(OuVM *vm, OuApiRun *run, OuObj *value)
{
    OuroResult *result = run->result;
    bool suspended = run->may_suspend && value == NULL && vm->error == NULL && vm->exec->suspension.frame != NULL;
    if (suspended)
        value = ou_ref(vm->exec->suspension.value);
    if (value && value != OU_NONE && !keep_value(vm, result, value)) {
        result->has_value = false;
        result->json_text = NULL;
        result->plain.kind = OURO_NONE;
        if (suspended && ou_exec_end(vm) == OU_END_NONE)
            ou_error_clear(vm);
    }
    ou_unref(vm, value);
    OuObj *exception = ou_error_take(vm);
    ou_host_flush(vm);
    if (!exception && ou_exec_end(vm) != OU_END_NONE) { /* what was flushed was too much */
        ou_exec_end_now(vm, ou_exec_end(vm));
        exception = ou_error_take(vm);
    }
    if (exception)
        keep_exception(vm, result, exception);
    else if (suspended)
        result->end = OURO_END_SUSPENDED;
    if (suspended && exception) /* a limit, while its value was told */
        ou_suspend_abandon(vm);
    ou_unref(vm, exception);
    ou_api(vm)->run = run->outer;
    ou_api_usage(vm, run, &result->usage);
    if (result->end == OURO_END_SUSPENDED)
        ou_api_put_by(vm, result);
    ou_api_result_settle(result);
}

void ou_api_result_settle(OuroResult *result)
{
    bool lost = result->end == OURO_END_OK && (result->output.failed || result->error_output.failed);
    if (!lost && !result->exception.failed && !result->message.failed && !result->traceback.failed)
        return;
    result->untold = true;
    if (result->end == OURO_END_OK || result->end == OURO_END_EXCEPTION)
        result->end = OURO_END_MEMORY;
    result->status = 1;
}

/* ---- asking ---- */

/* What stands for a result that there was no memory for: NULL. */
static const OuroResult no_memory = {
    .end = OURO_END_MEMORY,
    .status = 1,
    .has_exception = true,
    .exception = {(char *)"MemoryError", 11, 0, false},
    .traceback = {(char *)"MemoryError\n", 12, 0, false},
};

OU_INLINE const OuroResult *given(const OuroResult *result)
{
    return OU_LIKELY(result != NULL) ? result : &no_memory;
}

/* Where the exception is asked for. */
static const OuroResult *told(const OuroResult *result)
{
    return result && !result->untold ? result : &no_memory;
}

static const char *text_of(const OuApiText *text)
{
    return text->data ? text->data : "";
}

int ouro_result_ok(const OuroResult *result)
{
    return given(result)->end == OURO_END_OK;
}

OuroEnd ouro_result_end(const OuroResult *result)
{
    return given(result)->end;
}

const char *ouro_result_output(const OuroResult *result)
{
    return text_of(&given(result)->output);
}

size_t ouro_result_output_size(const OuroResult *result)
{
    return given(result)->output.size;
}

const char *ouro_result_error_output(const OuroResult *result)
{
    return text_of(&given(result)->error_output);
}

size_t ouro_result_error_output_size(const OuroResult *result)
{
    return given(result)->error_output.size;
}

const char *ouro_result_value(const OuroResult *result)
{
    return given(result)->has_value ? text_of(&given(result)->value) : NULL;
}

const char *ouro_result_json(const OuroResult *result)
{
    return given(result)->json_text;
}

OuroValue ouro_result_plain(const OuroResult *result)
{
    return given(result)->plain;
}

const char *ouro_result_exception(const OuroResult *result)
{
    return told(result)->has_exception ? text_of(&told(result)->exception) : NULL;
}

const char *ouro_result_message(const OuroResult *result)
{
    return told(result)->has_exception ? text_of(&told(result)->message) : NULL;
}

const char *ouro_result_traceback(const OuroResult *result)
{
    return told(result)->has_exception ? text_of(&told(result)->traceback) : NULL;
}

size_t ouro_result_frame_count(const OuroResult *result)
{
    return given(result)->frame_count;
}

/* As much as the caller, who may know an older version of it, has room for. */
void ou_api_copy_struct(void *to, const void *from, size_t size)
{
    size_t room = *(size_t *)to < size ? *(size_t *)to : size;
    if (room > sizeof room)
        memcpy((char *)to + sizeof room, (const char *)from + sizeof room, room - sizeof room);
}

int ouro_result_frame(const OuroResult *result, size_t index, OuroFrameInfo *frame)
{
    if (index >= given(result)->frame_count || !frame)
        return 0;
    ou_api_copy_struct(frame, &given(result)->frames[index], sizeof *frame);
    return 1;
}

int ouro_result_status(const OuroResult *result)
{
    return given(result)->status;
}

void ouro_result_usage(const OuroResult *result, OuroUsage *usage)
{
    if (usage)
        ou_api_copy_struct(usage, &given(result)->usage, sizeof *usage);
}

uint64_t ouro_result_instructions(const OuroResult *result)
{
    return given(result)->usage.instructions;
}

uint64_t ouro_result_peak_bytes(const OuroResult *result)
{
    return given(result)->usage.peak_bytes;
}

void ouro_result_free(OuroResult *result)
{
    if (!result)
        return;
    OuApiText *const texts[] = {&result->output,     &result->error_output, &result->value,   &result->json,
                                &result->plain_text, &result->exception,    &result->message, &result->traceback};
    for (size_t i = 0; i < OU_COUNT_OF(texts); i++)
        free(texts[i]->data);
    for (size_t i = 0; i < result->name_count; i++)
        free(result->names[i].data);
    free(result->names);
    free(result->frames);
    free(result);
}
