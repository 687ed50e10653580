"""Files in tests: the tests run in an empty folder of their own."""
import contextlib
import os

TESTFN_ASCII = "@test_tmp"
TESTFN = TESTFN_ASCII + "\u00e6\u0153"


def unlink(filename):
    with contextlib.suppress(FileNotFoundError):
        os.unlink(filename)


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
