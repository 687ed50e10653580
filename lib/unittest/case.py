"""Test cases: TestCase with its assert methods, skipping, subtests, clean-up."""
import sys
import traceback
import warnings
from functools import wraps
from .result import TestResult
from .util import (_common_shorten_repr, count_differences, display_lines, line_difference, safe_repr, strclass)

__unittest = True
_no_message = object()
DIFF_OMITTED = "\nDiff is %s characters long. Set self.maxDiff to None to see it."


class SkipTest(Exception):
    """Raise this in a test to skip it."""


class _ShouldStop(Exception):
    """The test shall stop: what happened is in the result already."""


class _Part:
    """Context manager around one part of a test: what it raises goes to the result."""

    def __init__(self, outcome, test, is_subtest):
        self.outcome, self.test, self.is_subtest = outcome, test, is_subtest

    def __enter__(self):
        self.before = self.outcome.success
        self.outcome.success = True

    def __exit__(self, exc_type, exc, tb):
        outcome, test = self.outcome, self.test
        try:
            if exc_type is None:
                if self.is_subtest and outcome.success:
                    outcome.result.addSubTest(test.test_case, test, None)
            elif issubclass(exc_type, KeyboardInterrupt):
                return False
            elif issubclass(exc_type, SkipTest):
                outcome.success = False
                outcome.result.addSkip(test, str(exc))
            elif not issubclass(exc_type, _ShouldStop):
                if outcome.expecting_failure:
                    outcome.expectedFailure = exc_type, exc, tb
                else:
                    outcome.success = False
                    if self.is_subtest:
                        outcome.result.addSubTest(test.test_case, test, (exc_type, exc, tb))
                    else:
                        _add_error(outcome.result, test, (exc_type, exc, tb))
            return True
        finally:
            outcome.success = outcome.success and self.before
            del exc, tb


def _add_error(result, test, exc_info):
    if result is not None and exc_info is not None:
        if issubclass(exc_info[0], test.failureException):
            result.addFailure(test, exc_info)
        else:
            result.addError(test, exc_info)


class _Outcome:
    """How a running test goes."""

    def __init__(self, result=None):
        self.expecting_failure = False
        self.expectedFailure = None
        self.result = result
        self.result_supports_subtests = hasattr(result, "addSubTest")
        self.success = True

    def testPartExecutor(self, test_case, subTest=False):
        return _Part(self, test_case, subTest)


# ---- clean-up, contexts ----

_module_cleanups = []


def addModuleCleanup(function, /, *args, **kwargs):
    """Call function after tearDownModule, or when setUpModule fails."""
    _module_cleanups.append((function, args, kwargs))


def _enter_context(cm, add_cleanup):
    cls = type(cm)
    try:
        enter, leave = cls.__enter__, cls.__exit__
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager "
                        "protocol") from None
    value = enter(cm)
    add_cleanup(leave, cm, None, None, None)
    return value


def enterModuleContext(cm):
    """Like enterContext, for a module's tests."""
    return _enter_context(cm, addModuleCleanup)


def doModuleCleanups():
    """Call what addModuleCleanup was given, the last one first."""
    exceptions = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as exc:
            exceptions.append(exc)
    if exceptions:
        raise exceptions[0]


# ---- skipping ----


def skip(reason):
    """Skip a test or a class."""
    def decorator(item):
        if not isinstance(item, type):
            @wraps(item)
            def skip_wrapper(*args, **kwargs):
                raise SkipTest(reason)

            item = skip_wrapper
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    if isinstance(reason, type(skip)):
        item, reason = reason, ""
        return decorator(item)
    return decorator


def _same(item):
    return item


def skipIf(condition, reason):
    """Skip if the condition is true."""
    return skip(reason) if condition else _same


def skipUnless(condition, reason):
    """Skip unless the condition is true."""
    return _same if condition else skip(reason)


def expectedFailure(test_item):
    """Mark a test that is known to fail."""
    test_item.__unittest_expecting_failure__ = True
    return test_item


# ---- contexts of assertRaises and assertWarns ----


