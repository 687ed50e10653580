"""Path questions that are alike on all systems."""
import posix as _os
import stat as _stat

__all__ = ["commonprefix", "exists", "getatime", "getctime", "getmtime", "getsize", "isdir", "isfile", "samefile",
           "sameopenfile", "samestat"]


def _status(path):
    try:
        return _os.stat(path)
    except (OSError, ValueError):
        return None


def exists(path):
    """Does the path exist? False for broken links."""
    return _status(path) is not None


def isfile(path):
    """Is it a regular file?"""
    st = _status(path)
    return st is not None and _stat.S_ISREG(st.st_mode)


def isdir(s):
    """Is it a folder?"""
    st = _status(s)
    return st is not None and _stat.S_ISDIR(st.st_mode)


def getsize(filename):
    """Bytes of a file."""
    return _os.stat(filename).st_size


def getmtime(filename):
    """Time of the last change."""
    return _os.stat(filename).st_mtime


def getatime(filename):
    """Time of the last access."""
    return _os.stat(filename).st_atime


def getctime(filename):
    """Time of the last change of the status."""
    return _os.stat(filename).st_ctime


def commonprefix(m):
    """The longest text that all paths begin with."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        m = tuple(map(_os.fspath, m))
    low, high = min(m), max(m)
    for i, c in enumerate(low):
        if c != high[i]:
            return low[:i]
    return low


def samestat(s1, s2):
    """Do two stat results describe one file?"""
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    """Do two paths lead to one file?"""
    return samestat(_os.stat(f1), _os.stat(f2))


def sameopenfile(fp1, fp2):
    """Do two descriptors lead to one file?"""
    return samestat(_os.fstat(fp1), _os.fstat(fp2))


def _splitext(p, sep, altsep, extsep):
    start = p.rfind(sep) + 1
    dot = p.rfind(extsep)
    if dot > start and p[start:dot].strip(extsep):
        return p[:dot], p[dot:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    has_str = has_bytes = False
    for s in args:
        if isinstance(s, str):
            has_str = True
        elif isinstance(s, bytes):
            has_bytes = True
        else:
            raise TypeError(
                f"{funcname}() argument must be str, bytes, or os.PathLike object, not {s.__class__.__name__!r}"
            ) from None
    if has_str and has_bytes:
        raise TypeError("Can't mix strings and bytes in path components") from None
