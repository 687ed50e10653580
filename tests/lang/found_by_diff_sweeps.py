"""Differences that programs of scripts/fuzz-diff led to, each with its siblings."""
import cmath
import io
import math
from collections import Counter, OrderedDict, defaultdict, namedtuple


def shown(function, *arguments):
    try:
        return function(*arguments)
    except BaseException as error:
        return type(error).__name__, str(error)


print("-- a __dict__ is another layout where instances vary in size")
class T(tuple): __slots__ = ()
class TD(tuple): pass
class I(int): __slots__ = ()
class ID(int): pass
class S(str): __slots__ = ()
class SD(str): pass
for bases in (T, TD), (I, ID), (ID, I), (S, SD), (SD, S), (tuple, TD), (TD,), (bytes,), (ID, TD):
    print(bases, shown(lambda: type('B', bases, {}).__base__), shown(lambda: type('B', bases, {'__slots__': 'x'}).__base__))

print("-- OrderedDict is laid out unlike a dict")
class A(OrderedDict): pass
class B(OrderedDict): pass
class C(dict): pass
for bases in (OrderedDict, defaultdict), (OrderedDict, Counter), (dict, OrderedDict), (C, OrderedDict):
    print(shown(lambda: type('X', bases, {}).__base__))
value = A(x=1)
value.__class__ = B
print(type(value), value)
for subject, name, other in (value, '__class__', C), (C(), '__class__', A), (A, '__bases__', (dict,)), (C, '__bases__', (A,)):
    print(shown(setattr, subject, name, other))

print("-- the KeyError of OrderedDict has the very tuple")
Pair = namedtuple('Pair', 'a b')
for key in Pair(1, 2), (1, 2), (), 5, KeyError('own'):
    for function in OrderedDict.pop, OrderedDict.move_to_end:
        try:
            function(OrderedDict(), key)
        except KeyError as error:
            print(error.args, error.args is key, error is key)

print("-- __float__ of subclasses")
for base in int, float, bool.__base__, complex, str:
    for result in 2.5, 1, None:
        class F(base):
            def __float__(self): return result
        for function in (complex, lambda x: complex(1, x), math.sqrt, cmath.sqrt, lambda x: '%.1f' % x, lambda x: math.hypot(x, 1),
                         lambda x: math.fsum([x]), lambda x: math.ldexp(x, 1), float):
            print(base.__name__, result, shown(function, F()))
class Z(complex):
    def __complex__(self): return 1j
print(complex(Z()), cmath.sqrt(Z(4)), cmath.isfinite(Z(4)))

print("-- %b and %c of bytes")
class L(bytearray):
    def __index__(self): return 65
    def __bytes__(self): return b'bytes'
class M(bytes):
    def __index__(self): return 66
class N:
    def __index__(self): return 'no'
class O:
    def __index__(self): raise OSError('own')
for item in L(b'ab'), L(b'a'), M(b'ab'), M(b'a'), N(), O(), 300, 1.5:
    print(shown(lambda: b'%b' % item), shown(lambda: b'%c' % item))
for sign in '\x00', '\x1e', '\x1f', 'y', '\x7f', '\xe9':
    print(ascii(shown(lambda: ('%' + sign) % 1)), ascii(shown(lambda: (b'%' + sign.encode('latin-1')) % 1)))

print("-- the lines of files whose methods are overridden")
for base in io.StringIO, io.BytesIO:
    for answer in '', b'', 'a', b'a', None:
        class File(base):
            def readline(self, *size): return answer
        file = base.__new__(File)
        file.__init__('x\ny' if base is io.StringIO else b'x\ny')
        print(base.__name__, answer, shown(next, file))

print("-- an attribute that a getter of type has not, asked for by itself")
for name in '__abstractmethods__', '__annotations__':
    for ask in (lambda: type.__dict__[name].__get__(int), lambda: getattr(int, name)):
        try:
            ask()
        except AttributeError as error:
            print(name, error, error.name, error.obj)

print("-- athrow() looks at its arguments when it begins")
async def numbers(): yield 1
for arguments in (), (1, 2, 3, 4), (ValueError('v'),), (ValueError, 'v'):
    generator = numbers()
    step = generator.athrow(*arguments)
    print(shown(step.send, None), generator.ag_running, shown(step.send, None))

print("-- fields of Unicode errors")
class Text:
    def __init__(self, text): self.text = text
    def __str__(self): print('str', self.text); return self.text
for error, part in ((UnicodeEncodeError('ascii', 'abc', 1, 2, 'why'), '\u20ac\U0001f600'),
                    (UnicodeDecodeError('ascii', b'abc', 1, 2, 'why'), b'\xe9'), (UnicodeTranslateError('abc', 1, 2, 'why'), 'xyz')):
    print(error)
    error.encoding, error.reason = Text('E'), Text('R')
    print(error)
    del error.encoding, error.reason
    print(error)
    error.object = part
    print(error)
    error.start, error.end = 0, 1
    print(error)
    print(shown(setattr, error, 'start', 'x'), error.start, shown(setattr, error, 'end', 2 ** 70), error.end, error)

print("-- places of syntax errors")
for name, line in ('a/b\0c', 1), ('/', 2), ('x/', -2 ** 63), ('x', 2 ** 63 - 1):
    error = SyntaxError('m', (name, line, 1, None))
    print(ascii(str(error)))

print("-- views that are not contiguous, or released")
parts = memoryview(bytearray(b'abcdef'))[::-2]
gone = memoryview(b'abc')
gone.release()
for view in parts, gone:
    for kind in bytes, bytearray:
        for name in 'extend', 'partition', 'rpartition', 'split', 'join', 'find', '__add__', '__iadd__':
            if hasattr(kind, name):
                print(kind.__name__, name, shown(getattr(kind(b'xfdbx'), name), view))
    print(shown(UnicodeDecodeError, 'ascii', view, 0, 1, 'why'))

print("-- a file that has been detached, or was never set up")
for make in lambda: io.TextIOWrapper(io.BytesIO()), lambda: io.TextIOWrapper.__new__(io.TextIOWrapper):
    for detach in False, True:
        file = make()
        print(detach and type(shown(file.detach)).__name__, type(shown(lambda: file.buffer)).__name__, shown(lambda: file.name))
