# When functools.reduce lets its arguments go.
from functools import reduce
class P:
    def __init__(s,k): s.k=k
    def __del__(s): print('del',s.k, end=' ')
def g(n, fail=9):
    for i in range(n):
        print('next',i,end=' ')
        if i==fail: raise ValueError
        yield P(i)
        print('after',i,end=' ')
def f(p,q): print('call', end=' '); return P((p.k,q.k))
def f2(p,*q):
    if q[0].k==2: raise KeyError
    return p
for a in [(f,g(4)),(f,g(1)),(f,g(0)),(f,g(3),P('init')),(f2,g(4)),(f,g(4,2)),(ValueError,g(2)),(lambda *r: r, g(4)),(lambda p,q: q,g(4)),(lambda p,q: 1, g(3))]:
    try: x=reduce(*a); print('result',end=' '); del x
    except Exception as e: print(repr(e), end=' ')
    print()
    del a

# How often the arguments are held meanwhile.
import sys
from functools import reduce
from itertools import accumulate


def counts(before, item):
    print(sys.getrefcount(before), sys.getrefcount(item), sys.getrefcount(counts), sys.getrefcount(items))
    return before


for items in [object()], [object(), object()]:
    reduce(counts, items, object())
    reduce(counts, items)
    list(accumulate(items, counts))
