# One place reads, writes and calls attributes of objects of many shapes.
import random


class Base:
    kind = "base"

    def name(self):
        return "base " + self.kind

    def grow(self, key):
        self.last = key
        self.count = getattr(self, "count", 0) + 1


class Slots(Base):
    __slots__ = ("x",)

    def name(self):
        return "slots"


class Bare:
    __slots__ = ("x", "y")


class Hooked(Base):
    def __getattr__(self, name):
        if name == "x":
            return "hook"
        raise AttributeError(name)

    def __setattr__(self, name, value):
        object.__setattr__(self, name, value if name != "y" else [value])


class Property(Base):
    @property
    def x(self):
        return "property"

    @x.setter
    def x(self, value):
        self.stored = value


def make(i):
    o = [Base, Slots, Hooked, Property][i % 4]()
    keys = ["a", "b", "c", "d", "e"]
    random.shuffle(keys)
    for key in keys[:i % 5]:
        setattr(o, key, key)
    return o


def visit(o, value):
    try:
        before = o.x
    except AttributeError as error:
        before = str(error)
    o.x = value
    o.y = value
    try:
        return before, o.x, o.y, o.name(), o.kind
    except AttributeError as error:
        return before, o.x, o.y, str(error)


random.seed(5)
objects = [make(i) for i in range(60)] + [Bare() for _ in range(5)]
seen = []
for turn in range(40):
    random.shuffle(objects)
    for i, o in enumerate(objects):
        seen.append(visit(o, turn * 100 + i))
        if isinstance(o, Base):
            o.grow(i)
    if turn == 20:
        Base.name = lambda self: "other " + self.kind
        Base.kind = "changed"
    if turn == 30:
        Slots.kind = "slot"
        next(o for o in objects if type(o) is Base).kind = "own"
print(len(seen))
for i in range(0, len(seen), 41):
    print(seen[i])
print(sorted(getattr(o, "count", 0) for o in objects))
