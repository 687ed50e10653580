# comprehensions, generator expressions, walrus, scoping
print([x * y for x in range(3) for y in range(3) if x != y])
print({x: x * x for x in range(4)}, {x % 3 for x in range(10)}, list(x for x in "abc"))
print([[i * j for j in range(3)] for i in range(3)])
x = "outer"
print([x for x in range(3)], x)
print((y := 5) + y, [last := n for n in range(4)], last)


def f(n):
    return [n + k for k in range(n) if (m := k * 2) < 6], m


print(f(5))
print(any((found := w) for w in ["", "a", "b"]), found)
g = (i for i in range(3))
print(next(g), list(g), list(g))
print([*range(3), *"ab"], {*(1, 2), 3}, (*[1], 2), {**{"a": 1}, "b": 2})
class C:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
print(C.doubled)
print([a for a, *b in [(1, 2, 3), (4,)]], [b for a, *b in [(1, 2, 3), (4,)]])
