# What scripts/fuzz-memory found about orders: of callbacks, of attributes, of the collector's lists.
import gc
import weakref

gc.disable()


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


# Several weak references are held until all of their callbacks have run, one alone is not.
class Ref(weakref.ref):
    def __del__(self):
        print('reference', self() is None)


class Set(set):
    pass


def callbacks(cls):
    def third(ref):
        kept[1] = None
        print('third')

    def alone(ref):
        kept.clear()
        local = Loud('local')

    target = cls()
    kept = [Ref(target, lambda ref: print('first')), Ref(target, lambda ref: print('second', ref.__callback__)),
            Ref(target, third), Ref(target)]
    del target
    print('--')
    target = cls()
    kept = [Ref(target, alone)]
    del target
    target = cls()
    kept = []
    kept.append(Ref(target, kept.remove))
    del target


callbacks(type('Plain', (), {}))
callbacks(Set)


# Deleting an attribute makes no dictionary.
class Three:
    def __init__(self, x, y):
        self.x = x
        self.y = y


def attributes():
    a = Three([1], [2])
    a.z = [3]
    print(gc.get_referents(a)[:-1])
    del a.y
    print(gc.get_referents(a)[:-1], vars(Three([1], [2])))
    b = Three([1], [2])
    b.z = [4]
    del b.x
    b.x = [7]
    print(gc.get_referents(b)[:-1], list(b.__dict__))
    for count in (9, 25):
        c = Three([1], [2])
        for i in range(count):
            setattr(c, 'a%d' % i, [i])
        for i in range(0, count, 2):
            delattr(c, 'a%d' % i)
        del c.x, c.y
        print(gc.get_referents(c)[:-1])
        for i in range(1, count, 2):
            delattr(c, 'a%d' % i)
        c.x = 1
    print(gc.get_referents(c)[:-1], c.__dict__)
    try:
        del c.y
    except AttributeError as error:
        print(error)


class Cleared:
    def __del__(self):
        del self.name, self.other


attributes()
c = Cleared()
c.name = c
c.other = Loud('deleted in a finalizer')
del c
print(gc.collect())


# The arguments of an exception are older than itself.
def older(error):
    both = [error, error.args]
    return [i for o in gc.get_objects(0) for i in (0, 1) if o is both[i]] == [1, 0]


x = Loud('argument')
gc.collect()
print(older(KeyError(x)), older(OSError(1, x)), older(StopIteration(x)), older(type('E', (Exception,), {})(x)))


# The collector meets what a cache remembers before the function, and the keys of an OrderedDict before its values.
def collected(text):
    space = {'Loud': Loud}
    exec(text, space)
    gc.collect()
    del space
    print('--', gc.collect() > 0)


collected('''
from functools import lru_cache
@lru_cache(maxsize=2)
def cached(*rest, p=Loud('of the function')): return Loud('result')
cached(Loud('key'))
f = lambda: cached
''')
collected('''
from functools import lru_cache
@lru_cache(maxsize=None)
def cached(*rest, p=Loud('of the function')): return Loud('result')
cached(Loud('key'))
f = lambda: cached
''')
collected('''
from collections import OrderedDict
class Ordered(OrderedDict): pass
x = [OrderedDict({Loud('key'): Loud('value'), Loud('second key'): Loud('second value')}),
     Ordered({Loud('key'): Loud('value'), Loud('second key'): Loud('second value')})]
f = lambda: x
''')


# What built-in code raises is made when it is caught, so it is younger than its tracebacks; a frame when it is left.
class Odd:
    def __bool__(self):
        return 5

    def __iter__(self):
        return 5


def places(function, *args):
    gc.collect()
    try:
        function(*args)
    except Exception as error:
        kept = error
    names = {id(kept): 'error', id(kept.__context__): 'context'}
    trace = kept.__traceback__
    while trace:
        names[id(trace)] = 'trace'
        names[id(trace.tb_frame)] = 'frame of ' + trace.tb_frame.f_code.co_name
        trace = trace.tb_next
    print(*[names[id(o)] for o in gc.get_objects(0) if id(o) in names], sep=', ')


