# What hangs on garbage: things that die with it, things that tell of it, things that live on.
import gc
import weakref

gc.disable()


class Node:
    pass


class Holder:
    pass


class Table:
    pass


class Slots:
    __slots__ = ("other", "value", "__weakref__")


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("died:", self.name)


class Bare:
    __slots__ = ()

    def __del__(self):
        print("a bare one died")


def pair(kind, value):
    if kind == "instance":
        one, two = Node(), Node()
        one.other, two.other = two, one
        one.value = value
    elif kind == "slots":
        one, two = Slots(), Slots()
        one.other, two.other = two, one
        one.value = value
    elif kind == "list":
        one, two = [], []
        one += [two, value]
        two += [one]
    elif kind == "dict":
        one, two = {}, {}
        one["other"], two["other"] = two, one
        one["value"], two[value if isinstance(value, str) else 1] = value, "x"
    elif kind == "tuple":
        link = []
        link.append((link, value))
    elif kind == "closure":
        def one():
            return one, value
    elif kind == "method":
        one = Holder()
        one.bound = one.__eq__
        one.value = value
    elif kind == "mixed":
        node, table, link = Table(), {}, []
        node.table = table
        table["link"] = link
        link.append((node, value))
        node.name = "name of " + str(len(link))


KINDS = ("instance", "slots", "list", "dict", "tuple", "closure", "method", "mixed")

print("atoms, which are left as they were")
for kind in KINDS:
    shared = [10 ** 30, 2.5, "some text " * 3, b"bytes", (1, "a", 2.5), 12345678, 3 + 4j]
    for value in shared:
        pair(kind, value)
    for i in range(100):
        pair(kind, str(i) * 5)
        pair(kind, 10 ** 20 + i)
        pair(kind, i + 0.5)
        pair(kind, (i, str(i)))
        pair(kind, bytes([i, i]))
        pair(kind, complex(i, 1))
    print(kind, gc.collect(), shared)

print("what tells of its death")
for kind in KINDS:
    pair(kind, Told(kind))
    print(gc.collect())
    pair(kind, Bare())
    print(gc.collect())
    pair(kind, (1, Told("in a tuple")))
    pair(kind, [Told("in a list"), Told("in a list, last")])
    pair(kind, {"a": Told("in a dict"), "b": Told("in a dict, last")})
    print(gc.collect())

print("in a row, held by old objects and by young ones")
for kind in KINDS:
    olds = [Told("old %d" % i) for i in range(3)]
    bare = [Bare() for i in range(2)]
    gc.collect()
    pair(kind, "text")
    for old in olds:
        pair(kind, [old])
    pair(kind, bare[0])
    pair(kind, Told("young"))
    pair(kind, bare[1])
    del old, olds, bare
    print(gc.collect(0))
    print(gc.collect())

print("classes that die with their instances, counts of those that live")
for kind in ("instance", "slots"):
    cls = type("Dying", (Node if kind == "instance" else Slots,), {})
    one, two = cls(), cls()
    one.other, two.other = two, one
    ref = weakref.ref(cls)
    del cls, one, two
    print(gc.collect() > 2, ref())

print("weak references")
for kind in ("instance", "slots"):
    cls = Node if kind == "instance" else Slots
    one, two = cls(), cls()
    one.other, two.other = two, one
    refs = [weakref.ref(one, lambda ref: print("callback 1")), weakref.ref(two, lambda ref: print("callback 2"))]
    del one, two
    print(gc.collect(), [ref() for ref in refs])

print("what comes back")


class Back:
    def __del__(self):
        kept.append(self)


kept = []
for kind in KINDS:
    back = Back()
    back.itself = [back, "text", 1.5, (1, 2)]
    pair(kind, back)
    del back
    print(gc.collect(), len(kept), kept[-1].itself[1:])
kept.clear()
print(gc.collect())

print("a finalizer that looks around")


class Looks:
    def __init__(self, counts):
        self.counts = counts

    def __del__(self):
        fresh = [[i] for i in range(1000)]
        self.counts.append(len(fresh))
        print(gc.collect(), sum(isinstance(o, Slots) for o in gc.get_objects()))


counts = []
for kind in ("list", "slots", "tuple"):
    old = Looks(counts)
    gc.collect()
    pair(kind, [old])
    del old
    print(gc.collect(1), counts)

print("saved")
gc.set_debug(gc.DEBUG_SAVEALL)
for kind in ("instance", "slots", "list", "dict"):
    pair(kind, "kept")
    print(gc.collect(), [type(o).__name__ for o in gc.garbage])
    gc.garbage.clear()
gc.set_debug(0)
print(gc.collect())

print("frozen on the way")


class Thaws:
    def __del__(self):
        print("thaws", gc.get_freeze_count() > 0)
        gc.unfreeze()
        print(gc.get_freeze_count())


gc.freeze()
old = Thaws()
gc.collect()
pair("list", [old])
del old
print(gc.collect())
print(gc.collect())
