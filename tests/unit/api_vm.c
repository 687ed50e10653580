/* api_vm.c - virtual machines: runs and their results, shared code, reset, limits, interruption. */
#include "api_test.h"
#include <pthread.h>
#include <signal.h>
#include <sys/time.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>

static OuroResult *run(OuroVM *vm, const char *source)
{
    return ouro_vm_run(vm, source, "test.py", NULL, 0);
}

static OuroUsage usage_of(const OuroResult *r)
{
    OuroUsage usage = {.size = sizeof usage};
    ouro_result_usage(r, &usage);
    return usage;
}

static uint64_t instructions_of(OuroVM *vm)
{
    OuroUsage usage = {.size = sizeof usage};
    ouro_usage(vm, &usage);
    return usage.instructions;
}

static void values(void **state)
{
    (void)state;
    static const struct { const char *source, *value, *json; OuroKind kind; } cases[] = {
        {"1+2", "3", "3", OURO_INT}, {"10**20", "100000000000000000000", "100000000000000000000", OURO_OTHER},
        {"True", "True", "true", OURO_BOOL}, {"0.5", "0.5", "0.5", OURO_FLOAT},
        {"float('nan')", "nan", "NaN", OURO_FLOAT}, {"-float('inf')", "-inf", "-Infinity", OURO_FLOAT},
        {"'a\\n'", "'a\\n'", "\"a\\n\"", OURO_TEXT}, {"b'a'", "b'a'", NULL, OURO_BYTES},
        {"[1, 'x']", "[1, 'x']", "[1, \"x\"]", OURO_OTHER}, {"{1}", "{1}", NULL, OURO_OTHER},
        {"x = 1", NULL, NULL, OURO_NONE}, {"None", NULL, NULL, OURO_NONE}};
    OuroVM *vm = new_vm();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OuroResult *r = run(vm, cases[i].source);
        assert_true(ouro_result_ok(r));
        if (cases[i].value)
            assert_string_equal(ouro_result_value(r), cases[i].value);
        else
            assert_null(ouro_result_value(r));
        if (cases[i].json)
            assert_string_equal(ouro_result_json(r), cases[i].json);
        else
            assert_null(ouro_result_json(r));
        assert_int_equal(ouro_result_plain(r).kind, cases[i].kind);
        ouro_result_free(r);
    }
    OuroResult *r = run(vm, "'a\\0b'");
    OuroValue plain = ouro_result_plain(r);
    assert_int_equal(plain.as.text.size, 3);
    assert_memory_equal(plain.as.text.data, "a\0b", 4);
    ouro_result_free(r);
    ouro_vm_free(vm);
}

