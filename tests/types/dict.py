# Dicts: lookups with script __eq__, changes while iterating, views, merging, order of release.
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
class K:
    def __init__(s,h,n): s.h=h; s.n=n
    def __hash__(s): print('h',s.n,end=' '); return s.h
    def __eq__(s,o): print('eq',s.n,getattr(o,'n',o),end=' '); return s.n==getattr(o,'n',o)
    def __repr__(s): return 'K%d'%s.n
d={}
for i in range(5): d[K(1,i)]=i
print(d); print(d[K(1,3)]); print(d.get(K(1,9),'none')); del d[K(1,2)]; print(d); d[K(1,2)]=7; print(d)
print(K(1,4) in d, d.pop(K(1,4)), d.setdefault(K(1,8),9), d)
print(d=={}, d==dict(d), d!=dict(d))
# mutation during iteration
d={i:i for i in range(5)}
def f():
    for k in d: d[k+10]=1
t(f)
d={i:i for i in range(5)}
def f():
    for k in d: del d[k]; d[k]=k; print(k,end=' ')
t(f); print(d)
d={i:i for i in range(8)}
def f():
    n=0
    for k in d:
        n+=1
        if n<40: d.pop(k); d[k]=n
    return n,d
t(f)
d={i:i for i in range(8)}
def f():
    for k in list(d): d.popitem(); d[k+100]=k
    return d
t(f)
def f():
    d={1:1}
    for k in d: d.clear(); d[2]=2; print(k)
t(f)
def f():
    d={str(i):1 for i in range(5)}
    it=iter(d)
    next(it); d['x']=1; del d['x']
    return list(it)
t(f)
def f():
    d={i:1 for i in range(20)}
    for k in reversed(d): 
        if k%2: d[k]=5
    return d
t(f)
def f():
    d={1:1,2:2}
    for k in reversed(d): d[k+5]=1
t(f)
import sys
for n in range(60):
    d={}
    for i in range(n): d[i]=i
    out=[]
    try:
        c=0
        for k in d:
            c+=1
            if c>3*n: break
            v=d.pop(k); d[k]=v
            if c%3==0: d[k]=c
        out.append(c)
    except RuntimeError as e: out.append((c,str(e)))
    print(n,out,list(d)[:5])
for n in range(40):
    d={str(i):1 for i in range(n)}
    try:
        c=0
        for k in d:
            c+=1
            if c==2: d.popitem(); d[c]=1
            if c>100: break
        print(n,c,list(d)[-3:])
    except RuntimeError as e: print(n,c,e,list(d)[-3:])
# views
a={1:'a',2:'b',3:'c'}; b={2:'b',3:'x',4:'d'}
print(a.keys()&b.keys(), a.keys()|b.keys(), a.keys()-b.keys(), a.keys()^b.keys(), sorted(a.items()&b.items()), sorted(a.items()^b.items()), sorted(a.items()-b.items()), sorted(a.items()|b.items()))
print(a.keys()&[2,3,9], [2,9]|a.keys(), a.keys()-[1], a.keys()>{1}, a.keys()>={1,2,3}, a.keys()=={1,2,3}, a.keys()<b.keys(), a.items()=={(1,'a'),(2,'b'),(3,'c')}, a.keys().isdisjoint([7]), a.items().isdisjoint(b.items()))
print(a.keys(), a.values(), a.items(), len(a.keys()), 1 in a.keys(), 'a' in a.values(), (1,'a') in a.items(), (1,) in a.items(), list(reversed(a.items())), list(reversed(a.values())), a.keys().mapping)
t(lambda: a.keys()+1); t(lambda: a.keys()<1); t(lambda: hash(a.keys())); t(lambda: a.keys()&1); t(lambda: 1-a.keys()); t(lambda: a.values()==a.values())
v=a.values(); a[9]=v; print(a)
print({1:2}|{3:4}, {1:2,3:4}|{1:5}); x={1:2}; x|={3:4}; x|=[(5,6)]; print(x); t(lambda: {1:2}|[(1,2)]); t(lambda: [(1,2)]|{1:2})
class M(dict):
    def __missing__(s,k): return ('missing',k)
m=M(a=1); print(m['a'],m['b'],m.get('b'),'b' in m); t(lambda: dict(a=1)['b'])
class D2(dict):
    def keys(s): return ['q']
    def __getitem__(s,k): return k*2
print(dict(D2(a=1)), {**D2(a=1)}); x={}; x.update(D2(a=1)); print(x)
class D3(D2):
    def __iter__(s): return iter([])
print(dict(D3(a=1)), {**D3(a=1)}); x={}; x.update(D3(a=1)); print(x)
class Map:
    def keys(s): return 'ab'
    def __getitem__(s,k): return k*2
print(dict(Map()),{**Map()}, dict(Map(),c=1)); 
class Bad:
    def keys(s): return 5
t(lambda: dict(Bad())); t(lambda:{**Bad()}); t(lambda: {**1}); t(lambda:dict(**{1:2})); t(lambda: dict([[1,2],(3,4),'ab']))
print(dict.fromkeys('abc'), dict.fromkeys([1,2],0), M.fromkeys('ab',1), type(M.fromkeys('ab')))
print(dict(a=1,b=2).copy(), type(M(a=1).copy()), sorted(dict.__dict__)==sorted(dict.__dict__))
d={}; d['self']=d; print(d); t(lambda:{[]:1}); t(lambda:{}[[]]); t(lambda: {}.get([])); t(lambda: [] in {}); t(lambda:{}.setdefault([]))
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
    def __hash__(s): return hash(s.n)
    def __eq__(s,o): return isinstance(o,N) and s.n==o.n
d={N(1):N('v1'),N(2):N('v2')}; del d[N(1)]; print('|'); d[N(2)]=N('v3'); print('|'); d.pop(N(2)); print('|')
d={N(1):N('v1'),N(2):N('v2')}; d.popitem(); print('|'); d.setdefault(N(1),N('x')); print('|'); d.update({N(1):N('y')}); print('|'); d.clear(); print('|'); d={N(1):N('v1'),N(2):N('v2')}; d=None; print()
it=iter({1:2,3:4}.items()); a=next(it); print(next(it) is a, it.__length_hint__(), it.__reduce__()[1])
it=iter({1:2,3:4}.items()); next(it); print(it.__reduce__()[1], list(it), it.__reduce__()[1])
class Evil:
    def __init__(s,d): s.d=d
    def __hash__(s): return 1
    def __eq__(s,o): s.d.clear(); return False
d={}; d[Evil(d)]=1; t(lambda: d.get(Evil(d))); print(len(d)); d[Evil(d)]=1; d[Evil(d)]=2; print(len(d))
class Evil2:
    def __init__(s,d): s.d=d
    def __hash__(s): return 1
    def __eq__(s,o): s.d[len(s.d)+5]=1; return False
d={}; d[Evil2(d)]=1; 
for i in range(20): d[Evil2(d)]=i
print(len(d))
