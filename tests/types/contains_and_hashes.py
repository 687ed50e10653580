# What `in` compares with what, in which order; hashes that are known are not asked for again.
class E:

    def __init__(s, n, r):
        s.n = n
        s.r = r

    def __eq__(s, o):
        print('eq', s.n, o.n)
        return s.r

class P:

    def __init__(s, l):
        s.l = l

    def __iter__(s):
        return iter(s.l)

class Q:

    def __init__(s, l):
        s.l = l

    def __getitem__(s, i):
        return s.l[i]
a = E('a', True)
n = E('n', False)
for c in (P, Q, iter, list, tuple, lambda l: __import__('collections').deque(l), lambda l: dict(enumerate(l)).values(), lambda l: map(lambda x: x, l), lambda l: (x for x in l)):
    print(a in c([n]), n in c([a]), a in c([a]))
import operator
print(operator.contains(P([n]), a), operator.indexOf(P([a]), n), operator.countOf(P([n, a]), a))
print([n].count(a), (n,).count(a))

class H(int):
    n = 0

    def __hash__(s):
        H.n += 1
        return int.__hash__(s)
d = dict.fromkeys(map(H, range(10)))
print(H.n)
s = set(d)
print(H.n)
s.difference(d)
print(H.n)
s.symmetric_difference_update(d)
print(H.n)
dict.fromkeys(set(d))
print(H.n)
dict.fromkeys(frozenset(d), 1)
print(H.n)
s |= set(d)
print(H.n)
set(set(d))
print(H.n)
{}.update(d)
print(H.n)
dict(d)
print(H.n)
d.copy()
print(H.n)
set(d) & set(d)
print(H.n)
set(d) - set(d)
print(H.n)
set(d).union(d)
print(H.n)
set(d).intersection(d)
print(H.n)
set(d).issubset(d)
print(H.n)
set(d) == set(d)
print(H.n)
x = set(d)
x.update(d)
print(H.n)
x.difference_update(d)
print(H.n)
