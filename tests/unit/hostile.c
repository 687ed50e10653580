/* hostile.c - runs the scripts of tests/hostile/ under 16 MiB and 100 ms, as a host would that trusts nobody.
 *
 * Each runs in a process of its own. It must end as its title says; the
 * process must not grow by more than the limit and 2 MiB, nor keep anything when the VM is gone, nor use
 * much more CPU time than it was given. Time is counted in CPU time, so that a busy machine changes
 * nothing; a script that ends by time where it should by something else gets ten times as much once.
 *
 * A file holds scripts, each under a title line: "#: name: end [wall=ms]"; ends are those of OuroEnd or the name of
 * an exception, several with commas. Usage: hostile [part of a name]. HOSTILE_SLOW=n: n times the time limits; HOSTILE_EVERY=n:
 * only every n-th script. `make hostile-valgrind` runs them under valgrind so. */
#include "ouro.h"
#include <dirent.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MEMORY_LIMIT (16u << 20)
#define TIME_MS 100
#define OUTPUT_LIMIT (128u << 10)
#if defined(OU_DEBUG)
#define SLOW 10
#else
#define SLOW 1
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(OU_DEBUG) /* there each block is the system's */
#define EXACT 0
#else
#define EXACT 1
#endif

static int slow = SLOW, exact = EXACT;

typedef struct Script {
    char name[64], ends[96];
    int wall_ms;
    char *source;
} Script;

static const char *const end_names[] = {"ok", "exception", "memory", "recursion", "instructions", "deadline", "cpu",
                                        "output", "interrupt"};

/* A number of kB of /proc/self/status, 0: not known. */
static long status_kb(const char *name)
{
    char line[256];
    long kb = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            kb = atol(line + strlen(name) + 1);
    if (file)
        fclose(file);
    return kb;
}

static void forget_peak(void)
{
    FILE *file = fopen("/proc/self/clear_refs", "w");
    if (file) {
        fputs("5", file);
        fclose(file);
    }
}

static double cpu_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int is_expected(const Script *script, const OuroResult *r)
{
    const char *exception = ouro_result_exception(r);
    char list[sizeof script->ends];
    strcpy(list, script->ends);
    for (char *name = strtok(list, ","); name; name = strtok(NULL, ","))
        if (strcmp(name, end_names[ouro_result_end(r)]) == 0 || (exception && strcmp(name, exception) == 0))
            return 1;
    return 0;
}

/* Run it; the result's end, for the message; -1 if it was the wrong one. */
static int run_once(const Script *script, int times, double *used)
{
    OuroOptions options = {.size = sizeof options, .memory_limit = MEMORY_LIMIT, .capture_output = 1,
                           .cpu_limit_ms = (uint64_t)(TIME_MS * slow * times),
                           .time_limit_ms = script->wall_ms ? (uint64_t)script->wall_ms : (uint64_t)(50 * TIME_MS * slow * times),
                           .output_limit = OUTPUT_LIMIT, .hash_seed = 1};
    double began = cpu_seconds();
    OuroResult *r = ouro_run(script->source, &options, NULL, 0);
    *used = cpu_seconds() - began;
    int good = is_expected(script, r), end = (int)ouro_result_end(r);
    if (!good && (times > 1 || (end != OURO_END_CPU && end != OURO_END_DEADLINE))) {
        const char *exception = ouro_result_exception(r);
        printf("%s: ended by %s (%s: %s), not by %s; %llu bytes\n", script->name, end_names[end], exception ? exception : "",
               exception ? ouro_result_message(r) : ouro_result_output(r), script->ends,
               (unsigned long long)ouro_result_peak_bytes(r));
        if (ouro_result_traceback(r))
            printf("%.1000s", ouro_result_traceback(r));
    }
    if (exact && ouro_result_peak_bytes(r) > MEMORY_LIMIT) {
        printf("%s: %llu bytes taken\n", script->name, (unsigned long long)ouro_result_peak_bytes(r));
        good = 0;
        times = 2;
    }
    ouro_result_free(r);
    return good ? 1 : times > 1 || (end != OURO_END_CPU && end != OURO_END_DEADLINE) ? -1 : 0;
}

static size_t bytes_in_use(void)
{
    return mallinfo2().uordblks + mallinfo2().hblkhd;
}

