import collections
import collections.abc
import copy
import sys
import types
import typing
from typing import *
from typing import T, KT, VT, T_co

Ts = TypeVarTuple("Ts")
P = ParamSpec("P")
P2 = ParamSpec("P2")
S = TypeVar("S", bound=int)
U = TypeVar("U", int, str)
C_ = TypeVar("C_", contravariant=True)
AnyT = TypeVar("AnyT", bound="ForwardName")
UserId = NewType("UserId", int)
ProId = NewType("Pro.Id", UserId)


class G(Generic[T]): pass
class G2(Generic[KT, VT]): pass
class GP(Generic[P]): pass
class GTP(Generic[T, P]): pass
class GTs(Generic[Unpack[Ts]]): pass
class GT2s(Generic[T, *Ts, S]): pass
class Sub(G[int], Dict[str, T]): pass
class Plain: pass
class Unhashable:
    __hash__ = None

    def __repr__(self):
        return "unhashable"


def show(text):
    try:
        result = eval(text)
        print(text, "->", result)
    except Exception as e:
        print(text, "!!", type(e).__name__, str(e).split(" at 0x")[0])


for text in """
List[int]
List
List[int, str]
List[()]
List[T][int]
List[T][int][str]
List[None]
List["x"]
List[3]
List[List[T]][Dict[KT, T]]
Dict[KT, VT][int, str]
Dict[KT, VT][int]
Dict[T, T][int]
Dict[int]
Type[T][int]
Tuple[int, ...]
Tuple[T, ...][str]
Tuple[()]
Tuple[(), int]
Tuple[int]
Tuple[..., int]
Tuple[int, str][int]
Tuple[T, S][int, bool]
tuple[T, ...][int]
list[T][int]
dict[T, List[S]][str, int]
Hashable[int]
Sized
Hashable
Mapping[str, Callable[[int], T]][bool]
Counter[int]
ChainMap[str, int]
ChainMap
ContextManager[int]
AsyncContextManager
OrderedDict[int, str]
DefaultDict[int, List[int]]
Deque[int]
AbstractSet[int]
FrozenSet[int]
Generator[int, str, None]
Coroutine[Any, Any, int]
ByteString
Union[int]
Union[int, str]
Union[int, int]
Union[int, Union[str, float], int]
Union[int, None]
Union[None, int]
Union[None, int, str]
Union[None]
Union[()]
Union
Union[int | str, float]
Union[List[T], T][int]
Union[T, S][int, int]
Union[T, None][int]
Union[int, "x"]
Union[Any, int]
Union[int, str] | float
float | Union[int, str]
List[int] | None
None | List[int]
T | int
int | T
"x" | T
T | "x"
Optional[int]
Optional
Optional[int, str]
Optional[None]
Optional[T][str]
Optional[Union[int, str]]
Literal[1, 2]
Literal[1, True]
Literal[1, 1, 2]
Literal[Literal[1, 2], 3, Literal[2]]
Literal["a", b"b", None, 1.5]
Literal[()]
Literal[{}]
Literal[[], []]
Literal
Callable
Callable[[int, str], bool]
Callable[..., int]
Callable[[], int]
Callable[int, str]
Callable[int]
Callable[[int]]
Callable[[int], str, float]
Callable[[T], S][int, bool]
Callable[P, T][[int, str], bool]
Callable[P, T][..., int]
Callable[P, T][P2, int]
Callable[P, int][int, str]
Callable[P, int][[int]]
Callable[Concatenate[int, P], T]
Callable[Concatenate[int, P], T][[str], bool]
Callable[Concatenate[int, P], T][Concatenate[str, P2], bool]
Callable[Concatenate[int, P], T][..., bool]
Callable[[int, *Ts], T][str, float, bool]
Callable[[Unpack[Ts]], int]
Callable[["x"], None]
Callable[None, None]
Callable[[int], 3]
collections.abc.Callable[[int], T][str]
collections.abc.Callable[P, T][[int], str]
collections.abc.Callable[..., T]
collections.abc.Callable[Concatenate[int, P], T]
ClassVar[int]
ClassVar[int, str]
ClassVar
ClassVar[ClassVar[int]]
ClassVar["x"]
Final[int]
Final
Final[Final[int]]
List[Final[int]]
List[ClassVar[int]]
List[ClassVar]
List[Generic]
List[Protocol]
List[Generic[T]]
List[Union]
List[(int, str)]
List[Any]
List[NoReturn]
NoReturn[int]
Never
Never[int]
Self
Self[int]
LiteralString
LiteralString[str]
TypeAlias
TypeAlias[int]
TypeGuard[int]
TypeGuard[int, str]
TypeGuard[T][int]
Required[int]
NotRequired[int]
Required[int, str]
NotRequired[Required[int]]
Unpack[Ts]
Unpack[Tuple[int, str]]
Unpack[int, str]
Unpack[tuple[int, ...]]
Unpack[Ts][int]
Concatenate[int, P]
Concatenate[int, str, ...]
Concatenate[int]
Concatenate[()]
Concatenate[P]
Concatenate[int, P][str]
Concatenate
Annotated[int, "a"]
Annotated[int, "a", 3]
Annotated[Annotated[int, 1], 2]
Annotated[T, 1][int]
Annotated[List[T], 1][str]
Annotated[int]
Annotated
Annotated[int, {}]
Annotated[None, 1]
Annotated[ClassVar[int], 1]
Annotated[Unpack[Ts], 1]
Annotated[Final, 1]
List[Annotated[T, 5]][int]
Any
Any()
Any[int]
T
S
U
T_co
C_
P
P.args
P.kwargs
Ts
[*Ts]
Generic
Generic[T]
Generic[int]
Generic[()]
Generic[T, T]
Generic[P]
Generic[Ts]
Generic[T][int]
Protocol[T]
Protocol[int]
Protocol
G[int]
G[T]
G[T][int]
G[int][str]
G[int, str]
G[()]
G[3]
G["x"]
G2[int, str]
G2[int]
G2[int, T][str]
GP[int, str]
GP[[int, str]]
GP[...]
GP[P2]
GP[()]
GP[[]]
GTP[int, [str]]
GTP[int, ...]
GTP[int, P][[str]]
GTP[int]
GTP[int, str]
GTs[int, str]
GTs[()]
GTs[*Ts][int, str]
GTs[T, *Ts][int]
GTs[*tuple[int, str]]
GTs[*tuple[int, ...], str]
GT2s[int, bool]
GT2s[int, str, float, bool]
GT2s[int]
GT2s[T, *Ts, S]
GT2s[int, *Ts, bool][str, str]
GT2s[*tuple[int, ...], bool]
GT2s[*tuple[int, ...], *tuple[str, ...]]
tuple[*Ts][int, str]
tuple[int, *Ts, str]
Tuple[int, Unpack[Ts]][str]
Tuple[Unpack[Ts], Unpack[Ts]][int]
tuple[*Ts, T][int]
tuple[*Ts, T][()]
List[Unpack[Ts]]
Sub[int]
Sub.__parameters__
Sub.__orig_bases__
Sub.__mro__
Plain[int]
int[int]
TypeVar("X")
TypeVar("X", int)
TypeVar("X", int, bound=str)
TypeVar("X", covariant=True, contravariant=True)
TypeVar("X", bound=3)
TypeVar("X", bound=(int, str))
TypeVar("X", (int, str), int)
TypeVar()
ParamSpec("X", bound=int)
ParamSpec("X", covariant=True)
TypeVarTuple("X")
ForwardRef("a.b")
ForwardRef("1 +")
ForwardRef(3)
ForwardRef("*Ts")
ForwardRef("a", module="m")
ForwardRef("a") == ForwardRef("a")
ForwardRef("a") == ForwardRef("a", module="m")
ForwardRef("a") | int
UserId
UserId(5)
ProId
ProId.__name__
ProId.__qualname__
UserId.__supertype__
UserId | int
List[UserId]
NewType("X")
UserId.__module__
AnyStr
Text
TYPE_CHECKING
IO[str]
TextIO
BinaryIO.__orig_bases__
SupportsAbs[int]
SupportsInt
typing.nothing
List()
List[int]()
Deque[int]((1, 2))
G[int]().__orig_class__
Union()
Union[int, str]()
Tuple[int]()
Callable()
Callable[[int], int](3)
Literal[1]()
Annotated[list, 1]((1, 2))
Optional[int]()
isinstance(3, Union[int, str])
isinstance(3.5, Optional[int])
issubclass(int, Union[int, str])
issubclass(bool, Optional[int])
isinstance(3, List)
isinstance([], List)
isinstance([], List[int])
isinstance([], Sequence)
issubclass(list, Iterable)
issubclass(List, Sequence)
issubclass(List[int], Sequence)
isinstance(len, Callable)
isinstance(len, Callable[..., int])
isinstance(3, Any)
isinstance(3, T)
isinstance(3, Literal[3])
isinstance(3, ClassVar)
isinstance(3, Generic)
isinstance(G(), G)
isinstance(G(), G[int])
issubclass(Sub, G)
issubclass(Sub, Generic)
isinstance(3, NoReturn)
issubclass(int, Final)
isinstance(3, UserId)
isinstance(3, Union[int, List[int]])
isinstance(3, Annotated[int, 1])
isinstance(3, Type)
isinstance(int, Type)
List[int] == List[int]
List[int] == list[int]
List[int] != List[str]
Union[int, str] == Union[str, int]
Union[int, str] == (int | str)
(int | str) == Union[str, int]
Literal[1, 2] == Literal[2, 1]
Literal[1] == Literal[True]
Literal[0] == Literal[False]
Callable[[int], str] == Callable[[int], str]
Annotated[int, 1] == Annotated[int, 1]
Annotated[int, 1] == Annotated[int, 2]
Tuple[int, ...] == Tuple[int]
P.args == ParamSpec("P").args
P.args == P.args
hash(List[int]) == hash(List[int])
hash(Union[int, str]) == hash(Union[str, int])
hash(Literal[1, 2]) == hash(Literal[2, 1])
hash(Annotated[int, {}])
List[int] is List[int]
Union[int, str] is Union[int, str]
Literal[1] is Literal[1]
G[int] is G[int]
List[Unhashable()]
Literal[Unhashable()] == Literal[Unhashable()]
get_origin(List[int])
get_origin(List)
get_origin(list[int])
get_origin(Union[int, str])
get_origin(int | str)
get_origin(Literal[1])
get_origin(Annotated[int, 1])
get_origin(ClassVar[int])
get_origin(ClassVar)
get_origin(Callable[[int], str])
get_origin(Callable)
get_origin(Generic)
get_origin(Generic[T])
get_origin(P.args)
get_origin(Tuple[int])
get_origin(Optional[int])
get_origin(int)
get_origin(G[int])
get_origin(Unpack[Ts])
get_args(List[int])
get_args(List)
get_args(list[int])
get_args(Union[int, Tuple[T, int]][str])
get_args(int | str)
get_args(Literal[1, "a"])
get_args(Annotated[int, 1, 2])
get_args(Callable[[int, str], bool])
get_args(Callable[[], bool])
get_args(Callable[..., bool])
get_args(Callable[P, bool])
get_args(Callable[Concatenate[int, P], bool])
get_args(collections.abc.Callable[[int], str])
get_args(collections.abc.Callable[..., str])
get_args(Tuple[()])
get_args(Tuple[int, ...])
get_args(P.args)
get_args(int)
get_args(Generic[T])
get_args(Unpack[Ts])
List[int].__origin__
List[int].__args__
List[T].__parameters__
Dict[T, List[KT]].__parameters__
Callable[P, T].__parameters__
Union[T, KT, T].__parameters__
Tuple[int, *Ts].__parameters__
G2[T, int].__parameters__
List[int].append
List.append
List.__name__
List[int].__name__
List[int].__qualname__
G[int].__name__
Union[int, str].__name__
Optional[int].__name__
Optional.__name__
Callable[[int], int].__name__
Annotated[int, 1].__name__
Annotated[int, 1].__metadata__
Any.__name__
Union.__qualname__
Literal[1].__name__
List.__module__
List[int].__module__
G[int].__module__
Union[int, str].__module__
T.__module__
T.__name__
S.__bound__
AnyT.__bound__
U.__constraints__
T_co.__covariant__
P.__name__
Ts.__name__
List.nothing
List[int].__nothing__
List.__slots__
sorted(set(dir(List[int])) - set(dir(object)) & {"append"})[:3]
"append" in dir(List)
[x for x in Tuple[int]]
[*List[int]]
[*G[int]]
[*List]
[*Union[int, str]]
bool(List[int])
repr(Callable[[T, int], List[S]])
str(Dict[str, Optional[List[Tuple[int, ...]]]])
copy.copy(List[int]) == List[int]
copy.deepcopy(Dict[T, int]) == Dict[T, int]
copy.copy(T) is T
copy.deepcopy(P) is P
copy.copy(Union[int, str])
copy.copy(Callable[[int], str])
copy.copy(Annotated[int, 1])
copy.deepcopy(Literal[1])
List.__reduce__()
T.__reduce__()
Any.__reduce__
List[int].__reduce__()[1]
Union[int, str].__reduce__()[1]
Callable[[int], str].__reduce__()[1]
Callable[..., str].__reduce__()[1]
UserId.__reduce__()
Optional.__reduce__()
list[P][Ts]
list[P][[int,str]]
list[P][[]]
dict[P,T][[int],str]
dict[Concatenate[int,P],T][[str],int]
list[[int], (int,)]
list(list[T] | int)
[*(tuple[int,T] | dict)]
""".strip().split("\n"):
    show(text)

