# list.sort: number and order of comparisons, stability, changes to the list meanwhile.
class Rnd:
    def __init__(s,x): s.x=x
    def randrange(s,a,b=None):
        if b is None: a,b=0,a
        s.x=(s.x*6364136223846793005+1442695040888963407)%2**64
        return a+(s.x>>33)%(b-a) if b>a else a
    def choice(s,l): return l[s.randrange(len(l))]

class C:
    n=0
    def __init__(s,k): s.k=k
    def __lt__(s,o): C.n+=1; log.append((s.k,o.k)); return s.k<o.k
r=Rnd(5)
def h(x):
    v=0
    for a,b in x: v=(v*31+a*7+b)%1000003
    return v
for n in (0,1,2,3,5,10,31,32,33,63,64,65,100,127,128,200,500,1000,3000):
    for kind in range(8):
        if kind==0: d=[r.randrange(n+1) for i in range(n)]
        elif kind==1: d=list(range(n))
        elif kind==2: d=list(range(n,0,-1))
        elif kind==3: d=[r.randrange(4) for i in range(n)]
        elif kind==4: d=list(range(n//2))+list(range(n//2))
        elif kind==5: d=[i%10 for i in range(n)]
        elif kind==6:
            d=list(range(n))
            for i in range(n//20+1):
                if n: d[r.randrange(n)]=r.randrange(n)
        else: d=[(i*i)%(n+7)//5 for i in range(n)]
        for rev in (False,True):
            log=[]; C.n=0
            l=[C(x) for x in d]; l.sort(reverse=rev); a=C.n
            s1=[x.k for x in l]; h1=h(log)
            log=[]; C.n=0
            m=list(range(len(d))); m.sort(key=lambda i:C(d[i]),reverse=rev)
            print(n,kind,rev,a,h1,C.n,h(log),h(list(zip(m,m))),s1==[d[i] for i in m])
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
l=[3,1,2]
def k(x):
    l.append(1); return x
t(lambda:l.sort(key=k)); print(l)
def k(x):
    if l: print('?',l)
    return x
t(lambda:l.sort(key=k)); print(l)
def k(x):
    l.append(1); l.clear(); return x
t(lambda:l.sort(key=k)); print(l)
def k(x):
    l.append(1); l.pop(); return x
t(lambda:l.sort(key=k)); print(l)
def k(x):
    l.clear(); return x
t(lambda:l.sort(key=k)); print(l)
def k(x): 1/0
t(lambda:l.sort(key=k)); print(l)
t(lambda:[1,'a'].sort()); t(lambda:sorted([1,'a'],reverse=True)); t(lambda: sorted([(1,'a'),(1,2)]))
print(sorted([3.5,1,2.0,True])); print(sorted(['b','a','é','z'])); print(sorted([(2,'a'),(1,'b'),(1,'a')])); print(sorted([2**70,1,-2**70])); print(sorted([1.5,float('nan'),0.5]))
print(sorted('hello'), sorted({'b':1,'a':2}), sorted([[2],[1,2],[1]]))
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
    def __lt__(s,o): return s.n<o.n
l=[5,4,3,2,1]
l.sort(key=lambda x:N(x)); print(l)
def k(x):
    if x==3: raise ValueError(x)
    return N(x)
try: l.sort(key=k)
except ValueError as e: print(e, l)
