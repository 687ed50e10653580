/* api_function.c - functions of the host, called from scripts: signatures, binding, conversion, results,
 * re-entry, lives. */
#include "api_test.h"

/* Gives back what it was called with, as a tuple. */
static OuroObject *echo(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    if (user)
        ++*(int *)user;
    return ouro_tuple(vm, args, count);
}

static OuroObject *clamp(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    double x = 0, lo = 0, hi = 0;
    assert_int_equal(count, 3);
    if (!ouro_to_float(vm, args[0], &x) || !ouro_to_float(vm, args[1], &lo) || !ouro_to_float(vm, args[2], &hi))
        return NULL;
    return ouro_float(vm, x < lo ? lo : x > hi ? hi : x);
}

static void add(OuroVM *vm, const char *signature, OuroFunction function, void *user)
{
    if (!ouro_add_function(vm, NULL, signature, function, user)) {
        OuroObject *text = ouro_traceback(vm, ouro_error_take(vm));
        fail_msg("%s", ouro_as_text(vm, text, NULL));
    }
}

/* The message of the exception that the expression raises. */
static void raises(OuroVM *vm, const char *expression, const char *class_name, const char *message)
{
    OuroObject *value = ouro_eval(vm, expression, NULL, NULL);
    assert_null(value);
    has_failed(vm, class_name, message);
}

static void signatures(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    add(vm, "clamp(x: float, lo: float = 0, hi: float = 1.0) -> float: Limit x to lo ... hi.", clamp, NULL);
    is_repr(vm, eval(vm, "clamp(2.5)"), "1.0");
    is_repr(vm, eval(vm, "clamp(-1)"), "0.0");
    is_repr(vm, eval(vm, "clamp(hi=9, x=5)"), "5.0");
    is_repr(vm, eval(vm, "clamp(5, 6, 7)"), "6.0");
    is_repr(vm, eval(vm, "clamp(*[5], **{'hi': 3})"), "3.0");
    raises(vm, "clamp()", "TypeError", "clamp() missing 1 required positional argument: 'x'");
    raises(vm, "clamp(1, 2, 3, 4)", "TypeError", "clamp() takes from 1 to 3 positional arguments but 4 were given");
    raises(vm, "clamp(1, q=2)", "TypeError", "clamp() got an unexpected keyword argument 'q'");
    raises(vm, "clamp(1, x=2)", "TypeError", "clamp() got multiple values for argument 'x'");
    raises(vm, "clamp('1')", "TypeError", "clamp() argument 'x' must be float, not str");
    raises(vm, "clamp(None)", "TypeError", "clamp() argument 'x' must be float, not None");
    raises(vm, "clamp(1j)", "TypeError", "clamp() argument 'x' must be float, not complex");
    raises(vm, "clamp(10**400)", "OverflowError", "int too large to convert to float");
    is_repr(vm, eval(vm, "clamp, clamp.__name__, clamp.__qualname__, clamp.__module__, clamp.__doc__"),
            "(<host function clamp>, 'clamp', 'clamp', '__main__', 'Limit x to lo ... hi.')");
    is_repr(vm, eval(vm, "clamp.__text_signature__, clamp.__defaults__, clamp.__kwdefaults__"),
            "('(x: float, lo: float = 0, hi: float = 1.0) -> float', (0.0, 1.0), None)");
    add(vm, "all(a, b=-1, /, c=(1, 'x,)'), *rest, d, e=None, **more)", echo, NULL);
    is_repr(vm, eval(vm, "all(1, d=2)"), "(1, -1, (1, 'x,)'), 2, None, (), {})");
    is_repr(vm, eval(vm, "all(1, 2, 3, 4, 5, e=6, d=7, z=8, a=9)"), "(1, 2, 3, 7, 6, (4, 5), {'z': 8, 'a': 9})");
    raises(vm, "all(1)", "TypeError", "all() missing 1 required keyword-only argument: 'd'");
    add(vm, "positional(a, b, /, c)", echo, NULL);
    raises(vm, "positional(1, b=2, c=3)", "TypeError",
           "positional() got some positional-only arguments passed as keyword arguments: 'b'");
    raises(vm, "positional()", "TypeError", "positional() missing 3 required positional arguments: 'a', 'b', and 'c'");
    add(vm, "keywords(*, a, b = 2)", echo, NULL);
    raises(vm, "keywords(1, a=2)", "TypeError",
           "keywords() takes 0 positional arguments but 1 positional argument (and 1 keyword-only argument) were given");
    is_repr(vm, eval(vm, "keywords(b=1, a=0)"), "(0, 1)");
    is_repr(vm, eval(vm, "keywords.__kwdefaults__"), "{'b': 2}");
    add(vm, "none()", echo, NULL);
    is_repr(vm, eval(vm, "none()"), "()");
    raises(vm, "none(1)", "TypeError", "none() takes 0 positional arguments but 1 was given");
    add(vm, " spaced ( *args , ) -> 'x:y' : doc", echo, NULL);
    is_repr(vm, eval(vm, "spaced(1, 2), spaced(), spaced.__doc__, spaced.__text_signature__"),
            "(((1, 2),), ((),), 'doc', \"( *args , ) -> 'x:y'\")");
    add(vm, "\xc3\xa4(\xc3\xb6=1)", echo, NULL);
    is_repr(vm, eval(vm, "\xc3\xa4(\xc3\xb6=2)"), "(2,)");
    add(vm, "values(a=1.5, b=-2.5e3, c='s', d=[1], e={'k': None}, f=True, g=0x10, h=10**20, i=())", echo, NULL);
    is_repr(vm, eval(vm, "values()"),
            "(1.5, -2500.0, 's', [1], {'k': None}, True, 16, 100000000000000000000, ())");
    OuroObject *f = ouro_function(vm, "f(x): not this", echo, NULL, "this");
    OuroObject *doc = ouro_attr(vm, f, "__doc__");
    is_repr(vm, doc, "'this'");
    ouro_release(vm, f);
    ouro_vm_free(vm);
}

