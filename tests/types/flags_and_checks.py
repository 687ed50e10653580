"""__flags__ of types; type.__instancecheck__() and __subclasscheck__() of what only looks like a class."""
import collections
import enum
import functools
import operator
import types
import weakref


class A: pass
class S: __slots__ = ()
class D(dict): pass
class D2(dict): __slots__ = ()
class AA(A): pass
class AS(A): __slots__ = ()
class E(Exception): pass
class T(type): pass
class P(functools.partial): pass
class I(int): pass
class Tu(tuple): pass
class SD: __slots__ = "__dict__",
class SDA(SD): pass
class M(types.ModuleType): pass
class L(list): pass
class EN(enum.Enum): X = 1
class O(collections.OrderedDict): pass


for t in (A, S, D, D2, AA, AS, E, T, P, I, Tu, SD, SDA, M, L, EN, O, type, object, int, str, list, dict, set, tuple, float, bytes,
          type(len), type(lambda: 0), type(str.join), type(int.__add__), type(A().__init__), type([].append), property, super,
          functools.partial, operator.itemgetter, operator.attrgetter, weakref.ref, types.MethodType, types.GenericAlias,
          collections.OrderedDict, collections.deque, collections.defaultdict):
    print(t.__name__, [bit for bit in range(32) if bit != 19 and t.__flags__ >> bit & 1])


class Answers:
    def __init__(self, answer):
        self.answer = answer

    def __getattr__(self, name):
        print("asked for", name)
        return self.answer


for answer in (5, (), (int,), (A, int), ("x", "y"), (5, 6)):
    for name, f in (("subclasscheck", lambda x: int.__subclasscheck__(x)), ("sub", lambda x: issubclass(x, int)),
                    ("super", lambda x: issubclass(int, x)), ("instance", lambda x: isinstance(1, x)),
                    ("type.subclasscheck", lambda x: type.__subclasscheck__(A, x)),
                    ("type.instancecheck", lambda x: type.__instancecheck__(int, x))):
        try:
            print(answer, name, f(Answers(answer)))
        except Exception as e:
            print(answer, name, type(e).__name__, e)
