/* commands.c - see commands.h. */
#include "prompt/commands.h"
#include "debug/trace.h"
#include "host/host.h"
#include "object/dict.h"
#include "object/errors.h"
#include "object/int.h"
#include "object/list.h"
#include "object/ops.h"
#include "object/str.h"
#include "prompt/helper.h"
#include "prompt/highlight.h"
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- what is one ---- */

/* Does the text end in a question mark that is not part of a string or a comment? */
static bool is_question(const char *text, size_t size)
{
    if (size == 0 || text[size - 1] != '?' || memchr(text, '\n', size))
        return false;
    unsigned char *classes = malloc(size);
    if (classes)
        highlight(text, size, classes, NULL, NULL);
    bool question = classes && classes[size - 1] == TEXT_COMMAND;
    free(classes);
    return question;
}

bool command_is(const char *text, size_t size)
{
    return (size > 0 && text[0] == '%') || is_question(text, size);
}

/* The code behind `%name `; NULL: it is another command, or there is none. */
static const char *code_of(const char *text, const char *name)
{
    size_t size = strlen(name);
    if (strncmp(text, name, size) != 0 || text[size] != ' ')
        return NULL;
    text += size + strspn(text + size, " ");
    return *text && *text != '\n' ? text : NULL;
}

bool command_needs_more(OuVM *vm, const char *text, size_t size)
{
    static const char *const with_code[] = {"%dis", "%time", "%timeit", "%trace"};
    for (size_t i = 0; i < OU_COUNT_OF(with_code); i++) {
        const char *code = code_of(text, with_code[i]);
        if (code)
            return entry_needs_more(vm, code, size - (size_t)(code - text));
    }
    return false;
}

/* The text of entries, by file name; lent. */
static OuObj *sources(OuVM *vm)
{
    return vm->host->sources ? OU_OBJ(vm->host->sources) : OU_NONE;
}

/* ---- %mem ---- */

static OuObj *list_of(OuVM *vm, const int64_t *values, size_t count)
{
    OuObj *list = ou_list_new(vm, 0);
    for (size_t i = 0; list && i < count; i++) {
        OuObj *number = ou_int_from(vm, values[i]);
        if (!number || !ou_list_append_take(vm, OU_LIST(list), number))
            ou_clear(vm, &list);
    }
    return list;
}

/* The numbers of the last entry. */
static OuObj *numbers(OuVM *vm, const Meter *meter)
{
    const int64_t values[] = {(int64_t)meter->objects, (int64_t)meter->bytes, (int64_t)meter->created,
                              (int64_t)meter->freed, (int64_t)meter->collected, meter->grown};
    return list_of(vm, values, OU_COUNT_OF(values));
}

static OuObj *kinds(OuVM *vm, const Meter *meter)
{
    OuObj *dict = ou_dict_new(vm);
    for (size_t i = 0; dict && i < meter->kind_count; i++) {
        OuObj *count = ou_int_from(vm, (int64_t)meter->kinds[i].count);
        if (!count || !ou_dict_set_str(vm, OU_DICT(dict), meter->kinds[i].name, count))
            ou_clear(vm, &dict);
        ou_unref(vm, count);
    }
    return dict;
}

static bool tell_memory(OuVM *vm, const char *function, const Meter *meter)
{
    OuObj *args[2] = {meter->measured ? kinds(vm, meter) : OU_NONE, NULL};
    args[1] = args[0] ? numbers(vm, meter) : NULL;
    OuObj *result = args[1] ? helper_call(vm, function, args, 2) : NULL;
    ou_unref(vm, args[0]);
    ou_unref(vm, args[1]);
    ou_unref(vm, result);
    return result != NULL;
}

bool command_memory_line(OuVM *vm, const Meter *meter)
{
    return tell_memory(vm, "memory_line", meter);
}

static bool run_memory(OuVM *vm, Meter *meter, const char *argument)
{
    bool on = strcmp(argument, "on") == 0, off = strcmp(argument, "off") == 0;
    if (*argument && !on && !off)
        return helper_tell(vm, "usage", "%mem");
    if (on || off) {
        meter->shown = on;
        return true;
    }
    if (!meter_look(vm, meter)) {
        ou_raise_memory(vm);
        return false;
    }
    return tell_memory(vm, "memory_report", meter);
}

/* ---- %trace, %time, %timeit ---- */

static bool run_trace(EntryRun *run, const char *code)
{
    static const OuTraceOptions options = {.in_between = true};
    char name[32];
    size_t size = strlen(code);
    if (!entry_keep(run, code, size, name) || !ou_host_flush(run->vm))
        return false;
    if (!ou_trace_begin(run->vm, &options)) {
        ou_raise_memory(run->vm);
        return false;
    }
    bool ok = entry_run(run, code, size, name);
    return ou_trace_stop(run->vm) && ok;
}

static int64_t nanoseconds(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool run_time(EntryRun *run, const char *code)
{
    char name[32];
    size_t size = strlen(code);
    if (!entry_keep(run, code, size, name))
        return false;
    int64_t cpu = nanoseconds(CLOCK_PROCESS_CPUTIME_ID), wall = nanoseconds(CLOCK_MONOTONIC);
    if (!entry_run(run, code, size, name))
        return false;
    int64_t took[2];
    took[1] = nanoseconds(CLOCK_MONOTONIC) - wall;
    took[0] = nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - cpu;
    OuObj *times = list_of(run->vm, took, 2), *result = times ? helper_call(run->vm, "time_report", &times, 1) : NULL;
    ou_unref(run->vm, times);
    ou_unref(run->vm, result);
    return result != NULL;
}

static bool run_timeit(EntryRun *run, const char *code)
{
    OuVM *vm = run->vm;
    char name[32];
    if (!entry_keep(run, code, strlen(code), name))
        return false;
    OuObj *args[3] = {ou_str_from_lossy(vm, code, strlen(code)), ou_str_from(vm, name), sources(vm)};
    OuObj *result = args[0] && args[1] ? helper_call(vm, "timeit", args, 3) : NULL;
    ou_unref(vm, args[0]);
    ou_unref(vm, args[1]);
    ou_unref(vm, result);
    return result != NULL;
}

/* ---- running ---- */

static bool run_question(OuVM *vm, const char *text)
{
    OuObj *args[2] = {ou_str_from_lossy(vm, text, strlen(text)), sources(vm)};
    OuObj *result = args[0] ? helper_call(vm, "about", args, 2) : NULL;
    ou_unref(vm, args[0]);
    ou_unref(vm, result);
    return result != NULL;
}

bool command_run(EntryRun *run, Meter *meter, const char *text)
{
    if (text[0] != '%')
        return run_question(run->vm, text);
    static const struct {
        const char *name;
        bool (*run)(EntryRun *run, const char *code);
    } with_code[] = {{"%trace", run_trace}, {"%time", run_time}, {"%timeit", run_timeit}};
    for (size_t i = 0; i < OU_COUNT_OF(with_code); i++) {
        const char *code = code_of(text, with_code[i].name);
        if (code)
            return with_code[i].run(run, code);
    }
    size_t size = strlen(text);
    if (strncmp(text, "%mem", 4) == 0 && (size == 4 || text[4] == ' '))
        return run_memory(run->vm, meter, text + 4 + strspn(text + 4, " "));
    return helper_tell(run->vm, "command", text);
}
