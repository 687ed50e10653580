# itertools: results, __reduce__ and __setstate__ at each step, order of release.
class Rnd:
    def __init__(s,x): s.x=x
    def randrange(s,a,b=None):
        if b is None: a,b=0,a
        s.x=(s.x*6364136223846793005+1442695040888963407)%2**64
        return a+(s.x>>33)%(b-a) if b>a else a
    def choice(s,l): return l[s.randrange(len(l))]
from itertools import *

def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
def L(it,n=60): return list(islice(it,n))
def show(x):
    if isinstance(x,tuple): return tuple(show(y) for y in x)
    if isinstance(x,(int,str,type(None),list,type)): return x
    return type(x).__name__
def states(mk,n=8):
    for k in range(n):
        it=mk()
        try:
            for i in range(k): next(it)
        except StopIteration: pass
        try: rr=it.__reduce__()
        except SystemError: print('SYS',type(it)); continue
        print(show(rr),end=' ')
        c=rr[0](*rr[1])
        if len(rr)>2 and rr[2] is not None: c.__setstate__(rr[2])
        print(L(c,20), L(it,5))
from itertools import _tee
P=lambda *a:print(*a)
P(L(count(),5),L(count(3,2),5),L(count(1.5),3),L(count(-3,-2),3),L(count(2**63-2),4),L(count(True),2),L(count(2**70,3),2),L(count('a'==1),3))
P(L(cycle('abc'),8),L(cycle([]),3),L(repeat(1,3)),L(repeat(2),3),repeat('x',2),count(3),count(3,2))
P(L(accumulate([1,2,3])),L(accumulate([1,2,3],lambda a,b:a*b)),L(accumulate([1,2],initial=5)),L(accumulate([])),L(accumulate([],initial=1)),L(accumulate(['a','b'])),L(accumulate([1,2],initial=None)))
P(L(chain('ab',[1],())),L(chain.from_iterable(['ab','cd'])),L(chain()),L(compress('abcd',[1,0,1])),L(dropwhile(lambda x:x<2,[0,1,2,1])),L(takewhile(lambda x:x<2,[0,1,2,1])),L(filterfalse(None,[0,1,2])),L(filterfalse(lambda x:x%2,range(6))),L(starmap(pow,[(2,3),[3,2]])),L(pairwise('abcd')),L(pairwise('a')),L(pairwise('')))
P(L(islice('abcdefg',2)),L(islice('abcdefg',2,4)),L(islice('abcdefg',2,None)),L(islice('abcdefg',0,None,3)),L(islice('abc',0)),L(islice('abcdefg',1,6,2)),L(islice('abc',None)))
P([(k,list(g)) for k,g in groupby('aabbbca')],[(k,list(g)) for k,g in groupby([1,3,2,4,5],lambda x:x%2)],[k for k,g in groupby('aabbc')])
g=groupby('aab'); k,a=next(g); k,b=next(g); P(list(a),list(b)); g=groupby('aab'); k,a=next(g); next(a); P(next(g)[0], list(a))
a,b=tee('abc'); P(next(a),next(a),list(b),list(a)); a,b,c=tee(range(200),3); P(sum(a),sum(islice(b,100)),next(b),sum(c)); P(len(tee([],5)),tee([],0)); a,=tee([1],1); b=tee(a,1)[0]; P(list(b)); a,b=tee([1,2]); c=copy.copy(a) if 0 else a.__copy__(); P(next(a),list(c),list(b))
P(L(zip_longest('ab','xyz')),L(zip_longest('ab','x',fillvalue=0)),L(zip_longest()),L(zip_longest('','')))
P(L(product('ab',[1,2])),L(product('ab',repeat=2)),L(product()),L(product('ab',[])),L(product(repeat=3)),L(product('a',repeat=0)))
P(L(permutations('abc')),L(permutations('abc',2)),L(permutations('ab',3)),L(permutations('')),L(permutations('abc',0)),L(combinations('abcd',2)),L(combinations('abc',0)),L(combinations('ab',3)),L(combinations_with_replacement('abc',2)),L(combinations_with_replacement('',1)),L(combinations_with_replacement('',0)),L(combinations_with_replacement('ab',3)))
P(sum(1 for i in permutations(range(7),4)),hash(tuple(permutations(range(5)))),hash(tuple(combinations(range(12),5))),hash(tuple(product(range(5),repeat=4))),hash(tuple(combinations_with_replacement(range(7),4))))
states(lambda:count(3)); states(lambda:count(3,5),3); states(lambda:cycle([1,2,3])); states(lambda:repeat(1,4)); states(lambda:accumulate([1,2,3])); states(lambda: accumulate([1,2],initial=3)); states(lambda: accumulate([None,1],lambda a,b:b)); states(lambda:chain('ab','cd')); states(lambda:compress('abcd',[1,0,1,1])); states(lambda:dropwhile(lambda x:x<2,[0,1,2,1])); states(lambda:takewhile(lambda x:x<2,[0,1,2,1])); states(lambda:filterfalse(None,[0,1,0])); states(lambda:starmap(pow,[(1,2)]*3)); states(lambda:islice('abcdefg',1,6,2)); states(lambda:islice('abcdefg',1,None)); states(lambda:zip_longest('ab','xyz')); states(lambda:product('ab',[1,2])); states(lambda:permutations('abc',2)); states(lambda:combinations('abcd',2)); states(lambda:combinations_with_replacement('abc',2)); states(lambda:zip('ab','cd'),4); states(lambda:zip('ab','cd',strict=True),2); states(lambda:map(str,[1,2,3]),4); states(lambda:filter(None,[1,2,3]),4); states(lambda:reversed((1,2,3)),5); states(lambda:reversed([1,2,3]),5); states(lambda:enumerate('ab'),3); states(lambda:iter(range(5)),7); states(lambda:iter([1,2,3]),5); states(lambda:iter((1,2,3)),5); states(lambda:iter('abc'),5); states(lambda:iter({1,2,3}),5); states(lambda:iter({1:2}),3); states(lambda: reversed({1:2,3:4}),3); states(lambda: iter(range(2**70,2**70+3)),5); states(lambda: tee('abc')[0],5); states(lambda: product('ab',[]),2)
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
def gen(k=4):
    for i in range(k): yield N(i)
