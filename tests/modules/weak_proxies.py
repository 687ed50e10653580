"""Weak proxies: every operation, on objects with all special methods, with none, with faulty ones, dead."""
import weakref, operator, sys, copy, math
def text(e):
    try: return str(e)
    except Exception as f: return "no text: "+str(f)
def show(label, f):
    try: r = f()
    except BaseException as e: r = "%s: %s" % (type(e).__name__, text(e))
    r = (repr(r) if type(r).__name__ != "Bad" else "BAD") if not isinstance(r,str) else r
    while " at 0x" in r:
        i=r.index(" at 0x"); j=i+6
        while j<len(r) and r[j] in "0123456789abcdef": j+=1
        r=r[:i]+" at X"+r[j:]
    print(label, r)
names="add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor iadd isub imul imatmul itruediv ifloordiv imod ipow ilshift irshift iand ior ixor".split()
names += ["r"+n for n in "add sub mul matmul truediv floordiv mod divmod pow lshift rshift and or xor".split()]
un="neg pos abs invert int float index complex round trunc floor ceil bool len iter next str repr bytes hash reversed dir format sizeof length_hint enter exit call reduce reduce_ex copy deepcopy getstate".split()
log=[]
def mk(n):
    def m(self,*a):
        log.append((n, type(self).__name__, [type(x).__name__ for x in a]))
        if n in ("int","index","len","length_hint","hash","sizeof"): return 7
        if n=="float": return 1.5
        if n=="complex": return 1j
        if n=="bool": return True
        if n in("str","repr","format"): return "text"
        if n=="bytes": return b"x"
        if n in ("iter","reversed"): return iter([1,2])
        if n=="dir": return ["z"]
        if n in("reduce","reduce_ex"): return (list,())
        return (n,)+tuple(type(x).__name__ for x in a)
    return m
ns={"__%s__"%n: mk(n) for n in names+un}
for n in "eq ne lt le gt ge getitem setitem delitem contains".split(): ns["__%s__"%n]=mk(n)
A=type("A",(),ns)
class P: pass
class It:
    def __iter__(self): return self
    n=0
    def __next__(self):
        self.n+=1
        if self.n%5==0: raise StopIteration
        return self.n
class Bad:
    def __len__(self): return -1
    def __bool__(self): return 3
    def __iter__(self): return 3
    def __index__(self): return "a"
    def __int__(self): return "a"
    def __float__(self): return "a"
    def __str__(self): return 1
    def __repr__(self): return 1
    def __bytes__(self): return 1
    def __hash__(self): return 1
    def __getattr__(self, n): raise AttributeError("no "+n)
    def __contains__(self,x): raise ValueError(x)
    def __getitem__(self, k): return k
    def __call__(self, *a, **k): return a, k
    def __reversed__(self): return 5
class G:
    x=1
    def __getattribute__(self,n): return "got "+n
    def __setattr__(self,n,v): print("set",n,v)
    def __delattr__(self,n): print("del",n)
class Gi:
    def __getitem__(self,i):
        if i>2: raise IndexError
        return i
def everything(label, mkobj, dead=False):
    o=mkobj(); p=weakref.proxy(o)
    if dead: del o
    import builtins
    for n in names+["eq","ne","lt","le","gt","ge"]:
        f=getattr(operator,n,None) or getattr(operator,n+"_",None)
        if n in("iadd","isub","imul"): pass
        if f is None:
            if n=="divmod": f=divmod
            else: continue
        show(f"{label} {n} p,1", lambda: f(p,1))
        show(f"{label} {n} 1,p", lambda: f(1,p))
        show(f"{label} {n} p,p", lambda: f(p,p))
    show(label+" pow3", lambda: pow(p,2,3))
    show(label+" pow3b", lambda: pow(2,p,3))
    show(label+" pow3c", lambda: pow(2,3,p))
    for n,f in dict(neg=operator.neg,pos=operator.pos,abs=abs,inv=operator.invert,int=int,float=float,index=operator.index,complex=complex,round=round,round2=lambda x:round(x,1),trunc=math.trunc,floor=math.floor,ceil=math.ceil,bool=bool,not_=operator.not_,len=len,iter=lambda x:list(iter(x)),next=next,str=str,bytes=bytes,hash=hash,rev=lambda x:list(reversed(x)),dir=lambda x:len(dir(x))>0,format=lambda x:format(x),format2=lambda x:format(x,">5"),repr=repr,ascii=ascii, lh=operator.length_hint,call=lambda x:x(1,a=2),callable=callable,isinst=lambda x:(isinstance(x,type(mkobj())),type(x).__name__,x.__class__.__name__),copy=lambda x:type(copy.copy(x)),dcopy=lambda x:type(copy.deepcopy(x)),getitem=lambda x:x[1],getslice=lambda x:x[1:2],getp=lambda x:x[x],cont=lambda x:1 in x,contp=lambda x:x in x, vars=lambda x: sorted(vars(x)), rg=lambda x:range(x), lst=lambda x:[1,2,3][x], chr=chr, hexx=hex, mul=lambda x:"a"*x, rr=lambda x: reversed(x), fs=lambda x:f"{x}", pc=lambda x:"%s %d"%(x,x), unp=lambda x:[*x], dunp=lambda x:{**x}, sm=sum, srt=sorted,isit=lambda x:iter(x) is x, st=lambda x:set([x]), dk=lambda x:{x:1}, bb=lambda x:x.__bytes__(), rv=lambda x:x.__reversed__(), szof=lambda x: sys.getsizeof(x)>0).items():
        show(f"{label} {n}", lambda: f(p))
    def si(): p[1]=2
    def sip(): p[p]=p
    def di(): del p[1]
    def sa(): p.attr=2; return p.attr
    def da(): del p.attr
    def da2(): del p.nope
    def wi():
        with p as q: return q
    def ga(): return p.nope
    def aug():
        q=p; q+=1; return type(q)
    def aug2():
        q=p; q**=2; return type(q)
    def unp():
        a,b=p; return a
    def rs(): raise p
    def cl(): p.__class__=P
    for f in (si,sip,di,sa,da,da2,wi,ga,aug,aug2,unp,rs,cl): show(f"{label} {f.__name__}", f)
    show(label+" setattr int", lambda: setattr(p,1,2))
    show(label+" type", lambda: type(p))
    [print("  log", label, x) for x in log]; log.clear()
import functools
everything("A", A); everything("P", P); everything("Bad", Bad); everything("G",G); 
everything("dead",P,True); 
class LL(list): pass
class II(int): 
    __slots__=()
class Fl(float): pass
class St(str): pass
class Di(dict): pass
everything("L", lambda: LL([1,2])); everything("F", lambda: Fl(2.5)); 
everything("fn", lambda: (lambda *a,**k:(a,k)))
show("make", lambda: weakref.ProxyType()); show("make2", lambda: weakref.CallableProxyType(1)); show("make3", lambda: weakref.ProxyType.__new__(weakref.ProxyType))
show("sub", lambda: type("X",(weakref.ProxyType,),{}))
show("sub", lambda: type("X",(weakref.CallableProxyType,),{}))
for a in ((),(1,),(P(),1,2),(P(),1)): show(a and type(a[0]), lambda: weakref.proxy(*a))
show("kw", lambda: weakref.proxy(object=P())); show("kw", lambda: weakref.proxy(P, callback=None)); 
for t in (weakref.ProxyType, weakref.CallableProxyType, weakref.ref): print(t, repr(t), t.__name__, t.__module__, t.__qualname__, t.__hash__ is None)
