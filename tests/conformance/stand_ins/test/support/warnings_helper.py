"""Warnings in tests."""
import contextlib
import warnings


class WarningsRecorder:
    """The recorded warnings; the attributes of the last one."""

    def __init__(self, seen):
        self.warnings = seen

    def __getattr__(self, name):
        if self.warnings and name in ("message", "category", "filename", "lineno"):
            return getattr(self.warnings[-1], name)
        raise AttributeError(name)

    def reset(self):
        del self.warnings[:]


@contextlib.contextmanager
def check_warnings(*filters, quiet=False):
    """Each filter (start of the message, category) must see a warning, and all warnings must be expected."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        yield WarningsRecorder(seen)
    left = list(seen)
    for text, category in filters or (("", Warning),):
        found = [w for w in left if isinstance(w.message, category) and text.lower() in str(w.message).lower()]
        if not found and filters and not quiet:
            raise AssertionError(f"filter ({text!r}, {category.__name__}) did not catch any warning")
        left = [w for w in left if w not in found]
    if left and filters:
        raise AssertionError(f"unhandled warning {left[0]}")


def save_restore_warnings_filters():
    return warnings.catch_warnings()
