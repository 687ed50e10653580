"""What the prompt does in Python: laying out values, the commands that begin with %, x? and x??."""
import sys

_LIMIT = 200  # items of a container, rows of all: more is cut, with a mark


# ---- laying out values ----

def _is_plain(value):
    """Is it shown by the repr() of a built-in container?"""
    return type(value).__repr__ in (list.__repr__, tuple.__repr__, dict.__repr__, set.__repr__, frozenset.__repr__)


def _ends(value):
    """The brackets of a container."""
    kind = type(value)
    if isinstance(value, list):
        return "[", "]"
    if isinstance(value, tuple):
        return "(", ",)" if len(value) == 1 else ")"
    if isinstance(value, dict) or kind is set:
        return "{", "}"
    return f"{kind.__name__}({{", "})"


def _short(value, room=4000):
    """repr(), cut if it is long; strings are cut before they are copied."""
    if type(value) in (str, bytes) and len(value) > room:
        return f"{value[:room]!r}... {len(value) - room:,} more"
    text = repr(value)
    return text if len(text) <= room else f"{text[:room]}... {len(text) - room:,} more characters"


def _first(value, count):
    """The first items of a container, without making a copy of all."""
    taken = []
    for item in value:
        if len(taken) == count:
            break
        taken.append(item)
    return taken


def _flat(value, room, seen):
    """The text on one line, or None if it takes more than `room` characters."""
    if not _is_plain(value):
        text = _short(value)
        return text if len(text) <= room and "\n" not in text else None
    if id(value) in seen:
        return "[...]" if isinstance(value, list) else "{...}" if isinstance(value, dict) else "(...)"
    if not value:
        return repr(value)
    if len(value) * 3 > room + 3:
        return None
    start, end = _ends(value)
    parts, left = [], room - len(start) - len(end)
    inner = seen | {id(value)}
    for item in value:
        text = _flat(item, left, inner)
        if text is not None and isinstance(value, dict):
            other = _flat(value[item], left - len(text) - 2, inner)
            text = None if other is None else f"{text}: {other}"
        if text is None or len(text) > left:
            return None
        left -= len(text) + 2
        parts.append(text)
    return start + ", ".join(parts) + end


def _rows(value, width, indent, seen, before, after):
    """Rows of text for a value, `before` its first and `after` its last one."""
    text = _flat(value, width - indent - len(before) - len(after), seen)
    if text is not None or not _is_plain(value) or id(value) in seen or not value:
        if text is None:
            text = _short(value, max(width * 20, 400))
        return [" " * indent + before + text + after]
    start, end = _ends(value)
    rows = [" " * indent + before + start]
    inner = seen | {id(value)}
    items = _first(value, _LIMIT)
    flat = [_flat(item, 24, inner) for item in items] if not isinstance(value, dict) else [None]
    if None not in flat and max(len(text) for text in flat) <= 24 and len(flat) > 6:
        rows += _columns(flat, width, indent + 4)
    else:
        for item in items:
            if isinstance(value, dict):
                key = _short(item, 200)
                rows += _rows(value[item], width, indent + 4, inner, key + ": ", ",")
            else:
                rows += _rows(item, width, indent + 4, inner, "", ",")
    if len(value) > len(items):
        rows.append(" " * (indent + 4) + f"... {len(value) - len(items):,} more")
    rows.append(" " * indent + end + after)
    return rows


