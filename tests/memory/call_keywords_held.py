# What is passed by ** is held once more while the call lasts, by nothing that a collection sees.
import gc
import sys


class A:
    def __init__(self, k):
        self.k = k

    def __del__(self, print=print):
        print("del", self.k, end=" ")


def counts(p=None, q=None, *r, **n):
    print(sys.getrefcount(p), sys.getrefcount(q), [sys.getrefcount(x) for x in (*r, *n.values())])


class M:
    def counts(self, p, q, *r, **n):
        counts(p, q, *r, **n)
        print(sys.getrefcount(p), sys.getrefcount(q), sys.getrefcount(self))


def fails(p, **n):
    p = n = None
    1 / 0


def collects(p, **n):
    n["x"].me = n["x"]
    p = n = None
    print(gc.collect(), end=" ")


for function in counts, lambda **n: counts(**n), lambda *r, **n: counts(*r, **n), M().counts:
    function(p=A(1), **{"q": A(2)})
    function(**{"p": A(1), "q": A(2), "x": A(3)})
function = lambda *r, **n: counts(*r, **n)
counts(*[A(1), A(2), A(3)], **{"x": A(4)})
counts(*(A(1), A(2), A(3)), x=A(4))
counts(*(A(1), A(2), A(3)), **{})
function(*[A(1), A(2)], **{"x": A(4)})
try:
    fails(*[A(1)], **{"x": A(2)})
except ZeroDivisionError as error:
    error = None
for i in range(3):
    collects(*[A(1)], **{"x": A(2)})
    print(gc.collect())
try:
    counts(*[A(1)], **{"p": A(2)})
except TypeError as error:
    print(error)
