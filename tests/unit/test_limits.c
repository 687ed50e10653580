/* test_limits.c - the limits of ouro_run: memory, recursion, instructions, time, output.
 *
 * Memory and recursion raise ordinary exceptions; the others end the script for good, without
 * `except`, `finally` or finalizers. Hostile scripts, those that work long inside of one C
 * function above all, must end soon after their time is over (measured in CPU time). Debug builds
 * check in addition that nothing is left of each VM. */
#include "ouro.h"
#include <setjmp.h>
#include <stdbool.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define TIME_LIMIT_MS 20
#if defined(OU_DEBUG)
#define MOST_SECONDS 20.0
#define DEEP_SECONDS 20.0
#define SOME_BYTES ((uint64_t)16 << 20) /* resized blocks move, and count twice meanwhile */
#else
#define MOST_SECONDS 5.0
#define DEEP_SECONDS 0.4 /* 0.11 to 0.16 on an idle machine */
#define SOME_BYTES ((uint64_t)8 << 20)
#endif

static OuroResult *run_with(const char *source, OuroOptions options)
{
    options.size = sizeof options;
    options.capture_output = 1;
    options.hash_seed = 1;
    return ouro_run(source, &options, NULL, 0);
}

/* Ends by a limit that scripts cannot catch? */
static int ended_by(const OuroResult *r, const char *message)
{
    const char *exception = ouro_result_exception(r), *text = ouro_result_message(r);
    return !ouro_result_ok(r) && exception && strcmp(exception, "KeyboardInterrupt") == 0 && text &&
           strcmp(text, message) == 0;
}

static int raised(const OuroResult *r, const char *name)
{
    const char *exception = ouro_result_exception(r);
    return exception && strcmp(exception, name) == 0;
}

/* ---- what each limit does ---- */

/* Each of these tries to go on after the limit; none may print anything. */
static const char *const catchers[] = {
    "try:\n    while True: pass\nexcept BaseException:\n    print('caught')\n",
    "try:\n    while True: pass\nfinally:\n    print('finally')\n",
    "while True:\n    try:\n        while True: pass\n    except: pass\n",
    "class M:\n    def __enter__(self): pass\n    def __exit__(self, *a):\n        print('exit')\n        return True\n"
    "with M():\n    while True: pass\nprint('after')\n",
    "def g():\n    try:\n        while True: yield 1\n    except BaseException: print('in g')\n"
    "    finally: print('g closed')\nfor x in g(): pass\n",
    "class D:\n    def __del__(self): print('del')\nd = D()\nc = [D()]\nc.append(c)\nwhile True: pass\n",
    "import atexit\natexit.register(print, 'atexit')\nwhile True: pass\n",
    "import sys\nsys.excepthook = sys.unraisablehook = lambda *a: print('hook')\nwhile True: pass\n",
    "try:\n    while True: pass\nexcept* BaseException:\n    print('group')\n",
    "import contextlib\nwith contextlib.suppress(BaseException):\n    while True: pass\nprint('after')\n",
    "class A:\n    def __getattr__(self, n):\n        while True: pass\nprint(hasattr(A(), 'x'), getattr(A(), 'x', 1))\n",
    "class A:\n    def __eq__(self, o):\n        while True: pass\n    __hash__ = None\nprint(A() in [A()])\n",
    "import weakref\nclass A: pass\na = A()\nr = weakref.ref(a, lambda r: print('callback'))\nwhile True: pass\n",
    "import weakref\nclass A: pass\na, b = A(), A()\nr = weakref.ref(a, print), weakref.ref(b, print)\nb.b = b\nwhile True: pass\n",
    "class A: __del__ = print\na = A()\nwhile True: pass\n", "import gc\ngc.callbacks.append(print)\nwhile True: pass\n",
    "async def f():\n    try:\n        while True: pass\n    finally: print('async')\nf().send(None)\n",
    "def f():\n    try: f()\n    finally:\n        while True: pass\nf()\n",
    "try:\n    sorted(range(5), key=lambda x: [0 for _ in iter(int, 1)] if 0 else any(False for _ in iter(int, 1)))\n"
    "except BaseException: print('sorted')\n",
    "def f():\n    while True: pass\nimport sys\ntry: exec('f()')\nexcept BaseException: print('exec')\n",
    "class M(type):\n    def __del__(c): print('class')\nclass A(metaclass=M): pass\nwhile True: pass\n",
};

