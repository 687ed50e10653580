"""WeakValueDictionary, WeakKeyDictionary, WeakSet: every method; members that die, also during iteration."""
import weakref, gc, sys, copy, collections.abc as abc
from weakref import *
from weakref import KeyedRef
def text(e):
    try: return str(e)
    except Exception as f: return "no text: "+str(f)
def show(label, f, *a, **k):
    try:
        r = f(*a, **k)
        r = repr(r) if not isinstance(r, str) else r
    except BaseException as e: r = "%s: %s" % (type(e).__name__, text(e))
    while " at 0x" in r:
        i=r.index(" at 0x"); j=i+6
        while j<len(r) and r[j] in "0123456789abcdef": j+=1
        r=r[:i]+" at X"+r[j:]
    print(label, r)
class C:
    def __init__(s,n=0): s.n=n
    def __repr__(s): return "C%d"%s.n
class E(C):
    def __eq__(s,o): return s.n==o.n
    def __hash__(s): return hash(s.n)
objs=[C(i) for i in range(6)]
a,b,c,d,e,f=objs
for D in (WeakValueDictionary, WeakKeyDictionary):
    V = D is WeakValueDictionary
    N=D.__name__
    print(N, issubclass(D, abc.MutableMapping), D.__mro__, isinstance(D(),abc.Mapping))
    def kv(i): return (i, objs[i]) if V else (objs[i], i)
    def mk(*i): return D(dict(kv(j) for j in i))
    show("init", lambda: D(1)); show("init", lambda: D(None)); show("init", lambda: D({},{})); show("init", lambda: sorted(map(str,D([kv(1)]).items()))); show("kw", lambda: list(D(x=a).items())); show("kw", lambda: list(D(dict={}).items())); show("kw", lambda: list(D(other={}).items())); show("i", lambda: D({1:2})); show("i", lambda: D([1])); show("i", lambda: D([kv(1)],a=b))
    m=mk(0,1,2)
    show("repr", lambda: m); show("len", lambda: len(m)); show("get", lambda: m.get(kv(0)[0])); show("get", lambda: m.get(kv(4)[0], 9)); show("get", lambda: m.get(99)); show("get",lambda:m.get()); show("gi", lambda: m[kv(1)[0]]); show("gi", lambda: m[kv(5)[0]]); show("gi", lambda: m[99]); show("gi", lambda: m[[]])
    show("in", lambda: (kv(0)[0] in m, kv(5)[0] in m, 99 in m)); show("in", lambda: [] in m)
    for meth in ("keys","values","items","__iter__","itervaluerefs"):
        show(meth, lambda: list(getattr(m,meth)())); show(meth, lambda: getattr(m,meth)())
    for meth in ("valuerefs","keyrefs"): show(meth, lambda: [r() for r in getattr(m,meth)()])
    show("set", lambda: m.__setitem__(*kv(3))); show("set", lambda: m.__setitem__(5,5)); show("del", lambda: m.__delitem__(kv(3)[0])); show("del", lambda: m.__delitem__(kv(3)[0])); show("del", lambda: m.__delitem__(99));show("del", lambda: m.__delitem__([]))
    show("pop", lambda: m.pop(kv(0)[0])); show("pop", lambda: m.pop(kv(0)[0])); show("pop", lambda: m.pop(kv(0)[0],7)); show("pop", lambda: m.pop(99,7)); show("pop", lambda: m.pop()); show("pop", lambda: m.pop(kv(0)[0],1,2)); show("popk", lambda: m.pop(kv(0)[0],default=2))
    show("popitem", lambda: m.popitem()); show("popitem", lambda: m.popitem()); show("popitem", lambda: m.popitem())
    show("sd", lambda: m.setdefault(*kv(0))); show("sd", lambda: m.setdefault(kv(0)[0], kv(1)[1])); show("sd", lambda: m.setdefault(kv(2)[0])); show("sd", lambda: m.setdefault(1)); show("sd", lambda: m.setdefault(kv(2)[0], default=kv(2)[1]))
    show("up", lambda: m.update({kv(1)[0]:kv(1)[1]})); show("up", lambda: m.update([kv(2)])); show("up", lambda: m.update(1)); show("up", lambda: m.update()); show("up", lambda: m.update({},{})); show("up", lambda: m.update(mk(4))); show("up", lambda: m.update(a=a)); show("up", lambda: m.update(other=a)); show("items", lambda: list(m.items()))
    x,y=mk(0,1),mk(1,2)
    for op in ("|",):
        show(op, lambda: sorted(map(str,(x|y).items()))); show(op, lambda: type(x|{}).__name__); show(op, lambda: type({}|x).__name__); show(op, lambda: x|1); show(op, lambda: 1|x); show(op, lambda: x|[kv(1)]); show(op, lambda: [kv(1)]|x)
        show(op, lambda: type(x|dict([kv(3)])).__name__); show(op, lambda: sorted(map(str,(dict([kv(3)])|x).items())))
    def ior(o):
        z=mk(0); z|=o; return sorted(map(str, z.items()))
    show("ior", lambda: ior(y)); show("ior", lambda: ior([kv(5)])); show("ior", lambda: ior(1)); show("ior", lambda: ior(dict([kv(5)])))
    show("eq", lambda: (x==mk(0,1), x==y, x!=y, x==dict([kv(0),kv(1)]), dict([kv(0),kv(1)])==x, x==1, x==None)); show("hash", lambda: hash(x)); show("lt", lambda: x<y)
    show("bool", lambda: (bool(x), bool(D()))); show("rev", lambda: list(reversed(x))); show("clear", lambda: (x.clear(), len(x))); show("fromkeys", lambda: D.fromkeys([1]))
    show("copy", lambda: (type(y.copy()).__name__, y.copy()==y)); show("ccopy", lambda: (type(copy.copy(y)).__name__, copy.copy(y)==y)); show("dcopy", lambda: (type(copy.deepcopy(y)).__name__, copy.deepcopy(y)==y))
    class Subd(D): pass
    s=Subd([kv(1)]); show("sub", lambda: [type(q).__name__ for q in (s.copy(), copy.copy(s), copy.deepcopy(s), s|{}, {}|s)])
    show("vars", lambda: sorted(vars(s))); show("cgi", lambda: D[int]); show("matches", lambda: exec("match y:\n  case {}: print('map')")); 
    show("red", lambda: y.__reduce_ex__(2)[0].__name__); show("slots", lambda: D.__slots__); show("wr", lambda: weakref.ref(y)() is y)
    # dying while iterating
    for meth in ("keys","values","items"):
        pool=[C(10+i) for i in range(5)]
        def kv2(i): return (i,pool[i]) if V else (pool[i], i)
        z=D(dict(kv2(i) for i in range(5)))
        it=iter(getattr(z,meth)()); print(next(it)); 
        pool[3]=None; pool[4]=None; print(len(z), len(z._pending_removals), len(z.data)); pool[0]=None; print(len(z), len(z._pending_removals))
        print(list(z.keys())); print(len(z), len(z._pending_removals))
        if not V:
            show("popi", lambda: z.popitem()); print(len(z), len(z._pending_removals))
        try: print(next(it))
        except Exception as ex: print(type(ex), ex)
        it=None; print(len(z), len(z._pending_removals), list(z.keys()))
    pool=[C(10+i) for i in range(5)]
    z=D(dict(kv2(i) for i in range(5))); its=[iter(z),iter(z)]; [next(i) for i in its]; its[0].close(); pool[2]=None; print(len(z.data), len(z._iterating)); its.pop(); print(len(z.data),len(z._iterating)); its=None; print(len(z.data), len(z._iterating))
    it=iter(z); next(it); z[kv2(0)[0]]=kv2(0)[1]; 
    try: z[kv(5)[0]]=kv(5)[1]; next(it)
    except RuntimeError as ex: print(ex)
    w=weakref.ref(z); it=iter(z); next(it); del z; print(w() is None); del it; print(w() is None)
    z=D(); 
    if V:
        for i in range(3): z[1]=C(i); print(len(z), list(z.items()))
        o1=C(1); z[1]=o1; o2=C(2); z[1]=o2; del o1; print(list(z.items()))
        k=KeyedRef(o2, None, 5); show("keyed", lambda: (k.key, k(), k==weakref.ref(o2))); show("keyed", lambda: KeyedRef(o2)); show("keyed", lambda: KeyedRef(o2,None,key=3).key)
    else:
        e1,e2=E(1),E(1); z[e1]=1; z[e2]=2; print(list(z.items()), len(z)); print(next(iter(z)) is e1); del e1; print(list(z.items()), len(z), e2 in z)
        e1=E(1); z[e1]=3; z[E(1)]=4; print(list(z.items())); 
    # cycles
    z=D(); q=C(5); q.self=q
    if V: z[1]=q
    else: z[q]=1
    gc.collect()
    q=C(5); q.self=q
    if V: z[1]=q
    else: z[q]=q.n
    del q; print(len(z), gc.collect(), len(z))
    z=D(); q=C(5); 
    if V: z[q]=q
    else: z[q]=q
    print(len(z)); del q; gc.collect(); print(len(z)); z.clear(); gc.collect()
