"""Streams: text, bytes, files and in memory."""
import abc
from _collections import _seal
from _operator import index as _index
from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedWriter, BytesIO,
    FileIO, StringIO, TextIOWrapper, UnsupportedOperation, open, text_encoding,
    _BufferedIOBase, _IOBase, _RawIOBase, _TextIOBase,
)

__all__ = [
    "BlockingIOError", "open", "open_code", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO", "BufferedIOBase",
    "BufferedReader", "BufferedWriter", "BufferedRWPair", "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation",
    "SEEK_SET", "SEEK_CUR", "SEEK_END",
]

SEEK_SET, SEEK_CUR, SEEK_END = range(3)
text_encoding.__module__ = UnsupportedOperation.__module__ = "io"


class IOBase(_IOBase, metaclass=abc.ABCMeta):
    __doc__ = _IOBase.__doc__


class RawIOBase(_RawIOBase, IOBase):
    __doc__ = _RawIOBase.__doc__


class BufferedIOBase(_BufferedIOBase, IOBase):
    __doc__ = _BufferedIOBase.__doc__


class TextIOBase(_TextIOBase, IOBase):
    __doc__ = _TextIOBase.__doc__


def open_code(path):
    """Open a file with the text of a program, as bytes."""
    return open(path, "rb")


class BufferedRWPair(_BufferedIOBase):
    """A buffered reader and a buffered writer as one stream."""

    __slots__ = "_reader", "_writer"

    def __init__(self, reader, writer, buffer_size=DEFAULT_BUFFER_SIZE, /):
        self._reader = BufferedReader(reader, buffer_size)
        self._writer = BufferedWriter(writer, buffer_size)

    def read(self, size=-1, /):
        return self._reader.read(size)

    def peek(self, size=0, /):
        return self._reader.peek(size)

    def read1(self, size=-1, /):
        return self._reader.read1(size)

    def readinto(self, buffer, /):
        return self._reader.readinto(buffer)

    def readinto1(self, buffer, /):
        return self._reader.readinto1(buffer)

    def write(self, data, /):
        return self._writer.write(data)

    def flush(self, /):
        return self._writer.flush()

    def readable(self, /):
        return self._reader.readable()

    def writable(self, /):
        return self._writer.writable()

    def close(self, /):
        try:
            self._writer.close()
        finally:
            self._reader.close()

    def isatty(self, /):
        return self._writer.isatty() or self._reader.isatty()

    @property
    def closed(self):
        return self._writer.closed


def _truth(number):
    number = _index(number)
    if -1 << 31 <= number < 1 << 31:
        return number != 0
    raise OverflowError("Python int too large to convert to C int")


class IncrementalNewlineDecoder:
    """A decoder that knows line ends: counts them and makes them all \\n, if asked to."""

    __slots__ = "_decoder", "_translate", "_errors", "_seen", "_held"

    def __init__(self, decoder, translate, errors="strict"):
        self._decoder, self._translate, self._errors = decoder, _truth(translate), errors
        self._seen, self._held = set(), False

    def decode(self, input, final=False):
        final = _truth(final)
        text = input if self._decoder is None else self._decoder.decode(input, final=final)
        if not isinstance(text, str):
            raise TypeError(f"decoder should return a string result, not '{type(text).__name__}'")
        if self._held and (text or final):
            text, self._held = "\r" + text, False
        if text.endswith("\r") and not final:
            text, self._held = text[:-1], True
        pairs = text.count("\r\n")
        for end, found in (("\r\n", pairs), ("\r", text.count("\r") - pairs), ("\n", text.count("\n") - pairs)):
            if found:
                self._seen.add(end)
        if self._translate:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def getstate(self, /):
        buffer, flag = (b"", 0) if self._decoder is None else self._decoder.getstate()
        return buffer, flag << 1 | self._held

    def setstate(self, state, /):
        if not isinstance(state, tuple):
            raise TypeError("state argument must be a tuple")
        buffer, flag = state
        self._held = bool(flag & 1)
        if self._decoder is not None:
            self._decoder.setstate((buffer, flag >> 1))

    def reset(self, /):
        self._seen, self._held = set(), False
        if self._decoder is not None:
            self._decoder.reset()

    def __getattr__(self, name):
        if name in IncrementalNewlineDecoder.__slots__:
            raise ValueError("IncrementalNewlineDecoder.__init__() not called")
        raise AttributeError(f"'_io.IncrementalNewlineDecoder' object has no attribute {name!r}")

    @property
    def newlines(self):
        seen = tuple(end for end in ("\r", "\n", "\r\n") if end in self._seen)
        return seen if len(seen) > 1 else seen[0] if seen else None


for _class in (BufferedRWPair, IncrementalNewlineDecoder):
    _seal(_class)
RawIOBase.register(FileIO)
for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom, BufferedRWPair):
    BufferedIOBase.register(_class)
for _class in (StringIO, TextIOWrapper):
    TextIOBase.register(_class)
del _class


def __getattr__(name):
    if name == "OpenWrapper":
        import warnings

        warnings.warn("OpenWrapper is deprecated, use open instead", DeprecationWarning, stacklevel=2)
        globals()["OpenWrapper"] = open
        return open
    raise AttributeError(f"module 'io' has no attribute {name!r}")
