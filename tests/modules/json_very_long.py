# JSON texts and formats of struct that are longer than the pieces in which they are gone through.
import json, struct

def show(text, **options):
    for t in (text, text.encode()):
        try:
            value = json.loads(t, **options)
        except ValueError as e:
            print(type(e).__name__, str(e)[:60], getattr(e, 'pos', None))
        else:
            print(type(value).__name__, len(repr(value)), repr(value)[:20], repr(value)[-20:], value == json.loads(json.dumps(value)))

for n in (65500, 65535, 65536, 65537, 140000):
    d, z, blanks = '7' * n, '0' * n, ' \n\t\r' * (n // 4)
    for number in ('0.' + d, '-0.' + d, '1e-' + z + '5', '1E+' + z, '1e' + z + 'x', '-' + d[:4300], d[:4300] + '.' + d, d, '0.' + z + '1', '1.' + d + 'e', '0' + z, '-' + blanks):
        show(number)
        show('[' + number + ',' + number + ']', parse_int=len, parse_float=len)
        show('{"a":' + blanks + number + blanks + '}' + blanks)
    for inside in ('x' * n, '\u20ac' * n, 'x' * n + '\\n', '\\u20ac' * (n // 6), '\\\\' * (n // 2) + 'x', 'x' * n + '\\ud83d\\ude00', 'x' * n + '\\q', 'x' * n + '\\u12', 'x' * n + '\x01', '\x01' * n):
        show('"' + inside + '"')
        show('"' + inside)
        show('{"' + inside + '":"' + inside + '", "a": {"' + inside + '" : 1}}')
        show('["' + inside + '"]' + inside, strict=False)
    show(blanks)
    show(blanks + '[' + blanks + ']' + blanks)
    show('[' + blanks + '1' + blanks + ',' + blanks + '2' + blanks + 'x]')
    show('{' + blanks + '"a"' + blanks + ':' + blanks + '1' + blanks + ',' + blanks + '}')
    show('[1]' + blanks + 'x')
    for format in ('h' * n, ' ' * n + 'h', '0' * n + '3h', '0' * n, '1' * n + 'h', 'x' * n, ('hi ' * n)[:n], 'h' * n + '!', '>' + '0s' * (n // 2) + '%dp' % n):
        try:
            s = struct.Struct(format)
            print(s.size, end=' ')
            values = s.unpack(bytes(s.size))
            print(len(values), s.pack(*values) == bytes(s.size))
        except struct.error as e:
            print(e)