def _is_subtype(expected, base):
    if isinstance(expected, tuple):
        return all(_is_subtype(e, base) for e in expected)
    return isinstance(expected, type) and issubclass(expected, base)


class _Context:
    """What assertRaises and assertWarns have in common; `what` is the word for the type in messages."""

    def __init__(self, expected, test_case, expected_regex=None):
        self.test_case = test_case
        self.expected = expected
        if expected_regex is not None and isinstance(expected_regex, (str, bytes)):
            import re
            expected_regex = re.compile(expected_regex)
        self.expected_regex = expected_regex
        self.obj_name = None
        self.msg = None

    def _fail(self, message):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, message))

    def _not_seen(self, verb):
        name = getattr(self.expected, "__name__", None) or str(self.expected)
        self._fail(f"{name} not {verb} by {self.obj_name}" if self.obj_name else f"{name} not {verb}")

    def _check_pattern(self, exc):
        if not self.expected_regex.search(str(exc)):
            self._fail(f'"{self.expected_regex.pattern}" does not match "{exc}"')

    def handle(self, name, args, kwargs):
        """Without args: be the context manager. Else call args[0] in it."""
        try:
            if not _is_subtype(self.expected, self.base):
                what = self.what.split()
                raise TypeError(f"{name}() arg 1 must be {' '.join(what)} type or tuple of {what[1]} types")
            if not args:
                self.msg = kwargs.pop("msg", None)
                if kwargs:
                    raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
                return self
            function, *args = args
            try:
                self.obj_name = function.__name__
            except AttributeError:
                self.obj_name = str(function)
            with self:
                function(*args, **kwargs)
        finally:
            self = None


class _AssertRaisesContext(_Context):
    base, what = BaseException, "an exception"
    __class_getitem__ = classmethod(type(list[int]))

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, tb):
        if exc_type is None:
            self._not_seen("raised")
        traceback.clear_frames(tb)
        if not issubclass(exc_type, self.expected):
            return False
        self.exception = exc_value.with_traceback(None)
        if self.expected_regex is not None:
            self._check_pattern(exc_value)
        return True


class _AssertWarnsContext(_Context):
    base, what = Warning, "a warning"

    def __enter__(self):
        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self.warnings_manager = warnings.catch_warnings(record=True)
        self.warnings = self.warnings_manager.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, exc_type, exc_value, tb):
        self.warnings_manager.__exit__(exc_type, exc_value, tb)
        if exc_type is not None:
            return
        first = None
        for seen in self.warnings:
            warning = seen.message
            if not isinstance(warning, self.expected):
                continue
            if first is None:
                first = warning
            if self.expected_regex is not None and not self.expected_regex.search(str(warning)):
                continue
            self.warning, self.filename, self.lineno = warning, seen.filename, seen.lineno
            return
        if first is not None:
            self._check_pattern(first)
        self._not_seen("triggered")


def _deprecated(method):
    def deprecated_func(*args, **kwargs):
        warnings.warn(f"Please use {method.__name__} instead.", DeprecationWarning, 2)
        return method(*args, **kwargs)

    return deprecated_func


class _SubTestContext:
    """with self.subTest(): …"""

    def __init__(self, test, message, params):
        self.test, self.message, self.params = test, message, params

    def __enter__(self):
        test = self.test
        self.outcome = test._outcome
        if self.outcome is None or not self.outcome.result_supports_subtests:
            self.outcome = None
            return
        self.parent = test._subtest
        if self.parent is not None:
            self.params.update((k, v) for k, v in self.parent.params.items() if k not in self.params)
        test._subtest = _SubTest(test, self.message, self.params)
        self.part = self.outcome.testPartExecutor(test._subtest, subTest=True)
        self.part.__enter__()

    def __exit__(self, *exc_info):
        outcome = self.outcome
        if outcome is None:
            return False
        try:
            handled = self.part.__exit__(*exc_info)
            if exc_info[0] is not None and not handled:
                return False
            if not outcome.success:
                if outcome.result is not None and outcome.result.failfast:
                    raise _ShouldStop from None
            elif outcome.expectedFailure:
                raise _ShouldStop from None
            return True
        finally:
            self.test._subtest = self.parent
            del exc_info, self.part