static void check_catchers(OuroOptions options, const char *message)
{
    for (size_t i = 0; i < sizeof catchers / sizeof *catchers; i++) {
        OuroResult *r = run_with(catchers[i], options);
        if (!ended_by(r, message) || ouro_result_output_size(r) != 0 || *ouro_result_error_output(r)) {
            printf("script %zu:\n%s%s: %s\n%s%s", i, catchers[i], ouro_result_exception(r), ouro_result_message(r),
                   ouro_result_output(r), ouro_result_error_output(r));
            fail();
        }
        ouro_result_free(r);
    }
}

static void instructions_are_terminal(void **state)
{
    (void)state;
    check_catchers((OuroOptions){.instruction_limit = 50000, .time_limit_ms = 60000}, "instruction limit exceeded");
}

static void time_is_terminal(void **state)
{
    (void)state;
    check_catchers((OuroOptions){.time_limit_ms = 20}, "time limit exceeded");
}

static void output_is_terminal(void **state)
{
    (void)state;
    static const char *const scripts[] = {
        "while True:\n    print('x' * 100)\n",
        "try:\n    while True: print('x' * 100)\nfinally:\n    print('finally')\n",
        "import sys\nwhile True:\n    try: sys.stderr.write('y' * 1000)\n    except BaseException: pass\n",
        "print('x' * 10000000)\nprint('more')\nwhile True: pass\n",
    };
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        OuroResult *r = run_with(scripts[i], (OuroOptions){.output_limit = 20000, .time_limit_ms = 20000});
        assert_true(ended_by(r, "output limit exceeded"));
        size_t size = ouro_result_output_size(r) + strlen(ouro_result_error_output(r));
        assert_int_equal(size, 20000);
        assert_null(strstr(ouro_result_output(r), "finally"));
        ouro_result_free(r);
    }
    OuroResult *r = run_with("print('x' * 19999)", (OuroOptions){.output_limit = 20000, .time_limit_ms = 20000});
    assert_true(ouro_result_ok(r));
    assert_int_equal(ouro_result_output_size(r), 20000);
    ouro_result_free(r);
}

static void instructions_are_counted_alike(void **state)
{
    (void)state;
    const char *source = "x = 0\nfor i in range(5000):\n    x += len(str(i)) + sum(range(i % 7))\n";
    OuroOptions options = {.time_limit_ms = 60000};
    OuroResult *first = run_with(source, options), *second = run_with(source, options);
    uint64_t used = ouro_result_instructions(first);
    assert_true(ouro_result_ok(first));
    assert_true(used > 5000);
    assert_int_equal(used, ouro_result_instructions(second));
    ouro_result_free(first);
    ouro_result_free(second);
    options.instruction_limit = used + used / 10;
    first = run_with(source, options);
    assert_true(ouro_result_ok(first));
    ouro_result_free(first);
    options.instruction_limit = used / 2;
    first = run_with(source, options);
    assert_true(ended_by(first, "instruction limit exceeded"));
    assert_true(ouro_result_instructions(first) >= used / 2);
    assert_true(ouro_result_instructions(first) < used / 2 + 2000);
    ouro_result_free(first);
}

static void memory_is_an_exception(void **state)
{
    (void)state;
    OuroOptions options = {.memory_limit = 8u << 20, .time_limit_ms = 20000};
    OuroResult *r = run_with("kept = []\ntry:\n    while True: kept.append('x' * 1000 + str(len(kept)))\n"
                             "except MemoryError:\n    n = len(kept)\n    kept = None\n    print('caught', n > 1000)\n"
                             "print(len([i for i in range(20000)]))\n", options);
    assert_true(ouro_result_ok(r));
    assert_string_equal(ouro_result_output(r), "caught True\n20000\n");
    assert_true(ouro_result_peak_bytes(r) <= 8u << 20);
    ouro_result_free(r);
    r = run_with("l = []\nwhile True: l.append(l[:])", options);
    assert_true(raised(r, "MemoryError"));
    assert_non_null(strstr(ouro_result_traceback(r), "line 2, in <module>"));
    assert_true(ouro_result_peak_bytes(r) <= 8u << 20);
    ouro_result_free(r);
    r = run_with("class N: pass\nfor i in range(200000):\n    a, b = N(), N()\n    a.b, b.a = b, a\nprint('cycles')\n", options);
    assert_true(ouro_result_ok(r)); /* garbage is collected before memory is said to be out */
    ouro_result_free(r);
    options.memory_limit = SOME_BYTES;
    r = run_with("import gc\ngc.disable()\nclass N: pass\nfor i in range(100000):\n    a = N()\n    a.a = a\nprint('cycles')\n", options);
    assert_true(ouro_result_ok(r));
    ouro_result_free(r);
}

