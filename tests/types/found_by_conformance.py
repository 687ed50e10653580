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
