"""What is known about an object, a module, a keyword, as plain text: help(x)."""
import builtins
import inspect
import sys
from inspect import getdoc as _getdoc

__all__ = ["help", "doc", "render_doc", "getdoc", "locate"]

# One line for each keyword: the form in which it is used, and what that does.
_KEYWORDS = {
    "False": "False -- the truth value no: the int 0 under another name",
    "None": "None -- the one object that stands for nothing",
    "True": "True -- the truth value yes: the int 1 under another name",
    "and": "x and y -- x if x is false, else y (which is evaluated only then)",
    "as": "import x as y, with x as y:, except X as y: -- bind a result to the name y",
    "assert": "assert test, message -- AssertionError if the test is false; nothing with -O",
    "async": "async def, async for, async with -- define and use coroutines",
    "await": "await x -- in an async function: wait for the result of x",
    "break": "break -- leave the innermost loop; its else: is not run",
    "class": "class Name(Base, key=value): body -- run the body, make a class of the names bound in it",
    "continue": "continue -- go on with the next round of the innermost loop",
    "def": "def name(a, b=1, /, c=2, *args, d, **kwargs) -> note: body -- make a function",
    "del": "del x, y.z, a[i] -- take away a name, an attribute, an item; the object dies if nothing else holds it",
    "elif": "elif test: -- see if",
    "else": "else: -- after if: none of the tests was true; after a loop: no break; after try: no exception",
    "except": "except X as e:, except* X: -- see try",
    "finally": "finally: -- see try",
    "for": "for x in iterable: body else: rest -- run the body for each item",
    "from": "from module import name; raise X from cause; yield from iterable",
    "global": "global x, y -- in a function: these names are those of the module",
    "if": "if test: body elif test: body else: body -- run the first body whose test is true;  x if test else y",
    "import": "import a.b, c as d; from a import b as c; from . import d; from a import *",
    "in": "x in y -- does y contain x?  for x in y: -- loop",
    "is": "x is y -- are both the same object?",
    "lambda": "lambda a, b=1: x -- a function without a name whose result is x",
    "nonlocal": "nonlocal x, y -- in an inner function: these names are variables of an outer one",
    "not": "not x -- True if x is false;  x not in y;  x is not y",
    "or": "x or y -- x if x is true, else y (which is evaluated only then)",
    "pass": "pass -- do nothing",
    "raise": "raise X from cause -- raise an exception; alone: the one being handled again",
    "return": "return x -- leave the function with the result x (None without one)",
    "try": "try: body except X as e: handler else: no exception finally: in any case",
    "while": "while test: body else: rest -- run the body as long as the test is true",
    "with": "with x as y, z: body -- call x.__enter__() before and x.__exit__() after the body, whatever happens",
    "yield": "yield x -- in a function, makes it a generator: hand out x, wait until the next is wanted",
    "match": "match x: case pattern if test: body -- run the body of the first pattern that fits",
    "case": "case pattern: -- see match",
    "_": "_ -- in a pattern: fits anything; at the prompt: the last result",
}
_TOPICS = {
    "operators": """From the weakest to the strongest:
    :=
    lambda
    x if test else y
    or
    and
    not x
    in, not in, is, is not, <, <=, >, >=, !=, ==
    |
    ^
    &
    <<, >>
    +, -
    *, @, /, //, %
    +x, -x, ~x
    **
    await x
    x[i], x[i:j], x(args), x.name
    (x), [x], {k: v}, {x}""",
    "format": """format(value, spec), f"{value!r:spec}", "{}".format(value): a spec is
    [[fill]align][sign][z][#][0][width][grouping][.precision][type]
    align      < left, > right, ^ middle, = after the sign
    sign       + always, - for negative numbers only, space instead of +
    grouping   , or _ between thousands
    type       s text; b c d o x X n of an int; e E f F g G n % of a float""",
    "memory": """Every object has a count of the references to it: names, attributes, items.
The object dies at the moment when its count reaches zero, and what only it holds with it.
Objects that hold each other in a circle are found by the collector: gc.collect().
    sys.getrefcount(x)    number of references, one of them the argument
    id(x), x is y         which object it is
    sys.getsizeof(x)      the bytes it takes
    gc.get_referrers(x)   who holds it
    weakref.ref(x)        a reference that does not count""",
    "special methods": """Methods that the language calls, for x of a class that defines them:
    x(...)  __call__        len(x)  __len__        x[i]  __getitem__, __setitem__, __delitem__
    for     __iter__        next(x) __next__       y in x  __contains__
    x.name  __getattribute__, then __getattr__; __setattr__, __delattr__; __get__, __set__, __delete__
    x + y   __add__, y's __radd__, x += y  __iadd__; so __sub__ __mul__ __truediv__ __floordiv__ __mod__
            __pow__ __matmul__ __and__ __or__ __xor__ __lshift__ __rshift__; __neg__ __pos__ __invert__
    x == y  __eq__ __ne__ __lt__ __le__ __gt__ __ge__; hash(x)  __hash__; bool(x)  __bool__
    with x  __enter__, __exit__; made: __new__, __init__; dies: __del__; text: __repr__, __str__, __format__""",
}