static void wrong_signatures(void **state)
{
    (void)state;
    static const char *const all[][2] = {
        {"", "a name is missing"}, {"f", "'(' is missing"}, {"1f()", "a name is missing"},
        {"f(", "a name is missing"}, {"f(a", "')' is missing"}, {"f(a b)", "',' or ')' is missing"},
        {"f(a, a)", "duplicate argument"}, {"f(a=1, b)", "non-default argument follows default argument"},
        {"f(*)", "named arguments must follow bare *"}, {"f(*a, *b)", "a second '*'"},
        {"f(**k, a)", "arguments cannot follow var-keyword argument"}, {"f(/)", "misplaced '/'"},
        {"f(a, /, b, /)", "misplaced '/'"}, {"f(*, a, /)", "misplaced '/'"}, {"f(a=)", "a default is missing"},
        {"f(a:)", "an annotation is missing"}, {"f() x", "text after the end"},
        {"f(a: flaot)", "name 'flaot' is not defined"}, {"f(a=1/0)", "division by zero"},
        {"f(a: 3)", "isinstance() arg 2 must be a type, a tuple of types, or a union"},
        {"f(a=1+)", "invalid syntax (<string>, line 1)"},
    };
    OuroVM *vm = new_vm();
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        char message[200];
        assert_null(ouro_function(vm, all[i][0], echo, NULL, NULL));
        snprintf(message, sizeof message, "%s in signature '%s'", all[i][1], all[i][0]);
        has_failed(vm, "ValueError", message);
    }
    char many[600] = "f(a0";
    for (int i = 1; i <= 64; i++)
        sprintf(many + strlen(many), ", a%d", i);
    assert_null(ouro_function(vm, strcat(many, ")"), echo, NULL, NULL));
    ouro_error_clear(vm);
    assert_null(ouro_function(vm, "\xff(x)", echo, NULL, NULL));
    ouro_error_clear(vm);
    assert_null(ouro_function(vm, NULL, echo, NULL, NULL));
    ouro_error_clear(vm);
    ouro_vm_free(vm);
}

