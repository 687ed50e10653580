# A function in a cycle of garbage that a finalizer brings back: its names are empty then.
import gc
import weakref


class Late:
    __slots__ = ("ref",)

    def __del__(self):
        global func
        func = self.ref()


class Cyclic(tuple):
    __slots__ = ()

    def __del__(self):
        self[1].ref = weakref.ref(self[0])
        global late
        del late


class Name(str):
    def __del__(self):
        print("name dies:", self)


def broken(*fields):
    global late, func
    late = Late()

    def func(a=1, *, b=2):
        "doc"
        return a, b

    func.__name__, func.__qualname__ = Name("n"), Name("q")
    for field, value in fields:
        setattr(func, field, value)
    cyclic = tuple.__new__(Cyclic, (func, late))
    func.__module__ = cyclic
    del func, cyclic
    print(gc.collect())
    print(repr(func).split(" at ")[0], [func.__name__, func.__qualname__], func.__code__.co_name)
    print(func.__defaults__, func.__kwdefaults__, func.__doc__, func.__dict__, func.__closure__, func.__annotations__)
    print(hasattr(func, "__module__"))


gc.disable()
broken()
broken(("attr", 23), ("__annotations__", {"a": int}))
