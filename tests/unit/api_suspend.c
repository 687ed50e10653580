/* api_suspend.c - runs that host functions suspend and that are resumed, thrown into, given up. */
#include "api_test.h"
#include <pthread.h>

static OuroObject *wait_for(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_suspend(vm, args[0]);
}
static OuroVM *vm_with(const OuroOptions *options)
{
    OuroVM *vm = options ? ouro_vm_new(options) : new_vm();
    assert_int_equal(ouro_add_function(vm, NULL, "wait(value=None, /)", wait_for, NULL), 1);
    return vm;
}

static void is_suspended(OuroResult *result, const char *value, const char *output)
{
    if (ouro_result_end(result) != OURO_END_SUSPENDED && ouro_result_traceback(result))
        print_error("%s", ouro_result_traceback(result));
    assert_int_equal(ouro_result_end(result), OURO_END_SUSPENDED);
    if (value) /* how its repr() begins */
        assert_memory_equal(ouro_result_value(result) ? ouro_result_value(result) : "None", value, strlen(value));
    else
        assert_null(ouro_result_value(result));
    assert_string_equal(ouro_result_output(result), output);
    ouro_result_free(result);
}
static void is_done(OuroResult *result, const char *value, const char *output)
{
    if (ouro_result_end(result) != OURO_END_OK && ouro_result_traceback(result))
        print_error("%s", ouro_result_traceback(result));
    assert_int_equal(ouro_result_end(result), OURO_END_OK);
    assert_string_equal(ouro_result_value(result) ? ouro_result_value(result) : "None", value);
    assert_string_equal(ouro_result_output(result), output);
    ouro_result_free(result);
}
static OuroResult *resume_int(OuroVM *vm, int64_t number)
{
    OuroObject *value = ouro_int(vm, number);
    OuroResult *result = ouro_resume(vm, value, NULL);
    ouro_release(vm, value);
    return result;
}
static OuroResult *resume_with(OuroVM *vm, const char *exception)
{
    OuroObject *value = eval(vm, exception);
    OuroResult *result = ouro_resume(vm, NULL, value);
    ouro_release(vm, value);
    return result;
}
static OuroResult *run(OuroVM *vm, const char *source)
{
    return ouro_vm_run(vm, source, "test.py", NULL, 0);
}
static void is_error(OuroResult *result, OuroEnd end, const char *name, const char *message)
{
    assert_int_equal(ouro_result_end(result), end);
    assert_string_equal(ouro_result_exception(result), name);
    assert_string_equal(ouro_result_message(result), message);
    ouro_result_free(result);
}

static void simple(void **state)
{
    (void)state;
    OuroVM *vm = vm_with(NULL);
    assert_null(ouro_suspended(vm));
    is_error(resume_int(vm, 1), OURO_END_EXCEPTION, "RuntimeError", "cannot resume: no run is suspended");
    assert_int_equal(ouro_abandon(vm), 0);
    is_suspended(run(vm, "print('a')\nx = wait([5, 'x']) + 1\nprint('b')\nwait(x)\nx"), "[5, 'x']", "a\n");
    is_repr(vm, ouro_suspended(vm), "[5, 'x']");
    is_suspended(resume_int(vm, 41), "42", "b\n");
    is_repr(vm, ouro_suspended(vm), "42");
    is_done(resume_int(vm, 0), "42", "");
    assert_null(ouro_suspended(vm));
    is_done(run(vm, "x"), "42", "");
    ouro_vm_free(vm);
}

