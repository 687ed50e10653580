# Module array: methods, conversions, exported buffers, pickling, messages.
from array import array


def t(function, *args, **keywords):
    try:
        result = repr(function(*args, **keywords))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(result if " at 0x" not in result else result[:result.index(" at 0x")])


import array as A
print(A.typecodes, A.ArrayType is array)
for n in [n for n in dir(array) if n not in dir(object) and n[1]!='_']: print(n,repr(getattr(getattr(array,n),'__text_signature__',None)))
print(array.__module__, )
t(array);t(array,1);t(array,'');t(array,'ab');t(array,'x');t(array,'i',1);t(array,'i',[1],2);t(array,'i',x=1);t(array,'i','ab');t(array,'u','ab');t(array,'u',b'ab');t(array,'i',b'\1\0\0\0');t(array,'i',b'abc');t(array,'i',bytearray(4));t(array,'i',array('u','a'));t(array,'u',array('i',[1]));t(array,'u',array('u','x'));t(array,'i',array('d',[1.0]));t(array,'d',array('i',[1]));t(array,'i',array('l',[1,2]));t(array,'i',array('q',[2**40]));t(array,b'i');t(array,'i',None);t(array,'u',['a','b']);t(array,'u',['ab']);t(array,'u',[1]); t(array,'i',{1:2}); t(array,'b',(x for x in (1,2,300)))
for c in 'bBhHiIlLqQfdu':
    for v in [-2**64,-2**63-1,-2**63,-2**31-1,-2**16,-32769,-129,-1,128,256,32768,65536,2**31,2**32,2**63,2**64,1.5,'a',b'a',None,'ab',10**400]:
        r=None
        try: r=array(c,[v])[0]
        except Exception as e: print(c,repr(v)[:24],type(e).__name__,e)
a=array('i',[1,2,3])
t(a.append);t(a.append,1.5);t(a.insert,1);t(a.insert,1,'a');t(a.insert,'a',1);t(a.pop,10);t(array('i').pop);t(a.pop,'a');t(a.remove,99);t(a.index,99);t(a.index,1,1);t(a.index,3,-1);t(a.index,3,0,1);t(a.index,3,'a');t(a.index);t(a.count,1);t(a.extend,1);t(a.extend,[1,'a']);print(a);t(a.extend,array('l',[1]));t(a.fromlist,(1,));t(a.fromlist,[1,'a']);print(a);t(a.frombytes,b'123');t(a.frombytes,'a');t(a.frombytes,array('i',[7]));print(a);t(a.fromunicode,'a');t(a.tounicode);t(a.tofile,1);t(a.fromfile,1,1)
t(lambda:a+[1]);t(lambda:a+array('l'));t(lambda:a*'a');t(lambda:a*1.5);t(lambda:2*a);t(lambda:a*-1);t(lambda:a==[1]);t(lambda:a<array('d',[5]));t(lambda:a<[1]);t(hash,a);t(lambda:a['x']);t(lambda:a[99]);t(lambda:a[1.5]);t(lambda:a[None]);t(lambda:a[10**30])
def s(k,v): a[k]=v
t(s,'x',1);t(s,99,1);t(s,0,'q');t(s,slice(0,1),[1]);t(s,slice(0,1),array('l',[1]));t(s,slice(0,4,2),array('i',[1]));t(s,slice(0,1),5)
def d(k): del a[k]
t(d,'x');t(d,99);t(d,slice('a'))
def ia(x):
    global a; a+=x
t(ia,[1]);t(ia,array('d'));t(ia,1)
def im(x):
    global a; a*=x