static void runs(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    OuroInput inputs[] = {{"n", ouro_value_int(20)}, {"data", ouro_value_json("{\"a\": [1]}")}};
    OuroResult *r = ouro_vm_run(vm, "import sys\nprint('out')\nprint('err', file=sys.stderr)\nn * data['a'][0]", NULL,
                                inputs, 2);
    assert_string_equal(ouro_result_output(r), "out\n");
    assert_int_equal(ouro_result_output_size(r), 4);
    assert_string_equal(ouro_result_error_output(r), "err\n");
    assert_int_equal(ouro_result_error_output_size(r), 4);
    assert_int_equal(ouro_result_plain(r).as.integer, 20);
    assert_null(ouro_result_exception(r));
    assert_null(ouro_result_traceback(r));
    OuroUsage usage = usage_of(r), older = {.size = 2 * sizeof(size_t)};
    ouro_result_usage(r, &older);
    assert_true(older.instructions == usage.instructions && older.peak_bytes == 0);
    assert_true(usage.instructions > 0 && usage.instructions == ouro_result_instructions(r));
    assert_true(usage.peak_bytes > 0 && usage.bytes > 0 && usage.bytes <= usage.peak_bytes && usage.objects > 0);
    assert_true(usage.wall_ns > 0 && usage.cpu_ns > 0);
    ouro_result_free(r);
    r = run(vm, "print(n)"); /* globals stay, output does not */
    assert_string_equal(ouro_result_output(r), "20\n");
    ouro_result_free(r);

    r = run(vm, "def f(x):\n    return (1 +\n            x.y)\n\nf(3)");
    assert_int_equal(ouro_result_end(r), OURO_END_EXCEPTION);
    assert_string_equal(ouro_result_exception(r), "AttributeError");
    assert_string_equal(ouro_result_message(r), "'int' object has no attribute 'y'");
    assert_string_equal(ouro_result_traceback(r),
                        "Traceback (most recent call last):\n  File \"test.py\", line 5, in <module>\n    f(3)\n"
                        "  File \"test.py\", line 3, in f\n    x.y)\n    ^^^\n"
                        "AttributeError: 'int' object has no attribute 'y'\n");
    assert_int_equal(ouro_result_frame_count(r), 2);
    OuroFrameInfo frame = {.size = sizeof frame};
    assert_true(ouro_result_frame(r, 1, &frame));
    assert_string_equal(frame.file, "test.py");
    assert_string_equal(frame.function, "f");
    assert_int_equal(frame.line, 3);
    assert_int_equal(frame.end_line, 3);
    assert_int_equal(frame.column, 12);
    assert_int_equal(frame.end_column, 15);
    assert_true(ouro_result_frame(r, 0, &frame));
    assert_string_equal(frame.function, "<module>");
    assert_false(ouro_result_frame(r, 2, &frame));
    assert_int_equal(ouro_result_status(r), 1);
    ouro_result_free(r);
    assert_false(ouro_failed(vm));

    r = run(vm, "import sys; sys.exit(3)");
    assert_int_equal(ouro_result_status(r), 3);
    assert_int_equal(ouro_result_end(r), OURO_END_EXCEPTION);
    ouro_result_free(r);
    r = run(vm, "class R:\n    def __repr__(self): return 1 // 0\nR()");
    assert_string_equal(ouro_result_exception(r), "ZeroDivisionError");
    assert_null(ouro_result_value(r));
    ouro_result_free(r);
    r = run(vm, "x = = 1");
    assert_string_equal(ouro_result_exception(r), "SyntaxError");
    ouro_result_free(r);
    OuroInput bad[] = {{"x", ouro_value_json("[")}};
    r = ouro_vm_run(vm, "1", NULL, bad, 1);
    assert_string_equal(ouro_result_exception(r), "ValueError");
    ouro_result_free(r);
    ouro_result_free(NULL);
    ouro_vm_free(vm);
    ouro_vm_free(NULL);
}

static void code(void **state)
{
    (void)state;
    static const char source[] = "def fib(n):\n    return n if n < 2 else fib(n - 1) + fib(n - 2)\n"
                                 "k = ('text', 1.5, (1, 2))\nfib(n)";
    OuroVM *a = new_vm(), *b = new_vm();
    OuroCode *fib = ouro_compile(a, source, strlen(source), "fib.py", OURO_MODE_FILE);
    assert_non_null(fib);
    OuroInput inputs[] = {{"n", ouro_value_int(15)}};
    for (int i = 0; i < 5; i++) {
        OuroResult *r = ouro_vm_run_code(i % 2 ? a : b, fib, inputs, 1);
        assert_string_equal(ouro_result_value(r), "610");
        ouro_result_free(r);
    }
    OuroObject *globals = ouro_dict(a), *n = ouro_int(a, 10);
    assert_true(ouro_set_key(a, globals, "n", n));
    is_repr(a, ouro_exec(a, fib, globals), "55");
    OuroCode *expression = ouro_compile(a, "n + 1", 5, NULL, OURO_MODE_EXPRESSION);
    is_repr(a, ouro_exec(a, expression, globals), "11");
    assert_ptr_equal(ouro_code_retain(expression), expression);
    ouro_code_free(expression);
    OuroCode *single = ouro_compile(a, "n + 2", 5, NULL, OURO_MODE_SINGLE);
    is_repr(a, ouro_exec(a, single, globals), "None");
    ouro_code_free(single);
    assert_null(ouro_compile(a, "n +", 3, "bad.py", OURO_MODE_FILE));
    has_failed(a, "SyntaxError", "invalid syntax (bad.py, line 1)");
    assert_null(ouro_exec(a, NULL, NULL));
    ouro_error_clear(a);
    ouro_release(a, n);
    ouro_release(a, globals);
    /* code outlives what it was compiled in, functions outlive the code */
    ouro_vm_free(a);
    ouro_code_free(fib);
    OuroObject *function = ouro_global(b, "fib"), *six = ouro_int(b, 6);
    is_repr(b, ouro_call(b, function, &six, 1), "8");
    ouro_release(b, six);
    ouro_release(b, function);
    globals = ouro_globals(b);
    is_repr(b, ouro_exec(b, expression, globals), "16");
    ouro_release(b, globals);
    ouro_code_free(expression);
    /* its text is known in each VM */
    OuroVM *other = new_vm();
    OuroCode *bad = ouro_compile(other, "x = 1\nx.y\n", 10, "bad.py", OURO_MODE_FILE);
    ouro_vm_free(other);
    OuroResult *failed = ouro_vm_run_code(b, bad, NULL, 0);
    assert_non_null(strstr(ouro_result_traceback(failed), "line 2, in <module>\n    x.y\n"));
    ouro_result_free(failed);
    ouro_code_free(bad);
    /* more code than the VM remembers */
    for (int i = 0; i < 30; i++) {
        char text[20];
        int size = snprintf(text, sizeof text, "%d * 2", i);
        OuroCode *c = ouro_compile(b, text, (size_t)size, NULL, OURO_MODE_EXPRESSION);
        OuroObject *value = ouro_exec(b, c, NULL);
        int64_t number = 0;
        assert_true(ouro_to_int(b, value, &number) && number == i * 2);
        ouro_release(b, value);
        ouro_code_free(c);
    }
    ouro_vm_free(b);
}

