"""What a collection finds when a class and weak references to it die."""
import gc
from weakref import ref
gc.disable(); gc.collect()
class Lst(list): pass
class P: pass
for v in range(6):
    L=Lst()
    T = type('T', (), {'m': 1} if v%2 else {})
    if v<2:
        T.a = L
        L.append(ref(T))
    elif v<4:
        T.a = L; L.append(T)
    else:
        T.a=ref(T)
    L=T=None
    print(v, gc.collect())
