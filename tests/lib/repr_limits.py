import reprlib
from collections import deque
from reprlib import Repr, recursive_repr, repr as short


def try_(r=reprlib.aRepr):
    for x in values:
        print(r.repr(x))


nested = []
for _ in range(9):
    nested = [nested, (nested,), {1: nested}]
values = [
    1, 10**60, -10**60, 10**39, 10**40, "x", "a" * 28, "a" * 29, "a" * 31, "'" * 20, "\n" * 30, '"' * 14 + "'" * 17, "é" * 99,
    b"z" * 99, 1.5, None, [], [1], list(range(6)), list(range(7)), (), (1,), tuple(range(9)), {}, {2: 1, 1: 2},
    {i: i for i in range(5)}, {"b": 1, 1: 2}, set(), {3, 1, 2}, set(range(20)), frozenset(), frozenset("a"),
    frozenset(range(9)), deque(), deque(range(8)), nested, [[[[[[[[]]]]]]]], [[[[[[[1]]]]]]], ((((((((1,),),),),),),),),
    {1: {1: {1: {1: {1: {1: {1: {}}}}}}}}, {(), (1,)}, range(3), ValueError("v" * 40), [set()], Repr,
]
try_()
small = Repr()
print(sorted(vars(small).items()))
for name in vars(small):
    if name.startswith("max"):
        setattr(small, name, 2)
try_(small)
for limit in (0, 1, 3, 4, 5, 6, 10):
    small.maxstring = small.maxlong = small.maxother = limit
    print(small.repr("abcdefghijkl"), small.repr(123456789012), small.repr(3.123456789), small.repr(b"abcdefghijkl"))
small.fillvalue = "~~"
small.maxstring = 8
print(small.repr("abcdefghijkl"), small.repr([1, 2, 3]), small.repr({1: 2, 3: 4, 5: 6}))


class Bad:
    def __repr__(self):
        raise KeyError


b = Bad()
print(short(b) == f"<Bad instance at {id(b):#x}>")


class Own(Repr):
    def repr_Bad(self, x, level):
        return f"bad at {level}"

    def repr_NoneType(self, x, level):
        return "nothing"


print(Own().repr([b, [b, None]]), Own().repr1([b], 0), Own().repr1(b, 0))
print(Own()._repr_iterable([1, 2], 1, "<", ">", 5, "!"), Own()._repr_iterable([1], 1, "<", ">", 5, "!"))


class Loop(list):
    @recursive_repr("<loop>")
    def __repr__(self) -> str:
        "Text."
        return f"Loop({', '.join(map(repr, self))})"

    @recursive_repr()
    def other(self):
        return f"({self.other()})"


loop = Loop([1])
loop.append(loop)
print(loop, loop.other(), Loop.__repr__.__doc__, Loop.__repr__.__name__, Loop.__repr__.__qualname__)
print(Loop.__repr__.__annotations__, Loop.__repr__.__module__, hasattr(Loop.__repr__, "__wrapped__"), reprlib.__all__)
