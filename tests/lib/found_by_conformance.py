# What CPython's own tests showed to be missing or different, library.
import enum
import warnings

# enum: auto() after other values, several in a tuple, helpers for plain classes and constants of modules
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")

    class Mixed(enum.Enum):
        RED = "red"
        BLUE = 2
        GREEN = enum.auto()

print([w.category.__name__ for w in seen], str(seen[0].message), list(Mixed))


class Several(enum.Enum):
    ONE = enum.auto()
    TWO = enum.auto(), enum.auto()
    THREE = enum.auto(), enum.auto(), enum.auto()


print([member.value for member in Several])
given = enum.auto()
given.value = "given"


class Late(enum.Enum):
    A = given

    def _generate_next_value_(name, start, count, last):
        return name, count

    B = enum.auto()


print(list(Late))
UP_ONE, UP_TWO, UP_SAME = 1, 2, 1
enum.IntEnum._convert_("Up", __name__, lambda name: name.startswith("UP_"))
print(list(Up), UP_SAME, Up.__module__ == __name__, UP_TWO.__reduce_ex__(2))


@enum._simple_enum(enum.Flag)
class Simple:
    A = 1
    B = 2


print(Simple, Simple.A | Simple.B, enum._test_simple_enum(enum.Flag("Simple", "A B"), Simple))
try:
    list(enum._iter_bits_lsb(-1))
except ValueError as e:
    print(e)


# a class in the body is warned of; the repr of a data type that is a dataclass; a property that is not enum's own
import dataclasses
import types

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")

    class Outer(enum.Enum):
        class Inner:
            pass

print([str(w.message) for w in seen], len(Outer))


@dataclasses.dataclass
class Data:
    a: int


class Entries(Data, enum.Enum):
    ENTRY = 1


print(repr(Entries.ENTRY))


class Base(enum.Enum):
    @types.DynamicClassAttribute
    def test(self):
        return "dynamic"


class Derived(Base):
    test = 1


print(Derived.test.test, Derived.test.value)
print(Derived.test.__reduce_ex__(4))
enum._make_class_unpicklable(Derived)
try:
    Derived.test.__reduce_ex__(4)
except TypeError as e:
    print(e)
print(Simple.A.__reduce_ex__(4), (Simple.A | Simple.B).__reduce_ex__(4), Simple(0).__reduce_ex__(4))


class WithInit:
    def __init__(self, a):
        self.a = a

    def __repr__(self):
        return f"WithInit({self.a!r})"


class Mixin(WithInit, enum.Enum):
    ENTRY = 1


print(repr(Mixin.ENTRY), str(Mixin.ENTRY), Mixin.ENTRY.value)

# bisect looks before it asks for insert(); OrderedDict takes pairs out without the methods of a class of its own
import bisect
import operator
from collections import OrderedDict

for function in (bisect.insort, bisect.insort_left):
    try:
        function(10, 10)
    except TypeError as e:
        print(e)


class Counted(OrderedDict):
    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)

    def __delitem__(self, key):
        print("del", key)
        super().__delitem__(key)

    def __missing__(self, key):
        return 0


counted = Counted(a=1, b=2, c=3)
print(counted.pop("a"), counted.popitem(), counted.pop("x", 5), counted.pop(key="y", default=6))
try:
    counted.pop("z")
except KeyError as e:
    print("KeyError", e)


class Adds:
    def __iadd__(self, other):
        return "iadd"

    def __getitem__(self, index):
        return 5


print(operator.iconcat(Adds(), Adds()))