def drain(it):
    for x in it:
        if isinstance(x,tuple): print([getattr(y,'n',y) for y in x],end=' ')
        else: print(getattr(x,'n',x),end=' ')
        x=None
    print('|')
for mk in (lambda:islice(gen(),1,3),lambda:pairwise(gen()),lambda:chain(gen(2),gen(2)),lambda:takewhile(lambda x:x.n<2,gen()),lambda:dropwhile(lambda x:x.n<2,gen()),lambda:filterfalse(lambda x:x.n%2,gen()),lambda:compress(gen(),[1,0,1]),lambda:zip_longest(gen(2),gen(3)),lambda:product(gen(2),gen(2)),lambda:combinations(gen(3),2),lambda:permutations(gen(3),2),lambda:accumulate(gen(3),lambda a,b:b),lambda:starmap(lambda x:x,((n,) for n in gen())),lambda:tee(gen())[0],lambda:enumerate(gen()),lambda:zip(gen(),gen(3)),lambda:map(lambda x:x,gen()),lambda:filter(lambda x:x.n%2,gen()),lambda:((k,len(list(g))) for k,g in groupby(gen(),lambda n:n.n//2)),lambda:islice(cycle(gen(2)),5)):
    drain(mk()); print('--')
a,b=tee(gen()); next(a);next(a); print('A'); next(b); print('B'); del a; print('C'); del b; print('D')
def g():
    yield 1
    next(a)
a,b=tee(g()); t(lambda:list(a))
class I:
    def __iter__(s): return s
    def __next__(s): raise ValueError('x')
for f in (lambda:chain(I()),lambda:islice(I(),3),lambda:pairwise(I()),lambda:accumulate(I()),lambda:cycle(I()),lambda:groupby(I()),lambda:zip_longest(I(),[1]),lambda:tee(I())[0],lambda:product(I()),lambda:takewhile(int,I()),lambda:compress([1],I()),lambda: enumerate(I()),lambda:zip([1],I()),lambda:map(int,I())): t(lambda:list(f()))
class S(chain): pass
class S2(islice):
    def __new__(c,*a,foo=1): return super().__new__(c,*a)
    def __init__(s,*a,foo=1): pass
P(list(S('ab')),list(S.from_iterable(['a'])),type(S.from_iterable([])),list(S2('abc',2,foo=3)))
P(sum(islice(count(),1000)),len(list(product(range(10),repeat=3))))
