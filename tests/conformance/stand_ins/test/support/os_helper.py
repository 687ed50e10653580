"""Files in tests: the tests run in an empty folder of their own."""
import contextlib
import os
import unittest

TESTFN_ASCII = f"@test_{os.getpid()}_tmp"
TESTFN_UNICODE = TESTFN_ASCII + "-\u00e0\u00f2\u0258\u0141\u011f"
TESTFN_UNENCODABLE, TESTFN_UNDECODABLE, TESTFN_NONASCII = None, os.fsencode(TESTFN_ASCII) + b"\xff", None
FS_NONASCII = "\u00e6"
TESTFN = TESTFN_ASCII + FS_NONASCII
SAVEDCWD = os.getcwd()


def _unchanged(test):
    return test


skip_unless_symlink = skip_unless_working_chmod = _unchanged


def skip_if_dac_override(test):
    return unittest.skipIf(os.geteuid() == 0, "root may do everything")(test)


def make_bad_fd():
    """The number of a file that is no longer open."""
    with open(TESTFN, "wb") as file:
        number = file.fileno()
    unlink(TESTFN)
    return number


def create_empty_file(filename):
    with open(filename, "wb"):
        pass


class FakePath:
    """An object with __fspath__, which raises the path if it is an exception."""

    def __init__(self, path):
        self.path = path

    def __repr__(self):
        return f"<FakePath {self.path!r}>"

    def __fspath__(self):
        if isinstance(self.path, BaseException) or isinstance(self.path, type) and issubclass(self.path, BaseException):
            raise self.path
        return self.path


class EnvironmentVarGuard:
    """Context manager: os.environ, whose changes are undone."""

    def __enter__(self):
        self._before = dict(os.environ)
        return self

    def __exit__(self, *exc_info):
        for name in set(os.environ) | set(self._before):
            if name in self._before:
                os.environ[name] = self._before[name]
            else:
                del os.environ[name]

    def __getitem__(self, name):
        return os.environ[name]

    def __setitem__(self, name, value):
        os.environ[name] = value

    def __delitem__(self, name):
        os.environ.pop(name, None)

    set, unset = __setitem__, __delitem__


@contextlib.contextmanager
def temp_umask(mask):
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@contextlib.contextmanager
def change_cwd(path, quiet=False):
    before = os.getcwd()
    os.chdir(path)
    try:
        yield os.getcwd()
    finally:
        os.chdir(before)


def unlink(filename):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(filename)


def rmdir(path):
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(path)


def rmtree(path):
    if os.path.isdir(path) and not os.path.islink(path):
        for name in os.listdir(path):
            rmtree(os.path.join(path, name))
        os.rmdir(path)
    else:
        unlink(path)


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    """A folder that is removed afterwards; yields its absolute path."""
    path = os.path.abspath(path or f"{TESTFN_ASCII}_{os.getpid()}_folder")
    os.mkdir(path)
    try:
        yield path
    finally:
        rmtree(path)


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    """Work in a temporary folder."""
    before = os.getcwd()
    with temp_dir(name) as path:
        os.chdir(path)
        try:
            yield path
        finally:
            os.chdir(before)