/* Each program asks, gets 1, 2, 3 … until it is done, and has then that value. */
static const struct {
    const char *source, *value;
    int asks;
} programs[] = {
    {"def f(a):\n    def g():\n        return wait(a) * 10\n    return g() + 1\nf('q')", "11", 1},
    {"[wait(i) for i in range(3)]", "[1, 2, 3]", 3},
    {"{k: wait() for k in 'ab'}", "{'a': 1, 'b': 2}", 2},
    {"s = 0\nfor i in range(1000): s += wait(i)\ns", "500500", 1000},
    {"def g():\n    while True:\n        x = yield wait()\n        if x == 4: return\n"
     "r = []\ni = g()\nr.append(next(i))\nr.append(i.send(7))\nfor x in i:\n    r.append(x)\n    if len(r) == 5: break\nr",
     "[1, 2, 3, 4, 5]", 5},
    {"def a():\n    yield wait()\n    yield wait()\ndef b():\n    yield from a()\n    return wait()\n"
     "def c():\n    x = yield from b()\n    yield x * 100\n[x for x in c()]", "[1, 2, 300]", 3},
    {"class C:\n    @property\n    def p(self): return wait()\n    def __add__(self, o): return wait() + o\n"
     "    def __getitem__(self, k): return wait() + k\n    def __lt__(self, o): return wait() > o\n"
     "    def __call__(self, a, *, k): return a, k, wait()\n    def __init__(self): self.made = wait()\n"
     "    def __bool__(self): return wait() == 7\n"
     "    def __iter__(self): return self\n    def __next__(self):\n        if wait() == 11: raise StopIteration\n        return 'n'\n"
     "class G:\n    def __getattr__(self, n): return n, wait()\n"
     "c = C()\nr = [c.made, c.p, c + 10, c[20], c < 4, c(1, k=2)]\nif c: r.append('true')\n"
     "r.append(G().missing)\nfor x in c: r.append(x)\nr", NULL, 11},
    {"class M:\n    def __enter__(self): return wait('enter')\n    def __exit__(self, *e):\n        r.append(('exit', e[0], wait('exit')))\n        return True\n"
     "r = []\nwith M() as m:\n    r.append(m)\n    r.append(wait())\n    1 / 0\nwith M() as m: pass\nr",
     "[1, 2, ('exit', <class 'ZeroDivisionError'>, 3), ('exit', None, 5)]", 5},
    {"r = []\ntry:\n    try:\n        1 / 0\n    except ZeroDivisionError as e:\n        r.append(wait())\n        import sys\n"
     "        r.append(sys.exc_info()[1] is e)\n        raise\n    finally:\n        r.append(wait())\nexcept ArithmeticError:\n    r.append(wait())\nr",
     "[1, True, 2, 3]", 3},
    {"def f(*a, **k): return a, k\nf(*[wait(), wait(*[5])], k=wait(*(), **{}))", "((1, 2), {'k': 3})", 3},
    {"async def a(): return wait()\nasync def b(): return await a() + await a()\nc = b()\ntry: c.send(None)\n"
     "except StopIteration as e: r = e.value\nr", "3", 2},
    {"f'{wait()} {wait():>3}'", "'1   2'", 2},
    {"(lambda: wait())() + (lambda x=wait: x())()", "3", 2},
    {"x = 'old'\ndel x\nx = wait\nx = x()\nx", "1", 1},
    {"match wait():\n    case 1: r = wait()\nr", "2", 1 + 1},
    {"def deep(n): return wait() if n == 0 else deep(n - 1)\ndeep(900)", "1", 1},
    {"import functools\ndef d(f):\n    @functools.wraps(f)\n    def w(*a): return f(*a)\n    return w\n@d\ndef g(x): return wait(x)\ng(3)",
     "1", 1},
};

static void finish(OuroVM *vm, OuroResult *result, int asks, const char *value)
{
    for (int n = 1; n <= asks; n++) {
        if (ouro_result_end(result) != OURO_END_SUSPENDED && ouro_result_traceback(result))
            print_error("%s", ouro_result_traceback(result));
        assert_int_equal(ouro_result_end(result), OURO_END_SUSPENDED);
        ouro_result_free(result);
        result = resume_int(vm, n);
    }
    is_done(result, value, "");
}

static void everywhere(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
        OuroVM *vm = vm_with(NULL);
        OuroCode *code = ouro_compile(vm, programs[i].source, strlen(programs[i].source), "code.py", OURO_MODE_FILE);
        const char *value = programs[i].value ? programs[i].value :
            "[1, 2, 13, 24, True, (1, 2, 6), 'true', ('missing', 8), 'n', 'n']";
        for (int turn = 0; turn < 3; turn++) { /* quickened the last time */
            finish(vm, run(vm, programs[i].source), programs[i].asks, value);
            finish(vm, ouro_vm_run_code(vm, code, NULL, 0), programs[i].asks, value);
        }
        ouro_code_free(code);
        ouro_vm_free(vm);
    }
}

