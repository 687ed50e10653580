# What CPython's own tests showed to be missing or different, built-in types.
import types


def show(function):
    try:
        print(function())
    except Exception as e:
        print(type(e).__name__, e)


# lone surrogates in the name and documentation of a class
show(lambda: type("A\ud800", (), {}))
show(lambda: type("A", (), {"__doc__": "x\ud800"}))


class A:
    pass


show(lambda: setattr(A, "__name__", "\ud800"))
print(A.__name__)
# what a second __init__() leaves
error = ImportError("test", name="n", path="p")
error.__init__()
print(error.msg, error.name, error.path, error.args)
show(lambda: min(1, 2, foo=3))
show(lambda: max(1, 2, foo=3, bar=4, baz=5))
text = "abc"
print(text.__getnewargs__() == (text,), text.__getnewargs__()[0] is text)


# modules whose loader tells what they are
class Loader:
    def module_repr(self, module):
        return "<told by the loader>"

    def __repr__(self):
        return "<Loader>"


module = types.ModuleType("foo")
module.__loader__ = Loader()
print(module)
Loader.module_repr = lambda self, module: 1 / 0
print(module)
del Loader.module_repr
print(module)
del module.__name__
print(module)
module.__file__ = "/x"
print(module)

import sys

print(type(sys.base_exec_prefix).__name__, sys._clear_type_cache())


# the __dict__ of a base does not lead to the dictionary of a class or module
class Base:
    pass


class Meta(Base, type):
    pass


class Module(types.ModuleType, Base):
    pass


cls = Meta("cls", (), {"x": 1})
field = Base.__dict__["__dict__"]
print(type(field.__get__(cls)).__name__, type(cls.__dict__).__name__, cls.__dict__["x"])
show(lambda: field.__set__(cls, {}))
show(lambda: field.__set__(Module("m"), {}))


# what dies with the variables of a generator finds it at its end
class Dies:
    def __del__(self):
        print(next(generator, "ended"))


def generate(held):
    yield 1


generator = generate(Dies())
print(list(generator))


# a step that leads beyond all indices, sums at the ends of 64 bits
import array

far = 9223372036854775807
data = bytearray(b"abcd")
data[1::far] = b"x"
print(data, data[1::far], data[::-far])
numbers = array.array("i", [1, 2, 3])
numbers[1::far] = array.array("i", [7])
print(numbers, numbers[1::far])
print(sum([-far, -3, 5]), sum([far, far, -far]))