static void checks(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    run_ok(vm, "class Index:\n    def __index__(self): return 7\nclass Real:\n    def __float__(self): return 1.5\n"
               "class Point: pass\nclass Text(str): pass\nbad = type('Bad', (), {'__index__': lambda s: 1 // 0})()");
    add(vm, "i(x: int)", echo, NULL);
    add(vm, "f(x: float)", echo, NULL);
    add(vm, "s(x: str)", echo, NULL);
    add(vm, "b(x: bytes)", echo, NULL);
    add(vm, "t(x: bool)", echo, NULL);
    add(vm, "many(a: list, b: tuple, c: dict, d: set, e: callable, g: object)", echo, NULL);
    add(vm, "n(x: int | None, y: str = None, z: Point | None = None)", echo, NULL);
    add(vm, "p(x: Point)", echo, NULL);
    add(vm, "u(x: int | str)", echo, NULL);
    add(vm, "q(x: 'anything', y: (int, str) = 1)", echo, NULL);
    is_repr(vm, eval(vm, "i(1), i(Index()), i(10**30), i(True)"), "((1,), (7,), (1000000000000000000000000000000,), (True,))");
    is_repr(vm, eval(vm, "f(1), f(Index()), f(Real()), f(True), f(0.5)"), "((1.0,), (7.0,), (1.5,), (1.0,), (0.5,))");
    is_repr(vm, eval(vm, "s('x'), type(s(Text('x'))[0]) is Text"), "(('x',), True)");
    is_repr(vm, eval(vm, "b(b'x'), b(bytearray(b'y')), b(memoryview(b'z'))"), "((b'x',), (b'y',), (b'z',))");
    is_repr(vm, eval(vm, "t(True)"), "(True,)");
    is_repr(vm, eval(vm, "many([], (), {}, {1}, len, 0)[0:4]"), "([], (), {}, {1})");
    is_repr(vm, eval(vm, "many([], (), {}, frozenset(), print, 0)[3]"), "frozenset()");
    is_repr(vm, eval(vm, "n(None), n(1, 'y'), type(p(Point())[0]).__name__, u(1), u('x'), q(2, 'x')"),
            "((None, None, None), (1, 'y', None), 'Point', (1,), ('x',), (2, 'x'))");
    raises(vm, "i(1.5)", "TypeError", "i() argument 'x' must be int, not float");
    raises(vm, "i(bad)", "ZeroDivisionError", NULL);
    raises(vm, "f('1')", "TypeError", "f() argument 'x' must be float, not str");
    raises(vm, "s(b'')", "TypeError", "s() argument 'x' must be str, not bytes");
    raises(vm, "b('')", "TypeError", "b() argument 'x' must be bytes, not str");
    raises(vm, "t(1)", "TypeError", "t() argument 'x' must be bool, not int");
    raises(vm, "many([], (), {}, {1}, 5, 0)", "TypeError", "many() argument 'e' must be callable, not int");
    raises(vm, "many([], [], {}, {1}, 5, 0)", "TypeError", "many() argument 'b' must be tuple, not list");
    raises(vm, "n('')", "TypeError", "n() argument 'x' must be int or None, not str");
    raises(vm, "n(1, 2)", "TypeError", "n() argument 'y' must be str or None, not int");
    raises(vm, "n(1, z=2)", "TypeError", "n() argument 'z' must be Point or None, not int");
    raises(vm, "p(1)", "TypeError", "p() argument 'x' must be Point, not int");
    raises(vm, "u(None)", "TypeError", "u() argument 'x' must be int | str, not None");
    raises(vm, "f(x=True, y=1)", "TypeError", "f() got an unexpected keyword argument 'y'");
    ouro_vm_free(vm);
}

/* ---- what the functions do ---- */

static OuroObject *apply(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    OuroObject *const *items;
    size_t n;
    return (items = ouro_items(vm, args[1], &n)) ? ouro_call(vm, args[0], items, n) : NULL;
}

static OuroObject *run(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    OuroResult *r = ouro_vm_run(vm, ouro_as_text(vm, args[0], NULL), "inner.py", NULL, 0);
    OuroObject *value = ouro_result_ok(r) ? ouro_text(vm, ouro_result_value(r) ? ouro_result_value(r) : "-")
                                          : ouro_text(vm, ouro_result_exception(r));
    ouro_result_free(r);
    return value;
}

static OuroObject *identity(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_retain(vm, args[0]);
}

static OuroObject *fail_with(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)count, (void)user;
    return ouro_raise(vm, ouro_as_text(vm, args[0], NULL), ouro_as_text(vm, args[1], NULL));
}