static void refused(void **state)
{
    (void)state;
    static const char *const sources[] = {
        "sorted([2, 1], key=wait)", "list(map(wait, [1]))", "sorted([2, 1], key=lambda x: wait())",
        "class C:\n    x = wait()", "def g(): yield wait()\nlist(g())",
        "class C:\n    def __repr__(self): return wait()\nrepr(C())", "exec('wait()')",
        "import functools\nfunctools.partial(wait, 1)()",
    };
    OuroVM *vm = vm_with(NULL);
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        is_error(run(vm, sources[i]), OURO_END_EXCEPTION, "RuntimeError", "cannot suspend: a C function lies between");
    is_done(run(vm, "class D:\n    def __del__(self):\n        try: wait()\n        except RuntimeError as e: print(e)\n"
                    "D()\nNone"), "None", "cannot suspend: a C function lies between\n");
    /* a finalizer that raises and catches while the suspension is on its way */
    is_suspended(run(vm, "wait([D()])"), "[<__main__.D object at 0x", "");
    ouro_vm_free(vm);
}

static void runs_that_cannot(void **state)
{
    (void)state;
    OuroVM *vm = vm_with(NULL);
    OuroObject *none = ouro_none(vm);
    assert_null(ouro_suspend(vm, none));
    ouro_release(vm, none);
    has_failed(vm, "RuntimeError", "cannot suspend: no function of the host is running");
    assert_null(ouro_eval(vm, "wait()", NULL, NULL));
    has_failed(vm, "RuntimeError", "cannot suspend: the run cannot be resumed");
    run_ok(vm, "def f(x, y=1): return wait(x) + y\nclass C:\n    def m(self): return wait('m')\n    def __init__(self): wait()\n"
               "m = C.__new__(C).m");
    OuroObject *f = ouro_global(vm, "f"), *m = ouro_global(vm, "m"), *cls = ouro_global(vm, "C"), *one = ouro_int(vm, 1);
    assert_null(ouro_call(vm, f, &one, 1));
    has_failed(vm, "RuntimeError", "cannot suspend: the run cannot be resumed");
    is_suspended(ouro_vm_call(vm, f, &one, 1), "1", "");
    is_done(resume_int(vm, 7), "8", "");
    is_suspended(ouro_vm_call(vm, m, NULL, 0), "'m'", "");
    is_done(resume_int(vm, 7), "7", "");
    is_error(ouro_vm_call(vm, cls, NULL, 0), OURO_END_EXCEPTION, "RuntimeError", "cannot suspend: the run cannot be resumed");
    is_error(ouro_vm_call(vm, one, NULL, 0), OURO_END_EXCEPTION, "TypeError", "'int' object is not callable");
    ouro_release(vm, f);
    ouro_release(vm, m);
    ouro_release(vm, cls);
    ouro_release(vm, one);
    ouro_vm_free(vm);
}

static void exceptions(void **state)
{
    (void)state;
    OuroVM *vm = vm_with(NULL);
    const char *source = "def f(x):\n    return wait(\n        x)\n\ndef g():\n    try:\n        return f(1)\n"
                         "    except KeyError as e:\n        return f(e)\n    finally:\n        print('finally')\ng()\n";
    is_suspended(run(vm, source), "1", "");
    is_suspended(resume_with(vm, "KeyError('k')"), "KeyError('k')", "");
    OuroResult *result = resume_with(vm, "ValueError");
    assert_string_equal(ouro_result_traceback(result),
                        "Traceback (most recent call last):\n"
                        "  File \"test.py\", line 7, in g\n"
                        "    return f(1)\n"
                        "           ^^^^\n"
                        "  File \"test.py\", line 2, in f\n"
                        "    return wait(\n"
                        "           ^^^^^\n"
                        "KeyError: 'k'\n\n"
                        "During handling of the above exception, another exception occurred:\n\n"
                        "Traceback (most recent call last):\n"
                        "  File \"test.py\", line 12, in <module>\n"
                        "    g()\n"
                        "  File \"test.py\", line 9, in g\n"
                        "    return f(e)\n"
                        "           ^^^^\n"
                        "  File \"test.py\", line 2, in f\n"
                        "    return wait(\n"
                        "           ^^^^^\n"
                        "ValueError\n");
    assert_string_equal(ouro_result_output(result), "finally\n");
    ouro_result_free(result);
    /* no handle at all: what the call before has raised; something that is no exception */
    is_suspended(run(vm, "try: wait()\nexcept Exception as e: r = repr(e)\nr"), "None", "");
    assert_null(ouro_eval(vm, "1/0", NULL, NULL));
    is_done(ouro_resume(vm, NULL, NULL), "\"ZeroDivisionError('division by zero')\"", "");
    is_suspended(run(vm, "try: wait()\nexcept Exception as e: r = repr(e)\nr"), "None", "");
    is_done(resume_with(vm, "5"), "\"TypeError('exceptions must derive from BaseException')\"", "");
    /* thrown into a generator, its caller handles it */
    is_suspended(run(vm, "def g():\n    try: yield wait()\n    finally: print('closed')\ntry:\n    for x in g(): pass\n"
                         "except KeyError: r = 1\nr"), "None", "");
    is_done(resume_with(vm, "KeyError()"), "1", "closed\n");
    is_suspended(run(vm, "def g():\n    yield wait()\ntry: next(g())\nexcept RuntimeError as e: r = str(e)\nr"), "None", "");
    is_done(resume_with(vm, "StopIteration()"), "'generator raised StopIteration'", "");
    ouro_vm_free(vm);
}

