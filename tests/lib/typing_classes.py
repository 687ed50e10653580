import abc
import collections
import collections.abc
import contextlib
import functools
import io
import sys
import types
import typing
import warnings
from typing import *
from typing import T, KT, VT


def attempt(f, *args, **kwargs):
    try:
        result = f(*args, **kwargs)
    except Exception as e:
        result = f"{type(e).__name__}: {e}"
    print(str(result).split(" at 0x")[0])


# ---- protocols


class Plain(Protocol):
    def meth(self): pass


@runtime_checkable
class Methods(Protocol):
    def meth(self): pass

    def other(self, x): return x


@runtime_checkable
class Data(Protocol):
    attr: int

    def meth(self): pass


@runtime_checkable
class GenericProto(Protocol[T]):
    def get(self) -> T: pass


@runtime_checkable
class Derived(Methods, Protocol):
    def third(self): pass


@runtime_checkable
class Closes(Sized, Protocol):
    def close(self): pass


class Explicit(Methods): pass
class Has:
    attr = 1

    def meth(self): pass

    def other(self): pass

    def third(self): pass

    def get(self): pass


class Lacks:
    meth = None

    def other(self): pass


class Slot:
    __slots__ = ("attr", "meth")


class Lazy:
    def __getattr__(self, name): return lambda: 1


class WithInit(Protocol):
    x: int

    def __init__(self, x): self.x = x


class InitBelow(WithInit): pass
class InitOwn(Plain):
    def __init__(self):
        super().__init__()
        self.y = 2


class Callback(Protocol):
    def __call__(self, x: int) -> str: pass


@runtime_checkable
class Empty(Protocol): pass


protocols = (Plain, Methods, Data, GenericProto, Derived, Closes, Empty, SupportsInt, SupportsAbs, SupportsIndex, SupportsRound,
             SupportsFloat, SupportsComplex, SupportsBytes)
objects = (Has(), Lacks(), Slot(), Lazy(), Explicit(), 3, 3.5, 2j, b"", "", [], Has, None, io.StringIO())
for protocol in protocols:
    print(protocol.__name__, protocol._is_protocol, protocol._is_runtime_protocol, protocol.__parameters__, protocol.__mro__)
    for obj in objects:
        attempt(lambda: (isinstance(obj, protocol), issubclass(type(obj), protocol)))
    attempt(protocol)
    attempt(issubclass, 3, protocol)
attempt(lambda: InitBelow(5).x)
attempt(lambda: WithInit(5))
attempt(lambda: InitOwn().y)
attempt(lambda: Explicit().other(4))
attempt(lambda: (issubclass(Explicit, Methods), isinstance(Explicit(), Plain)))
attempt(lambda: issubclass(Explicit, GenericProto[int]))
attempt(lambda: GenericProto[int])
attempt(runtime_checkable, int)
attempt(runtime_checkable, Explicit)
attempt(lambda: type("Q", (Plain, Has), {"_is_protocol": True}))


def protocol_of(*bases):
    return types.new_class("Q", (*bases, Protocol)).__mro__


attempt(protocol_of, Has)
attempt(protocol_of, collections.abc.Iterable)
attempt(protocol_of, Iterable[T])
attempt(protocol_of, contextlib.AbstractContextManager)
attempt(protocol_of, list)
attempt(protocol_of, Mapping[str, int])
attempt(protocol_of, Methods, Data)


class Registered: pass


Methods.register(Registered)
print(isinstance(Registered(), Methods), Explicit._is_protocol, Methods.__abstractmethods__)


class AbstractProto(Protocol):
    @abc.abstractmethod
    def must(self): pass


class Concrete(AbstractProto): pass


attempt(Concrete)


@functools.singledispatch
def dispatched(x): return "other"


@dispatched.register
def _(x: Methods): return "methods"


print(dispatched(Has()), dispatched(3))

# ---- generic classes


class Box(Generic[T]):
    registry: ClassVar[List[int]] = []

    def __init__(self, item: T) -> None:
        self.item = item

    def __init_subclass__(cls, tag=None, **kw):
        super().__init_subclass__(**kw)
        cls.tag = tag


class IntBox(Box[int], tag="int"): pass
class Pair(Box[KT], Generic[VT, KT]): pass
class Slotted(Generic[T]):
    __slots__ = ("a",)


