"""Names for sets of characters, templates with $names, and a formatter to derive from.

Template finds its names without regular expressions: the names are those of the default
pattern; a class of its own may change the delimiter, but not idpattern, braceidpattern, flags
or pattern.
"""
import _string
from collections import ChainMap as _ChainMap

__all__ = ["ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits",
           "octdigits", "printable", "punctuation", "whitespace", "Formatter", "Template"]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = ascii_lowercase.upper()
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = digits[:8]
punctuation = "".join(c for c in map(chr, range(33, 127)) if not c.isalnum())
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    """Capitalize the words between sep (None: any whitespace, then one space)."""
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


_sentinel_dict = {}
_first_letters = frozenset(ascii_letters + "_")
_letters = _first_letters | frozenset(digits)


class Template:
    """Text with $name or ${name} for values, and $$ for a dollar sign."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None

    def __init_subclass__(cls):
        super().__init_subclass__()
        for name in "idpattern", "braceidpattern", "flags", "pattern":
            if getattr(cls, name, None) is not getattr(Template, name, None):
                raise NotImplementedError(f"Template.{name} needs regular expressions")

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """For each delimiter: where it begins, where its placeholder ends, kind, name."""
        text = self.template
        delimiter = self.delimiter
        if not isinstance(text, str):
            raise TypeError(f"expected string or bytes-like object, got '{type(text).__name__}'")
        if text.isascii() and delimiter.isascii():
            folded, delimiter = text.lower(), delimiter.lower()
        else:
            folded = text
        at = 0
        while (start := folded.find(delimiter, at)) >= 0:
            inner = start + len(delimiter)
            braced = text.startswith("{", inner)
            first = at = inner + braced
            if text[at:at + 1] in _first_letters:
                while text[at:at + 1] in _letters:
                    at += 1
            name = text[first:at]
            if folded.startswith(delimiter, inner):
                at = inner + len(delimiter)
                yield start, at, "escaped", None
            elif name and not braced:
                yield start, at, "named", name
            elif name and text.startswith("}", at):
                at += 1
                yield start, at, "named", name
            else:
                at = inner
                yield start, at, "invalid", None

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        column = len(lines[-1]) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column}")

    def _convert(self, mapping, keywords, safe):
        if mapping is _sentinel_dict:
            mapping = keywords
        elif keywords:
            mapping = _ChainMap(keywords, mapping)
        text = self.template
        result = []
        done = 0
        for start, end, kind, name in self._parts():
            result.append(text[done:start])
            done = end
            if kind == "escaped":
                result.append(self.delimiter)
            elif kind == "invalid":
                if not safe:
                    self._invalid(end)
                result.append(text[start:end])
            elif safe:
                try:
                    result.append(str(mapping[name]))
                except KeyError:
                    result.append(text[start:end])
            else:
                result.append(str(mapping[name]))
        result.append(text[done:])
        return "".join(result)

    def substitute(self, mapping=_sentinel_dict, /, **kws):
        return self._convert(mapping, kws, False)

    def safe_substitute(self, mapping=_sentinel_dict, /, **kws):
        return self._convert(mapping, kws, True)

    def is_valid(self):
        return all(kind != "invalid" for _, _, kind, _ in self._parts())

    def get_identifiers(self):
        return list(dict.fromkeys(name for _, _, kind, name in self._parts() if kind == "named"))


class Formatter:
    """str.format in steps that a class of its own can change."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        text, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return text

    def _vformat(self, format_string, args, kwargs, used_args, recursion_depth, auto_arg_index=0):
        if recursion_depth < 0:
            raise ValueError("Max string recursion exceeded")
        pieces = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                pieces.append(literal)
            if name is None:
                continue
            automatic = name == ""
            if automatic or name.isdigit():
                if auto_arg_index is False if automatic else auto_arg_index:
                    raise ValueError("cannot switch from manual field specification to automatic "
                                     "field numbering")
                if automatic:
                    name = str(auto_arg_index)
                auto_arg_index = auto_arg_index + 1 if automatic else False
            value, first = self.get_field(name, args, kwargs)
            used_args.add(first)
            value = self.convert_field(value, conversion)
            spec, auto_arg_index = self._vformat(spec, args, kwargs, used_args, recursion_depth - 1,
                                                 auto_arg_index=auto_arg_index)
            pieces.append(self.format_field(value, spec))
        return "".join(pieces), auto_arg_index

    def get_value(self, key, args, kwargs):
        return (args if isinstance(key, int) else kwargs)[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        return _string.formatter_parser(format_string)

    def get_field(self, field_name, args, kwargs):
        first, rest = _string.formatter_field_name_split(field_name)
        value = self.get_value(first, args, kwargs)
        for is_attribute, key in rest:
            value = getattr(value, key) if is_attribute else value[key]
        return value, first
