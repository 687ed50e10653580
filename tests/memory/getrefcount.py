# sys.getrefcount: between statements, in callees, and for shared constants by their holders.
import sys, gc
g = sys.getrefcount

def rel(o, base=[None]):
    pass

def holders(label, before, after):
    print(label, after - before)
x = g(23)
a = 23
y = g(23)
holders('a=23', x, y)
x = g(23)
b = a
y = g(23)
holders('b=a', x, y)
x = g(23)
l = [a] * 10
y = g(23)
holders('[a]*10', x, y)
x = g(None)
l2 = [None] * 10
y = g(None)
holders('[None]*10', x, y)
x = g(None)
l2 = [None] * 1000
y = g(None)
holders('[None]*1000', x, y)
x = g(None)
l2 = None
y = g(None)
holders('del 1000 + 1', x, y)
x = g(None)
t = (None, None)
y = g(None)
print('tuple const', y - x)
x = g(True)
d = {1: True, 2: True}
y = g(True)
holders('dict True', x, y)
x = g(())
e = ()
f = ()
y = g(())
holders('()', x, y)
x = g('a')
c = 'a'
cc = ['a', 'a']
y = g('a')
holders("'a'", x, y)
x = g('')
c = ''
y = g('')
holders("''", x, y)
x = g(b'')
c = b''
y = g(b'')
holders("b''", x, y)
x = g(...)
c = [...] * 5
y = g(...)
holders('...', x, y)
x = g(NotImplemented)
c = [NotImplemented] * 5
y = g(NotImplemented)
holders('NI', x, y)
x = g(int)
c = [int] * 5
y = g(int)
holders('int', x, y)
x = g(int)
c = [i for i in range(500)]
y = g(int)
holders('ints do not count int', x, y)

def f0():
    pass
x = g(f0)
c = [f0] * 5
y = g(f0)
holders('func', x, y)

class A:
    pass
x = g(A)
i1 = A()
i2 = A()
y = g(A)
holders('class instances', x, y)
x = g(A)

class B(A):
    pass
y = g(A)
holders('subclass', x, y)
o = object()
print(g(o))
p = o
print(g(o))
del p
print(g(o))
l = [o, o]
print(g(o))
l.append(o)
print(g(o))
l.clear()
print(g(o))

def callee(x):
    return g(x)
print(callee(o))
print(callee(x=o))
print(callee(*[o]))

def callee2(x, y):
    return g(x)
print(callee2(o, o))

def callee3(*a):
    return (g(a[0]), g(a))
print(callee3(o))

def callee4(**k):
    return (g(k['z']), g(k))
print(callee4(z=o))

class C:

    def m(self):
        return g(self)

    def n(self, x):
        return (g(x), g(self))

    @classmethod
    def c(cls, x):
        return g(x)

    @staticmethod
    def s(x):
        return g(x)

    def __call__(self, x):
        return (g(x), g(self))

    def __add__(self, o):
        return (g(self), g(o))

    def __getitem__(self, k):
        return g(k)

    def __eq__(self, o):
        print('eq', g(self), g(o))
        return True

    def __len__(self):
        print('len', g(self))
        return 1

    def __init__(self):
        print('init', g(self))

    def __iter__(self):
        print('iter', g(self))
        return iter([])

    def __enter__(self):
        print('enter', g(self))
        return self

    def __exit__(self, *a):
        print('exit', g(a[0]) > 0)

    def __repr__(self):
        return f'repr {g(self)}'

    def __hash__(self):
        print('hash', g(self))
        return 1

    def __bool__(self):
        print('bool', g(self))
        return True

    def __del__(self):
        print('del', g(self))

    def __setattr__(self, n, v):
        print('setattr', g(self), g(v))

    def __getattr__(self, n):
        return g(self)
k = C()
print(k.m())
print(k.n(o))
print(C.c(o))
print(C.s(o))
print(k + o)
print(k[o])
k == o
len(k)
list(k)
with k:
    pass
print(repr(k))
hash(k)
if k:
    pass
k.foo = o
m = k.m
print(m())
print(g(k))
del m
print(g(k))
C.m(k)
print(C.m(k))
import functools
print(functools.partial(callee, o)())
print(list(map(callee, [o])))
print(sorted([o], key=callee) == [o])
print([callee(q) for q in [o]])
print([g(q) for q in [o]])
print((lambda q: g(q))(o))

def gen(x):
    yield g(x)
    y = x
    yield g(x)
print(list(gen(o)))
gg = gen(o)
print(g(o))
next(gg)
print(g(o))
next(gg)
print(g(o))
gg.close()
print(g(o))
del gg
print(g(o))

def clo(x):

    def inner():
        return g(x)
    return inner
h = clo(o)
print(h(), g(o))
del h
print(g(o))
for q in [o]:
    print(g(o))
print(g(o))
del q
print(g(o))
try:
    raise ValueError(o)
except ValueError as e:
    print(g(o))
    z = e
print(g(o))
del z
print(g(o))

def raises(x):
    y = x
    raise ValueError
try:
    raises(o)
except ValueError as e:
    z = e
    print(g(o))
print(g(o))
del z
print(g(o))
d = {o: o}
print(g(o))
d2 = dict(d)
print(g(o))
d.update({1: o})
print(g(o))
s = {o}
print(g(o))
t = (o,)
print(g(o))
t2 = t + t
print(g(o))
del d, d2, s, t, t2
print(g(o))
A.x = o
print(g(o))
i1.y = o
print(g(o))
del i1
print(g(o))
del A.x
print(g(o))

def dflt(x=o):
    return g(o)
print(dflt(), g(o))
del dflt
print(g(o))
r = [o][0]
print(g(o))
r = (o, o)[0]
print(g(o))
r = {'a': o}['a']
print(g(o))
del r
print(g(o))
x = y = z = o
print(g(o))
x = y = z = 0
print(g(o))
a, b = (o, o)
print(g(o))
a, b = (b, a)
print(g(o))
a = b = 0
print(g(o))
print(g(o), o is o and g(o), [g(o)], (o, g(o))[1] > 0)
global_list = []

def nested(x):

    def deeper(x):
        return g(x)
    return (deeper(x), g(x))
print(nested(o))
import weakref
w = weakref.ref(k)
print(g(k))
print(g(w()))
v = iter([o])
print(g(o))
next(v)
print(g(o))
del v
print(g(o))
en = enumerate([o])
u = next(en)
print(g(o))
del en, u
print(g(o))
zz = zip([o], [o])
u = next(zz)
print(g(o))
del zz, u
print(g(o))
mm = o.__str__
print(g(o))
del mm
sl = slice(o, o)
print(g(o))
del sl
pr = property(o)
print(g(o))
del pr
import types
ns = types.SimpleNamespace(a=o)
print(g(o))
del ns
ce = types.CellType(o)
print(g(o))
del ce
import copy
cc = copy.copy([o])
print(g(o))
del cc
match o:
    case mo:
        print(g(o))
del mo
print(g(o))
f'{o}'
print(g(o))
exec('q=o')
print(g(o))
exec('del q')
print(g(o))
eval('o')
print(g(o))

async def co(x):
    return g(x)
cx = co(o)
print(g(o))
try:
    cx.send(None)
except StopIteration as e:
    print(e.value)
del cx
print(g(o))
k = None
big = 2 ** 100
print(g(big))
bl = [big] * 5
print(g(big))
fl = 1.5 * g(big)
print(g(fl))
st = 'abc' * g(big)
print(g(st))
