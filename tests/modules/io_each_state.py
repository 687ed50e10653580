# Every method and attribute of every kind of stream, with right and wrong arguments, in every state.
import io
import os

PATH = "/tmp/io_each_state.%d" % os.getpid()


def new(kind):
    with io.FileIO(PATH, "w") as file:
        file.write(b"one\ntwo\r\nthree")
    if kind.startswith("StringIO"):
        return io.StringIO("one\ntwo\r\nthree\rx", *[{"n": None, "e": "", "c": "\r", "p": "\r\n", "l": "\n"}[end] for end in kind[8:]])
    raw = io.FileIO(PATH, {"w": "w", "r": "r", "+": "r+"}.get(kind[-1], "r"))
    if kind.startswith("FileIO"):
        return raw
    buffer = io.BufferedRandom(raw) if kind[-1] == "+" else io.BufferedWriter(raw) if kind[-1] == "w" else io.BufferedReader(raw)
    if kind.startswith("Buffered"):
        return buffer
    if kind == "BytesIO":
        buffer.close()
        return io.BytesIO(b"one\ntwo\r\nthree")
    return io.TextIOWrapper(buffer, "utf-8")


views = []
STATES = {
    "fresh": lambda f: None,
    "read": lambda f: f.read(2),
    "closed": lambda f: f.close(),
    "exported": lambda f: views.append(f.getbuffer()),
    "detached": lambda f: f.detach().close(),
    "inner closed": lambda f: getattr(f, "buffer", None).close() if hasattr(f, "buffer") else f.raw.close(),
    "ended": lambda f: f.read(),
    "beyond": lambda f: f.seek(100),
    "iterated": lambda f: next(f),
}


def texts(f):
    return "ab\r\nc" if isinstance(f, io.TextIOBase) else b"ab\r\nc"


CALLS = [
    ("read", ()), ("read", (2,)), ("read", (-7,)), ("read", ("x",)), ("read", (None,)), ("readline", ()), ("readline", (2,)), ("readline", (None,)),
    ("readline", (1.5,)), ("readlines", ()), ("readlines", (3,)), ("readlines", (None,)), ("readlines", ("x",)), ("read1", ()), ("read1", (3,)),
    ("read1", (-1,)), ("read1", (None,)), ("peek", ()), ("peek", (1,)), ("readall", ()), ("readinto", (bytearray(3),)), ("readinto", (b"123",)),
    ("readinto", (5,)), ("readinto1", (bytearray(3),)), ("write", (texts,)), ("write", (5,)), ("write", (b"",)), ("write", ("",)),
    ("writelines", ([],)), ("writelines", ((),)), ("writelines", ([5],)), ("writelines", (7,)), ("writelines", ((b"a", "b"),)),
    ("tell", ()), ("seek", (1,)), ("seek", (0, 1)), ("seek", (2, 1)), ("seek", (0, 2)), ("seek", (-1, 2)), ("seek", (-1,)), ("seek", (0, 9)),
    ("seek", (1.5,)), ("seek", (1 << 70,)), ("seek", (-(1 << 70),)), ("seek", (0, 1 << 70)), ("seek", (0, -1)), ("seek", ("x",)), ("truncate", ()), ("truncate", (2,)), ("truncate", (None,)),
    ("truncate", (-1,)), ("truncate", ("x",)), ("truncate", (20,)), ("flush", ()), ("isatty", ()), ("readable", ()), ("writable", ()),
    ("seekable", ()), ("close", ()), ("__enter__", ()), ("__exit__", (None, None, None)), ("__iter__", ()), ("__next__", ()),
    ("__del__", ()), ("getvalue", ()), ("getbuffer", ()), ("_checkClosed", ()), ("_checkReadable", ()), ("_checkWritable", ()),
    ("_checkSeekable", ()), ("reconfigure", ()), ("__getstate__", ()), ("__setstate__", ((5,),)),
]
ATTRIBUTES = ["closed", "newlines", "encoding", "errors", "line_buffering", "write_through", "_CHUNK_SIZE", "name", "mode", "closefd",
              "_finalizing"]


def shown(value):
    if isinstance(value, (list, tuple)):
        return type(value)(shown(item) for item in value)
    if isinstance(value, io.IOBase):
        return type(value).__name__
    return value.tobytes() if isinstance(value, memoryview) else value


def tell(f, call):
    try:
        result = "%a" % (shown(call()),)
    except BaseException as error:
        result = "%s: %s" % (type(error).__name__, error)
        if error.__context__:
            result += " after %s" % type(error.__context__).__name__
    return result.replace(PATH, "PATH")


def content(f):
    try:
        return ascii(f.getvalue())
    except Exception:
        return ""


for kind in ["StringIOe", "StringIOp", "BytesIO", "FileIO+", "FileIOw", "Buffered", "Buffered+", "Text", "Text+"]:
    for state, prepare in STATES.items():
        try:
            f = new(kind)
            prepare(f)
        except Exception:
            f.close()
            continue
        groups = {}
        for name, args in CALLS + [(name, None) for name in ATTRIBUTES]:
            f = new(kind)
            prepare(f)
            if name == "__getstate__" and not kind.startswith(("StringIO", "BytesIO")):
                continue
            what = (lambda: getattr(f, name)) if args is None else lambda: getattr(f, name)(*[texts(f) if a is texts else a for a in args])
            result = tell(f, what) + " " + content(f)
            if not ("no attribute" in result and "'%s'" % name in result):
                groups.setdefault(result, []).append("%s%s" % (name, "" if args is None else ascii(tuple("text" if a is texts else a for a in args))))
            if state == "exported":
                views.clear()
            if state != "detached":
                try:
                    f.close()
                except ValueError:
                    pass
        for result, names in groups.items():
            print(kind, state, *names, "->", result)
os.unlink(PATH)
