# Sequences of calls on buffered streams over a raw stream that gives and takes little, nothing or wrong things: what each
# call gives, and which calls of the raw stream it makes.
import io
import sys


class Numbers:
    """The same numbers everywhere."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 1103515245 + 12345) & 0x7FFFFFFF
        return (self.state >> 8) % n

    def choice(self, items):
        return items[self.below(len(items))]


class Raw(io.RawIOBase):
    def __init__(self, numbers, size, odd):
        self.numbers, self.data, self.at, self.odd, self.log = numbers, bytearray(b"line\nnext\r\n" * size), 0, odd, []

    def readable(self):
        return True

    writable = seekable = readable

    def strange(self, usual):
        if self.numbers.below(self.odd):
            return usual
        result = self.numbers.choice([None, -1, "x", 2.5, 1 << 70, ZeroDivisionError, 0, ValueError, BlockingIOError])
        if isinstance(result, type):
            raise result("no")
        return result

    def readinto(self, buffer):
        self.log.append("r%d" % len(buffer))
        piece = self.data[self.at:self.at + min(1 + self.numbers.below(9), len(buffer))]
        buffer[:len(piece)] = piece
        self.at += len(piece)
        return self.strange(len(piece))

    def write(self, data):
        self.log.append("w%d" % len(data))
        data = bytes(data)[:1 + self.numbers.below(9)]
        self.data[self.at:self.at + len(data)] = data
        self.at += len(data)
        return self.strange(len(data))

    def seek(self, position, whence=0):
        self.log.append("s%d,%d" % (position, whence))
        self.at = max(0, position + (0, self.at, len(self.data))[whence])
        return self.strange(self.at)

    def tell(self):
        self.log.append("t")
        return self.strange(self.at)

    def truncate(self, size=None):
        self.log.append("c%s" % size)
        del self.data[self.at if size is None else size:]
        return self.strange(len(self.data))

    def flush(self):
        self.log.append("f")

    def close(self):
        self.log.append("x")
        super().close()


def step(numbers, b):
    kind = numbers.below(28)
    size = numbers.choice([(), (1,), (2,), (4,), (9,), (30,), (-1,), (None,), (0,), (-3,), ("x",)])
    if kind < 5:
        return "read", b.read(*size)
    if kind < 7:
        return "read1", b.read1(*size)
    if kind < 9:
        return "peek", b.peek(*size)
    if kind < 11:
        return "readline", b.readline(*size)
    if kind == 11:
        return "next", next(b, "end")
    if kind < 14:
        target = bytearray(numbers.choice([0, 1, 3, 12]))
        return "readinto", numbers.choice([b.readinto, b.readinto1])(target), bytes(target)
    if kind < 18:
        return "write", b.write(numbers.choice([b"", b"1", b"234", b"56789abc", b"z" * 20, bytearray(b"qq"), memoryview(b"m"), "no", None]))
    if kind < 20:
        return "tell", b.tell()
    if kind < 24:
        return "seek", b.seek(numbers.choice([0, 1, 2, 5, 9, 50, -1, None, 1 << 70, 2.0]), *numbers.choice([(), (0,), (1,), (1,), (2,), (9,)]))
    if kind == 24:
        return "flush", b.flush()
    if kind == 25:
        return "truncate", b.truncate(*numbers.choice([(), (3,), (None,), ("x",)]))
    if kind == 26:
        return "readlines", b.readlines(numbers.choice([0, 3, 7]))
    end = numbers.below(12)
    if end == 0:
        return "close", b.close()
    if end == 1:
        return "detach", type(b.detach()).__name__
    if end == 2:
        return "init", b.__init__(Raw(numbers, 1, 50), numbers.choice([0, 3]))
    return "state", b.readable(), b.writable(), b.closed, type(b.raw).__name__


def run(seed):
    numbers = Numbers(seed)
    for _ in range(3):
        numbers.below(2)
    raw = Raw(numbers, 1 + numbers.below(5), numbers.choice([5, 20, 100, 100]))
    kind, size, out = numbers.choice([io.BufferedReader, io.BufferedRandom, io.BufferedRandom, io.BufferedWriter]), numbers.choice([1, 4, 5, 16]), []
    try:
        b = kind(raw, size)
    except Exception as error:
        print(seed, "not made:", type(error).__name__, error)
        return
    for _ in range(4 + numbers.below(12)):
        try:
            out.append(" ".join("%a" % (result,) for result in step(numbers, b)))
        except Exception as error:
            written = getattr(error, "characters_written", None) if isinstance(error, BlockingIOError) else None
            out.append("%s: %s %s %s" % (type(error).__name__, ascii(str(error)), written, type(error.__context__).__name__))
        if raw.log:
            out[-1] += " {%s}" % " ".join(raw.log)
            raw.log.clear()
    raw.odd = 1 << 20
    print(seed, kind.__name__, size, "|", " ; ".join(out), "|", bytes(raw.data))
    for stream in b, raw:
        try:
            stream.close()
        except Exception as error:
            print("close", type(error).__name__, error)


first, count = [int(word) for word in sys.argv[1:]] or (1, 300)
for seed in range(first, first + count):
    run(seed)
