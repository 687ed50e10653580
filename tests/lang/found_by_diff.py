# Each block once differed from CPython; scripts/fuzz-diff found it.
import enum
import io
import copy
import dataclasses
import string
import sys
import time
import types
import collections


def show(function, *arguments):
    try:
        print(function(*arguments))
    except BaseException as error:
        print(type(error).__name__, error, type(error.__context__).__name__)


# A walrus in an annotated assignment to an attribute.
class Place:
    pass


def annotated(text):
    place = Place()
    place.x: int = (text := text.upper())
    return place.x, text


show(annotated, 'a')

# Annotations in a match statement alone do not make __annotations__.
show(exec, 'match 1:\n    case _:\n        a: int = 1', {})
show(exec, 'if 0:\n    b: int\nmatch 1:\n    case _:\n        a: int = 1', {})


def called_pattern(pattern):
    match 1:
        case pattern():
            return 1


show(called_pattern, str.upper)
show(b','.join, [b'a', memoryview(b'abcd')[::2]])
show(b','.join, [b'a', 1])


class Super(super):
    pass


show(Super, 1)
show(super, 1)
show(Super, 1, 2, 3)
show(io.StringIO('ab').seek, 2**64)
show(io.BytesIO(b'ab').seek, 1.5)


# All patterns of except* are looked at, also when nothing is left.
def star(*patterns):
    try:
        raise OSError(1)
    except* patterns[0]:
        print('first')
    except* patterns[1]:
        print('second')


show(star, OSError, ExceptionGroup)
show(star, OSError, 1)
show(star, ValueError, ExceptionGroup)
show(star, OSError, ValueError)


def flag(value):
    class Flag(enum.Flag):
        A = 1
        B = value
    return list(Flag), Flag.B.value


for value in (2, 3, 'x', 2.0, {}, (1,), 1, -1):
    show(flag, value)


class Loud:
    def __init__(self):
        self.x = 1

    def __getattribute__(self, name):
        print('asked for', name)
        return super().__getattribute__(name)


copy.copy(Loud())

for newline in (None, '', '\n', '\r', '\r\n'):
    show(lambda: copy.deepcopy(io.StringIO('a\nb\r\nc\rd', newline=newline)).getvalue())
show(b','.join, [b'a', released := memoryview(b'a')])
released.release()
show(b','.join, [b'a', released])

# ---- the name in an AttributeError from a descriptor: not when a method is called ----
class Raising:
    @property
    def p(self):
        raise AttributeError('from p')


def named(function):
    try:
        function()
    except AttributeError as error:
        print(error.name, error.obj is None, error)


named(lambda: Raising().p)
named(lambda: Raising().p())
named(lambda: Raising().q())
named(lambda: OSError(1).characters_written)
named(lambda: OSError(1).characters_written())

# ---- constants in sets ----
print({None, ..., 1, NotImplemented, 2.5, 17}, hash(None), {None: 1}.keys() & {None, 3})


def attempt(function, *arguments):
    try:
        print(function(*arguments))
    except BaseException as error:
        shown = []
        while error:
            shown.append('%s: %s' % (type(error).__name__, error))
            error = error.__context__
        print(' <- '.join(shown))


# ---- more defaults than parameters ----
def no_parameters(**rest):
    pass


no_parameters.__defaults__ = (1, 2)
attempt(no_parameters, 0)

# ---- bases that cannot be hashed, in a wrong order ----
class NoHash(type):
    __hash__ = None


class Unhashed(metaclass=NoHash):
    pass


attempt(NoHash, 'Wrong', (object, Unhashed), {})

# ---- enum: members are made while the class is; what their making raises is the error ----
def make_flag(value):
    try:
        raise KeyError('first')
    except KeyError:
        class Made(enum.Flag):
            P = value
            Q = 4


def make_slots():
    class Made(enum.Enum):
        __slots__ = 'y'
        y = 1


def make_negative():
    class Made(enum.Flag):
        P = enum.auto()
        Q = enum.auto()
        R = -2

        def __new__(cls, *args):
            return super().__new__(cls, *args)
    print(list(Made), Made(1))


