"""There are no threads."""
import unittest


def requires_working_threading(*, module=False):
    if module:
        raise unittest.SkipTest("needs threads")
    return unittest.skip("needs threads")


def start_threads(threads, unlock=None):
    raise unittest.SkipTest("needs threads")


def threading_setup():
    return ()


def threading_cleanup(*original_values):
    pass


def reap_threads(test):
    return test


def wait_threads_exit(timeout=None):
    raise unittest.SkipTest("needs threads")


join_thread = catch_threading_exception = wait_threads_exit