static void recursion_is_an_exception(void **state)
{
    (void)state;
    OuroOptions options = {.recursion_limit = 100, .time_limit_ms = 20000};
    OuroResult *r = run_with("n = 0\ndef f():\n    global n\n    n += 1\n    f()\n"
                             "try: f()\nexcept RecursionError as e: print(e, 80 < n < 101)\nf()\n", options);
    assert_true(raised(r, "RecursionError"));
    assert_string_equal(ouro_result_output(r), "maximum recursion depth exceeded True\n");
    ouro_result_free(r);
}

static void smallest_limits(void **state)
{
    (void)state;
    for (uint64_t bytes = 1; bytes < 2000000; bytes += bytes / 8 + 1) {
        OuroResult *r = run_with("import collections\nprint(sorted([3, 1, 2]))", (OuroOptions){.memory_limit = bytes, .time_limit_ms = 20000});
        assert_true(ouro_result_ok(r) || raised(r, "MemoryError"));
        ouro_result_free(r);
    }
    for (uint64_t limit = 1; limit < 3000; limit += limit / 4 + 1) {
        OuroResult *r = run_with("def f(): return [x for x in range(300)]\nprint(len(f()))", (OuroOptions){.instruction_limit = limit, .time_limit_ms = 20000});
        assert_true(ouro_result_ok(r) || ended_by(r, "instruction limit exceeded"));
        ouro_result_free(r);
    }
    for (uint32_t limit = 1; limit < 12; limit++) {
        OuroResult *r = run_with("def f(n): return n and f(n - 1)\nprint(f(3))", (OuroOptions){.recursion_limit = limit, .time_limit_ms = 20000});
        assert_true(ouro_result_ok(r) || raised(r, "RecursionError"));
        ouro_result_free(r);
    }
}

/* Very many frames are left soon: unwinding looks at the clock, and traceback entries that there is no memory for
 * do not search all that is free again and again. */
static void deep_frames_are_left_soon(void **state)
{
    (void)state;
    static const char *const scripts[] = {
        "def f(): f()\nf()", "x = [str(i) for i in range(300000)]\ndel x[::2]\ndef f(): f()\nf()",
        "def f():\n    try: f()\n    finally: len('')\nf()", "def g():\n    for x in g(): yield x\nnext(g())",
        "async def f(): await f()\nf().send(None)", "class A:\n    def __init__(self): self.x = A()\nA()",
    };
    for (size_t i = 0; i < 2 * (sizeof scripts / sizeof *scripts); i++) {
        char source[500];
        snprintf(source, sizeof source, "import sys\nsys.setrecursionlimit(10**9)\n%s\n", scripts[i / 2]);
        clock_t began = clock();
        OuroResult *r = run_with(source, (OuroOptions){.memory_limit = i % 2 ? (uint64_t)256 << 20 : 64u << 20, .cpu_limit_ms = 100,
                                                       .time_limit_ms = OURO_UNLIMITED});
        double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
        OuroEnd end = ouro_result_end(r);
        if (seconds > DEEP_SECONDS || (end != OURO_END_CPU && end != OURO_END_MEMORY)) {
            printf("%.3f s, ended by %d: %s\n", seconds, (int)end, source);
            fail();
        }
        ouro_result_free(r);
    }
}

/* ---- hostile scripts ---- */

