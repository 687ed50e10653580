"""Scanners for JSON text: functions of a text and an index that return (value, index behind it)."""
try:
    from _json import make_scanner as c_make_scanner
except ImportError:
    c_make_scanner = None

__all__ = ["make_scanner"]
_DIGITS = "0123456789"
_CONSTANTS = {"N": "NaN", "I": "Infinity", "-": "-Infinity"}
_WORDS = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}


def _digits_end(string, idx):
    while string[idx:idx + 1] in _DIGITS and idx < len(string):
        idx += 1
    return idx


def _number_end(string, idx):
    """(end, is it a float?) of a number; (idx, False) if there is none."""
    start = idx + (string[idx] == "-")
    end = start + 1 if string[start:start + 1] == "0" else _digits_end(string, start)
    if end == start:
        return idx, False
    real = False
    if string[end:end + 1] == "." and _digits_end(string, end + 1) > end + 1:
        end = _digits_end(string, end + 1)
        real = True
    if string[end:end + 1] in ("e", "E"):
        digits = end + 1 + (string[end + 1:end + 2] in ("+", "-"))
        if _digits_end(string, digits) > digits:
            return _digits_end(string, digits), True
    return end, real


def py_make_scanner(context):
    """The scanner of a JSONDecoder."""
    memo = context.memo

    def scan(string, idx):
        if idx < 0:
            raise ValueError("idx cannot be negative")
        char = string[idx:idx + 1]
        if char == '"':
            return context.parse_string(string, idx + 1, context.strict)
        if char == "{":
            return context.parse_object((string, idx + 1), context.strict, scan, context.object_hook,
                                        context.object_pairs_hook, memo)
        if char == "[":
            return context.parse_array((string, idx + 1), scan)
        if char in _WORDS:
            word, value = _WORDS[char]
            if string.startswith(word, idx):
                return value, idx + len(word)
        elif char:
            word = _CONSTANTS.get(char)
            if word and string.startswith(word, idx):
                return context.parse_constant(word), idx + len(word)
            end, real = _number_end(string, idx)
            if end > idx:
                return (context.parse_float if real else context.parse_int)(string[idx:end]), end
        raise StopIteration(idx)

    def scan_once(string, idx):
        try:
            return scan(string, idx)
        finally:
            memo.clear()

    return scan_once


make_scanner = c_make_scanner or py_make_scanner
