"""Stands for pickle: what dumps() returns is the text of an expression of lists and atoms, of its own form; objects are
taken apart and made as pickle does it, by __reduce_ex__, copyreg and the persistent names of functions and classes."""
import copyreg
import sys
import types

HIGHEST_PROTOCOL, DEFAULT_PROTOCOL = 5, 4


class PickleError(Exception):
    pass


class PicklingError(PickleError):
    pass


class UnpicklingError(PickleError):
    pass


_ATOMS = (type(None), bool, int, float, complex, str, bytes)


def _by_name(obj, name=None):
    """["global", module, qualified name], if the object can be found so."""
    name = name or getattr(obj, "__qualname__", None) or obj.__name__
    module = getattr(obj, "__module__", None)
    if module is None:
        module = next((key for key, m in list(sys.modules.items())
                       if key != "__main__" and m is not None and _find(m, name) is obj), "__main__")
    try:
        __import__(module)
        found = _find(sys.modules[module], name)
    except (ImportError, KeyError):
        raise PicklingError(f"Can't pickle {obj!r}: import of module {module!r} failed") from None
    if found is None:
        raise PicklingError(f"Can't pickle {obj!r}: it's not found as {module}.{name}")
    if found is not obj:
        raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
    return ["global", module, name]


def _find(holder, name):
    for part in name.split("."):
        if part == "<locals>":
            raise PicklingError(f"Can't pickle local object {name!r}")
        holder = getattr(holder, part, None)
    return holder


class _Writer:
    def __init__(self, protocol):
        self.protocol, self.numbers, self.kept = protocol, {}, []

    def number(self, obj):
        self.numbers[id(obj)] = len(self.kept)
        self.kept.append(obj)
        return self.numbers[id(obj)]

    def write(self, obj):
        kind = type(obj)
        if kind in _ATOMS:
            return ["atom", repr(obj)]
        if obj is Ellipsis or obj is NotImplemented:
            return ["global", "builtins", repr(obj)]
        if id(obj) in self.numbers:
            return ["again", self.numbers[id(obj)]]
        if kind is tuple:
            items = [self.write(item) for item in obj]
            if id(obj) in self.numbers:  # it holds itself
                return ["again", self.numbers[id(obj)]]
            return ["tuple", self.number(obj), items]
        if kind in (list, set):
            return [kind.__name__, self.number(obj), [self.write(item) for item in obj]]
        if kind is frozenset:
            items = [self.write(item) for item in obj]
            return ["frozenset", self.number(obj), items]
        if kind is dict:
            return ["dict", self.number(obj), [[self.write(k), self.write(v)] for k, v in obj.items()]]
        reduce = copyreg.dispatch_table.get(kind)
        if reduce is not None:
            return self.reduced(obj, reduce(obj))
        if isinstance(obj, type):
            if obj in (type(None), type(NotImplemented), type(Ellipsis)):
                return ["type of", repr(obj())]
            return _by_name(obj)
        if kind is types.FunctionType:
            return _by_name(obj)
        reduce = getattr(obj, "__reduce_ex__", None)
        value = reduce(self.protocol) if reduce is not None else obj.__reduce__()
        if isinstance(value, str):
            return _by_name(obj, value)
        return self.reduced(obj, value)

    def reduced(self, obj, value):
        if not isinstance(value, tuple) or not 2 <= len(value) <= 6:
            raise PicklingError("__reduce__ must return a string or tuple of two to six elements")
        make, args, state, items, pairs, setter = (*value, None, None, None, None)[:6]
        if not callable(make):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        made = [self.write(make), [self.write(arg) for arg in args]]
        if id(obj) in self.numbers:
            return ["again", self.numbers[id(obj)]]
        number = self.number(obj)
        self.kept.append(value)
        return ["object", number, *made,
                None if state is None else self.write(state),
                None if items is None else [self.write(item) for item in items],
                None if pairs is None else [[self.write(k), self.write(v)] for k, v in pairs],
                None if setter is None else self.write(setter)]


class _Reader:
    names = {"nan": float("nan"), "inf": float("inf"), "nanj": complex(0, float("nan")), "infj": complex(0, float("inf"))}

    def __init__(self):
        self.made = {}

    def read(self, what):
        if what is None:
            return None
        return getattr(self, what[0].replace(" ", "_"))(*what[1:])

    def atom(self, text):
        return eval(text, dict(self.names))

    def type_of(self, text):
        return type(eval(text))

    def again(self, number):
        return self.made[number]

    def tuple(self, number, items):
        self.made[number] = made = tuple(self.read(item) for item in items)
        return made

    def list(self, number, items):
        self.made[number] = made = []
        for item in items:
            made.append(self.read(item))
        return made

    def set(self, number, items):
        self.made[number] = made = set()
        for item in items:
            made.add(self.read(item))
        return made

    def frozenset(self, number, items):
        self.made[number] = made = frozenset([self.read(item) for item in items])
        return made

    def dict(self, number, pairs):
        self.made[number] = made = {}
        for key, value in pairs:
            key = self.read(key)
            made[key] = self.read(value)
        return made

    def object(self, number, make, args, state, items, pairs, setter):
        make = self.read(make)
        self.made[number] = made = make(*[self.read(arg) for arg in args])
        if items is not None:
            items = [self.read(item) for item in items]
            if hasattr(made, "extend"):
                made.extend(items)
            else:
                for item in items:
                    made.append(item)
        for key, value in pairs or ():
            key = self.read(key)
            made[key] = self.read(value)
        if state is not None:
            if setter is not None:
                self.read(setter)(made, self.read(state))
            else:
                self.set_state(made, self.read(state))
        return made

    def named(self, module, name):
        __import__(module)
        return _find(sys.modules[module], name)

    @staticmethod
    def set_state(made, state):
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
            return
        slots = None
        if isinstance(state, tuple) and len(state) == 2:
            state, slots = state
        for name, value in (state or {}).items():
            made.__dict__[sys.intern(name) if type(name) is str else name] = value
        for name, value in (slots or {}).items():
            setattr(made, name, value)


setattr(_Reader, "global", _Reader.named)


def dumps(obj, protocol=None, *, fix_imports=True, buffer_callback=None):
    protocol = DEFAULT_PROTOCOL if protocol is None else HIGHEST_PROTOCOL if protocol < 0 else protocol
    if protocol > HIGHEST_PROTOCOL:
        raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
    return repr([protocol, _Writer(protocol).write(obj)]).encode("utf-8", "surrogatepass") + b"."


def loads(data, **options):
    text = bytes(data).decode("utf-8", "surrogatepass")
    if not text.startswith("["):
        raise UnpicklingError("a pickle of CPython")
    return _Reader().read(eval(text[:text.rindex(".")])[1])


def dump(obj, file, protocol=None, **options):
    data = dumps(obj, protocol)
    file.write(len(data).to_bytes(8, "big") + data)


def load(file, **options):
    return loads(file.read(int.from_bytes(file.read(8), "big")))


class Pickler:
    def __init__(self, file, protocol=None, **options):
        self.file, self.protocol = file, protocol

    def dump(self, obj):
        dump(obj, self.file, self.protocol)


class Unpickler:
    def __init__(self, file, **options):
        self.file = file

    def load(self):
        return load(self.file)


_dumps, _loads, _Pickler, _Unpickler = dumps, loads, Pickler, Unpickler
