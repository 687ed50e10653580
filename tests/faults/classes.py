class Base:
    kind = "base"

    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return f"{type(self).__name__}({self.name!r})"

    def __eq__(self, other):
        return isinstance(other, Base) and self.name == other.name

    def __hash__(self):
        return hash(self.name)

    @property
    def upper(self):
        return self.name.upper()

    @upper.setter
    def upper(self, value):
        self.name = value.lower()

    @classmethod
    def make(cls, *names, **options):
        return [cls(n, **options) for n in names]

    @staticmethod
    def twice(x):
        return x * 2


class Child(Base):
    __slots__ = ("extra",)

    def __init__(self, name, extra=None):
        super().__init__(name)
        self.extra = extra

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)


class Described:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        return (self.name, instance is None)


class Meta(type):
    def __new__(meta, name, bases, ns, tag=None):
        cls = super().__new__(meta, name, bases, ns)
        cls.tag = tag
        return cls


class Tagged(Child, metaclass=Meta, tag="t"):
    field = Described()


a, b = Child.make("a", "b", extra=3)
a.upper = "ZED"
print(a, b, a.upper, a == Base("zed"), len({a, Base("zed")}), Base.twice(4))
print(Tagged.tag, Tagged("x").field, Tagged.field, [c.__name__ for c in Tagged.__mro__])
a.__dict__["more"] = [1, 2]
setattr(a, "y" * 3, 5)
print(sorted(vars(a)), hasattr(a, "nothing"), getattr(a, "nothing", None))
try:
    a.nothing
except AttributeError as e:
    print(e)
New = type("New", (Base,), {"z": 1, "f": lambda self: self.z})
print(New("q").f(), New.__qualname__)
del a.more, a.extra
b.__class__ = Child
print(type(b).__name__)
