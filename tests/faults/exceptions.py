import sys


class Mine(Exception):
    def __init__(self, code):
        super().__init__(code, "more")
        self.code = code


def deep(n):
    if n == 0:
        raise Mine(42)
    try:
        deep(n - 1)
    finally:
        "x" * n


try:
    deep(3)
except Mine as e:
    print(e, e.code, e.args, e.__traceback__ is not None)
    kept = e
try:
    try:
        [].pop()
    except IndexError as e:
        raise KeyError("k") from e
except KeyError as e:
    print(repr(e), repr(e.__cause__), e.__context__ is e.__cause__)
try:
    raise ExceptionGroup("eg", [ValueError(1), TypeError("t")])
except* ValueError as group:
    print(group.exceptions)
except* TypeError as group:
    print(repr(group))
for bad in ("1/0", "[][1]", "{}['x']", "int('z')", "undefined", "None.x", "len(2)", "'a' + 1", "int.nope"):
    try:
        eval(bad)
    except Exception as e:
        print(type(e).__name__, e)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, *details):
        print("exit", details[0] and details[0].__name__)
        return details[0] is not MemoryError


with Manager() as m, Manager():
    raise OSError(2, "no such thing", "file")
try:
    exec("def f(:\n  pass")
except SyntaxError as e:
    print(e.msg, e.lineno, e.offset, e.text)
try:
    assert kept is None, ["message", 1]
except AssertionError as e:
    e.add_note("a note")
    print(e, e.__notes__)
print(sys.exc_info())


def deep(n):
    return deep(n - 1) if n else {}[n]


for n in range(3):
    try:
        deep(n)
    except KeyError as error:
        entry = error.__traceback__
        names = []
        while entry:
            names.append(entry.tb_frame.f_code.co_name)
            entry = entry.tb_next
        print(names)
