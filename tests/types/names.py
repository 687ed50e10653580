# What there is: every built-in type and every module in C or of the core library, name by name.
# For each type: names, bases, flags, whether it can be derived from and called without arguments,
# and for each member its kind, signature and whether there is a doc. What is left out on purpose
# is listed in names_left_out.py, and with reasons in docs/language.md.
import sys, gc, weakref, math, time, os, io, random, itertools, functools, operator
import collections, copy, types, contextlib, enum, dataclasses, abc, builtins
import collections.abc
from names_left_out import NAMES, TYPES, KINDS

sys.excepthook = sys.__excepthook__


def gathered():
    def g(): yield
    async def c(): pass
    async def ag(): yield
    class S:
        __slots__ = ('a',)
    class P:
        def __getitem__(self, i): raise IndexError
        def __len__(self): return 0
    out = {}
    def add(name, t):
        if t not in out.values():
            out[name] = t
    for n in sorted(vars(builtins)):
        o = vars(builtins)[n]
        if isinstance(o, type) and n not in ('__loader__',):
            add(n, o)
    coro = c(); wrapper = coro.__await__()
    agen = ag()
    mem = {
        'NoneType': lambda: None, 'ellipsis': lambda: ..., 'NotImplementedType': lambda: NotImplemented,
        'function': lambda: g, 'builtin': lambda: len, 'method': lambda: P().__len__, 'method_descriptor': lambda: str.join,
        'wrapper_descriptor': lambda: int.__add__, 'method-wrapper': lambda: (1).__add__,
        'getset_descriptor': lambda: int.real, 'member_descriptor': lambda: S.a,
        'classmethod_descriptor': lambda: dict.__dict__['fromkeys'], 'code': lambda: g.__code__,
        'frame': lambda: sys._getframe(), 'generator': lambda: g(), 'coroutine': lambda: coro,
        'coroutine_wrapper': lambda: wrapper, 'async_generator': lambda: agen,
        'async_generator_asend': lambda: agen.__anext__(), 'async_generator_athrow': lambda: agen.athrow(ValueError),
        'anext_awaitable': lambda: anext(agen, 1),
        'module': lambda: sys, 'mappingproxy': lambda: int.__dict__, 'SimpleNamespace': lambda: types.SimpleNamespace(),
        'GenericAlias': lambda: list[int], 'UnionType': lambda: int | str,
        'list_iterator': lambda: iter([]), 'list_reverseiterator': lambda: reversed([]), 'tuple_iterator': lambda: iter(()),
        'str_iterator': lambda: iter('\u1234'), 'str_ascii_iterator': lambda: iter('a'), 'bytes_iterator': lambda: iter(b''),
        'bytearray_iterator': lambda: iter(bytearray()), 'memory_iterator': lambda: iter(memoryview(b'')),
        'range_iterator': lambda: iter(range(3)), 'longrange_iterator': lambda: iter(range(1 << 70)),
        'dict_keys': lambda: {}.keys(), 'dict_values': lambda: {}.values(), 'dict_items': lambda: {}.items(),
        'dict_keyiterator': lambda: iter({}), 'dict_valueiterator': lambda: iter({}.values()),
        'dict_itemiterator': lambda: iter({}.items()), 'dict_reversekeyiterator': lambda: reversed({}),
        'dict_reversevalueiterator': lambda: reversed({}.values()), 'dict_reverseitemiterator': lambda: reversed({}.items()),
        'set_iterator': lambda: iter(set()), 'iterator': lambda: iter(P()), 'callable_iterator': lambda: iter(int, 1),
        'cell': lambda: types.CellType(1), 'lru_cache': lambda: functools.lru_cache(len),
        'cmp_to_key': lambda: functools.cmp_to_key(len), 'tee': lambda: itertools.tee([])[0],
        '_grouper': lambda: next(itertools.groupby([1]))[1],
        'deque_iterator': lambda: iter(collections.deque()), 'deque_reverse_iterator': lambda: reversed(collections.deque()),
        'tuplegetter': lambda: collections.namedtuple('N', 'a').a,
        'odict_iterator': lambda: iter(collections.OrderedDict()), 'odict_keys': lambda: collections.OrderedDict().keys(),
        'odict_items': lambda: collections.OrderedDict().items(), 'odict_values': lambda: collections.OrderedDict().values(),
        'stdout': lambda: sys.stdout, 'bytesio_buf': lambda: io.BytesIO().getbuffer().obj,
        'flags': lambda: sys.flags, 'version_info': lambda: sys.version_info, 'hash_info': lambda: sys.hash_info, 'int_info': lambda: sys.int_info,
        'float_info': lambda: sys.float_info, 'thread_info': lambda: sys.thread_info,
                'asyncgen_hooks': lambda: sys.get_asyncgen_hooks(), 'terminal_size': lambda: os.terminal_size((1, 2)),
        'stat_result': lambda: os.stat('/'), 'times': lambda: os.times(), 'uname': lambda: os.uname(),
        'struct_time': lambda: time.gmtime(0), 'itimer': lambda: time.get_clock_info('time'),
        'scandir': lambda: os.scandir('/'), 'cfunction_doc': lambda: sys.float_repr_style,
        'context': lambda: types.TracebackType(None, sys._getframe(), 0, 1),
        'ctxmgr': lambda: contextlib.suppress(), 'weakproxy': lambda: weakref.proxy(g), 'field': lambda: dataclasses.field(),
    }
    for n in mem:
        try: add(n, type(mem[n]()))
        except Exception as e: n in NAMES["types"] or print(n, "is missing", repr(e))
    coro.close()
    for m in (sys, gc, weakref, math, time, os, io, random, itertools, functools, operator, collections,
              collections.abc, copy, types, contextlib, enum, dataclasses, abc):
        for n in public(m):
            o = getattr(m, n)
            if isinstance(o, type):
                add(m.__name__ + '.' + n, o)
    return out