W=WeakSet; a,b,c,d,e,f=objs=[E(i) for i in range(6)]
print(W.__mro__, issubclass(W,abc.MutableSet), isinstance(W(),abc.Set), W.__doc__)
s=W([a,b]); 
for n in sorted(set(dir(set))-{"__class__","__doc__","__init_subclass__","__subclasshook__","__new__","__sizeof__","__dir__","__getstate__"}):
    for args in ((),(W([b,c]),),([b,c],),({b,c},),(a,),(1,),(None,),([1],)):
        s=W([a,b])
        def run():
            r=getattr(s,n)(*args)
            if isinstance(r,W): r=("W", sorted(map(repr,r)))
            if hasattr(r,"__next__"): r=sorted(map(repr, r))
            return r
        if n in ("__repr__","__str__","__format__","pop","__reduce__","__reduce_ex__","__getattribute__","__setattr__", "__delattr__","__init__"): continue
        show((n,args if len(args)==0 or not isinstance(args[0],(W,set)) else type(args[0])), run); show("  ", lambda: sorted(map(repr, s)))
import operator
for n in "sub and_ or_ xor isub iand ior ixor lt le gt ge eq ne".split():
    for other in (W([a]),W([a,b,c]),{a},frozenset([a,b,c]),[a,b],1,None,[1]):
        s=W([a,b]); f=getattr(operator,n)
        def g(x,y):
            r=f(x,y); return ("W" if type(r) is W else type(r).__name__, sorted(map(repr,r))) if isinstance(r,(W,set,frozenset)) else r
        show((n,type(other)), g, s, other); show((n,type(other)), g, other, s)