def getdoc(object):
    """The documentation of an object, or the comments above it."""
    return (_getdoc(object) or inspect.getcomments(object) or "").rstrip()


def _indent(text, prefix="    "):
    return "\n".join((prefix + line).rstrip() for line in text.split("\n"))


def _summary(object):
    """The first line of the documentation."""
    try:
        return (_getdoc(object) or "").strip().partition("\n")[0]
    except Exception:
        return ""


def _signature(object):
    try:
        return str(inspect.signature(object))
    except (ValueError, TypeError):
        return "(...)"


def _short(value):
    try:
        text = repr(value)
    except Exception:
        return f"<{type(value).__name__}>"
    return text if len(text) <= 70 else text[:67] + "..."


def locate(path, forceload=0):
    """The object that a dotted name stands for; None if there is none."""
    parts = path.split(".")
    if not all(part.isidentifier() for part in parts):
        return None
    found = None
    for used in range(len(parts), 0, -1):
        name = ".".join(parts[:used])
        try:
            found = __import__(name, fromlist=["*"])
            break
        except ModuleNotFoundError as error:
            if error.name is not None and not (name + ".").startswith(error.name + "."):
                raise
    else:
        used, found = 0, builtins
    try:
        for part in parts[used:]:
            found = getattr(found, part)
    except AttributeError:
        return None
    return found


def _kind(object):
    """What an object is, in words, with its module."""
    if inspect.ismodule(object):
        return ("package " if hasattr(object, "__path__") else "module ") + object.__name__
    words = "object"
    for test, text in (
        (inspect.isclass, "class"), (inspect.isbuiltin, "built-in function"), (inspect.ismethod, "method"),
        (inspect.iscoroutinefunction, "async function"), (inspect.isasyncgenfunction, "async generator function"),
        (inspect.isgeneratorfunction, "generator function"), (inspect.isfunction, "function"),
        (lambda x: isinstance(x, property), "property"), (inspect.isroutine, "built-in method"),
        (inspect.isdatadescriptor, "attribute"),
    ):
        if test(object):
            words = text
            break
    name = getattr(object, "__qualname__", None) or getattr(object, "__name__", None)
    if name is None and isinstance(object, property):
        name = getattr(object.fget, "__qualname__", None)
    text = f"{words} {name}" if isinstance(name, str) else words
    module = getattr(object, "__module__", None) or getattr(getattr(object, "__objclass__", None), "__module__", None)
    if isinstance(module, str):
        text += f" of module {module}"
    return text


def _of_routine(object, name=None):
    name = name or getattr(object, "__name__", "?")
    if name == "<lambda>":
        name = "lambda"
    text = name + _signature(object)
    about = getdoc(object)
    return text + "\n" + _indent(about) if about else text


def _section(title, lines):
    return f"{title}:\n" + _indent("\n".join(lines)) if lines else ""


def _of_class(object):
    bases = ", ".join(base.__name__ for base in object.__bases__)
    call = _signature(object)
    parts = [f"class {object.__name__}({bases})" if bases else f"class {object.__name__}"]
    about = _getdoc(object)
    if about:
        parts[0] += "\n" + _indent(about)
    if call != "(...)":
        parts.append(f"Made by: {object.__name__}{call}")
    if len(object.__mro__) > 2:
        parts.append("Looked up in: " + ", ".join(base.__name__ for base in object.__mro__))
    titles = {"method": "Methods", "class method": "Class methods", "static method": "Static methods",
              "property": "Properties", "data": "Data"}
    sections = {kind: [] for kind in titles}
    special, inherited = [], {}
    for name, kind, home, value in inspect.classify_class_attrs(object):
        if name.startswith("__") and name.endswith("__"):
            if home is object and callable(value):
                special.append(name)
        elif name.startswith("_"):
            continue
        elif home is not object:
            inherited.setdefault(home, []).append(name)
        elif kind == "data":
            line = "  " + _summary(value) if inspect.isdatadescriptor(value) else " = " + _short(value)
            sections[kind].append(f"{name}{line}".rstrip())
        elif kind == "property":
            sections[kind].append(f"{name}  {_summary(value)}".rstrip())
        else:
            sections[kind].append(_member(name, getattr(object, name, value)))
    for kind, title in titles.items():
        parts.append(_section(title, sections[kind]))
    parts.append(_section("Special methods", _wrap(special)))
    for home, names in inherited.items():
        parts.append(_section(f"From {home.__name__}", _wrap(names)))
    return "\n\n".join(filter(None, parts))


def _member(name, value):
    line = _summary(value)
    text = name + _signature(value)
    return f"{text}\n    {line}" if line else text


def _wrap(words, width=74):
    """Words separated by commas, in lines."""
    lines, line = [], ""
    for number, word in enumerate(words):
        word += "," if number < len(words) - 1 else ""
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = ""
        line = f"{line} {word}" if line else word
    return lines + [line] if line else lines


