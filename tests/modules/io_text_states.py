# Sequences of calls on a text stream, over bytes in memory, over a reader with small pieces, over a stream that is not
# seekable and over a file: what each gives, or its exception, is a line.
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


class Pieces(io.RawIOBase):
    """A raw stream that gives few bytes at a time."""

    def __init__(self, data, size, seekable):
        self.data, self.size, self.can_seek, self.at = bytearray(data), size, seekable, 0

    def readable(self):
        return True

    def writable(self):
        return True

    def seekable(self):
        return self.can_seek

    def readinto(self, buffer):
        piece = self.data[self.at:self.at + min(self.size, len(buffer))]
        buffer[:len(piece)] = piece
        self.at += len(piece)
        return len(piece)

    def write(self, data):
        data = bytes(data)
        self.data[self.at:self.at + len(data)] = data
        self.at += len(data)
        return len(data)

    def seek(self, position, whence=0):
        self.at = max(0, position + (0, self.at, len(self.data))[whence])
        return self.at

    def tell(self):
        return self.at

    def truncate(self, size=None):
        del self.data[self.at if size is None else size:]
        return len(self.data)


class Inner:
    """A buffer with few methods, that gives other things too."""

    def __init__(self, answers):
        self.answers, self.closed = list(answers), False

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return False

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def read(self, size=-1):
        return self.answers.pop(0) if self.answers else b""


TEXTS = ["one\ntwo\r\nthree\rfour", "", "\u00e9t\u00e9\n\u65e5\u672c\n\U0001f600x\r\n", "a\r", "\n\n\r\r\n\r", "x" * 30 + "\n" + "y" * 10,
         "\ufeffmark\n", "abc\u20acdef\n" * 4]
ENCODINGS = ["utf-8", "utf-8", "ascii", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be",
             "utf-8-sig", "unicode_escape"]
ERRORS = ["strict", "strict", "replace", "ignore", "backslashreplace", "surrogateescape", "none such"]
NEWLINES = [None, None, "", "\n", "\r", "\r\n"]
BUFFERS = [io.BufferedReader, io.BufferedRandom, io.BufferedWriter]
STRAY = [b"", b"\xff", b"\xff\xfe", b"\xc3", b"\xfe\xff\0", b"\xef\xbb\xbf", b"\xef\xbb", b"\xd8\0\xd8\0", b"\\u12", b"\x81"]


def stream_of(numbers):
    encoding, errors, newline = numbers.choice(ENCODINGS), numbers.choice(ERRORS), numbers.choice(NEWLINES)
    data = numbers.choice(TEXTS).encode(numbers.choice([encoding, encoding, "utf-8"]), "ignore")
    if numbers.below(3) == 0:
        data = numbers.choice([data + numbers.choice(STRAY), numbers.choice(STRAY) + data])
    kind = numbers.below(6)
    if kind < 2:
        buffer = io.BytesIO(data)
        if numbers.below(4) == 0:
            buffer.seek(0, 2)
    elif kind < 5:
        raw = Pieces(data, numbers.choice([1, 2, 3, 7, 100]), numbers.below(4) > 0)
        buffer = numbers.choice(BUFFERS)(raw, numbers.choice([1, 4, 64]))
    else:
        buffer = Inner(numbers.choice([[data], [data[:3], data[3:]], [data[:1], bytearray(data[1:])], [data, None], [bytearray(data)],
                                       ["text"], [5]]))
    text = io.TextIOWrapper(buffer, encoding, errors, newline, *numbers.choice([(), (), (True,), (False, True)]))
    if numbers.below(2):
        text._CHUNK_SIZE = numbers.choice([1, 2, 3, 5, 8])
    return (encoding, errors, newline, type(buffer).__name__), text


def number_for(numbers, told):
    return numbers.choice([0, 1, 2, 3, 5, 8, 100, told[-1] if told else 4, told[0] if told else 1])


def step(numbers, text, told):
    kind = numbers.below(24)
    if kind < 6:
        return "read", text.read(*numbers.choice([(), (1,), (1,), (2,), (3,), (7,), (None,), (-5,), (0,)]))
    if kind < 10:
        return "readline", text.readline(*numbers.choice([(), (), (1,), (3,), (10,), (0,), (-1,)]))
    if kind == 10:
        return "next", next(text, "end")
    if kind < 14:
        told.append(text.tell())
        return "tell", told[-1]
    if kind < 17:
        return "seek", text.seek(number_for(numbers, told), *numbers.choice([(), (), (0,), (3,)]))
    if kind == 17:
        return "seek", text.seek(numbers.choice([0, 0, 1]), numbers.choice([1, 2]))
    if kind == 18:
        return "write", text.write(numbers.choice(["", "z", "new\n", "\u00fc\r\n", "\u20ac", "long text " * 3]))
    if kind == 19:
        return "reconfigure", text.reconfigure(**numbers.choice([
            {"encoding": "utf-16"}, {"encoding": "utf-8"}, {"newline": ""}, {"newline": "\r\n"}, {"newline": None}, {"errors": "replace"},
            {"line_buffering": True}, {"line_buffering": 1.5}, {"newline": "x"}, {"newline": 5}, {"encoding": 5}, {"errors": 3},
            {"encoding": "none"}, {"write_through": 2}, {}]))
    if kind == 20:
        return "newlines", text.newlines
    if kind == 21:
        return "flush", text.flush()
    if kind == 22:
        return "truncate", text.truncate(*numbers.choice([(), (3,), (None,)]))
    return "state", (text.line_buffering, text.write_through, text.encoding, text.errors, text._CHUNK_SIZE, text.readlines(2))


def value_of(buffer):
    if isinstance(buffer, io.BytesIO):
        return buffer.getvalue()
    return bytes(buffer.raw.data) if hasattr(buffer, "raw") else buffer.answers


def run(seed):
    numbers = Numbers(seed)
    for _ in range(3):
        numbers.below(2)
    what, told, out = "made", [], []
    try:
        what, text = stream_of(numbers)
    except Exception as error:
        print(seed, "not made:", type(error).__name__, error)
        return
    for _ in range(4 + numbers.below(10)):
        try:
            name, result = step(numbers, text, told)
            out.append("%s %a" % (name, result))
        except Exception as error:
            out.append("%s: %s" % (type(error).__name__, ascii(str(error))))
    buffer = text.buffer
    try:
        text.flush()
    except Exception as error:
        out.append("%s: %s" % (type(error).__name__, ascii(str(error))))
    print(seed, *map(ascii, what), "|", " ; ".join(out), "|", value_of(buffer))
    for stream in text, buffer:
        try:
            stream.close()
        except Exception as error:
            print("close", type(error).__name__, error)


first, count = [int(word) for word in sys.argv[1:]] or (1, 300)
for seed in range(first, first + count):
    run(seed)