class TestCase:
    """One test: a method of a class derived from this one, with what it needs set up around it."""
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16

    def __init_subclass__(cls, *args, **kwargs):
        cls._classSetupFailed = False
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._outcome = None
        self._testMethodDoc = "No test"
        try:
            method = getattr(self, methodName)
        except AttributeError:
            if methodName != "runTest":
                raise ValueError(f"no such test method in {self.__class__}: {methodName}")
        else:
            self._testMethodDoc = method.__doc__
        self._cleanups = []
        self._subtest = None
        self._type_equality_funcs = {dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual",
                                     set: "assertSetEqual", frozenset: "assertSetEqual", str: "assertMultiLineEqual"}

    def addTypeEqualityFunc(self, typeobj, function):
        """Let assertEqual compare objects of exactly this type with function(first, second, msg=)."""
        self._type_equality_funcs[typeobj] = function

    # ---- fixtures ----

    def addCleanup(self, function, /, *args, **kwargs):
        """Call function after tearDown; the last one added first."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enter a context manager that is left by a clean-up."""
        return _enter_context(cm, self.addCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Call function after tearDownClass."""
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        """Like enterContext, for the tests of a class."""
        return _enter_context(cm, cls.addClassCleanup)

    def setUp(self):
        "Called before each test method."

    def tearDown(self):
        "Called after each test method."

    @classmethod
    def setUpClass(cls):
        "Called before the tests of the class."

    @classmethod
    def tearDownClass(cls):
        "Called after the tests of the class."

    # ---- names ----

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        return TestResult()

    def shortDescription(self):
        """The first line of the method's docstring, or None."""
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{strclass(self.__class__)}.{self._testMethodName}"

    def __eq__(self, other):
        if type(self) is not type(other):
            return NotImplemented
        return self._testMethodName == other._testMethodName

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({strclass(self.__class__)}.{self._testMethodName})"

    def __repr__(self):
        return f"<{strclass(self.__class__)} testMethod={self._testMethodName}>"

    # ---- running ----

    def subTest(self, msg=_no_message, **params):
        """A part of a test that may fail for itself: with self.subTest(i=i): …"""
        return _SubTestContext(self, msg, params)

    def _callSetUp(self):
        self.setUp()

    def _callTestMethod(self, method):
        if method() is not None:
            warnings.warn(f"It is deprecated to return a value that is not None from a test case ({method})",
                          DeprecationWarning, stacklevel=3)

    def _callTearDown(self):
        self.tearDown()

    def _callCleanup(self, function, /, *args, **kwargs):
        function(*args, **kwargs)

    def _why_skipped(self, method):
        """The reason why a decorator wants the test skipped; None: it does not."""
        cls = self.__class__
        if getattr(cls, "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
            return getattr(cls, "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
        return None

    def run(self, result=None):
        stop_run = None
        if result is None:
            result = self.defaultTestResult()
            stop_run = getattr(result, "stopTestRun", None)
            getattr(result, "startTestRun", lambda: None)()
        try:
            result.startTest(self)
            try:
                method = getattr(self, self._testMethodName)
                why = self._why_skipped(method)
                if why is not None:
                    result.addSkip(self, why)
                else:
                    self._run_parts(method, result)
                return result
            finally:
                result.stopTest(self)
        finally:
            if stop_run is not None:
                stop_run()

    def _run_parts(self, method, result):
        expecting = (getattr(self, "__unittest_expecting_failure__", False) or
                     getattr(method, "__unittest_expecting_failure__", False))
        outcome = _Outcome(result)
        try:
            self._outcome = outcome
            with outcome.testPartExecutor(self):
                self._callSetUp()
            if outcome.success:
                outcome.expecting_failure = expecting
                with outcome.testPartExecutor(self):
                    self._callTestMethod(method)
                outcome.expecting_failure = False
                with outcome.testPartExecutor(self):
                    self._callTearDown()
            self.doCleanups()
            if outcome.success:
                if not expecting:
                    result.addSuccess(self)
                elif outcome.expectedFailure:
                    result.addExpectedFailure(self, outcome.expectedFailure)
                else:
                    result.addUnexpectedSuccess(self)
        finally:
            outcome.expectedFailure = None  # breaks the cycle of an exception and its frames
            outcome = None
            self._outcome = None

    def doCleanups(self):
        """Call the clean-ups; normally done after tearDown."""
        outcome = self._outcome or _Outcome()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            with outcome.testPartExecutor(self):
                self._callCleanup(function, *args, **kwargs)
        return outcome.success

    @classmethod
    def doClassCleanups(cls):
        cls.tearDown_exceptions = []
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            try:
                function(*args, **kwargs)
            except Exception:
                cls.tearDown_exceptions.append(sys.exc_info())

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        """Run the test without collecting errors."""
        method = getattr(self, self._testMethodName)
        why = self._why_skipped(method)
        if why is not None:
            raise SkipTest(why)
        self._callSetUp()
        self._callTestMethod(method)
        self._callTearDown()
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._callCleanup(function, *args, **kwargs)

    # ---- assertions ----

    def skipTest(self, reason):
        raise SkipTest(reason)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        if msg is None:
            return standardMsg
        try:
            return f"{standardMsg} : {msg}"
        except UnicodeDecodeError:
            return f"{safe_repr(standardMsg)} : {safe_repr(msg)}"

    def _fail(self, msg, standard):
        raise self.failureException(self._formatMessage(msg, standard))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, f"{safe_repr(expr)} is not false")

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, f"{safe_repr(expr)} is not true")

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fail unless the exception is raised by a call, or in a with block."""
        context = _AssertRaisesContext(expected_exception, self)
        try:
            return context.handle("assertRaises", args, kwargs)
        finally:
            context = None  # breaks a cycle of frames and exceptions

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fail unless the warning is triggered by a call, or in a with block."""
        return _AssertWarnsContext(expected_warning, self).handle("assertWarns", args, kwargs)

    def assertLogs(self, logger=None, level=None):
        raise NotImplementedError("assertLogs needs the module logging, which ouro does not have")

    def assertNoLogs(self, logger=None, level=None):
        raise NotImplementedError("assertNoLogs needs the module logging, which ouro does not have")

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _AssertRaisesContext(expected_exception, self, expected_regex)
        try:
            return context.handle("assertRaisesRegex", args, kwargs)
        finally:
            context = None

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _AssertWarnsContext(expected_warning, self, expected_regex).handle("assertWarnsRegex", args, kwargs)

    def _getAssertEqualityFunc(self, first, second):
        if type(first) is type(second):
            function = self._type_equality_funcs.get(type(first))
            if function is not None:
                return getattr(self, function) if isinstance(function, str) else function
        return self._baseAssertEqual

    def _baseAssertEqual(self, first, second, msg=None):
        if not first == second:
            self._fail(msg, "%s != %s" % _common_shorten_repr(first, second))

    def assertEqual(self, first, second, msg=None):
        self._getAssertEqualityFunc(first, second)(first, second, msg=msg)

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, f"{safe_repr(first)} == {safe_repr(second)}")

    def _almost(self, first, second, places, delta):
        """(whether almost equal, the difference)"""
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            return diff <= delta, diff
        return round(diff, 7 if places is None else places) == 0, diff

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        good, diff = self._almost(first, second, places, delta)
        if good:
            return
        within = f"{safe_repr(delta)} delta" if delta is not None else f"{7 if places is None else places!r} places"
        self._fail(msg, f"{safe_repr(first)} != {safe_repr(second)} within {within} ({safe_repr(diff)} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and not first == second and places is None and abs(first - second) > delta:
            return
        good, diff = self._almost(first, second, places, delta)
        if delta is not None:
            self._fail(msg, f"{safe_repr(first)} == {safe_repr(second)} within {safe_repr(delta)} delta "
                            f"({safe_repr(diff)} difference)")
        if first == second or good:
            self._fail(msg, f"{safe_repr(first)} == {safe_repr(second)} within {7 if places is None else places!r} places")

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        """Compare two sequences (of one type if given), whatever their elements' type."""
        name = "sequence" if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f"{which} sequence is not a {name}: {safe_repr(seq)}")
        lengths, differing = [], None
        for which, seq in (("First", seq1), ("Second", seq2)):
            try:
                lengths.append(len(seq))
            except (TypeError, NotImplementedError):
                differing = differing or f"{which} {name} has no length.    Non-sequence?"
        if differing is None:
            if seq1 == seq2:
                return
            differing = "%ss differ: %s != %s\n" % (name.capitalize(), *_common_shorten_repr(seq1, seq2))
            text = self._first_difference(seq1, seq2, lengths, name)
            if text is None and seq_type is None and lengths[0] == lengths[1] and type(seq1) != type(seq2):
                return
            differing += (text or "") + self._extra_elements(seq1, seq2, lengths, name)
        diff = "\n" + "\n".join(line_difference(display_lines(seq1), display_lines(seq2)))
        self.fail(self._formatMessage(msg, self._truncateMessage(differing, diff)))

    def _first_difference(self, seq1, seq2, lengths, name):
        for i in range(min(lengths)):
            items = []
            for which, seq in (("first", seq1), ("second", seq2)):
                try:
                    items.append(seq[i])
                except (TypeError, IndexError, NotImplementedError):
                    return f"\nUnable to index element {i} of {which} {name}\n"
            if items[0] != items[1]:
                return "\nFirst differing element %d:\n%s\n%s\n" % (i, *_common_shorten_repr(*items))
        return None

    def _extra_elements(self, seq1, seq2, lengths, name):
        if lengths[0] == lengths[1]:
            return ""
        which, seq = ("First", seq1) if lengths[0] > lengths[1] else ("Second", seq2)
        start = min(lengths)
        text = f"\n{which} {name} contains {max(lengths) - start} additional elements.\n"
        try:
            return f"{text}First extra element {start}:\n{safe_repr(seq[start])}\n"
        except (TypeError, IndexError, NotImplementedError):
            return f"{text}Unable to index element {start} of {which.lower()} {name}\n"

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return message + DIFF_OMITTED % len(diff)

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        sides = []
        for one, other, which in ((set1, set2, "first"), (set2, set1, "second")):
            try:
                sides.append(one.difference(other))
            except TypeError as e:
                self.fail(f"invalid type when attempting set difference: {e}")
            except AttributeError as e:
                self.fail(f"{which} argument does not support set difference: {e}")
        lines = []
        for items, first, second in ((sides[0], "first", "second"), (sides[1], "second", "first")):
            if items:
                lines.append(f"Items in the {first} set but not the {second}:")
                lines.extend(map(repr, items))
        if lines:
            self.fail(self._formatMessage(msg, "\n".join(lines)))

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, f"{safe_repr(member)} not found in {safe_repr(container)}")

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, f"{safe_repr(member)} unexpectedly found in {safe_repr(container)}")

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, f"{safe_repr(expr1)} is not {safe_repr(expr2)}")

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, f"unexpectedly identical: {safe_repr(expr1)}")

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            diff = "\n" + "\n".join(line_difference(display_lines(d1), display_lines(d2)))
            self._fail(msg, self._truncateMessage("%s != %s" % _common_shorten_repr(d1, d2), diff))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        warnings.warn("assertDictContainsSubset is deprecated", DeprecationWarning)
        missing = [safe_repr(key) for key in subset if key not in dictionary]
        wrong = [f"{safe_repr(key)}, expected: {safe_repr(value)}, actual: {safe_repr(dictionary[key])}"
                 for key, value in subset.items() if key in dictionary and value != dictionary[key]]
        text = [f"Missing: {','.join(missing)}"] if missing else []
        if wrong:
            text.append(f"Mismatched values: {','.join(wrong)}")
        if text:
            self._fail(msg, "; ".join(text))

    def assertCountEqual(self, first, second, msg=None):
        """The same elements, as often, in any order."""
        first, second = list(first), list(second)
        differences = self._count(first, second)
        if differences:
            diff = "\n".join("First has %d, Second has %d:  %r" % one for one in differences)
            self.fail(self._formatMessage(msg, self._truncateMessage("Element counts were not equal:\n", diff)))

    def _count(self, first, second):
        try:
            counts = {}
            for side, items in enumerate((first, second)):
                for item in items:
                    counts.setdefault(item, [0, 0])[side] += 1
        except TypeError:
            return count_differences(first, second)
        return [(*pair, item) for item, pair in counts.items() if pair[0] != pair[1]]

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        lines = [first.splitlines(keepends=True), second.splitlines(keepends=True)]
        if len(lines[0]) == 1 and first.strip("\r\n") == first:
            lines = [first + "\n"], [second + "\n"]
        diff = "\n" + "".join(line_difference(*lines))
        self._fail(msg, self._truncateMessage("%s != %s" % _common_shorten_repr(first, second), diff))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, f"{safe_repr(a)} not less than {safe_repr(b)}")

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, f"{safe_repr(a)} not less than or equal to {safe_repr(b)}")

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, f"{safe_repr(a)} not greater than {safe_repr(b)}")

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, f"{safe_repr(a)} not greater than or equal to {safe_repr(b)}")

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, f"{safe_repr(obj)} is not None")

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, f"{safe_repr(obj)} is an instance of {cls!r}")

    def assertRegex(self, text, expected_regex, msg=None):
        if isinstance(expected_regex, (str, bytes)):
            import re
            expected_regex = re.compile(expected_regex)
        if not expected_regex.search(text):
            self._fail(msg, f"Regex didn't match: {expected_regex.pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        if isinstance(unexpected_regex, (str, bytes)):
            import re
            unexpected_regex = re.compile(unexpected_regex)
        found = unexpected_regex.search(text)
        if found:
            self._fail(msg, f"Regex matched: {text[found.start():found.end()]!r} matches "
                            f"{unexpected_regex.pattern!r} in {text!r}")

    failUnlessEqual = assertEquals = _deprecated(assertEqual)
    failIfEqual = assertNotEquals = _deprecated(assertNotEqual)
    failUnlessAlmostEqual = assertAlmostEquals = _deprecated(assertAlmostEqual)
    failIfAlmostEqual = assertNotAlmostEquals = _deprecated(assertNotAlmostEqual)
    failUnless = assert_ = _deprecated(assertTrue)
    failUnlessRaises = _deprecated(assertRaises)
    failIf = _deprecated(assertFalse)
    assertRaisesRegexp = _deprecated(assertRaisesRegex)
    assertRegexpMatches = _deprecated(assertRegex)
    assertNotRegexpMatches = _deprecated(assertNotRegex)


class FunctionTestCase(TestCase):
    """A test made of a function, with functions to set up and tear down."""

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._setUpFunc, self._tearDownFunc, self._testFunc = setUp, tearDown, testFunc
        self._description = description

    def setUp(self):
        if self._setUpFunc is not None:
            self._setUpFunc()

    def tearDown(self):
        if self._tearDownFunc is not None:
            self._tearDownFunc()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def _parts(self):
        return self._setUpFunc, self._tearDownFunc, self._testFunc, self._description

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, self.__class__) else NotImplemented

    def __hash__(self):
        return hash((type(self), *self._parts()))

    def __str__(self):
        return f"{strclass(self.__class__)} ({self._testFunc.__name__})"

    def __repr__(self):
        return f"<{strclass(self.__class__)} tec={self._testFunc}>"

    def shortDescription(self):
        if self._description is not None:
            return self._description
        doc = self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None


class _SubTest(TestCase):
    """Stands for a subtest in a result."""

    def __init__(self, test_case, message, params):
        super().__init__()
        self._message, self.test_case, self.params = message, test_case, params
        self.failureException = test_case.failureException

    def runTest(self):
        raise NotImplementedError("subtests cannot be run directly")

    def _subDescription(self):
        parts = []
        if self._message is not _no_message:
            parts.append(f"[{self._message}]")
        if self.params:
            parts.append(f"({', '.join(f'{name}={value!r}' for name, value in self.params.items())})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._subDescription()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._subDescription()}"