def _columns(texts, width, indent):
    """Short items side by side, in columns, numbers to the right."""
    widest = max(len(text) for text in texts) + 1
    count = max(1, (width - indent + 1) // (widest + 1))
    right = all(text[-1:].isdigit() for text in texts)
    rows = []
    for at in range(0, len(texts), count):
        cells = [text + "," for text in texts[at:at + count]]
        cells = [cell.rjust(widest) if right else cell.ljust(widest) for cell in cells]
        rows.append((" " * indent + " ".join(cells)).rstrip())
    return rows


def pretty(value, width):
    """The text that the prompt shows for a value that takes more than a line."""
    if not _is_plain(value):
        return _short(value, max(width * 20, 2000))
    rows = _rows(value, width, 0, frozenset(), "", "")
    if len(rows) > _LIMIT:
        rows[_LIMIT // 2:-1] = [f"    ... {len(rows) - _LIMIT // 2 - 1:,} more lines"]
    return "\n".join(rows)


# ---- about an object ----

def _first_line(text):
    for line in (text or "").splitlines():
        if line.strip():
            return line.strip()
    return ""


_TEXTS = (int, float, complex, str, bytes, bool, type(None))  # their repr() runs no code of the user's
_CONTAINERS = (list, tuple, dict, set, frozenset)


class _Probe:
    def method(self):
        pass


_METHOD, _FUNCTION = type(_Probe().method), type(_Probe.method)
_BUILTINS = (type(len), type(str.join), type(int.__add__), type((0).__add__), type(dict.__dict__["fromkeys"]))


def _is_routine(obj):
    kind = type(obj)
    return kind is _FUNCTION or kind in _BUILTINS or (kind is _METHOD and _is_routine(obj.__func__))


def _parameters(function):
    """The parameters of a function as text; defaults that would run code of the user's are "..."."""
    code = function.__code__
    names, count, only = code.co_varnames, code.co_argcount, code.co_kwonlyargcount
    defaults, keyword_defaults = function.__defaults__ or (), function.__kwdefaults__ or {}

    def default(value):
        return "=" + (_short(value, 40) if type(value) in _TEXTS else "...")
    parts = [name + (default(defaults[i - count]) if i >= count - len(defaults) else "")
             for i, name in enumerate(names[:count])]
    if code.co_posonlyargcount:
        parts.insert(code.co_posonlyargcount, "/")
    rest = names[count + only:]
    if code.co_flags & 4:
        parts.append("*" + rest[0])
    elif only:
        parts.append("*")
    parts += [name + (default(keyword_defaults[name]) if name in keyword_defaults else "")
              for name in names[count:count + only]]
    if code.co_flags & 8:
        parts.append("**" + rest[bool(code.co_flags & 4)])
    return parts


def _signature(obj):
    """What a routine or a class is called with. Lighter than inspect.signature(): Tab has 5 ms."""
    kind, bound = type(obj), False
    if kind is type:
        for cls in obj.__mro__[:-1]:
            made = cls.__dict__.get("__init__") or cls.__dict__.get("__new__")
            if type(made) is _FUNCTION:
                return _signature(made).replace("(self, ", "(", 1).replace("(self)", "()", 1)
            if made:
                break
        else:
            return "()"
    elif kind is _METHOD:
        obj, kind, bound = obj.__func__, type(obj.__func__), True
    if kind is _FUNCTION:
        return "(" + ", ".join(_parameters(obj)[bound:]) + ")"
    text = getattr(obj, "__text_signature__", None)
    if not isinstance(text, str):
        return "(...)"
    first, comma, rest = text.partition(", ")
    return text if first[:2] != "($" else "(" + rest.removeprefix("/, ") if comma else "()"


def _doc_of(cls):
    doc = type.__getattribute__(cls, "__dict__").get("__doc__")
    return _first_line(doc) if type(doc) is str else ""


def describe(obj):
    """Signature and first line of the doc: what the second Tab shows. Runs no code of the user's."""
    kind = type(obj)
    if kind is type:
        lines = [f"{obj.__name__}{_signature(obj)}", _doc_of(obj)]
    elif _is_routine(obj):
        lines = [f"{obj.__name__}{_signature(obj)}", _first_line(obj.__doc__)]
    elif kind in _TEXTS:
        lines = [f"{kind.__name__}: {_short(obj, 200)}"]
    elif kind in _CONTAINERS:
        lines = [f"{kind.__name__} of {len(obj):,} item{'s' * (len(obj) != 1)}"]
    elif kind is type(sys):
        lines = [f"module {obj.__name__}", _first_line(obj.__doc__)]
    else:
        lines = [f"{type.__getattribute__(kind, '__name__')} object", _doc_of(kind)]
    return "\n".join(filter(None, lines))


def _value_of(text):
    """The value of an expression at the prompt."""
    return eval(text, sys.modules["__main__"].__dict__)


def about(entry, sources):
    """x? and x??: what it is, its doc, its source."""
    import linecache
    import pydoc
    for name, text in (sources or {}).items():
        if name not in linecache.cache:
            linecache.cache[name] = len(text), None, text.splitlines(True), name
    more = entry.endswith("??")
    text = entry.rstrip("?").strip()
    if not text:
        return help_commands()
    try:
        value = _value_of(text)
    except Exception as error:
        return _say_error(error)
    if more:
        source = _source_of(value)
        if source:
            return pydoc.pager(source.rstrip())
        print("(no source: it is written in C)" if callable(value) else "(no source)")
    if issubclass(type(value), (type, type(sys))) or _is_routine(value):
        return pydoc.pager(pydoc.render_doc(value, "%s").rstrip())
    print(describe(value))
    if type(value) not in _TEXTS:
        print("value: " + _repr(value, 300))


def _repr(value, room):
    """repr(), cut; what is wrong with it if it fails."""
    try:
        return _short(value, room)
    except Exception as error:
        return f"(its repr() fails: {type(error).__name__})"


def _say_error(error):
    """An error in what a command was told to look at, in one line."""
    text = error.msg if isinstance(error, SyntaxError) else error
    print(f"{type(error).__name__}: {text}")


def _source_of(value):
    import inspect
    try:
        return inspect.getsource(value)
    except (OSError, TypeError):
        return None


# ---- what commands say ----

def _width():
    import posix  # without the rest of os: what the prompt itself takes should not be much
    try:
        return max(20, posix.get_terminal_size(1).columns)
    except OSError:
        return 80


def _say(text, hang=0):
    """Print a line, broken at spaces where the terminal ends; its further rows begin at column `hang`."""
    width, row = _width(), " " * (len(text) - len(text.lstrip()))
    started = False
    for word in text.lstrip().split(" "):
        if started and len(row) + 1 + len(word) > width:
            print(row.rstrip())
            row = " " * hang + word
        else:
            row += " " * started + word
        started = True
    print(row.rstrip())


def _table(head, rows, sides):
    """Print columns; the last one is cut at the end of the terminal."""
    widths = [max(len(row[i]) for row in [head, *rows]) for i in range(len(head))]
    room = _width()
    for row in [head, *rows]:
        cells = [cell.ljust(width) if side == "l" else cell.rjust(width)
                 for cell, width, side in zip(row, widths, sides)]
        line = "  ".join(cells).rstrip()
        print(line if len(line) <= room else line[:room - 3] + "...")


def _amount(count):
    for unit, size in (("MB", 1 << 20), ("KB", 1 << 10)):
        if count >= size * 10:
            return f"{count / size:,.1f} {unit}"
    return f"{count:,} bytes"


def _duration(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.3g} {unit}"
    return f"{seconds / 1e-9:.3g} ns"


# ---- commands ----

_COMMANDS = {}  # name: what it is called with, what it does, the function


def _command(form, does):
    def register(function):
        _COMMANDS[form.split()[0]] = form, does, function
        return function
    return register


def command(entry):
    """Run an entry that begins with %."""
    name, _, rest = entry.partition(" ")
    asked, name, rest = name.endswith("?"), name.rstrip("?"), rest.strip()
    if name == "%" and not rest:
        return help_commands()
    if name not in _COMMANDS:
        like = "%" + (name.strip("%") or rest).lower()
        close = [known for known in _COMMANDS if len(like) > 1 and (known.startswith(like) or like.startswith(known))]
        print(f"There is no command {name}." + (f" Did you mean {close[0]}?" if close else " %help lists them."))
        return
    form, _, run = _COMMANDS[name]
    if asked or (rest and " " not in form):  # it takes nothing: do not do what may not be meant
        return usage(name)
    run(rest)


def usage(name):
    """How a command is used."""
    form, does, _ = _COMMANDS[name]
    _say(f"usage: {form}   {does}", 7)


@_command("%help [name]", "this list; how a command is used")
def help_commands(rest=""):
    name = "%" + rest.lstrip("%")
    if name in _COMMANDS:
        return usage(name)
    _say("Commands of the prompt (Tab completes them):")
    for form, does, _ in [*_COMMANDS.values(), ("x?  x??", "what x is; its source", None)]:
        _say(f"  {form:14} {does}", 17)
    _say("Tab completes, twice tells more. Alt-Enter runs an entry as it is. Ctrl-R searches the history.")


@_command("%mem [on|off]", "objects alive, made and freed by the last entry; on: after each")
def _mem(rest):
    usage("%mem")  # the rest is in C


def memory_report(kinds, numbers):
    """%mem: `numbers` are those of meter.h; `kinds` None: the last entry was not measured."""
    objects, size, created, freed, collected, grown = numbers
    _say(f"alive now   {objects:,} objects, {_amount(size)}", 12)
    if kinds is None:
        why = ": too many objects; %mem on measures each" if objects > 100_000 else ""
        return _say("last entry  was not measured" + why, 12)
    _say(f"last entry  {created:,} created, {freed:,} freed, {collected:,} collected, {grown:+,} bytes", 12)
    if kinds:
        _say("created     " + ", ".join(f"{count:,} {name}" for name, count in kinds.items()), 12)


def memory_line(kinds, numbers):
    """What is shown after each entry with %mem on."""
    objects, size, created, freed, collected, grown = numbers
    if kinds is not None:
        by = f" ({collected:,} collected)" if collected else ""
        _say(f"[{created:,} created, {freed:,} freed{by}, {grown:+,} bytes; alive {objects:,}, {_amount(size)}]", 1)


@_command("%who", "the variables: name, type, references, bytes, value")
def _who(rest):
    rows = []
    names = sys.modules["__main__"].__dict__
    for name in list(names):
        if name.startswith("__") and name.endswith("__"):
            continue
        value = names[name]
        count = sys.getrefcount(value) - 2  # without `value` and the argument
        try:
            size = f"{sys.getsizeof(value):,}"
        except Exception:  # a __sizeof__ of the user's
            size = "?"
        rows.append((name, type.__getattribute__(type(value), "__name__"),
                     f"{count:,}" if count < 1 << 30 else "immortal", size, _repr(value, 200).replace("\n", " ")))
        del value
    if not rows:
        return print("There are no variables yet.")
    _table(("name", "type", "refs", "bytes", "value"), rows, "llrrl")


@_command("%refs x", "the count of x, and who holds it")
def _refs(rest):
    import memory
    if not rest:
        return usage("%refs")
    try:
        text = str(memory.explain(_value_of(rest)))  # no name of ours is to hold it
    except Exception as error:
        return _say_error(error)
    for line in text.splitlines():
        _say(line, len(line) - len(line.lstrip()) + 2)


@_command("%gc", "the generations: objects, counts, thresholds, what was collected")
def _gc(rest):
    import gc
    counts, limits, stats = gc.get_count(), gc.get_threshold(), gc.get_stats()
    rows = [(str(i), f"{len(gc.get_objects(generation=i)):,}", f"{counts[i]:,} of {limits[i]:,}",
             f"{stats[i]['collections']:,}", f"{stats[i]['collected']:,}") for i in range(3)]
    _table(("gen", "objects", "count", "runs", "freed"), rows, "lrrrr")
    _say("Automatic collections are " + ("on." if gc.isenabled() else "off: gc.enable()."))


@_command("%trace code", "what happens to each object, step by step, while it runs")
def _trace(rest):
    usage("%trace")  # the rest is in C


@_command("%dis f", "the instructions of a function or of a statement")
def _dis(rest):
    import dis
    if not rest:
        return usage("%dis")
    code = compile(rest, "<dis>", "exec")
    try:  # only what is a name: nothing is called
        value = _value_of(rest) if all(part.isidentifier() for part in rest.split(".")) else None
    except Exception:
        value = None
    if isinstance(value, _BUILTINS):
        return print("(no instructions: it is written in C)")
    shown = isinstance(value, type) or hasattr(value, "__code__") or hasattr(value, "co_code")
    dis.dis(value if shown else code)


@_command("%time code", "how long it takes, once")
def _time(rest):
    usage("%time")  # the rest is in C


def time_report(times):
    """%time: nanoseconds of the processor and of the clock."""
    cpu, wall = times
    print(f"CPU {_duration(cpu / 1e9)}, wall {_duration(wall / 1e9)}")


@_command("%timeit code", "how long it takes, run many times, the best of seven")
def _timeit(rest):
    usage("%timeit")  # with code: timeit()


def timeit(code, name, sources):
    """%timeit: `name` is the file name of the entry, `sources` the texts that tracebacks are shown with."""
    import gc
    import time
    compile(code, name, "exec")  # its errors are those of the text that was typed
    names = {}
    source = "def _run(_n):\n    for _i in range(_n):\n        " + code.replace("\n", "\n        ") + "\n"
    sources[name] = source
    exec(compile(source, name, "exec"), sys.modules["__main__"].__dict__, names)
    run, loops = names["_run"], 1

    def once():
        began = time.perf_counter()
        run(loops)
        return time.perf_counter() - began
    while (took := once()) < 0.02 and loops < 10 ** 9:
        loops *= 2 if took > 0.005 else 10
    enabled = gc.isenabled()
    gc.disable()
    try:
        times = sorted(once() / loops for _ in range(7))
    finally:
        if enabled:
            gc.enable()
    _say(f"{_duration(times[0])} per loop (best of 7, median {_duration(times[3])}, {loops:,} loops each)")


@_command("%reset", "delete all variables, and _")
def _reset(rest):
    names = sys.modules["__main__"].__dict__
    gone = [name for name in names if not (name.startswith("__") and name.endswith("__"))]
    for name in gone:
        names.pop(name, None)  # what dies may delete others
    sys.modules["builtins"].__dict__.pop("_", None)
    print(f"{len(gone)} variable{'s' * (len(gone) != 1)} deleted.")
