# Objects whose parts are changed while C code works on them.
import gc


class Thawing:
    def __del__(self):
        gc.freeze()
        gc.unfreeze()


for _ in range(3):
    ring = [Thawing() for _ in range(30)]
    ring.append(ring)
    del ring
    gc.collect()
print("thawed in a collection", len(gc.garbage))

generator = (lambda: (yield 1)).__code__
for flag in 4, 8, 12:
    try:
        print(generator.replace(co_flags=generator.co_flags | flag))
    except ValueError:
        print("no room for that parameter")


class Inner:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    @property
    def throw(self):
        try:
            outer.close()
        except (AttributeError, ValueError, RuntimeError):
            pass
        raise KeyError("no throw")


def delegate():
    yield from Inner()


for _ in range(3):
    outer = delegate()
    next(outer)
    try:
        outer.throw(OSError)
    except KeyError as error:
        print(error)


def keyword(*, option=2):
    return option


class Key:
    def __hash__(self):
        return hash("option")

    def __eq__(self, other):
        keyword.__kwdefaults__ = None
        return False


keyword.__kwdefaults__ = {Key(): 1}
try:
    keyword()
except TypeError as error:
    print(error)


class Recoding(Key):
    __hash__ = Key.__hash__

    def __eq__(self, other):
        space["function"].__code__ = (lambda: 5).__code__
        return False


space = {}
exec("def function(*, option=2, other=3): return option", space)
space["function"].__kwdefaults__ = {Recoding(): 1}
try:
    space["function"]()
except TypeError:
    print("options missing")

# OrderedDict.clear(): the values first.
from collections import OrderedDict


class Announced:
    def __init__(self, k):
        self.k = k

    def __del__(self):
        print("del", self.k, end=" ")


class Derived(OrderedDict):
    pass


for kind in OrderedDict, Derived:
    ordered = kind([(Announced(1), Announced(2)), (Announced(3), Announced(4)), (Announced(5), None)])
    ordered.clear()
    print(len(ordered))
