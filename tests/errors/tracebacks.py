# tracebacks as text, with carets, causes, notes, groups
import sys, io


def show(f):
    try:
        f()
    except BaseException as e:
        sys.stderr = out = io.StringIO()
        try:
            sys.__excepthook__(type(e), e, e.__traceback__)
        finally:
            sys.stderr = sys.__stderr__
        print(out.getvalue().replace(__file__, "tracebacks.py"))


def simple(): return [1][5] + 2
def chained():
    try:
        {}["k"]
    except KeyError as e:
        raise ValueError("from cause") from e
def context():
    try:
        int("x")
    except ValueError:
        undefined_name
def suppressed():
    try:
        1 / 0
    except ZeroDivisionError:
        raise RuntimeError("no context") from None
def noted():
    e = TypeError("with notes")
    e.add_note("first note")
    e.add_note("second")
    raise e
def group():
    raise ExceptionGroup("two", [ValueError("a"), ExceptionGroup("in", [KeyError("b")])])
def recursive(n):
    return recursive(n - 1) if n else 1 / n
def attribute(): return (1).reel
def call(): return len(5)(1, 2)
def multi():
    return (1 +
            "x")
for f in (simple, chained, context, suppressed, noted, group, lambda: recursive(6), attribute, call, multi):
    show(f)
