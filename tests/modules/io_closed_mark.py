"""Files that close() of IOBase closed have an attribute that says so; readline() of IOBase goes by peek()."""
import io
import os

NAME = 'io_closed_mark.tmp'


def tried(function):
    try:
        print(function())
    except Exception as error:
        print(type(error).__name__, error)


class Raw(io.RawIOBase):
    def close(self):
        print('close')
        super().close()


r = Raw()
r.close()
print(vars(r), r.closed)
r.close()
r.__dict__.clear()
print(r.closed)
r.close()
print(vars(r))
r = Raw()
setattr(r, '__IOBase_closed', 0)
print(r.closed)
tried(r.flush)
tried(r.readline)
tried(r.__enter__)
del r


class Shows(io.RawIOBase):
    def __setattr__(self, name, value):
        print('set', name, value)
        object.__setattr__(self, name, value)

    def __getattribute__(self, name):
        print('get', name)
        return object.__getattribute__(self, name)

    def flush(self):
        print('flush')
        super().flush()


s = Shows()
print(s.closed)
s.close()
print(s.closed)
s.close()
for step in (s.readline, s.__enter__, s.flush, s.isatty, s.__iter__, s.readlines):
    tried(step)


class CannotFlush(io.RawIOBase):
    def flush(self):
        1 / 0


s = CannotFlush()
tried(s.close)
print(vars(s), s.closed)


class CannotSet(io.RawIOBase):
    def __setattr__(self, name, value):
        1 / 0


s = CannotSet()
tried(s.close)
print(vars(s), s.closed)
object.__setattr__(s, '__IOBase_closed', 1)


class Neither(CannotSet, CannotFlush):
    pass


s = Neither()
try:
    s.close()
except ZeroDivisionError as error:
    print(type(error.__context__).__name__, vars(s))
object.__setattr__(s, '__IOBase_closed', 1)

f = open(NAME, 'wb', 0)
state = f.__getstate__()
f.close()
print(f.__dict__, f.closed, f.__getstate__(), state)
f.__dict__.clear()
print(f.closed)
f.close()
print(f.__dict__)
f.__init__(NAME)
print(f.__dict__, f.closed)
f.close()
print(f.__dict__, f.closed)
state = open(NAME, 'wb', 0).__getstate__()
print(state)
class Closes(io.FileIO):
    def close(self):
        print('closing', self.closed)
        super().close()


f = Closes(NAME, 'w')
del f
f = Closes(NAME, 'w')
f.close()
del f
f = open(NAME)
f.close()
print(f.__dict__, f.closed, f.buffer.__dict__, f.buffer.raw.__dict__)
os.remove(NAME)
for kind, inner in ((io.BufferedReader, 1), (io.BufferedRWPair, 2), (io.TextIOWrapper, 1), (io.BytesIO, 0), (io.StringIO, 0)):
    class Own(kind):
        pass
    own = Own(*[io.BytesIO() for _ in range(inner)])
    own.close()
    print(kind.__name__, own.__dict__, own.closed)
s = io.StringIO()
s.close()
s.flush()


class Closed:
    closed = property(lambda self: False)


class Asked(Closed, io.RawIOBase):
    pass


a = Asked()
a.close()
print(vars(a))


class Peeks(io.RawIOBase):
    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def peek(self, size):
        self.asked.append(('peek', size))
        return self.answers.pop(0)

    def read(self, size):
        self.asked.append(size)
        return self.answers.pop(0)


class Bytes(bytes):
    pass


for size, *answers in ((-1, b'ab\ncd', b'ab\n'), (-1, b'abc', b'abc', b'', b'\n'), (2, b'abc', b'ab'), (-1, b'ab', b'a\n'),
                       (-1, '', b''), (-1, b'ab', 'ab'), (-1, Bytes(b'ab'), Bytes(b'ab\n')), (0, b'a'), (-1, b'ab', b'')):
    p = Peeks(*answers)
    tried(lambda: p.readline(size))
    print(p.asked)