t(im,'a');t(im,1.5)
m=memoryview(a); 
for f in [lambda:a.append(1),lambda:a.pop(),lambda:a.extend([1]),lambda:a.extend(array('i',[1])),lambda:a.extend(array('i')),lambda:a.insert(0,1),lambda:a.remove(1),lambda:d(0),lambda:d(slice(0,1)),lambda:d(slice(0,0)),lambda:s(slice(0,1),array('i',[5])),lambda:s(slice(0,0),array('i',[5])),lambda:a.frombytes(b'1234'),lambda:a.frombytes(b''),lambda:a.fromlist([1]),lambda:a.fromlist([]),lambda:im(2),lambda:im(1),lambda:im(0),lambda:a.byteswap(),lambda:a.reverse(),lambda:a.__init__('i',[1]), lambda:ia(array('i',[1])), lambda: a.extend([])]: t(f)
m.release()
print(a,a.buffer_info()[1],a.itemsize,a.typecode); t(setattr,a,'typecode','d')
u=array('u','hé€😀'); print(u,u.tounicode(),u.tobytes(),u[3],u.itemsize); mu=memoryview(u); print(mu.format,mu.itemsize,mu.nbytes,mu.shape); t(mu.tolist);t(lambda:mu[0]);t(mu.tobytes); t(lambda:mu.cast('B')[0]); t(lambda:mu==mu); t(lambda:mu==memoryview(array('u','hé€😀')));del mu
u=array('u'); u.frombytes(b'\xff\xff\xff\xff'); t(repr,u);t(lambda:u[0]);t(u.tounicode);t(u.tolist)
u=array('u','\ud800x'); t(repr,u); print(array('u'),array('d',[1.5,-0.0,float('nan')]),array('f',[0.1]),array('b'))
for p in range(-1,5):
    t(array('i',[1,2]).__reduce_ex__,p);t(array('u','é').__reduce_ex__,p);t(array('d').__reduce_ex__,p)
t(a.__reduce_ex__,'a')
class S(array): pass
x=S('b',[1]); x.q=1; t(x.__reduce_ex__,3); print(x,x[:],type(x[:]),type(x+x),type(x*2),type(x.__copy__())); t(lambda:S('b',x=1)); t(lambda:S('b',[1],2))
it=iter(array('b',[1,2])); print(type(it),next(it)); t(it.__reduce__); t(it.__setstate__,-5);t(it.__reduce__); t(it.__setstate__,99);t(it.__reduce__); print(list(it)); t(it.__reduce__); t(it.__setstate__,'a'); t(type(it)); 
r=A._array_reconstructor
t(r);t(r,int,'i',0,b'');t(r,array,'i',0,b'\1\2');t(r,array,'i',99,b'\1\2');t(r,array,'z',0,b'');t(r,array,'i',7,b'\0\0\0\1');t(r,array,'d',17,bytes(8));t(r,array,'I',3,b'\1\2');t(r,array,'u',21,b'\0\0\0a');t(r,array,'u',18,b'a\0');t(r,array,'i',0,bytearray(1));t(r,array,'f',16,bytes(8));t(r,array,'i',8,bytes(4));t(r,array,'b',9,bytes(4)); t(r,array,'u',0,b'\1'); t(r,array,'q',12,b'\xff'*8); t(r,array,'Q',12,b'\xff'*8);t(r,array,'ii',8,bytes(4));t(r,1,'i',8,bytes(4)); t(r,array,'i','a',bytes(4))
t(array('i',[1]).byteswap);t(array('d',[1]).byteswap)
t(array('i').__contains__,1); print(1.0 in array('i',[1]), array('i',[1,2])==array('d',[1,2]), array('i',[1,2])<array('d',[1,3]), array('i',[1])<array('i',[1,2]),array('u','a')==array('i',[1]), array('i')!=array('d'))
import copy; print(copy.copy(a),copy.deepcopy(x))
t(array('i',[1]).__mul__,2**62); t(array('i',[1]).__imul__, 2**62)
class F:
    def write(self,b): print('w',b); return 1
    def read(self,n): print('r',n); return b'12345678'[:n]
t(array('i',[1,2]).tofile,F()); z=array('i'); t(z.fromfile,F(),2); t(z.fromfile,F(),3);print(z);t(z.fromfile,F(),-1); t(z.fromfile,F(),0)
class G:
    def read(self,n): return 'abc'
t(z.fromfile,G(),1)
print(sorted(array('i',[3,1])), list(reversed(array('i',[3,1]))), max(array('i',[3,1])))
match array('i',[1,2]):
    case [x,y]: print('seq',x,y)
import collections.abc as ca; print(isinstance(a,ca.MutableSequence), issubclass(array,ca.Sequence))
import weakref; weakref.ref(a)
t(lambda:array('i',[1,2,3])[::-1]);t(lambda:array('i',[1,2,3]).__getitem__(slice('a')))
class I:
    def __index__(self): return 3
    def __float__(self): return 2.5
for c in 'bBhHiIlLqQfd': t(array,c,[I()])