static void *run_shared(void *arg)
{
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED};
    for (int i = 0; i < 20; i++) {
        OuroVM *vm = ouro_vm_new(&options);
        OuroResult *r = ouro_vm_run_code(vm, arg, NULL, 0);
        int ok = ouro_result_ok(r) && strcmp(ouro_result_value(r), "4950") == 0;
        ouro_result_free(r);
        ouro_vm_free(vm);
        if (!ok)
            return NULL;
    }
    return arg;
}

static void threads(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    static const char source[] = "def f(n):\n    return sum(i for i in range(n))\nf(100)";
    OuroCode *code = ouro_compile(vm, source, strlen(source), NULL, OURO_MODE_FILE);
    ouro_vm_free(vm);
    pthread_t all[4];
    for (int i = 0; i < 4; i++)
        assert_int_equal(pthread_create(&all[i], NULL, run_shared, code), 0);
    for (int i = 0; i < 4; i++) {
        void *result;
        pthread_join(all[i], &result);
        assert_ptr_equal(result, code);
    }
    ouro_code_free(code);
}

static void reset(void **state)
{
    (void)state;
    static char user[1];
    const char *argv[] = {"prog", "x", NULL};
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .user = user, .argv = argv};
    OuroVM *vm = ouro_vm_new(&options);
    argv[1] = "changed"; /* copied */
    assert_ptr_equal(ouro_vm_user(vm), user);
    for (int i = 0; i < 3; i++) {
        OuroResult *r = run(vm, "import sys, atexit\nl = []; l.append(l)\natexit.register(print, 'bye')\n"
                                "sys.argv, len([n for n in dir() if n[0] != '_'])");
        assert_string_equal(ouro_result_value(r), "(['prog', 'x'], 3)");
        ouro_result_free(r);
        assert_true(ouro_vm_reset(vm));
    }
    ouro_vm_free(vm);
    assert_non_null(strchr(ouro_version(), '.'));
    assert_int_equal(ouro_version_number(), OURO_VERSION_NUMBER);
}

/* ---- limits ---- */

