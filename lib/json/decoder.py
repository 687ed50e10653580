"""JSON text to objects."""
from json import scanner

try:
    from _json import scanstring as c_scanstring
except ImportError:
    c_scanstring = None

__all__ = ["JSONDecoder", "JSONDecodeError"]

NaN = float("nan")
PosInf = float("inf")
NegInf = float("-inf")
_CONSTANTS = {"-Infinity": NegInf, "Infinity": PosInf, "NaN": NaN}
BACKSLASH = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
WHITESPACE_STR = " \t\n\r"
_HEX = frozenset("0123456789abcdefABCDEF")


class JSONDecodeError(ValueError):
    """What is wrong (msg) with a text (doc), and where: pos, lineno, colno."""

    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {self.lineno} column {self.colno} (char {pos})")

    def __reduce__(self):
        return self.__class__, (self.msg, self.doc, self.pos)


def _blanks_end(s, idx):
    """Where something other than white space is."""
    while s[idx:idx + 1] in WHITESPACE_STR and idx < len(s):
        idx += 1
    return idx


def _code_at(s, pos):
    """The number of four hexadecimal digits behind the "u" at pos."""
    digits = s[pos + 1:pos + 5]
    if len(digits) == 4 and _HEX.issuperset(digits):
        return int(digits, 16)
    raise JSONDecodeError("Invalid \\uXXXX escape", s, pos)


def _escape(s, end, begin):
    """(character, index behind it) of the escape whose backslash is before `end`."""
    letter = s[end:end + 1]
    if not letter:
        raise JSONDecodeError("Unterminated string starting at", s, begin)
    if letter != "u":
        if letter not in BACKSLASH:
            raise JSONDecodeError(f"Invalid \\escape: {letter!r}", s, end)
        return BACKSLASH[letter], end + 1
    code = _code_at(s, end)
    end += 5
    if 0xD800 <= code <= 0xDBFF and s.startswith("\\u", end):
        second = _code_at(s, end + 1)
        if 0xDC00 <= second <= 0xDFFF:
            code = 0x10000 + ((code - 0xD800) << 10 | (second - 0xDC00))
            end += 6
    return chr(code), end


def py_scanstring(s, end, strict=True):
    """(text, index behind its closing quote) of the JSON text whose opening quote is before index `end`.

    strict: control characters are errors."""
    parts = []
    begin = end - 1
    if end > len(s):
        end.to_bytes(8, "little", signed=True)  # OverflowError if it is no index at all
    while True:
        start = end
        while end < len(s) and s[end] >= " " and s[end] not in '"\\':
            end += 1
        parts.append(s[start:end])
        if end >= len(s):
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        char = s[end]
        end += 1
        if char == '"':
            return "".join(parts), end
        if char == "\\":
            char, end = _escape(s, end, begin)
        elif strict:
            raise JSONDecodeError(f"Invalid control character {char!r} at", s, end)
        parts.append(char)


scanstring = c_scanstring or py_scanstring


def _scan_value(scan_once, s, end):
    try:
        return scan_once(s, end)
    except StopIteration as stop:
        raise JSONDecodeError("Expecting value", s, stop.value) from None


def _comma_or(s, end, closing):
    """(index behind a comma and white space, False), or (index behind the closing bracket, True)."""
    end = _blanks_end(s, end)
    char = s[end:end + 1]
    if char == closing:
        return end + 1, True
    if char != ",":
        raise JSONDecodeError("Expecting ',' delimiter", s, end)
    return _blanks_end(s, end + 1), False


def JSONObject(s_and_end, strict, scan_once, object_hook, object_pairs_hook, memo=None):
    """(object, index behind it) from index `end`, which is behind its opening brace."""
    s, end = s_and_end
    memo = {} if memo is None else memo
    pairs = []
    end = _blanks_end(s, end)
    closed = s.startswith("}", end)
    end += closed
    while not closed:
        if not s.startswith('"', end):
            raise JSONDecodeError("Expecting property name enclosed in double quotes", s, end)
        key, end = scanstring(s, end + 1, strict)
        key = memo.setdefault(key, key)
        end = _blanks_end(s, end)
        if not s.startswith(":", end):
            raise JSONDecodeError("Expecting ':' delimiter", s, end)
        value, end = _scan_value(scan_once, s, _blanks_end(s, end + 1))
        pairs.append((key, value))
        end, closed = _comma_or(s, end, "}")
    if object_pairs_hook is not None:
        return object_pairs_hook(pairs), end
    pairs = dict(pairs)
    return pairs if object_hook is None else object_hook(pairs), end


def JSONArray(s_and_end, scan_once):
    """(list, index behind it) from index `end`, which is behind its opening bracket."""
    s, end = s_and_end
    values = []
    end = _blanks_end(s, end)
    closed = s.startswith("]", end)
    end += closed
    while not closed:
        value, end = _scan_value(scan_once, s, end)
        values.append(value)
        end, closed = _comma_or(s, end, "]")
    return values, end


class JSONDecoder:
    """Makes values of JSON text: dict, list, str, int, float, True, False, None.

    object_hook gets each dict, object_pairs_hook each list of (key, value) in its place; what they return is
    used. parse_float, parse_int and parse_constant (NaN, Infinity, -Infinity) get the text of a number.
    strict: control characters in texts are errors."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self.parse_object = JSONObject
        self.parse_array = JSONArray
        self.parse_string = scanstring
        self.memo = {}
        self.scan_once = scanner.make_scanner(self)

    def decode(self, s):
        """The value of a text, which has nothing else."""
        obj, end = self.raw_decode(s, 0 if s[:1] > " " else _blanks_end(s, 0))
        if end != len(s):
            end = _blanks_end(s, end)
            if end != len(s):
                raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        """(value, index behind it) of the value at index idx."""
        try:
            return self.scan_once(s, idx)
        except StopIteration as stop:
            raise JSONDecodeError("Expecting value", s, stop.value) from None
