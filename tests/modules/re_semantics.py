# What is easily got wrong: groups in loops, empty matches, atomic parts, case, lookbehind, long texts.
import re
import _sre

for pattern, text in [
    ("(?:(a)|b)*", "abab"), ("(?:(a)|(b))*", "abab"), ("((a)|b)*?c", "abac"), ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("(a*)*", "aab"), ("(a*)+", "b"), ("(?:a*?)*$", "aaa"), ("(|a)+", "aaa"), ("(?:|a)+$", "aa"), ("(a?)*?b", "aab"),
    ("(a)?(?(1)b|c)", "ab"), ("(a)?(?(1)b|c)", "c"), ("(?P<q>['\"]).*?(?P=q)", "x'a\"b'"), (r"(\w+)\s\1", "the the"),
    ("(?>a+)ab", "aaab"), ("a++b", "aaab"), ("(?:ab)++c", "ababc"), ("a{2,3}+a", "aaa"), ("(?:a|ab)*+c", "abac"),
    ("(?=(a+))a*b\\1", "baaabac"), ("(?!(a)b)a", "ac"), ("(?<=ab)c", "abc"), ("(?<!ab)c", "abc xc"), ("(?<=^a)b", "ab"),
    ("(?<=(a)(b))c\\1", "abca"), ("x*", "aaa"), ("^", ""), ("$", "a\n"), (r"\Z", "a\n"), ("(?m)^.*$", "a\nbc\n"),
    (r"\b", "a b"), (r"\B", ""), ("(?s).+", "a\nb"), ("(?x) a # b\n b", "ab"), ("(?i:a)b", "Ab"), ("(?i:a)b", "AB"),
    ("(?-i:a)b", "aB"), ("[^a]b", "éb"), ("é+?b", "aééb"), ("(é|è)+", "èéa"), ("(?<=é)a", "éa"), (".{2}$", "aé😀"),
    ("(?:a|é)*?😀", "aéa😀"), ("[é-ü]{2,}", "aéöüz"), (r"(?a)\w+", "éab"), ("(?:(x)|(y)|(z))+", "zyx"),
    ("(?:a(?:b(c)?)?)*", "abcabab"), ("((?:.)*?)*b", "aab"), ("(?:(?=(a))a)+b", "aab"), ("(?:(?!b)(.))*", "acb"),
]:
    print(pattern, [(m.regs, m.lastindex) for m in re.finditer(pattern, text)], re.fullmatch(pattern, text), re.split(pattern, text))

characters = "".join(map(chr, range(0x10600)))
for flags in 0, re.A:
    for pattern in "[k-s]", "ſ", "K", "[^ß-é]", "[\U00010400-\U00010410]", "[\U00010400\U00010410]", "µ", "[İı]", "[a-\U00010430]", "ﬅ", "[^\\W]":
        found = re.findall(pattern, characters, re.I | flags)
        print(ascii(pattern), len(found), sum(map(ord, found)), ascii("".join(found[:8])))
print(sum(filter(_sre.unicode_iscased, range(0x10600))), sum(map(_sre.unicode_tolower, range(0x10600))))
print(sum(c for c in range(0x200) if _sre.ascii_iscased(c)), sum(map(_sre.ascii_tolower, range(0x200))))
for c in r"\d", r"\D", r"\s", r"\S", r"\w", r"\W":
    print(c, len(re.findall(c, characters)), len(re.findall("(?a)" + c, bytes(range(128)).decode())),
          len(re.findall(c.encode(), bytes(range(256)))))
print(re.findall(rb"(?i)[k-\xe9]", bytes(range(256))) == re.findall(rb"(?iL)[k-\xe9]", bytes(range(256))))

text = "ab" * 20000
print(re.match("(?:ab)*", text).end(), re.match("(?:(a)|b)*", text).span(1), re.match("(?:a|b)*?$", text).end())
print(re.search("(?:a.)*c", text[:600]), re.match("(?:é|b|a)*", text + "é").end(), len(re.sub("a", "éé", text)))
print(re.match(r"(?:x|[ab])*+c", text), re.match("a{3}{2}" if False else "(?:a{3}){2}", "a" * 7).end())
p = re.compile("é(.)")
s = "aéxééy"
print([(m.start(), m.end(), m.span(1), m.pos, m.endpos) for m in p.finditer(s, 1, 5)], p.search(s, 3), p.match(s, 4))
print([p.search(s, i, j) and p.search(s, i, j).span() for i in (-2, 0, 2, 9) for j in (-1, 3, 99)])
b = bytearray(b"xaax")
m = re.search(b"a+", b)
try:
    it = re.finditer(b"a", b)
    b.append(1)
except BufferError as error:
    print(error)
del it
b[:] = b"xyz"
print(m.group(), m.span(), m.string)
