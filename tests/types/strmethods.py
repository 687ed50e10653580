# str: construction, operators, searching, subclasses, iteration, hash
def attempt(f, *args, **kwargs):
    try:
        return f(*args, **kwargs)
    except Exception as e:
        return f'{type(e).__name__}: {e}'


TEXTS = ['', 'a', 'hello world', 'héllo wörld', 'Σίσυφος', '😀 smile 😀', 'a' * 300, 'xé' * 150, 'tab\tline\nend\r']
for s in TEXTS:
    print(ascii(s[:20]), len(s), ascii(s[-1:]), ascii(s[::-3][:10]), ascii(s[1:-1][:15]), s == s[:], s is s[:])
    print([s.find(x) for x in ('l', 'é', '😀', '', 'zz')], [s.rfind(x) for x in ('l', 'é', '😀', '')], s.count('l'), s.count(''))
    print(s.startswith(('he', 'hé')), s.endswith(s[-2:]), 'l' in s, s * 0 == '', len(s * 3), len(s + s))
wide = 'é' * 1000 + '€' * 1000 + '😀' * 1000
print(wide[0], wide[999], wide[1000], wide[1999], wide[2000], wide[-1], wide[1500:1503], wide[2999::-1000])
print(wide.index('€'), wide.rindex('€'), wide.find('😀', 2500), wide.count('€', 500, 1500))
print(sum(ord(wide[i]) for i in range(0, 3000, 7)))

for f in (lambda: 'abc'[3], lambda: 'abc'.__getitem__('x'), lambda: 'a' + 1, lambda: 'a' * 1.5, lambda: 'a' * 2**70,
          lambda: 1 in 'a', lambda: 'a' < 1, lambda: 'a'.find(1), lambda: 'a'.find('a', 'b'), lambda: 'a'.find(),
          lambda: 'a'.find('a', 1, 2, 3), lambda: 'a'.find('a', x=1), lambda: 'a'.index('b'), lambda: 'a'.startswith(1),
          lambda: 'a'.startswith((1,)), lambda: str(b'a', 1), lambda: str(1, 'ascii'), lambda: str('a', 'ascii'),
          lambda: str(foo=1), lambda: str(1, 2, 3, 4), lambda: str.upper(1), lambda: 'a'.upper(1)):
    print(attempt(f))
print(repr(str()), repr(str(object=5)), str(b'caf\xc3\xa9', 'utf-8'), str(errors='x') == '', str(None))
print('a' == 'a', 'a' != 'b', 'é' > 'e', '\U0001f600' > '\uffff', 'abc' < 'abd', 'ab' < 'abc', 'b' >= 'a', 'a' == 1)


class Text(str):
    def __new__(cls, value, note=None):
        self = super().__new__(cls, value)
        self.note = note
        return self

    def __str__(self):
        return 'Text!'


t = Text('wörd', 'n')
print(t, repr(t), t.note, len(t), t + 'x', type(t + 'x').__name__, type(t[:]).__name__, type(str(t)).__name__)
print(t == 'wörd', hash(t) == hash('wörd'), {t: 1}['wörd'], t.upper(), type(t.strip()).__name__, t.strip() is t, f'{t}', '%s' % t)
print(type(t * 1).__name__, type(''.join([t])).__name__, t.__getnewargs__(), isinstance(t, str), t.replace('q', 'z') is t)

it = iter('héy')
print(next(it), it.__length_hint__(), list(it), list(it), it.__length_hint__())
it = iter('abc')
it.__setstate__(1)
print(list(it), type(iter('a')).__name__, type(iter('é')).__name__)
print(list(reversed('aé😀')), sorted('hello'), max('abc'), list(enumerate('ab')), dict(zip('ab', 'cd')))

# appending in place is not visible through other names
a = 'start'
b = a
for i in range(200):
    a += chr(97 + i % 26)
    if i == 100:
        c = a
print(len(a), b, len(c), c[-3:], a[-3:])
w = 'é'
for i in range(300):
    w += 'ü'
    if i % 100 == 7:
        print(w[i], len(w), w[-1], w.find('ü', 5))
m = 'x'
m += 'é'
m += m
print(m, len(m))
s = 'k'
d = {s + 'ey': 1}
s += 'ey'
print(d[s], s in d, hash(s) == hash('key'))

# bounds of every kind
class Index:
    def __index__(self):
        return 2


print('abcabc'.find('c', Index()), 'abcabc'.find('c', None, Index()), 'abcdef'[Index()], 'ab' * Index(), 'abcabc'.rfind('c', -100, 100))
print('aaa'.find('', 3), 'aaa'.find('', 4), 'aaa'.rfind('', 1, 2), 'aaa'.count('', 4), 'aaa'.startswith('', 4), ''.find(''))
for needle, hay in (('ab' * 20 + 'c', 'ab' * 2000 + 'c'), ('a' * 50 + 'b', 'a' * 5000), ('b' + 'a' * 50, 'a' * 5000),
                    ('aabaab', 'aab' * 1000 + 'aabaabaac'), ('é' * 30 + 'x', 'é' * 3000 + 'x')):
    print(hay.find(needle), hay.rfind(needle), hay.count(needle), needle in hay, len(hay.split(needle)))
