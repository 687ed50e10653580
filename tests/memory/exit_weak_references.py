"""After the finalizers of the exit: those made later, weak references and callbacks while modules go."""
import gc
gc.disable()
import weakref, sys
from weakref import finalize
class C:
    def __init__(self, name):
        self.name = name
        self.ref = weakref.ref(self, self.gone)
    def __del__(self):
        print("del", self.name, self.ref() is self)
    def gone(self, ref):
        print("never")
class Late:
    def __del__(self):
        print("late", finalize._shutdown if finalize else None)
        try:
            g = finalize(keep[0], print, "too late")
            print(g.alive)
            g()
            print(g.alive)
        except Exception as e:
            print(type(e), e)
class Seen:
    pass
def callback(ref):
    print("callback", ref() is None, keep is None, sys.is_finalizing() if sys else None)
keep = [C("kept")]
f = finalize(keep[0], print, "at exit, not called")
f.atexit = False
g = finalize(keep[0], print, "at exit")
_first = Late()
late = Late()
seen = Seen()
r = weakref.ref(seen, callback)
p = weakref.proxy(seen, callback)
_seen = Seen()
_r = weakref.ref(_seen, callback)
z = Seen()
z.me = z
z.ref = weakref.ref(z, callback)
zr = weakref.ref(z, callback)
values = weakref.WeakValueDictionary(a=z, b=seen, c=keep[0])
keys = weakref.WeakKeyDictionary({z: 1, seen: 2})
members = weakref.WeakSet([z, seen])
class Last:
    def __del__(self):
        print("last", [dict(v) if v else v for v in (values, keys)], len(members))
_zlast = Last()
