"""Which kinds of objects can be weakly referenced."""
import sys, weakref, types, collections, itertools, functools, operator, io, array, struct, random, contextlib, _io, builtins, gc, enum, string, time, math, copy, inspect, traceback, dataclasses, typing, os, warnings, atexit, abc, errno, reprlib
def f(): yield
async def co(): pass
async def ag(): yield
class C:
    def m(self): pass
    @property
    def p(self): pass
class S: __slots__ = ("a",)
class SW: __slots__ = ("a","__weakref__")
class L(list): pass
class T(tuple): pass
class I(int): pass
class B(bytes): pass
class St(str): pass
class D(dict): pass
class E(Exception): pass
class LS(list): __slots__=()
class IS(int): __slots__=()
class DD(collections.deque): __slots__=()
class M(type): pass
class MM(metaclass=M): pass
class SetS(set): __slots__=()
class En(enum.Enum): A=1
nt = collections.namedtuple("nt","a b")
def closure():
    x=1
    def g(): return x
    return g
try: 1/0
except Exception as e: exc=e; tb=e.__traceback__
coro=co(); coro.close()
objs = dict(none=None, ell=..., ni=NotImplemented, int=5, big=1<<70, flt=1.5, cplx=1j, st="abc", by=b"abc", ba=bytearray(b"a"), mv=memoryview(b"a"), tup=(1,), etup=(), lst=[1], dct={}, st2={1}, fs=frozenset([1]), rng=range(3), sl=slice(1), 
 rngit=iter(range(3)), bigrngit=iter(range(1<<70)), lit=iter([]), lrit=reversed([]), tit=iter(()), dkit=iter({}), dvit=iter({}.values()), diit=iter({}.items()), drk=reversed({}), sit=iter(set()), strit=iter("a"), bit=iter(b"a"), bait=iter(bytearray(b"")),mvit=iter(memoryview(b"")),
 dk={}.keys(), dv={}.values(), di={}.items(), mp=types.MappingProxyType({}), ns=types.SimpleNamespace(), 
 fn=f, lam=lambda:0, bif=len, bim=[].append, cm=dict.fromkeys, md=list.append, wd=list.__len__, mw=[].__len__, cmd=dict.__dict__['fromkeys'], gs=type.__dict__['__mro__'] , gsd=C.__dict__['__dict__'], slotd=S.a, meth=C().m, prop=property(), sm=staticmethod(f), clm=classmethod(f), sup=super(C,C()), gen=f(), coro=coro, agen=ag(), agenas=ag().__anext__ , cell=closure().__closure__[0], code=f.__code__, frame=sys._getframe(), tb=tb, exc=exc, 
 cls=C, typ=type, obj=object, o=object(), mod=sys, inst=C(), s=S(), sw=SW(), l=L(), t=T(), i=I(), b=B(), s3=St(), d=D(), e=E(), ls=LS(), iss=IS(), dd=DD(), mm=MM(), m=M, sets=SetS(), en=En.A, nt=nt(1,2),nttype=nt,
 enumr=enumerate([]), zipo=zip(), mapo=map(len,[]), filt=filter(None,[]), rev=reversed((1,)), citer=iter(int,1),
 deque=collections.deque(), dqi=iter(collections.deque()), dqr=reversed(collections.deque()), od=collections.OrderedDict(), ddct=collections.defaultdict(), ctr=collections.Counter(), cm2=collections.ChainMap(), ud=collections.UserDict(), ul=collections.UserList(), us=collections.UserString("a"),
 cnt=itertools.count(), cyc=itertools.cycle([]), rep=itertools.repeat(1), chn=itertools.chain(), cmp=itertools.compress([],[]), dw=itertools.dropwhile(f,[]), tw=itertools.takewhile(f,[]), isl=itertools.islice([],1), stm=itertools.starmap(f,[]), tee=itertools.tee([])[0], zl=itertools.zip_longest(), prod=itertools.product(), perm=itertools.permutations([]), comb=itertools.combinations([],1), cwr=itertools.combinations_with_replacement([],1), grp=itertools.groupby([]), acc=itertools.accumulate([]), pw=itertools.pairwise([]), ff=itertools.filterfalse(None,[]),
 part=functools.partial(f), pm=functools.partialmethod(f), lru=functools.lru_cache(f), cp=functools.cached_property(f), c2k=functools.cmp_to_key(f)(1), sd=functools.singledispatch(f),
 ig=operator.itemgetter(1), ag2=operator.attrgetter("a"), mc=operator.methodcaller("a"), sio=io.StringIO(), bio=io.BytesIO(), arr=array.array("i"), arri=iter(array.array("i")), st4=struct.Struct("i"), rnd=random.Random(), ref=weakref.ref(C), prox=weakref.proxy(C), wm=weakref.ref(f), wvd=weakref.WeakValueDictionary(), wkd=weakref.WeakKeyDictionary(), ws=weakref.WeakSet(), ga=list[int], un=int|str, tv=typing.TypeVar("T"), ty=typing.List[int], opt=typing.Optional[int], bc=BaseException(), oe=OSError(), se=StopIteration(), ae=AttributeError(), ke=KeyError(), se2=SyntaxError(), ude=UnicodeDecodeError("a",b"a",0,1,"a"), ie=ImportError(), eg=ExceptionGroup("a",[E()]), ve=sys.version_info, fl=sys.flags, hi=sys.hash_info, stt=time.gmtime(0), es=contextlib.ExitStack(), cmg=contextlib.contextmanager(f)(), dump=inspect.signature(f), par=inspect.Parameter("a",1), bi=builtins, sysflags=sys.flags, generic=types.GenericAlias, dynamic=types.DynamicClassAttribute(), abcd=C.__mro__, tpl=string.Template("a"), fmt=string.Formatter(), it2=getattr(io,"IncrementalNewlineDecoder")(None,True),
 env=os.environ, statr=os.stat("/"), rp=reprlib.Repr(), mdl=types.ModuleType("a"), cells=types.CellType(), oi=object.__init__, cd=getattr(types,"CoroutineType"), td=time.struct_time, cwrap=type("X",(),{})(), cw=[].__init__, cir=iter(set.__mro__), geniter=(x for x in []))
for k,o in objs.items():
    try: r = weakref.ref(o); print(k, "ok", r() is o)
    except TypeError as e: print(k, e)
    try: print("   ", type(o).__weakrefoffset__ != 0)
    except Exception as e: print("   ",e)
