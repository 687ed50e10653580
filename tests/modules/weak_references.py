"""weakref.ref: arguments, classes derived from it, equality, reuse, callbacks and their order."""
import weakref, gc, sys
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
    def __init__(s, n="c"): s.n=n
    def __repr__(s): return "C(%s)"%s.n
c=C()
R=weakref.ref
for a in ((),(c,),(c,None),(c,None,1),(c,1),(1,),(1,None),(None,)): show(("new",len(a)), lambda: R(*a))
show("kw", lambda: R(c, callback=None)); show("kw", lambda: R(object=c)); show("kw", lambda: R(c, x=1))
class Sub(R): pass
class SubS(R):
    __slots__=("x","__weakref__")
class SubSl(R):
    __slots__=()
class SubI(R):
    def __init__(self, o, cb=None, *, extra=1):
        super().__init__(o, cb); self.extra=extra
class SubN(R):
    def __new__(cls, o, cb=None, k=None):
        s=super().__new__(cls, o, cb); s.k=k; return s
    def __init__(self,*a): pass
for S in (Sub,SubS,SubSl,SubI,SubN):
    show(S.__name__, lambda: S(c)); show(S.__name__, lambda: S(c) is S(c)); show(S.__name__, lambda: S(c, extra=3).extra); show(S.__name__, lambda: S(c, None, 5).k)
    show(S.__name__, lambda: S()); show(S.__name__, lambda: S(c,None,1,2)); show(S.__name__, lambda: setattr(S(c),"x",2)); show(S.__name__, lambda: setattr(S(c),"y",2)); show(S.__name__, lambda: S(c)==R(c)); show(S.__name__, lambda: hash(S(c))==hash(R(c)))
    show(S.__name__, lambda: R(S(c))); show(S.__name__, lambda: S.__new__(S)); show(S.__name__, lambda: R.__new__(S,c)); show(S.__name__, lambda: R.__init__(S(c)));show(S.__name__, lambda: R.__init__(S(c),1,2,3)); show(S.__name__, lambda: R.__init__(S(c),1,2));show(S.__name__, lambda: R.__init__(S(c),1,a=2))
    print(weakref.getweakrefcount(c))
r=R(c)
show("call", lambda: r(1)); show("call", lambda: r(a=1)); show("attr", lambda: setattr(r,"a",1)); show("cb", lambda: r.__callback__); show("cbset", lambda: setattr(r,"__callback__",1)); show("cbdel", lambda: delattr(r,"__callback__"))
def cb(w): print("cb", w() , w.__callback__ is None)
r2=R(c,cb); show("cb", lambda: r2.__callback__ is cb)
show("repr", lambda: r); show("repr", lambda: str(r)); show("repr f", lambda: R(cb)); show("repr cls", lambda: R(C)); show("reprm", lambda: R(sys))
class N:
    __name__="nm"
class N2:
    __name__=5
class N3:
    def __getattr__(s,n): raise ValueError(n)
class N4:
    def __getattr__(s,n): raise AttributeError(n)
class N5:
    @property
    def __name__(self): return type("S",(str,),{})("subst")
for K in (N,N2,N3,N4,N5):
    k=K(); show("repr "+K.__name__ if isinstance(K.__name__,str) else "repr", lambda: R(k)); show("reprp", lambda: weakref.proxy(k))
del c; show("dead", lambda: r); show("dead", lambda: r2); show("deadcb", lambda: r2.__callback__); show("hash", lambda: hash(r)); show("eq", lambda: (r==r, r==r2, r!=r, r!=r2, r2==r2))
for op in ("<",">","<=",">="):
    show(op, lambda: eval("r%sr2"%op))
show("eq1", lambda: (r==1, r!=1, r==None))
class H:
    def __init__(s,n): s.n=n
    def __eq__(s,o): print("eq",s.n,getattr(o,'n',o)); return isinstance(o,H) and s.n==o.n
    def __hash__(s): print("hash",s.n); return hash(s.n)
    def __lt__(s,o): print("lt"); return True
a,b=H(1),H(1); ra,rb=R(a),R(b); print(ra==rb, ra!=rb, hash(ra)==hash(rb)); hash(ra); print(ra==ra); show("lt",lambda:ra<rb)
rc=R(a,cb); print(ra==rc, ra is rc, hash(rc)==hash(ra))
a2=R(H(3)); show("deadh", lambda: hash(a2))
del a; print(hash(ra)==1, ra==rb, ra==ra, ra!=rb, {ra:1}[ra])
class BadEq:
    def __eq__(s,o): raise ValueError("eq")
    __hash__=None
