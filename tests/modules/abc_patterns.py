# Registered classes take part in pattern matching; weak references that classes have; limits of int literals.
import collections.abc as cabc
class C:
    def __init__(s, v): s.v = v
    def __len__(s): return len(s.v)
    def __getitem__(s, i): return s.v[i]
    def keys(s): return s.v.keys()
    def get(s, k, d=None): return s.v.get(k, d)
    def __iter__(s): return iter(s.v)
def m(x):
    match x:
        case [a, b]: return "seq2"
        case [*_]: return "seq"
        case {"k": v}: return "mapk"
        case {}: return "map"
        case _: return "none"
print(m(C([1,2])))
class SubBefore(C): pass
cabc.Sequence.register(C)
print(m(C([1,2])), m(SubBefore([1,2])))
class SubAfter(C): pass
print(m(SubAfter([1,2])))
class D(C): pass
class E0(dict): pass
class P: 
    def __init__(s, v): s.v = v
    def __len__(s): return len(s.v)
    def __getitem__(s, i): return s.v[i]
    def keys(s): return s.v.keys()
    def get(s, k, d=None): return s.v.get(k, d)
class P2(P): pass
print(m(P({"k":1})))
cabc.Mapping.register(P)
print(m(P({"k":1})), m(P2({"k":1})))
class Q(P): pass
cabc.MutableMapping.register(Q)
print(m(Q({"k":1})))
class R(P): pass
cabc.Sequence.register(R)
print(m(R([1,2])))
class MS:
    __len__ = C.__len__; __getitem__ = C.__getitem__; __init__ = C.__init__; __iter__ = C.__iter__
cabc.MutableSequence.register(MS)
print(m(MS([1,2])))
class A(cabc.Sequence):
    __len__ = C.__len__; __getitem__ = C.__getitem__; __init__ = C.__init__
print(m(A([1,2])))
class A2(cabc.Sequence): 
    def __getitem__(s): pass
    def __len__(s): pass
    @classmethod
    def __subclasshook__(cls, x): return True
print(m(5), m("ab"), m(b"ab"), m(bytearray(b"ab")), m((1,2)), m(range(2)), m(memoryview(b"ab")), m({1,2}))
class Mixed(dict, A): 
    def __init__(s, v): pass
import collections
print(m(collections.deque([1,2])), m(collections.UserList([1,2])), m(collections.UserDict(k=1)), m(collections.ChainMap({"k":1})), m(collections.Counter("k")), m(collections.OrderedDict(k=1)))
import types
print(m(types.MappingProxyType({"k":1})))
class Own(cabc.Sequence):
    def __len__(s): return 2
    def __getitem__(s, i): return i
class Reg:
    def __len__(s): return 2
    def __getitem__(s, i): return i
Own.register(Reg)
class Reg2(Reg): pass
try: cabc.Sequence.register(int); print(m(3))
except TypeError as e: print(e)
import weakref, gc
def n(): return weakref.getweakrefcount
class A: pass
print(weakref.getweakrefcount(A), weakref.getweakrefcount(int) > 0, len(weakref.getweakrefs(A)))
class B(A): pass
print(weakref.getweakrefcount(A), weakref.getweakrefcount(B))
class C(B, A): pass
print(weakref.getweakrefcount(A), weakref.getweakrefcount(B), weakref.getweakrefcount(C))
r = weakref.ref(C)
print(weakref.getweakrefcount(C), len(weakref.getweakrefs(C)), [type(x).__name__ for x in weakref.getweakrefs(C)])
del r
class M(type): pass
class X(metaclass=M): pass
print(weakref.getweakrefcount(M), weakref.getweakrefcount(X))
def f(): pass
print(weakref.getweakrefcount(f))
a = A()
r1 = weakref.ref(a); r2 = weakref.ref(a); r3 = weakref.ref(a, print); p = weakref.proxy(a); p2 = weakref.proxy(a)
print(weakref.getweakrefcount(a), len(weakref.getweakrefs(a)))
del B, C; gc.collect()
print(weakref.getweakrefcount(A))
class S:
    __slots__ = ("a",)
print(weakref.getweakrefcount(S))
class S2(S):
    __slots__ = ("b", "__weakref__", "__dict__")
print(weakref.getweakrefcount(S), weakref.getweakrefcount(S2))
import abc
class Z(abc.ABC): pass
print(weakref.getweakrefcount(Z))
Z.register(int)
print(weakref.getweakrefcount(Z))
isinstance(3, Z)
isinstance("", Z)
print(weakref.getweakrefcount(Z))
class E(Exception): pass
print(weakref.getweakrefcount(E))
import enum
E = enum.Enum("E", "a b")
print(weakref.getweakrefcount(E))
import sys
def t(f):
    try: print(str(f())[:50])
    except BaseException as e: print(type(e).__name__, e)
t(lambda: eval("1"*4301))
t(lambda: len(repr(eval("1"*4300))))
sys.set_int_max_str_digits(640)
t(lambda: eval("1"*641))
t(lambda: eval("1"*640))
t(lambda: compile("x = " + "1"*641, "f", "exec"))
t(lambda: int("1"*641)); t(lambda: str(10**641))
t(lambda: eval("0x" + "1"*5000) > 0)
sys.set_int_max_str_digits(0)
t(lambda: eval("1"*5000) > 0)
sys.set_int_max_str_digits(5000)
t(lambda: eval("1"*5001))
t(lambda: eval("1_"*4999+"1") > 0)
t(lambda: eval("1_"*5000+"1") > 0)
t(lambda: eval("-" + "1"*5001))
t(lambda: eval("1"*5001+"j"))
t(lambda: eval("f'{" + "1"*5001 + "}'"))
t(lambda: f"{10**5001}")
t(lambda: "%d" % 10**5001)
t(lambda: sys.set_int_max_str_digits(100))
t(lambda: sys.set_int_max_str_digits(-1))
t(lambda: sys.set_int_max_str_digits("a"))
t(lambda: sys.get_int_max_str_digits())
