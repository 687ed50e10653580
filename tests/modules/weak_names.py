"""The names of module weakref: bases, members and signatures."""
import weakref, _weakref, _weakrefset
print(weakref.__all__)
def show(c):
    print("==", c.__module__, c.__qualname__, c.__mro__, type(c), )
    print(sorted(vars(c)))
    print(sorted(dir(c)))
    print(c.__basicsize__>0, c.__itemsize__, c.__dictoffset__!=0, c.__weakrefoffset__ != 0, c.__flags__ & (1<<10 | 1<<14| 1<<8 | 1<<7|1<<18))
for n in weakref.__all__+["KeyedRef"]:
    o = getattr(weakref, n)
    if isinstance(o, type): show(o)
    else: print(n, type(o), getattr(o, '__module__', None), getattr(o, "__text_signature__", None))
show(weakref.finalize._Info)
import inspect
exec("from weakref import *"); print(WeakSet, WeakValueDictionary, weakref.WeakKeyDictionary is WeakKeyDictionary, set(weakref.__all__) - set(dir(weakref)))
for n in weakref.__all__:
    c = getattr(weakref, n)
    if isinstance(c, type):
        for k in sorted(vars(c)):
            f = inspect.getattr_static(c, k)
            try: s = inspect.signature(getattr(c, k))
            except Exception as e: s = (type(e).__name__)
            if k != "_commit_removals": print(n, k, type(f).__name__, s)
        try: print(n, inspect.signature(c))
        except Exception as e: print(n, type(e), e)
    elif callable(c):
        try: print(n, inspect.signature(c))
        except Exception as e: print(n, type(e), e)