def nested(function, *args):
    function(*args)


def generator():
    yield 1
    len(3)


def while_handling():
    try:
        1 / 0
    except ZeroDivisionError:
        len(3)


def unbound():
    x
    x = 1


for row in [(len, 3), (nested, len, 3), (nested, nested, {}.__getitem__, Odd), (list, generator()), (while_handling,),
            (unbound,), (nested, bool, Odd()), (nested, list, Odd()), (nested, lambda: Odd.nothing), (nested, lambda: nothing),
            (nested, set().remove, Odd), (nested, generator().throw, ValueError), (nested, next, iter(()))]:
    places(nested, *row)

# The dictionary of a partial is older than itself.
collected('''
from functools import partial
class Holder: pass
h = Holder()
x = [Loud('in a list')]
h.first = partial(print, q=Loud('keyword'))
h.second = partial(print, Loud('argument'), q=Loud('second keyword'))
f = lambda: x
''')


# iter(function, sentinel): the last result dies before the function and the sentinel.
class LoudSet(set):
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


print(list(iter([1, LoudSet('result')].pop, LoudSet('sentinel'))))

# A partial of a partial without arguments of its own shares the other's.
from functools import partial

inner = partial(print, 1, a=2)
outer = partial(inner, b=3)
print(outer.args is inner.args, partial(inner, 4).args, partial(partial(inner)).keywords, outer.keywords)

# The arguments of a call by reduce are in a tuple that the collector knows.
from functools import reduce


def collects(p, *rest):
    gc.collect()


pair = [Loud(1), Loud(2)]
places = {id(pair): 'list', id(pair[0]): 'first', id(pair[1]): 'second'}
reduce(collects, pair)
print([places[id(o)] for o in gc.get_objects(2) if id(o) in places])
pair.clear()


# Arguments of an exception are tracked though a collection came between its raising and its handler.
class Collects:
    def __del__(self):
        gc.collect()


def compares():
    Collects() < Collects()


try:
    compares()
except TypeError as error:
    print(gc.is_tracked(error.args))


# A value that is stored is held until what it replaces has died, however often the statement has run.
class Rebinds(dict):
    def __init__(self, name):
        self.name = name

    def __del__(self):
        global place
        place = Loud(self.name * 10)
        print('rebound by', self.name)


for number in range(24):
    place = None if number < 20 else Rebinds(number)


class Replaces:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        items[0] = holder.item = Loud(self.name * 10)
        print('replaced by', self.name)


class Holder:
    pass


items, holder = [None], Holder()


def item(number):
    items[0] = Replaces(number)


def attribute(number):
    holder.item = Replaces(number)


for store in item, attribute: # CPython's instructions for more than seven rounds do not hold the value
    for number in range(7):
        store(number)
items = [None]


# A new class keeps the order of the old one's names.
class Known:
    def __init__(self, x=None):
        self.x = x


class Moves:
    def __init__(self, x, y):
        self.y = y
        self.name = 0
        self.x = x


Known()
moved = Moves(Loud('x'), Loud('y'))
moved.__class__ = Known
del moved


# What was raised dies before the traceback that was beside it.
class Raised(Exception):
    def __del__(self):
        print('del', self.args)


class Raises:
    def __getattr__(self, name):
        local = Loud('local of what raises')
        raise AttributeError from Raised(name)

    def __del__(self):
        local = Loud('local of a finalizer')
        raise Raised('in a finalizer')


import sys
sys.unraisablehook = lambda unraisable: print('unraisable')
print(getattr(Raises(), 'nothing', 'default'))


# An asynchronous generator that returns when it is given up.
async def returns():
    try:
        yield
    finally:
        return

try:
    returns().__anext__().send(None)
except StopIteration:
    pass


# A list that only the call of append() holds dies before the argument, however often (CPython: the first seven times).
def append(number):
    [Loud(number)].append(Loud(number + 100))


for number in range(7):
    append(number)
