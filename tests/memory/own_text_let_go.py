# A text file whose buffer goes while the buffer works (CPython itself crashes).
import io


class Raw(io.RawIOBase):
    text = None

    def readable(self):
        return True

    writable = seekable = readable

    def act(self):
        text, self.text = self.text, None
        if text:
            text.detach()

    def readinto(self, target):
        self.act()
        target[:1] = b"a"
        return 1

    def seek(self, *where):
        self.act()
        return 0


for use in lambda t: t.read(1), lambda t: t.seek(0), lambda t: t.readline(3):
    raw = Raw()
    text = io.TextIOWrapper(io.BufferedReader(raw, 16))
    raw.text = text
    try:
        use(text)
    except (ValueError, RuntimeError, AttributeError):
        pass
    raw.text = None
print("still here")
