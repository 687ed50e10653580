"""Stands for _testcapi: names that are used when a test file is loaded, and how the interpreter itself prints exceptions
and tracebacks; tests that use more of it fail."""
import contextlib
import io
import sys

INT_MAX, INT_MIN, UINT_MAX = 2 ** 31 - 1, -2 ** 31, 2 ** 32 - 1
LONG_MAX, LONG_MIN, ULONG_MAX = 2 ** 63 - 1, -2 ** 63, 2 ** 64 - 1
LLONG_MAX, LLONG_MIN, ULLONG_MAX = LONG_MAX, LONG_MIN, ULONG_MAX
SHRT_MAX, SHRT_MIN, USHRT_MAX, UCHAR_MAX = 2 ** 15 - 1, -2 ** 15, 2 ** 16 - 1, 255
PY_SSIZE_T_MAX, PY_SSIZE_T_MIN = LONG_MAX, LONG_MIN


class MethInstance:
    meth_varargs = meth_varargs_keywords = meth_o = meth_noargs = meth_fastcall = meth_fastcall_keywords = None


MethClass = MethStatic = MethInstance
meth_varargs = meth_varargs_keywords = meth_o = meth_noargs = meth_fastcall = meth_fastcall_keywords = None


def exception_print(exc):
    """As the interpreter prints an exception that nobody handled."""
    sys.__excepthook__(type(exc), exc, getattr(exc, "__traceback__", None))


def traceback_print(tb, file):
    """The same, without the exception's own line."""
    with contextlib.redirect_stderr(io.StringIO()) as text:
        sys.__excepthook__(Exception, Exception("end"), tb)
    file.write(text.getvalue().removesuffix("Exception: end\n"))
