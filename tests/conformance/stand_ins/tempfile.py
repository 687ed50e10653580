"""Stands for tempfile: files and folders below the working folder, which is the test's own."""
import contextlib
import itertools
import os
import shutil

_numbers = itertools.count()


def _new_name(suffix=None, prefix=None, dir=None):
    return os.path.join(os.path.abspath(dir or "."), f"{prefix or 'tmp'}{os.getpid()}_{next(_numbers)}{suffix or ''}")


def mktemp(suffix="", prefix="tmp", dir=None):
    return _new_name(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    name = _new_name(suffix, prefix, dir)
    os.mkdir(name, 0o700)
    return name


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    name = _new_name(suffix, prefix, dir)
    return os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), name


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None):
        self.name = mkdtemp(suffix, prefix, dir)

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        self.cleanup()

    def cleanup(self):
        shutil.rmtree(self.name, ignore_errors=True)


@contextlib.contextmanager
def NamedTemporaryFile(mode="w+b", suffix=None, prefix=None, dir=None, delete=True, **options):
    name = _new_name(suffix, prefix, dir)
    with open(name, mode, **options) as file:
        yield file
    if delete:
        os.unlink(name)


def TemporaryFile(mode="w+b", **options):
    name = _new_name()
    file = open(name, mode, **options)
    os.unlink(name)
    return file
