# bytes: construction, operators, methods
def show(f):
    try:
        print(f())
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


class HasBytes:
    def __bytes__(self):
        return b'mine'


class BadBytes:
    def __bytes__(self):
        return 'no'


class Index:
    def __index__(self):
        return 3


for f in (lambda: bytes(), lambda: bytes(3), lambda: bytes(-1), lambda: bytes(2**70), lambda: bytes('a'), lambda: bytes('é', 'utf-8'), lambda: bytes('é', 'ascii'),
          lambda: bytes('é', 'ascii', 'replace'), lambda: bytes(b'x', 'ascii'), lambda: bytes(1, 'ascii'), lambda: bytes(1, errors='strict'), lambda: bytes('a', errors='strict'), lambda: bytes([1, 2, 255]), lambda: bytes([256]),
          lambda: bytes([-1]), lambda: bytes(['a']), lambda: bytes([1.5]), lambda: bytes(1.5), lambda: bytes(None), lambda: bytes(range(5)), lambda: bytes(x for x in (1, 2)),
          lambda: bytes(bytearray(b'z')), lambda: bytes(memoryview(b'abc')[::2]), lambda: bytes(HasBytes()), lambda: bytes(BadBytes()), lambda: bytes(Index()), lambda: bytes([Index()]),
          lambda: bytes(source=b'q'), lambda: bytes(1, 2, 3, 4), lambda: bytes({1: 2}), lambda: bytes(foo=1), lambda: bytes.fromhex('0a Ff 7e'), lambda: bytes.fromhex('0'), lambda: bytes.fromhex('zz'), lambda: bytes.fromhex(b'00'),
          lambda: bytes.fromhex('é'), lambda: b'a' + 'b', lambda: b'a' + 1, lambda: b'a' + bytearray(b'b'), lambda: b'ab' * 3, lambda: b'a' * -1, lambda: b'a' * 1.5, lambda: 2 * b'xy', lambda: b'abc'[1], lambda: b'abc'[-1:], lambda: b'abc'[::-1],
          lambda: b'abc'[3], lambda: b'abc'.__getitem__('a'), lambda: 97 in b'abc', lambda: b'bc' in b'abc', lambda: 300 in b'a', lambda: 'a' in b'a', lambda: b'a' < b'b', lambda: b'a' < 'b', lambda: b'a' == 'a', lambda: b'a' == bytearray(b'a')):
    show(f)
print(repr(b'a\'b'), repr(b'a"b'), repr(b'a\'"\\\t\n\r\x00\x7f\xff'), str(b'x'), bytes(range(256)))
empty, letter = b'', b'a'
print(letter is bytes([97]), empty is bytes(), hash(b'abc') == hash(bytes(bytearray(b'abc'))), {b'k': 1}[b'k'], sorted([b'b', b'a', b'ab']))
s = b' Hello, World hello '
for f in (lambda: s.find(b'o'), lambda: s.find(111, 6), lambda: s.rfind(b'l'), lambda: s.index(b'zz'), lambda: s.rindex(b'H'), lambda: s.count(b'l'), lambda: s.count(108, 5, 10), lambda: s.find('a'), lambda: s.find(256), lambda: s.find(1.5),
          lambda: s.startswith(b' H'), lambda: s.startswith((b'x', b' ')), lambda: s.startswith('x'), lambda: s.endswith(b'lo '), lambda: s.endswith([1]), lambda: s.split(), lambda: s.split(b','), lambda: s.split(b'l', 2), lambda: s.rsplit(None, 1), lambda: s.rsplit(b'o', 1),
          lambda: s.split(b''), lambda: s.split('a'), lambda: s.partition(b','), lambda: s.rpartition(b'zz'), lambda: s.partition(b''), lambda: s.strip(), lambda: s.lstrip(b' H'), lambda: s.rstrip(b'o '), lambda: s.strip('a'), lambda: s.replace(b'l', b'L'), lambda: s.replace(b'l', b'', 2), lambda: b'ab'.replace(b'', b'-'),
          lambda: s.replace('a', b''), lambda: s.upper(), lambda: s.lower(), lambda: s.title(), lambda: s.swapcase(), lambda: s.strip().capitalize(), lambda: s.center(30, b'*'), lambda: s.ljust(25, b'ab'), lambda: s.rjust(25), lambda: b'-7'.zfill(5), lambda: b'a\tb'.expandtabs(4), lambda: s.hex(), lambda: s.hex(':', 4),
          lambda: s.hex('-', -3), lambda: s.hex('ab'), lambda: s.hex('é'), lambda: s.hex(1), lambda: s.translate(bytes.maketrans(b'lo', b'01')), lambda: s.translate(None, b'l'), lambda: s.translate(b'a'), lambda: bytes.maketrans(b'a', b'bc'), lambda: s.removeprefix(b' '), lambda: s.removesuffix(bytearray(b'lo ')),
          lambda: b','.join([b'a', bytearray(b'b'), memoryview(b'c')]), lambda: b','.join(['a']), lambda: b','.join(1), lambda: b'a\nb\r\nc\rd\x0be'.splitlines(), lambda: b'a\nb'.splitlines(True), lambda: b'\xc3\xa9'.decode(), lambda: b'\xff'.decode(), lambda: b'\xff'.decode('latin-1'), lambda: b'a'.decode('nope'), lambda: b'a'.decode(1)):
    show(f)
for s in (b'', b'abc', b'ABC', b'Abc Def', b'123', b'a1', b' \t\n', b'\xe9', b'Ab9'):
    print([getattr(s, n)() for n in ('isalnum', 'isalpha', 'isascii', 'isdigit', 'islower', 'isspace', 'istitle', 'isupper')])


class B(bytes):
    pass


b = B(b'sub')
b.note = 1
print(b, type(b).__name__, type(b + b'').__name__, type(b[:]).__name__, b.note, b == b'sub', type(bytes(b)).__name__, type(B.fromhex('41')).__name__, b.__getnewargs__(), type(b.__bytes__()).__name__)
it = iter(b'abc')
print(next(it), it.__length_hint__(), list(it), list(it))
print(list(b'\x00\xff'), max(b'az'), sum(b'abc'), list(reversed(b'ab')))