static void ends(void **state)
{
    (void)state;
    static const struct { const char *source; OuroEnd end; const char *exception; } cases[] = {
        {"while True: pass", OURO_END_INSTRUCTIONS, "KeyboardInterrupt"},
        {"x = []\nwhile True: x.append('x' * 1000 + str(len(x)))", OURO_END_MEMORY, "MemoryError"},
        {"def f(): f()\nf()", OURO_END_RECURSION, "RecursionError"},
        {"while True: print('x' * 1000)", OURO_END_OUTPUT, "KeyboardInterrupt"},
        {"print('x' * 50000)", OURO_END_OUTPUT, "KeyboardInterrupt"},
        {"1/0", OURO_END_EXCEPTION, "ZeroDivisionError"},
        {"class A:\n    def __del__(self): print('del')\na = A()\ndef g():\n    b = A()\n    while True: pass\ng()",
         OURO_END_INSTRUCTIONS, "KeyboardInterrupt"},
    };
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .memory_limit = 4u << 20, .output_limit = 20000,
                           .instruction_limit = 2000000, .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = ouro_vm_new(&options);
    for (int i = 0; i < 2; i++) {
        for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
            OuroResult *r = run(vm, cases[k].source);
            assert_int_equal(ouro_result_end(r), cases[k].end);
            assert_string_equal(ouro_result_exception(r), cases[k].exception);
            if (k == 6)
                assert_int_equal(usage_of(r).skipped_finalizers, i == 0 ? 1 : 1);
            assert_true(ouro_result_frame_count(r) > 0 || cases[k].end == OURO_END_OUTPUT);
            ouro_result_free(r);
            run_ok(vm, "x = a = None; print(1)"); /* the VM can be used after any end */
        }
    }
    ouro_vm_free(vm);

    options.terminal_memory = 1;
    OuroResult *r = ouro_run("try:\n    x = 'x' * 10**8\nexcept MemoryError: print('caught')", &options, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_MEMORY);
    assert_string_equal(ouro_result_output(r), "");
    ouro_result_free(r);
    OuroOptions cpu = {.size = sizeof cpu, .cpu_limit_ms = 20, .time_limit_ms = OURO_UNLIMITED};
    r = ouro_run("while True: pass", &cpu, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_CPU);
    assert_true(usage_of(r).cpu_ns >= 20000000);
    ouro_result_free(r);
    OuroOptions wall = {.size = sizeof wall, .time_limit_ms = 20};
    r = ouro_run("while True: pass", &wall, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_DEADLINE);
    ouro_result_free(r);
}

/* Without memory for new ones the last MemoryError is raised again and again, scripts keep it in a cycle, and it
 * goes with the VM. */
static void last_memory_error(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    run_ok(vm, "errors = [None] * 2000\nspace = {'errors': errors}\nexec('def f(i):\\n try: bytes(100000000)\\n"
               " except MemoryError as e: errors[i] = e', space)\nf = space['f']\nf(0)\nf(1)");
    OuroObject *f = ouro_global(vm, "f");
    OuroBudget none = {.size = sizeof none, .memory_limit = 1}, much = {.size = sizeof much, .memory_limit = 64u << 20};
    ouro_set_budget(vm, &none);
    for (int64_t i = 0; i < 2000; i++) {
        OuroObject *number = ouro_int(vm, i);
        ouro_release(vm, ouro_call(vm, f, &number, 1));
        ouro_release(vm, number);
        ouro_error_clear(vm);
    }
    ouro_set_budget(vm, &much);
    is_repr(vm, eval(vm, "len(set(map(id, errors))) < 2000"), "True");
    ouro_release(vm, f);
    ouro_vm_free(vm);
}

static void same_count(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .hash_seed = 7, .instruction_limit = 100000000};
    OuroVM *vm = ouro_vm_new(&options);
    uint64_t counts[3];
    for (int i = 0; i < 3; i++) {
        OuroResult *r = ouro_run("sum(i * i for i in range(10000))", &options, NULL, 0);
        counts[i] = ouro_result_instructions(r);
        ouro_result_free(r);
    }
    assert_true(counts[0] == counts[1] && counts[1] == counts[2] && counts[0] > 10000);
    ouro_vm_free(vm);
}

