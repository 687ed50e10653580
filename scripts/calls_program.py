"""The part of scripts/compare-calls that runs under both interpreters: evaluates calls, shows results.

    INTERPRETER calls_program.py CALLS OUT FIRST

CALLS has a line for each call: the receiver's expression, a tab, an expression over R (or, after
">", statements that may set `result`). OUT gets a line for each from number FIRST on: the number, a tab, the result as text.
"""
import builtins
import collections
import contextlib
import dataclasses
import enum
import functools
import io
import itertools
import math
import cmath
import operator
import os
import random
import sys
import types
import warnings
import weakref
import gc
import copy
import time

LIMIT = 8
LONGEST = 1500


def setter(value):
    return lambda self, *rest, **named: value


def raiser(*rest, **named):
    raise ValueError('raiser')


def odd(name, **methods):
    """A class whose special methods return what is given; a class of exceptions is raised."""
    space = {}
    for method, value in methods.items():
        if isinstance(value, type) and issubclass(value, BaseException):
            def special(self, *rest, error=value, text=method, **named):
                raise error(text)
        else:
            special = setter(value)
        space['__' + method + '__'] = special
    space['__repr__'] = setter('<' + name + '>')
    return type(name, (), space)


class Obj:
    def __repr__(self):
        return '<Obj>'


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Size(enum.IntFlag):
    SMALL = 1
    LARGE = 2


@dataclasses.dataclass(order=True)
class Data:
    x: int
    y: str = 'd'


Pair = collections.namedtuple('Pair', 'a b')


async def agen():
    yield 1


class Box:
    def __init__(self, value):
        self.value = value

    def __repr__(self):
        return '<%s %r>' % (type(self).__name__, self.value)


class Idx(Box):
    def __index__(self):
        return self.value


class Int(Box):
    def __int__(self):
        return self.value


class Flt(Box):
    def __float__(self):
        return self.value


class Cpx(Box):
    def __complex__(self):
        return self.value


class Str(Box):
    def __str__(self):
        return self.value

    def __format__(self, spec):
        return self.value

    def __bytes__(self):
        return self.value


class Path(Box):
    def __fspath__(self):
        return self.value


class Trunc(Box):
    def __trunc__(self):
        return self.value

    def __round__(self, *digits):
        return self.value

    __ceil__ = __floor__ = __trunc__


class It:
    """Iterable, neither sequence nor sized; after its items an exception if one is given."""
    def __init__(self, *items, error=None):
        self.items, self.error = items, error

    def __iter__(self):
        yield from self.items
        if self.error:
            raise self.error('It')

    def __repr__(self):
        return '<It %r>' % (self.items,)


class Seq:
    """The old sequence protocol."""
    def __init__(self, *items):
        self.items = items

    def __getitem__(self, index):
        return self.items[index]

    def __repr__(self):
        return '<Seq %r>' % (self.items,)


class Sized(Seq):
    def __len__(self):
        return len(self.items)


class Map:
    def __init__(self, **items):
        self.items = items

    def keys(self):
        return list(self.items)

    def __getitem__(self, key):
        return self.items[key]

    def __repr__(self):
        return '<Map %r>' % (self.items,)


class Ops:
    """Answers every operator, from either side."""
    def __repr__(self):
        return '<Ops>'


for _name in ('add sub mul truediv floordiv mod divmod pow lshift rshift and or xor matmul '
              'eq ne lt le gt ge neg pos invert abs contains getitem call').split():
    setattr(Ops, '__%s__' % _name, lambda self, *rest, name=_name: (name, rest))
    if _name not in ('eq', 'ne', 'lt', 'le', 'gt', 'ge', 'neg', 'pos', 'invert', 'abs', 'contains', 'getitem', 'call'):
        setattr(Ops, '__r%s__' % _name, lambda self, *rest, name=_name: ('r' + name, rest))
Ops.__hash__ = setter(7)
Ops.__iter__ = None

