# Module string: constants, capwords, templates, a formatter and classes derived from it; _string.
import string
import _string


def t(function, *args, **keywords):
    try:
        print(ascii(function(*args, **keywords)))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for name in string.__all__[:3] + string.__all__[4:10]:
    print(name, repr(getattr(string, name)))
for text in "", " a  bc d ", "x-y--z", "\u01c6 \xdfa":
    t(string.capwords, text)
    t(string.capwords, text, "-")
    t(string.capwords, text, "")

Template = string.Template
values = {"a": 1, "name": "N", "_x9": None, "A": "upper", "self": 5}
for text in ("", "$a", "$$", "$", "$ a", "${a}", "${a", "${a b}", "${}", "$a$name", "$aa", "$a.b", "$_x9!", "$9",
             "line\nline $", "l\n\nx $- y", "$$a $$$a", "${A}$A", "\u00e9$a\u00e9", "$a\u00e9 ${a\u00e9}", "$self",
             "a\r\nb$", "$\n", "{$a}", "${{a}}", "$$${a}$"):
    template = Template(text)
    print(ascii(text))
    t(template.substitute, values)
    t(template.substitute, **values)
    t(template.substitute, {"a": 2}, a=3, name="k")
    t(template.safe_substitute, values)
    t(template.safe_substitute)
    t(template.is_valid)
    t(template.get_identifiers)


class Percent(Template):
    delimiter = "%"


class Word(Template):
    delimiter = "xx"


t(Percent("%a %% $a %{name} 100%").safe_substitute, values)
t(Percent("%a %% $a %{name}").substitute, values)
t(Word("xxa xxxxa XXa xXx").safe_substitute, values)
t(Word("xxa xxxx").substitute, values)
t(Template)
t(Template("$a").substitute, 1)
t(Template("$a").substitute, {}, {})
t(Template(5).substitute)
print(Template.delimiter, Template("$a").template)

F = string.Formatter
for text, args, keywords in (
        ("", (), {}), ("{}{}", (1, 2), {}), ("{0}{1}{0}", (1, 2), {}), ("{}{0}", (1,), {}), ("{0}{}", (1,), {}),
        ("{a.real} {b[0]} {b[k]}", (), {"a": 3, "b": {0: 1, "k": 2}}), ("{!r:>5}|{!s:<3}|{!a}", ("x", 1, "\xe9"), {}),
        ("{:{}}", (1, 5), {}), ("{:{w}.{p}f}", (1.25,), {"w": 8, "p": 1}), ("{:{:{}}}", (1, 2, 3), {}),
        ("{", (), {}), ("}", (), {}), ("{{}}", (), {}), ("{a}", (), {}), ("{}", (), {}), ("{!z}", (1,), {}),
        ("{0!}", (1,), {}), ("{a.}", (), {"a": 1}), ("{a[}", (), {"a": 1}), ("{a[0}", (), {"a": 1}),
        ("x{}y{", (1,), {}), ("{0.__class__}", (1,), {}), ("{:d}", ("s",), {}), ("{ 0}", (1,), {}), ("{self}", (), {"self": 1})):
    print(ascii(text))
    t(F().format, text, *args, **keywords)
    t(lambda: text.format(*args, **keywords))


class Loud(F):
    def get_value(self, key, args, kwargs):
        print("get", key)
        return kwargs.get(key, "?") if isinstance(key, str) else args[key]

    def check_unused_args(self, used_args, args, kwargs):
        print("used", sorted(used_args, key=str), args, kwargs)

    def format_field(self, value, format_spec):
        print("format", value, repr(format_spec))
        return super().format_field(value, format_spec)

    def convert_field(self, value, conversion):
        print("convert", value, conversion)
        return value * 2 if conversion == "x" else super().convert_field(value, conversion)


t(Loud().format, "{a!x} {0:>{w}} {b}", 7, w=4)
t(Loud().format, "{}{", 1)
t(F().format)
t(F().vformat, "{0}", (1,), {})
t(F.format)
for text in "", "a{b!r:c}d{}{{e}}", "{", "a}", "{a!x:{y}}z", "{:}", "{!r}", "{!r:}", "{a:{}}", "{a":
    t(lambda: list(_string.formatter_parser(text)))
for text in "", "a", "0", "a.b[0].c[d]", "0.1", ".a", "[0]", "a.", "a[", "a[]", "a[0]x", "99999999999999999999", "a[-1]":
    def split():
        first, rest = _string.formatter_field_name_split(text)
        return first, list(rest)
    t(split)
t(_string.formatter_parser, 1)
t(_string.formatter_field_name_split, None)
t(_string.formatter_parser)
parser = _string.formatter_parser("a{b}{")
for _ in range(4):
    t(next, parser)