def short(o):
    if isinstance(o, type):
        return o.__module__ + "." + o.__qualname__
    return " ".join(repr(o).replace("\\n", " ").split()).split(" at 0x")[0]


def documented(o):
    try:
        doc = o.__doc__
    except Exception as error:
        return type(error).__name__
    return "" if isinstance(doc, str) and doc else " no doc" if doc is None else " " + type(doc).__name__


def attempt(function):
    try:
        return short(function())
    except Exception as error:
        return type(error).__name__ + " " + str(error)


def parameters(o):
    function = getattr(o, "__func__", o)
    if isinstance(function, types.FunctionType):
        code = function.__code__
        count = code.co_argcount + code.co_kwonlyargcount + bool(code.co_flags & 4) + bool(code.co_flags & 8)
        names = " ".join(code.co_varnames[:count])
        return "(%s %d %d %s %s)" % (names, code.co_posonlyargcount, code.co_kwonlyargcount,
                                     short(function.__defaults__), short(function.__kwdefaults__))
    return short(getattr(o, "__text_signature__", "no signature"))


def member(owner, name, o):
    """One line: kind, signature, doc, and what of its names is not as expected."""
    parts = [type(o).__name__]
    if callable(o) or hasattr(o, "__func__"):
        parts.append(parameters(o))
    for attribute, expected in (("__name__", name), ("__qualname__", owner.__qualname__ + "." + name),
                                ("__objclass__", owner)):
        value = getattr(o, attribute, None)
        if attribute == "__objclass__" and value is None and isinstance(o, (types.FunctionType, types.BuiltinFunctionType, staticmethod, classmethod, property)):
            continue
        if value != expected and not isinstance(o, type):
            parts.append(attribute + "=" + short(value))
    return " ".join(parts) + documented(o)


def derive(t):
    class Sub(t):
        pass
    return sorted(set(Sub.__dict__))


def is_in_python(t):
    return t.__flags__ >> 9 & 1 and any(isinstance(o, types.FunctionType) for o in vars(t).values())


def describe(label, t):
    left_out = NAMES.get(label, "").split()
    if label in TYPES:
        print("##", label)
    else:
        print("##", label, short(t), type(t).__name__, "sig", short(t.__text_signature__) + documented(t))
        print("  mro", *map(short, t.__mro__[1:]), "base", short(t.__base__))
        flags = [bit for bit in (5, 6, 7, 8, 9, 10, 14, 18, 20, 24, 25, 26, 27, 28, 29, 30, 31) if t.__flags__ >> bit & 1]
        if label + ".__flags__" in KINDS:
            flags = []
        print("  flags", *flags, "dict", t.__dictoffset__ != 0, "weak", t.__weakrefoffset__ != 0,
              isinstance(t.__basicsize__, int), isinstance(t.__itemsize__, int))
        print("  derived:", attempt(lambda: derive(t)))
        print("  called:", attempt(lambda: type(t()).__name__))
    names = [n for n in dir(t) if n not in left_out and (n[0] != "_" or n[-2:] == "__" or not is_in_python(t))]
    if label in TYPES:
        names = [n for n in names if n[0] != "_" or n[-2:] == "__" and n != "__slots__"]
    own = set(names) & set(t.__dict__)
    if label in TYPES:
        print("  names:", *[n for n in names if not hasattr(object, n) and (n[0] != "_" or n[-2:] == "__") and n != "__slots__"])
    else:
        print("  inherited:", *[n for n in names if n not in own and not hasattr(object, n)])
    for name in sorted(own):
        if name not in ("__module__", "__doc__", "__qualname__", "__dict__") and label not in TYPES and label + "." + name not in KINDS:
            value = t.__dict__[name]
            if not isinstance(value, (int, str, tuple, dict, list)) or isinstance(value, enum.Enum):
                print("   ", name, member(t, name, value))
    return len(names)


def public(module):
    names = getattr(module, "__all__", None) or [n for n in dir(module) if n[0] != "_"]
    own = []
    for name in sorted(set(names)):
        o = getattr(module, name, None)
        if callable(o) and (hasattr(module, "__all__") or getattr(o, "__module__", None) in (module.__name__, "_" + module.__name__, "posix", "_io", "io")):
            own.append(name)
    return own


def main():
    count = 0
    found = gathered()
    for label in sorted(found):
        if label.split(".")[-1][0] != "_" and label not in NAMES.get("types", "").split():
            count += describe(label, found[label])
    for module in (builtins, sys, gc, weakref, math, time, os, io, random, itertools, functools, operator,
                   collections, copy, types, contextlib, enum, dataclasses, abc):
        print("==", module.__name__)
        left_out = NAMES.get(module.__name__, "").split()
        for name in public(module):
            if name in left_out:
                continue
            o = getattr(module, name)
            count += 1
            if isinstance(o, type):
                print(" ", name, short(o))
            elif module.__name__ + "." + name in KINDS:
                print(" ", name)
            else:
                print(" ", name, type(o).__name__, parameters(o) + documented(o))
    print(count, "names compared,", sum(len(v.split()) for v in NAMES.values()), "left out")


main()
