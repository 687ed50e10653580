"""Objects to JSON text."""
try:
    from _json import encode_basestring_ascii as c_encode_basestring_ascii
    from _json import encode_basestring as c_encode_basestring
    from _json import make_encoder as c_make_encoder
except ImportError:
    c_encode_basestring_ascii = c_encode_basestring = c_make_encoder = None

ESCAPE_DCT = {chr(i): f"\\u{i:04x}" for i in range(0x20)}
ESCAPE_DCT.update({"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
INFINITY = float("inf")
_TABLE = {ord(char): escape for char, escape in ESCAPE_DCT.items()}


def py_encode_basestring(s):
    """The text in quotes, as JSON."""
    return '"' + s.translate(_TABLE) + '"'


def _escape_wide(char):
    code = ord(char)
    if code < 0x10000:
        return f"\\u{code:04x}"
    code -= 0x10000
    return f"\\u{0xD800 | code >> 10:04x}\\u{0xDC00 | code & 0x3FF:04x}"


def py_encode_basestring_ascii(s):
    """The text in quotes, as JSON in ASCII."""
    text = s.translate(_TABLE)
    if not text.isascii() or "\x7f" in text:
        text = "".join([char if char <= "~" else _escape_wide(char) for char in text])
    return '"' + text + '"'


encode_basestring = c_encode_basestring or py_encode_basestring
encode_basestring_ascii = c_encode_basestring_ascii or py_encode_basestring_ascii


class JSONEncoder:
    """Makes JSON text of dict, list, tuple, str, int, float, True, False, None and of their subclasses.

    skipkeys: leave out keys that are no str, int, float, bool or None, instead of a TypeError. ensure_ascii:
    escape all beyond ASCII. check_circular: refuse what contains itself. allow_nan: write NaN, Infinity,
    -Infinity, instead of a ValueError. sort_keys: sort by key. indent: spaces (or a text) for each level, on
    lines of their own. separators: (between items, behind keys). default: makes a value of what has no form."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        """A value that has a form, for one that has none. To be overridden; this one raises TypeError."""
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def encode(self, o):
        """The JSON text of a value."""
        if isinstance(o, str):
            return encode_basestring_ascii(o) if self.ensure_ascii else encode_basestring(o)
        chunks = self.iterencode(o, _one_shot=True)
        if not isinstance(chunks, (list, tuple)):
            chunks = list(chunks)
        return "".join(chunks)

    def iterencode(self, o, _one_shot=False):
        """The pieces of the JSON text of a value, one after the other."""
        markers = {} if self.check_circular else None
        encoder = encode_basestring_ascii if self.ensure_ascii else encode_basestring
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        if _one_shot and c_make_encoder is not None:
            return c_make_encoder(markers, self.default, encoder, indent, self.key_separator, self.item_separator,
                                  self.sort_keys, self.skipkeys, self.allow_nan)(o, 0)

        def floatstr(value, allow_nan=self.allow_nan):
            if value == value and value not in (INFINITY, -INFINITY):
                return float.__repr__(value)
            if not allow_nan:
                raise ValueError("Out of range float values are not JSON compliant: " + repr(value))
            return "NaN" if value != value else "Infinity" if value > 0 else "-Infinity"

        return _make_iterencode(markers, self.default, encoder, indent, floatstr, self.key_separator,
                                self.item_separator, self.sort_keys, self.skipkeys, _one_shot)(o, 0)


def _make_iterencode(markers, _default, _encoder, _indent, _floatstr, _key_separator, _item_separator, _sort_keys,
                     _skipkeys, _one_shot):
    if _indent is not None and not isinstance(_indent, str):
        _indent = " " * _indent

    def atom(value):
        # The text of what has no parts; None for others.
        if isinstance(value, str):
            return _encoder(value)
        if value is None:
            return "null"
        if value is True:
            return "true"
        if value is False:
            return "false"
        if isinstance(value, int):
            return int.__repr__(value)
        if isinstance(value, float):
            return _floatstr(value)
        return None

    def key_text(key):
        # The text of a key, None to leave it out.
        if isinstance(key, str):
            return _encoder(key)
        if key is None or isinstance(key, (int, float)):
            return _encoder(atom(key))
        if _skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")

    def enter(o):
        if markers is not None:
            if id(o) in markers:
                raise ValueError("Circular reference detected")
            markers[id(o)] = o

    def leave(o):
        if markers is not None:
            del markers[id(o)]

    def line(level):
        return "" if _indent is None else "\n" + _indent * level

    def of_list(values, level):
        if not values:
            yield "[]"
            return
        enter(values)
        before = "[" + line(level + 1)
        for value in values:
            text = atom(value)
            if text is not None:
                yield before + text
            else:
                yield before
                yield from parts(value, level + 1)
            before = _item_separator + line(level + 1)
        if _indent is not None:
            yield line(level)
        yield "]"
        leave(values)

    def of_dict(values, level):
        if not values:
            yield "{}"
            return
        enter(values)
        yield "{"
        if _indent is not None:
            yield line(level + 1)
        first = True
        for key, value in sorted(values.items()) if _sort_keys else values.items():
            key = key_text(key)
            if key is None:
                continue
            if not first:
                yield _item_separator + line(level + 1)
            first = False
            yield key
            yield _key_separator
            text = atom(value)
            if text is not None:
                yield text
            else:
                yield from parts(value, level + 1)
        if _indent is not None:
            yield line(level)
        yield "}"
        leave(values)

    def parts(o, level):
        # The pieces of what atom() has no text for.
        if isinstance(o, (list, tuple)):
            yield from of_list(o, level)
        elif isinstance(o, dict):
            yield from of_dict(o, level)
        else:
            enter(o)
            yield from _iterencode(_default(o), level)
            leave(o)

    def _iterencode(o, _current_indent_level):
        text = atom(o)
        if text is not None:
            yield text
        else:
            yield from parts(o, _current_indent_level)

    return _iterencode
