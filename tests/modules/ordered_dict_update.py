# OrderedDict from anything with pairs: its own messages; keys set through a subclass's __setitem__.
import weakref
from collections import OrderedDict
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__, e)
class A:
    __slots__=()
for x in ([None],[1],[(1,)],[(1,2,3)],[()],[[1,2]],['ab'],['abc'],[(1,2),3],[([],2)],[([],)], [iter([1,2])], [iter([1])], [iter([1,2,3])], 5, None, {1:2}, ):
    t(lambda: OrderedDict(x)); 
    def u():
        o=OrderedDict(); o.update(x); return o
    t(u)
    def u():
        o=OrderedDict(); o|=x; return o
    t(u)
class K:
    def keys(self): return 5
t(lambda: OrderedDict(K()))
class K:
    def keys(self): return [1]
t(lambda: OrderedDict(K()))
class K:
    def items(self): return [(1,2)]
t(lambda: OrderedDict(K()))
class K:
    def items(self): return [(1,2,3)]
    def __iter__(self): return iter([(4,5)])
t(lambda: OrderedDict(K()))
t(lambda: OrderedDict(1,2))
t(lambda: OrderedDict().update(1,2))
t(lambda: OrderedDict.update())
t(lambda: OrderedDict([(1,2)], a=3))
t(lambda: weakref.WeakKeyDictionary([(1,2)]))
t(lambda: weakref.WeakKeyDictionary([1]))
t(lambda: weakref.WeakValueDictionary([(1,2)]))
t(lambda: weakref.WeakKeyDictionary(5))
t(lambda: weakref.WeakSet([()]))


class Tells(OrderedDict):
    def __setitem__(self, key, value):
        print('set', key, value)
        OrderedDict.__setitem__(self, key, value)


one = Tells({1: 2}, x=3)
one.update(one)
one |= [(4, 5)]
print(one, Tells(one), OrderedDict(one), OrderedDict(b=1, a=2))
source = {1: 2, 3: 4}


class Changes(OrderedDict):
    def __setitem__(self, key, value):
        source.clear()
        super().__setitem__(key, value)


print(Changes(source), source)


class Loud:
    def __del__(self):
        print('attribute dies')


one.x, reference = Loud(), weakref.ref(one, lambda reference: print('callback'))
del one
