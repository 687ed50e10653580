# Two or three values of a tuple display are stored in local variables from the last to the first.
class L:
    def __init__(s,k): s.k=k
    def __del__(s): print(s.k, end=' ')
def f2():
    a, b = L(1), L(2)
    a, b = L(3), L(4)
    print('-')
    b, a = a, b
    print('-', a.k, b.k)
    a, b = None, b
    print('-')
    b, a = a, L(9)
    print('-')
    b, a = 1, 2
    print()
def f3():
    a, b, c = L(1), L(2), L(3)
    a, b, c = L(4), L(5), L(6)
    print('-')
    a, b, c = b, c, a
    print('-', a.k, b.k, c.k)
    c, b, a = b, c, a
    print('-', a.k, b.k, c.k)
    c, b, a = None, b, None
    print('-')
    c, b, a = 1, 2, 3
    print()
def f4():
    a, b, c, d = L(1), L(2), L(3), L(4)
    a, b, c, d = L(5), L(6), L(7), L(8)
    print('-')
    a, b, c, d = d, c, b, a
    print('-', a.k, b.k, c.k, d.k)
def g():
    global x, y
    x, y = L(1), L(2)
    x, y = L(3), L(4)
    print('-')
def h():
    def q(): return a
    a, b = L(1), L(2)
    a, b = L(3), L(4)
    print('-')
def ml():
    (a,
    b) = L(1), L(2)
    (a,
     b) = L(3), L(4)
    print('-')
    a,  b = (L(5), 
    L(6))
    print('-')
    a, b = b, L(7)
    print('-')
    z, a = L(8), L(9)
    print('-')
def names():
    z, y = 1+len(''), 2+len('')
    b, a = z, y
    print(locals(), names.__code__.co_varnames)
def part():
    a, b = L(1), L(2)
    o = f2
    a, o.x = L(3), L(4)
    print('-')
    o.x, a = L(5), L(6)
    print('-')
    a, o.x, b = L(7), L(8), L(9)
    print('-')
    a, b, o.x = L(10), L(11), L(12)
    print('-')
    (a, b), z = (L(13), L(14)), L(15)
    print('-')
    a, b = [L(16), L(17)]
    print('-')
    [a, b] = L(18), L(19)
    print('-')
    z = a, b = L(20), L(21)
    print('-')
    a, b = (1 if z else 2), L(22)
    print('-')
    a, b = 5, L(23)
    print('-')
    f2.x = 1
def gen():
    a, b = (yield 1), L(1)
    a, b = L(2), (yield 2)
    print('-')
for f in f2,f3,f4,g,h,ml,names,part: f(); print()
g=gen(); next(g); g.send(L(7)); 
try: g.send(L(8))
except StopIteration: print('stop')
class K:
    a, b = L(1), L(2)
    a, b = L(3), L(4)
    print('-')
a, b = L(1), L(2)
a, b = L(3), L(4)
print('-')
