# What scripts/fuzz-memory found: each difference that was mended has its part here.
import gc
import sys

gc.disable()
gc.collect()


class Loud:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print('del', self.name)


class Bad:
    def __init__(self, name):
        self.name = name

    def __del__():
        pass


def garbage(text):
    """How many objects are unreachable when a namespace is let go."""
    space = {'__name__': 'space'}
    exec(text, space)
    space = None
    print(text.split('\n')[0], gc.collect())


# The frame in a traceback holds the function, and with it its default values.
def default_in_traceback():
    try:
        (lambda q=Loud('default'): 1 / 0)()
    except ZeroDivisionError as error:
        kept = error
        print('caught')
    print('after')
    kept = None
    print('let go')


default_in_traceback()


def rebound_while_it_runs():
    def inner(q=Loud('default of inner')):
        nonlocal inner
        inner = None
        print('inside')
        1 / 0
    try:
        inner(3)
    except ZeroDivisionError:
        print('caught')
    print('after')


rebound_while_it_runs()


# While the variables of a call die, its caller is the current frame.
class Looks:
    def __del__(self):
        print('current frame:', sys._getframe(1).f_code.co_name)


def leaving(*rest, q=None):
    variable = Looks()


def leaving_with_frame():
    variable = Looks()
    sys._getframe()


def leaving_by_exception():
    variable = Looks()
    raise KeyError


def leaving_generator():
    variable = Looks()
    yield 1


leaving()
leaving(Looks(), q=Looks())
leaving_with_frame()
try:
    leaving_by_exception()
except KeyError:
    print('caught')
list(leaving_generator())


# A finalizer that cannot be called is reported where the caller is, and its report keeps no frame alive.
def report(unraisable):
    trace = unraisable.exc_traceback
    print(unraisable.exc_value, trace.tb_frame.f_code.co_name, trace.tb_next)


sys.unraisablehook = report
leaving(Bad(1), q=Bad(2))

# Containers of built-in classes need no collector.
print(gc.is_tracked({'a': int}), gc.is_tracked({1: Exception}), gc.is_tracked({'a': Loud}))
classes = (int, str)
gc.collect()
print(gc.is_tracked(classes))


# A tuple in code that had been compiled before a collection was seen by it.
def constant():
    return (1, 2)


gc.collect()
print(gc.is_tracked(constant()))
exec('print(gc.is_tracked((3, 4)))')

garbage('class A:\n  @staticmethod\n  def f(x): pass\n  @classmethod\n  def g(x): pass')
garbage('def f(): pass\nx = zip([], [f])')
garbage('from itertools import zip_longest\ndef f(): pass\nx = zip_longest([], [f])')
garbage('try: 1 / 0\nexcept ZeroDivisionError as e: f = e')
garbage('import sys\ndef f():\n  global x\n  x = sys._getframe()\nf()')


# The frame of a generator that has failed has no caller: it does not keep the caller's variables.
def failing(p):
    try:
        yield
        1 / 0
    except ZeroDivisionError:
        None.x


def drives(p):
    for _ in failing(Loud('of the generator')):
        pass


try:
    drives(Loud('of its caller'))
except AttributeError as error:
    trace = error.__traceback__
    while trace.tb_next:
        trace = trace.tb_next
    print(trace.tb_frame.f_code.co_name, trace.tb_frame.f_back)
    trace = None


# The weak reference that a class's base holds is no garbage, though a finalizer saves the class.
import weakref

space = {'kept': [], 'weakref': weakref}
exec('''
class Base:
    def __init__(self): pass
class Saves:
    def __del__(self): kept.append(Base())
def function(p=Saves()): pass
class Derived(Base): pass
reference = weakref.ref(Derived)
''', space)
gc.collect()
del space
print(gc.collect(), gc.collect())


# A cache below a cache has its keys.
from functools import lru_cache

gc.collect()


def cached():
    class Key: pass
    Key.cached = lru_cache(lru_cache(lambda key: 1))
    Key.cached(Key())


cached()
print(gc.collect())
