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

static void start_all(void *(*function)(void *), pthread_t ids[THREADS])
{
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&ids[i], NULL, function, (void *)(intptr_t)i), 0);
}

static void join_all(const pthread_t ids[THREADS])
{
    for (int i = 0; i < THREADS; i++) {
        void *bad;
        pthread_join(ids[i], &bad);
        assert_null(bad);
    }
}

static OuroCode *compile_shared(const char *text, const char *name)
{
    OuroVM *vm = new_vm();
    OuroCode *code = ouro_compile(vm, text, strlen(text), name, OURO_MODE_FILE);
    assert_non_null(code);
    ouro_vm_free(vm);
    return code;
}

static void threads(void **state)
{
    (void)state;
    pthread_t ids[THREADS];
    shared = compile_shared(source, "shared.py");
    pthread_barrier_init(&barrier, NULL, THREADS);
    start_all(work, ids);
    while (atomic_load(&done) < THREADS) {
        for (int i = 0; i < THREADS; i++) {
            OuroVM *target = atomic_exchange(&running[i], NULL); /* that VM waits for it: it is alive */
            if (target)
                ouro_interrupt(target);
        }
        sched_yield();
    }
    join_all(ids);
    pthread_barrier_destroy(&barrier);
    ouro_code_free(shared);
}

/* ---- VMs that are handed on: suspended by one thread, resumed by another, values copied between them ---- */

enum { ROUNDS = 12 };

static const char waiting[] = "def give(n):\n    part = [n, str(n) * 20, 10 ** 30 + n]\n    d = {'part': part, 'again': (part, frozenset([n]))}\n"
                              "    d['self'] = d\n    got = wait(d)\n    assert got['again'][0] is got['part'] and got['self'] is got\n"
                              "    return got['part'][0], P(n).n, sorted(got)\ngive(n)\n";

static OuroCode *waiting_code;
static _Atomic(OuroVM *) boxes[THREADS]; /* a suspended VM for that thread */

static OuroObject *wait_for(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_suspend(vm, args[0]);
}

static OuroObject *init_point(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count;
    int64_t *n = ouro_data(vm, args[0], user);
    return n && ouro_to_int(vm, args[1], n) ? ouro_none(vm) : NULL;
}

static OuroObject *point_n(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count;
    const int64_t *n = ouro_data(vm, args[0], user);
    return n ? ouro_int(vm, *n) : NULL;
}

static const OuroMember members[] = {{"__init__(self, n: int)", init_point, NULL, NULL, NULL},
                                     {"n: int", point_n, NULL, NULL, NULL}, {NULL, NULL, NULL, NULL, NULL}};
static OuroClassDef point = {.size = sizeof point, .name = "P", .data_size = 8, .members = members, .user = &point};

/* A VM whose run of the shared code waits; NULL: it does not. */
static OuroVM *suspended_vm(int64_t number)
{
    OuroVM *vm = new_vm();
    OuroInput input = {"n", ouro_value_int(number)};
    ouro_add_function(vm, NULL, "wait(x)", wait_for, NULL);
    OuroObject *cls = ouro_class(vm, NULL, &point);
    ouro_set_global(vm, "P", cls);
    ouro_release(vm, cls);
    OuroResult *r = ouro_vm_run_code(vm, waiting_code, &input, 1);
    int good = ouro_result_end(r) == OURO_END_SUSPENDED;
    if (!good)
        print_error("%s\n", ouro_result_traceback(r));
    ouro_result_free(r);
    if (!good)
        ouro_vm_free(vm);
    return good ? vm : NULL;
}

/* Each VM is given what the other waits with, and goes on; both in this thread now. */
static int exchange(OuroVM *a, OuroVM *b, const char *wanted)
{
    OuroObject *from_a = ouro_suspended(a), *from_b = ouro_suspended(b);
    OuroObject *to_b = ouro_transfer(b, a, from_a), *to_a = ouro_transfer(a, b, from_b);
    ouro_release(a, from_a);
    ouro_release(b, from_b);
    OuroResult *r = ouro_resume(b, to_b, NULL);
    int good = ouro_result_ok(r) && strcmp(ouro_result_value(r), wanted) == 0;
    if (!good)
        print_error("%s, not %s: %s\n", ouro_result_value(r), wanted, ouro_result_traceback(r));
    ouro_result_free(r);
    r = ouro_resume(a, to_a, NULL);
    good &= ouro_result_ok(r);
    ouro_result_free(r);
    ouro_release(a, to_a);
    ouro_release(b, to_b);
    return good;
}

