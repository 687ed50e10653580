"""Lines of source files, kept in memory once read.

The cache has an entry (size, time of change, lines, full path) for each file name.
"""
import os
import sys

__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}


def clearcache():
    """Forget everything."""
    cache.clear()


def getline(filename, lineno, module_globals=None):
    """The line with this number (from 1), with its end; '' if there is none."""
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def getlines(filename, module_globals=None):
    """All lines of a file; an empty list if it cannot be read."""
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    """Forget files that have changed on disk, or only the given one if it has."""
    names = list(cache) if filename is None else [filename] if filename in cache else []
    for name in names:
        entry = cache[name]
        if len(entry) == 1 or entry[1] is None:
            continue
        try:
            status = os.stat(entry[3])
        except OSError:
            cache.pop(name, None)
            continue
        if (status.st_size, status.st_mtime) != entry[:2]:
            cache.pop(name, None)


def _is_no_file(filename):
    return not filename or (filename.startswith("<") and filename.endswith(">"))


def _coding(path):
    """The encoding that the first two lines of a file declare."""
    with open(path, "rb") as file:
        for _ in range(2):
            comment, found, name = file.readline().decode("latin-1").partition("coding")
            if comment.lstrip().startswith("#") and name[:1] in ("=", ":"):
                name = name[1:].split(None, 1)[0] if name[1:].strip() else ""
                name = "".join(c if c.isalnum() or c in "-_." else " " for c in name).split(" ")[0]
                return "utf-8-sig" if name.lower() in ("", "utf-8", "utf8") else name
            if comment.strip() and not comment.lstrip().startswith("#"):
                break
    return "utf-8-sig"


def _find(filename):
    """Path and status of a file, looked for in sys.path too; None if there is none."""
    try:
        return filename, os.stat(filename)
    except OSError:
        if os.path.isabs(filename):
            return None
    for folder in sys.path:
        try:
            path = os.path.join(folder, filename)
            return path, os.stat(path)
        except (TypeError, AttributeError, OSError):
            pass
    return None


def updatecache(filename, module_globals=None):
    """Read a file anew; its lines, or an empty list."""
    if len(cache.get(filename, "")) != 1:
        cache.pop(filename, None)
    if _is_no_file(filename):
        return []
    try:
        found = filename, os.stat(filename)
    except OSError:
        if lazycache(filename, module_globals):
            try:
                source = cache[filename][0]()
            except (ImportError, OSError):
                pass
            else:
                if source is None:
                    return []
                lines = [line + "\n" for line in source.splitlines()]
                cache[filename] = (len(source), None, lines, filename)
                return lines
        found = _find(filename)
        if found is None:
            return []
    path, status = found
    try:
        with open(path, encoding=_coding(path)) as file:
            lines = file.readlines()
    except (OSError, UnicodeDecodeError, LookupError):
        return []
    if lines and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    cache[filename] = (status.st_size, status.st_mtime, lines, path)
    return lines


def lazycache(filename, module_globals):
    """Remember how to ask the loader of a module for its source; True if there is a way."""
    if filename in cache:
        return len(cache[filename]) == 1
    if _is_no_file(filename) or not module_globals:
        return False
    spec = module_globals.get("__spec__")
    name = getattr(spec, "name", None) or module_globals.get("__name__")
    loader = getattr(spec, "loader", None) or module_globals.get("__loader__")
    get_source = getattr(loader, "get_source", None)
    if not name or not get_source:
        return False
    cache[filename] = (lambda: get_source(name),)
    return True