x,y=BadEq(),BadEq(); show("badeq", lambda: R(x)==R(y)); show("badhash", lambda: hash(R(x)))
class NonBool:
    def __eq__(s,o): return "str"
    def __ne__(s,o): return "ne"
x,y=NonBool(),NonBool(); show("nb", lambda: R(x)==R(y)); show("nb", lambda: R(x)!=R(y)); show("nb", lambda: R(x)==R(x))
# reuse
c=C(); r1=R(c); r2=R(c); p1=weakref.proxy(c); p2=weakref.proxy(c); print(r1 is r2, p1 is p2, weakref.getweakrefcount(c)); 
r3=R(c,cb); r4=R(c,cb); print(r3 is r4, r3==r4, weakref.getweakrefcount(c)); s=Sub(c); print([type(z).__name__ for z in weakref.getweakrefs(c)], [z is w for z,w in zip(weakref.getweakrefs(c),[r1,p1,s,r4,r3])])
del r1,r2; print([type(z).__name__ for z in weakref.getweakrefs(c)]); r1=R(c); print([type(z).__name__ for z in weakref.getweakrefs(c)])
p3=weakref.proxy(c,cb); print(p3 is p1, [type(z).__name__ for z in weakref.getweakrefs(c)])
print(C.__weakref__, type(c).__dict__['__weakref__'].__get__(c) is r1, c.__weakref__ is r1)
show("gwc", lambda: weakref.getweakrefcount(1)); show("gwr", lambda: weakref.getweakrefs(1)); show("gwc", lambda: weakref.getweakrefcount()); show("gwc", lambda: weakref.getweakrefs(1,2)); show("gw", lambda: weakref.getweakrefcount(object=1))
del c
# order of callbacks
c=C(); log=[]
rs=[R(c, lambda w,i=i: log.append(i)) for i in range(5)]; ps=[weakref.proxy(c, lambda w,i=i: log.append("p%d"%i)) for i in range(3)]; ss=[Sub(c, lambda w,i=i: log.append("s%d"%i)) for i in range(3)]
b=R(c); bp=weakref.proxy(c); 
del rs[2]; del c; print(log)
# errors in callback
import io
def err(w): raise ValueError("x")
hook=[]
sys.unraisablehook=lambda u: hook.append((u.exc_type.__name__, str(u.exc_value), u.err_msg, getattr(u.object,'__name__',u.object), u.exc_traceback is not None))
c=C(); r=R(c,err); r2=R(c,lambda w: log.append("second")); r0=R(c, 5) ; r00=R(c, lambda: 1); del c; print(hook, log[-1]); hook.clear()
# resurrect, new refs
class Z:
    def __del__(s):
        global z; z=s; print("del", r() is None, R(s)() is s, weakref.getweakrefcount(s))
z=Z(); r=R(z, lambda w: print("zcb",w())); del z; print(r() is z, weakref.getweakrefcount(z)); del z; print(r())
# callback makes ref to another/dying
class K: pass
k=K(); k2=K(); made=[]
def mk(w): made.append(R(k2)); made.append(w())
r=R(k,mk); del k; print(made[0]() is k2, made[1])
# both in garbage
for variant in range(6):
    gc.collect(); o=K(); log=[]
    o.me=o
    if variant==0: o.r=R(o,lambda w: log.append("self"))
    if variant==1: o.r=R(o,lambda w: log.append("self")); keep=o.r
    if variant==2: p=K(); p.o=o; o.p=p; o.r=R(p,lambda w:log.append("p")); p.r=R(o,lambda w:log.append("o"))
    if variant==3: keep=[R(o,lambda w,i=i: log.append((i,w()))) for i in range(3)]
    if variant==4:
        class D:
            def __del__(s): log.append(("del", s.r())); 
        o=D(); o.me=o; o.r=R(o, lambda w: log.append("cb")); keep=R(o,lambda w: log.append("keepcb"))
    if variant==5:
        def f(w, o=o): log.append("closure")
        keep=R(o,f)
    o=p=None; f=None; print(gc.collect(), log); keep=None; print(gc.collect(), log)
show("cgi", lambda: R[int]); show("cgi", lambda: R[int].__origin__); show("cgi", lambda: weakref.WeakSet[int])
import copy
r=R(C); show("copy", lambda: copy.copy(r) is r); show("dcopy", lambda: copy.deepcopy(r) is r)
show("red", lambda: R(C).__reduce_ex__(2)); show("redp", lambda: copy.copy(weakref.proxy(C)))
show("sub", lambda: copy.copy(Sub(C)));
show("new kw", lambda: R.__new__(R, C, x=1)); show("new kw", lambda: Sub.__new__(Sub, C, x=1))
