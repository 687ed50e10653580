# Functions, methods, cells, modules, namespaces and their attributes.
import types
def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))

def f(a, b=2, *args, c, d=4, **kwargs) -> int:
    "f's doc"
    return (a, b, args, c, d, kwargs)

print(f.__name__, f.__qualname__, f.__module__, f.__doc__, f.__defaults__, f.__kwdefaults__, f.__annotations__, f.__closure__, f.__dict__)
print(repr(f).startswith("<function f at 0x"))
f.extra = 1
print(f.__dict__, f.extra)
attempt(setattr, f, "__dict__", 1)
attempt(delattr, f, "__dict__")
attempt(setattr, f, "__code__", 1)
attempt(setattr, f, "__name__", 1)
attempt(setattr, f, "__defaults__", 1)
attempt(delattr, f, "__name__")
attempt(setattr, f, "__kwdefaults__", 1)
attempt(setattr, f, "__annotations__", 1)
attempt(setattr, f, "__globals__", 1)
attempt(setattr, f, "__closure__", 1)
attempt(delattr, f, "__qualname__")
attempt(lambda: f.nothing)
f.__defaults__ = (10,)
print(f(1, c=3))
del f.__defaults__
attempt(f, 1, c=3)
f.__kwdefaults__ = {"c": 30}
attempt(f, 1, 2)
attempt(lambda: f(1, 2, d=5))
f.__name__, f.__qualname__ = "g", "x.g"
print(f.__name__, repr(f)[:15])
f.__doc__ = None
print(f.__doc__)
del f.__doc__
print(f.__doc__)

def outer():
    v = 1
    def inner():
        return v
    def setter(x):
        nonlocal v
        v = x
    return inner, setter

i, s = outer()
print(i(), i.__closure__[0].cell_contents, len(s.__closure__), i.__closure__[0] == s.__closure__[0])
s("changed")
print(i(), i.__qualname__)
i.__closure__[0].cell_contents = 7
print(i())
cell = types.CellType()
attempt(lambda: cell.cell_contents)
cell.cell_contents = 3
print(cell.cell_contents, cell == types.CellType(3), cell < types.CellType(4), types.CellType() < cell)
del cell.cell_contents
attempt(lambda: cell.cell_contents)

g = types.FunctionType(i.__code__, globals(), "renamed", None, i.__closure__)
print(g(), g.__name__)
attempt(types.FunctionType, i.__code__, globals())
attempt(types.FunctionType, i.__code__, globals(), None, None, ())
attempt(types.FunctionType, 1, {})
def one(): return 1
def two(): return 2
one.__code__ = two.__code__
print(one())
attempt(setattr, one, "__code__", i.__code__)

class C:
    def m(self, x=1): return (self is c, x)
c = C()
b = c.m
print(b(), b(5), b.__self__ is c, b.__func__ is C.m, b.__name__, b.__qualname__, b == c.m, b is c.m, hash(b) == hash(c.m))
print(b == C().m, C.m(c, 2), b.__doc__, b.__defaults__)
attempt(setattr, b, "x", 1)
attempt(lambda: b.nothing)
mm = types.MethodType(lambda self, y: (self, y), 5)
print(mm(6), repr(mm))
attempt(types.MethodType, 1, 2)
attempt(types.MethodType, len, None)
print(types.MethodType(len, "abc")())
attempt(types.MethodType, len)

m = types.ModuleType("mod", "doc")
print(m, m.__name__, m.__doc__, m.__package__, m.__loader__, m.__spec__, sorted(vars(m)))
m.x = 1
print(m.x, dir(m)[-1], vars(m)["x"])
attempt(lambda: m.y)
m.__getattr__ = lambda name: name * 2
print(m.ab)
del m.__getattr__
attempt(delattr, m, "y")
attempt(types.ModuleType)
attempt(types.ModuleType, 1)
class Sub(types.ModuleType):
    @property
    def prop(self): return "prop of " + self.__name__
m.__class__ = Sub
print(m.prop, m.x)
print(Sub("t").prop)

n = types.SimpleNamespace(a=1, b="x")
print(n, n.a, n == types.SimpleNamespace(a=1, b="x"), n.__dict__)
n.c = n
print(n)
del n.a
attempt(lambda: n.a)
attempt(types.SimpleNamespace, 1)
class NS(types.SimpleNamespace): pass
print(NS(z=1))
attempt(hash, n)

print(len.__name__, len.__doc__ is not None, type(len), repr(len), len.__text_signature__)
print(list[int], dict[str, int], tuple[()], list[int].__origin__, list[int].__args__, list[int] == list[int], hash(list[int]) == hash(list[int]))
print(list[int]([1]), tuple[int, ...], type(list[int]), list[list[int]], list["x"])
print(int | str, int | None, (int | str) == (str | int), int | int, (int | str).__args__, isinstance(1, int | str), isinstance(1.0, int | str), issubclass(bool, int | None))
attempt(lambda: int | 1)
attempt(lambda: isinstance(1, list[int]))
attempt(lambda: list[int][int])
print(list[int] | None, type(int | str))
class G(list[int]): pass
print(G.__mro__[1], G.__orig_bases__)

# What relative imports need to know of the importing module.
for given in [None, 1, {}, {"__package__": 1}, {"__name__": 1}]:
    try:
        __import__("x", given, None, None, 1)
    except (TypeError, KeyError) as e:
        print(type(e).__name__, e)

# The instruction of a traceback entry finds its position.
try:
    len(1)
except TypeError as e:
    tb = e.__traceback__
    print(list(tb.tb_frame.f_code.co_positions())[tb.tb_lasti // 2][2:])