static OuroObject *nothing(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)vm, (void)args, (void)count, (void)user;
    return NULL;
}

static OuroObject *both(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)args, (void)count, (void)user;
    ouro_raise(vm, "KeyError", "k");
    return ouro_none(vm);
}

static OuroObject *late(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)user;
    ouro_interrupt(vm);
    OuroObject *value = ouro_eval(vm, "[i for i in range(1000000)]", NULL, NULL);
    ouro_release(vm, value);
    ouro_error_clear(vm); /* in vain: the run is over */
    return ouro_tuple(vm, args, count);
}

static void reentry(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    add(vm, "apply(f: callable, args: tuple)", apply, NULL);
    add(vm, "run(source: str)", run, NULL);
    add(vm, "identity(x)", identity, NULL);
    add(vm, "fail(cls: str, message: str)", fail_with, NULL);
    add(vm, "nothing()", nothing, NULL);
    add(vm, "both()", both, NULL);
    is_repr(vm, eval(vm, "apply(lambda a, b: a - b, (5, 3))"), "2");
    is_repr(vm, eval(vm, "apply(apply, (apply, (max, (1, 4))))"), "4");
    is_repr(vm, eval(vm, "sorted([3, -5, 1], key=identity), list(map(identity, 'ab')), min([4, 2], key=identity)"),
            "([-5, 1, 3], ['a', 'b'], 2)");
    is_repr(vm, eval(vm, "run('6 * 7'), run('1 // 0'), run('x = 5'), x"), "('42', 'ZeroDivisionError', '-', 5)");
    is_repr(vm, eval(vm, "run('run(\"run(\\'1 + 1\\')\")')"), "'\"\\'2\\'\"'");
    raises(vm, "fail('ValueError', 'of the host')", "ValueError", "of the host");
    raises(vm, "fail('NoSuch', '')", "NameError", "name 'NoSuch' is not defined");
    raises(vm, "nothing()", "SystemError", "nothing() returned NULL without setting an exception");
    raises(vm, "both()", "SystemError", "both() returned a result with an exception set");
    run_ok(vm, "try:\n    both()\nexcept SystemError as e:\n    assert repr(e.__cause__) == \"KeyError('k')\", e.__cause__\n"
               "def deep(n): return apply(deep, (n + 1,))\n"
               "try:\n    deep(0)\nexcept RecursionError: pass\nelse: assert 0\n"
               "def loop():\n    t = 0\n    for i in range(300):\n        t += identity(i) + apply(identity, (i,))\n"
               "        try: fail('KeyError', 'x')\n        except KeyError: t += 1\n    return t\n"
               "assert loop() == 300 * 299 + 300\n"
               "def gen():\n    for i in range(200): yield identity(i)\n"
               "assert sum(gen()) == 19900\n");
    OuroResult *r = ouro_vm_run(vm, "def f():\n    fail('OSError', 'gone')\nf()", "a.py", NULL, 0);
    assert_string_equal(ouro_result_traceback(r),
                        "Traceback (most recent call last):\n  File \"a.py\", line 3, in <module>\n    f()\n"
                        "  File \"a.py\", line 2, in f\n    fail('OSError', 'gone')\nOSError: gone\n");
    ouro_result_free(r);
    ouro_vm_free(vm);
}

static void limits(void **state)
{
    (void)state;
    OuroOptions options = {.size = sizeof options, .capture_output = 1, .instruction_limit = 200000, .hash_seed = 1};
    OuroVM *vm = ouro_vm_new(&options);
    add(vm, "late(x)", late, NULL);
    add(vm, "run(source: str)", run, NULL);
    OuroResult *r = ouro_vm_run(vm, "try:\n    late(1)\nfinally:\n    print('no')", NULL, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_INTERRUPT);
    assert_string_equal(ouro_result_output(r), "");
    ouro_result_free(r);
    r = ouro_vm_run(vm, "try:\n    run('while 1: pass')\nexcept BaseException:\n    print('no')", NULL, NULL, 0);
    assert_int_equal(ouro_result_end(r), OURO_END_INSTRUCTIONS);
    assert_string_equal(ouro_result_output(r), "");
    ouro_result_free(r);
    run_ok(vm, "run('1')");
    ouro_vm_free(vm);
}

