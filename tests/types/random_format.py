"""Random format specifications of all kinds."""
from random_numbers import checksum, rnd
n = 6000
V = [0, 1, -1, 7, 255, -256, 10 ** 6, 123456789, -10 ** 12, 2 ** 63, 10 ** 30, True, 65, 1114111, 1114112, 0.0, -0.0, 0.5, 1.5, 2.5, -0.05, 1e+16, 1000000000000000.0, 123456.789, -1e-05, 1e+300, 5e-324, float('inf'), float('-inf'), float('nan'), 0.1, 1e+22, 9.995, 0.00012345, '', 'a', 'abc', 'héllo', '日本', 'x' * 12, 1j, -0.5 + 2j, complex('nan+infj'), 1e+20 - 1e-20j, b'x', None, [1], object]
out = []
cnt = 0

def add(f):
    try:
        out.append(f())
    except Exception as e:
        out.append(type(e).__name__ + ': ' + str(e))

def pick(s, empty):
    return '' if rnd() % empty else s[rnd() % len(s)]
for i in range(n):
    v = V[rnd() % len(V)]
    spec = pick(['<', '>', '^', '=', '*<', 'é>', '0^', 'x=', '{<', '}>', '日^'], 2) + pick('+- ', 3) + pick('z', 9) + pick('#', 4) + pick('0', 4) + pick(['1', '5', '12', '20', '3', '00', '007', '30'], 2) + pick(',_', 4) + pick(['.0', '.1', '.2', '.3', '.5', '.10', '.17', '.', '.20', '.30'], 2) + pick('bcdoxXneEfFgG%srq', 1 if rnd() % 4 else 2)
    add(lambda: format(v, spec))
    p = '%' + ('(k)' if rnd() % 9 == 0 else '') + pick('#0- +', 3) + pick('#0- +', 3) + pick('#0- +', 3) + pick(['1', '5', '12', '20', '*'], 2) + pick(['.0', '.1', '.2', '.3', '.5', '.10', '.17', '.', '.*', '.20'], 2) + pick('hlL', 9) + 'diouxXeEfFgGcrsa%bq'[rnd() % 19]
    args = (v,)
    if '*' in p:
        args = (5,) * p.count('*') + args
    if '(k)' in p:
        args = {'k': v}
    add(lambda: p % args)
    add(lambda: p.encode() % args)
    add(lambda: ('{:%s}|{!r:%s}' % (spec, spec)).format(v, v))
    if i % 500 == 499:
        print(i, spec, p, checksum(map(str, out)))
        out.clear()
