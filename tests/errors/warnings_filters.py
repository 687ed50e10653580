# Module warnings: filters, registries, records, hooks, options, and the warnings of the language itself.
import gc, io, os, sys, warnings

def shown(call, *args, **kwargs):
    old, sys.stderr = sys.stderr, io.StringIO()
    try:
        call(*args, **kwargs)
    except Exception as e:
        print(type(e).__name__, e)
    finally:
        text, sys.stderr = sys.stderr.getvalue(), old
    for line in text.replace(os.path.abspath(__file__), "FILE").splitlines():
        print("|", line.partition(" at 0x")[0])

def at_level(n):
    warnings.warn("level", stacklevel=n)
for n in (1, 2, 3, 0, -1, 100):
    shown(at_level, n)
def repeat(action):
    with warnings.catch_warnings():
        warnings.simplefilter(action)
        for i in range(2):
            warnings.warn(action)
            warnings.warn(action)
        __warningregistry__.pop("version")
        print(__warningregistry__)
for action in ("default", "always", "ignore", "module", "once", "error"):
    shown(repeat, action)
for args in ((), (1, 2, 3, 4, 5), ("m", 5), ("m", "x"), ("m", int), ("m", Exception), ("m", None, "x"), (UserWarning("i"), DeprecationWarning), (None,), (5,)):
    shown(warnings.warn, *args)
registry = {}
for args in (("m", UserWarning, "foo.py", 33), ("m", UserWarning, "foo.py", 33, "mod", registry), ("m", UserWarning, "foo.py", 33, "mod", registry),
             ("m", UserWarning, "", 33), ("m", UserWarning, "f", 33, None), (UserWarning("i"), None, "f", 34), ("m", 5, "f", 1), ("m", UserWarning, 5, 1),
             ("m", UserWarning, "f", "1"), ("m", UserWarning, "f", 1, "m", 5), ("m", UserWarning, "f", 1, "m", {}, 5), ("m",)):
    shown(warnings.warn_explicit, *args)
registry.pop("version")
print(registry)
class Loader:
    def get_source(self, name):
        return "one\n  two " + name + "\n"
with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("a")
    warnings.warn("b", DeprecationWarning, source=5)
    print(len(log), log[1].source, log[0].file, log[0].line, log[0].message, log[1].category, str(log[1]).count("FILE"))
with warnings.catch_warnings(action="error"):
    shown(warnings.warn, "raised")
manager = warnings.catch_warnings(record=True)
print(manager, warnings.catch_warnings(), warnings.catch_warnings(module=5))
shown(manager.__exit__)
manager.__enter__()
shown(manager.__enter__)
manager.__exit__()
with warnings.catch_warnings():
    warnings.showwarning = lambda message, category, filename, lineno, file=None, line=None: print("show", message, category.__name__, file, line)
    shown(warnings.warn, "own show")
    warnings.showwarning = 5
    shown(warnings.warn, "no function")
    del warnings.showwarning
    shown(warnings.warn, "deleted")
kept = warnings.formatwarning
warnings.formatwarning = lambda message, category, filename, lineno, line=None: f"form {message} {category.__name__} {line}\n"
shown(warnings.warn, "own form")
warnings.formatwarning = kept
print(warnings.formatwarning("m", UserWarning, "f", 3), warnings.formatwarning("m", UserWarning, "f", 3, "  line "))
kept = warnings._showwarnmsg
warnings._showwarnmsg = lambda m: print("record", m.message)
shown(warnings.warn, "below all")
warnings._showwarnmsg = 5
shown(warnings.warn, "not callable")
warnings._showwarnmsg = kept
with warnings.catch_warnings():
    warnings.resetwarnings()
    warnings.filterwarnings("ignore", category=UserWarning, module="xx")
    warnings.filterwarnings("error", "abc", append=True)
    warnings.simplefilter("error", RuntimeWarning, 5)
    for f in warnings.filters:
        print(f[0], f[2].__name__, f[4], f[1] and f[1].pattern, f[3] and f[3].pattern)
    shown(warnings.warn, "ABCdef")
    for bad in (("bogus",), ("error", 5), ("error", "", 5), ("error", "", int), ("error", "", Warning, 5), ("error", "", Warning, "", -1)):
        shown(warnings.filterwarnings, *bad)
    shown(warnings.simplefilter, "bogus")
    for bad in (5, [(1, 2)], [(1, None, Warning, None, 0)]):
        warnings.filters = bad
        shown(warnings.warn, "x")
    warnings.filters = []
    warnings.defaultaction = "error"
    shown(warnings.warn, "x")
    warnings.defaultaction = 5
    shown(warnings.warn, "x")
    warnings.defaultaction = "default"
shown(warnings._deprecated, "old", remove=(3, 13))
shown(warnings._deprecated, "old", remove=(3, 11))
for option in ("bogus", "error::Foo", "a:b:c:d:e:f", "ignore::foo.Bar", "once::int", "d::::x", "d::::-1"):
    shown(warnings._processoptions, [option])

# the language itself
warnings.simplefilter("default")
class I(int): pass
class F(float): pass
class C(complex): pass
class A:
    def __int__(self): return I(5)
    def __index__(self): return I(6)
    def __float__(self): return F(2.5)
    def __complex__(self): return C(1)
class T:
    def __trunc__(self): return 3
for call in (lambda: int(A()), lambda: [1, 2, 3, 4, 5, 6, 7][A()], lambda: float(A()), lambda: complex(A()), lambda: int(T()), lambda: bool(NotImplemented), lambda: not NotImplemented):
    shown(call)
async def co(): pass
def forget():
    x = co()
    del x
shown(forget)
sys.set_coroutine_origin_tracking_depth(2)
print(sys.get_coroutine_origin_tracking_depth())
shown(forget)
sys.set_coroutine_origin_tracking_depth(0)
def unclosed(mode):
    x = open(__file__, mode)
    del x
shown(unclosed, "r")
shown(unclosed, "rb")
sys.stdout.flush()
for options, text in (("-Wdefault", "'\\\\d'"), ("-Werror", "'\\\\d'"), ("-Werror", "print(1 is 1)"), ("-W error", "import warnings; warnings.warn('x')"),
                      ("-b", "import sys; print(sys.warnoptions, flush=True); str(b'a'); b'a' == 'a'; b'a' == 97; str(bytearray()); bytearray() == ''"),
                      ("-bb", "b'a' == 'a'"), ("-Xdev -Wignore -Wdefault", "import sys; print(sys.warnoptions)"), ("-Wbogus", "1")):
    os.system(f'PYTHONWARNINGS= {sys.executable} {options} -c "{text}" 2>&1')
os.system(f'PYTHONWARNINGS=error,ignore::UserWarning {sys.executable} -c "import sys; print(sys.warnoptions)"')
