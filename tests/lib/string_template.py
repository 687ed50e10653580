# string.Template with patterns of its own.
import re
import string


class Braces(string.Template):
    delimiter = "%"
    idpattern = "[a-z]+"
    braceidpattern = "[A-Z]+"
    flags = re.VERBOSE


class Own(string.Template):
    pattern = r"(?P<escaped>@@)|@(?P<named>\w+)@|(?P<braced>!!)|(?P<invalid>@)"


class Odd(string.Template):
    pattern = r"(?P<escaped>a)|(?P<named>b)|(?P<braced>c)|(?P<invalid>d)|(?P<other>e)"


t = Braces("%ab %{AB} %{ab} %%")
print(t.safe_substitute(ab=1, AB=2), t.is_valid(), t.get_identifiers())
try:
    t.substitute(ab=1, AB=2)
except ValueError as error:
    print(error)
print(Own("x @name@ @@").substitute(name="n"), Own("@").is_valid(), Own("@a@@b@@a@").get_identifiers())
for call in (Odd("e").substitute, Odd("e").safe_substitute, Odd("e").is_valid, Odd("e").get_identifiers):
    try:
        call()
    except ValueError as error:
        print(error.args[0], error.args[1] is Odd.pattern)
print(string.Template.flags, string.Template("$").is_valid(), string.Template("${a} $B $$").get_identifiers())
print(string.Template.pattern.groupindex, Braces.flags)
import warnings
warnings.filterwarnings("ignore", message="a.c", module="x$")
print([f[1].pattern for f in warnings.filters[:1]], warnings.filters[0][1].flags, warnings.filters[0][3])
