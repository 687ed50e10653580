import gc
import sys
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.links = []

    def __del__(self):
        log.append("del " + self.name)


log = []
gc.collect()
a, b = Node("a"), Node("b")
a.links.append(b)
b.links.append(a)
refs = [weakref.ref(a, lambda r: log.append("dead")), weakref.ref(b), weakref.proxy(a)]
print(sys.getrefcount(a), refs[0]() is a, refs[2].name, len(gc.get_referrers(b.links)), gc.is_tracked(a))
del a, b
print(gc.collect() >= 4, log, [r() for r in refs[:2]])  # a name that no shape has room for makes a dict more
values = weakref.WeakValueDictionary()
keep = values["k"] = Node("v")
keys = weakref.WeakKeyDictionary({keep: 1})
live = weakref.WeakSet([keep])
print(len(values), len(keys), len(live), "k" in values)
del keep
print(len(values), len(keys), len(live), log[-1])
done = weakref.finalize(Child := type("Child", (Node,), {}), log.append, "final")
cycle = [{"self": None}]
cycle[0]["self"] = cycle
t = (cycle, cycle)
del cycle, t, Child
print(gc.collect() > 0, log[-1], done.alive)
print(gc.get_threshold(), gc.isenabled(), len(gc.get_stats()), gc.garbage, sys.getsizeof([]) > 0)
many = [[i] for i in range(1200)]
print(len(many), sum(x[0] for x in many))
try:
    try:
        raise ValueError(Node("in exception"))
    except ValueError as e:
        other = e
finally:
    del other
print(log[-1])
