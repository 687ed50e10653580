"""weakref.finalize: before, at and after the exit."""
import weakref, gc, sys, atexit
from weakref import finalize
class C:
    def __init__(s,n): s.n=n
    def __repr__(s): return "C(%s)"%s.n
    def __del__(s): print("del", s.n)
def say(*a, **k): print("fin", a, k); return a
def show(label, f, *a, **k):
    try: r = f(*a, **k)
    except BaseException as e: r = "%s: %s" % (type(e).__name__, e)
    print(label, r if not callable(r) else "callable")
c=C(1); f=finalize(c, say, 1, 2, x=3)
show("alive", lambda: f.alive); show("peek", lambda: (f.peek()[0] is c, f.peek()[1] is say, f.peek()[2:])); show("at", lambda: f.atexit); show("repr", lambda: repr(f).split(" at ")[0]); show("call", f); show("call", f); show("alive", lambda: (f.alive, f.peek(), f.detach(), f.atexit)); f.atexit=False; show("at", lambda: f.atexit)
f=finalize(c, say, "died"); del c; print(f.alive, f())
c=C(2); f=finalize(c, say, "det"); d=f.detach(); print(d[0] is c, d[1:]==(say,("det",),{})); print(f.alive, f.detach()); del c, d; 
for a in ((),(1,),(1,2),(C,)): show("new", lambda: finalize(*a))
show("kw", lambda: finalize(obj=C, func=say)); show("kw", lambda: finalize(C, func=say)); show("attr", lambda: setattr(f,"zz",1)); show("alive", lambda: setattr(f,"alive",1)); show("notcallable", lambda: finalize(C, 5))
c=C(3); f=finalize(c, say, obj=1, func=2, self=3); print(f.peek()[3]); f()
# order
c=C(4); fs=[finalize(c, say, i) for i in range(3)]; r=weakref.ref(c, lambda w: print("ref", w())); fs.append(finalize(c, say, "after")); del c
# errors
def bad(): raise ValueError("bad")
sys.unraisablehook=lambda u: print("unraisable", u.exc_type.__name__, u.exc_value, type(u.object).__name__)
c=C(5); f=finalize(c, bad); show("badcall", f); f=finalize(c, bad); del c; print(f.alive)
# cycle
c=C(6); c.me=c; f=finalize(c, say, "cycle"); del c; print(f.alive); gc.collect(); print(f.alive)
# subclass
class F(finalize):
    pass
c=C(7); f=F(c, say, "sub"); f.x=1; print(repr(f).split(" at ")[0]); del c
# finalizer making finalizer
c=C(8); d=C(9); finalize(c, lambda: finalize(d, say, "nested")); del c; del d
print(len(finalize._registry)); 
keep=[C(20+i) for i in range(6)]
sys.unraisablehook=sys.__unraisablehook__
sys.excepthook=lambda *a: print("hook", a[0].__name__, a[1])
for k in keep: finalize(k, say, "exit", k.n)
f=finalize(keep[0], say, "no exit"); f.atexit=False
finalize(keep[1], bad)
def more():
    print("more"); finalize(keep[2], say, "made at exit"); print(gc.isenabled())
finalize(keep[3], more)
def dropit(): print("drop"); keep.pop()
finalize(keep[4], dropit)
atexit.register(lambda: print("atexit later registered", len(finalize._registry)))
def sysexit(): raise SystemExit(3)
x=C("global"); fx=finalize(x, say, "x"); fx.atexit=False
class Late:
    def __del__(s):
        print("late", finalize._shutdown if finalize else None)
        try: g=finalize(keep2[0], say, "too late"); print(g.alive); g(); print(g.alive)
        except Exception as e: print(type(e), e)
keep2=[C("k2")]
late=Late()
print("end")
