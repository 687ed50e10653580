# classes: MRO, super, descriptors, metaclasses, hooks, special methods
class A:
    def who(self): return ["A"]
class B(A):
    def who(self): return ["B"] + super().who()
class C(A):
    def who(self): return ["C"] + super().who()
class D(B, C):
    def who(self): return ["D"] + super().who()


print(D().who(), [c.__name__ for c in D.__mro__])
try:
    class E(A, B): pass
except TypeError as e:
    print(e)


class Typed:
    def __set_name__(self, owner, name): self.name = name; print("set_name", owner.__name__, name)
    def __get__(self, obj, cls): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, value):
        if not isinstance(value, int): raise TypeError(f"{self.name} must be int")
        obj.__dict__[self.name] = value


class Meta(type):
    def __new__(mcls, name, bases, ns, **kw):
        print("new", name, kw)
        return super().__new__(mcls, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw): super().__init__(name, bases, ns)
    def __call__(cls, *a): print("call", a); return super().__call__(*a)
    @classmethod
    def __prepare__(mcls, name, bases, **kw): return {"injected": 1}


class Base(metaclass=Meta, flag=True):
    field = Typed()
    def __init_subclass__(cls, **kw): super().__init_subclass__(**kw); print("subclass", cls.__name__)
    def __init__(self, v): self.field = v


class Sub(Base): pass


s = Sub(3)
print(s.field, Sub.injected, type(Sub).__name__, Base.field is Base.__dict__["field"])
try:
    s.field = "x"
except TypeError as e:
    print(e)


class Number:
    def __init__(self, v): self.v = v
    def __add__(self, o): return Number(self.v + (o.v if isinstance(o, Number) else o)) if not isinstance(o, str) else NotImplemented
    __radd__ = __add__
    def __iadd__(self, o): self.v += 100; return self
    def __eq__(self, o): return isinstance(o, Number) and self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __hash__(self): return hash(self.v)
    def __repr__(self): return f"N({self.v})"
    def __bool__(self): return self.v != 0
    def __len__(self): return 7
    def __getitem__(self, k): return k
    def __setitem__(self, k, v): print("set", k, v)
    def __delitem__(self, k): print("del", k)
    def __contains__(self, x): return x == self.v
    def __call__(self, *a, **k): return a, k
    def __iter__(self): return iter([self.v])
    def __neg__(self): return Number(-self.v)
    def __getattr__(self, n):
        if n.startswith("dyn_"): return n[4:]
        raise AttributeError(n)
    def __format__(self, spec): return f"<{spec}>"
    def __index__(self): return self.v


n = Number(5)
print(n + 1, 1 + n, n + n, -n, n == Number(5), n != Number(6), n < Number(6), bool(Number(0)), len(n), n[1:2, ...], 5 in n,
      n(1, k=2), list(n), n.dyn_x, f"{n:spec}", [10, 11, 12, 13, 14, 15][n], {n: 1}[Number(5)], sorted([Number(3), Number(1)]))
n[1] = 2
del n[3]
n += 1
print(n)
for bad in ("n + 'x'", "n - 1", "n.nope", "n @ n", "n > n and n >= n"):
    try:
        print(eval(bad))
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)


class P:
    def __init__(self): self._x = 1
    @property
    def x(self): "doc of x"; return self._x
    @x.setter
    def x(self, v): self._x = v
    @x.deleter
    def x(self): del self._x
    @classmethod
    def make(cls): return cls()
    @staticmethod
    def stat(a): return a


p = P.make()
p.x = 5
print(p.x, P.x.__doc__, P.stat(3), p.stat(4))
del p.x
try:
    p.x
except AttributeError as e:
    print(e)
class S:
    __slots__ = ("a", "b")
s = S(); s.a = 1
for code in ("s.c = 1", "s.b", "s.__dict__"):
    try:
        exec(code)
    except AttributeError as e:
        print(e)
print(isinstance(True, int), issubclass(D, A), type("T", (A,), {"z": 1})().z, D.__bases__, A.__subclasses__())
