# What exists once, and what is used again: seen through id().
import sys

n = int("1000")

print("pools")
print(all(i is int(str(i)) for i in range(-5, 257)), int("257") is int("257"), int("-6") is int("-6"))
print(all(chr(i) is chr(i) for i in range(256)), chr(256) is chr(256))
print("abc"[1] is "xbz"[1], bytes([65]) is b"AB"[:1])
print(() is tuple([]), "" is "abc"[:0], b"" is bytes(), frozenset() is frozenset([]))
print([] is [], {} is {}, True is (n == 1000), None is print(end=""))

print("interned")
made = "".join(["na", "me", "_x"])
print(made is "name_x", sys.intern(made) is "name_x", sys.intern("name_x") is sys.intern(made))
first = sys.intern("".join(["some", "thing made"]))
print(first is sys.intern("".join(["some thing"[:4], "thing made"])), first is "".join(["some", "thing made"]))


class Thing:
    pass


t = Thing()
setattr(t, "".join(["na", "me", "_y"]), 1)
print(list(t.__dict__)[0] is "name_y")


class Named:
    pass


for _ in range(4):
    Named()     # the class learns how much room its instances need


class Slots:
    __slots__ = ("a",)


def closure(x):
    def inner():
        return x
    return inner


def generator():
    yield 1


print("used again")
x = n + 1
i = id(x); del x; y = n + 2
print("int", id(y) == i)
x = n + 0.5
i = id(x); del x; y = n + 1.5
print("float", id(y) == i)
x = n << 60
i = id(x); del x; y = n << 61
print("two digits", id(y) == i)
x = n << 100
i = id(x); del x; y = n << 101
print("three digits", id(y) == i)
x = n << 180
i = id(x); del x; y = n << 181
print("four digits", id(y) == i)
x = (n, n)
i = id(x); del x; y = (n, y)
print("tuple", id(y) == i)
x = [n]
i = id(x); del x; y = [n, n]
print("list", id(y) == i)
x = {n: n}
i = id(x); del x; y = {1: n, 2: n}
print("dict", id(y) == i)
x = {n}
i = id(x); del x; y = {1, n}
print("set", id(y) == i)
x = Named()
i = id(x); del x; y = Named()
print("instance", id(y) == i)
x = Slots()
i = id(x); del x; y = Slots()
print("slots", id(y) == i)
x = closure(n).__closure__[0]
i = id(x); del x; y = closure(1).__closure__[0]
print("cell", id(y) == i)
x = generator()
i = id(x); del x; y = generator()
print("generator", id(y) == i)
t = Named()
x = t.__repr__
i = id(x); del x; y = t.__repr__
print("method wrapper", id(y) == i)
Named.call = closure
x = t.call
i = id(x); del x; y = t.call
print("method", id(y) == i)
x = slice(n)
i = id(x); del x; y = slice(1, n)
print("slice", id(y) == i)
x = complex(n, 1)
i = id(x); del x; y = complex(n, 2)
print("complex", id(y) == i)

print("last in, first out")
for make in (lambda k: n + k, lambda k: n + k / 2, lambda k: (n, k), lambda k: [n], lambda k: Named()):
    a, b = make(1), make(2)
    ids = [id(a), id(b)]
    del a
    del b
    c, d = make(3), make(4)
    print(id(c) == ids[1], id(d) == ids[0], end="; ")
print()

print("while it is held it is not used again")
x = n + 1
i = id(x)
held = [x]
del x
y = n + 2
print(id(y) == i, held)
