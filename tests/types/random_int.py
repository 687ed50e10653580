"""Random big integers: all operators, text in all bases."""
import sys, math
from random_numbers import checksum, rnd
sys.set_int_max_str_digits(0)
n = 90
SIZES = [1, 2, 29, 30, 31, 59, 60, 61, 62, 63, 64, 65, 89, 90, 91, 119, 120, 127, 128, 129, 190, 191, 192, 193, 256, 300, 512, 640, 1023, 1024, 2047, 2049, 4095, 4200, 6400, 8191, 12000]

def big(limit=None):
    b = SIZES[rnd() % len(SIZES)]
    if limit:
        b = min(b, limit)
    k = rnd() % 6
    if k == 0:
        x = 1 << b
    elif k == 1:
        x = (1 << b) - 1
    elif k == 2:
        x = (1 << b) + 1
    else:
        x = 0
        for i in range(b // 64 + 1):
            x = x << 64 | rnd()
        x &= (1 << b) - 1
        if k == 3:
            x &= ~((1 << b // 2) - 1)
        if k == 4:
            x |= (1 << b // 2) - 1
    return -x if rnd() % 3 == 0 else x
out = []

def add(f):
    try:
        out.append(hex(f()) if True else 0)
    except TypeError:
        out.append(repr(f()))
    except Exception as e:
        out.append(type(e).__name__ + str(e))
for i in range(n):
    a, b = (big(), big())
    for f in (lambda: a + b, lambda: a - b, lambda: a * b, lambda: a // b, lambda: a % b, lambda: a & b, lambda: a | b, lambda: a ^ b, lambda: ~a, lambda: -a, lambda: abs(a), lambda: divmod(a, b)[0], lambda: a / b, lambda: float(a), lambda: a == b, lambda: a < b, lambda: hash(a), lambda: a << rnd() % 200, lambda: a >> rnd() % 200, lambda: a.bit_length(), lambda: a.bit_count(), lambda: round(a, -int(rnd() % 40)), lambda: math.isqrt(abs(a)), lambda: math.gcd(a, b), lambda: pow(a, int(rnd() % 6)), lambda: pow(a, abs(b) % 10007, (abs(b) >> 3) + 1), lambda: pow(a, -1, b), lambda: int.from_bytes(a.to_bytes(2000, 'little', signed=True), 'little', signed=True) == a, lambda: math.lcm(a, b), lambda: a * a, lambda: a // 3, lambda: a % 1000000007, lambda: a * 7, lambda: a == float(a), lambda: a < 1e+300, lambda: a.as_integer_ratio() == (a, 1), lambda: math.log2(abs(a)), lambda: math.log(abs(a)), lambda: math.log10(abs(a)), lambda: math.frexp(a)[1], lambda: float(a).__floor__()):
        add(f)
    s = str(a)
    out.append(s)
    out.append(int(s) == a)
    base = rnd() % 35 + 2
    out.append('%x %o %X' % (a, a, a))
    out.append(format(a, ['b', 'o', 'x', 'd', ',', '_x', '+d', '#b', 'e', '.3g', 'n', '%'][rnd() % 12] if abs(a) < 10 ** 300 else 'x'))
    t = ''
    c = abs(a)
    if c.bit_length() < 700:
        while c:
            t = '0123456789abcdefghijklmnopqrstuvwxyz'[c % base] + t
            c //= base
        out.append(int(t or '0', base) == abs(a))
    if i % 10 == 9:
        print(i, checksum(map(str, out)))
        out.clear()
