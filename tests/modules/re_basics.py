import re
print(re.match(r'(\w+) (?P<n>\d+)', 'abc 123 x'))
m=re.match(r'(\w+) (?P<n>\d+)', 'abc 123 x')
print(m.groups(), m.groupdict(), m.lastgroup, m.lastindex, m.regs, m.pos, m.endpos, m['n'], m.expand(r'\1-\g<n>'))
print(re.findall(r'a|b|cd', 'xxabcdab'), re.split(r'(,)\s*', 'a, b,c'), re.sub(r'(\w)(\w)', r'\2\1', 'abcdef'))
print(re.sub('x*', '-', 'abxd'), re.subn('a', lambda m: m[0].upper(), 'banana'))
print(re.compile('a', re.I|re.M), re.I, repr(re.compile(b'x')))
print([m.span() for m in re.finditer(r'\b\w', 'hello wörld')])
for p in ['(', 'a**', '[a', '(?P<a>x)(?P<a>y)', r'\q', '(?<=a+)b', 'a{2,1}', '(?z)', r'(?P<1>a)', '*', '(?i', 'x(?i)', '[z-a]', r'\1', 'a\\', '(?(1)a|b|c)']:
    try: re.compile(p); print(p,'ok')
    except re.error as e: print(p, '|', e, e.msg, e.pos, e.lineno, e.colno)
print(re.match('(?:(a)|b)*', 'aab').regs, re.match('(a+)+$', 'aaaa'), re.match('(?>a+)a','aaa'), re.match(r'(?<!x)a','a'), re.search(r'(?i)straße|K','xxK'))

# API
p = re.compile(r'(?P<a>x)(y)?')
m = p.search('zxw')
print(p.groups, dict(p.groupindex), p.flags, p.pattern, type(p).__name__, type(m).__name__, m.re is p, m.string)
print(m.group(), m.group(1, 'a', 2), m[0], m['a'], m.groups('-'), m.groupdict(), m.start('a'), m.end(1), m.span(2))
for bad in (3, -1, 'q', None, 1.5):
    try:
        m.group(bad)
    except IndexError as e:
        print(e)
print(p == re.compile(r'(?P<a>x)(y)?'), p == re.compile('x'), hash(p) == hash(re.compile(r'(?P<a>x)(y)?')), p != 1)
import copy
print(copy.copy(p) is p, copy.deepcopy(m) is m, bool(m), re.purge())
print(re.escape('a.b*c\n[x]'), re.escape(b'\xe9-1'))
print(re.Pattern[str], re.Match[bytes])
print(re.findall(rb'\w+', bytearray(b'ab cd')), re.sub(b'a', rb'<\g<0>>', b'banana'), re.split(b'n', memoryview(b'banana')))
print(re.sub('a', r'\n\x'.replace('x', '\\'), 'cat'), re.sub('(a)|b', r'[\1]', 'ab'), re.sub('a', 'b', 'xyz'))
print(p.match('xy', 0, 1), p.match('zxy', 1), p.fullmatch('xyz', 0, 2), p.scanner('xxy').search(), list(p.finditer('xyx')))
for call in ("re.sub('a', 5, 'a')", "re.match('a', b'a')", "re.match(b'a', 'a')", "re.match('a', 5)", "re.compile(5)",
             "re.sub('a', b'x', 'a')", r"re.sub('a', r'\1', 'a')", r"re.sub('a', r'\g<x>', 'a')", r"re.sub('a', r'\q', 'a')",
             "re.compile(p, re.I)", "re.sub('a', lambda m: 5, 'a')", "p.search()", "re.compile('a', re.L)",
             "re.compile(b'a', re.U)", "re.compile('a', re.A | re.U)", "re.compile('a{99999999999}')", "p.flags.x",
             "re.no_such_name", "re.Pattern()", "re.Match()"):
    try:
        print(eval(call))
    except (TypeError, ValueError, OverflowError, re.error, IndexError, AttributeError) as e:
        print(call, type(e).__name__, e)
print(re.RegexFlag.I | re.M, repr(re.I | re.X), re.NOFLAG, int(re.DEBUG), re.T, sorted(n for n in re.__all__ if n.isupper()))
print(re.compile('x', re.I | re.S | re.X | re.A | re.M), re.compile(b'a', re.L), re.compile('a' * 300))
print(re.Scanner([('[a-z]+', lambda s, t: t.upper()), (r'(\d)(\d)', lambda s, t: s.match.group()), (r'\s+', None)]).scan('ab 12 c!d'))
try:
    re.compile('a\n(b\n')
except re.error as e:
    print(e, e.lineno, e.colno, e.pattern == 'a\n(b\n', re.error.__module__)
print([m.span() for m in re.finditer('é|😀', 'aé😀é')], re.search('😀(é)', 'aé😀é').span(1), re.sub('é', 'e', 'éaé'))
print(re.findall('[à-ÿ]', 'aéà'), re.findall('(?i)[à-ÿ]', 'aÉÀ'), re.findall('(?i)ſ|ß', 'sSſß'), re.match('(?i)[^é]', 'É'))
print(re.findall('\ud800', 'a\ud800b') == ['\ud800'], re.findall(r'\s', ' \x1c\x85\u2028x'), re.findall(r'(?a)\s', ' \x1c\x85\u2028x'))
