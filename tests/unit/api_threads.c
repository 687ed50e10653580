/* api_threads.c - VMs in many threads at the same time: shared code, interrupts from outside, VMs that go from thread
 * to thread. Made to be run under ThreadSanitizer (scripts/check-threads), where a lock would be no help. */
#include "api_test.h"
#include <pthread.h>
#include <stdatomic.h>

enum { THREADS = 8, VMS = 30 };

static const char source[] =
    "import functools\n"
    "class Node:\n    def __init__(self, n): self.n = n; self.next = self\n"
    "def work(n):\n"
    "    d = functools.reduce(lambda d, i: d | {str(i % 7): i}, range(n), {})\n"
    "    nodes = [Node(i) for i in range(20)]\n"
    "    text = f'{n:>5}x' + repr(sorted(d, key=lambda k: -d[k]))\n"
    "    try: {}[text]\n    except KeyError as e: n = int(str(e).split('x')[0].strip('\\'\" '))\n"
    "    return n + sum(x.n for x in nodes) + 2 ** 100 % 7\n"
    "work(n)\n";

static OuroCode *shared;
static _Atomic(OuroVM *) running[THREADS]; /* to be interrupted */
static OuroVM *moving[THREADS];
static pthread_barrier_t barrier;
static atomic_int done;

static void *work(void *arg)
{
    int number = (int)(intptr_t)arg;
    intptr_t bad = 0;
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .capture_output = 1};
    OuroCode *code = ouro_code_retain(shared);
    for (int i = 0; i < VMS; i++) {
        OuroVM *vm = ouro_vm_new(&options);
        OuroInput input = {"n", ouro_value_int(50 + number)};
        OuroResult *result = ouro_vm_run_code(vm, code, &input, 1);
        bad += ouro_result_plain(result).as.integer != 50 + number + 190 + 2;
        if (bad == 1)
            print_error("%s: %s\n", ouro_result_value(result), ouro_result_traceback(result));
        ouro_result_free(result);
        if (i % 10 == 0) { /* ends when another thread says so */
            atomic_store(&running[number], vm);
            result = ouro_vm_run(vm, "while True: pass", NULL, NULL, 0);
            bad += ouro_result_end(result) != OURO_END_INTERRUPT;
            ouro_result_free(result);
        }
        if (i + 1 < VMS)
            ouro_vm_free(vm);
        else
            moving[number] = vm;
    }
    ouro_code_free(code);
    pthread_barrier_wait(&barrier);
    OuroVM *vm = moving[(number + 1) % THREADS]; /* another thread's */
    OuroObject *value = ouro_global(vm, "n");
    int64_t n = 0;
    ouro_to_int(vm, value, &n);
    bad += n != 50 + (number + 1) % THREADS;
    ouro_release(vm, value);
    ouro_vm_free(vm);
    atomic_fetch_add(&done, 1);
    return (void *)bad;
}

static void threads(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    shared = ouro_compile(vm, source, sizeof source - 1, "shared.py", OURO_MODE_FILE);
    assert_non_null(shared);
    ouro_vm_free(vm);
    pthread_t ids[THREADS];
    pthread_barrier_init(&barrier, NULL, THREADS);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&ids[i], NULL, work, (void *)(intptr_t)i), 0);
    while (atomic_load(&done) < THREADS) {
        for (int i = 0; i < THREADS; i++) {
            OuroVM *target = atomic_exchange(&running[i], NULL); /* that VM waits for it: it is alive */
            if (target)
                ouro_interrupt(target);
        }
        sched_yield();
    }
    for (int i = 0; i < THREADS; i++) {
        void *bad;
        pthread_join(ids[i], &bad);
        assert_null(bad);
    }
    pthread_barrier_destroy(&barrier);
    ouro_code_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