s=W([a]); show("repr", lambda: s); show("str", lambda: str(s)); show("red", lambda: s.__reduce__()[1]); show("pop", lambda: s.pop()); show("pop", lambda: s.pop()); show("hash", lambda: hash(s)); show("init", lambda: W(1)); show("init", lambda: W([1])); show("init", lambda: W(None)); show("init", lambda: W([],[])); show("kw", lambda: len(W(data=[a])))
show("copy", lambda: copy.copy(W([a,b]))==W([a,b])); show("dc", lambda: copy.deepcopy(W([a]))); show("vars", lambda: sorted(vars(s)))
class WS(W): 
    pass
s=WS([a]); s.x=5; t=copy.copy(s); print(type(t).__name__, t.x, t==s, type(s|s).__name__, type(s.copy()).__name__, s==W([a]), W([a])==s)
s=W(); s.add(C()); print(len(s)); x=C(); s.add(x); it=iter(s); y=next(it); del x; print(len(s)); del y; print(len(s), len(s.data)); print(list(it), len(s)); del it; print(len(s), len(s.data))
pool=[E(i) for i in range(6)]; s=W(pool); it=iter(s); next(it); del pool[3:]; print(len(s)); s.add(pool[0]); print(len(s.data)); s.discard(pool[1]); print(len(s), len(s.data)); it.close(); print(len(s))
