# Callbacks of weak references: which of them still have one while the first is called.
import weakref, gc
class K: pass
# no reference has a callback any more when the first of them is called
k = K()
refs = []
def died(r):
    print(refs.index(r), [x.__callback__ is None for x in refs], weakref.getweakrefcount(r), len(gc.get_referents(r)))
refs[:] = [weakref.ref(k, died) for i in range(3)]
del k
k = K(); k.me = k
refs[:] = [weakref.ref(k, died) for i in range(2)]
del k
gc.collect()
