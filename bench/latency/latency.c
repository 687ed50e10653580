/* latency.c - how long after a request the host has control again.
 *
 * A VM of 64 MiB runs an operation again and again; another thread asks for an interrupt after a random time.
 * Measured is the CPU time of the VM's thread between the request and the return of ouro_vm_run: of 200 trials the
 * most, and the median. Deadlines end a run at the same polls. make bench-latency [ARGS="name"] */
#include <ouro.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define TRIALS 200

typedef struct Case {
    const char *name;
    double most_ms;
    const char *prepare, *run;
} Case;

#define BIG "import sys\nsys.set_int_max_str_digits(0)\n"
static const Case cases[] = {
    {"script: while", 1, "", "while True: pass"},
    {"script: calls", 1, "def f(n): return f(n - 1) if n else 0", "while True: f(20)"},
    {"script: objects", 1, "class A:\n def __init__(s, x): s.x = x\n def m(s): return [s.x, {s.x: s}]", "while True: [A(i).m() for i in range(50)]"},
    {"script: generators", 1, "def g():\n for i in range(100): yield str(i)", "while True: ''.join(g())"},
    {"script: exceptions", 1, "def f(): raise ValueError(1)", "while True:\n try: f()\n except ValueError: pass"},
    {"power", 5, "", "while True: 3 ** 100000000"},
    {"power with modulus", 5, "m = 7 ** 100000", "while True: pow(3, m, m)"},
    {"multiply", 5, "x = 7 ** 20000000", "while True: x * x"},
    {"divide", 5, "x = 7 ** 20000000; y = 3 ** 16000000", "while True: x // y"},
    {"int to str", 5, BIG "x = 7 ** 20000000", "while True: str(x)"},
    {"str to int", 5, BIG "x = '7' * 16000000", "while True: int(x)"},
    {"sort", 5, "import random\nx = [random.random() for i in range(700000)]", "while True: sorted(x)"},
    {"sort strings", 5, "import random\nx = [str(random.random()) for i in range(300000)]", "while True: sorted(x)"},
    {"str repetition", 5, "", "while True: 'ab' * 25000000"},
    {"list repetition", 5, "", "while True: [None] * 7000000"},
    {"list repetition, counted", 5, "x = [[]]", "while True: x * 7000000"},
    {"join", 5, "x = ['x' * 20] * 1000000", "while True: ', '.join(x)"},
    {"replace", 5, "x = 'ab' * 8000000", "while True: x.replace('a', 'c')"},
    {"replace, growing", 5, "x = 'ab' * 4000000", "while True: x.replace('a', 'cde')"},
    {"in: list", 5, "x = [1] * 7000000", "while True: 2 in x"},
    {"in: str", 5, "x = 'a' * 30000000; y = 'a' * 1000 + 'b'", "while True: y in x"},
    {"in: str, long needle", 5, "x = 'a' * 29000000; y = 'a' * 14000000 + 'b'", "while True: y in x"},
    {"in: str, long period", 5, "x = 'ab' * 14500000; y = 'ab' * 7000000 + 'b'", "while True: y in x"},
    {"rfind, long needle", 5, "x = b'a' * 29000000; y = b'b' + b'a' * 14000000", "while True: x.rfind(y)"},
    {"sum", 5, "x = [1] * 7000000", "while True: sum(x)"},
    {"set union", 5, "x = set(range(500000)); y = set(range(400000, 500000))", "while True: x | y"},
    {"set difference", 5, "x = set(range(500000)); y = set(range(1000, 400000))", "while True: x - y"},
    {"slice assignment", 5, "x = [[]] * 2000000; y = [[]] * 1000000", "while True: x[::2] = y"},
    {"slice assignment, moving", 5, "x = [None] * 3000000", "while True:\n x[0:1] = (1, 2)\n x[0:2] = (1,)"},
    {"copy: list", 5, "x = [[]] * 3500000", "while True: x.copy()"},
    {"copy: dict", 5, "x = dict.fromkeys(range(350000))", "while True: x.copy()"},
    {"format width", 5, "", "while True: '{:>50000000}'.format(1)"},
    {"bytes decode", 5, "x = '\\xe9'.encode() * 8000000", "while True: x.decode()"},
    {"bytes decode: ASCII", 5, "x = b'a' * 25000000", "while True: x.decode()"},
    {"deep compare", 5, "x = [[i] * 10 for i in range(150000)]; y = [list(z) for z in x]", "while True: x == y"},
    {"repr", 5, "x = [[i, 'x'] for i in range(150000)]", "while True: repr(x)"},
    {"repr: str", 5, "x = '\\xe9\\n' * 3000000", "while True: repr(x)"},
    {"hash of tuple", 5, "x = (1.5,) * 7000000", "while True: hash(x)"},
    {"list(map())", 5, "x = range(1500000)", "while True: list(map(str, x))"},
    {"list(range)", 5, "", "while True: list(range(1200000))"},
    {"regular search", 5, "import re\nx = 'a' * 30000000\np = re.compile('[bc]')", "while True: p.search(x)"},
    {"regular search, greedy", 5, "import re; x = 'a' * 30000000; y = re.compile('[a-z]*x')", "while True: y.match(x)"},
    {"regular search, wide", 5, "import re; x = '\u1234' * 9000000; y = re.compile(r'\\w*x')", "while True: y.match(x)"},
    {"regular search, exact", 5, "import re; x = 'a' * 30000000; y = re.compile('[a-z]{29999999,}')", "while True: y.match(x)"},
    {"normal form", 5, "import unicodedata\nx = '\\xe9' * 1000000", "while True: unicodedata.normalize('NFD', x)"},
    {"compile", 5, "x = 'a\\n' * 200000", "while True: compile(x, 'f', 'exec')"},
    {"heapify", 5, "import heapq\nx = list(range(1500000, 0, -1))", "while True: heapq.heapify(x[:])"},
    {"readline", 5, "import io\nx = io.BytesIO(b'a' * 20000000)", "while True:\n x.seek(0)\n x.readline()"},
    {"struct", 5, "import struct\nx = struct.Struct('1000000h')\ny = x.pack(*[1] * 1000000)", "while True: x.unpack(y)"},
};

