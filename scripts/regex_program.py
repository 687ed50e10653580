"""Random patterns and texts for scripts/fuzz-regex: prints what module re makes of each. The same seed gives the
same cases under every interpreter. No groups are in what is repeated for good (++), and no condition asks about a group
that it is in: CPython leaves marks of what failed there."""
import random
import re
import sys
import warnings

warnings.simplefilter("ignore")

ASCII = "ab"
WIDE = ["a", "b", "é", "K", "k", "ſ", "s", "I", "i", "İ", "ı", "µ", "\U0001d49c", "\ud800", "\u2028", "\n", "1", "_", " ", "ß"]


class Patterns:
    def __init__(self, random, letters):
        self.random, self.letters, self.groups, self.closed = random, letters, 0, []

    def pick(self, *options):
        return self.random.choice(options)

    def letter(self):
        return re.escape(self.random.choice(self.letters))

    def unit(self):
        r = self.random.random()
        if r < 0.55:
            return self.letter()
        if r < 0.65:
            return "."
        if r < 0.8:
            members = "".join(self.pick(self.letter(), r"\w", r"\d", r"\s", r"\S", "a-b", r"\W") for _ in range(self.pick(1, 2, 3)))
            return "[" + self.pick("", "", "^") + members + "]"
        return self.pick(r"\w", r"\W", r"\d", r"\D", r"\s", r"\S")

    def quantifier(self):
        return self.pick("*", "+", "?", "{2}", "{1,2}", "{,2}", "{0}", "{1,}") + self.pick("", "", "", "?", "?", "+")

    def atom(self, depth):
        r = self.random.random()
        if depth <= 0 or r < 0.4:
            return self.unit()
        inner = lambda: self.alternatives(depth - 1)
        if r < 0.62:
            self.groups += 1
            number = self.groups
            text = f"(?P<n{number}>" if self.random.random() < 0.2 else "("
            text += inner() + ")"
            self.closed.append(number)
            return text
        if r < 0.72:
            return f"(?:{inner()})"
        if r < 0.76:
            return f"(?>{inner()})"
        if r < 0.83:
            return self.pick("(?=", "(?!", "(?<=", "(?<!") + (inner() if self.random.random() < 0.5 else self.unit()) + ")"
        if r < 0.9 and self.groups:
            return "\\" + str(self.random.randint(1, self.groups))
        if r < 0.94 and self.closed:
            return f"(?({self.random.choice(self.closed)}){inner()}" + self.pick("", "|" + self.unit()) + ")"
        if r < 0.97:
            return f"(?{self.pick('i', 's', 'm', '-i', 'i-s', 'a', 'x')}:{inner()})"
        return self.pick("^", "$", r"\b", r"\B", r"\A", r"\Z")

    def sequence(self, depth):
        parts = []
        for _ in range(self.pick(1, 1, 2, 2, 3)):
            parts.append(self.atom(depth))
            if self.random.random() < 0.4:
                quantifier = self.quantifier()
                if re.search(r"\((?!\?)|\(\?P<", parts[-1]) and len(quantifier) > 1:
                    quantifier = quantifier.removesuffix("+")
                parts.append(quantifier)
        return "".join(parts)

    def alternatives(self, depth):
        items = [self.sequence(depth) for _ in range(self.pick(1, 1, 1, 2, 2, 3))]
        if self.random.random() < 0.05:
            items.append("")
        return "|".join(items)


def garbage(random):
    pieces = ["(", ")", "(?", "(?P<a>", "(?P=a)", "(?:", "(?i)", "(?i:", "(?-i:", "(?=", "(?<=", "(?<!", "(?#", "(?(1)", "(?(a)",
              "[", "]", "[^", "a-", "-", "--", "[[", "&&", "||", "~~", "|", "*", "+", "?", "{", "}", "{1", "{1,", "{1,2}", "{2,1}",
              "\\", "\\1", "\\12", "\\123", "\\0", "\\400", "\\x", "\\x4", "\\x41", "\\u", "\\u0041", "\\U0001F600", "\\U12345678",
              "\\N{DIGIT ONE}", "\\N{", "\\N{FOO}", "\\d", "\\q", "\\Q", "\\b", "\\A", "\\Z", "^", "$", ".", "a", "b", "é", "#", " ",
              "\n", "(?P<é>", "(?P<1>", "(?P>", "(?P", "(?<", "(?z)", "(?aL)", "(?L)", "(?u)", "(?x)", "(?i-i:", "(?s-", "(?--i:", "<", ">", "=", "!", "1", ","]
    return "".join(random.choice(pieces) for _ in range(random.randint(1, 7)))


def random_template(random):
    pieces = ["\\", "\\\\", "\\g", "\\g<", "<", ">", "0", "1", "2", "12", "\\1", "\\2", "\\10", "\\08", "\\0", "\\01", "\\012", "\\123",
              "\\777", "\\n", "\\q", "\\.", "\\g<1>", "\\g<n1>", "\\g<x>", "\\g<-1>", "\\g< 1>", "\\g<+1>", "\\g<1_0>", "\\g<é>", "\\g<>", "a", "é", "-"]
    return "".join(random.choice(pieces) for _ in range(random.randint(1, 4)))


def show(match):
    if match is None:
        return None
    return match.regs, match.lastindex, match.lastgroup


def try_pattern(pattern, flags, texts, template, show_more):
    try:
        compiled = re.compile(pattern, flags)
    except (re.error, ValueError, OverflowError, IndexError) as problem:
        print(type(problem).__name__, problem, getattr(problem, "pos", None))
        return
    except RecursionError:
        print("too deep")
        return
    print(compiled.flags, compiled.groups, dict(compiled.groupindex))
    for text in texts:
        try:
            print([show(compiled.search(text)), show(compiled.match(text)), show(compiled.fullmatch(text)),
                   show(compiled.search(text, 1)), show(compiled.match(text, 1, 4)), compiled.findall(text),
                   [show(m) for m in compiled.finditer(text)], compiled.split(text), compiled.split(text, 1)])
            print(compiled.subn(lambda m: m.group()[:1], text, 2))
            print([ascii(m.expand(template)) for m in compiled.finditer(text)][:2])
            print(ascii(compiled.sub(template, text)))
        except (re.error, IndexError) as problem:
            print(type(problem).__name__, problem)
        except SystemError:
            print("a mistake of the interpreter")


def main(seed, count):
    rng = random.Random(seed)
    for number in range(count):
        kind = rng.random()
        letters = ASCII if kind < 0.5 else WIDE
        patterns = Patterns(rng, letters)
        pattern = garbage(rng) if kind > 0.85 else patterns.alternatives(rng.choice((1, 2, 3)))
        flags = sum(flag for flag in (2, 8, 16, 64, 256) if rng.random() < 0.12)
        texts = ["".join(rng.choice(letters) for _ in range(rng.randint(0, 7))) for _ in range(4)]
        template = rng.choice(("-", "<\\g<0>>", "\\1", "\\n\\\\", "[\\g<n1>]", "\\g<1", "\\777", "x\\01", "\\q", ""))
        if rng.random() < 0.3:
            template = random_template(rng)
        if rng.random() < 0.25 and kind < 0.5 or rng.random() < 0.1:
            encode = lambda text: text.encode("latin-1", "replace")
            pattern, texts, template = encode(pattern), list(map(encode, texts)), encode(template)
        print(f"# {number}", ascii(pattern), flags, ascii(texts), ascii(template))
        try_pattern(pattern, flags, texts, template, number)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