attempt(make_flag, 'x')
attempt(make_flag, (1, 2))
attempt(make_slots)
attempt(make_negative)


class Early(enum.Enum):
    def __init_subclass__(cls):
        print('subclass', list(cls))


class Later(Early):
    P = 1


class Watched(enum.Flag):
    P = 1
    Q = 3

    def __getattribute__(self, name):
        print('get', name)
        return super().__getattribute__(name)


print(list(Watched), Watched.P | Watched.Q, ~Watched.P)


# ---- dataclasses: a default that cannot be shown ----
class BadRepr:
    def __repr__(self):
        return 1


def make_data():
    @dataclasses.dataclass
    class Made:
        p: int = BadRepr()


attempt(make_data)


# ---- copy: __slotnames__ that are no list ----
class SlotNames:
    __slotnames__ = (1,)


attempt(copy.copy, SlotNames())

# ---- files: sizes are looked at before the file is ----
closed = io.StringIO('x')
closed.close()
attempt(closed.read, 'x')
attempt(closed.readline, 'x')
attempt(closed.seek, None)
attempt(io.BytesIO(b'x').readlines, 'x')
attempt(io.BytesIO(b'x').readlines, None)
attempt(io.TextIOWrapper(io.BytesIO(b'x')).readline, None)
attempt(io.BufferedReader(io.BytesIO(b'x')).read1, None)
attempt(io.RawIOBase().read, None)
attempt(string.capwords, b'a b')

# ---- a group that a clause of except* does not take goes on as it is ----

def raise_whole():
    try:
        raise ExceptionGroup('many', [ValueError(1)])
    except* KeyError as error:
        raise
    except* Exception as error:
        raise error


def raise_part():
    try:
        raise ExceptionGroup('many', [ValueError(1), OSError(2)])
    except* KeyError:
        pass
    except* OSError as error:
        raise error


for function in raise_whole, raise_part:
    try:
        function()
    except ExceptionGroup as error:
        print(function.__name__, repr(error))


# ---- slots and a place for weak references; an empty method resolution order ----

class First:
    __slots__ = 'x', '__weakref__'


class Second:
    __slots__ = 'x', '__weakref__'


try:
    First().__class__ = Second
except TypeError as error:
    print(error)


class Nothing(type):
    def mro(cls):
        return ()


try:
    Nothing('N', (), {})
except TypeError as error:
    print(error)


# ---- a released view of several dimensions; what __getattr__ of a module knows ----

view = memoryview(bytes(6)).cast('B', (2, 3))
view.release()
try:
    iter(view)
except NotImplementedError as error:
    print(error)


class Module(type(sys)):
    def __getattr__(self, name):
        return 'some ' + name


print(Module('m'))


# ---- arguments of file objects ----

class Still(io.BufferedIOBase):
    def readable(self):
        return True


class Sought(io.RawIOBase):
    def seekable(self):
        return True

    def seek(self, place, whence=0):
        if whence > 1:
            print('seek', place, whence)
        return 5

    readable = seekable


for action in (lambda: io.TextIOWrapper(Still(), 'utf-8').seek(0), lambda: io.TextIOWrapper(Still(), 'utf-8').tell(),
               lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8').reconfigure(line_buffering=[]),
               lambda: io.TextIOWrapper(io.BytesIO(), 'utf-8').reconfigure(write_through=2).__class__,
               lambda: io.FileIO('x', 'zz', 'no'), lambda: io.open('x', closefd=()),
               lambda: io.BufferedReader(Sought()).seek(2, 3), lambda: io.BufferedReader(Sought()).seek(2, 5)):
    try:
        print(action())
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
# ---- text streams: what cannot seek says so first; positions are compared before they are numbers ----
class NoSeek(io.BytesIO):
    def seekable(self):
        return False