/* What the host does meanwhile runs as in the host function, but has its own budget. */
static void meanwhile(void **state)
{
    (void)state;
    OuroVM *vm = vm_with(NULL);
    is_suspended(run(vm, "import sys\nn = 1\ndef f(x): return x + n\n"
                         "def h():\n    try: 1 / 0\n    except ZeroDivisionError: return sys.exc_info()[1]\n"
                         "try: {}[0]\nexcept KeyError:\n    wait()\n    r = sys.exc_info()[1]\nr"), "None", "");
    is_error(run(vm, "1"), OURO_END_EXCEPTION, "RuntimeError", "cannot run: a run is suspended");
    OuroObject *f = ouro_global(vm, "f"), *one = ouro_int(vm, 1);
    is_error(ouro_vm_call(vm, f, &one, 1), OURO_END_EXCEPTION, "RuntimeError", "cannot run: a run is suspended");
    is_repr(vm, ouro_call(vm, f, &one, 1), "2");
    is_repr(vm, eval(vm, "sys.exc_info()"), "(None, None, None)");
    is_repr(vm, eval(vm, "h()"), "ZeroDivisionError('division by zero')");
    is_repr(vm, eval(vm, "[f(x) for x in range(3)]"), "[1, 2, 3]");
    assert_null(ouro_eval(vm, "wait()", NULL, NULL));
    has_failed(vm, "RuntimeError", "cannot suspend: the run cannot be resumed");
    ouro_interrupt(vm);
    assert_null(ouro_eval(vm, "[i for i in range(100000)]", NULL, NULL));
    assert_int_equal(ouro_error_end(vm), OURO_END_INTERRUPT);
    ouro_error_clear(vm);
    ouro_release(vm, f);
    ouro_release(vm, one);
    is_done(resume_int(vm, 0), "KeyError(0)", "");
    is_repr(vm, eval(vm, "sys.exc_info()"), "(None, None, None)");
    ouro_vm_free(vm);
}

