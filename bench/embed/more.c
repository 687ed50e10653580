/* more.c - what only ouro is asked: suspended VMs, reset, growth, threads. Printed after the comparison. */
#include "ouro.h"
#include "peers.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double wall_ns(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static OuroObject *ask(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_suspend(vm, args[0]);
}

static OuroVM *suspended(void)
{
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = ouro_vm_new(&options);
    expect(ouro_add_function(vm, NULL, "ask(x)", ask, NULL), "ouro_add_function");
    OuroResult *result = ouro_vm_run(vm, "def f():\n    while True: ask(1)\nf()", NULL, NULL, 0);
    expect(ouro_result_end(result) == OURO_END_SUSPENDED, "suspending");
    ouro_result_free(result);
    return vm;
}

static void suspending(void)
{
    enum { COUNT = 10000, TURNS = 100000 };
    OuroVM **all = calloc(COUNT, sizeof *all);
    memset(all, 1, COUNT * sizeof *all);
    double before = resident();
    for (int i = 0; i < COUNT; i++)
        all[i] = suspended();
    printf("%-40s%10.1f KiB\n", "memory of a suspended VM", (resident() - before) / COUNT / 1024);
    double start = cpu_ns();
    for (int i = 0; i < TURNS; i++) {
        OuroObject *none = ouro_none(all[i % 10]);
        ouro_result_free(ouro_resume(all[i % 10], none, NULL));
        ouro_release(all[i % 10], none);
    }
    printf("%-40s%10.1f ns\n", "resume until it is suspended again", (cpu_ns() - start) / TURNS);
    for (int i = 0; i < COUNT; i++)
        ouro_vm_free(all[i]);
    free(all);
}

static void resetting(void)
{
    OuroOptions options = {.size = sizeof options};
    OuroVM *vm = ouro_vm_new(&options);
    double best = 1e300;
    for (int round = 0; round < 10; round++) {
        double start = cpu_ns();
        for (int i = 0; i < 500; i++) {
            ouro_result_free(ouro_vm_run(vm, "1+2", NULL, NULL, 0));
            expect(ouro_vm_reset(vm), "reset");
        }
        double time = (cpu_ns() - start) / 500;
        best = time < best ? time : best;
    }
    ouro_vm_free(vm);
    printf("%-40s%10.1f us\n", "run 1+2, reset", best / 1e3);
}

static void growth(void)
{
    create(&peer_ouro, 1000);
    double before = resident();
    create(&peer_ouro, 100000);
    printf("%-40s%10.1f KiB\n", "growth after 100,000 created, destroyed", (resident() - before) / 1024);
}

typedef struct Work {
    OuroCode *code;
    double cpu; /* what it has used */
} Work;

static void *work(void *arg)
{
    Work *w = arg;
    double start = cpu_ns();
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED};
    for (int i = 0; i < 300; i++) {
        OuroVM *vm = ouro_vm_new(&options);
        OuroResult *result = ouro_vm_run_code(vm, w->code, NULL, 0);
        expect(ouro_result_ok(result), "a run in a thread");
        ouro_result_free(result);
        ouro_vm_free(vm);
    }
    w->cpu = cpu_ns() - start;
    return NULL;
}

static double least(double a, double b)
{
    return a < b ? a : b;
}

/* By the clock, which needs two cores that nobody else uses, and by CPU time: what a thread loses to the other. */
static void threads(void)
{
    static const char source[] = "d = {}\nfor i in range(3000): d[i % 100] = d.get(i % 100, 0) + len(str(i))\nsum(d.values())";
    OuroVM *vm = ouro_vm_new(NULL);
    OuroCode *code = ouro_compile(vm, source, sizeof source - 1, "work.py", OURO_MODE_FILE);
    ouro_vm_free(vm);
    double one = 1e300, two = 1e300, cpu_one = 1e300, cpu_two = 1e300;
    Work a = {code, 0}, b = {code, 0};
    for (int round = 0; round < 10; round++) {
        double start = wall_ns();
        work(&a);
        one = least(one, wall_ns() - start);
        cpu_one = least(cpu_one, a.cpu);
        pthread_t thread;
        start = wall_ns();
        expect(pthread_create(&thread, NULL, work, &b) == 0, "pthread_create");
        work(&a);
        pthread_join(thread, NULL);
        two = least(two, wall_ns() - start);
        cpu_two = least(cpu_two, (a.cpu + b.cpu) / 2);
    }
    ouro_code_free(code);
    printf("%-40s%10.2f\n", "throughput of two threads : one", 2 * one / two);
    printf("%-40s%10.2f\n", "the same by CPU time", 2 * cpu_one / cpu_two);
}

void more(void)
{
    printf("\n");
    suspending();
    resetting();
    growth();
    threads();
}
