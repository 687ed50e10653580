# What gc.collect() returns for each kind of garbage, and of which objects it consists (gc.DEBUG_SAVEALL).
import collections
import functools
import gc
import io
import itertools
import enum
import types
import weakref


def kind(name):
    def decorator(function):
        function()
        gc.collect()
        function()
        gc.set_debug(gc.DEBUG_SAVEALL)
        number = gc.collect()
        gc.set_debug(0)
        # the dictionaries of classes are not seen: counted, but not listed
        names = sorted(type(o).__name__ for o in gc.garbage if type(o) is not dict)
        gc.garbage.clear()
        gc.collect()
        function()
        before = gc.get_stats()[2]
        again = gc.collect()
        after = gc.get_stats()[2]
        print(name, number, again, after["collected"] - before["collected"],
              after["collections"] - before["collections"], gc.collect(), names)

    return decorator


class A:
    pass


class Many(A):
    """Whose instances have so many attributes that they share no names."""


class Slots:
    __slots__ = ("x", "__weakref__")


class SlotsAndDict(Slots):
    pass


class WithDel:
    def __del__(self):
        pass


class List(list):
    pass


class Tuple(tuple):
    pass


class Int(int):
    pass


class Dict(dict):
    pass


gc.disable()
gc.collect()


@kind("list")
def f():
    l = []
    l.append(l)


@kind("list in list")
def f():
    l = [[]]
    l[0].append(l)


@kind("dict")
def f():
    d = {}
    d["x"] = d


@kind("set via obj")
def f():
    a = A()
    a.s = {a}


@kind("tuple")
def f():
    l = []
    t = (l,)
    l.append(t)


@kind("tuple with atoms")
def f():
    l = [(1, 2), (1, [2])]
    l.append(l)


@kind("dict with atoms")
def f():
    l = [{1: 2}, {1: [2]}]
    l.append(l)


@kind("instance")
def f():
    a = A()
    a.a = a


@kind("instance dict asked")
def f():
    a = A()
    a.a = a
    a.__dict__


@kind("instance many attrs")
def f():
    a = Many()
    a.a = a
    for i in range(100):
        setattr(a, "x%d" % i, [])


@kind("slots")
def f():
    s = Slots()
    s.x = s


@kind("slots+dict")
def f():
    s = SlotsAndDict()
    s.y = s


@kind("slots+dict2")
def f():
    s = SlotsAndDict()
    s.y = s
    s.x = s


@kind("del")
def f():
    d = WithDel()
    d.d = d


@kind("list subclass")
def f():
    l = List()
    l.append(l)


@kind("list subclass attr")
def f():
    l = List()
    l.x = l


@kind("tuple subclass")
def f():
    l = Tuple([1])
    l.x = l


@kind("int subclass")
def f():
    l = Int(5)
    l.x = l


@kind("dict subclass")
def f():
    l = Dict()
    l[1] = l


@kind("class")
def f():

    class X:
        pass


@kind("class with method")
def f():

    class X:

        def m(self):
            pass
        x = property(m)
        y = staticmethod(m)
        z = classmethod(m)


@kind("class with slots")
def f():

    class X:
        __slots__ = ("a", "b")


@kind("class derived and instance")
def f():

    class X:
        pass

    class Y(X):
        pass
    y = Y()
    y.y = y


@kind("class with cell super")
def f():

    class X:

        def m(self):
            return super().m()


@kind("metaclass")
def f():

    class M(type):
        pass

    class X(metaclass=M):
        pass


@kind("class annotations")
def f():

    class X:
        a: int = 1


@kind("closure self")
def f():

    def g():
        return g


@kind("two closures")
def f():

    def g():
        return h

    def h():
        return g


@kind("lambda default")
def f():
    l = []
    l.append(lambda x=l: x)


@kind("bound method")
def f():
    a = A()

    def m(self):
        pass
    a.m = types.MethodType(m, a)