static const char *const hostile[] = {
    "[x for x in iter(int, 1)]",
    "any(False for _ in iter(int, 1))",
    "sum(range(10**12))", "max(range(10**12))", "min(iter(range(10**12)))", "all(range(1, 10**12))",
    "list(range(10**12))", "tuple(range(10**12))", "set(range(10**12))", "sorted(range(10**9))",
    "dict.fromkeys(range(10**12))", "-1 in iter(range(10**12))", "list(iter(int, 1))", "[*iter(int, 1)]",
    "a, *b = iter(int, 1)", "print(*iter(int, 1))", "''.join(iter(str, 1))", "bytes(iter(int, 1))",
    "bytearray(iter(int, 1))", "l = [1]\nl.extend(iter(int, 1))", "l = [1]\nfor x in l: l.append(x)",
    "for _ in map(lambda x: x, iter(int, 1)): pass", "list(filter(None, iter(int, 1)))",
    "list(zip(iter(int, 1), iter(int, 1)))", "next(filter(None, iter(int, 1)))",
    "dict(zip(range(10**12), range(10**12)))", "frozenset(iter(object, 1))",
    "import itertools, collections\ncollections.deque(itertools.count(), maxlen=0)",
    "import itertools\nlist(itertools.permutations(range(30)))", "import itertools\nlist(itertools.product(range(100), repeat=20))",
    "import itertools\nnext(itertools.islice(itertools.count(), 10**15, None))",
    "import itertools\nnext(itertools.dropwhile(bool, itertools.repeat(1)))",
    "import itertools\nlist(itertools.combinations(range(60), 30))",
    "import itertools\n'x' in itertools.repeat('y')", "import itertools\nsum(itertools.repeat(1.5))",
    "import itertools\nnext(itertools.compress(itertools.repeat(1), itertools.repeat(0)))",
    "import itertools\nmax(itertools.repeat('y'))", "import itertools\nsum(itertools.repeat(10**100))",
    "import itertools\nnext(itertools.filterfalse(None, itertools.repeat(1)))",
    "import itertools\nnext(itertools.starmap(int, itertools.repeat('zz')))",
    "import itertools\n[k for k, v in itertools.groupby(itertools.repeat(1)) for _ in v]",
    "import functools, itertools\nfunctools.reduce(max, itertools.count())",
    "import operator, itertools\noperator.countOf(itertools.repeat(1), 1)",
    "import math, itertools\nmath.fsum(itertools.repeat(1.5))", "import math, itertools\nmath.prod(itertools.repeat(1))",
    "'a' * 10**10", "[0] * 10**12", "(0,) * 10**12", "b'a' * 10**12", "bytearray(10**12)", "bytes(10**12)",
    "l = [0] * 10**6\nwhile True: l += l", "s = 'ab'\nwhile True: s += s", "t = (1,)\nwhile True: t += t",
    "10**10**8", "2**10**10", "1 << 10**12", "(10**10**5)**(10**3)", "x = 3\nwhile True: x *= x", "x = 7**10**6\nx // (3**10**6 + 1)",
    "import math\nmath.factorial(10**8)", "import math\nmath.comb(10**7, 5 * 10**6)", "import math\nmath.isqrt(10**10**6)",
    "import math\nmath.gcd(3**10**6, 7**10**6)", "import math\nmath.perm(10**7, 10**7)", "import math\nmath.lcm(*range(1, 10**6))",
    "pow(3, 10**10**5, 10**10**5 + 1)", "pow(3, 7**10**5, 11**10**4)", "import sys\nsys.set_int_max_str_digits(0)\nstr(7**10**7)",
    "import sys\nsys.set_int_max_str_digits(0)\nint('7' * 10**7)", "int('f' * 10**7, 16) ** 2", "hash(3**10**7)", "float(3**10**6)",
    "x = 1\nfor i in range(1, 10**9): x *= i", "hex(3**10**7)", "format(3**10**6, ',x')", "(3**10**6).to_bytes(10**12, 'big')",
    "'%10000000000d' % 1", "'%.*f' % (10**9, 1.5)", "format(1, '10000000000')", "'{:>10000000000}'.format('')", "f'{1:{10**10}}'", "format(1.5, '.2000000000f')",
    "'a'.ljust(10**10)", "'a'.center(10**10)", "'a'.zfill(10**10)", "('a' * 10**6).replace('a', 'b' * 10**6)", "'\\t'.expandtabs(10**10)", "('\\t' * 10**6).expandtabs(10**4)",
    "s = 'a' * 10**7\nwhile True: s.split('a')", "s = 'a' * 10**6\nwhile True: s.find(s[:-1] + 'b')", "while True: ('a' * 10**7).count('aa')",
    "s = 'a' * 10**7\nwhile True: s.upper()", "s = 'ab' * 10**6\nwhile True: s.translate({97: 'x' * 100})", "s = 'é' * 10**6\nwhile True: s.encode('utf-16').decode('utf-16')",
    "('a' * 10**6).join(['b'] * 10**6)", "while True: 'x'.join(map(str, range(10**5)))", "s = 'a b ' * 10**6\nwhile True: s.title().split()", "repr('\\x00' * 10**7)",
    "l = list(range(10**6))\nwhile True: l.reverse(); l.sort()", "l = list(range(10**6))\nwhile True: l.index(-1) if -1 in l else l.count(5)",
    "l = [0] * 10**6\nwhile True: l == list(l)", "l = list(range(10**5))\nwhile True: l.insert(0, l.pop())", "l = list(range(10**6))\nwhile l: del l[0]",
    "s = set(range(10**6))\nwhile True: s | s & s", "{k * (2**61 - 1): 0 for k in range(10**6)}", "{k * (2**61 - 1) for k in range(10**6)}",
    "d = dict.fromkeys(range(10**6))\nwhile True: d == d.copy()", "class H:\n    def __hash__(s): return 1\nd = {H(): 1 for i in range(10**6)}",
    "l = []\nl = [l] * 50\nfor i in range(50): l = [l, l]\nrepr(l)", "l = []\nfor i in range(50): l = [l, l]\nl == eval(repr([]))", "a, b = [], []\nfor i in range(60): a, b = [a, a], [b, b]\na == b",
    "t = ()\nfor i in range(60): t = (t, t)\nhash(t)", "t = int\nfor i in range(60): t = (t, t)\nisinstance('', t)", "s = '%s'\nwhile True: s = s % (s + '%s',)", "x = []\nwhile True: x = [x]",
    "l = []\nfor i in range(10**5): l = [l]\nrepr(l)", "a, b = [], []\nfor i in range(10**5): a, b = [a], [b]\na == b", "t = ()\nfor i in range(10**5): t = (t,)\nhash(t)",
    "class A:\n    def __repr__(self): return repr(self)\nrepr(A())", "class A:\n    def __eq__(self, o): return self == o\nA() == A()", "class A:\n    def __getattr__(self, n): return getattr(self, n + 'x')\nA().x",
    "f = lambda: 0\nfor i in range(10**5): f = (lambda g: lambda: g())(f)\nf()", "import functools\nf = int\nfor i in range(10**5): f = functools.partial(f)\nf()",
    "it = iter([1])\nfor i in range(10**5): it = map(int, it)\nlist(it)", "g = iter([])\nfor i in range(10**5): g = (x for x in g)\nlist(g)", "e = None\nfor i in range(10**5):\n    n = ValueError(i)\n    n.__cause__ = e\n    e = n\nraise e",
    "eval('(' * 10**5 + ')' * 10**5)", "eval('-' * 10**6 + '1')", "eval('not ' * 10**5 + '1')", "eval('lambda: ' * 10**5 + '1')", "eval('a.' * 10**5 + 'b')", "eval('1+' * 10**5 + '1')", "eval('[' * 150 + ']' * 150)",
    "eval('f(' * 190 + ')' * 190)", "exec('if 1:\\n' + ''.join(' ' * i + 'if 1:\\n' for i in range(1, 10**3)))", "exec('x = ' * 10**5 + '1')", "eval('a if b else ' * 10**5 + 'c')", "eval('1 < ' * 10**5 + '1')", "exec('del ' + 'a,' * 10**6)",
    "exec('def f():\\n' + ' x = 1\\n' * 10**6)", "while True: exec('x = 1\\n' * 1000)", "exec('x = (' + '1,' * 10**6 + ')')", "exec('class A: pass\\n' * 10**5)", "compile('\"a\" ' * 10**6, '', 'eval')", "compile('a\\n' * 10**6 + ')', '', 'exec')",
    "import time\ntime.sleep(100)", "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E", "class A:\n    def __repr__(self):\n        while True: pass\nA()",
    "class D:\n    def __del__(self):\n        while True: pass\nd = D()", "import atexit\ndef f():\n    while True: pass\natexit.register(f)", "import sys\ndef h(*a):\n    while True: pass\nsys.excepthook = h\n1/0",
    "class D:\n    def __del__(self):\n        D()\nD()", "class D:\n    def __del__(self):\n        globals()['d'] = self\n        D()\nd = D()", "def g():\n    while True:\n        try: yield\n        except GeneratorExit: pass\nx = g()\nnext(x)\ndel x",
    "import gc\nwhile True: gc.collect()", "import sys\nx = [[] for i in range(10**5)]\nwhile True: sys.getrefcount(None)", "import gc\nx = [[] for i in range(10**5)]\nwhile True: gc.get_referrers(x)", "sys.setrecursionlimit(10**9)\ndef f(): f()\nf()",
    "import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    def __repr__(self): return repr(self)\nrepr(A())", "import sys\nsys.setrecursionlimit(10**9)\nl = []\nfor i in range(10**6): l = [l]\nrepr(l)", "import random\nwhile True: random.shuffle(list(range(10**6)))",
    "type('A', (), {'a' * i: i for i in range(10**4)})", "while True: type('A', (), {})", "exec('class A:\\n __slots__ = [\"a%d\" % i for i in range(10**6)]')", "class A: pass\na = A()\nfor i in range(10**7): setattr(a, 'a%d' % i, i)",
    "import sys\nfor i in range(10**8): sys.intern('x%d' % i)", "x = memoryview(bytes(10**7))\nwhile True: x.tolist()", "b = bytearray(b'ab' * 10**6)\nwhile True: b.replace(b'a', b'cd').translate(None, b'c')", "while True: b'\\xff' * 10**7 == b'\\xff' * 10**7",
    "raise ExceptionGroup('e', [ExceptionGroup('f', [ValueError(i)] * 1000) for i in range(1000)])", "def e(n): return ExceptionGroup('e', [e(n - 1)] * 2) if n else ValueError()\nraise e(30)", "e = ValueError()\nfor i in range(10**5): e = ExceptionGroup('e', [e])\nraise e",
};

