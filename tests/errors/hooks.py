# The hooks for exceptions that nobody caught: what they print, and what they do when they are wrong.
import gc, io, sys, types

sys.stderr = sys.stdout
print(sys.excepthook is sys.__excepthook__, sys.unraisablehook is sys.__unraisablehook__, sys.displayhook is sys.__displayhook__)
for args in ((ValueError, 5, None), (5, ValueError(4), None), (ValueError, ValueError, None), (None, None, None), (ValueError, ValueError(4), 5)):
    sys.__excepthook__(*args)
for call in (sys.__excepthook__, lambda: sys.__excepthook__(1, 2), sys.__unraisablehook__, lambda: sys.unraisablehook(5),
             lambda: sys.unraisablehook(types.SimpleNamespace(exc_type=ValueError))):
    try:
        call()
    except TypeError as e:
        print(e)
try:
    1 / 0
except ZeroDivisionError as e:
    trace = e.__traceback__

class Dying:
    def __init__(self, exception):
        self.exception = exception
    def __del__(self):
        raise self.exception
    __del__.__qualname__ = "the finalizer"

class NoRepr(type):
    def __repr__(cls):
        return "<a function>"

class Odd(Exception): pass
Odd.__module__ = None
def show(text):
    for line in text.getvalue().replace(__file__, "FILE").splitlines():
        print(line.partition(" at 0x")[0])
def lost(exception):
    sys.stderr = text = io.StringIO()
    Dying(exception)
    sys.stderr = sys.stdout
    show(text)
sys.stderr = text = io.StringIO()
sys.excepthook(ValueError, ValueError("the traceback given"), trace)
sys.stderr = sys.stdout
show(text)
lost(Odd("x"))
lost(ExceptionGroup("g", [ValueError(1)]))
noted = KeyError("a\nb")
noted.add_note("not shown")
lost(noted)
kept = sys.unraisablehook
sys.unraisablehook = None
lost(ValueError("hook is None"))
del sys.unraisablehook
lost(ValueError("no hook"))
def bad(record):
    raise TypeError("in the hook")
sys.unraisablehook = bad
lost(ValueError("bad hook"))
sys.unraisablehook = kept
def callback(phase, info):
    print(phase, info["generation"])
gc.callbacks.append(callback)
gc.collect()
