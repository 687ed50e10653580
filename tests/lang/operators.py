# Operators and special methods on all kinds of objects: results, messages, order of calls.
import warnings
warnings.simplefilter('ignore')
def t(f):
    try:
        r = f()
        print('OK', repr(r))
    except BaseException as x:
        print(type(x).__name__, '|', x)
log=[]
class A:
    def __add__(s,o): log.append('A.add'); return NotImplemented
    def __radd__(s,o): log.append('A.radd'); return NotImplemented
    def __iadd__(s,o): log.append('A.iadd'); return NotImplemented
    def __eq__(s,o): log.append('A.eq'); return NotImplemented
    def __lt__(s,o): log.append('A.lt'); return NotImplemented
    def __gt__(s,o): log.append('A.gt'); return NotImplemented
    def __pow__(s,o,m=None): log.append('A.pow%s' % (m,)); return NotImplemented
    def __rpow__(s,o,m=None): log.append('A.rpow%s'% (m,)); return NotImplemented
    def __mul__(s,o): log.append('A.mul'); return NotImplemented
    def __rmul__(s,o): log.append('A.rmul'); return 'rmul'
class B(A):
    def __radd__(s,o): log.append('B.radd'); return 'B'
    def __eq__(s,o): log.append('B.eq'); return NotImplemented
    def __gt__(s,o): log.append('B.gt'); return NotImplemented
class C(A): pass
class D:
    def __radd__(s,o): log.append('D.radd'); return NotImplemented
vals = {'A()':A(),'B()':B(),'C()':C(),'D()':D(),'1':1,"'s'":'s','[1]':[1],'None':None,'1.5':1.5,'(2,)':(2,)}
import itertools
for (na,a) in vals.items():
    for (nb,b) in vals.items():
        for op in ['a+b','a==b','a<b','a>=b','a*b','a**b','a-b','a in b','divmod(a,b)','a@b','a[b]']:
            log.clear()
            try: r=eval(op); r = r if not isinstance(r,object) or type(r) in (bool,int,str,list,tuple,float) else type(r).__name__
            except Exception as e: r=(type(e).__name__,str(e))
            print(na,nb,op,r,log)
        log.clear()
        x=a
        try:
            if type(x) is list: x=x[:]
            x+=b; r=x
        except Exception as e: r=(type(e).__name__,str(e))
        print(na,nb,'+=',r if not isinstance(r,(A,D)) else type(r).__name__,log)
        x=a
        log.clear()
        try:
            if type(x) is list: x=x[:]
            x*=b; r=x
        except Exception as e: r=(type(e).__name__,str(e))
        print(na,nb,'*=',r if not isinstance(r,(A,D)) else type(r).__name__,log)
for s in ['pow(2,3,5)','pow(A(),2,3)','pow(2,A(),3)','pow(2,3,A())','pow(2.0,3,5)','pow("a",2)','-"a"','+[]','~1.5','abs("x")','-A()','print>>1','[]>>1','1<<"a"','[1]*1.5','"a"*"b"','1.5*[1]','[1]+(2,)','(1,)+[2]','"a"+1','1+"a"','b"a"+"a"','"a"+b"a"','{}+{}','{1}|[2]','{1:2}|[3]','None+1','len(5)','len(A())','5[0]','None[0]','A()[0]','(1,2)["a"]','[1]["a"]','"abc"[1.5]','{}[[]]','{[]:1}','{[]}','hash([])','hash({})','hash(set())','hash(slice(1))','iter(5)','iter(A())','next([])','next(5)','for_()','list(5)','tuple(None)','1 in 5','"a" in 5','5 in "a"','[] in {}','isinstance(1,5)','isinstance(1,(int,5))','isinstance(1,(str,(float,(int,))))','issubclass(5,int)','issubclass(int,5)','issubclass(int,(str,5))','isinstance(1,int|str)','isinstance(1,list[int])','issubclass(int,int|str)','callable(5)','bool(A())','float("x")','float([])','int([])','int(None)','range(1.5)','[1][1.5:2]','[1]["a":]','"abc"[::0]','[1,2,3][None:None:None]','chr(1.5)','"x".__format__(5)','format(1,5)','format(A(),"x")','format([],"x")','f"{A()!r:5}"[:2]','int[0]','int["a"]','list[int][str]','A[int]','type[int]','dict[int,str]','5()','None()','"a"()','A()()','sum(["a"],"b")','sum([[1]],[])','sum([b"a"],b"")','min()','min([])','max(1)','sorted([1,"a"])','[1,"a"]<[1,2]','(1,2)<(1,"a")','{1:2}<{3:4}','{1}<5','1<"a"','None<None','[]<5','1j<2j','all(5)','map(5)','list(map(5,[1]))','zip(5)','reversed(5)','reversed({1})','enumerate(5)','"".join([1])','"".join(5)','"%d"%"a"','"%s %s"%1','divmod(1,0)','1//0','1%0','1.0%0','0**-1','1/0','1.0/0','0.0**-1','round("a")','hash(A())','hash(B())','del_()']:
    t(lambda: eval(s) if not s.endswith('_()') else None)
