/* ouro.c - the benchmark's part for ouro. */
#include "ouro.h"
#include "peers.h"

static const char *version(void)
{
    return ouro_version();
}

/* One VM that ran `1+2`; its result was read. */
static void *make(void)
{
    OuroOptions options = {.size = sizeof options};
    OuroVM *vm = ouro_vm_new(&options);
    OuroResult *result = ouro_vm_run(vm, "1+2", NULL, NULL, 0);
    expect(ouro_result_plain(result).as.integer == 3, "1+2");
    ouro_result_free(result);
    return vm;
}

static void unmake(void *vm)
{
    ouro_vm_free(vm);
}

static double call(long count)
{
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = ouro_vm_new(&options);
    ouro_result_free(ouro_vm_run(vm, "def add(a, b):\n    return a + b\n", NULL, NULL, 0));
    OuroObject *add = ouro_global(vm, "add"), *one = ouro_int(vm, 1);
    double start = cpu_ns();
    for (long i = 0; i < count; i++) {
        OuroObject *args[2] = {ouro_int(vm, i), one};
        OuroObject *sum = ouro_call(vm, add, args, 2);
        int64_t value = 0;
        expect(ouro_to_int(vm, sum, &value) && value == i + 1, "add(i, 1)");
        ouro_release(vm, sum);
        ouro_release(vm, args[0]);
    }
    double time = cpu_ns() - start;
    ouro_release(vm, one);
    ouro_release(vm, add);
    ouro_vm_free(vm);
    return time;
}

static OuroObject *twice(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    int64_t value = 0;
    return ouro_to_int(vm, args[0], &value) ? ouro_int(vm, value * 2) : NULL;
}

static double callback(long count)
{
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = ouro_vm_new(&options);
    expect(ouro_add_function(vm, NULL, "twice(x: int) -> int", twice, NULL), "ouro_add_function");
    ouro_result_free(ouro_vm_run(vm, "def loop(n):\n    s = 0\n    for i in range(n):\n        s += twice(i)\n    return s\n",
                                 NULL, NULL, 0));
    OuroObject *loop = ouro_global(vm, "loop"), *n = ouro_int(vm, count);
    double start = cpu_ns();
    OuroObject *sum = ouro_call(vm, loop, &n, 1);
    double time = cpu_ns() - start;
    int64_t value = 0;
    expect(ouro_to_int(vm, sum, &value) && value == count * (count - 1), "loop");
    ouro_release(vm, sum);
    ouro_release(vm, n);
    ouro_release(vm, loop);
    ouro_vm_free(vm);
    return time;
}

const Peer peer_ouro = {"ouro", version, make, unmake, call, callback, 1};
