# Module traceback: summaries, exceptions taken apart, chains, groups, notes, carets.
import builtins, sys, traceback

def print(*args):
    builtins.print(*(str(arg).replace(__file__, "FILE") for arg in args))

F = traceback.FrameSummary
f = F("a.py", 3, "name", line="  text  ", locals={"b": 1, "a": "x"}, lookup_line=False)
print(f, repr(f), f == f, f == ("a.py", 3, "name", "text"), tuple(f), list(f), len(f), f[0], f[-1], f[1:3], f.line, f.locals)
print(f == F("a.py", 3, "name", locals={"b": 1, "a": "x"}), f != 5, f == 5)
a, b, c, d = f; print(a, b, c, d)
try: f[7]
except IndexError as e: print(e)
try: f[0] = 1
except TypeError as e: print(e)
try: f.foo = 1
except AttributeError as e: print(e)
g = F("nofile", 1, "n"); print(repr(g.line), g.locals, g.end_lineno, g.colno)
print(F("f", None, "n").line, F("f", None, "n"))
try: hash(f)
except TypeError as e: print(e)
s = traceback.StackSummary.from_list([("f.py", 1, "a", "line"), ("f.py", 2, "b", None), f])
print(s.format(), s)
print(traceback.format_list([("f.py", 1, "a", "line"), ("f.py", 1, "a", ""), ("f.py", 1, "a", None)] + [("f.py", 5, "r", "x")] * 6))
traceback.print_list(s, file=sys.stdout)
print(s.format_frame_summary(f))
try: traceback.StackSummary.from_list([(1, 2)])
except ValueError as e: print(e)
class S(traceback.StackSummary):
    def format_frame_summary(self, fs):
        if fs.name == "skip": return None
        return "X" + fs.name + "\n"
print(S.from_list([("f", 1, "skip", "l"), ("f", 1, "b", "l"), ("f", 1, "b", "l"), ("f", 1, "b", "l"), ("f", 1, "b", "l"), ("f", 1, "b", "l")]).format())
try: traceback.StackSummary.extract(5)
except TypeError as e: print(e)

try:
    try: 1/0
    except Exception as e: raise KeyError("k") from e
except KeyError as e2:
    t = traceback.TracebackException.from_exception(e2)
    print(list(t.format())); print(list(t.format(chain=False))); print(t.__cause__.exc_type, t.__context__)
    print(traceback.format_exception(e2, chain=False))
    t = traceback.TracebackException.from_exception(e2, compact=True); print(t.__context__)
try:
    try: 1/0
    except Exception as e: raise KeyError("k")
except KeyError as e2: print(traceback.format_exc()); print(traceback.TracebackException.from_exception(e2).__context__.exc_type)
try:
    try: 1/0
    except Exception as e: raise KeyError("k") from None
except KeyError as e2: print(traceback.format_exc()); print(traceback.TracebackException.from_exception(e2).__context__, traceback.TracebackException.from_exception(e2, compact=True).__context__)
a = ValueError("a"); b = KeyError("b"); a.__context__ = b; b.__context__ = a
print("".join(traceback.format_exception(a)))
a.__cause__ = a; print("".join(traceback.format_exception(a)))

eg = ExceptionGroup("eg", [ValueError(1), ExceptionGroup("in", [KeyError(2), TypeError("t")]), OSError(2, "x")])
try: raise eg
except ExceptionGroup as e:
    print("".join(traceback.format_exception(e)))
    t = traceback.TracebackException.from_exception(e); print(len(t.exceptions), [x.exc_type for x in t.exceptions])
    t = traceback.TracebackException.from_exception(e, max_group_width=1, max_group_depth=1); print("".join(t.format()))
    t = traceback.TracebackException.from_exception(e, max_group_width=2, max_group_depth=0); print("".join(t.format()))
    print(traceback.format_exception_only(e))
try:
    try: raise eg
    except ExceptionGroup as e: raise ValueError("after") from e
except ValueError as e: print("".join(traceback.format_exception(e)))
x = ValueError(1)
for i in range(14): x = ExceptionGroup(f"g{i}", [x, KeyError(i)])
print("".join(traceback.format_exception(x)))
print("".join(traceback.format_exception(ExceptionGroup("w", [ValueError(i) for i in range(20)]))))
try:
    try: raise ExceptionGroup("a", [ValueError(1)])
    except* ValueError: 1/0
except ExceptionGroup as e: print("".join(traceback.format_exception(e)))
e1 = ValueError("n"); e1.add_note("note\nline2")
print("".join(traceback.format_exception(ExceptionGroup("with note", [e1, e1]))))
e1.__cause__ = KeyError("cause")
print("".join(traceback.format_exception(ExceptionGroup("with cause", [e1, TypeError()]))))

