"""Names for sets of characters, templates with $names, and a formatter to derive from."""
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
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_sentinel_dict = {}


class _Later:
    """A class attribute of Template that is made when it is first asked for: that loads module re."""

    def __init__(self, make):
        self.make = make

    def __set_name__(self, owner, name):
        self.owner, self.name = owner, name

    def __get__(self, instance, cls):
        value = self.make(self.owner)
        setattr(self.owner, self.name, value)
        return value


def _ignorecase(cls):
    import re
    return re.IGNORECASE


def _compile_pattern(cls):
    import re
    pattern = cls.__dict__.get("pattern")
    if pattern is None or isinstance(pattern, _Later):
        delimiter = re.escape(cls.delimiter)
        pattern = (f"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{cls.idpattern})|"
                   f"{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))")
    flags = next(base.__dict__["flags"] for base in cls.__mro__ if "flags" in base.__dict__)
    return re.compile(pattern, (2 if isinstance(flags, _Later) else flags) | 64)


class Template:
    """Text with $name or ${name} for values, and $$ for a dollar sign."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = _Later(_ignorecase)
    pattern = _Later(_compile_pattern)

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls.pattern = _compile_pattern(cls)

    def __init__(self, template):
        self.template = template

    def _invalid(self, found):
        at = found.start("invalid")
        lines = self.template[:at].splitlines(keepends=True)
        column = at - len("".join(lines[:-1])) if lines else 1
        raise ValueError(f"Invalid placeholder in string: line {len(lines) or 1}, col {column}")

    def _name(self, found):
        """The name in a placeholder, None: it has none."""
        name = found.group("named") or found.group("braced")
        if name is None and found.group("escaped") is None and found.group("invalid") is None:
            raise ValueError("Unrecognized named group in pattern", self.pattern)
        return name

    def _convert(self, mapping, keywords, safe):
        if mapping is _sentinel_dict:
            mapping = keywords
        elif keywords:
            mapping = _ChainMap(keywords, mapping)

        def convert(found):
            name = self._name(found)
            if name is not None:
                try:
                    return str(mapping[name])
                except KeyError:
                    if not safe:
                        raise
                    return found.group()
            if found.group("escaped") is not None:
                return self.delimiter
            if not safe:
                self._invalid(found)
            return found.group()

        return self.pattern.sub(convert, self.template)

    def substitute(self, mapping=_sentinel_dict, /, **kws):
        return self._convert(mapping, kws, False)

    def safe_substitute(self, mapping=_sentinel_dict, /, **kws):
        return self._convert(mapping, kws, True)

    def is_valid(self):
        for found in self.pattern.finditer(self.template):
            if found.group("invalid") is not None:
                return False
            self._name(found)
        return True

    def get_identifiers(self):
        return list(dict.fromkeys(name for found in self.pattern.finditer(self.template)
                                  if (name := self._name(found)) is not None))


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
