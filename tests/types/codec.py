# encode and decode: all codecs with all error handlers
HANDLERS = ['strict', 'ignore', 'replace', 'backslashreplace', 'xmlcharrefreplace', 'namereplace', 'surrogateescape', 'surrogatepass', 'nonsense']
TEXTS = ['plain', 'é', '€uro', '😀', '\ud800', 'a\udc80\ud800b', '\x80\xff\u0100', 'mixed é\udc80€😀\ud83d.']
ENCODINGS = ['utf-8', 'ascii', 'latin-1', 'utf-16', 'utf-16-le', 'UTF_16_BE', 'utf-32', 'utf-32-be', 'utf-8-sig', 'unicode_escape', 'raw_unicode_escape']


def show(f):
    try:
        return f()
    except (UnicodeError, LookupError, TypeError) as e:
        return f'{type(e).__name__}: {e}'


for encoding in ENCODINGS:
    for handler in HANDLERS[:-1]:
        for text in TEXTS:
            print(ascii(show(lambda: text.encode(encoding, handler))))
for handler in HANDLERS:
    print(ascii(show(lambda: '\ud800é'.encode('ascii', handler))), ascii(show(lambda: b'\xff\x80'.decode('utf-8', handler))))
DATA = [b'', b'abc', b'\xc3\xa9', b'\xff', b'\xc3', b'\xe2\x82', b'\xe2\x28\xa1', b'\xed\xa0\x80', b'\xf0\x9f\x98', b'\xf0\x80\x80\x80', b'\xf5', b'\xc0\x80', b'a\xe9b', b'\xff\xfea\x00', b'\xfe\xff\x00a', b'\x00\xd8', b'\x00\xdc\x00\x00',
        b'\x00\xd8\x00\xdc', b'\x00\xd8a\x00', b'a', b'\x00\x00\xfe\xff\x00\x00\x00a', b'\x00\x00\x11\x00', b'\x00\xd8\x00\x00', b'\xef\xbb\xbfx', b'\\x41\\u00e9\\N{BULLET}\\n\\101', b'\\x4', b'\\u12', b'\\N{nope}', b'\\N', b'\\U00110000', b'\\']
for encoding in ENCODINGS:
    for data in DATA:
        print(encoding, data, [ascii(show(lambda: data.decode(encoding, h))) for h in ('strict', 'replace', 'ignore', 'backslashreplace', 'surrogateescape', 'surrogatepass')])
for name in ('utf8', 'U8', 'UTF-8', 'utf_8', 'latin1', 'L1', 'iso-8859-1', 'us-ascii', '646', 'utf 8', 'utf--8', 'nope', '', 'utf8.x', 'é'):
    print(ascii(name), ascii(show(lambda: 'é'.encode(name, 'replace'))), ascii(show(lambda: b'a'.decode(name))))
try:
    'aé€'.encode('ascii')
except UnicodeEncodeError as e:
    print(e.encoding, ascii(e.object), e.start, e.end, e.reason, ascii(e.args))
try:
    b'a\xff'.decode()
except UnicodeDecodeError as e:
    print(e.encoding, e.object, e.start, e.end, e.reason, e.args)
print(ascii(str(b'\xe9', 'latin-1')), bytes('é', 'utf-16-le'), ascii(str(bytearray(b'\xc3\xa9'), 'utf-8')), ascii(str(b'\xff', errors='replace')))
text = ''.join(chr(c) for c in range(0, 0x110000, 97) if not 0xd800 <= c < 0xe000)
for encoding in ENCODINGS[:1] + ENCODINGS[3:]:
    print(encoding, text.encode(encoding).decode(encoding) == text, len(text.encode(encoding)))
