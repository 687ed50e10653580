"""The operating system: files, folders, environment, processes."""
import posix
import stat as st
import sys
from _collections import _seal
from posix import *

name = "posix"
linesep = "\n"
from posix import _exit, fspath

import posixpath as path

sys.modules["os.path"] = path
from posixpath import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
error = OSError


def getcwdb():
    """The current folder as bytes."""
    return fsencode(getcwd())


def fsencode(filename):
    """A path as bytes."""
    filename = fspath(filename)
    return filename.encode("utf-8", "surrogateescape") if isinstance(filename, str) else filename


def fsdecode(filename):
    """A path as str."""
    filename = fspath(filename)
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else filename


class _Environ:
    """The environment: a mapping that passes changes on to the process."""

    def __init__(self, data):
        self._data = dict(data)

    def __getitem__(self, key):
        _check_str(key)
        try:
            return self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        _check_str(key)
        _check_str(value)
        posix.putenv(key, value)
        self._data[key] = value

    def __delitem__(self, key):
        _check_str(key)
        posix.unsetenv(key)
        try:
            del self._data[key]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        return key in self._data

    def get(self, key, default=None):
        return self._data.get(key, default)

    def keys(self):
        return self._data.keys()

    def values(self):
        return self._data.values()

    def items(self):
        return self._data.items()

    def pop(self, key, *default):
        if key in self._data:
            value = self[key]
            del self[key]
            return value
        if default:
            return default[0]
        raise KeyError(key)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **kwargs):
        pairs = other.items() if hasattr(other, "items") else other
        for key, value in pairs:
            self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def clear(self):
        for key in list(self._data):
            del self[key]

    def copy(self):
        return dict(self._data)

    def __eq__(self, other):
        return self._data == (other._data if isinstance(other, _Environ) else other)

    def __or__(self, other):
        return self._data | dict(other)

    def __ror__(self, other):
        return dict(other) | self._data

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"environ({self._data!r})"


def _check_str(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)


environ = _Environ(posix.environ)


def getenv(key, default=None):
    """An environment variable, or the default."""
    return environ.get(key, default)


def makedirs(name, mode=0o777, exist_ok=False):
    """Make a folder and those above it that are missing."""
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == (b"." if isinstance(tail, bytes) else "."):
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def removedirs(name):
    """Remove a folder and the empty ones above it."""
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def renames(old, new):
    """Rename, making and removing folders as needed."""
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head, tail = path.split(old)
    if head and tail:
        try:
            removedirs(head)
        except OSError:
            pass


class DirEntry:
    """An entry of a folder, from scandir()."""

    __module__ = "posix"
    __slots__ = "name", "path"
    __class_getitem__ = classmethod(type(list[int]))

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def __fspath__(self):
        """Its path."""
        return self.path

    def stat(self, *, follow_symlinks=True):
        """What stat() tells of it."""
        return stat(self.path) if follow_symlinks else lstat(self.path)

    def inode(self):
        """Its inode number."""
        return lstat(self.path).st_ino

    def _mode(self, follow_symlinks):
        try:
            return self.stat(follow_symlinks=follow_symlinks).st_mode
        except FileNotFoundError:
            return 0

    def is_dir(self, *, follow_symlinks=True):
        """Is it a folder?"""
        return st.S_ISDIR(self._mode(follow_symlinks))

    def is_file(self, *, follow_symlinks=True):
        """Is it a file?"""
        return st.S_ISREG(self._mode(follow_symlinks))

    def is_symlink(self):
        """Is it a symbolic link?"""
        return path.islink(self.path)

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


_seal(DirEntry)


class ScandirIterator:
    """Makes the entries of a folder, one after the other."""

    __module__ = "posix"
    __slots__ = ("_entries",)

    def __init__(self, folder):
        self._entries = iter([DirEntry(folder, name) for name in listdir(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def close(self):
        self._entries = iter(())

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


_seal(ScandirIterator)
_Scan = ScandirIterator
del ScandirIterator


def scandir(path="."):
    """Entries of a folder as DirEntry objects."""
    return _Scan(fspath(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    """(folder, names of folders, names of files) for a folder and all below it."""
    top = fspath(top)
    dirs, files, below = [], [], []
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    for entry in entries:
        if entry.is_dir():
            dirs.append(entry.name)
            if followlinks or not entry.is_symlink():
                below.append(entry.path)
        else:
            files.append(entry.name)
    if topdown:
        yield top, dirs, files
        for name in dirs:
            folder = path.join(top, name)
            if followlinks or not path.islink(folder):
                yield from walk(folder, topdown, onerror, followlinks)
    else:
        for folder in below:
            yield from walk(folder, topdown, onerror, followlinks)
        yield top, dirs, files


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    # A file object for a descriptor.
    if not isinstance(fd, int):
        raise TypeError("invalid fd type (%s, expected integer)" % type(fd))
    import io

    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def get_exec_path(env=None):
    """Folders that programs are searched in."""
    value = (environ if env is None else env).get("PATH")
    return (defpath if value is None else value).split(pathsep)


__all__ = [n for n in globals() if n[0] != "_" and n not in ("posix", "st", "sys")] + ["_exit"]


def __getattr__(attribute):
    # abc is loaded only by programs that ask for os.PathLike
    if attribute == "PathLike":
        import abc

        class PathLike(abc.ABC):
            """Objects with a path: those with __fspath__()."""

            @abc.abstractmethod
            def __fspath__(self):
                raise NotImplementedError

            @classmethod
            def __subclasshook__(cls, subclass):
                if cls is PathLike:
                    return hasattr(subclass, "__fspath__")
                return NotImplemented

            def __class_getitem__(cls, item):
                import types

                return types.GenericAlias(cls, item)

        globals()["PathLike"] = PathLike
        return PathLike
    raise AttributeError(f"module {__name__!r} has no attribute {attribute!r}")
