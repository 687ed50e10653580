# In which order a collection meets what an object refers to: the order of finalizers follows from it.
import gc
from collections import *
from functools import *
from itertools import *


class A:
    def __init__(self, name):
        self.name = name

    def __call__(self, *rest):
        return A('called')

    def __repr__(self):
        return 'A ' + self.name

    def __lt__(self, other):
        return True


def text(o):
    return repr(o) if isinstance(o, A) else type(o).__name__


def show(name, o):
    print(name, [text(x) for x in gc.get_referents(o) if gc.is_tracked(x) and not isinstance(x, type)])


def suspended(a, b):
    c = A('c')
    x = [A('element'), (yield)]
    return lambda: b


def started():
    g = suspended(A('a'), A('b'))
    next(g)
    g.gi_frame.f_locals
    return g


def handling():
    try:
        raise KeyError(A('key'))
    except KeyError as error:
        yield


def handles():
    g = handling()
    next(g)
    return g


async def coroutine(a):
    await a


async def asynchronous(a):
    yield a


L = [A('1'), A('2'), A('3')]
gc.disable()
for source in ('filter(A("f"), L)', 'filterfalse(A("f"), L)', 'takewhile(A("f"), L)', 'dropwhile(A("f"), L)',
               'chain(L, L)', 'accumulate(L, A("f"))', 'accumulate(L, A("f"), initial=A("i"))', 'cycle(L)',
               'groupby(L, A("f"))', 'compress(L, [1, 1])', 'pairwise(L)', 'product(L, L)', 'permutations(L, 2)',
               'islice(L, 2)', 'map(A("f"), L)', 'zip(L, L)', 'zip_longest(L, [A("4")], fillvalue=A("f"))', 'enumerate(L)',
               'iter(A("f"), A("s"))', 'reversed(L)', 'repeat(A("e"), 3)', 'iter({1: A("v")}.items())', 'iter(deque(L))'):
    for count in 0, 1, 2:
        o = eval(source)
        for _ in range(count):
            next(o, None)
        if source[:4] != 'enum':
            show('%s %d' % (source, count), o)
    del o
for source in ('started()', 'handles()', 'suspended(A("a"), A("b"))', 'coroutine(A("a"))', 'asynchronous(A("a"))',
               'asynchronous(A("a")).asend(A("v"))', 'slice(A("1"), A("2"), A("3"))', 'partial(A("f"), A("a"), b=A("b"))',
               'property(A("g"), A("s"), A("d"))'):
    o = eval(source)
    show(source, o)
    if source[:3] == 'cor':
        o.close()

# An iterator of zip_longest that has ended is no hole for those who look.
o = zip_longest([], [1])
print(next(o), repr(gc.get_referents(o)[0])[:5] in ('(None', '(<NUL'))
