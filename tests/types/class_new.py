# Making classes.
def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e), "| cause", repr(e.__cause__))

def with_slots(slots, base=object, **namespace):
    return type("X", (base,), dict(namespace, __slots__=slots))

attempt(with_slots, ("a",), int)
attempt(with_slots, (), int)
attempt(with_slots, ("a",), tuple)
attempt(with_slots, ("1a",))
attempt(with_slots, (1,))
attempt(with_slots, ("__dict__", "__dict__"))
attempt(with_slots, ("__weakref__", "__weakref__"))
attempt(with_slots, ("a",), a=1)
attempt(with_slots, "name")
attempt(with_slots, 5)
attempt(type, "X", (int, str), {})
attempt(type, "X", (bool,), {})
attempt(type, "X", (1,), {})
attempt(type, "X\0", (), {})
attempt(type, 1, (), {})
attempt(type, "X", [], {})
attempt(type, "X", (), [])
attempt(type)
attempt(type, 1, 2)
attempt(type, "X", (), {}, a=1)
attempt(type.__new__, type)
attempt(type.__new__, int, "X", (), {})
attempt(type, "X", (), {"__qualname__": 1})
attempt(type, "X", (), {"__classcell__": 1})
attempt(lambda: type("X", (), {"__qualname__": "q.X"}))
print(type("X", (), {"__slots__": ("b", "a"), "c": 1}).__dict__.keys())

class Eq:
    def __eq__(self, other):
        return True

print(list(vars(Eq)))
attempt(hash, Eq())

class EqHash(Eq):
    __hash__ = object.__hash__

print(isinstance(hash(EqHash()), int))

class Private:
    __slots__ = ("__secret", "_open", "__dunder__")

    def __init__(self):
        self.__secret = 1

print(sorted(n for n in vars(Private) if "secret" in n or "open" in n or "dunder" in n), Private()._Private__secret)

# Layout.
class S1:
    __slots__ = ("a",)

class S2:
    __slots__ = ("b",)

attempt(type, "X", (S1, S2), {})

class S3(S1):
    __slots__ = ("c", "b")

class S4(S3):
    pass

o = S4()
o.a, o.b, o.c, o.d = 1, 2, 3, 4
print(o.a, o.b, o.c, o.d, o.__dict__)

class Mixin:
    __slots__ = ()

class Both(Mixin, S3):
    __slots__ = ("e",)

o = Both()
o.e = 5
o.a = 6
print(o.e, o.a)
attempt(setattr, o, "zz", 1)

class Dict1:
    pass

class Mixed(S1, Dict1):
    __slots__ = ()

m = Mixed()
m.anything = 1
m.a = 2
print(m.__dict__, m.a)

# MRO.
class A: pass
class B(A): pass
class C(A): pass
class D(B, C): pass
print([c.__name__ for c in D.__mro__])
attempt(type, "X", (A, B), {})
attempt(type, "X", (A, A), {})
attempt(type, "X", (object, A), {})

def conflict():
    class X(A, B):
        pass
attempt(conflict)

class Meta1(type): pass
class Meta2(type): pass
class M1(metaclass=Meta1): pass
class M2(metaclass=Meta2): pass
attempt(type, "X", (M1, M2), {})
print(type(type("X", (M1,), {})).__name__)

class Upside(type):
    def mro(cls):
        return [cls, A, object]

class U(metaclass=Upside): pass
print([c.__name__ for c in U.__mro__])

class BadMro(type):
    def mro(cls):
        return [cls, 1]

attempt(lambda: BadMro("X", (), {}))

# Hooks.
class Named:
    def __set_name__(self, owner, name):
        print("set_name", owner.__name__, name)

class Holder:
    x = Named()
    y = Named()

class Bad:
    def __set_name__(self, owner, name):
        raise ValueError("bad")

def bad():
    class Q:
        z = Bad()
attempt(bad)

class Base:
    def __init_subclass__(cls, tag=None, **kwargs):
        super().__init_subclass__(**kwargs)
        print("subclass", cls.__name__, tag)

    def __class_getitem__(cls, item):
        return (cls.__name__, item)

class Sub(Base, tag="t"): pass
print(Base[1], Sub[int, str])

def excess():
    class X(Base, tag=1, other=2):
        pass
attempt(excess)

def excess2():
    class X(other=2):
        pass
attempt(excess2)

class MetaArgs(type):
    @classmethod
    def __prepare__(meta, name, bases, **kwargs):
        print("prepare", name, bases, kwargs)
        return {"prepared": True}

    def __new__(meta, name, bases, ns, **kwargs):
        print("new", name, list(ns), kwargs)
        return super().__new__(meta, name, bases, ns)

    def __init__(cls, name, bases, ns, **kwargs):
        print("init", name, kwargs)
        super().__init__(name, bases, ns)

    def __call__(cls, *args):
        print("call", cls.__name__, args)
        return super().__call__(*args)

class WithMeta(metaclass=MetaArgs, flag=1):
    def __init__(self, *args):
        print("instance", args)

WithMeta(1, 2)
print(WithMeta.prepared)

# Construction.
attempt(A, 1)
attempt(object, 1)
attempt(A, x=1)

class BadInit:
    def __init__(self):
        return 1

attempt(BadInit)

class Init:
    def __init__(self): pass

attempt(Init, 1)
attempt(object.__init__, Init(), 1)
print(type(object.__new__(Init, 1)).__name__)

class New:
    def __new__(cls, *args):
        return object.__new__(cls, *args)

attempt(New, 1)

class New2:
    def __new__(cls, *args):
        return object.__new__(cls)

print(type(New2(1)).__name__)
attempt(int.__new__, str)
attempt(object.__new__, int)
attempt(object.__new__, 1)
attempt(object.__new__)

class Other:
    def __new__(cls):
        return 5

    def __init__(self):
        print("not called")

print(Other())

class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self): return self[0]

pt = Point(1, 2)
print(pt, pt.x, len(pt), pt == (1, 2), pt + (3,))
pt.name = "origin"
print(pt.name, pt.__dict__)

class MyInt(int):
    def __add__(self, other):
        return MyInt(int(self) + int(other) + 100)

print(MyInt(5) + 1, 1 + MyInt(5), MyInt(5) - 1, MyInt(7) * MyInt(6), type(MyInt(3) + 1).__name__, hash(MyInt(5)))

class MyList(list):
    def __len__(self):
        return 99

l = MyList([1, 2])
print(len(l), l, l + [3], bool(l))

class MyStr(str):
    __slots__ = ()

print(MyStr("abc").upper(), MyStr("x") + "y", type(MyStr("x") + "y").__name__)

class MyDict(dict):
    def __missing__(self, key):
        return "missing %r" % (key,)

d = MyDict(a=1)
print(d["a"], d["b"], d)
d.attr = 1
print(d.__dict__, d)

class MyError(ValueError):
    def __init__(self, msg, code):
        super().__init__(msg)
        self.code = code

try:
    raise MyError("m", 5)
except ValueError as e:
    print(e, e.code, e.args, e.__dict__)