static void limits(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .time_limit_ms = 20000, .instruction_limit = 20000,
                           .output_limit = 10};
    OuroVM *vm = vm_with(&options);
    const char *loop = "while True:\n    for i in range(1000): pass\n    wait()\n";
    OuroResult *result = run(vm, loop);
    int turns = 0;
    uint64_t last = 0;
    for (; ouro_result_end(result) == OURO_END_SUSPENDED; turns++) {
        assert_true(ouro_result_instructions(result) > last + 1000);
        last = ouro_result_instructions(result);
        ouro_result_free(result);
        ouro_release(vm, ouro_eval(vm, "sum([1 for i in range(1000)])", NULL, NULL)); /* not counted */
        result = resume_int(vm, 0);
    }
    assert_in_range(turns, 3, 19);
    assert_true(ouro_result_instructions(result) >= 20000 && ouro_result_instructions(result) < 22000);
    is_error(result, OURO_END_INSTRUCTIONS, "KeyboardInterrupt", "instruction limit exceeded");
    is_done(run(vm, "1"), "1", "");
    /* the host may refill */
    ouro_result_free(run(vm, loop));
    for (int i = 0; i < 40; i++) {
        OuroBudget budget = {.size = sizeof budget, .instruction_limit = 20000};
        ouro_set_budget(vm, &budget);
        is_suspended(resume_int(vm, 0), "None", "");
    }
    ouro_interrupt(vm);
    is_error(resume_int(vm, 0), OURO_END_INTERRUPT, "KeyboardInterrupt", "interrupted");
    /* output in all */
    is_suspended(run(vm, "print('12345')\nwait()\nprint('67890')"), "None", "12345\n");
    result = resume_int(vm, 0);
    assert_string_equal(ouro_result_output(result), "6789");
    is_error(result, OURO_END_OUTPUT, "KeyboardInterrupt", "output limit exceeded");
    /* a limit that its value's repr() exceeds */
    result = run(vm, "class R:\n    def __repr__(self):\n        while True: pass\ntry: wait(R())\nfinally: print('x')");
    is_error(result, OURO_END_INSTRUCTIONS, "KeyboardInterrupt", "instruction limit exceeded");
    assert_null(ouro_suspended(vm));
    is_suspended(run(vm, "class R:\n    def __repr__(self): 1 / 0\nx = wait(R())\nx"), NULL, "");
    is_done(resume_int(vm, 3), "3", "");
    ouro_vm_free(vm);
}

static const char deaths[] =
    "class D:\n    def __init__(self, n): self.n = n\n    def __del__(self): log.append(self.n)\nlog = []\n"
    "def gen(d):\n    try:\n        yield 1\n        wait(D('arg'))\n    finally: log.append('no')\n"
    "def f(d):\n    for x in gen(D('gen')): pass\n"
    "class I:\n    def __init__(self, a): f(a)\n    def __del__(self): log.append('instance')\n"
    "def h(*a, **k): I(k['a'])\n"
    "def top():\n    local = D('local')\n    try:\n        h(1, **{'a': D('a')}), D('never')\n    finally: log.append('no')\n";

static void given_up(void **state)
{
    (void)state;
    OuroVM *vm = vm_with(NULL);
    is_suspended(run(vm, "wait()"), "None", "");
    ouro_vm_free(vm);
    vm = vm_with(NULL);
    is_done(run(vm, deaths), "None", "");
    ouro_result_free(run(vm, "try: 1/0\nexcept ZeroDivisionError: top()"));
    is_repr(vm, eval(vm, "log.clear() or log"), "[]");
    assert_int_equal(ouro_abandon(vm), 1);
    assert_int_equal(ouro_abandon(vm), 0);
    is_repr(vm, eval(vm, "log"), "['arg', 'gen', 'instance', 'a', 'local']");
    is_done(run(vm, "import sys\nsys.exc_info()[0], len(log)"), "(None, 5)", "");
    ouro_result_free(run(vm, "top()"));
    assert_int_equal(ouro_vm_reset(vm), 1);
    is_done(run(vm, "'wait' in globals()"), "False", "");
    ouro_vm_free(vm);
    /* finalizers run, and their output is seen */
    vm = vm_with(NULL);
    is_done(run(vm, deaths), "None", "");
    ouro_result_free(run(vm, "def r():\n    x = D(1)\n    f = lambda: x\n    import sys\n    y = sys._getframe()\n    [top() for i in 'x']\nr()"));
    ouro_vm_free(vm);
}

static void *resume_there(void *vm)
{
    return resume_int(vm, 5);
}

static void many(void **state)
{
    (void)state;
    enum { COUNT = 1000 };
    OuroVM **vms = calloc(COUNT, sizeof *vms);
    OuroVM *first = new_vm();
    const char *source = "s = 0\nfor i in range(3):\n    s += wait(i)\ns + n";
    OuroCode *code = ouro_compile(first, source, strlen(source), "code.py", OURO_MODE_FILE);
    for (int i = 0; i < COUNT; i++) {
        vms[i] = vm_with(NULL);
        OuroInput input = {"n", ouro_value_int(i)};
        is_suspended(ouro_vm_run_code(vms[i], code, &input, 1), "0", "");
    }
    for (int turn = 1; turn < 3; turn++)
        for (int i = 0; i < COUNT; i++)
            is_suspended(resume_int(vms[i], turn), turn == 1 ? "1" : "2", "");
    pthread_t thread;
    void *result;
    assert_int_equal(pthread_create(&thread, NULL, resume_there, vms[10]), 0);
    pthread_join(thread, &result);
    is_done(result, "18", "");
    is_done(run(vms[10], "n"), "10", "");
    for (int i = 0; i < COUNT; i++) {
        if (i % 2 == 0 && i != 10) {
            OuroResult *r = resume_int(vms[i], 3);
            assert_int_equal(ouro_result_plain(r).as.integer, 6 + i);
            ouro_result_free(r);
        }
        ouro_vm_free(vms[i]);
    }
    ouro_code_free(code);
    ouro_vm_free(first);
    free(vms);
}

