# The order of finalizers and callbacks in collections, resurrection in parts, what collect() returns.
import gc, weakref
gc.disable()
gc.collect()
gc.collect()
log = []

class N:

    def __init__(s, n):
        s.n = n

    def __del__(s):
        log.append(s.n)

class R(N):

    def __del__(s):
        log.append('R' + str(s.n))
        keep.append(s)
keep = []

def show(*a):
    print(*a, log, len(keep))
    log.clear()
a = N(1)
b = N(2)
a.x = b
b.x = a
del a, b
show(gc.collect())
a = N(1)
b = R(2)
c = N(3)
a.x = b
b.x = c
c.x = a
del a, b, c
show(gc.collect())
keep.clear()
show(gc.collect())
a = [N(i) for i in range(5)]
a.append(a)
del a
show(gc.collect())
a = N(1)
a.d = {}
a.d['a'] = a
a.l = [N(2)]
del a
show(gc.collect())
a = N(1)
a.a = a
gc.collect(0)
gc.collect(1)
b = N(2)
b.b = b
a.b = b
del a, b
show(gc.collect(0))
show(gc.collect(1))
show(gc.collect(2))
a = R(1)
a.a = a
b = N(2)
b.b = b
del a, b
show(gc.collect())
keep[0].a = None
keep.clear()
show(gc.collect())
a = R(1)
b = N(2)
a.x = b
b.x = a
c = [1]
c.append(c)
del a, b, c
show(gc.collect(), gc.get_stats()[2]['collected'] > 0)
print([k.n for k in keep], keep[0].x.n, gc.is_finalized(keep[0]), gc.is_finalized(keep[0].x))
keep.clear()
show(gc.collect())

class W(N):
    pass

def cb(name):
    return lambda r: log.append((name, r()))
a = W(1)
a.a = a
r = weakref.ref(a, cb('r'))
r2 = weakref.ref(a, cb('r2'))
a.own = weakref.ref(a, cb('own'))
del a
show(gc.collect())
show(r(), r2())
a = R(1)
a.a = a
r = weakref.ref(a, cb('r'))
del a
show(gc.collect(), r())
keep.clear()
show(gc.collect())
a = W(1)
b = W(2)
a.b = b
b.a = a
r = weakref.ref(a, lambda r: log.append(('a sees', rb())))
rb = weakref.ref(b)
del a, b
show(gc.collect(), rb())
a = W(1)
a.a = a
r = weakref.ref(a, lambda r: log.append(gc.collect()))
del a
show(gc.collect())

class G(N):

    def __del__(s):
        log.append(('G', gc.collect()))
        x = []
        x.append(x)
a = G(1)
a.a = a
del a
show(gc.collect())
show(gc.collect())

class K(N):

    def __del__(s):
        log.append(('K', s.n, getattr(s, 'other', None) is not None))
        s.other = None
a = K(1)
b = K(2)
a.other = b
b.other = a
del a, b
show(gc.collect())

class Late(N):

    def __del__(s):
        globals()['late'] = s
a = Late(1)
a.a = a
a.w = weakref.ref(a)
del a
show(gc.collect(), late.w(), late.a is late)
del late
show(gc.collect())

class S:
    __slots__ = ('x', 'n', '__weakref__')

    def __init__(s, n):
        s.n = n

    def __del__(s):
        log.append(('S', s.n))
a = S(1)
a.x = a
del a
show(gc.collect())

def g(n, *a):
    me = (yield)
    try:
        yield me
    finally:
        log.append(('gen', n))

def mk(n):
    q = g(n)
    next(q)
    l = [q]
    q.send(l)
mk(1)
show(gc.collect())

def exc():
    try:
        1 / 0
    except Exception as e:
        n = N('exc')
        x = e
exc()
show(gc.collect())

class M(type):

    def __del__(cls):
        log.append(('class', cls.__name__))

class C(metaclass=M):
    pass
del C
show(gc.collect())

class C:

    def __del__(s):
        log.append('C()')
c = C()
c.c = c
del c, C
show(gc.collect())

def closure():
    n = N('clo')

    def f():
        return (f, n)
    return f
closure()
show(gc.collect())
d = {}
d['n'] = N('dict')
d['d'] = d
del d
show(gc.collect())
a = N(1)
a.s = {a}
del a
show(gc.collect())
a = N('t')
a.t = (a, N('u'), [N('v')])
del a
show(gc.collect())
a = [N(3), N(1)]
b = N(2)
a.append(a)
a.append(b)
b.z = N(4)
del a, b
show(gc.collect())
gc.set_debug(gc.DEBUG_SAVEALL)
a = N(1)
a.a = a
l = []
l.append(l)
del a, l
show(gc.collect(), [type(o).__name__ for o in gc.garbage])
gc.set_debug(0)
gc.garbage[0].a = None
gc.garbage.clear()
show(gc.collect())
print(gc.get_stats()[0]['uncollectable'])

class Sub(list):

    def __del__(s):
        log.append(('Sub', len(s)))
a = Sub()
a.append(a)
a.x = Sub([1])
del a
show(gc.collect())

class E(Exception):

    def __del__(s):
        log.append('E')
e = E()
e.__context__ = ValueError()
e.__context__.__cause__ = e
del e
show(gc.collect())
