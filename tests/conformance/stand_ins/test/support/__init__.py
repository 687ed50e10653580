"""What test files need of CPython's test.support, as far as the files of tests/conformance/files.txt go.

cpython_only and its like do not skip here: ouro claims to behave as CPython; what does not is in the list of
exceptions with its reason."""
import contextlib
import functools
import gc
import io
import os
import sys
import types
import unittest

verbose = 0
MS_WINDOWS = is_jython = is_android = is_emscripten = is_wasi = PGO = False
SHORT_TIMEOUT, LONG_TIMEOUT, LOOPBACK_TIMEOUT = 30.0, 300.0, 5.0
TEST_HOME_DIR = "/usr/lib/python3.11/test"
STDLIB_DIR = os.path.dirname(TEST_HOME_DIR)
PIPE_MAX_SIZE = 4 * 1024 * 1024 + 1
MAX_Py_ssize_t, _1M, _1G, _2G, _4G = sys.maxsize, 1 << 20, 1 << 30, 2 << 30, 4 << 30
NHASHBITS = sys.hash_info.width
HAVE_DOCSTRINGS = False  # not with CPython's texts
real_max_memuse = 0


class Error(Exception):
    pass


class TestFailed(Error):
    pass


class ResourceDenied(unittest.SkipTest):
    pass


def is_resource_enabled(resource):
    return False


def requires(resource, msg=None):
    raise ResourceDenied(msg or f"use of the resource {resource!r} is not enabled")


def requires_resource(resource):
    return unittest.skip(f"resource {resource!r} is not enabled")


def open_urlresource(url, *args, **options):
    requires("urlfetch")


def _unchanged(test):
    return test


def requires_IEEE_754(test):
    return test


requires_docstrings = no_tracing = requires_IEEE_754


def requires_fork():
    return unittest.skipUnless(hasattr(os, "fork"), "needs os.fork")


def requires_debug_ranges(reason=None):
    return _unchanged


def has_no_debug_ranges():
    return False


def requires_working_socket(*, module=False):
    return _unchanged


def requires_mac_ver(*version):
    return _unchanged


def skip_if_sanitizer(reason=None, **sanitizers):
    return _unchanged


def skip_if_pgo_task(test):
    return test


def requires_legacy_unicode_capi(test):
    return unittest.skip("needs the C API")(test)


def with_pymalloc():
    return False


def wait_process(pid, *, exitcode, timeout=None):
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status != exitcode:
        raise AssertionError(f"exit status {status}, expected {exitcode}")


def reap_children():
    pass


def setswitchinterval(interval):
    pass


def maybe_get_event_loop_policy():
    return None


def findfile(filename, subdir=None):
    """The path of a file that belongs to CPython's tests."""
    path = os.path.join(TEST_HOME_DIR, subdir or "", filename)
    return path if os.path.exists(path) else filename


def load_package_tests(pkg_dir, loader, standard_tests, pattern):
    """For load_tests of a package: the tests of its files."""
    package = "test." + os.path.basename(pkg_dir)
    for name in sorted(os.listdir(pkg_dir)):
        if name.startswith("test") and name.endswith(".py"):
            standard_tests.addTests(loader.loadTestsFromName(f"{package}.{name[:-3]}"))
    return standard_tests


def bigmemtest(size, memuse, dry_run=True):
    """Without the memory asked for, such tests run once, with a small size."""

    def decorator(test):
        @functools.wraps(test)
        def wrapper(self):
            if not dry_run:
                raise unittest.SkipTest(f"needs {size * memuse >> 20} MiB")
            return test(self, 5147)

        wrapper.size, wrapper.memuse = size, memuse
        return wrapper

    return decorator


def bigaddrspacetest(test):
    """Only where the address space is too small for what the tests ask for."""

    @functools.wraps(test)
    def wrapper(self):
        raise unittest.SkipTest("needs a large address space")

    return wrapper


def get_attribute(obj, name):
    try:
        return getattr(obj, name)
    except AttributeError:
        raise unittest.SkipTest(f"object {obj!r} has no attribute {name!r}")


def sortdict(mapping):
    """The text of a dictionary with its keys in order."""
    return "{" + ", ".join("%r: %r" % pair for pair in sorted(mapping.items())) + "}"


def check_syntax_error(testcase, statement, errtext="", *, lineno=None, offset=None):
    with testcase.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    error = caught.exception
    testcase.assertIsNotNone(error.lineno)
    testcase.assertIsNotNone(error.offset)
    if lineno is not None:
        testcase.assertEqual(error.lineno, lineno)
    if offset is not None:
        testcase.assertEqual(error.offset, offset)


def check_free_after_iterating(test, iterate, cls, args=()):
    """The container of an exhausted iterator must be gone, and what its end does must not hurt the iterator."""
    ended = []

    class Container(cls):
        def __del__(self):
            ended.append(next(iterator, None))

    iterator = iterate(Container(*args))
    test.assertRaises(StopIteration, next, iterator)
    gc_collect()
    test.assertTrue(ended)


