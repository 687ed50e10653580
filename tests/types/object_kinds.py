# An object of every type, for members_copy.py and members_set.py.
import sys, copy, weakref, math, time, os, io, random, itertools, functools, operator, collections, types


def clean(s):
    s=s.replace(__file__, os.path.basename(__file__))
    i=s.find("0x")
    while i>=0:
        j=i+2
        while j<len(s) and s[j] in "0123456789abcdef": j+=1
        s=s[:i+2]+s[j:]; i=s.find("0x",i+2)
    return s
def show(v):
    try: r=repr(v)
    except Exception as e: r='repr failed '+type(e).__name__
    r=clean(r)
    return type(v).__name__+' '+(r if len(r)<300 else r[:300])
def attempt(label,f):
    try: v=f()
    except Exception as e: print(label,'!',type(e).__name__,clean(str(e)))
    else: print(label,'=',show(v))
def g(): yield
async def c(): pass
async def ag(): yield
class P:
    def __getitem__(self, i): raise IndexError
    def __len__(self): return 0
    def m(self): pass
class S: __slots__=('a',)
p=P()
coro=c(); agen=ag()
samples={}
def add(n,f):
    try: samples[n]=f()
    except Exception as e: print('sample',n,repr(e))
for n,f in dict(int=lambda:5,float=lambda:1.5,complex=lambda:1j,bool=lambda:True,str=lambda:'ab',bytes=lambda:b'ab',bytearray=lambda:bytearray(b'ab'),
  memoryview=lambda:memoryview(b'ab'),list=lambda:[1],tuple=lambda:(1,),dict=lambda:{1:2},set=lambda:{1},frozenset=lambda:frozenset([1]),range=lambda:range(3),slice=lambda:slice(1,2),
  function=lambda:g,builtin=lambda:len,bmethod=lambda:[].append,method=lambda:p.m,method_descriptor=lambda:str.join,wrapper_descriptor=lambda:int.__add__,method_wrapper=lambda:(1).__add__,
  getset=lambda:int.real,member=lambda:S.a,classmethod_descr=lambda:dict.__dict__['fromkeys'],cell=lambda:types.CellType(1),code=lambda:g.__code__,frame=lambda:sys._getframe(),
  tb=lambda:types.TracebackType(None,sys._getframe(),0,1),gen=g,coro=lambda:coro,agen=lambda:agen,module=lambda:math,mproxy=lambda:types.MappingProxyType({1:2}),ns=lambda:types.SimpleNamespace(a=1),
  galias=lambda:list[int],union=lambda:int|str,type=lambda:P,object=object,prop=lambda:property(g),cm=lambda:classmethod(g),sm=lambda:staticmethod(g),sup=lambda:super(P,p),
  none=lambda:None,ell=lambda:...,ni=lambda:NotImplemented,exc=lambda:ValueError(1,2),oserr=lambda:OSError(2,'x','f'),keyerr=lambda:KeyError('k'),stopit=lambda:StopIteration(5),sysexit=lambda:SystemExit(3),
  imperr=lambda:ImportError('m',name='n',path='p'),nameerr=lambda:NameError('m',name='n'),attrerr=lambda:AttributeError('m',name='n',obj=1),synerr=lambda:SyntaxError('m',('f',1,2,'t')),
  uderr=lambda:UnicodeDecodeError('utf-8',b'x',0,1,'r'),ueerr=lambda:UnicodeEncodeError('utf-8','x',0,1,'r'),uterr=lambda:UnicodeTranslateError('x',0,1,'r'),eg=lambda:ExceptionGroup('m',[ValueError(1)]),
  enumerate=lambda:enumerate([1,2]),zip=lambda:zip([1],[2]),zips=lambda:zip([1],[2],strict=True),map=lambda:map(len,['a']),filter=lambda:filter(None,[1]),reversed=lambda:reversed([1,2]),
  list_iter=lambda:iter([1,2]),list_riter=lambda:reversed([1,2]),tuple_iter=lambda:iter((1,2)),str_iter=lambda:iter('ab'),ustr_iter=lambda:iter('\u1234b'),bytes_iter=lambda:iter(b'ab'),ba_iter=lambda:iter(bytearray(b'ab')),
  mv_iter=lambda:iter(memoryview(b'ab')),range_iter=lambda:iter(range(3)),lrange_iter=lambda:iter(range(1<<70)),dkeys=lambda:{1:2}.keys(),dvalues=lambda:{1:2}.values(),ditems=lambda:{1:2}.items(),
  dkiter=lambda:iter({1:2}),dviter=lambda:iter({1:2}.values()),diiter=lambda:iter({1:2}.items()),drkiter=lambda:reversed({1:2}),set_iter=lambda:iter({1}),seq_iter=lambda:iter(P()),call_iter=lambda:iter(int,1),
  wref=lambda:weakref.ref(g),wproxy=lambda:weakref.proxy(p),partial=lambda:functools.partial(int,'5',base=8),lru=lambda:functools.lru_cache(g),cmpkey=lambda:functools.cmp_to_key(operator.sub)(3),
  deque=lambda:collections.deque([1,2],5),dq_iter=lambda:iter(collections.deque([1])),dq_riter=lambda:reversed(collections.deque([1])),ddict=lambda:collections.defaultdict(int,{1:2}),counter=lambda:collections.Counter('aab'),
  tupleg=lambda:collections.namedtuple('N','a').a,attrg=lambda:operator.attrgetter('a','b'),itemg=lambda:operator.itemgetter(1),methc=lambda:operator.methodcaller('a',1,k=2),
  count=lambda:itertools.count(3),cycle=lambda:itertools.cycle([1]),repeat=lambda:itertools.repeat(1,2),accumulate=lambda:itertools.accumulate([1]),chain=lambda:itertools.chain([1],[2]),compress=lambda:itertools.compress([1],[1]),
  dropwhile=lambda:itertools.dropwhile(int,[1]),filterfalse=lambda:itertools.filterfalse(None,[1]),groupby=lambda:itertools.groupby([1]),islice=lambda:itertools.islice([1,2],1),pairwise=lambda:itertools.pairwise([1]),
  starmap=lambda:itertools.starmap(int,[]),takewhile=lambda:itertools.takewhile(int,[1]),tee=lambda:itertools.tee([1])[0],zipl=lambda:itertools.zip_longest([1],[2]),product=lambda:itertools.product([1],[2]),
  perm=lambda:itertools.permutations([1,2]),comb=lambda:itertools.combinations([1,2],1),combr=lambda:itertools.combinations_with_replacement([1,2],1),
  stringio=lambda:io.StringIO('a'),bytesio=lambda:io.BytesIO(b'a'),textio=lambda:io.TextIOWrapper(io.BytesIO()),breader=lambda:io.BufferedReader(io.BytesIO()),bwriter=lambda:io.BufferedWriter(io.BytesIO()),brandom=lambda:io.BufferedRandom(io.BytesIO()),fileio=lambda:open('/dev/null','rb',0),
  stime=lambda:time.gmtime(0),tsize=lambda:os.terminal_size((1,2)),
  usr=lambda:p,slots=lambda:S()).items():
    add(n,f)
class C: pass