static void hostile_scripts_end(void **state)
{
    (void)state;
    int bad = 0;
    double slowest = 0;
    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        clock_t began = clock();
        OuroResult *r = run_with(hostile[i], (OuroOptions){.time_limit_ms = TIME_LIMIT_MS});
        double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
        slowest = seconds > slowest ? seconds : slowest;
        if (seconds > MOST_SECONDS || ouro_result_peak_bytes(r) > 64u << 20) {
            printf("%.3f s, %llu bytes: %s\n", seconds, (unsigned long long)ouro_result_peak_bytes(r), hostile[i]);
            bad++;
        }
        ouro_result_free(r);
    }
    printf("slowest: %.3f s\n", slowest);
    assert_int_equal(bad, 0);
}

/* What goes through much at once counts it: else a loop of such operations would not look at limits for long. The
 * count depends on nothing else. */
static const char *const long_operations[] = {
    "x = 'a' * 1000000\nx.isidentifier()", "x = 'a' * 1000000\nx.expandtabs()", "f'{1:01000000d}'",
    "f'{1:01000000,}'", "'%1000000d' % 1", "'%-1000000s' % ''", "x = 'a' * 1000000\n'%sb' % x",
    "x = '%%' * 1000000\nx % ()", "x = 'a' * 1000000\nx.format()", "x = '{{' * 1000000\nx.format()",
    "x = 'a' * 1000000\n'{}b'.format(x)", "print(*([1] * 30000))", "x = b'a' * 1000000 + b'\\xff'\nx.decode('utf-8', 'replace')",
    "x = ' ' * 1000000\ntry: float(x)\nexcept ValueError: pass", "x = ' ' * 1000000\ntry: complex(x)\nexcept ValueError: pass",
    "x = ' ' * 1000000\ntry: int(x)\nexcept ValueError: pass", "x = 1 << 20000000\n-x", "x = 1 << 20000000\nx + x - 1",
    "import array\nx = array.array('q', bytes(4000000))\nx.count(1)", "import array\nx = array.array('q', bytes(4000000))\nx.byteswap()",
    "import array\nx = array.array('q', bytes(4000000))\nx.reverse()", "import array\nx = array.array('q', bytes(4000000))\nx.insert(0, 1)",
    "import array\nx = array.array('q', bytes(4000000))\nx.tolist()", "import array\nx = array.array('q', bytes(4000000))\nx[::-1]",
    "x = memoryview(bytes(1000000))\nx.tolist()", "x = memoryview(bytes(2000000))[::2]\nx.tobytes()",
    "x = memoryview(bytearray(2000000))\nx[::2] = bytes(1000000)", "x = bytearray(1000000)\nx.insert(0, 1)",
    "import json\nx = 'a' * 1000000\njson.dumps(x)", "import json\nx = '1' * 1000000\ntry: json.loads(x)\nexcept ValueError: pass",
    "import io\nx = 'a' * 1000000\nio.StringIO(x)", "import io\nx = io.StringIO('a' * 1000000)\nx.getvalue()",
    "import binascii\nx = b'a' * 1000000\nbinascii.crc32(x)", "import os\nos.urandom(1000000)",
    "import collections\nx = collections.deque([1] * 300000)\nx.rotate(100000)",
    "import collections\nx = collections.deque([1] * 300000)\nx.reverse()",
    "import collections\nx = collections.deque([1] * 300000)\ndel x[150000]",
    "import gc\nx = [[] for i in range(20000)]\ngc.get_referrers(x)",
    "x = set(range(500000))\nfor i in range(499999): x.discard(i)\nx.pop()",
    "x = set(range(500000))\nfor i in range(499999): x.discard(i)\nnext(iter(x))",
    "x = 7 ** 20000\ny = 11 ** 16000\npow(x, -1, y)",
    "x = 'a' * 1000000\nd = {'a' * 1000000: 1}\nhash(x) == d.get(x)\nd[x]", "x = 'a' * 1000000\nd = {'a' * 1000000}\nhash(x) in d\nx in d",
    "x = 'a' * 1000000\nd = {'a' * 1000000: 1, 2: 3}\nhash(x) == d.get(x)\nd[x]", "x = b'a' * 1000000\nd = {b'a' * 1000000: 1}\nd.get(x)\nd[x]",
    "x = 1 << 20000000\nd = {1 << 20000000: 1}\nd[x]", "x = (1.5,) * 300000\nd = {(1.5,) * 300000: 1}\nd[x]",
    "import binascii\nx = bytes(1000000)\nbinascii.b2a_base64(x)", "import binascii\nx = b'a' * 1000000\nbinascii.a2b_base64(x)",
};

