# What scripts/fuzz-diff found, third part: texts that are results themselves, file names, reductions, aliases.
import array, collections, copy, enum, inspect, io, itertools, typing, warnings, weakref
from typing import TypeVar


class S(str):
    def __str__(self):
        return self


class F:
    def __format__(self, spec):
        return S('xyz')

    def __str__(self):
        return S('q')
    __repr__ = __str__


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except Exception as error:
        print(type(error).__name__, ascii(error.args))


print('# a text formatted alone is the result itself')
x, empty, f = S('x'), S(''), F()
for template in ('{}', '{}{}', '{:s}', '{:1}', '{:.1}', '{:5}', '{!s}', '{!r}', 'a{}', '{}a', '{}{{', '{0}'):
    print(template, [type(template.format(*pair)).__name__ for pair in ((x, empty), (empty, x), (f, empty), (empty, f))])
for template in ('%s', '%r', '%a', '%1s', '%.3s', '%-1s', '%+s', '% s', '%#s', '%2s', '%.0s', 'a%s', '%s%%', '%c'):
    print(template, [type(template % (value,)).__name__ if value is not f or template != '%c' else '' for value in (x, f)])
for template in ('%s%s',):
    print(template, [type(template % pair).__name__ for pair in ((x, empty), (empty, x), (x, x))])
print(type('{a}'.format_map({'a': x})), type('%(a)s' % {'a': x}), type(f'{empty}'), type(f'{x}'), type(format(empty, 's')))
text = 'ab' * 3
print('{}'.format(text) is text, '%s' % text is text, '{:6}'.format(text) is text, '%7s' % text is text, '{:{}}'.format(text, 6) is text)
attempt('%s'.__mod__, (text, text))
attempt('{}{'.format, text)

print('# names of classes in texts of iterators')
for kind in (itertools.count, itertools.repeat):
    Sub = type('Sub', (kind,), {})
    print(Sub(3), kind(3), Sub(3, 4), kind(3, 4))

print('# throw() with a tuple of its own class')
Pair = collections.namedtuple('Pair', 'a b')


def thrown(*arguments):
    def generator():
        try:
            yield 1
        except KeyError as error:
            yield error.args, type(error.args).__name__
    running = generator()
    next(running)
    return running.throw(*arguments)


for value in (Pair(1, 2), (1, 2), (), None, KeyError(3), 5):
    attempt(thrown, KeyError, value)

print('# file names of compile()')
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter('always')
    for name in (memoryview(b'abc'), bytearray(b'abc'), b'abc', array.array('b', b'abc'), memoryview(b'a\0b'), memoryview(b'abcdef')[::2], 3, b'a\0'):
        attempt(lambda: compile('1', name, 'eval').co_filename)
    for warning in seen:
        print(warning.category.__name__, warning.message)
with warnings.catch_warnings():
    warnings.simplefilter('error')
    attempt(compile, '1', memoryview(b'a'), 'eval')
for mode in ('r\0', '\0', 'x\0r', 'r\ud800'):
    attempt(io.FileIO, '/dev/null', mode)

print('# classes that are in C there')
for thing in (io.IncrementalNewlineDecoder(None, True), io.BufferedRWPair(io.BytesIO(), io.BytesIO()), type('D', (io.IncrementalNewlineDecoder,), {})(None, False)):
    attempt(copy.copy, thing)
    attempt(thing.__reduce_ex__, 4)

print('# who is asked for its class')
T = TypeVar('T')
log = []


class A:
    def __getattribute__(self, name):
        log.append(name)
        return super().__getattribute__(name)


for make in (
    lambda: list[T][A()], lambda: dict[T, A()][int], lambda: (int | T)[A()], lambda: (list[int] | T)[A()], lambda: collections.OrderedDict[str, T][A()],
    lambda: typing.Union[int, A()], lambda: typing.List[A()], lambda: typing.Optional[A()], lambda: typing.Callable[[A()], int],
    lambda: typing.List[T][A()], lambda: typing.Dict[T, int][A()],
):
    log.clear()
    repr(make())
    print(log)

print('# OrderedDict, array, enum')
Ordered = collections.OrderedDict
for key in (None, (1, 2), (), 'a', KeyError(3)):
    for call in (Ordered().pop, Ordered().move_to_end, Ordered().__getitem__):
        attempt(call, key)


class Other(Ordered):
    def __iter__(self):
        print('iter')
        return iter(['z'])

    def __eq__(self, other):
        print('eq')
        return Ordered.__eq__(self, other)


print(Other(x=1) != Ordered(x=1), Ordered(x=1) == Other(x=1), Other(x=1) != {'x': 1})


class Items(list):
    def __getitem__(self, index):
        if index > 2:
            raise IndexError('mine')
        return 9


print(array.array('b', Items([1, 2])), array.array('d', type('T', (tuple,), {'__getitem__': Items.__getitem__})((1,))))
attempt(array.array, 'b', Items([1, 2, 3, 4]))
Color = enum.Enum('Color', 'RED')
print('__signature__' in dir(weakref.proxy(Color.RED)), hasattr(Color, '__signature__'), inspect.signature(Color))
