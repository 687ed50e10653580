"""Modules in tests."""
import contextlib
import sys


@contextlib.contextmanager
def uncache(*names):
    """Without these modules in sys.modules, before and after."""
    for name in names:
        if name in ("sys", "marshal"):
            raise ValueError(f"cannot uncache {name}")
        sys.modules.pop(name, None)
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)
