# _functools and _operator, defaultdict, _count_elements, _tuplegetter.
import _functools as functools, _operator as o
L=functools._lru_cache_wrapper
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
info=lambda *a:a
calls=[]
def f(*a,**k):
    calls.append((a,k)); return (a,k)
for m in (0,1,2,3,None,-1,True):
    c=L(f,m,False,info); calls.clear()
    for x in (1,2,1,3,1,2,3,4,1,1,2): c(x)
    c(x=1); c(1,x=1); c(1.0); c('1'); c(1,2); c(); c()
    print(m,len(calls),c.cache_info()); c.cache_clear(); print(c.cache_info())
c=L(f,10,True,info); calls.clear(); c(1); c(1.0); c(True); c(x=1); c(x=1.0); print(len(calls),c.cache_info())
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
    def __hash__(s): return s.n
    def __eq__(s,o): return s.n==o.n
c=L(lambda x:N(x.n*10),2,False,info)
for i in (1,2,1,3,4,4,2): c(N(i)); print('|',i)
c.cache_clear(); print('cleared'); c(N(5)); c=None; print('dead')
c=L(lambda x:N(x.n*10),None,False,info); c(N(1)); c(N(2)); c(N(1)); print('|'); c.cache_clear(); print('cleared')
@lambda f:L(f,None,False,info)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(80),fib.cache_info())
@lambda f:L(f,5,False,info)
def fib(n): return n if n<2 else fib(n-1)+fib(n-2)
print(fib(30),fib.cache_info())
class A:
    @lambda f:L(f,3,False,info)
    def m(self,x): return x*2
a=A(); print(a.m(3),a.m(3),A.m.cache_info(),A.m(a,3))
c=L(lambda x:1/x,3,False,info); t(lambda:c(0)); print(c.cache_info()); t(lambda:c([]))
def rec(x):
    if x: c2.cache_clear(); c2(0)
    return x
c2=L(rec,2,False,info); print(c2(1),c2(2),c2(1),c2.cache_info())
class Ev:
    def __hash__(s): return 1
    def __eq__(s,o): c3.cache_clear(); return False
c3=L(lambda x:0,2,False,info)
for i in range(6): c3(Ev())
print(c3.cache_info())
P=functools.partial
def g(*a,**k): return a,k
p=P(g,1,x=2); print(p(),p(2,y=3),p(x=5,z=1),P(p,3,x=9)(4),p.func is g); q=P(g); print(q(1,a=2)); r=P(g,1,2,3,4,5,6,7,8,9); print(r(10,11))
p.attr=1; print(p.__dict__,P(p,2).func is p)
print(functools.reduce(lambda a,b:a+b,range(10)),functools.reduce(lambda a,b:a+b,[],5))
K=functools.cmp_to_key(lambda a,b:(a>b)-(a<b)); print(sorted([3,1,2],key=K),max([1,5,2],key=K),K(1)==K(1),K(1)>=K(2))
class C: 
    x=1
    def m(s,*a,**k): return a,k
c=C(); c.y=C()
print(o.attrgetter('x')(c),o.attrgetter('y.x','x')(c),o.methodcaller('m',1,b=2)(c),o.methodcaller('m')(c),o.itemgetter(1,0)([5,6]),o.itemgetter(slice(1,3))('abcd'),o.itemgetter('a')({'a':1}))
l=[1,2]; print(o.iadd(l,[3]),l,o.iconcat(l,(4,)),o.setitem(l,0,9),o.delitem(l,1),l,o.concat('a','b'),o.concat((1,),(2,)),o.contains(l,9),o.indexOf(l,3),o.countOf([1,1,2],1))
print(o.add(1,2),o.sub(5,3),o.mul(2,3),o.truediv(1,2),o.floordiv(7,2),o.mod(7,3),o.neg(3),o.pos(-1),o.abs(-3),o.inv(5),o.lshift(1,3),o.rshift(8,1),o.and_(6,3),o.or_(6,3),o.xor(6,3),o.not_(0),o.truth([]),o.is_(1,1),o.is_not(1,2),o.lt(1,2),o.le(1,1),o.eq(1,1),o.ne(1,1),o.gt(1,2),o.ge(2,1),o.index(True),o.pow(2,5),o.call(int,'7'),o.length_hint(iter([1,2,3])))
from _collections import defaultdict,_count_elements,_tuplegetter
d=defaultdict(list); d['a'].append(1); d['b']; print(d,d.get('z'),'z' in d,d|{'q':1},dict(d)); d=defaultdict(lambda:len(d)); print(d['x'],d['y'],dict(d))
class D(defaultdict):
    def __missing__(s,k): return 'm'
print(D(list)['q'],len(D(list)))
class Cn(dict):
    def get(s,k,d=None): print('get',k,end=' '); return super().get(k,d)
m=Cn(); _count_elements(m,'aab'); print(m); m=type('X',(dict,),{})(); _count_elements(m,[1,1,2]); print(m)
class T(tuple):
    a=_tuplegetter(0,'first'); b=_tuplegetter(1,'second')
x=T((5,6)); print(x.a,x.b,T.a,T.a.__doc__); t(lambda:setattr(x,'a',1)); t(lambda:delattr(x,'a')); t(lambda:T(()).a)
