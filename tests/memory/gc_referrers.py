# gc.get_referrers and gc.get_objects: who, in which order, in which generation.
import gc, sys, types
gc.disable()
gc.collect()

class A:
    pass

def kinds(x):
    return [type(r).__name__ for r in gc.get_referrers(x)]
o = object()
print(kinds(o), gc.get_referrers(o)[0] is globals())
l = [o]
d = {1: o}
t = (o,)
s = {o}
a = A()
a.x = o
print(kinds(o))
f = lambda x=o: x
k = lambda *, x=o: x
print(kinds(o))

def outer(x):

    def inner():
        return x
    return inner
i = outer(o)
print(kinds(o))
b = types.MethodType(print, o)
c = types.CellType(o)
n = types.SimpleNamespace(x=o)
m = types.ModuleType('m')
m.x = o
it = iter([o])
z = zip([o])
print(kinds(o))
print(kinds(A), kinds(f), kinds(m))
d.clear()
l.clear()
print(kinds(o))
del f, k, i, b, c, n, m, it, z
print(kinds(o))
a.__dict__
print(kinds(o))
a.x = 1
print(kinds(o))

def local():
    loc = object()
    print(kinds(loc))
    lst = [loc]
    print(kinds(loc))

    def g():
        return loc
    print(kinds(loc))
local()
print(0)
e = ValueError(o)
print(kinds(o))
del e

def gen(x):
    yield x
g = gen(o)
print(kinds(o))
next(g)
print(kinds(o))
del g
x = [o]
y = [x]
x.append(y)
print([r is y for r in gc.get_referrers(x) if type(r) is list], [r is x for r in gc.get_referrers(y) if type(r) is list])
print(kinds(int)[:0], [r for r in gc.get_referrers(l) if r is not globals()])
objs = gc.get_objects()
print(type(objs), any((q is objs for q in objs)), any((q is l for q in objs)), any((q is o for q in objs)))
print([any((q is l for q in gc.get_objects(i))) for i in range(3)])
new = []
print([any((q is new for q in gc.get_objects(i))) for i in range(3)])
gc.collect(0)
print([any((q is new for q in gc.get_objects(i))) for i in range(3)])
gc.collect(1)
print([any((q is new for q in gc.get_objects(i))) for i in range(3)])
gc.collect(1)
print([any((q is new for q in gc.get_objects(i))) for i in range(3)])
gc.freeze()
print([any((q is new for q in gc.get_objects(i))) for i in range(3)], len(gc.get_objects()) < 5)
gc.unfreeze()
print([any((q is new for q in gc.get_objects(i))) for i in range(3)])
gc.collect()
first = []
second = {1: first}
third = [second]
young = [q for q in gc.get_objects(0) if q is first or q is second or q is third]
print([type(q).__name__ for q in young])
gc.collect()
old = [q for q in gc.get_objects(2) if q is first or q is second or q is third]
print([type(q).__name__ for q in old])
print([type(r).__name__ for r in gc.get_referrers(first)])
