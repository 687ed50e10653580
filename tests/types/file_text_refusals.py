# Text files that cannot be written to or read from say so at once.
import io


def t(*operations):
    for operation in operations:
        try:
            print(ascii(operation()))
        except (OSError, ValueError, TypeError) as error:
            print(repr(error))


f = open(__file__)
t(lambda: f.write("x"), lambda: f.read(6), lambda: f.write("x"), lambda: f.write(1), lambda: f.write(""),
  lambda: f.writelines(["a"]), lambda: f.writelines([]), lambda: f.truncate(1), lambda: f.read(5), f.flush, f.close,
  lambda: f.write("x"))
f = open(__file__, "rb")
t(lambda: f.write(b"a"), lambda: f.writelines([b"a"]), lambda: f.truncate(1), lambda: f.write(1))
g = io.TextIOWrapper(f)
t(lambda: g.write("a"), lambda: g.writelines(["a"]), lambda: g.truncate(1), lambda: g.write(1), lambda: g.write(""))
h = io.TextIOWrapper(io.BytesIO(b"abc"))
t(lambda: h.write("a"), h.flush, lambda: h.buffer.getvalue(), h.read)


class Writer(io.RawIOBase):
    def writable(self):
        return True

    def write(self, data):
        print("got", bytes(data))
        return len(data)


k = io.TextIOWrapper(io.BufferedWriter(Writer()))
t(lambda: k.write("a"), k.read, k.readline, k.flush)