static void direct_calls(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .instruction_limit = 200000, .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = ouro_vm_new(&options);
    run_ok(vm, "def turns(n):\n    for i in range(n): pass\n    return n\n");
    OuroObject *turns = ouro_global(vm, "turns"), *few = ouro_int(vm, 10000), *many = ouro_int(vm, 10000000);
    for (int i = 0; i < 50; i++) /* each call has the whole budget */
        is_repr(vm, ouro_call(vm, turns, &few, 1), "10000");
    for (int i = 0; i < 3; i++) {
        assert_null(ouro_call(vm, turns, &many, 1));
        assert_int_equal(ouro_error_end(vm), OURO_END_INSTRUCTIONS);
        assert_null(ouro_call(vm, turns, &few, 1)); /* until it has been taken note of */
        has_failed(vm, "KeyboardInterrupt", "instruction limit exceeded");
        is_repr(vm, ouro_call(vm, turns, &few, 1), "10000");
    }
    uint64_t before = instructions_of(vm);
    ouro_release(vm, ouro_call(vm, turns, &few, 1));
    assert_true(instructions_of(vm) - before >= 10000);
    OuroBudget budget = {.size = sizeof budget, .instruction_limit = OURO_UNLIMITED, .memory_limit = 1u << 20};
    assert_true(ouro_set_budget(vm, &budget));
    is_repr(vm, ouro_call(vm, turns, &many, 1), "10000000");
    assert_null(ouro_eval(vm, "'x' * 2000000", NULL, NULL));
    assert_int_equal(ouro_error_end(vm), OURO_END_MEMORY);
    has_failed(vm, "MemoryError", "");
    ouro_release(vm, turns);
    ouro_release(vm, few);
    ouro_release(vm, many);
    ouro_vm_free(vm);
}

static void *interrupt_soon(void *vm)
{
    const struct timespec pause = {0, 5000000};
    nanosleep(&pause, NULL);
    ouro_interrupt(vm);
    return NULL;
}

static void interrupts(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .capture_output = 1};
    OuroVM *vm = ouro_vm_new(&options);
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, interrupt_soon, vm), 0);
    OuroResult *r = run(vm, "while True:\n    try:\n        while True: pass\n    except BaseException: print('caught')");
    pthread_join(thread, NULL);
    assert_int_equal(ouro_result_end(r), OURO_END_INTERRUPT);
    assert_string_equal(ouro_result_output(r), "");
    ouro_result_free(r);
    ouro_interrupt_exception(vm); /* the next run gets what comes between two */
    r = run(vm, "try:\n    while True: pass\nexcept KeyboardInterrupt: print('caught')");
    assert_true(ouro_result_ok(r));
    assert_string_equal(ouro_result_output(r), "caught\n");
    ouro_result_free(r);
    ouro_interrupt(vm); /* be it ever so short */
    r = run(vm, "print(1)");
    assert_int_equal(ouro_result_end(r), OURO_END_INTERRUPT);
    assert_string_equal(ouro_result_output(r), "");
    ouro_result_free(r);
    r = run(vm, "for i in range(100000): pass"); /* and only that */
    assert_true(ouro_result_ok(r));
    ouro_result_free(r);
    ouro_vm_free(vm);
}

static OuroObject *interrupt_now(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)args, (void)count, (void)user;
    ouro_interrupt(vm);
    return ouro_int(vm, 2);
}

/* A collection of much gives up; the next one finds the garbage. */
static void interrupts_end_collections(void **state)
{
    static const char *const garbage[] = {
        "for i in range(50000):\n    x = Node()\n    x.x = x\n", /* many objects */
        "x = [Node()] * 50000\nx[0].x = x\n",                    /* long ones */
        "x = Node()\nx.x = (x,) * 50000\n",
    };
    (void)state;
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .capture_output = 1};
    OuroVM *vm = ouro_vm_new(&options);
    ouro_result_free(run(vm, "import gc\nclass Node: pass\ngc.disable()"));
    OuroObject *stop = ouro_function(vm, "stop()", interrupt_now, NULL, NULL);
    assert_true(ouro_set_global(vm, "stop", stop));
    ouro_release(vm, stop);
    for (size_t i = 0; i < sizeof garbage / sizeof *garbage; i++) {
        ouro_result_free(run(vm, garbage[i]));
        OuroResult *r = run(vm, "del x; found = None; found = gc.collect(stop())");
        assert_int_equal(ouro_result_end(r), OURO_END_INTERRUPT);
        ouro_result_free(r);
        r = run(vm, "gc.collect()");
        assert_true(ouro_result_plain(r).as.integer > 1);
        ouro_result_free(r);
    }
    ouro_vm_free(vm);
}

