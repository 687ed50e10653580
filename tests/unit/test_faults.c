/* test_faults.c - every allocation of a script fails in turn.
 *
 * The scripts in tests/faults are run once for each allocation that they make, in a new VM whose
 * n-th allocation fails: only that one, or that one and all that follow. Such a run must end with
 * MemoryError or with the right output, and leave nothing behind; debug builds check the latter
 * (host/life.c) and much else, and the sanitizers see what is wrong besides. Each script is run in
 * processes of its own, so that a crash is reported with the allocation that led to it.
 *
 *     test_faults            a part of the allocations, spread evenly: some seconds
 *     test_faults all        every allocation, where a script does not need too many
 *     test_faults NAME N [forever]   one run, to look at a failure
 * FAULTS=all in the environment stands for the first argument. */
#include "base/strbuf.h"
#include "host/host.h"
#include "object/errors.h"
#include "object/exception.h"
#include "vm/frame.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#define FOLDER "tests/faults/"
#define NEVER ((uint64_t)1 << 62)
#define QUICK_RUNS 60   /* of one script */
#define ALL_RUNS 2500
#define MOST_FAILURES 10 /* of one script are reported */
#define TIME_LIMIT 20   /* seconds for one run */

typedef struct Text {
    char data[1 << 16];
    size_t size;
} Text;

typedef struct Script {
    char name[64];
    char *source, *expected;
} Script;

/* Where a script's process is; shared with its parent. */
typedef struct Progress {
    uint64_t fail_at;
    bool forever;
    uint64_t runs, failures;
} Progress;

typedef struct Outcome {
    Text output, errors;
    uint64_t at_start, total; /* allocations when the script began and altogether */
    bool ok;
    char exception[64];
} Outcome;

static void keep_output(void *user, int stream, const char *data, size_t size)
{
    Outcome *outcome = user;
    Text *text = stream == 1 ? &outcome->output : &outcome->errors;
    size_t room = sizeof text->data - 1 - text->size;
    if (size > room)
        size = room;
    memcpy(text->data + text->size, data, size);
    text->size += size;
    text->data[text->size] = 0;
}

/* Run the script in a new VM; the VM is gone when this returns. */
static void run(const Script *script, uint64_t fail_at, bool forever, Outcome *outcome)
{
    outcome->output.size = outcome->errors.size = 0;
    outcome->output.data[0] = outcome->errors.data[0] = outcome->exception[0] = 0;
    OuConfig config = {.use_hash_seed = true,
                       .may = OU_MAY_ALL & ~OU_MAY_INPUT,
                       .write = keep_output,
                       .user = outcome,
                       .fail_at = fail_at,
                       .fail_forever = forever};
    OuVM *vm = ou_host_new(&config);
    outcome->ok = false;
    if (!vm) {
        strcpy(outcome->exception, "MemoryError");
        return;
    }
    outcome->at_start = fail_at - vm->mem.fail_countdown;
    OuObj *value = NULL;
    if (ou_host_keep_source(vm, "script.py", script->source, strlen(script->source)))
        value = ou_host_run(vm, script->source, strlen(script->source), "script.py", 'f', false);
    if (value) {
        outcome->ok = true;
    } else {
        if (vm->error == NULL)
            strcpy(outcome->exception, "no exception");
        else
            snprintf(outcome->exception, sizeof outcome->exception, "%s", ou_type_name(vm, vm->error));
        ou_host_report(vm);
    }
    ou_unref(vm, value);
    ou_host_finalize(vm);
    outcome->total = fail_at - vm->mem.fail_countdown;
    ou_host_free(vm);
}

/* Was the run as it should be? Scripts and the machine may catch the MemoryError, raise another one
 * in its place (which names it as its cause) or, where nothing can be raised, report it on stderr. */
static bool good(const Script *script, const Outcome *outcome)
{
    if (!outcome->ok && strcmp(outcome->exception, "MemoryError") == 0)
        return true;
    return (outcome->ok && strcmp(outcome->output.data, script->expected) == 0) ||
           strstr(outcome->errors.data, "MemoryError") || strstr(outcome->output.data, "MemoryError");
}

static void report(const Script *script, uint64_t fail_at, bool forever, const Outcome *outcome)
{
    printf("FAIL %s, allocation %llu%s: %s\n", script->name, (unsigned long long)fail_at,
           forever ? " and all after it" : "", outcome->ok ? "wrong output" : outcome->exception);
}

/* ---- one script, in a process of its own ---- */

