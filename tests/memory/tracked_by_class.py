"""Containers that hold built-in classes: which are tracked."""
import gc
gc.collect()
t=[(object,int), (int,str,len), (list,), (type,), (ValueError,), (gc,), ([].append,), (None,...), (len,),(range(3),), (slice(1),), (b"",1j), ({},), ({1:2},), (frozenset(),), (type(len),), (int.__add__,), (print,), (iter,),("a".join,), (1).__add__, (int.__dict__['real'],),({1:(2,)},), ({1:object},),(super,), (property(),), (staticmethod(len),), (bytearray(),), (memoryview(b""),), (lambda:0,), (BaseException,)]
ds=[{1:x} for x in t]
print([gc.is_tracked(x) for x in t]); gc.collect(); print([gc.is_tracked(x) for x in t]); print([gc.is_tracked(x) for x in ds]); print([gc.is_tracked(x[0]) if isinstance(x,tuple) else 0 for x in t])
ts=[(x,) for x in t]; gc.collect(); print([gc.is_tracked(x) for x in ts])