/* A call that is refused is no run: the interrupt stays for the next one, be it long till the failure is told. */
static void refused_runs_leave_interrupts(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .capture_output = 1};
    OuroVM *vm = ouro_vm_new(&options);
    ouro_result_free(run(vm, "class E(Exception):\n    def __str__(self): return str(sum(1 for x in range(100000)))"));
    for (int i = 0; i < 4; i++) {
        OuroObject *pending = ouro_eval(vm, "E()", NULL, NULL);
        ouro_interrupt(vm);
        if (i < 2)
            ouro_raise_object(vm, pending);
        OuroResult *r = i == 0 ? run(vm, "1") : i == 1 ? ouro_vm_call(vm, pending, NULL, 0)
                      : i == 2 ? ouro_resume(vm, pending, NULL) : ouro_vm_run_code(vm, NULL, NULL, 0);
        assert_int_equal(ouro_result_end(r), OURO_END_EXCEPTION);
        assert_string_equal(ouro_result_exception(r), i < 2 ? "E" : i == 2 ? "RuntimeError" : "SystemError");
        ouro_result_free(r);
        r = run(vm, "1");
        assert_int_equal(ouro_result_end(r), OURO_END_INTERRUPT);
        ouro_result_free(r);
        ouro_release(vm, pending);
    }
    ouro_vm_free(vm);
}

static OuroVM *volatile signalled;
static void on_signal(int number)
{
    (void)number;
    ouro_interrupt(signalled);
}

/* The signal may come anywhere, also in malloc, or before the run: that gets it then. */
static void interrupts_by_signals(void **state)
{
    (void)state;
    static const char *const endless[] = {"while True: pass", "while True: [str(i) * 50 for i in range(100)]", "3 ** 10000000",
                                          "while True:\n    try: sorted(range(100000))\n    except BaseException: pass"};
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = SA_RESTART}, old;
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED};
    OuroVM *vm = signalled = ouro_vm_new(&options);
    sigaction(SIGALRM, &action, &old);
    for (int i = 0; i < 48; i++) {
        const struct itimerval once = {.it_value = {.tv_usec = 1 + 61 * i}};
        setitimer(ITIMER_REAL, &once, NULL);
        OuroResult *r = run(vm, endless[i % 4]);
        assert_int_equal(ouro_result_end(r), OURO_END_INTERRUPT);
        ouro_result_free(r);
    }
    sigaction(SIGALRM, &old, NULL);
    OuroResult *r = run(vm, "6 * 7");
    assert_string_equal(ouro_result_value(r), "42");
    ouro_result_free(r);
    ouro_vm_free(vm);
}

static void long_chains(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    OuroResult *r = run(vm, "e = None\nfor i in range(20000):\n    n = ValueError(i)\n    n.__context__ = e\n    e = n\nraise e");
    assert_string_equal(ouro_result_message(r), "19999");
    assert_non_null(strstr(ouro_result_traceback(r), "[earlier exceptions are not shown]\n"));
    assert_true(strlen(ouro_result_traceback(r)) < 50000);
    ouro_result_free(r);
    r = run(vm, "raise ValueError('x' * 10**6)");
    assert_true(strlen(ouro_result_message(r)) < 300000);
    assert_non_null(strstr(ouro_result_traceback(r), "x\n[...]\nx"));
    ouro_result_free(r);
    r = run(vm, "import sys\nsys.setrecursionlimit(10000)\ndef f(): f()\nf()");
    assert_int_equal(ouro_result_end(r), OURO_END_RECURSION);
    assert_int_equal(ouro_result_frame_count(r), 2000);
    ouro_result_free(r);
    run_ok(vm, "n = e = None"); /* 20,000 exceptions die */
    ouro_vm_free(vm);
}

static size_t blocks, most; /* that the VM has; bytes of the largest */
static void *count_allocations(void *user, void *block, size_t old_size, size_t size)
{
    assert_ptr_equal(user, &blocks);
    assert_true(block || old_size == 0);
    blocks += !block;
    most = size > most ? size : most;
    if (size == 0) {
        blocks--;
        free(block);
        return NULL;
    }
    return realloc(block, size);
}

static void write_text(void *user, int stream, const char *data, size_t size)
{
    char *text = user;
    snprintf(text + strlen(text), 100 - strlen(text), "%d:%.*s", stream, (int)size, data);
}