/* Goes on behind where *progress says that an earlier process ended. */
static void run_all(const Script *script, uint64_t most, Progress *progress)
{
    static Outcome outcome;
    run(script, NEVER, false, &outcome);
    if (!outcome.ok || !good(script, &outcome)) {
        printf("FAIL %s fails without faults\n%s%s", script->name, outcome.output.data, outcome.errors.data);
        progress->failures++;
        return;
    }
    uint64_t first = outcome.at_start + 1, last = outcome.total;
    if (strcmp(script->name, "closures.py") == 0) /* one script is enough for the start of a VM */
        first = 1;
    uint64_t step = last - first < most ? 1 : (last - first + most - 1) / most;
    uint64_t begin = progress->fail_at ? progress->fail_at + step : first;
    for (uint64_t n = begin; n <= last; n += step)
        for (int forever = 0; forever < 2; forever++) {
            progress->fail_at = n;
            progress->forever = forever;
            alarm(TIME_LIMIT);
            run(script, n, forever, &outcome);
            progress->runs++;
            if (!good(script, &outcome)) {
                report(script, n, forever, &outcome);
                if (++progress->failures >= MOST_FAILURES)
                    return;
            }
        }
}

static void run_script(const Script *script, uint64_t most, Progress *progress)
{
    while (progress->failures < MOST_FAILURES) {
        fflush(stdout);
        pid_t child = fork();
        if (child == 0) {
            run_all(script, most, progress);
            fflush(stdout);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        if (status == 0)
            break;
        progress->failures++;
        printf("FAIL %s, allocation %llu%s: the process ended with %s %d\n", script->name,
               (unsigned long long)progress->fail_at, progress->forever ? " and all after it" : "",
               WIFSIGNALED(status) ? "signal" : "status",
               WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
    }
}

/* ---- the scripts ---- */

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return NULL;
    char *text = calloc(1, 1 << 16);
    size_t size = text ? fread(text, 1, (1 << 16) - 1, file) : 0;
    fclose(file);
    if (text)
        text[size] = 0;
    return text;
}

static bool load(Script *script, const char *name)
{
    char path[256];
    snprintf(script->name, sizeof script->name, "%s", name);
    snprintf(path, sizeof path, FOLDER "%s", name);
    script->source = read_text(path);
    snprintf(path, sizeof path, FOLDER "%.*s.out", (int)(strlen(name) - 3), name);
    script->expected = read_text(path);
    return script->source && script->expected;
}

static int run_one(const char *name, uint64_t n, bool forever)
{
    static Outcome outcome;
    Script script;
    if (!load(&script, name))
        return 2;
    run(&script, n, forever, &outcome);
    printf("%s%s%s: %s\n", outcome.output.data, outcome.errors.data, outcome.ok ? "ended" : outcome.exception,
           good(&script, &outcome) ? "good" : "NOT GOOD");
    return !good(&script, &outcome);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const Script *)a)->name, ((const Script *)b)->name);
}

int main(int argc, char **argv)
{
    if (argc > 2)
        return run_one(argv[1], strtoull(argv[2], NULL, 10), argc > 3);
    const char *how = argc > 1 ? argv[1] : getenv("FAULTS");
    bool all = how && strcmp(how, "all") == 0;
    static Script scripts[64];
    size_t count = 0;
    DIR *folder = opendir(FOLDER);
    for (struct dirent *entry; folder && count < 64 && (entry = readdir(folder)) != NULL;) {
        size_t len = strlen(entry->d_name);
        if (len > 3 && strcmp(entry->d_name + len - 3, ".py") == 0 && load(&scripts[count], entry->d_name))
            count++;
    }
    if (folder)
        closedir(folder);
    qsort(scripts, count, sizeof *scripts, compare_names);
    Progress *progress = mmap(NULL, (count + 1) * sizeof *progress, PROT_READ | PROT_WRITE,
                              MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (progress == MAP_FAILED)
        return 2;
    long workers = sysconf(_SC_NPROCESSORS_ONLN);
    fflush(stdout);
    for (long worker = 0; worker < workers; worker++) /* progress[count].runs: the next script */
        if (fork() == 0) {
            for (size_t i; (i = __atomic_fetch_add(&progress[count].runs, 1, __ATOMIC_SEQ_CST)) < count;)
                run_script(&scripts[i], all ? ALL_RUNS : QUICK_RUNS, &progress[i]);
            fflush(stdout);
            _exit(0);
        }
    while (wait(NULL) > 0)
        continue;
    size_t failed = 0;
    uint64_t runs = 0;
    for (size_t i = 0; i < count; i++) {
        failed += progress[i].failures != 0 || progress[i].runs == 0;
        runs += progress[i].runs;
        free(scripts[i].source);
        free(scripts[i].expected);
    }
    printf("%zu passed, %zu failed (%llu runs with a fault)\n", count - failed, failed, (unsigned long long)runs);
    return failed != 0 || count == 0;
}