print(Box[int](3).__orig_class__, IntBox.tag, IntBox.__parameters__, IntBox.__orig_bases__, Pair[int, str], Pair.__parameters__)
attempt(lambda: Slotted[int]().__orig_class__)
attempt(lambda: Box[int].registry)
alias = Box[str]
alias.new_attribute = 5
print(Box.new_attribute, alias.new_attribute, "item" in vars(Box[int](1)))
attempt(lambda: Box[int].__init__)
attempt(lambda: Box[int, str])
attempt(lambda: class_with_metaclass)


class Meta(type): pass
class WithMeta(Generic[T], metaclass=Meta): pass


print(type(WithMeta), WithMeta[int], type(WithMeta[int]()))


class AnyChild(Any): pass


print(AnyChild.__mro__, isinstance(AnyChild(), AnyChild), repr(AnyChild))

# ---- NamedTuple


class Point(NamedTuple):
    """A point."""

    x: int
    y: "int" = 0

    def norm(self): return self.x + self.y

    @property
    def double(self): return Point(self.x * 2, self.y * 2)


class GenericPoint(NamedTuple, Generic[T]):
    a: T
    b: int = 1


class SubPoint(Point): pass


p = Point(1)
print(p, p.norm(), p.double, Point.__annotations__, Point._fields, Point._field_defaults, Point.__doc__, Point.__mro__, Point.__module__)
print(GenericPoint[str]("q"), GenericPoint.__mro__, GenericPoint.__parameters__, GenericPoint[int], SubPoint(3).norm())
print(Point.__new__.__annotations__, p == (1, 0), p._replace(y=4), p._asdict(), Point.__orig_bases__ == (NamedTuple,))
Functional = NamedTuple("Functional", [("a", int), ("b", "str")])
print(Functional(1, 2), Functional.__annotations__, Functional.__module__, NamedTuple("K", a=int, b=str)(1, b=2), NamedTuple("E")())
attempt(lambda: NamedTuple("K", [("a", int)], b=int))
attempt(lambda: NamedTuple("K", [("a", 3)]))
attempt(lambda: NamedTuple("K", [("_a", int)]))
attempt(lambda: NamedTuple())
for body in ("x: int = 1\n y: int", "x: int = 1\n z: int = 2\n y: int", "x: int\n def _asdict(self): pass", "x: int\n _fields = 1",
             "x: int\n def __new__(cls): pass", "_x: int", "pass", "x: int\n __slots__ = ()", "x: ()"):
    attempt(exec, "class N(NamedTuple):\n " + body, globals())
attempt(exec, "class N(NamedTuple, list): pass", globals())
attempt(exec, "class N(NamedTuple, NamedTuple): pass", globals())
attempt(exec, "class N(NamedTuple, metaclass=Meta): pass", globals())

# ---- TypedDict


class Movie(TypedDict):
    title: str
    year: "int"


class More(Movie, total=False):
    rating: float
    must: Required[int]
    noted: Annotated[Required[str], 5]


class Third(More):
    extra: NotRequired[int]


class GenericDict(TypedDict, Generic[T]):
    item: T


for cls in (Movie, More, Third, GenericDict):
    print(cls.__name__, cls.__mro__, cls.__annotations__, sorted(cls.__required_keys__), sorted(cls.__optional_keys__), cls.__total__,
          is_typeddict(cls), type(cls).__name__, cls.__bases__)
m = Movie(title="a", year=1)
print(m, type(m), Movie(), Movie([("title", 1)]), GenericDict[int], GenericDict[int](item=3), GenericDict.__parameters__)
D = TypedDict("D", {"in": int, "x-y": List["D"]}, total=False)
print(D.__annotations__, D.__total__, D.__module__, D.__optional_keys__ == {"in", "x-y"}, is_typeddict(D), is_typeddict(dict), is_typeddict(TypedDict))
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(TypedDict("K", a=int, b=str).__annotations__)
    print([(w.category.__name__, str(w.message)) for w in caught])
