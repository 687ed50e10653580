# Patterns, matches and templates; wrong patterns too.
import re

wrong = 0
for pattern in ("(", "[z-a]", "a**", "(?P<x>a)(?P<x>b)", r"\q", "(?<=a+)b", r"(?P=y)", "(?(2)a)"):
    try:
        re.compile(pattern)
    except re.error as error:
        wrong += error.pos or 1
print(wrong)
p = re.compile(r"(?P<word>[a-zé]+)(?:,\s*|$)|(\d{2,})(?=x)|(?i:[k-s]ß)|(?:(a)|b)*?\2?", re.MULTILINE)
text = "abc, dé 123x\nfoo KSS 77x"
print([m.span() for m in p.finditer(text)], p.search(text).groupdict(), p.groupindex["word"])
print(re.sub(r"(\w)(\w)", r"\2<\g<1>>", text), re.subn("[aeé]", lambda m: m[0].upper(), text), re.split(r"(\s)", text))
print(re.findall(rb"(a)|(b+)", b"abba"), re.match(r"(?:x|y|z)*+(w)", "xyzxyzw").groups(), repr(p)[:20])
print(re.Scanner([("[a-z]+", lambda s, t: t), (r"\s+", None)]).scan("ab cd 1"))
print(re.match(r"((?:ab?)+?)(?<!c)(?=b|$)\1*(?(1)b|c)", "ababab"), re.escape("a+b"), p == re.compile("x"))
try:
    re.sub("a", r"\g<none>", "a")
except IndexError as error:
    print(error)
