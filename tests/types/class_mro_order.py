class P(type):
    def mro(cls):
        L = type.mro(cls)
        L.reverse()
        return L
class A:
    def f(self): return "A"
class X(A, metaclass=P): pass
print(X.__mro__, X().f())
try:
    class X2(A, metaclass=P, k=1): pass
except TypeError as e:
    print(e)
class M(type):
    busy = False
    def mro(cls):
        if cls.__mro__ is None and not M.busy:
            M.busy = True
            for f in (lambda: super(cls, cls).xxx, lambda: super(cls, cls).mro, lambda: cls.foo, lambda: repr(cls)[:9],
                      lambda: isinstance(cls, type), lambda: issubclass(cls, object), lambda: issubclass(int, cls), lambda: cls.__bases__,
                      lambda: cls.__base__, lambda: type("B", (cls,), {}), lambda: M("B", (cls,), {}), lambda: setattr(cls, "z", 1),
                      lambda: cls.__subclasses__(), lambda: isinstance(3, cls)):
                try:
                    print(f())
                except Exception as e:
                    print(type(e).__name__, e)
            M.busy = False
        return type.mro(cls)
class A2(metaclass=M): pass
print(A2.z if hasattr(A2, "z") else None, type(A2()).__name__)
class D(type):
    def mro(cls):
        del D.mro
        return (B,)
class B: pass
try:
    class A3(metaclass=D): pass
except TypeError as e:
    print(e)
class R(type):
    ready = False
    def mro(cls):
        if R.ready:
            if cls.__name__ == "B1": B2.__bases__ = (B1,)
            if cls.__name__ == "B2": B1.__bases__ = (B2,)
        return type.mro(cls)
class A4(metaclass=R): pass
class B1(A4): pass
class B2(A4): pass
R.ready = True
try:
    B1.__bases__ += ()
except TypeError as e:
    print(e)
R.ready = False
print(B1.__bases__, B2.__bases__, B1.__mro__, B2.__mro__)
class S(type):
    busy = False
    def mro(cls):
        if not S.busy:
            S.busy = True
            cls.__bases__ += ()
        return type.mro(cls)
class A5(metaclass=S): pass
print(object.__subclasses__().count(A5), A4.__subclasses__())
del A5
import gc
gc.collect()
object.__subclasses__()
