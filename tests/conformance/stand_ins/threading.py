"""Stands for threading: locks of the only thread; tests that start another one are skipped."""
import unittest


class Lock:
    def __init__(self):
        self._held = 0

    def acquire(self, blocking=True, timeout=-1):
        self._held += 1
        return True

    def release(self):
        if not self._held:
            raise RuntimeError("release unlocked lock")
        self._held -= 1

    def locked(self):
        return self._held > 0

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *exc_info):
        self.release()


class RLock(Lock):
    def _is_owned(self):
        return self._held > 0


class local:
    pass


class Thread:
    def __init__(self, *args, **kwargs):
        raise unittest.SkipTest("needs threads")


Event = Condition = Barrier = Timer = Thread
Semaphore = BoundedSemaphore = lambda value=1: Lock()


def get_ident():
    return 1


def main_thread():
    raise unittest.SkipTest("needs threads")


current_thread = main_thread
