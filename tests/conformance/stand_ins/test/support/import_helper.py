"""Imports in tests."""
import contextlib
import os
import sys
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    """The module, or the test is skipped."""
    try:
        __import__(name)
        return sys.modules[name]
    except ImportError as e:
        raise unittest.SkipTest(str(e))


def unload(name):
    sys.modules.pop(name, None)


def forget(name):
    unload(name)
    for folder in sys.path:
        with contextlib.suppress(OSError):
            os.unlink(os.path.join(folder, name + ".pyc"))


def make_legacy_pyc(source):
    raise unittest.SkipTest("there are no bytecode files")


@contextlib.contextmanager
def frozen_modules(enabled=True):
    yield


def _with_inner(names):
    return [key for key in sys.modules if any(key == name or key.startswith(name + ".") for name in names)]


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    """The module, imported anew (those of fresh, too); None if that fails. Blocked are CPython's parts in C, of which it has
    versions in Python too: ouro's module is the only one, so it stands for both (but for json, which has both)."""
    names = {name, *fresh} - set(sys.builtin_module_names)
    before = {key: sys.modules.pop(key) for key in _with_inner(names)}
    hidden = {key: sys.modules.pop(key, None) for key in blocked if key == "_json"}
    sys.modules.update(dict.fromkeys(hidden))
    try:
        __import__(name)
        for each in fresh:
            with contextlib.suppress(ImportError):
                __import__(each)
        return sys.modules[name]
    except ImportError:
        return None
    finally:
        for key in _with_inner(names | hidden.keys()):
            del sys.modules[key]
        sys.modules.update(before)
        sys.modules.update({key: module for key, module in hidden.items() if module})


class CleanImport:
    """Context manager: the named modules are imported anew inside."""

    def __init__(self, *names, usefrozen=False):
        self._before = sys.modules.copy()
        for name in names:
            sys.modules.pop(name, None)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        sys.modules.update(self._before)


class DirsOnSysPath:
    """Context manager: these folders at the end of sys.path inside."""

    def __init__(self, *paths):
        self._list, self._before = sys.path, sys.path[:]
        sys.path.extend(paths)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        sys.path = self._list
        sys.path[:] = self._before


def unlink(filename):
    from .os_helper import unlink
    unlink(filename)
