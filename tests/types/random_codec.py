"""Random text and bytes through all codecs and error handlers."""
import warnings
from random_numbers import checksum, rnd
warnings.simplefilter('ignore')
n = 4000
E = 'utf-8 utf-16 utf-16-le utf-16-be utf-32 utf-32-le utf-32-be ascii latin-1 cp1252 utf-8-sig unicode_escape raw_unicode_escape UTF8 u8 U16 us-ascii iso-8859-1 ISO8859_1 L1 windows-1252'.split()
H = ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass', 'nosuch', None]
C = ['a', 'é', '\x80', 'ÿ', '日', '😀', '\ud800', '\udc80', '\udcff', '\ude00', '\udbff', '\x00', '\n', '\\', 'ÿ', '€', '\ufeff', '\U0010ffff', '"', 'Ÿ', '\x9f']
B = [b'a', b'\xc3\xa9', b'\xff', b'\xfe', b'\xed\xa0\x80', b'\xed\xb2\x80', b'\xf0\x9f\x98\x80', b'\xf0\x9f\x98', b'\x80', b'\xc3', b'\xe2\x82', b'\xd8\x00', b'\x00\xd8', b'\xdc\x00', b'\x00\xdc', b'\x00\x00\x00', b'\xff\xfe', b'\xfe\xff', b'\xef\xbb\xbf', b'\\x4', b'\\u12', b'\\U0011', b'\\N{DIGIT ONE}', b'\\', b'\\n', b'\\777', b'\\q', b'\xf4\x90\x80\x80', b'\xc0\x80', b'\xf5', b'\x81', b'\x9d', b'1', b'\r', b'\\\n']
out = []
cnt = 0

def add(f):
    try:
        out.append(ascii(f()))
    except UnicodeError as e:
        out.append(repr((type(e).__name__, str(e), e.encoding, e.start, e.end, e.reason, ascii(e.object))))
    except Exception as e:
        out.append(type(e).__name__ + ': ' + str(e))
for i in range(n):
    s = ''.join((C[rnd() % len(C)] for _ in range(rnd() % 6)))
    b = b''.join((B[rnd() % len(B)] for _ in range(rnd() % 5)))
    e = E[rnd() % len(E)]
    h = H[rnd() % len(H)]
    k = {} if h is None else {'errors': h}
    add(lambda: s.encode(e, **k))
    add(lambda: b.decode(e, **k))
    add(lambda: bytearray(b).decode(e, **k))
    add(lambda: str(memoryview(b), e, **k))
    if i % 500 == 499:
        print(i, checksum(out))
        out.clear()
