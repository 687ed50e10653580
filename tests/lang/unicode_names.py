# Identifiers are put into the normal form NFKC wherever they stand; \N{…} in text; messages.
import sys


def show(source, mode="exec"):
    space = {}
    try:
        exec(compile(source, "<s>", mode), space)
    except SyntaxError as error:
        print(ascii((error.msg, error.lineno, error.offset, error.end_offset, error.text)))
    except Exception as error:
        print(type(error).__name__, ascii(str(error)))
    space.pop("__builtins__", None)
    print(ascii([name if not callable(value) else name + "()" for name, value in space.items()]))


ﬁ = 1
print(fi, ascii(sorted(n for n in globals() if n[0] == "f")))
ℌello, K = 2, 3
print(Hello, K, ascii([n for n in globals() if n[0] in "HK"]))


class Ångström:
    ﬂ = 4
    __ﬁ = 5
    ǆ: int = 6

    def ſet(self, ª, *, ﬀ=7, **ﬃ):
        self.ﬆ = a
        self.__ﬅ = ff
        return ª, ff, ffi, self.__fi, locals().keys()


x = Ångström()
print(ascii(x.set(ª=1, ﬀ=2, ℤ=3)), ascii(x.__dict__), ascii([n for n in vars(Ångström) if n[:2] != "__"]))
print(x.fl, x.ﬂ, ascii(Ångström.__annotations__), ascii(Ångström.__name__), hasattr(x, "ﬂ"), hasattr(x, "fl"))
print(f"{ﬁ} {x.ﬂ=} {ﬁ!r:>3}")


def outer():
    ﬁ = 10

    def inner():
        nonlocal fi
        fi += 1
        return ﬁ
    global ℜ
    ℜ = 5
    return inner(), [ﬀ for ﬀ in range(2)], (lambda ℵ: ℵ + fi)(1), (ʰ := 3), h


print(outer(), R, ascii(outer.__code__.co_varnames), ascii(outer.__code__.co_cellvars))
match {"k": 1, "z": 2}:
    case {"k": ℓ, **ℝ}:
        print(l, R)
match x:
    case Ångström(ﬂ=4 as ﬁﬁ):
        print(fifi)
try:
    1 / 0
except ZeroDivisionError as ⅇ:
    print(ascii(e))
import sys as ѕуѕ, os.path as ﬁle
from sys import maxsize as Ⅿ
print(ascii(ѕуѕ.__name__), file.__name__, M > 1)
del ﬁ
print("fi" in globals())
show("ｉｆ = 1")
show("ｄｅｆ = 2; ｄｅｆ += 1")
show("ﬁ = 1; del fi")
show("def f(ﬁ, fi): pass")
show("f(ﬁ=1, fi=2)")
show("class A:\n    __slots__ = ()\n    def ﬁ(self): pass")
show("１ = 3")
show("a１ = 3")
show("x = 1١")
show("ͺ = 1")
show("aͺ = 1")
show("€ = 1")
show("a€b = 1")
show("a = 1\u00a0+ 2")
show("a = “x”")
show("a\u200b = 1")
show("a = 2 × 3")
show("é = 1; e\u0301 += 1")
show("℘ = 1; a· = 2; ゛ = 3")
show("None\u0301 = 1")
show("𝐍𝐨𝐧𝐞 = 1")
show("print(𝓽𝓻𝓾𝓮)")
print(ascii("\N{SNOWMAN}\N{latin small letter e with acute}\N{BELL}\N{ALERT}\N{NULL}\N{CJK UNIFIED IDEOGRAPH-4E00}"))
print(ascii("\N{HANGUL SYLLABLE GAG}\N{VARIATION SELECTOR-256}\N{LINE FEED}\N{ZWJ}"))
print(r"\N{x}", b"\N{x}", f"\N{DIGIT ONE}{1}\N{DIGIT TWO}", len(rf"\N{1}"))
for text in (r"\N{}", r"\N{x", r"\N", r"\N{KEYCAP DIGIT ONE}", r"\N{hangul syllable gag}", r"a\N{ SPACE}", r"\N{SPACE }b",
             r"\N{CJK UNIFIED IDEOGRAPH-4e00}", r"\N{" + "A" * 300 + "}", r"\N{é}"):
    show(f'"{text}"', "eval")
    try:
        print(ascii(text.encode("utf-8").decode("unicode_escape")))
    except UnicodeError as error:
        print(ascii(str(error)))
