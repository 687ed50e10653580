import weakref, collections, collections.abc as c, copy
for t in (weakref.WeakValueDictionary, weakref.WeakKeyDictionary, weakref.WeakSet, collections.deque, collections.OrderedDict, collections.Counter, collections.ChainMap, collections.UserDict, collections.UserList, collections.UserString, collections.defaultdict):
    print(t.__name__,[n for n in c.__all__ if issubclass(t,getattr(c,n))])
class A:
    @classmethod
    @classmethod
    def f4(cls): return cls
    @classmethod
    @property
    def p(cls): return cls
print(A.f4(), A().f4(), A.p, A().p)
print(A.__dict__["f4"].__get__(A()), A.__dict__["f4"].__get__(A))
d=weakref.WeakValueDictionary()
print(d==weakref.WeakValueDictionary(), d=={}, {}==d, hash(weakref.ref(A))==hash(A))
try: hash(d)
except TypeError as e: print(e)
def tp(*a):
    try: print(type(*a))
    except Exception as e: print(type(e).__name__, e)
import abc
tp("X",(),{"__abc_tpflags__":96})
def t2(f):
    try:
        abc.ABCMeta("X",(),{"__abc_tpflags__":f}); print('ok',f)
    except Exception as e: print(type(e).__name__, e)
for f in (96,32,64,1<<10,'x',None,96|1): t2(f)
match collections.deque([1,2]):
    case [a,b]: print('seq')


class D:
    def __get__(self, instance, owner):
        print(instance, owner)
        return 1


wrapped = classmethod(D())
wrapped.__get__(A())
wrapped.__get__(None, A)
wrapped.__get__(A(), int)
print(c.__name__, c.MutableMapping, c.Callable[[int], str], c.Callable.__module__)
w = weakref.WeakKeyDictionary({A: 1})
print(copy.copy(w) == w, w == {A: 1}, w == {weakref.ref(A): 1})
