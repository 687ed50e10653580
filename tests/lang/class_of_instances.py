# x.__class__ where it has become warm, and who may say something else; sums of ranges; sorted.
import sys


class A:
    pass


class B(A):
    pass


class Pretends:
    @property
    def __class__(self):
        return A


class Hidden:
    def __init__(self):
        self.__dict__["__class__"] = "own"


class Asked:
    def __getattribute__(self, name):
        return name


class Slotted:
    __slots__ = "x",


class Number(int):
    pass


class Meta(type):
    pass


class Made(metaclass=Meta):
    pass


def cls(x):
    return x.__class__


def same(x, y):
    return x.__class__ is y.__class__


for i in range(200):
    cls(A()), same(A(), A())
for x in A(), B(), Pretends(), Hidden(), Asked(), Slotted(), Number(5), Made(), Made, 1, "a", None, cls, ValueError():
    print([cls(x), cls(x)][i % 2], same(x, A()), same(x, x))
count = sys.getrefcount(A)
kept = [cls(A()) for i in range(100)]
print(sys.getrefcount(A) - count)
a = A()
print([cls(a) for i in range(100)][-1])
a.__class__ = B
print(cls(a), same(a, B()))
vars(a)["__class__"] = 5
print(cls(a))


def rebound():
    class Local(A):
        pass
    x = Local()
    first = [cls(x) for i in range(90)][0]
    Local.__bases__ = Pretends,
    second = cls(x)
    Local.__bases__ = A,
    return first is Local, second is A, cls(x) is Local


print(rebound())

big = 2**63
print(sum(range(10)), sum(range(10, 0, -3)), sum(range(0)), sum(range(5), 7), sum(range(3), 0.5), sum(range(4), True))
print(sum(range(big - 5, big - 1)), sum(range(-big, -big + 3)), sum(range(big - 3, big + 3)), sum(range(2), big - 1))
print(sum(range(big - 2, big), 2), sum(iter(range(3)), -1), sum(range(2), 2**70))
it = iter(range(5))
print(next(it), sum(it), sum(it), list(it), it.__length_hint__())
try:
    sum(range(3), [])
except TypeError as error:
    print(error)
print(sorted("cab"), sorted([3, 1], reverse=True), sorted([3, -4], key=abs), sorted([1, 2], key=None, reverse=1), sorted([2, 1], **{}))
for arguments in {"reverse": "a"}, {"kee": 1}, {"key": 1}:
    try:
        print(sorted([2, 1], **arguments))
    except TypeError as error:
        print(error)
