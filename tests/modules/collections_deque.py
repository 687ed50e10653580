# deque: random operations, comparison, order of release.
class Rnd:
    def __init__(s,x): s.x=x
    def randrange(s,a,b=None):
        if b is None: a,b=0,a
        s.x=(s.x*6364136223846793005+1442695040888963407)%2**64
        return a+(s.x>>33)%(b-a) if b>a else a
    def choice(s,l): return l[s.randrange(len(l))]
from _collections import deque
r=Rnd(9)
def idx(n): return r.randrange(-n-2,n+3)
for rep in range(400):
    n=r.randrange(12); m=r.choice([None,None,0,3,n,n+1,20])
    d=deque(range(n),m)
    for i in range(r.randrange(1,6)):
      op=r.randrange(18)
      try:
        if op==0: d.append('a')
        elif op==1: d.appendleft('b')
        elif op==2: print(d.pop())
        elif op==3: print(d.popleft())
        elif op==4: d.rotate(idx(n))
        elif op==5: d.insert(idx(n),'i')
        elif op==6: del d[idx(n)]
        elif op==7: d[idx(n)]='s'
        elif op==8: print(d[idx(n)])
        elif op==9: d.extend('xyz'[:r.randrange(4)])
        elif op==10: d.extendleft('uvw')
        elif op==11: d.remove(r.choice([1,2,'a','x']))
        elif op==12: print(d.index(r.choice([1,2,'a','x']),idx(n),idx(n)))
        elif op==13: d*=r.randrange(-1,4)
        elif op==14: d=d+deque('q')
        elif op==15: d.reverse()
        elif op==16: d=d.copy(); print(list(reversed(d)), d.count('a'), 1 in d)
        elif op==17: d.extend(d); d.extendleft(d) if len(d)<9 else d.clear()
        print(d,len(d),d.maxlen)
      except Exception as e: print(type(e).__name__,e,d)
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
print(deque([1,2])<deque([1,3]), deque([1])==deque([1]), deque([1])!=deque([1,2]), deque([1,2])>deque([1]), deque()<deque([1]), deque([1])>=deque([1]), deque([1])==[1]); t(lambda:deque([1])<[1])
import gc
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
d=deque((N(i) for i in range(5)),3); d.append(N(9)); print('|'); d.rotate(1); del d[0]; print('|'); d.clear(); print('|'); d=deque([N(1),N(2)]); d=None; print('|'); d=deque([N(1),N(2)]); d.__init__([1]); print('|'); d=deque(); d.append(d); d=None; print(gc.collect())
