# Lists and tuples: items, slices, searching, order of release, iterators.
class Rnd:
    def __init__(s,x): s.x=x
    def randrange(s,a,b=None):
        if b is None: a,b=0,a
        s.x=(s.x*6364136223846793005+1442695040888963407)%2**64
        return a+(s.x>>33)%(b-a) if b>a else a
    def choice(s,l): return l[s.randrange(len(l))]

r=Rnd(1)
def t(f):
    try: print(f())
    except BaseException as e: print(type(e).__name__,e)
def idx(n): return r.choice([None]+list(range(-n-2,n+3)))
for rep in range(600):
    n=r.randrange(12); l=list(range(n)); op=r.randrange(12)
    a,b,c=idx(n),idx(n),r.choice([None,None,1,2,3,-1,-2,-3,0])
    i=r.randrange(-n-2,n+3)
    v=['x']*r.randrange(6)
    try:
        if op==0: l[a:b:c]=v
        elif op==1: del l[a:b:c]
        elif op==2: print(l[a:b:c],tuple(l)[a:b:c])
        elif op==3: l[a:b:c]=l
        elif op==4: l[i]=9
        elif op==5: del l[i]
        elif op==6: l.insert(i,'y')
        elif op==7: print(l.pop(i))
        elif op==8: l*=r.randrange(-1,4)
        elif op==9: l+=v; l=l+l
        elif op==10: print(l.index(r.randrange(5),i)); 
        elif op==11: l[a:b]=iter(v)
        print(l)
    except Exception as e: print(type(e).__name__,e)
t(lambda:[1]+(1,)); t(lambda:(1,)+[1]); t(lambda:[1]*'a'); t(lambda:'a'*[1]); t(lambda:[1]*1.5); t(lambda:[1]<(1,)); t(lambda:[1,2]<[1,3]); t(lambda:[1]<['a']); t(lambda:[][1:'a']); t(lambda:[]['a']); t(lambda:[1][1.0]); t(lambda:[1][2**70]); t(lambda: [1,2][-2**70:2**70]); t(lambda:[1][None]); t(lambda:(1,)['a']); t(lambda:(1,)[5]); t(lambda:[1].__setitem__('a',1)); t(lambda:[1].__delitem__(4)); t(lambda:[1].__setitem__(slice(0,1),5)); t(lambda:[1,2].__setitem__(slice(0,2,2),5)); t(lambda: [1].__imul__('a')); t(lambda: [0]*2**62); t(lambda: (0,)*2**62); t(lambda: [1].__mul__(2**70)); t(lambda:hash([])); t(lambda: hash((1,[]))); t(lambda: [1].__add__(1)); t(lambda:[1].__iadd__(1)); t(lambda:[3].__contains__(3)); t(lambda: 2 in (1,2.0)); t(lambda:[1,2].__mul__(2)); t(lambda:[1,2].__rmul__(2)); t(lambda: 2*[1]); t(lambda: True*[1])
l=[1]; l.append(l); print(l); tt=(l,); l[1]=tt; print(l,tt)
class E:
    def __eq__(s,o): l.clear(); return False
l=[E(),E(),1]; t(lambda: 5 in l); l=[E(),1]; t(lambda: l.index(1)); l=[E(),1]; t(lambda:l.remove(1)); l=[E(),1]; t(lambda:l.count(1)); l=[E(),1]; t(lambda: l==[1,2]); l=[E(),1]; t(lambda: l<[1,2])
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print('free',s.n,end=' ')
def mk(): return [N(i) for i in range(6)]
l=mk(); del l[1:4]; print('|'); l[0:2]=[1]; print('|'); l=mk(); del l[::2]; print('|'); l=mk(); del l[::-2]; print('|'); l=mk(); l[::2]=[1,2,3]; print('|'); l=mk(); l[::-1]=[1]*6; print('|'); l=mk(); l[:]=[]; print('|'); l=mk(); l.clear(); print('|'); l=mk(); l*=0; print('|'); l=mk(); l.__init__([1]); print('|'); l=mk(); t(lambda: l.pop(0).n); print('|'); l=tuple(mk()); l=None; print('|'); l=mk(); l.remove(l[2]); print('|'); l=[l]
print()
it=iter([1,2,3]); next(it); print(it.__reduce__(), it.__length_hint__()); it.__setstate__(0); print(list(it), it.__reduce__()); it=reversed([1,2,3]); next(it); print(it.__reduce__(), it.__length_hint__()); it.__setstate__(5); print(list(it), it.__reduce__()); it=iter((1,2)); next(it); print(it.__reduce__()); it.__setstate__(-1); print(list(it), it.__reduce__())
l=[1,2,3]
for x in l:
    if len(l)<8: l.append(x)
print(l)
class L(list):
    def __init__(s,*a,k=1): super().__init__(*a)
class T(tuple):
    def __init__(s,*a,k=1): pass
    def __new__(c,*a,k=1): return super().__new__(c,*a)
print(L([1],k=2),T([1],k=2),type(L([1])+[2]),type(L([1])*2),type(L([1])[:]),type(T([1])[:]),type(T([1])+()),type(L([1]).copy()), T([1,2]).__getnewargs__(), T((1,2))==(1,2), hash(T((1,2)))==hash((1,2)))
print(hash(()),hash((1,)),hash((1,2,3)),hash((-1,'a'[:0],(),None))*0, hash((0.5,(1,(2,)))))
class G:
    def __getitem__(s,i):
        if i>3: raise IndexError
        return i
print(list(G()), tuple(G()), 2 in G(), list(reversed([1,2])), list(iter(lambda c=[0]: c.append(1) or len(c),4))); it=iter(G()); next(it); print(it.__reduce__()[2]); list(it); print(it.__reduce__())
t(lambda: reversed(G())); t(lambda: list(enumerate('ab',2**70))); t(lambda: list(enumerate('ab',-1)))
it=enumerate('abc'); next(it); print(it.__reduce__()[1][1]); a=zip('ab','cd'); x=next(a); y=next(a); print(x,y, x is y)
t(lambda:list(zip([1,2],[1],strict=True))); t(lambda:list(zip([1],[1,2],strict=True))); t(lambda:list(zip([1],[1],[1,2],strict=True))); t(lambda:list(zip([1,2],[1,2],[1],strict=True))); t(lambda:list(zip([1],[1],strict=True))); t(lambda:list(zip())); t(lambda: list(zip(range(3),'abcd')))
t(lambda:list(map(lambda a,b:a+b,[1,2],[3,4,5]))); t(lambda:list(filter(None,[0,1,'',2]))); t(lambda:list(filter(bool,[0,1]))); t(lambda: list(map(None,[1])))
class Z(zip): pass
print(list(Z([1],[2])), list(type('F',(filter,),{})(None,[1])), list(type('E',(enumerate,),{})([1])), list(type('R',(reversed,),{})((1,2))), list(type('M',(map,),{})(str,[1])))
import sys
print(sys.getrefcount([]), [None]*3, [[]]*2, len([0]*1000))
x=[]; y=[x]*10; print(sys.getrefcount(x)); y*=3; print(sys.getrefcount(x)); del y; print(sys.getrefcount(x)); y=(x,)*7; print(sys.getrefcount(x))
