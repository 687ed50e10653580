# Instances of classes derived from built-in types are collected; what gc.collect() counts.
import gc
gc.collect()
class D:
    def __del__(s): print("del")
def f(base,*a):
    class X(base): pass
    x=X(*a); x.me=x; x.d=D()
for b,a in ((int,(5,)),(int,(1<<100,)),(float,(2.5,)),(str,('abc',)),(str,('aé',)),(bytes,(b'x',)),(complex,(1,)),(tuple,((1,2),)),(list,()),(frozenset,())):
    f(b,*a); print(b.__name__, gc.collect())
class I(int): pass
i=I(7); print(gc.is_tracked(i), i+1, i, hash(i), I(1<<80), [I(k) for k in range(3)])
i.x=[i]
del i
print(gc.collect())
import weakref
class S(str): pass
s=S("q"); r=weakref.ref(s); print(r()); del s; print(r())
l=[S("x%d"%k) for k in range(5)]; print(l, "".join(l), {k:1 for k in l}, sorted(l,reverse=True))
class S: __slots__='a'
class T(S): pass
class W:
    __slots__='__weakref__'
class W2(W): pass
class M(S,W2): pass
class DD:
    __slots__=('__dict__',)
class L(list): pass
class L2(L): pass
class E(Exception): pass
class Dct(dict): pass
import types
gc.collect()
class Mod(types.ModuleType):
    def __init__(self): super().__init__('x')
class Pr(property): pass
gc.collect()
for c in (T,W2,M,DD,L,L2,E,Dct,Mod,Pr):
    x=c(); x.me=x; x.k=5; del x; print(c.__name__, gc.collect())