static void callbacks(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .allocate = count_allocations, .user = &blocks};
    OuroVM *vm = ouro_vm_new(&options);
    run_ok(vm, "x = list(range(100000))");
    assert_true(most > 800000 && blocks > 0);
    ouro_vm_free(vm);
    assert_int_equal(blocks, 0);
    char text[100] = "";
    OuroOptions writing = {.size = sizeof writing, .write = write_text, .user = text};
    vm = ouro_vm_new(&writing);
    run_ok(vm, "import sys\nprint('a')\nprint('b', file=sys.stderr)");
    ouro_release(vm, ouro_eval(vm, "print('c')", NULL, NULL));
    assert_string_equal(text, "1:a\n2:b\n1:c\n");
    ouro_vm_free(vm);
}

static void files(void **state)
{
    (void)state;
    OuroResult *r = ouro_run_file("no/such/file.py", NULL, NULL, 0);
    assert_string_equal(ouro_result_exception(r), "FileNotFoundError");
    assert_string_equal(ouro_result_message(r), "[Errno 2] No such file or directory: 'no/such/file.py'");
    ouro_result_free(r);
    r = ouro_run_file("examples", NULL, NULL, 0);
    assert_string_equal(ouro_result_exception(r), "IsADirectoryError");
    ouro_result_free(r);
    char path[] = "/tmp/api_vm.XXXXXX";
    int descriptor = mkstemp(path);
    FILE *file = fdopen(descriptor, "w");
    fputs("# coding: latin-1\nx = '\xe9'\nopen(__name__) if 0 else len(x)", file);
    fclose(file);
    r = ouro_run_file(path, NULL, NULL, 0);
    assert_string_equal(ouro_result_value(r), "1");
    ouro_result_free(r);
    remove(path);
}

/* A script takes the module away whose globals the host's inputs and runs use; names that are no text. */
static void without_main(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    run_ok(vm, "import sys\nclass D:\n    def __del__(self, modules=sys.modules): modules.clear()\nn = D()");
    OuroInput inputs[] = {{"n", ouro_value_int(1)}, {"m", ouro_value_int(2)}};
    for (int i = 0; i < 2; i++) {
        OuroResult *r = ouro_vm_run(vm, "n + m", NULL, inputs, 2);
        assert_string_equal(ouro_result_message(r), "there is no module __main__");
        ouro_result_free(r);
    }
    assert_null(ouro_globals(vm));
    has_failed(vm, "SystemError", "there is no module __main__");
    assert_null(ouro_eval(vm, "1", NULL, NULL));
    has_failed(vm, "SystemError", "there is no module __main__");
    assert_int_equal(ouro_vm_reset(vm), 1);
    run_ok(vm, "import sys\nsys.modules");
    /* names that are no UTF-8 */
    OuroResult *r = ouro_vm_run(vm, "1 / 0", "file\xff\xed\xa0", NULL, 0);
    assert_string_equal(ouro_result_exception(r), "ZeroDivisionError");
    assert_non_null(strstr(ouro_result_traceback(r), "    1 / 0\n"));
    ouro_result_free(r);
    assert_null(ouro_import(vm, "mod\xff"));
    has_failed(vm, "UnicodeDecodeError", NULL);
    ouro_vm_free(vm);
}

/* Recursion ends before the C stack does, wherever that is: deep in the main thread's, a thread's, a fiber's. */
static void recurse(void)
{
    static const char source[] = "import sys\nsys.setrecursionlimit(10**9)\ndef f(x):\n    try: return sorted([1], key=f)\n"
                                 "    except RecursionError:\n        x = None\n        for i in range(1000): x = [x]\n"
                                 "        eval('(' * 150)\nf(1)";
    OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .memory_limit = OURO_UNLIMITED};
    OuroResult *r = ouro_run(source, &options, NULL, 0);
    assert_true(ouro_result_end(r) == OURO_END_RECURSION || ouro_result_end(r) == OURO_END_EXCEPTION);
    ouro_result_free(r);
}

#ifndef __SANITIZE_ADDRESS__
static __attribute__((noinline)) void recurse_below(size_t size)
{
    volatile char *room = __builtin_alloca(size);
    for (size_t i = 0; i < size; i += 1024)
        room[i] = 1;
    recurse();
    room[0] = 2;
}

