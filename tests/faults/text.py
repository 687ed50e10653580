s = "héllo wörld ✓"
print(s.upper(), s.title(), s[::-1], s[2:5], s * 2, s.find("ö"), s.encode("utf-8"))
words = "the quick  brown fox".split()
print(words, "-".join(words), " x ".strip(), "a,b,,c".split(","), "k=v".partition("="), "a\nb".splitlines())
print("abc".replace("b", "xyz"), "%s-%05d-%r-%.2f" % ("a", 42, "q", 1.5), "{:>8}|{!r:^9}|{x[0]}".format("r", "m", x=[7]))
n = 12345
print(f"{n:,} {n:#x} {n / 7:.3e} {'nested ' + f'{n}'!r:>20} {n=}")
print("abc".center(9, "*"), "x".zfill(4), "Abc".swapcase(), "abc".translate({97: "AA", 98: None}), "ß".casefold())
t = ""
for i in range(30):
    t += str(i)
print(t, len(t), t.count("1"), t.startswith(("9", "0")), t.index("29"))
b = bytearray(b"bytes")
b += b" and more"
b[0:2] = b"BY"
print(b, bytes(b).hex(), b.split(), memoryview(b)[1:4].tobytes(), b"x" in b, b.decode().isalpha())
print(repr("quo'te\n\x00\u1234"), ascii("é"), chr(8364), ord("€"), int("0x1f", 16), float("1e3"), str(b"q", "ascii"))
try:
    "é".encode("ascii")
except UnicodeEncodeError as e:
    print(e)
print("é".encode("ascii", "replace"), b"\xff".decode("utf-8", "backslashreplace"), "a" in "cat", "z" not in "cat")
import sys
print(sys.intern("name " + str(1)) is sys.intern("name 1"), "a" < "b", hash("x") == hash("x"))
