"""Regular expressions: the patterns of Python's module re, compiled and matched by an engine in C.

RegexFlag and the names of the flags are made when they are first asked for: enum takes longer to load than
all else here.
"""
import _sre
from _sre import Pattern, Match

__all__ = [
    "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer", "compile", "purge", "template",
    "escape", "error", "Pattern", "Match", "A", "I", "L", "M", "S", "X", "U", "ASCII", "IGNORECASE", "LOCALE",
    "MULTILINE", "DOTALL", "VERBOSE", "UNICODE", "NOFLAG", "RegexFlag",
]
__version__ = "2.2.1"

_FLAG_NAMES = frozenset((
    "NOFLAG", "ASCII", "A", "IGNORECASE", "I", "LOCALE", "L", "UNICODE", "U", "MULTILINE", "M", "DOTALL", "S", "VERBOSE",
    "X", "TEMPLATE", "T", "DEBUG", "RegexFlag"))
_TEMPLATE, _DEBUG = 1, 128


def _make_flags():
    import enum

    class RegexFlag(enum.IntFlag, boundary=enum.KEEP):
        NOFLAG = 0
        ASCII = A = 256
        IGNORECASE = I = 2
        LOCALE = L = 4
        UNICODE = U = 32
        MULTILINE = M = 8
        DOTALL = S = 16
        VERBOSE = X = 64
        TEMPLATE = T = _TEMPLATE
        DEBUG = _DEBUG
        __str__ = object.__str__
        _numeric_repr_ = hex

    RegexFlag.__qualname__ = "RegexFlag"
    globals()["RegexFlag"] = enum.global_enum(RegexFlag)
    globals().update(RegexFlag.__members__)


def __getattr__(name):
    if name in _FLAG_NAMES:
        _make_flags()
        return globals()[name]
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


class error(Exception):
    """What is wrong with a pattern or template: msg, pattern, pos, lineno and colno (all but msg may be None)."""

    __module__ = "re"

    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        self.lineno = self.colno = None
        if pattern is not None and pos is not None:
            newline = "\n" if isinstance(pattern, str) else b"\n"
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            msg = f"{msg} at position {pos}"
            if newline in pattern:
                msg += f" (line {self.lineno}, column {self.colno})"
        super().__init__(msg)


def match(pattern, string, flags=0):
    """Match the pattern at the start of the string: a Match, or None."""
    return _compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    """Match the pattern to all of the string: a Match, or None."""
    return _compile(pattern, flags).fullmatch(string)


def search(pattern, string, flags=0):
    """The first Match of the pattern in the string, or None."""
    return _compile(pattern, flags).search(string)


def sub(pattern, repl, string, count=0, flags=0):
    """The string with (at most count) matches replaced by repl: a text in which backslashes refer to groups, or a
    function that gets the Match."""
    return _compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    """What sub() gives, and the number of replacements made."""
    return _compile(pattern, flags).subn(repl, string, count)


def split(pattern, string, maxsplit=0, flags=0):
    """The pieces of the string between (at most maxsplit) matches, with what the groups matched."""
    return _compile(pattern, flags).split(string, maxsplit)


def findall(pattern, string, flags=0):
    """A list of what all matches matched: their only group or a tuple of their groups, if there are any."""
    return _compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    """An iterator over all matches."""
    return _compile(pattern, flags).finditer(string)


def compile(pattern, flags=0):
    """A Pattern."""
    return _compile(pattern, flags)


def purge():
    """Forget the patterns that were compiled."""
    _cache.clear()


def template(pattern, flags=0):
    """A Pattern without repetitions; deprecated."""
    import warnings
    warnings.warn("The re.template() function is deprecated as it is an undocumented function without an obvious "
                  "purpose. Use re.compile() instead.", DeprecationWarning)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return _compile(pattern, flags | _TEMPLATE)


_special = {i: "\\" + chr(i) for i in b"()[]{}?*+-|^$\\.&~# \t\n\r\v\f"}


def escape(pattern):
    """The pattern that matches just this text."""
    if isinstance(pattern, str):
        return pattern.translate(_special)
    return str(pattern, "latin1").translate(_special).encode("latin1")


_cache = {}
_MAXCACHE = 512


def _compile(pattern, flags):
    if type(flags) is not int and "RegexFlag" in globals() and isinstance(flags, RegexFlag):
        flags = flags.value
    try:
        return _cache[type(pattern), pattern, flags]
    except KeyError:
        pass
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError("cannot process flags argument with a compiled pattern")
        return pattern
    if not isinstance(pattern, (str, bytes)):
        raise TypeError("first argument must be string or compiled pattern")
    if flags & _TEMPLATE:
        import warnings
        warnings.warn("The re.TEMPLATE/re.T flag is deprecated as it is an undocumented flag without an obvious "
                      "purpose. Don't use it.", DeprecationWarning)
    result = _sre.compile(pattern, flags)
    if not flags & _DEBUG:
        if len(_cache) >= _MAXCACHE:
            _cache.pop(next(iter(_cache)), None)
        _cache[type(pattern), pattern, flags] = result
    return result


class Scanner:
    """Cuts a text into tokens: lexicon is a list of patterns with what each gives: a function, a value or None."""

    def __init__(self, lexicon, flags=0):
        self.lexicon = lexicon
        self._numbers = {}
        phrases, groups = [], 1
        for number, (phrase, action) in enumerate(lexicon):
            self._numbers[groups] = number
            groups += 1 + _compile(phrase, flags).groups
            phrases.append(f"({phrase})")
        self.scanner = _compile("|".join(phrases), flags)

    def scan(self, string):
        """What the tokens gave, and the rest of the string, in which none was found."""
        result = []
        match = self.scanner.scanner(string).match
        end = 0
        while (found := match()) and found.end() != end:
            end = found.end()
            action = self.lexicon[self._numbers[found.lastindex]][1]
            if callable(action):
                self.match = found
                action = action(self, found.group())
            if action is not None:
                result.append(action)
        return result, string[end:]
