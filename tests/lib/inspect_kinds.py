import inspect
import types
import functools
import sys
import abc
from collections import namedtuple


class Meta(type):
    def on_meta(cls):
        "Doc of on_meta."

    meta_data = 1


class Base:
    """Base's doc."""

    def plain(self, a):
        """Plain's doc."""

    @classmethod
    def cm(cls):
        """cm's doc."""

    @staticmethod
    def sm():
        """sm's doc."""

    @property
    def prop(self):
        """prop's doc."""

    data = 3
    other = []


class Derived(Base, metaclass=Meta):
    def plain(self, a): pass

    @classmethod
    def cm(cls): pass

    @staticmethod
    def sm(): pass

    @property
    def prop(self): pass

    __slots__ = {"slot": "slot's doc", "bare": None}

    def own(self): pass

    def __call__(self): yield

    @types.DynamicClassAttribute
    def dyn(self): return 1


class Fourth(Derived):
    pass


class Fails:
    @property
    def bad(self):
        raise AttributeError("bad")

    @property
    def worse(self):
        return 1


def gen(): yield 1
async def co(): pass
async def ag(): yield 1
@types.coroutine
def old(): yield 1


g, c, a, o = gen(), co(), ag(), old()
try:
    1 / 0
except ZeroDivisionError as e:
    tb = e.__traceback__
samples = {
    "module": sys, "class": Base, "meta": Meta, "type": type, "int": int, "function": gen, "lambda": lambda: 1,
    "co": co, "ag": ag, "old": old, "g": g, "c": c, "a": a, "o": o, "builtin": len, "bound builtin": [].append,
    "method": Derived().plain, "cm": Derived.cm, "raw cm": Base.__dict__["cm"], "raw sm": Base.__dict__["sm"],
    "prop": Base.prop, "slot": Derived.slot, "wrapper": object.__init__, "method wrapper": object().__str__,
    "method descriptor": str.join, "raw fromkeys": dict.__dict__["fromkeys"], "getset": type(gen).__code__,
    "member": type(gen).__globals__, "code": gen.__code__, "frame": sys._getframe(), "tb": tb, "3": 3,
    "partial": functools.partial(gen), "partial co": functools.partial(functools.partial(co)), "instance": Derived(),
    "cached": functools.lru_cache(gen), "partial ag method": functools.partial(types.MethodType(ag, 1)),
    "new": object.__new__, "alias": list[int], "union": int | str, "none": None, "notimplemented": NotImplemented,
    "tuplegetter": namedtuple("T", "x").x, "bound method of builtin class": dict.fromkeys, "abstract": abc.abstractmethod(gen),
}
tests = [n for n in dir(inspect) if n.startswith("is") and n != "iskeyword"]
print(tests)
for name, value in samples.items():
    print(name, [n for n in tests if getattr(inspect, n)(value)])
c.close()
a = None


class A(abc.ABC):
    seen = None

    def __init_subclass__(cls):
        A.seen = inspect.isabstract(cls)

    @abc.abstractmethod
    def f(self): pass


class B(A):
    pass


print(inspect.isabstract(A), inspect.isabstract(B), A.seen)


class B2(B):
    def f(self): pass


class B3(B2):
    @abc.abstractmethod
    def g(self): pass


print(inspect.isabstract(B2), A.seen, inspect.isabstract(B3), inspect.isabstract(Base), inspect.isabstract(3))

for cls in (Base, Derived, Fourth, Fails, Meta):
    for attribute in inspect.classify_class_attrs(cls):
        if attribute.name.startswith("__") and attribute.name not in ("__init__", "__dict__", "__doc__", "__new__"):
            continue
        print(cls.__name__, attribute.name, attribute.kind, attribute.defining_class.__name__, type(attribute.object).__name__)
    public = [n for n, v in inspect.getmembers(cls) if not n.startswith("__")]
    print(public, [n for n, v in inspect.getmembers_static(cls) if not n.startswith("__")])
    print([n for n, v in inspect.getmembers(cls, inspect.isfunction)], [n for n, v in inspect.getmembers(cls, inspect.isdatadescriptor)])
print([n for n, v in inspect.getmembers(Fails())[-3:]], inspect.getmembers(Fails(), lambda v: v == 1))
print(inspect.getmembers_static(Fails(), inspect.isdatadescriptor) == [(n, vars(Fails)[n]) for n in ("bad", "worse")])

for name in ("plain", "cm", "sm", "prop", "slot", "bare", "own", "missing"):
    for owner in (Base, Derived, Fourth, Derived()):
        print(name, type(owner).__name__, repr(inspect.getdoc(getattr(owner, name, None))))
