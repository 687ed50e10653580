"""Random numbers: repr, float() of hard texts, formats."""
from random_numbers import checksum, rnd
n = 2500
fromhex = float.fromhex

def f64(bits):
    s = -1 if bits >> 63 else 1
    e = bits >> 52 & 2047
    m = bits & (1 << 52) - 1
    if e == 2047:
        return 1.5
    if e == 0:
        return fromhex('%s0x0.%013xp-1022' % ('-' if s < 0 else '', m))
    return fromhex('%s0x1.%013xp%d' % ('-' if s < 0 else '', m, e - 1023))
out = []

def block(i):
    print(i, checksum(out))
    out.clear()
for i in range(n):
    x = f64(rnd())
    r = repr(x)
    out.append(r)
    assert float(r) == x
    k = rnd() % 12
    if k == 0:
        t = '%d.%de%d' % (rnd() % 1000, rnd(), int(rnd() % 640) - 320)
    elif k == 1:
        b = rnd() & (1 << 63) - 1
        if b >> 52 >= 2046:
            continue
        e = b >> 52
        m = b & (1 << 52) - 1 | (1 << 52 if e else 0)
        e = max(e, 1)
        num = 2 * m + 1
        ex = e - 1023 - 52 - 1
        if ex >= 0:
            t = str(num << ex) + '.0'
        else:
            d = num * 5 ** (-ex)
            s = str(d)
            t = '%se%d' % (s, ex)
            if rnd() % 3 == 0:
                t = '%s1e%d' % (s, ex - 1)
            elif rnd() % 2:
                t = '%se%d' % (d - 1, ex)
        if len(t) > 4000:
            continue
    elif k == 2:
        t = str(rnd() * rnd())[:rnd() % 38 + 1] + 'e%d' % (int(rnd() % 100) - 50)
    elif k == 3:
        t = '0.' + '0' * (rnd() % 330) + str(rnd())
    elif k == 4:
        t = str(rnd() % 10 ** 15) + 'e%d' % (rnd() % 40)
    elif k == 5:
        t = '%.*e' % (rnd() % 30, x)
    elif k == 6:
        t = '%.*f' % (rnd() % 20, x if abs(x) < 1e+50 else 1 / x)
    elif k == 7:
        t = '%.*g' % (rnd() % 25, x)
    elif k == 8:
        t = format(x, '.%d%s' % (rnd() % 40, 'eEfFgG%n'[rnd() % 8])) if abs(x) < 1e+80 else 'x'
    elif k == 9:
        t = repr(round(x if abs(x) < 1e+20 else 1 / x, int(rnd() % 24) - 5))
    elif k == 10:
        t = x.hex()
    else:
        t = '%d' % (x if abs(x) < 1e+100 else 3)
    out.append(t)
    try:
        out.append(repr(float(t)))
    except ValueError:
        pass
    if i % 500 == 499:
        block(i)
block('end')
