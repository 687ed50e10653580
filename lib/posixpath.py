"""os.path for POSIX: working with paths as text."""
__all__ = ["normcase", "isabs", "join", "splitdrive", "split", "splitext", "basename", "dirname", "commonprefix",
           "getsize", "getmtime", "getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile", "ismount",
           "expanduser", "expandvars", "normpath", "abspath", "samefile", "sameopenfile", "samestat", "curdir",
           "pardir", "sep", "pathsep", "defpath", "altsep", "extsep", "devnull", "realpath",
           "supports_unicode_filenames", "relpath", "commonpath"]

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False

import genericpath
import os  # which takes the constants from here
import stat
from genericpath import *


def _like(path, text):
    """A constant as the type of the path: str or bytes."""
    return text.encode("ascii") if isinstance(path, bytes) else text


def normcase(s):
    """The path itself: case matters."""
    return os.fspath(s)


def isabs(s):
    """Does the path begin with a slash?"""
    s = os.fspath(s)
    return s.startswith(_like(s, "/"))


def join(a, *p):
    """Join parts; an absolute one drops all before it."""
    a = os.fspath(a)
    slash = _like(a, "/")
    path = a
    try:
        if not p:
            path[:0] + slash
        for b in map(os.fspath, p):
            if b.startswith(slash):
                path = b
            elif not path or path.endswith(slash):
                path += b
            else:
                path += slash + b
    except (TypeError, AttributeError, BytesWarning):
        genericpath._check_arg_types("join", a, *p)
        raise
    return path