/* Script code that C calls before and after the run's own frames: what tells its value, its failure, what dies with it. */
static void at_the_edges(void **state)
{
    static const char refusal[] = "cannot suspend: a C function lies between";
    static const char *const scripts[] = {
        "class A:\n    def __repr__(self): return str(wait(1))\nA()",
        "class A:\n    def __del__(self):\n        wait(1)\n        never\nA()",
        "class A:\n    __del__ = wait\nA()",
        "class E(Exception):\n    def __str__(self): return wait(1)\nraise E",
        "import sys\nclass O:\n    def write(self, text): pass\n    def flush(self): wait(1)\nsys.stdout = O()",
        "import sys\nclass A:\n    def __str__(self): return wait(1)\nsys.exit(A())",
        "class A:\n    def __del__(self): wait(1)\ndef f(x=A()): return 5\ndel A\nf()",
    };
    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        OuroVM *vm = vm_with(NULL);
        OuroResult *r = run(vm, scripts[i]);
        assert_int_not_equal(ouro_result_end(r), OURO_END_SUSPENDED);
        assert_null(ouro_suspended(vm));
        ouro_result_free(r);
        is_done(run(vm, "1"), "1", "");
        ouro_vm_free(vm);
    }
    /* What dies when the call that suspends returns, or when it is resumed, with the waiting function as its finalizer. */
    OuroVM *vm = vm_with(NULL);
    run_ok(vm, "import sys\nkept = []\nsys.unraisablehook = lambda u: kept.append(u.exc_value)\nclass A:\n    __del__ = wait\n"
               "def f():\n    for i in range(100):\n        wait(A())");
    OuroResult *r = run(vm, "f()");
    for (int i = 0; i < 100; i++) {
        is_suspended(r, "<__main__.A object", "");
        r = resume_int(vm, i);
    }
    is_done(r, "None", "");
    r = run(vm, "len(kept), str(kept[0])");
    assert_string_equal(ouro_result_value(r), "(100, 'cannot suspend: a C function lies between')");
    ouro_result_free(r);
    r = run(vm, "def g():\n    x = [1, 2]\n    try:\n        raise kept[0]\n    except RuntimeError as e:\n        return str(e), x\ng()[0]");
    char expected[100];
    snprintf(expected, sizeof expected, "'%s'", refusal);
    is_done(r, expected, "");
    ouro_vm_free(vm);
}

/* A function that asks for a suspension and then returns something else has not suspended, nor can what was raised for it
 * suspend anything later. */
static OuroObject *undecided(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    ouro_suspend(vm, args[0]);
    return ouro_none(vm);
}
static void taken_back(void **state)
{
    (void)state;
    OuroVM *vm = vm_with(NULL);
    ouro_add_function(vm, NULL, "undecided(value=None, /)", undecided, NULL);
    is_done(run(vm, "def f():\n    x = [1]\n    try: undecided(1)\n    except SystemError as e: cause = e.__cause__\n"
                    "    try: raise cause\n    except RuntimeError: return x\nf()"), "[1]", "");
    assert_null(ouro_suspended(vm));
    ouro_vm_free(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(simple), cmocka_unit_test(everywhere), cmocka_unit_test(refused),
        cmocka_unit_test(runs_that_cannot), cmocka_unit_test(exceptions), cmocka_unit_test(meanwhile),
        cmocka_unit_test(limits), cmocka_unit_test(given_up), cmocka_unit_test(many),
        cmocka_unit_test(at_the_edges), cmocka_unit_test(taken_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
