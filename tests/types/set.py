# Sets: iteration order after random histories, operations, keys with script __eq__.
class Rnd:
    def __init__(s,x): s.x=x
    def randrange(s,a,b=None):
        if b is None: a,b=0,a
        s.x=(s.x*6364136223846793005+1442695040888963407)%2**64
        return a+(s.x>>33)%(b-a) if b>a else a
    def choice(s,l): return l[s.randrange(len(l))]

r=Rnd(3)
def rnd(n):
    c=r.randrange(4)
    if c==0: return [r.randrange(n) for i in range(r.randrange(n))]
    if c==1: return [r.randrange(n)*n for i in range(r.randrange(n))]
    if c==2: return [r.randrange(10**9)*64 for i in range(r.randrange(n))]
    return [(r.randrange(n),r.randrange(3)) for i in range(r.randrange(n))]
for rep in range(120):
    n=r.choice([3,8,20,60])
    s=set(rnd(n)); 
    for i in range(r.randrange(30)):
        op=r.randrange(20); o=rnd(n); k=r.choice([set,frozenset,list,tuple,dict.fromkeys,iter])
        if op==0: s=s|set(o)
        elif op==1: s=s&set(o)
        elif op==2: s=s-set(o)
        elif op==3: s=s^set(o)
        elif op==4: s|=set(o)
        elif op==5: s&=set(o)
        elif op==6: s-=set(o)
        elif op==7: s^=set(o)
        elif op==8: s.update(k(o))
        elif op==9: s.difference_update(k(o))
        elif op==10: s.intersection_update(k(o))
        elif op==11: s.symmetric_difference_update(k(o))
        elif op==12: s=s.union(k(o),o)
        elif op==13: s=s.difference(k(o))
        elif op==14: s=s.intersection(k(o))
        elif op==15: s=s.symmetric_difference(k(o))
        elif op==16:
            for x in o: s.add(x)
        elif op==17:
            for x in o: s.discard(x)
        elif op==18:
            for x in range(len(o)//2):
                if s: print(s.pop(),end=' ')
        elif op==19: s=s.copy()
    print(list(s)[:20], hash(tuple(s)), len(s), s.issubset(k(o)) , s>=set(o), s<set(o), s.isdisjoint(k(o)), hash(frozenset(s)))
class K:
    def __init__(s,h,n): s.h=h; s.n=n
    def __hash__(s): print('h',s.n,end=' '); return s.h
    def __eq__(s,o): print('eq',s.n,o.n,end=' '); return s.n==o.n
    def __repr__(s): return 'K%d'%s.n
ks=[K(1,i) for i in range(6)]
s=set(ks); print(s); print(K(1,3) in s); s.discard(K(1,2)); print(s); s.add(K(1,2)); print(s)
print({K(1,7)}&s); print(s-{K(1,1)}); print(s=={1}); print(frozenset(ks)=={1}); print(s^{K(1,0)}); print(s|{K(1,0)})
print({frozenset({1}):2}, {1} in {frozenset({1})}, frozenset({frozenset({1})}))
x={frozenset({1})}; x.discard({1}); print(x); 
try: {1}.remove({2})
except KeyError as e: print(repr(e))
try: {1}.add({2})
except TypeError as e: print(repr(e))
s={1,2,3}
try:
    for x in s: s.add(x+10)
except RuntimeError as e: print(e)
it=iter(s); next(it); print(it.__length_hint__()); print(it.__reduce__()[1])
print(set(), frozenset(), {1}<={1,2}, {1}<{1}, {1}>set(), {1}=={1.0}, {1}!={2}, set('abc')==frozenset('abc'))
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
t(lambda:{1}|[1]); t(lambda:{1}<[1]); t(lambda:{[]}); t(lambda:set([[]])); t(lambda:set().pop()); t(lambda:{1}.remove(5)); t(lambda:hash({1})); t(lambda: hash(frozenset([1,2,3]))); t(lambda:{1}.__ior__([1]))
class S(set):
    def __init__(s,*a,foo=0): super().__init__(*a)
t(lambda:S([1],foo=2)); t(lambda: set(iterable=[1]))
class W: 
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
    def __hash__(s): return s.n
w={W(3),W(1),W(2)}; del w; print(); w={W(3),W(1),W(2)}; w.clear(); print()
w={W(i) for i in range(12)}; w&={1}; print(w)
a={1,2}; a.intersection_update(*[]); print(a); print(a.union(), a.intersection(), a.difference())
