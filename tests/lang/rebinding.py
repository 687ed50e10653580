# Wrappers and properties that are initialized anew while code that uses them is warm.
class A:
    @staticmethod
    def s():
        return "static 1"

    @classmethod
    def c(cls):
        return "class 1", cls.__name__

    @property
    def p(self):
        return "property 1"


class B(A):
    pass


def use(o):
    seen = []
    for i in range(40):
        value = o.s(), o.c(), getattr(o, "p"), o.p, type(o).s(), type(o).c()
        if value not in seen:
            seen.append(value)
    print(seen)


class Says:
    def __init__(self, text):
        self.text = text

    def __call__(self, *args):
        return self.text

    def __del__(self):
        print("dies:", self.text)


for o in (A(), B()):
    use(o)
members = A.__dict__
members["s"].__init__(lambda: "static 2")
members["c"].__init__(lambda cls: ("class 2", cls.__name__))
members["p"].__init__(lambda self: "property 2")
for o in (A(), B()):
    use(o)
members["s"].__init__(Says("static 3"))
members["c"].__init__(Says("class 3"))
members["p"].__init__(Says("property 3"))
for o in (A(), B()):
    use(o)
A.p = property(lambda self: "property 4")
A.c = classmethod(lambda cls: "class 4")
A.s = staticmethod(lambda: "static 4")
for o in (A(), B()):
    use(o)
B.s = B.c = lambda *args: "function of B"
use(B())


# Attributes of a class that type's own descriptors keep, set through the descriptors.
class Documented:
    """first"""
    __module__ = "first module"


def read(o):
    for i in range(40):
        value = o.__doc__, o.__module__, o.__annotations__
    print(value)


Documented.__annotations__ = {"a": 1}
one = Documented()
read(one)
fields = type.__dict__
for i in range(3):
    fields["__doc__"].__set__(Documented, "doc " + str(i))
    fields["__module__"].__set__(Documented, "module " + str(i))
    fields["__annotations__"].__set__(Documented, {"b" + str(i): str(i)})
    read(one)


# A metaclass with __getattr__, and one that gets __getattribute__ while its classes are in use.
class Meta(type):
    def __getattr__(cls, name):
        return "made " + name


class Colour(metaclass=Meta):
    red = 1


def colours():
    seen = []
    for i in range(40):
        value = Colour.red, Colour.blue
        if value not in seen:
            seen.append(value)
    print(seen)


colours()
Colour.blue = 2
colours()
Meta.red = property(lambda cls: "of Meta")
colours()
Meta.__getattribute__ = lambda cls, name: "all " + name
colours()
del Meta.__getattribute__
del Meta.red
del Colour.red
colours()