def split(p):
    """(folder, last part)."""
    p = os.fspath(p)
    slash = _like(p, "/")
    i = p.rfind(slash) + 1
    head, tail = p[:i], p[i:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    """(path without its ending, ending with the dot or empty)."""
    p = os.fspath(p)
    return genericpath._splitext(p, _like(p, "/"), None, _like(p, "."))




def splitdrive(p):
    """('', path): there are no drives."""
    p = os.fspath(p)
    return p[:0], p


def basename(p):
    """The last part."""
    p = os.fspath(p)
    return p[p.rfind(_like(p, "/")) + 1:]


def dirname(p):
    """The folder."""
    return split(p)[0]


def islink(path):
    """Is it a symbolic link?"""
    try:
        st = os.lstat(path)
    except (OSError, ValueError, AttributeError):
        return False
    return stat.S_ISLNK(st.st_mode)


def lexists(path):
    """Does the path exist? True for broken links."""
    try:
        os.lstat(path)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    """Is something mounted there?"""
    try:
        s1 = os.lstat(path)
    except (OSError, ValueError):
        return False
    if stat.S_ISLNK(s1.st_mode):
        return False
    path = os.fspath(path)
    parent = realpath(join(path, _like(path, "..")))
    try:
        s2 = os.lstat(parent)
    except (OSError, ValueError):
        return False
    return s1.st_dev != s2.st_dev or s1.st_ino == s2.st_ino


def expanduser(path):
    """Replace a leading ~ by $HOME."""
    path = os.fspath(path)
    tilde, slash = _like(path, "~"), _like(path, "/")
    if not path.startswith(tilde):
        return path
    i = path.find(slash, 1)
    if i < 0:
        i = len(path)
    if i != 1 or "HOME" not in os.environ:
        return path
    home = os.environ["HOME"]
    home = (os.fsencode(home) if isinstance(path, bytes) else home).rstrip(slash)
    return (home + path[i:]) or slash


def expandvars(path):
    """Replace $name and ${name} by the environment's values."""
    path = os.fspath(path)
    if isinstance(path, bytes):
        return os.fsencode(expandvars(os.fsdecode(path)))
    result = []
    i = 0
    while i < len(path):
        if path[i] != "$":
            result.append(path[i])
            i += 1
            continue
        if path[i + 1:i + 2] == "{":
            end = path.find("}", i + 2)
            name, after = (path[i + 2:end], end + 1) if end >= 0 else (None, i + 1)
        else:
            after = i + 1
            while after < len(path) and (path[after].isascii() and path[after].isalnum() or path[after] == "_"):
                after += 1
            name = path[i + 1:after] or None
        if name is not None and name in os.environ:
            result.append(os.environ[name])
        else:
            result.append(path[i:after])
        i = after
    return "".join(result)


def normpath(path):
    """Without double slashes, . and .."""
    path = os.fspath(path)
    slash, dot, dotdot = _like(path, "/"), _like(path, "."), _like(path, "..")
    if not path:
        return dot
    start = 0
    if path.startswith(slash):
        start = 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else 1
    parts = []
    for part in path.split(slash):
        if not part or part == dot:
            continue
        if part != dotdot or (not start and not parts) or (parts and parts[-1] == dotdot):
            parts.append(part)
        elif parts:
            parts.pop()
    return slash * start + slash.join(parts) or dot


def abspath(path):
    """The path from the root, normalized."""
    path = os.fspath(path)
    if not isabs(path):
        cwd = os.getcwdb() if isinstance(path, bytes) else os.getcwd()
        path = join(cwd, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    """The path with all symbolic links resolved."""
    filename = os.fspath(filename)
    return abspath(_resolve(filename[:0], filename, strict, {})[0])


def _resolve(path, rest, strict, seen):
    slash, dot, dotdot = _like(path, "/"), _like(path, "."), _like(path, "..")
    if isabs(rest):
        rest = rest[1:]
        path = slash
    while rest:
        name, _, rest = rest.partition(slash)
        if not name or name == dot:
            continue
        if name == dotdot:
            if path:
                path, name = split(path)
                if name == dotdot:
                    path = join(path, dotdot, dotdot)
            else:
                path = dotdot
            continue
        newpath = join(path, name)
        try:
            is_link = stat.S_ISLNK(os.lstat(newpath).st_mode)
        except OSError:
            if strict:
                raise
            is_link = False
        if not is_link:
            path = newpath
            continue
        if newpath in seen:
            path = seen[newpath]
            if path is not None:
                continue
            if strict:
                os.stat(newpath)
            return join(newpath, rest), False
        seen[newpath] = None
        path, ok = _resolve(path, os.readlink(newpath), strict, seen)
        if not ok:
            return join(path, rest), False
        seen[newpath] = path
    return path, True


def relpath(path, start=None):
    """The path as seen from `start`, by default the current folder."""
    if not path:
        raise ValueError("no path specified")
    path = os.fspath(path)
    slash, dot, dotdot = _like(path, "/"), _like(path, "."), _like(path, "..")
    start = dot if start is None else os.fspath(start)
    try:
        start_parts = [x for x in abspath(start).split(slash) if x]
        path_parts = [x for x in abspath(path).split(slash) if x]
    except (TypeError, AttributeError, BytesWarning, DeprecationWarning):
        genericpath._check_arg_types("relpath", path, start)
        raise
    common = len(commonprefix([start_parts, path_parts]))
    parts = [dotdot] * (len(start_parts) - common) + path_parts[common:]
    return join(*parts) if parts else dot


def commonpath(paths):
    """The longest path that all lie below."""
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(map(os.fspath, paths))
    slash, dot = _like(paths[0], "/"), _like(paths[0], ".")
    try:
        absolute = {p.startswith(slash) for p in paths}
        if len(absolute) != 1:
            raise ValueError("Can't mix absolute and relative paths") from None
        split_paths = [[c for c in p.split(slash) if c and c != dot] for p in paths]
    except (TypeError, AttributeError):
        genericpath._check_arg_types("commonpath", *paths)
        raise
    low, high = min(split_paths), max(split_paths)
    common = low
    for i, c in enumerate(low):
        if c != high[i]:
            common = low[:i]
            break
    return (slash if absolute.pop() else slash[:0]) + slash.join(common)
