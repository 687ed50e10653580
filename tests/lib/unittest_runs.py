# unittest: running tests; what is printed, in which order fixtures are called, results, loaders, main().
import io
import os
import sys
import types
import unittest
import warnings


def shown(stream):
    """What was printed, without the time and unittest's own frames."""
    lines, own = [], False
    for line in stream.getvalue().split("\n"):
        if line.startswith("  File "):
            own = "unittest" in line and "unittest_runs" not in line
            line = line.replace(os.path.dirname(os.path.abspath(__file__)) + "/", "")
        elif not line.startswith("    "):
            own = False
        if not own:
            lines.append(line)
    return "\n".join(line.split(" in ")[0] if line.startswith("Ran ") else line for line in lines)


def run(*cases, verbosity=1, **kwargs):
    load = unittest.defaultTestLoader.loadTestsFromTestCase
    stream = io.StringIO()
    result = unittest.TextTestRunner(stream, verbosity=verbosity, **kwargs).run(
        unittest.TestSuite(load(case) if isinstance(case, type) else case for case in cases))
    print(shown(stream))
    print(result, result.wasSuccessful(), result.shouldStop)
    return result


class All(unittest.TestCase):
    def test_pass(self):
        """It passes.

        More text."""

    def test_fail(self):
        self.assertEqual([1, 2], [1, 2][:1] + [2] + self.more())

    def more(self):
        return self.fail("from a helper")

    def test_error(self):
        """An error."""
        try:
            {}["x"]
        except KeyError as e:
            raise ValueError("of it") from e

    @unittest.skip("by decorator")
    def test_skip(self):
        pass

    def test_skip_inside(self):
        self.skipTest("inside")

    @unittest.skipIf(True, "condition")
    def test_skip_if(self):
        pass

    @unittest.skipUnless(True, "condition")
    def test_skip_unless(self):
        pass

    @unittest.skip
    def test_skip_bare(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail()

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    @unittest.expectedFailure
    def test_expected_in_subtest(self):
        with self.subTest(a=1):
            self.fail()
        print("not reached")

    def test_subtests(self):
        """Several."""
        for i in range(4):
            with self.subTest(i=i):
                with self.subTest("inner", j=2 * i):
                    if i == 1:
                        self.fail("one")
                    if i == 2:
                        raise KeyError("two")
                    if i == 3:
                        self.skipTest("three")
        with self.subTest():
            pass
        with self.subTest("only message"):
            self.assertTrue(0)

    def test_subtest_and_own(self):
        with self.subTest():
            self.fail("sub")
        self.fail("own")


for verbosity in range(3):
    run(All, verbosity=verbosity)
run(All, failfast=True)


class Order(unittest.TestCase):
    log = []

    @classmethod
    def setUpClass(cls):
        cls.log.append("setUpClass")
        cls.addClassCleanup(cls.log.append, "class clean-up 1")
        cls.addClassCleanup(cls.log.append, "class clean-up 2")

    @classmethod
    def tearDownClass(cls):
        cls.log.append("tearDownClass")

    def setUp(self):
        self.log.append("setUp")
        self.addCleanup(self.log.append, "clean-up 1")
        self.addCleanup(self.log.append, "clean-up 2")

    def tearDown(self):
        self.log.append("tearDown")

    def test_a(self):
        self.log.append("test_a")

    def test_b(self):
        self.log.append("test_b")
        self.fail("b")


def setUpModule():
    Order.log.append("setUpModule")
    unittest.addModuleCleanup(Order.log.append, "module clean-up")


def tearDownModule():
    Order.log.append("tearDownModule")


run(Order)
print(Order.log)
del setUpModule, tearDownModule


class Fixtures:
    """Cases whose fixtures fail."""
    class SetUp(unittest.TestCase):
        def setUp(self):
            self.addCleanup(print, "clean-up")
            1 / 0

        def tearDown(self):
            print("not called")

        def test(self):
            print("not called")

    class TearDown(unittest.TestCase):
        def tearDown(self):
            1 / 0

        def test(self):
            self.fail("first")

    class CleanUp(unittest.TestCase):
        def test(self):
            self.addCleanup(int, "x")
            self.addCleanup(self.fail, "in clean-up")

    class SetUpClass(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            cls.addClassCleanup(int, "x")
            1 / 0

        def test(self):
            print("not called")

    class SkippedClass(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            raise unittest.SkipTest("the class")

        def test(self):
            print("not called")

    class TearDownClass(unittest.TestCase):
        @classmethod
        def tearDownClass(cls):
            cls.addClassCleanup(cls.nothing)
            1 / 0

        def test(self):
            return 23

    @unittest.skip("decorated")
    class Decorated(unittest.TestCase):
        @classmethod
        def setUpClass(cls):
            print("not called")

        def test(self):
            print("not called")

    @unittest.expectedFailure
    class Expected(unittest.TestCase):
        def test_fails(self):
            self.fail()

        def test_passes(self):
            pass


Fixtures.TearDownClass.nothing = staticmethod(lambda: int("y"))
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    for name, case in vars(Fixtures).items():
        if isinstance(case, type):
            run(case, verbosity=2)
print([str(w.message).split(" (")[0] for w in seen])


class Contexts(unittest.TestCase):
    class Manager:
        def __enter__(self):
            print("enter")
            return 5

        def __exit__(self, *args):
            print("exit", args)

    def test_good(self):
        print(self.enterContext(self.Manager()))

    def test_bad(self):
        self.enterContext(5)

    def test_output(self):
        print("to stdout")
        print("to stderr", file=sys.stderr, end="")
        self.fail()

    def test_locals(self):
        value = "shown with tb_locals"
        1 / 0


run(Contexts)
run(Contexts, buffer=True, tb_locals=True)

print("-- module fixtures")
module = types.ModuleType("made_module")
sys.modules["made_module"] = module
exec("""
import unittest
class One(unittest.TestCase):
    def test_one(self): print("one")
class Two(unittest.TestCase):
    def test_two(self): print("two")
def setUpModule():
    unittest.addModuleCleanup(print, "module clean-up")
    fail("set-up")
def tearDownModule():
    fail("tear-down")
def fail(where): print(where)
""", vars(module))
load = unittest.defaultTestLoader
for failing in ("", "set-up", "tear-down"):
    module.fail = lambda where: where == failing and 1 / 0
    stream = io.StringIO()
    unittest.TextTestRunner(stream, verbosity=2).run(load.loadTestsFromModule(module))
    print(shown(stream))

print("-- loading")
print(load.loadTestsFromName("made_module.Two"), load.loadTestsFromNames(["One.test_one", "Two"], module))
print(load.getTestCaseNames(Order), load.loadTestsFromName("made_module.One.test_one"))
for name in ("made_module.Three", "no_module", "no_module.x", "made_module.One.test_x", "math.pi", "made_module.print"):
    unittest.TestLoader.sortTestMethodsUsing = None
    try:
        suite = unittest.TestLoader().loadTestsFromName(name)
        test = list(suite)[0]
        print(name, suite.countTestCases(), test.id())
        result = unittest.TestResult()
        suite.run(result)
        print(result, result.errors[0][1].strip().split("\n")[-1])
    except Exception as e:
        print(name, type(e).__name__, str(e)[:40])
module.load_tests = lambda loader, tests, pattern: loader.loadTestsFromTestCase(module.One)
print(load.loadTestsFromModule(module))
module.load_tests = lambda loader, tests, pattern: 1 / 0
result = unittest.TestResult()
load.loadTestsFromModule(module).run(result)
print(result, result.errors[0][0])
del module.load_tests
patterns = unittest.TestLoader()
for patterns.testNamePatterns in (["*one*"], ["*.Two.*"], ["one"], ["*t[ab]st_?ne"], ["*[!a]_one"], ["*_[m-p]*"], ["*t[!x]*"]):
    print(patterns.testNamePatterns, patterns.loadTestsFromModule(module).countTestCases())
for wrong in (lambda: load.loadTestsFromTestCase(unittest.TestSuite), lambda: unittest.TestSuite().addTest(1),
              lambda: unittest.TestSuite().addTest(Order), lambda: unittest.TestSuite("ab"), lambda: Order("missing"),
              lambda: unittest.TestSuite([1])):
    try:
        wrong()
    except Exception as e:
        print(type(e).__name__, e)

print("-- cases and suites as objects")
a, b = Order("test_a"), Order("test_b")
print(a == Order("test_a"), a == b, hash(a) == hash(Order("test_a")), a, repr(a), a.id(), a.shortDescription())
suite = unittest.TestSuite([a, b])
print(suite.countTestCases(), suite == unittest.TestSuite([a, b]), suite == 1, suite, list(suite) == [a, b], bool(suite))
print(unittest.FunctionTestCase(run).id(), unittest.FunctionTestCase(print, description="d").shortDescription())


def function():
    "Of the function."
    print("function")


case = unittest.FunctionTestCase(function, lambda: print("up"), lambda: print("down"))
print(case, case.shortDescription(), case.run(), case == unittest.FunctionTestCase(function))
suite = unittest.TestSuite([Contexts("test_good"), Contexts("test_bad")])
try:
    suite.debug()
except TypeError as e:
    print("debug:", e)
try:
    All("test_skip").debug()
except unittest.SkipTest as e:
    print("debug skips:", e)
print(suite.countTestCases())

print("-- main")


class Holder:
    """A module for main()."""
    __name__ = "holder"
    One, Two = module.One, module.Two


module.fail = lambda where: None
Holder = types.ModuleType("holder")
Holder.One, Holder.Two = module.One, module.Two
for args in ([], ["-v"], ["-q"], ["Two"], ["-k", "one", "-v"], ["-v", "-k*two"], ["One.test_one"],
             ["-f", "-b"], ["missing"]):
    stream, sys.stderr = sys.stderr, io.StringIO()
    try:
        unittest.main(Holder, argv=["program", *args])
    except SystemExit as e:
        code = e.code
    finally:
        stream, sys.stderr = sys.stderr, stream
    lines = [line for line in shown(stream).split("\n") if not line.startswith(("  File", "    "))]
    print(args, code, "\n".join(lines))
program = unittest.main(Holder, argv=["program"], exit=False, defaultTest="One",
                        testRunner=unittest.TextTestRunner(io.StringIO()))
print(program.result, program.verbosity, program.warnings, program.progName)
print(unittest.main is unittest.TestProgram)
