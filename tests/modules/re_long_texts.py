"""Long texts are looked through in pieces: matches that lie across the ends of these are found."""
import re
import io

PIECE = 4096 * 64
for pattern, text in (('abcdef', 'abcdef'), ('[x\u4e2d]y', '\u4e2dy'), ('a', 'a'), ('a*?b', 'aab')):
    found = re.compile(pattern)
    for fill in '-', '\u4e8c', '\xe9':
        middle = (PIECE + 10) // len(fill.encode())
        for k in range(middle - 12, middle + 12, 1 + (pattern == 'a*?b') * 6):
            m = found.search(fill * k + text + fill * middle)
            assert m.span() == (k, k + len(text)), (pattern, fill, k, m)
        print(ascii(pattern), ascii(fill), found.search(fill * (3 * middle)))
print(re.search('a*?b', 'a' * 600000 + 'b').span(), re.search('x', 'a' * 600000))

for size in 0x20000 - 1, 0x20000, 0x20000 + 1, 0x40000:
    print(len(io.BytesIO(b'a' * size + b'\nb').readline()), len(io.StringIO('a' * size + '\nb').readline()),
          len(io.StringIO('a' * size + '\r\nb', newline='\r\n').readline()), len(io.StringIO('a' * size + '\rb', newline='').readline()))
    print(len(ascii('a' * size)), len(repr('a' * size + "'")), len(repr('a' * size + '\n' + 'b' * size)))
