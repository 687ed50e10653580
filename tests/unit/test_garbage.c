/* test_garbage.c - cyclic garbage under a memory limit.
 *
 * At 3/4 of the limit a full collection is asked for, and again after an allocation has failed:
 * a script that makes cyclic garbage forever, and keeps little, runs on under any limit that holds
 * what it keeps, also with the collector off. What is alive at once and does not fit is a
 * MemoryError, after which the script goes on. Debug builds check in addition that nothing is left. */
#include "ouro.h"
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#if defined(OU_DEBUG)
#define LEAST ((uint64_t)4 << 20) /* blocks have large heads */
#define ROUNDS "range(6000)"
#else
#define LEAST ((uint64_t)2 << 20)
#define ROUNDS "range(20000)"
#endif

static OuroResult *run(const char *start, const char *source, uint64_t limit)
{
    char text[4096];
    snprintf(text, sizeof text, "%s%s", start, source);
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .hash_seed = 1, .memory_limit = limit,
                           .time_limit_ms = 60000};
    return ouro_run(text, &options, NULL, 0);
}

static void check(const char *start, const char *source, uint64_t limit, const char *expected)
{
    OuroResult *r = run(start, source, limit);
    if (!ouro_result_ok(r) || strcmp(ouro_result_output(r), expected) != 0 || *ouro_result_error_output(r) ||
        ouro_result_peak_bytes(r) > limit) {
        printf("limit %llu, peak %llu:\n%s%s\n-- printed:\n%s%s\n", (unsigned long long)limit,
               (unsigned long long)ouro_result_peak_bytes(r), start, source, ouro_result_output(r),
               ouro_result_ok(r) ? ouro_result_error_output(r) : ouro_result_traceback(r));
        fail();
    }
    ouro_result_free(r);
}

/* Each makes far more garbage than fits, of one kind, and ends with "end". */
static const char *const forever[] = {
    "for i in " ROUNDS ":\n    l = [0] * 30\n    l.append(l)\n",
    "for i in " ROUNDS ":\n    d = {'a': i, 'b': str(i)}\n    d['d'] = d\n",
    "class N: pass\nfor i in " ROUNDS ":\n    a, b = N(), N()\n    a.other, b.other, a.text = b, a, 'x' * 50\n",
    "class N:\n    __slots__ = ('n', 'l')\nfor i in " ROUNDS ":\n    a = N()\n    a.n, a.l = a, [1, 2, 3]\n",
    "def f(n):\n    def g(): return g, n\n    return g\nfor i in " ROUNDS ": f(str(i) * 5)()\n",
    "def g(n):\n    me = yield\n    yield n, me\nfor i in " ROUNDS ":\n    x = g(str(i))\n    next(x)\n    x.send(x)\n",
    "for i in " ROUNDS ":\n    try: raise ValueError(str(i))\n    except ValueError as e: kept = [e]\n    kept.append(kept)\n",
    "for i in " ROUNDS ":\n    l = []\n    l.append([l.append, l.__len__, (l, l), {1: l}, iter(l)])\n",
    "for i in range(1500): type('T', (), {'m': lambda self: 1, 'text': 'x' * 50})\n",
    "class N:\n    def __init__(self): self.me = self.m\n    def m(self): pass\nfor i in " ROUNDS ": N()\n",
    "for i in range(1500):\n    l = list(range(300))\n    l.append(l)\n",
    "for i in range(200):\n    l = []\n    for j in range(100): l = [l, 'x' * 40]\n    l2 = [l]\n    l2.append(l2)\n",
    "n = sum(1 for i in " ROUNDS " for l in [[str(i)]] if not l.append(l))\n",
    "class N(dict):\n    def __missing__(self, key):\n        self[key] = self\n        return 1\nn = sum(map(lambda i: N()[i], " ROUNDS "))\n",
    "class N:\n    def __lt__(self, other):\n        l = ['x' * 200]\n        l.append(l)\n        return False\nl = sorted([N() for i in range(500)])\n",
    "import weakref\nclass N: pass\nfor i in " ROUNDS ":\n    a = N()\n    a.me, a.r = a, weakref.ref(a)\n",
};

