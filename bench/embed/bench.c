/* bench.c - embedding ouro, Lua and CPython: what it costs to create a VM, to keep one, to call.
 *
 *     bench [ROUNDS]      make bench-embed
 *
 * Each measurement runs in a process of its own; the peers take turns, the best of all rounds
 * counts. Times are CPU time. */
#include "peers.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

double cpu_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

double resident(void)
{
    long size = 0, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (!file || fscanf(file, "%ld %ld", &size, &pages) != 2)
        exit(1);
    fclose(file);
    return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

void expect(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "bench: %s failed\n", what);
        exit(1);
    }
}

enum { CREATE, CALL, CALLBACK, LIVE, KINDS };
static const char *const titles[KINDS] = {
    "create, run 1+2, read, destroy", "host calls add(i, 1)", "script calls twice(i)", "memory of a VM after 1+2"};
static const char *const units[KINDS] = {"us", "ns", "ns", "KiB"};
static const double divisors[KINDS] = {1e3, 1, 1, 1024};

void create(const Peer *peer, long count)
{
    for (long i = 0; i < count; i++)
        peer->unmake(peer->make());
}

static double per_create(const Peer *peer)
{
    long count = strcmp(peer->name, "CPython") == 0 ? 5 : 500;
    double best = 1e300;
    create(peer, count / 5);
    for (int i = 0; i < 5; i++) {
        double start = cpu_ns();
        create(peer, count);
        double time = (cpu_ns() - start) / (double)count;
        best = time < best ? time : best;
    }
    return best;
}

static double per_call(double (*run)(long count))
{
    double best = 1e300;
    for (int i = 0; i < 5; i++) {
        double time = run(500000) / 500000;
        best = time < best ? time : best;
    }
    return best;
}

/* Bytes of RSS that `count` VMs add, all kept. */
static double live(const Peer *peer, long count)
{
    void **all = calloc((size_t)count, sizeof *all);
    expect(all != NULL, "calloc");
    memset(all, 1, (size_t)count * sizeof *all);
    double before = resident();
    for (long i = 0; i < count; i++)
        all[i] = peer->make();
    double after = resident();
    for (long i = 0; i < count; i++)
        peer->unmake(all[i]);
    free(all);
    return after - before;
}

static double measure(const Peer *peer, int kind)
{
    switch (kind) {
    case CREATE:
        return per_create(peer);
    case CALL:
        return peer->call ? per_call(peer->call) : 0;
    case CALLBACK:
        return peer->callback ? per_call(peer->callback) : 0;
    default:
        return peer->many ? live(peer, 10000) / 10000 : 0;
    }
}

/* In a process of its own. 0: there is no such measurement. */
static double apart(const Peer *peer, int kind)
{
    int ends[2];
    double value = 0;
    if (pipe(ends) != 0)
        exit(1);
    pid_t child = fork();
    if (child == 0) {
        value = measure(peer, kind);
        _exit(write(ends[1], &value, sizeof value) != sizeof value);
    }
    close(ends[1]);
    if (read(ends[0], &value, sizeof value) != sizeof value)
        value = 0;
    close(ends[0]);
    waitpid(child, NULL, 0);
    return value;
}

int main(int argc, char **argv)
{
    const Peer *const peers[] = {&peer_ouro, &peer_lua, &peer_python};
    int rounds = argc > 1 ? atoi(argv[1]) : 7; /* 0: what only ouro is asked */
    printf("%-32s", "");
    for (int p = 0; p < 3; p++) {
        char name[64];
        snprintf(name, sizeof name, "%s%s%s", peers[p]->name, *peers[p]->name ? " " : "", peers[p]->version());
        printf("%16s", name);
    }
    printf("%12s\n", "ouro/Lua");
    fflush(stdout);
    for (int kind = 0; kind < KINDS; kind++) {
        double best[3] = {0, 0, 0};
        for (int round = 0; round < (kind == LIVE && rounds > 0 ? 1 : rounds); round++) {
            for (int p = 0; p < 3; p++) {
                double value = apart(peers[p], kind);
                if (value > 0 && (best[p] == 0 || value < best[p]))
                    best[p] = value;
            }
        }
        printf("%-32s", titles[kind]);
        for (int p = 0; p < 3; p++) {
            if (best[p] > 0)
                printf("%12.1f %-3s", best[p] / divisors[kind], units[kind]);
            else
                printf("%16s", "-   ");
        }
        if (best[0] > 0 && best[1] > 0)
            printf("%12.2f", best[0] / best[1]);
        printf("\n");
        fflush(stdout);
    }
    more();
    return 0;
}
