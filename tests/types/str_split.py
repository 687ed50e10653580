# str: taking apart
def attempt(f):
    try:
        return f()
    except Exception as e:
        return f'{type(e).__name__}: {e}'


TEXTS = ['', ' ', 'abc', ' a b  c ', 'a,b,,c,', ',', 'a\u3000b\x1cc\u2028d', 'é,ü,😀', 'one  two three ', '\ta\n']
for s in TEXTS:
    print(ascii([s.split(), s.rsplit(), s.split(None, 1), s.rsplit(None, 1), s.split(None, 0), s.split(','), s.split(',', 1)]))
    print(ascii([s.rsplit(',', 1), s.split(',', 0), s.partition(','), s.rpartition(','), s.partition('b  '), s.split('é')]))
    print(ascii([s.strip(), s.lstrip(), s.rstrip(), s.strip('a,'), s.lstrip(', é'), s.rstrip('c😀,'), s.strip('')]))
    print(ascii([s.removeprefix('a'), s.removesuffix(','), s.removeprefix(s), s.removeprefix('')]))
LINES = ['', 'a', 'a\n', 'a\nb', 'a\r\nb\rc\n\nd', 'a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i', '\n\n', 'é\nü']
for s in LINES:
    print(ascii(s.splitlines()), ascii(s.splitlines(True)), ascii(s.splitlines(keepends=False)))
s = 'unsplit'
print(s.split(',')[0] is s, s.split()[0] is s, s.strip() is s, s.partition('x')[0] is s, s.rpartition('x')[2] is s, s.removeprefix('z') is s)
for f in (lambda: 'a'.split(''), lambda: 'a'.split(1), lambda: 'a'.split('a', 'b'), lambda: 'a'.split(1, 2, 3), lambda: 'a'.split(x=1),
          lambda: 'a'.partition(''), lambda: 'a'.partition(1), lambda: 'a'.strip(1), lambda: 'a'.lstrip(1), lambda: 'a'.rstrip(b''),
          lambda: 'a'.splitlines('x'), lambda: 'a'.removeprefix(1), lambda: 'a'.removesuffix(None), lambda: 'a'.split(',', 2**70)):
    print(attempt(f))
print('a--b--c'.split('--'), 'aaaa'.split('aa'), 'aaaaa'.rsplit('aa'), 'xaxbx'.split('x'), 'a b'.split(sep=None, maxsplit=5))
many = ''.join(chr(c) for c in range(0xe0, 0x180))
print(('éüa' + 'xyz' + 'ñ' * 5).strip(many), 'aéb'.strip(many + 'a'), ('é' * 10 + 'q').lstrip(many), len(('é' * 100000).strip('ü' * 100000 + 'é')))