def show(e): print(traceback.format_exception_only(e))
for a in [("m", ("f.py", 1, 2, "  text x\n", 1, 5)), ("m", ("f.py", 1, 2, "  text x\n", 2, 5)), ("m", ("f.py", None, 2, "text")), ("m", (None, 3, 2, "text")), ("m", ("f.py", 1, None, "text")), ("m", ("f.py", 1, 2, None)), ("m", ("f.py", 1, 0, "text")), ("m", ("f.py", 1, 10, "text", 1, 20)), ("m", ("f.py", 1, 3, "\ttab x", 1, -1)), ("m", ("f.py", 1, 3, "a\tb c", 1, 0)), ("m",), (), (None,), ("m", ("f.py", 1, 3, "日本語 x", 1, 5)), ("m", ("f.py", 1, 1, "\n", 1, 5)), ("m", ("f.py", 1, 3, "a\nb\n", 1, 5)), ("m", ("", 1, 3, "abc", 1, 5))]:
    show(SyntaxError(*a))
show(IndentationError("m", ("f.py", 1, 2, "  text x\n", 1, 5)))
e = SyntaxError("m", ("f.py", 1, 2, "text x\n", 1, 5)); e.add_note("n"); show(e); e.msg = None; show(e); e.msg = 5; show(e); e.text = 5
try: show(e)
except Exception as x: print(type(x).__name__, x)
class E(Exception):
    def __str__(self): 1/0
show(E())
class E2(Exception): __module__ = "mod"
show(E2("x")); E2.__module__ = 5; show(E2("x")); E2.__module__ = None; show(E2())
class O:
    class I(Exception): pass
show(O.I("q"))
show(KeyError("a")); show(ValueError("a\nb")); show(ValueError("")); show(ValueError()); show(ValueError(1, 2))
for n in [["a", "b\nc"], ("t",), "str", 5, None, [5, None], {}, [E()], E(), [""], ["a\n"]]:
    e = ValueError("v"); e.__notes__ = n; show(e)

for t in [(5, ValueError("x"), None), (ValueError, None, None), (None, None, None), (ValueError, ValueError("x"), None)]:
    try: x = traceback.TracebackException(*t); print(list(x.format()), str(x))
    except Exception as e: print(type(e).__name__, e)
try: traceback.TracebackException.from_exception(5)
except Exception as e: print(type(e).__name__, e)
x = traceback.TracebackException(ValueError, ValueError("x"), None, lookup_lines=False, limit=3)
print(sorted(vars(x)))
try: hello_wrld
except NameError as e: print(traceback.format_exc()); 
hello_world = 1
try: hello_wrld
except NameError as e: print(traceback.format_exc()); 
try: "".uper
except AttributeError as e: print(traceback.format_exc())
try: from sys import exti
except ImportError as e: print(traceback.format_exc())
def f():
    a_local = 1
    try: a_locl
    except NameError as e: print(traceback.format_exception_only(e), str(traceback.TracebackException.from_exception(e)))
f()
class A:
    def __init__(self): self.foo_bar = 1
    def m(self): foo_bar
try: A().m()
except NameError as e: print(traceback.format_exception_only(e))


def limits(call):
    try:
        call()
    except Exception as e:
        for limit in (None, 0, 1, -1, 5):
            print(traceback.format_exception(e, limit=limit), traceback.format_exc(limit))
        print([(f.lineno, f.name, f.line, f.colno, f.end_colno, f.end_lineno) for f in traceback.extract_tb(e.__traceback__)])
        print(traceback.TracebackException.from_exception(e) == traceback.TracebackException.from_exception(e))
def deep(n):
    return deep(n - 1) if n else 1 / 0
for call in (lambda: deep(7), lambda: (1 +
   None), lambda: [0][
     5], lambda: "日本語" + 5 + "x", lambda: {}	 ["k"] ):
    limits(call)
foo	= None
try: foo	= [1][3] ; 
except Exception: print(traceback.format_exc())
for name in ("last_type", "last_value", "last_traceback"):
    sys.__dict__.pop(name, None)
try:
    traceback.print_last()
except ValueError as e:
    print(e)
sys.last_type, sys.last_value, sys.last_traceback = ValueError, ValueError("last"), None
traceback.print_last(file=sys.stdout)
for limit in (1, 0, -1):
    sys.tracebacklimit = limit
    try: deep(3)
    except Exception: print(traceback.format_exc())