IdxBad = odd('IdxBad', index='x')
IdxRaise = odd('IdxRaise', index=ZeroDivisionError)
IntBad = odd('IntBad', int='x', float='x', complex='x', trunc='x', round='x')
NumRaise = odd('NumRaise', int=KeyError, float=KeyError, complex=KeyError, trunc=KeyError, round=KeyError)
IterBad = odd('IterBad', iter=5)
IterRaise = odd('IterRaise', iter=KeyError)
LenBad = odd('LenBad', len='x', getitem=IndexError)
LenNeg = odd('LenNeg', len=-1, getitem=IndexError)
LenRaise = odd('LenRaise', len=KeyError, iter=KeyError)
LenHuge = odd('LenHuge', len=2**70)
HintBad = odd('HintBad', length_hint='x', iter=iter(()))
HintRaise = odd('HintRaise', length_hint=KeyError, iter=iter(()))
EqRaise = odd('EqRaise', eq=KeyError, hash=1)
EqTrue = odd('EqTrue', eq=True, hash=1)
EqOdd = odd('EqOdd', eq=[], ne=[1], lt='', gt='x', hash=1)
LtRaise = odd('LtRaise', lt=KeyError, gt=KeyError, le=KeyError, ge=KeyError)
HashRaise = odd('HashRaise', hash=KeyError)
HashBad = odd('HashBad', hash='x')
BoolRaise = odd('BoolRaise', bool=KeyError)
BoolBad = odd('BoolBad', bool='x')
StrBad = odd('StrBad', str=5, bytes='x', format=5)
StrRaise = odd('StrRaise', str=KeyError, bytes=KeyError, format=KeyError)
PathBad = odd('PathBad', fspath=5)
GetRaise = odd('GetRaise', getitem=KeyError, keys=['a'])
AttrRaise = odd('AttrRaise', getattr=KeyError)
NoInt = odd('NoInt', contains=KeyError, reversed=5, call=5, missing=5)


class ReprRaise:
    def __repr__(self):
        raise KeyError('repr')


class ReprBad:
    def __repr__(self):
        return 5


def sub(base):
    return type(base.__name__.capitalize() + 'Sub', (base,), {})


IntSub, FloatSub, StrSub, BytesSub, ListSub, TupleSub, DictSub, SetSub, ComplexSub, BytearraySub, FrozensetSub = map(
    sub, (int, float, str, bytes, list, tuple, dict, set, complex, bytearray, frozenset))


class MissSub(dict):
    def __missing__(self, key):
        return ('missing', key)


class Cls:
    """An ordinary class with one of everything."""
    x = 1

    def __init__(self, y=2):
        self.y = y

    def method(self, a, b=2, *c, d, e=5, **f):
        return a, b, c, d, e, f

    @classmethod
    def cmethod(cls):
        return cls

    @staticmethod
    def smethod(a):
        return a

    @property
    def prop(self):
        return self.y

    def __repr__(self):
        return '<Cls %r>' % (self.y,)


class Slots:
    __slots__ = 'p', 'q'


