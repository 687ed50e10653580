"""Stands for _testcapi as far as its names are used when a test file is loaded; tests that use it fail."""
INT_MAX, INT_MIN, UINT_MAX = 2 ** 31 - 1, -2 ** 31, 2 ** 32 - 1
LONG_MAX, LONG_MIN, ULONG_MAX = 2 ** 63 - 1, -2 ** 63, 2 ** 64 - 1
LLONG_MAX, LLONG_MIN, ULLONG_MAX = LONG_MAX, LONG_MIN, ULONG_MAX
SHRT_MAX, SHRT_MIN, USHRT_MAX, UCHAR_MAX = 2 ** 15 - 1, -2 ** 15, 2 ** 16 - 1, 255
PY_SSIZE_T_MAX, PY_SSIZE_T_MIN = LONG_MAX, LONG_MIN


class MethInstance:
    meth_varargs = meth_varargs_keywords = meth_o = meth_noargs = meth_fastcall = meth_fastcall_keywords = None


MethClass = MethStatic = MethInstance
meth_varargs = meth_varargs_keywords = meth_o = meth_noargs = meth_fastcall = meth_fastcall_keywords = None
