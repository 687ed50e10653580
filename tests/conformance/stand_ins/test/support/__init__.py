"""What test files need of CPython's test.support, as far as the files of tests/conformance/files.txt go.

cpython_only and its like do not skip here: ouro claims to behave as CPython; what does not is in the list of
exceptions with its reason."""
import contextlib
import functools
import gc
import io
import sys
import unittest

verbose = 0
MS_WINDOWS = is_jython = is_android = is_emscripten = is_wasi = False
SHORT_TIMEOUT, LONG_TIMEOUT = 30.0, 300.0


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


class _Always:
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


ALWAYS_EQ, NEVER_EQ = _Always(True, False, False), _Always(False, False, False)
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