def fun(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


def anyargs(*rest, **named):
    return rest, named


def gen(count=3):
    for i in range(count):
        yield i


def gen_raise(count=2):
    yield from range(count)
    raise KeyError('gen')


def gen_echo():
    got = 'first'
    for _ in range(50):
        try:
            got = yield got
        except ValueError as error:
            got = ('caught', error.args)


def cell(value):
    return (lambda: value).__closure__[0]


def caught(error):
    try:
        raise error
    except BaseException as got:
        return got


def after(value, *ignored):
    return value


def tmp(data=b'', name='file.tmp'):
    with io.FileIO(name, 'w') as file:
        file.write(data)
    return name


def text_file(data=b'one\ntwo\nthree\n', mode='r', **named):
    return io.open(tmp(data), mode, **named)


def raw_file(data=b'one\ntwo\nthree\n', mode='r'):
    return io.FileIO(tmp(data), mode)


def binary_file(data=b'one\ntwo\nthree\n', mode='rb', **named):
    return io.open(tmp(data), mode, **named)


def wrapper(data=b'one\ntwo\nthree\n', **named):
    return io.TextIOWrapper(io.BytesIO(data), **{'encoding': 'utf-8', **named})


def apart(value):
    """A number that is no file which others need: what opens one also closes it."""
    try:
        number = operator.index(value)
    except Exception:
        return value
    return number + 100 if 0 <= number < 100 else value


PLAIN = {int, float, complex, bool, str, bytes, type(None), type, type(NotImplemented), type(...)}
NAMES = {name: value for name, value in globals().items() if not name.startswith('_')}
FRESH = list(NAMES.items())


def ordered(items):
    return all(type(item) in (int, float, str, bytes, bool) or type(item) is tuple and ordered(item) for item in items)


def show(value, depth=0):
    kind = type(value)
    try:
        if kind is int:
            return repr(value) if value.bit_length() < 5000 else hex(value)
        if kind in PLAIN:
            return repr(value)
        if depth > 3:
            return '...'
        if kind is tuple or kind is list:
            inner = ', '.join([show(item, depth + 1) for item in value[:50]])
            if len(value) > 50:
                inner += ', and %d' % len(value)
            return '(%s)' % inner if kind is tuple else '[%s]' % inner
        if kind is set or kind is frozenset:
            items = [show(item, depth + 1) for item in value]
            if not ordered(value):
                items.sort()
            return '%s{%s}' % (kind.__name__, ', '.join(items))
        if kind is memoryview:
            try:
                return 'memoryview(%r, %r, %r, %r, %r)' % (
                    value.format, value.shape, value.strides, value.readonly, value.tobytes()[:40])
            except ValueError as error:
                return 'memoryview(%s)' % error
        if kind is io.StringIO or kind is io.BytesIO:
            return '%s(%r, %r)' % (kind.__name__, value.getvalue(), value.tell())
        if hasattr(kind, '__next__') and not issubclass(kind, io.IOBase):
            items = []
            try:
                for item in value:
                    items.append(show(item, depth + 1))
                    if len(items) == LIMIT:
                        items.append('...')
                        break
            except BaseException as error:
                items.append(failure(error))
            return '<%s of %s>' % (kind.__name__, ', '.join(items))
        if kind is slice or kind is dict:
            return repr(value)
        if kind is types.MappingProxyType and '__doc__' in value:   # documentation has words of its own
            return 'mappingproxy %r' % {name: item for name, item in value.items() if name != '__doc__'}
        return kind.__name__ + ' ' + repr(value)
    except BaseException as error:
        return '%s, repr: %s' % (kind.__name__, failure(error))


def failure(error):
    if isinstance(error, RecursionError):   # where depth ends decides about its words
        return '!RecursionError'
    text = '!' + type(error).__name__ + ': '
    try:
        text += str(error)
    except BaseException as second:
        text += '(str: %s)' % type(second).__name__
    if len(error.args) != 1:
        text += ' %d args' % len(error.args)
    elif type(error.args[0]) is not str:
        text += ' ' + repr(error.args)
    if isinstance(error, (AttributeError, NameError, ImportError)):
        text += ' name=%r' % (error.name,)
    if isinstance(error, StopIteration):
        text += ' value=%r' % (error.value,)
    if error.__cause__ is not None:
        text += ' from ' + failure(error.__cause__)
    elif error.__context__ is not None and not error.__suppress_context__:
        text += ' after ' + failure(error.__context__)
    return text


def perform(receiver, call):
    space = dict(FRESH)
    try:
        space['R'] = subject = eval(receiver, space)
    except BaseException as error:
        return 'receiver: ' + failure(error)
    kind = type(subject)
    try:
        if call[0] == '>':
            exec(call[1:], space)
            result = space.get('result', subject)
            subject = space.get('R')
        else:
            result = eval(call, space)
        text = 'R' if result is subject and kind not in PLAIN else show(result)
    except BaseException as error:
        text = failure(error)
    if kind not in PLAIN and not issubclass(kind, (types.ModuleType, types.FunctionType)):
        text += ' | ' + show(subject)
    return text


def main():
    calls, out, first = sys.argv[1:4]
    warnings.simplefilter('ignore')
    stdout, stdin, hook = sys.stdout, sys.stdin, sys.displayhook
    with io.open(calls, encoding='utf-8', newline='\n') as file:
        lines = file.read().split('\n')
    with io.open(out, 'a', encoding='utf-8', errors='surrogatepass', newline='\n') as file:
        for number in range(int(first), len(lines)):
            if not lines[number]:
                continue
            receiver, call = lines[number].split('\t')
            sys.stdout = io.StringIO()
            sys.stdin = io.StringIO('input 1\ninput 2')
            text = perform(receiver, call)
            written, sys.stdout, sys.stdin, sys.displayhook = sys.stdout, stdout, stdin, hook
            try:
                written = written.getvalue()
            except ValueError:
                written = 'closed'
            if written:
                text += ' printed ' + ascii(written)
            text = text.replace('\\', '\\\\').replace('\n', '\\n').replace('\r', '\\r')
            if len(text) > LONGEST:
                first_part, *parts = text.split(' at 0x')
                text = ' at 0x'.join([first_part, *[part.lstrip('0123456789abcdef') for part in parts]])
                text = '%s... %d %d' % (text[:LONGEST], len(text), hash(text))
            file.write('%d\t%s\n' % (number, text))
            file.flush()


if __name__ == '__main__':
    main()
