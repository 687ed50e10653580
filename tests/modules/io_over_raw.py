# Buffered and text streams over raw objects of a script: what is called, what happens when that fails or would block.
import io


class Raw(io.RawIOBase):
    def __init__(self, pieces=(), takes=None):
        self.pieces, self.takes, self.log = list(pieces), takes, []

    def readable(self):
        return True

    writable = seekable = readable

    def readinto(self, buffer):
        self.log.append(("readinto", len(buffer), type(buffer).__name__))
        piece = self.pieces.pop(0) if self.pieces else b""
        if not isinstance(piece, bytes):
            return piece
        buffer[:len(piece)] = piece
        return len(piece)

    def write(self, data):
        self.log.append(("write", bytes(data)))
        return len(data) if self.takes is None else self.takes

    def seek(self, position, whence=0):
        if (position, whence) != (0, 1):
            self.log.append(("seek", position, whence))
        return -7

    def flush(self):
        self.log.append("flush")


def tell(what, *args):
    try:
        result = what(*args)
    except BaseException as e:
        chain = []
        while e is not None:
            chain.append((type(e).__name__, str(e.args[1] if isinstance(e, BlockingIOError) else e), getattr(e, "characters_written", None) if isinstance(e, BlockingIOError) else None))
            e = e.__cause__ or e.__context__
        result = chain
    print(getattr(what, "__name__", what), [a for a in args if not isinstance(a, io.BytesIO)], "->", result)


raw = Raw([b"abc", b"defgh", None, b"i", b"", b"jklm", 99, "x", -3])
b = io.BufferedReader(raw, 5)
for call, args in [(b.read, (2,)), (b.peek, ()), (b.read1, (9,)), (b.read, (20,)), (b.read, (3,)), (b.read, ()), (b.readline, ()),
                   (b.read1, (1,)), (b.read, (4,)), (b.read, (5,)), (b.read1, (2,)), (b.seek, (0,)), (b.flush, ())]:
    tell(call, *args)
print(raw.log)
raw = Raw([b"abc", None, None])
b = io.BufferedReader(raw, 4)
target = bytearray(6)
tell(b.readinto, target)
tell(b.readinto1, target)
tell(b.read)
print(raw.log, target)

for takes in (None, 0, 2, 99):
    raw = Raw(takes=takes) if takes != 0 else Raw()
    if takes == 0:
        raw.write = lambda data: None
    b = io.BufferedWriter(raw, 4)
    tell(b.write, b"abcd")
    tell(b.write, b"ef")
    tell(b.write, b"ghijklmno")
    tell(b.flush)
    raw.takes = None
    raw.__dict__.pop("write", None)
    tell(b.close)
    print(raw.log, raw.closed, b.closed)


class Failing(io.RawIOBase):
    def writable(self):
        return True

    readable = writable

    def write(self, data):
        raise ValueError("write")

    def close(self):
        raise KeyError("close")


b = io.BufferedWriter(Failing())
b.write(b"x")
tell(b.close)
print(b.closed, b.raw.closed)
tell(b.write, b"y")
b.raw.__class__ = Raw
b.raw.pieces, b.raw.log, b.raw.takes = [], [], None
t = io.TextIOWrapper(io.BufferedReader(Raw()))
t.flush = lambda: 1 / 0
tell(t.close)
print(t.closed)

# without __init__, after a failing one, after detach()
for cls in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom, io.TextIOWrapper):
    new = cls.__new__(cls)
    tell(new.close)
    tell(new.read if hasattr(new, "read") else new.write, b"")
    tell(new.detach)
b = io.BufferedReader(io.BytesIO(b"abc"))
tell(b.__init__, io.BytesIO(), 0)
tell(b.read)
b.__init__(io.BytesIO(b"xyz"))
tell(b.read)
tell(b.detach().getvalue)
tell(b.read)
print(repr(b)[:20])
t = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
tell(t.__init__, io.BytesIO(), "utf-8", None, 42)
tell(t.read)
t = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
t.write("howdy")
raw = t.detach()
tell(raw.getvalue)
print(t.encoding, t.errors, t.line_buffering, repr(t))
tell(t.detach)

# one byte order mark
for encoding in ("utf-8-sig", "utf-16", "utf-32"):
    raw = io.BytesIO()
    t = io.TextIOWrapper(raw, encoding=encoding)
    t.write("a")
    t.write("b")
    t.flush()
    print(raw.getvalue())
    t.seek(0)
    t.write("x")
    t.seek(0, 2)
    t.write("y")
    t.flush()
    print(raw.getvalue())
    t2 = io.TextIOWrapper(raw, encoding=encoding)
    t2.write("end")
    t2.flush()
    print(raw.getvalue())

# when text is passed on
class Noting(io.BytesIO):
    def write(self, data):
        print("write", bytes(data))
        return super().write(data)


t = io.TextIOWrapper(Noting(), encoding="ascii")
t._CHUNK_SIZE = 4
for text in ("abc", "de", "fghij", "k"):
    t.write(text)
t.flush()
t = io.TextIOWrapper(Noting(), encoding="ascii", line_buffering=True)
for text in ("X", "Y\nZ", "A\rB", "C"):
    t.write(text)
t = io.TextIOWrapper(io.BytesIO(b"one\ntwo\n"), encoding="ascii", errors="ignore")
t.readline()
tell(lambda: t.reconfigure(encoding="utf-8"))
tell(lambda: t.reconfigure(newline=""))
t.read()
t.reconfigure(encoding="utf-8")
print(t.errors)
try:
    open(__file__, "w+b", buffering=1, newline="x")
except ValueError as e:
    print(e)