def _of_module(object):
    names = getattr(object, "__all__", None)
    if names is None:
        names = sorted(name for name in vars(object) if not name.startswith("_"))
    classes, functions, data = [], [], []
    for name in names:
        value = getattr(object, name, None)
        if inspect.ismodule(value):
            continue
        own = hasattr(object, "__all__") or getattr(value, "__module__", None) in (object.__name__, None)
        if inspect.isclass(value):
            if own:
                classes.append(f"{name}  {_summary(value)}".rstrip())
        elif inspect.isroutine(value):
            if own:
                functions.append(_member(name, value))
        else:
            data.append(f"{name} = {_short(value)}")
    about = getdoc(object)
    parts = [object.__name__ + ("\n" + _indent(about) if about else "")]
    for title, lines in ("Classes", classes), ("Functions", functions), ("Data", data):
        parts.append(_section(title, lines))
    if getattr(object, "__file__", None):
        parts.append("File: " + object.__file__)
    return "\n\n".join(filter(None, parts))


def render_doc(thing, title="%s", forceload=0, renderer=None):
    """The text that help() shows for an object, or for what a name stands for."""
    object = thing
    if isinstance(thing, str):
        object = locate(thing)
        if object is None:
            raise ImportError(f"nothing is known by the name {thing!r}")
    head = _kind(object)
    if inspect.ismodule(object):
        text = _of_module(object)
    elif inspect.isclass(object):
        text = _of_class(object)
    elif isinstance(object, property) or inspect.isdatadescriptor(object):
        text = getdoc(object)
    elif inspect.isroutine(object):
        text = _of_routine(object)
    else:
        # an object without a text of its own: its class tells
        cls = type(object)
        head = f"{cls.__name__} object"
        own = getattr(object, "__doc__", None)
        text = _of_class(cls)
        if isinstance(own, str) and own != cls.__doc__:
            text = inspect.cleandoc(own) + "\n\n" + text
    return (title % head) + "\n\n" + text


def doc(thing, title="%s", forceload=0, output=None):
    """Print render_doc()."""
    try:
        text = render_doc(thing, title)
    except ImportError as error:
        text = str(error)
    if output is None:
        pager(text)
    else:
        print(text, file=output)


def pager(text):
    """Show text: on a terminal, if it is longer than that, by the program that PAGER names (or less)."""
    import os
    program = os.environ.get("MANPAGER") or os.environ.get("PAGER") or "less -R"
    try:
        lines = os.get_terminal_size(1).lines if sys.stdin.isatty() and sys.stdout.isatty() else 0
    except (AttributeError, OSError, ValueError):
        lines = 0
    if not lines or text.count("\n") + 2 <= lines or os.environ.get("TERM", "dumb") == "dumb":
        return print(text)
    name = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"help-{os.getpid()}-{id(text):x}")
    try:
        file = os.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return print(text)
    try:
        data = (text + "\n").encode("utf-8", "backslashreplace")
        while data:
            data = data[os.write(file, data):]
        sys.stdout.flush()
        quoted = name.replace("'", "'\\''")
        if os.system(f"{program} <'{quoted}'") >> 8 == 127:  # there is no such program
            print(text)
    finally:
        os.close(file)
        os.unlink(name)


_INTRODUCTION = """Type a name (len, str.join, math), a
keyword or a topic; "keywords", "topics"
and "modules" list what there is.
An empty line or "quit" goes back."""


class _Help:
    def __repr__(self):
        return "<help(): signature and documentation of an object>"

    def __call__(self, *request):
        if len(request) > 1:
            raise TypeError(f"help() takes at most 1 argument ({len(request)} given)")
        if not request:
            self.interact()
        elif isinstance(request[0], str):
            self.about(request[0])
        else:
            doc(request[0])

    def interact(self):
        print(_INTRODUCTION)
        while True:
            try:
                request = input("help> ").strip()
            except (EOFError, KeyboardInterrupt):
                print()
                break
            if request in ("", "quit", "q", "exit"):
                break
            self.about(request)

    def about(self, request):
        """Print what is known about a word."""
        request = request.strip()
        word = request.lower()
        if word in ("keywords", "topics"):
            print("\n".join(_wrap(list(_KEYWORDS if word == "keywords" else _TOPICS))))
        elif word == "modules":
            print("\n".join(_wrap(sorted({*sys.builtin_module_names, *sys.modules}))))
        elif request in _KEYWORDS:
            print(_KEYWORDS[request])
        elif word in _TOPICS:
            print(_TOPICS[word])
        elif request == "":
            self.interact()
        else:
            try:
                doc(request)
            except Exception as error:
                print(f"{request}: {type(error).__name__}: {error}")


help = _Help()


def cli():
    """-m pydoc name ...: what help() tells about each of them."""
    if sys.argv[1:] and not sys.argv[1].startswith("-"):
        for word in sys.argv[1:]:
            help.about(word)
        return
    print("usage: pydoc name ...\n\nPrint what is known about modules, classes, functions, keywords and topics.\n"
          "The words keywords, topics and modules list what there is.")
    sys.exit(0 if sys.argv[1:] in ([], ["-h"], ["--help"]) else 2)


if __name__ == "__main__":
    cli()
