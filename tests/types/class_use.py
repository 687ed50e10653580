# Classes as the library uses them: enum, dataclasses, abc, namedtuple, functools.
import enum, dataclasses, abc, collections, functools, contextlib
from dataclasses import dataclass, field
class Color(enum.Enum):
    RED=1; GREEN=2; ALIAS=1
print(list(Color), Color.RED, Color(2), Color['RED'], Color.ALIAS is Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, len(Color), Color.RED in Color)
class N(enum.IntEnum):
    A=1; B=2
print(N.A+1, N.B>N.A, repr(N.A), str(N.A), f"{N.B}", [N.A,N.B].index(2), isinstance(N.A,int))
class F(enum.Flag):
    X=1; Y=2; Z=4
print(F.X|F.Y, F(7), F.X in F(3), ~F.X, list(F(5)))
class IF(enum.IntFlag):
    X=1;Y=2
print(IF.X|8, IF(3))
try: Color(9)
except ValueError as e: print(e)
try: Color.RED=5
except AttributeError as e: print(e)
class SE(str, enum.Enum):
    A='a'
print(SE.A=='a', SE.A.upper(), repr(SE.A))
class SE2(enum.StrEnum):
    A=enum.auto()
print(SE2.A, repr(SE2.A))
@dataclass(order=True, frozen=True)
class P:
    x:int; y:int=2; z:list=field(default_factory=list,compare=False)
p=P(1); print(p, p==P(1), p<P(2), hash(p)==hash(P(1)), dataclasses.asdict(p), dataclasses.replace(p,x=5))
try: p.x=5
except dataclasses.FrozenInstanceError as e: print(type(e).__name__,e)
@dataclass(slots=True)
class S: a:int=1
print(S(), S.__slots__, hasattr(S(),'__dict__'))
class Abs(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
    @property
    @abc.abstractmethod
    def g(self): ...
try: Abs()
except TypeError as e: print(e)
class Conc(Abs):
    def f(self): return 1
    g=2
print(Conc().f(), isinstance(Conc(),Abs), issubclass(int,Abs))
Abs.register(int); print(issubclass(int,Abs), isinstance(5,Abs))
Pt=collections.namedtuple('Pt','x y',defaults=[5])
q=Pt(1); print(q,q.x,q._asdict(),q._replace(x=9),Pt._fields,q==(1,5),Pt.__doc__,Pt.x.__doc__)
class Cached:
    @functools.cached_property
    def v(self): print("computing"); return 42
c=Cached(); print(c.v,c.v,c.__dict__)
@functools.singledispatch
def sd(x): return "obj"
@sd.register
def _(x:int): return "int"
print(sd(1),sd("a"),sd(True))
@functools.total_ordering
class T:
    def __init__(s,v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(T(1)<=T(1),T(2)>T(1),T(1)>=T(2))
@contextlib.contextmanager
def cm(): 
    print("in"); yield 5; print("out")
with cm() as z: print(z)
import types
print(types.new_class('Q',(Abs,),{},lambda ns:ns.update(f=1)).f, types.SimpleNamespace(a=1))
class Meta(abc.ABCMeta):
    def __new__(m,n,b,d,**k): 
        c=super().__new__(m,n,b,d,**k); c.made=n; return c
class WM(metaclass=Meta): pass
class WM2(WM): pass
print(WM2.made, type(WM2).__name__)
from collections.abc import Iterable, Sized, Mapping, Hashable, Callable
print(isinstance([],Iterable), isinstance(5,Sized), isinstance({},Mapping), isinstance([],Hashable), isinstance(len,Callable))
