import dataclasses
import typing
from dataclasses import *
from typing import *

T = TypeVar("T")


@dataclass
class A:
    a: int
    b: str = "x -> None"
    c: list[int] = field(default_factory=list)
    d: Optional[List["A"]] = None
    e: "Fwd" = 3
    f: ClassVar[int] = 5
    g: InitVar[int] = 7
    h: float = field(default=1.5, init=False)
    i: Callable[[int], None] = print
    _: KW_ONLY
    j: "typing.Any" = 1
    k: None = None
    l: int | str = 4


class M(type): pass


@dataclass
class B(metaclass=M):
    x: int


@dataclass
class C(A):
    z: int = 3


@dataclass
class D:
    self: int


@dataclass(init=False)
class E(A): pass


@dataclass
class F:
    x: int

    def __init__(self, q, w=2): pass


@dataclass
class G:
    x: int

    def __new__(cls, *args): return object.__new__(cls)


@dataclass
class H: "own"


@dataclass
class I(Generic[T]):
    x: T


for c in (A, B, C, D, E, F, G, H, I):
    print(c.__doc__)
print(I[int](3), get_type_hints(I), A.__repr__.__wrapped__.__name__)
for text in ("ClassVar", " ClassVar [int]", "typing .ClassVar[str]", "typing. ClassVar", "typing.ClassVar.[int]", "ClassVar+", "t.ClassVar",
             "typing..ClassVar", "ClassVarx", "typingxClassVar", "dataclasses.ClassVar", "InitVar", "dataclasses . InitVar[int]",
             "typing.InitVar", "dataclasses.InitVar+", "", "3"):
    K = make_dataclass("K", [("x", text, 1)])
    print(repr(text), [f.name for f in fields(K)], K.__dataclass_fields__["x"]._field_type)
f = field()
f.type = f
f.name = "f"
print(repr(f).count("..."))


class Root:
    __slots__ = iter(["a"])


class Root2(Root):
    __slots__ = ("b",)


try:
    dataclass(slots=True)(type("X", (Root2,), {"__annotations__": {"x": int}}))
except TypeError as e:
    print(e)