attempt(io.TextIOWrapper(NoSeek(b'x')).seek, 4, 1)
attempt(io.TextIOWrapper(NoSeek(b'x')).tell)
attempt(io.TextIOWrapper(io.BytesIO(b'x')).seek, 'x')
attempt(io.TextIOWrapper(io.BytesIO(b'xyz')).seek, True)
attempt(io.TextIOWrapper(io.BytesIO(b'x')).seek, 1, 'x')
attempt(lambda: io.TextIOWrapper(io.BytesIO(b'x')).reconfigure(line_buffering='x'))
attempt(lambda: io.TextIOWrapper(io.BytesIO(b'x'), write_through=[]))
attempt(lambda: io.FileIO('/dev/null', 'r', closefd={}))
attempt(lambda: open('/dev/null', closefd='x'))


# ---- modules are shown by their attributes ----
class Module(types.ModuleType):
    def __getattr__(self, name):
        return 'attr', name


class Spec:
    name, origin, loader, has_location = 'n', 'o', 'l', False


print(repr(types.ModuleType('m')))
attempt(repr, Module('m'))
spec_module = types.ModuleType('m')
spec_module.__spec__ = Spec
print(spec_module)
Spec.has_location = True
print(spec_module)
Spec.origin = None
print(spec_module)
spec_module.__spec__ = 'x'
attempt(repr, spec_module)


# ---- a value in a message that cannot be shown ----
class NoRepr:
    def __repr__(self):
        raise KeyError('repr')


attempt([].index, NoRepr())

# ---- text that fits its width is given as it is, of a subclass too ----
class Text(str):
    pass


print(type(format(Text('abc'), '2')), type(format(Text('abc'), '4')), type(format(Text('abc'))))

# ---- more of files ----
class Raw(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        return 'x'


attempt(io.BufferedWriter(Raw()).__class__.flush, io.BufferedWriter(Raw(), 4))
raw_writer = io.BufferedWriter(Raw(), 4)
attempt(raw_writer.write, b'12345678')
closed_base = io.IOBase()
closed_base.close()
attempt(closed_base.seekable)
attempt(closed_base._checkReadable)
with open('/dev/null') as file:
    pass
attempt(file.readable)
attempt(BlockingIOError, 3, 'a', 1j)
attempt(type.__getattribute__, dict, 'l')
error = SyntaxError('m')
error.lineno = 2 ** 63
print(error)
attempt(time.gmtime, {1})
mapping = collections.ChainMap({})
mapping['x'] = mapping
print(mapping)


# ---- where a text stream is, in encodings that are not UTF-8 ----

for encoding in 'latin-1', 'utf-16-le', 'utf-16', 'utf-32', 'cp1252':
    text = io.TextIOWrapper(io.BytesIO('a\xe9b\ncd'.encode(encoding)), encoding=encoding)
    print(encoding, text.read(2), text.tell(), text.readline(), text.tell(), text.read(1), text.seek(0), text.read(1), text.tell())


class Answer(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        return 2 ** 70


show(io.BufferedWriter(Answer(), 2).write, b'abc')
show(io.TextIOWrapper(io.BytesIO()).seek, 'x')
show(io.TextIOWrapper, io.BytesIO(), 'utf-8', 5, 6)


# ---- `async for` over a display gets it as it is written ----
async def over_list():
    async for x in [1, 2]:
        pass


async def over_set():
    async for x in {1, 2}:
        pass


attempt(over_list().send, None)
attempt(over_set().send, None)

# ---- reconfigure() looks at the line end first, and changes nothing if it is wrong ----
wrapper = io.TextIOWrapper(io.BytesIO(b'x'))
attempt(lambda: wrapper.reconfigure(newline='x', line_buffering='y'))
attempt(wrapper.readable)
attempt(io.IncrementalNewlineDecoder(None, True).decode, 'x', 'final')


# ---- dataclasses: the module of a class with annotations as text ----
def lost_module():
    @dataclasses.dataclass
    class Made:
        __module__ = 'no such module'
        x: 'int' = 1


attempt(lost_module)


# ---- what a text stream reads must be bytes ----
class NoBytes(io.BytesIO):
    def read1(self, size=-1):
        return 'x'


attempt(io.TextIOWrapper(NoBytes()).readline)