@kind("function attr")
def f():

    def g():
        pass
    g.g = g


@kind("generator")
def f():

    def g():
        me = (yield)
        yield me
    x = g()
    next(x)
    x.send(x)


@kind("generator not started, holds itself")
def f():

    def g(a):
        yield a
    l = []
    l.append(g(l))


@kind("coroutine")
def f():

    async def c(a):
        pass
    l = []
    x = c(l)
    l.append(x)
    x.close()


@kind("exception tb")
def f():
    try:
        1 / 0
    except Exception as e:
        x = e


@kind("exception self")
def f():
    e = ValueError()
    e.e = e


@kind("exception context")
def f():
    e = ValueError()
    e.__context__ = KeyError()
    e.__context__.args = (e,)


@kind("partial")
def f():
    l = []
    l.append(functools.partial(print, l))


@kind("iterators")
def f():
    l = []
    l.append(iter(l))
    l.append(reversed(l))
    l.append(enumerate(l))
    l.append(zip(l, l))
    l.append(map(print, l))
    l.append(filter(None, l))


@kind("dict views, iterators")
def f():
    d = {}
    d[1] = d.keys()
    d[2] = d.values()
    d[3] = d.items()
    d[4] = iter(d)
    d[5] = iter(d.items())


@kind("set iter")
def f():
    s = {1}
    a = A()
    a.it = iter({a})


@kind("slice")
def f():
    l = []
    l.append(slice(l))


@kind("weakref in garbage")
def f():
    a = A()
    a.a = a
    a.w = weakref.ref(a)


@kind("weakref cb in garbage")
def f():
    a = A()
    a.a = a
    a.w = weakref.ref(a, lambda w: print("cb"))


@kind("proxy")
def f():
    a = A()
    a.a = a
    a.w = weakref.proxy(a)


@kind("module")
def f():
    m = types.ModuleType("m")
    m.m = m


@kind("namespace")
def f():
    m = types.SimpleNamespace()
    m.m = m


@kind("mappingproxy")
def f():
    d = {}
    d[1] = types.MappingProxyType(d)


@kind("deque")
def f():
    d = collections.deque()
    d.append(d)
    d.append(iter(d))


@kind("defaultdict")
def f():
    d = collections.defaultdict(list)
    d[1] = d


@kind("OrderedDict")
def f():
    d = collections.OrderedDict()
    d[1] = d


@kind("counter")
def f():
    d = collections.Counter()
    d[1] = d


@kind("property")
def f():
    l = []
    l.append(property(l.append))


@kind("classmethod")
def f():
    l = []
    l.append(classmethod(l))
    l.append(staticmethod(l))


@kind("super")
def f():
    a = A()
    a.s = super(A, a)


@kind("cell")
def f():
    c = types.CellType()
    c.cell_contents = c


@kind("itertools")
def f():
    l = []
    l += [itertools.chain(l), itertools.cycle(l), itertools.repeat(l), itertools.count(), itertools.islice(l, 1), itertools.tee(l), itertools.groupby(l), itertools.accumulate(l), itertools.product(l), itertools.starmap(print, l)]


@kind("generic alias")
def f():
    l = []
    l.append(list[int])
    l.append(l)
    l.append(int | str)


@kind("lru_cache")
def f():

    @functools.lru_cache
    def g(x):
        return x
    g(g)


@kind("StringIO")
def f():
    s = io.StringIO()
    s.s = s
    b = io.BytesIO()
    b.b = b


@kind("code/exec")
def f():
    d = {}
    exec("def f(): pass\nclass C: pass", d)


@kind("range, bytes iter")
def f():
    l = [iter(range(3)), iter(b"abc"), iter("abc"), iter(bytearray(b"x"))]
    l.append(l)


@kind("callable iterator")
def f():
    l = []
    l.append(iter(l.pop, None))


@kind("type alias objects")
def f():

    class E(enum.Enum):
        A = 1
        B = 2
