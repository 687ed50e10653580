"""cost.py KIND: bytes of one object, as growth of the resident set."""
import gc
import sys

COUNT = 1000000
DICTS = 10        # dicts of ITEMS items each
ITEMS = 100000


class Attributes:
    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


class Slots:
    __slots__ = ("a", "b", "c")

    def __init__(self, a, b, c):
        self.a = a
        self.b = b
        self.c = c


def dict_of_items():
    table = {}
    for i in range(ITEMS):
        table["key%d" % i] = i
    return table


MAKE = {
    "int": lambda i: i + 1000000,
    "float": lambda i: i + 0.5,
    "tuple": lambda i: (None, True, i % 200),
    "list": lambda i: [None],
    "instance": lambda i: Attributes(None, True, None),
    "slots": lambda i: Slots(None, True, None),
    "str": lambda i: "%06d" % i,
}


def resident():
    with open("/proc/self/statm", "rb") as file:
        return int(file.read().split()[1]) * 4096


def main(kind):
    if kind == "dict":
        dict_of_items()       # what the first one costs for good is not an item's
        gc.collect()
        before = resident()
        kept = []
        for _ in range(DICTS):
            kept.append(dict_of_items())
        return (resident() - before) / (DICTS * ITEMS)
    make = MAKE[kind]
    make(0)
    gc.collect()
    before = resident()
    kept = []
    for i in range(COUNT):
        kept.append(make(i))
    return (resident() - before) / COUNT


print("bytes", main(sys.argv[1]))
