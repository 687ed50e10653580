# property, classmethod, staticmethod, super, slot wrappers, method descriptors.
def attempt(f, *args, **kwargs):
    try:
        print(repr(f(*args, **kwargs)))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e))

class P:
    @property
    def p(self):
        "doc of p"
        return self._p

    @p.setter
    def p(self, value):
        print("setting", value)
        self._p = value

    @p.deleter
    def p(self):
        del self._p

    @property
    def readonly(self): return 1

    nothing = property()
    documented = property(lambda self: 1, doc="explicit")

x = P()
x.p = 5
print(x.p, P.p.__doc__, P.documented.__doc__, P.p.fget.__name__, P.p.fset.__name__, P.p.fdel.__name__)
del x.p
attempt(lambda: x.p)
attempt(setattr, x, "readonly", 2)
attempt(delattr, x, "readonly")
attempt(lambda: x.nothing)
attempt(setattr, x, "nothing", 1)
attempt(property, 1, 2, 3, 4, 5)
attempt(property.__get__, P.p)

P.p.__doc__ = "changed"
print(P.p.__doc__)

class SubProp(property):
    pass

class Q:
    @SubProp
    def z(self):
        "z doc"
        return 26

print(Q().z, Q.z.__doc__, type(Q.z).__name__, type(Q.z.setter(len)).__name__)

class C:
    @classmethod
    def cm(cls, *args): return (cls.__name__, args)

    @staticmethod
    def sm(*args, **kwargs): return (args, kwargs)

    def method(self, *args): return args

class D(C): pass

print(C.cm(1), D.cm(2), C().cm(3), D().cm())
print(C.sm(1, k=2), D().sm())
print(C.__dict__["cm"].__func__.__name__, C.__dict__["sm"].__wrapped__.__name__, C.__dict__["sm"](5))
print(C.__dict__["cm"].__name__, C.__dict__["cm"].__qualname__, C.__dict__["sm"].__doc__)
attempt(classmethod)
attempt(staticmethod, 1, 2)
attempt(classmethod, x=1)
attempt(lambda: staticmethod(1)())
attempt(lambda: classmethod(1).__get__(1)())
print(repr(classmethod(1)), repr(staticmethod(len)))

class Base:
    def hello(self): return "base " + type(self).__name__

    @classmethod
    def make(cls): return "make " + cls.__name__

class Child(Base):
    def hello(self): return "child+" + super().hello()

    @classmethod
    def make(cls): return "child+" + super().make()

    def bad(self): return super().nope

c = Child()
print(c.hello(), Child.make(), c.make())
attempt(c.bad)
s = super(Child, c)
print(s.hello(), s.__thisclass__.__name__, s.__self__ is c, s.__self_class__.__name__, type(s))
print(super(Child, Child).hello(c), super(Child).__self__)
attempt(super, 1)
attempt(super, Child, 5)
attempt(lambda: super())
attempt(lambda: super(int, 1).foo)
attempt(lambda: super(int).foo)
print(super(int, 1), super(int), super(bool, True))
attempt(super, int, 1, 2)

# C functions as attributes
attempt(int.__add__)
attempt(int.__add__, "a", 1)
attempt((1).__add__)
attempt((1).__add__, 1, x=1)
attempt((1).__neg__, 1)
attempt((1).__pow__)
attempt((1).__pow__, 1, 2, 3)
attempt((2).__pow__, 5, 7)
attempt((2).__rpow__, 5)
attempt((2).__rsub__, 5)
attempt((2).__add__, "x")
attempt([1, 2].__mul__, 2)
attempt([1, 2].__rmul__, 2)
attempt([1].__add__, 2)
attempt("ab".__contains__, "a")
attempt([].__init__, (1, 2))
attempt([1, 2].__getitem__, 1)
attempt([1, 2].__setitem__, 0, 5)
attempt([1, 2].__delitem__, 9)
attempt(iter([1]).__next__)
attempt(iter([]).__next__)
attempt((5).__bool__)
attempt((5).__hash__)
attempt((5).__eq__, 5)
attempt((5).__lt__, "x")

attempt(len.__call__, "abc")
attempt(list.append)
attempt(list.append, 1, 2)
attempt([].append)
attempt([].append, 1, 2)
attempt([].append, x=1)
attempt(int.real.__get__, "x")
attempt(int.real.__get__, 7)
attempt(int.real.__set__, 1, 1)
attempt(lambda: int.__dict__["from_bytes"].__get__(1).__name__)
attempt(dict.__dict__["fromkeys"].__get__, None, int)
attempt(dict.__dict__["fromkeys"], int)
attempt(dict.__dict__["fromkeys"])
attempt(dict.__dict__["fromkeys"], dict, "ab")
attempt(dict.fromkeys.__qualname__.__str__)
print(int.__add__.__name__, int.__add__.__qualname__, int.__add__.__objclass__, bool(int.__add__.__doc__), int.__add__.__text_signature__)
print(list.append.__name__, list.append.__qualname__, list.append.__objclass__)
print([].append.__name__, [].append.__qualname__, [].append.__self__, len.__module__, len.__self__.__name__)
print(int.real.__name__, int.real.__objclass__, int.real.__qualname__)
a = []
print(a.append == a.append, a.append == [].append, a.append is a.append, (1).__add__ == (1).__add__, hash(a.append) == hash(a.append))
print(str.maketrans({"a": "b"}))
m = type(int.__dict__)({"k": 1})
print(m, m["k"], len(m), list(m), m.get("z"), m.get("z", 5), "k" in m, m | {"j": 2}, m == {"k": 1}, m.copy(), list(m.items()))
attempt(lambda: m["zz"])
attempt(type(m), [1])
