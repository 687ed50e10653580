# Instances: order of release, cycles, weak references, reduction, metaclass methods.
import gc, weakref
def t(f,*a):
    try: print(repr(f(*a)))
    except BaseException as e: print(type(e).__name__, e)
class D:
    def __init__(s,n): s.n=n
    def __del__(s): print("del",s.n)
class S:
    __slots__=('b','a','__weakref__')
class S2(S):
    __slots__=('d','c')
    def __del__(self): print("del S2")
s=S2()
s.a=D('a'); s.b=D('b'); s.c=D('c'); s.d=D('d')
w=weakref.ref(s,lambda r:print("wr"))
del s
class L(list):
    pass
l=L(); l.append(D('item')); l.attr=D('attr'); l.attr2=D('attr2')
del l
class P: pass
p=P(); p.x=D('x'); p.y=D('y'); p.z=D('z')
del p
p=P(); p.x=D('x'); p.y=D('y'); p.__dict__
del p
p=P(); p.x=D('x'); 
for i in range(20): setattr(p,'a%d'%i,i)
p.last=D('last')
del p.x
del p
# cycles
class P: pass
def cyc():
    a=P(); b=P(); a.b=b; b.a=a; a.d=D('cyc')
cyc()
print(gc.collect())
def cyc2():
    class X: pass
    x=X(); x.me=x
gc.collect()
cyc2(); print(gc.collect())
def cyc3():
    class X: pass
cyc3(); print(gc.collect())
def cyc4():
    class S: 
        __slots__='x'
    s=S(); s.x=s
cyc4(); print(gc.collect())
def cyc5():
    class M(type): pass
    class X(metaclass=M):
        def f(self): return X
    class Y(X): pass
cyc5(); print(gc.collect())
print(object.__subclasses__()[-1] if 0 else "ok")
# weakrefs
t(weakref.ref, 1); t(weakref.ref, S.__new__(type('T',(),{'__slots__':()})) if 0 else type('T',(),{'__slots__':()})())
class W: pass
w=W(); r=weakref.ref(w); print(w.__weakref__ is r, r() is w); del w; print(r())
# reduce
import copyreg
class R:
    def __init__(self): self.x=1
r=R()
print(r.__reduce_ex__(2)[0].__name__, r.__reduce_ex__(2)[1:], r.__getstate__(), R.__new__(R).__getstate__())
class RS:
    __slots__=('a','b')
r=RS(); r.a=1
print(r.__reduce_ex__(2)[1:], r.__getstate__())
class T2(tuple): pass
t(lambda: T2((1,)).__reduce_ex__(2)[1:])
t(iter([1,2]).__reduce__)
t(lambda: (i for i in ()).__reduce_ex__(2))
t(lambda: type(lambda:1).__reduce_ex__(lambda:1,2))
import copy
a=P(); a.v=[1]; b=copy.copy(a); c=copy.deepcopy(a); print(b.v is a.v, c.v is a.v, c.v)
print(copy.copy(r).a, copy.deepcopy(T2((1,2))))
t(object().__format__,'x'); t(object().__format__,1)
print(sorted(set(dir(object())) ))
print(sorted(dir(type))[:5], dir(1)==sorted(dir(1)), len(dir(a)))
print(P.__subclasshook__(1), object.__init_subclass__())
print(P.__mro__, P.__bases__, P.__flags__&(1<<9)!=0)
class Color(type):
    def __getattr__(cls,n): return n
    def __len__(cls): return 7
    def __iter__(cls): return iter('ab')
    def __contains__(cls,x): return x=='q'
    def __getitem__(cls,k): return k*2
    def __repr__(cls): return '<C>'
    def __eq__(cls,o): return True
    def __hash__(cls): return 1
    def __add__(cls,o): return 'added'
    @property
    def prop(cls): return 'metaprop'
class CC(metaclass=Color): prop=5
print(CC.foo, len(CC), list(CC), 'q' in CC, CC[3], CC, CC==1, CC+1, CC.prop, CC().prop, str(CC))
