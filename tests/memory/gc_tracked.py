# gc.is_tracked, gc.get_referents: which objects the collector looks at, and what it sees in them.
import collections
import functools
import gc
import itertools
import operator
import os
import sys
import time
import types
import weakref

gc.disable()


class A:
    pass


class S:
    __slots__ = ("x", "y")


class I(int):
    __slots__ = ()


class D(dict):
    pass


def f(a, b=[1], *, c={}):
    "doc"


def g():
    "a generator"
    yield


def described(o):
    parts = []
    for x in gc.get_referents(o):
        name = type(x).__name__
        if isinstance(x, (int, str, float, bytes, type(None), list, set, frozenset)) and len(repr(x)) < 50:
            name += f" {x!r}"
        elif isinstance(x, (type, types.FunctionType, types.ModuleType)):
            name += f" {x.__name__}"
        parts.append(name)
    return parts


f.attr = 5
f.__annotations__
a, s = A(), S()
a.b, a.c = [], 5
s.x, s.y = [], 1
d = D(a=1)
d.b = 2
started = g()
next(started)
list_iterator = iter([1])
list(list_iterator)
try:
    1 / 0
except ZeroDivisionError as e:
    exc = e
noted = ValueError([1], "x")
noted.__cause__, noted.note = KeyError(), 5
objects = [
    None, 5, 2 ** 100, 1.5, 1j, "abcdef", b"abc", bytearray(b"x"), (), ([],), [], [1, "a", []], {}, {1: 2}, {"a": 1},
    {"a": []}, {1: []}, {"a": int}, {"a": A}, {"a": len}, {"a": ()}, {"a": ([],)}, {"a": object()}, {"a": None},
    {int: 1}, {A: 1}, {"a": {}}, {"a": type(None)}, {"a": Exception}, dict.fromkeys("ab", int), {k: int for k in "ab"},
    (int,), (object(),), set(), {1}, frozenset(), frozenset([1]), range(5), ..., NotImplemented, object(), a, s, I(5), d,
    int, type, type(None), f, len, [].append, "x".upper, str.upper, int.__add__, (5).__add__, types.MethodType(f, a),
    f.__code__, types.CellType([]), types.CellType(), started, g(), sys._getframe(), exc.__traceback__, exc, noted,
    ValueError(), StopIteration(5), OSError(1, "x", "y"), SystemExit([]), SyntaxError("x", ("f", 1, 2, "t")),
    ImportError("x", name="n"), UnicodeDecodeError("x", b"a", 1, 2, "c"), AttributeError("x", name="n", obj=[]),
    NameError("x", name="n"), staticmethod(f), classmethod(f), property(f, f, f, "doc"), S.x, int.real, super(A, a),
    gc, types.ModuleType("m"), types.SimpleNamespace(a=[]), types.MappingProxyType({}), iter([1]), list_iterator,
    reversed([1]), iter((1,)), iter("a"), iter(b"a"), iter(range(3)), iter({1}), iter({1: 2}), iter({1: 2}.items()),
    {1: 2}.keys(), {}.values(), {}.items(), reversed({1: 2}), zip([1], [2]), zip(), map(f, [1]), iter(f, None),
    functools.cmp_to_key, itertools.chain([1], [2]), itertools.repeat([]), itertools.islice([1], 2),
    itertools.groupby([1]), itertools.product([1], [2]), itertools.permutations([1, 2]), itertools.compress([1], [1]),
    itertools.zip_longest([1], [2]), itertools.pairwise([1, 2]), collections.deque([1]), iter(collections.deque([1])),
    collections.defaultdict(list, {1: 2}), collections.Counter("a"),
    collections.namedtuple("P", "x y")(1, 2), weakref.ref(A), weakref.ref(A, f), weakref.proxy(A),
    type("R", (weakref.ref,), {})(A), list[int], int | str, [*tuple[int]], os.stat("."),
    time.localtime(), time.struct_time(range(9)),
]
for o in objects:
    names = described(o)
    if type(o).__name__ in ("stat_result", "struct_time") or o is gc or o is len:
        names = len(names) > 0
    print(type(o).__name__, gc.is_tracked(o), gc.is_finalized(o), names)
print(gc.get_referents(), described([1]) + described({}), gc.get_referents(1, "a", [5], {2: 3}))

print("-- dicts and tuples change")
x = {}
for value in (int, (), (1,), []):
    x["x"] = value
    print(type(value).__name__, gc.is_tracked(x))
x.clear()
print(gc.is_tracked(x), gc.collect() >= 0, gc.is_tracked(x))
x = tuple([int, "x"])
print(gc.is_tracked(x), gc.collect(0) >= 0, gc.is_tracked(x))
x, y, z = tuple([A]), tuple([[]]), ({},)
gc.collect()
print(gc.is_tracked(x), gc.is_tracked(y), gc.is_tracked(z))
z[0][1] = []
print(gc.is_tracked(z), gc.is_tracked(z[0]))
a = A()
a.x = 1
print(gc.is_tracked(a.__dict__))
a.x = []
print(gc.is_tracked(a.__dict__), gc.is_tracked(globals()), gc.is_tracked(vars(gc)), gc.is_tracked(f.__annotations__))


def keywords(*args, **kwargs):
    print(gc.is_tracked(args), gc.is_tracked(kwargs))


keywords()
keywords(1, 2, a=1)
keywords([], a=[])
keywords(int, a=int)
print(gc.is_tracked(tuple([1, 2])), gc.is_tracked((1,) + (2,)), gc.is_tracked((1, 2, 3)[1:]), gc.is_tracked((1,) * 3),
      gc.is_tracked(divmod(5, 2)), gc.is_tracked("abc".partition("b")), gc.is_tracked(A.__mro__))

print("-- is_finalized")
kept = []


class Back:
    def __del__(self):
        kept.append(self)


back = Back()
print(gc.is_finalized(back))
del back
print(gc.is_finalized(kept[0]), gc.is_tracked(kept[0]))
back = Back()
back.me = back
del back
print(gc.collect(), gc.is_finalized(kept[1]))


def generator():
    try:
        yield
    finally:
        pass


x = generator()
next(x)
print(gc.is_finalized(x), gc.is_finalized(5), gc.is_finalized([]))
