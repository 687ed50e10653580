# Module unicodedata: a sample of code points (all of them agree; scripts can compare), messages.
import unicodedata as u


def t(function, *args):
    try:
        result = repr(function(*args))
    except Exception as error:
        result = f"{type(error).__name__}: {error}"
    print(ascii(result))


forms = "NFC", "NFD", "NFKC", "NFKD"
for code in [*range(0, 0x250, 7), *range(0x2A0, 0x3400, 61), *range(0x3400, 0x20000, 977),
             0xAC00, 0xAC01, 0xD7A3, 0xD800, 0xFDFA, 0x1F600, 0x2F800, 0xE0100, 0x10FFFF]:
    c = chr(code)
    name = u.name(c, None)
    print(hex(code), name, u.category(c), u.bidirectional(c), u.combining(c), u.east_asian_width(c),
          u.mirrored(c), u.decimal(c, None), u.digit(c, None), u.numeric(c, None), u.decomposition(c),
          *[ascii(u.normalize(form, c)) for form in forms], *[u.is_normalized(form, c) for form in forms],
          name is None or u.lookup(name) == c)
text = "A\u030a\u0323 \ufb01 \u1e9b\u0323 \uac00\u11a8 \u0344 e\u0301\u0301\u0323"
for form in forms:
    t(u.normalize, form, text)
    t(u.is_normalized, form, text)
    t(u.is_normalized, form, u.normalize(form, text))
t(u.name, "ab"); t(u.name, 1); t(u.name); t(u.name, "\0"); t(u.name, "\0", 3); t(u.name, "a", 2, 3)
t(u.category, "ab"); t(u.category); t(u.category, None); t(u.bidirectional, "ab"); t(u.combining, "")
t(u.decimal, "a"); t(u.decimal, "ab", 1); t(u.digit, "a"); t(u.numeric, "a"); t(u.numeric, "a", 9)
t(u.numeric, "\u2153"); t(u.decomposition, ""); t(u.normalize, "NFX", "a"); t(u.normalize, "NFX", "")
t(u.normalize, 1, "a"); t(u.normalize, "NFC", 1); t(u.normalize, "NFC"); t(u.is_normalized, "X", "a")
t(u.is_normalized, "X", ""); t(u.is_normalized, "NFC", 2)
for name in ("a" * 300, "a" * 3, "\xe9", 1, b"SPACE", "KEYCAP DIGIT ONE", "latin small letter a", "NULL",
             "BELL", "ALERT", "HANGUL SYLLABLE GAG", "hangul syllable gag", "CJK UNIFIED IDEOGRAPH-4E00",
             "CJK UNIFIED IDEOGRAPH-4e00", "", "BYZANTINE MUSICAL SYMBOL FTHORA SKLIRON CHROMA VASIS"):
    t(u.lookup, name)
print(u.unidata_version)
same = "plain"
print(u.normalize("NFC", same) is same)
