import io
import os
import sys
import warnings


def t(name, f):
    try:
        print(name, "->", repr(f()))
    except BaseException as e:
        print(name, "!!", type(e).__name__, e)


class In:
    def __init__(self, *lines):
        self.lines = list(lines)

    def readline(self, *args):
        print("readline", args)
        return self.lines.pop(0)


class Out:
    def __init__(self):
        self.log = []

    def write(self, text):
        self.log.append(text)
        return len(text)

    def flush(self):
        self.log.append("FLUSH")


class NoFlush:
    def write(self, text):
        return 1


class BadFlush:
    def flush(self):
        raise KeyError("flush")

    def write(self, text):
        pass


class BadWrite(Out):
    def write(self, text):
        raise KeyError("w")


class BadText:
    def __str__(self):
        raise ValueError("s")


real = sys.stdin, sys.stdout, sys.stderr


def with_streams(i, o=None, e=None):
    def run(*args):
        sys.stdin = i
        sys.stdout = o or sys.stdout
        sys.stderr = e or sys.stderr
        try:
            return input(*args)
        finally:
            sys.stdin, sys.stdout, sys.stderr = real

    return run


S = io.StringIO
for text in ("a\nb", "", "x", "x\r\n", "\n"):
    t(repr(text), lambda: with_streams(S(text))())
for prompt in (("p> ",), (3.5,), ()):
    o, e = Out(), Out()
    t(prompt, lambda: with_streams(S("z\n"), o, e)(*prompt))
    print(o.log, e.log)
for line in (b"x\n", b"", 3, "q\n", "", None):
    t(line, lambda: with_streams(In(line))(""))
t("none", lambda: with_streams(None)())
t("args", lambda: input(1, 2))
t("keyword", lambda: input(prompt="x"))
t("no flush", lambda: with_streams(S("z\n"), NoFlush())("p"))
t("bad flush", lambda: with_streams(S("z\n"), None, BadFlush())(""))
t("bad write", lambda: with_streams(S("z\n"), BadWrite())("p"))
t("bad write", lambda: with_streams(S("z\n"), BadWrite())())
t("bad text", lambda: with_streams(S("z\n"))(BadText()))
t("no readline", lambda: with_streams(3)())
for name in ("stdin", "stdout", "stderr"):
    for gone in (False, True):
        setattr(sys, name, None)
        if gone:
            delattr(sys, name)
        try:
            input()
        except RuntimeError as error:
            message = str(error)
        sys.stdin, sys.stdout, sys.stderr = real
        print(message)
t("end", input)

t("imp2", lambda: __import__('os.path',fromlist=['x']).__name__)
t("imp3", lambda: __import__('os',level=1))
t("imp4", lambda: __import__(''))
t("imp5", lambda: __import__(3))
t("imp6", lambda: __import__('os',level=-1))
t("imp7", lambda: __import__())
t("imp8", lambda: __import__(name='sys'))
t("imp9", lambda: __import__('nope_x'))
t("imp10", lambda: __import__('os.nope'))
t("imp11", lambda: __import__('collections',None,None,('abc',)).abc.__name__)
t("imp12", lambda: __import__('collections',{}, {}, [3]))
t("imp13", lambda: __import__('x',{'__package__':'zz'},None,(),1))
t("imp14", lambda: __import__('x',{},None,(),1))
t("imp15", lambda: __import__('x',{'__name__':3},None,(),1))
t("imp16", lambda: __import__('x',{'__package__':3},None,(),1))
t("imp17", lambda: __import__('',{'__package__':'collections','__name__':'collections'},None,('abc',),1).__name__)
t("imp18", lambda: __import__('sys',3))
t("imp19", lambda: __import__('os',fromlist='path').__name__)

for args, kwargs in (
    (("/nope",), {}), ((), {}), ((3.5,), {}), (("/etc/passwd", "q"), {}), (("/etc/passwd", "rw"), {}),
    (("/etc/passwd", "rb"), dict(encoding="u8")), (("/etc/passwd", "rb"), dict(newline="")), (("/etc/passwd", "r", 0), {}),
    (("/etc/passwd",), dict(newline="x")), (("/etc/passwd",), dict(closefd=False)), (("/etc/passwd",), dict(x=1)),
    (("/etc/passwd", 3), {}), (("/etc/passwd", "r", "x"), {}), (("/etc/passwd",), dict(encoding="nope")), ((99,), {}),
    ((-1,), {}), (("/",), {}), ((b"/etc/passwd",), {}), (("a\0b",), {}), (("/etc/passwd", "U"), {}),
    (("/etc/passwd", "rbt"), {}), (("/etc/passwd", "rr"), {}), (("/etc/passwd", ""), {}), (("/etc/passwd", "b"), {}),
    (("",), {}), ((), dict(file="/nope2")), (("/etc/passwd",), dict(opener=lambda f, m: -1)),
    (("/etc/passwd",), dict(opener=lambda f, m: "x")), (("/etc/passwd",), dict(errors="strict", mode="rb")),
):
    t(f"open {args} {sorted(kwargs)}", lambda: open(*args, **kwargs).close())
t("StringIO", lambda: S(newline="x"))

# ---- breakpoint


def hook(*args, **kwargs):
    print("hook", args, kwargs, sys._getframe(1).f_code.co_name)
    return 42


def here(*args, **kwargs):
    return breakpoint(*args, **kwargs)


def show(message, category, filename, lineno, file=None, line=None):
    print("warning", category.__name__, message, os.path.basename(filename), lineno)


warnings.simplefilter("always")
warnings.showwarning = show
for path, args in (
    ("__main__.hook", (1,)), ("0", ()), ("int", ("5",)), ("int", ("q",)), ("nope.x", ()), ("os.nope", ()), (".", ()), ("a.", ()),
    (".a", ()), ("os.path.nope", ()), ("int.x", ()), ("os..path", ()), ("1", ()), ("builtins.print", ("z",)),
    ("os.path.join", ("a", "b")),
):
    os.environ["PYTHONBREAKPOINT"] = path
    t(path, lambda: here(*args))
os.environ["PYTHONBREAKPOINT"] = "__main__.hook"
t("keywords", lambda: here(1, x=2))
t("sys", lambda: sys.breakpointhook(1))
t("sys", lambda: sys.__breakpointhook__(1))
warnings.simplefilter("error")
os.environ["PYTHONBREAKPOINT"] = "nope.y"
t("error", here)
sys.breakpointhook = hook
t("own", lambda: here(7))
sys.breakpointhook = 3
t("int", here)
del sys.breakpointhook
t("lost", here)
