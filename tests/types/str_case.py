# str: case conversions and kinds of characters, also over all of Unicode
WORDS = ['', 'abc', 'ABC', 'hello wORLD', "they're bill's", 'ΑΣ ΟΔΥΣΣΕΥΣ Σ Σ.', 'ß ŉ ǰ', 'İstanbul', 'ǆ ǅ Ǆ', 'ﬁ ﬂ',
         'ὀδυσσεύς', 'aΣ\u0301b', 'a\u0345Σ', '123', 'x1y2', 'ſtraße', 'ᾳ ᾼ', '\u0345', 'éÉ']
for w in WORDS:
    print(ascii(w), ascii(w.lower()), ascii(w.upper()), ascii(w.title()), ascii(w.capitalize()), ascii(w.swapcase()), ascii(w.casefold()))
    print(w.islower(), w.isupper(), w.istitle(), w.isalpha(), w.isalnum(), w.isdigit(), w.isspace(), w.isprintable(), w.isidentifier(), w.isascii())

TESTS = ['isalpha', 'isdecimal', 'isdigit', 'isnumeric', 'islower', 'isupper', 'istitle', 'isspace', 'isprintable', 'isidentifier', 'isalnum']
counts = dict.fromkeys(TESTS, 0)
marks = dict.fromkeys(TESTS, 0)
for code in range(0x110000):
    c = chr(code)
    if code < 0x3400 or 0xa000 <= code < 0xac00 or 0xd700 <= code < 0xe100 or 0xf900 <= code < 0x1fc00 or code % 64 == 0:
        for name in TESTS:
            if getattr(c, name)():
                counts[name] += 1
                marks[name] = (marks[name] * 31 + code) % 1000000007
print(counts)
print(marks)
total = [0, 0, 0, 0]
for code in list(range(0x3000)) + list(range(0xa640, 0xac00)) + list(range(0xfb00, 0xff70)) + list(range(0x10400, 0x10d00)) + list(range(0x1e900, 0x1e960)):
    c = chr(code)
    for i, text in enumerate((c.lower(), c.upper(), c.title(), c.casefold())):
        for x in text:
            total[i] = (total[i] * 31 + ord(x)) % 1000000007
print(total)
print('_'.isidentifier(), 'a-b'.isidentifier(), '9a'.isidentifier(), 'é9'.isidentifier(), 'class'.isidentifier(), '℘'.isidentifier())
print('²'.isdigit(), '²'.isdecimal(), '½'.isnumeric(), '٣'.isdecimal(), int('٣٤'), '一'.isnumeric())
