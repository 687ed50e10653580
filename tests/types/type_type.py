# The type `type` and the special attributes of classes.
def attempt(f, *args):
    try:
        print(repr(f(*args)))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))

class A:
    "A's doc"
    x: int = 1

class B(A): pass
class S: __slots__ = ("a",)

attempt(setattr, A, "__name__", 1)
attempt(delattr, A, "__name__")
attempt(setattr, int, "__name__", "x")
attempt(setattr, A, "__name__", "x\0")
attempt(setattr, A, "__qualname__", 1)
attempt(setattr, A, "__bases__", 1)
attempt(setattr, A, "__bases__", ())
attempt(setattr, A, "__bases__", (1,))
attempt(setattr, A, "__bases__", (A,))
attempt(setattr, A, "__mro__", (S,))
attempt(setattr, A, "__dict__", {})
attempt(lambda: A.__abstractmethods__)
attempt(lambda: int.__annotations__)
attempt(lambda: A.__annotations__)
attempt(lambda: B.__annotations__)
attempt(lambda: type.__abstractmethods__)
A.__name__ = "Renamed"
print(A.__name__, A.__qualname__, A)
A.__qualname__ = "Q.R"
print(A)
A.__module__ = "mod"
print(A, A.__module__, A.__doc__, B.__doc__, int.__module__)
A.__doc__ = "new"
print(A.__doc__)

# __bases__
class P1:
    def who(self): return "P1"
class P2:
    def who(self): return "P2"
    def __len__(self): return 2
class K(P1): pass
class K2(K): pass
k = K2()
print(k.who(), P1.__subclasses__(), P2.__subclasses__())
K.__bases__ = (P2,)
print(k.who(), len(k), K2.__mro__, P1.__subclasses__(), P2.__subclasses__())
attempt(setattr, K, "__bases__", (K2,))
K.__bases__ = (P1, P2)
print(k.who(), len(k), [c.__name__ for c in K2.__mro__])

# Special methods that come and go.
class Dyn: pass
d = Dyn()
attempt(len, d)
Dyn.__len__ = lambda self: 3
attempt(len, d)
attempt(bool, d)
Dyn.__bool__ = lambda self: False
attempt(bool, d)
del Dyn.__len__
attempt(len, d)
class DynSub(Dyn): pass
Dyn.__getitem__ = lambda self, i: i * 2
print(DynSub()[4])
d.__call__ = lambda: 1
attempt(lambda: d())
Dyn.__call__ = lambda self, *a, **k: (a, k)
print(d(1, x=2), DynSub()(3))
Dyn.__add__ = lambda self, other: "add"
Dyn.__radd__ = lambda self, other: "radd"
print(d + 1, 1 + d, DynSub() + d)
Dyn.__eq__ = lambda self, other: True
print(d == 5, d != 5, hash(d) == hash(d))
Dyn.__iter__ = lambda self: iter([1, 2])
print(list(d), 2 in d)
Dyn.__contains__ = lambda self, x: "yes"
print(9 in d)
Dyn.__hash__ = None
attempt(hash, d)
Dyn.__repr__ = lambda self: "dyn!"
print(d, [d], str(d), f"{d}")
Dyn.__str__ = lambda self: 5
attempt(str, d)
Dyn.__bool__ = lambda self: 1
attempt(bool, d)
Dyn.__len__ = lambda self: -1
attempt(len, d)
Dyn.__len__ = lambda self: "x"
attempt(len, d)
Dyn.__len__ = lambda self: 1 << 70
attempt(len, d)
Dyn.__hash__ = lambda self: "x"
attempt(hash, d)
Dyn.__hash__ = lambda self: -1
attempt(hash, d)
Dyn.__hash__ = lambda self: 1 << 64
attempt(hash, d)
Dyn.__iter__ = None
attempt(list, d)
Dyn.__contains__ = None
attempt(lambda: 1 in d)
Dyn.__index__ = lambda self: 4
print([0, 1, 2, 3, 4, 5][d], hex(d))
Dyn.__index__ = lambda self: "4"
attempt(lambda: [1][d])

# isinstance and friends
class Any(type):
    def __instancecheck__(cls, o): return o == 42
    def __subclasscheck__(cls, c): return c is int
class AnyC(metaclass=Any): pass
print(isinstance(42, AnyC), isinstance(AnyC(), AnyC), issubclass(int, AnyC), issubclass(str, AnyC))
print(type.__instancecheck__(int, True), type.__subclasscheck__(int, bool), int.__subclasscheck__(str))
attempt(isinstance, 1, 1)
attempt(issubclass, 1, int)
class Liar:
    __class__ = int
print(isinstance(Liar(), int), type(Liar()).__name__)

# Abstract classes.
class Abs: pass
Abs.__abstractmethods__ = frozenset({"b", "a"})
attempt(Abs)
Abs.__abstractmethods__ = ["one"]
attempt(Abs)
Abs.__abstractmethods__ = ()
print(type(Abs()).__name__)
del Abs.__abstractmethods__
attempt(lambda: Abs.__abstractmethods__)

# __class__
class X1: pass
class X2:
    def hi(self): return "hi"
x = X1()
x.a, x.b = 1, 2
x.__class__ = X2
print(x.hi(), x.__dict__, type(x) is X2)
x.c = 3
print(x.__dict__)
attempt(setattr, x, "__class__", 1)
attempt(setattr, x, "__class__", int)
attempt(setattr, 1, "__class__", int)
attempt(setattr, x, "__class__", S)
attempt(delattr, x, "__class__")

print(type(type), type(1), type.mro(int), bool.__base__, bool.__bases__, object.__base__, object.__bases__)
print(int.__subclasses__()[0], type.__subclasses__(A))
print([n for n in dir(A) if not n.startswith("__")], "x" in dir(B), "__len__" in dir(list))
print(A.__dict__["x"], type(A.__dict__).__name__)
attempt(lambda: A.__dict__.__setitem__("y", 1))
print(type.__prepare__(), type.__call__(int, "5"))
print(repr(int.__add__), repr((1).__add__)[:34], repr(list.append), repr(dict.__dict__["fromkeys"]), repr(A.__dict__["__dict__"]))
print(callable(A), callable(A()), callable(d))