for x in (Base, Derived, Fourth, Fails, Fourth(), types.ModuleType("m", "d"), types.ModuleType("m")):
    print(repr(inspect.getdoc(x)))


class WithDoc:
    __doc__ = 3

    def f(self): """First.

        Indented.
          More.
	Tab.

        """


print(inspect.getdoc(WithDoc), repr(inspect.getdoc(WithDoc.f)))
for text in ("", "\n", "a", "  a\n  b\n    c\n", "\n\n  a\n\n  b\n\n", "a\n b\n  c", "\ta\n\tb", "   \n   \n x"):
    print(repr(inspect.cleandoc(text)))

print(inspect.getmro(Derived), inspect.getclasstree([Derived, Base, Fourth, int, bool]))
print(inspect.getclasstree([Derived, Fourth], True), inspect.getclasstree([]), inspect.getclasstree([object]))


class M(type):
    def __getattr__(cls, name): raise RuntimeError


class Static(metaclass=M):
    __slots__ = ("s",)
    k = 5

    def __getattr__(self, name): raise RuntimeError

    @property
    def p(self): raise RuntimeError


class Data:
    def __get__(self, *a): raise RuntimeError

    def __set__(self, *a): pass


class Both:
    x = Data()
    y = 1
    z = property()


class Shadow:
    __dict__ = {"q": 1}
    r = 2


def static(obj, name):
    try:
        found = inspect.getattr_static(obj, name)
        return type(found).__name__, found if isinstance(found, (int, str)) else ""
    except AttributeError as e:
        return "AttributeError", str(e)


b = Both()
b.__dict__.update(x=7, y=8, z=9, w=10)
for obj, name in ((Static(), "s"), (Static(), "k"), (Static(), "p"), (Static, "p"), (Static, "none"), (Static(), "none"),
                  (b, "x"), (b, "y"), (b, "z"), (b, "w"), (Both, "x"), (Shadow(), "q"), (Shadow(), "r"), (Derived, "on_meta"),
                  (Derived, "meta_data"), (Derived(), "meta_data"), (3, "real"), (int, "mro"), (type, "mro"), (len, "__name__"),
                  (Base, "__doc__"), (Base, "__name__"), (sys, "path")):
    print(type(obj).__name__, name, static(obj, name))
print(inspect.getattr_static(3, "x", None), inspect.getattr_static(3, "x", 4))

print(inspect.getgeneratorstate(g), inspect.getgeneratorlocals(g))


def states():
    global it
    local = 1
    print(inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it))
    yield local
    other = 2
    yield


it = states()
print(inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it))
next(it)
print(inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it))
it.close()
print(inspect.getgeneratorstate(it), inspect.getgeneratorlocals(it))


class Once:
    def __await__(self): yield


async def costates(x):
    print(inspect.getcoroutinestate(it))
    await Once()


it = costates(5)
print(inspect.getcoroutinestate(it), inspect.getcoroutinelocals(it))
it.send(None)
print(inspect.getcoroutinestate(it), inspect.getcoroutinelocals(it))
it.close()
print(inspect.getcoroutinestate(it), inspect.getcoroutinelocals(it))

captured = 1


def outer(x, y=2):
    z = 3

    def inner(a):
        return a, x, z, captured, len, missing_name

    return inner


print(inspect.getclosurevars(outer(1)), inspect.getclosurevars(outer))
print(inspect.getargs(outer.__code__), inspect.getargs((lambda a, /, b, *c, d, **e: 0).__code__))
print(inspect.formatargvalues(["a", "b"], "c", "d", {"a": 1, "b": "x", "c": (), "d": {}}), inspect.formatargvalues([], None, None, {}))
print({n: getattr(inspect, n) for n in dir(inspect) if n.startswith(("CO_", "TPFLAGS", "GEN_", "CORO_"))})


def deco(f):
    @functools.wraps(f)
    def wrapper(*args): return f(*args)

    return wrapper


w = deco(deco(gen))
print(inspect.unwrap(w) is gen, inspect.unwrap(w, stop=lambda f: f is w.__wrapped__) is w.__wrapped__, inspect.unwrap(3))
loop = deco(gen)
loop.__wrapped__ = loop
for f in (lambda: inspect.unwrap(loop), lambda: inspect.getgeneratorlocals(3), lambda: inspect.getclosurevars(3),
          lambda: inspect.getargs(3), lambda: inspect.getfile(int), lambda: inspect.getfile(len), lambda: inspect.getfile(sys)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, str(e).split(" at 0x")[0])
print(inspect.__all__ == sorted(inspect.__all__), len(inspect.__all__), set(inspect.__all__) <= set(dir(inspect)))