class M(type):
    def __instancecheck__(c,i): return i==5
    def __subclasscheck__(c,s): return s is str
    def __getitem__(c,k): return ('M',k)
    def __len__(c): return 7
    def __contains__(c,x): return x==1
    def __iter__(c): return iter([1,2])
    def __call__(c,*a): return ('called',a)
    def __add__(c,o): return 'MA'
class X(metaclass=M): pass
print(isinstance(5,X),isinstance(6,X),issubclass(str,X),issubclass(int,X),X[3],len(X),1 in X,2 in X,list(X),X(1),X+1)
class P:
    @property
    def __class__(self): return int
print(isinstance(P(),int),isinstance(P(),P),isinstance(P(),str), P().__class__)
class It:
    def __init__(s): s.n=0
    def __getitem__(s,i):
        if i>3: raise IndexError
        return i*i
print(list(It()), 4 in It(), 5 in It(), list(reversed([1])), [*It()])
class BadIter:
    def __iter__(s): return 5
t(lambda: iter(BadIter())); t(lambda: list(BadIter()))
class NoIter:
    __iter__ = None
    def __getitem__(s,i): return i
t(lambda: iter(NoIter())); t(lambda: 1 in NoIter())
class NoCont(list):
    __contains__ = None
t(lambda: 1 in NoCont())
class BadLen:
    def __len__(s): return -1
t(lambda: len(BadLen())); t(lambda: bool(BadLen()))
class BadLen2:
    def __len__(s): return 'a'
t(lambda: len(BadLen2())); t(lambda: bool(BadLen2()))
class BigLen:
    def __len__(s): return 10**30
t(lambda: len(BigLen())); t(lambda: bool(BigLen()))
class BadBool:
    def __bool__(s): return 1
t(lambda: bool(BadBool())); t(lambda: not BadBool())
class BadHash:
    def __hash__(s): return 'a'
t(lambda: hash(BadHash())); t(lambda: {BadHash():1})
class BigHash:
    def __hash__(s): return 2**100+7
print(hash(BigHash()))
class MHash:
    def __hash__(s): return -1
print(hash(MHash()))
class EqOnly:
    def __eq__(s,o): return True
t(lambda: hash(EqOnly())); t(lambda: {EqOnly()})
class BadRepr:
    def __repr__(s): return 5
t(lambda: repr(BadRepr())); t(lambda: str(BadRepr())); t(lambda: '%r' % BadRepr()); t(lambda: [BadRepr()].__repr__())
class BadStr:
    def __str__(s): return 5
t(lambda: str(BadStr())); t(lambda: f'{BadStr()}'); t(lambda: print(BadStr()))
class BadFormat:
    def __format__(s,f): return 5
t(lambda: format(BadFormat())); t(lambda: f'{BadFormat():x}')
class Idx:
    def __index__(s): return 2
