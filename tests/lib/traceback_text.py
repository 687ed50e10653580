# Tracebacks as text, through the module traceback.
import io
import linecache
import os
import sys
import traceback


class Short:
    """The standard output, without the folder of this file."""

    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        self.stream.write(text.replace(os.path.dirname(os.path.abspath(__file__)) + "/", ""))

    def flush(self):
        self.stream.flush()


sys.stdout = Short(sys.stdout)


def fails(n):
    if n > 2:
        return fails(n - 1)
    if n == 2:
        return "ä" + (n + 1)
    return [n][n]


def deep(n):
    if n:
        deep(n - 1)
    raise KeyError("deep")


class Text(Exception):
    def __str__(self):
        raise RuntimeError


for call in [lambda: fails(4), lambda: fails(1), lambda: deep(8), lambda: len(1)(2),
             lambda: (1 +
                      None), lambda: compile("a b", "f", "exec"), lambda: int("x")]:
    try:
        call()
    except Exception as e:
        print(traceback.format_exc(), end="")
        print(traceback.format_exception_only(e))
        print(traceback.format_tb(e.__traceback__, 1))
        print(traceback.extract_tb(e.__traceback__)[-1].line)
        print([tuple(f)[1:] for f in traceback.extract_tb(e.__traceback__, -1)])
        print([(f.f_code.co_name, n) for f, n in traceback.walk_tb(e.__traceback__)][:3])

# Causes, contexts, notes.
try:
    try:
        1 / 0
    except ZeroDivisionError as e:
        raise ValueError("b") from e
except ValueError as e:
    e.add_note("a note\nof two lines")
    try:
        raise Text
    except Text:
        traceback.print_exc(file=sys.stdout)
        traceback.print_exc(file=sys.stdout, chain=False, limit=1)
    traceback.print_exception(e, file=sys.stdout)
    traceback.print_exception(type(e), e, None, file=sys.stdout)
    traceback.print_tb(e.__traceback__, file=sys.stdout)
    t = traceback.TracebackException.from_exception(e, capture_locals=False)
    print(str(t), t.exc_type, len(t.stack), t.__cause__.exc_type, t.__context__ is None)
    print("".join(t.format(chain=False)), end="")

# Groups.
try:
    try:
        raise ExceptionGroup("one", [ValueError(1), ExceptionGroup("two", [TypeError("x\ny"), OSError(2, "no")])])
    except ExceptionGroup as e:
        raise ExceptionGroup("three", [e] + [KeyError(i) for i in range(16)])
except ExceptionGroup as e:
    traceback.print_exc(file=sys.stdout)


def stacks():
    print([(f.name, f.lineno) for f in traceback.extract_stack()])
    print([(f.name, f.lineno) for f in traceback.extract_stack(limit=1)])
    print([(f.f_code.co_name, n) for f, n in traceback.walk_stack(sys._getframe())])
    print([s.split(", ", 1)[1] for s in traceback.format_stack()])
    out = io.StringIO()
    traceback.print_stack(file=out)
    print(out.getvalue().count("\n"))


stacks()
f = traceback.FrameSummary("no such file", 3, "name", locals={"b": 1, "a": "x"}, line="  text  ")
print(f, list(f), len(f), f == ("no such file", 3, "name", "text"), f.locals, f[2])
print(traceback.format_list([f, ("g", 1, "h", None), ("g", 1, "h", "code")]))
print(traceback.StackSummary.from_list([("g", 1, "h", "code")] * 5).format())
print(repr(traceback.format_exc()), traceback.format_exception_only(None))
for bad in [3, (ValueError, 3)]:
    try:
        traceback.format_exception(*bad if type(bad) is tuple else (bad,))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
e = SyntaxError("m", ("file", 3, 5, "  abc def\n", 3, 8))
print(traceback.format_exception_only(e), traceback.format_exception_only(SyntaxError("only")))
print(repr(linecache.getline(__file__, 1)), repr(linecache.getline(__file__, 9999)), linecache.getline("<x>", 1) == "")
linecache.checkcache()
linecache.clearcache()
print(len(linecache.getlines("no such")), linecache.cache)