static void garbage_forever(void **state)
{
    (void)state;
    static const char *const starts[] = {"", "import gc\ngc.disable()\n", "import gc\ngc.set_threshold(0)\n"};
    char text[2048];
    for (size_t i = 0; i < sizeof forever / sizeof *forever; i++)
        for (size_t j = 0; j < sizeof starts / sizeof *starts; j++) {
            snprintf(text, sizeof text, "%sprint('end')\n", forever[i]);
            check(starts[j], text, LEAST, "end\n");
            check(starts[j], text, 4 * LEAST, "end\n");
        }
}

/* Finalizers and callbacks of the garbage run once each, may allocate, and may make more garbage. */
static void garbage_with_finalizers(void **state)
{
    (void)state;
    static const char counted[] = "n = made = 0\nclass N:\n    def __init__(self):\n        global made\n        made += 1\n        self.me = self\n"
                                  "    def __del__(self):\n        global n\n        n += 1\n";
    static const char *const bodies[] = {
        "        pass\n", "        [str(i) for i in range(20)]\n", "        l = ['x' * 100]\n        l.append(l)\n",
        "        if n % 4 == 0: N()\n", "        global kept\n        kept = self\n",
        "        try: raise KeyError\n        except KeyError as e: self.error = e\n",
    };
    char text[2048];
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        for (int off = 0; off < (i < 5 ? 2 : 1); off++) { /* the last kind grows until its turn comes */
            snprintf(text, sizeof text,
                     "%s%sfor i in " ROUNDS ": N()\nimport gc\nwhile gc.collect(): pass\nkept = None\nwhile gc.collect(): pass\n"
                     "print(n == made)\n", counted, bodies[i]);
            check(off ? "import gc\ngc.disable()\n" : "", text, 2 * LEAST, "True\n");
        }
    }
    check("", "import weakref, gc\nn = 0\ndef dead(r):\n    global n\n    n += 1\n    l = []\n    l.append(l)\nclass N: pass\nrefs = set()\n"
              "for i in " ROUNDS ":\n    a = N()\n    a.me = a\n    refs.add(weakref.ref(a, lambda r: refs.discard(r) or dead(r)))\n"
              "a = None\ngc.collect()\nprint(n == len(" ROUNDS "), len(refs))\n", 8 * LEAST, "True 0\n");
}

/* What is alive and does not fit is an ordinary exception; garbage made before is gone then. */
static void too_much_alive(void **state)
{
    (void)state;
    check("", "class N:\n    def __init__(self, next): self.me, self.next = self, next\n"
              "for i in range(3):\n    n = None\n    try:\n        while True: n = N(n)\n    except MemoryError:\n        n = None\n"
              "        print('full')\nprint(len([str(i) for i in range(2000)]))\n", LEAST, "full\nfull\nfull\n2000\n");
    check("", "for i in range(20):\n    try: l = [0] * 10**9\n    except MemoryError: pass\n    l = ['x' * 1000 for i in range(300)]\n    l.append(l)\n"
              "print('end')\n", LEAST, "end\n");
    check("", "import gc\ngc.disable()\ncount = 0\nfor i in range(200):\n    try:\n        l = [0] * 30000\n        l.append(l)\n"
              "    except MemoryError: count += 1\nprint(count < 100)\n", LEAST, "True\n");
    check("import gc\n", "class D:\n    def __init__(self): self.me = self\n    def __del__(self): self.big = [0] * 10**9\n"
              "import sys\nerrors = []\nsys.unraisablehook = lambda u: errors.append(u.exc_type.__name__)\n"
              "for i in range(50): D()\ngc.collect()\nprint(len(errors), set(errors))\n", LEAST, "50 {'MemoryError'}\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(garbage_forever), cmocka_unit_test(garbage_with_finalizers), cmocka_unit_test(too_much_alive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
