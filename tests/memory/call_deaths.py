# When callables and arguments of a call die.
class D:
    def __init__(s, n): s.n=n
    def __del__(s): print("del", s.n)
class C:
    def __init__(s, n): s.n=n
    def __del__(s): print("delc", s.n)
    def __call__(s, *a, **k): print("call", len(a), len(k)); return 1
    def m(s, *a): print("m", len(a))
    @staticmethod
    def st(*a): print("st")
    @classmethod
    def cl(cls, *a): print("cl")
C(0)(D(1), D(2)); print("-")
C(0)(D(1), x=D(2)); print("-")
C(0)(*[D(1), D(2)], **{"k": D(3)}); print("-")
C(0).m(D(1), D(2)); print("-")
C(0).st(D(1), D(2)); print("-")
C(0).cl(D(1), D(2)); print("-")
class B:
    def __call__(s, a, b): print("B")
    def __del__(s): print("delB")
try: B()(D(1))
except TypeError as e: print(e); e = None
print("-")
B()(D(1), D(2)); print('-')
B()(D(1), b=D(2)); print('-')
print(callable(B()))
len([D(1)]); print("-")
str(D(5))[:0]; print("-")
(lambda a, b: print("lam"))(D(1), D(2)); print("-")
(lambda *a: print("lam"))(D(1), D(2)); print("-")
(lambda **a: print("lam"))(x=D(1), y=D(2)); print("-")
(lambda a, b=3, *c, d=4: print("lam"))(D(1), D(2), D(3), d=D(4)); print("-")
class S:
    def __call__(self, a, b):
        a = None
        print("a gone")
    def __del__(s): print("delS")
S()(D(1), D(2)); print("-")
import functools
functools.partial(lambda *a: print("p"), D(1))(D(2)); print("-")
isinstance(D(1), (type(D(2)), int)); print("-")
max(D(1), D(2), key=lambda d: d.n); print("-")
print([D(i).n for i in range(3)])
class M(type):
    def __call__(cls, *a): print("mcall"); return type.__call__(cls, *a)
class K(metaclass=M):
    def __init__(s, *a): print("init")
    def __del__(s): print("delK")
K(D(1), D(2)); print("-")
class T:
    def __new__(cls, *a): print("new"); return object.__new__(cls)
    def __init__(s, *a): print("init")
    def __del__(s): print("delT")
T(D(1), D(2)); print("-")