attempt(lambda: TypedDict("K", {"a": int}, b=int))
attempt(lambda: isinstance({}, Movie))
attempt(lambda: issubclass(dict, Movie))
attempt(lambda: TypedDict("K", {"a": (1, 2)}))
attempt(lambda: TypedDict("K", [("a", int)]).__annotations__)
attempt(exec, "class K(Movie, list): pass", globals())
attempt(exec, "class K(Movie, TypedDict): pass\nprint(K.__bases__, K.__mro__)", globals())
attempt(exec, "class K(TypedDict, metaclass=Meta): pass", globals())
attempt(lambda: get_type_hints(Third))
attempt(lambda: get_type_hints(Third, include_extras=True))

# ---- hints


class Base:
    a: int
    b: "Base"
    c: Optional["Base"] = None
    d: ClassVar["int"] = 1
    e: None


class Child(Base):
    a: "list[Base]"
    f: Annotated["Base", 1]
    g: Final["int"] = 3
    h: "ClassVar[Child]"
    i: 'Callable[[Base], "Child"]'


def func(a: int, b: "str", *args: "Base", c: None = None, d: "Optional[Child]" = None, **kw: List["Base"]) -> "Tuple[Base, ...]":
    pass


@functools.wraps(func)
def wrapped(*args): pass


def bad(x: "missing_name"): pass
def syntax(x: "1 +"): pass
def odd(x: 3, y: "(1, 2)"): pass


class Local:
    def method(self, other: "Local") -> "int": pass

    @no_type_check
    def unchecked(self, x: "nothing at all"): pass


@no_type_check
class Unchecked:
    x: "blah blah"

    def method(self, x: "blah blah"): pass

    class Inner:
        y: "blah blah"


for obj in (Base, Child, func, wrapped, Local.method, Local().method, Local.unchecked, Unchecked, Unchecked.method, Unchecked.Inner, bad,
            syntax, odd, len, 3, int, types, Point, Movie, functools.partial(func), "".join):
    attempt(get_type_hints, obj)
attempt(get_type_hints, Child, include_extras=True)
attempt(get_type_hints, bad, {"missing_name": int})
attempt(get_type_hints, bad, None, {"missing_name": str})
attempt(get_type_hints, bad, {}, {"missing_name": "float"})
module = types.ModuleType("m")
module.__annotations__ = {"x": "int", "y": None}
attempt(get_type_hints, module)
ref = ForwardRef("Base")
print(ref._evaluate(globals(), globals(), frozenset()), ref.__forward_evaluated__, ref == ForwardRef("Base"), hash(ref) == hash(ForwardRef("Base")))
Recursive = Union[int, List["Recursive"]]


def recursive(x: Recursive): pass


attempt(get_type_hints, recursive)
attempt(get_type_hints, types.SimpleNamespace(__annotations__={"x": "int"}))

# ---- functions


@overload
def over(x: int) -> int: ...
@overload
def over(x: str) -> str: ...
attempt(over, 3)
def over(x): return x


class Over:
    @overload
    def m(self, x: int): ...

    @overload
    def m(self, x: str): ...

    def m(self, x): pass

    @overload
    @staticmethod
    def s(x: int): ...

    @staticmethod
    def s(x): pass


print([f.__annotations__ for f in get_overloads(over)], len(get_overloads(Over.m)), len(get_overloads(Over.s)), get_overloads(len))
clear_overloads()
print(get_overloads(over), over(5))
print(cast(int, "a"), cast("str", 3), assert_type(3, str))
attempt(assert_never, 3)
attempt(assert_never, "x" * 200)
sys.stderr = sys.stdout
print(reveal_type(3), reveal_type([]))
sys.stderr = sys.__stderr__


@final
class Last:
    @final
    def m(self): pass


print(Last.__final__, Last.m.__final__, final(3))


@dataclass_transform(kw_only_default=True, field_specifiers=(int,), other=1)
def model(cls): return cls


print(model.__dataclass_transform__, model.__name__)


@no_type_check_decorator
def deco(f): return f


@deco
def decorated(x: "bad bad"): pass


print(get_type_hints(decorated), decorated.__no_type_check__, deco.__name__)
print(get_type_hints(assert_never), get_type_hints(SupportsInt.__int__), get_type_hints(IO.read), get_type_hints(TextIO.buffer.fget))
print(sorted(n for n in dir(IO) if not n.startswith("__")), IO[bytes], TextIO.__mro__)
print(typing.is_typeddict.__module__, Protocol.__module__, NamedTuple.__module__, type(Movie).__module__, SupportsInt.__module__)
