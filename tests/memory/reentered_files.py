# Raw objects that call the buffer over them, or count wrongly.
import io


class Raw(io.RawIOBase):
    count = None
    calls = ()

    def readable(self):
        return True

    writable = seekable = readable

    def act(self):
        calls, self.calls = self.calls, ()
        for call in calls:
            try:
                call()
            except RuntimeError as error:
                print("refused:", str(error)[:21])

    def readinto(self, target):
        self.act()
        target[:1] = b"a"
        return 1

    def write(self, data):
        self.act()
        return len(data) if self.count is None else self.count

    def seek(self, *where):
        return 0


def attempt(make, calls, use, count=None):
    raw = Raw()
    buffered = make(raw, 16)
    raw.calls = [lambda call=call: call(buffered) for call in calls]
    raw.count = count
    try:
        print(use(buffered))
    except (OSError, ValueError) as error:
        print(type(error).__name__, error)
    raw.count = None


again = [lambda f: f.read(1), lambda f: f.peek(), lambda f: f.close(), lambda f: f.flush()]
attempt(io.BufferedReader, again[:3], lambda f: f.read(3))
attempt(io.BufferedReader, again[1:3], lambda f: f.readline(3))
writes = [lambda f: f.write(b"x" * 16), lambda f: f.write(b"y"), again[2], again[3]]
attempt(io.BufferedWriter, writes, lambda f: f.write(b"ab" * 7) + f.write(b"c" * 10))
for count in -5, 100, 2**62:
    attempt(io.BufferedWriter, (), lambda f: f.write(b"abc") and f.flush(), count)

memory = io.BytesIO(b"abc")
memory.seek(1)
for whence in 1, 2:
    try:
        memory.seek(2**63 - 1, whence)
    except OverflowError as error:
        print(error)
