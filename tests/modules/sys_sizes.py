# sys.getsizeof (errors, defaults, growth of containers), sys.intern, sys.getallocatedblocks.
import sys

def t(f, *a, **k):
    try:
        r = f(*a, **k)
    except BaseException as e:
        r = f'{type(e).__name__}: {e}'
    print(getattr(f, '__name__', f), r)
    return r
for f in (sys.getrefcount, sys.getsizeof, sys.intern, sys.getallocatedblocks):
    print(f.__name__, f.__text_signature__, f.__module__, f.__qualname__)
    f is not sys.getallocatedblocks and t(f)
    t(f, 1, 2, 3)
    t(f, x=1)

class NoSize:

    def __sizeof__(self):
        raise ValueError('no')

class Neg:

    def __sizeof__(self):
        return -1

class Str:

    def __sizeof__(self):
        return 'x'

class Flt:

    def __sizeof__(self):
        return 1.5

class Big:

    def __sizeof__(self):
        return 2 ** 80

class Zero:
    __slots__ = ()

    def __sizeof__(self):
        return 0

class ZeroD:

    def __sizeof__(self):
        return 0

class Idx:

    def __index__(self):
        return 5

class RetIdx:

    def __sizeof__(self):
        return Idx()

class Tr:

    def __sizeof__(self):
        return True

class NoS:
    __sizeof__ = None

class IntSub(int):
    pass

class RetSub:

    def __sizeof__(self):
        return IntSub(100)

class TE:

    def __sizeof__(self):
        raise TypeError('te')

class KI:

    def __sizeof__(self):
        raise KeyboardInterrupt
for c in (NoSize, Neg, Str, Flt, Big, Zero, ZeroD, RetIdx, Tr, NoS, RetSub, TE, KI):
    for d in ((), (7,), ('d',), (None,)):
        try:
            r = sys.getsizeof(c(), *d)
            print(c.__name__, d, type(r).__name__, r if isinstance(r, str) or r is None else r > 0)
        except BaseException as e:
            print(c.__name__, d, type(e).__name__, e)
try:
    print(sys.getsizeof(Str(), default=3))
except BaseException as e:
    print(e)
try:
    print(sys.getsizeof(object=5, default=3) > 0)
except BaseException as e:
    print(e)
try:
    print(sys.getsizeof(5, 3, default=3) > 0)
except BaseException as e:
    print(e)
try:
    print(sys.getsizeof(5, other=3) > 0)
except BaseException as e:
    print(e)
print(Zero.__sizeof__(Zero()), sys.getsizeof(Zero()) > 0, sys.getsizeof(ZeroD()) > 0)

class M(type):

    def __sizeof__(cls):
        return 1000

class X(metaclass=M):
    pass
print(sys.getsizeof(X) >= 1000)
X().__sizeof__
print(5 .__sizeof__() > 0, int.__sizeof__(5) > 0, object.__sizeof__(5) > 0)
for o in (None, True, 5, 2 ** 100, 1.5, 1j, '', 'a', 'é', 'ሴ', b'', b'abc', bytearray(), (), (1,), [], [1], {}, {1:
          2}, set(), {1}, frozenset(), range(3), slice(1), object(), int, type, len, print, X, iter([]), (i for i in
          ()), lambda: 1, sys, Ellipsis, NotImplemented, memoryview(b''), Exception(), sys._getframe(), (lambda:
          1).__code__, type.__dict__, {}.keys()):
    try:
        n = sys.getsizeof(o)
        m = o.__sizeof__() if not isinstance(o, type) else type.__sizeof__(o)
        print(type(o).__name__, n > 0, n >= m or o is X, type(n).__name__)
    except Exception as e:
        print(type(o), e)

def steps(make, add, n):
    c = make()
    r = []
    last = sys.getsizeof(c)
    mono = True
    changes = 0
    for i in range(n):
        add(c, i)
        now = sys.getsizeof(c)
        if now < last:
            mono = False
        if now != last:
            changes += 1
        last = now
    return (mono, changes > 3, changes < n / 4, last > sys.getsizeof(make()))
print(steps(list, list.append, 1000))
print(steps(dict, lambda d, i: d.__setitem__(i, i), 1000))
print(steps(set, set.add, 1000))
print(steps(bytearray, lambda b, i: b.append(i % 256), 1000))
l = list(range(1000))
a = sys.getsizeof(l)
l.clear()
print(sys.getsizeof(l) < a, sys.getsizeof(l) == sys.getsizeof([]))
d = {i: i for i in range(1000)}
a = sys.getsizeof(d)
d.clear()
print(sys.getsizeof(d) < a)
s = set(range(1000))
a = sys.getsizeof(s)
s.clear()
print(sys.getsizeof(s) < a, sys.getsizeof(s) == sys.getsizeof(set()))
print(sys.getsizeof('a' * 1000) - sys.getsizeof('a' * 8) >= 980, sys.getsizeof(b'a' * 1000) - sys.getsizeof(b'a' * 8) >= 980,
          sys.getsizeof((1,) * 100) - sys.getsizeof((1,) * 10), sys.getsizeof([1] * 100) - sys.getsizeof([1] * 10))
print(sys.getsizeof(2 ** 1000) > sys.getsizeof(2 ** 10))

class P:
    pass
p = P()
a = sys.getsizeof(p)
p.a = 1
p.b = 2
print(sys.getsizeof(p) >= a)

class Sl:
    __slots__ = ('a', 'b')

class Sl3:
    __slots__ = ('a', 'b', 'c', 'd', 'e')
print(sys.getsizeof(Sl3()) - sys.getsizeof(Sl()))
print(sys.getallocatedblocks() > 0, type(sys.getallocatedblocks()))
a = sys.getallocatedblocks()
l = [object() for i in range(1000)]
b = sys.getallocatedblocks()
print(b - a >= 1000, b - a < 1100)
del l
print(abs(sys.getallocatedblocks() - a) < 50)
a = ''.join(['he', 'llo world'])
b = ''.join(['hello', ' world'])
print(a is b, sys.intern(a) is a, sys.intern(b) is a, sys.intern(sys.intern(b)) is a)

class SS(str):
    pass
for x in (SS('a'), 5, b'a', None, 'ok', 'é' * 5):
    try:
        print(sys.intern(x) == x)
    except BaseException as e:
        print(type(e).__name__, e)
