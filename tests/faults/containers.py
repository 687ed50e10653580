l = [3, 1, 2]
l.append([4])
l.extend(range(3))
l.insert(1, "x")
l[1:2] = (7, 8, 9)
del l[0]
l += (5,)
print(l, l * 2, l[::-2], l.index(8), l.copy() == l, [1, 2] < [1, 3], l.pop())
print(sorted([3, 1, 2], reverse=True), sorted("bca", key=str.upper), list(reversed(l[:3])))
d = {i: str(i) for i in range(12)}
d.update(a=1, b=2)
d.setdefault("z", []).append(1)
e = d | {"n": None}
for k in list(d)[::3]:
    del d[k]
d["self"] = d
print(d, sorted(e.keys() & {"a", "n"}), list(e.items())[:2], e.popitem(), d.get("q", 0), dict.fromkeys("ab", 1))
del d["self"]
s = {1, 2, 3} | {x * 5 for x in range(40)}
s ^= {1, 5, 77}
s -= {10}
f = frozenset([1, (2, 3)])
print(sorted(s), f >= {1}, {f: 1}[f], sorted(s & {15, 20}), s.isdisjoint([1]), (2, 3) in f)
t = tuple(range(20)) + (1,) * 3
a, (b, *c), *_ = 1, (2, 3, 4), 5
print(t[3:9:2], t.count(1), hash((1, 2)) == hash((1, 2)), a, b, c, t > (0,))
r = range(0, 100, 7)
print(r[2:5], list(r)[-1], 14 in r, r.index(21), slice(1, None).indices(5))


def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    return a, b, c, args, d, e, kw


print(f(1, d=4), f(1, 2, 3, 4, 5, d=6, x=[7], y=8), f(*[1, 2], **{"d": 3, "q": 4}))
nested = [[i * j for j in range(4)] for i in range(4)]
print(nested, [*nested[1], *nested[2]], {**{"a": 1}, "b": 2}, [y for x in nested for y in x if y % 2])
matrix = [None] * 4
matrix[0] = matrix
print(matrix, list(map(lambda *q: q, [1, 2], [3, 4])), str(nested)[:9])