/* ---- lives ---- */

static void forget(void *user)
{
    ++*(int *)user;
}

static OuroObject *counted(OuroVM *vm, OuroObject *const *args, size_t count, void *user)
{
    (void)args, (void)count;
    return ouro_int(vm, ++*(int *)user);
}

static void lives(void **state)
{
    (void)state;
    int calls = 0, dead = 0;
    OuroVM *vm = new_vm();
    OuroObject *f = ouro_function(vm, "tick()", counted, &calls, NULL), *g = ouro_function(vm, "g()", echo, &dead, NULL);
    assert_true(ouro_function_finalizer(vm, g, forget));
    assert_false(ouro_function_finalizer(vm, NULL, forget));
    ouro_error_clear(vm);
    ouro_set_global(vm, "g", g);
    ouro_set_global(vm, "tick", f);
    ouro_release(vm, g);
    run_ok(vm, "tick(); tick()");
    assert_int_equal(calls, 2);
    assert_int_equal(dead, 0);
    run_ok(vm, "import weakref, gc\nw = weakref.ref(g)\nassert w() is g\ndel g\nassert w() is None");
    assert_int_equal(dead, 1);
    /* called by finalizers, by the collector's callbacks, by weak references */
    run_ok(vm, "class A:\n    def __del__(self): tick()\na = A()\na.a = a\ndel a\ngc.collect()\nassert tick() == 4\n"
               "class B: pass\nb = B()\nw = weakref.ref(b, lambda r: tick())\ndel b\nassert tick() == 6\n"
               "keep = A()\nimport atexit\natexit.register(tick)\nf = tick\n"
               "import copy\nassert copy.deepcopy([tick])[0] is tick\nassert hash(tick) == hash(f) and tick == f\n"
               "try:\n    tick.x = 1\nexcept AttributeError: pass\nelse: assert 0\n"
               "try:\n    type(tick)()\nexcept TypeError: pass\nelse: assert 0\n"
               "class C: m = tick\nassert repr(C().m).startswith('<bound method tick of')\n");
    raises(vm, "C().m()", "TypeError", "tick() takes 0 positional arguments but 1 was given");
    ouro_release(vm, f);
    ouro_vm_free(vm);
    assert_int_equal(calls, 8); /* atexit, keep */
}

static void modules(void **state)
{
    (void)state;
    OuroVM *vm = new_vm();
    OuroObject *m = ouro_module(vm, "game", "What a game can do."), *sub = ouro_module(vm, "game.world", NULL);
    OuroObject *size = ouro_int(vm, 12);
    assert_true(ouro_add_function(vm, m, "spawn(kind: str, x: int = size, y=0)", echo, NULL) == 0);
    ouro_error_clear(vm);
    ouro_set_attr(vm, m, "size", size);
    assert_true(ouro_add_function(vm, m, "spawn(kind: str, x: int = size, y=0)", echo, NULL));
    assert_true(ouro_add_function(vm, sub, "tiles() -> list", echo, NULL));
    run_ok(vm, "import game, game.world as world\nfrom game import spawn, world as w\nassert w is world is game.world\n"
               "assert spawn('orc') == ('orc', 12, 0)\nassert spawn.__module__ == 'game' and game.__doc__.startswith('What')\n"
               "assert game.world.tiles() == ()\nassert game.__name__ == 'game'");
    assert_false(ouro_add_function(vm, size, "f()", echo, NULL));
    has_failed(vm, "TypeError", "a module is expected, not int");
    ouro_release(vm, m);
    ouro_release(vm, sub);
    ouro_release(vm, size);
    assert_true(ouro_vm_reset(vm));
    OuroResult *r = ouro_vm_run(vm, "import game", NULL, NULL, 0);
    assert_string_equal(ouro_result_exception(r), "ModuleNotFoundError");
    ouro_result_free(r);
    ouro_vm_free(vm);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signatures), cmocka_unit_test(wrong_signatures), cmocka_unit_test(checks),
        cmocka_unit_test(reentry),    cmocka_unit_test(limits),           cmocka_unit_test(lives),
        cmocka_unit_test(modules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