def check_disallow_instantiation(testcase, tp, *args, **kwds):
    name = tp.__name__ if tp.__module__ == "builtins" else f"{tp.__module__}.{tp.__name__}"
    with testcase.assertRaises(TypeError) as caught:
        tp(*args, **kwds)
    testcase.assertIn(f"cannot create '{name}' instances", str(caught.exception))


def calcobjsize(fmt):
    return 0


calcvobjsize = calcobjsize


def check_sizeof(test, obj, size):
    raise unittest.SkipTest("sizes are ouro's own")


def check__all__(test_case, module, name_of_module=None, extra=(), not_exported=()):
    """A module's __all__ has the public names that it defines, and extra ones."""
    names = (name_of_module or module.__name__,) if not isinstance(name_of_module, tuple) else name_of_module
    expected = set(extra)
    for name in dir(module):
        obj = getattr(module, name)
        if name.startswith("_") or name in not_exported:
            continue
        if (getattr(obj, "__module__", None) in names
                or not hasattr(obj, "__module__") and not isinstance(obj, types.ModuleType)):
            expected.add(name)
    test_case.assertCountEqual(module.__all__, expected)


def detect_api_mismatch(ref_api, other_api, *, ignore=()):
    missing = set(dir(ref_api)) - set(dir(other_api)) - set(ignore)
    return {name for name in missing if not name.startswith("_") or name.endswith("__")}


@contextlib.contextmanager
def infinite_recursion(max_depth=75):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max_depth)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def adjust_int_max_str_digits(max_digits):
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(max_digits)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


def run_with_locale(category, *locales):
    """There is no other locale to run in."""
    return _unchanged


def run_with_tz(zone):
    return unittest.skip("needs other time zones")


@contextlib.contextmanager
def swap_item(mapping, key, value):
    """Another value of an item inside."""
    missing = object()
    before = mapping[key] if key in mapping else missing
    mapping[key] = value
    try:
        yield None if before is missing else before
    finally:
        if before is not missing:
            mapping[key] = before
        elif key in mapping:
            del mapping[key]


def patch(test, obj, name, value):
    """Another value of an attribute until the test has ended."""
    before = getattr(obj, name)
    test.addCleanup(setattr, obj, name, before)
    setattr(obj, name, value)


def args_from_interpreter_flags():
    return []


def optim_args_from_interpreter_flags():
    return []


def gc_collect():
    """Collect what is garbage, and what becomes garbage by that."""
    for _ in range(3):
        gc.collect()


@contextlib.contextmanager
def disable_gc():
    """No automatic collection inside."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextlib.contextmanager
def gc_threshold(*thresholds):
    """Other thresholds inside."""
    before = gc.get_threshold()
    gc.set_threshold(*thresholds)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def cpython_only(test):
    return test


def refcount_test(test):
    return test


def check_impl_detail(**guards):
    return guards.get("cpython", not any(guards.values()))


def impl_detail(msg=None, **guards):
    return cpython_only if check_impl_detail(**guards) else unittest.skip(msg or "another implementation")


def requires_subprocess():
    return unittest.skip("needs the module subprocess")


class _Compares:
    """Compares as told."""

    def __init__(self, equal, less, greater):
        self._answers = equal, less, greater

    def __eq__(self, other):
        return self._answers[0]

    def __ne__(self, other):
        return not self._answers[0]

    def __lt__(self, other):
        return self._answers[1]

    def __gt__(self, other):
        return self._answers[2]

    __hash__ = None


class _Always(_Compares):
    pass


class _Hashable(_Compares):
    def __hash__(self):
        return 1


ALWAYS_EQ, NEVER_EQ = _Always(True, False, False), _Hashable(False, False, False)
LARGEST, SMALLEST = _Always(False, False, True), _Always(False, True, False)


@contextlib.contextmanager
def captured_output(name):
    """sys.stdout or sys.stderr as a StringIO."""
    before = getattr(sys, name)
    setattr(sys, name, io.StringIO())
    try:
        yield getattr(sys, name)
    finally:
        setattr(sys, name, before)


captured_stdout = functools.partial(captured_output, "stdout")
captured_stderr = functools.partial(captured_output, "stderr")
captured_stdin = functools.partial(captured_output, "stdin")


@contextlib.contextmanager
def swap_attr(obj, name, value):
    """Another value of an attribute inside."""
    missing = object()
    before = getattr(obj, name, missing)
    setattr(obj, name, value)
    try:
        yield None if before is missing else before
    finally:
        if before is not missing:
            setattr(obj, name, before)
        elif hasattr(obj, name):
            delattr(obj, name)


class catch_unraisable_exception:
    """Context manager: the argument of sys.unraisablehook, as its attribute `unraisable`."""

    def __enter__(self):
        self.unraisable = None
        self._before, sys.unraisablehook = sys.unraisablehook, functools.partial(setattr, self, "unraisable")
        return self

    def __exit__(self, *exc_info):
        sys.unraisablehook = self._before
        del self.unraisable


class SuppressCrashReport:
    """There are no reports of crashes to suppress."""

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass
