"""Finding tests: in classes, modules, by name, in folders."""
import functools
import os
import sys
import traceback
from . import case, suite, util

__unittest = True


class _FailedTest(case.TestCase):
    """Stands for tests that could not be loaded: fails with the reason."""
    _testMethodName = None

    def __init__(self, method_name, exception):
        self._exception = exception
        super().__init__(method_name)

    def __getattr__(self, name):
        if name != self._testMethodName:
            return super().__getattribute__(name)

        def testFailure():
            raise self._exception

        return testFailure


class TestLoader:
    """Makes suites of the tests it finds."""
    testMethodPrefix = "test"
    sortTestMethodsUsing = staticmethod(lambda x, y: (x > y) - (x < y))
    testNamePatterns = None
    suiteClass = suite.TestSuite
    _top_level_dir = None

    def __init__(self):
        self.errors = []
        self._loading_packages = set()

    def loadTestsFromTestCase(self, testCaseClass):
        """A suite of all test methods of a class."""
        if issubclass(testCaseClass, suite.TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass(map(testCaseClass, names))

    def loadTestsFromModule(self, module, *args, pattern=None, **kws):
        """A suite of all cases of a module, or what its load_tests() makes of them."""
        if args or kws:
            self._check_deprecated(args, kws)
        tests = []
        for name in dir(module):
            obj = getattr(module, name)
            if isinstance(obj, type) and issubclass(obj, case.TestCase):
                tests.append(self.loadTestsFromTestCase(obj))
        tests = self.suiteClass(tests)
        load_tests = getattr(module, "load_tests", None)
        if load_tests is not None:
            try:
                return load_tests(self, tests, pattern)
            except Exception as e:
                return self._failed(module.__name__, "Failed to call load_tests:", e)
        return tests

    def _check_deprecated(self, args, kws):
        if args or "use_load_tests" in kws:
            import warnings
            warnings.warn("use_load_tests is deprecated and ignored", DeprecationWarning, 3)
            kws.pop("use_load_tests", None)
        if len(args) > 1:
            raise TypeError(f"loadTestsFromModule() takes 1 positional argument but {len(args) + 1} were given")
        if kws:
            raise TypeError(f"loadTestsFromModule() got an unexpected keyword argument '{sorted(kws)[0]}'")

    def _failed(self, name, why, exception=None):
        """A suite with one test that fails with what loading raised."""
        message = f"{why}\n{traceback.format_exc()}"
        self.errors.append(message)
        return self.suiteClass([_FailedTest(name, exception or ImportError(message))])

    def loadTestsFromName(self, name, module=None):
        """A suite of what a dotted name means: module, class, method, suite, or function that makes tests."""
        parts = name.split(".")
        error_case = None
        if module is None:
            rest = parts[:]
            while rest:
                try:
                    module = __import__(".".join(rest))
                    break
                except ImportError:
                    last = rest.pop()
                    error_case = self._failed(last, f"Failed to import test module: {last}")
                    if not rest:
                        return error_case
            parts = parts[1:]
        obj = module
        parent = None
        for part in parts:
            try:
                parent, obj = obj, getattr(obj, part)
            except AttributeError as e:
                if getattr(obj, "__path__", None) is not None and error_case is not None:
                    return error_case
                if error_case is not None:
                    self.errors.pop()
                return self._failed(part, "Failed to access attribute:", e)
        if error_case is not None:
            self.errors.pop()
        return self._tests_of(obj, parent, parts)

    def _tests_of(self, obj, parent, parts):
        if isinstance(obj, type(sys)):
            return self.loadTestsFromModule(obj)
        if isinstance(obj, type) and issubclass(obj, case.TestCase):
            return self.loadTestsFromTestCase(obj)
        if isinstance(obj, type(case.skip)) and isinstance(parent, type) and issubclass(parent, case.TestCase):
            instance = parent(parts[-1])
            if not isinstance(getattr(instance, parts[-1]), type(case.skip)):  # not a static method
                return self.suiteClass([instance])
        elif isinstance(obj, suite.TestSuite):
            return obj
        if not callable(obj):
            raise TypeError(f"don't know how to make test from: {obj}")
        test = obj()
        if isinstance(test, suite.TestSuite):
            return test
        if isinstance(test, case.TestCase):
            return self.suiteClass([test])
        raise TypeError(f"calling {obj} returned {test}, not a test")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])

    def getTestCaseNames(self, testCaseClass):
        """The sorted names of a class's test methods."""
        def wanted(name):
            if not name.startswith(self.testMethodPrefix) or not callable(getattr(testCaseClass, name)):
                return False
            full = f"{testCaseClass.__module__}.{testCaseClass.__qualname__}.{name}"
            return self.testNamePatterns is None or any(util.matches(full, p) for p in self.testNamePatterns)

        names = list(filter(wanted, dir(testCaseClass)))
        if self.sortTestMethodsUsing:
            names.sort(key=functools.cmp_to_key(self.sortTestMethodsUsing))
        return names

    # ---- folders ----

    def discover(self, start_dir, pattern="test*.py", top_level_dir=None):
        """A suite of all test modules below a folder (or package) whose names match."""
        implicit = top_level_dir is None and self._top_level_dir is None
        top = os.path.abspath(top_level_dir or self._top_level_dir or start_dir)
        if top not in sys.path:
            sys.path.insert(0, top)
        self._top_level_dir = top
        importable = True
        if os.path.isdir(os.path.abspath(start_dir)):
            start_dir = os.path.abspath(start_dir)
            if start_dir != top:
                importable = os.path.isfile(os.path.join(start_dir, "__init__.py"))
        else:
            try:
                __import__(start_dir)
            except ImportError:
                importable = False
            else:
                module = sys.modules[start_dir]
                first = start_dir.split(".")[0]
                if getattr(module, "__file__", None) is None:
                    raise TypeError(f"don't know how to discover from {module!r}")
                start_dir = os.path.dirname(os.path.abspath(module.__file__))
                if implicit:
                    folder = os.path.dirname(os.path.abspath(sys.modules[first].__file__))
                    self._top_level_dir = os.path.dirname(folder)
                    sys.path.remove(top)
        if not importable:
            raise ImportError(f"Start directory is not importable: {start_dir!r}")
        return self.suiteClass(list(self._find_tests(start_dir, pattern)))

    def _name_of(self, path):
        if path == self._top_level_dir:
            return "."
        return os.path.relpath(os.path.splitext(path)[0], self._top_level_dir).replace(os.sep, ".")

    def _find_tests(self, start_dir, pattern):
        name = self._name_of(start_dir)
        if name != "." and name not in self._loading_packages:
            tests, recurse = self._find_in(start_dir, pattern)
            if tests is not None:
                yield tests
            if not recurse:
                return
        for entry in sorted(os.listdir(start_dir)):
            path = os.path.join(start_dir, entry)
            tests, recurse = self._find_in(path, pattern)
            if tests is not None:
                yield tests
            if recurse:
                name = self._name_of(path)
                self._loading_packages.add(name)
                try:
                    yield from self._find_tests(path, pattern)
                finally:
                    self._loading_packages.discard(name)

    def _find_in(self, path, pattern):
        """(tests or None, whether to look inside) for one file or folder."""
        base = os.path.basename(path)
        if os.path.isfile(path):
            if not (base.endswith(".py") and base[:-3].isidentifier() and util.matches(base, pattern)):
                return None, False
        elif not os.path.isfile(os.path.join(path, "__init__.py")):
            return None, False
        name = self._name_of(path)
        try:
            __import__(name)
            module = sys.modules[name]
        except case.SkipTest as e:
            return self._skipped(name, str(e)), False
        except Exception:
            return self._failed(name, f"Failed to import test module: {name}"), False
        if os.path.isfile(path):
            self._check_place(module, path, name)
            return self.loadTestsFromModule(module, pattern=pattern), False
        load_tests = getattr(module, "load_tests", None)
        self._loading_packages.add(name)
        try:
            tests = self.loadTestsFromModule(module, pattern=pattern)
            return tests, load_tests is None
        finally:
            self._loading_packages.discard(name)

    def _check_place(self, module, path, name):
        def plain(place):
            return os.path.splitext(os.path.realpath(place))[0]

        found = os.path.abspath(getattr(module, "__file__", path))
        if plain(found).lower() != plain(path).lower():
            raise ImportError(f"{name!r} module incorrectly imported from {os.path.dirname(plain(found))!r}. Expected "
                              f"{os.path.dirname(path)!r}. Is this module globally installed?")

    def _skipped(self, name, reason):
        @case.skip(reason)
        def testSkipped(self):
            pass

        cls = type("ModuleSkipped", (case.TestCase,), {name: testSkipped})
        return self.suiteClass((cls(name),))


