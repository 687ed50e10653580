"""weakref.WeakMethod: object or function dies."""
import weakref, gc
from weakref import WeakMethod
class C:
    def m(s): return 1
    def o(s): pass
    @classmethod
    def cm(c): pass
    @staticmethod
    def st(): pass
    def __call__(s): pass
    def __eq__(s,o): return True
    def __hash__(s): return 4
def show(label, f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = "%s: %s" % (type(e).__name__, e)
    print(label, r)
c,d=C(),C(); log=[]
w=WeakMethod(c.m, lambda r: log.append((r is w2 or r is w, r())))
w2=WeakMethod(c.m); w3=WeakMethod(c.o); w4=WeakMethod(d.m)
print(w()==c.m, w()(), type(w()).__name__, w==w2, w!=w2, w==w3, w==w4, w!=w4, hash(w)==hash(w2), w==1, w!=1, w==weakref.ref(c), weakref.ref(c)==w, w.__callback__ is None)
for x in (len, C.m, C.st, 1, c, [].append, C.cm, "a".join): show("new", lambda: type(WeakMethod(x)))
show("new", WeakMethod); show("new", lambda: WeakMethod(c.m,1,2)); show("kw", lambda: WeakMethod(meth=c.m)); show("kw", lambda: WeakMethod(c.m, callback=None)())
show("cbnone", lambda: WeakMethod(c.m,None).__callback__ is None); show("attr", lambda: setattr(w,"x",1)); show("wr", lambda: weakref.ref(w)() is w)
cm=WeakMethod(C.cm); print(cm()==C.cm, cm() is not None)
del c; print(w(), log, w==w2, w==w, w!=w, w2!=w); show("hash", lambda: hash(w)); show("hash", lambda: hash(w3)); print(w4() is not None)
# function dies
class K: pass
def fn(s): pass
import types
k=K(); m=types.MethodType(fn,k); log=[]; w=WeakMethod(m, lambda r: log.append(r())); print(w()==m); del fn, m; print(w(), log); del k; print(log)
k=K(); k.f=types.MethodType(lambda s:0,k); w=WeakMethod(k.f, lambda r: log.append("cyc")); del k; gc.collect(); print(w(), log)
# dead self with callback
def fn2(s): pass
k=K(); w=WeakMethod(types.MethodType(fn2,k)); fr=w._func_ref; del w
import sys
sys.unraisablehook=lambda u: print(u.exc_type, u.exc_value)
del fn2
class Sub(WeakMethod): pass
k=C(); s=Sub(k.m); s.x=1; print(type(s).__name__, s()==k.m, s.x, s==WeakMethod(k.m), WeakMethod(k.m)==s, {s:1}[WeakMethod(k.m)])
