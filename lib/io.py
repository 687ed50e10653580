"""Streams: text, bytes, files and in memory."""
import abc
from _io import (
    DEFAULT_BUFFER_SIZE, BlockingIOError, BufferedRandom, BufferedReader, BufferedWriter, BytesIO,
    FileIO, StringIO, TextIOWrapper, UnsupportedOperation, open, text_encoding,
    _BufferedIOBase, _IOBase, _RawIOBase, _TextIOBase,
)

__all__ = [
    "BlockingIOError", "open", "IOBase", "RawIOBase", "FileIO", "BytesIO", "StringIO", "BufferedIOBase",
    "BufferedReader", "BufferedWriter", "BufferedRandom", "TextIOBase", "TextIOWrapper", "UnsupportedOperation",
    "SEEK_SET", "SEEK_CUR", "SEEK_END",
]

SEEK_SET, SEEK_CUR, SEEK_END = range(3)


class IOBase(_IOBase, metaclass=abc.ABCMeta):
    """Base of all streams."""


class RawIOBase(_RawIOBase, IOBase):
    """Base of unbuffered binary streams."""


class BufferedIOBase(_BufferedIOBase, IOBase):
    """Base of buffered binary streams."""


class TextIOBase(_TextIOBase, IOBase):
    """Base of text streams."""


RawIOBase.register(FileIO)
for _class in (BytesIO, BufferedReader, BufferedWriter, BufferedRandom):
    BufferedIOBase.register(_class)
for _class in (StringIO, TextIOWrapper):
    TextIOBase.register(_class)
del _class
