# Classes of every kind, for class_assign.py, class_bases.py, class_making.py.
import sys, types, collections, io, functools, itertools, weakref, enum, abc, copy, operator, random
def clean(s):
    i=s.find("0x")
    while i>=0:
        j=i+2
        while j<len(s) and s[j] in "0123456789abcdef": j+=1
        s=s[:i+2]+s[j:]; i=s.find("0x",i+2)
    return s
def attempt(label,f):
    try: v=f()
    except Exception as e: print(label,'!',type(e).__name__,clean(str(e)))
    else: print(label,'=',type(v).__name__,clean(repr(v))[:200])
class A: pass
class B: pass
class S1: __slots__=('a',)
class S1b: __slots__=('a',)
class S2: __slots__=('a','b')
class S0: __slots__=()
class SD: __slots__=('__dict__',)
class SW: __slots__=('__weakref__',)
class SDW: __slots__=('__dict__','__weakref__')
class SA(S1): pass
class SB(S1): __slots__=()
class SC(S1): __slots__=('c',)
class I(int): pass
class I2(int): pass
class IS(int): __slots__=()
class L(list): pass
class LS(list): __slots__=('x',)
class D(dict): pass
class DS(dict): __slots__=()
class T(tuple): pass
class TS(tuple): __slots__=()
class St(str): pass
class By(bytes): pass
class Ba(bytearray): pass
class Se(set): pass
class Fs(frozenset): pass
class Fl(float): pass
class Co(complex): pass
class E(Exception): pass
class E2(Exception): pass
class EK(KeyError): pass
class EO(OSError): pass
class ESI(StopIteration): pass
class M(type): pass
class AM(metaclass=M): pass
class Mo(types.ModuleType): pass
class Ob(A): pass
class AB(A,B): pass
class P(property): pass
class W(weakref.ref): pass
class De(collections.deque): pass
class DD(collections.defaultdict): pass
class Pa(functools.partial): pass
class Cn(itertools.count): pass
class SIO(io.StringIO): pass
class En(enum.Enum):
    X=1
class Ab(abc.ABC):
    @abc.abstractmethod
    def f(self): pass
class Abs(Ab):
    def f(self): return 1
classes=[A,B,S1,S1b,S2,S0,SD,SW,SDW,SA,SB,SC,I,I2,IS,L,LS,D,DS,T,TS,St,By,Ba,Se,Fs,Fl,Co,E,E2,EK,EO,ESI,M,AM,Mo,Ob,AB,P,W,De,DD,Pa,Cn,SIO,En,Abs]
def make(c):
    if c is M: return M('m',(),{})
    if c is Mo: return Mo('mm')
    if c is W: return W(A)
    if c is Pa: return Pa(len)
    if c is En: return En.X
    if c is DD: return DD(int)
    return c()