static atomic_int running, asked;
static OuroVM *target;
static pthread_t runner;
static struct timespec asked_at;
static unsigned seed = 1;

static double seconds(struct timespec t)
{
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static void *interrupter(void *unused)
{
    (void)unused;
    clockid_t clock;
    pthread_getcpuclockid(runner, &clock);
    while (atomic_load(&running) != 2) {
        if (atomic_load(&running) != 1) {
            nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
            continue;
        }
        struct timespec wait = {.tv_nsec = 1000000 + rand_r(&seed) % 20000000};
        nanosleep(&wait, NULL);
        clock_gettime(clock, &asked_at);
        ouro_interrupt(target);
        atomic_store(&running, 0);
        atomic_store(&asked, 1);
    }
    return NULL;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int measure(const Case *c, int trials)
{
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .hash_seed = 1};
    double took[TRIALS];
    target = ouro_vm_new(&options);
    OuroResult *r = ouro_vm_run(target, c->prepare, NULL, NULL, 0);
    if (!ouro_result_ok(r))
        printf("%s: %s\n", c->name, ouro_result_traceback(r));
    ouro_result_free(r);
    for (int i = 0; i < trials; i++) {
        atomic_store(&asked, 0);
        atomic_store(&running, 1);
        r = ouro_vm_run(target, c->run, NULL, NULL, 0);
        struct timespec now;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        if (ouro_result_end(r) != OURO_END_INTERRUPT)
            printf("%s: %s\n", c->name, ouro_result_traceback(r));
        while (!atomic_load(&asked))
            nanosleep(&(struct timespec){.tv_nsec = 100000}, NULL);
        took[i] = 1e3 * (seconds(now) - seconds(asked_at));
        ouro_result_free(r);
    }
    ouro_vm_free(target);
    qsort(took, (size_t)trials, sizeof *took, compare);
    double most = took[trials - 1];
    printf("%-26s median %6.2f  most %6.2f ms  (%g)%s\n", c->name, took[trials / 2], most, c->most_ms, most > c->most_ms ? "  TOO SLOW" : "");
    fflush(stdout);
    return most > c->most_ms;
}

int main(int argc, char **argv)
{
    pthread_t thread;
    int failed = 0, trials = getenv("TRIALS") ? atoi(getenv("TRIALS")) : TRIALS;
    if (trials < 1 || trials > TRIALS)
        trials = TRIALS;
    runner = pthread_self();
    pthread_create(&thread, NULL, interrupter, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (argc < 2 || strstr(cases[i].name, argv[1]))
            failed += measure(&cases[i], trials);
    atomic_store(&running, 2);
    pthread_join(thread, NULL);
    printf("%d too slow\n", failed);
    return failed != 0;
}