static void *hand_on(void *arg)
{
    int number = (int)(intptr_t)arg, before = (number + THREADS - 1) % THREADS;
    intptr_t bad = 0;
    char wanted[100];
    for (int i = 0; i < ROUNDS; i++) {
        OuroVM *mine = suspended_vm(number), *next = suspended_vm(1000 + number), *other, *full = NULL;
        bad += !mine || !next;
        while (!atomic_compare_exchange_weak(&boxes[(number + 1) % THREADS], &full, next)) {
            full = NULL;
            sched_yield();
        }
        while (!(other = atomic_exchange(&boxes[number], NULL)))
            sched_yield();
        snprintf(wanted, sizeof wanted, "(%d, %d, ['again', 'part', 'self'])", number, 1000 + before);
        bad += !exchange(mine, other, wanted);
        ouro_vm_free(mine);
        ouro_vm_free(other);
    }
    return (void *)bad;
}

static void handed_on(void **state)
{
    (void)state;
    pthread_t ids[THREADS];
    waiting_code = compile_shared(waiting, "waiting.py");
    start_all(hand_on, ids);
    join_all(ids);
    ouro_code_free(waiting_code);
}

/* ---- interrupts at any time: between runs, in transfers, while results are made ---- */

static OuroVM *targets[THREADS];
static pthread_mutex_t target_locks[THREADS]; /* of the VM's life only */

static void set_target(int number, OuroVM *vm)
{
    pthread_mutex_lock(&target_locks[number]);
    targets[number] = vm;
    pthread_mutex_unlock(&target_locks[number]);
}

static void *be_interrupted(void *arg)
{
    int number = (int)(intptr_t)arg;
    intptr_t bad = 0;
    OuroCode *code = ouro_code_retain(shared);
    for (int i = 0; i < 6; i++) {
        OuroVM *vm = new_vm(), *other = new_vm();
        set_target(number, vm);
        for (int k = 0; k < 8; k++) {
            OuroInput input = {"n", ouro_value_int(50)};
            OuroResult *r = ouro_vm_run_code(vm, code, &input, 1);
            OuroEnd end = ouro_result_end(r);
            const char *exception = ouro_result_exception(r);
            if (end == OURO_END_OK)
                bad += ouro_result_plain(r).as.integer != 50 + 190 + 2;
            else
                bad += end != OURO_END_INTERRUPT && strcmp(exception, "KeyboardInterrupt") != 0;
            ouro_result_free(r);
            OuroObject *n = ouro_global(vm, "n"), *copy = ouro_transfer(other, vm, n);
            if (n)
                bad += !copy;
            ouro_release(other, copy);
            ouro_release(vm, n);
            ouro_error_clear(vm);
            ouro_error_clear(other);
        }
        set_target(number, NULL);
        ouro_vm_free(vm);
        ouro_vm_free(other);
    }
    ouro_code_free(code);
    atomic_fetch_add(&done, 1);
    return (void *)bad;
}

static void interrupted(void **state)
{
    (void)state;
    pthread_t ids[THREADS];
    shared = compile_shared(source, "shared.py");
    atomic_store(&done, 0);
    for (int i = 0; i < THREADS; i++)
        pthread_mutex_init(&target_locks[i], NULL);
    start_all(be_interrupted, ids);
    for (unsigned turn = 0; atomic_load(&done) < THREADS; turn++) {
        int number = (int)(turn % THREADS);
        pthread_mutex_lock(&target_locks[number]);
        if (targets[number])
            (turn % 3 ? ouro_interrupt : ouro_interrupt_exception)(targets[number]);
        pthread_mutex_unlock(&target_locks[number]);
        if (turn % 16 == 0)
            sched_yield();
    }
    join_all(ids);
    ouro_code_free(shared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(threads), cmocka_unit_test(handed_on), cmocka_unit_test(interrupted)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