for name in sorted(typing.__all__):
    value = getattr(typing, name)
    if not isinstance(value, types.FunctionType):
        print(name, repr(value), type(value).__name__, getattr(value, "_nparams", ""), getattr(value, "_inst", ""),
              getattr(value, "__origin__", ""), callable(value))
print(sorted(typing.__all__), typing.TYPE_CHECKING, [typing.T_contra, typing.CT_co, typing.V_co])


def define(text):
    print(text)
    try:
        exec(text, globals())
        print("   ", getattr(X, "__mro__", X), getattr(X, "__orig_bases__", None), getattr(X, "__parameters__", None))
    except TypeError as e:
        print("   ", e)


for bases in """List[int]; Dict[T, int]; List; Tuple[int, str]; Tuple; Callable[[int], str]; Callable[P, T]; Union[int, str]; Union;
Optional[int]; Literal[1]; ClassVar[int]; Any; NoReturn; T; P; Ts; P.args; Annotated[int, 1]; Annotated; Generic; Generic[T];
Generic[T], Generic[KT]; G[T], Generic[T]; G[T], Generic[KT]; G[T], G2[T, KT]; G2[KT, VT], Generic[VT, KT]; Iterable[T], G[T];
List[T], Generic[T]; Generic[T], List[T]; Mapping[str, T], Sized; Type[T]; Type; UserId; ForwardRef("x"); type(List); type(T);
type(Union); TypeVar; ForwardRef; Deque[int]; Generator[int, str, T]; Protocol[T], Generic[T]; Protocol, Generic[T];
Iterable[T], Protocol; Unpack[Ts]; Generic[Unpack[Ts]]; Generic[T, *Ts]; IO[str]; Hashable; Iterator[T], Iterable[T]; Self;
list[int]; dict[T, int]; tuple[T, ...]; Generic[P], G[int]; Counter[T]; ContextManager[T]; collections.abc.Mapping[T, int], Generic[T];
SupportsInt""".replace("\n", " ").split(";"):
    define(f"class X({bases.strip()}): pass")
