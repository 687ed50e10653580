"""Runs of a repeated character that are longer than what is looked through between two checks."""
import re

PIECE = 262144


def show(pattern, text):
    match = re.compile(pattern).match(text)
    print(pattern, len(text), match and match.span())


for unit in ("a", "\u1234", b"a"):
    some = b"x" if isinstance(unit, bytes) else "x"
    for count in (PIECE, PIECE + 1, 2 * PIECE + 7):
        for pattern in ("[^x]*x", r"\w*x", ".*x", r"[^x]*x\w", "(?s:.*)x", r"[^x]*+x", r"[^x]*?x", r"(?:\w*)x\w*x"):
            if isinstance(unit, bytes):
                pattern = pattern.encode()
            show(pattern, unit * count)
            show(pattern, unit * count + some)
            show(pattern, some + unit * count)
            show(pattern, some + unit + some + unit * count)
            show(pattern, unit * 5 + some + unit * count + some)
            show(pattern, unit * 5 + some + unit * (count - 1))
        for least, most in ((count, ""), (count + 1, ""), (PIECE, PIECE), (PIECE + 1, PIECE + 1), (0, PIECE), (0, PIECE + 1), (5, count)):
            for end in ("", "?", "+"):
                pattern = r"\w{%s,%s}%s" % (least, most, end)
                if isinstance(unit, bytes):
                    pattern = pattern.encode()
                show(pattern, unit * count)
                show(pattern + some, unit * count + some)
    text = unit * (2 * PIECE) + some + unit * 3
    print(re.sub(rb"[^x]*x" if isinstance(unit, bytes) else r"[^x]*x", unit[:0], text))
    print([len(part) for part in re.findall(rb"\w*?x|\w+" if isinstance(unit, bytes) else r"\w*?x|\w+", text)])