print([1,2,3][Idx()], 'abc'[Idx()], range(Idx()), [0]*Idx(), bytes(Idx()), hex(Idx()), [1,2,3][:Idx()])
class BadIdx:
    def __index__(s): return 'x'
t(lambda: [1][BadIdx()]); t(lambda: [1][:BadIdx()]); t(lambda: [1]*BadIdx()); t(lambda: range(BadIdx()))
class IntSub(int): pass
print(type(IntSub(3)+IntSub(4)), type(-IntSub(3)), type(IntSub(3).__index__()), [1,2,3,4][IntSub(3)])
class BoolIdx:
    def __index__(s): return True
import warnings; warnings.simplefilter('ignore')
t(lambda: [1,2][BoolIdx()])
class FloatIt:
    def __float__(s): return 5
import math
t(lambda: math.sqrt(FloatIt())); t(lambda: float(FloatIt()))
class LH:
    def __init__(s,v): s.v=v
    def __iter__(s): return iter([1])
    def __length_hint__(s):
        if isinstance(s.v, type): raise s.v
        return s.v
for v in [3,-1,'a',NotImplemented,TypeError,ValueError,10**30]:
    t(lambda: list(LH(v)))
class Rev:
    def __reversed__(s): return iter('abc')
print(list(reversed(Rev())))
class RevN:
    __reversed__=None
t(lambda: reversed(RevN()))
del_x=5
for s in ['del (1,2)[0]','del "a"[0]','del 5[0]','del A()[0]','del A()["x"]','del {}[1]','del [][0]','del frozenset()[0]','(1,2)[0]=1','"a"[0]=1','5[0]=1','A()[0]=1','None.x=1','(5).x=1','del (5).x','A().x','del A().x','int.x=1','del int.x','len.x=1','del None.x']:
    def f(s=s): exec(s)
    t(f)
def deep(n):
    l=[]
    for i in range(n): l=[l]
    return l
t(lambda: len(repr(deep(100000)))); t(lambda: deep(100000)==deep(100000)); 
a=[]; a.append(a); b=[]; b.append(b)
t(lambda: a==b); print(a, {1:a})
def rec(): return rec()
t(rec)
class RA:
    def __getattr__(s,n): return getattr(s,n)
t(lambda: RA().x)
class RE:
    def __eq__(s,o): return s==o
t(lambda: RE()==RE())
class RR:
    def __repr__(s): return repr(s)
t(lambda: repr(RR()))
class RAdd:
    def __add__(s,o): return s+o
t(lambda: RAdd()+1)
class RInit:
    def __init__(s): RInit()
t(RInit)

# Slices without a step: plain bounds, odd bounds, objects with __index__, classes with __getitem__.
class Bound:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        print("index", self.value)
        return self.value

    def __del__(self):
        print("bound dies")


class Shows:
    def __getitem__(self, key):
        return key


for sequence in ([0, 1, 2, 3, 4], (0, 1, 2, 3, 4), "abcde", "äbcdé", b"abcde", bytearray(b"abcde"), range(5)):
    for low in (None, 0, 2, -2, 7, -9):
        for high in (None, 0, 3, -1, 9, -9):
            print(sequence[low:high], end=" ")
    print(sequence[Bound(1):Bound(3)], sequence[2 ** 70:], sequence[:-2 ** 70], sequence[True:False])
print(Shows()[1:2], Shows()[:], Shows()["a":], Shows()[Bound(1):].stop)
for bad in ("abc", [1], {}, 3):
    try:
        bad["x":]
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)
text = "one"
for i in range(12):
    text = text[1:] + text[:1]
    print(text, text[0], text[-1], b"xyz"[i % 3], end=" ")
print()


def by_index(value, count):
    for i in range(count):
        last = value[1]
    return last


print(by_index("ab", 20), by_index("aé", 20), by_index(b"ab", 20), by_index([1, 2], 20), by_index({1: 5}, 3))
data = bytearray(4)
for i in range(40):
    data[i % 4] += i
    try:
        data[5] = 1
    except IndexError as error:
        last = error
print(data, last)