defaultTestLoader = TestLoader()


def _loader(prefix, sortUsing, suiteClass=None, testNamePatterns=None):
    import warnings
    warnings.warn(f"unittest.{sys._getframe(1).f_code.co_name}() is deprecated and will be removed in Python 3.13. "
                  f"Please use unittest.TestLoader instead.", DeprecationWarning, stacklevel=3)
    made = TestLoader()
    made.sortTestMethodsUsing, made.testMethodPrefix, made.testNamePatterns = sortUsing, prefix, testNamePatterns
    if suiteClass:
        made.suiteClass = suiteClass
    return made


_compare = TestLoader.sortTestMethodsUsing


def getTestCaseNames(testCaseClass, prefix, sortUsing=_compare, testNamePatterns=None):
    return _loader(prefix, sortUsing, testNamePatterns=testNamePatterns).getTestCaseNames(testCaseClass)


def makeSuite(testCaseClass, prefix="test", sortUsing=_compare, suiteClass=suite.TestSuite):
    return _loader(prefix, sortUsing, suiteClass).loadTestsFromTestCase(testCaseClass)


def findTestCases(module, prefix="test", sortUsing=_compare, suiteClass=suite.TestSuite):
    return _loader(prefix, sortUsing, suiteClass).loadTestsFromModule(module)