static void long_operations_are_charged(void **state)
{
    (void)state;
    int bad = 0;
    for (size_t i = 0; i < sizeof long_operations / sizeof *long_operations; i++) {
        char prepare[400], run[400];
        const char *operation = strstr(long_operations[i], "\ntry");
        operation = operation ? operation : strrchr(long_operations[i], '\n');
        snprintf(prepare, sizeof prepare, "%.*s", operation ? (int)(operation - long_operations[i]) : 0, long_operations[i]);
        operation = operation ? operation + 1 : long_operations[i];
        bool statement = strstr(operation, "try:") || strstr(operation, " = ") || strstr(operation, "del ");
        snprintf(run, sizeof run, "%s%s", statement ? "" : "_ = ", operation); /* a value would be shown */
        OuroOptions options = {.size = sizeof options, .time_limit_ms = 60000, .hash_seed = 1, .memory_limit = OURO_UNLIMITED};
        OuroVM *vm = ouro_vm_new(&options);
        ouro_result_free(ouro_vm_run(vm, prepare, NULL, NULL, 0));
        OuroResult *r = ouro_vm_run(vm, run, NULL, NULL, 0);
        if (ouro_result_instructions(r) < 3000 || !ouro_result_ok(r)) {
            printf("%llu units: %s\n%s", (unsigned long long)ouro_result_instructions(r), long_operations[i],
                   ouro_result_ok(r) ? "" : ouro_result_traceback(r));
            bad++;
        }
        ouro_result_free(r);
        ouro_vm_free(vm);
    }
    assert_int_equal(bad, 0);
}

/* With a number: only that hostile script, and what came of it. */
static int run_one(size_t i)
{
    if (i >= sizeof hostile / sizeof *hostile)
        return 2;
    clock_t began = clock();
    OuroResult *r = run_with(hostile[i], (OuroOptions){.time_limit_ms = TIME_LIMIT_MS});
    printf("%6.3f s %8.1f MiB %-18s %s\n", (double)(clock() - began) / CLOCKS_PER_SEC,
           (double)ouro_result_peak_bytes(r) / (1 << 20), ouro_result_exception(r) ? ouro_result_exception(r) : "ended",
           hostile[i]);
    ouro_result_free(r);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return run_one((size_t)atoi(argv[1]));
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instructions_are_terminal), cmocka_unit_test(time_is_terminal),
        cmocka_unit_test(output_is_terminal),        cmocka_unit_test(instructions_are_counted_alike),
        cmocka_unit_test(long_operations_are_charged),
        cmocka_unit_test(memory_is_an_exception),    cmocka_unit_test(recursion_is_an_exception),
        cmocka_unit_test(deep_frames_are_left_soon),
        cmocka_unit_test(smallest_limits),           cmocka_unit_test(hostile_scripts_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