static void *recurse_there(void *unused)
{
    recurse();
    return unused;
}

static void everywhere(void)
{
    static ucontext_t here, fiber;
    enum { SIZE = 1 << 20 };
    recurse_below(5 << 20);
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, SIZE);
    assert_int_equal(pthread_create(&thread, &attributes, recurse_there, NULL) | pthread_join(thread, NULL), 0);
    pthread_attr_destroy(&attributes);
    char *stack = mmap(NULL, SIZE + 65536, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_int_equal(mprotect(stack + 65536, SIZE, PROT_READ | PROT_WRITE) | getcontext(&fiber), 0);
    fiber.uc_stack.ss_sp = stack + 65536;
    fiber.uc_stack.ss_size = SIZE;
    fiber.uc_link = &here;
    makecontext(&fiber, recurse, 0);
    assert_int_equal(swapcontext(&here, &fiber) | munmap(stack, SIZE + 65536), 0);
}
#else
static void everywhere(void)
{
    recurse();
}
#endif

static void stacks(void **state)
{
    (void)state;
    everywhere();
    /* as much as the host says */
    static const char source[] = "import sys\nsys.setrecursionlimit(10**9)\nmost = 0\ndef f(n):\n    global most\n    most = n\n"
                                 "    max([n + 1], key=f)\ntry: f(0)\nexcept RecursionError: pass\nmost";
    int64_t depths[2];
    for (int i = 0; i < 2; i++) {
        OuroOptions options = {.size = sizeof options, .time_limit_ms = OURO_UNLIMITED, .c_stack = (size_t)(i + 1) << 20};
        OuroResult *r = ouro_run(source, &options, NULL, 0);
        depths[i] = ouro_result_plain(r).as.integer;
        ouro_result_free(r);
    }
    assert_true(depths[0] > 100 && depths[1] > depths[0] * 3 / 2 && depths[1] < depths[0] * 3);
}

static OuroObject *free_itself(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)args, (void)count, (void)user;
    ouro_vm_free(vm);
    return ouro_int(vm, 5);
}

/* What would be lost or would end badly is refused. */
static void wrong_uses(void **state)
{
    (void)state;
    OuroOptions options = {.instruction_limit = 1000};
    assert_null(ouro_vm_new(&options));
    OuroResult *r = ouro_run("1", &options, NULL, 0);
    assert_string_equal(ouro_result_message(r), "OuroOptions.size is not set");
    ouro_result_free(r);
    OuroRoot root = {"/nonexistent/folder", 0};
    options = (OuroOptions){.size = sizeof options, .roots = &root, .root_count = 1};
    r = ouro_run("1", &options, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_EXCEPTION);
    assert_string_equal(ouro_result_message(r), "one of OuroOptions.roots is not a folder");
    ouro_result_free(r);
    OuroVM *vm = ouro_vm_new(NULL);
    OuroBudget budget = {.memory_limit = 1};
    assert_int_equal(ouro_set_budget(vm, &budget), 0);
    assert_true(ouro_error_is(vm, "ValueError"));
    ouro_error_clear(vm);
    assert_int_equal(ouro_add_function(vm, NULL, "f()", free_itself, NULL), 1);
    r = ouro_vm_run(vm, "f() + 1", NULL, NULL, 0);
    assert_string_equal(ouro_result_value(r), "6");
    ouro_result_free(r);
    ouro_vm_free(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values), cmocka_unit_test(runs), cmocka_unit_test(code), cmocka_unit_test(threads),
        cmocka_unit_test(reset), cmocka_unit_test(ends), cmocka_unit_test(same_count), cmocka_unit_test(last_memory_error), cmocka_unit_test(direct_calls),
        cmocka_unit_test(interrupts), cmocka_unit_test(interrupts_end_collections),
        cmocka_unit_test(refused_runs_leave_interrupts), cmocka_unit_test(interrupts_by_signals), cmocka_unit_test(long_chains), cmocka_unit_test(callbacks), cmocka_unit_test(files),
        cmocka_unit_test(without_main), cmocka_unit_test(wrong_uses), cmocka_unit_test(stacks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
