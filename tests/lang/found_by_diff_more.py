"""Differences that scripts/fuzz-diff found, continued: a line for each cause."""
import collections
import copy
import enum
import io
import itertools
import math
import os
import struct
import sys
import traceback
import types
import typing
import unicodedata
import warnings


def attempt(function, *args, **keywords):
    try:
        print(repr(function(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


print('# order of the attributes of built-in types')
for kind in (list, set, frozenset, float, type, BaseException, type(attempt(int) for _ in ()), types.FrameType, types.TracebackType,
             types.CellType, types.MappingProxyType, types.SimpleNamespace, type({}.keys()), collections.deque,
             itertools.product, itertools.permutations, itertools.combinations):
    print(kind.__name__, [name for name in vars(kind) if name != '__vectorcalloffset__'])

print('# items of a deque by its special methods')
queue = collections.deque([1, 2, 3])
for key in ('a', 1.5, 2 ** 64, -1, 7, True):
    attempt(lambda: queue[key])
    attempt(queue.__getitem__, key)
    attempt(queue.__setitem__, key, 5)
    attempt(queue.copy().__delitem__, key)
attempt(queue.__getitem__)
attempt(queue.__setitem__, 1)
attempt(queue.__delitem__, 1, 2)


class Queue(collections.deque):
    pass


class OddQueue(collections.deque):
    def __getitem__(self, key):
        return 'item', key


attempt(lambda: (Queue([1, 2])[1], OddQueue()[1], OddQueue()['x']))
attempt(lambda: Queue([1, 2])[2 ** 64])
attempt(Queue([1, 2]).__getitem__, 2 ** 64)

print('# numbers of C')
attempt(lambda: types.TracebackType(None, sys._getframe(), 4, 0).tb_lineno)
attempt(lambda: types.TracebackType(None, sys._getframe(), 4, -3).tb_lineno)
for number in (2 ** 64, 2 ** 40, 'a', -1):
    attempt(sys._getframe, number) if number != -1 else None
    attempt(sys.set_coroutine_origin_tracking_depth, number)

print('# compile()')
attempt(compile, '1', 'f', 'exec', 1, [])
attempt(compile, '1', 'f', 'exec', 1, None)
attempt(compile, '1', 'f', 'no', 1, 0, 2 ** 40)
attempt(compile, '1', 'f', 'exec', 0, 0, -1, _feature_version='a')

print('# methods that were not initialized')
for kind in (classmethod, staticmethod):
    method = kind.__new__(kind)
    attempt(lambda: (method, method.__func__, method.__wrapped__, method.__isabstractmethod__))
    attempt(lambda: method.__get__(1))
    method.__init__(None)
    attempt(lambda: (method, method.__isabstractmethod__))

print('# how a SyntaxError is shown')


def shown(error, **attributes):
    for name, value in attributes.items():
        setattr(error, name, value)
    saved, sys.stderr = sys.stderr, io.StringIO()
    try:
        sys.excepthook(type(error), error, None)
        print(ascii(sys.stderr.getvalue()))
    finally:
        sys.stderr = saved


def error():
    return SyntaxError('m', ('program', 2, 3, ' a b\n', 2, 5))


for line in (-1, 0, None, 'a', 2 ** 70, True):
    shown(error(), lineno=line)
    shown(error(), lineno=line, filename=slice(3))

attempt(lambda: [name for name in dir(collections.Counter) if name[0] == '_' and name[1] != '_'])

print('# KeyErrors of OrderedDict')
for key in ((), (1,), (1, 2), KeyError('a'), ValueError('b'), 5):
    attempt(collections.OrderedDict().pop, key)
    attempt(collections.OrderedDict().move_to_end, key)

print('# struct sequences take a dict')
attempt(os.terminal_size, range(2), None)
attempt(os.terminal_size, range(2), {})
attempt(os.terminal_size, range(2), dict=[])

print('# names in C')
attempt(unicodedata.lookup, 'a\0b')
attempt(lambda: 1 << 2 ** 70)
attempt(lambda: 0 << 2 ** 70)


class Twelve(dict):
    def __index__(self):
        return 12


shown(error(), lineno=Twelve())


def unbound():
    raise NameError('s', name='spell')
    spelled = 1


def unstarted():
    for i in range(3):
        yield i


for function in (unbound, lambda: unstarted().throw(KeyError(1))):
    try:
        function()
    except Exception as problem:
        saved, sys.stderr = sys.stderr, io.StringIO()
        sys.excepthook(type(problem), problem, problem.__traceback__.tb_next)
        print(sys.stderr.getvalue().replace(__file__, 'FILE'))
        sys.stderr = saved
        print(''.join(traceback.format_exception(None, problem, problem.__traceback__.tb_next)).replace(__file__, 'FILE'))

print('# throw() where what it delegates to has ended meanwhile')


def one():
    yield 1


def delegating(inner):
    got = yield from inner
    yield 'got', got


for problem in (StopIteration(5), ValueError(5)):
    inner = one()
    outer = delegating(inner)
    next(outer)
    list(inner)
    attempt(outer.throw, problem)

print('# attributes of modules')
module = types.ModuleType('m')
for function in (lambda: module.zz, lambda: module.__getattribute__('zz')):
    try:
        function()
    except AttributeError as problem:
        print(problem, problem.name)
object.__setattr__(module, 'x', 5)
object.__delattr__(module, 'x')
attempt(lambda: object.__delattr__(module, 'x'))

print('# slots, notes')
print(type('T', (), {'__slots__': ('__module__',)}))
shown(ValueError(1), __notes__=types.MappingProxyType({1: 2}))

attempt(set().issuperset, [set()])
attempt({1}.isdisjoint, [2, set()])
for s in ((1,2), ('a','b'), ((0,1,2),(1,2)), ((0,1,2),5), (5,(3,2)), ((0,1,2),(2**64,1)), ((2**64,1,2),(1,1)), ((0,1,2),(1.5,1)), ((0,1),(1,1)), ((0,1,2),(1,)), ([0,1,2],[3,2]), ((0,1,2),(3,2)), 5, (1,), ()):
    x = itertools.permutations('abc',2); attempt(lambda: (x.__setstate__(s), list(x)))
    x = itertools.permutations('abc',2); next(x); attempt(lambda: (x.__setstate__(s), list(x)))
for s in ((1,2), ('a','b'), (2**64,1), (True,1.5), (None,), (5,6), (-1,-1), [1,2]):
  for f in (itertools.combinations, itertools.combinations_with_replacement):
    x = f('abc',2); attempt(lambda: (x.__setstate__(s), list(x)))
  x = itertools.product('abc','de'); attempt(lambda: (x.__setstate__(s), list(x)))
attempt(lambda: 'a' % Queue())
attempt(lambda: 'a' % OddQueue())
attempt(types.MappingProxyType, Queue())


async def numbers():
    yield 1


waiting = anext(numbers(), 'end')
attempt(waiting.send, (1, 2))

attempt(typing.ForwardRef, '')

print('# relative imports without a package')
for names in ({}, {'__name__': 'q'}, {'__name__': 'q.r', '__spec__': None}, {'__package__': 5}, {'__name__': 5}, {'__spec__': 5},
              {'__package__': 'a', '__spec__': types.SimpleNamespace(parent='b')}, {'__spec__': types.SimpleNamespace(parent='')}):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter('always')
        attempt(exec, 'from . import x9', names)
    print([(str(warning.message), warning.category.__name__) for warning in caught])


class OddBytes(bytes):
    def __bytes__(self):
        return 5


attempt(lambda: b'%s' % OddBytes(b'ab'))

print('# sources and names in C')
source = bytearray(b'a\0')
for function in (eval, exec, lambda text: compile(text, 'f', 'exec')):
    attempt(function, source)
source += b' '
attempt(float.__getformat__, '\ud800')
attempt(float.fromhex, '\ud800')
attempt(compile, '1', 'f', '\ud800')


class Slotted:
    __slots__ = 'x'


for function in (lambda: Slotted().x, lambda: Slotted().x(), lambda: Slotted.x.__get__(Slotted())):
    try:
        function()
    except AttributeError as problem:
        print(problem, problem.name, type(problem.obj).__name__)


try:
    try:
        raise ValueError(1)
    finally:
        import itertools.zz
except ImportError as problem:
    print(repr(problem), repr(problem.__context__), repr(problem.__context__.__context__), problem.__suppress_context__)

for arguments in ((range(10),), (range(10), {'st_atime': None, 'st_mtime': 5})):
    print(os.stat_result(*arguments).__reduce__())
print([name for name in dir(collections.UserList) if name[:2] == '_U'])
attempt(lambda: collections.UserList('ab') == collections.UserString('ab'))


class DerivedSlots(Slotted):
    def method(self):
        return super().x


class Text(str):
    pass


try:
    DerivedSlots().method()
except AttributeError as problem:
    print(problem, problem.name, type(problem.obj).__name__)
attempt(lambda: [type(Text(text) % ()).__name__ for text in ('ab', '', '%%')])


class Stream(io.RawIOBase):
    __slots__ = ('x',)


attempt(lambda: type(copy.copy(Stream())).__name__)
attempt(lambda: type(copy.copy(io.IOBase())).__name__)

print('# methods that cannot be looked up')


class Unbound:
    def __init__(self, error):
        self.error = error

    def __get__(self, instance, owner):
        raise self.error('unbound')


def made(name, error, *bases):
    return type('Made', bases, {name: Unbound(error)})()


for error in (AttributeError, TypeError, ValueError):
    for name, function in (('__iter__', list), ('__hash__', hash), ('__lt__', lambda value: value < 1), ('__eq__', lambda value: value == 1),
                           ('__repr__', lambda value: repr(value)[:12]), ('__aiter__', aiter), ('__len__', len), ('__add__', lambda value: value + 1),
                           ('__set_name__', lambda value: type('Holder', (), {'a': value})), ('__bytes__', lambda value: b'%s' % value),
                           ('__fspath__', os.fspath)):
        attempt(function, made(name, error))
        attempt(function, made(name, error, int))
attempt(list, type('Made', (), {'__iter__': Unbound(KeyError), '__getitem__': lambda self, index: 'ab'[index]})())
attempt(lambda: type('Holder', (), {'a': type('Made', (), {'__get__': property(lambda self: 1)})()})().a)


class Endless(tuple):
    def __iter__(self):
        return iter('xy')


items = [1, 2, 3]
items[1:2] = Endless((5,))
items[::2] = Endless((5,))
print(items)
attempt(bytearray(b'a').extend, memoryview(b'abcdef')[::2])
attempt(type.__dict__['__abstractmethods__'].__delete__, int)
problem = UnicodeDecodeError('ascii', b'abc', 1, 2, 'why')
problem.object = 'abc'
try:
    print(type(str(problem)).__name__)  # CPython reads strange memory here
except TypeError:
    print('str')


class Watched(collections.OrderedDict):
    def __getattribute__(self, name):
        print('asked for', name)
        return super().__getattribute__(name)


print(repr(Watched(a=1)), collections.OrderedDict.copy(Watched(a=1)))


class Odd(collections.OrderedDict):
    def __getstate__(self):
        return 1.5


print(Odd(a=1).__reduce__()[:4])

print('# classes derived from containers')
attempt(','.join, Endless('ab'))
attempt(','.join, type('Items', (list,), {'__iter__': lambda self: iter('xy')})('ab'))
attempt({1: 2}.keys().isdisjoint, type('Items', (set,), {'__iter__': lambda self: iter('xy')})([1, 2]))
attempt(math.dist, Endless((1, 2)), Endless((1, 2)))
attempt(struct.calcsize, [])
attempt(struct.pack, {}, 1)
attempt(collections.OrderedDict().pop, [])
attempt(collections.OrderedDict().pop, [], 1)
attempt(enum.Enum, 'Made', [1, 2])
attempt(enum.Enum, 'Made', [('a', 1, 2)])
attempt(lambda: repr(type('Odd', (collections.OrderedDict,), {'__len__': lambda self: 1 / 0})(a=1)))

print('# files and codecs')
for mode in ('rw', 'zz', '', 'rr+'):
    attempt(io.FileIO, 'a\0', mode)
for encoding in ('utf-16', 'utf-32', 'utf-16-be'):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    attempt(stream.write, '\ud800')
    stream.write('a')
    attempt(stream.write, '\ud800')
stream = io.TextIOWrapper(io.BytesIO())
stream.detach()
print(stream.buffer)
problem = SyntaxError('m', ('a/b\0c', 1, 2, ' a\n'))
print(ascii(str(problem)))


class Asking(Exception):
    def __getattribute__(self, name):
        return super().__getattribute__(name)


print(Asking().__getstate__(), Asking().__reduce_ex__(4)[1:])