static int run_script(const Script *script)
{
    double used;
    int failed = 0, times = 1;
    OuroOptions brief = {.size = sizeof brief, .memory_limit = MEMORY_LIMIT, .cpu_limit_ms = 10,
                         .time_limit_ms = (uint64_t)script->wall_ms};
    if (exact) /* what libc keeps from the first time */
        ouro_result_free(ouro_run(script->source, &brief, NULL, 0));
    long rss = status_kb("VmRSS");
    size_t bytes = bytes_in_use();
    forget_peak();
    int result = run_once(script, times, &used);
    if (result == 0)
        result = run_once(script, times = 10, &used);
    failed |= result < 0;
    long grown = status_kb("VmHWM") - rss;
    if (exact && rss && grown > (MEMORY_LIMIT >> 10) + 2048) {
        printf("%s: RSS grew by %ld KiB\n", script->name, grown);
        failed = 1;
    }
    if (exact && bytes_in_use() > bytes) {
        printf("%s: %zu bytes are left\n", script->name, bytes_in_use() - bytes);
        failed = 1;
    }
    double most = 0.001 * TIME_MS * slow * times + 0.5 * slow;
    if (used > most) {
        printf("%s: %.2f s of CPU time\n", script->name, used);
        failed = 1;
    }
    if (getenv("HOSTILE_VERBOSE"))
        printf("%-32s %6.1f ms  %6ld KiB\n", script->name, used * 1e3, grown);
    fflush(stdout);
    return failed;
}

static int run_in_process(const Script *script)
{
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        alarm(getenv("HOSTILE_ALARM") ? (unsigned)atoi(getenv("HOSTILE_ALARM")) : (unsigned)(60 + 20 * slow)); /* hangs */
        _exit(run_script(script));
    }
    int status;
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status)) {
        printf("%s: ended by signal %d\n", script->name, WTERMSIG(status));
        return 1;
    }
    return WEXITSTATUS(status) != 0;
}

static char *read_file(const char *folder, const char *name)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    size_t size = 0;
    char *text = NULL;
    for (;;) {
        text = realloc(text, size + 65536);
        size_t got = fread(text + size, 1, 65535, file);
        size += got;
        if (got == 0)
            break;
    }
    text[size] = 0;
    fclose(file);
    return text;
}

/* Is the next script one of those to be run? */
static int is_chosen(const Script *script, const char *part)
{
    static int seen;
    const char *every = getenv("HOSTILE_EVERY");
    if (part && !strstr(script->name, part))
        return 0;
    return !every || seen++ % atoi(every) == 0;
}

/* Runs the scripts of a text; counts into `counts`: good, bad. */
static void run_text(char *text, const char *part, int counts[2])
{
    char *at = strstr(text, "#: ");
    while (at) {
        Script script = {0};
        char *end = strchr(at, '\n');
        script.source = end + 1;
        sscanf(at, "#: %63[^:]: %95s wall=%d", script.name, script.ends, &script.wall_ms);
        at = strstr(script.source, "\n#: ");
        if (at)
            *at++ = 0;
        if (is_chosen(&script, part))
            counts[run_in_process(&script)]++;
    }
}

int main(int argc, char **argv)
{
    const char *folder = "tests/hostile", *slower = getenv("HOSTILE_SLOW");
    if (slower) {
        slow = atoi(slower);
        exact = 0;
    }
    if (exact && !getenv("GLIBC_TUNABLES") && argc >= 0) { /* malloc's own caches would count as in use */
        setenv("GLIBC_TUNABLES", "glibc.malloc.tcache_count=0", 1);
        execv("/proc/self/exe", argv);
    }
    mallopt(M_MXFAST, 0);
    mallopt(M_MMAP_THRESHOLD, 128 << 10); /* and no larger one later: what is freed goes back */
    mallopt(M_TRIM_THRESHOLD, 128 << 10);
    ouro_result_free(ouro_run("import os, traceback, collections\nprint(1)", NULL, NULL, 0)); /* libc's own memory */
    DIR *names = opendir(folder);
    if (!names) {
        puts("no tests/hostile here");
        return 1;
    }
    int counts[2] = {0, 0};
    for (struct dirent *entry; (entry = readdir(names)) != NULL;) {
        if (!strstr(entry->d_name, ".txt"))
            continue;
        char *text = read_file(folder, entry->d_name);
        run_text(text, argc > 1 ? argv[1] : NULL, counts);
        free(text);
    }
    closedir(names);
    printf("%d passed, %d failed\n", counts[0], counts[1]);
    return counts[1] != 0 || counts[0] == 0;
}
