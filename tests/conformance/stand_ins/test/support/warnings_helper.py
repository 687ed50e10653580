"""Warnings in tests."""
import contextlib
import functools
import re
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
        found = [w for w in left if isinstance(w.message, category) and re.match(text, str(w.message), re.I)]
        if not found and filters and not quiet:
            raise AssertionError(f"filter ({text!r}, {category.__name__}) did not catch any warning")
        left = [w for w in left if w not in found]
    if left and filters:
        raise AssertionError(f"unhandled warning {left[0]}")


def save_restore_warnings_filters():
    return warnings.catch_warnings()


def check_syntax_warning(testcase, statement, errtext="", *, lineno=1, offset=None):
    """The statement brings one SyntaxWarning, which as an error is a SyntaxError."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    testcase.assertEqual([w.category for w in seen], [SyntaxWarning])
    testcase.assertTrue(re.search(errtext, str(seen[0].message)))
    testcase.assertEqual((seen[0].filename, seen[0].lineno), ("<testcase>", lineno))
    with warnings.catch_warnings():
        warnings.simplefilter("error", SyntaxWarning)
        from . import check_syntax_error
        check_syntax_error(testcase, statement, errtext, lineno=lineno, offset=offset)


def ignore_warnings(*, category):
    def decorator(test):
        @functools.wraps(test)
        def wrapper(self, *args, **options):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category=category)
                return test(self, *args, **options)

        return wrapper

    return decorator


@contextlib.contextmanager
def check_no_warnings(testcase, message="", category=Warning, force_gc=False):
    from . import gc_collect
    with warnings.catch_warnings(record=True) as seen:
        warnings.filterwarnings("always", message=message, category=category)
        yield
        if force_gc:
            gc_collect()
    testcase.assertEqual(seen, [])


def check_no_resource_warning(testcase):
    return check_no_warnings(testcase, category=ResourceWarning, force_gc=True)
